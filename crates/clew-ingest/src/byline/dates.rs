//! Days as people write them: "June 10, 2021", "10. Juni 2021", "2021-06-10", "10/06/21", "10 June" without a year.
//!
//! Only forms are read here, not what a date is about; whether it is a publication date is for the lines around it.

use clew_model::Interval;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

const MONTHS: &str = include_str!("months.txt");

/// Years that press can have been printed in.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;

static FORMS: LazyLock<Forms> = LazyLock::new(Forms::new);

type ReadDay = fn(&Captures<'_>) -> Option<Day>;

struct Forms {
    month_of: HashMap<String, i8>,
    year_first: Regex,
    month_first: Regex,
    day_first: Regex,
    numeric: Regex,
    han: Regex,
}

impl Forms {
    fn new() -> Self {
        let month_of: HashMap<String, i8> =
            months().flat_map(|(month, names, _)| names.map(move |name| (name.to_owned(), month))).collect();
        let mut names: Vec<&str> = month_of.keys().map(String::as_str).collect();
        // The longest first: "september" before "sep".
        names.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
        let month = names.join("|");
        let regex = |pattern: &str| Regex::new(pattern).expect("the forms are fixed but for the names of months");
        Self {
            year_first: regex(r"\b(\d{4})([-/.])(\d{1,2})([-/.])(\d{1,2})(?:\b|T|_)"),
            month_first: regex(&format!(r"(?i)\b({month})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s*(\d{{4}})\b)?")),
            day_first: regex(&format!(
                r"(?i)\b(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?[\s-]*(?:of\s+|de\s+)?({month})\b\.?(?:,?[\s-]*(?:de\s+|del\s+)?(\d{{4}})\b)?"
            )),
            numeric: regex(r"\b(\d{1,2})([-/.])(\d{1,2})([-/.])(\d{4}|\d{2})\b"),
            han: regex(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]"),
            month_of,
        }
    }
}

/// The lines of `months.txt`: number, names, example.
fn months() -> impl Iterator<Item = (i8, std::str::SplitTerminator<'static, &'static str>, &'static str)> {
    MONTHS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('|').map(str::trim);
        Some((fields.next()?.parse().ok()?, fields.next()?.split_terminator(", "), fields.next()?))
    })
}

/// A day written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// What it says.
    pub day: Day,
}

/// What a written day says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    /// One day.
    Known(Date),
    /// "03/04/2021": the fourth of March or the third of April.
    Either { month_first: Date, day_first: Date },
    /// "June 10", without its year.
    Yearless { month: i8, day: i8 },
}

/// How a document writes its numeric dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    MonthFirst,
    DayFirst,
}

impl Day {
    /// The days it can be; `None` where it lacks its year.
    pub(crate) fn interval(self, order: Option<Order>) -> Option<Interval> {
        match (self, order) {
            (Self::Known(date), _) => Some(Interval::day(date)),
            (Self::Either { month_first, .. }, Some(Order::MonthFirst)) => Some(Interval::day(month_first)),
            (Self::Either { day_first, .. }, Some(Order::DayFirst)) => Some(Interval::day(day_first)),
            (Self::Either { month_first, day_first }, None) => {
                Some(Interval { earliest: Some(month_first.min(day_first)), latest: Some(month_first.max(day_first)) })
            }
            (Self::Yearless { .. }, _) => None,
        }
    }
}

/// Every day written in `text`, in order.
pub(crate) fn written_days(text: &str) -> Vec<Written> {
    let forms = &*FORMS;
    let mut found: Vec<Written> = Vec::new();
    let readers: [(&Regex, ReadDay); 5] = [
        (&forms.year_first, year_first),
        (&forms.han, han),
        (&forms.day_first, day_first),
        (&forms.month_first, month_first),
        (&forms.numeric, numeric),
    ];
    for (form, read) in readers {
        for captures in form.captures_iter(text) {
            let bytes = captures.get_match().range();
            let taken = found.iter().any(|other| other.bytes.start < bytes.end && bytes.start < other.bytes.end);
            match read(&captures) {
                // "1 May 10, 2021" is no date of the year 10; a form with its year goes before one without.
                Some(day) if !taken => found.push(Written { bytes, day }),
                Some(day @ Day::Known(_)) => replace_yearless(&mut found, Written { bytes, day }),
                _ => {}
            }
        }
    }
    found.sort_by_key(|written| written.bytes.start);
    found
}

/// "12 May 10, 2021": the yearless "12 May" gives way to "May 10, 2021".
fn replace_yearless(found: &mut Vec<Written>, known: Written) {
    let clashes = |other: &Written| other.bytes.start < known.bytes.end && known.bytes.start < other.bytes.end;
    if found.iter().filter(|other| clashes(other)).all(|other| matches!(other.day, Day::Yearless { .. })) {
        found.retain(|other| !clashes(other));
        found.push(known);
    }
}

/// How the numeric dates of `text` are written, where some can be read in one way only and they agree.
pub(crate) fn order_in(text: &str) -> Option<Order> {
    let mut order = None;
    for captures in FORMS.numeric.captures_iter(text) {
        let (first, second) = (number(&captures, 1)?, number(&captures, 3)?);
        let seen = match (first, second) {
            (13..=31, 1..=12) if &captures[2] != "." => Order::DayFirst,
            (1..=12, 13..=31) => Order::MonthFirst,
            _ => continue,
        };
        if order.is_some_and(|order| order != seen) {
            return None;
        }
        order = Some(seen);
    }
    order
}

