//! Tokens: words, numbers, marks and addresses, parted as in the English Universal Dependencies treebanks.

use crate::blocks::Casing;
use crate::lexicon::{by_lower_case, classes};
use crate::sentences::{Abbreviation, abbreviation};
use clew_model::{CodePoints, Span};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const TOKENS: &str = include_str!("../lexicon/tokens.txt");

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, or letters with digits.
    Word,
    /// Digits, with the marks inside them.
    Number,
    /// Punctuation and every other sign.
    Mark,
    /// A web or e-mail address.
    Address,
}

/// One token of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// A token in bytes, as the rest of this crate uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawToken {
    pub bytes: Range<usize>,
    pub kind: TokenKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Clitic,
    Fused,
    Prefix,
    Elided,
}

static PREFIX: LazyLock<HashMap<String, Part>> = LazyLock::new(|| {
    by_lower_case(TOKENS, |class| match class {
        "clitic" => Part::Clitic,
        "fused" => Part::Fused,
        "prefix" => Part::Prefix,
        "elided" => Part::Elided,
        other => unreachable!("tokens.txt has no class {other}"),
    })
});

/// Each fused word, joined, with the bytes of its first half.
static FUSED: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let fused = classes(TOKENS).into_iter().find(|class| class.name == "fused").expect("tokens.txt has [fused]");
    let halves = fused.entries.into_iter().map(|entry| entry.split_once('|').expect("a fused word has a stroke"));
    halves.map(|(first, second)| (format!("{first}{second}"), first.len())).collect()
});

static CLITICS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    classes(TOKENS).into_iter().find(|class| class.name == "clitic").expect("tokens.txt has [clitic]").entries
});

/// The tokens of a stretch of text, best of one sentence; in order, disjoint, none holding white space.
pub fn tokens(points: &CodePoints, within: Span) -> Vec<Token> {
    let raw = raw_tokens(points.text(), points.byte(within.start)..points.byte(within.end));
    raw.into_iter().map(|token| Token { span: points.span(token.bytes), kind: token.kind }).collect()
}

pub(crate) fn raw_tokens(text: &str, within: Range<usize>) -> Vec<RawToken> {
    let mut found = Vec::with_capacity(within.len() / 5);
    let words = &text[within.clone()];
    let mut start = 0;
    for (at, c) in words.char_indices().filter(|(_, c)| c.is_whitespace()) {
        Chunk { text, bytes: within.start + start..within.start + at }.part(&mut found);
        start = at + c.len_utf8();
    }
    Chunk { text, bytes: within.start + start..within.end }.part(&mut found);
    found
}

/// Whether an apostrophe at `text`'s beginning stands for left-out letters ("'em", "'90s").
pub(crate) fn is_elided(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['\'', '’', '‘']) else { return false };
    let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..length];
    let is_decade = word.len() <= 3 && word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    is_decade || length < 8 && PREFIX.get(&format!("'{}", word.to_lowercase())) == Some(&Part::Elided)
}

/// Text between two white spaces.
struct Chunk<'t> {
    text: &'t str,
    bytes: Range<usize>,
}

impl Chunk<'_> {
    fn part(self, found: &mut Vec<RawToken>) {
        let mut at = self.bytes.start;
        while at < self.bytes.end {
            let rest = &self.text[at..self.bytes.end];
            let length = if let Some(length) = address_length(rest) {
                push(found, at, length, TokenKind::Address);
                length
            } else if let Some(length) = word_length(rest) {
                part_word(&self.text[at..at + length], at, found);
                length
            } else {
                let length = mark_length(rest);
                push(found, at, length, TokenKind::Mark);
                length
            };
            at += length;
        }
    }
}

fn push(found: &mut Vec<RawToken>, at: usize, length: usize, kind: TokenKind) {
    found.push(RawToken { bytes: at..at + length, kind });
}

/// Bytes of the sign, or the run of equal signs that is one ("...", "--", "``"), at the beginning.
fn mark_length(rest: &str) -> usize {
    let first = rest.chars().next().expect("a chunk is cut only while something is left");
    let run = rest
        .chars()
        .take_while(|c| *c == first && matches!(c, '.' | '-' | '`' | '\'' | '!' | '?' | '*' | '_' | '='))
        .count();
    run.max(1) * first.len_utf8()
}

/// Bytes of the web or e-mail address at the beginning, without the marks that follow it.
fn address_length(rest: &str) -> Option<usize> {
    const LONGEST_ADDRESS: usize = 2_000;
    let starts_address =
        ["http://", "https://", "ftp://", "www."].iter().any(|scheme| starts_with_letters(rest, scheme));
    let head = &rest[..rest.floor_char_boundary(320)];
    let is_email = || {
        let local = head.find(|c: char| !(c.is_ascii_alphanumeric() || "._%+-".contains(c)))?;
        let domain = head[local..].strip_prefix('@')?;
        let labels = domain.find(|c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c))).unwrap_or(domain.len());
        let domain = domain[..labels].trim_end_matches(['.', '-']);
        (local > 0 && domain.contains('.')).then_some(local + 1 + domain.len())
    };
    if !starts_address {
        return if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) { is_email() } else { None };
    }
    let all = &rest[..rest.floor_char_boundary(LONGEST_ADDRESS)];
    let end = all.find(['"', '<', '>', '“', '”', '«', '»', '|']).unwrap_or(all.len());
    let address = all[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…']);
    (address.len() > "www.".len()).then_some(address.len())
}

