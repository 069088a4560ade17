use crate::{Certainty, Interval, Modality, Polarity, Predicate, Role, Span};
use serde::{Deserialize, Serialize};

/// One statement made in one sentence of one document: a predicate, its arguments, and how and on whose word it is made.
///
/// An index onto the sentence, never a replacement for it: everything here points at the words it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Number within the document, from 0; `claims[i].id == i`.
    pub id: u32,
    /// What is said to happen or hold.
    pub predicate: Predicate,
    /// A narrower kind of it ("Bombing", "uncle").
    pub subtype: Option<String>,
    /// The word or words that speak of it.
    pub trigger: Span,
    /// Who and what take part, in order of role, then of position.
    pub arguments: Vec<Argument>,
    /// How many, of a `Count`.
    pub quantity: Option<Quantity>,
    /// When it happened or held; open where the text does not tell.
    pub time: Interval,
    /// Whether it is stated to be so.
    pub polarity: Polarity,
    /// How sure the source sounds.
    pub certainty: Certainty,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// Whether it is a judgement and no report.
    pub opinion: bool,
    /// The [`crate::Attribution::id`] of the innermost source that says so; `None` for the text's own voice.
    pub attribution: Option<u32>,
    /// What it is said to rest on.
    pub evidence: Vec<Evidence>,
    /// The incident of this document that it speaks of; claims of one number speak of one incident.
    pub event: Option<u32>,
    /// The sentence an argument was carried over from, where it stands outside the claim's own.
    pub carried_from: Option<u32>,
    /// The number of its sentence.
    pub sentence: u32,
    /// What found it: a pattern's or head's name.
    pub by: String,
    /// The share of claims found like this one that are right, 0..1. It speaks of clew's reading, never of what is claimed.
    pub score: f32,
}

/// A participant of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// What it is to the predicate.
    pub role: Role,
    /// The words that name it.
    pub span: Span,
    /// What it refers to.
    pub filler: Filler,
}

/// What an argument refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Filler {
    /// The thing of this [`crate::Chain::id`].
    Chain(u32),
    /// What the claim of this [`Claim::id`] states.
    Claim(u32),
    /// Neither: an age, a sum, a title.
    Value(String),
    /// Words that refer to nothing else in the document.
    Words,
}

/// How many, as a text bounds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What is counted ("killed", "arrested", or a unit of money).
    pub what: String,
    /// The least it can be.
    pub low: Option<u64>,
    /// The most it can be; `None` where it is open ("at least nine").
    pub high: Option<u64>,
}

/// What a claim is said to rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What kind: one of those of words/evidence.txt in clew-analysis ("footage").
    pub kind: String,
    /// The words that show it.
    pub span: Span,
}
