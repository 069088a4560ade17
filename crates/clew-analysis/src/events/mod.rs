//! Which claims of many documents tell of the same happening.

use clew_model::{CaseEvent, ClaimAt};
use std::collections::HashMap;

/// The events of a case.
#[derive(Debug, Default)]
pub struct Events {
    /// The events, by id.
    pub events: Vec<CaseEvent>,
    of_claim: HashMap<ClaimAt, usize>,
}

impl Events {
    /// Events, ready to be asked.
    pub fn new(events: Vec<CaseEvent>) -> Self {
        let claims =
            events.iter().enumerate().flat_map(|(at, event)| event.claims.iter().map(move |claim| (*claim, at)));
        let of_claim = claims.collect();
        Self { events, of_claim }
    }

    /// The event that a claim tells of, by its place in `events`.
    pub fn of_claim(&self, claim: ClaimAt) -> Option<usize> {
        self.of_claim.get(&claim).copied()
    }
}
