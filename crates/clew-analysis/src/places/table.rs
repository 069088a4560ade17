//! The table of places that is compiled in: countries, regions and towns of GeoNames, by name. places/README.md tells its form.

use crate::fnv::fnv;
use crate::fold::fold;
use clew_model::PlaceKind;
use flate2::read::GzDecoder;
use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

/// Tab-separated lines, gzip.
const PACKED: &[u8] = include_bytes!("../../places/geonames.tsv.gz");
/// A town of a county lies within so many kilometres of its middle.
const COUNTY: f64 = 70.0;
/// Stands before a key that means the place after a town's name only.
const AFTER_TOWN: char = '~';
/// Stands before a key that means this place where nothing is said beside it.
const USUAL: char = '!';

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    GzDecoder::new(PACKED).read_to_string(&mut text).expect("the table that is compiled in is whole");
    text
});

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(&TEXT));

/// A place of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub kind: PlaceKind,
    /// GeoNames' number of it; `None` for some regions.
    pub geonames: Option<u32>,
    /// Its name in GeoNames.
    pub name: &'static str,
    /// The keys it is looked up by, with "|" between; the first is empty where it is the name in small letters.
    keys: &'static str,
    /// ISO 3166-1 code of the country it is or lies in.
    pub country: &'static str,
    /// GeoNames' code of the region it is or lies in, of a county with its own behind a full stop; empty for a country.
    pub region: &'static str,
    /// Degrees.
    pub latitude: f64,
    /// Degrees.
    pub longitude: f64,
    /// How many live there, to two digits.
    pub population: u32,
}

/// How a name fits a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the place's own name.
    Own,
    /// It is this place that newspapers mean by it where they say no more.
    Usual,
    /// It is another name or spelling of the place.
    Other,
    /// It stands for the place only after the name of a town in it: "Pa."
    AfterTown,
}

/// Every place, by name and by code. Lines are read when they are asked for: a document names a few of 150,000.
#[derive(Debug)]
pub(super) struct Table {
    lines: Vec<&'static str>,
    /// Hash of a key and number of its line, in order.
    index: Vec<(u32, u32)>,
    /// Countries ("CA", "") and regions ("CA", "08").
    areas: HashMap<(&'static str, &'static str), Row>,
}

impl Table {
    /// The table; read when it is first asked for.
    pub fn embedded() -> &'static Self {
        &TABLE
    }

    fn parse(text: &'static str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        // Countries and regions stand first.
        let areas = lines.iter().map(|line| row(line)).take_while(|row| row.kind != PlaceKind::Town);
        let areas = areas.map(|row| ((row.country, row.region), row)).collect();
        let mut index = Vec::with_capacity(lines.len() * 5 / 2);
        for (number, line) in (0..).zip(&lines) {
            let mut fields = line.split('\t').skip(2);
            let (name, keys) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            index.extend(each_key(name, keys).map(|key| (hash(key.trim_start_matches([AFTER_TOWN, USUAL])), number)));
        }
        index.sort_unstable();
        Self { lines, index, areas }
    }

    /// The places that bear a name, and how it fits them, in the table's order; `key` is as [`key`] gives it.
    pub fn named(&self, key: &str) -> Vec<(Row, Fit)> {
        let hash = hash(key);
        let from = self.index.partition_point(|(other, _)| *other < hash);
        let same = self.index[from..].iter().take_while(|(other, _)| *other == hash);
        let mut numbers: Vec<u32> = same.map(|(_, number)| *number).collect();
        numbers.dedup();
        let rows = numbers.into_iter().map(|number| row(self.lines[number as usize]));
        rows.filter_map(|row| Some((row, row.fit(key)?))).collect()
    }

    /// The country with this code (`region` empty), or its region.
    pub fn area(&self, country: &str, region: &str) -> Option<Row> {
        self.areas.get(&(country, region)).copied()
    }
}

impl Row {
    fn fit(&self, key: &str) -> Option<Fit> {
        let mut keys =
            each_key(self.name, self.keys).zip(std::iter::once(Fit::Own).chain(std::iter::repeat(Fit::Other)));
        keys.find_map(|(other, fit)| {
            let (other, fit) = match (other.strip_prefix(AFTER_TOWN), other.strip_prefix(USUAL)) {
                (Some(short), _) => (short, Fit::AfterTown),
                (_, Some(name)) => (name, Fit::Usual),
                _ => (other, fit),
            };
            other.eq_ignore_ascii_case(key).then_some(fit)
        })
    }

