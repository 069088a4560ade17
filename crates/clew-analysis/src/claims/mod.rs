//! What one document claims: who did what, when, how sure, on what evidence, and on whose word.
//!
//! Sentences are read one by one: patterns over their trees ([`Patterns`]) and the engine's own candidates give the
//! predicates and their fillers; what the engine read around them gives certainty, attribution and time.

mod amounts;
mod candidates;
mod cardinal;
mod classes;
mod context;
mod counts;
mod embedded;
mod evidence;
mod example;
mod fillers;
mod frame;
mod function;
mod happened;
mod harm;
mod incidents;
mod kinship;
mod matching;
mod matters;
mod meant;
mod mended;
mod moments;
mod offices;
mod opinions;
mod participants;
mod pattern;
mod periods;
mod phrases;
mod predicate_file;
mod recalled;
mod score;
mod seen;
mod sentence;
mod several;
mod shares;
mod stated;
mod statements;
mod telling;
mod template;
mod voice;
mod word_list;
mod wording;

pub(crate) use cardinal::cardinal;

pub use example::Example;
pub use matching::Patterns;
pub use predicate_file::{PredicateFile, PredicateFileError};
pub use score::{
    ARGUMENT_THRESHOLD, ArgumentFeatures, ClaimFeatures, ClaimWeights, THRESHOLD, TIME_THRESHOLD, WeightsError,
};
pub use seen::{Participant, SeenWord, seen};
pub(crate) use word_list::lines;

use candidates::{Found, join};
use classes::Classes;
use clew_model::{
    Act, Annotation, Argument, Attribution, Certainty, Claim, CodePoints, EventCandidate, Filler, Interval,
    MentionKind, Polarity, Predicate, Relation, Role, Span, Tree,
};
use context::Context;
use counts::{CountFound, Counts};
use evidence::EvidenceWords;
use incidents::Beside;
use opinions::Opinions;
use score::{Draft, Mentions, WEIGHTS, is_likely, is_state};
use sentence::Sentence;
use stated::{Stated, is_taken_for_granted};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

static CLASSES: LazyLock<Classes> = LazyLock::new(Classes::new);
static COUNTS: LazyLock<Counts> = LazyLock::new(Counts::new);
static EVIDENCE: LazyLock<EvidenceWords> = LazyLock::new(EvidenceWords::new);

static OPINIONS: LazyLock<Opinions> = LazyLock::new(Opinions::new);

/// What one document claims, in order of triggers.
///
/// `trees` and `events` are the engine's, in order; offsets of all are code points of the text of `points`.
pub fn claims(
    points: &CodePoints,
    annotation: &Annotation,
    trees: &[Tree],
    events: &[EventCandidate],
    patterns: &Patterns,
) -> Vec<Claim> {
    claims_by(points, annotation, trees, events, patterns, &mut |draft| draft.decided(&WEIGHTS))
}

/// Everything that [`claims`] would weigh, doubtful or not: what the words say by grammar and patterns alone.
pub fn all_claims(
    points: &CodePoints,
    annotation: &Annotation,
    trees: &[Tree],
    events: &[EventCandidate],
    patterns: &Patterns,
) -> Vec<Claim> {
    claims_by(points, annotation, trees, events, patterns, &mut |draft| Some(draft.claim.clone()))
}

/// [`all_claims`], with what these weights ask for of each claim: what weights are fitted on.
/// Claims that are made of others have none.
pub fn weighed(
    points: &CodePoints,
    annotation: &Annotation,
    trees: &[Tree],
    events: &[EventCandidate],
    patterns: &Patterns,
    weights: &ClaimWeights,
) -> Vec<(Claim, Option<ClaimFeatures>)> {
    let mut features = HashMap::new();
    let key = |claim: &Claim| (claim.trigger, claim.predicate, claim.polarity, claim.attribution);
    let claims = claims_by(points, annotation, trees, events, patterns, &mut |draft| {
        features.insert(key(draft.claim), draft.features(weights));
        Some(draft.claim.clone())
    });
    let with_features = |claim: Claim| {
        let features = features.remove(&key(&claim));
        (claim, features)
    };
    claims.into_iter().map(with_features).collect()
}

