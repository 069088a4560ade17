use crate::case_file::{CaseFile, StoreError};
use crate::rows::{self, Page, unreadable};
use clew_model::{Interval, TimeType};
use jiff::civil::Date;
use rusqlite::params;

/// Which days to list; a bound that is `None` is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimelineQuery {
    /// Can have happened on or after this day.
    pub from: Option<Date>,
    /// Can have happened on or before this day.
    pub to: Option<Date>,
    /// In documents published by the end of this day.
    pub published_by: Option<Date>,
    /// How many to pass over.
    pub offset: u32,
    /// How many to give at most.
    pub limit: u32,
}

/// An expression of time that has a place on a time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeRow {
    /// The document that holds it.
    pub document: i64,
    /// Its place among the document's expressions of time.
    pub nth: u32,
    /// TIMEX3 type.
    pub time: TimeType,
    /// TIMEX3 value.
    pub value: String,
    /// The days it can speak of; both ends are known.
    pub happened: Interval,
}

/// How often documents speak of one stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimelineCount {
    /// The days; both ends are known.
    pub happened: Interval,
    /// How many expressions of time speak of exactly these.
    pub n_expressions: u32,
}

impl TimelineQuery {
    fn days(&self) -> [Option<String>; 3] {
        [self.from, self.to, self.published_by].map(|day| day.map(|day| day.to_string()))
    }
}

const FROM: &str = "FROM time_expression t WHERE (?1 IS NULL OR latest >= ?1) AND (?2 IS NULL OR earliest <= ?2) \
     AND (?3 IS NULL OR (SELECT a.published_latest FROM annotated a WHERE a.document = t.document) <= ?3)";

impl CaseFile {
    /// Each stretch of days that can touch those asked for, in order, with how often it is spoken of.
    pub fn timeline_counts(&self, query: &TimelineQuery) -> Result<Vec<TimelineCount>, StoreError> {
        let sql =
            format!("SELECT earliest, latest, count(*) {FROM} GROUP BY earliest, latest ORDER BY earliest, latest");
        let mut counted = self.connection.prepare_cached(&sql)?;
        let [from, to, published_by] = query.days();
        let counts = counted.query_map(params![from, to, published_by], |row| {
            let happened = Interval { earliest: rows::day(row, 0)?, latest: rows::day(row, 1)? };
            Ok(TimelineCount { happened, n_expressions: row.get(2)? })
        })?;
        Ok(counts.collect::<Result<_, _>>()?)
    }

    /// Each stretch of days in which documents were published, by the end of a day where one is given, with how many were; those that
    /// nobody could date are left out.
    pub fn published_counts(&self, by: Option<Date>) -> Result<Vec<(Interval, u32)>, StoreError> {
        let mut counted = self.connection.prepare_cached(
            "SELECT published_earliest, published_latest, count(*) FROM annotated \
             WHERE coalesce(published_earliest, published_latest) IS NOT NULL AND (?1 IS NULL OR published_latest <= ?1) \
             GROUP BY published_earliest, published_latest ORDER BY published_earliest, published_latest",
        )?;
        let counts = counted.query_map([by.map(|day| day.to_string())], |row| {
            Ok((Interval { earliest: rows::day(row, 0)?, latest: rows::day(row, 1)? }, row.get(2)?))
        })?;
        Ok(counts.collect::<Result<_, _>>()?)
    }

    /// Expressions of time by the first day they can speak of, then the last, then document.
    pub fn timeline(&self, query: &TimelineQuery) -> Result<Page<TimeRow>, StoreError> {
        let [from, to, published_by] = query.days();
        let count = format!("SELECT count(*) {FROM}");
        let n_total = self.connection.query_row(&count, params![from, to, published_by], |row| row.get(0))?;
        let sql = format!(
            "SELECT document, nth, type, value, earliest, latest {FROM} \
             ORDER BY earliest, latest, document, nth LIMIT ?4 OFFSET ?5"
        );
        let mut listed = self.connection.prepare_cached(&sql)?;
        let items = listed.query_map(params![from, to, published_by, query.limit, query.offset], |row| {
            Ok(TimeRow {
                document: row.get(0)?,
                nth: row.get(1)?,
                time: time_type(&row.get::<_, String>(2)?).ok_or_else(|| unreadable(2, "no such type of time"))?,
                value: row.get(3)?,
                happened: Interval { earliest: rows::day(row, 4)?, latest: rows::day(row, 5)? },
            })
        })?;
        Ok(Page { n_total, items: items.collect::<Result<_, _>>()? })
    }
}

pub(crate) fn time_word(time: TimeType) -> &'static str {
    match time {
        TimeType::Date => "DATE",
        TimeType::Time => "TIME",
        TimeType::Duration => "DURATION",
        TimeType::Set => "SET",
    }
}

fn time_type(word: &str) -> Option<TimeType> {
    [TimeType::Date, TimeType::Time, TimeType::Duration, TimeType::Set]
        .into_iter()
        .find(|time| time_word(*time) == word)
}
