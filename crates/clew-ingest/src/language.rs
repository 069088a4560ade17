//! Which language a text is in.
//!
//! Trigram statistics (whatlang) over the head of the text. A short or mixed text has no language here: a wrong one
//! would hide the document from the analysis of its real language, a missing one is asked about.

use whatlang::Lang;

/// How much of a text is looked at, in bytes; more does not make the answer surer.
const LOOKED_AT_BYTES: usize = 16 * 1024;

/// Fewer letters than this say too little.
const FEWEST_LETTERS: usize = 40;

/// Up to so many letters, the trigrams must agree very clearly.
const SHORT_LETTERS: usize = 200;

/// The language of `text`: an ISO 639-1 code where there is one, else 639-3; `None` where the text is too short or too
/// mixed to tell.
pub fn language_of(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(LOOKED_AT_BYTES)];
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let detected = whatlang::detect(head)?;
    // Scripts such as Hangul or Greek belong to one language, and then whatlang is sure of itself at any length.
    let fewest = if detected.script() == whatlang::Script::Latin { FEWEST_LETTERS } else { FEWEST_LETTERS / 4 };
    let surest_needed = if letters < SHORT_LETTERS { 0.9 } else { 0.3 };
    (letters >= fewest && detected.confidence() >= surest_needed).then(|| code(detected.lang()).to_owned())
}

/// The shortest ISO 639 code; those without a two-letter one keep their three letters.
fn code(language: Lang) -> &'static str {
    let three = language.code();
    TWO_LETTER_CODES.iter().find(|(long, _)| *long == three).map_or(three, |(_, short)| short)
}

/// ISO 639-3 as whatlang gives it, and ISO 639-1. Mandarin is written Chinese, Iranian Persian is Persian.
#[rustfmt::skip]
const TWO_LETTER_CODES: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"),
    ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"),
    ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"),
    ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"),
    ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"),
    ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(language_of(text).as_deref(), expected, "{text}");
    }

    const GERMAN: &str = "Der Stadtrat wusste seit April, dass die Brücke Risse hatte, sagten zwei Ingenieure am \
        Donnerstag vor dem Ausschuss. Die Verwaltung habe ihre Warnung zur Kenntnis genommen, aber nicht gehandelt. \
        Am Montag stürzte das Bauwerk ein; mindestens neun Menschen kamen ums Leben.";

    const RUSSIAN: &str = "В апреле городскому совету сообщили, что мост дал трещину, сказали в четверг два инженера. \
        По их словам, чиновники приняли предупреждение к сведению, но ничего не сделали. В понедельник мост рухнул, \
        погибли по меньшей мере девять человек, сообщила полиция.";

    #[test]
    fn sentences_of_common_languages_are_told_apart() {
        check(
            "The council was told in April that the bridge was cracking, two engineers said on Thursday.",
            Some("en"),
        );
        check(GERMAN, Some("de"));
        check("Le conseil municipal savait depuis avril que le pont se fissurait, selon deux ingénieurs.", Some("fr"));
        check(RUSSIAN, Some("ru"));
        check("시 의회는 4월에 다리에 균열이 있다는 보고를 받았다고 두 기술자가 말했다.", Some("ko"));
    }

    #[test]
    fn what_is_too_short_has_no_language() {
        check("", None);
        check("Photo: Getty", None);
        check(&GERMAN[..30], None);
        check("10.06.2021 14:05", None);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        check(&"Nie wiadomo, kto ostrzegł radę miejską, że most może się zawalić. ".repeat(2000), Some("pl"));
    }

    #[test]
    fn every_language_that_can_be_found_has_a_two_letter_code() {
        for &language in Lang::all() {
            assert_eq!(code(language).len(), 2, "{language:?}");
        }
    }
}