/// What a document claims, each claim as `decide` has it.
fn claims_by(
    points: &CodePoints,
    annotation: &Annotation,
    trees: &[Tree],
    events: &[EventCandidate],
    patterns: &Patterns,
    decide: &mut dyn FnMut(&Draft) -> Option<Claim>,
) -> Vec<Claim> {
    let (context, mentions, named) = (&Context::new(annotation), &Mentions::new(annotation), named_chains(annotation));
    let (mut claims, mut bare, mut beside) = (Vec::new(), Vec::new(), Beside::default());
    let mut told_before = None;
    for tree in trees {
        let sentence = &Sentence::new(points, tree, &annotation.mentions, &CLASSES).with_times(&annotation.times);
        let doubted = &mut beside.doubted;
        let mut decided = |found: &Found, claim: &Claim| {
            let made = decide(&Draft { sentence, context, mentions, patterns, found, claim })?;
            if made.time.is_open() && !claim.time.is_open() {
                doubted.insert(claim.trigger.start, claim.time);
            }
            Some(made)
        };
        let mut of_sentence = Vec::new();
        for (found, claim) in read_sentence(sentence, context, events, patterns) {
            let made = decided(&found, &claim).filter(|claim| found.is_bare || is_of_somebody(claim, &named));
            if found.is_bare { &mut bare } else { &mut of_sentence }.extend(made);
        }
        let stated = statements::read(sentence, context, &of_sentence);
        of_sentence.extend(stated.iter().filter_map(|found| decided(found, &statement(sentence, context, found))));
        // Only in the text's own voice; most sentences have no claim, and need not be looked at.
        let mut own: Vec<_> = of_sentence.iter_mut().filter(|claim| claim.attribution.is_none()).collect();
        if !own.is_empty() && OPINIONS.comments(sentence) {
            own.iter_mut().for_each(|claim| claim.opinion = true);
        }
        date_shares(sentence, told_before, &mut of_sentence);
        let deaths = of_sentence.iter().filter(|claim| harm::is_death_alone(sentence, claim));
        beside.deaths.extend(deaths.map(|claim| claim.trigger.start));
        told_before = sentence.root().and_then(|root| context.time(sentence, root, sentence.span_of(root)));
        claims.extend(of_sentence);
        beside.days.extend(happened::told_day(sentence, context));
        let number = sentence.whole().map(|whole| context.sentence_number(whole.start));
        beside.of_several.extend(number.filter(|_| several::tells_of_several(sentence)));
    }
    settled(recalled::settle(claims, bare), &beside)
}

/// Dates what is told of some of those of the sentence before, by that sentence.
fn date_shares(sentence: &Sentence, told_before: Option<Interval>, claims: &mut [Claim]) {
    let Some(time) = told_before else { return };
    for claim in claims.iter_mut().filter(|claim| claim.time.is_open()) {
        if sentence.head_of(claim.trigger).is_some_and(|verb| shares::is_of_those_before(sentence, verb)) {
            claim.time = time;
        }
    }
}

/// Claims in order and numbered, each with what the others tell, and what sentences tell of incidents beside their claims.
fn settled(mut claims: Vec<Claim>, beside: &Beside) -> Vec<Claim> {
    claims.sort_by_key(|claim| (claim.trigger, claim.predicate, claim.polarity != Polarity::Asserted));
    let mut claims = matters::carry_over(claims);
    incidents::group(&mut claims, beside);
    for (number, claim) in claims.iter_mut().enumerate() {
        claim.id = number as u32;
    }
    matters::point_at_content(&mut claims);
    claims
}

/// What one sentence claims, in any order, still unnumbered and not weighed, each with what was found.
fn read_sentence(
    sentence: &Sentence,
    context: &Context,
    events: &[EventCandidate],
    patterns: &Patterns,
) -> Vec<(Found, Claim)> {
    let grounds = EVIDENCE.read(sentence);
    let mut claims = Vec::new();
    let joined = join(sentence, patterns, events);
    let mut joined = kinship::settle(sentence, offices::settle(sentence, joined));
    joined.iter_mut().for_each(|found| participants::complete(sentence, found));
    let is_said = |found: &Found| {
        !harm::is_one_of_two(sentence, found)
            && !is_of_nobody(sentence, found)
            && !is_only_wanted(sentence, found)
            && !harm::is_mishap(sentence, found)
            && !harm::is_yet_to_come(sentence, found)
    };
    joined.retain(|found| is_likely(found) && is_said(found));
    for found in joined {
        let evidence = evidence::of_claim(&grounds, found.trigger);
        let trigger = trigger(sentence, &found);
        let made = Claim { evidence, by: by(patterns, &found), ..claim(sentence, context, &found, trigger) };
        if found.is_bare && !recalled::singles_out(sentence, context, &found, &made) {
            continue;
        }
        let denials = if found.is_bare { Vec::new() } else { context.denials(sentence, found.trigger) };
        claims.extend(denials.into_iter().map(|denial| (found.clone(), denied(&made, denial))));
        claims.push((found, made));
    }
    let counted = COUNTS.read(sentence, context.times(), events);
    claims.extend(counted.into_iter().map(|count| count_claim(sentence, context, count)));
    claims
}

