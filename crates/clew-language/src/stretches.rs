//! Which sentences of a text are read together: a stretch at a time, so that a text of any length is read in the same memory.

use crate::tokens::raw_tokens;
use std::ops::Range;

/// The longest stretch in bytes, about 2,000 words, but for one sentence that is longer.
const LONGEST: usize = 12_000;

/// The longest sentence in words that has a tree of its own: the time for a tree grows with the square of its words.
const MOST_WORDS: usize = 256;

/// The shortest sentence in bytes whose words are worth counting.
const FEWEST_BYTES: usize = MOST_WORDS;

/// The sentences of each stretch, in order; longer ones in parts of no more than 256 words.
pub(crate) fn stretches(text: &str, sentences: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    let mut found: Vec<Vec<Range<usize>>> = Vec::new();
    let mut n_bytes = LONGEST;
    for part in sentences.iter().flat_map(|sentence| parts(text, sentence)) {
        if n_bytes + part.len() > LONGEST {
            found.push(Vec::new());
            n_bytes = 0;
        }
        n_bytes += part.len();
        found.last_mut().expect("just pushed, or there before").push(part);
    }
    found
}

/// A sentence, cut between words where it has too many for one tree.
fn parts(text: &str, sentence: &Range<usize>) -> Vec<Range<usize>> {
    if sentence.len() < FEWEST_BYTES {
        return vec![sentence.clone()];
    }
    let words = raw_tokens(text, sentence.clone());
    let part = |words: &[crate::tokens::RawToken]| Some(words.first()?.bytes.start..words.last()?.bytes.end);
    words.chunks(MOST_WORDS).filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stay_whole_and_in_order() {
        let text = "ab cd. ".repeat(4_000);
        let sentences: Vec<Range<usize>> = (0..4_000).map(|nth| 7 * nth..7 * nth + 6).collect();
        let found = stretches(&text, &sentences);
        assert!(found.len() == 2 && found.iter().all(|stretch| stretch.len() <= 2_000));
        assert_eq!(found.concat(), sentences);
    }

    #[test]
    fn a_sentence_without_end_is_cut_between_words() {
        let text = "(".repeat(700) + " ab" + &" cd".repeat(300);
        let found = stretches(&text, std::slice::from_ref(&(0..text.len()))).concat();
        let lengths: Vec<usize> = found.iter().map(|part| raw_tokens(&text, part.clone()).len()).collect();
        assert_eq!(lengths, [256, 256, 256, 233]);
        assert!(found.is_sorted_by(|a, b| a.end <= b.start));
        assert_eq!(found.last().map(|part| part.end), Some(text.len()));
    }

    #[test]
    fn a_text_without_sentences_has_no_stretch() {
        assert!(stretches(" ", &[]).is_empty());
    }
}
