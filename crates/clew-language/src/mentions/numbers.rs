//! Telephones and accounts that are told by a number or an address: how they are written is a rule, and no model's to learn.

use crate::lexicon::by_lower_case;
use clew_model::ThingType;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const NUMBERS: &str = include_str!("../../lexicon/numbers.txt");

/// What a word tells of a number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Telephone,
    Extension,
    Counted,
}

static CUE: LazyLock<HashMap<String, Cue>> = LazyLock::new(|| {
    by_lower_case(NUMBERS, |class| match class {
        "telephone" => Cue::Telephone,
        "extension" => Cue::Extension,
        "counted" => Cue::Counted,
        other => unreachable!("numbers.txt has no class {other}"),
    })
});

fn cue(word: &str) -> Option<Cue> {
    const LONGEST: usize = 20;
    if word.len() > LONGEST {
        return None;
    }
    CUE.get(word.to_lowercase().trim_end_matches('.')).copied()
}

/// The numbers and addresses among the words of a sentence, in order, disjoint.
pub(super) fn numbers(words: &[&str]) -> Vec<(Range<usize>, ThingType)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match account(words, at).or_else(|| telephone(words, at)) {
            Some((end, thing)) => {
                found.push((at..end, thing));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// An e-mail address, or an IBAN (ISO 13616) whose check digits are right.
fn account(words: &[&str], at: usize) -> Option<(usize, ThingType)> {
    let word = words[at];
    let is_mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if is_mail {
        return Some((at + 1, ThingType::Account));
    }
    let country = word.as_bytes().get(..4)?;
    if !(country[..2].iter().all(u8::is_ascii_uppercase) && country[2..].iter().all(u8::is_ascii_digit)) {
        return None;
    }
    let mut letters = String::new();
    for (nth, word) in words[at..].iter().enumerate().take(9) {
        if !word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) || letters.len() > 34 {
            break;
        }
        letters.push_str(word);
        if (15..=34).contains(&letters.len()) && has_check_digits(&letters) {
            return Some((at + nth + 1, ThingType::Account));
        }
    }
    None
}

/// Whether the remainder of an IBAN by 97 is 1, its first four characters put last, its letters read as 10 to 35.
fn has_check_digits(iban: &str) -> bool {
    let (first, rest) = iban.split_at(4);
    let value = |c: char| c.to_digit(36).expect("an IBAN has letters and digits only");
    let step = |sum: u32, digit: u32| (sum * if digit > 9 { 100 } else { 10 } + digit) % 97;
    rest.chars().chain(first.chars()).map(value).fold(0, step) == 1
}

/// A telephone's number: with "+", or after a word that says so.
fn telephone(words: &[&str], at: usize) -> Option<(usize, ThingType)> {
    const DIGITS: std::ops::RangeInclusive<usize> = 6..=15;
    let opens = matches!(words[at], "+" | "(");
    let first = words.get(at + usize::from(opens))?;
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = end_of_digits(words, at);
    let n_digits: usize = words[at..end].iter().map(|word| word.bytes().filter(u8::is_ascii_digit).count()).sum();
    let cue_before = words[at.saturating_sub(3)..at].iter().rev().find_map(|word| cue(word));
    let is_counted = words.get(end).is_some_and(|word| cue(word) == Some(Cue::Counted));
    let is_grouped = first.contains([',', '.', ':', '/']);
    let is_telephone = match cue_before {
        Some(Cue::Extension) => !opens && end == at + 1 && (2..=5).contains(&first.len()) && n_digits == first.len(),
        Some(Cue::Telephone) => DIGITS.contains(&n_digits),
        _ => words[at] == "+" && DIGITS.contains(&n_digits),
    };
    (is_telephone && !is_counted && !is_grouped).then_some((end, ThingType::Phone))
}

/// One past the last of the groups of digits that begin at a word, with the marks that stand between them.
fn end_of_digits(words: &[&str], start: usize) -> usize {
    let is_digits = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut end = start;
    for (nth, word) in words.iter().enumerate().skip(start) {
        if is_digits(&word) {
            end = nth + 1;
        } else if !matches!(*word, "+" | "(" | ")" | "-" | "–") || matches!(*word, "+" | "(") && end > start {
            break;
        }
    }
    end.max(start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;
    use crate::tokens::raw_tokens;

    fn read(text: &str) -> String {
        let tokens = raw_tokens(text, 0..text.len());
        let words: Vec<&str> = tokens.iter().map(|token| &text[token.bytes.clone()]).collect();
        let read = |(run, thing): (Range<usize>, ThingType)| {
            format!("{}:{}", thing.word(), &text[tokens[run.start].bytes.start..tokens[run.end - 1].bytes.end])
        };
        numbers(&words).into_iter().map(read).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn examples_of_the_lexicon() {
        check_examples(NUMBERS, read);
    }

    #[test]
    fn numbers_and_addresses_are_known_by_how_they_are_written() {
        for (text, expected) in [
            ("Write to desk@varn.example or +47 22 95 50 00.", "Account:desk@varn.example Phone:+47 22 95 50 00"),
            ("It went to GB82 WEST 1234 5698 7654 32 in May.", "Account:GB82 WEST 1234 5698 7654 32"),
            ("It went to DE89370400440532013000.", "Account:DE89370400440532013000"),
            ("It went to DE88370400440532013000.", ""),
            ("On 5 March 2023 some 1,200 of 40 000 left, 3-2.", ""),
            ("The hotline took 1,200,000 questions.", ""),
            ("It rose by +3 to 22.", ""),
            ("(", ""),
            ("+", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
