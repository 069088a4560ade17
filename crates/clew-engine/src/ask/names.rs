use crate::answer::{Named, NamedEvent};
use crate::picture::{case_documents, stored};
use crate::{Case, EngineError, EntityQuery};
use clew_analysis::picture::Picture;
use clew_model::CaseEvent;
use jiff::civil::Date;

/// Entities looked at for a name; of more a user has to name one by its id.
const SOME: u32 = 20;

/// Which matter is asked for: one that fits either.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatterQuery {
    /// Told with all these words.
    pub words: Option<String>,
    /// Of the event of this id, or of a part of it.
    pub event: Option<String>,
}

impl Case {
    /// The entity of an id, or of a name that only one entity has: in full, or else as a part of its names.
    pub fn named(&self, what: &str) -> Result<Named, EngineError> {
        if let Some(line) = self.entity_of_id(what)? {
            return Ok(Named::One(line));
        }
        let query = EntityQuery { words: Some(what.to_owned()), limit: SOME, ..EntityQuery::default() };
        let mut found = self.file.entities(&query)?.items;
        let is_exact = |name: &String| name.to_lowercase() == what.to_lowercase();
        let exact: Vec<usize> = (0..found.len()).filter(|at| found[*at].names.iter().any(is_exact)).collect();
        Ok(match (exact.as_slice(), found.len()) {
            ([only], _) => Named::One(found.swap_remove(*only)),
            ([], 0) => Named::Nothing,
            ([], 1) => Named::One(found.swap_remove(0)),
            _ => Named::Several(found),
        })
    }

    /// The event of an id, or the only one whose name has all these words; of several the one that the others are parts of, or that
    /// most documents tell of, where that is clear.
    pub fn named_event(&self, what: &str) -> Result<NamedEvent, EngineError> {
        if let Some(event) = self.file.event(what)? {
            return Ok(NamedEvent::One(Box::new(event)));
        }
        let words = what.to_lowercase();
        let has_words = |name: &str| words.split_whitespace().all(|word| name.to_lowercase().contains(word));
        let called = self.file.event_names()?.into_iter().filter(|(_, name)| has_words(name));
        let called = called.map(|(id, _)| self.file.event(&id)).filter_map(Result::transpose);
        let mut found = called.collect::<Result<Vec<CaseEvent>, _>>()?;
        found.sort_by(|a, b| b.documents.len().cmp(&a.documents.len()).then_with(|| a.id.cmp(&b.id)));
        // "the deaths in the ferry sinking" has all the words of "the ferry sinking", and is a part of it.
        let is_part_of_another = |event: &CaseEvent| {
            event.part_of.as_ref().is_some_and(|whole| found.iter().any(|other| other.id == *whole))
        };
        let is_part: Vec<bool> = found.iter().map(is_part_of_another).collect();
        let mut parts = is_part.into_iter();
        found.retain(|_| !parts.next().unwrap_or_default());
        found.truncate(SOME as usize);
        Ok(match found.as_slice() {
            [] => NamedEvent::Nothing,
            [_] => NamedEvent::One(Box::new(found.swap_remove(0))),
            [first, second, ..] if first.documents.len() > second.documents.len() => {
                NamedEvent::One(Box::new(found.swap_remove(0)))
            }
            _ => NamedEvent::Several(found),
        })
    }

    /// Answers every question from now on as the case could be read at the end of a day: the picture is drawn anew, in memory, from
    /// what was published by then. A document whose date nobody knows is left out.
    pub fn look_as_of(&mut self, day: Date) -> Result<(), EngineError> {
        let copies = self.file.chosen_copies()?;
        let (documents, decided) = case_documents(&self.file, &copies, Some(day))?;
        let picture = stored(&documents, Picture::draw(&documents, &decided));
        Ok(self.file.look_at(&picture)?)
    }
}
