//! What stands around a name: how much more two contexts share than chance would have them share.
//!
//! Every thing named in a document is a sign of who else is meant there. A sign that the documents of two names share counts
//! as many bits as it is rarer in the case than in the documents of one of them (the weights of Fellegi and Sunter, 1969,
//! with the case itself as the population): the town that every report names says next to nothing, a ship named in two of
//! them much.

use super::Resolving;
use super::bearer::Bearers;
use crate::{quick, threads};
use std::collections::{BTreeSet, HashMap};

/// Documents that the case is taken to be drawn from beside its own: in a case of five, what all five name is still a sign.
const UNSEEN: f32 = 50.0;
/// No single sign says more, in bits: what stands together is not independent.
const MOST_OF_ONE: f32 = 4.0;
/// Nor do all together.
const MOST_OF_ALL: f32 = 12.0;
/// Documents of a thing that are looked at; more say no more.
const MOST_DOCUMENTS: usize = 48;

/// What each document of a case names.
pub(super) struct Contexts {
    /// For each document the things it names, in order.
    of_document: Vec<Vec<u32>>,
    /// In how many documents each thing is named.
    n_documents: Vec<u32>,
    /// How many bearers are said to be what a stem says.
    n_roles: quick::Map<u32, u32>,
    /// How many are said to be anything.
    n_bearers: f32,
}

/// A thing whose context is compared.
#[derive(Debug, Default, Clone)]
pub(super) struct Side {
    /// Its documents, in order.
    pub(super) documents: Vec<u32>,
    /// What they name, in order, with how many of them do.
    things: Vec<(u32, u32)>,
    /// Stems of what it is said to be, in order, with how many bearers are said to be it.
    roles: Vec<(u32, u32)>,
    n_bearers: f32,
    /// The thing that it is itself, which is no sign of it.
    own: u32,
}

/// The contexts of namesakes that are compared with several others, each made once.
pub(super) struct Sides {
    /// Numbers of the namesakes, in order.
    of: Vec<usize>,
    sides: Vec<Side>,
}

impl Sides {
    /// Those of these namesakes and of all that is joined to each.
    pub(super) fn of(resolving: &Resolving<'_>, contexts: &Contexts, namesakes: impl Iterator<Item = usize>) -> Self {
        let mut of: Vec<usize> = namesakes.collect();
        of.sort_unstable();
        of.dedup();
        let sides = threads::each(&of, |at| resolving.side(contexts, *at));
        Self { of, sides }
    }

    /// That of one of them.
    pub(super) fn side(&self, namesakes: usize) -> &Side {
        let at = self.of.binary_search(&namesakes).expect("it was one of those asked for");
        &self.sides[at]
    }
}

/// What two contexts share.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Agreement {
    /// How much that says, in bits.
    pub(super) bits: f32,
    /// Of them, how many are of what both are said to be.
    pub(super) of_roles: f32,
    /// The things named beside both, what says most first.
    pub(super) shared: Vec<u32>,
}

impl Contexts {
    /// The contexts of a case, where `thing_of` says which of `n_things` a bearer is; the copies of a document are one thing
    /// more.
    pub(super) fn of(bearers: &Bearers<'_>, n_things: usize, thing_of: impl Fn(usize) -> u32) -> Self {
        let n_all = bearers.documents.len();
        let mut of_document = vec![Vec::new(); n_all];
        let mut n_roles: quick::Map<u32, u32> = quick::Map::default();
        for (number, bearer) in bearers.all.iter().enumerate() {
            of_document[bearer.document as usize].push(thing_of(number));
            bearer.roles.iter().for_each(|role| *n_roles.entry(*role).or_default() += 1);
        }
        for (document, original) in copies(bearers) {
            of_document[document].push((n_things + original) as u32);
        }
        let mut n_documents = vec![0; n_things + n_all];
        for things in &mut of_document {
            things.sort_unstable();
            things.dedup();
            things.iter().for_each(|thing| n_documents[*thing as usize] += 1);
        }
        let n_bearers = bearers.all.iter().filter(|bearer| !bearer.roles.is_empty()).count() as f32;
        Self { of_document, n_documents, n_roles, n_bearers }
    }

