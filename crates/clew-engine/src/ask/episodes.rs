//! Which events are of one incident, and which are apart.
//!
//! An attack or a disaster is an incident, with all that is part of it. Whatever else happens belongs to the incident that the
//! documents which tell of it tell of too: an arrest to the bombing that its reports are about. What no document leads from to an
//! incident is apart from what it is not told together with on one day. Rejected: to take every event for an incident of its
//! own, for then whoever is arrested, charged and tried for one thing stands in three.

use crate::{Case, EngineError};
use clew_model::Interval;
use clew_store::EventHead;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Every event of a case, as far as telling incidents apart needs it.
pub(super) struct Episodes {
    events: HashMap<String, Episode>,
    /// The incident of each whole that belongs to one, by the whole's id.
    incident_of: BTreeMap<String, String>,
    /// The events that each document tells of.
    of_document: HashMap<i64, BTreeSet<String>>,
}

struct Episode {
    /// The event that it is a part of, through any number of others; itself where it is none.
    whole: String,
    is_incident: bool,
    time: Interval,
    documents: BTreeSet<i64>,
}

/// What happens at once and to many, so that much else is told because of it.
const INCIDENTS: [&str; 2] = ["Attack", "Disaster"];

impl Episodes {
    pub(super) fn of(case: &Case) -> Result<Self, EngineError> {
        let heads = case.file.event_heads()?;
        let part_of: HashMap<&str, &str> =
            heads.iter().filter_map(|head| Some((head.id.as_str(), head.part_of.as_deref()?))).collect();
        let mut documents: HashMap<String, BTreeSet<i64>> = HashMap::new();
        for (event, document) in case.file.documents_of_events()? {
            documents.entry(event).or_default().insert(document);
        }
        let episode = |head: &EventHead| {
            let outward = std::iter::successors(Some(head.id.as_str()), |id| part_of.get(id).copied());
            // No chain is longer than all there are: a damaged one must not be followed for ever.
            let whole = outward.take(part_of.len() + 1).last().unwrap_or(&head.id).to_owned();
            let documents = documents.get(&head.id).cloned().unwrap_or_default();
            let is_incident = INCIDENTS.contains(&head.predicate.as_str());
            (head.id.clone(), Episode { whole, is_incident, time: head.time, documents })
        };
        Ok(Self::new(heads.iter().map(episode).collect()))
    }

    fn new(events: HashMap<String, Episode>) -> Self {
        let mut documents: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
        for event in events.values() {
            documents.entry(&event.whole).or_default().extend(&event.documents);
        }
        let incident_of = incidents(&events, &documents);
        let mut of_document: HashMap<i64, BTreeSet<String>> = HashMap::new();
        for (id, event) in &events {
            for document in &event.documents {
                of_document.entry(*document).or_default().insert(id.clone());
            }
        }
        Self { events, incident_of, of_document }
    }

