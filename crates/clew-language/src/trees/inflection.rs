//! Dictionary forms of verbs and nouns by rule: forms that no rule makes are listed in lexicon/verb-forms.txt and
//! noun-forms.txt, and lexicon/inflection.txt tells which verbs end in "e".

use crate::lexicon::classes;
use crate::speech::VERB_FORMS;
use std::collections::HashMap;
use std::sync::LazyLock;

const NOUN_FORMS: &str = include_str!("../../lexicon/noun-forms.txt");
const OTHER_FORMS: &str = include_str!("../../lexicon/other-forms.txt");
const INFLECTION: &str = include_str!("../../lexicon/inflection.txt");

/// What compounds end in, and its singular: "gunmen", "grandchildren".
const COMPOUNDS: [(&str, &str); 2] = [("men", "man"), ("children", "child")];

static VERBS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| forms(VERB_FORMS));
static NOUNS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| forms(NOUN_FORMS));
static OTHERS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| forms(OTHER_FORMS));
/// Endings of stems, and whether an "e" is added to them.
static ENDINGS: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let classes = classes(INFLECTION).into_iter();
    classes.flat_map(|class| class.entries.into_iter().map(move |ending| (ending, class.name == "with e"))).collect()
});

fn forms(file: &'static str) -> HashMap<&'static str, &'static str> {
    let entries = classes(file).into_iter().flat_map(|class| class.entries);
    entries.filter_map(|entry| entry.split_once(' ')).collect()
}

/// The lemma of a verb's form in lower case; `is_word` knows the common words.
pub(super) fn verb(form: &str, is_word: impl Fn(&str) -> bool) -> String {
    if let Some(lemma) = VERBS.get(form) {
        return (*lemma).to_owned();
    }
    let has_vowel = |stem: &str| stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if let Some(stem) = form.strip_suffix("ing").filter(|stem| stem.len() > 1 && has_vowel(stem)) {
        return of_stem(stem, is_word);
    }
    if let Some(stem) = form.strip_suffix("ied").or_else(|| form.strip_suffix("ies")).filter(|stem| !stem.is_empty()) {
        return if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") };
    }
    if let Some(stem) = form.strip_suffix("eed").filter(|stem| stem.len() > 1 && !is_word(form)) {
        return format!("{stem}ee");
    }
    if let Some(stem) = form.strip_suffix("ed").filter(|stem| stem.len() > 1 && has_vowel(stem) && !stem.ends_with('e'))
    {
        return of_stem(stem, is_word);
    }
    third_person(form, is_word)
}

/// The lemma of a listed form of any other part of speech, auxiliaries included.
pub(super) fn listed(form: &str) -> Option<&'static str> {
    OTHERS.get(form).or_else(|| VERBS.get(form)).copied()
}

/// The lemma of a noun's form in lower case; `is_word` knows the common words.
pub(super) fn noun(form: &str, is_word: impl Fn(&str) -> bool) -> String {
    if let Some(lemma) = NOUNS.get(form) {
        return (*lemma).to_owned();
    }
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        return form.to_owned();
    }
    if let Some((first, last)) = COMPOUNDS.iter().find_map(|(plural, last)| Some((form.strip_suffix(plural)?, last))) {
        return first.to_owned() + last;
    }
    let Some(stem) = form.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with(['s', 'u', 'i'])) else {
        return form.to_owned();
    };
    if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let without_es = stem.strip_suffix('e');
    let hisses = without_es.filter(|stem| ["ss", "sh", "ch", "x", "zz"].iter().any(|end| stem.ends_with(end)));
    if let Some(stem) =
        hisses.or(without_es.filter(|short| short.ends_with(['s', 'o', 'z']) && is_word(short) && !is_word(stem)))
    {
        return stem.to_owned();
    }
    let is_singular = stem.ends_with(['a', 'o']) || stem.ends_with("ic");
    if is_singular && is_word(form) && !is_word(stem) { form.to_owned() } else { stem.to_owned() }
}

/// "goes", "passes", "runs".
fn third_person(form: &str, is_word: impl Fn(&str) -> bool) -> String {
    let Some(stem) = form.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with(['s', 'u', 'i'])) else {
        return form.to_owned();
    };
    let without_es = stem.strip_suffix('e');
    let hisses = without_es.filter(|stem| ["ss", "sh", "ch", "x", "zz", "o"].iter().any(|end| stem.ends_with(end)));
    let focuses = without_es.filter(|short| short.ends_with("us") && !is_word(stem));
    hisses.or(focuses).unwrap_or(stem).to_owned()
}

