//! What people wrote down, with the words that they quote.

use super::saying::on_one_line;
use super::words::{say, word};
use super::writer::Writer;
use super::{Paragraph, Section, Sentence, SpeaksOf};
use crate::answer::NoteView;
use crate::{EngineError, NoteOn};

impl Writer<'_> {
    /// The notes that quote something; their text is a person's, so that what it says is theirs to answer for.
    pub(super) fn notes(&mut self, sections: &mut Vec<Section>) -> Result<(), EngineError> {
        let mut paragraphs = Vec::new();
        let mut notes = self.case.notes()?;
        notes.retain(|view| self.is_noted(view));
        for view in notes {
            match self.noted(&view)? {
                Some(paragraph) => paragraphs.push(paragraph),
                None => self.left.notes += 1,
            }
        }
        self.section("heading.notes", paragraphs, sections);
        Ok(())
    }

    /// Whether a note is on what the report is about.
    fn is_noted(&self, view: &NoteView) -> bool {
        match &view.on {
            _ if self.scope.is_whole => true,
            NoteOn::Entity(id) => self.scope.entities.contains(id),
            NoteOn::Event(id) => self.scope.events.contains(id),
            NoteOn::Finding(id) => self.scope.findings.contains(id),
            NoteOn::Case | NoteOn::Document(_) => false,
        }
    }

    /// A note with its quotations; nothing where none of them stands.
    fn noted(&mut self, view: &NoteView) -> Result<Option<Paragraph>, EngineError> {
        let (mut standing, mut withdrawn) = (Vec::new(), Vec::new());
        for quote in &view.quotes {
            let (Some(line), Some(span)) = (&quote.line, quote.span) else { continue };
            let cited = (line.number, span, quote.quote.quoted.words.as_str());
            match self.citing.withdrawn_by(line.number)? {
                None => standing.push(cited),
                Some(_) => withdrawn.push(cited),
            }
        }
        let are_withdrawn = standing.is_empty() && !withdrawn.is_empty();
        let cited = if are_withdrawn && self.query.with_retracted { withdrawn } else { standing };
        if cited.is_empty() {
            return Ok(None);
        }
        let mut citations = Vec::new();
        for (document, span, words) in cited {
            citations.push(self.citing.words(document, span, words, None)?);
        }
        let text = view.note.text.as_deref().unwrap_or_default();
        let mut words = on_one_line(&self.citing.redaction.text(text), usize::MAX);
        if words.is_empty() {
            words = word("note.bare").to_owned();
        }
        if are_withdrawn {
            words = format!("{words} {}", word("withdrawn.sentence"));
        }
        let sentence = Sentence { words, speaks_of: SpeaksOf::Note, citations };
        Ok(Some(Paragraph { day: Some(self.note_head(view)), sentences: vec![sentence], ..Paragraph::default() }))
    }

    /// "On Jonas Weil (J. Doe)".
    fn note_head(&self, view: &NoteView) -> String {
        let label = match &view.on {
            NoteOn::Entity(id) => self.citing.redaction.label(id).map(str::to_owned),
            _ => None,
        };
        let name = view.name.as_deref().map(|name| on_one_line(&self.citing.plain(file_of(&view.on, name)), 80));
        let about = label.or(name).unwrap_or_else(|| word("note.case").to_owned());
        let who = view.note.who.as_deref().map(|who| say("note.by", &[("who", &self.citing.plain(who))]));
        say("note.about", &[("about", &about), ("by", who.as_deref().unwrap_or_default())])
    }
}

/// What a document is called without the folders that it lay in; anything else by its name.
fn file_of<'n>(on: &NoteOn, name: &'n str) -> &'n str {
    match on {
        NoteOn::Document(_) => name.rsplit(['/', '!', '\\']).next().unwrap_or(name),
        _ => name,
    }
}
