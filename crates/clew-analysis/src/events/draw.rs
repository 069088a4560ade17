//! Events as they are shown, from the tellings that were found to be of one happening.

use super::counts::{counts, told_dead};
use super::days::{Days, Votes, fresh, season};
use super::identified::Identified;
use super::names::name;
use super::naming::{slots, tell_apart};
use super::participants::{held, participants, struck};
use super::places::places;
use super::telling::{Story, Telling, is_mostly_timed, rank};
use crate::ToldClaim;
use crate::picture::Resolved;
use crate::{quick, threads};
use clew_model::{CaseEvent, ClaimAt, Filler, IdentityHash, Interval, Modality, Polarity, Predicate, Role};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What events are drawn from.
pub(super) struct Drawing<'s, 'a> {
    pub stories: &'s [Story<'a>],
    pub tellings: &'s [Telling<'a>],
    pub resolved: &'s Resolved,
    /// Of each story, whom it names.
    pub identified: Vec<Identified>,
    /// By story and entity how often somebody is told of as held for something.
    pub held: HashMap<(usize, usize), usize>,
    /// Story and number of the claims of each story's main incident.
    main: quick::Set<(usize, u32)>,
}

/// A claim with the place of its story.
pub(super) type Said<'a> = (usize, &'a ToldClaim);

