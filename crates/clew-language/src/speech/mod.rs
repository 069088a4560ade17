//! Who says what: cues, sources and contents, from the trees of sentences, the model's heads and quotation marks.
//!
//! [`Speech`] hears a document sentence by sentence, and makes its attributions when all is heard. What the rules know of
//! English stands in `lexicon/cues.txt` and `lexicon/sources.txt`.

mod ascriptions;
mod attributions;
mod beside;
#[cfg(test)]
pub(crate) mod by_hand;
mod dateline;
mod draft;
mod events;
#[cfg(test)]
mod examples;
mod forms;
mod heard;
mod labels;
mod levels;
mod lexicon;
mod lines;
mod listening;
mod nesting;
mod predications;
mod publisher;
mod quoted;
mod regions;
mod relays;
mod sentence;
mod stance;
mod subject;
mod sureness;
mod tails;

pub(crate) use attributions::Speaking;
use clew_model::{Attribution, CodePoints, Predication, Tree};
use draft::Draft;
pub(crate) use events::events;
pub(crate) use forms::VERB_FORMS;
pub(crate) use heard::Heard;
#[cfg(test)]
pub(crate) use levels::LEVELS;
#[cfg(test)]
pub(crate) use lexicon::{CUES, SOURCES};
#[cfg(test)]
pub(crate) use predications::EVENT_NOUNS;
pub use publisher::leave_out_publisher;
use sentence::Sentence;
pub(crate) use sureness::tell;

/// What has been heard of a document so far.
#[derive(Debug, Default)]
pub(crate) struct Speech {
    drafts: Vec<Draft>,
    predications: Vec<Predication>,
}

impl Speech {
    /// Hears one more sentence: its tree, and what the model's heads say of its words.
    pub fn hear(&mut self, points: &CodePoints, tree: &Tree, heard: &Heard) {
        let sentence = Sentence::new(points, tree);
        self.predications.extend(predications::predications(&sentence, heard));
        let found = listening::listen(&sentence, heard);
        self.drafts.extend(found.iter().map(|ascription| Draft::new(&sentence, ascription)));
    }

    /// The attributions and predications of all that was heard.
    pub fn finish(self, speaking: &Speaking) -> (Vec<Attribution>, Vec<Predication>) {
        (speaking.attributions(self.drafts), self.predications)
    }
}
