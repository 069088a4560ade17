use crate::Step;
use crate::analyse::{pack, pack_mapped, read_claims_again};
use crate::case::CLEW;
use crate::predicates::OwnPatterns;
use crate::{Case, EngineError, Interrupt};
use clew_store::{Reread, pack_annotation, pack_told};
use jiff::Timestamp;
use std::thread;

/// Documents annotated between two commits.
const BATCH: u32 = 64;

impl Case {
    /// Deletes what is derived and works it out again from what was read.
    ///
    /// Stopped or killed on the way, it leaves a case that [`complete`](Self::complete) takes up again.
    pub fn rebuild(
        &mut self,
        now: Timestamp,
        interrupt: &Interrupt,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), EngineError> {
        let batch = self.file.batch(now)?;
        batch.forget_derived()?;
        batch.commit()?;
        self.complete(now, interrupt, tell)
    }

    /// Works out what is missing after a run that was stopped, and everything anew where another version of clew did it; does
    /// nothing where nothing is missing.
    pub fn complete(
        &mut self,
        now: Timestamp,
        interrupt: &Interrupt,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), EngineError> {
        if self.file.progress()?.derived_by.is_some_and(|by| by != CLEW) {
            let batch = self.file.batch(now)?;
            batch.forget_derived()?;
            batch.commit()?;
        }
        let own = self.own_patterns()?;
        let n_total = self.file.progress()?.n_not_annotated as usize;
        let (mut after, mut n_done) = (0, 0);
        loop {
            let waiting = self.file.not_annotated(after, BATCH)?;
            let Some((last, ..)) = waiting.last() else { break };
            after = *last;
            interrupt.check()?;
            tell(Step::Drawing { part: "annotations", n_done, n_total });
            let mapped = waiting.iter().map(|(_, number, _)| self.file.mapped(*number));
            let mapped = mapped.collect::<Result<Vec<_>, _>>()?;
            let read: Vec<_> = waiting.iter().zip(&mapped).collect();
            let annotated = in_threads(&read, |((_, _, reading), mapped)| match mapped {
                Some(mapped) => pack_mapped(reading, &mapped.annotation, &own),
                None => pack(reading, &own),
            });
            let batch = self.file.batch(now)?;
            for ((document, number, reading), annotated) in waiting.iter().zip(&annotated) {
                batch.annotated(*document, *number, reading, annotated)?;
            }
            batch.commit()?;
            n_done += waiting.len();
        }
        self.read_claims_with(&own, now, interrupt, tell)?;
        self.draw(now, interrupt, tell)
    }

    /// Reads again the claims of every document that were read with other predicate files than the case has now.
    fn read_claims_with(
        &mut self,
        own: &OwnPatterns,
        now: Timestamp,
        interrupt: &Interrupt,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), EngineError> {
        let n_total = self.file.n_read_with_others(&own.hash)? as usize;
        let (mut after, mut n_done) = (0, 0);
        loop {
            let waiting = self.file.read_with_others(&own.hash, after, BATCH)?;
            let Some(last) = waiting.last() else { return Ok(()) };
            after = last.document;
            interrupt.check()?;
            tell(Step::Drawing { part: "claims", n_done, n_total });
            let mapped = waiting.iter().map(|one| Ok(self.file.mapped_document(one.document)?.is_some()));
            let mapped = mapped.collect::<Result<Vec<bool>, EngineError>>()?;
            let read: Vec<_> = waiting.iter().zip(&mapped).collect();
            let claimed = in_threads(&read, |(Reread { is_analysed, reading, annotation, .. }, is_mapped)| {
                (*is_analysed && !**is_mapped).then(|| {
                    let (annotation, told) = read_claims_again(reading, annotation.clone(), &own.patterns);
                    (pack_annotation(&annotation), pack_told(&told))
                })
            });
            let batch = self.file.batch(now)?;
            for (Reread { document, .. }, claimed) in waiting.iter().zip(&claimed) {
                batch.claims_read(*document, claimed.as_ref(), &own.hash)?;
            }
            batch.commit()?;
            n_done += waiting.len();
        }
    }
}

/// `work` on every item, on as many threads as the machine has cores; results in order.
pub(crate) fn in_threads<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let part = items.len().div_ceil(n_threads).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> =
            items.chunks(part).map(|chunk| scope.spawn(|| chunk.iter().map(&work).collect::<Vec<R>>())).collect();
        parts.into_iter().flat_map(|part| part.join().expect("annotating does not panic")).collect()
    })
}
