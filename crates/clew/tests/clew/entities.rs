//! What people decide of entities and documents: merged, parted, renamed, withdrawn, and all of it taken back.

use crate::scene::{Said, Scene, records};
use serde_json::{Value, json};

/// Three papers on one man under two names, and on somebody else of the first name.
const PAPERS: [(&str, &str, &str); 3] = [
    ("ostby.txt", "Ostby Courier", "Harbour police arrested Aron Weil on Tuesday. Weil owns the ferry Halla Star."),
    ("skarn.txt", "Skarn Echo", "Sefton Marr owns the ferry Halla Star. Marr was seen in Skarn on Monday."),
    ("lund.txt", "Lund Mail", "Aron Weil won the chess cup of Lund on Friday. Aron Weil is a teacher."),
];

fn affair() -> Scene {
    let scene = Scene::new();
    add(&scene, "affair", &PAPERS);
    scene
}

fn add(scene: &Scene, case: &str, papers: &[(&str, &str, &str)]) {
    let line = |(id, publisher, text): &(&str, &str, &str)| {
        json!({"id": id, "date": "2022-06-09", "publisher": publisher, "text": text}).to_string()
    };
    let lines: Vec<String> = papers.iter().map(line).collect();
    let said = scene.fed(&["add", case, "--from", "jsonl"], &lines.join("\n"));
    assert_eq!(said.status, 0, "{}", said.err);
}

fn exported(scene: &Scene, case: &str, kind: &str) -> Vec<Value> {
    let all = records(&scene.clew(&["export", case, "--format", "jsonl"])).into_iter();
    all.filter(|record| record["record"] == kind).collect()
}

/// People of a case, one a line: the name, and the documents that mention them.
fn people(scene: &Scene, case: &str) -> Vec<String> {
    let line = |entity: &Value| {
        let mentions = entity["mentions"].as_array().expect("mentions").iter();
        let mut documents: Vec<&str> = mentions.filter_map(|mention| mention["document"].as_str()).collect();
        documents.dedup();
        format!("{}: {}", entity["name"].as_str().unwrap_or_default(), documents.join(" "))
    };
    let people = exported(scene, case, "entity").into_iter().filter(|entity| entity["type"] == "Person");
    let mut lines: Vec<String> = people.map(|entity| line(&entity)).filter(|line| line.contains(' ')).collect();
    lines.retain(|line| ["Weil", "Marr", "Vail"].iter().any(|name| line.contains(name)));
    lines.sort();
    lines
}

/// Runs `clew decide affair ...`, which must go well.
fn decide(scene: &Scene, arguments: &[&str]) -> Said {
    let said = scene.run(&[&["decide", "affair"], arguments].concat());
    assert_eq!(said.status, 0, "{arguments:?}: {}", said.err);
    said
}

const AS_READ: [&str; 2] = ["Aron Weil: lund.txt ostby.txt", "Sefton Marr: skarn.txt"];

#[test]
fn whom_a_person_merges_is_one_until_that_is_undone_and_the_old_id_leads_there() {
    let scene = affair();
    assert_eq!(people(&scene, "affair"), AS_READ);
    let id = |name: &str| {
        let all = exported(&scene, "affair", "entity");
        let found = all.iter().find(|entity| entity["name"] == name).expect("an entity of that name");
        found["id"].as_str().expect("an id").to_owned()
    };
    let (weil, marr) = (id("Aron Weil"), id("Sefton Marr"));
    let said = decide(&scene, &["merge", "Sefton Marr", "Aron Weil", "--why", "the same passport", "--who", "J. Doe"]);
    assert!(said.err.contains("Sefton Marr owns the ferry Halla Star."), "{}", said.err);
    assert!(said.err.contains(&format!("now {weil}")), "{}", said.err);
    assert_eq!(people(&scene, "affair"), ["Aron Weil: lund.txt ostby.txt skarn.txt"]);
    assert!(scene.clew(&["who", "affair", &marr]).contains("Aron Weil"), "a merged id leads on");
    let before = scene.clew(&["export", "affair", "--format", "jsonl"]);
    scene.clew(&["rebuild", "affair"]);
    assert_eq!(scene.clew(&["export", "affair", "--format", "jsonl"]), before);
    let again = scene.run(&["decide", "affair", "merge", &weil, &marr]);
    assert_eq!(again.status, 4, "{}", again.err);

    scene.clew(&["undo", "affair", "1"]);
    assert_eq!(people(&scene, "affair"), AS_READ);
    let log = exported(&scene, "affair", "decision");
    let about = &log[0]["about"];
    assert_eq!((&about["kind"], &about["one"]["name"]), (&json!("pair"), &json!("Sefton Marr")));
    assert_eq!(about["other"]["mentions"][0]["mention"]["words"], "Aron Weil");
    assert_eq!((&log[0]["undone_by"], &log[1]["verdict"]), (&json!(2), &json!("retract")));
}

