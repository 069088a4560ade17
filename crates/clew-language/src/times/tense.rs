//! Whether the clause around an expression speaks of what was or of what is to come.

use super::{chart::Found, grammar::Grammar, token::Token};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// Present tense: of a plan, where a day is named.
    Present,
    Future,
    /// No verb is near.
    Unknown,
}

/// Words looked at before an expression, and after it.
const REACH: usize = 16;
const REACH_AFTER: usize = 8;
/// Words between a report's verb and its date: "said in a notice on Thursday".
const REPORT_REACH: usize = 5;
/// Words before a participle among which its auxiliary stands.
const AUXILIARIES: usize = 3;
/// Words within which a verb in the present tense speaks of a named day: "the vote is on Monday".
const PRESENT_REACH: usize = 8;

/// The tense of the verb that governs an expression: the nearest before it in the sentence, or else the next after it.
pub(super) fn tense_at(tokens: &[Token<'_>], found: &Found, grammar: &Grammar) -> Tense {
    let sentence = tokens[found.start].sentence;
    let here = |token: &&Token<'_>| token.sentence == sentence && token.text != ";";
    let preposition = found.start.checked_sub(1).map(|at| tokens[at].text.to_ascii_lowercase()).unwrap_or_default();
    let before: Vec<&Token<'_>> = tokens[..found.start].iter().rev().take(REACH).take_while(here).collect();
    if matches!(preposition.as_str(), "since" | "into") {
        return Tense::Past;
    }
    if is_condition(&before) {
        return Tense::Future;
    }
    if before.iter().any(|token| token.text.eq_ignore_ascii_case("please")) {
        return Tense::Present;
    }
    let is_until = matches!(preposition.as_str(), "until" | "till" | "to");
    let after: Vec<&Token<'_>> = tokens[found.end..].iter().take(REACH_AFTER).take_while(here).collect();
    nearest_before(&before, is_until, grammar).or_else(|| next_after(&after, grammar)).unwrap_or(Tense::Unknown)
}

/// The tense of the first verb after; "on Monday nine are killed" tells what was.
fn next_after(after: &[&Token<'_>], grammar: &Grammar) -> Option<Tense> {
    let (at, tense) = after.iter().enumerate().find_map(|(at, token)| Some((at, tense_of(token, false, grammar)?)))?;
    let is_participle = after.get(at + 1).is_some_and(|next| tense_of(next, false, grammar) == Some(Tense::Past));
    let is_passive = is_form_of_be(after[at].text) && is_participle;
    Some(if is_passive { Tense::Past } else { tense })
}

/// Whether the words before an expression, read back, are a condition still open: "if the licence is renewed in".
fn is_condition(before: &[&Token<'_>]) -> bool {
    let is = |token: &Token<'_>, words: &[&str]| words.iter().any(|word| token.text.eq_ignore_ascii_case(word));
    let Some(condition) = before.iter().position(|token| is(token, &["if", "unless"])) else { return false };
    !before[..condition].iter().any(|token| is(token, &["was", "were", "had", "did", ","]))
}

/// The tense of the last verb before; `before` begins next to the expression and goes back.
fn nearest_before(before: &[&Token<'_>], is_until: bool, grammar: &Grammar) -> Option<Tense> {
    let is_to = |at: usize| before[at].text == "to" && before.get(at + 1).is_some_and(|be| is_form_of_be(be.text));
    let near = |(distance, token): (usize, &&Token<'_>)| {
        let is_plan = distance > 0 && is_to(distance - 1);
        let tense = if is_plan { Tense::Future } else { tense_of(token, is_until, grammar)? };
        (tense != Tense::Present || distance < PRESENT_REACH).then_some((distance, tense))
    };
    let (distance, tense) = before.iter().enumerate().find_map(near)?;
    let is_denied = |at: usize| at > 0 && before[at - 1].text.eq_ignore_ascii_case("not");
    let able = |at: usize| grammar.cues(before[at].word).able;
    if able(distance) && is_denied(distance) {
        return Some(Tense::Past);
    }
    let auxiliaries = distance + 1..before.len().min(distance + 1 + AUXILIARIES);
    // "May have fallen", but not "will have fallen", speaks of the past.
    let is_perfect = |at: usize| {
        let is_have = |at: usize| before[at].text == "have";
        let is_modal = ["may", "might", "could", "should", "would", "must"].contains(&before[at].text);
        is_modal && (at >= 1 && is_have(at - 1) || at >= 2 && is_have(at - 2))
    };
    let is_future = |at: usize| (grammar.cues(before[at].word).future || able(at) && !is_denied(at)) && !is_perfect(at);
    if tense != Tense::Future && auxiliaries.clone().any(|at| is_future(at) || is_to(at)) {
        return Some(Tense::Future);
    }
    let helps = |at: usize| HELPING_PAST.iter().any(|word| before[at].text.eq_ignore_ascii_case(word));
    let follows = || before[..distance].iter().any(|token| matches!(token.text, "after" | "following"));
    let tells_state = is_form_of_be(before[distance].text) && follows();
    let is_past = tense == Tense::Present && (tells_state || auxiliaries.take(2).any(helps));
    Some(if is_past { Tense::Past } else { tense })
}

/// Before "to" and a verb these speak of a plan: "is to appear", "was to be held".
fn is_form_of_be(word: &str) -> bool {
    ["is", "are", "was", "were"].iter().any(|form| word.eq_ignore_ascii_case(form))
}

/// Verbs before which what reads like the present tense is none: "was open", "did not return".
const HELPING_PAST: [&str; 8] = ["was", "were", "did", "been", "had", "didn't", "wasn't", "weren't"];

fn tense_of(token: &Token<'_>, is_until: bool, grammar: &Grammar) -> Option<Tense> {
    if !is_written_as_verb(token) {
        return None;
    }
    let cues = grammar.cues(token.word);
    if cues.future || cues.able || cues.deferring && is_until {
        Some(Tense::Future)
    } else if cues.past {
        Some(Tense::Past)
    } else if cues.present {
        Some(Tense::Present)
    } else {
        (token.text.len() > 4 && token.text.to_ascii_lowercase().ends_with("ed")).then_some(Tense::Past)
    }
}

/// "May" with a capital is a month.
fn is_written_as_verb(token: &Token<'_>) -> bool {
    token.is_lower() || token.text != "May" && token.text != "MAY"
}

/// Whether the expression dates a report ("police said on Monday"), not what is reported.
pub(super) fn dates_a_report(tokens: &[Token<'_>], found: &Found, grammar: &Grammar) -> bool {
    let sentence = tokens[found.start].sentence;
    let from = found.start.saturating_sub(REPORT_REACH);
    tokens[from..found.start].iter().any(|token| token.sentence == sentence && grammar.cues(token.word).reporting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::{chart::find, token::tokenise};
    use clew_model::CodePoints;

    fn check(text: &str, expect: Tense) {
        let grammar = Grammar::compiled();
        let points = CodePoints::new(text);
        let tokens = tokenise(&points, &[], grammar);
        let found = find(&tokens, grammar);
        assert_eq!(tense_at(&tokens, &found[0], grammar), expect, "{text}");
    }

    #[test]
    fn the_nearest_verb_decides() {
        check("He was arrested on Monday.", Tense::Past);
        check("The vote will be held on Monday.", Tense::Future);
        check("On Monday the council will vote.", Tense::Future);
        check("The inquiry opens on Monday.", Tense::Present);
        check("He will leave, police said on Monday.", Tense::Past);
        check("Nine dead, Monday.", Tense::Unknown);
        check("He could not be reached on Monday.", Tense::Past);
        check("He was remanded in custody on Monday.", Tense::Past);
        check("The gate was open on Monday.", Tense::Past);
        check("He did not return on Monday.", Tense::Past);
        check("He is to appear before a court on Monday.", Tense::Future);
        check("Prices may even have fallen on Monday.", Tense::Past);
        check("She will have left on Monday.", Tense::Future);
        check("Four are stable after a crash on Monday.", Tense::Past);
        check("An inquiry into Monday's fire is open.", Tense::Past);
        check("She ordered the alarm to be switched off on Monday.", Tense::Past);
        check("Please read the attached note by Monday.", Tense::Present);
        check("After a race on Monday nine are shot.", Tense::Past);
        check("On Monday a ruling is expected.", Tense::Present);
        check("They die if the sum is not paid by Monday.", Tense::Future);
    }

    #[test]
    fn every_cue_has_an_example_that_shows_it() {
        for line in include_str!("data/cues.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let row: Vec<&str> = line.split('\t').collect();
            let expect = match row[1] {
                "future" | "able" | "deferring" => Tense::Future,
                "present" => Tense::Present,
                "past" | "reporting" => Tense::Past,
                _ => continue,
            };
            check(row[2], expect);
        }
    }
}
