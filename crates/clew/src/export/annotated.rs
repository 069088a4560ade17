use super::claim::ClaimRecord;
use clew_model::{
    Act, Annotation, Attribution, Chain, Interval, Mention, MentionKind, Outcome, Predication, Published, Reading,
    Source, SourceKind, Span, ThingType, TimeExpression, TimeType,
};
use serde::Serialize;

/// What `clew annotate` prints of one document.
#[derive(Serialize)]
pub struct AnnotatedDocument<'a> {
    id: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    authors: &'a [String],
    url: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<Published>,
    outcome: &'static str,
    missing: &'a [String],
    text: &'a str,
    furniture: &'a [Span],
    sentences: &'a [Span],
    quotations: &'a [Span],
    mentions: Vec<MentionRecord>,
    chains: &'a [Chain],
    times: Vec<TimeRecord<'a>>,
    attributions: Vec<AttributionRecord<'a>>,
    predications: &'a [Predication],
    claims: Vec<ClaimRecord<'a>>,
}

#[derive(Serialize)]
struct MentionRecord {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    thing: ThingType,
    kind: MentionKind,
    chain: u32,
}

#[derive(Serialize)]
struct TimeRecord<'a> {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    time: TimeType,
    value: &'a str,
    #[serde(flatten)]
    interval: Interval,
}

#[derive(Serialize)]
struct AttributionRecord<'a> {
    id: u32,
    source: Option<SourceRecord>,
    cue: &'a [Span],
    content: &'a [Span],
    within: Option<u32>,
    act: Act,
    source_kind: SourceKind,
}

#[derive(Serialize)]
struct SourceRecord {
    start: u32,
    end: u32,
    chain: Option<u32>,
}

impl<'a> AnnotatedDocument<'a> {
    /// The record of a reading and what was made of it.
    pub fn new(id: &'a str, reading: &'a Reading, published: Option<Published>, annotation: &'a Annotation) -> Self {
        Self {
            id,
            title: reading.title.as_deref(),
            publisher: reading.publisher.as_deref(),
            authors: &reading.authors,
            url: reading.url.as_deref(),
            language: reading.language.as_deref(),
            published,
            outcome: if reading.missing.is_empty() { "added" } else { "partial" },
            missing: &reading.missing,
            text: &reading.text,
            furniture: &reading.furniture,
            sentences: &annotation.sentences,
            quotations: &annotation.quotations,
            mentions: annotation.mentions.iter().map(mention).collect(),
            chains: &annotation.chains,
            times: annotation.times.iter().map(time).collect(),
            attributions: annotation.attributions.iter().map(attribution).collect(),
            predications: &annotation.predications,
            claims: annotation.claims.iter().map(ClaimRecord::new).collect(),
        }
    }
}

fn mention(mention: &Mention) -> MentionRecord {
    let Mention { span, thing, kind, chain } = *mention;
    MentionRecord { start: span.start, end: span.end, thing, kind, chain }
}

fn time(time: &TimeExpression) -> TimeRecord<'_> {
    let TimeExpression { span, time, value, interval } = time;
    TimeRecord { start: span.start, end: span.end, time: *time, value, interval: *interval }
}

fn attribution(attribution: &Attribution) -> AttributionRecord<'_> {
    let Attribution { id, source, cue, content, within, act, source_kind } = attribution;
    let source = source.map(|Source { span, chain }| SourceRecord { start: span.start, end: span.end, chain });
    AttributionRecord { id: *id, source, cue, content, within: *within, act: *act, source_kind: *source_kind }
}

/// What stands in the place of a document that was not read.
#[derive(Serialize)]
pub struct AnnotateError<'a> {
    id: &'a str,
    error: Said<'a>,
}

#[derive(Serialize)]
struct Said<'a> {
    code: &'static str,
    message: &'a str,
}

impl<'a> AnnotateError<'a> {
    /// The record of an input that yielded no document.
    pub fn new(id: &'a str, outcome: &'a Outcome) -> Self {
        Self { id, error: Said { code: outcome.word(), message: outcome.why().unwrap_or_default() } }
    }
}