    /// Events by incident, those of one together, in order of their ids.
    pub(super) fn apart(&self, events: &BTreeSet<&str>) -> Vec<Vec<String>> {
        let mut groups: Vec<Vec<&str>> = Vec::new();
        for event in events.iter().copied().filter(|event| self.events.contains_key(*event)) {
            let (with, without): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| group.iter().any(|other| self.are_one(event, other)));
            groups = without;
            groups.push(with.into_iter().flatten().chain([event]).collect());
        }
        let mut groups: Vec<Vec<String>> =
            groups.into_iter().map(|group| group.into_iter().map(str::to_owned).collect()).collect();
        groups.iter_mut().for_each(|group| group.sort());
        groups.sort();
        groups
    }

    /// Whether a document tells of two of these incidents.
    pub(super) fn have_document(&self, incidents: &[Vec<String>]) -> bool {
        let mut n_incidents: BTreeMap<i64, usize> = BTreeMap::new();
        for incident in incidents {
            let of_event = |id: &String| self.events.get(id).map(|event| &event.documents);
            let documents: BTreeSet<&i64> = incident.iter().filter_map(of_event).flatten().collect();
            documents.into_iter().for_each(|document| *n_incidents.entry(*document).or_default() += 1);
        }
        n_incidents.values().any(|n| *n > 1)
    }

    /// The first day that an event can have happened on, or the last; nothing where nobody says.
    pub(super) fn day(&self, event: &str) -> Option<jiff::civil::Date> {
        self.events.get(event).and_then(|event| event.time.earliest.or(event.time.latest))
    }

    /// The incident that a document tells of, or the first event of the only one, where it tells of no other.
    pub(super) fn only_one_of(&self, document: i64) -> Option<String> {
        let theirs: BTreeSet<&str> = self.of_document.get(&document)?.iter().map(String::as_str).collect();
        let [group] = &self.apart(&theirs)[..] else { return None };
        let incident = group.iter().find_map(|event| self.incident(event)).map(str::to_owned);
        incident.or_else(|| group.iter().min_by_key(|event| (self.day(event).is_none(), self.day(event))).cloned())
    }

    /// The id of the incident that an event belongs to.
    pub(super) fn incident(&self, event: &str) -> Option<&str> {
        self.events.get(event).and_then(|event| self.incident_of.get(&event.whole)).map(String::as_str)
    }

    fn are_one(&self, one: &str, other: &str) -> bool {
        let (one, other) = (&self.events[one], &self.events[other]);
        if one.whole == other.whole {
            return true;
        }
        match (self.incident_of.get(&one.whole), self.incident_of.get(&other.whole)) {
            (None, None) => are_told_together(one, other),
            (one, other) => one == other,
        }
    }
}

/// Whether one document tells of both, and they can be of one day.
fn are_told_together(one: &Episode, other: &Episode) -> bool {
    let begins_by =
        |a: Interval, b: Interval| a.earliest.zip(b.latest).is_none_or(|(earliest, latest)| earliest <= latest);
    !one.documents.is_disjoint(&other.documents) && begins_by(one.time, other.time) && begins_by(other.time, one.time)
}

/// The incident of each whole that documents lead from to one: the nearest, and of those as near the one that it is told with most.
fn incidents(events: &HashMap<String, Episode>, documents: &BTreeMap<&str, BTreeSet<i64>>) -> BTreeMap<String, String> {
    let mut incident_of = told_twice(events);
    loop {
        // By document: the incidents that it is known to tell of.
        let mut told: HashMap<i64, BTreeSet<&str>> = HashMap::new();
        for (whole, incident) in &incident_of {
            for document in documents.get(whole.as_str()).into_iter().flatten() {
                told.entry(*document).or_default().insert(incident);
            }
        }
        let nearest = |(whole, theirs): (&&str, &BTreeSet<i64>)| {
            let mut n_shared: BTreeMap<&str, usize> = BTreeMap::new();
            for incident in theirs.iter().filter_map(|document| told.get(document)).flatten() {
                *n_shared.entry(incident).or_default() += 1;
            }
            let (best, _) = n_shared.into_iter().max_by_key(|(incident, n)| (*n, std::cmp::Reverse(*incident)))?;
            Some(((*whole).to_owned(), best.to_owned()))
        };
        let open = documents.iter().filter(|(whole, _)| !incident_of.contains_key(**whole));
        let found: Vec<(String, String)> = open.filter_map(nearest).collect();
        if found.is_empty() {
            return incident_of;
        }
        incident_of.extend(found);
    }
}

