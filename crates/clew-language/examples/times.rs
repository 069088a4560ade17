//! Reads {"id", "text", "date"?} a line on stdin and prints {"id", "text", "times"} a line, for measuring times alone.

use clew_language::{sentences, times::recognise};
use clew_model::{CodePoints, Interval, TimeExpression};
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        let published = document["date"].as_str().and_then(|date| date.parse().ok()).map(Interval::day);
        let points = CodePoints::new(text);
        let times = recognise(&points, &sentences(&points, &[]), published);
        let times: Vec<Value> = times.iter().map(line_of).collect();
        writeln!(out, "{}", json!({"id": document["id"], "text": text, "times": times}))?;
    }
    out.flush()
}

fn line_of(time: &TimeExpression) -> Value {
    json!({
        "start": time.span.start, "end": time.span.end, "type": time.time, "value": time.value,
        "earliest": time.interval.earliest, "latest": time.interval.latest,
    })
}
