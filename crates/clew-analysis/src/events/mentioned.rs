//! Mentions of events in words of which no claim is made: each goes to the event that it speaks of.
//!
//! Within a strand, words of one sort speak of one event: two reports of a robbery that both have "heist" mean the same one. Words
//! that fit any happening ("made", "said") do so only where their sentences name the same person, body or place. A mention
//! goes to an event that claims tell of where there is one of its sort, else to one that is mentioned only, and is kept apart.

use super::sorts::{is_loose, sort};
use super::telling::Story;
use super::{Events, Strands};
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
    strand: Option<usize>,
    sort: u32,
    /// The claim that it makes.
    claim: Option<u32>,
    /// The place among the events of the one that the claim tells of.
    event: Option<usize>,
}

/// A story and a stretch of it.
type Place = (usize, Span);

/// What words share that speak of one event: strand, sort, and who is named beside words that fit any.
type Key = (Option<usize>, u32, Option<usize>);

/// Adds to events the mentions that speak of them, and gives the events that are mentioned only, by id.
pub(super) fn mentioned(
    stories: &[Story],
    strands: &Strands,
    resolved: &Resolved,
    drawn: &mut Events,
) -> Vec<MentionedEvent> {
    let told = told(stories, strands, |claim| drawn.of_claim(claim));
    let events = &mut drawn.events;
    let affairs = affairs(stories, &told, events);
    let (mut found, mut added) = (Vec::new(), Vec::new());
    for group in groups(&told, stories, resolved) {
        let (claimed, others): (Vec<&Told>, Vec<&Told>) =
            group.into_iter().map(|at| &told[at]).partition(|told| told.event.is_some());
        let mut alone = Vec::new();
        for other in others {
            match spoken_of(other, &claimed, events, &affairs[other.story]) {
                Some(event) => added.push((event, mention(stories, other))),
                None => alone.push(other),
            }
        }
        found.extend(event(stories, &alone));
    }
    added.sort_unstable();
    added.into_iter().for_each(|(event, mention)| events[event].mentions.push(mention));
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// The triggers of all stories; nouns only where something in their strand is stated by a word of their sort.
fn told<'a>(stories: &[Story<'a>], strands: &Strands, event_of: impl Fn(ClaimAt) -> Option<usize>) -> Vec<Told<'a>> {
    let mut all = Vec::new();
    let mut stated = HashSet::new();
    for (at, story) in stories.iter().enumerate() {
        let (claims, strand) = (claimed(story, &event_of), strands.of_document(story.document.number));
        for trigger in story.document.told.triggers.iter() {
            let sort = sort(trigger.word);
            let own = claims.iter().filter(|claim| claim.span.overlaps(trigger.span));
            let (claim, event) =
                own.min_by_key(|claim| claim.event.is_none()).map_or((None, None), |own| (Some(own.claim), own.event));
            if matches!(trigger.told_as, ToldAs::Predication | ToldAs::Saying) {
                stated.insert((strand, sort));
            }
            all.push(Told { story: at, trigger, strand, sort, claim, event });
        }
    }
    all.retain(|told| told.trigger.told_as != ToldAs::Noun || stated.contains(&(told.strand, told.sort)));
    all
}

/// A claim of a story, where it stands, and the event that it tells of.
struct Claimed {
    span: Span,
    claim: u32,
    event: Option<usize>,
}

fn claimed(story: &Story, event_of: impl Fn(ClaimAt) -> Option<usize>) -> Vec<Claimed> {
    let claims = story.document.told.claims.iter().map(|told| &told.claim);
    let at = |claim: u32| ClaimAt { document: story.document.number, claim };
    // A number stands in no event's word, whatever it counts.
    let claims = claims.filter(|claim| claim.quantity.is_none());
    claims.map(|claim| Claimed { span: claim.trigger, claim: claim.id, event: event_of(at(claim.id)) }).collect()
}

/// Places of triggers that speak of one event, each group in order, those alone left out.
fn groups(told: &[Told], stories: &[Story], resolved: &Resolved) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(told.len());
    let mut first: HashMap<Key, usize> = HashMap::new();
    let named: Vec<HashMap<u32, Vec<usize>>> = stories.iter().map(|story| named(story, resolved)).collect();
    for (at, one) in told.iter().enumerate() {
        let mut share = |who| match first.entry((one.strand, one.sort, who)) {
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

/// How often one story's claims tell of each event, those of its parts among them; by id.
type Affairs<'e> = HashMap<&'e str, usize>;

fn affairs<'e>(stories: &[Story], told: &[Told], events: &'e [CaseEvent]) -> Vec<Affairs<'e>> {
    let mut affairs = vec![Affairs::new(); stories.len()];
    for (story, event) in told.iter().filter_map(|told| Some((told.story, told.event?))) {
        *affairs[story].entry(whole(&events[event])).or_default() += 1;
    }
    affairs
}

fn whole(event: &CaseEvent) -> &str {
    event.part_of.as_deref().unwrap_or(&event.id)
}

/// The event that a mention speaks of, of those that claims of its sort tell of: that of its sentence, else the one that its document
/// tells most of; where that tells of none of them, the one that most of the claims tell of.
fn spoken_of(mention: &Told, claimed: &[&Told], events: &[CaseEvent], affairs: &Affairs) -> Option<usize> {
    let is_beside = |told: &&&Told| told.story == mention.story && told.trigger.sentence == mention.trigger.sentence;
    let beside = claimed.iter().filter(is_beside);
    let apart = |told: &&&Told| told.trigger.span.start.abs_diff(mention.trigger.span.start);
    if let Some(event) = beside.min_by_key(apart).and_then(|told| told.event) {
        return Some(event);
    }
    // How many tell of each, and the first of them: ids would make the order of arrival decide between equals.
    let mut tellers: BTreeMap<usize, (usize, Place)> = BTreeMap::new();
    for (event, place) in claimed.iter().filter_map(|told| Some((told.event?, (told.story, told.trigger.span)))) {
        let (n, first) = tellers.entry(event).or_insert((0, place));
        (*n, *first) = (*n + 1, place.min(*first));
    }
    let n_here = |event: usize| affairs.get(whole(&events[event])).copied().unwrap_or(0);
    let best = tellers.into_iter().max_by_key(|(event, (n, first))| (n_here(*event), *n, Reverse(*first)));
    best.filter(|(event, (n, _))| n_here(*event) > 0 || 2 * n >= claimed.len()).map(|(event, _)| event)
}

fn mention(stories: &[Story], told: &Told) -> EventMention {
    EventMention { document: stories[told.story].document.number, span: told.trigger.span, claim: told.claim }
}

/// An event of mentions alone; what is mentioned once is none.
fn event(stories: &[Story], group: &[&Told]) -> Option<MentionedEvent> {
    if group.len() < 2 {
        return None;
    }
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
