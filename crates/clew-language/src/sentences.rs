//! Where sentences begin and end: rules for news prose.
//!
//! A blank line, the border of furniture, a list mark and a line that ended although the next word had room on it always
//! part sentences; inside such a block a full stop does, unless the word before it or the word after it says otherwise.

use crate::blocks::{Casing, blocks};
use crate::lexicon::by_lower_case;
use clew_model::{CodePoints, Span};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The longest sentence, in bytes: what runs on for longer is cut at white space, so that no later step meets a
/// sentence of megabytes.
pub(crate) const LONGEST: usize = 4_000;

/// The longest word looked at before or after a full stop, in bytes.
const WORD_WINDOW: usize = 48;

/// The longest beginning of a sentence, in bytes, that can be the number of a list's item.
const LIST_NUMBER_WINDOW: usize = 6;

/// What a full stop after an abbreviation can mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    Inner,
    BeforeNumber,
    Calendar,
    Either,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    Opens,
    Says,
}

pub(crate) const ABBREVIATIONS: &str = include_str!("../lexicon/abbreviations.txt");
pub(crate) const OPENERS: &str = include_str!("../lexicon/openers.txt");

/// Abbreviations in lower case; whether one must be written with a capital; what its stop means.
static ABBREVIATION: LazyLock<HashMap<String, (bool, Abbreviation)>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    for class in crate::lexicon::classes(ABBREVIATIONS) {
        let meaning = match class.name {
            "inner" => Abbreviation::Inner,
            "before-number" => Abbreviation::BeforeNumber,
            "calendar" => Abbreviation::Calendar,
            "either" => Abbreviation::Either,
            other => unreachable!("abbreviations.txt has no class {other}"),
        };
        for entry in class.entries {
            found.insert(entry.to_lowercase(), (entry.starts_with(char::is_uppercase), meaning));
        }
    }
    found
});

static OPENER: LazyLock<HashMap<String, Opener>> =
    LazyLock::new(|| by_lower_case(OPENERS, |class| if class == "saying" { Opener::Says } else { Opener::Opens }));

/// Whether a word often opens a sentence, being no name; `word` in any case.
pub(crate) fn opens_sentences(word: &str) -> bool {
    word.len() <= WORD_WINDOW && OPENER.get(word.to_lowercase().as_str()) == Some(&Opener::Opens)
}

/// Whether a word is a verb of saying.
pub(crate) fn says(word: &str) -> bool {
    word.len() <= WORD_WINDOW && OPENER.get(word.to_lowercase().as_str()) == Some(&Opener::Says)
}

/// What the stop after `word` (given without it) can mean, where the two are an abbreviation.
pub(crate) fn abbreviation(word: &str, casing: Casing) -> Option<Abbreviation> {
    if word.len() > WORD_WINDOW {
        return None;
    }
    let capital = word.starts_with(char::is_uppercase);
    match ABBREVIATION.get(word.to_lowercase().as_str()) {
        Some(&(needs_capital, meaning)) if casing != Casing::Mixed || capital || !needs_capital => Some(meaning),
        _ if is_dotted(word) => Some(Abbreviation::Either),
        _ => None,
    }
}

/// "U.S", "p.m", "J.R.R": single letters with stops between.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Sentences in order, disjoint, none of them blank; none crosses a border of `furniture`.
pub fn sentences(points: &CodePoints, furniture: &[Span]) -> Vec<Span> {
    sentence_bytes(points, furniture).into_iter().map(|bytes| points.span(bytes)).collect()
}

pub(crate) fn sentence_bytes(points: &CodePoints, furniture: &[Span]) -> Vec<Range<usize>> {
    let text = points.text();
    let mut found = Vec::new();
    for block in blocks(points, furniture) {
        let casing = Casing::of(&text[block.clone()]);
        let mut start = block.start;
        for end in borders(text, block.clone(), casing) {
            push_bounded(text, start..end, &mut found);
            start = end;
        }
        push_bounded(text, start..block.end, &mut found);
    }
    found
}

