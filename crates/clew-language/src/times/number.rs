//! Numbers in digits and in words, and what they can stand for: a day, a year, an hour.

use super::{
    grammar::{Grammar, NumberClass},
    rule::ClassId,
    sketch::Sketch,
    token::{Token, TokenKind},
    word_list::{Numeral, NumeralKind},
};

/// A reading of the tokens from some place up to `end` as a number of some class.
pub(super) struct NumberReading {
    pub class: ClassId,
    pub end: usize,
    pub sketch: Sketch,
}

/// Every reading of a number that begins at `tokens[at]`.
pub(super) fn read_numbers(tokens: &[Token<'_>], at: usize, grammar: &Grammar, readings: &mut Vec<NumberReading>) {
    let mut reader = Reader { tokens, grammar, readings };
    match tokens[at].kind {
        TokenKind::Digits => reader.digits(at),
        TokenKind::Grouped => {
            let plain = tokens[at].text.replace(',', "");
            if let Ok(value) = plain.parse() {
                reader.push(NumberClass::Number, at + 1, |sketch| sketch.number = Some(value));
            }
        }
        TokenKind::Word => reader.words(at),
        TokenKind::Sign => {}
    }
}

struct Reader<'a, 't> {
    tokens: &'a [Token<'t>],
    grammar: &'a Grammar,
    readings: &'a mut Vec<NumberReading>,
}

impl Reader<'_, '_> {
    fn push(&mut self, class: NumberClass, end: usize, fill: impl FnOnce(&mut Sketch)) {
        let mut sketch = Sketch::default();
        fill(&mut sketch);
        self.readings.push(NumberReading { class: class.id(), end, sketch });
    }

    fn digits(&mut self, at: usize) {
        let text = self.tokens[at].text;
        let Ok(value) = text.parse::<i32>() else { return };
        let end = at + 1;
        if let Some(suffix_end) = self.ordinal_suffix(end) {
            self.push(NumberClass::Nth, suffix_end, |sketch| sketch.ordinal = Some(value));
            if text.len() <= 2 && (1..=31).contains(&value) {
                self.push(NumberClass::DayOrdinal, suffix_end, |sketch| sketch.day = Some(value));
            }
            return;
        }
        self.quantity(at, value);
        if self.is_decimal(at) {
            return;
        }
        self.calendar_digits(text, value, end);
        self.clock_digits(text, value, end);
    }

    /// Whether the digits are part of a number such as "2.4" or "1.5130", and no date or hour in figures.
    fn is_decimal(&self, at: usize) -> bool {
        let digits = |at: usize| self.tokens.get(at).filter(|token| token.kind == TokenKind::Digits);
        let point = |at: usize| self.tokens.get(at).is_some_and(|token| token.glued && token.text == ".");
        let more = |at: usize| point(at) && digits(at + 1).is_some_and(|token| token.glued);
        let whole = more(at + 1) && !more(at + 3) && digits(at + 2).is_some_and(|tenths| tenths.text.len() != 2);
        let tenths = self.ends_point(at) && self.tokens[at].text.len() != 2 && !self.ends_point(at - 2);
        whole && !self.ends_point(at) || tenths
    }

    /// Whether a point with digits before it stands right before `at`, as in "18.05.2019".
    fn ends_point(&self, at: usize) -> bool {
        at >= 2
            && self.tokens[at].glued
            && self.tokens[at - 1].text == "."
            && self.tokens[at - 2].kind == TokenKind::Digits
    }

    /// "3", "22.8", "2½".
    fn quantity(&mut self, at: usize, value: i32) {
        let end = at + 1;
        self.push(NumberClass::Number, end, |sketch| sketch.number = Some(value as f32));
        if value < 100 {
            self.push(NumberClass::Integer, end, |sketch| sketch.number = Some(value as f32));
        }
        let glued = |nth: usize| self.tokens.get(at + nth).filter(|token| token.glued);
        let fraction = glued(1).and_then(|sign| match sign.text {
            "½" => Some((at + 2, 0.5)),
            "¼" => Some((at + 2, 0.25)),
            "¾" => Some((at + 2, 0.75)),
            "." => glued(2).filter(|token| token.kind == TokenKind::Digits).and_then(|token| {
                let tenths: f32 = format!("0.{}", token.text).parse().ok()?;
                Some((at + 3, tenths))
            }),
            _ => None,
        });
        if let Some((end, fraction)) = fraction {
            self.push(NumberClass::Number, end, |sketch| sketch.number = Some(value as f32 + fraction));
        }
    }

