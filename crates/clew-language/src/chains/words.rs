//! What single words say of whom they stand for: the lists of pronouns, nouns, titles and given names.

use crate::lexicon::classes;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(crate) const PRONOUNS: &str = include_str!("../../lexicon/pronouns.txt");
pub(crate) const REFERENTS: &str = include_str!("../../lexicon/referents.txt");
pub(crate) const GIVEN_NAMES: &str = include_str!("../../lexicon/given-names.txt");

/// What a pronoun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Pronoun {
    FirstSingular,
    FirstPlural,
    Second,
    Male,
    Female,
    Thing,
    Plural,
    This,
    That,
    These,
    Relative,
    Indefinite,
}

/// The sex of a person as a text tells it, or that something is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    Male,
    Female,
    /// A person, and nothing says more.
    Person,
    /// No person.
    Thing,
    Unknown,
}

impl Gender {
    /// Whether two mentions of one thing could have these.
    pub(crate) fn agrees(self, other: Self) -> bool {
        use Gender::*;
        match (self, other) {
            (Unknown, _) | (_, Unknown) => true,
            (Person, other) | (other, Person) => other != Thing,
            (one, other) => one == other,
        }
    }

    /// Which of two agreeing genders says more.
    pub(crate) fn narrowed(self, other: Self) -> Self {
        if matches!(self, Self::Unknown) || self == Self::Person && matches!(other, Self::Male | Self::Female) {
            other
        } else {
            self
        }
    }
}

/// Classes of words in `lexicon/referents.txt`; a word may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Male = 1,
    Female = 2,
    Person = 4,
    Group = 8,
    Kin = 16,
    TitleMale = 32,
    TitleFemale = 64,
    Title = 128,
    Say = 256,
    Particle = 512,
    CompanyEnd = 1024,
    Time = 2048,
    Portion = 4096,
    Matter = 8192,
    Parting = 16384,
    InArms = 32768,
}

fn pronoun_named(class: &str) -> Option<Pronoun> {
    Some(match class {
        "first singular" => Pronoun::FirstSingular,
        "first plural" => Pronoun::FirstPlural,
        "second" => Pronoun::Second,
        "male" => Pronoun::Male,
        "female" => Pronoun::Female,
        "thing" => Pronoun::Thing,
        "plural" => Pronoun::Plural,
        "this" => Pronoun::This,
        "that" => Pronoun::That,
        "these" => Pronoun::These,
        "relative" => Pronoun::Relative,
        "indefinite" => Pronoun::Indefinite,
        _ => return None,
    })
}

fn sort_named(class: &str) -> Sort {
    match class {
        "male" => Sort::Male,
        "female" => Sort::Female,
        "person" => Sort::Person,
        "group" => Sort::Group,
        "kin" => Sort::Kin,
        "title male" => Sort::TitleMale,
        "title female" => Sort::TitleFemale,
        "title" => Sort::Title,
        "say" => Sort::Say,
        "particle" => Sort::Particle,
        "time" => Sort::Time,
        "portion" => Sort::Portion,
        "matter" => Sort::Matter,
        "parting" => Sort::Parting,
        "in arms" => Sort::InArms,
        other => {
            debug_assert_eq!(other, "company end");
            Sort::CompanyEnd
        }
    }
}

static PRONOUN_OF: LazyLock<HashMap<&str, Pronoun>> = LazyLock::new(|| {
    let of_class = |class: crate::lexicon::Class| {
        let pronoun = pronoun_named(class.name);
        class.entries.into_iter().filter_map(move |word| pronoun.map(|pronoun| (word, pronoun)))
    };
    classes(PRONOUNS).into_iter().flat_map(of_class).collect()
});

static SORTS_OF: LazyLock<HashMap<String, u16>> = LazyLock::new(|| {
    let mut sorts = HashMap::new();
    for class in classes(REFERENTS) {
        for word in &class.entries {
            *sorts.entry(folded(word)).or_insert(0) |= sort_named(class.name) as u16;
        }
    }
    sorts
});

