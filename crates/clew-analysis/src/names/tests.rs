//! The examples of the lists, and what must hold of any two names.

use super::align::{self, Agreement};
use super::lists::{BODIES, KNOWN, NICKNAMES, PEOPLE, examples};
use super::sound::SOUNDS;
use super::tricks::{self, LOOKALIKES};
use super::word::Word;
use super::{Basis, Name, Part, Trick, Verdict};
use clew_model::ThingType::{self, Organization, Person, Place, PublicBody, Thing, Vehicle};
use proptest::prelude::*;

/// A name's parts as the examples write them: "given jonas, family weil", titles first.
fn parts(name: &str, thing: ThingType) -> String {
    let name = Name::parse(name, thing);
    let is_title = |part: &Part| *part == Part::Title && thing == Person;
    let (titles, others): (Vec<_>, Vec<_>) = name.parts().partition(|(part, _)| is_title(part));
    let written = titles.into_iter().chain(others).map(|(part, text)| format!("{} {text}", part.word()));
    written.collect::<Vec<_>>().join(", ")
}

/// Whatever the order of the parts.
fn sorted(parts: &str) -> Vec<&str> {
    let mut parts: Vec<_> = parts.split(", ").collect();
    parts.sort_unstable();
    parts
}

#[test]
fn names_come_apart_as_the_lists_say() {
    let mut n_tried = 0;
    for (thing, example) in examples(PEOPLE).chain(examples(BODIES)) {
        let thing = ThingType::from_word(thing).unwrap_or(Person);
        let (name, expected) = example.split_once(" => ").expect(example);
        assert_eq!(sorted(&parts(name, thing)), sorted(expected), "{name}");
        n_tried += 1;
    }
    assert!(n_tried > 20, "{n_tried}");
}

#[test]
fn words_sound_alike_as_the_list_says() {
    for (_, example) in examples(SOUNDS).chain(examples(KNOWN)) {
        let [a, sign, b] = example.split(' ').collect::<Vec<_>>()[..] else { panic!("{example}") };
        let word = |text: &str| Word::new(Part::Family, crate::fold(text));
        let (found, distance) = align::agreement(&word(a), &word(b));
        let holds = match sign {
            "=" => found == Agreement::Writing && distance == 0,
            "~" => found == Agreement::Writing,
            _ => found > Agreement::Writing,
        };
        assert!(holds, "{example}: {found:?}, {distance}");
    }
}

#[test]
fn pet_names_are_their_names() {
    for (_, example) in examples(NICKNAMES) {
        let (a, b) = example.split_once(" ~ ").expect(example);
        check(Person, a, Verdict::Same, Basis::Nickname, b);
    }
}

#[test]
fn lookalikes_are_read_as_the_list_says_and_flagged() {
    for (_, example) in examples(LOOKALIKES) {
        let (tricked, meant) = example.split_once(" => ").expect(example);
        let (right, found) = tricks::set_right(tricked);
        assert_eq!(right, meant);
        assert!(matches!(found[..], [Trick::Lookalike(..)]), "{found:?}");
    }
}

#[track_caller]
fn check(thing: ThingType, a: &str, verdict: Verdict, basis: Basis, b: &str) {
    let (one, other) = (Name::parse(a, thing), Name::parse(b, thing));
    let found = one.compare(&other);
    assert_eq!((found.verdict, found.basis), (verdict, basis), "{a} and {b}: {} {}", found.score, found.why());
}

