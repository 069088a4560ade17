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
