//! Statements: what is ascribed to somebody and makes no claim of another predicate. Nothing that a source said is dropped.

use super::candidates::Found;
use super::context::Context;
use super::frame::frame;
use super::function::Function;
use super::score::is_state;
use super::sentence::Sentence;
use clew_model::{Attribution, Claim, Predicate, Relation, Role, Span};

/// The ascribed clauses of a sentence in which none of its claims stands, each by the word that heads it.
pub(crate) fn read(sentence: &Sentence, context: &Context, claims: &[Claim]) -> Vec<Found> {
    let Some(whole) = sentence.whole() else { return Vec::new() };
    let mut found: Vec<Found> = Vec::new();
    for (content, attribution) in context.contents_in(whole) {
        let Some(first) = sentence.head_of(content) else { continue };
        let is_of_speaker = context.is_by_speaker(attribution) && !is_reader(sentence, attribution);
        let heads = clauses(sentence, content, first);
        for head in heads.iter().copied().filter(|_| is_of_speaker) {
            // What stands in a further content is that one's.
            let inner = context.attribution(sentence, head, false);
            let is_innermost = inner.is_some_and(|inner| inner.id == attribution.id);
            let is_known = found.iter().any(|other| other.trigger == head);
            let is_open = !is_known && !is_claimed(sentence, claims, content, head, &heads);
            if is_innermost && is_open && context.predicates(sentence.span_of(head)) {
                found.push(Found::new(Predicate::Statement, head, agents(sentence, head), None));
                found.extend(
                    contrasted(sentence, context, head)
                        .map(|other| Found::new(Predicate::Statement, other, agents(sentence, head), None)),
                );
            }
        }
    }
    found
}

/// The heads of a content's clauses: "that [it leaked] and that [he had told them]" is two, and so is "it [is old] and had [failed]".
fn clauses(sentence: &Sentence, content: Span, first: usize) -> Vec<usize> {
    use Relation::{Aux, AuxPass, Cop, Nsubj, NsubjPass};
    let is_finite = |at: usize| sentence.has(at, &[Nsubj, NsubjPass, Aux, AuxPass, Cop]);
    let is_clause = |at: &usize| is_finite(*at) && content.contains(sentence.span_of(*at));
    let mut heads = vec![first];
    heads.extend(sentence.by(first, &[Relation::Conj]).filter(is_clause));
    heads
}

/// Whether a claim tells what a clause does. An office or an age named in it by the way tells nothing of what is said.
fn is_claimed(sentence: &Sentence, claims: &[Claim], content: Span, head: usize, heads: &[usize]) -> bool {
    let mut within = sentence.subtree(head);
    for other in heads.iter().filter(|other| **other != head) {
        let below = sentence.subtree(*other);
        // The first clause holds the others, which hang on it.
        if within.len() > below.len() && within.contains(other) {
            within.retain(|at| !below.contains(at));
        }
    }
    let is_told = |claim: &Claim| {
        let is_by_the_way =
            is_state(claim.predicate) && !matches!(claim.predicate, Predicate::Status | Predicate::LocatedAt);
        let is_core = claim.trigger.overlaps(sentence.span_of(head));
        let is_inside = within.iter().any(|at| claim.trigger.overlaps(sentence.span_of(*at)));
        is_inside && content.contains(claim.trigger) && (is_core || !is_by_the_way)
    };
    claims.iter().any(is_told)
}

/// "You will find that": the reader says nothing.
fn is_reader(sentence: &Sentence, attribution: &Attribution) -> bool {
    let source = attribution.source.and_then(|source| sentence.word_at(source.span.start));
    source.is_some_and(|word| sentence.form(word) == "you")
}

/// What a statement denies beside what it asserts, or the other way: "it was arsenic, and never [lead]".
fn contrasted<'s>(sentence: &'s Sentence, context: &'s Context, head: usize) -> impl Iterator<Item = usize> + 's {
    let polarity = |at: usize| context.predication(sentence, at).map(|one| one.polarity);
    let is_own =
        |at: &usize| sentence.by(*at, &[Relation::Advmod]).any(|mark| matches!(sentence.form(mark), "not" | "never"));
    let other = sentence.by(head, &[Relation::Conj]).filter(is_own);
    other.filter(move |at| context.predicates(sentence.span_of(*at)) && polarity(*at) != polarity(head))
}

fn agents(sentence: &Sentence, head: usize) -> Vec<(Role, usize)> {
    let of_subject = frame(sentence, head).into_iter().filter(|slot| slot.function == Function::Subject);
    let things = of_subject.filter(|slot| sentence.mention(slot.word).is_some());
    things.map(|slot| (Role::Agent, slot.word)).collect()
}
