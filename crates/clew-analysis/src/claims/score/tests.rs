//! The file that clew brings, files that are wrong, and what a score makes of claims.

use super::atom::Atom;
use super::weights::ClaimWeights;
use super::{of_argument, of_claim};
use crate::claims::{Patterns, claims_by};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{Claim, CodePoints, Predicate, Role};
use jiff::civil::date;
use std::mem::discriminant;

const BROUGHT: &str = include_str!("../../../weights/claims.txt");

#[test]
fn every_feature_that_can_be_asked_for_is_in_the_file_and_every_one_in_the_file_can_be() {
    let weights = ClaimWeights::parse(BROUGHT).expect("it is well formed");
    let asked: Vec<Atom> =
        [&weights.core, &weights.argument, &weights.time].iter().flat_map(|part| part.atoms()).collect();
    let numbers =
        of_claim::NUMBERS.iter().map(|(name, _)| *name).chain(of_argument::NUMBERS.iter().map(|(name, _)| *name));
    for name in numbers {
        let atom = Atom::parse(name).expect("it is well formed");
        assert!(asked.contains(&atom), "nothing asks for {name}");
    }
    let words = [
        "predicate Attack",
        "with Agent",
        "by noun",
        "act believed",
        "modality planned",
        "relation obj",
        "tag NOUN",
        "role Title",
        "type Person",
        "mention pronoun",
        "before nominal",
        "filler-relation nmod",
    ];
    for name in words {
        let atom = Atom::parse(name).expect("it is well formed");
        assert!(asked.iter().any(|other| discriminant(other) == discriminant(&atom)), "nothing asks for {name}");
    }
}

#[test]
fn a_file_that_asks_for_what_is_not_there_is_not_read() {
    let file = |core: &str| ClaimWeights::parse(&format!("part core\n{core}\npart argument\n1\npart time\n1\n"));
    assert!(file("1\n0.5 depth # a remark\n-1 depth & with Agent").is_ok());
    for core in [
        "",
        "1\n2 sureness",
        "1\n2 with Boss",
        "1\n2 depth & ",
        "1\n2",
        "1\n2 depth\n2 depth",
        "1\nx depth",
        "1\n2 steps",
        "1 depth",
    ] {
        assert!(file(core).is_err(), "{core:?}");
    }
    assert!(ClaimWeights::parse("1 depth").is_err());
    assert!(ClaimWeights::parse("part core\n1\npart argument\n1").is_err());
    assert!(ClaimWeights::parse("part whole\n1").is_err());
}

#[test]
fn a_part_s_probability_is_that_of_a_logistic_model() {
    let weights = ClaimWeights::parse("part core\n-1\n0.5 depth\n2 words & depth\npart argument\n0\npart time\n0\n")
        .expect("it is well formed");
    let depth = Atom::parse("depth").expect("it is well formed");
    let value = |atoms: &[Atom]| if atoms == [depth] { 4.0 } else { 0.25 };
    // 1 / (1 + e^-(-1 + 2 + 0.5))
    assert!((weights.core.probability(value) - 0.817_574).abs() < 1e-5);
    assert_eq!(weights.core.values(value), [4.0, 0.25]);
}

/// The claims of a sentence by weights that are sure of every core, with these of arguments and this one of times.
fn decided(text: &str, arguments: &str, time: &str) -> Vec<Claim> {
    let weights = format!("part core\n9\npart argument\n{arguments}\npart time\n{time}\n");
    let weights = ClaimWeights::parse(&weights).expect("it is well formed");
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    let decide = &mut |draft: &super::Draft| draft.decided(&weights);
    claims_by(&CodePoints::new(text), &annotation, &trees, &events, Patterns::embedded(), decide)
}

const ARRESTED: &str = "Guards arrested Marek Dolny on 7 June 2021.";

fn roles(claim: &Claim) -> Vec<Role> {
    claim.arguments.iter().map(|argument| argument.role).collect()
}

#[test]
fn a_doubtful_argument_is_left_out_where_the_claim_can_do_without_it() {
    let whole = decided(ARRESTED, "9", "9");
    assert_eq!(roles(&whole[0]), [Role::Agent, Role::Person]);
    let without_agent = decided(ARRESTED, "9\n-12 role Agent", "9");
    assert_eq!(roles(&without_agent[0]), [Role::Person]);
    assert!(without_agent[0].score > 0.99, "what is left out does not weigh");
    // Nobody was arrested: nothing is claimed.
    assert_eq!(decided(ARRESTED, "9\n-12 role Person", "9"), []);
}

#[test]
fn a_doubtful_time_is_left_out() {
    let day = Some(date(2021, 6, 7));
    assert_eq!(decided(ARRESTED, "9", "9")[0].time.earliest, day);
    let without = decided(ARRESTED, "9", "-9");
    assert!(without[0].time.is_open() && without[0].score > 0.99);
}

#[test]
fn what_a_source_said_is_kept_however_doubtful_the_reading() {
    let text = "Marek Dolny said on Monday that the harbour was beautiful.";
    let weights = ClaimWeights::parse("part core\n-9\npart argument\n-9\npart time\n-9\n").expect("it is well formed");
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    let decide = &mut |draft: &super::Draft| draft.decided(&weights);
    let found = claims_by(&CodePoints::new(text), &annotation, &trees, &events, Patterns::embedded(), decide);
    let predicates: Vec<Predicate> = found.iter().map(|claim| claim.predicate).collect();
    assert_eq!(predicates, [Predicate::Statement]);
}