    fn calendar_digits(&mut self, text: &str, value: i32, end: usize) {
        match text.len() {
            1 | 2 => {
                if (1..=31).contains(&value) {
                    self.push(NumberClass::Day, end, |sketch| sketch.day = Some(value));
                }
                if (1..=12).contains(&value) {
                    self.push(NumberClass::MonthDigits, end, |sketch| sketch.month = Some(value));
                }
            }
            4 if (1000..2200).contains(&value) => {
                self.push(NumberClass::YearDigits, end, |sketch| sketch.year = Some(value));
                if self.opens_span(end, value) {
                    self.push(NumberClass::TurnYear, end, |sketch| sketch.year = Some(value));
                }
                if (1700..2100).contains(&value) && self.can_stand_alone(end - 1) {
                    self.push(NumberClass::BareYear, end, |sketch| sketch.year = Some(value));
                }
                if value % 10 == 0 {
                    self.push(NumberClass::Decade, end, |sketch| sketch.decade = Some(value));
                }
            }
            8 if (1900..2100).contains(&(value / 10_000)) => self.push(NumberClass::YearMonthDay, end, |sketch| {
                sketch.year = Some(value / 10_000);
                sketch.month = Some(value / 100 % 100);
                sketch.day = Some(value % 100);
            }),
            _ => {}
        }
        if text.len() == 2 {
            self.push(NumberClass::ShortYear, end, |sketch| sketch.short_year = Some(value));
            if value > 31 || text.starts_with('0') {
                self.push(NumberClass::OldShortYear, end, |sketch| sketch.short_year = Some(value));
            }
            if value >= 20 && value % 10 == 0 {
                self.push(NumberClass::ShortDecade, end, |sketch| sketch.decade = Some(value));
            }
        }
    }

    fn clock_digits(&mut self, text: &str, value: i32, end: usize) {
        // "0:56" is how long a film runs; midnight is "00:56".
        if text.len() <= 2 && value <= 24 && text != "0" {
            self.push(NumberClass::HourDigits, end, |sketch| sketch.hour = Some(value));
        }
        if text.len() == 2 && value < 60 {
            self.push(NumberClass::MinuteDigits, end, |sketch| sketch.minute = Some(value));
            self.push(NumberClass::SecondDigits, end, |sketch| sketch.second = Some(value));
        }
        if matches!(text.len(), 3 | 4) && value / 100 <= 24 && value % 100 < 60 {
            self.push(NumberClass::HourMinuteDigits, end, |sketch| {
                (sketch.hour, sketch.minute) = (Some(value / 100), Some(value % 100))
            });
        }
    }

    /// "2007-08": a year and the next, not a month.
    fn opens_span(&self, at: usize, year: i32) -> bool {
        let next = |nth: usize| self.tokens.get(at + nth).filter(|token| token.glued).map(|token| token.text);
        matches!(next(0), Some("-" | "–")) && next(1).is_some_and(|digits| digits.parse() == Ok((year + 1) % 100))
    }

