use crate::answer::{Comparison, CopyLine, DocumentHead, DocumentLine, DocumentView, Page};
use crate::{Case, DocumentQuery, EngineError};
use clew_ingest::copies;
use clew_model::Annotation;
use clew_store::Mapped;

impl Case {
    /// Documents, as asked for.
    pub fn documents(&self, query: &DocumentQuery) -> Result<Page<DocumentLine>, EngineError> {
        Ok(self.file.documents(query)?)
    }

    /// The number of the document with this id (its latest version), or of this number.
    pub fn document_number(&self, id_or_number: &str) -> Result<Option<i64>, EngineError> {
        if let Some(number) = self.file.document_number(id_or_number)? {
            return Ok(Some(number));
        }
        let Ok(number) = id_or_number.parse() else { return Ok(None) };
        Ok(self.file.document_line(number)?.map(|line| line.number))
    }

    /// The numbers of all documents, by id.
    pub fn document_numbers(&self) -> Result<Vec<i64>, EngineError> {
        Ok(self.file.document_numbers()?)
    }

    /// The number and the id of every document.
    pub fn document_ids(&self) -> Result<Vec<(i64, String)>, EngineError> {
        Ok(self.file.document_ids()?)
    }

    /// What a list of records says of a document.
    pub fn document_head(&self, number: i64) -> Result<DocumentHead, EngineError> {
        let found = self.file.document(number)?.ok_or(EngineError::NoSuchDocument(number))?;
        let (authors, url) = (found.reading.authors, found.reading.url);
        Ok(DocumentHead { line: found.line, authors, url, sha256: found.sha256 })
    }

    /// What was read in a document; empty where its language is not analysed.
    pub fn annotation(&self, number: i64) -> Result<Annotation, EngineError> {
        Ok(self.annotation_of(number)?.unwrap_or_default())
    }

    /// What a document states by a mapping, where one read it.
    pub fn mapped(&self, number: i64) -> Result<Option<Mapped>, EngineError> {
        Ok(self.file.mapped_document(number)?)
    }

    /// One document, whole.
    pub fn document(&self, number: i64) -> Result<Option<DocumentView>, EngineError> {
        let Some(found) = self.file.document(number)? else { return Ok(None) };
        let copies = self.file.overlapping(number)?.into_iter().map(|row| {
            let repeats_this = row.line.copy_of.as_ref().is_some_and(|copy| copy.number == number)
                || found.line.copy_of.as_ref().is_none_or(|copy| copy.number != row.line.number)
                    && row.share_of_other > row.share_of_this;
            let share = if repeats_this { row.share_of_other } else { row.share_of_this };
            CopyLine { line: row.line, repeats_this, share }
        });
        Ok(Some(DocumentView {
            copies: copies.collect(),
            line: found.line,
            authors: found.reading.authors,
            url: found.reading.url,
            sha256: found.sha256,
            original_bytes: found.original_bytes,
            media_type: found.media_type,
            is_analysed: found.is_analysed,
            retrieved_at: found.retrieved_at,
            recorded_at: found.recorded_at,
            text: found.reading.text,
            furniture: found.reading.furniture,
            annotation: self.annotation_of(number)?.unwrap_or_default(),
            entities: found.entities,
        }))
    }

    /// A document's untouched bytes, with the file name it came under.
    pub fn original(&self, number: i64) -> Result<Option<(String, Vec<u8>)>, EngineError> {
        let (Some(line), Some(bytes)) = (self.file.document_line(number)?, self.file.original(number)?) else {
            return Ok(None);
        };
        let name = line.id.rsplit(['/', '!', '\\']).next().unwrap_or_default();
        Ok(Some((name.to_owned(), bytes)))
    }

    /// Two documents side by side: what they share.
    pub fn compare(&self, first: i64, second: i64) -> Result<Option<Comparison>, EngineError> {
        let (Some((text, furniture)), Some((other_text, other_furniture))) =
            (self.file.story(first)?, self.file.story(second)?)
        else {
            return Ok(None);
        };
        let (shared_in_first, shared_in_second) =
            copies::shared_stretches(&text, &furniture, &other_text, &other_furniture);
        Ok(Some(Comparison { shared_in_first, shared_in_second }))
    }
}
