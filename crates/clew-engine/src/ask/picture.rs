use crate::answer::{EventView, FindingView, KnowledgeView, SourceLine};
use crate::{Case, EngineError, FindingQuery, MatterQuery};
use clew_model::{
    CaseEvent, ClaimAt, Doubt, Filling, Finding, Interval, Knowledge, Matter, MentionedEvent, Standing, Status,
};
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

    /// Findings that cannot all hold, those that conflict with one another together, with their claims' sentences; and the superseded
    /// ones where asked.
    pub fn disputes(&self, with_superseded: bool) -> Result<Vec<Vec<FindingView>>, EngineError> {
        let disputed = self.disputed(with_superseded)?;
        let n_findings: Vec<usize> = disputed.iter().map(Vec::len).collect();
        let mut views = self.finding_views(disputed.into_iter().flatten().collect())?.into_iter();
        Ok(n_findings.into_iter().map(|n| views.by_ref().take(n).collect()).collect())
    }

    /// The same findings alone.
    pub fn disputed(&self, with_superseded: bool) -> Result<Vec<Vec<Finding>>, EngineError> {
        let mut seen = BTreeSet::new();
        let mut disputes = Vec::new();
        let standings = [Some(Standing::Disputed), with_superseded.then_some(Standing::Superseded)];
        for standing in standings.into_iter().flatten() {
            let query = FindingQuery { standing: Some(standing), offset: 0, limit: u32::MAX };
            for finding in self.file.findings(&query)? {
                if seen.contains(&finding.id) {
                    continue;
                }
                disputes.push(self.beside_one_another(finding, &mut seen)?);
            }
        }
        Ok(disputes)
    }

    /// A finding and all that stand against it or replace it, through whatever number of steps.
    pub(super) fn beside_one_another(
        &self,
        finding: Finding,
        seen: &mut BTreeSet<String>,
    ) -> Result<Vec<Finding>, EngineError> {
        let (mut waiting, mut found) = (vec![finding], Vec::new());
        while let Some(finding) = waiting.pop() {
            if !seen.insert(finding.id.clone()) {
                continue;
            }
            for other in finding.against.iter().chain(&finding.superseded_by) {
                waiting.extend(self.file.finding(other)?);
            }
            found.push(finding);
        }
        found.sort_by(|a, b| (day_of(a.time), &a.id).cmp(&(day_of(b.time), &b.id)));
        Ok(found)
    }

    /// Who knew what, the earliest first: of one actor, of one matter, up to a day.
    pub fn knew(
        &self,
        who: Option<&str>,
        matter: Option<&MatterQuery>,
        before: Option<jiff::civil::Date>,
    ) -> Result<Vec<KnowledgeView>, EngineError> {
        let known = match who {
            Some(entity) => self.file.known_by(entity)?,
            None => {
                let mut all = Vec::new();
                self.file.each_knowledge(|known| all.push(known))?;
                all
            }
        };
        let in_time = |known: &Knowledge| before.is_none_or(|day| known.no_later_than.is_some_and(|known| known < day));
        let of_event = match matter.and_then(|matter| matter.event.as_deref()) {
            Some(event) => self.matters_of(event)?,
            None => BTreeSet::new(),
        };
        let words = matter.and_then(|matter| matter.words.as_deref());
        let mut views = Vec::new();
        for known in known.into_iter().filter(in_time) {
            let is_of_event = of_event.contains(&known.matter);
            // Words have to be looked for in sentences; whether a matter is an event's is known without.
            if matter.is_some() && !is_of_event && words.is_none() {
                continue;
            }
            let view = self.knowledge_view(known)?;
            if matter.is_none() || is_of_event || words.is_some_and(|words| has_words(&view, words)) {
                views.push(view);
            }
        }
        Ok(views)
    }

    /// All that can be known of an event and of its parts: that they happened, and every finding of a claim that tells of them.
    fn matters_of(&self, event: &str) -> Result<BTreeSet<Matter>, EngineError> {
        let (mut waiting, mut matters) = (vec![event.to_owned()], BTreeSet::new());
        while let Some(id) = waiting.pop() {
            if !matters.insert(Matter::Event(id.clone())) {
                continue;
            }
            waiting.extend(self.file.parts_of(&id)?.into_iter().map(|part| part.id));
            let Some(event) = self.file.event(&id)? else { continue };
            matters.extend(self.file.findings_of(&event.claims)?.into_iter().map(Matter::Finding));
        }
        Ok(matters)
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

    /// On whose word the case rests, those with most claims first.
    pub fn sources(&self) -> Result<Vec<SourceLine>, EngineError> {
        let mut found = self.file.sources()?;
        found.sort_by(|a, b| b.n_claims.cmp(&a.n_claims).then_with(|| a.origin.cmp(&b.origin)));
        Ok(found)
    }

    /// Events that can have happened in an interval, by day, each when it is asked for.
    pub fn events_in(
        &self,
        time: Interval,
    ) -> Result<impl Iterator<Item = Result<CaseEvent, EngineError>>, EngineError> {
        let ids = self.file.events_in(time)?.into_iter();
        Ok(ids.filter_map(|id| self.file.event(&id).map_err(EngineError::from).transpose()))
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

    /// One finding as [`finding_views`](Self::finding_views) gives it.
    pub fn finding_view(&self, finding: Finding) -> Result<FindingView, EngineError> {
        Ok(self.finding_views(vec![finding])?.pop().expect("there is a view of each"))
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

    pub(crate) fn knowledge_view(&self, knowledge: Knowledge) -> Result<KnowledgeView, EngineError> {
        let matter = match &knowledge.matter {
            Matter::Words(words) => words.clone(),
            Matter::Event(id) => self.file.event(id)?.map_or_else(|| id.clone(), |event| event.name),
            Matter::Finding(id) => {
                let first: Vec<ClaimAt> = self.file.finding(id)?.into_iter().flat_map(|f| f.claims).take(1).collect();
                let line = self.file.claim_lines(&first)?.pop();
                line.map_or_else(|| id.clone(), |line| line.sentence.split_whitespace().collect::<Vec<_>>().join(" "))
            }
        };
        let who = self.file.entity(&knowledge.who)?.map_or_else(|| knowledge.who.clone(), |line| line.name);
        let shown_by = self.file.claim_lines(&[knowledge.shown_by])?.pop();
        Ok(KnowledgeView { knowledge, who, matter, shown_by })
    }
}

/// Whether what was known is told with all these words, in any case.
fn has_words(view: &KnowledgeView, words: &str) -> bool {
    let sentence = view.shown_by.as_ref().map_or("", |line| line.sentence.as_str());
    let told = format!("{} {sentence}", view.matter).to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| told.contains(word))
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
