//! Disjoint sets of numbers.

/// Sets that can be joined; each is known by its smallest member.
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    /// So many sets of one member.
    pub fn new(n_members: usize) -> Self {
        Self((0..n_members).collect())
    }

    /// Adds a set of one new member, which is given.
    pub fn add(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    /// The smallest member of this one's set.
    pub fn find(&mut self, member: usize) -> usize {
        let mut root = member;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    /// Joins two sets.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_sets_are_known_by_their_smallest_member() {
        let mut sets = Sets::new(4);
        sets.join(3, 2);
        sets.join(2, 1);
        assert_eq!((sets.find(3), sets.find(0), sets.add()), (1, 0, 4));
    }
}
