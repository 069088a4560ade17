//! What people added to what clew read of a text, and what they corrected of its mentions.
//!
//! Nothing of it is written into what was read: it is laid over the annotation whenever that is asked for, from the decisions that stand, so
//! that it outlives a rebuild and is gone once it is undone. An addition is known by words: it lies where the words of its sentence
//! stand in the text, whether or not clew takes them for a sentence still. Numbers of what is added come after clew's own, in order of
//! decisions. Rejected: rows of annotations that hold a person's mentions, for a better clew writes all of them anew.

mod claims;
mod mentions;

pub(crate) use claims::HAND;
pub(crate) use mentions::is_pronoun;

use crate::{Case, EngineError};
use clew_model::{About, Annotation, CodePoints, Decision, Quoted, Span, Verdict};
use clew_store::CaseFile;
use std::collections::HashMap;
use std::sync::Arc;

/// The decisions that add to annotations or correct them, by document.
#[derive(Debug, Default)]
pub(crate) struct ByHand {
    of: HashMap<i64, Vec<Decision>>,
}

/// An annotation with what people added and corrected.
#[derive(Debug, Default)]
pub(crate) struct Overlaid {
    /// It.
    pub annotation: Annotation,
    /// Which claim each decision added: the decision's number, the claim's.
    pub claims: Vec<(u32, u32)>,
    /// The mentions that decisions made or corrected.
    pub mentions: Vec<LaidMention>,
}

/// A mention that a decision made, corrected, or took out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LaidMention {
    /// The decision's number.
    pub decision: u32,
    /// Where its words stand.
    pub span: Span,
    /// The chain that it belongs to; `None` where it is a mention no more.
    pub chain: Option<u32>,
}

impl ByHand {
    /// What of a log stands and adds or corrects.
    pub fn of(file: &CaseFile, log: &[Decision]) -> Result<Self, EngineError> {
        let standing = log.iter().filter(|decision| decision.undone_by.is_none());
        let mut by_hand: Vec<_> = standing.filter_map(|decision| Some((decision, place_of(decision)?))).collect();
        by_hand.retain(|(decision, _)| is_laid_over(decision));
        let mut of: HashMap<i64, Vec<Decision>> = HashMap::new();
        if by_hand.is_empty() {
            return Ok(Self { of });
        }
        let documents = file.documents_by_original()?;
        for (decision, sha256) in by_hand {
            for document in documents.get(&sha256).into_iter().flatten() {
                of.entry(*document).or_default().push(decision.clone());
            }
        }
        Ok(Self { of })
    }

    /// The documents that people added to or corrected.
    pub fn documents(&self) -> impl Iterator<Item = i64> + '_ {
        self.of.keys().copied()
    }

    /// Whether people added to a document or corrected it.
    pub fn has(&self, document: i64) -> bool {
        self.of.contains_key(&document)
    }

    /// What a document says, with what people added; `None` where nothing was read of it.
    pub fn annotation(&self, file: &CaseFile, document: i64) -> Result<Option<Annotation>, EngineError> {
        if !self.has(document) {
            return Ok(file.annotation(document)?);
        }
        Ok(Some(self.overlaid(file, document)?.annotation))
    }

    /// The same, with where each addition lies.
    pub fn overlaid(&self, file: &CaseFile, document: i64) -> Result<Overlaid, EngineError> {
        let annotation = file.annotation(document)?.unwrap_or_default();
        let mut overlaid = Overlaid { annotation, ..Overlaid::default() };
        let Some(decisions) = self.of.get(&document) else { return Ok(overlaid) };
        let Some((text, _)) = file.story(document)? else { return Ok(overlaid) };
        overlaid.lay(&CodePoints::new(&text), decisions);
        Ok(overlaid)
    }
}

impl Overlaid {
    /// Mentions before claims, whose arguments they may fill; each in order of decisions.
    fn lay(&mut self, points: &CodePoints<'_>, decisions: &[Decision]) {
        for decision in decisions {
            if let About::Mention(mention) = &decision.about {
                self.lay_mention(points, decision, mention);
            }
        }
        self.annotation.mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        for decision in decisions {
            if let (About::Claim(claim), Verdict::AddClaim(stated)) = (&decision.about, &decision.verdict) {
                self.lay_claim(points, decision.number, claim, stated);
            }
        }
    }
}

impl Case {
    /// What people added to annotations, as the log stands now.
    pub(crate) fn by_hand(&self) -> Result<Arc<ByHand>, EngineError> {
        let as_of = self.file.log_and_documents()?;
        if let Some((known, by_hand)) = &*self.added.borrow()
            && *known == as_of
        {
            return Ok(Arc::clone(by_hand));
        }
        let by_hand = Arc::new(ByHand::of(&self.file, &self.file.decisions()?)?);
        *self.added.borrow_mut() = Some((as_of, Arc::clone(&by_hand)));
        Ok(by_hand)
    }

    /// What a document says, with what people added and corrected; `None` where nothing was read of it.
    pub(crate) fn annotation_of(&self, document: i64) -> Result<Option<Annotation>, EngineError> {
        self.by_hand()?.annotation(&self.file, document)
    }
}

/// Whether a decision changes what an annotation holds; of others on claims it is told beside.
fn is_laid_over(decision: &Decision) -> bool {
    matches!(decision.about, About::Mention(_)) || matches!(decision.verdict, Verdict::AddClaim(_))
}

