//! When an undated text can have come out, from the dates it speaks of.

use super::{
    calendar::{Point, add_days, day_of},
    chart::{Found, find},
    grammar::Grammar,
    resolve::{Placed, days_between, resolve},
    sketch::Kind,
    tense::Tense,
    token::{Token, tokenise},
};
use clew_model::{CodePoints, Interval, Span};
use jiff::civil::Date;

/// Days that a bare weekday looks back at most.
const WEEK: i32 = 6;
/// Years among which a weekday tells the year of a day: in any five of them it falls on that day once at most.
const YEARS: i32 = 5;
/// Days ahead within which what is to come is named by its weekday too.
const NEAR: i32 = 31;
/// Sentences at the head of a text among which a day by itself is that of its publication.
const HEAD_SENTENCES: u32 = 4;

/// An interval in which an undated text was published, inferred from what it speaks of; `None` where that tells nothing.
///
/// `by` is a day before which the text is known to have come out, by less than five years: such as the last day on which
/// the documents it was found among came out. The day of a file will not do, for it may be a copy of an old one.
///
/// The latest full day (day, month and year all said) that it speaks of in the past or present tense is the earliest
/// day it can have come out on; where that day stands by itself at the head ("Port Else, 7 June 2021.") it is the day
/// it came out. Where the text also names weekdays alone ("on Tuesday") for what is past, it was written within a week
/// of what it reports, and the latest day is six days after that; otherwise the latest end is open.
///
/// A weekday fixes the year of "Monday 7 June" where the text says some other year, or `by` does: among five years from
/// the latest one said, or up to `by`, the day falls on that weekday once at most. Such a day still to come, named by
/// its weekday because it is near, ends the interval; it then begins with the last weekday spoken of in the past. Other
/// days of the future tense say nothing.
pub fn infer_published(text: &CodePoints<'_>, sentences: &[Span], by: Option<Date>) -> Option<Interval> {
    let grammar = Grammar::compiled();
    let tokens = tokenise(text, sentences, grammar);
    let found = find(&tokens, grammar);
    let placed = resolve(&tokens, &found, None, grammar);
    Undated { tokens: &tokens, found: &found, placed: &placed, by }.interval()
}

struct Undated<'a, 't> {
    tokens: &'a [Token<'t>],
    found: &'a [Found],
    placed: &'a [Placed],
    by: Option<Date>,
}

impl Undated<'_, '_> {
    fn interval(&self) -> Option<Interval> {
        let all = || 0..self.found.len();
        let reported = all().filter(|&nth| self.placed[nth].tense != Tense::Future);
        let last = reported.filter_map(|nth| Some((self.day(nth)?, nth))).max_by_key(|&(day, _)| day);
        let Some((earliest, _)) = last else { return self.interval_up_to_coming() };
        if all().any(|nth| self.day(nth) == Some(earliest) && self.is_imprint(nth)) {
            return Some(Interval::day(earliest));
        }
        let has_weekday = all().any(|nth| self.placed[nth].tense != Tense::Future && self.is_bare_weekday(nth));
        Some(Interval { earliest: Some(earliest), latest: add_days(earliest, WEEK).filter(|_| has_weekday) })
    }

    /// From the last weekday spoken of in the past up to the day before the first that is named by its weekday too and
    /// still to come.
    fn interval_up_to_coming(&self) -> Option<Interval> {
        let coming = |nth: usize| self.day(nth).filter(|_| self.found[nth].sketch.weekday.is_some());
        let latest = add_days((0..self.found.len()).filter_map(coming).min()?, -1)?;
        let is_past = |nth: &usize| self.placed[*nth].tense == Tense::Past && self.is_bare_weekday(*nth);
        let weekdays = (0..self.found.len()).filter(is_past).filter_map(|nth| self.found[nth].sketch.weekday);
        let back = weekdays.map(|weekday| (monday_one(latest) - weekday).rem_euclid(7)).min()?;
        Some(Interval { earliest: add_days(latest, -back), latest: Some(latest) })
    }

