//! What people decide, kept for good beside what was read.

mod added;
mod applied;
mod claims;
mod entities;
mod moved;
mod ratings;

pub use added::{MentionOf, MentionVerdict, NewClaim, Words};
pub(crate) use applied::Applied;
pub(crate) use applied::documents_named;
pub use claims::{ClaimName, ClaimVerdict, NewArgument};
pub use entities::EntityVerdict;
pub use moved::Brought;
pub use ratings::SourceName;

use crate::answer::{DecisionView, Left};
use crate::{Case, EngineError, ErrorKind, Interrupt};
use clew_model::{About, Checkpoint, Decision, Role, Verdict};
use clew_store::{NewDecision, VerifiedLog};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Who decides, and for what reason; blank words say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct By {
    /// Who decides.
    pub who: Option<String>,
    /// For what reason.
    pub why: Option<String>,
}

/// Why something cannot be decided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecideError {
    /// The document has no claim of that number.
    #[error("document {document} has no claim {claim}")]
    NoSuchClaim {
        /// The document's number.
        document: i64,
        /// The claim's.
        claim: u32,
    },
    /// The claim of that number is another one than was looked at.
    #[error("claim {0} is another one by now: the case was rebuilt")]
    ClaimChanged(u32),
    /// Neither the glossary nor the case has such a predicate.
    #[error("there is no predicate {0}")]
    NoSuchPredicate(String),
    /// A correction that changes nothing.
    #[error("the correction says nothing else than the claim")]
    NothingCorrected,
    /// The claim has no such role.
    #[error("the claim has no {}", .0.word())]
    NoSuchRole(Role),
    /// The role is filled several times, and which one is meant is not said.
    #[error("the claim has several: {}", .0.join("; "))]
    SeveralInRole(Vec<String>),
    /// The words are not in the sentence.
    #[error("the sentence does not hold the words {0:?}")]
    WordsNotThere(String),
    /// The case has no entity of that id.
    #[error("the case has no entity {0}")]
    NoSuchEntity(String),
    /// Two entities were named, and they are one.
    #[error("{0} is one entity already")]
    OneAlready(String),
    /// What is to be taken out of an entity is not in it.
    #[error("{name} is not mentioned {part:?}")]
    NotInEntity {
        /// The entity's name.
        name: String,
        /// The document or name that was given.
        part: String,
    },
    /// All of an entity is to be taken out of it.
    #[error("that is all of {0}: nothing would be left of it")]
    AllOfIt(String),
    /// It is so already.
    #[error("it is {0} already")]
    SoAlready(String),
    /// A name without a word in it.
    #[error("a name has at least one letter or digit")]
    NoName,
    /// Only people are protected.
    #[error("{0} is no person")]
    NotAPerson(String),
    /// The words that are to stand for somebody protected name them.
    #[error("{0:?} names the person that it is to stand for")]
    LabelNames(String),
    /// The predicate has no such role.
    #[error("{predicate} has no {}: it has {}", .role.word(), .roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(", "))]
    RoleOfOther {
        /// The predicate.
        predicate: String,
        /// The role that was given.
        role: Role,
        /// Those it has.
        roles: Vec<Role>,
    },
    /// A claim in which nobody and nothing takes part.
    #[error("a claim states something of somebody or something, or how many")]
    NothingStated,
    /// The document's language is not analysed, or it has no text.
    #[error("clew reads no sentences in this document")]
    NoSentences,
    /// The words stand across sentences, or in none.
    #[error("these words do not stand in one sentence")]
    NotOneSentence,
    /// Other words stand there by now.
    #[error("other words stand there: the document is read otherwise by now")]
    OtherWords,
    /// The document does not hold the words.
    #[error("the document does not hold the words {0:?}")]
    NotInDocument(String),
    /// The words stand several times.
    #[error("{words:?} stands there {n} times")]
    SeveralPlaces {
        /// They.
        words: String,
        /// How often.
        n: usize,
    },
    /// The words are no mention.
    #[error("clew reads no mention in {0:?}")]
    NoMention(String),
    /// A pronoun for somebody whom the document does not mention otherwise.
    #[error("a pronoun refers to what the document names or describes elsewhere")]
    PronounAlone,
    /// The case has no source of that name.
    #[error("nothing in the case rests on the word of {0:?}")]
    NoSuchSource(String),
    /// Several sources have that name.
    #[error("several sources have that name: {}", .0.join("; "))]
    SeveralSources(Vec<String>),
    /// What is to be rated is everybody who is not named.
    #[error("a source of which nothing is told cannot be rated: it is somebody else in every document")]
    NobodyToRate,
    /// There is no decision of that number.
    #[error("the case has no decision {0}")]
    NoSuchDecision(u32),
    /// The decision was taken back before.
    #[error("decision {number} was undone already, by decision {by}")]
    UndoneAlready {
        /// Its number.
        number: u32,
        /// The number of the decision that did.
        by: u32,
    },
}

