//! What a site holds: which findings, events, entities and documents, under which page each, and what is cited so far.

use super::words;
use clew_engine::answer::{ClaimLine, DocumentHead, EntityLine, FindingView};
use clew_engine::report::{Report, ReportQuery, Scope};
use clew_engine::{Case, DisputeQuery, EngineError, EntityQuery};
use clew_model::{CaseEvent, ClaimAt, Filler, Filling, Modality, Role, Span, Standing, ThingType};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// Sentences of a finding that are shown where it is one of many; all of them stand with its accounts.
pub const FEW_SENTENCES: usize = 3;
/// Findings that an entity without a name must take part in to have a page.
const LEAST_FINDINGS: usize = 2;

/// What is told of a claim beside its line: what its own document makes of it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// Whether it is a judgement.
    pub is_opinion: bool,
    /// Which entities stand in which roles.
    pub roles: Vec<(Role, String)>,
}

/// What pages need of a document's reading.
struct Reading {
    sentences: Vec<Span>,
    details: HashMap<u32, Detail>,
}

/// A site on its way.
pub struct Site<'c> {
    /// The case, looked at as it is told.
    pub case: &'c Case,
    /// What is asked for.
    pub query: &'c ReportQuery,
    /// What belongs to that.
    pub scope: Scope,
    /// What it amounts to in sentences.
    pub report: Report,
    /// Findings that are told, by id, their claims without those of withdrawn documents.
    pub findings: BTreeMap<String, Rc<FindingView>>,
    /// Findings that stand beside one another, or one alone: each has a page.
    pub groups: Vec<Vec<Rc<FindingView>>>,
    /// Events that are told, by day.
    pub events: Vec<Rc<CaseEvent>>,
    /// Entities that have a page, those in most documents first.
    pub entities: Vec<EntityLine>,
    /// Heads of the documents that could be read by the day that is told.
    pub heads: BTreeMap<i64, DocumentHead>,
    /// Documents that were withdrawn, or repeat one that was, with the number of the decision.
    pub withdrawn: BTreeMap<i64, u32>,
    /// What is cited of each document.
    pub cited: BTreeMap<i64, BTreeSet<Span>>,
    pages: HashMap<String, String>,
    readings: HashMap<i64, Reading>,
    /// Places in `events`: by an event's id, by who or what takes part, by what an event is a part of.
    event_at: HashMap<String, usize>,
    events_of: HashMap<String, Vec<usize>>,
    parts_of: HashMap<String, Vec<usize>>,
    /// Findings that count something, by their claims.
    counting: HashMap<ClaimAt, String>,
}

impl<'c> Site<'c> {
    /// What is told of a case.
    pub fn of(case: &'c Case, query: &'c ReportQuery) -> Result<Self, EngineError> {
        let mut site = Self {
            case,
            query,
            scope: case.scope(&query.about)?,
            report: case.report(query)?,
            findings: BTreeMap::new(),
            groups: Vec::new(),
            events: Vec::new(),
            entities: Vec::new(),
            heads: BTreeMap::new(),
            withdrawn: case.retractions()?,
            cited: BTreeMap::new(),
            pages: HashMap::new(),
            readings: HashMap::new(),
            event_at: HashMap::new(),
            events_of: HashMap::new(),
            parts_of: HashMap::new(),
            counting: HashMap::new(),
        };
        site.find_documents()?;
        site.find_findings()?;
        site.find_events()?;
        site.find_entities()?;
        Ok(site)
    }

    fn find_documents(&mut self) -> Result<(), EngineError> {
        for number in self.case.document_numbers()? {
            let head = self.case.document_head(number)?;
            let latest = head.line.published_at.and_then(|at| at.interval.latest);
            if self.query.as_of.is_none_or(|day| latest.is_some_and(|latest| latest <= day)) {
                self.heads.insert(number, head);
            }
        }
        let retracted = self.withdrawn.clone();
        let copies = self.heads.iter().filter_map(|(number, head)| Some((*number, head.line.copy_of.as_ref()?.number)));
        let copied = copies.filter_map(|(number, of)| Some((number, *retracted.get(&of)?)));
        for (number, decision) in copied {
            self.withdrawn.entry(number).or_insert(decision);
        }
        Ok(())
    }

