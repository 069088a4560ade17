//! The words of a document as numbers, so that comparing words compares numbers and a word is kept once.

use std::collections::HashMap;

/// A word by its number in [`Symbols`].
pub(crate) type Symbol = u32;

/// A few words one after the other, by where they stand in [`Symbols`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    first: u32,
    length: u8,
}

impl Run {
    pub(crate) fn len(self) -> usize {
        usize::from(self.length)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.length == 0
    }
}

/// Every different word of a document, folded, once, and the runs of them that candidates have.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    numbers: HashMap<Box<str>, Symbol>,
    words: Vec<Box<str>>,
    /// All runs, one after the other.
    runs: Vec<Symbol>,
}

impl Symbols {
    pub(crate) fn of(&mut self, word: &str) -> Symbol {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as Symbol;
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }

    pub(crate) fn word(&self, symbol: Symbol) -> &str {
        &self.words[symbol as usize]
    }

    /// Keeps a run of words; no more than 255 of them.
    pub(crate) fn keep(&mut self, words: impl IntoIterator<Item = Symbol>) -> Run {
        let first = self.runs.len();
        self.runs.extend(words.into_iter().take(usize::from(u8::MAX)));
        Run { first: first as u32, length: (self.runs.len() - first) as u8 }
    }

    /// The words of a run.
    pub(crate) fn run(&self, run: Run) -> &[Symbol] {
        let first = run.first as usize;
        &self.runs[first..first + run.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_once() {
        let mut symbols = Symbols::default();
        let [one, other, again] = ["port", "ferry", "port"].map(|word| symbols.of(word));
        assert!(one == again && one != other);
        assert_eq!(symbols.word(other), "ferry");
    }

    #[test]
    fn runs_are_given_back_as_they_were_kept() {
        let mut symbols = Symbols::default();
        let runs = [vec![3, 1], vec![], vec![7]].map(|words| (symbols.keep(words.clone()), words));
        for (run, words) in runs {
            assert_eq!((symbols.run(run), run.len(), run.is_empty()), (&words[..], words.len(), words.is_empty()));
        }
        assert_eq!(symbols.keep([5; 300]).len(), 255);
    }
}
