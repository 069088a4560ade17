//! Identifiers: telephone numbers, e-mail addresses, accounts, registrations and house numbers that a text gives.
//!
//! Two affairs that share a name may share it by chance; those that share a number hardly do. So each is known by a key that is the
//! same however it is written ([`identifiers`]), in one document and, where one says less than another, in a case ([`of_case`]).
//! Words that tell them are in `words/identifiers.txt`. Rejected: to take every long number for a telephone's. A false
//! identifier joins what has nothing in common, a missing one is found by its words.

mod codes;
mod lists;
mod numbers;
mod of_case;
mod streets;
mod words;

use clew_model::{CodePoints, Identifier, IdentifierKind, Span};
pub use of_case::of_case;
use std::ops::Range;

/// The identifiers of a text, in order, disjoint; `places` are the stretches that name places, in order.
pub fn identifiers(points: &CodePoints<'_>, places: &[Span]) -> Vec<Identifier> {
    let text = points.text();
    let places: Vec<Range<usize>> = places.iter().map(|span| points.byte(span.start)..points.byte(span.end)).collect();
    let mut found = in_words(text, &places);
    found.extend(text.match_indices('@').filter_map(|(at, _)| codes::email(text, at)));
    for run in numbers::runs(text) {
        let kind = numbers::account(text, &run).or_else(|| numbers::telephone(text, &run));
        found.extend(kind.map(|(kind, key)| (run.bytes, kind, key)));
    }
    // What is longest where several begin alike is most likely what was written; what lies in another is part of it.
    found.sort_by_key(|(bytes, ..)| (bytes.start, std::cmp::Reverse(bytes.end)));
    let mut identifiers: Vec<Identifier> = Vec::new();
    for (bytes, kind, key) in found {
        let span = points.span(bytes.clone());
        if identifiers.last().is_none_or(|last| last.span.end <= span.start) {
            let written = text[bytes].split_whitespace().collect::<Vec<_>>().join(" ");
            identifiers.push(Identifier { span, kind, key, written });
        }
    }
    identifiers
}

fn in_words(text: &str, places: &[Range<usize>]) -> Vec<codes::Found> {
    let words = words::words(text);
    let mut found = Vec::new();
    for at in 0..words.len() {
        found.extend(codes::iban(&words[at..]));
        found.extend(codes::registration(&words, at));
        found.extend(streets::address(&words[at..]).map(|(bytes, kind, key)| {
            let town = streets::town(text, &bytes, places).map(|town| format!(", {}", crate::fold(town)));
            (bytes, kind, key + &town.unwrap_or_default())
        }));
    }
    found
}

/// Whether two documents that share an identifier of this kind can mean two things by it.
pub fn can_be_shared_by_chance(kind: IdentifierKind, key: &str) -> bool {
    match kind {
        IdentifierKind::Address => !key.contains(", "),
        IdentifierKind::Phone => !key.starts_with(['+', '0']),
        IdentifierKind::Email | IdentifierKind::Account | IdentifierKind::Registration => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a text with its places in angle brackets.
    fn read(marked: &str) -> String {
        let (mut text, mut places, mut start) = (String::new(), Vec::new(), 0);
        for c in marked.chars() {
            match c {
                '<' => start = text.chars().count() as u32,
                '>' => places.push(Span::new(start, text.chars().count() as u32)),
                c => text.push(c),
            }
        }
        let shown = |one: Identifier| format!("{}:{}", one.kind.word(), one.key);
        identifiers(&CodePoints::new(&text), &places).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn examples_of_the_word_list() {
        let examples: Vec<(&str, &str)> = crate::claims::lines(lists::WORDS)
            .filter_map(|line| line.strip_prefix("example:")?.split_once("=>"))
            .collect();
        assert!(examples.len() > 30, "{}", examples.len());
        for (text, expected) in examples {
            assert_eq!(read(text), expected.trim(), "{text}");
        }
    }

    #[test]
    fn every_class_of_the_word_list_has_an_example() {
        for part in lists::WORDS.split("\n[").skip(1) {
            assert!(part.contains("\nexample: "), "{part}");
        }
    }

    #[test]
    fn offsets_count_code_points_and_the_writing_is_kept() {
        let found = identifiers(&CodePoints::new("Żółw: tel. (020)\u{a0}7946-0018."), &[]);
        let Identifier { span, written, .. } = &found[0];
        assert_eq!((*span, written.as_str()), (Span::new(11, 26), "(020) 7946-0018"));
    }

    #[test]
    fn a_short_form_says_that_it_can_be_anothers() {
        for (kind, key, expected) in [
            (IdentifierKind::Address, "14 high street", true),
            (IdentifierKind::Address, "14 high street, varn", false),
            (IdentifierKind::Phone, "5550199", true),
            (IdentifierKind::Phone, "+475550199", false),
            (IdentifierKind::Email, "a@b.example", false),
        ] {
            assert_eq!(can_be_shared_by_chance(kind, key), expected, "{key}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_text_identifiers_are_in_order_and_disjoint(text in "([0-9 +()./,@-]|plate|KX|Street|tel |account |é|\\PC){0,60}") {
            let points = CodePoints::new(&text);
            let found = identifiers(&points, &[]);
            for pair in found.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            for one in &found {
                prop_assert!(!one.span.is_empty() && one.span.end <= points.len() && !one.key.is_empty());
            }
        }
    }
}
