//! What to call an event: `words/events.txt` filled with who and where.

use crate::claims::lines;
use clew_model::Predicate;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const EVENTS: &str = include_str!("../../words/events.txt");
/// Longer words for a participant tell a story and name nobody.
const LONGEST: usize = 40;

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let named = lines(EVENTS).filter(|line| !line.starts_with('+'));
    named.filter_map(|line| line.split_once(": ")).map(|(head, words)| Name::parse(head, words)).collect()
});

/// A line of the file.
#[derive(Debug)]
struct Name {
    /// The predicate's name; "*" for any.
    predicate: &'static str,
    /// The kind; `None` for any or none, "*" for any but none.
    kind: Option<&'static str>,
    parts: Vec<Part>,
}

/// Words with at most one slot.
#[derive(Debug)]
struct Part {
    before: &'static str,
    slot: Option<&'static str>,
    after: &'static str,
    /// Whether it is left out where its slot is empty.
    can_miss: bool,
}

/// What fills the slots, by their names.
#[derive(Debug, Default)]
pub(super) struct Slots(BTreeMap<String, String>);

impl Slots {
    /// Fills a slot; the second filler of a role is its `Role2`, and what is too long is none.
    pub fn fill(&mut self, slot: &str, filler: &str) {
        if filler.is_empty() || filler.chars().count() > LONGEST {
            return;
        }
        let slot = if self.0.contains_key(slot) { format!("{slot}2") } else { slot.to_owned() };
        self.0.entry(slot).or_insert_with(|| filler.to_owned());
    }
}

/// What to call an event of a predicate and kind.
pub(super) fn name(predicate: Predicate, kind: Option<&str>, slots: &Slots) -> String {
    let own = predicate.to_string();
    let is_for = |name: &&Name| {
        let is_of_kind = match name.kind {
            None => true,
            Some("*") => kind.is_some(),
            Some(one) => kind == Some(one),
        };
        (name.predicate == "*" || name.predicate == own) && is_of_kind
    };
    NAMES.iter().filter(is_for).find_map(|name| name.filled(slots)).unwrap_or(own)
}

impl Name {
    fn parse(head: &'static str, words: &'static str) -> Self {
        let (predicate, kind) = head.split_once(' ').map_or((head, None), |(predicate, kind)| (predicate, Some(kind)));
        let mut parts = Vec::new();
        for piece in words.split_inclusive(']') {
            let (always, optional) = piece.split_once('[').unwrap_or((piece, ""));
            parts.extend(always.split_inclusive('}').map(|part| Part::parse(part, false)));
            parts.extend(optional.strip_suffix(']').map(|part| Part::parse(part, true)));
        }
        Self { predicate, kind, parts }
    }

    fn filled(&self, slots: &Slots) -> Option<String> {
        let mut name = String::new();
        for part in &self.parts {
            match part.slot.map(|slot| slots.0.get(slot)) {
                None => name.push_str(part.before),
                Some(Some(filler)) => name.extend([part.before, filler, part.after]),
                Some(None) if part.can_miss => {}
                Some(None) => return None,
            }
        }
        Some(name)
    }
}

impl Part {
    fn parse(words: &'static str, can_miss: bool) -> Self {
        let slotted = words.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
        match slotted {
            Some((before, (slot, after))) => Self { before, slot: Some(slot), after, can_miss },
            None => Self { before: words, slot: None, after: "", can_miss },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_an_example_that_holds() {
        let mut current: Option<(&str, &str)> = None;
        let mut n_examples = 0;
        for line in EVENTS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let Some(example) = line.strip_prefix('+') else {
                assert!(current.is_none() || n_examples > 0, "{current:?} has no example");
                (current, n_examples) = (line.split_once(": "), 0);
                continue;
            };
            let (fillers, expected) = example.trim_start().split_once("-> ").expect("an example has a name");
            let mut slots = Slots::default();
            for (slot, filler) in fillers.split(';').filter_map(|filler| filler.trim().split_once('=')) {
                slots.0.insert(slot.to_owned(), filler.to_owned());
            }
            let (head, words) = current.expect("an example follows its line");
            assert_eq!(Name::parse(head, words).filled(&slots).as_deref(), Some(expected), "{line}");
            n_examples += 1;
        }
    }

    #[test]
    fn the_first_line_whose_slots_are_filled_names_the_event() {
        let mut slots = Slots::default();
        assert_eq!(name(Predicate::Die, None, &slots), "the death");
        slots.fill("of", "the Varn bombing");
        assert_eq!(name(Predicate::Die, None, &slots), "the deaths in the Varn bombing");
        slots.fill("Participant", "Petra Anders");
        slots.fill("Participant", "Jonas Weil");
        assert_eq!(name(Predicate::Meet, None, &slots), "the meeting of Petra Anders and Jonas Weil");
        assert_eq!(name(Predicate::Attack, Some("Bombing"), &slots), "the bombing");
    }

    #[test]
    fn what_is_too_long_names_nobody() {
        let mut slots = Slots::default();
        slots.fill("Person", "a man who was seen near the harbour on the night of the fire");
        assert_eq!(name(Predicate::Arrest, None, &slots), "the arrest");
    }

    #[test]
    fn every_predicate_that_happens_has_a_name_of_its_own() {
        let named = |predicate: &Predicate| NAMES.iter().any(|name| name.predicate == predicate.to_string());
        let claim = |predicate| clew_model::Claim { predicate, ..super::super::tests::claim() };
        let happening =
            Predicate::KNOWN.into_iter().filter(|predicate| super::super::telling::is_event(&claim(*predicate)));
        assert_eq!(happening.filter(|predicate| !named(predicate)).collect::<Vec<_>>(), []);
    }
}
