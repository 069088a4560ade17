//! An attribution before its document has been read to the end.

use super::ascriptions::Ascription;
use super::levels::is_factive;
use super::lexicon::{Frame, is_data, is_document};
use super::sentence::{Sentence, Words};
use clew_model::{Act, CodePoints, PartOfSpeech, Relation, SourceKind, Span};

/// An attribution as one sentence gives it.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The main word of the cue; the beginning of the content where there is no cue.
    pub head: Span,
    /// The words that ascribe.
    pub cue: Box<[Span]>,
    /// Who it is ascribed to.
    pub source: Option<SourceDraft>,
    /// What is ascribed; empty where the sentence does not hold it.
    pub content: Vec<Span>,
    /// What the source may be doing.
    pub acts: Acts,
    /// How the content hangs on the cue.
    pub frame: Frame,
    /// Whether the content states something, and does not just name it.
    pub states: bool,
    /// Whether its source knows the content, which is so in any case, and does not tell of it.
    pub is_known: bool,
    /// The head of the draft that passes this one on, where it does not stand in its content.
    pub cited_by: Option<Span>,
}

/// The words of a source.
#[derive(Debug, Clone)]
pub(crate) struct SourceDraft {
    /// The whole phrase, without relative clauses.
    pub span: Span,
    /// Its head word.
    pub head: Span,
    /// Whether the head word names a document, a record or data.
    pub is_document: bool,
    /// Whether it names data, pictures or traces.
    pub is_data: bool,
}

/// What a source may be doing, before it is known of what kind the source is: a record writes or shows what a person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acts {
    of_document: Act,
    of_others: Act,
    /// Whether it may be saying or writing.
    pub is_telling: bool,
}

impl Acts {
    /// Of acts that are possible, likeliest first; of none, saying.
    pub fn of(acts: &[Act]) -> Self {
        const OF_DOCUMENTS: [Act; 2] = [Act::Showed, Act::Wrote];
        let likeliest = acts.first().copied().unwrap_or(Act::Said);
        let of_document = OF_DOCUMENTS.into_iter().find(|act| acts.contains(act)).unwrap_or(likeliest);
        let of_others = acts.iter().copied().find(|act| !OF_DOCUMENTS.contains(act)).unwrap_or(likeliest);
        let is_telling = acts.iter().any(|act| matches!(act, Act::Said | Act::Wrote));
        Self { of_document, of_others, is_telling }
    }

    /// What a source of this kind is doing.
    pub fn by(self, source_kind: SourceKind) -> Act {
        if source_kind == SourceKind::Document { self.of_document } else { self.of_others }
    }
}

impl Draft {
    /// What a sentence's ascription says, in positions of the text.
    pub fn new(sentence: &Sentence, ascription: &Ascription) -> Self {
        let source = ascription.source.and_then(|head| match &ascription.source_words {
            Some(words) => SourceDraft::of_words(sentence, head, words),
            None => SourceDraft::new(sentence, antecedent(sentence, head)),
        });
        let mut content = ascription.content.clone();
        content.remove(&ascription.cue);
        Self {
            head: sentence.span_of(ascription.head),
            cue: sentence.stretches(&ascription.cue).into(),
            source,
            content: sentence.stretches(&content),
            acts: Acts::of(&ascription.acts),
            frame: ascription.frame,
            is_known: ascription.acts.first() == Some(&Act::Believed) && is_factive(&sentence.lemma(ascription.head)),
            cited_by: ascription.cited_by.map(|outer| sentence.span_of(outer)),
            states: content.iter().any(|word| sentence.is_predicate(word)) && !is_infinitive(sentence, &content),
        }
    }

