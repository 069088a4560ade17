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

/// "It saw the seal [last May], as its clerk admitted": what stands before the word that opens a clause is of the clause before.
pub(super) fn part_before_clause(sentence: &mut Sentence, verb: usize) {
    let Some(above) = sentence.head(verb).filter(|above| *above < verb) else { return };
    if !matches!(sentence.relation(verb), Advcl | Ccomp | AclRelcl | Acl) {
        return;
    }
    let subject = sentence.by(verb, &SUBJECTS).next();
    let own = sentence.by(verb, &[Mark]).next();
    let of_subject = subject.and_then(|subject| sentence.by(subject, &[Case, Mark]).next());
    let opens = |at: &usize| {
        matches!(
            sentence.form(*at),
            "as" | "while" | "when" | "because" | "although" | "though" | "after" | "before" | "since" | "that"
        )
    };
    let Some(opening) = own.into_iter().chain(of_subject).filter(opens).min() else { return };
    let strayed: Vec<usize> =
        sentence.by(verb, &[Obl, OblUnmarked]).filter(|at| above < *at && *at < opening).collect();
    for at in strayed {
        sentence.hang(at, above, sentence.relation(at));
    }
    // "wounded [several others] as they barred the road".
    let object = sentence.by(verb, &[Obj]).find(|at| above < *at && *at < opening);
    let before = |at: usize| (above..at).rev().find(|at| sentence.part(*at) == PartOfSpeech::Verb);
    if let Some((object, wounded)) = object.and_then(|object| Some((object, before(object)?)))
        && !sentence.has(wounded, &[Obj, NsubjPass, AuxPass])
    {
        sentence.hang(object, wounded, Obj);
    }
}

/// "He was accused by the state [of killing a clerk]": what somebody is accused of is of no accuser.
pub(super) fn crime_of_accused(sentence: &mut Sentence, verb: usize) {
    if !sentence.by(verb, &[Mark, Case]).any(|at| sentence.form(at) == "of") || !sentence.form(verb).ends_with("ing") {
        return;
    }
    let path: Vec<usize> = std::iter::successors(sentence.head(verb), |at| sentence.head(*at)).take(4).collect();
    let is_accusing =
        |at: &usize| matches!(sentence.lemma(*at), "accuse" | "convict" | "suspect" | "acquit" | "clear" | "absolve");
    let Some(accused) = path.iter().copied().find(is_accusing).filter(|at| *at < verb) else { return };
    let is_of_noun = path.first().is_some_and(|head| *head != accused && sentence.is_noun(*head));
    if is_of_noun && sentence.part(accused) == PartOfSpeech::Verb {
        let objects: Vec<usize> = path.iter().copied().filter(|at| *at > verb).collect();
        sentence.hang(verb, accused, Advcl);
        // The words after it were hung above it.
        if let Some(object) = objects.first().filter(|_| !sentence.has(verb, &[Obj])) {
            sentence.hang(*object, verb, Obj);
        }
    }
}
