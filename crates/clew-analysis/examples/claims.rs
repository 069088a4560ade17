//! Reads JSON lines of documents ("id", "text", "date"?) and prints what each claims, with what it rests on.
//!
//!     claims PREDICATES [WEIGHTS] < in.jsonl > out.jsonl
//!
//! PREDICATES is a folder of predicate files. With WEIGHTS, a file of weights, every claim is printed, however doubtful, with what its
//! features are there, in their order ("features"): what bench/fit_claims.py fits weights on. For measuring; `clew annotate --from
//! jsonl` is the command for users.

use clew_analysis::claims::{ArgumentFeatures, ClaimFeatures, ClaimWeights, Patterns, PredicateFile, claims, weighed};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{Claim, CodePoints, Filler, Interval, Mention};
use serde_json::{Value, json};
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder holds the predicate files?")?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        match PredicateFile::parse(&std::fs::read_to_string(&path)?) {
            Ok(file) => files.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), file)),
            Err(error) => eprintln!("{}: {error}", path.display()),
        }
    }
    let patterns = Patterns::new(files);
    let weights = std::env::args().nth(2).map(std::fs::read_to_string).transpose()?;
    let weights = weights.map(|text| ClaimWeights::parse(&text)).transpose()?;
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().unwrap_or_default();
        let date = line["date"].as_str().and_then(|date| date.parse().ok()).map(Interval::day);
        let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], date);
        let points = CodePoints::new(text);
        let found = match &weights {
            Some(weights) => weighed(&points, &annotation, &trees, &events, &patterns, weights),
            None => {
                let claims = claims(&points, &annotation, &trees, &events, &patterns);
                claims.into_iter().map(|claim| (claim, None)).collect()
            }
        };
        let record = json!({
            "id": line["id"], "text": text, "sentences": annotation.sentences,
            "mentions": annotation.mentions.iter().map(mention).collect::<Vec<_>>(), "chains": annotation.chains,
            "predications": annotation.predications, "attributions": annotation.attributions, "claims": found.iter().map(printed).collect::<Vec<_>>(),
        });
        writeln!(out, "{record}")?;
    }
    Ok(out.flush()?)
}

fn mention(mention: &Mention) -> Value {
    let Mention { span, thing, kind, chain } = mention;
    json!({"start": span.start, "end": span.end, "type": thing, "kind": kind, "chain": chain})
}

fn printed((of, seen): &(Claim, Option<ClaimFeatures>)) -> Value {
    let mut printed = claim(of);
    if let Some(seen) = seen {
        let argument = |argument: &ArgumentFeatures| {
            let ArgumentFeatures { role, span, is_optional, values } = argument;
            json!({"role": role, "start": span.start, "end": span.end, "optional": is_optional, "values": values})
        };
        let arguments: Vec<Value> = seen.arguments.iter().map(argument).collect();
        printed["features"] = json!({"core": seen.core, "arguments": arguments, "time": seen.time});
    }
    printed
}

fn claim(claim: &Claim) -> Value {
    let argument = |argument: &clew_model::Argument| {
        let chain = if let Filler::Chain(chain) = argument.filler { Some(chain) } else { None };
        json!({"role": argument.role, "start": argument.span.start, "end": argument.span.end, "chain": chain})
    };
    json!({
        "id": claim.id, "predicate": claim.predicate, "subtype": claim.subtype, "trigger": claim.trigger,
        "arguments": claim.arguments.iter().map(argument).collect::<Vec<_>>(), "time": claim.time,
        "polarity": claim.polarity, "certainty": claim.certainty, "modality": claim.modality,
        "quantity": claim.quantity, "evidence": claim.evidence, "attribution": claim.attribution, "event": claim.event, "sentence": claim.sentence, "by": claim.by, "score": claim.score,
    })
}
