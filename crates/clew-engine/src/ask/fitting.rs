//! The events that a person looks at, one choice for every screen: listed, counted by day, on the map, and in the network.

use crate::answer::{AgreedPlace, EventCounts, EventInShort, EventTally, Page, PlaceInShort};
use crate::{Case, EngineError};
use clew_analysis::places::Agreement;
use clew_model::{CaseEvent, ClaimAt, Interval, Location, Standing};
use clew_store::{EntityLine, EventGist};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Which events are looked at: all of them where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Those that can have happened on some day of these.
    pub time: Interval,
    /// Those of this predicate.
    pub predicate: Option<String>,
    /// Those with all these words in what they are called, in any case.
    pub words: Option<String>,
    /// Those told in so many documents at least.
    pub least_documents: u32,
    /// Those with a finding of one of these standings.
    pub standings: Vec<Standing>,
    /// Those in which all of these take part, or at which they happened: ids of entities.
    pub entities: Vec<String>,
}

impl EventFilter {
    /// Whether every event fits.
    pub fn is_all(&self) -> bool {
        *self == Self { least_documents: self.least_documents.min(1), ..Self::default() }
    }

    fn fits(&self, event: &EventGist) -> bool {
        let has_words = self.words.as_ref().is_none_or(|words| {
            let name = event.name.to_lowercase();
            words.to_lowercase().split_whitespace().all(|word| name.contains(word))
        });
        let takes_part = |id: &String| event.participants.contains(id) || event.places.contains(id);
        has_words
            && self.predicate.as_ref().is_none_or(|predicate| event.predicate == *predicate)
            && event.n_documents >= self.least_documents
            && self.entities.iter().all(takes_part)
    }
}

impl Case {
    /// Events that fit, by day.
    fn fitting(&self, filter: &EventFilter) -> Result<Vec<EventGist>, EngineError> {
        let mut events = self.file.event_gists(filter.time)?;
        events.retain(|event| filter.fits(event));
        if !filter.standings.is_empty() {
            let mut standing = HashSet::new();
            for one in &filter.standings {
                standing.extend(self.events_standing(*one)?);
            }
            events.retain(|event| standing.contains(&event.id));
        }
        Ok(events)
    }

    /// The claims that events which fit rest on.
    pub(super) fn claims_fitting(&self, filter: &EventFilter) -> Result<Vec<ClaimAt>, EngineError> {
        let mut claims = Vec::new();
        for EventGist { id, .. } in self.fitting(filter)? {
            claims.extend(self.file.event(&id)?.into_iter().flat_map(|event| event.claims));
        }
        Ok(claims)
    }

    /// Ids of the events that a finding of this standing is about.
    fn events_standing(&self, standing: Standing) -> Result<HashSet<String>, EngineError> {
        let claims = self.file.claims_standing(standing)?;
        Ok(self.file.events_of(&claims)?.into_iter().map(|(_, event)| event).collect())
    }

    /// Events that fit, by day, without their claims.
    pub fn event_lines(
        &self,
        filter: &EventFilter,
        offset: usize,
        limit: usize,
    ) -> Result<Page<EventInShort>, EngineError> {
        let all = self.fitting(filter)?;
        let n_total = all.len() as u32;
        let mut page = Vec::new();
        for EventGist { id, .. } in all.into_iter().skip(offset).take(limit) {
            page.extend(self.file.event(&id)?);
        }
        Ok(Page { n_total, items: self.in_short(page.into_iter())? })
    }

    /// Events, each with whether anything of it is disputed.
    pub(super) fn in_short(&self, events: impl Iterator<Item = CaseEvent>) -> Result<Vec<EventInShort>, EngineError> {
        let disputed = self.events_standing(Standing::Disputed)?;
        Ok(events.map(|event| EventInShort { is_disputed: disputed.contains(&event.id), event }).collect())
    }

    /// How many events fit, on which days, and of which predicates: those of any where one is asked for.
    pub fn event_counts(&self, filter: &EventFilter) -> Result<EventCounts, EngineError> {
        let disputed = self.events_standing(Standing::Disputed)?;
        let any = EventFilter { predicate: None, ..filter.clone() };
        let (mut days, mut predicates) = (BTreeMap::new(), HashMap::<String, u32>::new());
        for event in self.fitting(&any)? {
            let fits = filter.fits(&event);
            *predicates.entry(event.predicate).or_default() += 1;
            if !fits {
                continue;
            }
            let key = (event.time.earliest, event.time.latest);
            let tally: &mut EventTally =
                days.entry(key).or_insert(EventTally { time: event.time, n_events: 0, n_disputed: 0 });
            tally.n_events += 1;
            tally.n_disputed += u32::from(disputed.contains(&event.id));
        }
        let mut predicates: Vec<(String, u32)> = predicates.into_iter().collect();
        predicates.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(EventCounts { days: days.into_values().collect(), predicates })
    }