#[test]
fn what_is_split_stays_two_and_undoing_one_decision_leaves_those_after_it() {
    let scene = affair();
    decide(&scene, &["split", "Aron Weil", "lund.txt", "--why", "the teacher is another man"]);
    assert_eq!(people(&scene, "affair"), ["Aron Weil: lund.txt", "Aron Weil: ostby.txt", "Sefton Marr: skarn.txt"]);
    decide(&scene, &["rename", "Sefton Marr", "Sefton Vail"]);
    let split = ["Aron Weil: lund.txt", "Aron Weil: ostby.txt", "Sefton Vail: skarn.txt"];
    assert_eq!(people(&scene, "affair"), split);
    scene.clew(&["rebuild", "affair"]);
    assert_eq!(people(&scene, "affair"), split);
    scene.clew(&["undo", "affair", "1"]);
    assert_eq!(people(&scene, "affair"), ["Aron Weil: lund.txt ostby.txt", "Sefton Vail: skarn.txt"]);
}

#[test]
fn who_cannot_be_told_stays_as_it_was_and_that_is_kept() {
    let scene = affair();
    decide(&scene, &["unsure", "Aron Weil", "Sefton Marr", "--why", "no photograph of either"]);
    assert_eq!(people(&scene, "affair"), AS_READ);
    let listed = scene.clew(&["decisions", "affair"]);
    assert!(listed.contains("1  unsure") && listed.contains("because: no photograph of either"), "{listed}");
    assert_eq!(exported(&scene, "affair", "decision")[0]["entities"].as_array().map(Vec::len), Some(2));
}

#[test]
fn names_and_types_are_as_decided_and_those_of_the_texts_stay_beside() {
    let scene = affair();
    decide(&scene, &["rename", "Sefton Marr", "Sefton  Vail"]);
    decide(&scene, &["retype", "Halla Star", "facility"]);
    let all = exported(&scene, "affair", "entity");
    let named = |name: &str| all.iter().find(|entity| entity["name"] == name).expect("an entity of that name");
    assert!(named("Sefton Vail")["names"].to_string().contains("Sefton Marr"));
    assert_eq!(named("Halla Star")["type"], "Facility");
    assert!(scene.clew(&["decisions", "affair"]).contains("instead: Sefton Vail"));
}

#[test]
fn a_withdrawn_document_stays_and_speaks_for_nothing() {
    let scene = affair();
    let standing = |scene: &Scene| -> Value {
        let all = exported(scene, "affair", "finding");
        all.iter().find(|finding| finding["predicate"] == "Arrest").expect("an Arrest")["standing"].clone()
    };
    assert_eq!(standing(&scene), "single-origin");
    decide(&scene, &["retract", "ostby.txt", "--why", "the paper withdrew it"]);
    assert_eq!(standing(&scene), "superseded");
    let documents = exported(&scene, "affair", "document");
    let of = |id: &str| documents.iter().find(|document| document["id"] == id).expect("a document");
    assert_eq!((&of("ostby.txt")["retracted_by"], of("lund.txt").get("retracted_by")), (&json!(1), None));
    assert_eq!(scene.run(&["decide", "affair", "retract", "ostby.txt"]).status, 4);
    scene.clew(&["undo", "affair", "1"]);
    assert_eq!(standing(&scene), "single-origin");
}

