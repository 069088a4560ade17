//! The records of what many documents make of what each tells.

use super::claim::claim_id;
use super::rating::ReliabilityRecord;
use clew_engine::answer::{Alias, Path, Ratings, SourceLine, Weakness};
use clew_engine::{Case, EngineError};
use clew_model::{
    CaseEvent, ClaimAt, Doubt, EventCount, EventMention, Filling, Finding, Interval, Knowledge, Matter, MentionedEvent,
    Modality, Origin, OriginKind, Polarity, Predicate, Quantity, Role, Standing, Status,
};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;

/// Documents' ids by their numbers, and how sources were rated: what records refer to.
#[derive(Debug, Default)]
pub struct CaseIds {
    ids: HashMap<i64, String>,
    ratings: Ratings,
}

impl CaseIds {
    /// Those of a case.
    pub fn of(case: &Case) -> Result<Self, EngineError> {
        Ok(Self { ids: case.document_ids()?.into_iter().collect(), ratings: case.ratings()? })
    }

    /// These.
    pub fn new(ids: impl IntoIterator<Item = (i64, String)>) -> Self {
        Self { ids: ids.into_iter().collect(), ratings: Ratings::default() }
    }

    /// The id of a document; empty where there is none, which no record of a case refers to.
    pub fn get(&self, number: i64) -> &str {
        self.ids.get(&number).map_or("", String::as_str)
    }

    /// How a person rated a source.
    fn reliability(&self, origin: &Origin) -> Option<ReliabilityRecord> {
        self.ratings.of_source(origin).and_then(|rated| ReliabilityRecord::new(&rated.decision))
    }
}

