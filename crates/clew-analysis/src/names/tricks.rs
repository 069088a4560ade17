//! Letters that are not what they look like: words of mixed alphabets, and marks that turn the direction of reading.

use super::lists;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) const LOOKALIKES: &str = include_str!("../../names/lookalikes.txt");

static LATIN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = ["Cyrillic", "Greek", "Armenian"].into_iter().flat_map(|section| lists::lines(LOOKALIKES, section));
    let pairs = lines.flat_map(|line| line.split(", ")).filter_map(|pair| pair.split_once(' '));
    pairs.filter_map(|(other, latin)| Some((other.chars().next()?, latin.chars().next()?))).collect()
});

/// What is odd about how a name is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trick {
    /// A word takes a letter of another alphabet for the Latin one that it looks like: the letter, the Latin one.
    Lookalike(char, char),
    /// A mark that makes what follows read from the other side (U+202A to U+202E, U+2066 to U+2069).
    Direction(char),
}

/// A name with what was tricked set right, and what it was. Soft hyphens and joiners are no tricks: PDFs and Persian are full of them.
pub(super) fn set_right(name: &str) -> (String, Vec<Trick>) {
    let mut tricks: Vec<Trick> = name.chars().filter(|c| turns(*c)).map(Trick::Direction).collect();
    let plain: String = name.chars().filter(|c| !turns(*c)).collect();
    let is_latin_name = is_latin_name(&plain);
    let mut right = String::with_capacity(plain.len());
    for word in plain.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let looks_latin = || word.chars().filter(|c| c.is_alphabetic()).all(|c| is_latin(c) || like(c).is_some());
        let is_mixed =
            word.chars().any(is_latin) || is_latin_name && word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if word.chars().any(|c| like(c).is_some()) && is_mixed && looks_latin() {
            right.extend(word.chars().map(|c| latin(c, &mut tricks)));
        } else {
            right.push_str(word);
        }
    }
    tricks.dedup();
    (right, tricks)
}

/// Some word is in Latin letters, and no letter is of another alphabet for good.
fn is_latin_name(name: &str) -> bool {
    let is_native = |c: char| c.is_alphabetic() && !is_latin(c) && like(c).is_none();
    name.split(|c: char| !c.is_alphabetic()).any(|word| !word.is_empty() && word.chars().all(is_latin))
        && !name.chars().any(is_native)
}

fn latin(c: char, tricks: &mut Vec<Trick>) -> char {
    let Some(looks) = like(c) else { return c };
    tricks.push(Trick::Lookalike(c, looks));
    if c.is_uppercase() { looks.to_ascii_uppercase() } else { looks }
}

fn like(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    LATIN.get(&c.to_lowercase().next().unwrap_or(c)).copied()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_word_with_a_cyrillic_letter_is_read_as_latin_and_flagged() {
        let (right, tricks) = set_right("Jonas W\u{435}il");
        assert_eq!((right.as_str(), tricks), ("Jonas Weil", vec![Trick::Lookalike('\u{435}', 'e')]));
        let (right, tricks) = set_right("Jonas \u{421}\u{41e}\u{420}\u{415}");
        assert_eq!((right.as_str(), tricks.len()), ("Jonas COPE", 4));
    }

    #[test]
    fn marks_of_direction_are_flagged_and_left_out() {
        let (right, tricks) = set_right("Jonas \u{202e}lieW\u{202c}");
        assert_eq!((right.as_str(), tricks.len()), ("Jonas lieW", 2));
    }

    #[test]
    fn a_name_in_one_alphabet_is_no_trick() {
        for name in ["Сергей Рост", "Jonas Weil", "Орест (Orest) Дахль", "Łukasz Żak", "Νίκος", "پ\u{200c}ژ"]
        {
            assert_eq!(set_right(name), (name.to_owned(), vec![]), "{name}");
        }
    }
}
