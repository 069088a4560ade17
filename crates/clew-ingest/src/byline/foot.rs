//! The foot of a text: what stands under the story and is not part of it. The patterns are in `foot.rules`.

use super::line::is_filing;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A foot has no more lines or paragraphs than this.
const MAX_PIECES: usize = 8;

/// A longer line or paragraph is story, in bytes.
const LONGEST_PIECE: usize = 400;

struct Rule {
    pattern: Regex,
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is there for readers and for the test"))]
    example: &'static str,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let lines = include_str!("foot.rules").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rule = |line: &'static str| {
        let (pattern, example) = line.split_once('\t')?;
        Some(Rule { pattern: Regex::new(&format!("^(?i:{pattern})$")).ok()?, example })
    };
    lines.map(|line| rule(line).expect("each line of foot.rules is a rule, as its test checks")).collect()
});

/// The pieces of the foot below `story_from`, in bytes, in order; something of the story is always left.
pub(super) fn foot(text: &str, story_from: usize, authors: &[String]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut end = text.trim_end().len();
    while pieces.len() < MAX_PIECES {
        let last = last_line(text, end).into_iter().chain(last_paragraph(text, end));
        let Some(piece) = last.filter(|piece| piece.start > story_from).find(|piece| {
            let words = text[piece.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            is_foot(&words, authors)
        }) else {
            break;
        };
        end = text[..piece.start].trim_end().len();
        pieces.push(piece);
    }
    pieces.reverse();
    // Nothing above the foot but the head: it is the story after all.
    if end <= story_from { Vec::new() } else { pieces }
}

/// The line that ends at `end`, white space before it left out.
fn last_line(text: &str, end: usize) -> Option<Range<usize>> {
    piece(text, text[..end].rfind(['\n', '\u{c}']).map_or(0, |at| at + 1), end)
}

/// The lines up to `end` that no blank line divides.
fn last_paragraph(text: &str, end: usize) -> Option<Range<usize>> {
    let from = text.floor_char_boundary(end.saturating_sub(LONGEST_PIECE + 1));
    let mut start = end;
    while start > from {
        let before = text[..start].strip_suffix('\n').unwrap_or(&text[..start]);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        if text[line..start].trim().is_empty() || line == start {
            break;
        }
        start = line;
    }
    piece(text, start, end)
}

fn piece(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let start = start + text[start..end].len() - text[start..end].trim_start().len();
    (start < end && end - start <= LONGEST_PIECE).then_some(start..end)
}

fn is_foot(words: &str, authors: &[String]) -> bool {
    RULES.iter().any(|rule| rule.pattern.is_match(words)) || is_filing(words) || tells_of(words, authors)
}

/// "Ann Lee writes every other Tuesday."
fn tells_of(words: &str, authors: &[String]) -> bool {
    const DOES: &[&str] = &[" is a ", " is an ", " is the ", " writes ", " reports ", " covers "];
    let after = authors.iter().find_map(|author| words.strip_prefix(author.as_str()));
    after.is_some_and(|after| DOES.iter().any(|does| after.starts_with(does)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = foot(text, 0, &["Ann Lee".to_owned()]).into_iter().map(|piece| &text[piece]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_rule_takes_its_example() {
        for rule in RULES.iter() {
            let taken: Vec<&str> = RULES
                .iter()
                .filter(|other| other.pattern.is_match(rule.example))
                .map(|other| other.pattern.as_str())
                .collect();
            assert!(taken.contains(&rule.pattern.as_str()), "{} does not take {}", rule.pattern, rule.example);
            check(&format!("The bridge fell.\n\n{}\n", rule.example), &[rule.example]);
        }
    }

    #[test]
    fn a_foot_has_many_pieces_in_order() {
        check(
            "The bridge fell.\n\n(Reporting by Ann Lee)\nGRAPHIC: The bridge\n\nLOAD-DATE: June 12, 2021\n",
            &["(Reporting by Ann Lee)", "GRAPHIC: The bridge", "LOAD-DATE: June 12, 2021"],
        );
        check(
            "The bridge fell.\n\nThe Gazette is printed every\nWednesday in Varn.\n",
            &["The Gazette is printed every\nWednesday in Varn."],
        );
        check("The bridge fell.\n\nAnn Lee writes every other Tuesday.", &["Ann Lee writes every other Tuesday."]);
    }

    #[test]
    fn a_story_that_ends_with_its_own_words_has_no_foot() {
        check("The bridge fell.\n\nAnn Lee was on it.", &[]);
        check("The law of copyright is what the case turns on.", &[]);
        check("Copyright 2021 Varn Gazette", &[]);
        check("", &[]);
    }
}
