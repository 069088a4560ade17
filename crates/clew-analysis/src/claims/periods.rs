//! When expressions of time speak of, with the words around them: "from 1990 to 1995", "since 2000", a life's dates after a name.

use super::cardinal::cardinal;
use super::sentence::Sentence;
use clew_model::{Interval, PartOfSpeech, Relation, Span, TimeExpression, TimeType};
use jiff::civil::DateTime;

/// Lengths of more units than this are not counted off.
const MOST: i64 = 1000;

/// Words before a time among which stands what makes its figure one that another is compared with.
const COMPARED: usize = 9;

/// Words that change nothing between a preposition and its time: "by the end of 1972".
const AROUND: [&str; 9] = ["the", "end", "start", "of", "early", "late", "mid", "as", "-"];

/// The interval of an expression of time, with the other end of a stretch that it bounds, and with the ends open that the word
/// before it leaves open.
pub(crate) fn interval(sentence: &Sentence, times: &[TimeExpression], nth: usize) -> Interval {
    let other = |at: Option<usize>| at.and_then(|at| times.get(at));
    let from = other(nth.checked_sub(1)).and_then(|before| stretch(sentence, before, &times[nth]));
    let stretch = from.or_else(|| other(nth.checked_add(1)).and_then(|after| stretch(sentence, &times[nth], after)));
    stretch.unwrap_or_else(|| opened(sentence, &times[nth]))
}

/// From one time to the next, where the words between say so: "1990 - 1995", "between May and July".
fn stretch(sentence: &Sentence, from: &TimeExpression, to: &TimeExpression) -> Option<Interval> {
    let (first, last) = (from.interval.earliest?, to.interval.latest?);
    let (after, until) = (sentence.word_at(from.span.end.checked_sub(1)?)? + 1, sentence.word_at(to.span.start)?);
    let mut between =
        (after..until).map(|at| sentence.form(at)).filter(|form| !matches!(*form, "the" | "early" | "late"));
    let joins = match between.next() {
        Some("to" | "until" | "till" | "through" | "-" | "–" | "—") => true,
        Some("and") => word_before(sentence, from.span) == Some("between"),
        _ => false,
    };
    (joins && between.next().is_none()).then(|| Interval::new(Some(first), Some(last)).ok()).flatten()
}

/// A time with the end open that the word before it leaves open: "since 2000", "by the end of 1972", "before Monday".
fn opened(sentence: &Sentence, time: &TimeExpression) -> Interval {
    let TimeExpression { span, interval, .. } = *time;
    // "after noon on Monday" was on Monday: what is left open is the hour.
    let is_hour = time.time == TimeType::Time && interval.single_day().is_some();
    let is_of_verb = || sentence.head_of(span).is_some_and(|head| sentence.relation(head) == Relation::Obl);
    if is_more_than(sentence, span) {
        return Interval { earliest: None, ..interval };
    }
    match word_before(sentence, span) {
        Some("since") => Interval { latest: None, ..interval },
        Some("from") if is_of_verb() => Interval { latest: None, ..interval },
        Some("after" | "by") if is_hour => interval,
        Some("by" | "before" | "until" | "till") => Interval { earliest: None, ..interval },
        Some("after") => Interval { earliest: interval.earliest, latest: None },
        _ => interval,
    }
}

/// "More than thirty years ago", "over a week ago": then at the latest.
fn is_more_than(sentence: &Sentence, span: Span) -> bool {
    let (Some(first), Some(last)) = (sentence.word_at(span.start), sentence.word_at(span.end.saturating_sub(1))) else {
        return false;
    };
    let opens =
        |at: usize| sentence.form(at) == "over" || sentence.form(at) == "more" && sentence.form(at + 1) == "than";
    let before = (1..=2).filter_map(|nth| first.checked_sub(nth));
    sentence.form(last) == "ago" && std::iter::once(first).chain(before).any(|at| at < last && opens(at))
}

fn word_before<'s>(sentence: &'s Sentence, span: Span) -> Option<&'s str> {
    let first = sentence.word_at(span.start)?;
    (first.saturating_sub(4)..first).rev().map(|at| sentence.form(at)).find(|form| !AROUND.contains(form))
}

/// Whether a time is that of the report, as of which something is known: "the shooting has no witness [as of Monday]", "[at this time] the
/// shooting is treated as an accident".
pub(crate) fn is_of_report(sentence: &Sentence, time: Span) -> bool {
    let Some(first) = sentence.word_at(time.start) else { return false };
    let is_as_of = first >= 2 && sentence.form(first - 1) == "of" && sentence.form(first - 2) == "as";
    let is_in_time = |at: &usize| sentence.span_of(*at).start < time.end;
    let words: Vec<&str> = (first..sentence.len()).take_while(is_in_time).map(|at| sentence.form(at)).collect();
    is_as_of || matches!(words[..], ["now" | "currently" | "presently"] | [.., "this", "time" | "point" | "moment"])
}

