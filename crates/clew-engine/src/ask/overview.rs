use crate::answer::{Attention, EntityLine, InputLine, Overview, Page};
use crate::{Case, DocumentQuery, EngineError, EntityQuery};
use clew_model::ThingType;

/// Entities of each type in an overview.
const N_ENTITIES: u32 = 12;
/// Documents in an overview.
const N_LATEST: u32 = 8;

impl Case {
    /// The case at one look.
    pub fn overview(&self) -> Result<Overview, EngineError> {
        let [n_documents, n_undated, n_date_inferred, n_not_analysed, n_copies] = self.file.document_counts()?;
        let outcomes = self.file.outcomes()?;
        let of = |word: &str| outcomes.iter().find(|tally| tally.what == word).map_or(0, |tally| tally.n_documents);
        let attention = Attention {
            n_failed: of("failed"),
            n_skipped: of("skipped"),
            n_partial: of("partial"),
            n_undated,
            n_date_inferred,
            n_not_analysed,
            n_copies,
        };
        let latest = DocumentQuery { descending: true, limit: N_LATEST, ..DocumentQuery::default() };
        let every = EntityQuery::default();
        Ok(Overview {
            name: self.name(),
            n_documents,
            n_entities: self.file.entities(&every)?.n_total,
            published_span: self.file.published_span()?,
            publishers: self.file.publishers()?,
            languages: self.file.languages()?,
            months: self.file.months()?,
            people: self.most_mentioned(&[ThingType::Person])?,
            organizations: self.most_mentioned(&[ThingType::Organization, ThingType::PublicBody])?,
            places: self.most_mentioned(&[ThingType::Place, ThingType::Facility])?,
            latest: self.file.documents(&latest)?.items,
            outcomes,
            attention,
        })
    }

    /// Inputs with their latest outcome, the latest first; `outcome` asks for one sort only, by its word.
    pub fn inputs(&self, outcome: Option<&str>, offset: u32, limit: u32) -> Result<Page<InputLine>, EngineError> {
        Ok(self.file.inputs(outcome, offset, limit)?)
    }

    fn most_mentioned(&self, things: &[ThingType]) -> Result<Vec<EntityLine>, EngineError> {
        let mut found = Vec::new();
        for thing in things {
            let query = EntityQuery { thing: Some(*thing), limit: N_ENTITIES, ..EntityQuery::default() };
            found.extend(self.file.entities(&query)?.items);
        }
        found.sort_by_key(|line| std::cmp::Reverse((line.n_documents, line.n_mentions)));
        found.truncate(N_ENTITIES as usize);
        Ok(found)
    }
}
