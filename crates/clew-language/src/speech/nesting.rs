//! Which attribution stands in which: the links of a chain, and their order.

use super::attributions::Speaking;
use super::draft::Draft;
use super::quoted::NEIGHBOURS;
use clew_model::Span;

/// Cues further apart, in code points, are not looked at for a semicolon between them.
const LONGEST_SENTENCE: u32 = 600;

impl Speaking<'_> {
    /// Puts drafts in the order of their heads, and says of each in whose content it stands.
    ///
    /// Two cues of one sentence that each stand in the other's content are put in order first. Attitudes to a thing ("he knew her")
    /// that stand in a content are part of what is told and no link of their own.
    pub(super) fn nested(&self, drafts: Vec<Draft>) -> Vec<(Draft, Option<u32>)> {
        let mut drafts = drafts;
        self.part_at_semicolons(&mut drafts);
        self.part_mutual(&mut drafts);
        let inside: Vec<bool> = (0..drafts.len()).map(|at| holder(&drafts, at).is_some()).collect();
        let is_kept =
            |draft: &Draft, is_inside: bool| if is_inside { draft.is_link() } else { !self.is_own_voice(draft) };
        let links = drafts.into_iter().zip(inside).filter(|(draft, is_inside)| is_kept(draft, *is_inside));
        let drafts: Vec<Draft> = links.map(|(draft, _)| draft).collect();
        let within: Vec<Option<usize>> = (0..drafts.len()).map(|at| holder(&drafts, at)).collect();
        let outer: Vec<Option<u32>> = (0..within.len()).map(|at| acyclic(&within, at)).collect();
        drafts.into_iter().zip(outer).collect()
    }

    /// "We can reveal that ...", outside of a quotation: the writer's own voice is no source.
    fn is_own_voice(&self, draft: &Draft) -> bool {
        let Some(source) = &draft.source else { return false };
        let is_writer = ["I", "we", "We"].contains(&self.points.slice(source.span));
        is_writer && !self.is_quoted(draft.head.start)
    }

    /// Whether a place stands in a quotation.
    fn is_quoted(&self, at: u32) -> bool {
        let next = self.quotations.partition_point(|quotation| quotation.end <= at);
        self.quotations.get(next).is_some_and(|quotation| quotation.start <= at)
    }

    /// "The union says the plant was unsafe; the company denies it": outside of a quotation a content ends where another speaks.
    fn part_at_semicolons(&self, drafts: &mut [Draft]) {
        for later in 1..drafts.len() {
            for earlier in later.saturating_sub(NEIGHBOURS)..later {
                let between =
                    Span::new(drafts[earlier].head.end, drafts[later].head.start.max(drafts[earlier].head.end));
                let is_near = between.len() < LONGEST_SENTENCE && holds(&drafts[earlier], &drafts[later]);
                let is_own = drafts[later].source.as_ref().is_some_and(|source| source.span.start > between.start);
                if let Some(at) = self.semicolon(between).filter(|_| is_near && is_own) {
                    drafts[earlier].drop_content(self.points, Span::new(at, u32::MAX));
                }
            }
        }
    }

    /// The first semicolon of a stretch that stands in no quotation.
    fn semicolon(&self, stretch: Span) -> Option<u32> {
        let marks = self.points.slice(stretch).chars().zip(stretch.start..).filter(|(c, _)| *c == ';');
        marks.map(|(_, at)| at).find(|at| !self.is_quoted(*at))
    }

    /// Of two drafts whose contents hold each other's cues, lets one stand in the other.
    fn part_mutual(&self, drafts: &mut [Draft]) {
        for later in 1..drafts.len() {
            for earlier in later.saturating_sub(NEIGHBOURS)..later {
                if holds(&drafts[earlier], &drafts[later]) && holds(&drafts[later], &drafts[earlier]) {
                    let (before, after) = drafts.split_at_mut(later);
                    self.part(&mut before[earlier], &mut after[0]);
                }
            }
        }
    }

    /// "The road is shut, a driver said, according to police": who is named last passes on all that comes before. Statements parted
    /// by a semicolon are each one's own.
    fn part(&self, earlier: &mut Draft, later: &mut Draft) {
        let between = Span::new(earlier.head.end, later.head.start);
        if let Some(at) = self.semicolon(between) {
            earlier.drop_content(self.points, Span::new(at, u32::MAX));
            later.drop_content(self.points, Span::new(0, at + 1));
            return;
        }
        let from = later.source.as_ref().map_or(later.head.start, |source| source.span.start.min(later.head.start));
        let is_last = earlier.content.iter().all(|content| content.start < from || later.cue_end() >= content.start);
        let to = if is_last { u32::MAX } else { later.cue_end() };
        earlier.drop_content(self.points, Span::new(from.max(earlier.head.end), to));
    }
}

/// Whether the cue of one stands in the content of another.
fn holds(outer: &Draft, inner: &Draft) -> bool {
    outer.content.iter().any(|content| content.contains(inner.head))
}

