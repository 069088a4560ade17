//! What a claim says something without.

use super::super::candidates::Found;
use super::super::matching::Patterns;
use super::super::pattern::Pattern;
use clew_model::{Predicate, Role};

/// Whether something found still says what it says when an argument of this role is left out, and those of the roles `left` stay.
pub(super) fn can_do_without(patterns: &Patterns, found: &Found, role: Role, left: &[Role]) -> bool {
    let has = |role: Role| left.contains(&role);
    let has_sense = match found.predicate {
        // An office, and a whole, are what is claimed.
        Predicate::Position => has(Role::Title),
        Predicate::PartOf => has(Role::Part) && has(Role::Whole),
        // Stated of nobody all the same.
        Predicate::Statement | Predicate::Count => return true,
        _ => !left.is_empty(),
    };
    let has_needed = patterns.needed(found.predicate).all(has);
    found.is_bare || has_sense && has_needed && pattern_of(patterns, found).is_none_or(|of| has_needs(of, role, left))
}

/// The pattern that found something, where it is one of words.
pub(super) fn pattern_of<'p>(patterns: &'p Patterns, found: &Found) -> Option<&'p Pattern> {
    let by = found.by?;
    let (_, file) = patterns.files().nth(by.file)?;
    file.patterns.iter().find(|pattern| pattern.line == by.line)
}

fn has_needs(pattern: &Pattern, role: Role, left: &[Role]) -> bool {
    // A role on two lines is of two who do something to each other.
    let is_of_two = pattern.slots.iter().filter(|(other, _)| *other == role).count() > 1;
    let n_left = |role: Role| left.iter().filter(|other| **other == role).count();
    let n_needed = |role: Role| pattern.needs.iter().filter(|one_of| one_of[..] == [role]).count();
    let is_met = |one_of: &Vec<Role>| one_of.iter().any(|role| n_left(*role) >= n_needed(*role).max(1));
    !is_of_two && pattern.needs.iter().all(is_met)
}
