//! The mentions of a document by the chains they belong to.

use clew_model::{Annotation, Mention, MentionKind, Span};
use std::collections::BTreeSet;

/// How far before a mention others may be taken for it, in code points.
const NEAR: u32 = 400;

/// The mentions of a document, looked up by chain and by place.
pub(crate) struct Mentions<'a> {
    all: &'a [Mention],
    /// Of each chain its mentions, in order.
    of_chains: Vec<Vec<&'a Mention>>,
}

impl<'a> Mentions<'a> {
    /// Of what was read in a document.
    pub fn new(annotation: &'a Annotation) -> Self {
        let mut of_chains = vec![Vec::new(); annotation.chains.len()];
        for mention in &annotation.mentions {
            if let Some(of_chain) = of_chains.get_mut(mention.chain as usize) {
                of_chain.push(mention);
            }
        }
        Self { all: &annotation.mentions, of_chains }
    }

    /// The mention of a chain that these words are.
    pub fn at(&self, chain: u32, span: Span) -> Option<&'a Mention> {
        let off = |mention: &&&Mention| mention.span.start.abs_diff(span.start) + mention.span.end.abs_diff(span.end);
        self.of(chain).iter().filter(|mention| mention.span.overlaps(span)).min_by_key(off).copied()
    }

    /// The last mention of a chain that ends before a position.
    pub fn before(&self, chain: u32, position: u32) -> Option<&'a Mention> {
        self.of(chain).iter().rev().find(|mention| mention.span.end <= position).copied()
    }

    /// Whether a chain has a name.
    pub fn is_named(&self, chain: u32) -> bool {
        self.of(chain).iter().any(|mention| mention.kind == MentionKind::Name)
    }

    /// How many other things of the same sort are spoken of not far before a mention.
    pub fn rivals(&self, mention: &Mention) -> usize {
        let position = mention.span.start;
        let begun = self.all.partition_point(|other| other.span.start < position);
        let near = self.all[..begun].iter().rev().take_while(|other| other.span.start + NEAR > position);
        let rivals = near.filter(|other| other.thing == mention.thing && other.span.end <= position);
        let chains: BTreeSet<u32> = rivals.map(|other| other.chain).filter(|chain| *chain != mention.chain).collect();
        chains.len()
    }

    fn of(&self, chain: u32) -> &[&'a Mention] {
        self.of_chains.get(chain as usize).map_or(&[], |mentions| mentions)
    }
}
