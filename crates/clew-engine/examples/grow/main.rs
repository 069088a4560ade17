//! Grows a case out of few documents, to see what many cost.
//!
//!     grow ORIGINALS.clew N              draws the picture of N documents in memory; prints what each stage took, as JSON
//!     grow ORIGINALS.clew N CASE.clew    writes a case of N documents, picture and all
//!     grow ORIGINALS.clew N TOLD.jsonl   writes what N documents tell, for the example `picture` of clew-analysis
//!
//! The documents are those of a case that `clew add` made, again and again, each time with other names, places and days
//! ([`swap`]): so the language model reads each once. bench/scale.py runs it.

mod originals;
mod swap;
mod write;

use clew_analysis::events::{Strands, events};
use clew_analysis::knowledge::knowledge;
use clew_analysis::picture::CaseDocument;
use clew_analysis::reconcile::reconcile;
use clew_analysis::resolve::{Decided, Resolved, resolve};
use clew_analysis::status::statuses;
use clew_model::ThingType;
use clew_store::CaseFile;
use originals::{Original, originals};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::thread;
use std::time::Instant;
use swap::Names;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [from, n, to @ ..] = &given[..] else { return Err("grow ORIGINALS.clew N [CASE.clew|TOLD.jsonl]".into()) };
    let originals = originals(&CaseFile::open_to_read(Path::new(from))?)?;
    if originals.is_empty() {
        return Err(format!("{from} holds no document").into());
    }
    let n: usize = n.parse()?;
    match to {
        [] => println!("{}", drawn(&originals, n)),
        [to, ..] if to.ends_with(".jsonl") => write::told(documents(&originals, n), Path::new(to))?,
        [to, ..] => write::case(&originals, n, Path::new(to))?,
    }
    Ok(())
}

/// Draws the picture of `n` documents; what each stage took, and what came of it.
fn drawn(originals: &[Original], n: usize) -> Value {
    let documents = documents(originals, n);
    let (mut seconds, mut mb) = (serde_json::Map::new(), serde_json::Map::new());
    mb.insert("told".to_owned(), json!(most_held_mb()));
    let mut started = Instant::now();
    let mut lap = |stage: &str| {
        seconds.insert(stage.to_owned(), json!(started.elapsed().as_secs_f64()));
        mb.insert(stage.to_owned(), json!(most_held_mb()));
        started = Instant::now();
    };
    let strands = Strands::of(&documents);
    lap("strands");
    let resolved = resolve(&documents, &strands, &Decided::default());
    lap("resolve");
    let events = events(&documents, &strands, &resolved);
    lap("events");
    let reconciled = reconcile(&documents, &resolved, &events, &BTreeSet::new());
    lap("reconcile");
    let knowledge = knowledge(&documents, &resolved, &events, &reconciled);
    lap("knowledge");
    let statuses = statuses(&reconciled.findings, &resolved);
    lap("statuses");
    let n_claims: usize = documents.iter().map(|document| document.told.claims.len()).sum();
    json!({
        "documents": documents.len(), "originals": originals.len(), "seconds": seconds,
        "claims": n_claims, "entities": resolved.entities.len(), "doubts": resolved.doubts.len(), "events": events.events.len(),
        "findings": reconciled.findings.len(), "knowledge": knowledge.len(), "statuses": statuses.len(),
        "people": shared_surnames(&resolved), "claims_a_finding": n_claims as f64 / reconciled.findings.len().max(1) as f64,
        "mb": mb,
    })
}

/// What `n` documents tell: every original, then every original with other names, and so on.
fn documents(originals: &[Original], n: usize) -> Vec<CaseDocument> {
    let names = Names::of(originals);
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let of_places = |from: usize, to: usize| {
        let document = |place: usize| {
            let (replica, nth) = (place / originals.len(), place % originals.len());
            let swap = names.swap(replica as u64);
            let (identity, reading, annotation) = swap.document(&originals[nth]);
            let told = swap.told(&originals[nth], &reading, &annotation);
            let copy_of = originals[nth].copy_of.map(|of| replica * originals.len() + of).filter(|of| *of < n);
            CaseDocument { number: place as i64 + 1, identity, copy_of: copy_of.map(|of| of as i64 + 1), told }
        };
        (from..to).map(document).collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let part = n.div_ceil(n_threads).max(1);
        let parts: Vec<_> =
            (0..n).step_by(part).map(|from| scope.spawn(move || of_places(from, (from + part).min(n)))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("swapping words does not panic")).collect()
    })
}

/// How many people have a full name, and the share of these whose last word another name of the case ends with too.
fn shared_surnames(resolved: &Resolved) -> Value {
    let people = resolved.entities.iter().filter(|entity| entity.thing == ThingType::Person && entity.is_named);
    let full: BTreeSet<&str> = people.map(|entity| entity.name.as_str()).filter(|name| name.contains(' ')).collect();
    let surname = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let mut n_with: BTreeMap<String, usize> = BTreeMap::new();
    full.iter().for_each(|name| *n_with.entry(surname(name)).or_default() += 1);
    let n_shared = full.iter().filter(|name| n_with[&surname(name)] > 1).count();
    json!({"named": full.len(), "shared_surnames": n_shared as f64 / full.len().max(1) as f64})
}

/// Memory held at most until now, in MB (Linux; `None` elsewhere).
fn most_held_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kb| kb / 1024)
}
