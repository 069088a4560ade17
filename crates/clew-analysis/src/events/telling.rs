//! What one document tells of one happening: the pieces that are joined across documents.

use super::days::{Days, Votes, closed, fresh, published_on};
use super::sorts::sort;
use super::weights::{Weights, Words};
use super::within;
use crate::picture::{CaseDocument, Resolved};
use crate::{ToldClaim, fold, stems, threads};
use clew_model::{Claim, Modality, Predicate, Role, ThingType};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Of so many claims more than one must say when, for what they say to be the time of all.
const TIMED_OF: usize = 4;

/// A document as what tells.
#[derive(Debug)]
pub(super) struct Story<'a> {
    pub document: &'a CaseDocument,
    /// The day it was published, as a number.
    pub published: Option<i32>,
}

/// What one document tells of one happening: an incident with what came of it, or one happening of one predicate.
#[derive(Debug)]
pub(super) struct Telling<'a> {
    /// Place of its story.
    pub story: usize,
    /// What happened; of an incident what began it, or the worst that came of it.
    pub predicate: Predicate,
    /// Whether it is an incident, which holds claims of many predicates.
    pub is_incident: bool,
    /// Whether it is the incident that its story mostly tells of.
    pub is_main: bool,
    /// Its claims, by number.
    pub claims: Vec<u32>,
    /// When it was, as far as this document tells.
    pub days: Option<Days>,
    /// The words of the story, where this is what it mostly tells of; else those of the claims' sentences.
    pub about: Words<'a>,
    /// The words of the claims' sentences.
    pub said: Words<'a>,
    /// Sorts of the claims' triggers, in order.
    pub triggers: Vec<u32>,
    /// Who takes part, as places in the resolved entities.
    pub participants: BTreeSet<(Role, usize)>,
    /// Those of them who have a name.
    pub named: BTreeSet<usize>,
    /// Family names of those it befell, folded.
    pub struck: BTreeSet<String>,
}

impl<'a> Story<'a> {
    /// The documents of a case in an order of their own: never that of arrival.
    pub fn of(documents: &'a [CaseDocument]) -> Vec<Self> {
        let mut stories: Vec<_> = documents.iter().map(Self::new).collect();
        stories.sort_by(|a, b| a.document.identity.cmp(&b.document.identity));
        stories
    }

    fn new(document: &'a CaseDocument) -> Self {
        Self { document, published: published_on(document.told.published) }
    }

    /// Its claim of this number.
    pub fn claim(&self, number: u32) -> Option<&'a ToldClaim> {
        self.document.told.claim(number)
    }
}

/// All that the stories tell of, story by story.
pub(super) fn tellings<'a>(stories: &[Story<'a>], resolved: &Resolved, weights: &Weights) -> Vec<Telling<'a>> {
    let of_story = |at: usize| {
        let story = &stories[at];
        let reader = Reader { story, at, resolved, weights };
        let incidents = parted(story, within::joined(story, incidents(story)));
        let main = main_incident(story, &incidents);
        let incidents = incidents.into_iter().enumerate();
        let incidents = incidents.map(|(nth, claims)| reader.telling(claims, true, main == Some(nth)));
        incidents
            .chain(happenings(story).into_iter().map(|claims| reader.telling(claims, false, false)))
            .collect::<Vec<_>>()
    };
    threads::each_number(stories.len(), of_story).into_iter().flatten().collect()
}

/// Claims of each incident of a document.
fn incidents(story: &Story) -> BTreeMap<u32, Vec<u32>> {
    let mut incidents: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for told in &story.document.told.claims {
        if let Some(incident) = told.claim.event {
            incidents.entry(incident).or_default().push(told.claim.id);
        }
    }
    for told in story.document.told.claims.iter().filter(|told| told.claim.event.is_none()) {
        let incident = story
            .document
            .told
            .claims
            .iter()
            .find(|other| counts_struck(told, other))
            .and_then(|other| other.claim.event);
        if let Some(claims) = incident.and_then(|incident| incidents.get_mut(&incident)) {
            claims.push(told.claim.id);
        }
    }
    // A count or a boast alone is of an incident that nothing else tells.
    let is_told = |claims: &Vec<u32>| {
        claims.iter().any(|claim| story.claim(*claim).is_some_and(|told| rank(told.claim.predicate) < 3))
    };
    incidents.retain(|_, claims| is_told(claims));
    incidents
}

/// So many days before what an incident's other claims tell of lies what is recalled from another time.
const LONG_BEFORE: i32 = 60;

/// Incidents without what they recall of another time: "in August 1998 a broken sewer made 112 people ill in the same town".
fn parted(story: &Story, incidents: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    incidents.into_iter().flat_map(|claims| without_recalled(story, claims)).collect()
}

