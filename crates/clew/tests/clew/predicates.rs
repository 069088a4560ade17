//! Predicates of one's own, as docs/predicates.md tells it: from a sentence to a pattern, and into a case.

use crate::scene::{Scene, records};
use std::path::Path;

const SENTENCE: &str = "Ines Havel laundered the proceeds through a bakery.";

const LAUNDER: &str = "\
# Money is made to look clean.
predicate Launder
role Agent   Person Organization
role Thing!  any
role Medium  Organization Facility

verb launder
    Agent   subject
    Thing   object
    Medium  through

+ [Agent Ines Havel] laundered [Thing the proceeds] through [Medium a bakery].
+ [Thing The proceeds] were laundered by [Agent her brothers].
- A laundry burned down.
";

fn line(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text, "date": "2022-06-09"}).to_string() + "\n"
}

#[test]
fn a_sentence_becomes_a_pattern_and_its_claims_are_in_the_case() {
    let scene = Scene::new();
    let shown = scene.clew(&["predicates", "test", "--show", SENTENCE]);
    assert!(
        shown.contains("subject: Ines Havel (Person); object: the proceeds (Thing); through: a bakery (Facility)"),
        "{shown}"
    );
    assert!(shown.ends_with("no claim\n"), "{shown}");

    scene.write("launder.txt", LAUNDER);
    let tried = scene.clew(&["predicates", "test", "launder.txt"]);
    assert!(tried.contains("launder.txt:12: holds (by launder.txt:7)"), "{tried}");
    assert!(tried.contains("3 of 3 examples hold"), "{tried}");

    let said = scene.fed(&["annotate", "--predicates", "launder.txt", "--from", "jsonl"], &line("a", SENTENCE));
    let claims = &records(&said.out)[0]["claims"];
    let launder = claims.as_array().expect("claims").iter().find(|claim| claim["predicate"] == "Launder");
    assert_eq!(launder.expect("it is claimed")["by"], "launder.txt:7");

    let explained = ["annotate", "--explain", "--predicates", "launder.txt", "--from", "jsonl"];
    let explained = scene.fed(&explained, &line("a", SENTENCE)).out;
    assert!(explained.contains("launder.txt:7  verb launder"), "{explained}");
    assert!(explained.contains("nobody has counted"), "{explained}");

    assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], &line("a", SENTENCE)).status, 0);
    let added = scene.clew(&["predicates", "affair", "add", "launder.txt"]);
    assert!(added.contains("launder.txt finds 1 claim in affair.clew"), "{added}");
    let listed = scene.clew(&["predicates", "affair"]);
    assert_eq!(listed, "launder.txt  Launder (Agent, Thing!, Medium): 1 pattern, 3 examples; found 1 claim\n");
}

#[test]
fn the_files_of_the_tutorial_do_what_it_says() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/predicates.md");
    let guide = std::fs::read_to_string(guide).expect("docs/predicates.md");
    let (tutorial, _) = guide.split_once("\n## Lines").expect("the tutorial comes first");
    let mut n_files = 0;
    // A block is set in; an empty line stands within it where the next line is set in again.
    for block in tutorial.split("\n\n").collect::<Vec<_>>().chunk_by(|_, next| next.starts_with("    ")) {
        let file: String = block
            .join("\n\n")
            .lines()
            .filter_map(|line| line.strip_prefix("    ").or(line.is_empty().then_some("")))
            .map(|line| format!("{line}\n"))
            .collect();
        let Some(at) = file.find("predicate ").filter(|_| file.contains("\n+ ")) else { continue };
        n_files += 1;
        let scene = Scene::new();
        scene.write("tutorial.txt", &file[file[..at].rfind('#').unwrap_or(at)..]);
        scene.clew(&["predicates", "test", "tutorial.txt"]);
    }
    assert_eq!(n_files, 3, "the first draft, what became of it, and one that adds to Transfer");
}

/// A case with a document and the file.
fn with_launder() -> Scene {
    let scene = Scene::new();
    scene.write("launder.txt", LAUNDER);
    assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], &line("a", SENTENCE)).status, 0);
    scene.clew(&["predicates", "affair", "add", "launder.txt"]);
    scene
}

#[test]
fn a_file_of_the_case_outlives_a_rebuild_and_reads_what_comes_later() {
    let scene = with_launder();
    let exported = scene.clew(&["export", "affair", "--format", "jsonl"]);
    let file = records(&exported).into_iter().find(|record| record["record"] == "predicates").expect("it is exported");
    assert_eq!((&file["name"], &file["text"]), (&"launder.txt".into(), &LAUNDER.into()));
    scene.clew(&["rebuild", "affair"]);
    assert_eq!(scene.clew(&["export", "affair", "--format", "jsonl"]), exported);
    assert!(scene.clew(&["predicates", "affair"]).contains("found 1 claim"));
    let later = line("b", "Prosecutors say Marek Dolny laundered the proceeds in May.");
    assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], &later).status, 0);
    assert!(scene.clew(&["predicates", "affair"]).contains("found 2 claims"));
}

#[test]
fn a_file_that_is_changed_or_taken_out_changes_the_claims() {
    let scene = with_launder();
    scene.write("launder.txt", LAUNDER.replace("verb launder", "verb wash"));
    let changed = scene.run(&["predicates", "affair", "add", "launder.txt"]);
    assert_eq!(changed.status, 0, "{}", changed.err);
    assert!(changed.err.contains("not every example holds"), "{}", changed.err);
    assert!(changed.out.contains("launder.txt:12: DOES NOT HOLD") && changed.out.contains("finds 0 claims"));
    scene.clew(&["predicates", "affair", "remove", "launder.txt"]);
    assert!(scene.run(&["predicates", "affair"]).err.contains("no predicate files of its own"));
    assert!(scene.clew(&["status", "affair", "--json"]).contains("\"is_complete\":true"));
    let gone = scene.run(&["predicates", "affair", "remove", "launder.txt"]);
    assert_eq!(gone.status, 3, "{}", gone.err);
}

#[test]
fn what_is_wrong_with_a_file_is_said_and_nothing_is_kept() {
    let scene = with_launder();
    for (name, text, words) in [
        ("a.txt", "predicate Launder\nrole Agent Persons\n", "a.txt, line 2: \"Persons\" is no type of thing"),
        ("b.txt", "predicate Transfer\nverb wash\n    Agent subject\n", "b.txt, line 3: Agent is no role"),
        ("arrest.txt", LAUNDER, "cannot be called arrest.txt: clew brings a file of that name"),
        ("launder.md", LAUNDER, "cannot be called launder.md"),
    ] {
        scene.write(name, text);
        for arguments in [&["predicates", "test", name][..], &["predicates", "affair", "add", "launder.txt", name]] {
            let said = scene.run(arguments);
            assert_eq!((said.status, said.out.as_str()), (2, ""), "{name}: {}", said.err);
            assert!(said.err.contains(words) && said.err.contains("hint:"), "{name}: {}", said.err);
        }
    }
    assert_eq!(scene.clew(&["predicates", "affair"]).lines().count(), 1);
    assert_eq!(scene.run(&["predicates", "test", "nowhere.txt"]).status, 3);
    assert_eq!(scene.run(&["predicates"]).status, 2);
    assert!(scene.clew(&["predicates", "--all"]).contains("arrest.txt  Arrest (Person!"));
}
