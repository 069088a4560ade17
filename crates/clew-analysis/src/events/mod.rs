//! Which claims of many documents tell of the same happening.
//!
//! What each document tells of one happening is a [`telling`](telling::Telling): an incident with the deaths, injuries and counts that
//! came of it, or one happening of one predicate. Tellings of different documents are joined when their words, days and
//! people speak for it ([`alike`]), what is most alike first ([`join`]); an incident is then one event of each predicate, the rest
//! parts of the one that began it ([`draw`]). Words of which no claim is made are mentions of what they speak of ([`mentioned`]).

mod alike;
mod blocking;
mod counts;
mod days;
pub(crate) mod described;
mod draw;
mod identified;
mod join;
mod mentioned;
mod names;
mod naming;
mod participants;
mod places;
mod sorts;
mod strands;
mod telling;
#[cfg(test)]
mod tests;
mod weights;
mod within;

pub use strands::Strands;

use crate::picture::{CaseDocument, Resolved};
use crate::{quick, threads};
use alike::{Alike, LEAST_HAPPENING, LEAST_INCIDENT};
use clew_model::{CaseEvent, ClaimAt, MentionedEvent};
pub(crate) use described::Described;
use join::{Edge, join};
use mentioned::mentioned;
pub(crate) use telling::is_event;
use telling::{Story, tellings};
use weights::Weights;

/// The events of a case.
#[derive(Debug, Default)]
pub struct Events {
    /// The events, by id.
    pub events: Vec<CaseEvent>,
    /// What is mentioned twice or more and claimed nowhere, by id.
    pub mentioned: Vec<MentionedEvent>,
    of_claim: quick::Map<ClaimAt, usize>,
}

impl Events {
    /// Events, ready to be asked.
    pub fn new(events: Vec<CaseEvent>) -> Self {
        let mut of_claim = quick::Map::default();
        // What befell people is told of the incident too, and is first of all an event of its own.
        for is_part in [false, true] {
            for (at, event) in events.iter().enumerate().filter(|(_, event)| event.part_of.is_some() == is_part) {
                of_claim.extend(event.claims.iter().map(|claim| (*claim, at)));
            }
        }
        Self { events, mentioned: Vec::new(), of_claim }
    }

    /// The event that a claim tells of, by its place in `events`.
    pub fn of_claim(&self, claim: ClaimAt) -> Option<usize> {
        self.of_claim.get(&claim).copied()
    }
}

/// What happened, as all documents together tell it; the same but for ids in whatever order the documents arrived.
pub fn events(documents: &[CaseDocument], strands: &Strands, resolved: &Resolved) -> Events {
    let stories = Story::of(documents);
    let weights = Weights::of(stories.iter().map(|story| story.document.told.stems.as_slice()));
    let tellings = tellings(&stories, resolved, &weights);
    let of_story: Vec<_> = stories.iter().map(|story| strands.of_document(story.document.number)).collect();
    let alike = Alike { tellings: &tellings, weights: &weights, strands: &of_story };
    let incidents =
        groups(tellings.len(), &alike.incident_pairs(), LEAST_INCIDENT, |one, other| alike.incidents(one, other));
    let happenings =
        groups(tellings.len(), &alike.happening_pairs(), LEAST_HAPPENING, |one, other| alike.happenings(one, other));
    let of_sort = |groups: Vec<Vec<usize>>, is_incident| -> Vec<Vec<usize>> {
        groups.into_iter().filter(|group| tellings[group[0]].is_incident == is_incident).collect()
    };
    let drawing = draw::Drawing::new(&stories, &tellings, resolved);
    let mut drawn = Events::new(drawing.events(&of_sort(incidents, true), &of_sort(happenings, false)));
    drawn.mentioned = mentioned(&stories, strands, resolved, &mut drawn);
    drawn
}

fn groups(
    n: usize,
    pairs: &[(usize, usize)],
    least: f64,
    likeness: impl Fn(usize, usize) -> f64 + Sync,
) -> Vec<Vec<usize>> {
    let edge = |(one, other): &(usize, usize)| Edge { one: *one, other: *other, score: likeness(*one, *other) };
    join(n, threads::each(pairs, edge), least, likeness)
}