#[test]
fn what_cannot_be_decided_of_an_entity_says_why() {
    let scene = affair();
    for (arguments, status, said) in [
        (&["merge", "Aron Weil", "Petra Anders"][..], 3, "knows nobody and nothing"),
        (&["apart", "Aron Weil", "Weil"], 4, "is one entity already"),
        (&["split", "Aron Weil", "skarn.txt"], 2, "is not mentioned"),
        (&["split", "Aron Weil", "lund.txt", "ostby.txt"], 2, "nothing would be left of it"),
        (&["split", "Aron Weil"], 2, "required"),
        (&["rename", "Aron Weil", " "], 2, "at least one letter"),
        (&["rename", "Aron Weil", "Aron Weil"], 4, "it is Aron Weil already"),
        (&["retype", "Aron Weil", "Person"], 4, "it is a Person already"),
        (&["retype", "Aron Weil", "Robot"], 2, "the types are Person"),
        (&["retract", "no.txt"], 3, "no document"),
    ] {
        let run = scene.run(&[&["decide", "affair"], arguments].concat());
        assert_eq!(run.status, status, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    assert_eq!(exported(&scene, "affair", "decision"), [Value::Null; 0]);
}

#[test]
fn decisions_move_between_people_once_and_without_what_was_undone() {
    let scene = affair();
    add(&scene, "other", &PAPERS);
    decide(&scene, &["merge", "Aron Weil", "Sefton Marr", "--who", "J. Doe"]);
    decide(&scene, &["rename", "Aron Weil", "Aron Vail"]);
    scene.clew(&["undo", "affair", "2"]);
    scene.write("log.jsonl", scene.clew(&["decisions", "affair", "export"]));
    let taken = scene.run(&["decisions", "other", "import", "log.jsonl"]);
    assert!(taken.status == 0 && taken.err.contains("1 decision taken in, 1 undone where"), "{}", taken.err);
    assert_eq!(people(&scene, "other"), people(&scene, "affair"));
    let brought = &exported(&scene, "other", "decision")[0];
    assert_eq!((&brought["who"], &brought["brought_from"]["number"]), (&json!("J. Doe"), &json!(1)));
    let again = scene.run(&["decisions", "other", "import", "log.jsonl"]);
    assert!(again.err.contains("0 decisions taken in, 1 known already"), "{}", again.err);
    scene.clew(&["undo", "other", "1"]);
    let undone = scene.run(&["decisions", "other", "import", "log.jsonl"]);
    assert!(undone.err.contains("0 decisions taken in"), "what was undone here stays so: {}", undone.err);
    let broken = scene.fed(&["decisions", "other", "import", "-"], "{\"record\":\"decision\",\"number\":1}\n");
    assert!(broken.status == 2 && broken.err.contains("line 1"), "{}", broken.err);
}

#[test]
fn two_cases_joined_are_one_of_all_documents_decisions_and_all() {
    let scene = affair();
    add(&scene, "first", &PAPERS[..1]);
    add(&scene, "second", &PAPERS[1..]);
    for case in ["second", "affair"] {
        scene.clew(&["decide", case, "rename", "Sefton Marr", "Sefton Vail"]);
    }
    let joined = scene.run(&["add", "first", "second.clew"]);
    assert!(joined.status == 0 && joined.err.contains("2 documents added"), "{}", joined.err);
    assert!(joined.err.contains("1 decision taken in"), "{}", joined.err);
    // All but when it was decided is as if the documents had been added to one case.
    let told = |case: &str| -> Vec<Value> {
        let all = records(&scene.clew(&["export", case, "--format", "jsonl"])).into_iter();
        all.filter(|record| record["record"] != "decision").collect()
    };
    assert_eq!(told("first"), told("affair"));
    let again = scene.run(&["add", "first", "second.clew"]);
    assert!(again.err.contains("0 documents added, 2 already there"), "{}", again.err);
    let itself = scene.run(&["add", "first", "first.clew"]);
    assert!(itself.status == 2 && itself.err.contains("the case itself"), "{}", itself.err);
    assert_eq!(scene.run(&["add", "new", "nothing.clew"]).status, 3);
    assert!(!scene.path("new.clew").exists());
}

#[test]
fn a_case_that_something_else_wrote_to_does_not_verify() {
    let scene = affair();
    decide(&scene, &["rename", "Sefton Marr", "Sefton Vail"]);
    let checkpoint = scene.clew(&["verify", "affair"]).trim().replace("checkpoint ", "");
    assert!(checkpoint.starts_with("1:"), "{checkpoint}");
    decide(&scene, &["split", "Aron Weil", "lund.txt"]);
    let goes_on = scene.run(&["verify", "affair", "--checkpoint", &checkpoint]);
    assert!(goes_on.status == 0 && goes_on.err.contains("3 originals and 2 decisions"), "{}", goes_on.err);
    let case = rusqlite::Connection::open(scene.path("affair.clew")).expect("SQLite opens it");
    let change = "UPDATE original SET n_bytes = n_bytes + 1";
    assert!(case.execute(change, []).is_err(), "clew's own rules keep it from being changed");
    case.execute_batch(&format!("DROP TRIGGER original_is_fixed; {change}")).expect("whoever drops them can");
    drop(case);
    let broken = scene.run(&["verify", "affair"]);
    assert!(broken.status == 1 && broken.err.contains("is not what was read"), "{}", broken.err);
}
