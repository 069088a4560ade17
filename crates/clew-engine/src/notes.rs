//! What people write down beside the case, with words of documents that they quote.

use crate::answer::{NoteView, QuoteView};
use crate::decide::Applied;
use crate::{Case, EngineError, ErrorKind};
use clew_model::{
    CodePoints, Decision, Note, NoteQuote, NotedOn, Quoted, QuotedClaim, Span, Verdict, on_one_line, places_of,
};
use clew_store::{EntityLine, NewNote, Placed};
use jiff::Timestamp;

/// What a note is to be on, as it is named at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteOn {
    /// The case.
    Case,
    /// The entity of this id.
    Entity(String),
    /// The event of this id.
    Event(String),
    /// The finding of this id.
    Finding(String),
    /// The document of this number.
    Document(i64),
}

/// Words of a document to be quoted: by where they stand, or by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuote {
    /// The document's number.
    pub document: i64,
    /// Where the words stand; where nothing is said, the first place that has them.
    pub span: Option<Span>,
    /// The words, however lines break.
    pub words: String,
}

/// What is written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteText {
    /// The text.
    pub text: String,
    /// What it quotes.
    pub quotes: Vec<NewQuote>,
    /// Who writes it.
    pub who: Option<String>,
}

/// Why a note cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// There is no note of that number.
    #[error("the case has no note {0}")]
    NoSuchNote(u32),
    /// What the note is to be on is not in the case.
    #[error("the case has no {kind} {id}")]
    NothingThere {
        /// What sort of thing.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// Neither a word nor a quotation.
    #[error("a note has words, or quotes some")]
    Empty,
    /// The words do not stand in the document.
    #[error("document {document} does not hold the words {words:?}")]
    WordsNotThere {
        /// The document's number.
        document: i64,
        /// The words.
        words: String,
    },
}

impl NoteError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoSuchNote(_) | Self::NothingThere { .. } => ErrorKind::NotFound,
            Self::Empty | Self::WordsNotThere { .. } => ErrorKind::BadRequest,
        }
    }

    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoSuchNote(_) => Some("`clew note CASE list` lists them"),
            Self::WordsNotThere { .. } => Some("give the words as they stand in its text; `clew show` prints it"),
            _ => None,
        }
    }
}

impl Case {
    /// Writes a note down; its number.
    pub fn add_note(&mut self, on: &NoteOn, note: &NoteText, now: Timestamp) -> Result<u32, EngineError> {
        let on = self.noted_on(on)?;
        self.append_note(None, &on, note, now)
    }

    /// Writes a new version of a note; the earlier ones are kept.
    pub fn edit_note(&mut self, number: u32, note: &NoteText, now: Timestamp) -> Result<u32, EngineError> {
        let on = self.note_there(number)?.on;
        self.append_note(Some(number), &on, note, now)
    }

    /// Removes a note: its versions are kept, and no list shows it.
    pub fn remove_note(&mut self, number: u32, who: Option<&str>, now: Timestamp) -> Result<(), EngineError> {
        let on = self.note_there(number)?.on;
        let batch = self.file.batch(now)?;
        batch.note(&NewNote { note: Some(number), on: &on, text: None, quotes: &[], who })?;
        Ok(batch.commit()?)
    }

    /// Every note that was not removed, in order, with what it is on now.
    pub fn notes(&self) -> Result<Vec<NoteView>, EngineError> {
        let notes: Vec<Note> = self.file.notes()?.into_iter().filter(|note| note.text.is_some()).collect();
        let as_decisions: Vec<Decision> = notes.iter().filter_map(as_decision).collect();
        let applied = Applied::of(&self.file, &*self.by_hand()?, &as_decisions)?;
        notes.into_iter().map(|note| self.note_view(note, &applied)).collect()
    }

    /// Every version of a note in order, the removal too.
    pub fn note_versions(&self, number: u32) -> Result<Vec<Note>, EngineError> {
        let versions = self.file.note_versions(Some(number))?;
        if versions.is_empty() { Err(NoteError::NoSuchNote(number).into()) } else { Ok(versions) }
    }

