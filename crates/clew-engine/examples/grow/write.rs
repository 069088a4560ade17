//! Writing a grown case, as `clew add` would have.

use crate::Failure;
use crate::originals::Original;
use crate::swap::{Names, hash};
use clew_analysis::picture::CaseDocument;
use clew_engine::{Case, Interrupt};
use clew_ingest::copies::Fingerprint;
use clew_model::{Outcome, Reading};
use clew_store::{Batch, CaseFile, NewAnnotated, NewDocument, NewInput, Original as Kept, Recorded};
use jiff::Timestamp;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::thread;

/// Documents that become durable together.
const BATCH: usize = 256;

/// Writes a case of `n` documents and draws its picture.
pub fn case(originals: &[Original], n: usize, path: &Path) -> Result<(), Failure> {
    let names = Names::of(originals);
    let now = Timestamp::UNIX_EPOCH;
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let mut file = CaseFile::create(path)?;
    let places: Vec<usize> = (0..n).collect();
    for places in places.chunks(BATCH) {
        let made: Vec<Made> = thread::scope(|scope| {
            let made = |place: &usize| Made::of(&names, originals, *place);
            let parts: Vec<_> = places
                .chunks(BATCH.div_ceil(n_threads))
                .map(|part| scope.spawn(move || part.iter().map(made).collect::<Vec<_>>()))
                .collect();
            parts.into_iter().flat_map(|part| part.join().expect("swapping words does not panic")).collect()
        });
        let batch = file.batch(now)?;
        made.iter().try_for_each(|made| made.write(&batch))?;
        batch.commit()?;
    }
    drop(file);
    Ok(Case::open(path)?.complete(now, &Interrupt::default(), &mut |_| {})?)
}

/// Writes what documents tell, one a line.
pub fn told(documents: Vec<CaseDocument>, path: &Path) -> Result<(), Failure> {
    let mut out = BufWriter::new(File::create(path)?);
    let ids: Vec<String> = documents.iter().map(|document| document.identity.clone()).collect();
    for CaseDocument { identity, copy_of, told, .. } in documents {
        let copy_of = copy_of.map(|number| &ids[number as usize - 1]);
        writeln!(out, "{}", json!({"id": identity, "copy_of": copy_of, "told": told}))?;
    }
    Ok(out.flush()?)
}

/// A document ready to be written.
struct Made {
    id: String,
    reading: Reading,
    kept: Kept,
    annotated: NewAnnotated,
}

impl Made {
    fn of(names: &Names, originals: &[Original], place: usize) -> Self {
        let (replica, original) = ((place / originals.len()) as u64, &originals[place % originals.len()]);
        let swap = names.swap(replica);
        let (id, reading, annotation) = swap.document(original);
        let told = swap.told(original, &reading, &annotation);
        let fingerprint = Fingerprint::of(&reading.text, &reading.furniture);
        // Copies are found within a replica; that it tells what the originals tell must not make it a copy of them.
        let salt = if replica == 0 { 0 } else { hash(replica) as u32 };
        let mut shingles: Vec<u32> = fingerprint.sample().into_iter().map(|shingle| shingle ^ salt).collect();
        shingles.sort_unstable();
        let n_words = fingerprint.n_words() as u32;
        let annotated =
            NewAnnotated::pack(reading.published, true, n_words, &reading.text, &annotation, &told, &shingles);
        Self { id, kept: Kept::pack(reading.text.as_bytes()), reading, annotated }
    }

    fn write(&self, batch: &Batch<'_>) -> Result<(), Failure> {
        let Self { id, reading, kept, annotated } = self;
        let new = NewDocument { id, original: kept, media_type: "text/plain", retrieved_at: None, reading };
        let Recorded::Appended { document, reading: number } = batch.document(&new)? else { return Ok(()) };
        batch.annotated(document, number, reading, annotated)?;
        let (sha256, outcome) = (Some(kept.sha256()), &Outcome::Added);
        Ok(batch.input(&NewInput { id, sha256, outcome, document: Some(document) })?)
    }
}
