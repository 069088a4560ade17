//! Every example of every predicate file, read with the language model.

use clew_analysis::claims::{Patterns, PredicateFile, claims};
use clew_language::{AnnotatedText, Model, read};
use clew_model::CodePoints;

#[test]
fn examples_hold_save_those_that_are_open() {
    let mut complaints = Vec::new();
    let mut n_tried = 0;
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/predicates")).expect("the folder is there");
    for path in folder.map(|entry| entry.expect("an entry").path()) {
        let file = PredicateFile::parse(&std::fs::read_to_string(&path).expect("a text")).expect("it is well formed");
        for example in file.examples.iter().filter(|example| !example.is_open) {
            let AnnotatedText { annotation, trees, events } = read(Model::embedded(), &example.text, &[], None);
            let found = claims(&CodePoints::new(&example.text), &annotation, &trees, &events, Patterns::embedded());
            n_tried += 1;
            let complaint = example.complaint(file.predicate(), &found);
            complaints.extend(
                complaint.map(|what| format!("{}:{}: {} -- {what}", path.display(), example.line, example.text)),
            );
        }
    }
    assert!(complaints.is_empty(), "{} of {n_tried} do not hold:\n{}", complaints.len(), complaints.join("\n"));
}
