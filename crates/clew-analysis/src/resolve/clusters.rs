//! Clusters that grow pair by pair, strongest first, and never take in what must stay apart.

use std::collections::BTreeSet;

/// A partition of things numbered from 0 into clusters.
#[derive(Debug)]
pub(super) struct Clusters {
    root: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// For each root, what no member of it can be one with.
    apart: Vec<BTreeSet<usize>>,
}

impl Clusters {
    /// Every one of `n` alone.
    pub(super) fn new(n: usize) -> Self {
        let members = (0..n).map(|one| vec![one]).collect();
        Self { root: (0..n).collect(), members, apart: vec![BTreeSet::new(); n] }
    }

    /// Says that two are never one, nor what they are joined to.
    pub(super) fn keep_apart(&mut self, one: usize, other: usize) {
        if one != other {
            let (a, b) = (self.find(one), self.find(other));
            self.apart[a].insert(other);
            self.apart[b].insert(one);
        }
    }

    /// The cluster of one, as one of its members.
    pub(super) fn find(&self, one: usize) -> usize {
        // Smaller clusters are put under larger ones: no way up is longer than the logarithm of all.
        let mut at = one;
        while self.root[at] != at {
            at = self.root[at];
        }
        at
    }

    /// All that are one with this, it included.
    pub(super) fn members(&self, one: usize) -> &[usize] {
        &self.members[self.find(one)]
    }

    /// Whether something said that these two clusters are apart.
    pub(super) fn are_apart(&self, one: usize, other: usize) -> bool {
        let (a, b) = (self.find(one), self.find(other));
        let (few, root) = if self.apart[a].len() <= self.apart[b].len() { (a, b) } else { (b, a) };
        self.apart[few].iter().any(|enemy| self.find(*enemy) == root)
    }

    /// Makes two clusters one unless they are apart or two members of theirs `contradict`; whether they are one now.
    pub(super) fn join(&mut self, one: usize, other: usize, contradict: impl Fn(usize, usize) -> bool) -> bool {
        let (a, b) = (self.find(one), self.find(other));
        if a == b {
            return true;
        }
        let clash = || self.members[a].iter().any(|x| self.members[b].iter().any(|y| contradict(*x, *y)));
        if self.are_apart(a, b) || clash() {
            return false;
        }
        let (large, small) = match self.members[a].len() >= self.members[b].len() {
            true => (a, b),
            false => (b, a),
        };
        self.root[small] = large;
        let moved = std::mem::take(&mut self.members[small]);
        self.members[large].extend(moved);
        let enemies = std::mem::take(&mut self.apart[small]);
        self.apart[large].extend(enemies);
        true
    }

    /// Clusters, each in order, in order of their first.
    pub(super) fn all(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = self.members.iter().filter(|members| !members.is_empty()).cloned().collect();
        all.iter_mut().for_each(|members| members.sort_unstable());
        all.sort();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_apart_stays_apart_through_others() {
        let mut clusters = Clusters::new(4);
        clusters.keep_apart(0, 3);
        assert!(clusters.join(0, 1, |_, _| false));
        assert!(clusters.join(2, 3, |_, _| false));
        assert!(!clusters.join(1, 2, |_, _| false));
        assert_eq!(clusters.all(), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn one_contradiction_among_members_is_enough() {
        let mut clusters = Clusters::new(3);
        let contradict = |a: usize, b: usize| (a.min(b), a.max(b)) == (0, 2);
        assert!(clusters.join(0, 1, contradict));
        assert!(!clusters.join(1, 2, contradict));
    }

    proptest! {
        #[test]
        fn no_two_that_are_apart_end_in_one_cluster(
            apart in proptest::collection::vec((0..12_usize, 0..12_usize), 0..20),
            pairs in proptest::collection::vec((0..12_usize, 0..12_usize), 0..60),
        ) {
            let mut clusters = Clusters::new(12);
            apart.iter().for_each(|(a, b)| clusters.keep_apart(*a, *b));
            for (a, b) in &pairs {
                clusters.join(*a, *b, |_, _| false);
            }
            for (a, b) in apart.iter().filter(|(a, b)| a != b) {
                prop_assert_ne!(clusters.find(*a), clusters.find(*b));
            }
            prop_assert_eq!(clusters.all().concat().len(), 12);
        }
    }
}
