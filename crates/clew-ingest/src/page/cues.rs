//! What tells furniture by its names and words: `furniture.txt`, compiled in.

use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

const RULES: &str = include_str!("furniture.txt");

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::read(RULES));

struct Cues {
    names: AhoCorasick,
    pulls: Vec<String>,
    openings: AhoCorasick,
    endings: AhoCorasick,
    colophons: AhoCorasick,
    keeps: Vec<String>,
    wholes: Vec<String>,
}

impl Cues {
    fn read(rules: &str) -> Self {
        let of = |kind: &str| rules_of(rules, kind).map(|rule| rule.pattern.to_owned()).collect::<Vec<_>>();
        let automaton = |patterns: Vec<String>| AhoCorasick::new(patterns).expect("the rules are few and short");
        let words = |kind: &str| of(kind).into_iter().map(|pattern| format!("-{pattern}-")).collect::<Vec<_>>();
        let (names, pulls) = (words("name"), words("pull"));
        let openings = of("opening").into_iter().map(|pattern| format!("\u{2}{pattern}")).collect();
        let endings = of("ending").into_iter().map(|pattern| format!("{pattern}\u{3}")).collect();
        let mut wholes = of("whole");
        wholes.sort_unstable();
        Self {
            colophons: automaton(of("colophon")),
            keeps: of("keep"),
            names: automaton(names),
            pulls,
            openings: automaton(openings),
            endings: automaton(endings),
            wholes,
        }
    }
}

/// One line of `furniture.txt`.
struct Rule<'r> {
    kind: &'r str,
    pattern: &'r str,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for readers and tests"))]
    example: &'r str,
}

fn rules(rules: &str) -> impl Iterator<Item = Rule<'_>> {
    rules.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).filter_map(|line| {
        let mut fields = line.splitn(3, '|').map(str::trim);
        Some(Rule { kind: fields.next()?, pattern: fields.next()?, example: fields.next()? })
    })
}

fn rules_of<'r>(text: &'r str, kind: &'r str) -> impl Iterator<Item = Rule<'r>> {
    rules(text).filter(move |rule| rule.kind == kind)
}

/// Whether a `class` or `id` calls its element furniture.
pub(super) fn names_furniture(names: &str) -> bool {
    !names.is_empty() && names.split_ascii_whitespace().any(|name| CUES.names.is_match(&words_of(name)))
}

/// Whether a `class` or `id` says that its element shows words of the story once more, large, beside it.
pub(super) fn names_pull_quote(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let words = words_of(name);
        CUES.pulls.iter().any(|pull| words.ends_with(pull.as_str()))
    })
}

/// Whether a block's own words say that it is furniture.
pub(super) fn says_furniture(text: &str) -> bool {
    let plain = plain(text);
    if says_story(&plain) {
        return false;
    }
    let bounded = format!("\u{2}{plain}\u{3}");
    CUES.openings.is_match(&bounded)
        || CUES.endings.is_match(&bounded)
        || CUES.wholes.binary_search_by(|whole| whole.as_str().cmp(&plain)).is_ok()
}

/// Whether a block below the story tells of its author, or asks the reader for something.
pub(super) fn says_colophon(text: &str) -> bool {
    let plain = plain(text);
    !says_story(&plain) && CUES.colophons.is_match(&plain)
}

/// Whether the words of a block, made plain, are a correction or the like, which no other rule may take for furniture.
fn says_story(plain: &str) -> bool {
    CUES.keeps.iter().any(|opening| plain.starts_with(opening.as_str()))
}

/// A class or id as words: "articleShare_bar2" is "-article-share-bar-".
fn words_of(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    words.push('-');
    let mut after_lower = false;
    for c in name.chars() {
        if c.is_ascii_alphabetic() {
            if c.is_ascii_uppercase() && after_lower {
                words.push('-');
            }
            after_lower = c.is_ascii_lowercase();
            words.push(c.to_ascii_lowercase());
        } else if !words.ends_with('-') {
            words.push('-');
            after_lower = false;
        }
    }
    if !words.ends_with('-') {
        words.push('-');
    }
    words
}

/// Lower case, straight quotation marks, one blank between words.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            other => other,
        }));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_finds_its_example() {
        for Rule { kind, pattern, example } in rules(RULES) {
            let plain = plain(example);
            let (fits, found) = match kind {
                "name" => (
                    example.split(' ').any(|name| words_of(name).contains(&format!("-{pattern}-"))),
                    names_furniture(example),
                ),
                "pull" => (words_of(example).ends_with(&format!("-{pattern}-")), names_pull_quote(example)),
                "opening" => (plain.starts_with(pattern), says_furniture(example)),
                "ending" => (plain.ends_with(pattern), says_furniture(example)),
                "whole" => (plain == pattern, says_furniture(example)),
                "colophon" => (plain.contains(pattern), says_colophon(example)),
                "keep" => (plain.starts_with(pattern), !says_furniture(example) && !says_colophon(example)),
                kind => panic!("no such kind of rule: {kind}"),
            };
            assert!(fits && found, "{kind} | {pattern} | {example}");
        }
    }

    #[test]
    fn a_correction_is_kept_whatever_else_it_says() {
        let told = "An earlier version of this article, first published in our newsletter, gave a wrong toll.";
        assert!(!says_colophon(told));
        assert!(says_colophon(&told.replace("An earlier version of this article", "This article")));
    }

    #[test]
    fn names_are_compared_word_by_word() {
        assert_eq!(words_of("articleShare_bar2"), "-article-share-bar-");
        assert!(names_furniture("story share-bar"));
        assert!(!names_furniture("shareholder"));
        assert!(!names_furniture("article-body"));
        assert!(!names_pull_quote("pull-right"));
    }

    #[test]
    fn prose_is_not_furniture_for_a_word_in_it() {
        assert!(!says_furniture("He asked the council to share this photograph with the inquiry."));
        assert!(!says_furniture("Comments made in April were read out in court."));
    }
}
