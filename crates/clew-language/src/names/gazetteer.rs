//! What the word lists say of a word or of a whole name.

use crate::lexicon::classes;
use clew_model::ThingType;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(crate) const PERSONS: &str = include_str!("../../lexicon/persons.txt");
pub(crate) const BODIES: &str = include_str!("../../lexicon/bodies.txt");
pub(crate) const PLACES: &str = include_str!("../../lexicon/places.txt");
pub(crate) const NOT_NAMES: &str = include_str!("../../lexicon/not-names.txt");

/// The longest known name, in words.
pub(crate) const LONGEST_KNOWN: usize = 6;

/// What a word can be; the lists overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Properties(u32);

/// One thing that a word can be: a class of one of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Property {
    Title,
    Role,
    Particle,
    Given,
    CompanyEnd,
    Organisation,
    PublicBody,
    Facility,
    Place,
    PlaceBeginning,
    Governs,
    SurnameToo,
    Locative,
    Calendar,
    Demonym,
    Common,
    NoAcronym,
    Hyphened,
}

impl Properties {
    pub(crate) fn has(self, property: Property) -> bool {
        self.0 & (1 << property as u8) != 0
    }

    /// The sort of thing whose name ends in this word or is governed by it ("Ministry of ...").
    pub(crate) fn head(self) -> Option<ThingType> {
        let heads = [
            (Property::PublicBody, ThingType::PublicBody),
            (Property::CompanyEnd, ThingType::Organization),
            (Property::Organisation, ThingType::Organization),
            (Property::Facility, ThingType::Facility),
            (Property::Place, ThingType::Place),
        ];
        heads.into_iter().find(|(property, _)| self.has(*property)).map(|(_, thing)| thing)
    }
}

struct Gazetteer {
    words: HashMap<String, Properties>,
    known: HashMap<String, ThingType>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut gazetteer = Gazetteer { words: HashMap::new(), known: HashMap::new() };
    for class in [PERSONS, BODIES, NOT_NAMES, PLACES].into_iter().flat_map(classes) {
        let property = property_of(class.name);
        for entry in class.entries {
            match property {
                Some(property) => gazetteer.words.entry(fold(entry)).or_default().0 |= 1 << property as u8,
                None => {
                    gazetteer
                        .known
                        .entry(fold(entry).trim_end_matches('.').to_owned())
                        .or_insert(known_thing(class.name));
                }
            }
        }
    }
    gazetteer
});

fn property_of(class: &str) -> Option<Property> {
    Some(match class {
        "title" => Property::Title,
        "role" => Property::Role,
        "particle" => Property::Particle,
        "given" => Property::Given,
        "company-end" => Property::CompanyEnd,
        "organisation" => Property::Organisation,
        "public-body" => Property::PublicBody,
        "facility" => Property::Facility,
        "place" => Property::Place,
        "place-beginning" => Property::PlaceBeginning,
        "governs" => Property::Governs,
        "surname-too" => Property::SurnameToo,
        "locative" => Property::Locative,
        "calendar" => Property::Calendar,
        "demonym" => Property::Demonym,
        "common" => Property::Common,
        "capitals" => Property::NoAcronym,
        "hyphened" => Property::Hyphened,
        _ => return None,
    })
}

fn known_thing(class: &str) -> ThingType {
    match class {
        "known-organisation" => ThingType::Organization,
        "known-public-body" => ThingType::PublicBody,
        "country" | "country-by-another-name" | "state" | "state-shortened" | "region" | "town" | "city" => {
            ThingType::Place
        }
        other => unreachable!("no list has a class {other}"),
    }
}

/// What a folded word can be.
pub(crate) fn properties(folded: &str) -> Properties {
    GAZETTEER.words.get(folded.strip_suffix('.').unwrap_or(folded)).copied().unwrap_or_default()
}

/// What a whole folded name is the name of.
pub(crate) fn known(folded: &str) -> Option<ThingType> {
    GAZETTEER.known.get(folded.trim_end_matches('.')).copied()
}

/// A word or name without case and accents, apostrophes straight, for looking up.
pub(crate) fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let letters = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.map(|c| if matches!(c, '’' | 'ʼ' | '‘') { '\'' } else { c }).collect()
}
