//! The records of what many documents make of what each tells.

use super::claim::claim_id;
use clew_model::{
    CaseEvent, ClaimAt, Doubt, EventCount, Filling, Finding, Interval, Knowledge, Matter, Origin, OriginKind,
    Predicate, Quantity, Role, Standing, Status,
};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;

/// Documents' ids by their numbers.
type Ids = HashMap<i64, String>;

/// `{"record": "event", ...}`
#[derive(Serialize)]
pub struct EventRecord<'a> {
    record: &'static str,
    id: &'a str,
    #[serde(rename = "type")]
    predicate: Predicate,
    name: &'a str,
    time: Interval,
    places: &'a [String],
    participants: Vec<ParticipantRecord<'a>>,
    part_of: Option<&'a str>,
    counts: Vec<CountRecord<'a>>,
    documents: Vec<&'a str>,
    claims: Vec<String>,
}

#[derive(Serialize)]
struct ParticipantRecord<'a> {
    role: Role,
    entity: &'a str,
}

#[derive(Serialize)]
struct CountRecord<'a> {
    #[serde(flatten)]
    quantity: &'a Quantity,
    claims: Vec<String>,
}

impl<'a> EventRecord<'a> {
    /// The record of an event.
    pub fn new(event: &'a CaseEvent, ids: &'a Ids) -> Self {
        let participant = |(role, entity): &'a (Role, String)| ParticipantRecord { role: *role, entity };
        let count =
            |count: &'a EventCount| CountRecord { quantity: &count.quantity, claims: claims(&count.claims, ids) };
        Self {
            record: "event",
            id: &event.id,
            predicate: event.predicate,
            name: &event.name,
            time: event.time,
            places: &event.places,
            participants: event.participants.iter().map(participant).collect(),
            part_of: event.part_of.as_deref(),
            counts: event.counts.iter().map(count).collect(),
            documents: documents(&event.documents, ids),
            claims: claims(&event.claims, ids),
        }
    }
}

/// `{"record": "finding", ...}`
#[derive(Serialize)]
pub struct FindingRecord<'a> {
    record: &'static str,
    id: &'a str,
    predicate: Predicate,
    subtype: Option<&'a str>,
    arguments: Vec<FillingRecord<'a>>,
    quantity: Option<&'a Quantity>,
    time: Interval,
    claims: Vec<String>,
    origins: Vec<OriginRecord>,
    standing: Standing,
    against: &'a [String],
    superseded_by: Option<&'a str>,
    why: &'a str,
}

#[derive(Serialize)]
struct FillingRecord<'a> {
    role: Role,
    #[serde(flatten)]
    filling: &'a Filling,
}

impl<'a> FindingRecord<'a> {
    /// The record of a finding.
    pub fn new(finding: &'a Finding, ids: &Ids) -> Self {
        let filling = |(role, filling): &'a (Role, Filling)| FillingRecord { role: *role, filling };
        Self {
            record: "finding",
            id: &finding.id,
            predicate: finding.predicate,
            subtype: finding.subtype.as_deref(),
            arguments: finding.arguments.iter().map(filling).collect(),
            quantity: finding.quantity.as_ref(),
            time: finding.time,
            claims: claims(&finding.claims, ids),
            origins: finding.origins.iter().map(|origin| OriginRecord::new(origin, ids)).collect(),
            standing: finding.standing,
            against: &finding.against,
            superseded_by: finding.superseded_by.as_deref(),
            why: &finding.why,
        }
    }
}

/// On whose word: of a claim or a finding.
#[derive(Serialize)]
pub struct OriginRecord {
    name: String,
    kind: OriginKind,
    entity: Option<String>,
    documents: Vec<String>,
}

impl OriginRecord {
    /// The record of an origin.
    pub fn new(origin: &Origin, ids: &Ids) -> Self {
        let Origin { name, kind, entity, documents: numbers } = origin;
        let documents = documents(numbers, ids).into_iter().map(str::to_owned).collect();
        Self { name: name.clone(), kind: *kind, entity: entity.clone(), documents }
    }
}

/// `{"record": "knowledge", ...}`
#[derive(Serialize)]
pub struct KnowledgeRecord<'a> {
    record: &'static str,
    who: &'a str,
    /// The id of a finding or an event, or words; `matter_kind` says which.
    matter: &'a str,
    matter_kind: &'static str,
    no_later_than: Option<Date>,
    shown_by: String,
}

impl<'a> KnowledgeRecord<'a> {
    /// The record of what somebody knew.
    pub fn new(knowledge: &'a Knowledge, ids: &Ids) -> Self {
        let (matter_kind, matter) = match &knowledge.matter {
            Matter::Finding(id) => ("finding", id),
            Matter::Event(id) => ("event", id),
            Matter::Words(words) => ("words", words),
        };
        let Knowledge { who, no_later_than, shown_by, .. } = knowledge;
        let shown_by = claim(*shown_by, ids);
        Self { record: "knowledge", who, matter, matter_kind, no_later_than: *no_later_than, shown_by }
    }
}

/// A step of a person in proceedings, within an entity's record.
#[derive(Serialize)]
pub struct StatusRecord {
    what: String,
    time: Interval,
    claims: Vec<String>,
}

impl StatusRecord {
    /// The record of a step.
    pub fn new(status: &Status, ids: &Ids) -> Self {
        Self { what: status.what.clone(), time: status.time, claims: claims(&status.claims, ids) }
    }
}

/// `{"record": "doubt", ...}`: two entities that may be one.
#[derive(Serialize)]
pub struct DoubtRecord<'a> {
    record: &'static str,
    #[serde(flatten)]
    doubt: &'a Doubt,
}

impl<'a> DoubtRecord<'a> {
    /// The record of a doubt.
    pub fn new(doubt: &'a Doubt) -> Self {
        Self { record: "doubt", doubt }
    }
}

fn documents<'a>(numbers: &[i64], ids: &'a Ids) -> Vec<&'a str> {
    numbers.iter().filter_map(|number| ids.get(number).map(String::as_str)).collect()
}

fn claims(claims: &[ClaimAt], ids: &Ids) -> Vec<String> {
    claims.iter().map(|at| claim(*at, ids)).collect()
}

fn claim(at: ClaimAt, ids: &Ids) -> String {
    claim_id(ids.get(&at.document).map_or("", String::as_str), at.claim)
}
