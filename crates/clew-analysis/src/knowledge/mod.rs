//! Who knew what, when: from claims that somebody was warned, told or shown, and from what people say and write.
//!
//! A denial is shown with its claim like any other, and so is what is disputed: the reader sees both. What is only asked or
//! supposed ("whether she had read it") is no knowledge. Rejected: to infer that whoever heads a body knew what the body knew.

use crate::events::Events;
use crate::picture::{CaseDocument, Resolved};
use crate::reconcile::{Reconciled, is_noting};
use crate::told::{Told, ToldClaim, ToldSource};
use crate::{quick, threads};
use clew_model::{Act, ClaimAt, Filler, Interval, Knowledge, Matter, Modality, Polarity, Predicate, Role, ThingType};
use jiff::civil::Date;
use std::collections::HashMap;

/// Who knew what, as the claims of all documents show it, in order; for what somebody said more than once, the earliest.
pub fn knowledge(
    documents: &[CaseDocument],
    resolved: &Resolved,
    events: &Events,
    reconciled: &Reconciled,
) -> Vec<Knowledge> {
    let mut of_claim: quick::Map<ClaimAt, &str> = quick::Map::default();
    for finding in &reconciled.findings {
        finding.claims.iter().for_each(|claim| {
            of_claim.entry(*claim).or_insert(&finding.id);
        });
    }
    let voices = reconciled.voices.iter().map(|(document, entity)| (*document, entity.as_str()));
    let offices = reconciled.offices.iter().map(|(argument, owner)| (*argument, owner.as_str()));
    let ground = Ground { resolved, events, of_claim, voices: voices.collect(), offices: offices.collect() };
    let of_document = |document: &CaseDocument| {
        let claims = || document.told.claims.iter();
        let shown: Vec<Knowledge> = claims().flat_map(|told| ground.shown(document, told)).collect();
        (shown, claims().flat_map(|told| ground.said(document, told)).collect::<Vec<_>>())
    };
    let (mut shown, mut said) = (Vec::new(), Vec::new());
    for (of_shown, of_said) in threads::each(documents, of_document) {
        shown.extend(of_shown);
        said.extend(of_said);
    }
    // For what somebody said more than once, the earliest.
    let when = |one: &Knowledge| (one.no_later_than.is_none(), one.no_later_than, one.shown_by);
    said.sort_unstable_by(|a, b| (&a.who, &a.matter, when(a)).cmp(&(&b.who, &b.matter, when(b))));
    said.dedup_by(|later, first| (&later.who, &later.matter) == (&first.who, &first.matter));
    shown.extend(said);
    shown.sort_unstable();
    shown.dedup();
    shown
}

struct Ground<'a> {
    resolved: &'a Resolved,
    events: &'a Events,
    of_claim: quick::Map<ClaimAt, &'a str>,
    /// The entity in whose voice each document speaks for itself, by number.
    voices: HashMap<i64, &'a str>,
    /// Whose office an argument of a claim is.
    offices: HashMap<(ClaimAt, usize), &'a str>,
}