    /// Where the events that fit happened, most events first; and, where all fit, every place that a document mentions. A place that
    /// nobody can tell on a map is there without a location.
    pub fn places(&self, filter: &EventFilter) -> Result<Vec<PlaceInShort>, EngineError> {
        let disputed = self.events_standing(Standing::Disputed)?;
        let mut locations = self.agreed_places()?;
        let mut found: HashMap<String, PlaceInShort> = HashMap::new();
        for event in self.fitting(filter)? {
            for id in event.places.iter().collect::<BTreeSet<_>>() {
                if !found.contains_key(id) {
                    let Some(line) = self.file.entity(id)? else { continue };
                    found.insert(id.clone(), place_in_short(line, locations.remove(id)));
                }
                let Some(place) = found.get_mut(id) else { continue };
                place.n_events += 1;
                place.n_claims += event.n_claims;
                place.n_disputed += u32::from(disputed.contains(&event.id));
            }
        }
        let mut places: Vec<PlaceInShort> = found.into_values().collect();
        if filter.is_all() {
            for (id, location) in locations {
                places.extend(self.file.entity(&id)?.map(|line| place_in_short(line, Some(location))));
            }
        }
        places.sort_by(|a, b| {
            let weight = |place: &PlaceInShort| (place.n_events, place.entity.n_documents);
            weight(b).cmp(&weight(a)).then_with(|| a.entity.id.cmp(&b.entity.id))
        });
        Ok(places)
    }

    /// Where entities lie by what more than half of their documents mean, by entity.
    fn agreed_places(&self) -> Result<HashMap<String, AgreedPlace>, EngineError> {
        let (mut agreements, mut last): (HashMap<String, Agreement>, _) = (HashMap::new(), None::<(String, i64)>);
        let mut meant: Vec<Location> = Vec::new();
        let mut take_in = |of: Option<(String, i64)>, meant: &mut Vec<Location>| {
            if let Some((entity, _)) = of {
                agreements.entry(entity).or_default().add(meant.iter());
            }
            meant.clear();
        };
        self.file.each_location(|entity, document, location| {
            if last.as_ref().is_none_or(|(other, number)| other != entity || *number != document) {
                take_in(last.replace((entity.to_owned(), document)), &mut meant);
            }
            meant.push(location.clone());
        })?;
        take_in(last, &mut meant);
        let agreed = agreements.into_iter();
        Ok(agreed.filter_map(|(id, agreement)| Some((id, agreement.finish()?))).collect())
    }
}

fn place_in_short(entity: EntityLine, location: Option<AgreedPlace>) -> PlaceInShort {
    PlaceInShort { entity, location, n_events: 0, n_claims: 0, n_disputed: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str) -> EventGist {
        EventGist {
            id: "e".into(),
            predicate: "Disaster".into(),
            time: Interval::open(),
            name: name.into(),
            places: vec!["town".into()],
            participants: vec!["crew".into()],
            n_documents: 2,
            n_claims: 5,
        }
    }

    fn check(filter: EventFilter, expect: bool) {
        assert_eq!(filter.fits(&event("the Skarnoy ferry sinking")), expect, "{filter:?}");
    }

    #[test]
    fn an_event_fits_where_all_that_is_asked_holds() {
        let all = EventFilter::default;
        let (word, ids) =
            (|word: &str| Some(word.to_owned()), |ids: &[&str]| ids.iter().map(|&id| id.into()).collect());
        check(all(), true);
        check(EventFilter { words: word("SINKING ferry"), ..all() }, true);
        check(EventFilter { words: word("ferry fire"), ..all() }, false);
        check(EventFilter { predicate: word("Disaster"), ..all() }, true);
        check(EventFilter { predicate: word("Arrest"), ..all() }, false);
        check(EventFilter { least_documents: 2, ..all() }, true);
        check(EventFilter { least_documents: 3, ..all() }, false);
        check(EventFilter { entities: ids(&["crew", "town"]), ..all() }, true);
        check(EventFilter { entities: ids(&["crew", "captain"]), ..all() }, false);
    }

    #[test]
    fn nothing_asked_leaves_nothing_out() {
        assert!(EventFilter::default().is_all());
        assert!(EventFilter { least_documents: 1, ..EventFilter::default() }.is_all());
        assert!(!EventFilter { least_documents: 2, ..EventFilter::default() }.is_all());
        assert!(!EventFilter { words: Some("fire".into()), ..EventFilter::default() }.is_all());
    }
}
