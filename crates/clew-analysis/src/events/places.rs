//! Where an event happened: the places that its claims and the sentences around them name.

use super::draw::{Drawing, Said};
use clew_model::{Role, ThingType};
use std::collections::{BTreeMap, BTreeSet};

/// At most so many places of an event are shown.
const MOST: usize = 4;
/// A place that is named less than this share of what the first is, is not it.
const SHARE: f64 = 0.25;
/// A report says in its first sentences where it happened.
const LEAD: u32 = 3;

/// The places of an event as places in the resolved entities, those first that most documents agree on.
pub(super) fn places(drawing: &Drawing, claims: &[Said]) -> Vec<usize> {
    let mut total: BTreeMap<usize, f64> = BTreeMap::new();
    let stories: BTreeSet<usize> = claims.iter().map(|(story, _)| *story).collect();
    for story in stories {
        let of_story = of_story(drawing, story, claims);
        let most = of_story.values().copied().fold(0.0, f64::max);
        for (entity, weight) in of_story {
            *total.entry(entity).or_default() += weight / most;
        }
    }
    let most = total.values().copied().fold(0.0, f64::max);
    let mut places: Vec<(usize, f64)> = total.into_iter().filter(|(_, weight)| *weight >= SHARE * most).collect();
    let id = |entity: usize| &drawing.resolved.entities[entity].id;
    places.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| id(a.0).cmp(id(b.0))));
    places.into_iter().take(MOST).map(|(entity, _)| entity).collect()
}

fn of_story(drawing: &Drawing, story: usize, claims: &[Said]) -> BTreeMap<usize, f64> {
    let document = drawing.stories[story].document;
    let entity_of = |chain: u32| drawing.resolved.of_chain(document.number, chain);
    let theirs = || claims.iter().filter(|(other, _)| *other == story).map(|(_, told)| *told);
    let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
    for told in theirs() {
        for (at, argument) in
            told.claim.arguments.iter().enumerate().filter(|(_, argument)| argument.role == Role::Place)
        {
            let chain = told
                .chain_of(at)
                .filter(|chain| document.told.chain(*chain).is_some_and(|chain| !chain.names.is_empty()));
            if let (Role::Place, Some(entity)) = (argument.role, chain.and_then(entity_of)) {
                *weights.entry(entity).or_default() += 3.0;
            }
        }
    }
    let sentences: BTreeSet<u32> = theirs().map(|told| told.claim.sentence).chain(0..LEAD).collect();
    for chain in document.told.chains.iter().filter(|chain| chain.thing == ThingType::Place && !chain.names.is_empty())
    {
        let n_beside = chain.sentences.iter().filter(|sentence| sentences.contains(sentence)).count();
        if let Some(entity) = entity_of(chain.chain).filter(|_| n_beside > 0) {
            *weights.entry(entity).or_default() += n_beside as f64;
        }
    }
    weights
}
