use super::Interval;
use clew_model as model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The sorts of things a mention can refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum ThingType {
    Person,
    Organization,
    PublicBody,
    Place,
    Facility,
    Event,
    Work,
    Weapon,
    Vehicle,
    Substance,
    Phone,
    Account,
    Thing,
}

/// How a mention refers: by a name, by a description ("the chief engineer") or by a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // said above
pub enum MentionKind {
    Name,
    Nominal,
    Pronoun,
}

/// A stretch of text that refers to something.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Mention {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// What sort of thing it refers to.
    #[serde(rename = "type")]
    pub thing: ThingType,
    /// How it refers.
    pub kind: MentionKind,
    /// The chain it belongs to.
    pub chain: u32,
}

/// The mentions of one document that refer to the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Chain {
    /// Number within the document, from 0.
    pub id: u32,
    /// What sort of thing it is.
    #[serde(rename = "type")]
    pub thing: ThingType,
    /// Its fullest name, or its first mention's words.
    pub name: String,
    /// Id of the entity it refers to; null where it is none's.
    pub entity: Option<String>,
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // TimeML's own words
pub enum TimeType {
    Date,
    Time,
    Duration,
    Set,
}

/// An expression of time.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TimeExpression {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub time: TimeType,
    /// TIMEX3 value; empty where it cannot be told.
    pub value: String,
    /// The days it can speak of.
    #[serde(flatten)]
    pub interval: Interval,
}

macro_rules! same_words {
    ($($wire:ident { $($word:ident)* })*) => { $(
        impl From<model::$wire> for $wire {
            fn from(word: model::$wire) -> Self {
                match word { $(model::$wire::$word => Self::$word,)* }
            }
        }
        impl From<$wire> for model::$wire {
            fn from(word: $wire) -> Self {
                match word { $($wire::$word => Self::$word,)* }
            }
        }
    )* };
}
pub(super) use same_words;

same_words! {
    ThingType { Person Organization PublicBody Place Facility Event Work Weapon Vehicle Substance Phone Account Thing }
    MentionKind { Name Nominal Pronoun }
    TimeType { Date Time Duration Set }
}

impl From<model::Mention> for Mention {
    fn from(mention: model::Mention) -> Self {
        let model::Span { start, end } = mention.span;
        Self { start, end, thing: mention.thing.into(), kind: mention.kind.into(), chain: mention.chain }
    }
}

impl Chain {
    /// The chain with the entity that it refers to.
    pub fn new(chain: model::Chain, entity: Option<String>) -> Self {
        Self { id: chain.id, thing: chain.thing.into(), name: chain.name, entity }
    }
}

impl From<model::TimeExpression> for TimeExpression {
    fn from(time: model::TimeExpression) -> Self {
        let model::Span { start, end } = time.span;
        Self { start, end, time: time.time.into(), value: time.value, interval: time.interval.into() }
    }
}