impl Ground<'_> {
    /// What a claim that somebody is told, shown or writes something shows of those it names.
    fn shown(&self, document: &CaseDocument, told: &ToldClaim) -> Vec<Knowledge> {
        let claim = &told.claim;
        let (knowing, matter): (&[Role], Role) = match claim.predicate {
            Predicate::Warn => (&[Role::Recipient, Role::Agent], Role::Matter),
            Predicate::Learn => (&[Role::Person], Role::Matter),
            Predicate::Contact => (&[Role::Participant], Role::Topic),
            Predicate::Publish => (&[Role::Agent], Role::Matter),
            Predicate::Discover => (&[Role::Agent], Role::Object),
            // "Its inspectors noted a worn seal last October": then the body knew.
            Predicate::Statement if notes(told) => (&[Role::Agent], Role::Matter),
            Predicate::Transfer if hands_over_a_writing(&document.told, told) => {
                (&[Role::Recipient, Role::Giver], Role::Thing)
            }
            _ => return Vec::new(),
        };
        let is_told = matches!(claim.modality, Modality::Actual) && !claim.opinion;
        let of_a_matter = claim.predicate != Predicate::Contact || in_role(told, &[Role::Topic]).next().is_some();
        if !is_told || !of_a_matter {
            return Vec::new();
        }
        let matter = self.matter(document, told, matter);
        // What somebody tells has happened by the day he tells it.
        let told_on = document.told.sources_from(claim.attribution).filter(|source| passes_on(source));
        let told_by = told_on.filter_map(|source| source.said.latest).min();
        let time = Interval { latest: claim.time.latest.or(told_by), ..claim.time };
        let no_later_than = last_day(time, document.told.published);
        let shown_by = ClaimAt { document: document.number, claim: claim.id };
        let known = |who| Knowledge { who, matter: matter.clone(), no_later_than, shown_by };
        // What "the minister's office" is sent, the minister is sent.
        let office_of = |place: usize| self.offices.get(&(shown_by, place)).map(|owner| (*owner).to_owned());
        let entity = |place: usize| self.entity(document, told.chain_of(place)?);
        let who = in_role(told, knowing).flat_map(|place| [office_of(place), entity(place)]);
        who.flatten().map(known).collect()
    }

    /// That who says something knew it, and whom he told: no later than the saying.
    fn said(&self, document: &CaseDocument, told: &ToldClaim) -> Vec<Knowledge> {
        let claim = &told.claim;
        let shown_by = ClaimAt { document: document.number, claim: claim.id };
        let Some(finding) = self.of_claim.get(&shown_by).filter(|_| claim.modality != Modality::Conditional) else {
            return Vec::new();
        };
        let knew_by = |who: String, no_later_than| Knowledge {
            who,
            matter: Matter::Finding((*finding).to_owned()),
            no_later_than,
            shown_by,
        };
        let mut found = Vec::new();
        let sources: Vec<&ToldSource> = document.told.sources_from(claim.attribution).collect();
        // Beyond somebody who denies it or only thinks so, nothing is passed on.
        let n_reached = sources.iter().position(|source| !passes_on(source)).map_or(sources.len(), |nth| nth + 1);
        if sources.iter().all(|source| passes_on(source)) {
            // Whoever signs or publishes a text knew by then what it says, on whosever word.
            let voice = self.voices.get(&document.number).map(|voice| (*voice).to_owned());
            found.extend(voice.map(|voice| knew_by(voice, document.told.published.latest)));
        }
        // What one tells on another's word, that one told before.
        let mut told_by = document.told.published;
        for source in sources[..n_reached].iter().rev() {
            told_by = Interval { earliest: None, latest: last_day(source.said, told_by) };
            let who = [source.chain, source.recipient].into_iter().flatten();
            found.extend(who.filter_map(|chain| self.entity(document, chain)).map(|who| knew_by(who, told_by.latest)));
        }
        found
    }

    /// The entity of a chain, where it is an actor.
    fn entity(&self, document: &CaseDocument, chain: u32) -> Option<String> {
        let entity = &self.resolved.entities[self.resolved.of_chain(document.number, chain)?];
        let is_actor = matches!(entity.thing, ThingType::Person | ThingType::Organization | ThingType::PublicBody);
        is_actor.then(|| entity.id.clone())
    }

    /// What a claim says was known: the finding or event of the claim that is its matter, or the words.
    fn matter(&self, document: &CaseDocument, told: &ToldClaim, role: Role) -> Matter {
        let places: Vec<usize> = in_role(told, &[role]).collect();
        let at = |claim: u32| ClaimAt { document: document.number, claim };
        for place in &places {
            if let Filler::Claim(claim) = told.claim.arguments[*place].filler {
                if let Some(finding) = self.of_claim.get(&at(claim)) {
                    return Matter::Finding((*finding).to_owned());
                }
                if let Some(event) = self.events.of_claim(at(claim)) {
                    return Matter::Event(self.events.events[event].id.clone());
                }
            }
        }
        let words: Vec<&str> = places.iter().map(|place| told.arguments[*place].as_str()).collect();
        match (words.is_empty(), self.of_claim.get(&at(told.claim.id))) {
            // What he was told stands nowhere: the claim itself is all that can be shown.
            (true, Some(finding)) => Matter::Finding((*finding).to_owned()),
            _ => Matter::Words(words.join("; ")),
        }
    }
}

fn in_role<'t>(told: &'t ToldClaim, roles: &'t [Role]) -> impl Iterator<Item = usize> + 't {
    let arguments = told.claim.arguments.iter().enumerate();
    arguments.filter(|(_, argument)| roles.contains(&argument.role)).map(|(place, _)| place)
}

/// Whether a claim tells what somebody noted on a day that it gives.
fn notes(told: &ToldClaim) -> bool {
    told.claim.polarity == Polarity::Asserted && told.claim.time.latest.is_some() && is_noting(&told.trigger)
}

fn hands_over_a_writing(document: &Told, told: &ToldClaim) -> bool {
    let mut things = in_role(told, &[Role::Thing]).filter_map(|place| document.chain(told.chain_of(place)?));
    things.any(|chain| chain.thing == ThingType::Work)
}

fn passes_on(source: &ToldSource) -> bool {
    matches!(source.act, Act::Said | Act::Wrote | Act::Showed)
}

/// The last day of an interval, where it has one, and never after publication.
fn last_day(time: Interval, published: Interval) -> Option<Date> {
    match (time.latest, published.latest) {
        (Some(latest), Some(published)) => Some(latest.min(published)),
        (latest, published) => latest.or(published),
    }
}
