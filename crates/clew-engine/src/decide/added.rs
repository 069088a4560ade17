//! Mentions and claims that people make by hand, and corrections of mentions: each rests on words of one sentence of one document.

use super::claims::words_in;
use super::{By, DecideError};
use crate::by_hand::is_pronoun;
use crate::{Case, EngineError, predicates};
use clew_model::{
    About, Annotation, CodePoints, Correction, Decision, Interval, Level, Mention, Modality, Polarity, Predicate,
    Quantity, Quoted, QuotedArgument, QuotedClaim, QuotedEntity, QuotedMention, Role, Sha256, Span, StatedByHand,
    ThingType, Verdict, on_one_line, places_of,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Those that stand here; they are given too, so that no others are taken for them.
    At(Span, String),
    /// These, wherever they stand as whole words; where they stand several times, within other words that stand once.
    Said {
        /// They.
        words: String,
        /// Words around them.
        within: Option<String>,
    },
}

/// Whom or what a mention refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MentionOf {
    /// The entity of this id.
    Entity(String),
    /// A thing of this type that the document's other words do not refer to.
    New(ThingType),
}

/// What can be decided of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MentionVerdict {
    /// The words refer to nothing.
    Reject,
    /// They refer otherwise: what is `None` was read right.
    Correct {
        /// Other words of the sentence are the mention.
        words: Option<Words>,
        /// To whom or what: an entity, or a thing of this type.
        of: Option<MentionOf>,
    },
}

/// A claim to be made by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClaim {
    /// The words that speak of it.
    pub trigger: Words,
    /// What it states: the glossary's word, or one that the case brings.
    pub predicate: String,
    /// Who and what take part, in words of the sentence.
    pub arguments: Vec<(Role, Words)>,
    /// How many, of a `Count`.
    pub quantity: Option<Quantity>,
    /// Whether the sentence states it to be so.
    pub polarity: Polarity,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// How sure the source sounds.
    pub certainty: Level,
    /// When it happened or held.
    pub time: Interval,
    /// Who says so, in words of the document; its own voice where nobody is given.
    pub source: Option<Words>,
}

/// A document as it is decided upon.
struct Page {
    sha256: Sha256,
    text: String,
    annotation: Annotation,
}

impl Case {
    /// Takes words for a mention.
    pub fn add_mention(
        &mut self,
        document: i64,
        words: &Words,
        of: &MentionOf,
        by: &By,
        now: Timestamp,
    ) -> Result<Decision, EngineError> {
        let page = self.page(document)?;
        let points = CodePoints::new(&page.text);
        let (span, _) = page.place(&points, words)?;
        let is_read = |mention: &Mention| mention.span == span && mention.thing != ThingType::Thing;
        if page.annotation.mentions.iter().any(is_read) {
            return Err(DecideError::SoAlready("a mention".to_owned()).into());
        }
        let (thing, entity) = match of {
            MentionOf::New(thing) => (*thing, None),
            MentionOf::Entity(id) => {
                let entity = self.entity_here(id, document)?;
                (entity.thing, Some(entity))
            }
        };
        let is_here = entity.iter().flat_map(|entity| &entity.mentions).any(|known| known.sha256 == page.sha256);
        if is_pronoun(points.slice(span)) && !is_here {
            return Err(DecideError::PronounAlone.into());
        }
        let about = About::Mention(QuotedMention::of(page.sha256, &points, &page.annotation.sentences, span));
        self.append(Verdict::AddMention { thing, entity }, about, by, now)
    }

    /// Decides on a mention: words that refer to nothing, or otherwise.
    pub fn decide_mention(
        &mut self,
        document: i64,
        words: &Words,
        verdict: &MentionVerdict,
        by: &By,
        now: Timestamp,
    ) -> Result<Decision, EngineError> {
        let page = self.page(document)?;
        let points = CodePoints::new(&page.text);
        let (span, sentence) = page.place(&points, words)?;
        let known = page.annotation.mentions.iter().find(|mention| mention.span == span);
        let known = *known.ok_or_else(|| DecideError::NoMention(on_one_line(points.slice(span))))?;
        let verdict = match verdict {
            MentionVerdict::Reject => Verdict::Reject,
            MentionVerdict::Correct { words, of } => {
                let words =
                    words.as_ref().map(|words| page.within(&points, words, sentence, span.start)).transpose()?;
                let mut correction = Correction {
                    words: words.filter(|words| *words != span).map(|words| Quoted::of(&points, words)),
                    ..Correction::default()
                };
                match of {
                    Some(MentionOf::Entity(id)) => correction.entity = Some(self.entity_here(id, document)?),
                    Some(MentionOf::New(thing)) => correction.thing = Some(*thing).filter(|one| *one != known.thing),
                    None => {}
                }
                if correction.is_empty() {
                    return Err(DecideError::NothingCorrected.into());
                }
                Verdict::Correct(correction)
            }
        };
        let about = About::Mention(QuotedMention::of(page.sha256, &points, &page.annotation.sentences, span));
        self.append(verdict, about, by, now)
    }

