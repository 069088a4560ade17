use super::locate;
use clew_model::{Annotation, Chain, CodePoints, Location, Mention, MentionKind, PlaceKind, Span, ThingType};
use proptest::prelude::*;

/// The text without its brackets, and an annotation with a name of a place for each pair of them; equal names are one chain.
fn read(marked: &str) -> (String, Annotation) {
    let mut text = String::new();
    let mut annotation = Annotation::default();
    for (at, part) in marked.split(['[', ']']).enumerate() {
        let start = text.chars().count() as u32;
        text.push_str(part);
        if at % 2 == 1 {
            let known = annotation.chains.iter().position(|chain| chain.name == part);
            let chain = known.unwrap_or(annotation.chains.len()) as u32;
            if known.is_none() {
                annotation.chains.push(Chain {
                    id: chain,
                    thing: ThingType::Place,
                    name: part.to_owned(),
                    place: None,
                });
            }
            let span = Span::new(start, text.chars().count() as u32);
            annotation.mentions.push(Mention { span, thing: ThingType::Place, kind: MentionKind::Name, chain });
        }
    }
    (text, annotation)
}

fn located(marked: &str) -> Vec<Option<Location>> {
    let (text, annotation) = read(marked);
    locate(&CodePoints::new(&text), &annotation)
}

/// "London (CA Ontario)", "France (FR)".
fn line(place: &Location) -> String {
    let code = &place.country_code;
    match &place.region {
        Some(region) if place.kind == PlaceKind::Town => format!("{} ({code} {region})", place.name),
        Some(_) => format!("{} ({code} region)", place.name),
        None => format!("{} ({code})", place.name),
    }
}

/// Where each name of a text lies, in order of first mentions, and what decided; "-" where it cannot be told.
fn check(marked: &str, expect: &[&str]) {
    let found: Vec<String> = located(marked)
        .iter()
        .map(|place| place.as_ref().map_or("-".to_owned(), |place| format!("{}: {:?}", line(place), place.by)))
        .collect();
    assert_eq!(found, expect, "{marked}");
}

#[test]
fn what_the_text_says_beside_a_name_comes_first() {
    check("A shop burnt in [Paris], [Texas], on Monday.", &["Paris (US Texas): Text", "Texas (US region): Text"]);
    check("She flew to [London], [Ontario].", &["London (CA Ontario): Text", "Ontario (CA region): Text"]);
    check("[ERIE], [Pa.] (AP) - It rained.", &["Erie (US Pennsylvania): Text", "Pennsylvania (US region): Text"]);
    check("He was born in the Afghan city of [Herat].", &["Herāt (AF Herat): Text"]);
    check("[Iraq]’s second city, [Mosul], fell.", &["Iraq (IQ): Text", "Mosul (IQ Nineveh): Text"]);
    check("The [Texas] town of [Paris] is small.", &["Texas (US region): Text", "Paris (US Texas): Text"]);
    check(
        "They met in [Cambridge] ([Massachusetts]).",
        &["Cambridge (US Massachusetts): Text", "Massachusetts (US region): Text"],
    );
}

#[test]
fn a_region_and_a_country_of_one_name_are_told_by_what_lies_in_them() {
    check("Officials in [Tbilisi], [Georgia], agreed.", &["Tbilisi (GE Tbilisi): Text", "Georgia (GE): Text"]);
    check("Officials in [Atlanta], [Georgia], agreed.", &["Atlanta (US Georgia): Text", "Georgia (US region): Text"]);
    check(
        "Troops left [Georgia]. In [Tbilisi] and [Batumi] crowds cheered the Georgian army.",
        &["Georgia (GE): Document", "Tbilisi (GE Tbilisi): Usual", "Batumi (GE Adjara): Only"],
    );
    check(
        "Storms crossed [Georgia]. Schools in [Atlanta] and [Savannah] stayed shut.",
        &["Georgia (US region): Document", "Atlanta (US Georgia): Population", "Savannah (US Georgia): Document"],
    );
    check("Nobody knows [Georgia].", &["-"]);
}

#[test]
fn the_documents_other_places_decide_between_towns() {
    check(
        "Trains from [Boston] to [Cambridge] stood still, [Massachusetts] police said.",
        &[
            "Boston (US Massachusetts): Population",
            "Cambridge (US Massachusetts): Document",
            "Massachusetts (US region): Only",
        ],
    );
    check(
        "Trains from [London] to [Cambridge] stood still, British police said.",
        &["London (GB England): Population", "Cambridge (GB England): Document"],
    );
    check(
        "[Alabama] lawmakers met in [Birmingham], and then in [Montgomery], [Alabama].",
        &["Alabama (US region): Text", "Birmingham (US Alabama): Document", "Montgomery (US Alabama): Text"],
    );
}

#[test]
fn of_near_equals_none_is_taken() {
    check("A fire broke out in [Springfield].", &["-"]);
    check("A fire broke out in [Birmingham].", &["-"]);
    check("A fire broke out in [Cambridge].", &["-"]);
    check("A fire broke out in [Paris].", &["Paris (FR Île-de-France): Population"]);
}

