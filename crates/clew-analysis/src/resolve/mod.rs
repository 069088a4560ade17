//! Resolve: which chains of many documents are the same thing's.
//!
//! In four steps, each on what the one before made of the documents. Within a document the short forms that its text gives are
//! joined to the longer name ([`within`]). Bearers of one name in many documents are taken for one unless ages, births or the
//! map contradict ([`namesakes`]). Names that differ are compared, where they share enough to be worth it, and what stands
//! around them speaks where the names alone do not ([`full_names`], [`short_names`]). Last, a surname or given name that its
//! own document leaves alone goes to the one bearer of it in the case whose context agrees ([`lone_names`]). Things without a name
//! that documents of one strand call by the same noun are one ([`nameless`]); people without a name never are.
//!
//! What people decided ([`decided`]) comes before all of that: what they joined is one whatever contradicts it, and what they parted
//! stays so.
//!
//! What must stay apart, stays apart through any number of others: relatives, people of different given names, of births
//! years apart, of one sentence. Pairs that may be one are kept apart too, and told as doubts. A wrong merge tells a reporter
//! that one man did what two did; a missing one is seen and mended.

mod age;
mod bearer;
mod clusters;
mod context;
mod decided;
mod entity;
mod full_names;
mod lone_names;
mod nameless;
mod namesakes;
mod short_names;
mod spelling;
#[cfg(test)]
mod tests;
mod within;

pub use decided::{ChainAt, Decided, DecidedPair};
pub use entity::ResolvedEntity;

use crate::events::Strands;
use crate::picture::CaseDocument;
use crate::quick;
use bearer::Bearers;
use clew_model::Doubt;
use clusters::Clusters;
use context::{Agreement, Contexts, Side};
use decided::Ruled;
use namesakes::Namesakes;
use std::collections::BTreeMap;

/// Which chains of all documents are the same thing's.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The entities, by id.
    pub entities: Vec<ResolvedEntity<i64>>,
    /// Pairs that may be one and are kept apart until a person decides.
    pub doubts: Vec<Doubt>,
    /// Ids that chains would have as entities of their own, each with the id of the entity that they are part of, in order.
    pub redirects: Vec<(String, String)>,
    of_chain: quick::Map<(i64, u32), usize>,
}

impl Resolved {
    /// Entities and doubts, ready to be asked.
    pub fn new(entities: Vec<ResolvedEntity<i64>>, doubts: Vec<Doubt>) -> Self {
        let chains =
            entities.iter().enumerate().flat_map(|(at, entity)| entity.chains.iter().map(move |key| (*key, at)));
        let of_chain = chains.collect();
        Self { entities, doubts, redirects: Vec::new(), of_chain }
    }

    /// The entity that a chain of a document refers to, by its place in `entities`.
    pub fn of_chain(&self, document: i64, chain: u32) -> Option<usize> {
        self.of_chain.get(&(document, chain)).copied()
    }
}

/// Joins the chains of these documents to entities, as people decided and otherwise as the texts have it; the same but for ids in
/// whatever order the documents arrived.
pub fn resolve(documents: &[CaseDocument], strands: &Strands, decided: &Decided) -> Resolved {
    let ruled = Ruled::of(decided);
    let bearers = Bearers::of(documents, &ruled);
    let mut resolving = Resolving::of(&bearers, strands, &ruled);
    full_names::join(&mut resolving);
    short_names::join(&mut resolving);
    lone_names::join(&mut resolving);
    let mut resolved = resolving.finish();
    decided.name(&mut resolved.entities, &resolved.of_chain);
    resolved
}

/// A case while its names are joined.
struct Resolving<'c> {
    bearers: &'c Bearers<'c>,
    strands: &'c Strands,
    namesakes: Vec<Namesakes>,
    /// For each bearer, its namesakes.
    of_bearer: Vec<usize>,
    clusters: Clusters,
    /// Namesakes whose name is another's alias, and so nothing to compare with what that one is called otherwise.
    is_alias: Vec<bool>,
    open: Vec<Open>,
}

/// A pair of namesakes that stays apart and may be one.
struct Open {
    one: usize,
    other: usize,
    bits: f32,
    why: String,
}

/// A pair of namesakes for one, and how much speaks for it, in bits.
struct Link {
    one: usize,
    other: usize,
    bits: f32,
}

impl<'c> Resolving<'c> {
    fn of(bearers: &'c Bearers<'c>, strands: &'c Strands, ruled: &Ruled) -> Self {
        let namesakes = namesakes::namesakes(bearers, ruled);
        let mut of_bearer = vec![0; bearers.all.len()];
        for (number, group) in namesakes.iter().enumerate() {
            group.bearers.iter().for_each(|bearer| of_bearer[*bearer] = number);
        }
        let (clusters, is_alias) = (Clusters::new(namesakes.len()), vec![false; namesakes.len()]);
        let mut resolving = Self { bearers, strands, namesakes, of_bearer, clusters, is_alias, open: Vec::new() };
        resolving.keep(ruled);
        for (one, other) in &bearers.relatives {
            let (one, other) = (resolving.of_bearer[*one], resolving.of_bearer[*other]);
            // Whom people joined, no text keeps apart.
            if resolving.clusters.find(one) != resolving.clusters.find(other) {
                resolving.clusters.keep_apart(one, other);
            }
        }
        resolving
    }

