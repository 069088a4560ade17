//! Which words tell of one sort of happening (`words/happenings.txt`).

use crate::claims::lines;
use crate::stems::stem;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const HAPPENINGS: &str = include_str!("../../words/happenings.txt");

static SORTS: LazyLock<Sorts> = LazyLock::new(Sorts::read);

struct Sorts {
    /// Of a word's stem, that of the first word of its line.
    of_stem: HashMap<u32, u32>,
    loose: HashSet<u32>,
}

impl Sorts {
    fn read() -> Self {
        let mut sorts = Self { of_stem: HashMap::new(), loose: HashSet::new() };
        for (kind, words) in lines(HAPPENINGS).filter_map(|line| line.split_once(' ')) {
            let stems: Vec<u32> = words.split_whitespace().map(stem).collect();
            match (kind, stems.first()) {
                ("one", Some(first)) => sorts.of_stem.extend(stems.iter().map(|stem| (*stem, *first))),
                ("loose", _) => sorts.loose.extend(stems),
                _ => {}
            }
        }
        sorts
    }
}

/// What a word in its dictionary form tells of: the same number for words of one sort of happening.
pub(super) fn sort(word: &str) -> u32 {
    let stem = stem(word);
    SORTS.of_stem.get(&stem).copied().unwrap_or(stem)
}

/// Whether a word fits any happening.
pub(super) fn is_loose(word: &str) -> bool {
    SORTS.loose.contains(&stem(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_an_example_that_holds() {
        let mut waiting = None;
        for line in lines(HAPPENINGS) {
            let Some(example) = line.strip_prefix("+ ") else {
                assert_eq!(waiting, None, "a line without an example");
                waiting = Some(line);
                continue;
            };
            let words: Vec<&str> = example.split(' ').collect();
            let [one, sign, other] = words[..] else { panic!("{example}") };
            match sign {
                "=" => assert_eq!(sort(one), sort(other), "{example}"),
                "/" => assert_ne!(sort(one), sort(other), "{example}"),
                _ => assert!(is_loose(one) && other == "loose", "{example}"),
            }
            if let Some(line) = waiting.take().filter(|_| sign != "/") {
                assert!(line.split(' ').any(|word| word == one), "{example} is none of {line}");
            }
        }
        assert_eq!(waiting, None);
    }

    #[test]
    fn no_word_is_of_two_sorts() {
        let mut seen = HashMap::new();
        for (nth, line) in lines(HAPPENINGS).filter(|line| !line.starts_with('+')).enumerate() {
            for word in line.split_whitespace().skip(1) {
                let known = *seen.entry(stem(word)).or_insert(nth);
                assert_eq!(known, nth, "{word}");
            }
        }
    }
}
