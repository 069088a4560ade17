//! The log of decisions as a Merkle tree (RFC 9162): a row that was changed, taken out, put in or moved shows.
//!
//! Triggers keep clew itself from changing a row; this is for a file that something else changed. Who rewrites rows and hashes
//! alike is found by a checkpoint kept elsewhere, and by nothing else.

use crate::case_file::{CaseFile, StoreError};
use clew_model::{Checkpoint, Sha256, leaf_hash, tree_hash};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use std::collections::BTreeMap;

/// Under which `state` keeps the checkpoint of the whole log.
const HEAD: &str = "decision_log";
/// What keeps rows from being changed.
const TRIGGERS: [&str; 4] = ["decision_is_kept", "decision_is_fixed", "decision_log_is_kept", "decision_log_is_fixed"];
/// Columns of a decision's row, in the table's order.
const COLUMNS: &str = "number, verdict, correction, about, who, why, recorded_at, brought_from";

/// What a look at the log of decisions found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedLog {
    /// How the log stands.
    pub checkpoint: Checkpoint,
    /// What is wrong with it, each in a sentence; nothing where it is as it was written.
    pub faults: Vec<String>,
}

/// A row's hashes as they were kept when it was written.
struct Kept {
    leaf: Sha256,
    tree: Sha256,
}

impl CaseFile {
    /// Looks whether the log of decisions is as it was written, and goes on from an earlier checkpoint.
    pub fn verify_decisions(&self, earlier: Option<Checkpoint>) -> Result<VerifiedLog, StoreError> {
        let leaves = leaves(&self.connection)?;
        let (numbers, hashes): (Vec<i64>, Vec<Sha256>) = leaves.into_iter().unzip();
        let checkpoint = Checkpoint::of(&hashes);
        let mut faults = Vec::new();
        rows_changed(&numbers, &hashes, kept(&self.connection)?, &mut faults);
        if self.state(HEAD)?.unwrap_or_else(|| Checkpoint::of(&[]).to_string()) != checkpoint.to_string() {
            faults.push("the log ends otherwise than clew left it".to_owned());
        }
        for trigger in TRIGGERS {
            let sql = "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = ?1";
            if self.connection.query_row(sql, [trigger], |_| Ok(())).optional()?.is_none() {
                faults.push(format!("the rule {trigger}, which keeps decisions from being changed, was taken out"));
            }
        }
        faults.extend(earlier.and_then(|earlier| departed(&hashes, earlier)));
        Ok(VerifiedLog { checkpoint, faults })
    }
}

/// How a log departs from a checkpoint that was taken of it earlier.
fn departed(leaves: &[Sha256], earlier: Checkpoint) -> Option<String> {
    let n = earlier.size as usize;
    match leaves.get(..n) {
        None => Some(format!("the log has {} decisions, and had {n} at the checkpoint", leaves.len())),
        Some(then) if tree_hash(then) != earlier.hash => {
            Some(format!("the first {n} decisions are not those of the checkpoint"))
        }
        Some(_) => None,
    }
}

/// Says which rows are not what was kept of them.
fn rows_changed(numbers: &[i64], leaves: &[Sha256], mut kept: BTreeMap<i64, Kept>, faults: &mut Vec<String>) {
    for (at, (number, leaf)) in numbers.iter().zip(leaves).enumerate() {
        if *number != at as i64 + 1 {
            faults.push(format!("decision {number} stands where {} should", at + 1));
        }
        match kept.remove(number) {
            None => faults.push(format!("decision {number} was not written by clew")),
            Some(kept) if kept.leaf != *leaf => {
                faults.push(format!("decision {number} is not what it was when it was written"));
            }
            Some(kept) if kept.tree != tree_hash(&leaves[..=at]) => {
                faults.push(format!("what stands before decision {number} is not what stood there"));
            }
            Some(_) => {}
        }
    }
    faults.extend(kept.keys().map(|number| format!("decision {number} is missing")));
}

/// Enters a decision that was just written.
pub(crate) fn enter(transaction: &Transaction<'_>, number: i64) -> Result<(), StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM decision WHERE number = ?1");
    let leaf = transaction.prepare_cached(&sql)?.query_row([number], leaf_of)?;
    let mut query = transaction.prepare_cached("SELECT leaf FROM decision_log ORDER BY number")?;
    let mut leaves = query.query_map([], |row| Ok(Sha256(row.get(0)?)))?.collect::<Result<Vec<_>, _>>()?;
    leaves.push(leaf);
    let checkpoint = Checkpoint::of(&leaves);
    transaction
        .prepare_cached("INSERT INTO decision_log (number, leaf, tree) VALUES (?1, ?2, ?3)")?
        .execute(params![number, leaf.0, checkpoint.hash.0])?;
    transaction
        .prepare_cached("INSERT OR REPLACE INTO state (key, value) VALUES (?1, ?2)")?
        .execute(params![HEAD, checkpoint.to_string()])?;
    Ok(())
}

/// Enters the decisions that were written before there was a log.
pub(crate) fn enter_all(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let mut query = transaction.prepare("SELECT number FROM decision ORDER BY number")?;
    let numbers = query.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    numbers.into_iter().try_for_each(|number| enter(transaction, number))
}

/// Each row's number and the hash of what it holds now, in order.
fn leaves(connection: &Connection) -> Result<Vec<(i64, Sha256)>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM decision ORDER BY number");
    let mut query = connection.prepare(&sql)?;
    let found = query.query_map([], |row| Ok((row.get(0)?, leaf_of(row)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn kept(connection: &Connection) -> Result<BTreeMap<i64, Kept>, StoreError> {
    let mut query = connection.prepare("SELECT number, leaf, tree FROM decision_log")?;
    let kept = |row: &Row| Ok((row.get(0)?, Kept { leaf: Sha256(row.get(1)?), tree: Sha256(row.get(2)?) }));
    Ok(query.query_map([], kept)?.collect::<Result<_, _>>()?)
}

fn leaf_of(row: &Row) -> rusqlite::Result<Sha256> {
    let n_columns = COLUMNS.split(", ").count();
    let entry = (0..n_columns).map(|at| row.get_ref(at).map(entry)).collect::<Result<Vec<_>, _>>()?;
    Ok(leaf_hash(serde_json::Value::Array(entry).to_string().as_bytes()))
}

/// A column as JSON; what the table cannot hold unless something else wrote it, as what it is not.
fn entry(value: ValueRef<'_>) -> serde_json::Value {
    match value {
        ValueRef::Null => serde_json::Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Real(_) | ValueRef::Blob(_) => serde_json::Value::Bool(false),
    }
}
