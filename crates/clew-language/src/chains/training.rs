//! What the scorer is trained and measured on: documents whose trees and candidates somebody else brings.

use super::features::{ALONE, BEFORE, Property, TOGETHER};
use super::scorer::Scorer;
use super::{ChainReader, Stretch};
use crate::mentions::Candidate;
use clew_model::{CodePoints, MentionKind, PartOfSpeech, Relation, Span, ThingType, Tree, TreeWord};
use serde::Deserialize;
use std::ops::Range;

/// A document with trees and candidates, as `model/clew_model/chains.py` writes it.
#[derive(Debug, Clone, Deserialize)]
pub struct TreeDocument {
    text: String,
    sentences: Vec<Vec<GivenWord>>,
    candidates: Vec<GivenCandidate>,
}

/// A word: its code points, lemma, part of speech, head in its sentence, relation.
#[derive(Debug, Clone, Deserialize)]
struct GivenWord(u32, u32, String, String, Option<u32>, String);

/// A candidate: its words and its head word, counted over the document, its type and kind, its gold chain.
#[derive(Debug, Clone, Deserialize)]
struct GivenCandidate {
    words: Range<usize>,
    head: usize,
    #[serde(rename = "type")]
    thing: ThingType,
    kind: MentionKind,
    chain: Option<u32>,
}

/// The weights of a scorer.
#[derive(Debug)]
pub struct Weights(Scorer);

impl Weights {
    /// Reads what `model/clew_model/chains.py` wrote; `None` where a weight is missing.
    pub fn read(text: &str) -> Option<Self> {
        Scorer::read(text).map(Self)
    }
}

impl TreeDocument {
    /// The mentions and chains, as `clew annotate` prints them, by a scorer's weights.
    pub fn chains(&self, weights: &Weights) -> serde_json::Value {
        let points = CodePoints::new(&self.text);
        let (mentions, chains) = self.read(&points, &weights.0, |reader| reader.finish());
        let mention = |mention: &clew_model::Mention| {
            serde_json::json!({"start": mention.span.start, "end": mention.span.end, "type": mention.thing,
                "kind": mention.kind, "chain": mention.chain})
        };
        serde_json::json!({"text": self.text, "mentions": mentions.iter().map(mention).collect::<Vec<_>>(), "chains": chains})
    }

    /// What the scorer has to choose between, with the right choices.
    pub fn choices(&self) -> serde_json::Value {
        let points = CodePoints::new(&self.text);
        let gold: Vec<Option<u32>> = self.candidates.iter().map(|candidate| candidate.chain).collect();
        serde_json::json!(self.read(&points, Scorer::embedded(), |reader| reader.choices(&gold)))
    }

    fn read<T>(&self, points: &CodePoints, scorer: &Scorer, then: impl FnOnce(ChainReader) -> T) -> T {
        let trees: Vec<Tree> = self.sentences.iter().map(|words| tree(words)).collect();
        let mut first = 0;
        let sentence = |tree: &Tree| {
            first += tree.words.len();
            first - tree.words.len()..first
        };
        let sentences: Vec<Range<usize>> = trees.iter().map(sentence).collect();
        let spans: Vec<Span> = trees.iter().flat_map(|tree| tree.words.iter().map(|word| word.span)).collect();
        let candidate = |given: &GivenCandidate| Candidate {
            bytes: points.byte(spans[given.words.start].start)..points.byte(spans[given.words.end - 1].end),
            words: given.words.clone(),
            head: given.head,
            thing: given.thing,
            kind: given.kind,
            sureness: 1.,
        };
        let candidates: Vec<Candidate> = self.candidates.iter().map(candidate).collect();
        let mut reader = ChainReader::with_scorer(points, &crate::quotations(points, &[]), scorer);
        reader.read(Stretch { sentences: &sentences, trees: &trees, candidates: &candidates });
        then(reader)
    }
}

fn tree(words: &[GivenWord]) -> Tree {
    let word = |GivenWord(start, end, lemma, tag, head, relation): &GivenWord| TreeWord {
        span: Span::new(*start, *end),
        lemma: lemma.as_str().into(),
        part_of_speech: PartOfSpeech::from_tag(tag).unwrap_or(PartOfSpeech::Other),
        head: *head,
        relation: Relation::from_tag(relation).unwrap_or(Relation::Dep),
    };
    Tree { words: words.iter().map(word).collect() }
}

/// The names of the properties in [`TreeDocument::choices`] and of their values.
pub fn properties() -> serde_json::Value {
    let named = |properties: &[Property]| serde_json::json!(properties);
    serde_json::json!({"alone": named(&ALONE), "before": named(&BEFORE), "together": named(&TOGETHER)})
}
