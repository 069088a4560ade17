//! Where names begin and end: without leading articles and honorifics, and without a final 's.
//!
//! The sets that the model learns from differ in this; what clew prints does not.

use crate::lexicon::by_lower_case;
use clew_model::ThingType;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const BORDERS: &str = include_str!("../../lexicon/borders.txt");

pub(crate) const HEADS: &str = include_str!("../../lexicon/heads.txt");

/// What the last word of a name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A street or a quarter.
    Street,
    /// A building or its grounds.
    Building,
    /// A body of a state, a district or a town, in case of doubt.
    Office,
    /// A newspaper, after "the" alone.
    Paper,
    /// A day or a month, no name at all.
    Day,
    /// What a compound is of; it stands before its last word.
    Element,
    /// A chemical compound, after an element.
    Compound,
}

static HEAD: LazyLock<HashMap<String, Head>> = LazyLock::new(|| {
    by_lower_case(HEADS, |class| match class {
        "street" => Head::Street,
        "building" => Head::Building,
        "office" => Head::Office,
        "paper" => Head::Paper,
        "day" => Head::Day,
        "element" => Head::Element,
        "compound" => Head::Compound,
        other => unreachable!("heads.txt has no class {other}"),
    })
});

/// What a word says of a name that it ends.
pub(super) fn head(word: &str) -> Option<Head> {
    const LONGEST: usize = 40;
    HEAD.get(word.get(..word.len().min(LONGEST))?.to_lowercase().trim_end_matches('.')).copied()
}

/// What can stand at the border of a name and is no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Border {
    /// Before any name.
    Article,
    /// Before a person's name.
    Honorific,
    /// After any name.
    Ending,
    /// After a company's name, and part of it.
    Form,
}

static BORDER: LazyLock<HashMap<String, Border>> = LazyLock::new(|| {
    by_lower_case(BORDERS, |class| match class {
        "article" => Border::Article,
        "honorific" => Border::Honorific,
        "ending" => Border::Ending,
        "form" => Border::Form,
        other => unreachable!("borders.txt has no class {other}"),
    })
});

fn border(word: &str) -> Option<Border> {
    const LONGEST: usize = 40;
    BORDER.get(word.get(..word.len().min(LONGEST))?.to_lowercase().trim_end_matches('.')).copied()
}

/// Whether a word is a form of companies: "Inc.".
pub(super) fn is_company_form(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && border(&word.replace('.', "")) == Some(Border::Form)
}

/// The words of a name without what its borders have too much; at least one word is left.
///
/// `written` gives each word of the sentence as it is written.
pub(super) fn trimmed<'t>(words: Range<usize>, thing: ThingType, written: impl Fn(usize) -> &'t str) -> Range<usize> {
    let mut kept = words;
    let is_mark = |word: &str| !word.contains(char::is_alphanumeric);
    while kept.len() > 1 {
        let [first, last] = [written(kept.start), written(kept.end - 1)];
        let honoured = thing == ThingType::Person;
        if border(last) == Some(Border::Ending) || is_mark(last) && !matches!(last, ")" | "]" | "!" | "+") {
            kept.end -= 1;
        } else if border(first) == Some(Border::Article)
            || honoured && border(first) == Some(Border::Honorific)
            || is_mark(first) && !matches!(first, "(" | "[" | "@" | "#" | ".")
        {
            kept.start += 1;
        } else {
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;

    fn read(text: &str) -> String {
        let words: Vec<&str> = text.split(' ').collect();
        let thing = if text.starts_with("the") { ThingType::Organization } else { ThingType::Person };
        words[trimmed(0..words.len(), thing, |word| words[word])].join(" ")
    }

    #[test]
    fn examples_of_the_lexicon() {
        check_examples(BORDERS, read);
    }

    #[test]
    fn examples_of_heads() {
        check_examples(HEADS, |text| {
            let last = text.rsplit(' ').next().and_then(head);
            last.map(|head| format!("{head:?}").to_lowercase()).unwrap_or_default()
        });
    }

    #[test]
    fn something_is_always_left() {
        for (text, expected) in
            [("Mr. Dr.", "Dr."), ("'s", "'s"), ("Dr Weil 's", "Weil"), ("“ Weil ,", "Weil"), ("Judge", "Judge")]
        {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn titles_belong_to_names_of_other_things() {
        let words = ["Queen", "Mary", "Hospital"];
        assert_eq!(trimmed(0..3, ThingType::Facility, |word| words[word]), 0..3);
    }
}
