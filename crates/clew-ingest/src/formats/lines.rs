//! Lines as a printer broke them, back to paragraphs: the lines of one are joined by a space, so that sentences are
//! whole.

use std::collections::HashSet;

/// `text` with the lines of each paragraph joined; paragraphs are joined by one blank line.
///
/// A paragraph ends at a blank line, and where a line is left short although the next line's first word had room on it:
/// that is how headings, bylines and list entries look.
///
/// A word divided at a line's end is put together again. Its hyphen stays where the same text writes the word with one
/// elsewhere, and never elsewhere writes it without.
pub(crate) fn joined(text: &str) -> String {
    let words: HashSet<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut paragraphs: Vec<String> = Vec::new();
    for block in lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()) {
        // The median, for a single line of small print is longer than the rest.
        let mut widths: Vec<usize> = block.iter().map(|line| line.chars().count()).collect();
        widths.sort_unstable();
        let width = widths[widths.len() / 2];
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

/// Whether `line` ends a paragraph although no blank line follows: `next` begins anew, and had room for its first word
/// on it.
fn ends_paragraph(line: &str, next: &str, width: usize) -> bool {
    let begins_anew = !next.starts_with(char::is_lowercase) && !line.ends_with([',', '-', '\u{ad}']);
    let first_word = next.split_whitespace().next().unwrap_or_default();
    let had_room = (line.chars().count() + 1 + first_word.chars().count()) * 5 <= width * 4;
    (begins_anew && had_room) || next.starts_with('•')
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
