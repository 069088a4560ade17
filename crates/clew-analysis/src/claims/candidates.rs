//! The language engine's own candidates beside what patterns find: each makes the other surer, and each finds what the other misses.

use super::fillers::is_of;
use super::frame::preposition;
use super::matching::Patterns;
use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{EventCandidate, PartOfSpeech, Predicate, Relation, Role};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of what is wrong, or may go wrong.
static DANGERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let entries = lines(include_str!("../../words/dangers.txt")).flat_map(|line| line.split(','));
    entries.map(str::trim).collect()
});

/// What is less sure fills no role.
const ROLE_SURE: f32 = 0.5;
/// What is less sure recalls no event.
const RECALL_SURE: f32 = 0.7;
/// So sure the engine must be of a warning where a pattern finds that somebody was told.
const WARNING_SURE: f32 = 0.7;

/// A pattern by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PatternLine {
    /// The number of its file among the [`Patterns`].
    pub file: usize,
    /// Its line there, from 1.
    pub line: usize,
}

/// What a sentence states, with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub predicate: Predicate,
    pub subtype: Option<String>,
    /// The head word of the trigger, and the words that belong to it.
    pub trigger: usize,
    pub rest: Vec<usize>,
    /// Head words of the fillers.
    pub arguments: Vec<(Role, usize)>,
    /// The pattern that found it; `None` where the engine alone did.
    pub by: Option<PatternLine>,
    /// Whether a person's own pattern finds it too.
    pub is_own: bool,
    /// Whether one of clew's patterns finds it.
    pub is_brought: bool,
    /// Whether it lacks what its pattern needs: it is a claim where another sentence tells of it.
    pub is_bare: bool,
    /// How sure the engine is of this predicate at this word, 0..1.
    pub engine: f32,
    /// How sure it is of the best other predicate there that cannot hold beside this one.
    pub engine_other: f32,
}

impl Found {
    /// What a pattern found, or the engine alone.
    pub fn new(predicate: Predicate, trigger: usize, arguments: Vec<(Role, usize)>, by: Option<PatternLine>) -> Self {
        let (subtype, rest) = (None, Vec::new());
        let (is_own, is_brought, is_bare) = (false, false, false);
        Self {
            predicate,
            subtype,
            trigger,
            rest,
            arguments,
            by,
            is_own,
            is_brought,
            is_bare,
            engine: 0.0,
            engine_other: 0.0,
        }
    }
}

/// What patterns found in a sentence together with the candidates that stand in it, in order of triggers.
pub(crate) fn join(sentence: &Sentence, patterns: &Patterns, candidates: &[EventCandidate]) -> Vec<Found> {
    let mut found = merged(patterns.read(sentence));
    let Some(whole) = sentence.whole() else { return found };
    let first = candidates.partition_point(|candidate| candidate.trigger.start < whole.start);
    for candidate in candidates[first..].iter().take_while(|candidate| candidate.trigger.end <= whole.end) {
        let Some(word) = sentence.head_of(candidate.trigger) else { continue };
        // "Fatally" of "fatally shot" says what the verb says with it.
        let is_adverb_of = |at: usize| {
            let is_adverb = sentence.part(word) == PartOfSpeech::Adverb || sentence.form(word).ends_with("ly");
            is_adverb && (sentence.head(word) == Some(at) || word + 1 == at)
        };
        let covers = |at: usize| at == word || is_adverb_of(at) || candidate.trigger.contains(sentence.span_of(at));
        let mut is_known = false;
        for other in found.iter_mut().filter(|found| covers(found.trigger)) {
            if other.predicate == candidate.predicate {
                is_known = true;
                other.engine = other.engine.max(candidate.score);
                fill(sentence, patterns, other, candidate);
                let is_filled = |role: Role| other.arguments.iter().any(|(filled, _)| *filled == role);
                let is_full = !other.arguments.is_empty() && patterns.needed(other.predicate).all(is_filled);
                other.is_bare &= !is_full || candidate.score < ROLE_SURE;
            } else if is_warned(sentence, other, candidate) {
                is_known = true;
                *other = warned(other, candidate.score);
            } else if !goes_with(other.predicate, candidate.predicate) && !is_spill(other, candidate) {
                other.engine_other = other.engine_other.max(candidate.score);
            }
        }
        // Numbers are counted by their own reader, and what is merely said is an attribution.
        let is_read_elsewhere = matches!(candidate.predicate, Predicate::Count | Predicate::Statement | Predicate::Age);
        // "Who was shot" need not have died: the word means that with others alone.
        let is_half = || {
            candidate.predicate == Predicate::Die
                && patterns.know_with_others(sentence.lemma(word), candidate.predicate)
        };
        if !is_known && !is_read_elsewhere && !is_half() {
            found.extend(alone(sentence, patterns, candidate, word));
        }
    }
    found.sort_by_key(|found| (found.trigger, found.predicate));
    found
}

