//! Made-up cases: what their claims amount to.

use super::{Reconciled, reconcile};
use crate::events::{Strands, events};
use crate::picture::{CaseDocument, Decided};
use crate::resolve::resolve;
use crate::stems;
use crate::told::{Told, ToldChain, ToldClaim, ToldSource};
use crate::{ToldCorrection, knowledge::knowledge};
use clew_model::{
    Act, Argument, Certainty, Claim, Filler, Interval, Level, Modality, Polarity, Predicate, Quantity, Role,
    SourceKind, Span, Standing, ThingType,
};
use jiff::civil::date;
use std::collections::BTreeSet;

/// A document of the case; names of persons have two words, all others are bodies.
pub(super) fn document(identity: &str, publisher: &str, day: i8) -> CaseDocument {
    let mut told =
        Told { publisher: Some(publisher.to_owned()), published: Interval::day(date(2021, 6, day)), ..Told::default() };
    // By what they all speak of, the documents tell of one affair.
    for name in ["Hallam Bridge Works", "Orrin Roads Office", "Varn City Council"] {
        chain(&mut told, name);
    }
    CaseDocument { number: 0, identity: identity.to_owned(), copy_of: None, told }
}

pub(super) fn chain(told: &mut Told, name: &str) -> u32 {
    if let Some(known) = told.chains.iter().find(|chain| chain.name == name) {
        return known.chain;
    }
    let number = told.chains.len() as u32;
    let thing = if name.split(' ').count() == 2 { ThingType::Person } else { ThingType::PublicBody };
    told.chains.push(ToldChain {
        chain: number,
        thing,
        name: name.to_owned(),
        names: vec![name.to_owned()],
        descriptions: Vec::new(),
        sentences: vec![0],
        first_mention: number,
        n_mentions: 1,
        located: None,
    });
    number
}

/// What a sentence of a document claims: a predicate of people, on somebody's word or in its own voice.
fn says(
    mut document: CaseDocument,
    source: Option<&str>,
    predicate: Predicate,
    who: &[(Role, &str)],
    words: &str,
) -> CaseDocument {
    let told = &mut document.told;
    let id = told.claims.len() as u32;
    let attribution = source.map(|name| {
        let (kind, chain) = match name.starts_with("a ") {
            true => (SourceKind::Unnamed, None),
            false => (SourceKind::Named, Some(chain(told, name))),
        };
        told.sources.push(ToldSource {
            words: Some(name.to_owned()),
            chain,
            kind,
            act: Act::Said,
            within: None,
            recipient: None,
            said: Interval::open(),
        });
        told.sources.len() as u32 - 1
    });
    let argument = |(role, name): &(Role, &str), told: &mut Told| Argument {
        role: *role,
        span: Span::new(0, 1),
        filler: Filler::Chain(chain(told, name)),
    };
    let arguments = who.iter().map(|one| argument(one, told)).collect();
    let trigger = Span::new(id * 100 + 10, id * 100 + 15);
    let claim = Claim {
        id,
        predicate,
        subtype: None,
        trigger,
        arguments,
        quantity: None,
        time: Interval::open(),
        polarity: Polarity::Asserted,
        certainty: Certainty { level: Level::Asserted, cue: None },
        modality: Modality::Actual,
        opinion: false,
        attribution,
        evidence: Vec::new(),
        event: Some(0),
        carried_from: None,
        sentence: id,
        by: String::new(),
        score: 1.0,
    };
    told.claims.push(ToldClaim {
        claim,
        sentence: Span::new(0, trigger.end),
        trigger: words.split(' ').next_back().unwrap_or_default().to_owned(),
        arguments: who.iter().map(|(_, name)| (*name).to_owned()).collect(),
        stems: stems(words),
    });
    told.stems.extend(stems(words));
    told.stems.sort_unstable();
    told.stems.dedup();
    document
}

