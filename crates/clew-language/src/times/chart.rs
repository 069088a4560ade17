//! Finds expressions: applies the rules level by level, then keeps the longest matches that do not overlap.

use super::{
    grammar::{Grammar, Level, OUTPUT_CLASSES, RuleId},
    number::read_numbers,
    rule::{ClassId, Element, Matcher, Rule},
    sketch::{Kind, Sketch, Unit},
    token::{Token, TokenKind},
};
use std::cmp::Reverse;

/// An expression as its words have it, not yet placed in the calendar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub sketch: Sketch,
    /// It is a later part of the match that the expression before it belongs to: the 9th in "from June 7 to 9".
    pub is_later_part: bool,
}

/// A stretch of tokens that some rule, or the reading of numbers, makes one thing of.
#[derive(Debug, Clone, Copy)]
struct Piece {
    class: ClassId,
    end: usize,
    sketch: Sketch,
    #[cfg(test)]
    rule: Option<RuleId>,
}

/// A match of a rule that gives expressions.
#[derive(Debug, Clone)]
struct Candidate {
    start: usize,
    end: usize,
    /// Tokens that the rule took, words of context included.
    reach: usize,
    rule: RuleId,
    parts: Vec<(usize, usize, Sketch)>,
}

/// The expressions of a text in order, disjoint.
pub(super) fn find(tokens: &[Token<'_>], grammar: &Grammar) -> Vec<Found> {
    let mut all = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let end = stretch_end(tokens, start);
        let found = Chart::filled(&tokens[start..end], grammar).choose();
        all.extend(found.into_iter().map(|found| Found {
            start: found.start + start,
            end: found.end + start,
            ..found
        }));
        start = end;
    }
    all
}

/// Tokens after which a stretch ends with its sentence, and after which it ends wherever it is: a page of figures that
/// has no sentences would else take up much room.
const STRETCH: usize = 256;
const LONGEST_STRETCH: usize = 2048;

