use super::{DocumentLine, EntityLine, Quote};
use clew_model::{CaseEvent, IdentifierKind, Standing};
use clew_store::ClaimLine;

/// What events that are apart have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What they share.
    pub shared: Shared,
    /// What shows that it is the same in all of them.
    pub by: SharedBy,
    /// The incidents that share it, by day.
    pub incidents: Vec<LinkedIncident>,
}

/// One of the incidents that share something.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedIncident {
    /// The attack or disaster that its events belong to; nothing where they belong to none.
    pub incident: Option<CaseEvent>,
    /// Its events in which the shared thing stands, by day.
    pub events: Vec<LinkedEvent>,
}

/// Something that several events share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shared {
    /// A person, a body or a thing with a name.
    Entity(EntityLine),
    /// A number, a code or an address.
    Identifier {
        /// What sort it is.
        kind: IdentifierKind,
        /// The same for the same one.
        key: String,
        /// How it is written, each way once, in order.
        written: Vec<String>,
    },
}

/// What shows that events share one thing and not two of a name, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SharedBy {
    /// The same number, code or address.
    Identifier,
    /// A document that tells of it in several of the events.
    Document,
    /// A number or an address without what makes it the only one: two towns can have it.
    ShortForm,
    /// A name alone: two can bear it.
    Name,
}

impl SharedBy {
    /// The word for it, as printed in records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Document => "document",
            Self::ShortForm => "short-form",
            Self::Name => "name",
        }
    }
}

/// One of the events that share something.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedEvent {
    /// The event.
    pub event: CaseEvent,
    /// What the shared thing is to it; empty where its sentences only name it.
    pub roles: Vec<String>,
    /// Claims of the event that name it, with how their findings stand.
    pub claims: Vec<(ClaimLine, Option<Standing>)>,
    /// Sentences of a report of nothing but this incident that name it and claim nothing of an event.
    pub beside: Vec<(DocumentLine, Quote)>,
}
