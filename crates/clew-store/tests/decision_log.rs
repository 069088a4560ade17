//! Whatever is done to the log of decisions behind clew's back shows.

use clew_model::{About, Checkpoint, OtherLog, Sha256, ThingType, Verdict, leaf_hash};
use clew_store::{CaseFile, NewDecision};
use jiff::Timestamp;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

const N: i64 = 8;

struct Scene {
    folder: tempfile::TempDir,
    checkpoint: Checkpoint,
}

/// A case with eight decisions of several sorts.
fn scene() -> Scene {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut case = CaseFile::create(&folder.path().join("affair.clew")).expect("a new case");
    for number in 1..=N as u32 {
        let document = About::Document { sha256: Sha256::of(&[number as u8]), id: format!("{number}.txt") };
        let (verdict, about) = match number % 4 {
            0 => (Verdict::Rename(format!("Name {number}")), document),
            1 => (Verdict::Retype(ThingType::Vehicle), document),
            2 => (Verdict::Retract, document),
            _ => (Verdict::Retract, About::Decision { number: number - 1 }),
        };
        let from = OtherLog { number, recorded_at: Timestamp::UNIX_EPOCH };
        let is_odd = number % 2 == 1;
        let new = NewDecision {
            verdict: &verdict,
            about: &about,
            who: is_odd.then_some("J. Doe"),
            why: (!is_odd).then_some("because"),
            brought_from: is_odd.then_some(&from),
        };
        let batch = case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
        assert_eq!(batch.decision(&new).expect("appended"), number);
        batch.commit().expect("durable");
    }
    let found = case.verify_decisions(None).expect("looked at");
    assert_eq!((found.faults, found.checkpoint.size), (Vec::new(), N as u32));
    Scene { folder, checkpoint: found.checkpoint }
}

impl Scene {
    fn copied(&self) -> PathBuf {
        let copy = self.folder.path().join("copy.clew");
        std::fs::copy(self.folder.path().join("affair.clew"), &copy).expect("copied");
        copy
    }

    /// What is wrong with a copy of the case after `tampering`.
    fn after(&self, tampering: &str, checkpoint: Option<Checkpoint>) -> Vec<String> {
        let copy = self.copied();
        let raw = Connection::open(&copy).expect("SQLite opens it");
        raw.execute_batch(&free(tampering)).unwrap_or_else(|e| panic!("{tampering}: {e}"));
        drop(raw);
        faults(&copy, checkpoint)
    }
}

fn faults(path: &Path, checkpoint: Option<Checkpoint>) -> Vec<String> {
    CaseFile::open_to_read(path).expect("it opens").verify_decisions(checkpoint).expect("looked at").faults
}

const RULES: [&str; 4] = ["decision_is_kept", "decision_is_fixed", "decision_log_is_kept", "decision_log_is_fixed"];

/// The statements of somebody who takes the rules away first and puts them back after.
fn free(tampering: &str) -> String {
    let rules = include_str!("../src/schema/3-decisions.sql")
        .lines()
        .chain(include_str!("../src/schema/5-decision-log.sql").lines());
    let put_back: Vec<&str> = rules.filter(|line| line.starts_with("CREATE TRIGGER")).collect();
    let drop: Vec<String> = RULES.iter().map(|rule| format!("DROP TRIGGER {rule};")).collect();
    format!("PRAGMA foreign_keys = OFF; {} {tampering}; {}", drop.join(" "), put_back.join("\n"))
}

fn edits() -> Vec<String> {
    let columns = [
        ("verdict", "'accept'"),
        ("correction", "'{\"name\":\"Another\"}'"),
        ("about", "'{\"kind\":\"decision\",\"number\":1}'"),
        ("who", "'A. N. Other'"),
        ("why", "'for no reason'"),
        ("recorded_at", "'2001-01-01T00:00:00Z'"),
        ("brought_from", "'{\"number\":77,\"recorded_at\":\"2001-01-01T00:00:00Z\"}'"),
    ];
    let of_row = |number: i64| {
        columns.map(|(column, value)| format!("UPDATE decision SET {column} = {value} WHERE number = {number}"))
    };
    (1..=N).flat_map(of_row).collect()
}

fn deletions() -> Vec<String> {
    let alone = (1..=N).map(|number| format!("DELETE FROM decision WHERE number = {number}"));
    let both = (1..=N).map(|number| {
        format!("DELETE FROM decision WHERE number = {number}; DELETE FROM decision_log WHERE number = {number}")
    });
    let ends = (1..N).map(|from| {
        format!("DELETE FROM decision WHERE number > {from}; DELETE FROM decision_log WHERE number > {from}")
    });
    let emptied = ["DELETE FROM decision; DELETE FROM decision_log", "DELETE FROM decision_log"].map(str::to_owned);
    alone.chain(both).chain(ends).chain(emptied).collect()
}

