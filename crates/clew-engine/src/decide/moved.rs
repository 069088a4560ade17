//! Decisions brought from another case.

use crate::{Case, EngineError};
use clew_model::{About, Decision, OtherLog};
use clew_store::NewDecision;
use jiff::Timestamp;

/// What came of decisions that were brought from another case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Brought {
    /// How many were appended.
    pub n_new: usize,
    /// How many the case had already.
    pub n_known: usize,
    /// How many were undone where they come from, and were left there.
    pub n_undone: usize,
}

impl Case {
    /// Appends those of another case's decisions that stand there and are not known here; `log` is that case's, whole and in order.
    pub fn bring_decisions(&mut self, log: &[Decision], now: Timestamp) -> Result<Brought, EngineError> {
        let mut known = self.file.decisions()?;
        let (mut brought, mut new) = (Brought::default(), Vec::new());
        for decision in log.iter().filter(|decision| !matches!(decision.about, About::Decision { .. })) {
            let first = decision.brought_from.clone();
            let from = first.unwrap_or(OtherLog { number: decision.number, recorded_at: decision.recorded_at });
            if decision.undone_by.is_some() {
                brought.n_undone += 1;
            } else if known.iter().any(|other| is_known(other, decision, &from)) {
                brought.n_known += 1;
            } else {
                known.push(decision.clone());
                new.push((decision, from));
            }
        }
        brought.n_new = new.len();
        let rows: Vec<NewDecision<'_>> = new
            .iter()
            .map(|(decision, from)| NewDecision {
                verdict: &decision.verdict,
                about: &decision.about,
                who: decision.who.as_deref(),
                why: decision.why.as_deref(),
                brought_from: Some(from),
            })
            .collect();
        if !rows.is_empty() {
            self.append_all(&rows, now)?;
        }
        Ok(brought)
    }
}

/// Whether a log's decision is this one: brought before, even if it was undone since, or taken here alike.
fn is_known(known: &Decision, decision: &Decision, from: &OtherLog) -> bool {
    let was_brought = known.brought_from.as_ref() == Some(from);
    let is_own = (known.number, known.recorded_at) == (from.number, from.recorded_at);
    let is_alike = known.undone_by.is_none() && (&known.verdict, &known.about) == (&decision.verdict, &decision.about);
    was_brought || is_own || is_alike
}
