//! The records of what changed in a case since a person was last told of it.

use super::claim::claim_id;
use super::picture::CaseIds;
use clew_engine::answer::{Changes, FindingView, NewTie, Seen, Step};
use clew_model::{Predicate, Span, Standing};
use serde::Serialize;

/// `{"record": "watched", "name"}`: a name that is watched for.
#[derive(Serialize)]
pub struct WatchedRecord<'a> {
    record: &'static str,
    name: &'a str,
}

impl<'a> WatchedRecord<'a> {
    /// The record of a name.
    pub fn new(name: &'a str) -> Self {
        Self { record: "watched", name }
    }
}

/// `{"record": "change", "change": ...}`: something that a person was not told of before.
#[derive(Serialize)]
pub struct ChangeRecord<'a> {
    record: &'static str,
    #[serde(flatten)]
    change: Change<'a>,
}

#[derive(Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
enum Change<'a> {
    Tie { from: &'a str, from_name: &'a str, to: &'a str, to_name: &'a str, by: Vec<ByRecord<'a>> },
    DisputeOpened { findings: Vec<DisputedRecord<'a>> },
    DisputeSettled { findings: Vec<DisputedRecord<'a>> },
    DisputeGone { findings: [&'a str; 1] },
    Seen { name: &'a str, document: &'a str, start: u32, end: u32, sentence: &'a str, findings: Vec<StandsRecord<'a>> },
}

#[derive(Serialize)]
struct ByRecord<'a> {
    by: &'a str,
    standing: Option<Standing>,
    #[serde(flatten)]
    shown: Option<ShownRecord<'a>>,
}

#[derive(Serialize)]
struct ShownRecord<'a> {
    claim: String,
    predicate: &'a str,
    sentence: &'a str,
}

#[derive(Serialize)]
struct DisputedRecord<'a> {
    finding: &'a str,
    predicate: Predicate,
    standing: Standing,
    why: &'a str,
    claims: Vec<ShownRecord<'a>>,
}

#[derive(Serialize)]
struct StandsRecord<'a> {
    finding: &'a str,
    predicate: &'a str,
    standing: Standing,
}

impl<'a> ChangeRecord<'a> {
    /// Every change, as it is printed.
    pub fn all(changes: &'a Changes, ids: &CaseIds) -> Vec<Self> {
        let Changes { ties, opened, settled, gone, seen, .. } = changes;
        let disputed = |views: &'a [FindingView]| views.iter().map(|view| disputed(view, ids)).collect();
        let ties = ties.iter().map(|tie| new_tie(tie, ids));
        let opened = opened.iter().map(|views| Change::DisputeOpened { findings: disputed(views) });
        let settled = settled.chunks(1).map(|views| Change::DisputeSettled { findings: disputed(views) });
        let gone = gone.iter().map(|id| Change::DisputeGone { findings: [id] });
        let all = ties.chain(opened).chain(settled).chain(gone).chain(seen.iter().map(sentence_seen));
        all.map(|change| Self { record: "change", change }).collect()
    }
}

fn new_tie<'a>(tie: &'a NewTie, ids: &CaseIds) -> Change<'a> {
    let by = |step: &'a Step| ByRecord {
        by: &step.by,
        standing: step.standing,
        shown: step.shown_by.as_ref().map(|line| shown(line, ids)),
    };
    let NewTie { from, to, steps } = tie;
    let by = steps.iter().map(by).collect();
    Change::Tie { from: &from.id, from_name: &from.name, to: &to.id, to_name: &to.name, by }
}

fn disputed<'a>(view: &'a FindingView, ids: &CaseIds) -> DisputedRecord<'a> {
    let claims = view.claims.iter().map(|line| shown(line, ids)).collect();
    let finding = &view.finding;
    DisputedRecord {
        finding: &finding.id,
        predicate: finding.predicate,
        standing: finding.standing,
        why: &finding.why,
        claims,
    }
}

fn shown<'a>(line: &'a clew_engine::answer::ClaimLine, ids: &CaseIds) -> ShownRecord<'a> {
    let claim = claim_id(ids.get(line.at.document), line.at.claim);
    ShownRecord { claim, predicate: &line.predicate, sentence: &line.sentence }
}

fn sentence_seen(seen: &Seen) -> Change<'_> {
    let Seen { name, line, quote, findings } = seen;
    let findings = findings
        .iter()
        .map(|(finding, predicate, standing)| StandsRecord { finding, predicate, standing: *standing })
        .collect();
    let Span { start, end } = quote.span;
    Change::Seen { name, document: &line.id, start, end, sentence: &quote.text, findings }
}
