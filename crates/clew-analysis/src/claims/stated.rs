//! How a claim's words state it: asserted or denied, how sure, as a fact or as something to come.

use super::candidates::Found;
use super::context::Context;
use super::periods;
use super::score::is_state;
use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{
    Act, Attribution, Certainty, Level, Modality, PartOfSpeech, Polarity, Predicate, Predication, Relation, Span,
};
use std::collections::HashMap;
use std::sync::LazyLock;

const HEDGE_WORDS: &str = include_str!("../../words/hedges.txt");

/// What a word before a noun makes of what the noun says.
static HEDGES: LazyLock<HashMap<&'static str, Level>> = LazyLock::new(|| {
    let of_level = |(name, words): (&'static str, &'static str)| {
        let level = match name {
            "likely" => Level::Likely,
            "even" => Level::Even,
            _ => return Vec::new(),
        };
        words.split(',').map(|word| (word.trim(), level)).collect()
    };
    lines(HEDGE_WORDS).filter_map(|line| line.split_once(char::is_whitespace)).flat_map(of_level).collect()
});

/// How a claim is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stated {
    /// Whether it is stated to be so, or not to be so.
    pub polarity: Polarity,
    /// How sure, and by which word.
    pub certainty: Certainty,
    /// As a fact, a plan, a condition or a rule.
    pub modality: Modality,
}

impl Stated {
    const PLAIN: Self = Self {
        polarity: Polarity::Asserted,
        certainty: Certainty { level: Level::Asserted, cue: None },
        modality: Modality::Actual,
    };

    /// How what was found is stated, on the word of `attribution` where it is on somebody's.
    pub fn read(sentence: &Sentence, context: &Context, found: &Found, attribution: Option<&Attribution>) -> Self {
        let is_granted = is_taken_for_granted(sentence, found);
        let predication = match is_state(found.predicate) {
            true if is_granted => None,
            _ if is_granted || found.is_bare => context.predication_of_known(sentence, found.trigger),
            _ => context.predication(sentence, found.trigger),
        };
        let polarity = predication.map_or(Polarity::Asserted, |predication| predication.polarity);
        // "was not told until noon": then he was.
        let is_not_until = !is_state(found.predicate) && periods::is_not_until(sentence, found.trigger);
        let polarity = if is_not_until { Polarity::Asserted } else { polarity };
        let told = predication.filter(|predication| !is_only_told(sentence, found, attribution, predication));
        let read = told.map_or(Self::PLAIN, |predication| Self::worded(sentence, predication));
        let read = Self { polarity: context.polarity(sentence, polarity, attribution), ..read }.flatly_denied();
        let hedge = is_state(found.predicate).then(|| hedge(sentence, found.trigger)).flatten();
        match hedge {
            Some(certainty) if read.certainty.level == Level::Asserted => Self { certainty, ..read },
            _ => read.on_word_of(sentence, context, attribution),
        }
    }

    /// A predication as the text's own words set it: a band that no word shows is none that a reader could check.
    fn worded(sentence: &Sentence, predication: &Predication) -> Self {
        let Predication { polarity, certainty, modality, .. } = *predication;
        let is_open = certainty.level == Level::Unstated && polarity == Polarity::Asserted;
        let is_negation = |cue: Span| {
            let word = sentence.word_at(cue.start).map(|word| sentence.form(word));
            matches!(word, Some("not" | "n't" | "never" | "no" | "nobody" | "nothing" | "none" | "neither" | "nor"))
        };
        let read = Self { polarity, certainty, modality };
        match certainty.cue {
            // "He never left": that is no guess.
            Some(cue) if matches!(certainty.level, Level::Unstated | Level::Likely) && is_negation(cue) => Self::PLAIN,
            // "He must stay": what is to be is not likely, it is open.
            Some(_) if certainty.level == Level::Likely && modality != Modality::Actual => {
                Self { certainty: Certainty { level: Level::Unstated, ..certainty }, ..read }
            }
            // "He was told to leave" leaves open whether he did, however flat it sounds.
            None if certainty.level == Level::Asserted
                && matches!(modality, Modality::Planned | Modality::Conditional) =>
            {
                Self { certainty: Certainty { level: Level::Unstated, cue: None }, ..read }
            }
            None if !is_open => Self { certainty: Certainty::default(), ..read },
            _ => read,
        }
    }

