//! Bearers of names: what one document calls by a name, its own short forms of it included.

use super::age::{Born, born};
use super::decided::Ruled;
use super::spelling::Spellings;
use super::within::{Joined, join};
use crate::fold::fold;
use crate::picture::CaseDocument;
use crate::stems::stems;
use crate::told::{Told, ToldChain};
use clew_model::{Polarity, Predicate, Role};
use std::collections::{BTreeSet, HashMap};

/// What one document calls by a name.
#[derive(Debug)]
pub(super) struct Bearer {
    /// The place of its document in [`Bearers::documents`].
    pub(super) document: u32,
    /// Places of its chains among the document's.
    pub(super) chains: Vec<u32>,
    /// The number of its fullest name.
    pub(super) spelling: usize,
    /// Its fullest name, where no chain of it gives that: "Skarnoy Courier" of "the Courier" in its own pages.
    pub(super) expanded: Option<String>,
    /// Numbers of the names that the text says it also goes by.
    pub(super) aliases: Vec<usize>,
    /// Whether none of its chains has a name: a description with a name in it stands for one.
    pub(super) is_described: bool,
    /// Stems of what it is said to be: offices and descriptions.
    pub(super) roles: Vec<u32>,
    /// When it was born, as far as an age tells.
    pub(super) born: Option<Born>,
    /// The group of chains that people decided to be one thing's.
    pub(super) decided: Option<usize>,
}

/// All bearers of names in a case.
#[derive(Debug)]
pub(super) struct Bearers<'c> {
    /// The documents, in an order that does not depend on how they arrived.
    pub(super) documents: Vec<&'c CaseDocument>,
    pub(super) all: Vec<Bearer>,
    pub(super) spellings: Spellings,
    /// Pairs of bearers that a text makes relatives of one another.
    pub(super) relatives: Vec<(usize, usize)>,
    /// Chains without a name that a text gives one: document, place of the chain.
    pub(super) joined_nameless: BTreeSet<(u32, u32)>,
}

impl<'c> Bearers<'c> {
    /// The bearers of all names in these documents, and of what people decided upon.
    pub(super) fn of(documents: &'c [CaseDocument], ruled: &Ruled) -> Self {
        let mut in_order: Vec<&CaseDocument> = documents.iter().collect();
        in_order.sort_by(|a, b| (&a.identity, a.number).cmp(&(&b.identity, b.number)));
        let mut bearers = Self {
            documents: in_order,
            all: Vec::new(),
            spellings: Spellings::default(),
            relatives: Vec::new(),
            joined_nameless: BTreeSet::new(),
        };
        let named = documents.iter().flat_map(|document| &document.told.chains);
        let named = named.filter(|chain| !chain.names.is_empty());
        bearers.spellings.read_ahead(named.map(|chain| (chain.name.as_str(), chain.thing)));
        for number in 0..bearers.documents.len() {
            bearers.add(number as u32, ruled);
        }
        bearers.all.shrink_to_fit();
        bearers.spellings.find_families();
        bearers
    }

    fn add(&mut self, document: u32, ruled: &Ruled) {
        let CaseDocument { number, told, .. } = self.documents[document as usize];
        let decided: HashMap<u32, usize> = ruled.of_document(*number).collect();
        let first = self.all.len();
        let mut of_chain: HashMap<u32, usize> = HashMap::new();
        for joined in join(told, &mut self.spellings, ruled, &decided) {
            for at in &joined.chains {
                let chain = &told.chains[*at as usize];
                of_chain.insert(chain.chain, self.all.len());
                if chain.names.is_empty() {
                    self.joined_nameless.insert((document, *at));
                }
            }
            self.all.push(bearer(document, told, joined, &decided));
        }
        for (number, chain) in of_offices(told) {
            let Some(at) = of_chain.get(&number) else { continue };
            self.all[*at].roles.extend(stems(chain));
        }
        for bearer in &mut self.all[first..] {
            bearer.roles.sort_unstable();
            bearer.roles.dedup();
        }
        self.relatives.extend(relatives(told, &of_chain));
    }

    /// The sentences of its document that name a bearer, in order.
    pub(super) fn sentences(&self, bearer: usize) -> impl Iterator<Item = u32> {
        let bearer = &self.all[bearer];
        let chains = &self.documents[bearer.document as usize].told.chains;
        bearer.chains.iter().flat_map(|at| chains[*at as usize].sentences.iter().copied())
    }
}

fn bearer(document: u32, told: &Told, joined: Joined, decided: &HashMap<u32, usize>) -> Bearer {
    let chains: Vec<&ToldChain> = joined.chains.iter().map(|at| &told.chains[*at as usize]).collect();
    let roles = chains.iter().flat_map(|chain| &chain.descriptions).flat_map(|words| stems(words)).collect();
    let born = born(told, &chains);
    let is_described = chains.iter().all(|chain| chain.names.is_empty());
    let decided = chains.iter().find_map(|chain| decided.get(&chain.chain)).copied();
    let Joined { chains, spelling, expanded, aliases } = joined;
    Bearer { document, is_described, chains, spelling, expanded, aliases, roles, born, decided }
}

/// Titles of the offices that chains are said to hold.
fn of_offices(told: &Told) -> impl Iterator<Item = (u32, &str)> {
    let holds = told
        .claims
        .iter()
        .filter(|told| told.claim.predicate == Predicate::Position && told.claim.polarity == Polarity::Asserted);
    holds.flat_map(|told| {
        let of_role =
            move |role| (0..told.claim.arguments.len()).filter(move |at| told.claim.arguments[*at].role == role);
        let titles = of_role(Role::Title).filter_map(|at| told.arguments.get(at));
        titles.flat_map(move |title| {
            of_role(Role::Person).filter_map(|at| told.chain_of(at)).map(move |chain| (chain, title.as_str()))
        })
    })
}

/// Bearers that are relatives of one another, said to be or denied to be: either way they are two.
fn relatives(told: &Told, of_chain: &HashMap<u32, usize>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for told in told.claims.iter().filter(|told| told.claim.predicate == Predicate::Family) {
        let of_role = |role| {
            let is_it = move |at: &usize| told.claim.arguments[*at].role == role;
            (0..told.claim.arguments.len()).filter(is_it).filter_map(|at| of_chain.get(&told.chain_of(at)?).copied())
        };
        for person in of_role(Role::Person) {
            let others = of_role(Role::Relative).chain(of_role(Role::Person)).filter(|other| *other != person);
            pairs.extend(others.map(|other| (person.min(other), person.max(other))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether the words of an argument give one of a chain's names: "Ilie Danu", not "a six-month-old boy".
pub(super) fn gives_name(words: &str, chain: &ToldChain) -> bool {
    let folded = fold(words);
    chain.names.iter().any(|name| folded.contains(&fold(name)))
}