/// The incidents themselves; of those that are told together on one day the first stands for all.
fn told_twice(events: &HashMap<String, Episode>) -> BTreeMap<String, String> {
    let wholes: BTreeMap<&String, &Episode> =
        events.iter().filter(|(id, event)| event.is_incident && event.whole == **id).collect();
    let mut in_document: BTreeMap<i64, Vec<&String>> = BTreeMap::new();
    let mut incident_of: BTreeMap<String, String> = BTreeMap::new();
    for (id, whole) in &wholes {
        let others = whole.documents.iter().filter_map(|document| in_document.get(document)).flatten();
        let same = others.filter(|other| are_told_together(whole, wholes[*other])).min();
        let incident = same.map_or((*id).clone(), |other| incident_of[*other].clone());
        incident_of.insert((*id).clone(), incident);
        for document in &whole.documents {
            in_document.entry(*document).or_default().push(id);
        }
    }
    incident_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Events of a letter each, incidents of a capital: what each is a part of, its day of June 2021 (0: unknown), its documents.
    fn episodes(events: &[(&str, &str, i8, &[i64])]) -> Episodes {
        let episode = |(id, whole, day, documents): &(&str, &str, i8, &[i64])| {
            let time = if *day == 0 { Interval::open() } else { Interval::day(date(2021, 6, *day)) };
            let is_incident = id.starts_with(char::is_uppercase);
            let documents = documents.iter().copied().collect();
            ((*id).to_owned(), Episode { whole: (*whole).to_owned(), is_incident, time, documents })
        };
        Episodes::new(events.iter().map(episode).collect())
    }

    fn check(events: &[(&str, &str, i8, &[i64])], expect: &[&[&str]]) {
        let ids: BTreeSet<&str> = events.iter().map(|event| event.0).collect();
        assert_eq!(episodes(events).apart(&ids), expect);
    }

    #[test]
    fn parts_of_one_incident_are_one() {
        check(&[("A", "A", 1, &[1]), ("b", "A", 9, &[2]), ("C", "C", 9, &[3])], &[&["A", "b"], &["C"]]);
    }

    #[test]
    fn what_came_of_an_incident_belongs_to_it_whenever_it_was() {
        // Document 2 tells of the arrest and of the attack, document 3 of the arrest and the trial.
        check(
            &[("A", "A", 1, &[1, 2]), ("arrest", "arrest", 9, &[2, 3]), ("trial", "trial", 20, &[3])],
            &[&["A", "arrest", "trial"]],
        );
    }

    #[test]
    fn incidents_of_other_days_stay_apart_though_one_document_tells_of_both() {
        check(&[("A", "A", 1, &[1, 3]), ("B", "B", 5, &[2, 3])], &[&["A"], &["B"]]);
        check(&[("A", "A", 1, &[1]), ("B", "B", 1, &[1])], &[&["A", "B"]]);
        check(&[("A", "A", 1, &[1]), ("B", "B", 1, &[2])], &[&["A"], &["B"]]);
    }

    #[test]
    fn one_arrest_does_not_make_two_incidents_one() {
        check(
            &[("A", "A", 1, &[1, 2]), ("B", "B", 5, &[3]), ("arrest", "arrest", 9, &[1, 2, 3])],
            &[&["A", "arrest"], &["B"]],
        );
    }

    #[test]
    fn where_there_is_no_incident_what_is_told_together_of_one_day_is_one() {
        check(&[("a", "a", 1, &[1]), ("b", "b", 1, &[1]), ("c", "c", 2, &[1])], &[&["a", "b"], &["c"]]);
        check(&[("a", "a", 1, &[1]), ("b", "b", 0, &[1])], &[&["a", "b"]]);
        check(&[("a", "a", 1, &[1]), ("b", "b", 1, &[2])], &[&["a"], &["b"]]);
    }

    #[test]
    fn what_a_document_is_about_is_known_where_it_tells_of_one_incident() {
        let told = episodes(&[("A", "A", 1, &[1, 2]), ("b", "A", 1, &[1]), ("C", "C", 5, &[2]), ("d", "d", 7, &[3])]);
        let about = |document| told.only_one_of(document);
        assert_eq!(about(1).as_deref(), Some("A"));
        assert_eq!(about(2), None, "of two");
        assert_eq!(about(3).as_deref(), Some("d"));
        assert_eq!(about(4), None, "of none");
    }

    #[test]
    fn a_document_that_tells_of_both_is_known() {
        let told = episodes(&[("a", "a", 1, &[1, 2]), ("b", "b", 5, &[2]), ("c", "c", 7, &[3])]);
        let incidents = |ids: &[&str]| ids.iter().map(|id| vec![(*id).to_owned()]).collect::<Vec<_>>();
        assert!(told.have_document(&incidents(&["a", "b"])));
        assert!(!told.have_document(&incidents(&["a", "c"])));
    }
}
