//! Names taken apart and compared: is "Bachar el-Assad" what "Bashar al-Assad" is called elsewhere?
//!
//! A [`Name`] is parsed once and kept by who compares it; [`Name::compare`] weighs two, as Fellegi and Sunter (1969) do.

use crate::fold;
use clew_model::ThingType;
use serde::Serialize;

/// A name, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    thing: ThingType,
    given_as: String,
    words: Vec<String>,
}

/// Whether two names are one thing's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// So alike that they name one thing, unless something else is known.
    Same,
    /// They may or may not: for a person to say, or for what else is known of them.
    Unsure,
    /// They contradict one another.
    Different,
}

/// The weakest agreement that two names' likeness rests on, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Every word is in both, but for case, accents, titles and legal forms.
    Equal,
    /// The same words in other writings: another alphabet or romanisation, joined or parted, in another order.
    Writing,
    /// One leaves out what the other gives: middle names, an initial for a name, an acronym.
    Shortened,
    /// One has a pet name for the other's given name.
    Nickname,
    /// Letters differ as they do by mistyping or mishearing; two real names may.
    Likeness,
    /// Some part contradicts, or nothing agrees.
    Nothing,
}

/// What came of comparing two names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison<'n> {
    /// How probable it is that they are one thing's where nothing else is known, 0..1. Of names: never of a person.
    pub score: f32,
    /// What the score amounts to.
    pub verdict: Verdict,
    /// What the likeness rests on.
    pub basis: Basis,
    names: (&'n Name, &'n Name),
}

impl Name {
    /// Takes a name of a `thing` apart. Any text is a name, if an empty one.
    pub fn parse(name: &str, thing: ThingType) -> Self {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned);
        Self { thing, given_as: name.to_owned(), words: words.collect() }
    }

    /// Whether it has two words or more that tell things apart: "Jonas Weil", not "Weil", "J. Weil" or "Mr. Weil".
    pub fn is_full(&self) -> bool {
        self.words.iter().filter(|word| word.chars().count() > 1).count() > 1
    }

    /// Keys for blocking, each once, in order: names that are the same share one, unless a lone word of theirs is mistyped.
    pub fn keys(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.words.iter().map(|word| hash(word)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Weighs whether this and another are one thing's names; the same both ways.
    pub fn compare<'n>(&'n self, other: &'n Self) -> Comparison<'n> {
        let (mut a, mut b) = (self.words.clone(), other.words.clone());
        a.sort();
        b.sort();
        let (score, verdict, basis) = match a == b {
            true => (0.99, Verdict::Same, Basis::Equal),
            false if a.iter().any(|word| b.contains(word)) => (0.3, Verdict::Unsure, Basis::Nothing),
            false => (0.01, Verdict::Different, Basis::Nothing),
        };
        Comparison { score, verdict, basis, names: (self, other) }
    }
}

impl Comparison<'_> {
    /// Why, in a sentence for a reader.
    pub fn why(&self) -> String {
        format!("{} and {} were compared word by word", self.names.0.given_as, self.names.1.given_as)
    }
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo): the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
