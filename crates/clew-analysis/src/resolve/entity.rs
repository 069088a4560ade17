//! What comes of resolving: entities, their names and their ids.

use super::bearer::Bearers;
use super::nameless::At;
use crate::fold::fold;
use crate::picture::CaseDocument;
use crate::threads;
use crate::told::ToldChain;
use clew_model::{IdentityHash, ThingType};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What chains of one or many documents refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedEntity<D> {
    /// A hash of what made it itself when it was first seen: its oldest chain's type and folded name, or that chain's
    /// document and first mention.
    pub id: String,
    /// What sort of thing it is.
    pub thing: ThingType,
    /// The name that most of its documents give it in full.
    pub name: String,
    /// Every name it is mentioned by, each once, in order.
    pub names: Vec<String>,
    /// Whether any mention of it is a name.
    pub is_named: bool,
    /// Its chains, in order: the document, the chain's number in it.
    pub chains: Vec<(D, u32)>,
    /// How often it is mentioned.
    pub n_mentions: u32,
}

/// Ids that entities would have had alone, each with the id of the entity they are part of.
pub(super) type Redirects = Vec<(String, String)>;

/// Whether a name is enough to know the same thing by in another document.
pub(super) fn is_known_everywhere(thing: ThingType, name: &str) -> bool {
    match thing {
        ThingType::Person => fold(name).split(' ').count() > 1,
        _ => !name.trim().is_empty(),
    }
}

pub(super) fn id_of_name(thing: ThingType, name: &str) -> String {
    IdentityHash::new().field(b"name").field(thing.word().as_bytes()).field(fold(name).as_bytes()).short()
}

pub(super) fn id_of_chain(identity: &str, thing: ThingType, name: &str, first_mention: u32, chain: u32) -> String {
    let hash = IdentityHash::new().field(b"chain").field(thing.word().as_bytes()).field(identity.as_bytes());
    // Two chains of one document can begin at one place: "Orrin" in "the Orrin fire".
    let hash = hash.field(fold(name).as_bytes()).field(&first_mention.to_le_bytes());
    hash.field(&chain.to_le_bytes()).short()
}

/// A chain of a case: its document, itself, and the name that its document makes of it.
#[derive(Clone, Copy)]
struct Part<'c> {
    document: &'c CaseDocument,
    chain: &'c ToldChain,
    name: &'c str,
}

impl Part<'_> {
    /// The order of arrival, by which the oldest is told.
    fn age(&self) -> (i64, u32, u32) {
        (self.document.number, self.chain.first_mention, self.chain.chain)
    }

    fn own_id(&self) -> String {
        let chain = self.chain;
        id_of_chain(&self.document.identity, chain.thing, &chain.name, chain.first_mention, chain.chain)
    }

    /// The id it would have alone.
    fn id_alone(&self) -> String {
        match !self.chain.names.is_empty() && is_known_everywhere(self.chain.thing, &self.chain.name) {
            true => id_of_name(self.chain.thing, &self.chain.name),
            false => self.own_id(),
        }
    }
}

