use crate::answer::{EventView, FindingView};
use crate::{Case, EngineError};
use clew_model::{CaseEvent, ClaimAt, Doubt, Filling, Finding, Interval, Knowledge, MentionedEvent, Status};
use clew_store::{ClaimLine, EntityLine, TieTo};
use std::collections::{BTreeSet, HashMap};

impl Case {
    /// Every event, by id.
    pub fn each_event(&self, each: impl FnMut(CaseEvent)) -> Result<(), EngineError> {
        Ok(self.file.each_event(each)?)
    }

    /// Everything that is mentioned twice or more and that no claim tells of, by id.
    pub fn each_mentioned(&self, each: impl FnMut(MentionedEvent)) -> Result<(), EngineError> {
        Ok(self.file.each_mentioned(each)?)
    }

    /// Every finding, by id.
    pub fn each_finding(&self, each: impl FnMut(Finding)) -> Result<(), EngineError> {
        Ok(self.file.each_finding(each)?)
    }

    /// Who knew what, the earliest first.
    pub fn each_knowledge(&self, each: impl FnMut(Knowledge)) -> Result<(), EngineError> {
        Ok(self.file.each_knowledge(each)?)
    }

    /// Every pair of entities that may be one, the likeliest first.
    pub fn each_doubt(&self, each: impl FnMut(Doubt)) -> Result<(), EngineError> {
        self.file.doubts(0, u32::MAX)?.into_iter().for_each(each);
        Ok(())
    }

    /// Of each person that has any, the steps in proceedings in order, by entity.
    pub fn statuses(&self) -> Result<HashMap<String, Vec<Status>>, EngineError> {
        Ok(self.file.statuses()?)
    }

    /// Claims that were about a time before an event, or could be read before it, and that named people or things that were later
    /// tied to it; in the order in which they could be read.
    pub fn before(&self, event: &CaseEvent) -> Result<Vec<(EntityLine, ClaimLine)>, EngineError> {
        let Some(day) = event.time.earliest.or(event.time.latest) else { return Ok(Vec::new()) };
        let mut tied: BTreeSet<String> = event.participants.iter().map(|(_, entity)| entity.clone()).collect();
        tied.extend(event.places.iter().cloned());
        for part in self.file.parts_of(&event.id)? {
            tied.extend(part.participants.into_iter().map(|(_, entity)| entity));
        }
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        for entity in tied.iter().map(|id| self.file.entity(id)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
            for tie in self.file.ties_of(&entity.id)? {
                let (time, claims) = match &tie.to {
                    TieTo::Finding(id) => self.file.finding(id)?.map(|one| (one.time, one.claims)),
                    TieTo::Event(id) => self.file.event(id)?.map(|one| (one.time, one.claims)),
                }
                .unwrap_or_default();
                let is_before = |time: Interval| time.latest.is_some_and(|latest| latest < day);
                let lines = self.file.claim_lines(&claims)?.into_iter();
                let early = lines.filter(|line| is_before(time) || is_before(line.published));
                found.extend(early.filter(|line| seen.insert(line.at)).map(|line| (entity.clone(), line)));
            }
        }
        found.sort_by_key(|(_, line)| (line.published.latest.is_none(), line.published.latest, line.at));
        Ok(found)
    }

    /// Events that can have happened in an interval, by day, each when it is asked for.
    pub fn events_in(
        &self,
        time: Interval,
    ) -> Result<impl Iterator<Item = Result<CaseEvent, EngineError>>, EngineError> {
        let ids = self.file.event_ids_in(time)?.into_iter();
        Ok(ids.filter_map(|id| self.file.event(&id).map_err(EngineError::from).transpose()))
    }

    /// A finding with its claims' sentences and the names of what it is about.
    pub fn finding_view(&self, finding: Finding) -> Result<FindingView, EngineError> {
        let mut views = self.finding_views(vec![finding])?;
        Ok(views.pop().expect("of each finding there is a view"))
    }

    /// Findings with their claims' sentences and the names of what they are about; what several share is looked up once.
    pub fn finding_views(&self, findings: Vec<Finding>) -> Result<Vec<FindingView>, EngineError> {
        let claims: BTreeSet<ClaimAt> = findings.iter().flat_map(|finding| finding.claims.iter().copied()).collect();
        let lines = self.file.claim_lines(&claims.into_iter().collect::<Vec<_>>())?;
        let lines: HashMap<ClaimAt, ClaimLine> = lines.into_iter().map(|line| (line.at, line)).collect();
        let mut called: HashMap<String, Option<String>> = HashMap::new();
        let mut views = Vec::with_capacity(findings.len());
        for finding in findings {
            let mut names = HashMap::new();
            for id in finding.arguments.iter().filter_map(|(_, filling)| id_of(filling)) {
                if !called.contains_key(id) {
                    called.insert(id.to_owned(), self.name_of(id)?);
                }
                names.extend(called[id].as_ref().map(|name| (id.to_owned(), name.clone())));
            }
            let claims = finding.claims.iter().filter_map(|at| lines.get(at)).cloned().collect();
            views.push(FindingView { names, claims, finding });
        }
        Ok(views)
    }

    /// What the entity or event of an id is called.
    fn name_of(&self, id: &str) -> Result<Option<String>, EngineError> {
        let entity = self.file.entity(id)?.map(|line| line.name);
        if entity.is_some() { Ok(entity) } else { Ok(self.file.event(id)?.map(|event| event.name)) }
    }

    /// An event with its claims' sentences and the names of who took part.
    pub fn event_view(&self, event: CaseEvent) -> Result<EventView, EngineError> {
        self.event_view_of(event, usize::MAX)
    }

    /// An event with the sentences of the first of its claims, and the names of who took part.
    pub fn event_view_of(&self, event: CaseEvent, n_claims: usize) -> Result<EventView, EngineError> {
        let mut names = HashMap::new();
        for id in event.participants.iter().map(|(_, entity)| entity).chain(&event.places) {
            names.extend(self.file.entity(id)?.map(|line| (line.id, line.name)));
        }
        let shown = &event.claims[..n_claims.min(event.claims.len())];
        Ok(EventView { names, claims: self.file.claim_lines(shown)?, event })
    }
}

/// The id of the entity or event that fills a role.
fn id_of(filling: &Filling) -> Option<&str> {
    match filling {
        Filling::Entity(id) | Filling::Event(id) => Some(id),
        Filling::Value(_) => None,
    }
}

/// The day to sort by; what nobody dated comes last.
pub(super) fn day_of(time: Interval) -> (bool, Option<jiff::civil::Date>) {
    let day = time.earliest.or(time.latest);
    (day.is_none(), day)
}
