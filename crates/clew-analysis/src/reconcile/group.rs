//! Claims that state the same, put together: candidates by blocks, the likeliest first, and none joined that cannot hold together.

use super::case::Case;
use super::fillers::is_thing;
use super::proposition::{Comparison, Proposition, compare};
use super::rules::Rules;
use crate::union::Sets;
use crate::{quick, threads};
use clew_model::{Interval, Predicate, Role};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

/// With how many claims that follow it in a block each is compared.
const REACH: usize = 12;
/// How many of a sentence's rarest stems are paired to find its like.
const RAREST: usize = 5;

/// Claims that state one proposition, and pairs of groups that tell of one thing at two times.
pub(super) struct Groups {
    /// Places of claims, in order, each group once.
    pub groups: Vec<Vec<usize>>,
    /// Groups, by number, that would be one but for their times.
    pub other_times: Vec<(usize, usize)>,
    /// The group of each claim, by place.
    pub of: Vec<Option<usize>>,
}

impl Groups {
    /// Puts together what states the same.
    pub fn new(case: &Case<'_>, propositions: &[Option<Proposition>]) -> Self {
        let partners = Partners::of(case, propositions);
        let compared = threads::each_number(propositions.len(), |place| {
            let side = |place: usize| propositions[place].as_ref().map(|one| (&case.stated[place], one));
            let compare = |partner: usize| {
                let (a, b) = (place.min(partner), place.max(partner));
                let (x, y) = side(a).zip(side(b))?;
                Some(((a, b), compare(case, x, y))).filter(|(_, compared)| *compared != Comparison::Different)
            };
            partners.of_claim(place).into_iter().filter_map(compare).collect::<Vec<_>>()
        });
        let (mut same, mut other_times) = (Vec::new(), Vec::new());
        for (pair, compared) in compared.into_iter().flatten() {
            match compared {
                Comparison::Same(score) => same.push((score, pair)),
                Comparison::OtherTime => other_times.push(pair),
                Comparison::Different => {}
            }
        }
        same.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut joining = Joining::new(case, propositions);
        same.into_iter().for_each(|(_, (a, b))| joining.join(a, b));
        joining.groups(propositions, other_times)
    }
}

/// Claims that may state the same, by what they have in common.
struct Partners {
    /// Blocks by key, in each its claims in order of publication, as places.
    claims: Vec<(u64, u32)>,
    /// By claim where its places in `claims` begin in `places`; one more at the end.
    first: Vec<usize>,
    places: Vec<u32>,
}

impl Partners {
    fn of(case: &Case<'_>, propositions: &[Option<Proposition>]) -> Self {
        let mut rank: Vec<usize> = (0..propositions.len()).collect();
        rank.sort_by_key(|place| (case.published(&case.stated[*place]), *place));
        let mut claims = blocks(case, propositions, &rank);
        claims.iter_mut().for_each(|(_, claim)| *claim = rank[*claim as usize] as u32);
        let mut first = vec![0; propositions.len() + 1];
        claims.iter().for_each(|(_, claim)| first[*claim as usize + 1] += 1);
        (1..first.len()).for_each(|claim| first[claim] += first[claim - 1]);
        let (mut next, mut places) = (first.clone(), vec![0; claims.len()]);
        for (place, (_, claim)) in claims.iter().enumerate() {
            places[next[*claim as usize]] = place as u32;
            next[*claim as usize] += 1;
        }
        Self { claims, first, places }
    }

    /// The claims that follow one in any of its blocks, as far as they are compared with it; each once, in order.
    fn of_claim(&self, claim: usize) -> Vec<usize> {
        let mut partners: Vec<usize> = Vec::new();
        for place in &self.places[self.first[claim]..self.first[claim + 1]] {
            let (key, _) = self.claims[*place as usize];
            let behind = self.claims[*place as usize + 1..].iter().take(REACH);
            partners.extend(behind.take_while(|(other, _)| *other == key).map(|(_, partner)| *partner as usize));
        }
        partners.sort_unstable();
        partners.dedup();
        partners
    }
}

/// Claims whose keys are made at a time: the lists of all together would be as large again as what comes of them.
const PART: usize = 1 << 14;

