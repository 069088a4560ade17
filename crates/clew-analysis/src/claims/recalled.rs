//! Events spoken of again: "the blast", "Monday's bombing", "it exploded" name nobody, and state what another sentence of the document tells.
//!
//! A pattern with a line `recalls` finds them without what it needs. They are claims where they single an event out, and where
//! some other words of the document tell one of their predicate and kind in full.

use super::candidates::Found;
use super::context::Context;
use super::sentence::Sentence;
use clew_model::{Claim, Modality, PartOfSpeech, Polarity, Predicate, Relation, Role};

/// Which claims of a document state an event in full, and which recall one.
#[derive(Debug, Default)]
pub(crate) struct Told {
    full: Vec<Claim>,
    bare: Vec<Claim>,
}

impl Told {
    /// Takes the claim that was made of what a sentence states.
    pub fn add(&mut self, sentence: &Sentence, context: &Context, found: &Found, claim: Claim) {
        let is_dated = || !claim.time.is_open() || context.is_dated(sentence, found.trigger);
        if !found.is_bare {
            self.full.push(claim);
        } else if happened(&claim) && (singles_out(sentence, found) || is_dated()) {
            self.bare.push(claim);
        }
    }

    /// The claims in full, and those that recall one of them.
    pub fn settle(self) -> Vec<Claim> {
        let Self { mut full, bare } = self;
        let is_told = |bare: &Claim| full.iter().any(|told| tells(told, bare));
        let recalled: Vec<Claim> = bare.into_iter().filter(is_told).collect();
        full.extend(recalled);
        without_rivals(full)
    }
}

/// Whether a claim tells in full, and as having happened, what another recalls.
fn tells(told: &Claim, bare: &Claim) -> bool {
    let is_of_kind = bare.subtype.is_none() || told.subtype.is_none() || bare.subtype == told.subtype;
    told.predicate == bare.predicate && is_of_kind && happened(told)
}

fn happened(claim: &Claim) -> bool {
    claim.modality == Modality::Actual && claim.polarity == Polarity::Asserted
}

/// Whether words mean one event: a verb, "the blast", "Monday's blast", "each blast", "a blast in the port", "there was a blast".
fn singles_out(sentence: &Sentence, found: &Found) -> bool {
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
    let attacks: Vec<_> =
        claims.iter().filter(|claim| claim.predicate == Predicate::Attack).map(|claim| claim.trigger).collect();
    let is_attack = |claim: &Claim| attacks.iter().any(|trigger| trigger.overlaps(claim.trigger));
    claims.into_iter().filter(|claim| claim.predicate != Predicate::Disaster || !is_attack(claim)).collect()
}
