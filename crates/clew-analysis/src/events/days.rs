//! On which days a happening can have been, as one document tells it.

use clew_model::{Interval, Predicate};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An expression wider than so many days ("this month") says too little to tell happenings apart.
pub(super) const WIDEST_SAID: i32 = 7;
/// A report that gives no day mostly tells of its own day and of so many before it.
const FRESH: i32 = 2;
/// A day beside the one that is said most counts where it is said at least so much as often.
const BESIDE: f64 = 0.5;

/// By so many days the day of publication that a page gives may be before the real one.
const SKEWED: i32 = 1;

/// Days as numbers, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    /// The first, in days since 1970-01-01.
    pub first: i32,
    /// The last.
    pub last: i32,
    /// Whether the text says so, or only its day of publication.
    pub is_said: bool,
}

impl Days {
    /// Days from one to the other that lie between two stretches; 0 where they meet.
    pub fn apart(self, other: Self) -> i32 {
        (self.first - other.last).max(other.first - self.last).max(0)
    }

    /// As an interval of dates.
    pub fn interval(self) -> Interval {
        Interval { earliest: Some(date_of(self.first)), latest: Some(date_of(self.last)) }
    }
}

/// How much is said for each day.
#[derive(Debug, Clone, Default)]
pub(super) struct Votes(BTreeMap<i32, f64>);

impl Votes {
    /// Counts what one claim says, where it says days and not seasons.
    pub fn add(&mut self, predicate: Predicate, time: Interval, published: Option<i32>) {
        let Some((first, last)) = closed(time).filter(|(first, last)| last - first < WIDEST_SAID) else { return };
        let comes_later = matches!(predicate, Predicate::Die | Predicate::Injure | Predicate::Count);
        // "Police said on Monday" is too often read as the day of what they told.
        let is_of_report = published == Some(first);
        let weight = if comes_later { 0.5 } else { 1.0 } * if is_of_report { 0.5 } else { 1.0 };
        for day in first..=last {
            *self.0.entry(day).or_default() += weight / f64::from(last - first + 1);
        }
        if comes_later || is_of_report {
            *self.0.entry(first - 1).or_default() += weight * BESIDE;
        }
    }

    /// Leaves out the days after one: nothing is reported before it happens.
    pub fn until(&mut self, last: i32) {
        let after: f64 = self.0.range(last + 1..=last + SKEWED).map(|(_, votes)| votes).sum();
        let all: f64 = self.0.values().sum();
        // Where most say that it was a day later, one report's own day is wrong.
        let last = if 2.0 * after > all { last + SKEWED } else { last };
        self.0.retain(|day, _| *day <= last);
    }

    /// Adds what another document says, as much as any.
    pub fn add_share(&mut self, other: &Self) {
        let all: f64 = other.0.values().sum::<f64>().max(f64::MIN_POSITIVE);
        for (day, votes) in &other.0 {
            *self.0.entry(*day).or_default() += votes / all;
        }
    }

    /// The days that are said most, at most three; `None` where none is said.
    pub fn days(&self) -> Option<Days> {
        let most = self.0.values().copied().fold(0.0, f64::max);
        let (&day, _) = self.0.iter().find(|(_, votes)| **votes >= most)?;
        let is_beside = |day: i32| self.0.get(&day).is_some_and(|votes| *votes >= most * BESIDE);
        let first = if is_beside(day - 1) { day - 1 } else { day };
        let last = if is_beside(day + 1) { day + 1 } else { day };
        Some(Days { first, last, is_said: true })
    }
}

/// The days a report without any tells of: its own, and those just before.
pub(super) fn fresh(published: Option<i32>) -> Option<Days> {
    published.map(|day| Days { first: day - FRESH, last: day, is_said: false })
}

/// The months or years in which it was, where no day is said: what the times share, the narrowest first, and of what has happened not
/// after its first report. `None` where nothing is said.
pub(super) fn season(times: impl Iterator<Item = Interval>, first_report: Option<i32>) -> Option<Interval> {
    let mut times: Vec<Interval> = times.filter(|time| !time.is_open()).collect();
    let width = |time: &Interval| closed(*time).map_or(i32::MAX, |(first, last)| last.saturating_sub(first));
    times.sort_by_key(|time| (width(time), time.earliest, time.latest));
    let reported = first_report.map(|day| Interval { earliest: None, latest: Some(date_of(day)) });
    let mut season = times.first().copied()?;
    for time in times.into_iter().skip(1).chain(reported).filter(|time| time.overlaps(season)).collect::<Vec<_>>() {
        let earliest = season.earliest.max(time.earliest);
        let latest = [season.latest, time.latest].into_iter().flatten().min();
        season = Interval::new(earliest, latest).unwrap_or(season);
    }
    Some(season)
}

/// The day that an interval is, or its last, as a number.
pub(super) fn published_on(published: Interval) -> Option<i32> {
    published.latest.or(published.earliest).map(number_of)
}

/// Both ends as numbers, where both are known.
pub(super) fn closed(time: Interval) -> Option<(i32, i32)> {
    Some((number_of(time.earliest?), number_of(time.latest?)))
}

fn number_of(date: Date) -> i32 {
    Date::constant(1970, 1, 1).until(date).map_or(0, |span| span.get_days())
}

