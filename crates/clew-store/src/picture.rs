//! The picture's tables: events, findings, knowledge, statuses, and whose each chain and claim is.

use crate::case_file::{CaseFile, StoreError};
use crate::knowledge::matter_cells;
use crate::origins;
use crate::read::Batch;
use crate::replace::{Cell, Rows, number};
use crate::rows::to_json;
use crate::sources::SourceLine;
use clew_model::{
    CaseEvent, ClaimAt, Doubt, Finding, Identifier, Interval, Knowledge, Level, MentionedEvent, Origin, Polarity,
    Predicate, Span, Status, ThingType,
};
use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};
use std::sync::Arc;

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
    pub origin: Option<Arc<Origin>>,
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
    /// What is mentioned and claimed nowhere.
    pub mentioned: Vec<MentionedEvent>,
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
        put(&transaction, picture, How::Fill)?;
        transaction.commit()?;
        self.connection.pragma_update(None, "query_only", true)?;
        Ok(())
    }

    /// Whether questions are answered from a picture that was looked at, not from the file's own.
    pub(crate) fn is_as_of_a_day(&self) -> Result<bool, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT 1 FROM temp.sqlite_master WHERE name = ?1")?;
        Ok(query.exists([CHAIN.table])?)
    }
}

impl Batch<'_> {
    /// Puts a picture in place of the one there is: rows that are the same stay untouched.
    pub fn picture(&self, picture: &NewPicture) -> Result<(), StoreError> {
        put(&self.transaction, picture, How::Replace)
    }
}

/// What is to become of the rows that a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// The table is made to hold the new rows.
    Replace,
    /// It is empty.
    Fill,
}

fn put(connection: &Connection, picture: &NewPicture, how: How) -> Result<(), StoreError> {
    let NewPicture { entities, redirects, doubts, events, mentioned, findings, .. } = picture;
    let NewPicture { knowledge, statuses, claims, identifiers, sources, .. } = picture;
    let chains: Vec<ChainOf<'_>> = entities.iter().flat_map(chains).collect();
    let statuses: Vec<StatusOf<'_>> = statuses.iter().flat_map(statuses_of).collect();
    one(connection, how, &ENTITY, entities, entity_row)?;
    one(connection, how, &CHAIN, &chains, chain_row)?;
    one(connection, how, &REDIRECT, redirects, |(id, entity)| vec![text(id), text(entity)])?;
    one(connection, how, &DOUBT, doubts, doubt_row)?;
    one(connection, how, &EVENT, events, event_row)?;
    one(connection, how, &MENTIONED, mentioned, |one| vec![text(&one.id), owned(to_json(one))])?;
    one(connection, how, &FINDING, findings, finding_row)?;
    one(connection, how, &TIE, &ties(events, findings), |tie| tie.iter().copied().map(text).collect())?;
    one(connection, how, &CLAIM, claims, claim_row)?;
    one(connection, how, &KNOWLEDGE, knowledge, knowledge_row)?;
    one(connection, how, &STATUS, &statuses, status_row)?;
    one(connection, how, &IDENTIFIER, identifiers, identifier_row)?;
    one(connection, how, &SOURCE, sources, source_row)
}

fn one<T: Sync>(
    connection: &Connection,
    how: How,
    rows: &Rows,
    things: &[T],
    row: impl Fn(&T) -> Vec<Cell<'_>> + Sync,
) -> Result<(), StoreError> {
    match how {
        How::Replace => rows.replace(connection, things, row),
        How::Fill => rows.fill(connection, things, row),
    }
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
const MENTIONED: Rows = Rows { table: "mentioned", columns: &["id", "body"], n_key: 1 };
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

const ALL: [&Rows; 13] = [
    &ENTITY,
    &CHAIN,
    &REDIRECT,
    &DOUBT,
    &EVENT,
    &MENTIONED,
    &FINDING,
    &TIE,
    &CLAIM,
    &KNOWLEDGE,
    &STATUS,
    &IDENTIFIER,
    &SOURCE,
];

/// The picture's tables, what others refer to last: the order in which they can be emptied.
pub(crate) const TABLES: [&str; 13] = [
    "source",
    "identifier",
    "status",
    "knowledge",
    "claim",
    "tie",
    "finding",
    "mentioned",
    "event",
    "doubt",
    "redirect",
    "chain",
    "entity",
];

fn entity_row(entity: &NewEntity) -> Vec<Cell<'_>> {
    let mut documents: Vec<i64> = entity.chains.iter().map(|(document, _)| *document).collect();
    documents.dedup();
    let name = entity.names.first().map_or("", String::as_str);
    vec![
        text(&entity.id),
        text(entity.thing.word()),
        text(name),
        owned(to_json(&entity.names)),
        number(entity.is_named),
        number(documents.len() as i64),
        number(entity.n_mentions),
    ]
}

