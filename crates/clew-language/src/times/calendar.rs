//! Points of the calendar at any grain, their TIMEX3 values, the days they cover, and steps between them.

use super::sketch::{Length, Modifier, Part, Season, Unit};
use clew_model::Interval;
use jiff::{Span as JiffSpan, civil::Date};

/// A place in the calendar: a century, a year, a day, with a time of day where one is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub grain: Grain,
    pub clock: Option<Clock>,
}

/// A stretch of the calendar that has a name. Years are astronomical, so that 0 is 1 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// 18 is the nineteenth century.
    Century(i32),
    /// 199 is the nineties of the twentieth.
    Decade(i32),
    Year(i32),
    Half(i32, i32),
    Quarter(i32, i32),
    Season(i32, Season),
    Month(i32, i32),
    /// ISO 8601 year and week.
    Week(i32, i32),
    Weekend(i32, i32),
    Day(Date),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    Part(Part),
    At { hour: i32, minute: Option<i32>, second: Option<i32>, zone: Option<i32> },
}

impl Point {
    pub(super) fn day(date: Date) -> Self {
        Self { grain: Grain::Day(date), clock: None }
    }

    pub(super) fn of(grain: Grain) -> Self {
        Self { grain, clock: None }
    }

    /// The day, where it is one.
    pub(super) fn date(self) -> Option<Date> {
        match self.grain {
            Grain::Day(date) => Some(date),
            _ => None,
        }
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        let mut value = self.grain.value();
        if let Some(clock) = self.clock {
            if matches!(self.grain, Grain::Month(..)) {
                value.push_str("-XX");
            }
            value.push_str(&clock.value());
        }
        value
    }
}

impl Clock {
    /// "T14:30", "TNI"; minutes only where they are said or the hour is full.
    pub(super) fn value(self) -> String {
        let (hour, minute, second, zone) = match self {
            Self::Part(part) => return format!("T{}", part.code()),
            Self::At { hour, minute, second, zone } => (hour, minute, second, zone),
        };
        let seconds = second.map_or(String::new(), |second| format!(":{second:02}"));
        let zone = match zone {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) if minutes % 60 == 0 => format!("{:+03}", minutes / 60),
            Some(minutes) => format!("{:+03}:{:02}", minutes / 60, minutes.abs() % 60),
        };
        format!("T{hour:02}:{:02}{seconds}{zone}", minute.unwrap_or(0))
    }
}

impl Clock {
    /// Between midnight and six in the morning.
    pub(super) fn is_small_hour(self) -> bool {
        matches!(self, Self::At { hour: 0..6, .. })
    }

    /// In the evening or at night before midnight.
    pub(super) fn is_late(self) -> bool {
        matches!(self, Self::At { hour: 18..24, .. } | Self::Part(Part::Evening | Part::Night))
    }
}

