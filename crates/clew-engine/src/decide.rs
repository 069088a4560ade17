//! What people decide of claims, kept for good beside what was read.

use crate::answer::DecisionView;
use crate::ask::{applied, quoted_claims};
use crate::{Case, EngineError, ErrorKind, Interrupt};
use clew_model::{
    About, Annotation, ArgumentCorrection, Claim, CodePoints, Correction, Decision, Polarity, Predicate, Quoted,
    QuotedClaim, Role, Sha256, Span, Verdict,
};
use clew_store::NewDecision as NewRow;
use jiff::Timestamp;
use std::collections::HashMap;

/// A claim of a case, as it is named at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimName {
    /// The number of its document.
    pub document: i64,
    /// Its number there.
    pub claim: u32,
    /// What it stated and where, when whoever names it looked: a case may have been rebuilt since.
    pub seen: Option<(String, Span)>,
}

/// What a person decides of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// What is decided.
    pub verdict: NewVerdict,
    /// Who decides.
    pub who: Option<String>,
    /// For what reason.
    pub why: Option<String>,
}

/// What can be decided of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewVerdict {
    /// It is as clew read it.
    Accept,
    /// The sentence does not say it.
    Reject,
    /// The sentence says something else: what is `None` was read right.
    Correct {
        /// Another predicate: the glossary's, or one that the case brings.
        predicate: Option<String>,
        /// Another polarity.
        polarity: Option<Polarity>,
        /// Other words in a role.
        argument: Option<NewArgument>,
    },
}

/// Other words in a role of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArgument {
    /// The role.
    pub role: Role,
    /// The words that stand in it now; needed where the role is filled several times.
    pub instead_of: Option<String>,
    /// The words that fill it, as they stand in the claim's sentence.
    pub words: String,
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
            Self::NoSuchClaim { .. } | Self::NoSuchDecision(_) => ErrorKind::NotFound,
            Self::ClaimChanged(_) | Self::UndoneAlready { .. } => ErrorKind::Conflict,
            Self::NoSuchPredicate(_)
            | Self::NothingCorrected
            | Self::NoSuchRole(_)
            | Self::SeveralInRole(_)
            | Self::WordsNotThere(_) => ErrorKind::BadRequest,
        }
    }

    pub(crate) fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoSuchClaim { .. } => "`clew show --claims` lists a document's claims",
            Self::ClaimChanged(_) => "look at the document again",
            Self::NoSuchPredicate(_) => "`clew predicates --all` lists them",
            Self::NothingCorrected => "give another predicate, another polarity or other words; or accept the claim",
            Self::NoSuchRole(_) => "name a role that the claim has",
            Self::SeveralInRole(_) => "say instead of which words",
            Self::WordsNotThere(_) => "give words as they stand in the claim's sentence",
            Self::NoSuchDecision(_) => "`clew decisions` lists them",
            Self::UndoneAlready { .. } => "undo that one to let it stand again",
        })
    }
}

impl Case {
    /// Decides on a claim; what was decided of it before stays in the log, and the latest that stands counts.
    pub fn decide(&mut self, name: ClaimName, new: &NewDecision, now: Timestamp) -> Result<Decision, EngineError> {
        let found = self.file.document(name.document)?.ok_or(EngineError::NoSuchDocument(name.document))?;
        let annotation = self.file.annotation(name.document)?.unwrap_or_default();
        let points = CodePoints::new(&found.reading.text);
        let claim = claim_named(&annotation, &name)?;
        let about = QuotedClaim::of(found.sha256, &points, &annotation.sentences, claim);
        let verdict = match &new.verdict {
            NewVerdict::Accept => Verdict::Accept,
            NewVerdict::Reject => Verdict::Reject,
            NewVerdict::Correct { predicate, polarity, argument } => {
                let argument = argument.as_ref().map(|argument| corrected_argument(&points, &about, argument));
                let predicate = predicate.as_ref().map(|word| self.predicate_named(word)).transpose()?;
                Verdict::Correct(correction(claim, predicate, *polarity, argument.transpose()?)?)
            }
        };
        self.append(verdict, About::Claim(Box::new(about)), new.who.as_deref(), new.why.as_deref(), now)
    }

