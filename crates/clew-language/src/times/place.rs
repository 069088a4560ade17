//! Places an expression in the calendar, given what it can count from.

use super::{
    calendar::{Grain, Point, add_days, day_of, easter, nth_weekday, shift, week_of},
    sketch::{Sketch, Unit},
    tense::Tense,
    value::clock_of,
};
use jiff::civil::Date;

/// What an expression can count from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Anchors {
    /// The last day the text can have been published on.
    pub speech: Option<Date>,
    /// The date last spoken of.
    pub focus: Option<Point>,
    /// The day last spoken of.
    pub focus_day: Option<Date>,
    /// Partial dates belong to the date last spoken of, not to the day of publication.
    pub by_focus: bool,
    /// The date last spoken of stands in this sentence or the one before, or the text tells history throughout.
    pub is_focus_close: bool,
    /// "since" stands before it.
    pub is_since: bool,
    /// "before" stands before it.
    pub is_before: bool,
    /// In news, and in another sentence than the date last spoken of.
    pub may_be_recent: bool,
    /// It stands before what it dates: "the 28 February shooting".
    pub is_attribute: bool,
    pub tense: Tense,
    /// Days in figures put the day before the month.
    pub day_first: bool,
}

impl Anchors {
    /// The date that a partial one is completed from.
    fn reference(&self) -> Option<Point> {
        let speech = self.speech.map(Point::day);
        if self.by_focus { self.focus.or(speech) } else { speech.or(self.focus) }
    }

    fn reference_day(&self) -> Option<Date> {
        if self.by_focus { self.focus_day.or(self.speech) } else { self.speech.or(self.focus_day) }
    }

    fn is_ahead(&self) -> bool {
        matches!(self.tense, Tense::Future | Tense::Present)
    }
}

/// The place of a sketch whose unit and steps count from `from`: "last month", "that day", "October of last year".
pub(super) fn place_stepped(sketch: &Sketch, from: Point) -> Option<Point> {
    let steps = sketch.steps.unwrap_or(0);
    let Some(unit) = sketch.unit else { return place_named(sketch, from, steps) };
    if unit == Unit::Day && matches!(from.grain, Grain::Month(..)) {
        // "The same evening", where only the month is known.
        return Some(with_clock(from.grain, sketch));
    }
    let grain = from.grain.widen(unit)?.step(steps)?;
    let inner = match unit {
        Unit::Year => within_year(sketch, grain.year()).unwrap_or(grain),
        Unit::Month => match sketch.day {
            Some(day) => Grain::Day(day_of(grain.year(), grain.month()?, day)?),
            None => grain,
        },
        Unit::Week => match sketch.weekday {
            Some(weekday) => Grain::Day(add_days(grain.interval().earliest?, weekday - 1)?),
            None => grain,
        },
        _ => grain,
    };
    Some(with_clock(inner, sketch))
}

/// "last Thursday", "next spring", "that October": a name, and the direction to look in.
fn place_named(sketch: &Sketch, from: Point, steps: i32) -> Option<Point> {
    if let (Some(weekday), None) = (sketch.weekday, sketch.month) {
        let day = from.date()?;
        return named_weekday(day, weekday, steps).map(|day| with_clock(Grain::Day(day), sketch));
    }
    let year = from.grain.year();
    let before = |grain: &Grain| grain.interval().latest < from.grain.interval().earliest;
    let after = |grain: &Grain| grain.interval().earliest > from.grain.interval().latest;
    let candidate = |offset: i32| within_year(sketch, year + offset);
    let grain = match steps {
        ..0 => [1, 0, -1, -2].into_iter().filter_map(candidate).find(before)?,
        0 => candidate(0)?,
        _ => [-1, 0, 1, 2].into_iter().filter_map(candidate).find(after)?,
    };
    Some(with_clock(grain, sketch))
}

/// The weekday before (-1), nearest to (0), or after (1) a day.
///
/// "Last Wednesday" on a Thursday is the week before's, for yesterday would be called yesterday; "next Friday" is the
/// week after's unless this week's weekday has passed.
fn named_weekday(from: Date, weekday: i32, steps: i32) -> Option<Date> {
    let today = i32::from(from.weekday().to_monday_one_offset());
    let back = (today - weekday).rem_euclid(7);
    match steps {
        ..0 => add_days(from, if back < 2 { -back - 7 } else { -back }),
        0 => add_days(from, if back <= 3 { -back } else { 7 - back }),
        _ => add_days(from, (7 - today) + weekday),
    }
}

