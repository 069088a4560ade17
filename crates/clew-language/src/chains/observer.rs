//! Reads the facts of candidates off the words and the trees of one stretch.

use super::facts::{Determiner, Facts, Number, Role};
use super::stretch::Stretch;
use super::symbols::{Run, Symbol, Symbols};
use super::words::{Gender, Pronoun, Sort, folded, given_name, is, is_reflexive, noun_gender, pronoun};
use crate::mentions::Candidate;
use clew_model::{CodePoints, MentionKind, PartOfSpeech, Relation, ThingType, TreeWord};
use std::collections::HashMap;
use std::ops::Range;

/// How much of a document stood before a stretch.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Before {
    pub words: u32,
    pub candidates: u32,
    pub sentences: u32,
}

/// Reads the facts of candidates out of one stretch.
pub(crate) struct Observer<'o> {
    points: &'o CodePoints<'o>,
    stretch: Stretch<'o>,
    symbols: &'o mut Symbols,
    before: Before,
    /// The paragraph of each sentence of the stretch.
    paragraphs: &'o [u32],
    /// The words of all sentences, each with the one it hangs on, by their numbers in the stretch.
    words: Vec<(&'o TreeWord, Option<usize>)>,
    /// The words that hang on each word.
    dependents: Vec<Vec<usize>>,
    /// The first candidate with each head word.
    candidate_at: HashMap<usize, u32>,
}

impl<'o> Observer<'o> {
    pub(crate) fn new(
        points: &'o CodePoints<'o>,
        stretch: Stretch<'o>,
        symbols: &'o mut Symbols,
        before: Before,
        paragraphs: &'o [u32],
    ) -> Self {
        let mut candidate_at = HashMap::new();
        for (number, candidate) in stretch.candidates.iter().enumerate() {
            candidate_at.entry(candidate.head).or_insert(before.candidates + number as u32);
        }
        let in_stretch = |(tree, sentence): (&'o clew_model::Tree, &Range<usize>)| {
            let first = sentence.start;
            tree.words.iter().map(move |word| (word, word.head.map(|head| head as usize + first)))
        };
        let words: Vec<_> = stretch.trees.iter().zip(stretch.sentences).flat_map(in_stretch).collect();
        let mut dependents = vec![Vec::new(); words.len()];
        for (number, (_, head)) in words.iter().enumerate() {
            if let Some(head) = head {
                dependents[*head].push(number);
            }
        }
        Self { points, stretch, symbols, before, paragraphs, words, dependents, candidate_at }
    }

    /// The facts of every candidate, in order.
    pub(crate) fn facts(&mut self) -> Vec<Facts> {
        let mut open: Vec<u32> = Vec::new();
        let mut facts: Vec<Facts> = Vec::with_capacity(self.stretch.candidates.len());
        for number in 0..self.stretch.candidates.len() {
            let words = self.stretch.candidates[number].words.clone();
            while let Some(enclosing) = open.last()
                && self.stretch.candidates[*enclosing as usize].words.end < words.end
            {
                open.pop();
            }
            facts.push(self.fact(&self.stretch.candidates[number], !open.is_empty()));
            open.push(number as u32);
        }
        facts
    }

