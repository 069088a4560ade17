//! Which places a name may mean, as far as the text beside it leaves them.

use super::said::{Named, Within};
use super::table::{Fit, Row, Table};
use super::words::Words;
use clew_model::PlaceKind;

/// A name with a town so large is not surely that of the region or country.
const LARGE_TOWN: u32 = 100_000;
/// A part of a town lies within so many kilometres of it.
const PART_OF_TOWN: f64 = 50.0;
/// A town whose region has its name is meant where at least this share of the region lives in it.
const SHARE_OF_TOWN: f64 = 0.1;

/// A place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub row: Row,
    pub fit: Fit,
}

/// The places that a chain may mean.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Found {
    pub places: Vec<Candidate>,
    /// Whether the text says what the place lies in, or what lies in it.
    pub is_said: bool,
    /// Whether the text says that it is a part of a town.
    pub is_quarter: bool,
    /// Whether one was left out because another holds it, or lies in it, and has the same name.
    pub was_nested: bool,
}

/// What a place is said to lie in.
#[derive(Debug)]
struct Area {
    rows: Vec<Row>,
    /// A large town, where no country or region has the name.
    town: Option<Row>,
    is_sure: bool,
}

/// A document's names of places with what each may mean.
pub(super) struct Document<'d> {
    names: &'d [Named],
    /// For each name.
    candidates: Vec<Vec<Candidate>>,
    /// For each name the names that are said to lie in it.
    inner: Vec<Vec<usize>>,
    words: &'d Words,
    table: &'static Table,
}

impl<'d> Document<'d> {
    /// Looks every name up.
    pub fn new(names: &'d [Named], words: &'d Words, table: &'static Table) -> Self {
        let candidates = names.iter().map(|name| candidates(name, table)).collect();
        let mut inner = vec![Vec::new(); names.len()];
        for (number, name) in names.iter().enumerate() {
            for within in &name.within {
                if let Within::Name { number: outer, .. } = within {
                    inner[*outer].push(number);
                }
            }
        }
        Self { names, candidates, inner, words, table }
    }

    /// The places that a chain may mean; `of` are the numbers of its names.
    pub fn read(&self, of: &[usize]) -> Found {
        let is_quarter = of.iter().any(|number| self.names[*number].is_quarter);
        let mut found = Found { places: self.of_all(of), is_said: false, is_quarter, was_nested: false };
        self.keep_said(of, &mut found);
        let is_ordinary = of.iter().all(|number| self.words.is_ordinary(&self.names[*number].key));
        if is_ordinary && !found.is_said {
            found.places.retain(|candidate| candidate.row.kind == PlaceKind::Country);
        }
        if of.iter().any(|number| self.names[*number].is_street) {
            found.places.clear();
        }
        if of.iter().all(|number| self.names[*number].has_article) {
            found.places.retain(|candidate| takes_article(&candidate.row));
        }
        self.keep_one_of_nested(of, &mut found);
        found
    }

    /// What all names of a chain can mean, or its fullest one that means anything.
    fn of_all(&self, of: &[usize]) -> Vec<Candidate> {
        let mut fullest_first = of.to_vec();
        fullest_first.sort_by_key(|number| std::cmp::Reverse(self.names[*number].key.len()));
        let mut known =
            fullest_first.iter().map(|number| &self.candidates[*number]).filter(|places| !places.is_empty());
        let Some(mut places) = known.next().cloned() else { return Vec::new() };
        for others in known {
            let is_in_both = |candidate: &Candidate| others.iter().any(|other| other.row == candidate.row);
            if places.iter().any(is_in_both) {
                places.retain(is_in_both);
            }
        }
        places
    }

    /// Keeps what lies where the text says, and what holds what the text says lies in it.
    fn keep_said(&self, of: &[usize], found: &mut Found) {
        let within = of.iter().flat_map(|number| &self.names[*number].within);
        let areas: Vec<Area> = within.map(|within| self.area(*within)).collect();
        let is_inside = |candidate: &Candidate| areas.iter().any(|area| area.holds(&candidate.row));
        let inner = self.within_these(of);
        let is_around = |candidate: &Candidate| inner.iter().any(|inner| candidate.row.holds(&inner.row));
        if found.places.iter().any(is_inside) {
            found.places.retain(is_inside);
            found.is_said = true;
        } else if areas.iter().any(|area| area.is_sure && !area.rows.is_empty()) {
            // It lies there, and no place of its name that is known does.
            found.places.retain(|candidate| candidate.row.kind == PlaceKind::Country);
        } else if found.places.iter().any(is_around) {
            found.places.retain(is_around);
            found.is_said = true;
        }
    }

