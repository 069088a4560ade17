//! What each claim states, made comparable, and whether two state the same.

use super::case::{Case, Stated};
use super::counted::{Counted, counted};
use super::fillers::{Both, Fillers};
use super::rules::{Identity, Rules};
use super::scope::{Scope, Scopes};
use super::voices::{Voices, without_article};
use super::words::Words;
use crate::fold;
use crate::stems::stems;
use crate::threads;
use clew_model::{Claim, Interval, Level, Modality, Predicate, Role, ThingType};

/// What a claim states.
#[derive(Debug, Clone)]
pub(super) struct Proposition {
    /// The predicate as whose claims it is compared; `Count` for all that count.
    pub class: Predicate,
    /// As what it is told; a Statement's does not part it from others.
    pub modality: Modality,
    /// How many of what.
    pub counted: Option<Box<Counted>>,
    /// The happening it speaks of.
    pub scope: Scope,
    /// The affair that its document tells of.
    pub affair: usize,
    /// When.
    pub time: Interval,
    /// Who is told what, where it says that somebody is.
    pub telling: Option<Box<Telling>>,
    /// Stems of its sentence without those of its source.
    pub content: Words,
    /// Stems of its trigger.
    pub trigger: Vec<u32>,
}

/// That somebody is told something.
#[derive(Debug, Clone, Default)]
pub(super) struct Telling {
    /// Named entities that are told, by place, in order.
    pub to: Vec<usize>,
    /// Named entities that tell them, by place, in order.
    pub by: Vec<usize>,
    /// Stems of the matter.
    pub matter: Words,
}

/// How two claims' propositions compare.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Comparison {
    /// They are the same, with how much speaks for it.
    Same(f32),
    /// They would be the same at one time, and tell of two.
    OtherTime,
    /// They are not the same.
    Different,
}

/// What every claim states, by place; `None` for a judgement, which states no fact.
pub(super) fn propositions(case: &Case<'_>, scopes: &Scopes) -> Vec<Option<Proposition>> {
    let counted = counted(case);
    threads::each_number(case.stated.len(), |place| {
        let stated = &case.stated[place];
        (!stated.told.claim.opinion).then(|| proposition(case, scopes, stated, counted[place].clone()))
    })
}

fn proposition<'a>(case: &Case<'a>, scopes: &Scopes, stated: &Stated<'a>, counted: Option<Counted>) -> Proposition {
    let claim = &stated.told.claim;
    let telling = telling(case, stated);
    let class = match claim.predicate {
        _ if counted.is_some() => Predicate::Count,
        Predicate::Contact if telling.is_some() => Predicate::Warn,
        Predicate::Status if claim.subtype.as_deref() == Some("dead") => Predicate::Die,
        predicate => Rules::get().class(predicate),
    };
    let is_said = class == Predicate::Statement;
    let said = case.source(stated).filter(|_| is_said && telling.is_some()).map(|source| source.said);
    Proposition {
        class,
        modality: match (class, claim.modality) {
            (Predicate::Statement, _) => Modality::Actual,
            // "Could be sent to prison": nobody was.
            (class, Modality::Actual) if PROCEEDINGS.contains(&class) && !is_likely(claim) => Modality::Conditional,
            // Somebody is suspected today of what is told of him, whatever that is told as.
            (Predicate::Suspect | Predicate::Accuse, Modality::Planned) => Modality::Actual,
            (_, modality) => modality,
        },
        counted: counted.map(Box::new),
        scope: scopes.of(stated),
        affair: scopes.affair(stated),
        time: match said.filter(|said| !said.is_open() && claim.time.is_open()) {
            Some(said) => said,
            None => before_publication(case, stated, class),
        },
        telling: telling.map(Box::new),
        content: Words::of(case, case.content(stated)),
        trigger: stems(&stated.told.trigger),
    }
}

/// When a claim's happening was: what is told as a fact happened before it was published.
fn before_publication(case: &Case<'_>, stated: &Stated<'_>, class: Predicate) -> Interval {
    let claim = &stated.told.claim;
    let is_happening = HAPPENINGS.contains(&class) && claim.modality == Modality::Actual;
    let published = case.document(stated).told.published.latest;
    match (claim.time.latest, published) {
        (None, Some(published)) if is_happening => {
            Interval::new(claim.time.earliest, Some(published)).unwrap_or(claim.time)
        }
        _ => claim.time,
    }
}

