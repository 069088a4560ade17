//! What a claim is said to rest on: phone records, footage, a laboratory, by the words of words/evidence.txt.

use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{Evidence, Relation, Span};
use std::collections::HashMap;
use std::ops::Range;

const EVIDENCE: &str = include_str!("../../words/evidence.txt");
/// The most words of an entry.
const LONGEST: usize = 5;

/// Kinds of evidence by their words, and the constructions in which something rests on them.
#[derive(Debug)]
pub(crate) struct EvidenceWords {
    kinds: HashMap<String, String>,
    /// Verbs whose subject shows what they say.
    showing: Vec<String>,
    /// Prepositions with the verbs that they stand beside.
    beside: Vec<(Vec<String>, Vec<String>)>,
    /// Words before evidence on which a whole clause rests: "according to".
    before: Vec<String>,
}

/// Evidence in a sentence, and the word below which all rests on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ground {
    kind: String,
    span: Span,
    /// The words of the phrase that names it.
    phrase: Vec<usize>,
    /// Every word that rests on it.
    resting: Vec<usize>,
}

impl EvidenceWords {
    /// Reads the file that is compiled in.
    pub fn new() -> Self {
        let mut read = Self { kinds: HashMap::new(), showing: Vec::new(), beside: Vec::new(), before: Vec::new() };
        let mut kind = String::new();
        for line in lines(EVIDENCE) {
            let words = |list: &str| -> Vec<String> {
                list.split(',').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
            };
            if let Some(construct) = line.strip_prefix("construct ") {
                if let Some(verbs) = construct.strip_prefix("subject of ") {
                    read.showing.extend(words(verbs));
                } else if let Some(prepositions) = construct.strip_prefix("before ") {
                    read.before.extend(words(prepositions));
                } else if let Some((prepositions, verbs)) = construct.split_once(" of ") {
                    read.beside.push((words(prepositions), words(verbs)));
                }
            } else if let Some(name) = line.strip_prefix("kind ") {
                kind = name.to_owned();
            } else if !line.starts_with(['+', '-']) {
                read.kinds.extend(words(line).into_iter().map(|word| (word, kind.clone())));
            }
        }
        read
    }

    /// Everything in a sentence that something is said to rest on.
    pub fn read(&self, sentence: &Sentence) -> Vec<Ground> {
        let nouns = (0..sentence.len())
            .filter(|word| sentence.is_noun(*word) && sentence.relation(*word) != Relation::Compound);
        nouns.filter_map(|head| self.ground(sentence, head)).collect()
    }

    fn ground(&self, sentence: &Sentence, head: usize) -> Option<Ground> {
        let (kind, words) = self.kind(sentence, head)?;
        // "nine months of phone records": the phrase that they stand in.
        let top = std::iter::successors(Some(head), |at| {
            let above = sentence.head(*at).filter(|_| sentence.relation(*at) == Relation::Nmod);
            above.filter(|above| sentence.is_noun(*above))
        });
        let top = top.take(3).find(|at| self.grounds(sentence, *at))?;
        let governor = sentence.head(top)?;
        let phrase = sentence.subtree(top);
        let resting = sentence.subtree(governor).into_iter().filter(|word| !phrase.contains(word)).collect();
        Some(Ground { kind, span: sentence.span_between(words.start, words.end - 1), phrase, resting })
    }

    /// The kind of evidence that a noun and the words before it name.
    fn kind(&self, sentence: &Sentence, head: usize) -> Option<(String, Range<usize>)> {
        (head.saturating_sub(LONGEST - 1)..=head).find_map(|first| {
            let before = (first..head).map(|word| sentence.form(word));
            let of = |last| before.clone().chain([last]).collect::<Vec<_>>().join(" ").replace(" - ", "-");
            let kind =
                self.kinds.get(&of(sentence.lemma(head))).or_else(|| self.kinds.get(&of(sentence.form(head))))?;
            Some((kind.clone(), first..head + 1))
        })
    }

    /// Whether what a phrase hangs on rests on it.
    fn grounds(&self, sentence: &Sentence, top: usize) -> bool {
        let Some(governor) = sentence.head(top) else { return false };
        let lemma = sentence.lemma(governor);
        match sentence.relation(top) {
            Relation::Nsubj => self.showing.iter().any(|verb| verb == lemma),
            Relation::Obl | Relation::OblAgent | Relation::Nmod | Relation::Advcl => {
                let Some(preposition) = super::frame::preposition(sentence, top) else { return false };
                let is_beside = |(prepositions, verbs): &(Vec<String>, Vec<String>)| {
                    prepositions.contains(&preposition) && verbs.iter().any(|verb| verb == lemma)
                };
                self.before.contains(&preposition) && preposition.contains(' ') || self.beside.iter().any(is_beside)
            }
            _ => false,
        }
    }
}

/// The evidence that a claim with this trigger rests on.
pub(crate) fn of_claim(grounds: &[Ground], trigger: usize) -> Vec<Evidence> {
    let rests = |ground: &&Ground| ground.resting.contains(&trigger) && !ground.phrase.contains(&trigger);
    grounds.iter().filter(rests).map(|ground| Evidence { kind: ground.kind.clone(), span: ground.span }).collect()
}
