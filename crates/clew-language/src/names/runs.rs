//! Which capitalised words of a sentence stand together as one name.

use super::evidence::Evidence;
use super::gazetteer::{LONGEST_KNOWN, Property, known};
use super::words::{Shape, Word, is_at_start};
use crate::sentences::opens_sentences;
use std::ops::Range;

/// The longest name, in tokens.
const LONGEST: usize = 12;

/// A run of words that may be a name, without its article and titles.
pub(crate) struct Run {
    /// Its words, by their number in the sentence; never empty.
    pub words: Range<usize>,
    /// The last title before it, where there is one.
    pub title: Option<usize>,
}

/// The runs of a sentence of prose, in order, disjoint.
pub(crate) fn runs(words: &[Word], evidence: &Evidence) -> Vec<Run> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !begins(words, at) {
            at += 1;
            continue;
        }
        let end = end_of_run(words, at);
        trim(words, at..end, evidence, &mut found);
        at = end;
    }
    found
}

fn begins(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let paper = || words.get(at + 1).is_some_and(|next| next.is_capitalised() && next.is(Property::Organisation));
    match word.is(Property::Calendar) {
        true => {
            word.is_capitalised() && word.is(Property::Given) && next_is_capital(words, at)
                || word.is_capitalised() && paper()
        }
        false => word.is_capitalised() && word.text != "I" && !is_negated(words, at) || hyphened_article(words, at),
    }
}

/// "Won't", of which the tokens leave "Wo".
fn is_negated(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|word| matches!(word.text, "n't" | "n’t"))
}

fn next_is_capital(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| next.is_capitalised() && !next.is(Property::Calendar))
}

/// "al-Karim": a small word joined to a capitalised one.
fn hyphened_article(words: &[Word], at: usize) -> bool {
    let joined = |nth: usize| words.get(at + nth).is_some_and(|word| word.glued);
    words[at].is(Property::Particle)
        && joined(1)
        && words[at + 1].text == "-"
        && joined(2)
        && words[at + 2].is_capitalised()
}

/// One past the last word of the run that begins at `start`.
fn end_of_run(words: &[Word], start: usize) -> usize {
    let mut end = known_end(words, start).unwrap_or(start + if words[start].is_capitalised() { 1 } else { 3 });
    while end < words.len() && end - start < LONGEST {
        match step(words, start, end) {
            0 => break,
            length => end += length,
        }
    }
    end
}

/// The end of the longest known name that begins here and holds words in lower case: "Bosnia and Herzegovina".
fn known_end(words: &[Word], start: usize) -> Option<usize> {
    let furthest = words.len().min(start + LONGEST_KNOWN);
    let lower_inside = |end: usize| words[start + 1..end - 1].iter().any(|word| !word.is_capitalised());
    let ends = (start + 3..=furthest).rev().filter(|end| words[end - 1].is_capitalised() && lower_inside(*end));
    ends.into_iter().find(|end| known_name(words, start..*end))
}

/// How many words after `end` belong to the run too.
fn step(words: &[Word], start: usize, end: usize) -> usize {
    let capital = |nth: usize| {
        let is_name = |word: &Word| word.is_capitalised() && !word.is(Property::Calendar) && !opens(word);
        !is_negated(words, end + nth) && words.get(end + nth).is_some_and(is_name)
    };
    let glued = |nth: usize| words.get(end + nth).is_some_and(|word| word.glued);
    let word = &words[end];
    if capital(0) {
        return 1;
    }
    match word.text {
        "-" | "–" if glued(0) && glued(1) && (capital(1) || syllable(words, end, end - start)) => 2,
        "&" if capital(1) => 2,
        "of" | "for" | "de" if words[end - 1].is(Property::Governs) && capital(1) => 2,
        "of" | "for"
            if words[end - 1].is(Property::Governs)
                && words.get(end + 1).is_some_and(|word| word.text == "the")
                && capital(2) =>
        {
            3
        }
        "and"
            if governed(&words[start..end])
                && capital(1)
                && !words[end + 1].is(Property::Given)
                && !governs_next(words, end + 1) =>
        {
            2
        }
        _ if word.is(Property::Particle) && word.shape == Shape::Lower && !words[end - 1].is(Property::Governs) => {
            particles(words, end)
        }
        _ => 0,
    }
}

/// Whether a capitalised word begins something new although no mark stands before it, as where a full stop was lost.
fn opens(word: &Word) -> bool {
    word.shape != Shape::Capitals && opens_sentences(word.text) && !word.is(Property::Given) && word.text.len() > 1
        || word.text == "I"
}

/// "Lee Cheuk-yan": a short syllable in lower case after a hyphen, where two capitalised words stand before it.
fn syllable(words: &[Word], hyphen: usize, n_before: usize) -> bool {
    let word = &words[hyphen + 1];
    let free = words.get(hyphen + 2).is_none_or(|next| !next.glued || next.shape == Shape::Mark && next.text != "-");
    n_before >= 2
        && words[hyphen].text == "-"
        && word.shape == Shape::Lower
        && word.text.len() <= 5
        && free
        && !word.is(Property::Hyphened)
}