impl<'s, 'a> Drawing<'s, 'a> {
    /// What is to be drawn.
    pub fn new(stories: &'s [Story<'a>], tellings: &'s [Telling<'a>], resolved: &'s Resolved) -> Self {
        let main = tellings.iter().filter(|telling| telling.is_main);
        let main = main.flat_map(|telling| telling.claims.iter().map(|claim| (telling.story, *claim))).collect();
        let identified = threads::each(stories, Identified::of);
        Self { stories, tellings, resolved, identified, held: held(stories, resolved), main }
    }

    /// Whether a claim is of the incident that its story mostly tells of.
    pub fn is_main(&self, story: usize, claim: u32) -> bool {
        self.main.contains(&(story, claim))
    }

    /// The events of groups of tellings, by id.
    pub fn events(&self, incidents: &[Vec<usize>], happenings: &[Vec<usize>]) -> Vec<CaseEvent> {
        let mut events = Vec::new();
        // Of each telling of an incident the event that began it.
        let mut begun: HashMap<usize, usize> = HashMap::new();
        for (group, of_incident) in incidents.iter().zip(threads::each(incidents, |group| self.incident(group))) {
            let first = events.len();
            events.extend(of_incident);
            begun.extend(group.iter().map(|telling| (*telling, first)));
        }
        let affairs = Affairs::of(self, &begun);
        let happened = threads::each(happenings, |group| {
            self.event(self.tellings[group[0]].predicate, group, &self.claims(group), None)
        });
        for (group, event) in happenings.iter().zip(happened) {
            let whole = affairs.whole(self, group);
            let event = match whole {
                Some(whole) => part_of(event, &mut events[whole]),
                None => event,
            };
            events.push(event);
        }
        tell_apart(&mut events);
        events.sort_by(|a, b| a.id.cmp(&b.id));
        events
    }

    /// What began an incident, and what came of it as its parts.
    fn incident(&self, group: &[usize]) -> Vec<CaseEvent> {
        let predicate = self.beginning(group);
        let claims = self.claims(group);
        let mut whole = self.event(predicate, group, &claims, None);
        let dead = struck(self, Predicate::Die, &claims);
        whole.counts = counts(self, &claims, whole.time);
        if !whole.counts.iter().any(|count| is_counted_by(Predicate::Die, &count.quantity.what)) {
            whole.counts.extend(told_dead(self, &claims, &dead));
        }
        let mut events = vec![];
        let parts: BTreeSet<Predicate> = claims.iter().map(|(_, told)| told.claim.predicate).collect();
        for part in parts.into_iter().filter(|part| *part != predicate && *part != Predicate::Count) {
            let theirs: Vec<Said> = claims.iter().filter(|(_, told)| told.claim.predicate == part).copied().collect();
            let mut event = self.event(part, group, &theirs, Some(&whole.name));
            event.counts =
                whole.counts.iter().filter(|count| is_counted_by(part, &count.quantity.what)).cloned().collect();
            event.part_of = Some(whole.id.clone());
            if part == Predicate::Injure {
                // Who died of it is listed with the dead.
                let is_dead = |id: &String| dead.iter().any(|entity| self.resolved.entities[*entity].id == *id);
                event.participants.retain(|(role, id)| *role != Role::Victim || !is_dead(id));
            }
            if event.places.is_empty() {
                event.places.clone_from(&whole.places);
            }
            events.push(event);
        }
        events.insert(0, whole);
        events
    }

    /// What most documents say began an incident; the worst that came of it where none says.
    fn beginning(&self, group: &[usize]) -> Predicate {
        let mut said: BTreeMap<(u8, Predicate), usize> = BTreeMap::new();
        for telling in group.iter().map(|telling| &self.tellings[*telling]) {
            *said.entry((rank(telling.predicate), telling.predicate)).or_default() += 1;
        }
        let best = said.iter().min_by_key(|((rank, predicate), n)| (*rank, std::cmp::Reverse(**n), *predicate));
        best.map(|((_, predicate), _)| *predicate).expect("no group is empty")
    }

    fn claims(&self, group: &[usize]) -> Vec<Said<'a>> {
        let tellings = group.iter().map(|telling| &self.tellings[*telling]);
        let of = |telling: &Telling<'a>| -> Vec<Said<'a>> {
            let story = &self.stories[telling.story];
            telling.claims.iter().filter_map(|claim| Some((telling.story, story.claim(*claim)?))).collect()
        };
        tellings.flat_map(of).collect()
    }

    fn event(&self, predicate: Predicate, group: &[usize], claims: &[Said<'a>], of: Option<&str>) -> CaseEvent {
        let mut at: Vec<ClaimAt> = claims.iter().map(|said| self.claim_at(said)).collect();
        at.sort_unstable();
        let mut documents: Vec<i64> = at.iter().map(|claim| claim.document).collect();
        documents.dedup();
        let participants = participants(self, claims);
        let places = places(self, claims);
        let time = self.time(predicate, group, claims);
        let (kind, slots) = slots(self, predicate, claims, &participants, &places, of);
        let id_of = |entities: Vec<usize>| entities.into_iter().map(|entity| self.resolved.entities[entity].id.clone());
        CaseEvent {
            id: self.id(predicate, claims),
            predicate,
            name: name(predicate, kind.as_deref(), &slots),
            polarity: polarity(claims),
            modality: modality(claims),
            time,
            places: id_of(places).collect(),
            participants: participants
                .iter()
                .map(|(role, entity)| (*role, self.resolved.entities[*entity].id.clone()))
                .collect(),
            part_of: None,
            counts: Vec::new(),
            documents,
            claims: at,
            mentions: Vec::new(),
        }
    }

    pub fn claim_at(&self, (story, told): &Said) -> ClaimAt {
        ClaimAt { document: self.stories[*story].document.number, claim: told.claim.id }
    }

    /// When it was: the days said most; else the months or years that are said, and not only in passing; else, of what has happened, the
    /// days of its reports.
    fn time(&self, predicate: Predicate, group: &[usize], claims: &[Said]) -> Interval {
        let mut of_story: BTreeMap<usize, Votes> = BTreeMap::new();
        for (story, told) in claims {
            let published = self.stories[*story].published;
            of_story.entry(*story).or_default().add(told.claim.predicate, told.claim.time, published);
        }
        let mut votes = Votes::default();
        of_story.values().for_each(|theirs| votes.add_share(theirs));
        let reports = group.iter().map(|telling| &self.stories[self.tellings[*telling].story]);
        let published = reports.filter_map(|story| story.published).min();
        let has_happened = claims.iter().any(|(_, told)| told.claim.modality == Modality::Actual);
        let first_report = published.filter(|_| has_happened);
        if let Some(first_report) = first_report {
            votes.until(first_report);
        }
        let days = votes.days().map(Days::interval);
        // A year that a claim of something else gives is too often another's.
        let own = || claims.iter().map(|(_, told)| &told.claim).filter(|claim| claim.predicate == predicate);
        let is_said = first_report.is_none() || is_mostly_timed(own());
        let season = || season(own().map(|claim| claim.time), first_report).filter(|_| is_said);
        let fresh = fresh(first_report).map(Days::interval);
        days.unwrap_or_else(|| match (season(), fresh) {
            // "This month", in a report of the month: of its days.
            (Some(season), Some(fresh)) if !season.overlaps(fresh) => season,
            (season, fresh) => fresh.or(season).unwrap_or_default(),
        })
    }

    /// Hash of what the oldest claim is.
    fn id(&self, predicate: Predicate, claims: &[Said]) -> String {
        let oldest = claims.iter().min_by_key(|said| self.claim_at(said)).expect("no event is without claims");
        let (story, told) = (&self.stories[oldest.0].document, oldest.1);
        let is_same = |other: &&ToldClaim| {
            other.claim.predicate == told.claim.predicate
                && other.claim.trigger == told.claim.trigger
                && other.claim.id < told.claim.id
        };
        let nth = story.told.claims.iter().filter(is_same).count();
        let hash = IdentityHash::new()
            .field(b"event")
            .field(story.identity.as_bytes())
            .field(predicate.to_string().as_bytes());
        let hash =
            hash.field(told.claim.predicate.to_string().as_bytes()).field(&told.claim.trigger.start.to_le_bytes());
        hash.field(&told.claim.trigger.end.to_le_bytes()).field(&(nth as u64).to_le_bytes()).short()
    }
}