/// Whether a state is said of nobody: "no member of the board".
fn is_of_nobody(sentence: &Sentence, found: &Found) -> bool {
    let is_none = |word: usize| {
        let mut determiners = sentence.by(word, &[Relation::Det]);
        determiners.any(|at| matches!(sentence.form(at), "no" | "neither"))
    };
    let is_holder = |role: Role| matches!(role, Role::Person | Role::Entity | Role::Owner | Role::Part);
    is_state(found.predicate) && found.arguments.iter().any(|(role, word)| is_holder(*role) && is_none(*word))
}

/// Whether somebody wants to know, and so does not: "they demanded to know how".
fn is_only_wanted(sentence: &Sentence, found: &Found) -> bool {
    let verb = sentence.head(found.trigger).filter(|_| sentence.relation(found.trigger) == Relation::Xcomp);
    let is_wanted = |verb: usize| {
        matches!(
            sentence.lemma(verb),
            "demand"
                | "want"
                | "need"
                | "ask"
                | "seek"
                | "wish"
                | "hope"
                | "try"
                | "deserve"
                | "like"
                | "long"
                | "love"
        )
    };
    found.predicate == Predicate::Learn && verb.is_some_and(is_wanted)
}

/// The same on the word of one who denies it.
fn denied(claim: &Claim, denial: &Attribution) -> Claim {
    let (certainty, attribution) = (Certainty::default(), Some(denial.id));
    Claim { polarity: Polarity::Denied, certainty, attribution, evidence: Vec::new(), ..claim.clone() }
}

fn statement(sentence: &Sentence, context: &Context, found: &Found) -> Claim {
    let by = "attribution".to_owned();
    let trigger = sentence.span_of(found.trigger);
    Claim { by, ..claim(sentence, context, found, trigger) }
}

/// The chains that have a name.
fn named_chains(annotation: &Annotation) -> BTreeSet<u32> {
    let names = annotation.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
    names.map(|mention| mention.chain).collect()
}

/// Whether an office, a people or a home is said of somebody with a name: that "his clerk" is a clerk tells nothing of anyone.
fn is_of_somebody(claim: &Claim, named: &BTreeSet<u32>) -> bool {
    let is_description = matches!(claim.predicate, Predicate::Position | Predicate::Nationality | Predicate::Residence);
    let holder = |argument: &&Argument| matches!(argument.role, Role::Person | Role::Entity);
    let is_named = |argument: &Argument| matches!(argument.filler, Filler::Chain(chain) if named.contains(&chain));
    // "The suspects" alone is said of nobody.
    let is_itself =
        |argument: &Argument| claim.predicate == Predicate::Status && argument.span.end == claim.trigger.end;
    let is_of_itself = claim.arguments.iter().filter(holder).any(|argument| is_itself(argument) && !is_named(argument));
    !is_of_itself && (!is_description || claim.arguments.iter().filter(holder).any(is_named))
}

fn claim(sentence: &Sentence, context: &Context, found: &Found, trigger: Span) -> Claim {
    let attribution = attribution(sentence, context, found);
    let Stated { polarity, certainty, modality } = Stated::read(sentence, context, found, attribution);
    Claim {
        id: 0,
        predicate: found.predicate,
        subtype: found.subtype.clone(),
        trigger,
        arguments: arguments(sentence, found),
        quantity: None,
        time: time(sentence, context, found, trigger).unwrap_or_else(Interval::open),
        polarity,
        certainty,
        modality,
        opinion: false,
        attribution: attribution.map(|attribution| attribution.id),
        evidence: Vec::new(),
        event: None,
        carried_from: None,
        sentence: context.sentence_number(trigger.start),
        by: String::new(),
        score: 1.0,
    }
}

