//! Quotations and who speaks them: in their own sentence, before a colon, or in the sentences around.

use super::attributions::Speaking;
use super::draft::Draft;
use super::lexicon::Frame;
use clew_model::Span;

/// A quotation is speech, and no phrase in marks, from this share of a sentence on.
const SPEECH_SHARE: f32 = 0.6;
/// A quotation runs on into the next paragraphs only so far, in code points between the two.
const PARAGRAPH_GAP: u32 = 8;
/// A quotation further than this from its speaker's last words, in code points, is not given to them.
const LONGEST_GAP: u32 = 2_000;
/// How many neighbours in the order of the text are looked at, so that time grows with a text's length.
pub(super) const NEIGHBOURS: usize = 64;

impl Speaking<'_> {
    /// Gives quotations to their speakers, and drops drafts that are left without a content.
    pub(super) fn with_quotations(&self, mut drafts: Vec<Draft>) -> Vec<Draft> {
        let quotations = outermost(self.quotations);
        for draft in drafts.iter_mut().filter(|draft| draft.frame == Frame::Clause) {
            snap(draft, &quotations);
        }
        drafts.extend(self.spoken_lines());
        drafts.sort_by_key(|draft| draft.head);
        let of_draft = |draft: &Draft| draft.content.iter().map(|content| (*content, draft.head)).collect::<Vec<_>>();
        let mut given: Vec<(Span, Span)> = drafts.iter().flat_map(of_draft).collect();
        given.sort_unstable_by_key(|(content, _)| content.end);
        for quotation in &quotations {
            let next = given.partition_point(|(content, _)| content.end <= quotation.start);
            let near = given[next..].iter().take(NEIGHBOURS);
            // What somebody says inside a quotation does not tell whose it is.
            let mut outside = near.filter(|(_, head)| !quotation.contains(*head));
            let is_given = outside.any(|(content, _)| content.overlaps(*quotation));
            if !is_given && self.is_speech(*quotation) {
                self.give(*quotation, &mut drafts);
            }
        }
        self.join_paragraphs(&quotations, &mut drafts);
        drafts.retain(|draft| !draft.content.is_empty());
        drafts.sort_by_key(|draft| draft.head);
        drafts
    }

    /// Gives a paragraph whose quotation is not closed to who speaks in the next one.
    fn join_paragraphs(&self, quotations: &[Span], drafts: &mut [Draft]) {
        let speaker = |drafts: &[Draft], quotation: &Span| {
            let from = drafts.partition_point(|draft| draft.head.start < quotation.start);
            let near = from.saturating_sub(NEIGHBOURS)..drafts.len().min(from + NEIGHBOURS);
            let speaks = |at: &usize| {
                let draft = &drafts[*at];
                !quotation.contains(draft.head) && draft.content.iter().any(|content| content.overlaps(*quotation))
            };
            near.into_iter().find(speaks)
        };
        for pair in quotations.windows(2).rev() {
            let [one, next] = pair else { continue };
            let between = self.points.slice(Span::new(one.end, next.start));
            let runs_on = between.starts_with('\n') && between.chars().count() as u32 <= PARAGRAPH_GAP;
            if runs_on
                && speaker(drafts, one).is_none()
                && let Some(at) = speaker(drafts, next)
            {
                drafts[at].take(*one);
            }
        }
    }

    /// Whether a quotation is most of a sentence.
    fn is_speech(&self, quotation: Span) -> bool {
        self.sentences_of(quotation).iter().any(|sentence| {
            let shared = sentence.end.min(quotation.end) - sentence.start.max(quotation.start);
            shared as f32 >= SPEECH_SHARE * sentence.len() as f32
        })
    }

    /// The sentences that a stretch shares a code point with.
    fn sentences_of(&self, span: Span) -> &[Span] {
        let from = self.sentences.partition_point(|sentence| sentence.end <= span.start);
        let to = self.sentences.partition_point(|sentence| sentence.start < span.end);
        &self.sentences[from..to.max(from)]
    }

    /// Finds the speaker of a quotation whose sentence does not say who speaks.
    fn give(&self, quotation: Span, drafts: &mut Vec<Draft>) {
        if let Some(signed) = self.signed(quotation) {
            let at = drafts.partition_point(|draft| draft.head <= signed.head);
            drafts.insert(at, signed);
            return;
        }
        let from = drafts.partition_point(|draft| draft.head.start < quotation.start);
        let near = &mut drafts[from.saturating_sub(NEIGHBOURS)..from];
        let Some(draft) = near.iter_mut().rfind(|draft| is_speaking(draft)) else { return };
        let end = draft.content.iter().map(|span| span.end).chain([draft.head.end]).max().expect("it has a head");
        if quotation.start.saturating_sub(end) > LONGEST_GAP {
            return;
        }
        let between = self.points.slice(Span::new(end.min(quotation.start), quotation.start));
        let breaks = between.matches("\n").count();
        let runs_on =
            breaks > 0 && between.chars().count() as u32 <= PARAGRAPH_GAP || between.trim_end().ends_with(':');
        let same_paragraph =
            breaks == 0 && self.sentences_of(Span::new(draft.head.start, quotation.start + 1)).len() <= 3;
        if runs_on || same_paragraph {
            draft.take(quotation);
        }
    }
}

