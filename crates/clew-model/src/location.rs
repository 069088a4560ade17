use serde::{Deserialize, Serialize};

/// Where on the map a place lies: the entry of GeoNames that its name was taken to mean, and what decided for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north, WGS 84; of a country or region a point in its middle.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// GeoNames' number of it; `None` for a region whose number is not in clew's table.
    pub geonames: Option<u32>,
    /// Its name in GeoNames.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Name of the first division it is or lies in (state, province); `None` for a country.
    pub region: Option<String>,
    /// Name of the country it is or lies in.
    pub country: String,
    /// ISO 3166-1 code of that country: "AF".
    pub country_code: String,
    /// What decided that it is this one.
    pub by: LocatedBy,
}

/// The sorts of places that have a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A city, town, village, or named part of one.
    Town,
    /// A first division of a country (a state, a province), or a county.
    Region,
    /// A country, or a territory with a country code of its own.
    Country,
}

/// What decided which place a name means, the strongest that did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LocatedBy {
    /// The text says what it lies in: "Paris, Texas".
    Text,
    /// GeoNames has no other place of that name.
    Only,
    /// The other places that the document speaks of.
    Document,
    /// It is by far the largest place of that name.
    Population,
    /// A town and its region have this name; the one that is usually meant was taken.
    Usual,
}
