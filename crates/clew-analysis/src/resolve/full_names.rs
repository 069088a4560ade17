//! Names that are enough to know a thing by, compared with one another.

use super::bearer::Bearers;
use super::context::{Agreement, Sides};
use super::namesakes::is_near;
use super::spelling::{Sort, Spelling};
use super::within::is_acronym;
use super::{Link, Resolving};
use crate::names::{Basis, Comparison, Verdict};
use crate::threads;
use std::collections::{BTreeSet, HashMap};

/// A key that more names share says too little alone; two such keys together are asked.
const MOST_OF_KEY: usize = 24;
/// Nor do two keys that more names share.
const MOST_OF_TWO_KEYS: usize = 48;
/// Bits from which names that are not the same on their own are one thing's.
const ENOUGH: f32 = 5.0;
/// Bits from which it is a question.
const WORTH_ASKING: f32 = 0.0;
/// One surname in so many is neither rare nor common.
const COMMON_RATE: f32 = 200.0;
/// A surname speaks for or against by no more than this, in bits.
const MOST_OF_SURNAME: f32 = 2.0;
/// Bits against two names in one document: who writes of one thing seldom misspells its name halfway.
const TWO_IN_ONE_DOCUMENT: f32 = 4.0;

/// Joins namesakes whose names are one thing's.
pub(super) fn join(resolving: &mut Resolving<'_>) {
    let mut links = alias_links(resolving);
    let mut compared: Vec<_> = compared(resolving).collect();
    compared.retain(|((one, other), _)| !resolving.clusters.are_apart(*one, *other));
    let of_name = |compared: &Comparison<'_>| compared.verdict == Verdict::Same && compared.basis != Basis::Likeness;
    let (same, unsure): (Vec<_>, Vec<_>) = compared.into_iter().partition(|(_, compared)| of_name(compared));
    let same = same.into_iter().map(|((one, other), compared)| (one, other, ENOUGH + bits_of(compared.score)));
    links.extend(same.map(|(one, other, bits)| Link { one, other, bits }));
    let weighed = weighed(resolving, &unsure);
    for ((_, compared), (link, agreement)) in unsure.into_iter().zip(weighed) {
        match agreement {
            _ if link.bits >= ENOUGH => links.push(link),
            Some(agreement) => resolving.leave_open(link, compared.why(), &agreement),
            None => {}
        }
    }
    resolving.take(links);
}

/// How much speaks for one thing in pairs of which the names alone do not tell; with what stands around both where it is a question.
fn weighed(resolving: &Resolving<'_>, pairs: &[((usize, usize), Comparison<'_>)]) -> Vec<(Link, Option<Agreement>)> {
    let (contexts, rarity) = (resolving.contexts(), Rarity::of_case(resolving));
    let sides = Sides::of(resolving, &contexts, pairs.iter().flat_map(|((one, other), _)| [*one, *other]));
    threads::each(pairs, |((one, other), compared)| {
        let (one, other) = (*one, *other);
        let agreement = contexts.agreement(sides.side(one), sides.side(other));
        let against = if share_a_document(resolving, one, other) { TWO_IN_ONE_DOCUMENT } else { 0.0 };
        let of_surname = rarity.of(resolving.spelling(one), resolving.spelling(other));
        let bits = bits_of(compared.score) + agreement.bits - against + of_surname;
        (Link { one, other, bits }, (WORTH_ASKING..ENOUGH).contains(&bits).then_some(agreement))
    })
}

