use crate::Predicate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of a predicate that a case brings itself: "Launder".
///
/// Up to 32 ASCII letters and digits, the first an upper-case letter; none of the glossary's. Kept in place rather than
/// shared, so that a [`Predicate`] stays a value that is copied, and orders by name in every run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnPredicate {
    /// The letters, zeros after them.
    name: [u8; Self::LONGEST],
}

impl OwnPredicate {
    /// The most letters that a name has.
    pub const LONGEST: usize = 32;

    /// The predicate with this name; `None` where it is not made as a name is, or is the glossary's.
    pub fn named(name: &str) -> Option<Self> {
        let is_made_right = name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.chars().all(|letter| letter.is_ascii_alphanumeric())
            && name.len() <= Self::LONGEST;
        (is_made_right && Predicate::known(name).is_none()).then(|| {
            let mut letters = [0; Self::LONGEST];
            letters[..name.len()].copy_from_slice(name.as_bytes());
            Self { name: letters }
        })
    }

    /// The name.
    pub fn name(&self) -> &str {
        let n_letters = self.name.iter().position(|letter| *letter == 0).unwrap_or(Self::LONGEST);
        std::str::from_utf8(&self.name[..n_letters]).expect("names are ASCII")
    }
}

impl fmt::Debug for OwnPredicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no predicate's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no name of a predicate")]
pub struct NoPredicateName(String);

impl TryFrom<String> for OwnPredicate {
    type Error = NoPredicateName;

    fn try_from(name: String) -> Result<Self, NoPredicateName> {
        Self::named(&name).ok_or(NoPredicateName(name))
    }
}

impl From<OwnPredicate> for String {
    fn from(own: OwnPredicate) -> Self {
        own.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_as_it_was() {
        let longest = format!("A{}", "b".repeat(31));
        for name in ["Launder", "X", longest.as_str()] {
            let own = Predicate::Own(OwnPredicate::named(name).expect("a name"));
            let json = serde_json::to_string(&own).expect("it has a JSON form");
            assert_eq!(json, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<Predicate>(&json).expect("it is read back"), own);
            assert_eq!(own.to_string(), name);
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let too_long = format!("A{}", "b".repeat(32));
        for name in ["", "launder", "Money launder", "Launder!", "Überweisen", "Arrest", too_long.as_str()] {
            assert_eq!(OwnPredicate::named(name), None, "{name}");
        }
        assert!(serde_json::from_str::<Predicate>("\"money laundering\"").is_err());
    }

    #[test]
    fn the_glossarys_come_first_then_own_ones_by_name() {
        let own = |name| Predicate::Own(OwnPredicate::named(name).expect("a name"));
        let mut sorted = [own("Launder"), own("Bribe"), Predicate::Statement, own("Bribery"), Predicate::Attack];
        sorted.sort();
        assert_eq!(
            sorted.map(|predicate| predicate.to_string()),
            ["Attack", "Statement", "Bribe", "Bribery", "Launder"]
        );
    }
}
