//! What sort of thing a run of words names, and how sure that is.

use super::gazetteer::{Property, known};
use super::runs::{Run, joined};
use super::words::{Shape, Word};
use crate::sentences::{opens_sentences, says};
use clew_model::ThingType;
use std::ops::Range;

/// How much speaks for the sort of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// A lone head word after "the" ("the Post"): a name only where the document has its full form.
    Partial,
    /// A capital is all there is; whatever the document says elsewhere goes before it.
    Guess,
    /// What stands around it says so.
    Weak,
    /// Its words or a title say it.
    Strong,
}

use Strength::{Guess, Partial, Strong, Weak};
use ThingType::{Facility, Organization, Person, Place};

/// A run of a sentence with what stands around it.
struct Context<'a, 't> {
    words: &'a [Word<'t>],
    run: Range<usize>,
    titled: bool,
}

/// The sort of thing a run names; `None` where it names nothing clew looks for.
pub(crate) fn classify(words: &[Word], run: &Run) -> Option<(ThingType, Strength)> {
    let context = Context { words, run: run.words.clone(), titled: run.title.is_some() };
    if context.first().is(Property::NoAcronym) && context.run.len() == 1 {
        return None;
    }
    if context.is_office() {
        return None;
    }
    if context.name().iter().any(|word| word.text == "&") {
        return Some((Organization, Strong));
    }
    if context.name().iter().all(|word| word.is(Property::Common) || opens_sentences(word.text)) {
        return context.known();
    }
    context.by_setting().or_else(|| context.known()).or_else(|| context.by_words()).or_else(|| context.by_place())
}

