//! Reads documents as `clew annotate` prints them and prints where their places lie.
//!
//!     places < annotated.jsonl > out.jsonl
//!
//! For measuring: what language read is not read again.

use clew_analysis::places::locate;
use clew_model::{Annotation, Chain, CodePoints, Mention, Span};
use serde_json::{Value, json};
use std::io::{BufRead, Write, stdin, stdout};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(stdout().lock());
    let (mut first, mut rest, mut n_documents) = (None, Duration::ZERO, 0);
    for line in stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().unwrap_or_default();
        let mentions = line["mentions"].as_array().into_iter().flatten().map(mention).collect::<Result<_, _>>()?;
        let chains: Vec<Chain> = serde_json::from_value(line["chains"].clone())?;
        let annotation = Annotation { mentions, chains, ..Annotation::default() };
        let points = CodePoints::new(text);
        let start = Instant::now();
        let located = locate(&points, &annotation);
        match first {
            None => first = Some(start.elapsed()),
            Some(_) => rest += start.elapsed(),
        }
        n_documents += 1;
        let places = annotation.mentions.iter().filter(|mention| mention.kind == clew_model::MentionKind::Name);
        let places = places.filter(|mention| mention.thing == clew_model::ThingType::Place).map(|mention| {
            let place = located.get(mention.chain as usize).cloned().flatten();
            json!({"name": points.slice(mention.span), "start": mention.span.start, "chain": mention.chain, "place": place})
        });
        let record = json!({"id": line["id"], "text": text, "places": places.collect::<Vec<_>>()});
        writeln!(out, "{record}")?;
    }
    eprintln!("the first of {n_documents} documents took {first:?}, the others {rest:?}");
    Ok(out.flush()?)
}

fn mention(value: &Value) -> Result<Mention, Box<dyn std::error::Error>> {
    let number = |name: &str| value[name].as_u64().unwrap_or_default() as u32;
    Ok(Mention {
        span: Span::new(number("start"), number("end")),
        thing: serde_json::from_value(value["type"].clone())?,
        kind: serde_json::from_value(value["kind"].clone())?,
        chain: number("chain"),
    })
}
