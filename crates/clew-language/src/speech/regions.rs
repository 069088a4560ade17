//! Which words of a sentence belong together, by what each word scores and by the sentence's tree.

use super::sentence::{Sentence, Words};

/// What it costs to begin a branch of words that are in, under a word that is out.
const BEGIN: f32 = 0.5;
/// What it costs to leave out a branch of a word that is in.
const CUT: f32 = 0.5;

/// The words that score most together, where whole branches of the tree are cheaper than parts of them.
///
/// `scores` says of each word how much it belongs in, above 0, or out, below. The best of all choices, found from the leaves
/// up with two states a word, as Viterbi's algorithm finds a sequence.
pub(crate) fn region(sentence: &Sentence, scores: &[f32]) -> Words {
    let order = from_the_root(sentence);
    let mut inside = scores.to_vec();
    let mut outside = vec![0.0; scores.len()];
    for word in order.iter().rev() {
        for below in sentence.dependents(*word) {
            inside[*word] += inside[*below].max(outside[*below] - CUT);
            outside[*word] += outside[*below].max(inside[*below] - BEGIN);
        }
    }
    let mut words = sentence.only(&[]);
    for word in order {
        let is_in = match sentence.head(word) {
            None => inside[word] - BEGIN > outside[word],
            Some(head) if words.has(head) => inside[word] >= outside[word] - CUT,
            Some(_) => inside[word] - BEGIN > outside[word],
        };
        if is_in {
            words.insert(word);
        }
    }
    words
}

/// The words of a sentence, each after the word it hangs on.
fn from_the_root(sentence: &Sentence) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sentence.len()).filter(|word| sentence.head(*word).is_none()).collect();
    let mut at = 0;
    while at < order.len() {
        order.extend(sentence.dependents(order[at]));
        at += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::by_hand::tree;
    use clew_model::CodePoints;

    /// Checks the region of "a b c d e", of which a and e hang on c, b on a and d on e.
    fn check(scores: [f32; 5], expected: &str) {
        let (text, tree) = tree("a/NOUN/nsubj>3 b/NOUN/nmod>1 c/VERB/root>0 d/NOUN/nmod>5 e/NOUN/obj>3");
        let points = CodePoints::new(&text);
        let sentence = Sentence::new(&points, &tree);
        let words: String = region(&sentence, &scores).iter().map(|at| sentence.form(at)).collect();
        assert_eq!(words, expected, "{scores:?}");
    }

    #[test]
    fn whole_branches_are_taken_together() {
        check([1.0, 1.0, 1.0, 1.0, 1.0], "abcde");
        check([-1.0, -1.0, -1.0, -1.0, -1.0], "");
        // A branch that is in takes along a word that is a little out, and a branch that is out a word that is a little in.
        check([-1.0, -1.0, -1.0, -0.3, 1.0], "de");
        check([0.3, -1.0, -1.0, -1.0, -1.0], "");
        check([1.0, 1.0, 1.0, -1.0, -1.0], "abc");
    }

    #[test]
    fn a_sentence_without_words_has_no_region() {
        let points = CodePoints::new("");
        let tree = clew_model::Tree::default();
        assert_eq!(region(&Sentence::new(&points, &tree), &[]).first(), None);
    }
}