/// Adds a sentence without the white space around it, cut where it is longer than [`LONGEST`].
fn push_bounded(text: &str, bytes: Range<usize>, found: &mut Vec<Range<usize>>) {
    let words = text[bytes.clone()].trim_start();
    let mut start = bytes.end - words.len();
    let end = start + words.trim_end().len();
    while end - start > LONGEST {
        let limit = text.floor_char_boundary(start + LONGEST);
        let cut = text[start..limit].rfind(char::is_whitespace).map_or(limit, |at| start + at);
        let cut = if cut == start { limit } else { cut };
        found.push(start..start + text[start..cut].trim_end().len());
        start = end - text[cut..end].trim_start().len();
    }
    if start < end {
        found.push(start..end);
    }
}

/// The byte positions inside a block at which one sentence ends and the next begins.
fn borders(text: &str, block: Range<usize>, casing: Casing) -> Vec<usize> {
    let words = &text[block.clone()];
    let mut found = Vec::new();
    let (mut sentence_start, mut resume) = (0, 0);
    for (at, mark) in words.char_indices().filter(|(_, c)| is_terminator(*c)) {
        if at < resume {
            continue;
        }
        let stops = at + run_length(&words[at..], is_terminator);
        let closed = stops + run_length(&words[stops..], is_closer);
        let end = closed + footnotes_length(&words[closed..]);
        resume = end;
        let mark_at =
            Stop { before: &words[sentence_start..at], stops: &words[at..stops], after: &words[end..], casing };
        let border =
            if is_wide_terminator(mark) { !words[end..].trim_start().is_empty() } else { mark_at.ends(closed > stops) };
        if border {
            found.push(block.start + end);
            sentence_start = end;
        }
    }
    found
}

/// Bytes of the run of characters at the beginning of `text` for which `is` holds.
fn run_length(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

/// Bytes of footnote marks after a full stop, which belong to the sentence before: "1805.[6] [7]".
fn footnotes_length(text: &str) -> usize {
    let mut length = 0;
    while let Some(number) = text[length..].strip_prefix('[').or_else(|| text[length..].strip_prefix(" [")) {
        let digits = run_length(number, |c| c.is_ascii_digit());
        if !(1..=3).contains(&digits) || !number[digits..].starts_with(']') {
            break;
        }
        length = text.len() - number.len() + digits + 1;
    }
    length
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽') || is_wide_terminator(c)
}

/// Full stops of scripts that put no space after them.
fn is_wide_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '।' | '۔' | '؟')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}')
}

fn is_opening_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '‹'
            | '„'
            | '‚'
            | '('
            | '['
            | '¿'
            | '¡'
            | '-'
            | '–'
            | '—'
            | '•'
            | '*'
            | '`'
    )
}

/// A full stop, or a run of such marks, with what stands around it.
struct Stop<'t> {
    /// The sentence up to the mark.
    before: &'t str,
    stops: &'t str,
    /// What follows the closing quotation marks and brackets.
    after: &'t str,
    casing: Casing,
}

