//! When expressions of time speak of, with the words around them: "from 1990 to 1995", "since 2000", a life's dates after a name.

use super::sentence::Sentence;
use clew_model::{Interval, PartOfSpeech, Relation, Span, TimeExpression, TimeType};

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
    match word_before(sentence, span) {
        Some("since") => Interval { latest: None, ..interval },
        Some("from") if is_of_verb() => Interval { latest: None, ..interval },
        Some("after" | "by") if is_hour => interval,
        Some("by" | "before" | "until" | "till") => Interval { earliest: None, ..interval },
        Some("after") => Interval { earliest: interval.earliest, latest: None },
        _ => interval,
    }
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
