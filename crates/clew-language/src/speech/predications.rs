//! What a sentence states to happen or hold, and how sure it sounds of it.

use super::heard::{Heard, HeardWord};
use super::sentence::Sentence;
use super::stance::{Stance, stances};
use crate::lexicon::classes;
use clew_model::{Certainty, Level, Modality, PartOfSpeech, Polarity, Predication, Relation};
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) const EVENT_NOUNS: &str = include_str!("../../lexicon/event-nouns.txt");

static NOUNS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| classes(EVENT_NOUNS).into_iter().flat_map(|class| class.entries).collect());

/// How much of a statement's factuality is told by the rules, the rest by the model's head.
const RULES_SHARE: f32 = 0.3;
/// A statement sounds flat above this factuality, of 3 at most.
const FLAT: f32 = 1.5;
/// A statement sounds likely above this factuality.
const LIKELY: f32 = 0.6;
/// A word is denied, whatever the rules say, from this probability on.
const SURE_DENIAL: f32 = 0.5;
/// A word that no rule takes for a predicate is one from this probability of being a trigger on.
const SURE_TRIGGER: f32 = 0.5;

/// The predications of a sentence by its tree and by what the heads say of its words, in order.
pub(crate) fn predications(sentence: &Sentence, heard: &Heard) -> Vec<Predication> {
    let stances = stances(sentence);
    let is_open = |word: usize| !matches!(sentence.part(word), PartOfSpeech::ProperNoun | PartOfSpeech::Numeral);
    let is_trigger = |word: usize| heard.words[word].trigger >= SURE_TRIGGER && is_open(word);
    let found = (0..sentence.len()).filter(|word| states(sentence, *word) || is_trigger(*word));
    found.map(|word| predication(sentence, word, settled(stances[word], &heard.words[word]))).collect()
}

/// The stance of the rules, and what the heads make of it where no word of the text sets a band of its own.
fn settled(stance: Stance, heard: &HeardWord) -> Stance {
    if !matches!(stance.level, Level::Asserted | Level::Unstated) {
        return stance;
    }
    let is_denied = stance.is_denied || heard.denied >= SURE_DENIAL;
    let by_rules = match (stance.level, is_denied) {
        (Level::Unstated, _) => 0.0,
        (_, true) => -3.0,
        _ => 3.0,
    };
    let factuality = RULES_SHARE * by_rules + (1.0 - RULES_SHARE) * heard.factuality.clamp(-3.0, 3.0);
    let level = match if is_denied { -factuality } else { factuality } {
        plain if plain > FLAT => Level::Asserted,
        likely if likely > LIKELY => Level::Likely,
        _ => Level::Unstated,
    };
    let modality = match stance.modality {
        // What sounds flat is no plan, unless a word of the text makes it one: "the cars that were used to take them home".
        _ if level == Level::Asserted && stance.cue.is_none() => Modality::Actual,
        Modality::Actual if level == Level::Unstated => heard.modality,
        modality => modality,
    };
    let cue = stance.cue.filter(|_| level != Level::Asserted || is_denied);
    Stance { is_denied, level, modality, cue }
}

/// Whether a word states that something happens or holds.
fn states(sentence: &Sentence, word: usize) -> bool {
    let has_copula = || sentence.first_by(word, &[Relation::Cop]).is_some();
    match sentence.part(word) {
        PartOfSpeech::Verb => {
            !matches!(sentence.relation(word), Relation::Amod | Relation::Case | Relation::Compound | Relation::Mark)
        }
        _ if is_contrasted(sentence, word) => true,
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

/// "It was arsenic, and never [lead]": denied of what the first is said of.
fn is_contrasted(sentence: &Sentence, word: usize) -> bool {
    let is_name =
        matches!(sentence.part(word), PartOfSpeech::Noun | PartOfSpeech::ProperNoun | PartOfSpeech::Adjective);
    let is_second = sentence.relation(word) == Relation::Conj
        && sentence.head(word).is_some_and(|first| sentence.first_by(first, &[Relation::Cop]).is_some());
    let is_denied = |at: usize| matches!(&*sentence.lemma(at), "not" | "never");
    is_name && is_second && sentence.by(word, &[Relation::Advmod]).any(is_denied)
}

fn predication(sentence: &Sentence, word: usize, stance: Stance) -> Predication {
    Predication {
        trigger: sentence.span_of(word),
        polarity: if stance.is_denied { Polarity::Denied } else { Polarity::Asserted },
        certainty: Certainty { level: stance.level, cue: stance.cue.map(|cue| sentence.span_of(cue)) },
        modality: stance.modality,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks what becomes of a stance when the head gives the word this factuality.
    fn check(stance: Stance, factuality: f32, denied: f32, expected: (bool, Level)) {
        let found = settled(stance, &HeardWord { factuality, denied, ..HeardWord::default() });
        assert_eq!((found.is_denied, found.level), expected, "{stance:?} {factuality}");
    }

    #[test]
    fn rules_and_heads_settle_how_sure_a_statement_sounds() {
        let plain = Stance::default();
        check(plain, 3.0, 0.0, (false, Level::Asserted));
        check(plain, 1.0, 0.0, (false, Level::Asserted));
        check(plain, 0.5, 0.0, (false, Level::Likely));
        // What did not happen is not denied by that alone: it may be yet to come.
        check(plain, -2.0, 0.0, (false, Level::Unstated));
        check(plain, -3.0, 0.9, (true, Level::Asserted));
        let denied = Stance { is_denied: true, ..plain };
        check(denied, -3.0, 0.0, (true, Level::Asserted));
        check(denied, 2.0, 0.0, (true, Level::Unstated));
        let planned = Stance { level: Level::Unstated, modality: Modality::Planned, ..plain };
        check(planned, -2.0, 0.0, (false, Level::Unstated));
        check(Stance { level: Level::Even, ..plain }, -2.0, 0.9, (false, Level::Even));
        let happened = settled(planned, &HeardWord { factuality: 3.0, ..HeardWord::default() });
        assert_eq!(
            (happened.level, happened.modality),
            (Level::Asserted, Modality::Actual),
            "told flatly, it is no plan"
        );
    }
}
