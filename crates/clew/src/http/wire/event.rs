use super::claim::{Modality, Polarity, Quantity};
use super::finding::{ClaimLine, Filling};
use super::{EntityLine, Interval, each};
use clew_engine::answer;
use clew_model as model;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// An event in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EventLine {
    /// Stable id.
    pub id: String,
    /// What sort of thing happened.
    pub predicate: String,
    /// What to call it.
    pub name: String,
    /// Denied where all its claims deny it.
    pub polarity: Polarity,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// When.
    pub time: Interval,
    /// Ids of the places where.
    pub places: Vec<String>,
    /// Ids of who and what took part, each once.
    pub participants: Vec<String>,
    /// Whether something told of it is disputed.
    pub is_disputed: bool,
    /// Id of the event that it is a part of.
    pub part_of: Option<String>,
    /// What was counted of it, the last word on each.
    pub counts: Vec<Quantity>,
    /// How many documents tell of it.
    pub n_documents: u32,
    /// How many claims do.
    pub n_claims: u32,
}

/// Something that happened, with all that shows it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Event {
    /// Stable id.
    pub id: String,
    /// What sort of thing happened.
    pub predicate: String,
    /// What to call it.
    pub name: String,
    /// Denied where all its claims deny it.
    pub polarity: Polarity,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// When.
    pub time: Interval,
    /// Where, and who took part.
    pub participants: Vec<Filling>,
    /// Id of the event that it is a part of.
    pub part_of: Option<String>,
    /// What was counted of it, the last word on each.
    pub counts: Vec<Quantity>,
    /// How many documents tell of it.
    pub n_documents: u32,
    /// Its claims, with their sentences.
    pub claims: Vec<ClaimLine>,
}

/// An event, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EventPage {
    /// The event.
    pub event: Event,
    /// What it is a part of.
    pub whole: Option<EventLine>,
    /// Its parts, by day.
    pub parts: Vec<EventLine>,
    /// What was told before it of those who were later tied to it, in the order in which it could be read.
    pub before: Vec<Before>,
}

/// What was told before an event of somebody who was later tied to it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Before {
    /// Who or what was named.
    pub entity: EntityLine,
    /// The claim.
    pub claim: ClaimLine,
}

/// How many events there are, by their days and by their predicates.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EventCounts {
    /// By the days on which they can have happened, those without any included; in order.
    pub days: Vec<EventTally>,
    /// By predicate, those of any where one is asked for; most events first.
    pub predicates: Vec<PredicateTally>,
}

/// How many events can have happened in exactly one stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
#[allow(missing_docs)] // said above
pub struct EventTally {
    pub time: Interval,
    pub n_events: u32,
    /// Of how many of them something is disputed.
    pub n_disputed: u32,
}

/// How many events there are of a predicate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[allow(missing_docs)] // said above
pub struct PredicateTally {
    pub predicate: String,
    pub n_events: u32,
}

impl From<answer::EventCounts> for EventCounts {
    fn from(counts: answer::EventCounts) -> Self {
        let predicates = counts.predicates.into_iter();
        Self {
            days: each(counts.days),
            predicates: predicates.map(|(predicate, n_events)| PredicateTally { predicate, n_events }).collect(),
        }
    }
}

impl From<answer::EventTally> for EventTally {
    fn from(tally: answer::EventTally) -> Self {
        Self { time: tally.time.into(), n_events: tally.n_events, n_disputed: tally.n_disputed }
    }
}

impl From<answer::EventInShort> for EventLine {
    fn from(answer::EventInShort { event, is_disputed }: answer::EventInShort) -> Self {
        let participants: BTreeSet<String> = event.participants.into_iter().map(|(_, entity)| entity).collect();
        Self {
            participants: participants.into_iter().collect(),
            is_disputed,
            id: event.id,
            predicate: event.predicate.to_string(),
            name: event.name,
            polarity: event.polarity.into(),
            modality: event.modality.into(),
            time: event.time.into(),
            places: event.places,
            part_of: event.part_of,
            counts: event.counts.into_iter().map(|count| count.quantity.into()).collect(),
            n_documents: event.documents.len() as u32,
            n_claims: event.claims.len() as u32,
        }
    }
}

impl From<answer::EventPage> for EventPage {
    fn from(page: answer::EventPage) -> Self {
        let before = page.before.into_iter();
        Self {
            event: page.event.into(),
            whole: page.whole.map(EventLine::from),
            parts: each(page.parts),
            before: before.map(|(entity, claim)| Before { entity: entity.into(), claim: claim.into() }).collect(),
        }
    }
}

impl From<answer::EventView> for Event {
    fn from(view: answer::EventView) -> Self {
        let answer::EventView { event, names, claims } = view;
        let places = event.places.into_iter().map(|id| (model::Role::Place, id));
        let taking_part = places.chain(event.participants);
        let participants = taking_part.map(|(role, id)| Filling::new(role, model::Filling::Entity(id), &names));
        Self {
            participants: participants.collect(),
            id: event.id,
            predicate: event.predicate.to_string(),
            name: event.name,
            polarity: event.polarity.into(),
            modality: event.modality.into(),
            time: event.time.into(),
            part_of: event.part_of,
            counts: event.counts.into_iter().map(|count| count.quantity.into()).collect(),
            n_documents: event.documents.len() as u32,
            claims: each(claims),
        }
    }
}
