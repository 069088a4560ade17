//! Words, numbers and signs of a text, as the grammar of times sees them.

use super::{grammar::Grammar, rule::WordId};
use clew_model::{CodePoints, Span};

/// One word, run of digits or sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub text: &'t str,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// No white space stands between this token and the one before.
    pub glued: bool,
    /// The grammar's number for the word in lower case; [`Grammar::UNKNOWN`] where no rule speaks of it.
    pub word: WordId,
    /// Number of the sentence, from 0; no expression crosses sentences.
    pub sentence: u32,
    /// Number of the paragraph, from 0.
    pub paragraph: u32,
    pub kind: TokenKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    /// Digits only: "1998", "07".
    Digits,
    /// Digits in groups, "30,000": a quantity, never a day or a year.
    Grouped,
    Sign,
}

impl Token<'_> {
    /// Whether it begins with a capital letter.
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it begins with a small letter.
    pub(super) fn is_lower(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }
}

/// The tokens of `points`; with no `sentences` every line is one.
pub(super) fn tokenise<'t>(points: &CodePoints<'t>, sentences: &[Span], grammar: &Grammar) -> Vec<Token<'t>> {
    let text = points.text();
    let borders = sentence_borders(points, sentences);
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let (mut at, mut sentence, mut paragraph, mut last_end) = (0, 0, 0, 0);
    let mut lower = String::new();
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        while borders.get(sentence).is_some_and(|&border| border <= at) {
            sentence += 1;
        }
        paragraph += u32::from(is_paragraph_break(&text[last_end..at]));
        let (end, kind) = extent(text, at, first, text[..at].ends_with(':'));
        tokens.push(Token {
            text: &text[at..end],
            start: at,
            end,
            glued: at == last_end && at > 0,
            word: word_id(&text[at..end], kind, &mut lower, grammar),
            sentence: sentence as u32,
            paragraph,
            kind,
        });
        (at, last_end) = (end, end);
    }
    tokens
}

/// Bytes at which a new sentence begins, or one ends with words after it that belong to none; in order.
fn sentence_borders(points: &CodePoints<'_>, sentences: &[Span]) -> Vec<usize> {
    let text = points.text();
    if sentences.is_empty() {
        return text.match_indices('\n').map(|(at, _)| at + 1).collect();
    }
    let mut borders = Vec::with_capacity(sentences.len());
    let mut last_end = 0;
    for span in sentences {
        let start = points.byte(span.start);
        if last_end > 0 && !text[last_end..start.max(last_end)].trim().is_empty() {
            borders.push(last_end);
        }
        borders.push(start);
        last_end = points.byte(span.end);
    }
    borders.push(last_end);
    borders
}

fn is_paragraph_break(blank: &str) -> bool {
    let mut newlines = blank.chars().filter(|&c| c == '\n' || c == '\u{c}');
    newlines.next().is_some() && newlines.next().is_some()
}

/// Where the token that begins at `at` ends, and what it is.
fn extent(text: &str, at: usize, first: char, is_after_colon: bool) -> (usize, TokenKind) {
    let rest = &text[at..];
    if first.is_ascii_digit() {
        return digits(rest, !is_after_colon)
            .map_or((at + first.len_utf8(), TokenKind::Sign), |(length, kind)| (at + length, kind));
    }
    if first.is_alphabetic() {
        return (at + word_length(rest), TokenKind::Word);
    }
    if is_apostrophe(first) && is_clitic(&rest[first.len_utf8()..]) {
        return (at + first.len_utf8() + 1, TokenKind::Word);
    }
    (at + first.len_utf8(), TokenKind::Sign)
}

/// Minutes begin no groups: in the row "08:31,417,902" commas part columns.
fn digits(rest: &str, may_group: bool) -> Option<(usize, TokenKind)> {
    let bytes = rest.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = run(0);
    let mut kind = TokenKind::Digits;
    while may_group
        && length > 0
        && bytes.get(length) == Some(&b',')
        && run(length + 1) == 3
        && (length <= 3 || kind != TokenKind::Digits)
    {
        length += 4;
        kind = TokenKind::Grouped;
    }
    (length > 0).then_some((length, kind))
}

/// Letters, with an apostrophe inside kept ("o'clock") unless it opens a possessive or a contraction of one letter.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    for (at, character) in rest.char_indices() {
        let inside = character.is_alphabetic() || is_mark(character);
        let joins = is_apostrophe(character) && {
            let after = &rest[at + character.len_utf8()..];
            after.chars().next().is_some_and(char::is_alphabetic) && !is_clitic(after)
        };
        if !inside && !joins {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

/// Combining accents belong to the letter before them.
fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// Whether what follows an apostrophe is the "s" of a possessive.
fn is_clitic(after: &str) -> bool {
    let mut characters = after.chars();
    matches!(characters.next(), Some('s' | 'S')) && !characters.next().is_some_and(char::is_alphanumeric)
}

fn word_id(text: &str, kind: TokenKind, lower: &mut String, grammar: &Grammar) -> WordId {
    if kind != TokenKind::Word {
        return grammar.word(if matches!(text, "–" | "—" | "‐" | "‑" | "−") { "-" } else { straight(text) });
    }
    lower.clear();
    for character in text.chars() {
        match character {
            '’' => lower.push('\''),
            plain if plain.is_ascii() => lower.push(plain.to_ascii_lowercase()),
            other => lower.extend(other.to_lowercase()),
        }
    }
    grammar.word(lower)
}

fn straight(sign: &str) -> &str {
    if matches!(sign, "’" | "‘") { "'" } else { sign }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let points = CodePoints::new(text);
        let tokens = tokenise(&points, &[], Grammar::compiled());
        assert_eq!(tokens.iter().map(|token| token.text).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn words_digits_and_signs_part() {
        check("Monday’s 9pm", &["Monday", "’s", "9", "pm"]);
        check("two o'clock, 30,000 of 1998", &["two", "o'clock", ",", "30,000", "of", "1998"]);
        check("08:31,417,902", &["08", ":", "31", ",", "417,902"]);
        check("mid-1986; 1/12,000", &["mid", "-", "1986", ";", "1", "/", "12,000"]);
        check("the workers’ 2½", &["the", "workers", "’", "2", "½"]);
    }

    #[test]
    fn sentences_and_paragraphs_are_numbered() {
        let text = "One. Two.\n\nThree";
        let points = CodePoints::new(text);
        let tokens = tokenise(&points, &[Span::new(0, 4), Span::new(5, 9), Span::new(11, 16)], Grammar::compiled());
        let numbers: Vec<_> =
            tokens.iter().filter(|t| t.kind == TokenKind::Word).map(|t| (t.sentence, t.paragraph)).collect();
        assert!(numbers[0].0 < numbers[1].0 && numbers[1].0 < numbers[2].0);
        assert_eq!(numbers.iter().map(|n| n.1).collect::<Vec<_>>(), [0, 0, 1]);
    }
}