impl Grain {
    fn value(self) -> String {
        match self {
            Self::Century(century) if century < 0 => format!("BC{:02}", -century - 1),
            Self::Century(century) => format!("{century:02}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Year(year) => year_value(year),
            Self::Half(year, half) => format!("{}-H{half}", year_value(year)),
            Self::Quarter(year, quarter) => format!("{}-Q{quarter}", year_value(year)),
            Self::Season(year, season) => format!("{}-{}", year_value(year), season.code()),
            Self::Month(year, month) => format!("{}-{month:02}", year_value(year)),
            Self::Week(year, week) => format!("{}-W{week:02}", year_value(year)),
            Self::Weekend(year, week) => format!("{}-W{week:02}-WE", year_value(year)),
            Self::Day(date) => format!("{}-{:02}-{:02}", year_value(date.year().into()), date.month(), date.day()),
        }
    }

    /// First and last day; both open where the calendar does not reach.
    pub(super) fn interval(self) -> Interval {
        let ends = match self {
            Self::Century(century) => years(century * 100, century * 100 + 99),
            Self::Decade(decade) => years(decade * 10, decade * 10 + 9),
            Self::Year(year) => years(year, year),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Season(year, season) => months(year, season.first_month(), 3),
            Self::Month(year, month) => months(year, month, 1),
            Self::Week(year, week) => week_days(year, week, 0, 6),
            Self::Weekend(year, week) => week_days(year, week, 5, 6),
            Self::Day(date) => Some((date, date)),
        };
        ends.map_or(Interval::open(), |(first, last)| Interval { earliest: Some(first), latest: Some(last) })
    }

    /// Its year, and for a decade or century the first one.
    pub(super) fn year(self) -> i32 {
        match self {
            Self::Century(century) => century * 100,
            Self::Decade(decade) => decade * 10,
            Self::Year(year) | Self::Half(year, _) | Self::Quarter(year, _) | Self::Season(year, _) => year,
            Self::Month(year, _) | Self::Week(year, _) | Self::Weekend(year, _) => year,
            Self::Day(date) => date.year().into(),
        }
    }

    /// Its month, where it lies in one.
    pub(super) fn month(self) -> Option<i32> {
        match self {
            Self::Month(_, month) => Some(month),
            Self::Day(date) => Some(date.month().into()),
            Self::Week(..) | Self::Weekend(..) => self.interval().earliest.map(|date| date.month().into()),
            _ => None,
        }
    }

    /// What of `unit` holds it: the month of a day, the year of a month; `None` where it is coarser than that.
    pub(super) fn widen(self, unit: Unit) -> Option<Self> {
        let first = self.interval().earliest?;
        Some(match unit {
            Unit::Century => Self::Century(self.year().div_euclid(100)),
            Unit::Decade => (!matches!(self, Self::Century(_))).then(|| Self::Decade(self.year().div_euclid(10)))?,
            Unit::Year => (!matches!(self, Self::Century(_) | Self::Decade(_))).then(|| Self::Year(self.year()))?,
            Unit::Season => self.month().map(|month| season_of(self.year(), month))?,
            Unit::Quarter => self.month().map(|month| Self::Quarter(self.year(), (month + 2) / 3))?,
            Unit::Month => Self::Month(self.year(), self.month()?),
            Unit::Week => matches!(self, Self::Week(..) | Self::Weekend(..) | Self::Day(_)).then(|| week_of(first))?,
            Unit::Weekend => match week_of(first) {
                Self::Week(year, week) => Self::Weekend(year, week),
                other => other,
            },
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => matches!(self, Self::Day(_)).then_some(self)?,
        })
    }

    /// The grain `steps` further on: the next month, the year before.
    pub(super) fn step(self, steps: i32) -> Option<Self> {
        Some(match self {
            Self::Century(century) => Self::Century(century + steps),
            Self::Decade(decade) => Self::Decade(decade + steps),
            Self::Year(year) => Self::Year(year + steps),
            Self::Half(year, half) => count_on(year, half, 2, steps, Self::Half),
            Self::Quarter(year, quarter) => count_on(year, quarter, 4, steps, Self::Quarter),
            Self::Season(year, season) => {
                let number = season as i32 + 1;
                count_on(year, number, 4, steps, |year, number| Self::Season(year, SEASONS[number as usize - 1]))
            }
            Self::Month(year, month) => count_on(year, month, 12, steps, Self::Month),
            Self::Week(..) => week_of(add_days(self.interval().earliest?, steps * 7)?),
            Self::Weekend(..) => week_of(add_days(self.interval().earliest?, steps * 7)?).widen(Unit::Weekend)?,
            Self::Day(date) => Self::Day(add_days(date, steps)?),
        })
    }
}

impl Season {
    /// TIMEX3's two letters.
    pub(super) fn code(self) -> &'static str {
        ["SP", "SU", "FA", "WI"][self as usize]
    }

    /// Of the northern, meteorological season.
    pub(super) fn first_month(self) -> i32 {
        [3, 6, 9, 12][self as usize]
    }
}

const SEASONS: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];

