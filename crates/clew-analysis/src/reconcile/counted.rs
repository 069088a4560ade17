//! What a claim counts: killed, missing, aboard; also where a number stands in a victim's words only.

use super::case::{Case, Stated};
use crate::claims::cardinal;
use crate::fold;
use clew_model::{Predicate, Quantity, Role};
use std::collections::HashMap;

/// How many of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    /// What, and how many.
    pub quantity: Quantity,
    /// Whether they come on top of others ("two more bodies"), so that the number is no total.
    pub is_further: bool,
    /// Whether the sentence counted more of the same before: then this is part of it, or read wrongly.
    pub is_second: bool,
}

/// What each claim counts, by place; `None` where it counts nothing.
pub(super) fn counted(case: &Case<'_>) -> Vec<Option<Counted>> {
    let mut found = vec![None; case.stated.len()];
    let mut start = 0;
    while start < case.stated.len() {
        let of_sentence = |stated: &&Stated<'_>| (stated.document, stated.told.claim.sentence);
        let here = of_sentence(&&case.stated[start]);
        let n_together = case.stated[start..].iter().take_while(|stated| of_sentence(stated) == here).count();
        sentence(case, start..start + n_together, &mut found);
        start += n_together;
    }
    found
}

/// Reads the claims of one sentence together: a number that somebody's death is said of counts the dead.
fn sentence(case: &Case<'_>, places: std::ops::Range<usize>, found: &mut [Option<Counted>]) {
    let mut said_of: HashMap<u64, (u8, &'static str, bool)> = HashMap::new();
    let numbered = |place: usize| victims(&case.stated[place]);
    for place in places.clone() {
        for (number, rank, what, is_further) in numbered(place) {
            let before = said_of.entry(number).or_insert((rank, what, is_further));
            *before = (*before).min((rank, what, is_further));
        }
    }
    let mut quantities: HashMap<u64, Quantity> = HashMap::new();
    for place in places.clone() {
        let Some(quantity) = &case.stated[place].told.claim.quantity else { continue };
        let number = quantity.low.or(quantity.high).unwrap_or_default();
        let mut quantity = quantity.clone();
        let said = said_of.get(&number);
        if let Some((_, what, _)) = said.filter(|(rank, ..)| family(&quantity.what) != Some(*rank)) {
            quantity.what = (*what).to_owned();
        }
        quantities.insert(number, quantity.clone());
        let is_further = said.is_some_and(|(.., is_further)| *is_further);
        found[place] = Some(Counted { quantity, is_further, is_second: false });
    }
    for place in places.clone() {
        for (number, rank, what, is_further) in numbered(place) {
            if found[place].is_some() || said_of[&number].0 != rank {
                continue;
            }
            let exact = Quantity { what: what.to_owned(), low: Some(number), high: Some(number) };
            let quantity = quantities.get(&number).cloned().unwrap_or(exact);
            found[place] = Some(Counted { quantity, is_further, is_second: false });
        }
    }
    mark_second(case, places, found);
}

/// The first number a sentence gives of a thing is the total; a second is a part of it, or was read wrongly.
fn mark_second(case: &Case<'_>, places: std::ops::Range<usize>, found: &mut [Option<Counted>]) {
    let mut order: Vec<usize> = places.filter(|place| found[*place].is_some()).collect();
    order.sort_by_key(|place| {
        (case.stated[*place].told.claim.quantity.is_none(), case.stated[*place].told.claim.trigger.start)
    });
    let mut first: HashMap<String, Option<u64>> = HashMap::new();
    for place in order {
        let Some(counted) = &mut found[place] else { continue };
        let low = counted.quantity.low;
        let before = *first.entry(counted.quantity.what.clone()).or_insert(low);
        counted.is_second = before != low;
    }
}

/// The numbers of those whom a claim says something befell, what befell them, and whether they are more of them.
fn victims(stated: &Stated<'_>) -> Vec<(u64, u8, &'static str, bool)> {
    let claim = &stated.told.claim;
    let (role, rank, what) = match (claim.predicate, claim.subtype.as_deref()) {
        (Predicate::Die, _) => (Role::Victim, 0, "killed"),
        (Predicate::Injure, _) => (Role::Victim, 1, "injured"),
        (Predicate::Arrest | Predicate::Detain, _) => (Role::Person, 2, "arrested"),
        (Predicate::Status, Some("missing")) => (Role::Person, 3, "missing"),
        _ => return Vec::new(),
    };
    let words = stated.in_role(role).map(|place| fold(&stated.told.arguments[place]));
    let number = |words: String| {
        let words: Vec<&str> = words.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        let at = (0..words.len().min(4)).find(|at| cardinal(&words[*at..]).is_some())?;
        let (number, used) = cardinal(&words[at..])?;
        let is_further =
            words.iter().take(at + used + 1).any(|word| matches!(*word, "more" | "further" | "another" | "additional"));
        // "a six-month-old boy", "14 February": the number is of something else.
        let is_age = words.get(at + used).is_some_and(|word| matches!(*word, "year" | "month" | "week" | "day"));
        (!is_age).then_some((number, rank, what, is_further))
    };
    words.filter_map(number).collect()
}

/// Which befalling a word of counts belongs to, in the order of [`victims`].
fn family(what: &str) -> Option<u8> {
    match what {
        "killed" | "bodies" => Some(0),
        "injured" | "wounded" | "ill" | "in hospital" | "treated" | "hurt" => Some(1),
        "arrested" | "detained" => Some(2),
        "missing" => Some(3),
        _ => None,
    }
}
