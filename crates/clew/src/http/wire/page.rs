use super::each;
use clew_engine::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Page<T> {
    /// How many there are in all.
    pub n_total: u32,
    /// Those asked for.
    pub items: Vec<T>,
}

impl<T> Page<T> {
    /// The page with each of its items in the server's words.
    pub fn of<A>(page: answer::Page<A>) -> Self
    where
        T: From<A>,
    {
        Self { n_total: page.n_total, items: each(page.items) }
    }
}
