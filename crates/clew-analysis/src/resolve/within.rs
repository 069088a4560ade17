//! Chains of one document that are one thing's: the same name again, an alias that the text gives, an acronym, a short form
//! of the one longer name that it can stand for.

use super::decided::Ruled;
use super::spelling::{Sort, Spelling, Spellings};
use crate::names::Verdict;
use crate::told::{Told, ToldChain, ToldClaim};
use clew_model::{Modality, Polarity, Predicate, Role, ThingType};
use std::collections::{HashMap, HashSet};

/// Words by which a text says that something goes by another name; one a line, with an example each.
const ALIAS_WORDS: &str = include_str!("../../words/aliases.txt");

/// Chains of one document that are one thing's.
#[derive(Debug)]
pub(super) struct Joined {
    /// Their places among the document's chains, in order.
    pub(super) chains: Vec<u32>,
    /// The number of their fullest name.
    pub(super) spelling: usize,
    /// That name, where none of them gives it.
    pub(super) expanded: Option<String>,
    /// Numbers of the names that the text gives as aliases.
    pub(super) aliases: Vec<usize>,
}

/// The chains of one document while they are joined.
struct Joining<'t> {
    told: &'t Told,
    /// Places of chains with names, and of those without that a text gives a name.
    chains: Vec<u32>,
    /// For each of them its name's number; `None` without a name.
    spelling: Vec<Option<usize>>,
    /// For each of them the first of those it is one with.
    root: Vec<usize>,
    /// Of them, which bear an alias.
    is_alias: Vec<bool>,
    relatives: HashSet<(u32, u32)>,
    /// Chains that people decided upon, each with its group.
    decided: &'t HashMap<u32, usize>,
    ruled: &'t Ruled,
}

/// What the named chains of a document and those that people decided upon come to, in order of their first chain.
pub(super) fn join(
    told: &Told,
    spellings: &mut Spellings,
    ruled: &Ruled,
    decided: &HashMap<u32, usize>,
) -> Vec<Joined> {
    let mut joining = Joining::of(told, spellings, ruled, decided);
    joining.join_decided();
    joining.join_equals();
    joining.join_aliases(spellings);
    joining.join_short_forms(spellings);
    joining.finish(spellings)
}

impl<'t> Joining<'t> {
    fn of(told: &'t Told, spellings: &mut Spellings, ruled: &'t Ruled, decided: &'t HashMap<u32, usize>) -> Self {
        let named_by_text: HashSet<u32> = aliases(told).flat_map(|(entity, name)| [entity, name]).collect();
        let is_wanted = |chain: &ToldChain| {
            !chain.names.is_empty()
                || named_by_text.contains(&chain.chain)
                || unique_description(chain).is_some()
                || decided.contains_key(&chain.chain)
        };
        let chains: Vec<u32> =
            (0..told.chains.len() as u32).filter(|at| is_wanted(&told.chains[*at as usize])).collect();
        let spelling = chains.iter().map(|at| {
            let chain = &told.chains[*at as usize];
            let is_known = !chain.names.is_empty() || decided.contains_key(&chain.chain);
            let name = if is_known { Some(chain.name.as_str()) } else { unique_description(chain) };
            name.map(|name| spellings.number(name, chain.thing))
        });
        Self {
            told,
            spelling: spelling.collect(),
            root: (0..chains.len()).collect(),
            is_alias: vec![false; chains.len()],
            relatives: relatives(told),
            chains,
            decided,
            ruled,
        }
    }

