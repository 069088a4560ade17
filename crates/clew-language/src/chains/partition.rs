//! Which candidates are one thing so far, and which can never be.

use super::facts::{Facts, Number, Role};
use super::words::{Gender, Pronoun};

/// Candidates joined so far; every candidate begins alone.
#[derive(Debug)]
pub(crate) struct Partition {
    /// The cluster of each candidate, followed to its root.
    above: Vec<u32>,
    clusters: Vec<Cluster>,
}

/// What the members of a cluster tell together; kept at its root.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    /// Its candidates, in order.
    pub members: Vec<u32>,
    pub gender: Gender,
    /// Whether a name is among them.
    pub named: bool,
    /// Whether a pronoun shows that it is one person, or many.
    pub number: Number,
}

impl Partition {
    pub(crate) fn new(facts: &[Facts]) -> Self {
        let cluster = |(number, facts): (usize, &Facts)| Cluster {
            members: vec![number as u32],
            gender: facts.gender,
            named: facts.is_name(),
            number: shown_number(facts),
        };
        Self { above: (0..facts.len() as u32).collect(), clusters: facts.iter().enumerate().map(cluster).collect() }
    }

    /// The candidate that stands for the whole cluster.
    pub(crate) fn root(&self, mut candidate: u32) -> u32 {
        while self.above[candidate as usize] != candidate {
            candidate = self.above[candidate as usize];
        }
        candidate
    }

    /// The cluster of a candidate.
    pub(crate) fn cluster(&self, candidate: u32) -> &Cluster {
        &self.clusters[self.root(candidate) as usize]
    }

    pub(crate) fn are_joined(&self, one: u32, other: u32) -> bool {
        self.root(one) == self.root(other)
    }

    /// Joins two clusters, whatever speaks against it; the earlier root stays.
    pub(crate) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        // The larger keeps its list, so that many joins cost no more than n log n.
        let size = |root: u32| self.clusters[root as usize].members.len();
        let (kept, gone) = if size(one) >= size(other) { (one, other) } else { (other, one) };
        let gone_cluster = self.clusters[gone as usize].clone();
        self.clusters[gone as usize].members = Vec::new();
        self.above[gone as usize] = kept;
        let kept = &mut self.clusters[kept as usize];
        let in_order = kept.members.last() < gone_cluster.members.first();
        kept.members.extend(gone_cluster.members);
        if !in_order {
            kept.members.sort_unstable();
        }
        kept.gender = kept.gender.narrowed(gone_cluster.gender);
        kept.named |= gone_cluster.named;
        if kept.number == Number::Unknown {
            kept.number = gone_cluster.number;
        }
    }

    /// Joins two clusters unless something forbids it; says whether they are one now.
    pub(crate) fn join_if_possible(&mut self, facts: &[Facts], one: u32, other: u32) -> bool {
        let possible = self.are_joined(one, other) || self.can_join(facts, one, other);
        if possible {
            self.join(one, other);
        }
        possible
    }

    /// Whether nothing forbids that two clusters are one.
    pub(crate) fn can_join(&self, facts: &[Facts], one: u32, other: u32) -> bool {
        let (one, other) = (self.cluster(one), self.cluster(other));
        let numbers = matches!(
            (one.number, other.number),
            (Number::Singular, Number::Plural) | (Number::Plural, Number::Singular)
        );
        one.gender.agrees(other.gender) && !(numbers || one.named && other.named || self.any_apart(facts, one, other))
    }

    /// Whether a member of one and a member of the other can never be the same thing; of very long chains the latest
    /// members are asked.
    fn any_apart(&self, facts: &[Facts], one: &Cluster, other: &Cluster) -> bool {
        const LATEST: usize = 16;
        let (few, many) = if one.members.len() <= other.members.len() { (one, other) } else { (other, one) };
        few.members.iter().rev().take(LATEST).any(|member| {
            let member = &facts[*member as usize];
            let first = many.members.partition_point(|other| facts[*other as usize].sentence < member.sentence);
            let beside = many.members[first..].iter().map(|other| &facts[*other as usize]).take(LATEST);
            beside.take_while(|other| other.sentence == member.sentence).any(|other| are_apart(member, other))
        })
    }
}

/// Only personal pronouns show for certain whether one or many are meant: "the team ... they".
fn shown_number(facts: &Facts) -> Number {
    match facts.pronoun {
        Some(Pronoun::FirstSingular | Pronoun::Male | Pronoun::Female) => Number::Singular,
        Some(Pronoun::FirstPlural) => Number::Plural,
        _ if facts.coordinated => Number::Plural,
        _ if facts.is_name() && facts.is_person() => Number::Singular,
        _ => Number::Unknown,
    }
}

/// Whether two candidates can never be the same thing, by where they stand.
///
/// One within the other (i-within-i), two members of one list, a subject and an object of one verb that is not
/// reflexive (Chomsky 1981, principle B), a subject and what is said of it.
pub(crate) fn are_apart(one: &Facts, other: &Facts) -> bool {
    if one.sentence != other.sentence {
        return false;
    }
    if one.encloses(other) || other.encloses(one) {
        return true;
    }
    let conjoined = |a: &Facts, b: &Facts| a.conjunct && a.governor.is_some_and(|(word, _)| word == b.head_word);
    if conjoined(one, other) || conjoined(other, one) {
        return true;
    }
    let same_governor = one.governor.is_some() && one.governor.map(|g| g.0) == other.governor.map(|g| g.0);
    if same_governor && one.conjunct && other.conjunct {
        return true;
    }
    let is_argument =
        |facts: &Facts| matches!(facts.role, Role::Subject | Role::PassiveSubject | Role::Object | Role::Oblique);
    same_governor && is_argument(one) && is_argument(other) && !one.reflexive && !other.reflexive
        || one.governor.is_some_and(|(word, _)| word == other.head_word)
            && one.role == Role::Subject
            && !other.reflexive
        || other.governor.is_some_and(|(word, _)| word == one.head_word)
            && other.role == Role::Subject
            && !one.reflexive
}
