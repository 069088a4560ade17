//! Reading the picture's tables.

use crate::case_file::{CaseFile, StoreError};
use crate::origins::Origins;
use crate::picture::Placed;
use crate::rows::{self, json, thing, unreadable};
use clew_model::{
    CaseEvent, ClaimAt, Doubt, Finding, Interval, Level, MentionedEvent, Polarity, Span, Standing, Status, ThingType,
};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Params, Row, params};
use std::collections::HashMap;

/// What an entity takes part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The event or finding.
    pub to: TieTo,
    /// The entity's role in it.
    pub role: String,
}

/// An event or a finding, by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // an id each
pub enum TieTo {
    Event(String),
    Finding(String),
}

/// An entity beside another in an event or a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The other entity.
    pub entity: String,
    /// What sort of thing it is.
    pub thing: ThingType,
    /// What joins the two.
    pub by: TieTo,
    /// How a finding stands; `None` of an event.
    pub standing: Option<Standing>,
}

/// Which findings to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingQuery {
    /// Only of this standing.
    pub standing: Option<Standing>,
    /// How many to pass over.
    pub offset: u32,
    /// How many to give at most.
    pub limit: u32,
}

/// Two entities that take part in findings of one standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Id of one, the smaller.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// How the findings stand.
    pub standing: Standing,
    /// How many there are.
    pub n_findings: u32,
}

/// A claim with the sentence that it stands in, and the document that this stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimLine {
    /// Which.
    pub at: ClaimAt,
    /// What it states.
    pub predicate: String,
    /// Whether it is stated to be so.
    pub polarity: Polarity,
    /// How sure its source sounds.
    pub certainty: Level,
    /// Its sentence's words.
    pub sentence: String,
    /// Where that stands in its document's text.
    pub span: Span,
    /// What became of it.
    pub placed: Placed,
    /// Its document's id.
    pub document: String,
    /// Who published that.
    pub publisher: Option<String>,
    /// When.
    pub published: Interval,
}

/// Of events those that can have happened from day 1 to day 2, those of days known by day, then the others.
pub(crate) const EVENTS_IN: &str = "WHERE (?1 IS NULL OR latest IS NULL OR latest >= ?1) \
     AND (?2 IS NULL OR earliest IS NULL OR earliest <= ?2) \
     ORDER BY coalesce(earliest, latest) IS NULL, coalesce(earliest, latest), id";
/// Of an entity that this day's picture has not, the one that most of its chains are part of there.
const ENTITY_THEN: &str = "SELECT once.entity FROM main.chain today \
     JOIN temp.chain once ON once.document = today.document AND once.chain = today.chain \
     WHERE today.entity = coalesce((SELECT entity FROM main.redirect WHERE id = ?1), ?1) \
     AND NOT EXISTS (SELECT 1 FROM temp.entity WHERE id = ?1) \
     GROUP BY once.entity ORDER BY count(*) DESC, once.entity LIMIT 1";

impl CaseFile {
    /// Every event, by id.
    pub fn each_event(&self, each: impl FnMut(CaseEvent)) -> Result<(), StoreError> {
        self.each("SELECT body FROM event ORDER BY id", [], |row| json(row, 0), each)
    }

    /// Everything that is mentioned and claimed nowhere, by id.
    pub fn each_mentioned(&self, each: impl FnMut(MentionedEvent)) -> Result<(), StoreError> {
        self.each("SELECT body FROM mentioned ORDER BY id", [], |row| json(row, 0), each)
    }

    /// One event.
    pub fn event(&self, id: &str) -> Result<Option<CaseEvent>, StoreError> {
        self.one("SELECT body FROM event WHERE id = ?1", id)
    }

    /// Ids of events that can have happened on some day of an interval, those of days known by day, then the others.
    pub fn event_ids_in(&self, time: Interval) -> Result<Vec<String>, StoreError> {
        let sql = format!("SELECT id FROM event {EVENTS_IN}");
        self.many(&sql, params![day(time.earliest), day(time.latest)], |row| row.get(0))
    }