    /// The day of an expression that says it in full, or with its weekday where that fixes the year.
    fn day(&self, nth: usize) -> Option<Date> {
        let sketch = &self.found[nth].sketch;
        let names_day = sketch.day.is_some() && sketch.month.is_some() || sketch.easter.is_some();
        if sketch.kind != Some(Kind::Calendar) || sketch.base.is_some() || !names_day {
            return None;
        }
        if sketch.year.is_some() { self.placed[nth].point.and_then(Point::date) } else { self.day_on_weekday(nth) }
    }

    fn day_on_weekday(&self, nth: usize) -> Option<Date> {
        let sketch = &self.found[nth].sketch;
        let (month, day, weekday) = (sketch.month?, sketch.day?, sketch.weekday?);
        let by = self.by.map(|by| i32::from(by.year()));
        let said = self.found.iter().filter(|found| found.sketch.bc.is_none()).filter_map(|found| found.sketch.year);
        let said = said.filter(|&year| by.is_none_or(|by| year <= by && year > by - YEARS));
        let first = said.max().or(by.map(|by| by - YEARS + 1))?;
        let days = (first..first + YEARS).filter_map(|year| day_of(year, month, day));
        let ahead = if self.placed[nth].tense == Tense::Future { NEAR } else { 0 };
        let last = self.by.and_then(|by| add_days(by, ahead));
        days.filter(|&day| last.is_none_or(|last| day <= last)).find(|&day| monday_one(day) == weekday)
    }

    /// Whether a day stands by itself at the head of the text: "Port Else, 7 June 2021."
    fn is_imprint(&self, nth: usize) -> bool {
        let found = &self.found[nth];
        let sentence = self.tokens[found.start].sentence;
        let beside = |token: Option<&Token<'_>>, signs: &[&str]| {
            token.is_none_or(|token| token.sentence != sentence || signs.contains(&token.text))
        };
        let before = found.start.checked_sub(1).map(|at| &self.tokens[at]);
        let is_head = sentence < self.tokens[0].sentence + HEAD_SENTENCES;
        is_head && beside(before, &[",", ":"]) && beside(self.tokens.get(found.end), &[".", "(", "-", "·"])
    }

    /// "on Tuesday", with no date and no "last" or "that" beside it.
    fn is_bare_weekday(&self, nth: usize) -> bool {
        let sketch = &self.found[nth].sketch;
        let is_alone = sketch.month.is_none() && sketch.day.is_none() && sketch.base.is_none();
        sketch.kind == Some(Kind::Calendar) && sketch.weekday.is_some() && is_alone
    }
}

/// Words before the day on which a page was last written: "Updated 14 September 2013".
const STAMPS: [&str; 4] = ["updated", "posted", "published", "modified"];
/// Tokens between such a word and its day: "Last updated on Mon.:".
const STAMP_REACH: usize = 4;
/// Days from such a day to that of publication, within which it is the page's own.
const STAMP_DAYS: i32 = 60;