/// When a claim's words say that it was; `None` where they do not, or where its state is not theirs to date.
fn time(sentence: &Sentence, context: &Context, found: &Found, trigger: Span) -> Option<Interval> {
    if kinship::is_undated(sentence, found) || offices::is_past(sentence, found) {
        return None;
    }
    // "Called for talks on May Day": what a source said is dated by the words of its verb alone.
    if found.predicate == Predicate::Statement && !context.is_dated_itself(sentence, found.trigger) {
        return None;
    }
    let told = context.time(sentence, found.trigger, trigger).or_else(|| dated(sentence, context, found, trigger))?;
    // "was not told until Monday": on Monday.
    let last = told.latest.filter(|_| told.earliest.is_none() && periods::is_not_until(sentence, found.trigger));
    Some(last.map_or(told, Interval::day))
}

/// The day that a paper bears is the day that it was written: "the letter, dated 3 May, was written by his clerk".
fn dated(sentence: &Sentence, context: &Context, found: &Found, trigger: Span) -> Option<Interval> {
    let is_dated = |at: &usize| sentence.form(*at) == "dated";
    let papers = found.arguments.iter().filter(|_| found.predicate == Predicate::Publish).map(|(_, word)| *word);
    let dates: Vec<usize> = papers.flat_map(|word| sentence.by(word, &[Relation::Acl])).filter(is_dated).collect();
    dates.into_iter().find_map(|date| context.time(sentence, date, trigger))
}

/// On whose word a claim stands. Who denies or believes that the mayor came does not speak of his office.
fn attribution<'a>(sentence: &Sentence, context: &Context<'a>, found: &Found) -> Option<&'a Attribution> {
    let is_passing = is_state(found.predicate) && is_taken_for_granted(sentence, found);
    let told = context.attribution(sentence, found.trigger, is_state(found.predicate));
    told.filter(|told| !is_passing || matches!(told.act, Act::Said | Act::Wrote))
}

fn count_claim(sentence: &Sentence, context: &Context, count: CountFound) -> (Found, Claim) {
    let found = Found { engine: 1.0, ..Found::new(Predicate::Count, count.shown_by, Vec::new(), None) };
    let by = "count".to_owned();
    let counted = Claim { quantity: Some(count.quantity), by, ..claim(sentence, context, &found, count.number) };
    (found, counted)
}

/// The words of a trigger, as far as they stand together, or with no thing but theirs between: "suffered mostly minor injuries". Of
/// "made forty guests ill" what is said stands behind those it is said of.
fn trigger(sentence: &Sentence, found: &Found) -> Span {
    let is_light = matches!(sentence.lemma(found.trigger), "make" | "leave" | "render");
    if let [state] = found.rest[..]
        && is_light
        && found.arguments.iter().any(|(_, word)| (found.trigger..state).contains(word))
    {
        return sentence.span_of(state);
    }
    let mut last = found.trigger;
    for &at in found.rest.iter().filter(|at| **at > found.trigger) {
        let is_thing = |at: usize| sentence.mention(at).is_some();
        let is_of_it = |between: usize| sentence.subtree(at).contains(&between) && !is_thing(between);
        if !(last + 1..at).all(is_of_it) {
            break;
        }
        last = at;
    }
    sentence.span_between(found.trigger, last)
}

fn arguments(sentence: &Sentence, found: &Found) -> Vec<Argument> {
    let argument = |&(role, word): &(Role, usize)| {
        let named = fillers::name_after(sentence, word).filter(|_| role != Role::Title);
        let word = named.unwrap_or(word);
        let filler = sentence.mention(word).map_or(Filler::Words, |mention| Filler::Chain(mention.chain));
        let span = if role == Role::Title { fillers::title(sentence, word) } else { fillers::span(sentence, word) };
        Argument { role, span, filler }
    };
    let mut arguments: Vec<Argument> = found.arguments.iter().map(argument).collect();
    arguments.sort_by_key(|argument| (argument.role, argument.span));
    arguments.dedup();
    arguments
}

/// What found a claim: "arrest.txt:12", or the engine alone.
fn by(patterns: &Patterns, found: &Found) -> String {
    found.by.map_or_else(|| "engine".to_owned(), |by| patterns.told(by))
}
