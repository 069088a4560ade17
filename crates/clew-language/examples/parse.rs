//! Reads CoNLL-U on stdin and prints it with this crate's lemmas, parts of speech, heads and relations for its words.
//!
//!     parse [WEIGHTS] < gold.conllu > ours.conllu
//!
//! Comments stay; words of several tokens and empty words are left out. For measuring trees (bench/syntax.py).

use clew_language::{Model, parse_with};
use clew_model::Tree;
use std::io::{BufRead, Write, stdin, stdout};

/// A sentence as it came: its comment lines and its words.
#[derive(Default)]
struct Given {
    comments: Vec<String>,
    words: Vec<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let weights = std::env::args().nth(1).map(std::fs::read).transpose()?;
    let loaded = weights.map(Model::from_bytes).transpose()?;
    let model = loaded.as_ref().unwrap_or_else(|| Model::embedded());
    let mut out = std::io::BufWriter::new(stdout().lock());
    let mut document: Vec<Given> = Vec::new();
    let mut given = Given::default();
    for line in stdin().lock().lines() {
        let line = line?;
        if line.starts_with("# newdoc") {
            print(model, std::mem::take(&mut document), &mut out)?;
        }
        if line.starts_with('#') {
            given.comments.push(line);
        } else if line.is_empty() {
            document.push(std::mem::take(&mut given));
        } else if let [id, word, ..] = line.split('\t').collect::<Vec<_>>()[..]
            && id.bytes().all(|digit| digit.is_ascii_digit())
        {
            given.words.push(word.to_owned());
        }
    }
    document.push(given);
    print(model, document, &mut out)?;
    Ok(out.flush()?)
}

/// Reads a document's sentences together, as the model reads texts, and prints their trees.
fn print(model: &Model, document: Vec<Given>, out: &mut impl Write) -> std::io::Result<()> {
    let (comments, words): (Vec<_>, Vec<_>) = document.into_iter().map(|given| (given.comments, given.words)).unzip();
    let trees = parse_with(model, &words);
    for ((comments, words), tree) in comments.iter().zip(&words).zip(trees).filter(|(_, tree)| !tree.words.is_empty()) {
        for line in comments.iter().chain(&lines(words, &tree)) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn lines(words: &[String], tree: &Tree) -> Vec<String> {
    let line = |(at, (form, word)): (usize, (&String, &clew_model::TreeWord))| {
        let head = word.head.map_or(0, |head| head + 1);
        let [part, relation] = [word.part_of_speech.tag(), word.relation.tag()];
        format!("{}\t{form}\t{}\t{part}\t_\t_\t{head}\t{relation}\t_\t_", at + 1, word.lemma)
    };
    words.iter().zip(&tree.words).enumerate().map(line).collect()
}
