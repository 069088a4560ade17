//! Names that are not enough to know somebody by: a surname or a given name alone, and the full name of several people.
//!
//! Each stands in one document that does not say who is meant. It goes to the one bearer of it in the case, where the context
//! agrees; where several bear it, to the one whose context agrees by far the best; else it stays alone, as a question.

use super::context::{Agreement, Contexts, Side};
use super::spelling::{Sort, Spelling};
use super::{Link, Resolving};
use crate::names::{Basis, Name, Verdict};
use clew_model::ThingType;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Bits from which a context agrees.
const ENOUGH: f32 = 4.0;
/// Bits from which it is a question.
const WORTH_ASKING: f32 = 1.5;
/// Bits by which one of several bearers must be nearer than the next.
const MARGIN: f32 = 4.0;
/// Bits from which a name that nobody bears in full is one person's in two documents.
const ENOUGH_OF_TWO: f32 = 6.0;
/// A name that more people bear tells nobody from another.
const MOST_BEARERS: usize = 48;
/// Documents of one lone name that are compared with one another.
const MOST_ALONE: usize = 64;

/// What a name is to a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum As {
    /// All of it, or a name that a text gives beside it.
    Whole,
    Family,
    Given,
}

/// Joins lone names to those who bear them.
pub(super) fn join(resolving: &mut Resolving<'_>) {
    let contexts = resolving.contexts();
    let bearing = Bearing::of(resolving);
    let mut sides: HashMap<usize, Side> = HashMap::new();
    let (mut links, mut alone) = (Vec::new(), BTreeMap::new());
    let waiting: Vec<usize> = (0..resolving.namesakes.len()).filter(|at| is_waiting(resolving, *at)).collect();
    for at in waiting {
        let fitting = bearing.of_name(resolving, at);
        if fitting.is_empty() {
            alone.entry(resolving.namesakes[at].spelling).or_insert_with(Vec::new).push(at);
            continue;
        }
        for root in fitting.keys() {
            sides.entry(*root).or_insert_with(|| resolving.side(*root));
        }
        links.extend(choose(resolving, &contexts, &sides, at, &fitting));
    }
    for of_name in alone.into_values() {
        links.extend(of_each_other(resolving, &contexts, &of_name));
    }
    resolving.take(links);
}

fn is_waiting(resolving: &Resolving<'_>, at: usize) -> bool {
    !resolving.namesakes[at].is_settled && !resolving.spelling(at).words.is_empty()
}

/// The one of those who bear its name that a lone name means, if one is near enough; leaves open what it may mean.
fn choose(
    resolving: &mut Resolving<'_>,
    contexts: &Contexts,
    sides: &HashMap<usize, Side>,
    at: usize,
    fitting: &BTreeMap<usize, As>,
) -> Option<Link> {
    let side = resolving.side(at);
    let mut weighed: Vec<(Agreement, usize)> =
        fitting.keys().map(|root| (contexts.agreement(&side, &sides[root]), *root)).collect();
    weighed.sort_by(|a, b| b.0.bits.total_cmp(&a.0.bits).then(a.1.cmp(&b.1)));
    let (best, root) = weighed.first()?.clone();
    let next = weighed.get(1).map_or(0.0, |(next, _)| next.bits);
    let document = side.documents.first().copied().unwrap_or_default();
    let here = fitting.keys().filter(|root| sides[root].documents.binary_search(&document).is_ok()).count();
    let is_clear = weighed.len() == 1 || best.bits - next >= MARGIN;
    let is_backed = fitting[&root] != As::Given || has_family(resolving, document, root);
    let link = Link { one: at, other: root, bits: best.bits };
    // Where the document names a bearer in full and this name was not joined to it, there was a reason.
    if best.bits >= ENOUGH && is_clear && is_backed && here == 0 {
        return Some(link);
    }
    if best.bits >= WORTH_ASKING {
        let why = match weighed.len() {
            1 => format!("{} alone may be {}", resolving.spelling(at).name, resolving.spelling(root).name),
            n => format!(
                "{} alone may be {}, one of {n} of that name",
                resolving.spelling(at).name,
                resolving.spelling(root).name
            ),
        };
        resolving.leave_open(link, why, &best);
    }
    None
}

/// Whether a document names somebody by the family name of these namesakes: "Lewin" beside "Conrad Ferriday".
fn has_family(resolving: &Resolving<'_>, document: u32, root: usize) -> bool {
    let Some(family) = resolving.spelling(root).words.last() else { return false };
    let all = &resolving.bearers.all;
    let from = all.partition_point(|bearer| bearer.document < document);
    let here = all[from..].iter().take_while(|bearer| bearer.document == document);
    let mut names = here.map(|bearer| &resolving.bearers.spellings.all[bearer.spelling]);
    names.any(|name| name.sort == Sort::Person && name.words.last() == Some(family))
}

