//! What somebody is only alleged to be: "an alleged member", "the suspected forger".

use super::candidates::Found;
use super::score::is_state;
use super::sentence::Sentence;
use clew_model::{Certainty, Level, Relation};

/// Adjectives that leave open whether a description is true of its bearer.
const ALLEGED: [&str; 6] = ["alleged", "presumed", "purported", "reputed", "supposed", "suspected"];

/// How sure a description is, where an adjective before it leaves that open; `None` where none does.
pub(crate) fn certainty(sentence: &Sentence, found: &Found) -> Option<Certainty> {
    let is_alleged = |at: &usize| *at < found.trigger && ALLEGED.contains(&sentence.form(*at));
    let mut before = sentence.by(found.trigger, &[Relation::Amod, Relation::Acl, Relation::Compound]);
    let cue = before.find(is_alleged).filter(|_| is_state(found.predicate))?;
    Some(Certainty { level: Level::Unstated, cue: Some(sentence.span_of(cue)) })
}
