//! Names as they are written in a case, each taken apart once.

use crate::fold::fold;
use crate::names::{Name, Verdict};
use crate::{quick, threads};
use clew_model::ThingType;
use std::collections::{BTreeSet, HashMap};

/// Sorts of things whose names are compared with one another.
///
/// Coarser than [`ThingType`]: whether a hospital is a facility or an organisation, readers and models tell differently from
/// one sentence to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    Person,
    Body,
    Place,
    Work,
    Number,
}

impl Sort {
    pub(super) fn of(thing: ThingType) -> Self {
        match thing {
            ThingType::Person => Self::Person,
            ThingType::Organization | ThingType::PublicBody | ThingType::Facility => Self::Body,
            ThingType::Place => Self::Place,
            ThingType::Phone | ThingType::Account => Self::Number,
            _ => Self::Work,
        }
    }
}

/// A name as it is written.
#[derive(Debug)]
pub(super) struct Spelling {
    pub(super) sort: Sort,
    /// One way to write it.
    pub(super) name: String,
    /// Its words, folded, initials in a row made one: "u s geological survey" is "us geological survey".
    pub(super) words: Vec<String>,
    pub(super) parsed: Name,
    /// Whether it has two words or more that tell people apart.
    pub(super) is_full: bool,
    /// Whether it is all but the given name of a longer one: "Lo Presti" of "Gaetano Lo Presti".
    is_family: bool,
}

/// All names of a case, by number.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    pub(super) all: Vec<Spelling>,
    as_written: quick::Map<String, Vec<(Sort, usize)>>,
    as_folded: quick::Map<(Sort, Vec<String>), usize>,
    /// Names taken apart before they are asked for.
    ahead: quick::Map<String, Vec<(ThingType, Vec<String>, Name)>>,
}

impl Spellings {
    /// The number of a name; the same for two that differ in case, accents and punctuation alone.
    pub(super) fn number(&mut self, name: &str, thing: ThingType) -> usize {
        let sort = Sort::of(thing);
        let known = self.as_written.get(name).and_then(|known| known.iter().find(|(known, _)| *known == sort));
        if let Some((_, number)) = known {
            return *number;
        }
        let (words, parsed) = self.taken_apart(name, thing);
        let number = *self.as_folded.entry((sort, words.clone())).or_insert(self.all.len());
        if number == self.all.len() {
            let is_full = parsed.is_full();
            self.all.push(Spelling { sort, name: name.to_owned(), words, parsed, is_full, is_family: false });
        }
        self.as_written.entry(name.to_owned()).or_default().push((sort, number));
        number
    }

    fn taken_apart(&mut self, name: &str, thing: ThingType) -> (Vec<String>, Name) {
        let ahead = self.ahead.get_mut(name);
        let ahead = ahead.and_then(|all| Some(all.swap_remove(all.iter().position(|(of, ..)| *of == thing)?)));
        ahead.map_or_else(|| (words(name), Name::parse(name, thing)), |(_, words, parsed)| (words, parsed))
    }

    /// Takes names apart that are likely to be asked for, on all threads.
    pub(super) fn read_ahead<'n>(&mut self, names: impl Iterator<Item = (&'n str, ThingType)>) {
        let names: Vec<(&str, ThingType)> = names.collect::<quick::Set<_>>().into_iter().collect();
        let read = threads::each(&names, |(name, thing)| (*thing, words(name), Name::parse(name, *thing)));
        for ((name, _), read) in names.into_iter().zip(read) {
            self.ahead.entry(name.to_owned()).or_default().push(read);
        }
    }

    /// Finds the names of several words that are family names; when all names are known, for no number is given afterwards.
    pub(super) fn find_families(&mut self) {
        let people = |name: &&Spelling| name.sort == Sort::Person && name.words.len() > 2;
        (self.ahead, self.as_written, self.as_folded) = Default::default();
        self.all.shrink_to_fit();
        let mut longer: HashMap<Vec<String>, usize> = HashMap::new();
        for (number, name) in self.all.iter().enumerate().filter(|(_, name)| people(name)) {
            longer.entry(name.words[1..].to_vec()).or_insert(number);
        }
        let is_family = |name: &Spelling| {
            let whole = longer.get(&name.words).filter(|_| name.sort == Sort::Person);
            whole.is_some_and(|whole| name.parsed.compare(&self.all[*whole].parsed).verdict == Verdict::Different)
        };
        let are: Vec<bool> = self.all.iter().map(is_family).collect();
        self.all.iter_mut().zip(are).for_each(|(name, is_family)| name.is_family = is_family);
    }
}

impl Spelling {
    /// Whether this is how the other begins or ends, and less than all of it: "Courier" of "Skarnoy Courier".
    pub(super) fn is_part_of(&self, whole: &Self) -> bool {
        let (part, whole) = (&self.words, &whole.words);
        !part.is_empty() && part.len() < whole.len() && (whole.ends_with(part) || whole.starts_with(part))
    }

    /// The letters that its acronym can have: of all its words, and of those that are no small ones ("of", "the").
    pub(super) fn initials(&self) -> BTreeSet<String> {
        let first = |word: &String| word.chars().next();
        let long = self.words.iter().filter(|word| word.chars().nth(3).is_some());
        [self.words.iter().filter_map(first).collect(), long.filter_map(first).collect()].into()
    }

    /// A name of a single word, or one that people share: not enough to know somebody by in another document.
    pub(super) fn is_lone(&self) -> bool {
        self.sort == Sort::Person && (!self.is_full || self.is_family)
    }
}

/// The folded words of a name, without a leading article.
pub(super) fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut words: Vec<String> = Vec::new();
    let mut after_initial = false;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let is_initial = word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic);
        match words.last_mut().filter(|_| after_initial && is_initial) {
            Some(before) => before.push_str(word),
            None => words.push(word.to_owned()),
        }
        after_initial = is_initial;
    }
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_however_it_is_set() {
        let mut spellings = Spellings::default();
        let number = spellings.number("U.S. Geological Survey", ThingType::PublicBody);
        assert_eq!(spellings.number("the US GEOLOGICAL SURVEY", ThingType::Organization), number);
        assert_ne!(spellings.number("US Geological Survey", ThingType::Work), number);
        assert_ne!(spellings.number("Geological Survey", ThingType::PublicBody), number);
    }

    #[test]
    fn a_part_is_a_beginning_or_an_end() {
        let mut spellings = Spellings::default();
        let mut number = |name| spellings.number(name, ThingType::Organization);
        let [whole, end, start, middle] =
            ["Skarnoy Harbour Courier", "Courier", "Skarnoy Harbour", "Harbour"].map(&mut number);
        let is_part = |part: usize| spellings.all[part].is_part_of(&spellings.all[whole]);
        assert_eq!([end, start, middle, whole].map(is_part), [true, true, false, false]);
    }
}
