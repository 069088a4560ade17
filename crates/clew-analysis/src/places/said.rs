//! What a text says of a place beside its name: what it lies in, and what sort of place it is.

use super::table::key;
use super::words::Words;
use clew_model::{Annotation, CodePoints, MentionKind, PlaceKind, ThingType};
use std::collections::HashMap;

/// The most words between a place and what it lies in.
const MOST_BETWEEN: usize = 9;
/// Bytes before a name in which a word for a people can stand.
const MOST_BEFORE: usize = 160;

/// A name of a place where it stands in a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Named {
    /// The chain it belongs to.
    pub chain: u32,
    /// What it is looked up by.
    pub key: String,
    /// The same without "province" or "city of", and the sort of place that this or the words around it say.
    pub bare: (String, Option<PlaceKind>),
    /// What it is said to lie in.
    pub within: Vec<Within>,
    /// Whether it follows a comma.
    pub is_after_comma: bool,
    /// Whether another name begins or ends with it, of which it is a part.
    pub is_beside: bool,
    /// Whether it is said to be a part of a town.
    pub is_quarter: bool,
    /// Whether it is said to be a street.
    pub is_street: bool,
    /// "the" stands before it, and nothing that the "the" could belong to after it.
    pub has_article: bool,
    from: usize,
    to: usize,
}

/// What a place is said to lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// The place that this one of the names speaks of; `is_sure` where the words can hardly mean anything else.
    Name { number: usize, is_sure: bool },
    /// The country with this code, by a word for its people.
    Country(&'static str),
}

/// The names of places in a text, in order, no two overlapping.
pub(super) fn named(points: &CodePoints, annotation: &Annotation, words: &Words) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for mention in &annotation.mentions {
        let is_place = mention.thing == ThingType::Place && mention.kind == MentionKind::Name;
        let (from, to) = (points.byte(mention.span.start), points.byte(mention.span.end));
        if is_place && from < to && found.last().is_none_or(|last| last.to <= from) {
            found.push(name(points.text(), from, to, mention.chain, words));
        }
    }
    for number in (0..found.len()).rev() {
        found[number].within = within(points.text(), &found, number, words);
    }
    found.extend(beside(points, annotation, words));
    found
}

/// Names of places that other names begin or end with: "Houston police", "North Philadelphia". They say where the document is; their
/// chains are counted on from the annotation's.
fn beside(points: &CodePoints, annotation: &Annotation, words: &Words) -> Vec<Named> {
    let mut chains: HashMap<String, u32> = HashMap::new();
    let mut found = Vec::new();
    for mention in annotation.mentions.iter().filter(|mention| mention.kind != MentionKind::Pronoun) {
        let key = match mention.thing {
            ThingType::PublicBody => body_place(points.slice(mention.span)),
            ThingType::Place if mention.kind == MentionKind::Name => part_of(&key(points.slice(mention.span)), words),
            _ => None,
        };
        let Some(key) = key else { continue };
        let next = (annotation.chains.len() + chains.len()) as u32;
        let chain = *chains.entry(key.clone()).or_insert(next);
        found.push(Named { bare: (key.clone(), None), chain, key, is_beside: true, ..Named::default() });
    }
    found
}

/// The capitalised words that a body's name begins with, before "police" or "fire": "Houston", "New York".
fn body_place(name: &str) -> Option<String> {
    let name = name.trim_start_matches("the ").trim_start_matches("The ");
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let ends = ["police", "fire", "department", "city", "officials", "authorities", "prosecutors", "mayor", "council"];
    let place: Vec<&str> = name
        .split_whitespace()
        .take_while(|word| is_capital(word) && !ends.contains(&word.to_lowercase().as_str()))
        .collect();
    (!place.is_empty() && place.len() < name.split_whitespace().count()).then(|| key(&place.join(" ")))
}

/// What a place is a part of: "North Philadelphia" of Philadelphia.
fn part_of(key: &str, words: &Words) -> Option<String> {
    let (first, rest) = key.split_once(' ')?;
    words.is_part(first).then(|| rest.to_owned())
}

fn name(text: &str, from: usize, to: usize, chain: u32, words: &Words) -> Named {
    let written = text[from..to].trim_end_matches("'s").trim_end_matches("’s");
    let mut key = key(written);
    let mut kind = None;
    if written.starts_with(char::is_lowercase)
        && let Some(town) = part_of(&key, words)
    {
        (key, kind) = (town, Some(PlaceKind::Town));
    }
    let mut bare = key.clone();
    let parts: Vec<&str> = key.split(' ').collect();
    if let [first, "of", rest @ ..] = parts.as_slice()
        && !rest.is_empty()
        && let Some(said) = words.kind(first)
    {
        (bare, kind) = (rest.join(" "), Some(said));
    } else if let [rest @ .., last] = parts.as_slice()
        && !rest.is_empty()
        && let Some(said) = words.kind(last)
    {
        (bare, kind) = (rest.join(" "), Some(said));
    }
    let kind = kind.or_else(|| kind_around(text, from, to, words));
    let mut before = text[..from].split_whitespace().rev();
    Named {
        is_after_comma: text[..from].trim_end().ends_with(','),
        is_quarter: is_quarter(text, from, to, words),
        is_street: before.next() == Some("of") && before.next().is_some_and(|word| words.is_street(word)),
        has_article: has_article(text, from, to, words),
        is_beside: false,
        bare: (bare, kind),
        within: Vec::new(),
        chain,
        key,
        from,
        to,
    }
}

