//! Which incident of a document a claim speaks of: its main event, and earlier ones that it recalls.
//!
//! Attacks and disasters begin incidents; deaths, injuries and counts belong to the incident of their sentence, to the one that
//! befell the same people, or to the one spoken of last. Different days, places or kinds make different incidents; a plan, a denial
//! or a rule is of none.

use super::happened::ToldDay;
use clew_model::{Claim, Filler, Interval, Modality, Polarity, Predicate, Role};
use std::collections::{BTreeSet, HashMap};

/// So many sentences after an incident was spoken of, what befell people is still of it.
const REACH: u32 = 6;

/// So many sentences from one that tells when it happened, it is of that incident.
const TOLD_NEAR: u32 = 3;

/// What sentences tell of incidents beside their claims.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// On which days they happened.
    pub days: Vec<ToldDay>,
    /// Numbers of sentences that speak of several at once.
    pub of_several: BTreeSet<u32>,
    /// Where the triggers of claims begin that tell no more than that somebody died, which may be later.
    pub deaths: BTreeSet<u32>,
    /// Times too doubtful to be told, by where the claims' triggers begin.
    pub doubted: HashMap<u32, Interval>,
}

impl Beside {
    /// Whether a claim tells of those whom several incidents befell.
    fn is_of_several(&self, claim: &Claim) -> bool {
        comes_of_incident(claim) && self.of_several.contains(&claim.sentence)
    }

    /// Whether a claim's time is that of what befell people, and not only of their death.
    fn is_at_once(&self, claim: &Claim) -> bool {
        match claim.predicate {
            Predicate::Die => !self.deaths.contains(&claim.trigger.start),
            predicate => begins_incident(predicate) || predicate == Predicate::Injure,
        }
    }
}

/// An incident, as far as it is known from the claims before.
#[derive(Debug)]
struct Incident {
    predicate: Predicate,
    subtype: Option<String>,
    time: Interval,
    /// When it happened: those whom it struck may die later.
    began: Interval,
    /// On which days who died, by the chains of those whose death alone is told.
    deaths: Vec<(u32, Interval)>,
    places: BTreeSet<u32>,
    /// The chains of whom and what it befell.
    struck: BTreeSet<u32>,
    last_sentence: u32,
}

/// Numbers the incidents in `event` of the claims, which are in order; a claim without a time gets that of its incident, and one that
/// begins an incident the day that a sentence near it tells.
pub(crate) fn group(claims: &mut [Claim], beside: &Beside) {
    beside.days.iter().for_each(|told| date_beginning(claims, *told));
    let mut incidents: Vec<Incident> = Vec::new();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    let mut of_sentence: HashMap<u32, usize> = HashMap::new();
    for is_core in [true, false] {
        let is_wanted = |claim: &Claim| is_of_incident(claim, is_core) && !beside.is_of_several(claim);
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| is_wanted(claim)) {
            let same = of_sentence.get(&claim.sentence).copied().filter(|_| !is_core);
            let incident = match same.or_else(|| find(&incidents, claim, is_core)) {
                Some(incident) => incident,
                None if is_core || claim.predicate != Predicate::Count => begin(&mut incidents, claim),
                None => continue,
            };
            incidents[incident].learn(claim, beside.is_at_once(claim));
            of_sentence.entry(claim.sentence).or_insert(incident);
            joined.push((at, incident));
        }
    }
    // Of several incidents it is too often another's day.
    let is_alone = incidents.len() == 1;
    for (at, incident) in joined {
        claims[at].event = Some(incident as u32);
        // "since 1981", "in 1984": what is known so vaguely may be said of much else.
        let began = incidents[incident].began;
        let died = incidents[incident].day_of_death(&claims[at]);
        let speaks_against = beside.doubted.get(&claims[at].trigger.start).is_some_and(|time| !time.overlaps(began));
        if claims[at].time.is_open() && is_alone && is_of_days(began) && !speaks_against {
            claims[at].time = began;
        } else if let Some(died) = died.filter(|_| claims[at].time.is_open()) {
            claims[at].time = died;
        }
    }
}

/// Gives a day to the beginning of an incident that was spoken of last before it is told, or first after it, where none is known.
fn date_beginning(claims: &mut [Claim], told: ToldDay) {
    let is_beginning = |claim: &&mut Claim| {
        happened(claim) && begins_incident(claim.predicate) && claim.sentence.abs_diff(told.sentence) <= TOLD_NEAR
    };
    let nearest = |claim: &&mut Claim| (claim.sentence > told.sentence, claim.sentence.abs_diff(told.sentence));
    let beginning = claims.iter_mut().filter(is_beginning).min_by_key(nearest);
    if let Some(claim) = beginning.filter(|claim| claim.time.is_open()) {
        claim.time = told.day;
    }
}

