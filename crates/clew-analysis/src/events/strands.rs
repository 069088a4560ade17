//! Strands: documents that tell of one affair, whatever each tells of it.
//!
//! Wider than an incident: a report of the trial and one of the burial are of one strand where they speak of the same people and
//! places, though they tell of no common happening.

use super::blocking::{Item, pairs};
use super::join::{Edge, join};
use super::telling::Story;
use super::weights::{Weights, Words};
use crate::picture::CaseDocument;
use crate::threads;
use std::borrow::Cow;
use std::collections::HashMap;

/// So many of a document's rarest words are looked for elsewhere.
const RAREST: usize = 30;
/// From this likeness on (cosine by inverse document frequency, mean over members), documents are of one strand.
const LEAST: f64 = 0.1;

/// Which documents of a case are of one strand.
#[derive(Debug, Default)]
pub struct Strands {
    /// The strand of each document, by its number in the case.
    of_document: HashMap<i64, usize>,
}

impl Strands {
    /// Those of a case; the same in whatever order the documents arrived.
    pub fn of(documents: &[CaseDocument]) -> Self {
        let stories = Story::of(documents);
        let weights = Weights::of(stories.iter().map(|story| story.document.told.stems.as_slice()));
        let words: Vec<Words> =
            threads::each(&stories, |story| weights.vector(Cow::Borrowed(story.document.told.stems.as_slice())));
        let items = stories.iter().zip(&words).enumerate().map(|(at, (story, words))| Item {
            at,
            scope: 0,
            stems: &words.stems,
            keys: Vec::new(),
            day: story.published,
        });
        let likeness = |one: usize, other: usize| words[one].cosine(&words[other]);
        let edge = |(one, other): &(usize, usize)| Edge { one: *one, other: *other, score: likeness(*one, *other) };
        let edges = threads::each(&pairs(items, RAREST, &weights), edge);
        let joined = join(stories.len(), edges, LEAST, likeness).into_iter().enumerate();
        let number = |story: usize| stories[story].document.number;
        let of_document = joined.flat_map(|(strand, of)| of.into_iter().map(move |story| (number(story), strand)));
        Self { of_document: of_document.collect() }
    }

    /// The strand of the document of this number.
    pub fn of_document(&self, number: i64) -> Option<usize> {
        self.of_document.get(&number).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Told, stems};

    #[test]
    fn documents_that_speak_of_the_same_are_of_one_strand() {
        let texts = [
            "A ferry sank off Skarnoy and nine drowned; the captain, Jonas Weil, was held.",
            "The trial of Jonas Weil, captain of the Skarnoy ferry that sank, began on Monday.",
            "A paper mill burned down at Lunde and the mayor promised help.",
        ];
        let document = |(number, text): (i64, &&str)| {
            let told = Told { stems: stems(text), ..Told::default() };
            CaseDocument { number, identity: format!("document {number}"), copy_of: None, told }
        };
        let documents: Vec<CaseDocument> = (1..).zip(&texts).map(document).collect();
        let strands = Strands::of(&documents);
        let [ferry, trial, mill] = [1, 2, 3].map(|number| strands.of_document(number).expect("its strand"));
        assert_eq!(ferry, trial);
        assert_ne!(ferry, mill);
        assert_eq!(strands.of_document(9), None);
    }
}
