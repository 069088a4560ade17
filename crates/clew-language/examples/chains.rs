//! Reads documents with trees (JSON lines) and prints their chains by the scorer in the file that is named, or with `--choices`
//! what such a scorer is trained on: the names of its properties, then the choices of each document.

use clew_language::training::{TreeDocument, Weights, properties};
use std::error::Error;
use std::io::{BufRead, stdin};

fn main() -> Result<(), Box<dyn Error>> {
    let argument = std::env::args().nth(1).ok_or("usage: chains (SCORER | --choices) < DOCUMENTS")?;
    let weights = match argument.as_str() {
        "--choices" => {
            println!("{}", properties());
            None
        }
        path => Some(Weights::read(&std::fs::read_to_string(path)?).ok_or("a weight is missing")?),
    };
    for line in stdin().lock().lines() {
        let line = line?;
        let document: TreeDocument = serde_json::from_str(&line)?;
        let id: serde_json::Value = serde_json::from_str(&line)?;
        let mut printed = match &weights {
            Some(weights) => document.chains(weights),
            None => serde_json::json!({"choices": document.choices()}),
        };
        printed["id"] = id["id"].clone();
        println!("{printed}");
    }
    Ok(())
}