    /// Makes a claim of a sentence.
    pub fn add_claim(
        &mut self,
        document: i64,
        new: &NewClaim,
        by: &By,
        now: Timestamp,
    ) -> Result<Decision, EngineError> {
        let predicate = self.predicate_named(&new.predicate)?;
        if new.arguments.is_empty() && new.quantity.is_none() {
            return Err(DecideError::NothingStated.into());
        }
        self.check_roles(predicate, &new.arguments)?;
        let page = self.page(document)?;
        let points = CodePoints::new(&page.text);
        let (trigger, sentence) = page.place(&points, &new.trigger)?;
        let mut arguments = Vec::with_capacity(new.arguments.len());
        for (role, words) in &new.arguments {
            let span = page.within(&points, words, sentence, trigger.start)?;
            arguments.push(QuotedArgument { role: *role, quoted: Quoted::of(&points, span) });
        }
        arguments.sort_by_key(|argument| (argument.role, argument.quoted.start, argument.quoted.end));
        arguments.dedup();
        let source = match &new.source {
            Some(words @ Words::Said { .. }) => match page.within(&points, words, sentence, trigger.start) {
                Err(DecideError::WordsNotThere(_)) => Some(page.place(&points, words)?.0),
                found => Some(found?),
            },
            Some(words) => Some(page.place(&points, words)?.0),
            None => None,
        };
        let claim = QuotedClaim {
            sha256: page.sha256,
            sentence: Quoted::of(&points, sentence),
            trigger: Quoted::of(&points, trigger),
            predicate,
            subtype: None,
            polarity: new.polarity,
            quantity: new.quantity.clone(),
            arguments,
        };
        let quoted = |known| QuotedClaim::of(page.sha256, &points, &page.annotation.sentences, known);
        if page.annotation.claims.iter().any(|known| quoted(known) == claim) {
            return Err(DecideError::SoAlready("claimed".to_owned()).into());
        }
        let NewClaim { modality, certainty, time, .. } = *new;
        let stated = StatedByHand { modality, certainty, time, source: source.map(|span| Quoted::of(&points, span)) };
        self.append(Verdict::AddClaim(Box::new(stated)), About::Claim(Box::new(claim)), by, now)
    }

    /// Whether a predicate has these roles; when and where can be said of any.
    fn check_roles(&self, predicate: Predicate, arguments: &[(Role, Words)]) -> Result<(), EngineError> {
        let roles = self.roles()?.remove(&predicate.to_string()).unwrap_or_default();
        match arguments.iter().map(|(role, _)| *role).find(|role| !roles.contains(role)) {
            None => Ok(()),
            Some(role) => Err(DecideError::RoleOfOther { predicate: predicate.to_string(), role, roles }.into()),
        }
    }

    /// The roles that each predicate has, in the order of its files; when and where can be said of any.
    pub fn roles(&self) -> Result<BTreeMap<String, Vec<Role>>, EngineError> {
        let own = self.predicate_files()?;
        let own = own.iter().map(predicates::outline_of).collect::<Result<Vec<_>, _>>()?;
        let known = Predicate::KNOWN.iter().map(|predicate| (predicate.to_string(), Vec::new()));
        let mut roles: BTreeMap<String, Vec<Role>> = known.collect();
        for outline in predicates::brought().into_iter().chain(own) {
            let declared = outline.roles.iter().filter_map(|word| Role::from_word(word.trim_end_matches('!')));
            roles.entry(outline.predicate).or_default().extend(declared);
        }
        for of_predicate in roles.values_mut() {
            of_predicate.extend([Role::Place, Role::Time]);
            let mut seen = BTreeSet::new();
            of_predicate.retain(|role| seen.insert(*role));
        }
        Ok(roles)
    }

    fn page(&self, document: i64) -> Result<Page, EngineError> {
        let found = self.file.document(document)?.ok_or(EngineError::NoSuchDocument(document))?;
        let annotation = self.annotation_of(document)?.unwrap_or_default();
        if annotation.sentences.is_empty() {
            return Err(DecideError::NoSentences.into());
        }
        Ok(Page { sha256: found.sha256, text: found.reading.text, annotation })
    }

