//! Windows: how much of a text the encoder sees at once.

use super::casing::{NO_WORD, casing};
use super::pieces::Vocabulary;
use std::collections::HashMap;
use std::ops::Range;

/// The most pieces of a window, its two ends included.
pub(super) const LONGEST_WINDOW: usize = 256;

/// The most pieces of words in a window.
const ROOM: usize = LONGEST_WINDOW - 2;

/// How many pieces two windows of one long sentence share at least.
const OVERLAP: usize = 64;

/// What the encoder sees at once: each piece with the casing class of its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    pub pieces: Vec<(u32, u8)>,
}

/// Where a word's first piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub window: usize,
    /// The piece in its window.
    pub piece: usize,
}

/// The words of a stretch, cut.
struct CutWords {
    pieces: Vec<u32>,
    /// The pieces of each word.
    ranges: Vec<Range<usize>>,
    casings: Vec<u8>,
}

impl CutWords {
    fn new<'t>(vocabulary: &Vocabulary, words: impl Iterator<Item = &'t str>) -> Self {
        let mut cut = Self { pieces: Vec::new(), ranges: Vec::new(), casings: Vec::new() };
        // Most words of a text come again.
        let mut seen: HashMap<&str, (Range<usize>, u8)> = HashMap::new();
        for word in words {
            let (range, casing) = seen.entry(word).or_insert_with(|| {
                let start = cut.pieces.len();
                vocabulary.cut(word, &mut cut.pieces);
                (start..cut.pieces.len(), casing(word))
            });
            cut.ranges.push(range.clone());
            cut.casings.push(*casing);
        }
        cut
    }

    fn n_pieces(&self, words: Range<usize>) -> usize {
        self.ranges[words].iter().map(Range::len).sum()
    }
}

/// The windows of a stretch, and where each word is read, in the order of windows: `sentences` are ranges of `words`, consecutive.
pub(super) fn windows<'t>(
    vocabulary: &Vocabulary,
    words: impl Iterator<Item = &'t str>,
    sentences: &[Range<usize>],
) -> (Vec<Window>, Vec<Place>) {
    let cut = CutWords::new(vocabulary, words);
    let mut windows = Vec::new();
    let mut places = vec![None; cut.ranges.len()];
    for words in spans(&cut, sentences) {
        let n_pieces = cut.n_pieces(words.clone());
        let mut pieces = Vec::with_capacity(n_pieces + 2);
        pieces.push((vocabulary.opening, NO_WORD));
        for word in words {
            let from_edge = pieces.len().min(n_pieces + 1 - pieces.len());
            let place = Place { window: windows.len(), piece: pieces.len() };
            if places[word].is_none_or(|(farthest, _)| from_edge > farthest) {
                places[word] = Some((from_edge, place));
            }
            pieces.extend(cut.pieces[cut.ranges[word].clone()].iter().map(|piece| (*piece, cut.casings[word])));
        }
        pieces.push((vocabulary.closing, NO_WORD));
        windows.push(Window { pieces });
    }
    let places = places.into_iter().map(|place| place.expect("sentences cover all words").1).collect();
    (windows, places)
}

/// The words of each window: whole sentences as long as they fit, and overlapping parts of a sentence that fits in none.
fn spans(cut: &CutWords, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    // Pieces of the last span, where another sentence may be added to it.
    let mut open: Option<usize> = None;
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        let n_pieces = cut.n_pieces(sentence.clone());
        match (open, spans.last_mut()) {
            (Some(before), Some(last)) if before + n_pieces <= ROOM => {
                last.end = sentence.end;
                open = Some(before + n_pieces);
            }
            _ if n_pieces <= ROOM => {
                spans.push(sentence.clone());
                open = Some(n_pieces);
            }
            _ => {
                cut_sentence(cut, sentence.clone(), &mut spans);
                open = None;
            }
        }
    }
    spans
}

