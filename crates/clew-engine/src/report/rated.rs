//! What people made by hand, and how they rated sources and claims: their own words, apart from everything that is made from findings.

use super::saying::{capitalised, within};
use super::words::{say, word};
use super::writer::{Writer, of_report};
use super::{Section, Sentence};
use crate::EngineError;
use clew_model::{Decision, Finding, Origin};
use clew_store::ClaimLine;
use std::collections::{BTreeMap, BTreeSet};

impl Writer<'_> {
    /// Each source that was rated and whose word is told here, with how reliable a person takes it to be.
    pub(super) fn rated(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let mut words_of = BTreeSet::new();
        if !self.ratings.sources.is_empty() && !self.scope.is_whole {
            for id in self.told.keys() {
                let origins = self.case.file.finding(id)?.map(|finding: Finding| finding.origins).unwrap_or_default();
                words_of.extend(origins.into_iter().map(|origin| (origin.name, origin.entity)));
            }
        }
        let key = |origin: &Origin| (origin.name.clone(), origin.entity.clone());
        let rated = self.ratings.sources.iter();
        let told = rated.filter(|rated| self.scope.is_whole || words_of.contains(&key(&rated.origin)));
        let said = told.map(|rated| {
            let label = rated.origin.entity.as_deref().and_then(|entity| self.citing.redaction.label(entity));
            let who = label.map_or_else(|| within(&self.citing.plain(&rated.origin.name)), str::to_owned);
            let (words, letter) = (rated.reliability.words(), rated.reliability.letter());
            let by = self.rated_by(&rated.decision);
            let why = rated.decision.why.as_ref().map(|why| say("rated.why", &[("why", &self.citing.plain(why))]));
            let why = why.as_deref().unwrap_or_default();
            capitalised(&say(
                "rated.source",
                &[("who", &who), ("words", words), ("letter", letter), ("by", &by), ("why", why)],
            ))
        });
        let mut said: Vec<String> = said.collect();
        if said.is_empty() && !self.told_ratings {
            return Ok(());
        }
        said.insert(0, word("rated.how").to_owned());
        let paragraphs = said.into_iter().map(|words| of_report(vec![words])).collect();
        self.section("heading.rated", paragraphs, sections);
        Ok(())
    }

    /// Which claims of a finding people made by hand: of each person in a sentence.
    pub(super) fn by_hand(&mut self, lines: &[&ClaimLine], sentences: &mut Vec<Sentence>) -> Result<(), EngineError> {
        let mut made: BTreeMap<String, Vec<&ClaimLine>> = BTreeMap::new();
        for line in lines {
            let added = self.added.iter().find(|added| added.at == line.at);
            let by = added.map(|added| self.rated_by(&added.decision));
            by.into_iter().for_each(|by| made.entry(by).or_default().push(*line));
        }
        for (by, lines) in made {
            sentences.push(self.sentence(say("by_hand.claim", &[("by", &by)]), &lines)?);
        }
        Ok(())
    }

    /// How credible a person takes claims of a finding to be: each in a sentence of its own, which says nothing else.
    pub(super) fn credibility(
        &mut self,
        lines: &[&ClaimLine],
        sentences: &mut Vec<Sentence>,
    ) -> Result<(), EngineError> {
        for line in lines {
            let Some(rated) = self.ratings.of_claim(line.at) else { continue };
            let (words, number) = (rated.credibility.words(), rated.credibility.number().to_string());
            let by = self.rated_by(&rated.decision);
            let words = say("rated.claim", &[("words", words), ("number", &number), ("by", &by)]);
            let sentence = self.sentence(words, &[*line])?;
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
            self.told_ratings = true;
        }
        Ok(())
    }

    fn rated_by(&self, decision: &Decision) -> String {
        let who = decision.who.as_ref().map(|who| self.citing.plain(who));
        who.unwrap_or_else(|| word("rated.somebody").to_owned())
    }
}
