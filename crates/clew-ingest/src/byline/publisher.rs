//! Who published a text, by a line of its head or foot: a masthead, a letterhead, a copyright line.

use regex::Regex;
use std::sync::LazyLock;

const WORDS: &str = include_str!("publishers.txt");

/// A name of a publisher has no more words than this.
const MOST_WORDS: usize = 7;

/// A copyright line stands in the first or last so many bytes of a text.
const EDGE_BYTES: usize = 4 << 10;

/// What sort of name a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Paper,
    Body,
}

/// The lines of `publishers.txt`: the sort of name, the word, an example.
fn words() -> impl Iterator<Item = (Sort, &'static str, &'static str)> {
    WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.splitn(3, '|').map(str::trim);
        let sort = if fields.next()? == "paper" { Sort::Paper } else { Sort::Body };
        Some((sort, fields.next()?, fields.next()?))
    })
}

fn is_word(sort: Sort, word: &str) -> bool {
    let word = word.to_lowercase();
    words().any(|(known_sort, known, _)| known_sort == sort && known == word)
}

/// Whether each word begins with a capital or a digit, but for small ones inside ("Friends of the Bridge").
pub(super) fn is_title_case(line: &str) -> bool {
    const SMALL: &[&str] = &["of", "the", "and", "for", "de", "la", "le", "du", "des", "di", "&", "on", "in", "a"];
    line.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && line.split_whitespace().all(|word| {
            SMALL.contains(&word)
                || word.trim_start_matches(['(', '"', '“', '‘']).starts_with(|c: char| !c.is_lowercase())
        })
}

/// Whether `line` can be nothing but a name: few words, capitals, no signs of a sentence.
pub(super) fn is_name(line: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || " .&'’-+/".contains(c);
    line.len() <= 100
        && is_title_case(line)
        && line.chars().all(plain)
        && !line.ends_with('.')
        && (1..=MOST_WORDS).contains(&line.split_whitespace().count())
}

/// Whether a name is one that papers, agencies and broadcasters bear.
pub(super) fn is_paper(name: &str) -> bool {
    is_name(name) && name.split([' ', '-']).any(|word| is_word(Sort::Paper, word))
}

/// The body in whose name a letterhead stands over its text: "VARN BRIDGE INQUIRY", "Bridge Inspectorate · 4 Quay Street".
pub(super) fn letterhead(line: &str, text: &str) -> Option<String> {
    let (name, address) =
        line.split_once(['·', '•', '|']).map_or((line, ""), |(name, rest)| (name.trim(), rest.trim()));
    let is_loud = !name.chars().any(char::is_lowercase);
    let sets_address = address.starts_with(|c: char| c.is_numeric() || c.is_uppercase());
    let named: Vec<&str> = name.split_whitespace().collect();
    let of_body = |word: Option<&&str>| word.is_some_and(|word| is_word(Sort::Body, word));
    let is_body = named.len() > 1 && (of_body(named.last()) || (of_body(named.first()) && is_word_of(named[1])));
    let elsewhere = as_written_elsewhere(name, text);
    // Capitals alone may be a headline ("POLICE STORM COUNCIL"): the text itself must write the name as one.
    let sure = sets_address || (is_loud && address.is_empty() && elsewhere.is_some());
    (is_name(name) && is_body && sure).then(|| elsewhere.filter(|_| is_loud).unwrap_or_else(|| name.to_owned()))
}

/// "Office of", "Ministry for".
fn is_word_of(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "of" | "for")
}

/// How the text writes a name that stands in capitals over it.
fn as_written_elsewhere(name: &str, text: &str) -> Option<String> {
    let pattern = name.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+");
    let name_anywhere = Regex::new(&format!(r"(?i)\b{pattern}\b")).ok()?;
    let mut written =
        name_anywhere.find_iter(&text[..text.floor_char_boundary(EDGE_BYTES)]).map(|found| found.as_str());
    let written = written.find(|found| found.chars().any(char::is_lowercase) && is_title_case(found))?;
    Some(written.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whoever a line of the text's beginning or end says has the copyright, by a name alone.
pub(super) fn copyright_holder(text: &str) -> Option<String> {
    let beginning = &text[..text.floor_char_boundary(EDGE_BYTES)];
    let end = &text[text.ceil_char_boundary(text.len().saturating_sub(EDGE_BYTES))..];
    beginning.lines().chain(end.lines()).find_map(holder)
}

/// "Copyright 2021 Varn Gazette. All rights reserved."
pub(super) fn holder(line: &str) -> Option<String> {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:copyright|\(c\)|©) \s* (?:\(c\)|©)? \s* (?:\d{4}(?:\s*[-–]\s*\d{2,4})?)? ,? \s* (?:by\s+)?
              (.{2,80}?) (?: ,?\s(?:ltd|inc|plc|llc)\b.* | [.,;|].* | \s-\s.* | \s*all\ rights.* )? $",
        )
        .expect("a fixed pattern")
    });
    let name = LINE.captures(line.trim())?.get(1)?.as_str().trim();
    (is_name(name) && name.chars().any(char::is_alphabetic)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::byline::read_head;

    #[test]
    fn every_word_names_the_publisher_in_its_example() {
        for (sort, word, example) in words() {
            assert!(example.to_lowercase().split([' ', '-']).any(|part| part == word), "{example}");
            let text = match sort {
                Sort::Paper => {
                    format!("Nine die as bridge falls\n{example}\nJune 10, 2021 Thursday\n\nThe bridge fell.\n")
                }
                Sort::Body => format!("{example} · 4 Quay Street, Varn\n\nThe bridge\n\nIt has fallen.\n"),
            };
            assert_eq!(read_head(&text).publisher.as_deref(), Some(example), "{text}");
        }
    }

    #[test]
    fn capitals_are_a_letterhead_where_the_text_writes_the_name_too() {
        let inquiry = "VARN BRIDGE INQUIRY";
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(letterhead(inquiry, text).as_deref(), expected, "{text}");
        check("VARN BRIDGE INQUIRY\n\nThe Varn Bridge\nInquiry finds:", Some("Varn Bridge Inquiry"));
        check("VARN BRIDGE INQUIRY\n\nThe judge finds:", None);
        check("VARN BRIDGE INQUIRY\n\nThe Varn bridge inquiry finds:", None);
        assert_eq!(letterhead("Ministry of Bridges · 4 Quay Street", "").as_deref(), Some("Ministry of Bridges"));
        assert_eq!(letterhead("Ministry of Bridges denies leak · Varn", ""), None);
        assert_eq!(letterhead("Office", ""), None);
    }

    #[test]
    fn a_copyright_line_names_its_holder() {
        for (line, expected) in [
            ("Copyright 2021 Varn Gazette. All rights reserved.", Some("Varn Gazette")),
            ("Copyright (c) 2019-2021 by Varn Gazette Ltd", Some("Varn Gazette")),
            ("© Norden Press, 2021", Some("Norden Press")),
            ("Copyright 2021 Varn Gazette All Rights Reserved", Some("Varn Gazette")),
            ("Copyright 2021", None),
            ("Copyright law is what the case turns on", None),
        ] {
            assert_eq!(holder(line).as_deref(), expected, "{line}");
        }
    }
}
