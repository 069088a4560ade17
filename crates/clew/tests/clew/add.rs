use crate::scene::{Scene, records};
use serde_json::Value;
use std::io::Write;

const ARTICLE: &str = "<html><head><title>Dam cracked in May</title><meta property=\"og:site_name\" content=\"Ostby Courier\">\
    <meta property=\"article:published_time\" content=\"2022-06-09T08:00:00Z\"></head><body><article><h1>Dam cracked in May</h1>\
    <p>The dam above Ostby had been cracking since May, engineer Hanna Wirth said on Wednesday. The water board had been told.</p>\
    <p>Nobody was hurt when it gave way on Tuesday night, but forty houses were flooded and the road is closed.</p></article></body></html>";

const LETTER: &str = "From: Hanna Wirth <wirth@example.org>\r\nTo: Per Lindahl <lindahl@example.org>\r\nSubject: Cracks\r\n\
    Date: Thu, 12 May 2022 09:30:00 +0200\r\nMessage-ID: <1@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
    The wall is cracking. Please close the gate before June.\r\n";

/// A folder of seven files, some of which cannot be read.
pub fn mixed_folder(scene: &Scene) {
    scene.write("in/article.html", ARTICLE);
    scene.write("in/letter.eml", LETTER);
    scene.write("in/note.txt", "The gate was open on Monday.");
    scene.write("in/empty.txt", "");
    scene.write("in/program.bin", [0u8, 1, 2, 3, 255, 254, 7, 8].repeat(64));
    scene.write("in/broken.pdf", "%PDF-1.7\nnothing of the sort");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("a/one.txt", "One gauge was dry."), ("two.txt", "Two gauges were dry.")] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    scene.write("in/papers.zip", zip.finish().expect("finished").into_inner());
}

fn outcomes(scene: &Scene, case: &str) -> Vec<(String, String)> {
    let said = |record: &Value, field: &str| record[field].as_str().unwrap_or_default().to_owned();
    let mut outcomes: Vec<_> = records(&scene.clew(&["status", case, "--json"]))
        .iter()
        .filter(|record| record["record"] == "input")
        .map(|record| (said(record, "id"), said(record, "outcome")))
        .collect();
    outcomes.sort();
    outcomes
}

#[test]
fn every_input_has_exactly_one_outcome() {
    let scene = Scene::new();
    mixed_folder(&scene);
    scene.clew(&["add", "affair", "in"]);
    let expected = [
        ("in/article.html", "added"),
        ("in/broken.pdf", "failed"),
        ("in/empty.txt", "skipped"),
        ("in/letter.eml", "added"),
        ("in/note.txt", "added"),
        ("in/papers.zip", "added"),
        ("in/papers.zip!a/one.txt", "added"),
        ("in/papers.zip!two.txt", "added"),
        ("in/program.bin", "skipped"),
    ];
    let expected: Vec<_> = expected.iter().map(|(id, outcome)| ((*id).to_owned(), (*outcome).to_owned())).collect();
    assert_eq!(outcomes(&scene, "affair"), expected);
    let said = scene.clew(&["status", "affair"]);
    for words in ["5 documents", "failed:", "in/broken.pdf", "in/empty.txt  is empty"] {
        assert!(said.contains(words), "{words:?} is not in {said}");
    }
}

#[test]
fn the_same_again_changes_nothing_and_a_rebuild_gives_an_equal_export() {
    let scene = Scene::new();
    mixed_folder(&scene);
    scene.clew(&["add", "affair", "in"]);
    let (export, status) = (scene.clew(&["export", "affair", "--format", "jsonl"]), outcomes(&scene, "affair"));
    let again = scene.run(&["add", "affair", "in"]);
    assert!(again.err.contains("0 documents added"), "{}", again.err);
    assert_eq!(scene.clew(&["export", "affair", "--format", "jsonl"]), export);
    assert_eq!(outcomes(&scene, "affair"), status);
    scene.clew(&["rebuild", "affair"]);
    assert_eq!(scene.clew(&["export", "affair", "--format", "jsonl"]), export);
    assert_eq!(records(&export).iter().filter(|record| record["record"] == "document").count(), 5);
}

#[test]
fn the_order_of_adding_does_not_change_the_picture() {
    let scene = Scene::new();
    mixed_folder(&scene);
    scene.clew(&["add", "together", "in"]);
    for file in ["in/papers.zip", "in/note.txt", "in/letter.eml", "in/article.html", "in"] {
        scene.clew(&["add", "one-by-one", file]);
    }
    let export = |case: &str| up_to_ids(records(&scene.clew(&["export", case, "--format", "jsonl"])));
    assert_eq!(export("together"), export("one-by-one"));
}

