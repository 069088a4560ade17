//! What people decide of entities and documents.

use super::{By, DecideError};
use crate::redaction::shares_a_word;
use crate::{Case, EngineError};
use clew_model::{
    About, Annotation, CodePoints, Decision, Mention, MentionKind, QuotedEntity, QuotedMention, ThingType, Verdict,
};
use clew_store::EntityLine;
use jiff::Timestamp;

/// What can be decided of an entity; others are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntityVerdict {
    /// It and another are one.
    Merge(String),
    /// It and another are not one.
    Apart(String),
    /// Whether it and another are one cannot be told.
    Unsure(String),
    /// What these documents (by id or number) say of it, or what goes by these of its names, is another thing.
    Split(Vec<String>),
    /// It goes by this name.
    Rename(String),
    /// It is a thing of this type.
    Retype(ThingType),
    /// A person who is protected, and by which words what leaves the case calls them.
    Protect(Option<String>),
}

/// Documents looked through for an entity's names: few have more names than are found by then.
const MOST_DOCUMENTS: usize = 60;

/// A chain of an entity, and how it is known again.
struct ChainOf {
    document: i64,
    name: String,
    mention: QuotedMention,
}

impl Case {
    /// Decides on an entity, named by its id.
    pub fn decide_entity(
        &mut self,
        id: &str,
        verdict: &EntityVerdict,
        by: &By,
        now: Timestamp,
    ) -> Result<Decision, EngineError> {
        let entity = self.entity_line(id)?;
        let (verdict, about) = match verdict {
            EntityVerdict::Merge(other) => (Verdict::Merge, self.pair(&entity, other)?),
            EntityVerdict::Apart(other) => (Verdict::Apart, self.pair(&entity, other)?),
            EntityVerdict::Unsure(other) => (Verdict::Unsure, self.pair(&entity, other)?),
            EntityVerdict::Split(parts) => (Verdict::Split, self.parted(&entity, parts)?),
            EntityVerdict::Rename(name) => {
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                match name {
                    name if !name.contains(char::is_alphanumeric) => return Err(DecideError::NoName.into()),
                    name if name == entity.name => return Err(DecideError::SoAlready(name).into()),
                    name => (Verdict::Rename(name), About::Entity(self.known_by(&entity)?)),
                }
            }
            EntityVerdict::Retype(thing) if *thing == entity.thing => {
                return Err(DecideError::SoAlready(format!("a {}", thing.word())).into());
            }
            EntityVerdict::Retype(thing) => (Verdict::Retype(*thing), About::Entity(self.known_by(&entity)?)),
            EntityVerdict::Protect(label) => self.protection(&entity, label.as_deref())?,
        };
        self.append(verdict, about, by, now)
    }

    /// Withdraws a document: what it says stays, marked, and speaks for nothing any more.
    pub fn retract(&mut self, document: i64, by: &By, now: Timestamp) -> Result<Decision, EngineError> {
        let found = self.file.document(document)?.ok_or(EngineError::NoSuchDocument(document))?;
        let about = About::Document { sha256: found.sha256, id: found.line.id };
        let log = self.file.decisions()?;
        if log.iter().any(|decision| decision.undone_by.is_none() && decision.about == about) {
            return Err(DecideError::SoAlready("withdrawn".to_owned()).into());
        }
        self.append(Verdict::Retract, about, by, now)
    }

    /// What is decided of a person who is to be protected.
    fn protection(&self, entity: &EntityLine, label: Option<&str>) -> Result<(Verdict, About), EngineError> {
        if entity.thing != ThingType::Person {
            return Err(DecideError::NotAPerson(entity.name.clone()).into());
        }
        let label = label.map(|label| label.split_whitespace().collect::<Vec<_>>().join(" "));
        if label.as_ref().is_some_and(|label| !label.contains(char::is_alphanumeric)) {
            return Err(DecideError::NoName.into());
        }
        if let Some(label) = label.as_ref().filter(|label| shares_a_word(&entity.names, label)) {
            return Err(DecideError::LabelNames(label.clone()).into());
        }
        Ok((Verdict::Protect(label), About::Entity(self.known_by(entity)?)))
    }

    pub(super) fn entity_line(&self, id: &str) -> Result<EntityLine, EngineError> {
        Ok(self.entity_of_id(id)?.ok_or_else(|| DecideError::NoSuchEntity(id.to_owned()))?)
    }

