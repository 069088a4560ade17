//! Denials of one thing in the words of another: the company "received no such warning" that its director was sent.

use super::draft::{Draft, Ground};
use super::scope::Scopes;
use super::voices::Voices;
use clew_model::{Modality, Polarity, Predicate, Role};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many sentences after a claim its denial may stand.
const NEXT: u32 = 3;
/// Share of the lighter matter in the other from which two may be one.
const SAME_MATTER: f32 = 0.3;

/// Sets denials against what they deny, where that is another finding.
pub(super) fn oppose_denials(ground: &Ground<'_, '_>, scopes: &Scopes, of: &[Option<usize>], drafts: &mut [Draft]) {
    let mut pairs = BTreeSet::new();
    pairs.extend(answered(ground, of, drafts));
    pairs.extend(told_or_not(ground, scopes, drafts));
    pairs.extend(told_before(ground, of, drafts));
    for (a, b) in pairs.into_iter().filter(|(a, b)| a != b) {
        drafts[a].against.insert(b);
        drafts[b].against.insert(a);
    }
}

/// A denial that takes up the word of a claim shortly before it in the same text.
fn answered(ground: &Ground<'_, '_>, of: &[Option<usize>], drafts: &[Draft]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (place, proposition) in ground.propositions.iter().enumerate() {
        let stated = &ground.case.stated[place];
        let claim = &stated.told.claim;
        let Some(denial) = proposition.as_ref().filter(|_| claim.polarity == Polarity::Denied) else { continue };
        let before = (0..place).rev().take_while(|other| {
            let other = &ground.case.stated[*other];
            other.document == stated.document && other.told.claim.sentence + NEXT > claim.sentence
        });
        for other in before {
            let told = &ground.case.stated[other].told.claim;
            let is_told = ground.propositions[other].as_ref().is_some_and(|one| {
                one.class == Predicate::Warn
                    && one.modality == Modality::Actual
                    && one.trigger.iter().any(|stem| denial.content.contains(stem))
            });
            let is_before = told.sentence < claim.sentence && told.polarity == Polarity::Asserted;
            let is_own = told.attribution == claim.attribution && told.attribution.is_some();
            if is_told && is_before && !is_own {
                found.extend(of[place].zip(of[other]));
            }
        }
    }
    found.retain(|(denial, _)| drafts[*denial].is_denial(ground.case));
    found
}

/// Who says that somebody was first told at one time, against another who has just said that he was told at another: "the mayor was told
/// at ten, the Board said. Her office said she first learned of it after noon".
fn told_before(ground: &Ground<'_, '_>, of: &[Option<usize>], drafts: &[Draft]) -> Vec<(usize, usize)> {
    let told = |place: usize| {
        let one = ground.propositions[place].as_ref()?;
        let is_told = one.class == Predicate::Warn && one.modality == Modality::Actual;
        let is_asserted = ground.case.stated[place].told.claim.polarity == Polarity::Asserted;
        (is_told && is_asserted).then_some((one, one.telling.as_ref()?))
    };
    let mut found = Vec::new();
    for place in 0..ground.propositions.len() {
        let stated = &ground.case.stated[place];
        let is_first = || stated.told.stems.iter().any(|stem| Voices::get().is_first(*stem));
        let Some((one, telling)) = told(place).filter(|_| is_first()) else { continue };
        let near = (0..place).rev().take_while(|other| {
            let other = &ground.case.stated[*other];
            other.document == stated.document && other.told.claim.sentence + 2 > stated.told.claim.sentence
        });
        let is_of_another = |other: &usize| {
            told(*other).is_some_and(|(two, of_other)| {
                one.time.overlaps(two.time) && telling.to.iter().any(|who| of_other.to.contains(who))
            }) && ground.origins.of(*other) != ground.origins.of(place)
        };
        found.extend(near.filter(is_of_another).filter_map(|other| of[place].zip(of[other])));
    }
    found.retain(|(a, b)| a != b && !drafts[*a].shares_origin(&drafts[*b]));
    found
}