    /// Takes a decision back; itself a decision, which can be taken back.
    pub fn undo(
        &mut self,
        number: u32,
        who: Option<&str>,
        why: Option<&str>,
        now: Timestamp,
    ) -> Result<Decision, EngineError> {
        let log = self.file.decisions()?;
        let known = log.iter().find(|decision| decision.number == number).ok_or(DecideError::NoSuchDecision(number))?;
        if let Some(by) = known.undone_by {
            return Err(DecideError::UndoneAlready { number, by }.into());
        }
        self.append(Verdict::Retract, About::Decision { number }, who, why, now)
    }

    /// Every decision in order, with the claims that it applies to now.
    pub fn decisions(&self) -> Result<Vec<DecisionView>, EngineError> {
        let log = self.file.decisions()?;
        let documents = self.file.documents_by_original()?;
        let mut claims: HashMap<u32, Vec<(String, u32)>> = HashMap::new();
        for (sha256, decisions) in by_original(&log) {
            for document in documents.get(&sha256).into_iter().flatten() {
                let Some(found) = self.file.document(*document)? else { continue };
                let annotation = self.file.annotation(*document)?.unwrap_or_default();
                let quoted = quoted_claims(sha256, &found.reading.text, &annotation);
                for (decision, at) in applied(&decisions, &quoted) {
                    claims.entry(decision.number).or_default().push((found.line.id.clone(), at as u32));
                }
            }
        }
        let view =
            |decision: Decision| DecisionView { claims: claims.remove(&decision.number).unwrap_or_default(), decision };
        Ok(log.into_iter().map(view).collect())
    }

    fn predicate_named(&self, word: &str) -> Result<Predicate, EngineError> {
        let found = self.predicates()?.into_iter().find(|predicate| predicate.to_string() == word);
        Ok(found.ok_or_else(|| DecideError::NoSuchPredicate(word.to_owned()))?)
    }

    fn append(
        &mut self,
        verdict: Verdict,
        about: About,
        who: Option<&str>,
        why: Option<&str>,
        now: Timestamp,
    ) -> Result<Decision, EngineError> {
        let is_said = |words: &&str| !words.trim().is_empty();
        let (who, why) = (who.filter(is_said), why.filter(is_said));
        let was_complete = self.is_complete()?;
        let batch = self.file.batch(now)?;
        let number = batch.decision(&NewRow { verdict: &verdict, about: &about, who, why })?;
        batch.commit()?;
        // What waits to be read is for `add` and `rebuild` to take up; they draw with every decision.
        if was_complete {
            self.draw(now, &Interrupt::default(), &mut |_| ())?;
        }
        let (who, why) = (who.map(str::to_owned), why.map(str::to_owned));
        Ok(Decision { number, verdict, about, who, why, recorded_at: now, undone_by: None })
    }
}

/// The decisions that stand and are about claims, by original.
fn by_original(log: &[Decision]) -> HashMap<Sha256, Vec<&Decision>> {
    let mut found: HashMap<Sha256, Vec<&Decision>> = HashMap::new();
    for decision in log {
        if let Some(claim) = decision.standing_of_claim() {
            found.entry(claim.sha256).or_default().push(decision);
        }
    }
    found
}

fn claim_named<'a>(annotation: &'a Annotation, name: &ClaimName) -> Result<&'a Claim, DecideError> {
    let ClaimName { document, claim, ref seen } = *name;
    let found = annotation.claims.get(claim as usize).ok_or(DecideError::NoSuchClaim { document, claim })?;
    match seen {
        Some((predicate, trigger)) if *predicate != found.predicate.to_string() || *trigger != found.trigger => {
            Err(DecideError::ClaimChanged(claim))
        }
        _ => Ok(found),
    }
}

