//! Mentions and claims that people make by hand: drawn into the picture as clew's own, marked as a person's, undone alone.

use crate::scene::{Scene, records};
use serde_json::{Value, json};

/// What clew reads no claim in: a turn of phrase that no pattern has.
const TEXT: &str = "Harbour police arrested Aron Weil on Tuesday. \
    Petra Anders and Aron Weil were thick as thieves, a clerk said. The Lamp was seen at the quay.";

fn affair() -> Scene {
    let scene = Scene::new();
    let line = json!({"id": "a.txt", "date": "2022-06-09", "publisher": "Ostby Courier", "text": TEXT});
    assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], &line.to_string()).status, 0);
    scene
}

fn exported(scene: &Scene, kind: &str) -> Vec<Value> {
    let all = records(&scene.clew(&["export", "affair", "--format", "jsonl"])).into_iter();
    all.filter(|record| record["record"] == kind).collect()
}

/// Makes the claim of the second sentence.
fn add_claim(scene: &Scene) -> Value {
    let what = ["decide", "affair", "add-claim", "a.txt", "thick as thieves", "Associate"];
    let who = ["--role", "Person=Petra Anders", "--role", "Person=Aron Weil", "--source", "a clerk"];
    scene.clew(&[&what[..], &who, &["--certainty", "likely", "--who", "J. Doe"]].concat());
    let mut made = exported(scene, "claim").into_iter().filter(|claim| claim["by"] == "hand");
    made.next().expect("a claim by hand")
}

#[test]
fn a_claim_made_by_hand_joins_the_picture_and_says_whose_it_is() {
    let scene = affair();
    let before = scene.clew(&["export", "affair", "--format", "jsonl"]);
    let made = add_claim(&scene);
    assert_eq!((&made["predicate"], &made["certainty"]["level"]), (&json!("Associate"), &json!("likely")));
    assert_eq!(made["decision"]["verdict"], "add-claim");
    let entities: Vec<&Value> =
        made["arguments"].as_array().expect("arguments").iter().map(|one| &one["entity"]).collect();
    assert!(entities.iter().all(|entity| entity.is_string()), "{made}");
    assert!(made["origin"]["name"].as_str().is_some_and(|name| name.contains("clerk")), "{made}");
    let finding = exported(&scene, "finding").into_iter().find(|finding| finding["id"] == made["finding"]);
    assert!(finding.is_some_and(|finding| finding["claims"] == json!([made["id"]])), "{made}");
    let who = scene.clew(&["who", "affair", "Petra Anders"]);
    assert!(who.contains("thick as thieves"), "{who}");
    let shown = scene.clew(&["show", "affair", "a.txt", "--claims"]);
    assert!(shown.contains("a person, who made it by hand") && !shown.contains("100 % of claims"), "{shown}");

    let drawn = scene.clew(&["export", "affair", "--format", "jsonl"]);
    let rebuilt = scene.run(&["rebuild", "affair"]);
    assert!(rebuilt.status == 0 && !rebuilt.err.contains("applies to nothing"), "{}", rebuilt.err);
    assert_eq!(scene.clew(&["export", "affair", "--format", "jsonl"]), drawn);
    scene.clew(&["undo", "affair", "1"]);
    let without_log = |lines: &str| -> Vec<Value> {
        records(lines).into_iter().filter(|record| record["record"] != "decision").collect()
    };
    assert_eq!(without_log(&scene.clew(&["export", "affair", "--format", "jsonl"])), without_log(&before));
}

#[test]
fn a_claim_made_by_hand_is_decided_upon_like_any() {
    let scene = affair();
    let made = add_claim(&scene);
    let id = made["id"].as_str().expect("an id");
    scene.clew(&["decide", "affair", "rate-claim", id, "4"]);
    scene.clew(&["decide", "affair", "reject", id, "--why", "a turn of phrase"]);
    let claim = exported(&scene, "claim").into_iter().find(|claim| claim["id"] == id).expect("it stays");
    assert_eq!((&claim["decision"]["verdict"], &claim["credibility"]["number"]), (&json!("reject"), &json!(4)));
    assert_eq!(claim["finding"], Value::Null);
    // Whoever takes the making back leaves what was decided of it with nothing to apply to, and is told so.
    scene.clew(&["undo", "affair", "1"]);
    let status = scene.run(&["status", "affair"]);
    assert!(status.err.contains("2 decisions apply to nothing"), "{}", status.err);
}