    /// Code of the first division that it is or lies in.
    pub fn division(&self) -> &'static str {
        self.region.split('.').next().unwrap_or_default()
    }

    /// Whether this is a county: a part of a region, with towns of its own.
    pub fn is_county(&self) -> bool {
        self.region.contains('.')
    }

    /// Whether `inner` is a part of this country or region; towns are taken to be in a county that they are near.
    pub fn holds(&self, inner: &Row) -> bool {
        let is_there = inner.country == self.country && inner.division() == self.division();
        match self.kind {
            PlaceKind::Country => inner.country == self.country && inner.kind != PlaceKind::Country,
            PlaceKind::Region if self.is_county() => {
                is_there && inner.kind == PlaceKind::Town && self.kilometres_to(inner) < COUNTY
            }
            PlaceKind::Region => is_there && (inner.kind == PlaceKind::Town || inner.is_county()),
            PlaceKind::Town => false,
        }
    }

    /// How far it is to another place, in kilometres along the ground (haversine formula).
    pub fn kilometres_to(&self, other: &Row) -> f64 {
        const RADIUS: f64 = 6371.0;
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let (north, east) = ((to - from) / 2.0, (other.longitude - self.longitude).to_radians() / 2.0);
        let chord = north.sin().powi(2) + from.cos() * to.cos() * east.sin().powi(2);
        2.0 * RADIUS * chord.sqrt().min(1.0).asin()
    }
}

/// The keys of a place from the two fields that hold them.
fn each_key(name: &'static str, keys: &'static str) -> impl Iterator<Item = &'static str> {
    keys.split('|').map(move |key| if key.is_empty() { name } else { key })
}

/// The place that a line of the table tells.
fn row(line: &'static str) -> Row {
    fields(line).expect("every line of the table that is compiled in is whole")
}

fn fields(line: &'static str) -> Option<Row> {
    let mut fields = line.split('\t');
    let kind = match fields.next()? {
        "c" => PlaceKind::Country,
        "r" => PlaceKind::Region,
        "t" => PlaceKind::Town,
        _ => return None,
    };
    let geonames = Some(fields.next()?.parse().ok()?).filter(|number| *number != 0);
    let [name, keys, country, region] = [fields.next()?, fields.next()?, fields.next()?, fields.next()?];
    let [latitude, longitude] = [fields.next()?.parse().ok()?, fields.next()?.parse().ok()?];
    let population = fields.next()?.parse().ok()?;
    Some(Row { kind, geonames, name, keys, country, region, latitude, longitude, population })
}

/// FNV-1a of a key's bytes, capitals as small letters.
fn hash(key: &str) -> u32 {
    fnv(key.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// What a name is looked up by: folded, without full stops and apostrophes, with blanks for hyphens, "Saint" for "St.",
/// and without "the". `key` of places/make.py is the same.
pub(super) fn key(name: &str) -> String {
    let folded: String = fold(name)
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | 'ʻ' | 'ʿ' | 'ʾ'))
        .map(|c| if matches!(c, '-' | '—' | '/' | ',') { ' ' } else { c })
        .collect();
    let whole = |word| match word {
        "st" => "saint",
        "ste" => "sainte",
        "ft" => "fort",
        "mt" => "mount",
        word => word,
    };
    let words: Vec<&str> = folded.split_whitespace().map(whole).collect();
    match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest.join(" "),
        words => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_own_name() {
        let table = Table::embedded();
        for row in table.lines.iter().map(|line| row(line)) {
            let key = key(row.name);
            assert!(
                table.named(&key).iter().any(|(found, fit)| *found == row && matches!(fit, Fit::Own | Fit::Usual)),
                "{} is not found by {key:?}",
                row.name
            );
        }
    }

    #[test]
    fn every_row_lies_on_the_earth_and_in_a_country() {
        let table = Table::embedded();
        for row in table.lines.iter().map(|line| row(line)) {
            assert!(row.latitude.abs() <= 90.0 && row.longitude.abs() <= 180.0, "{row:?}");
            assert!(table.area(row.country, "").is_some(), "{row:?}");
        }
    }

    /// Who bears a name: its fit, kind, country and region.
    fn check(name: &str, expect: &str) {
        let found: Vec<String> = Table::embedded()
            .named(&key(name))
            .iter()
            .map(|(row, fit)| format!("{fit:?} {:?} {} {}", row.kind, row.country, row.region).trim_end().to_owned())
            .collect();
        assert!(found.iter().any(|found| found == expect), "{name}: {found:?} without {expect}");
    }

    #[test]
    fn names_and_their_other_spellings_are_found() {
        check("Herat", "Own Town AF 11");
        check("HERAT", "Own Region AF 11");
        check("Kondoz", "Other Town AF 24");
        check("Kiev", "Other Town UA 12");
        check("the Hague", "Own Town NL 11");
        check("St Louis", "Own Town US MO");
        check("Raqqa", "Other Town SY 04");
        check("U.S.", "Other Country US");
        check("Burma", "Other Country MM");
        check("Netherlands", "Own Country NL");
        check("Pa.", "AfterTown Region US PA");
        check("Molenbeek", "Other Town BE BRU");
    }

    #[test]
    fn distances_are_those_on_the_globe() {
        let town = |name: &str, country: &str| {
            let found = Table::embedded().named(&key(name));
            let towns = found.into_iter().filter(|(row, _)| row.kind == PlaceKind::Town && row.country == country);
            towns.max_by_key(|(row, _)| row.population).expect("it is in the table").0
        };
        // London to Paris is 344 km, Wellington to Auckland 493 km, in any atlas.
        assert!((town("London", "GB").kilometres_to(&town("Paris", "FR")) - 344.0).abs() < 4.0);
        assert!((town("Wellington", "NZ").kilometres_to(&town("Auckland", "NZ")) - 493.0).abs() < 6.0);
    }
}
