//! House numbers in a street: "14 Harbour Street", "Via Roma 14", "Hauptstraße 5".

use super::codes::Found;
use super::lists::LISTS;
use super::words::Word;
use crate::fold;
use clew_model::IdentifierKind;
use std::ops::Range;

/// Words of a street's name at most, the last one among them.
const N_WORDS: usize = 5;

/// The address that begins at a word, without its town.
pub(super) fn address(words: &[Word<'_>]) -> Option<Found> {
    let first = words.first()?;
    let (range, number, street) = if is_house_number(first) {
        let n = after_number(&words[1..])?;
        (0..n + 1, first, &words[1..=n])
    } else {
        let n = before_number(words)?;
        (0..n + 1, &words[n], &words[..n])
    };
    let bytes = first.bytes.start..words[range.end - 1].bytes.end;
    let name: Vec<&str> = street.iter().map(|word| word.text).collect();
    let (last, rest) = name.split_last()?;
    let last = LISTS.street(last).unwrap_or(last);
    let key = format!("{} {} {last}", number.text.to_lowercase(), rest.join(" "));
    Some((bytes, IdentifierKind::Address, fold(&key)))
}

/// The town that stands right after an address, among the places of its text.
pub(super) fn town<'t>(text: &'t str, address: &Range<usize>, places: &[Range<usize>]) -> Option<&'t str> {
    let stands_after = |place: &&Range<usize>| {
        place.start > address.end && place.start - address.end <= 5 && {
            let between = text[address.end..place.start].trim();
            matches!(between, "," | "in" | ", in" | ".,")
        }
    };
    places.iter().find(stands_after).map(|place| &text[place.clone()])
}

/// How many words after a house number are a street's name.
fn after_number(words: &[Word<'_>]) -> Option<usize> {
    let first = words.first()?;
    if LISTS.has("opener", first.text) && first.runs_on() {
        return last_of_name(words);
    }
    let is_end = |(nth, word): &(usize, &Word)| *nth > 0 && word.is_capitalised() && LISTS.street(word.text).is_some();
    let (end, _) = words.iter().enumerate().take(N_WORDS).find(is_end)?;
    let is_name = |word: &Word| word.is_capitalised() && word.runs_on();
    let starts_well = !LISTS.has_lower("no street", first.text);
    (starts_well && words[..end].iter().all(is_name)).then_some(end + 1)
}

/// How many words before a house number are a street's name.
fn before_number(words: &[Word<'_>]) -> Option<usize> {
    let first = words.first()?;
    let is_number = |n: &usize| words.get(*n).is_some_and(is_house_number) && words[*n - 1].runs_on();
    if first.is_capitalised() && first.runs_on() && LISTS.ends_as_street(first.text) {
        return Some(1).filter(is_number);
    }
    let is_opener = first.is_capitalised() && first.runs_on() && LISTS.has("opener", first.text);
    is_opener.then(|| last_of_name(words)).flatten().filter(is_number)
}

/// How many words a street's name has that begins with an opener: up to its last capitalised one.
fn last_of_name(words: &[Word<'_>]) -> Option<usize> {
    let mut n = None;
    for (nth, word) in words.iter().enumerate().take(N_WORDS).skip(1) {
        let is_particle = LISTS.has("particle", word.text);
        if !word.is_capitalised() && !is_particle {
            break;
        }
        if word.is_capitalised() {
            n = Some(nth + 1);
        }
        if !word.runs_on() {
            break;
        }
    }
    n
}

/// "14", "221B"; not a year.
fn is_house_number(word: &Word<'_>) -> bool {
    let digits = word.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_short = word.text.len() - digits.len() <= 1 && (1..=4).contains(&digits.len());
    let number = digits.parse::<u32>().unwrap_or_default();
    is_short
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && number > 0
        && !(1900..2100).contains(&number)
        && matches!(word.after, "" | ",")
}
