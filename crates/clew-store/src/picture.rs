//! The picture's tables: events, findings, knowledge, statuses, and whose each chain and claim is.

use crate::case_file::{CaseFile, StoreError};
use crate::read::{Batch, pack, unpack};
use crate::replace::Rows;
use crate::rows::to_json;
use crate::sources::SourceLine;
use clew_model::{
    CaseEvent, ClaimAt, Doubt, Finding, Identifier, Interval, Knowledge, Level, Matter, Origin, Polarity, Predicate,
    Span, Status, ThingType,
};
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An entity, as resolution made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntity {
    /// Stable id.
    pub id: String,
    /// What sort of thing it is.
    pub thing: ThingType,
    /// Every name, the listed one first.
    pub names: Vec<String>,
    /// Whether any of its chains is named.
    pub is_named: bool,
    /// Its chains: document number, chain number; in order.
    pub chains: Vec<(i64, u32)>,
    /// How often it is mentioned.
    pub n_mentions: u32,
}

/// What became of a claim in the picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placed {
    /// The finding that it belongs to.
    pub finding: Option<String>,
    /// The event that it tells of.
    pub event: Option<String>,
    /// On whose word it stands.
    pub origin: Option<Origin>,
}

/// A claim as the picture has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClaim {
    /// Which.
    pub at: ClaimAt,
    /// What it states.
    pub predicate: Predicate,
    /// Whether it is stated to be so.
    pub polarity: Polarity,
    /// How sure its source sounds.
    pub certainty: Level,
    /// Where its sentence stands.
    pub sentence: Span,
    /// What became of it.
    pub placed: Placed,
}

/// All that was worked out from the documents together.
#[derive(Debug, Clone, Default)]
pub struct NewPicture {
    /// Entities.
    pub entities: Vec<NewEntity>,
    /// Ids that lead to an entity of another id.
    pub redirects: Vec<(String, String)>,
    /// Pairs that may be one.
    pub doubts: Vec<Doubt>,
    /// Events.
    pub events: Vec<CaseEvent>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// Who knew what.
    pub knowledge: Vec<Knowledge>,
    /// Of each person, the steps in proceedings in order.
    pub statuses: Vec<(String, Vec<Status>)>,
    /// Every claim.
    pub claims: Vec<NewClaim>,
    /// Numbers, codes and addresses, each with its document's number.
    pub identifiers: Vec<(i64, Identifier)>,
    /// On whose word the case rests.
    pub sources: Vec<SourceLine>,
}

/// What a document tells, with what the picture needs to know of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRow {
    /// The document's number.
    pub document: i64,
    /// Its id.
    pub id: String,
    /// The hash of its original.
    pub sha256: clew_model::Sha256,
    /// What it tells, as it was packed.
    pub told: Vec<u8>,
}

impl CaseFile {
    /// What every document tells, still packed, by number.
    pub fn told(&self) -> Result<Vec<ToldRow>, StoreError> {
        let mut query = self.connection.prepare(
            "SELECT t.document, d.id, d.sha256, t.told FROM told t JOIN document d ON d.number = t.document ORDER BY t.document",
        )?;
        let row = |row: &rusqlite::Row| {
            let sha256 = clew_model::Sha256(row.get(2)?);
            Ok(ToldRow { document: row.get(0)?, id: row.get(1)?, sha256, told: row.get(3)? })
        };
        Ok(query.query_map([], row)?.collect::<Result<_, _>>()?)
    }
}

/// Packs what a document tells.
pub fn pack_told(told: &impl Serialize) -> Vec<u8> {
    pack(&serde_json::to_vec(told).expect("what a document tells has a JSON form"))
}

/// What a document tells, unpacked: costly, so left to whichever thread needs it.
pub fn unpack_told<T: DeserializeOwned>(packed: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(&unpack(packed)?).map_err(|e| StoreError::Damaged(format!("what a document tells: {e}")))
}

impl CaseFile {
    /// Lets every question from now on be answered from this picture, of this opening of the case alone: nothing is written to the
    /// file. SQLite looks for a name among temporary tables first.
    pub fn look_at(&mut self, picture: &NewPicture) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "query_only", false)?;
        for rows in ALL {
            let (table, key) = (rows.table, rows.columns[..rows.n_key].join(", "));
            self.connection.execute_batch(&format!(
                "DROP TABLE IF EXISTS temp.{table}; CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE false; \
                 CREATE UNIQUE INDEX temp.{table}_key ON {table} ({key});"
            ))?;
        }
        self.connection.execute_batch(
            "CREATE INDEX temp.tie_of ON tie (kind, id); CREATE INDEX temp.chain_of ON chain (entity); \
             CREATE INDEX temp.claim_of ON claim (event); CREATE INDEX temp.identifier_by ON identifier (kind, key);",
        )?;
        let transaction = self.connection.transaction()?;
        put(&transaction, picture)?;
        transaction.commit()?;
        self.connection.pragma_update(None, "query_only", true)?;
        Ok(())
    }
}