fn moves() -> Vec<String> {
    let swap = |table: &str, one: i64, other: i64| {
        format!(
            "UPDATE {table} SET number = 99 WHERE number = {one}; UPDATE {table} SET number = {one} WHERE number = {other}; \
             UPDATE {table} SET number = {other} WHERE number = 99"
        )
    };
    let rows = (1..N).map(move |number| swap("decision", number, number + 1));
    let with_log = (1..N).map(move |number| {
        format!("{}; {}", swap("decision", number, number + 1), swap("decision_log", number, number + 1))
    });
    rows.chain(with_log).collect()
}

fn additions() -> Vec<String> {
    let columns = "verdict, about, recorded_at";
    let row = "'retract', '{\"kind\":\"decision\",\"number\":1}', '2022-01-01T00:00:00Z'";
    let added = format!("INSERT INTO decision ({columns}) VALUES ({row})");
    let before_all = format!("INSERT INTO decision (number, {columns}) VALUES (0, {row})");
    let with_log = format!("{added}; INSERT INTO decision_log SELECT 9, leaf, tree FROM decision_log WHERE number = 8");
    let of_log =
        ["leaf", "tree"].map(|column| format!("UPDATE decision_log SET {column} = zeroblob(32) WHERE number = 3"));
    let head = "UPDATE state SET value = '7' || substr(value, 2) WHERE key = 'decision_log'".to_owned();
    let no_head = "DELETE FROM state WHERE key = 'decision_log'".to_owned();
    [added, before_all, with_log, head, no_head].into_iter().chain(of_log).collect()
}

#[test]
fn every_edit_deletion_move_and_addition_shows() {
    let scene = scene();
    let all = [edits(), deletions(), moves(), additions()].concat();
    assert!(all.len() >= 60, "{}", all.len());
    for tampering in &all {
        assert_ne!(scene.after(tampering, None), Vec::<String>::new(), "{tampering}");
    }
    for rule in RULES {
        let copy = scene.copied();
        Connection::open(&copy).expect("SQLite opens it").execute_batch(&format!("DROP TRIGGER {rule}")).expect("gone");
        assert!(faults(&copy, None)[0].contains(rule), "{rule}");
    }
    assert_eq!(scene.after("SELECT 1", Some(scene.checkpoint)), Vec::<String>::new(), "left alone");
}

/// Writes rows and hashes alike, as somebody who knows how clew does it.
fn forge(path: &Path, tampering: &str) {
    let raw = Connection::open(path).expect("SQLite opens it");
    raw.execute_batch(&free(tampering)).expect("changed");
    let mut query = raw.prepare("SELECT * FROM decision ORDER BY number").expect("read");
    let mut rows = query.query([]).expect("read");
    let mut leaves = Vec::new();
    while let Some(row) = rows.next().expect("read") {
        let number: i64 = row.get(0).expect("a number");
        let texts = (1..8).map(|at| row.get::<_, Option<String>>(at).expect("a text"));
        let entry: Vec<serde_json::Value> = std::iter::once(number.into()).chain(texts.map(Into::into)).collect();
        leaves.push(leaf_hash(serde_json::Value::Array(entry).to_string().as_bytes()));
    }
    let blob = |hash: Sha256| format!("x'{hash}'");
    let log: Vec<String> = (1..=leaves.len())
        .map(|n| {
            let tree = Checkpoint::of(&leaves[..n]).hash;
            format!("INSERT INTO decision_log VALUES ({n}, {}, {})", blob(leaves[n - 1]), blob(tree))
        })
        .collect();
    let head = Checkpoint::of(&leaves);
    let rewritten = format!(
        "DELETE FROM decision_log; {}; UPDATE state SET value = '{head}' WHERE key = 'decision_log'",
        log.join("; ")
    );
    raw.execute_batch(&free(&rewritten)).expect("rewritten");
}

#[test]
fn a_log_that_was_forged_whole_departs_from_a_checkpoint_kept_elsewhere() {
    let scene = scene();
    let last = format!("DELETE FROM decision WHERE number = {N}");
    let edit = "UPDATE decision SET why = 'for no reason' WHERE number = 2".to_owned();
    for tampering in [edit, last, moves()[0].clone()] {
        let copy = scene.copied();
        forge(&copy, &tampering);
        assert_eq!(faults(&copy, None), Vec::<String>::new(), "nothing in the file itself tells: {tampering}");
        assert_ne!(faults(&copy, Some(scene.checkpoint)), Vec::<String>::new(), "{tampering}");
    }
}
