//! Words in quotation marks: straight, curly, angled and low ones, single and double.
//!
//! A quotation that runs on over paragraphs has its mark opened again at each; every paragraph is a span of its own. A
//! mark that nothing closes quotes nothing: an inch sign must not make a quotation of half a page.

use crate::blocks::furniture_borders;
use crate::tokens::is_elided;
use clew_model::{CodePoints, Span};
use std::ops::Range;

/// The longest paragraph of a quotation, in bytes; a mark further away closes something else.
const LONGEST: usize = 10_000;

/// Quotations in order of their start, longer first; the marks left out; those within others are spans of their own.
pub fn quotations(points: &CodePoints, furniture: &[Span]) -> Vec<Span> {
    let text = points.text();
    let mut found = Vec::new();
    let mut start = 0;
    for border in furniture_borders(points, furniture).into_iter().chain([text.len()]) {
        if start < border {
            Scan::new(text, start..border).run(&mut found);
        }
        start = border;
    }
    found.sort_by_key(|bytes| (bytes.start, std::cmp::Reverse(bytes.end)));
    found.into_iter().map(|bytes| points.span(bytes)).collect()
}

/// Families of marks: only a mark of the same family closes what one has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Straight,
    Curly,
    Angled,
    /// Opened low: „so“ or „so”.
    Low,
    /// ``so''
    Typed,
    Single,
    CurlySingle,
}

impl Family {
    fn is_single(self) -> bool {
        matches!(self, Self::Single | Self::CurlySingle)
    }
}

/// A quotation that nothing has closed yet.
struct Open {
    family: Family,
    /// The first byte after the mark.
    from: usize,
    /// Earlier paragraphs of the same quotation.
    paragraphs: Vec<Range<usize>>,
    /// A single mark that may be a possessive's apostrophe or the end: taken for the end if no better one comes.
    possible_end: Option<usize>,
}

struct Scan<'t> {
    text: &'t str,
    within: Range<usize>,
    open: Vec<Open>,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, within: Range<usize>) -> Self {
        Self { text, within, open: Vec::new() }
    }

    fn run(mut self, found: &mut Vec<Range<usize>>) {
        let mut resume = self.within.start;
        for (at, c) in self.text[self.within.clone()].char_indices() {
            let at = self.within.start + at;
            if at < resume || !matches!(c, '\n' | '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '«' | '»' | '„')
            {
                continue;
            }
            resume = if c == '\n' { self.line_end(at, found) } else { self.mark(at, c, found) };
        }
        self.drop_open(0, found);
    }

    fn around(&self, start: usize, end: usize) -> (Option<char>, Option<char>) {
        let before = self.text[self.within.start..start].chars().next_back();
        (before, self.text[end..self.within.end].chars().next())
    }

    /// Takes a mark; returns where to go on.
    fn mark(&mut self, at: usize, c: char, found: &mut Vec<Range<usize>>) -> usize {
        let doubled = matches!(c, '`' | '\'') && self.text[at..self.within.end].chars().nth(1) == Some(c);
        let end = at + c.len_utf8() * if doubled { 2 } else { 1 };
        let (before, after) = self.around(at, end);
        let can_open = before.is_none_or(|c| !c.is_alphanumeric() && !is_closing_punctuation(c))
            && after.is_some_and(|c| !c.is_whitespace());
        let can_close = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric());
        match c {
            '`' if doubled => self.begin(Family::Typed, end, found),
            '\'' if doubled => self.close(Family::Typed, at, found),
            '"' if self.is_open(Family::Straight) && (can_close || !can_open) => {
                self.close(Family::Straight, at, found)
            }
            '"' if can_open => self.begin(Family::Straight, end, found),
            '„' => self.begin(Family::Low, end, found),
            '“' if self.is_open(Family::Low) => self.close(Family::Low, at, found),
            '“' => self.begin(Family::Curly, end, found),
            '”' if self.is_open(Family::Low) => self.close(Family::Low, at, found),
            '”' => self.close(Family::Curly, at, found),
            '«' | '»' | '‹' | '›' if self.is_open(Family::Angled) && can_close => {
                self.close(Family::Angled, at, found)
            }
            '«' | '»' => self.angled(at, c, found),
            '‘' if can_open && !is_elided(&self.text[at..]) => self.begin(Family::CurlySingle, end, found),
            '’' if can_close => self.close_single(Family::CurlySingle, at, found),
            '\'' if can_close && self.is_open(Family::Single) => self.close_single(Family::Single, at, found),
            '\'' if can_open && after.is_some_and(char::is_alphanumeric) && !is_elided(&self.text[at..]) => {
                self.begin(Family::Single, end, found);
            }
            _ => {}
        }
        end
    }

    /// «So» and »so«: the mark that is not the opener's closes.
    fn angled(&mut self, at: usize, c: char, found: &mut Vec<Range<usize>>) {
        let opened_by_other =
            self.open.iter().any(|open| open.family == Family::Angled && !self.text[..open.from].ends_with(c));
        match opened_by_other {
            true => self.close(Family::Angled, at, found),
            false => self.begin(Family::Angled, at + c.len_utf8(), found),
        }
    }

    fn is_open(&self, family: Family) -> bool {
        self.open.iter().any(|open| open.family == family)
    }

    /// Opens a quotation; one of the same family that was open is dropped: its end was forgotten.
    fn begin(&mut self, family: Family, from: usize, found: &mut Vec<Range<usize>>) {
        if let Some(nth) = self.open.iter().position(|open| open.family == family) {
            self.drop_open(nth, found);
        }
        self.open.push(Open { family, from, paragraphs: Vec::new(), possible_end: None });
    }

    /// Closes the quotation of a family, and drops what was opened inside it and not closed.
    fn close(&mut self, family: Family, end: usize, found: &mut Vec<Range<usize>>) {
        let Some(nth) = self.open.iter().rposition(|open| open.family == family) else { return };
        self.drop_open(nth + 1, found);
        let open = self.open.pop().expect("the one just found");
        if end - open.from <= LONGEST {
            found.extend(open.paragraphs);
            found.extend(trimmed(self.text, open.from..end));
        }
    }

    /// Closes a single quotation, unless the mark may be the apostrophe of "the workers' rights".
    fn close_single(&mut self, family: Family, at: usize, found: &mut Vec<Range<usize>>) {
        let after = self.text[at..].chars().skip(1);
        let lower_follows = after.clone().next() == Some(' ') && after.clone().nth(1).is_some_and(char::is_lowercase);
        let possessive = self.text[..at].ends_with(['s', 'S']) && lower_follows;
        match self.open.iter_mut().rfind(|open| open.family == family) {
            Some(open) if possessive => open.possible_end = Some(open.possible_end.unwrap_or(at)),
            Some(_) => self.close(family, at, found),
            None => {}
        }
    }

    /// Gives up what is open from the `from`th on; a single quotation with a possible end takes it.
    fn drop_open(&mut self, from: usize, found: &mut Vec<Range<usize>>) {
        for open in self.open.drain(from.min(self.open.len())..) {
            let end = open.possible_end.filter(|end| end - open.from <= LONGEST);
            found.extend(end.and_then(|end| trimmed(self.text, open.from..end)));
        }
    }

    /// At the end of a line: a double quotation goes on where the next line opens with its mark again; a blank line ends
    /// all others.
    fn line_end(&mut self, at: usize, found: &mut Vec<Range<usize>>) -> usize {
        let rest = &self.text[at..self.within.end];
        let next = at + rest.len() - rest.trim_start().len();
        let blank = self.text[at..next].matches('\n').count() > 1;
        let first = self.text[next..self.within.end].chars().next();
        let outer = self.open.iter().position(|open| !open.family.is_single());
        if let Some(nth) = outer.filter(|nth| first.is_some_and(|first| reopens(self.open[*nth].family, first))) {
            self.drop_open(nth + 1, found);
            let open = self.open.last_mut().expect("the one just found");
            let mark = first.map_or(0, char::len_utf8);
            open.paragraphs.extend(trimmed(self.text, open.from..at));
            open.from = next + mark;
            return next + mark;
        }
        if blank {
            self.drop_open(0, found);
        }
        next.max(at + 1)
    }
}

