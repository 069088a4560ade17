//! Who else takes part when a word does: the name that stands beside a description, the people that a plural is spelt out as, the
//! body for which a unit acts, the building in which a bomb goes off.

use super::candidates::Found;
use super::fillers::thing;
use super::frame::preposition;
use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{Mention, MentionKind, PartOfSpeech, Predicate, Relation, Role, ThingType};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Who acts for a body, by their noun.
static FORCES: LazyLock<HashMap<&'static str, Force>> = LazyLock::new(|| {
    let (mut found, mut force) = (HashMap::new(), Force::People);
    for line in lines(include_str!("../../words/forces.txt")).filter(|line| !line.starts_with(['+', '-'])) {
        match line.strip_prefix("kind ") {
            Some("people") => force = Force::People,
            Some("units") => force = Force::Unit,
            Some(_) => {}
            None => found.extend(line.split(',').map(|word| (word.trim(), force))),
        }
    }
    found
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Force {
    /// Several of them act for their body.
    People,
    /// One of it does.
    Unit,
}

/// Facilities that are where something happens, not what it is done to.
const WAYS: [&str; 18] = [
    "street",
    "road",
    "highway",
    "avenue",
    "motorway",
    "square",
    "corner",
    "junction",
    "crossing",
    "intersection",
    "place",
    "site",
    "spot",
    "scene",
    "neighborhood",
    "neighbourhood",
    "area",
    "district",
];

/// Words that leave open whose people they are.
const DOUBTS: [&str; 12] = [
    "alleged",
    "allege",
    "suspected",
    "suspect",
    "presumed",
    "presume",
    "supposed",
    "suppose",
    "apparent",
    "purported",
    "purport",
    "self-styled",
];

/// Gives each participant its name, spells out plurals, and adds those who take part through another.
pub(crate) fn complete(sentence: &Sentence, found: &mut Found) {
    found.arguments.extend(places_of_undertaking(sentence, found));
    if matches!(found.predicate, Predicate::Nationality | Predicate::BornIn) {
        found.arguments.iter_mut().filter(|(role, _)| *role == Role::Entity).for_each(|(_, word)| {
            *word = name_before(sentence, *word);
        });
    }
    if !is_of_violence_or_law(found.predicate) {
        return;
    }
    let mut completed: Vec<(Role, usize)> = Vec::new();
    for &(role, word) in &found.arguments {
        match role {
            Role::Victim | Role::Attacker | Role::Agent | Role::Person => {
                completed.extend(named(sentence, word).into_iter().map(|word| (role, word)));
            }
            _ => completed.push((role, word)),
        }
        if matches!(role, Role::Attacker | Role::Agent) {
            completed.extend(bodies(sentence, word).map(|body| (role, body)));
        }
    }
    completed.extend(bombed(sentence, found).into_iter().map(|word| (Role::Target, word)));
    let mut kept: Vec<(Role, usize)> = Vec::new();
    for argument in completed {
        if !kept.contains(&argument) {
            kept.push(argument);
        }
    }
    found.arguments = kept;
}

/// The name that a description stands after: "Rosa Falk, [an Austrian printer]"; any other word itself.
fn name_before(sentence: &Sentence, word: usize) -> usize {
    let named = sentence.head(word).filter(|_| sentence.relation(word) == Relation::Appos);
    named.filter(|at| is_name_of(sentence, *at, ThingType::Person)).unwrap_or(word)
}

/// Where what is arranged or planned is to be: "arranged [the shipments] from Odessa".
fn places_of_undertaking(sentence: &Sentence, found: &Found) -> Vec<(Role, usize)> {
    let is_of_making = matches!(found.predicate, Predicate::Organize | Predicate::Plan | Predicate::Direct);
    if !is_of_making || found.arguments.iter().any(|(role, _)| *role == Role::Place) {
        return Vec::new();
    }
    let is_where =
        |at: &usize| preposition(sentence, *at).is_some_and(|words| matches!(words.as_str(), "in" | "at" | "from"));
    let is_place = |at: &usize| is_where(at) && thing(sentence, *at) == ThingType::Place;
    let undertakings =
        found.arguments.iter().filter(|(role, word)| *role == Role::Undertaking && sentence.is_noun(*word));
    let places = undertakings.flat_map(|(_, word)| sentence.by(*word, &[Relation::Nmod])).filter(is_place);
    places.map(|place| (Role::Place, place)).collect()
}

