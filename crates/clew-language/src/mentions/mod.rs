//! What of a stretch may refer to something: names, nominals and pronouns, each with its words and its head.
//!
//! Names come from the tags of their words ([`names`]); a nominal from the tag at its head, and its words from the tree ([`phrase`]).
//! Which of them refer to the same thing is not decided here.

mod agreement;
pub(crate) mod borders;
mod names;
pub(crate) mod numbers;
mod phrase;
mod runs;

pub(crate) use agreement::Agreement;
#[cfg(test)]
pub(crate) use names::designations::DESIGNATIONS;
pub(crate) use names::{Name, names};

use crate::chains::words::{Sort, is};
use crate::model::{Encoded, TagSet};
use clew_model::{CodePoints, MentionKind, PartOfSpeech, Relation, ThingType, Tree};
use std::collections::HashSet;
use std::ops::Range;

/// A run of words that may refer to something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    /// Its words, by their numbers in the stretch, without what is only said of it.
    pub words: Range<usize>,
    /// The word of them that the others hang on.
    pub head: usize,
    /// Where it stands in the text; a nominal with its relative clause and its possessive ending.
    pub bytes: Range<usize>,
    /// What sort of thing it refers to.
    pub thing: ThingType,
    /// How it refers.
    pub kind: MentionKind,
    /// How sure the model is of its sort, 0 to 1.
    pub sureness: f32,
}

/// The candidates of a stretch, in order of their first word, longer first; no two have the same words.
pub(crate) fn candidates(points: &CodePoints, encoded: &Encoded, trees: &[Tree], names: &[Name]) -> Vec<Candidate> {
    let things = things(encoded);
    let mut found = Vec::new();
    for (tree, words) in trees.iter().zip(encoded.sentences()) {
        let first = names.partition_point(|name| name.words.start < words.start);
        let names = names[first..].iter().take_while(|name| name.words.end <= words.end);
        let sentence = Sentence { points, encoded, tree, first: words.start, names: names.collect() };
        sentence.candidates(&things, &mut found);
    }
    found
}

/// What the labels of the tag set of mentions stand for; `None` for no mention.
fn things(encoded: &Encoded) -> Vec<Option<ThingType>> {
    encoded.labels(TagSet::Mention).iter().map(|label| ThingType::from_word(label)).collect()
}

/// One sentence with its names.
struct Sentence<'e> {
    points: &'e CodePoints<'e>,
    encoded: &'e Encoded<'e>,
    tree: &'e Tree,
    /// Number of its first word in the stretch.
    first: usize,
    names: Vec<&'e Name>,
}

impl Sentence<'_> {
    fn candidates(&self, things: &[Option<ThingType>], found: &mut Vec<Candidate>) {
        let mut of_sentence: Vec<Candidate> = self.names.iter().map(|name| self.of_name(name)).collect();
        let mut taken: HashSet<Range<usize>> = of_sentence.iter().map(|candidate| candidate.words.clone()).collect();
        for word in 0..self.tree.words.len() {
            let (label, sureness) = self.encoded.best(TagSet::Mention, self.first + word);
            let Some(thing) = things.get(label).copied().flatten() else { continue };
            let candidate = self.without_name(word, self.checked(word, thing), sureness);
            of_sentence.extend(candidate.filter(|candidate| taken.insert(candidate.words.clone())));
        }
        of_sentence.sort_by_key(|candidate| (candidate.words.start, std::cmp::Reverse(candidate.words.end)));
        found.append(&mut of_sentence);
    }

    fn of_name(&self, name: &Name) -> Candidate {
        let words = name.words.start - self.first..name.words.end - self.first;
        let head = phrase::head(self.tree, &words);
        self.candidate(words, head, name.thing, MentionKind::Name, name.sureness)
    }

    /// The sort of thing that a word's tag says, but that only what happens is an event: the sets that mark every noun do not tell
    /// events from ideas, and the model takes one for the other; and that people in arms are people, and a group of people too.
    fn checked(&self, word: usize, thing: ThingType) -> ThingType {
        let trigger = self.encoded.best(TagSet::Trigger, self.first + word).0;
        let happens = self.encoded.labels(TagSet::Trigger).get(trigger).is_some_and(|label| label != "O");
        match thing {
            ThingType::Event if !happens => ThingType::Thing,
            ThingType::Organization | ThingType::PublicBody if names_people(self.tree, word) => ThingType::Person,
            _ => thing,
        }
    }

    /// The nominal or pronoun of which a word is the head; none inside a name, which speaks for itself.
    fn without_name(&self, word: usize, thing: ThingType, sureness: f32) -> Option<Candidate> {
        if self.names.iter().any(|name| name.words.contains(&(self.first + word))) {
            return None;
        }
        if self.is_pronoun(word) {
            return Some(self.candidate(word..word + 1, word, thing, MentionKind::Pronoun, sureness));
        }
        let has_other_name = |branch: usize| self.names.iter().any(|name| name.words.contains(&(self.first + branch)));
        let words = phrase::words(self.tree, word, has_other_name);
        let bytes = self.bytes(&phrase::whole(self.tree, word, has_other_name));
        Some(Candidate { bytes, ..self.candidate(words, word, thing, MentionKind::Nominal, sureness) })
    }

    /// Whether a word stands for a noun: "he", and "his", which the treebanks have as a pronoun too.
    fn is_pronoun(&self, word: usize) -> bool {
        self.tree.words[word].part_of_speech == PartOfSpeech::Pronoun
    }

    fn candidate(
        &self,
        words: Range<usize>,
        head: usize,
        thing: ThingType,
        kind: MentionKind,
        sureness: f32,
    ) -> Candidate {
        let bytes = self.bytes(&words);
        let words = self.first + words.start..self.first + words.end;
        Candidate { words, head: self.first + head, bytes, thing, kind, sureness }
    }

    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let [first, last] = [words.start, words.end - 1].map(|word| self.tree.words[word].span);
        self.points.byte(first.start)..self.points.byte(last.end)
    }
}

/// Whether a common noun names people in arms, or some people: "the rebels", "a group of armed men".
fn names_people(tree: &Tree, word: usize) -> bool {
    let is_noun =
        |at: usize, sort: Sort| tree.words[at].part_of_speech == PartOfSpeech::Noun && is(&tree.words[at].lemma, sort);
    let is_person =
        |at: usize| [Sort::Person, Sort::Male, Sort::Female, Sort::InArms].into_iter().any(|sort| is_noun(at, sort));
    let is_of = |at: &usize| {
        tree.words[*at].relation == Relation::Nmod && tree.dependents(*at).any(|case| &*tree.words[case].lemma == "of")
    };
    is_noun(word, Sort::InArms) || is_noun(word, Sort::Portion) && tree.dependents(word).filter(is_of).any(is_person)
}
