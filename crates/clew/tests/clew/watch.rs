//! What changed since the last time, told on the command line.

use crate::scene::{Scene, records};

fn fed(scene: &Scene, id: &str, date: &str, text: &str) {
    let line = serde_json::json!({"id": id, "date": date, "publisher": "Varn Gazette", "title": "Lunde", "text": text});
    let said = scene.fed(&["add", "affair", "--from", "jsonl"], &line.to_string());
    assert_eq!(said.status, 0, "{}", said.err);
}

/// Two people that nothing ties.
fn apart() -> Scene {
    let scene = Scene::new();
    fed(&scene, "arrest", "2022-07-02", "Ivar Lunde was arrested on Saturday over the bombing in Varn.");
    fed(&scene, "mayor", "2022-06-02", "Hanna Wirth was elected mayor of Varn on Wednesday. She lives in Skarnoy.");
    scene
}

const COURT: &str = "Ivar Lunde met Hanna Wirth in Skarnoy in April, prosecutors said on Friday. Hanna Wirth denied that she met Ivar Lunde.";

#[test]
fn the_first_time_is_silent_and_then_only_what_is_new_is_told() {
    let scene = apart();
    let first = scene.run(&["watch", "affair"]);
    assert_eq!((first.status, first.out.as_str()), (0, ""));
    assert!(first.err.contains("the case stands at 2 documents"), "{}", first.err);
    let nothing = scene.run(&["watch", "affair"]);
    assert_eq!(nothing.out, "");
    assert!(nothing.err.contains("nothing to tell"), "{}", nothing.err);
    let line =
        serde_json::json!({"id": "rain", "date": "2022-08-01", "text": "It rained in Varn on Monday."}).to_string();
    let added = scene.fed(&["add", "affair", "--from", "jsonl"], &line);
    assert!(added.err.contains("`clew watch affair.clew` says what they changed"), "{}", added.err);
    assert_eq!(scene.clew(&["watch", "affair"]), "", "rain ties nobody");
    fed(&scene, "court", "2022-09-02", COURT);
    let said = scene.run(&["watch", "affair"]);
    assert!(said.out.contains("Hanna Wirth - Ivar Lunde") && said.out.contains("Disputes opened"), "{}", said.out);
    assert!(said.out.contains("Ivar Lunde met Hanna Wirth in Skarnoy in April"), "{}", said.out);
    assert!(!said.out.contains("Watched names"), "{}", said.out);
    assert_eq!(scene.clew(&["watch", "affair"]), "", "told once");
}

#[test]
fn each_change_has_its_finding_its_standing_and_its_sentence() {
    let scene = apart();
    scene.clew(&["watch", "affair"]);
    fed(&scene, "court", "2022-09-02", COURT);
    let changes = records(&scene.clew(&["watch", "affair", "--json"]));
    assert_eq!(changes.iter().map(|change| &change["change"]).collect::<Vec<_>>(), ["tie", "dispute-opened"]);
    let (tie, opened) = (&changes[0], &changes[1]);
    assert_eq!((&tie["from_name"], &tie["to_name"]), (&"Hanna Wirth".into(), &"Ivar Lunde".into()));
    let by = &tie["by"][0];
    assert_eq!(
        (&by["predicate"], &by["standing"], &by["claim"]),
        (&"Meet".into(), &"disputed".into(), &"court#0".into())
    );
    assert_eq!(by["by"], opened["findings"][0]["finding"], "the tie is what is disputed");
    let claims = opened["findings"][0]["claims"].as_array().expect("claims");
    assert_eq!(claims.len(), 2, "the account and its denial: {opened}");
    assert!(
        claims[1]["sentence"].as_str().is_some_and(|sentence| sentence.starts_with("Hanna Wirth denied")),
        "{opened}"
    );
}

#[test]
fn a_tie_that_the_case_had_is_not_new_when_another_repeats_it() {
    let scene = apart();
    fed(&scene, "court", "2022-09-02", COURT);
    scene.clew(&["watch", "affair"]);
    fed(&scene, "again", "2022-09-03", "Ivar Lunde met Hanna Wirth in Skarnoy in April, police said on Saturday.");
    assert_eq!(scene.clew(&["watch", "affair"]), "");
}

#[test]
fn a_dispute_is_settled_when_the_denial_is_rejected_and_a_rebuild_is_no_news() {
    let scene = apart();
    fed(&scene, "court", "2022-09-02", COURT);
    scene.clew(&["watch", "affair"]);
    scene.clew(&["decide", "affair", "reject", "court#1", "--why", "she was misquoted"]);
    scene.clew(&["rebuild", "affair"]);
    let changes = records(&scene.clew(&["watch", "affair", "--json"]));
    assert_eq!(changes.iter().map(|change| &change["change"]).collect::<Vec<_>>(), ["dispute-settled"]);
    assert_eq!(changes[0]["findings"][0]["standing"], "single-origin");
    scene.clew(&["rebuild", "affair"]);
    assert_eq!(scene.clew(&["watch", "affair"]), "");
}

#[test]
fn a_watched_name_is_seen_in_new_documents_alone() {
    let scene = apart();
    let added = scene.run(&["watch", "affair", "--add", "ivar  lunde"]);
    assert_eq!((added.status, added.out.as_str()), (0, ""));
    assert!(added.err.contains("the case stands at 2 documents"), "the first time: {}", added.err);
    scene.clew(&["watch", "affair", "--add", "Sea Lantern"]);
    assert_eq!(scene.clew(&["watch", "affair", "--list"]), "Sea Lantern\nivar lunde\n");
    fed(
        &scene,
        "boat",
        "2022-09-05",
        "A boat called the Sea Lantern lay in the harbour. Nobody paid for it. Lunde, Ivar's father, was not there.",
    );
    let seen = records(&scene.clew(&["watch", "affair", "--json"]));
    let shown: Vec<_> = seen.iter().map(|change| (&change["name"], &change["document"], &change["sentence"])).collect();
    let sentence = "A boat called the Sea Lantern lay in the harbour.";
    assert_eq!(shown, [(&"Sea Lantern".into(), &"boat".into(), &sentence.into())], "another Lunde: {seen:?}");
    scene.clew(&["watch", "affair", "--remove", "Sea Lantern"]);
    fed(&scene, "boat again", "2022-09-06", "The Sea Lantern sailed. Ivar Lunde's lawyer said nothing.");
    let seen = records(&scene.clew(&["watch", "affair", "--json"]));
    assert_eq!(seen.iter().map(|change| &change["name"]).collect::<Vec<_>>(), ["ivar lunde"]);
}

#[test]
fn a_name_that_is_no_name_or_not_watched_is_refused() {
    let scene = apart();
    assert_eq!(scene.run(&["watch", "affair", "--add", " - "]).status, 2);
    let unknown = scene.run(&["watch", "affair", "--remove", "Nobody"]);
    assert_eq!(unknown.status, 3);
    assert!(unknown.err.contains("not watched") && unknown.err.contains("hint:"), "{}", unknown.err);
    assert_eq!(scene.run(&["watch", "nothing"]).status, 3);
}
