//! "OSLO, May 3 (Wire) - Police said ...": where a report was written, which nobody in it says.

use super::ascriptions::Ascription;
use super::sentence::Sentence;
use super::tails::{main_word, name};
use clew_model::PartOfSpeech;

/// The most words of a dateline, its marks counted.
const LONGEST: usize = 12;

/// Takes a sentence's dateline out of its ascriptions.
pub(crate) fn leave_out_dateline(sentence: &Sentence, found: &mut [Ascription]) {
    let Some(start) = after_dateline(sentence) else { return };
    let dateline = sentence.only(&(0..start).collect::<Vec<_>>());
    for ascription in found {
        ascription.content.remove(&dateline);
        if ascription.source.is_some_and(|source| source < start) {
            let words = name(sentence, start..ascription.head.max(start));
            ascription.source = words.as_ref().map(|words| main_word(sentence, words));
            ascription.source_words = words.map(|words| sentence.only(&words.collect::<Vec<_>>()));
        }
    }
}

/// The first word after a dateline: names in capitals, perhaps a day and an agency, and a dash.
fn after_dateline(sentence: &Sentence) -> Option<usize> {
    let is_dash = |at: &usize| matches!(sentence.form(*at), "-" | "–" | "—" | "--");
    let dash = (1..sentence.len().min(LONGEST)).find(is_dash)?;
    let is_shouted = |form: &str| form.chars().count() > 1 && !form.chars().any(char::is_lowercase);
    let belongs = |at: usize| {
        use PartOfSpeech::{Adjective, Noun, Numeral, ProperNoun, Punctuation};
        matches!(sentence.part(at), ProperNoun | Numeral | Punctuation | Noun | Adjective)
    };
    (is_shouted(sentence.form(0)) && (0..dash).all(belongs) && dash + 1 < sentence.len()).then_some(dash + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::by_hand::tree;
    use clew_model::CodePoints;

    /// The first word after the dateline of a sentence of which only parts of speech count.
    fn check(written: &str, expected: Option<&str>) {
        let words: Vec<String> = written.split(' ').map(|word| format!("{word}/dep>0")).collect();
        let (text, tree) = tree(&words.join(" "));
        let points = CodePoints::new(&text);
        let sentence = Sentence::new(&points, &tree);
        assert_eq!(after_dateline(&sentence).map(|at| sentence.form(at)), expected, "{text}");
    }

    #[test]
    fn a_dateline_ends_with_its_dash() {
        check("OSLO/PROPN -/PUNCT Police/NOUN left/VERB", Some("Police"));
        check(
            "PORT/PROPN ORRIN/PROPN ,/PUNCT May/PROPN 3/NUM (/PUNCT Wire/PROPN )/PUNCT —/PUNCT He/PRON left/VERB",
            Some("He"),
        );
        check("Oslo/PROPN -/PUNCT Police/NOUN left/VERB", None);
        check("OSLO/PROPN lost/VERB -/PUNCT again/ADV", None);
        check("OSLO/PROPN lost/VERB", None);
        check("OSLO/PROPN -/PUNCT", None);
    }
}
