//! Sentences of several incidents at once, whose numbers are of none of them: "nine people were killed in shootings", by words/several.txt.

use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::Relation;
use std::collections::HashSet;
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../words/several.txt");

static NOUNS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let of_line = lines(WORDS).filter_map(|line| line.strip_prefix("noun "));
    of_line.flat_map(|list| list.split(',').map(str::trim)).collect()
});

/// Whether a sentence speaks of several incidents that it does not take as known.
pub(crate) fn tells_of_several(sentence: &Sentence) -> bool {
    (0..sentence.len()).any(|word| {
        let is_plural = sentence.form(word) != sentence.lemma(word) && sentence.form(word).ends_with('s');
        is_plural && sentence.is_noun(word) && NOUNS.contains(sentence.lemma(word)) && !is_known(sentence, word)
    })
}

fn is_known(sentence: &Sentence, noun: usize) -> bool {
    let is_definite = |at: usize| matches!(sentence.form(at), "the" | "these" | "those" | "both");
    sentence
        .by(noun, &[Relation::Det, Relation::NmodPoss])
        .any(|at| sentence.relation(at) == Relation::NmodPoss || is_definite(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::CLASSES;
    use clew_language::{AnnotatedText, Model, read};
    use clew_model::CodePoints;

    fn is_of_several(text: &str) -> bool {
        let AnnotatedText { annotation, trees, .. } = read(Model::embedded(), text, &[], None);
        let points = CodePoints::new(text);
        trees.iter().any(|tree| tells_of_several(&Sentence::new(&points, tree, &annotation.mentions, &CLASSES)))
    }

    #[test]
    fn examples_of_the_list_hold() {
        let mut n_examples = 0;
        for line in WORDS.lines() {
            let Some((sign, text)) = line.split_once(' ').filter(|(sign, _)| matches!(*sign, "+" | "-")) else {
                continue;
            };
            assert_eq!(is_of_several(text), sign == "+", "{text}");
            n_examples += 1;
        }
        assert!(n_examples > 5);
    }
}
