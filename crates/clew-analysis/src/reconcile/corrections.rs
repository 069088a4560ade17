//! What corrections take back, and what they put in its place.

use super::case::{Case, Stated};
use super::draft::{Draft, Ground};
use super::proposition::{Comparison, compare};
use super::rules::Rules;
use super::voices::Voices;
use crate::fold;
use crate::told::ToldSource;
use clew_model::{Polarity, Predicate};
use std::collections::{BTreeMap, BTreeSet};

/// How many days back a correction that names no day may reach.
const REACH: i32 = 60;

/// Marks what corrections take back; a claim that does so also states the number it puts right.
pub(super) fn correct(ground: &Ground<'_, '_>, of: &[Option<usize>], drafts: &mut [Draft]) {
    let ranges = ranges(ground.case);
    let mut by_publisher: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, document) in ground.case.documents.iter().enumerate() {
        if let Some(publisher) = &document.told.publisher {
            by_publisher.entry(fold(publisher)).or_default().push(place);
        }
    }
    for place in 0..ground.case.documents.len() {
        let told = &ground.case.documents[place].told;
        let Some(publisher) = told.publisher.as_ref().filter(|_| !told.corrections.is_empty()) else { continue };
        let earlier = earlier(ground.case, place, &by_publisher[&fold(publisher)]);
        for claim in ranges[place].clone() {
            let taken_back = taken_back(ground, claim, earlier.iter().flat_map(|place| ranges[*place].clone()));
            apply(ground, of, drafts, claim, &taken_back);
        }
    }
}

/// The places of each document's claims.
fn ranges(case: &Case<'_>) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let range = |document: &&crate::picture::CaseDocument| {
        let end = start + document.told.claims.len();
        let range = start..end;
        start = end;
        range
    };
    case.documents.iter().map(range).collect()
}

/// Places of the documents that a correction can speak of: on the day it names, or not long before.
fn earlier(case: &Case<'_>, correction: usize, published: &[usize]) -> Vec<usize> {
    let told = &case.documents[correction].told;
    let days: Vec<_> = told.corrections.iter().map(|one| one.published).filter(|day| !day.is_open()).collect();
    let can_be = |place: &&usize| {
        let Some((day, today)) = case.documents[**place].told.published.latest.zip(told.published.latest) else {
            return false;
        };
        let n_days = (today - day).get_days();
        **place != correction && (0..=REACH).contains(&n_days)
    };
    let all: Vec<usize> = published.iter().filter(can_be).copied().collect();
    let on_day = |place: &usize| days.iter().any(|day| day.overlaps(case.documents[*place].told.published));
    let named: Vec<usize> = all.iter().copied().filter(on_day).collect();
    if named.is_empty() { all } else { named }
}

/// What one claim of a correction takes back: the same, where it tells what was said; of another person, where it puts right.
fn taken_back(ground: &Ground<'_, '_>, claim: usize, earlier: impl Iterator<Item = usize>) -> Vec<usize> {
    let stated = &ground.case.stated[claim];
    let told = &ground.case.document(stated).told;
    let Some(correction) = told.corrections.iter().find(|one| one.holds(stated.told.claim.sentence)) else {
        return Vec::new();
    };
    let said = ground.case.source(stated).is_some_and(is_article);
    let number = stated.told.claim.quantity.as_ref().and_then(|quantity| quantity.low);
    let is_wrong = said || number.is_some() && correction.right.is_some() && number != correction.right;
    let is_same = |other: &usize| match number {
        Some(number) => quantity_low(&ground.case.stated[*other]) == Some(number),
        None if is_wrong => is_stated_again(ground, claim, *other),
        None => is_of_another(ground, claim, *other),
    };
    earlier.filter(is_same).collect()
}

fn is_article(source: &ToldSource) -> bool {
    source.words.as_deref().is_some_and(|words| Voices::get().is_own_article(words))
}

fn quantity_low(stated: &Stated<'_>) -> Option<u64> {
    stated.told.claim.quantity.as_ref()?.low
}

fn is_stated_again(ground: &Ground<'_, '_>, claim: usize, other: usize) -> bool {
    let side = |place: usize| Some((&ground.case.stated[place], ground.propositions[place].as_ref()?));
    let Some((a, b)) = side(claim).zip(side(other)) else { return false };
    is_event(a.1.class) && matches!(compare(ground.case, a, b), Comparison::Same(_))
}

