//! Every example of every predicate file, and what a person's own files do beside them, read with the language model.

use clew_analysis::claims::{Patterns, PredicateFile, SeenWord, THRESHOLD, all_claims, claims, seen};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{Claim, CodePoints};
use proptest::prelude::*;
use std::sync::LazyLock;

#[test]
fn examples_hold_save_those_that_are_open() {
    let mut complaints = Vec::new();
    let mut n_tried = 0;
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/predicates")).expect("the folder is there");
    for path in folder.map(|entry| entry.expect("an entry").path()) {
        let file = PredicateFile::parse(&std::fs::read_to_string(&path).expect("a text")).expect("it is well formed");
        for example in file.examples.iter().filter(|example| !example.is_open) {
            let AnnotatedText { annotation, trees, events } = read(Model::embedded(), &example.text, &[], None);
            let found = all_claims(&CodePoints::new(&example.text), &annotation, &trees, &events, Patterns::embedded());
            n_tried += 1;
            let complaint = example.complaint(file.predicate(), &found);
            complaints.extend(
                complaint.map(|what| format!("{}:{}: {} -- {what}", path.display(), example.line, example.text)),
            );
        }
    }
    assert!(complaints.is_empty(), "{} of {n_tried} do not hold:\n{}", complaints.len(), complaints.join("\n"));
}

/// What is claimed in a text with a person's own file beside clew's.
fn claims_with(file: &str, text: &str) -> Vec<Claim> {
    let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
    all_claims(&CodePoints::new(text), &annotation, &trees, &events, &patterns_with(file))
}

/// clew's patterns with a person's own file beside them.
fn patterns_with(file: &str) -> Patterns {
    let own = PredicateFile::parse_beside(file, Patterns::embedded()).expect("it is well formed");
    Patterns::embedded().with([("own.txt", own)])
}

/// Each of these claims as "Predicate Role words, ... by own.txt:2".
fn with_own(file: &str, text: &str) -> Vec<String> {
    let points = CodePoints::new(text);
    let told = |claim: &Claim| {
        let argument = |argument: &clew_model::Argument| format!("{:?} {}", argument.role, points.slice(argument.span));
        let arguments: Vec<String> = claim.arguments.iter().map(argument).collect();
        format!("{} {} by {}", claim.predicate, arguments.join(", "), claim.by)
    };
    claims_with(file, text).iter().map(told).collect()
}

#[test]
fn a_persons_pattern_lends_its_claim_no_measured_score_and_takes_none() {
    let score = |file: &str, text: &str| {
        let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
        claims(&CodePoints::new(text), &annotation, &trees, &events, &patterns_with(file))[0].score
    };
    let arrested = "Guards arrested the driver.";
    let of_clew = score("predicate Arrest\n", arrested);
    assert_eq!(score("predicate Arrest\nverb arrest\n    Person object\n", arrested), of_clew, "both find it");
    let own = score("predicate Launder\nrole Thing any\nverb launder\n    Thing object\n", "They laundered the cash.");
    assert!((THRESHOLD..of_clew).contains(&own), "{own} beside {of_clew}");
}

#[test]
fn a_file_adds_to_a_predicate_that_clew_knows() {
    let file = "predicate Transfer\nverb courier\n    Giver subject\n    Thing object\n    Recipient to\n";
    let found = with_own(file, "The widow couriered the ledgers to the notary.");
    assert_eq!(found, ["Transfer Giver The widow, Recipient the notary, Thing the ledgers by own.txt:2"]);
}

#[test]
fn a_file_makes_a_predicate_of_its_own() {
    let file =
        "predicate Launder\nrole Agent Person\nrole Thing! any\nverb launder\n    Agent subject\n    Thing object\n";
    let found = with_own(file, "Ines Havel laundered the proceeds.");
    assert_eq!(found, ["Launder Agent Ines Havel, Thing the proceeds by own.txt:4"]);
}

#[test]
fn what_both_find_is_one_claim_with_what_each_has() {
    let text = "Guards arrested the driver.";
    let of_clew = with_own("predicate Arrest\n", text);
    assert_eq!(of_clew.len(), 1, "{of_clew:?}");
    let file =
        "predicate Arrest\nrole Medium any\nsubtype roadside\nverb arrest\n    Person object\n    Medium subject\n";
    assert_eq!(
        with_own(file, text),
        of_clew,
        "the same words take part once, in the role that the fuller claim gives them"
    );
}