/// Records as lines in order, events named by their claims: what an event's id is, and which of its documents stands first, tells
/// what arrived first.
fn up_to_ids(mut all: Vec<Value>) -> Vec<String> {
    let mut names = Vec::new();
    for event in all.iter_mut().filter(|record| record["record"] == "event") {
        for list in ["documents", "claims"] {
            event[list].as_array_mut().expect("a list").sort_by_key(Value::to_string);
        }
        names.push((event["id"].to_string(), event["claims"].to_string()));
    }
    let named = |record: Value| names.iter().fold(record.to_string(), |line, (id, claims)| line.replace(id, claims));
    let mut lines: Vec<String> = all.into_iter().map(named).collect();
    lines.sort();
    lines
}

#[test]
fn what_documents_say_of_themselves_is_kept() {
    let scene = Scene::new();
    mixed_folder(&scene);
    scene.clew(&["add", "affair", "in"]);
    let documents = records(&scene.clew(&["export", "affair", "--format", "jsonl"]));
    let of = |id: &str| documents.iter().find(|record| record["id"] == id).expect("a document").clone();
    let article = of("in/article.html");
    assert_eq!(article["title"], "Dam cracked in May");
    assert_eq!(article["publisher"], "Ostby Courier");
    let published = serde_json::json!({"earliest": "2022-06-09", "latest": "2022-06-09", "basis": "metadata"});
    assert_eq!(article["published"], published);
    let letter = of("in/letter.eml");
    assert_eq!(
        (letter["title"].as_str(), letter["published"]["earliest"].as_str()),
        (Some("Cracks"), Some("2022-05-12"))
    );
    assert_eq!(of("in/note.txt")["published"], Value::Null);
}

#[test]
fn what_a_person_says_goes_before_what_a_document_says() {
    let scene = Scene::new();
    scene.write("article.html", ARTICLE);
    scene.clew(&["add", "affair", "article.html", "--date", "2022-06-10", "--publisher", "Evening Courier"]);
    let article = &records(&scene.clew(&["show", "affair", "article.html", "--json"]))[0];
    assert_eq!(article["publisher"], "Evening Courier");
    let published = serde_json::json!({"earliest": "2022-06-10", "latest": "2022-06-10", "basis": "given"});
    assert_eq!(article["published"], published);
}

#[test]
fn new_bytes_under_an_old_name_are_a_new_version_and_both_are_kept() {
    let scene = Scene::new();
    scene.write("note.txt", "The gate was open on Monday.");
    scene.clew(&["add", "affair", "note.txt"]);
    scene.write("note.txt", "The gate was open on Sunday.");
    scene.clew(&["add", "affair", "note.txt"]);
    assert!(scene.clew(&["show", "affair", "1"]).contains("Monday"));
    assert!(scene.clew(&["show", "affair", "2"]).contains("Sunday"));
    assert!(scene.clew(&["show", "affair", "note.txt"]).contains("Sunday"));
}

#[test]
fn json_lines_are_documents_and_a_bad_line_is_an_outcome() {
    let scene = Scene::new();
    let lines = "{\"id\": \"a\", \"text\": \"The gate was open.\", \"date\": \"2022-06-07\"}\n\nnonsense\n\
        {\"id\": \"b\", \"title\": \"no text\"}\n{\"id\": 3, \"text\": \"It was shut.\"}\n";
    for _ in 0..2 {
        assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], lines).status, 0);
        let expected = [("3", "added"), ("a", "added"), ("b", "failed"), ("line 3", "failed")];
        let expected: Vec<_> = expected.map(|(id, outcome)| (id.to_owned(), outcome.to_owned())).to_vec();
        assert_eq!(outcomes(&scene, "affair"), expected);
    }
}

#[test]
fn a_case_in_the_folder_that_is_read_is_no_document_of_its_own() {
    let scene = Scene::new();
    scene.write("in/note.txt", "The gate was open.");
    scene.clew(&["new", "in/affair"]);
    scene.clew(&["add", "in/affair", "in"]);
    assert_eq!(outcomes(&scene, "in/affair"), [("in/note.txt".to_owned(), "added".to_owned())]);
}

#[test]
fn an_attachment_without_a_date_has_its_mail_s_and_a_table_without_texts_is_one_document() {
    let scene = Scene::new();
    let boundary = "From: a@example.org\r\nSubject: Calls\r\nDate: Tue, 10 May 2022 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nThe calls are attached.\r\n\
        --x\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=\"calls.csv\"\r\n\r\n\
        from,to,seconds\r\n417,902,540\r\n902,355,61\r\n--x--\r\n";
    scene.write("mail.eml", boundary);
    scene.clew(&["add", "affair", "mail.eml"]);
    let calls = &records(&scene.clew(&["show", "affair", "mail.eml!1-calls.csv", "--json"]))[0];
    let published = serde_json::json!({"earliest": "2022-05-10", "latest": "2022-05-10", "basis": "metadata"});
    assert_eq!((&calls["published"], &calls["outcome"]), (&published, &serde_json::json!("added")));
    assert!(scene.clew(&["show", "affair", "mail.eml!1-calls.csv"]).contains("417,902,540"));
}
