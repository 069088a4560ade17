//! The records of what separate incidents share.

use super::claim::claim_id;
use super::picture::CaseIds;
use clew_engine::answer::{DocumentLine, Link, LinkedEvent, LinkedIncident, Quote, Shared};
use clew_model::{Interval, Predicate, Span, Standing};
use serde::Serialize;

/// `{"record": "link", ...}`: something that separate incidents share.
#[derive(Serialize)]
pub struct LinkRecord<'a> {
    record: &'static str,
    /// "Person" and so on of an entity; "phone", "email", "account", "registration" or "address" of an identifier.
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
    entity: Option<&'a str>,
    written: &'a [String],
    by: &'static str,
    incidents: Vec<IncidentRecord<'a>>,
}

#[derive(Serialize)]
struct IncidentRecord<'a> {
    incident: Option<&'a str>,
    name: Option<&'a str>,
    events: Vec<LinkedRecord<'a>>,
}

#[derive(Serialize)]
struct LinkedRecord<'a> {
    event: &'a str,
    name: &'a str,
    predicate: Predicate,
    time: Interval,
    roles: &'a [String],
    claims: Vec<ShownRecord<'a>>,
    beside: Vec<BesideRecord<'a>>,
}

#[derive(Serialize)]
struct BesideRecord<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    sentence: &'a str,
}

#[derive(Serialize)]
struct ShownRecord<'a> {
    claim: String,
    finding: Option<&'a str>,
    standing: Option<Standing>,
    sentence: &'a str,
}

impl<'a> LinkRecord<'a> {
    /// The record of what is shared.
    pub fn new(link: &'a Link, ids: &CaseIds) -> Self {
        let (kind, name, entity, written) = match &link.shared {
            Shared::Entity(line) => (line.thing.word(), line.name.as_str(), Some(line.id.as_str()), &[][..]),
            Shared::Identifier { kind, key, written } => (kind.word(), key.as_str(), None, written.as_slice()),
        };
        let incident = |one: &'a LinkedIncident| IncidentRecord {
            incident: one.incident.as_ref().map(|event| event.id.as_str()),
            name: one.incident.as_ref().map(|event| event.name.as_str()),
            events: one.events.iter().map(|event| linked(event, ids)).collect(),
        };
        let incidents = link.incidents.iter().map(incident);
        Self { record: "link", kind, name, entity, written, by: link.by.word(), incidents: incidents.collect() }
    }
}

fn linked<'a>(linked: &'a LinkedEvent, ids: &CaseIds) -> LinkedRecord<'a> {
    let LinkedEvent { event, roles, claims, beside } = linked;
    let shown = claims.iter().map(|(line, standing)| ShownRecord {
        claim: claim_id(ids.get(line.at.document), line.at.claim),
        finding: line.placed.finding.as_deref(),
        standing: *standing,
        sentence: &line.sentence,
    });
    let claims = shown.collect();
    let stands = |(line, quote): &'a (DocumentLine, Quote)| {
        let Span { start, end } = quote.span;
        BesideRecord { document: &line.id, start, end, sentence: &quote.text }
    };
    LinkedRecord {
        event: &event.id,
        name: &event.name,
        predicate: event.predicate,
        time: event.time,
        roles,
        claims,
        beside: beside.iter().map(stands).collect(),
    }
}
