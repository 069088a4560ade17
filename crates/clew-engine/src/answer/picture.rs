use super::{AgreedPlace, DocumentLine, EntityLine, Quote};
use clew_model::{CaseEvent, Doubt, Finding, Interval, Knowledge, Level, Origin, Standing, Status};
use clew_store::ClaimLine;
use std::collections::{BTreeMap, HashMap};

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

/// An event in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct EventInShort {
    /// The event.
    pub event: CaseEvent,
    /// Whether a finding of one of its claims is disputed.
    pub is_disputed: bool,
}

/// How many events there are, by their days and by their predicates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventCounts {
    /// By the days on which they can have happened, those without any included; in order.
    pub days: Vec<EventTally>,
    /// By predicate, most events first.
    pub predicates: Vec<(String, u32)>,
}

/// How many events can have happened in exactly one stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventTally {
    /// The days.
    pub time: Interval,
    /// How many events.
    pub n_events: u32,
    /// Of how many of them something is disputed.
    pub n_disputed: u32,
}

/// A place of the case, and what happened there.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceInShort {
    /// The place.
    pub entity: EntityLine,
    /// Where it lies; `None` where that cannot be told.
    pub location: Option<AgreedPlace>,
    /// How many events happened there.
    pub n_events: u32,
    /// How many claims tell of them.
    pub n_claims: u32,
    /// Of how many of the events something is disputed.
    pub n_disputed: u32,
}

/// An event, with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPage {
    /// The event.
    pub event: EventView,
    /// What it is a part of.
    pub whole: Option<EventInShort>,
    /// Its parts, by day.
    pub parts: Vec<EventInShort>,
    /// What was told before it of those who were later tied to it.
    pub before: Vec<(EntityLine, ClaimLine)>,
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

/// Somebody who knew something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knower {
    /// The entity.
    pub who: String,
    /// Its name.
    pub name: String,
    /// How many matters it knew.
    pub n_matters: u32,
}

/// Actors by matters: as many of both as were asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct KnowingTable {
    /// Who knew most first.
    pub actors: Vec<Knower>,
    /// How many actors there are in all.
    pub n_actors: u32,
    /// What they knew, in words, by day.
    pub matters: Vec<String>,
    /// How many matters these actors knew in all.
    pub n_matters: u32,
    /// How many times it is shown that a publisher knew something, where these were left out.
    pub n_left_out: u32,
    /// What shows that these actors knew these matters: of each actor the earliest first.
    pub known: Vec<KnowledgeView>,
}

/// All that the case has of one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The entity.
    pub entity: EntityLine,
    /// Its names but the one it is listed under, each with a sentence that uses it.
    pub aliases: Vec<Alias>,
    /// Steps in proceedings, the latest first.
    pub statuses: Vec<(Status, Vec<ClaimLine>)>,
    /// Findings it takes part in, the best supported first.
    pub findings: Vec<FindingView>,
    /// What findings tie it to, those of most findings first; each with the places of its findings in `findings`.
    pub ties: Vec<(EntityLine, Vec<usize>)>,
    /// Events it takes part in, by day.
    pub events: Vec<EventView>,
    /// What it knew, the earliest first.
    pub knowledge: Vec<KnowledgeView>,
    /// Entities that may be the same one.
    pub doubts: Vec<(Doubt, EntityLine)>,
    /// On whose word its findings rest, with how many of their claims each, most first.
    pub sources: Vec<(Origin, u32)>,
}

/// A name of an entity, and a sentence that uses it.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// The earliest document that uses it, of those that were looked through, and the sentence.
    pub used_in: Option<(DocumentLine, Quote)>,
}

/// Two entities that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct DoubtedPair {
    /// What speaks for and against.
    pub doubt: Doubt,
    /// One of them.
    pub one: EntityLine,
    /// The other.
    pub other: EntityLine,
    /// The number of the decision by which a person left it open.
    pub left_open: Option<u32>,
}

/// Entities and what ties them to one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// The entities, those in most documents first.
    pub entities: Vec<EntityLine>,
    /// Pairs of them that take part in one finding, with how many findings of each standing.
    pub ties: Vec<NetworkTie>,
    /// How many entities with ties were left out, for those shown are in more documents.
    pub n_left_out: u32,
}

/// Two entities, and how many findings both take part in, by standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkTie {
    /// Id of one.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// How many findings of each standing, in order of precedence.
    pub standings: BTreeMap<Standing, u32>,
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
    /// Why the step bears less than it seems to; nothing where it states flatly what nobody disputes.
    pub weak: Option<Weakness>,
    /// A claim that shows it.
    pub shown_by: Option<ClaimLine>,
}

/// Why a step of a path bears little: the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Accounts contradict one another on it.
    Disputed,
    /// A later count or status replaced it.
    Superseded,
    /// Its sentence denies it.
    Denied,
    /// Its source does not sound sure.
    Unsure(Level),
    /// Somebody who is not named says so, and nobody else.
    Unnamed,
    /// Both take part in one event, and no finding states the two together.
    EventOnly,
}

impl Weakness {
    /// The word for it, as printed in records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Superseded => "superseded",
            Self::Denied => "denied",
            Self::Unsure(_) => "unsure",
            Self::Unnamed => "unnamed",
            Self::EventOnly => "event-only",
        }
    }
}
