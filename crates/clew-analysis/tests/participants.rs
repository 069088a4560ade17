//! Who takes part in what is claimed, and by which words: read with the language model.

use clew_analysis::claims::{Patterns, claims};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{CodePoints, Predicate, Role};

/// Every participant of the claims of these predicates in a text, as "Role words".
fn participants(text: &str, predicates: &[Predicate]) -> Vec<String> {
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    let points = CodePoints::new(text);
    let found = claims(&points, &annotation, &trees, &events, Patterns::embedded());
    let of_predicates = found.iter().filter(|claim| predicates.contains(&claim.predicate));
    let arguments = of_predicates.flat_map(|claim| &claim.arguments);
    arguments.map(|argument| format!("{:?} {}", argument.role, points.slice(argument.span))).collect()
}

/// Checks who takes part in one predicate.
fn check(text: &str, predicate: Predicate, expected: &[&str]) {
    assert_eq!(participants(text, &[predicate]), expected, "{text}");
}

#[test]
fn what_is_told_of_a_participant_is_not_its_name() {
    check(
        "Rebels attacked the power station in Odessa on Monday.",
        Predicate::Attack,
        &["Attacker Rebels", "Target the power station"],
    );
    check("Two men who wore masks robbed the bank.", Predicate::Attack, &["Attacker Two men", "Target the bank"]);
}

#[test]
fn a_plural_is_spelt_out_and_a_description_takes_its_name() {
    check(
        "Gunmen killed two reporters, Ana Silva and Rui Costa, near the border.",
        Predicate::Die,
        &["Agent Gunmen", "Place the border", "Victim Ana Silva", "Victim Rui Costa"],
    );
    check(
        "Soldiers murdered a lawyer, Marta Nowak, at her door.",
        Predicate::Die,
        &["Agent Soldiers", "Victim Marta Nowak"],
    );
}

#[test]
fn where_a_bomb_goes_off_is_its_target_unless_it_is_a_way() {
    let in_a_restaurant = ["Instrument A bomb", "Place a restaurant", "Target a restaurant"];
    check("A bomb exploded in a restaurant.", Predicate::Attack, &in_a_restaurant);
    check("A bomb went off in a street in Odessa.", Predicate::Attack, &["Instrument A bomb", "Place a street"]);
}

#[test]
fn examples_of_forces_hold() {
    let violence = [Predicate::Attack, Predicate::Die, Predicate::Injure, Predicate::ClaimResponsibility];
    for line in include_str!("../words/forces.txt").lines() {
        let Some((mark @ ("+" | "-"), marked)) = line.split_once(' ') else { continue };
        let (_, body) = marked.split_once('[').expect("an example marks a body");
        let (body, _) = body.split_once(']').expect("an example marks a body");
        let found = participants(&marked.replace(['[', ']'], ""), &violence);
        let takes_part = [Role::Attacker, Role::Agent].iter().any(|role| found.contains(&format!("{role:?} {body}")));
        assert_eq!(takes_part, mark == "+", "{marked}: {found:?}");
    }
}
