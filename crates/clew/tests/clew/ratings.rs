//! How people rate sources and claims, and that nothing is worked out from it.

use crate::scene::{Scene, records};
use serde_json::{Value, json};

const ECHO: &str =
    "Harbour police arrested Aron Weil on Tuesday. The Harbour Board said Aron Weil met Petra Anders on Monday.";
const COURIER: &str = "Aron Weil met Petra Anders on Monday, the Harbour Board said.";

fn affair() -> Scene {
    let scene = Scene::new();
    let lines = [("echo.txt", "Ostby Echo", ECHO), ("courier.txt", "Ostby Courier", COURIER)];
    let lines = lines.map(|(id, publisher, text)| {
        json!({"id": id, "date": "2022-06-09", "publisher": publisher, "text": text}).to_string()
    });
    assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], &lines.join("\n")).status, 0);
    scene
}

fn exported(scene: &Scene) -> Vec<Value> {
    records(&scene.clew(&["export", "affair", "--format", "jsonl"]))
}

/// Each source's name with its rating.
fn rated(scene: &Scene) -> Vec<(String, Value)> {
    let sources = records(&scene.clew(&["sources", "affair", "--json"])).into_iter();
    let rating = |source: Value| (source["name"].as_str().expect("a name").to_owned(), source["reliability"].clone());
    sources.map(rating).filter(|(_, rating)| !rating.is_null()).collect()
}

/// The id of the one claim of a predicate in a document.
fn claim(scene: &Scene, document: &str, predicate: &str) -> String {
    let is_it = |record: &Value| {
        record["record"] == "claim" && record["document"] == document && record["predicate"] == predicate
    };
    let found = exported(scene).into_iter().find(is_it).unwrap_or_else(|| panic!("a {predicate} in {document}"));
    found["id"].as_str().expect("an id").to_owned()
}

/// All but what says who decided what: ratings, and the log.
fn without_ratings(records: Vec<Value>) -> Vec<Value> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("reliability");
                fields.remove("credibility");
                fields.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let kept = records.into_iter().filter(|record| record["record"] != "decision");
    kept.map(|mut record| {
        strip(&mut record);
        record
    })
    .collect()
}

