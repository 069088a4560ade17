//! Which incident of a document a claim speaks of: its main event, and earlier ones that it recalls.
//!
//! Attacks and disasters begin incidents; deaths, injuries and counts belong to the incident of their sentence, or to the one
//! spoken of last. Different days, places or kinds make different incidents; a plan, a denial or a rule is of none.

use clew_model::{Claim, Filler, Interval, Modality, Polarity, Predicate, Role};

/// So many sentences after an incident was spoken of, what befell people is still of it.
const REACH: u32 = 6;

/// An incident, as far as it is known from the claims before.
#[derive(Debug)]
struct Incident {
    predicate: Predicate,
    subtype: Option<String>,
    time: Interval,
    places: Vec<u32>,
    last_sentence: u32,
}

/// Numbers the incidents in `event` of the claims, which are in order; a claim without a time gets that of its incident.
pub(crate) fn group(claims: &mut [Claim]) {
    let mut incidents: Vec<Incident> = Vec::new();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for is_core in [true, false] {
        for at in 0..claims.len() {
            let claim = &claims[at];
            if !happened(claim)
                || is_core != begins_incident(claim.predicate)
                || !is_core && !belongs_to_incident(claim)
            {
                continue;
            }
            let of_sentence = joined.iter().find(|(other, _)| !is_core && claims[*other].sentence == claim.sentence);
            let known = match of_sentence {
                Some((_, incident)) => Some(*incident),
                None => find(&incidents, claim, is_core),
            };
            let incident = match known {
                Some(incident) => incident,
                None if is_core || claim.predicate != Predicate::Count => begin(&mut incidents, claim),
                None => continue,
            };
            incidents[incident].learn(claim);
            joined.push((at, incident));
        }
    }
    for (at, incident) in joined {
        claims[at].event = Some(incident as u32);
        if claims[at].time.is_open() {
            claims[at].time = incidents[incident].time;
        }
    }
}

fn begin(incidents: &mut Vec<Incident>, claim: &Claim) -> usize {
    incidents.push(Incident {
        predicate: claim.predicate,
        subtype: None,
        time: Interval::open(),
        places: Vec::new(),
        last_sentence: claim.sentence,
    });
    incidents.len() - 1
}

impl Incident {
    fn learn(&mut self, claim: &Claim) {
        if self.predicate == claim.predicate && self.subtype.is_none() {
            self.subtype.clone_from(&claim.subtype);
        }
        if self.time.is_open() || is_narrower(claim.time, self.time) {
            self.time = claim.time;
        }
        self.places.extend(places(claim));
        self.last_sentence = self.last_sentence.max(claim.sentence);
    }

    /// Whether nothing that a claim says speaks against this incident.
    fn can_be(&self, claim: &Claim) -> bool {
        let has_places = !self.places.is_empty() && places(claim).next().is_some();
        let is_of_kind = self.predicate != claim.predicate
            || self.subtype.is_none()
            || claim.subtype.is_none()
            || self.subtype == claim.subtype;
        is_of_kind
            && self.time.overlaps(claim.time)
            && (!has_places || places(claim).any(|place| self.places.contains(&place)))
    }
}

/// The incident that a claim speaks of: the one spoken of last that it can be, and for what befell people none too far back.
fn find(incidents: &[Incident], claim: &Claim, is_core: bool) -> Option<usize> {
    let can_be = |incident: &&(usize, &Incident)| {
        let (_, incident) = **incident;
        let is_near = is_core || claim.sentence.abs_diff(incident.last_sentence) <= REACH;
        let is_of_predicate = !is_core || incident.predicate == claim.predicate;
        is_near && is_of_predicate && incident.can_be(claim)
    };
    let numbered: Vec<(usize, &Incident)> = incidents.iter().enumerate().collect();
    let nearest = |(_, incident): &&(usize, &Incident)| claim.sentence.abs_diff(incident.last_sentence);
    numbered.iter().filter(can_be).min_by_key(nearest).map(|(number, _)| *number)
}

fn happened(claim: &Claim) -> bool {
    claim.modality == Modality::Actual && claim.polarity == Polarity::Asserted
}

fn begins_incident(predicate: Predicate) -> bool {
    matches!(predicate, Predicate::Attack | Predicate::Disaster)
}

fn belongs_to_incident(claim: &Claim) -> bool {
    const COUNTED: [&str; 7] = ["killed", "injured", "wounded", "missing", "ill", "rescued", "hostages"];
    match claim.predicate {
        Predicate::Die | Predicate::Injure | Predicate::ClaimResponsibility => true,
        Predicate::Count => claim.quantity.as_ref().is_some_and(|quantity| COUNTED.contains(&quantity.what.as_str())),
        _ => false,
    }
}

fn places(claim: &Claim) -> impl Iterator<Item = u32> + '_ {
    claim.arguments.iter().filter(|argument| argument.role == Role::Place).filter_map(|argument| {
        match argument.filler {
            Filler::Chain(chain) => Some(chain),
            _ => None,
        }
    })
}

fn is_narrower(one: Interval, other: Interval) -> bool {
    one.single_day().is_some() && other.single_day().is_none()
}
