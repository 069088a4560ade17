//! Tries the examples of predicate files, and prints those that do not hold and how many do.
//!
//!     predicates FILE...
//!
//! For who writes a predicate: docs/predicates.md.

use clew_analysis::claims::{Example, Patterns, PredicateFile, claims};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{Claim, CodePoints, Predicate};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut files = Vec::new();
    for path in &paths {
        let file = PredicateFile::parse(&std::fs::read_to_string(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        files.push(file);
    }
    let patterns = Patterns::new(files.clone());
    let (mut n_held, mut n_tried) = (0, 0);
    for (path, file) in paths.iter().zip(&files) {
        for example in &file.examples {
            n_tried += 1;
            match complaint(&patterns, file.predicate(), example) {
                None => n_held += 1,
                Some(complaint) => println!("{}:{}: {} -- {complaint}", path.display(), example.line, example.text),
            }
        }
    }
    println!("{n_held} of {n_tried} examples hold");
    Ok(())
}

/// What is wrong with what is read in an example; nothing where it holds.
fn complaint(patterns: &Patterns, predicate: Predicate, example: &Example) -> Option<String> {
    let points = CodePoints::new(&example.text);
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), &example.text, &[], None);
    let found = claims(&points, &annotation, &trees, &events, patterns);
    let ours: Vec<&Claim> = found.iter().filter(|claim| claim.predicate == predicate && claim.score >= 0.5).collect();
    let Some(expected) = &example.claim else {
        return ours.first().map(|claim| format!("a claim: {}", told(&points, claim)));
    };
    let has_all = |claim: &&Claim| {
        expected.iter().all(|(role, words)| {
            let names = |span| points.slice(span).contains(words.as_str()) || words.contains(points.slice(span));
            claim.arguments.iter().any(|argument| argument.role == *role && names(argument.span))
        })
    };
    if ours.iter().any(|claim| has_all(claim)) {
        return None;
    }
    let read: Vec<String> = ours.iter().map(|claim| told(&points, claim)).collect();
    Some(if read.is_empty() { "no claim".to_owned() } else { read.join("; ") })
}

fn told(points: &CodePoints, claim: &Claim) -> String {
    let arguments = claim.arguments.iter().map(|argument| format!("{:?}={}", argument.role, points.slice(argument.span)));
    format!("[{}] {} ({})", points.slice(claim.trigger), arguments.collect::<Vec<_>>().join(" "), claim.by)
}
