//! Runes of words from tags word by word: the best sequence of B, I and O in which every I-X follows B-X or I-X.

use std::ops::Range;

/// What the tags of a set mean, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bio<'m> {
    /// The kinds X of B-X and I-X, in the order of their first tag.
    pub kinds: Vec<&'m str>,
    /// For each kind, the number of B-X.
    begins: Vec<usize>,
    /// For each kind, the number of I-X, where the set has it.
    inside: Vec<Option<usize>>,
    /// The numbers of O, and of the tags that count as O.
    outside: Vec<usize>,
}

/// A run of words of one kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// Its words, by their numbers in the sequence.
    pub words: Range<usize>,
    /// Number of its kind in [`Bio::kinds`].
    pub kind: usize,
    /// The probability of each kind, B or I: the mean over its words.
    pub shares: Vec<f32>,
}

impl Run {
    /// How sure its words are of its kind, 0 to 1.
    pub(crate) fn sureness(&self) -> f32 {
        self.shares[self.kind]
    }
}

impl<'m> Bio<'m> {
    /// Reads the tags of a set: "O", "B-X", "I-X". A kind without a B- tag is left out.
    pub(crate) fn new(labels: &'m [String]) -> Self {
        Self::without(labels, "")
    }

    /// Reads the tags of a set, and takes those of one kind for O: where nothing is made of a kind, its probability speaks
    /// against all others.
    pub(crate) fn without(labels: &'m [String], dropped: &str) -> Self {
        let number_of = |label: &str| labels.iter().position(|other| other == label);
        let is_dropped = |at: &usize| labels[*at].get(2..) == Some(dropped);
        let kinds: Vec<&str> =
            labels.iter().filter_map(|label| label.strip_prefix("B-")).filter(|kind| *kind != dropped).collect();
        let begins = kinds.iter().filter_map(|kind| number_of(&format!("B-{kind}"))).collect();
        let inside = kinds.iter().map(|kind| number_of(&format!("I-{kind}"))).collect();
        let outside = number_of("O").into_iter().chain((0..labels.len()).filter(is_dropped)).collect();
        Self { kinds, begins, inside, outside }
    }

    /// The runs of the best sequence, in order, disjoint. `scores` are the logits of each word.
    ///
    /// `against` is taken from the logarithm of O's probability: more than 0 finds more, and less sure, runs.
    pub(crate) fn runs(&self, scores: &[&[f32]], against: f32) -> Vec<Run> {
        let logs: Vec<Vec<f32>> = scores.iter().map(|scores| log_softmax(scores)).collect();
        let states = self.best_states(&logs, against);
        let mut found: Vec<Run> = Vec::new();
        for (word, state) in states.into_iter().enumerate() {
            match state {
                State::Begins(kind) => {
                    found.push(Run { words: word..word + 1, kind, shares: self.shares(&logs[word]) });
                }
                State::Inside => {
                    let run = found.last_mut().expect("what is inside has begun");
                    run.words.end = word + 1;
                    run.shares.iter_mut().zip(self.shares(&logs[word])).for_each(|(sum, share)| *sum += share);
                }
                State::Outside => {}
            }
        }
        for run in &mut found {
            let n_words = run.words.len() as f32;
            run.shares.iter_mut().for_each(|share| *share /= n_words);
        }
        found
    }

    /// The probability of each kind for a word, B or I.
    fn shares(&self, logs: &[f32]) -> Vec<f32> {
        let tags = self.begins.iter().zip(&self.inside);
        tags.map(|(begins, inside)| logs[*begins].exp() + inside.map_or(0.0, |inside| logs[inside].exp())).collect()
    }

    /// The logarithm of the probability of O.
    fn outside(&self, logs: &[f32]) -> f32 {
        match self.outside[..] {
            [outside] => logs[outside],
            _ => self.outside.iter().map(|outside| logs[*outside].exp()).sum::<f32>().ln(),
        }
    }

    /// Viterbi over O, then B and I of each kind.
    fn best_states(&self, logs: &[Vec<f32>], against: f32) -> Vec<State> {
        let n = self.kinds.len();
        let mut best = vec![f32::NEG_INFINITY; 1 + 2 * n];
        best[0] = 0.0;
        let mut before: Vec<Vec<usize>> = Vec::with_capacity(logs.len());
        for logs in logs {
            let (top, _) = top(&best);
            let mut next = vec![f32::NEG_INFINITY; 1 + 2 * n];
            let mut from = vec![top; 1 + 2 * n];
            next[0] = best[top] + self.outside(logs) - against;
            for kind in 0..n {
                let [begun, inside] = [1 + kind, 1 + n + kind];
                next[begun] = best[top] + logs[self.begins[kind]];
                if let Some(tag) = self.inside[kind] {
                    from[inside] = if best[begun] >= best[inside] { begun } else { inside };
                    next[inside] = best[from[inside]] + logs[tag];
                }
            }
            before.push(from);
            best = next;
        }
        let mut state = top(&best).0;
        let mut states: Vec<State> = Vec::with_capacity(logs.len());
        for from in before.iter().rev() {
            states.push(State::of(state, n));
            state = from[state];
        }
        states.reverse();
        states
    }
}

