//! Which mentions of a document are the same thing's.
//!
//! Sieves of high precision come first (Raghunathan et al. 2010): equal and shortened names, speakers of quotations,
//! appositions, titles. What they leave open, pronouns and nominals, a small learned scorer ranks, with the encoder's own
//! score of two words as one of the things it looks at. An anaphor that fits nothing well enough stays alone: a wrong
//! join invents a deed, a missing one only leaves a chain too many.
//!
//! A document is read stretch by stretch: [`ChainReader::read`] keeps of each only what its candidates are, and
//! [`ChainReader::finish`] joins them. Every step looks at a bounded number of candidates, so that time grows with the text.

mod facts;
mod features;
mod names;
mod near;
mod observer;
mod partition;
mod printed;
mod rank;
mod scorer;
mod speakers;
mod stretch;
mod structure;
mod symbols;
#[cfg(test)]
mod tests;
pub mod training;
pub(crate) mod words;

pub(crate) use stretch::Stretch;
#[cfg(test)]
pub(crate) use structure::ALIAS_WORDS;
pub(crate) use words::is_given_name;
#[cfg(test)]
pub(crate) use words::{GIVEN_NAMES, PRONOUNS, REFERENTS};

use clew_model::{Chain, CodePoints, Mention, Span};
use facts::Facts;
use near::Near;
use observer::{Before, Observer};
use partition::Partition;
use rank::{Choice, Gold, Ranking};
use scorer::Scorer;
use speakers::Speakers;
use symbols::Symbols;

/// Takes in a document and tells its chains.
pub(crate) struct ChainReader<'p> {
    points: &'p CodePoints<'p>,
    symbols: Symbols,
    facts: Vec<Facts>,
    near: Near,
    speakers: Speakers,
    scorer: &'p Scorer,
    before: Before,
    paragraph: u32,
    /// Where the last sentence ended, in bytes.
    end: usize,
}

impl<'p> ChainReader<'p> {
    /// Begins a document with these quotations.
    pub(crate) fn new(points: &'p CodePoints<'p>, quotations: &[Span]) -> Self {
        Self::with_scorer(points, quotations, Scorer::embedded())
    }

    fn with_scorer(points: &'p CodePoints<'p>, quotations: &[Span], scorer: &'p Scorer) -> Self {
        let bytes = |span: &Span| points.byte(span.start)..points.byte(span.end);
        Self {
            points,
            symbols: Symbols::default(),
            facts: Vec::new(),
            near: Near::default(),
            speakers: Speakers::new(quotations.iter().map(bytes).collect()),
            scorer,
            before: Before::default(),
            paragraph: 0,
            end: 0,
        }
    }

    /// Takes in the next stretch.
    pub(crate) fn read(&mut self, stretch: Stretch) {
        let paragraphs = self.paragraphs(&stretch);
        let mut observer = Observer::new(self.points, stretch, &mut self.symbols, self.before, &paragraphs);
        let mut facts = observer.facts();
        for one in &mut facts {
            one.quotation = self.speakers.around(&one.bytes);
        }
        self.speakers.find(&observer, stretch.sentences);
        self.near.read(stretch.encoded, &facts, self.before.words);
        self.before = Before {
            words: self.before.words + stretch.sentences.last().map_or(0, |last| last.end) as u32,
            candidates: self.before.candidates + facts.len() as u32,
            sentences: self.before.sentences + stretch.sentences.len() as u32,
        };
        self.facts.append(&mut facts);
    }

    /// The paragraph of each sentence: a blank line begins one.
    fn paragraphs(&mut self, stretch: &Stretch) -> Vec<u32> {
        let mut number = |tree: &clew_model::Tree| {
            if let (Some(first), Some(last)) = (tree.words.first(), tree.words.last()) {
                let start = self.points.byte(first.span.start);
                let between = self.points.text().get(self.end..start).unwrap_or("");
                if between.bytes().filter(|byte| *byte == b'\n').count() > 1 {
                    self.paragraph += 1;
                }
                self.end = self.points.byte(last.span.end);
            }
            self.paragraph
        };
        stretch.trees.iter().map(&mut number).collect()
    }

    /// The mentions in order of start, longer first, and the chains they belong to.
    pub(crate) fn finish(mut self) -> (Vec<Mention>, Vec<Chain>) {
        let mut partition = self.sieved();
        Ranking::new(&self.facts, &self.near, &self.symbols, self.scorer).join(&mut partition);
        printed::printed(self.points, &self.facts, &partition)
    }

    /// What the scorer has to choose between in this document, given the chain of each candidate; for its training.
    pub(crate) fn choices(mut self, gold: &Gold) -> Vec<Choice> {
        let mut partition = self.sieved();
        Ranking::new(&self.facts, &self.near, &self.symbols, self.scorer).choices(&mut partition, gold)
    }

    fn sieved(&mut self) -> Partition {
        let text = self.points.text();
        let mut partition = Partition::new(&self.facts);
        names::join_names(text, &self.symbols, &self.facts, &mut partition);
        structure::join_aliases(text, &self.facts, &mut partition);
        structure::join_by_tree(&self.facts, &mut partition);
        self.speakers.carry_on(text);
        self.speakers.join(&self.facts, &mut partition);
        structure::join_roles(text, &self.symbols, &self.facts, &mut partition);
        partition
    }
}
