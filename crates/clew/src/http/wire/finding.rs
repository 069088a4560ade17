use super::claim::{Level, Modality, Polarity, Quantity};
use super::{Interval, each};
use clew_engine::answer;
use clew_model as model;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::ToSchema;

/// How a finding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum Standing {
    Superseded,
    Disputed,
    Corroborated,
    SingleOrigin,
}

/// All claims that state one proposition, and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Finding {
    /// Stable id.
    pub id: String,
    /// What is stated to happen or hold.
    pub predicate: String,
    /// A narrower kind of it.
    pub subtype: Option<String>,
    /// Whether it is stated to be so.
    pub polarity: Polarity,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// Who and what take part.
    pub arguments: Vec<Filling>,
    /// How many, of a count.
    pub quantity: Option<Quantity>,
    /// When, as far as its claims agree.
    pub time: Interval,
    /// How it stands.
    pub standing: Standing,
    /// Why it stands so: one sentence.
    pub why: String,
    /// On whose word, each once.
    pub origins: Vec<Origin>,
    /// Ids of findings that cannot hold beside it.
    pub against: Vec<String>,
    /// Id of the finding that replaces it.
    pub superseded_by: Option<String>,
    /// Its claims, with their sentences.
    pub claims: Vec<ClaimLine>,
}

/// What fills a role.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Filling {
    /// What it is to the predicate.
    pub role: String,
    /// Whether it is an entity, an event, or words alone.
    pub kind: FillingKind,
    /// The entity's or event's id.
    pub id: Option<String>,
    /// Its name, or the words.
    pub words: String,
}

/// What can fill a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // said above
pub enum FillingKind {
    Entity,
    Event,
    Words,
}

/// The innermost source of claims.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Origin {
    /// What it is called.
    pub name: String,
    /// What sort of source it is.
    pub kind: OriginKind,
    /// The entity that it is.
    pub entity: Option<String>,
    /// How many documents carry its word.
    pub n_documents: u32,
}

/// Sorts of origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum OriginKind {
    Publisher,
    Named,
    Document,
    Unnamed,
}

/// A claim with its sentence and its document.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ClaimLine {
    /// The document's number.
    pub document: i64,
    /// The document's id.
    pub document_id: String,
    /// The claim's number there.
    pub claim: u32,
    /// Who published the document.
    pub publisher: Option<String>,
    /// When.
    pub published_at: Interval,
    /// What is stated.
    pub predicate: String,
    /// Whether it is stated to be so.
    pub polarity: Polarity,
    /// How sure the source sounds.
    pub certainty: Level,
    /// The sentence, on one line.
    pub sentence: String,
    /// On whose word it stands.
    pub origin: Option<Origin>,
}

impl From<model::Standing> for Standing {
    fn from(standing: model::Standing) -> Self {
        match standing {
            model::Standing::Superseded => Self::Superseded,
            model::Standing::Disputed => Self::Disputed,
            model::Standing::Corroborated => Self::Corroborated,
            model::Standing::SingleOrigin => Self::SingleOrigin,
        }
    }
}

impl From<Standing> for model::Standing {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Superseded => Self::Superseded,
            Standing::Disputed => Self::Disputed,
            Standing::Corroborated => Self::Corroborated,
            Standing::SingleOrigin => Self::SingleOrigin,
        }
    }
}

impl From<answer::FindingView> for Finding {
    fn from(view: answer::FindingView) -> Self {
        let answer::FindingView { finding, names, claims } = view;
        let arguments = finding.arguments.into_iter().map(|(role, filling)| Filling::new(role, filling, &names));
        Self {
            arguments: arguments.collect(),
            id: finding.id,
            predicate: finding.predicate.to_string(),
            subtype: finding.subtype,
            polarity: finding.polarity.into(),
            modality: finding.modality.into(),
            quantity: finding.quantity.map(Quantity::from),
            time: finding.time.into(),
            standing: finding.standing.into(),
            why: finding.why,
            origins: each(finding.origins),
            against: finding.against,
            superseded_by: finding.superseded_by,
            claims: each(claims),
        }
    }
}

impl Filling {
    /// What fills a role; `names` are those of entities and events.
    pub fn new(role: model::Role, filling: model::Filling, names: &HashMap<String, String>) -> Self {
        let role = role.word().to_owned();
        let named = |id: &String| names.get(id).cloned().unwrap_or_else(|| id.clone());
        match filling {
            model::Filling::Entity(id) => Self { role, kind: FillingKind::Entity, words: named(&id), id: Some(id) },
            model::Filling::Event(id) => Self { role, kind: FillingKind::Event, words: named(&id), id: Some(id) },
            model::Filling::Value(words) => Self { role, kind: FillingKind::Words, id: None, words },
        }
    }
}

impl From<model::Origin> for Origin {
    fn from(origin: model::Origin) -> Self {
        let kind = origin.kind.into();
        Self { name: origin.name, kind, entity: origin.entity, n_documents: origin.documents.len() as u32 }
    }
}

impl From<model::OriginKind> for OriginKind {
    fn from(kind: model::OriginKind) -> Self {
        match kind {
            model::OriginKind::Publisher => Self::Publisher,
            model::OriginKind::Named => Self::Named,
            model::OriginKind::Document => Self::Document,
            model::OriginKind::Unnamed => Self::Unnamed,
        }
    }
}

impl From<OriginKind> for model::OriginKind {
    fn from(kind: OriginKind) -> Self {
        match kind {
            OriginKind::Publisher => Self::Publisher,
            OriginKind::Named => Self::Named,
            OriginKind::Document => Self::Document,
            OriginKind::Unnamed => Self::Unnamed,
        }
    }
}

impl From<answer::ClaimLine> for ClaimLine {
    fn from(line: answer::ClaimLine) -> Self {
        Self {
            document: line.at.document,
            document_id: line.document,
            claim: line.at.claim,
            publisher: line.publisher,
            published_at: line.published.into(),
            predicate: line.predicate,
            polarity: line.polarity.into(),
            certainty: line.certainty.into(),
            sentence: line.sentence.split_whitespace().collect::<Vec<_>>().join(" "),
            origin: line.placed.origin.map(|origin| Arc::unwrap_or_clone(origin).into()),
        }
    }
}