pub(super) fn counts(
    document: CaseDocument,
    source: Option<&str>,
    what: &str,
    low: u64,
    high: Option<u64>,
) -> CaseDocument {
    let words = format!("{low} people {what} when the bridge at Varn fell");
    let mut document = says(document, source, Predicate::Count, &[], &words);
    let claim = &mut document.told.claims.last_mut().expect("just added").claim;
    claim.quantity = Some(Quantity { what: what.to_owned(), low: Some(low), high });
    document
}

pub(super) fn denied(mut document: CaseDocument) -> CaseDocument {
    document.told.claims.last_mut().expect("a claim").claim.polarity = Polarity::Denied;
    document
}

pub(super) fn numbered(mut documents: Vec<CaseDocument>) -> Vec<CaseDocument> {
    for (number, document) in (1..).zip(&mut documents) {
        document.number = number;
    }
    documents
}

pub(super) fn reconciled(documents: &[CaseDocument]) -> Reconciled {
    with_retracted(documents, &[])
}

fn with_retracted(documents: &[CaseDocument], retracted: &[i64]) -> Reconciled {
    let strands = Strands::of(documents);
    let resolved = resolve(documents, &strands, &Decided::default());
    let events = events(documents, &strands, &resolved);
    reconcile(documents, &resolved, &events, &retracted.iter().copied().collect())
}

/// Each finding as "Predicate quantity: standing on whose word", in order.
fn findings(documents: Vec<CaseDocument>) -> Vec<String> {
    lines(&reconciled(&numbered(documents)))
}

fn lines(reconciled: &Reconciled) -> Vec<String> {
    let line = |finding: &clew_model::Finding| {
        let number =
            finding.quantity.as_ref().and_then(|quantity| quantity.low).map_or(String::new(), |n| format!(" {n}"));
        let origins: Vec<&str> = finding.origins.iter().map(|origin| origin.name.as_str()).collect();
        format!("{}{number}: {} on {}", finding.predicate, finding.standing.word(), origins.join(", "))
    };
    let mut lines: Vec<String> = reconciled.findings.iter().map(line).collect();
    lines.sort();
    lines
}

const ARREST: &str = "police arrested Jonas Weil at the Varn bridge depot on Monday";

pub(super) fn arrest(document: CaseDocument, source: Option<&str>) -> CaseDocument {
    says(document, source, Predicate::Arrest, &[(Role::Person, "Jonas Weil")], ARREST)
}

#[test]
fn two_papers_in_their_own_voice_are_two_origins_and_a_copy_is_none() {
    let original = arrest(document("a", "Varn Gazette", 8), None);
    let other = says(
        document("b", "Daily Post", 9),
        None,
        Predicate::Arrest,
        &[(Role::Person, "Jonas Weil")],
        "detectives took the engineer Jonas Weil from his home",
    );
    let mut copy = arrest(document("c", "Orrin Echo", 9), None);
    assert_eq!(findings(vec![original.clone(), other]), ["Arrest: corroborated on Daily Post, Varn Gazette"]);
    copy.copy_of = Some(1);
    assert_eq!(findings(vec![original, copy]), ["Arrest: single-origin on Varn Gazette"]);
}

#[test]
fn one_source_is_one_however_many_quote_it_and_two_unnamed_ones_are_one() {
    let by = |source: &str| {
        let paper = |identity: &str, name: &str| arrest(document(identity, name, 8), Some(source));
        findings(vec![paper("a", "Varn Gazette"), paper("b", "Daily Post")])
    };
    assert_eq!(by("Harbour Board of Varn"), ["Arrest: single-origin on Harbour Board of Varn"]);
    assert_eq!(by("a senior official"), ["Arrest: single-origin on a senior official"]);
}

