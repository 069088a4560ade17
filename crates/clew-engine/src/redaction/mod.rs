//! Hiding protected people in whatever leaves a case to be handed on.
//!
//! A person decides who is protected ([`crate::EntityVerdict::Protect`]). A [`Redaction`] then puts other words in the place of all
//! that names them: every mention of theirs in a document (their names and what else they are called, but no pronoun), each of their
//! names and each part of one that stands alone in any other text, and numbers and addresses given in a sentence that mentions
//! them. What somebody who knows the affair could conclude from the rest, it cannot hide.

mod look;
mod moved;
mod names;

pub use look::Hidden;

pub(crate) use names::shares_a_word;

use crate::decide::Applied;
use crate::{Case, EngineError};
use clew_model::{Annotation, CodePoints, IdentifierKind, MentionKind, Span, ThingType};
use names::Finder;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// Stands where a number or an address was.
const WITHHELD: &str = "withheld";

/// Who is protected in a case, and all that names them.
#[derive(Debug, Clone, Default)]
pub struct Redaction {
    /// The words that stand for each protected entity, by its id.
    labels: BTreeMap<String, String>,
    names: Finder,
    /// Numbers and addresses, as they are written.
    written: BTreeSet<String>,
    /// Where these stand, by document.
    identifiers: HashMap<i64, Vec<Span>>,
}

impl Redaction {
    /// One that hides nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether it hides nothing.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Protected entities, by id, with the words that stand for them.
    pub fn labels(&self) -> &BTreeMap<String, String> {
        &self.labels
    }

    /// The words that stand for an entity, where it is protected.
    pub fn label(&self, entity: &str) -> Option<&str> {
        self.labels.get(entity).map(String::as_str)
    }

    /// The words of a label, a title, a file name or any other text that is not a stretch of a document: other words in square
    /// brackets in the place of each name.
    pub fn text<'t>(&self, words: &'t str) -> Cow<'t, str> {
        if self.is_empty() {
            return Cow::Borrowed(words);
        }
        let mut hidden: Vec<(Range<usize>, &str)> = self.names.find(words);
        for written in &self.written {
            hidden.extend(words.match_indices(written.as_str()).map(|(at, _)| (at..at + written.len(), WITHHELD)));
        }
        if hidden.is_empty() { Cow::Borrowed(words) } else { Cow::Owned(put(words, outermost(hidden))) }
    }

    /// The same of what an event is called, which may have lost the capitals of names.
    pub fn event_name(&self, name: &str) -> String {
        put(name, outermost(self.names.find_in_any_case(name)))
    }

    /// A stretch of a document's text, `at` being where it stands and `spans` what [`Case::redacted_spans`] gave of that document.
    pub fn quote<'t>(&self, words: &'t str, at: Span, spans: &[(Span, String)]) -> Cow<'t, str> {
        let points = CodePoints::new(words);
        let inside = |span: Span| {
            let (start, end) = (span.start.max(at.start), span.end.min(at.end));
            (start < end).then(|| points.byte(start - at.start)..points.byte(end - at.start))
        };
        let hidden: Vec<_> = spans.iter().filter_map(|(span, label)| Some((inside(*span)?, label.as_str()))).collect();
        if hidden.is_empty() { Cow::Borrowed(words) } else { Cow::Owned(put(words, outermost(hidden))) }
    }
}

impl Case {
    /// Who is protected, and all that names them, as the case stands.
    pub fn redaction(&self) -> Result<Redaction, EngineError> {
        let labels = self.protected()?;
        let mut redaction = Redaction { labels, ..Redaction::default() };
        if redaction.is_empty() {
            return Ok(redaction);
        }
        for (entity, label) in &redaction.labels {
            let mut names: BTreeSet<String> =
                self.file.entity(entity)?.into_iter().flat_map(|line| line.names).collect();
            // What may be the same person under another name is hidden too, until somebody decides that it is not.
            for doubt in self.file.doubts_about(entity)? {
                let other = if doubt.first == *entity { &doubt.second } else { &doubt.first };
                names.extend(self.file.entity(other)?.into_iter().flat_map(|line| line.names));
            }
            redaction.names.protect(label, names.iter().map(String::as_str));
        }
        self.file.each_entity(|line| {
            if line.thing == ThingType::Person && !redaction.labels.contains_key(&line.id) {
                line.names.iter().for_each(|name| redaction.names.leave(name));
            }
        })?;
        let keys =
            redaction.labels.keys().map(|entity| self.identifiers_beside(entity)).collect::<Result<Vec<_>, _>>()?;
        for (kind, key) in keys.into_iter().flatten() {
            for (document, written, span) in self.file.places_of(kind, &key)? {
                redaction.written.insert(written);
                redaction.identifiers.entry(document).or_default().push(span);
            }
        }
        Ok(redaction)
    }

