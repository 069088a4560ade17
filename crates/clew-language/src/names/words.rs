//! The words of a sentence as the name rules see them.

use super::gazetteer::{Properties, Property, fold, properties};
use crate::tokens::{RawToken, TokenKind, raw_tokens};
use std::ops::Range;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// "Weil", "McLeod", "O'Neill".
    Capital,
    /// "WHO", "U.S."
    Capitals,
    /// "J", "J."
    Initial,
    Lower,
    Number,
    Mark,
}

pub(crate) struct Word<'t> {
    pub text: &'t str,
    pub bytes: Range<usize>,
    pub folded: String,
    pub shape: Shape,
    pub properties: Properties,
    /// Whether nothing stands between it and the word before.
    pub glued: bool,
}

impl Word<'_> {
    pub(crate) fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals | Shape::Initial)
    }

    pub(crate) fn is(&self, property: Property) -> bool {
        self.properties.has(property)
    }
}

/// How the words of a sentence are capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Capitals tell names.
    Prose,
    /// A headline with its words capitalised, or in capitals: they tell nothing.
    Headline,
}

pub(crate) fn words(text: &str, sentence: Range<usize>) -> Vec<Word<'_>> {
    let mut end_before = usize::MAX;
    let read = |token: RawToken| {
        let glued = end_before == token.bytes.start;
        end_before = token.bytes.end;
        word(&text[token.bytes.clone()], token, glued)
    };
    raw_tokens(text, sentence).into_iter().map(read).collect()
}

fn word(text: &str, token: RawToken, glued: bool) -> Word<'_> {
    let shape = match token.kind {
        TokenKind::Mark => Shape::Mark,
        TokenKind::Number => Shape::Number,
        TokenKind::Address => Shape::Lower,
        TokenKind::Word => letter_shape(text),
    };
    let folded = if shape == Shape::Mark { String::new() } else { fold(text) };
    Word { properties: properties(&folded), text, bytes: token.bytes, folded, shape, glued }
}

fn letter_shape(text: &str) -> Shape {
    if !text.starts_with(char::is_uppercase) {
        return Shape::Lower;
    }
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    match letters.clone().count() {
        1 => Shape::Initial,
        _ if letters.all(char::is_uppercase) => Shape::Capitals,
        _ => Shape::Capital,
    }
}

/// A sentence whose longer words are nearly all capitalised is a headline, unless it ends in a full stop and is mixed.
pub(crate) fn style(words: &[Word]) -> Style {
    let is_longer = |word: &&Word| word.text.len() > 3 && !matches!(word.shape, Shape::Mark | Shape::Number);
    let longer = || words.iter().filter(is_longer);
    let n_longer = longer().count();
    let n_capitals = longer().filter(|word| word.shape == Shape::Capitals).count();
    let n_capitalised = longer().filter(|word| word.is_capitalised()).count();
    let ends = words.last().is_some_and(|word| matches!(word.text, "." | "?" | "!" | "\"" | "”"));
    let all_capitals = n_longer >= 2 && n_capitals * 100 >= n_longer * 80;
    let capitalised = !ends && n_longer >= 4 && n_capitalised * 100 > n_longer * 70;
    if all_capitals || capitalised { Style::Headline } else { Style::Prose }
}

/// Whether a word stands where any word is capitalised: first, or after a mark that begins something.
pub(crate) fn is_at_start(words: &[Word], at: usize) -> bool {
    let mut before = words[..at].iter().rev().take_while(|word| word.shape == Shape::Mark).peekable();
    let n_marks = before.clone().count();
    let beginning = at <= n_marks || words[..at - n_marks].iter().all(|word| word.shape == Shape::Number);
    beginning
        || before.any(|mark| {
            matches!(mark.text, ":" | "\"" | "“" | "‘" | "``" | "«" | "„" | "•" | "*" | "?" | "!" | "...")
                && !words[at].glued_to_word(words, at)
        })
}

impl Word<'_> {
    /// Whether only marks without white space part it from a word before: "Weil-Dahl".
    fn glued_to_word(&self, words: &[Word], at: usize) -> bool {
        self.glued && at > 1 && words[at - 1].glued && words[at - 1].text == "-"
    }
}
