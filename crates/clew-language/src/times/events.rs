//! Dates of events that a text tells elsewhere: "two days before the derailment" needs the day the train derailed.

use super::{
    calendar::{Point, shift},
    chart::Found,
    grammar::Grammar,
    sketch::{Base, Unit},
    tense::dates_a_report,
    token::{Token, TokenKind},
};
use std::{cmp::Reverse, ops::Range};

/// Words that are taken for the name of the event.
const REACH: usize = 6;
/// Tokens before and after among which the event is looked for: about an article.
const WINDOW: usize = 2000;
/// Places before, and after, where the event's word is found that are looked at.
const PLACES: usize = 24;
/// Tokens before and after a word within which a date is beside it, its sentence allowing.
const BESIDE: usize = 60;

/// The date of the event whose words begin at token `at`, where some sentence names it beside a date.
///
/// The words are tried in order, for the first is most often the event itself ("the death of the boy"). Of several
/// sentences that have it the one with most of the other words is taken, then the last before `at`, then the next.
pub(super) fn event_date(
    tokens: &[Token<'_>],
    at: usize,
    found: &[Found],
    placed: &[Option<Point>],
    grammar: &Grammar,
) -> Option<Point> {
    let sentence = tokens.get(at)?.sentence;
    let words =
        tokens[at..].iter().take(REACH).take_while(|token| token.sentence == sentence && token.kind == TokenKind::Word);
    let telling = |token: &&Token<'_>| token.text.len() >= 4 && !grammar.cues(token.word).empty;
    let names: Vec<&Token<'_>> = words.filter(telling).collect();
    let teller = Teller { tokens, found, placed, grammar, asking: at, names: &names };
    (0..names.len()).find_map(|key| teller.date_beside(key))
}

struct Teller<'a, 't> {
    tokens: &'a [Token<'t>],
    found: &'a [Found],
    placed: &'a [Option<Point>],
    grammar: &'a Grammar,
    /// The token from which the event is asked for.
    asking: usize,
    names: &'a [&'a Token<'t>],
}

impl Teller<'_, '_> {
    /// The date beside the `key`th of the words.
    fn date_beside(&self, key: usize) -> Option<Point> {
        let sentence = self.tokens[self.asking].sentence;
        let before = (self.asking.saturating_sub(WINDOW)..self.asking).rev();
        let after = (self.asking..self.tokens.len().min(self.asking + WINDOW))
            .skip_while(|&nth| self.tokens[nth].sentence == sentence);
        let says = |nth: &usize| self.says(*nth, self.names[key]);
        let places = before.filter(says).take(PLACES).chain(after.filter(says).take(PLACES));
        let dated = places
            .enumerate()
            .filter_map(|(order, nth)| Some((Reverse(self.n_names(nth)), order, self.nearest_date(nth)?)));
        dated.min_by_key(|&(n_names, order, _)| (n_names, order)).map(|(_, _, date)| date)
    }

    /// Whether a token names the happening that `name` does: they begin alike, or kin.tsv has them together.
    fn says(&self, nth: usize, name: &Token<'_>) -> bool {
        let token = &self.tokens[nth];
        let kin = self.grammar.kin(token.word);
        kin.is_some() && kin == self.grammar.kin(name.word)
            || token.kind == TokenKind::Word && begin_alike(name.text, token.text)
    }

    /// The tokens of a word's sentence that are not far from it.
    fn around(&self, word: usize) -> Range<usize> {
        let sentence = self.tokens[word].sentence;
        let near = &self.tokens[word.saturating_sub(BESIDE)..self.tokens.len().min(word + BESIDE)];
        let from = word.saturating_sub(BESIDE);
        let before = near.partition_point(|token| token.sentence < sentence);
        let through = near.partition_point(|token| token.sentence <= sentence);
        from + before..from + through
    }

    /// How many of the event's words stand around a token.
    fn n_names(&self, word: usize) -> usize {
        self.names.iter().filter(|name| self.around(word).any(|nth| self.says(nth, name))).count()
    }

    /// The date that a word in its sentence is said to be so many days from, or else the closest that is none of a
    /// report.
    fn nearest_date(&self, word: usize) -> Option<Point> {
        let around = self.around(word);
        let from = self.found.partition_point(|found| found.start < around.start);
        let near =
            self.found[from..].iter().zip(self.placed.get(from..)?).take_while(|(found, _)| found.start < around.end);
        let dated = near.filter_map(|(found, point)| {
            let point = point.filter(|_| !dates_a_report(self.tokens, found, self.grammar))?;
            let point = if found.sketch.length.is_empty() { point } else { counted_back(found, word, point)? };
            Some((found.sketch.length.is_empty(), found.start.abs_diff(word), point))
        });
        dated.min_by_key(|&(is_beside, distance, _)| (is_beside, distance)).map(|(_, _, point)| point)
    }
}

/// Words between an offset and the event it counts from: "two days after the poisoning".
const BEFORE_EVENT: usize = 3;

/// The event's date from that of an offset that counts from it: "8 March, two days after the poisoning".
fn counted_back(found: &Found, word: usize, point: Point) -> Option<Point> {
    let sketch = &found.sketch;
    let counts_from_it = sketch.base == Some(Base::Given) && (found.end..found.end + BEFORE_EVENT).contains(&word);
    let back = -sketch.direction.unwrap_or(-1);
    shift(point, &sketch.length, back).filter(|_| counts_from_it && sketch.length.finest() >= Some(Unit::Day))
}

/// Endings by which a verb and its noun differ: "closed" and "closure".
const ENDINGS: [&str; 16] =
    ["", "e", "s", "es", "ed", "d", "ing", "ings", "ure", "al", "ment", "ion", "er", "y", "ance", "ence"];

/// Whether two words differ only in how they end; capitals are small letters here.
fn begin_alike(one: &str, other: &str) -> bool {
    let shared = one.bytes().zip(other.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    let ends = |word: &str| word.get(shared..).is_some_and(|rest| ENDINGS.contains(&rest));
    shared >= 5 || shared >= 4 && ends(one) && ends(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::{tests::values, word_list::KIN};

    #[test]
    fn verbs_and_nouns_of_one_event_are_known_for_the_same() {
        assert!(begin_alike("derailment", "derailed"));
        assert!(begin_alike("raid", "Raided"));
        assert!(begin_alike("closure", "closed"));
        assert!(!begin_alike("mayor", "mark"));
    }

    #[test]
    fn every_line_of_kin_has_an_example_that_needs_it() {
        for (_, example) in KIN.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')) {
            assert_eq!(values(example, Some("2021-06-10")), ["2021-05-03", "2021-05-01"], "{example}");
        }
    }
}
