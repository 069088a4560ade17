//! Reads JSON lines of documents ("id", "text", "date"?, "publisher"?, "title"?) and prints what each tells.
//!
//!     told < in.jsonl > told.jsonl
//!
//! For measuring, with the example `picture`; `clew add` is the command for users.

use clew_analysis::claims::{Patterns, claims};
use clew_analysis::{Told, ToldTriggers, places};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{CodePoints, Interval, Reading};
use serde_json::{Value, json};
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let words = |key: &str| line[key].as_str().map(str::to_owned);
        let reading = Reading {
            title: words("title"),
            publisher: words("publisher"),
            text: words("text").unwrap_or_default(),
            ..Reading::default()
        };
        let date = line["date"].as_str().and_then(|date| date.parse().ok()).map(Interval::day);
        let AnnotatedText { mut annotation, trees, events } = read(Model::embedded(), &reading.text, &[], date);
        let points = CodePoints::new(&reading.text);
        if let Some(publisher) = &reading.publisher {
            clew_language::leave_out_publisher(&points, &mut annotation, publisher);
        }
        let places = places::locate(&points, &annotation);
        for (chain, place) in annotation.chains.iter_mut().zip(places) {
            chain.place = place;
        }
        annotation.claims = claims(&points, &annotation, &trees, &events, Patterns::embedded());
        let mentions = annotation.mentions.iter().map(|mention| (mention.span.start, mention.span.end, mention.chain));
        let triggers = ToldTriggers::of(&annotation, &trees);
        let told = Told::of(&reading, date.unwrap_or_default(), &annotation, triggers);
        let record = json!({"id": line["id"], "told": told, "mentions": mentions.collect::<Vec<_>>()});
        writeln!(out, "{record}")?;
    }
    Ok(out.flush()?)
}
