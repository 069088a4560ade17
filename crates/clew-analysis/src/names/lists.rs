//! The word lists of `names/`, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub(super) const PEOPLE: &str = include_str!("../../names/people.txt");
pub(super) const BODIES: &str = include_str!("../../names/bodies.txt");
pub(super) const KNOWN: &str = include_str!("../../names/known.txt");
pub(super) const NICKNAMES: &str = include_str!("../../names/nicknames.txt");

/// The lists, read at first use.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

type Words = HashSet<&'static str>;

/// What is known of words in names, all folded.
pub(super) struct Lists {
    pub titles: Words,
    pub suffixes: Words,
    pub articles: Words,
    pub particles: Words,
    pub fathers: Words,
    pub patronymics: Vec<&'static str>,
    pub servants: Words,
    pub faiths: Words,
    pub kunyas: Words,
    pub family_first: Words,
    pub small: Words,
    pub common: Words,
    pub vessels: Words,
    pub numbers: HashMap<&'static str, u64>,
    pub spellings: HashMap<&'static str, &'static str>,
    /// Legal forms, the longest first.
    pub forms: Vec<Form>,
    /// Names that many people bear, by hash.
    known: HashSet<u64>,
    /// Pet names and what they are of, by hash, in order.
    nicknames: HashSet<(u64, u64)>,
}

/// One way of writing a legal form.
pub(super) struct Form {
    pub words: Vec<&'static str>,
    pub name: &'static str,
    /// "limited", "shares": what sort of body.
    pub kind: &'static str,
}

impl Lists {
    fn read() -> Self {
        let people = |section| words(PEOPLE, section).collect();
        let bodies = |section| words(BODIES, section).collect();
        Self {
            titles: people("titles"),
            suffixes: people("suffixes"),
            articles: people("articles"),
            particles: people("particles"),
            fathers: people("fathers"),
            patronymics: words(PEOPLE, "patronymics").collect(),
            servants: people("servants"),
            faiths: people("faiths"),
            kunyas: people("kunyas"),
            family_first: people("family first"),
            small: bodies("small"),
            common: bodies("common"),
            vessels: bodies("vessels"),
            numbers: twos("numbers").filter_map(|(word, value)| Some((word, value.parse().ok()?))).collect(),
            spellings: twos("spellings").collect(),
            forms: forms(),
            known: words(KNOWN, "known").chain(nickname_lines().map(|(name, _)| name)).map(hash).collect(),
            nicknames: nicknames(),
        }
    }

    /// Whether both are names of their own, by the hashes of both.
    pub fn are_known(&self, one: u64, other: u64) -> bool {
        self.known.contains(&one) && self.known.contains(&other)
    }

    /// Whether one word is a pet name of the other, by the hashes of both.
    pub fn is_nickname(&self, one: u64, other: u64) -> bool {
        self.nicknames.contains(&(one.min(other), one.max(other)))
    }
}

/// The lines of a section of a list that say something.
pub(super) fn lines(list: &'static str, section: &str) -> impl Iterator<Item = &'static str> {
    let is_heading = |line: &&str| line.starts_with('[');
    let heading = format!("[{section}]");
    let after = list.lines().skip_while(move |line| *line != heading).skip(1);
    after.take_while(move |line| !is_heading(line)).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(list: &'static str, section: &str) -> impl Iterator<Item = &'static str> {
    lines(list, section).flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty())
}

fn twos(section: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    words(BODIES, section).filter_map(|two| two.split_once(' '))
}

fn forms() -> Vec<Form> {
    let mut forms = Vec::new();
    let mut kind = "";
    for line in BODIES.lines().skip_while(|line| *line != "[forms]").skip(1).take_while(|line| !line.starts_with('[')) {
        kind = line.strip_prefix("# kind ").unwrap_or(kind);
        let Some((name, writings)) = line.split_once(": ").filter(|_| !line.starts_with('#')) else { continue };
        let of = |writing: &'static str| Form { words: writing.split_whitespace().collect(), name, kind };
        forms.extend(writings.split(',').map(of));
    }
    forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
    forms
}

/// Given names, each with its pet names.
fn nickname_lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(NICKNAMES, "english").chain(lines(NICKNAMES, "other")).filter_map(|line| line.split_once(": "))
}

fn nicknames() -> HashSet<(u64, u64)> {
    let of_line = |(name, pets): (&str, &'static str)| {
        let name = hash(name);
        pets.split(", ").map(move |pet| (name.min(hash(pet)), name.max(hash(pet))))
    };
    nickname_lines().flat_map(of_line).collect()
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo): the same on every machine.
pub(super) fn hash(word: &str) -> u64 {
    hash_bytes(word.as_bytes())
}

/// The same of bytes.
pub(super) fn hash_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The examples of a list: what stands after "example: " or "example TYPE: ", with the type.
#[cfg(test)]
pub(super) fn examples(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = list.lines().filter_map(|line| line.trim_start_matches("# ").strip_prefix("example"));
    lines.filter_map(|line| line.split_once(": ")).map(|(thing, example)| (thing.trim(), example))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    #[test]
    fn every_word_of_the_lists_is_folded() {
        for (list, section) in [(PEOPLE, "titles"), (PEOPLE, "kunyas"), (BODIES, "common"), (BODIES, "small")] {
            for word in words(list, section) {
                assert_eq!(word, fold(word), "{section}");
            }
        }
        for form in &LISTS.forms {
            assert!(form.words.iter().all(|word| fold(word) == *word), "{}", form.name);
            assert!(!form.kind.is_empty(), "{}", form.name);
        }
    }

    #[test]
    fn a_pet_name_is_of_its_name_and_of_no_other_pet_name() {
        assert!(LISTS.is_nickname(hash("bill"), hash("william")));
        assert!(LISTS.is_nickname(hash("aleksandr"), hash("sasha")));
        assert!(!LISTS.is_nickname(hash("volodya"), hash("vova")));
    }
}