    /// Findings of the scope, with all that stand beside them: no account is told without those that contradict it.
    fn find_findings(&mut self) -> Result<(), EngineError> {
        let every = DisputeQuery { with_superseded: true, ..DisputeQuery::default() };
        let disputes = self.case.disputes(&every)?.items;
        for group in &disputes {
            let ids: Vec<&String> = group.iter().map(|view| &view.finding.id).collect();
            if ids.iter().any(|id| self.scope.findings.contains(*id)) {
                self.scope.findings.extend(ids.into_iter().cloned());
            }
        }
        let mut found = Vec::new();
        self.case.each_finding(|finding| found.push(finding))?;
        found.retain(|finding| self.scope.findings.contains(&finding.id));
        for mut view in self.case.finding_views(found)? {
            view.claims = self.standing(&view.claims);
            if !view.claims.is_empty() {
                if view.finding.quantity.is_some() {
                    let id = &view.finding.id;
                    self.counting.extend(view.finding.claims.iter().map(|at| (*at, id.clone())));
                }
                self.findings.insert(view.finding.id.clone(), Rc::new(view));
            }
        }
        self.group(disputes);
        Ok(())
    }

    fn group(&mut self, disputes: Vec<Vec<FindingView>>) {
        let of_id = |view: FindingView| self.findings.get(&view.finding.id).cloned();
        let disputes = disputes.into_iter().map(|group| group.into_iter().filter_map(of_id).collect::<Vec<_>>());
        let mut groups: Vec<Vec<Rc<FindingView>>> = disputes.filter(|group| !group.is_empty()).collect();
        groups.sort_by_key(|group| Reverse(n_origins(group)));
        let grouped: HashSet<&String> = groups.iter().flatten().map(|view| &view.finding.id).collect();
        let has_page = |view: &&Rc<FindingView>| {
            !grouped.contains(&view.finding.id)
                && (view.finding.standing == Standing::Corroborated || n_sentences(&view.claims) > FEW_SENTENCES)
        };
        let alone: Vec<Vec<_>> = self.findings.values().filter(has_page).map(|view| vec![view.clone()]).collect();
        groups.extend(alone);
        for (nth, group) in (1..).zip(&groups) {
            let path = format!("accounts/{nth}.html");
            self.pages.extend(group.iter().map(|view| (view.finding.id.clone(), path.clone())));
        }
        self.groups = groups;
    }

    fn find_events(&mut self) -> Result<(), EngineError> {
        let mut events = Vec::new();
        self.case.each_event(|event| events.push(event))?;
        events.retain(|event| self.scope.events.contains(&event.id));
        events.retain(|event| {
            self.query.with_retracted || event.documents.iter().any(|number| !self.withdrawn.contains_key(number))
        });
        events.sort_by_key(|event| {
            let day = event.time.earliest.or(event.time.latest);
            (day.is_none(), day, event.id.clone())
        });
        for (at, event) in events.into_iter().enumerate() {
            self.pages.insert(event.id.clone(), format!("events/{}.html", at + 1));
            self.event_at.insert(event.id.clone(), at);
            let takes_part: BTreeSet<&String> =
                event.participants.iter().map(|(_, id)| id).chain(&event.places).collect();
            for id in takes_part {
                self.events_of.entry(id.clone()).or_default().push(at);
            }
            if let Some(whole) = &event.part_of {
                self.parts_of.entry(whole.clone()).or_default().push(at);
            }
            self.events.push(Rc::new(event));
        }
        Ok(())
    }

    fn find_entities(&mut self) -> Result<(), EngineError> {
        let mut n_findings: HashMap<&String, usize> = HashMap::new();
        for (_, filling) in self.findings.values().flat_map(|view| &view.finding.arguments) {
            if let Filling::Entity(id) = filling {
                *n_findings.entry(id).or_default() += 1;
            }
        }
        let all = EntityQuery { limit: u32::MAX, ..EntityQuery::default() };
        let named: HashSet<String> = self.case.entities(&all)?.items.into_iter().map(|line| line.id).collect();
        let mut lines = Vec::new();
        self.case.each_entity(|line, mentions, _| {
            let n = n_findings.get(&line.id).copied().unwrap_or_default();
            let is_spoken_of = mentions.iter().any(|(document, _)| self.is_told(*document));
            let belongs = match named.contains(&line.id) {
                true => self.scope.is_whole || n > 0 || self.events_of.contains_key(&line.id),
                false => n >= LEAST_FINDINGS,
            };
            if self.scope.entities.contains(&line.id) || belongs && is_spoken_of {
                lines.push(line);
            }
        })?;
        lines.sort_by_key(|line| (Reverse((line.n_documents, line.n_mentions)), line.id.clone()));
        for (nth, line) in (1..).zip(&lines) {
            self.pages.insert(line.id.clone(), format!("entities/{nth}.html"));
        }
        self.entities = lines;
        Ok(())
    }

