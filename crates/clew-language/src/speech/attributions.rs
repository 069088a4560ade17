//! The attributions of a document, from what each of its sentences says and from its quotations.

use super::draft::{Draft, SourceDraft};
use clew_model::{Attribution, Chain, CodePoints, Mention, MentionKind, Source, SourceKind, Span, ThingType};

/// What a document's attributions are made from.
pub(crate) struct Speaking<'a> {
    /// The document's text.
    pub points: &'a CodePoints<'a>,
    /// Its sentences, in order.
    pub sentences: &'a [Span],
    /// Its quotations, in order, longer first.
    pub quotations: &'a [Span],
    /// Its mentions, in order.
    pub mentions: &'a [Mention],
    /// Their chains.
    pub chains: &'a [Chain],
}

impl Speaking<'_> {
    /// Makes attributions of what the sentences say.
    pub fn attributions(&self, drafts: Vec<Draft>) -> Vec<Attribution> {
        let drafts = self.nested(self.with_quotations(drafts));
        let named = self.named_chains();
        let finished = drafts.into_iter().enumerate().map(|(id, (draft, within))| {
            let source = draft.source.as_ref().map(|source| Source { span: source.span, chain: self.chain(source) });
            let source_kind = self.source_kind(draft.source.as_ref(), source.and_then(|source| source.chain), &named);
            Attribution {
                id: id as u32,
                source,
                cue: draft.cue.into(),
                content: draft.content,
                within,
                act: draft.acts.by(source_kind),
                source_kind,
            }
        });
        finished.collect()
    }

    /// The chain of the longest mention that begins in the source and holds its head; one may reach farther, by a relative clause.
    fn chain(&self, source: &SourceDraft) -> Option<u32> {
        let from = self.mentions.partition_point(|mention| mention.span.start < source.span.start);
        let inside = self.mentions[from..].iter().take_while(|mention| mention.span.start < source.span.end);
        let fitting = inside.filter(|mention| mention.span.contains(source.head));
        fitting.max_by_key(|mention| mention.span.len()).map(|mention| mention.chain)
    }

    fn named_chains(&self) -> Vec<bool> {
        let mut named = vec![false; self.chains.len()];
        for mention in self.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            named[mention.chain as usize] = true;
        }
        named
    }

    fn source_kind(&self, source: Option<&SourceDraft>, chain: Option<u32>, named: &[bool]) -> SourceKind {
        let Some(source) = source else { return SourceKind::None };
        let thing = chain.map(|chain| self.chains[chain as usize].thing);
        if thing == Some(ThingType::Work) || source.is_document {
            return SourceKind::Document;
        }
        let is_body = matches!(thing, Some(ThingType::Organization | ThingType::PublicBody));
        if is_body || chain.is_some_and(|chain| named[chain as usize]) {
            SourceKind::Named
        } else {
            SourceKind::Unnamed
        }
    }
}