/// What happens at a time, and to one person more than once.
const HAPPENINGS: [Predicate; 11] = [
    Predicate::Arrest,
    Predicate::Release,
    Predicate::Charge,
    Predicate::Trial,
    Predicate::Convict,
    Predicate::Sentence,
    Predicate::Acquit,
    Predicate::Search,
    Predicate::Seize,
    Predicate::Investigate,
    Predicate::Meet,
];

/// What courts and prosecutors do to somebody: what only may be so is no step of his.
const PROCEEDINGS: [Predicate; 5] =
    [Predicate::Charge, Predicate::Trial, Predicate::Convict, Predicate::Sentence, Predicate::Acquit];

/// Whether a claim sounds at least likely.
fn is_likely(claim: &Claim) -> bool {
    use Level as L;
    !matches!(claim.certainty.level, L::AlmostNoChance | L::VeryUnlikely | L::Unlikely | L::Even | L::Unstated)
}

/// Who is told what by a claim: a warning, a letter about a matter, "Weil told Okoro that ...".
fn telling<'a>(case: &Case<'a>, stated: &Stated<'a>) -> Option<Telling> {
    let claim = &stated.told.claim;
    let words_of = |role| {
        // What is carried over from another sentence is too often something else.
        let is_own = |place: &usize| !stated.told.is_carried(*place);
        let words = stated.in_role(role).filter(is_own).flat_map(|place| stated.words[place].iter().copied());
        Words::of(case, sorted(words.collect()))
    };
    let named =
        |role| -> Vec<usize> { sorted(stated.in_role(role).filter_map(|place| named(case, stated, place)).collect()) };
    let listeners = |role| -> Vec<usize> {
        sorted(stated.in_role(role).filter_map(|place| listener(case, stated, place)).collect())
    };
    match claim.predicate {
        Predicate::Warn => {
            Some(Telling { to: listeners(Role::Recipient), by: named(Role::Agent), matter: words_of(Role::Matter) })
        }
        Predicate::Learn => {
            Some(Telling { to: listeners(Role::Person), by: named(Role::Agent), matter: words_of(Role::Matter) })
        }
        Predicate::Contact if stated.in_role(Role::Topic).next().is_some() => {
            Some(Telling { to: named(Role::Participant), by: Vec::new(), matter: words_of(Role::Topic) })
        }
        // Whoever is handed a writing is told what it says.
        Predicate::Transfer => {
            let is_writing = |place: &usize| {
                let chain = stated.told.chain_of(*place).and_then(|chain| case.document(stated).told.chain(chain));
                chain.is_some_and(|chain| chain.thing == ThingType::Work)
            };
            let is_handed = stated.in_role(Role::Thing).any(|place| is_writing(&place));
            is_handed.then(|| Telling {
                to: listeners(Role::Recipient),
                by: named(Role::Giver),
                matter: words_of(Role::Thing),
            })
        }
        Predicate::Statement => {
            let document = case.document(stated);
            let recipient = case.source(stated)?.recipient?;
            let entity = case.resolved.of_chain(document.number, recipient).filter(|one| case.is_named(*one))?;
            let is_paper = document.told.publisher.as_deref().is_some_and(|publisher| {
                case.resolved.entities[entity].names.iter().any(|name| fold(publisher).contains(&fold(name)))
            });
            (!is_paper).then(|| Telling { to: vec![entity], ..Telling::default() })
        }
        _ => None,
    }
}

/// Who is told: of "the minister's office" the minister.
fn listener<'a>(case: &Case<'a>, stated: &Stated<'a>, place: usize) -> Option<usize> {
    named(case, stated, place).or_else(|| owner(case, stated, place))
}

/// The body on whose word a claim stands.
fn speaking_body<'a>(case: &Case<'a>, stated: &Stated<'a>) -> Option<usize> {
    let chain = case.source(stated)?.chain?;
    let entity = case.resolved.of_chain(case.document(stated).number, chain)?;
    let is_body = matches!(case.resolved.entities[entity].thing, ThingType::Organization | ThingType::PublicBody);
    (is_body && case.is_named(entity)).then_some(entity)
}

/// Whose office an argument is, or whose people, where its words say so.
pub(super) fn owner<'a>(case: &Case<'a>, stated: &Stated<'a>, place: usize) -> Option<usize> {
    let words = fold(&stated.told.arguments[place]);
    if Voices::get().is_own_people(&words) {
        return speaking_body(case, stated);
    }
    case.chain_called(case.document(stated), Voices::get().owner(without_article(&words))?)
}

