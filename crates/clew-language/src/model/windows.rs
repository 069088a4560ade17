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

/// The windows of a stretch, and where each word is read: `sentences` are ranges of `words`, consecutive.
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
