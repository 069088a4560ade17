//! What was found of things told of in the sentence before: "They took sixty samples on Monday. Lead was found in [nine of them]."

use super::moments::is_past_verb;
use super::sentence::Sentence;
use clew_model::{PartOfSpeech, Relation};

/// Whether a verb speaks of some of those whom the sentence before told of, and says no time itself: it is of the same time.
pub(crate) fn is_of_those_before(sentence: &Sentence, verb: usize) -> bool {
    use Relation::{Aux, AuxPass, Nsubj, NsubjPass, Obj, Obl};
    let is_share = |at: usize| {
        let is_counted = sentence.part(at) == PartOfSpeech::Numeral
            || matches!(sentence.form(at), "some" | "most" | "many" | "all" | "none" | "each" | "half" | "several");
        let is_them = |whole: usize| matches!(sentence.form(whole), "them" | "these" | "those");
        is_counted && sentence.by(at, &[Relation::Nmod]).any(is_them)
    };
    // "Two of them have since died", "had been warned": at another time.
    let is_told = |at: usize| matches!(sentence.form(at), "was" | "were");
    is_past_verb(sentence, verb)
        && sentence.times().next().is_none()
        && sentence.by(verb, &[Aux, AuxPass]).all(is_told)
        && sentence.by(verb, &[Nsubj, NsubjPass, Obj, Obl]).any(is_share)
}