/// The other draft that passes one on, or with the shortest content in which its cue stands.
fn holder(drafts: &[Draft], at: usize) -> Option<usize> {
    let mut near = at.saturating_sub(NEIGHBOURS)..drafts.len().min(at + NEIGHBOURS);
    if let Some(head) = drafts[at].cited_by {
        return near.find(|other| drafts[*other].head == head);
    }
    let outer = near.filter(|other| *other != at && holds(&drafts[*other], &drafts[at]));
    outer.min_by_key(|other| drafts[*other].content_len())
}

/// Who holds a draft, unless that leads back to it.
fn acyclic(within: &[Option<usize>], at: usize) -> Option<u32> {
    let outer = within[at]?;
    let mut above = outer;
    for _ in 0..NEIGHBOURS {
        match within[above] {
            None => return Some(outer as u32),
            // Of a circle, who is held by a later one is its outermost.
            Some(next) if next == at => return (outer < at).then_some(outer as u32),
            Some(next) => above = next,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::draft::{Acts, SourceDraft};
    use crate::speech::lexicon::Frame;
    use clew_model::{Act, CodePoints};

    /// A draft as the words of its source, its cue, its content and its frame.
    type Written<'t> = (&'t str, &'t str, &'t str, Frame);

    /// The drafts of a text, once nested, as "SOURCE | CUE | CONTENT" and the number of the one that each stands in.
    fn check(text: &str, drafts: &[Written], expected: &[(&str, Option<u32>)]) {
        let points = CodePoints::new(text);
        let span = |words: &str| {
            let start = text.find(words).expect("the words stand there");
            points.span(start..start + words.len())
        };
        let draft = |(source, cue, content, frame): &Written| Draft {
            head: span(cue),
            cue: [span(cue)].into(),
            source: Some(SourceDraft { span: span(source), head: span(source), is_document: false, is_data: false }),
            content: vec![span(content)],
            acts: Acts::of(&[Act::Said]),
            frame: *frame,
            states: true,
            is_known: false,
            cited_by: None,
        };
        let quotations = crate::quotations(&points, &[]);
        let speaking =
            Speaking { points: &points, sentences: &[], quotations: &quotations, mentions: &[], chains: &[] };
        let print = |(draft, within): (Draft, Option<u32>)| {
            let source = draft.source.as_ref().map_or("", |source| points.slice(source.span));
            (format!("{source} | {} | {}", points.slice(draft.cue[0]), points.slice(draft.content[0])), within)
        };
        let found: Vec<_> = speaking.nested(drafts.iter().map(draft).collect()).into_iter().map(print).collect();
        let expected: Vec<_> = expected.iter().map(|(words, within)| ((*words).to_owned(), *within)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn who_is_named_last_passes_on_what_comes_before() {
        let text = "The road is shut, Weil said, police say";
        let drafts =
            [("Weil", "said", text, Frame::Clause), ("police", "say", "The road is shut, Weil said", Frame::Clause)];
        let expected = [
            ("Weil | said | The road is shut, Weil said", Some(1)),
            ("police | say | The road is shut, Weil said", None),
        ];
        check(text, &drafts, &expected);
    }

    #[test]
    fn statements_parted_by_a_semicolon_are_each_one_s_own() {
        let text = "Weil says the road is shut; police say it is not";
        let drafts = [
            ("Weil", "says", "the road is shut; police say it is not", Frame::Clause),
            ("police", "say it", "it is not", Frame::Clause),
        ];
        check(text, &drafts, &[("Weil | says | the road is shut", None), ("police | say it | it is not", None)]);
        // Inside a quotation it parts nothing.
        let text = "Weil said: \"The road is shut; police say it is not.\"";
        let said = "The road is shut; police say it is not.";
        let drafts = [("Weil", "said", said, Frame::Clause), ("police", "say", "it is not", Frame::Clause)];
        let whole = format!("Weil | said | {said}");
        check(text, &drafts, &[(&whole, None), ("police | say | it is not", Some(0))]);
    }

    #[test]
    fn an_attitude_inside_a_content_is_no_link() {
        let text = "Police said Weil wanted the road";
        let drafts =
            [("Police", "said", "Weil wanted the road", Frame::Clause), ("Weil", "wanted", "the road", Frame::Matter)];
        check(text, &drafts, &[("Police | said | Weil wanted the road", None)]);
    }

    #[test]
    fn a_circle_is_broken_where_an_earlier_draft_stands_in_a_later_one() {
        assert_eq!(
            (0..3).map(|at| acyclic(&[Some(1), Some(2), Some(0)], at)).collect::<Vec<_>>(),
            [None, None, Some(0)]
        );
        assert_eq!(acyclic(&[None, Some(0)], 1), Some(0));
        // A long way to the outermost is as good as a circle.
        let long: Vec<Option<usize>> = (0..200).map(|at| Some(at + 1)).chain([None]).collect();
        assert_eq!(acyclic(&long, 0), None);
    }
}