/// An incident, and what some of its claims recall: only where most of the others say on which days it was.
fn without_recalled(story: &Story, claims: Vec<u32>) -> Vec<Vec<u32>> {
    let time = |claim: &u32| story.claim(*claim).map(|told| told.claim.time).unwrap_or_default();
    let mut votes = Votes::default();
    for told in claims.iter().filter_map(|claim| story.claim(*claim)) {
        votes.add(told.claim.predicate, told.claim.time, story.published);
    }
    let Some(days) = votes.days() else { return vec![claims] };
    let is_before =
        |claim: &u32| closed(time(claim)).is_some_and(|(_, last)| last.saturating_add(LONG_BEFORE) < days.first);
    let n_recalled = claims.iter().filter(|claim| is_before(claim)).count();
    if n_recalled == 0 || 2 * n_recalled > claims.len() {
        return vec![claims];
    }
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let (recalled, mut kept): (Vec<u32>, Vec<u32>) = claims.into_iter().partition(is_before);
    for claim in recalled {
        match groups.iter_mut().find(|group| time(&group[0]) == time(&claim)) {
            Some(group) => group.push(claim),
            None => groups.push(vec![claim]),
        }
    }
    // A count alone is of an incident that nothing else tells.
    let is_told = |group: &Vec<u32>| {
        group.iter().any(|claim| story.claim(*claim).is_some_and(|told| rank(told.claim.predicate) < 3))
    };
    let (groups, alone): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_told);
    kept.extend(alone.into_iter().flatten());
    kept.sort_unstable();
    std::iter::once(kept).chain(groups).collect()
}

/// Whether a number counts those whom another claim says something befell: "fourteen people" who died.
fn counts_struck(told: &ToldClaim, other: &ToldClaim) -> bool {
    let is_struck =
        |argument: &clew_model::Argument| argument.role == Role::Victim && argument.span.overlaps(told.claim.trigger);
    told.claim.quantity.is_some()
        && matches!(other.claim.predicate, Predicate::Die | Predicate::Injure)
        && other.claim.arguments.iter().any(is_struck)
}

/// The incident that most of the claims are of, the first of several.
fn main_incident(story: &Story, incidents: &[Vec<u32>]) -> Option<usize> {
    let first =
        |claims: &Vec<u32>| claims.first().and_then(|claim| story.claim(*claim)).map(|told| told.claim.sentence);
    let by_size =
        incidents.iter().enumerate().min_by_key(|(_, claims)| (std::cmp::Reverse(claims.len()), first(claims)));
    by_size.map(|(nth, _)| nth)
}

/// Claims of each happening that is of no incident.
fn happenings(story: &Story) -> Vec<Vec<u32>> {
    let mut found: Vec<Vec<&ToldClaim>> = Vec::new();
    // "Threatened to kill her" is no death.
    let is_feared = |claim: &Claim| {
        claim.modality == Modality::Planned && matches!(claim.predicate, Predicate::Die | Predicate::Injure)
    };
    let is_happening =
        |told: &&ToldClaim| told.claim.event.is_none() && is_event(&told.claim) && !is_feared(&told.claim);
    for told in story.document.told.claims.iter().filter(is_happening) {
        match found.iter_mut().find(|claims| {
            claims.iter().all(|other| can_be_one(other, told)) && claims.iter().any(|other| is_one(other, told))
        }) {
            Some(claims) => claims.push(told),
            None => found.push(vec![told]),
        }
    }
    found.into_iter().map(|claims| claims.into_iter().map(|told| told.claim.id).collect()).collect()
}

/// Whether nothing speaks against two claims of one document telling of one happening.
fn can_be_one(one: &ToldClaim, other: &ToldClaim) -> bool {
    let (a, b) = (&one.claim, &other.claim);
    let is_of_kind = a.subtype.is_none() || b.subtype.is_none() || a.subtype == b.subtype;
    a.predicate == b.predicate && is_of_kind && a.time.overlaps(b.time)
}

/// Whether two claims share somebody who takes part, or are said in the same words and one of them names nobody.
fn is_one(one: &ToldClaim, other: &ToldClaim) -> bool {
    let (ones, others) = (chains(one), chains(other));
    if ones.is_empty() || others.is_empty() {
        return stems(&one.trigger) == stems(&other.trigger);
    }
    ones.intersection(&others).next().is_some()
}

fn chains(told: &ToldClaim) -> BTreeSet<(Role, u32)> {
    let arguments = told.claim.arguments.iter().enumerate();
    let of = |(at, argument): (usize, &clew_model::Argument)| Some((argument.role, told.chain_of(at)?));
    arguments.filter(|(_, argument)| takes_part(argument.role)).filter_map(of).collect()
}