    /// Whether a document is told of: it could be read by the day asked for, and was not withdrawn, or what was is told too.
    pub fn is_told(&self, document: i64) -> bool {
        self.heads.contains_key(&document) && (self.query.with_retracted || !self.withdrawn.contains_key(&document))
    }

    /// The claims of these that still speak; all of them where none does and what was withdrawn is asked for.
    pub fn standing(&self, lines: &[ClaimLine]) -> Vec<ClaimLine> {
        let stands = |line: &&ClaimLine| !self.withdrawn.contains_key(&line.at.document);
        let standing: Vec<ClaimLine> = lines.iter().filter(stands).cloned().collect();
        if standing.is_empty() && self.query.with_retracted { lines.to_vec() } else { standing }
    }

    /// The page of an entity, an event or a finding's accounts, as a path within the site; where it has one.
    pub fn page_of(&self, id: &str) -> Option<&str> {
        self.pages.get(id).map(String::as_str)
    }

    /// An event that is told.
    pub fn event_of(&self, id: &str) -> Option<&Rc<CaseEvent>> {
        self.event_at.get(id).map(|at| &self.events[*at])
    }

    /// Events that an entity takes part in or that happened there, by day.
    pub fn events_with(&self, entity: &str) -> Vec<Rc<CaseEvent>> {
        self.events_of.get(entity).into_iter().flatten().map(|at| self.events[*at].clone()).collect()
    }

    /// Events that are parts of one, by day.
    pub fn parts_of(&self, event: &str) -> Vec<Rc<CaseEvent>> {
        self.parts_of.get(event).into_iter().flatten().map(|at| self.events[*at].clone()).collect()
    }

    /// Findings that count something in these claims.
    pub fn counting(&self, claims: &[ClaimAt]) -> Vec<Rc<FindingView>> {
        let ids: BTreeSet<&String> = claims.iter().filter_map(|at| self.counting.get(at)).collect();
        ids.into_iter().filter_map(|id| self.findings.get(id).cloned()).collect()
    }

    /// The place of words in their document's page, which is cited from now on.
    pub fn place(&mut self, document: i64, span: Span) -> Result<String, EngineError> {
        let sentence = self.sentence(document, span)?;
        self.cited.entry(document).or_default().insert(span);
        Ok(format!("documents/{document}.html#s{sentence}"))
    }

    /// The number of the sentence that words stand in or after, from 1; 0 before the first.
    pub fn sentence(&mut self, document: i64, span: Span) -> Result<usize, EngineError> {
        let sentences = &self.reading(document)?.sentences;
        Ok(sentences.partition_point(|sentence| sentence.start <= span.start))
    }

    /// What its document makes of a claim.
    pub fn detail(&mut self, at: ClaimAt) -> Result<Option<Detail>, EngineError> {
        Ok(self.reading(at.document)?.details.get(&at.claim).cloned())
    }

    fn reading(&mut self, document: i64) -> Result<&Reading, EngineError> {
        if !self.readings.contains_key(&document) {
            let found = self.case.document(document)?.ok_or(EngineError::NoSuchDocument(document))?;
            let entity = |filler: &Filler| match filler {
                Filler::Chain(chain) => found.entities.get(*chain as usize).cloned().flatten(),
                _ => None,
            };
            let details = found.annotation.claims.iter().map(|claim| {
                let roles = claim.arguments.iter().filter_map(|it| Some((it.role, entity(&it.filler)?))).collect();
                (claim.id, Detail { modality: claim.modality, is_opinion: claim.opinion, roles })
            });
            let details = details.collect();
            self.readings.insert(document, Reading { sentences: found.annotation.sentences, details });
        }
        Ok(&self.readings[&document])
    }

    /// How many of the entities with a page have a type.
    pub fn of_type(&self, thing: ThingType) -> impl Iterator<Item = &EntityLine> {
        self.entities.iter().filter(move |line| line.thing == thing)
    }
}

/// On how many words findings rest.
pub fn n_origins(group: &[Rc<FindingView>]) -> usize {
    let origins: BTreeSet<_> =
        group.iter().flat_map(|view| &view.finding.origins).map(|it| (it.kind, &it.name)).collect();
    origins.len()
}

/// In how many different sentences claims stand.
pub fn n_sentences(lines: &[ClaimLine]) -> usize {
    lines.iter().map(|line| words::on_one_line(&line.sentence)).collect::<BTreeSet<_>>().len()
}
