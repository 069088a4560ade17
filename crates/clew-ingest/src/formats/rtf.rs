//! Rich Text Format (RTF specification 1.9.1): the words, their characters put right, the layout left out.
//!
//! A reader of our own: the crates for it take RTF for UTF-8 and refuse a file at its first irregularity.

use super::properties;
use crate::language::language_of;
use clew_model::Reading;
use encoding_rs::{Encoding, WINDOWS_1252};

/// Reads a document; whatever the bytes, what can be read of them.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let words = words(bytes);
    let text = paragraphs(&words.body);
    Reading {
        title: properties::title(&words.title),
        authors: properties::author(&words.author).into_iter().collect(),
        language: language_of(&text),
        text,
        ..Reading::default()
    }
}

/// The words of an RTF file by where they belong, a line a paragraph.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub body: String,
    title: String,
    author: String,
}

/// Takes an RTF file apart.
pub(super) fn words(bytes: &[u8]) -> Words {
    let mut scanner = Scanner::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'{' => scanner.open(),
            b'}' => scanner.close(),
            b'\\' => scanner.control(&bytes[at + 1..]) + 1,
            b'\r' | b'\n' => 1,
            byte => scanner.byte(byte),
        };
    }
    scanner.flush();
    scanner.words
}

/// The lines as paragraphs with blank lines between; rows of a table stay lines of one paragraph.
pub(super) fn paragraphs(body: &str) -> String {
    let mut text = String::new();
    let mut was_row = false;
    for line in body.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()) {
        let is_row = line.contains(CELL);
        if !text.is_empty() {
            text.push_str(if is_row && was_row { "\n" } else { "\n\n" });
        }
        text.push_str(line.trim_end_matches(CELL).replace(CELL, "\t").trim_matches(' '));
        was_row = is_row;
    }
    text.replace(LINE_BREAK, "\n")
}

/// Stand for the end of a cell and for a line break inside a paragraph, until paragraphs are made; neither is a
/// character of text.
const CELL: char = '\u{1f}';
const LINE_BREAK: char = '\u{1e}';

/// Where the words of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    Body,
    Title,
    Author,
    Nowhere,
}

/// What a group inherits from the one around it.
#[derive(Clone, Copy)]
struct Group {
    destination: Destination,
    /// Characters that follow a `\u` for readers without Unicode, to be left out.
    n_fallback: usize,
}

/// Most groups inside one another; deeper ones are read as if they ended there.
const DEEPEST: usize = 1000;

struct Scanner {
    words: Words,
    groups: Vec<Group>,
    group: Group,
    encoding: &'static Encoding,
    /// Bytes of the file's encoding not decoded yet: multi-byte characters come as several `\'hh`.
    pending: Vec<u8>,
    /// First half of a character beyond U+FFFF.
    high_half: Option<u16>,
    /// Fallback characters still to leave out.
    n_skip: usize,
    n_beyond: usize,
}

impl Scanner {
    fn new() -> Self {
        let group = Group { destination: Destination::Body, n_fallback: 1 };
        Self {
            words: Words::default(),
            groups: Vec::new(),
            group,
            encoding: WINDOWS_1252,
            pending: Vec::new(),
            high_half: None,
            n_skip: 0,
            n_beyond: 0,
        }
    }

    fn open(&mut self) -> usize {
        self.flush();
        self.n_skip = 0;
        match self.groups.len() < DEEPEST {
            true => self.groups.push(self.group),
            false => self.n_beyond += 1,
        }
        1
    }

    fn close(&mut self) -> usize {
        self.flush();
        self.n_skip = 0;
        if self.n_beyond > 0 {
            self.n_beyond -= 1;
        } else if let Some(group) = self.groups.pop() {
            self.group = group;
        }
        1
    }

    fn byte(&mut self, byte: u8) -> usize {
        if self.n_skip > 0 {
            self.n_skip -= 1;
        } else {
            self.pending.push(byte);
        }
        1
    }

