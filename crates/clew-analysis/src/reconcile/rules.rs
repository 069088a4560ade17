//! Which arguments tell one happening from another (words/propositions.txt).

use clew_model::{Predicate, Role};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const PROPOSITIONS: &str = include_str!("../../words/propositions.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::parse(PROPOSITIONS));

/// How claims of a predicate are told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Identity {
    /// The roles that tell one from another.
    pub roles: Vec<Role>,
    /// Whether all of them must be the same; else one is enough.
    pub needs_all: bool,
}

/// How a count goes with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// It only rises as more becomes known.
    Grows,
    /// It goes up and down.
    Moves,
    /// It stays.
    Fixed,
}

/// The rules of the list.
#[derive(Debug, Default)]
pub(super) struct Rules {
    identities: HashMap<Predicate, Identity>,
    near: HashMap<Predicate, Predicate>,
    once: HashSet<Predicate>,
    once_of: HashMap<Predicate, Role>,
    grows: HashSet<String>,
    moves: HashSet<String>,
    kinds: Vec<HashSet<String>>,
}

impl Rules {
    /// The rules that come with clew.
    pub fn get() -> &'static Self {
        &RULES
    }

    /// The predicate as whose claims those of this one are compared.
    pub fn class(&self, predicate: Predicate) -> Predicate {
        self.near.get(&predicate).copied().unwrap_or(predicate)
    }

    /// How claims of a class are told apart; `None` where only their words can tell.
    pub fn identity(&self, class: Predicate) -> Option<&Identity> {
        self.identities.get(&class)
    }

    /// Whether it happens to one thing once.
    pub fn is_once(&self, class: Predicate) -> bool {
        self.once.contains(&class)
    }

    /// In which role what fills it is something to which a happening of this class happens once.
    pub fn once_of(&self, class: Predicate) -> Option<Role> {
        self.once_of.get(&class).copied()
    }

    /// Whether two kinds of a happening can be one: the same, or near, or one that is left open.
    pub fn is_one_kind(&self, a: Option<&str>, b: Option<&str>) -> bool {
        let Some((a, b)) = a.zip(b) else { return true };
        a == b || self.kinds.iter().any(|near| near.contains(a) && near.contains(b))
    }

    /// How a count of this goes with time.
    pub fn course(&self, what: &str) -> Course {
        match what {
            what if self.grows.contains(what) => Course::Grows,
            what if self.moves.contains(what) => Course::Moves,
            _ => Course::Fixed,
        }
    }

    fn parse(list: &str) -> Self {
        let mut rules = Self::default();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let Some((first, rest)) = line.split_once(' ') else { continue };
            match first {
                "near" => {
                    let pair: Vec<_> = rest.split(' ').filter_map(predicate).collect();
                    if let [class, other] = pair.as_slice() {
                        rules.near.insert(*other, *class);
                    }
                }
                "once-of" => {
                    let (role, classes) = rest.split_once(' ').unwrap_or((rest, ""));
                    let of = classes.split(' ').filter_map(predicate);
                    rules.once_of.extend(
                        of.zip(std::iter::repeat(Role::from_word(role))).filter_map(|(of, role)| Some((of, role?))),
                    );
                }
                "once" => rules.once.extend(rest.split(' ').filter_map(predicate)),
                "kinds" => rules.kinds.push(rest.split(", ").map(str::to_owned).collect()),
                "grows" => rules.grows.extend(rest.split(", ").map(str::to_owned)),
                "moves" => rules.moves.extend(rest.split(", ").map(str::to_owned)),
                _ => {
                    let roles = rest.split(' ').skip(1).filter_map(Role::from_word).collect();
                    let identity = Identity { roles, needs_all: rest.starts_with('+') };
                    rules.identities.extend(predicate(first).map(|predicate| (predicate, identity)));
                }
            }
        }
        rules
    }
}

fn predicate(word: &str) -> Option<Predicate> {
    Predicate::known(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_a_predicate_or_a_role() {
        for line in PROPOSITIONS.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["grows" | "moves" | "kinds", ..] => {}
                ["once-of", role, predicates @ ..] => {
                    assert!(Role::from_word(role).is_some(), "{line}");
                    assert!(predicates.iter().all(|word| predicate(word).is_some()), "{line}");
                }
                ["near" | "once", predicates @ ..] => {
                    assert!(predicates.iter().all(|word| predicate(word).is_some()), "{line}");
                }
                [word, "=" | "+", roles @ ..] => {
                    assert!(predicate(word).is_some() && !roles.is_empty(), "{line}");
                    assert!(roles.iter().all(|role| Role::from_word(role).is_some()), "{line}");
                }
                _ => panic!("{line}"),
            }
        }
    }

    #[test]
    fn a_burst_may_be_a_failure_and_is_no_fire() {
        let is_one_kind = |a, b| Rules::get().is_one_kind(a, b);
        assert!(is_one_kind(Some("burst"), Some("failure")) && is_one_kind(Some("fire"), None));
        assert!(!is_one_kind(Some("burst"), Some("fire")));
    }

    #[test]
    fn only_counts_and_statements_go_by_words_alone() {
        let by_words = |predicate: &Predicate| Rules::get().identity(Rules::get().class(*predicate)).is_none();
        let by_words: Vec<_> =
            Predicate::KNOWN.into_iter().filter(by_words).map(|predicate| predicate.to_string()).collect();
        assert_eq!(by_words, ["Count", "Statement"]);
    }

    #[test]
    fn a_toll_grows_the_missing_come_and_go_and_passengers_stay() {
        let course = |what| Rules::get().course(what);
        assert_eq!(
            [course("killed"), course("missing"), course("people")],
            [Course::Grows, Course::Moves, Course::Fixed]
        );
    }
}