    /// Whether it can be a link of a chain where it stands in another's content: someone's account of what is so, and no attitude
    /// to a thing, nothing that they know, and nothing of nobody's.
    pub fn is_link(&self) -> bool {
        if self.source.is_none() || self.is_known {
            return false;
        }
        let is_data = self.source.as_ref().is_some_and(|source| source.is_data);
        let is_record = self.acts.of_document == Act::Showed && self.source.as_ref().is_some_and(|one| one.is_document);
        match self.frame {
            _ if is_data && self.acts.of_document == Act::Showed => false,
            Frame::Matter | Frame::About | Frame::Clause | Frame::Noun if is_record => true,
            Frame::Matter | Frame::About | Frame::Plan | Frame::Adjective => false,
            Frame::Clause | Frame::Noun => self.states,
            _ => true,
        }
    }

    /// Where the words that ascribe end.
    pub fn cue_end(&self) -> u32 {
        self.cue.iter().map(|span| span.end).max().unwrap_or(self.head.end)
    }

    /// Takes a stretch out of the content, and the white space and commas that it leaves at the ends.
    pub fn drop_content(&mut self, points: &CodePoints, out: Span) {
        let parts = self.content.iter().flat_map(|span| {
            let (before, after) = (span.end.min(out.start), span.start.max(out.end));
            [(span.start, before), (after, span.end)]
        });
        let parts = parts.filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end));
        self.content = parts.map(|span| trimmed(points, span)).filter(|span| !span.is_empty()).collect();
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

/// "to leave at once": what is asked for, not what is told.
fn is_infinitive(sentence: &Sentence, content: &Words) -> bool {
    let word = content.iter().find(|at| sentence.part(*at) != PartOfSpeech::Punctuation);
    word.is_some_and(|word| sentence.relation(word) == Relation::Mark && sentence.lemma(word) == "to")
}

/// What a relative pronoun stands for, as far as words tell: the noun before it.
fn antecedent(sentence: &Sentence, pronoun: usize) -> usize {
    let is_relative = matches!(&*sentence.form(pronoun).to_lowercase(), "who" | "which") && pronoun > 0;
    let before = (0..pronoun).rev().take_while(|at| sentence.part(*at) != PartOfSpeech::Verb);
    let noun = before.filter(|at| matches!(sentence.part(*at), PartOfSpeech::Noun | PartOfSpeech::ProperNoun)).last();
    noun.filter(|_| is_relative).unwrap_or(pronoun)
}

/// A stretch without the white space and punctuation marks at its ends.
fn trimmed(points: &CodePoints, span: Span) -> Span {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—');
    let words = points.slice(span);
    let n_before = words.chars().take_while(|c| is_edge(*c)).count() as u32;
    let n_after = words.chars().rev().take_while(|c| is_edge(*c)).count() as u32;
    if n_before == span.len() {
        Span::new(span.start, span.start)
    } else {
        Span::new(span.start + n_before, span.end - n_after)
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
        Self::of_words(sentence, head, &sentence.below_without(head, is_cut))
    }

    /// A source of these words, as far as they stand together around their head.
    fn of_words(sentence: &Sentence, head: usize, words: &Words) -> Option<Self> {
        let stretches = sentence.stretches(words);
        let span = stretches.into_iter().find(|span| span.contains(sentence.span_of(head)))?;
        let lemma = sentence.lemma(head);
        Some(Self { span, head: sentence.span_of(head), is_document: is_document(&lemma), is_data: is_data(&lemma) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_shows_or_writes_what_a_person_says() {
        for (acts, of_document, of_others) in [
            (&[Act::Said, Act::Wrote][..], Act::Wrote, Act::Said),
            (&[Act::Said, Act::Wrote, Act::Showed], Act::Showed, Act::Said),
            (&[Act::Believed], Act::Believed, Act::Believed),
            (&[Act::Wrote], Act::Wrote, Act::Wrote),
            (&[], Act::Said, Act::Said),
        ] {
            let found = Acts::of(acts);
            assert_eq!(found.by(SourceKind::Document), of_document, "{acts:?}");
            for kind in [SourceKind::Named, SourceKind::Unnamed, SourceKind::None] {
                assert_eq!(found.by(kind), of_others, "{acts:?}");
            }
        }
        assert!(Acts::of(&[Act::Believed, Act::Wrote]).is_telling && !Acts::of(&[Act::Showed]).is_telling);
    }
}
