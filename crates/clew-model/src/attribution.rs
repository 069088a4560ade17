use crate::Span;
use serde::{Deserialize, Serialize};

/// Who says, writes, believes, denies or shows what: a source, the words that ascribe, and what is ascribed.
///
/// The publisher of a document is the outermost source of everything in it and is never repeated here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Number within the document, from 0; `attributions[i].id == i`.
    pub id: u32,
    /// Who it is ascribed to; `None` where the text does not say ("reportedly").
    pub source: Option<Source>,
    /// The words that ascribe ("said", "according to"), in order, disjoint; empty for a quotation whose speaker is carried over.
    pub cue: Vec<Span>,
    /// What is ascribed, in order, disjoint; more than one span where the cue and the source stand inside it.
    pub content: Vec<Span>,
    /// The [`Attribution::id`] in whose content this one stands.
    pub within: Option<u32>,
    /// What the source does.
    pub act: Act,
    /// What sort of source it is.
    pub source_kind: SourceKind,
}

/// The words that name a source, and the chain they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Where it stands; for a quotation whose speaker is carried over, where the speaker was last named.
    pub span: Span,
    /// The [`crate::Chain::id`] it refers to, where it is a mention.
    pub chain: Option<u32>,
}

/// What a source does to what is ascribed to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// "said", "told", "asked": by word of mouth.
    Said,
    /// "wrote", "posted", "published": in writing.
    Wrote,
    /// "believes", "suspects", "hopes": a state of mind.
    Believed,
    /// "denied", "disputed": the content is what the source says is not so.
    Denied,
    /// "shows", "suggests": what a record, a picture or a finding lets one see.
    Showed,
}

/// What sort of source something is ascribed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// Known by name, in this place or through its chain.
    Named,
    /// A person or body that is described and not named ("a senior official").
    Unnamed,
    /// A document, a record, data ("the memo", "phone logs").
    Document,
    /// Nobody is given ("reportedly").
    None,
}
