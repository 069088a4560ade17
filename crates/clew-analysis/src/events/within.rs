//! Incidents that one document's claims were thought to tell apart, and that are one.
//!
//! Within a document another place or day begins another incident, and a street is another place than its town. Here those
//! are joined again that befell the same people, or that tell of nobody else.

use super::days::{Days, Votes};
use super::described::Described;
use super::telling::{Story, rank};
use clew_model::{Filler, Predicate, Role};
use std::collections::{BTreeMap, BTreeSet};

/// What one incident of a document is known by.
#[derive(Debug, Default)]
struct Marks {
    predicates: BTreeSet<Predicate>,
    kinds: BTreeSet<String>,
    /// Chains of those it befell.
    struck: BTreeSet<u32>,
    /// Ages of those of them who are described by one.
    ages: BTreeSet<u8>,
    /// Whether one of them is somebody, and no group or "the victim".
    is_of_somebody: bool,
    places: BTreeSet<u32>,
    days: Option<Days>,
}

/// The claims of each incident of a document, those joined that are one.
pub(super) fn joined(story: &Story, incidents: BTreeMap<u32, Vec<u32>>) -> Vec<Vec<u32>> {
    let mut by_size: Vec<Vec<u32>> = incidents.into_values().collect();
    by_size.sort_by_key(|claims| std::cmp::Reverse(claims.len()));
    let mut joined: Vec<(Vec<u32>, Marks)> = Vec::new();
    for claims in by_size {
        let marks = Marks::of(story, &claims);
        match joined.iter_mut().find(|(_, others)| others.is_of(&marks)) {
            Some((of, others)) => {
                of.extend(claims);
                of.sort_unstable();
                *others = Marks::of(story, of);
            }
            None => joined.push((claims, marks)),
        }
    }
    joined.into_iter().map(|(claims, _)| claims).collect()
}

impl Marks {
    fn of(story: &Story, claims: &[u32]) -> Self {
        let (mut marks, mut votes) = (Self::default(), Votes::default());
        for told in claims.iter().filter_map(|claim| story.claim(*claim)) {
            votes.add(told.claim.predicate, told.claim.time, story.published);
            if rank(told.claim.predicate) == 0 {
                marks.predicates.insert(told.claim.predicate);
                marks.kinds.extend(told.claim.subtype.clone());
            }
            for argument in &told.claim.arguments {
                match (argument.role, &argument.filler) {
                    (Role::Victim, Filler::Chain(chain)) => marks.add_struck(story, *chain),
                    (Role::Place, Filler::Chain(chain)) => _ = marks.places.insert(*chain),
                    _ => {}
                }
            }
        }
        marks.days = votes.days();
        marks
    }

    fn add_struck(&mut self, story: &Story, chain: u32) {
        let Some(told) = story.document.told.chain(chain) else { return };
        self.struck.insert(chain);
        let described = || Described::of(&told.name);
        let is_somebody = || matches!(described(), Described::Aged(_) | Described::One);
        let ages = told.descriptions.iter().chain([&told.name]).filter_map(|words| Described::of(words).age());
        self.ages.extend(ages);
        self.ages.extend(age_of(story, chain));
        self.is_of_somebody |= !told.names.is_empty() || is_somebody();
    }

    /// Whether this and another are one incident.
    fn is_of(&self, other: &Self) -> bool {
        let is_other_day = self.days.zip(other.days).is_some_and(|(one, other)| one.apart(other) > 1);
        let is_other_kind = differ(&self.predicates, &other.predicates) || differ(&self.kinds, &other.kinds);
        let is_elsewhere = differ(&self.places, &other.places);
        let is_nobody_else = !self.is_of_somebody || !other.is_of_somebody;
        let is_of_one_age = !self.ages.is_disjoint(&other.ages);
        let befell_the_same = !self.struck.is_disjoint(&other.struck);
        !is_other_day && !is_other_kind && (befell_the_same || (is_nobody_else || is_of_one_age) && !is_elsewhere)
    }
}

/// The age that a document gives somebody: "Ada Weil, 34".
fn age_of(story: &Story, chain: u32) -> Option<u8> {
    let ages = story.document.told.claims.iter().filter(|told| told.claim.predicate == Predicate::Age);
    let of_chain = |told: &&crate::ToldClaim| {
        told.place_of(Role::Person).and_then(|place| told.chain_of(place)).is_some_and(|other| other == chain)
    };
    let value = |told: &crate::ToldClaim| told.arguments[told.place_of(Role::Value)?].parse().ok();
    ages.filter(of_chain).find_map(value)
}

/// Whether both have some and none in common.
fn differ<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
    !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
}
