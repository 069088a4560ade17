//! Numbers that are asked of a claim.

use super::Draft;
use super::atom::By;
use super::optional::pattern_of;
use crate::claims::pattern::WordKind;
use clew_model::{Attribution, Polarity, Predicate, Source};

/// A number that is asked of a claim.
type Number = fn(&Draft) -> f32;

/// Lengths and distances in words are no longer than this.
const LONGEST: usize = 40;
/// So little is a probability at least before its logarithm is taken.
const LEAST: f32 = 0.001;

/// Every number by its name in weights files.
pub(super) const NUMBERS: [(&str, Number); 11] = [
    // How sure the engine is that the trigger speaks of an event or a relation, and that it is asserted, or denied, as the claim says.
    ("trigger", |draft| draft.sentence.sureness(draft.found.trigger).trigger),
    ("polarity", polarity),
    // Logarithms of how likely the source is one, and the trigger what is ascribed; 0 without a source, or without an attribution.
    ("source", |draft| draft.source_head().map_or(0.0, |head| logarithm(draft.sentence.sureness(head).source))),
    ("content", |draft| {
        let content = draft.sentence.sureness(draft.found.trigger).content;
        draft.attribution().map_or(0.0, |_| logarithm(content))
    }),
    ("attributed", |draft| flag(draft.attribution().is_some())),
    ("sourceless", |draft| flag(draft.attribution().is_some_and(|attribution| attribution.source.is_none()))),
    ("quoted", |draft| flag(draft.is_quoted())),
    // Words of the sentence; those from the trigger up to the root, itself included.
    ("words", |draft| draft.sentence.len().min(2 * LONGEST) as f32),
    ("depth", |draft| draft.depth() as f32),
    // Expressions of time in the sentence, and words to the nearest, where the claim has a time.
    ("times", |draft| draft.sentence.times().count() as f32),
    ("time-distance", time_distance),
];

fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

fn logarithm(probability: f32) -> f32 {
    probability.max(LEAST).ln()
}

fn polarity(draft: &Draft) -> f32 {
    let denied = draft.sentence.sureness(draft.found.trigger).denied;
    if draft.claim.polarity == Polarity::Denied { denied } else { 1.0 - denied }
}

fn time_distance(draft: &Draft) -> f32 {
    let distances = draft.sentence.times().map(|at| at.abs_diff(draft.found.trigger));
    if draft.claim.time.is_open() { 0.0 } else { distances.min().unwrap_or(LONGEST).min(LONGEST) as f32 }
}

impl<'d> Draft<'d> {
    /// What found it.
    pub(super) fn by(&self) -> By {
        match (self.found.predicate, self.found.by) {
            (Predicate::Count, None) => By::Count,
            (Predicate::Statement, None) => By::Attribution,
            (_, None) => By::Engine,
            (_, Some(_)) => match pattern_of(self.patterns, self.found).map(|pattern| pattern.kind) {
                Some(WordKind::Verb) => By::Verb,
                Some(WordKind::Noun) => By::Noun,
                Some(WordKind::Adjective) => By::Adjective,
                None => By::Phrase,
            },
        }
    }

    /// On whose word it stands.
    pub(super) fn attribution(&self) -> Option<&'d Attribution> {
        self.context.annotation().attributions.get(self.claim.attribution? as usize)
    }

    fn source(&self) -> Option<Source> {
        self.attribution()?.source
    }

    /// The head word of the source, where it stands in the sentence.
    fn source_head(&self) -> Option<usize> {
        let span = self.source()?.span;
        self.sentence.head_of(span).filter(|head| self.sentence.span_of(*head).overlaps(span))
    }

    fn is_quoted(&self) -> bool {
        self.context.annotation().quotations.iter().any(|quotation| quotation.contains(self.claim.trigger))
    }

    fn depth(&self) -> usize {
        let above = std::iter::successors(Some(self.found.trigger), |at| self.sentence.head(*at));
        above.take(self.sentence.len()).count()
    }
}
