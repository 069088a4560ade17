//! Who speaks in a quotation: "I" in it is its speaker.

use super::facts::{Facts, Number};
use super::observer::Observer;
use super::partition::Partition;
use super::words::{Pronoun, Sort, folded, is};
use clew_model::{PartOfSpeech, Relation, ThingType};
use std::collections::HashMap;
use std::ops::Range;

/// The quotations of a document with their speakers, as far as they are known.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    /// Bytes of each quotation, in order of start.
    quotations: Vec<Range<usize>>,
    speaker: HashMap<u32, u32>,
}

impl Speakers {
    pub(crate) fn new(mut quotations: Vec<Range<usize>>) -> Self {
        quotations.sort_by_key(|bytes| (bytes.start, std::cmp::Reverse(bytes.end)));
        Self { quotations, speaker: HashMap::new() }
    }

    /// The innermost quotation around some bytes.
    pub(crate) fn around(&self, bytes: &Range<usize>) -> Option<u32> {
        const NESTED: usize = 8;
        let after = self.quotations.partition_point(|quotation| quotation.start <= bytes.start);
        let mut before = (after.saturating_sub(NESTED)..after).rev();
        before.find(|number| self.quotations[*number].end >= bytes.end).map(|number| number as u32)
    }

    /// Looks in a stretch for the verbs of saying and whom they make the speakers of the quotations beside them.
    pub(crate) fn find(&mut self, observer: &Observer, sentences: &[Range<usize>]) {
        for sentence in sentences {
            let said: Vec<(usize, u32)> = sentence.clone().filter_map(|word| self.saying(observer, word)).collect();
            self.give(observer, sentence, &said);
        }
    }

    /// Where a word of saying stands, in bytes, and the candidate who says it.
    fn saying(&self, observer: &Observer, word: usize) -> Option<(usize, u32)> {
        let tree_word = observer.word(word);
        let says = tree_word.part_of_speech == PartOfSpeech::Verb && is(&folded(&tree_word.lemma), Sort::Say);
        let speaker = if says {
            observer.dependent(word, Relation::Nsubj)?
        } else if folded(observer.surface(word)) == "according" {
            observer.dependent(word, Relation::Obl).or_else(|| observer.above(word))?
        } else {
            return None;
        };
        let bytes = observer.bytes(word);
        let quoted = self.around(&bytes).is_some() || self.around(&observer.bytes(speaker)).is_some();
        observer.candidate_with(speaker).filter(|_| !quoted).map(|speaker| (bytes.start, speaker))
    }

    /// Gives each quotation of a sentence the nearest who speaks in it; a sentence that only goes on quoting has the
    /// speaker of the quotation before.
    fn give(&mut self, observer: &Observer, sentence: &Range<usize>, said: &[(usize, u32)]) {
        if sentence.is_empty() {
            return;
        }
        let bytes = observer.bytes(sentence.start).start..observer.bytes(sentence.end - 1).end;
        let first = self.quotations.partition_point(|quotation| quotation.start < bytes.start);
        let touches = |quotation: &Range<usize>| quotation.start < bytes.end;
        let started = self.quotations[first..].iter().take_while(|quotation| touches(quotation)).count();
        let running = first.checked_sub(1).filter(|before| self.quotations[*before].end > bytes.start);
        for number in running.into_iter().chain(first..first + started) {
            let quotation = self.quotations[number].clone();
            let distance = |at: &usize| quotation.start.abs_diff(*at).min(quotation.end.abs_diff(*at));
            if let Some((_, speaker)) = said.iter().min_by_key(|(at, _)| distance(at)) {
                self.speaker.entry(number as u32).or_insert(*speaker);
            }
        }
    }

    /// Quotations without a speaker of their own that follow one in the same paragraph have its speaker.
    pub(crate) fn carry_on(&mut self, text: &str) {
        const FARTHEST: usize = 200;
        for number in 1..self.quotations.len() as u32 {
            let [before, own] = [number - 1, number].map(|number| self.quotations[number as usize].clone());
            let between = text.get(before.end..own.start).filter(|between| between.len() < FARTHEST);
            let goes_on = between.is_some_and(|between| !between.contains("\n\n"));
            if goes_on && let Some(speaker) = self.speaker.get(&(number - 1)).copied() {
                self.speaker.entry(number).or_insert(speaker);
            }
        }
    }

    /// "I" in a quotation is its speaker; all of a quotation's "I" are one, and its "we" are.
    pub(crate) fn join(&self, facts: &[Facts], partition: &mut Partition) {
        let mut first: HashMap<(u32, Pronoun), u32> = HashMap::new();
        for (number, one) in facts.iter().enumerate() {
            let (Some(quotation), Some(pronoun)) = (one.quotation, one.pronoun) else { continue };
            let number = number as u32;
            let speaker = self.speaker.get(&quotation).copied().filter(|speaker| *speaker != number);
            match (pronoun, speaker) {
                (Pronoun::FirstSingular, Some(speaker)) if speaks_alone(&facts[speaker as usize]) => {
                    partition.join_if_possible(facts, speaker, number);
                }
                // A body is no person, and yet says "we".
                (Pronoun::FirstPlural, Some(speaker)) if is_body(&facts[speaker as usize]) => {
                    partition.join(speaker, number);
                }
                (Pronoun::FirstSingular | Pronoun::FirstPlural, _) => {
                    let first = *first.entry((quotation, pronoun)).or_insert(number);
                    partition.join_if_possible(facts, first, number);
                }
                _ => {}
            }
        }
    }
}

fn speaks_alone(facts: &Facts) -> bool {
    facts.number != Number::Plural && matches!(facts.thing, ThingType::Person | ThingType::Thing)
}

fn is_body(facts: &Facts) -> bool {
    matches!(facts.thing, ThingType::Organization | ThingType::PublicBody)
}
