use crate::scene::{Scene, records, words};

const REPORT: &str =
    "Skarnøy's gate was open — on Tuesday\u{1F30A}, Hanna Wirth said. \"We told the water board in May,\" Wirth added.";

fn line(text: &str) -> String {
    serde_json::json!({"id": "r", "text": text, "date": "2022-06-09", "publisher": "Ostby Courier"}).to_string() + "\n"
}

#[test]
fn a_document_is_printed_in_the_promised_form() {
    let scene = Scene::new();
    let said = scene.fed(&["annotate", "--from", "jsonl"], &line(REPORT));
    assert_eq!(said.status, 0, "{}", said.err);
    let read = &records(&said.out)[0];
    assert_eq!(read["text"], REPORT);
    let published = serde_json::json!({"earliest": "2022-06-09", "latest": "2022-06-09", "basis": "given"});
    assert_eq!((&read["published"], &read["publisher"]), (&published, &serde_json::json!("Ostby Courier")));
    assert_eq!(read["sentences"].as_array().map(Vec::len), Some(2));
    let spans = |list: &str| -> Vec<String> {
        let list = read[list].as_array().expect("a list").iter();
        list.map(|found| words(REPORT, &found["start"], &found["end"])).collect()
    };
    assert_eq!(spans("times"), ["Tuesday", "May"]);
    assert_eq!(read["times"][0]["value"], "2022-06-07");
    assert_eq!(read["times"][1]["value"], "2022-05");
    assert_eq!(read["times"][1]["latest"], "2022-05-31");
    let mentions = spans("mentions");
    assert!(mentions.contains(&"Hanna Wirth".to_owned()) && mentions.contains(&"Wirth".to_owned()), "{mentions:?}");
    let chain_of = |name: &str| {
        let at = mentions.iter().position(|mention| mention == name).expect("mentioned");
        read["mentions"][at]["chain"].clone()
    };
    assert_eq!(chain_of("Hanna Wirth"), chain_of("Wirth"));
    for promised in ["attributions", "predications", "claims", "chains", "furniture"] {
        assert!(read[promised].is_array(), "{promised}");
    }
}

#[test]
fn a_bad_line_stands_in_its_place_and_the_run_goes_on() {
    let scene = Scene::new();
    let lines = format!("{}{{\"id\": \"bad\"}}\n{}", line("One."), line("Two."));
    let said = scene.fed(&["annotate", "--from", "jsonl"], &lines);
    assert_eq!(said.status, 1);
    let read = records(&said.out);
    assert_eq!((&read[0]["text"], &read[1]["id"], &read[2]["text"]), (&"One.".into(), &"bad".into(), &"Two.".into()));
    assert_eq!(read[1]["error"]["code"], "failed");
    assert!(read[1]["error"]["message"].as_str().is_some_and(|message| message.contains("text")), "{}", read[1]);
}

#[test]
fn files_keep_their_order_whatever_their_size() {
    let scene = Scene::new();
    let mut names = Vec::new();
    for nth in 0..60 {
        let name = format!("in/{nth:02}.txt");
        scene.write(&name, "The gate was open on Monday. ".repeat(1 + (nth * 37) % 200));
        names.push(name);
    }
    let printed = scene.clew(&["annotate", "in", "--threads", "3"]);
    let ids: Vec<_> = records(&printed).iter().map(|record| record["id"].as_str().unwrap_or("").to_owned()).collect();
    assert_eq!(ids, names);
    assert_eq!(printed, scene.clew(&["annotate", "in", "--threads", "1"]), "the number of threads changes nothing");
}

#[test]
fn other_languages_are_marked_and_not_analysed() {
    let scene = Scene::new();
    let german = "Der Damm oberhalb der Stadt war seit Mai undicht, sagte die Ingenieurin am Mittwoch. Niemand wurde verletzt, \
        als er in der Nacht zum Dienstag brach, doch vierzig Häuser stehen unter Wasser und die Straße ist gesperrt.";
    let read = &records(&scene.fed(&["annotate", "--from", "jsonl"], &line(german)).out)[0];
    assert_eq!(read["language"], "de");
    assert_eq!((&read["times"], &read["mentions"]), (&serde_json::json!([]), &serde_json::json!([])));
    scene.fed(&["add", "affair", "--from", "jsonl"], &line(german));
    assert!(scene.clew(&["search", "affair", "Ingenieurin"]).contains("Ostby Courier"));
    assert!(scene.clew(&["status", "affair"]).contains("in a language that is not analysed"));
}

#[test]
fn claims_are_explained_under_their_sentences() {
    let scene = Scene::new();
    let text = "Harbour police arrested Aron Weil on Tuesday, Hanna Wirth said. He may have met Petra Anders in Ostby on Monday, Wirth said.";
    let said = scene.fed(&["annotate", "--explain", "--from", "jsonl"], &(line(text) + "{\"id\": \"bad\"}\n"));
    assert_eq!(said.status, 1, "a line without text: {}", said.err);
    let (first, second) =
        said.out.split_once("He may have met Petra Anders in Ostby on Monday, Wirth said.").expect("both sentences");
    let line_of = |part: &str, what: &str| {
        let mut lines = part.lines().map(str::trim).filter(|line| line.starts_with(what));
        lines.next().unwrap_or_else(|| panic!("no {what:?} in {part}")).to_owned()
    };
    assert!(first.starts_with("r\nOstby Courier, 2022-06-09\n\nHarbour police arrested Aron Weil"), "{first}");
    assert_eq!(line_of(first, "#0"), "#0  Arrest  \"arrested\"");
    assert_eq!(line_of(first, "Person"), "Person        Aron Weil");
    assert_eq!(line_of(first, "when"), "when          2022-06-07");
    assert_eq!(line_of(first, "on the word"), "on the word   Ostby Courier <- Hanna Wirth");
    let (file, pattern) =
        line_of(first, "found by").split_once(".txt:").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a pattern");
    assert!(file.ends_with("arrest") && pattern.contains("verb arrest,"), "{file} {pattern}");
    assert_eq!(line_of(second, "#1"), "#1  Meet  \"met\"");
    assert!(line_of(second, "stated").starts_with("stated        asserted, an even chance (\"may\")"), "{second}");
    assert!(second.contains("He (Aron Weil)"), "{second}");
    assert!(second.contains("bad\nfailed: "), "{second}");
}
