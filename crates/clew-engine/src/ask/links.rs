//! What separate incidents share.

use super::episodes::Episodes;
use super::{quote, sentence_around};
use crate::answer::{DocumentLine, Link, LinkedEvent, LinkedIncident, Quote, Shared, SharedBy};
use crate::{Case, EngineError};
use clew_analysis::identifiers::can_be_shared_by_chance;
use clew_model::{ClaimAt, CodePoints, IdentifierKind, Span};
use clew_store::{ClaimLine, IdentifierAt, Participation, TieTo};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that may be shared, with the events that it stands in.
struct Candidate {
    what: What,
    by: SharedBy,
    /// In how many documents it is.
    n_documents: u32,
    /// By event: its roles in it.
    events: BTreeMap<String, BTreeSet<String>>,
    /// By event: the claims that are known to name it.
    claims: BTreeMap<String, BTreeSet<ClaimAt>>,
    /// By event: where it stands in a report of its incident without a claim.
    beside: BTreeMap<String, BTreeSet<(i64, Span)>>,
    incidents: Vec<Vec<String>>,
}

/// What shows that something stands in an event.
struct Shown<'n> {
    claims: Vec<ClaimAt>,
    beside: BTreeSet<(i64, Span)>,
    names: &'n [String],
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Identifier { kind: IdentifierKind, key: String, written: BTreeSet<String> },
    Entity(String),
}

