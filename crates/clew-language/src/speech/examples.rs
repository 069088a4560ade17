//! The examples of the word lists about speech and certainty, each read as a text of its own with the model that is compiled in.

use super::{CUES, EVENT_NOUNS, LEVELS, SOURCES};
use crate::annotate;
use crate::lexicon::classes;
use clew_model::{Annotation, Attribution, CodePoints, Polarity, SourceKind, Span};

/// Checks every example of a file: `finds` says whether what is expected was found, and what was.
fn check_found(file: &'static str, finds: impl Fn(&str, &str) -> (bool, String)) {
    let mut missed = Vec::new();
    for class in classes(file) {
        assert!(!class.examples.is_empty(), "[{}] has no example", class.name);
        for (text, expected) in class.examples {
            let (is_found, found) = finds(text, expected);
            if !is_found {
                missed.push(format!("[{}] {text}\n    expected: {expected}\n    found: {found}", class.name));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn words(text: &str, spans: &[Span]) -> String {
    let points = CodePoints::new(text);
    spans.iter().map(|span| points.slice(*span)).collect::<Vec<_>>().join(" ~ ")
}

/// Each attribution of a text: its source, its cue and its content.
fn attributions(text: &str) -> Vec<[String; 3]> {
    let Annotation { attributions, .. } = annotate(text, &[], None);
    let read = |attribution: Attribution| {
        let source = attribution.source.map(|source| words(text, &[source.span])).unwrap_or_default();
        let [cue, content] = [&attribution.cue, &attribution.content].map(|spans| words(text, spans));
        [source, cue, content]
    };
    attributions.into_iter().map(read).collect()
}

/// The share of words that two contents have in common, twice those over all of both.
fn shared(one: &str, other: &str) -> f64 {
    let [one, other] = [one, other]
        .map(|words| words.split_whitespace().map(|word| word.trim_matches([',', '.', '~'])).collect::<Vec<_>>());
    let n_shared = one.iter().filter(|word| other.contains(word)).count();
    2.0 * n_shared as f64 / (one.len() + other.len()) as f64
}

/// Sources and cues are as the file says; contents nearly so, where each border is a matter of taste ("that", a comma).
#[test]
fn words_that_ascribe_are_found_with_what_they_ascribe() {
    check_found(CUES, |text, expected| {
        let found = attributions(text);
        let is_found = match expected.split('|').map(str::trim).collect::<Vec<_>>()[..] {
            [source, cue, content] => {
                found.iter().any(|one| [&one[0], &one[1]] == [source, cue] && shared(&one[2], content) >= 0.8)
            }
            _ => expected.is_empty() && found.is_empty(),
        };
        (is_found, format!("{found:?}"))
    });
}

/// How flatly the text denies is for the heads to say; that it denies is for the words.
#[test]
fn words_that_set_how_sure_a_text_sounds_set_it() {
    check_found(LEVELS, |marked, expected| {
        let before = marked.split('{').next().expect("a split has one part at least").chars().count() as u32;
        let word = marked.split(['{', '}']).nth(1).expect("an example has a word in braces").chars().count() as u32;
        let text = marked.replace(['{', '}'], "");
        let Annotation { predications, .. } = annotate(&text, &[], None);
        let about = predications.into_iter().find(|one| one.trigger == Span::new(before, before + word));
        let found = about.map_or_else(String::new, |found| {
            let not = if found.polarity == Polarity::Denied { "not " } else { "" };
            let [level, modality] = [
                serde_json::to_string(&found.certainty.level).expect("a level is a word"),
                serde_json::to_string(&found.modality).expect("a modality is a word"),
            ];
            format!("{not}{level} {modality}").replace('"', "")
        });
        (found == expected || expected == "denied" && found.starts_with("not "), found)
    });
}

#[test]
fn documents_that_speak_are_told_from_people() {
    check_found(SOURCES, |text, expected| {
        assert_eq!(expected, "document");
        let Annotation { attributions, .. } = annotate(text, &[], None);
        let is_found = attributions.iter().any(|one| one.source_kind == SourceKind::Document);
        (is_found, format!("{attributions:?}"))
    });
}

#[test]
fn nouns_of_what_happens_are_predications() {
    check_found(EVENT_NOUNS, |text, expected| {
        let Annotation { predications, .. } = annotate(text, &[], None);
        let found: Vec<String> = predications.iter().map(|one| words(text, &[one.trigger])).collect();
        (found.iter().any(|one| one == expected), found.join(" // "))
    });
}