/// Whether a claim speaks of an incident that happened: as what begins it, or as what came of it.
fn is_of_incident(claim: &Claim, is_core: bool) -> bool {
    happened(claim) && if is_core { begins_incident(claim.predicate) } else { comes_of_incident(claim) }
}

fn begin(incidents: &mut Vec<Incident>, claim: &Claim) -> usize {
    incidents.push(Incident {
        predicate: claim.predicate,
        subtype: None,
        time: Interval::open(),
        began: Interval::open(),
        deaths: Vec::new(),
        places: BTreeSet::new(),
        struck: BTreeSet::new(),
        last_sentence: claim.sentence,
    });
    incidents.len() - 1
}

impl Incident {
    fn learn(&mut self, claim: &Claim, is_at_once: bool) {
        if self.predicate == claim.predicate && self.subtype.is_none() {
            self.subtype.clone_from(&claim.subtype);
        }
        if self.time.is_open() || is_narrower(claim.time, self.time) {
            self.time = claim.time;
        }
        if is_at_once && (self.began.is_open() || is_narrower(claim.time, self.began)) {
            self.began = claim.time;
        }
        if claim.predicate == Predicate::Die && !claim.time.is_open() {
            self.deaths.extend(struck(claim).map(|chain| (chain, claim.time)));
        }
        self.places.extend(places(claim));
        self.struck.extend(struck(claim));
        self.last_sentence = self.last_sentence.max(claim.sentence);
    }

    /// Whether nothing that a claim says speaks against this incident.
    fn can_be(&self, claim: &Claim) -> bool {
        let has_places = !self.places.is_empty() && places(claim).next().is_some();
        let is_of_kind = self.predicate != claim.predicate
            || self.subtype.is_none()
            || claim.subtype.is_none()
            || self.subtype == claim.subtype;
        // "In 2008 a guard was killed there" is of long ago, where all else is of no day at all.
        let is_recalled = self.time.is_open() && !claim.time.is_open() && !is_of_days(claim.time);
        is_of_kind
            && (!is_recalled || self.struck_the_same(claim))
            && self.time.overlaps(claim.time)
            && (!has_places || places(claim).any(|place| self.places.contains(&place)))
    }

    /// The day on which one of those whose death a claim tells of is said to have died.
    fn day_of_death(&self, claim: &Claim) -> Option<Interval> {
        let of_claim = |(chain, _): &&(u32, Interval)| struck(claim).any(|other| other == *chain);
        let told = self.deaths.iter().filter(|_| claim.predicate == Predicate::Die).find(of_claim);
        told.map(|(_, day)| *day).filter(|day| is_of_days(*day))
    }

    /// Whether a part failed or burst: what people suffer mostly comes of what that led to.
    fn is_mishap(&self) -> bool {
        self.predicate == Predicate::Disaster && matches!(self.subtype.as_deref(), Some("failure" | "burst"))
    }

    /// Whether a claim says that it befell somebody or something that this incident befell.
    fn struck_the_same(&self, claim: &Claim) -> bool {
        struck(claim).any(|chain| self.struck.contains(&chain))
    }
}

/// The incident that a claim speaks of, of those that it can be: one that befell the same, or else the one spoken of last; for what
/// came of an incident none too far back.
fn find(incidents: &[Incident], claim: &Claim, is_core: bool) -> Option<usize> {
    let distance = |incident: &Incident| claim.sentence.abs_diff(incident.last_sentence);
    let can_be = |incident: &Incident| {
        let is_of_predicate = !is_core || incident.predicate == claim.predicate;
        let is_near = is_core || distance(incident) <= REACH || incident.struck_the_same(claim);
        let is_cause = is_core || incident.struck_the_same(claim) || !incident.is_mishap();
        is_of_predicate && is_near && is_cause && incident.can_be(claim)
    };
    let possible = incidents.iter().enumerate().filter(|(_, incident)| can_be(incident));
    let best = possible.min_by_key(|(_, incident)| (!incident.struck_the_same(claim), distance(incident)));
    best.map(|(number, _)| number)
}

fn happened(claim: &Claim) -> bool {
    claim.modality == Modality::Actual && claim.polarity == Polarity::Asserted
}

