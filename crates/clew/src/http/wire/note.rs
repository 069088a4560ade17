use super::{DocumentLine, Span};
use clew_engine::{self as engine, NewQuote, NoteOn, NoteText, answer};
use clew_model as model;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a person wrote down, as its latest version has it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Note {
    /// Its number in the case.
    pub number: u32,
    /// What was written; it may be empty where something is quoted.
    pub text: String,
    /// What it is on.
    pub on: NotedOn,
    /// What it quotes.
    pub quotes: Vec<NoteQuote>,
    /// Who wrote it.
    pub who: Option<String>,
    /// When this version was written.
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Timestamp,
    /// How many versions there are.
    pub n_versions: u32,
}

/// What a note is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NotedOn {
    /// What sort of thing.
    pub kind: NotedKind,
    /// Its id, or a document's number; null of the case, and of what is not in it any more.
    pub id: Option<String>,
    /// What it is called; null of the case.
    pub name: Option<String>,
}

/// Sorts of things that notes are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum NotedKind {
    Case,
    Entity,
    Event,
    Finding,
    Document,
}

/// Words of a document in a note.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NoteQuote {
    /// The words.
    pub words: String,
    /// The document that they were quoted from; null where it is not in the case.
    pub document: Option<DocumentLine>,
    /// Where they stand in its text; null where they do not any more.
    pub span: Option<Span>,
}

/// A note to be written.
#[derive(Debug, Clone, PartialEq, Deserialize, ToSchema)]
pub struct NewNote {
    /// What sort of thing it is on.
    pub kind: NotedKind,
    /// The thing's id, or a document's number; null of the case.
    #[serde(default)]
    pub id: Option<String>,
    /// What is written.
    pub text: String,
    /// What it quotes.
    #[serde(default)]
    pub quotes: Vec<NewNoteQuote>,
    /// Who writes it.
    #[serde(default)]
    pub who: Option<String>,
}

/// A note to be written anew.
#[derive(Debug, Clone, PartialEq, Deserialize, ToSchema)]
pub struct NoteEdit {
    /// What is written.
    pub text: String,
    /// What it quotes.
    #[serde(default)]
    pub quotes: Vec<NewNoteQuote>,
    /// Who writes it.
    #[serde(default)]
    pub who: Option<String>,
}

/// A note to be taken out of every list.
#[derive(Debug, Clone, PartialEq, Deserialize, ToSchema)]
pub struct NoteRemoval {
    /// Who removes it.
    #[serde(default)]
    pub who: Option<String>,
}

/// Words of a document to be quoted.
#[derive(Debug, Clone, PartialEq, Deserialize, ToSchema)]
pub struct NewNoteQuote {
    /// The document's number.
    pub document: i64,
    /// Where they stand in its text; null: where they are found.
    #[serde(default)]
    #[schema(value_type = Option<Span>)]
    pub span: Option<(u32, u32)>,
    /// The words, however lines break.
    pub words: String,
}

/// A person who is protected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Protected {
    /// Id of their entity.
    pub entity: String,
    /// What they are called in what leaves the case.
    pub label: String,
}

impl NewNote {
    /// What it is on, in the engine's words; `None` where it is not said.
    pub fn on(&self) -> Option<NoteOn> {
        Some(match (self.kind, self.id.clone()) {
            (NotedKind::Case, _) => NoteOn::Case,
            (NotedKind::Entity, id) => NoteOn::Entity(id?),
            (NotedKind::Event, id) => NoteOn::Event(id?),
            (NotedKind::Finding, id) => NoteOn::Finding(id?),
            (NotedKind::Document, id) => NoteOn::Document(id?.parse().ok()?),
        })
    }

    /// What is written.
    pub fn written(self) -> NoteText {
        NoteEdit { text: self.text, quotes: self.quotes, who: self.who }.into()
    }
}

impl From<NoteEdit> for NoteText {
    fn from(edit: NoteEdit) -> Self {
        let quote = |NewNoteQuote { document, span, words }| {
            // What runs backward is no stretch, and stands nowhere.
            let span = span.map(|(start, end)| model::Span { start, end: end.max(start) });
            NewQuote { document, span, words }
        };
        Self { text: edit.text, quotes: edit.quotes.into_iter().map(quote).collect(), who: edit.who }
    }
}

impl From<answer::NoteView> for Note {
    fn from(view: answer::NoteView) -> Self {
        let answer::NoteView { note, on, name, is_left, quotes } = view;
        let kind = match note.on {
            model::NotedOn::Case => NotedKind::Case,
            model::NotedOn::Entity(_) => NotedKind::Entity,
            model::NotedOn::Event(_) => NotedKind::Event,
            model::NotedOn::Finding(_) => NotedKind::Finding,
            model::NotedOn::Document { .. } => NotedKind::Document,
        };
        let id = match on {
            engine::NoteOn::Case => None,
            engine::NoteOn::Entity(id) | engine::NoteOn::Event(id) | engine::NoteOn::Finding(id) => Some(id),
            engine::NoteOn::Document(number) => Some(number.to_string()),
        };
        Self {
            number: note.number,
            text: note.text.unwrap_or_default(),
            on: NotedOn { kind, id: id.filter(|_| !is_left), name },
            quotes: quotes.into_iter().map(NoteQuote::from).collect(),
            who: note.who,
            recorded_at: note.recorded_at,
            n_versions: note.n_versions,
        }
    }
}

impl From<answer::QuoteView> for NoteQuote {
    fn from(view: answer::QuoteView) -> Self {
        let answer::QuoteView { quote, line, span } = view;
        Self { words: quote.quoted.words, document: line.map(DocumentLine::from), span: span.map(Span::from) }
    }
}
