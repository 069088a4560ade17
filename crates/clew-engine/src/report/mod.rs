//! What a case amounts to, told in sentences that are made from findings.
//!
//! A [`Report`] is a plain value: sections of paragraphs of sentences, each with the quotations that show it. Its own words are those of
//! words/report.txt. What it never does: say what no document shows, say who is right, turn "suspected" into "did", or tell how
//! likely something is and how well it is supported in one sentence. Rejected: sentences written by a language model, for no reader
//! could tell which of their words a document bears out.

mod about;
mod citing;
mod clause;
mod events;
mod noted;
mod people;
mod rated;
mod saying;
mod told;
mod weak;
mod words;
mod writer;

pub use about::Scope;
pub(crate) use told::describes;

use crate::{Case, EngineError, Redaction};
use clew_model::{Interval, Sha256, Span};
use jiff::civil::Date;
use writer::Writer;

/// What is to be told, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportQuery {
    /// Ids of the entities and events that it is about; everything where there are none.
    pub about: Vec<String>,
    /// The day at whose end the case is looked at, to be said in the report; the case is to look so itself.
    pub as_of: Option<Date>,
    /// Whether what nothing but withdrawn documents shows is told, too; it then says so.
    pub with_retracted: bool,
    /// Whether protected people are named.
    pub unredacted: bool,
}

/// A report, ready to be written in some form.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it is called.
    pub title: String,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// What shows its sentences, in the order in which they are first cited: note 1 is the first.
    pub citations: Vec<Citation>,
    /// The documents that are cited, in the order in which they could be read.
    pub documents: Vec<CitedDocument>,
}

/// A part of a report under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// 1 for a section, 2 for a part of the one before.
    pub level: u8,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// Sentences that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number, by which other paragraphs speak of it.
    pub number: Option<u32>,
    /// The day or days that it is under, in words.
    pub day: Option<String>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// A sentence, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub words: String,
    /// What it speaks of: only a sentence about the report may have no citation.
    pub speaks_of: SpeaksOf,
    /// Places in [`Report::citations`] of what shows it, in order.
    pub citations: Vec<usize>,
}

/// What a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeaksOf {
    /// The case.
    Case,
    /// The report itself, or the case file.
    Report,
    /// What a person wrote in a note.
    Note,
}

/// Words of a document that show something.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The words, on one line.
    pub quote: String,
    /// Where they stand in the document's text.
    pub span: Span,
    /// On whose word, where it is not the publisher's own.
    pub origin: Option<String>,
    /// The place in [`Report::documents`] of the document.
    pub document: usize,
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq)]
pub struct CitedDocument {
    /// Its number in the case.
    pub number: i64,
    /// What it is called: its title, or else its file's name.
    pub title: String,
    /// The name of the file that it came in, without folders.
    pub file: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Interval,
    /// Whether clew inferred when.
    pub is_day_inferred: bool,
    /// SHA-256 of its original.
    pub sha256: Sha256,
    /// The number of the decision that withdrew it, or the document that it repeats.
    pub withdrawn_by: Option<u32>,
}

/// Why a report is not given out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// A sentence about the case that nothing shows.
    #[error("a sentence has nothing that shows it: {0}")]
    Uncited(String),
    /// A sentence that withdrawn documents alone show, and that does not say so.
    #[error("a sentence rests on withdrawn documents alone: {0}")]
    Withdrawn(String),
    /// What it is to be about is not in the case.
    #[error("the case has neither an entity nor an event {0}")]
    NothingToTell(String),
}

impl Case {
    /// What the case amounts to, or what it has of some people, things and events.
    pub fn report(&self, query: &ReportQuery) -> Result<Report, EngineError> {
        let redaction = if query.unredacted { Redaction::none() } else { self.redaction()? };
        let report = Writer::new(self, query, redaction)?.write()?;
        report.check(query.with_retracted)?;
        Ok(report)
    }
}

impl Report {
    /// Looks whether every sentence is shown by something, and none rests on withdrawn documents alone without saying so.
    pub fn check(&self, with_retracted: bool) -> Result<(), ReportError> {
        let is_withdrawn = |at: &usize| {
            let citation = self.citations.get(*at);
            citation.is_some_and(|citation| self.documents[citation.document].withdrawn_by.is_some())
        };
        for sentence in self.sections.iter().flat_map(|section| &section.paragraphs).flat_map(|it| &it.sentences) {
            if sentence.speaks_of == SpeaksOf::Report {
                continue;
            }
            if sentence.citations.is_empty() {
                return Err(ReportError::Uncited(sentence.words.clone()));
            }
            let says_so = with_retracted && sentence.words.ends_with(words::word("withdrawn.sentence"));
            if sentence.citations.iter().all(is_withdrawn) && !says_so {
                return Err(ReportError::Withdrawn(sentence.words.clone()));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(sentence: Sentence, withdrawn_by: Option<u32>) -> Report {
        let document = CitedDocument {
            number: 1,
            title: "Four dead".to_owned(),
            file: "four.txt".to_owned(),
            publisher: None,
            published: Interval::open(),
            is_day_inferred: false,
            sha256: Sha256::of(b"four"),
            withdrawn_by,
        };
        let citation = Citation { quote: "Four died.".to_owned(), span: Span::new(0, 10), origin: None, document: 0 };
        let paragraphs = vec![Paragraph { sentences: vec![sentence], ..Paragraph::default() }];
        let sections = vec![Section { heading: "What happened".to_owned(), level: 1, paragraphs }];
        Report { title: "Flood".to_owned(), sections, citations: vec![citation], documents: vec![document] }
    }

    fn sentence(words: &str, citations: &[usize]) -> Sentence {
        Sentence { words: words.to_owned(), speaks_of: SpeaksOf::Case, citations: citations.to_vec() }
    }

    #[test]
    fn what_nothing_shows_is_refused() {
        let uncited = report(sentence("Nine died.", &[]), None);
        assert_eq!(uncited.check(true), Err(ReportError::Uncited("Nine died.".to_owned())));
        assert_eq!(report(sentence("Four died.", &[0]), None).check(false), Ok(()));
        let of_report = Sentence { speaks_of: SpeaksOf::Report, ..sentence("One document.", &[]) };
        assert_eq!(report(of_report, None).check(false), Ok(()));
    }

    #[test]
    fn what_rests_on_a_withdrawn_document_is_refused_unless_asked_for_and_said() {
        let plain = report(sentence("Four died.", &[0]), Some(3));
        let says_so = report(sentence("Four died. (This rests on a document that was withdrawn.)", &[0]), Some(3));
        for (report, with_retracted, expect) in
            [(&plain, false, false), (&plain, true, false), (&says_so, false, false)]
        {
            assert_eq!(report.check(with_retracted).is_ok(), expect);
        }
        assert_eq!(says_so.check(true), Ok(()));
    }
}
