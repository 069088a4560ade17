//! Names that are not enough to know somebody by: a surname or a given name alone, and the full name of several people.
//!
//! Each stands in one document that does not say who is meant. It goes to the one bearer of it in the case, where the context
//! agrees; where several bear it, to the one whose context agrees by far the best; else it stays alone, as a question.

use super::context::{Agreement, Contexts, Side, Sides};
use super::spelling::{Sort, Spelling};
use super::{Link, Resolving};
use crate::names::{Basis, Name, Verdict};
use crate::{quick, threads};
use clew_model::ThingType;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Bits from which a context agrees.
const ENOUGH: f32 = 4.0;
/// Bits from which it is a question.
const WORTH_ASKING: f32 = 1.5;
/// Bits by which one of several bearers must be nearer than the next.
const MARGIN: f32 = 4.0;
/// Bits that speak for who is said to go by a name: few others will.
const OF_ALIAS: f32 = 4.0;
/// Bits that speak for who is named where the same affair is told.
const OF_STRAND: f32 = 2.0;
/// Bits from which two are said to be the same: to hold one office, to follow one trade.
const SAME_OFFICE: f32 = 2.5;
/// Bits from which a name that nobody bears in full is one person's in two documents.
const ENOUGH_OF_TWO: f32 = 6.0;
/// A name that more people bear tells nobody from another.
const MOST_BEARERS: usize = 48;
/// Documents of one lone name that are compared with one another.
const MOST_ALONE: usize = 64;

/// What a name is to a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum As {
    /// A name that a text gives beside it.
    Alias,
    Whole,
    Family,
    Given,
}

/// Joins lone names to those who bear them.
pub(super) fn join(resolving: &mut Resolving<'_>) {
    let contexts = resolving.contexts();
    let waiting: Vec<usize> = (0..resolving.namesakes.len()).filter(|at| is_waiting(resolving, *at)).collect();
    let bearing = Bearing::of(resolving, &waiting);
    let fitting = threads::each(&waiting, |at| (*at, bearing.of_name(resolving, *at)));
    let (fitting, alone): (Vec<_>, Vec<_>) = fitting.into_iter().partition(|(_, fitting)| !fitting.is_empty());
    let sides = Sides::of(resolving, &contexts, fitting.iter().flat_map(|(_, fitting)| fitting.keys().copied()));
    let chosen = threads::each(&fitting, |(at, fitting)| choose(resolving, &contexts, &sides, *at, fitting));
    let mut of_name: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, _) in alone {
        of_name.entry(resolving.namesakes[at].spelling).or_default().push(at);
    }
    let of_name: Vec<Vec<usize>> = of_name.into_values().collect();
    let of_each_other = threads::each(&of_name, |of_name| of_each_other(resolving, &contexts, of_name));
    let mut links: Vec<Link> = of_each_other.into_iter().flatten().collect();
    for choice in chosen {
        match choice {
            Choice::Meant(link) => links.push(link),
            Choice::Question(link, why, agreement) => resolving.leave_open(link, why, &agreement),
            Choice::Nobody => {}
        }
    }
    resolving.take(links);
}

/// Whom a lone name means.
enum Choice {
    /// This one.
    Meant(Link),
    /// Perhaps this one, why, and what stands around both.
    Question(Link, String, Agreement),
    Nobody,
}

fn is_waiting(resolving: &Resolving<'_>, at: usize) -> bool {
    !resolving.namesakes[at].is_settled && !resolving.spelling(at).words.is_empty()
}

/// One of those whom a lone name may mean.
struct Candidate {
    root: usize,
    part: As,
    agreement: Agreement,
    is_of_strand: bool,
}

impl Candidate {
    fn bits(&self) -> f32 {
        let of_alias = if self.part == As::Alias { OF_ALIAS } else { 0.0 };
        let of_strand = if self.is_of_strand { OF_STRAND } else { 0.0 };
        self.agreement.bits + of_alias + of_strand
    }
}

