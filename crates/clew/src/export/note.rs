use clew_engine::NoteOn;
use clew_engine::answer::NoteView;
use clew_model::{NoteQuote, NotedOn};
use jiff::Timestamp;
use serde::Serialize;

/// `{"record": "note", ...}`: what a person wrote down, what it is on, and the words that it quotes.
#[derive(Serialize)]
pub struct NoteRecord<'a> {
    record: &'static str,
    number: u32,
    text: Option<&'a str>,
    noted_on: &'a NotedOn,
    /// Id of the entity, event or finding, or the document's number, as the case stands; null of the case and of what is left.
    now: Option<String>,
    quotes: &'a [NoteQuote],
    who: Option<&'a str>,
    recorded_at: Timestamp,
    n_versions: u32,
}

impl<'a> NoteRecord<'a> {
    /// The record of a note.
    pub fn new(view: &'a NoteView) -> Self {
        let note = &view.note;
        Self {
            record: "note",
            number: note.number,
            text: note.text.as_deref(),
            noted_on: &note.on,
            now: match &view.on {
                NoteOn::Case => None,
                NoteOn::Entity(id) | NoteOn::Event(id) | NoteOn::Finding(id) => Some(id.clone()),
                NoteOn::Document(number) => Some(number.to_string()),
            },
            quotes: &note.quotes,
            who: note.who.as_deref(),
            recorded_at: note.recorded_at,
            n_versions: note.n_versions,
        }
    }
}
