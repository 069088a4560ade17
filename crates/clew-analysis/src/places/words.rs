//! The words around names of places, read from places/words.txt; and which country the words for a people speak of.

use super::table::{Table, key};
use clew_model::PlaceKind;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../places/words.txt");
const NATIONALITIES: &str = include_str!("../../words/nationalities.txt");

static EMBEDDED: LazyLock<Words> = LazyLock::new(Words::new);

/// What the words around a name do.
#[derive(Debug)]
pub(super) struct Words {
    groups: HashMap<&'static str, HashSet<&'static str>>,
    /// Codes of countries by the words for their people, as they are written: "Afghan" => "AF".
    peoples: HashMap<String, &'static str>,
}

impl Words {
    /// The words that are compiled in.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn new() -> Self {
        let mut groups: HashMap<_, HashSet<_>> = HashMap::new();
        let mut group = "";
        for line in WORDS.lines().filter(|line| !line.starts_with(['#', '+']) && !line.is_empty()) {
            match line.strip_prefix("group ") {
                Some(name) => group = name,
                None => groups.entry(group).or_default().extend(line.split(", ")),
            }
        }
        Self { groups, peoples: peoples(Table::embedded()) }
    }

    fn is(&self, group: &str, word: &str) -> bool {
        self.groups.get(group).is_some_and(|words| words.contains(word))
    }

    /// The sort of place that a word says it speaks of: "city", "province"; in small letters.
    pub fn kind(&self, word: &str) -> Option<PlaceKind> {
        match () {
            () if self.is("town", word) => Some(PlaceKind::Town),
            () if self.is("region", word) => Some(PlaceKind::Region),
            () if self.is("country", word) => Some(PlaceKind::Country),
            () => None,
        }
    }

    /// Whether a word in small letters can stand between a place and what it lies in.
    pub fn is_between(&self, word: &str) -> bool {
        self.is("between", word) || self.kind(word).is_some()
    }

    /// Whether a word in small letters before a town's name makes it a part of the town.
    pub fn is_part(&self, word: &str) -> bool {
        self.is("part", word)
    }

    /// Whether a word in small letters after a name makes it a part of a town.
    pub fn is_quarter(&self, word: &str) -> bool {
        self.is("quarter", word)
    }

    /// Whether a word in small letters before "of" and a name makes it a street's.
    pub fn is_street(&self, word: &str) -> bool {
        self.is("street", word)
    }

    /// Whether a word in small letters can follow a town's name in that of a body.
    pub fn is_body(&self, word: &str) -> bool {
        self.is("body", word)
    }

    /// Whether a name, as `key` gives it, is an ordinary word.
    pub fn is_ordinary(&self, key: &str) -> bool {
        self.is("word", key)
    }

    /// Whether a word in small letters does not go on with the noun phrase that a name began: "the Mississippi was high".
    pub fn is_after_noun(&self, word: &str) -> bool {
        self.is("after", word)
    }

    /// The code of the country whose people one or two words speak of, as written.
    pub fn people(&self, words: &str) -> Option<&'static str> {
        self.peoples.get(words).or_else(|| self.peoples.get(words.strip_suffix('s')?)).copied()
    }
}

/// The group `country` of words/nationalities.txt.
fn peoples(table: &'static Table) -> HashMap<String, &'static str> {
    let mut found = HashMap::new();
    let lines = NATIONALITIES.lines().skip_while(|line| *line != "group country").skip(1);
    for line in lines.take_while(|line| !line.starts_with("group ")) {
        let line = line.split_once('#').map_or(line, |(before, _)| before);
        let Some((words, country)) = line.split_once(" -> ").filter(|_| !line.starts_with(['+', '-'])) else {
            continue;
        };
        let named = table.named(&key(country));
        let Some((row, _)) = named.iter().find(|(row, _)| row.kind == PlaceKind::Country) else { continue };
        found.extend(words.split([',', '|']).map(|word| (word.trim().to_owned(), row.country)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_peoples_name_their_country() {
        for (words, country) in [
            ("Afghan", "AF"),
            ("Afghans", "AF"),
            ("South Korean", "KR"),
            ("Georgian", "GE"),
            ("Czech", "CZ"),
            ("U.S.", "US"),
        ] {
            assert_eq!(Words::embedded().people(words), Some(country), "{words}");
        }
        assert_eq!(Words::embedded().people("Northern"), None);
    }
}
