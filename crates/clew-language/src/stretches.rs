//! Which sentences of a text are read together: a stretch at a time, so that a text of any length is read in the same memory.

use crate::tables::{Cell, Tables};
use crate::tokens::raw_tokens;
use clew_model::ThingType;
use std::ops::Range;

/// The longest stretch in bytes, about 2,000 words, but for one sentence that is longer.
const LONGEST: usize = 12_000;

/// The longest sentence in words that has a tree of its own: the time for a tree grows with the square of its words.
const MOST_WORDS: usize = 256;

/// The shortest sentence in bytes whose words are worth counting.
const FEWEST_BYTES: usize = MOST_WORDS;

/// What is read together.
#[derive(Debug, Default)]
pub(crate) struct Stretch {
    /// Its sentences, in order: parts of no more than 256 words, and of a table's row its cells.
    pub sentences: Vec<Range<usize>>,
    /// What some of the sentences name, by their number, in order: cells whose column tells.
    pub told: Vec<(usize, ThingType)>,
}

/// The sentences of each stretch of a text without tables, in order.
pub(crate) fn stretches(text: &str, sentences: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    stretches_with(text, sentences, &Tables::default()).map(|stretch| stretch.sentences).collect()
}

/// The stretches of some sentences, in order, each cut when it is asked for.
pub(crate) fn stretches_with<'a>(
    text: &'a str,
    sentences: &'a [Range<usize>],
    tables: &'a Tables,
) -> impl Iterator<Item = Stretch> + 'a {
    let mut parts = sentences.iter().flat_map(move |sentence| parts(text, sentence, tables)).peekable();
    std::iter::from_fn(move || {
        let mut stretch = Stretch::default();
        let mut n_bytes = 0;
        while let Some(part) = parts.next_if(|part| n_bytes == 0 || n_bytes + part.bytes.len() <= LONGEST) {
            n_bytes += part.bytes.len();
            stretch.told.extend(part.thing.map(|thing| (stretch.sentences.len(), thing)));
            stretch.sentences.push(part.bytes);
        }
        Some(stretch).filter(|stretch| !stretch.sentences.is_empty())
    })
}

/// The cells of a row; of any other sentence all of it, cut between words where it has too many for one tree.
fn parts(text: &str, sentence: &Range<usize>, tables: &Tables) -> Vec<Cell> {
    if let Some(cells) = tables.cells(text, sentence) {
        return cells;
    }
    let whole = |bytes: Range<usize>| Cell { bytes, thing: None };
    if sentence.len() < FEWEST_BYTES {
        return vec![whole(sentence.clone())];
    }
    let words = raw_tokens(text, sentence.clone());
    let part = |words: &[crate::tokens::RawToken]| Some(whole(words.first()?.bytes.start..words.last()?.bytes.end));
    words.chunks(MOST_WORDS).filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_cell_by_cell() {
        let text = "date,caller\n3 March,417\n4 March,902";
        let tables = Tables::of(text, |_| true);
        let rows: Vec<Range<usize>> = tables.rows().collect();
        let found: Vec<Stretch> = stretches_with(text, &rows, &tables).collect();
        let words: Vec<&str> = found[0].sentences.iter().map(|cell| &text[cell.clone()]).collect();
        assert_eq!(words, ["date", "caller", "3 March", "417", "4 March", "902"]);
        assert_eq!((found.len(), &found[0].told[..]), (1, &[(3, ThingType::Phone), (5, ThingType::Phone)][..]));
    }

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
