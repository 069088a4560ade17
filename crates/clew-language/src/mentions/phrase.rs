//! The words of a phrase, from the tree: what belongs to its head and what only stands beside it.
//!
//! A nominal has its article, its modifiers and its prepositional phrases, and stands in the text with its relative clause and its
//! possessive ending. It has no apposition and no conjunct, and where its head is what a sentence says of its subject ("she is a
//! doctor") nothing of the rest of the sentence.

use clew_model::{PartOfSpeech, Relation, Tree};
use std::ops::Range;

/// Whether what hangs on a noun by this relation is part of its phrase.
fn belongs(relation: Relation) -> bool {
    use Relation::*;
    let inside = [Amod, Nummod, Compound, Nmod, Flat, Fixed, Goeswith, Det, Acl, Clf];
    relation != AclRelcl && inside.contains(&relation.universal())
}

/// Whether what hangs on a noun by this relation, before or after it, stands with its phrase: also what a relative clause says of it,
/// and "'s".
fn stands_with(relation: Relation, is_after: bool) -> bool {
    belongs(relation) || relation == Relation::AclRelcl || relation == Relation::Case && is_after
}

/// The word that the others of a run hang on: the first whose head lies outside it.
pub(super) fn head(tree: &Tree, words: &Range<usize>) -> usize {
    let hangs_outside = |word: &usize| tree.words[*word].head.is_none_or(|head| !words.contains(&(head as usize)));
    words.clone().find(hangs_outside).unwrap_or(words.start)
}

/// The words of the phrase of which `head` is the head, without marks at its borders.
///
/// `is_cut` leaves out branches that hang flat on the head and are told apart from it: the name in "her cousin Lena Brekke".
pub(super) fn words(tree: &Tree, head: usize, is_cut: impl Fn(usize) -> bool) -> Range<usize> {
    spread(tree, head, |word| belongs(tree.words[word].relation) && !(is_flat(tree, word) && is_cut(word)))
}

/// The same with the relative clause and the possessive ending: "the owner's", "the owner of the ferry who had left".
pub(super) fn whole(tree: &Tree, head: usize, is_cut: impl Fn(usize) -> bool) -> Range<usize> {
    let own = |word: usize| stands_with(tree.words[word].relation, word > head);
    spread(tree, head, |word| own(word) && !(is_flat(tree, word) && is_cut(word)))
}

fn is_flat(tree: &Tree, word: usize) -> bool {
    tree.words[word].relation.universal() == Relation::Flat
}

/// The words around `head` that hang on it by way of those of its dependents that are its own.
fn spread(tree: &Tree, head: usize, is_own: impl Fn(usize) -> bool) -> Range<usize> {
    let mut is_inside = vec![false; tree.words.len()];
    let mut waiting: Vec<usize> = tree.dependents(head).filter(|word| is_own(*word)).collect();
    is_inside[head] = true;
    while let Some(word) = waiting.pop() {
        is_inside[word] = true;
        waiting.extend(tree.dependents(word).filter(|below| !is_inside[*below]));
    }
    let is_mark = |word: usize| tree.words[word].part_of_speech == PartOfSpeech::Punctuation;
    let start = reach((0..head).rev(), head, &is_inside, is_mark);
    let end = reach(head + 1..tree.words.len(), head, &is_inside, is_mark);
    let mut words = start..end + 1;
    while words.start < head && is_mark(words.start) {
        words.start += 1;
    }
    while words.end > head + 1 && is_mark(words.end - 1) {
        words.end -= 1;
    }
    if closes(tree, &words) { words.start..words.end + 1 } else { words }
}

/// Whether the mark after the words closes a bracket or a quotation that one of them opens.
fn closes(tree: &Tree, words: &Range<usize>) -> bool {
    let n_marks = |mark: &str| tree.words[words.clone()].iter().filter(|word| &*word.lemma == mark).count();
    match tree.words.get(words.end).map(|word| &*word.lemma) {
        Some(")") => n_marks("(") > n_marks(")"),
        Some("]") => n_marks("[") > n_marks("]"),
        Some("”") => n_marks("“") > n_marks("”"),
        Some("\"") => n_marks("\"") % 2 == 1,
        _ => false,
    }
}

