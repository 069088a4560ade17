//! Cases of made-up documents: who is joined to whom, and who is not.

use super::{ChainAt, Decided, DecidedPair, Resolved};
use crate::events::Strands;
use crate::picture::CaseDocument;
use crate::told::{Told, ToldChain, ToldClaim};
use clew_model::{
    Argument, Certainty, Claim, Filler, Interval, Level, Modality, Polarity, Predicate, Role, Span, ThingType,
};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

use ThingType::{Facility, Organization, Person, Place, PublicBody, Vehicle};

/// As the texts have it: nobody decided anything.
fn resolve(documents: &[CaseDocument]) -> Resolved {
    resolve_decided(documents, &Decided::default())
}

fn resolve_decided(documents: &[CaseDocument], decided: &Decided) -> Resolved {
    super::resolve(documents, &Strands::of(documents), decided)
}

/// A document of 10 June 2021 that names these, each in a sentence of its own, in the order of its chains.
fn document(number: i64, names: &[(ThingType, &str)]) -> CaseDocument {
    let chain = |(at, (thing, name)): (usize, &(ThingType, &str))| {
        let is_name = name.starts_with(char::is_uppercase);
        let said = |wanted: bool| if wanted { vec![(*name).to_owned()] } else { Vec::new() };
        ToldChain {
            chain: at as u32,
            thing: *thing,
            name: (*name).to_owned(),
            names: said(is_name),
            descriptions: said(!is_name),
            sentences: vec![at as u32],
            first_mention: at as u32 * 100,
            n_mentions: 1,
            located: None,
        }
    };
    let told = Told {
        published: Interval::day(date(2021, 6, 10)),
        chains: names.iter().enumerate().map(chain).collect(),
        ..Told::default()
    };
    CaseDocument { number, identity: format!("document {number}"), copy_of: None, told }
}

/// Adds a claim whose arguments are chains of the document or words.
fn claim(document: &mut CaseDocument, predicate: Predicate, trigger: &str, arguments: &[(Role, Result<u32, &str>)]) {
    let span = Span::new(0, 1);
    let argument = |(role, filler): &(Role, Result<u32, &str>)| {
        let filler = filler.map_or(Filler::Words, Filler::Chain);
        Argument { role: *role, span, filler }
    };
    let told = &document.told;
    let words = |filler: &Result<u32, &str>| match filler {
        Ok(chain) => told.chain(*chain).map(|chain| chain.name.clone()).unwrap_or_default(),
        Err(words) => (*words).to_owned(),
    };
    let told = ToldClaim {
        claim: Claim {
            id: document.told.claims.len() as u32,
            predicate,
            subtype: None,
            trigger: span,
            arguments: arguments.iter().map(argument).collect(),
            quantity: None,
            time: Interval::open(),
            polarity: Polarity::Asserted,
            certainty: Certainty { level: Level::Asserted, cue: None },
            modality: Modality::Actual,
            opinion: false,
            attribution: None,
            evidence: Vec::new(),
            event: None,
            carried_from: None,
            sentence: 0,
            by: "test".to_owned(),
            score: 1.0,
        },
        trigger: trigger.to_owned(),
        arguments: arguments.iter().map(|(_, filler)| words(filler)).collect(),
        stems: Vec::new(),
        sentence: span,
    };
    document.told.claims.push(told);
}

/// Entities of more than one chain, one a line: the name, and where its chains stand.
fn joined(resolved: &Resolved) -> BTreeSet<String> {
    let line = |entity: &super::ResolvedEntity<i64>| {
        let chains: Vec<String> = entity.chains.iter().map(|(document, chain)| format!("{document}.{chain}")).collect();
        format!("{}: {}", entity.name, chains.join(" "))
    };
    resolved.entities.iter().filter(|entity| entity.chains.len() > 1).map(line).collect()
}

fn check(documents: &[CaseDocument], expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|line| (*line).to_owned()).collect();
    assert_eq!(joined(&resolve(documents)), expected);
}

#[test]
fn spellings_of_one_name_are_one_and_brothers_are_two() {
    check(
        &[
            document(1, &[(Person, "Serhii Tkachuk"), (Person, "Rolf Ostrem")]),
            document(2, &[(Person, "Serhij Tkachuk"), (Person, "Harald Ostrem")]),
            document(3, &[(Person, "Serhiy Tkachuk")]),
        ],
        &["Serhii Tkachuk: 1.0 2.0 3.0"],
    );
}

