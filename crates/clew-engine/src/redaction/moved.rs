//! Where words stand once stretches of their text are hidden behind others, which are longer or shorter.

use clew_model::{Annotation, Filler, Span};
use std::collections::HashMap;

/// The stretches of one text that are hidden, in order: where each stood, and where the words in its place stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Moved(Vec<(Span, Span)>);

impl Moved {
    /// Of stretches in order and disjoint, each with the words that stand for it, in square brackets.
    pub fn by(hidden: &[(Span, String)]) -> Self {
        let (mut pairs, mut old_end, mut new_end) = (Vec::with_capacity(hidden.len()), 0, 0);
        for (was, label) in hidden {
            let start = new_end + (was.start - old_end);
            let is = Span::new(start, start + label.chars().count() as u32 + 2);
            (old_end, new_end) = (was.end, is.end);
            pairs.push((*was, is));
        }
        Self(pairs)
    }

    /// Whether nothing is hidden.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a stretch lies in one that is hidden.
    pub fn hides(&self, span: Span) -> bool {
        self.0.iter().any(|(was, _)| was.contains(span))
    }

    /// Where a stretch stands now; one that begins or ends within what is hidden begins or ends with it.
    pub fn span(&self, span: Span) -> Span {
        let start = self.point(span.start, false);
        let end = if span.end > span.start { self.point(span.end, true) } else { start };
        Span::new(start, end.max(start))
    }

    fn point(&self, at: u32, is_end: bool) -> u32 {
        let before = self.0.partition_point(|(was, _)| was.start < at);
        let Some((was, is)) = before.checked_sub(1).map(|last| self.0[last]) else { return at };
        match (at < was.end, is_end) {
            (true, true) => is.end,
            (true, false) => is.start,
            (false, _) => is.end + (at - was.end),
        }
    }

    /// An annotation at the places where its words stand now, with the claims that are told, by their numbers of before and now.
    pub fn annotation(&self, mut annotation: Annotation, told: &HashMap<u32, u32>) -> Annotation {
        let each = |spans: &mut Vec<Span>| spans.iter_mut().for_each(|span| *span = self.span(*span));
        each(&mut annotation.sentences);
        each(&mut annotation.quotations);
        annotation.mentions.iter_mut().for_each(|mention| mention.span = self.span(mention.span));
        annotation.times.iter_mut().for_each(|time| time.span = self.span(time.span));
        for attribution in &mut annotation.attributions {
            attribution.source.iter_mut().for_each(|source| source.span = self.span(source.span));
            each(&mut attribution.cue);
            each(&mut attribution.content);
        }
        for predication in &mut annotation.predications {
            predication.trigger = self.span(predication.trigger);
            predication.certainty.cue = predication.certainty.cue.map(|cue| self.span(cue));
        }
        annotation.claims.retain(|claim| told.contains_key(&claim.id));
        for claim in &mut annotation.claims {
            claim.id = told[&claim.id];
            claim.trigger = self.span(claim.trigger);
            claim.certainty.cue = claim.certainty.cue.map(|cue| self.span(cue));
            claim.evidence.iter_mut().for_each(|evidence| evidence.span = self.span(evidence.span));
            for argument in &mut claim.arguments {
                argument.span = self.span(argument.span);
                if let Filler::Claim(number) = argument.filler {
                    argument.filler = told.get(&number).map_or(Filler::Words, |number| Filler::Claim(*number));
                }
            }
        }
        annotation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_move_with_what_is_hidden_before_them() {
        // "Ona met Jonas Weil." becomes "[A] met [Witness B]."
        let moved = Moved::by(&[(Span::new(0, 3), "A".to_owned()), (Span::new(8, 18), "Witness B".to_owned())]);
        for (was, is) in [
            ((0, 3), (0, 3)),
            ((4, 7), (4, 7)),
            ((8, 18), (8, 19)),
            ((14, 18), (8, 19)),
            ((8, 13), (8, 19)),
            ((18, 19), (19, 20)),
            ((0, 19), (0, 20)),
            ((10, 10), (8, 8)),
        ] {
            assert_eq!(moved.span(Span::new(was.0, was.1)), Span::new(is.0, is.1), "{was:?}");
        }
        assert!(moved.hides(Span::new(9, 12)) && !moved.hides(Span::new(7, 12)));
        assert_eq!(Moved::default().span(Span::new(3, 5)), Span::new(3, 5));
    }
}