    /// The context of these bearers, which are the thing `own`.
    pub(super) fn side(&self, bearers: &Bearers<'_>, these: impl IntoIterator<Item = usize>, own: u32) -> Side {
        let (mut documents, mut roles, mut n_bearers) = (Vec::new(), Vec::new(), 0.0);
        for number in these {
            let bearer = &bearers.all[number];
            documents.push(bearer.document);
            if !bearer.roles.is_empty() && n_bearers < MOST_DOCUMENTS as f32 {
                roles.extend_from_slice(&bearer.roles);
                n_bearers += 1.0;
            }
        }
        documents.sort_unstable();
        documents.dedup();
        let step = documents.len().div_ceil(MOST_DOCUMENTS).max(1);
        let asked = documents.iter().step_by(step);
        let things = asked.flat_map(|document| &self.of_document[*document as usize]).copied().collect();
        Side { things: counted(things), roles: counted(roles), documents, n_bearers, own }
    }

    /// How much speaks for one thing in what stands around two.
    pub(super) fn agreement(&self, one: &Side, other: &Side) -> Agreement {
        let many = if one.documents.len() <= other.documents.len() { other } else { one };
        let n_many = many.documents.len().min(MOST_DOCUMENTS) as f32;
        let population = self.of_document.len() as f32 + UNSEEN;
        let mut signs: Vec<(f32, u32)> = Vec::new();
        for (thing, n_one, n_other) in in_both(&one.things, &other.things) {
            let n = if std::ptr::eq(many, one) { n_one } else { n_other };
            let chance = (self.n_documents[thing as usize] as f32 + 1.0) / population;
            let bits = bits(n as f32, n_many, chance);
            if bits > 0.0 && thing != one.own && thing != other.own {
                signs.push((bits, thing));
            }
        }
        signs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let of_things: f32 = signs.iter().map(|(bits, _)| bits).sum();
        let of_roles = self.of_roles(one, other);
        let bits = of_things.min(MOST_OF_ALL) + of_roles;
        Agreement { bits, of_roles, shared: signs.into_iter().map(|(_, thing)| thing).collect() }
    }

    fn of_roles(&self, one: &Side, other: &Side) -> f32 {
        let many = if one.n_bearers <= other.n_bearers { other } else { one };
        let weigh = |(role, n_one, n_other)| {
            let n = if std::ptr::eq(many, one) { n_one } else { n_other };
            let known = self.n_roles.get(&role).map_or(0.0, |n| *n as f32);
            bits(n as f32, many.n_bearers, (known + 1.0) / (self.n_bearers + UNSEEN)).max(0.0)
        };
        in_both(&one.roles, &other.roles).map(weigh).sum::<f32>().min(MOST_OF_ALL / 2.0)
    }
}

/// Bits that a sign found in `n` of `n_all` speaks for a thing, where `chance` have it anyway.
fn bits(n: f32, n_all: f32, chance: f32) -> f32 {
    let share = (n + chance) / (n_all + 1.0);
    (share / chance).log2().min(MOST_OF_ONE)
}

/// Each once, in order, with how often it stands there.
fn counted(mut all: Vec<u32>) -> Vec<(u32, u32)> {
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}

/// What stands in two sorted lists, with how often in each.
fn in_both<'a>(one: &'a [(u32, u32)], other: &'a [(u32, u32)]) -> impl Iterator<Item = (u32, u32, u32)> + 'a {
    let (few, many, is_turned) = if one.len() <= other.len() { (one, other, false) } else { (other, one, true) };
    let mut from = 0;
    few.iter().filter_map(move |(it, n)| {
        from += many[from..].partition_point(|(known, _)| known < it);
        let found = many.get(from).filter(|(known, _)| known == it)?;
        Some(if is_turned { (*it, found.1, *n) } else { (*it, *n, found.1) })
    })
}

/// For each document that has copies or is one, the original of them all.
fn copies(bearers: &Bearers<'_>) -> BTreeSet<(usize, usize)> {
    let place: HashMap<i64, usize> = bearers.documents.iter().enumerate().map(|(at, it)| (it.number, at)).collect();
    let original = |at: usize| bearers.documents[at].copy_of.and_then(|number| place.get(&number).copied());
    let mut found = BTreeSet::new();
    for at in 0..bearers.documents.len() {
        let outward = std::iter::successors(original(at), |at| original(*at)).take(bearers.documents.len());
        if let Some(first) = outward.last() {
            found.extend([(at, first), (first, first)]);
        }
    }
    found
}
