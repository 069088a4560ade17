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