/// The day that stands at the head of a page as that on which it was last written, where it is known to have come out on `published`,
/// or had by then: what it calls Friday is the one before that day.
pub(super) fn last_written(tokens: &[Token<'_>], found: &[Found], published: Option<Date>) -> Option<Date> {
    let published = published?;
    let first = tokens.first()?.sentence;
    let head = found.iter().take_while(|found| tokens[found.start].sentence < first + HEAD_SENTENCES);
    let is_stamped = |found: &&Found| {
        let before = &tokens[found.start.saturating_sub(STAMP_REACH)..found.start];
        let sentence = tokens[found.start].sentence;
        let is_stamp = |token: &Token<'_>| STAMPS.iter().any(|stamp| token.text.eq_ignore_ascii_case(stamp));
        before.iter().any(|token| token.sentence == sentence && is_stamp(token))
    };
    let days = head.filter(is_stamped).filter_map(|found| {
        let sketch = &found.sketch;
        // 9/4/2013 can be either of two days.
        let is_plain = sketch.swappable != Some(true) || sketch.day > Some(12);
        day_of(sketch.year.filter(|_| is_plain && sketch.bc.is_none())?, sketch.month?, sketch.day?)
    });
    days.filter(|day| *day <= published && days_between(*day, published) < STAMP_DAYS).max()
}

/// 1 is Monday.
fn monday_one(day: Date) -> i32 {
    day.weekday().to_monday_one_offset().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(text: &str, expect: Option<Interval>) {
        check_by(text, None, expect);
    }

    fn check_by(text: &str, by: Option<Date>, expect: Option<Interval>) {
        let points = CodePoints::new(text);
        assert_eq!(infer_published(&points, &crate::sentences(&points, &[]), by), expect, "{text}");
    }

    #[test]
    fn the_latest_past_day_is_the_earliest_publication() {
        let open = Interval { earliest: Some(date(2021, 6, 7)), latest: None };
        check("He left on 3 May 2019. The bridge fell on 7 June 2021.", Some(open));
    }

    #[test]
    fn a_weekday_alone_narrows_it_to_the_week_after() {
        let week = Interval { earliest: Some(date(2021, 6, 7)), latest: Some(date(2021, 6, 13)) };
        check("The bridge fell on 7 June 2021. Police searched the works on Wednesday.", Some(week));
    }

    #[test]
    fn what_is_still_to_come_says_nothing() {
        check("The bridge will open on 7 June 2021.", None);
        check("The bridge fell.", None);
        check("The bridge fell in June 2021.", None);
    }

    #[test]
    fn a_day_by_itself_at_the_head_is_that_of_publication() {
        let day = Some(Interval::day(date(2021, 6, 8)));
        check("On the bridge\n\nPort Else, 8 June 2021. The council is sad. It was told on Monday.", day);
        check("Interim report, 8 June 2021 (extract)\n\nNine people died on Monday 7 June 2021.", day);
        let open = Interval { earliest: Some(date(2021, 6, 8)), latest: None };
        check("The council met on 8 June 2021. It was sad.", Some(open));
    }

    #[test]
    fn a_page_s_own_stamp_says_from_which_day_it_speaks() {
        let value = |text: &str| crate::times::tests::values(text, Some("2021-06-22")).pop();
        let friday = |day: &str| Some(format!("2021-06-{day}"));
        assert_eq!(value("Mill burns\n\nUpdated 06/15/2021 01:03 PM\n\nThe mill burned on Friday."), friday("11"));
        assert_eq!(value("Mill burns\n\nLast updated on 15 June 2021.\n\nThe mill burned on Friday."), friday("11"));
        assert_eq!(value("Mill burns\n\nRebuilt 15 June 2021.\n\nThe mill burned on Friday."), friday("18"));
        assert_eq!(value("Mill burns\n\nUpdated 06/07/2021.\n\nThe mill burned on Friday."), friday("18"));
        assert_eq!(value("Mill burns\n\nUpdated 15 June 2019.\n\nThe mill burned on Friday."), friday("18"));
    }

    #[test]
    fn a_weekday_fixes_the_year_of_a_day() {
        let text = "He was charged on Wednesday. The water may be back on Monday 17 April.";
        let week = Some(Interval { earliest: Some(date(2023, 4, 12)), latest: Some(date(2023, 4, 16)) });
        check(text, None);
        check_by(text, Some(date(2024, 2, 1)), week);
        check(&format!("{text} The well dates from 2021."), week);
        check_by(text, Some(date(2023, 4, 13)), week);
        check_by(text, Some(date(2022, 2, 1)), None);
        let open = Interval { earliest: Some(date(2023, 4, 17)), latest: None };
        check_by("The water came back on Monday 17 April.", Some(date(2024, 2, 1)), Some(open));
    }
}