/// TIMEX3 writes years before Christ as "BC0218".
fn year_value(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

fn season_of(year: i32, month: i32) -> Grain {
    let season = SEASONS[((month + 9) % 12 / 3) as usize];
    Grain::Season(if month < 3 { year - 1 } else { year }, season)
}

fn count_on(year: i32, number: i32, in_year: i32, steps: i32, make: impl Fn(i32, i32) -> Grain) -> Grain {
    let whole = year * in_year + number - 1 + steps;
    make(whole.div_euclid(in_year), whole.rem_euclid(in_year) + 1)
}

/// The day of year, month and day; `None` where there is none such.
pub(super) fn day_of(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `days` later.
pub(super) fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(JiffSpan::new().days(days)).ok()
}

/// ISO 8601 week that holds a day.
pub(super) fn week_of(date: Date) -> Grain {
    let iso = date.iso_week_date();
    Grain::Week(iso.year().into(), iso.week().into())
}

fn years(first: i32, last: i32) -> Option<(Date, Date)> {
    Some((day_of(first, 1, 1)?, day_of(last, 12, 31)?))
}

fn months(year: i32, month: i32, count: i32) -> Option<(Date, Date)> {
    let first = day_of(year, month, 1)?;
    let after = first.checked_add(JiffSpan::new().months(count)).ok()?;
    Some((first, add_days(after, -1)?))
}

fn week_days(year: i32, week: i32, from: i32, to: i32) -> Option<(Date, Date)> {
    let (year, week) = (i16::try_from(year).ok()?, i8::try_from(week).ok()?);
    let monday = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?.date();
    Some((add_days(monday, from)?, add_days(monday, to)?))
}

/// Days of a point with its modifier: "early" is the first third of it, "late" the last, "mid" the middle one.
pub(super) fn narrowed(point: Point, modifier: Option<Modifier>) -> Interval {
    let whole = point.grain.interval();
    let (Some(first), Some(last)) = (whole.earliest, whole.latest) else { return whole };
    let days = first.until(last).map_or(0, |span| span.get_days());
    if days < 6 {
        return whole;
    }
    let third = (days + 1) / 3;
    let (from, to) = match modifier {
        Some(Modifier::Early) => (0, third),
        Some(Modifier::Mid) => (third, days - third),
        Some(Modifier::Late) => (days - third, days),
        _ => return whole,
    };
    Interval { earliest: add_days(first, from), latest: add_days(first, to) }
}

/// The point `length` before (-1) or after (1) another, at the grain that the length is spoken in.
///
/// Days and weeks count from day to day; months and years name the month or year they reach, for "two years ago" is
/// seldom meant to the day. `None` where the other point is too coarse to count from.
pub(super) fn shift(from: Point, length: &Length, direction: i32) -> Option<Point> {
    let finest = length.finest()?;
    if length.parts().nth(1).is_some() || finest < Unit::Day {
        return shift_exactly(from, length, direction);
    }
    let (_, count) = length.parts().next()?;
    let steps = direction * count.round() as i32;
    if count.fract() != 0.0 {
        return shift_exactly(from, length, direction).map(|point| coarser(point, finest));
    }
    match (finest, from.grain) {
        (Unit::Day, Grain::Day(date)) => add_days(date, steps).map(Point::day),
        (Unit::Week, Grain::Day(date)) => add_days(date, steps * 7).map(Point::day),
        (Unit::Day | Unit::Week, Grain::Week(..)) if finest == Unit::Week => from.grain.step(steps).map(Point::of),
        (Unit::Day, grain) => shifted_hull(grain, steps),
        (Unit::Week, grain) => shifted_hull(grain, steps * 7),
        (unit, grain) => grain.widen(unit)?.step(steps).map(Point::of),
    }
}

/// The day `length` away, counted out: months by the calendar, no grain kept.
pub(super) fn shift_by_days(from: Point, length: &Length, direction: i32) -> Option<Date> {
    shift_exactly(Point { clock: None, ..from }, length, direction)?.date()
}

/// A month less a few days is the month that most of it falls in.
fn shifted_hull(grain: Grain, days: i32) -> Option<Point> {
    match grain {
        Grain::Month(..) => {
            let interval = grain.interval();
            let middle = add_days(interval.earliest?, 14 + days)?;
            Grain::Day(middle).widen(Unit::Month).map(Point::of)
        }
        _ => None,
    }
}

fn coarser(point: Point, finest: Unit) -> Point {
    let unit = match finest {
        Unit::Decade | Unit::Century => Unit::Year,
        Unit::Year => Unit::Month,
        _ => Unit::Day,
    };
    point.grain.widen(unit).map_or(point, Point::of)
}

fn shift_exactly(from: Point, length: &Length, direction: i32) -> Option<Point> {
    let date = from.date()?;
    let mut span = JiffSpan::new();
    let mut minutes = 0.0;
    for (unit, count) in length.parts() {
        let count = f64::from(count) * f64::from(direction);
        let whole = count.trunc() as i64;
        match unit {
            Unit::Second => minutes += count / 60.0,
            Unit::Minute => minutes += count,
            Unit::Hour => minutes += count * 60.0,
            Unit::Day => span = span.days(whole),
            Unit::Weekend | Unit::Week => span = span.try_weeks(whole).ok()?,
            Unit::Month => span = span.try_months(span.get_months() as i64 + whole).ok()?,
            Unit::Quarter | Unit::Season => span = span.try_months(whole * 3).ok()?,
            Unit::Year => span = span.try_months((count * 12.0).round() as i64 + i64::from(span.get_months())).ok()?,
            Unit::Decade => span = span.try_years((count * 10.0).round() as i64).ok()?,
            Unit::Century => span = span.try_years((count * 100.0).round() as i64).ok()?,
        }
    }
    let moved = Point { grain: Grain::Day(date.checked_add(span).ok()?), clock: from.clock };
    if minutes == 0.0 { Some(moved) } else { shift_clock(moved, minutes.round() as i32) }
}

/// Moves the time of day; where only the day is known, minutes and hours leave it as it is.
fn shift_clock(point: Point, minutes: i32) -> Option<Point> {
    let Some(Clock::At { hour, minute, zone, .. }) = point.clock else { return Some(point) };
    let total = hour * 60 + minute.unwrap_or(0) + minutes;
    let date = add_days(point.date()?, total.div_euclid(24 * 60))?;
    let of_day = total.rem_euclid(24 * 60);
    let clock = Clock::At { hour: of_day / 60, minute: Some(of_day % 60), second: None, zone };
    Some(Point { grain: Grain::Day(date), clock: Some(clock) })
}

/// Easter Sunday of a year, by the Western reckoning (Meeus, Jones and Butcher's algorithm).
pub(super) fn easter(year: i32) -> Option<Date> {
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let moon_correction = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    day_of(year, days / 31, days % 31 + 1)
}

/// The `nth` weekday of a month; -1 is the last.
pub(super) fn nth_weekday(year: i32, month: i32, weekday: i32, nth: i32) -> Option<Date> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    day_of(year, month, 1)?.nth_weekday_of_month(i8::try_from(nth).ok()?, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_almanacs_have_it() {
        for (year, month, day) in
            [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2016, 3, 27), (2021, 4, 4), (2024, 3, 31)]
        {
            assert_eq!(easter(year), day_of(year, month, day));
        }
    }

    #[test]
    fn values_follow_timex3() {
        let check = |grain: Grain, expect: &str| assert_eq!(Point::of(grain).value(), expect);
        check(Grain::Century(18), "18");
        check(Grain::Decade(199), "199");
        check(Grain::Year(-217), "BC0218");
        check(Grain::Century(-9), "BC08");
        check(Grain::Season(1862, Season::Spring), "1862-SP");
        check(week_of(date(2021, 6, 10)), "2021-W23");
        check(week_of(date(2021, 1, 2)), "2020-W53");
        check(Grain::Month(2021, 4), "2021-04");
    }

    #[test]
    fn months_and_years_step_over_the_new_year() {
        let from = |grain: Grain, steps: i32| grain.step(steps).expect("within the calendar");
        assert_eq!(from(Grain::Month(2021, 11), 3), Grain::Month(2022, 2));
        assert_eq!(from(Grain::Quarter(2021, 1), -1), Grain::Quarter(2020, 4));
        assert_eq!(from(Grain::Week(2020, 53), 1), Grain::Week(2021, 1));
    }

    #[test]
    fn lengths_shift_at_the_grain_they_are_spoken_in() {
        let day = Point::day(date(2021, 6, 10));
        let check = |length: Length, direction: i32, expect: &str| {
            assert_eq!(shift(day, &length, direction).expect("a day can be counted from").value(), expect);
        };
        check(Length::of(2.0, Unit::Day), -1, "2021-06-08");
        check(Length::of(2.0, Unit::Week), 1, "2021-06-24");
        check(Length::of(6.0, Unit::Month), 1, "2021-12");
        check(Length::of(2.0, Unit::Year), -1, "2019");
        check(Length::of(1.5, Unit::Year), -1, "2019-12");
        check(Length::of(2.0, Unit::Decade), -1, "200");
    }

    #[test]
    fn minutes_move_the_clock_over_midnight() {
        let clock = Clock::At { hour: 23, minute: Some(40), second: None, zone: None };
        let late = Point { grain: Grain::Day(date(2021, 6, 10)), clock: Some(clock) };
        let moved = shift(late, &Length::of(45.0, Unit::Minute), 1).expect("a clock time can be counted from");
        assert_eq!(moved.value(), "2021-06-11T00:25");
    }

    #[test]
    fn thirds_of_a_year_are_early_mid_and_late() {
        let year = Point::of(Grain::Year(2019));
        let check = |modifier, first, last| {
            assert_eq!(narrowed(year, Some(modifier)), Interval { earliest: Some(first), latest: Some(last) });
        };
        check(Modifier::Early, date(2019, 1, 1), date(2019, 5, 2));
        check(Modifier::Mid, date(2019, 5, 2), date(2019, 9, 1));
        check(Modifier::Late, date(2019, 9, 1), date(2019, 12, 31));
    }
}
