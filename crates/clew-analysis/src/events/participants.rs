//! Who took part in an event, as all its claims together have it.

use super::draw::{Drawing, Said};
use super::telling::takes_part;
use clew_model::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody that is named in a role, and so many without a name as the document that tells of most needs beside them: "a man of
/// forty" of one report is mostly the man whom another names.
pub(super) fn participants(drawing: &Drawing, claims: &[Said]) -> Vec<(Role, usize)> {
    let mut of_role: BTreeMap<Role, BTreeMap<usize, BTreeSet<usize>>> = BTreeMap::new();
    for (story, told) in claims {
        for (at, argument) in told.claim.arguments.iter().enumerate().filter(|(_, argument)| takes_part(argument.role))
        {
            let document = drawing.stories[*story].document.number;
            let entity = told.chain_of(at).and_then(|chain| drawing.resolved.of_chain(document, chain));
            if let Some(entity) = entity {
                of_role.entry(argument.role).or_default().entry(*story).or_default().insert(entity);
            }
        }
    }
    let listed = of_role.into_iter().flat_map(|(role, stories)| {
        let entities = listed(drawing, stories);
        entities.into_iter().map(move |entity| (role, entity))
    });
    listed.collect()
}

fn listed(drawing: &Drawing, stories: BTreeMap<usize, BTreeSet<usize>>) -> Vec<usize> {
    let is_named = |entity: &&usize| drawing.resolved.entities[**entity].is_named;
    let named: BTreeSet<usize> = stories.values().flatten().filter(is_named).copied().collect();
    let nameless = |entities: &BTreeSet<usize>| -> Vec<usize> {
        entities.iter().filter(|entity| !is_named(entity)).copied().collect()
    };
    // Reports speak of people first as what they are, then by name.
    let n_told = |entities: &BTreeSet<usize>| {
        let n_nameless = nameless(entities).iter().filter(|entity| is_new(drawing, **entity)).count();
        (entities.len() - nameless(entities).len()).max(n_nameless).max(1)
    };
    let Some((story, entities)) =
        stories.iter().max_by_key(|(story, entities)| (n_told(entities), std::cmp::Reverse(**story)))
    else {
        return Vec::new();
    };
    let mut rest = nameless(entities);
    rest.sort_by_key(|entity| {
        (!is_new(drawing, *entity), drawing.resolved.entities[*entity].chains.iter().map(|(_, chain)| *chain).min())
    });
    let n_missing = n_told(&stories[story]).saturating_sub(named.len());
    named.into_iter().chain(rest.into_iter().take(n_missing)).collect()
}

/// Whether words bring somebody in ("a man of forty"), and do not point back ("the victim").
fn is_new(drawing: &Drawing, entity: usize) -> bool {
    const POINTING: [&str; 8] = ["the", "this", "that", "his", "her", "their", "these", "those"];
    let name = drawing.resolved.entities[entity].name.to_lowercase();
    let first = name.split(' ').next().unwrap_or_default();
    !POINTING.contains(&first)
}
