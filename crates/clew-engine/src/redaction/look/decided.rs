//! The log of decisions and the notes in a look: what they quote as it stands there.

use super::Hiding;
use crate::{Case, EngineError};
use clew_model::{
    About, CodePoints, Decision, Note, NotedOn, Quoted, QuotedClaim, QuotedEntity, QuotedMention, QuotedSource, Sha256,
    Span, Verdict,
};
use std::collections::BTreeSet;

impl Hiding {
    /// The log of decisions in the look's words, without those that say who is protected, and what took these back.
    pub(super) fn decisions(&self, case: &Case) -> Result<Vec<Decision>, EngineError> {
        let mut left: BTreeSet<u32> = BTreeSet::new();
        let mut told = Vec::new();
        for decision in case.file.decisions()? {
            let is_left = match (&decision.verdict, &decision.about) {
                (Verdict::Protect(_), _) => true,
                (_, About::Decision { number }) => left.contains(number),
                _ => false,
            };
            if is_left {
                left.insert(decision.number);
                continue;
            }
            let verdict = match decision.verdict.clone() {
                Verdict::Rename(name) => Verdict::Rename(self.text(&name)),
                Verdict::Correct(mut correction) => {
                    let sha256 = original(&decision.about);
                    for argument in correction.argument.iter_mut() {
                        argument.was = self.quoted(case, sha256, &argument.was)?;
                        argument.is = self.quoted(case, sha256, &argument.is)?;
                    }
                    correction.name = correction.name.map(|name| self.text(&name));
                    Verdict::Correct(correction)
                }
                Verdict::AddMention { thing, entity } => {
                    let entity = entity.map(|entity| self.quoted_entity(case, &entity)).transpose()?;
                    Verdict::AddMention { thing, entity }
                }
                Verdict::AddClaim(mut stated) => {
                    let sha256 = original(&decision.about);
                    stated.source = stated.source.map(|source| self.quoted(case, sha256, &source)).transpose()?;
                    Verdict::AddClaim(stated)
                }
                verdict => verdict,
            };
            let why = decision.why.as_ref().map(|why| self.text(why));
            told.push(Decision { verdict, about: self.about(case, &decision.about)?, why, ..decision });
        }
        Ok(told)
    }

    fn about(&self, case: &Case, about: &About) -> Result<About, EngineError> {
        Ok(match about {
            About::Claim(claim) => About::Claim(Box::new(self.quoted_claim(case, claim)?)),
            About::Entity(entity) => About::Entity(self.quoted_entity(case, entity)?),
            About::Mention(mention) => About::Mention(QuotedMention {
                sha256: mention.sha256,
                sentence: self.quoted(case, Some(mention.sha256), &mention.sentence)?,
                mention: self.quoted(case, Some(mention.sha256), &mention.mention)?,
            }),
            About::Pair { one, other } => {
                About::Pair { one: self.quoted_entity(case, one)?, other: self.quoted_entity(case, other)? }
            }
            About::Source(source) => {
                let entity = source.entity.as_ref().map(|entity| self.quoted_entity(case, entity)).transpose()?;
                let called =
                    entity.as_ref().filter(|entity| self.redaction.labels().values().any(|it| *it == entity.name));
                let name = called.map_or_else(|| self.text(&source.name), |entity| entity.name.clone());
                About::Source(QuotedSource { name, kind: source.kind, entity })
            }
            About::Document { sha256, id } => About::Document { sha256: *sha256, id: self.document_id(*sha256, id) },
            About::Decision { number } => About::Decision { number: *number },
        })
    }

    fn document_id(&self, sha256: Sha256, id: &str) -> String {
        let of_original = self.by_original.get(&sha256).into_iter().flatten().filter_map(|it| self.documents.get(it));
        let found = of_original.into_iter().find(|document| document.was == id);
        found.map_or_else(|| self.text(id), |document| document.id.clone())
    }

    fn quoted_claim(&self, case: &Case, claim: &QuotedClaim) -> Result<QuotedClaim, EngineError> {
        let sha256 = Some(claim.sha256);
        let mut told = claim.clone();
        told.sentence = self.quoted(case, sha256, &claim.sentence)?;
        told.trigger = self.quoted(case, sha256, &claim.trigger)?;
        for argument in &mut told.arguments {
            argument.quoted = self.quoted(case, sha256, &argument.quoted)?;
        }
        Ok(told)
    }

    fn quoted_entity(&self, case: &Case, entity: &QuotedEntity) -> Result<QuotedEntity, EngineError> {
        let mut told = entity.clone();
        for mention in &mut told.mentions {
            mention.sentence = self.quoted(case, Some(mention.sha256), &mention.sentence)?;
            mention.mention = self.quoted(case, Some(mention.sha256), &mention.mention)?;
        }
        told.name = self.text(&entity.name);
        // Who is called by other words in every sentence is so in what the decision calls them.
        let label = told.mentions.iter().find_map(|mention| {
            let words = mention.mention.words.strip_prefix('[')?.strip_suffix(']')?;
            self.redaction.labels().values().find(|label| *label == words)
        });
        if let Some(label) = label {
            told.name.clone_from(label);
        }
        Ok(told)
    }

    /// Words of an original as they stand in the look.
    fn quoted(&self, case: &Case, sha256: Option<Sha256>, quoted: &Quoted) -> Result<Quoted, EngineError> {
        let number =
            sha256.and_then(|sha256| self.by_original.get(&sha256)?.iter().find(|it| self.documents.contains_key(it)));
        let Some((number, document)) = number.and_then(|number| Some((*number, self.documents.get(number)?))) else {
            return Ok(Quoted { words: self.text(&quoted.words), ..quoted.clone() });
        };
        let text = case.file.story(number)?.map(|(text, _)| text).unwrap_or_default();
        let n_points = CodePoints::new(&text).len();
        let span = quoted.span();
        if span.end > n_points || span.start > span.end {
            return Ok(Quoted { words: self.text(&quoted.words), ..quoted.clone() });
        }
        let moved = document.moved.span(span);
        // What begins within a name begins with the words in its place.
        let whole = Span::new(0, n_points);
        let shown = self.redaction.quote(&text, whole, &document.spans);
        Ok(Quoted::of(&CodePoints::new(&shown), moved))
    }

    pub(super) fn notes(&self, case: &Case) -> Result<Vec<Note>, EngineError> {
        let mut notes = case.file.notes()?;
        for note in &mut notes {
            note.text = note.text.as_ref().map(|text| self.text(text));
            for quote in &mut note.quotes {
                quote.quoted = self.quoted(case, Some(quote.sha256), &quote.quoted)?;
                quote.document = self.document_id(quote.sha256, &quote.document);
            }
            note.on = match &note.on {
                NotedOn::Case => NotedOn::Case,
                NotedOn::Entity(entity) => NotedOn::Entity(self.quoted_entity(case, entity)?),
                NotedOn::Event(claim) => NotedOn::Event(Box::new(self.quoted_claim(case, claim)?)),
                NotedOn::Finding(claim) => NotedOn::Finding(Box::new(self.quoted_claim(case, claim)?)),
                NotedOn::Document { sha256, id } => {
                    NotedOn::Document { sha256: *sha256, id: self.document_id(*sha256, id) }
                }
            };
        }
        Ok(notes)
    }
}

/// The original that a decision on a claim is about.
fn original(about: &About) -> Option<Sha256> {
    match about {
        About::Claim(claim) => Some(claim.sha256),
        _ => None,
    }
}
