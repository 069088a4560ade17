//! What separate incidents share, asked on the command line.

use crate::scene::{Scene, records};
use serde_json::Value;

/// Three attacks of a spring and a summer, one of them told twice.
fn attacks() -> Scene {
    let scene = Scene::new();
    let line = |id: &str, date: &str, publisher: &str, text: &str| {
        serde_json::json!({"id": id, "date": date, "publisher": publisher, "title": format!("About {id}"), "text": text})
            .to_string()
    };
    let lines = [
        line(
            "depot",
            "2022-03-04",
            "Ostby Courier",
            "Attackers set fire to a fuel depot in Ostby on Thursday. Two guards were killed in the attack. A white van with the \
             registration KX 4471 was used in the attack, police said. Before the attack a man called the depot from \
             +47 22 95 50 00. Witnesses of the attack can write to help@ostby.example.",
        ),
        line(
            "depot again",
            "2022-03-05",
            "Skarnoy Post",
            "Attackers set fire to a fuel depot in Ostby on Thursday and killed two guards. Police ask witnesses of the attack to \
             write to help@ostby.example.",
        ),
        line(
            "mill",
            "2022-05-20",
            "Skarnoy Post",
            "A bomb exploded at a paper mill in Skarnoy on Wednesday, injuring four workers. The bombers fled in a van, number \
             plate KX-4471. Ivar Lunde was arrested on Thursday in connection with the bombing.",
        ),
        line(
            "bank",
            "2022-07-02",
            "Varn Gazette",
            "A bomb exploded outside a bank in Varn on Friday and killed a clerk. The police received a warning call from the \
             number 0047 22 95 50 00 an hour before the bombing. Ivar Lunde was arrested on Saturday over the bombing in Varn.",
        ),
    ];
    assert_eq!(scene.fed(&["add", "attacks", "--from", "jsonl"], &lines.join("\n")).status, 0);
    scene
}

fn strings<'v>(values: &'v Value, field: &str) -> Vec<&'v str> {
    values.as_array().expect("a list").iter().filter_map(|one| one[field].as_str()).collect()
}

#[test]
fn incidents_share_numbers_however_they_are_written_and_names_with_a_warning() {
    let links = records(&attacks().clew(&["link", "attacks", "--json"]));
    let shown: Vec<_> = links.iter().map(|link| (&link["type"], &link["name"], &link["by"])).collect();
    let expected = [
        ("phone", "+4722955000", "identifier"),
        ("registration", "KX4471", "identifier"),
        ("Person", "Ivar Lunde", "name"),
    ]
    .map(|(kind, name, by)| (Value::from(kind), Value::from(name), Value::from(by)));
    // The address of mail stands in two reports of one attack: that joins nothing.
    assert_eq!(shown, expected.iter().map(|(kind, name, by)| (kind, name, by)).collect::<Vec<_>>());
    assert_eq!(links[0]["written"], serde_json::json!(["+47 22 95 50 00", "0047 22 95 50 00"]));
    for link in &links {
        assert_eq!(link["incidents"].as_array().map(Vec::len), Some(2), "{link}");
    }
}

#[test]
fn each_event_comes_with_the_role_and_the_sentence_that_names_it() {
    let links = records(&attacks().clew(&["link", "attacks", "--json"]));
    let sentences = |link: &Value, nth: usize, field: &str| {
        let events = link["incidents"][nth]["events"].as_array().expect("events").clone();
        events.iter().flat_map(|event| strings(&event[field], "sentence")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sentences(&links[0], 0, "claims"), ["Before the attack a man called the depot from +47 22 95 50 00."]);
    // The flight in the van is no event of the bombing that clew reads: the sentence stands in its only report.
    assert_eq!(sentences(&links[1], 1, "claims"), Vec::<String>::new());
    assert_eq!(sentences(&links[1], 1, "beside"), ["The bombers fled in a van, number plate KX-4471."]);
    let arrested = &links[2]["incidents"][0];
    assert!(arrested["name"].as_str().is_some_and(|name| name.contains("Skarnoy")), "{arrested}");
    for event in arrested["events"].as_array().expect("events") {
        assert_eq!(event["roles"], serde_json::json!(["Person"]), "{event}");
        assert!(strings(&event["claims"], "sentence").iter().all(|sentence| sentence.contains("Lunde")), "{event}");
    }
}

#[test]
fn a_reader_is_told_what_a_name_alone_is_worth() {
    let scene = attacks();
    let said = scene.clew(&["link", "attacks"]);
    let lunde = said.split("\n\n").find(|part| part.contains("Ivar Lunde (Person")).expect("he is in two incidents");
    assert!(lunde.contains("by a name alone") && lunde.contains("of the Varn bombing"), "{lunde}");
    let phone = said.split("\n\n").next().expect("a first");
    assert!(phone.contains("+47 22 95 50 00 = 0047 22 95 50 00") && !phone.contains("name alone"), "{phone}");
    assert_eq!(records(&scene.clew(&["link", "attacks", "--limit", "1", "--json"])).len(), 1);
}

#[test]
fn what_was_not_published_yet_links_nothing() {
    let scene = attacks();
    let early = records(&scene.clew(&["link", "attacks", "--as-of", "2022-06-01", "--json"]));
    assert_eq!(early.iter().map(|link| &link["name"]).collect::<Vec<_>>(), ["KX4471"]);
    let none = scene.run(&["link", "attacks", "--as-of", "2022-03-31"]);
    assert_eq!((none.status, none.out.as_str()), (0, ""));
    assert!(none.err.contains("no two separate incidents"), "{}", none.err);
}
