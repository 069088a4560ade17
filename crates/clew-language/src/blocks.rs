//! Blocks: stretches of text that no sentence leaves, and how their letters are cased.

use clew_model::{CodePoints, Span};
use std::ops::Range;

/// The shortest line, in bytes, that can have been broken because it was full.
const NARROWEST_COLUMN: usize = 30;

/// How the letters of a block are cased; rules that look at capitals need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    /// Capitals mean something.
    Mixed,
    /// All or nearly all letters are capitals.
    Capitals,
    /// There are no capitals, or the script has none.
    Lower,
}

impl Casing {
    /// The casing of `text`, judged by its first few thousand letters.
    pub(crate) fn of(text: &str) -> Self {
        let (mut upper, mut lower) = (0_u32, 0_u32);
        for c in text.chars().take(4_000) {
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
        }
        match (upper, lower) {
            (0, _) => Self::Lower,
            (upper, lower) if upper > 3 && upper > 4 * lower => Self::Capitals,
            _ => Self::Mixed,
        }
    }
}

/// The byte positions of every beginning and end of furniture, in order, those beyond the end left out.
pub(crate) fn furniture_borders(points: &CodePoints, furniture: &[Span]) -> Vec<usize> {
    let mut borders: Vec<usize> =
        furniture.iter().flat_map(|span| [points.byte(span.start), points.byte(span.end)]).collect();
    borders.sort_unstable();
    borders.dedup();
    borders
}

/// Blocks in order: parted by blank lines, furniture borders, list marks, and lines that were ended before they were full.
pub(crate) fn blocks(points: &CodePoints, furniture: &[Span]) -> Vec<Range<usize>> {
    let text = points.text();
    let mut found = Vec::new();
    let mut start = 0;
    for border in furniture_borders(points, furniture).into_iter().chain([text.len()]) {
        if start < border {
            paragraphs(text, start..border, &mut found);
        }
        start = border;
    }
    found
}

fn paragraphs(text: &str, bytes: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = bytes.start;
    for line in text[bytes].split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{c}']) {
        let range = start..start + line.len();
        start = range.end;
        if line.trim().is_empty() {
            unwrap_lines(text, &lines, found);
            lines.clear();
        } else {
            lines.push(range);
        }
    }
    unwrap_lines(text, &lines, found);
}

/// Joins the lines of a paragraph that were broken only because they were full.
fn unwrap_lines(text: &str, lines: &[Range<usize>], found: &mut Vec<Range<usize>>) {
    let Some(first) = lines.first() else { return };
    let column = lines.iter().map(|line| text[line.clone()].trim_end().len()).max().unwrap_or(0).max(NARROWEST_COLUMN);
    let mut block = first.clone();
    for pair in lines.windows(2) {
        let [before, after] = [&text[pair[0].clone()], &text[pair[1].clone()]];
        if runs_on(before.trim_end(), after.trim_start(), column) {
            block.end = pair[1].end;
        } else {
            found.push(std::mem::replace(&mut block, pair[1].clone()));
        }
    }
    found.push(block);
}

/// Whether a line goes on in the next: its column had no room for the next word, or the next begins in lower case.
fn runs_on(before: &str, after: &str, column: usize) -> bool {
    if begins_list_item(after) {
        return false;
    }
    let next_word = after.split(char::is_whitespace).next().unwrap_or_default().len();
    after.starts_with(char::is_lowercase) || before.len() + 1 + next_word > column
}

/// "- item", "• item", "* item".
fn begins_list_item(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(|c| matches!(c, '-' | '–' | '—' | '*' | '•' | '·' | '▪' | '►' | '‣'))
        && chars.next().is_some_and(char::is_whitespace)
}
