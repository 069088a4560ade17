//! How many were killed, injured, arrested: the last word on each; of the dead, where no number is said, how many are told of.

use super::days::{WIDEST_SAID, closed};
use super::described::{self, Described, is_indefinite};
use super::draw::{Drawing, Said};
use super::participants::n_struck;
use clew_model::{Claim, ClaimAt, EventCount, Interval, Predicate, Quantity, Role, Span};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Reports of so many days are as good as the last one.
const LATELY: i32 = 1;

/// At most so many code points of a group's words stand before its number.
const BEFORE_NUMBER: u32 = 12;

/// What one document says of one number, most often first.
#[derive(Debug)]
struct Word {
    published: Option<i32>,
    bounds: (Option<u64>, Option<u64>),
    claims: Vec<ClaimAt>,
}

/// The last word on each thing that is counted in an event of this time.
pub(super) fn counts(drawing: &Drawing, claims: &[Said], time: Interval) -> Vec<EventCount> {
    let mut words: BTreeMap<&str, BTreeMap<usize, Vec<Word>>> = BTreeMap::new();
    for said in claims.iter().filter(|(_, told)| !is_of_more(told.claim.time, time)) {
        let (story, told) = said;
        let Some(quantity) = &told.claim.quantity else { continue };
        let what = counted(said, claims);
        let Some(what) = what else { continue };
        let bounds = (quantity.low, quantity.high);
        let of_story = words.entry(what).or_default().entry(*story).or_default();
        match of_story.iter_mut().find(|word| word.bounds == bounds) {
            Some(word) => word.claims.push(drawing.claim_at(said)),
            None => {
                let published = drawing.stories[*story].published;
                of_story.push(Word { published, bounds, claims: vec![drawing.claim_at(said)] });
            }
        }
    }
    words.into_iter().filter_map(|(what, of_story)| last_word(what, of_story)).collect()
}

/// How many dead are told of one by one, where no number is said but by an article: "a watchman was killed", and later his name. `None`
/// where some are told of as a group, whose number nobody knows, and where names alone are told: they may be some of many.
pub(super) fn told_dead(drawing: &Drawing, claims: &[Said], dead: &BTreeSet<usize>) -> Option<EventCount> {
    // Those behind the first are too often others: "a woman was killed and five others hurt".
    let victim = |(_, told): &Said| {
        let mut arguments = told.claim.arguments.iter().zip(&told.arguments);
        let victim = arguments.find(|(argument, _)| argument.role == Role::Victim);
        victim.map(|(_, words)| Described::of(words))
    };
    let deaths = claims.iter().filter(|(_, told)| told.claim.predicate == Predicate::Die);
    let theirs: Vec<&Said> = deaths.filter(|said| victim(said).is_some()).collect();
    let is_of_group = |said: &&Said| victim(said) == Some(Described::Group);
    let is_news = |(story, told): &Said| {
        let is_one = told.arguments.iter().any(|words| is_indefinite(&described::words(&words.to_lowercase())));
        is_one && drawing.is_main(*story, told.claim.id)
    };
    if dead.is_empty() || theirs.iter().any(is_of_group) || !theirs.iter().any(|said| is_news(said)) {
        return None;
    }
    let mut theirs: Vec<ClaimAt> = theirs.into_iter().map(|said| drawing.claim_at(said)).collect();
    theirs.sort_unstable();
    let n_dead = Some(n_struck(drawing, Predicate::Die, claims) as u64);
    Some(EventCount { quantity: Quantity { what: "killed".to_owned(), low: n_dead, high: n_dead }, claims: theirs })
}

/// Whether a number is of a longer time than an event of some days, and counts others too: "so far this year", "since 2000".
fn is_of_more(said: Interval, time: Interval) -> bool {
    let is_of_days =
        |time: Interval| closed(time).is_some_and(|(first, last)| last.saturating_sub(first) < WIDEST_SAID);
    !said.is_open() && !is_of_days(said) && is_of_days(time)
}

/// What a number counts. One that begins the words for those whom something befell counts them ("fourteen people died"), where
/// the claim names nobody else: of "one woman dead and four people wounded" the second is too often read with the first.
fn counted<'a>(said: &Said<'a>, claims: &[Said<'a>]) -> Option<&'a str> {
    let of = |predicate| claims.iter().filter(move |other| other.0 == said.0 && other.1.claim.predicate == predicate);
    let befell = |predicate, fits: fn(&Claim, Span) -> bool| {
        of(predicate).any(|other| fits(&other.1.claim, said.1.claim.trigger))
    };
    let what = said.1.claim.quantity.as_ref()?.what.as_str();
    match what {
        "wounded" => Some("injured"),
        "killed" if befell(Predicate::Die, stands_behind_another) => None,
        "killed" | "injured" => Some(what),
        _ if befell(Predicate::Injure, begins_all) => Some("injured"),
        _ if befell(Predicate::Injure, stands_behind_another) => Some(what),
        _ if befell(Predicate::Die, begins_all) => Some("killed"),
        _ => Some(what),
    }
}

/// Whether a number begins the words for all those whom a claim's event befell.
fn begins_all(claim: &Claim, number: Span) -> bool {
    let mut victims = claim.arguments.iter().filter(|argument| argument.role == Role::Victim);
    // "At least", "about", "some" may stand before it.
    let is_near = |span: Span| number.start.checked_sub(span.start).is_some_and(|before| before <= BEFORE_NUMBER);
    let begins = |span: Span| span.overlaps(number) && is_near(span);
    victims.next().is_some_and(|argument| begins(argument.span)) && victims.next().is_none()
}

/// Whether a number stands in the words for others than those named first.
fn stands_behind_another(claim: &Claim, number: Span) -> bool {
    let victims = claim.arguments.iter().filter(|argument| argument.role == Role::Victim);
    victims.skip(1).any(|argument| argument.span.overlaps(number))
}

/// Of each document what it says most often; of the latest documents what most of them say.
fn last_word(what: &str, of_story: BTreeMap<usize, Vec<Word>>) -> Option<EventCount> {
    let first_of = |words: Vec<Word>| {
        let most = words.iter().map(|word| word.claims.len()).max()?;
        words.into_iter().find(|word| word.claims.len() == most)
    };
    let words: Vec<Word> = of_story.into_values().filter_map(first_of).collect();
    let last = words.iter().map(|word| word.published).max()?;
    let is_late = |word: &&Word| last.is_none_or(|last| word.published.is_some_and(|day| day + LATELY >= last));
    let mut late: BTreeMap<(Option<u64>, Option<u64>), usize> = BTreeMap::new();
    for word in words.iter().filter(is_late) {
        *late.entry(word.bounds).or_default() += 1;
    }
    let exactness = |(low, high): (Option<u64>, Option<u64>)| (low == high, low);
    let (bounds, _) = late.into_iter().min_by_key(|(bounds, n)| (Reverse(*n), Reverse(exactness(*bounds))))?;
    let mut claims: Vec<ClaimAt> =
        words.into_iter().filter(|word| word.bounds == bounds).flat_map(|word| word.claims).collect();
    claims.sort_unstable();
    Some(EventCount { quantity: Quantity { what: what.to_owned(), low: bounds.0, high: bounds.1 }, claims })
}
