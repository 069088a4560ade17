//! Reading speed of the whole program: `cargo bench -p clew-cli`. Documents a second, as `make bench` counts them too.

use divan::Bencher;
use divan::counter::ItemsCount;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::process::{Command, Stdio};

const N_TEXTS: usize = 100;

fn main() {
    divan::main();
}

/// The demo case's stories as JSON lines, over and over, under ids of their own.
fn lines() -> String {
    let gold = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/gold/gold.json");
    let gold: Value = serde_json::from_str(&fs::read_to_string(gold).expect("the gold")).expect("gold is JSON");
    let documents = gold["documents"].as_array().expect("documents");
    let line = |nth: usize| {
        let text = &documents[nth % documents.len()]["text"];
        json!({"id": nth.to_string(), "text": text, "date": "2023-03-10"}).to_string() + "\n"
    };
    (0..N_TEXTS).map(line).collect()
}

fn run(folder: &tempfile::TempDir, arguments: &[&str]) {
    let input = File::open(folder.path().join("lines.jsonl")).expect("written before");
    let mut command = Command::new(env!("CARGO_BIN_EXE_clew"));
    command.args(arguments).current_dir(folder.path()).stdin(input).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().expect("clew starts").success());
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("lines.jsonl"), lines()).expect("written");
    folder
}

#[divan::bench(sample_count = 10)]
fn annotate(bencher: Bencher) {
    let folder = folder();
    bencher.counter(ItemsCount::new(N_TEXTS)).bench(|| run(&folder, &["annotate", "--from", "jsonl"]));
}

#[divan::bench(sample_count = 10)]
fn add(bencher: Bencher) {
    bencher.counter(ItemsCount::new(N_TEXTS)).with_inputs(folder).bench_values(|folder| {
        run(&folder, &["add", "case", "--from", "jsonl"]);
        folder
    });
}
