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

/// Words looked at on either side.
const REACH: usize = 16;
/// Words before a participle among which its auxiliary stands.
const AUXILIARIES: usize = 2;
/// Words within which a verb in the present tense speaks of a named day: "the vote is on Monday".
const PRESENT_REACH: usize = 6;

/// The tense of the verb that governs an expression: the nearest before it in the sentence, or else the next after it.
pub(super) fn tense_at(tokens: &[Token<'_>], found: &Found, grammar: &Grammar) -> Tense {
    let sentence = tokens[found.start].sentence;
    let here = |token: &&Token<'_>| token.sentence == sentence;
    if found.start > 0 && tokens[found.start - 1].text.eq_ignore_ascii_case("since") {
        return Tense::Past;
    }
    let before = tokens[..found.start].iter().rev().take(REACH).take_while(here).take_while(|token| token.text != ";");
    let after = tokens[found.end..].iter().take(REACH).take_while(here).take_while(|token| token.text != ";");
    let after = || after.clone().find_map(|token| tense_of(token, grammar));
    nearest_before(before, grammar).or_else(after).unwrap_or(Tense::Unknown)
}

/// The tense of the last verb before: "be" or a future word close before a participle makes it future ("will be held").
fn nearest_before<'a>(before: impl Iterator<Item = &'a Token<'a>>, grammar: &Grammar) -> Option<Tense> {
    let mut before = before.enumerate();
    let is_near = |distance: usize, tense: Tense| tense != Tense::Present || distance < PRESENT_REACH;
    let tense =
        before.find_map(|(distance, token)| tense_of(token, grammar).filter(|&tense| is_near(distance, tense)))?;
    if tense != Tense::Past {
        return Some(tense);
    }
    let auxiliaries: Vec<_> = before.take(AUXILIARIES).map(|(_, token)| token).collect();
    let is_future = auxiliaries.iter().any(|token| grammar.cues(token.word).future);
    let to_be = auxiliaries.windows(2).any(|pair| pair[0].text == "be" && pair[1].text == "to");
    Some(if is_future || to_be { Tense::Future } else { tense })
}

fn tense_of(token: &Token<'_>, grammar: &Grammar) -> Option<Tense> {
    if !is_written_as_verb(token) {
        return None;
    }
    let cues = grammar.cues(token.word);
    if cues.future {
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
    let from = found.start.saturating_sub(3);
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
    }

    #[test]
    fn every_cue_has_an_example_that_shows_it() {
        for line in include_str!("data/cues.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let row: Vec<&str> = line.split('\t').collect();
            let expect = match row[1] {
                "future" => Tense::Future,
                "present" => Tense::Present,
                "past" | "reporting" => Tense::Past,
                _ => continue,
            };
            check(row[2], expect);
        }
    }
}