    /// Whether four digits can be a year with no word to say so: no count, no sum, no part of a longer number.
    fn can_stand_alone(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| &self.tokens[at]);
        let after = self.tokens.get(at + 1);
        let joins = |sign: &Token<'_>| matches!(sign.text, "/" | "." | ":" | "%" | "+" | "_" | "&" | "=");
        let joined = before
            .is_some_and(|token| self.tokens[at].glued && (joins(token) || token.kind == TokenKind::Word))
            || after.is_some_and(|token| {
                let more = self.tokens.get(at + 2).is_some_and(|next| next.glued && next.kind != TokenKind::Sign);
                token.glued && (joins(token) && more || token.kind == TokenKind::Word && !is_possessive(token.text))
            });
        let money = before.is_some_and(|token| matches!(token.text, "$" | "£" | "€" | "¥" | "#" | "+"));
        let counted =
            after.is_some_and(|token| self.counts(token)) && !before.is_some_and(|token| self.leads_to_year(token));
        !joined && !money && !counted && !self.ends_telephone(at)
    }

    /// Whether three digits and a dash stand right before, as in "555-1860".
    fn ends_telephone(&self, at: usize) -> bool {
        let glued = self.tokens[at].glued && at >= 2 && self.tokens[at - 1].glued;
        glued && self.tokens[at - 1].text == "-" && self.tokens[at - 2].text.len() == 3
    }

    /// Whether a word after a number looks like what it counts: "2000 pieces".
    fn counts(&self, after: &Token<'_>) -> bool {
        let plural = after.text.len() > 3 && after.text.ends_with('s') && !after.text.ends_with("ss");
        after.is_lower()
            && (plural && !self.grammar.cues(after.word).present || matches!(after.text, "people" | "men" | "women"))
    }

    fn leads_to_year(&self, before: &Token<'_>) -> bool {
        [
            "the", "in", "its", "his", "her", "their", "of", "a", "since", "from", "until", "by", "'s", "’s", "and",
            "-", "–",
        ]
        .iter()
        .any(|word| before.text.eq_ignore_ascii_case(word))
    }

    /// The end of a glued "th", "st", "nd" or "rd".
    fn ordinal_suffix(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at).filter(|token| token.glued)?;
        ["st", "nd", "rd", "th"].iter().any(|suffix| token.text.eq_ignore_ascii_case(suffix)).then_some(at + 1)
    }

    fn words(&mut self, at: usize) {
        if self.grammar.numeral(self.tokens[at].word).is_none() {
            return;
        }
        self.word_year(at);
        let Some(spoken) = self.spoken(at) else { return };
        let whole = spoken.value as i32;
        if spoken.is_ordinal {
            self.push(NumberClass::Nth, spoken.end, |sketch| sketch.ordinal = Some(whole));
            if (1..=31).contains(&whole) {
                self.push(NumberClass::DayOrdinal, spoken.end, |sketch| sketch.day = Some(whole));
            }
            return;
        }
        self.push(NumberClass::Number, spoken.end, |sketch| sketch.number = Some(spoken.value));
        self.push(NumberClass::Integer, spoken.end, |sketch| sketch.number = Some(spoken.value));
        if let Some((end, fraction)) = self.and_fraction(spoken.end) {
            self.push(NumberClass::Number, end, |sketch| sketch.number = Some(spoken.value + fraction));
        }
        if (1..=31).contains(&whole) {
            self.push(NumberClass::DayWord, spoken.end, |sketch| sketch.day = Some(whole));
        }
        if (1..=12).contains(&whole) && spoken.end == at + 1 {
            self.push(NumberClass::HourWord, spoken.end, |sketch| sketch.hour = Some(whole));
        }
    }

    /// "nineteen ninety six", "two thousand and fifteen".
    fn word_year(&mut self, at: usize) {
        let of_hundreds = self.cardinal(at).filter(|value| (10.0..=20.0).contains(value));
        if let Some(hundreds) = of_hundreds
            && let Some(rest) =
                self.spoken(at + 1).filter(|rest| !rest.is_ordinal && (10.0..100.0).contains(&rest.value))
        {
            let year = (hundreds * 100.0 + rest.value) as i32;
            self.push(NumberClass::YearWord, rest.end, |sketch| sketch.year = Some(year));
        }
        if let Some(spoken) = self.spoken(at)
            && !spoken.is_ordinal
            && (1100.0..2100.0).contains(&spoken.value)
        {
            self.push(NumberClass::YearWord, spoken.end, |sketch| sketch.year = Some(spoken.value as i32));
        }
    }

    fn cardinal(&self, at: usize) -> Option<f32> {
        let numeral = self.grammar.numeral(self.tokens.get(at)?.word)?;
        (numeral.kind == NumeralKind::Cardinal).then_some(numeral.value)
    }

    /// " and a half", " and a quarter".
    fn and_fraction(&self, at: usize) -> Option<(usize, f32)> {
        let text = |nth: usize| self.tokens.get(nth).map(|token| token.text);
        let from = if text(at)? == "and" { at + 1 } else { return None };
        let from = if text(from)? == "a" { from + 1 } else { from };
        let numeral = self.grammar.numeral(self.tokens.get(from)?.word)?;
        (numeral.kind == NumeralKind::Fraction).then_some((from + 1, numeral.value))
    }

    /// The longest number in words from `at`: "two hundred and fifty", "twenty-first".
    fn spoken(&self, at: usize) -> Option<Spoken> {
        let (mut total, mut current, mut end, mut is_ordinal) = (0.0, 0.0, at, false);
        let mut last: Option<f32> = None;
        while !is_ordinal
            && end < at + LONGEST
            && let Some((numeral, next)) = self.next_numeral(end, at)
        {
            match numeral.kind {
                NumeralKind::Multiplier if last.is_none() => break,
                NumeralKind::Multiplier if numeral.value >= 1000.0 => {
                    (total, current) = (total + f32::max(current, 1.0) * numeral.value, 0.0);
                }
                NumeralKind::Multiplier => current = f32::max(current, 1.0) * numeral.value,
                NumeralKind::Cardinal | NumeralKind::Ordinal if fits_after(last, numeral.value) => {
                    current += numeral.value;
                    is_ordinal = numeral.kind == NumeralKind::Ordinal;
                }
                _ => break,
            }
            (last, end) = (Some(numeral.value), next);
        }
        (end > at).then_some(Spoken { value: total + current, end, is_ordinal })
    }

    /// The number word at `at`, after a hyphen or an "and" where words went before it.
    fn next_numeral(&self, at: usize, start: usize) -> Option<(Numeral, usize)> {
        let token = self.tokens.get(at)?;
        let joined = at > start && (token.glued && token.text == "-" || token.text.eq_ignore_ascii_case("and"));
        let at = if joined { at + 1 } else { at };
        let token = self.tokens.get(at)?;
        if joined && self.tokens[at - 1].text != "-" && !self.after_hundreds(at - 1) {
            return None;
        }
        self.grammar.numeral(token.word).map(|numeral| (numeral, at + 1))
    }

    fn after_hundreds(&self, and: usize) -> bool {
        let before = and.checked_sub(1).and_then(|at| self.grammar.numeral(self.tokens[at].word));
        before.is_some_and(|numeral| numeral.kind == NumeralKind::Multiplier)
    }
}