    pub(super) fn word(&self, number: usize) -> &'o TreeWord {
        self.words[number].0
    }

    pub(super) fn above(&self, number: usize) -> Option<usize> {
        self.words[number].1
    }

    pub(super) fn bytes(&self, number: usize) -> Range<usize> {
        let span = self.word(number).span;
        self.points.byte(span.start)..self.points.byte(span.end)
    }

    pub(super) fn surface(&self, number: usize) -> &'o str {
        self.points.slice(self.word(number).span)
    }

    fn fact(&mut self, candidate: &Candidate, is_within: bool) -> Facts {
        let Candidate { words, head, thing, kind, bytes, .. } = candidate.clone();
        let pronoun = (kind == MentionKind::Pronoun).then(|| pronoun(self.surface(head))).flatten();
        let sentence = self.stretch.sentences.partition_point(|sentence| sentence.end <= head);
        let coordinated = self.is_coordinated(&words, head);
        let (core, rest) = self.content(candidate);
        let parting = self.symbols.run(core).iter().copied().find(|word| is_parting(self.symbols.word(*word)));
        let lemma = self.lemma(head);
        Facts {
            bytes,
            words: words.start as u32 + self.before.words..words.end as u32 + self.before.words,
            head_word: head as u32 + self.before.words,
            sentence: sentence as u32 + self.before.sentences,
            paragraph: self.paragraphs.get(sentence).copied().unwrap_or(0),
            thing,
            kind,
            pronoun,
            reflexive: pronoun.is_some() && is_reflexive(self.surface(head)),
            determiner: self.determiner(candidate),
            number: self.number(candidate, pronoun, coordinated),
            gender: self.gender(candidate, pronoun, &lemma),
            role: self.role(head),
            governor: self.governor(head),
            head: self.symbols.of(&lemma),
            core,
            rest,
            parting,
            is_within,
            owner: self.dependent(head, Relation::NmodPoss).and_then(|owner| self.candidate_with(owner)),
            apposition_of: self.apposition_of(head),
            is_predicate: self.is_predicate(head),
            relative_of: self.relative_of(head, pronoun),
            coordinated,
            proper: kind == MentionKind::Nominal && self.is_proper(candidate),
            conjunct: self.word(head).relation == Relation::Conj,
            expletive: self.word(head).relation == Relation::Expl,
            quotation: None,
        }
    }

    fn lemma(&self, number: usize) -> String {
        folded(&self.word(number).lemma)
    }

    pub(super) fn candidate_with(&self, head: usize) -> Option<u32> {
        self.candidate_at.get(&head).copied()
    }

    pub(super) fn dependent(&self, head: usize, relation: Relation) -> Option<usize> {
        self.dependents[head].iter().copied().find(|word| self.word(*word).relation == relation)
    }

    /// Whether all its words but an article are proper nouns or numbers, and nothing follows them.
    fn is_proper(&self, candidate: &Candidate) -> bool {
        let names = |part| matches!(part, PartOfSpeech::ProperNoun | PartOfSpeech::Numeral);
        let mut words = candidate.words.clone().map(|word| (word, self.word(word).part_of_speech));
        let is_article = |word| matches!(self.surface(word), "the" | "The" | "'s" | "’s");
        self.word(candidate.head).part_of_speech == PartOfSpeech::ProperNoun
            && words.all(|(word, part)| names(part) || is_article(word))
    }

    fn is_coordinated(&self, words: &Range<usize>, head: usize) -> bool {
        self.dependents[head].iter().any(|word| words.contains(word) && self.word(*word).relation == Relation::Conj)
    }

    fn determiner(&self, candidate: &Candidate) -> Determiner {
        match candidate.kind {
            MentionKind::Pronoun => return Determiner::Pronoun,
            MentionKind::Name => return Determiner::Name,
            MentionKind::Nominal => {}
        }
        let before = self.dependents[candidate.head].iter().filter(|word| **word < candidate.head);
        let mut found = Determiner::Bare;
        for word in before {
            found = match (self.word(*word).relation, folded(self.surface(*word)).as_str()) {
                (Relation::Det, "the") => return Determiner::Definite,
                (Relation::Det, "this" | "that" | "these" | "those") => return Determiner::Demonstrative,
                (Relation::Det, "a" | "an" | "another" | "some") => return Determiner::Indefinite,
                (Relation::Det | Relation::DetPredet, _) => Determiner::Quantified,
                (Relation::NmodPoss, _) => return Determiner::Possessive,
                (Relation::Nummod, _) if found == Determiner::Bare => Determiner::Numbered,
                _ => found,
            };
        }
        found
    }

    fn number(&self, candidate: &Candidate, pronoun: Option<Pronoun>, coordinated: bool) -> Number {
        use Pronoun::*;
        match pronoun {
            Some(FirstSingular | Male | Female | Thing | This | That) => return Number::Singular,
            Some(FirstPlural | Plural | These) => return Number::Plural,
            Some(Second | Relative | Indefinite) => return Number::Unknown,
            None => {}
        }
        let head = self.word(candidate.head);
        if coordinated {
            return Number::Plural;
        }
        match head.part_of_speech {
            PartOfSpeech::Noun | PartOfSpeech::ProperNoun
                if head.lemma.to_lowercase() != self.surface(candidate.head).to_lowercase() =>
            {
                Number::Plural
            }
            PartOfSpeech::Noun | PartOfSpeech::ProperNoun => Number::Singular,
            _ => Number::Unknown,
        }
    }

    fn gender(&self, candidate: &Candidate, pronoun: Option<Pronoun>, lemma: &str) -> Gender {
        match pronoun {
            Some(Pronoun::Male) => return Gender::Male,
            Some(Pronoun::Female) => return Gender::Female,
            Some(Pronoun::FirstSingular | Pronoun::FirstPlural | Pronoun::Second) => return Gender::Person,
            Some(Pronoun::Thing) => return Gender::Thing,
            Some(_) => return Gender::Unknown,
            None => {}
        }
        match (candidate.kind, candidate.thing) {
            (MentionKind::Name, ThingType::Person) => self.gender_of_name(candidate),
            (_, ThingType::Person) => Gender::Person.narrowed(noun_gender(lemma)),
            (_, ThingType::Thing) => noun_gender(lemma),
            _ => Gender::Thing,
        }
    }

    /// By the title before or in the name, else by the given name.
    fn gender_of_name(&self, candidate: &Candidate) -> Gender {
        let first = candidate.words.start;
        let from = first.saturating_sub(2).max(self.sentence_start(first));
        for word in from..candidate.words.end {
            let word = folded(self.surface(word));
            match (is(&word, Sort::TitleMale), is(&word, Sort::TitleFemale)) {
                (true, false) => return Gender::Male,
                (false, true) => return Gender::Female,
                _ => {}
            }
        }
        let given = candidate.words.clone().map(|word| folded(self.surface(word)));
        let mut given = given.filter(|word| !is(word, Sort::Title) && word.len() > 1);
        let gender =
            given.next().and_then(|word| given_name(&word).or_else(|| word.split('-').next().and_then(given_name)));
        gender.unwrap_or(Gender::Person)
    }

    fn sentence_start(&self, word: usize) -> usize {
        let sentence = self.stretch.sentences.partition_point(|sentence| sentence.end <= word);
        self.stretch.sentences.get(sentence).map_or(0, |sentence| sentence.start)
    }

    /// A conjunct has the role of the first of them.
    fn role(&self, head: usize) -> Role {
        let mut word = head;
        for _ in 0..4 {
            match (self.word(word).relation, self.above(word)) {
                (Relation::Conj, Some(first)) => word = first,
                _ => break,
            }
        }
        match self.word(word).relation {
            Relation::NsubjPass => Role::PassiveSubject,
            Relation::NmodPoss => Role::Possessor,
            Relation::Root => Role::Root,
            Relation::NmodDesc => Role::Part,
            relation => match relation.universal() {
                Relation::Nsubj | Relation::Csubj => Role::Subject,
                Relation::Obj | Relation::Iobj => Role::Object,
                Relation::Obl => Role::Oblique,
                Relation::Nmod => Role::Modifier,
                Relation::Compound | Relation::Amod | Relation::Flat => Role::Part,
                Relation::Appos => Role::Apposition,
                _ => Role::Other,
            },
        }
    }

    fn governor(&mut self, head: usize) -> Option<(u32, Symbol)> {
        let governor = self.above(head)?;
        let lemma = self.lemma(governor);
        Some((governor as u32 + self.before.words, self.symbols.of(&lemma)))
    }

    fn apposition_of(&self, head: usize) -> Option<u32> {
        let first = self.above(head).filter(|_| self.word(head).relation == Relation::Appos)?;
        self.candidate_with(first)
    }

    fn is_predicate(&self, head: usize) -> bool {
        let subject = self.dependent(head, Relation::Cop).and_then(|_| self.dependent(head, Relation::Nsubj));
        subject.is_some_and(|subject| self.candidate_with(subject).is_some())
    }

    /// The head of the relative clause that a relative pronoun stands in.
    fn relative_of(&self, head: usize, pronoun: Option<Pronoun>) -> Option<u32> {
        if !matches!(pronoun, Some(Pronoun::Relative | Pronoun::That)) {
            return None;
        }
        let mut word = head;
        for _ in 0..6 {
            let above = self.above(word)?;
            if self.word(word).relation == Relation::AclRelcl {
                return self.candidate_with(above).filter(|_| above < head);
            }
            word = above;
        }
        None
    }

    fn content(&mut self, candidate: &Candidate) -> (Run, Run) {
        const LONGEST: usize = 12;
        let mut end = candidate.head + 1;
        let goes_on = |relation: Relation| {
            matches!(relation.universal(), Relation::Flat | Relation::Compound | Relation::Goeswith | Relation::Nummod)
        };
        while end < candidate.words.end && (candidate.kind == MentionKind::Name || goes_on(self.word(end).relation)) {
            end += 1;
        }
        let is_content = |observer: &Self, word: &usize| {
            let written = observer.surface(*word);
            let by_name = candidate.kind == MentionKind::Name;
            written.chars().any(char::is_alphanumeric)
                && !is_small(observer.word(*word).part_of_speech, by_name)
                && !matches!(written, "'s" | "’s")
        };
        let symbols = |observer: &mut Self, words: Range<usize>| -> Run {
            let words: Vec<usize> = words.filter(|word| is_content(observer, word)).take(LONGEST).collect();
            let words: Vec<Symbol> = words.into_iter().map(|word| observer.symbol(word)).collect();
            observer.symbols.keep(words)
        };
        (symbols(self, candidate.words.start..end), symbols(self, end..candidate.words.end))
    }

    /// Common nouns by their lemma, so that one and many are the same word; all else as written.
    fn symbol(&mut self, word: usize) -> Symbol {
        let written = if self.word(word).part_of_speech == PartOfSpeech::Noun {
            self.lemma(word)
        } else {
            folded(self.surface(word))
        };
        self.symbols.of(&written)
    }
}

/// Whether a word of this part of speech tells nothing of what is meant; prepositions are parts of names.
fn is_small(part: PartOfSpeech, in_name: bool) -> bool {
    use PartOfSpeech::*;
    match part {
        Determiner | Punctuation | Auxiliary | Particle => true,
        Adposition | Pronoun | CoordinatingConjunction | SubordinatingConjunction => !in_name,
        _ => false,
    }
}

/// Whether a word tells one of a sort from the others: a number, "second", "upper".
fn is_parting(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || is(word, Sort::Parting)
}