fn cut_sentence(cut: &CutWords, sentence: Range<usize>, spans: &mut Vec<Range<usize>>) {
    let length = |word: usize| cut.ranges[word].len();
    let mut start = sentence.start;
    loop {
        let (mut end, mut n_pieces) = (start, 0);
        while end < sentence.end && n_pieces + length(end) <= ROOM {
            n_pieces += length(end);
            end += 1;
        }
        spans.push(start..end);
        if end == sentence.end {
            return;
        }
        // A word has at most 16 pieces: a window always reaches far beyond its overlap, so that this ends.
        let mut shared = 0;
        start = end;
        while shared < OVERLAP {
            start -= 1;
            shared += length(start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words of so many pieces, in sentences of so many words.
    fn windows_of(lengths: &[usize], sentences: &[usize]) -> (Vec<Window>, Vec<Place>) {
        let (vocabulary, _) = Vocabulary::read(b"[UNK]\n[CLS]\n[SEP]\na\n##a").unwrap();
        let words: Vec<String> = lengths.iter().map(|length| "a".repeat(*length)).collect();
        let mut end = 0;
        let sentences = sentences.iter().map(|n_words| {
            end += n_words;
            end - n_words..end
        });
        windows(&vocabulary, words.iter().map(String::as_str), &sentences.collect::<Vec<_>>())
    }

    /// Words of one piece in sentences of so many words: the pieces of each window, its ends included.
    fn check(sentences: &[usize], expected: &[usize]) {
        let (windows, _) = windows_of(&vec![1; sentences.iter().sum()], sentences);
        let lengths: Vec<usize> = windows.iter().map(|window| window.pieces.len()).collect();
        assert_eq!(lengths, expected, "{sentences:?}");
    }

    #[test]
    fn whole_sentences_share_a_window() {
        check(&[], &[]);
        check(&[0, 0], &[]);
        check(&[5, 0, 7], &[14]);
        check(&[100, 154], &[256]);
        check(&[100, 155], &[102, 157]);
        // 254 pieces fit, 255 do not; what follows the parts of a long sentence begins anew.
        check(&[10, 254], &[12, 256]);
        check(&[10, 255, 10], &[12, 256, 67, 12]);
    }

    #[test]
    fn a_sentence_of_3000_words_is_read_in_overlapping_windows() {
        let (windows, places) = windows_of(&[1; 3_000], &[3_000]);
        // 254 words each, 64 of them shared: the windows begin at every 190th word, the last at 2,850.
        assert_eq!(
            windows.iter().map(|window| window.pieces.len()).collect::<Vec<_>>(),
            [&[256; 15][..], &[152]].concat()
        );
        let expected = [
            (0, 0, 1),
            (189, 0, 190),
            // The middle of the 64 words from 190 on: what is before it is read in the first window, what is behind in the second.
            (221, 0, 222),
            (222, 1, 33),
            (411, 1, 222),
            (412, 2, 33),
            (2_881, 14, 222),
            (2_882, 15, 33),
            (2_999, 15, 150),
        ];
        for (word, window, piece) in expected {
            assert_eq!(places[word], Place { window, piece }, "{word}");
        }
    }

    proptest! {
        #[test]
        fn every_word_is_read_once_and_far_from_edges_that_are_no_sentences(
            sentences in proptest::collection::vec(proptest::collection::vec(1..=16_usize, 0..90), 0..12),
        ) {
            let n_words: Vec<usize> = sentences.iter().map(Vec::len).collect();
            let (windows, places) = windows_of(&sentences.concat(), &n_words);
            prop_assert!(windows.iter().all(|window| (3..=LONGEST_WINDOW).contains(&window.pieces.len())));
            prop_assert_eq!(places.len(), sentences.concat().len());
            prop_assert!(places.is_sorted_by_key(|place| place.window));
            let mut places = places.into_iter();
            for sentence in &sentences {
                let (mut before, mut left) = (0, sentence.iter().sum::<usize>());
                for (length, place) in sentence.iter().zip(&mut places) {
                    let pieces = &windows[place.window].pieces;
                    prop_assert_eq!(pieces[place.piece].0, 3, "a word is read at its first piece");
                    prop_assert!(place.piece > before.min(OVERLAP / 2 - 1));
                    prop_assert!(pieces.len() - 1 - place.piece >= left.min(OVERLAP / 2));
                    before += length;
                    left -= length;
                }
            }
        }
    }
}