fn is_possessive(text: &str) -> bool {
    text.starts_with(['\'', '’'])
}

/// Tokens of the longest number in words that is read as one.
const LONGEST: usize = 12;

struct Spoken {
    value: f32,
    end: usize,
    is_ordinal: bool,
}

/// Ones after tens, and anything below a hundred after a hundred or a thousand.
fn fits_after(last: Option<f32>, value: f32) -> bool {
    match last {
        None => true,
        Some(last) if last >= 100.0 => value < 100.0,
        Some(last) if last >= 20.0 => value < 10.0 && last % 10.0 == 0.0,
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::token::tokenise;
    use clew_model::CodePoints;

    fn check(text: &str, class: NumberClass, read: impl Fn(&Sketch) -> Option<f32>, expect: f32) {
        let grammar = Grammar::compiled();
        let points = CodePoints::new(text);
        let tokens = tokenise(&points, &[], grammar);
        let mut readings = Vec::new();
        read_numbers(&tokens, 0, grammar, &mut readings);
        let whole = readings.iter().find(|reading| reading.class == class.id() && reading.end == tokens.len());
        assert_eq!(whole.and_then(|reading| read(&reading.sketch)), Some(expect), "{text:?} as {class:?}");
    }

    #[test]
    fn quantities_in_words_and_digits() {
        let number = |sketch: &Sketch| sketch.number;
        check("seventy-nine", NumberClass::Number, number, 79.0);
        check("two hundred and fifty", NumberClass::Number, number, 250.0);
        check("two thousand", NumberClass::Number, number, 2000.0);
        check("two and a half", NumberClass::Number, number, 2.5);
        check("22.8", NumberClass::Number, number, 22.8);
        check("2½", NumberClass::Number, number, 2.5);
        check("30,000", NumberClass::Number, number, 30_000.0);
    }

    #[test]
    fn ordinals_and_years_in_words() {
        let ordinal = |sketch: &Sketch| sketch.ordinal.map(|value| value as f32);
        check("twenty-first", NumberClass::Nth, ordinal, 21.0);
        check("22nd", NumberClass::Nth, ordinal, 22.0);
        let year = |sketch: &Sketch| sketch.year.map(|value| value as f32);
        check("nineteen ninety six", NumberClass::YearWord, year, 1996.0);
        check("seventeen hundred thirty three", NumberClass::YearWord, year, 1733.0);
        check("two thousand and fifteen", NumberClass::YearWord, year, 2015.0);
    }
}
