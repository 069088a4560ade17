//! Words made comparable across texts: content words by their stems (Porter's algorithm in its Snowball form), hashed.

use crate::fnv::fnv;
use crate::{fold, quick};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, Mutex};

/// Words that tell no text from another; one a line.
const COMMON: &str = include_str!("../words/common.txt");

static COMMON_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| COMMON.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect());
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Stems of the content words of a text, each once, in order, as hashes: names and numbers among them.
pub fn stems(text: &str) -> Vec<u32> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let mut stems: Vec<u32> = words.filter_map(content_stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn content_stem(word: &str) -> Option<u32> {
    let (stem, is_content) = KNOWN.stem(word);
    is_content.then_some(stem)
}

/// The stem of a folded word as a hash, and whether the word has content.
fn stemmed(word: &str) -> (u32, bool) {
    (fnv(STEMMER.stem(word).bytes()), is_content(word) && !COMMON_WORDS.contains(word))
}

/// Parts of the memory of stems, so that threads seldom wait for one another.
const N_PARTS: usize = 64;
/// Words kept in each part.
const MOST_KNOWN: usize = 4096;

static KNOWN: LazyLock<Known> = LazyLock::new(Known::default);

/// Stems of words met before: a language has few words, and stemming one costs as much as looking up fifty.
struct Known([Mutex<quick::Map<String, (u32, bool)>>; N_PARTS]);

impl Default for Known {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }
}

impl Known {
    fn stem(&self, word: &str) -> (u32, bool) {
        let mut hash = quick::Quick::default();
        word.hash(&mut hash);
        let Ok(mut part) = self.0[hash.finish() as usize % N_PARTS].lock() else { return stemmed(word) };
        if let Some(known) = part.get(word) {
            return *known;
        }
        if part.len() >= MOST_KNOWN {
            part.clear();
        }
        let stem = stemmed(word);
        part.insert(word.to_owned(), stem);
        stem
    }
}

/// The stem of one word in small letters, as a hash.
pub(crate) fn stem(word: &str) -> u32 {
    KNOWN.stem(&fold(word)).0
}

/// Single letters are initials and leftovers of "don't"; digits count.
fn is_content(word: &str) -> bool {
    word.chars().nth(1).is_some() || word.starts_with(|c: char| c.is_ascii_digit())
}

/// How many are in both of two sorted lists.
pub fn n_shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        i += usize::from(one <= other);
        j += usize::from(other <= one);
        n += usize::from(one == other);
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem_and_common_words_have_none() {
        assert_eq!(stems("The bridges were collapsing"), stems("a bridge collapsed"));
        assert!(stems("and of the, which is to be").is_empty());
        assert_eq!(stems("9 dead").len(), 2);
    }

    #[test]
    fn a_word_has_the_same_stem_however_often_it_is_met() {
        let words: Vec<String> = (0..3 * N_PARTS * MOST_KNOWN).map(|number| format!("w{number}ing")).collect();
        let of_all = words.iter().map(|word| KNOWN.stem(word)).collect::<Vec<_>>();
        assert!(words.iter().zip(&of_all).step_by(997).all(|(word, stem)| stemmed(word) == *stem));
        assert!(KNOWN.0.iter().all(|part| part.lock().expect("nobody panicked").len() <= MOST_KNOWN));
    }

    #[test]
    fn what_is_in_both_of_two_lists_is_counted() {
        assert_eq!(n_shared(&[1, 3, 5], &[1, 2, 5, 9]), 2);
    }
}
