//! Events spoken of again: "the blast", "Monday's bombing", "it exploded" name nobody, and state what another sentence of the document tells.
//!
//! A pattern with a line `recalls` finds them without what it needs. They are claims where they single an event out, and where
//! some other words of the document tell one of their predicate and kind in full.

use super::candidates::Found;
use super::context::Context;
use super::sentence::Sentence;
use clew_model::{Claim, Modality, PartOfSpeech, Polarity, Predicate, Relation, Role};
use std::collections::HashSet;

/// All claims in full, and those bare ones that recall one of them, told as having happened.
pub(crate) fn settle(mut claims: Vec<Claim>, bare: Vec<Claim>) -> Vec<Claim> {
    let told = claims.iter().filter(|claim| happened(claim));
    let told: HashSet<_> = told.map(|claim| (claim.predicate, claim.subtype.clone())).collect();
    let of_any_kind: HashSet<_> = told.iter().map(|(predicate, _)| *predicate).collect();
    // Where a document tells of a shooting, what "went off" is the gun.
    let of_other_kinds: HashSet<_> =
        told.iter().filter(|(_, kind)| kind.is_some()).map(|(predicate, _)| *predicate).collect();
    let is_of_no_kind = |predicate| told.contains(&(predicate, None)) && !of_other_kinds.contains(&predicate);
    claims.extend(bare.into_iter().filter(|bare| match &bare.subtype {
        None => of_any_kind.contains(&bare.predicate),
        kind => told.contains(&(bare.predicate, kind.clone())) || is_of_no_kind(bare.predicate),
    }));
    without_rivals(claims)
}

fn happened(claim: &Claim) -> bool {
    claim.modality == Modality::Actual && claim.polarity == Polarity::Asserted
}

/// Whether words mean one event that happened: a verb, "the blast", "Monday's blast", "each blast", "a blast in the port", "there was a blast".
pub(crate) fn singles_out(sentence: &Sentence, context: &Context, found: &Found, claim: &Claim) -> bool {
    let is_dated = || !claim.time.is_open() || context.is_dated(sentence, found.trigger);
    happened(claim) && (is_definite(sentence, found) || is_dated())
}

fn is_definite(sentence: &Sentence, found: &Found) -> bool {
    const DEFINITE: [&str; 8] = ["the", "this", "that", "these", "those", "each", "both", "every"];
    let word = found.trigger;
    let is_definite =
        |at: &usize| sentence.relation(*at) == Relation::NmodPoss || DEFINITE.contains(&sentence.form(*at));
    let is_there = |head: usize| {
        let mut subjects = sentence.by(head, &[Relation::Expl, Relation::Nsubj]);
        subjects.any(|at| sentence.form(at) == "there")
    };
    sentence.part(word) == PartOfSpeech::Verb
        || sentence.dependents(word).iter().any(is_definite)
        || is_there(word)
        || sentence.head(word).is_some_and(|head| sentence.relation(word) == Relation::Nsubj && is_there(head))
        || found.arguments.iter().any(|(role, _)| *role == Role::Place)
}

/// What a bomb does is an attack, and no disaster beside it.
fn without_rivals(claims: Vec<Claim>) -> Vec<Claim> {
    let attacks = claims.iter().filter(|claim| claim.predicate == Predicate::Attack);
    let attacks: HashSet<u32> = attacks.map(|claim| claim.trigger.start).collect();
    let is_rival = |claim: &Claim| claim.predicate == Predicate::Disaster && attacks.contains(&claim.trigger.start);
    claims.into_iter().filter(|claim| !is_rival(claim)).collect()
}
