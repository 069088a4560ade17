//! Lines as a printer broke them, back to paragraphs: the lines of one are joined by a space, so that sentences are
//! whole.

use crate::byline::dates::{Day, written_days};
use std::collections::HashSet;

/// `text` with the lines of each paragraph joined; paragraphs are joined by one blank line.
///
/// A paragraph ends at a blank line, and where a line is left short although the next line's first word had room on it:
/// that is how headings, bylines and list entries look. How wide the page is tell its other paragraphs, where a line of
/// this one is that wide.
///
/// A word divided at a line's end is put together again. Its hyphen stays where the same text writes the word with one
/// elsewhere, and never elsewhere writes it without.
pub(crate) fn joined(text: &str) -> String {
    let words: HashSet<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let page_width = median_width(&lines);
    let mut paragraphs: Vec<String> = Vec::new();
    for block in lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()) {
        let fills_the_page = block.iter().any(|line| line.chars().count() * 5 >= page_width * 4);
        let width = median_width(block).max(if fills_the_page { page_width } else { 0 });
        let mut before: Option<&str> = None;
        for line in block {
            match paragraphs.last_mut() {
                Some(paragraph) if before.is_some_and(|before| !ends_paragraph(before, line, width)) => {
                    append(paragraph, line, &words);
                }
                _ => paragraphs.push((*line).to_owned()),
            }
            before = Some(line);
        }
    }
    paragraphs.join("\n\n")
}

/// Characters of the line in the middle, for a single line of small print is longer than the rest; blank ones left out.
fn median_width(lines: &[&str]) -> usize {
    let mut widths: Vec<usize> =
        lines.iter().filter(|line| !line.is_empty()).map(|line| line.chars().count()).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

/// Whether `line` ends a paragraph although no blank line follows: `next` begins anew, and had room for its first word
/// on it.
fn ends_paragraph(line: &str, next: &str, width: usize) -> bool {
    let begins_anew = !next.starts_with(char::is_lowercase) && !line.ends_with([',', '-', '\u{ad}']);
    let first_word = next.split_whitespace().next().unwrap_or_default();
    let begins_anew = begins_anew && !ends_a_day(line, first_word);
    let had_room = (line.chars().count() + 1 + first_word.chars().count()) * 5 <= width * 4;
    (begins_anew && had_room) || next.starts_with('•')
}

/// "on 24 May" and "2023": the year belongs to the day before it.
fn ends_a_day(line: &str, first_word: &str) -> bool {
    let Some(year) = first_word.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit())) else {
        return false;
    };
    let tail = &line[line.ceil_char_boundary(line.len().saturating_sub(20))..];
    let days = written_days(&format!("{tail} {year}"));
    days.last().is_some_and(|day| day.bytes.end > tail.len() && matches!(day.day, Day::Known(_)))
}

fn append(paragraph: &mut String, line: &str, words: &HashSet<&str>) {
    if paragraph.ends_with('\u{ad}') {
        paragraph.pop();
    } else if divides_a_word(paragraph, line) {
        if !keeps_its_hyphen(paragraph, line, words) {
            paragraph.pop();
        }
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// Whether a hyphen at the end of what is there so far stands inside a word: a letter before it, a small one after.
fn divides_a_word(before: &str, line: &str) -> bool {
    let mut back = before.chars().rev();
    back.next() == Some('-')
        && back.next().is_some_and(char::is_alphabetic)
        && line.chars().next().is_some_and(char::is_lowercase)
}

fn keeps_its_hyphen(before: &str, line: &str, words: &HashSet<&str>) -> bool {
    let first = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
    let second = line.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
    let with = format!("{first}{second}");
    let without = format!("{}{second}", first.trim_end_matches('-'));
    words.contains(with.as_str()) && !words.contains(without.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(lines: &str, expect: &str) {
        assert_eq!(joined(lines), expect);
    }

    #[test]
    fn lines_become_paragraphs() {
        check("The pump\n  failed on\nMonday.\n\n\nIt was old.\n", "The pump failed on Monday.\n\nIt was old.");
        check("", "");
    }

    #[test]
    fn a_line_left_short_ends_its_paragraph() {
        check(
            "Two inspectors knew\nthat the Hallam bridge\nwas cracking\nBy Mara Lind, Varn Gazette, 10 June 2021",
            "Two inspectors knew that the Hallam bridge was cracking\n\nBy Mara Lind, Varn Gazette, 10 June 2021",
        );
        check(
            "MEMORANDUM\nThe pump at Varn has failed, and the\nreserve pump is a model of\n1998.",
            "MEMORANDUM\n\nThe pump at Varn has failed, and the reserve pump is a model of 1998.",
        );
        check("• the pump at the station in Varn\n• the sluice", "• the pump at the station in Varn\n\n• the sluice");
    }

    #[test]
    fn a_head_of_short_lines_is_not_joined_where_the_page_is_wider() {
        check(
            "INSPECTORATE · 4 Quay Street\nNotice 7: the Hallam bridge\nIssued on 10 June 2021 by the inspectorate of bridges\n\nThe bridge is closed to all vehicles from ten today\nuntil further notice, the inspectorate has decided.",
            "INSPECTORATE · 4 Quay Street\n\nNotice 7: the Hallam bridge\n\nIssued on 10 June 2021 by the inspectorate of bridges\n\nThe bridge is closed to all vehicles from ten today until further notice, the inspectorate has decided.",
        );
        check(
            "The pump of\nVarn failed.\n\nThe bridge is closed to all vehicles from ten today.",
            "The pump of Varn failed.\n\nThe bridge is closed to all vehicles from ten today.",
        );
    }

    #[test]
    fn a_day_is_not_parted_from_its_year() {
        check(
            "Interim report, 10 June\n2021 (extract)\nThe bridge is closed to all vehicles from ten today",
            "Interim report, 10 June 2021 (extract)\n\nThe bridge is closed to all vehicles from ten today",
        );
        check(
            "What the inquiry found\n2021 was the year in which the bridge fell into it",
            "What the inquiry found\n\n2021 was the year in which the bridge fell into it",
        );
    }

    #[test]
    fn divided_words_are_put_together() {
        check("the inspec-\ntors knew", "the inspectors knew");
        check("the inspec\u{ad}\ntors knew", "the inspectors knew");
        check("between Varn-\nHallam and the sea", "between Varn- Hallam and the sea");
        check("pages 3-\n5", "pages 3- 5");
    }

    #[test]
    fn a_hyphen_that_belongs_to_the_word_stays() {
        check("a well-known man, a well-\nknown man", "a well-known man, a well-known man");
        check("a well-\nknown man", "a wellknown man");
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "([a-zA-Zé•]{1,9}[-,. \n]{1,2}){0,60}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() || *c == '•').collect::<String>();
            prop_assert_eq!(letters(&joined(&text)), letters(&text));
        }
    }
}
