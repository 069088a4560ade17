//! Reads JSON lines of documents ("id", "text") and prints what may be events and relations in each, with what may fill their roles.
//!
//!     events [WEIGHTS] < in.jsonl > out.jsonl
//!
//! A line is {"id", "events": [{"trigger": [start, end], "predicate", "score", "roles": [{"role", "start", "end", "score"}]}]}; spans are
//! code points of the text. For measuring triggers and roles alone, before any claim is made of them (bench/own.py).

use clew_language::{Model, read};
use clew_model::EventCandidate;
use serde_json::{Value, json};
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let weights = std::env::args().nth(1).map(std::fs::read).transpose()?;
    let loaded = weights.map(Model::from_bytes).transpose()?;
    let model = loaded.as_ref().unwrap_or_else(|| Model::embedded());
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        let events: Vec<Value> = read(model, text, &[], None).events.iter().map(event).collect();
        writeln!(out, "{}", json!({"id": document["id"], "events": events}))?;
    }
    Ok(out.flush()?)
}

fn event(event: &EventCandidate) -> Value {
    let role = |filler: &clew_model::RoleCandidate| json!({"role": filler.role, "start": filler.span.start, "end": filler.span.end, "score": filler.score});
    let roles: Vec<Value> = event.roles.iter().map(role).collect();
    json!({"trigger": event.trigger, "predicate": event.predicate, "score": event.score, "roles": roles})
}
