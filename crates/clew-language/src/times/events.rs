//! Dates of events that a text tells elsewhere: "two days before the derailment" needs the day the train derailed.

use super::{calendar::Point, chart::Found, grammar::Grammar, tense::dates_a_report, token::{Token, TokenKind}};

const KIN: &str = include_str!("data/kin.tsv");
/// Words that are taken for the name of the event.
const REACH: usize = 6;

/// The date of the event whose words begin at token `at`, where some sentence names it beside a date.
///
/// The words are tried in order, for the first is most often the event itself ("the death of the boy"); of several
/// sentences the last before `at` is taken, or else the first after it.
pub(super) fn event_date(tokens: &[Token<'_>], at: usize, found: &[Found], placed: &[Option<Point>], grammar: &Grammar) -> Option<Point> {
    let sentence = tokens.get(at)?.sentence;
    let words = tokens[at..].iter().take(REACH).take_while(|token| token.sentence == sentence && token.kind == TokenKind::Word);
    words
        .filter(|token| is_telling(token, grammar))
        .find_map(|word| date_beside(tokens, at, &word.text.to_lowercase(), found, placed, grammar))
}

fn is_telling(token: &Token<'_>, grammar: &Grammar) -> bool {
    token.text.len() >= 4 && !grammar.cues(token.word).empty
}

fn date_beside(
    tokens: &[Token<'_>],
    at: usize,
    word: &str,
    found: &[Found],
    placed: &[Option<Point>],
    grammar: &Grammar,
) -> Option<Point> {
    let asking = tokens[at].sentence;
    let tellers = tokens.iter().enumerate().filter(|(nth, token)| {
        (token.sentence != asking || *nth < at) && token.kind == TokenKind::Word && is_same_event(word, &token.text.to_lowercase())
    });
    let mut last_before = None;
    for (nth, token) in tellers {
        let Some(date) = nearest_date(tokens, nth, found, placed, grammar) else { continue };
        if token.sentence > asking {
            return last_before.or(Some(date));
        }
        last_before = Some(date);
    }
    last_before
}

/// The date closest to a word in its sentence; that of the report only where there is no other.
fn nearest_date(tokens: &[Token<'_>], word: usize, found: &[Found], placed: &[Option<Point>], grammar: &Grammar) -> Option<Point> {
    let sentence = tokens[word].sentence;
    let dated = found.iter().zip(placed).filter_map(|(found, point)| {
        let point = point.filter(|_| tokens[found.start].sentence == sentence && found.sketch.length.is_empty())?;
        let distance = if found.start > word { found.start - word } else { word - found.start };
        Some((dates_a_report(tokens, found, grammar), distance, point))
    });
    dated.min_by_key(|&(is_report, distance, _)| (is_report, distance)).map(|(_, _, point)| point)
}

/// Whether two words in lower case name one happening: they begin alike, or `data/kin.tsv` has them together.
fn is_same_event(one: &str, other: &str) -> bool {
    let shared = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let shorter = one.len().min(other.len());
    if shared >= 5 || shared >= 4 && shared == shorter {
        return true;
    }
    kin().any(|(words, _)| words.clone().any(|kin| kin == one) && words.clone().any(|kin| kin == other))
}

fn kin() -> impl Iterator<Item = (std::str::SplitWhitespace<'static>, &'static str)> {
    KIN.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (words, example) = line.split_once('\t')?;
        Some((words.split_whitespace(), example))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::tests::values;

    #[test]
    fn verbs_and_nouns_of_one_event_are_known_for_the_same() {
        assert!(is_same_event("derailment", "derailed"));
        assert!(is_same_event("raid", "raided"));
        assert!(!is_same_event("mayor", "mark"));
        assert!(!is_same_event("fire", "fired up"));
    }

    #[test]
    fn every_line_of_kin_has_an_example_that_needs_it() {
        for (_, example) in kin() {
            assert_eq!(values(example, Some("2021-06-10")), ["2021-05-03", "2021-05-01"], "{example}");
        }
    }
}