    /// Joins and keeps apart what people decided to be one and not to be.
    fn keep(&mut self, ruled: &Ruled) {
        let mut of_group: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (bearer, namesakes) in self.bearers.all.iter().zip(&self.of_bearer) {
            bearer.decided.iter().for_each(|group| of_group.entry(*group).or_default().push(*namesakes));
        }
        for (one, other) in ruled.apart() {
            if let (Some([one, ..]), Some([other, ..])) =
                (of_group.get(&one).map(Vec::as_slice), of_group.get(&other).map(Vec::as_slice))
            {
                self.clusters.keep_apart(*one, *other);
            }
        }
        for joined in of_group.values() {
            for (one, other) in joined.iter().zip(joined.iter().skip(1)) {
                self.clusters.join(*one, *other, |_, _| false);
                self.call_alias(*one, *other);
            }
        }
    }

    /// Of two names that are nobody's variants of each other, the one that fewer documents give is an alias.
    fn call_alias(&mut self, one: usize, other: usize) {
        let (name, other_name) = (self.spelling(one), self.spelling(other));
        if name.parsed.compare(&other_name.parsed).verdict == crate::names::Verdict::Different {
            let n_of = |at: usize| (self.namesakes[at].bearers.len(), std::cmp::Reverse(at));
            let rarer = if n_of(one) < n_of(other) { one } else { other };
            self.is_alias[rarer] = true;
        }
    }

    fn spelling(&self, namesakes: usize) -> &'c spelling::Spelling {
        &self.bearers.spellings.all[self.namesakes[namesakes].spelling]
    }

    /// What each document names, as far as names are joined now.
    fn contexts(&self) -> Contexts {
        Contexts::of(self.bearers, self.namesakes.len(), |bearer| self.clusters.find(self.of_bearer[bearer]) as u32)
    }

    /// The context of all that is joined to these namesakes.
    fn side(&self, contexts: &Contexts, namesakes: usize) -> Side {
        let members = self.clusters.members(namesakes);
        let bearers = members.iter().flat_map(|member| self.namesakes[*member].bearers.iter().copied());
        contexts.side(self.bearers, bearers, self.clusters.find(namesakes) as u32)
    }

    /// Whether a document is of one strand with one of others.
    fn is_of_strand(&self, document: u32, others: &[u32]) -> bool {
        let strand = |document: u32| self.strands.of_document(self.bearers.documents[document as usize].number);
        others.iter().any(|other| *other != document && strand(*other) == strand(document))
    }

    /// Joins what these links join, strongest first.
    fn take(&mut self, mut links: Vec<Link>) {
        links.sort_by(|a, b| b.bits.total_cmp(&a.bits).then((a.one, a.other).cmp(&(b.one, b.other))));
        let mut clusters = std::mem::replace(&mut self.clusters, Clusters::new(0));
        for link in links {
            clusters.join(link.one, link.other, |a, b| full_names::contradict(self, a, b));
        }
        self.clusters = clusters;
    }

    /// Leaves a pair to a person.
    fn leave_open(&mut self, link: Link, mut why: String, agreement: &Agreement) {
        let names = agreement.shared.iter().filter(|thing| (**thing as usize) < self.namesakes.len());
        let names: Vec<&str> = names.take(2).map(|thing| self.spelling(*thing as usize).name.as_str()).collect();
        match names[..] {
            [] => why.push_str("; nothing else named beside them is the same"),
            [one] => why.push_str(&format!("; {one} is named beside both")),
            [one, other, ..] => why.push_str(&format!("; {one} and {other} are named beside both")),
        }
        self.open.push(Open { one: link.one, other: link.other, bits: link.bits, why });
    }

    fn finish(self) -> Resolved {
        let clusters = self.clusters.all();
        let of_bearers = |cluster: &Vec<usize>| -> Vec<usize> {
            cluster.iter().flat_map(|namesakes| self.namesakes[*namesakes].bearers.iter().copied()).collect()
        };
        let bearers: Vec<Vec<usize>> = clusters.iter().map(of_bearers).collect();
        let (entities, ids, redirects) =
            entity::entities(self.bearers, &bearers, &nameless::groups(self.bearers, self.strands));
        let mut of_namesakes = vec![0; self.namesakes.len()];
        for (number, cluster) in clusters.iter().enumerate() {
            cluster.iter().for_each(|namesakes| of_namesakes[*namesakes] = number);
        }
        let mut doubts: BTreeMap<(String, String), Doubt> = BTreeMap::new();
        for open in self.open.into_iter().filter(|open| !self.clusters.are_apart(open.one, open.other)) {
            let (one, other) = (ids[of_namesakes[open.one]].clone(), ids[of_namesakes[open.other]].clone());
            let (first, second) = if one < other { (one, other) } else { (other, one) };
            let score = 1.0 / (1.0 + (-open.bits).exp2());
            let doubt = Doubt { first: first.clone(), second: second.clone(), score, why: open.why };
            let known = doubts.get(&(first.clone(), second.clone())).is_some_and(|known| known.score >= score);
            if first != second && !known {
                doubts.insert((first, second), doubt);
            }
        }
        Resolved { redirects, ..Resolved::new(entities, doubts.into_values().collect()) }
    }
}