/// Whether a time stands in brackets of its own beside a name: the dates of a life or a birth, and not of what is said of it.
pub(crate) fn is_of_a_life(sentence: &Sentence, time: Span, word: usize) -> bool {
    let Some(at) = sentence.word_at(time.start) else { return false };
    let opening = (0..at).rev().take_while(|at| sentence.form(*at) != ")").find(|at| sentence.form(*at) == "(");
    let Some(opening) = opening else { return false };
    let closing = (at..sentence.len()).find(|at| sentence.form(*at) == ")").unwrap_or(sentence.len());
    let named = (0..opening).rev().find(|at| sentence.part(*at) != PartOfSpeech::Punctuation);
    let is_after_name = named.is_some_and(|at| sentence.part(at) == PartOfSpeech::ProperNoun);
    let is_born = (opening..closing).any(|at| matches!(sentence.form(at), "born" | "b." | "died" | "d."));
    !(opening..closing).contains(&word) && (is_born || is_after_name && opening < word)
}

/// When something was from which a time is counted off: the raid of "on 14 May, two days after [the raid]" was on the 12th.
pub(crate) fn counted_from(sentence: &Sentence, times: &[TimeExpression], word: usize) -> Option<Interval> {
    let mark = sentence.by(word, &[Relation::Case, Relation::Mark]).next()?;
    let at = sentence.span_of(mark);
    let nth = times.partition_point(|time| time.span.end < at.end);
    let time = times.get(nth).filter(|time| time.span.end == at.end && time.span.start < at.start)?;
    let first = sentence.word_at(time.span.start)?;
    let words: Vec<&str> = (first..mark).map(|at| sentence.form(at)).collect();
    let length = length(&words)?;
    let day = time.interval.single_day()?;
    // A day alone has no hour.
    let moment = time.value.parse::<DateTime>().ok().filter(|_| time.value.contains('T'));
    let from = moment.or_else(|| is_of_days_alone(&length).then(|| day.at(12, 0, 0, 0)))?;
    let counted = match sentence.form(mark) {
        "after" => from.checked_sub(length),
        "before" => from.checked_add(length),
        _ => return None,
    };
    Some(Interval::day(counted.ok()?.date()))
}

/// "two days", "an hour and twelve minutes"; `None` for what is no more than about so long.
fn length(words: &[&str]) -> Option<jiff::Span> {
    let mut length = jiff::Span::new();
    let mut rest = words;
    loop {
        let (number, used) = match rest.first()? {
            &("a" | "an") => (1, 1),
            _ => cardinal(rest)?,
        };
        let number = i64::try_from(number).ok().filter(|number| *number < MOST)?;
        length = match *rest.get(used)? {
            "minute" | "minutes" => length.minutes(number),
            "hour" | "hours" => length.hours(number),
            "day" | "days" => length.days(number),
            "week" | "weeks" => length.days(7 * number),
            _ => return None,
        };
        match rest.get(used + 1) {
            None => return Some(length),
            Some(&"and") => rest = &rest[used + 2..],
            Some(_) => return None,
        }
    }
}

fn is_of_days_alone(length: &jiff::Span) -> bool {
    length.get_hours() == 0 && length.get_minutes() == 0
}

/// Whether a time is that of the figure with which another is compared: "rose to 12 from nine [last year]", "against four [in May]".
pub(crate) fn is_compared_with(sentence: &Sentence, time: Span) -> bool {
    let Some(first) = sentence.word_at(time.start) else { return false };
    let is_number = |at: usize| sentence.part(at) == PartOfSpeech::Numeral;
    let is_in = |at: usize| !matches!(sentence.form(at), "," | ";") && sentence.part(at) != PartOfSpeech::Verb;
    let back = || (first.saturating_sub(COMPARED)..first).rev().take_while(|at| is_in(*at));
    let compares = |at: &usize| match sentence.form(*at) {
        "against" | "versus" => true,
        "with" => *at > 0 && sentence.form(*at - 1) == "compared",
        // Of a figure that became another: "to 12 from nine".
        "from" => (at.saturating_sub(4)..*at).any(is_number),
        _ => false,
    };
    back().find(compares).is_some_and(|from| (from..first).any(is_number))
}

/// Whether a verb with "not" has a time until which it was so: "was not told until noon" says when somebody was told.
pub(crate) fn is_not_until(sentence: &Sentence, word: usize) -> bool {
    let is_negated =
        sentence.by(word, &[Relation::Advmod]).any(|at| at < word && matches!(sentence.form(at), "not" | "n't"));
    let is_until = |at: usize| {
        let mut marks = sentence.by(at, &[Relation::Case, Relation::Mark]);
        at > word && marks.any(|mark| matches!(sentence.form(mark), "until" | "till"))
    };
    is_negated && sentence.by(word, &[Relation::Obl, Relation::OblUnmarked, Relation::Advcl]).any(is_until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_words_are_counted_out() {
        let read = |words: &str| length(&words.split(' ').collect::<Vec<_>>()).map(|length| length.fieldwise());
        assert_eq!(read("two days"), Some(jiff::Span::new().days(2).fieldwise()));
        assert_eq!(read("an hour and twelve minutes"), Some(jiff::Span::new().hours(1).minutes(12).fieldwise()));
        assert_eq!(read("three weeks"), Some(jiff::Span::new().days(21).fieldwise()));
        assert_eq!(read("more than two days"), None);
        assert_eq!(read("a month"), None);
    }
}