static GENDER_OF: LazyLock<HashMap<String, Gender>> = LazyLock::new(|| {
    crate::lexicon::by_lower_case(GIVEN_NAMES, |class| match class {
        "male" => Gender::Male,
        "female" => Gender::Female,
        _ => Gender::Person,
    })
});

/// What a word is as a pronoun; `None` where it is none. "I" and "i" are the same.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    match word {
        "I" | "i" => Some(Pronoun::FirstSingular),
        _ => PRONOUN_OF.get(word.to_lowercase().replace('’', "'").as_str()).copied(),
    }
}

/// Whether a pronoun refers to its own clause's subject.
pub(crate) fn is_reflexive(word: &str) -> bool {
    let word = word.to_lowercase();
    word.ends_with("self") || word.ends_with("selves")
}

/// Whether a folded word is of a sort.
pub(crate) fn is(word: &str, sort: Sort) -> bool {
    SORTS_OF.get(word.trim_end_matches('.')).is_some_and(|sorts| sorts & sort as u16 != 0)
}

/// Whom a folded given name is given to.
pub(crate) fn given_name(word: &str) -> Option<Gender> {
    GENDER_OF.get(word).copied()
}

/// Whether a word, as written, is a given name.
pub(crate) fn is_given_name(word: &str) -> bool {
    given_name(&folded(word)).is_some()
}

/// The gender that a folded noun gives whom it names.
pub(crate) fn noun_gender(noun: &str) -> Gender {
    let last = noun.rsplit('-').next().unwrap_or(noun);
    let of = |sort| is(noun, sort) || is(last, sort);
    match (of(Sort::Male), of(Sort::Female), of(Sort::Person)) {
        (true, false, _) => Gender::Male,
        (false, true, _) => Gender::Female,
        (true, true, _) | (_, _, true) => Gender::Person,
        _ => Gender::Unknown,
    }
}

/// A word in lower case without accents.
pub(crate) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.replace('’', "'").nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;

    #[test]
    fn pronouns_are_known_by_their_words() {
        check_examples(PRONOUNS, |word| {
            let lower = word.to_lowercase();
            let listed =
                |class: &crate::lexicon::Class| class.entries.iter().any(|entry| entry.to_lowercase() == lower);
            let known = pronoun(word);
            let class = classes(PRONOUNS).into_iter().find(|class| listed(class) && pronoun_named(class.name) == known);
            class.map_or(String::new(), |class| class.name.to_owned())
        });
        assert!(is_reflexive("Themselves") && !is_reflexive("their"));
    }

    #[test]
    fn nouns_titles_and_verbs_are_of_their_sorts() {
        for class in classes(REFERENTS) {
            let sort = sort_named(class.name);
            for (phrase, expected) in &class.examples {
                assert_eq!(*expected, class.name);
                let lemma = |word: &str| if word == "said" { "say".to_owned() } else { folded(word) };
                assert!(phrase.split(' ').any(|word| is(&lemma(word), sort)), "{phrase}");
            }
            assert!(!class.examples.is_empty(), "{}", class.name);
        }
    }

    #[test]
    fn given_names_tell_whom_they_are_given_to() {
        check_examples(GIVEN_NAMES, |text| {
            let first = text.split(' ').next().unwrap();
            match given_name(&folded(first)) {
                Some(Gender::Male) => "male".to_owned(),
                Some(Gender::Female) => "female".to_owned(),
                _ => "unknown".to_owned(),
            }
        });
        assert_eq!(given_name("hallam bridge"), None);
    }

    #[test]
    fn genders_agree_where_they_could_be_one_persons() {
        assert!(Gender::Person.agrees(Gender::Female));
        assert!(!Gender::Person.agrees(Gender::Thing));
        assert!(!Gender::Male.agrees(Gender::Female));
        assert!(Gender::Unknown.agrees(Gender::Thing));
        assert_eq!(Gender::Person.narrowed(Gender::Male), Gender::Male);
        assert_eq!(noun_gender("vice-chairwoman"), Gender::Female);
    }
}