/// Pairs of namesakes, in order, and how their names compare; those left out of which the names alone say nothing: there one context
/// cannot, for all of a case's bodies stand around one affair.
fn compared<'c>(resolving: &Resolving<'c>) -> impl Iterator<Item = ((usize, usize), Comparison<'c>)> + use<'c> {
    let pairs = candidates(resolving);
    let compared = threads::each(&pairs, |(one, other)| {
        let compared = resolving.spelling(*one).parsed.compare(&resolving.spelling(*other).parsed);
        (compared.verdict != Verdict::Different && compared.basis != Basis::Nothing).then_some(compared)
    });
    pairs.into_iter().zip(compared).filter_map(|(pair, compared)| Some((pair, compared?)))
}

/// Aliases that are full names elsewhere; what a text says outright comes before all that is reckoned.
fn alias_links(resolving: &mut Resolving<'_>) -> Vec<Link> {
    let mut of_spelling: HashMap<usize, Vec<usize>> = HashMap::new();
    for (number, namesakes) in resolving.namesakes.iter().enumerate().filter(|(_, it)| it.is_settled) {
        of_spelling.entry(namesakes.spelling).or_default().push(number);
    }
    let mut links = Vec::new();
    for (bearer, one) in resolving.bearers.all.iter().zip(&resolving.of_bearer) {
        for other in bearer.aliases.iter().filter_map(|alias| of_spelling.get(alias)).flatten() {
            links.push(Link { one: *one, other: *other, bits: f32::MAX });
            resolving.is_alias[*other] = true;
        }
    }
    links
}

/// How many names of people have each last word: a rare surname that two share says more than a common one.
struct Rarity<'c> {
    n_last: HashMap<&'c str, u32>,
    n_all: f32,
}

impl<'c> Rarity<'c> {
    fn of_case(resolving: &Resolving<'c>) -> Self {
        let people = resolving.bearers.spellings.all.iter().filter(|name| name.sort == Sort::Person && !name.is_lone());
        let (mut n_last, mut n_all) = (HashMap::new(), 0.0);
        for last in people.filter_map(|name| name.words.last()) {
            *n_last.entry(last.as_str()).or_default() += 1;
            n_all += 1.0;
        }
        Self { n_last, n_all }
    }

    /// Bits for one person that a shared surname speaks, more or less than surnames commonly do.
    fn of(&self, one: &Spelling, other: &Spelling) -> f32 {
        let last = one.words.last().filter(|last| one.sort == Sort::Person && other.words.last() == Some(last));
        let known = last.and_then(|last| self.n_last.get(last.as_str()));
        known.map_or(0.0, |n| {
            ((self.n_all + COMMON_RATE) / (*n as f32 * COMMON_RATE)).log2().clamp(-MOST_OF_SURNAME, MOST_OF_SURNAME)
        })
    }
}

/// A probability as the bits by which it speaks for it.
fn bits_of(score: f32) -> f32 {
    let score = score.clamp(0.001, 0.999);
    (score / (1.0 - score)).log2()
}

/// Pairs of names worth comparing, each once, in order: those that share a rare key, or two common ones.
fn candidates(resolving: &Resolving<'_>) -> Vec<(usize, usize)> {
    let mut by_key: HashMap<(Sort, u64), Vec<usize>> = HashMap::new();
    let is_asked = |at: &usize| resolving.namesakes[*at].is_settled && resolving.spelling(*at).sort != Sort::Number;
    let asked = || (0..resolving.namesakes.len()).filter(is_asked);
    for at in asked() {
        let name = resolving.spelling(at);
        name.parsed.keys().into_iter().for_each(|key| by_key.entry((name.sort, key)).or_default().push(at));
    }
    let mut by_two: HashMap<(Sort, u64, u64), Vec<usize>> = HashMap::new();
    for at in asked() {
        let name = resolving.spelling(at);
        let is_common = |key: &u64| by_key.get(&(name.sort, *key)).is_some_and(|of| of.len() > MOST_OF_KEY);
        let common: Vec<u64> = name.parsed.keys().into_iter().filter(is_common).collect();
        for (n, first) in common.iter().enumerate() {
            let seconds = common[n + 1..].iter();
            seconds.for_each(|second| by_two.entry((name.sort, *first, *second)).or_default().push(at));
        }
    }
    let rare = by_key.into_values().filter(|of| of.len() <= MOST_OF_KEY);
    let two = by_two.into_values().filter(|of| of.len() <= MOST_OF_TWO_KEYS);
    let pairs = rare.chain(two).flat_map(|of| pairs(&of));
    let mut pairs: Vec<(usize, usize)> = pairs.collect();
    pairs.sort_unstable();
    pairs.dedup();
    let is_asked = |(one, other): &(usize, usize)| is_question(resolving.spelling(*one), resolving.spelling(*other));
    let asked = threads::each(&pairs, is_asked);
    pairs.into_iter().zip(asked).filter_map(|(pair, is_asked)| is_asked.then_some(pair)).collect()
}

