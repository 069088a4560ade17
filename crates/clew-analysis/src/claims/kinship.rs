//! Who is whose kin: what the words of kinship are said of beside, that is no kinship.

use super::candidates::Found;
use super::classes::Class;
use super::sentence::Sentence;
use clew_model::{Predicate, Relation, Role};

/// The kinships among what was found, with how near they are; all else is left as it is.
pub(crate) fn settle(sentence: &Sentence, found: Vec<Found>) -> Vec<Found> {
    let mut settled: Vec<Found> = found.into_iter().filter(|one| !is_figure(sentence, one)).collect();
    for one in settled.iter_mut().filter(|one| one.predicate == Predicate::Family) {
        one.subtype = nearness(sentence, one);
        one.arguments.retain(|(role, _)| *role != Role::Place);
    }
    settled
}

/// Whether a word of kinship is a figure of speech: "its founding fathers", "our brothers in arms", "our partners abroad".
fn is_figure(sentence: &Sentence, found: &Found) -> bool {
    let is_kin = found.predicate == Predicate::Family && sentence.class_word(Class::Kin, found.trigger).is_some();
    let is_several = sentence.is_noun(found.trigger) && sentence.form(found.trigger).ends_with('s');
    let is_figure = |word: usize| match sentence.form(word) {
        "its" => true,
        "our" | "your" | "we" | "us" => is_several,
        _ => false,
    };
    let persons = found.arguments.iter().filter(|(role, _)| *role == Role::Person);
    is_kin
        && (is_several && sentence.lemma(found.trigger) == "partner"
            || persons.into_iter().any(|(_, word)| is_figure(*word)))
}

/// Whether a time beside it is of something else: kinship by a noun has none, "her brother served until May".
pub(crate) fn is_undated(sentence: &Sentence, found: &Found) -> bool {
    found.predicate == Predicate::Family && sentence.class_word(Class::Kin, found.trigger).is_some()
}

/// The subtype of a kinship; of "great-grandson" and "grand-uncle", for which there is none, that they are kin.
fn nearness(sentence: &Sentence, found: &Found) -> Option<String> {
    let before = found.trigger.checked_sub(1);
    let further = before.map(|at| if sentence.form(at) == "-" { at.saturating_sub(1) } else { at });
    let is_further = found.predicate == Predicate::Family
        && further.is_some_and(|at| {
            matches!(sentence.form(at), "great" | "grand") && sentence.relation(at) != Relation::Root
        });
    if is_further && found.subtype.is_some() { Some("relative".to_owned()) } else { found.subtype.clone() }
}