fn doubt_row(doubt: &Doubt) -> Vec<Cell<'_>> {
    vec![text(&doubt.first), text(&doubt.second), Cell::Owned(Value::Real(f64::from(doubt.score))), text(&doubt.why)]
}

/// A chain's document and number, and the id of its entity.
type ChainOf<'p> = (i64, u32, &'p str);

fn chains(entity: &NewEntity) -> impl Iterator<Item = ChainOf<'_>> {
    entity.chains.iter().map(|(document, chain)| (*document, *chain, entity.id.as_str()))
}

fn chain_row<'c>((document, chain, entity): &'c ChainOf<'_>) -> Vec<Cell<'c>> {
    vec![number(*document), number(*chain), text(entity)]
}

fn event_row(event: &CaseEvent) -> Vec<Cell<'_>> {
    let [earliest, latest] = days(event.time);
    let (predicate, part_of) = (owned(event.predicate.to_string()), maybe(event.part_of.as_deref()));
    vec![text(&event.id), predicate, earliest, latest, part_of, owned(to_json(event))]
}

fn finding_row(finding: &Finding) -> Vec<Cell<'_>> {
    let [earliest, latest] = days(finding.time);
    let (predicate, standing) = (owned(finding.predicate.to_string()), text(finding.standing.word()));
    vec![text(&finding.id), predicate, standing, earliest, latest, owned(to_json(finding))]
}

/// Who takes part in what: entity, kind, id, role.
fn ties<'p>(events: &'p [CaseEvent], findings: &'p [Finding]) -> Vec<[&'p str; 4]> {
    let mut ties: Vec<[&str; 4]> = Vec::new();
    for event in events {
        ties.extend(event.participants.iter().map(|(role, entity)| [entity, "event", &event.id, role.word()]));
        ties.extend(event.places.iter().map(|place| [place, "event", &event.id, "Place"]));
    }
    for finding in findings {
        for (role, filling) in &finding.arguments {
            if let clew_model::Filling::Entity(entity) = filling {
                ties.push([entity, "finding", &finding.id, role.word()]);
            }
        }
    }
    ties
}

fn claim_row(claim: &NewClaim) -> Vec<Cell<'_>> {
    let NewClaim { at, predicate, polarity, certainty, sentence, placed } = claim;
    vec![
        number(at.document),
        number(at.claim),
        owned(predicate.to_string()),
        text(polarity.word()),
        text(certainty.word()),
        number(sentence.start),
        number(sentence.end),
        maybe(placed.finding.as_deref()),
        maybe(placed.event.as_deref()),
        placed.origin.as_ref().map_or(NULL, |origin| owned(origins::without_documents(origin))),
    ]
}

fn knowledge_row(knowledge: &Knowledge) -> Vec<Cell<'_>> {
    let (kind, matter) = matter_cells(&knowledge.matter);
    let ClaimAt { document, claim } = knowledge.shown_by;
    let day = knowledge.no_later_than.map_or(NULL, |day| owned(day.to_string()));
    let (document, claim) = (number(document), number(claim));
    vec![text(&knowledge.who), text(kind), text(matter), document, claim, day]
}

/// An entity's id, and one of its steps with which it is.
type StatusOf<'p> = (&'p str, i64, &'p Status);

fn statuses_of((entity, steps): &(String, Vec<Status>)) -> impl Iterator<Item = StatusOf<'_>> {
    (0..).zip(steps).map(move |(nth, status)| (entity.as_str(), nth, status))
}

fn status_row<'s>((entity, nth, status): &'s StatusOf<'_>) -> Vec<Cell<'s>> {
    let [earliest, latest] = days(status.time);
    vec![text(entity), number(*nth), text(&status.what), earliest, latest, owned(to_json(status))]
}

fn identifier_row((document, one): &(i64, Identifier)) -> Vec<Cell<'_>> {
    let Identifier { span, kind, key, written } = one;
    let (start, end) = (number(span.start), number(span.end));
    vec![number(*document), start, end, text(kind.word()), text(key), text(written)]
}

fn source_row(source: &SourceLine) -> Vec<Cell<'_>> {
    let entity = source.origin.entity.as_deref().unwrap_or_default();
    vec![text(&source.origin.name), text(entity), owned(to_json(source))]
}

fn text(words: &str) -> Cell<'_> {
    Cell::Borrowed(ValueRef::Text(words.as_bytes()))
}

fn owned(words: String) -> Cell<'static> {
    Cell::Owned(Value::Text(words))
}

fn maybe(words: Option<&str>) -> Cell<'_> {
    words.map_or(NULL, text)
}

fn days(time: Interval) -> [Cell<'static>; 2] {
    [time.earliest, time.latest].map(|day| day.map_or(NULL, |day| owned(day.to_string())))
}

const NULL: Cell<'static> = Cell::Owned(Value::Null);