#[test]
fn one_persons_names() {
    for (a, basis, b) in [
        ("Jonas Weil", Basis::Equal, "JONAS WEIL"),
        ("Dr. Jonas Weil", Basis::Equal, "Jonas Weil"),
        ("Weil, Jonas", Basis::Equal, "Jonas Weil"),
        ("Jonas Peter Weil", Basis::Shortened, "Jonas Weil"),
        ("J. P. Weil", Basis::Shortened, "Jonas Peter Weil"),
        ("JP Orrin", Basis::Shortened, "Jean-Pierre Orrin"),
        ("Omar al-Tikrouti", Basis::Writing, "Umar el-Tikruti"),
        ("Abdurrahman Haddad", Basis::Writing, "Abd al-Rahman Haddad"),
        ("Nureddin Brekke", Basis::Writing, "Nour al-Din Brekke"),
        ("Сергей Щукин", Basis::Writing, "Sergei Shchukin"),
        ("Щукин Сергей Иванович", Basis::Shortened, "Sergei Shchukin"),
        ("Kim Song-ho", Basis::Writing, "Kim Songho"),
        ("JonasWeil", Basis::Writing, "Jonas Weil"),
        ("Hanna Wirthh", Basis::Writing, "Hanna Wirth"),
        ("Hanna Brekle", Basis::Likeness, "Hanna Brekke"),
        ("H4nna Brekke", Basis::Equal, "Hanna Brekke"),
        ("Ilo \"Carl\" Weil", Basis::Nickname, "Carl Weil"),
    ] {
        check(Person, a, Verdict::Same, basis, b);
    }
}

#[test]
fn two_persons_names() {
    for (a, b) in [
        ("Jonas Weil", "Hanna Weil"),
        ("Jonas Weil", "Jonas Brekke"),
        ("J. Weil", "Hanna Weil"),
        ("Jonas Peter Weil", "Jonas Karl Weil"),
        ("Omar bin Rashid al-Amiri", "Rashid bin Omar al-Amiri"),
        ("Omar bin Rashid al-Amiri", "Omar bin Khaled al-Amiri"),
        ("Sergei Ivanovich Dahl", "Sergei Petrovich Dahl"),
        ("Karim al-Rawi", "Karim al-Tikrouti"),
        ("韦东", "韦林"),
        ("김하늘", "김바다"),
    ] {
        check(Person, a, Verdict::Different, Basis::Nothing, b);
    }
}

#[test]
fn names_that_a_person_should_look_at() {
    for (a, b) in [
        ("Weil", "Weil"),
        ("Weil", "Jonas Weil"),
        ("Daniel Weil", "Daniela Weil"),
        ("Harry Weil", "Larry Weil"),
        ("Hanna Weller", "Hanna Wellig"),
        ("Jonas Weil Jr.", "Jonas Weil Sr."),
        ("Abu Omar al-Rawi", "Khaled al-Rawi"),
        ("Jonas Weil", "Jonas W\u{435}il"),
        ("Jonas Weil", "Jonas \u{202e}Weil"),
    ] {
        let (one, other) = (Name::parse(a, Person), Name::parse(b, Person));
        let found = one.compare(&other);
        assert_eq!(found.verdict, Verdict::Unsure, "{a} and {b}: {} {}", found.score, found.why());
    }
}

#[test]
fn names_of_bodies_places_and_things() {
    use Verdict::{Different, Same, Unsure};
    for (thing, a, verdict, b) in [
        (Organization, "Orrin AG", Same, "Orrin Aktiengesellschaft"),
        (Organization, "ООО Дахль", Same, "Dahl LLC"),
        (Organization, "Varn Good Will Company", Same, "Varn Goodwill Co."),
        (Organization, "V.W.B. Trust", Same, "VWB Trust"),
        (Organization, "VWB", Same, "Varn Water Board"),
        (Organization, "Varn Water Board (VWB)", Same, "Varn Water Board"),
        (Organization, "The Varn Labour Union", Same, "Varn Labor Union"),
        (Organization, "Orrin Systems", Different, "Orrin Foods"),
        (Organization, "Orrin Fund III", Different, "Orrin Fund IV"),
        (Organization, "Varn Bank", Unsure, "Varn Trust Bank"),
        (Organization, "WB", Unsure, "Water Board"),
        (PublicBody, "Ministry of Fisheries", Same, "The Fisheries Ministry"),
        (PublicBody, "44th Brigade", Same, "Brigade Forty-Four"),
        (Place, "Skarnøy", Same, "Skarnoy"),
        (Place, "North Varn", Different, "South Varn"),
        (Vehicle, "MV Orrin Star", Same, "Orrin Star"),
        (Thing, "Orrin 1", Different, "Orrin 2"),
        (Thing, "", Different, "Orrin"),
    ] {
        let (one, other) = (Name::parse(a, thing), Name::parse(b, thing));
        let found = one.compare(&other);
        assert_eq!(found.verdict, verdict, "{a} and {b}: {} {}", found.score, found.why());
    }
}

