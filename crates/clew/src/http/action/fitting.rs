use super::entity_ids;
use clew_engine::EventFilter;
use clew_model::{Interval, Standing};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which events are looked at: the same words for every screen that shows them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Fitting {
    /// That can have happened on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// That can have happened on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// Of this predicate.
    predicate: Option<String>,
    /// With these words in what they are called.
    event_words: Option<String>,
    /// Told in so many documents at least.
    least_documents: Option<u32>,
    /// With a finding of one of these standings, with commas between.
    standings: Option<String>,
    /// In which all of these take part, or at which they happened: ids of entities, with commas between.
    entities: Option<String>,
}

impl From<Fitting> for EventFilter {
    fn from(asked: Fitting) -> Self {
        let standings = asked.standings.unwrap_or_default();
        Self {
            time: Interval { earliest: asked.from, latest: asked.to },
            predicate: asked.predicate.filter(|word| !word.is_empty()),
            words: asked.event_words.filter(|words| !words.trim().is_empty()),
            least_documents: asked.least_documents.unwrap_or(0),
            standings: standings.split(',').filter_map(Standing::from_word).collect(),
            entities: entity_ids(asked.entities.as_deref().unwrap_or_default()),
        }
    }
}
