//! One sentence as claims are read from it: its tree, and which mention each word heads.

use super::classes::{Class, ClassWord, Classes};
use super::mended;
use clew_model::{CodePoints, Mention, PartOfSpeech, Relation, Span, TimeExpression, Tree, TreeWord, WordSureness};
use std::collections::BTreeSet;

/// Code points that a word is looked back for at most.
const LONGEST_WORD: u32 = 40;

/// A sentence's tree with each word's dependents at hand, and its mentions by their head words.
pub(crate) struct Sentence<'a> {
    points: &'a CodePoints<'a>,
    tree: &'a Tree,
    /// What each word hangs on and how, mended where the tree cannot be so.
    heads: Vec<Option<usize>>,
    relations: Vec<Relation>,
    dependents: Vec<Vec<usize>>,
    /// Words as written and as in a dictionary, in lower case.
    forms: Vec<String>,
    lemmas: Vec<String>,
    parts: Vec<PartOfSpeech>,
    /// The heads of expressions of time.
    times: BTreeSet<usize>,
    /// By word: the widest mention that it heads.
    headed: Vec<Option<&'a Mention>>,
    /// By word: the mentions that begin with it, each with its head and one past its last word.
    begun: Vec<Vec<(&'a Mention, usize, usize)>>,
    classes: &'a Classes,
}

impl<'a> Sentence<'a> {
    /// A span with the whole of the word that it begins within: "old" of "a 13-year-old" is "13-year-old".
    pub fn whole_word(&self, span: Span) -> Span {
        let before = self.points.slice(Span::new(span.start.saturating_sub(LONGEST_WORD), span.start));
        let is_inside = before.ends_with(['-', '\u{2010}', '\u{2011}']);
        let cut = before.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\u{2010}' | '\u{2011}')).next();
        let missing = cut.filter(|_| is_inside).map_or(0, |cut| cut.chars().count() as u32);
        Span::new(span.start - missing, span.end)
    }

    /// Looks at a tree over the text of `points`, with the mentions of the document, in order.
    pub fn new(points: &'a CodePoints<'a>, tree: &'a Tree, mentions: &'a [Mention], classes: &'a Classes) -> Self {
        let n_words = tree.words.len();
        let mut dependents = vec![Vec::new(); n_words];
        for (at, word) in tree.words.iter().enumerate() {
            if let Some(head) = word.head {
                dependents[head as usize].push(at);
            }
        }
        let form = |word: &TreeWord| points.slice(word.span).to_lowercase().replace('’', "'");
        let mut sentence = Self {
            points,
            tree,
            heads: tree.words.iter().map(|word| word.head.map(|head| head as usize)).collect(),
            relations: tree.words.iter().map(|word| word.relation).collect(),
            dependents,
            forms: tree.words.iter().map(form).collect(),
            lemmas: tree.words.iter().map(|word| word.lemma.to_lowercase()).collect(),
            parts: tree.words.iter().map(|word| word.part_of_speech).collect(),
            times: BTreeSet::new(),
            headed: vec![None; n_words],
            begun: vec![Vec::new(); n_words],
            classes,
        };
        sentence.mend_nouns();
        mended::mend(&mut sentence);
        let Some(whole) = sentence.whole() else { return sentence };
        let first = mentions.partition_point(|mention| mention.span.start < whole.start);
        for mention in mentions[first..].iter().take_while(|mention| mention.span.start < whole.end) {
            let Some(head) = sentence.head_of(mention.span) else { continue };
            let end = sentence.tree.words.partition_point(|word| word.span.start < mention.span.end);
            if let Some(first) = sentence.word_at(mention.span.start) {
                sentence.begun[first].push((mention, head, end));
            }
            if sentence.headed[head].is_none_or(|other| other.span.len() < mention.span.len()) {
                sentence.headed[head] = Some(mention);
            }
        }
        sentence
    }