#[test]
fn a_surname_goes_to_the_one_full_name_of_its_document_and_to_none_of_two() {
    check(
        &[
            document(1, &[(Person, "Jonas Weil"), (Person, "Weil")]),
            document(2, &[(Person, "Lena Brekk"), (Person, "Tomas Brekk"), (Person, "Brekk")]),
        ],
        &["Jonas Weil: 1.0 1.1"],
    );
}

#[test]
fn a_short_form_in_one_sentence_with_the_only_full_name_is_somebody_else() {
    let mut told = document(1, &[(Person, "Jonas Weil"), (Person, "Weil")]);
    told.told.chains[1].sentences = vec![0];
    check(&[told], &[]);
}

#[test]
fn a_surname_alone_goes_to_the_only_bearer_where_the_context_agrees() {
    let around = [(Vehicle, "Halla Star"), (Organization, "Orrick Line"), (Place, "Skarn")];
    let beside = |number, name| document(number, &[&[(Person, name)], &around[..]].concat());
    let elsewhere = document(3, &[(Person, "Solhaug"), (Place, "Port Dunmore")]);
    let resolved = resolve(&[beside(1, "Ingrid Solhaug"), beside(2, "Solhaug"), elsewhere]);
    let expected = ["Halla Star: 1.1 2.1", "Ingrid Solhaug: 1.0 2.0", "Orrick Line: 1.2 2.2", "Skarn: 1.3 2.3"];
    assert_eq!(joined(&resolved), expected.map(str::to_owned).into());
}

#[test]
fn an_office_tells_two_bearers_of_a_surname_apart() {
    let mut first = document(1, &[(Person, "Lena Brekk"), (Person, "Tomas Brekk"), (Vehicle, "Halla Star")]);
    claim(&mut first, Predicate::Position, "minister", &[(Role::Person, Ok(0)), (Role::Title, Err("minister"))]);
    claim(&mut first, Predicate::Position, "captain", &[(Role::Person, Ok(1)), (Role::Title, Err("captain"))]);
    let mut second = document(2, &[(Person, "Brekk"), (Vehicle, "Halla Star")]);
    claim(&mut second, Predicate::Position, "captain", &[(Role::Person, Ok(0)), (Role::Title, Err("the captain"))]);
    check(&[first, second], &["Tomas Brekk: 1.1 2.0", "Halla Star: 1.2 2.1"]);
}

/// Two cousins, of whom one is a manager, and a manager of their surname.
fn cousins() -> [CaseDocument; 2] {
    let mut first =
        document(1, &[(Person, "Conrad Fermor"), (Person, "Lewin Fermor"), (Facility, "Pallas Cold Store")]);
    claim(&mut first, Predicate::Family, "cousin", &[(Role::Person, Ok(0)), (Role::Relative, Ok(1))]);
    claim(&mut first, Predicate::Position, "manager", &[(Role::Person, Ok(1)), (Role::Title, Err("manager"))]);
    let mut second = document(2, &[(Person, "Fermor"), (Facility, "Pallas Cold Store")]);
    claim(&mut second, Predicate::Position, "manager", &[(Role::Person, Ok(0)), (Role::Title, Err("manager"))]);
    [first, second]
}

#[test]
fn a_surname_that_relatives_share_is_a_question() {
    let resolved = resolve(&cousins());
    assert_eq!(joined(&resolved), ["Pallas Cold Store: 1.2 2.1".to_owned()].into());
    assert_eq!(resolved.doubts.len(), 1);
    let doubt = &resolved.doubts[0];
    assert!(doubt.why.starts_with("Fermor alone may be Lewin Fermor, one of 2 of that name"), "{}", doubt.why);
    let is_id = |id: &String| resolved.entities.iter().any(|entity| entity.id == *id);
    assert!(is_id(&doubt.first) && is_id(&doubt.second) && doubt.first < doubt.second);
}

#[test]
fn ages_far_apart_make_two_of_one_name() {
    let aged = |number, age| {
        let mut told = document(number, &[(Person, "Anna Berglund"), (Place, "Skarn")]);
        claim(&mut told, Predicate::Age, age, &[(Role::Person, Ok(0)), (Role::Value, Err(age))]);
        told
    };
    check(&[aged(1, "34"), aged(2, "61"), aged(3, "35")], &["Anna Berglund: 1.0 3.0", "Skarn: 1.1 2.1 3.1"]);
}

#[test]
fn an_alias_that_a_text_gives_is_known_where_it_stands_alone() {
    let mut first = document(1, &[(Person, "Osric Bayliss"), (Person, "Heron"), (Place, "Pier Road")]);
    claim(&mut first, Predicate::Alias, "known", &[(Role::Entity, Ok(0)), (Role::Name, Ok(1))]);
    let second = document(2, &[(Person, "Heron"), (Place, "Pier Road")]);
    check(&[first, second], &["Osric Bayliss: 1.0 1.1 2.0", "Pier Road: 1.2 2.1"]);
}