/// Whether one word may state both: who is shot dead is attacked and dies, who was told learned. The engine tells one of them.
fn goes_with(one: Predicate, other: Predicate) -> bool {
    use Predicate::{Attack, Die, Direct, Disaster, Injure, Learn, Organize, Plan, Status, Warn};
    let is_of_violence =
        matches!((one, other), (Attack, Die | Injure | Disaster) | (Die | Injure, Attack | Disaster) | (Die, Injure));
    let is_of_making = |predicate| matches!(predicate, Direct | Organize | Plan);
    is_of_violence
        || is_of_making(one) && is_of_making(other)
        || matches!((one, other), (_, Status) | (Status, _) | (Learn, Warn) | (Warn, Learn))
}

/// Whether what enters somewhere is a substance, and no attacker: "a poison entered the wells".
fn is_spill(found: &Found, candidate: &EventCandidate) -> bool {
    let has_cause = found.arguments.iter().any(|(role, _)| *role == Role::Cause);
    found.predicate == Predicate::Disaster && has_cause && candidate.predicate == Predicate::Attack
}

/// Whether somebody who is told of a danger is warned of it, as the engine has it: "the owners were told of the crack".
fn is_warned(sentence: &Sentence, found: &Found, candidate: &EventCandidate) -> bool {
    let is_told = matches!(sentence.lemma(found.trigger), "tell" | "inform" | "notify" | "apprise");
    let is_danger = |word: usize| DANGERS.contains(sentence.form(word)) || DANGERS.contains(sentence.lemma(word));
    let mut matters = found.arguments.iter().filter(|(role, _)| *role == Role::Matter);
    let has_danger = matters.any(|(_, matter)| sentence.subtree(*matter).into_iter().any(is_danger));
    let is_warning = candidate.predicate == Predicate::Warn && candidate.score >= WARNING_SURE;
    found.predicate == Predicate::Learn && is_told && has_danger && is_warning && !found.is_own
}

/// The same as a warning, of whoever came to know it.
fn warned(found: &Found, score: f32) -> Found {
    let role = |role: Role| if role == Role::Person { Role::Recipient } else { role };
    let arguments = found.arguments.iter().map(|(of, word)| (role(*of), *word)).collect();
    Found { predicate: Predicate::Warn, arguments, engine: score, engine_other: 0.0, ..found.clone() }
}

/// One claim of what several patterns say by the same words: the fullest, with what only the others have.
fn merged(found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    // The "ill" of "made ill" by itself says nothing more.
    let is_part =
        |one: &Found| found.iter().any(|other| other.predicate == one.predicate && other.rest.contains(&one.trigger));
    let are_parts: Vec<bool> = found.iter().map(is_part).collect();
    for one in found.into_iter().zip(are_parts).filter_map(|(one, is_part)| (!is_part).then_some(one)) {
        let same = |other: &&mut Found| other.predicate == one.predicate && other.trigger == one.trigger;
        let Some(other) = kept.iter_mut().find(same) else {
            kept.push(one);
            continue;
        };
        let (mut fuller, less) =
            if one.arguments.len() > other.arguments.len() { (one, other.clone()) } else { (other.clone(), one) };
        let is_filled = |role: Role| fuller.arguments.iter().any(|(filled, _)| *filled == role);
        // A person's own pattern may give the same participant another role than clew's; it takes part once.
        let is_of_one_file = fuller.by.map(|by| by.file) == less.by.map(|by| by.file);
        let is_taken = |word: usize| !is_of_one_file && fuller.arguments.iter().any(|(_, filler)| *filler == word);
        let is_more = |(role, word): &(Role, usize)| !is_filled(*role) && !is_taken(*word);
        let more: Vec<_> = less.arguments.into_iter().filter(is_more).collect();
        fuller.arguments.extend(more);
        fuller.is_bare &= less.is_bare;
        fuller.is_own |= less.is_own;
        fuller.is_brought |= less.is_brought;
        if !is_of_one_file && fuller.subtype.is_none() {
            fuller.subtype = less.subtype;
        }
        *other = fuller;
    }
    kept
}