/// What of it says something else than the claim.
fn correction(
    claim: &Claim,
    predicate: Option<Predicate>,
    polarity: Option<Polarity>,
    argument: Option<ArgumentCorrection>,
) -> Result<Correction, DecideError> {
    let correction = Correction {
        predicate: predicate.filter(|predicate| *predicate != claim.predicate),
        polarity: polarity.filter(|polarity| *polarity != claim.polarity),
        argument: argument.filter(|argument| argument.was.span() != argument.is.span()),
    };
    if correction.is_empty() { Err(DecideError::NothingCorrected) } else { Ok(correction) }
}

fn corrected_argument(
    points: &CodePoints<'_>,
    claim: &QuotedClaim,
    new: &NewArgument,
) -> Result<ArgumentCorrection, DecideError> {
    let of_role = claim.arguments.iter().filter(|argument| argument.role == new.role).map(|argument| &argument.quoted);
    let of_role: Vec<&Quoted> = of_role.collect();
    let is_meant = |quoted: &&&Quoted| {
        new.instead_of.as_ref().is_none_or(|words| on_one_line(words) == on_one_line(&quoted.words))
    };
    let meant: Vec<&&Quoted> = of_role.iter().filter(is_meant).collect();
    let was = match meant[..] {
        [was] => (*was).clone(),
        [] if of_role.is_empty() => return Err(DecideError::NoSuchRole(new.role)),
        _ => return Err(DecideError::SeveralInRole(of_role.iter().map(|quoted| on_one_line(&quoted.words)).collect())),
    };
    let is = words_in(points, claim.sentence.span(), &new.words, was.start)
        .ok_or_else(|| DecideError::WordsNotThere(new.words.clone()))?;
    Ok(ArgumentCorrection { role: new.role, was, is })
}

/// Where these words stand in a sentence, as whole words; of several places the nearest to `near`. How lines break does not count.
fn words_in(points: &CodePoints<'_>, sentence: Span, words: &str, near: u32) -> Option<Quoted> {
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let text = points.slice(sentence);
    let begins = |at: usize| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let ends = |at: usize| text[at..].chars().next().is_none_or(|after| !after.is_alphanumeric());
    let from = points.byte(sentence.start);
    let places = text.match_indices(*wanted.first()?).map(|(at, _)| at).filter(|at| begins(*at));
    let found = places.filter_map(|at| Some((at, end_of(text, at, &wanted)?))).filter(|(_, end)| ends(*end));
    let spans = found.map(|(at, end)| points.span(from + at..from + end));
    spans.min_by_key(|span| span.start.abs_diff(near)).map(|span| Quoted::of(points, span))
}

/// Where words end that stand one after the other from a place on, white space between them.
fn end_of(text: &str, start: usize, words: &[&str]) -> Option<usize> {
    let mut at = start;
    for (nth, word) in words.iter().enumerate() {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        if (nth == 0) != (blank == 0) || !rest[blank..].starts_with(word) {
            return None;
        }
        at += blank + word.len();
    }
    Some(at)
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, near: u32, expect: Option<(u32, u32)>) {
        let points = CodePoints::new(text);
        let found = words_in(&points, Span::new(0, points.len()), words, near);
        assert_eq!(found.map(|quoted| (quoted.start, quoted.end)), expect, "{words:?} in {text:?}");
    }

    #[test]
    fn words_are_found_whole_and_nearest() {
        check("Żaneta met Ann; Joanne met Ann.", "Ann", 0, Some((11, 14)));
        check("Żaneta met Ann; Joanne met Ann.", "Ann", 25, Some((27, 30)));
        check("Żaneta met Ann; Joanne met Ann.", "anne", 0, None);
        check("the harbour\n  police came", "harbour police", 0, Some((4, 20)));
        check("the harbour\n  police came", "harbour came", 0, None);
        check("nobody", "  ", 0, None);
    }
}
