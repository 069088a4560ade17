//! How people rated sources and claims: in the letters, numbers and words of the Admiralty scale.

use clew_model::{Credibility, Decision, Reliability, Verdict};
use serde::Serialize;

/// `{"letter": "B", "words": "usually reliable", "decision": 7}`: how reliable a person takes a source of information to be.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ReliabilityRecord {
    letter: Reliability,
    words: &'static str,
    decision: u32,
}

impl ReliabilityRecord {
    /// The rating that a decision is; nothing of another decision.
    pub fn new(decision: &Decision) -> Option<Self> {
        let Verdict::RateSource(letter) = decision.verdict else { return None };
        Some(Self { letter, words: letter.words(), decision: decision.number })
    }
}

/// `{"number": 3, "words": "possibly true", "decision": 8}`: how credible a person takes a claim to be.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CredibilityRecord {
    number: Credibility,
    words: &'static str,
    decision: u32,
}

impl CredibilityRecord {
    /// The rating that a decision is; nothing of another decision.
    pub fn new(decision: &Decision) -> Option<Self> {
        let Verdict::RateClaim(number) = decision.verdict else { return None };
        Some(Self { number, words: number.words(), decision: decision.number })
    }
}
