//! Bearers of one name in many documents, made one as far as nothing contradicts.

use super::age::Born;
use super::bearer::Bearers;
use super::decided::Ruled;
use super::spelling::Sort;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Bearers of one name that are taken for one thing.
#[derive(Debug)]
pub(super) struct Namesakes {
    /// The number of their name.
    pub(super) spelling: usize,
    /// In order; so their documents are in order too.
    pub(super) bearers: Vec<usize>,
    /// When the person was born, as far as an age tells.
    pub(super) born: Option<Born>,
    /// The place on the map.
    pub(super) place: Option<Located>,
    /// Whether the name is enough: not for a surname alone, nor for a name that is two people's or two places'.
    pub(super) is_settled: bool,
}

/// A place on the map: latitude, longitude, GeoNames number.
pub(super) type Located = (f64, f64, Option<u32>);

/// One place is given by its middle or by its chief town: nearer than this, in kilometres, two are the same.
const SAME_PLACE: f64 = 50.0;

/// Documents that name somebody by a name as common as that, and yet may mean several; whom more name is known by it.
const MOST_OF_COMMON: usize = 64;

/// All bearers, by name.
pub(super) fn namesakes(bearers: &Bearers<'_>, ruled: &Ruled) -> Vec<Namesakes> {
    let mut by_name: HashMap<(Option<Sort>, &[String]), usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (number, bearer) in bearers.all.iter().enumerate() {
        let name = &bearers.spellings.all[bearer.spelling];
        if bearer.is_described || name.is_lone() || name.words.is_empty() {
            groups.push(vec![number]);
            continue;
        }
        // Of what sort a thing is, models tell differently from one sentence to the next; a name of several words is
        // seldom two things'.
        let sort = (name.words.len() < 2).then_some(name.sort);
        let at = *by_name.entry((sort, &name.words)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(number);
    }
    let common = Common::of(bearers, &groups);
    groups.into_iter().flat_map(|group| split(bearers, group, &common, ruled)).collect()
}

/// How often people of a case have each first and last word as names.
struct Common<'b> {
    n_first: HashMap<&'b str, usize>,
    n_last: HashMap<&'b str, usize>,
    n_all: usize,
}

impl<'b> Common<'b> {
    fn of(bearers: &'b Bearers<'_>, groups: &[Vec<usize>]) -> Self {
        let mut common = Self { n_first: HashMap::new(), n_last: HashMap::new(), n_all: 0 };
        for name in groups.iter().filter_map(|group| full_name(bearers, group)) {
            common.n_all += 1;
            name.first().into_iter().for_each(|word| *common.n_first.entry(word).or_default() += 1);
            name.last().into_iter().for_each(|word| *common.n_last.entry(word).or_default() += 1);
        }
        common
    }

    /// How many other people of this name chance alone would put into the case.
    fn expected(&self, name: &[String]) -> f64 {
        let n = |of: &HashMap<&str, usize>, word: Option<&String>| word.and_then(|word| of.get(word.as_str())).copied();
        let (first, last) = (n(&self.n_first, name.first()), n(&self.n_last, name.last()));
        // Itself it is no sign that others have the words of its name.
        first.zip(last).map_or(0.0, |(first, last)| (first - 1) as f64 * (last - 1) as f64 / self.n_all as f64)
    }
}

/// The words of a group's name, where that is a person's in full.
fn full_name<'b>(bearers: &'b Bearers<'_>, group: &[usize]) -> Option<&'b [String]> {
    let name = &bearers.spellings.all[bearers.all[*group.first()?].spelling];
    (name.sort == Sort::Person && !name.is_lone()).then_some(&name.words[..])
}