impl Batch<'_> {
    /// Stores what a document tells, as it was packed.
    pub fn told(&self, document: i64, told: &[u8]) -> Result<(), StoreError> {
        let mut put =
            self.transaction.prepare_cached("INSERT OR REPLACE INTO told (document, told) VALUES (?1, ?2)")?;
        put.execute(params![document, told])?;
        Ok(())
    }

    /// Puts a picture in place of the one there is: rows that are the same stay untouched.
    pub fn picture(&self, picture: &NewPicture) -> Result<(), StoreError> {
        put(&self.transaction, picture)
    }
}

fn put(connection: &Connection, picture: &NewPicture) -> Result<(), StoreError> {
    let NewPicture { entities, redirects, doubts, events, findings, knowledge, statuses, claims, identifiers, sources } =
        picture;
    ENTITY.replace(connection, entities.iter().map(entity_row))?;
    CHAIN.replace(connection, entities.iter().flat_map(chain_rows))?;
    REDIRECT.replace(connection, redirects.iter().map(|(id, entity)| vec![text(id), text(entity)]))?;
    DOUBT.replace(connection, doubts.iter().map(doubt_row))?;
    EVENT.replace(connection, events.iter().map(event_row))?;
    FINDING.replace(connection, findings.iter().map(finding_row))?;
    TIE.replace(connection, ties(events, findings).into_iter())?;
    CLAIM.replace(connection, claims.iter().map(claim_row))?;
    KNOWLEDGE.replace(connection, knowledge.iter().map(knowledge_row))?;
    STATUS.replace(connection, statuses.iter().flat_map(status_rows))?;
    IDENTIFIER.replace(connection, identifiers.iter().map(identifier_row))?;
    SOURCE.replace(connection, sources.iter().map(source_row))
}

const ENTITY: Rows = Rows {
    table: "entity",
    columns: &["id", "thing", "name", "names", "is_named", "n_documents", "n_mentions"],
    n_key: 1,
};
const CHAIN: Rows = Rows { table: "chain", columns: &["document", "chain", "entity"], n_key: 2 };
const REDIRECT: Rows = Rows { table: "redirect", columns: &["id", "entity"], n_key: 1 };
const DOUBT: Rows = Rows { table: "doubt", columns: &["first", "second", "score", "why"], n_key: 2 };
const EVENT: Rows =
    Rows { table: "event", columns: &["id", "predicate", "earliest", "latest", "part_of", "body"], n_key: 1 };
const FINDING: Rows =
    Rows { table: "finding", columns: &["id", "predicate", "standing", "earliest", "latest", "body"], n_key: 1 };
const TIE: Rows = Rows { table: "tie", columns: &["entity", "kind", "id", "role"], n_key: 4 };
const CLAIM: Rows = Rows {
    table: "claim",
    columns: &["document", "claim", "predicate", "polarity", "certainty", "start", "end", "finding", "event", "origin"],
    n_key: 2,
};
const KNOWLEDGE: Rows = Rows {
    table: "knowledge",
    columns: &["who", "matter_kind", "matter", "document", "claim", "no_later_than"],
    n_key: 5,
};
const STATUS: Rows =
    Rows { table: "status", columns: &["entity", "nth", "what", "earliest", "latest", "body"], n_key: 2 };
const IDENTIFIER: Rows =
    Rows { table: "identifier", columns: &["document", "start", "end", "kind", "key", "written"], n_key: 2 };
const SOURCE: Rows = Rows { table: "source", columns: &["name", "entity", "body"], n_key: 2 };

const ALL: [&Rows; 12] =
    [&ENTITY, &CHAIN, &REDIRECT, &DOUBT, &EVENT, &FINDING, &TIE, &CLAIM, &KNOWLEDGE, &STATUS, &IDENTIFIER, &SOURCE];

/// The picture's tables, what others refer to last: the order in which they can be emptied.
pub(crate) const TABLES: [&str; 12] = [
    "source",
    "identifier",
    "status",
    "knowledge",
    "claim",
    "tie",
    "finding",
    "event",
    "doubt",
    "redirect",
    "chain",
    "entity",
];

fn entity_row(entity: &NewEntity) -> Vec<Value> {
    let mut documents: Vec<i64> = entity.chains.iter().map(|(document, _)| *document).collect();
    documents.dedup();
    let name = entity.names.first().map_or("", String::as_str);
    vec![
        text(&entity.id),
        text(entity.thing.word()),
        text(name),
        Value::Text(to_json(&entity.names)),
        Value::Integer(i64::from(entity.is_named)),
        Value::Integer(documents.len() as i64),
        Value::Integer(i64::from(entity.n_mentions)),
    ]
}