    /// Takes a control word or symbol; returns its length without the backslash.
    fn control(&mut self, after: &[u8]) -> usize {
        let Some(&first) = after.first() else { return 0 };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first, after);
        }
        let n_name = after.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let n_sign = usize::from(after.get(n_name) == Some(&b'-'));
        let n_digits = after[n_name + n_sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let (n_number, number) = match n_digits {
            0 => (0, None),
            _ => {
                let digits = std::str::from_utf8(&after[n_name..n_name + n_sign + n_digits]).unwrap_or_default();
                (n_sign + n_digits, digits.parse::<i64>().ok())
            }
        };
        let n_blank = usize::from(after.get(n_name + n_number) == Some(&b' '));
        let name = std::str::from_utf8(&after[..n_name]).unwrap_or_default();
        let n_taken = n_name + n_number + n_blank;
        if name == "bin" {
            let n_bytes = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return n_taken.saturating_add(n_bytes).min(after.len());
        }
        self.word(name, number);
        n_taken
    }

    fn symbol(&mut self, symbol: u8, after: &[u8]) -> usize {
        match symbol {
            b'\'' => {
                let digits = after.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.byte(byte);
                    return 3;
                }
            }
            b'\\' | b'{' | b'}' => drop(self.byte(symbol)),
            b'~' => self.push('\u{a0}'),
            b'_' => self.push('\u{2011}'),
            b'\n' | b'\r' => self.push('\n'),
            // A group that older readers do not know says so first; what it holds is no text unless it is known here.
            b'*' => self.group.destination = Destination::Nowhere,
            _ => {}
        }
        1
    }

    fn word(&mut self, name: &str, number: Option<i64>) {
        match name {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group.n_fallback = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(16),
            "ansicpg" => self.encoding = number.and_then(code_page).unwrap_or(WINDOWS_1252),
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "title" => self.destination(Destination::Title),
            "author" => self.destination(Destination::Author),
            "pard" | "plain" => self.flush(),
            _ if LEFT_OUT.contains(&name) => self.destination(Destination::Nowhere),
            _ => {
                if let Some((_, character)) = CHARACTERS.iter().find(|(word, _)| *word == name) {
                    self.push(*character);
                }
            }
        }
    }

    fn destination(&mut self, destination: Destination) {
        self.flush();
        // Groups inside the document's information come back from nowhere; nothing else does.
        if self.group.destination != Destination::Nowhere || !matches!(destination, Destination::Nowhere) {
            self.group.destination = destination;
        }
    }

    /// A UTF-16 unit, written as a signed number.
    fn unicode(&mut self, number: i64) {
        self.flush_bytes();
        let unit = (number & 0xffff) as u16;
        match (self.high_half.take(), unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                char::decode_utf16([high, unit]).for_each(|c| self.put(c.unwrap_or(char::REPLACEMENT_CHARACTER)));
            }
            (_, 0xd800..=0xdbff) => self.high_half = Some(unit),
            _ => self.put(char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
        self.n_skip = self.group.n_fallback;
    }

    fn push(&mut self, character: char) {
        if self.n_skip > 0 {
            self.n_skip -= 1;
            return;
        }
        self.flush();
        self.put(character);
    }

    fn flush(&mut self) {
        self.flush_bytes();
        if self.high_half.take().is_some() {
            self.put(char::REPLACEMENT_CHARACTER);
        }
    }

    fn flush_bytes(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        let (text, _) = self.encoding.decode_without_bom_handling(&pending);
        text.chars().for_each(|character| self.put(character));
    }

    fn put(&mut self, character: char) {
        match self.group.destination {
            Destination::Body => self.words.body.push(character),
            Destination::Title => self.words.title.push(character),
            Destination::Author => self.words.author.push(character),
            Destination::Nowhere => {}
        }
    }
}

/// Control words that stand for a character.
const CHARACTERS: &[(&str, char)] = &[
    ("par", '\n'),
    ("sect", '\n'),
    ("page", '\n'),
    ("row", '\n'),
    ("cell", CELL),
    ("line", LINE_BREAK),
    ("tab", '\t'),
    ("emdash", '—'),
    ("endash", '–'),
    ("lquote", '‘'),
    ("rquote", '’'),
    ("ldblquote", '“'),
    ("rdblquote", '”'),
    ("bullet", '•'),
    ("emspace", '\u{2003}'),
    ("enspace", '\u{2002}'),
];

/// Groups that hold no words of the document: tables of fonts and styles, pictures, field instructions, page headers.
const LEFT_OUT: &[&str] = &[
    "colortbl",
    "fonttbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "fldinst",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "filetbl",
    "revtbl",
    "xmlnstbl",
    "themedata",
    "datastore",
    "latentstyles",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "deleted",
];

fn code_page(number: i64) -> Option<&'static Encoding> {
    let label = match number {
        65001 => "utf-8".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(rtf: &str, expect: &str) {
        assert_eq!(read(rtf.as_bytes()).text, expect, "{rtf}");
    }

    #[test]
    fn words_and_paragraphs() {
        check(
            "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\f0\\pard The {\\b pump}\r\n failed.\\par\\par It leaked\\line again.\\par}",
            "The pump failed.\n\nIt leaked\nagain.",
        );
    }

    #[test]
    fn characters_in_code_pages_and_unicode() {
        check("{\\rtf1\\ansi\\ansicpg1252 caf\\'e9 \\endash  \\u8220?ja\\u8221?}", "café – “ja”");
        check("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'e8\\'f1\\'fc\\'ec\\'ee}", "Письмо");
        check("{\\rtf1\\ansi\\ansicpg932 \\'93\\'8c}", "東");
        check("{\\rtf1\\uc2\\u-10179\\'81\\'40\\u-8704\\'81\\'40 x}", "😀 x");
        check("{\\rtf1 a\\{b\\}\\\\c}", "a{b}\\c");
    }

    #[test]
    fn tables_fields_and_pictures() {
        check(
            "{\\rtf1\\trowd Date\\cell Event\\cell\\row\\trowd 3 May\\cell Crack\\cell\\row\\pard End\\par}",
            "Date\tEvent\n3 May\tCrack\n\nEnd",
        );
        check(
            "{\\rtf1 See {\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt the memo}}.{\\pict\\bin4 }{{\\}}",
            "See the memo.",
        );
        check("{\\rtf1 x{\\header Varn Water}{\\*\\unknown {\\b no}} y}", "x y");
    }

    #[test]
    fn title_and_author_are_in_the_information() {
        let reading = read(b"{\\rtf1{\\info{\\title The Hallam log}{\\author Mara Lind}{\\operator x}}Body}");
        assert_eq!(
            (reading.title.as_deref(), reading.authors, reading.text.as_str()),
            (Some("The Hallam log"), vec!["Mara Lind".to_owned()], "Body")
        );
    }

    #[test]
    fn groups_without_end_neither_hang_nor_overflow() {
        let deep = format!("{{\\rtf1 {}x{}y", "{".repeat(100_000), "}".repeat(100_000));
        check(&deep, "xy");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            words(&bytes);
        }

        #[test]
        fn any_controls_are_read(rtf in "(\\\\[a-z]{1,4}-?[0-9]{0,11} ?|[{}\\\\'a-f0-9;]){0,60}") {
            words(rtf.as_bytes());
        }
    }
}
