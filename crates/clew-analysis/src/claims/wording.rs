//! Whether the words of a pattern stand at a word of a sentence.

use super::pattern::{Lemma, WordKind};
use super::sentence::Sentence;
use clew_model::{PartOfSpeech, Relation};

/// Whether a word is of the kind that a pattern begins with, and stands free.
pub(super) fn is_kind(sentence: &Sentence, word: usize, kind: WordKind, lemma: &Lemma) -> bool {
    let part = sentence.part(word);
    let is_phrase = lemma.is_state || !lemma.before.is_empty() || lemma.head.starts_with('<');
    // A noun before another says what sort the other is: a "shooting range" is no shooting.
    let stands_free = !matches!(sentence.relation(word), Relation::Compound);
    match kind {
        WordKind::Verb => (part == PartOfSpeech::Verb || lemma.is_state) && stands_free,
        WordKind::Noun => sentence.is_noun(word) && stands_free,
        WordKind::Adjective => part == PartOfSpeech::Adjective || is_phrase || part == PartOfSpeech::Verb,
    }
}

/// Further words of a trigger, each near and hanging on it with no verb between; `None` where one is missing.
pub(super) fn rest(sentence: &Sentence, word: usize, wanted: &[String]) -> Option<Vec<usize>> {
    const NEAR: usize = 8;
    let mut from = word + 1;
    let mut found: Vec<usize> = Vec::new();
    for part in wanted {
        // "He faces a court for the [charges]" faces none.
        let is_beside = |at: usize| {
            let is_other = |case: usize| {
                let form = sentence.form(case);
                matches!(form, "for" | "against" | "by" | "with" | "after") && wanted.iter().all(|part| part != form)
            };
            sentence.is_noun(at) && sentence.by(at, &[Relation::Case]).any(is_other)
        };
        let is_it = |at: &usize| sentence.is_word(*at, part) && hangs_on(sentence, *at, word) && !is_beside(*at);
        let at = (from..sentence.len().min(word + NEAR)).find(is_it)?;
        from = at + 1;
        found.push(at);
    }
    Some(found)
}

fn hangs_on(sentence: &Sentence, at: usize, word: usize) -> bool {
    const STEPS: usize = 4;
    let above = std::iter::successors(sentence.head(at), |at| sentence.head(*at)).take(STEPS);
    let mut above = above.take_while(|at| *at == word || sentence.part(*at) != PartOfSpeech::Verb);
    above.any(|at| at == word)
}

/// Whether these words stand right before a word, a determiner or an adjective between or not.
pub(super) fn begins_with(sentence: &Sentence, word: usize, before: &[String]) -> bool {
    let mut at = word;
    before.iter().rev().all(|wanted| {
        let is_between = |at: usize| matches!(sentence.part(at), PartOfSpeech::Determiner | PartOfSpeech::Adjective);
        while at > 0 && !sentence.is_word(at - 1, wanted) && is_between(at - 1) {
            at -= 1;
        }
        at = at.wrapping_sub(1);
        at < sentence.len() && sentence.is_word(at, wanted)
    })
}

/// Whether a verb has a particle that the lemma lacks: "take off" is no "take".
pub(super) fn has_other_particle(sentence: &Sentence, word: usize, rest: &[usize]) -> bool {
    sentence.by(word, &[Relation::CompoundPrt]).any(|at| !rest.contains(&at))
}
