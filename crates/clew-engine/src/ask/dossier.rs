//! All that a case has of one entity.

use super::entities::marks_by_sentence;
use super::picture::day_of;
use super::quote;
use crate::answer::{Alias, DocumentLine, Dossier, FindingView, Quote};
use crate::{Case, EngineError};
use clew_model::{CodePoints, Doubt, MentionKind, Origin, Span, Status};
use clew_store::{ClaimLine, EntityLine, TieTo};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Documents looked through for sentences that use an entity's other names: few have more names than are found by then.
const MOST_DOCUMENTS: usize = 60;

/// A sentence that uses a name, with its document.
type Usage = (DocumentLine, Quote);

impl Case {
    /// All that the case has of an entity.
    pub fn dossier(&self, entity: EntityLine) -> Result<Dossier, EngineError> {
        let (mut findings, mut events) = (BTreeSet::new(), BTreeSet::new());
        for tie in self.file.ties_of(&entity.id)? {
            match tie.to {
                TieTo::Finding(id) => findings.insert(id),
                TieTo::Event(id) => events.insert(id),
            };
        }
        let mut found = findings.iter().map(|id| self.file.finding(id)).collect::<Result<Vec<_>, _>>()?;
        found.retain(|finding| finding.as_ref().is_some_and(|finding| !finding.claims.is_empty()));
        found.sort_by_key(|finding| finding.as_ref().map(|one| (one.standing, Reverse(one.origins.len()))));
        let findings = self.finding_views(found.into_iter().flatten().collect())?;
        let mut happened = events.iter().map(|id| self.file.event(id)).collect::<Result<Vec<_>, _>>()?;
        happened.sort_by_key(|event| event.as_ref().map(|event| day_of(event.time)));
        let knowledge = self.file.known_by(&entity.id)?;
        Ok(Dossier {
            aliases: self.aliases(&entity)?,
            statuses: self.latest_first(&entity.id)?,
            ties: self.tied_by(&entity.id, &findings)?,
            sources: sources(&findings),
            events: happened.into_iter().flatten().map(|event| self.event_view(event)).collect::<Result<_, _>>()?,
            knowledge: knowledge.into_iter().map(|known| self.knowledge_view(known)).collect::<Result<_, _>>()?,
            doubts: self.doubts_about(&entity.id)?,
            findings,
            entity,
        })
    }

    /// A person's steps in proceedings, each with its claims, the latest first; those that nobody dated last.
    fn latest_first(&self, entity: &str) -> Result<Vec<(Status, Vec<ClaimLine>)>, EngineError> {
        let mut steps = self.file.statuses_of(entity)?;
        steps.reverse();
        steps.sort_by_key(|status| status.time.is_open());
        let mut statuses = Vec::new();
        for status in steps {
            let claims = self.file.claim_lines(&status.claims)?;
            statuses.push((status, claims));
        }
        Ok(statuses)
    }

    /// What findings tie an entity to; places and what has no name are in the findings themselves.
    fn tied_by(&self, entity: &str, findings: &[FindingView]) -> Result<Vec<(EntityLine, Vec<usize>)>, EngineError> {
        let mut by_other: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, view) in findings.iter().enumerate() {
            let tied = self.file.tied(&TieTo::Finding(view.finding.id.clone()))?;
            for other in tied.into_iter().filter(|other| other != entity) {
                by_other.entry(other).or_default().push(at);
            }
        }
        let mut ties = Vec::new();
        for (other, of_other) in by_other {
            ties.extend(self.file.entity(&other)?.map(|line| (line, of_other)));
        }
        ties.sort_by_key(|(line, of_other)| (Reverse(of_other.len()), line.name.clone(), line.id.clone()));
        Ok(ties)
    }

    /// An entity's other names, each with the first sentence that uses it.
    fn aliases(&self, entity: &EntityLine) -> Result<Vec<Alias>, EngineError> {
        let mut used_in: HashMap<String, Usage> = HashMap::new();
        let mut chains: Vec<(i64, HashSet<u32>)> = Vec::new();
        for (document, chain) in self.file.chains_of(&entity.id)? {
            match chains.last_mut().filter(|(last, _)| *last == document) {
                Some((_, theirs)) => drop(theirs.insert(chain)),
                None => chains.push((document, HashSet::from([chain]))),
            }
        }
        let other_names = entity.names.get(1..).unwrap_or_default();
        for (document, chains) in chains.into_iter().take(MOST_DOCUMENTS) {
            if used_in.len() == other_names.len() {
                break;
            }
            for (name, found) in self.names_used(document, &chains)? {
                if other_names.contains(&name) {
                    used_in.entry(name).or_insert(found);
                }
            }
        }
        let alias = |name: &String| Alias { name: name.clone(), used_in: used_in.remove(name) };
        Ok(other_names.iter().map(alias).collect())
    }

    /// The names by which a document calls what some of its chains refer to, each with the first sentence that does.
    fn names_used(&self, document: i64, chains: &HashSet<u32>) -> Result<Vec<(String, Usage)>, EngineError> {
        let (Some(line), Some((text, _))) = (self.file.document_line(document)?, self.file.story(document)?) else {
            return Ok(Vec::new());
        };
        let mut annotation = self.annotation_of(document)?.unwrap_or_default();
        annotation.mentions.retain(|mention| mention.kind == MentionKind::Name);
        let points = CodePoints::new(&text);
        let mut used = Vec::new();
        for (sentence, marks) in marks_by_sentence(&annotation, chains) {
            for mark in marks {
                let name = points.slice(mark).split_whitespace().collect::<Vec<_>>().join(" ");
                let inside = Span::new(mark.start.max(sentence.start), mark.end.min(sentence.end));
                used.push((name, (line.clone(), quote(&points, sentence, &[inside]))));
            }
        }
        Ok(used)
    }

    fn doubts_about(&self, entity: &str) -> Result<Vec<(Doubt, EntityLine)>, EngineError> {
        let mut about = Vec::new();
        for doubt in self.file.doubts_about(entity)? {
            let other = if doubt.first == entity { &doubt.second } else { &doubt.first };
            if let Some(line) = self.file.entity(other)? {
                about.push((doubt, line));
            }
        }
        Ok(about)
    }
}

/// On whose word findings rest, with how many claims of theirs, each claim once.
fn sources(findings: &[FindingView]) -> Vec<(Origin, u32)> {
    let mut counted: BTreeMap<(String, Option<String>), (Origin, u32)> = BTreeMap::new();
    for origin in findings.iter().flat_map(|view| &view.claims).filter_map(|line| line.placed.origin.as_ref()) {
        let key = (origin.name.clone(), origin.entity.clone());
        counted.entry(key).or_insert_with(|| (Origin::clone(origin), 0)).1 += 1;
    }
    let mut sources: Vec<(Origin, u32)> = counted.into_values().collect();
    sources.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sources
}
