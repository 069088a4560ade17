//! Pronouns and nominals that the sieves left open: each to the antecedent that the scorer ranks first, or to none.
//!
//! An anaphor looks at a bounded number of candidates before it, so that time grows with the length of a text.

use super::facts::Facts;
use super::features::{self, Alone, BEFORE, Pair, Together, alone, may_refer_back, together};
use super::near::Near;
use super::partition::Partition;
use super::scorer::{Partial, Scorer};
use super::symbols::Symbols;
use super::words::Pronoun;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

/// How many candidates before an anaphor are looked at.
pub(crate) const WINDOW: usize = 50;
/// How many farther ones with the same head, or the same pronoun, are looked at.
const FARTHER: usize = 3;

/// One anaphor with all that it could refer to, as the scorer is trained on it.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// The anaphor's own properties.
    anaphor: Alone,
    /// What it finds before it.
    before: [u8; BEFORE.len()],
    /// Its antecedents, nearest first: their properties, and the pair's.
    antecedents: Vec<(Alone, Vec<u8>)>,
    /// Which of them are the same thing as the anaphor; none where it stands alone.
    right: Vec<bool>,
    /// Whether the anaphor is a pronoun.
    pronoun: bool,
}

/// The chain of each candidate, as far as it is known.
#[derive(Debug)]
pub(crate) struct Gold {
    pub chains: Vec<Option<u32>>,
    /// Whether a candidate without a chain may yet be one thing with others.
    pub is_partial: bool,
}

impl Gold {
    /// Whether an antecedent is the same thing as an anaphor; where not all is known, its cluster is asked.
    fn is_right(&self, anaphor: u32, antecedent: u32, partition: &Partition) -> bool {
        let Some(chain) = self.chains[anaphor as usize] else { return false };
        let is_same = |member: u32| self.chains[member as usize] == Some(chain);
        is_same(antecedent)
            || self.is_partial && partition.cluster(antecedent).members.iter().any(|member| is_same(*member))
    }
}

pub(crate) struct Ranking<'r> {
    pub facts: &'r [Facts],
    pub near: &'r Near,
    pub scorer: &'r Scorer,
    symbols: &'r Symbols,
    /// The candidates in order of their head words, and each one's place in that order.
    order: Vec<u32>,
    place: Vec<u32>,
    alone: Vec<Alone>,
    /// What the latest candidates add to a score as antecedents, nearest first.
    latest: VecDeque<Partial>,
    /// The places of the candidates with one head or one pronoun, so far.
    alike: HashMap<Alike, Vec<u32>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Alike {
    Head(u32),
    Pronoun(Pronoun),
}

fn alike(facts: &Facts) -> Alike {
    facts.pronoun.map_or(Alike::Head(facts.head), Alike::Pronoun)
}

/// The antecedents of one anaphor, nearest first, with their properties.
struct Field {
    antecedents: Vec<u32>,
    values: Vec<Together>,
    before: [u8; BEFORE.len()],
}

impl<'r> Ranking<'r> {
    pub(crate) fn new(facts: &'r [Facts], near: &'r Near, symbols: &'r Symbols, scorer: &'r Scorer) -> Self {
        let order = order(facts);
        let mut place = vec![0; facts.len()];
        for (at, number) in order.iter().enumerate() {
            place[*number as usize] = at as u32;
        }
        let before = |number: usize| number.checked_sub(1).map(|before| &facts[before]);
        let alone: Vec<Alone> =
            facts.iter().enumerate().map(|(number, one)| alone(one, before(number), symbols)).collect();
        Self { facts, near, scorer, symbols, order, place, alone, latest: VecDeque::new(), alike: HashMap::new() }
    }

    /// Joins every open anaphor to its best antecedent, where that beats none by enough.
    pub(crate) fn join(mut self, partition: &mut Partition) {
        for at in 0..self.order.len() {
            let number = self.order[at];
            if let Some(field) = self.field(at, partition) {
                self.choose(number, &field, partition);
            }
            self.note(at);
        }
    }

    /// Joins an anaphor to the best of its antecedents that nothing forbids.
    fn choose(&self, number: u32, field: &Field, partition: &mut Partition) {
        let mut ranked = self.ranked(number, field);
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        for (_, antecedent) in ranked {
            if partition.join_if_possible(self.facts, number, antecedent) {
                break;
            }
        }
    }

