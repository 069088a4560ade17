//! People without a name, told apart by how they are described (`words/people.txt`).

use crate::claims::lines;
use std::collections::HashSet;
use std::sync::LazyLock;

const PEOPLE: &str = include_str!("../../words/people.txt");

static LISTS: LazyLock<[HashSet<&str>; 6]> =
    LazyLock::new(|| ["pointing", "end", "many", "struck", "dead", "indefinite"].map(list));

fn list(name: &str) -> HashSet<&'static str> {
    let line = lines(PEOPLE).find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.into_iter().flat_map(str::split_whitespace).collect()
}

/// Whether words mean those whom something befell.
pub(super) fn is_struck(description: &str) -> bool {
    holds(description, &LISTS[3])
}

/// Whether words mean those who died.
pub(super) fn is_dead(description: &str) -> bool {
    holds(description, &LISTS[4])
}

fn holds(description: &str, list: &HashSet<&str>) -> bool {
    let folded = description.to_lowercase();
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| list.contains(word))
}

/// What a description says of whom it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Described {
    /// Somebody of an age.
    Aged(u8),
    /// Somebody.
    One,
    /// Somebody spoken of before.
    Pointing,
    /// More than one.
    Group,
}

impl Described {
    /// Of the words of a description.
    pub fn of(description: &str) -> Self {
        let folded = description.to_lowercase();
        let words = words(&folded);
        let [_, _, many, ..] = &*LISTS;
        let core = core(&words);
        if core.last().is_some_and(|head| is_plural(head)) || core.iter().any(|word| many.contains(word)) {
            return Self::Group;
        }
        match words.iter().find_map(|word| age(word)) {
            Some(age) => Self::Aged(age),
            None if is_pointing(&words) => Self::Pointing,
            None => Self::One,
        }
    }
}

impl Described {
    /// The age, where it is described by one.
    pub fn age(self) -> Option<u8> {
        if let Self::Aged(age) = self { Some(age) } else { None }
    }
}

/// Words without what is set around them.
pub(crate) fn words(folded: &str) -> Vec<&str> {
    folded.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

/// The words of a description up to its head: "a high bridge" of "a high bridge in the north".
pub(crate) fn core<'w, 'a>(words: &'w [&'a str]) -> &'w [&'a str] {
    // "At least five" begins with such a word.
    let end = words.iter().skip(1).position(|word| LISTS[1].contains(word)).map_or(words.len(), |at| at + 1);
    &words[..end]
}

/// Whether a description brings in what was not spoken of before: "another bridge".
pub(crate) fn is_indefinite(words: &[&str]) -> bool {
    words.first().is_some_and(|word| LISTS[5].contains(word))
}

/// Whether a description speaks of what was spoken of before, or is known: "the bridge".
pub(crate) fn is_pointing(words: &[&str]) -> bool {
    words.first().is_some_and(|word| LISTS[0].contains(word))
}

/// Whether a noun in small letters stands for more than one, as far as an s tells.
pub(crate) fn is_plural(head: &str) -> bool {
    head.ends_with('s') && !["ss", "'s", "’s"].iter().any(|end| head.ends_with(end))
}

/// The age in "15-year-old".
fn age(word: &str) -> Option<u8> {
    let (number, rest) = word.split_once('-')?;
    rest.starts_with("year").then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn victims_are_told_from_the_dead_among_them() {
        assert!(is_struck("the first victim") && !is_dead("the first victim"));
        assert!(is_struck("the dead men") && is_dead("the dead men"));
        assert!(!is_struck("the gunman"));
    }

    #[test]
    fn examples_of_the_list_hold() {
        let examples = PEOPLE.lines().filter_map(|line| line.strip_prefix("+ ")?.split_once(" -> "));
        let mut n_examples = 0;
        for (description, expected) in examples {
            let found = match Described::of(description) {
                Described::Aged(age) => format!("one {age}"),
                Described::One => "one".to_owned(),
                Described::Pointing => "pointing".to_owned(),
                Described::Group => "group".to_owned(),
            };
            assert_eq!(found, expected, "{description}");
            n_examples += 1;
        }
        assert!(n_examples > 8);
    }
}