impl DecideError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoSuchClaim { .. } | Self::NoSuchDecision(_) | Self::NoSuchEntity(_) | Self::NoSuchSource(_) => {
                ErrorKind::NotFound
            }
            Self::ClaimChanged(_)
            | Self::OtherWords
            | Self::UndoneAlready { .. }
            | Self::OneAlready(_)
            | Self::SoAlready(_) => ErrorKind::Conflict,
            Self::NoSuchPredicate(_)
            | Self::NothingCorrected
            | Self::NoSuchRole(_)
            | Self::SeveralInRole(_)
            | Self::WordsNotThere(_)
            | Self::NotInEntity { .. }
            | Self::AllOfIt(_)
            | Self::NotAPerson(_)
            | Self::LabelNames(_)
            | Self::SeveralSources(_)
            | Self::RoleOfOther { .. }
            | Self::NothingStated
            | Self::NoSentences
            | Self::NotOneSentence
            | Self::NotInDocument(_)
            | Self::SeveralPlaces { .. }
            | Self::NoMention(_)
            | Self::PronounAlone
            | Self::NobodyToRate
            | Self::NoName => ErrorKind::BadRequest,
        }
    }

    pub(crate) fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoSuchClaim { .. } => "`clew show --claims` lists a document's claims",
            Self::ClaimChanged(_) | Self::OtherWords => "look at the document again",
            Self::RoleOfOther { .. } => "give one of its roles, or another predicate",
            Self::NothingStated => "say who or what takes part, in words of the sentence",
            Self::NoSentences => "write a note that quotes it instead",
            Self::NotOneSentence => "give words of one sentence",
            Self::NotInDocument(_) => "give words as they stand in the document",
            Self::SeveralPlaces { .. } => "say in which words around them: --in",
            Self::NoMention(_) => "take them for one: `clew decide CASE add-mention`",
            Self::PronounAlone => "take the words for a mention that name or describe who is meant",
            Self::NoSuchPredicate(_) => "`clew predicates --all` lists them",
            Self::NothingCorrected => "give another predicate, another polarity or other words; or accept the claim",
            Self::NoSuchRole(_) => "name a role that the claim has",
            Self::SeveralInRole(_) => "say instead of which words",
            Self::WordsNotThere(_) => "give words as they stand in the claim's sentence",
            Self::NoSuchEntity(_) => "`clew who` finds entities by name",
            Self::OneAlready(_) => "`clew decide CASE split` takes documents or names out of an entity",
            Self::NotInEntity { .. } => "name documents that mention it, or names that it is mentioned by",
            Self::AllOfIt(_) => "leave some of its documents or names out",
            Self::SoAlready(_) | Self::NoName => "say what it is instead",
            Self::NotAPerson(_) => "`clew decide CASE retype` says what it is instead",
            Self::LabelNames(_) => "give words that nobody knows them by",
            Self::NoSuchSource(_) => "`clew sources` lists whose word the case rests on",
            Self::SeveralSources(_) => "name the one that is an entity by its id",
            Self::NobodyToRate => "rate what it claims: `clew decide CASE rate-claim`",
            Self::NoSuchDecision(_) => "`clew decisions` lists them",
            Self::UndoneAlready { .. } => "undo that one to let it stand again",
        })
    }
}

impl Case {
    /// Takes a decision back; itself a decision, which can be taken back.
    pub fn undo(&mut self, number: u32, by: &By, now: Timestamp) -> Result<Decision, EngineError> {
        let log = self.file.decisions()?;
        let known = log.iter().find(|decision| decision.number == number).ok_or(DecideError::NoSuchDecision(number))?;
        if let Some(undoing) = known.undone_by {
            return Err(DecideError::UndoneAlready { number, by: undoing }.into());
        }
        self.append(Verdict::Retract, About::Decision { number }, by, now)
    }

