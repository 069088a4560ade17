//! What stands around a name: how much more two contexts share than chance would have them share.
//!
//! Every thing named in a document is a sign of who else is meant there. A sign that the documents of two names share counts
//! as many bits as it is rarer in the case than in the documents of one of them (the weights of Fellegi and Sunter, 1969,
//! with the case itself as the population): the town that every report names says next to nothing, a ship named in two of
//! them much.

use super::bearer::Bearers;
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
    n_documents: HashMap<u32, u32>,
    n_roles: HashMap<u32, u32>,
    n_bearers: f32,
    n_all: f32,
}

/// A thing whose context is compared.
#[derive(Debug, Default, Clone)]
pub(super) struct Side {
    /// Its documents, in order.
    pub(super) documents: Vec<u32>,
    /// Stems of what it is said to be, with how many bearers are said to be it.
    pub(super) roles: HashMap<u32, u32>,
    n_bearers: f32,
    /// The things that it is itself, which are no signs of it.
    pub(super) own: BTreeSet<u32>,
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
    /// The contexts of a case, where `thing_of` says which thing a bearer is; copies of one document are a thing of their own.
    pub(super) fn of(bearers: &Bearers<'_>, thing_of: impl Fn(usize) -> u32) -> Self {
        let mut of_document = vec![Vec::new(); bearers.documents.len()];
        let mut n_roles: HashMap<u32, u32> = HashMap::new();
        for (number, bearer) in bearers.all.iter().enumerate() {
            of_document[bearer.document as usize].push(thing_of(number));
            bearer.roles.iter().for_each(|role| *n_roles.entry(*role).or_default() += 1);
        }
        for (document, copied) in copies(bearers) {
            of_document[document].push(copied);
        }
        let mut n_documents: HashMap<u32, u32> = HashMap::new();
        for things in &mut of_document {
            things.sort_unstable();
            things.dedup();
            things.iter().for_each(|thing| *n_documents.entry(*thing).or_default() += 1);
        }
        let n_bearers = bearers.all.iter().filter(|bearer| !bearer.roles.is_empty()).count() as f32;
        let n_all = of_document.len() as f32;
        Self { of_document, n_documents, n_roles, n_bearers, n_all }
    }

    /// How much speaks for one thing in what stands around two.
    pub(super) fn agreement(&self, one: &Side, other: &Side) -> Agreement {
        let (few, many) = if one.documents.len() <= other.documents.len() { (one, other) } else { (other, one) };
        let counted = self.counted(many);
        let n_many = many.documents.len().min(MOST_DOCUMENTS) as f32;
        let mut signs: Vec<(f32, u32)> = Vec::new();
        for thing in self.counted(few).keys() {
            let Some(n) = counted.get(thing) else { continue };
            if one.own.contains(thing) || other.own.contains(thing) {
                continue;
            }
            let chance = (self.n_documents.get(thing).map_or(0.0, |n| *n as f32) + 1.0) / (self.n_all + UNSEEN);
            signs.push((bits(*n as f32, n_many, chance), *thing));
        }
        signs.retain(|(bits, _)| *bits > 0.0);
        signs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let of_things: f32 = signs.iter().map(|(bits, _)| bits).sum();
        let of_roles = self.of_roles(one, other);
        let bits = of_things.min(MOST_OF_ALL) + of_roles;
        Agreement { bits, of_roles, shared: signs.into_iter().map(|(_, thing)| thing).collect() }
    }

    /// How many of a side's documents name each thing.
    fn counted(&self, side: &Side) -> HashMap<u32, u32> {
        let mut n_of = HashMap::new();
        let step = side.documents.len().div_ceil(MOST_DOCUMENTS).max(1);
        for document in side.documents.iter().step_by(step) {
            self.of_document[*document as usize].iter().for_each(|thing| *n_of.entry(*thing).or_default() += 1);
        }
        n_of
    }

    fn of_roles(&self, one: &Side, other: &Side) -> f32 {
        let (few, many) = if one.roles.len() <= other.roles.len() { (one, other) } else { (other, one) };
        let weigh = |role: &u32| {
            let n = *many.roles.get(role)? as f32;
            let chance = (self.n_roles.get(role).map_or(0.0, |n| *n as f32) + 1.0) / (self.n_bearers + UNSEEN);
            Some(bits(n, many.n_bearers, chance).max(0.0))
        };
        let mut signs: Vec<f32> = few.roles.keys().filter_map(weigh).collect();
        // Summed in one order, so that the same roles weigh the same in every run.
        signs.sort_by(f32::total_cmp);
        signs.iter().sum::<f32>().min(MOST_OF_ALL / 2.0)
    }
}

/// Bits that a sign found in `n` of `n_all` speaks for a thing, where `chance` have it anyway.
fn bits(n: f32, n_all: f32, chance: f32) -> f32 {
    let share = (n + chance) / (n_all + 1.0);
    (share / chance).log2().min(MOST_OF_ONE)
}

impl Side {
    /// The context of these bearers, which are the things `own`.
    pub(super) fn of(bearers: &Bearers<'_>, these: impl IntoIterator<Item = usize>, own: BTreeSet<u32>) -> Self {
        let mut side = Self { own, ..Self::default() };
        for number in these {
            let bearer = &bearers.all[number];
            side.documents.push(bearer.document);
            bearer.roles.iter().for_each(|role| *side.roles.entry(*role).or_default() += 1);
            side.n_bearers += f32::from(u8::from(!bearer.roles.is_empty()));
        }
        side.documents.sort_unstable();
        side.documents.dedup();
        side
    }
}

/// For each document that has copies or is one, the thing that stands for them all.
fn copies(bearers: &Bearers<'_>) -> Vec<(usize, u32)> {
    let place: HashMap<i64, usize> = bearers.documents.iter().enumerate().map(|(at, it)| (it.number, at)).collect();
    let original = |at: usize| bearers.documents[at].copy_of.and_then(|number| place.get(&number).copied());
    let mut found = Vec::new();
    for at in 0..bearers.documents.len() {
        let outward = std::iter::successors(original(at), |at| original(*at)).take(bearers.documents.len());
        if let Some(first) = outward.last() {
            let thing = u32::MAX - first as u32;
            found.extend([(at, thing), (first, thing)]);
        }
    }
    found
}
