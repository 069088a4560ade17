//! Where in the world a document is: the countries and regions that it speaks of, and how much.

use super::Choice;
use super::table::{Row, Table, key};
use super::words::Words;
use clew_model::{Annotation, CodePoints, MentionKind, PlaceKind, ThingType};
use std::collections::HashMap;

/// More mentions of one place weigh no more.
const MOST_OF_ONE: f64 = 3.0;
/// What a word for a country's people weighs, and a country that acts ("Iraq said").
const OF_A_WORD: f64 = 0.5;
/// Towns nearer than this, in kilometres, speak for each other.
const NEAR: f64 = 100.0;
/// A town farther from all others than this is in another part of the world than the document.
const FAR: f64 = 500.0;
/// Towns that are compared with.
const MOST_TOWNS: usize = 64;

/// What a document speaks of.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    weights: Weights,
    /// The places chosen for each name.
    chosen: HashMap<usize, Vec<(Row, f64)>>,
    /// Towns among them, with the name.
    towns: Vec<(usize, Row)>,
}

/// How much a document speaks of countries and regions, by code.
#[derive(Debug, Clone, Default)]
struct Weights {
    countries: HashMap<&'static str, f64>,
    regions: HashMap<(&'static str, &'static str), f64>,
    total: f64,
}

/// The evidence that does not come from one name itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Others<'e> {
    evidence: &'e Evidence,
    name: usize,
    own: &'e [(Row, f64)],
}

impl Evidence {
    /// What the text says of countries beside its places: words for their people, and countries that act.
    pub fn of_text(points: &CodePoints, annotation: &Annotation, words: &Words, table: &'static Table) -> Self {
        let mut counted: HashMap<&'static str, f64> = HashMap::new();
        let text: Vec<&str> =
            points.text().split(|c: char| c.is_whitespace() || "-–—/()\"“”,;:’'".contains(c)).collect();
        for (at, word) in text.iter().enumerate().filter(|(_, word)| word.starts_with(char::is_uppercase)) {
            let two = text.get(at + 1).and_then(|next| words.people(&format!("{word} {next}")));
            let plain = word.trim_end_matches(['.', '!', '?']);
            *counted.entry(two.or_else(|| words.people(plain)).unwrap_or_default()).or_default() += OF_A_WORD;
        }
        for mention in &annotation.mentions {
            let acts = matches!(mention.thing, ThingType::PublicBody | ThingType::Organization);
            if acts && mention.kind == MentionKind::Name {
                let named = table.named(&key(points.slice(mention.span)));
                let country = named.iter().find(|(row, _)| row.kind == PlaceKind::Country);
                *counted.entry(country.map_or("", |(row, _)| row.country)).or_default() += OF_A_WORD;
            }
        }
        counted.remove("");
        let countries: HashMap<_, _> = counted.into_iter().map(|(code, n)| (code, n.min(MOST_OF_ONE))).collect();
        // In order of codes: sums of fractions depend on their order.
        let mut weights: Vec<_> = countries.iter().map(|(code, weight)| (*code, *weight)).collect();
        weights.sort_by_key(|(code, _)| *code);
        let total = weights.iter().map(|(_, weight)| weight).sum();
        Self { weights: Weights { countries, total, ..Weights::default() }, ..Self::default() }
    }

    /// Takes in a place that was chosen for a name.
    pub fn add(&mut self, choice: &Choice, name: usize) {
        let weight = f64::from(choice.n_mentions).min(MOST_OF_ONE);
        let Row { country, kind, .. } = choice.row;
        self.weights.total += weight;
        *self.weights.countries.entry(country).or_default() += weight;
        if kind != PlaceKind::Country {
            *self.weights.regions.entry((country, choice.row.division())).or_default() += weight;
        }
        self.chosen.entry(name).or_default().push((choice.row, weight));
        if kind == PlaceKind::Town && self.towns.len() < MOST_TOWNS {
            self.towns.push((name, choice.row));
        }
    }

    /// What does not come from this name.
    pub fn without(&self, name: usize) -> Others<'_> {
        Others { evidence: self, name, own: self.chosen.get(&name).map_or(&[], Vec::as_slice) }
    }
}

impl Others<'_> {
    /// How much there is.
    pub fn total(&self) -> f64 {
        self.evidence.weights.total - self.own.iter().map(|(_, weight)| weight).sum::<f64>()
    }

    /// What speaks for a place, between 0 and 4.
    pub fn support(&self, row: &Row) -> f64 {
        let weights = &self.evidence.weights;
        let own = |is_own: &dyn Fn(&Row) -> bool| -> f64 {
            self.own.iter().filter(|(row, _)| is_own(row)).map(|(_, weight)| weight).sum()
        };
        // Half a mention more than there is: a single word is little to go by.
        let share = |weight: Option<&f64>, own: f64| {
            (weight.copied().unwrap_or(0.0) - own).max(0.0) / (self.total().max(0.0) + 0.5)
        };
        let of_country = own(&|other| other.country == row.country);
        let country = share(weights.countries.get(row.country), of_country);
        if row.kind == PlaceKind::Country {
            return 3.0 * country;
        }
        let is_there = |other: &Row| other.kind != PlaceKind::Country && other.division() == row.division();
        let of_region = own(&|other| other.country == row.country && is_there(other));
        let region = share(weights.regions.get(&(row.country, row.division())), of_region);
        let near = if row.kind == PlaceKind::Town && self.is_near(row) { 1.0 } else { 0.0 };
        1.2 * country + 1.8 * region + near * country
    }

    /// How far a place is from each town that the document speaks of.
    fn distances(&self, row: &Row) -> impl Iterator<Item = f64> {
        self.evidence.towns.iter().filter(|(name, _)| *name != self.name).map(|(_, town)| town.kilometres_to(row))
    }

    /// Whether the document speaks of towns, and all are far from a place.
    pub fn is_far(&self, row: &Row) -> bool {
        let nearest = self.distances(row).fold(f64::INFINITY, f64::min);
        nearest > FAR && nearest.is_finite()
    }

    /// Whether the document speaks of a town near a place.
    pub fn is_near(&self, row: &Row) -> bool {
        self.distances(row).any(|distance| distance < NEAR)
    }
}