/// A claim that the engine alone sees, where every role is filled that its predicate needs, or it can recall what others tell.
fn alone(sentence: &Sentence, patterns: &Patterns, candidate: &EventCandidate, word: usize) -> Option<Found> {
    let mut found = Found { engine: candidate.score, ..Found::new(candidate.predicate, word, Vec::new(), None) };
    fill(sentence, patterns, &mut found, candidate);
    let is_filled = |role: Role| found.arguments.iter().any(|(filled, _)| *filled == role);
    let says_of_something = !found.arguments.is_empty();
    found.is_bare = !(says_of_something && patterns.needed(candidate.predicate).all(is_filled));
    // Only by words that can mean it: who damages a house hurts nobody.
    let is_known = || patterns.know(sentence.lemma(word), candidate.predicate);
    let can_recall = || candidate.score >= RECALL_SURE && patterns.recalls(candidate.predicate) && is_known();
    (!found.is_bare || can_recall()).then_some(found)
}

/// Fills the roles that are still empty from what the engine thinks fills them.
fn fill(sentence: &Sentence, patterns: &Patterns, found: &mut Found, candidate: &EventCandidate) {
    let mut more = Vec::new();
    for filler in candidate.roles.iter().filter(|filler| filler.score >= ROLE_SURE) {
        let Some(word) = sentence.head_of(filler.span) else { continue };
        let is_empty = !found.arguments.iter().any(|(role, other)| *role == filler.role || *other == word);
        let fits = match filler.role {
            Role::Time => false,
            _ if !can_be(sentence, found.trigger, filler.role, word) => false,
            Role::Place => true,
            role => patterns.fillers(found.predicate, role).is_some_and(|types| is_of(sentence, word, types)),
        };
        if is_empty && fits && word != found.trigger {
            more.push((filler.role, word));
        }
    }
    found.arguments.extend(more);
}

/// Whether a word can play a role where it stands, whatever the engine thinks: what follows "from" received nothing, what follows "in" is
/// where it was done, an owner of something else takes no part, and a place of another verb is none of this one.
fn can_be(sentence: &Sentence, trigger: usize, role: Role, word: usize) -> bool {
    use Relation::{Compound, Flat, NmodPoss};
    let preposition = preposition(sentence, word);
    let preposition = preposition.as_deref().unwrap_or_default();
    let is_of_other = || sentence.head(word).is_some_and(|head| head != trigger);
    match role {
        Role::Place => {
            let is_inside_name = matches!(sentence.relation(word), Compound | Flat) && is_of_other();
            !is_inside_name && !matches!(preposition, "from" | "to") && is_beside(sentence, trigger, word)
        }
        Role::Recipient | Role::Destination | Role::Victim => preposition != "from",
        Role::Target => !matches!(preposition, "from" | "in" | "near" | "outside"),
        Role::Agent | Role::Attacker | Role::Giver => sentence.relation(word) != NmodPoss || !is_of_other(),
        _ => true,
    }
}

/// Whether no verb stands between a word and the verb that it is said to be a place of.
fn is_beside(sentence: &Sentence, trigger: usize, word: usize) -> bool {
    let mut above = std::iter::successors(Some(word), |at| sentence.head(*at)).take(sentence.len());
    let is_verb = |at: usize| sentence.part(at) == PartOfSpeech::Verb;
    !is_verb(trigger) || above.find(|at| *at == trigger || is_verb(*at)).is_none_or(|first| first == trigger)
}