    /// What every event is called, by id.
    pub fn event_names(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT id, body ->> '$.name' FROM event ORDER BY id";
        self.many(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Events that are parts of one, by day.
    pub fn parts_of(&self, event: &str) -> Result<Vec<CaseEvent>, StoreError> {
        let sql = "SELECT body FROM event WHERE part_of = ?1 ORDER BY coalesce(earliest, latest), id";
        self.many(sql, [event], |row| json(row, 0))
    }

    /// Every finding, by id.
    pub fn each_finding(&self, each: impl FnMut(Finding)) -> Result<(), StoreError> {
        self.each("SELECT body FROM finding ORDER BY id", [], |row| json(row, 0), each)
    }

    /// One finding.
    pub fn finding(&self, id: &str) -> Result<Option<Finding>, StoreError> {
        self.one("SELECT body FROM finding WHERE id = ?1", id)
    }

    /// Findings, by day.
    pub fn findings(&self, query: &FindingQuery) -> Result<Vec<Finding>, StoreError> {
        let standing = query.standing.map(Standing::word);
        self.many(
            "SELECT body FROM finding WHERE ?1 IS NULL OR standing = ?1 \
             ORDER BY coalesce(earliest, latest) IS NULL, coalesce(earliest, latest), id LIMIT ?2 OFFSET ?3",
            params![standing, query.limit, query.offset],
            |row| json(row, 0),
        )
    }

    /// How many findings there are, of one standing or of all.
    pub fn n_findings(&self, standing: Option<Standing>) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM finding WHERE ?1 IS NULL OR standing = ?1";
        Ok(self.connection.query_row(sql, [standing.map(Standing::word)], |row| row.get(0))?)
    }

    /// Findings that two entities both take part in, by day.
    pub fn findings_between(&self, one: &str, other: &str) -> Result<Vec<Finding>, StoreError> {
        self.many(
            "SELECT body FROM finding WHERE id IN (SELECT id FROM tie WHERE kind = 'finding' AND entity = ?1 \
             INTERSECT SELECT id FROM tie WHERE kind = 'finding' AND entity = ?2) \
             ORDER BY coalesce(earliest, latest) IS NULL, coalesce(earliest, latest), id",
            [one, other],
            |row| json(row, 0),
        )
    }

    /// Pairs of entities that take part in one finding, with how many such findings of each standing there are.
    pub fn pairs(&self) -> Result<Vec<Pair>, StoreError> {
        self.many(
            "SELECT a.entity, b.entity, f.standing, count(DISTINCT f.id) FROM tie a \
             JOIN tie b ON b.kind = a.kind AND b.id = a.id AND b.entity > a.entity JOIN finding f ON f.id = a.id \
             WHERE a.kind = 'finding' GROUP BY a.entity, b.entity, f.standing",
            [],
            |row| {
                let standing: String = row.get(2)?;
                let standing = Standing::from_word(&standing).ok_or_else(|| unreadable(2, standing))?;
                Ok(Pair { one: row.get(0)?, other: row.get(1)?, standing, n_findings: row.get(3)? })
            },
        )
    }

    /// Who takes part in a finding, and how it stands.
    pub fn taking_part(&self, finding: &str) -> Result<Vec<(String, Standing)>, StoreError> {
        self.many(
            "SELECT DISTINCT t.entity, f.standing FROM tie t JOIN finding f ON f.id = t.id \
             WHERE t.kind = 'finding' AND t.id = ?1 ORDER BY t.entity",
            [finding],
            |row| {
                let standing: String = row.get(1)?;
                Ok((row.get(0)?, Standing::from_word(&standing).ok_or_else(|| unreadable(1, standing))?))
            },
        )
    }

    /// Claims with their sentences, in the order asked for; those that the case has not are left out.
    pub fn claim_lines(&self, claims: &[ClaimAt]) -> Result<Vec<ClaimLine>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT c.document, c.claim, c.predicate, c.polarity, c.certainty, substr(r.text, c.start + 1, c.end - c.start), \
             c.finding, c.event, c.origin, d.id, r.publisher, a.published_earliest, a.published_latest, c.start, c.end \
             FROM claim c JOIN document d ON d.number = c.document JOIN annotated a ON a.document = c.document \
             JOIN reading r ON r.number = a.reading WHERE c.document = ?1 AND c.claim = ?2",
        )?;
        let (mut lines, mut origins) = (Vec::with_capacity(claims.len()), Origins::of(self));
        for at in claims {
            let found = query.query_row(params![at.document, at.claim], |row| Ok((claim_line(row)?, row.get(8)?)));
            let Some((mut line, origin)) = found.optional()? else { continue };
            line.placed.origin = origins.origin(origin, at.document)?;
            lines.push(line);
        }
        Ok(lines)
    }

    /// What became of each claim of a document, by its number.
    pub fn placed(&self, document: i64) -> Result<HashMap<u32, Placed>, StoreError> {
        let sql = "SELECT claim, finding, event, origin FROM claim WHERE document = ?1";
        let found = self.many(sql, [document], |row| Ok((row.get(0)?, placed(row, 1)?, row.get(3)?)))?;
        let mut origins = Origins::of(self);
        let with_origin = |(claim, mut placed, origin): (u32, Placed, Option<String>)| {
            placed.origin = origins.origin(origin, document)?;
            Ok((claim, placed))
        };
        found.into_iter().map(with_origin).collect()
    }

    /// What an entity takes part in.
    pub fn ties_of(&self, entity: &str) -> Result<Vec<Tie>, StoreError> {
        self.many("SELECT kind, id, role FROM tie WHERE entity = ?1 ORDER BY kind, id, role", [entity], |row| {
            Ok(Tie { to: tie_to(row, 0)?, role: row.get(2)? })
        })
    }

    /// Named entities that take part in an event or a finding, by id; no places, for that two things happened in one town ties nobody.
    pub fn tied(&self, by: &TieTo) -> Result<Vec<String>, StoreError> {
        let (kind, id) = match by {
            TieTo::Event(id) => ("event", id),
            TieTo::Finding(id) => ("finding", id),
        };
        self.many(
            "SELECT DISTINCT t.entity FROM tie t JOIN entity e ON e.id = t.entity WHERE t.kind = ?1 AND t.id = ?2 \
             AND e.is_named AND e.thing NOT IN ('Place', 'Event') ORDER BY t.entity",
            params![kind, id],
            |row| row.get(0),
        )
    }

    /// Entities that take part in an event or a finding with one.
    pub fn neighbours(&self, entity: &str) -> Result<Vec<Neighbour>, StoreError> {
        self.many(
            "SELECT DISTINCT other.entity, e.thing, t.kind, t.id, f.standing FROM tie t \
             JOIN tie other ON other.kind = t.kind AND other.id = t.id AND other.entity <> t.entity \
             JOIN entity e ON e.id = other.entity LEFT JOIN finding f ON t.kind = 'finding' AND f.id = t.id \
             WHERE t.entity = ?1 ORDER BY other.entity, t.kind, t.id",
            [entity],
            |row| {
                let standing: Option<String> = row.get(4)?;
                let standing = standing.map(|word| Standing::from_word(&word).ok_or_else(|| unreadable(4, word)));
                Ok(Neighbour {
                    entity: row.get(0)?,
                    thing: thing(row, 1)?,
                    by: tie_to(row, 2)?,
                    standing: standing.transpose()?,
                })
            },
        )
    }

    /// Of each person that has any, the steps in proceedings in order, by entity.
    pub fn statuses(&self) -> Result<HashMap<String, Vec<Status>>, StoreError> {
        let mut statuses: HashMap<String, Vec<Status>> = HashMap::new();
        let row = |row: &Row| Ok((row.get::<_, String>(0)?, json(row, 1)?));
        self.each("SELECT entity, body FROM status ORDER BY entity, nth", [], row, |(entity, status)| {
            statuses.entry(entity).or_default().push(status);
        })?;
        Ok(statuses)
    }

    /// A person's steps in proceedings, in order.
    pub fn statuses_of(&self, entity: &str) -> Result<Vec<Status>, StoreError> {
        self.many("SELECT body FROM status WHERE entity = ?1 ORDER BY nth", [entity], |row| json(row, 0))
    }

    /// Pairs of entities that may be one, the likeliest first.
    pub fn doubts(&self, offset: u32, limit: u32) -> Result<Vec<Doubt>, StoreError> {
        let sql = "SELECT first, second, score, why FROM doubt ORDER BY score DESC, first, second LIMIT ?2 OFFSET ?1";
        self.many(sql, [offset, limit], doubt)
    }

    /// Pairs that an entity is one of, the likeliest first.
    pub fn doubts_about(&self, entity: &str) -> Result<Vec<Doubt>, StoreError> {
        let sql = "SELECT first, second, score, why FROM doubt WHERE first = ?1 OR second = ?1 ORDER BY score DESC, first, second";
        self.many(sql, [entity], doubt)
    }

    /// The entity that an id leads to, where that is another one's. As of a day, the id of an entity of today leads to the one
    /// that most of its chains were part of then.
    pub fn redirect(&self, id: &str) -> Result<Option<String>, StoreError> {
        let first = |sql| self.connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional();
        if let Some(found) = first("SELECT entity FROM redirect WHERE id = ?1")? {
            return Ok(Some(found));
        }
        Ok(if self.is_as_of_a_day()? { first(ENTITY_THEN)? } else { None })
    }

    fn each<T>(
        &self,
        sql: &str,
        asked: impl Params,
        row: impl Fn(&Row) -> rusqlite::Result<T>,
        mut each: impl FnMut(T),
    ) -> Result<(), StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query(asked)?;
        while let Some(found) = rows.next()? {
            each(row(found)?);
        }
        Ok(())
    }

    fn many<T>(
        &self,
        sql: &str,
        asked: impl Params,
        row: impl Fn(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, asked, row, |one| found.push(one))?;
        Ok(found)
    }

    fn one<T: serde::de::DeserializeOwned>(&self, sql: &str, id: &str) -> Result<Option<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_row([id], |row| json(row, 0)).optional()?)
    }
}