fn date_of(number: i32) -> Date {
    Date::constant(1970, 1, 1).saturating_add(number.days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn on(day: i8) -> Interval {
        Interval::day(date(2021, 6, day))
    }

    #[test]
    fn the_day_said_most_is_the_day() {
        let mut votes = Votes::default();
        votes.add(Predicate::Attack, on(7), None);
        votes.add(Predicate::Attack, on(7), None);
        votes.add(Predicate::Die, on(9), None);
        assert_eq!(votes.days().map(Days::interval), Some(on(7)));
    }

    #[test]
    fn a_death_or_a_report_of_the_same_day_can_follow_by_a_day() {
        let both = Interval { earliest: Some(date(2021, 6, 6)), latest: Some(date(2021, 6, 7)) };
        let mut died = Votes::default();
        died.add(Predicate::Die, on(7), None);
        assert_eq!(died.days().map(Days::interval), Some(both));
        let mut reported = Votes::default();
        reported.add(Predicate::Attack, on(7), published_on(on(7)));
        assert_eq!(reported.days().map(Days::interval), Some(both));
        reported.add(Predicate::Attack, on(7), published_on(on(9)));
        assert_eq!(reported.days().map(Days::interval), Some(on(7)));
    }

    #[test]
    fn nothing_is_reported_before_it_happens() {
        let mut votes = Votes::default();
        votes.add(Predicate::Attack, on(9), None);
        votes.add(Predicate::Attack, on(9), None);
        votes.add(Predicate::Attack, on(5), None);
        votes.until(number_of(date(2021, 6, 6)));
        assert_eq!(votes.days().map(Days::interval), Some(on(5)));
    }

    #[test]
    fn one_reports_own_day_that_is_a_day_too_early_does_not_move_what_most_say() {
        let on_the_seventh = |n_claims: usize| {
            let mut votes = Votes::default();
            (0..n_claims).for_each(|_| votes.add(Predicate::Attack, on(7), None));
            votes.add(Predicate::Attack, on(6), None);
            votes.until(number_of(date(2021, 6, 6)));
            votes.days().map(Days::interval)
        };
        assert_eq!(on_the_seventh(3), Some(on(7)));
        assert_eq!(on_the_seventh(1), Some(on(6)));
    }

    #[test]
    fn days_side_by_side_that_are_said_alike_are_both_possible() {
        let mut votes = Votes::default();
        votes.add(Predicate::Attack, on(7), None);
        votes.add(Predicate::Attack, on(8), None);
        let both = Interval { earliest: Some(date(2021, 6, 7)), latest: Some(date(2021, 6, 8)) };
        assert_eq!(votes.days().map(Days::interval), Some(both));
    }

    #[test]
    fn a_year_is_no_day_and_a_report_without_days_is_fresh() {
        let mut votes = Votes::default();
        votes.add(
            Predicate::Attack,
            Interval { earliest: Some(date(2021, 1, 1)), latest: Some(date(2021, 12, 31)) },
            None,
        );
        assert_eq!(votes.days(), None);
        let published = published_on(on(10));
        let expected = Interval { earliest: Some(date(2021, 6, 8)), latest: Some(date(2021, 6, 10)) };
        assert_eq!(fresh(published).map(Days::interval), Some(expected));
    }

    #[test]
    fn a_month_that_is_said_is_when_it_was_and_not_the_week_of_the_report() {
        let in_may = Interval { earliest: Some(date(2021, 5, 1)), latest: Some(date(2021, 5, 31)) };
        let since_spring = Interval { earliest: Some(date(2021, 5, 10)), latest: None };
        let report = published_on(on(7));
        assert_eq!(season([in_may].into_iter(), report), Some(in_may));
        let late_may = Interval { earliest: Some(date(2021, 5, 10)), latest: Some(date(2021, 5, 31)) };
        assert_eq!(season([since_spring, in_may].into_iter(), report), Some(late_may));
        assert_eq!(season([since_spring].into_iter(), report).and_then(|time| time.latest), Some(date(2021, 6, 7)));
        assert_eq!(season([Interval::open()].into_iter(), report), None);
    }

    proptest! {
        #[test]
        fn a_season_is_some_of_what_is_said_narrowest_and_not_after_the_report(
            spans in proptest::collection::vec((1..28_i8, 0..90_i32), 1..5), report in 1..28_i8,
        ) {
            let time = |(first, n_days): &(i8, i32)| {
                let first = date(2021, 5, *first);
                Interval { earliest: Some(first), latest: Some(first.saturating_add(n_days.days())) }
            };
            let times: Vec<Interval> = spans.iter().map(time).collect();
            let width = |time: &Interval| closed(*time).map(|(first, last)| last - first);
            let narrowest = times.iter().map(width).min();
            let found = season(times.iter().copied(), published_on(on(report))).expect("times are said");
            prop_assert!(found.earliest <= found.latest && width(&found) <= narrowest.flatten());
            prop_assert!(times.iter().any(|time| time.earliest <= found.earliest && found.latest <= time.latest));
            prop_assert!(found.latest <= Some(date(2021, 6, report)) || found.earliest > Some(date(2021, 6, report)));
        }
    }

    #[test]
    fn stretches_that_meet_are_not_apart() {
        let days = |first, last| Days { first, last, is_said: true };
        assert_eq!(days(1, 3).apart(days(3, 5)), 0);
        assert_eq!(days(8, 9).apart(days(3, 5)), 3);
    }
}
