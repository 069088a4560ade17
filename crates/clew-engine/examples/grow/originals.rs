//! The documents that a grown case is made from, as a real case holds them.

use clew_analysis::{Told, ToldTriggers};
use clew_model::{Annotation, Reading};
use clew_store::{CaseFile, StoreError, unpack_told};
use std::collections::HashMap;

/// A document of the originals.
pub struct Original {
    /// Its id.
    pub id: String,
    /// What was read.
    pub reading: Reading,
    /// What language and analysis made of it.
    pub annotation: Annotation,
    /// Words that tell that something happens: what they were found by is not kept.
    pub triggers: ToldTriggers,
    /// The place among the originals of the one that it repeats.
    pub copy_of: Option<usize>,
}

/// Every document of a case, in the order of arrival.
pub fn originals(file: &CaseFile) -> Result<Vec<Original>, StoreError> {
    let mut numbers = file.document_numbers()?;
    numbers.sort_unstable();
    let place: HashMap<i64, usize> = numbers.iter().enumerate().map(|(place, number)| (*number, place)).collect();
    let copies: HashMap<i64, i64> = file.chosen_copies()?.into_iter().map(|(copy, of, _)| (copy, of)).collect();
    let mut triggers = HashMap::new();
    file.each_told(|rows| {
        for row in rows {
            triggers.insert(row.document, unpack_told::<Told>(&row.told)?.triggers);
        }
        Ok::<_, StoreError>(())
    })?;
    let mut found = Vec::with_capacity(numbers.len());
    for number in numbers {
        let Some(stored) = file.document(number)? else { continue };
        let read = stored.reading;
        let reading = Reading {
            text: read.text,
            furniture: read.furniture,
            authors: read.authors,
            title: stored.line.title,
            publisher: stored.line.publisher,
            published: stored.line.published_at,
            language: stored.line.language,
            ..Reading::default()
        };
        let annotation = file.annotation(number)?.unwrap_or_default();
        let copy_of = copies.get(&number).and_then(|of| place.get(of)).copied();
        let triggers = triggers.remove(&number).unwrap_or_default();
        found.push(Original { id: stored.line.id, reading, annotation, triggers, copy_of });
    }
    Ok(found)
}
