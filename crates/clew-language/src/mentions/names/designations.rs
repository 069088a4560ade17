//! Codes and numbers that name what the noun before them says: "the valve known as NR-7", "Well 3".
//!
//! A model of news has hardly met them, and a document that says once what a code is of uses the bare code ever after.

use super::{Levels, Name, contains, overlap};
use crate::lexicon::classes;
use clew_model::ThingType;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const DESIGNATIONS: &str = include_str!("../../../lexicon/designations.txt");

/// The longest noun of the list in bytes.
const LONGEST_NOUN: usize = 20;

/// The most letters of each part of a code, and the most digits.
const LONGEST_PART: usize = 4;

static NOUNS: LazyLock<HashMap<&'static str, ThingType>> = LazyLock::new(|| {
    let thing = |name| match name {
        "facility" => Some(ThingType::Facility),
        "vehicle" => Some(ThingType::Vehicle),
        "calling" => None,
        other => unreachable!("designations.txt has no class {other}"),
    };
    let things = classes(DESIGNATIONS).into_iter().filter_map(|class| Some((thing(class.name)?, class.entries)));
    things.flat_map(|(thing, nouns)| nouns.into_iter().map(move |noun| (noun, thing))).collect()
});

/// The words of each phrase that calls something by a code.
static CALLING: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let class = classes(DESIGNATIONS).into_iter().find(|class| class.name == "calling");
    let phrases = class.expect("designations.txt has [calling]").entries.into_iter();
    phrases.map(|phrase| phrase.split(' ').collect()).collect()
});

impl Levels<'_> {
    /// Gives the codes of a stretch what its nouns say of them; a longer name that holds one stays.
    pub(super) fn designate(&self, names: &mut Vec<Name>) {
        for sentence in self.encoded.sentences() {
            let words: Vec<&str> = sentence.clone().map(|word| self.word(word)).collect();
            let touches = |word: usize| !self.is_apart(sentence.start + word, sentence.start + word + 1);
            for (run, thing) in designations(&words, touches) {
                let words = sentence.start + run.start..sentence.start + run.end;
                let is_held = |name: &Name| !name.is_inner && contains(&name.words, &words);
                if !names.iter().any(is_held) {
                    names.retain(|name| !overlap(&name.words, &words));
                    names.push(Name { words, thing, sureness: 1.0, shares: Vec::new(), is_inner: false });
                }
            }
        }
    }
}

/// The designations among the words of a sentence, in order, disjoint; `touches` says whether nothing parts a word from the next.
fn designations(words: &[&str], touches: impl Fn(usize) -> bool) -> Vec<(Range<usize>, ThingType)> {
    let mut found: Vec<(Range<usize>, ThingType)> = Vec::new();
    for at in 1..words.len() {
        if found.last().is_some_and(|(run, _)| run.end > at) {
            continue;
        }
        if let Some(end) = end_of_code(words, at, &touches) {
            let noun = before_calling(words, at);
            found.extend(noun.and_then(|noun| thing(words[noun])).map(|thing| (at..end, thing)));
        } else if is_numbered(words, at, &touches) {
            found.push((at - 1..at + 1, ThingType::Facility));
        }
    }
    found
}

/// What a noun is of whose code follows.
fn thing(noun: &str) -> Option<ThingType> {
    if noun.len() > LONGEST_NOUN {
        return None;
    }
    NOUNS.get(noun.to_lowercase().as_str()).copied()
}

/// The word before a code, and before the words that call something by it.
fn before_calling(words: &[&str], code: usize) -> Option<usize> {
    let calls = |phrase: &&Vec<&str>| {
        let before = &words[..code];
        before.len() > phrase.len()
            && before[code - phrase.len()..]
                .iter()
                .zip(phrase.iter())
                .all(|(one, other)| one.eq_ignore_ascii_case(other))
    };
    let length = CALLING.iter().find(calls).map_or(0, Vec::len);
    code.checked_sub(length + 1)
}