/// Whether any of the claims says that it was so.
fn polarity(claims: &[Said]) -> Polarity {
    let is_asserted = claims.iter().any(|(_, told)| told.claim.polarity == Polarity::Asserted);
    if is_asserted { Polarity::Asserted } else { Polarity::Denied }
}

/// As what it is told: as fact where one of the claims does.
fn modality(claims: &[Said]) -> Modality {
    let mut told: Vec<(usize, Modality)> = Vec::new();
    for modality in claims.iter().map(|(_, told)| told.claim.modality) {
        match told.iter_mut().find(|(_, other)| *other == modality) {
            Some((n, _)) => *n += 1,
            None => told.push((1, modality)),
        }
    }
    let most = told.iter().max_by_key(|(n, modality)| (*modality == Modality::Actual, *n));
    most.map(|(_, modality)| *modality).unwrap_or_default()
}

/// An event as a part of another, which has for participants also those who came before the law for it.
fn part_of(mut event: CaseEvent, whole: &mut CaseEvent) -> CaseEvent {
    event.part_of = Some(whole.id.clone());
    let suspects = event.participants.iter().filter(|(role, _)| is_custody(event.predicate) && *role == Role::Person);
    for (role, entity) in suspects {
        if !whole.participants.iter().any(|(_, other)| other == entity) {
            whole.participants.push((*role, entity.clone()));
        }
    }
    whole.participants.sort();
    event
}

fn is_counted_by(predicate: Predicate, what: &str) -> bool {
    match predicate {
        Predicate::Die => what == "killed",
        Predicate::Injure => what == "injured",
        _ => false,
    }
}

/// Whether what happens befalls a person at the hands of the law.
pub(super) fn is_custody(predicate: Predicate) -> bool {
    use Predicate as P;
    matches!(
        predicate,
        P::Arrest | P::Detain | P::Charge | P::Trial | P::Convict | P::Sentence | P::Acquit | P::Suspect | P::Accuse
    )
}

/// Whether a happening is mostly told because of what happened before it.
fn is_aftermath(predicate: Predicate) -> bool {
    use Predicate as P;
    is_custody(predicate)
        || matches!(
            predicate,
            P::Release
                | P::Escape
                | P::Extradite
                | P::Search
                | P::Seize
                | P::Investigate
                | P::Identify
                | P::ClaimResponsibility
                | P::Discover
        )
}

/// Which incidents each story tells of.
struct Affairs {
    /// By story: its incidents as places in the events, with the telling.
    of_story: HashMap<usize, Vec<(usize, usize)>>,
}

impl Affairs {
    fn of(drawing: &Drawing, begun: &HashMap<usize, usize>) -> Self {
        let mut of_story: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        for (at, telling) in drawing.tellings.iter().enumerate() {
            if let Some(event) = begun.get(&at) {
                of_story.entry(telling.story).or_default().push((*event, at));
            }
        }
        Self { of_story }
    }

    /// The incident that a happening is a part of: one that its claims name, or that befell or was done by the same people; what the
    /// law does is of the incident that its document mostly tells of.
    fn whole(&self, drawing: &Drawing, group: &[usize]) -> Option<usize> {
        let mut weights: BTreeMap<usize, u32> = BTreeMap::new();
        for telling in group.iter().map(|at| &drawing.tellings[*at]) {
            for (event, incident) in self.of_story.get(&telling.story).into_iter().flatten() {
                *weights.entry(*event).or_default() += tie(drawing, telling, &drawing.tellings[*incident]);
            }
        }
        let best = weights
            .iter()
            .filter(|(_, weight)| **weight > 1)
            .max_by_key(|(event, weight)| (**weight, std::cmp::Reverse(**event)));
        best.map(|(event, _)| *event)
    }
}

/// What ties a happening to an incident of the same document.
fn tie(drawing: &Drawing, telling: &Telling, incident: &Telling) -> u32 {
    let story = &drawing.stories[telling.story];
    let claims = || telling.claims.iter().filter_map(|claim| story.claim(*claim));
    let names_it = claims().any(|told| {
        told.claim
            .arguments
            .iter()
            .any(|argument| matches!(argument.filler, Filler::Claim(claim) if incident.claims.contains(&claim)))
    });
    let sentences: BTreeSet<u32> =
        incident.claims.iter().filter_map(|claim| story.claim(*claim)).map(|told| told.claim.sentence).collect();
    let is_beside = claims().any(|told| sentences.contains(&told.claim.sentence));
    let theirs: BTreeSet<usize> = incident.participants.iter().map(|(_, entity)| *entity).collect();
    let shares_people = telling.participants.iter().any(|(_, entity)| theirs.contains(entity));
    let aftermath = if is_aftermath(telling.predicate) && incident.is_main { 2 } else { 0 };
    4 * u32::from(names_it) + 2 * u32::from(shares_people) + u32::from(is_beside) + aftermath
}
