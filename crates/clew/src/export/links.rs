//! The records of what separate incidents share.

use super::claim::claim_id;
use super::picture::CaseIds;
use clew_engine::answer::{Link, LinkedEvent, Shared};
use clew_model::{Interval, Predicate, Standing};
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
    incidents: Vec<Vec<LinkedRecord<'a>>>,
}

#[derive(Serialize)]
struct LinkedRecord<'a> {
    event: &'a str,
    name: &'a str,
    predicate: Predicate,
    time: Interval,
    roles: &'a [String],
    claims: Vec<ShownRecord<'a>>,
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
        let incidents = link.incidents.iter().map(|events| events.iter().map(|one| linked(one, ids)).collect());
        Self { record: "link", kind, name, entity, written, by: link.by.word(), incidents: incidents.collect() }
    }
}

fn linked<'a>(linked: &'a LinkedEvent, ids: &CaseIds) -> LinkedRecord<'a> {
    let LinkedEvent { event, roles, claims } = linked;
    let shown = claims.iter().map(|(line, standing)| ShownRecord {
        claim: claim_id(ids.get(line.at.document), line.at.claim),
        finding: line.placed.finding.as_deref(),
        standing: *standing,
        sentence: &line.sentence,
    });
    let claims = shown.collect();
    LinkedRecord { event: &event.id, name: &event.name, predicate: event.predicate, time: event.time, roles, claims }
}
