use crate::Span;
use serde::{Deserialize, Serialize};

/// A word that states that something happens or holds, and how sure the text sounds of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predication {
    /// The verb, noun or adjective.
    pub trigger: Span,
    /// Whether it is stated to be so or not to be so.
    pub polarity: Polarity,
    /// How sure the text sounds.
    pub certainty: Certainty,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
}

/// Whether something is stated to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so.
    #[default]
    Asserted,
    /// It is not so.
    Denied,
}

/// How what is stated relates to what has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It is told to have happened, to happen or to hold.
    #[default]
    Actual,
    /// It is to come: planned, promised, ordered, hoped for.
    Planned,
    /// It holds under a condition.
    Conditional,
    /// It is told of things in general, of no one occasion.
    Generic,
}

/// How sure a text sounds, from its own words; never how likely it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Certainty {
    /// The degree.
    pub level: Level,
    /// The words that set it ("may", "is believed to"), where there are any.
    pub cue: Option<Span>,
}

/// Degrees of certainty: the bands of ICD 203 (US Intelligence Community Directive 203, 2015), least likely first, and two more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 1 to 5 %.
    AlmostNoChance,
    /// 5 to 20 %.
    VeryUnlikely,
    /// 20 to 45 %.
    Unlikely,
    /// 45 to 55 %.
    Even,
    /// 55 to 80 %.
    Likely,
    /// 80 to 95 %.
    VeryLikely,
    /// 95 to 99 %.
    AlmostCertain,
    /// Stated flatly.
    #[default]
    Asserted,
    /// The text does not commit itself: a condition, a question, a plan.
    Unstated,
}

impl Polarity {
    /// The word for it, as printed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Denied => "denied",
        }
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Asserted, Self::Denied].into_iter().find(|polarity| polarity.word() == word)
    }
}

impl Level {
    /// Every one, the bands least likely first.
    pub const ALL: [Self; 9] = [
        Self::AlmostNoChance,
        Self::VeryUnlikely,
        Self::Unlikely,
        Self::Even,
        Self::Likely,
        Self::VeryLikely,
        Self::AlmostCertain,
        Self::Asserted,
        Self::Unstated,
    ];

    /// The word for it, as printed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::AlmostNoChance => "almost-no-chance",
            Self::VeryUnlikely => "very-unlikely",
            Self::Unlikely => "unlikely",
            Self::Even => "even",
            Self::Likely => "likely",
            Self::VeryLikely => "very-likely",
            Self::AlmostCertain => "almost-certain",
            Self::Asserted => "asserted",
            Self::Unstated => "unstated",
        }
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}

impl Modality {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Actual, Self::Planned, Self::Conditional, Self::Generic];

    /// The word for it, as printed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Conditional => "conditional",
            Self::Generic => "generic",
        }
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|modality| modality.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_are_printed() {
        for level in Level::ALL {
            assert_eq!(serde_json::to_value(level).expect("a word"), level.word());
            assert_eq!(Level::from_word(level.word()), Some(level));
        }
        assert_eq!(Polarity::from_word(Polarity::Denied.word()), Some(Polarity::Denied));
        assert_eq!(Polarity::from_word("Denied"), None);
    }
}
