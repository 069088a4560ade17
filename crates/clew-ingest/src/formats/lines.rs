//! Lines as a printer broke them, back to paragraphs: the lines of one are joined by a space, so that sentences are whole.

use std::collections::HashSet;

/// `text` with the lines of each paragraph joined; paragraphs, which blank lines part, are joined by one blank line.
///
/// A word divided at a line's end is put together again. Its hyphen stays where the same text writes the word with one elsewhere, and
/// never elsewhere writes it without.
pub(crate) fn joined(text: &str) -> String {
    let words: HashSet<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), paragraphs.last_mut().filter(|_| is_open)) {
            (true, _) => is_open = false,
            (false, Some(paragraph)) => append(paragraph, line, &words),
            (false, None) => {
                paragraphs.push(line.to_owned());
                is_open = true;
            }
        }
    }
    paragraphs.join("\n\n")
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

    fn check(lines: &str, expect: &str) {
        assert_eq!(joined(lines), expect);
    }

    #[test]
    fn lines_become_paragraphs() {
        check("The pump\n  failed on\nMonday.\n\n\nIt was old.\n", "The pump failed on Monday.\n\nIt was old.");
        check("", "");
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
}
