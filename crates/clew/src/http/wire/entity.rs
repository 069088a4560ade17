use super::{DocumentLine, Place, Quote, ThingType, each};
use clew_engine::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// An entity in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EntityLine {
    /// Stable id.
    pub id: String,
    /// What sort of thing it is.
    #[serde(rename = "type")]
    pub thing: ThingType,
    /// The name it is listed under.
    pub name: String,
    /// Every name it has, the listed one first.
    pub names: Vec<String>,
    /// How many documents mention it.
    pub n_documents: u32,
    /// How often it is mentioned.
    pub n_mentions: u32,
}

/// An entity, whole.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Entity {
    /// The head.
    pub line: EntityLine,
    /// Where it lies, for a place on which its documents agree; null for all else.
    pub place: Option<Place>,
    /// Documents that mention it, by date of publication, undated last.
    pub documents: Vec<EntityDocument>,
    /// Entities mentioned in the same sentences, most often first.
    pub beside: Vec<Beside>,
}

/// One document's sentences about an entity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EntityDocument {
    /// The document.
    pub document: DocumentLine,
    /// Sentences that mention the entity, in order.
    pub sentences: Vec<Quote>,
}

/// An entity that stands in the same sentences as another one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Beside {
    /// The other one.
    pub entity: EntityLine,
    /// In how many sentences.
    pub n_sentences: u32,
}

impl From<answer::EntityLine> for EntityLine {
    fn from(line: answer::EntityLine) -> Self {
        Self {
            id: line.id,
            thing: line.thing.into(),
            name: line.name,
            names: line.names,
            n_documents: line.n_documents,
            n_mentions: line.n_mentions,
        }
    }
}

impl From<answer::EntityView> for Entity {
    fn from(view: answer::EntityView) -> Self {
        Self {
            line: view.line.into(),
            place: view.place.map(Place::from),
            documents: each(view.documents),
            beside: each(view.beside),
        }
    }
}

impl From<answer::EntityDocument> for EntityDocument {
    fn from(document: answer::EntityDocument) -> Self {
        Self { document: document.line.into(), sentences: each(document.sentences) }
    }
}

impl From<answer::Beside> for Beside {
    fn from(beside: answer::Beside) -> Self {
        Self { entity: beside.entity.into(), n_sentences: beside.n_sentences }
    }
}
