//! How findings stand, and why: one sentence for a reader.

use super::draft::{Draft, Ground};
use super::origins::Origins;
use super::{id_of, time_of, tolls};
use crate::threads;
use clew_model::{
    Filler, Filling, Finding, Modality, Origin, OriginKind, Polarity, Predicate, Role, Standing, ThingType,
};
use std::collections::{BTreeMap, BTreeSet};

/// The findings of all drafts, by id.
pub(super) fn findings(ground: &Ground<'_, '_>, drafts: &[Draft]) -> Vec<Finding> {
    let ids: Vec<String> = threads::each(drafts, |draft| id_of(ground, draft));
    let made: Vec<usize> = (0..drafts.len()).filter(|group| !drafts[*group].places.is_empty()).collect();
    let mut findings = threads::each(&made, |group| finding(ground, drafts, &ids, *group, &drafts[*group]));
    findings.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    findings
}

fn finding(ground: &Ground<'_, '_>, drafts: &[Draft], ids: &[String], group: usize, draft: &Draft) -> Finding {
    let standing = standing(ground, draft);
    let superseded_by = draft.superseded_by.filter(|_| standing == Standing::Superseded);
    let mut claims: Vec<_> = draft.places.iter().map(|place| ground.case.stated[*place].at).collect();
    claims.sort_unstable();
    let (predicate, subtype) = predicate(ground, draft);
    let first = ground.propositions[draft.places[0]].as_ref();
    let mut origins: Vec<Origin> = draft
        .origins
        .iter()
        .map(|(number, places)| {
            let documents = places.iter().map(|place| ground.case.stated[*place].at.document).collect();
            origin(ground, *number, places, &documents)
        })
        .collect();
    origins.sort();
    Finding {
        id: ids[group].clone(),
        predicate,
        subtype,
        polarity: if draft.is_denial(ground.case) { Polarity::Denied } else { Polarity::Asserted },
        modality: first.map_or(Modality::Actual, |one| one.modality),
        arguments: arguments(ground, draft),
        quantity: tolls::quantity(ground, draft),
        time: time_of(ground, draft),
        claims,
        why: why(ground, drafts, draft, standing, &origins),
        origins,
        standing,
        against: draft
            .against
            .iter()
            .filter(|other| !drafts[**other].places.is_empty())
            .map(|other| ids[*other].clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        superseded_by: superseded_by.map(|other| ids[other].clone()),
    }
}

fn standing(ground: &Ground<'_, '_>, draft: &Draft) -> Standing {
    if draft.superseded_by.is_some() && draft.corrected_by.is_none()
        || draft.is_withdrawn
        || is_taken_back(ground, draft)
    {
        Standing::Superseded
    } else if draft.is_denied || !draft.against.is_empty() || draft.corrected_by.is_some() {
        Standing::Disputed
    } else if draft.origins.len() > 1 {
        Standing::Corroborated
    } else {
        Standing::SingleOrigin
    }
}

/// Whether all who stated it took it back.
fn is_taken_back(ground: &Ground<'_, '_>, draft: &Draft) -> bool {
    let Some(correction) = draft.corrected_by else { return false };
    let publisher = |document: usize| &ground.case.documents[document].told.publisher;
    draft.documents(ground.case).into_iter().all(|document| publisher(document) == publisher(correction))
}

/// The origin of this number, as the word on which these claims stand.
pub(super) fn origin(ground: &Ground<'_, '_>, number: usize, places: &[usize], documents: &BTreeSet<i64>) -> Origin {
    let voice = ground.origins.voice(number);
    let entity = voice.entity.map(|entity| ground.case.resolved.entities[entity].id.clone());
    let words = places.iter().find_map(|place| ground.case.source(&ground.case.stated[*place])?.words.clone());
    let name = match voice.kind {
        OriginKind::Unnamed => words.unwrap_or_else(|| voice.name.clone()),
        _ => voice.name.clone(),
    };
    Origin { name, kind: voice.kind, entity, documents: documents.iter().copied().collect() }
}

/// What most of its claims are; a count, where one of them is.
fn predicate(ground: &Ground<'_, '_>, draft: &Draft) -> (Predicate, Option<String>) {
    // Of each kind how many claims there are, and how many people and bodies with names take part in the fullest.
    let mut kinds: BTreeMap<(Predicate, Option<String>), (usize, usize)> = BTreeMap::new();
    for place in &draft.places {
        let stated = &ground.case.stated[*place];
        let claim = &stated.told.claim;
        let n_named = stated.entities.iter().flatten().filter(|entity| is_somebody(ground, **entity)).count();
        let (n, most_named) = kinds.entry((claim.predicate, claim.subtype.clone())).or_default();
        (*n, *most_named) = (*n + 1, n_named.max(*most_named));
    }
    let rank = |((predicate, subtype), often): &(&(Predicate, Option<String>), &(usize, usize))| {
        // "Was among the dead" is a status and says that he died.
        let is_event = !matches!(predicate, Predicate::Statement | Predicate::Status);
        // Told as often, a warning says more than that somebody learned: by whom.
        (*predicate == Predicate::Count, *predicate != Predicate::Statement, is_event, **often, subtype.is_some())
    };
    let best = kinds.iter().max_by_key(rank).map(|(kind, _)| kind.clone());
    best.unwrap_or((Predicate::Statement, None))
}

/// Whether an entity is a person or body with a name.
fn is_somebody(ground: &Ground<'_, '_>, entity: usize) -> bool {
    let thing = ground.case.resolved.entities[entity].thing;
    ground.case.is_named(entity) && matches!(thing, ThingType::Person | ThingType::Organization | ThingType::PublicBody)
}

/// Who and what take part, as its claims have it: entities with names before those without, and words where there are none.
fn arguments(ground: &Ground<'_, '_>, draft: &Draft) -> Vec<(Role, Filling)> {
    let (kind, _) = predicate(ground, draft);
    let mut filled: BTreeMap<Role, BTreeSet<(u8, Filling)>> = BTreeMap::new();
    for place in &draft.places {
        let stated = &ground.case.stated[*place];
        if stated.told.claim.predicate != kind {
            continue;
        }
        for (nth, argument) in stated.told.claim.arguments.iter().enumerate() {
            // What somebody is called by his office refers to him; as a title it is words.
            let entity = stated.entities[nth].filter(|_| argument.role != Role::Title);
            let rank = entity.map_or(2, |entity| u8::from(!ground.case.is_named(entity)));
            let event = match argument.filler {
                Filler::Claim(claim) => {
                    ground.case.events.of_claim(clew_model::ClaimAt { document: stated.at.document, claim })
                }
                _ => None,
            };
            let filling = match (entity, event) {
                (Some(entity), _) => Filling::Entity(ground.case.resolved.entities[entity].id.clone()),
                (None, Some(event)) => Filling::Event(ground.case.events.events[event].id.clone()),
                (None, None) => Filling::Value(stated.told.arguments[nth].clone()),
            };
            filled.entry(argument.role).or_default().insert((rank, filling));
        }
    }
    let best = |(role, fillings): (Role, BTreeSet<(u8, Filling)>)| {
        let rank = fillings.first().map_or(0, |(rank, _)| *rank);
        let n_kept = if rank == 0 { usize::MAX } else { 1 };
        let kept: Vec<_> = fillings.into_iter().filter(move |(other, _)| *other == rank).take(n_kept).collect();
        kept.into_iter().map(move |(_, filling)| (role, filling))
    };
    filled.into_iter().flat_map(best).collect()
}

/// Why it stands so.
fn why(ground: &Ground<'_, '_>, drafts: &[Draft], draft: &Draft, standing: Standing, origins: &[Origin]) -> String {
    let names = listed(&origins.iter().map(|origin| origin.name.as_str()).collect::<Vec<_>>());
    match standing {
        Standing::Superseded => superseded(ground, drafts, draft),
        Standing::Disputed => disputed(ground, drafts, draft),
        Standing::Corroborated => format!("{} origins say so independently of each other: {names}.", origins.len()),
        Standing::SingleOrigin => match draft.documents(ground.case).len() {
            1 => format!("One origin only: {names}."),
            n_documents => format!("{n_documents} documents, but one origin: {names}."),
        },
    }
}

fn superseded(ground: &Ground<'_, '_>, drafts: &[Draft], draft: &Draft) -> String {
    let publisher =
        |document: usize| ground.case.documents[document].told.publisher.as_deref().unwrap_or("its publisher");
    let on = |draft: &Draft| draft.first_published(ground.case).map_or(String::new(), |day| format!(" on {day}"));
    if draft.is_withdrawn {
        return String::from("What says so was withdrawn by a decision.");
    }
    if let Some(document) = draft.corrected_by {
        let day =
            ground.case.documents[document].told.published.latest.map_or(String::new(), |day| format!(" on {day}"));
        return format!("{} took it back{day}.", publisher(document));
    }
    let later = draft.superseded_by.map(|group| &drafts[group]);
    let number =
        later.and_then(|later| tolls::quantity(ground, later)).map(|quantity| amount(&quantity)).unwrap_or_default();
    let later = later.map_or(String::new(), on);
    format!("Said{}; {number} were reported{later}.", on(draft))
}

fn amount(quantity: &clew_model::Quantity) -> String {
    match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => format!("{low}"),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => String::from("others"),
    }
}

