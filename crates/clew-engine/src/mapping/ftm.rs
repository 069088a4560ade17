//! Entities of FollowTheMoney (<https://followthemoney.tech>), as documents and what they state.

use super::stated_text::{Piece, StatedText, Stating};
use crate::Input;
use clew_ingest::{GivenDocument, Item, Refusal};
use clew_model::{Interval, Level, Modality, Polarity, Predicate, Reading, Role, Sha256, ThingType};
use clew_store::Mapped;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// One entity.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Entity {
    /// Its id.
    pub id: String,
    /// The name of its schema.
    pub schema: String,
    /// Values by the names of properties.
    #[serde(default)]
    pub properties: BTreeMap<String, Vec<String>>,
}

impl Entity {
    /// The first value of a property.
    pub fn first(&self, property: &str) -> Option<&str> {
        self.properties.get(property)?.first().map(String::as_str)
    }

    fn all(&self, property: &str) -> &[String] {
        self.properties.get(property).map_or(&[], Vec::as_slice)
    }
}

/// The entity of a line; fails, saying why, where it is none.
pub fn read_entity(line: &str) -> Result<Entity, String> {
    serde_json::from_str(line).map_err(|error| format!("the line is no entity of FollowTheMoney: {error}"))
}

/// A file of entities, as inputs: a document for each that has a text, and one, read by what the schemata mean, that tells of all others.
/// `id` is the file's.
pub fn read_entities(id: &str, bytes: Vec<u8>) -> Vec<Input> {
    let lines = String::from_utf8_lossy(&bytes).into_owned();
    let (mut inputs, mut entities) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match read_entity(line) {
            Ok(entity) => match document(id, &entity) {
                Some(input) => inputs.push(input),
                None => entities.push(entity),
            },
            Err(why) => {
                inputs.push(Input::Refused { id: format!("{id}!line {number}"), refusal: Refusal::Failed(why) })
            }
        }
    }
    inputs.extend(all_told(id, bytes, &entities));
    inputs
}

fn document(id: &str, entity: &Entity) -> Option<Input> {
    let text = entity.first("bodyText")?.to_owned();
    let given = GivenDocument {
        id: format!("{id}!{}", entity.id),
        text,
        date: entity.first("publishedAt").or_else(|| entity.first("date")).and_then(day),
        publisher: entity.first("publisher").map(str::to_owned),
        title: entity.first("title").or_else(|| entity.first("name")).map(str::to_owned),
        url: entity.first("sourceUrl").map(str::to_owned),
    };
    Some(Input::Document(Box::new(given.into())))
}

/// A date of FollowTheMoney that is exact to the day.
fn day(date: &str) -> Option<Date> {
    date.get(..10)?.parse().ok()
}

/// The document that tells of entities; nothing where none of them states anything.
fn all_told(id: &str, bytes: Vec<u8>, entities: &[Entity]) -> Option<Input> {
    let by_id: HashMap<&str, &Entity> = entities.iter().map(|entity| (entity.id.as_str(), entity)).collect();
    let mut text = StatedText::default();
    for entity in entities {
        tell_names(entity, &mut text);
        tell_tie(entity, &by_id, &mut text);
    }
    let (text, annotation) = text.finish();
    if annotation.claims.is_empty() {
        return None;
    }
    let reading = Reading { text, language: Some("en".to_owned()), ..Reading::default() };
    let item = Item {
        id: id.to_owned(),
        sha256: Sha256::of(&bytes),
        original: bytes,
        media_type: "application/json+ftm".to_owned(),
        retrieved_at: None,
        result: Ok(reading),
    };
    let mapped = Mapped { mapping: "FollowTheMoney".to_owned(), annotation };
    Some(Input::Mapped(Box::new(item), Box::new(mapped)))
}

/// The type and name of a thing; `None` of an entity that is none.
fn thing(entity: &Entity) -> Option<(ThingType, String)> {
    let thing = match entity.schema.as_str() {
        "Person" => ThingType::Person,
        "Organization" | "Company" | "LegalEntity" => ThingType::Organization,
        "PublicBody" => ThingType::PublicBody,
        "Address" => ThingType::Place,
        "RealEstate" => ThingType::Facility,
        "Vehicle" | "Vessel" | "Airplane" => ThingType::Vehicle,
        "BankAccount" => ThingType::Account,
        "UserAccount" => ThingType::Phone,
        _ => return None,
    };
    let named = ["name", "full", "username", "accountNumber"].iter().find_map(|name| entity.first(name))?;
    let name = named.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some((thing, name))
}

