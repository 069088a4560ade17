//! Constrained agglomeration: what is most alike is joined first, and only groups that are alike as wholes.

use std::collections::HashSet;

/// Of a large group so many members speak for it.
const SPEAKERS: usize = 6;

/// A pair that may be one, and how much speaks for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    /// Place of one of them.
    pub one: usize,
    /// Place of the other.
    pub other: usize,
    /// How alike they are.
    pub score: f64,
}

/// Groups of `0..n`, each sorted: two groups are joined where the mean likeness of their members reaches `least`.
///
/// Average linkage over the pairs that `edges` proposes; the likeness of any other pair is asked for when groups meet.
pub(super) fn join(
    n: usize,
    mut edges: Vec<Edge>,
    least: f64,
    likeness: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<usize>> {
    edges.retain(|edge| edge.score >= least);
    edges.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.one, a.other).cmp(&(b.one, b.other))));
    let mut groups = Groups { members: (0..n).map(|one| vec![one]).collect(), group_of: (0..n).collect() };
    // Groups that were too different may have grown alike.
    for _ in 0..3 {
        let mut refused = HashSet::new();
        let mut has_joined = false;
        for edge in &edges {
            let (one, other) = (groups.group_of[edge.one], groups.group_of[edge.other]);
            let tried = (one, other, groups.members[one].len(), groups.members[other].len());
            if one == other || refused.contains(&tried) {
                continue;
            }
            if groups.likeness(one, other, &likeness) >= least {
                groups.join(one, other);
                has_joined = true;
            } else {
                refused.insert(tried);
            }
        }
        if !has_joined {
            break;
        }
    }
    groups.members.retain(|members| !members.is_empty());
    groups.members.iter_mut().for_each(|members| members.sort_unstable());
    groups.members.sort_unstable();
    groups.members
}

struct Groups {
    members: Vec<Vec<usize>>,
    group_of: Vec<usize>,
}

impl Groups {
    fn likeness(&self, one: usize, other: usize, likeness: &impl Fn(usize, usize) -> f64) -> f64 {
        let (ones, others) = (speakers(&self.members[one]), speakers(&self.members[other]));
        let n = ones.len() * others.len();
        let pairs = ones.iter().flat_map(|a| others.iter().map(move |b| (*a, *b)));
        pairs.map(|(a, b)| likeness(a.min(b), a.max(b))).sum::<f64>() / n as f64
    }

    fn join(&mut self, one: usize, other: usize) {
        let (from, to) = if self.members[one].len() < self.members[other].len() { (one, other) } else { (other, one) };
        let moved = std::mem::take(&mut self.members[from]);
        moved.iter().for_each(|member| self.group_of[*member] = to);
        self.members[to].extend(moved);
    }
}

fn speakers(members: &[usize]) -> &[usize] {
    &members[..members.len().min(SPEAKERS)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(n: usize, alike: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
        let edges = alike.iter().map(|&(one, other, score)| Edge { one, other, score }).collect();
        let likeness = |a, b| alike.iter().find(|(one, other, _)| (*one, *other) == (a, b)).map_or(0.0, |pair| pair.2);
        join(n, edges, 0.5, likeness)
    }

    #[test]
    fn what_is_alike_is_one_group() {
        assert_eq!(joined(4, &[(0, 1, 0.9), (2, 3, 0.2)]), [vec![0, 1], vec![2], vec![3]]);
    }

    #[test]
    fn a_chain_of_likenesses_does_not_join_its_ends() {
        // 2 is like 1, and not at all like 0: as wholes {0, 1} and {2} are not alike.
        assert_eq!(joined(3, &[(0, 1, 0.9), (1, 2, 0.6)]), [vec![0, 1], vec![2]]);
        assert_eq!(joined(3, &[(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.5)]), [vec![0, 1, 2]]);
    }

    #[test]
    fn what_speaks_against_keeps_groups_apart() {
        assert_eq!(joined(3, &[(0, 1, 0.9), (1, 2, 0.8), (0, 2, -5.0)]), [vec![0, 1], vec![2]]);
    }
}