fn starts_with_letters(text: &str, ascii: &str) -> bool {
    text.as_bytes().get(..ascii.len()).is_some_and(|start| start.eq_ignore_ascii_case(ascii.as_bytes()))
}

/// Bytes of the word or number at the beginning, with the marks that belong inside it.
fn word_length(rest: &str) -> Option<usize> {
    let elided = is_elided(rest);
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let joins = is_word_letter(c)
            || at == 0 && elided
            || at == 0 && matches!(c, '@' | '#') && next.is_some_and(char::is_alphabetic)
            || at > 0 && length == at && joins_inside(rest, at, c, next);
        if !joins {
            break;
        }
        length = at + c.len_utf8();
    }
    (length > 0).then(|| with_abbreviation_stop(rest, length))
}

/// Letters, digits, and what is put over or joined to them.
fn is_word_letter(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || c == '\u{ad}'
        || c == '\u{200d}'
        || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a mark between two letters or digits belongs to the word: 3.5, 10:30, AT&T, don't, U.S, e-mail.
fn joins_inside(rest: &str, at: usize, c: char, next: Option<char>) -> bool {
    let before = rest[..at].chars().next_back().unwrap_or(' ');
    let Some(next) = next.filter(|next| next.is_alphanumeric()) else { return false };
    match c {
        ',' | ':' => before.is_numeric() && next.is_numeric(),
        '.' => before.is_numeric() == next.is_numeric(),
        '\'' | '’' | '&' => before.is_alphabetic() && next.is_alphabetic(),
        '-' => rest[..at].len() <= 7 && PREFIX.get(&rest[..at].to_lowercase()) == Some(&Part::Prefix),
        _ => false,
    }
}

/// Takes in the stop of "U.S." and "Dr.", also at the end of a sentence, as the treebanks do.
fn with_abbreviation_stop(rest: &str, length: usize) -> usize {
    let followed = rest.as_bytes().get(length) == Some(&b'.') && rest.as_bytes().get(length + 1) != Some(&b'.');
    if !followed {
        return length;
    }
    let word = &rest[..length];
    let initial = word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase() && word != "I";
    let at_end = rest.len() == length + 1;
    let takes = match abbreviation(word, Casing::Mixed) {
        Some(Abbreviation::Inner | Abbreviation::Either | Abbreviation::Calendar) => true,
        Some(Abbreviation::BeforeNumber) => !at_end,
        None => initial,
    };
    if takes { length + 1 } else { length }
}

/// Parts a word from its clitics and at its fused seam.
fn part_word(word: &str, at: usize, found: &mut Vec<RawToken>) {
    let kind = if word.starts_with(|c: char| c.is_numeric()) { TokenKind::Number } else { TokenKind::Word };
    let seam = FUSED.iter().find(|(fused, _)| word.eq_ignore_ascii_case(fused)).map(|(_, seam)| *seam);
    match seam.or_else(|| clitic_seam(word)) {
        Some(seam) => {
            push(found, at, seam, kind);
            push(found, at + seam, word.len() - seam, TokenKind::Word);
        }
        None => push(found, at, word.len(), kind),
    }
}

/// Where the clitic of "Weil's", "don't" begins.
fn clitic_seam(word: &str) -> Option<usize> {
    if !word.contains(['\'', '’']) {
        return None;
    }
    let ending = |clitic: &str| {
        let length =
            clitic.chars().map(|c| if c == '\'' && word.contains('’') { '’'.len_utf8() } else { 1 }).sum::<usize>();
        let seam = word.len().checked_sub(length).filter(|seam| *seam > 0 && word.is_char_boundary(*seam))?;
        word[seam..].replace('’', "'").eq_ignore_ascii_case(clitic).then_some(seam)
    };
    CLITICS.iter().find_map(|clitic| ending(clitic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;

    fn read(text: &str) -> String {
        let words: Vec<_> = raw_tokens(text, 0..text.len()).into_iter().map(|token| &text[token.bytes]).collect();
        words.join(" ")
    }

    #[test]
    fn examples_of_the_lexicon() {
        check_examples(TOKENS, read);
    }

    #[test]
    fn marks_part_words_but_not_numbers_and_names() {
        for (text, expected) in [
            ("at 10:30, $3.5m (or 1,200)", "at 10:30 , $ 3.5m ( or 1,200 )"),
            ("AT&T and/or O'Neill’s", "AT&T and / or O'Neill ’s"),
            ("Mr. Weil of the U.S. left.", "Mr. Weil of the U.S. left ."),
            ("J. Weil wrote “no…”", "J. Weil wrote “ no … ”"),
            ("“Don’t,” he said—twice.", "“ Do n’t , ” he said — twice ."),
            ("See http://clew.example/a?b=c.", "See http://clew.example/a?b=c ."),
            ("Write to desk@varn.example, now", "Write to desk@varn.example , now"),
            ("1998-2003 … wait...", "1998 - 2003 … wait ..."),
            ("@varn #ferry", "@varn #ferry"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn kinds_tell_words_from_numbers_marks_and_addresses() {
        let points = CodePoints::new("Ü 41 , www.varn.example");
        let kinds: Vec<_> = tokens(&points, Span::new(0, points.len())).into_iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [TokenKind::Word, TokenKind::Number, TokenKind::Mark, TokenKind::Address]);
    }
}
