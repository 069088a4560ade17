//! A finding as a clause: "Thora Quillan warned Conrad Ferriday of “the valve”", by the patterns of words/report.txt.

use super::words;
use clew_model::{Modality, Polarity, Predicate, Role};
use std::collections::BTreeMap;

/// What a pattern is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Slot(Slot),
    /// A verb as "did not" takes it, and its past.
    Verb(String, String),
    Be,
    Is,
    Are,
    /// Said where all that it names is filled.
    Group(Vec<Piece>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Role(Role),
    Kind,
    AKind,
}

/// How a clause is made of who and what take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    pieces: Vec<Piece>,
}

/// Who and what take part, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filled {
    /// The words of each role, and whether they are several.
    pub roles: BTreeMap<Role, (String, bool)>,
    /// The narrower kind.
    pub kind: Option<String>,
}

/// Whether and as what something is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stance {
    pub polarity: Polarity,
    pub modality: Modality,
}

impl Pattern {
    pub fn read(text: &str) -> Self {
        Self { pieces: pieces(text) }
    }

    /// The clause, and how many roles it says; nothing where it needs more than there is.
    fn clause(&self, filled: &Filled, stance: Stance) -> Option<(usize, String)> {
        let mut saying =
            Saying { filled, stance, said: String::new(), n_roles: 0, is_several: false, is_in_group: false };
        saying.all(&self.pieces)?;
        Some((saying.n_roles, saying.said))
    }
}

/// The clause that says most of a finding's roles; nothing where no pattern can be filled.
pub(super) fn clause(predicate: Predicate, filled: &Filled, stance: Stance) -> Option<String> {
    let made = words::patterns(predicate).filter_map(|pattern| pattern.clause(filled, stance));
    // The first of those that say most: the last of equals is taken, so from the end.
    let made: Vec<_> = made.collect();
    made.into_iter().rev().max_by_key(|(n_roles, _)| *n_roles).map(|(_, said)| said)
}

fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find(['{', '<', '(']) {
        if at > 0 {
            pieces.push(Piece::Words(rest[..at].to_owned()));
        }
        let (open, inside) = rest[at..].split_at(1);
        let close = match open {
            "{" => '}',
            "<" => '>',
            _ => ')',
        };
        let (inside, after) = inside.split_once(close).unwrap_or((inside, ""));
        pieces.push(match open {
            "{" => Piece::Slot(slot(inside)),
            "<" => verb(inside),
            _ => Piece::Group(self::pieces(inside)),
        });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    pieces
}

fn slot(name: &str) -> Slot {
    match name {
        "kind" => Slot::Kind,
        "a kind" => Slot::AKind,
        _ => Slot::Role(Role::from_word(name).unwrap_or_else(|| panic!("words/report.txt: no role {name:?}"))),
    }
}

fn verb(inside: &str) -> Piece {
    match inside.split_once('|') {
        Some((base, past)) => Piece::Verb(base.to_owned(), past.to_owned()),
        None if inside == "be" => Piece::Be,
        None if inside == "is" => Piece::Is,
        None => Piece::Are,
    }
}

/// A clause on its way.
struct Saying<'f> {
    filled: &'f Filled,
    stance: Stance,
    said: String,
    n_roles: usize,
    /// Whether what was said last is several.
    is_several: bool,
    /// Whether what comes may be left out.
    is_in_group: bool,
}

