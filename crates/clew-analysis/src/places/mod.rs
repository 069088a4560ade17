//! Where the places of a document lie, by GeoNames (CC BY 4.0, <https://www.geonames.org>).
//!
//! [`locate`] takes the names of places in one document and gives each the one place of the table that it means, or none.
//! Most names are borne by many: what the text says beside the name comes first ("Paris, Texas"), then the document's other
//! places, then size. Of two that are about equally good none is taken. What is not here: whether a place is mentioned at
//! all, which language says; and any look at other documents. Rejected: always the largest, which makes of every
//! Springfield a town in Missouri, and of every unknown village a town on another continent.

mod agreement;
mod candidates;
mod choose;
mod evidence;
mod said;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use agreement::{AgreedPlace, Agreement};

use candidates::Document;
use choose::choose;
use clew_model::{Annotation, CodePoints, LocatedBy, Location, PlaceKind};
use evidence::Evidence;
use said::{Named, named};
use std::collections::BTreeMap;
use table::{Row, Table};
use words::Words;

/// Passes over the document: places found in one speak for others in the next.
const PASSES: usize = 3;

/// The place chosen for a chain.
#[derive(Debug, Clone, Copy)]
struct Choice {
    chain: u32,
    row: Row,
    by: LocatedBy,
    n_mentions: u32,
}

/// Where the places of a document lie: by chain number; `None` for what is no place, is not in the table, or could be several.
pub fn locate(points: &CodePoints, annotation: &Annotation) -> Vec<Option<Location>> {
    let mut located = vec![None; annotation.chains.len()];
    let words = Words::embedded();
    let names = named(points, annotation, words);
    if names.is_empty() {
        return located;
    }
    let table = Table::embedded();
    let document = Document::new(&names, words, table);
    let of_text = Evidence::of_text(points, annotation, words, table);
    for choice in choices(&document, &names, &of_text) {
        if let Some(place) = located.get_mut(choice.chain as usize) {
            *place = Some(location(table, &choice));
        }
    }
    located
}

/// The choices for all chains, in order of chains.
fn choices(document: &Document, names: &[Named], of_text: &Evidence) -> Vec<Choice> {
    let mut chains: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, name) in names.iter().enumerate() {
        chains.entry(name.chain).or_default().push(number);
    }
    let read: Vec<_> = chains.into_iter().map(|(chain, of)| (chain, of.len() as u32, document.read(&of))).collect();
    let mut choices: Vec<Choice> = Vec::new();
    for _ in 0..PASSES {
        let mut evidence = of_text.clone();
        choices.iter().for_each(|choice| evidence.add(choice));
        let mut chosen = Vec::new();
        for (chain, n_mentions, found) in &read {
            let own = choices.binary_search_by_key(chain, |choice| choice.chain).ok().map(|at| choices[at]);
            // A place does not speak for itself.
            own.iter().for_each(|choice| evidence.weigh(choice, -1.0));
            let choice = choose(found, &evidence, *chain);
            own.iter().for_each(|choice| evidence.weigh(choice, 1.0));
            chosen.extend(choice.map(|(row, by)| Choice { chain: *chain, row, by, n_mentions: *n_mentions }));
        }
        choices = chosen;
    }
    choices
}

fn location(table: &Table, choice: &Choice) -> Location {
    let Row { kind, geonames, name, country, region, latitude, longitude, .. } = choice.row;
    let name_of = |region| table.area(country, region).map(|row| row.name.to_owned());
    Location {
        latitude,
        longitude,
        geonames,
        name: name.to_owned(),
        kind,
        region: if kind == PlaceKind::Country { None } else { name_of(region) },
        country: name_of("").unwrap_or_default(),
        country_code: country.to_owned(),
        by: choice.by,
    }
}
