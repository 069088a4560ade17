//! Patterns laid on the words of a sentence: every claim that its grammar shows.

use super::candidates::Found;
use super::fillers::is_of;
use super::frame::{Function, Slot, frame};
use super::classes::Class;
use super::phrases::{PhraseFound, Phrases};
use super::predicate_file::{FillerType, Lemma, Pattern, Phrase, PredicateFile, RoleRule, WordKind};
use super::sentence::Sentence;
use clew_model::{PartOfSpeech, Predicate, Relation, Role, ThingType};
use std::collections::HashMap;

/// Every predicate file, looked up by word.
#[derive(Debug, Default)]
pub struct Patterns {
    files: Vec<PredicateFile>,
    /// By lemma: file, pattern, lemma in the pattern.
    by_lemma: HashMap<String, Vec<(usize, usize, usize)>>,
}

impl Patterns {
    /// Makes ready the patterns of these files.
    pub fn new(files: Vec<PredicateFile>) -> Self {
        let mut by_lemma: HashMap<String, Vec<_>> = HashMap::new();
        for (nth_file, file) in files.iter().enumerate() {
            for (nth_pattern, pattern) in file.patterns.iter().enumerate() {
                for (nth_lemma, lemma) in pattern.lemmas.iter().enumerate() {
                    by_lemma.entry(lemma.head.clone()).or_default().push((nth_file, nth_pattern, nth_lemma));
                }
            }
        }
        Self { files, by_lemma }
    }

    /// What the words of a sentence state, in order of their triggers.
    pub(crate) fn read(&self, sentence: &Sentence) -> Vec<Found> {
        (0..sentence.len())
            .flat_map(|word| self.of_word(sentence, word).into_iter().chain(self.of_phrases(sentence, word)))
            .collect()
    }

    /// What the templates of phrases say from a word on.
    fn of_phrases(&self, sentence: &Sentence, at: usize) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for file in self.files.iter().filter(|file| !file.phrases.is_empty()) {
            let phrases = Phrases { sentence, classes: sentence.classes(), roles: &file.roles };
            for phrase in &file.phrases {
                let made = phrases.at(&phrase.template, at).and_then(|made| of_phrase(file, phrase, made));
                found.extend(made.filter(|made| !found.iter().any(|other| states_the_same(other, made))));
            }
        }
        found
    }

    /// What one word states: of each predicate the pattern that accounts for most.
    fn of_word(&self, sentence: &Sentence, word: usize) -> Vec<Found> {
        let lemma = sentence.lemma(word);
        let classes = CLASSES.iter().filter(|(_, class)| sentence.class_word(*class, word).is_some());
        let keys = std::iter::once(lemma.as_str()).chain(classes.map(|(name, _)| *name));
        let candidates: Vec<_> = keys.filter_map(|key| self.by_lemma.get(key)).flatten().copied().collect();
        let mut slots: Option<Vec<Slot>> = None;
        let mut found: Vec<Found> = Vec::new();
        for (nth_file, nth_pattern, nth_lemma) in candidates {
            let file = &self.files[nth_file];
            let pattern = &file.patterns[nth_pattern];
            if !is_kind(sentence, word, pattern.kind) {
                continue;
            }
            let slots = slots.get_or_insert_with(|| frame(sentence, word));
            let Some(made) = apply(sentence, word, slots, file, pattern, &pattern.lemmas[nth_lemma]) else { continue };
            match found.iter_mut().find(|other| other.predicate == made.predicate) {
                Some(other) if weight(other) >= weight(&made) => {}
                Some(other) => *other = made,
                None => found.push(made),
            }
        }
        found
    }

    /// What may fill a role of a predicate; `None` where the predicate does not have it.
    pub(crate) fn fillers(&self, predicate: Predicate, role: Role) -> Option<&[FillerType]> {
        let file = self.files.iter().find(|file| file.predicate == predicate)?;
        file.roles.iter().find(|rule| rule.role == role).map(|rule| &rule.fillers[..])
    }

    /// The roles without which a claim of a predicate is nothing.
    pub(crate) fn needed(&self, predicate: Predicate) -> impl Iterator<Item = Role> + '_ {
        let file = self.files.iter().find(move |file| file.predicate == predicate);
        file.into_iter().flat_map(|file| &file.roles).filter(|rule| rule.is_needed).map(|rule| rule.role)
    }
}

/// Classes that patterns begin with, by their names in predicate files.
const CLASSES: [(&str, Class); 4] =
    [("<kin>", Class::Kin), ("<title>", Class::Title), ("<demonym>", Class::Demonym), ("<status>", Class::Status)];

fn of_phrase(file: &PredicateFile, phrase: &Phrase, made: PhraseFound) -> Option<Found> {
    let subtype = match phrase.subtype.as_deref() {
        Some(name) if Class::named(name).is_some() => Some(made.class.as_ref()?.1.meaning.clone()),
        other => other.map(str::to_owned),
    };
    Some(Found {
        predicate: file.predicate,
        subtype,
        trigger: made.trigger?,
        rest: Vec::new(),
        arguments: made.arguments,
        line: Some(phrase.line),
        engine: 0.0,
        engine_other: 0.0,
    })
}

fn states_the_same(one: &Found, other: &Found) -> bool {
    one.predicate == other.predicate && one.arguments == other.arguments
}

fn weight(found: &Found) -> (usize, usize) {
    (found.rest.len(), found.arguments.len())
}