#[test]
fn an_unknown_village_is_nowhere() {
    check("Two died in the village of [Deh Qalam Sar].", &["-"]);
    // There is a Salem in Oregon, one in India and one in Massachusetts; none in Syria.
    check("Shells fell on [Salem], a village in northern [Syria].", &["-", "Syria (SY): Only"]);
    // Nothing here speaks of Oregon, where the only Gresham of some size lies.
    check(
        "In [Chicago], [Illinois], police searched [Gresham]. [Oak Lawn] was calm.",
        &["Chicago (US Illinois): Text", "Illinois (US region): Text", "-", "Oak Lawn (US Illinois): Only"],
    );
}

#[test]
fn a_province_and_its_town_of_one_name() {
    check("Two died in [Herat province].", &["Herat (AF region): Only"]);
    check("Two died in [Aleppo].", &["Aleppo (SY Aleppo): Usual"]);
    check("He drove to [Buffalo], [New York].", &["Buffalo (US New York): Text", "New York (US region): Text"]);
    check("He drove to [New York].", &["New York City (US New York): Usual"]);
    check("He drove to [Luxembourg].", &["Luxembourg (LU): Usual"]);
}

#[test]
fn a_county_of_the_british_isles_holds_the_towns_near_its_middle() {
    check(
        "She lives in [Basingstoke], [Hampshire].",
        &["Basingstoke (GB England): Text", "Hampshire (GB region): Text"],
    );
    check("She lives in [Tralee], [County Kerry].", &["Tralee (IE Munster): Text", "Kerry (IE region): Text"]);
    check("Schools in [Yorkshire] closed.", &["-"]);
}

#[test]
fn a_body_says_where_the_document_is() {
    let (text, mut annotation) = read("Boston Police closed the bridge to [Cambridge]. Boston Police gave no reason.");
    for start in [0, 41] {
        let span = Span::new(start, start + 13);
        annotation.mentions.push(Mention { span, thing: ThingType::PublicBody, kind: MentionKind::Name, chain: 1 });
    }
    annotation.chains.push(Chain {
        id: 1,
        thing: ThingType::PublicBody,
        name: "Boston Police".to_owned(),
        place: None,
    });
    let found = locate(&CodePoints::new(&text), &annotation);
    assert_eq!(found[0].as_ref().map(line).as_deref(), Some("Cambridge (US Massachusetts)"));
    assert_eq!(found[1], None);
}

#[test]
fn coordinates_and_numbers_are_those_of_geonames() {
    let found = located("[Herat], [Afghanistan]");
    let herat = found[0].as_ref().expect("it is in the table");
    assert_eq!(herat.geonames, Some(1_140_026));
    assert!((herat.latitude - 34.348).abs() < 0.01 && (herat.longitude - 62.200).abs() < 0.01);
    assert_eq!((herat.country.as_str(), herat.region.as_deref()), ("Afghanistan", Some("Herat")));
}

/// `+ TEXT => NAME (CODE DIVISION), ...` of places/words.txt.
#[test]
fn every_example_of_the_word_groups_holds() {
    let examples: Vec<_> =
        include_str!("../../places/words.txt").lines().filter_map(|line| line.strip_prefix("+ ")).collect();
    assert!(examples.len() >= 15);
    for example in examples {
        let (marked, expect) = example.split_once(" => ").expect("an example has an arrow");
        let found: Vec<String> = located(marked).iter().flatten().map(line).collect();
        assert_eq!(if found.is_empty() { "-".to_owned() } else { found.join(", ") }, expect, "{marked}");
    }
}

#[test]
fn odd_annotations_give_nothing() {
    let mention = |start, end, chain| Mention {
        span: Span::new(start, end),
        thing: ThingType::Place,
        kind: MentionKind::Name,
        chain,
    };
    let annotation = Annotation {
        mentions: vec![mention(0, 5, 7), mention(3, 900, 0), mention(800, 900, 1), mention(2, 2, 0)],
        chains: read("[Paris]").1.chains,
        ..Annotation::default()
    };
    assert_eq!(locate(&CodePoints::new("Paris"), &annotation), [None]);
    assert_eq!(locate(&CodePoints::new(""), &Annotation::default()), []);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(
        pieces in proptest::collection::vec(
            ("\\PC{0,6}", prop::sample::select(vec!["Paris", "Texas", "the", "of", "Ga.", "Ⅷ", "’s", "U.S.", "St.", "New York", "city of", "-", ", "])),
            0..12,
        ),
        spans in proptest::collection::vec((0_u32..60, 0_u32..12, 0_u32..4), 0..10),
    ) {
        let text: String = pieces.iter().map(|(odd, word)| format!("{odd} {word}")).collect();
        let mentions = spans.iter().map(|(start, length, chain)| Mention {
            span: Span::new(*start, start + length),
            thing: if length % 3 == 0 { ThingType::PublicBody } else { ThingType::Place },
            kind: MentionKind::Name,
            chain: *chain,
        });
        let chains = read("[a] [b]").1.chains;
        let annotation = Annotation { mentions: mentions.collect(), chains, ..Annotation::default() };
        prop_assert_eq!(locate(&CodePoints::new(&text), &annotation).len(), 2);
    }
}