/// A name that nobody bears in full: its documents are joined where they share much.
fn of_each_other(resolving: &Resolving<'_>, contexts: &Contexts, of_name: &[usize]) -> Vec<Link> {
    let mut links = Vec::new();
    if of_name.len() > MOST_ALONE {
        return links;
    }
    let sides: Vec<Side> = of_name.iter().map(|at| resolving.side(*at)).collect();
    for (n, one) in of_name.iter().enumerate() {
        for (m, other) in of_name.iter().enumerate().skip(n + 1) {
            let bits = contexts.agreement(&sides[n], &sides[m]).bits;
            if bits >= ENOUGH_OF_TWO {
                links.push(Link { one: *one, other: *other, bits });
            }
        }
    }
    links
}

/// Who bears which name, by what it is compared by.
struct Bearing {
    by_key: HashMap<u64, Vec<usize>>,
    by_words: HashMap<Vec<String>, Vec<usize>>,
    by_alias: HashMap<usize, BTreeSet<usize>>,
}

impl Bearing {
    fn of(resolving: &Resolving<'_>) -> Self {
        let mut bearing = Self { by_key: HashMap::new(), by_words: HashMap::new(), by_alias: HashMap::new() };
        for at in (0..resolving.namesakes.len()).filter(|at| resolving.namesakes[*at].is_settled) {
            let name = resolving.spelling(at);
            bearing.by_words.entry(name.words.clone()).or_default().push(at);
            if name.sort == Sort::Person {
                name.parsed.keys().into_iter().for_each(|key| bearing.by_key.entry(key).or_default().push(at));
            }
        }
        for (bearer, namesakes) in resolving.bearers.all.iter().zip(&resolving.of_bearer) {
            for alias in bearer.aliases.iter().filter(|_| resolving.namesakes[*namesakes].is_settled) {
                bearing.by_alias.entry(*alias).or_default().insert(*namesakes);
            }
        }
        bearing
    }

    /// Clusters that bear this name, and as what; none where too many do.
    fn of_name(&self, resolving: &Resolving<'_>, at: usize) -> BTreeMap<usize, As> {
        let name = resolving.spelling(at);
        let mut found: BTreeMap<usize, As> = BTreeMap::new();
        let mut add = |namesakes: usize, part: As| {
            let root = resolving.clusters.find(namesakes);
            let known = found.entry(root).or_insert(part);
            *known = part.min(*known);
        };
        let aliased = self.by_alias.get(&resolving.namesakes[at].spelling).into_iter().flatten();
        aliased.for_each(|namesakes| add(*namesakes, As::Whole));
        if name.is_lone() {
            let keyed = name.parsed.keys().into_iter().filter_map(|key| self.by_key.get(&key)).flatten();
            let keyed: BTreeSet<usize> = keyed.copied().collect();
            keyed
                .iter()
                .filter_map(|it| Some((*it, part_of(name, resolving.spelling(*it))?)))
                .for_each(|(it, part)| add(it, part));
        } else {
            let same = self.by_words.get(&name.words).into_iter().flatten();
            same.for_each(|namesakes| add(*namesakes, As::Whole));
        }
        found.retain(|root, _| !resolving.clusters.are_apart(*root, at));
        // Where it is anybody's family name, it is nobody's given name.
        if found.values().any(|part| *part < As::Given) {
            found.retain(|_, part| *part < As::Given);
        }
        if found.len() > MOST_BEARERS { BTreeMap::new() } else { found }
    }
}

/// What a lone name is to a full one, if anything.
fn part_of(lone: &Spelling, full: &Spelling) -> Option<As> {
    if lone.words.len() < full.words.len() && full.words.ends_with(&lone.words) {
        return Some(As::Family);
    }
    if lone.words.len() < full.words.len() && full.words.starts_with(&lone.words) {
        return Some(As::Given);
    }
    let is_it = |words: &[String]| {
        let part = Name::parse(&words.join(" "), ThingType::Person);
        let compared = lone.parsed.compare(&part);
        compared.verdict == Verdict::Same && matches!(compared.basis, Basis::Equal | Basis::Writing)
    };
    if (1..full.words.len()).any(|from| is_it(&full.words[from..])) {
        return Some(As::Family);
    }
    // "J. Weil" is neither full nor one word.
    let shortened = || lone.parsed.compare(&full.parsed);
    let is_initial = || shortened().basis == Basis::Shortened && shortened().verdict != Verdict::Different;
    (lone.words.len() > 1 && is_initial()).then_some(As::Family)
}
