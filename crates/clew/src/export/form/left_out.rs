use std::collections::BTreeMap;
use std::fmt;

/// What a form has no place for, counted by what it is.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct LeftOut(BTreeMap<&'static str, u32>);

impl LeftOut {
    /// Counts one thing; `what` is its name in the plural ("findings that are denied").
    pub fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    /// Whether everything had its place.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// "3 findings that are denied, 1 place without coordinates".
impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(|(what, n)| format!("{n} {what}")).collect();
        f.write_str(&parts.join(", "))
    }
}