#[test]
fn conditions_narrow_a_pattern() {
    let found = |condition: &str, text: &str| {
        let file =
            format!("predicate Bribe\nrole Person any\nverb nudge\n    Person object, subject\n    {condition}\n");
        !with_own(&file, text).is_empty()
    };
    let (active, passive) = ("Ines Havel nudged the inspector.", "The inspector was nudged by Ines Havel.");
    for (condition, text, expect) in [
        ("only passive", passive, true),
        ("only passive", active, false),
        ("only active", active, true),
        ("only active", passive, false),
        ("only object \"inspector\"", passive, true),
        ("only object \"inspector\"", "Ines Havel nudged the driver.", false),
        ("no subject Person", active, false),
        ("no subject Person", "The wind nudged the boat.", true),
        ("no object", "Ines Havel nudged gently.", true),
        ("no object", active, false),
    ] {
        assert_eq!(found(condition, text), expect, "{condition}: {text}");
    }
}

#[test]
fn a_function_in_one_pattern_has_types_of_its_own() {
    let file = |types: &str| {
        format!(
            "predicate Bribe\nrole Person any\nrole Thing any\nverb nudge\n    Person object {types}\n    Thing with\n"
        )
    };
    let text = "Ines Havel nudged the inspector with an envelope.";
    let with_person = ["Bribe Person the inspector, Thing an envelope by own.txt:4"];
    assert_eq!(with_own(&file("(Person)"), text), with_person);
    assert_eq!(with_own(&file("(Vehicle)"), text), ["Bribe Thing an envelope by own.txt:4"]);
}

#[test]
fn a_sentence_is_shown_as_patterns_see_it() {
    let text = "The driver was nabbed by guards.";
    let AnnotatedText { annotation, trees, .. } = read(Model::embedded(), text, &[], None);
    let points = CodePoints::new(text);
    let words = seen(&points, &annotation, &trees);
    let nabbed = |word: &&SeenWord| points.slice(word.span) == "nabbed";
    let nabbed = words.iter().find(nabbed).expect("it is one of the words");
    assert_eq!((nabbed.lemma.as_str(), nabbed.is_passive), ("nab", true));
    let in_function = |function: &str| {
        nabbed.participants.iter().find(|other| other.function == function).map(|other| points.slice(other.span))
    };
    assert_eq!((in_function("object"), in_function("subject")), (Some("The driver"), Some("guards")));
}

/// A sentence read once, for patterns of every sort to be laid on.
static READ: LazyLock<AnnotatedText> = LazyLock::new(|| read(Model::embedded(), TEXT, &[], None));
const TEXT: &str =
    "Jonas Weil, 41, the city's chief engineer, was arrested on Monday by two guards, his brother among them.";

/// Pieces of which lines of predicate files are made, right and wrong.
fn line() -> impl Strategy<Value = String> {
    let pieces = "predicate |role |verb |noun |adjective |phrase |subtype |needs |only |no |    |+ |- |? |#|Arrest|Launder|\
        Person|Person!|Agent |Crime |any |clause |<kin> |<age>|< |\"guard\" |\"|arrest |be |in |of |'s|, |(|)|[|]|{|}|...|\
        object |subject |passive|to do |each |self |/|é|\u{a0}|-born|two";
    let piece = prop::sample::select(pieces.split('|').map(str::to_owned).chain(["|".to_owned()]).collect::<Vec<_>>());
    prop_oneof![4 => prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat()), 1 => ".{0,30}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn no_file_is_too_odd(lines in prop::collection::vec(line(), 0..6), begins_well in any::<bool>()) {
        let start = if begins_well { "predicate Launder\nrole Person any\nrole Agent Person\nverb arrest\n" } else { "" };
        let text = format!("{start}{}", lines.join("\n"));
        match PredicateFile::parse_beside(&text, Patterns::embedded()) {
            Ok(file) => {
                let AnnotatedText { annotation, trees, events } = &*READ;
                let patterns = Patterns::new([("own.txt", file)]);
                let found = all_claims(&CodePoints::new(TEXT), annotation, trees, events, &patterns);
                prop_assert!(found.iter().all(|claim| claim.score <= 1.0));
            }
            Err(error) => prop_assert!((1..=text.lines().count().max(1)).contains(&error.line), "{error}"),
        }
    }
}
