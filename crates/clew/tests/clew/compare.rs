use crate::scene::{Scene, records};
use serde_json::{Value, json};

/// What clew answers to these pairs of persons' names.
fn answers(pairs: &[(&str, &str)]) -> Vec<Value> {
    let line = |(a, b): &(&str, &str)| json!({"a": a, "b": b, "type": "Person"}).to_string() + "\n";
    let said = Scene::new().fed(&["compare", "--from", "jsonl"], &pairs.iter().map(line).collect::<String>());
    assert_eq!(said.status, 0, "{}", said.err);
    records(&said.out)
}

#[test]
fn pairs_are_answered_in_order_in_the_promised_form() {
    let found = answers(&[("Jonas Weil", "Weil, Jonas"), ("Jonas Weil", "Hanna Weil"), ("Weil", "Jonas Weil")]);
    let verdicts: Vec<&Value> = found.iter().map(|answer| &answer["verdict"]).collect();
    assert_eq!(verdicts, ["same", "different", "unsure"]);
    for answer in &found {
        let fields: Vec<&String> = answer.as_object().expect("an object").keys().collect();
        assert_eq!(fields, ["score", "verdict", "why"]);
        assert!(answer["score"].as_f64().is_some_and(|score| (0.0..=1.0).contains(&score)), "{answer}");
    }
    assert_eq!(found[1]["why"], "Given name jonas contradicts hanna; family name weil is in both.");
}

#[test]
fn a_letter_of_another_alphabet_is_told_and_never_taken_for_ours() {
    let found = answers(&[("Jonas Weil", "Jonas W\u{435}il")]);
    assert_eq!(found[0]["verdict"], "unsure");
    assert!(found[0]["why"].as_str().is_some_and(|why| why.contains("U+0435")), "{}", found[0]);
}

#[test]
fn a_bad_line_stands_in_its_place() {
    let input = "{\"a\": \"Orrin AG\", \"b\": \"Orrin Aktiengesellschaft\", \"type\": \"Organization\"}\n\
                 {\"a\": \"Orrin\"}\n\
                 {\"a\": \"Orrin\", \"b\": \"Orrin\", \"type\": \"Dragon\"}\n\
                 {\"a\": \"Orrin\", \"b\": \"Orrin\"}\n";
    let said = Scene::new().fed(&["compare", "--from", "jsonl"], input);
    assert_eq!(said.status, 1);
    let found = records(&said.out);
    assert_eq!((&found[0]["verdict"], &found[3]["verdict"]), (&json!("same"), &json!("same")));
    assert_eq!(found[1]["error"]["code"], "failed");
    assert!(found[2]["error"]["message"].as_str().is_some_and(|message| message.contains("Dragon")), "{}", found[2]);
}
