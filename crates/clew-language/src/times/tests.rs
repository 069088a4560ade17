//! Every example of the rule files, stories, and properties of spans.

use super::*;
use chart::rules_used;
use grammar::{RULE_FILES, RuleId};
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

/// "[June] => 2020-06": a text, and the value of each stretch in brackets.
struct Example {
    /// File and line.
    place: String,
    rule: RuleId,
    text: &'static str,
    values: Vec<&'static str>,
    published: Option<&'static str>,
}

/// The examples of the rule files, which rules and further examples give after a bar.
fn examples() -> Vec<Example> {
    let lines = RULE_FILES.iter().flat_map(|(file, text)| text.lines().enumerate().map(move |line| (file, line)));
    let (mut n_rules, mut all) = (0, Vec::new());
    for (file, (number, line)) in lines.filter(|(_, (_, line))| !line.is_empty() && !line.starts_with('#')) {
        n_rules += RuleId::from(!line.starts_with('|'));
        let Some((_, example)) = line.split_once('|') else { continue };
        let (text, values) = example.trim().rsplit_once(" => ").expect("an example has a value");
        let (published, text) = match text.strip_prefix('@').map(|dated| dated.split_once(' ')) {
            Some(dated) => dated.map(|(date, text)| (Some(date).filter(|date| *date != "-"), text)).expect("a date"),
            None => (Some(PUBLISHED), text),
        };
        let values = values.split(" ; ").map(str::trim).filter(|value| *value != "nothing").collect();
        all.push(Example { place: format!("{file}:{}", number + 1), rule: n_rules - 1, text, values, published });
    }
    all
}

/// What is wrong with an example, if anything is.
fn failure(example: &Example) -> Option<String> {
    let (text, spans) = unbracketed(example.text);
    let times = times(&text, example.published);
    let expected: Vec<(Span, &str)> = spans.into_iter().zip(example.values.iter().copied()).collect();
    let got: Vec<(Span, &str)> = times.iter().map(|time| (time.span, time.value.as_str())).collect();
    let missing = expected.iter().any(|pair| !got.contains(pair));
    let unwanted = expected.is_empty() && !got.is_empty() || expected.len() != example.values.len();
    let points = CodePoints::new(&text);
    let words: Vec<_> = got.iter().map(|(span, value)| (points.slice(*span), *value)).collect();
    (missing || unwanted)
        .then(|| format!("{}: {} => {:?}, found {words:?}", example.place, example.text, example.values))
}

