//! A finding as it is being made: its claims, on whose word, and what cannot hold beside it.

use super::case::Case;
use super::origins::Origins;
use super::proposition::Proposition;
use crate::events::described::{self, is_indefinite, is_pointing};
use crate::events::is_event;
use crate::told::ToldClaim;
use clew_model::{OriginKind, Polarity, Predicate};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What reconcile knows of one group of claims.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Places of its claims, in order.
    pub places: Vec<usize>,
    /// Its origins, in order of their numbers, with the places of the claims that rest on each.
    pub origins: Vec<(usize, Vec<usize>)>,
    /// Numbers of groups that cannot hold beside it.
    pub against: BTreeSet<usize>,
    /// The group that replaces it.
    pub superseded_by: Option<usize>,
    /// Place of the document that takes it back.
    pub corrected_by: Option<usize>,
    /// Whether some of its claims assert and others deny.
    pub is_denied: bool,
    /// Whether a person withdrew all documents that state it.
    pub is_withdrawn: bool,
}

/// What all parts of reconcile look at.
pub(super) struct Ground<'c, 'a> {
    /// The claims.
    pub case: &'c Case<'a>,
    /// What each states.
    pub propositions: &'c [Option<Proposition>],
    /// On whose word each stands.
    pub origins: &'c Origins,
}

impl Draft {
    /// The group of these claims, with its origins.
    pub fn new(ground: &Ground<'_, '_>, places: Vec<usize>) -> Self {
        let mut draft = Self { places, ..Self::default() };
        draft.origins = on_whose_word(ground, &draft.places);
        draft.is_denied = is_denied(ground, &draft.places);
        draft
    }

    /// Lets one more claim of it rest on an origin.
    pub fn rest_on(&mut self, origin: usize, claim: usize) {
        match self.origins.binary_search_by_key(&origin, |(number, _)| *number) {
            Ok(at) => self.origins[at].1.push(claim),
            Err(at) => self.origins.insert(at, (origin, vec![claim])),
        }
    }

    /// Whether an origin of it is one of the other's too.
    pub fn shares_origin(&self, other: &Self) -> bool {
        self.origins.iter().any(|(number, _)| other.origins.iter().any(|(known, _)| known == number))
    }

    /// Whether all its claims deny.
    pub fn is_denial(&self, case: &Case<'_>) -> bool {
        self.places.iter().all(|place| case.stated[*place].told.claim.polarity == Polarity::Denied)
    }

    /// The first day on which it could be read.
    pub fn first_published(&self, case: &Case<'_>) -> Option<Date> {
        self.places.iter().filter_map(|place| case.published(&case.stated[*place])).min()
    }

    /// Places of the documents that state it.
    pub fn documents(&self, case: &Case<'_>) -> BTreeSet<usize> {
        self.places.iter().map(|place| case.stated[*place].document).collect()
    }
}

/// The origins of claims that state the same, each with the places of those that rest on it.
fn on_whose_word(ground: &Ground<'_, '_>, places: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let mut origin: BTreeMap<usize, usize> = places.iter().map(|place| (*place, ground.origins.of(*place))).collect();
    leave_out_wrapped(ground, &mut origin);
    leave_out_presupposed(ground, &mut origin);
    take_from_own_text(ground, &mut origin);
    take_from_named_paper(ground, &mut origin);
    take_from_copied(ground, &mut origin);
    take_from_quoted_paper(ground, &mut origin);
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, origin) in origin {
        found.entry(origin).or_default().push(place);
    }
    found.into_iter().collect()
}

/// A sentence's Statement beside another claim of it says no more than that: the other tells on whose word.
fn leave_out_wrapped(ground: &Ground<'_, '_>, origin: &mut BTreeMap<usize, usize>) {
    let sentence = |place: &usize| {
        let stated = &ground.case.stated[*place];
        (stated.document, stated.told.claim.sentence)
    };
    let is_said = |place: &usize| ground.case.stated[*place].told.claim.predicate == Predicate::Statement;
    let told: BTreeSet<(usize, u32)> = origin.keys().filter(|place| !is_said(place)).map(sentence).collect();
    origin.retain(|place, _| !is_said(place) || !told.contains(&sentence(place)));
}

/// What is only named in passing ("the suspended director") is taken as known: it says nothing beside claims that state it.
fn leave_out_presupposed(ground: &Ground<'_, '_>, origin: &mut BTreeMap<usize, usize>) {
    let is_stated = |place: &usize| !is_presupposed(ground.case.stated[*place].told);
    if origin.keys().any(is_stated) {
        origin.retain(|place, _| is_stated(place));
    }
}

/// Whether a claim of a happening stands within the words for somebody or something that the reader is taken to know.
fn is_presupposed(told: &ToldClaim) -> bool {
    let claim = &told.claim;
    let names_it = claim.arguments.iter().zip(&told.arguments).any(|(argument, words)| {
        let is_inside = argument.span.contains(claim.trigger) && argument.span != claim.trigger;
        is_inside && is_definite(words)
    });
    is_event(claim) && names_it
}

