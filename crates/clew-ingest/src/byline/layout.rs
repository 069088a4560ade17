//! The lines of a head as they stand under one another: masthead, day, headline, byline, what an archive has noted.
//!
//! Archives print the paper over the headline or under it, always beside the day. A letter or memo, which says to whom it
//! goes, has no furniture: its first lines are part of what it says.

use super::line::{self, Field, Line, is_kicker};
use super::publisher::{copyright_holder, holder, is_name, is_paper, is_title_case, letterhead};
use super::{Day, LONGEST_HEAD_LINE};
use std::ops::Range;

/// A longer line that goes on in the next one is a line of a paragraph, in characters.
const WRAPPED_LINE: usize = 50;

/// A longer line that begins with its day goes on to tell something, in characters.
const LONGEST_DAY_LINE: usize = 100;

/// What the order of a head's lines tells.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub title: Option<String>,
    pub publisher: Option<String>,
    /// Who wrote it, by a name alone on its line.
    pub author: Option<String>,
    /// The lines that are not story, in bytes, in order.
    pub furniture: Vec<Range<usize>>,
}

impl Layout {
    pub(super) fn of(lines: &[Line<'_>], text: &str) -> Self {
        let head = &lines[..lines.iter().position(is_story).unwrap_or(lines.len())];
        let copyright = copyright_holder(text);
        let masthead = masthead(head, text, copyright.as_deref());
        let headline = headline(lines, head, masthead.as_ref().and_then(|masthead| masthead.line));
        let author = headline.filter(|_| masthead.is_some()).and_then(|at| bare_author(head, at));
        let is_letter = lines.iter().any(|line| line.field == Some(Field::Addressee));
        let mut furniture = Vec::new();
        if !is_letter {
            let is_archived = masthead.is_some() || head.iter().any(|line| is_day_alone(line));
            let line_of_masthead = masthead.as_ref().and_then(|masthead| masthead.line);
            for (at, line) in head.iter().enumerate() {
                let placed = Some(at) == line_of_masthead || Some(at) == author;
                if placed || (Some(at) != headline && is_furniture(line, is_archived)) {
                    furniture.push(line.bytes.clone());
                }
            }
        }
        Self {
            title: headline.map(|at| lines[at].text.to_owned()),
            publisher: masthead.map(|masthead| masthead.name).or(copyright),
            author: author.map(|at| head[at].text.to_owned()),
            furniture,
        }
    }
}

/// A line with which the story begins.
fn is_story(line: &Line<'_>) -> bool {
    let length = line.text.chars().count();
    let words = || line.text.split_whitespace().count();
    let plain = line.field.is_none() && !line.dated && line.label_alone().is_none() && holder(line.text).is_none();
    let ends_sentence = line.text.ends_with(['.', '"', '”']) && words() > 4;
    let is_prose = length > LONGEST_HEAD_LINE || ends_sentence || (line.runs_on && length >= WRAPPED_LINE);
    line.begins_story || (plain && is_prose)
}

/// A line that gives the day, with its year, and hardly more.
fn is_day_alone(line: &Line<'_>) -> bool {
    !line.begins_story && !line.speaks && line.text.chars().count() <= LONGEST_DAY_LINE && gives_day(line)
}

/// Whether it gives a day with its year.
fn gives_day(line: &Line<'_>) -> bool {
    let known = |day: Option<Day>| day.is_some_and(|day| !matches!(day, Day::Yearless { .. }));
    known(line.called_published) || known(line.plain_day)
}

fn is_furniture(line: &Line<'_>, is_archived: bool) -> bool {
    matches!(line.field, Some(Field::Authors(_) | Field::Publisher(_) | Field::Filing))
        || is_day_alone(line)
        || (is_archived && (is_kicker(line.text) || is_line(line.text)))
        || holder(line.text).is_some()
}

/// "* * *"
fn is_line(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

struct Masthead {
    name: String,
    /// Which line it is, where it has one to itself.
    line: Option<usize>,
}

/// The publisher that a line of its own names: over the headline with the day under it, or right over the day; or before the
/// day on the same line; or on the first line, as a letterhead.
fn masthead(head: &[Line<'_>], text: &str, copyright: Option<&str>) -> Option<Masthead> {
    let on_line = |at: usize| Some(Masthead { name: head[at].text.to_owned(), line: Some(at) });
    let plain_name = |at: usize| head[at].is_plain_words() && !is_kicker(head[at].text) && is_name(head[at].text);
    let known = |at: usize| is_paper(head[at].text) || copyright.is_some_and(|holder| holder == head[at].text);
    let day = head.iter().position(is_day_alone);
    if let Some(day) = day.filter(|&day| day > 0) {
        let over = day - 1;
        let is_first = over == 0;
        let headline = head[day..].iter().find(|line| line.is_plain_words() && !is_kicker(line.text));
        // A headline in small letters shows that the capitals of the line above are those of a name.
        let stands_over = is_first && headline.is_some_and(|line| known(over) || !is_title_case(line.text));
        if plain_name(over) && (stands_over || (!is_first && known(over))) {
            return on_line(over);
        }
    }
    let before_day = day.and_then(|day| head[day].text.split_once([',', '|', '·']).map(|(name, _)| name.trim()));
    if let Some(name) = before_day.filter(|name| is_paper(name)) {
        return Some(Masthead { name: name.to_owned(), line: None });
    }
    let first = head.first().filter(|line| line.field.is_none() && head.len() > 1)?;
    letterhead(first.text, text).map(|name| Masthead { name, line: Some(0) })
}

/// The first line of plain words that is neither an address, nor a kicker, nor the masthead; where there is no masthead, only
/// over lines that are clearly a head's: a byline or a date.
fn headline(lines: &[Line<'_>], head: &[Line<'_>], masthead: Option<usize>) -> Option<usize> {
    let passed = |(at, line): &(usize, &Line<'_>)| {
        let is_head = is_kicker(line.text) || is_line(line.text) || is_day_alone(line) || line.field.is_some();
        line.text.contains("://") || masthead.is_some_and(|masthead| masthead == *at || (masthead == 0 && is_head))
    };
    let leads = |(_, line): &(usize, &Line<'_>)| is_kicker(line.text);
    let mut candidates = lines.iter().enumerate().skip_while(|line| passed(line) || leads(line));
    let (at, _) = candidates.next().filter(|(_, line)| line.is_plain_words())?;
    if masthead == Some(0) {
        return (at < head.len()).then_some(at);
    }
    let of_head =
        |line: &Line<'_>| (line.agency.is_none() && gives_day(line)) || matches!(line.field, Some(Field::Authors(_)));
    lines[at + 1..].iter().take(4).any(of_head).then_some(at)
}

/// The line under the headline, right over the story, that is a person's name and nothing else. Under a headline all in
/// capitals a name looks like more of it.
fn bare_author(head: &[Line<'_>], headline: usize) -> Option<usize> {
    let under = headline + 1;
    let line = head.get(under).filter(|line| under + 1 == head.len() && line.is_plain_words())?;
    let signed = head.iter().any(|line| matches!(line.field, Some(Field::Authors(_))));
    let is_person = (2..=3).contains(&line.text.split_whitespace().count())
        && line.text.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && line::is_name(line.text);
    (is_person && !signed && !is_kicker(line.text) && !is_title_case(head[headline].text)).then_some(under)
}

#[cfg(test)]
mod tests {
    use crate::byline::{Head, read_head};
    use clew_model::CodePoints;
    use proptest::prelude::*;

    const STORY: &str =
        "Two inspectors knew by April that the Hallam bridge was cracking, according to an internal memo.";

    /// What of `text` is story, lines joined by a bar; and its head.
    fn story(text: &str) -> (String, Head) {
        let head = read_head(text);
        let points = CodePoints::new(text);
        let is_furniture = |line: &str| {
            let at = line.as_ptr() as usize - text.as_ptr() as usize;
            head.furniture.iter().any(|span| points.byte(span.start) <= at && at + line.len() <= points.byte(span.end))
        };
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !is_furniture(line));
        (lines.collect::<Vec<_>>().join(" | "), head)
    }

    fn check(text: &str, publisher: Option<&str>, title: Option<&str>, expected: &str) -> Head {
        let (story, head) = story(text);
        assert_eq!((head.publisher.as_deref(), head.title.as_deref()), (publisher, title), "{text}");
        assert_eq!(story, expected, "{text}");
        head
    }

    const TITLE: &str = "Inspectors warned of cracks in bridge";

    #[test]
    fn a_paper_over_the_day_and_the_headline() {
        let told = format!("{TITLE} | {STORY}");
        let head = check(
            &format!(
                "Norden Wire\n\nJune 10, 2021 Thursday 4:40 PM GMT\n\n{TITLE}\n\nBYLINE: By Ann Lee and Max Orr\n\n\
                 SECTION: DOMESTIC NEWS\n\nDATELINE: VARN\n\nVARN, June 10 (Norden) - {STORY}\n\nCopyright 2021 Norden Wire. All rights reserved.\n"
            ),
            Some("Norden Wire"),
            Some(TITLE),
            &format!("{TITLE} | VARN, June 10 (Norden) - {STORY}"),
        );
        assert_eq!(head.authors, ["Ann Lee", "Max Orr"]);
        check(
            &format!("The Lamp\n\n10 June 2021\n\nFirst Edition\n\n{TITLE}\n\n{STORY}\n"),
            Some("The Lamp"),
            Some(TITLE),
            &told,
        );
        check(
            &format!("Varn Gazette, June 10, 2021 Thursday\n\n{TITLE}\n{STORY}\n"),
            Some("Varn Gazette"),
            None,
            &told,
        );
    }

    #[test]
    fn a_paper_under_the_headline() {
        check(
            &format!(
                "{TITLE}\nVarn Gazette\nJune 10, 2021 Thursday\nLENGTH: 410 words\n\n{STORY}\nLOAD-DATE: June 11, 2021\n"
            ),
            Some("Varn Gazette"),
            Some(TITLE),
            &format!("{TITLE} | {STORY}"),
        );
    }

    #[test]
    fn a_headline_over_a_day_is_no_paper() {
        let standfirst = "Memo of April reached the council";
        for title in [TITLE, "Nine Dead", "Bridge Falls"] {
            let rest = if title == TITLE { standfirst } else { "Memo Reached Council In April" };
            let text = format!("{title}\nJune 10, 2021\n{rest}\n\n{STORY}\n");
            check(&text, None, Some(title), &format!("{title} | {rest} | {STORY}"));
        }
        check(
            &format!("{TITLE}\nAnn Lee\nJune 10, 2021\n\n{STORY}"),
            None,
            Some(TITLE),
            &format!("{TITLE} | Ann Lee | {STORY}"),
        );
    }

    #[test]
    fn a_name_alone_under_the_headline_wrote_it() {
        let head = check(
            &format!(
                "The Lamp\n10 June 2021\nCOMMENT\n{TITLE}\nAnn Lee\n\n{STORY}\n\nAnn Lee writes every other Tuesday.\n"
            ),
            Some("The Lamp"),
            Some(TITLE),
            &format!("{TITLE} | {STORY}"),
        );
        assert_eq!(head.authors, ["Ann Lee"]);
    }

    #[test]
    fn a_letterhead_names_who_issued_a_paper() {
        let issued = "Issued by the Varn Bridge Inspectorate at the wish of the city council, 10 June 2021";
        let head = check(
            &format!("VARN BRIDGE INSPECTORATE · 4 Quay Street, Varn\n\nNotice 7: the bridge\n\n{issued}\n\n{STORY}\n"),
            Some("Varn Bridge Inspectorate"),
            Some("Notice 7: the bridge"),
            &format!("Notice 7: the bridge | {issued} | {STORY}"),
        );
        assert!(head.published.is_some());
    }

    #[test]
    fn a_memo_keeps_its_head() {
        let text = format!("MEMO: THE BRIDGE\n\nTo: Jonas Weil\n\nFrom: Ann Lee\n\nDate: 12 April 2021\n\n{STORY}\n");
        let kept = text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" | ");
        assert_eq!(story(&text).0, kept);
    }

    #[test]
    fn a_statement_begins_with_its_place_and_day() {
        let head = check(&format!("Varn, 10 June 2021. {STORY}"), None, None, &format!("Varn, 10 June 2021. {STORY}"));
        assert!(head.published.is_some());
        for opening in ["On Monday, 7 June 2021.", "Varn, 7 June."] {
            assert_eq!(read_head(&format!("{opening} {STORY}")).published, None, "{opening}");
        }
    }

    proptest! {
        #[test]
        fn furniture_is_in_order_and_lies_in_the_text(
            text in "((Varn Gazétte|10 June 2021|By Ann Lee|SECTION: A|\\* \\* \\*|© 2021 Varn|It fell – twice, they said\\.|To: x| )[\n\r\u{c}]{1,3}){0,14}",
        ) {
            let length = CodePoints::new(&text).len();
            let furniture = read_head(&text).furniture;
            prop_assert!(furniture.iter().all(|span| span.start < span.end && span.end <= length));
            prop_assert!(furniture.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
