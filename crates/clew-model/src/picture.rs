//! What many documents together make of what each tells: events, findings, knowledge, statuses.

use crate::{Interval, Modality, Polarity, Predicate, Quantity, Role, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A claim of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimAt {
    /// Its document's number in the case.
    pub document: i64,
    /// Its [`crate::Claim::id`].
    pub claim: u32,
}

/// How a finding stands; where several hold, the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A later count or status replaces it.
    Superseded,
    /// Some of its claims, or it and another finding, cannot both hold.
    Disputed,
    /// Two or more independent origins say so.
    Corroborated,
    /// One origin says so, however many repeat it.
    SingleOrigin,
}

impl Standing {
    /// Every one, in order of precedence.
    pub const ALL: [Self; 4] = [Self::Superseded, Self::Disputed, Self::Corroborated, Self::SingleOrigin];

    /// The word for it, as printed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Superseded => "superseded",
            Self::Disputed => "disputed",
            Self::Corroborated => "corroborated",
            Self::SingleOrigin => "single-origin",
        }
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

/// What fills a role of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Filling {
    /// The entity of this id.
    Entity(String),
    /// The event of this id.
    Event(String),
    /// Words that refer to neither: an age, a title, what was said.
    Value(String),
}

/// All claims that state one proposition, and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Hash of what its oldest claim is; stays while the case grows.
    pub id: String,
    /// What is stated to happen or hold.
    pub predicate: Predicate,
    /// A narrower kind of it.
    pub subtype: Option<String>,
    /// `Denied` where all its claims deny it.
    pub polarity: Polarity,
    /// As what its claims tell it: only `Actual` ones are findings of fact.
    pub modality: Modality,
    /// Who and what take part, in order of role.
    pub arguments: Vec<(Role, Filling)>,
    /// How many, of a `Count`.
    pub quantity: Option<Quantity>,
    /// When, as far as its claims agree.
    pub time: Interval,
    /// Its claims, in order; asserting and denying ones alike.
    pub claims: Vec<ClaimAt>,
    /// On whose word, each once.
    pub origins: Vec<Origin>,
    /// How it stands.
    pub standing: Standing,
    /// Ids of findings that cannot hold beside it.
    pub against: Vec<String>,
    /// Id of the finding that replaces it, where it is superseded.
    pub superseded_by: Option<String>,
    /// Why it stands so: one sentence for a reader.
    pub why: String,
}

/// The innermost source of claims: two are independent only where these differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// What it is called.
    pub name: String,
    /// What sort of source it is.
    pub kind: OriginKind,
    /// The entity that it is.
    pub entity: Option<String>,
    /// Numbers of the documents that carry its word, in order.
    pub documents: Vec<i64>,
}

/// Sorts of origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// A text's own voice: its publisher, or the agency it was taken from.
    Publisher,
    /// A person or body by name.
    Named,
    /// A document.
    Document,
    /// Somebody who is not named; never independent of another unnamed one.
    Unnamed,
}

/// Something that happened, told by one or many documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// Hash of what its oldest claim is; stays while the case grows.
    pub id: String,
    /// What sort of thing happened.
    pub predicate: Predicate,
    /// What to call it ("the Skarnoy ferry sinking").
    pub name: String,
    /// `Denied` where all its claims deny it.
    #[serde(default)]
    pub polarity: Polarity,
    /// `Actual` where one of its claims tells it as fact; else as what most tell it: planned, conditional, a rule.
    #[serde(default)]
    pub modality: Modality,
    /// When.
    pub time: Interval,
    /// Ids of the places where.
    pub places: Vec<String>,
    /// Who took part, each once a role.
    pub participants: Vec<(Role, String)>,
    /// Id of the event that it is a part of.
    pub part_of: Option<String>,
    /// What was counted of it, the last word on each.
    pub counts: Vec<EventCount>,
    /// Numbers of the documents that tell of it, in order.
    pub documents: Vec<i64>,
    /// Claims that tell of it, in order.
    pub claims: Vec<ClaimAt>,
    /// Where else it is spoken of, in words that make no claim of it; in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<EventMention>,
}

/// Words that speak of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventMention {
    /// Their document's number in the case.
    pub document: i64,
    /// Where they stand, in code points.
    pub span: Span,
    /// The claim of that document that these words make, where they make one that tells of no event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<u32>,
}

/// Something that is spoken of twice or more, and that no claim tells of as an event: kept apart from the events of which there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionedEvent {
    /// Hash of what its oldest mention is; stays while the case grows.
    pub id: String,
    /// The word that most of its mentions are, as a dictionary has it ("heist").
    pub name: String,
    /// Where it is spoken of, in order.
    pub mentions: Vec<EventMention>,
}

impl MentionedEvent {
    /// Numbers of the documents that speak of it, in order.
    pub fn documents(&self) -> Vec<i64> {
        let mut documents: Vec<i64> = self.mentions.iter().map(|mention| mention.document).collect();
        documents.dedup();
        documents
    }
}

/// How many were killed, injured, arrested in an event, as the case has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCount {
    /// What, and how many.
    pub quantity: Quantity,
    /// The claims that say so.
    pub claims: Vec<ClaimAt>,
}

/// What an actor knew of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matter {
    /// What the finding of this id states.
    Finding(String),
    /// The event of this id.
    Event(String),
    /// A matter in the words of a text.
    Words(String),
}

/// That an actor knew a matter no later than a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Knowledge {
    /// The actor's entity.
    pub who: String,
    /// What was known.
    pub matter: Matter,
    /// The last day on which it can have been learned; `None` where nothing tells.
    pub no_later_than: Option<Date>,
    /// The claim that shows it.
    pub shown_by: ClaimAt,
}

/// A step of a person's in proceedings, as claims tell of it; never a judgement of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// What ("arrested", "charged", "acquitted"), in the words of the proceedings.
    pub what: String,
    /// When it began.
    pub time: Interval,
    /// The claims that say so.
    pub claims: Vec<ClaimAt>,
    /// The finding that it is.
    pub finding: String,
    /// How that stands: a step that is disputed or was taken back stays in the history.
    pub standing: Standing,
    /// Who took the step ("police"), or on whose word somebody is suspected: ids of entities, and words where there are none.
    pub by: Vec<String>,
}

/// Two entities that may be one: for a person to decide, and apart until then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// Id of one, the smaller.
    pub first: String,
    /// Id of the other.
    pub second: String,
    /// How much speaks for one thing, 0..1.
    pub score: f32,
    /// What speaks for and against, for a reader.
    pub why: String,
}
