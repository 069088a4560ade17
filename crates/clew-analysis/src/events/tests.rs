//! Stories of two or three documents, and what they amount to.

use super::*;
use crate::picture::{Decided, Picture};
use crate::{Told, ToldChain, ToldClaim, stems};
use clew_model::{
    Argument, CaseEvent, Certainty, Claim, ClaimAt, EventCount, EventMention, Filler, Interval, MentionedEvent,
    Modality, Polarity, Predicate, Quantity, Role, Span, ThingType,
};
use jiff::civil::date;
use proptest::prelude::*;

/// A claim that says nothing but that something happened.
pub(super) fn claim() -> Claim {
    Claim {
        id: 0,
        predicate: Predicate::Attack,
        subtype: None,
        trigger: Span::new(0, 1),
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
        sentence: 0,
        by: String::new(),
        score: 1.0,
    }
}

/// A report that is being written.
struct Report(CaseDocument);

impl Report {
    fn new(number: i64, day: i8, text: &str) -> Self {
        let published = Interval::day(date(2021, 6, day));
        let told = Told { published, stems: stems(text), ..Told::default() };
        Self(CaseDocument { number, identity: format!("report {number}"), copy_of: None, told })
    }

    /// A claim of the incident of this number on a day, with who is in which role; names with a capital are names.
    fn says(mut self, event: Option<u32>, claim: Claim, sentence: &str, who: &[(Role, &str)]) -> Self {
        let told = &mut self.0.told;
        let id = told.claims.len() as u32;
        let mut arguments = Vec::new();
        for (role, name) in who {
            let chain = chain_of(told, *role, name);
            arguments.push(Argument {
                role: *role,
                span: Span::new(id * 100, id * 100 + 5),
                filler: Filler::Chain(chain),
            });
        }
        let trigger = Span::new(id * 100 + 10, id * 100 + 15);
        told.claims.push(ToldClaim {
            claim: Claim { id, event, sentence: id, trigger, arguments, ..claim },
            sentence: Span::new(id * 100, id * 100 + 50),
            trigger: sentence.split(' ').next_back().unwrap_or_default().to_owned(),
            arguments: who.iter().map(|(_, name)| (*name).to_owned()).collect(),
            stems: stems(sentence),
        });
        self
    }

    /// Has these triggers: word, first code point, sentence, as what it is told ("p" a predication, "s" a saying, "n" a noun).
    fn mentions(mut self, triggers: &[(&str, u32, u32, &str)]) -> Self {
        let words: Vec<&str> = triggers.iter().map(|(word, ..)| *word).collect();
        let at = triggers
            .iter()
            .zip(0..)
            .map(|((_, start, sentence, told_as), nth)| serde_json::json!([start, start + 4, sentence, nth, told_as]));
        let json = serde_json::json!({"words": words.join(" "), "at": at.collect::<Vec<_>>()});
        self.0.told.triggers = serde_json::from_value(json).expect("triggers");
        self
    }

    fn counts(self, event: u32, what: &str, low: u64, high: Option<u64>) -> Self {
        let quantity = Some(Quantity { what: what.to_owned(), low: Some(low), high });
        self.says(Some(event), Claim { predicate: Predicate::Count, quantity, ..claim() }, "", &[])
    }
}

fn chain_of(told: &mut Told, role: Role, name: &str) -> u32 {
    if let Some(chain) = told.chains.iter().find(|chain| chain.name == name) {
        return chain.chain;
    }
    let is_name = name.starts_with(char::is_uppercase);
    let chain = told.chains.len() as u32;
    told.chains.push(ToldChain {
        chain,
        thing: if role == Role::Place { ThingType::Place } else { ThingType::Person },
        name: name.to_owned(),
        names: if is_name { vec![name.to_owned()] } else { Vec::new() },
        descriptions: if is_name { Vec::new() } else { vec![name.to_owned()] },
        sentences: vec![told.claims.len() as u32],
        first_mention: chain,
        n_mentions: 1,
        located: None,
    });
    chain
}

fn of(predicate: Predicate) -> Claim {
    Claim { predicate, ..claim() }
}

fn on(day: i8, predicate: Predicate) -> Claim {
    Claim { time: Interval::day(date(2021, 6, day)), ..of(predicate) }
}

fn drawn(reports: Vec<Report>) -> Vec<CaseEvent> {
    drawn_with_mentions(reports).events
}

