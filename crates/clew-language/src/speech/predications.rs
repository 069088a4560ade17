//! What a sentence states to happen or hold, and how sure it sounds of it.

use super::sentence::Sentence;
use super::stance::{Stance, stances};
use crate::lexicon::classes;
use clew_model::{Certainty, PartOfSpeech, Polarity, Predication, Relation};
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) const EVENT_NOUNS: &str = include_str!("../../lexicon/event-nouns.txt");

static NOUNS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| classes(EVENT_NOUNS).into_iter().flat_map(|class| class.entries).collect());

/// The predications of a sentence, in order.
pub(crate) fn predications(sentence: &Sentence) -> Vec<Predication> {
    let stances = stances(sentence);
    let states = (0..sentence.len()).filter(|word| states(sentence, *word));
    states.map(|word| predication(sentence, word, stances[word])).collect()
}

/// Whether a word states that something happens or holds.
fn states(sentence: &Sentence, word: usize) -> bool {
    let has_copula = || sentence.first_by(word, &[Relation::Cop]).is_some();
    match sentence.part(word) {
        PartOfSpeech::Verb => {
            !matches!(sentence.relation(word), Relation::Amod | Relation::Case | Relation::Compound | Relation::Mark)
        }
        PartOfSpeech::Adjective => {
            has_copula() || matches!(sentence.relation(word), Relation::Root | Relation::Xcomp | Relation::Ccomp)
        }
        PartOfSpeech::Noun => {
            has_copula()
                || NOUNS.contains(sentence.lemma(word).as_str()) && sentence.relation(word) != Relation::Compound
        }
        _ => false,
    }
}

fn predication(sentence: &Sentence, word: usize, stance: Stance) -> Predication {
    Predication {
        trigger: sentence.span_of(word),
        polarity: if stance.is_denied { Polarity::Denied } else { Polarity::Asserted },
        certainty: Certainty { level: stance.level, cue: stance.cue.map(|cue| sentence.span_of(cue)) },
        modality: stance.modality,
    }
}
