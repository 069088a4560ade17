//! Walks through the expressions of a text in order and places each in the calendar.

use super::{
    calendar::{Clock, Grain, Point, shift_by_days},
    chart::Found,
    events::event_date,
    focus::Focus,
    grammar::Grammar,
    habits::{is_day_first, is_narrative},
    letter::QuotedLetter,
    place::{Anchors, not_before, place_calendar, place_clock, place_shifted, place_stepped},
    sketch::{Base, Kind, Modifier, Part, Sketch, Unit},
    tense::{Tense, dates_a_report, tense_at},
    token::{Token, TokenKind},
    word_list::NumeralKind,
};
use jiff::civil::Date;

/// What is known of an expression once the text around it has been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub point: Option<Point>,
    pub tense: Tense,
    /// Whether it turned out to be a length after all ("in two years" of what is past).
    pub is_length: bool,
    /// The day it was written on: that of publication, or of the letter that is quoted.
    pub speech: Option<Date>,
}

/// Places every expression; `speech` is the last day the text can have been published on.
pub(super) fn resolve(tokens: &[Token<'_>], found: &[Found], speech: Option<Date>, grammar: &Grammar) -> Vec<Placed> {
    let first = Walk::new(tokens, found, speech, grammar, &[]).run();
    let needs_events = found.iter().any(|found| found.sketch.base == Some(Base::Given));
    if !needs_events {
        return first;
    }
    let known: Vec<Option<Point>> = first.iter().map(|placed| placed.point).collect();
    Walk::new(tokens, found, speech, grammar, &known).run()
}

struct Walk<'a, 't> {
    tokens: &'a [Token<'t>],
    found: &'a [Found],
    grammar: &'a Grammar,
    /// The day the text was published on, and the day of what is read just now, which a letter quoted in it changes.
    published: Option<Date>,
    speech: Option<Date>,
    quoted: QuotedLetter,
    /// The text tells history: its dates hang on one another, not on the day of publication.
    is_narrative: bool,
    day_first: bool,
    /// Places from an earlier walk, for events that are dated further on in the text.
    known: &'a [Option<Point>],
    focus: Focus,
}

/// In news an old date holds for partial ones that follow within so many sentences.
const FOCUS_SENTENCES: u32 = 4;
/// A year alone, said in passing, holds less long.
const YEAR_SENTENCES: u32 = 1;
/// A date is old when it lies so many days before publication: nearer ones give the same answers either way.
const OLD_DAYS: i32 = 300;
/// Words that name an event between an offset and the event's date: "two days before the vote on 3 May".
const EVENT_WORDS: usize = 7;
/// Words before a noun, between which and the noun a date belongs to it: "the 28 February shooting".
const ARTICLES: [&str; 9] = ["the", "a", "an", "its", "his", "her", "their", "'s", "’s"];
/// A story seldom moves on by so many years in the middle of a sentence.
const LEAP_YEARS: i32 = 3;
/// Words at the head of a sentence, where a year sets the scene.
const HEAD_WORDS: usize = 3;
/// Hours from one past noon within which the next, said without a.m. or p.m., is past noon too.
const NEXT_HOURS: i32 = 6;
/// Words before "in ten years" among which an ordinal or a superlative makes it a length.
const RANK_WORDS: usize = 9;

