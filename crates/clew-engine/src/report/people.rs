//! People in proceedings, and who knew what.

use super::saying::{capitalised, margin};
use super::words::{lists, say, word};
use super::writer::Writer;
use super::{Paragraph, Section};
use crate::answer::KnowledgeView;
use crate::{EngineError, EntityQuery};
use clew_model::{Interval, Level, Matter, Status, ThingType};
use std::collections::BTreeSet;

/// Lines of who knew what that are told of a whole case.
const MOST_KNOWN: usize = 40;

impl Writer<'_> {
    /// Each person's steps in proceedings as a dated history; of people without a name nobody could tell whose they are.
    pub(super) fn proceedings(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let query = EntityQuery { thing: Some(ThingType::Person), limit: u32::MAX, ..EntityQuery::default() };
        let mut parts = Vec::new();
        for person in self.case.file.entities(&query)?.items {
            if !self.scope.people.contains(&person.id) {
                continue;
            }
            let mut paragraphs = Vec::new();
            for status in self.case.file.statuses_of(&person.id)? {
                paragraphs.extend(self.step(&status)?);
            }
            if !paragraphs.is_empty() {
                let heading = capitalised(&self.name(&person.id, &person.name));
                parts.push(Section { heading, level: 2, paragraphs });
            }
        }
        if !parts.is_empty() {
            let heading = word("heading.proceedings").to_owned();
            sections.push(Section { heading, level: 1, paragraphs: Vec::new() });
            sections.extend(parts);
        }
        Ok(())
    }

    fn step(&mut self, status: &Status) -> Result<Option<Paragraph>, EngineError> {
        let Some(finding) = self.case.file.finding(&status.finding)? else { return Ok(None) };
        let view = self.case.finding_view(finding)?;
        let day = say("step.day", &[("day", &margin(status.time)), ("step", &status.what)]);
        Ok(self.finding(&view)?.map(|told| Paragraph { day: Some(day), ..told }))
    }

    /// Who knew what, the earliest first.
    pub(super) fn knew(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let mut known = Vec::new();
        self.case.file.each_knowledge(|one| known.push(one))?;
        known.retain(|one| one.no_later_than.is_some() && self.scope.has_knowledge(one));
        let (mut seen, mut paragraphs) = (BTreeSet::new(), Vec::new());
        let most = if self.scope.is_whole { MOST_KNOWN } else { usize::MAX };
        for one in known {
            if paragraphs.len() == most {
                break;
            }
            let view = self.case.knowledge_view(one)?;
            // One sentence often shows several matters, all in the same words.
            let sentence = view.shown_by.as_ref().map(|line| line.sentence.clone());
            if !seen.insert((self.name(&view.knowledge.who, &view.who).to_lowercase(), sentence)) {
                continue;
            }
            paragraphs.extend(self.knowing(&view)?);
        }
        self.section("heading.knew", paragraphs, sections);
        Ok(())
    }

    fn knowing(&mut self, view: &KnowledgeView) -> Result<Option<Paragraph>, EngineError> {
        let Some(line) = &view.shown_by else { return Ok(None) };
        let is_telling = lists("knowing", &line.predicate) || !self.scope.is_whole;
        let is_publishers = line.publisher.as_deref() == Some(view.who.as_str());
        let is_said = lists("unsaid", &view.who) || super::words::begins("unsaid.first", &view.who);
        if !is_telling || is_publishers || is_said || line.polarity == clew_model::Polarity::Denied {
            return Ok(None);
        }
        let lines = std::slice::from_ref(line);
        let (standing, are_withdrawn) = self.citing.standing(lines)?;
        if are_withdrawn && !self.query.with_retracted {
            return Ok(None);
        }
        let who = super::saying::within(&self.name(&view.knowledge.who, &view.who));
        let origin = self.citing.origin(line);
        let (key, matter) = self.matter(view, line)?;
        let knew = say(key, &[("who", &who), ("matter", &matter)]);
        let level = super::words::word_of("level", line.certainty.word());
        let key = match (line.certainty, level) {
            (Level::Asserted, _) if who == origin && key == "knew.matter" => "knew.own",
            (Level::Asserted, _) => "knew.flat",
            (_, Some(_)) => "knew.likely",
            (_, None) => "knew.open",
        };
        // Who says that somebody may have known says nothing of what they knew themselves.
        if who == origin && line.certainty != Level::Asserted {
            return Ok(None);
        }
        let slots = [("origin", origin.as_str()), ("knew", &knew), ("level", level.unwrap_or_default())];
        let mut sentence = self.sentence(say(key, &slots), &standing)?;
        if are_withdrawn {
            super::told::says_withdrawn(&mut sentence);
        }
        let sentences = vec![sentence];
        self.n_paragraphs += 1;
        let day = view.knowledge.no_later_than.map(|day| margin(Interval { earliest: None, latest: Some(day) }));
        Ok(Some(Paragraph { number: Some(self.n_paragraphs), day, sentences }))
    }

    /// A matter in words, and the key of the sentence that they stand in.
    fn matter(
        &mut self,
        view: &KnowledgeView,
        line: &clew_store::ClaimLine,
    ) -> Result<(&'static str, String), EngineError> {
        match &view.knowledge.matter {
            Matter::Event(id) => Ok(("knew.event", self.name(id, &view.matter))),
            Matter::Words(words) if !lists("unsaid", words) => Ok(("knew.matter", self.citing.plain(words))),
            Matter::Words(_) => Ok(("knew.matter", self.citing.quote(line.at.document, line.span, &line.sentence)?)),
            Matter::Finding(id) => {
                let finding = self.case.file.finding(id)?.filter(|finding| !finding.claims.contains(&line.at));
                let other = finding.map(|finding| self.case.finding_view(finding)).transpose()?;
                match other.and_then(|other| self.clause(&other)) {
                    Some(clause) => Ok(("knew.clause", clause)),
                    // A sentence of the matter's own: quoted as the document has it.
                    None => Ok(("knew.matter", self.first_words(id, line)?)),
                }
            }
        }
    }

    /// The first sentence that states a finding.
    fn first_words(&mut self, finding: &str, shown_by: &clew_store::ClaimLine) -> Result<String, EngineError> {
        let claims = self.case.file.finding(finding)?.map(|finding| finding.claims).unwrap_or_default();
        let lines = self.case.file.claim_lines(&claims[..claims.len().min(1)])?;
        let line = lines.first().unwrap_or(shown_by);
        self.citing.quote(line.at.document, line.span, &line.sentence)
    }
}