/// The place of a sketch that names a part of the calendar, completed from what is known.
pub(super) fn place_calendar(sketch: &Sketch, anchors: &Anchors) -> Option<Point> {
    if let Some(grain) = place_long(sketch, anchors) {
        return Some(Point::of(grain));
    }
    if let Some(year) = full_year(sketch, anchors) {
        let sketch = unswapped(sketch, year, anchors);
        let grain = within_year(&sketch, year).unwrap_or(Grain::Year(year));
        return Some(with_clock(in_week(grain, &sketch), &sketch));
    }
    if sketch.month.is_some() || sketch.season.is_some() || sketch.easter.is_some() {
        return place_in_unsaid_year(sketch, anchors);
    }
    if sketch.quarter.is_some() || sketch.half.is_some() || sketch.week.is_some() {
        return place_in_unsaid_year(sketch, anchors);
    }
    match (sketch.weekday, sketch.day) {
        (Some(weekday), Some(day)) => {
            weekday_and_day(weekday, day, anchors).map(|day| with_clock(Grain::Day(day), sketch))
        }
        (Some(weekday), None) => {
            lone_weekday(weekday, sketch.has_clock(), anchors).map(|day| with_clock(Grain::Day(day), sketch))
        }
        (None, Some(day)) => {
            let month = anchors.reference()?.grain;
            Some(with_clock(Grain::Day(day_of(month.year(), month.month()?, day)?), sketch))
        }
        (None, None) => None,
    }
}

/// Decades and centuries.
fn place_long(sketch: &Sketch, anchors: &Anchors) -> Option<Grain> {
    if let Some(nth) = sketch.century {
        return Some(Grain::Century(if sketch.bc == Some(true) { -nth } else { nth - 1 }));
    }
    let decade = sketch.decade?;
    if decade >= 100 {
        return Some(Grain::Decade(decade / 10));
    }
    let now = anchors.reference().map_or(2000, |point| point.grain.year());
    let this_century = now.div_euclid(100) * 10 + decade / 10;
    Some(Grain::Decade(if this_century * 10 > now { this_century - 10 } else { this_century }))
}

/// The year that is said, two digits of it completed to the last such year not long after publication.
fn full_year(sketch: &Sketch, anchors: &Anchors) -> Option<i32> {
    if let Some(year) = sketch.year {
        return Some(if sketch.bc == Some(true) { 1 - year } else { year });
    }
    let short = sketch.short_year?;
    let now = anchors.reference().map_or(2000, |point| point.grain.year());
    let year = now.div_euclid(100) * 100 + short;
    Some(if year > now + 15 { year - 100 } else { year })
}

/// What lies in a year: a day, a month, a season; `None` where the sketch says nothing finer than the year.
fn within_year(sketch: &Sketch, year: i32) -> Option<Grain> {
    if let Some(days) = sketch.easter {
        return add_days(easter(year)?, days).map(Grain::Day);
    }
    if let (Some(month), Some(weekday), Some(nth)) = (sketch.month, sketch.weekday, sketch.ordinal) {
        return nth_weekday(year, month, weekday, nth).map(Grain::Day);
    }
    match (sketch.month, sketch.day, sketch.week) {
        (Some(month), Some(day), _) => return day_of(year, month, day).map(Grain::Day),
        (Some(month), None, Some(nth)) => return week_of_month(year, month, nth),
        (Some(month), None, None) => return Some(Grain::Month(year, month)),
        (None, _, Some(week)) => return Some(Grain::Week(year, week)),
        _ => {}
    }
    let season = sketch.season.map(|season| Grain::Season(year, season));
    let quarter = sketch.quarter.map(|quarter| Grain::Quarter(year, quarter));
    season.or(quarter).or(sketch.half.map(|half| Grain::Half(year, half)))
}

/// The `nth` week of a month, -1 the last: a week belongs to the month that its Thursday lies in.
fn week_of_month(year: i32, month: i32, nth: i32) -> Option<Grain> {
    nth_weekday(year, month, 4, nth).map(week_of)
}

/// "the week of Nov. 26" is the week that holds the day.
fn in_week(grain: Grain, sketch: &Sketch) -> Grain {
    match (sketch.unit, grain) {
        (Some(Unit::Week), Grain::Day(day)) => week_of(day),
        _ => grain,
    }
}

