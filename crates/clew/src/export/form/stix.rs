use super::super::ExportError;
use super::edge::{Edge, each_edge};
use super::left_out::LeftOut;
use super::lookup::Lookup;
use super::stated::{Stated, marked};
use super::{each_event, each_finding, on_one_line};
use clew_engine::Case;
use clew_engine::answer::{AgreedPlace, EntityLine, FindingView};
use clew_model::{CaseEvent, Modality, Polarity, Standing, ThingType};
use jiff::civil::Date;
use serde_json::{Value, json};
use sha1_smol::Sha1;
use std::collections::{HashMap, HashSet};
use std::io::Write;
use uuid::{Builder, Uuid};

/// Writes a case as a STIX 2.1 bundle (<https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html>): people and bodies as `identity`, places
/// with coordinates as `location`, events as `incident`, dated documents as `report`, ties as `relationship` of the type `related-to`,
/// each with a `note` of how it stands, and an `opinion` for each denial.
///
/// Nobody becomes a `threat-actor`, whatever is said of them. Ids are UUIDv5 of clew's own, the same in every run.
pub fn write_stix(case: &Case, out: &mut impl Write) -> Result<LeftOut, ExportError> {
    let lookup = Lookup::of(case)?;
    let first = lookup.documents().filter_map(|(number, _)| lookup.published(number).earliest).min();
    let mut bundle = Bundle {
        out,
        separator: "\n",
        at: instant(first.unwrap_or(Date::constant(1970, 1, 1))),
        known: HashMap::new(),
        left_out: LeftOut::default(),
        done: Ok(()),
    };
    write!(bundle.out, "{{\"type\":\"bundle\",\"id\":\"{}\",\"objects\":[", id("bundle", &case.name()))?;
    bundle.publishers(&lookup);
    case.each_entity(|line, _, place| bundle.entity(&line, place.as_ref()))?;
    let mut in_documents: HashMap<i64, Vec<String>> = HashMap::new();
    each_event(case, |event| {
        bundle.event(&event, &mut in_documents);
        Ok(())
    })?;
    let mut written = HashMap::new();
    each_edge(case, &lookup, |edge| {
        bundle.edge(&edge, &lookup, &mut written);
        Ok(())
    })?;
    each_finding(case, |view| {
        if let Some(relationship) = written.get(&view.finding.id) {
            bundle.denials(&view, relationship);
        }
        Ok(())
    })?;
    for (number, _) in lookup.documents() {
        let entities = case.document(number)?.map(|document| document.entities).unwrap_or_default();
        bundle.report(&lookup, number, entities, in_documents.remove(&number).unwrap_or_default());
    }
    bundle.end()
}

struct Bundle<'o, W> {
    out: &'o mut W,
    separator: &'static str,
    /// When everything that is no report is said to be made: the first publication. Records that are worked out carry no clock.
    at: String,
    /// STIX ids of entities by their own.
    known: HashMap<String, String>,
    left_out: LeftOut,
    done: Result<(), ExportError>,
}

/// The id of an object of a kind: a UUIDv5 in clew's namespace, which is that of "urn:clew:stix" in the namespace of URLs.
fn id(kind: &str, of: &str) -> String {
    let namespace = uuid_v5(Uuid::NAMESPACE_URL, "urn:clew:stix");
    format!("{kind}--{}", uuid_v5(namespace, &format!("{kind}:{of}")))
}

/// RFC 9562, section 5.5. Written out, for the uuid crate's own comes as a feature that every crate here that uses uuid would be built with.
fn uuid_v5(namespace: Uuid, name: &str) -> Uuid {
    let mut hash = Sha1::new();
    hash.update(namespace.as_bytes());
    hash.update(name.as_bytes());
    let [bytes @ .., _, _, _, _] = hash.digest().bytes();
    Builder::from_sha1_bytes(bytes).into_uuid()
}

fn instant(day: Date) -> String {
    format!("{day}T00:00:00.000Z")
}

