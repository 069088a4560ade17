//! Offices, kinship and belonging: whose they are, in what body, when, and how sure, read with the language model.

use clew_analysis::claims::{Patterns, all_claims};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{Claim, CodePoints, Level, Predicate};

fn read_claims(text: &str, predicate: Predicate) -> Vec<Claim> {
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    let found = all_claims(&CodePoints::new(text), &annotation, &trees, &events, Patterns::embedded());
    found.into_iter().filter(|claim| claim.predicate == predicate).collect()
}

/// Checks the participants of each claim of a predicate, as "Role words, ...".
fn check(predicate: Predicate, text: &str, expected: &[&str]) {
    let points = CodePoints::new(text);
    let told = |claim: Claim| {
        let argument = |argument: &clew_model::Argument| format!("{:?} {}", argument.role, points.slice(argument.span));
        claim.arguments.iter().map(argument).collect::<Vec<_>>().join(", ")
    };
    let found: Vec<String> = read_claims(text, predicate).into_iter().map(told).collect();
    assert_eq!(found, expected, "{text}");
}

/// Checks the first and the last day of the one claim of a predicate.
fn check_days(predicate: Predicate, text: &str, earliest: Option<&str>, latest: Option<&str>) {
    let found = read_claims(text, predicate);
    let [claim] = &found[..] else { panic!("one claim: {text}: {found:?}") };
    let days = [claim.time.earliest, claim.time.latest].map(|day| day.map(|day| day.to_string()));
    assert_eq!(days, [earliest, latest].map(|day| day.map(str::to_owned)), "{text}");
}

#[test]
fn a_title_of_several_words_is_whole() {
    for (text, title) in [
        ("The secretary general Ivo Brandt arrived in Varn.", "secretary general"),
        ("The visit of Secretary of State Ada Obi was put off.", "Secretary of State"),
        ("Vice President Femi Okoro resigned.", "Vice President"),
    ] {
        let points = CodePoints::new(text);
        let found = read_claims(text, Predicate::Position);
        let [claim] = &found[..] else { panic!("one claim: {text}: {found:?}") };
        let titles: Vec<&str> = claim.arguments.iter().map(|argument| points.slice(argument.span)).collect();
        assert!(titles.iter().any(|words| words.ends_with(title)), "{text}: {titles:?}");
        assert_eq!(titles.len(), 2, "{text}: {titles:?}");
    }
}

#[test]
fn each_of_a_list_has_a_title_of_its_own() {
    let text = "Guests were Ada Obi, a surgeon, Ivo Brandt, a pilot, and Lena Farkas, a teacher.";
    let expected =
        ["Person Ada Obi, Title a surgeon", "Person Ivo Brandt, Title a pilot", "Person Lena Farkas, Title a teacher"];
    check(Predicate::Position, text, &expected);
}

#[test]
fn what_a_trade_is_of_is_no_body() {
    let position = Predicate::Position;
    check(
        position,
        "The show was made by artistic director Lena Farkas.",
        &["Person Lena Farkas, Title artistic director"],
    );
    check(position, "Polish lawyer Jan Nowak spoke.", &["Person Jan Nowak, Title Polish lawyer"]);
    check(
        position,
        "Ferry Union spokeswoman Maren Lund hung up.",
        &["Organization Ferry Union, Person Maren Lund, Title Ferry Union spokeswoman"],
    );
}

#[test]
fn a_title_in_a_name_is_none() {
    check(Predicate::Position, "Clay Miller, a welder, saw it.", &["Person Clay Miller, Title a welder"]);
    check(Predicate::Position, "Soldiers of the General Paz Battalion fled.", &[]);
}

#[test]
fn a_stretch_of_time_has_two_ends() {
    let text = "Ivo Brandt was mayor of Varn from 1971 to 1974.";
    check_days(Predicate::Position, text, Some("1971-01-01"), Some("1974-12-31"));
    let text = "Lena Farkas was a member of the Harbour Council between 2006 and 2011.";
    check_days(Predicate::Member, text, Some("2006-01-01"), Some("2011-12-31"));
}

#[test]
fn a_time_of_something_else_is_no_time_of_an_office() {
    let life = "Lena Farkas (3 May 1901 - 9 June 1980) was a Danish painter.";
    check_days(Predicate::Position, life, None, None);
    check_days(Predicate::Position, "In 2007 the former mayor Ada Obi wrote to him.", None, None);
    check_days(Predicate::Family, "His brother Femi Obi served in the navy from 1990 to 1995.", None, None);
}

#[test]
fn what_somebody_is_alleged_to_be_is_no_more_than_likely() {
    let level = |text: &str| read_claims(text, Predicate::Member).first().map(|claim| claim.certainty.level);
    assert_eq!(level("An alleged member of the Choir was held."), Some(Level::Likely));
    assert_eq!(level("A member of the Choir was held."), Some(Level::Asserted));
}

#[test]
fn kin_are_kin_and_no_figure_of_speech() {
    let family = |text: &str| read_claims(text, Predicate::Family);
    assert!(family("Our partners in Graz paid.").is_empty());
    assert!(family("The city honoured its founding fathers.").is_empty());
    let near: Vec<_> = family("The poet was Weil's great-grandson.").into_iter().map(|claim| claim.subtype).collect();
    assert_eq!(near, [Some("relative".to_owned())]);
}

#[test]
fn a_peoples_word_before_a_trade_is_where_somebody_is_from() {
    check(Predicate::Nationality, "Polish lawyer Jan Nowak spoke.", &["Entity Jan Nowak, Place Polish"]);
}
