//! The words of `words/identifiers.txt`.

use crate::claims::lines;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The file itself.
pub(super) const WORDS: &str = include_str!("../../words/identifiers.txt");

/// Its words, by what they tell.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::parse(WORDS));

#[derive(Debug, Default)]
pub(super) struct Lists {
    of_class: HashMap<&'static str, HashSet<&'static str>>,
    /// The long form of each street's last word.
    streets: HashMap<&'static str, &'static str>,
}

impl Lists {
    fn parse(file: &'static str) -> Self {
        let (mut lists, mut class) = (Self::default(), "");
        for line in lines(file).filter(|line| !line.starts_with("example:")) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                class = name;
                continue;
            }
            for forms in line.split(',').map(str::trim) {
                if class == "street" {
                    let long = forms.split(' ').next().unwrap_or(forms);
                    lists.streets.extend(forms.split(' ').map(|form| (form, long)));
                } else {
                    lists.of_class.entry(class).or_default().insert(forms);
                }
            }
        }
        lists
    }

    /// Whether a word, as it is written, is of a class.
    pub(super) fn has(&self, class: &str, word: &str) -> bool {
        self.of_class.get(class).is_some_and(|words| words.contains(word))
    }

    /// Whether a word, in any case, is of a class of small letters.
    pub(super) fn has_lower(&self, class: &str, word: &str) -> bool {
        self.has(class, &word.to_lowercase())
    }

    /// The long form of a street's last word.
    pub(super) fn street(&self, word: &str) -> Option<&'static str> {
        self.streets.get(word.to_lowercase().as_str()).copied()
    }

    /// Whether a word ends as the name of a street does.
    pub(super) fn ends_as_street(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let is_longer = |ending: &&str| lower.strip_suffix(*ending).is_some_and(|name| name.chars().count() > 2);
        self.of_class["ending"].iter().any(is_longer)
    }
}