/// A denial that somebody was told, against what he, his body, or one of its people was told.
fn told_or_not(ground: &Ground<'_, '_>, scopes: &Scopes, drafts: &[Draft]) -> Vec<(usize, usize)> {
    let bodies = bodies(ground);
    let mut asserted: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut denials = Vec::new();
    for (group, draft) in drafts.iter().enumerate() {
        let heard = heard(ground, draft, &bodies);
        if heard.is_empty() {
            continue;
        }
        match draft.is_denial(ground.case) {
            true => denials.push((group, heard)),
            false => heard.into_iter().for_each(|entity| asserted.entry(entity).or_default().push(group)),
        }
    }
    let mut found = Vec::new();
    for (denial, heard) in denials {
        let others: BTreeSet<usize> =
            heard.iter().filter_map(|entity| asserted.get(entity)).flatten().copied().collect();
        found.extend(
            others
                .into_iter()
                .filter(|other| is_denied_by(ground, scopes, &drafts[*other], &drafts[denial]))
                .map(|other| (other, denial)),
        );
    }
    found
}

/// Whether a denial speaks of the same matter, in the same affair, at a time that can be the same.
fn is_denied_by(ground: &Ground<'_, '_>, scopes: &Scopes, told: &Draft, denial: &Draft) -> bool {
    let first = |draft: &Draft| draft.places[0];
    let (one, other) = (first(told), first(denial));
    let matter = |draft: &Draft| {
        let mut stems: Vec<u32> =
            draft.places.iter().filter_map(|place| ground.propositions[*place].as_ref()).flat_map(words_of).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let likeness = ground.case.likeness(&matter(told), &matter(denial));
    let times = [one, other].map(|place| ground.propositions[place].as_ref().map(|one| one.time).unwrap_or_default());
    let has_matter = |draft: &Draft| draft.places.iter().any(|place| !matter_of(ground, *place).is_empty());
    // "She had not been told until noon on Monday" leaves open what: it is what others say she was told on Monday.
    let is_untold = !(has_matter(told) && has_matter(denial))
        && times[0].single_day().is_some_and(|day| [times[1].earliest, times[1].latest].contains(&Some(day)))
        && !told.shares_origin(denial);
    scopes.is_one_affair(ground.case.stated[one].document, ground.case.stated[other].document)
        && (likeness.of_smaller >= SAME_MATTER || is_untold)
        && times[0].overlaps(times[1])
}

/// Stems of what a claim says that somebody is told; none where it leaves that open.
fn matter_of(ground: &Ground<'_, '_>, place: usize) -> Vec<u32> {
    let telling = ground.propositions[place].as_ref().and_then(|one| one.telling.as_ref());
    telling.map(|telling| telling.matter.to_vec()).unwrap_or_default()
}

/// Stems of what somebody is told.
fn words_of(proposition: &super::proposition::Proposition) -> Vec<u32> {
    let matter = proposition.telling.iter().flat_map(|telling| telling.matter.iter().copied()).collect::<Vec<_>>();
    if matter.is_empty() { proposition.content.to_vec() } else { matter }
}

/// Who was told, by a group's claims, with the bodies they belong to; of a denial without a name, who denies.
fn heard(ground: &Ground<'_, '_>, draft: &Draft, bodies: &HashMap<usize, BTreeSet<usize>>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for place in &draft.places {
        let Some(proposition) = &ground.propositions[*place] else { continue };
        if proposition.class != Predicate::Warn || proposition.modality != Modality::Actual {
            continue;
        }
        let told = proposition.telling.iter().flat_map(|telling| telling.to.iter().copied());
        found.extend(told);
        if found.is_empty() {
            found.extend(ground.origins.voice(ground.origins.of(*place)).entity);
        }
    }
    let of_bodies: Vec<usize> = found.iter().filter_map(|person| bodies.get(person)).flatten().copied().collect();
    found.extend(of_bodies);
    found
}

/// The bodies that people are said to hold posts in.
fn bodies(ground: &Ground<'_, '_>) -> HashMap<usize, BTreeSet<usize>> {
    let mut bodies: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    let posts = ground.case.stated.iter().filter(|stated| {
        let claim = &stated.told.claim;
        matches!(claim.predicate, Predicate::Position | Predicate::Member) && claim.polarity == Polarity::Asserted
    });
    for stated in posts {
        let named = |role| {
            stated.in_role(role).filter_map(|place| stated.entities[place]).filter(|one| ground.case.is_named(*one))
        };
        for person in named(Role::Person) {
            bodies.entry(person).or_default().extend(named(Role::Organization));
        }
    }
    bodies
}
