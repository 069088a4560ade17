//! Reads JSON lines of documents ("id", "text", "date"?) and prints what is read in each.
//!
//!     annotate [WEIGHTS] < in.jsonl > out.jsonl
//!
//! For measuring this crate alone; `clew annotate --from jsonl` is the command for users.

use clew_language::{Model, annotate_with};
use clew_model::Interval;
use std::io::{BufRead, Write, stdin, stdout};

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    date: Option<jiff::civil::Date>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let weights = std::env::args().nth(1).map(std::fs::read).transpose()?;
    let loaded = weights.map(Model::from_bytes).transpose()?;
    let model = loaded.as_ref().unwrap_or_else(|| Model::embedded());
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let annotation = annotate_with(model, &line.text, &[], line.date.map(Interval::day));
        let mentions: Vec<_> = annotation.mentions.iter().map(|mention| {
            serde_json::json!({"start": mention.span.start, "end": mention.span.end, "type": mention.thing, "kind": mention.kind, "chain": mention.chain})
        }).collect();
        let times: Vec<_> = annotation.times.iter().map(|time| {
            serde_json::json!({"start": time.span.start, "end": time.span.end, "type": time.time, "value": time.value, "earliest": time.interval.earliest, "latest": time.interval.latest})
        }).collect();
        let attributions: Vec<_> = annotation.attributions.iter().map(|attribution| {
            let source = attribution.source.map(|source| serde_json::json!({"start": source.span.start, "end": source.span.end, "chain": source.chain}));
            serde_json::json!({"id": attribution.id, "source": source, "cue": attribution.cue, "content": attribution.content, "within": attribution.within, "act": attribution.act, "source_kind": attribution.source_kind})
        }).collect();
        let record = serde_json::json!({
            "id": line.id, "text": line.text, "sentences": annotation.sentences, "quotations": annotation.quotations,
            "mentions": mentions, "chains": annotation.chains, "times": times,
            "attributions": attributions, "predications": annotation.predications,
        });
        writeln!(out, "{record}")?;
    }
    Ok(out.flush()?)
}
