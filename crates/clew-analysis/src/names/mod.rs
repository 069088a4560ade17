//! Names taken apart and compared: is "Bachar el-Assad" what "Bashar al-Assad" is called elsewhere?
//!
//! A [`Name`] is parsed once and kept by who compares it; [`Name::compare`] weighs two, as Fellegi and Sunter (1969) do.
//! What is known of names stands in readable lists in `names/`. A comparison is of names alone: two people may share one, and
//! who joins what they are called needs more, so it says on what its verdict rests ([`Basis`]).

mod align;
mod body;
mod compare;
mod letters;
mod lists;
mod person;
mod reason;
mod sound;
#[cfg(test)]
mod tests;
mod tricks;
mod weigh;
mod word;

pub use align::Agreement;
use clew_model::ThingType;
use compare::Weighed;
use serde::Serialize;
pub use tricks::Trick;
pub use word::Part;
use word::Word;

/// A name, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    thing: ThingType,
    original: String,
    /// What is compared, in order; a person's given name first.
    words: Vec<Word>,
    /// Titles, generations, nicknames, legal forms.
    asides: Vec<Word>,
    tricks: Vec<Trick>,
    /// All letters of the name in a row, hashed.
    letters: u64,
    /// One word in capitals, as acronyms are.
    is_acronym: bool,
    /// Written in the manner of father's names after one's own, as in Arabic.
    has_fathers: bool,
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
    /// Every word is in both, but for case, accents, titles and legal forms, and whether the family name stands first or last.
    Equal,
    /// The same words in other writings: another alphabet or romanisation, joined or parted.
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
    a: &'n Name,
    b: &'n Name,
    is_turned: bool,
    weighed: Weighed,
}

impl Name {
    /// Takes a name of a `thing` apart. Any text is a name, if an empty one.
    pub fn parse(name: &str, thing: ThingType) -> Self {
        let (right, tricks) = tricks::set_right(name);
        let all = match thing {
            ThingType::Person => person::words(&right),
            _ => body::words(&right, thing),
        };
        let is_aside = |word: &Word| matches!(word.part, Part::Title | Part::Suffix | Part::Nickname | Part::Form);
        let (asides, words): (Vec<_>, Vec<_>) = all.into_iter().partition(is_aside);
        Self {
            thing,
            original: name.to_owned(),
            is_acronym: thing != ThingType::Person && is_acronym(&right, &words),
            has_fathers: thing == ThingType::Person && person::has_fathers(&right),
            letters: word::letters(&right),
            words,
            asides,
            tricks,
        }
    }

    /// The name as it was given.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// What it is a name of.
    pub fn thing(&self) -> ThingType {
        self.thing
    }

    /// Its words, folded, with what each is: first what is compared, a person's given name before the family name, then the
    /// titles, generations, nicknames and legal forms.
    pub fn parts(&self) -> impl Iterator<Item = (Part, &str)> {
        self.words.iter().chain(&self.asides).map(|word| (word.part, word.text.as_str()))
    }

    /// The first word of a part, folded.
    pub fn part(&self, part: Part) -> Option<&str> {
        self.parts().find(|(found, _)| *found == part).map(|(_, text)| text)
    }

    /// What is odd about its letters; a name with tricks is never held to be the same as one that is written otherwise.
    pub fn tricks(&self) -> &[Trick] {
        &self.tricks
    }

    /// Whether it has two words or more that tell things apart: "Jonas Weil", not "Weil", "J. Weil" or "Mr. Weil".
    pub fn is_full(&self) -> bool {
        self.words.iter().filter(|word| !word.is_initial()).count() > 1
    }

    /// Keys for blocking, each once, in order: the consonants of each word, as they sound. Names that are the same share one,
    /// but for acronyms, pet names alone, and words written together.
    pub fn keys(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.words.iter().filter(|word| !word.is_initial()).map(Word::key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Weighs whether this and another are one thing's names; the same both ways.
    pub fn compare<'n>(&'n self, other: &'n Self) -> Comparison<'n> {
        // In an order of their own: which of several equally good matches is taken must not depend on who asks.
        let is_turned = self.original > other.original;
        let (a, b) = if is_turned { (other, self) } else { (self, other) };
        let weighed = compare::weigh(a, b);
        let tricked = a.original != b.original && !(a.tricks.is_empty() && b.tricks.is_empty());
        let most = if tricked { compare::SAME - 0.01 } else { 1.0 };
        let score = weighed.score().min(most);
        Comparison { score, verdict: compare::verdict(score), basis: weighed.basis(), a, b, is_turned, weighed }
    }

    fn is_person(&self) -> bool {
        self.thing == ThingType::Person
    }
}

impl Comparison<'_> {
    /// Why, in a sentence or two for a reader.
    pub fn why(&self) -> String {
        reason::why(self.a, self.b, self.is_turned, &self.weighed, self.verdict)
    }
}

fn is_acronym(name: &str, words: &[Word]) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    words.len() == 1 && (2..=8).contains(&letters().count()) && letters().all(char::is_uppercase)
}