    fn note_there(&self, number: u32) -> Result<Note, EngineError> {
        let latest = self.file.note_versions(Some(number))?.pop().filter(|note| note.text.is_some());
        Ok(latest.ok_or(NoteError::NoSuchNote(number))?)
    }

    fn append_note(
        &mut self,
        number: Option<u32>,
        on: &NotedOn,
        note: &NoteText,
        now: Timestamp,
    ) -> Result<u32, EngineError> {
        let (text, quotes) = (note.text.trim(), &note.quotes);
        if text.is_empty() && quotes.is_empty() {
            return Err(NoteError::Empty.into());
        }
        let quotes = quotes.iter().map(|quote| self.quoted(quote)).collect::<Result<Vec<_>, _>>()?;
        let who = note.who.as_deref().map(str::trim).filter(|who| !who.is_empty());
        let batch = self.file.batch(now)?;
        let number = batch.note(&NewNote { note: number, on, text: Some(text), quotes: &quotes, who })?;
        batch.commit()?;
        Ok(number)
    }

    fn quoted(&self, quote: &NewQuote) -> Result<NoteQuote, EngineError> {
        let found = self.file.document(quote.document)?.ok_or(EngineError::NoSuchDocument(quote.document))?;
        let points = CodePoints::new(&found.reading.text);
        let quoted = match quote.span {
            Some(span) => Some(Quoted::of(&points, span)).filter(|quoted| same_words(&quoted.words, &quote.words)),
            None => place_of(&points, &quote.words, 0),
        };
        let missing = || NoteError::WordsNotThere { document: quote.document, words: quote.words.clone() };
        let quoted = quoted.filter(|quoted| !quoted.words.trim().is_empty()).ok_or_else(missing)?;
        Ok(NoteQuote { sha256: found.sha256, document: found.line.id, quoted })
    }

    fn noted_on(&self, on: &NoteOn) -> Result<NotedOn, EngineError> {
        let missing = |kind, id: &str| NoteError::NothingThere { kind, id: id.to_owned() };
        Ok(match on {
            NoteOn::Case => NotedOn::Case,
            NoteOn::Entity(id) => {
                let entity = self.entity_of_id(id)?.ok_or_else(|| missing("entity", id))?;
                NotedOn::Entity(self.known_by(&entity)?)
            }
            NoteOn::Event(id) => {
                let event = self.file.event(id)?.ok_or_else(|| missing("event", id))?;
                NotedOn::Event(self.first_of(&event.claims)?.ok_or_else(|| missing("event", id))?)
            }
            NoteOn::Finding(id) => {
                let finding = self.file.finding(id)?.ok_or_else(|| missing("finding", id))?;
                NotedOn::Finding(self.first_of(&finding.claims)?.ok_or_else(|| missing("finding", id))?)
            }
            NoteOn::Document(number) => {
                let found = self.file.document(*number)?.ok_or(EngineError::NoSuchDocument(*number))?;
                NotedOn::Document { sha256: found.sha256, id: found.line.id }
            }
        })
    }

    /// The oldest of claims by its words.
    fn first_of(&self, claims: &[clew_model::ClaimAt]) -> Result<Option<Box<QuotedClaim>>, EngineError> {
        let Some(first) = claims.iter().min() else { return Ok(None) };
        let Some(found) = self.file.document(first.document)? else { return Ok(None) };
        let annotation = self.annotation_of(first.document)?.unwrap_or_default();
        let points = CodePoints::new(&found.reading.text);
        let claim = annotation.claims.get(first.claim as usize);
        Ok(claim.map(|claim| Box::new(QuotedClaim::of(found.sha256, &points, &annotation.sentences, claim))))
    }

