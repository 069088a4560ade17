//! Who and what stands in which events, in short: enough to tell what separate events share.

use crate::case_file::{CaseFile, StoreError};
use crate::rows::{day, unreadable};
use clew_model::{ClaimAt, IdentifierKind, Interval, Span};
use rusqlite::{OptionalExtension, Row, params};

/// When an event was, and what it is a part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventHead {
    /// Its id.
    pub id: String,
    /// What sort of thing happened.
    pub predicate: String,
    /// Id of the event that it is a part of.
    pub part_of: Option<String>,
    /// When.
    pub time: Interval,
}

/// That an entity takes part in an event, once a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// Id of the entity.
    pub entity: String,
    /// In how many documents it is mentioned.
    pub n_documents: u32,
    /// Id of the event.
    pub event: String,
    /// The role in it.
    pub role: String,
}

/// Where an identifier stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentifierAt {
    /// What sort it is.
    pub kind: IdentifierKind,
    /// The same for the same one.
    pub key: String,
    /// As it is written there.
    pub written: String,
    /// The document's number.
    pub document: i64,
    /// Where in its text.
    pub span: Span,
    /// A claim in whose sentence it stands, and the event that this tells of; nothing where no such claim tells of one.
    pub told: Option<(ClaimAt, String)>,
}

impl CaseFile {
    /// Every event in short, by id.
    pub fn event_heads(&self) -> Result<Vec<EventHead>, StoreError> {
        self.all("SELECT id, predicate, part_of, earliest, latest FROM event ORDER BY id", |row| {
            let time = Interval { earliest: day(row, 3)?, latest: day(row, 4)? };
            Ok(EventHead { id: row.get(0)?, predicate: row.get(1)?, part_of: row.get(2)?, time })
        })
    }

    /// Which documents tell of each event: event's id, document's number; in order.
    pub fn documents_of_events(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "SELECT DISTINCT event, document FROM claim WHERE event IS NOT NULL ORDER BY event, document";
        self.all(sql, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Every entity that takes part in two events or more and can be known again, by id: it has a name, or was joined across documents.
    /// Left out are places, where things happen, and what a text calls an event, a work or a substance: they do nothing.
    pub fn participations(&self) -> Result<Vec<Participation>, StoreError> {
        // In this order of tables: most entities take part in one event or none, and an index by kind leads through all of them.
        self.all(
            "WITH several AS (SELECT entity FROM tie WHERE +kind = 'event' GROUP BY entity HAVING min(id) < max(id)) \
             SELECT t.entity, e.n_documents, t.id, t.role FROM several s CROSS JOIN entity e ON e.id = s.entity \
             CROSS JOIN tie t ON t.entity = e.id AND t.kind = 'event' WHERE (e.is_named OR e.n_documents > 1) \
             AND e.thing NOT IN ('Place', 'Event', 'Work', 'Substance', 'Thing') ORDER BY t.entity, t.kind, t.id, t.role",
            |row| {
                Ok(Participation {
                    entity: row.get(0)?,
                    n_documents: row.get(1)?,
                    event: row.get(2)?,
                    role: row.get(3)?,
                })
            },
        )
    }

    /// Every identifier that the case gives twice or more, once for each claim of its sentence that tells of an event; by kind and key.
    pub fn identifiers_at(&self) -> Result<Vec<IdentifierAt>, StoreError> {
        self.all(
            "SELECT i.kind, i.key, i.written, i.document, i.start, i.end, c.claim, c.event FROM identifier i \
             LEFT JOIN claim c ON c.document = i.document AND c.start <= i.start AND i.end <= c.end AND c.event IS NOT NULL \
             WHERE EXISTS (SELECT 1 FROM identifier o WHERE o.kind = i.kind AND o.key = i.key \
             AND (o.document, o.start) <> (i.document, i.start)) ORDER BY i.kind, i.key, i.document, i.start, c.claim",
            |row| {
                let (word, document): (String, i64) = (row.get(0)?, row.get(3)?);
                let (claim, event): (Option<u32>, Option<String>) = (row.get(6)?, row.get(7)?);
                Ok(IdentifierAt {
                    kind: IdentifierKind::from_word(&word).ok_or_else(|| unreadable(0, word))?,
                    key: row.get(1)?,
                    written: row.get(2)?,
                    document,
                    span: Span::from([row.get(4)?, row.get(5)?]),
                    told: claim.map(|claim| ClaimAt { document, claim }).zip(event),
                })
            },
        )
    }

    /// Every identifier of a document, in order: its kind, its key, as it is written, and where.
    pub fn identifiers_in(&self, document: i64) -> Result<Vec<(IdentifierKind, String, String, Span)>, StoreError> {
        let sql = "SELECT kind, key, written, start, end FROM identifier WHERE document = ?1 ORDER BY start";
        let mut query = self.connection.prepare_cached(sql)?;
        let found = query.query_map([document], |row| {
            let word: String = row.get(0)?;
            let kind = IdentifierKind::from_word(&word).ok_or_else(|| unreadable(0, word))?;
            Ok((kind, row.get(1)?, row.get(2)?, Span::from([row.get(3)?, row.get(4)?])))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Where a case gives an identifier: the document's number, as it is written there, and where.
    pub fn places_of(&self, kind: IdentifierKind, key: &str) -> Result<Vec<(i64, String, Span)>, StoreError> {
        let sql = "SELECT document, written, start, end FROM identifier WHERE kind = ?1 AND key = ?2 ORDER BY document, start";
        let mut query = self.connection.prepare_cached(sql)?;
        let place = |row: &Row| Ok((row.get(0)?, row.get(1)?, Span::from([row.get(2)?, row.get(3)?])));
        Ok(query.query_map(params![kind.word(), key], place)?.collect::<Result<_, _>>()?)
    }

    /// Of these claims, those that tell of an event, with its id.
    pub fn events_of(&self, claims: &[ClaimAt]) -> Result<Vec<(ClaimAt, String)>, StoreError> {
        let sql = "SELECT event FROM claim WHERE document = ?1 AND claim = ?2 AND event IS NOT NULL";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut found = Vec::new();
        for at in claims {
            let event = query.query_row(params![at.document, at.claim], |row| row.get(0)).optional()?;
            found.extend(event.map(|event| (*at, event)));
        }
        Ok(found)
    }

    /// Ids of the findings that these claims belong to, each as often as one does.
    pub fn findings_of(&self, claims: &[ClaimAt]) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT finding FROM claim WHERE document = ?1 AND claim = ?2 AND finding IS NOT NULL";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut found = Vec::new();
        for at in claims {
            found.extend(query.query_row(params![at.document, at.claim], |row| row.get::<_, String>(0)).optional()?);
        }
        Ok(found)
    }

    fn all<T>(&self, sql: &str, row: impl Fn(&Row) -> rusqlite::Result<T>) -> Result<Vec<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_map([], |found| row(found))?.collect::<Result<_, _>>()?)
    }
}
