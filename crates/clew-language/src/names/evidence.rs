//! How a document writes each of its words where a capital tells something.

use super::words::{Shape, Style, Word, is_at_start, style};
use std::collections::HashMap;

/// Counts of a word within prose, sentence beginnings left out.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    capitalised: u32,
    lower: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Evidence {
    counts: HashMap<String, Counts>,
}

impl Evidence {
    /// Counts the words of a sentence; headlines prove nothing.
    pub(crate) fn add(&mut self, words: &[Word]) {
        if style(words) == Style::Headline {
            return;
        }
        for (at, word) in words.iter().enumerate() {
            match word.shape {
                Shape::Lower => self.count(word).lower += 1,
                Shape::Capital | Shape::Capitals if !is_at_start(words, at) => self.count(word).capitalised += 1,
                _ => {}
            }
        }
    }

    fn count(&mut self, word: &Word) -> &mut Counts {
        if !self.counts.contains_key(&word.folded) {
            self.counts.insert(word.folded.clone(), Counts::default());
        }
        self.counts.get_mut(&word.folded).expect("just inserted")
    }

    /// Whether the document writes the word with a capital more often than without; `None` where it says nothing.
    pub(crate) fn is_name(&self, word: &Word) -> Option<bool> {
        let counts = self.counts.get(&word.folded)?;
        (counts.capitalised + counts.lower > 0).then_some(counts.capitalised > counts.lower)
    }
}
