//! What happened, and the toll as it grew.

use super::saying::{margin, number, when};
use super::words::{lists, say, word, word_of};
use super::writer::Writer;
use super::{Paragraph, Section};
use crate::EngineError;
use crate::answer::FindingView;
use clew_model::{CaseEvent, Finding, Modality, Polarity, Predicate, Standing};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Events of the whole case that are told.
const MOST_EVENTS: usize = 12;
/// Findings told of one of them.
const MOST_OF_EVENT: usize = 14;
/// Findings told beside events.
const MOST_TIES: usize = 40;
/// How many times as much is told where a report is about something.
const MORE_ABOUT: usize = 5;

impl Writer<'_> {
    /// How much is told of something: more where the report is about it.
    fn most(&self, of_whole: usize) -> usize {
        if self.scope.is_whole { of_whole } else { of_whole * MORE_ABOUT }
    }

    /// Events by day, each with what is stated of it and of its parts.
    pub(super) fn happened(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let steps = self.steps()?;
        let mut parts = Vec::new();
        for event in self.main_events()? {
            let findings = self.findings_of(&event, &steps)?;
            let mut paragraphs = Vec::new();
            for view in findings {
                let day = margin(view.finding.time);
                let told = self.finding(&view)?;
                paragraphs.extend(told.map(|told| Paragraph { day: Some(day), ..told }));
            }
            if !paragraphs.is_empty() {
                let name = super::saying::capitalised(&self.name(&event.id, &event.name));
                parts.push(Section { heading: name, level: 2, paragraphs });
            }
        }
        if !parts.is_empty() {
            let heading = word("heading.happened").to_owned();
            sections.push(Section { heading, level: 1, paragraphs: Vec::new() });
            sections.extend(parts);
        }
        Ok(())
    }

    /// Ids of findings that are steps in proceedings: told there.
    fn steps(&self) -> Result<BTreeSet<String>, EngineError> {
        let mut steps = BTreeSet::new();
        for person in &self.scope.people {
            steps.extend(self.case.file.statuses_of(person)?.into_iter().map(|status| status.finding));
        }
        Ok(steps)
    }

    /// The events that most documents tell of, by day; parts are told with what they are parts of.
    fn main_events(&self) -> Result<Vec<CaseEvent>, EngineError> {
        let mut events = Vec::new();
        for id in &self.scope.events {
            events.extend(self.case.file.event(id)?);
        }
        let is_told = |event: &CaseEvent| {
            let has_whole = event.part_of.as_ref().is_some_and(|whole| self.scope.events.contains(whole));
            let is_fact = event.modality == Modality::Actual && event.polarity == Polarity::Asserted;
            !has_whole && is_fact && !(self.scope.is_whole && lists("small", &event.predicate.to_string()))
        };
        events.retain(is_told);
        events.sort_by_key(|event| (Reverse(event.documents.len()), event.id.clone()));
        events.truncate(self.most(MOST_EVENTS));
        events.sort_by_key(|event| {
            let day = event.time.earliest.or(event.time.latest);
            (day.is_none(), day, event.id.clone())
        });
        Ok(events)
    }

    /// What is stated of an event and of its parts, by day, the best supported where there is much.
    fn findings_of(&self, event: &CaseEvent, steps: &BTreeSet<String>) -> Result<Vec<FindingView>, EngineError> {
        let (mut waiting, mut seen, mut ids) = (vec![event.clone()], BTreeSet::new(), BTreeSet::new());
        while let Some(event) = waiting.pop() {
            if seen.insert(event.id.clone()) {
                ids.extend(self.case.file.findings_of(&event.claims)?);
                waiting.extend(self.case.file.parts_of(&event.id)?);
            }
        }
        let mut findings = Vec::new();
        for id in ids.iter().filter(|id| self.scope.findings.contains(*id) && !steps.contains(*id)) {
            findings.extend(self.case.file.finding(id)?);
        }
        findings.retain(|finding| !self.told.contains_key(&finding.id) && is_told(finding) && toll(finding).is_none());
        self.views(findings, MOST_OF_EVENT)
    }

    /// The best supported of findings, by day.
    fn views(&self, mut findings: Vec<Finding>, most: usize) -> Result<Vec<FindingView>, EngineError> {
        findings.sort_by_key(|finding| {
            (
                finding.standing != Standing::Corroborated,
                Reverse((finding.origins.len(), finding.claims.len())),
                finding.id.clone(),
            )
        });
        findings.truncate(self.most(most));
        findings.sort_by_key(|finding| {
            let day = finding.time.earliest.or(finding.time.latest);
            (day.is_none(), day, finding.id.clone())
        });
        self.case.finding_views(findings)
    }

    /// Each number that was given of the dead, the injured, the missing, in the order in which it could be read.
    pub(super) fn toll(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let mut tolls = Vec::new();
        for id in self.scope.findings.clone() {
            let Some(finding) = self.case.file.finding(&id)? else { continue };
            if toll(&finding).is_some() && finding.polarity == Polarity::Asserted {
                tolls.push(self.case.finding_view(finding)?);
            }
        }
        let first = |view: &FindingView| view.claims.iter().filter_map(|line| line.published.latest).min();
        tolls.sort_by_cached_key(|view| (first(view).is_none(), first(view), view.finding.id.clone()));
        let mut paragraphs = Vec::new();
        for view in tolls {
            paragraphs.extend(self.toll_of(&view)?);
        }
        self.section("heading.toll", paragraphs, sections);
        Ok(())
    }

    fn toll_of(&mut self, view: &FindingView) -> Result<Option<Paragraph>, EngineError> {
        let Some((what, quantity)) = toll(&view.finding) else { return Ok(None) };
        let (lines, are_withdrawn) = self.citing.standing(&view.claims)?;
        if are_withdrawn && !self.query.with_retracted {
            self.left.withdrawn.insert(view.finding.id.clone());
            return Ok(None);
        }
        let who = super::saying::list(&self.names(&lines), 4);
        let slots =
            [("who", who.as_str()), ("what", what), ("number", &number(quantity)), ("when", &when(view.finding.time))];
        let mut sentences = vec![self.sentence(say("toll.says", &slots), &lines)?];
        if view.finding.standing == Standing::Superseded {
            self.superseded(&view.finding, &lines, &mut sentences)?;
        }
        if are_withdrawn {
            sentences.iter_mut().for_each(super::told::says_withdrawn);
        }
        let published = lines.iter().filter_map(|line| line.published.latest).min();
        let day = published.map(super::saying::day).unwrap_or_else(|| word("day.unknown").to_owned());
        self.n_paragraphs += 1;
        self.told.insert(view.finding.id.clone(), self.n_paragraphs);
        Ok(Some(Paragraph { number: Some(self.n_paragraphs), day: Some(day), sentences }))
    }

    /// What else is stated: of two things together, or by several origins; where the report is about something, all that is left.
    pub(super) fn ties(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let mut findings = Vec::new();
        for id in self.scope.findings.iter().filter(|id| !self.told.contains_key(*id)) {
            findings.extend(self.case.file.finding(id)?);
        }
        let is_whole = self.scope.is_whole;
        findings.retain(|finding| {
            let is_disputed = finding.standing == Standing::Disputed;
            toll(finding).is_none() && !is_disputed && (!is_whole || is_told(finding) && n_entities(finding) > 1)
        });
        let mut paragraphs = Vec::new();
        for view in self.views(findings, MOST_TIES)? {
            let day = Some(view.finding.time).filter(|time| !time.is_open()).map(margin);
            let told = self.finding(&view)?;
            paragraphs.extend(told.map(|told| Paragraph { day, ..told }));
        }
        self.section("heading.ties", paragraphs, sections);
        Ok(())
    }
}

/// Whether a finding is told of events and between things: what only describes somebody or quotes them is not.
fn is_told(finding: &Finding) -> bool {
    !matches!(finding.predicate, Predicate::Statement | Predicate::Count | Predicate::Age)
        && !finding.claims.is_empty()
        && !lists("trivial", &finding.predicate.to_string())
}

/// What a finding counts that belongs to a toll, and how many.
fn toll(finding: &Finding) -> Option<(&'static str, &clew_model::Quantity)> {
    let quantity = finding.quantity.as_ref().filter(|_| finding.predicate == Predicate::Count)?;
    Some((word_of("toll", &quantity.what)?, quantity))
}

fn n_entities(finding: &Finding) -> usize {
    finding.arguments.iter().filter(|(_, filling)| matches!(filling, clew_model::Filling::Entity(_))).count()
}
