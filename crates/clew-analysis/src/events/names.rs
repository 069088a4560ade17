//! What to call an event.

use super::draw::{Drawing, Said};
use clew_model::{Interval, Predicate, Role};

pub(super) struct EventNames;
impl EventNames {
    pub fn embedded() -> Self {
        Self
    }
    pub fn name(
        &self,
        _drawing: &Drawing,
        predicate: Predicate,
        _claims: &[Said],
        _participants: &[(Role, usize)],
        _places: &[usize],
        _time: Interval,
    ) -> String {
        predicate.to_string()
    }
}