fn begins_incident(predicate: Predicate) -> bool {
    matches!(predicate, Predicate::Attack | Predicate::Disaster)
}

fn comes_of_incident(claim: &Claim) -> bool {
    const COUNTED: [&str; 8] = ["killed", "injured", "wounded", "casualties", "missing", "ill", "rescued", "hostages"];
    match claim.predicate {
        Predicate::Die | Predicate::Injure | Predicate::ClaimResponsibility => true,
        Predicate::Count => claim.quantity.as_ref().is_some_and(|quantity| COUNTED.contains(&quantity.what.as_str())),
        _ => false,
    }
}

fn places(claim: &Claim) -> impl Iterator<Item = u32> + '_ {
    chains(claim, |role| role == Role::Place)
}

/// Whom and what it befell.
fn struck(claim: &Claim) -> impl Iterator<Item = u32> + '_ {
    chains(claim, |role| matches!(role, Role::Victim | Role::Target | Role::Facility))
}

fn chains(claim: &Claim, is_wanted: impl Fn(Role) -> bool) -> impl Iterator<Item = u32> {
    let filler = move |argument: &clew_model::Argument| match argument.filler {
        Filler::Chain(chain) if is_wanted(argument.role) => Some(chain),
        _ => None,
    };
    claim.arguments.iter().filter_map(filler)
}

/// Whether an interval begins and ends, within a week.
fn is_of_days(time: Interval) -> bool {
    let length = time.earliest.zip(time.latest).map(|(earliest, latest)| (latest - earliest).get_days());
    length.is_some_and(|days| days < 7)
}

