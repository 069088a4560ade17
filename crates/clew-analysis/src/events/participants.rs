//! Who took part in an event, as all its claims together have it.

use super::described::Described;
use super::draw::{Drawing, Said, is_custody};
use super::telling::{Story, rank, takes_part};
use crate::picture::Resolved;
use clew_model::{Claim, Polarity, Predicate, Role, ThingType};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// By story, who is in one role.
type Tellers = BTreeMap<usize, BTreeSet<usize>>;

/// Everybody that is named in a role, and so many without a name as the document that tells of most needs beside them: "a man of
/// forty" of one report is mostly the man whom another names.
pub(super) fn participants(drawing: &Drawing, claims: &[Said]) -> Vec<(Role, usize)> {
    let of_role = told(drawing, claims).into_iter();
    of_role
        .flat_map(|(role, tellers)| listed(drawing, &tellers).into_iter().map(move |entity| (role, entity)))
        .collect()
}

/// By role and story who takes part, without those whom one claim misread.
fn told(drawing: &Drawing, claims: &[Said]) -> BTreeMap<Role, Tellers> {
    let mut of_role: BTreeMap<Role, Tellers> = BTreeMap::new();
    let mut times: BTreeMap<(usize, Role), usize> = BTreeMap::new();
    for (story, role, chain) in said(drawing, claims).into_iter().chain(identified(drawing, claims)) {
        let entity = drawing.resolved.of_chain(drawing.stories[story].document.number, chain);
        if let Some(entity) = entity.filter(|entity| can_be(drawing, role, *entity)) {
            of_role.entry(role).or_default().entry(story).or_default().insert(entity);
            *times.entry((entity, role)).or_default() += 1;
        }
    }
    let stories: BTreeSet<usize> = claims.iter().map(|(story, _)| *story).collect();
    let n_held = |entity: usize| stories.iter().filter_map(|story| drawing.held.get(&(*story, entity))).sum();
    for (role, tellers) in &mut of_role {
        for entities in tellers.values_mut() {
            entities.retain(|entity| !is_misread(&times, n_held(*entity), *role, *entity));
        }
        tellers.retain(|_, entities| !entities.is_empty());
    }
    of_role
}

/// Of how many whom claims of one predicate befell most documents tell; of two numbers told as often the lower: who is named once is
/// too often another's victim whom a report recalls.
pub(super) fn n_struck(drawing: &Drawing, predicate: Predicate, claims: &[Said]) -> usize {
    let theirs: Vec<Said> = claims.iter().filter(|(_, told)| told.claim.predicate == predicate).copied().collect();
    let told = told(drawing, &theirs).remove(&Role::Victim).unwrap_or_default();
    let mut stories: BTreeMap<usize, usize> = BTreeMap::new();
    told.values().for_each(|entities| *stories.entry(n_told(drawing, entities)).or_default() += 1);
    stories.into_iter().max_by_key(|(n, of)| (*of, std::cmp::Reverse(*n))).map_or(0, |(n, _)| n)
}

/// By story and entity how often those who came before the law are told of as that.
pub(super) fn held(stories: &[Story], resolved: &Resolved) -> HashMap<(usize, usize), usize> {
    let mut held: HashMap<(usize, usize), usize> = HashMap::new();
    for (at, story) in stories.iter().enumerate() {
        let is_told = |claim: &Claim| is_custody(claim.predicate) && claim.polarity == Polarity::Asserted;
        for told in story.document.told.claims.iter().filter(|told| is_told(&told.claim)) {
            let persons = told.claim.arguments.iter().enumerate().filter(|(_, argument)| argument.role == Role::Person);
            let chains = persons.filter_map(|(nth, _)| told.chain_of(nth));
            for entity in chains.filter_map(|chain| resolved.of_chain(story.document.number, chain)) {
                *held.entry((at, entity)).or_default() += 1;
            }
        }
    }
    held
}

/// Story, role and chain of all who take part by the claims themselves; victims by their names, where the document has them.
fn said(drawing: &Drawing, claims: &[Said]) -> Vec<(usize, Role, u32)> {
    let mut found = Vec::new();
    for (story, told) in claims {
        for (at, argument) in told.claim.arguments.iter().enumerate().filter(|(_, argument)| takes_part(argument.role))
        {
            let chains = told.chain_of(at).map_or(Vec::new(), |chain| match argument.role {
                Role::Victim => drawing.identified[*story].names_of(chain),
                _ => vec![chain],
            });
            found.extend(chains.into_iter().map(|chain| (*story, argument.role, chain)));
        }
    }
    found
}