    /// Protected people by the entity that each is now, with the words that stand for them: those that were decided upon, or else
    /// "protected person" and a number.
    pub fn protected(&self) -> Result<BTreeMap<String, String>, EngineError> {
        let log = self.file.decisions()?;
        let (mut labels, mut n_unnamed) = (BTreeMap::new(), 0);
        let mut numbered: BTreeMap<u32, String> = BTreeMap::new();
        for (decision, (document, chain), label) in Applied::of(&self.file, &*self.by_hand()?, &log)?.protected {
            let entity = self.file.entities_of(document)?.into_iter().nth(chain as usize).flatten();
            let label = label.unwrap_or_else(|| {
                let known = numbered.entry(decision).or_insert_with(|| {
                    n_unnamed += 1;
                    format!("protected person {n_unnamed}")
                });
                known.clone()
            });
            labels.extend(entity.map(|entity| (entity, label)));
        }
        Ok(labels)
    }

    /// What to hide in a document: stretches of its text, in order and disjoint, each with the words that stand for it.
    pub fn redacted_spans(&self, redaction: &Redaction, document: i64) -> Result<Vec<(Span, String)>, EngineError> {
        if redaction.is_empty() {
            return Ok(Vec::new());
        }
        let Some((text, _)) = self.file.story(document)? else { return Ok(Vec::new()) };
        let annotation = self.annotation_of(document)?.unwrap_or_default();
        let entities = self.file.entities_of(document)?;
        let points = CodePoints::new(&text);
        let of_others = others_names(redaction, &annotation, &entities);
        let mut hidden: Vec<(Range<usize>, &str)> = Vec::new();
        for (bytes, label) in redaction.names.find(&text) {
            // A family name that is read as another's may be misread: hidden too, and said to be nobody's.
            let span = points.span(bytes.clone());
            let is_others = of_others.iter().any(|other| other.contains(span));
            hidden.push((bytes, if is_others { names::WITHHELD } else { label }));
        }
        for mention in annotation.mentions.iter().filter(|mention| mention.kind != MentionKind::Pronoun) {
            let entity = entities.get(mention.chain as usize).and_then(Option::as_deref);
            if let Some(label) = entity.and_then(|entity| redaction.label(entity)) {
                hidden.push((without_possessive(&points, mention.span), label));
            }
        }
        let identifiers = redaction.identifiers.get(&document).into_iter().flatten();
        hidden.extend(identifiers.map(|span| (points.byte(span.start)..points.byte(span.end), WITHHELD)));
        let hidden = joined(&text, outermost(hidden));
        Ok(hidden.into_iter().map(|(bytes, label)| (points.span(bytes), label.to_owned())).collect())
    }

    /// Numbers and addresses that stand in a sentence which mentions an entity.
    fn identifiers_beside(&self, entity: &str) -> Result<BTreeSet<(IdentifierKind, String)>, EngineError> {
        let mut beside = BTreeSet::new();
        for document in self.file.documents_of(entity)? {
            let identifiers = self.file.identifiers_in(document)?;
            if identifiers.is_empty() {
                continue;
            }
            let annotation = self.annotation_of(document)?.unwrap_or_default();
            let entities = self.file.entities_of(document)?;
            let is_theirs = |chain: u32| entities.get(chain as usize).is_some_and(|of| of.as_deref() == Some(entity));
            let mentioned = |sentence: &Span| {
                annotation.mentions.iter().any(|mention| is_theirs(mention.chain) && sentence.contains(mention.span))
            };
            let theirs: Vec<&Span> = annotation.sentences.iter().filter(|sentence| mentioned(sentence)).collect();
            for (kind, key, _, span) in identifiers {
                if theirs.iter().any(|sentence| sentence.overlaps(span)) {
                    beside.insert((kind, key));
                }
            }
        }
        Ok(beside)
    }
}

