use crate::answer::{Page, SourceLine};
use crate::{Case, EngineError};
use clew_model::OriginKind;
use std::cmp::Reverse;

/// Which origins, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceQuery {
    /// With these words in its name, or in that of a publisher that carries it; in any case.
    pub words: Option<String>,
    /// Of this sort.
    pub kind: Option<OriginKind>,
    /// What there is most of first.
    pub sort: SourceSort,
    /// How many to leave out from the beginning.
    pub offset: usize,
    /// How many to answer with.
    pub limit: usize,
}

/// All of them.
impl Default for SourceQuery {
    fn default() -> Self {
        Self { words: None, kind: None, sort: SourceSort::default(), offset: 0, limit: usize::MAX }
    }
}

/// Of what the first origins have most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SourceSort {
    /// Claims that rest on it.
    #[default]
    Claims,
    /// Findings that rest on it alone.
    Alone,
    /// Publishers that carry it.
    Carriers,
}

impl Case {
    /// On whose word the case rests.
    pub fn sources(&self, query: &SourceQuery) -> Result<Page<SourceLine>, EngineError> {
        let mut found = self.file.sources()?;
        let words = query.words.as_deref().unwrap_or_default().to_lowercase();
        found.retain(|line| query.kind.is_none_or(|kind| line.origin.kind == kind) && is_called(line, &words));
        found.sort_by(|a, b| {
            let weight = |line: &SourceLine| match query.sort {
                SourceSort::Claims => line.n_claims,
                SourceSort::Alone => line.n_alone,
                SourceSort::Carriers => line.carried_by.len() as u32,
            };
            let weights = |line: &SourceLine| Reverse((weight(line), line.n_claims));
            weights(a).cmp(&weights(b)).then_with(|| a.origin.cmp(&b.origin))
        });
        let n_total = found.len() as u32;
        Ok(Page { n_total, items: found.into_iter().skip(query.offset).take(query.limit).collect() })
    }
}

/// Whether an origin or a publisher that carries it is called so; `words` in lower case.
fn is_called(line: &SourceLine, words: &str) -> bool {
    let has_words = |name: &str| name.to_lowercase().contains(words);
    has_words(&line.origin.name) || line.carried_by.iter().any(|(publisher, _)| has_words(publisher))
}
