//! Reports of the demo case: nothing uncited, nobody protected named, nothing withdrawn unsaid.

use crate::scene::{Scene, records};
use std::fs;
use std::io::Read;

fn demo() -> Scene {
    let scene = Scene::new();
    scene.clew(&["demo", "--no-serve"]);
    scene
}

/// Paragraphs of a report in Markdown that tell of the case: those that are numbered.
fn told(report: &str) -> Vec<&str> {
    report.lines().filter(|line| line.starts_with("**")).collect()
}

#[test]
fn every_paragraph_cites_and_every_note_names_document_day_and_hash() {
    let scene = demo();
    let report = scene.clew(&["report", "demo"]);
    let told = told(&report);
    assert!(told.len() > 50, "{} paragraphs", told.len());
    assert_eq!(told.iter().find(|paragraph| !paragraph.contains("[^")), None);
    let notes: Vec<&str> = report.lines().filter(|line| line.starts_with("[^")).collect();
    for (number, note) in (1..).zip(&notes) {
        assert!(note.starts_with(&format!("[^{number}]: “")), "{note}");
        assert!(note.contains("SHA-256 ") && (note.contains("published ") || note.contains("undated")), "{note}");
    }
    assert!(report.contains("Conrad Ferriday was suspected") && !report.contains("Conrad Ferriday poisoned"));
    assert!(report.contains("independently of each other, that Osric Bayle was arrested on 14 March 2023"));
}

#[test]
fn likelihood_and_support_stand_in_sentences_of_their_own() {
    let report = demo().clew(&["report", "demo"]);
    let sentences = told(&report).into_iter().flat_map(|paragraph| paragraph.split("] "));
    let hedged: Vec<&str> = sentences.filter(|sentence| sentence.contains(" %)")).collect();
    assert!(hedged.iter().any(|sentence| sentence.contains("about as likely as not (45–55 %) that")), "{hedged:?}");
    for sentence in hedged {
        assert!(!sentence.contains("Only ") && !sentence.contains("independently"), "{sentence}");
    }
}

#[test]
fn a_protected_person_is_named_nowhere_until_the_decision_is_undone() {
    let scene = demo();
    scene.clew(&["decide", "demo", "protect", "Conrad Ferriday", "--as", "Witness A"]);
    let report = scene.clew(&["report", "demo"]);
    assert!(report.contains("that Witness A was dismissed or suspended"));
    // His cousin keeps his name; the family name alone stands nowhere.
    let rest = report.replace("Lewin Ferriday", "").to_lowercase();
    assert!(
        !rest.contains("conrad") && !rest.contains("ferriday"),
        "{:?}",
        rest.find("ferriday").map(|at| &rest[at - 90..at + 20])
    );
    assert!(report.contains("file 2023-03-16-ellory-echo-\\[name withheld\\]-questioned.txt"));
    assert!(
        scene.clew(&["report", "demo", "--unredacted"]).contains("that Conrad Ferriday was dismissed or suspended")
    );
    let export = scene.clew(&["decisions", "demo", "export"]);
    assert_eq!(records(&export)[0]["correction"]["name"], "Witness A");
    scene.clew(&["undo", "demo", "1"]);
    assert!(scene.clew(&["report", "demo"]).contains("that Conrad Ferriday was dismissed or suspended"));
}

#[test]
fn only_people_are_protected_and_by_words_that_do_not_name_them() {
    let scene = demo();
    let body = scene.run(&["decide", "demo", "protect", "Water Quality Board"]);
    assert_eq!((body.status, body.err.contains("is no person")), (2, true), "{}", body.err);
    let named = scene.run(&["decide", "demo", "protect", "Conrad Ferriday", "--as", "Mr Ferriday"]);
    assert_eq!((named.status, named.err.contains("names the person")), (2, true), "{}", named.err);
}

#[test]
fn what_a_withdrawn_document_alone_shows_is_told_when_asked_for_and_says_so() {
    let scene = demo();
    let inquiry = "demo.documents/2023-05-24-water-inquiry-interim-report.pdf";
    scene.clew(&["decide", "demo", "retract", inquiry, "--why", "a draft", "--who", "Editor"]);
    let report = scene.clew(&["report", "demo"]);
    assert!(!report.contains("the public was warned on 6 March 2023"));
    assert!(report.contains("was withdrawn by Editor: “a draft”"));
    let told = scene.clew(&["report", "demo", "--with-retracted"]);
    let sentence = told.lines().find(|line| line.contains("the public was warned on 6 March 2023"));
    assert!(sentence.expect("it is told").contains("(This rests on a document that was withdrawn.)"));
    assert!(told.contains("WITHDRAWN by decision 1"));
}

#[test]
fn a_report_is_about_what_is_asked_for_and_as_of_a_day() {
    let scene = demo();
    let about = scene.clew(&["report", "demo", "--about", "Osric Bayle"]);
    assert!(about.starts_with("# demo: what the documents say of Osric Bayle"));
    assert!(about.contains("### Osric Bayle") && !about.contains("### Lewin Ferriday"));
    let then = scene.clew(&["report", "demo", "--as-of", "2023-03-10"]);
    assert!(then.contains("at the end of 10 March 2023") && !then.contains("Osric Bayle was arrested"));
    assert_eq!(scene.run(&["report", "demo", "--about", "Nobody Known"]).status, 3);
}

#[test]
fn a_web_page_asks_nobody_and_a_document_has_footnotes() {
    let scene = demo();
    scene.clew(&["report", "demo", "--format", "html", "-o", "report.html"]);
    let page = fs::read_to_string(scene.path("report.html")).expect("written");
    let opening: Vec<&str> = page.split('<').skip(1).collect();
    let is_away = |tag: &&&str| tag.starts_with("script") || tag.contains("src=") || tag.contains("href=\"http");
    assert_eq!(opening.iter().find(is_away), None);
    assert!(page.contains("<h3>Osric Bayle</h3>") && page.contains("<li id=\"n1\">"));
    scene.clew(&["report", "demo", "--format", "docx", "-o", "report.docx"]);
    let file = fs::File::open(scene.path("report.docx")).expect("written");
    let mut archive = zip::ZipArchive::new(file).expect("a ZIP file");
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
        text
    };
    let (document, notes) = (part("word/document.xml"), part("word/footnotes.xml"));
    let n_references = document.matches("<w:footnoteReference ").count();
    assert!(n_references > 100 && notes.matches("<w:footnoteRef/>").count() == n_references);
    assert!(part("[Content_Types].xml").contains("/word/footnotes.xml"));
}