#[test]
fn reasons_are_given_in_words() {
    let why = |a, b| Name::parse(a, Person).compare(&Name::parse(b, Person)).why();
    assert_eq!(why("Jonas Weil", "Jonas Brekke"), "Family name weil contradicts brekke; given name jonas is in both.");
    assert_eq!(why("", ""), "There is nothing to compare.");
    assert!(why("Jonas Weil", "Jonas W\u{435}il").starts_with("The letter \u{435} (U+0435) only looks like e"));
    assert!(why("Weil", "Weil").contains("does not tell people apart"));
}

#[test]
fn a_full_name_has_two_words_that_are_no_initials() {
    for (name, is_full) in [
        ("Jonas Weil", true),
        ("J. Weil", false),
        ("Mr. Weil", false),
        ("Weil", false),
        ("韦东", true),
        ("Abu Omar", false),
        ("", false),
    ] {
        assert_eq!(Name::parse(name, Person).is_full(), is_full, "{name}");
    }
}

#[test]
fn names_that_are_the_same_share_a_key() {
    for (a, b) in
        [("Omar al-Tikrouti", "Umar el-Tikruti"), ("J. Weil", "Jonas Weil"), ("Щукин Сергей", "Sergei Shchukin")]
    {
        let (one, other) = (Name::parse(a, Person).keys(), Name::parse(b, Person).keys());
        assert!(one.iter().any(|key| other.contains(key)), "{a} and {b}");
    }
}

/// Something like a name.
const LIKE_A_NAME: &str = "((al-|bin |Dr\\. |abu )?[A-Za-zéЖ韦ب]{1,6}[ ,.-]{1,2}){0,5}";

proptest! {
    #[test]
    fn any_text_is_compared_and_the_same_both_ways(a in "\\PC{0,30}", b in "\\PC{0,30}", thing in 0..ThingType::ALL.len()) {
        let thing = ThingType::ALL[thing];
        let (one, other) = (Name::parse(&a, thing), Name::parse(&b, thing));
        let (there, back) = (one.compare(&other), other.compare(&one));
        prop_assert!((0.0..=1.0).contains(&there.score));
        prop_assert_eq!((there.score, there.verdict, there.basis), (back.score, back.verdict, back.basis));
    }

    #[test]
    fn what_is_like_a_name_is_compared_the_same_both_ways(a in LIKE_A_NAME, b in LIKE_A_NAME) {
        let (one, other) = (Name::parse(&a, Person), Name::parse(&b, Person));
        let (there, back) = (one.compare(&other), other.compare(&one));
        prop_assert_eq!((there.score, there.basis), (back.score, back.basis));
        prop_assert!(!there.why().is_empty());
    }

    #[test]
    fn a_full_name_is_itself(given in "[A-Z][a-z]{2,8}", family in "[A-Z][a-z]{2,8}") {
        let name = Name::parse(&format!("{given} {family}"), Person);
        prop_assume!(name.is_full());
        let found = name.compare(&name);
        prop_assert_eq!(found.verdict, Verdict::Same);
        prop_assert_eq!(found.basis, Basis::Equal);
    }

    #[test]
    fn a_tricked_name_is_never_the_same_as_one_written_otherwise(given in "[A-Z][b-z]{2,8}", family in "[A-Z][b-z]{2,8}") {
        let plain = Name::parse(&format!("{given} {family}a"), Person);
        let tricked = Name::parse(&format!("{given} {family}\u{430}"), Person);
        prop_assert!(!tricked.tricks().is_empty());
        prop_assert_ne!(plain.compare(&tricked).verdict, Verdict::Same);
    }
}