    /// Every open anaphor with its antecedents, the right ones marked.
    pub(crate) fn choices(mut self, partition: &mut Partition, gold: &Gold) -> Vec<Choice> {
        let mut choices = Vec::new();
        for at in 0..self.order.len() {
            let number = self.order[at];
            if let Some(field) = self.field(at, partition) {
                let right: Vec<bool> =
                    field.antecedents.iter().map(|other| gold.is_right(number, *other, partition)).collect();
                let first = right.iter().position(|right| *right);
                match first {
                    Some(first) => partition.join(number, field.antecedents[first]),
                    None if gold.is_partial => self.choose(number, &field, partition),
                    None => {}
                }
                if first.is_some() || !gold.is_partial {
                    choices.push(self.choice(number as usize, &field, right));
                }
            }
            self.note(at);
        }
        choices
    }

    fn choice(&self, number: usize, field: &Field, right: Vec<bool>) -> Choice {
        let values = field.antecedents.iter().zip(&field.values);
        Choice {
            anaphor: self.alone[number],
            before: field.before,
            antecedents: values.map(|(other, pair)| (self.alone[*other as usize], pair.to_vec())).collect(),
            right,
            pronoun: self.facts[number].is_pronoun(),
        }
    }

    fn note(&mut self, at: usize) {
        let number = self.order[at] as usize;
        self.alike.entry(alike(&self.facts[number])).or_default().push(at as u32);
        self.latest.truncate(WINDOW - 1);
        self.latest.push_front(self.scorer.antecedent(&self.alone[number]));
    }

    /// What an anaphor could refer to; `None` where a sieve has found it already, or it refers to nothing before.
    fn field(&self, at: usize, partition: &Partition) -> Option<Field> {
        let number = self.order[at];
        let facts = &self.facts[number as usize];
        let found = partition.cluster(number).members.iter().take(4).any(|other| self.place(*other) < at);
        if !may_refer_back(facts) || found {
            return None;
        }
        let mut places: Vec<usize> = (at.saturating_sub(WINDOW)..at).rev().collect();
        let farther = self.alike.get(&alike(facts)).map_or(&[][..], Vec::as_slice);
        let farther = farther.iter().rev().map(|place| *place as usize).filter(|place| place + WINDOW < at);
        places.extend(farther.take(FARTHER));
        places.retain(|place| self.is_open(number, self.order[*place], partition));
        let antecedents: Vec<u32> = places.iter().map(|place| self.order[*place]).collect();
        let values: Vec<Together> = antecedents.iter().map(|other| self.together(number, *other, partition)).collect();
        Some(Field { before: self.before(&values), antecedents, values })
    }

    fn is_open(&self, anaphor: u32, antecedent: u32, partition: &Partition) -> bool {
        let other = &self.facts[antecedent as usize];
        let gone = matches!(other.pronoun, Some(Pronoun::Indefinite)) || other.expletive;
        let one = &self.facts[anaphor as usize];
        !gone && one.gender.agrees(partition.cluster(antecedent).gender) && !super::partition::are_apart(one, other)
    }

    /// Where a candidate stands in the order of head words.
    fn place(&self, number: u32) -> usize {
        self.place[number as usize] as usize
    }

    fn together(&self, anaphor: u32, antecedent: u32, partition: &Partition) -> Together {
        const LATEST: usize = 6;
        let cluster = partition.cluster(antecedent);
        let place = self.place(anaphor);
        let before = cluster.members.partition_point(|member| *member < anaphor.max(antecedent));
        let known = cluster.members[..before].iter().rev().filter(|member| self.place(**member) < place);
        let members: Vec<&Facts> = known.clone().take(LATEST).map(|member| &self.facts[*member as usize]).collect();
        let neural = |other: u32| self.near.score(place, place - self.place(other));
        let neural_of_chain = known.clone().take(LATEST).map(|member| neural(*member)).max();
        let owners = [anaphor, antecedent].map(|number| self.facts[number as usize].owner);
        let distance = place - self.place(antecedent);
        together(&Pair {
            anaphor: &self.facts[anaphor as usize],
            antecedent: &self.facts[antecedent as usize],
            candidates: distance,
            neural: neural(antecedent),
            neural_of_chain: neural_of_chain.unwrap_or(0),
            same_owner: owners[0].zip(owners[1]).map(|(one, other)| partition.are_joined(one, other)),
            latest: known.clone().next() == Some(&antecedent),
            cluster,
            members: &members,
            own_cluster: partition.cluster(anaphor),
            symbols: self.symbols,
        })
    }

