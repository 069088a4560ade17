//! Compares names, and says how fast: {"a", "b", "type"?} a line of standard input, one verdict a line out.
//!
//!     names < pairs.jsonl > verdicts.jsonl

use clew_analysis::names::Name;
use clew_model::ThingType;
use std::io::{BufWriter, Write};
use std::time::Instant;

/// How often all pairs are compared for the figure of speed.
const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut pairs = Vec::new();
    let started = Instant::now();
    for line in std::io::stdin().lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let thing = line["type"].as_str().and_then(ThingType::from_word).unwrap_or(ThingType::Thing);
        let parse = |field: &str| Name::parse(line[field].as_str().unwrap_or_default(), thing);
        pairs.push((parse("a"), parse("b")));
    }
    let parsing = started.elapsed();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (a, b) in &pairs {
        let found = a.compare(b);
        let line = serde_json::json!({"score": found.score, "verdict": found.verdict, "basis": format!("{:?}", found.basis), "why": found.why()});
        writeln!(out, "{line}")?;
    }
    let started = Instant::now();
    let mut total = 0.0;
    for _ in 0..ROUNDS {
        total += pairs.iter().map(|(a, b)| a.compare(b).score).sum::<f32>();
    }
    let comparing = started.elapsed();
    eprintln!(
        "{:.0} pairs/s compared, {:.0} pairs/s parsed, mean score {:.3}",
        (pairs.len() * ROUNDS) as f64 / comparing.as_secs_f64(),
        pairs.len() as f64 / parsing.as_secs_f64(),
        total / (pairs.len() * ROUNDS) as f32,
    );
    Ok(())
}
