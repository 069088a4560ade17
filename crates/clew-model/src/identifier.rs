use crate::Span;
use serde::{Deserialize, Serialize};

/// A number, code or address that one person, body or thing has, as a text gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identifier {
    /// Where it stands.
    pub span: Span,
    /// What sort of identifier it is.
    pub kind: IdentifierKind,
    /// The same for the same one, however it is written: "+442079460018".
    pub key: String,
    /// As it is written, on one line: "+44 (0)20 7946-0018".
    pub written: String,
}

/// Sorts of identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentifierKind {
    /// A telephone number of six digits or more.
    Phone,
    /// An e-mail address.
    Email,
    /// A bank account: an IBAN (ISO 13616), or a number that a text calls an account's.
    Account,
    /// What a vehicle, a ship or an aircraft is registered under.
    Registration,
    /// A house number in a street, with the town where the text gives it.
    Address,
}

impl IdentifierKind {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Phone, Self::Email, Self::Account, Self::Registration, Self::Address];

    /// The word for it, as printed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Account => "account",
            Self::Registration => "registration",
            Self::Address => "address",
        }
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_kinds_and_are_those_of_json() {
        for kind in IdentifierKind::ALL {
            assert_eq!(IdentifierKind::from_word(kind.word()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).expect("a word"), format!("{:?}", kind.word()));
        }
        assert_eq!(IdentifierKind::from_word("Phone"), None);
    }
}
