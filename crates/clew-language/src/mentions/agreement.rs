//! How the names of a document agree: the same words are the same sort of thing.
//!
//! A model reads each sentence with little of what stands around it; a document calls a thing by the same words again and again,
//! and says somewhere what it is. Case counts: "Post" and "post" are different words. To call single words a name
//! because they are one elsewhere was tried too, and found as much that is none as it found names.

use super::names::Name;
use clew_model::ThingType;
use std::collections::HashMap;

/// How sure a name must be to stand whatever else the document says of its words.
const SURE: f32 = 0.9;

/// What a surname counts beside a name that is written in full.
const SURNAME_WEIGHT: f32 = 0.5;

/// What a document has named so far: the probabilities of each sort of thing, added up over the names of the same words.
#[derive(Debug, Default)]
pub(crate) struct Agreement {
    votes: HashMap<Box<str>, Box<[f32]>>,
    /// The last words of the names of bodies, which may stand for the whole after "the": "the Courier".
    short_forms: HashMap<Box<str>, ThingType>,
    /// What rules say of names that no model told: codes after their nouns, cells of tables.
    told: HashMap<Box<str>, ThingType>,
}

impl Agreement {
    /// Lets the names of a stretch agree with one another and with those of the stretches before.
    ///
    /// `words_of` gives a name's words as written; `things` says what each kind of name is.
    pub(super) fn settle(&mut self, names: &mut [Name], things: &[ThingType], words_of: impl Fn(&Name) -> String) {
        for name in names.iter().filter(|name| !name.is_inner) {
            if name.is_told() {
                self.told.insert(words_of(name).into(), name.thing);
            } else if !name.shares.is_empty() {
                self.count(&words_of(name), name);
            }
        }
        for name in names.iter_mut().filter(|name| !name.shares.is_empty()) {
            let words = words_of(name);
            let told = self.told.get(words.as_str()).copied().filter(|_| !name.is_inner);
            let voted = || self.best(&words).filter(|_| name.sureness < SURE).map(|kind| things[kind]);
            if let Some(thing) = told.or_else(voted) {
                name.thing = thing;
            }
        }
    }

    /// Remembers what the names of bodies may be shortened to; a word that ends the names of two sorts stands for the later one.
    pub(super) fn shorten(&mut self, names: &[Name], words_of: impl Fn(&Name) -> String) {
        for name in names.iter().filter(|name| !name.is_inner && is_body(name.thing)) {
            if let Some((_, last)) = words_of(name).rsplit_once(' ') {
                let is_word = last.starts_with(char::is_uppercase) && last.chars().all(char::is_alphabetic);
                if is_word && last.contains(char::is_lowercase) {
                    self.short_forms.insert(last.into(), name.thing);
                }
            }
        }
    }

    /// Remembers what people are called after "the": "known as the Baker".
    pub(super) fn call(&mut self, bynames: Vec<String>) {
        self.short_forms.extend(bynames.into_iter().map(|word| (word.into(), ThingType::Person)));
    }

    /// What a lone word after "the" is short for.
    pub(super) fn short_for(&self, word: &str) -> Option<ThingType> {
        self.short_forms.get(word).copied()
    }

    fn count(&mut self, words: &str, name: &Name) {
        let surname = words.rsplit_once(' ').filter(|_| name.thing == ThingType::Person).map(|(_, last)| last);
        for (words, weight) in [(Some(words), 1.0), (surname, SURNAME_WEIGHT)] {
            let Some(words) = words else { continue };
            let votes = self.votes.entry(words.into()).or_insert_with(|| vec![0.0; name.shares.len()].into());
            for (vote, share) in votes.iter_mut().zip(&name.shares) {
                *vote += weight * share;
            }
        }
    }

    /// The kind that most speaks for as the sort of these words.
    fn best(&self, words: &str) -> Option<usize> {
        let votes = self.votes.get(words)?;
        (0..votes.len()).max_by(|a, b| votes[*a].total_cmp(&votes[*b]))
    }
}

fn is_body(thing: ThingType) -> bool {
    matches!(thing, ThingType::Organization | ThingType::PublicBody)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THINGS: [ThingType; 3] = [PERSON, PLACE, ThingType::Work];

    /// Checks what names become: each is its words, the probabilities of person, place and work.
    fn check(names: &[(&str, [f32; 3])], expected: &[(&str, ThingType)]) {
        let words: Vec<&str> = names.iter().map(|(words, _)| *words).collect();
        let name = |(at, (_, shares)): (usize, &(&str, [f32; 3]))| {
            let kind = (0..3).max_by(|a, b| shares[*a].total_cmp(&shares[*b])).unwrap();
            let (sureness, shares) = (shares[kind], shares.to_vec());
            Name { words: at..at + 1, thing: THINGS[kind], sureness, shares, is_inner: false }
        };
        let mut names: Vec<Name> = names.iter().enumerate().map(name).collect();
        Agreement::default().settle(&mut names, &THINGS, |name| words[name.words.start].to_owned());
        let found: Vec<_> = names.iter().map(|name| (words[name.words.start], name.thing)).collect();
        assert_eq!(found, expected, "{words:?}");
    }

    const PERSON: ThingType = ThingType::Person;
    const PLACE: ThingType = ThingType::Place;

    #[test]
    fn a_name_that_is_not_sure_is_what_its_words_are_elsewhere() {
        let sure = ("Orrin", [0.0, 0.99, 0.0]);
        check(&[sure, ("Orrin", [0.5, 0.4, 0.0])], &[("Orrin", PLACE), ("Orrin", PLACE)]);
        check(&[sure, ("Orrin", [0.98, 0.0, 0.0])], &[("Orrin", PLACE), ("Orrin", PERSON)]);
        check(&[sure, ("Varn", [0.5, 0.4, 0.0])], &[("Orrin", PLACE), ("Varn", PERSON)]);
    }

    #[test]
    fn surnames_of_people_speak_for_lone_names() {
        let people = [("Jonas Weil", [0.99, 0.0, 0.0]), ("Lena Weil", [0.99, 0.0, 0.0])];
        let lone = ("Weil", [0.2, 0.5, 0.0]);
        let found = [("Jonas Weil", PERSON), ("Lena Weil", PERSON), ("Weil", PERSON)];
        check(&[people[0], people[1], lone], &found);
    }
}
