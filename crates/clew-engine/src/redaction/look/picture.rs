//! The picture in a look: entities, events, findings and what else is drawn, under the ids and words that they have there.

use super::{Hiding, entities};
use crate::{Case, EngineError};
use clew_model::{
    CaseEvent, ClaimAt, Doubt, EventCount, EventMention, Finding, Identifier, Knowledge, Matter, MentionedEvent,
    Predicate, Status,
};
use clew_store::{NewClaim, NewEntity, NewPicture, Placed, SourceLine};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NoPredicate, StrDeserializer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Hiding {
    /// The picture as it is shown.
    pub(super) fn picture(&self, case: &Case) -> Result<NewPicture, EngineError> {
        let mut picture = NewPicture { claims: self.new_claims(case)?, ..NewPicture::default() };
        for entity in entities(case)? {
            picture.entities.push(NewEntity { id: self.id(&entity.id), names: self.names(&entity), ..entity });
        }
        case.each_doubt(|doubt| {
            let (first, second, why) = (self.id(&doubt.first), self.id(&doubt.second), self.text(&doubt.why));
            picture.doubts.push(Doubt { first, second, why, ..doubt });
        })?;
        case.each_event(|event| picture.events.push(self.event(event)))?;
        case.each_mentioned(|event| {
            let (id, name) = (self.id(&event.id), self.redaction.event_name(&event.name));
            picture.mentioned.push(MentionedEvent { id, name, mentions: self.mentions(&event.mentions) });
        })?;
        case.each_finding(|finding| picture.findings.extend(self.finding(finding)))?;
        case.each_knowledge(|known| picture.knowledge.extend(self.knowledge(known)))?;
        let mut statuses: Vec<(String, Vec<Status>)> = case.statuses()?.into_iter().collect();
        statuses.sort_by(|a, b| a.0.cmp(&b.0));
        picture.statuses = statuses.into_iter().map(|(id, steps)| (self.id(&id), self.steps(steps))).collect();
        for number in self.documents.keys() {
            picture.identifiers.extend(self.identifiers(case, *number)?.into_iter().map(|it| (*number, it)));
        }
        picture.sources = case.file.sources()?.iter().map(|source| self.source(source)).collect();
        in_key_order(&mut picture);
        Ok(picture)
    }

    fn new_claims(&self, case: &Case) -> Result<Vec<NewClaim>, EngineError> {
        let mut claims = Vec::new();
        for number in self.documents.keys() {
            let mut places: Vec<ClaimAt> =
                case.file.placed(*number)?.into_keys().map(|claim| ClaimAt { document: *number, claim }).collect();
            places.sort();
            for line in case.file.claim_lines(&places)? {
                let Some(at) = self.at(line.at) else { continue };
                let words: StrDeserializer<'_, NoPredicate> = line.predicate.as_str().into_deserializer();
                let Ok(predicate) = Predicate::deserialize(words) else { continue };
                let placed = Placed {
                    finding: line.placed.finding.filter(|id| !self.described.contains(id)).map(|id| self.id(&id)),
                    event: line.placed.event.map(|id| self.id(&id)),
                    origin: line.placed.origin.map(|origin| Arc::new(self.origin(&origin))),
                };
                let sentence = self.span(*number, line.span);
                let (polarity, certainty) = (line.polarity, line.certainty);
                claims.push(NewClaim { at, predicate, polarity, certainty, sentence, placed });
            }
        }
        Ok(claims)
    }

    fn mentions(&self, mentions: &[EventMention]) -> Vec<EventMention> {
        let moved = |mention: &EventMention| {
            let EventMention { document, span, claim } = *mention;
            let claim = claim.and_then(|claim| self.at(ClaimAt { document, claim })).map(|at| at.claim);
            EventMention { document, span: self.span(document, span), claim }
        };
        mentions.iter().map(moved).collect()
    }

    fn event(&self, event: CaseEvent) -> CaseEvent {
        let count =
            |count: &EventCount| EventCount { quantity: count.quantity.clone(), claims: self.claims(&count.claims) };
        CaseEvent {
            id: self.id(&event.id),
            name: self.redaction.event_name(&event.name),
            places: event.places.iter().map(|id| self.id(id)).collect(),
            participants: event.participants.iter().map(|(role, id)| (*role, self.id(id))).collect(),
            part_of: event.part_of.as_ref().map(|id| self.id(id)),
            counts: event.counts.iter().map(count).collect(),
            claims: self.claims(&event.claims),
            mentions: self.mentions(&event.mentions),
            ..event
        }
    }

    /// A finding as it is shown; nothing of one that is withheld.
    fn finding(&self, finding: Finding) -> Option<Finding> {
        if self.described.contains(&finding.id) {
            return None;
        }
        let told = |id: &&String| !self.described.contains(*id);
        Some(Finding {
            id: self.id(&finding.id),
            arguments: finding.arguments.iter().map(|(role, filling)| (*role, self.filling(filling))).collect(),
            claims: self.claims(&finding.claims),
            origins: finding.origins.iter().map(|origin| self.origin(origin)).collect(),
            against: finding.against.iter().filter(told).map(|id| self.id(id)).collect(),
            superseded_by: finding.superseded_by.as_ref().filter(told).map(|id| self.id(id)),
            why: self.text(&finding.why),
            ..finding
        })
    }

    fn knowledge(&self, known: Knowledge) -> Option<Knowledge> {
        let matter = match &known.matter {
            Matter::Finding(id) if self.described.contains(id) => return None,
            Matter::Finding(id) => Matter::Finding(self.id(id)),
            Matter::Event(id) => Matter::Event(self.id(id)),
            Matter::Words(words) => Matter::Words(self.text(words)),
        };
        Some(Knowledge { who: self.id(&known.who), matter, shown_by: self.at(known.shown_by)?, ..known })
    }

    fn steps(&self, steps: Vec<Status>) -> Vec<Status> {
        let told = steps.into_iter().filter(|status| !self.described.contains(&status.finding));
        let by = |who: &String| if self.hidden.ids.contains_key(who) { self.id(who) } else { self.text(who) };
        told.map(|status| Status {
            claims: self.claims(&status.claims),
            finding: self.id(&status.finding),
            by: status.by.iter().map(by).collect(),
            ..status
        })
        .collect()
    }

    /// Numbers, codes and addresses of a document that are not hidden.
    fn identifiers(&self, case: &Case, number: i64) -> Result<Vec<Identifier>, EngineError> {
        let moved = &self.documents[&number].moved;
        let found = case.file.identifiers_in(number)?.into_iter();
        let shown =
            found.filter(|(_, _, written, span)| !moved.hides(*span) && self.redaction.text(written) == *written);
        Ok(shown.map(|(kind, key, written, span)| Identifier { span: moved.span(span), kind, key, written }).collect())
    }

    fn source(&self, source: &SourceLine) -> SourceLine {
        let carried_by = source.carried_by.iter().map(|(name, n)| (self.text(name), *n)).collect();
        SourceLine { origin: self.origin(&source.origin), carried_by, ..source.clone() }
    }
}

