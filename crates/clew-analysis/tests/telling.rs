//! On whose word claims are, and how sure: the examples of words/telling.txt and words/hedges.txt, and sentences of our own, read with the
//! language model.

use clew_analysis::claims::{Patterns, all_claims};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{Claim, CodePoints};

/// What a text claims of one predicate, each as `how` says it of the claim and the words of its source.
fn told(text: &str, predicate: &str, how: impl Fn(&Claim, &str) -> String) -> Vec<String> {
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    let points = CodePoints::new(text);
    let found = all_claims(&points, &annotation, &trees, &events, Patterns::embedded());
    let source = |claim: &Claim| {
        let attribution = annotation.attributions.get(claim.attribution? as usize)?;
        attribution.source.map(|source| points.slice(source.span))
    };
    let of_predicate = found.iter().filter(|claim| claim.predicate.to_string() == predicate);
    of_predicate.map(|claim| how(claim, source(claim).unwrap_or_default())).collect()
}

/// The words of a glossary term.
fn word(term: impl serde::Serialize) -> String {
    serde_json::to_string(&term).expect("a term is a word").replace('"', "")
}

/// Polarity, level and modality, as "asserted likely actual".
fn stance(claim: &Claim, _: &str) -> String {
    [word(claim.polarity), word(claim.certainty.level), word(claim.modality)].join(" ")
}

/// The examples of a list of words: each text, its predicate and what is expected of the first claim.
fn examples(list: &str) -> Vec<(&str, &str, &str)> {
    let lines = list.lines().filter_map(|line| line.strip_prefix("+ ").or(line.strip_prefix("- ")));
    let parts = lines.map(|line| {
        let (text, expected) = line.split_once(" => ").expect("an example has a text and what is expected");
        let (predicate, rest) = expected.split_once(' ').unwrap_or((expected, ""));
        (text, predicate, rest)
    });
    parts.collect()
}

#[test]
fn claims_are_on_the_word_of_who_tells_them() {
    for (text, predicate, expected) in examples(include_str!("../words/telling.txt")) {
        let sources = told(text, predicate, |_, source| source.to_owned());
        assert_eq!(sources.first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn a_name_that_is_alleged_is_no_fact() {
    for (text, predicate, expected) in examples(include_str!("../words/hedges.txt")) {
        let levels = told(text, predicate, |claim, _| word(claim.certainty.level));
        assert_eq!(levels.first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn what_is_not_told_yet_or_only_alleged_is_no_fact() {
    for (text, expected) in [
        ("The board did not say that guards had killed Paul Weil.", "asserted unstated actual"),
        ("Weil will say that guards killed the broker.", "asserted unstated planned"),
        ("Paul Weil allegedly killed the broker.", "asserted likely actual"),
        ("The smuggler did not deny that guards had killed the broker.", "asserted asserted actual"),
        ("The board said that guards had killed Paul Weil.", "asserted asserted actual"),
    ] {
        assert_eq!(told(text, "Die", stance), [expected], "{text}");
    }
    let release = "The captain demanded that the Front release the broker.";
    assert_eq!(told(release, "Release", stance), ["asserted unstated planned"]);
}

#[test]
fn one_thing_is_asserted_and_another_denied() {
    let text = "It was arsenic, and never lead, the chemist said.";
    let with_source = |claim: &Claim, source: &str| format!("{} {source}", word(claim.polarity));
    assert_eq!(told(text, "Statement", with_source), ["asserted the chemist", "denied the chemist"]);
}

#[test]
fn what_is_believed_and_denied_is_both() {
    let text = "Jonas Weil, who is believed to have met the broker in Oslo, denies this.";
    let with_source = |claim: &Claim, source: &str| format!("{} {source}", word(claim.polarity)).trim().to_owned();
    assert_eq!(told(text, "Meet", with_source), ["asserted", "denied Jonas Weil"]);
    assert!(told(text, "Meet", stance).contains(&"asserted likely actual".to_owned()));
}

#[test]
fn every_clause_of_what_is_said_is_kept() {
    // An office named by the way ("his manager") tells nothing of what was said.
    let text = "The engineer, Rui Costa, told her on Friday that the flap was rusty and that he had written to his manager, Eva Orlu.";
    let with_source = |_: &Claim, source: &str| source.to_owned();
    assert_eq!(told(text, "Statement", with_source).len() + told(text, "Contact", with_source).len(), 2, "{text}");
}
