//! Ages: what a text says of how old somebody is, as the days on which they can have been born.

use super::bearer::gives_name;
use crate::told::{Told, ToldChain};
use clew_model::{Polarity, Predicate, Role};
use jiff::civil::Date;

/// First and last day on which somebody can have been born, as days since year 0 began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Born {
    pub(super) earliest: i32,
    pub(super) latest: i32,
}

const DAYS_OF_YEAR: f64 = 365.25;
/// Newsrooms err by a year or two, and claims are misread.
const TOLERANCE: i32 = 3 * 365;

impl Born {
    /// Whether one person can hardly have been born on days of both.
    pub(super) fn contradicts(self, other: Self) -> bool {
        self.earliest.max(other.earliest) - self.latest.min(other.latest) > TOLERANCE
    }
}

/// When the person of these chains was born, as its document tells; `None` where it does not, or contradicts itself.
pub(super) fn born(told: &Told, chains: &[&ToldChain]) -> Option<Born> {
    let mut known: Option<Born> = None;
    let ages = told.claims.iter().filter(|told| {
        let claim = &told.claim;
        claim.predicate == Predicate::Age && claim.polarity == Polarity::Asserted
    });
    for claim in ages {
        let arguments = || claim.claim.arguments.iter().zip(&claim.arguments).enumerate();
        let is_named = arguments().any(|(at, (argument, words))| {
            let chain = chains.iter().find(|chain| Some(chain.chain) == claim.chain_of(at));
            argument.role == Role::Person && chain.is_some_and(|chain| gives_name(words, chain))
        });
        let years = arguments().find(|(_, (argument, _))| argument.role == Role::Value);
        let Some(years) = years.and_then(|(_, (_, words))| years_of(words)).filter(|_| is_named) else { continue };
        let at = if claim.claim.time.is_open() { told.published } else { claim.claim.time };
        let (Some(earliest), Some(latest)) = (at.earliest, at.latest) else { continue };
        let found = Born { earliest: before(earliest, years + 1), latest: before(latest, years) };
        if known.is_some_and(|known| known.contradicts(found)) {
            return None;
        }
        known = known.or(Some(found));
    }
    known
}

/// The years of "41", "41-year-old" and "41 years"; none of "six months".
fn years_of(words: &str) -> Option<u32> {
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    let rest = words[digits.len()..].trim_start_matches([' ', '-']);
    digits.parse().ok().filter(|years| *years < 130 && (rest.is_empty() || rest.starts_with("year")))
}

fn before(day: Date, years: u32) -> i32 {
    let since = f64::from(day.year()) * DAYS_OF_YEAR + f64::from(day.day_of_year());
    (since - f64::from(years) * DAYS_OF_YEAR) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn years_are_read_and_months_are_not() {
        assert_eq!(
            ["41", "41-year-old", "7 years", "41s", "six months", ""].map(years_of),
            [Some(41), Some(41), Some(7), None, None, None]
        );
    }

    #[test]
    fn ages_contradict_where_years_lie_between_the_births() {
        let born =
            |year, age| Born { earliest: before(date(year, 3, 1), age + 1), latest: before(date(year, 3, 1), age) };
        assert!(!born(2021, 41).contradicts(born(2023, 43)));
        assert!(!born(2021, 41).contradicts(born(2021, 44)));
        assert!(born(2021, 41).contradicts(born(2021, 47)));
        assert!(born(2021, 19).contradicts(born(2001, 19)));
    }
}
