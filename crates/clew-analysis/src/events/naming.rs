//! What fills the slots of an event's name, and what tells events of one name apart.

use super::draw::{Drawing, Said};
use super::names::Slots;
use clew_model::{CaseEvent, Interval, Predicate, Role};
use std::collections::{BTreeMap, HashMap};

/// The kind of an event, and who and where fills its name.
pub(super) fn slots(
    drawing: &Drawing,
    predicate: Predicate,
    claims: &[Said],
    participants: &[(Role, usize)],
    places: &[usize],
    of: Option<&str>,
) -> (Option<String>, Slots) {
    let own = || claims.iter().map(|(_, told)| *told).filter(|told| told.claim.predicate == predicate);
    let kind = most(own().filter_map(|told| told.claim.subtype.clone()));
    let mut slots = Slots::default();
    let entity = |at: usize| &drawing.resolved.entities[at];
    for is_named in [true, false] {
        for (role, at) in participants.iter().filter(|(_, at)| entity(*at).is_named == is_named) {
            slots.fill(role.word(), &in_sentence(&entity(*at).name, is_named));
        }
    }
    if let Some(place) = places.first() {
        slots.fill("Place", &entity(*place).name);
    }
    let struck = own().flat_map(|told| {
        let words = told.claim.arguments.iter().zip(&told.arguments);
        words.filter(|(argument, _)| argument.role == Role::Facility).filter_map(|(_, words)| thing(words))
    });
    slots.fill("struck", &most(struck).unwrap_or_default());
    slots.fill("kind", &kind.clone().unwrap_or_else(|| predicate.to_string()));
    slots.fill("of", of.unwrap_or_default());
    (kind, slots)
}

/// A name as it is, a description as it stands in a sentence.
fn in_sentence(name: &str, is_named: bool) -> String {
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    if is_named || rest.is_empty() { name.to_owned() } else { format!("{} {rest}", first.to_lowercase()) }
}

/// The word for a thing that has no name: "ferry" of "a car ferry".
fn thing(description: &str) -> Option<String> {
    let words: Vec<&str> = description.split(' ').collect();
    let is_described = words.len() > 1 && words.iter().skip(1).all(|word| word.chars().all(char::is_lowercase));
    words.last().filter(|_| is_described && words.len() < 5).map(|word| (*word).to_owned())
}

/// What there is most of, the first in order of several.
fn most(words: impl Iterator<Item = String>) -> Option<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        *times.entry(word).or_default() += 1;
    }
    let best = times.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    best.map(|(word, _)| word)
}

/// Adds the day to names that several events have.
pub(super) fn tell_apart(events: &mut [CaseEvent]) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for event in events.iter() {
        *times.entry(event.name.clone()).or_default() += 1;
    }
    for event in events.iter_mut().filter(|event| times[&event.name] > 1) {
        event.name.extend(when(event.time));
    }
}

fn when(time: Interval) -> Option<String> {
    let (first, last) = (time.earliest?, time.latest?);
    let day = first.strftime("%-d %B %Y");
    Some(if first == last { format!(" on {day}") } else { format!(" about {day}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_thing_is_called_what_it_is() {
        assert_eq!(thing("a car ferry").as_deref(), Some("ferry"));
        assert_eq!(thing("Halvard Star"), None);
        assert_eq!(thing("it"), None);
    }

    #[test]
    fn days_stand_behind_a_name() {
        assert_eq!(when(Interval::day(date(2021, 6, 7))).as_deref(), Some(" on 7 June 2021"));
        let days = Interval { earliest: Some(date(2021, 6, 7)), latest: Some(date(2021, 6, 8)) };
        assert_eq!(when(days).as_deref(), Some(" about 7 June 2021"));
        assert_eq!(when(Interval::open()), None);
    }

    #[test]
    fn the_first_of_equals_is_the_most() {
        let words = |words: &[&str]| most(words.iter().map(|word| (*word).to_owned()));
        assert_eq!(words(&["b", "a", "b", "a"]).as_deref(), Some("a"));
        assert_eq!(words(&[]), None);
    }
}