/// The verb of what stands before "-ed" or "-ing".
fn of_stem(stem: &str, is_word: impl Fn(&str) -> bool) -> String {
    let with_e = format!("{stem}e");
    if let Some(single) = undoubled(stem) {
        let is_whole = stem.len() <= 3 || stem.ends_with(['l', 's', 'f', 'z']) && (is_word(stem) || !is_word(single));
        return if is_whole || is_word(stem) && !is_word(single) { stem.to_owned() } else { single.to_owned() };
    }
    if is_short_syllable(stem) {
        return with_e;
    }
    match (is_word(stem), is_word(&with_e)) {
        (true, false) => stem.to_owned(),
        (false, true) => with_e,
        _ => {
            if takes_e(stem) {
                with_e
            } else {
                stem.to_owned()
            }
        }
    }
}

/// A stem whose last consonant is doubled, without the second: "plan" of "plann".
fn undoubled(stem: &str) -> Option<&str> {
    let [.., before, last] = *stem.as_bytes() else { return None };
    (before == last && last.is_ascii_alphabetic() && !is_vowel(last)).then(|| &stem[..stem.len() - 1])
}

/// One vowel between consonants, the last one single: had the verb no "e", it would be doubled ("rat" is of "rate").
fn is_short_syllable(stem: &str) -> bool {
    let bytes = stem.strip_prefix("qu").unwrap_or(stem).as_bytes();
    let [onset @ .., vowel, last] = bytes else { return false };
    let ends_short = is_vowel(*vowel) && !is_vowel(*last) && !b"wxy".contains(last);
    ends_short && onset.iter().all(|c| !is_vowel(*c))
}

fn takes_e(stem: &str) -> bool {
    stem.char_indices().find_map(|(at, _)| ENDINGS.get(&stem[at..])).copied().unwrap_or(false)
}

fn is_vowel(c: u8) -> bool {
    b"aeiou".contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;

    #[test]
    fn the_examples_of_the_lists_hold() {
        check_examples(INFLECTION, |stem| of_stem(stem, |_| false));
        check_examples(NOUN_FORMS, |form| noun(form, |_| false));
        check_examples(OTHER_FORMS, |form| listed(form).unwrap_or_default().to_owned());
        check_examples(VERB_FORMS, |form| verb(form, |_| false));
    }

    #[test]
    fn forms_have_their_lemma() {
        let common = [
            "kill", "capture", "seize", "shoot", "free", "rob", "visit", "use", "rate", "rat", "call", "add", "hope",
            "hop",
        ];
        let is_word = |word: &str| common.contains(&word);
        for (form, lemma) in [
            ("killed", "kill"),
            ("captured", "capture"),
            ("seized", "seize"),
            ("shot", "shoot"),
            ("freed", "free"),
            ("robbed", "rob"),
            ("visited", "visit"),
            ("rated", "rate"),
            ("called", "call"),
            ("added", "add"),
            ("hoping", "hope"),
            ("hopping", "hop"),
            ("dies", "die"),
            ("died", "die"),
            ("carries", "carry"),
            ("goes", "go"),
            ("passes", "pass"),
            ("agreed", "agree"),
            ("sing", "sing"),
            ("flushed", "flush"),
            ("said", "say"),
            ("need", "need"),
        ] {
            assert_eq!(verb(form, |word| is_word(word) || word == "need"), lemma, "{form}");
        }
        for (form, lemma) in [
            ("gunmen", "gunman"),
            ("children", "child"),
            ("inquiries", "inquiry"),
            ("witnesses", "witness"),
            ("gas", "gas"),
            ("news", "news"),
            ("buses", "bus"),
            ("1990s", "1990s"),
            ("houses", "house"),
            ("glass", "glass"),
            ("crates", "crate"),
        ] {
            assert_eq!(noun(form, |word| ["gas", "house"].contains(&word)), lemma, "{form}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_word_has_a_lemma(form in "\\PC{1,12}") {
            let form = form.to_lowercase();
            verb(&form, |_| false);
            noun(&form, |_| true);
        }
    }
}
