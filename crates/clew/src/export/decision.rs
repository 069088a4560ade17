use super::claim::claim_id;
use clew_engine::answer::DecisionView;
use clew_model::{About, Correction};
use jiff::Timestamp;
use serde::Serialize;

/// `{"record": "decision", ...}`: what a person decided, and the claims that it applies to now.
#[derive(Serialize)]
pub struct DecisionRecord<'a> {
    record: &'static str,
    number: u32,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<&'a Correction>,
    about: &'a About,
    claims: Vec<String>,
    who: Option<&'a str>,
    why: Option<&'a str>,
    recorded_at: Timestamp,
    undone_by: Option<u32>,
}

impl<'a> DecisionRecord<'a> {
    /// The record of a decision.
    pub fn new(view: &'a DecisionView) -> Self {
        let DecisionView { decision, claims } = view;
        Self {
            record: "decision",
            number: decision.number,
            verdict: decision.verdict.word(),
            correction: decision.verdict.correction(),
            about: &decision.about,
            claims: claims.iter().map(|(document, number)| claim_id(document, *number)).collect(),
            who: decision.who.as_deref(),
            why: decision.why.as_deref(),
            recorded_at: decision.recorded_at,
            undone_by: decision.undone_by,
        }
    }
}
