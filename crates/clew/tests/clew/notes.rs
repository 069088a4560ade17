//! Notes: kept version by version, known again by words, told in a report with what they quote.

use crate::scene::{Scene, records};

const STORY: &str = "Jonas Weil was arrested in Varn on 7 June 2021. He denied everything. The bridge fell on Monday.";

fn case() -> Scene {
    let scene = Scene::new();
    scene.write("story.txt", STORY);
    scene.clew(&["add", "flood", "story.txt", "--date", "2021-06-10", "--publisher", "Varn Gazette"]);
    scene
}

#[test]
fn a_note_is_kept_version_by_version_and_outlives_a_rebuild() {
    let scene = case();
    let quote = ["--quote", "story.txt", "denied\neverything"];
    scene.clew(&[&["note", "flood", "add", "Ask him.", "--on", "Jonas Weil", "--who", "Ann"], &quote[..]].concat());
    scene.clew(&["note", "flood", "edit", "1", "Ask him again.", "--quote", "story.txt", "He denied everything."]);
    scene.clew(&["rebuild", "flood"]);
    let notes = records(&scene.clew(&["note", "flood", "list", "--json"]));
    let [note] = &notes[..] else { panic!("{notes:?}") };
    assert_eq!((&note["text"], &note["n_versions"]), (&"Ask him again.".into(), &2.into()));
    assert_eq!(
        (&note["quotes"][0]["words"], &note["quotes"][0]["start"]),
        (&"He denied everything.".into(), &48.into())
    );
    assert_eq!(note["noted_on"]["name"], "Jonas Weil");
    assert!(note["now"].is_string());
    scene.clew(&["note", "flood", "remove", "1", "--who", "Bo"]);
    assert_eq!(scene.clew(&["note", "flood", "list"]), "");
    let versions = scene.clew(&["note", "flood", "show", "1"]);
    assert!(versions.contains("Ask him.") && versions.contains("Ask him again.") && versions.contains("removed"));
    assert_eq!(scene.run(&["note", "flood", "edit", "1", "Once more"]).status, 3);
}

#[test]
fn what_a_note_quotes_has_to_stand_there() {
    let scene = case();
    let said = scene.run(&["note", "flood", "add", "x", "--quote", "story.txt", "he confessed"]);
    assert_eq!((said.status, said.err.contains("does not hold the words")), (2, true), "{}", said.err);
    assert_eq!(scene.run(&["note", "flood", "add", "x", "--on", "Nobody Known"]).status, 3);
    assert_eq!(scene.run(&["note", "flood", "add", " "]).status, 2);
}

#[test]
fn a_report_tells_notes_that_quote_something_and_hides_who_is_protected() {
    let scene = case();
    scene.clew(&["note", "flood", "add", "No word of Weil's lawyer.", "--quote", "story.txt", "He denied everything."]);
    scene.clew(&["note", "flood", "add", "A hunch without a quotation."]);
    scene.clew(&["decide", "flood", "protect", "Jonas Weil", "--as", "Witness A"]);
    let report = scene.clew(&["report", "flood"]);
    assert!(report.contains("No word of \\[Witness A\\]'s lawyer.[^"), "{report}");
    assert!(!report.contains("hunch") && report.contains("1 note is left out: no words of a document"));
}