#[test]
fn a_telephone_call_makes_no_alias() {
    let mut told = document(1, &[(Person, "Jan Brask"), (Person, "Tove Kubik"), (Person, "Kubik")]);
    claim(&mut told, Predicate::Alias, "called", &[(Role::Entity, Ok(0)), (Role::Name, Ok(2))]);
    claim(&mut told, Predicate::Alias, "called", &[(Role::Entity, Ok(0)), (Role::Name, Ok(1))]);
    check(&[told], &["Tove Kubik: 1.1 1.2"]);
}

#[test]
fn bodies_go_by_their_ends_their_initials_and_their_publisher() {
    let mut own_pages = document(1, &[(Organization, "Courier"), (PublicBody, "Maritime Safety Agency")]);
    own_pages.told.publisher = Some("Skarn Courier".to_owned());
    let other = document(2, &[(Organization, "Skarn Courier"), (Organization, "MSA"), (Organization, "Ledger")]);
    check(&[own_pages, other], &["Skarn Courier: 1.0 2.0", "Maritime Safety Agency: 1.1 2.1"]);
}

#[test]
fn a_short_form_of_two_bodies_is_neither() {
    check(
        &[
            document(1, &[(Organization, "Skarn Courier")]),
            document(2, &[(Organization, "Dunmore Courier")]),
            document(3, &[(Organization, "Courier")]),
        ],
        &[],
    );
}

#[test]
fn one_name_is_two_places_where_the_map_says_so() {
    let at = |number, latitude, geonames| {
        let mut told = document(number, &[(Place, "Skarn")]);
        told.told.chains[0].located = Some((latitude, 10.0, Some(geonames)));
        told
    };
    check(&[at(1, 60.0, 1), at(2, 60.1, 2), at(3, 40.0, 3), at(4, 40.0, 3)], &["Skarn: 1.0 2.0", "Skarn: 3.0 4.0"]);
}

#[test]
fn what_has_no_name_stays_in_its_document_unless_a_name_in_it_makes_it_unique() {
    let told = |number, thing, words| {
        document(number, &[(thing, words), (Vehicle, "Halla Star"), (Organization, "Orrick Line"), (Place, "Skarn")])
    };
    let around = ["Halla Star: 1.1 2.1", "Orrick Line: 1.2 2.2", "Skarn: 1.3 2.3"];
    check(&[told(1, Facility, "the bridge"), told(2, Facility, "the bridge")], &around);
    check(&[told(1, Person, "the Skarn woman"), told(2, Person, "the Skarn woman")], &around);
    let with_bridge = [&around[..], &["the Hallam bridge: 1.0 2.0"]].concat();
    check(&[told(1, Facility, "the Hallam bridge"), told(2, Facility, "the Hallam bridge")], &with_bridge);
}

#[test]
fn ids_stay_while_a_case_grows_and_lead_on_where_two_are_merged() {
    let around = [(Vehicle, "Halla Star"), (Organization, "Orrick Line"), (Place, "Skarn")];
    let beside = |number, name| document(number, &[&[(Person, name)], &around[..]].concat());
    let id_of = |resolved: &Resolved, document| {
        resolved.entities[resolved.of_chain(document, 0).expect("it is there")].id.clone()
    };
    let before = resolve(&[beside(1, "Solhaug")]);
    let alone = resolve(&[beside(2, "Ingrid Solhaug")]);
    let after = resolve(&[beside(1, "Solhaug"), beside(2, "Ingrid Solhaug")]);
    assert_eq!(id_of(&after, 1), id_of(&before, 1));
    assert_eq!(id_of(&after, 2), id_of(&before, 1));
    assert!(after.redirects.contains(&(id_of(&alone, 2), id_of(&before, 1))));
}

const SHIPS: [&str; 3] = ["Halla Star", "Orrick Moon", "Skarn Queen"];
const PEOPLE: [&str; 8] =
    ["Weil", "Jonas Weil", "Aron Weil", "J. Weil", "Serhii Tkachuk", "Sergei Tkachuk", "Tkachuk", "Ingrid Solhaug"];

