//! Short forms of bodies' and works' names: an acronym, or how the longer name begins or ends.

use super::spelling::{Sort, Spelling};
use super::within::is_acronym;
use super::{Link, Resolving};
use crate::names::{Basis, Verdict};
use std::collections::{BTreeSet, HashMap};

/// A word that more names begin or end with ("Police") makes no name a short form of one of them.
const MOST_OF_WORD: usize = 200;
/// Bits by which one of several longer names must be nearer than the next.
const MARGIN: f32 = 4.0;
/// Bits that the nearest of several needs.
const ENOUGH: f32 = 6.0;

/// Joins short forms to the one longer name that they can stand for.
pub(super) fn join(resolving: &mut Resolving<'_>) {
    let contexts = resolving.contexts();
    let (by_end, by_key) = index(resolving);
    let places = places(resolving);
    let mut links = Vec::new();
    for short in (0..resolving.namesakes.len()).filter(|at| can_be_short(resolving, *at)) {
        let name = resolving.spelling(short);
        let longer = longer(resolving, name, &by_end, &by_key, places.contains(&name.words[..]));
        let roots: BTreeSet<usize> = longer.iter().map(|at| resolving.clusters.find(*at)).collect();
        let side = resolving.side(short);
        let mut weighed: Vec<(f32, usize)> =
            roots.iter().map(|root| (contexts.agreement(&side, &resolving.side(*root)).bits, *root)).collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        match weighed[..] {
            [(bits, other)] => links.push(Link { one: short, other, bits }),
            [(bits, other), (next, _), ..] if bits >= ENOUGH && bits - next >= MARGIN => {
                links.push(Link { one: short, other, bits });
            }
            _ => {}
        }
    }
    resolving.take(links);
}

fn can_be_short(resolving: &Resolving<'_>, at: usize) -> bool {
    let (namesakes, name) = (&resolving.namesakes[at], resolving.spelling(at));
    let is_sort = matches!(name.sort, Sort::Body | Sort::Work | Sort::Place);
    namesakes.is_settled && is_sort && namesakes.place.is_none() && !name.words.is_empty()
}

type ByEnd<'c> = HashMap<(Sort, &'c str), Vec<usize>>;
type ByKey = HashMap<u64, Vec<usize>>;

/// Names of two words or more by their first and last word, and those of bodies by key.
fn index<'c>(resolving: &Resolving<'c>) -> (ByEnd<'c>, ByKey) {
    let (mut by_end, mut by_key) = (ByEnd::new(), ByKey::new());
    for at in (0..resolving.namesakes.len()).filter(|at| resolving.namesakes[*at].is_settled) {
        let name = resolving.spelling(at);
        if name.words.len() < 2 {
            continue;
        }
        let ends: BTreeSet<&str> =
            name.words.first().into_iter().chain(name.words.last()).map(String::as_str).collect();
        ends.into_iter().for_each(|word| by_end.entry((name.sort, word)).or_default().push(at));
        if name.sort == Sort::Body {
            name.parsed.keys().into_iter().for_each(|key| by_key.entry(key).or_default().push(at));
        }
    }
    (by_end, by_key)
}

/// Names of places: "Boston" is no short form of "Boston Herald".
fn places<'c>(resolving: &Resolving<'c>) -> BTreeSet<&'c [String]> {
    let names = resolving.bearers.spellings.all.iter();
    names.filter(|name| name.sort == Sort::Place).map(|name| &name.words[..]).collect()
}

fn longer(
    resolving: &Resolving<'_>,
    name: &Spelling,
    by_end: &ByEnd<'_>,
    by_key: &ByKey,
    is_place: bool,
) -> Vec<usize> {
    let ends: BTreeSet<&String> = name.words.first().into_iter().chain(name.words.last()).collect();
    let by_word = ends.into_iter().filter_map(|word| by_end.get(&(name.sort, word.as_str())));
    let by_word = by_word.filter(|of| of.len() <= MOST_OF_WORD).flatten();
    let is_longer = |at: &&usize| {
        let whole = resolving.spelling(**at);
        name.is_part_of(whole)
            && (!is_place || whole.words.ends_with(&name.words))
            && resolving.namesakes[**at].place.is_none()
    };
    let mut found: Vec<usize> = by_word.filter(is_longer).copied().collect();
    if name.sort == Sort::Body && is_acronym(&name.name) {
        let keys = name.parsed.keys();
        let spelt_out = |at: &&usize| {
            let compared = name.parsed.compare(&resolving.spelling(**at).parsed);
            compared.verdict == Verdict::Same && compared.basis == Basis::Shortened
        };
        found.extend(keys.iter().filter_map(|key| by_key.get(key)).flatten().filter(spelt_out));
    }
    found.sort_unstable();
    found.dedup();
    found
}
