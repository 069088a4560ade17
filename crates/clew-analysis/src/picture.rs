//! The picture: what all documents of a case together amount to, drawn afresh from what each tells.

use crate::events::{Events, events};
use crate::knowledge::knowledge;
use crate::reconcile::{Reconciled, reconcile};
use crate::resolve::{ChainNames, ResolvedEntity, Resolver};
use crate::status::{History, statuses};
use crate::told::Told;
use clew_model::{Doubt, Knowledge};
use std::collections::HashMap;

/// A document in its case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseDocument {
    /// Its number in the case: the order of arrival, by which ids stay while the case grows.
    pub number: i64,
    /// What names it for good, whatever its number.
    pub identity: String,
    /// The number of the document that it repeats.
    pub copy_of: Option<i64>,
    /// What it tells.
    pub told: Told,
}

/// Which chains of all documents are the same thing's.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The entities, by id.
    pub entities: Vec<ResolvedEntity<i64>>,
    /// Pairs that may be one and are kept apart until a person decides.
    pub doubts: Vec<Doubt>,
    of_chain: HashMap<(i64, u32), usize>,
}

impl Resolved {
    /// Entities and doubts, ready to be asked.
    pub fn new(entities: Vec<ResolvedEntity<i64>>, doubts: Vec<Doubt>) -> Self {
        let chains =
            entities.iter().enumerate().flat_map(|(at, entity)| entity.chains.iter().map(move |key| (*key, at)));
        let of_chain = chains.collect();
        Self { entities, doubts, of_chain }
    }

    /// The entity that a chain of a document refers to, by its place in `entities`.
    pub fn of_chain(&self, document: i64, chain: u32) -> Option<usize> {
        self.of_chain.get(&(document, chain)).copied()
    }
}

/// All that is worked out from the documents together.
#[derive(Debug, Default)]
pub struct Picture {
    /// Entities.
    pub resolved: Resolved,
    /// Events.
    pub events: Events,
    /// Findings, and on whose word each claim stands.
    pub reconciled: Reconciled,
    /// Who knew what, when.
    pub knowledge: Vec<Knowledge>,
    /// Where persons stand in proceedings.
    pub statuses: Vec<History>,
}

impl Picture {
    /// Draws the picture; the same but for ids in whatever order the documents arrived.
    pub fn draw(documents: &[CaseDocument]) -> Self {
        let resolved = resolve(documents);
        let events = events(documents, &resolved);
        let reconciled = reconcile(documents, &resolved, &events);
        let knowledge = knowledge(documents, &resolved, &events, &reconciled.findings);
        let statuses = statuses(&reconciled.findings, &resolved);
        Self { resolved, events, reconciled, knowledge, statuses }
    }
}

fn resolve(documents: &[CaseDocument]) -> Resolved {
    let mut resolver = Resolver::default();
    for document in documents {
        for chain in &document.told.chains {
            let names = ChainNames {
                chain: chain.chain,
                thing: chain.thing,
                name: chain.name.clone(),
                names: chain.names.clone(),
                first_mention: chain.first_mention,
                n_mentions: chain.n_mentions,
            };
            resolver.add(document.number, &document.identity, names);
        }
    }
    Resolved::new(resolver.finish(), Vec::new())
}
