//! Reads what documents tell, as the example `told` prints it, as one case, and prints its picture as one JSON object.
//!
//!     picture < told.jsonl > picture.json
//!
//! A line may have "copy_of", the id of the line it repeats. For measuring; `clew export` is the command for users.

use clew_analysis::Told;
use clew_analysis::picture::{CaseDocument, Decided, Picture};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, stdin};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut documents, mut numbers, mut copies) = (Vec::new(), HashMap::new(), Vec::new());
    for (number, line) in (1..).zip(stdin().lock().lines()) {
        let mut line: Value = serde_json::from_str(&line?)?;
        let id = line["id"].as_str().unwrap_or_default().to_owned();
        copies.push(line["copy_of"].as_str().map(str::to_owned));
        numbers.insert(id.clone(), number);
        let told: Told = serde_json::from_value(line["told"].take())?;
        documents.push(CaseDocument { number, identity: id, copy_of: None, told });
    }
    for (document, copy_of) in documents.iter_mut().zip(copies) {
        document.copy_of = copy_of.and_then(|id| numbers.get(&id).copied());
    }
    let started = std::time::Instant::now();
    let picture = Picture::draw(&documents, &Decided::default());
    eprintln!("{} documents drawn in {:?}", documents.len(), started.elapsed());
    let entities = picture.resolved.entities.iter().map(|entity| {
        json!({"id": entity.id, "type": entity.thing, "name": entity.name, "names": entity.names, "chains": entity.chains})
    });
    let origins = picture.reconciled.claim_origins.iter().map(|(at, origin)| json!([at, **origin]));
    let drawn = json!({
        "entities": entities.collect::<Vec<_>>(),
        "doubts": picture.resolved.doubts,
        "events": picture.events.events,
        "mentioned": picture.events.mentioned,
        "findings": picture.reconciled.findings,
        "claim_origins": origins.collect::<Vec<_>>(),
        "knowledge": picture.knowledge,
        "statuses": picture.statuses,
    });
    println!("{drawn}");
    Ok(())
}
