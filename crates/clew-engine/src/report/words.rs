//! A report's own words: words/report.txt, read once.

use super::clause::Pattern;
use clew_model::Predicate;
use std::collections::HashMap;
use std::sync::LazyLock;

const FILE: &str = include_str!("../../words/report.txt");

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE));

/// What the file holds.
pub(super) struct Words {
    said: HashMap<&'static str, &'static str>,
    clauses: Vec<(&'static str, Pattern)>,
}

impl Words {
    fn read(file: &'static str) -> Self {
        let mut words = Self { said: HashMap::new(), clauses: Vec::new() };
        for line in file.lines().filter(|line| !line.starts_with('#') && !line.starts_with(" +")) {
            if let Some((predicate, pattern)) = line.strip_prefix("clause ").and_then(|line| line.split_once(": ")) {
                words.clauses.push((predicate, Pattern::read(pattern)));
            } else if let Some((key, said)) = line.split_once(" = ").or_else(|| line.split_once("= ")) {
                words.said.insert(key.trim_end(), said);
            }
        }
        words
    }
}

/// The words of a key, as they stand in the file.
pub(super) fn word(key: &str) -> &'static str {
    WORDS.said.get(key).copied().unwrap_or_else(|| panic!("words/report.txt has {key:?}"))
}

/// The words of a key that may not be there.
pub(super) fn word_of(kind: &str, key: &str) -> Option<&'static str> {
    WORDS.said.get(format!("{kind}.{key}").as_str()).copied()
}

/// The words of a key, its slots filled; what is filled in is never looked at for slots.
pub(super) fn say(key: &str, slots: &[(&str, &str)]) -> String {
    fill(word(key), slots, key)
}

fn fill(words: &str, slots: &[(&str, &str)], key: &str) -> String {
    let (mut said, mut rest) = (String::new(), words);
    while let Some((before, (slot, after))) =
        rest.split_once('{').and_then(|(before, from)| Some((before, from.split_once('}')?)))
    {
        said.push_str(before);
        let filled = slots.iter().find(|(name, _)| *name == slot);
        said.push_str(filled.unwrap_or_else(|| panic!("{key} is given its {slot}")).1);
        rest = after;
    }
    said + rest
}

/// The same, with its verbs as they stand after several or after one: "<say|says>".
pub(super) fn say_of(key: &str, is_several: bool, slots: &[(&str, &str)]) -> String {
    let mut inflected = String::new();
    let mut rest = word(key);
    while let Some((before, (verb, after))) =
        rest.split_once('<').and_then(|(before, from)| Some((before, from.split_once('>')?)))
    {
        let (several, one) = verb.split_once('|').unwrap_or((verb, verb));
        inflected.push_str(before);
        inflected.push_str(if is_several { several } else { one });
        rest = after;
    }
    inflected.push_str(rest);
    fill(&inflected, slots, key)
}

/// Whether a list of words holds one, in any case.
pub(super) fn lists(list: &str, wanted: &str) -> bool {
    word(list).split(", ").any(|word| word.eq_ignore_ascii_case(wanted))
}

/// Whether words begin with one of a list, in any case.
pub(super) fn begins(list: &str, words: &str) -> bool {
    let words = words.to_lowercase();
    word(list).split(", ").any(|first| words.strip_prefix(first).is_some_and(|rest| rest.starts_with(' ')))
}

/// The patterns of a predicate, in order.
pub(super) fn patterns(predicate: Predicate) -> impl Iterator<Item = &'static Pattern> {
    let name = predicate.to_string();
    WORDS.clauses.iter().filter(move |(of, _)| *of == name).map(|(_, pattern)| pattern)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Each pattern's predicate and text, with the examples that follow it.
    pub(crate) fn examples() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
        let mut found: Vec<(&str, &str, Vec<&str>)> = Vec::new();
        for line in FILE.lines() {
            if let Some((predicate, pattern)) = line.strip_prefix("clause ").and_then(|line| line.split_once(": ")) {
                found.push((predicate, pattern, Vec::new()));
            } else if let Some(example) = line.strip_prefix(" + ") {
                found.last_mut().expect("an example follows a pattern").2.push(example);
            }
        }
        found
    }

    #[test]
    fn slots_are_filled_once() {
        let slots = [("who", "{level}"), ("level", "likely (55–80 %)"), ("what", "it rained")];
        assert_eq!(say("likely.says", &slots), "According to {level} it is likely (55–80 %) that it rained.");
    }

    #[test]
    fn verbs_follow_who_says_so() {
        let slots = [("who", "<a|b>"), ("what", "it rained")];
        assert_eq!(say_of("says.any", true, &slots), "<a|b> say that it rained.");
        assert_eq!(say_of("says.only", false, &slots), "Only <a|b> says that it rained.");
    }

    #[test]
    fn every_line_is_read() {
        let is_read = |line: &&str| {
            line.is_empty()
                || line.starts_with('#')
                || line.starts_with(" + ")
                || line.starts_with("clause ")
                || line.contains("= ")
        };
        assert_eq!(FILE.lines().find(|line| !is_read(line)), None);
    }

    #[test]
    fn lists_are_asked_by_word_and_by_beginning() {
        assert!(lists("unsaid", "She") && !lists("unsaid", "shed"));
        assert!(begins("unsaid.first", "No member") && !begins("unsaid.first", "Nottingham Board"));
    }
}
