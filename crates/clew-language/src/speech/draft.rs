//! An attribution before its document has been read to the end.

use super::ascriptions::Ascription;
use super::lexicon::Frame;
use super::sentence::Sentence;
use clew_model::{Act, Relation, Span};

/// An attribution as one sentence gives it.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The main word of the cue; the beginning of the content where there is no cue.
    pub head: Span,
    /// The words that ascribe.
    pub cue: Vec<Span>,
    /// Who it is ascribed to.
    pub source: Option<SourceDraft>,
    /// What is ascribed; empty where the sentence does not hold it.
    pub content: Vec<Span>,
    /// What the source may be doing, likeliest first.
    pub acts: Vec<Act>,
    /// How the content hangs on the cue.
    pub frame: Frame,
}

/// The words of a source.
#[derive(Debug, Clone)]
pub(crate) struct SourceDraft {
    /// The whole phrase, without relative clauses.
    pub span: Span,
    /// Its head word.
    pub head: Span,
    /// The head word as in a dictionary.
    pub lemma: String,
}

impl Draft {
    /// What a sentence's ascription says, in positions of the text.
    pub fn new(sentence: &Sentence, ascription: &Ascription) -> Self {
        let source = ascription.source.and_then(|source| SourceDraft::new(sentence, source));
        let mut content = ascription.content.clone();
        content.remove(&ascription.cue);
        Self {
            head: sentence.span_of(ascription.head),
            cue: sentence.stretches(&ascription.cue),
            source,
            content: sentence.stretches(&content),
            acts: ascription.acts.clone(),
            frame: ascription.frame,
        }
    }

    /// How many code points the content has.
    pub fn content_len(&self) -> u32 {
        self.content.iter().map(|span| span.len()).sum()
    }

    /// Adds a stretch to the content, joining it with what it overlaps.
    pub fn take(&mut self, span: Span) {
        let (joined, mut apart): (Vec<Span>, Vec<Span>) =
            self.content.iter().partition(|content| content.overlaps(span));
        let start = joined.iter().map(|span| span.start).chain([span.start]).min().expect("it has one at least");
        let end = joined.iter().map(|span| span.end).chain([span.end]).max().expect("it has one at least");
        apart.push(Span::new(start, end));
        apart.sort_unstable();
        self.content = apart;
    }
}

impl SourceDraft {
    fn new(sentence: &Sentence, head: usize) -> Option<Self> {
        let is_cut = |at| {
            let relation = sentence.relation(at);
            let is_link = matches!(relation, Relation::Case | Relation::Mark | Relation::Cc | Relation::Cop);
            sentence.exact_relation(at) == Relation::AclRelcl
                || relation == Relation::Parataxis
                || is_link && at < head && sentence.head(at) == Some(head)
        };
        let words = sentence.below_without(head, is_cut);
        let stretches = sentence.stretches(&words);
        let span = stretches.into_iter().find(|span| span.contains(sentence.span_of(head)))?;
        Some(Self { span, head: sentence.span_of(head), lemma: sentence.lemma(head) })
    }
}
