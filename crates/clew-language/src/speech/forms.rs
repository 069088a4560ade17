//! The lemma of a word of our word lists by its form alone: what a list names is found in every form, whatever the model takes
//! its lemma for.

use super::levels::LEVELS;
use super::lexicon::{CUES, SOURCES};
use super::predications::EVENT_NOUNS;
use crate::lexicon::classes;
use clew_model::PartOfSpeech;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub(crate) const VERB_FORMS: &str = include_str!("../../lexicon/verb-forms.txt");

/// The listed words, as they are listed.
static LISTED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| listed().collect());

/// Every form of a listed verb with its lemma; a form of two has the one that is listed first.
static LEMMAS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut lemmas = HashMap::new();
    for words in classes(VERB_FORMS).into_iter().flat_map(|class| class.entries) {
        let (form, lemma) = words.split_once(' ').expect("verb-forms.txt has a form and its lemma");
        lemmas.insert(form.to_owned(), lemma);
    }
    for lemma in listed() {
        for form in regular_forms(lemma) {
            lemmas.entry(form).or_insert(lemma);
        }
    }
    lemmas
});

/// The words of the lists, of several words the first.
fn listed() -> impl Iterator<Item = &'static str> {
    let entries = [CUES, LEVELS, SOURCES, EVENT_NOUNS].into_iter().flat_map(classes).flat_map(|class| class.entries);
    entries.filter_map(|words| words.split(' ').next())
}

/// The lemma of a form in lower case, where a word list names it: "planned" is "plan" as a verb, and itself as an adjective.
pub(crate) fn listed_lemma(form: &str, part: PartOfSpeech) -> Option<&'static str> {
    let as_listed = || LISTED.get(form).copied();
    let of_form = || LEMMAS.get(form).copied();
    if part == PartOfSpeech::Verb { of_form().or_else(as_listed) } else { as_listed().or_else(of_form) }
}

/// The forms that rules make of a lemma: "plans", "planned", "planning".
fn regular_forms(lemma: &str) -> Vec<String> {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let with_i = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    let mut forms = vec![format!("{lemma}s"), format!("{lemma}es"), format!("{stem}ed"), format!("{stem}ing")];
    if let Some(stem) = with_i {
        forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
    }
    if lemma.ends_with("ee") || lemma.ends_with("ye") {
        forms.push(format!("{lemma}ing"));
    }
    if let Some(last) = lemma.chars().last().filter(|c| "bdgklmnprt".contains(*c)) {
        forms.extend([format!("{lemma}{last}ed"), format!("{lemma}{last}ing")]);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_listed_word_has_its_lemma() {
        for (form, lemma) in [
            ("says", "say"),
            ("denies", "deny"),
            ("denied", "deny"),
            ("planned", "plan"),
            ("claiming", "claim"),
            ("accuses", "accuse"),
            ("referred", "refer"),
            ("agreeing", "agree"),
            ("knew", "know"),
        ] {
            assert_eq!(listed_lemma(form, PartOfSpeech::Verb), Some(lemma), "{form}");
        }
        assert_eq!(listed_lemma("planned", PartOfSpeech::Adjective), Some("planned"));
        assert_eq!(listed_lemma("warnings", PartOfSpeech::Noun), Some("warning"));
        assert_eq!(listed_lemma("bridge", PartOfSpeech::Noun), None);
    }

    #[test]
    fn irregular_forms_are_as_listed() {
        crate::lexicon::tests::check_examples(VERB_FORMS, |form| {
            listed_lemma(form, PartOfSpeech::Verb).unwrap_or("").to_owned()
        });
    }
}
