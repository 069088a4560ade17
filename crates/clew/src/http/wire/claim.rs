use super::added::DecidedMention;
use super::annotation::same_words;
use super::finding::Origin;
use super::{Decision, Interval, Span, each};
use clew_engine::answer;
use clew_model as model;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;

/// What one document claims, and what was decided of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Claims {
    /// Its sentences, in order.
    pub sentences: Vec<Span>,
    /// Every claim, in order; those that people made come last.
    pub claims: Vec<Claim>,
    /// The mentions that people made, corrected, or took out, in order of decisions.
    pub mentions: Vec<DecidedMention>,
    /// Decisions about words of this document that apply to no claim that clew reads in it now.
    pub without_claim: Vec<Decision>,
    /// Every predicate there is: what a claim can be corrected to.
    pub predicates: Vec<String>,
    /// The roles that each of them has.
    pub roles: BTreeMap<String, Vec<String>>,
}

/// One statement made in one sentence, with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Claim {
    /// Its number in the document; another one may have it once the case was rebuilt.
    pub number: u32,
    /// What is said to happen or hold.
    pub predicate: String,
    /// A narrower kind of it.
    pub subtype: Option<String>,
    /// The word or words that speak of it.
    pub trigger: Span,
    /// Its sentence.
    pub sentence: Span,
    /// Who and what take part.
    pub arguments: Vec<Argument>,
    /// How many, of a count.
    pub quantity: Option<Quantity>,
    /// When it happened or held.
    pub time: Interval,
    /// Whether it is stated to be so.
    pub polarity: Polarity,
    /// How sure the source sounds.
    pub certainty: Level,
    /// The words that set how sure it sounds.
    pub certainty_cue: Option<Span>,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// Whether it is a judgement and no report.
    pub opinion: bool,
    /// What it is said to rest on.
    pub evidence: Vec<Evidence>,
    /// On whose word it stands, from the publisher inward; the publisher is left out.
    pub sources: Vec<Source>,
    /// The incident of this document that it speaks of.
    pub incident: Option<u32>,
    /// The sentence that an argument was carried over from.
    pub carried_from: Option<Span>,
    /// What found it.
    pub found_by: FoundBy,
    /// The share of claims found like this one that are right, 0 to 1.
    pub score: f32,
    /// The innermost source whose word it is, as the case tells sources from one another.
    pub origin: Option<Origin>,
    /// The latest decision that stands on how it was read.
    pub decision: Option<Decision>,
    /// The latest that stands on how credible it is.
    pub rating: Option<Decision>,
}

/// A participant of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Argument {
    /// What it is to the predicate.
    pub role: String,
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// The name of what it refers to, where its words are another.
    pub name: Option<String>,
    /// The number of the claim that is its content.
    pub claim: Option<u32>,
    /// The entity it refers to.
    pub entity: Option<String>,
}

/// How many, as a text bounds it; null is an open bound.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[allow(missing_docs)] // said above
pub struct Quantity {
    /// What is counted.
    pub what: String,
    pub low: Option<u64>,
    pub high: Option<u64>,
}

/// What a claim is said to rest on.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Evidence {
    /// What kind.
    pub kind: String,
    /// The words that show it.
    pub span: Span,
}

/// One source of an attribution chain.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Source {
    /// Where it stands; null where the text does not say who.
    pub span: Option<Span>,
    /// The words that name or describe it.
    pub words: Option<String>,
    /// The name of what it refers to, where its words are another.
    pub name: Option<String>,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// What it does to what is ascribed to it.
    pub act: Act,
    /// The words that ascribe.
    pub cue: Vec<Span>,
}

/// What found a claim: a line of a predicate file, the language model alone, the reader of numbers, that of what is ascribed to whom; or a
/// person made it by hand.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "how", rename_all = "lowercase")]
#[allow(missing_docs)] // said above
pub enum FoundBy {
    Pattern {
        /// File and line: "arrest.txt:12".
        at: String,
        /// The line as written.
        line: Option<String>,
    },
    Engine,
    Count,
    Attribution,
    Hand,
}

/// Whether something is stated to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum Polarity {
    Asserted,
    Denied,
}

/// How sure a text sounds: the bands of ICD 203, stated flatly, or left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum Level {
    AlmostNoChance,
    VeryUnlikely,
    Unlikely,
    Even,
    Likely,
    VeryLikely,
    AlmostCertain,
    Asserted,
    Unstated,
}

/// How what is stated relates to what has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum Modality {
    Actual,
    Planned,
    Conditional,
    Generic,
}