/// The picture's rows in the order of their keys, each once: ids are others now, and two sources may be called alike.
fn in_key_order(picture: &mut NewPicture) {
    picture.entities.sort_by(|a, b| a.id.cmp(&b.id));
    picture.events.sort_by(|a, b| a.id.cmp(&b.id));
    picture.mentioned.sort_by(|a, b| a.id.cmp(&b.id));
    picture.findings.sort_by(|a, b| a.id.cmp(&b.id));
    picture.doubts.sort_by(|a, b| (&a.first, &a.second).cmp(&(&b.first, &b.second)));
    picture.knowledge.sort();
    picture.knowledge.dedup();
    let mut sources: BTreeMap<(String, Option<String>), SourceLine> = BTreeMap::new();
    for source in std::mem::take(&mut picture.sources) {
        let key = (source.origin.name.clone(), source.origin.entity.clone());
        match sources.get_mut(&key) {
            None => drop(sources.insert(key, source)),
            Some(known) => add(known, source),
        }
    }
    picture.sources = sources.into_values().collect();
}

/// Adds what rests on a source of the same name.
fn add(known: &mut SourceLine, source: SourceLine) {
    known.n_claims += source.n_claims;
    known.n_findings += source.n_findings;
    known.n_alone += source.n_alone;
    let documents: BTreeSet<i64> = known.origin.documents.iter().chain(&source.origin.documents).copied().collect();
    known.origin.documents = documents.into_iter().collect();
    for (publisher, n) in source.carried_by {
        match known.carried_by.iter_mut().find(|(name, _)| *name == publisher) {
            Some((_, sum)) => *sum += n,
            None => known.carried_by.push((publisher, n)),
        }
    }
}
