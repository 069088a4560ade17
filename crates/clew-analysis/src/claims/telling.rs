//! Whether who is said to say something says what a word of their content states.
//!
//! The engine's contents are whatever stands below a word that ascribes. What somebody says in a clause, they say; but a name's office
//! in the object of an attitude, or the killing in "the men who killed him were attacked", the text says itself. The verbs are
//! those of words/telling.txt.

use super::sentence::Sentence;
use super::voice::is_passive;
use super::word_list::lines;
use clew_model::{Act, Attribution, PartOfSpeech, Relation};
use std::collections::HashSet;

const TELLING: &str = include_str!("../../words/telling.txt");

/// Verbs that tell of what is no clause.
#[derive(Debug, Default)]
pub(crate) struct Telling {
    whole: HashSet<&'static str>,
    object: HashSet<&'static str>,
    about: HashSet<&'static str>,
    denial: HashSet<&'static str>,
    deed: HashSet<&'static str>,
}

/// A word that ascribes, and the words from the one that is asked about up to it.
struct Way<'a> {
    sentence: &'a Sentence<'a>,
    cue: usize,
    /// From below; empty where the cue itself is asked about.
    words: Vec<usize>,
    /// Whether nobody is named who ascribes.
    is_unsaid: bool,
}

impl Telling {
    /// Reads the file that is compiled in.
    pub fn new() -> Self {
        let mut read = Self::default();
        for line in lines(TELLING) {
            let (class, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let verbs = rest.split(',').map(str::trim);
            match class {
                "whole" => read.whole.extend(verbs),
                "object" => read.object.extend(verbs),
                "about" => read.about.extend(verbs),
                "denial" => read.denial.extend(verbs),
                "deed" => read.deed.extend(verbs),
                _ => {}
            }
        }
        read
    }

    /// Whether an attribution in whose content a word stands is of what the word states; `is_state` where that is a state that nouns
    /// say by the way ("the mayor Paul Weil").
    pub fn tells(&self, sentence: &Sentence, word: usize, of: &Attribution, is_state: bool) -> bool {
        let is_cue = |at: usize| of.cue.iter().any(|cue| cue.contains(sentence.span_of(at)));
        let is_main = |at: &usize| is_cue(*at) && !sentence.head(*at).is_some_and(is_cue);
        // A quotation's speaker may be named in another sentence.
        let Some(cue) = (0..sentence.len()).find(is_main) else { return true };
        let above = std::iter::successors(Some(word), |at| sentence.head(*at)).take(sentence.len());
        let words: Vec<usize> = above.take_while(|at| !is_cue(*at)).collect();
        let is_below = words.last().is_none_or(|top| sentence.head(*top).is_some_and(is_cue));
        let cue = words.last().filter(|_| is_below).and_then(|top| sentence.head(*top)).unwrap_or(cue);
        let way = Way { sentence, cue, words, is_unsaid: of.source.is_none() };
        let is_of_somebody = !way.is_unsaid || way.is_of_nobody();
        match of.act {
            Act::Denied => is_below && self.denies(&way, is_state),
            _ if is_below => is_of_somebody && self.holds(&way, of.act, is_state),
            _ => is_of_somebody && way.stands_beside(word),
        }
    }

    /// Whether what stands below a word that ascribes is told by it.
    fn holds(&self, way: &Way, act: Act, is_state: bool) -> bool {
        use Relation::{Acl, Advcl, Ccomp, Csubj, CsubjPass, Iobj, Nmod, Nsubj, NsubjPass, Obj, Obl, Parataxis, Xcomp};
        let Some((&top, inner)) = way.words.split_last() else { return true };
        let verb = way.sentence.lemma(way.cue);
        match way.sentence.relation(top) {
            Ccomp | Csubj | CsubjPass => act != Act::Believed || !way.is_said_by_the_way(inner),
            Parataxis => act != Act::Believed && !way.is_unsaid,
            Xcomp | Obl | Advcl if self.deed.contains(verb) => false,
            Xcomp => !(way.is_said_by_the_way(inner) || is_state && act == Act::Believed),
            Obj | Iobj | NsubjPass if self.object.contains(verb) => inner.is_empty(),
            Obj | Iobj | NsubjPass | Nsubj => self.whole.contains(verb) && act != Act::Believed,
            Obl => self.about.contains(verb),
            Nmod if way.sentence.part(way.cue) == PartOfSpeech::Verb => false,
            Nmod | Acl => act != Act::Believed || !is_state && !way.is_said_by_the_way(inner),
            Advcl => top > way.cue && way.is_linked(top),
            _ => true,
        }
    }

    /// Whether what stands below a denial is what it denies.
    fn denies(&self, way: &Way, is_state: bool) -> bool {
        use Relation::{Acl, Ccomp, Conj, NsubjPass, Obj, Xcomp};
        let Some((&top, inner)) = way.words.split_last() else { return true };
        let relation = |at: usize| way.sentence.relation(at);
        let is_clause =
            |at: usize| relation(at) == Acl && way.sentence.has(at, &[Relation::Mark, Relation::Nsubj, NsubjPass]);
        let is_core = inner.iter().all(|at| matches!(relation(*at), Ccomp | Xcomp | Conj) || is_clause(*at));
        match relation(top) {
            Ccomp | Xcomp => is_core,
            Obj | NsubjPass if self.denial.contains(way.sentence.lemma(way.cue)) => is_core && !is_state,
            Obj | NsubjPass => is_core && inner.iter().any(|at| is_clause(*at)),
            _ => is_core && !is_state,
        }
    }
}

impl Way<'_> {
    /// Whether what ascribes names nobody as a matter of form: "it was reported", "allegedly", "reports that". An order or a purpose
    /// ("remember that", "to say that") has nobody who says it.
    fn is_of_nobody(&self) -> bool {
        let is_noun = self.sentence.is_noun(self.cue);
        let is_passive = is_passive(self.sentence, self.cue) || self.is_with_be();
        let is_active = self.sentence.part(self.cue) == PartOfSpeech::Verb && !is_passive;
        let is_participle = self.sentence.relation(self.cue) == Relation::Acl;
        !(is_active && !is_participle || is_noun && !self.words.is_empty() && !self.is_record())
    }

