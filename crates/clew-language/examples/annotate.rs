//! Reads JSON lines of documents ("id", "text", "date"?) and prints what is read in each.
//!
//!     annotate [WEIGHTS] < in.jsonl > out.jsonl
//!
//! For measuring this crate alone; `clew annotate --from jsonl` is the command for users. Records are written as they are
//! made: of a long document the annotation is held once, in the types of this crate.

use clew_language::{Model, annotate_with};
use clew_model::{
    Act, Annotation, Attribution, Chain, Interval, Mention, MentionKind, Predication, Source, SourceKind, Span,
    ThingType, TimeExpression, TimeType,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    date: Option<Date>,
}

/// A record, in the form of `clew annotate`.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    text: &'a str,
    sentences: &'a [Span],
    quotations: &'a [Span],
    #[serde(serialize_with = "mentions")]
    mentions: &'a [Mention],
    chains: &'a [Chain],
    #[serde(serialize_with = "times")]
    times: &'a [TimeExpression],
    #[serde(serialize_with = "attributions")]
    attributions: &'a [Attribution],
    predications: &'a [Predication],
}

#[derive(Serialize)]
struct PrintedMention {
    start: u32,
    end: u32,
    r#type: ThingType,
    kind: MentionKind,
    chain: u32,
}

fn mentions<S: Serializer>(mentions: &[Mention], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(mentions.iter().map(|mention| {
        let Mention { span: Span { start, end }, thing, kind, chain } = *mention;
        PrintedMention { start, end, r#type: thing, kind, chain }
    }))
}

#[derive(Serialize)]
struct PrintedTime<'a> {
    start: u32,
    end: u32,
    r#type: TimeType,
    value: &'a str,
    earliest: Option<Date>,
    latest: Option<Date>,
}

fn times<S: Serializer>(times: &[TimeExpression], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(times.iter().map(|time| PrintedTime {
        start: time.span.start,
        end: time.span.end,
        r#type: time.time,
        value: &time.value,
        earliest: time.interval.earliest,
        latest: time.interval.latest,
    }))
}

#[derive(Serialize)]
struct PrintedAttribution<'a> {
    id: u32,
    source: Option<PrintedSource>,
    cue: &'a [Span],
    content: &'a [Span],
    within: Option<u32>,
    act: Act,
    source_kind: SourceKind,
}

#[derive(Serialize)]
struct PrintedSource {
    start: u32,
    end: u32,
    chain: Option<u32>,
}

fn attributions<S: Serializer>(attributions: &[Attribution], serializer: S) -> Result<S::Ok, S::Error> {
    let source = |source: Source| PrintedSource { start: source.span.start, end: source.span.end, chain: source.chain };
    serializer.collect_seq(attributions.iter().map(|attribution| PrintedAttribution {
        id: attribution.id,
        source: attribution.source.map(source),
        cue: &attribution.cue,
        content: &attribution.content,
        within: attribution.within,
        act: attribution.act,
        source_kind: attribution.source_kind,
    }))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let weights = std::env::args().nth(1).map(std::fs::read).transpose()?;
    let loaded = weights.map(Model::from_bytes).transpose()?;
    let model = loaded.as_ref().unwrap_or_else(|| Model::embedded());
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let Line { id, text, date } = serde_json::from_str(&line?)?;
        let annotation = annotate_with(model, &text, &[], date.map(Interval::day));
        serde_json::to_writer(&mut out, &record(&id, &text, &annotation))?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

fn record<'a>(id: &'a str, text: &'a str, annotation: &'a Annotation) -> Record<'a> {
    let Annotation { sentences, quotations, mentions, chains, times, attributions, predications, .. } = annotation;
    Record { id, text, sentences, quotations, mentions, chains, times, attributions, predications }
}