/// Entities of these clusters of bearers and of all that has no name, in order of id, with the id of each cluster's entity, and
/// the ids that lead to them.
pub(super) fn entities(
    bearers: &Bearers<'_>,
    clusters: &[Vec<usize>],
    nameless: &[Vec<At>],
) -> (Vec<ResolvedEntity<i64>>, Vec<String>, Redirects) {
    let parts_of = |cluster: &Vec<usize>| {
        let mut parts: Vec<Part<'_>> = cluster.iter().flat_map(|bearer| parts(bearers, *bearer)).collect();
        parts.sort_by_key(Part::age);
        parts
    };
    let mut all: Vec<(usize, Vec<Part<'_>>)> = clusters.iter().map(parts_of).enumerate().collect();
    all.sort_by_key(|(_, parts)| parts.first().map(Part::age));
    let mut leads_to: HashMap<String, String> = HashMap::new();
    let (mut named, mut of_cluster) = (Vec::with_capacity(all.len()), vec![String::new(); clusters.len()]);
    let ids_alone = threads::each(&all, |(_, parts)| ids_alone(parts));
    for ((number, parts), alone) in all.iter().zip(ids_alone) {
        let Some((oldest, first)) = parts.first().zip(alone.first()) else { continue };
        // Two people of one name: the one seen first keeps the id that the name makes.
        let id = if leads_to.contains_key(first) { oldest.own_id() } else { first.clone() };
        for alone in alone {
            leads_to.entry(alone).or_insert_with(|| id.clone());
        }
        leads_to.insert(id.clone(), id.clone());
        of_cluster[*number].clone_from(&id);
        named.push((id, parts));
    }
    let mut found = threads::each(&named, |(id, parts)| entity(id.clone(), parts));
    for (entity, others) in threads::each(nameless, |group| nameless_entity(bearers, group)).into_iter().flatten() {
        leads_to.extend(others.into_iter().map(|own| (own, entity.id.clone())));
        found.push(entity);
    }
    found.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let mut redirects: Redirects = leads_to.into_iter().filter(|(from, to)| from != to).collect();
    redirects.sort();
    (found, of_cluster, redirects)
}

/// The entity of chains without a name that are one thing's, with the ids that all but the oldest would have alone.
fn nameless_entity(bearers: &Bearers<'_>, group: &[At]) -> Option<(ResolvedEntity<i64>, Vec<String>)> {
    let mut parts: Vec<Part<'_>> = group.iter().map(|at| nameless_part(bearers, *at)).collect();
    parts.sort_by_key(Part::age);
    let mut ids: Vec<String> = parts.iter().map(Part::own_id).collect();
    let others = ids.split_off(ids.len().min(1));
    Some((entity(ids.pop()?, &parts), others))
}

/// The ids that these parts would have alone: that of the first, then the others, each once.
fn ids_alone(parts: &[Part<'_>]) -> Vec<String> {
    let (mut known, mut ids) = (HashSet::new(), Vec::new());
    for part in parts {
        let ToldChain { thing, name, names, .. } = part.chain;
        // Of many parts most have one name, and with it one id.
        if names.is_empty() || !is_known_everywhere(*thing, name) || known.insert((*thing, name.as_str())) {
            ids.push(part.id_alone());
        }
    }
    ids
}

fn parts<'c>(bearers: &'c Bearers<'c>, bearer: usize) -> impl Iterator<Item = Part<'c>> {
    let bearer = &bearers.all[bearer];
    let document = bearers.documents[bearer.document as usize];
    bearer.chains.iter().map(move |at| {
        let chain = &document.told.chains[*at as usize];
        Part { document, chain, name: bearer.expanded.as_deref().unwrap_or(&chain.name) }
    })
}

fn nameless_part<'c>(bearers: &'c Bearers<'c>, (document, at): At) -> Part<'c> {
    let document = bearers.documents[document as usize];
    let chain = &document.told.chains[at as usize];
    Part { document, chain, name: &chain.name }
}

fn entity(id: String, parts: &[Part<'_>]) -> ResolvedEntity<i64> {
    let mut names: BTreeSet<String> = parts.iter().flat_map(|part| part.chain.names.iter().cloned()).collect();
    let is_named = !names.is_empty();
    let (thing, name) = (most_given_type(parts), most_given_name(parts));
    names.insert(name.clone());
    let mut chains: Vec<_> = parts.iter().map(|part| (part.document.number, part.chain.chain)).collect();
    chains.sort_unstable();
    let n_mentions = parts.iter().map(|part| part.chain.n_mentions).sum();
    ResolvedEntity { id, thing, name, names: names.into_iter().collect(), is_named, chains, n_mentions }
}

/// The type that most chains have.
fn most_given_type(parts: &[Part<'_>]) -> ThingType {
    let n_of = |thing: &ThingType| parts.iter().filter(|part| part.chain.thing == *thing).count();
    // The last of equals is taken: in reverse, so that it is the first of the vocabulary's order.
    ThingType::ALL.into_iter().rev().max_by_key(n_of).unwrap_or(ThingType::Thing)
}

/// The name that most documents give in full; of equals the longest, then the first in order.
fn most_given_name(parts: &[Part<'_>]) -> String {
    if let [only] = parts {
        return only.name.to_owned();
    }
    let mut given: BTreeMap<&str, u32> = BTreeMap::new();
    let is_named = parts.iter().any(|part| !part.chain.names.is_empty());
    for part in parts.iter().filter(|part| !is_named || !part.chain.names.is_empty()) {
        *given.entry(part.name).or_default() += 1;
    }
    let is_full = |name: &str| name.split(' ').count() > 1;
    let best =
        given.into_iter().max_by_key(|(name, n)| (is_full(name), *n, name.chars().count(), std::cmp::Reverse(*name)));
    best.map(|(name, _)| name.to_owned()).unwrap_or_default()
}