/// "The suspended director", "Weil's failing pump": what the reader knows, and no "failing pump" that is brought in.
fn is_definite(words: &str) -> bool {
    let lower = words.to_lowercase();
    let words = described::words(&lower);
    let is_owned = || words.split_last().is_some_and(|(_, before)| before.iter().any(|word| word.ends_with("'s")));
    is_pointing(&words) || !is_indefinite(&words) && is_owned()
}

/// A text that names an earlier paper as a source has from it what it repeats in its own voice.
fn take_from_named_paper(ground: &Ground<'_, '_>, origin: &mut BTreeMap<usize, usize>) {
    let own: Vec<usize> =
        origin.keys().copied().filter(|place| ground.case.stated[*place].told.claim.attribution.is_none()).collect();
    for place in own {
        let stated = &ground.case.stated[place];
        let named = ground.origins.named_in(stated.document);
        let mut earlier = origin.iter().filter(|(other, _)| {
            let other = &ground.case.stated[**other];
            let paper = ground.origins.own(other.document);
            paper != ground.origins.own(stated.document)
                && named.contains(&paper)
                && ground.case.published(other) < ground.case.published(stated)
        });
        if let Some((_, taken)) = earlier.next() {
            let taken = *taken;
            origin.insert(place, taken);
        }
    }
}

/// What a text says once in its own voice (in its headline) and once on another's word stands on that word.
fn take_from_own_text(ground: &Ground<'_, '_>, origin: &mut BTreeMap<usize, usize>) {
    let is_own = |place: &usize| ground.case.stated[*place].told.claim.attribution.is_none();
    let mut ascribed: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, origin) in origin.iter().filter(|(place, _)| !is_own(place)) {
        ascribed.entry(ground.case.stated[*place].document).or_insert(*origin);
    }
    for (place, origin) in origin.iter_mut().filter(|(place, _)| is_own(place)) {
        if let Some(source) = ascribed.get(&ground.case.stated[*place].document) {
            *origin = *source;
        }
    }
}

/// Share of all weight in both from which a sentence was taken from another document's.
const COPIED: f32 = 0.75;
/// How many stems a sentence must have for its likeness to be no chance.
const LONG: usize = 6;
/// With how many claims before it each is compared.
const REACH: usize = 12;

/// A sentence that an earlier document has almost word for word stands on the earlier one's word.
fn take_from_copied(ground: &Ground<'_, '_>, origin: &mut BTreeMap<usize, usize>) {
    let mut order: Vec<usize> = origin.keys().copied().collect();
    order.sort_by_key(|place| (ground.case.published(&ground.case.stated[*place]), *place));
    for (nth, place) in order.iter().enumerate() {
        let stated = &ground.case.stated[*place];
        if stated.told.claim.attribution.is_some() || stated.told.stems.len() < LONG {
            continue;
        }
        let mut before = order[..nth]
            .iter()
            .rev()
            .take(REACH)
            .filter(|other| ground.case.stated[**other].document != stated.document);
        let is_copied = |other: &&usize| {
            let other = &ground.case.stated[**other];
            ground.case.published(other) < ground.case.published(stated)
                && ground.case.likeness(&stated.told.stems, &other.told.stems).of_both >= COPIED
        };
        if let Some(earlier) = before.find(is_copied) {
            let taken = origin[earlier];
            origin.insert(*place, taken);
        }
    }
}

/// A paper that another quotes stands where its own text does: on the word of its inner source.
fn take_from_quoted_paper(ground: &Ground<'_, '_>, origin: &mut BTreeMap<usize, usize>) {
    let is_quoted = |place: usize, origin: usize| {
        let is_paper = ground.origins.voice(origin).kind == OriginKind::Publisher;
        is_paper && ground.case.stated[place].told.claim.attribution.is_some()
    };
    let quoted: Vec<(usize, usize)> = origin
        .iter()
        .map(|(place, origin)| (*place, *origin))
        .filter(|(place, origin)| is_quoted(*place, *origin))
        .collect();
    for (place, paper) in quoted {
        let mut own =
            origin.iter().filter(|(other, _)| ground.origins.own(ground.case.stated[**other].document) == paper);
        if let Some(inner) = own.find(|(_, inner)| **inner != paper).map(|(_, inner)| *inner) {
            origin.insert(place, inner);
        }
    }
}

/// Whether some claims assert what others deny; a copied sentence that was read both ways was misread once.
fn is_denied(ground: &Ground<'_, '_>, places: &[usize]) -> bool {
    let polarity = |place: usize| ground.case.stated[place].told.claim.polarity;
    let (denied, asserted): (Vec<usize>, Vec<usize>) =
        places.iter().partition(|place| polarity(**place) == Polarity::Denied);
    let is_copied = |place: &usize, other: &usize| {
        let (one, other) = (&ground.case.stated[*place].told, &ground.case.stated[*other].told);
        ground.case.likeness(&one.stems, &other.stems).of_both >= COPIED
    };
    !asserted.is_empty() && denied.iter().any(|place| !asserted.iter().take(REACH).any(|other| is_copied(place, other)))
}
