//! Prints what the scorer of chains is trained on: the names of its properties, then the choices of each document (JSON lines
//! of `model/clew_model/chain_documents.py`), as the model in the file that is named reads it.
//!
//!     chain_choices MODEL [SCORER] < documents.jsonl
//!
//! With the file of a scorer it prints the chains that this scorer makes, one document a line, for measuring it.

use clew_language::Model;
use clew_language::training::{ChainDocument, properties};
use std::error::Error;
use std::io::{BufRead, stdin};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: chain_choices MODEL [SCORER] < DOCUMENTS")?;
    let model = Model::from_bytes(std::fs::read(path)?)?;
    let scorer = arguments.next().map(std::fs::read_to_string).transpose()?;
    if scorer.is_none() {
        println!("{}", properties());
    }
    for line in stdin().lock().lines() {
        let document: ChainDocument = serde_json::from_str(&line?)?;
        match &scorer {
            None => println!("{}", serde_json::json!({"id": document.id, "choices": document.choices(&model)})),
            Some(scorer) => println!("{}", chains(&document, &model, scorer)?),
        }
    }
    Ok(())
}

fn chains(document: &ChainDocument, model: &Model, scorer: &str) -> Result<serde_json::Value, Box<dyn Error>> {
    let mentions = document.mentions(model, scorer).ok_or("the scorer lacks a weight")?;
    let mentions: Vec<_> = mentions
        .iter()
        .map(
            |mention| serde_json::json!({"start": mention.span.start, "end": mention.span.end, "chain": mention.chain}),
        )
        .collect();
    Ok(serde_json::json!({"id": document.id, "text": document.text, "mentions": mentions}))
}
