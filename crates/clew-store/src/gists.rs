//! What of an event decides whether it is looked at: all of them are read for that, so no more than that is.

use crate::case_file::{CaseFile, StoreError};
use crate::drawn::EVENTS_IN;
use crate::rows::{day, json};
use clew_model::{ClaimAt, Interval, Standing};
use rusqlite::params;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// An event as far as its claims' and documents' numbers do not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventGist {
    /// Its id.
    pub id: String,
    /// What sort of thing happened.
    pub predicate: String,
    /// When.
    pub time: Interval,
    /// What to call it.
    pub name: String,
    /// Ids of the places where.
    pub places: Vec<String>,
    /// Ids of who took part, one as often as it has roles.
    pub participants: Vec<String>,
    /// How many documents tell of it.
    pub n_documents: u32,
    /// How many claims do.
    pub n_claims: u32,
}

/// The same, of the JSON of an event. What is only counted takes no room.
#[derive(Deserialize)]
struct Body {
    name: String,
    places: Vec<String>,
    participants: Vec<(IgnoredAny, String)>,
    documents: Vec<IgnoredAny>,
    claims: Vec<IgnoredAny>,
}

impl CaseFile {
    /// Events that can have happened on some day of an interval, those of days known by day, then the others.
    pub fn event_gists(&self, time: Interval) -> Result<Vec<EventGist>, StoreError> {
        let sql = format!("SELECT id, predicate, earliest, latest, body FROM event {EVENTS_IN}");
        let mut query = self.connection.prepare_cached(&sql)?;
        let bounds = [time.earliest, time.latest].map(|day| day.map(|day| day.to_string()));
        let found = query.query_map(params![bounds[0], bounds[1]], |row| {
            let Body { name, places, participants, documents, claims } = json(row, 4)?;
            Ok(EventGist {
                id: row.get(0)?,
                predicate: row.get(1)?,
                time: Interval { earliest: day(row, 2)?, latest: day(row, 3)? },
                name,
                places,
                participants: participants.into_iter().map(|(_, entity)| entity).collect(),
                n_documents: documents.len() as u32,
                n_claims: claims.len() as u32,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The claims of the findings of one standing.
    pub fn claims_standing(&self, standing: Standing) -> Result<Vec<ClaimAt>, StoreError> {
        #[derive(Deserialize)]
        struct Claims {
            claims: Vec<ClaimAt>,
        }
        let mut query = self.connection.prepare_cached("SELECT body FROM finding WHERE standing = ?1")?;
        let found = query.query_map([standing.word()], |row| json::<Claims>(row, 0))?;
        let found = found.collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().flat_map(|one| one.claims).collect())
    }
}
