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

use candidates::{Document, Found};
use choose::choose;
use clew_model::{Annotation, CodePoints, LocatedBy, Location, PlaceKind};
use evidence::Evidence;
use said::{Named, named};
use std::collections::BTreeMap;
use table::{Row, Table};
use words::Words;

/// Passes over the document: places found in one speak for others in the next.
const PASSES: usize = 3;

/// The place chosen for names that are taken to mean the same.
#[derive(Debug, Clone, Copy)]
struct Choice {
    /// Number of the [`Sense`].
    sense: usize,
    row: Row,
    by: LocatedBy,
    n_mentions: u32,
}

/// Chains that are taken to mean the same place, and which it may be.
struct Sense {
    chains: Vec<u32>,
    /// What they share with other senses: "Georgia" the country and "Georgia" the state do not speak for each other.
    name: usize,
    n_mentions: u32,
    found: Found,
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
    let senses = senses(&document, &names);
    for choice in choices(&senses, &of_text) {
        for chain in &senses[choice.sense].chains {
            if let Some(place) = located.get_mut(*chain as usize) {
                *place = Some(location(table, &choice));
            }
        }
    }
    located
}

/// The senses of a document's names: chains of one name are one, but for those beside which the text says more.
fn senses(document: &Document, names: &[Named]) -> Vec<Sense> {
    let mut chains: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, name) in names.iter().enumerate() {
        chains.entry(name.chain).or_default().push(number);
    }
    let mut by_name: BTreeMap<&str, Vec<(u32, Vec<usize>)>> = BTreeMap::new();
    for (chain, of) in chains {
        let keys = of.iter().map(|number| names[*number].key.as_str());
        by_name.entry(keys.max_by_key(|key| key.len()).unwrap_or_default()).or_default().push((chain, of));
    }
    let mut senses = Vec::new();
    for (name, chains) in by_name.into_values().enumerate() {
        let (beside, own): (Vec<_>, Vec<_>) = chains.into_iter().partition(|(_, of)| names[of[0]].is_beside);
        senses.extend(senses_of(document, name, own));
        senses.extend(senses_of(document, name, beside));
    }
    senses
}

/// The senses of one name; `chains` with the numbers of their names.
fn senses_of(document: &Document, name: usize, chains: Vec<(u32, Vec<usize>)>) -> Vec<Sense> {
    let (mut senses, mut rest, mut all) = (Vec::new(), Vec::new(), Vec::new());
    let mut n_mentions = 0;
    for (chain, of) in chains {
        let found = document.read(&of);
        match found.is_said {
            true => senses.push(Sense { chains: vec![chain], name, n_mentions: of.len() as u32, found }),
            false => {
                rest.push(chain);
                n_mentions += of.len() as u32;
            }
        }
        all.extend(of);
    }
    if !rest.is_empty() {
        // What is said beside one of a document's mentions of a name holds for the others.
        senses.push(Sense { chains: rest, name, n_mentions, found: document.read(&all) });
    }
    senses
}

/// The choices for those senses for which there is one, in order.
fn choices(senses: &[Sense], of_text: &Evidence) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for _ in 0..PASSES {
        let mut evidence = of_text.clone();
        choices.iter().for_each(|choice| evidence.add(choice, senses[choice.sense].name));
        let mut chosen = Vec::new();
        for (number, Sense { name, n_mentions, found, .. }) in senses.iter().enumerate() {
            // A name does not speak for itself.
            let others = evidence.without(*name);
            let choice = choose(found, &others);
            chosen.extend(choice.map(|(row, by)| Choice { sense: number, row, by, n_mentions: *n_mentions }));
        }
        choices = chosen;
    }
    choices
}

fn location(table: &Table, choice: &Choice) -> Location {
    let Row { kind, geonames, name, country, latitude, longitude, .. } = choice.row;
    let name_of = |region| table.area(country, region).map(|row| row.name.to_owned());
    Location {
        latitude,
        longitude,
        geonames,
        name: name.to_owned(),
        kind,
        region: if kind == PlaceKind::Country { None } else { name_of(choice.row.division()) },
        country: name_of("").unwrap_or_default(),
        country_code: country.to_owned(),
        by: choice.by,
    }
}
