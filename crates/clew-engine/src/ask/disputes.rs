use super::picture::day_of;
use crate::answer::{FindingView, Page};
use crate::{Case, EngineError, FindingQuery};
use clew_model::{Finding, OriginKind, Standing};
use std::collections::{BTreeSet, HashMap};

/// Which disputes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeQuery {
    /// Told with all these words, in a sentence or in the names of what it is about or of whose word it is.
    pub words: Option<String>,
    /// With a finding of what tells of this event.
    pub event: Option<String>,
    /// With what was said earlier and is replaced by now.
    pub with_superseded: bool,
    /// How many to leave out from the beginning.
    pub offset: usize,
    /// How many to answer with.
    pub limit: usize,
}

/// All that stand against one another now.
impl Default for DisputeQuery {
    fn default() -> Self {
        Self { words: None, event: None, with_superseded: false, offset: 0, limit: usize::MAX }
    }
}

impl Case {
    /// Findings that cannot all hold, those that conflict with one another together and with their claims' sentences, those of most
    /// origins first.
    pub fn disputes(&self, query: &DisputeQuery) -> Result<Page<Vec<FindingView>>, EngineError> {
        let mut disputed = self.disputed(query.with_superseded)?;
        if let Some(event) = &query.event {
            let told = self.file.event(event)?.map(|event| self.file.findings_of(&event.claims)).transpose()?;
            let told: BTreeSet<String> = told.into_iter().flatten().collect();
            disputed.retain(|dispute| dispute.iter().any(|finding| told.contains(&finding.id)));
        }
        let Some(words) = &query.words else {
            let n_total = disputed.len() as u32;
            let shown = disputed.into_iter().skip(query.offset).take(query.limit).collect();
            return Ok(Page { n_total, items: self.dispute_views(shown)? });
        };
        let mut told = self.dispute_views(disputed)?;
        told.retain(|dispute| super::has_words(&told_in(dispute), words));
        let n_total = told.len() as u32;
        Ok(Page { n_total, items: told.into_iter().skip(query.offset).take(query.limit).collect() })
    }

    fn dispute_views(&self, disputes: Vec<Vec<Finding>>) -> Result<Vec<Vec<FindingView>>, EngineError> {
        let n_findings: Vec<usize> = disputes.iter().map(Vec::len).collect();
        let mut views = self.finding_views(disputes.into_iter().flatten().collect())?.into_iter();
        Ok(n_findings.into_iter().map(|n| views.by_ref().take(n).collect()).collect())
    }

    /// The findings alone: those that conflict with one another together, those of most origins first; and the superseded ones where
    /// asked.
    pub fn disputed(&self, with_superseded: bool) -> Result<Vec<Vec<Finding>>, EngineError> {
        let (mut seen, mut disputes) = (BTreeSet::new(), Vec::new());
        let (mut order, mut read) = (Vec::new(), HashMap::new());
        let standings = [Some(Standing::Disputed), with_superseded.then_some(Standing::Superseded)];
        for standing in standings.into_iter().flatten() {
            let query = FindingQuery { standing: Some(standing), offset: 0, limit: u32::MAX };
            for finding in self.file.findings(&query)? {
                order.push(finding.id.clone());
                read.insert(finding.id.clone(), finding);
            }
        }
        for id in order {
            let dispute = self.beside_one_another(vec![id], &mut read, &mut seen)?;
            disputes.extend((!dispute.is_empty()).then_some(dispute));
        }
        // The sort is stable: disputes of as many origins stay in the order of their days.
        disputes.sort_by_cached_key(|dispute| std::cmp::Reverse(n_origins(dispute)));
        Ok(disputes)
    }

    /// Findings not `seen` yet, and all that stand against them or replace them, through whatever number of steps; out of those `read`
    /// already, where they are among them.
    pub(super) fn beside_one_another(
        &self,
        mut waiting: Vec<String>,
        read: &mut HashMap<String, Finding>,
        seen: &mut BTreeSet<String>,
    ) -> Result<Vec<Finding>, EngineError> {
        let mut found = Vec::new();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            let finding = match read.remove(&id) {
                Some(finding) => Some(finding),
                None => self.file.finding(&id)?,
            };
            let Some(finding) = finding else { continue };
            waiting.extend(finding.against.iter().chain(&finding.superseded_by).cloned());
            found.push(finding);
        }
        found.sort_by(|a, b| (day_of(a.time), &a.id).cmp(&(day_of(b.time), &b.id)));
        Ok(found)
    }
}

/// On how many words of different origins findings rest together.
fn n_origins(dispute: &[Finding]) -> usize {
    let origins = dispute.iter().flat_map(|finding| &finding.origins);
    let origins: BTreeSet<(OriginKind, &str)> = origins.map(|origin| (origin.kind, origin.name.as_str())).collect();
    origins.len()
}

/// All that a dispute is told with.
fn told_in(dispute: &[FindingView]) -> String {
    let of_one = |view: &FindingView| {
        let values = view.finding.arguments.iter().filter_map(|(_, filling)| match filling {
            clew_model::Filling::Value(words) => Some(words.as_str()),
            clew_model::Filling::Entity(id) | clew_model::Filling::Event(id) => view.names.get(id).map(String::as_str),
        });
        let sentences = view.claims.iter().map(|line| line.sentence.as_str());
        let origins = view.finding.origins.iter().map(|origin| origin.name.as_str());
        values.chain(sentences).chain(origins).collect::<Vec<_>>().join(" ")
    };
    dispute.iter().map(of_one).collect::<Vec<_>>().join(" ")
}
