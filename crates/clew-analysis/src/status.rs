//! Where persons stand in proceedings, as a dated history: each step with the claims that tell of it, and never a judgement.
//!
//! A step is a finding: what is disputed, superseded or taken back stays in the history and says so.

use crate::picture::Resolved;
use clew_model::{Filling, Finding, Modality, Polarity, Predicate, Role, Status, ThingType};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const PROCEEDINGS: &str = include_str!("../words/proceedings.txt");

static STEPS: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| PROCEEDINGS.lines().filter_map(step).collect());

/// The kind of a line ("planned", "denied" or nothing), its predicate with its subtype, and what the step is called.
fn step(line: &'static str) -> Option<((&'static str, &'static str), &'static str)> {
    let (before, what) = line.split_once(" -> ").filter(|_| !line.starts_with('#'))?;
    let kind = before.split_once(' ').filter(|(kind, _)| matches!(*kind, "planned" | "denied")).unwrap_or(("", before));
    Some((kind, what))
}

/// A person's history in proceedings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct History {
    /// The person's entity.
    pub entity: String,
    /// The steps, oldest first; steps without a date come last.
    pub history: Vec<Status>,
}

/// The history of each person of whom findings tell a step, by entity.
pub fn statuses(findings: &[Finding], resolved: &Resolved) -> Vec<History> {
    let persons: HashMap<&str, bool> =
        resolved.entities.iter().map(|entity| (entity.id.as_str(), entity.thing == ThingType::Person)).collect();
    let mut histories: BTreeMap<&str, Vec<Status>> = BTreeMap::new();
    for finding in findings {
        let Some(what) = what(finding) else { continue };
        for person in persons_of(finding).filter(|id| persons.get(id) == Some(&true)) {
            histories.entry(person).or_default().push(Status {
                what: what.to_owned(),
                time: finding.time,
                claims: finding.claims.clone(),
                finding: finding.id.clone(),
                standing: finding.standing,
                by: by(finding),
            });
        }
    }
    let history = |(entity, mut history): (&str, Vec<Status>)| {
        history.sort_by_key(|status| {
            let day = status.time.earliest.or(status.time.latest);
            (day.is_none(), day, status.time.latest, status.what.clone(), status.finding.clone())
        });
        History { entity: entity.to_owned(), history }
    };
    histories.into_iter().map(history).collect()
}

/// What step a finding is.
fn what(finding: &Finding) -> Option<&'static str> {
    let kind = match (finding.modality, finding.polarity) {
        (Modality::Actual, Polarity::Asserted) => "",
        (Modality::Actual, Polarity::Denied) => "denied",
        (Modality::Planned, Polarity::Asserted) => "planned",
        _ => return None,
    };
    let predicate = finding.predicate.to_string();
    let narrow = finding.subtype.as_ref().map(|subtype| format!("{predicate}/{subtype}"));
    let of = |name: &str| STEPS.get(&(kind, name)).copied();
    match finding.predicate {
        Predicate::Status => narrow.and_then(|narrow| of(&narrow)),
        _ => narrow.and_then(|narrow| of(&narrow)).or_else(|| of(&predicate)),
    }
}

fn persons_of(finding: &Finding) -> impl Iterator<Item = &str> {
    finding.arguments.iter().filter(|(role, _)| *role == Role::Person).filter_map(|(_, filling)| match filling {
        Filling::Entity(id) => Some(id.as_str()),
        _ => None,
    })
}

/// Who took the step: an agent's entity or words, else on whose word it stands.
fn by(finding: &Finding) -> Vec<String> {
    let agents = finding.arguments.iter().filter(|(role, _)| *role == Role::Agent);
    let names: Vec<String> = agents
        .filter_map(|(_, filling)| match filling {
            Filling::Entity(words) | Filling::Value(words) => Some(words.clone()),
            Filling::Event(_) => None,
        })
        .collect();
    let is_opinion = matches!(finding.predicate, Predicate::Suspect | Predicate::Accuse);
    match names.is_empty() && is_opinion {
        true => {
            finding.origins.iter().map(|origin| origin.entity.clone().unwrap_or_else(|| origin.name.clone())).collect()
        }
        false => names,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_names_a_predicate() {
        assert!(STEPS.keys().all(|(_, name)| {
            let predicate = name.split_once('/').map_or(*name, |(predicate, _)| predicate);
            Predicate::known(predicate).is_some()
        }));
        assert_eq!(STEPS[&("denied", "Charge")], "not charged");
        assert_eq!(STEPS[&("", "Dismiss/suspension")], "suspended", "who is suspended may come back");
    }
}
