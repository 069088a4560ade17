//! What the head of a text says of itself: who wrote it, who published it, when, and under which title.
//!
//! For any format: the lines before the story, and the dateline that begins it. A date in running prose is not a
//! publication date, nor is one that a line calls "updated"; a dateline without a year takes the year that stands in the
//! head, and where none does there is no date. Nothing is inferred from what the story mentions.
//!
//! What of the head and the foot is furniture is told too, where it is sure; the headline is story.

pub(crate) mod dates;
mod foot;
mod layout;
mod line;
mod publisher;

use clew_model::{Basis, CodePoints, Interval, Published, Span};
use dates::{Day, Order, only_year_in, order_in};
use layout::Layout;
use line::{Field, Line};
use std::ops::Range;

/// How many lines a head can have.
const MAX_LINES: usize = 30;

/// A line of more characters than this is the story.
const LONGEST_HEAD_LINE: usize = 200;

/// What the head of a text says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// Headline or subject.
    pub title: Option<String>,
    /// A newspaper, an agency.
    pub publisher: Option<String>,
    /// Who wrote it, as named.
    pub authors: Vec<String>,
    /// When it could first be read; its basis is always [`Basis::Text`].
    pub published: Option<Published>,
    /// Lines of the head and the foot that are not the story; in order, disjoint.
    pub furniture: Vec<Span>,
}

/// Reads the head of `text`, and its foot.
pub fn read_head(text: &str) -> Head {
    let lines = head_lines(text);
    let order = order_in(text);
    let mut head = Head::default();
    for line in &lines {
        match &line.field {
            Some(Field::Title(title)) => head.title = head.title.or_else(|| Some(title.clone())),
            Some(Field::Publisher(publisher)) => head.publisher = head.publisher.or_else(|| Some(publisher.clone())),
            Some(Field::Authors(authors)) if head.authors.is_empty() => head.authors.clone_from(authors),
            _ => {}
        }
    }
    head.published = published(&lines, order);
    let layout = Layout::of(&lines, text);
    head.title = head.title.or(layout.title);
    head.publisher = head.publisher.or(layout.publisher);
    // An agency is the publisher only where nothing else says who is.
    head.publisher = head.publisher.or_else(|| lines.iter().find_map(|line| line.agency.clone()));
    if head.authors.is_empty() {
        head.authors = layout.author.into_iter().collect();
    }
    let mut furniture = layout.furniture;
    let story_from = lines.first().map_or(0, |line| line.bytes.start).max(furniture.last().map_or(0, |last| last.end));
    furniture.extend(foot::foot(text, story_from, &head.authors));
    head.furniture = spans(text, furniture);
    head
}

/// `ranges`, in order, as spans; neighbours with only white space between become one.
fn spans(text: &str, ranges: Vec<Range<usize>>) -> Vec<Span> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if text[last.end..range.start].trim().is_empty() => last.end = range.end,
            _ => merged.push(range),
        }
    }
    if merged.is_empty() {
        return Vec::new();
    }
    let points = CodePoints::new(text);
    merged.into_iter().map(|range| points.span(range)).collect()
}

/// The publication date that `lines`, taken from around a headline, give.
pub(crate) fn published_in(lines: &[&str], order: Option<Order>) -> Option<Published> {
    let lines: Vec<Line<'_>> = lines.iter().map(|line| Line::read(line)).collect();
    published(&lines, order)
}

/// The authors that `lines` name.
pub(crate) fn authors_in(lines: &[&str]) -> Vec<String> {
    let named = lines.iter().find_map(|line| match Line::read(line).field {
        Some(Field::Authors(authors)) => Some(authors),
        _ => None,
    });
    named.unwrap_or_default()
}

/// The persons that the value of an author's field names, "By" left out; the whole value where it is an office or agency.
pub(crate) fn persons(value: &str) -> Vec<String> {
    let value = value.trim();
    line::authors_of(&value[line::signature(value).unwrap_or(0)..]).unwrap_or_default()
}

/// Whether a line says nothing but who wrote and when.
pub(crate) fn is_byline(line: &str) -> bool {
    let line = Line::read(line);
    (line.dated && line.agency.is_none()) || matches!(line.field, Some(Field::Authors(_)))
}

