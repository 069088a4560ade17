//! How a word is cased, which the uncased pieces do not tell.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Number of casing classes.
pub(super) const CASINGS: usize = 9;

/// The class of what is no word.
pub(super) const NO_WORD: u8 = 0;

/// The casing class of a word, 1..=8.
pub(super) fn casing(word: &str) -> u8 {
    let n_digits = word.chars().filter(|c| is_digit(*c)).count();
    if n_digits > 0 {
        return if word.chars().all(is_digit) { 5 } else { 6 };
    }
    let mut letters = word.chars().filter(|c| is_letter(*c)).map(char::is_uppercase);
    let Some(first) = letters.next() else { return 7 };
    let (n_others, n_upper) = letters.fold((0, 0), |(n, upper), is_upper| (n + 1, upper + usize::from(is_upper)));
    match (first, n_upper) {
        (false, 0) => 1,
        (true, _) if n_others == 0 => 8,
        (true, _) if n_upper == n_others => 3,
        (true, 0) => 2,
        _ => 4,
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Letter
}

/// Whether a character is a digit (Numeric_Type Decimal or Digit): of any script, raised, lowered or in a circle.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && (c.general_category() == GeneralCategory::DecimalNumber || is_set_digit(c))
}

/// Whether a character is a digit that is set in some way, or of a script that does not count by places (Numeric_Type Digit).
fn is_set_digit(c: char) -> bool {
    matches!(c,
        '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨' | '⑴'..='⑼' | '⒈'..='⒐' | '⓪' | '⓵'..='⓽' | '⓿'
        | '❶'..='❾' | '➀'..='➈' | '➊'..='➒' | '\u{1f100}'..='\u{1f10a}' | '፩'..='፱' | '\u{19da}'
        | '\u{10a40}'..='\u{10a43}' | '\u{10e60}'..='\u{10e68}' | '\u{11052}'..='\u{1105a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_classes_of_the_format() {
        let expected = [
            ("2019", 5),
            ("٢٠", 5),
            ("m²", 6),
            ("①", 5),
            ("፩", 5),
            ("½", 7),
            ("A4", 6),
            ("...", 7),
            ("漢", 1),
            ("😀", 7),
            ("", 7),
            ("harbour", 1),
            ("ß", 1),
            ("I", 8),
            ("É.", 8),
            ("NATO", 3),
            ("U.S.", 3),
            ("Weil", 2),
            ("al-Masri", 4),
            ("McKay", 4),
            ("O'Neil", 4),
            ("Élan", 2),
            ("ǅ", 1),
        ];
        for (word, class) in expected {
            assert_eq!(casing(word), class, "{word}");
        }
    }
}
