//! Letters quoted in a reply: what they call today is the day they were written.

use super::{calendar::Point, chart::Found, token::Token};
use jiff::civil::Date;

/// Words after a date among which "wrote:" makes it the heading of a quoted letter.
const HEADING: usize = 16;

/// The letter that a reply quotes in lines marked ">", as mail programs do (RFC 3676, 4.5).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct QuotedLetter {
    day: Option<Date>,
    /// The paragraph that holds the last mark, and the tokens read so far in search of it.
    paragraph: Option<u32>,
    n_read: usize,
}

impl QuotedLetter {
    /// The day of the letter that token `at` is quoted from, if it is; to be asked from the front to the back.
    pub(super) fn day_at(&mut self, tokens: &[Token<'_>], at: usize) -> Option<Date> {
        let unread = &tokens[self.n_read.min(at)..at];
        self.paragraph =
            unread.iter().rev().find(|token| token.text == ">").map_or(self.paragraph, |mark| Some(mark.paragraph));
        self.n_read = at;
        self.day.filter(|_| self.paragraph == Some(tokens[at].paragraph))
    }

    /// Keeps the day of "On 14 February 2023 at 16:20, Thora Quillan wrote:".
    pub(super) fn note_heading(&mut self, tokens: &[Token<'_>], found: &Found, point: Option<Point>) {
        let after = &tokens[found.end..tokens.len().min(found.end + HEADING)];
        let here = |pair: &&[Token<'_>]| pair[1].paragraph == tokens[found.start].paragraph;
        let is_heading = after.windows(2).take_while(here).any(|pair| pair[0].text == "wrote" && pair[1].text == ":");
        if let (true, true, Some(day)) = (is_heading, found.sketch.year.is_some(), point.and_then(Point::date)) {
            self.day = Some(day);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::times::tests::values;

    fn check(text: &str, expect: &[&str]) {
        assert_eq!(values(text, Some("2021-06-10")), expect, "{text}");
    }

    #[test]
    fn today_in_a_quoted_letter_is_its_own() {
        let heading = "I come today.\n\nOn Mon, 7 Jun 2021 at 16:20, Ada Holm wrote:\n";
        check(
            &format!("{heading}\n> I called twice today. Please come before Wednesday.\n\nSent today."),
            &["2021-06-10", "2021-06-07T16:20", "2021-06-07", "2021-06-09", "2021-06-10"],
        );
        check(&format!("{heading}> I called\n> yesterday."), &["2021-06-10", "2021-06-07T16:20", "2021-06-06"]);
    }

    #[test]
    fn a_mark_without_a_heading_changes_nothing() {
        check("On 7 June 2021 he left.\n\n> I called today.", &["2021-06-07", "2021-06-10"]);
    }
}