fn is_kind(sentence: &Sentence, word: usize, kind: WordKind) -> bool {
    match kind {
        WordKind::Verb => sentence.part(word) == PartOfSpeech::Verb && sentence.relation(word) != Relation::Compound,
        WordKind::Noun => matches!(sentence.part(word), PartOfSpeech::Noun | PartOfSpeech::ProperNoun),
        WordKind::Adjective => sentence.part(word) == PartOfSpeech::Adjective,
    }
}

/// What a pattern makes of a word, where all that it asks for is there.
fn apply(
    sentence: &Sentence,
    word: usize,
    slots: &[Slot],
    file: &PredicateFile,
    pattern: &Pattern,
    lemma: &Lemma,
) -> Option<Found> {
    let rest = rest(sentence, word, &lemma.rest)?;
    let slots: Vec<&Slot> = slots.iter().filter(|slot| !rest.contains(&slot.word)).collect();
    if let Some((function, types)) = &lemma.narrowed
        && !slots.iter().any(|slot| slot.function == *function && is_of(sentence, slot.word, types))
    {
        return None;
    }
    let mut arguments: Vec<(Role, usize)> = Vec::new();
    for (role, functions) in &pattern.slots {
        let rule = rule(file, *role);
        let mut fillers = fillers_of(sentence, &slots, functions, rule);
        if fillers.is_empty() && functions.contains(&Function::Itself) && rule.is_none_or(|rule| is_of(sentence, word, &rule.fillers)) {
            fillers.push(word);
        }
        if fillers.is_empty() && functions.contains(&Function::Other) {
            fillers = others(&mut arguments);
        }
        arguments.extend(fillers.into_iter().map(|filler| (*role, filler)));
    }
    if !arguments.iter().any(|(role, _)| *role == Role::Place) {
        arguments.extend(places(sentence, &slots, &arguments).into_iter().map(|place| (Role::Place, place)));
    }
    arguments.dedup();
    let is_filled = |role: Role| arguments.iter().any(|(filled, _)| *filled == role);
    let has_all = file.roles.iter().all(|rule| !rule.is_needed || is_filled(rule.role));
    let has_needs = pattern.needs.iter().all(|one_of| one_of.iter().any(|role| is_filled(*role)));
    let subtype = subtype(sentence, word, pattern)?;
    (has_all && has_needs).then(|| Found {
        predicate: file.predicate,
        subtype,
        trigger: word,
        rest,
        arguments,
        line: Some(pattern.line),
        engine: 0.0,
        engine_other: 0.0,
    })
}

/// A pattern's subtype; of a class, what its word means.
fn subtype(sentence: &Sentence, word: usize, pattern: &Pattern) -> Option<Option<String>> {
    let Some(name) = &pattern.subtype else { return Some(None) };
    match Class::named(name) {
        Some(class) => sentence.class_word(class, word).map(|word| Some(word.meaning)),
        None => Some(Some(name.clone())),
    }
}

/// Takes the further fillers of the role that was filled last: of "Ada and Femi married", Femi.
fn others(arguments: &mut Vec<(Role, usize)>) -> Vec<usize> {
    let Some(&(role, _)) = arguments.last() else { return Vec::new() };
    let first = arguments.iter().position(|(other, _)| *other == role).unwrap_or_default();
    arguments.split_off(first + 1).into_iter().map(|(_, word)| word).collect()
}

fn rule(file: &PredicateFile, role: Role) -> Option<&RoleRule> {
    file.roles.iter().find(|rule| rule.role == role)
}

/// The fillers of the first function that has any of the right type.
fn fillers_of(sentence: &Sentence, slots: &[&Slot], functions: &[Function], rule: Option<&RoleRule>) -> Vec<usize> {
    let fits = |word: usize| rule.is_none_or(|rule| is_of(sentence, word, &rule.fillers));
    let with = |function: &Function| -> Vec<usize> {
        let right = slots.iter().filter(|slot| slot.function == *function && fits(slot.word));
        right.map(|slot| slot.word).collect()
    };
    functions.iter().map(with).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Where it happened: places after a preposition of place that fill no other role.
fn places(sentence: &Sentence, slots: &[&Slot], arguments: &[(Role, usize)]) -> Vec<usize> {
    const WHERE: [&str; 12] =
        ["in", "at", "near", "outside", "inside", "on", "off", "around", "close to", "next to", "from inside", "along"];
    let is_where = |function: &Function| matches!(function, Function::After(word) if WHERE.contains(&word.as_str()));
    let is_place = [FillerType::Thing(ThingType::Place), FillerType::Thing(ThingType::Facility)];
    let free = |word: usize| arguments.iter().all(|(_, filler)| *filler != word);
    slots
        .iter()
        .filter(|slot| is_where(&slot.function) && is_of(sentence, slot.word, &is_place) && free(slot.word))
        .map(|slot| slot.word)
        .collect()
}

/// Further words of a trigger, each below it and near; `None` where one is missing.
fn rest(sentence: &Sentence, word: usize, wanted: &[String]) -> Option<Vec<usize>> {
    const NEAR: usize = 8;
    let mut from = word + 1;
    let below: Vec<usize> = wanted.is_empty().then(Vec::new).unwrap_or_else(|| sentence.subtree(word));
    wanted
        .iter()
        .map(|part| {
            let is_it = |at: &&usize| sentence.lemma(**at) == *part || sentence.form(**at) == *part;
            let at = *below.iter().filter(|at| **at >= from && **at < word + NEAR).find(is_it)?;
            from = at + 1;
            Some(at)
        })
        .collect()
}
