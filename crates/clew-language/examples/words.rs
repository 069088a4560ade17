//! Reads {"id", "text"} a line on stdin and prints {"id", "sentences": [[start, end], ..], "words": [[start, end], ..]} a line.
//!
//! Spans are code points of the text; the words are those of every sentence, in order. Training texts without words of their own
//! are cut by this program, so that the model learns from the very words it will be asked to read.

use clew_language::{sentences, tokens};
use clew_model::{CodePoints, Span};
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let points = CodePoints::new(document["text"].as_str().unwrap_or_default());
        let sentences = sentences(&points, &[]);
        let words: Vec<Span> =
            sentences.iter().flat_map(|&sentence| tokens(&points, sentence)).map(|token| token.span).collect();
        writeln!(out, "{}", json!({"id": document["id"], "sentences": sentences, "words": words}))?;
    }
    out.flush()
}
