//! Corrections: what a document says was wrong in an earlier one.

use crate::claims::cardinal;
use crate::fold;
use clew_model::{Annotation, CodePoints, Interval, Reading, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Words that say so, with examples.
const CORRECTIONS: &str = include_str!("../words/corrections.txt");

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::parse(CORRECTIONS));

/// One correction that a document prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldCorrection {
    /// Number of its first sentence.
    pub first_sentence: u32,
    /// Number of its last sentence.
    pub last_sentence: u32,
    /// When what it corrects was published, where it says so.
    pub published: Interval,
    /// The number that it puts right.
    pub right: Option<u64>,
}

impl ToldCorrection {
    /// Whether a sentence is part of it.
    pub fn holds(&self, sentence: u32) -> bool {
        (self.first_sentence..=self.last_sentence).contains(&sentence)
    }
}

#[derive(Debug, Default)]
struct Cues {
    notice: Vec<String>,
    wrong: Vec<String>,
    right: Vec<String>,
}

impl Cues {
    fn parse(list: &str) -> Self {
        let mut cues = Self::default();
        for (kind, words) in list.lines().filter_map(|line| line.split_once(' ')) {
            let into = match kind {
                "notice" => &mut cues.notice,
                "wrong" => &mut cues.wrong,
                "right" => &mut cues.right,
                _ => continue,
            };
            into.extend(words.split(", ").map(fold));
        }
        cues
    }

    /// The notice that begins these words.
    fn notice(&self, folded: &str) -> Option<&str> {
        self.notice.iter().find(|cue| folded.starts_with(cue.as_str())).map(String::as_str)
    }

    fn wrong(&self, folded: &str) -> Option<&str> {
        self.wrong.iter().find(|cue| folded.contains(cue.as_str())).map(String::as_str)
    }

    /// The number that these words put right.
    fn right(&self, folded: &str) -> Option<u64> {
        let after = self.right.iter().find_map(|cue| folded.split_once(cue.as_str()))?.1;
        let words: Vec<&str> =
            after.split(|c: char| !c.is_alphanumeric() && c != ',').filter(|w| !w.is_empty()).collect();
        cardinal(&words).map(|(number, _)| number)
    }
}

/// The corrections of a text, in order; each within its paragraph, or all of a text whose title is one.
pub(crate) fn corrections(
    reading: &Reading,
    points: &CodePoints<'_>,
    annotation: &Annotation,
    published: Interval,
) -> Vec<ToldCorrection> {
    let titled = reading.title.as_ref().is_some_and(|title| CUES.notice(&fold(title)).is_some());
    let mut found: Vec<ToldCorrection> = Vec::new();
    let mut is_notice = titled;
    let mut before: Option<Span> = None;
    for (number, span) in (0..).zip(&annotation.sentences) {
        let folded = fold(points.slice(*span));
        if !titled && before.is_none_or(|before| begins_paragraph(points, before, *span)) {
            is_notice = false;
        }
        let begins = CUES.notice(&folded).is_some();
        is_notice |= begins;
        before = Some(*span);
        if !is_notice && CUES.wrong(&folded).is_none() {
            continue;
        }
        let one = ToldCorrection {
            first_sentence: number,
            last_sentence: number,
            published: spoken_of(annotation, *span, published),
            right: CUES.right(&folded),
        };
        match found.last_mut() {
            Some(last) if is_notice && !begins && last.last_sentence + 1 == number => go_on(last, one),
            _ => found.push(one),
        }
    }
    found
}

fn go_on(last: &mut ToldCorrection, next: ToldCorrection) {
    last.last_sentence = next.last_sentence;
    last.right = last.right.or(next.right);
    if last.published.is_open() {
        last.published = next.published;
    }
}

fn begins_paragraph(points: &CodePoints<'_>, before: Span, span: Span) -> bool {
    let between = Span::new(before.end.min(span.start), span.start);
    points.slice(between).contains('\n')
}

/// The first day a sentence names on or before the day of publication.
fn spoken_of(annotation: &Annotation, sentence: Span, published: Interval) -> Interval {
    let is_before = |interval: &Interval| {
        let day: Option<Date> = interval.single_day();
        day.is_some_and(|day| published.latest.is_none_or(|latest| day <= latest))
    };
    let within = annotation.times.iter().filter(|time| sentence.contains(time.span)).map(|time| time.interval);
    within.into_iter().find(is_before).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_list_is_found_and_no_counterexample_is() {
        for line in CORRECTIONS.lines() {
            let Some((sign, sentence)) = line.split_once(' ').filter(|(sign, _)| matches!(*sign, "+" | "-")) else {
                continue;
            };
            let (plain, wanted) = unmarked(sentence);
            let folded = fold(&plain);
            let found = (CUES.notice(&folded), CUES.wrong(&folded), CUES.right(&folded));
            match wanted {
                None => assert_eq!((sign, found), ("-", (None, None, None)), "{sentence}"),
                Some((kind, words)) => {
                    let words = fold(&words);
                    let hit = match kind.as_str() {
                        "notice" => found.0 == Some(words.as_str()),
                        "wrong" => found.1 == Some(words.as_str()),
                        _ => found.2.map(|n| n.to_string()) == Some(words),
                    };
                    assert!(sign == "+" && hit, "{sentence}: {found:?}");
                }
            }
        }
    }

    /// A sentence without its bracket, and what stands in it; the number of `right` is no part of the sentence.
    fn unmarked(sentence: &str) -> (String, Option<(String, String)>) {
        let Some((before, rest)) = sentence.split_once('[') else { return (sentence.to_owned(), None) };
        let (inside, after) = rest.split_once(']').expect("the bracket closes");
        let (kind, words) = inside.split_once(' ').expect("a kind and words");
        let kept = if kind == "right" { "" } else { words };
        (format!("{before}{kept}{after}"), Some((kind.to_owned(), words.to_owned())))
    }
}
