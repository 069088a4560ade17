//! Which of the places that a name may mean it does mean, if that can be told.

use super::candidates::{Candidate, Found};
use super::evidence::Others;
use super::table::{Fit, Row};
use clew_model::{LocatedBy, PlaceKind};

/// How much better the best must be than the next: a factor of eight in people, or as much by what speaks for it.
const MARGIN: f64 = 0.9;
/// Support of less is none.
const LEAST_SUPPORT: f64 = 0.15;
/// A document that speaks of so much is somewhere.
const SOMEWHERE: f64 = 2.0;
/// So many people must live in a place for which nothing speaks: where it is the only one of its name, and where there are others.
const FEWEST: [u32; 2] = [15_000, 50_000];
/// The same where the document is in other countries.
const FEWEST_ELSEWHERE: [u32; 2] = [300_000, 1_000_000];
/// The same where it is in this country, and every town that it speaks of is far away.
const FEWEST_FAR: [u32; 2] = [150_000, 300_000];
/// Entries of GeoNames so near each other, in kilometres, are for one place.
const SAME_PLACE: f64 = 15.0;

/// The place that a name means and what decided; `None` where two are about equally good, or none is good enough.
pub(super) fn choose(found: &Found, others: &Others) -> Option<(Row, LocatedBy)> {
    let support = |candidate: &Candidate| others.support(&candidate.row);
    let (best, is_clear) = best(&found.places, |candidate| size(candidate) + support(candidate))?;
    if !is_clear {
        return None;
    }
    let by = match found {
        Found { is_said: true, .. } => LocatedBy::Text,
        Found { was_nested: false, places, .. } if places.len() == 1 => LocatedBy::Only,
        Found { places, .. } if places.len() == 1 => LocatedBy::Usual,
        Found { places, .. } if self::best(places, size) == Some((best, true)) => LocatedBy::Population,
        _ => LocatedBy::Document,
    };
    if found.is_quarter && !found.is_said && !others.is_near(&best.row) {
        return None;
    }
    let is_sure = found.is_said || best.row.kind == PlaceKind::Country;
    let fewest = fewest(&best.row, support(best), others)[usize::from(by != LocatedBy::Only)];
    (is_sure || best.row.population >= fewest).then_some((best.row, by))
}

/// So many people must live in a place for it to be meant: the only one of its name, and one of many.
fn fewest(row: &Row, support: f64, others: &Others) -> [u32; 2] {
    match () {
        () if support >= LEAST_SUPPORT && row.kind == PlaceKind::Town && others.is_far(row) => FEWEST_FAR,
        () if support >= LEAST_SUPPORT => [0, 0],
        () if others.total() >= SOMEWHERE => FEWEST_ELSEWHERE,
        () => FEWEST,
    }
}

/// The candidate that is worth most, and whether it is worth clearly more than any other.
fn best(places: &[Candidate], worth: impl Fn(&Candidate) -> f64) -> Option<(&Candidate, bool)> {
    let best = places.iter().max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
    let is_same = |other: &Candidate| {
        let are_towns = best.row.kind == PlaceKind::Town && other.row.kind == PlaceKind::Town;
        best.row == other.row || are_towns && best.row.kilometres_to(&other.row) < SAME_PLACE
    };
    let others = places.iter().filter(|other| !is_same(other));
    let next = others.map(&worth).fold(f64::NEG_INFINITY, f64::max);
    Some((best, worth(best) - next >= MARGIN))
}

/// How widely a place is known: the logarithm of how many live there, more for a country, less where the name is not its own.
fn size(candidate: &Candidate) -> f64 {
    let people = f64::from(candidate.row.population.max(300)).log10();
    let of_country = if candidate.row.kind == PlaceKind::Country { 1.0 } else { 0.0 };
    let of_name = match candidate.fit {
        Fit::Usual => 2.0,
        Fit::Own | Fit::AfterTown => 0.0,
        Fit::Other => -1.0,
    };
    people + of_country + of_name
}
