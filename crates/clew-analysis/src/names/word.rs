//! The words of a name, each as it is compared: folded, in Latin letters, by its sounds.

use super::lists;
use super::sound;
use crate::fold;
use any_ascii::any_ascii_char;

/// What a word is in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A person's own name.
    Given,
    /// Between given and family name.
    Middle,
    /// The father's name: after "bin", or with an ending of its own ("Ivanovich").
    Patronymic,
    /// A family, clan or town's name.
    Family,
    /// "Abu" or "Umm" with a child's name: as often an alias.
    Kunya,
    /// In quotation marks or brackets between the names.
    Nickname,
    /// "Dr", "Sheikh": never compared.
    Title,
    /// "Jr", "III".
    Suffix,
    /// A word that tells bodies, places and things apart.
    Word,
    /// One that many bodies share: "bank", "ministry".
    Common,
    /// A number, in whatever writing.
    Number,
    /// A legal form: "AG", "OOO".
    Form,
}

impl Part {
    /// The word for it in lists and reasons.
    pub fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Middle => "middle",
            Self::Patronymic => "patronymic",
            Self::Family => "family",
            Self::Kunya => "kunya",
            Self::Nickname => "nickname",
            Self::Title => "title",
            Self::Suffix => "suffix",
            Self::Word => "word",
            Self::Common => "common",
            Self::Number => "number",
            Self::Form => "form",
        }
    }
}

/// The alphabet of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    /// Writes few vowels as letters: Arabic, Persian, Hebrew; or none, as Thai and Khmer by our romanisation.
    Abjad,
    Han,
    /// A syllable a letter, as Han.
    Hangul,
    /// Cyrillic, Greek, Georgian and all others: letter by letter.
    Other,
}

/// One word of a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub part: Part,
    /// Folded.
    pub text: String,
    /// In Latin letters.
    pub latin: Vec<u8>,
    /// See [`sound`].
    pub sounds: Vec<u8>,
    pub script: Script,
    /// Of `text`.
    pub hash: u64,
    /// Which sounds are in it, a bit each.
    pub mask: u32,
    pub number: Option<u64>,
}

impl Word {
    pub fn new(part: Part, text: String) -> Self {
        let latin = latin(&text);
        Self::with_latin(part, text, latin)
    }

    /// A word whose Latin writing is known better than letter by letter.
    pub fn with_latin(part: Part, text: String, latin: Vec<u8>) -> Self {
        let script = script(&text);
        let sounds = sound::sounds(&latin, script != Script::Abjad);
        let mask = sounds.iter().fold(0, |mask, sound| mask | 1 << (sound & 31));
        let hash = lists::hash(&text);
        Self { part, latin, sounds, script, hash, mask, number: None, text }
    }

    pub fn numbered(number: u64) -> Self {
        Self { number: Some(number), ..Self::new(Part::Number, number.to_string()) }
    }

    /// A single letter that stands for a name.
    pub fn is_initial(&self) -> bool {
        self.latin.len() == 1 && matches!(self.script, Script::Latin | Script::Other)
    }

    /// Its consonants as they sound, hashed; all of a short word's sounds, whose consonants say little.
    pub fn key(&self) -> u64 {
        let bones = || self.sounds.iter().copied().filter(|sound| !b"aeiuvh".contains(sound));
        match bones().count() {
            0..=1 => lists::hash_bytes(&self.sounds),
            _ => lists::hash_bytes(&bones().collect::<Vec<_>>()),
        }
    }

    /// Its first letter, in Latin.
    pub fn first(&self) -> Option<u8> {
        self.latin.first().copied()
    }
}