    fn chain(&self, at: usize) -> &'t ToldChain {
        &self.told.chains[self.chains[at] as usize]
    }

    fn find(&self, at: usize) -> usize {
        std::iter::successors(Some(at), |at| Some(self.root[*at])).find(|at| self.root[*at] == *at).unwrap_or(at)
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        if !self.are_parted(one, other) {
            self.root[one.max(other)] = one.min(other);
        }
    }

    /// Whether people parted any that is one with this from any that is one with the other.
    fn are_parted(&self, one: usize, other: usize) -> bool {
        let groups = |root: usize| {
            let of_root = (0..self.chains.len()).filter(move |at| self.find(*at) == root);
            of_root.filter_map(|at| self.decided.get(&self.chain(at).chain))
        };
        !self.decided.is_empty() && groups(one).any(|a| groups(other).any(|b| self.ruled.are_apart(*a, *b)))
    }

    fn join_decided(&mut self) {
        let mut first: HashMap<usize, usize> = HashMap::new();
        for at in 0..self.chains.len() {
            if let Some(group) = self.decided.get(&self.chain(at).chain) {
                let known = *first.entry(*group).or_insert(at);
                self.join(known, at);
            }
        }
    }

    fn join_equals(&mut self) {
        let mut first: HashMap<usize, usize> = HashMap::new();
        for at in 0..self.chains.len() {
            let Some(spelling) = self.spelling[at] else { continue };
            let known = *first.entry(spelling).or_insert(at);
            if !self.are_relatives(known, at) {
                self.join(known, at);
            }
        }
    }

    fn join_aliases(&mut self, spellings: &Spellings) {
        // Of two readings the one with a name is the likelier: "couriers" are not whom couriers called the Tailor.
        let is_nameless =
            |(entity, _): &(u32, u32)| self.told.chain(*entity).is_none_or(|chain| chain.names.is_empty());
        let (nameless, named): (Vec<_>, Vec<_>) = aliases(self.told).partition(is_nameless);
        for (entity, name) in named.into_iter().chain(nameless) {
            let place = |number| self.chains.iter().position(|at| self.told.chains[*at as usize].chain == number);
            let (Some(entity), Some(name)) = (place(entity), place(name)) else { continue };
            let Some(alias) = self.spelling[name] else { continue };
            if self.find(entity) != self.find(name)
                && !self.is_alias[name]
                && self.can_be_alias(entity, name, spellings)
            {
                self.is_alias[name] = self.spelling[entity].is_some_and(|own| own != alias);
                self.join(entity, name);
            }
        }
    }

    /// Whether a name can be another's: "LaRue called Magruder" gives none where Jeb Magruder is somebody himself.
    fn can_be_alias(&self, entity: usize, name: usize, spellings: &Spellings) -> bool {
        let Some(alias) = self.spelling[name] else { return false };
        let is_somebody = self.spelling.iter().flatten().any(|other| {
            let other = &spellings.all[*other];
            other.sort == Sort::Person && spellings.all[alias].is_part_of(other)
        });
        let own = self.spelling[entity].map(|own| &spellings.all[own]);
        let fits = match own {
            Some(own) => own.is_part_of(&spellings.all[alias]) || !is_somebody,
            None => !is_somebody && Sort::of(self.chain(entity).thing) == Sort::of(self.chain(name).thing),
        };
        fits && !self.are_relatives(entity, name)
    }

    fn join_short_forms(&mut self, spellings: &Spellings) {
        let by_word = self.by_end_word(spellings);
        for at in 0..self.chains.len() {
            let Some(short) = self.spelling[at].map(|number| &spellings.all[number]) else { continue };
            if self.is_alias[at] || !is_short(short) {
                continue;
            }
            let ends = short.words.last().into_iter().chain(short.words.first());
            let mut longer: Vec<usize> =
                ends.flat_map(|word| by_word.get(word.as_str()).into_iter().flatten()).copied().collect();
            longer.extend(self.acronym_of(short, spellings));
            longer.retain(|other| self.can_stand_for(at, *other, spellings));
            let only = self.only(&longer, short, spellings);
            if let Some(one) = only.filter(|one| !self.are_named_together(at, *one, short)) {
                self.join(at, one);
            }
        }
    }

    /// Chains of names of two words or more, by their first and last word.
    fn by_end_word<'s>(&self, spellings: &'s Spellings) -> HashMap<&'s str, Vec<usize>> {
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in 0..self.chains.len() {
            let Some(name) = self.spelling[at].map(|number| &spellings.all[number]) else { continue };
            if name.words.len() > 1 {
                for word in [name.words.first(), name.words.last()].into_iter().flatten() {
                    by_word.entry(word).or_default().push(at);
                }
            }
        }
        by_word
    }

    fn acronym_of(&self, short: &Spelling, spellings: &Spellings) -> Vec<usize> {
        let is_acronym = short.sort == Sort::Body && is_acronym(&short.name);
        let is_it = |at: &usize| {
            let Some(name) = self.spelling[*at].map(|number| &spellings.all[number]) else { return false };
            name.sort == Sort::Body && name.words.len() > 1 && name.initials().contains(&short.words.concat())
        };
        if is_acronym { (0..self.chains.len()).filter(is_it).collect() } else { Vec::new() }
    }

    fn can_stand_for(&self, short: usize, whole: usize, spellings: &Spellings) -> bool {
        let (Some(a), Some(b)) = (self.spelling[short], self.spelling[whole]) else { return false };
        let (a, b) = (&spellings.all[a], &spellings.all[b]);
        let is_located = self.chain(short).located.is_some();
        let is_part = a.is_part_of(b) && a.sort == b.sort && !is_located;
        // Of a body, how its name begins says less: "Microsoft" is not short for its security centre.
        let is_part = is_part && (a.sort == Sort::Person || b.words.ends_with(&a.words));
        let abbreviates = a.sort == Sort::Body && b.sort == Sort::Body && is_acronym(&a.name);
        (is_part || abbreviates) && !self.are_relatives(short, whole)
    }

    /// People whom one sentence names are two; a body's short form often stands beside its full name.
    fn are_named_together(&self, short: usize, whole: usize, name: &Spelling) -> bool {
        let sentences = &self.chain(whole).sentences;
        name.sort == Sort::Person && self.chain(short).sentences.iter().any(|it| sentences.binary_search(it).is_ok())
    }

    /// The one among longer names that a short form can stand for; names that are one another's count once, and of people
    /// those that it is the family name of come before those that it is the given name of.
    fn only(&self, longer: &[usize], short: &Spelling, spellings: &Spellings) -> Option<usize> {
        let words = |at: usize| self.spelling[at].map_or(&[][..], |number| &spellings.all[number].words);
        let (ending, starting): (Vec<usize>, Vec<usize>) =
            longer.iter().partition(|at| words(**at).ends_with(&short.words));
        let one_of = |some: &[usize]| {
            let first = *some.first()?;
            let is_one = |other: &usize| {
                let (a, b) = (self.spelling[first], self.spelling[*other]);
                let compare = |a: usize, b: usize| spellings.all[a].parsed.compare(&spellings.all[b].parsed).verdict;
                self.find(first) == self.find(*other) || a.zip(b).is_some_and(|(a, b)| compare(a, b) == Verdict::Same)
            };
            some.iter().all(is_one).then_some(first)
        };
        match (short.sort, ending.is_empty()) {
            (Sort::Person, false) => one_of(&ending),
            (Sort::Person, true) => one_of(&starting),
            _ => one_of(longer),
        }
    }

    fn are_relatives(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.chain(one).chain, self.chain(other).chain);
        self.relatives.contains(&(one.min(other), one.max(other)))
    }

    fn finish(self, spellings: &mut Spellings) -> Vec<Joined> {
        let mut by_root: Vec<Vec<usize>> = vec![Vec::new(); self.chains.len()];
        (0..self.chains.len()).for_each(|at| by_root[self.find(at)].push(at));
        let is_named = |some: &Vec<usize>| some.iter().any(|at| self.spelling[*at].is_some());
        by_root.into_iter().filter(is_named).map(|some| self.joined(&some, spellings)).collect()
    }

    fn joined(&self, some: &[usize], spellings: &mut Spellings) -> Joined {
        let chains = some.iter().map(|at| self.chains[*at]).collect();
        let names = |is_alias: bool| some.iter().filter(move |at| self.is_alias[**at] == is_alias);
        let mut aliases: Vec<usize> = names(true).filter_map(|at| self.spelling[*at]).collect();
        let fullest = names(false).chain(some).filter_map(|at| Some((self.spelling[*at]?, *at)));
        let all = &spellings.all;
        let fullest = fullest.max_by_key(|(number, at)| {
            (
                !self.is_alias[*at],
                all[*number].is_full,
                all[*number].words.len(),
                all[*number].name.len(),
                std::cmp::Reverse(*at),
            )
        });
        let (spelling, at) = fullest.unwrap_or_default();
        aliases.sort_unstable();
        aliases.dedup();
        aliases.retain(|alias| *alias != spelling);
        match self.publisher(&spellings.all[spelling]) {
            Some(name) => {
                let spelling = spellings.number(name, self.chain(at).thing);
                Joined { chains, spelling, expanded: Some(name.to_owned()), aliases }
            }
            None => Joined { chains, spelling, expanded: None, aliases },
        }
    }

    /// The publisher's name, where a body's name is a part of it: "the Times" in the Orrin Evening Times.
    fn publisher(&self, name: &Spelling) -> Option<&'t str> {
        let publisher = self.told.publisher.as_deref().filter(|_| name.sort == Sort::Body && !name.words.is_empty())?;
        let words = super::spelling::words(publisher);
        let is_part =
            name.words.len() < words.len() && (words.ends_with(&name.words) || words.starts_with(&name.words));
        is_part.then_some(publisher)
    }
}

