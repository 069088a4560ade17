//! Drawing the picture: what is worked out from all documents together.

use crate::Step;
use crate::case::CLEW;
use crate::picture::{case_documents, stored};
use crate::{Case, EngineError, Interrupt, predicates};
use clew_analysis::picture::Picture;
use clew_ingest::copies::{CopyIndex, Fingerprint, Place, copy_of};
use clew_store::{CaseFile, OverlapRow, Progress};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use std::thread;

/// Documents compared with the others between two looks at the interrupt.
const STRIDE: usize = 50;
/// Fingerprints kept at a time, of some kilobytes each.
const MOST_KEPT: usize = 4096;

impl Case {
    /// Brings copies and the picture up to date with what was read; does nothing where they are.
    pub(crate) fn draw(
        &mut self,
        now: Timestamp,
        interrupt: &Interrupt,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), EngineError> {
        if self.is_complete()? {
            return Ok(());
        }
        // What is read or decided meanwhile, through another handle, is left for the next time.
        let Progress { drawn_through, last_reading, .. } = self.file.progress()?;
        let last_decision = self.file.last_decision()?;
        let overlaps = new_overlaps(&self.file, drawn_through, interrupt, tell)?;
        interrupt.check()?;
        let batch = self.file.batch(now)?;
        batch.add_overlaps(&overlaps)?;
        batch.commit()?;
        tell(Step::Drawing { part: "picture", n_done: 0, n_total: 1 });
        let copies = choose_copies(&self.file)?;
        let (documents, decided) = case_documents(&self.file, &copies, None)?;
        let picture = stored(&documents, Picture::draw(&documents, &decided));
        // To give up millions of words takes as long as to write what differs, and nobody has to wait for it.
        thread::spawn(move || drop(documents));
        interrupt.check()?;
        let own = predicates::hash(&self.file.predicate_files()?);
        let batch = self.file.batch(now)?;
        batch.copies(&copies)?;
        batch.picture(&picture)?;
        batch.drawn(CLEW, last_reading)?;
        batch.drawn_with(&own)?;
        batch.drawn_decided(last_decision)?;
        batch.commit()?;
        thread::spawn(move || drop(picture));
        tell(Step::Drawing { part: "picture", n_done: 1, n_total: 1 });
        Ok(())
    }
}

/// Pairs of which one was written from the other, where one of the two was read since `drawn_through`.
fn new_overlaps(
    file: &CaseFile,
    drawn_through: i64,
    interrupt: &Interrupt,
    tell: &mut dyn FnMut(Step<'_>),
) -> Result<Vec<OverlapRow>, EngineError> {
    let mut fresh = BTreeMap::new();
    file.each_shingles(drawn_through, |row| {
        fresh.insert(row.document, row.shingles);
    })?;
    let index = index_of(file, &fresh)?;
    let (mut overlaps, n_total) = (Vec::new(), fresh.len());
    let mut fingerprints = Fingerprints { file, kept: HashMap::new() };
    for (n_done, (document, sample)) in fresh.iter().enumerate() {
        if n_done % STRIDE == 0 {
            interrupt.check()?;
            tell(Step::Drawing { part: "copies", n_done, n_total });
        }
        // Of two fresh ones the later compares, so that every pair is looked at once.
        let others = index.candidates(sample).into_iter();
        for other in others.filter(|other| other < document || other > document && !fresh.contains_key(other)) {
            overlaps.extend(fingerprints.overlap(*document.min(&other), *document.max(&other))?);
        }
    }
    tell(Step::Drawing { part: "copies", n_done: n_total, n_total });
    Ok(overlaps)
}

/// Where the shingles of fresh documents stand in all; of one that none of them has nobody asks.
fn index_of(file: &CaseFile, fresh: &BTreeMap<i64, Vec<u32>>) -> Result<CopyIndex<i64>, EngineError> {
    let wanted: HashSet<u32> = fresh.values().flatten().copied().collect();
    let mut index = CopyIndex::new();
    file.each_shingles(0, |mut row| {
        row.shingles.retain(|shingle| wanted.contains(shingle));
        if !row.shingles.is_empty() {
            index.add(row.document, &row.shingles);
        }
    })?;
    Ok(index)
}

/// Fingerprints of documents, kept while they are likely to be wanted again.
struct Fingerprints<'f> {
    file: &'f CaseFile,
    kept: HashMap<i64, Rc<Fingerprint>>,
}

impl Fingerprints<'_> {
    fn of(&mut self, document: i64) -> Result<Rc<Fingerprint>, EngineError> {
        if let Some(known) = self.kept.get(&document) {
            return Ok(Rc::clone(known));
        }
        let (text, furniture) = self.file.story(document)?.ok_or(EngineError::NoSuchDocument(document))?;
        if self.kept.len() >= MOST_KEPT {
            self.kept.clear();
        }
        let fingerprint = Rc::new(Fingerprint::of(&text, &furniture));
        self.kept.insert(document, Rc::clone(&fingerprint));
        Ok(fingerprint)
    }

    /// What two documents share, where one was written from the other.
    fn overlap(&mut self, first: i64, second: i64) -> Result<Option<OverlapRow>, EngineError> {
        let (one, other) = (self.of(first)?, self.of(second)?);
        let (of_first, of_second) = (one.repeated_from(&other), other.repeated_from(&one));
        let row = OverlapRow {
            first,
            second,
            share_of_first: of_first.share(),
            share_of_second: of_second.share(),
            first_repeats: of_first.is_copy(),
            second_repeats: of_second.is_copy(),
        };
        Ok((row.first_repeats || row.second_repeats).then_some(row))
    }
}

/// For each document that repeats another: which is the original, and what share it repeats.
fn choose_copies(file: &CaseFile) -> Result<Vec<(i64, i64, f64)>, EngineError> {
    let overlaps = file.overlaps()?;
    let mut places: HashMap<i64, Place<(String, i64)>> = HashMap::new();
    for number in overlaps.iter().flat_map(|row| [row.first, row.second]) {
        if let Some(line) = file.document_line(number)? {
            let published = line.published_at.map(|published| published.interval);
            // By id before number: the order in which documents were added must not decide.
            places.insert(number, Place { published, n_words: line.n_words, key: (line.id, number) });
        }
    }
    let mut repeated: BTreeMap<i64, Vec<(i64, f64)>> = BTreeMap::new();
    for row in &overlaps {
        if row.first_repeats {
            repeated.entry(row.first).or_default().push((row.second, row.share_of_first));
        }
        if row.second_repeats {
            repeated.entry(row.second).or_default().push((row.first, row.share_of_second));
        }
    }
    let mut copies = Vec::new();
    for (document, others) in repeated {
        let others_places = others.iter().filter_map(|(other, _)| places.get(other));
        let original = places.get(&document).and_then(|this| copy_of(this, others_places)).map(|place| place.key.1);
        copies.extend(
            others.iter().filter(|(other, _)| Some(*other) == original).map(|(of, share)| (document, *of, *share)),
        );
    }
    Ok(copies)
}