/// One past a code that begins at `start`: capitals and digits, in one word or joined by hyphens, both there: "NR-7", "KV12".
fn end_of_code(words: &[&str], start: usize, touches: &impl Fn(usize) -> bool) -> Option<usize> {
    let is_part = |word: &str| {
        let n_letters = word.bytes().filter(u8::is_ascii_uppercase).count();
        let n_digits = word.bytes().filter(u8::is_ascii_digit).count();
        n_letters + n_digits == word.len() && n_letters <= LONGEST_PART && n_digits <= LONGEST_PART && !word.is_empty()
    };
    if !is_part(words[start]) || !words[start].starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let mut end = start + 1;
    let is_joined =
        |end: usize| end + 1 < words.len() && matches!(words[end], "-" | "/") && touches(end - 1) && touches(end);
    while is_joined(end) && is_part(words[end + 1]) {
        end += 2;
    }
    let has_digit = words[start..end].iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    (has_digit && !is_joined(end)).then_some(end)
}

/// "Well 3": a small number after a capitalised part of works, not at the beginning of a sentence, where any word has a capital.
fn is_numbered(words: &[&str], number: usize, touches: &impl Fn(usize) -> bool) -> bool {
    let noun = words[number - 1];
    let is_number = (1..=3).contains(&words[number].len()) && words[number].bytes().all(|byte| byte.is_ascii_digit());
    let goes_on = number + 1 < words.len()
        && (touches(number) && matches!(words[number + 1], "-" | "/" | "%" | ":")
            || words[number + 1].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    number > 1
        && is_number
        && !goes_on
        && noun.starts_with(char::is_uppercase)
        && noun.contains(char::is_lowercase)
        && thing(noun) == Some(ThingType::Facility)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;
    use crate::model::TagSet;
    use crate::model::by_hand::ByHand;
    use crate::tokens::raw_tokens;

    fn read(text: &str) -> String {
        let tokens = raw_tokens(text, 0..text.len());
        let words: Vec<&str> = tokens.iter().map(|token| &text[token.bytes.clone()]).collect();
        let touches = |word: usize| tokens[word].bytes.end == tokens[word + 1].bytes.start;
        let read = |(run, thing): (Range<usize>, ThingType)| {
            format!("{}:{}", thing.word(), &text[tokens[run.start].bytes.start..tokens[run.end - 1].bytes.end])
        };
        designations(&words, touches).into_iter().map(read).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn examples_of_the_lexicon() {
        check_examples(DESIGNATIONS, read);
    }

    #[test]
    fn only_codes_and_numbers_beside_their_noun_are_designations() {
        for (text, expected) in [
            ("MEMO: NON-RETURN VALVE NR-7, NORTH WING", "Facility:NR-7"),
            ("Non-return valve KV-12/B leaked", "Facility:KV-12/B"),
            ("the tank - NR-7", ""),
            ("the valve NR", ""),
            ("the valve NR -7", ""),
            ("the valve NR-7-old", ""),
            ("a valve of NR-7", ""),
            ("Well 3 was shut", ""),
            ("At Gate 12-14 and Gate 4 Monday", ""),
            ("the Well 3%", ""),
            ("NR-7", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_code_is_what_its_noun_says_wherever_it_stands() {
        let text = "He sold valve NR-7. She saw NR-7 leak.";
        let encoded = ByHand::of_text(text)
            .tag(TagSet::Outer, 3, "B-Organization")
            .tag(TagSet::Outer, 9, "B-Vehicle")
            .tag(TagSet::Outer, 10, "I-Vehicle")
            .tag(TagSet::Outer, 11, "I-Vehicle")
            .tag_scored(TagSet::Inner, 0, "B-Place", 0.0)
            .encoded();
        let found = super::super::names(text, &encoded, &[], &mut Default::default());
        let read: Vec<_> = found.iter().map(|name| (name.words.clone(), name.thing)).collect();
        assert_eq!(read, [(3..6, ThingType::Facility), (9..12, ThingType::Facility)]);
    }
}