fn is_of_violence_or_law(predicate: Predicate) -> bool {
    use Predicate::*;
    matches!(
        predicate,
        Attack
            | Die
            | Injure
            | ClaimResponsibility
            | Arrest
            | Detain
            | Release
            | Escape
            | Charge
            | Trial
            | Convict
            | Sentence
            | Acquit
    )
}

/// The names of whom a word describes; the word itself where none stands beside it.
fn named(sentence: &Sentence, word: usize) -> Vec<usize> {
    let is_description = sentence.mention(word).is_some_and(is_person_described);
    let names = if is_description { names_beside(sentence, word) } else { Vec::new() };
    let is_plural = sentence.form(word) != sentence.lemma(word) || sentence.part(word) == PartOfSpeech::Numeral;
    match names.len() {
        0 => vec![word],
        1 if is_plural => vec![word],
        1 => names,
        _ if is_plural => names,
        _ => vec![word],
    }
}

fn is_person_described(mention: &Mention) -> bool {
    mention.thing == ThingType::Person && mention.kind == MentionKind::Nominal
}

/// The names of people in apposition: "two reporters, Ana Silva and Rui Costa", "two of her guards, ..."; of a list the later
/// names may hang on the description.
fn names_beside(sentence: &Sentence, word: usize) -> Vec<usize> {
    let of_whom = sentence.by(word, &[Relation::Nmod]).filter(|_| sentence.part(word) == PartOfSpeech::Numeral);
    let heads: Vec<usize> = std::iter::once(word).chain(of_whom).collect();
    let is_name = |at: &usize| *at > word && is_name_of(sentence, *at, ThingType::Person);
    let listed = |at: usize| sentence.by(at, &[Relation::Conj]);
    let beside = heads.iter().flat_map(|head| sentence.by(*head, &[Relation::Appos, Relation::Flat]));
    let mut names: Vec<usize> = beside.flat_map(|at| std::iter::once(at).chain(listed(at))).filter(is_name).collect();
    if !names.is_empty() {
        names.extend(heads.iter().flat_map(|head| listed(*head)).filter(is_name));
    }
    names
}

fn is_name_of(sentence: &Sentence, word: usize, thing: ThingType) -> bool {
    sentence.mention(word).is_some_and(|mention| mention.kind == MentionKind::Name && mention.thing == thing)
}

/// The bodies for which those whom a word names act.
fn bodies<'s>(sentence: &'s Sentence, word: usize) -> impl Iterator<Item = usize> + 's {
    let is_plural = sentence.form(word) != sentence.lemma(word);
    let acts = match FORCES.get(sentence.lemma(word)) {
        Some(Force::People) => is_plural,
        Some(Force::Unit) => true,
        None => false,
    };
    // "Alleged members of the Front": whether the Front did it is as open as whether they are its members.
    let is_sure = !sentence.by(word, &[Relation::Amod]).any(|at| DOUBTS.contains(&sentence.lemma(at)));
    let below = sentence.by(word, &[Relation::Nmod, Relation::Compound, Relation::Amod, Relation::NmodPoss]);
    below.filter(move |at| acts && is_sure && is_body(sentence, *at))
}

/// Whether a word after "of" or before a noun names a body.
fn is_body(sentence: &Sentence, at: usize) -> bool {
    let is_of = preposition(sentence, at).is_none_or(|words| matches!(words.as_str(), "of" | "from"));
    let is_told = |mention: &Mention| match mention.thing {
        ThingType::Organization => mention.kind == MentionKind::Name,
        ThingType::PublicBody => mention.kind != MentionKind::Pronoun,
        _ => false,
    };
    is_of && sentence.mention(at).is_some_and(is_told)
}

/// Where a bomb went off, where it is a building or a vehicle and nothing else is said to be its target.
fn bombed(sentence: &Sentence, found: &Found) -> Vec<usize> {
    let is_bombing = found.predicate == Predicate::Attack && found.subtype.as_deref() == Some("Bombing");
    if !is_bombing || found.arguments.iter().any(|(role, _)| matches!(role, Role::Target | Role::Victim)) {
        return Vec::new();
    }
    let is_struck = |word: usize| {
        matches!(thing(sentence, word), ThingType::Facility | ThingType::Vehicle)
            && !WAYS.contains(&sentence.lemma(word))
    };
    let places = found.arguments.iter().filter(|(role, word)| *role == Role::Place && is_struck(*word));
    places.map(|(_, word)| *word).collect()
}
