//! Prints what the scorer of chains is trained on: the names of its properties, then the choices of each document (JSON lines
//! of `model/clew_model/chain_documents.py`), as the model in the file that is named reads it.

use clew_language::Model;
use clew_language::training::{ChainDocument, properties};
use std::error::Error;
use std::io::{BufRead, stdin};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: chain_choices MODEL < DOCUMENTS")?;
    let model = Model::from_bytes(std::fs::read(path)?)?;
    println!("{}", properties());
    for line in stdin().lock().lines() {
        let document: ChainDocument = serde_json::from_str(&line?)?;
        println!("{}", serde_json::json!({"id": document.id, "choices": document.choices(&model)}));
    }
    Ok(())
}