/// Where a document names people who are not protected.
fn others_names(redaction: &Redaction, annotation: &Annotation, entities: &[Option<String>]) -> Vec<Span> {
    let is_other = |chain: u32| {
        let entity = entities.get(chain as usize).and_then(Option::as_deref);
        entity.is_some_and(|entity| redaction.label(entity).is_none())
            && annotation.chains.get(chain as usize).is_some_and(|chain| chain.thing == ThingType::Person)
    };
    let of_others =
        annotation.mentions.iter().filter(|mention| mention.kind == MentionKind::Name && is_other(mention.chain));
    of_others.map(|mention| mention.span).collect()
}

/// A mention without its possessive ending, which stays.
fn without_possessive(points: &CodePoints<'_>, span: Span) -> Range<usize> {
    let words = points.slice(span);
    let bare = ["'s", "’s"].iter().find_map(|ending| words.strip_suffix(ending)).unwrap_or(words);
    let start = points.byte(span.start);
    start..start + bare.len()
}

/// Stretches in order and disjoint: those that overlap become one, under the words of the longest.
fn outermost(mut hidden: Vec<(Range<usize>, &str)>) -> Vec<(Range<usize>, &str)> {
    hidden.retain(|(bytes, _)| !bytes.is_empty());
    hidden.sort_by_key(|(bytes, _)| (bytes.start, std::cmp::Reverse(bytes.end)));
    let mut apart: Vec<(Range<usize>, &str)> = Vec::new();
    for (bytes, label) in hidden {
        match apart.last_mut() {
            Some((last, _)) if bytes.start < last.end => last.end = last.end.max(bytes.end),
            _ => apart.push((bytes, label)),
        }
    }
    apart
}

/// Stretches beside one another under the same words become one: "Jonas Weil, the chief engineer," is one person.
fn joined<'l>(text: &str, hidden: Vec<(Range<usize>, &'l str)>) -> Vec<(Range<usize>, &'l str)> {
    let is_nothing = |between: &str| between.chars().all(|c| c.is_whitespace() || c == ',');
    let mut apart: Vec<(Range<usize>, &str)> = Vec::new();
    for (bytes, label) in hidden {
        match apart.last_mut() {
            Some((last, of)) if *of == label && is_nothing(&text[last.end..bytes.start]) => last.end = bytes.end,
            _ => apart.push((bytes, label)),
        }
    }
    apart
}

/// A text with other words, in square brackets, in the place of stretches that are in order and disjoint.
fn put(text: &str, hidden: Vec<(Range<usize>, &str)>) -> String {
    let (mut said, mut at) = (String::with_capacity(text.len()), 0);
    for (bytes, label) in hidden {
        said.push_str(&text[at..bytes.start]);
        said.push('[');
        said.push_str(label);
        said.push(']');
        at = bytes.end;
    }
    said + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_overlap_are_hidden_as_one() {
        let hidden = vec![(4..9, "A"), (0..6, "B"), (12..12, "A"), (10..12, "C")];
        assert_eq!(outermost(hidden), [(0..9, "B"), (10..12, "C")]);
        assert_eq!(
            joined("Ona, she, met", vec![(0..3, "A"), (5..8, "A"), (10..13, "B")]),
            [(0..8, "A"), (10..13, "B")]
        );
        assert_eq!(put("Ona met Ann.", vec![(0..3, "A"), (8..11, "B")]), "[A] met [B].");
    }

    #[test]
    fn a_quotation_hides_what_lies_in_it() {
        let redaction = Redaction::none();
        let spans = [(Span::new(2, 8), "A".to_owned()), (Span::new(20, 25), "A".to_owned())];
        assert_eq!(redaction.quote("Żan met Ann", Span::new(5, 16), &spans), "[A] met Ann");
        assert_eq!(redaction.quote("nobody", Span::new(9, 15), &spans), "nobody");
    }
}
