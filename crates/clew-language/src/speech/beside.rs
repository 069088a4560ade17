//! What stands beside an account and is no part of it, though its tree hangs it there: the clause that "and" joins to the one who
//! tells, and where he told it.

use super::ascriptions::Ascription;
use super::sentence::Sentence;
use clew_model::{PartOfSpeech, Relation};

/// Prepositions that say where or when something was told.
const SETTINGS: [&str; 9] = ["in", "at", "on", "during", "after", "before", "outside", "inside", "near"];

/// Takes out of an account what the text itself tells beside it.
pub(crate) fn leave_out_beside(sentence: &Sentence, ascription: &mut Ascription) {
    let out = clause_before_teller(sentence, ascription).or_else(|| setting_of_telling(sentence, ascription));
    if let Some(out) = out {
        ascription.content.remove(&sentence.only(&out));
    }
}

/// "[Weil hurt his knee on Monday] and a doctor said he would rest": what stands before "and" and who tells is told by the text.
fn clause_before_teller(sentence: &Sentence, ascription: &Ascription) -> Option<Vec<usize>> {
    let verb = ascription.head;
    let source = ascription.source.filter(|source| *source < verb)?;
    let and = sentence.by(verb, &[Relation::Cc]).find(|at| *at < source)?;
    let joins = matches!(&*sentence.form(and).to_lowercase(), "and" | "but" | "while");
    let tells_more = ascription.content.iter().any(|at| at > verb && sentence.is_predicate(at));
    // "'He left,' she said, and" begins with its quotation mark.
    let is_quoted = (0..and).any(|at| is_quotation_mark(sentence, at));
    (joins && tells_more && !is_quoted).then(|| (0..=and).collect())
}

/// "'I was there,' he said, [in the court where they met]": what follows an account closed by its quotation mark says where he said it.
fn setting_of_telling(sentence: &Sentence, ascription: &Ascription) -> Option<Vec<usize>> {
    let last = ascription.cue.iter().next_back()?;
    let source = ascription.source.map(|source| sentence.below(source));
    let first = ascription.cue.first().into_iter().chain(source.iter().filter_map(|words| words.first())).min()?;
    let ends = source.iter().filter_map(|words| words.iter().next_back()).chain([last]).max()?;
    let is_closed =
        first > 0 && is_quotation_mark(sentence, first - 1) && ascription.content.iter().any(|at| at < first);
    let after = ascription.content.iter().find(|at| *at > ends && sentence.part(*at) != PartOfSpeech::Punctuation)?;
    let is_next = (ends + 1..after).all(|at| sentence.form(at) == ",");
    let is_setting = SETTINGS.contains(&&*sentence.form(after).to_lowercase());
    let goes_on = (after..sentence.len()).any(|at| is_quotation_mark(sentence, at));
    (is_closed && is_next && is_setting && !goes_on).then(|| (after..sentence.len()).collect())
}

fn is_quotation_mark(sentence: &Sentence, word: usize) -> bool {
    matches!(sentence.form(word), "\"" | "“" | "”" | "''" | "``")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::ascriptions::ascriptions;
    use crate::speech::by_hand::tree;
    use clew_model::CodePoints;

    /// What is ascribed by the first word that ascribes.
    fn told(written: &str) -> String {
        let (text, tree) = tree(written);
        let points = CodePoints::new(&text);
        let sentence = Sentence::new(&points, &tree);
        let mut first = ascriptions(&sentence).into_iter().next().expect("it ascribes something");
        first.content = sentence.only(&(0..sentence.len()).collect::<Vec<_>>());
        first.content.remove(&first.cue);
        leave_out_beside(&sentence, &mut first);
        first.content.iter().map(|at| sentence.form(at)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_clause_before_and_is_told_by_the_text() {
        let knee = "Weil/PROPN/nsubj>2 fell=fall/VERB/ccomp>5 and/CCONJ/cc>5 doctors=doctor/NOUN/nsubj>5 said=say/VERB/root>0 he/PRON/nsubj>7 slept=sleep/VERB/ccomp>5";
        assert_eq!(told(knee), "doctors he slept");
        let alone = "Weil/PROPN/nsubj>2 fell=fall/VERB/ccomp>4 doctors=doctor/NOUN/nsubj>4 said=say/VERB/root>0";
        assert_eq!(told(alone), "Weil fell doctors");
    }

    #[test]
    fn where_it_was_told_is_no_part_of_it() {
        let court = "“/PUNCT/punct>2 Go=go/VERB/ccomp>5 ”/PUNCT/punct>2 Weil/PROPN/nsubj>5 said=say/VERB/root>0 ,/PUNCT/punct>9 in/ADP/case>9 that/DET/det>9 court/NOUN/obl>2";
        assert_eq!(told(court), "“ Go ” Weil ,");
        let view = court.replace("“/PUNCT/punct>2 ", "/X/dep>2 ").replace("”/PUNCT/punct>2", ",/PUNCT/punct>2");
        assert!(told(&view.replacen("/X/dep>2", "Now/ADV/advmod>2", 1)).ends_with("in that court"));
    }
}