    fn before(&self, values: &[Together]) -> [u8; BEFORE.len()] {
        let count = |property: usize, wanted: &[u8]| {
            let n = values.iter().filter(|values| wanted.contains(&values[property])).count();
            features::bucket(n, &[0, 1, 2, 5])
        };
        let [head, words, neural] = features::SUMMED;
        let best = values.iter().map(|values| values[neural]).max().unwrap_or(0);
        [count(head, &[1]), count(words, &[1]), best]
    }

    /// The antecedents that beat none by the margin.
    fn ranked(&self, number: u32, field: &Field) -> Vec<(f32, u32)> {
        let values = &self.alone[number as usize];
        let pronoun = self.facts[number as usize].is_pronoun();
        let margin = if pronoun { self.scorer.pronoun_margin } else { self.scorer.nominal_margin };
        let least = self.scorer.without(values, &field.before) + margin;
        let anaphor = self.scorer.anaphor(values);
        let place = self.place(number);
        let mut sum = Vec::new();
        let mut scored = |(antecedent, values): (&u32, &Together)| {
            let nth = place - self.place(*antecedent) - 1;
            let farther = || Cow::Owned(self.scorer.antecedent(&self.alone[*antecedent as usize]));
            let other = self.latest.get(nth).map_or_else(farther, Cow::Borrowed);
            (self.scorer.pair(&anaphor, &other, values, &mut sum), *antecedent)
        };
        let scored = field.antecedents.iter().zip(&field.values).map(&mut scored);
        scored.filter(|(score, _)| *score > least).collect()
    }
}

/// The candidates in order of their head words: "his" before "his brother", which may not be he.
pub(crate) fn order(facts: &[Facts]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..facts.len() as u32).collect();
    order.sort_by_key(|number| facts[*number as usize].head_word);
    order
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_reader;
    use super::*;

    /// What the last of some words has to choose from; every word but "He" is a person's name.
    fn last_choice(words: &[String]) -> Choice {
        let sentences: Vec<String> = words.iter().map(|word| format!("{word} wept .")).collect();
        let kind = |word: &String| format!("{word}:Person:{}", if word == "He" { "pronoun" } else { "name" });
        let candidates: Vec<String> = words.iter().map(kind).collect();
        let [sentences, candidates] = [&sentences, &candidates].map(|all| all.iter().map(String::as_str).collect());
        let (sentences, candidates): (Vec<&str>, Vec<&str>) = (sentences, candidates);
        let gold = Gold { chains: vec![None; words.len()], is_partial: false };
        with_reader(&sentences, &candidates, |_, reader| reader.choices(&gold).pop().unwrap())
    }

    fn names(n: usize) -> impl Iterator<Item = String> {
        (0..n).map(|nth| format!("Weil{nth}"))
    }

    #[test]
    fn an_anaphor_looks_at_a_bounded_number_of_candidates() {
        for n in [3, WINDOW, WINDOW + 20] {
            let words: Vec<String> = names(n).chain(["He".to_owned()]).collect();
            assert_eq!(last_choice(&words).antecedents.len(), n.min(WINDOW), "{n}");
        }
    }

    #[test]
    fn the_same_pronoun_is_looked_at_from_afar() {
        let words: Vec<String> =
            ["He".to_owned()].into_iter().chain(names(WINDOW + 20)).chain(["He".to_owned()]).collect();
        let choice = last_choice(&words);
        assert_eq!(choice.antecedents.len(), WINDOW + 1);
        assert_eq!(choice.antecedents.last().unwrap().0[0], choice.anaphor[0]);
    }

    #[test]
    fn only_the_latest_candidates_are_kept_as_antecedents() {
        let n = WINDOW + 20;
        let words: Vec<String> = names(n).collect();
        let sentences: Vec<String> = words.iter().map(|word| format!("{word} wept .")).collect();
        let candidates: Vec<String> = words.iter().map(|word| format!("{word}:Person:name")).collect();
        let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
        let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
        with_reader(&sentences, &candidates, |_, reader| {
            let mut ranking = Ranking::new(&reader.facts, &reader.near, &reader.symbols, reader.scorer);
            (0..n).for_each(|at| ranking.note(at));
            assert_eq!(ranking.latest.len(), WINDOW);
            for (nth, kept) in ranking.latest.iter().enumerate() {
                let number = ranking.order[n - 1 - nth] as usize;
                assert_eq!(*kept, ranking.scorer.antecedent(&ranking.alone[number]));
            }
        });
    }
}
