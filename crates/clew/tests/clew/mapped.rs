//! What comes in from other programs: tables by a mapping, entities of FollowTheMoney, judgements of nomenklatura.

use crate::scene::{Scene, examples, records, words};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;

/// A case of the tables in examples/tables.
fn telephones() -> Scene {
    let scene = Scene::new();
    for file in ["calls.csv", "calls.toml", "subscribers.csv", "subscribers.toml"] {
        scene.write(file, fs::read(examples().join("tables").join(file)).expect("an example"));
    }
    scene.clew(&["add", "telephones", "calls.csv", "--mapping", "calls.toml"]);
    scene.clew(&["add", "telephones", "subscribers.csv", "--mapping", "subscribers.toml"]);
    scene
}

fn exported(scene: &Scene, kind: &str) -> Vec<Value> {
    let all = records(&scene.clew(&["export", "telephones", "--format", "jsonl"]));
    all.into_iter().filter(|record| record["record"] == kind).collect()
}

#[test]
fn a_call_list_ends_in_the_network() {
    let scene = telephones();
    let path = scene.clew(&["path", "telephones", "Ines Havel", "Marek Dorn"]);
    for sentence in [
        "Ines Havel is the subscriber of +99 555 0417.",
        "+99 555 0417 telephoned +99 555 0132 at 2023-03-05 23:52:00.",
        "Marek Dorn is the subscriber of +99 555 0132.",
    ] {
        assert!(path.contains(sentence), "{path}");
    }
    let called =
        exported(&scene, "finding").into_iter().filter(|one| one["predicate"] == "Contact").collect::<Vec<_>>();
    assert_eq!(called.len(), 3, "three calls, none of them another's account: {called:#?}");
    for call in &called {
        assert_eq!(
            (&call["standing"], &call["origins"][0]["name"]),
            (&"single-origin".into(), &"Northmoor Telecom".into())
        );
    }
}

#[test]
fn a_row_is_the_sentence_that_its_claim_points_into() {
    let scene = telephones();
    let number = exported(&scene, "document").iter().position(|one| one["id"] == "calls.csv").expect("the calls");
    let shown = scene.clew(&["show", "telephones", "calls.csv"]);
    assert_eq!(number, 0);
    assert!(shown.contains("The call lasted 540 seconds."), "{shown}");
    let claim = exported(&scene, "claim").into_iter().find(|one| one["id"] == "calls.csv#1").expect("the second call");
    let text = "+99 555 0417 telephoned +99 555 0132 at 2023-03-05 23:52:00. The call lasted 540 seconds.\n\
                +99 555 0417 telephoned +99 555 0190 at 2023-03-06 00:04:00. The call lasted 95 seconds.\n";
    let arguments: Vec<String> = claim["arguments"]
        .as_array()
        .expect("arguments")
        .iter()
        .map(|one| words(text, &one["start"], &one["end"]))
        .collect();
    assert_eq!(arguments, ["+99 555 0417", "+99 555 0190"]);
    assert_eq!(claim["time"]["earliest"], "2023-03-06");
    assert_eq!(claim["by"], "calls.toml:1");
}

#[test]
fn a_row_that_is_unclear_has_an_outcome_of_its_own() {
    let scene = telephones();
    let failed = scene.clew(&["status", "telephones", "--outcome", "failed"]);
    assert!(failed.contains("calls.csv!row 5") && failed.contains("late on Monday"), "{failed}");
    let partial = scene.clew(&["status", "telephones", "--outcome", "partial"]);
    assert!(partial.contains("1 of 4 rows"), "{partial}");
}

#[test]
fn what_a_mapping_read_outlasts_a_rebuild_and_the_same_again_changes_nothing() {
    let scene = telephones();
    let before = scene.clew(&["export", "telephones", "--format", "jsonl"]);
    scene.clew(&["rebuild", "telephones"]);
    assert_eq!(scene.clew(&["export", "telephones", "--format", "jsonl"]), before);
    scene.clew(&["add", "telephones", "calls.csv", "--mapping", "calls.toml"]);
    assert_eq!(scene.clew(&["export", "telephones", "--format", "jsonl"]), before);
    // Another mapping of the same table is another reading of it.
    let other = fs::read_to_string(scene.path("calls.toml")).expect("a mapping").replace("\"Contact\"", "\"Meet\"");
    scene.write("calls.toml", other);
    scene.clew(&["add", "telephones", "calls.csv", "--mapping", "calls.toml"]);
    assert!(exported(&scene, "finding").iter().all(|one| one["predicate"] != "Contact"));
}

#[test]
fn a_mapping_that_is_wrong_leaves_nothing_behind() {
    let scene = Scene::new();
    scene.write("calls.csv", "a,b\n1,2\n");
    scene.write(
        "calls.toml",
        "[[sentence]]\ntext = \"{a} [rang] {b}.\"\npredicate = \"Ring\"\nroles = { Participant = [\"a\", \"b\"] }\n",
    );
    let said = scene.run(&["add", "x", "calls.csv", "--mapping", "calls.toml"]);
    assert_eq!(said.status, 2);
    assert!(
        said.err.contains("sentence 1: there is no predicate Ring") && said.err.contains("docs/formats.md"),
        "{}",
        said.err
    );
    assert!(!scene.path("x.clew").exists());
}

