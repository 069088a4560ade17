//! Words into WordPiece pieces, by the rules of BERT's uncased models.
//!
//! Devlin et al., "BERT" (2019), for what is done to a word before it is cut; Wu et al., "Google's Neural Machine Translation
//! System" (2016), for the greedy cutting.
//!
//! The `tokenizers` package, which cuts the words of the training, follows the same rules by older tables of Unicode. Of all code
//! points, put between two letters, it reads 949 otherwise: marks, punctuation and format characters that were assigned or changed
//! since, and 256 ideographs that it leaves out, make a whole word unknown there and are dropped or parted here. None of them has a
//! piece. And it reads "[SEP]" in a text as the end of a window, which is not wanted of a text.

use super::ModelError;
use std::collections::HashMap;
use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The most pieces of a word; what follows them is not read.
const MOST_PIECES: usize = 16;

/// The longest part of a word that is cut, in code points; a longer one is one unknown piece.
const LONGEST_PART: usize = 100;

/// The pieces by their text.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Pieces that begin a part.
    first: HashMap<Box<str>, u32>,
    /// Pieces inside a part, without their "##".
    inner: HashMap<Box<str>, u32>,
    /// Length in bytes of the longest piece.
    longest: usize,
    unknown: u32,
    /// The piece before the first of a window.
    pub opening: u32,
    /// The piece behind the last of a window.
    pub closing: u32,
}

impl Vocabulary {
    /// Reads pieces in the order of their numbers, a line each; and how many there are.
    pub fn read(lines: &[u8]) -> Result<(Self, usize), ModelError> {
        let lines = str::from_utf8(lines)
            .map_err(|error| ModelError::Header(format!("the vocabulary is no UTF-8: {error}")))?;
        let (mut first, mut inner): (HashMap<Box<str>, u32>, HashMap<Box<str>, u32>) = Default::default();
        let mut n_pieces = 0;
        for piece in lines.split('\n') {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inner.insert(rest.into(), n_pieces),
                _ => first.insert(piece.into(), n_pieces),
            };
            n_pieces += 1;
        }
        let mark = |name: &str| {
            first.get(name).copied().ok_or_else(|| ModelError::Header(format!("the vocabulary has no {name}")))
        };
        let (unknown, opening, closing) = (mark("[UNK]")?, mark("[CLS]")?, mark("[SEP]")?);
        let longest = first.keys().chain(inner.keys()).map(|piece| piece.len()).max().unwrap_or(0);
        Ok((Self { first, inner, longest, unknown, opening, closing }, n_pieces as usize))
    }

    /// Whether a word in lower case is a piece of its own: a common word.
    pub fn is_word(&self, word: &str) -> bool {
        self.first.contains_key(word)
    }

    /// Adds the pieces of a word, at least one and at most 16.
    pub fn cut(&self, word: &str, pieces: &mut Vec<u32>) {
        let start = pieces.len();
        let mut part = Part::default();
        for c in word.chars().filter(|c| !is_dropped(*c)) {
            if pieces.len() - start >= MOST_PIECES {
                break;
            }
            if c.is_whitespace() {
                self.end(&mut part, pieces);
            } else if is_ideograph(c) {
                self.end(&mut part, pieces);
                // Of compatibility ideographs the plain one is read.
                self.add(c, &mut part, pieces);
                self.end(&mut part, pieces);
            } else {
                self.add(c, &mut part, pieces);
            }
        }
        self.end(&mut part, pieces);
        pieces.truncate(start + MOST_PIECES);
        if pieces.len() == start {
            pieces.push(self.unknown);
        }
    }

    /// Adds a character without its accents, in lower case; a mark is a part of its own.
    fn add(&self, c: char, part: &mut Part, pieces: &mut Vec<u32>) {
        if c.is_ascii_alphanumeric() {
            return part.push(c.to_ascii_lowercase());
        }
        decompose_canonical(c, |bare| {
            if bare.general_category() == GeneralCategory::NonspacingMark {
                return;
            }
            for lower in bare.to_lowercase() {
                if is_mark(lower) {
                    self.end(part, pieces);
                    part.push(lower);
                    self.end(part, pieces);
                } else {
                    part.push(lower);
                }
            }
        });
    }

    /// Cuts what was gathered: the longest piece that fits, again and again; unknown where none does.
    fn end(&self, part: &mut Part, pieces: &mut Vec<u32>) {
        let start = pieces.len();
        let mut rest = part.text.as_str();
        let mut known = &self.first;
        if part.length > LONGEST_PART {
            pieces.push(self.unknown);
            rest = "";
        }
        while !rest.is_empty() {
            let mut end = rest.floor_char_boundary(self.longest);
            let found = loop {
                match known.get(&rest[..end]) {
                    Some(&piece) => break Some(piece),
                    None if end == 0 => break None,
                    None => end = rest.floor_char_boundary(end - 1),
                }
            };
            let Some(piece) = found.filter(|_| end > 0) else {
                pieces.truncate(start);
                pieces.push(self.unknown);
                break;
            };
            pieces.push(piece);
            (rest, known) = (&rest[end..], &self.inner);
        }
        *part = Part::default();
    }
}

/// A stretch of a word that is cut by itself, and its length in code points; of a part too long the rest is counted only.
#[derive(Default)]
struct Part {
    text: String,
    length: usize,
}

impl Part {
    fn push(&mut self, c: char) {
        self.length += 1;
        if self.length <= LONGEST_PART {
            self.text.push(c);
        }
    }
}

