//! What a report is about: everything, or what belongs to some entities and events.

use super::ReportError;
use crate::{Case, EngineError};
use clew_model::{CaseEvent, Knowledge, Matter};
use clew_store::TieTo;
use std::collections::BTreeSet;

/// What belongs to what is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Whether nothing was asked for: then everything belongs to it.
    pub is_whole: bool,
    /// What was asked for: ids and names.
    pub names: Vec<(String, String)>,
    /// Ids of the findings that belong to it.
    pub findings: BTreeSet<String>,
    /// Ids of the events.
    pub events: BTreeSet<String>,
    /// Ids of the people whose steps in proceedings belong to it, and of those whose knowledge does.
    pub people: BTreeSet<String>,
    /// Ids of the entities that were asked for themselves.
    pub entities: BTreeSet<String>,
}

impl Case {
    /// What belongs to some entities and events, by id; everything where there are none.
    pub fn scope(&self, about: &[String]) -> Result<Scope, EngineError> {
        Scope::of(self, about)
    }
}

impl Scope {
    pub(super) fn of(case: &Case, about: &[String]) -> Result<Self, EngineError> {
        let mut scope = Self { is_whole: about.is_empty(), ..Self::default() };
        if scope.is_whole {
            case.file.each_finding(|finding| scope.findings.extend([finding.id]))?;
            case.file.each_event(|event| scope.events.extend([event.id]))?;
            scope.people.extend(case.file.statuses()?.into_keys());
            return Ok(scope);
        }
        for id in about {
            if let Some(line) = case.entity_of_id(id)? {
                scope.entity(case, &line.id)?;
                scope.names.push((line.id, line.name));
            } else if let Some(event) = case.file.event(id)? {
                scope.names.push((event.id.clone(), event.name.clone()));
                scope.event(case, event)?;
            } else {
                return Err(ReportError::NothingToTell(id.clone()).into());
            }
        }
        Ok(scope)
    }

    fn entity(&mut self, case: &Case, id: &str) -> Result<(), EngineError> {
        for tie in case.file.ties_of(id)? {
            match tie.to {
                TieTo::Finding(finding) => self.findings.extend([finding]),
                TieTo::Event(event) => {
                    let claims = case.file.event(&event)?.map(|event| event.claims).unwrap_or_default();
                    self.findings.extend(case.file.findings_of(&claims)?);
                    self.events.insert(event);
                }
            }
        }
        self.people.insert(id.to_owned());
        self.entities.insert(id.to_owned());
        Ok(())
    }

    /// An event with its parts, and theirs.
    fn event(&mut self, case: &Case, event: CaseEvent) -> Result<(), EngineError> {
        let mut waiting = vec![event];
        while let Some(event) = waiting.pop() {
            if !self.events.insert(event.id.clone()) {
                continue;
            }
            self.findings.extend(case.file.findings_of(&event.claims)?);
            self.people.extend(event.participants.iter().map(|(_, entity)| entity.clone()));
            waiting.extend(case.file.parts_of(&event.id)?);
        }
        Ok(())
    }

    /// Whether somebody's knowledge belongs to it: they were asked for, or the matter is.
    pub fn has_knowledge(&self, known: &Knowledge) -> bool {
        let is_about = match &known.matter {
            Matter::Finding(id) => self.findings.contains(id),
            Matter::Event(id) => self.events.contains(id),
            Matter::Words(_) => self.is_whole,
        };
        is_about || self.entities.contains(&known.who)
    }
}
