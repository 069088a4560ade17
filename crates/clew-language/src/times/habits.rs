//! How a text writes its dates, as its expressions show taken together.

use super::{
    chart::Found,
    sketch::{Base, Kind, Sketch},
};
use jiff::civil::Date;

/// Years before publication that figures of a report are still compared with.
const LAST_YEARS: i32 = 3;
/// Years of long ago that make a history, and how many there are in one to each word that is said from its own day.
const OLD_YEARS: usize = 6;
const OLD_TO_NEAR: usize = 6;

/// Whether a text tells history: years of long ago are many, and words such as "yesterday" few beside them.
pub(super) fn is_narrative(found: &[Found], speech: Option<Date>) -> bool {
    let now = speech.map_or(i32::MAX, |speech| i32::from(speech.year()));
    let old_year = |sketch: &Sketch| sketch.year.is_some_and(|year| year < now - LAST_YEARS || sketch.bc == Some(true));
    let n_old = found.iter().filter(|found| old_year(&found.sketch)).count();
    let near = |sketch: &Sketch| {
        let names_day = sketch.weekday.is_some() && sketch.month.is_none() && sketch.base != Some(Base::Focus);
        sketch.kind == Some(Kind::Calendar) && (sketch.base == Some(Base::Speech) || names_day)
    };
    let n_near = found.iter().filter(|found| near(&found.sketch)).count();
    n_old >= OLD_YEARS && n_old >= OLD_TO_NEAR * n_near
}

/// Whether some date in figures shows that the text puts the day first, and none that it puts the month first.
pub(super) fn is_day_first(found: &[Found]) -> bool {
    let shows_month_first = |sketch: &Sketch| sketch.swappable == Some(true) && sketch.day.is_some_and(|day| day > 12);
    found.iter().any(|found| found.sketch.swappable == Some(false))
        && !found.iter().any(|found| shows_month_first(&found.sketch))
}
