//! Reconcile: what the claims of all documents amount to.
//!
//! Claims that state one proposition become one [`Finding`]; each claim has an [`Origin`], the innermost source of its
//! attribution chain; how a finding stands follows from its origins, from what denies it, and from what came later. Nothing
//! is dropped: what is superseded, disputed or taken back stays, with its claims.
//!
//! A judgement ("chose to wait") makes no finding, and keeps its origin. Plans, conditions and rules make findings of their
//! own, marked by their modality: that a trial is planned is no trial. Rejected: to weigh sources against each other, or to
//! pick the likelier of two accounts; that is for people.

mod case;
mod corrections;
mod counted;
mod denials;
mod draft;
mod fillers;
mod group;
mod origins;
#[cfg(test)]
mod properties;
mod proposition;
mod rules;
mod scope;
mod standing;
#[cfg(test)]
mod tests;
mod tolls;
mod voices;
mod withdrawn;
mod words;

use crate::events::Events;
use crate::picture::{CaseDocument, Resolved};
use crate::{quick, threads};
use case::Case;
use clew_model::{ClaimAt, Finding, IdentityHash, Interval, Origin};
use draft::{Draft, Ground};
use group::Groups;
use origins::Origins;
use proposition::{Proposition, propositions};
use rules::Rules;
use scope::Scopes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the claims of a case amount to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reconciled {
    /// The findings, by id.
    pub findings: Vec<Finding>,
    /// On whose word each claim stands, in order; judgements too. Of an origin there is one, however many claims stand on its word.
    pub claim_origins: Vec<(ClaimAt, Arc<Origin>)>,
    /// The entity in whose voice a document speaks for itself, by the document's number; where that is none of the case, nothing.
    pub voices: BTreeMap<i64, String>,
    /// The entity whose office ("the minister's office") an argument is, by its claim and its place there.
    pub offices: BTreeMap<(ClaimAt, usize), String>,
}

/// What the claims of all documents amount to, those with the numbers `retracted` withdrawn; the same but for ids in whatever order
/// the documents arrived.
pub fn reconcile(
    documents: &[CaseDocument],
    resolved: &Resolved,
    events: &Events,
    retracted: &BTreeSet<i64>,
) -> Reconciled {
    let case = Case::new(documents, resolved, events);
    let scopes = Scopes::new(&case);
    let propositions = propositions(&case, &scopes);
    let origins = Origins::new(&case);
    let groups = Groups::new(&case, &propositions);
    let ground = Ground { case: &case, propositions: &propositions, origins: &origins };
    let mut drafts: Vec<Draft> = threads::each(&groups.groups, |places| Draft::new(&ground, places.clone()));
    tolls::compare_counts(&ground, &mut drafts);
    oppose_times(&ground, &groups, &mut drafts);
    denials::oppose_denials(&ground, &scopes, &groups.of, &mut drafts);
    corrections::correct(&ground, &groups.of, &mut drafts);
    withdrawn::withdraw(&ground, &mut drafts, retracted);
    Reconciled {
        findings: standing::findings(&ground, &drafts),
        claim_origins: claim_origins(&ground),
        voices: voices(&ground),
        offices: offices(&case),
    }
}

/// Share of the lighter sentence in the other from which two dates are of one happening.
const SAME_HAPPENING: f32 = 0.5;

/// Sets two times of one thing against each other, where it can have happened only once.
fn oppose_times(ground: &Ground<'_, '_>, groups: &Groups, drafts: &mut [Draft]) {
    for (a, b) in &groups.other_times {
        let side = |group: &usize| ground.propositions[drafts[*group].places[0]].as_ref();
        let Some((one, other)) = side(a).zip(side(b)) else { continue };
        let is_repeatable =
            matches!(one.class, clew_model::Predicate::Statement) || Rules::get().identity(one.class).is_none();
        let likeness = one.content.likeness(&other.content);
        let is_one = Rules::get().is_once(one.class)
            || is_of_one_thing(ground, &drafts[*a], &drafts[*b])
            || likeness.of_smaller >= SAME_HAPPENING && likeness.n_shared > 2;
        let is_one_document = !drafts[*a].documents(ground.case).is_disjoint(&drafts[*b].documents(ground.case));
        if !is_repeatable && is_one && !is_one_document {
            drafts[*a].against.insert(*b);
            drafts[*b].against.insert(*a);
        }
    }
}

