//! Which events are apart: not parts of one incident, nor told in one breath.

use crate::{Case, EngineError};
use clew_model::Interval;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Every event of a case, as far as telling them apart needs it.
pub(super) struct Episodes {
    events: HashMap<String, Episode>,
}

struct Episode {
    /// The incident that it is a part of, through any number of others; itself where it is none.
    whole: String,
    time: Interval,
    documents: BTreeSet<i64>,
}

impl Episodes {
    pub(super) fn of(case: &Case) -> Result<Self, EngineError> {
        let heads = case.file.event_heads()?;
        let part_of: HashMap<&str, &str> =
            heads.iter().filter_map(|head| Some((head.id.as_str(), head.part_of.as_deref()?))).collect();
        let mut documents: HashMap<String, BTreeSet<i64>> = HashMap::new();
        for (event, document) in case.file.documents_of_events()? {
            documents.entry(event).or_default().insert(document);
        }
        let episode = |head: &clew_store::EventHead| {
            let outward = std::iter::successors(Some(head.id.as_str()), |id| part_of.get(id).copied());
            // No chain is longer than all there are: a damaged one must not be followed for ever.
            let whole = outward.take(part_of.len() + 1).last().unwrap_or(&head.id).to_owned();
            let documents = documents.get(&head.id).cloned().unwrap_or_default();
            (head.id.clone(), Episode { whole, time: head.time, documents })
        };
        Ok(Self { events: heads.iter().map(episode).collect() })
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

    fn are_one(&self, one: &str, other: &str) -> bool {
        let (one, other) = (&self.events[one], &self.events[other]);
        let is_told_together = !one.documents.is_disjoint(&other.documents);
        one.whole == other.whole || is_told_together && can_be_one_day(one.time, other.time)
    }
}

fn can_be_one_day(one: Interval, other: Interval) -> bool {
    let begins_by =
        |a: Interval, b: Interval| a.earliest.zip(b.latest).is_none_or(|(earliest, latest)| earliest <= latest);
    begins_by(one, other) && begins_by(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Events of a letter each: the incident that each is of, its day of June 2021, its documents.
    fn episodes(events: &[(&str, &str, i8, &[i64])]) -> Episodes {
        let episode = |(id, whole, day, documents): &(&str, &str, i8, &[i64])| {
            let time = if *day == 0 { Interval::open() } else { Interval::day(date(2021, 6, *day)) };
            (
                (*id).to_owned(),
                Episode { whole: (*whole).to_owned(), time, documents: documents.iter().copied().collect() },
            )
        };
        Episodes { events: events.iter().map(episode).collect() }
    }

    fn check(events: &[(&str, &str, i8, &[i64])], expect: &[&[&str]]) {
        let ids: BTreeSet<&str> = events.iter().map(|event| event.0).collect();
        assert_eq!(episodes(events).apart(&ids), expect);
    }

    #[test]
    fn parts_of_one_incident_are_one() {
        check(&[("a", "w", 1, &[1]), ("b", "w", 9, &[2]), ("c", "c", 9, &[3])], &[&["a", "b"], &["c"]]);
    }

    #[test]
    fn what_one_document_tells_of_one_day_is_one() {
        check(&[("a", "a", 1, &[1]), ("b", "b", 1, &[1]), ("c", "c", 2, &[1])], &[&["a", "b"], &["c"]]);
        check(&[("a", "a", 1, &[1]), ("b", "b", 0, &[1])], &[&["a", "b"]]);
        check(&[("a", "a", 1, &[1]), ("b", "b", 1, &[2])], &[&["a"], &["b"]]);
    }

    #[test]
    fn what_hangs_on_both_joins_them() {
        check(&[("a", "a", 1, &[1]), ("b", "b", 2, &[1]), ("c", "c", 0, &[1])], &[&["a", "b", "c"]]);
    }

    #[test]
    fn a_document_that_tells_of_both_is_known() {
        let told = episodes(&[("a", "a", 1, &[1, 2]), ("b", "b", 5, &[2]), ("c", "c", 7, &[3])]);
        let incidents = |ids: &[&str]| ids.iter().map(|id| vec![(*id).to_owned()]).collect::<Vec<_>>();
        assert!(told.have_document(&incidents(&["a", "b"])));
        assert!(!told.have_document(&incidents(&["a", "c"])));
    }
}
