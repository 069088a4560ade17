//! Mentions of events in words of which no claim is made: each goes to the event that it speaks of.
//!
//! Within a strand, words of one sort speak of one event: two reports of a robbery that both have "heist" mean the same one. Words
//! that fit any happening ("made", "said") do so only where their sentences name the same person, body or place. A mention
//! goes to an event that claims tell of where there is one of its sort, else to one that is mentioned only, and is kept apart.

use super::Events;
use super::sorts::{is_loose, sort};
use super::telling::Story;
use crate::picture::Resolved;
use crate::triggers::{ToldAs, Trigger};
use crate::union::Sets;
use clew_model::{CaseEvent, ClaimAt, EventMention, IdentityHash, MentionedEvent, Span};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A trigger of a case.
struct Told<'a> {
    story: usize,
    trigger: Trigger<'a>,
    /// The place among the events of the one that its claims tell of.
    event: Option<usize>,
}

/// What words share that speak of one event: strand, sort, and who is named beside words that fit any.
type Key = (usize, u32, Option<usize>);

/// Adds to events the mentions that speak of them, and gives the events that are mentioned only, by id.
pub(super) fn mentioned(
    stories: &[Story],
    strands: &[usize],
    resolved: &Resolved,
    drawn: &mut Events,
) -> Vec<MentionedEvent> {
    let told = told(stories, strands, |claim| drawn.of_claim(claim));
    let events = &mut drawn.events;
    let mut found = Vec::new();
    for group in groups(&told, stories, strands, resolved) {
        let group: Vec<&Told> = group.into_iter().map(|at| &told[at]).collect();
        let claimed: Vec<&Told> = group.iter().copied().filter(|told| told.event.is_some()).collect();
        let others = group.iter().copied().filter(|told| told.event.is_none());
        if claimed.is_empty() {
            found.extend(event(stories, &group));
            continue;
        }
        for other in others {
            let event = nearest(other, &claimed, events);
            events[event].mentions.push(mention(stories, other));
        }
    }
    events.iter_mut().for_each(|event| event.mentions.sort_unstable());
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// The triggers of all stories; nouns only where something in their strand is stated by a word of their sort.
fn told<'a>(stories: &[Story<'a>], strands: &[usize], event_of: impl Fn(ClaimAt) -> Option<usize>) -> Vec<Told<'a>> {
    let mut all = Vec::new();
    let mut stated = HashSet::new();
    for (at, story) in stories.iter().enumerate() {
        let claims = claimed(story, &event_of);
        for trigger in story.document.told.triggers.iter() {
            let event = claims.iter().find(|(span, _)| span.overlaps(trigger.span)).map(|(_, event)| *event);
            if trigger.told_as != ToldAs::Noun {
                stated.insert((strands[at], sort(trigger.word)));
            }
            all.push(Told { story: at, trigger, event });
        }
    }
    all.retain(|told| {
        told.trigger.told_as != ToldAs::Noun || stated.contains(&(strands[told.story], sort(told.trigger.word)))
    });
    all
}

/// Triggers of a story's claims that tell of an event.
fn claimed(story: &Story, event_of: impl Fn(ClaimAt) -> Option<usize>) -> Vec<(Span, usize)> {
    let claims = story.document.told.claims.iter().map(|told| &told.claim);
    let claims = claims.filter(|claim| claim.quantity.is_none());
    let at = |claim: u32| ClaimAt { document: story.document.number, claim };
    claims.filter_map(|claim| Some((claim.trigger, event_of(at(claim.id))?))).collect()
}

/// Places of triggers that speak of one event, each group in order, those alone left out.
fn groups(told: &[Told], stories: &[Story], strands: &[usize], resolved: &Resolved) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(told.len());
    let mut first: HashMap<Key, usize> = HashMap::new();
    let named: Vec<HashMap<u32, Vec<usize>>> = stories.iter().map(|story| named(story, resolved)).collect();
    for (at, one) in told.iter().enumerate() {
        let (strand, word) = (strands[one.story], sort(one.trigger.word));
        let mut share = |who| match first.entry((strand, word, who)) {
            std::collections::hash_map::Entry::Vacant(free) => _ = free.insert(at),
            std::collections::hash_map::Entry::Occupied(known) => sets.join(*known.get(), at),
        };
        if one.trigger.told_as == ToldAs::Saying || is_loose(one.trigger.word) {
            let beside = named[one.story].get(&one.trigger.sentence).into_iter().flatten();
            beside.for_each(|entity| share(Some(*entity)));
        } else {
            share(None);
        }
    }
    let mut of_root: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..told.len() {
        of_root.entry(sets.find(at)).or_default().push(at);
    }
    of_root.into_values().filter(|group| group.len() > 1).collect()
}

/// Who and what is named in each sentence of a story, as places in the resolved entities.
fn named(story: &Story, resolved: &Resolved) -> HashMap<u32, Vec<usize>> {
    let mut named: HashMap<u32, Vec<usize>> = HashMap::new();
    for chain in &story.document.told.chains {
        let entity = resolved.of_chain(story.document.number, chain.chain);
        let entity = entity.filter(|entity| resolved.entities[*entity].is_named);
        for sentence in chain.sentences.iter().filter(|_| entity.is_some()) {
            named.entry(*sentence).or_default().extend(entity);
        }
    }
    named
}

/// The event that a mention speaks of: of those that its own document claims the nearest, else the one that most claims of its
/// sort tell of.
fn nearest(mention: &Told, claimed: &[&Told], events: &[CaseEvent]) -> usize {
    let own = claimed.iter().filter(|told| told.story == mention.story);
    let apart = |told: &&&Told| told.trigger.sentence.abs_diff(mention.trigger.sentence);
    if let Some(event) = own.min_by_key(|told| (apart(told), told.trigger.span)).and_then(|told| told.event) {
        return event;
    }
    let mut times: HashMap<usize, usize> = HashMap::new();
    claimed.iter().filter_map(|told| told.event).for_each(|event| *times.entry(event).or_default() += 1);
    let most = times.into_iter().max_by_key(|(event, n)| (*n, Reverse(&events[*event].id)));
    most.map(|(event, _)| event).expect("a claimed trigger tells of an event")
}

fn mention(stories: &[Story], told: &Told) -> EventMention {
    EventMention { document: stories[told.story].document.number, span: told.trigger.span }
}

/// An event of mentions alone.
fn event(stories: &[Story], group: &[&Told]) -> Option<MentionedEvent> {
    let oldest = group.iter().min_by_key(|told| mention(stories, told))?;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    group.iter().for_each(|told| *times.entry(told.trigger.word).or_default() += 1);
    let (name, _) = times.into_iter().max_by_key(|(word, n)| (*n, Reverse(*word)))?;
    let mut mentions: Vec<EventMention> = group.iter().map(|told| mention(stories, told)).collect();
    mentions.sort_unstable();
    let identity = IdentityHash::new().field(b"mentioned").field(stories[oldest.story].document.identity.as_bytes());
    let Span { start, end } = oldest.trigger.span;
    let id = identity.field(&start.to_le_bytes()).field(&end.to_le_bytes()).short();
    Some(MentionedEvent { id, name: name.to_owned(), mentions })
}