    /// Every decision in order, with what it applies to now.
    pub fn decisions(&self) -> Result<Vec<DecisionView>, EngineError> {
        let log = self.file.decisions()?;
        let applied = Applied::of(&self.file, &*self.by_hand()?, &log)?;
        let overruled = applied.decided.overruled();
        let rated: BTreeSet<u32> = self.sources_rated(&applied, &log)?.into_iter().map(|(number, _)| number).collect();
        let mut views = Vec::with_capacity(log.len());
        for decision in log {
            let number = decision.number;
            let claims = applied.claims.iter().filter(|(other, ..)| *other == number);
            let claims = claims.map(|(_, document, claim)| Ok((self.id_of(*document)?, *claim)));
            let claims = claims.collect::<Result<Vec<_>, EngineError>>()?;
            let chains = applied.chains.iter().filter(|(other, _)| *other == number).map(|(_, chain)| *chain);
            let entities = self.entities_at(chains)?;
            let documents = applied.documents.iter().filter(|(other, _)| *other == number);
            let documents = documents.map(|(_, document)| self.id_of(*document)).collect::<Result<Vec<_>, _>>()?;
            let is_about_decision = matches!(decision.about, About::Decision { .. });
            let is_found = applied.found.contains(&number) || rated.contains(&number);
            let left = match decision.undone_by {
                Some(_) => None,
                None if overruled.contains(&number) => Some(Left::Overruled),
                None if is_about_decision || is_found => None,
                None => Some(Left::NotRead),
            };
            views.push(DecisionView { decision, claims, entities, documents, left });
        }
        Ok(views)
    }

    /// The documents that were withdrawn, by number, each with the number of the decision that did.
    pub fn retractions(&self) -> Result<BTreeMap<i64, u32>, EngineError> {
        let log = self.file.decisions()?;
        let documents = self.file.documents_by_original()?;
        let mut retracted = BTreeMap::new();
        for decision in log.iter().filter(|decision| decision.undone_by.is_none()) {
            if let About::Document { sha256, id } = &decision.about {
                let meant = documents_named(&self.file, &documents, *sha256, id)?;
                retracted.extend(meant.into_iter().map(|document| (document, decision.number)));
            }
        }
        Ok(retracted)
    }

    /// Looks whether the log of decisions is as it was written, and goes on from an earlier checkpoint.
    pub fn verify_decisions(&self, earlier: Option<Checkpoint>) -> Result<VerifiedLog, EngineError> {
        Ok(self.file.verify_decisions(earlier)?)
    }

    /// Looks whether every original still has the hash it is kept under: how many there are, and what is wrong with some.
    pub fn verify_originals(&self, interrupt: &Interrupt) -> Result<(usize, Vec<String>), EngineError> {
        let originals = self.file.originals()?;
        let mut faults = Vec::new();
        for original in &originals {
            interrupt.check()?;
            if !self.file.is_original_whole(*original)? {
                faults.push(format!("the original {original} is not what was read"));
            }
        }
        Ok((originals.len(), faults))
    }

    fn id_of(&self, document: i64) -> Result<String, EngineError> {
        let line = self.file.document_line(document)?.ok_or(EngineError::NoSuchDocument(document))?;
        Ok(line.id)
    }

    /// The entities of chains, each once, in order.
    pub(crate) fn entities_at(&self, chains: impl Iterator<Item = (i64, u32)>) -> Result<Vec<String>, EngineError> {
        let mut entities = Vec::new();
        for (document, chain) in chains {
            entities.extend(self.file.entities_of(document)?.into_iter().nth(chain as usize).flatten());
        }
        entities.sort();
        entities.dedup();
        Ok(entities)
    }

    fn append(&mut self, verdict: Verdict, about: About, by: &By, now: Timestamp) -> Result<Decision, EngineError> {
        let is_said = |words: &&str| !words.trim().is_empty();
        let (who, why) = (by.who.as_deref().filter(is_said), by.why.as_deref().filter(is_said));
        let new = NewDecision { verdict: &verdict, about: &about, who, why, brought_from: None };
        let number = self.append_all(&[new], now)?[0];
        let (who, why) = (who.map(str::to_owned), why.map(str::to_owned));
        Ok(Decision { number, verdict, about, who, why, recorded_at: now, brought_from: None, undone_by: None })
    }

    /// Appends decisions together and draws the picture with them; their numbers.
    fn append_all(&mut self, new: &[NewDecision<'_>], now: Timestamp) -> Result<Vec<u32>, EngineError> {
        let was_complete = self.is_complete()?;
        let are_ratings = new.iter().all(|new| new.verdict.is_rating());
        let batch = self.file.batch(now)?;
        let numbers = new.iter().map(|new| batch.decision(new)).collect::<Result<Vec<u32>, _>>()?;
        if was_complete && are_ratings {
            // The picture is the same with them: it needs no drawing, which takes its time in a large case.
            batch.drawn_decided(numbers.last().copied())?;
        }
        batch.commit()?;
        // What waits to be read is for `add` and `rebuild` to take up; they draw with every decision.
        if was_complete {
            self.draw(now, &Interrupt::default(), &mut |_| ())?;
        }
        Ok(numbers)
    }
}
