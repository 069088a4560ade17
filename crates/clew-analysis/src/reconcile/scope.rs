//! What happening a count or a denial speaks of, where no event is known for it: the affair its document tells of.

use super::case::{Case, Stated};
use crate::union::Sets;
use clew_model::{CaseEvent, ClaimAt, Interval, ThingType};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A happening, as far as claims can be told apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Scope {
    /// An event and all its parts, by the place of the whole.
    Event(usize),
    /// What a group of documents tells of.
    Affair(usize),
}

/// The affairs of a case's documents.
pub(super) struct Scopes {
    /// The whole of which each event is part, by place.
    whole: Vec<usize>,
    /// When each event was, by place; open where no claim says so.
    times: Vec<Interval>,
    /// The affair of each document, by place.
    affair: Vec<usize>,
    /// The whole that most claims of each document tell of.
    main: Vec<Option<usize>>,
    /// The whole that most claims of each affair tell of.
    of_affair: HashMap<usize, usize>,
}

/// How many rare names two documents share that tell of one affair.
const SHARED_NAMES: u32 = 3;
/// In how many documents a name may stand to be rare.
const RARE: usize = 30;
/// With how many documents that follow it each is compared, for each of its names.
const REACH: usize = 8;

/// How many days may lie between two events that are one, told of in one affair.
const NEAR: i32 = 14;

impl Scopes {
    /// The affairs, by shared events, copies and rare names.
    pub fn new(case: &Case<'_>) -> Self {
        let whole = wholes(case);
        let mut sets = Sets::new(case.documents.len());
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for stated in &case.stated {
            if let Some(event) = stated.event {
                *counts.entry((stated.document, whole[event])).or_insert(0) += 1;
            }
        }
        join_copies(case, &mut sets);
        join_by_names(case, &mut sets);
        let affair: Vec<usize> = (0..case.documents.len()).map(|place| sets.find(place)).collect();
        let mut main = vec![None; affair.len()];
        let mut of_affairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for ((document, whole), n) in &counts {
            *of_affairs.entry((affair[*document], *whole)).or_insert(0) += n;
        }
        for (document, (event, _)) in most(&counts) {
            main[document] = Some(event);
        }
        let of_affair = most(&of_affairs).into_iter().map(|(affair, (event, _))| (affair, event)).collect();
        let dated: HashSet<ClaimAt> =
            case.stated.iter().filter(|one| !one.told.claim.time.is_open()).map(|one| one.at).collect();
        // Not by the day of an arrest that is part of it.
        let is_dated = |event: &CaseEvent| event.claims.iter().any(|claim| dated.contains(claim));
        let time = |event: &CaseEvent| if is_dated(event) { event.time } else { Interval::open() };
        let times = case.events.events.iter().map(time).collect();
        Self { whole, times, affair, main, of_affair }
    }

    /// What a claim speaks of: its event, or the one its document or affair mostly tells of, or the affair.
    pub fn of(&self, stated: &Stated<'_>) -> Scope {
        let affair = self.affair[stated.document];
        let main = self.main[stated.document];
        let event = stated.event.map(|event| self.whole[event]).or(main);
        let of_affair = self.of_affair.get(&affair).copied();
        match (event, of_affair) {
            // What each of its documents mainly tells of is one happening, however differently it was read.
            (Some(event), Some(whole)) if main == Some(event) && self.is_one_time(event, whole) => Scope::Event(whole),
            (Some(event), _) | (None, Some(event)) => Scope::Event(event),
            (None, None) => Scope::Affair(affair),
        }
    }

    /// Whether two events lie so close that they may be one, whose day some text left to be guessed.
    fn is_one_time(&self, a: usize, b: usize) -> bool {
        let apart = |end: Option<Date>, start: Option<Date>| {
            end.zip(start).is_some_and(|(end, start)| (start - end).get_days() > NEAR)
        };
        let (a, b) = (self.times[a], self.times[b]);
        !apart(a.latest, b.earliest) && !apart(b.latest, a.earliest)
    }

    /// The affair that a claim's document tells of.
    pub fn affair(&self, stated: &Stated<'_>) -> usize {
        self.affair[stated.document]
    }

    /// Whether two documents tell of one affair.
    pub fn is_one_affair(&self, a: usize, b: usize) -> bool {
        self.affair[a] == self.affair[b] || self.main[a].is_some() && self.main[a] == self.main[b]
    }
}

/// For each first key the second that is counted most; of equals the smallest.
fn most(counts: &BTreeMap<(usize, usize), usize>) -> BTreeMap<usize, (usize, usize)> {
    let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((key, value), n) in counts {
        let before = best.entry(*key).or_insert((*value, *n));
        if *n > before.1 {
            *before = (*value, *n);
        }
    }
    best
}

/// The outermost event of which each is a part.
fn wholes(case: &Case<'_>) -> Vec<usize> {
    let events = &case.events.events;
    let places: HashMap<&str, usize> =
        events.iter().enumerate().map(|(place, event)| (event.id.as_str(), place)).collect();
    let whole_of = |place: usize| events[place].part_of.as_deref().and_then(|id| places.get(id).copied());
    let outermost = |place: usize| {
        // No event is part of a part of itself; a damaged one must not be followed for ever.
        std::iter::successors(Some(place), |place| whole_of(*place)).take(16).last().unwrap_or(place)
    };
    (0..events.len()).map(outermost).collect()
}

fn join_copies(case: &Case<'_>, sets: &mut Sets) {
    for (place, document) in case.documents.iter().enumerate() {
        if let Some(original) = document.copy_of.and_then(|number| case.place_of(number)) {
            sets.join(place, original);
        }
    }
}

fn join_by_names(case: &Case<'_>, sets: &mut Sets) {
    let mut shared: HashMap<(usize, usize), u32> = HashMap::new();
    // Much happens in one town.
    let tells = |entity: &&crate::resolve::ResolvedEntity<i64>| entity.is_named && entity.thing != ThingType::Place;
    for entity in case.resolved.entities.iter().filter(tells) {
        let mut places: Vec<usize> = entity.chains.iter().filter_map(|(number, _)| case.place_of(*number)).collect();
        places.sort_unstable();
        places.dedup();
        if places.len() > RARE {
            continue;
        }
        for (nth, first) in places.iter().enumerate() {
            for second in places[nth + 1..].iter().take(REACH) {
                *shared.entry((*first, *second)).or_insert(0) += 1;
            }
        }
    }
    let joined = shared.into_iter().filter(|(_, n)| *n >= SHARED_NAMES);
    joined.for_each(|((first, second), _)| sets.join(first, second));
}