/// Every record of a case in order, without what says when a decision came into it.
fn picture(scene: &Scene, case: &str) -> Vec<Value> {
    let mut all = records(&scene.clew(&["export", case, "--format", "jsonl"]));
    for record in &mut all {
        let fields = record.as_object_mut().expect("an object");
        fields.retain(|field, _| !["recorded_at", "brought_from"].contains(&field.as_str()));
    }
    all
}

#[test]
fn out_to_follow_the_money_and_in_again_is_the_same_case() {
    let scene = Scene::new();
    scene.clew(&["demo", "--no-serve"]);
    let rows = fs::read(examples().join("tables/subscribers.csv")).expect("an example");
    scene.write("subscribers.csv", rows);
    scene.write("subscribers.toml", fs::read(examples().join("tables/subscribers.toml")).expect("an example"));
    scene.clew(&["add", "demo", "subscribers.csv", "--mapping", "subscribers.toml"]);
    scene.clew(&["decide", "demo", "apart", "Conrad Ferriday", "Osric Bayle", "--who", "Ada"]);
    scene.clew(&["export", "demo", "--format", "ftm", "--out", "demo.ftm.json"]);
    let said = scene.run(&["add", "again", "demo.ftm.json"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.err.contains("1 decision taken in"), "{}", said.err);
    let (before, after) = (picture(&scene, "demo"), picture(&scene, "again"));
    for (one, other) in before.iter().zip(&after) {
        assert_eq!(one, other);
    }
    assert_eq!(after.len(), before.len());
}

#[test]
fn entities_alone_become_documents_and_what_they_state() {
    let scene = Scene::new();
    let lines = concat!(
        r#"{"id": "p1", "schema": "Person", "properties": {"name": ["Jonas Weil"]}}"#,
        "\n",
        r#"{"id": "p2", "schema": "Person", "properties": {"name": ["Aron Lund"]}}"#,
        "\n",
        r#"{"id": "c1", "schema": "Company", "properties": {"name": ["Harbour Holdings Ltd"]}}"#,
        "\n",
        r#"{"id": "o1", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["c1"]}}"#,
        "\n",
        r#"{"id": "o2", "schema": "Directorship", "properties": {"director": ["p2"], "organization": ["c1"], "role": ["secretary"]}}"#,
        "\n",
    );
    scene.write("register.ftm.json", lines);
    scene.clew(&["add", "x", "register.ftm.json", "--publisher", "Company Register"]);
    let path = scene.clew(&["path", "x", "Jonas Weil", "Aron Lund"]);
    assert!(
        path.contains("Jonas Weil owns Harbour Holdings Ltd.")
            && path.contains("Aron Lund is secretary of Harbour Holdings Ltd."),
        "{path}"
    );
}

#[test]
fn judgements_of_nomenklatura_are_decisions() {
    let scene = telephones();
    let ids: HashMap<String, String> = exported(&scene, "entity")
        .iter()
        .map(|one| (one["name"].as_str().expect("a name").to_owned(), one["id"].as_str().expect("an id").to_owned()))
        .collect();
    let (havel, dorn, roos) = (&ids["Ines Havel"], &ids["Marek Dorn"], &ids["Tilda Roos"]);
    let lines = format!(
        "[\"NK-1\", \"{havel}\", \"positive\", null, \"ada\", null]\n[\"NK-1\", \"{roos}\", \"positive\", null, \"ada\", null]\n\
         [\"{dorn}\", \"NK-1\", \"negative\", null, \"ben\", null]\n[\"Q1\", \"Q2\", \"unsure\", null, null, null]\n\
         [\"{havel}\", \"{dorn}\", \"no_judgement\", 0.4, null, null]\n"
    );
    scene.write("judgements.ijson", lines);
    let said = scene.run(&["decisions", "telephones", "import", "judgements.ijson"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.err.contains("2 decisions taken in, 1 of ids that this case does not have"), "{}", said.err);
    let decided: Vec<(String, String)> = exported(&scene, "decision")
        .iter()
        .map(|one| {
            (one["verdict"].as_str().expect("a verdict").to_owned(), one["who"].as_str().expect("who").to_owned())
        })
        .collect();
    assert_eq!(
        decided,
        [("merge", "ada"), ("apart", "ben")].map(|(verdict, who)| (verdict.to_owned(), who.to_owned()))
    );
    let again = scene.run(&["decisions", "telephones", "import", "judgements.ijson"]);
    assert!(again.err.contains("0 decisions taken in"), "{}", again.err);
    assert_eq!(exported(&scene, "decision").len(), 2);
}