/// Whether what is joined by "and" is itself the beginning of a governed name: "Ministry of Health and Department of Trade".
fn governs_next(words: &[Word], at: usize) -> bool {
    words[at].is(Property::Governs) && words.get(at + 1).is_some_and(|word| matches!(word.text, "of" | "for"))
}

/// Whether a run has gone on over an "of" or "for": "Ministry of Health", which "and" may carry on.
fn governed(run: &[Word]) -> bool {
    run.iter().any(|word| matches!(word.text, "of" | "for"))
}

/// "van der Meer", "bin Saleh", "el-Karim": up to three small words and the capitalised one after them.
fn particles(words: &[Word], at: usize) -> usize {
    let small =
        words[at..].iter().take(3).take_while(|word| word.shape == Shape::Lower && word.is(Property::Particle)).count();
    let hyphen = usize::from(words.get(at + small).is_some_and(|word| word.text == "-" && word.glued));
    match words.get(at + small + hyphen) {
        Some(word) if word.shape == Shape::Capital && (hyphen == 0 || word.glued) => small + hyphen + 1,
        _ => 0,
    }
}

/// Takes articles, titles and what only begins a sentence off a run, and parts it at a title inside.
fn trim(words: &[Word], run: Range<usize>, evidence: &Evidence, found: &mut Vec<Run>) {
    let mut start = run.start;
    let mut title = None;
    let ends_in_head = words[run.end - 1].properties.head().is_some();
    while start < run.end {
        let word = &words[start];
        let rest = start + 1..run.end;
        if known_name(words, start..run.end) {
            break;
        }
        let is_office = word.is(Property::Title) || word.is(Property::Role) && !rest.is_empty() && !ends_in_head;
        let begins_body = ends_in_head && !rest.is_empty() && !words[rest.start].is(Property::Title);
        if is_office && !names_a_body(words, start..run.end) {
            title = Some(start);
        } else if word.is(Property::Demonym) && !begins_body {
            title = None;
        } else {
            let alone = rest.is_empty() && word.is(Property::Common);
            if !alone && !only_opens(words, start..run.end, evidence) {
                break;
            }
        }
        start += 1;
    }
    if start == run.end {
        return;
    }
    let is_office =
        |at: &usize| words[*at].is_capitalised() && (words[*at].is(Property::Title) || words[*at].is(Property::Role));
    let inner = (start + 1..run.end - 1).rev().find(is_office);
    match inner.filter(|at| !ends_in_head && !words[*at].is(Property::Given) && words[at + 1].is_capitalised()) {
        Some(inner) => {
            found.extend(prefix_name(words, start..inner));
            found.push(Run { words: inner + 1..run.end, title: Some(inner) });
        }
        None => found.push(Run { words: start..run.end, title }),
    }
}

/// What stands before a title inside a run, where it is a name of its own: "Orrin Line Director Pal Hagen".
fn prefix_name(words: &[Word], prefix: Range<usize>) -> Option<Run> {
    let is_name =
        known_name(words, prefix.clone()) || prefix.len() > 1 && words[prefix.end - 1].properties.head().is_some();
    is_name.then_some(Run { words: prefix, title: None })
}

/// "Justice Department", "Queen Ada Hospital": a title that is part of a body's name.
fn names_a_body(words: &[Word], run: Range<usize>) -> bool {
    let last = &words[run.end - 1];
    run.len() > 1
        && (last.is(Property::PublicBody) || run.len() > 2 && last.properties.head().is_some())
        && !words[run.start].text.ends_with('.')
        && !matches!(words[run.start].text, "Mr" | "Mrs" | "Ms" | "Dr" | "Sir" | "Miss")
}

/// Whether the first word of a run has its capital from its place, or is an article.
fn only_opens(words: &[Word], run: Range<usize>, evidence: &Evidence) -> bool {
    let word = &words[run.start];
    let goes_on = run.len() > 1 && words[run.start + 1].is_capitalised();
    if word.is(Property::Given) && goes_on {
        return false;
    }
    if opens_sentences(word.text) && !matches!(word.shape, Shape::Capitals) {
        return true;
    }
    if !is_at_start(words, run.start) {
        return false;
    }
    match evidence.is_name(word) {
        Some(is_name) => !is_name && (word.is(Property::Common) || !word.is(Property::Given)),
        None if word.is(Property::Common) => !(goes_on && word.is(Property::PlaceBeginning)),
        None => {
            !goes_on
                && run.len() == 1
                && !word.is(Property::Given)
                && !matches!(word.shape, Shape::Capitals | Shape::Initial)
        }
    }
}

/// Whether a stretch of words is a known name as it stands.
pub(crate) fn known_name(words: &[Word], run: Range<usize>) -> bool {
    known(&joined(&words[run])).is_some()
}

/// The folded words of a name, parted as they are in the text: nothing where they are glued.
pub(crate) fn joined(words: &[Word]) -> String {
    let mut name = String::new();
    for (nth, word) in words.iter().enumerate() {
        if nth > 0 && !word.glued {
            name.push(' ');
        }
        name.push_str(if word.shape == Shape::Mark { word.text } else { &word.folded });
    }
    name
}