fn place_of(decision: &Decision) -> Option<clew_model::Sha256> {
    match &decision.about {
        About::Mention(mention) => Some(mention.sha256),
        About::Claim(claim) => Some(claim.sha256),
        _ => None,
    }
}

/// How far words of a text moved since they were quoted: the nearest place where all of them stand; `None` where none is.
fn moved(points: &CodePoints<'_>, sentence: &Quoted) -> Option<i64> {
    let length = sentence.end.saturating_sub(sentence.start);
    let starts = points.text().match_indices(sentence.words.as_str()).map(|(byte, _)| points.span(byte..byte).start);
    let whole = starts.filter(|start| start + length <= points.len());
    let nearest = whole.min_by_key(|start| start.abs_diff(sentence.start))?;
    Some(i64::from(nearest) - i64::from(sentence.start))
}

/// Where quoted words stand that moved so far; `None` where others do.
fn at(points: &CodePoints<'_>, quoted: &Quoted, moved: i64) -> Option<Span> {
    let place = |point: u32| u32::try_from(i64::from(point) + moved).ok();
    let (start, end) = (place(quoted.start)?, place(quoted.end)?);
    let span = (start < end && end <= points.len()).then(|| Span::new(start, end))?;
    (points.slice(span) == quoted.words).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{
        Interval, Level, Modality, Polarity, Predicate, QuotedArgument, QuotedClaim, QuotedMention, Role, Sha256,
        StatedByHand, ThingType,
    };

    const SENTENCE: &str = "Weil and Żak were close, a clerk said.";

    fn quoted(from: u32, words: &str) -> Quoted {
        let byte = SENTENCE.find(words).expect("the sentence has the words");
        let start = from + SENTENCE[..byte].chars().count() as u32;
        Quoted { start, end: start + words.chars().count() as u32, words: words.to_owned() }
    }

    fn decision(number: u32, verdict: Verdict, about: About) -> Decision {
        let recorded_at = jiff::Timestamp::UNIX_EPOCH;
        Decision { number, verdict, about, who: None, why: None, recorded_at, brought_from: None, undone_by: None }
    }

    /// Takes "Żak" for a person, and makes a claim of the sentence, which stood at `from`.
    fn decisions(from: u32) -> Vec<Decision> {
        let sha256 = Sha256::of(b"original");
        let mention = QuotedMention { sha256, sentence: quoted(from, SENTENCE), mention: quoted(from, "Żak") };
        let argument = |words| QuotedArgument { role: Role::Person, quoted: quoted(from, words) };
        let claim = QuotedClaim {
            sha256,
            sentence: quoted(from, SENTENCE),
            trigger: quoted(from, "close"),
            predicate: Predicate::Associate,
            subtype: None,
            polarity: Polarity::Asserted,
            quantity: None,
            arguments: vec![argument("Weil"), argument("Żak")],
        };
        let stated = StatedByHand {
            modality: Modality::Actual,
            certainty: Level::Likely,
            time: Interval::open(),
            source: Some(quoted(from, "a clerk")),
        };
        vec![
            decision(3, Verdict::AddClaim(Box::new(stated)), About::Claim(Box::new(claim))),
            decision(5, Verdict::AddMention { thing: ThingType::Person, entity: None }, About::Mention(mention)),
        ]
    }

    fn laid(text: &str, from: u32, n_points: u32) -> Overlaid {
        let sentences = vec![Span::new(0, n_points)];
        let mut overlaid =
            Overlaid { annotation: Annotation { sentences, ..Annotation::default() }, ..Overlaid::default() };
        overlaid.lay(&CodePoints::new(text), &decisions(from));
        overlaid
    }

    #[test]
    fn what_was_added_lies_where_the_words_of_its_sentence_stand_now() {
        let text = format!("Rain fell. {SENTENCE}");
        let points = CodePoints::new(&text);
        // It stood at the beginning once; and the text is one sentence to this clew.
        let overlaid = laid(&text, 0, points.len());
        let claim = &overlaid.annotation.claims[0];
        assert_eq!((points.slice(claim.trigger), overlaid.claims.as_slice()), ("close", &[(3, 0)][..]));
        let words: Vec<&str> = claim.arguments.iter().map(|argument| points.slice(argument.span)).collect();
        assert_eq!(words, ["Weil", "Żak"]);
        // A mention that was made later fills the argument all the same.
        assert_eq!(claim.arguments[1].filler, clew_model::Filler::Chain(0));
        assert_eq!(overlaid.annotation.chains[0].name, "Żak");
        let source = overlaid.annotation.attributions[0].source.expect("a source");
        assert_eq!((points.slice(source.span), claim.attribution), ("a clerk", Some(0)));
        assert_eq!(overlaid.mentions[0].decision, 5);
    }

    #[test]
    fn what_rests_on_words_that_stand_there_no_more_lies_nowhere() {
        let text = SENTENCE.replace("close", "far");
        let overlaid = laid(&text, 0, text.chars().count() as u32);
        assert!(overlaid.claims.is_empty() && overlaid.mentions.is_empty());
        assert_eq!((overlaid.annotation.claims.len(), overlaid.annotation.chains.len()), (0, 0));
    }
}
