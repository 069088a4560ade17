use serde::{Deserialize, Serialize};
use std::fmt;

/// What became of one input. Every input has exactly one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "why", rename_all = "kebab-case")]
pub enum Outcome {
    /// Read in full.
    Added,
    /// The case held the same bytes under the same id before.
    AlreadyThere,
    /// Read, but something is missing: what.
    Partial(String),
    /// Not read on purpose: why.
    Skipped(String),
    /// Could not be read: why.
    Failed(String),
}

impl Outcome {
    /// The word for it, as printed and stored.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::AlreadyThere => "already there",
            Self::Partial(_) => "partial",
            Self::Skipped(_) => "skipped",
            Self::Failed(_) => "failed",
        }
    }

    /// What is missing, or why it was not read.
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Added | Self::AlreadyThere => None,
            Self::Partial(why) | Self::Skipped(why) | Self::Failed(why) => Some(why),
        }
    }

    /// The outcome with this word and reason, as [`word`](Self::word) and [`why`](Self::why) gave them.
    pub fn from_word(word: &str, why: Option<String>) -> Option<Self> {
        let why = why.unwrap_or_default();
        Some(match word {
            "added" => Self::Added,
            "already there" => Self::AlreadyThere,
            "partial" => Self::Partial(why),
            "skipped" => Self::Skipped(why),
            "failed" => Self::Failed(why),
            _ => return None,
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.why() {
            Some(why) => write!(f, "{}: {why}", self.word()),
            None => f.write_str(self.word()),
        }
    }
}