impl Saying<'_> {
    fn all(&mut self, pieces: &[Piece]) -> Option<()> {
        for piece in pieces {
            match piece {
                Piece::Words(words) => self.said.push_str(words),
                Piece::Slot(slot) => self.slot(*slot)?,
                Piece::Group(inside) => self.group(inside),
                verb => self.verb(verb),
            }
        }
        Some(())
    }

    fn group(&mut self, inside: &[Piece]) {
        let (n_said, n_roles) = (self.said.len(), self.n_roles);
        self.is_in_group = true;
        if self.all(inside).is_none() {
            self.said.truncate(n_said);
            self.n_roles = n_roles;
        }
        self.is_in_group = false;
    }

    fn slot(&mut self, slot: Slot) -> Option<()> {
        match slot {
            Slot::Role(role) => {
                let (words, is_several) = self.filled.roles.get(&role)?;
                // "a burst main in Harbour Street in Harbour Street": said before.
                if self.is_in_group && self.said.contains(words.as_str()) {
                    return None;
                }
                self.said.push_str(words);
                self.is_several = *is_several;
                self.n_roles += 1;
            }
            Slot::Kind => self.said.push_str(self.filled.kind.as_ref()?),
            Slot::AKind => {
                let kind = self.filled.kind.as_ref()?;
                let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an " } else { "a " };
                self.said.push_str(article);
                self.said.push_str(kind);
            }
        }
        Some(())
    }

    fn verb(&mut self, verb: &Piece) {
        let is_denied = self.stance.polarity == Polarity::Denied;
        let is_planned = self.stance.modality == Modality::Planned;
        let (was, is) = if self.is_several { ("were", "are") } else { ("was", "is") };
        let not = if is_denied { " not" } else { "" };
        let said = match verb {
            Piece::Verb(base, _) if is_planned => format!("{was}{not} to {base}"),
            Piece::Verb(base, _) if is_denied => format!("did not {base}"),
            Piece::Verb(_, past) => past.clone(),
            Piece::Be if is_planned => format!("{was}{not} to be"),
            Piece::Be => format!("{was}{not}"),
            Piece::Are if is_planned => format!("are{not} to be"),
            Piece::Are => format!("are{not}"),
            _ if is_planned => format!("{is}{not} to be"),
            _ => format!("{is}{not}"),
        };
        self.said.push_str(&said);
    }
}

/// Whether words stand for several, so that "were" follows them.
pub(super) fn is_several(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or(words);
    let figure = words.split(' ').next().and_then(|first| first.parse::<u64>().ok());
    words::lists("plural", last) || words::begins("plural.first", words) || figure.is_some_and(|n| n != 1)
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::examples;
    use super::*;

    /// Reads an example's left side: roles, the kind, "denied", "planned".
    fn given(text: &str) -> (Filled, Stance) {
        let mut filled = Filled::default();
        let mut stance = Stance { polarity: Polarity::Asserted, modality: Modality::Actual };
        // "4,000 euros" holds a comma without a blank after it.
        for part in text.split(", ") {
            match part.split_once('=') {
                Some(("kind", kind)) => filled.kind = Some(kind.to_owned()),
                Some((role, words)) => {
                    let role = Role::from_word(role).expect("a role");
                    let quoted = words.strip_prefix('"').and_then(|words| words.strip_suffix('"'));
                    let words = quoted.map_or(words.to_owned(), |words| format!("“{words}”"));
                    let is_several = is_several(&words) || words.contains(" and ");
                    filled.roles.insert(role, (words, is_several));
                }
                None if part == "denied" => stance.polarity = Polarity::Denied,
                None => {
                    assert_eq!(part, "planned");
                    stance.modality = Modality::Planned;
                }
            }
        }
        (filled, stance)
    }

    #[test]
    fn every_pattern_says_its_example() {
        for (predicate, pattern, examples) in examples() {
            assert!(!examples.is_empty(), "{predicate}: {pattern} has no example");
            let predicate = Predicate::known(predicate).expect("a predicate of the glossary");
            for example in examples {
                let (from, to) = example.split_once(" > ").expect("an example says what comes of it");
                let (filled, stance) = given(from);
                assert_eq!(clause(predicate, &filled, stance).as_deref(), Some(to), "{pattern}");
                let alone = Pattern::read(pattern).clause(&filled, stance).map(|(_, said)| said);
                assert_eq!(alone.as_deref(), Some(to), "{pattern} is not the one that its example is told by");
            }
        }
    }

    #[test]
    fn every_predicate_but_counts_and_statements_can_be_said() {
        let unsaid = Predicate::KNOWN.into_iter().filter(|predicate| words::patterns(*predicate).next().is_none());
        assert_eq!(unsaid.collect::<Vec<_>>(), [Predicate::Count, Predicate::Statement]);
    }

    #[test]
    fn what_lacks_a_role_is_not_said() {
        let stance = Stance { polarity: Polarity::Asserted, modality: Modality::Actual };
        assert_eq!(clause(Predicate::Warn, &Filled::default(), stance), None);
    }

    #[test]
    fn several_are_told_by_their_words() {
        for (words, expect) in
            [("police", true), ("Two men", true), ("31 people", true), ("1 man", false), ("the Water Board", false)]
        {
            assert_eq!(is_several(words), expect, "{words}");
        }
    }
}