#[derive(Clone, Copy)]
enum State {
    Outside,
    Begins(usize),
    Inside,
}

impl State {
    fn of(number: usize, n_kinds: usize) -> Self {
        match number.checked_sub(1) {
            None => Self::Outside,
            Some(kind) if kind < n_kinds => Self::Begins(kind),
            Some(_) => Self::Inside,
        }
    }
}

/// The greatest value, the first of equal ones, with its number.
fn top(values: &[f32]) -> (usize, f32) {
    let greater = |best: (usize, f32), (at, value): (usize, &f32)| if *value > best.1 { (at, *value) } else { best };
    values.iter().enumerate().fold((0, f32::NEG_INFINITY), greater)
}

/// The logarithms of the probabilities that logits stand for.
pub(crate) fn log_softmax(logits: &[f32]) -> Vec<f32> {
    let most = top(logits).1;
    let total: f32 = logits.iter().map(|logit| (logit - most).exp()).sum();
    logits.iter().map(|logit| logit - most - total.ln()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels() -> Vec<String> {
        ["O", "B-Person", "I-Person", "B-Place", "I-Place"].map(str::to_owned).to_vec()
    }

    /// Checks the runs of words whose tags score as given, O first.
    fn check(scores: &[[f32; 5]], against: f32, expected: &[(Range<usize>, &str)]) {
        let labels = labels();
        let bio = Bio::new(&labels);
        let rows: Vec<&[f32]> = scores.iter().map(<[f32; 5]>::as_slice).collect();
        let found: Vec<_> = bio.runs(&rows, against).into_iter().map(|s| (s.words, bio.kinds[s.kind])).collect();
        assert_eq!(found, expected, "{scores:?}");
    }

    #[test]
    fn runs_begin_and_go_on() {
        const O: [f32; 5] = [9.0, 0.0, 0.0, 0.0, 0.0];
        const B: [f32; 5] = [0.0, 9.0, 0.0, 0.0, 0.0];
        const I: [f32; 5] = [0.0, 0.0, 9.0, 0.0, 0.0];
        check(&[O, B, I, O, B], 0.0, &[(1..3, "Person"), (4..5, "Person")]);
        check(&[B, B, I, I], 0.0, &[(0..1, "Person"), (1..4, "Person")]);
        check(&[], 0.0, &[]);
        // I alone begins nothing: the sentence's first word is nobody's, or begins.
        check(&[[0.0, 1.0, 9.0, 0.0, 0.0]], 0.0, &[(0..1, "Person")]);
        check(&[[2.0, 1.0, 9.0, 0.0, 0.0]], 0.0, &[]);
        // An I of another kind follows what has begun.
        check(&[B, [0.0, 0.0, 4.0, 0.0, 5.0]], 0.0, &[(0..2, "Person")]);
    }

    #[test]
    fn leaning_against_o_finds_what_is_less_sure() {
        let unsure = [[1.0, 0.0, 0.0, 0.0, 0.0]];
        check(&unsure, 0.0, &[]);
        check(&unsure, 2.0, &[(0..1, "Person")]);
    }

    #[test]
    fn a_kind_of_which_nothing_is_made_counts_as_o() {
        let labels = labels();
        let bio = Bio::without(&labels, "Place");
        assert_eq!(bio.kinds, ["Person"]);
        let spread: [&[f32]; 1] = [&[0.0, 0.5, -9.0, 0.0, 0.0]];
        assert_eq!(bio.runs(&spread, 0.0), []);
        assert_eq!(Bio::new(&labels).runs(&spread, 0.0).len(), 1);
    }

    #[test]
    fn sureness_is_the_probability_of_the_kind() {
        let labels = labels();
        let bio = Bio::new(&labels);
        let logits = [0.1_f32.ln(), 0.5_f32.ln(), 0.2_f32.ln(), 0.1_f32.ln(), 0.1_f32.ln()];
        let found = bio.runs(&[&logits], 0.0);
        assert!((found[0].shares[0] - 0.7).abs() < 1e-5 && (found[0].sureness() - 0.7).abs() < 1e-5, "{found:?}");
    }

    proptest! {
        #[test]
        fn any_scores_give_disjoint_runs(scores in proptest::collection::vec(proptest::array::uniform5(-20.0_f32..20.0), 0..30)) {
            let labels = labels();
            let bio = Bio::new(&labels);
            let rows: Vec<&[f32]> = scores.iter().map(<[f32; 5]>::as_slice).collect();
            let found = bio.runs(&rows, 0.0);
            prop_assert!(found.is_sorted_by(|a, b| a.words.end <= b.words.start));
            prop_assert!(found.iter().all(|s| !s.words.is_empty() && s.words.end <= rows.len() && s.sureness() <= 1.001));
        }
    }
}
