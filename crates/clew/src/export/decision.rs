use super::claim::claim_id;
use clew_engine::answer::{DecisionView, Left};
use clew_model::{About, Correction, Decision, OtherLog, Verdict};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `{"record": "decision", ...}`: what a person decided, and what it applies to now.
#[derive(Serialize)]
pub struct DecisionRecord<'a> {
    record: &'static str,
    number: u32,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<Correction>,
    about: &'a About,
    claims: Vec<String>,
    entities: &'a [String],
    documents: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<&'static str>,
    who: Option<&'a str>,
    why: Option<&'a str>,
    recorded_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    brought_from: Option<&'a OtherLog>,
    undone_by: Option<u32>,
}

impl<'a> DecisionRecord<'a> {
    /// The record of a decision.
    pub fn new(view: &'a DecisionView) -> Self {
        let DecisionView { decision, claims, entities, documents, left } = view;
        Self {
            record: "decision",
            number: decision.number,
            verdict: decision.verdict.word(),
            correction: decision.verdict.correction(),
            about: &decision.about,
            claims: claims.iter().map(|(document, number)| claim_id(document, *number)).collect(),
            entities,
            documents,
            left: left.map(|left| match left {
                Left::NotRead => "not-read",
                Left::Overruled => "overruled",
            }),
            who: decision.who.as_deref(),
            why: decision.why.as_deref(),
            recorded_at: decision.recorded_at,
            brought_from: decision.brought_from.as_ref(),
            undone_by: decision.undone_by,
        }
    }
}

/// What of a decision's record another case needs.
#[derive(Deserialize)]
struct Line {
    number: u32,
    verdict: String,
    correction: Option<Correction>,
    about: About,
    who: Option<String>,
    why: Option<String>,
    recorded_at: Timestamp,
    brought_from: Option<OtherLog>,
    undone_by: Option<u32>,
}

/// The decision of a line as [`DecisionRecord`] prints it; `None` of a line that is another record. Fails, saying why, of a line that
/// is neither.
pub fn read_decision(line: &str) -> Result<Option<Decision>, String> {
    let value: serde_json::Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
    match value.get("record").and_then(|record| record.as_str()) {
        Some("decision") => {}
        Some(_) => return Ok(None),
        None => return Err("it is no record".to_owned()),
    }
    let line: Line = serde_json::from_value(value).map_err(|e| e.to_string())?;
    let verdict = Verdict::from_word(&line.verdict, line.correction);
    let verdict = verdict.ok_or_else(|| format!("it has no verdict {:?} that clew knows", line.verdict))?;
    let Line { number, about, who, why, recorded_at, brought_from, undone_by, .. } = line;
    Ok(Some(Decision { number, verdict, about, who, why, recorded_at, brought_from, undone_by }))
}