/// By key those of the claims in `rank` that share it, as places there and in this order; nothing of a key that only one has.
fn blocks(case: &Case<'_>, propositions: &[Option<Proposition>], rank: &[usize]) -> Vec<(u64, u32)> {
    let mut all: Vec<(u64, u32)> = Vec::new();
    for (part, first) in rank.chunks(PART).zip((0..).step_by(PART)) {
        let keys = threads::each(part, |place| propositions[*place].as_ref().map(|one| keys(case, *place, one)));
        let keyed = keys.into_iter().zip(first..);
        all.extend(keyed.flat_map(|(keys, nth)| keys.into_iter().flatten().map(move |key| (key, nth))));
    }
    all.sort_unstable();
    all.dedup();
    let (mut n_kept, mut at) = (0, 0);
    while let Some((key, _)) = all.get(at) {
        let end = at + all[at..].iter().take_while(|(other, _)| other == key).count();
        if end - at > 1 {
            all.copy_within(at..end, n_kept);
            n_kept += end - at;
        }
        at = end;
    }
    all.truncate(n_kept);
    all.shrink_to_fit();
    all
}

fn keys(case: &Case<'_>, place: usize, proposition: &Proposition) -> Vec<u64> {
    let stated = &case.stated[place];
    let is_named = |place: usize| stated.entities[place].is_some_and(|entity| case.is_named(entity));
    let mut keys = Vec::new();
    if let Some(counted) = &proposition.counted {
        keys.push(hash(&("count", &counted.quantity.what, counted.quantity.low, proposition.scope)));
        return keys;
    }
    if let Some(event) = stated.event.filter(|_| proposition.class != Predicate::Statement) {
        keys.push(hash(&("event", proposition.class, event)));
    }
    for entity in proposition.telling.iter().flat_map(|telling| &telling.to) {
        keys.push(hash(&("told", entity)));
    }
    if let Some(day) = proposition.time.single_day().filter(|_| proposition.class == Predicate::Disaster) {
        keys.push(hash(&("disaster", &stated.told.claim.subtype, proposition.affair, day)));
    }
    if proposition.class == Predicate::Contact {
        let ends = stated.in_role(Role::Participant).filter_map(|place| stated.entities[place]);
        keys.extend(ends.filter(|end| case.is_named(*end)).map(|end| hash(&("told", end))));
    }
    if let Some(identity) = Rules::get().identity(proposition.class) {
        let things = identity.roles.iter().filter(|role| is_thing(**role)).flat_map(|role| stated.in_role(*role));
        for stem in things.filter(|place| !is_named(*place)).flat_map(|place| case.called(stated, place)) {
            keys.push(hash(&("thing", proposition.class, proposition.affair, stem)));
        }
        let places = identity.roles.iter().flat_map(|role| stated.in_role(*role));
        for entity in places.filter_map(|place| stated.entities[place]).filter(|one| case.is_named(*one)) {
            keys.push(hash(&("entity", proposition.class, entity)));
        }
    }
    let by_words = match (&proposition.telling, proposition.class) {
        (Some(_), _) => "told",
        (None, Predicate::Statement) => "said",
        (None, _) => "other",
    };
    let class = (by_words == "other").then_some(proposition.class);
    let mut rare: Vec<u32> = proposition.content.iter().copied().filter(|stem| case.n_documents(*stem) > 1).collect();
    rare.sort_by_key(|stem| (case.n_documents(*stem), *stem));
    rare.truncate(RAREST);
    for (nth, one) in rare.iter().enumerate() {
        keys.extend(rare[nth + 1..].iter().map(|other| hash(&(by_words, class, one.min(other), one.max(other)))));
        if proposition.telling.is_some() && proposition.class == Predicate::Statement {
            keys.extend(rare[nth + 1..].iter().map(|other| hash(&("said", class, one.min(other), one.max(other)))));
        }
    }
    keys
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = quick::Quick::default();
    key.hash(&mut hasher);
    hasher.finish()
}

/// What a group holds already, by which another claim may not join it.
#[derive(Debug, Clone)]
struct Held {
    time: Interval,
    /// Named fillers of each identifying role.
    fillers: Vec<Vec<usize>>,
    /// Told persons and bodies.
    told: Vec<usize>,
    /// Upper bound of a count.
    high: Option<u64>,
    /// Trigger of each sentence: a sentence's two statements are two.
    sentences: quick::Map<(usize, u32), u32>,
}

struct Joining<'c, 'a> {
    case: &'c Case<'a>,
    sets: Sets,
    held: Vec<Option<Held>>,
}

