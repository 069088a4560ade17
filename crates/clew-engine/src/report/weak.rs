//! What is disputed, what rests on one origin, what was withdrawn.

use super::saying::capitalised;
use super::words::{say, word};
use super::writer::{Writer, of_report};
use super::{Paragraph, Section};
use crate::{DisputeQuery, EngineError};
use clew_model::{About, Standing};
use clew_store::ClaimLine;
use std::collections::{BTreeMap, BTreeSet};

/// Disputes that are told of a whole case.
const MOST_DISPUTES: usize = 40;
/// Origins of which it is told what rests on them alone.
const MOST_ORIGINS: usize = 40;

impl Writer<'_> {
    /// Each dispute in a paragraph: who says what.
    pub(super) fn disputes(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let mut paragraphs = Vec::new();
        for dispute in self.case.disputes(&DisputeQuery::default())?.items {
            if paragraphs.len() == MOST_DISPUTES {
                break;
            }
            if !dispute.iter().any(|view| self.scope.findings.contains(&view.finding.id)) {
                continue;
            }
            let mut together = Paragraph::default();
            for view in &dispute {
                self.is_in_dispute = dispute.len() > 1;
                let told = self.finding(view)?;
                self.is_in_dispute = false;
                let Some(told) = told else { continue };
                together.number = together.number.or(told.number);
                together.sentences.extend(told.sentences);
            }
            if let Some(number) = together.number {
                // One dispute, one number: whatever speaks of its findings speaks of it.
                dispute.iter().for_each(|view| {
                    self.told.entry(view.finding.id.clone()).and_modify(|told| *told = number);
                });
                self.n_paragraphs = number;
                if together.sentences.len() > 1 && dispute.len() > 1 {
                    let lines: Vec<ClaimLine> =
                        dispute.iter().filter_map(|view| view.claims.first().cloned()).collect();
                    let (standing, _) = self.citing.standing(&lines)?;
                    together.sentences.push(self.sentence(word("disputed.accounts").to_owned(), &standing)?);
                }
                paragraphs.push(together);
            }
        }
        self.section("heading.disputed", paragraphs, sections);
        Ok(())
    }

    /// By origin, which of the paragraphs rest on its word alone.
    pub(super) fn alone(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let mut by_origin: BTreeMap<String, (BTreeSet<u32>, Vec<ClaimLine>)> = BTreeMap::new();
        for (id, number) in self.told.clone() {
            let Some(finding) = self.case.file.finding(&id)?.filter(|it| it.standing == Standing::SingleOrigin) else {
                continue;
            };
            let lines = self.case.file.claim_lines(&finding.claims)?;
            let (standing, are_withdrawn) = self.citing.standing(&lines)?;
            let Some(first) = standing.first().copied().filter(|_| !are_withdrawn) else { continue };
            let (numbers, theirs) = by_origin.entry(self.citing.origin(first)).or_default();
            numbers.insert(number);
            theirs.push(first.clone());
        }
        let mut origins: Vec<_> = by_origin.into_iter().collect();
        origins.sort_by_key(|(name, (numbers, _))| (std::cmp::Reverse(numbers.len()), name.clone()));
        origins.truncate(MOST_ORIGINS);
        let mut paragraphs = Vec::new();
        for (who, (numbers, lines)) in origins {
            let statements: Vec<String> = numbers.iter().map(u32::to_string).collect();
            let words = say("alone.list", &[("who", &who), ("statements", &statements.join(", "))]);
            let sentence = self.sentence(words, &lines.iter().collect::<Vec<_>>())?;
            paragraphs.push(Paragraph { sentences: vec![sentence], ..Paragraph::default() });
        }
        self.section("heading.alone", paragraphs, sections);
        Ok(())
    }

    /// The documents that were withdrawn, by whom and why; and, where asked for, what they alone show.
    pub(super) fn withdrawn(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let log = self.case.file.decisions()?;
        let (mut said, mut findings) = (Vec::new(), BTreeSet::new());
        for (document, number) in self.citing.retracted.clone() {
            let theirs: BTreeSet<String> =
                self.case.file.placed(document)?.into_values().filter_map(|placed| placed.finding).collect();
            if !self.scope.is_whole && theirs.is_disjoint(&self.scope.findings) {
                continue;
            }
            findings.extend(theirs);
            let Some(decision) = log.iter().find(|decision| decision.number == number) else { continue };
            let About::Document { id, .. } = &decision.about else { continue };
            let file = self.citing.plain(id.rsplit(['/', '!', '\\']).next().unwrap_or(id));
            let who = decision.who.as_ref().map(|who| say("withdrawn.by", &[("who", who)])).unwrap_or_default();
            let why = decision.why.as_ref().map(|why| self.citing.plain(why));
            let why = why.map(|why| say("withdrawn.why", &[("why", &why)])).unwrap_or_default();
            said.push(capitalised(&say("withdrawn.was", &[("document", &file), ("by", &who), ("why", &why)])));
        }
        let mut paragraphs: Vec<Paragraph> = said.into_iter().map(|words| of_report(vec![words])).collect();
        findings.retain(|id| self.scope.findings.contains(id) && !self.told.contains_key(id));
        for id in findings {
            let Some(finding) = self.case.file.finding(&id)? else { continue };
            let view = self.case.finding_view(finding)?;
            if self.citing.standing(&view.claims)?.1 {
                paragraphs.extend(self.finding(&view)?);
            }
        }
        self.section("heading.withdrawn", paragraphs, sections);
        Ok(())
    }
}
