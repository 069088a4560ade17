//! Chains as they are printed: numbered in order of their first mention, called by their fullest name.

use super::facts::Facts;
use super::partition::Partition;
use clew_model::{Chain, CodePoints, Mention, MentionKind, ThingType};
use std::collections::HashMap;

/// The mentions in order of start, longer first, and the chains they belong to.
pub(crate) fn printed(points: &CodePoints, facts: &[Facts], partition: &Partition) -> (Vec<Mention>, Vec<Chain>) {
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let mut chains = Vec::new();
    let mut mentions = Vec::new();
    for (number, one) in facts.iter().enumerate().filter(|(_, one)| !one.expletive) {
        let root = partition.root(number as u32);
        let chain = *numbers.entry(root).or_insert_with(|| {
            let members = &partition.cluster(root).members;
            let id = chains.len() as u32;
            chains.push(chain(points, facts, members, id));
            id
        });
        let thing = chains[chain as usize].thing;
        mentions.push(Mention { span: points.span(one.bytes.clone()), thing, kind: one.kind, chain });
    }
    (mentions, chains)
}

fn chain(points: &CodePoints, facts: &[Facts], members: &[u32], id: u32) -> Chain {
    let written = |member: &&Facts| &points.text()[member.bytes.clone()];
    let members: Vec<&Facts> = members.iter().map(|member| &facts[*member as usize]).collect();
    let fullest = |kind: MentionKind| {
        let of_kind = members.iter().copied().filter(|member| member.kind == kind).enumerate();
        of_kind
            .max_by_key(|(nth, member)| (fullness(written(member)), std::cmp::Reverse(*nth)))
            .map(|(_, member)| member)
    };
    let first_nominal = || members.iter().copied().find(|member| member.kind == MentionKind::Nominal);
    let named = fullest(MentionKind::Name).or_else(first_nominal).unwrap_or(members[0]);
    let words: Vec<_> = written(&named).split_whitespace().collect();
    Chain { id, thing: thing(&members), name: words.join(" "), place: None }
}

/// The sort that most names of a chain have, else most of its mentions; the earlier where they are as many.
fn thing(members: &[&Facts]) -> ThingType {
    let mut counts: Vec<(ThingType, usize)> = Vec::new();
    for member in members {
        // One name outweighs any number of other mentions, and any sort outweighs none.
        let weight = match (member.kind, member.thing) {
            (_, ThingType::Thing) => 0,
            (MentionKind::Name, _) => 1_000_000,
            _ => 1,
        };
        match counts.iter_mut().find(|(thing, _)| *thing == member.thing) {
            Some((_, count)) => *count += weight,
            None => counts.push((member.thing, weight)),
        }
    }
    let best = counts.iter().enumerate().max_by_key(|(nth, (_, count))| (*count, std::cmp::Reverse(*nth)));
    best.map_or(ThingType::Thing, |(_, (thing, _))| *thing)
}

/// What makes one name of a thing fuller than another: its words, then small letters, then its length.
fn fullness(name: &str) -> (usize, bool, usize) {
    (name.split_whitespace().count(), name.contains(char::is_lowercase), name.chars().count())
}