proptest! {
    #[test]
    fn the_order_of_documents_makes_no_difference_but_to_ids(
        named in proptest::collection::vec((proptest::collection::vec(0..8_usize, 0..5), 0..3_usize), 1..9),
        shift in 0..9_usize,
    ) {
        let told = |number: i64, at: usize| {
            let (people, ship) = &named[at];
            let mut names: Vec<_> = people.iter().map(|person| (Person, PEOPLE[*person])).collect();
            names.push((Vehicle, SHIPS[*ship]));
            CaseDocument { identity: format!("document {at}"), ..document(number, &names) }
        };
        let forward: Vec<CaseDocument> = (0..named.len()).map(|at| told(at as i64, at)).collect();
        let turned = |at: usize| (named.len() as i64 - 1 - at as i64 + shift as i64) % named.len() as i64;
        let backward: Vec<CaseDocument> = (0..named.len()).rev().map(|at| told(turned(at), at)).collect();
        let clusters = |documents: &[CaseDocument]| {
            let identity = |number| documents.iter().find(|it| it.number == number).map(|it| it.identity.clone());
            let resolved = resolve(documents);
            let chains = |entity: &super::ResolvedEntity<i64>| -> BTreeSet<_> {
                entity.chains.iter().map(|(number, chain)| (identity(*number), *chain)).collect()
            };
            let all: BTreeSet<_> = resolved.entities.iter().map(|it| (it.name.clone(), chains(it))).collect();
            let whys: BTreeSet<String> = resolved.doubts.iter().map(|doubt| doubt.why.clone()).collect();
            (all, whys)
        };
        prop_assert_eq!(clusters(&forward), clusters(&backward));
        let resolved = resolve(&forward);
        let ids: BTreeSet<&String> = resolved.entities.iter().map(|entity| &entity.id).collect();
        prop_assert_eq!(ids.len(), resolved.entities.len());
        prop_assert!(resolved.redirects.iter().all(|(from, to)| !ids.contains(from) && ids.contains(to)));
        let n_chains: usize = resolved.entities.iter().map(|entity| entity.chains.len()).sum();
        prop_assert_eq!(n_chains, named.iter().map(|(people, _)| people.len() + 1).sum::<usize>());
    }
}

fn decided(pairs: &[(&[ChainAt], &[ChainAt], bool)]) -> Decided {
    let pair = |(number, (one, other, are_one)): (u32, &(&[ChainAt], &[ChainAt], bool))| DecidedPair {
        number,
        one: one.to_vec(),
        other: other.to_vec(),
        are_one: *are_one,
    };
    Decided { pairs: (1..).zip(pairs).map(pair).collect(), ..Decided::default() }
}

fn check_decided(documents: &[CaseDocument], pairs: &[(&[ChainAt], &[ChainAt], bool)], expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|line| (*line).to_owned()).collect();
    assert_eq!(joined(&resolve_decided(documents, &decided(pairs))), expected, "{pairs:?}");
}

#[test]
fn whom_people_join_is_one_whatever_the_names_and_takes_all_of_either_along() {
    let documents = [
        document(1, &[(Person, "Umar Vail"), (Person, "Rolf Ostrem")]),
        document(2, &[(Person, "Umar Vail")]),
        document(3, &[(Person, "Sefton Marr")]),
        document(4, &[(Person, "Sefton Marr"), (Person, "Harald Ostrem")]),
    ];
    check_decided(&documents, &[(&[(2, 0)], &[(3, 0)], true)], &["Sefton Marr: 1.0 2.0 3.0 4.0"]);
    let brothers = (&[(1, 1)][..], &[(4, 1)][..], true);
    let all = ["Harald Ostrem: 1.1 4.1", "Umar Vail: 1.0 2.0", "Sefton Marr: 3.0 4.0"];
    check_decided(&documents, &[brothers], &all);
}

#[test]
fn whom_people_part_stays_apart_and_a_namesake_of_both_waits() {
    let documents = [1, 2, 3].map(|number| document(number, &[(Person, "Jonas Weil")]));
    check_decided(&documents, &[(&[(1, 0)], &[(2, 0)], false)], &[]);
    check_decided(&documents, &[(&[(1, 0), (2, 0)], &[(3, 0)], false)], &["Jonas Weil: 1.0 2.0"]);
}

#[test]
fn people_part_what_one_document_calls_by_one_name() {
    let documents = [document(1, &[(Person, "Lena Brekk"), (Person, "Brekk")])];
    check(&documents, &["Lena Brekk: 1.0 1.1"]);
    check_decided(&documents, &[(&[(1, 0)], &[(1, 1)], false)], &[]);
}

#[test]
fn what_has_no_name_is_one_across_documents_where_people_say_so() {
    let documents = [document(1, &[(Person, "two inspectors")]), document(2, &[(Person, "the inspectors")])];
    check(&documents, &[]);
    check_decided(&documents, &[(&[(1, 0)], &[(2, 0)], true)], &["the inspectors: 1.0 2.0"]);
}

