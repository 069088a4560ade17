//! What the model's heads say of one sentence's words, for attributions and predications.

use super::labels::from_word;
use crate::bio::log_softmax;
use crate::model::{Encoded, TagSet};
use clew_model::{Act, Modality};
use std::ops::Range;

/// The heads' scores of one sentence, its words counted from 0.
pub(crate) struct Heard<'e> {
    encoded: &'e Encoded<'e>,
    /// The sentence's words in the stretch.
    sentence: Range<usize>,
    /// Of each word, what the heads say of it.
    pub words: Vec<HeardWord>,
}

/// What the heads say of a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct HeardWord {
    /// How likely it is part of a cue.
    pub cue: f32,
    /// The likeliest act, were it a cue.
    pub act: Act,
    /// How likely it is part of a trigger.
    pub trigger: f32,
    /// How likely what it states is denied.
    pub denied: f32,
    /// The likeliest modality.
    pub modality: Modality,
    /// From -3, did not happen, to 3, happened.
    pub factuality: f32,
}

/// How likely a word is part of a cue's source, and of its content.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct RoleShares {
    /// Part of the source.
    pub source: f32,
    /// Part of the content.
    pub content: f32,
}

impl Default for HeardWord {
    /// A word of which the heads say nothing.
    fn default() -> Self {
        Self { cue: 0.0, act: Act::Said, trigger: 0.0, denied: 0.0, modality: Modality::Actual, factuality: 3.0 }
    }
}

impl<'e> Heard<'e> {
    /// What the heads say of the words of one sentence of a stretch.
    pub fn new(encoded: &'e Encoded<'e>, sentence: Range<usize>) -> Self {
        let words = sentence.clone().map(|word| heard_word(encoded, word)).collect();
        Self { encoded, sentence, words }
    }

    /// How likely each word of the sentence is part of the source and the content of the cue that begins at `cue`.
    pub fn shares(&self, cue: usize) -> Vec<RoleShares> {
        let Self { encoded, sentence, .. } = self;
        let labels = encoded.model().roles();
        let place = |role: &str| labels.iter().position(|label| label == role);
        let (Some(none), Some(source), Some(content)) = (place("O"), place("Source"), place("Content")) else {
            return vec![RoleShares::default(); self.words.len()];
        };
        let scores = encoded.role_scores(sentence.start + cue, sentence.clone());
        let shares = scores.chunks(labels.len()).map(|row| {
            let logs = log_softmax(&[row[none], row[source], row[content]]);
            RoleShares { source: logs[1].exp(), content: logs[2].exp() }
        });
        shares.collect()
    }
}

fn heard_word(encoded: &Encoded, word: usize) -> HeardWord {
    let label = |set: TagSet| {
        let (best, share) = encoded.best(set, word);
        (encoded.labels(set).get(best).map_or("", String::as_str), share)
    };
    let silent = HeardWord::default();
    HeardWord {
        cue: not_outside(encoded, TagSet::Cue, word),
        act: likeliest_act(encoded, word).unwrap_or(silent.act),
        trigger: not_outside(encoded, TagSet::Trigger, word),
        denied: match label(TagSet::Polarity) {
            ("denied", share) => share,
            (_, share) => 1.0 - share,
        },
        modality: from_word(label(TagSet::Modality).0).unwrap_or(silent.modality),
        factuality: encoded.scores(TagSet::Factuality, word).first().copied().unwrap_or(silent.factuality),
    }
}

/// The probability that a word has any label but O.
fn not_outside(encoded: &Encoded, set: TagSet, word: usize) -> f32 {
    let outside = encoded.labels(set).iter().position(|label| label == "O");
    outside.map_or(0.0, |outside| 1.0 - log_softmax(encoded.scores(set, word))[outside].exp())
}

fn likeliest_act(encoded: &Encoded, word: usize) -> Option<Act> {
    let scores = encoded.scores(TagSet::Cue, word).iter().zip(encoded.labels(TagSet::Cue));
    let acts = scores.filter_map(|(score, label)| Some((score, from_word(label.strip_prefix("B-")?)?)));
    acts.max_by(|a, b| a.0.total_cmp(b.0)).map(|(_, act)| act)
}
