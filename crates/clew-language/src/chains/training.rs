//! What the scorer of chains is trained on: the choices it has in documents whose chains are known.

use super::features::{ALONE, BEFORE, TOGETHER};
use super::rank::{Choice, Gold};
use super::scorer::Scorer;
use super::{ChainReader, Facts};
use crate::annotate::read_stretches;
use crate::model::Model;
use clew_model::{CodePoints, Mention, Span};
use serde::Deserialize;

/// A document with its chains, as `model/clew_model/chain_documents.py` writes it.
#[derive(Debug, Clone, Deserialize)]
pub struct ChainDocument {
    /// What it is called.
    pub id: String,
    /// Its text.
    pub text: String,
    chains: Vec<Vec<GoldMention>>,
    /// Whether it has more chains than are told.
    #[serde(default)]
    partial: bool,
}

/// A mention of a chain, in code points.
#[derive(Debug, Clone, Deserialize)]
struct GoldMention {
    start: u32,
    end: u32,
    /// Its head word, where the set tells it.
    head: Option<(u32, u32)>,
}

impl ChainDocument {
    /// The mentions of this document with the chains that a scorer makes of them, lone ones too; `None` where the file of the
    /// scorer lacks a weight.
    pub fn mentions(&self, model: &Model, scorer: &str) -> Option<Vec<Mention>> {
        let scorer = Scorer::read(scorer)?;
        let points = CodePoints::new(&self.text);
        let mut reader = ChainReader::with_scorer(&points, &crate::quotations(&points, &[]), &scorer);
        read_stretches(model, &points, &[], |stretch| reader.read(stretch.for_chains()));
        Some(reader.finish().0)
    }

    /// What the scorer has to choose between in this document as the model reads it, with the right choices.
    pub fn choices(&self, model: &Model) -> Vec<Choice> {
        let points = CodePoints::new(&self.text);
        let mut reader = ChainReader::with_scorer(&points, &crate::quotations(&points, &[]), Scorer::embedded());
        let mut heads: Vec<Span> = Vec::new();
        read_stretches(model, &points, &[], |stretch| {
            let stretch = stretch.for_chains();
            let words: Vec<Span> = stretch.trees.iter().flat_map(|tree| &tree.words).map(|word| word.span).collect();
            heads.extend(stretch.candidates.iter().map(|candidate| words[candidate.head]));
            reader.read(stretch);
        });
        let chains = reader.facts.iter().zip(heads).map(|(one, head)| self.chain_of(&points, one, head)).collect();
        reader.choices(&Gold { chains, is_partial: self.partial })
    }

    /// The chain of the smallest known mention that a candidate stands for: it lies within it and has its head word; where no
    /// head is told, the two share more than half of their letters.
    fn chain_of(&self, points: &CodePoints, one: &Facts, head: Span) -> Option<u32> {
        let span = points.span(one.bytes.clone());
        let stands_for = |mention: &GoldMention| match mention.head {
            Some((start, end)) => {
                Span::new(start, end).overlaps(head) && mention.start <= span.start && span.end <= mention.end
            }
            None => {
                let shared = mention.end.min(span.end).saturating_sub(mention.start.max(span.start));
                2 * shared > (mention.end.max(span.end) - mention.start.min(span.start))
            }
        };
        let mentions =
            self.chains.iter().enumerate().flat_map(|(chain, mentions)| mentions.iter().map(move |one| (chain, one)));
        let fitting = mentions.filter(|(_, mention)| stands_for(mention));
        fitting.min_by_key(|(_, mention)| mention.end - mention.start).map(|(chain, _)| chain as u32)
    }
}

/// The names of the properties in a [`Choice`] and of their values.
pub fn properties() -> serde_json::Value {
    serde_json::json!({"alone": ALONE, "before": BEFORE, "together": TOGETHER})
}