fn drawn_with_mentions(reports: Vec<Report>) -> Events {
    let documents: Vec<CaseDocument> = reports.into_iter().map(|report| report.0).collect();
    Picture::draw(&documents, &Decided::default()).events
}

const BLAST: &str = "A bomb exploded at the fish market of Port Orrin on Monday and killed Ines Vold, police said.";
const BLAST_AGAIN: &str = "Port Orrin mourns Ines Vold, killed when a bomb exploded at its fish market.";
const FIRE: &str = "Fire swept through a paper mill at Lunde, far inland, and nobody was hurt, the mayor said.";

fn blast(number: i64) -> Report {
    let bombing = Claim { subtype: Some("Bombing".into()), ..on(7, Predicate::Attack) };
    let report =
        Report::new(number, 8, BLAST).says(Some(0), bombing, "A bomb exploded", &[(Role::Place, "Port Orrin")]);
    report.says(Some(0), on(7, Predicate::Die), "killed Ines Vold", &[(Role::Victim, "Ines Vold")])
}

fn blast_again(number: i64) -> Report {
    let bombing = Claim { subtype: Some("Bombing".into()), ..of(Predicate::Attack) };
    let report =
        Report::new(number, 9, BLAST_AGAIN).says(Some(0), bombing, "a bomb exploded", &[(Role::Place, "Port Orrin")]);
    report.says(Some(0), of(Predicate::Die), "killed", &[(Role::Victim, "a 40-year-old woman")])
}

fn fire(number: i64) -> Report {
    let burned = Claim { subtype: Some("fire".into()), ..of(Predicate::Disaster) };
    Report::new(number, 8, FIRE).says(Some(0), burned, "Fire swept through a mill", &[(Role::Place, "Lunde")])
}

fn find(events: &[CaseEvent], predicate: Predicate) -> &CaseEvent {
    events.iter().find(|event| event.predicate == predicate).expect("the event was drawn")
}

#[test]
fn two_reports_of_one_bombing_are_one_incident_and_a_fire_is_another() {
    let events = drawn(vec![blast(1), fire(2), blast_again(3)]);
    let bombing = find(&events, Predicate::Attack);
    assert_eq!(bombing.documents, [1, 3]);
    assert_eq!(bombing.name, "the Port Orrin bombing");
    assert_eq!(bombing.time, Interval::day(date(2021, 6, 7)));
    let deaths = find(&events, Predicate::Die);
    assert_eq!(deaths.part_of.as_ref(), Some(&bombing.id));
    assert_eq!(deaths.name, "the deaths in the Port Orrin bombing");
    assert_eq!(find(&events, Predicate::Disaster).documents, [2]);
}

#[test]
fn a_woman_of_forty_is_the_one_whom_another_report_names() {
    let events = drawn(vec![blast(1), blast_again(2)]);
    let victims = find(&events, Predicate::Die).participants.iter().filter(|(role, _)| *role == Role::Victim);
    assert_eq!(victims.count(), 1);
}

#[test]
fn whom_a_document_identifies_is_its_victim_by_name() {
    let report = Report::new(1, 8, BLAST).says(Some(0), of(Predicate::Die), "a man died", &[(Role::Victim, "the man")]);
    let identified = [(Role::Person, "the man"), (Role::Matter, "Emil Torvald")];
    let report = report.says(None, of(Predicate::Identify), "The man was identified as Emil Torvald", &identified);
    let picture = Picture::draw(&[report.0], &Decided::default());
    let victims = &find(&picture.events.events, Predicate::Die).participants;
    let name_of =
        |id: &str| picture.resolved.entities.iter().find(|entity| entity.id == id).map(|entity| entity.name.as_str());
    let names: Vec<_> = victims.iter().map(|(role, id)| (*role, name_of(id))).collect();
    assert_eq!(names, [(Role::Victim, Some("Emil Torvald"))]);
}

#[test]
fn a_gunman_who_is_identified_is_not_made_an_attacker() {
    let shooting = of(Predicate::Attack);
    let report =
        Report::new(1, 8, BLAST).says(Some(0), shooting, "the gunman fired", &[(Role::Attacker, "the gunman")]);
    let identified = [(Role::Person, "the gunman"), (Role::Matter, "Emil Torvald")];
    let report = report.says(None, of(Predicate::Identify), "They identified the gunman as Emil Torvald", &identified);
    let picture = Picture::draw(&[report.0], &Decided::default());
    let attackers = &find(&picture.events.events, Predicate::Attack).participants;
    let is_named = |id: &String| picture.resolved.entities.iter().any(|entity| entity.id == *id && entity.is_named);
    assert!(!attackers.iter().any(|(role, id)| *role == Role::Attacker && is_named(id)), "{attackers:?}");
}

