//! Whether this crate reads as the model's training does: `agree WEIGHTS CHECKS`.
//!
//! CHECKS is a file of JSON lines as `model/clew_model/export.py` writes them, a document each:
//!
//!     {"sentences": [[word, ..], ..],
//!      "tags": {"outer": [n, ..], ..},      the best label of each word, all sentences after one another; every set but factuality
//!      "heads": [n, ..],                    the best head of each word among all words, -1 for the root
//!      "relations": [n, ..],                the best relation of each word under that head
//!      "factuality": [x, ..]}
//!
//! Prints the share of equal labels of each kind, and of factuality the largest and the mean difference. Fails under 99 % of equal
//! tags.

use clew_language::Model;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// The least share of equal tags.
const LEAST: f64 = 0.99;

#[derive(Deserialize)]
struct Check {
    sentences: Vec<Vec<String>>,
    tags: BTreeMap<String, Vec<usize>>,
    heads: Vec<i64>,
    relations: Vec<usize>,
    #[serde(default)]
    factuality: Vec<f32>,
}

/// How many of how many are equal.
#[derive(Default, Clone, Copy)]
struct Share {
    equal: usize,
    all: usize,
}

impl Share {
    fn add<T: PartialEq>(&mut self, own: impl IntoIterator<Item = T>, theirs: impl IntoIterator<Item = T>) {
        for (own, theirs) in own.into_iter().zip(theirs) {
            self.all += 1;
            self.equal += usize::from(own == theirs);
        }
    }

    fn value(self) -> f64 {
        self.equal as f64 / self.all.max(1) as f64
    }
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(weights), Some(checks)) = (arguments.next(), arguments.next()) else {
        return Err("agree WEIGHTS CHECKS".into());
    };
    let model = Model::from_bytes(std::fs::read(weights)?)?;
    let mut shares: BTreeMap<String, Share> = BTreeMap::new();
    let mut tags = Share::default();
    let mut differences = Vec::new();
    for line in std::fs::read_to_string(checks)?.lines() {
        let check: Check = serde_json::from_str(line)?;
        let own = model.label(&check.sentences);
        for (set, theirs) in &check.tags {
            let own = own.tags.get(set.as_str()).ok_or_else(|| format!("no tag set {set}"))?;
            tags.add(own, theirs);
            shares.entry(set.clone()).or_default().add(own, theirs);
        }
        let heads = own.heads.iter().map(|head| head.map_or(-1, |head| head as i64));
        shares.entry("heads".to_owned()).or_default().add(heads, check.heads);
        shares.entry("relations".to_owned()).or_default().add(own.relations, check.relations);
        differences.extend(own.factuality.iter().zip(&check.factuality).map(|(own, theirs)| (own - theirs).abs()));
    }
    for (name, share) in &shares {
        println!("{name:<16} {:7.3} % of {}", 100.0 * share.value(), share.all);
    }
    let mean = differences.iter().sum::<f32>() / differences.len().max(1) as f32;
    println!(
        "factuality       {mean:.4} apart, {:.4} at most",
        differences.iter().fold(0.0, |most, own| own.max(most))
    );
    println!("all tags         {:7.3} % of {}", 100.0 * tags.value(), tags.all);
    Ok(if tags.all > 0 && tags.value() >= LEAST { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
