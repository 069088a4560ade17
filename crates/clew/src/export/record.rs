use super::picture::{CaseIds, StatusRecord};
use clew_engine::answer::{AgreedPlace, EntityLine, EntityView, InputLine, Overview, Passage, Tally};
use clew_engine::predicates::PredicateText;
use clew_engine::{Case, EngineError};
use clew_model::{Interval, Location, Published, Sha256, Span, ThingType};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// `{"record": "document", ...}`
#[derive(Serialize)]
pub struct DocumentRecord {
    record: &'static str,
    /// Its id, which other records name it by.
    pub id: String,
    title: Option<String>,
    publisher: Option<String>,
    authors: Vec<String>,
    url: Option<String>,
    language: Option<String>,
    published: Option<Published>,
    sha256: Sha256,
    outcome: &'static str,
    why: Option<String>,
    copy_of: Option<String>,
    copy_share: f64,
    n_words: u32,
    /// The number of the decision that withdrew it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retracted_by: Option<u32>,
    /// Of a text in which protected people are hidden: the text as it is shown, in which all positions count.
    #[serde(skip_serializing_if = "Option::is_none")]
    redacted_text: Option<String>,
    /// Only where a search found it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<PassageRecord>,
}

impl DocumentRecord {
    /// The record of one document of the case; fails where there is none with this number.
    pub fn of(case: &Case, number: i64) -> Result<Self, EngineError> {
        let head = case.document_head(number)?;
        let line = head.line;
        let redacted_text = match case.hidden().is_some_and(|hidden| hidden.hides_in(number)) {
            true => case.document(number)?.map(|document| document.text),
            false => None,
        };
        // Four digits: more would promise an exactness that counting words does not have.
        let rounded = |share: f64| (share * 1e4).round() / 1e4;
        Ok(Self {
            record: "document",
            id: line.id,
            title: line.title,
            publisher: line.publisher,
            authors: head.authors,
            url: head.url,
            language: line.language,
            published: line.published_at,
            sha256: head.sha256,
            outcome: line.outcome.word(),
            why: line.outcome.why().map(str::to_owned),
            copy_share: line.copy_of.as_ref().map_or(0.0, |copy| rounded(copy.share)),
            copy_of: line.copy_of.map(|copy| copy.id),
            n_words: line.n_words,
            retracted_by: None,
            redacted_text,
            passages: Vec::new(),
        })
    }
}

/// A passage that a search found: its words, and the hits in it.
#[derive(Serialize)]
pub struct PassageRecord {
    text: String,
    hits: Vec<Span>,
}

impl From<&Passage> for PassageRecord {
    fn from(passage: &Passage) -> Self {
        Self { text: passage.text.clone(), hits: passage.marks.clone() }
    }
}

/// `{"record": "entity", ...}`
#[derive(Serialize)]
pub struct EntityRecord {
    record: &'static str,
    id: String,
    #[serde(rename = "type")]
    thing: ThingType,
    name: String,
    names: Vec<String>,
    mentions: Vec<EntityMention>,
    documents: u32,
    /// For a place on which its documents agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceRecord>,
    /// For a person: steps in proceedings, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    status: Vec<StatusRecord>,
}

/// Where an entity lies, and how many documents say so of how many of which it can be told.
#[derive(Serialize)]
struct PlaceRecord {
    #[serde(flatten)]
    location: Location,
    documents: u32,
    located: u32,
}

impl From<AgreedPlace> for PlaceRecord {
    fn from(place: AgreedPlace) -> Self {
        Self { location: place.location, documents: place.n_documents, located: place.n_located }
    }
}

#[derive(Serialize)]
struct EntityMention {
    document: String,
    start: u32,
    end: u32,
}

impl EntityRecord {
    /// The record of an entity with its mentions, by document number; `ids` are the documents' ids.
    pub fn new(
        line: EntityLine,
        mentions: Vec<(i64, Span)>,
        place: Option<AgreedPlace>,
        status: Vec<StatusRecord>,
        ids: &CaseIds,
    ) -> Self {
        let mention = |(number, span): (i64, Span)| {
            let document = ids.get(number).to_owned();
            EntityMention { document, start: span.start, end: span.end }
        };
        let EntityLine { id, thing, name, names, n_documents, .. } = line;
        let mentions = mentions.into_iter().map(mention).collect();
        let place = place.map(PlaceRecord::from);
        Self { record: "entity", id, thing, name, names, mentions, documents: n_documents, place, status }
    }

    /// The record of an entity that was looked at.
    pub fn of(view: &EntityView) -> Self {
        let ids = CaseIds::new(view.documents.iter().map(|document| (document.line.number, document.line.id.clone())));
        let mut mentions = Vec::new();
        for document in &view.documents {
            for sentence in &document.sentences {
                let from = sentence.span.start;
                let spans = sentence.marks.iter().map(|mark| Span::new(from + mark.start, from + mark.end));
                mentions.extend(spans.map(|span| (document.line.number, span)));
            }
        }
        let status = view.statuses.iter().map(|status| StatusRecord::new(status, &ids)).collect();
        Self::new(view.line.clone(), mentions, view.place.clone(), status, &ids)
    }
}

/// `{"record": "input", ...}`: one input and what became of it.
#[derive(Serialize)]
pub struct InputRecord<'a> {
    record: &'static str,
    id: &'a str,
    outcome: &'static str,
    why: Option<&'a str>,
    recorded_at: Timestamp,
}

impl<'a> InputRecord<'a> {
    /// The record of an input.
    pub fn new(input: &'a InputLine) -> Self {
        let InputLine { id, outcome, recorded_at, .. } = input;
        Self { record: "input", id, outcome: outcome.word(), why: outcome.why(), recorded_at: *recorded_at }
    }
}

/// `{"record": "predicates", ...}`: a predicate file that the case carries; claims name it and its lines in `by`.
#[derive(Serialize)]
pub struct PredicateFileRecord<'a> {
    record: &'static str,
    name: &'a str,
    text: &'a str,
}

impl<'a> PredicateFileRecord<'a> {
    /// The record of a predicate file.
    pub fn new(file: &'a PredicateText) -> Self {
        Self { record: "predicates", name: &file.name, text: &file.text }
    }
}

/// `{"record": "case", ...}`: a case at one look.
#[derive(Serialize)]
pub struct CaseRecord<'a> {
    record: &'static str,
    name: &'a str,
    is_complete: bool,
    n_documents: u32,
    n_entities: u32,
    published: Interval,
    outcomes: BTreeMap<&'a str, u32>,
    publishers: BTreeMap<&'a str, u32>,
    languages: BTreeMap<&'a str, u32>,
    n_copies: u32,
    n_undated: u32,
    n_date_inferred: u32,
    n_not_analysed: u32,
}

impl<'a> CaseRecord<'a> {
    /// The record of an overview; `is_complete` says whether the last run came to its end.
    pub fn new(overview: &'a Overview, is_complete: bool) -> Self {
        let counts = |tallies: &'a [Tally]| tallies.iter().map(|t| (t.what.as_str(), t.n_documents)).collect();
        Self {
            record: "case",
            name: &overview.name,
            is_complete,
            n_documents: overview.n_documents,
            n_entities: overview.n_entities,
            published: overview.published_span,
            outcomes: counts(&overview.outcomes),
            publishers: counts(&overview.publishers),
            languages: counts(&overview.languages),
            n_copies: overview.attention.n_copies,
            n_undated: overview.attention.n_undated,
            n_date_inferred: overview.attention.n_date_inferred,
            n_not_analysed: overview.attention.n_not_analysed,
        }
    }
}