/// "the city of" before the name, "province" after it.
fn kind_around(text: &str, from: usize, to: usize, words: &Words) -> Option<PlaceKind> {
    let mut before = text[..from].split_whitespace().rev();
    if before.next() == Some("of") {
        return before.next().and_then(|word| words.kind(&word.to_lowercase()));
    }
    // "Herat province", but not "the Texas town of Paris".
    let mut after = text[to..].strip_prefix(' ')?.split(|c: char| !c.is_alphabetic());
    words.kind(after.next()?).filter(|_| after.next() != Some("of"))
}

fn has_article(text: &str, from: usize, to: usize, words: &Words) -> bool {
    let has_article = matches!(text[..from].split_whitespace().next_back(), Some("the" | "The"))
        || text[from..to].to_lowercase().starts_with("the ");
    has_article && next_word(text, to).is_none_or(|word| words.is_after_noun(word))
}

/// "The Austin neighborhood", "the city's Austin neighborhood"; but "a Chicago neighborhood" is in Chicago.
fn is_quarter(text: &str, from: usize, to: usize, words: &Words) -> bool {
    let before = text[..from].split_whitespace().next_back().unwrap_or_default();
    let is_named = matches!(before, "the" | "The") || before.ends_with("'s") || before.ends_with("’s");
    is_named && next_word(text, to).is_some_and(|word| words.is_quarter(word))
}

/// The word that follows a blank after a name.
fn next_word(text: &str, to: usize) -> Option<&str> {
    let next = text[to..].strip_prefix(' ')?.split(|c: char| !c.is_alphabetic()).next();
    next.filter(|word| !word.is_empty())
}

/// What the name with this number is said to lie in; those after it are known already.
fn within(text: &str, names: &[Named], number: usize, words: &Words) -> Vec<Within> {
    let this = &names[number];
    let mut found = Vec::new();
    if let Some(next) = names.get(number + 1)
        && let Some(is_sure) = after(&text[this.to..next.from], words)
    {
        let ends_list = names.get(number + 2).is_none_or(|third| !is_list(&text[next.to..third.from]));
        found.push(Within::Name { number: number + 1, is_sure: is_sure && ends_list });
        found.extend(next.within.iter().filter(|_| is_sure).copied());
    }
    if let Some(last) = number.checked_sub(1)
        && before(&text[names[last].to..this.from], words)
    {
        found.push(Within::Name { number: last, is_sure: true });
    }
    found.extend(people_before(&text[..this.from], words).map(Within::Country));
    found
}

/// Whether the words between two names say that the first lies in the second; and how surely.
fn after(between: &str, words: &Words) -> Option<bool> {
    let pieces = pieces(between)?;
    let is_all = pieces.iter().all(|piece| matches!(piece.as_str(), "," | "(") || words.is_between(piece));
    let says = pieces.iter().any(|piece| matches!(piece.as_str(), "," | "(" | "in"));
    let is_sure = pieces == [","] || pieces.iter().any(|piece| words.kind(piece).is_some());
    (is_all && says && !matches!(pieces.first()?.as_str(), "of" | "a" | "an" | "the")).then_some(is_sure)
}

/// Whether the words between two names say that the second lies in the first: "Iraq's northern city of Mosul".
fn before(between: &str, words: &Words) -> bool {
    let Some(rest) = between.strip_prefix("'s").or_else(|| between.strip_prefix("’s")) else {
        return is_town_of(between, words);
    };
    let Some(pieces) = pieces(rest) else { return false };
    let is_named_kind = pieces.iter().any(|piece| words.kind(piece).is_some());
    pieces.iter().all(|piece| words.is_between(piece) || piece == "," && is_named_kind)
}

/// "Texas town of", "Texas city".
fn is_town_of(between: &str, words: &Words) -> bool {
    let Some(pieces) = pieces(between) else { return false };
    let is_named_kind = pieces.iter().any(|piece| words.kind(piece).is_some());
    is_named_kind
        && !pieces.iter().any(|piece| matches!(piece.as_str(), "in" | "," | "("))
        && pieces.iter().all(|piece| words.is_between(piece))
}

/// The country whose people's word stands before a name: "the Afghan city of".
fn people_before(before: &str, words: &Words) -> Option<&'static str> {
    let from = before.floor_char_boundary(before.len().saturating_sub(MOST_BEFORE));
    let line = before[from..].rsplit(['\n', '.', ';']).next().unwrap_or_default();
    let backwards: Vec<&str> = line.split_whitespace().rev().map(|word| word.trim_end_matches(',')).collect();
    let mut is_named_kind = false;
    for (at, word) in backwards.iter().enumerate().take(MOST_BETWEEN) {
        let two = backwards.get(at + 1).map(|before| format!("{before} {word}"));
        let country = two.and_then(|two| words.people(&two)).or_else(|| words.people(word));
        if country.is_some() {
            return country.filter(|_| is_named_kind);
        }
        is_named_kind |= words.kind(word).is_some();
        if !words.is_between(word) || matches!(*word, "in" | "a" | "an" | "the") {
            return None;
        }
    }
    None
}

/// Words in small letters, commas and brackets; `None` where there are too many, or a line or sentence ends.
fn pieces(between: &str) -> Option<Vec<String>> {
    if between.len() > MOST_BETWEEN * 16 || between.contains(['\n', '.', ';', ':', '!', '?', '"', '“', ')']) {
        return None;
    }
    let spread = between.replace(',', " , ").replace('(', " ( ");
    let pieces: Vec<String> = spread.split_whitespace().map(str::to_lowercase).collect();
    (pieces.len() <= MOST_BETWEEN).then_some(pieces)
}

/// Whether words between two names only list them.
fn is_list(between: &str) -> bool {
    matches!(between.trim(), "," | "and" | "or" | ", and" | ", or" | "&")
}