    /// What the names may mean that are said to lie in one of these.
    fn within_these(&self, of: &[usize]) -> Vec<Candidate> {
        let inner = of.iter().flat_map(|number| &self.inner[*number]);
        inner.flat_map(|number| &self.candidates[*number]).copied().collect()
    }

    fn area(&self, within: Within) -> Area {
        let (number, is_sure) = match within {
            Within::Country(code) => {
                return Area { rows: self.table.area(code, "").into_iter().collect(), town: None, is_sure: true };
            }
            Within::Name { number, is_sure } => (number, is_sure),
        };
        let places = self.candidates[number].iter().map(|candidate| candidate.row);
        let (towns, rows): (Vec<Row>, Vec<Row>) = places.partition(|row| row.kind == PlaceKind::Town);
        let largest = towns.into_iter().max_by_key(|row| row.population).filter(|row| row.population >= LARGE_TOWN);
        Area { is_sure: is_sure && largest.is_none(), town: largest.filter(|_| rows.is_empty()), rows }
    }

    /// Of a country and what has its name in it, keeps the country; of a region and its town, what is usually meant, or what
    /// the text shows.
    fn keep_one_of_nested(&self, of: &[usize], found: &mut Found) {
        let before = found.places.len();
        let all = found.places.clone();
        let inner = self.within_these(of);
        let has_inner = |row: &Row| inner.iter().any(|inner| row.holds(&inner.row));
        found.places.retain(|candidate| {
            !all.iter().any(|other| match (other.row.kind, candidate.row.kind) {
                (PlaceKind::Country, _) => other.row.holds(&candidate.row),
                (PlaceKind::Region, PlaceKind::Town) => {
                    other.row.holds(&candidate.row) && (has_inner(&other.row) || !is_chief(&candidate.row, &other.row))
                }
                (PlaceKind::Town, PlaceKind::Region) => {
                    candidate.row.holds(&other.row)
                        && !has_inner(&candidate.row)
                        && is_chief(&other.row, &candidate.row)
                }
                _ => false,
            })
        });
        found.was_nested = found.places.len() < before;
    }
}

impl Area {
    fn holds(&self, row: &Row) -> bool {
        let is_part_of_town = |town: Row| {
            row.kind == PlaceKind::Town && town.population > row.population && town.kilometres_to(row) < PART_OF_TOWN
        };
        self.rows.iter().any(|area| area.holds(row)) || self.town.is_some_and(is_part_of_town)
    }
}

/// Whether enough of a region's people live in a town of its name.
fn is_chief(town: &Row, region: &Row) -> bool {
    f64::from(town.population) >= SHARE_OF_TOWN * f64::from(region.population)
}

/// Whether a place can be meant by "the" and its name: "the Netherlands", "the West Bank", "The Hague"; "the Ohio" is a river.
fn takes_article(row: &Row) -> bool {
    match row.kind {
        PlaceKind::Country => true,
        PlaceKind::Region => row.name.contains(' '),
        PlaceKind::Town => row.name.starts_with("The "),
    }
}

/// What a name may mean, read alone.
fn candidates(name: &Named, table: &'static Table) -> Vec<Candidate> {
    let (bare, kind) = &name.bare;
    let whole = look_up(&name.key, name.is_after_comma, table);
    if !whole.is_empty() && *bare != name.key {
        return whole;
    }
    let mut found = if whole.is_empty() { look_up(bare, name.is_after_comma, table) } else { whole };
    if let Some(kind) = kind {
        // "The state of Israel" is a country, "the republic of Dagestan" a region.
        let is_meant = |candidate: &Candidate| candidate.row.kind == *kind;
        match (found.iter().any(is_meant), kind) {
            (false, PlaceKind::Region | PlaceKind::Country) => found.retain(|other| other.row.kind != PlaceKind::Town),
            _ => found.retain(is_meant),
        }
    }
    found
}

fn look_up(key: &str, is_after_comma: bool, table: &'static Table) -> Vec<Candidate> {
    let named = |key| {
        let all = table.named(key).into_iter().map(|(row, fit)| Candidate { row, fit });
        let (short, mut found): (Vec<_>, Vec<_>) = all.partition(|candidate| candidate.fit == Fit::AfterTown);
        if is_after_comma && !short.is_empty() {
            found = short;
        }
        found
    };
    let found = named(key);
    match key.split_once(' ') {
        Some(("al" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az" | "el", rest)) if found.is_empty() => named(rest),
        _ => found,
    }
}