impl<'c, 'a> Joining<'c, 'a> {
    fn new(case: &'c Case<'a>, propositions: &[Option<Proposition>]) -> Self {
        let held = propositions.iter().enumerate().map(|(place, one)| Some(held(case, place, one.as_ref()?))).collect();
        Self { case, sets: Sets::new(propositions.len()), held }
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.sets.find(a), self.sets.find(b));
        if a == b {
            return;
        }
        let (Some(one), Some(other)) = (&self.held[a], &self.held[b]) else { return };
        if can_be_one(self.case, one, other) {
            self.sets.join(a, b);
            let both = self.held[a].take().zip(self.held[b].take());
            self.held[a.min(b)] = both.map(|(one, other)| together(one, other));
        }
    }

    fn groups(mut self, propositions: &[Option<Proposition>], other_times: Vec<(usize, usize)>) -> Groups {
        let mut by_root: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for place in (0..propositions.len()).filter(|place| propositions[*place].is_some()) {
            by_root.entry(self.sets.find(place)).or_default().push(place);
        }
        let groups: Vec<Vec<usize>> = by_root.into_values().collect();
        let mut of = vec![None; propositions.len()];
        for (number, group) in groups.iter().enumerate() {
            group.iter().for_each(|place| of[*place] = Some(number));
        }
        let numbered = |(a, b): (usize, usize)| of[a].zip(of[b]).filter(|(a, b)| a != b);
        let mut pairs: Vec<(usize, usize)> =
            other_times.into_iter().filter_map(numbered).map(|(a, b)| (a.min(b), a.max(b))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Groups { groups, other_times: pairs, of }
    }
}

fn held(case: &Case<'_>, place: usize, proposition: &Proposition) -> Held {
    let stated = &case.stated[place];
    let roles = Rules::get().identity(proposition.class).map_or(&[][..], |identity| &identity.roles);
    let named = |role| {
        stated.in_role(role).filter_map(|place| stated.entities[place]).filter(|one| case.is_named(*one)).collect()
    };
    let claim = &stated.told.claim;
    let is_said = proposition.class == Predicate::Statement && proposition.telling.is_none();
    let sentence = is_said.then_some(((stated.document, claim.sentence), claim.trigger.start));
    Held {
        time: proposition.time,
        fillers: roles.iter().map(|role| named(*role)).collect(),
        told: proposition.telling.iter().flat_map(|telling| telling.to.iter().copied()).collect(),
        high: proposition.counted.as_ref().and_then(|counted| counted.quantity.high),
        sentences: sentence.into_iter().collect(),
    }
}

/// Whether nothing that two groups hold keeps them apart.
fn can_be_one(case: &Case<'_>, a: &Held, b: &Held) -> bool {
    let meets = |one: &[usize], other: &[usize]| {
        one.is_empty() || other.is_empty() || one.iter().any(|x| other.iter().any(|y| case.is_alike(*x, *y)))
    };
    let fillers_meet = a.fillers.len() != b.fillers.len() || is_either_way(a, b, &meets);
    let highs_meet = a.high.is_none() || b.high.is_none() || a.high == b.high;
    let (few, many) = if a.sentences.len() <= b.sentences.len() { (a, b) } else { (b, a) };
    let says_two = || {
        let mut said = few.sentences.iter();
        said.any(|(sentence, trigger)| many.sentences.get(sentence).is_some_and(|other| other != trigger))
    };
    a.time.overlaps(b.time) && fillers_meet && meets(&a.told, &b.told) && highs_meet && !says_two()
}

/// What two groups hold together.
fn together(a: Held, b: Held) -> Held {
    let union = |mut one: Vec<usize>, other: Vec<usize>| -> Vec<usize> {
        one.extend(other);
        one.sort_unstable();
        one.dedup();
        one
    };
    let fillers = match a.fillers.len() == b.fillers.len() {
        true => a.fillers.into_iter().zip(b.fillers).map(|(x, y)| union(x, y)).collect(),
        false => a.fillers,
    };
    let (few, mut sentences) =
        if a.sentences.len() <= b.sentences.len() { (a.sentences, b.sentences) } else { (b.sentences, a.sentences) };
    sentences.extend(few);
    Held {
        time: Interval {
            earliest: a.time.earliest.max(b.time.earliest),
            latest: earlier(a.time.latest, b.time.latest),
        },
        fillers,
        told: union(a.told, b.told),
        high: a.high.or(b.high),
        sentences,
    }
}

/// Whether the fillers of each role meet, or those of a pair of roles crosswise.
fn is_either_way(a: &Held, b: &Held, meets: &dyn Fn(&[usize], &[usize]) -> bool) -> bool {
    let straight = a.fillers.iter().zip(&b.fillers).all(|(x, y)| meets(x, y));
    let is_pair = a.fillers.len() == 2;
    straight || is_pair && a.fillers.iter().zip(b.fillers.iter().rev()).all(|(x, y)| meets(x, y))
}

fn earlier(a: Option<jiff::civil::Date>, b: Option<jiff::civil::Date>) -> Option<jiff::civil::Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
