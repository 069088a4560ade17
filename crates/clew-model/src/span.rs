use serde::{Deserialize, Serialize};

/// A stretch of a text: Unicode code points from 0, `end` exclusive. Serialised as `[start, end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "[u32; 2]", into = "[u32; 2]")]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Self { start, end }
    }

    /// Length in code points.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether every code point of `other` lies in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<[u32; 2]> for Span {
    fn from([start, end]: [u32; 2]) -> Self {
        Self { start, end }
    }
}

impl From<Span> for [u32; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

/// A text with the way between its bytes and its code points.
///
/// Built in one pass; each look-up is constant for ASCII texts and at most [`STRIDE`] steps otherwise.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    len: u32,
    /// Byte offset of every `STRIDE`th code point; empty where the text is ASCII and both counts agree.
    marks: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'t> CodePoints<'t> {
    /// Indexes `text`, of less than 4 GiB.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, len: text.len() as u32, marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut len = 0;
        for (at, _) in text.char_indices() {
            if len % STRIDE == 0 {
                marks.push(at as u32);
            }
            len += 1;
        }
        Self { text, len: len as u32, marks }
    }

    /// The text itself.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Its length in code points.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The code point that begins at `byte`, or holds it.
    pub fn code_point(&self, byte: usize) -> u32 {
        if self.marks.is_empty() {
            return byte.min(self.text.len()) as u32;
        }
        let mark = self.marks.partition_point(|&at| at as usize <= byte).saturating_sub(1);
        let from = self.marks[mark] as usize;
        let inside = self.text[from..].char_indices().take_while(|(at, c)| from + at + c.len_utf8() <= byte).count();
        (mark * STRIDE + inside) as u32
    }

    /// The byte at which `code_point` begins; the text's length in bytes where it lies beyond the end.
    pub fn byte(&self, code_point: u32) -> usize {
        if self.marks.is_empty() {
            return (code_point as usize).min(self.text.len());
        }
        let mark = code_point as usize / STRIDE;
        let Some(&from) = self.marks.get(mark) else { return self.text.len() };
        let from = from as usize;
        self.text[from..].char_indices().nth(code_point as usize % STRIDE).map_or(self.text.len(), |(at, _)| from + at)
    }

    /// The span of a range of bytes.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.code_point(bytes.start), self.code_point(bytes.end))
    }

    /// The words of a span; what lies beyond the end is left out.
    pub fn slice(&self, span: Span) -> &'t str {
        &self.text[self.byte(span.start)..self.byte(span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_agree_with_a_plain_count() {
        for text in ["", "plain ascii", "Kōbe — «né» 漢字 😀 e\u{301}", &"ż😀a".repeat(200)] {
            let points = CodePoints::new(text);
            assert_eq!(points.len() as usize, text.chars().count());
            for (nth, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.code_point(byte), nth as u32, "{text:?} byte {byte}");
                assert_eq!(points.byte(nth as u32), byte, "{text:?} code point {nth}");
            }
            assert_eq!(points.code_point(text.len()), points.len());
            assert_eq!(points.byte(points.len()), text.len());
        }
    }

    #[test]
    fn a_byte_inside_a_character_belongs_to_it() {
        let points = CodePoints::new("a😀b");
        assert_eq!(points.code_point(2), 1);
        assert_eq!(points.slice(Span::new(1, 2)), "😀");
        assert_eq!(points.slice(Span::new(2, 9)), "b");
    }
}