#[test]
fn a_rating_stands_beside_the_source_and_the_claim_and_changes_nothing_else() {
    let scene = affair();
    let before = exported(&scene);
    let said =
        scene.run(&["decide", "affair", "rate-source", "ostby echo", "b", "--why", "two slips", "--who", "J. Doe"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.err.contains("the source Ostby Echo") && said.err.contains("usually reliable (B)"), "{}", said.err);
    let arrest = claim(&scene, "echo.txt", "Arrest");
    scene.clew(&["decide", "affair", "rate-claim", &arrest, "3"]);

    assert_eq!(without_ratings(exported(&scene)), without_ratings(before));
    let reliability = json!({"letter": "B", "words": "usually reliable", "decision": 1});
    assert_eq!(rated(&scene), [("Ostby Echo".to_owned(), reliability.clone())]);
    let record = exported(&scene).into_iter().find(|record| record["id"] == arrest).expect("the claim");
    assert_eq!(record["origin"]["reliability"], reliability);
    assert_eq!(record["credibility"], json!({"number": 3, "words": "possibly true", "decision": 2}));
    assert_eq!(record["decision"], Value::Null, "a rating does not say whether it was read right");
    let listed = scene.clew(&["sources", "affair"]);
    assert!(listed.contains("    usually reliable (B), rated by J. Doe (decision 1)"), "{listed}");
    let shown = scene.clew(&["show", "affair", "echo.txt", "--claims"]);
    assert!(shown.contains("credibility   possibly true (3), rated by hand (decision 2)"), "{shown}");
}

#[test]
fn a_rating_and_a_judgement_of_one_claim_do_not_answer_one_another() {
    let scene = affair();
    let arrest = claim(&scene, "echo.txt", "Arrest");
    scene.clew(&["decide", "affair", "reject", &arrest]);
    scene.clew(&["decide", "affair", "rate-claim", &arrest, "5"]);
    let record = |scene: &Scene| exported(scene).into_iter().find(|record| record["id"] == arrest).expect("the claim");
    let decided = record(&scene);
    assert_eq!((&decided["decision"]["verdict"], &decided["credibility"]["number"]), (&json!("reject"), &json!(5)));
    assert_eq!(decided["finding"], Value::Null, "it is rejected still");
    // The latest that stands counts: what was accepted after all is told again.
    scene.clew(&["decide", "affair", "accept", &arrest]);
    let decided = record(&scene);
    assert_eq!((&decided["decision"]["verdict"], &decided["credibility"]["number"]), (&json!("accept"), &json!(5)));
    assert!(decided["finding"].is_string(), "{decided}");
}

#[test]
fn the_latest_rating_counts_outlives_a_rebuild_and_is_undone_alone() {
    let scene = affair();
    // A body that texts name, known again by where they name it; and a paper, known by its name.
    for (source, letter) in [("Harbour Board", "D"), ("Ostby Echo", "F"), ("Harbour Board", "C")] {
        scene.clew(&["decide", "affair", "rate-source", source, letter]);
    }
    let letters = |scene: &Scene| -> Vec<(String, String)> {
        let letter = |rating: &Value| rating["letter"].as_str().expect("a letter").to_owned();
        let mut found: Vec<_> = rated(scene).into_iter().map(|(name, rating)| (name, letter(&rating))).collect();
        found.sort();
        found
    };
    let one = |name: &str, letter: &str| (name.to_owned(), letter.to_owned());
    let board = letters(&scene).into_iter().map(|(name, _)| name).find(|name| name.contains("Board")).expect("rated");
    assert_eq!(letters(&scene), [one(&board, "C"), one("Ostby Echo", "F")]);
    let rebuilt = scene.run(&["rebuild", "affair"]);
    assert!(rebuilt.status == 0 && !rebuilt.err.contains("applies to nothing"), "{}", rebuilt.err);
    assert_eq!(letters(&scene), [one(&board, "C"), one("Ostby Echo", "F")]);
    scene.clew(&["undo", "affair", "3"]);
    assert_eq!(letters(&scene), [one(&board, "D"), one("Ostby Echo", "F")]);
    scene.clew(&["undo", "affair", "2"]);
    assert_eq!(letters(&scene), [one(&board, "D")]);

    // Another case of the same documents takes the rating in; one that has none of them keeps and reports it.
    let log = scene.clew(&["decisions", "affair", "export"]);
    scene.write("log.jsonl", &log);
    scene.clew(&["add", "other", "affair.clew"]);
    assert_eq!(
        records(&scene.clew(&["sources", "other", "--json"]))
            .iter()
            .filter(|one| !one["reliability"].is_null())
            .count(),
        1
    );
    scene.write("plain.txt", "Rain fell in Tarn.");
    scene.clew(&["add", "empty", "plain.txt"]);
    let taken = scene.run(&["decisions", "empty", "import", "log.jsonl"]);
    assert!(taken.status == 0 && taken.err.contains("1 decision applies to nothing"), "{}", taken.err);
    assert_eq!(scene.run(&["verify", "affair"]).status, 0);
}

#[test]
fn what_is_no_rating_says_why() {
    let scene = affair();
    let arrest = claim(&scene, "echo.txt", "Arrest");
    for (arguments, status, said) in [
        (&["rate-source", "Ostby Echo", "G"][..], 2, "a source is A (completely reliable)"),
        (&["rate-source", "Petra Anders", "A"], 3, "nothing in the case rests on the word of \"Petra Anders\""),
        (&["rate-claim", &arrest, "0"], 2, "a claim is 1 (confirmed by other sources)"),
        (&["rate-claim", "echo.txt#99", "1"], 3, "no claim 99"),
    ] {
        let run = scene.run(&[&["decide", "affair"], arguments].concat());
        assert_eq!(run.status, status, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    assert!(exported(&scene).iter().all(|record| record["record"] != "decision"));
}

#[test]
fn a_report_tells_ratings_in_sentences_of_their_own() {
    let scene = affair();
    let plain = scene.clew(&["report", "affair"]);
    assert!(!plain.contains("reliable") && !plain.contains("Credibility"), "{plain}");
    scene.clew(&["decide", "affair", "rate-source", "Ostby Echo", "B", "--who", "J. Doe", "--why", "two slips"]);
    scene.clew(&["decide", "affair", "rate-claim", &claim(&scene, "echo.txt", "Arrest"), "2"]);
    let report = scene.clew(&["report", "affair"]);
    assert!(
        report.contains("Ostby Echo, as a source of information: usually reliable (B), rated by J. Doe: “two slips”."),
        "{report}"
    );
    let credible = "Credibility of this claim, as rated by a reader of this case: probably true (2).";
    assert!(report.contains(credible), "{report}");
    // Without that sentence and its note every paragraph is the one that it was.
    let told = |report: &str| -> Vec<String> {
        let paragraphs = report.lines().filter(|line| line.starts_with("**"));
        paragraphs.map(|line| without_sentence(line, credible)).collect()
    };
    assert_eq!(told(&report), told(&plain));
}

/// A paragraph without a sentence and its note.
fn without_sentence(paragraph: &str, sentence: &str) -> String {
    let Some((before, after)) = paragraph.split_once(&format!(" {sentence}")) else { return paragraph.to_owned() };
    let rest = after.split_once(']').map_or(after, |(_, rest)| rest);
    format!("{before}{rest}")
}