fn doubt_row(doubt: &Doubt) -> Vec<Value> {
    vec![text(&doubt.first), text(&doubt.second), Value::Real(f64::from(doubt.score)), text(&doubt.why)]
}

fn chain_rows(entity: &NewEntity) -> impl Iterator<Item = Vec<Value>> {
    let row = |(document, chain): &(i64, u32)| {
        vec![Value::Integer(*document), Value::Integer(i64::from(*chain)), text(&entity.id)]
    };
    entity.chains.iter().map(row)
}

fn event_row(event: &CaseEvent) -> Vec<Value> {
    let [earliest, latest] = days(event.time);
    let (predicate, part_of) = (Value::Text(event.predicate.to_string()), maybe(event.part_of.as_deref()));
    vec![text(&event.id), predicate, earliest, latest, part_of, Value::Text(to_json(event))]
}

fn finding_row(finding: &Finding) -> Vec<Value> {
    let [earliest, latest] = days(finding.time);
    let (predicate, standing) = (Value::Text(finding.predicate.to_string()), text(finding.standing.word()));
    vec![text(&finding.id), predicate, standing, earliest, latest, Value::Text(to_json(finding))]
}

fn ties(events: &[CaseEvent], findings: &[Finding]) -> Vec<Vec<Value>> {
    let tie = |entity: &str, kind: &str, id: &str, role: &str| vec![text(entity), text(kind), text(id), text(role)];
    let mut ties = Vec::new();
    for event in events {
        ties.extend(event.participants.iter().map(|(role, entity)| tie(entity, "event", &event.id, role.word())));
        ties.extend(event.places.iter().map(|place| tie(place, "event", &event.id, "Place")));
    }
    for finding in findings {
        for (role, filling) in &finding.arguments {
            if let clew_model::Filling::Entity(entity) = filling {
                ties.push(tie(entity, "finding", &finding.id, role.word()));
            }
        }
    }
    ties
}

fn claim_row(claim: &NewClaim) -> Vec<Value> {
    let NewClaim { at, predicate, polarity, certainty, sentence, placed } = claim;
    vec![
        Value::Integer(at.document),
        Value::Integer(i64::from(at.claim)),
        Value::Text(predicate.to_string()),
        text(polarity.word()),
        text(certainty.word()),
        Value::Integer(i64::from(sentence.start)),
        Value::Integer(i64::from(sentence.end)),
        maybe(placed.finding.as_deref()),
        maybe(placed.event.as_deref()),
        placed.origin.as_ref().map_or(Value::Null, |origin| Value::Text(to_json(origin))),
    ]
}

fn knowledge_row(knowledge: &Knowledge) -> Vec<Value> {
    let (kind, matter) = match &knowledge.matter {
        Matter::Finding(id) => ("finding", id),
        Matter::Event(id) => ("event", id),
        Matter::Words(words) => ("words", words),
    };
    let ClaimAt { document, claim } = knowledge.shown_by;
    let day = knowledge.no_later_than.map_or(Value::Null, |day| Value::Text(day.to_string()));
    let (document, claim) = (Value::Integer(document), Value::Integer(i64::from(claim)));
    vec![text(&knowledge.who), text(kind), text(matter), document, claim, day]
}

fn status_rows((entity, steps): &(String, Vec<Status>)) -> impl Iterator<Item = Vec<Value>> {
    steps.iter().enumerate().map(move |(nth, status)| {
        let [earliest, latest] = days(status.time);
        vec![
            text(entity),
            Value::Integer(nth as i64),
            text(&status.what),
            earliest,
            latest,
            Value::Text(to_json(status)),
        ]
    })
}

fn identifier_row((document, one): &(i64, Identifier)) -> Vec<Value> {
    let Identifier { span, kind, key, written } = one;
    let (start, end) = (Value::Integer(i64::from(span.start)), Value::Integer(i64::from(span.end)));
    vec![Value::Integer(*document), start, end, text(kind.word()), text(key), text(written)]
}

fn source_row(source: &SourceLine) -> Vec<Value> {
    let entity = source.origin.entity.as_deref().unwrap_or_default();
    vec![text(&source.origin.name), text(entity), Value::Text(to_json(source))]
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn maybe(words: Option<&str>) -> Value {
    words.map_or(Value::Null, text)
}

fn days(time: Interval) -> [Value; 2] {
    [time.earliest, time.latest].map(|day| day.map_or(Value::Null, |day| Value::Text(day.to_string())))
}