/// "Jonas Weil is also called J. Weil."
fn tell_names(entity: &Entity, text: &mut StatedText) {
    let Some((thing, name)) = thing(entity) else { return };
    for alias in entity.all("alias").iter().filter(|alias| **alias != name && !alias.trim().is_empty()) {
        let alias = alias.split_whitespace().collect::<Vec<_>>().join(" ");
        let pieces = [
            Piece::Thing(&name, thing),
            Piece::Words(" is "),
            Piece::Trigger("also called"),
            Piece::Words(" "),
            Piece::Value(&alias),
            Piece::Words("."),
        ];
        let roles = [(Role::Entity, 0), (Role::Name, 4)];
        text.sentence(&pieces, Some(&stating(Predicate::Alias, None, &roles, entity, "FollowTheMoney:alias")));
        text.end_line();
    }
}

/// How a schema of ties is told: the properties of its two sides, the words between them, and what is claimed. `{}` stands for the tie's own word.
struct TieTemplate {
    schema: &'static str,
    sides: [(&'static str, Role); 2],
    predicate: Predicate,
    subtype: Option<&'static str>,
    /// The property that has the tie's own word, and the role that this fills; the word is the subtype where it fills none.
    own_word: Option<(&'static str, Option<Role>)>,
    /// Before and after the tie's own word, then where there is none.
    words: [(&'static str, &'static str); 2],
}

const TIES: [TieTemplate; 8] = [
    TieTemplate {
        schema: "Family",
        sides: [("relative", Role::Relative), ("person", Role::Person)],
        predicate: Predicate::Family,
        subtype: None,
        own_word: Some(("relationship", None)),
        words: [("is", "of"), ("is a relative of", "")],
    },
    TieTemplate {
        schema: "Associate",
        sides: [("person", Role::Person), ("associate", Role::Person)],
        predicate: Predicate::Associate,
        subtype: None,
        own_word: Some(("relationship", None)),
        words: [("is", "of"), ("is an associate of", "")],
    },
    TieTemplate {
        schema: "Membership",
        sides: [("member", Role::Person), ("organization", Role::Organization)],
        predicate: Predicate::Member,
        subtype: None,
        own_word: None,
        words: [("", ""), ("is a member of", "")],
    },
    TieTemplate {
        schema: "Employment",
        sides: [("employee", Role::Person), ("employer", Role::Organization)],
        predicate: Predicate::Position,
        subtype: None,
        own_word: Some(("role", Some(Role::Title))),
        words: [("is", "at"), ("is employed by", "")],
    },
    TieTemplate {
        schema: "Directorship",
        sides: [("director", Role::Person), ("organization", Role::Organization)],
        predicate: Predicate::Position,
        subtype: None,
        own_word: Some(("role", Some(Role::Title))),
        words: [("is", "of"), ("is a director of", "")],
    },
    TieTemplate {
        schema: "Ownership",
        sides: [("owner", Role::Owner), ("asset", Role::Thing)],
        predicate: Predicate::Owns,
        subtype: None,
        own_word: None,
        words: [("", ""), ("owns", "")],
    },
    TieTemplate {
        schema: "Payment",
        sides: [("payer", Role::Giver), ("beneficiary", Role::Recipient)],
        predicate: Predicate::Transfer,
        subtype: None,
        own_word: Some(("amount", Some(Role::Amount))),
        words: [("paid", "to"), ("made a payment to", "")],
    },
    TieTemplate {
        schema: "Call",
        sides: [("caller", Role::Participant), ("receiver", Role::Participant)],
        predicate: Predicate::Contact,
        subtype: Some("phone"),
        own_word: None,
        words: [("", ""), ("called", "")],
    },
];

fn tell_tie(entity: &Entity, by_id: &HashMap<&str, &Entity>, text: &mut StatedText) {
    let Some(tie) = TIES.iter().find(|tie| tie.schema == entity.schema) else { return };
    let side = |property: &str| thing(by_id.get(entity.first(property)?)?);
    let [one, other] = tie.sides;
    let (Some((first_type, first)), Some((second_type, second))) = (side(one.0), side(other.0)) else { return };
    let word = tie.own_word.and_then(|(property, role)| Some((entity.first(property)?.trim().to_owned(), role)));
    let word = word.filter(|(word, _)| !word.is_empty() && !word.contains('\n'));
    let date = entity.first("date").and_then(|date| Some((date.get(..10)?, day(date)?)));
    let mut pieces = vec![Piece::Thing(&first, first_type), Piece::Words(" ")];
    let mut subtype = tie.subtype.map(str::to_owned);
    let mut roles = vec![(one.1, 0)];
    match &word {
        Some((word, role)) => {
            let (before, after) = tie.words[0];
            pieces.extend([
                Piece::Trigger(before),
                Piece::Words(" "),
                Piece::Value(word),
                Piece::Words(" "),
                Piece::Words(after),
            ]);
            match role {
                Some(role) => roles.push((*role, 4)),
                None => subtype = Some(word.to_lowercase()),
            }
        }
        None => pieces.push(Piece::Trigger(tie.words[1].0)),
    }
    pieces.push(Piece::Words(" "));
    roles.push((other.1, pieces.len()));
    pieces.push(Piece::Thing(&second, second_type));
    if let Some((written, day)) = date {
        pieces.extend([Piece::Words(" on "), Piece::Day(written, day)]);
    }
    pieces.push(Piece::Words("."));
    let by = format!("FollowTheMoney:{}", entity.schema);
    text.sentence(&pieces, Some(&stating(tie.predicate, subtype.as_deref(), &roles, entity, &by)));
    text.end_line();
}

fn stating<'a>(
    predicate: Predicate,
    subtype: Option<&'a str>,
    roles: &'a [(Role, usize)],
    entity: &Entity,
    by: &'a str,
) -> Stating<'a> {
    let on = |property: &str| entity.first(property).and_then(day);
    let time = match on("date") {
        Some(day) => Interval::day(day),
        None => Interval::new(on("startDate"), on("endDate")).unwrap_or_default(),
    };
    let (polarity, modality) = (Polarity::Asserted, Modality::Actual);
    Stating { predicate, subtype, roles, time, quantity: None, polarity, level: Level::Asserted, modality, by }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::CodePoints;

    const LINES: &str = r#"{"id": "p1", "schema": "Person", "properties": {"name": ["Jonas Weil"], "alias": ["J. Weil"]}}
{"id": "p2", "schema": "Person", "properties": {"name": ["Aron Weil"]}}
{"id": "c1", "schema": "Company", "properties": {"name": ["Harbour Holdings Ltd"]}}
{"id": "f1", "schema": "Family", "properties": {"person": ["p1"], "relative": ["p2"], "relationship": ["Brother"]}}
{"id": "o1", "schema": "Ownership", "properties": {"owner": ["p2"], "asset": ["c1"], "startDate": ["2019-01-01"]}}
{"id": "o2", "schema": "Ownership", "properties": {"owner": ["p2"], "asset": ["gone"]}}
{"id": "d1", "schema": "Article", "properties": {"title": ["Weil leaves"], "publisher": ["Post"], "publishedAt": ["2021-06-10"], "bodyText": ["Weil left."]}}
{"schema": "Person"}
"#;

    #[test]
    fn ties_become_sentences_and_texts_become_documents() {
        let inputs = read_entities("x.ftm.json", LINES.as_bytes().to_vec());
        let [Input::Document(article), Input::Refused { id, .. }, Input::Mapped(item, mapped)] = &inputs[..] else {
            panic!("{inputs:?}")
        };
        assert_eq!((article.id.as_str(), id.as_str()), ("x.ftm.json!d1", "x.ftm.json!line 8"));
        let reading = item.result.as_ref().expect("a reading");
        assert_eq!(
            reading.text,
            "Jonas Weil is also called J. Weil.\nAron Weil is Brother of Jonas Weil.\nAron Weil owns Harbour Holdings Ltd.\n"
        );
        let points = CodePoints::new(&reading.text);
        let claims = &mapped.annotation.claims;
        let words = |nth: usize| -> Vec<(Role, &str)> {
            claims[nth].arguments.iter().map(|one| (one.role, points.slice(one.span))).collect()
        };
        assert_eq!((claims[1].predicate, claims[1].subtype.as_deref()), (Predicate::Family, Some("brother")));
        assert_eq!(words(1), [(Role::Person, "Jonas Weil"), (Role::Relative, "Aron Weil")]);
        assert_eq!(words(2), [(Role::Owner, "Aron Weil"), (Role::Thing, "Harbour Holdings Ltd")]);
        assert_eq!(claims[2].time.earliest.map(|day| day.to_string()).as_deref(), Some("2019-01-01"));
    }
}