#[test]
fn a_later_higher_toll_supersedes_and_at_least_nine_bears_ten() {
    let board = Some("Harbour Board of Varn");
    let six = counts(document("a", "Varn Gazette", 8), board, "killed", 6, None);
    let nine = counts(document("b", "Varn Gazette", 9), board, "killed", 9, None);
    let ten = counts(document("c", "Daily Post", 9), Some("Femi Okoro"), "killed", 10, Some(10));
    assert_eq!(
        findings(vec![six, nine, ten]),
        [
            "Count 10: single-origin on Femi Okoro",
            "Count 6: superseded on Harbour Board of Varn",
            "Count 9: single-origin on Harbour Board of Varn",
        ]
    );
}

#[test]
fn what_one_asserts_and_another_denies_is_disputed() {
    let asserted = arrest(document("a", "Varn Gazette", 8), Some("Femi Okoro"));
    let denial = says(
        document("b", "Daily Post", 9),
        Some("Petra Anders"),
        Predicate::Arrest,
        &[(Role::Person, "Jonas Weil")],
        "her client was never held by anyone",
    );
    assert_eq!(findings(vec![asserted, denied(denial)]), ["Arrest: disputed on Femi Okoro, Petra Anders"]);
}

#[test]
fn a_correction_supersedes_what_it_takes_back() {
    let wrong = counts(document("a", "Varn Gazette", 8), None, "aboard", 86, Some(86));
    let right = counts(document("b", "Daily Post", 8), Some("Femi Okoro"), "aboard", 84, Some(84));
    let mut notice = counts(document("c", "Varn Gazette", 12), None, "aboard", 86, Some(86));
    notice.told.corrections.push(ToldCorrection {
        first_sentence: 0,
        last_sentence: 0,
        published: Interval::day(date(2021, 6, 8)),
        right: Some(84),
    });
    assert_eq!(
        findings(vec![wrong, right, notice]),
        ["Count 84: corroborated on Femi Okoro, Varn Gazette", "Count 86: superseded on Varn Gazette"]
    );
}

#[test]
fn a_withdrawn_document_speaks_for_nothing_and_against_nothing_and_stays() {
    let after =
        |documents: Vec<CaseDocument>, retracted: &[i64]| lines(&with_retracted(&numbered(documents), retracted));
    let gazette = arrest(document("a", "Varn Gazette", 8), None);
    let post = says(
        document("b", "Daily Post", 9),
        None,
        Predicate::Arrest,
        &[(Role::Person, "Jonas Weil")],
        "detectives took the engineer Jonas Weil from his home",
    );
    assert_eq!(after(vec![gazette.clone(), post.clone()], &[2]), ["Arrest: single-origin on Varn Gazette"]);
    assert_eq!(after(vec![gazette.clone(), post.clone()], &[1, 2]), ["Arrest: superseded on Daily Post, Varn Gazette"]);
    let denial = denied(says(
        document("c", "Orrin Echo", 9),
        Some("Petra Anders"),
        Predicate::Arrest,
        &[(Role::Person, "Jonas Weil")],
        "her client was never held by anyone",
    ));
    assert_eq!(after(vec![gazette.clone(), denial], &[2]), ["Arrest: single-origin on Varn Gazette"]);
    let copied = |copy: CaseDocument| CaseDocument { copy_of: Some(1), ..copy };
    let echo = copied(arrest(document("d", "Orrin Echo", 9), None));
    assert_eq!(
        after(vec![gazette.clone(), echo], &[1]),
        ["Arrest: superseded on Varn Gazette"],
        "and so does its copy"
    );
    let added = after(vec![gazette, copied(post)], &[1]);
    assert_eq!(added, ["Arrest: single-origin on Daily Post"], "save for what the copy added");
}

#[test]
fn a_toll_of_a_withdrawn_document_replaces_none() {
    let board = Some("Harbour Board of Varn");
    let six = counts(document("a", "Varn Gazette", 8), board, "killed", 6, None);
    let nine = counts(document("b", "Varn Gazette", 9), board, "killed", 9, None);
    let of = |retracted: &[i64]| lines(&with_retracted(&numbered(vec![six.clone(), nine.clone()]), retracted));
    assert_eq!(of(&[])[0], "Count 6: superseded on Harbour Board of Varn");
    let without_later =
        ["Count 6: single-origin on Harbour Board of Varn", "Count 9: superseded on Harbour Board of Varn"];
    assert_eq!(of(&[2]), without_later);
}

