//! Classes of words that patterns speak of: kin, titles, peoples, statuses, ages; each is a file in words/.

use super::cardinal::cardinal;
use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::PartOfSpeech;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    Kin,
    Title,
    Demonym,
    Status,
    Age,
}

/// What a word of a class was found to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClassWord {
    /// The words of the class.
    pub words: Range<usize>,
    /// What they mean: a subtype, a country, an age ("41").
    pub meaning: String,
}

/// Every class, looked up by its words.
#[derive(Debug)]
pub(crate) struct Classes {
    lists: HashMap<Class, List>,
}

/// The entries of a class with their meanings, and the words that entries begin with.
#[derive(Debug)]
struct List {
    meanings: HashMap<String, String>,
    starts: HashSet<String>,
}

/// The most words that an entry has.
const LONGEST: usize = 5;

impl Class {
    /// Those that patterns begin with, by their names in predicate files.
    pub const BEGINNING: [(&str, Self); 4] =
        [("<kin>", Self::Kin), ("<title>", Self::Title), ("<demonym>", Self::Demonym), ("<status>", Self::Status)];

    /// The class with this name in angle brackets.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "<kin>" => Self::Kin,
            "<title>" => Self::Title,
            "<demonym>" => Self::Demonym,
            "<status>" => Self::Status,
            "<age>" => Self::Age,
            _ => return None,
        })
    }
}

impl Classes {
    /// Reads the lists that are compiled in.
    pub fn new() -> Self {
        let lists = [
            (Class::Kin, list(include_str!("../../words/kin.txt"))),
            (Class::Title, list(include_str!("../../words/titles.txt"))),
            (Class::Demonym, list(include_str!("../../words/nationalities.txt"))),
            (Class::Status, list(include_str!("../../words/statuses.txt"))),
        ];
        Self { lists: lists.into() }
    }

    /// The longest entry of a class whose words begin at one of a sentence's.
    pub fn at(&self, sentence: &Sentence, class: Class, at: usize) -> Option<ClassWord> {
        if class == Class::Age {
            return age(sentence, at);
        }
        if class == Class::Status && self.is_of_office(sentence, at) {
            return None;
        }
        let List { meanings: list, starts } = self.lists.get(&class)?;
        let first = [sentence.written(at), sentence.form(at), sentence.lemma(at)];
        let singular = sentence.written(at).strip_suffix('s').unwrap_or_default();
        if !first.iter().any(|word| starts.contains(*word)) && !starts.contains(singular) {
            return None;
        }
        (1..=LONGEST.min(sentence.len() - at)).rev().find_map(|n_words| {
            let words = at..at + n_words;
            let meaning = list.get(&written(sentence, &words, class == Class::Demonym, false));
            let meaning = meaning.or_else(|| list.get(&written(sentence, &words, class == Class::Demonym, true)))?;
            Some(ClassWord { words, meaning: meaning.clone() })
        })
    }

    /// "editor at large": an office, and nobody who fled.
    fn is_of_office(&self, sentence: &Sentence, at: usize) -> bool {
        let is_at_large =
            at > 0 && at + 1 < sentence.len() && sentence.form(at) == "at" && sentence.form(at + 1) == "large";
        is_at_large && self.around(sentence, Class::Title, at - 1).is_some()
    }

    /// The entry of a class that ends the noun phrase whose head is this word.
    pub fn headed_by(&self, sentence: &Sentence, class: Class, head: usize) -> Option<ClassWord> {
        (head.saturating_sub(LONGEST - 1)..=head).find_map(|at| {
            let found = self.at(sentence, class, at)?;
            (found.words.end == head + 1).then_some(found)
        })
    }

    /// The longest entry of a class that holds this word: of the "general" in "secretary general of the league", both words.
    pub fn around(&self, sentence: &Sentence, class: Class, word: usize) -> Option<ClassWord> {
        let starts = word.saturating_sub(LONGEST - 1)..=word;
        let holding = starts.filter_map(|at| self.at(sentence, class, at)).filter(|found| found.words.contains(&word));
        holding.max_by_key(|found| (found.words.len(), std::cmp::Reverse(found.words.start)))
    }
}