/// Those whom a document identifies as victims, of the incident that it mostly tells of.
fn identified(drawing: &Drawing, claims: &[Said]) -> Vec<(usize, Role, u32)> {
    let mut of_story: BTreeMap<usize, BTreeSet<u8>> = BTreeMap::new();
    for (story, told) in claims.iter().filter(|(story, told)| drawing.is_main(*story, told.claim.id)) {
        of_story.entry(*story).or_default().insert(rank(told.claim.predicate));
    }
    let victims = of_story.into_iter().flat_map(|(story, ranks)| {
        let is_of = move |is_dead: bool| ranks.contains(&0) || is_dead && ranks.contains(&1);
        let victims = drawing.identified[story].victims.iter().filter(move |(_, is_dead)| is_of(*is_dead));
        victims.map(move |(chain, _)| (story, Role::Victim, *chain))
    });
    victims.collect()
}

/// Whether somebody is more often, or as often, the one whom it befell than the one who did it or is held for it, or less often: "shot the
/// man who is charged" is one claim, that he is charged many.
fn is_misread(times: &BTreeMap<(usize, Role), usize>, n_held: usize, role: Role, entity: usize) -> bool {
    let n = |role| times.get(&(entity, role)).copied().unwrap_or(0);
    let n_did = n(Role::Attacker) + n(Role::Agent) + n_held;
    match role {
        Role::Attacker | Role::Agent => n(Role::Victim) >= n_did,
        Role::Victim => n_did > n(Role::Victim),
        _ => false,
    }
}

/// Those whom claims of one predicate befell, as they are listed.
pub(super) fn struck(drawing: &Drawing, predicate: Predicate, claims: &[Said]) -> BTreeSet<usize> {
    let theirs: Vec<Said> = claims.iter().filter(|(_, told)| told.claim.predicate == predicate).copied().collect();
    let victims = participants(drawing, &theirs).into_iter().filter(|(role, _)| *role == Role::Victim);
    victims.map(|(_, entity)| entity).collect()
}

/// What befalls people befalls people.
fn can_be(drawing: &Drawing, role: Role, entity: usize) -> bool {
    role != Role::Victim || drawing.resolved.entities[entity].thing == ThingType::Person
}

fn listed(drawing: &Drawing, tellers: &Tellers) -> Vec<usize> {
    let named = named(drawing, tellers);
    let fullest =
        tellers.iter().max_by_key(|(story, entities)| (n_told(drawing, entities), std::cmp::Reverse(**story)));
    let Some((_, entities)) = fullest else { return Vec::new() };
    let n_missing = n_told(drawing, entities).saturating_sub(named.len());
    let rest = nameless(drawing, entities).into_iter().take(n_missing);
    named.into_iter().chain(rest.map(|(_, entity)| entity)).collect()
}

/// Those with a name, the fullest of names that may be one's.
fn named(drawing: &Drawing, tellers: &Tellers) -> Vec<usize> {
    let is_named = |entity: &&usize| drawing.resolved.entities[**entity].is_named;
    let all: BTreeSet<usize> = tellers.values().flatten().filter(is_named).copied().collect();
    let words: BTreeMap<usize, BTreeSet<String>> =
        all.iter().map(|entity| (*entity, name_words(drawing, *entity))).collect();
    let is_part_of = |one: usize, other: usize| {
        let (a, b) = (&words[&one], &words[&other]);
        one != other && a.is_subset(b) && (a.len() < b.len() || one > other)
    };
    all.iter().filter(|one| !all.iter().any(|other| is_part_of(**one, *other))).copied().collect()
}

/// Words of a name without what spellings differ by.
fn name_words(drawing: &Drawing, entity: usize) -> BTreeSet<String> {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    crate::fold(&drawing.resolved.entities[entity].name.replace(['\'', '’', '.'], "")).split(' ').map(letters).collect()
}

/// How many people one document tells of: reports speak of people first as what they are, then by name.
fn n_told(drawing: &Drawing, entities: &BTreeSet<usize>) -> usize {
    let n_named = entities.iter().filter(|entity| drawing.resolved.entities[**entity].is_named).count();
    n_named.max(nameless(drawing, entities).len())
}

/// Those without a name, each once: two of one age are one, and "a man" may be any of those whose age is told.
fn nameless(drawing: &Drawing, entities: &BTreeSet<usize>) -> Vec<(Described, usize)> {
    let entity = |at: &usize| &drawing.resolved.entities[*at];
    let mut described: Vec<(Described, usize)> = Vec::new();
    let all = entities.iter().filter(|at| !entity(at).is_named).map(|at| (Described::of(&entity(at).name), *at));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(described, at)| (*described, entity(at).chains.iter().map(|(_, chain)| *chain).min(), *at));
    for (kind, at) in all {
        let is_known = match kind {
            Described::Aged(_) => described.iter().any(|(other, _)| *other == kind),
            _ => !described.is_empty(),
        };
        if !is_known {
            described.push((kind, at));
        }
    }
    described
}