/// Where the stretch from `start`, read by itself, ends: with a sentence, for no expression crosses sentences.
fn stretch_end(tokens: &[Token<'_>], start: usize) -> usize {
    let longest = tokens.len().min(start + LONGEST_STRETCH);
    let borders = (start + STRETCH..longest).find(|&at| tokens[at - 1].sentence != tokens[at].sentence);
    borders.unwrap_or(longest)
}

/// The rules that matched somewhere, whether or not what they made was kept.
#[cfg(test)]
pub(super) fn rules_used(tokens: &[Token<'_>], grammar: &Grammar) -> Vec<RuleId> {
    let chart = Chart::filled(tokens, grammar);
    let pieces = chart.pieces.iter().flatten().filter_map(|piece| piece.rule);
    pieces.chain(chart.candidates.iter().map(|candidate| candidate.rule)).collect()
}

struct Chart<'a, 't> {
    tokens: &'a [Token<'t>],
    grammar: &'a Grammar,
    /// By first token.
    pieces: Vec<Vec<Piece>>,
    candidates: Vec<Candidate>,
    /// Room for the rules to be tried at one place, in the order of the files.
    rules: Vec<RuleId>,
}

/// What one element of a rule was matched with.
#[derive(Debug, Clone, Copy)]
struct Taken {
    group: Option<u8>,
    start: usize,
    end: usize,
    /// Number of the piece among those that begin at `start`; `None` for a plain word.
    piece: Option<usize>,
}

impl<'a, 't> Chart<'a, 't> {
    /// Applies every rule everywhere, the lower levels first.
    fn filled(tokens: &'a [Token<'t>], grammar: &'a Grammar) -> Self {
        let pieces = vec![Vec::new(); tokens.len()];
        let mut chart = Chart { tokens, grammar, pieces, candidates: Vec::new(), rules: Vec::new() };
        chart.read_numbers();
        for level in &grammar.levels {
            for start in (0..tokens.len()).rev() {
                chart.apply(level, start);
            }
        }
        chart
    }

    fn read_numbers(&mut self) {
        let mut readings = Vec::new();
        for at in 0..self.tokens.len() {
            read_numbers(self.tokens, at, self.grammar, &mut readings);
            self.pieces[at].extend(readings.drain(..).map(|reading| Piece {
                class: reading.class,
                end: reading.end,
                sketch: reading.sketch,
                #[cfg(test)]
                rule: None,
            }));
        }
    }

    fn apply(&mut self, level: &Level, start: usize) {
        let word = self.tokens[start].word;
        if word == Grammar::UNKNOWN && self.pieces[start].is_empty() {
            return;
        }
        let mut rules = std::mem::take(&mut self.rules);
        if word != Grammar::UNKNOWN {
            rules.extend(&level.by_word[word as usize]);
        }
        for piece in &self.pieces[start] {
            rules.extend(&level.by_class[piece.class as usize]);
        }
        rules.sort_unstable();
        rules.dedup();
        for &rule in &rules {
            self.try_rule(rule, start);
        }
        rules.clear();
        self.rules = rules;
    }

    fn try_rule(&mut self, id: RuleId, start: usize) {
        let rule = &self.grammar.rules[id as usize];
        let (mut trail, mut done) = (Vec::new(), Vec::new());
        self.advance(&rule.pattern, start, start, &mut trail, &mut done);
        for (end, trail) in done {
            self.conclude(id, rule, start, end, &trail);
        }
    }

    /// Matches the rest of a pattern in every way.
    fn advance(
        &self,
        pattern: &[Element],
        at: usize,
        start: usize,
        trail: &mut Vec<Taken>,
        done: &mut Vec<(usize, Vec<Taken>)>,
    ) {
        let Some((element, rest)) = pattern.split_first() else {
            if at > start {
                done.push((at, trail.clone()));
            }
            return;
        };
        if element.forbidden {
            let mut stands = false;
            self.each_match(element, at, start, |_, _| stands = true);
            if !stands {
                self.advance(rest, at, start, trail, done);
            }
            return;
        }
        self.each_match(element, at, start, |end, piece| {
            if element.ahead {
                return self.advance(rest, at, start, trail, done);
            }
            trail.push(Taken { group: element.group, start: at, end, piece });
            self.advance(rest, end, start, trail, done);
            trail.pop();
        });
        if element.optional {
            self.advance(rest, at, start, trail, done);
        }
    }

    fn each_match(&self, element: &Element, at: usize, start: usize, mut then: impl FnMut(usize, Option<usize>)) {
        let Some(token) = self.tokens.get(at) else { return };
        let in_sentence = token.sentence == self.tokens[start].sentence;
        if !in_sentence || element.glued && at > start && !token.glued || element.capital && !token.is_capitalised() {
            return;
        }
        match &element.matcher {
            Matcher::Words(words) => {
                if token.word != Grammar::UNKNOWN && words.contains(&token.word) {
                    then(at + 1, None);
                }
            }
            Matcher::ContentWord => {
                if token.kind == TokenKind::Word && !self.grammar.cues(token.word).empty {
                    then(at + 1, None);
                }
            }
            Matcher::Class(class) => {
                for (nth, piece) in self.pieces[at].iter().enumerate().filter(|(_, piece)| piece.class == *class) {
                    then(piece.end, Some(nth));
                }
            }
        }
    }

    /// Makes a piece, and for classes that are expressions a candidate, of a rule that was matched whole.
    fn conclude(&mut self, id: RuleId, rule: &Rule, start: usize, end: usize, trail: &[Taken]) {
        let whole = rule.groups == 0;
        if whole && self.pieces[start].iter().any(|piece| piece.class == rule.head && piece.end == end) {
            return;
        }
        let outer = self.joined(trail.iter().filter(|taken| taken.group.is_none()));
        let mut parts = if whole { vec![(start, end, outer)] } else { self.groups(trail, rule.groups, &outer) };
        for (_, _, sketch) in &mut parts {
            for (field, value) in &rule.fields {
                sketch.assign(field, value);
            }
        }
        if runs_back(&parts) {
            return;
        }
        share(&mut parts);
        if !parts.iter().all(|(_, _, sketch)| sketch.is_possible()) {
            return;
        }
        if whole {
            self.pieces[start].push(Piece {
                class: rule.head,
                end,
                sketch: parts[0].2,
                #[cfg(test)]
                rule: Some(id),
            });
        }
        if let Some(kind) = output_kind(rule.head) {
            self.propose(id, kind, end - start, parts);
        }
    }

    /// What the matches of a rule say together.
    fn joined<'m>(&self, trail: impl Iterator<Item = &'m Taken>) -> Sketch {
        let mut sketch = Sketch::default();
        for taken in trail {
            if let Some(nth) = taken.piece {
                sketch.join(&self.pieces[taken.start][nth].sketch);
            }
        }
        sketch
    }

    /// The stretches in braces, each with what stands outside of all.
    fn groups(&self, trail: &[Taken], count: u8, outer: &Sketch) -> Vec<(usize, usize, Sketch)> {
        let group = |nth: u8| {
            let inside = || trail.iter().filter(move |taken| taken.group == Some(nth));
            let (start, end) = (inside().next()?.start, inside().next_back()?.end);
            let mut sketch = self.joined(inside());
            sketch.join(outer);
            Some((start, end, sketch))
        };
        (0..count).filter_map(group).collect()
    }

    fn propose(&mut self, rule: RuleId, kind: Kind, reach: usize, mut parts: Vec<(usize, usize, Sketch)>) {
        for (_, _, sketch) in &mut parts {
            sketch.kind = sketch.kind.or(Some(kind));
        }
        let start = parts.iter().map(|part| part.0).min();
        let end = parts.iter().map(|part| part.1).max();
        if let (Some(start), Some(end)) = (start, end) {
            self.candidates.push(Candidate { start, end, reach, rule, parts });
        }
    }

    /// The longest candidates first, of equal ones that with more context, each where nothing chosen before it stands.
    fn choose(mut self) -> Vec<Found> {
        self.candidates.sort_by_key(|c| (Reverse(c.end - c.start), Reverse(c.reach), c.start, c.rule));
        let mut taken = vec![false; self.tokens.len()];
        let mut found = Vec::new();
        for candidate in self.candidates {
            if taken[candidate.start..candidate.end].contains(&true) {
                continue;
            }
            taken[candidate.start..candidate.end].fill(true);
            let parts = candidate.parts.iter().filter(|(_, _, sketch)| sketch.kind != Some(Kind::Nothing)).enumerate();
            found.extend(parts.map(|(nth, &(start, end, sketch))| Found {
                start,
                end,
                sketch,
                is_later_part: nth > 0,
            }));
        }
        found.sort_by_key(|found| found.start);
        found
    }
}

