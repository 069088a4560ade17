use crate::answer::{Page, Passage, SearchHit};
use crate::{Case, EngineError};
use clew_store::{StoreError, WordQuery};

impl Case {
    /// Documents in which the words stand, best first. Words must all occur; "phrases", begin*, OR and NOT are understood.
    pub fn search(&self, typed: &str, offset: u32, limit: u32) -> Result<Page<SearchHit>, EngineError> {
        let query = WordQuery::parse(typed).map_err(StoreError::from)?;
        let found = self.file.search(&query, offset, limit)?;
        let hit = |(line, passages): clew_store::Hit| SearchHit {
            line,
            passages: passages.into_iter().map(|(text, marks)| Passage { text, marks }).collect(),
        };
        Ok(Page { n_total: found.n_total, items: found.items.into_iter().map(hit).collect() })
    }
}
