//! Every example of the rule files, stories, and properties of spans.

use super::*;
use grammar::Example;
use proptest::prelude::*;

/// The day most examples are published on, a Thursday.
const PUBLISHED: &str = "2021-06-10";

fn interval(date: Option<&str>) -> Option<Interval> {
    date.map(|date| Interval::day(date.parse().expect("a date in ISO form")))
}

fn times(text: &str, published: Option<&str>) -> Vec<TimeExpression> {
    let points = CodePoints::new(text);
    recognise(&points, &crate::sentences(&points, &[]), interval(published))
}

pub(super) fn values(text: &str, published: Option<&str>) -> Vec<String> {
    times(text, published).into_iter().map(|time| time.value).collect()
}

/// The text without its brackets, and the spans that they stood around.
fn unbracketed(text: &str) -> (String, Vec<Span>) {
    let (mut plain, mut spans, mut opened) = (String::new(), Vec::new(), 0);
    let mut length = 0;
    for character in text.chars() {
        match character {
            '[' => opened = length,
            ']' => spans.push(Span::new(opened, length)),
            other => {
                plain.push(other);
                length += 1;
            }
        }
    }
    (plain, spans)
}

fn failure(example: &Example) -> Option<String> {
    let (text, spans) = unbracketed(&example.text);
    let published = match example.published.as_deref() {
        Some("-") => None,
        Some(date) => Some(date),
        None => Some(PUBLISHED),
    };
    let times = times(&text, published);
    let expected: Vec<(Span, &str)> = spans.into_iter().zip(example.values.iter().map(String::as_str)).collect();
    let got: Vec<(Span, &str)> = times.iter().map(|time| (time.span, time.value.as_str())).collect();
    let missing = expected.iter().any(|pair| !got.contains(pair));
    let unwanted = expected.is_empty() && !got.is_empty() || expected.len() != example.values.len();
    let points = CodePoints::new(&text);
    let words: Vec<_> = got.iter().map(|(span, value)| (points.slice(*span), *value)).collect();
    (missing || unwanted).then(|| format!("{} => {:?}, found {words:?}", example.text, example.values))
}

#[test]
fn every_example_of_every_rule_holds() {
    let examples = Grammar::compiled().rules.iter().flat_map(|rule| rule.examples.iter().map(|e| (&rule.place, e)));
    let failures: Vec<_> = examples.filter_map(|(place, e)| failure(e).map(|what| format!("{place}: {what}"))).collect();
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}
