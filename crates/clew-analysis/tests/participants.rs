//! Who takes part in what is claimed, and by which words: read with the language model.

use clew_analysis::claims::{Patterns, all_claims};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{CodePoints, Predicate, Role};

/// Every participant of the claims of these predicates in a text, as "Role words".
fn participants(text: &str, predicates: &[Predicate]) -> Vec<String> {
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    let points = CodePoints::new(text);
    let found = all_claims(&points, &annotation, &trees, &events, Patterns::embedded());
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
fn verbs_side_by_side_have_each_its_own_object() {
    check(
        "They kidnapped and killed three guides near the border.",
        Predicate::Die,
        &["Agent They", "Victim three guides"],
    );
    check("The blast killed nine people and injured scores.", Predicate::Injure, &["Cause The blast", "Victim scores"]);
    check("The farms they burned belonged to the mayor.", Predicate::Attack, &["Attacker they", "Target The farms"]);
}

#[test]
fn a_clause_has_the_subject_that_stands_in_it() {
    check(
        "The company cannot wait for the rebels to kill the hostages.",
        Predicate::Die,
        &["Agent the rebels", "Victim the hostages"],
    );
    check(
        "The mayor met a dealer owned by Marek Weil, who was killed on Sunday.",
        Predicate::Die,
        &["Victim Marek Weil"],
    );
    check(
        "The guests identified the body of the clerk murdered on Monday in Split.",
        Predicate::Die,
        &["Place Split", "Victim the clerk"],
    );
}

#[test]
fn who_or_what_only_stands_beside_takes_no_part() {
    check(
        "Rebels attacked the depots in the capital and other cities.",
        Predicate::Attack,
        &["Attacker Rebels", "Place the capital", "Target the depots"],
    );
    check("Police are investigating today's attack on the depot.", Predicate::Attack, &["Target the depot"]);
    check(
        "Alleged members of the Dawn Front murdered four villagers.",
        Predicate::Attack,
        &["Attacker Alleged members of the Dawn Front", "Victim four villagers"],
    );
    check("(Words indistinct) were taken to the harbour clinic.", Predicate::Travel, &[]);
}

#[test]
fn what_is_left_open_is_not_claimed() {
    check("Two guards were killed or wounded in the raid.", Predicate::Die, &[]);
    check("Two guards were killed or wounded in the raid.", Predicate::Injure, &[]);
}

#[test]
fn what_is_arranged_has_its_place_and_a_call_both_its_ends() {
    check(
        "Marek Dolny is suspected of having arranged the shipments from Odessa.",
        Predicate::Organize,
        &["Agent Marek Dolny", "Place Odessa", "Undertaking the shipments from Odessa"],
    );
    check(
        "Der Bote writes that billing data show a nine-minute call from Ines Havel to the harbour master, \
         according to a file prepared by customs.",
        Predicate::Contact,
        &["Duration nine-minute", "Participant Ines Havel", "Participant the harbour master"],
    );
}

#[test]
fn the_year_of_an_office_is_not_that_of_a_death() {
    let text = "The widow wept after the killing of Pablo Reyes, mayor of Split in 1984.";
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    let found = all_claims(&CodePoints::new(text), &annotation, &trees, &events, Patterns::embedded());
    let death = found.iter().find(|claim| claim.predicate == Predicate::Die).expect("somebody was killed");
    assert!(death.time.is_open(), "{:?}", death.time);
}

/// What is counted in a text, each with its bounds: "killed 9-".
fn counts(text: &str) -> Vec<String> {
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    let found = all_claims(&CodePoints::new(text), &annotation, &trees, &events, Patterns::embedded());
    let end = |end: Option<u64>| end.map(|end| end.to_string()).unwrap_or_default();
    let counted = found.into_iter().filter_map(|claim| claim.quantity);
    counted.map(|counted| format!("{} {}-{}", counted.what, end(counted.low), end(counted.high))).collect()
}

#[test]
fn verbs_of_people_count_people_alone() {
    for (text, expected) in [
        ("Soldiers captured 14 rebels near the river.", &["arrested 14-14"][..]),
        ("Soldiers captured 14 tanks near the river.", &["tanks 14-14"]),
        ("Four singles were released in May.", &[]),
        ("They seized 800 rounds of ammunition.", &["seized 800-800"]),
        ("The brigade suffered fourteen casualties.", &["casualties 14-14"]),
        ("The army took more than 700 square miles.", &["square miles 700-"]),
        ("It is a harbour town of 31,000.", &["inhabitants 31000-31000"]),
        ("It is a town of 30 houses.", &["houses 30-30"]),
        ("The party won 8 out of 55 seats.", &[]),
    ] {
        assert_eq!(counts(text), expected, "{text}");
    }
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

#[test]
fn a_number_of_years_is_whole() {
    check("A 21-year-old was arrested in Varn.", Predicate::Arrest, &["Person A 21-year-old", "Place Varn"]);
}

#[test]
fn two_clauses_have_each_its_own_subject_and_several_their_members() {
    let text = "Nine clerks died and forty were made ill, the board said.";
    check(text, Predicate::Die, &["Victim Nine clerks"]);
    check(text, Predicate::Injure, &["Victim forty"]);
    check(
        "Police questioned five others, Eva Orlu among them.",
        Predicate::Investigate,
        &["Agent Police", "Person five others", "Person Eva Orlu"],
    );
}

#[test]
fn who_was_told_of_what_and_who_remains_what() {
    check(
        "The governor was told of the letter on Monday, according to an e-mail.",
        Predicate::Learn,
        &["Matter the letter", "Person The governor"],
    );
    check(
        "The mayor telephoned the clinic on Monday. Ana Ruiz was told an hour later.",
        Predicate::Learn,
        &["Person Ana Ruiz"],
    );
    check("Ana Ruiz was told an hour later.", Predicate::Learn, &[]);
    check("His cousin Rui Costa remains a suspect.", Predicate::Suspect, &["Person Rui Costa"]);
    check("His cousin Rui Costa has not been charged.", Predicate::Charge, &["Person Rui Costa"]);
}
