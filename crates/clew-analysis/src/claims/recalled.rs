//! Events spoken of again: "the blast", "Monday's bombing", "it exploded" name nobody, and state what another sentence of the document tells.
//!
//! A pattern with a line `recalls` finds them without what it needs. They are claims where they single an event out, and where
//! some other words of the document tell one of their predicate and kind in full.

use super::candidates::Found;
use super::context::Context;
use super::sentence::Sentence;
use clew_model::{Claim, Modality, PartOfSpeech, Polarity, Predicate, Relation, Role};

/// All claims in full, and those bare ones that recall one of them.
pub(crate) fn settle(mut claims: Vec<Claim>, bare: Vec<Claim>) -> Vec<Claim> {
    let recalled: Vec<Claim> = bare.into_iter().filter(|bare| claims.iter().any(|told| tells(told, bare))).collect();
    claims.extend(recalled);
    without_rivals(claims)
}

/// Whether a claim tells in full, and as having happened, what another recalls.
fn tells(told: &Claim, bare: &Claim) -> bool {
    let is_of_kind = bare.subtype.is_none() || told.subtype.is_none() || bare.subtype == told.subtype;
    told.predicate == bare.predicate && is_of_kind && happened(told)
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
    let attacks: Vec<_> =
        claims.iter().filter(|claim| claim.predicate == Predicate::Attack).map(|claim| claim.trigger).collect();
    let is_attack = |claim: &Claim| attacks.iter().any(|trigger| trigger.overlaps(claim.trigger));
    claims.into_iter().filter(|claim| claim.predicate != Predicate::Disaster || !is_attack(claim)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{Certainty, Interval, Span};

    fn claim(predicate: Predicate, subtype: Option<&str>, at: u32) -> Claim {
        Claim {
            id: 0,
            predicate,
            subtype: subtype.map(str::to_owned),
            trigger: Span::new(at, at + 5),
            arguments: Vec::new(),
            quantity: None,
            time: Interval::open(),
            polarity: Polarity::Asserted,
            certainty: Certainty::default(),
            modality: Modality::Actual,
            opinion: false,
            attribution: None,
            evidence: Vec::new(),
            event: None,
            carried_from: None,
            sentence: 0,
            by: String::new(),
            score: 1.0,
        }
    }

    /// How many of the bare claims stay beside those in full.
    fn n_recalled(full: &[Claim], bare: &[Claim]) -> usize {
        settle(full.to_vec(), bare.to_vec()).len() - full.len()
    }

    #[test]
    fn an_event_is_recalled_that_is_told_in_full_as_having_happened() {
        let bare = [claim(Predicate::Attack, None, 50)];
        let told = claim(Predicate::Attack, Some("Shooting"), 0);
        assert_eq!(n_recalled(std::slice::from_ref(&told), &bare), 1);
        assert_eq!(n_recalled(&[], &bare), 0);
        assert_eq!(n_recalled(&[claim(Predicate::Die, None, 0)], &bare), 0);
        let planned = Claim { modality: Modality::Planned, ..told.clone() };
        let denied = Claim { polarity: Polarity::Denied, ..told };
        assert_eq!(n_recalled(&[planned, denied], &bare), 0);
    }

    #[test]
    fn a_bombing_is_not_recalled_by_a_shooting() {
        let bare = [claim(Predicate::Attack, Some("Bombing"), 50)];
        assert_eq!(n_recalled(&[claim(Predicate::Attack, Some("Shooting"), 0)], &bare), 0);
        assert_eq!(n_recalled(&[claim(Predicate::Attack, Some("Bombing"), 0)], &bare), 1);
    }

    #[test]
    fn what_a_bomb_does_is_no_disaster() {
        let settled = settle(
            vec![claim(Predicate::Attack, Some("Bombing"), 0), claim(Predicate::Disaster, None, 0)],
            vec![claim(Predicate::Attack, Some("Bombing"), 50)],
        );
        assert!(settled.iter().all(|claim| claim.predicate == Predicate::Attack));
        assert_eq!(settled.len(), 2);
    }
}