fn named(case: &Case<'_>, stated: &Stated<'_>, place: usize) -> Option<usize> {
    stated.entities[place].filter(|entity| case.is_named(*entity))
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// Two claims to compare: where each stands, and what it states.
pub(super) type Side<'s, 'a> = (&'s Stated<'a>, &'s Proposition);

/// Whether two claims state the same.
pub(super) fn compare(case: &Case<'_>, a: Side<'_, '_>, b: Side<'_, '_>) -> Comparison {
    let (one, other) = (a.1, b.1);
    if one.modality != other.modality || !is_one_kind(a.0, b.0, one.class) {
        return Comparison::Different;
    }
    let score = match (one.class, other.class) {
        (Predicate::Count, Predicate::Count) => same_count(one, other),
        (Predicate::Count, _) | (_, Predicate::Count) => None,
        (Predicate::Statement, Predicate::Statement) => same_words(a, b),
        (Predicate::Contact, Predicate::Warn) => same_call(case, a, b),
        (Predicate::Warn, Predicate::Contact) => same_call(case, b, a),
        (Predicate::Warn, _) | (_, Predicate::Warn) => same_telling(case, one, other),
        (class, same) if class == same => match Rules::get().identity(class) {
            Some(identity) => same_roles(case, a, b, identity),
            None => same_words(a, b),
        },
        _ => None,
    };
    match score {
        None => Comparison::Different,
        Some(_) if !one.time.overlaps(other.time) => Comparison::OtherTime,
        Some(score) => Comparison::Same(score),
    }
}

/// A cousin is no uncle: where the kind is the claim, it must be the same. A fire is no collapse, whatever came of both.
fn is_one_kind(a: &Stated<'_>, b: &Stated<'_>, class: Predicate) -> bool {
    let (one, other) = (a.told.claim.subtype.as_deref(), b.told.claim.subtype.as_deref());
    match class {
        Predicate::Family | Predicate::Status => one == other,
        Predicate::Disaster => Rules::get().is_one_kind(one, other),
        _ => true,
    }
}

/// Share of a text's weight that two must share where nothing but a number is known to be the same.
const SAME_COUNT: f32 = 0.3;

fn same_count(a: &Proposition, b: &Proposition) -> Option<f32> {
    let (one, other) = (a.counted.as_ref()?, b.counted.as_ref()?);
    let (x, y) = (&one.quantity, &other.quantity);
    let is_one_number = match (x.low, y.low) {
        (None, None) => x.high == y.high,
        (low, same) => low == same && (x.high.is_none() || y.high.is_none() || x.high == y.high),
    };
    if x.what != y.what
        || !is_one_number
        || a.scope != b.scope
        || one.is_further != other.is_further
        || one.is_second != other.is_second
    {
        return None;
    }
    let likeness = a.content.likeness(&b.content);
    let is_known = Rules::get().course(&x.what) != super::rules::Course::Fixed;
    (is_known || likeness.of_smaller >= SAME_COUNT && likeness.n_shared > 1).then_some(1.0 + likeness.of_both)
}

/// Share of all weight in both from which two sentences are one that was copied.
const COPIED: f32 = 0.75;
/// Share of all weight in both from which two sentences say the same in other words.
const SAME_WORDS: f32 = 0.42;
/// Share of the lighter sentence in the other from which one says what the other does, and more.
const CONTAINED: f32 = 0.66;

fn same_words(a: Side<'_, '_>, b: Side<'_, '_>) -> Option<f32> {
    let likeness = a.1.content.likeness(&b.1.content);
    let is_one_trigger = a.1.trigger.iter().any(|stem| b.1.trigger.contains(stem));
    let is_one_polarity = a.0.told.claim.polarity == b.0.told.claim.polarity;
    let is_same = if likeness.of_both >= COPIED {
        is_one_trigger
    } else {
        let n_needed = if is_one_polarity && !is_one_trigger { 4 } else { 2 };
        likeness.n_shared >= n_needed && (likeness.of_both >= SAME_WORDS || likeness.of_smaller >= CONTAINED)
    };
    is_same.then_some(likeness.of_both)
}

/// A call that one text tells of and the warning that another says was given by it: between the same two, on one day.
fn same_call(case: &Case<'_>, call: Side<'_, '_>, warning: Side<'_, '_>) -> Option<f32> {
    let named_in = |side: &Stated<'_>, roles: &[Role]| -> Vec<usize> {
        roles.iter().flat_map(|role| side.in_role(*role)).filter_map(|place| named(case, side, place)).collect()
    };
    let both = named_in(call.0, &[Role::Participant]);
    let (by, to) = (named_in(warning.0, &[Role::Agent]), named_in(warning.0, &[Role::Recipient]));
    let is_one_of = |ends: &[usize]| ends.iter().any(|one| both.contains(one));
    let day = call.1.time.single_day();
    let is_one_day = day.is_some() && day == warning.1.time.single_day();
    (is_one_day && is_one_of(&by) && is_one_of(&to)).then_some(1.0)
}

fn same_telling(case: &Case<'_>, a: &Proposition, b: &Proposition) -> Option<f32> {
    let (one, other) = (a.telling.as_ref()?, b.telling.as_ref()?);
    let words = a.content.likeness(&b.content);
    let matter = one.matter.likeness(&other.matter);
    let is_one_day = a.time.single_day().is_some() && a.time.single_day() == b.time.single_day();
    let meets = one.to.iter().any(|x| other.to.iter().any(|y| case.is_alike(*x, *y)));
    let is_known = !one.to.is_empty() && !other.to.is_empty();
    // In one affair "the state of the valve" and "the failing valve" are one matter, unless two people told of it.
    let is_one_matter = a.affair == b.affair
        && 2 * matter.n_shared >= one.matter.len().min(other.matter.len())
        && matter.n_shared > 0
        && (one.by.is_empty() || other.by.is_empty() || one.by == other.by);
    let is_same = if meets {
        matter.of_smaller >= 0.4
            || is_one_matter
            || words.of_both >= 0.35
            || is_one_day && words.of_smaller >= 0.3
            || (one.matter.is_empty() || other.matter.is_empty()) && words.of_smaller >= 0.4
    } else {
        !is_known
            && (words.of_smaller >= 0.5 && words.n_shared > 2
                || is_one_day && matter.of_smaller >= 0.6 && matter.n_shared > 1)
    };
    is_same.then_some(words.of_both + if meets { 0.5 } else { 0.0 })
}

fn same_roles(case: &Case<'_>, a: Side<'_, '_>, b: Side<'_, '_>, identity: &Identity) -> Option<f32> {
    let words = a.1.content.likeness(&b.1.content);
    let is_one_event = a.0.event.is_some() && a.0.event == b.0.event || is_one_disaster(a, b);
    let both = Both { case, a: a.0, b: b.0, is_one_affair: a.1.affair == b.1.affair };
    let compared: Vec<Fillers> = identity.roles.iter().map(|role| both.fillers(*role, *role)).collect();
    let compared = match compared.contains(&Fillers::Different) && is_symmetric(a.0) {
        true => both.swapped(&identity.roles),
        false => compared,
    };
    if compared.contains(&Fillers::Different) {
        return None;
    }
    let is_one_polarity = a.0.told.claim.polarity == b.0.told.claim.polarity;
    let n_same = compared.iter().filter(|fillers| **fillers == Fillers::Same).count();
    // That one denies having written a note is no denial that another wrote a memo.
    let is_of_others = !is_one_polarity && n_same == 0 && !both.may_share_doer();
    let is_same = if identity.needs_all { n_same == compared.len() } else { n_same > 0 || is_one_event };
    let is_worded = words.of_smaller >= CONTAINED && words.n_shared > 2 && (n_same > 0 || !identity.needs_all);
    ((is_same || is_worded) && !is_of_others)
        .then_some(words.of_both + n_same as f32 + if is_one_event { 1.0 } else { 0.0 })
}

/// A cousin's cousin: the tie holds either way.
fn is_symmetric(stated: &Stated<'_>) -> bool {
    let claim = &stated.told.claim;
    let kind = claim.subtype.as_deref();
    claim.predicate == Predicate::Family
        && matches!(kind, Some("cousin" | "sibling" | "spouse" | "relative" | "twin" | "partner"))
}

/// Whether two claims tell of a disaster of one kind on one day, in one affair.
fn is_one_disaster(a: Side<'_, '_>, b: Side<'_, '_>) -> bool {
    let (one, other) = (&a.0.told.claim, &b.0.told.claim);
    let day = one.time.single_day();
    a.1.class == Predicate::Disaster
        && a.1.affair == b.1.affair
        && one.subtype.is_some()
        && one.subtype == other.subtype
        && day.is_some()
        && day == other.time.single_day()
}