/// A folded word in Latin letters and digits, as its alphabet is usually romanised, without the Arabic article.
pub(super) fn latin(text: &str) -> Vec<u8> {
    let bare = text.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(text);
    let letters = bare.chars().flat_map(|c| any_ascii_char(c).bytes());
    letters.filter(u8::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// All letters and digits of a name in a row, folded and hashed: the same where only blanks and marks differ.
pub(super) fn letters(name: &str) -> u64 {
    lists::hash(&tokens(name).into_iter().map(|token| token.text).collect::<String>())
}

/// The alphabet of a word's first letter.
pub(super) fn script(text: &str) -> Script {
    match text.chars().next() {
        Some('\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') | None => Script::Latin,
        Some('\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}') => Script::Abjad,
        Some('\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}') => Script::Abjad,
        Some('\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}') => Script::Han,
        Some('\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}') => Script::Hangul,
        Some(_) => Script::Other,
    }
}

/// A word as it stands in a name, before it is known what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded.
    pub text: String,
    /// All its letters are capitals, of which there are two or more.
    pub is_capitals: bool,
    /// A hyphen joins it to the word after it.
    pub joins_next: bool,
    /// No blank stands before it.
    pub is_close: bool,
    /// It stands in quotation marks or brackets.
    pub is_aside: bool,
    /// How many commas stand before it.
    pub n_commas: u32,
}

/// The words of a name. Apostrophes part nothing; nor does "?", which stands for them in spoilt text.
pub(super) fn tokens(name: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut word, mut is_aside, mut n_commas) = (String::new(), false, 0);
    let mut is_close = false;
    let mut letters = name.chars().peekable();
    while let Some(c) = letters.next() {
        let in_word = !word.is_empty() && letters.peek().is_some_and(|next| next.is_alphanumeric());
        if is_of_word(c) {
            word.push(c);
        } else if !(is_apostrophe(c) || c == '?' && in_word) {
            let n_before = tokens.len();
            finish(&mut word, &mut tokens, (is_aside, n_commas, is_close));
            is_close = !c.is_whitespace() && (is_close || tokens.len() > n_before);
            if matches!(c, '-' | '‐' | '‑' | '–') && !tokens.is_empty() {
                tokens.last_mut().expect("just looked at").joins_next =
                    letters.peek().is_some_and(|c| c.is_alphanumeric());
            }
            n_commas += u32::from(c == ',' || c == '،' || c == '，');
            is_aside = match c {
                '"' | '“' | '”' | '«' | '»' | '„' => !is_aside,
                '(' | '[' => true,
                ')' | ']' => false,
                _ => is_aside,
            };
        }
    }
    finish(&mut word, &mut tokens, (is_aside, n_commas, is_close));
    tokens
}

fn finish(word: &mut String, tokens: &mut Vec<Token>, (is_aside, n_commas, is_close): (bool, u32, bool)) {
    if word.is_empty() {
        return;
    }
    let mut cased = word.chars().filter(|c| c.is_alphabetic());
    let is_capitals = word.chars().filter(|c| c.is_alphabetic()).count() > 1 && cased.all(char::is_uppercase);
    let text: String = fold(word).chars().filter(|c| !c.is_whitespace()).collect();
    if !text.is_empty() {
        tokens.push(Token { text, is_capitals, joins_next: false, is_close, is_aside, n_commas });
    }
    word.clear();
}

/// Letters, digits, and the signs of scripts that write vowels around letters.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{1fff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' | 'ʿ' | 'ʾ' | '\u{5f3}' | '\u{5f4}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_blanks_hyphens_and_stops_but_not_at_apostrophes() {
        let words = |name| tokens(name).into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ");
        for (name, expected) in [
            ("J.-C. O’Rourke", "j c orourke"),
            ("Mus?ab ‘Abd al-Karim", "musab abd al karim"),
            ("Weil?", "weil"),
            ("Жанна·Рост", "жанна рост"),
            ("", ""),
            ("(...)", ""),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }

    #[test]
    fn what_stands_around_a_word_is_kept() {
        let found = tokens("Robert (\"Bob\") ORRIN, Abd-al X");
        let kept: Vec<_> =
            found.iter().map(|token| (token.is_aside, token.is_capitals, token.joins_next, token.n_commas)).collect();
        assert_eq!(kept[2], (false, true, false, 0));
        assert_eq!(kept[3], (false, false, true, 1));
    }

    #[test]
    fn every_alphabet_is_written_in_latin_letters() {
        let written = |text: &str| String::from_utf8(latin(&fold(text))).expect("letters");
        assert_eq!(written("Хрущёв"), "khrushchev");
        assert_eq!(written("السري"), "sry");
        assert_eq!(written("ბარაკ"), "barak");
        assert_eq!(written("近平"), "jinping");
    }
}
