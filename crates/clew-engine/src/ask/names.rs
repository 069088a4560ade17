use crate::answer::Named;
use crate::{Case, EngineError, EntityQuery};

/// Entities looked at for a name; of more a user has to name one by its id.
const SOME: u32 = 20;

impl Case {
    /// The entity of an id, or of a name that only one entity has: in full, or else as a part of its names.
    pub fn named(&self, what: &str) -> Result<Named, EngineError> {
        let redirected = self.file.redirect(what)?;
        if let Some(line) = self.file.entity(redirected.as_deref().unwrap_or(what))? {
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
}