/// Kind and id, from this column on.
fn tie_to(row: &Row, from: usize) -> rusqlite::Result<TieTo> {
    let (kind, id): (String, String) = (row.get(from)?, row.get(from + 1)?);
    Ok(if kind == "event" { TieTo::Event(id) } else { TieTo::Finding(id) })
}

fn claim_line(row: &Row) -> rusqlite::Result<ClaimLine> {
    let (polarity, certainty): (String, String) = (row.get(3)?, row.get(4)?);
    Ok(ClaimLine {
        at: ClaimAt { document: row.get(0)?, claim: row.get(1)? },
        predicate: row.get(2)?,
        polarity: Polarity::from_word(&polarity).ok_or_else(|| unreadable(3, polarity))?,
        certainty: Level::from_word(&certainty).ok_or_else(|| unreadable(4, certainty))?,
        sentence: row.get(5)?,
        span: Span::from([row.get(13)?, row.get(14)?]),
        placed: placed(row, 6)?,
        document: row.get(9)?,
        publisher: row.get(10)?,
        published: Interval { earliest: rows::day(row, 11)?, latest: rows::day(row, 12)? },
    })
}

/// Finding and event, from this column on; the origin is still to be looked up.
fn placed(row: &Row, from: usize) -> rusqlite::Result<Placed> {
    Ok(Placed { finding: row.get(from)?, event: row.get(from + 1)?, origin: None })
}

fn doubt(row: &Row) -> rusqlite::Result<Doubt> {
    Ok(Doubt { first: row.get(0)?, second: row.get(1)?, score: row.get(2)?, why: row.get(3)? })
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
