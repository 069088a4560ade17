use super::super::ExportError;
use super::super::picture::CaseIds;
use clew_engine::answer::DocumentHead;
use clew_engine::{Case, EntityQuery};
use clew_model::{Filling, Finding, Interval, Standing, ThingType};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a case calls what it holds: heads of documents, names of entities and events, standings of findings.
pub struct Lookup {
    /// Documents' ids by their numbers.
    pub ids: CaseIds,
    documents: BTreeMap<i64, DocumentHead>,
    entities: HashMap<String, (ThingType, String)>,
    named: HashSet<String>,
    events: HashMap<String, String>,
    standings: HashMap<String, Standing>,
    retracted: BTreeMap<i64, u32>,
}

impl Lookup {
    /// That of a case.
    pub fn of(case: &Case) -> Result<Self, ExportError> {
        let numbers = case.document_numbers()?;
        let documents = numbers.into_iter().map(|number| Ok((number, case.document_head(number)?)));
        let (mut entities, mut events, mut standings) = (HashMap::new(), HashMap::new(), HashMap::new());
        case.each_entity(|line, _, _| {
            entities.insert(line.id, (line.thing, line.name));
        })?;
        case.each_event(|event| {
            events.insert(event.id, event.name);
        })?;
        case.each_finding(|finding| {
            standings.insert(finding.id, finding.standing);
        })?;
        let all = EntityQuery { limit: u32::MAX, ..EntityQuery::default() };
        let named = case.entities(&all)?.items.into_iter().map(|line| line.id).collect();
        let documents = documents.collect::<Result<_, ExportError>>()?;
        Ok(Self {
            ids: CaseIds::of(case)?,
            documents,
            entities,
            named,
            events,
            standings,
            retracted: case.retractions()?,
        })
    }

    /// Every document's number and head, in order.
    pub fn documents(&self) -> impl Iterator<Item = (i64, &DocumentHead)> {
        self.documents.iter().map(|(number, head)| (*number, head))
    }

    /// A document's head.
    pub fn document(&self, number: i64) -> Option<&DocumentHead> {
        self.documents.get(&number)
    }

    /// The days on which a document can have been published.
    pub fn published(&self, number: i64) -> Interval {
        self.document(number).and_then(|head| head.line.published_at).map_or(Interval::open(), |at| at.interval)
    }

    /// An entity's type and name.
    pub fn entity(&self, id: &str) -> Option<(ThingType, &str)> {
        self.entities.get(id).map(|(thing, name)| (*thing, name.as_str()))
    }

    /// Whether some name refers to an entity; others are described only ("two inspectors").
    pub fn is_named(&self, id: &str) -> bool {
        self.named.contains(id)
    }

    /// What an id of an entity or an event is called; the id itself where the case has neither.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let entity = self.entities.get(id).map(|(_, name)| name);
        entity.or_else(|| self.events.get(id)).map_or(id, String::as_str)
    }

    /// How a finding stands.
    pub fn standing(&self, finding: &str) -> Option<Standing> {
        self.standings.get(finding).copied()
    }

    /// The decision by which a person withdrew a document.
    pub fn retracted_by(&self, document: i64) -> Option<u32> {
        self.retracted.get(&document).copied()
    }

    /// A finding's arguments in words: "Person: Jonas Weil; Organization: the city".
    pub fn arguments(&self, finding: &Finding) -> String {
        let words = finding.arguments.iter().map(|(role, filling)| {
            let filled = match filling {
                Filling::Entity(id) | Filling::Event(id) => self.name(id),
                Filling::Value(words) => words,
            };
            format!("{}: {}", role.word(), super::on_one_line(filled))
        });
        words.collect::<Vec<_>>().join("; ")
    }
}
