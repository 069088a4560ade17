//! The forms of other programs, on the demo case: what its documents say, looked up in each form.

use crate::scene::{Scene, records};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::sync::LazyLock;

static DEMO: LazyLock<Scene> = LazyLock::new(|| {
    let scene = Scene::new();
    scene.clew(&["demo", "--no-serve"]);
    scene
});

fn export(form: &str) -> String {
    DEMO.clew(&["export", "demo", "--format", form])
}

/// The rows of a table by the names of its columns.
fn rows(table: &str) -> Vec<HashMap<String, String>> {
    let read: Result<Vec<HashMap<String, String>>, _> =
        csv::Reader::from_reader(table.as_bytes()).deserialize().collect();
    read.expect("a table")
}

/// Every id of an entity by its name.
fn ids() -> HashMap<String, String> {
    let all = records(&export("jsonl")).into_iter().filter(|record| record["record"] == "entity");
    all.map(|record| (text(&record["name"]), text(&record["id"]))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("words").to_owned()
}

fn first(entity: &Value, property: &str) -> String {
    text(&entity["properties"][property][0])
}

#[test]
fn in_follow_the_money_only_what_is_flat_has_a_schema_of_its_own() {
    let entities = records(&export("ftm"));
    let of = |schema: &str| entities.iter().filter(|one| one["schema"] == schema).collect::<Vec<_>>();
    let ids = ids();
    // "It was his cousin, Lewin Ferriday": the Echo, and another paper of its own.
    let (conrad, lewin) = (&ids["Conrad Ferriday"], &ids["Lewin Ferriday"]);
    let cousins = of("Family")
        .into_iter()
        .find(|one| [first(one, "person"), first(one, "relative")] == [conrad.clone(), lewin.clone()]);
    let cousins = cousins.expect("the Ferridays are cousins");
    assert_eq!(first(cousins, "relationship"), "cousin");
    assert!(first(cousins, "summary").starts_with("corroborated; asserted; sounds asserted; actual; on the word of "));
    // "Osric Bayle, 61, owner of Bayle Marine Fittings"
    let owned = of("Ownership");
    let [owned] = owned[..] else { panic!("{owned:?}") };
    assert_eq!(
        (first(owned, "owner"), first(owned, "asset")),
        (ids["Osric Bayle"].clone(), ids["Bayle Marine Fittings"].clone())
    );
    assert_eq!(of("Company").len(), 1, "what is owned is a company");
    // "Serhiy Tkachenko ... most probably knew of the fault, two former colleagues said"
    let knew = entities
        .iter()
        .find(|one| one["properties"]["description"][0].as_str().is_some_and(|it| it.contains("most probably knew")));
    let knew = knew.expect("what is not sure is a link");
    assert_eq!((&knew["schema"], first(knew, "status").as_str()), (&"UnknownLink".into(), "sounds very-likely"));
    assert!(entities.iter().all(|one| one["properties"].get("topics").is_none()), "nobody is called anything");
}

#[test]
fn what_a_form_has_no_place_for_is_counted() {
    let said = DEMO.run(&["export", "demo", "--format", "ftm"]);
    let findings: Vec<Value> = records(&export("jsonl")).into_iter().filter(|one| one["record"] == "finding").collect();
    let n_superseded = findings.iter().filter(|one| one["standing"] == "superseded").count();
    assert!(n_superseded > 0);
    assert!(said.err.contains("findings that are denied"), "{}", said.err);
    assert!(said.err.contains("hint: with --out FILE they are written beside it"), "{}", said.err);
    let ids: Vec<String> = records(&said.out).iter().map(|one| text(&one["id"])).collect();
    let is_there = |finding: &&Value| ids.contains(&text(&finding["id"]));
    assert_eq!(findings.iter().filter(|one| one["standing"] == "superseded").filter(is_there).count(), 0);
}

#[test]
fn a_graph_tells_of_each_tie_how_it_stands() {
    let ids = ids();
    let graph = export("gexf");
    let edge = |from: &str, to: &str, label: &str| {
        let ends = format!("source=\"{}\" target=\"{}\" kind=\"{label}\"", ids[from], ids[to]);
        let at = graph.find(&ends).unwrap_or_else(|| panic!("no edge {from} - {to}, {label}"));
        graph[at..][..graph[at..].find("</edge>").expect("edges end")].to_owned()
    };
    // "Camera footage from the fuel dock ... shows Bayle with Conrad Ferriday", says Coast 4 alone.
    let seen = edge("Conrad Ferriday", "Osric Bayle", "SeenTogether");
    assert!(seen.contains("value=\"single-origin\""), "{seen}");
    let cousins = edge("Conrad Ferriday", "Lewin Ferriday", "Family: cousin");
    assert!(cousins.contains("value=\"corroborated\"") && !cousins.contains("start="), "{cousins}");
    // "he had telephoned the Board at quarter past nine", on the Monday, 6 March 2023.
    let called =
        graph.lines().find(|line| line.contains("kind=\"Contact: phone\"") && line.contains(&ids["Yusuf al-Hadidi"]));
    assert!(called.is_some_and(|line| line.contains("start=\"2023-03-06\" end=\"2023-03-06\"")), "{called:?}");
    let n_edges = graph.matches("<edge ").count();
    assert_eq!(export("graphml").matches("<edge ").count(), n_edges, "both graphs have the same edges");
}

#[test]
fn a_timeline_says_before_the_words_what_they_are_not() {
    let rows = rows(&export("timesketch"));
    let of = |words: &str| rows.iter().find(|row| row["message"].contains(words)).unwrap_or_else(|| panic!("{words}"));
    let denial = of("The company denies that any substance entered the supply");
    assert!(denial["message"].starts_with("[denied"), "{denial:?}");
    assert_eq!(
        (denial["datetime"].as_str(), denial["timestamp_desc"].as_str()),
        ("2023-03-05T00:00:00+00:00", "Happened")
    );
    assert_eq!(
        (denial["origin"].as_str(), denial["publisher"].as_str()),
        ("Ellory & Ashel Water", "Ellory & Ashel Water")
    );
    let n_denied = rows.iter().filter(|row| row["polarity"] == "denied").count();
    assert!(n_denied > 0 && rows.iter().all(|row| row["polarity"] != "denied" || row["message"].contains("denied")));
}

#[test]
fn tables_are_written_whole_and_never_over_others() {
    let scene = Scene::new();
    // A name that a spreadsheet would run stands in the title, in the publisher and in the text.
    let line = r#"{"id": "a", "title": "=1+1", "publisher": "@Post", "date": "2021-06-10", "text": "Jonas Weil met Petra Anders on Monday."}"#;
    assert_eq!(scene.fed(&["add", "x", "--from", "jsonl"], line).status, 0);
    scene.clew(&["export", "x", "--format", "csv", "--out", "tables"]);
    let table = |name: &str| fs::read_to_string(scene.path("tables").join(name)).expect("a table");
    let documents = table("documents.csv");
    assert!(documents.contains("\"'=1+1\",\"'@Post\""), "{documents}");
    let met = rows(&table("findings.csv")).into_iter().find(|row| row["predicate"] == "Meet").expect("they met");
    assert_eq!(
        (met["standing"].as_str(), met["n_origins"].as_str(), met["origins"].as_str()),
        ("single-origin", "1", "'@Post")
    );
    assert_eq!((met["earliest"].as_str(), met["latest"].as_str()), ("2021-06-07", "2021-06-07"), "the Monday before");
    let again = scene.run(&["export", "x", "--format", "csv", "--out", "tables"]);
    assert_eq!(again.status, 2, "{}", again.err);
    scene.clew(&["export", "x", "--format", "csv", "--out", "tables.zip"]);
    assert!(fs::read(scene.path("tables.zip")).expect("a file").starts_with(b"PK"));
    assert_eq!(scene.run(&["export", "x", "--format", "csv"]).status, 2, "several tables have no one output");
}

#[test]
fn stix_has_no_threat_actors() {
    let bundle: Value = serde_json::from_str(&export("stix")).expect("a bundle");
    let objects = bundle["objects"].as_array().expect("objects");
    let of = |kind: &str| objects.iter().filter(|one| one["type"] == kind).collect::<Vec<_>>();
    assert!(of("threat-actor").is_empty() && of("intrusion-set").is_empty());
    let bayle = of("identity").into_iter().find(|one| one["name"] == "Osric Bayle").expect("he is somebody");
    assert_eq!((&bayle["identity_class"], bayle.get("roles")), (&"individual".into(), None));
    assert_eq!(export("stix"), export("stix"), "the same in every run");
}

#[test]
fn what_a_person_decided_shows_in_judgements_and_provenance() {
    let scene = Scene::new();
    let lines = concat!(
        r#"{"id": "a", "publisher": "Post", "date": "2021-06-10", "text": "Jonas Weil met Petra Anders on Monday."}"#,
        "\n",
        r#"{"id": "b", "publisher": "Echo", "date": "2021-06-11", "text": "Petra Anders met Bruno Castell on Tuesday."}"#,
    );
    assert_eq!(scene.fed(&["add", "x", "--from", "jsonl"], lines).status, 0);
    scene.clew(&["decide", "x", "apart", "Jonas Weil", "Bruno Castell", "--who", "Ada", "--why", "another man"]);
    let judged = records(&scene.clew(&["export", "x", "--format", "nomenklatura"]));
    let negative = judged.iter().find(|one| one[2] == "negative").expect("a judgement");
    assert!(negative[0].as_str() > negative[1].as_str(), "the greater id first");
    assert_eq!((&negative[3], &negative[4]), (&Value::Null, &"Ada".into()));
    scene.clew(&["decide", "x", "merge", "Petra Anders", "Bruno Castell", "--who", "Ada"]);
    let judged = records(&scene.clew(&["export", "x", "--format", "nomenklatura"]));
    let positive = judged.iter().find(|one| one[2] == "positive").expect("a merge is a judgement");
    let named: Vec<String> =
        [&positive[0], &positive[1]].map(text).into_iter().filter(|id| id.starts_with("mention:")).collect();
    assert_eq!(named.len(), 1, "what was merged goes by its mention: {positive}");
    let prov: Value = serde_json::from_str(&scene.clew(&["export", "x", "--format", "prov"])).expect("PROV-JSON");
    assert_eq!(prov["activity"]["clew:decision-1"]["clew:why"], "another man");
    let agents = prov["agent"].as_object().expect("agents").values();
    let mut names: Vec<String> = agents.map(|agent| text(&agent["prov:label"])).collect();
    names.sort();
    assert_eq!(names, ["Ada", "Echo", "Post"]);
}

/// A demo case in which Conrad Ferriday is protected, and the ids that he and what is told of him had before.
fn protecting() -> (Scene, Vec<String>) {
    let scene = Scene::new();
    scene.clew(&["demo", "--no-serve"]);
    let before = records(&scene.clew(&["export", "demo", "--format", "jsonl"]));
    let conrad =
        before.iter().find(|it| it["record"] == "entity" && it["name"] == "Conrad Ferriday").expect("he is there");
    let conrad = text(&conrad["id"]);
    let is_of_him = |it: &&Value| it["record"] == "finding" && it["arguments"].to_string().contains(&conrad);
    let mut ids: Vec<String> = before.iter().filter(is_of_him).map(|it| text(&it["id"])).collect();
    ids.push(conrad);
    scene.clew(&["decide", "demo", "protect", "Conrad Ferriday", "--as", "Witness A"]);
    (scene, ids)
}

/// Nothing names Conrad Ferriday; his cousin keeps his name, and the family name alone stands nowhere.
fn check_hidden(what: &str, told: &str) {
    // However lines break between his names.
    let rest = told.replace("\\n", " ").replace('\n', " ").to_lowercase().replace("lewin ferriday", "");
    for part in ["conrad", "ferriday"] {
        let around = rest.find(part).map(|at| rest[at.saturating_sub(150)..].chars().take(300).collect::<String>());
        assert_eq!(around, None, "{what}");
    }
}

#[test]
fn protected_people_are_called_by_other_words_in_every_form_that_has_a_place_for_them() {
    let (scene, ids) = protecting();
    for form in ["jsonl", "gexf", "graphml", "ftm", "timesketch", "stix", "prov", "nomenklatura"] {
        let said = scene.run(&["export", "demo", "--format", form]);
        assert_eq!(said.status, 0, "{form}: {}", said.err);
        assert!(said.err.contains("1 protected person is called by other words"), "{}", said.err);
        check_hidden(form, &said.out);
        assert_eq!(ids.iter().find(|id| said.out.contains(*id)), None, "{form}: an id is made of what it names");
        let named = scene.clew(&["export", "demo", "--format", form, "--unredacted"]);
        if form != "nomenklatura" {
            assert!(said.out.contains("Witness A") && named.contains("Conrad Ferriday"), "{form}");
        }
    }
    scene.clew(&["export", "demo", "--format", "csv", "--out", "tables"]);
    for table in fs::read_dir(scene.path("tables")).expect("tables") {
        let path = table.expect("a table").path();
        check_hidden(&path.display().to_string(), &fs::read_to_string(&path).expect("text"));
    }
    scene.clew(&["export", "demo", "--format", "ftm", "--out", "demo.ftm.json"]);
    assert!(!scene.path("demo.clew.jsonl").exists(), "the sidecar holds originals");
    let annotations = scene.run(&["export", "demo", "--format", "annotations"]);
    assert_eq!((annotations.status, annotations.out.as_str()), (2, ""));
    assert!(annotations.err.contains("point at words of the originals"), "{}", annotations.err);
    let named = scene.clew(&["export", "demo", "--format", "annotations", "--unredacted"]);
    assert!(named.contains("Conrad Ferriday"));
}

#[test]
fn what_is_left_of_a_redacted_case_holds_together() {
    let (scene, _) = protecting();
    let export = scene.clew(&["export", "demo", "--format", "jsonl"]);
    assert_eq!(export, scene.clew(&["export", "demo", "--format", "jsonl"]), "the same case, the same words");
    let all = records(&export);
    let of = |record: &str| all.iter().filter(|it| it["record"] == record).collect::<Vec<_>>();
    let ids = |record: &str| of(record).iter().map(|it| text(&it["id"])).collect::<std::collections::BTreeSet<_>>();
    let (claims, findings, entities, events) = (ids("claim"), ids("finding"), ids("entity"), ids("event"));
    assert_eq!(entities.len(), of("entity").len(), "two entities of one id");
    for finding in of("finding") {
        let told = finding["claims"].as_array().expect("claims");
        assert!(!told.is_empty() && told.iter().all(|claim| claims.contains(&text(claim))), "{finding}");
        assert!(finding["against"].as_array().expect("findings").iter().all(|id| findings.contains(&text(id))));
        for argument in finding["arguments"].as_array().expect("arguments") {
            assert!(argument["entity"].as_str().is_none_or(|id| entities.contains(id)), "{argument}");
            assert!(argument["event"].as_str().is_none_or(|id| events.contains(id)), "{argument}");
        }
    }
    for event in of("event") {
        let of_claims = event["claims"].as_array().expect("claims").iter().map(text);
        assert!(
            of_claims.filter(|id| !id.contains('-') || claims.contains(id)).all(|id| claims.contains(&id)),
            "{event}"
        );
    }
    for claim in of("claim") {
        assert!(claim["finding"].as_str().is_none_or(|id| findings.contains(id)), "{claim}");
    }
    let described = ["Position", "Age", "Family"];
    let witness = of("entity").into_iter().find(|it| it["name"] == "Witness A").expect("he is called so");
    let of_him = of("finding").into_iter().filter(|it| it["arguments"].to_string().contains(&text(&witness["id"])));
    let of_him: Vec<&Value> = of_him.collect();
    assert!(of_him.len() > 5 && of_him.iter().all(|it| !described.contains(&it["predicate"].as_str().expect("words"))));
}

#[test]
fn positions_in_a_redacted_text_are_those_of_its_words() {
    let (scene, _) = protecting();
    let all = records(&scene.clew(&["export", "demo", "--format", "jsonl"]));
    let shown: HashMap<String, String> = all
        .iter()
        .filter(|it| it["record"] == "document" && it["redacted_text"].is_string())
        .map(|it| (text(&it["id"]), text(&it["redacted_text"])))
        .collect();
    assert!(shown.len() > 8, "{} documents", shown.len());
    let witness = all.iter().find(|it| it["record"] == "entity" && it["name"] == "Witness A").expect("he is there");
    let mentions = witness["mentions"].as_array().expect("mentions");
    for mention in mentions {
        let words = crate::scene::words(&shown[&text(&mention["document"])], &mention["start"], &mention["end"]);
        let is_pronoun = ["he", "him", "his", "i", "you", "who", "me", "my"].contains(&words.to_lowercase().as_str());
        let is_hidden = words.contains("[Witness A]") || words.contains("[name withheld]");
        assert!(is_pronoun || is_hidden, "{words:?} in {mention}");
    }
    // Others keep their words: "Osric Bayle" stands where his mentions say.
    let bayle = all.iter().find(|it| it["record"] == "entity" && it["name"] == "Osric Bayle").expect("he is there");
    let named = bayle["mentions"].as_array().expect("mentions").iter().filter_map(|mention| {
        let text = shown.get(mention["document"].as_str()?)?;
        Some(crate::scene::words(text, &mention["start"], &mention["end"]))
    });
    assert!(named.filter(|words| words == "Osric Bayle").count() > 2);
}

#[test]
fn a_claim_that_was_rejected_stays_so_where_its_words_are_hidden() {
    let (scene, _) = protecting();
    let decided = |scene: &Scene, flag: &[&str]| {
        let all = records(&scene.clew(&[&["export", "demo", "--format", "jsonl"], flag].concat()));
        all.into_iter().filter(|it| it["record"] == "decision").collect::<Vec<Value>>()
    };
    let all = records(&scene.clew(&["export", "demo", "--format", "jsonl", "--unredacted"]));
    let claim =
        all.iter().find(|it| it["record"] == "claim" && it["predicate"] == "Suspect").expect("somebody is suspected");
    scene.clew(&["decide", "demo", "reject", &text(&claim["id"])]);
    let (named, hidden) = (decided(&scene, &["--unredacted"]), decided(&scene, &[]));
    assert_eq!((named.len(), hidden.len()), (2, 1), "who is protected is not said");
    assert_eq!(hidden[0]["claims"].as_array().map(Vec::len), Some(1), "{}", hidden[0]);
    assert_eq!(hidden[0]["verdict"], "reject");
}

#[test]
fn a_denial_and_a_doubt_are_told_with_what_they_are_about() {
    let scene = Scene::new();
    let lines = concat!(
        r#"{"id": "a", "publisher": "Post", "date": "2021-06-10", "text": "Jonas Weil met Petra Anders in Ostby on 5 June 2021. Aron Lund probably met Petra Anders on 6 June 2021."}"#,
        "\n",
        r#"{"id": "b", "publisher": "Echo", "date": "2021-06-11", "text": "Jonas Weil did not meet Petra Anders in Ostby on 5 June 2021, his lawyer said."}"#,
    );
    assert_eq!(scene.fed(&["add", "x", "--from", "jsonl"], lines).status, 0);
    let links = records(&scene.clew(&["export", "x", "--format", "ftm"]));
    let status = |day: &str| {
        let link = links.iter().find(|one| one["schema"] == "UnknownLink" && one["properties"]["date"][0] == day);
        first(link.expect("they are tied"), "status")
    };
    assert_eq!(
        (status("2021-06-05"), status("2021-06-06")),
        ("asserted and denied, disputed".into(), "sounds likely".into())
    );
    let bundle: Value = serde_json::from_str(&scene.clew(&["export", "x", "--format", "stix"])).expect("a bundle");
    let objects = bundle["objects"].as_array().expect("objects");
    let opinion = objects.iter().find(|one| one["type"] == "opinion").expect("the denial");
    assert_eq!((&opinion["opinion"], &opinion["authors"][0]), (&"disagree".into(), &"his lawyer".into()));
    let denied = objects.iter().find(|one| one["id"] == opinion["object_refs"][0]).expect("what it denies is there");
    assert!(text(&denied["description"]).starts_with("[asserted and denied, disputed] Meet"), "{denied}");
    let timeline = scene.clew(&["export", "x", "--format", "timesketch"]);
    for message in
        ["[disputed] Jonas Weil met", "[sounds likely] Aron Lund", "[denied, disputed] Jonas Weil did not meet"]
    {
        assert!(timeline.contains(message), "{timeline}");
    }
}
