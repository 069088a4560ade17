//! Names that are enough to know a thing by, compared with one another.

use super::bearer::Bearers;
use super::context::Agreement;
use super::namesakes::is_near;
use super::spelling::{Sort, Spelling};
use super::within::is_acronym;
use super::{Link, Resolving};
use crate::names::{Basis, Verdict};
use std::collections::{BTreeSet, HashMap};

/// A key that more names share says too little alone; two such keys together are asked.
const MOST_OF_KEY: usize = 24;
/// Nor do two keys that more names share.
const MOST_OF_TWO_KEYS: usize = 48;
/// Bits from which names that are not the same on their own are one thing's.
const ENOUGH: f32 = 5.0;
/// Bits from which it is a question.
const WORTH_ASKING: f32 = 0.0;
/// Bits against two names in one document: who writes of one thing seldom misspells its name halfway.
const TWO_IN_ONE_DOCUMENT: f32 = 4.0;

/// Joins namesakes whose names are one thing's.
pub(super) fn join(resolving: &mut Resolving<'_>) {
    let contexts = resolving.contexts();
    let mut links = alias_links(resolving);
    for (one, other) in candidates(resolving) {
        let (a, b) = (resolving.spelling(one), resolving.spelling(other));
        let compared = a.parsed.compare(&b.parsed);
        if compared.verdict == Verdict::Different || resolving.clusters.are_apart(one, other) {
            continue;
        }
        let agreement = contexts.agreement(&resolving.side(one), &resolving.side(other));
        let bits = weigh(resolving, (one, other), compared.score, &agreement);
        let is_enough = compared.verdict == Verdict::Same && compared.basis != Basis::Likeness;
        // Where the names alone say nothing, one context cannot: all of a case's bodies stand around one affair.
        let is_enough = is_enough || bits >= ENOUGH && compared.basis != Basis::Nothing;
        let link = Link { one, other, bits };
        match is_enough {
            true => links.push(link),
            false if bits >= WORTH_ASKING && compared.basis != Basis::Nothing => {
                resolving.leave_open(link, compared.why(), &agreement);
            }
            false => {}
        }
    }
    resolving.take(links);
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

/// Bits that speak for one thing: the names' own, and what stands around them.
fn weigh(resolving: &Resolving<'_>, (one, other): (usize, usize), score: f32, agreement: &Agreement) -> f32 {
    let of_names = (score.clamp(0.001, 0.999) / (1.0 - score.clamp(0.001, 0.999))).log2();
    let against = if share_a_document(resolving, one, other) { TWO_IN_ONE_DOCUMENT } else { 0.0 };
    of_names + agreement.bits - against
}

/// Pairs of names worth comparing, each once, in order: those that share a rare key, or two common ones.
fn candidates(resolving: &Resolving<'_>) -> BTreeSet<(usize, usize)> {
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
    pairs.filter(|(one, other)| is_question(resolving.spelling(*one), resolving.spelling(*other))).collect()
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