#[test]
fn incidents_of_a_document_that_befell_one_person_are_one_unless_days_apart() {
    let shot = |event, day, place| {
        (Some(event), on(day, Predicate::Attack), [(Role::Place, place), (Role::Victim, "Ines Vold")])
    };
    let told = |second_day| {
        let (first, second) = (shot(0, 7, "Port Orrin"), shot(1, second_day, "Quay Street"));
        let report = Report::new(1, 9, BLAST).says(first.0, first.1, "shot", &first.2);
        let events = drawn(vec![report.says(second.0, second.1, "shot", &second.2)]);
        events.iter().filter(|event| event.predicate == Predicate::Attack).count()
    };
    assert_eq!(told(7), 1);
    assert_eq!(told(1), 2);
}

#[test]
fn incidents_on_far_days_stay_apart() {
    let later = blast_again(2);
    let later = Report(CaseDocument {
        told: Told { claims: Vec::new(), published: Interval::day(date(2021, 6, 28)), ..later.0.told },
        ..later.0
    });
    let bombing = Claim { subtype: Some("Bombing".into()), ..on(27, Predicate::Attack) };
    let events = drawn(vec![blast(1), later.says(Some(0), bombing, "A bomb exploded", &[(Role::Place, "Port Orrin")])]);
    assert_eq!(events.iter().filter(|event| event.predicate == Predicate::Attack).count(), 2);
}

#[test]
fn the_last_count_stands_with_the_claims_that_say_so() {
    let events = drawn(vec![blast(1).counts(0, "killed", 1, Some(1)), blast_again(2).counts(0, "killed", 3, Some(3))]);
    let counts = &find(&events, Predicate::Attack).counts;
    let expected = EventCount {
        quantity: Quantity { what: "killed".into(), low: Some(3), high: Some(3) },
        claims: vec![ClaimAt { document: 2, claim: 2 }],
    };
    assert_eq!(counts.as_slice(), std::slice::from_ref(&expected));
    assert_eq!(find(&events, Predicate::Die).counts, [expected]);
}

#[test]
fn an_arrest_is_a_part_of_the_incident_its_document_tells_of_and_names_nobody_its_attacker() {
    let report = blast(1).says(None, of(Predicate::Arrest), "Jonas Weil was arrested", &[(Role::Person, "Jonas Weil")]);
    let events = drawn(vec![report, blast_again(2)]);
    let (bombing, arrest) = (find(&events, Predicate::Attack), find(&events, Predicate::Arrest));
    assert_eq!(arrest.part_of.as_ref(), Some(&bombing.id));
    assert_eq!(arrest.name, "the arrest of Jonas Weil");
    let suspect = &arrest.participants[0].1;
    let roles: Vec<Role> = bombing.participants.iter().filter(|(_, id)| id == suspect).map(|(role, _)| *role).collect();
    assert_eq!(roles, [Role::Person]);
}

#[test]
fn a_happening_that_two_documents_tell_of_is_one() {
    let met = || of(Predicate::Meet);
    let both = [(Role::Participant, "Jonas Weil"), (Role::Participant, "Petra Anders")];
    let one = Report::new(1, 8, FIRE).says(None, met(), "Jonas Weil met Petra Anders at the mill", &both);
    let other = Report::new(2, 9, BLAST).says(None, met(), "Petra Anders met Jonas Weil", &both);
    let third =
        Report::new(3, 9, BLAST).says(None, met(), "Ines Vold met the mayor", &[(Role::Participant, "Ines Vold")]);
    let events = drawn(vec![one, other, third]);
    let meetings: Vec<&[i64]> = events.iter().map(|event| event.documents.as_slice()).collect();
    assert!(meetings.contains(&&[1, 2][..]), "{meetings:?}");
    assert!(meetings.contains(&&[3][..]), "{meetings:?}");
}

#[test]
fn a_claim_leads_to_the_part_that_it_tells_of() {
    let documents = [blast(1).0];
    let picture = Picture::draw(&documents, &Decided::default());
    let event_of =
        |claim| picture.events.of_claim(ClaimAt { document: 1, claim }).map(|at| picture.events.events[at].predicate);
    assert_eq!(event_of(0), Some(Predicate::Attack));
    assert_eq!(event_of(1), Some(Predicate::Die));
    assert_eq!(event_of(9), None);
}