    /// "No one was held": what no word but the denial leaves open is denied flatly.
    fn flatly_denied(self) -> Self {
        let is_flat = self.polarity == Polarity::Denied && self.modality == Modality::Actual;
        match self.certainty {
            Certainty { level: Level::Unstated, cue: None } if is_flat => {
                Self { certainty: Certainty::default(), ..self }
            }
            _ => self,
        }
    }

    /// What somebody is yet to say, or does not say, is not stated: "they have not said that he left", "she will say so".
    fn on_word_of(self, sentence: &Sentence, context: &Context, attribution: Option<&Attribution>) -> Self {
        let untold = attribution.filter(|of| of.act != Act::Denied).and_then(|of| context.untold(sentence, of));
        match untold.filter(|_| self.certainty.level == Level::Asserted) {
            Some(telling) => {
                let certainty = Certainty { level: Level::Unstated, cue: telling.certainty.cue };
                Self { certainty, modality: telling.modality, ..self }
            }
            None => self,
        }
    }
}

/// That somebody claims it makes it no guess of theirs; of what nobody told ("he is said to have left") it is the text that is unsure.
fn is_only_told(
    sentence: &Sentence,
    found: &Found,
    attribution: Option<&Attribution>,
    predication: &Predication,
) -> bool {
    let Some(told) = attribution.filter(|told| told.source.is_some()) else { return false };
    let is_speech = matches!(told.act, Act::Said | Act::Wrote | Act::Showed);
    let is_to_be_done = sentence.by(found.trigger, &[Relation::Mark]).any(|at| sentence.form(at) == "to");
    let is_of_telling = |cue: Span| told.cue.iter().any(|word| word.overlaps(cue));
    let is_open = predication.certainty.level == Level::Unstated;
    is_speech && !is_to_be_done && !is_open && predication.certainty.cue.is_some_and(is_of_telling)
}

/// "Alleged Front members".
fn hedge(sentence: &Sentence, noun: usize) -> Option<Certainty> {
    let mut before = sentence.by(noun, &[Relation::Amod, Relation::Compound]);
    before.find_map(|at| {
        let level = *HEDGES.get(sentence.form(at))?;
        Some(Certainty { level, cue: Some(sentence.span_of(at)) })
    })
}

/// Whether a noun names what the text takes to be so, whatever its verb says of it: "her brother" of "she denies that her brother
/// came", "the bombing" of "he may have answered the bombing".
pub(crate) fn is_taken_for_granted(sentence: &Sentence, found: &Found) -> bool {
    use Relation::{Cop, Det, Nmod, NmodPoss, Nsubj, NsubjPass, Obl};
    let word = found.trigger;
    let is_noun = sentence.is_noun(word)
        || sentence.part(word) == PartOfSpeech::Adjective
        || found.predicate == Predicate::Age && sentence.part(word) == PartOfSpeech::Numeral;
    let is_said = sentence.has(word, &[Cop, Nsubj, NsubjPass]) || matches!(sentence.relation(word), Relation::Xcomp);
    let mut marks = sentence.by(word, &[Det, NmodPoss]);
    let is_definite = marks
        .any(|at| sentence.relation(at) == NmodPoss || matches!(sentence.form(at), "the" | "this" | "that" | "these"));
    let is_beside = matches!(sentence.relation(word), Nmod | Obl);
    is_noun && !is_said && (is_state(found.predicate) && found.rest.is_empty() || is_definite && is_beside)
}