/// Turns 7/6 into the 7th of June where the text writes days first, or where the other reading lies in the future.
fn unswapped(sketch: &Sketch, year: i32, anchors: &Anchors) -> Sketch {
    let (Some(month), Some(day), Some(true)) = (sketch.month, sketch.day, sketch.swappable) else { return *sketch };
    if day > 12 {
        return *sketch;
    }
    let is_past = |date: Option<Date>| date.zip(anchors.speech).is_some_and(|(date, speech)| date <= speech);
    let likelier = is_past(day_of(year, day, month)) && !is_past(day_of(year, month, day)) && sketch.has_year();
    if anchors.day_first || likelier { Sketch { month: Some(day), day: Some(month), ..*sketch } } else { *sketch }
}

/// A month, day or season whose year is left to the reader.
fn place_in_unsaid_year(sketch: &Sketch, anchors: &Anchors) -> Option<Point> {
    let reference = anchors.reference()?;
    let sketch = &unswapped(sketch, reference.grain.year(), anchors);
    let candidate = |offset: i32| within_year(sketch, reference.grain.year() + offset);
    let recent = just_been(sketch, anchors).filter(|_| anchors.by_focus);
    let grain = if let Some(recent) = recent {
        recent
    } else if anchors.by_focus {
        beside_focus(&candidate, reference)?
    } else {
        by_tense(&candidate, reference, anchors.tense)?
    };
    let may_be_ahead = !anchors.by_focus && !anchors.is_since;
    let grain = if may_be_ahead { unless_far(grain, &candidate, reference, anchors) } else { grain };
    let grain = match sketch.weekday.filter(|_| sketch.ordinal.is_none()) {
        Some(weekday) => on_weekday(&candidate, weekday).unwrap_or(grain),
        None => grain,
    };
    Some(with_clock(in_week(grain, sketch), sketch))
}

/// What ended so close before publication that a text need not say its year, whatever it spoke of before.
fn just_been(sketch: &Sketch, anchors: &Anchors) -> Option<Grain> {
    let speech = anchors.speech.filter(|_| anchors.may_be_recent)?;
    let candidate = |offset: i32| within_year(sketch, i32::from(speech.year()) + offset);
    let grain = by_tense(&candidate, Point::day(speech), Tense::Past)?;
    let days = grain.interval().latest?.until(speech).ok()?.get_days();
    (days < CLOSE).then_some(grain)
}

/// In a narrative the year goes on until it is said anew; January after November or December is the next year's.
fn beside_focus(candidate: &impl Fn(i32) -> Option<Grain>, focus: Point) -> Option<Grain> {
    let same = candidate(0)?;
    let (Some(last), Some(this)) = (focus.grain.month(), same.month()) else { return Some(same) };
    let turns = last - this >= 4;
    if turns { candidate(1) } else { Some(same) }
}

/// The latest that has begun by the day of publication, or the first still to come.
fn by_tense(candidate: &impl Fn(i32) -> Option<Grain>, reference: Point, tense: Tense) -> Option<Grain> {
    let now = reference.grain.interval();
    let begun = |grain: &Grain| grain.interval().earliest <= now.latest;
    let open = |grain: &Grain| grain.interval().latest >= now.earliest;
    match tense {
        Tense::Future | Tense::Present => [0, 1, 2, 3, 4].into_iter().filter_map(candidate).find(open),
        _ => [0, -1, -2, -3, -4].into_iter().filter_map(candidate).find(begun),
    }
}

/// A day named without its year is seldom eleven months away: one that is close, on the other side of the day of
/// publication, is meant, but for what will be. So is a month that something had to wait for ("no money before April").
/// What stands before the event it dates ("the 28 February shooting") says nothing of the clause's tense: the nearest is
/// meant.
fn unless_far(grain: Grain, candidate: &impl Fn(i32) -> Option<Grain>, reference: Point, anchors: &Anchors) -> Grain {
    let Some(now) = reference.grain.interval().latest else { return grain };
    let days_away = |grain: Grain| {
        let first = match grain {
            Grain::Day(day) => day,
            Grain::Month(..) if anchors.is_before || anchors.is_attribute => grain.interval().earliest?,
            _ => return None,
        };
        now.until(first).ok().map(|span| span.get_days().abs())
    };
    let near = |other: Grain| Some((days_away(other)?, other));
    let nearest = [-1, 0, 1].into_iter().filter_map(candidate).filter_map(near).min_by_key(|&(days, _)| days);
    let is_far = |days: i32| anchors.tense != Tense::Future && days < CLOSE && days_away(grain) > Some(FAR);
    match nearest {
        Some((days, other)) if is_far(days) || anchors.is_attribute && anchors.is_ahead() => other,
        _ => grain,
    }
}