#[test]
fn every_example_of_every_rule_holds() {
    let failures: Vec<String> = examples().iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_has_an_example_that_uses_it() {
    let grammar = Grammar::compiled();
    let mut used = vec![false; grammar.rules.len()];
    for example in examples() {
        let (text, _) = unbracketed(example.text);
        let points = CodePoints::new(&text);
        let tokens = tokenise(&points, &crate::sentences(&points, &[]), grammar);
        used[example.rule as usize] |= rules_used(&tokens, grammar).contains(&example.rule);
    }
    let idle: Vec<&str> =
        grammar.rules.iter().zip(used).filter(|(_, used)| !used).map(|(rule, _)| rule.place.as_str()).collect();
    assert!(idle.is_empty(), "no example uses {idle:?}");
}

/// "from..to" in ISO, an open end left out; "" for open at both.
fn days(interval: Interval) -> String {
    let end = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
    if interval.is_open() { String::new() } else { format!("{}..{}", end(interval.earliest), end(interval.latest)) }
}

/// Every expression of a text as (its words, its type, its value, its days).
fn check(text: &str, published: Option<&str>, expect: &[(&str, TimeType, &str, &str)]) {
    let points = CodePoints::new(text);
    let times = times(text, published);
    let got: Vec<_> =
        times.iter().map(|t| (points.slice(t.span), t.time, t.value.as_str(), days(t.interval))).collect();
    let expect: Vec<_> =
        expect.iter().map(|&(words, time, value, days)| (words, time, value, days.to_owned())).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn offsets_from_an_event_that_is_dated_beside_it() {
    let text = "Two inspectors knew by April that the Hallam bridge was cracking. Weil, who is believed to have met \
                contractor Petra Anders two days before Monday's collapse, denies this.";
    check(
        text,
        Some("2021-06-10"),
        &[
            ("April", TimeType::Date, "2021-04", "2021-04-01..2021-04-30"),
            ("two days before", TimeType::Date, "2021-06-05", "2021-06-05..2021-06-05"),
            ("Monday", TimeType::Date, "2021-06-07", "2021-06-07..2021-06-07"),
        ],
    );
}

#[test]
fn offsets_from_an_event_that_is_dated_elsewhere() {
    let text = "A clerk was warned two days before the derailment, the inquiry heard on Tuesday. The night train \
                derailed at Orle on 14 March 2019.";
    check(
        text,
        Some("2021-06-10"),
        &[
            ("two days before", TimeType::Date, "2019-03-12", "2019-03-12..2019-03-12"),
            ("Tuesday", TimeType::Date, "2021-06-08", "2021-06-08..2021-06-08"),
            ("14 March 2019", TimeType::Date, "2019-03-14", "2019-03-14..2019-03-14"),
        ],
    );
}

#[test]
fn an_event_is_dated_by_an_offset_from_it() {
    let text = "A note gives 8 March, two days after the poisoning, as the day of delivery. The firm was warned 20 days \
                before the poisoning.";
    let expect = ["2021-03-08", "2021-03-08", "2021-02-14"];
    assert_eq!(values(text, Some("2021-06-10")), expect);
}

#[test]
fn the_day_of_a_report_dates_no_event() {
    let text =
        "A clerk was warned two days before the flood. Nine died in the flood, police said in a note on Tuesday.";
    assert_eq!(values(text, Some("2021-06-10")), ["P2D", "2021-06-08"]);
}

#[test]
fn an_event_that_nothing_dates_leaves_a_length() {
    let text = "A clerk was warned two days before the flood.";
    check(text, Some("2021-06-10"), &[("two days before", TimeType::Duration, "P2D", "")]);
}

#[test]
fn a_history_hangs_on_its_own_dates() {
    let text = "The mine opened in 1911. In March 1926 the pumps failed. On 4 April the lower gallery flooded, and the \
                next day two men drowned. In 1927 the company was sold. The strike began on 9 December 1928 and ended \
                in January. The pumps, the largest since 1890, were replaced in 1931. Two years later it closed.";
    check(
        text,
        Some("2021-06-10"),
        &[
            ("1911", TimeType::Date, "1911", "1911-01-01..1911-12-31"),
            ("March 1926", TimeType::Date, "1926-03", "1926-03-01..1926-03-31"),
            ("4 April", TimeType::Date, "1926-04-04", "1926-04-04..1926-04-04"),
            ("the next day", TimeType::Date, "1926-04-05", "1926-04-05..1926-04-05"),
            ("1927", TimeType::Date, "1927", "1927-01-01..1927-12-31"),
            ("9 December 1928", TimeType::Date, "1928-12-09", "1928-12-09..1928-12-09"),
            ("January", TimeType::Date, "1929-01", "1929-01-01..1929-01-31"),
            ("1890", TimeType::Date, "1890", "1890-01-01..1890-12-31"),
            ("1931", TimeType::Date, "1931", "1931-01-01..1931-12-31"),
            ("Two years later", TimeType::Date, "1933", "1933-01-01..1933-12-31"),
        ],
    );
}

#[test]
fn the_day_of_a_report_is_not_the_day_of_what_it_reports() {
    let text = "The dam broke on 3 May 2021, police said on Monday. Two days later the reservoir was empty.";
    let expect = ["2021-05-03", "2021-06-07", "2021-05-05"];
    assert_eq!(values(text, Some("2021-06-10")), expect);
}

#[test]
fn a_night_runs_on_past_midnight() {
    let text = "The barge left at 9 p.m. on Sunday and sank shortly after midnight. Divers came half an hour later.";
    let expect = ["2021-06-06T21:00", "2021-06-07T00:00", "2021-06-07T00:30"];
    assert_eq!(values(text, Some("2021-06-10")), expect);
}

#[test]
fn without_a_day_of_publication_what_only_it_could_tell_stays_open() {
    check(
        "He resigned last week. Yesterday, on Tuesday, he left. The vote is in May.",
        None,
        &[
            ("last week", TimeType::Date, "XXXX-WXX", ""),
            ("Yesterday", TimeType::Date, "XXXX-XX-XX", ""),
            ("Tuesday", TimeType::Date, "XXXX-WXX-2", ""),
            ("May", TimeType::Date, "XXXX-05", ""),
        ],
    );
}

#[test]
fn intervals_follow_the_words_around_a_value() {
    let check_days = |text: &str, expect: &str| {
        let times = times(text, Some("2021-06-10"));
        assert_eq!(days(times[0].interval), expect, "{text}");
    };
    check_days("It closed in late 2019.", "2019-09-01..2019-12-31");
    check_days("It closed in the winter of 1920.", "1920-01-01..1921-02-28");
    check_days("It closed in the 14th century.", "1300-01-01..1399-12-31");
    check_days("It closed earlier this year.", "2021-01-01..2021-06-10");
    check_days("It will close later this year.", "2021-06-10..2021-12-31");
    check_days("Nine have died in the past three days.", "2021-06-07..2021-06-10");
    check_days("It was formerly open.", "..2021-06-10");
    check_days("She waited for the past half day.", "2021-06-10..2021-06-10");
    check_days("She waited three days.", "");
}

#[test]
fn what_looks_like_a_time_and_is_none() {
    for text in [
        "Jonas Weil, 41, the city's chief engineer, may march with them in the second row.",
        "It cost $2000 and 1,998 pieces were sold; the ratio was 4:3.",
        "The sun sat low; she fell, took the fall and drank spring water.",
        "The 41-year-old denied it, the Sunday Times reported.",
        "Output rose by 2.4 per cent to 1.5130.",
        "June Harker said nothing.",
        "Call (813) 555-1860 or 252-555-2018.",
        "0:56 Otter seen at the lock.",
        "Sample 2107 was lost.",
        "Paper 2023/07 says that from 200 to 350 were made ill.",
    ] {
        assert_eq!(values(text, Some("2021-06-10")), [""; 0], "{text}");
    }
}

/// Words of times and of other things, to be strung together.
const WORDS: [&str; 40] = [
    "June",
    "May",
    "7",
    "31",
    "2021",
    "1998",
    "'98",
    "–",
    "-",
    "/",
    ",",
    ".",
    ":",
    "Monday",
    "last",
    "next",
    "the",
    "two",
    "days",
    "before",
    "ago",
    "in",
    "early",
    "night",
    "a.m.",
    "half",
    "of",
    "every",
    "Kōbe",
    "😀",
    "’s",
    "quarter",
    "century",
    "BC",
    "0730",
    "since",
    "later",
    "weekend",
    "\n\n",
    "9999999999",
];

proptest! {
    #[test]
    fn spans_are_in_order_disjoint_and_inside_the_text(
        words in proptest::collection::vec((proptest::sample::select(WORDS.to_vec()), any::<bool>()), 0..40),
        published in proptest::option::of(-9990i16..9990),
    ) {
        let text: String = words.iter().flat_map(|(word, glued)| [*word, if *glued { "" } else { " " }]).collect();
        let points = CodePoints::new(&text);
        let published = published.map(|year| Interval::day(jiff::civil::date(year, 2, 28)));
        let mut end = 0;
        for time in recognise(&points, &crate::sentences(&points, &[]), published) {
            prop_assert!(end <= time.span.start && !time.span.is_empty() && time.span.end <= points.len());
            prop_assert!(Interval::new(time.interval.earliest, time.interval.latest).is_ok());
            end = time.span.end;
        }
    }

    #[test]
    fn any_text_at_all_is_read(text in any::<String>()) {
        recognise(&CodePoints::new(&text), &[], None);
    }
}
