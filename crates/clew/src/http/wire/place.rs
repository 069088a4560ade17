use clew_engine::answer::{AgreedPlace, PlaceInShort};
use clew_model as model;
use serde::Serialize;
use utoipa::ToSchema;

/// Where a place lies, by GeoNames (CC BY 4.0).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Place {
    /// Degrees north; of a country or region a point in its middle.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// GeoNames' number of it; null for a region whose number is not known.
    pub geonames: Option<u32>,
    /// Its name in GeoNames.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Name of the state or province it is or lies in; null for a country.
    pub region: Option<String>,
    /// Name of the country it is or lies in.
    pub country: String,
    /// What decided that it is this one, the strongest of all documents.
    pub by: LocatedBy,
    /// Documents that mean this place.
    pub n_documents: u32,
    /// Documents of which it can be told what place they mean.
    pub n_located: u32,
}

/// A place of the case, and what happened there.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PlaceLine {
    /// Stable id of the entity.
    pub id: String,
    /// What to call it.
    pub name: String,
    /// How many documents mention it.
    pub n_documents: u32,
    /// Where it lies; null where that cannot be told.
    pub location: Option<Place>,
    /// How many events happened there.
    pub n_events: u32,
    /// How many claims tell of them.
    pub n_claims: u32,
    /// Of how many of the events something is disputed.
    pub n_disputed: u32,
}

impl From<PlaceInShort> for PlaceLine {
    fn from(place: PlaceInShort) -> Self {
        let PlaceInShort { entity, location, n_events, n_claims, n_disputed } = place;
        let (id, name, n_documents) = (entity.id, entity.name, entity.n_documents);
        Self { id, name, n_documents, location: location.map(Place::from), n_events, n_claims, n_disputed }
    }
}

/// The sorts of places that have a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // GLOSSARY.md has the words
pub enum PlaceKind {
    Town,
    Region,
    Country,
}

/// What decided which place a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // docs/output.md has the words
pub enum LocatedBy {
    Text,
    Only,
    Document,
    Population,
    Usual,
}

impl From<AgreedPlace> for Place {
    fn from(place: AgreedPlace) -> Self {
        let AgreedPlace { location, n_documents, n_located } = place;
        let model::Location { latitude, longitude, geonames, name, kind, region, country, by, .. } = location;
        let (kind, by) = (kind.into(), by.into());
        Self { latitude, longitude, geonames, name, kind, region, country, by, n_documents, n_located }
    }
}

impl From<model::PlaceKind> for PlaceKind {
    fn from(kind: model::PlaceKind) -> Self {
        match kind {
            model::PlaceKind::Town => Self::Town,
            model::PlaceKind::Region => Self::Region,
            model::PlaceKind::Country => Self::Country,
        }
    }
}

impl From<model::LocatedBy> for LocatedBy {
    fn from(by: model::LocatedBy) -> Self {
        match by {
            model::LocatedBy::Text => Self::Text,
            model::LocatedBy::Only => Self::Only,
            model::LocatedBy::Document => Self::Document,
            model::LocatedBy::Population => Self::Population,
            model::LocatedBy::Usual => Self::Usual,
        }
    }
}