/// Days from publication beyond which a date is not named without its year, and within which it is.
const FAR: i32 = 300;
const CLOSE: i32 = 65;

/// The year, this or one close to it, in which the date falls on the weekday named with it.
fn on_weekday(candidate: &impl Fn(i32) -> Option<Grain>, weekday: i32) -> Option<Grain> {
    [0, -1, 1].into_iter().filter_map(candidate).find(|grain| match grain {
        Grain::Day(day) => i32::from(day.weekday().to_monday_one_offset()) == weekday,
        _ => false,
    })
}

/// "on Tuesday": the last one up to the day of publication, or the next where the clause speaks of what is to come.
fn lone_weekday(weekday: i32, has_clock: bool, anchors: &Anchors) -> Option<Date> {
    if anchors.by_focus && !anchors.is_focus_close {
        return None;
    }
    let from = anchors.reference_day()?;
    let today = i32::from(from.weekday().to_monday_one_offset());
    if anchors.by_focus && anchors.focus_day.is_some() {
        return named_weekday(from, weekday, 0);
    }
    if anchors.is_ahead() {
        let ahead = (weekday - today).rem_euclid(7);
        return add_days(from, if ahead == 0 && anchors.tense == Tense::Future && !has_clock { 7 } else { ahead });
    }
    add_days(from, -(today - weekday).rem_euclid(7))
}

/// "Monday the 7th": the nearest month, looking back first unless the clause looks forward, where the two agree.
fn weekday_and_day(weekday: i32, day: i32, anchors: &Anchors) -> Option<Date> {
    let from = Grain::Day(anchors.reference_day()?).widen(Unit::Month)?;
    let back = if anchors.is_ahead() { 1 } else { -1 };
    (0..24)
        .flat_map(|months| [months * back, -months * back].into_iter().take(if months == 0 { 1 } else { 2 }))
        .find_map(|months| {
            let month = from.step(months)?;
            let date = day_of(month.year(), month.month()?, day)?;
            (i32::from(date.weekday().to_monday_one_offset()) == weekday).then_some(date)
        })
}

/// The end of a range whose year, week or day is left to the reader: not before the beginning.
pub(super) fn not_before(point: Point, start: Point, sketch: &Sketch) -> Option<Point> {
    let begins = start.grain.interval().earliest?;
    let is_before = |grain: Grain| grain.interval().latest.is_some_and(|day| day < begins);
    if !is_before(point.grain) || sketch.has_year() || sketch.base.is_some() {
        return Some(point);
    }
    if sketch.month.is_none() && sketch.weekday.is_some() {
        let day = point.date()?;
        let weeks = (day.until(begins).ok()?.get_days() + 6) / 7;
        return Some(Point { grain: Grain::Day(add_days(day, weeks * 7)?), ..point });
    }
    let grain = within_year(sketch, start.grain.year()).filter(|&grain| !is_before(grain));
    let grain = grain.or_else(|| within_year(sketch, start.grain.year() + 1));
    Some(grain.map_or(point, |grain| Point { grain, ..point }))
}

/// The place `length` away from another, with the weekday that may be named beside it.
pub(super) fn place_shifted(sketch: &Sketch, from: Point) -> Option<Point> {
    let moved = shift(from, &sketch.length, sketch.direction.unwrap_or(-1))?;
    match (sketch.weekday, moved.grain) {
        (Some(weekday), Grain::Day(day)) => {
            let monday = week_of(day).interval().earliest?;
            Some(Point::day(add_days(monday, weekday - 1)?))
        }
        _ => Some(moved),
    }
}

/// The time of day of a sketch that says no day, on the day the text is at; after an evening, the small hours are the
/// next day's.
pub(super) fn place_clock(sketch: &Sketch, anchors: &Anchors) -> Option<Point> {
    let is_place = |point: &Point| match point.grain {
        Grain::Day(_) => true,
        Grain::Month(..) => sketch.hour.is_none(),
        _ => false,
    };
    let focus = anchors.focus.filter(is_place);
    let day = focus.or(anchors.focus_day.map(Point::day)).or(anchors.speech.map(Point::day))?;
    let placed = with_clock(day.grain, sketch);
    match (placed.clock, day.clock) {
        (Some(small), Some(late)) if small.is_small_hour() && late.is_late() && anchors.is_focus_close => {
            Some(Point { grain: placed.grain.step(1)?, ..placed })
        }
        _ => Some(placed),
    }
}

fn with_clock(grain: Grain, sketch: &Sketch) -> Point {
    Point { grain, clock: clock_of(sketch) }
}
