//! Words that set how sure a text sounds, as `lexicon/levels.txt` lists them.

use super::labels::from_word;
use crate::lexicon::classes;
use clew_model::{Level, Modality};
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) const LEVELS: &str = include_str!("../../lexicon/levels.txt");

/// Where a word stands beside what it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// On the word that states it.
    Beside,
    /// Above it.
    Over,
    /// Above it, where it is no clause with a subject of its own.
    To,
    /// At the head of its clause.
    Before,
}

/// What a word does to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Effect {
    /// Whether it turns it round.
    pub denies: bool,
    /// How sure it leaves it.
    pub level: Level,
    /// What it makes of it.
    pub modality: Modality,
}

impl Effect {
    /// Whether what stands below is so in any case.
    pub fn is_fact(self) -> bool {
        !self.denies && self.level == Level::Asserted && self.modality == Modality::Actual
    }
}

static EFFECTS: LazyLock<HashMap<(Place, &'static str), Effect>> = LazyLock::new(|| {
    let mut effects = HashMap::new();
    for class in classes(LEVELS) {
        let (effect, place) = class_named(class.name);
        effects.extend(class.entries.into_iter().map(|word| ((place, word), effect)));
    }
    effects
});

fn class_named(name: &'static str) -> (Effect, Place) {
    let [level, modality, place] = name.split(' ').collect::<Vec<_>>()[..] else {
        unreachable!("a class of levels.txt is named by a level, a modality and a place")
    };
    let place = match place {
        "beside" => Place::Beside,
        "over" => Place::Over,
        "to" => Place::To,
        "before" => Place::Before,
        other => unreachable!("levels.txt has no place {other}"),
    };
    let denies = level == "denied";
    let level = if denies { Some(Level::Asserted) } else { from_word(level) };
    let level = level.expect("levels.txt uses the glossary's words for levels");
    let modality: Modality = from_word(modality).expect("levels.txt uses the glossary's words for modalities");
    (Effect { denies, level, modality }, place)
}

/// What a word does to a statement from this place.
pub(crate) fn effect(place: Place, lemma: &str) -> Option<Effect> {
    EFFECTS.get(&(place, lemma)).copied()
}

/// Whether what a word holds is so in any case: "she knew that he had left".
pub(crate) fn is_factive(lemma: &str) -> bool {
    effect(Place::Over, lemma).is_some_and(Effect::is_fact)
}
