//! What a tree hangs loosely on a clause of which it is a part: a subject taken for who is spoken to, an infinitive for a purpose.

use super::SUBJECTS;
use crate::claims::sentence::Sentence;
use Relation::*;
use clew_model::Relation;

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