#[test]
fn ids_stay_while_a_case_grows() {
    let before = drawn(vec![blast(1)]);
    let after = drawn(vec![blast(1), fire(2), blast_again(3)]);
    for event in before {
        assert!(after.iter().any(|other| other.id == event.id && other.predicate == event.predicate));
    }
}

/// Documents and first code points of what an event is mentioned by.
fn places(mentions: &[EventMention]) -> Vec<(i64, u32)> {
    mentions.iter().map(|mention| (mention.document, mention.span.start)).collect()
}

#[test]
fn a_word_of_its_sort_is_a_mention_of_what_others_claim() {
    let claimed = blast(1).mentions(&[("explode", 10, 0, "p"), ("kill", 110, 1, "p")]);
    let mentioning = Report::new(2, 9, BLAST_AGAIN).mentions(&[("explosion", 30, 0, "n"), ("mourn", 5, 0, "p")]);
    let elsewhere = Report::new(3, 9, FIRE).mentions(&[("explode", 30, 0, "p"), ("mourn", 5, 0, "p")]);
    let drawn = drawn_with_mentions(vec![claimed, mentioning, elsewhere]);
    let bombing = find(&drawn.events, Predicate::Attack);
    assert_eq!(places(&bombing.mentions), [(2, 30)]);
    assert_eq!(bombing.documents, [1]);
    assert_eq!(drawn.mentioned, []);
}

#[test]
fn what_nobody_claims_is_an_event_of_mentions_alone() {
    let one = blast(1).mentions(&[("mourn", 5, 0, "p"), ("vigil", 25, 0, "n")]);
    let other = Report::new(2, 9, BLAST_AGAIN).mentions(&[("mourn", 7, 0, "p"), ("vigil", 25, 0, "n")]);
    let drawn = drawn_with_mentions(vec![one, other]);
    let [mourned] = &drawn.mentioned[..] else { panic!("{:?}", drawn.mentioned) };
    assert_eq!((mourned.name.as_str(), places(&mourned.mentions)), ("mourn", vec![(1, 5), (2, 7)]));
    assert_eq!(mourned.documents(), [1, 2]);
    assert!(drawn.events.iter().all(|event| event.id != mourned.id && event.mentions.is_empty()));
}

#[test]
fn words_that_fit_any_happening_need_the_same_name_beside_them() {
    let said = |number, text, sentence| {
        let report = Report::new(number, 9, text);
        let report = report.says(None, of(Predicate::Statement), "said", &[(Role::Agent, "Ines Vold")]);
        report.mentions(&[("say", 50, sentence, "s")])
    };
    let mentioned = |reports| drawn_with_mentions(reports).mentioned.len();
    assert_eq!(mentioned(vec![said(1, BLAST, 0), said(2, BLAST_AGAIN, 0)]), 1);
    assert_eq!(mentioned(vec![said(1, BLAST, 0), said(2, BLAST_AGAIN, 7)]), 0);
}

/// Predicate, claims by report, days and name of an event.
type Happened = (Predicate, Vec<(usize, u32)>, Interval, String);

/// Events without ids and numbers of documents: which reports tell of what.
fn told_by(events: &[CaseEvent], original: impl Fn(i64) -> usize) -> Vec<Happened> {
    let claims = |event: &CaseEvent| {
        let mut claims: Vec<_> = event.claims.iter().map(|at| (original(at.document), at.claim)).collect();
        claims.extend(event.mentions.iter().map(|at| (original(at.document), 1000 + at.span.start)));
        claims.sort_unstable();
        claims
    };
    let mut all: Vec<_> =
        events.iter().map(|event| (event.predicate, claims(event), event.time, event.name.clone())).collect();
    all.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    all
}

/// Name and mentions by report.
fn mentioned_by(events: &[MentionedEvent], original: impl Fn(i64) -> usize) -> Vec<(String, Vec<(usize, u32)>)> {
    let mut all: Vec<_> = events
        .iter()
        .map(|event| (event.name.clone(), event.mentions.clone()))
        .map(|(name, at)| {
            let mut at: Vec<_> = at.iter().map(|one| (original(one.document), one.span.start)).collect();
            at.sort_unstable();
            (name, at)
        })
        .collect();
    all.sort();
    all
}

