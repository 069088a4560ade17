use clew_model::{Claim, ClaimAt, Decision, Predicate, Role, SourceKind, Span};
use clew_store::Placed;
use std::collections::HashMap;

/// A claim with all that a person needs to judge it; its words are those of its document's text.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimView {
    /// The claim, as clew read it.
    pub claim: Claim,
    /// Where its sentence stands.
    pub sentence: Span,
    /// Its arguments, in its own order.
    pub arguments: Vec<ArgumentView>,
    /// The sentence that an argument was carried over from.
    pub carried_from: Option<Span>,
    /// On whose word it stands, from the publisher inward; the publisher itself is left out.
    pub sources: Vec<SourceView>,
    /// What found it.
    pub found_by: FoundBy,
}

/// An argument of a claim, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArgumentView {
    /// What it is to the predicate.
    pub role: Role,
    /// Where it stands.
    pub span: Span,
    /// Its words, white space collapsed.
    pub words: String,
    /// The name of what it refers to, where its words are another ("his brother": Aron Weil).
    pub name: Option<String>,
}

/// One source of an attribution chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    /// Where it stands; `None` where the text does not say who ("reportedly").
    pub span: Option<Span>,
    /// The words that name or describe it.
    pub words: Option<String>,
    /// The name of what it refers to, where its words are another ("he": Jonas Weil).
    pub name: Option<String>,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// What it does to what is ascribed to it.
    pub act: clew_model::Act,
    /// The words that ascribe.
    pub cue: Vec<Span>,
}

/// What found a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundBy {
    /// A pattern of a predicate file.
    Pattern {
        /// The file and line: "arrest.txt:12".
        at: String,
        /// The line as written, where the file is at hand.
        line: Option<String>,
    },
    /// The language model alone.
    Engine,
    /// The reader of numbers.
    Count,
    /// The reader of what is ascribed to whom.
    Attribution,
    /// A person, who made it by hand.
    Hand,
}

/// The claims of a document of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentClaims {
    /// The document's id.
    pub id: String,
    /// Its sentences, in order.
    pub sentences: Vec<Span>,
    /// Every claim, in order; those that people made last.
    pub claims: Vec<DecidedClaim>,
    /// The mentions that people made or corrected, in order of decisions.
    pub mentions: Vec<DecidedMention>,
    /// The entity of each chain, by chain id.
    pub entities: Vec<Option<String>>,
    /// Every predicate that claims of its case can state.
    pub predicates: Vec<Predicate>,
    /// What became of each claim in the picture, by its number; nothing of one that the picture has no place for.
    pub placed: HashMap<u32, Placed>,
    /// Decisions that stand and are about words of this document, but apply to no claim that clew reads in it now.
    pub without_claim: Vec<Decision>,
}

/// A claim that a person made.
#[derive(Debug, Clone, PartialEq)]
pub struct AddedClaim {
    /// Where it is.
    pub at: ClaimAt,
    /// The decision that made it.
    pub decision: Decision,
}

/// A mention that a person made, corrected, or said to be none.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidedMention {
    /// Where its words stand.
    pub span: Span,
    /// The decision.
    pub decision: Decision,
}

/// A claim, and what was decided of it.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidedClaim {
    /// The claim, as clew read it.
    pub view: ClaimView,
    /// The latest decision that stands on whether it was read right.
    pub decision: Option<Decision>,
    /// The latest that stands on how credible it is.
    pub rating: Option<Decision>,
}

/// A decision, and what it applies to now.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionView {
    /// The decision.
    pub decision: Decision,
    /// The claims that it is about, as document id and number: one for each document of the original.
    pub claims: Vec<(String, u32)>,
    /// Ids of the entities that what it names belongs to now.
    pub entities: Vec<String>,
    /// Ids of the documents that it is about.
    pub documents: Vec<String>,
    /// Why it applies to nothing, though it stands.
    pub left: Option<Left>,
}

/// Why a decision that stands applies to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// What it is about is not in the case, or clew reads it otherwise.
    NotRead,
    /// A later decision says the contrary.
    Overruled,
}