/// What a source does to what is ascribed to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum Act {
    Said,
    Wrote,
    Believed,
    Denied,
    Showed,
}

/// What sort of source something is ascribed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum SourceKind {
    Named,
    Unnamed,
    Document,
    None,
}

same_words! {
    Polarity { Asserted Denied }
    Level { AlmostNoChance VeryUnlikely Unlikely Even Likely VeryLikely AlmostCertain Asserted Unstated }
    Modality { Actual Planned Conditional Generic }
    Act { Said Wrote Believed Denied Showed }
    SourceKind { Named Unnamed Document None }
}

impl From<model::Quantity> for Quantity {
    fn from(model::Quantity { what, low, high }: model::Quantity) -> Self {
        Self { what, low, high }
    }
}

impl Claims {
    /// What a document claims; `roles` are those of every predicate.
    pub fn new(document: answer::DocumentClaims, roles: BTreeMap<String, Vec<model::Role>>) -> Self {
        let answer::DocumentClaims { claims, entities, predicates, mut placed, without_claim, .. } = document;
        let mut origin = |claim: &answer::DecidedClaim| placed.remove(&claim.view.claim.id)?.origin;
        let claims = claims.into_iter().map(|claim| {
            let origin = origin(&claim).map(|origin| Arc::unwrap_or_clone(origin).into());
            Claim { origin, ..Claim::new(claim, &entities) }
        });
        let words = |roles: Vec<model::Role>| roles.iter().map(|role| role.word().to_owned()).collect();
        Self {
            sentences: document.sentences.into_iter().map(Span::from).collect(),
            claims: claims.collect(),
            mentions: each(document.mentions),
            without_claim: each(without_claim),
            predicates: predicates.iter().map(ToString::to_string).collect(),
            roles: roles.into_iter().map(|(predicate, roles)| (predicate, words(roles))).collect(),
        }
    }
}

impl Claim {
    /// The claim; `entities` are those of its document's chains.
    fn new(decided: answer::DecidedClaim, entities: &[Option<String>]) -> Self {
        let answer::DecidedClaim { view, decision, rating } = decided;
        let claim = view.claim;
        let arguments = claim.arguments.into_iter().zip(view.arguments);
        Self {
            number: claim.id,
            predicate: claim.predicate.to_string(),
            subtype: claim.subtype,
            trigger: claim.trigger.into(),
            sentence: view.sentence.into(),
            arguments: arguments.map(|(argument, view)| Argument::new(argument, view, entities)).collect(),
            quantity: claim.quantity.map(Quantity::from),
            time: claim.time.into(),
            polarity: claim.polarity.into(),
            certainty: claim.certainty.level.into(),
            certainty_cue: claim.certainty.cue.map(Span::from),
            modality: claim.modality.into(),
            opinion: claim.opinion,
            evidence: claim.evidence.into_iter().map(|e| Evidence { kind: e.kind, span: e.span.into() }).collect(),
            sources: each(view.sources),
            incident: claim.event,
            carried_from: view.carried_from.map(Span::from),
            found_by: view.found_by.into(),
            score: claim.score,
            origin: None,
            decision: decision.map(Decision::from),
            rating: rating.map(Decision::from),
        }
    }
}

impl Argument {
    fn new(argument: model::Argument, view: answer::ArgumentView, entities: &[Option<String>]) -> Self {
        let (claim, entity) = match argument.filler {
            model::Filler::Claim(claim) => (Some(claim), None),
            model::Filler::Chain(chain) => (None, entities.get(chain as usize).cloned().flatten()),
            model::Filler::Value(_) | model::Filler::Words => (None, None),
        };
        let answer::ArgumentView { role, span, words, name } = view;
        Self { role: role.word().to_owned(), span: span.into(), words, name, claim, entity }
    }
}

impl From<answer::SourceView> for Source {
    fn from(source: answer::SourceView) -> Self {
        Self {
            span: source.span.map(Span::from),
            words: source.words,
            name: source.name,
            kind: source.kind.into(),
            act: source.act.into(),
            cue: each(source.cue),
        }
    }
}

impl From<answer::FoundBy> for FoundBy {
    fn from(found: answer::FoundBy) -> Self {
        match found {
            answer::FoundBy::Pattern { at, line } => Self::Pattern { at, line },
            answer::FoundBy::Engine => Self::Engine,
            answer::FoundBy::Count => Self::Count,
            answer::FoundBy::Attribution => Self::Attribution,
            answer::FoundBy::Hand => Self::Hand,
        }
    }
}
