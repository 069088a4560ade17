use crate::{Attribution, Claim, Interval, Location, Predication, Span};
use serde::{Deserialize, Serialize};

/// What clew reads in one text: everything it later says of a document rests on this.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Annotation {
    /// Sentences, in order, disjoint; no sentence crosses the border of a stretch of furniture.
    pub sentences: Vec<Span>,
    /// Words in quotation marks, marks left out; in order; a quotation that runs on over paragraphs has a span for each.
    pub quotations: Vec<Span>,
    /// What refers to a thing, in order of `start`, longer first.
    pub mentions: Vec<Mention>,
    /// The things referred to; `chains[i].id == i`.
    pub chains: Vec<Chain>,
    /// Expressions of time, in order, disjoint.
    pub times: Vec<TimeExpression>,
    /// Who says what; `attributions[i].id == i`, an attribution's `within` before it or after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributions: Vec<Attribution>,
    /// What is stated to happen or hold, in order of `trigger`, disjoint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predications: Vec<Predication>,
    /// What it claims; `claims[i].id == i`. Language leaves them to analysis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
}

/// A stretch of text that refers to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What sort of thing it refers to.
    #[serde(rename = "type")]
    pub thing: ThingType,
    /// How it refers.
    pub kind: MentionKind,
    /// The [`Chain::id`] it belongs to.
    pub chain: u32,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// "Jonas Weil".
    Name,
    /// "the chief engineer".
    Nominal,
    /// "he".
    Pronoun,
}

/// The mentions of one document that refer to the same thing (within-document coreference).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// Number within the document, from 0.
    pub id: u32,
    /// What sort of thing it is.
    #[serde(rename = "type")]
    pub thing: ThingType,
    /// Its fullest name, or its first mention's words where it has none.
    pub name: String,
    /// Where it lies, for a place that GeoNames has and that can be told from others of its name. Language leaves it to analysis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Location>,
}

/// The sorts of things clew speaks of; types as in FollowTheMoney where it has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// Anything else that is spoken of: chains can be of it, a case's entities cannot. (FollowTheMoney's root.)
    Thing,
}

impl ThingType {
    /// Every type; screens list them in this order, without `Thing`.
    pub const ALL: [Self; 13] = [
        Self::Person,
        Self::Organization,
        Self::PublicBody,
        Self::Place,
        Self::Facility,
        Self::Event,
        Self::Work,
        Self::Weapon,
        Self::Vehicle,
        Self::Substance,
        Self::Phone,
        Self::Account,
        Self::Thing,
    ];

    /// The word for it, as printed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::PublicBody => "PublicBody",
            Self::Place => "Place",
            Self::Facility => "Facility",
            Self::Event => "Event",
            Self::Work => "Work",
            Self::Weapon => "Weapon",
            Self::Vehicle => "Vehicle",
            Self::Substance => "Substance",
            Self::Phone => "Phone",
            Self::Account => "Account",
            Self::Thing => "Thing",
        }
    }

    /// The type with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|thing| thing.word() == word)
    }
}

/// An expression of time with its TimeML (TIMEX3) value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub time: TimeType,
    /// TIMEX3 value: "2021-06-07", "2021-W23", "P3D", "2021-06-07T14:30", "PAST_REF", "" where it cannot be told.
    pub value: String,
    /// The days it can speak of, both ends included; open for durations and sets without an anchor.
    pub interval: Interval,
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar date, or a stretch of them named as one ("2019", "last week").
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repetition ("every Monday").
    Set,
}