/// Whether two groups tell of one thing what happens to a thing once, on one day each.
fn is_of_one_thing(ground: &Ground<'_, '_>, a: &Draft, b: &Draft) -> bool {
    let (place, other) = (a.places[0], b.places[0]);
    let Some((one, two)) = ground.propositions[place].as_ref().zip(ground.propositions[other].as_ref()) else {
        return false;
    };
    let Some(role) = Rules::get().once_of(one.class).filter(|_| one.class == two.class) else { return false };
    let (x, y) = (&ground.case.stated[place], &ground.case.stated[other]);
    let is_amount = |stated: &case::Stated<'_>| stated.in_role(clew_model::Role::Amount).next().is_some();
    let both = fillers::Both { case: ground.case, a: x, b: y, is_one_affair: one.affair == two.affair };
    let has_day = one.time.single_day().is_some() && two.time.single_day().is_some();
    has_day && !is_amount(x) && !is_amount(y) && both.fillers(role, role) == fillers::Fillers::Same
}

/// Whether a verb tells that somebody came to know by his own eyes (words/voices.txt).
pub(crate) fn is_noting(verb: &str) -> bool {
    voices::Voices::get().is_noting(verb)
}

fn offices(case: &Case<'_>) -> BTreeMap<(ClaimAt, usize), String> {
    let owner = |stated: &case::Stated<'_>, place: usize| {
        let owner = proposition::owner(case, stated, place)?;
        Some(((stated.at, place), case.resolved.entities[owner].id.clone()))
    };
    let arguments =
        case.stated.iter().flat_map(|stated| (0..stated.told.arguments.len()).map(move |place| (stated, place)));
    arguments.filter_map(|(stated, place)| owner(stated, place)).collect()
}

fn voices(ground: &Ground<'_, '_>) -> BTreeMap<i64, String> {
    let of = |(place, document): (usize, &&CaseDocument)| {
        let entity = ground.origins.voice(ground.origins.own(place)).entity?;
        Some((document.number, ground.case.resolved.entities[entity].id.clone()))
    };
    ground.case.documents.iter().enumerate().filter_map(of).collect()
}

/// The origin of every claim, with all documents of the case that carry its word.
fn claim_origins(ground: &Ground<'_, '_>) -> Vec<(ClaimAt, Arc<Origin>)> {
    let stated = &ground.case.stated;
    let mut carried: BTreeMap<usize, (usize, BTreeSet<i64>)> = BTreeMap::new();
    for (place, stated) in stated.iter().enumerate() {
        let (_, documents) = carried.entry(ground.origins.of(place)).or_insert_with(|| (place, BTreeSet::new()));
        documents.insert(stated.at.document);
    }
    let is_unnamed = |number: usize| ground.origins.voice(number).kind == clew_model::OriginKind::Unnamed;
    let named = carried.iter().filter(|(number, _)| !is_unnamed(**number));
    let shared = |(number, (place, documents)): (&usize, &(usize, BTreeSet<i64>))| {
        (*number, Arc::new(standing::origin(ground, *number, &[*place], documents)))
    };
    let shared: quick::Map<usize, Arc<Origin>> = named.map(shared).collect();
    let origin = |place: usize| {
        let number = ground.origins.of(place);
        // "unnamed" of another document is somebody else.
        let of_own = || standing::origin(ground, number, &[place], &[stated[place].at.document].into());
        shared.get(&number).map_or_else(|| Arc::new(of_own()), Arc::clone)
    };
    let mut all: Vec<_> = threads::each_number(stated.len(), |place| (stated[place].at, origin(place)));
    all.sort_unstable_by_key(|(at, _)| *at);
    all
}

/// What names a finding for good: its oldest claim.
fn id_of(ground: &Ground<'_, '_>, draft: &Draft) -> String {
    let oldest = draft.places.iter().min_by_key(|place| ground.case.stated[**place].at);
    let Some(stated) = oldest.map(|place| &ground.case.stated[*place]) else { return String::new() };
    let claim = &stated.told.claim;
    let hash = IdentityHash::new().field(b"finding").field(ground.case.document(stated).identity.as_bytes());
    let hash = hash.field(claim.predicate.to_string().as_bytes()).field(&claim.trigger.start.to_le_bytes());
    hash.field(&claim.id.to_le_bytes()).short()
}

/// The days on which all of a finding's claims can agree; of those that differ, all.
fn time_of(ground: &Ground<'_, '_>, draft: &Draft) -> Interval {
    let times = || {
        draft.places.iter().filter_map(|place| ground.propositions[*place].as_ref()).map(|one: &Proposition| one.time)
    };
    let earliest = times().filter_map(|time| time.earliest).max();
    let latest = times().filter_map(|time| time.latest).min();
    Interval::new(earliest, latest).unwrap_or_else(|_| Interval {
        earliest: times().filter_map(|time| time.earliest).min(),
        latest: times().filter_map(|time| time.latest).max(),
    })
}
