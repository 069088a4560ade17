//! Inputs through a real parsing child: what comes out of each format, and what becomes of hostile ones.
//!
//! The child is the example `parse_worker`, which `cargo test` builds beside this.

mod formats;
mod hostile;
mod made;

use clew_ingest::{Hints, Item, Limits, Reader, Source};
use std::path::PathBuf;
use std::process::Command;

/// Starts a reader with these limits.
fn reader(limits: Limits) -> Reader {
    let test = std::env::current_exe().expect("a test is a program");
    let built = test.parent().and_then(|deps| deps.parent()).expect("tests are built in target/PROFILE/deps");
    let child: PathBuf = built.join("examples").join("parse_worker");
    assert!(child.is_file(), "{} is not built: cargo build --examples -p clew-ingest", child.display());
    Reader::start(move || Command::new(&child), limits).expect("the example starts")
}

/// All items of one input.
fn items(reader: &mut Reader, id: &str, bytes: Vec<u8>) -> Vec<Item> {
    let mut items = Vec::new();
    let n_items = reader
        .read(id, Source::Bytes(bytes), &Hints::default(), |item| items.push(item))
        .expect("a parsing child can be had");
    assert_eq!(n_items, items.len() as u64);
    items
}

/// Reads one input and compares its items, each as `id outcome`.
fn check(reader: &mut Reader, id: &str, bytes: Vec<u8>, expect: &[&str]) -> Vec<Item> {
    let items = items(reader, id, bytes);
    let found: Vec<String> = items.iter().map(|item| format!("{} {}", item.id, item.outcome())).collect();
    assert_eq!(found, expect);
    items
}

/// The text of an item that was read.
fn text(item: &Item) -> &str {
    &item.result.as_ref().expect("was read").text
}