#[test]
fn judgements_make_no_finding_and_plans_none_of_fact() {
    let mut judged = arrest(arrest(document("a", "Varn Gazette", 8), None), None);
    judged.told.claims[0].claim.opinion = true;
    judged.told.claims[1].claim.modality = Modality::Planned;
    let reconciled = reconciled(&numbered(vec![judged]));
    assert_eq!(reconciled.findings.len(), 1);
    assert_eq!(
        (reconciled.findings[0].modality, reconciled.findings[0].standing),
        (Modality::Planned, Standing::SingleOrigin)
    );
    assert_eq!(reconciled.claim_origins.len(), 2);
}

#[test]
fn who_was_warned_and_who_warned_knew_no_later_than_the_warning() {
    let who = [(Role::Agent, "Ada Weil"), (Role::Recipient, "Femi Okoro")];
    let mut warning =
        says(document("a", "Varn Gazette", 8), None, Predicate::Warn, &who, "Ada Weil warned Femi Okoro of the crack");
    warning.told.claims[0].claim.time = Interval::day(date(2021, 5, 3));
    assert_eq!(known(vec![warning]), ["Ada Weil 2021-05-03", "Femi Okoro 2021-05-03"]);
}

/// The last claim, with an argument that is words and no thing with a name.
fn worded(mut document: CaseDocument, role: Role, words: &str) -> CaseDocument {
    let told = document.told.claims.last_mut().expect("a claim was added");
    told.claim.arguments.push(Argument { role, span: Span::new(0, 1), filler: Filler::Words });
    told.arguments.push(words.to_owned());
    document
}

/// The last claim, as of one day.
fn on_day(mut document: CaseDocument, month: i8, day: i8) -> CaseDocument {
    document.told.claims.last_mut().expect("a claim was added").claim.time = Interval::day(date(2021, month, day));
    document
}

fn of_kind(mut document: CaseDocument, kind: &str) -> CaseDocument {
    document.told.claims.last_mut().expect("a claim was added").claim.subtype = Some(kind.to_owned());
    document
}

#[test]
fn that_one_died_is_not_that_many_did() {
    let fell = "the bridge at Varn fell on Monday";
    let one =
        says(document("a", "Varn Gazette", 8), Some("Femi Okoro"), Predicate::Die, &[(Role::Victim, "Ada Weil")], fell);
    let many =
        worded(says(document("b", "Daily Post", 9), None, Predicate::Die, &[], fell), Role::Victim, "The people");
    assert_eq!(findings(vec![one, many]), ["Die: single-origin on Daily Post", "Die: single-origin on Femi Okoro"]);
}

/// A paper's report that a thing failed, on somebody's word.
fn failed(identity: &str, paper: &str, source: &str, kind: &str, thing: &str) -> CaseDocument {
    let words = format!("{thing} is what {source} speaks of in {identity}");
    let report = says(document(identity, paper, 8), Some(source), Predicate::Disaster, &[], &words);
    of_kind(worded(report, Role::Facility, thing), kind)
}

#[test]
fn a_thing_without_a_name_is_one_in_one_affair_and_a_fire_is_no_failure() {
    let seal = failed("a", "Varn Gazette", "Femi Okoro", "failure", "the hatch's seal");
    let hatch = failed("b", "Daily Post", "Petra Anders", "collapse", "A worn seal on the cargo hatch");
    assert_eq!(findings(vec![seal.clone(), hatch]), ["Disaster: corroborated on Femi Okoro, Petra Anders"]);
    let fire = failed("b", "Daily Post", "Petra Anders", "fire", "A worn seal on the cargo hatch");
    assert_eq!(findings(vec![seal.clone(), fire]).len(), 2);
    let main = failed("b", "Daily Post", "Petra Anders", "failure", "a water main");
    assert_eq!(findings(vec![seal, main]).len(), 2, "nor is a main a seal");
}

