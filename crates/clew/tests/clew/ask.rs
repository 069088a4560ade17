use crate::scene::{Scene, records};

fn affair() -> Scene {
    let scene = Scene::new();
    let line = |id: &str, date: &str, text: &str| {
        serde_json::json!({"id": id, "date": date, "publisher": "Ostby Courier", "title": format!("About {id}"), "text": text})
            .to_string()
    };
    let lines = [
        line("a", "2022-06-08", "The dam above Ostby broke on Tuesday. Hanna Wirth, an engineer, had warned of it."),
        line("b", "2022-06-09", "Hanna Wirth warned the water board in May, a memo shows. Per Lindahl denies it."),
        line("c", "2022-06-10", "Grete Wirth keeps a shop in the flooded street."),
    ];
    assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], &lines.join("\n")).status, 0);
    scene
}

#[test]
fn an_entity_is_shown_with_every_sentence_by_date() {
    let said = affair().clew(&["show", "affair", "Hanna Wirth"]);
    let (first, second) = (said.find("had warned of it"), said.find("warned the water board"));
    assert!(first.is_some() && first < second, "{said}");
    assert!(!said.contains("keeps a shop"), "another person of that surname: {said}");
    assert!(!said.contains("Per Lindahl"), "nobody from another sentence: {said}");
}

#[test]
fn a_name_that_several_have_is_not_guessed() {
    let said = affair().run(&["show", "affair", "Wirth"]);
    assert_eq!(said.status, 2, "{}{}", said.out, said.err);
    assert!(said.err.contains("Hanna Wirth") && said.err.contains("Grete Wirth"), "{}", said.err);
}

#[test]
fn words_are_found_and_marked() {
    let scene = affair();
    let found = records(&scene.clew(&["search", "affair", "warn", "board", "--json"]));
    assert_eq!(found.iter().map(|record| record["id"].as_str()).collect::<Vec<_>>(), [Some("b")]);
    let passage = &found[0]["passages"][0];
    let text: Vec<char> = passage["text"].as_str().expect("a passage").chars().collect();
    let hits: Vec<String> = passage["hits"]
        .as_array()
        .expect("hits")
        .iter()
        .map(|hit| {
            text[hit[0].as_u64().expect("start") as usize..hit[1].as_u64().expect("end") as usize].iter().collect()
        })
        .collect();
    assert_eq!(hits, ["warned", "board"]);
    let bad = scene.run(&["search", "affair", "\"warned"]);
    assert_eq!((bad.status, bad.out.as_str()), (2, ""));
    assert!(bad.err.contains("quotation mark") && bad.err.contains("hint:"), "{}", bad.err);
}

#[test]
fn documents_are_found_by_fields() {
    let scene = affair();
    let found = |typed: &str| -> Vec<String> {
        let found = records(&scene.clew(&["search", "affair", typed, "--json"]));
        let mut ids: Vec<String> =
            found.iter().map(|record| record["id"].as_str().expect("an id").to_owned()).collect();
        ids.sort();
        ids
    };
    assert_eq!(found("date:2022-06-09.. wirth"), ["b", "c"], "published on the ninth or later");
    assert_eq!(found("person:\"Hanna Wirth\""), ["a", "b"], "not her namesake's");
    assert_eq!(found("title:about -person:Hanna"), ["c"]);
    assert_eq!(found("\"memo water\"~6"), ["b"], "in either order, close together");
    assert_eq!(found("\"memo Lindahl\"~1"), Vec::<String>::new());
    assert_eq!(found("(dam OR shop) publisher:courier"), ["a", "c"]);
    assert_eq!(found("claim:warn id:b"), ["b"]);
    let bad = scene.run(&["search", "affair", "date:tomorrow"]);
    assert_eq!(bad.status, 2);
    assert!(bad.err.contains("date: takes a day, month or year"), "{}", bad.err);
}

#[test]
fn claims_are_found_by_their_sentence_and_by_whom_its_words_mean() {
    let scene = Scene::new();
    let text = "Hanna Wirth, an engineer, works in Ostby. She warned the water board in May. Per Lindahl resigned.";
    let line =
        serde_json::json!({"id": "a", "date": "2022-06-08", "publisher": "Ostby Courier", "text": text}).to_string();
    assert_eq!(scene.fed(&["add", "affair", "--from", "jsonl"], &line).status, 0);
    let found = |typed: &str| -> Vec<(String, String)> {
        let found = records(&scene.clew(&["search", "affair", "--claims", typed, "--json"]));
        let cell = |record: &serde_json::Value, key: &str| record[key].as_str().expect("a string").to_owned();
        found.iter().map(|record| (cell(record, "predicate"), cell(record, "sentence"))).collect()
    };
    let warning = ("Warn".to_owned(), "She warned the water board in May.".to_owned());
    assert!(found("wirth warned").contains(&warning), "\"She\" is she: {:?}", found("wirth warned"));
    assert!(found("wirth").iter().all(|(_, sentence)| !sentence.contains("Lindahl")), "{:?}", found("wirth"));
    assert_eq!(found("claim:warn person:Hanna"), [warning]);
    assert_eq!(found("claim:warn person:Lindahl"), []);
    assert_eq!(scene.clew(&["search", "affair", "--claims", "claim:Warn"]).matches("She warned").count(), 1);
}

