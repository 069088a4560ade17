//! The share of claims found in one way that are right, as far as it was counted: it speaks of clew's reading, never of what is claimed.
//!
//! Set by the verdicts of two readers on claims of news sentences (bench/judged.py; docs/decisions/claims-by-patterns.md).

use super::candidates::Found;
use clew_model::Predicate;

/// Of statements.
pub(super) const OF_STATEMENT: f32 = 0.79;
/// Of counts.
pub(super) const OF_COUNT: f32 = 0.77;
/// Where a pattern alone finds them, of events and of states.
const BY_PATTERN: (f32, f32) = (0.62, 0.68);
/// Where a person's own pattern alone finds them: not counted by anybody; above the threshold, below clew's patterns.
const BY_OWN: f32 = 0.55;
/// Where the engine is sure as well.
const BY_BOTH: f32 = 0.82;
/// Where the engine alone is sure.
const BY_ENGINE: f32 = 0.68;
/// Where the engine is sure of something else at that word.
const OVERRULED: f32 = 0.4;
/// How sure the engine must be of something else to speak against a pattern.
const RIVAL: f32 = 0.5;

/// By a pattern, surer with the engine beside it; by the engine alone. A person's own pattern is not overruled: what was asked for
/// is shown.
pub(super) fn score(found: &Found) -> f32 {
    let alone = match found.is_brought {
        false => BY_OWN,
        true if is_state(found.predicate) => BY_PATTERN.1,
        true => BY_PATTERN.0,
    };
    let is_overruled = !found.is_own && found.engine_other >= RIVAL && found.engine < found.engine_other;
    match found.by {
        Some(_) if is_overruled => OVERRULED,
        Some(_) => alone + (BY_BOTH - alone) * found.engine,
        None => BY_ENGINE * found.engine,
    }
}

/// Whether a predicate says how things are, and not what happens.
pub(super) fn is_state(predicate: Predicate) -> bool {
    use Predicate::*;
    let is_of_person =
        matches!(predicate, Age | Alias | Associate | BornIn | Family | Nationality | Residence | Status);
    is_of_person || matches!(predicate, LocatedAt | Member | Owns | PartOf | Position | Possesses)
}
