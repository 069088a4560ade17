//! Stretches: how much of a text is held in memory at once.

use crate::tokens::raw_tokens;
use std::ops::Range;

/// The most words of a stretch.
pub(crate) const MOST_WORDS: usize = 2_000;

/// Parts the sentences of a text (bytes, in order) into stretches of at most 2,000 words for [`Model::encode`](super::Model::encode);
/// a sentence of more words is cut.
pub(crate) fn stretches(text: &str, sentences: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    let mut stretches: Vec<Vec<Range<usize>>> = Vec::new();
    let mut n_words = MOST_WORDS;
    for sentence in sentences {
        let words = raw_tokens(text, sentence.clone());
        let mut start = sentence.start;
        // A sentence without words is kept: sentences are counted by whoever asks.
        for nth in (0..words.len().max(1)).step_by(MOST_WORDS) {
            let end = words.get(nth + MOST_WORDS).map_or(sentence.end, |next| next.bytes.start);
            let n_own = words.len().saturating_sub(nth).min(MOST_WORDS);
            match stretches.last_mut() {
                Some(stretch) if n_words + n_own <= MOST_WORDS => stretch.push(start..end),
                _ => {
                    stretches.push(std::iter::once(start..end).collect());
                    n_words = 0;
                }
            }
            n_words += n_own;
            start = end;
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentences: &[&str], expected: &[&[usize]]) {
        let text = sentences.concat();
        let mut end = 0;
        let ranges: Vec<Range<usize>> = sentences
            .iter()
            .map(|sentence| {
                end += sentence.len();
                end - sentence.len()..end
            })
            .collect();
        let stretches = stretches(&text, &ranges);
        let lengths: Vec<Vec<usize>> = stretches
            .iter()
            .map(|stretch| stretch.iter().map(|bytes| raw_tokens(&text, bytes.clone()).len()).collect())
            .collect();
        assert_eq!(lengths, expected);
        let bytes: Vec<Range<usize>> = stretches.concat();
        assert!(bytes.is_sorted_by(|a, b| a.end == b.start));
        assert_eq!(bytes.last().map_or(0, |last| last.end), text.len());
    }

    #[test]
    fn sentences_are_gathered_up_to_two_thousand_words() {
        let (short, long) = ("a b c. ", &"a ".repeat(1_998));
        check(&[], &[]);
        check(&[short, short], &[&[4, 4]]);
        check(&[long, short], &[&[1_998], &[4]]);
        check(&[short, long, "a b "], &[&[4], &[1_998, 2]]);
    }

    #[test]
    fn a_sentence_of_more_words_is_cut() {
        check(&["a b ", &"a ".repeat(4_500), "a b "], &[&[2], &[2_000], &[2_000], &[500, 2]]);
    }

    #[test]
    fn a_sentence_without_words_is_kept() {
        check(&["a. ", "  ", "b. "], &[&[2, 0, 2]]);
    }
}