fn is_speaking(draft: &Draft) -> bool {
    draft.frame == Frame::Clause && draft.source.is_some() && draft.acts.is_telling
}

/// Lets a content that begins in a quotation hold all of it.
fn snap(draft: &mut Draft, quotations: &[Span]) {
    for content in draft.content.clone() {
        let next = quotations.partition_point(|quotation| quotation.end <= content.start);
        let Some(quotation) = quotations.get(next).filter(|quotation| quotation.start <= content.start) else {
            continue;
        };
        if !quotation.contains(draft.head) {
            draft.take(*quotation);
        }
    }
}

/// The quotations that stand in no other.
fn outermost(quotations: &[Span]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for quotation in quotations {
        if found.last().is_none_or(|last| last.end <= quotation.start) {
            found.push(*quotation);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::draft::{Acts, SourceDraft};
    use clew_model::{Act, CodePoints};

    /// The contents of a draft of "Weil said" in a text, which is given the content that stands there, once the text's quotations
    /// have their speakers.
    fn contents(text: &str, content: &str) -> Vec<Vec<String>> {
        let points = CodePoints::new(text);
        let span = |words: &str| {
            let start = text.find(words).expect("the words stand there");
            points.span(start..start + words.len())
        };
        let [source, head] = ["Weil", "said"].map(span);
        let draft = Draft {
            head,
            cue: [head].into(),
            source: Some(SourceDraft { span: source, head: source, is_document: false, is_data: false }),
            content: if content.is_empty() { Vec::new() } else { vec![span(content)] },
            acts: Acts::of(&[Act::Said]),
            frame: Frame::Clause,
            states: true,
            is_known: false,
            cited_by: None,
        };
        let sentences = crate::sentences(&points, &[]);
        let quotations = crate::quotations(&points, &[]);
        let speaking =
            Speaking { points: &points, sentences: &sentences, quotations: &quotations, mentions: &[], chains: &[] };
        let print = |draft: Draft| draft.content.iter().map(|span| points.slice(*span).to_owned()).collect();
        speaking.with_quotations(vec![draft]).into_iter().map(print).collect()
    }

    #[test]
    fn a_content_that_begins_in_a_quotation_is_all_of_it() {
        assert_eq!(contents("\"We knew. We left,\" Weil said.", "We left"), [["We knew. We left,"]]);
        assert_eq!(contents("Weil said the \"old\" road was shut.", "the \"old\" road"), [["the \"old\" road"]]);
    }

    #[test]
    fn a_quotation_is_given_to_who_spoke_just_before() {
        let on = "Weil said no.\n\n\"We left at once.\"";
        assert_eq!(contents(on, "no"), [["no", "We left at once."]]);
        assert_eq!(contents("Weil said no. \"We left at once.\"", "no"), [["no", "We left at once."]]);
        let apart = "Weil said no.\n\nIt rained all day in Oslo.\n\n\"We left at once.\"";
        assert_eq!(contents(apart, "no"), [["no"]]);
        let before = "\"We left at once.\"\n\nThen Weil said no.";
        assert_eq!(contents(before, "no"), [["no"]]);
    }

    #[test]
    fn a_phrase_in_marks_is_no_speech() {
        assert_eq!(contents("Weil said no. He left the \"old\" town in the north.", "no"), [["no"]]);
    }

    #[test]
    fn who_says_nothing_is_left_out() {
        assert_eq!(contents("Weil said nothing.", ""), Vec::<Vec<String>>::new());
        assert_eq!(contents("Weil said: \"We left the old town at once.\"", ""), [["We left the old town at once."]]);
    }
}
