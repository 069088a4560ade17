//! A sentence as patterns see it: what one needs to know to write one.

use super::CLASSES;
use super::classes::Class;
use super::fillers::{span, thing};
use super::frame::frame;
use super::sentence::Sentence;
use super::voice::is_passive;
use clew_model::{Annotation, CodePoints, PartOfSpeech, Span, ThingType, Tree};

/// A word, and what stands beside it in which function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenWord {
    /// Where it stands.
    pub span: Span,
    /// Its dictionary form, which patterns name it by.
    pub lemma: String,
    /// What it is.
    pub part: PartOfSpeech,
    /// Whether it is a verb in the passive.
    pub is_passive: bool,
    /// The classes of words that it is of, as patterns name them: "<kin>".
    pub classes: Vec<&'static str>,
    /// What has a function to it, of a verb, a noun or an adjective.
    pub participants: Vec<Participant>,
}

/// What stands in a function to a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The function, as patterns name it: "subject", "on suspicion of".
    pub function: String,
    /// The words that name it.
    pub span: Span,
    /// What sort of thing they name.
    pub thing: ThingType,
}

/// The words of a text as patterns see them, sentence by sentence, marks left out.
pub fn seen(points: &CodePoints, annotation: &Annotation, trees: &[Tree]) -> Vec<SeenWord> {
    let mut words = Vec::new();
    for tree in trees {
        let sentence = Sentence::new(points, tree, &annotation.mentions, &CLASSES).with_times(&annotation.times);
        let said = (0..sentence.len()).filter(|at| sentence.part(*at) != PartOfSpeech::Punctuation);
        words.extend(said.map(|at| word(&sentence, at)));
    }
    words
}

fn word(sentence: &Sentence, at: usize) -> SeenWord {
    use PartOfSpeech::{Adjective, Noun, ProperNoun, Verb};
    let part = sentence.part(at);
    let slots = if matches!(part, Verb | Noun | ProperNoun | Adjective) { frame(sentence, at) } else { Vec::new() };
    let participants = slots.iter().map(|slot| Participant {
        function: slot.function.to_string(),
        span: span(sentence, slot.word),
        thing: thing(sentence, slot.word),
    });
    let is_of = |(_, class): &&(&'static str, Class)| sentence.class_word(*class, at).is_some();
    SeenWord {
        span: sentence.span_of(at),
        lemma: sentence.lemma(at).to_owned(),
        part,
        is_passive: part == Verb && is_passive(sentence, at),
        classes: Class::BEGINNING.iter().filter(is_of).map(|(name, _)| *name).collect(),
        participants: participants.collect(),
    }
}