fn is_narrower(one: Interval, other: Interval) -> bool {
    one.single_day().is_some() && other.single_day().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{Argument, Certainty, Quantity, Span};
    use jiff::civil::date;

    fn claim(predicate: Predicate, sentence: u32) -> Claim {
        Claim {
            id: 0,
            predicate,
            subtype: None,
            trigger: Span::new(sentence * 100, sentence * 100 + 1),
            arguments: Vec::new(),
            quantity: None,
            time: Interval::open(),
            polarity: Polarity::Asserted,
            certainty: Certainty::default(),
            modality: Modality::Actual,
            opinion: false,
            attribution: None,
            evidence: Vec::new(),
            event: None,
            carried_from: None,
            sentence,
            by: String::new(),
            score: 1.0,
        }
    }

    fn on(day: i8, claim: Claim) -> Claim {
        Claim { time: Interval::day(date(2021, 6, day)), ..claim }
    }

    fn events(mut claims: Vec<Claim>) -> Vec<Option<u32>> {
        group(&mut claims, &Beside::default());
        claims.iter().map(|claim| claim.event).collect()
    }

    #[test]
    fn what_befell_people_is_of_the_incident_beside_it() {
        let killed = Claim {
            quantity: Some(Quantity { what: "killed".into(), low: Some(9), high: None }),
            ..claim(Predicate::Count, 1)
        };
        let calls =
            Claim { quantity: Some(Quantity { what: "calls".into(), low: Some(9), high: None }), ..killed.clone() };
        let found = events(vec![claim(Predicate::Disaster, 0), claim(Predicate::Die, 1), killed, calls]);
        assert_eq!(found, [Some(0), Some(0), Some(0), None]);
    }

    #[test]
    fn another_day_or_another_kind_is_another_incident() {
        let days = events(vec![
            on(1, claim(Predicate::Attack, 0)),
            on(2, claim(Predicate::Attack, 1)),
            claim(Predicate::Attack, 2),
        ]);
        assert_eq!(days, [Some(0), Some(1), Some(1)]);
        let of_kind = |kind: &str, sentence| Claim { subtype: Some(kind.into()), ..claim(Predicate::Attack, sentence) };
        assert_eq!(events(vec![of_kind("Bombing", 0), of_kind("Arson", 1)]), [Some(0), Some(1)]);
    }

    #[test]
    fn places_part_incidents() {
        let at = |chain, sentence| Claim {
            arguments: vec![Argument { role: Role::Place, span: Span::new(0, 1), filler: Filler::Chain(chain) }],
            ..claim(Predicate::Attack, sentence)
        };
        assert_eq!(events(vec![at(1, 0), at(2, 1), at(1, 2)]), [Some(0), Some(1), Some(0)]);
    }

    #[test]
    fn who_was_struck_tells_incidents_apart() {
        let of = |chain, claim: Claim| Claim {
            arguments: vec![Argument { role: Role::Victim, span: Span::new(0, 1), filler: Filler::Chain(chain) }],
            ..claim
        };
        let first = on(1, of(1, claim(Predicate::Attack, 0)));
        let second = on(2, of(2, claim(Predicate::Attack, 1)));
        let recalled = of(1, claim(Predicate::Die, 30));
        let another = of(3, claim(Predicate::Die, 31));
        assert_eq!(events(vec![first, second, recalled, another]), [Some(0), Some(1), Some(0), Some(0)]);
    }

    #[test]
    fn plans_and_denials_are_of_no_incident() {
        let planned = Claim { modality: Modality::Planned, ..claim(Predicate::Attack, 0) };
        let denied = Claim { polarity: Polarity::Denied, ..claim(Predicate::Attack, 1) };
        assert_eq!(events(vec![planned, denied]), [None, None]);
    }

    #[test]
    fn a_claim_without_a_time_has_that_of_its_incident() {
        let mut claims = vec![on(7, claim(Predicate::Disaster, 0)), claim(Predicate::Die, 1)];
        group(&mut claims, &Beside::default());
        assert_eq!(claims[1].time, Interval::day(date(2021, 6, 7)));
    }

    #[test]
    fn who_was_struck_may_die_later() {
        let mut claims = vec![claim(Predicate::Attack, 0), on(7, claim(Predicate::Die, 1))];
        let deaths = BTreeSet::from([claims[1].trigger.start]);
        let of = |claim: &Claim| Claim {
            arguments: vec![Argument { role: Role::Victim, span: Span::new(0, 1), filler: Filler::Chain(1) }],
            ..claim.clone()
        };
        let mut told_twice = vec![of(&claims[0]), of(&claims[1]), of(&claim(Predicate::Die, 9))];
        let beside = Beside { deaths, ..Beside::default() };
        group(&mut told_twice, &beside);
        assert_eq!(told_twice[2].time, Interval::day(date(2021, 6, 7)));
        group(&mut claims, &beside);
        assert_eq!(claims[0].time, Interval::open());
        group(&mut claims, &Beside::default());
        assert_eq!(claims[0].time, Interval::day(date(2021, 6, 7)));
    }

    #[test]
    fn a_time_too_doubtful_to_be_told_still_speaks_against_another() {
        let mut claims = vec![on(7, claim(Predicate::Disaster, 0)), claim(Predicate::Die, 1), claim(Predicate::Die, 2)];
        let year = Interval { earliest: Some(date(2015, 1, 1)), latest: Some(date(2015, 12, 31)) };
        let doubted = HashMap::from([(claims[1].trigger.start, year)]);
        group(&mut claims, &Beside { doubted, ..Beside::default() });
        assert_eq!(claims[1].time, Interval::open());
        assert_eq!(claims[2].time, Interval::day(date(2021, 6, 7)));
    }

    #[test]
    fn the_day_that_another_sentence_tells_is_that_of_what_was_spoken_of_last() {
        let told = |sentence| Beside {
            days: vec![ToldDay { sentence, day: Interval::day(date(2021, 6, 4)) }],
            ..Beside::default()
        };
        let mut claims = vec![claim(Predicate::Attack, 3), claim(Predicate::Die, 4), claim(Predicate::Attack, 30)];
        group(&mut claims, &told(5));
        assert_eq!(claims[0].time, Interval::day(date(2021, 6, 4)));
        assert_eq!(claims[2].time, Interval::open());
        let mut dated = vec![on(7, claim(Predicate::Attack, 3))];
        group(&mut dated, &told(4));
        assert_eq!(dated[0].time, Interval::day(date(2021, 6, 7)));
    }

    #[test]
    fn whom_several_incidents_befell_is_of_none() {
        let mut claims = vec![claim(Predicate::Attack, 0), claim(Predicate::Die, 1), claim(Predicate::Die, 2)];
        group(&mut claims, &Beside { of_several: BTreeSet::from([1]), ..Beside::default() });
        assert_eq!(claims.iter().map(|claim| claim.event).collect::<Vec<_>>(), [Some(0), None, Some(0)]);
    }

    #[test]
    fn what_is_told_of_a_year_is_not_of_an_incident_without_a_day() {
        let in_2008 = Interval { earliest: Some(date(2008, 1, 1)), latest: Some(date(2008, 12, 31)) };
        let recalled = Claim { time: in_2008, ..claim(Predicate::Die, 1) };
        assert_eq!(events(vec![claim(Predicate::Attack, 0), recalled]), [Some(0), Some(1)]);
    }
}
