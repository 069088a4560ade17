//! What stands beside a name and belongs to it, whatever its tags are: initials before a surname, the form of a company behind
//! its name.

use super::Name;
use crate::mentions::borders::is_company_form;
use clew_model::ThingType;
use std::ops::Range;

/// Widens the names of a sentence, which are sorted; a name that is taken in by the one behind it is left out.
pub(super) fn widen<'t>(sentence: &Range<usize>, names: &mut Vec<Name>, written: impl Fn(usize) -> &'t str) {
    for at in 0..names.len() {
        let taken =
            |word: usize| names.iter().enumerate().any(|(other, name)| other != at && name.words.contains(&word));
        let words = names[at].words.clone();
        let widened = match names[at].thing {
            ThingType::Person => words.start - n_initials(sentence.start..words.start, &written)..words.end,
            ThingType::Organization => words.start..words.end + n_of_form(words.end..sentence.end, &written, taken),
            _ => continue,
        };
        names[at].words = widened;
    }
    let whole = names.clone();
    let is_taken_in = |name: &Name| {
        let initials = n_initials(name.words.clone(), &written);
        initials == name.words.len()
            && whole.iter().any(|other| other.words.len() > initials && other.words.contains(&name.words.start))
    };
    names.retain(|name| !is_taken_in(name));
}

/// How many words at the end of a stretch are initials: "A.", "W.H.S.", "J" and ".". A postscript is none.
fn n_initials<'t>(words: Range<usize>, written: &impl Fn(usize) -> &'t str) -> usize {
    let mut first = words.end;
    for word in words.clone().rev() {
        let text = written(word);
        let is_full_stop = text == "." && word > words.start && is_initials(written(word - 1), true);
        if !(is_full_stop || is_initials(text, written(word + 1) == ".")) {
            break;
        }
        first = word;
    }
    words.end - first
}

/// "A." and "W.H.S."; without a full stop of its own one must follow, or "I am" would be somebody's.
fn is_initials(word: &str, is_stopped: bool) -> bool {
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    let parts = word.strip_suffix('.').unwrap_or(word);
    (word.ends_with('.') || is_stopped)
        && parts.split('.').all(is_letter)
        && !matches!(parts, "P.S" | "N.B" | "U.S" | "U.K" | "U.N" | "E.U")
}

/// How many words after a name are the form of a company, its comma and full stop with it.
fn n_of_form<'t>(words: Range<usize>, written: &impl Fn(usize) -> &'t str, taken: impl Fn(usize) -> bool) -> usize {
    let mut end = words.start;
    while let Some(word) = (end..words.end).find(|word| written(*word) != ",").filter(|word| *word <= end + 1) {
        if !is_company_form(written(word)) || taken(word) {
            break;
        }
        end = word + 1;
    }
    let has_stop = end > words.start && end < words.end && written(end) == "." && !written(end - 1).ends_with('.');
    // The last full stop of a sentence ends the sentence.
    end - words.start + usize::from(has_stop && end + 1 < words.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_what_belongs_to_them() {
        use ThingType::{Organization, Person, Place};
        for (text, name, thing, expected) in [
            ("named W.H.S. Koerner called", 2..3, Person, "W.H.S. Koerner"),
            ("nominated A . Noel Kramer for", 3..5, Person, "A . Noel Kramer"),
            ("Then I Dahl saw", 2..3, Person, "Dahl"),
            ("P.S. Tom , please", 1..2, Person, "Tom"),
            ("to Orrin , Inc. of Varn", 1..2, Organization, "Orrin , Inc."),
            ("of Orrin Pvt. Ltd. in Varn", 1..2, Organization, "Orrin Pvt. Ltd."),
            ("of Orrin Ltd .", 1..2, Organization, "Orrin Ltd"),
            ("of Orrin , which", 1..2, Organization, "Orrin"),
            ("in Varn Ltd .", 1..2, Place, "Varn"),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let mut names = vec![Name { words: name, thing, sureness: 1.0, shares: Vec::new(), is_inner: false }];
            widen(&(0..words.len()), &mut names, |word| words.get(word).copied().unwrap_or_default());
            assert_eq!(words[names[0].words.clone()].join(" "), expected, "{text}");
        }
    }

    #[test]
    fn initials_are_taken_in_by_the_name_behind_them() {
        let words = ["by", "W.H.S.", "Koerner"];
        let name = |words: Range<usize>| Name {
            words,
            thing: ThingType::Person,
            sureness: 1.0,
            shares: Vec::new(),
            is_inner: false,
        };
        let mut names = vec![name(1..2), name(2..3)];
        widen(&(0..3), &mut names, |word| words.get(word).copied().unwrap_or_default());
        assert_eq!(names, [name(1..3)]);
    }
}
