//! The best tree over arc scores, with one root: Chu and Liu 1965, Edmonds 1967, on a dense matrix.
//!
//! One root only: every arc from the root costs more than all other arcs of a tree together can gain, so that the best tree
//! takes just one. Time grows with the square of the words, and with the cycles met on the way.

/// An arc between two words as the scores name them: the dependent and its head.
type Arc = (usize, usize);

/// The heads of the tree of the greatest sum of scores; `None` for its one root.
///
/// `scores` has a row for each of the `n` dependents, and in it `n + 1` columns: the heads in order, then the root. Scores that
/// are no numbers count as very low.
pub(super) fn best_tree(n: usize, scores: &[f32]) -> Vec<Option<usize>> {
    debug_assert_eq!(scores.len(), n * (n + 1), "a row for each dependent, a column for each head and the root");
    let mut graph = Graph::new(n, scores);
    let mut contractions = Vec::new();
    loop {
        let best: Vec<Option<usize>> = (0..n).map(|node| graph.best_head(node)).collect();
        let Some(cycle) = find_cycle(&best) else {
            return graph.expand(&best, contractions);
        };
        contractions.push(graph.contract(&cycle, &best));
    }
}

/// Words, or cycles of words that were drawn together into their first, with the best arc between any two.
struct Graph {
    n: usize,
    /// `score[dependent * (n + 1) + head]`; column `n` is the root's.
    score: Vec<f64>,
    /// The words that the best arc from `head` to `dependent` joins.
    arc: Vec<Arc>,
    /// Which nodes are left, the root last.
    is_left: Vec<bool>,
    /// The words of each node.
    words: Vec<Vec<usize>>,
}

/// A cycle that was drawn together.
struct Contraction {
    /// Where it lives on.
    node: usize,
    /// What it was of: each node with its words and the arc to its head in the cycle.
    members: Vec<(usize, Vec<usize>, Arc)>,
}

impl Graph {
    fn new(n: usize, scores: &[f32]) -> Self {
        const LOWEST: f64 = -1e6;
        let score = |score: &f32| if score.is_finite() { f64::from(*score).max(LOWEST) } else { LOWEST };
        let mut score: Vec<f64> = scores.iter().map(score).collect();
        let (low, high) = score.iter().fold((f64::MAX, f64::MIN), |(low, high), s| (low.min(*s), high.max(*s)));
        let more_than_all_gain = (high - low) * (n + 1) as f64 + 1.0;
        for dependent in 0..n {
            score[dependent * (n + 1) + n] -= more_than_all_gain;
        }
        let arc = (0..n).flat_map(|dependent| (0..=n).map(move |head| (dependent, head))).collect();
        Self { n, score, arc, is_left: vec![true; n + 1], words: (0..n).map(|word| vec![word]).collect() }
    }

    fn at(&self, dependent: usize, head: usize) -> usize {
        dependent * (self.n + 1) + head
    }

    /// The head of the best arc to a node; `None` where the node was drawn into another.
    fn best_head(&self, node: usize) -> Option<usize> {
        let heads = (0..=self.n).filter(|head| *head != node && self.is_left[*head]);
        let score = |head: &usize| self.score[self.at(node, *head)];
        heads.max_by(|a, b| score(a).total_cmp(&score(b)).then(b.cmp(a))).filter(|_| self.is_left[node])
    }

    /// Draws a cycle together into its first node.
    fn contract(&mut self, cycle: &[usize], best: &[Option<usize>]) -> Contraction {
        let arc_of = |node: usize| self.at(node, best[node].expect("a node of a cycle has a head"));
        let arcs: Vec<usize> = cycle.iter().map(|node| arc_of(*node)).collect();
        let inner: Vec<f64> = arcs.iter().map(|arc| self.score[*arc]).collect();
        let members = cycle.iter().zip(&arcs).map(|(node, arc)| (*node, self.words[*node].clone(), self.arc[*arc]));
        let contraction = Contraction { node: cycle[0], members: members.collect() };
        let outside: Vec<usize> = (0..=self.n).filter(|node| self.is_left[*node] && !cycle.contains(node)).collect();
        for other in outside {
            self.join_arcs(cycle, &inner, other);
        }
        for node in &cycle[1..] {
            self.is_left[*node] = false;
            let words = std::mem::take(&mut self.words[*node]);
            self.words[cycle[0]].extend(words);
        }
        contraction
    }