#[test]
fn a_call_and_the_warning_given_by_it_are_one_on_one_day() {
    let both = [(Role::Participant, "Ada Weil"), (Role::Participant, "Femi Okoro")];
    let call =
        says(document("a", "Varn Gazette", 8), None, Predicate::Contact, &both, "Ada Weil rang Femi Okoro at nine");
    let ends = [(Role::Agent, "Ada Weil"), (Role::Recipient, "Femi Okoro")];
    let warning = says(document("b", "Daily Post", 9), None, Predicate::Warn, &ends, "the owner had an alert by her");
    let call = on_day(call, 6, 3);
    assert_eq!(
        findings(vec![call.clone(), on_day(warning.clone(), 6, 3)]),
        ["Warn: corroborated on Daily Post, Varn Gazette"]
    );
    assert_eq!(findings(vec![call, on_day(warning, 6, 4)]).len(), 2);
}

#[test]
fn a_warning_says_more_than_that_somebody_learned() {
    let ends = [(Role::Agent, "Ada Weil"), (Role::Recipient, "Femi Okoro")];
    let words = "Ada Weil warned Femi Okoro of the crack";
    let warned = says(document("a", "Varn Gazette", 8), None, Predicate::Warn, &ends, words);
    let told_of = [(Role::Person, "Femi Okoro")];
    let words = "Femi Okoro was told of the crack";
    let learned = says(document("b", "Daily Post", 9), None, Predicate::Learn, &told_of, words);
    let about = |document| on_day(worded(document, Role::Matter, "the crack"), 5, 3);
    assert_eq!(findings(vec![about(warned), about(learned)]), ["Warn: corroborated on Daily Post, Varn Gazette"]);
}

#[test]
fn who_was_sent_a_writing_was_told_of_it() {
    let told_of = says(
        document("a", "Varn Gazette", 8),
        None,
        Predicate::Learn,
        &[(Role::Person, "Femi Okoro")],
        "Femi Okoro was told of the surveyor's memo in spring",
    );
    let told_of = on_day(worded(told_of, Role::Matter, "the surveyor's memo"), 5, 3);
    let who = [(Role::Recipient, "Femi Okoro"), (Role::Thing, "a copy of the surveyor's memo")];
    let words = "Femi Okoro received a copy of the surveyor's memo";
    let mut sent = says(document("b", "Daily Post", 9), None, Predicate::Transfer, &who, words);
    sent.told.chains.last_mut().expect("of the memo").thing = ThingType::Work;
    assert_eq!(
        findings(vec![told_of.clone(), on_day(sent.clone(), 5, 3)]),
        ["Learn: corroborated on Daily Post, Varn Gazette"]
    );
    sent.told.chains.last_mut().expect("of the memo").thing = ThingType::Vehicle;
    assert_eq!(findings(vec![told_of, on_day(sent, 5, 3)]).len(), 2);
}

/// Who knew what by when, as "name day", in order.
fn known(documents: Vec<CaseDocument>) -> Vec<String> {
    let documents = numbered(documents);
    let strands = Strands::of(&documents);
    let resolved = resolve(&documents, &strands, &Decided::default());
    let events = events(&documents, &strands, &resolved);
    let known = knowledge(&documents, &resolved, &events, &reconcile(&documents, &resolved, &events, &BTreeSet::new()));
    let name = |id: &str| resolved.entities.iter().find(|entity| entity.id == id).map(|entity| entity.name.clone());
    let day = |one: &clew_model::Knowledge| one.no_later_than.map_or(String::new(), |day| day.to_string());
    let mut lines: Vec<String> =
        known.iter().map(|one| format!("{} {}", name(&one.who).unwrap_or_default(), day(one))).collect();
    lines.sort();
    lines
}