/// Whether two claims tell the same of two persons, both of whom the correction names.
fn is_of_another(ground: &Ground<'_, '_>, claim: usize, other: usize) -> bool {
    let (a, b) = (&ground.case.stated[claim], &ground.case.stated[other]);
    let Some((one, two)) = ground.propositions[claim].as_ref().zip(ground.propositions[other].as_ref()) else {
        return false;
    };
    let is_asserted = a.told.claim.polarity == Polarity::Asserted && a.told.claim.attribution.is_none();
    if one.class != two.class || !is_event(one.class) || !is_asserted || !one.time.overlaps(two.time) {
        return false;
    }
    let Some(identity) = Rules::get().identity(one.class) else { return false };
    let named = |stated: &Stated<'_>| -> BTreeSet<usize> {
        let places = identity.roles.iter().flat_map(|role| stated.in_role(*role));
        places.filter_map(|place| stated.entities[place]).filter(|one| ground.case.is_named(*one)).collect()
    };
    let (right, wrong) = (named(a), named(b));
    let document = ground.case.document(a);
    let is_mentioned = |entity: &usize| {
        let chains =
            document.told.chains.iter().filter_map(|chain| ground.case.resolved.of_chain(document.number, chain.chain));
        chains.into_iter().any(|other| other == *entity)
    };
    !right.is_empty() && !wrong.is_empty() && right.is_disjoint(&wrong) && wrong.iter().all(is_mentioned)
}

/// What happened can be wrongly told of somebody; who he is stays.
fn is_event(class: Predicate) -> bool {
    use Predicate::{
        Age, Alias, Associate, BornIn, Family, Member, Nationality, Owns, PartOf, Position, Possesses, Residence,
    };
    !matches!(
        class,
        Age | Alias
            | Associate
            | BornIn
            | Family
            | Member
            | Nationality
            | Owns
            | PartOf
            | Position
            | Possesses
            | Residence
    )
}

fn apply(ground: &Ground<'_, '_>, of: &[Option<usize>], drafts: &mut [Draft], claim: usize, taken_back: &[usize]) {
    let stated = &ground.case.stated[claim];
    let own = of[claim];
    let right = right_group(ground, drafts, claim);
    for group in taken_back.iter().filter_map(|place| of[*place]).collect::<BTreeSet<_>>() {
        drafts[group].corrected_by = Some(stated.document);
        let put_right = right.or(own.filter(|own| *own != group));
        drafts[group].superseded_by = put_right.filter(|right| *right != group).or(drafts[group].superseded_by);
        // What was put right is no longer in dispute with what it was put right to.
        if let Some(right) = drafts[group].superseded_by {
            drafts[group].against.remove(&right);
            drafts[right].against.remove(&group);
        }
    }
    if let Some(right) = right.filter(|right| !taken_back.is_empty() && Some(*right) != own) {
        join(ground, &mut drafts[right], claim);
        leave(drafts, own, taken_back, of, claim);
    }
}

/// A claim that takes back a number stands with it, and no finding of its own is left.
fn leave(drafts: &mut [Draft], own: Option<usize>, taken_back: &[usize], of: &[Option<usize>], claim: usize) {
    let target = taken_back.iter().find_map(|place| of[*place]);
    if let Some((own, target)) = own.zip(target).filter(|(own, target)| own != target) {
        drafts[own].places.retain(|place| *place != claim);
        drafts[own].origins.iter_mut().for_each(|(_, places)| places.retain(|place| *place != claim));
        drafts[own].origins.retain(|(_, places)| !places.is_empty());
        drafts[target].places.push(claim);
        drafts[target].places.sort_unstable();
    }
}

fn join(ground: &Ground<'_, '_>, draft: &mut Draft, claim: usize) {
    draft.places.push(claim);
    draft.places.sort_unstable();
    draft.rest_on(ground.origins.of(claim), claim);
}

/// The group that gives the number which a correction puts right.
fn right_group(ground: &Ground<'_, '_>, drafts: &[Draft], claim: usize) -> Option<usize> {
    let stated = &ground.case.stated[claim];
    let told = &ground.case.document(stated).told;
    let right = told.corrections.iter().find(|one| one.holds(stated.told.claim.sentence))?.right?;
    let quantity = stated.told.claim.quantity.as_ref()?;
    let scope = ground.propositions[claim].as_ref()?.scope;
    let gives = |place: &usize| {
        ground.propositions[*place].as_ref().is_some_and(|one| {
            let is_right = one
                .counted
                .as_ref()
                .is_some_and(|counted| counted.quantity.low == Some(right) && counted.quantity.what == quantity.what);
            is_right && one.scope == scope
        })
    };
    let giving = drafts.iter().enumerate().filter(|(_, draft)| draft.places.iter().any(gives));
    giving.max_by_key(|(group, draft)| (draft.places.len(), std::cmp::Reverse(*group))).map(|(group, _)| group)
}