#[test]
fn an_id_that_was_merged_leads_to_the_older() {
    let documents = [document(1, &[(Person, "Umar Vail")]), document(2, &[(Person, "Sefton Marr")])];
    let alone = resolve(&documents);
    let id = |document| alone.entities[alone.of_chain(document, 0).expect("a chain with a name")].id.clone();
    let merged = resolve_decided(&documents, &decided(&[(&[(1, 0)], &[(2, 0)], true)]));
    assert_eq!(merged.entities.len(), 1);
    assert_eq!((merged.entities[0].id.clone(), merged.redirects), (id(1), vec![(id(2), id(1))]));
}

#[test]
fn a_doubt_that_a_person_settled_is_none() {
    let documents = cousins();
    let after = |are_one| resolve_decided(&documents, &decided(&[(&[(1, 1)], &[(2, 0)], are_one)]));
    let (merged, parted) = (after(true), after(false));
    assert!(joined(&merged).contains("Lewin Fermor: 1.1 2.0") && merged.doubts.is_empty());
    let entity = |document, chain| parted.entities[parted.of_chain(document, chain).expect("a chain")].id.clone();
    let of = [entity(1, 1), entity(2, 0)];
    assert!(!parted.doubts.iter().any(|doubt| of.contains(&doubt.first) && of.contains(&doubt.second)));
}

#[test]
fn names_and_types_are_those_that_people_gave_last() {
    let documents = [document(1, &[(Person, "Orrin")]), document(2, &[(Place, "Skarn")])];
    let names = ["Orrin Vail", "Orrin Hale"].map(|name| ((1, 0), name.to_owned())).to_vec();
    let resolved =
        resolve_decided(&documents, &Decided { names, types: vec![((2, 0), Vehicle)], ..Decided::default() });
    let shown = |document| {
        let entity = &resolved.entities[resolved.of_chain(document, 0).expect("a chain with a name")];
        (entity.name.as_str(), entity.thing)
    };
    assert_eq!((shown(1), shown(2)), (("Orrin Hale", Person), ("Skarn", Vehicle)));
}

/// Documents of one strand, each of which speaks of one thing in these words.
fn of_one_strand(thing: ThingType, told: &[&[&str]]) -> Vec<CaseDocument> {
    let document = |(number, words): (i64, &&[&str])| {
        let mut document = document(number, &words.iter().map(|words| (thing, *words)).collect::<Vec<_>>());
        document.told.stems = crate::stems("the ferry sank off Skarn at night and nine people drowned");
        document
    };
    (1..).zip(told).map(document).collect()
}

#[test]
fn a_thing_without_a_name_is_one_in_documents_of_one_strand() {
    let joined_of = |thing, told: &[&[&str]]| joined(&resolve(&of_one_strand(thing, told)));
    let bridge: [&[&str]; 3] = [&["a high bridge"], &["the bridge"], &["the bridges"]];
    assert_eq!(joined_of(Facility, &bridge), ["a high bridge: 1.0 2.0".to_owned()].into());
    let woman: [&[&str]; 2] = [&["the woman"], &["the woman"]];
    assert_eq!(joined_of(Person, &woman), BTreeSet::new());
}

#[test]
fn two_things_that_documents_tell_apart_are_told_apart_by_what_they_say_of_them() {
    let told: [&[&str]; 3] =
        [&["a freight train", "a night train"], &["the freight train", "the night train"], &["the train"]];
    let expected = ["the freight train: 1.0 2.0", "the night train: 1.1 2.1"].map(str::to_owned);
    assert_eq!(joined(&resolve(&of_one_strand(Vehicle, &told))), expected.into());
    let two: [&[&str]; 2] = [&["a train", "another train"], &["a train", "another train"]];
    assert_eq!(joined(&resolve(&of_one_strand(Vehicle, &two))), BTreeSet::new());
}

#[test]
fn the_id_of_a_thing_without_a_name_stays_and_the_later_ones_lead_to_it() {
    let documents = of_one_strand(Facility, &[&["the bridge"], &["the bridge"]]);
    let id_of =
        |resolved: &Resolved, number| resolved.entities[resolved.of_chain(number, 0).expect("it is there")].id.clone();
    let (first, second) = (resolve(&documents[..1]), resolve(&documents[1..]));
    let both = resolve(&documents);
    assert_eq!(id_of(&both, 1), id_of(&first, 1));
    assert_eq!(id_of(&both, 2), id_of(&first, 1));
    assert!(both.redirects.contains(&(id_of(&second, 2), id_of(&first, 1))));
}
