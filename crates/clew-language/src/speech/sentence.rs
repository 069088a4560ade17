//! One sentence as the rules of this part look at it: its words, and what hangs below each.

use super::forms::listed_lemma;
use clew_model::{CodePoints, PartOfSpeech, Relation, Span, Tree};

/// A sentence's tree, with each word's dependents at hand.
pub(crate) struct Sentence<'a> {
    points: &'a CodePoints<'a>,
    tree: &'a Tree,
    dependents: Vec<Vec<usize>>,
}

impl<'a> Sentence<'a> {
    /// Looks at a tree over the text of `points`.
    pub fn new(points: &'a CodePoints<'a>, tree: &'a Tree) -> Self {
        let mut dependents = vec![Vec::new(); tree.words.len()];
        for (at, word) in tree.words.iter().enumerate() {
            if let Some(head) = word.head {
                dependents[head as usize].push(at);
            }
        }
        Self { points, tree, dependents }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.tree.words.len()
    }

    /// Where a word stands.
    pub fn span_of(&self, word: usize) -> Span {
        self.tree.words[word].span
    }

    /// A word as written.
    pub fn form(&self, word: usize) -> &'a str {
        self.points.slice(self.span_of(word))
    }

    /// A word as in a dictionary, in lower case; by its form where our word lists name it.
    pub fn lemma(&self, word: usize) -> String {
        let form = self.form(word).to_lowercase().replace('’', "'");
        listed_lemma(&form, self.part(word)).map_or_else(|| self.tree.words[word].lemma.to_lowercase(), str::to_owned)
    }

    /// A word's part of speech.
    pub fn part(&self, word: usize) -> PartOfSpeech {
        self.tree.words[word].part_of_speech
    }

    /// Whether a word states something: a verb, or what a copula links to its subject.
    pub fn is_predicate(&self, word: usize) -> bool {
        self.part(word) == PartOfSpeech::Verb || self.first_by(word, &[Relation::Cop]).is_some()
    }

    /// What a word hangs on; `None` for the root.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.tree.words[word].head.map(|head| head as usize)
    }

    /// How a word hangs on its head, without the relation's subtype.
    pub fn relation(&self, word: usize) -> Relation {
        self.tree.words[word].relation.universal()
    }

    /// How a word hangs on its head, with the relation's subtype.
    pub fn exact_relation(&self, word: usize) -> Relation {
        self.tree.words[word].relation
    }

    /// What hangs on a word, in order.
    pub fn dependents(&self, word: usize) -> &[usize] {
        &self.dependents[word]
    }

    /// What hangs on a word by one of these relations, subtypes included.
    pub fn by<'s>(&'s self, word: usize, relations: &'s [Relation]) -> impl Iterator<Item = usize> + 's {
        self.dependents[word].iter().copied().filter(|at| relations.contains(&self.relation(*at)))
    }

    /// The first word that hangs on a word by one of these relations.
    pub fn first_by(&self, word: usize, relations: &[Relation]) -> Option<usize> {
        self.by(word, relations).next()
    }

    /// Whether a word of this lemma hangs on `word` by one of these relations.
    pub fn has(&self, word: usize, relations: &[Relation], lemma: &str) -> bool {
        self.by(word, relations).any(|at| self.lemma(at) == lemma)
    }

    /// The preposition of a noun, in lower case, as written: "according to" is "according".
    pub fn preposition(&self, word: usize) -> Option<String> {
        self.first_by(word, &[Relation::Case]).map(|at| self.form(at).to_lowercase())
    }

    /// A word and all that hangs below it.
    pub fn below(&self, word: usize) -> Words {
        self.below_without(word, |_| false)
    }

    /// A word and what hangs below it, but for the branches that `is_cut` names.
    pub fn below_without(&self, word: usize, is_cut: impl Fn(usize) -> bool) -> Words {
        let mut inside = vec![false; self.len()];
        let mut open = vec![word];
        while let Some(at) = open.pop() {
            if !inside[at] {
                inside[at] = true;
                open.extend(self.dependents[at].iter().copied().filter(|below| !is_cut(*below)));
            }
        }
        Words { inside }
    }

    /// These words alone.
    pub fn only(&self, words: &[usize]) -> Words {
        let mut inside = vec![false; self.len()];
        words.iter().for_each(|word| inside[*word] = true);
        Words { inside }
    }

    /// The stretches that some words make up, without the punctuation at their ends.
    pub fn stretches(&self, words: &Words) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let start = at;
            while at < self.len() && words.has(at) {
                at += 1;
            }
            found.extend(self.trimmed(start, at));
            at += 1;
        }
        found
    }

    /// From word `start` up to word `end`, without the punctuation at the ends.
    fn trimmed(&self, start: usize, end: usize) -> Option<Span> {
        let is_word = |at: &usize| self.part(*at) != PartOfSpeech::Punctuation;
        let first = (start..end).find(is_word)?;
        let last = (start..end).rev().find(is_word)?;
        Some(Span::new(self.span_of(first).start, self.span_of(last).end))
    }
}

/// Some words of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    inside: Vec<bool>,
}

impl Words {
    /// Whether a word is one of them.
    pub fn has(&self, word: usize) -> bool {
        self.inside[word]
    }

    /// Adds a word.
    pub fn insert(&mut self, word: usize) {
        self.inside[word] = true;
    }

    /// Takes words away.
    pub fn remove(&mut self, other: &Words) {
        self.inside.iter_mut().zip(&other.inside).for_each(|(inside, out)| *inside &= !out);
    }

    /// Adds words.
    pub fn add(&mut self, other: &Words) {
        self.inside.iter_mut().zip(&other.inside).for_each(|(inside, also)| *inside |= also);
    }

    /// The words, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.inside.iter().enumerate().filter(|(_, inside)| **inside).map(|(at, _)| at)
    }

    /// The first of them.
    pub fn first(&self) -> Option<usize> {
        self.iter().next()
    }
}