    /// The same sentence, with the expressions of time of the document, in order.
    pub fn with_times(mut self, times: &[TimeExpression]) -> Self {
        let Some(whole) = self.whole() else { return self };
        let first = times.partition_point(|time| time.span.start < whole.start);
        let inside = times[first..].iter().take_while(|time| time.span.end <= whole.end);
        self.times = inside.filter_map(|time| self.head_of(time.span)).collect();
        self
    }

    /// Whether a word heads an expression of time.
    pub fn is_time(&self, word: usize) -> bool {
        self.times.contains(&word)
    }

    /// The heads of its expressions of time, in order.
    pub fn times(&self) -> impl Iterator<Item = usize> + '_ {
        self.times.iter().copied()
    }

    /// How sure the engine is of a word.
    pub fn sureness(&self, word: usize) -> WordSureness {
        self.tree.words[word].sureness
    }

    /// A word with an article or an owner is a noun, though tagged a verb: "the kidnapping of ...", "their assault"; and so is one with
    /// an article and a noun before it: "a water main".
    fn mend_nouns(&mut self) {
        for word in 0..self.len() {
            let is_named = self.has(word, &[Relation::Det, Relation::NmodPoss]);
            let has_word_before = self.has(word, &[Relation::Compound, Relation::Amod]);
            let is_modified = self.has(word, &[Relation::Det]) && has_word_before;
            if is_modified && matches!(self.part(word), PartOfSpeech::Adjective | PartOfSpeech::Adverb) {
                self.parts[word] = PartOfSpeech::Noun;
                self.object_of_verb(word);
            }
            // "a burst main": said of the noun, and no noun before it; "kidnap insurance" is of what it is about.
            let form = self.form(word);
            let is_past = form != self.lemma(word) && !form.ends_with("ing") || form == "burst";
            let is_participle = self.part(word) == PartOfSpeech::Verb && is_past;
            if is_participle && self.relation(word) == Relation::Compound {
                self.relations[word] = Relation::Amod;
            }
            if self.part(word) == PartOfSpeech::Verb && is_named {
                self.parts[word] = PartOfSpeech::Noun;
                if self.form(word).ends_with("ing") || self.form(word).ends_with("ed") {
                    self.lemmas[word].clone_from(&self.forms[word]);
                }
            }
        }
    }

    /// A noun right of a verb, hung on it as an adverb, is its object: "followed [a burst main]".
    fn object_of_verb(&mut self, noun: usize) {
        let verb = self.heads[noun].filter(|verb| *verb < noun && self.part(*verb) == PartOfSpeech::Verb);
        let is_free = |verb: usize| !self.has(verb, &[Relation::Obj]) && !self.has(noun, &[Relation::Case]);
        if self.relation(noun) == Relation::Advmod && verb.is_some_and(is_free) {
            self.relations[noun] = Relation::Obj;
        }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.tree.words.len()
    }

    /// From its first word to its last; `None` without words.
    pub fn whole(&self) -> Option<Span> {
        Some(Span::new(self.tree.words.first()?.span.start, self.tree.words.last()?.span.end))
    }

    /// Where a word stands.
    pub fn span_of(&self, word: usize) -> Span {
        self.tree.words[word].span
    }

    /// From one word to another, both included.
    pub fn span_between(&self, first: usize, last: usize) -> Span {
        Span::new(self.span_of(first).start, self.span_of(last).end)
    }

    /// A word as written.
    pub fn written(&self, word: usize) -> &'a str {
        self.points.slice(self.span_of(word))
    }

    /// A word as written, in lower case, with a straight apostrophe.
    pub fn form(&self, word: usize) -> &str {
        &self.forms[word]
    }

    /// A word as in a dictionary, in lower case.
    pub fn lemma(&self, word: usize) -> &str {
        &self.lemmas[word]
    }

    /// A word's part of speech.
    pub fn part(&self, word: usize) -> PartOfSpeech {
        self.parts[word]
    }

    /// Whether a word is a noun or a name.
    pub fn is_noun(&self, word: usize) -> bool {
        matches!(self.part(word), PartOfSpeech::Noun | PartOfSpeech::ProperNoun)
    }

    /// Whether a word is this one, as written or as in a dictionary.
    pub fn is_word(&self, word: usize, wanted: &str) -> bool {
        self.form(word) == wanted || self.lemma(word) == wanted
    }

    /// What a word hangs on; `None` for the root.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.heads[word]
    }

    /// The word that all others hang below.
    pub fn root(&self) -> Option<usize> {
        (0..self.len()).find(|word| self.heads[*word].is_none())
    }

    /// How a word hangs on its head, with the relation's subtype.
    pub fn relation(&self, word: usize) -> Relation {
        self.relations[word]
    }

    /// Hangs a word on another one than its tree does; not where that one hangs below it.
    pub fn hang(&mut self, word: usize, head: usize, relation: Relation) {
        if std::iter::successors(Some(head), |at| self.head(*at)).take(self.len()).any(|at| at == word) {
            return;
        }
        if let Some(before) = self.heads[word].replace(head) {
            self.dependents[before].retain(|at| *at != word);
        }
        let later = self.dependents[head].partition_point(|at| *at < word);
        self.dependents[head].insert(later, word);
        self.relations[word] = relation;
    }

    /// Hangs the word that a word hangs on below it: each takes the other's place. The root has nothing above it.
    pub fn raise(&mut self, word: usize, relation: Relation) {
        let Some(head) = self.heads[word] else { return };
        let above = self.heads[head];
        self.dependents[head].retain(|at| *at != word);
        self.heads[word] = above;
        self.relations[word] = self.relations[head];
        if let Some(above) = above {
            self.dependents[above].retain(|at| *at != head);
            let later = self.dependents[above].partition_point(|at| *at < word);
            self.dependents[above].insert(later, word);
        }
        self.heads[head] = None;
        self.hang(head, word, relation);
    }

    /// What hangs on a word, in order.
    pub fn dependents(&self, word: usize) -> &[usize] {
        &self.dependents[word]
    }

    /// What hangs on a word by exactly one of these relations, in order.
    pub fn by<'s>(&'s self, word: usize, relations: &'s [Relation]) -> impl Iterator<Item = usize> + 's {
        self.dependents[word].iter().copied().filter(|at| relations.contains(&self.relation(*at)))
    }

    /// Whether something hangs on a word by one of these relations.
    pub fn has(&self, word: usize, relations: &[Relation]) -> bool {
        self.by(word, relations).next().is_some()
    }

    /// A word and all below it, in order.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut at = 0;
        while at < found.len() {
            found.extend(&self.dependents[found[at]]);
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// The widest mention that a word heads.
    pub fn mention(&self, word: usize) -> Option<&'a Mention> {
        self.headed[word]
    }

    /// The word of a class that ends with this word.
    pub fn class_word(&self, class: Class, word: usize) -> Option<ClassWord> {
        self.classes.headed_by(self, class, word)
    }

    /// The longest phrase of a class that holds this word.
    pub fn class_phrase(&self, class: Class, word: usize) -> Option<ClassWord> {
        self.classes.around(self, class, word)
    }

    /// The classes of words.
    pub fn classes(&self) -> &'a Classes {
        self.classes
    }

    /// The mentions that begin with a word, each with its head and one past its last word.
    pub fn begun(&self, word: usize) -> &[(&'a Mention, usize, usize)] {
        &self.begun[word]
    }

    /// The word of a span that hangs on nothing in it: the one nearest the root; `None` where no word lies in it.
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let words = &self.tree.words;
        let first = words.partition_point(|word| word.span.end <= span.start);
        let last = words.partition_point(|word| word.span.start < span.end);
        let is_outside = |word: usize| self.head(word).is_none_or(|head| !(first..last).contains(&head));
        (first..last).find(|word| self.part(*word) != PartOfSpeech::Punctuation && is_outside(*word))
    }

    /// The word that holds this position.
    pub fn word_at(&self, position: u32) -> Option<usize> {
        let at = self.tree.words.partition_point(|word| word.span.end <= position);
        (at < self.len() && self.span_of(at).start <= position).then_some(at)
    }
}