impl<'a, 't> Walk<'a, 't> {
    fn new(
        tokens: &'a [Token<'t>],
        found: &'a [Found],
        speech: Option<Date>,
        grammar: &'a Grammar,
        known: &'a [Option<Point>],
    ) -> Self {
        Self {
            tokens,
            found,
            grammar,
            published: speech,
            speech,
            quoted: QuotedLetter::default(),
            is_narrative: is_narrative(found, speech),
            day_first: is_day_first(found),
            known,
            focus: Focus::default(),
        }
    }

    fn run(mut self) -> Vec<Placed> {
        let mut all: Vec<Placed> = Vec::with_capacity(self.found.len());
        for nth in 0..self.found.len() {
            let found = &self.found[nth];
            self.speech = self.quoted.day_at(self.tokens, found.start).or(self.published);
            let tense = tense_at(self.tokens, found, self.grammar);
            let mut placed = Placed { point: None, tense, is_length: false, speech: self.speech };
            if found.sketch.kind == Some(Kind::Calendar) {
                placed.is_length = self.is_length_after_all(nth, tense, &all);
                if !placed.is_length {
                    placed.point = self.place(nth, tense, &all);
                    if found.is_later_part {
                        placed.point = after_beginning(&found.sketch, placed.point, &all)
                            .filter(|point| !self.is_unheard_of(*point, tense))
                            .or(placed.point);
                    }
                    self.quoted.note_heading(self.tokens, found, placed.point);
                    self.remember(found, placed.point, tense);
                }
            }
            all.push(placed);
        }
        all
    }

    /// Whether what is past would lie after publication: "in February and January" is no range.
    fn is_unheard_of(&self, point: Point, tense: Tense) -> bool {
        tense == Tense::Past && self.speech.is_some_and(|speech| point.grain.interval().earliest > Some(speech))
    }

    /// "in two years" of what is past, or in "the ninth in two years"; "five weeks before he voted" where no day is
    /// known on which he did.
    fn is_length_after_all(&self, nth: usize, tense: Tense, before: &[Placed]) -> bool {
        let found = &self.found[nth];
        match found.sketch.base {
            Some(Base::Ahead) => tense != Tense::Future || self.is_narrative || self.is_ranked(found.start),
            Some(Base::Given) if !found.sketch.length.is_empty() && !found.sketch.is_unit_named() => {
                let is_dated = || self.apposition(nth, before).or_else(|| self.event_beside(nth)).is_some();
                let is_open = || self.date_after(nth).is_none() && (tells_length(&found.sketch) || !is_dated());
                self.words_follow(found.end) && is_open()
            }
            _ => false,
        }
    }

    /// Whether an ordinal or a superlative stands close before: "the worst in ten years".
    fn is_ranked(&self, at: usize) -> bool {
        let sentence = self.tokens[at].sentence;
        let before = &self.tokens[at.saturating_sub(RANK_WORDS)..at];
        let ranks = |token: &Token<'_>| {
            let is_ordinal =
                self.grammar.numeral(token.word).is_some_and(|numeral| numeral.kind == NumeralKind::Ordinal);
            token.sentence == sentence && (is_ordinal || token.text.len() > 4 && token.text.ends_with("est"))
        };
        before.windows(2).any(|pair| matches!(pair[0].text, "the" | "The") && ranks(&pair[1]))
    }

    /// The date of the event that the words after an offset name.
    fn event_beside(&self, nth: usize) -> Option<Point> {
        event_date(self.tokens, self.found[nth].end, self.found, self.known, self.grammar)
    }

    fn anchors(&self, found: &Found, tense: Tense) -> Anchors {
        let preposition = self.tokens[..found.start].last().map(|token| token.text);
        Anchors {
            speech: self.speech,
            focus: self.focus.point,
            focus_day: self.focus.day,
            by_focus: self.is_by_focus(found, tense),
            is_focus_close: self.is_narrative || self.sentences_since_focus(found) <= 1,
            is_since: preposition.is_some_and(|word| word.eq_ignore_ascii_case("since")),
            is_before: preposition.is_some_and(|word| word.eq_ignore_ascii_case("before")),
            may_be_recent: !self.is_narrative && self.sentences_since_focus(found) > 0,
            is_attribute: self.is_attribute(found),
            tense,
            day_first: self.day_first,
        }
    }

    /// Whether it stands between an article and a noun.
    fn is_attribute(&self, found: &Found) -> bool {
        let article = |token: &Token<'_>| ARTICLES.iter().any(|word| token.text.eq_ignore_ascii_case(word));
        let noun =
            |token: &&Token<'_>| token.kind == TokenKind::Word && !self.grammar.cues(token.word).empty && !token.glued;
        let after = self.tokens.get(found.end).filter(|token| token.sentence == self.tokens[found.start].sentence);
        self.tokens[..=found.start].iter().rev().take(2).any(article) && after.filter(noun).is_some()
    }

    /// Whether a partial date is completed from the date last spoken of.
    fn is_by_focus(&self, found: &Found, tense: Tense) -> bool {
        if self.is_narrative || self.speech.is_none() {
            return true;
        }
        let (Some(focus), Some(speech)) = (self.focus.point, self.speech) else { return false };
        let is_year = matches!(focus.grain, Grain::Year(_));
        let is_fresh = self.sentences_since_focus(found) <= if is_year { YEAR_SENTENCES } else { FOCUS_SENTENCES };
        let is_old = focus.grain.interval().latest.is_some_and(|day| days_between(day, speech) > OLD_DAYS);
        let is_weekday = found.sketch.weekday.is_some() && found.sketch.month.is_none();
        // "in the fourth quarter" of a report is the latest one, whatever year the figures before were compared with.
        let is_share = found.sketch.quarter.or(found.sketch.half).is_some() && self.sentences_since_focus(found) > 0;
        is_fresh && is_old && self.focus.is_year_said && !is_weekday && !is_share && tense == Tense::Past
    }

    fn sentences_since_focus(&self, found: &Found) -> u32 {
        self.tokens[found.start].sentence.saturating_sub(self.focus.sentence)
    }

    fn place(&self, nth: usize, tense: Tense, before: &[Placed]) -> Option<Point> {
        let found = &self.found[nth];
        let sketch = &self.with_part_of_day(found);
        let mut anchors = self.anchors(found, tense);
        if self.opens_paragraph(found.start) && !self.is_narrative {
            (anchors.focus, anchors.focus_day) = (None, anchors.speech.or(anchors.focus_day));
        }
        if sketch.direction.is_some() && !sketch.length.is_empty() {
            return self.place_offset(nth, &anchors, before);
        }
        match self.focus.that_night(self.tokens, found) {
            Some(night) => place_stepped(sketch, night),
            None => self.place_alone(sketch, &anchors),
        }
    }

    /// "On Monday night ... at 10:30": the hour is of the part of the day last spoken of, close before.
    fn with_part_of_day(&self, found: &Found) -> Sketch {
        let sketch = found.sketch;
        let part = match self.focus.point.and_then(|point| point.clock) {
            _ if self.sentences_since_focus(found) > 1 => None,
            Some(Clock::Part(part)) => Some(part),
            // "Shortly after noon ... at half past one": the hours go on.
            Some(Clock::At { hour, .. }) => {
                let is_next = |later: i32| (hour..hour + NEXT_HOURS).contains(&(later + 12));
                Some(Part::Afternoon).filter(|_| hour >= 12 && sketch.hour.is_some_and(is_next))
            }
            None => None,
        };
        let is_bare_hour =
            sketch.hour.is_some() && sketch.meridiem.is_none() && !has_day_or_more(&sketch) && sketch.base.is_none();
        Sketch { part: sketch.part.or(part.filter(|_| is_bare_hour)), ..sketch }
    }

    /// The place of what is no offset.
    fn place_alone(&self, sketch: &Sketch, anchors: &Anchors) -> Option<Point> {
        match sketch.base {
            Some(base) => place_stepped(sketch, self.base_point(base, sketch)?),
            None if has_day_or_more(sketch) => place_calendar(sketch, anchors),
            None if sketch.has_clock() => place_clock(sketch, anchors),
            None => None,
        }
    }

    /// Whether it is the first thing in a paragraph, as the hours of a running report are.
    fn opens_paragraph(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| self.tokens[before].paragraph != self.tokens[at].paragraph)
    }

    /// What `base` stands for here.
    fn base_point(&self, base: Base, sketch: &Sketch) -> Option<Point> {
        let speech = self.speech.map(Point::day);
        let focus = self.focus.point.or(speech.filter(|_| !self.is_narrative));
        match base {
            // In history "this year" and "two years ago" are said from within the story.
            Base::Speech if self.is_narrative && self.focus.point.is_some() => {
                self.focus.point.filter(|_| !needs_day(sketch))
            }
            Base::Speech | Base::Ahead => speech,
            Base::Context if self.is_narrative => self.focus.point,
            Base::Context => speech.or(self.focus.point),
            Base::Focus | Base::Given if needs_day(sketch) => {
                let day = self.day_in_focus(sketch.has_clock() && sketch.steps == Some(0))?;
                // The morning that belongs to a night is the one it ends in.
                let is_after_night = sketch.part == Some(Part::Morning) && sketch.steps == Some(0);
                let ends_night = is_after_night && matches!(day.clock, Some(Clock::Part(Part::Night)));
                if ends_night { Some(Point::of(day.grain.step(1)?)) } else { Some(day) }
            }
            Base::Focus | Base::Given => focus,
        }
    }

    /// The day last spoken of, with its time. Where a month was spoken of since, that month if it will do, and else in
    /// news an earlier day, or the day of publication.
    fn day_in_focus(&self, may_be_month: bool) -> Option<Point> {
        let is_day = |point: &Point| point.date().is_some();
        let is_month = |point: &Point| may_be_month && matches!(point.grain, Grain::Month(..));
        let fallback = self.focus.day.or(self.speech).map(Point::day).filter(|_| !self.is_narrative);
        self.focus.point.filter(|point| is_day(point) || is_month(point)).or(fallback)
    }

    /// "two days ago", "six weeks after the closure".
    fn place_offset(&self, nth: usize, anchors: &Anchors, before: &[Placed]) -> Option<Point> {
        let sketch = &self.found[nth].sketch;
        let base = sketch.base?;
        if base == Base::Given
            && let Some(point) = self.given_point(nth, anchors, before)
        {
            return point;
        }
        if base == Base::Focus && self.focus.point.is_none() && self.ends_in_on(nth) {
            // "Three months on" at the head of a text counts up to its own day.
            return Grain::Day(self.speech?).widen(sketch.length.finest()?).map(Point::of);
        }
        let from = self.offset_base(base, sketch)?;
        if sketch.modifier == Some(Modifier::More) && base == Base::Speech {
            return shift_by_days(from, &sketch.length, sketch.direction.unwrap_or(-1)).map(Point::day);
        }
        place_shifted(sketch, from)
    }

    fn ends_in_on(&self, nth: usize) -> bool {
        self.tokens[..self.found[nth].end].last().is_some_and(|token| token.text == "on")
    }

    fn offset_base(&self, base: Base, sketch: &Sketch) -> Option<Point> {
        let finest = sketch.length.finest()?;
        match base {
            Base::Focus | Base::Given if finest < Unit::Day => {
                self.focus.hour_of_day().or_else(|| self.day_in_focus(true))
            }
            Base::Focus | Base::Given if finest <= Unit::Week => self.day_in_focus(true),
            _ => self.base_point(base, sketch),
        }
    }

    /// The place of an offset from what stands beside it; the outer `None` where nothing does.
    fn given_point(&self, nth: usize, anchors: &Anchors, before: &[Placed]) -> Option<Option<Point>> {
        let found = &self.found[nth];
        if let Some(next) = self.date_after(nth) {
            let from = self.place_alone(&next.sketch, anchors)?;
            return Some(place_shifted(&found.sketch, from));
        }
        if !self.words_follow(found.end) {
            return None;
        }
        if let Some(point) = self.apposition(nth, before) {
            return Some(Some(point));
        }
        Some(self.event_beside(nth).and_then(|from| place_shifted(&found.sketch, from)))
    }

    /// The date right after, as in "two days before Monday's collapse".
    fn date_after(&self, nth: usize) -> Option<&Found> {
        let found = &self.found[nth];
        let next = self.found.get(nth + 1)?;
        let same_sentence = self.tokens[next.start].sentence == self.tokens[found.start].sentence;
        let between = &self.tokens[found.end..next.start];
        let of_event = between.last().is_some_and(|token| matches!(token.text, "on" | "in" | "of"));
        let plain = between.len() <= EVENT_WORDS && between.iter().all(|token| token.kind == TokenKind::Word);
        let close = between.is_empty() || between.len() == 1 && between[0].text == "the" || plain && of_event;
        let is_date = next.sketch.kind == Some(Kind::Calendar) && matches!(next.sketch.base, None | Some(Base::Speech));
        (same_sentence && close && is_date && next.sketch.length.is_empty()).then_some(next)
    }

    /// Whether a word, not a sign or the sentence's end, comes next.
    fn words_follow(&self, at: usize) -> bool {
        let sentence = |at: usize| self.tokens.get(at).map(|token| token.sentence);
        let is_word = self.tokens.get(at).is_some_and(|token| token.text.chars().any(char::is_alphanumeric));
        is_word && sentence(at) == sentence(at - 1)
    }

    /// "On 16 February, two days before the hearing": the day is the 16th.
    fn apposition(&self, nth: usize, before: &[Placed]) -> Option<Point> {
        let found = &self.found[nth];
        let last = nth.checked_sub(1)?;
        let comma = found.start.checked_sub(1)?;
        let is_beside = self.found[last].end == comma && self.tokens[comma].text == ",";
        before[last]
            .point
            .filter(|_| is_beside && self.tokens[self.found[last].start].sentence == self.tokens[found.start].sentence)
    }

    /// Whether a bare year is said in passing ("the largest since 1813", "a campaign planned for 1976") while the text
    /// is at days or months of another: a year that a story moves on to comes at the head of a sentence, or is near.
    fn is_aside(&self, found: &Found, point: Point, tense: Tense) -> bool {
        let Some(focus) = self.focus.point else { return false };
        let head =
            self.tokens[..found.start].iter().rev().take_while(|t| t.sentence == self.tokens[found.start].sentence);
        let is_bare_year = matches!(point.grain, Grain::Year(_)) && focus.grain.month().is_some();
        let is_leap = !(0..LEAP_YEARS).contains(&(point.grain.year() - focus.grain.year()));
        is_bare_year && (is_leap || tense == Tense::Future) && head.take(HEAD_WORDS + 1).count() > HEAD_WORDS
    }

    /// Keeps the date for expressions that follow, unless it is only that of a report.
    fn remember(&mut self, found: &Found, point: Option<Point>, tense: Tense) {
        let Some(point) = point else { return };
        let is_long = matches!(point.grain, Grain::Decade(_) | Grain::Century(_));
        let is_recent = self.speech.zip(point.date()).is_some_and(|(speech, day)| days_between(day, speech) < 8);
        if self.is_aside(found, point, tense)
            || is_long
            || is_recent && self.focus.point.is_some() && dates_a_report(self.tokens, found, self.grammar)
        {
            return;
        }
        self.focus.turn_to(point, &found.sketch, self.tokens[found.start].sentence);
    }
}

/// The end of a range, moved on where it would lie before the beginning.
fn after_beginning(sketch: &Sketch, end: Option<Point>, before: &[Placed]) -> Option<Point> {
    match before.last().and_then(|placed| placed.point) {
        Some(start) => not_before(end?, start, sketch).or(end),
        None => end,
    }
}

/// "More than seven hours after" some event does not tell when, but how long.
fn tells_length(sketch: &Sketch) -> bool {
    sketch.modifier == Some(Modifier::About) && sketch.length.finest().is_some_and(|unit| unit < Unit::Day)
}

pub(super) fn days_between(earlier: Date, later: Date) -> i32 {
    earlier.until(later).map_or(i32::MAX, |span| span.get_days())
}

fn has_day_or_more(sketch: &Sketch) -> bool {
    sketch.has_year()
        || sketch.month.or(sketch.day).or(sketch.weekday).or(sketch.quarter).or(sketch.half).is_some()
        || sketch.decade.or(sketch.century).or(sketch.easter).or(sketch.week).is_some()
        || sketch.season.is_some()
}

/// Whether only a day will do to count from.
fn needs_day(sketch: &Sketch) -> bool {
    sketch.unit == Some(Unit::Day) || sketch.unit.is_none() && sketch.weekday.is_some()
}