    /// An entity as it is known again, with a mention of it in this document where there is one.
    fn entity_here(&self, id: &str, document: i64) -> Result<QuotedEntity, EngineError> {
        let line = self.entity_line(id)?;
        let mut entity = self.known_by(&line)?;
        for mention in self.mentions_in(&line.id, document)? {
            if !entity.mentions.contains(&mention) {
                entity.mentions.push(mention);
            }
        }
        Ok(entity)
    }
}

impl Page {
    /// Where words stand, and their sentence, which has all of them.
    fn place(&self, points: &CodePoints<'_>, words: &Words) -> Result<(Span, Span), DecideError> {
        let span = match words {
            Words::At(span, said) => stands(points, *span, said)?,
            Words::Said { words, within } => {
                let range = match within {
                    Some(around) => only_place(points, Span::new(0, points.len()), around)?,
                    None => Span::new(0, points.len()),
                };
                only_place(points, range, words)?
            }
        };
        let sentences = &self.annotation.sentences;
        let after = sentences.partition_point(|sentence| sentence.start <= span.start);
        let sentence = after.checked_sub(1).map(|at| sentences[at]).filter(|sentence| sentence.contains(span));
        Ok((span, sentence.ok_or(DecideError::NotOneSentence)?))
    }

    /// Where words of a sentence stand; of several places the nearest.
    fn within(&self, points: &CodePoints<'_>, words: &Words, sentence: Span, near: u32) -> Result<Span, DecideError> {
        match words {
            Words::At(span, said) => {
                let span = stands(points, *span, said)?;
                if sentence.contains(span) { Ok(span) } else { Err(DecideError::WordsNotThere(on_one_line(said))) }
            }
            Words::Said { words, .. } => {
                let found = words_in(points, sentence, words, near).map(|quoted| quoted.span());
                found.ok_or_else(|| DecideError::WordsNotThere(words.clone()))
            }
        }
    }
}

/// The span, where these words stand in it still and are words.
fn stands(points: &CodePoints<'_>, span: Span, said: &str) -> Result<Span, DecideError> {
    let is_within = span.start < span.end && span.end <= points.len();
    match is_within && points.slice(span) == said && said.contains(char::is_alphanumeric) {
        true => Ok(span),
        false => Err(DecideError::OtherWords),
    }
}

/// The only place in a stretch of a text where these words stand as whole words.
fn only_place(points: &CodePoints<'_>, range: Span, words: &str) -> Result<Span, DecideError> {
    let text = points.slice(range);
    let begins = |at: usize| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let ends = |at: usize| text[at..].chars().next().is_none_or(|after| !after.is_alphanumeric());
    let mut found = places_of(text, words).filter(|bytes| begins(bytes.start) && ends(bytes.end));
    let (first, more) = (found.next(), found.count());
    match (first, more) {
        (None, _) => Err(DecideError::NotInDocument(words.to_owned())),
        (Some(bytes), 0) => {
            let from = points.byte(range.start);
            Ok(points.span(from + bytes.start..from + bytes.end))
        }
        (Some(_), more) => Err(DecideError::SeveralPlaces { words: words.to_owned(), n: more + 1 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_where_they_stand_once() {
        let points = CodePoints::new("Żar. Weil met Ann. Weil's car met Anne.");
        let whole = Span::new(0, points.len());
        assert_eq!(only_place(&points, whole, "Ann"), Ok(Span::new(14, 17)));
        assert_eq!(
            only_place(&points, whole, "Weil"),
            Err(DecideError::SeveralPlaces { words: "Weil".to_owned(), n: 2 })
        );
        assert_eq!(only_place(&points, Span::new(18, points.len()), "met"), Ok(Span::new(30, 33)));
        assert_eq!(only_place(&points, whole, "Petra"), Err(DecideError::NotInDocument("Petra".to_owned())));
    }

    #[test]
    fn other_words_than_were_seen_are_not_taken() {
        let points = CodePoints::new("Weil met Ann.");
        assert_eq!(stands(&points, Span::new(0, 4), "Weil"), Ok(Span::new(0, 4)));
        for (start, end, said) in [(0, 4, "Veil"), (0, 0, ""), (12, 13, "."), (9, 99, "Ann.")] {
            assert_eq!(stands(&points, Span::new(start, end), said), Err(DecideError::OtherWords), "{said:?}");
        }
    }
}