/// Whether a claim tells that something happens or is to happen: no state, no number, no rule.
pub(crate) fn is_event(claim: &Claim) -> bool {
    use Predicate as P;
    let is_state = matches!(
        claim.predicate,
        P::Alias
            | P::Family
            | P::Associate
            | P::Member
            | P::Position
            | P::Owns
            | P::Possesses
            | P::Nationality
            | P::Residence
            | P::BornIn
            | P::LocatedAt
            | P::Age
            | P::Status
            | P::PartOf
            | P::Count
            | P::Statement
            | P::Learn
            | P::Deny
            | P::Plan
    );
    !is_state && matches!(claim.modality, Modality::Actual | Modality::Planned)
}

/// Whether so many of the claims say when that it is not said of something else in passing.
pub(super) fn is_mostly_timed<'c>(claims: impl Iterator<Item = &'c Claim>) -> bool {
    let (n_timed, n_all) =
        claims.fold((0, 0), |(n_timed, n_all), claim| (n_timed + usize::from(!claim.time.is_open()), n_all + 1));
    n_timed * TIMED_OF > n_all
}

/// Whether what fills a role takes part in a happening.
pub(super) fn takes_part(role: Role) -> bool {
    use Role as R;
    !matches!(
        role,
        R::Place
            | R::Time
            | R::Amount
            | R::Value
            | R::Duration
            | R::Matter
            | R::Crime
            | R::Topic
            | R::Title
            | R::Position
            | R::Medium
            | R::Name
            | R::Undertaking
    )
}

/// Which predicate names an incident: what began it before what came of it, and the worst of that.
pub(super) fn rank(predicate: Predicate) -> u8 {
    match predicate {
        Predicate::Attack | Predicate::Disaster => 0,
        Predicate::Die => 1,
        Predicate::Injure => 2,
        _ => 3,
    }
}

struct Reader<'s, 'a> {
    story: &'s Story<'a>,
    at: usize,
    resolved: &'s Resolved,
    weights: &'s Weights,
}

impl<'a> Reader<'_, 'a> {
    fn telling(&self, numbers: Vec<u32>, is_incident: bool, is_main: bool) -> Telling<'a> {
        let claims: Vec<&'a ToldClaim> = numbers.iter().filter_map(|number| self.story.claim(*number)).collect();
        let first =
            claims.iter().min_by_key(|told| (rank(told.claim.predicate), told.claim.id)).expect("no telling is empty");
        let predicate = first.claim.predicate;
        let of_predicate = || claims.iter().filter(|told| told.claim.predicate == predicate);
        let mut votes = Votes::default();
        for told in &claims {
            votes.add(told.claim.predicate, told.claim.time, self.story.published);
        }
        let said = self.weights.vector(Cow::Owned(union(claims.iter().map(|told| told.stems.as_slice()))));
        let about = if is_main { Cow::Borrowed(self.story.document.told.stems.as_slice()) } else { said.stems.clone() };
        let participants: BTreeSet<_> = claims.iter().flat_map(|told| self.participants(told)).collect();
        let is_named = |entity: &usize| self.resolved.entities[*entity].is_named;
        Telling {
            story: self.at,
            predicate,
            is_incident,
            is_main,
            days: self.days(&votes, &claims),
            about: self.weights.vector(about),
            said,
            triggers: sorts(of_predicate()),
            named: participants.iter().map(|(_, entity)| *entity).filter(is_named).collect(),
            participants,
            struck: claims.iter().flat_map(|told| self.struck(told)).collect(),
            claims: numbers,
        }
    }

    fn days(&self, votes: &Votes, claims: &[&ToldClaim]) -> Option<Days> {
        let is_timed = is_mostly_timed(claims.iter().map(|told| &told.claim));
        votes.days().or_else(|| fresh(self.story.published).filter(|_| !is_timed))
    }

    fn participants(&self, told: &'a ToldClaim) -> impl Iterator<Item = (Role, usize)> {
        let entity = |(role, chain)| Some((role, self.resolved.of_chain(self.story.document.number, chain)?));
        chains(told).into_iter().filter_map(entity)
    }

    fn struck(&self, told: &'a ToldClaim) -> impl Iterator<Item = String> {
        let victims = chains(told).into_iter().filter(|(role, _)| *role == Role::Victim);
        let told = &self.story.document.told;
        let persons =
            victims.filter_map(|(_, chain)| told.chain(chain)).filter(|chain| chain.thing == ThingType::Person);
        persons
            .filter(|chain| !chain.names.is_empty())
            .filter_map(|chain| fold(&chain.name).rsplit(' ').next().map(str::to_owned))
    }
}

/// The sorts of triggers, each once, in order.
fn sorts<'t, 'a: 't>(claims: impl Iterator<Item = &'t &'a ToldClaim>) -> Vec<u32> {
    let words = claims.flat_map(|told| told.trigger.split(' '));
    words.map(|word| sort(&word.to_lowercase())).collect::<BTreeSet<_>>().into_iter().collect()
}

fn union<'s>(lists: impl Iterator<Item = &'s [u32]>) -> Vec<u32> {
    lists.flatten().copied().collect::<BTreeSet<_>>().into_iter().collect()
}