/// `{"record": "event", ...}`
#[derive(Serialize)]
pub struct EventRecord<'a> {
    record: &'static str,
    id: &'a str,
    #[serde(rename = "type")]
    predicate: Option<Predicate>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    polarity: Option<Polarity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modality: Option<Modality>,
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
    pub fn new(event: &'a CaseEvent, ids: &'a CaseIds) -> Self {
        let participant = |(role, entity): &'a (Role, String)| ParticipantRecord { role: *role, entity };
        let count =
            |count: &'a EventCount| CountRecord { quantity: &count.quantity, claims: claims(&count.claims, ids) };
        Self {
            record: "event",
            id: &event.id,
            predicate: Some(event.predicate),
            name: &event.name,
            polarity: Some(event.polarity),
            modality: Some(event.modality),
            time: event.time,
            places: &event.places,
            participants: event.participants.iter().map(participant).collect(),
            part_of: event.part_of.as_deref(),
            counts: event.counts.iter().map(count).collect(),
            documents: documents(&event.documents, ids),
            claims: claims(&event.claims, ids).into_iter().chain(mentions(&event.mentions, ids)).collect(),
        }
    }

    /// The record of what is mentioned and claimed nowhere, which has no type.
    pub fn mentioned(event: &'a MentionedEvent, ids: &'a CaseIds) -> Self {
        Self {
            record: "event",
            id: &event.id,
            predicate: None,
            name: &event.name,
            polarity: None,
            modality: None,
            time: Interval::open(),
            places: &[],
            participants: Vec::new(),
            part_of: None,
            counts: Vec::new(),
            documents: documents(&event.documents(), ids),
            claims: mentions(&event.mentions, ids).collect(),
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
    pub fn new(finding: &'a Finding, ids: &CaseIds) -> Self {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    reliability: Option<ReliabilityRecord>,
}

impl OriginRecord {
    /// The record of an origin.
    pub fn new(origin: &Origin, ids: &CaseIds) -> Self {
        let Origin { name, kind, entity, documents: numbers } = origin;
        let documents = documents(numbers, ids).into_iter().map(str::to_owned).collect();
        let reliability = ids.reliability(origin);
        Self { name: name.clone(), kind: *kind, entity: entity.clone(), documents, reliability }
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
    pub fn new(knowledge: &'a Knowledge, ids: &CaseIds) -> Self {
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
    finding: String,
    standing: Standing,
    by: Vec<String>,
}

impl StatusRecord {
    /// The record of a step.
    pub fn new(status: &Status, ids: &CaseIds) -> Self {
        let Status { what, time, claims: at, finding, standing, by } = status.clone();
        Self { what, time, claims: claims(&at, ids), finding, standing, by }
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

/// `{"record": "alias", ...}`: another name of an entity, with a sentence that uses it.
#[derive(Serialize)]
pub struct AliasRecord<'a> {
    record: &'static str,
    entity: &'a str,
    name: &'a str,
    document: Option<&'a str>,
    sentence: Option<&'a str>,
}

impl<'a> AliasRecord<'a> {
    /// The record of a name of an entity's.
    pub fn new(entity: &'a str, alias: &'a Alias) -> Self {
        let used_in = alias.used_in.as_ref();
        let document = used_in.map(|(line, _)| line.id.as_str());
        let sentence = used_in.map(|(_, quote)| quote.text.as_str());
        Self { record: "alias", entity, name: &alias.name, document, sentence }
    }
}

/// `{"record": "source", ...}`: an origin, and what rests on it.
#[derive(Serialize)]
pub struct SourceRecord {
    record: &'static str,
    #[serde(flatten)]
    origin: OriginRecord,
    claims: u32,
    findings: u32,
    alone: u32,
    carried_by: Vec<CarrierRecord>,
}

#[derive(Serialize)]
struct CarrierRecord {
    publisher: String,
    documents: u32,
}

impl SourceRecord {
    /// The record of a source.
    pub fn new(source: &SourceLine, ids: &CaseIds) -> Self {
        let SourceLine { origin, n_claims, n_findings, n_alone, carried_by } = source;
        let carrier = |(publisher, n): &(String, u32)| CarrierRecord { publisher: publisher.clone(), documents: *n };
        let carried_by = carried_by.iter().map(carrier).collect();
        let origin = OriginRecord::new(origin, ids);
        Self { record: "source", origin, claims: *n_claims, findings: *n_findings, alone: *n_alone, carried_by }
    }
}

/// `{"paths": [...]}`: ways from one entity to another, best first.
#[derive(Serialize)]
pub struct PathsRecord<'a> {
    paths: Vec<PathRecord<'a>>,
}

#[derive(Serialize)]
struct PathRecord<'a> {
    steps: Vec<StepRecord<'a>>,
}

#[derive(Serialize)]
struct StepRecord<'a> {
    from: &'a str,
    from_name: &'a str,
    to: &'a str,
    to_name: &'a str,
    by: &'a str,
    standing: Option<Standing>,
    weak: Option<&'static str>,
    sentence: Option<&'a str>,
    claim: Option<String>,
}

impl<'a> PathsRecord<'a> {
    /// The record of some paths.
    pub fn new(paths: &'a [Path], ids: &CaseIds) -> Self {
        let path = |path: &'a Path| PathRecord {
            steps: path
                .steps
                .iter()
                .map(|step| StepRecord {
                    from: &step.from.id,
                    from_name: &step.from.name,
                    to: &step.to.id,
                    to_name: &step.to.name,
                    by: &step.by,
                    standing: step.standing,
                    weak: step.weak.map(Weakness::word),
                    sentence: step.shown_by.as_ref().map(|line| line.sentence.as_str()),
                    claim: step.shown_by.as_ref().map(|line| claim(line.at, ids)),
                })
                .collect(),
        };
        Self { paths: paths.iter().map(path).collect() }
    }
}

fn documents<'a>(numbers: &[i64], ids: &'a CaseIds) -> Vec<&'a str> {
    numbers.iter().map(|number| ids.get(*number)).collect()
}

fn claims(claims: &[ClaimAt], ids: &CaseIds) -> Vec<String> {
    claims.iter().map(|at| claim(*at, ids)).collect()
}

fn mentions<'a>(mentions: &'a [EventMention], ids: &'a CaseIds) -> impl Iterator<Item = String> + 'a {
    mentions.iter().map(|mention| mention_id(mention, ids))
}

/// The id of the claim that words make, or "DOCUMENT#START-END" where they make none.
pub(super) fn mention_id(mention: &EventMention, ids: &CaseIds) -> String {
    let document = ids.get(mention.document);
    match mention.claim {
        Some(claim) => claim_id(document, claim),
        None => format!("{document}#{}-{}", mention.span.start, mention.span.end),
    }
}

fn claim(at: ClaimAt, ids: &CaseIds) -> String {
    claim_id(ids.get(at.document), at.claim)
}