    fn note_view(&self, note: Note, applied: &Applied) -> Result<NoteView, EngineError> {
        let (on, name) = match &note.on {
            NotedOn::Case => (Some(NoteOn::Case), None),
            NotedOn::Entity(entity) => {
                let line = self.entity_now(note.number, applied)?;
                let name = line.as_ref().map_or(&entity.name, |line| &line.name).clone();
                (line.map(|line| NoteOn::Entity(line.id)), Some(name))
            }
            NotedOn::Event(claim) => {
                let id = self.placed_now(note.number, applied)?.and_then(|placed| placed.event);
                let event = id.map(|id| self.file.event(&id)).transpose()?.flatten();
                let name =
                    event.as_ref().map_or_else(|| on_one_line(&claim.sentence.words), |event| event.name.clone());
                (event.map(|event| NoteOn::Event(event.id)), Some(name))
            }
            NotedOn::Finding(claim) => {
                let id = self.placed_now(note.number, applied)?.and_then(|placed| placed.finding);
                (id.map(NoteOn::Finding), Some(on_one_line(&claim.sentence.words)))
            }
            NotedOn::Document { id, .. } => {
                let now = applied.documents.iter().find(|(number, _)| *number == note.number);
                (now.map(|(_, document)| NoteOn::Document(*document)), Some(id.clone()))
            }
        };
        let quotes = note.quotes.iter().map(|quote| self.quote_view(quote)).collect::<Result<_, _>>()?;
        Ok(NoteView { is_left: on.is_none(), on: on.unwrap_or(NoteOn::Case), note, name, quotes })
    }

    /// The entity that a note is on now.
    fn entity_now(&self, note: u32, applied: &Applied) -> Result<Option<EntityLine>, EngineError> {
        let chains = applied.chains.iter().filter(|(number, _)| *number == note).map(|(_, chain)| *chain);
        let ids = self.entities_at(chains.take(1))?;
        Ok(ids.first().map(|id| self.file.entity(id)).transpose()?.flatten())
    }

    /// What became of the claim by which a note knows what it is on.
    fn placed_now(&self, note: u32, applied: &Applied) -> Result<Option<Placed>, EngineError> {
        let Some((_, document, claim)) = applied.claims.iter().find(|(number, ..)| *number == note) else {
            return Ok(None);
        };
        Ok(self.file.placed(*document)?.remove(claim))
    }

    /// A quotation with the place where its words stand now.
    fn quote_view(&self, quote: &NoteQuote) -> Result<QuoteView, EngineError> {
        let documents = self.file.documents_by_original()?;
        let meant = crate::decide::documents_named(&self.file, &documents, quote.sha256, &quote.document)?;
        let mut view = QuoteView { quote: quote.clone(), line: None, span: None };
        let Some(number) = meant.first() else { return Ok(view) };
        let Some((text, _)) = self.file.story(*number)? else { return Ok(view) };
        let points = CodePoints::new(&text);
        let as_it_was = Some(quote.quoted.clone()).filter(|quoted| points.slice(quoted.span()) == quoted.words);
        let stands = as_it_was.or_else(|| place_of(&points, &quote.quoted.words, quote.quoted.start));
        (view.line, view.span) = (self.file.document_line(*number)?, stands.map(|quoted| quoted.span()));
        Ok(view)
    }
}

/// A note as a decision would name what it is on, to be found as decisions find theirs.
fn as_decision(note: &Note) -> Option<Decision> {
    Some(Decision {
        number: note.number,
        verdict: Verdict::Accept,
        about: note.on.about()?,
        who: None,
        why: None,
        recorded_at: note.recorded_at,
        brought_from: None,
        undone_by: None,
    })
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// Where these words stand in a text, however lines break; of several places the nearest to `near`.
fn place_of(points: &CodePoints<'_>, words: &str, near: u32) -> Option<Quoted> {
    let found = places_of(points.text(), words).map(|bytes| points.span(bytes));
    let nearest = found.min_by_key(|span| span.start.abs_diff(near));
    nearest.map(|span| Quoted::of(points, span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_nearest_to_where_they_stood() {
        let text = "Żar at dawn.\nRain  fell. Rain\nfell again.";
        let points = CodePoints::new(text);
        let found = |words, near| place_of(&points, words, near).map(|quoted| (quoted.start, quoted.end));
        assert_eq!(found("Rain fell", 0), Some((13, 23)));
        assert_eq!(found("Rain fell", 30), Some((25, 34)));
        assert_eq!(found("Rain rose", 0), None);
        assert_eq!(found("  ", 0), None);
    }
}
