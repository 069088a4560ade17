//! How a verb stands: passive, an infinitive, a participle, a noun of doing.

use super::frame::{is_bare_object, is_oblique};
use super::sentence::Sentence;
use super::word_list::lines;
use Relation::*;
use clew_model::{PartOfSpeech, Relation};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Verbs that have no passive.
static INTRANSITIVE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../words/intransitive.txt")).collect());

/// Whether a verb is passive: by its auxiliary, by its subject, or as a participle that a noun is qualified by.
pub(crate) fn is_passive(sentence: &Sentence, word: usize) -> bool {
    // "four gunmen wounded 19 people", its subject taken for a passive's: what follows shows that it is none.
    let has_object = || sentence.dependents(word).iter().any(|at| is_bare_object(sentence, word, *at));
    let is_unmarked = !sentence.has(word, &[AuxPass, OblAgent]);
    if is_unmarked && (INTRANSITIVE.contains(sentence.lemma(word)) || sentence.has(word, &[NsubjPass]) && has_object())
    {
        return false;
    }
    sentence.has(word, &[AuxPass, NsubjPass, CsubjPass, OblAgent])
        || matches!(sentence.relation(word), Acl | Advcl | Amod)
            && is_past_participle(sentence, word)
            && !is_finite(sentence, word)
            && !has_object_of_its_own(sentence, word)
        || sentence.relation(word) == Conj
            && !sentence.has(word, &[Nsubj, Obj, Aux])
            && is_past_participle(sentence, word)
            && sentence.head(word).is_some_and(|head| is_passive(sentence, head))
}

/// "when [he] fired", "as [police] looked on": no participle has such a subject.
fn is_finite(sentence: &Sentence, word: usize) -> bool {
    let is_nominative = |at: usize| matches!(sentence.form(at), "i" | "he" | "she" | "we" | "they");
    let opens =
        |at: usize| matches!(sentence.form(at), "as" | "when" | "while" | "because" | "where" | "although" | "after");
    let is_clause = || sentence.by(word, &[Mark, Advmod]).any(|at| at < word && opens(at));
    sentence.by(word, &[Nsubj]).any(|at| at < word && (is_nominative(at) || is_clause()))
}

/// "a poison entered the water": no participle, for it has an object that it was not given.
fn has_object_of_its_own(sentence: &Sentence, word: usize) -> bool {
    const GIVING: [&str; 12] =
        ["give", "hand", "offer", "award", "pay", "send", "show", "tell", "teach", "grant", "sell", "deny"];
    let has_object = sentence.by(word, &[Obj]).any(|at| at > word && !is_oblique(sentence, word, at));
    has_object && !GIVING.contains(&sentence.lemma(word))
}

/// Whether a word heads a clause.
pub(crate) fn is_verbal(sentence: &Sentence, word: usize) -> bool {
    sentence.part(word) == PartOfSpeech::Verb || sentence.has(word, &[Cop])
}

/// Whether a verb has "to" before it.
pub(super) fn is_infinitive(sentence: &Sentence, word: usize) -> bool {
    sentence.by(word, &[Mark]).any(|at| sentence.form(at) == "to")
}

/// Whether a verb stands as a participle in "-ing".
pub(super) fn is_participle(sentence: &Sentence, word: usize) -> bool {
    sentence.part(word) == PartOfSpeech::Verb && sentence.form(word).ends_with("ing")
}

/// Whether a verb stands as a noun of doing would: "meeting him", "having met him".
pub(super) fn is_gerund(sentence: &Sentence, word: usize) -> bool {
    let is_having = sentence.by(word, &[Aux]).any(|at| sentence.form(at) == "having");
    is_having || is_participle(sentence, word) && !sentence.has(word, &[Aux, Cop, Mark])
}

/// Whether a verb stands as a past participle: no "-ing", no infinitive, nothing finite about it.
fn is_past_participle(sentence: &Sentence, word: usize) -> bool {
    sentence.part(word) == PartOfSpeech::Verb
        && !is_participle(sentence, word)
        && !is_infinitive(sentence, word)
        && sentence.form(word) != sentence.lemma(word)
        || matches!(sentence.form(word), "shot" | "put" | "set" | "hit" | "hurt" | "cut" | "let" | "shut" | "beset")
            && sentence.part(word) == PartOfSpeech::Verb
            && sentence.relation(word) == Acl
            && !is_infinitive(sentence, word)
}
