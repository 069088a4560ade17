//! When an undated text can have come out, from the dates it speaks of.

use super::{
    calendar::{Point, add_days},
    chart::{Found, find},
    grammar::Grammar,
    resolve::resolve,
    sketch::{Kind, Sketch},
    tense::Tense,
    token::{Token, tokenise},
};
use clew_model::{CodePoints, Interval, Span};
use jiff::civil::Date;

/// Days that a bare weekday looks back at most.
const WEEK: i32 = 6;

/// An interval in which an undated text was published, inferred from what it speaks of; `None` where it dates nothing.
///
/// The latest full day (day, month and year all said) that it speaks of in the past or present tense is the earliest
/// day it can have come out on. Where its text also names weekdays alone ("on Tuesday") for what is past, it was
/// written within a week of what it reports, and the latest day is six days after that; otherwise the latest end is
/// open. A day spoken of in the future tense says nothing of the earliest end.
pub fn infer_published(text: &CodePoints<'_>, sentences: &[Span]) -> Option<Interval> {
    let grammar = Grammar::compiled();
    let tokens = tokenise(text, sentences, grammar);
    let found = find(&tokens, grammar);
    let placed = resolve(&tokens, &found, None, grammar);
    let spoken_of = |nth: usize| placed[nth].tense != Tense::Future;
    let earliest = (0..found.len())
        .filter(|&nth| spoken_of(nth) && is_full_day(&found[nth].sketch))
        .filter_map(|nth| placed[nth].point.and_then(Point::date))
        .max()?;
    let has_weekday = (0..found.len()).any(|nth| spoken_of(nth) && is_bare_weekday(&found[nth], &tokens));
    Some(Interval { earliest: Some(earliest), latest: end_of_week(earliest).filter(|_| has_weekday) })
}

fn end_of_week(day: Date) -> Option<Date> {
    add_days(day, WEEK)
}

fn is_full_day(sketch: &Sketch) -> bool {
    let names_day = sketch.day.is_some() && sketch.month.is_some() || sketch.easter.is_some();
    sketch.kind == Some(Kind::Calendar) && sketch.year.is_some() && names_day && sketch.base.is_none()
}

/// "on Tuesday", with no date and no "last" or "that" beside it.
fn is_bare_weekday(found: &Found, tokens: &[Token<'_>]) -> bool {
    let sketch = &found.sketch;
    let is_alone = sketch.month.is_none() && sketch.day.is_none() && sketch.base.is_none();
    sketch.kind == Some(Kind::Calendar) && sketch.weekday.is_some() && is_alone && found.end <= tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(text: &str, expect: Option<Interval>) {
        assert_eq!(infer_published(&CodePoints::new(text), &[]), expect, "{text}");
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
}
