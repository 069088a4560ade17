//! Claims in a case's export, and what people decide of them.

use crate::scene::{Scene, records, words};
use serde_json::{Value, json};

const TEXT: &str =
    "Harbour police arrested Aron Weil on Tuesday. Hanna Wirth may have met Petra Anders in Ostby on Monday.";

fn affair() -> Scene {
    let scene = Scene::new();
    let line = json!({"id": "a.txt", "date": "2022-06-09", "publisher": "Ostby Courier", "text": TEXT});
    assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], &line.to_string()).status, 0);
    scene
}

/// The records of one kind in a case's export.
fn exported(scene: &Scene, kind: &str) -> Vec<Value> {
    let all = records(&scene.clew(&["export", "affair", "--format", "jsonl"])).into_iter();
    all.filter(|record| record["record"] == kind).collect()
}

/// The one claim of a predicate.
fn claim(scene: &Scene, predicate: &str) -> Value {
    let mut found = exported(scene, "claim").into_iter().filter(|claim| claim["predicate"] == predicate);
    found.next().unwrap_or_else(|| panic!("a claim of {predicate}"))
}

fn id(claim: &Value) -> String {
    claim["id"].as_str().expect("an id").to_owned()
}

#[test]
fn claims_are_exported_with_ids_and_entities() {
    let scene = affair();
    let arrest = claim(&scene, "Arrest");
    assert_eq!((&arrest["id"], &arrest["document"]), (&json!("a.txt#0"), &json!("a.txt")));
    let nulls = ["event_in_document", "decision"].map(|field| arrest.get(field).cloned());
    assert_eq!(nulls, [Some(Value::Null), Some(Value::Null)]);
    assert!(exported(&scene, "event").iter().any(|event| event["id"] == arrest["event"]), "{arrest}");
    let arguments = arrest["arguments"].as_array().expect("arguments");
    let person = arguments.iter().find(|argument| argument["role"] == "Person").expect("a Person");
    assert_eq!(words(TEXT, &person["start"], &person["end"]), "Aron Weil");
    let entities = exported(&scene, "entity");
    let weil = entities.iter().find(|entity| entity["name"] == "Aron Weil").expect("an entity");
    assert_eq!((&person["entity"], person["chain"].is_u64()), (&weil["id"], true));
    let annotated = records(
        &scene
            .fed(
                &["annotate", "--from", "jsonl"],
                &json!({"id": "a.txt", "date": "2022-06-09", "text": TEXT}).to_string(),
            )
            .out,
    );
    let printed = &annotated[0]["claims"][0];
    assert_eq!((&printed["id"], printed.get("record"), printed.get("decision")), (&json!(0), None, None));
    for field in ["trigger", "time", "polarity", "certainty", "by", "score", "sentence"] {
        assert_eq!(printed[field], arrest[field], "{field}");
    }
}

