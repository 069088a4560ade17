//! Names by rules: the first form, to be replaced by a neural model that gives the same [`Name`]s.
//!
//! A run of capitalised words is a name; word lists, titles and what stands around it say of what. A word that has its
//! capital from its place (first in a sentence, in a headline) is a name only where the document itself, or a list,
//! says so.

mod classify;
mod evidence;
pub(crate) mod gazetteer;
mod runs;
mod words;

pub(crate) use classify::{Strength, can_be_shortened};

use classify::classify;
use clew_model::ThingType;
use evidence::Evidence;
use gazetteer::{LONGEST_KNOWN, Property, known};
use runs::{Run, joined, runs};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use words::{Shape, Style, Word, style, words};

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub bytes: Range<usize>,
    /// Its words without case and accents; what is glued together is one word.
    pub folded: String,
    pub thing: ThingType,
    pub strength: Strength,
    /// The title or role before it, folded: "minister".
    pub title: Option<String>,
    /// Whether it stands in brackets right after another name.
    pub bracketed: bool,
}

/// The names of the sentences of a text, in order, disjoint.
pub(crate) fn names(text: &str, sentences: &[Range<usize>]) -> Vec<Name> {
    let mut evidence = Evidence::default();
    for sentence in sentences {
        evidence.add(&words(text, sentence.clone()));
    }
    let mut found = Vec::new();
    let mut headlines = Vec::new();
    for sentence in sentences {
        let words = words(text, sentence.clone());
        match style(&words) {
            Style::Prose => found.extend(runs(&words, &evidence).iter().filter_map(|run| name(&words, run))),
            Style::Headline => headlines.push(sentence.clone()),
        }
    }
    agree(&mut found);
    let mut named = named(&found);
    for surname in surnames(&found) {
        named.entry(surname).or_insert((ThingType::Person, Strength::Weak));
    }
    for sentence in headlines {
        known_names(&words(text, sentence), &named, &mut found);
    }
    found.sort_by_key(|name| name.bytes.start);
    found
}

fn name(words: &[Word], run: &Run) -> Option<Name> {
    let (thing, strength) = classify(words, run)?;
    let [first, last] = [&words[run.words.start], &words[run.words.end - 1]];
    let role = run.words.start.checked_sub(1).map(|at| &words[at]).filter(|word| word.is(Property::Role));
    let title = run.title.map(|at| &words[at]).or(role).map(|word| word.folded.trim_end_matches('.').to_owned());
    let opens_bracket = run.words.start > 1 && words[run.words.start - 1].text == "(";
    let closes_bracket = words.get(run.words.end).is_some_and(|word| word.text == ")");
    Some(Name {
        bytes: first.bytes.start..last.bytes.end,
        folded: joined(&words[run.words.clone()]),
        thing,
        strength,
        title,
        bracketed: opens_bracket && closes_bracket && run.words.len() == 1,
    })
}

/// What each folded name is the name of, by the strongest and then the commonest of its readings.
fn named(names: &[Name]) -> HashMap<String, (ThingType, Strength)> {
    let mut votes: HashMap<(&str, ThingType), (Strength, u32)> = HashMap::new();
    for name in names {
        let vote = votes.entry((&name.folded, name.thing)).or_insert((name.strength, 0));
        *vote = (vote.0.max(name.strength), vote.1 + 1);
    }
    let mut best: HashMap<String, (ThingType, Strength, u32)> = HashMap::new();
    for ((folded, thing), (strength, n)) in votes {
        let kept = best.entry(folded.to_owned()).or_insert((thing, strength, n));
        if (strength, n, std::cmp::Reverse(thing)) > (kept.1, kept.2, std::cmp::Reverse(kept.0)) {
            *kept = (thing, strength, n);
        }
    }
    best.into_iter().map(|(folded, (thing, strength, _))| (folded, (thing, strength))).collect()
}

/// The last words of the full names of people.
fn surnames(names: &[Name]) -> HashSet<String> {
    let named = named(names);
    let people = names.iter().filter(|name| named[&name.folded].0 == ThingType::Person);
    people.filter_map(|name| Some(name.folded.rsplit_once(' ')?.1.to_owned())).collect()
}

/// Lets guesses follow what the document says elsewhere: the same name's other readings, then the people it names.
fn agree(names: &mut [Name]) {
    let named = named(names);
    let surnames = surnames(names);
    for name in names.iter_mut().filter(|name| name.strength < Strength::Strong) {
        let (thing, strength) = named[&name.folded];
        if strength >= name.strength && strength > Strength::Partial {
            (name.thing, name.strength) = (thing, strength);
        }
        if name.strength < Strength::Strong && surnames.contains(&name.folded) {
            (name.thing, name.strength) = (ThingType::Person, Strength::Weak);
        }
    }
}

