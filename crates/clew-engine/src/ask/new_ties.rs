//! Ties between things that the case knew before, and that nothing tied.

use super::paths::{most_telling, weakness};
use crate::answer::{NewTie, Step};
use crate::{Case, EngineError};
use clew_model::{ClaimAt, Standing};
use clew_store::{ClaimLine, EntityLine, Neighbour, TieTo};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Every pair of things that documents read before name and did not tie, with what these fresh documents tie them by.
pub(super) fn new_ties(case: &Case, fresh: &BTreeSet<i64>) -> Result<Vec<NewTie>, EngineError> {
    let mut ties = Ties { case, fresh, documents: HashMap::new(), claims: HashMap::new(), neighbours: HashMap::new() };
    let mut by_pair: BTreeMap<(String, String), Vec<TieTo>> = BTreeMap::new();
    for tie in ties.told_in_fresh()? {
        let mut tied = Vec::new();
        for entity in case.file.tied(&tie)? {
            if ties.was_known(&entity)? {
                tied.push(entity);
            }
        }
        for (nth, one) in tied.iter().enumerate() {
            for other in &tied[nth + 1..] {
                by_pair.entry((one.clone(), other.clone())).or_default().push(tie.clone());
            }
        }
    }
    let mut found = Vec::new();
    for ((from, to), by) in by_pair {
        if !ties.were_tied(&from, &to)? {
            found.extend(ties.new_tie(&from, &to, &by)?);
        }
    }
    found.sort_by_key(|tie| tie.steps.iter().map(|step| rank(step.standing)).min());
    Ok(found)
}

struct Ties<'c> {
    case: &'c Case,
    fresh: &'c BTreeSet<i64>,
    documents: HashMap<String, BTreeSet<i64>>,
    claims: HashMap<TieTo, Vec<ClaimAt>>,
    neighbours: HashMap<String, Vec<Neighbour>>,
}

impl Ties<'_> {
    /// Findings and events that fresh documents tell of.
    fn told_in_fresh(&self) -> Result<BTreeSet<TieTo>, EngineError> {
        let mut told = BTreeSet::new();
        for document in self.fresh {
            for placed in self.case.file.placed(*document)?.into_values() {
                told.extend(placed.finding.map(TieTo::Finding));
                told.extend(placed.event.map(TieTo::Event));
            }
        }
        Ok(told)
    }

    fn documents_of(&mut self, entity: &str) -> Result<&BTreeSet<i64>, EngineError> {
        if !self.documents.contains_key(entity) {
            let documents = self.case.file.documents_of(entity)?.into_iter().collect();
            self.documents.insert(entity.to_owned(), documents);
        }
        Ok(&self.documents[entity])
    }

    /// Whether a document read before mentions an entity.
    fn was_known(&mut self, entity: &str) -> Result<bool, EngineError> {
        let fresh = self.fresh;
        Ok(!self.documents_of(entity)?.is_subset(fresh))
    }

    fn claims_of(&mut self, tie: &TieTo) -> Result<&[ClaimAt], EngineError> {
        if !self.claims.contains_key(tie) {
            let claims = match tie {
                TieTo::Finding(id) => self.case.file.finding(id)?.map(|finding| finding.claims),
                TieTo::Event(id) => self.case.file.event(id)?.map(|event| event.claims),
            };
            self.claims.insert(tie.clone(), claims.unwrap_or_default());
        }
        Ok(&self.claims[tie])
    }

    /// Whether documents read before tied two entities: one states a finding of both, or tells of an event and names both.
    fn were_tied(&mut self, one: &str, other: &str) -> Result<bool, EngineError> {
        if !self.neighbours.contains_key(one) {
            self.neighbours.insert(one.to_owned(), self.case.file.neighbours(one)?);
        }
        let of_one = self.neighbours[one].iter().filter(|tie| tie.entity == other);
        let ties: BTreeSet<TieTo> = of_one.map(|tie| tie.by.clone()).collect();
        let name_both: BTreeSet<i64> = {
            let of_one = self.documents_of(one)?.clone();
            self.documents_of(other)?.intersection(&of_one).copied().collect()
        };
        let fresh = self.fresh;
        for tie in ties {
            let is_finding = matches!(tie, TieTo::Finding(_));
            let ties_both = |claim: &ClaimAt| is_finding || name_both.contains(&claim.document);
            if self.claims_of(&tie)?.iter().any(|claim| !fresh.contains(&claim.document) && ties_both(claim)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The tie, with the findings that make it; with events where no finding does.
    fn new_tie(&mut self, from: &str, to: &str, by: &[TieTo]) -> Result<Option<NewTie>, EngineError> {
        let file = &self.case.file;
        let (Some(from), Some(to)) = (file.entity(from)?, file.entity(to)?) else { return Ok(None) };
        let mut steps = Vec::new();
        for tie in by {
            let (id, finding) = match tie {
                TieTo::Finding(id) => (id, self.case.file.finding(id)?),
                TieTo::Event(id) => (id, None),
            };
            let standing = finding.as_ref().map(|finding| finding.standing);
            let shown_by = self.shown_by(tie, &from, &to)?;
            let weak = weakness(standing, finding.as_ref().map_or(&[], |finding| &finding.origins), shown_by.as_ref());
            let (from, to, by) = (from.clone(), to.clone(), id.clone());
            steps.extend(shown_by.map(|line| Step { from, to, by, standing, weak, shown_by: Some(line) }));
        }
        if steps.iter().any(|step: &Step| step.standing.is_some()) {
            steps.retain(|step| step.standing.is_some());
        }
        steps.sort_by_key(|step| rank(step.standing));
        Ok((!steps.is_empty()).then_some(NewTie { from, to, steps }))
    }

    /// A fresh claim of a finding or an event; of several the one whose sentence names most of the two.
    fn shown_by(&mut self, tie: &TieTo, from: &EntityLine, to: &EntityLine) -> Result<Option<ClaimLine>, EngineError> {
        let fresh = self.fresh;
        let claims: Vec<ClaimAt> =
            self.claims_of(tie)?.iter().filter(|claim| fresh.contains(&claim.document)).copied().collect();
        Ok(most_telling(self.case.file.claim_lines(&claims)?, from, to))
    }
}

/// The best supported first; an event says no more than the findings of it.
fn rank(standing: Option<Standing>) -> u8 {
    match standing {
        Some(Standing::Corroborated) => 0,
        Some(Standing::SingleOrigin) => 1,
        Some(Standing::Disputed) => 2,
        Some(Standing::Superseded) => 3,
        None => 4,
    }
}
