//! What people decide of claims.

use super::{By, DecideError};
use crate::{Case, EngineError};
use clew_model::{
    About, Annotation, ArgumentCorrection, Claim, CodePoints, Correction, Credibility, Decision, Polarity, Predicate,
    Quoted, QuotedClaim, Role, Span, Verdict, on_one_line, places_of,
};
use jiff::Timestamp;

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

/// What can be decided of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimVerdict {
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
    /// It is as credible as this, whoever makes it.
    Rate(Credibility),
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

impl Case {
    /// Decides on a claim; what was decided of it before stays in the log, and the latest that stands counts.
    pub fn decide_claim(
        &mut self,
        name: ClaimName,
        verdict: &ClaimVerdict,
        by: &By,
        now: Timestamp,
    ) -> Result<Decision, EngineError> {
        let found = self.file.document(name.document)?.ok_or(EngineError::NoSuchDocument(name.document))?;
        let annotation = self.annotation_of(name.document)?.unwrap_or_default();
        let points = CodePoints::new(&found.reading.text);
        let claim = claim_named(&annotation, &name)?;
        let about = QuotedClaim::of(found.sha256, &points, &annotation.sentences, claim);
        let verdict = match verdict {
            ClaimVerdict::Accept => Verdict::Accept,
            ClaimVerdict::Reject => Verdict::Reject,
            ClaimVerdict::Rate(credibility) => Verdict::RateClaim(*credibility),
            ClaimVerdict::Correct { predicate, polarity, argument } => {
                let argument = argument.as_ref().map(|argument| corrected_argument(&points, &about, argument));
                let predicate = predicate.as_ref().map(|word| self.predicate_named(word)).transpose()?;
                Verdict::Correct(correction(claim, predicate, *polarity, argument.transpose()?)?)
            }
        };
        self.append(verdict, About::Claim(Box::new(about)), by, now)
    }

    pub(super) fn predicate_named(&self, word: &str) -> Result<Predicate, EngineError> {
        let found = self.predicates()?.into_iter().find(|predicate| predicate.to_string() == word);
        Ok(found.ok_or_else(|| DecideError::NoSuchPredicate(word.to_owned()))?)
    }
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
        ..Correction::default()
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
pub(super) fn words_in(points: &CodePoints<'_>, sentence: Span, words: &str, near: u32) -> Option<Quoted> {
    let text = points.slice(sentence);
    let begins = |at: usize| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let ends = |at: usize| text[at..].chars().next().is_none_or(|after| !after.is_alphanumeric());
    let from = points.byte(sentence.start);
    let found = places_of(text, words).filter(|bytes| begins(bytes.start) && ends(bytes.end));
    let spans = found.map(|bytes| points.span(from + bytes.start..from + bytes.end));
    spans.min_by_key(|span| span.start.abs_diff(near)).map(|span| Quoted::of(points, span))
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