#[test]
fn what_was_told_on_a_day_was_known_then_and_the_paper_knew_when_it_printed_it() {
    let mut report = arrest(document("a", "Varn Gazette", 8), Some("Femi Okoro"));
    report.told.sources[0].said = Interval::day(date(2021, 6, 5));
    // Another paper quotes the first, which is somebody in the case by that.
    let died = [(Role::Victim, "Ada Weil")];
    let other = says(document("b", "Daily Post", 9), Some("Varn Gazette"), Predicate::Die, &died, "Ada Weil died");
    assert_eq!(
        known(vec![report.clone(), other.clone()]),
        ["Femi Okoro 2021-06-05", "Varn Gazette 2021-06-08", "Varn Gazette 2021-06-09"]
    );
    // What somebody only denies, the paper does not know.
    report.told.sources[0].act = Act::Denied;
    assert_eq!(known(vec![report, other]), ["Femi Okoro 2021-06-05", "Varn Gazette 2021-06-09"]);
}

#[test]
fn nobody_is_no_source_and_it_is_the_body_that_has_just_spoken() {
    let mut report = arrest(document("a", "Varn Gazette", 8), Some("Harbour Board of Varn"));
    report = says(report, Some("It"), Predicate::Die, &[(Role::Victim, "Ada Weil")], "Ada Weil died in hospital");
    report.told.sources[1].chain = None;
    let of = |words: &str| {
        let mut report = report.clone();
        report.told.sources[1].words = Some(words.to_owned());
        findings(vec![report])
    };
    let on_board = "Arrest: single-origin on Harbour Board of Varn";
    assert_eq!(of("It"), [on_board, "Die: single-origin on Harbour Board of Varn"]);
    assert_eq!(of("nobody"), [on_board, "Die: single-origin on unnamed"]);
}

#[test]
fn what_is_named_in_passing_adds_no_origin_beside_what_states_it() {
    let stated = arrest(document("a", "Varn Gazette", 8), None);
    let mut named = says(
        document("b", "Daily Post", 9),
        None,
        Predicate::Arrest,
        &[(Role::Person, "Jonas Weil")],
        "the arrested engineer has two sons",
    );
    let claim = &mut named.told.claims[0];
    claim.claim.arguments[0].span = Span::new(8, 20);
    claim.arguments[0] = "the arrested engineer".to_owned();
    assert_eq!(findings(vec![stated.clone(), named.clone()]), ["Arrest: single-origin on Varn Gazette"]);
    assert_eq!(findings(vec![named.clone()]), ["Arrest: single-origin on Daily Post"], "alone it is all there is");
    named.told.claims[0].arguments[0] = "an arrested engineer".to_owned();
    assert_eq!(findings(vec![stated, named]), ["Arrest: corroborated on Daily Post, Varn Gazette"]);
}

#[test]
fn what_could_be_imposed_is_no_sentence() {
    let mut threat = says(
        document("a", "Varn Gazette", 8),
        None,
        Predicate::Sentence,
        &[(Role::Person, "Jonas Weil")],
        "Weil could be sent to prison",
    );
    let modality = |report: &CaseDocument| reconciled(&numbered(vec![report.clone()])).findings[0].modality;
    assert_eq!(modality(&threat), Modality::Actual);
    threat.told.claims[0].claim.certainty.level = Level::Even;
    assert_eq!(modality(&threat), Modality::Conditional);
}

