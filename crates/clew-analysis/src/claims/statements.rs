//! Statements: what is ascribed to somebody and makes no claim of another predicate. Nothing that a source said is dropped.

use super::candidates::Found;
use super::context::Context;
use super::frame::frame;
use super::function::Function;
use super::sentence::Sentence;
use clew_model::{Attribution, Claim, Predicate, Relation, Role};

/// The ascribed stretches of a sentence in which none of its claims stands, each by the word that heads it.
pub(crate) fn read(sentence: &Sentence, context: &Context, claims: &[Claim]) -> Vec<Found> {
    let Some(whole) = sentence.whole() else { return Vec::new() };
    let mut found: Vec<Found> = Vec::new();
    for (content, attribution) in context.contents_in(whole) {
        let Some(head) = sentence.head_of(content) else { continue };
        let is_claimed = claims.iter().any(|claim| content.contains(claim.trigger));
        // What stands in a further content is that one's.
        let is_innermost = context.attribution(sentence, head, false).is_some_and(|inner| inner.id == attribution.id);
        let is_of_speaker = context.is_by_speaker(attribution) && !is_reader(sentence, attribution);
        let is_known = found.iter().any(|other| other.trigger == head);
        if !is_claimed && is_of_speaker && is_innermost && !is_known && context.predicates(sentence.span_of(head)) {
            found.push(Found::new(Predicate::Statement, head, agents(sentence, head), None));
            found.extend(
                contrasted(sentence, context, head)
                    .map(|other| Found::new(Predicate::Statement, other, agents(sentence, head), None)),
            );
        }
    }
    found
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
