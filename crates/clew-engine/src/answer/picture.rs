use super::EntityLine;
use clew_model::{CaseEvent, Doubt, Finding, Knowledge, Standing, Status};
use clew_store::ClaimLine;
use std::collections::HashMap;

/// What a name or an id of a user's stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// This entity.
    One(EntityLine),
    /// One of these; which, only the user knows.
    Several(Vec<EntityLine>),
    /// Nothing in the case.
    Nothing,
}

/// What words of a user's for an event stand for.
#[derive(Debug, Clone, PartialEq)]
pub enum NamedEvent {
    /// This event.
    One(Box<CaseEvent>),
    /// One of these; which, only the user knows.
    Several(Vec<CaseEvent>),
    /// Nothing in the case.
    Nothing,
}

/// A finding with all that shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingView {
    /// The finding.
    pub finding: Finding,
    /// Names of the entities and events in its arguments, by id.
    pub names: HashMap<String, String>,
    /// Its claims, with their sentences.
    pub claims: Vec<ClaimLine>,
}

/// An event with all that shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventView {
    /// The event.
    pub event: CaseEvent,
    /// Names of its participants and places, by id.
    pub names: HashMap<String, String>,
    /// Its claims, with their sentences.
    pub claims: Vec<ClaimLine>,
}

/// What somebody knew, with the claim that shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnowledgeView {
    /// What was known, by whom, and since when at the latest.
    pub knowledge: Knowledge,
    /// The name of who knew.
    pub who: String,
    /// The matter in words: a sentence of its finding, the event's name, or its own words.
    pub matter: String,
    /// The claim that shows it; `None` where the case has it no longer.
    pub shown_by: Option<ClaimLine>,
}

/// All that the case has of one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The entity.
    pub entity: EntityLine,
    /// Steps in proceedings, the latest first.
    pub statuses: Vec<(Status, Vec<ClaimLine>)>,
    /// Findings it takes part in, the best supported first.
    pub findings: Vec<FindingView>,
    /// Events it takes part in, by day.
    pub events: Vec<EventView>,
    /// What it knew, the earliest first.
    pub knowledge: Vec<KnowledgeView>,
    /// Entities that may be the same one.
    pub doubts: Vec<(Doubt, EntityLine)>,
}

/// A way from one entity to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// A step of a path: two entities that take part in one finding or event.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Where it begins.
    pub from: EntityLine,
    /// Where it leads.
    pub to: EntityLine,
    /// Id of the finding or event.
    pub by: String,
    /// How the finding stands; `None` of an event.
    pub standing: Option<Standing>,
    /// A claim that shows it.
    pub shown_by: Option<ClaimLine>,
}