/// The one of those who bear its name that a lone name means, if one is near enough.
fn choose(
    resolving: &Resolving<'_>,
    contexts: &Contexts,
    sides: &Sides,
    at: usize,
    fitting: &BTreeMap<usize, As>,
) -> Choice {
    let side = resolving.side(contexts, at);
    let document = side.documents.first().copied().unwrap_or_default();
    let weigh = |(root, part): (&usize, &As)| {
        let agreement = contexts.agreement(&side, sides.side(*root));
        let is_of_strand = resolving.is_of_strand(document, &sides.side(*root).documents);
        Candidate { root: *root, part: *part, agreement, is_of_strand }
    };
    let mut candidates: Vec<Candidate> = fitting.iter().map(weigh).collect();
    candidates.sort_by(|a, b| b.bits().total_cmp(&a.bits()).then(a.root.cmp(&b.root)));
    let holds_office = |it: &Candidate| it.agreement.of_roles >= SAME_OFFICE;
    let by_office = candidates.iter().position(holds_office);
    let by_office = by_office.filter(|_| candidates.iter().filter(|it| holds_office(it)).count() == 1);
    let n_candidates = candidates.len();
    let best = &candidates[by_office.unwrap_or(0)];
    let link = Link { one: at, other: best.root, bits: best.bits() };
    // Where the document names a bearer in full and this name was not joined to it, there was a reason.
    let is_passed_over = candidates.iter().any(|it| sides.side(it.root).documents.binary_search(&document).is_ok());
    let is_clear = by_office.is_some() || candidates.get(1).is_none_or(|next| best.bits() - next.bits() >= MARGIN);
    let is_backed = best.part != As::Given || has_family(resolving, document, best.root);
    let are_relatives = candidates.iter().any(|it| resolving.clusters.are_apart(it.root, best.root));
    if best.bits() >= ENOUGH && is_clear && is_backed && !is_passed_over && !are_relatives {
        return Choice::Meant(link);
    }
    if best.bits() >= WORTH_ASKING {
        let (name, whole) = (&resolving.spelling(at).name, &resolving.spelling(best.root).name);
        let why = match n_candidates {
            1 => format!("{name} alone may be {whole}"),
            n => format!("{name} alone may be {whole}, one of {n} of that name"),
        };
        let best = candidates.swap_remove(by_office.unwrap_or(0));
        return Choice::Question(link, why, best.agreement);
    }
    Choice::Nobody
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
    let sides: Vec<Side> = of_name.iter().map(|at| resolving.side(contexts, *at)).collect();
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
    by_key: quick::Map<u64, Vec<usize>>,
    by_words: HashMap<Vec<String>, Vec<usize>>,
    by_alias: HashMap<usize, BTreeSet<usize>>,
    /// Of each lone name the namesakes whose name it is a part of: many documents have one lone name.
    by_part: quick::Map<usize, Vec<(usize, As)>>,
}

impl Bearing {
    /// Those who bear the names of these namesakes.
    fn of(resolving: &Resolving<'_>, waiting: &[usize]) -> Self {
        let (by_key, by_words, by_alias, by_part) = Default::default();
        let mut bearing = Self { by_key, by_words, by_alias, by_part };
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
        let lone = waiting.iter().filter(|at| resolving.spelling(**at).is_lone());
        let lone: BTreeSet<usize> = lone.map(|at| resolving.namesakes[*at].spelling).collect();
        let lone: Vec<usize> = lone.into_iter().collect();
        let parts = threads::each(&lone, |name| bearing.wholes(resolving, &resolving.bearers.spellings.all[*name]));
        bearing.by_part = lone.into_iter().zip(parts).collect();
        bearing
    }

    /// The namesakes whose name a lone one is a part of, and what it is to it.
    fn wholes(&self, resolving: &Resolving<'_>, name: &Spelling) -> Vec<(usize, As)> {
        let keyed = name.parsed.keys().into_iter().filter_map(|key| self.by_key.get(&key)).flatten();
        let keyed: BTreeSet<usize> = keyed.copied().collect();
        keyed.into_iter().filter_map(|it| Some((it, part_of(name, resolving.spelling(it))?))).collect()
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
        aliased.for_each(|namesakes| add(*namesakes, As::Alias));
        if name.is_lone() {
            let wholes = self.by_part.get(&resolving.namesakes[at].spelling).into_iter().flatten();
            wholes.for_each(|(it, part)| add(*it, *part));
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