/// Adds the names of a headline that the lists or the rest of the document know.
fn known_names(words: &[Word], named: &HashMap<String, (ThingType, Strength)>, found: &mut Vec<Name>) {
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=LONGEST_KNOWN.min(words.len() - at)).rev();
        let readings =
            longest.map(|length| at..at + length).find_map(|run| Some((headline_name(words, &run, named)?, run)));
        at += 1;
        if let Some((name, run)) = readings {
            at = run.end;
            found.push(name);
        }
    }
}

fn headline_name(words: &[Word], run: &Range<usize>, named: &HashMap<String, (ThingType, Strength)>) -> Option<Name> {
    let [first, last] = [&words[run.start], &words[run.end - 1]];
    let can_be = |word: &Word| word.is_capitalised() && !word.is(Property::Calendar);
    if !can_be(first) || !can_be(last) {
        return None;
    }
    let folded = joined(&words[run.clone()]);
    let doubtful =
        || run.len() == 1 && (first.is(Property::Given) || first.is(Property::Common) || first.text.len() < 4);
    let listed = || known(&folded).filter(|_| !doubtful()).map(|thing| (thing, Strength::Strong));
    let (thing, strength) =
        named.get(&folded).copied().filter(|(_, strength)| *strength > Strength::Partial).or_else(listed)?;
    let bytes = first.bytes.start..last.bytes.end;
    Some(Name { bytes, folded, thing, strength, title: None, bracketed: false })
}

/// Whether a folded word ends a company's name and tells nothing of it: "inc".
pub(crate) fn is_company_end(folded: &str) -> bool {
    gazetteer::properties(folded).has(Property::CompanyEnd)
}

/// Whether a word of a text is written in capitals only.
pub(crate) fn is_acronym(word: &str) -> bool {
    words(word, 0..word.len()).iter().all(|word| word.shape == Shape::Capitals) && (2..=8).contains(&word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;
    use crate::sentences::sentence_bytes;
    use clew_model::CodePoints;

    fn read(text: &str) -> String {
        let names = names(text, &sentence_bytes(&CodePoints::new(text), &[]));
        let words = |name: Name| format!("{}:{}", name.thing.word(), &text[name.bytes]);
        let certain = names.into_iter().filter(|name| name.strength > Strength::Partial);
        certain.map(words).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn examples_of_the_lists() {
        for file in [gazetteer::PERSONS, gazetteer::BODIES, gazetteer::PLACES, gazetteer::NOT_NAMES] {
            check_examples(file, read);
        }
    }

    #[test]
    fn spans_leave_out_articles_titles_and_possessives() {
        for (text, expected) in [
            ("It was the Maritime Safety Agency's memo.", "PublicBody:Maritime Safety Agency"),
            ("He met Prime Minister Lena Brekke's aide.", "Person:Lena Brekke"),
            ("She wrote to Dr. J. R. Weil-Dahl.", "Person:J. R. Weil-Dahl"),
            ("He phoned Liam O'Neill and Ian McLeod.", "Person:Liam O'Neill Person:Ian McLeod"),
            ("On Friday Orrin Line Director Pal Hagen left.", "Organization:Orrin Line Person:Pal Hagen"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_tells_nothing() {
        for (text, expected) in [
            ("Survivors wept. Divers went down.", ""),
            ("Dahl left. They saw Dahl go, Dahl said.", "Person:Dahl Person:Dahl Person:Dahl"),
            ("On Friday Pal Hagen Won't Call, he said.", "Person:Pal Hagen"),
            ("Locals wept. The locals left.", ""),
            ("Orrin Line declined to comment.", "Organization:Orrin Line"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_around_a_name_tells_of_what() {
        for (text, expected) in [
            ("PORT ORRIN, Feb 15 (Nordhav) - A ferry sank.", "Place:PORT ORRIN Organization:Nordhav"),
            ("He wrote to Hagen, the technical director.", "Person:Hagen"),
            ("It sank off the island of Veldra.", "Place:Veldra"),
            ("Nine are dead, police in Veldra said.", "Place:Veldra"),
            ("They met Varn University Student Ana Lund.", "Organization:Varn University Person:Ana Lund"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn headlines_name_what_the_text_names() {
        for (text, expected) in [
            ("Ferry Sinks Near Skarnoy After Warning\n\nIt sank near Skarnoy.", "Place:Skarnoy Place:Skarnoy"),
            (
                "Hagen Won't Name Owner of Sunken Ferry in Memo\n\nIt was Pal Hagen, 41.",
                "Person:Hagen Person:Pal Hagen",
            ),
            ("FERRY SINKS NEAR OSLO, DAHL SAYS\n\nPal Dahl left.", "Place:OSLO Person:DAHL Person:Pal Dahl"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_the_document_says_elsewhere_goes_before_a_guess() {
        let text = "It was Pal Hagen, 41, of Orrin Line. They trust Hagen.";
        assert_eq!(read(text), "Person:Pal Hagen Organization:Orrin Line Person:Hagen");
    }
}