/// The description of a thing without a name that a name in it makes one of its kind: "the Hallam bridge". Of people it does
/// not: "the Boston woman" is as many as there are.
fn unique_description(chain: &ToldChain) -> Option<&str> {
    let is_it = |words: &&String| {
        let mut words = words.split(' ');
        let is_definite = matches!(words.next(), Some("the" | "The"));
        is_definite && words.any(|word| word.starts_with(char::is_uppercase))
    };
    let found = chain.descriptions.iter().find(is_it).map(String::as_str);
    found.filter(|_| chain.thing != ThingType::Person && chain.names.is_empty())
}

/// Whether a name can be a short form: a person's single name, or what any other thing is called.
fn is_short(name: &Spelling) -> bool {
    !name.words.is_empty() && (name.sort != Sort::Person || name.is_lone())
}

/// "MSA", "UNHCR": two to six capitals.
pub(super) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| *c != '.');
    (2..=6).contains(&letters.clone().count()) && letters.clone().all(char::is_uppercase)
}

/// How surely words say that a name is another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sure {
    Hardly,
    Fairly,
}

/// Chain numbers of what an alias is said to be of and of the name, where the text says that it is one; a full name of a
/// person only by words that mean nothing else.
fn aliases(told: &Told) -> impl Iterator<Item = (u32, u32)> {
    let is_alias = |told: &&ToldClaim| {
        let claim = &told.claim;
        claim.predicate == Predicate::Alias
            && claim.polarity == Polarity::Asserted
            && claim.modality == Modality::Actual
    };
    let is_full =
        |number| told.chain(number).is_some_and(|chain| chain.thing == ThingType::Person && chain.name.contains(' '));
    told.claims.iter().filter(is_alias).filter_map(move |told| {
        let sure = says_alias(&told.trigger)?;
        let chain_of = |role| {
            let at = (0..told.claim.arguments.len()).find(|at| told.claim.arguments[*at].role == role)?;
            told.chain_of(at)
        };
        let (entity, name) = (chain_of(Role::Entity)?, chain_of(Role::Name)?);
        (entity != name && (sure == Sure::Fairly || !is_full(name))).then_some((entity, name))
    })
}

