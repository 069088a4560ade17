//! What the scorer of chains is trained on: the choices it has in documents whose chains are known.

use super::features::{ALONE, BEFORE, TOGETHER};
use super::rank::{Choice, Gold};
use super::scorer::Scorer;
use super::{ChainReader, Facts};
use crate::annotate::read_stretches;
use crate::model::Model;
use clew_model::{CodePoints, Span};
use serde::Deserialize;

/// A document with its chains, as `model/clew_model/chain_documents.py` writes it.
#[derive(Debug, Clone, Deserialize)]
pub struct ChainDocument {
    /// What it is called.
    pub id: String,
    text: String,
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
    /// What the scorer has to choose between in this document as the model reads it, with the right choices.
    pub fn choices(&self, model: &Model) -> Vec<Choice> {
        let points = CodePoints::new(&self.text);
        let mut reader = ChainReader::with_scorer(&points, &crate::quotations(&points, &[]), Scorer::embedded());
        read_stretches(model, &points, &[], |stretch| reader.read(stretch.for_chains()));
        let chains = reader.facts.iter().map(|one| self.chain_of(&points, one)).collect();
        reader.choices(&Gold { chains, is_partial: self.partial })
    }

    /// The chain of the smallest known mention that a candidate stands for: it lies within it and has its head word; where no
    /// head is told, the two share more than half of their letters.
    fn chain_of(&self, points: &CodePoints, one: &Facts) -> Option<u32> {
        let (span, head) = (points.span(one.bytes.clone()), points.span(one.head_bytes.clone()));
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