/// Whether a line says nothing but who wrote.
pub(crate) fn is_signature(line: &str) -> bool {
    matches!(Line::read(line).field, Some(Field::Authors(_)))
}

/// The lines up to, and with, the first that reads like the story; a label alone on its line takes the next one along.
fn head_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for bytes in filled_lines(text).take(MAX_LINES) {
        let line = &text[bytes.clone()];
        let is_story = line.chars().count() > LONGEST_HEAD_LINE;
        let label_before = lines.last().and_then(Line::label_alone);
        let mut read = match label_before {
            Some(label) if !is_story => Line::labelled(label, line),
            _ => Line::read(line),
        };
        if let Some(before) = lines.last_mut() {
            before.runs_on = text[before.bytes.end..bytes.start].matches('\n').count() == 1;
        }
        read.bytes = bytes;
        lines.push(read);
        if is_story {
            break;
        }
    }
    lines
}

/// The lines that are not blank, without the white space around them, in bytes; a form feed ends a line too.
fn filled_lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let trimmed = move |line: &str| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        start..start + line.trim().len()
    };
    text.split_inclusive(['\n', '\u{c}']).map(trimmed).filter(|bytes| !bytes.is_empty())
}

/// A line that calls its date the publication date goes before a line with just a date, and that before a dateline.
fn published(lines: &[Line<'_>], order: Option<Order>) -> Option<Published> {
    let states_year =
        |line: &&Line<'_>| line.dated || line.text.contains('©') || line.text.to_lowercase().contains("copyright");
    let year =
        || only_year_in(&lines.iter().filter(states_year).map(|line| line.head()).collect::<Vec<_>>().join("\n"));
    let interval = |day: Day| match day {
        Day::Yearless { month, day } => jiff::civil::Date::new(year()?, month, day).ok().map(Interval::day),
        day => day.interval(order),
    };
    let called = lines.iter().filter_map(|line| line.called_published);
    let plain = lines.iter().filter_map(|line| line.plain_day);
    let interval = called.chain(plain).find_map(interval)?;
    Some(Published { interval, basis: Basis::Text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn published(text: &str) -> String {
        match read_head(text).published.map(|published| published.interval) {
            Some(Interval { earliest: Some(from), latest: Some(to) }) if from == to => from.to_string(),
            Some(Interval { earliest: Some(from), latest: Some(to) }) => format!("{from}..{to}"),
            Some(other) => format!("{other:?}"),
            None => "none".to_owned(),
        }
    }

    fn check_date(text: &str, expected: &str) {
        assert_eq!(published(text), expected, "{text}");
    }

    const STORY: &str = "\n\nTwo inspectors knew by April that the Hallam bridge was cracking, according to an internal memo \
        that the city council received on 12 April 2021 and did not answer. At least nine people were killed on Monday, \
        when the bridge fell into the river at about 7.40 in the morning, police said.\n";

    #[test]
    fn a_dateline_gives_the_day_where_the_year_is_known() {
        check_date("VARN, June 10, 2021 (Agency) - At least nine people were killed.", "2021-06-10");
        check_date("VARN, June 10 (Agency) - At least nine people were killed.", "none");
        check_date("Copyright 2021 Varn Gazette\n\nVARN, June 10 (Agency) - Nine people were killed.", "2021-06-10");
        check_date("Varn, 10 June 2021 — Nine people were killed when a bridge fell.", "2021-06-10");
    }

    #[test]
    fn a_line_of_its_own_gives_the_day() {
        for line in [
            "Published: Thursday 10 June 2021, 14:05",
            "10.06.2021",
            "By Jane Roe | June 10, 2021",
            "By Jane Roe and Max Orr, Staff Writers\nThursday, June 10, 2021 2:05 PM EST",
            "Varn Gazette, June 10, 2021 Thursday",
            "PUBLISHED: 10:48, Thu, Jun 10, 2021 | UPDATED: 11:05, Fri, Jun 11, 2021",
            "Updated: 11 Jun 2021 9:38 pm\nPosted: 10 Jun 2021 8:11 pm",
            "Date:\nJune 10, 2021",
            "Jun 10, 2021 at 9:24 pm ET • 2 min read",
            "By Jane Roe on Thursday, June 10th, 2021 at 11:04 a.m.",
            "10.06.2021 - Published by the press office - Category: Health, Bridges, Inquiry",
        ] {
            check_date(&format!("Inspectors warned of cracks\n{line}{STORY}"), "2021-06-10");
        }
    }

    #[test]
    fn a_date_in_prose_or_of_another_kind_is_none() {
        check_date(STORY.trim(), "none");
        check_date("Nine dead as the Hallam bridge collapses on June 7, 2021", "none");
        check_date(&format!("Inspectors warned of cracks\nUpdated 5:27 am, Friday, June 11, 2021{STORY}"), "none");
        check_date("Accounts of the bridge fund\nPeriods ended June 30, 2021 and 2020", "none");
        check_date("https://gazette.example/2021/06/10/cracks\nInspectors warned of cracks", "none");
        check_date("Inspectors warned of cracks\nIt had been known since 2019\nJun. 10 5:59 PM EDT", "none");
        check_date("The inquiry will open on 3 May 2022.\nIt will sit for two weeks.", "none");
    }

    #[test]
    fn a_long_line_is_prose_whatever_it_begins_with() {
        check_date(&"June 10, 2021 ".repeat(200_000), "none");
        check_date(&format!("Published June 10, 2021 {}", "and so on ".repeat(100)), "none");
        assert!(!is_byline(&format!("By Ann Lee, June 10, 2021, {}", "Gazette ".repeat(100))));
    }

    #[test]
    fn what_can_be_read_two_ways_covers_both() {
        check_date(&format!("Inspectors warned of cracks\n03/04/2021{STORY}"), "2021-03-04..2021-04-03");
        check_date(
            &format!("Inspectors warned of cracks\n03/04/2021{STORY}The memo of 25/03/2021 says so."),
            "2021-04-03",
        );
    }

    #[test]
    fn an_archive_export_states_everything() {
        let text = format!(
            "Headline: Inspectors warned of cracks\nPublisher: Varn Gazette\nByline: Ann Lee; Max Orr\nDate: June 10, 2021{STORY}"
        );
        let head = read_head(&text);
        assert_eq!(head.title.as_deref(), Some("Inspectors warned of cracks"));
        assert_eq!(head.publisher.as_deref(), Some("Varn Gazette"));
        assert_eq!(head.authors, ["Ann Lee", "Max Orr"]);
        check_date(&text, "2021-06-10");
    }

    #[test]
    fn a_memo_names_its_sender_and_subject() {
        let text = format!(
            "MEMORANDUM\nTO: City council\nFROM: Bridge inspectorate\nDATE: 12 April 2021\nSUBJECT: Cracks{STORY}"
        );
        let head = read_head(&text);
        assert_eq!(
            (head.title.as_deref(), head.authors.as_slice()),
            (Some("Cracks"), &["Bridge inspectorate".to_owned()][..])
        );
        check_date(&text, "2021-04-12");
    }

    #[test]
    fn a_headline_over_a_byline_is_the_title() {
        let head = read_head(&format!("Inspectors warned of cracks\nBy JANE ROE and Max Orr\nJune 10, 2021{STORY}"));
        assert_eq!(head.title.as_deref(), Some("Inspectors warned of cracks"));
        assert_eq!(head.authors, ["JANE ROE", "Max Orr"]);
        let saved = read_head(&format!(
            "https://gazette.example/cracks\nInspectors warned of cracks\n4:31 pm June 10, 2021{STORY}"
        ));
        assert_eq!(saved.title.as_deref(), Some("Inspectors warned of cracks"));
        assert_eq!(read_head("A short note.\nNothing else.").title, None);
    }

    #[test]
    fn the_agency_of_a_dateline_published_it_where_nobody_else_says_so() {
        assert_eq!(
            read_head("VARN, June 10 (Norden Press) - Nine people died.").publisher.as_deref(),
            Some("Norden Press")
        );
        let both = "Publisher: Varn Gazette\n\nVARN, June 10 (Norden Press) - Nine people died.";
        assert_eq!(read_head(both).publisher.as_deref(), Some("Varn Gazette"));
    }

    proptest! {
        #[test]
        fn any_text_has_a_head(text in "(\\PC{0,40}(\n|: | - |June 10, 2021|By )){0,12}") {
            let _ = read_head(&text);
        }
    }
}
