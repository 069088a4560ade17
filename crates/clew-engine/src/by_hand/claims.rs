//! Claims that people made.

use super::{Overlaid, at, moved};
use clew_model::{
    Act, Argument, Attribution, Certainty, Claim, CodePoints, Filler, Mention, MentionKind, QuotedClaim, Source,
    SourceKind, Span, StatedByHand, ThingType,
};

/// What a claim that a person made is said to be found by.
pub(crate) const HAND: &str = "hand";

impl Overlaid {
    pub(super) fn lay_claim(
        &mut self,
        points: &CodePoints<'_>,
        decision: u32,
        quoted: &QuotedClaim,
        stated: &StatedByHand,
    ) -> Option<()> {
        let moved = moved(points, &quoted.sentence)?;
        let trigger = at(points, &quoted.trigger, moved)?;
        let sentences = &self.annotation.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.start <= trigger.start).checked_sub(1)?;
        let mut arguments = Vec::with_capacity(quoted.arguments.len());
        for argument in &quoted.arguments {
            let span = at(points, &argument.quoted, moved)?;
            arguments.push(Argument { role: argument.role, span, filler: self.filler(span) });
        }
        let source = match &stated.source {
            Some(source) => Some(at(points, source, moved)?),
            None => None,
        };
        arguments.sort_by_key(|argument| (argument.role, argument.span));
        let id = self.annotation.claims.len() as u32;
        let attribution = source.map(|source| self.attribute(source, trigger));
        self.annotation.claims.push(Claim {
            id,
            predicate: quoted.predicate,
            subtype: quoted.subtype.clone(),
            trigger,
            arguments,
            quantity: quoted.quantity.clone(),
            time: stated.time,
            polarity: quoted.polarity,
            certainty: Certainty { level: stated.certainty, cue: None },
            modality: stated.modality,
            opinion: false,
            attribution,
            evidence: Vec::new(),
            event: None,
            carried_from: None,
            sentence: sentence as u32,
            by: HAND.to_owned(),
            // The share of claims found so that are right: a person answers for this one.
            score: 1.0,
        });
        self.claims.push((decision, id));
        Some(())
    }

    /// What words refer to: the mention that they are, or the longest that ends with them ("the engineer Jonas Weil").
    fn filler(&self, span: Span) -> Filler {
        let chain = self.mention_at(span).map(|mention| mention.chain);
        chain.map_or(Filler::Words, Filler::Chain)
    }

    fn mention_at(&self, span: Span) -> Option<&Mention> {
        let inside = self.annotation.mentions.iter().filter(|mention| span.contains(mention.span));
        inside
            .filter(|mention| mention.span.end == span.end)
            .max_by_key(|mention| mention.span.end - mention.span.start)
    }

    /// That somebody says so.
    fn attribute(&mut self, source: Span, content: Span) -> u32 {
        let id = self.annotation.attributions.len() as u32;
        let mention = self.mention_at(source).copied();
        let chain = mention.map(|mention| mention.chain);
        let is_named = chain.is_some_and(|chain| {
            let of_chain = self.annotation.mentions.iter().filter(|mention| mention.chain == chain);
            of_chain.into_iter().any(|mention| mention.kind == MentionKind::Name)
        });
        let source_kind = match mention.map(|mention| mention.thing) {
            Some(ThingType::Work) => SourceKind::Document,
            _ if is_named => SourceKind::Named,
            _ => SourceKind::Unnamed,
        };
        self.annotation.attributions.push(Attribution {
            id,
            source: Some(Source { span: source, chain }),
            cue: Vec::new(),
            content: vec![content],
            within: None,
            act: Act::Said,
            source_kind,
        });
        id
    }
}