/// Whether a mark at the beginning of a paragraph takes up a quotation of this family again.
fn reopens(family: Family, mark: char) -> bool {
    match family {
        Family::Straight => mark == '"',
        Family::Curly => matches!(mark, '“' | '”'),
        Family::Angled => matches!(mark, '«' | '»'),
        Family::Low => mark == '„',
        Family::Typed => mark == '`',
        Family::Single | Family::CurlySingle => false,
    }
}

fn is_closing_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | '%' | ')')
}

/// The range without white space and typed marks at its ends; nothing where nothing is left.
fn trimmed(text: &str, bytes: Range<usize>) -> Option<Range<usize>> {
    let words = text[bytes.clone()].trim_start_matches(|c: char| c.is_whitespace() || c == '`');
    let start = bytes.end - words.len();
    let end = start + words.trim_end().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let points = CodePoints::new(text);
        let found: Vec<_> = quotations(&points, &[]).into_iter().map(|span| points.slice(span)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_kind() {
        check("\"We left,\" he said. \"All of us.\"", &["We left,", "All of us."]);
        check("“We left,” he said.", &["We left,"]);
        check("Er sagte: „Wir gingen“, „alle”.", &["Wir gingen", "alle"]);
        check("Il dit: « Nous partons » et »alle gingen« .", &["Nous partons", "alle gingen"]);
        check("``We left,'' he said.", &["We left,"]);
        check("Victims 'trapped on car deck'", &["trapped on car deck"]);
        check("He wrote ‘no’ twice", &["no"]);
    }

    #[test]
    fn apostrophes_are_not_marks() {
        check("It's the workers' choice in the '90s, Weil's and O'Neill's", &[]);
        check("It’s the workers’ choice in the ’90s, Weil’s", &[]);
        check("He said: 'The workers' rights don't end.' They left.", &["The workers' rights don't end."]);
        check("the 'masters' and their men", &["masters"]);
        check("a ‘sign of the times’ according to Weil", &["sign of the times"]);
    }

    #[test]
    fn a_quotation_within_another_is_its_own() {
        check("“He said ‘no’ to us,” she said", &["He said ‘no’ to us,", "no"]);
        check("\"He said 'no' to us,\" she said", &["He said 'no' to us,", "no"]);
    }

    #[test]
    fn paragraphs_that_open_again_go_on() {
        check("“We left.\n\n“Then we came back,” he said.", &["We left.", "Then we came back,"]);
        check("\"We left.\n\n\"Then we came back,\" he said.", &["We left.", "Then we came back,"]);
        check("“We left.\n“Then we came back,” he said.", &["We left.", "Then we came back,"]);
    }

    #[test]
    fn what_nothing_closes_quotes_nothing() {
        check("A 5\" pipe. It burst.\n\nThen \"nothing\" more.", &["nothing"]);
        check("\"We left.\n\nThe rest stayed.", &[]);
        check("“We left. “We came back,” he said", &["We came back,"]);
    }

    #[test]
    fn furniture_ends_a_quotation() {
        let points = CodePoints::new("\"We left Sign up\" \"here\"");
        let found = quotations(&points, &[Span::new(9, 17)]);
        assert_eq!(found.into_iter().map(|span| points.slice(span)).collect::<Vec<_>>(), ["here"]);
    }
}
