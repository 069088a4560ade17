use serde::{Deserialize, Serialize};

/// How reliable a person takes a source of information to be: the letters of the Admiralty scale (NATO AJP-2.1, STANAG 2511). Of a
/// source, never of somebody whom a case is about; only a person says it, and nothing is worked out from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reliability {
    /// Its word has always borne out.
    #[serde(rename = "A")]
    CompletelyReliable,
    /// Its word has mostly borne out.
    #[serde(rename = "B")]
    UsuallyReliable,
    /// There is some doubt about its word.
    #[serde(rename = "C")]
    FairlyReliable,
    /// There is much doubt about its word.
    #[serde(rename = "D")]
    NotUsuallyReliable,
    /// Its word has not borne out.
    #[serde(rename = "E")]
    Unreliable,
    /// Nothing is known by which to judge it.
    #[serde(rename = "F")]
    CannotBeJudged,
}

impl Reliability {
    /// Every one, in the scale's order.
    pub const ALL: [Self; 6] = [
        Self::CompletelyReliable,
        Self::UsuallyReliable,
        Self::FairlyReliable,
        Self::NotUsuallyReliable,
        Self::Unreliable,
        Self::CannotBeJudged,
    ];

    /// Its letter, A to F.
    pub fn letter(self) -> &'static str {
        match self {
            Self::CompletelyReliable => "A",
            Self::UsuallyReliable => "B",
            Self::FairlyReliable => "C",
            Self::NotUsuallyReliable => "D",
            Self::Unreliable => "E",
            Self::CannotBeJudged => "F",
        }
    }

    /// What the letter says, in the standard's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::CompletelyReliable => "completely reliable",
            Self::UsuallyReliable => "usually reliable",
            Self::FairlyReliable => "fairly reliable",
            Self::NotUsuallyReliable => "not usually reliable",
            Self::Unreliable => "unreliable",
            Self::CannotBeJudged => "reliability cannot be judged",
        }
    }

    /// The one with this letter, large or small.
    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.letter().eq_ignore_ascii_case(letter))
    }
}

/// How credible a person takes one claim to be, whoever makes it: the numbers of the Admiralty scale. Only a person says it, and
/// nothing is worked out from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Credibility {
    /// Others say so independently.
    Confirmed,
    /// Not confirmed, but it fits what is known.
    ProbablyTrue,
    /// Not confirmed, and it partly fits.
    PossiblyTrue,
    /// Not confirmed; it can be, but fits nothing that is known.
    Doubtful,
    /// Other information contradicts it.
    Improbable,
    /// There is nothing by which to judge it.
    CannotBeJudged,
}

impl Credibility {
    /// Every one, in the scale's order.
    pub const ALL: [Self; 6] = [
        Self::Confirmed,
        Self::ProbablyTrue,
        Self::PossiblyTrue,
        Self::Doubtful,
        Self::Improbable,
        Self::CannotBeJudged,
    ];

    /// Its number, 1 to 6.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// What the number says, in the standard's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed by other sources",
            Self::ProbablyTrue => "probably true",
            Self::PossiblyTrue => "possibly true",
            Self::Doubtful => "doubtful",
            Self::Improbable => "improbable",
            Self::CannotBeJudged => "truth cannot be judged",
        }
    }

    /// The one of this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.number() == number)
    }
}

impl From<Credibility> for u8 {
    fn from(credibility: Credibility) -> Self {
        credibility.number()
    }
}

impl TryFrom<u8> for Credibility {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::from_number(number).ok_or_else(|| format!("credibility goes from 1 to 6, not to {number}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_are_written_as_the_scale_has_them() {
        let letters = Reliability::ALL.map(|one| serde_json::to_value(one).expect("it has a JSON form"));
        assert_eq!(letters, ["A", "B", "C", "D", "E", "F"].map(serde_json::Value::from));
        let numbers = Credibility::ALL.map(|one| serde_json::to_value(one).expect("it has a JSON form"));
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6].map(serde_json::Value::from));
    }

    #[test]
    fn a_rating_is_read_as_it_is_written_and_no_other() {
        for one in Reliability::ALL {
            assert_eq!(Reliability::from_letter(&one.letter().to_lowercase()), Some(one));
            assert_eq!(serde_json::from_value(one.letter().into()).ok(), Some(one));
        }
        for one in Credibility::ALL {
            assert_eq!(serde_json::from_value(one.number().into()).ok(), Some(one));
        }
        assert_eq!((Reliability::from_letter("G"), Reliability::from_letter("")), (None, None));
        assert_eq!((Credibility::from_number(0), Credibility::from_number(7)), (None, None));
        assert!(serde_json::from_value::<Credibility>(7.into()).is_err());
    }
}
