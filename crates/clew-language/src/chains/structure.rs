//! What the tree itself joins: appositions, relative and reflexive pronouns, a role and the one who has it.

use super::facts::{Determiner, Facts, Role};
use super::partition::{Partition, are_apart};
use super::symbols::Symbols;
use super::words::{Pronoun, Sort, folded, is};
use crate::lexicon::classes;
use clew_model::ThingType;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// "Jonas Weil, the city's chief engineer"; "Weil, who".
pub(crate) fn join_by_tree(facts: &[Facts], partition: &mut Partition) {
    for (number, one) in facts.iter().enumerate() {
        if let Some(first) = one.apposition_of.filter(|first| names_the_same(&facts[*first as usize], one)) {
            join_beside(facts, partition, first, number as u32);
        }
        let person = one.relative_of.filter(|of| facts[*of as usize].is_name() && facts[*of as usize].is_person());
        if let (Some(Pronoun::Relative), Some(person)) = (one.pronoun, person) {
            partition.join(person, number as u32);
        }
        if let Some(subject) = reflexive_subject(facts, number) {
            partition.join_if_possible(facts, subject, number as u32);
        }
    }
}

/// An apposition lies within what it explains where that is a whole noun phrase, so nothing but the sorts is asked.
fn join_beside(facts: &[Facts], partition: &mut Partition, one: u32, other: u32) {
    let both_named = partition.cluster(one).named && partition.cluster(other).named;
    let enclosing = facts[one as usize].encloses(&facts[other as usize]);
    if !both_named && !enclosing {
        partition.join(one, other);
    }
}

/// "Varn, a port": one may stand for the other. "Oslo, Norway" and "three men, one of them a driver" may not.
fn names_the_same(first: &Facts, second: &Facts) -> bool {
    let same_sort = first.thing == second.thing || [first, second].iter().any(|one| one.thing == ThingType::Thing);
    let one_name = !(first.is_name() && second.is_name());
    one_name
        && same_sort
        && first.gender.agrees(second.gender)
        && !second.is_pronoun()
        && !first.is_pronoun()
        && second.number == first.number
}

/// The subject of the clause in which a reflexive pronoun stands.
fn reflexive_subject(facts: &[Facts], number: usize) -> Option<u32> {
    const NEAR: usize = 12;
    let one = &facts[number];
    let (governor, _) = one.governor.filter(|_| one.reflexive)?;
    let before = (number.saturating_sub(NEAR)..number).rev();
    let is_subject = |other: &usize| {
        let other = &facts[*other];
        let same = other.governor.is_some_and(|(word, _)| word == governor);
        same && matches!(other.role, Role::Subject | Role::PassiveSubject) && other.gender.agrees(one.gender)
    };
    before.clone().find(is_subject).map(|subject| subject as u32)
}

/// "President John Key ... the president", where one person alone bears the title.
pub(crate) fn join_roles(text: &str, symbols: &Symbols, facts: &[Facts], partition: &mut Partition) {
    let mut bearers: HashMap<String, Vec<u32>> = HashMap::new();
    for (number, one) in facts.iter().enumerate().filter(|(_, one)| one.is_name() && one.is_person()) {
        for role in roles_of(text, symbols, facts, number, one) {
            let root = partition.root(number as u32);
            let known = bearers.entry(role).or_default();
            if !known.iter().any(|bearer| partition.are_joined(*bearer, root)) {
                known.push(root);
            }
        }
    }
    for (number, one) in facts.iter().enumerate() {
        let bare = matches!(one.determiner, Determiner::Definite) && one.core.len() == 1 && one.rest.is_empty();
        let nominal = bare && one.is_person() && !one.is_predicate;
        if !nominal || partition.cluster(number as u32).named {
            continue;
        }
        if let Some([bearer]) = bearers.get(symbols.word(one.head)).map(Vec::as_slice)
            && partition.cluster(*bearer).members.first().is_some_and(|first| *first < number as u32)
        {
            partition.join_if_possible(facts, *bearer, number as u32);
        }
    }
}

/// The title before a name, and the heads of the appositions to it.
fn roles_of(text: &str, symbols: &Symbols, facts: &[Facts], number: usize, one: &Facts) -> Vec<String> {
    let mut roles: Vec<String> = super::names::title_before(text, one).into_iter().collect();
    roles.extend(
        symbols
            .run(one.core)
            .iter()
            .map(|word| symbols.word(*word))
            .take_while(|word| is(word, Sort::Title))
            .map(str::to_owned),
    );
    let beside = facts[number + 1..].iter().take(4).filter(|other| other.apposition_of == Some(number as u32));
    roles.extend(beside.map(|other| symbols.word(other.head).to_owned()));
    roles
}

/// "Arne Dahl, known as the Baker": the words between two mentions that say they are one.
pub(crate) fn join_aliases(text: &str, facts: &[Facts], partition: &mut Partition) {
    const LONGEST: usize = 40;
    for (number, pair) in facts.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let between = text.get(one.bytes.end..other.bytes.start).filter(|between| between.len() <= LONGEST);
        let said = between.is_some_and(|between| ALIASES.contains(words_of(between).as_str()));
        let same = one.is_name() && one.thing == other.thing && !other.is_pronoun() && !are_apart(one, other);
        if said && same && one.gender.agrees(other.gender) {
            partition.join(number as u32, number as u32 + 1);
        }
    }
}

/// The words of a stretch of text in lower case, parted by single spaces, without marks at their borders.
fn words_of(text: &str) -> String {
    let words = text.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '(' | '"' | '“' | '”' | '\'' | '‘' | '’' | '–' | '—' | '-')
    });
    words.filter(|word| !word.is_empty()).map(folded).collect::<Vec<_>>().join(" ")
}

pub(crate) const ALIAS_WORDS: &str = include_str!("../../lexicon/aliases.txt");

static ALIASES: LazyLock<HashSet<String>> =
    LazyLock::new(|| classes(ALIAS_WORDS).iter().flat_map(|class| &class.entries).map(|entry| folded(entry)).collect());
