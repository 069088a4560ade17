//! Events spoken of again: "the blast", "Monday's bombing", "it exploded" name nobody, and state what another sentence of the document tells.
//!
//! A pattern with a line `recalls` finds them without what it needs. They are claims where they single an event out, and where
//! some other words of the document tell one of their predicate and kind in full.

use super::candidates::Found;
use super::context::Context;
use super::sentence::Sentence;
use clew_model::{Claim, Modality, PartOfSpeech, Polarity, Predicate, Relation, Role, Span};
use std::collections::HashSet;

/// Which claims of a document state an event in full, and which recall one.
#[derive(Debug, Default)]
pub(crate) struct Told {
    full: Vec<Claim>,
    bare: Vec<Claim>,
}

impl Told {
    /// Takes the claims of a sentence, those in full and those that recall an event.
    pub fn add(&mut self, full: impl IntoIterator<Item = Claim>, bare: impl IntoIterator<Item = Claim>) {
        self.full.extend(full);
        self.bare.extend(bare);
    }

    /// The claims in full, and those that recall one of them, told as having happened.
    pub fn settle(self) -> Vec<Claim> {
        let Self { mut full, bare } = self;
        let told = full.iter().filter(|claim| happened(claim));
        let told: HashSet<_> = told.map(|claim| (claim.predicate, claim.subtype.clone())).collect();
        let of_any_kind: HashSet<_> = told.iter().map(|(predicate, _)| *predicate).collect();
        full.extend(bare.into_iter().filter(|claim| {
            let is_told = |subtype: Option<String>| told.contains(&(claim.predicate, subtype));
            match &claim.subtype {
                None => of_any_kind.contains(&claim.predicate),
                subtype => is_told(subtype.clone()) || is_told(None),
            }
        }));
        without_rivals(full)
    }
}

/// Whether a claim that lacks what its pattern needs recalls an event: one that happened, and that its words single out or date.
pub(crate) fn is_recalled(sentence: &Sentence, context: &Context, found: &Found, claim: &Claim) -> bool {
    let is_dated = || !claim.time.is_open() || context.is_dated(sentence, found.trigger);
    happened(claim) && (singles_out(sentence, found) || is_dated())
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
    let attacks: HashSet<Span> =
        claims.iter().filter(|claim| claim.predicate == Predicate::Attack).map(|claim| claim.trigger).collect();
    claims
        .into_iter()
        .filter(|claim| claim.predicate != Predicate::Disaster || !attacks.contains(&claim.trigger))
        .collect()
}
