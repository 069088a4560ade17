//! Time expressions by rules: where they stand, their TIMEX3 type and value, and the days they can speak of.
//!
//! [`recognise`] works in three steps. Tokens are matched by the rules of `data/` (a small grammar of our own, compiled
//! in), which say what the words say by themselves: "last October" is a month, the tenth, one step back from the day of
//! publication. A walk through the text then places each expression in the calendar, with what it can count from: the
//! day of publication, the tense of the nearest verb, the date last spoken of, a date right beside it, and events that
//! the text dates elsewhere. Last, value and interval are written out.
//!
//! Values follow TimeML's TIMEX3 (Pustejovsky et al. 2003, ISO 24617-1). Modifiers such as "early" narrow the interval
//! and leave the value as it is. A range is two expressions, as TIMEX3 has it: "between 1998 and 2003" is 1998 and
//! 2003. Offsets from another expression end before it, so that both are kept: "two days before" and "Monday" in "two
//! days before Monday's collapse".
//!
//! No clock and no place is asked for here: what the text and its day of publication leave open stays open. Rejected:
//! a regular expression a rule, run over the whole text, for its time grows with the number of rules.

mod calendar;
mod chart;
mod events;
mod focus;
mod grammar;
mod habits;
mod letter;
mod number;
mod place;
mod published;
mod resolve;
mod rule;
mod sketch;
mod tense;
mod token;
mod value;
mod word_list;

pub use published::infer_published;

use calendar::{Grain, Point, add_days, day_of, narrowed};
use chart::{Found, find};
use clew_model::{CodePoints, Interval, Span, TimeExpression, TimeType};
use grammar::Grammar;
use published::last_written;
use resolve::{Placed, resolve};
use sketch::{Base, Kind, Modifier, Reference, Season, Sketch};
use token::tokenise;
use value::{length_value, set_value, unplaced_value};

/// The time expressions of a text, in order and disjoint.
///
/// `sentences` are spans in code points, in order; with none every line is taken for a sentence. `published` is when
/// the text came out: its latest day is what "yesterday" counts from. Without it, what only that day could tell keeps
/// an X in its value, or no value, and an open interval.
pub fn recognise(text: &CodePoints<'_>, sentences: &[Span], published: Option<Interval>) -> Vec<TimeExpression> {
    let grammar = Grammar::compiled();
    let speech = published.and_then(|published| published.latest.or(published.earliest));
    let tokens = tokenise(text, sentences, grammar);
    let found = find(&tokens, grammar);
    let speech = last_written(&tokens, &found, speech).or(speech);
    let placed = resolve(&tokens, &found, speech, grammar);
    let write = |(found, placed): (&Found, &Placed)| {
        let span = text.span(tokens[found.start].start..tokens[found.end - 1].end);
        write_out(&found.sketch, placed, span)
    };
    found.iter().zip(&placed).map(write).collect()
}

fn write_out(sketch: &Sketch, placed: &Placed, span: Span) -> TimeExpression {
    let speech = placed.speech.map(Point::day);
    let (time, value, interval) = match sketch.kind {
        Some(Kind::Duration) => (TimeType::Duration, length_value(&sketch.length), length_interval(sketch, speech)),
        Some(Kind::Set) => (TimeType::Set, set_value(sketch), Interval::open()),
        Some(Kind::Reference) => {
            let (value, interval) = reference(sketch.reference.unwrap_or(Reference::Present), speech);
            (TimeType::Date, value, interval)
        }
        _ if placed.is_length => (TimeType::Duration, length_value(&sketch.length), Interval::open()),
        _ => calendar(sketch, placed.point, speech),
    };
    TimeExpression { span, time, value, interval }
}

fn calendar(sketch: &Sketch, point: Option<Point>, speech: Option<Point>) -> (TimeType, String, Interval) {
    let says_clock = sketch.has_clock() || point.is_some_and(|point| point.clock.is_some());
    let counts_clock = sketch.length.finest().is_some_and(|unit| unit < sketch::Unit::Day);
    let time = if says_clock || counts_clock { TimeType::Time } else { TimeType::Date };
    match point {
        Some(point) => {
            let interval = cut_at_speech(sketch, narrowed(point, sketch.modifier), speech);
            (time, point.value(), winter_named_by_year(sketch, point, interval))
        }
        None => (time, unplaced_value(sketch), Interval::open()),
    }
}

/// "Earlier this year" ends on the day of publication, "later this year" begins on it.
fn cut_at_speech(sketch: &Sketch, interval: Interval, speech: Option<Point>) -> Interval {
    let day = speech.and_then(Point::date).filter(|&day| interval.overlaps(Interval::day(day)));
    match sketch.modifier {
        Some(Modifier::Earlier) => Interval { latest: day.or(interval.latest), ..interval },
        Some(Modifier::Later) => Interval { earliest: day.or(interval.earliest), ..interval },
        _ => interval,
    }
}

/// "The winter of 1920" can be the one that ended in that year as well as the one that began.
fn winter_named_by_year(sketch: &Sketch, point: Point, interval: Interval) -> Interval {
    match point.grain {
        Grain::Season(year, Season::Winter) if sketch.has_year() && sketch.modifier.is_none() => {
            Interval { earliest: day_of(year, 1, 1), ..interval }
        }
        _ => interval,
    }
}

/// "The past three days" ends on the day of publication; other lengths lie nowhere.
fn length_interval(sketch: &Sketch, speech: Option<Point>) -> Interval {
    let anchored =
        speech.filter(|_| matches!(sketch.base, Some(Base::Speech | Base::Context)) && !sketch.length.is_vague);
    let other = anchored.and_then(|from| calendar::shift_by_days(from, &sketch.length, sketch.direction.unwrap_or(-1)));
    match (anchored.and_then(Point::date), other) {
        (Some(from), Some(other)) if other <= from => Interval { earliest: Some(other), latest: Some(from) },
        (Some(from), Some(other)) => Interval { earliest: add_days(from, 1), latest: Some(other) },
        _ => Interval::open(),
    }
}

fn reference(reference: Reference, speech: Option<Point>) -> (String, Interval) {
    let day = speech.and_then(Point::date);
    match reference {
        Reference::Past => ("PAST_REF".to_owned(), Interval { earliest: None, latest: day }),
        Reference::Present => ("PRESENT_REF".to_owned(), Interval { earliest: day, latest: day }),
        Reference::Future => ("FUTURE_REF".to_owned(), Interval { earliest: day, latest: None }),
    }
}

#[cfg(test)]
mod tests;