    /// "Who is believed to", its passive not marked as one.
    fn is_with_be(&self) -> bool {
        let has_be = self.sentence.by(self.cue, &[Relation::Aux]).any(|at| self.sentence.lemma(at) == "be");
        has_be && !self.sentence.form(self.cue).ends_with("ing")
    }

    /// "Reports that", "evidence that".
    fn is_record(&self) -> bool {
        matches!(
            self.sentence.lemma(self.cue),
            "report" | "evidence" | "proof" | "sign" | "indication" | "rumour" | "rumor"
        )
    }

    /// Whether some of the words open a clause or a name that tells of a thing by the way.
    fn is_said_by_the_way(&self, words: &[usize]) -> bool {
        words
            .iter()
            .any(|at| matches!(self.sentence.relation(*at), Relation::AclRelcl | Relation::Acl | Relation::Appos))
    }

    /// "accused of stealing", "called on them to leave", "angry that they left".
    fn is_linked(&self, clause: usize) -> bool {
        let links = [Relation::Mark, Relation::Case];
        let has_subject = self.sentence.has(clause, &[Relation::Nsubj, Relation::NsubjPass]);
        let is_link = |at: usize| match self.sentence.form(at) {
            "that" | "to" | "of" | "for" | "from" | "against" | "about" | "on" | "with" => true,
            // "Seen as leaving"; not "they sang as they left".
            "as" => !has_subject,
            _ => false,
        };
        self.sentence.by(clause, &links).any(is_link)
    }

    /// Of a word that what ascribes does not govern: an adverb speaks of its verb, and of who and what takes part; a participle before
    /// it ("officers called to the scene") of nothing outside.
    fn stands_beside(&self, word: usize) -> bool {
        use Relation::{Ccomp, Conj, Flat, Iobj, Nmod, Nsubj, NsubjPass, Nummod, Obj, Xcomp};
        let sentence = self.sentence;
        if sentence.part(self.cue) == PartOfSpeech::Adverb {
            let Some(verb) = sentence.head(self.cue) else { return true };
            let way: Vec<usize> = self.words.iter().copied().take_while(|at| *at != verb).collect();
            let is_of_it = |at: &usize| {
                matches!(
                    sentence.relation(*at),
                    Ccomp | Conj | Flat | Iobj | Nmod | Nsubj | NsubjPass | Nummod | Obj | Xcomp
                )
            };
            return self.words.contains(&verb) && way.iter().all(is_of_it);
        }
        !(sentence.relation(self.cue) == Relation::Acl && word > self.cue)
    }
}