fn disputed(ground: &Ground<'_, '_>, drafts: &[Draft], draft: &Draft) -> String {
    let said_by = |polarity: Polarity| {
        let is_so = |place: &&usize| ground.case.stated[**place].told.claim.polarity == polarity;
        let names: BTreeSet<&str> = draft
            .origins
            .iter()
            .filter(|(_, places)| places.iter().any(|place| is_so(&place)))
            .map(|(number, _)| name(ground.origins, *number))
            .collect();
        listed(&names.into_iter().collect::<Vec<_>>())
    };
    if draft.is_denied {
        return format!("Said by {}, denied by {}.", said_by(Polarity::Asserted), said_by(Polarity::Denied));
    }
    if draft.corrected_by.is_some() {
        return String::from("One who said so took it back; others said so too.");
    }
    let others: BTreeSet<&str> = draft
        .against
        .iter()
        .flat_map(|group| &drafts[*group].origins)
        .map(|(number, _)| name(ground.origins, *number))
        .collect();
    let own: Vec<&str> = draft.origins.iter().map(|(number, _)| name(ground.origins, *number)).collect();
    format!(
        "{} cannot be right beside what is said by {}.",
        possessive(&listed(&own)),
        listed(&others.into_iter().collect::<Vec<_>>())
    )
}

fn possessive(names: &str) -> String {
    format!("What is said by {names}")
}

fn name(origins: &Origins, number: usize) -> &str {
    let voice = origins.voice(number);
    if voice.kind == OriginKind::Unnamed { "somebody not named" } else { &voice.name }
}

/// "A, B and C".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::from("nobody named"),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
