//! Short forms of bodies' and works' names: an acronym, or how the longer name begins or ends.

use super::context::Contexts;
use super::spelling::{Sort, Spelling};
use super::within::is_acronym;
use super::{Link, Resolving};
use crate::threads;
use std::collections::{BTreeSet, HashMap};

/// A word that more names begin or end with ("Police") makes no name a short form of one of them.
const MOST_OF_WORD: usize = 200;
/// Bits by which one of several longer names must be nearer than the next.
const MARGIN: f32 = 3.0;
/// Bits that the nearest of several needs.
const ENOUGH: f32 = 6.0;

/// Joins short forms to the one longer name that they can stand for.
pub(super) fn join(resolving: &mut Resolving<'_>) {
    let contexts = resolving.contexts();
    let index = Index::of(resolving);
    let places = places(resolving);
    let shorts: Vec<usize> = (0..resolving.namesakes.len()).filter(|at| can_be_short(resolving, *at)).collect();
    let links = threads::each(&shorts, |short| {
        let is_place = places.contains(&resolving.spelling(*short).words[..]);
        let longer = longer(resolving, *short, &index, is_place);
        let roots: BTreeSet<usize> = longer.iter().map(|at| resolving.clusters.find(*at)).collect();
        nearest(resolving, &contexts, *short, &roots)
    });
    resolving.take(links.into_iter().flatten().collect());
}

/// The one of several longer names that a short one stands for: the only one, or the nearest by far.
fn nearest(resolving: &Resolving<'_>, contexts: &Contexts, short: usize, roots: &BTreeSet<usize>) -> Option<Link> {
    let first = *roots.first()?;
    if roots.len() == 1 {
        return Some(Link { one: short, other: first, bits: 0.0 });
    }
    let side = resolving.side(contexts, short);
    let weigh = |root: &usize| {
        let root_side = resolving.side(contexts, *root);
        // Of what is named more often, there is more to shorten.
        (contexts.agreement(&side, &root_side).bits + (root_side.documents.len() as f32).log2(), *root)
    };
    let mut weighed: Vec<(f32, usize)> = roots.iter().map(weigh).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let is_near = weighed[0].0 >= ENOUGH && weighed[0].0 - weighed[1].0 >= MARGIN;
    is_near.then(|| Link { one: short, other: weighed[0].1, bits: weighed[0].0 })
}

fn can_be_short(resolving: &Resolving<'_>, at: usize) -> bool {
    let (namesakes, name) = (&resolving.namesakes[at], resolving.spelling(at));
    let is_sort = matches!(name.sort, Sort::Body | Sort::Work | Sort::Place);
    namesakes.is_settled && is_sort && namesakes.place.is_none() && !name.words.is_empty()
}

/// Names of two words or more, by sort and first or last word, and those of bodies by their initials.
#[derive(Default)]
struct Index<'c> {
    by_end: HashMap<(Sort, &'c str), Vec<usize>>,
    by_initials: HashMap<String, Vec<usize>>,
}

impl<'c> Index<'c> {
    fn of(resolving: &Resolving<'c>) -> Self {
        let mut index = Self::default();
        for at in (0..resolving.namesakes.len()).filter(|at| resolving.namesakes[*at].is_settled) {
            let name = resolving.spelling(at);
            if name.words.len() < 2 {
                continue;
            }
            for word in ends(name) {
                index.by_end.entry((name.sort, word)).or_default().push(at);
            }
            if name.sort == Sort::Body {
                name.initials().into_iter().for_each(|letters| index.by_initials.entry(letters).or_default().push(at));
            }
        }
        index
    }
}

/// First and last word, once where they are one.
fn ends(name: &Spelling) -> BTreeSet<&str> {
    name.words.first().into_iter().chain(name.words.last()).map(String::as_str).collect()
}

/// Names of places: "Boston" is no short form of "Boston Herald".
fn places<'c>(resolving: &Resolving<'c>) -> BTreeSet<&'c [String]> {
    let names = resolving.bearers.spellings.all.iter();
    names.filter(|name| name.sort == Sort::Place).map(|name| &name.words[..]).collect()
}

/// What a name can be a short form of: of a name that ends like it, else of one that begins so or has its initials.
fn longer(resolving: &Resolving<'_>, short: usize, index: &Index<'_>, is_place: bool) -> BTreeSet<usize> {
    let name = resolving.spelling(short);
    let is_unmapped = |at: &usize| resolving.namesakes[*at].place.is_none();
    let by_word = ends(name).into_iter().filter_map(|word| index.by_end.get(&(name.sort, word)));
    let by_word = by_word.filter(|of| of.len() <= MOST_OF_WORD).flatten().copied();
    let by_word: BTreeSet<usize> = by_word.filter(is_unmapped).collect();
    let is_end =
        |at: &usize| name.is_part_of(resolving.spelling(*at)) && resolving.spelling(*at).words.ends_with(&name.words);
    let ending: BTreeSet<usize> = by_word.iter().copied().filter(is_end).collect();
    if !ending.is_empty() || name.sort == Sort::Place {
        return ending;
    }
    let n_of = |at: usize| resolving.namesakes[at].bearers.len();
    // "Microsoft", in every document, is not short for the "Microsoft Security Response Center" of one.
    let is_start = |at: &usize| name.is_part_of(resolving.spelling(*at)) && n_of(short) <= 2 * n_of(*at) && !is_place;
    let mut found: BTreeSet<usize> = by_word.iter().copied().filter(is_start).collect();
    if name.sort == Sort::Body && is_acronym(&name.name) {
        found.extend(index.by_initials.get(&name.words.concat()).into_iter().flatten());
    }
    found
}