proptest! {
    #[test]
    fn the_order_of_documents_makes_no_difference(
        kinds in prop::collection::vec((0..3_usize, 1..28_i8, 0..4_usize), 1..8),
        turn in 0..100_usize,
    ) {
        let names = ["Ines Vold", "Jonas Weil", "Petra Anders", "a man"];
        let report = |n: usize, number: i64| {
            let (kind, day, who) = kinds[n];
            let report = [blast, blast_again, fire][kind](number);
            let report = report.says(Some(0), on(day, Predicate::Injure), "was hurt", &[(Role::Victim, names[who])]);
            let mut report = report.says(None, of(Predicate::Arrest), "was arrested", &[(Role::Person, names[3 - who])]);
            report.0.identity = format!("report {n}");
            report.mentions(&[("explode", 10, 0, "p"), ("arrest", 310, 3, "p"), ("blast", 40, 9, "n"), ("mourn", 50, 9, "p")])
        };
        let n = kinds.len();
        let forward = drawn_with_mentions((0..n).map(|at| report(at, at as i64)).collect());
        let turned: Vec<usize> = (0..n).map(|at| (at + turn) % n).rev().collect();
        let backward =
            drawn_with_mentions(turned.iter().enumerate().map(|(number, at)| report(*at, number as i64)).collect());
        let (number, of_turned) = (|number: i64| number as usize, |number: i64| turned[number as usize]);
        prop_assert_eq!(told_by(&forward.events, number), told_by(&backward.events, of_turned));
        prop_assert_eq!(mentioned_by(&forward.mentioned, number), mentioned_by(&backward.mentioned, of_turned));
    }
}

#[test]
fn the_dead_who_are_told_of_one_by_one_are_counted_where_no_number_is_said() {
    let events = drawn(vec![blast(1), blast_again(2)]);
    let killed = |event: &CaseEvent| event.counts.iter().map(|count| count.quantity.clone()).collect::<Vec<_>>();
    let one = Quantity { what: "killed".into(), low: Some(1), high: Some(1) };
    assert_eq!(killed(find(&events, Predicate::Attack)), std::slice::from_ref(&one));
    let death = find(&events, Predicate::Die);
    assert_eq!(killed(death), [one]);
    assert_eq!(death.counts[0].claims, death.claims);
    assert_eq!(killed(find(&drawn(vec![blast(1)]), Predicate::Attack)), [], "a name may be one of many");
    let of_group = blast_again(1).says(Some(0), of(Predicate::Die), "people died", &[(Role::Victim, "several people")]);
    assert_eq!(killed(find(&drawn(vec![of_group]), Predicate::Attack)), []);
}

#[test]
fn a_number_of_a_whole_year_is_not_of_an_incident_of_one_day() {
    let year = Interval { earliest: Some(date(2021, 1, 1)), latest: Some(date(2021, 12, 31)) };
    let quantity = Some(Quantity { what: "killed".into(), low: Some(40), high: None });
    let of_year = Claim { predicate: Predicate::Count, quantity, time: year, ..claim() };
    let events = drawn(vec![blast(1).says(Some(0), of_year, "forty people", &[])]);
    assert_eq!(find(&events, Predicate::Attack).counts, []);
}

#[test]
fn one_who_is_charged_again_and_again_is_not_whom_it_befell() {
    let charged = |report: Report| report.says(None, of(Predicate::Charge), "charged", &[(Role::Person, "Jon Weil")]);
    let misread = blast(1).says(Some(0), on(7, Predicate::Attack), "bomb", &[(Role::Victim, "Jon Weil")]);
    let events = drawn(vec![charged(charged(misread))]);
    let victims = |event: &CaseEvent| event.participants.iter().filter(|(role, _)| *role == Role::Victim).count();
    assert_eq!(victims(find(&events, Predicate::Attack)), 1);
}

#[test]
fn a_year_said_in_passing_is_not_when_it_was() {
    let year = Interval { earliest: Some(date(2018, 1, 1)), latest: Some(date(2018, 12, 31)) };
    let passing = Claim { time: year, ..of(Predicate::Attack) };
    let mut report = Report::new(1, 8, BLAST).says(Some(0), passing, "windows broken", &[]);
    for _ in 0..4 {
        report = report.says(Some(0), of(Predicate::Attack), "A bomb exploded", &[]);
    }
    let expected = Interval { earliest: Some(date(2021, 6, 6)), latest: Some(date(2021, 6, 8)) };
    assert_eq!(find(&drawn(vec![report]), Predicate::Attack).time, expected);
}

