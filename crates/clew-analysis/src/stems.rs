//! Words made comparable across texts: content words by their stems (Porter's algorithm in its Snowball form), hashed.

use crate::fnv::fnv;
use crate::fold;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that tell no text from another; one a line.
const COMMON: &str = include_str!("../words/common.txt");

static COMMON_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| COMMON.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect());
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Stems of the content words of a text, each once, in order, as hashes: names and numbers among them.
pub fn stems(text: &str) -> Vec<u32> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let content = words.filter(|word| is_content(word) && !COMMON_WORDS.contains(word));
    let mut stems: Vec<u32> = content.map(|word| fnv(STEMMER.stem(word).bytes())).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The stem of one word in small letters, as a hash.
pub(crate) fn stem(word: &str) -> u32 {
    fnv(STEMMER.stem(&fold(word)).bytes())
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
    fn what_is_in_both_of_two_lists_is_counted() {
        assert_eq!(n_shared(&[1, 3, 5], &[1, 2, 5, 9]), 2);
    }
}
