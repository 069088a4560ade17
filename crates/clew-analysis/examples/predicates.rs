//! Tries the examples of predicate files, and prints those that do not hold and how many do.
//!
//!     predicates [--mark] FILE...
//!
//! `--mark` writes "?" before those that do not hold, and takes it from those that do. For who writes a predicate:
//! docs/predicates.md.

use clew_analysis::claims::{Example, Patterns, PredicateFile, all_claims};
use clew_language::{AnnotatedText, Model, read};
use clew_model::CodePoints;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let marks = options.iter().any(|option| option == "--mark");
    let (mut n_held, mut n_tried) = (0, 0);
    for path in files.iter().map(PathBuf::from) {
        let text = std::fs::read_to_string(&path)?;
        let file = PredicateFile::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let complaints: Vec<(&Example, Option<String>)> =
            file.examples.iter().map(|example| (example, complaint(&file, example))).collect();
        n_tried += complaints.len();
        n_held += complaints.iter().filter(|(_, complaint)| complaint.is_none()).count();
        for (example, complaint) in &complaints {
            if let Some(complaint) = complaint {
                println!("{}:{}: {} -- {complaint}", path.display(), example.line, example.text);
            }
        }
        if marks {
            mark(&path, &text, &complaints)?;
        }
    }
    println!("{n_held} of {n_tried} examples hold");
    Ok(())
}

/// What is wrong with what is read in an example, with the patterns that clew brings.
fn complaint(file: &PredicateFile, example: &Example) -> Option<String> {
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), &example.text, &[], None);
    let patterns = Patterns::embedded();
    example.complaint(
        file.predicate(),
        &all_claims(&CodePoints::new(&example.text), &annotation, &trees, &events, patterns),
    )
}

fn mark(path: &Path, text: &str, complaints: &[(&Example, Option<String>)]) -> std::io::Result<()> {
    let marked = text.lines().enumerate().map(|(at, line)| {
        let complaint = complaints.iter().find(|(example, _)| example.line == at + 1);
        let bare = line.trim_start_matches('?');
        match complaint {
            Some((_, Some(_))) => format!("?{bare}\n"),
            Some((_, None)) => format!("{bare}\n"),
            None => format!("{line}\n"),
        }
    });
    std::fs::write(path, marked.collect::<String>())
}