/// Whether a character is left out: what Unicode calls control, format or private.
fn is_dropped(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        ' '..='~' => false,
        '\u{fffd}' => true,
        _ => matches!(
            c.general_category(),
            GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::PrivateUse
        ),
    }
}

/// Whether a character is punctuation to BERT: what Unicode calls so, and every ASCII sign.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// Whether a character is a Chinese ideograph (the CJK blocks, not kana or Hangul).
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}' | '\u{2b820}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PIECES: [&str; 30] = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "un",
        "##break",
        "##able",
        "port",
        "##o",
        "the",
        "elan",
        "漢",
        "-",
        ".",
        "$",
        "“",
        "ᄒ",
        "##ᅡ",
        "##ᆫ",
        "i",
        "##stanbul",
        "a",
        "##a",
        "字",
        "樂",
        "=",
        "`",
        "[",
        "]",
        "sep",
    ];

    fn vocabulary() -> Vocabulary {
        Vocabulary::read(PIECES.join("\n").as_bytes()).unwrap().0
    }

    fn check(word: &str, expected: &[&str]) {
        let mut pieces = Vec::new();
        vocabulary().cut(word, &mut pieces);
        let pieces: Vec<&str> = pieces.into_iter().map(|piece| PIECES[piece as usize]).collect();
        assert_eq!(pieces, expected, "{word:?}");
    }

    #[test]
    fn words_are_cut_by_berts_rules() {
        check("unbreakable", &["un", "##break", "##able"]);
        check("The", &["the"]);
        // Accents go, be they written as one character or two; so do case and dots above.
        check("Élan", &["elan"]);
        check("E\u{301}lan", &["elan"]);
        check("İstanbul", &["i", "##stanbul"]);
        // A part without a piece is unknown as a whole; the parts beside it are not.
        check("portable", &["port", "##able"]);
        check("portx", &["[UNK]"]);
        check("port-x", &["port", "-", "[UNK]"]);
        // Marks and ideographs are parts of their own; symbols are not, but the ASCII ones.
        check("“un$.", &["“", "un", "$", "."]);
        check("port漢字the", &["port", "漢", "字", "the"]);
        check("port€", &["[UNK]"]);
        // Hangul syllables come apart.
        check("한", &["ᄒ", "##ᅡ", "##ᆫ"]);
        // What cannot be seen is dropped: a soft hyphen, a zero-width space, a control character, a replacement character.
        check("un\u{ad}break\u{200b}\u{7}\u{fffd}able", &["un", "##break", "##able"]);
        check("the\u{a0}the", &["the", "the"]);
        check("", &["[UNK]"]);
        check("\u{ad}", &["[UNK]"]);
        check("\u{301}", &["[UNK]"]);
    }

    #[test]
    fn rare_characters_are_read_as_in_training() {
        // Canonical equivalents are read alike: a compatibility ideograph, a struck-through sign, the Greek grave accent.
        check("\u{f914}", &["樂"]);
        check("the\u{2260}the", &["the", "=", "the"]);
        check("the\u{1fef}", &["the", "`"]);
        check("\u{212b}", &["a"]);
        // Compatible ones are not: a ligature, a full-width letter, a Roman numeral.
        check("the\u{fb01}", &["[UNK]"]);
        check("\u{ff54}he", &["[UNK]"]);
        check("\u{2163}", &["[UNK]"]);
        // Wide and line-separating spaces part; a next-line control does not, nor a byte-order mark.
        check("the\u{3000}the\u{2028}the", &["the", "the", "the"]);
        check("un\u{85}break\u{feff}able", &["un", "##break", "##able"]);
        // Ideographs of all planes are parts of their own; the iteration mark and kana are not.
        check("the\u{20000}the", &["the", "[UNK]", "the"]);
        check("the\u{2b820}the", &["the", "[UNK]", "the"]);
        check("the\u{3005}the", &["[UNK]"]);
        check("\u{30a2}the", &["[UNK]"]);
        // Emoji and what is assigned to nothing make their part unknown; private use is dropped, and so are variation selectors.
        check("the-\u{1f600}", &["the", "-", "[UNK]"]);
        check("the\u{378}", &["[UNK]"]);
        check("the\u{ffff}", &["[UNK]"]);
        check("un\u{e000}break\u{fe0f}able\u{10fffd}", &["un", "##break", "##able"]);
        // Accents of any script go, spacing marks stay.
        check("un\u{5b0}break\u{64b}able", &["un", "##break", "##able"]);
        check("the\u{903}", &["[UNK]"]);
        // No text can write the marks of a window's ends.
        check("[SEP]", &["[", "sep", "]"]);
    }

    #[test]
    fn long_words_are_bounded() {
        check(&"a".repeat(16), &[&["a"][..], &["##a"; 15]].concat());
        check(&"a".repeat(40), &[&["a"][..], &["##a"; 15]].concat());
        check(&"a".repeat(101), &["[UNK]"]);
        check(&"-".repeat(1_000_000), &["-"; 16]);
    }

    proptest! {
        #[test]
        fn any_word_has_one_to_sixteen_pieces(word in any::<String>(), again in 0..40_usize) {
            let mut pieces = Vec::new();
            vocabulary().cut(&word.repeat(again), &mut pieces);
            prop_assert!((1..=16).contains(&pieces.len()));
            prop_assert!(pieces.iter().all(|piece| (*piece as usize) < PIECES.len()));
        }
    }
}
