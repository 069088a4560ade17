//! One place for a name that many documents speak of.

use clew_model::{Location, PlaceKind};
use std::collections::BTreeMap;

/// The place that most documents mean by a name.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreedPlace {
    /// The place; `by` is the strongest of what decided in the documents that agree.
    pub location: Location,
    /// Documents that mean it.
    pub n_documents: u32,
    /// Documents of which it could be told what they mean.
    pub n_located: u32,
}

/// What makes a place itself: country, sort, region, GeoNames' number, name.
type Identity = (String, PlaceKind, Option<String>, Option<u32>, String);

/// Takes in what documents mean by one name, in any order.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    places: BTreeMap<Identity, AgreedPlace>,
    n_located: u32,
}

impl Agreement {
    /// Takes in one document by the places of its chains; where they differ, it stands for none of them.
    pub fn add<'l>(&mut self, document: impl IntoIterator<Item = &'l Location>) {
        let places: BTreeMap<Identity, &Location> =
            document.into_iter().map(|location| (identity(location), location)).collect();
        self.n_located += u32::from(!places.is_empty());
        if places.len() > 1 {
            return;
        }
        for (identity, location) in places {
            let first = || AgreedPlace { location: location.clone(), n_documents: 0, n_located: 0 };
            let place = self.places.entry(identity).or_insert_with(first);
            place.n_documents += 1;
            place.location.by = place.location.by.min(location.by);
        }
    }

    /// The place that more than half of the documents mean, of those of which it can be told.
    pub fn finish(self) -> Option<AgreedPlace> {
        let n_located = self.n_located;
        let most = self.places.into_values().find(|place| place.n_documents * 2 > n_located)?;
        Some(AgreedPlace { n_located, ..most })
    }
}

fn identity(location: &Location) -> Identity {
    let Location { country_code, kind, region, geonames, name, .. } = location;
    (country_code.clone(), *kind, region.clone(), *geonames, name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::LocatedBy;

    fn paris(country_code: &str, by: LocatedBy) -> Location {
        Location {
            latitude: 0.0,
            longitude: 0.0,
            geonames: None,
            name: "Paris".to_owned(),
            kind: PlaceKind::Town,
            region: None,
            country: country_code.to_owned(),
            country_code: country_code.to_owned(),
            by,
        }
    }

    /// What documents in these countries agree on: country, documents for it, documents in all, what decided.
    fn check(documents: &[(&str, LocatedBy)], expect: Option<(&str, u32, u32, LocatedBy)>) {
        let mut agreement = Agreement::default();
        documents.iter().for_each(|(country, by)| agreement.add([&paris(country, *by)]));
        let agreed = agreement.finish();
        let found = agreed.as_ref().map(|agreed| {
            let AgreedPlace { location, n_documents, n_located } = agreed;
            (location.country_code.as_str(), *n_documents, *n_located, location.by)
        });
        assert_eq!(found, expect);
    }

    #[test]
    fn more_than_half_of_the_documents_must_agree() {
        use LocatedBy::{Document, Population, Text};
        check(&[], None);
        check(&[("FR", Population)], Some(("FR", 1, 1, Population)));
        check(&[("FR", Population), ("US", Text)], None);
        check(&[("FR", Population), ("US", Text), ("FR", Document)], Some(("FR", 2, 3, Document)));
        check(&[("US", Text), ("FR", Document), ("FR", Population)], Some(("FR", 2, 3, Document)));
    }

    #[test]
    fn a_document_that_means_two_places_stands_for_neither() {
        let (france, texas) = (paris("FR", LocatedBy::Population), paris("US", LocatedBy::Text));
        let mut agreement = Agreement::default();
        agreement.add([&france, &texas, &france]);
        assert_eq!(agreement.clone().finish(), None);
        agreement.add([&france, &france]);
        assert_eq!(agreement.clone().finish(), None, "one of two is not more than half");
        agreement.add([&france]);
        assert_eq!(agreement.finish().map(|agreed| (agreed.n_documents, agreed.n_located)), Some((2, 3)));
    }
}
