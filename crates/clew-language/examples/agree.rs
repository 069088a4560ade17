//! Whether this crate reads as the model's training does: `agree WEIGHTS CHECKS`.
//!
//! CHECKS is a file of JSON lines as `model/clew_model/export.py` writes them, a document each:
//!
//!     {"sentences": [[word, ..], ..],
//!      "tags": {"outer": [n, ..], ..},      the best label of each word, all sentences after one another; every set but factuality
//!      "heads": [n, ..],                    the best head of each word among all words, -1 for the root
//!      "relations": [n, ..],                the best relation of each word under that head
//!      "factuality": [x, ..],
//!      "cut": [["word", [n, ..], n], ..]}   words with their pieces and their casing class; need not be those of the sentences
//!
//! Prints the share of equal labels of each kind, of factuality the largest and the mean difference, and some of the words that are
//! cut differently. Fails under 99 % of equal tags, and where nothing was compared.

use clew_language::Model;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// The least share of equal tags.
const LEAST: f64 = 0.99;

/// How many words that are cut differently are shown.
const SHOWN: usize = 400;

#[derive(Deserialize)]
struct Check {
    sentences: Vec<Vec<String>>,
    tags: BTreeMap<String, Vec<usize>>,
    heads: Vec<i64>,
    relations: Vec<usize>,
    #[serde(default)]
    factuality: Vec<f32>,
    #[serde(default)]
    cut: Vec<(String, Vec<u32>, u8)>,
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

/// All that was compared.
#[derive(Default)]
struct Agreement {
    kinds: BTreeMap<String, Share>,
    tags: Share,
    /// Of factuality.
    differences: Vec<f32>,
    /// Some words that are cut differently, with their pieces and casing class here.
    cut_differently: Vec<(String, Vec<u32>, u8)>,
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(weights), Some(checks)) = (arguments.next(), arguments.next()) else {
        return Err("agree WEIGHTS CHECKS".into());
    };
    let model = Model::from_bytes(std::fs::read(weights)?)?;
    let mut agreement = Agreement::default();
    for line in std::fs::read_to_string(checks)?.lines() {
        agreement.add(&model, serde_json::from_str(line)?)?;
    }
    agreement.print();
    Ok(if agreement.is_enough() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Agreement {
    fn add(&mut self, model: &Model, check: Check) -> Result<(), String> {
        let own = model.label(&check.sentences);
        for (set, theirs) in &check.tags {
            let own = own.tags.get(set.as_str()).ok_or_else(|| format!("no tag set {set}"))?;
            self.tags.add(own, theirs);
            self.kind(set).add(own, theirs);
        }
        let heads = own.heads.iter().map(|head| head.map_or(-1, |head| head as i64));
        self.kind("heads").add(heads, check.heads);
        self.kind("relations").add(own.relations, check.relations);
        let factuality = own.factuality.iter().zip(&check.factuality);
        self.differences.extend(factuality.map(|(own, theirs)| (own - theirs).abs()));
        for (word, pieces, casing) in check.cut {
            let (own_pieces, own_casing) = model.cut(&word);
            self.kind("pieces").add([&own_pieces], [&pieces]);
            self.kind("casing").add([own_casing], [casing]);
            if (&own_pieces, own_casing) != (&pieces, casing) && self.cut_differently.len() < SHOWN {
                self.cut_differently.push((word, own_pieces, own_casing));
            }
        }
        Ok(())
    }

    fn kind(&mut self, name: &str) -> &mut Share {
        self.kinds.entry(name.to_owned()).or_default()
    }

    fn print(&self) {
        for (name, share) in self.kinds.iter().filter(|(_, share)| share.all > 0) {
            println!("{name:<16} {:7.3} % of {}", 100.0 * share.value(), share.all);
        }
        if !self.differences.is_empty() {
            let mean = self.differences.iter().sum::<f32>() / self.differences.len() as f32;
            let most = self.differences.iter().fold(0.0, |most, own| own.max(most));
            println!("factuality       {mean:.4} apart, {most:.4} at most");
        }
        println!("all tags         {:7.3} % of {}", 100.0 * self.tags.value(), self.tags.all);
        for (word, pieces, casing) in &self.cut_differently {
            println!("cut differently: {word:?} {pieces:?} {casing}");
        }
    }

    fn is_enough(&self) -> bool {
        let is_compared = self.kinds.values().any(|share| share.all > 0);
        is_compared && (self.tags.all == 0 || self.tags.value() >= LEAST)
    }
}