#[test]
fn a_thing_is_delivered_once_and_money_is_paid_often() {
    let delivered = |identity: &str, paper: &str, words: &str, day| {
        let report = says(document(identity, paper, 20), None, Predicate::Transfer, &[], words);
        on_day(worded(report, Role::Thing, "the new pump"), 5, day)
    };
    let early = delivered("a", "Varn Gazette", "the pump came from a dealer", 3);
    let late = delivered("b", "Daily Post", "customs papers give another week", 12);
    let standings = |documents: Vec<CaseDocument>| -> Vec<Standing> {
        reconciled(&numbered(documents)).findings.iter().map(|finding| finding.standing).collect()
    };
    assert_eq!(standings(vec![early.clone(), late.clone()]), [Standing::Disputed, Standing::Disputed]);
    let paid = worded(late, Role::Amount, "5,000 euros");
    assert_eq!(standings(vec![early, paid]), [Standing::SingleOrigin, Standing::SingleOrigin]);
}

fn told(document: CaseDocument, source: &str, words: &str) -> CaseDocument {
    on_day(says(document, Some(source), Predicate::Learn, &[(Role::Person, "Femi Okoro")], words), 5, 3)
}

#[test]
fn not_having_been_told_that_day_stands_against_having_been_told_on_it() {
    let asserted =
        told(document("a", "Varn Gazette", 8), "Harbour Board of Varn", "the mayor was informed by telephone");
    let denial = denied(told(document("b", "Daily Post", 9), "Femi Okoro", "had not heard until noon"));
    let disputed = ["Learn: disputed on Femi Okoro", "Learn: disputed on Harbour Board of Varn"];
    assert_eq!(findings(vec![asserted.clone(), denial.clone()]), disputed);
    assert!(findings(vec![asserted, on_day(denial, 5, 9)]).iter().all(|line| line.contains("single-origin")));
}

#[test]
fn having_first_learned_stands_against_what_another_has_just_said() {
    let both = |words: &str| {
        let report = told(document("a", "Varn Gazette", 8), "Harbour Board of Varn", "the mayor was informed at ten");
        findings(vec![told(report, "Femi Okoro", words)])
    };
    assert!(both("he first learned after noon").iter().all(|line| line.contains("disputed")));
    assert!(both("he learned after noon").iter().all(|line| !line.contains("disputed")));
}

#[test]
fn one_who_denies_having_done_it_does_not_deny_that_another_did() {
    let killed = |identity: &str, paper: &str, who: &str, more: &str| {
        let words = format!("killed a guard at the Varn bridge depot on Monday{more}");
        says(document(identity, paper, 8), None, Predicate::Die, &[(Role::Agent, who)], &words)
    };
    let is_disputed = |who| {
        let asserted = killed("a", "Varn Gazette", "Ada Weil", "");
        let denial = denied(killed("b", "Daily Post", who, ", having slept at home by the river with three sons"));
        findings(vec![asserted, denial]).iter().any(|line| line.contains("disputed"))
    };
    assert!(is_disputed("Ada Weil"));
    assert!(!is_disputed("Femi Okoro"));
}

#[test]
fn what_a_bodys_own_people_noted_the_body_knew_then() {
    let board = Some("Harbour Board of Varn");
    let words = "its inspectors noted a worn seal";
    let mut report = says(document("a", "Varn Gazette", 8), board, Predicate::Statement, &[], words);
    report.told.claims[0].trigger = "noted".to_owned();
    let report = on_day(worded(report, Role::Agent, "its inspectors"), 5, 3);
    assert!(known(vec![report.clone()]).contains(&"Harbour Board of Varn 2021-05-03".to_owned()));
    let mut repaired = report;
    repaired.told.claims[0].trigger = "repaired".to_owned();
    assert!(!known(vec![repaired]).contains(&"Harbour Board of Varn 2021-05-03".to_owned()));
}

#[test]
fn a_text_without_a_name_is_called_by_its_first_words() {
    let mut report = arrest(document("3f9c a.txt", "Varn Gazette", 8), None);
    report.told.publisher = None;
    report.told.opening = "THE QUAY: news from the residents of the long quay at Varn and of all its lanes".to_owned();
    let expected = ["Arrest: single-origin on THE QUAY: news from the residents of the long quay at Varn ..."];
    assert_eq!(findings(vec![report]), expected);
}