    fn pair(&self, entity: &EntityLine, other: &str) -> Result<About, EngineError> {
        let other = self.entity_line(other)?;
        if other.id == entity.id {
            return Err(DecideError::OneAlready(entity.name.clone()).into());
        }
        Ok(About::Pair { one: self.known_by(entity)?, other: self.known_by(&other)? })
    }

    /// An entity by the oldest chain of each of its names: a surname alone may go to another once somebody is joined to it.
    pub(crate) fn known_by(&self, entity: &EntityLine) -> Result<QuotedEntity, EngineError> {
        let mut chains = self.file.chains_of(&entity.id)?;
        chains.sort_unstable();
        let mut found: Vec<ChainOf> = Vec::new();
        for of_document in chains.chunk_by(|one, other| one.0 == other.0).take(MOST_DOCUMENTS) {
            let mut here = self.quoted_chains(of_document)?;
            here.sort_by_key(|chain| chain.mention.mention.start);
            for chain in here {
                if !found.iter().any(|known| known.name == chain.name) {
                    found.push(chain);
                }
            }
        }
        Ok(quoted(entity, found.into_iter()))
    }

    /// The mentions by which the chains of an entity in one document are known again.
    pub(super) fn mentions_in(&self, id: &str, document: i64) -> Result<Vec<QuotedMention>, EngineError> {
        let mut chains = self.file.chains_of(id)?;
        chains.retain(|(other, _)| *other == document);
        Ok(self.quoted_chains(&chains)?.into_iter().map(|chain| chain.mention).collect())
    }

    /// An entity as two: what stays, and what these documents say of it or what these names refer to.
    fn parted(&self, entity: &EntityLine, parts: &[String]) -> Result<About, EngineError> {
        let chains = self.quoted_chains(&self.file.chains_of(&entity.id)?)?;
        let mut goes = vec![false; chains.len()];
        for part in parts {
            let document = self.document_number(part)?;
            let is_of = |chain: &ChainOf| match document {
                Some(document) => chain.document == document,
                None => chain.name.to_lowercase() == part.to_lowercase(),
            };
            let of_part: Vec<usize> = (0..chains.len()).filter(|at| is_of(&chains[*at])).collect();
            if of_part.is_empty() {
                let how = if document.is_some() { format!("in {part}") } else { format!("as {part}") };
                return Err(DecideError::NotInEntity { name: entity.name.clone(), part: how }.into());
            }
            of_part.into_iter().for_each(|at| goes[at] = true);
        }
        let (going, staying): (Vec<_>, Vec<_>) = chains.into_iter().zip(goes).partition(|(_, goes)| *goes);
        if staying.is_empty() {
            return Err(DecideError::AllOfIt(entity.name.clone()).into());
        }
        let side = |chains: Vec<(ChainOf, bool)>| quoted(entity, chains.into_iter().map(|(chain, _)| chain));
        Ok(About::Pair { one: side(staying), other: side(going) })
    }

    /// Chains with the mention that each is known by; those of which none can be found are left out.
    fn quoted_chains(&self, chains: &[(i64, u32)]) -> Result<Vec<ChainOf>, EngineError> {
        let mut found = Vec::with_capacity(chains.len());
        for of_document in chains.chunk_by(|one, other| one.0 == other.0) {
            let number = of_document[0].0;
            let Some(document) = self.file.document(number)? else { continue };
            let annotation = self.annotation_of(number)?.unwrap_or_default();
            let points = CodePoints::new(&document.reading.text);
            for (_, chain) in of_document {
                let Some(mention) = telling_mention(&annotation, *chain) else { continue };
                let mention = QuotedMention::of(document.sha256, &points, &annotation.sentences, mention.span);
                let name = annotation.chains.get(*chain as usize).map(|chain| chain.name.clone()).unwrap_or_default();
                found.push(ChainOf { document: number, name, mention });
            }
        }
        Ok(found)
    }
}

fn quoted(entity: &EntityLine, chains: impl Iterator<Item = ChainOf>) -> QuotedEntity {
    let mentions = chains.map(|chain| chain.mention).collect();
    QuotedEntity { thing: entity.thing, name: entity.name.clone(), mentions }
}

/// The mention of a chain that says most: its first name, or else its first words that are no pronoun.
fn telling_mention(annotation: &Annotation, chain: u32) -> Option<&Mention> {
    let rank = |mention: &&Mention| match mention.kind {
        MentionKind::Name => 0,
        MentionKind::Nominal => 1,
        MentionKind::Pronoun => 2,
    };
    let of_chain = annotation.mentions.iter().filter(|mention| mention.chain == chain);
    of_chain.min_by_key(|mention| (rank(mention), mention.span.start))
}