#[test]
fn what_is_not_there_is_said_with_what_to_do() {
    let scene = affair();
    for (arguments, status, words) in [
        (&["status", "nothing"][..], 3, "there is no case at nothing.clew"),
        (&["show", "affair", "Nobody"], 3, "no document or entity \"Nobody\""),
        (&["new", "affair"], 4, "affair.clew exists already"),
        (&["add", "affair", "no-such-folder"], 3, "no file or folder no-such-folder"),
        (&["serve", "nothing", "--no-open"], 3, "there is no case"),
    ] {
        let said = scene.run(arguments);
        assert_eq!((said.status, said.out.as_str()), (status, ""), "{arguments:?}: {}", said.err);
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
    scene.write("letter.clew", "Dear editor");
    assert!(scene.run(&["status", "letter.clew"]).err.contains("is not a case file"));
}

#[test]
fn a_pipe_that_closes_early_is_no_error() {
    let scene = affair();
    let program = env!("CARGO_BIN_EXE_clew");
    let piped = std::process::Command::new("sh")
        .args([
            "-c",
            &format!("'{program}' export affair --format jsonl | head -n 1; '{program}' completions bash | head -n 1"),
        ])
        .current_dir(scene.path(""))
        .output()
        .expect("a shell");
    let err = String::from_utf8_lossy(&piped.stderr);
    assert!(!err.contains("panicked"), "{err}");
}

#[test]
fn the_picture_is_asked_with_sentences_and_sources() {
    let scene = affair();
    let who = scene.clew(&["who", "affair", "Hanna Wirth"]);
    assert!(who.contains("Ostby Courier [b]") && who.contains("warned the water board in May"), "{who}");
    assert!(!who.contains("keeps a shop"), "another person of that surname: {who}");
    let sources = records(&scene.clew(&["sources", "affair", "--json"]));
    assert!(sources.iter().all(|source| source["record"] == "source"), "{sources:?}");
    assert!(sources.iter().any(|source| source["name"] == "Ostby Courier"), "{sources:?}");
    let timeline = records(&scene.clew(&["timeline", "affair", "--json"]));
    assert!(timeline.iter().any(|event| event["time"]["earliest"] == "2022-06-07"), "the dam broke: {timeline:?}");
    let later = scene.clew(&["timeline", "affair", "--from", "2022-07-01", "--until", "2022-07-31", "--json"]);
    assert!(records(&later).iter().all(|event| event["time"]["latest"].is_null()), "{later}");
}

#[test]
fn a_case_is_shown_as_it_could_be_read_on_a_day() {
    let scene = affair();
    assert_eq!(scene.run(&["who", "affair", "Grete Wirth"]).status, 0);
    let early = scene.run(&["who", "affair", "Grete Wirth", "--as-of", "2022-06-09"]);
    assert_eq!((early.status, early.out.as_str()), (3, ""), "she was first named on the tenth");
    let who = scene.clew(&["who", "affair", "Hanna Wirth", "--as-of", "2022-06-08"]);
    assert!(!who.contains("in May"), "{who}");
    assert!(scene.clew(&["who", "affair", "Hanna Wirth"]).contains("in May"), "nothing was written to the case");
}

#[test]
fn an_id_of_today_leads_to_who_it_was_on_a_day() {
    let scene = Scene::new();
    let line = |id: &str, date: &str, text: &str| {
        serde_json::json!({"id": id, "date": date, "publisher": "Ostby Courier", "title": id, "text": text}).to_string()
    };
    // The document that came first is the later one: the id of today is made of a name that nobody had read then.
    let late = "The Ostby Ferry Company was fined on Friday. The Ostby Ferry Company had run the ferry without a licence, the court \
                said.";
    let early = "The OFC bought a ferry. The OFC runs the line to Skarnoy.";
    let lines = [line("late", "2022-06-10", late), line("early", "2022-06-02", early)];
    assert_eq!(scene.fed(&["add", "ferry", "--from", "jsonl"], &lines.join("\n")).status, 0);
    let id = |name: &str, day: &[&str]| {
        let who = scene.clew(&[&["who", "ferry", name, "--json"], day].concat());
        records(&who)[0]["id"].as_str().expect("an id").to_owned()
    };
    let (today, then) = (id("Ostby Ferry Company", &[]), id("OFC", &["--as-of", "2022-06-05"]));
    assert_ne!(today, then, "the case has another id for it now");
    assert_eq!(id(&today, &["--as-of", "2022-06-05"]), then);
}

/// A man whose arrest one paper tells of twice and another once, and who is said to have met a mayor.
fn arrest() -> Scene {
    let scene = Scene::new();
    let line = |id: &str, date: &str, publisher: &str, text: &str| {
        serde_json::json!({"id": id, "date": date, "publisher": publisher, "title": format!("About {id}"), "text": text})
            .to_string()
    };
    let courier = "Police arrested Jonas Weil on Tuesday. Jonas Weil was arrested on Tuesday at his home in Ostby.";
    let post = "Police officers arrested Jonas Weil in Ostby on Tuesday after a fire destroyed a mill on Monday. Weil may have met \
                Grete Wirth, the mayor of Ostby, in May. The mayor knew of the fire on Tuesday.";
    let lines = [line("a", "2022-06-08", "Ostby Courier", courier), line("b", "2022-06-09", "Skarnoy Post", post)];
    assert_eq!(scene.fed(&["add", "arrest", "--from", "jsonl"], &lines.join("\n")).status, 0);
    scene
}

#[test]
fn a_source_has_as_many_claims_as_the_case_has_on_its_word() {
    let scene = arrest();
    let export = records(&scene.clew(&["export", "arrest", "--format", "jsonl"]));
    let of = |name: &str| {
        let claims = export.iter().filter(|record| record["record"] == "claim" && record["origin"]["name"] == name);
        claims.map(|claim| claim["finding"].clone()).collect::<Vec<_>>()
    };
    let sources = records(&scene.clew(&["sources", "arrest", "--json"]));
    for source in &sources {
        let findings = of(source["name"].as_str().expect("a name"));
        assert_eq!(source["claims"], findings.len(), "{source}");
    }
    // The Courier tells of the arrest twice in one document: two claims, one finding.
    let mut courier = of("Ostby Courier");
    let n_claims = courier.len();
    courier.sort_by_key(serde_json::Value::to_string);
    courier.dedup();
    assert!(courier.len() < n_claims, "{courier:?}");
    let line = sources.iter().find(|source| source["name"] == "Ostby Courier").expect("a source");
    assert_eq!((&line["findings"], &line["claims"]), (&courier.len().into(), &n_claims.into()));
}

#[test]
fn a_matter_is_words_or_an_event() {
    let scene = affair();
    let events = records(&scene.clew(&["timeline", "affair", "--json"]));
    let id_of = |kind: &str| {
        let event = events.iter().find(|event| event["type"] == kind);
        event.and_then(|event| event["id"].as_str()).expect("an event of this type")
    };
    let (warning, dam) = (id_of("Warn"), id_of("Disaster"));
    let known = records(&scene.clew(&["knew", "affair", "--matter", warning, "--json"]));
    assert_eq!(known.iter().map(|one| &one["shown_by"]).collect::<Vec<_>>(), ["b#0"], "who warned knew");
    assert_eq!(
        scene.clew(&["knew", "affair", "--matter", dam, "--json"]),
        "",
        "nobody is said to have known of the breach"
    );
    // No sentence has these words, the event's name has.
    let by_name = scene.run(&["knew", "affair", "--matter", "warning by Hanna", "--json"]);
    assert_eq!(records(&by_name.out), known);
    assert!(by_name.err.contains(warning), "which event was meant is said: {}", by_name.err);
    assert_eq!(
        records(&scene.clew(&["knew", "affair", "--matter", "memo board", "--json"])),
        known,
        "words of the sentence"
    );
    assert_eq!(scene.clew(&["knew", "affair", "--matter", "zeppelin"]), "");
}

#[test]
fn a_weak_step_of_a_path_is_marked_and_says_why() {
    let scene = arrest();
    let said = scene.clew(&["path", "arrest", "Jonas Weil", "Grete Wirth"]);
    assert!(said.contains("weak: its source leaves room for doubt"), "{said}");
    assert!(said.contains("Weil may have met Grete Wirth, the mayor of Ostby, in May."), "{said}");
    let record = &records(&scene.clew(&["path", "arrest", "Jonas Weil", "Grete Wirth", "--json"]))[0];
    assert_eq!(record["paths"][0]["steps"][0]["weak"], "unsure", "{record}");
}

#[test]
fn a_dossier_has_names_with_their_sentences_ties_and_sources() {
    let scene = arrest();
    let who = scene.clew(&["who", "arrest", "Jonas Weil"]);
    let places: Vec<Option<usize>> = ["Other names", "In proceedings", "\nTies\n", "Events", "On whose word"]
        .map(|heading| who.find(heading))
        .to_vec();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}: {who}");
    assert!(who.contains("- Grete Wirth (Person"), "{who}");
    let alias = records(&scene.clew(&["who", "arrest", "Jonas Weil", "--json"]));
    let alias = alias.iter().find(|record| record["record"] == "alias").expect("an alias");
    assert_eq!((&alias["name"], &alias["document"]), (&"Weil".into(), &"b".into()), "{alias}");
    assert_eq!(alias["sentence"], "Weil may have met Grete Wirth, the mayor of Ostby, in May.");
}
