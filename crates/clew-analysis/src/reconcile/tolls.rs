//! Counts of one happening: which replaces which, and which cannot both hold.

use super::draft::{Draft, Ground};
use super::rules::{Course, Rules};
use super::scope::Scope;
use clew_model::Quantity;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// One number that is given of a thing.
#[derive(Debug, Clone, PartialEq)]
struct Toll {
    group: usize,
    first_published: Option<Date>,
    low: u64,
    high: Option<u64>,
}

/// Marks counts that a later one replaces, and those that cannot both hold.
pub(super) fn compare_counts(ground: &Ground<'_, '_>, drafts: &mut [Draft]) {
    for ((_, what), mut tolls) in totals(ground, drafts) {
        tolls.sort_by_key(|toll| (toll.first_published, toll.low, toll.group));
        match Rules::get().course(&what) {
            Course::Grows => grows(ground, drafts, &tolls),
            Course::Moves => moves(drafts, &tolls),
            Course::Fixed => fixed(ground, drafts, &tolls),
        }
    }
}

/// The numbers that some document gives as its total, by happening and thing.
fn totals(ground: &Ground<'_, '_>, drafts: &[Draft]) -> BTreeMap<(Scope, String), Vec<Toll>> {
    let mut largest: HashMap<(usize, Scope, &str), u64> = HashMap::new();
    let total = |place: usize| {
        let proposition = ground.propositions[place].as_ref()?;
        let counted = proposition.counted.as_ref().filter(|counted| !counted.is_further && !counted.is_second)?;
        let key = (ground.case.stated[place].document, proposition.scope, counted.quantity.what.as_str());
        Some((key, counted.quantity.low?))
    };
    for (key, low) in (0..ground.propositions.len()).filter_map(total) {
        let before = largest.entry(key).or_insert(low);
        *before = low.max(*before);
    }
    let mut found: BTreeMap<(Scope, String), Vec<Toll>> = BTreeMap::new();
    for (group, draft) in drafts.iter().enumerate() {
        let totals = draft.places.iter().filter_map(|place| total(*place));
        let Some(((_, scope, what), low)) = totals.into_iter().find(|(key, low)| largest[key] == *low) else {
            continue;
        };
        let high = quantity(ground, draft).and_then(|quantity| quantity.high);
        let toll = Toll { group, first_published: draft.first_published(ground.case), low, high };
        found.entry((scope, what.to_owned())).or_default().push(toll);
    }
    found
}

/// What a group of counts comes to: its most exact claim's.
pub(super) fn quantity(ground: &Ground<'_, '_>, draft: &Draft) -> Option<Quantity> {
    let counted = draft.places.iter().filter_map(|place| ground.propositions[*place].as_ref()?.counted.as_ref());
    let quantities: Vec<&Quantity> = counted.map(|counted| &counted.quantity).collect();
    let n_open = |quantity: &&&Quantity| (quantity.low.is_none() as u8) + (quantity.high.is_none() as u8);
    quantities.iter().min_by_key(n_open).map(|quantity| (*quantity).clone())
}

/// A later higher number replaces an earlier lower one; two exact ones that do not rise cannot both hold.
fn grows(ground: &Ground<'_, '_>, drafts: &mut [Draft], tolls: &[Toll]) {
    for (nth, toll) in tolls.iter().enumerate() {
        let is_later = |later: &&Toll| later.first_published > toll.first_published && toll.first_published.is_some();
        let next = tolls[nth + 1..].iter().find(|later| is_later(later) && later.low > toll.low);
        if let Some(next) = next {
            drafts[toll.group].superseded_by = Some(next.group);
            continue;
        }
        for other in &tolls[nth + 1..] {
            let falls = other.low < toll.low && 2 * other.low > toll.low;
            if falls || other.first_published == toll.first_published {
                dispute(ground, drafts, toll, other);
            }
        }
    }
}

/// A later number replaces an earlier one.
fn moves(drafts: &mut [Draft], tolls: &[Toll]) {
    for (nth, toll) in tolls.iter().enumerate() {
        let next =
            tolls[nth + 1..].iter().find(|later| later.first_published > toll.first_published && later.low != toll.low);
        drafts[toll.group].superseded_by = drafts[toll.group].superseded_by.or(next.map(|next| next.group));
    }
}

/// Share of the lighter sentence in the other from which two numbers are of the same thing.
const SAME_THING: f32 = 0.4;

/// What does not change has one number.
fn fixed(ground: &Ground<'_, '_>, drafts: &mut [Draft], tolls: &[Toll]) {
    let content = |drafts: &[Draft], toll: &Toll| {
        let place = drafts[toll.group].places[0];
        ground.propositions[place].as_ref().map(|one| one.content.clone()).unwrap_or_default()
    };
    for (nth, toll) in tolls.iter().enumerate() {
        for other in tolls[nth + 1..].iter().take(8) {
            let likeness = content(drafts, toll).likeness(&content(drafts, other));
            if likeness.of_smaller >= SAME_THING && likeness.n_shared > 1 {
                dispute(ground, drafts, toll, other);
            }
        }
    }
}

/// Sets two numbers against each other, unless both can hold or one document gives both.
fn dispute(ground: &Ground<'_, '_>, drafts: &mut [Draft], a: &Toll, b: &Toll) {
    let can_both_hold = a.low <= b.high.unwrap_or(u64::MAX) && b.low <= a.high.unwrap_or(u64::MAX);
    let is_one_document = !drafts[a.group].documents(ground.case).is_disjoint(&drafts[b.group].documents(ground.case));
    let is_replaced = drafts[a.group].superseded_by.is_some() || drafts[b.group].superseded_by.is_some();
    if !can_both_hold && !is_one_document && !is_replaced {
        drafts[a.group].against.insert(b.group);
        drafts[b.group].against.insert(a.group);
    }
}
