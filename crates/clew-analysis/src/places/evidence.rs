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

/// What a document speaks of, by code.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    countries: HashMap<&'static str, f64>,
    regions: HashMap<(&'static str, &'static str), f64>,
    total: f64,
    towns: Vec<(u32, Row)>,
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
        Self { total: weights.iter().map(|(_, weight)| weight).sum(), countries, ..Self::default() }
    }

    /// Takes in a place that was chosen for a chain.
    pub fn add(&mut self, choice: &Choice) {
        self.weigh(choice, 1.0);
        if choice.row.kind == PlaceKind::Town && self.towns.len() < MOST_TOWNS {
            self.towns.push((choice.chain, choice.row));
        }
    }

    /// Adds what a chosen place weighs, or with `sign` -1 takes it away.
    pub fn weigh(&mut self, choice: &Choice, sign: f64) {
        let weight = sign * f64::from(choice.n_mentions).min(MOST_OF_ONE);
        let Row { country, region, kind, .. } = choice.row;
        self.total += weight;
        *self.countries.entry(country).or_default() += weight;
        if kind != PlaceKind::Country {
            *self.regions.entry((country, region)).or_default() += weight;
        }
    }

    /// How much there is.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// Whether the document speaks of towns, and all are far from a place.
    pub fn is_far(&self, row: &Row, chain: u32) -> bool {
        let mut distances =
            self.towns.iter().filter(|(other, _)| *other != chain).map(|(_, town)| town.kilometres_to(row));
        distances.next().is_some_and(|first| first > FAR && distances.all(|distance| distance > FAR))
    }

    /// What speaks for a place, between 0 and 4, apart from the chain that asks.
    pub fn support(&self, row: &Row, chain: u32) -> f64 {
        // Half a mention more than there is: a single word is little to go by.
        let share = |weight: Option<&f64>| weight.copied().unwrap_or(0.0).max(0.0) / (self.total.max(0.0) + 0.5);
        let country = share(self.countries.get(row.country));
        if row.kind == PlaceKind::Country {
            return 3.0 * country;
        }
        let region = share(self.regions.get(&(row.country, row.region)));
        let is_near = |(other, town): &(u32, Row)| *other != chain && town.kilometres_to(row) < NEAR;
        let near = if row.kind == PlaceKind::Town && self.towns.iter().any(is_near) { 1.0 } else { 0.0 };
        1.2 * country + 1.8 * region + near * country
    }
}
