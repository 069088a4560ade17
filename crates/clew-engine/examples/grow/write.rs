//! Writing a grown case, as `clew add` would have.

use crate::Failure;
use crate::originals::Original;
use crate::swap::{Names, Swap, hash};
use clew_analysis::{Told, ToldTriggers};
use clew_engine::{Case, Interrupt};
use clew_ingest::copies::Fingerprint;
use clew_model::Outcome;
use clew_store::{Batch, CaseFile, NewAnnotated, NewDocument, NewInput, Original as Kept, Recorded};
use jiff::Timestamp;
use std::path::Path;

/// Documents that become durable together.
const BATCH: usize = 256;

/// Writes a case of `n` documents and draws its picture.
pub fn case(originals: &[Original], n: usize, path: &Path) -> Result<(), Failure> {
    let names = Names::of(originals);
    let now = Timestamp::UNIX_EPOCH;
    let mut file = CaseFile::create(path)?;
    let places: Vec<usize> = (0..n).collect();
    for places in places.chunks(BATCH) {
        let batch = file.batch(now)?;
        for place in places {
            let (replica, nth) = ((place / originals.len()) as u64, place % originals.len());
            document(&batch, &names.swap(replica), replica, &originals[nth])?;
        }
        batch.commit()?;
    }
    drop(file);
    Ok(Case::open(path)?.complete(now, &Interrupt::default(), &mut |_| {})?)
}

fn document(batch: &Batch<'_>, swap: &Swap<'_>, replica: u64, original: &Original) -> Result<(), Failure> {
    let (id, reading, annotation) = swap.document(original);
    let fingerprint = Fingerprint::of(&reading.text, &reading.furniture);
    // Copies are found within a replica; that it tells what the originals tell must not make it a copy of them.
    let salt = if replica == 0 { 0 } else { hash(replica) as u32 };
    let mut shingles: Vec<u32> = fingerprint.sample().into_iter().map(|shingle| shingle ^ salt).collect();
    shingles.sort_unstable();
    let told = Told::of(
        &reading,
        reading.published.map(|it| it.interval).unwrap_or_default(),
        &annotation,
        ToldTriggers::default(),
    );
    let n_words = fingerprint.n_words() as u32;
    let annotated = NewAnnotated::pack(reading.published, true, n_words, &annotation, &told, &shingles);
    let kept = Kept::pack(reading.text.as_bytes());
    let new = NewDocument { id: &id, original: &kept, media_type: "text/plain", retrieved_at: None, reading: &reading };
    let Recorded::Appended { document, reading: number } = batch.document(&new)? else { return Ok(()) };
    batch.annotated(document, number, &reading, &annotated)?;
    let (sha256, outcome) = (Some(kept.sha256()), &Outcome::Added);
    Ok(batch.input(&NewInput { id: &id, sha256, outcome, document: Some(document) })?)
}