impl Stop<'_> {
    /// Whether the sentence ends here; `closed` where a closing mark follows.
    fn ends(&self, closed: bool) -> bool {
        let next = self.next_word();
        if !self.after.starts_with(char::is_whitespace) {
            return self.lacks_space(closed);
        }
        let Some(first) = self.after.chars().find(|c| !c.is_whitespace()) else { return false };
        if first.is_lowercase() && self.casing == Casing::Mixed {
            return false;
        }
        let opens = first.is_alphanumeric() || is_opening_mark(first) || first == '$' || first == '£' || first == '€';
        if !opens {
            return !first.is_ascii_punctuation();
        }
        if self.stops != "." {
            let speaker_follows = closed && self.is_followed_by_speaker();
            return !speaker_follows && (!self.is_ellipsis() || self.ends_after_ellipsis(next));
        }
        if closed { true } else { self.full_stop_ends(first, next) }
    }

    /// "ended.The next": a full stop whose space was lost in some web page.
    fn lacks_space(&self, closed: bool) -> bool {
        let before = self.last_word();
        let is_word = before.len() > 2 && before.chars().skip(1).all(char::is_lowercase);
        let next = self.next_word();
        let capitalised = next.starts_with(char::is_uppercase) && !next.chars().skip(1).any(char::is_uppercase);
        let is_mixed = self.casing == Casing::Mixed && is_word && capitalised;
        match closed {
            // `gone."Weil left`: the mark closes what was opened before.
            true => is_mixed && next.len() > 1 && self.is_quoted(),
            false => is_mixed && self.stops == "." && opens_sentences(next),
        }
    }

    /// Whether a quotation mark was opened in the sentence before, and not closed.
    fn is_quoted(&self) -> bool {
        let is_odd = self.before.matches('"').count() % 2 == 1;
        is_odd || self.before.rfind('“') > self.before.rfind('”')
    }

    fn full_stop_ends(&self, first: char, next: &str) -> bool {
        let word = self.last_word();
        if self.before.len() <= LIST_NUMBER_WINDOW && is_list_number(self.before.trim()) {
            return false;
        }
        let is_initial = word.chars().count() == 1 && word.chars().all(|c| c.is_uppercase());
        if is_initial && word != "I" {
            return opens_sentences(next) && next.chars().count() > 1;
        }
        match abbreviation(word, self.casing) {
            None => true,
            Some(Abbreviation::Inner) => false,
            Some(Abbreviation::BeforeNumber) => !first.is_numeric(),
            Some(Abbreviation::Calendar) => !first.is_numeric() && opens_sentences(next),
            Some(Abbreviation::Either) => {
                opens_sentences(next) || is_opening_mark(first) && first != '(' && first != '-'
            }
        }
    }

    fn is_ellipsis(&self) -> bool {
        self.stops.starts_with("..") || self.stops == "…"
    }

    /// "Well ... Weil left": three dots end a sentence where they are attached to its last word or an opener follows.
    fn ends_after_ellipsis(&self, next: &str) -> bool {
        !self.before.ends_with(char::is_whitespace) && !self.before.is_empty() || opens_sentences(next)
    }

    /// `"Why?" Weil asked`: a verb of saying among the next three words, one of the first two a name.
    fn is_followed_by_speaker(&self) -> bool {
        let mut words = window(self.after).split_whitespace().take(4).map(|word| word.trim_matches([',', '.', ';']));
        match words.next() {
            Some(first) if opens_sentences(first) => words.next().is_some_and(says),
            Some(_) => words.any(says),
            None => false,
        }
    }

    /// The word before the mark, without opening brackets and quotation marks.
    fn last_word(&self) -> &str {
        let from = self.before.ceil_char_boundary(self.before.len().saturating_sub(WORD_WINDOW));
        let word = self.before[from..].rsplit(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let word = word.trim_start_matches(is_opening_mark);
        word.rsplit_once(['-', '–', '—']).map_or(word, |(_, last)| last)
    }

    /// The word after the mark, without opening brackets and quotation marks.
    fn next_word(&self) -> &str {
        let after = window(self.after).trim_start().trim_start_matches(is_opening_mark);
        &after[..run_length(after, char::is_alphanumeric)]
    }
}

/// The beginning of a text, as far as rules look ahead.
fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(2 * WORD_WINDOW)]
}

