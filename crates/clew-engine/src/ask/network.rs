//! The picture for the screens: what ties whom to whom, and each thing with what belongs to it.

use crate::answer::{DoubtedPair, EventPage, FindingView, Network, NetworkTie, Page};
use crate::{Case, EngineError, FindingQuery};
use clew_model::{CaseEvent, Interval, ThingType, Verdict};
use clew_store::EntityLine;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Case {
    /// The entities with ties that most documents mention, at most `n` and of these types (of any, where none is given), and what
    /// ties them to one another.
    pub fn network(&self, n: usize, types: &[ThingType]) -> Result<Network, EngineError> {
        let pairs = self.file.pairs()?;
        let tied: BTreeSet<&String> = pairs.iter().flat_map(|pair| [&pair.one, &pair.other]).collect();
        let lines = tied.into_iter().map(|id| self.file.entity(id)).collect::<Result<Vec<_>, _>>()?;
        let mut entities: Vec<EntityLine> = lines.into_iter().flatten().collect();
        entities.retain(|line| types.is_empty() || types.contains(&line.thing));
        entities.sort_by(|a, b| (b.n_documents, b.n_mentions, &a.id).cmp(&(a.n_documents, a.n_mentions, &b.id)));
        let n_left_out = entities.len().saturating_sub(n) as u32;
        entities.truncate(n);
        let shown: BTreeSet<&str> = entities.iter().map(|line| line.id.as_str()).collect();
        let mut ties: BTreeMap<(String, String), NetworkTie> = BTreeMap::new();
        for pair in pairs {
            if !shown.contains(pair.one.as_str()) || !shown.contains(pair.other.as_str()) {
                continue;
            }
            let tie = ties.entry((pair.one.clone(), pair.other.clone())).or_insert_with(|| NetworkTie {
                one: pair.one,
                other: pair.other,
                standings: BTreeMap::new(),
            });
            tie.standings.insert(pair.standing, pair.n_findings);
        }
        Ok(Network { ties: ties.into_values().collect(), entities, n_left_out })
    }

    /// Findings that two entities both take part in, by day.
    pub fn findings_between(&self, one: &str, other: &str) -> Result<Vec<FindingView>, EngineError> {
        self.finding_views(self.file.findings_between(one, other)?)
    }

    /// Findings, by day.
    pub fn findings(&self, query: &FindingQuery) -> Result<Page<FindingView>, EngineError> {
        let items = self.finding_views(self.file.findings(query)?)?;
        Ok(Page { n_total: self.file.n_findings(query.standing)?, items })
    }

    /// A finding, and all that stand against it or replace it.
    pub fn accounts(&self, id: &str) -> Result<Option<Vec<FindingView>>, EngineError> {
        let finding = self.file.finding(id)?;
        let accounts = finding.map(|finding| self.beside_one_another(finding, &mut BTreeSet::new())).transpose()?;
        accounts.map(|accounts| self.finding_views(accounts)).transpose()
    }

    /// Events that can have happened in an interval, by day, without their claims.
    pub fn event_lines(&self, time: Interval, offset: usize, limit: usize) -> Result<Page<CaseEvent>, EngineError> {
        let ids = self.file.events_in(time)?;
        let listed = ids.iter().skip(offset).take(limit).map(|id| self.file.event(id));
        let items = listed.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        Ok(Page { n_total: ids.len() as u32, items })
    }

    /// One event, with its parts and what was told before it.
    pub fn event_page(&self, id: &str) -> Result<Option<EventPage>, EngineError> {
        let Some(event) = self.file.event(id)? else { return Ok(None) };
        let whole = event.part_of.as_ref().map(|whole| self.file.event(whole)).transpose()?.flatten();
        let (parts, before) = (self.file.parts_of(id)?, self.before(&event)?);
        Ok(Some(EventPage { event: self.event_view(event)?, whole, parts, before }))
    }

    /// The entity of an id, or of one that leads to it.
    pub fn entity_of_id(&self, id: &str) -> Result<Option<EntityLine>, EngineError> {
        let redirected = self.file.redirect(id)?;
        Ok(self.file.entity(redirected.as_deref().unwrap_or(id))?)
    }

    /// Pairs of entities that may be one, the likeliest first; those of which a person said that it cannot be told come last.
    pub fn doubts(&self, offset: usize, limit: usize) -> Result<Vec<DoubtedPair>, EngineError> {
        let left_open = self.left_open()?;
        let mut pairs = Vec::new();
        for doubt in self.file.doubts(0, u32::MAX)? {
            let left_open = left_open.get(&[doubt.first.clone(), doubt.second.clone()]).copied();
            pairs.push((left_open, doubt));
        }
        pairs.sort_by_key(|(left_open, _)| left_open.is_some());
        let mut found = Vec::new();
        for (left_open, doubt) in pairs.into_iter().skip(offset).take(limit) {
            let (one, other) = (self.file.entity(&doubt.first)?, self.file.entity(&doubt.second)?);
            found.extend(one.zip(other).map(|(one, other)| DoubtedPair { doubt, one, other, left_open }));
        }
        Ok(found)
    }

    /// Pairs of entities of which a person said that it cannot be told whether they are one, each with the decision's number.
    fn left_open(&self) -> Result<HashMap<[String; 2], u32>, EngineError> {
        let pairs = self.decisions()?.into_iter().filter(|view| view.decision.verdict == Verdict::Unsure);
        let standing = pairs.filter(|view| view.decision.undone_by.is_none());
        // In order, as those of a doubt are.
        Ok(standing.filter_map(|view| Some((view.entities.try_into().ok()?, view.decision.number))).collect())
    }
}