/// How surely the words of a trigger say that a name is another's; `None` where they do not. Some words mean other things
/// too: "Smith called Jackson" tells of a telephone.
fn says_alias(trigger: &str) -> Option<Sure> {
    let lowered = trigger.to_lowercase();
    let lines = ALIAS_WORDS.lines().filter(|line| !line.starts_with('#'));
    let mut words = lines.filter_map(|line| line.split('\t').next());
    let word = words.find(|word| word.trim_start_matches('?') == lowered && !lowered.is_empty())?;
    Some(if word.starts_with('?') { Sure::Hardly } else { Sure::Fairly })
}

fn relatives(told: &Told) -> HashSet<(u32, u32)> {
    let family = told.claims.iter().filter(|told| told.claim.predicate == Predicate::Family);
    let pairs = family.flat_map(|told| {
        let chains: Vec<u32> = (0..told.claim.arguments.len()).filter_map(|at| told.chain_of(at)).collect();
        let pairs: Vec<_> = chains.iter().flat_map(|a| chains.iter().map(move |b| (*a.min(b), *a.max(b)))).collect();
        pairs.into_iter().filter(|(a, b)| a != b)
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_word_stands_in_its_example() {
        let mut n_words = 0;
        for line in ALIAS_WORDS.lines().filter(|line| !line.starts_with('#')) {
            let (word, example) = line.split_once('\t').unwrap_or_else(|| panic!("{line} has no example"));
            let word = word.trim_start_matches('?');
            assert!(example.contains(word), "{word} does not stand in {example}");
            assert!(says_alias(&word.to_uppercase()).is_some(), "{word}");
            n_words += 1;
        }
        assert!(n_words > 20);
        assert_eq!(says_alias("described"), None);
        assert_eq!(says_alias("called"), Some(Sure::Hardly));
    }

    #[test]
    fn acronyms_are_capitals() {
        let are = ["MSA", "U.N.", "Courier", "M", "UNITED NATIONS"].map(is_acronym);
        assert_eq!(are, [true, true, false, false, false]);
    }
}
