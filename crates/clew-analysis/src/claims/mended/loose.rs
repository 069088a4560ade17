//! What a tree hangs loosely on a clause of which it is a part: a subject taken for who is spoken to, an infinitive for a purpose.

use super::SUBJECTS;
use crate::claims::sentence::Sentence;
use Relation::*;
use clew_model::{PartOfSpeech, Relation};

/// "[Weil], 34, is on leave": nobody is spoken to before a form of "be" that has no other subject.
pub(super) fn subject_called(sentence: &mut Sentence, word: usize) {
    let is_finite = |at: usize| matches!(sentence.form(at), "is" | "are" | "was" | "were" | "has" | "had");
    let Some(helper) = sentence.by(word, &[Cop, Aux, AuxPass]).find(|at| is_finite(*at)) else { return };
    let called = sentence.by(word, &[Vocative]).find(|at| *at < helper);
    if let Some(subject) = called.filter(|_| !sentence.has(word, &SUBJECTS)) {
        let relation = if sentence.has(word, &[AuxPass]) { NsubjPass } else { Nsubj };
        sentence.hang(subject, word, relation);
    }
}

/// "killed in a fire [that happened on Monday]": a clause that begins with "that" right after a noun is of the noun.
pub(super) fn clause_of_noun(sentence: &mut Sentence, verb: usize) {
    let is_pronoun = |at: &usize| {
        *at > 0
            && matches!(sentence.form(*at), "that" | "which")
            && sentence.part(*at) == PartOfSpeech::Pronoun
            && sentence.is_noun(at - 1)
    };
    let Some(pronoun) = sentence.by(verb, &[Nsubj, NsubjPass]).find(is_pronoun) else { return };
    let is_loose = sentence.relation(verb) == Advcl && !sentence.has(verb, &[Mark]);
    if is_loose && sentence.head(verb).is_some_and(|head| head < pronoun) {
        sentence.hang(verb, pronoun - 1, AclRelcl);
    }
}

/// "They ordered the valve [to be shut]": what is ordered, and not what the order was for.
pub(super) fn infinitive_of_order(sentence: &mut Sentence, verb: usize) {
    if !matches!(sentence.lemma(verb), "order" | "instruct" | "command" | "direct" | "tell" | "ask" | "urge" | "force")
    {
        return;
    }
    let is_infinitive = |at: &usize| sentence.by(*at, &[Mark]).any(|mark| sentence.form(mark) == "to");
    let purpose = sentence.by(verb, &[Advcl]).filter(|at| *at > verb).find(is_infinitive);
    if let Some(ordered) = purpose.filter(|_| sentence.has(verb, &[Obj, Iobj]) && !sentence.has(verb, &[Xcomp])) {
        sentence.hang(ordered, verb, Xcomp);
    }
}