#[test]
fn a_month_that_is_said_and_a_day_to_come_win_over_the_week_of_the_report() {
    let warned = Claim {
        time: Interval { earliest: Some(date(2021, 5, 1)), latest: Some(date(2021, 5, 31)) },
        ..of(Predicate::Warn)
    };
    let hearing = Claim { modality: Modality::Planned, ..on(25, Predicate::Trial) };
    let report = Report::new(1, 20, "He was warned in May and will be tried on Friday.")
        .says(None, warned.clone(), "warned in May", &[(Role::Recipient, "Rui Costa")])
        .says(None, hearing, "will be tried on Friday", &[(Role::Person, "Rui Costa")])
        .says(None, of(Predicate::Release), "released", &[(Role::Person, "Rui Costa")]);
    let events = drawn(vec![report]);
    assert_eq!(find(&events, Predicate::Warn).time, warned.time);
    assert_eq!(find(&events, Predicate::Trial).time, Interval::day(date(2021, 6, 25)));
    // Where nothing is said the report's own days are all there is.
    assert_eq!(find(&events, Predicate::Release).time.latest, Some(date(2021, 6, 20)));
}

#[test]
fn what_is_only_denied_or_planned_is_told_so() {
    let denied = Claim { polarity: Polarity::Denied, ..of(Predicate::Warn) };
    let planned = Claim { modality: Modality::Planned, ..on(25, Predicate::Trial) };
    let told = |claims: &[Claim]| {
        let report = claims.iter().fold(Report::new(1, 20, "What is told of Rui Costa."), |report, claim| {
            report.says(None, claim.clone(), "told", &[(Role::Person, "Rui Costa")])
        });
        drawn(vec![report]).iter().map(|event| (event.predicate, event.polarity, event.modality)).collect::<Vec<_>>()
    };
    assert_eq!(told(std::slice::from_ref(&denied)), [(Predicate::Warn, Polarity::Denied, Modality::Actual)]);
    assert_eq!(told(&[planned]), [(Predicate::Trial, Polarity::Asserted, Modality::Planned)]);
    let both = [denied, of(Predicate::Warn)];
    assert_eq!(told(&both), [(Predicate::Warn, Polarity::Asserted, Modality::Actual)]);
}

#[test]
fn of_two_numbers_of_dead_told_one_by_one_most_documents_have_the_right_one() {
    let recalling = blast_again(2).says(Some(0), of(Predicate::Die), "was killed", &[(Role::Victim, "Emil Torvald")]);
    let events = drawn(vec![blast(1), recalling, blast_again(3)]);
    let low = |event: &CaseEvent| event.counts.iter().map(|count| count.quantity.low).collect::<Vec<_>>();
    assert_eq!(low(find(&events, Predicate::Attack)), [Some(1)]);
    // Whom one report alone names is still there.
    assert_eq!(find(&events, Predicate::Die).participants.len(), 2);
}

#[test]
fn a_boy_of_an_age_is_the_one_whom_the_same_text_names_with_that_age() {
    let n_incidents = |age: &str| {
        let died =
            |report: Report, event, who| report.says(Some(event), of(Predicate::Die), "died", &[(Role::Victim, who)]);
        let report = died(died(Report::new(1, 8, BLAST), 0, "Emil Torvald"), 1, "a 17-year-old boy");
        let mut report =
            report.says(None, of(Predicate::Age), "aged", &[(Role::Person, "Emil Torvald"), (Role::Value, age)]);
        report.0.told.claims.iter_mut().for_each(|told| told.claim.sentence = 0);
        drawn(vec![report]).iter().filter(|event| event.predicate == Predicate::Die).count()
    };
    assert_eq!(n_incidents("17"), 1);
    assert_eq!(n_incidents("34"), 2);
}

#[test]
fn what_a_report_recalls_of_another_year_is_no_part_of_what_it_tells() {
    let august = Interval { earliest: Some(date(1998, 8, 1)), latest: Some(date(1998, 8, 31)) };
    let recalled = |time| {
        let injured = Claim { time, ..of(Predicate::Injure) };
        let report = blast(1).says(Some(0), injured, "112 people were hurt", &[(Role::Victim, "112 people")]);
        let events = drawn(vec![report]);
        find(&events, Predicate::Injure).part_of.is_some()
    };
    assert!(!recalled(august));
    assert!(recalled(Interval::day(date(2021, 6, 7))));
}