/// The year that `text` states by itself or in its dates, where it states only one.
pub(crate) fn only_year_in(text: &str) -> Option<i16> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:1[89]|20)\d\d\b").expect("a fixed pattern"));
    let mut years: Vec<i16> = YEAR.find_iter(text).filter_map(|year| year.as_str().parse().ok()).collect();
    years.sort_unstable();
    years.dedup();
    (years.len() == 1).then(|| years[0])
}

fn number<N: std::str::FromStr>(captures: &Captures<'_>, group: usize) -> Option<N> {
    captures.get(group)?.as_str().parse().ok()
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    YEARS.contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

fn known(year: i16, month: i8, day: i8) -> Option<Day> {
    date(year, month, day).map(Day::Known)
}

fn with_or_without_year(captures: &Captures<'_>, month: &str, day: i8) -> Option<Day> {
    let month = *FORMS.month_of.get(&month.to_lowercase())?;
    match captures.get(3) {
        Some(year) => known(year.as_str().parse().ok()?, month, day),
        // A leap year, so that the 29th of February passes.
        None => date(2000, month, day).map(|_| Day::Yearless { month, day }),
    }
}

fn year_first(captures: &Captures<'_>) -> Option<Day> {
    let same = captures[2] == captures[4];
    same.then(|| known(number(captures, 1)?, number(captures, 3)?, number(captures, 5)?)).flatten()
}

fn han(captures: &Captures<'_>) -> Option<Day> {
    known(number(captures, 1)?, number(captures, 2)?, number(captures, 3)?)
}

fn month_first(captures: &Captures<'_>) -> Option<Day> {
    with_or_without_year(captures, &captures[1], number(captures, 2)?)
}

fn day_first(captures: &Captures<'_>) -> Option<Day> {
    with_or_without_year(captures, &captures[2], number(captures, 1)?)
}

/// Full stops stand between day and month in that order everywhere; other signs leave it open.
fn numeric(captures: &Captures<'_>) -> Option<Day> {
    let (first, second): (i8, i8) = (number(captures, 1)?, number(captures, 3)?);
    let year: i16 = number(captures, 5)?;
    let year = match captures[5].len() {
        4 => year,
        // The usual pivot of POSIX `strptime`: 69 and later are of the last century.
        _ if year >= 69 => 1900 + year,
        _ => 2000 + year,
    };
    if captures[2] != captures[4] {
        return None;
    }
    let day_first = date(year, second, first);
    let month_first = date(year, first, second);
    match (month_first, day_first) {
        (_, Some(day)) if &captures[2] == "." => Some(Day::Known(day)),
        (Some(month_first), Some(day_first)) if month_first != day_first => {
            Some(Day::Either { month_first, day_first })
        }
        (month_first, day_first) => month_first.or(day_first).map(Day::Known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days in braces: `{2021-06-10}`, `{2021-03-04|2021-04-03}`, `{06-10}`.
    fn check(text: &str, expected: &[&str]) {
        let shown = |day: Day| match day {
            Day::Known(date) => date.to_string(),
            Day::Either { month_first, day_first } => format!("{month_first}|{day_first}"),
            Day::Yearless { month, day } => format!("{month:02}-{day:02}"),
        };
        let found: Vec<String> = written_days(text).into_iter().map(|written| shown(written.day)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_line_of_months_reads_its_example() {
        for (month, names, example) in months() {
            assert_eq!(written_days(example).len(), 1, "{example}");
            check(example, &[&format!("2021-{month:02}-10")]);
            for name in names {
                check(&format!("10 {name} 2021"), &[&format!("2021-{month:02}-10")]);
            }
        }
    }

    #[test]
    fn numbers_alone_say_a_day_where_only_one_reading_is_possible() {
        check("2021-06-10T14:05:00+02:00", &["2021-06-10"]);
        check("2021/06/10", &["2021-06-10"]);
        check("10.06.2021", &["2021-06-10"]);
        check("11/18/19 11:04 PM", &["2019-11-18"]);
        check("25/12/2020", &["2020-12-25"]);
        check("03/04/2021", &["2021-03-04|2021-04-03"]);
        check("04/04/2021", &["2021-04-04"]);
        check("2018年9月25日", &["2018-09-25"]);
        check("31-12-99", &["1999-12-31"]);
    }

    #[test]
    fn a_day_can_lack_its_year() {
        check("VARN, June 10 (Agency) -", &["06-10"]);
        check("on 3 May and 12 June 2021", &["05-03", "2021-06-12"]);
        check("page 12 May 10, 2021", &["2021-05-10"]);
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        check("version 1.2.3 of 12/2021, 99/99/2021, 2021-13-01, 30 February 2021", &[]);
        check("the 2021 report, May be, in March", &[]);
        check("10/06-2021", &[]);
    }

    #[test]
    fn a_document_shows_its_order_once() {
        assert_eq!(order_in("from 25/12/2020 to 03/04/2021"), Some(Order::DayFirst));
        assert_eq!(order_in("12/25/2020"), Some(Order::MonthFirst));
        assert_eq!(order_in("25/12/2020 and 12/25/2020"), None);
        assert_eq!(order_in("03/04/2021"), None);
    }

    #[test]
    fn one_year_stands_or_none() {
        assert_eq!(only_year_in("Copyright 2021 Varn Gazette"), Some(2021));
        assert_eq!(only_year_in("2020 and 2021"), None);
        assert_eq!(only_year_in("no year"), None);
    }
}