impl<W: Write> Bundle<'_, W> {
    fn put(&mut self, kind: &str, of: &str, fields: Value) -> String {
        let id = id(kind, of);
        let at = self.at.clone();
        self.put_at(&at, kind, &id, fields);
        id
    }

    fn put_at(&mut self, at: &str, kind: &str, id: &str, fields: Value) {
        if self.done.is_err() {
            return;
        }
        let mut object = json!({"type": kind, "spec_version": "2.1", "id": id, "created": at, "modified": at});
        if let (Value::Object(object), Value::Object(fields)) = (&mut object, fields) {
            object.extend(fields.into_iter().filter(|(_, value)| !value.is_null()));
        }
        self.done = write!(self.out, "{}{object}", self.separator).map_err(ExportError::from);
        self.separator = ",\n";
    }

    fn publishers(&mut self, lookup: &Lookup) {
        let mut seen = HashSet::new();
        for (_, head) in lookup.documents() {
            if let Some(name) = head.line.publisher.as_ref().filter(|name| seen.insert((*name).clone())) {
                self.put("identity", &publisher(name), json!({"name": name, "identity_class": "organization"}));
            }
        }
    }

    fn entity(&mut self, line: &EntityLine, place: Option<&AgreedPlace>) {
        let names = line.names.iter().filter(|name| **name != line.name).map(|name| on_one_line(name));
        let names = names.collect::<Vec<_>>().join("; ");
        let also = (!names.is_empty()).then(|| format!("Also: {names}"));
        let name = on_one_line(&line.name);
        let class = match line.thing {
            ThingType::Person => "individual",
            ThingType::Organization | ThingType::PublicBody => "organization",
            ThingType::Place => {
                let Some(AgreedPlace { location, .. }) = place else {
                    return self.left_out.count("places without coordinates");
                };
                let fields = json!({
                    "name": name, "description": also, "latitude": location.latitude, "longitude": location.longitude,
                    "country": Some(&location.country_code).filter(|code| !code.is_empty()),
                });
                let id = self.put("location", &line.id, fields);
                self.known.insert(line.id.clone(), id);
                return;
            }
            _ => return self.left_out.count("things that STIX has no object for"),
        };
        let id = self.put("identity", &line.id, json!({"name": name, "description": also, "identity_class": class}));
        self.known.insert(line.id.clone(), id);
    }

    fn event(&mut self, event: &CaseEvent, in_documents: &mut HashMap<i64, Vec<String>>) {
        if event.polarity == Polarity::Denied || event.modality != Modality::Actual {
            return self.left_out.count("events that are denied or not told as fact");
        }
        let days =
            [event.time.earliest, event.time.latest].map(|day| day.map_or("unknown".to_owned(), |day| day.to_string()));
        let description = format!("{}; between {} and {}", event.predicate, days[0], days[1]);
        let incident = json!({"name": on_one_line(&event.name), "description": description});
        let incident = self.put("incident", &event.id, incident);
        for number in &event.documents {
            in_documents.entry(*number).or_default().push(incident.clone());
        }
        for (role, entity) in &event.participants {
            let Some(target) = self.known.get(entity).cloned() else { continue };
            let fields = json!({
                "relationship_type": "related-to", "source_ref": incident, "target_ref": target, "description": role.word(),
            });
            self.put("relationship", &format!("{}:{}:{entity}", event.id, role.word()), fields);
        }
    }

    fn edge(&mut self, edge: &Edge, lookup: &Lookup, written: &mut HashMap<String, String>) {
        let Edge { stated, time, .. } = edge;
        if let Some(why) = no_place(stated) {
            return self.left_out.count(why);
        }
        let (Some(source), Some(target)) = (self.known.get(&edge.source.0), self.known.get(&edge.target.0)) else {
            return self.left_out.count("ties to things that STIX has no object for");
        };
        let (source, target) = (source.clone(), target.clone());
        let roles = format!("{} ({} - {})", edge.label, edge.source.1.word(), edge.target.1.word());
        let sentence = edge.shown_by.as_ref().map_or("", |(sentence, _)| sentence);
        let is_stretch = time.earliest < time.latest && time.earliest.is_some();
        let relationship = json!({
            "relationship_type": "related-to", "source_ref": source, "target_ref": target,
            "description": marked(&stated.marks(), &format!("{roles}: {sentence}")),
            "start_time": time.earliest.map(instant), "stop_time": time.latest.filter(|_| is_stretch).map(instant),
        });
        let relationship = self.put("relationship", &edge.id, relationship);
        let content = format!(
            "Standing: {}. Polarity: {}. Sounds: {}. Told as: {}. On the word of {} ({}). {}",
            stated.standing.word(),
            stated.polarity,
            stated.certainty,
            stated.modality,
            stated.n_origins,
            stated.origins,
            edge.why
        );
        let names = [&edge.source.0, &edge.target.0].map(|id| lookup.name(id));
        let about = format!("How it stands: {} of {} and {}", edge.label, names[0], names[1]);
        let note = json!({"abstract": on_one_line(&about), "content": on_one_line(&content), "object_refs": [relationship.as_str()]});
        self.put("note", &edge.id, note);
        written.entry(edge.finding.clone()).or_insert(relationship);
    }

    /// An opinion for each claim that denies what a relationship states.
    fn denials(&mut self, view: &FindingView, relationship: &str) {
        for line in view.claims.iter().filter(|line| line.polarity == Polarity::Denied) {
            let origin = line.placed.origin.as_ref().map(|origin| origin.name.clone());
            let fields = json!({
                "opinion": "disagree", "explanation": on_one_line(&line.sentence), "authors": origin.map(|origin| [origin]),
                "object_refs": [relationship],
            });
            self.put("opinion", &format!("{}#{}", line.document, line.at.claim), fields);
        }
    }

    fn report(&mut self, lookup: &Lookup, number: i64, entities: Vec<Option<String>>, incidents: Vec<String>) {
        let Some(head) = lookup.document(number) else { return };
        let Some(day) = lookup.published(number).earliest else {
            return self.left_out.count("documents without a date");
        };
        let mut seen = HashSet::new();
        let known = entities.iter().flatten().filter_map(|entity| self.known.get(entity).cloned());
        let by = head.line.publisher.as_ref().map(|name| id("identity", &publisher(name)));
        let mut objects: Vec<String> = known.chain(incidents).filter(|id| seen.insert(id.clone())).collect();
        if objects.is_empty() {
            objects.extend(by.clone());
        }
        if objects.is_empty() {
            return self.left_out.count("documents that name nothing");
        }
        let title = head.line.title.as_deref().map_or_else(|| head.line.id.clone(), on_one_line);
        let retracted = lookup.retracted_by(number).map(|_| "Retracted in the case.");
        let source = head.line.publisher.as_deref().unwrap_or("not known");
        let url = head.url.as_deref().filter(|url| url.starts_with("http"));
        let mut reference =
            json!({"source_name": source, "external_id": head.line.id, "hashes": {"SHA-256": head.sha256}});
        match url {
            Some(url) => reference["url"] = json!(url),
            None => drop(reference.as_object_mut().and_then(|fields| fields.remove("hashes"))),
        }
        let fields = json!({
            "name": title, "description": retracted, "published": instant(day), "created_by_ref": by,
            "external_references": [reference], "object_refs": objects,
        });
        let named = format!("{}:{}", head.sha256, head.line.id);
        self.put_at(&instant(day), "report", &id("report", &named), fields);
    }

    fn end(self) -> Result<LeftOut, ExportError> {
        self.done?;
        writeln!(self.out, "\n]}}")?;
        Ok(self.left_out)
    }
}

/// What of a finding STIX has no place for: a relationship is taken to be so.
fn no_place(stated: &Stated) -> Option<&'static str> {
    if stated.polarity == Polarity::Denied.word() {
        return Some("ties that are denied");
    }
    if stated.modality != super::stated::modality(Modality::Actual) {
        return Some("ties that are not told as fact");
    }
    (stated.standing == Standing::Superseded).then_some("ties that are superseded")
}

fn publisher(name: &str) -> String {
    format!("publisher:{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_same_in_every_run_and_differ_by_kind() {
        assert_eq!(id("identity", "e1"), id("identity", "e1"));
        assert_ne!(id("identity", "e1")[10..], id("location", "e1")[10..]);
        let uuid: Uuid = id("note", "e1").trim_start_matches("note--").parse().expect("a UUID");
        assert_eq!(uuid.get_version_num(), 5);
        // RFC 9562, appendix A.4.
        let example = uuid_v5(Uuid::NAMESPACE_DNS, "www.example.com");
        assert_eq!(example.to_string(), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }
}