#[test]
fn a_mention_made_by_hand_is_of_the_entity_that_was_named_or_of_a_new_one() {
    let scene = affair();
    let entity = |scene: &Scene, name: &str| {
        exported(scene, "entity").into_iter().find(|entity| entity["names"].to_string().contains(name))
    };
    let n_mentions =
        |scene: &Scene| entity(scene, "Aron Weil").expect("read")["mentions"].as_array().expect("a list").len();
    let before = n_mentions(&scene);
    scene.clew(&["decide", "affair", "add-mention", "a.txt", "thieves", "--type", "Organization", "--who", "J. Doe"]);
    let listed = scene.clew(&["decisions", "affair"]);
    assert!(listed.contains("refers to something new: Organization"), "{listed}");
    scene.clew(&["undo", "affair", "1"]);

    let lamp = scene.run(&["decide", "affair", "add-mention", "a.txt", "Lamp", "--entity", "Aron Weil"]);
    let known = lamp.status != 0;
    if known {
        // Read as something else: then that is put right.
        assert!(lamp.err.contains("a mention already"), "{}", lamp.err);
        scene.clew(&["decide", "affair", "correct-mention", "a.txt", "Lamp", "--entity", "Aron Weil"]);
    }
    assert_eq!(n_mentions(&scene), before + 1);
    let weil = entity(&scene, "Aron Weil").expect("still there");
    assert!(weil["names"].to_string().contains("Lamp"), "{weil}");
    let rebuilt = scene.run(&["rebuild", "affair"]);
    assert!(rebuilt.status == 0 && !rebuilt.err.contains("applies to nothing"), "{}", rebuilt.err);
    assert_eq!(n_mentions(&scene), before + 1);
    scene.clew(&["undo", "affair", "3"]);
    assert_eq!(n_mentions(&scene), before);
}

#[test]
fn what_is_no_name_is_none_of_anybodys_until_that_is_undone() {
    let scene = affair();
    let names = |scene: &Scene| exported(scene, "entity").iter().map(|one| one["name"].to_string()).collect::<Vec<_>>();
    let before = names(&scene);
    scene.clew(&["decide", "affair", "reject-mention", "a.txt", "Petra Anders", "--why", "a ship"]);
    assert!(!names(&scene).iter().any(|name| name.contains("Petra")), "{:?}", names(&scene));
    scene.clew(&["undo", "affair", "1"]);
    assert_eq!(names(&scene), before);
    scene.clew(&["decide", "affair", "correct-mention", "a.txt", "Petra Anders", "--type", "Vehicle"]);
    let anders = exported(&scene, "entity").into_iter().find(|one| one["name"] == "Petra Anders").expect("there");
    assert_eq!(anders["type"], "Vehicle");
    scene.clew(&["decide", "affair", "correct-mention", "a.txt", "Petra Anders", "--words", "Anders"]);
    assert!(names(&scene).iter().any(|name| name.contains("Anders") && !name.contains("Petra")), "{:?}", names(&scene));
}

#[test]
fn what_rests_on_no_words_is_refused() {
    let scene = affair();
    let claim = |more: &[&'static str]| [&["add-claim", "a.txt"][..], more].concat();
    for (arguments, status, said) in [
        (claim(&["thick as thieves", "Meet"]), 2, "a claim states something of somebody"),
        (
            claim(&["hand in glove", "Meet", "--role", "Participant=Aron Weil"]),
            2,
            "does not hold the words \"hand in glove\"",
        ),
        (
            claim(&["thick as thieves", "Meet", "--role", "Participant=Jonas Weil"]),
            2,
            "does not hold the words \"Jonas Weil\"",
        ),
        (claim(&["thick as thieves", "Meet", "--role", "Crime=Aron Weil"]), 2, "Meet has no Crime"),
        (
            claim(&["thick as thieves", "Befriend", "--role", "Participant=Aron Weil"]),
            2,
            "there is no predicate Befriend",
        ),
        (claim(&["Aron Weil", "Meet", "--role", "Participant=Aron Weil"]), 2, "stands there 2 times"),
        (claim(&["Tuesday. Petra", "Meet", "--role", "Participant=Aron Weil"]), 2, "do not stand in one sentence"),
        (vec!["add-mention", "a.txt", "the quay"], 2, "refers to somebody or something"),
        (vec!["reject-mention", "a.txt", "were thick"], 2, "clew reads no mention in \"were thick\""),
    ] {
        let run = scene.run(&[vec!["decide", "affair"], arguments.clone()].concat());
        assert_eq!(run.status, status, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    assert!(exported(&scene, "decision").is_empty());
}

#[test]
fn what_is_made_by_hand_moves_to_another_case_of_the_same_documents() {
    let scene = affair();
    let made = add_claim(&scene);
    scene.write("log.jsonl", scene.clew(&["decisions", "affair", "export"]));
    scene.clew(&["add", "other", "affair.clew"]);
    let joined = records(&scene.clew(&["export", "other", "--format", "jsonl"]));
    let there = joined.iter().find(|record| record["record"] == "claim" && record["by"] == "hand").expect("made there");
    assert_eq!((&there["trigger"], &there["arguments"].as_array().map(Vec::len)), (&made["trigger"], &Some(2)));
    let again = scene.run(&["decisions", "other", "import", "log.jsonl"]);
    assert!(again.err.contains("0 decisions taken in, 1 known already"), "{}", again.err);
    assert_eq!(scene.run(&["verify", "other"]).status, 0);
}

#[test]
fn a_report_says_which_claims_were_made_by_hand() {
    let scene = affair();
    add_claim(&scene);
    let report = scene.clew(&["report", "affair"]);
    let told = "This claim was made of the words quoted by J. Doe, by hand; clew did not read it there.";
    assert!(report.contains(told), "{report}");
    let note = report.split(told).nth(1).and_then(|rest| rest.split(']').next()).expect("a note");
    let quote = report.lines().find(|line| line.starts_with(&format!("{note}]:"))).expect("what it cites");
    assert!(quote.contains("thick as thieves"), "{quote}");
}