impl<'t> Context<'_, 't> {
    fn name(&self) -> &[Word<'t>] {
        &self.words[self.run.clone()]
    }

    fn first(&self) -> &Word<'t> {
        &self.words[self.run.start]
    }

    fn before(&self) -> Option<&Word<'t>> {
        self.words[..self.run.start].last()
    }

    fn after(&self, nth: usize) -> Option<&Word<'t>> {
        self.words.get(self.run.end + nth)
    }

    fn n_words(&self) -> usize {
        self.name().iter().filter(|word| word.is_capitalised()).count()
    }

    fn after_the(&self) -> bool {
        self.before().is_some_and(|word| word.folded == "the")
    }

    fn locative_before(&self) -> bool {
        self.before().is_some_and(|word| word.is(Property::Locative))
    }

    /// "Operations Director": an office in capitals, not the name of who holds it.
    fn is_office(&self) -> bool {
        let last = &self.words[self.run.end - 1];
        self.n_words() > 1 && !self.titled && last.is(Property::Role) && !last.is(Property::SurnameToo)
    }

    /// By a setting that tells more than the name's own words do.
    fn by_setting(&self) -> Option<(ThingType, Strength)> {
        if self.is_dateline() {
            return Some((Place, Strong));
        }
        if self.is_dateline_agency() {
            return Some((Organization, Strong));
        }
        let is_person = self.n_words() <= 3 && !self.after_the() && (self.has_age() || self.has_role_after());
        (is_person && self.head().is_none()).then_some((Person, Strong))
    }

    /// "PORT ORRIN, Feb 15 (Nordhav) - A ferry": the first words, in capitals, with a dash not far behind.
    fn is_dateline(&self) -> bool {
        let all_capitals = self.name().iter().all(|word| word.shape == Shape::Capitals);
        self.run.start == 0 && all_capitals && self.words[self.run.end..].iter().take(8).any(Self::is_dash)
    }

    /// The agency in a dateline: "CHICAGO (CBS) -".
    fn is_dateline_agency(&self) -> bool {
        let opens = self.before().is_some_and(|word| word.text == "(");
        let closes = self.after(0).is_some_and(|word| word.text == ")");
        opens && closes && self.run.start <= 8 && self.after(1).is_some_and(Self::is_dash)
    }

    fn is_dash(word: &Word) -> bool {
        matches!(word.text, "-" | "–" | "—" | "--") && !word.glued
    }

    /// "Hagen, the technical director": a role told after the name.
    fn has_role_after(&self) -> bool {
        const FURTHEST: usize = 5;
        let told = |nth: usize| self.after(nth).filter(|word| word.shape == Shape::Lower);
        let article = |word: &Word| matches!(word.text, "the" | "a" | "an" | "his" | "her" | "its" | "their");
        self.after(0).is_some_and(|word| word.text == ",")
            && told(1).is_some_and(article)
            && (2..=FURTHEST).map_while(told).any(|word| word.is(Property::Role))
    }

    /// Whether it stands like a place and nothing else: "the island of", "near", "in".
    fn is_placed(&self) -> bool {
        let Some(before) = self.before() else { return false };
        let two_before = self.run.start.checked_sub(2).map(|at| &self.words[at]);
        let sort_of_place = two_before.is_some_and(|word| word.shape == Shape::Lower && word.is(Property::Place));
        let owns = self.after(0).is_some_and(|word| matches!(word.text, "'s" | "’s"));
        let placed = matches!(before.folded.as_str(), "in" | "near" | "outside" | "off" | "throughout");
        before.text == "of" && sort_of_place || placed && !owns
    }

    /// A name that the lists know; a lone word that is a given name too only where it stands like a place.
    fn known(&self) -> Option<(ThingType, Strength)> {
        let thing = known(&joined(self.name()))?;
        let first = self.first();
        // "Who" is the health body only where it is written as one.
        let is_common = first.is(Property::Common) || opens_sentences(first.text);
        if self.run.len() == 1 && is_common && first.shape != Shape::Capitals {
            return None;
        }
        let doubtful = self.run.len() == 1 && (first.is(Property::Given) || self.titled);
        if doubtful && !self.locative_before() {
            return None;
        }
        Some((thing, if self.run.len() == 1 && thing == Place && !self.locative_before() { Weak } else { Strong }))
    }

    /// By the words of the name itself.
    fn by_words(&self) -> Option<(ThingType, Strength)> {
        let name = self.name();
        let head = self.head();
        let last = &name[name.len() - 1];
        if self.n_words() == 1 {
            return self.lone_word(head);
        }
        let given = self.first().is(Property::Given) && !self.after_the();
        let person_like = given || self.titled || self.role_before();
        let surname = head.is_none() || last.is(Property::SurnameToo) && !name.iter().any(|word| word.text == "of");
        if person_like && surname && self.n_words() <= 5 {
            return Some((Person, Strong));
        }
        if let Some(thing) = head {
            return Some((thing, Strong));
        }
        if self.first().is(Property::PlaceBeginning) && self.n_words() <= 3 {
            return Some((Place, Strong));
        }
        let inner = &name[..name.len() - 1];
        let initials = inner.iter().any(|word| word.shape == Shape::Initial);
        let particle = name.iter().any(|word| word.shape == Shape::Lower && word.is(Property::Particle));
        ((initials || particle) && !self.after_the()).then_some((Person, Strong))
    }

    fn lone_word(&self, head: Option<ThingType>) -> Option<(ThingType, Strength)> {
        let word = self.first();
        if word.shape == Shape::Initial {
            return None;
        }
        if self.titled || self.role_before() && head.is_none() {
            return Some((Person, Strong));
        }
        if let Some(thing) = head {
            return Some((thing, Partial));
        }
        if word.is(Property::Given) && !self.after_the() {
            return Some((Person, Weak));
        }
        let is_acronym = word.shape == Shape::Capitals && (2..=6).contains(&word.text.trim_end_matches('.').len());
        is_acronym.then_some((Organization, Weak))
    }

    /// The sort of the word that ends the name or governs it.
    fn head(&self) -> Option<ThingType> {
        let name = self.name();
        let governed = name.iter().position(|word| matches!(word.text, "of" | "for"));
        let head =
            governed.and_then(|at| at.checked_sub(1)).map(|at| &name[at]).filter(|word| word.is(Property::Governs));
        head.unwrap_or(&name[name.len() - 1]).properties.head()
    }

    fn role_before(&self) -> bool {
        self.before().is_some_and(|word| word.shape == Shape::Lower && word.is(Property::Role))
    }

    /// By what stands before and after.
    fn by_place(&self) -> Option<(ThingType, Strength)> {
        let n_words = self.n_words();
        if self.after_the() {
            return Some((Organization, if n_words == 1 { Partial } else { Guess }));
        }
        if self.is_placed() && n_words <= 2 {
            return Some((Place, Weak));
        }
        let said_by = |word: &Word| says(word.text) && word.text != "told";
        let speaks = self.after(0).is_some_and(|word| says(word.text)) || self.before().is_some_and(said_by);
        if speaks && n_words <= 3 {
            return Some((Person, if n_words > 1 { Strong } else { Weak }));
        }
        if self.locative_before() && n_words <= 2 {
            return Some((Place, Guess));
        }
        match n_words {
            1 => Some((Person, Guess)),
            2 | 3 => Some((Person, Guess)),
            _ => Some((Organization, Guess)),
        }
    }

    /// "Jonas Weil, 41, ..."
    fn has_age(&self) -> bool {
        let comma = self.after(0).is_some_and(|word| word.text == ",");
        let age = self.after(1).is_some_and(|word| word.shape == Shape::Number && word.text.len() <= 2);
        comma && age && self.after(2).is_none_or(|word| word.shape == Shape::Mark)
    }
}

/// Whether the sort of thing can bear a name that ends like a body's: what "the Post" may be short for.
pub(crate) fn can_be_shortened(thing: ThingType) -> bool {
    matches!(thing, Organization | ThingType::PublicBody | Facility)
}