/// Whether two digits after a year are none that follow it: "2023/07" is a number of some paper, "1998/99" two years.
fn runs_back(parts: &[(usize, usize, Sketch)]) -> bool {
    parts.windows(2).any(|pair| match (pair[0].2.year.map(|year| year.rem_euclid(100)), pair[1].2.short_year) {
        (Some(first), Some(second)) => second < first && first < LAST_DECADE,
        _ => false,
    })
}

/// Years of a century after which two digits can be of the next one: "1998/02".
const LAST_DECADE: i32 = 90;

/// Expressions of one rule lend one another what only one of them says: the year of "May to July 2003", the month of
/// "May 4 and 5", the "p.m." of "3 to 5 p.m.".
fn share(parts: &mut [(usize, usize, Sketch)]) {
    if parts.len() < 2 {
        return;
    }
    let all: Vec<Sketch> = parts.iter().map(|part| part.2).collect();
    for (nth, (_, _, sketch)) in parts.iter_mut().enumerate() {
        for other in all.iter().enumerate().filter(|(place, _)| *place != nth).map(|(_, other)| other) {
            lend(sketch, other, nth == 0);
        }
    }
}

fn lend(to: &mut Sketch, from: &Sketch, to_first: bool) {
    if let (Some(short), Some(first)) = (to.short_year, from.year) {
        let year = first - first.rem_euclid(100) + short;
        (to.year, to.short_year) = (Some(if year < first { year + 100 } else { year }), None);
    }
    let had_year = to.has_year();
    let own_month = to.month;
    if to.day.is_some() && to.month.is_none() && to.weekday.is_none() {
        let is_month_before = to_first && from.day < to.day;
        to.month = from.month.map(|month| if is_month_before { (month + 10) % 12 + 1 } else { month });
    }
    if to.month.is_some() || to.season.is_some() || to.year.is_some() {
        (to.bc, to.short_year) = (to.bc.or(from.bc), if to.year.is_some() { None } else { to.short_year });
        if !had_year {
            (to.year, to.short_year) = (from.year, from.short_year);
        }
    }
    if to_first && !had_year && own_month.zip(from.month).is_some_and(|(own, other)| own > other) {
        to.year = to.year.map(|year| year - 1);
    }
    if to.hour.is_some() && from.hour.is_some() {
        lend_clock(to, from);
    }
    if to.length.is_empty()
        && to.number.is_some()
        && let Some((unit, _)) = from.length.parts().next()
    {
        to.length = super::sketch::Length::of(to.number.take().unwrap_or(1.0), unit);
    }
}

fn lend_clock(to: &mut Sketch, from: &Sketch) {
    let to_noon = to.hour == Some(12) && from.meridiem == Some(super::sketch::Meridiem::Am);
    to.meridiem = to.meridiem.or(from.meridiem.filter(|_| !to_noon));
    to.part = to.part.or(from.part);
    to.zone = to.zone.or(from.zone);
    if to.day.is_none() && to.weekday.is_none() && to.unit.is_none() {
        (to.year, to.month, to.day) = (to.year.or(from.year), to.month.or(from.month), from.day);
        (to.weekday, to.swappable) = (from.weekday, from.swappable);
        if from.unit == Some(Unit::Day) {
            (to.unit, to.steps, to.base) = (from.unit, from.steps, from.base);
        }
    }
}

/// What a class gives, where it is one of those that are expressions.
fn output_kind(class: ClassId) -> Option<Kind> {
    let kinds = [Kind::Calendar, Kind::Duration, Kind::Set, Kind::Reference, Kind::Nothing];
    debug_assert_eq!(kinds.len(), OUTPUT_CLASSES.len());
    class.checked_sub(Grammar::FIRST_OUTPUT).and_then(|nth| kinds.get(nth as usize)).copied()
}