/// "1", "12", "a", "iv": what numbers the items of a list.
fn is_list_number(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    !word.is_empty()
        && (word.chars().all(|c| c.is_ascii_digit())
            || word.chars().count() == 1
            || word.chars().all(|c| "ivx".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;

    fn read(text: &str) -> String {
        let points = CodePoints::new(text);
        let words: Vec<_> = sentences(&points, &[]).into_iter().map(|span| points.slice(span)).collect();
        words.join(" | ")
    }

    #[test]
    fn examples_of_the_lexicon() {
        check_examples(ABBREVIATIONS, read);
        check_examples(OPENERS, read);
    }

    #[test]
    fn full_stops_end_sentences_unless_something_says_no() {
        for (text, expected) in [
            ("It rose 3.5 per cent. J. R. Weil left.", "It rose 3.5 per cent. | J. R. Weil left."),
            ("\"We left.\" The rest stayed.", "\"We left.\" | The rest stayed."),
            (
                "\"We left,\" he said. \"All.\" (They did.) Then",
                "\"We left,\" he said. | \"All.\" | (They did.) | Then",
            ),
            ("Well ... I suppose. Yes…", "Well ... | I suppose. | Yes…"),
            ("The Yahoo! office shut. iPhones", "The Yahoo! office shut. iPhones"),
            ("1. The seal was worn. 2. The crew knew.", "1. The seal was worn. | 2. The crew knew."),
            (
                "THE DOOR FAILED. DR. OKAFOR OF THE U.S. NAVY LEFT.",
                "THE DOOR FAILED. | DR. OKAFOR OF THE U.S. NAVY LEFT.",
            ),
            ("it ended. then it rained.", "it ended. | then it rained."),
            ("The search ended.The agency left.", "The search ended. | The agency left."),
            ("They named Anna Weil.Her family left.", "They named Anna Weil. | Her family left."),
            ("He met J.The. at Dr.The office.", "He met J.The. at Dr.The office."),
            ("\"They are gone.\"Weil left at noon.", "\"They are gone.\" | Weil left at noon."),
            ("“They are gone.”Weil left at noon.", "“They are gone.” | Weil left at noon."),
            ("He said.\"Weil left at noon.\"", "He said.\"Weil left at noon.\""),
            ("渡し船が沈んだ。六人が死んだ。", "渡し船が沈んだ。 | 六人が死んだ。"),
            ("It ended in 1805.[6] [7] Then it rained.[8]", "It ended in 1805.[6] [7] | Then it rained.[8]"),
            ("Stop! Who goes? Me.", "Stop! | Who goes? | Me."),
            ("He spoke of Plan B. Weil did not.", "He spoke of Plan B. Weil did not."),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_part_sentences_unless_they_were_full() {
        for (text, expected) in [
            ("Ferry capsizes off Skarnoy\n\nSix are dead", "Ferry capsizes off Skarnoy | Six are dead"),
            (
                "The ferry that sank on Tuesday was\nHalvard Star, the owner said on the\nnext day.",
                "The ferry that sank on Tuesday was\nHalvard Star, the owner said on the\nnext day.",
            ),
            ("Demands:\n- A full inquiry\n- The memo", "Demands: | - A full inquiry | - The memo"),
            (
                "By Marta Lunde\nA surveyor warned the owner of the ship.",
                "By Marta Lunde | A surveyor warned the owner of the ship.",
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn furniture_parts_a_sentence_and_may_be_given_badly() {
        let points = CodePoints::new("Six are dead Sign up here and eleven missing.");
        let found = sentences(&points, &[Span::new(13, 25), Span::new(20, 99), Span::new(7, 7)]);
        let words: Vec<_> = found.into_iter().map(|span| points.slice(span)).collect();
        assert_eq!(words, ["Six are", "dead", "Sign up", "here", "and eleven missing."]);
    }

    #[test]
    fn a_sentence_without_end_is_cut_between_words() {
        let text = "ab ".repeat(4_000);
        let points = CodePoints::new(&text);
        let found = sentences(&points, &[]);
        assert!(
            found
                .iter()
                .all(|span| span.len() as usize <= LONGEST && points.slice(*span).split(' ').all(|w| w == "ab"))
        );
        assert_eq!(found.iter().map(|span| points.slice(*span).split(' ').count()).sum::<usize>(), 4_000);
    }
}
