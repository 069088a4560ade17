//! Whether what fills a role of one claim is what fills it in another.

use super::case::{Case, Stated};
use crate::events::Described;
use crate::stems::n_shared;
use clew_model::{Filler, Predicate, Role, ThingType};

/// How the fillers of one role compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fillers {
    Same,
    /// One side has none, or only a description.
    Open,
    Different,
}

/// Two claims whose fillers are compared.
pub(super) struct Both<'s, 'a> {
    pub case: &'s Case<'a>,
    pub a: &'s Stated<'a>,
    pub b: &'s Stated<'a>,
    /// Whether their documents tell of one affair, in which "the valve" is one.
    pub is_one_affair: bool,
}

impl Both<'_, '_> {
    /// How they compare the other way round: the cousin of one is the other's cousin.
    pub fn swapped(&self, roles: &[Role]) -> Vec<Fillers> {
        let other = |role: &Role| roles.iter().find(|other| *other != role).copied().unwrap_or(*role);
        roles.iter().map(|role| self.fillers(*role, other(role))).collect()
    }

    /// How what fills a role of one compares with what fills a role of the other.
    pub fn fillers(&self, of_a: Role, of_b: Role) -> Fillers {
        let (one, other): (Vec<usize>, Vec<usize>) = (self.a.in_role(of_a).collect(), self.b.in_role(of_b).collect());
        if one.is_empty() || other.is_empty() {
            return Fillers::Open;
        }
        if is_said(of_a) {
            return said(self.a, &one, self.b, &other);
        }
        let entities = |stated: &Stated<'_>, places: &[usize]| -> Vec<usize> {
            places.iter().filter_map(|place| stated.entities[*place]).collect()
        };
        let (x, y) = (entities(self.a, &one), entities(self.b, &other));
        let n_needed = if of_a == Role::Participant { 2 } else { 1 };
        let n_met = x.iter().filter(|x| y.iter().any(|y| self.case.is_alike(**x, *y))).count();
        let is_named = |one: &usize| self.case.is_named(*one);
        let all_named = |entities: &[usize]| entities.len() >= n_needed && entities.iter().all(is_named);
        if n_met >= n_needed {
            Fillers::Same
        } else if all_named(&x) && all_named(&y) || self.is_one_of_many(&x, &one, &y, &other) {
            Fillers::Different
        } else if is_thing(of_a) && self.is_one_affair && !x.iter().chain(&y).any(is_named) {
            self.things(&one, &other)
        } else {
            described(self.a, &one, self.b, &other)
        }
    }

    /// Whether both may tell of one doer: neither says who did it, or both name the same.
    pub fn may_share_doer(&self) -> bool {
        let has = |stated: &Stated<'_>, role| stated.in_role(role).next().is_some();
        let is_one = |role| self.fillers(role, role) == Fillers::Same || !has(self.a, role) || !has(self.b, role);
        [Role::Agent, Role::Attacker, Role::Giver].into_iter().all(is_one)
    }

    /// Whether one side names somebody, and the other speaks of many without a name: that nine died is not that Weil did.
    fn is_one_of_many(&self, x: &[usize], of_a: &[usize], y: &[usize], of_b: &[usize]) -> bool {
        let is_one = |entities: &[usize]| {
            let is_person = |one: &usize| self.case.resolved.entities[*one].thing == ThingType::Person;
            matches!(entities, [one] if self.case.is_named(*one) && is_person(one))
        };
        let is_many = |stated: &Stated<'_>, places: &[usize]| {
            places.iter().all(|place| Described::of(&stated.told.arguments[*place]) == Described::Group)
        };
        let has_name = |entities: &[usize]| entities.iter().any(|one| self.case.is_named(*one));
        is_one(x) && !has_name(y) && is_many(self.b, of_b) || is_one(y) && !has_name(x) && is_many(self.a, of_a)
    }

    /// Things without names in one affair: where all that one is called the other is too, they are one.
    fn things(&self, of_a: &[usize], of_b: &[usize]) -> Fillers {
        let called = |stated: &Stated<'_>, places: &[usize]| -> Vec<Vec<u32>> {
            places.iter().map(|place| self.case.called(stated, *place)).collect()
        };
        let (one, other) = (called(self.a, of_a), called(self.b, of_b));
        // "The door" and "its seal" fail at one time; of things that are found or sold each is itself.
        let n_needed = |n: usize| if self.a.told.claim.predicate == Predicate::Disaster { n.div_ceil(2) } else { n };
        let is_alike = |x: &[u32], y: &[u32]| {
            let n_shorter = x.len().min(y.len());
            n_shorter > 0 && n_shared(x, y) >= n_needed(n_shorter)
        };
        let is_one = one.iter().any(|x| other.iter().any(|y| is_alike(x, y)));
        if is_one { Fillers::Same } else { described(self.a, of_a, self.b, of_b) }
    }
}

/// Roles that a thing fills.
pub(super) fn is_thing(role: Role) -> bool {
    matches!(role, Role::Facility | Role::Thing | Role::Object)
}

/// Things without names: the same words for two of them say that they may be one, other words that they may not.
fn described(a: &Stated<'_>, of_a: &[usize], b: &Stated<'_>, of_b: &[usize]) -> Fillers {
    let is_worded =
        |stated: &Stated<'_>, place: &usize| matches!(stated.told.claim.arguments[*place].filler, Filler::Words);
    let only_words = of_a.iter().all(|place| is_worded(a, place)) && of_b.iter().all(|place| is_worded(b, place));
    match said(a, of_a, b, of_b) {
        Fillers::Same if only_words => Fillers::Same,
        Fillers::Different if only_words => Fillers::Different,
        _ => Fillers::Open,
    }
}

/// Roles whose filler is what is said, and no thing.
fn is_said(role: Role) -> bool {
    matches!(role, Role::Title | Role::Value | Role::Name | Role::Position | Role::Crime | Role::Amount)
}

fn said(a: &Stated<'_>, of_a: &[usize], b: &Stated<'_>, of_b: &[usize]) -> Fillers {
    let words = |stated: &Stated<'_>, places: &[usize]| -> Vec<u32> {
        let mut words: Vec<u32> = places.iter().flat_map(|place| stated.words[*place].iter().copied()).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (x, y) = (words(a, of_a), words(b, of_b));
    if x.is_empty() || y.is_empty() {
        return Fillers::Open;
    }
    let n_shared = n_shared(&x, &y);
    if 2 * n_shared >= x.len().min(y.len()) { Fillers::Same } else { Fillers::Different }
}