/// How far words inside reach from the head one way, marks between them stepped over.
fn reach(way: impl Iterator<Item = usize>, head: usize, is_inside: &[bool], is_mark: impl Fn(usize) -> bool) -> usize {
    let within = way.take_while(|word| is_inside[*word] || is_mark(*word));
    within.filter(|word| is_inside[*word]).last().unwrap_or(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{Span, TreeWord, WordSureness};

    /// A tree from "word/POS/head/relation", heads counted from 1, 0 for the root.
    fn tree(words: &str) -> Tree {
        let mut start = 0;
        let word = |word: &str| {
            let [form, part, head, relation] = word.split('/').collect::<Vec<_>>()[..] else { panic!("{word}") };
            let span = Span::new(start, start + form.len() as u32);
            start = span.end + 1;
            TreeWord {
                span,
                lemma: form.into(),
                part_of_speech: PartOfSpeech::from_tag(part).unwrap(),
                head: head.parse::<u32>().unwrap().checked_sub(1),
                relation: Relation::from_tag(relation).unwrap(),
                sureness: WordSureness::default(),
            }
        };
        Tree { words: words.split(' ').map(word).collect() }
    }

    /// Checks the phrase of the word that is marked with `*`, names given by their words' numbers from 1.
    fn check(marked: &str, name: Range<usize>, expected: &str) {
        check_both(marked, name, [expected, expected]);
    }

    /// Checks the phrase, and how it stands in the text.
    fn check_both(marked: &str, name: Range<usize>, expected: [&str; 2]) {
        let head = marked.split(' ').position(|word| word.starts_with('*')).unwrap();
        let plain = marked.replace('*', "");
        let forms: Vec<&str> = plain.split(' ').map(|word| word.split('/').next().unwrap()).collect();
        let (tree, is_cut) = (tree(&plain), |word: usize| name.contains(&(word + 1)));
        let found = [words(&tree, head, is_cut), whole(&tree, head, is_cut)].map(|words| forms[words].join(" "));
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn a_phrase_has_its_modifiers_and_prepositional_phrases() {
        let text = "on/ADP/4/case the/DET/4/det old/ADJ/4/amod *owner/NOUN/0/root of/ADP/7/case the/DET/7/det ferry/NOUN/4/nmod";
        check(text, 0..0, "the old owner of the ferry");
        check(
            "the/DET/3/det old/ADJ/3/amod owner/NOUN/0/root of/ADP/6/case the/DET/6/det *ferry/NOUN/3/nmod",
            0..0,
            "the ferry",
        );
        let text = "the/DET/2/det *men/NOUN/0/root killed/VERB/2/acl in/ADP/6/case the/DET/6/det fire/NOUN/3/obl";
        check(text, 0..0, "the men killed in the fire");
    }

    #[test]
    fn a_phrase_leaves_out_what_stands_beside_it() {
        let pair = "the/DET/2/det *pilot/NOUN/0/root and/CCONJ/5/cc the/DET/5/det owner/NOUN/2/conj";
        check(pair, 0..0, "the pilot");
        check(pair.replace('*', "").replace("owner", "*owner").as_str(), 0..0, "the owner");
        let says = "She/PRON/5/nsubj is/AUX/5/cop still/ADV/5/advmod a/DET/5/det *doctor/NOUN/0/root ./PUNCT/5/punct";
        check(says, 0..0, "a doctor");
        let apposed = "the/DET/2/det *owner/NOUN/0/root ,/PUNCT/4/punct Weil/PROPN/2/appos ,/PUNCT/4/punct";
        check(apposed, 4..5, "the owner");
    }

    #[test]
    fn a_phrase_stands_with_its_relative_clause_and_its_possessive_ending() {
        let clause = "a/DET/2/det *man/NOUN/0/root who/PRON/4/nsubj left/VERB/2/acl:relcl ,/PUNCT/2/punct";
        check_both(clause, 0..0, ["a man", "a man who left"]);
        let ending = "the/DET/2/det *owner/NOUN/4/nmod:poss 's/PART/2/case ferry/NOUN/0/root";
        check_both(ending, 0..0, ["the owner", "the owner 's"]);
    }

    #[test]
    fn a_name_that_hangs_flat_on_a_nominal_is_none_of_it() {
        let text = "her/PRON/2/nmod:poss *cousin/NOUN/0/root Lena/PROPN/2/flat Brekke/PROPN/2/flat";
        check(text, 3..5, "her cousin");
        check(text, 0..0, "her cousin Lena Brekke");
    }

    #[test]
    fn marks_inside_are_kept_and_marks_at_the_borders_are_not() {
        let text = "“/PUNCT/4/punct a/DET/4/det long/ADJ/4/amod *night/NOUN/0/root ”/PUNCT/4/punct";
        check(text, 0..0, "a long night");
        let text = "a/DET/5/det cold/ADJ/5/amod ,/PUNCT/4/punct dark/ADJ/2/conj *night/NOUN/0/root";
        check(text, 0..0, "a cold , dark night");
        let text = "a/DET/3/det long/ADJ/3/amod *night/NOUN/0/root (/PUNCT/5/punct winter/NOUN/3/nmod )/PUNCT/5/punct";
        check(text, 0..0, "a long night ( winter )");
        let text = "(/PUNCT/2/punct *winter/NOUN/0/root )/PUNCT/2/punct";
        check(text, 0..0, "winter");
    }

    #[test]
    fn the_head_of_a_name_hangs_outside_it() {
        let tree = tree("Port/PROPN/2/compound Orrin/PROPN/3/compound harbour/NOUN/4/nsubj burned/VERB/0/root");
        assert_eq!(head(&tree, &(0..2)), 1);
        assert_eq!(head(&tree, &(0..3)), 2);
    }
}
