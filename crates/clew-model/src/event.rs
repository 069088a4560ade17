use crate::{OwnPredicate, Span};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// A trigger that the language engine takes for an event or a relation, with what may fill its roles.
///
/// Handed from language to analysis and never stored: a claim is made of it, or nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventCandidate {
    /// The word or words that speak of it ("arrested", "blew up").
    pub trigger: Span,
    /// What happens or holds.
    pub predicate: Predicate,
    /// How sure the engine is of the predicate, 0..1.
    pub score: f32,
    /// What may fill its roles, in order of `span`; one span may stand in several roles, one role may be filled often.
    pub roles: Vec<RoleCandidate>,
}

/// A stretch of text that may fill a role.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RoleCandidate {
    /// The role.
    pub role: Role,
    /// The mention or time expression that may fill it.
    pub span: Span,
    /// How sure the engine is, 0..1.
    pub score: f32,
}

/// What a claim can state: events and relations, as in GLOSSARY.md (names of ACE 2005 and KAIROS where they have one).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum Predicate {
    Attack,
    Die,
    Injure,
    Arrest,
    Detain,
    Release,
    Escape,
    Charge,
    Trial,
    Convict,
    Sentence,
    Acquit,
    Extradite,
    Deport,
    Search,
    Seize,
    Discover,
    Travel,
    Meet,
    Contact,
    SeenTogether,
    Transfer,
    Join,
    Leave,
    Appoint,
    Dismiss,
    Plan,
    Organize,
    Direct,
    Recruit,
    Radicalize,
    Train,
    ClaimResponsibility,
    Warn,
    Learn,
    Investigate,
    Identify,
    Accuse,
    Suspect,
    Deny,
    Disaster,
    Agree,
    Decide,
    Publish,
    Protest,
    Alias,
    Family,
    Associate,
    Member,
    Position,
    Owns,
    Possesses,
    Nationality,
    Residence,
    BornIn,
    LocatedAt,
    Age,
    Status,
    PartOf,
    Count,
    Statement,
    /// One that a case brings itself (docs/predicates.md); serialised as its name, as the others are.
    Own(OwnPredicate),
}

/// As its name, in every format: some cannot tell a word of the glossary from another otherwise.
impl Serialize for Predicate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Predicate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let own = || OwnPredicate::named(&name).map(Self::Own);
        Self::known(&name).or_else(own).ok_or_else(|| D::Error::custom(format!("{name:?} is no name of a predicate")))
    }
}

impl Predicate {
    /// Those of the glossary, in order.
    pub const KNOWN: [Self; 61] = [
        Self::Attack,
        Self::Die,
        Self::Injure,
        Self::Arrest,
        Self::Detain,
        Self::Release,
        Self::Escape,
        Self::Charge,
        Self::Trial,
        Self::Convict,
        Self::Sentence,
        Self::Acquit,
        Self::Extradite,
        Self::Deport,
        Self::Search,
        Self::Seize,
        Self::Discover,
        Self::Travel,
        Self::Meet,
        Self::Contact,
        Self::SeenTogether,
        Self::Transfer,
        Self::Join,
        Self::Leave,
        Self::Appoint,
        Self::Dismiss,
        Self::Plan,
        Self::Organize,
        Self::Direct,
        Self::Recruit,
        Self::Radicalize,
        Self::Train,
        Self::ClaimResponsibility,
        Self::Warn,
        Self::Learn,
        Self::Investigate,
        Self::Identify,
        Self::Accuse,
        Self::Suspect,
        Self::Deny,
        Self::Disaster,
        Self::Agree,
        Self::Decide,
        Self::Publish,
        Self::Protest,
        Self::Alias,
        Self::Family,
        Self::Associate,
        Self::Member,
        Self::Position,
        Self::Owns,
        Self::Possesses,
        Self::Nationality,
        Self::Residence,
        Self::BornIn,
        Self::LocatedAt,
        Self::Age,
        Self::Status,
        Self::PartOf,
        Self::Count,
        Self::Statement,
    ];

    /// The predicate of the glossary with this name.
    pub fn known(name: &str) -> Option<Self> {
        BY_NAME.get(name).copied()
    }

    /// Whether a case brings it itself: then the language engine does not know it.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Own(_))
    }
}

/// Asked for every trigger of a text.
static BY_NAME: LazyLock<HashMap<String, Predicate>> =
    LazyLock::new(|| Predicate::KNOWN.into_iter().map(|predicate| (predicate.to_string(), predicate)).collect());

/// Its name.
impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(own) => f.write_str(own.name()),
            known => write!(f, "{known:?}"),
        }
    }
}

/// An enum of words of GLOSSARY.md with the list of them, and the way from a word to its variant and back: written out, each
/// would stand in four lists that could disagree.
macro_rules! words {
    ($(#[$about:meta])* pub enum $name:ident { $($word:ident,)* }) => {
        $(#[$about])*
        pub enum $name { $($word,)* }

        impl $name {
            /// Every one, in order.
            pub const ALL: &[Self] = &[$(Self::$word,)*];

            /// The word for it, as printed and stored.
            pub fn word(self) -> &'static str {
                match self { $(Self::$word => stringify!($word),)* }
            }

            /// The one with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
/// What a participant is to a [`Predicate`], as in GLOSSARY.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum Role {
    Agent,
    Amount,
    Attacker,
    Cause,
    Crime,
    Destination,
    Duration,
    Entity,
    Facility,
    Giver,
    Instrument,
    Matter,
    Medium,
    Name,
    Object,
    Organization,
    Origin,
    Owner,
    Part,
    Participant,
    Person,
    Place,
    Position,
    Recipient,
    Relative,
    Target,
    Thing,
    Time,
    Title,
    Topic,
    Traveler,
    Undertaking,
    Value,
    Vehicle,
    Victim,
    Whole,
}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_what_they_name() {
        assert_eq!(Role::Participant.word(), "Participant");
        assert_eq!(Role::from_word("participant"), None);
        assert!(Role::ALL.iter().all(|role| Role::from_word(role.word()) == Some(*role)));
    }
}