/// Words as the lists have them, the last one in its dictionary form where asked; a people keeps its capital.
fn written(sentence: &Sentence, words: &Range<usize>, keeps_case: bool, is_lemma: bool) -> String {
    let mut text = String::new();
    for at in words.clone() {
        let form = if keeps_case { sentence.written(at) } else { sentence.form(at) };
        let word = if is_lemma && at + 1 == words.end { singular(sentence, at, form) } else { form };
        let is_joined = text.is_empty() || text.ends_with('-') || word == "-" || word.starts_with('\'');
        if !is_joined {
            text.push(' ');
        }
        text += word;
    }
    text
}

fn singular<'s>(sentence: &'s Sentence, at: usize, form: &'s str) -> &'s str {
    // "later" is no "late": an adjective has no plural.
    let is_adjective = sentence.part(at) == PartOfSpeech::Adjective;
    let lemma = if is_adjective { form } else { sentence.lemma(at) };
    if form.starts_with(char::is_uppercase) { form.strip_suffix('s').unwrap_or(form) } else { lemma }
}

/// "WORDS, WORDS -> MEANING, more": by words, the first meaning; entries without an arrow mean themselves.
fn list(file: &str) -> List {
    let mut found = HashMap::new();
    for line in lines(file) {
        let is_entry = !line.starts_with(['+', '-']) && !line.starts_with("group ") && !line.starts_with("nuance ");
        if !is_entry {
            continue;
        }
        let (words, meaning) = line.split_once("->").unwrap_or((line, ""));
        let meaning = meaning.split([',', ';']).next().unwrap_or_default().trim();
        for word in words.split([',', '|']).map(str::trim).filter(|word| !word.is_empty()) {
            let meaning = if meaning.is_empty() { word } else { meaning };
            found.entry(word.to_owned()).or_insert_with(|| meaning.to_owned());
        }
    }
    // A word with a hyphen is one word in some sentences and three in others.
    let starts = |entry: &String| {
        [&[' '][..], &[' ', '-', '\'']].map(|borders| entry.split(borders).next().unwrap_or_default().to_owned())
    };
    List { starts: found.keys().flat_map(starts).collect(), meanings: found }
}

/// "41", "forty-one", "41 years old", "40-year-old", "aged 41".
fn age(sentence: &Sentence, at: usize) -> Option<ClassWord> {
    let words: Vec<&str> = (at..sentence.len().min(at + 8)).map(|word| sentence.form(word)).collect();
    let before = usize::from(matches!(words[0], "aged" | "age"));
    // "a mother of 12".
    const PARENTS: [&str; 8] = ["mother", "father", "parent", "mum", "mom", "dad", "grandmother", "grandfather"];
    if at > 1 && sentence.form(at - 1) == "of" && PARENTS.contains(&sentence.lemma(at - 2)) {
        return None;
    }
    let (years, used) = cardinal(words.get(before..)?)?;
    let rest = &words[before + used..];
    // "Eight months old": no year yet.
    const INFANT: [&[&str]; 6] = [
        &["-", "month", "-", "old"],
        &["-", "week", "-", "old"],
        &["-", "day", "-", "old"],
        &["months", "old"],
        &["weeks", "old"],
        &["days", "old"],
    ];
    if let Some(form) = INFANT.iter().find(|form| rest.starts_with(form)) {
        return Some(ClassWord { words: at..at + before + used + form.len(), meaning: "0".to_owned() });
    }
    const AFTER: [&[&str]; 6] = [
        &["-", "year", "-", "old"],
        &["-", "year", "-", "olds"],
        &["years", "old"],
        &["years", "of", "age"],
        &["-", "years", "-", "old"],
        &["yrs"],
    ];
    let after = AFTER.iter().find(|form| rest.starts_with(form)).map_or(0, |form| form.len());
    let is_number = sentence.part(at + before) == PartOfSpeech::Numeral || after > 0;
    let is_age = years <= 122 && is_number;
    is_age.then(|| ClassWord { words: at..at + before + used + after, meaning: years.to_string() })
}
