//! Files of FollowTheMoney, with what they cannot hold beside them.

use super::decisions::tell_brought;
use super::error::CommandError;
use super::export::beside;
use crate::export::form::OriginalRecord;
use crate::export::read_decision;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clew_engine::mapping::ftm::{read_entities, read_entity};
use clew_engine::predicates::PredicateText;
use clew_engine::{Case, EngineError, Input, Interrupt, id_of};
use clew_ingest::{Item, Refusal};
use clew_model::{Decision, Reading, Sha256};
use jiff::Timestamp;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Whether a file holds entities of FollowTheMoney: by its ending, "NAME.ftm.json", "NAME.ftm.jsonl" or "NAME.ftm".
pub fn is_ftm(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    [".ftm.json", ".ftm.jsonl", ".ftm"].iter().any(|ending| name.ends_with(ending)) && !file.is_dir()
}

/// A file of entities, and what of its sidecar is needed before any document is read.
pub struct FtmFile {
    path: PathBuf,
    sidecar: Option<Sidecar>,
}

struct Sidecar {
    path: PathBuf,
    decisions: Vec<Decision>,
    predicates: Vec<PredicateText>,
}

impl FtmFile {
    /// Opens a file, and the sidecar where there is one.
    pub fn open(path: &Path) -> Result<Self, CommandError> {
        File::open(path).map_err(|error| cannot_read(path, &error.to_string()))?;
        let beside = beside(path);
        let sidecar = beside.is_file().then(|| Sidecar::open(beside)).transpose()?;
        Ok(Self { path: path.to_owned(), sidecar })
    }

    /// With a sidecar each of its documents as it was read; without one what the entities themselves say.
    fn inputs(&self) -> Result<Vec<Input>, CommandError> {
        let Some(sidecar) = &self.sidecar else {
            let bytes = fs::read(&self.path).map_err(|error| cannot_read(&self.path, &error.to_string()))?;
            return Ok(read_entities(&id_of(&self.path), bytes));
        };
        let mut texts = HashMap::new();
        each_line(&self.path, |line| {
            let entity = read_entity(line)?;
            texts.extend(entity.first("bodyText").map(str::to_owned).map(|text| (entity.id, text)));
            Ok(())
        })?;
        let mut inputs = Vec::new();
        each_line(&sidecar.path, |line| {
            if kind(line)? == "original" {
                let original: OriginalRecord = serde_json::from_str(line).map_err(|error| error.to_string())?;
                inputs.push(as_read(original, &mut texts));
            }
            Ok(())
        })?;
        Ok(inputs)
    }
}

impl Sidecar {
    fn open(path: PathBuf) -> Result<Self, CommandError> {
        let (mut decisions, mut predicates) = (Vec::new(), Vec::new());
        each_line(&path, |line| {
            match kind(line)?.as_str() {
                "decision" => decisions.extend(read_decision(line)?),
                "predicates" => {
                    let value: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
                    let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
                    predicates.push(PredicateText { name: field("name"), text: field("text") });
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self { path, decisions, predicates })
    }
}

/// A document as it was read when it was exported: its text stands in FollowTheMoney, all else in the sidecar.
fn as_read(original: OriginalRecord, texts: &mut HashMap<String, String>) -> Input {
    let OriginalRecord { ftm, document, sha256, text_sha256, media_type, retrieved_at, text, mapped, .. } = original;
    let refused = |why: &str| Input::Refused { id: document.clone(), refusal: Refusal::Failed(why.to_owned()) };
    let Some(text) = text.or_else(|| texts.remove(&ftm)) else {
        return refused("its text is in neither file");
    };
    if Sha256::of(text.as_bytes()) != text_sha256 {
        return refused("its text is another than the one that was exported");
    }
    let bytes = STANDARD.decode(&original.original).ok().filter(|bytes| Sha256::of(bytes) == sha256);
    let Some(bytes) = bytes else { return refused("its original is another than the one that was exported") };
    let reading = Reading {
        text,
        furniture: original.furniture,
        title: original.title,
        publisher: original.publisher,
        authors: original.authors,
        published: original.published,
        url: original.url,
        language: original.language,
        missing: original.missing,
    };
    let item = Box::new(Item { id: document, original: bytes, sha256, media_type, retrieved_at, result: Ok(reading) });
    match mapped {
        Some(mapped) => Input::Mapped(item, Box::new(mapped)),
        None => Input::Document(item),
    }
}

/// What files of entities hold, each read when its turn comes.
pub fn inputs(files: &[FtmFile]) -> impl Iterator<Item = Result<Input, EngineError>> {
    files
        .iter()
        .flat_map(|file| match file.inputs() {
            Ok(inputs) => inputs,
            Err(error) => {
                vec![Input::Refused { id: id_of(&file.path), refusal: Refusal::Failed(error.message().to_owned()) }]
            }
        })
        .map(Ok)
}

/// Puts the predicate files of sidecars into a case, before the documents that are read with them.
pub fn bring_predicates(case: &mut Case, files: &[FtmFile], interrupt: &Interrupt) -> Result<(), CommandError> {
    for sidecar in files.iter().filter_map(|file| file.sidecar.as_ref()) {
        if !sidecar.predicates.is_empty() {
            case.add_predicates(&sidecar.predicates, Timestamp::now(), interrupt, &mut |_| ())?;
        }
    }
    Ok(())
}

/// Takes in what was decided where the files come from.
pub fn bring_decisions(case: &mut Case, files: &[FtmFile]) -> Result<(), CommandError> {
    for sidecar in files.iter().filter_map(|file| file.sidecar.as_ref()) {
        if !sidecar.decisions.is_empty() {
            tell_brought(&case.bring_decisions(&sidecar.decisions, Timestamp::now())?);
        }
    }
    Ok(())
}

fn kind(line: &str) -> Result<String, String> {
    #[derive(serde::Deserialize)]
    struct Kind {
        record: String,
    }
    serde_json::from_str::<Kind>(line).map(|kind| kind.record).map_err(|error| error.to_string())
}

fn each_line(path: &Path, mut each: impl FnMut(&str) -> Result<(), String>) -> Result<(), CommandError> {
    let file = File::open(path).map_err(|error| cannot_read(path, &error.to_string()))?;
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line.map_err(|error| cannot_read(path, &error.to_string()))?;
        if !line.trim().is_empty() {
            each(&line).map_err(|why| cannot_read(path, &format!("line {number}: {why}")))?;
        }
    }
    Ok(())
}

fn cannot_read(path: &Path, why: &str) -> CommandError {
    let message = format!("{} cannot be read: {why}", path.display());
    CommandError::bad_request(message, "`clew export CASE --format ftm --out FILE.ftm.json` writes both files")
}