/// Namesakes who contradict one another, or whom people parted, are apart, and those of whom too little is said wait for their
/// context.
fn split(bearers: &Bearers<'_>, group: Vec<usize>, common: &Common<'_>, ruled: &Ruled) -> Vec<Namesakes> {
    let by_decision = decided_parts(bearers, &group, ruled);
    if by_decision.len() > 1 {
        return settled(bearers, &group, by_decision);
    }
    let is_lone = group
        .first()
        .map(|first| &bearers.all[*first])
        .is_some_and(|first| first.is_described || bearers.spellings.all[first.spelling].is_lone());
    // A name that chance makes several people's says who is meant no better than a surname does.
    let is_common = full_name(bearers, &group).is_some_and(|name| common.expected(name) >= 1.0);
    if is_common && group.len() > 1 && group.len() <= MOST_OF_COMMON {
        return group.into_iter().map(|bearer| namesake(bearers, vec![bearer], false)).collect();
    }
    let by_age = parts(&group, |bearer| bearers.all[bearer].born, |a, b| !a.contradicts(*b));
    let by_place = parts(&group, |bearer| located(bearers, bearer), |a, b| is_near(*a, *b));
    let parts = if by_age.len() > 1 { by_age } else { by_place };
    if is_lone || parts.len() < 2 {
        return vec![namesake(bearers, group, !is_lone)];
    }
    settled(bearers, &group, parts)
}

/// These parts of a group, each settled, and each of the others alone.
fn settled(bearers: &Bearers<'_>, group: &[usize], parts: Vec<Vec<usize>>) -> Vec<Namesakes> {
    let in_part: HashSet<usize> = parts.iter().flatten().copied().collect();
    let unsettled = group.iter().filter(|bearer| !in_part.contains(bearer));
    let unsettled: Vec<_> = unsettled.map(|bearer| namesake(bearers, vec![*bearer], false)).collect();
    parts.into_iter().map(|part| namesake(bearers, part, true)).chain(unsettled).collect()
}

/// Those of a group whom people parted from others of it.
fn decided_parts(bearers: &Bearers<'_>, group: &[usize], ruled: &Ruled) -> Vec<Vec<usize>> {
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for bearer in group {
        bearers.all[*bearer].decided.iter().for_each(|it| parts.entry(*it).or_default().push(*bearer));
    }
    let all: Vec<usize> = parts.keys().copied().collect();
    let is_parted = |one: &usize| all.iter().any(|other| ruled.are_apart(*one, *other));
    parts.into_iter().filter(|(one, _)| is_parted(one)).map(|(_, part)| part).collect()
}

/// Those of whom something is known, parted so that of each part all agree with the first.
fn parts<T>(group: &[usize], known: impl Fn(usize) -> Option<T>, agree: impl Fn(&T, &T) -> bool) -> Vec<Vec<usize>> {
    let mut parts: Vec<(T, Vec<usize>)> = Vec::new();
    for bearer in group {
        let Some(it) = known(*bearer) else { continue };
        match parts.iter_mut().find(|(first, _)| agree(first, &it)) {
            Some((_, part)) => part.push(*bearer),
            None => parts.push((it, vec![*bearer])),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

fn namesake(bearers: &Bearers<'_>, group: Vec<usize>, is_settled: bool) -> Namesakes {
    let born = group.iter().find_map(|bearer| bearers.all[*bearer].born);
    let place = group.iter().find_map(|bearer| located(bearers, *bearer));
    let mut n_of: HashMap<usize, usize> = HashMap::new();
    group.iter().for_each(|bearer| *n_of.entry(bearers.all[*bearer].spelling).or_default() += 1);
    let most = n_of.into_iter().max_by_key(|(spelling, n)| (*n, std::cmp::Reverse(*spelling)));
    Namesakes { spelling: most.map_or(0, |(spelling, _)| spelling), bearers: group, born, place, is_settled }
}

pub(super) fn located(bearers: &Bearers<'_>, bearer: usize) -> Option<Located> {
    let bearer = &bearers.all[bearer];
    let chains = &bearers.documents[bearer.document as usize].told.chains;
    bearer.chains.iter().find_map(|at| chains[*at as usize].located)
}

pub(super) fn is_near(one: Located, other: Located) -> bool {
    one.2.is_some() && one.2 == other.2 || kilometres((one.0, one.1), (other.0, other.1)) < SAME_PLACE
}

/// By the haversine formula, on a sphere of 6,371 km.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let half_sine = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let across = one.0.to_radians().cos() * other.0.to_radians().cos() * half_sine(one.1 - other.1);
    2.0 * 6371.0 * (half_sine(one.0 - other.0) + across).sqrt().asin()
}