fn pairs(of: &[usize]) -> Vec<(usize, usize)> {
    let pairs = of.iter().enumerate().flat_map(|(n, a)| of[n + 1..].iter().map(move |b| (*a.min(b), *a.max(b))));
    pairs.filter(|(a, b)| a != b).collect()
}

/// Short forms of a body's name are asked where the longer ones are known ([`super::short_names`]), and namesakes that were
/// parted are no question of names.
fn is_question(one: &Spelling, other: &Spelling) -> bool {
    let is_short = |a: &Spelling, b: &Spelling| a.is_part_of(b) || is_acronym(&a.name);
    let is_short = one.sort != Sort::Person && (is_short(one, other) || is_short(other, one));
    one.words != other.words && (!is_short || one.parsed.compare(&other.parsed).basis == Basis::Equal)
}

/// Whether two namesakes can never be one thing, whatever else is joined to either.
pub(super) fn contradict(resolving: &Resolving<'_>, one: usize, other: usize) -> bool {
    let (a, b) = (&resolving.namesakes[one], &resolving.namesakes[other]);
    let births = a.born.zip(b.born).is_some_and(|(a, b)| a.contradicts(b));
    let map = a.place.zip(b.place).is_some_and(|(a, b)| !is_near(a, b));
    if births || map {
        return true;
    }
    let (names, other_names) = (resolving.spelling(one), resolving.spelling(other));
    let is_comparable = |at: usize| resolving.namesakes[at].is_settled && !resolving.is_alias[at];
    let are_full = names.words.len() > 1 && other_names.words.len() > 1;
    let is_part = names.is_part_of(other_names) || other_names.is_part_of(names);
    if !is_comparable(one) || !is_comparable(other) || !are_full || is_part || names.words == other_names.words {
        return false;
    }
    let is_person = names.sort == Sort::Person && other_names.sort == Sort::Person;
    names.parsed.compare(&other_names.parsed).verdict == Verdict::Different
        || is_person && are_named_together(resolving, one, other)
}

/// Whether one sentence names both.
fn are_named_together(resolving: &Resolving<'_>, one: usize, other: usize) -> bool {
    let bearers = resolving.bearers;
    let in_one = |(a, b): (usize, usize)| {
        let sentences: BTreeSet<u32> = bearers.sentences(a).collect();
        bearers.sentences(b).any(|sentence| sentences.contains(&sentence))
    };
    let (a, b) = (&resolving.namesakes[one].bearers, &resolving.namesakes[other].bearers);
    in_one_document(bearers, a, b).any(in_one)
}

fn share_a_document(resolving: &Resolving<'_>, one: usize, other: usize) -> bool {
    let (a, b) = (&resolving.namesakes[one].bearers, &resolving.namesakes[other].bearers);
    in_one_document(resolving.bearers, a, b).next().is_some()
}

/// Pairs of bearers, of one and the other, in one document.
fn in_one_document<'b>(
    bearers: &'b Bearers<'_>,
    one: &'b [usize],
    other: &'b [usize],
) -> impl Iterator<Item = (usize, usize)> + 'b {
    let (few, many, is_turned) = match one.len() <= other.len() {
        true => (one, other, false),
        false => (other, one, true),
    };
    few.iter().flat_map(move |bearer| {
        let document = bearers.all[*bearer].document;
        let from = many.partition_point(|it| bearers.all[*it].document < document);
        let there = many[from..].iter().take_while(move |it| bearers.all[**it].document == document);
        there.map(move |it| if is_turned { (*it, *bearer) } else { (*bearer, *it) })
    })
}
