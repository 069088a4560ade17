//! The picture for the screens: what ties whom to whom, and each thing with what belongs to it.

use crate::answer::{DoubtedPair, EventPage, FindingView, Network, NetworkTie, Page};
use crate::{Case, EngineError, EventFilter, FindingQuery};
use clew_model::{Standing, ThingType, Verdict};
use clew_store::{EntityLine, Pair};
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Case {
    /// The entities with ties that most documents mention, at most `n` and of these types (of any, where none is given), and what
    /// ties them to one another: every finding, or those that the events which fit rest on.
    pub fn network(&self, n: usize, types: &[ThingType], filter: &EventFilter) -> Result<Network, EngineError> {
        let pairs = if filter.is_all() { self.file.pairs()? } else { self.pairs_fitting(filter)? };
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

    /// Who is tied to whom by the findings that the events which fit rest on.
    fn pairs_fitting(&self, filter: &EventFilter) -> Result<Vec<Pair>, EngineError> {
        let claims = self.claims_fitting(filter)?;
        let mut counts: BTreeMap<(String, String, Standing), u32> = BTreeMap::new();
        for id in self.file.findings_of(&claims)?.into_iter().collect::<BTreeSet<_>>() {
            let tied = self.file.taking_part(&id)?;
            for (nth, (one, standing)) in tied.iter().enumerate() {
                for (other, _) in &tied[nth + 1..] {
                    *counts.entry((one.clone(), other.clone(), *standing)).or_default() += 1;
                }
            }
        }
        let pair = |((one, other, standing), n_findings)| Pair { one, other, standing, n_findings };
        Ok(counts.into_iter().map(pair).collect())
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
        let accounts = self.beside_one_another(vec![id.to_owned()], &mut HashMap::new(), &mut BTreeSet::new())?;
        (!accounts.is_empty()).then(|| self.finding_views(accounts)).transpose()
    }

    /// One event, with its parts and what was told before it.
    pub fn event_page(&self, id: &str) -> Result<Option<EventPage>, EngineError> {
        let Some(event) = self.file.event(id)? else { return Ok(None) };
        let whole = event.part_of.as_ref().map(|whole| self.file.event(whole)).transpose()?.flatten();
        let (parts, before) = (self.file.parts_of(id)?, self.before(&event)?);
        let whole = self.in_short(whole.into_iter())?.pop();
        let parts = self.in_short(parts.into_iter())?;
        Ok(Some(EventPage { event: self.event_view(event)?, whole, parts, before }))
    }

    /// The entity of an id, or of one that leads to it.
    pub fn entity_of_id(&self, id: &str) -> Result<Option<EntityLine>, EngineError> {
        let redirected = self.file.redirect(id)?;
        Ok(self.file.entity(redirected.as_deref().unwrap_or(id))?)
    }

    /// The entities of these ids, or of those that lead to them, each once; of an id that the case has not, nothing.
    pub fn entities_of_ids(&self, ids: &[String]) -> Result<Vec<EntityLine>, EngineError> {
        let found = ids.iter().map(|id| self.entity_of_id(id)).collect::<Result<Vec<_>, _>>()?;
        let mut seen = BTreeSet::new();
        Ok(found.into_iter().flatten().filter(|line| seen.insert(line.id.clone())).collect())
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