impl Case {
    /// What events that are apart share, at most `n`: what the fewest incidents have first, and of those what is surest the same.
    pub fn links(&self, n: usize) -> Result<Vec<Link>, EngineError> {
        let episodes = Episodes::of(self)?;
        let mut candidates = of_entities(self.file.participations()?);
        candidates.extend(of_identifiers(self.file.identifiers_at()?, &episodes));
        for candidate in &mut candidates {
            candidate.incidents = episodes.apart(&candidate.events.keys().map(String::as_str).collect());
        }
        candidates.retain(|candidate| candidate.incidents.len() > 1);
        for candidate in candidates.iter_mut().filter(|candidate| candidate.by == SharedBy::Name) {
            if episodes.have_document(&candidate.incidents) {
                candidate.by = SharedBy::Document;
            }
        }
        candidates.sort_by(|a, b| {
            let rank = |one: &Candidate| (one.incidents.len(), one.by, one.n_documents);
            rank(a).cmp(&rank(b)).then_with(|| a.what.cmp(&b.what))
        });
        candidates.truncate(n);
        let links = candidates.into_iter().map(|candidate| self.link(candidate, &episodes));
        Ok(links.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn link(&self, candidate: Candidate, episodes: &Episodes) -> Result<Option<Link>, EngineError> {
        let Candidate { what, by, mut events, mut claims, mut beside, mut incidents, .. } = candidate;
        let mut names = Vec::new();
        let shared = match what {
            What::Identifier { kind, key, written } => {
                Shared::Identifier { kind, key, written: written.into_iter().collect() }
            }
            What::Entity(id) => {
                let Some(line) = self.file.entity(&id)? else { return Ok(None) };
                claims = self.claims_in_events(&id, &events)?;
                names.clone_from(&line.names);
                Shared::Entity(line)
            }
        };
        let first_day = |incident: &Vec<String>| {
            let day = incident.iter().filter_map(|event| episodes.day(event)).min();
            (day.is_none(), day)
        };
        incidents.sort_by_key(first_day);
        let mut linked = Vec::new();
        for ids in incidents {
            let of = ids.iter().find_map(|id| episodes.incident(id));
            let incident = of.map(|id| self.file.event(id)).transpose()?.flatten();
            let mut of_incident = Vec::new();
            for id in ids {
                let (roles, claims) = (events.remove(&id).unwrap_or_default(), claims.remove(&id).unwrap_or_default());
                let beside = beside.remove(&id).unwrap_or_default();
                let shown = Shown { claims: claims.into_iter().collect(), beside, names: &names };
                of_incident.extend(self.linked_event(&id, roles, shown)?);
            }
            of_incident.sort_by_key(|linked| {
                (linked.event.time.earliest.or(linked.event.time.latest), linked.event.id.clone())
            });
            linked.push(LinkedIncident { incident, events: of_incident });
        }
        Ok(Some(Link { shared, by, incidents: linked }))
    }

    fn linked_event(
        &self,
        id: &str,
        roles: BTreeSet<String>,
        Shown { claims, beside: places, names }: Shown<'_>,
    ) -> Result<Option<LinkedEvent>, EngineError> {
        let Some(event) = self.file.event(id)? else { return Ok(None) };
        let mut lines = self.file.claim_lines(&claims)?;
        if lines.is_empty() && places.is_empty() {
            // A judgement is in no finding: whichever sentence of the event names it shows it.
            let all = self.file.claim_lines(&event.claims)?;
            let is_named = |line: &ClaimLine| names.iter().any(|name| line.sentence.contains(name.as_str()));
            let shown = all.iter().find(|line| is_named(line)).or(all.first());
            lines.extend(shown.cloned());
        }
        let mut claims = Vec::new();
        for line in lines {
            let finding = line.placed.finding.as_ref().map(|finding| self.file.finding(finding)).transpose()?.flatten();
            claims.push((line, finding.map(|finding| finding.standing)));
        }
        let mut beside = Vec::new();
        for (document, span) in places {
            beside.extend(self.sentence_at(document, span)?);
        }
        Ok(Some(LinkedEvent { event, roles: roles.into_iter().collect(), claims, beside }))
    }

    fn sentence_at(&self, document: i64, span: Span) -> Result<Option<(DocumentLine, Quote)>, EngineError> {
        let (Some(line), Some((text, _))) = (self.file.document_line(document)?, self.file.story(document)?) else {
            return Ok(None);
        };
        let annotation = self.annotation_of(document)?.unwrap_or_default();
        let sentence = sentence_around(&annotation.sentences, span);
        Ok(Some((line, quote(&CodePoints::new(&text), sentence, &[span]))))
    }

    /// The claims of an entity's findings that tell of these events, by event.
    fn claims_in_events(
        &self,
        entity: &str,
        events: &BTreeMap<String, BTreeSet<String>>,
    ) -> Result<BTreeMap<String, BTreeSet<ClaimAt>>, EngineError> {
        let mut claims: BTreeMap<String, BTreeSet<ClaimAt>> = BTreeMap::new();
        for tie in self.file.ties_of(entity)? {
            let TieTo::Finding(id) = tie.to else { continue };
            let Some(finding) = self.file.finding(&id)? else { continue };
            for (claim, event) in self.file.events_of(&finding.claims)? {
                if events.contains_key(&event) {
                    claims.entry(event).or_default().insert(claim);
                }
            }
        }
        Ok(claims)
    }
}

/// What stands in several events by name.
fn of_entities(participations: Vec<Participation>) -> Vec<Candidate> {
    let mut found: HashMap<String, Candidate> = HashMap::new();
    for Participation { entity, n_documents, event, role } in participations {
        let candidate = found
            .entry(entity)
            .or_insert_with_key(|id| Candidate::new(What::Entity(id.clone()), SharedBy::Name, n_documents));
        candidate.events.entry(event).or_default().insert(role);
    }
    found.into_values().collect()
}

/// Identifiers with the events in whose sentences they stand; where one stands in no such sentence, with the incident that its document
/// tells of, if that is one.
fn of_identifiers(found: Vec<IdentifierAt>, episodes: &Episodes) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for IdentifierAt { kind, key, written: form, document, span, told } in found {
        let is_last = |candidate: &&mut Candidate| matches!(&candidate.what, What::Identifier { kind: last, key: known, .. } if *last == kind && *known == key);
        if candidates.last_mut().filter(is_last).is_none() {
            let by = if can_be_shared_by_chance(kind, &key) { SharedBy::ShortForm } else { SharedBy::Identifier };
            candidates.push(Candidate::new(What::Identifier { kind, key, written: BTreeSet::new() }, by, 0));
        }
        let candidate = candidates.last_mut().expect("one was pushed where there was none");
        if let What::Identifier { written, .. } = &mut candidate.what {
            written.insert(form);
        }
        if let Some((claim, event)) = told {
            candidate.events.entry(event.clone()).or_default();
            candidate.claims.entry(event).or_default().insert(claim);
        } else if let Some(event) = episodes.only_one_of(document) {
            candidate.events.entry(event.clone()).or_default();
            candidate.beside.entry(event).or_default().insert((document, span));
        }
    }
    for candidate in &mut candidates {
        let beside = candidate.beside.values().flatten().map(|(document, _)| *document);
        let claimed = candidate.claims.values().flatten().map(|claim| claim.document);
        candidate.n_documents = beside.chain(claimed).collect::<BTreeSet<i64>>().len() as u32;
    }
    candidates
}

impl Candidate {
    fn new(what: What, by: SharedBy, n_documents: u32) -> Self {
        let (events, claims, beside) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { what, by, n_documents, events, claims, beside, incidents: Vec::new() }
    }
}