    /// Keeps of the arcs between a cycle and a node outside it the best one each way, in the cycle's first node.
    fn join_arcs(&mut self, cycle: &[usize], inner: &[f64], other: usize) {
        let enters = cycle.iter().zip(inner).map(|(node, inner)| (self.at(*node, other), inner));
        let (gain, entering) = enters
            .map(|(at, inner)| (self.score[at] - inner, at))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .expect("a cycle has nodes");
        let into = self.at(cycle[0], other);
        (self.score[into], self.arc[into]) = (gain, self.arc[entering]);
        if other < self.n {
            let leaves = cycle.iter().map(|node| self.at(other, *node));
            let leaving = leaves.max_by(|a, b| self.score[*a].total_cmp(&self.score[*b])).expect("a cycle has nodes");
            let out = self.at(other, cycle[0]);
            (self.score[out], self.arc[out]) = (self.score[leaving], self.arc[leaving]);
        }
    }

    /// The heads of all words, from those of the nodes that are left.
    fn expand(&self, best: &[Option<usize>], contractions: Vec<Contraction>) -> Vec<Option<usize>> {
        let arc_of = |(node, head): (usize, &Option<usize>)| head.map(|head| self.arc[self.at(node, head)]);
        let mut arcs: Vec<Option<Arc>> = best.iter().enumerate().map(arc_of).collect();
        for Contraction { node, members } in contractions.into_iter().rev() {
            let entering = arcs[node];
            for (member, words, arc) in members {
                let is_entered = entering.is_some_and(|(dependent, _)| words.contains(&dependent));
                arcs[member] = if is_entered { entering } else { Some(arc) };
            }
        }
        arcs.into_iter().map(|arc| arc.map(|(_, head)| head).filter(|head| *head < self.n)).collect()
    }
}

/// The nodes of a cycle among the arcs to the best heads, from its smallest node on.
fn find_cycle(best: &[Option<usize>]) -> Option<Vec<usize>> {
    let mut seen_from = vec![usize::MAX; best.len()];
    for start in 0..best.len() {
        let mut node = start;
        while node < best.len() && seen_from[node] == usize::MAX {
            seen_from[node] = start;
            node = best[node].unwrap_or(best.len());
        }
        if node < best.len() && seen_from[node] == start {
            let around = std::iter::successors(Some(node), |at| best[*at].filter(|next| *next != node));
            return Some(around.collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(n: usize, scores: &[f32], heads: &[Option<usize>]) -> f64 {
        heads.iter().enumerate().map(|(word, head)| f64::from(scores[word * (n + 1) + head.unwrap_or(n)])).sum()
    }

    fn is_tree(heads: &[Option<usize>]) -> bool {
        let reaches_root = |word: usize| {
            let above = |at: &usize| heads[*at];
            std::iter::successors(Some(word), above).take(heads.len() + 1).count() <= heads.len()
        };
        heads.iter().filter(|head| head.is_none()).count() == 1 && (0..heads.len()).all(reaches_root)
    }

    /// The best sum of any tree, by trying all.
    fn best_sum(n: usize, scores: &[f32]) -> f64 {
        let all = (0..(n + 1).pow(n as u32)).map(|code| {
            let head = |word: usize| Some(code / (n + 1).pow(word as u32) % (n + 1)).filter(|head| *head < n);
            (0..n).map(head).collect::<Vec<_>>()
        });
        all.filter(|heads| is_tree(heads)).map(|heads| sum(n, scores, &heads)).fold(f64::MIN, f64::max)
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Two words that would rather have each other for a head than the root.
        assert_eq!(best_tree(2, &[0.0, 9.0, 5.0, 9.0, 0.0, 4.0]), [None, Some(0)]);
        // Two roots would score best.
        assert_eq!(best_tree(2, &[0.0, 1.0, 9.0, 2.0, 0.0, 9.0]), [None, Some(0)]);
        assert_eq!(best_tree(1, &[0.0, -3.0]), [None]);
        assert_eq!(best_tree(0, &[]), []);
    }

    #[test]
    fn scores_that_are_no_numbers_give_a_tree() {
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, 0.0] {
            assert!(is_tree(&best_tree(9, &[odd; 90])), "{odd}");
        }
    }

    proptest! {
        #[test]
        fn no_tree_scores_better(n in 1..6_usize, scores in proptest::collection::vec(-9_i8..9, 30)) {
            let scores: Vec<f32> = scores.into_iter().take(n * (n + 1)).map(f32::from).collect();
            let heads = best_tree(n, &scores);
            prop_assert!(is_tree(&heads));
            prop_assert_eq!(sum(n, &scores, &heads), best_sum(n, &scores));
        }

        #[test]
        fn long_sentences_have_trees(scores in proptest::collection::vec(-9.0_f32..9.0, 40 * 41)) {
            prop_assert!(is_tree(&best_tree(40, &scores)));
        }
    }
}