#[test]
fn a_rejected_claim_stays_and_says_so_until_it_is_undone() {
    let scene = affair();
    let arrest = id(&claim(&scene, "Arrest"));
    let said = scene.run(&["decide", "affair", "reject", &arrest, "--why", "another Weil", "--who", "J. Doe"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.err.contains("Harbour police arrested Aron Weil on Tuesday."), "{}", said.err);
    assert_eq!(claim(&scene, "Arrest")["decision"], json!({"number": 1, "verdict": "reject"}));
    let shown = scene.clew(&["show", "affair", "a.txt", "--claims"]);
    assert!(shown.contains("#0  Arrest") && shown.contains("reject: another Weil (decision 1)"), "{shown}");
    let before = scene.clew(&["export", "affair", "--format", "jsonl"]);
    let rebuilt = scene.run(&["rebuild", "affair"]);
    assert!(rebuilt.status == 0 && !rebuilt.err.contains("applies to nothing"), "{}", rebuilt.err);
    assert_eq!(scene.clew(&["export", "affair", "--format", "jsonl"]), before);

    let decision = &exported(&scene, "decision")[0];
    assert_eq!((&decision["verdict"], &decision["claims"]), (&json!("reject"), &json!([arrest])));
    assert_eq!(
        (&decision["who"], &decision["why"], &decision["undone_by"]),
        (&json!("J. Doe"), &json!("another Weil"), &Value::Null)
    );
    let about = &decision["about"];
    assert_eq!(
        (&about["kind"], &about["predicate"], &about["trigger"]["words"]),
        (&json!("claim"), &json!("Arrest"), &json!("arrested"))
    );
    assert_eq!(about["sha256"], exported(&scene, "document")[0]["sha256"]);
    assert!(about.get("id").is_none() && about.get("number").is_none(), "a claim's number is not stored: {about}");

    scene.clew(&["undo", "affair", "1"]);
    assert_eq!(claim(&scene, "Arrest")["decision"], Value::Null);
    let log = exported(&scene, "decision");
    assert_eq!((&log[0]["undone_by"], &log[1]["verdict"]), (&json!(2), &json!("retract")));
    assert_eq!(log[1]["about"], json!({"kind": "decision", "number": 1}));
    let again = scene.run(&["undo", "affair", "1"]);
    assert_eq!(again.status, 4, "{}", again.err);
    scene.clew(&["undo", "affair", "2"]);
    assert_eq!(claim(&scene, "Arrest")["decision"]["number"], 1, "undoing the undoing");
}

#[test]
fn a_correction_says_what_the_sentence_says_instead() {
    let scene = affair();
    let meet = id(&claim(&scene, "Meet"));
    scene.clew(&["decide", "affair", "accept", &meet]);
    let correct = ["decide", "affair", "correct", &meet, "--predicate", "Contact", "--polarity", "denied"];
    scene.clew(&correct);
    let corrected = claim(&scene, "Meet");
    let decision =
        json!({"number": 2, "verdict": "correct", "correction": {"predicate": "Contact", "polarity": "denied"}});
    assert_eq!(
        (&corrected["decision"], &corrected["polarity"]),
        (&decision, &json!("asserted")),
        "the latest, beside what was read"
    );

    let arrest = id(&claim(&scene, "Arrest"));
    scene.clew(&["decide", "affair", "correct", &arrest, "--role", "Person", "--words", "Weil"]);
    let argument = claim(&scene, "Arrest")["decision"]["correction"]["argument"].clone();
    assert_eq!(argument["was"], json!({"start": 24, "end": 33, "words": "Aron Weil"}));
    assert_eq!(argument["is"], json!({"start": 29, "end": 33, "words": "Weil"}));
    let listed = scene.clew(&["decisions", "affair"]);
    assert!(
        listed.contains("instead: Contact; denied") && listed.contains("instead: Person: Weil (not: Aron Weil)"),
        "{listed}"
    );
    assert_eq!(records(&scene.clew(&["decisions", "affair", "--json"])), exported(&scene, "decision"));
}

#[test]
fn what_makes_no_decision_says_why() {
    let scene = affair();
    let arrest = id(&claim(&scene, "Arrest"));
    for (arguments, status, said) in [
        (&["accept", "a.txt"][..], 2, "names no claim"),
        (&["accept", "b.txt#0"], 3, "no document \"b.txt\""),
        (&["accept", "a.txt#99"], 3, "no claim 99"),
        (&["reject", &arrest, "--predicate", "Meet"], 2, "unexpected argument '--predicate'"),
        (&["correct", &arrest], 2, "says nothing else"),
        (&["correct", &arrest, "--predicate", "Arrest"], 2, "says nothing else"),
        (&["correct", &arrest, "--predicate", "arrest"], 2, "there is no predicate arrest"),
        (&["correct", &arrest, "--role", "Recipient", "--words", "Weil"], 2, "the claim has no Recipient"),
        (&["correct", &arrest, "--role", "Person", "--words", "Petra Anders"], 2, "does not hold the words"),
    ] {
        let run = scene.run(&[&["decide", "affair"], arguments].concat());
        assert_eq!(run.status, status, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    assert_eq!(scene.run(&["undo", "affair", "1"]).status, 3);
    assert_eq!(exported(&scene, "decision"), [Value::Null; 0]);
}

#[test]
fn a_decision_on_what_is_read_otherwise_now_is_reported_and_kept() {
    let scene = affair();
    let arrest = id(&claim(&scene, "Arrest"));
    scene.clew(&["decide", "affair", "accept", &arrest]);
    // As if the clew that it was decided with had read a Detain there.
    let case = rusqlite::Connection::open(scene.path("affair.clew")).expect("SQLite opens it");
    let as_before = "INSERT INTO decision (verdict, about, recorded_at) \
        SELECT 'reject', json_set(about, '$.predicate', 'Detain'), recorded_at FROM decision WHERE number = 1";
    assert_eq!(case.execute(as_before, []), Ok(1));
    drop(case);
    let rebuilt = scene.run(&["rebuild", "affair"]);
    for said in [rebuilt, scene.run(&["status", "affair"])] {
        assert!(said.err.contains("1 decision applies to nothing"), "{}", said.err);
    }
    assert_eq!(
        claim(&scene, "Arrest")["decision"]["number"],
        1,
        "what was decided of another claim is none of this one's"
    );
    let listed = scene.run(&["decisions", "affair"]);
    assert!(
        listed.out.contains("applies to nothing any more") && listed.err.contains("hint:"),
        "{}{}",
        listed.out,
        listed.err
    );
    assert_eq!(exported(&scene, "decision")[1]["claims"], json!([]));
    scene.clew(&["undo", "affair", "2"]);
    assert!(
        !scene.run(&["decisions", "affair"]).err.contains("applies to nothing"),
        "what was taken back needs no look"
    );
}

#[test]
fn a_decision_holds_for_the_same_original_under_another_id() {
    let scene = Scene::new();
    for name in ["in/one.txt", "in/other.txt"] {
        scene.write(name, TEXT);
    }
    scene.clew(&["add", "affair", "in", "--date", "2022-06-09"]);
    let one = exported(&scene, "claim").into_iter().find(|claim| claim["predicate"] == "Arrest").expect("an Arrest");
    scene.clew(&["decide", "affair", "reject", &id(&one)]);
    let claims = exported(&scene, "decision")[0]["claims"].clone();
    assert_eq!(claims, json!(["in/one.txt#0", "in/other.txt#0"]));
    let rejected = exported(&scene, "claim").into_iter().filter(|claim| claim["decision"]["verdict"] == "reject");
    assert_eq!(rejected.count(), 2);
}

#[test]
fn predicates_of_the_case_are_shown_by_their_lines_and_can_be_corrected_to() {
    let scene = affair();
    let pattern = "verb arrest";
    scene.write("raid.txt", format!("predicate Raid\nrole Person! Person\n\n{pattern}\n    Person object\n"));
    let meet = id(&claim(&scene, "Meet"));
    let correct = ["decide", "affair", "correct", &meet, "--predicate", "Raid"];
    assert!(scene.run(&correct).err.contains("there is no predicate Raid"));
    scene.clew(&["predicates", "affair", "add", "raid.txt"]);
    let shown = scene.clew(&["show", "affair", "a.txt", "--claims"]);
    assert!(shown.contains("found by      raid.txt:4  verb arrest"), "{shown}");
    let meet = id(&claim(&scene, "Meet"));
    scene.clew(&["decide", "affair", "correct", &meet, "--predicate", "Raid"]);
    assert_eq!(claim(&scene, "Meet")["decision"]["correction"], json!({"predicate": "Raid"}));
    // A file that is taken out again leaves what was decided in its words.
    scene.clew(&["predicates", "affair", "remove", "raid.txt"]);
    assert_eq!(claim(&scene, "Meet")["decision"]["correction"], json!({"predicate": "Raid"}));
}

#[test]
fn a_rejected_claim_tells_of_no_event_until_that_is_undone() {
    let scene = affair();
    let told = |scene: &Scene| -> Vec<Value> {
        let all = records(&scene.clew(&["export", "affair", "--format", "jsonl"])).into_iter();
        all.filter(|record| record["record"] == "event" || record["record"] == "finding").collect()
    };
    let (before, arrest) = (told(&scene), claim(&scene, "Arrest"));
    assert!(before.iter().any(|record| record["claims"] == json!(["a.txt#0"])), "{before:?}");
    scene.clew(&["decide", "affair", "reject", &id(&arrest)]);
    let rejected = told(&scene);
    assert!(!rejected.iter().any(|record| record["claims"].to_string().contains("a.txt#0")), "{rejected:?}");
    assert_eq!(claim(&scene, "Arrest")["decision"]["verdict"], "reject", "the claim itself stays");
    scene.clew(&["undo", "affair", "1"]);
    assert_eq!(told(&scene), before);
}
