//! Which lines of a mail are not its story: quotations of earlier mails, signatures, disclaimers.
//!
//! The patterns are in `quoted.rules`. A forwarded mail is what the mail is about, so it is never marked. Nor is a quotation
//! under a line that says who wrote it: whose words they are is plain, and often they stand nowhere else. What is quoted
//! inside it is marked, for it comes back with every answer.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    Introduction,
    Quotation,
    Signature,
    Line,
    Paragraph,
}

struct Rule {
    begins: Begins,
    pattern: Regex,
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is there for readers and for the test"))]
    example: &'static str,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let lines = include_str!("quoted.rules").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| rule(line).expect("each line of quoted.rules is a rule, as its test checks")).collect()
});

fn rule(line: &'static str) -> Option<Rule> {
    let mut columns = line.split('\t');
    let begins = match columns.next()? {
        "introduction" => Begins::Introduction,
        "quotation" => Begins::Quotation,
        "signature" => Begins::Signature,
        "line" => Begins::Line,
        "paragraph" => Begins::Paragraph,
        _ => return None,
    };
    let pattern = Regex::new(&format!("^(?:{})$", columns.next()?)).ok()?;
    Some(Rule { begins, pattern, example: columns.next()? })
}

/// How a mail stands to earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It answers one.
    Reply,
    /// It passes one on.
    Forward,
    /// Nothing says so.
    Alone,
}

impl Standing {
    /// Told by the subject, as mail programs write it, and by whether the header names the mail that is answered.
    pub(super) fn of(subject: &str, names_earlier: bool) -> Self {
        let subject = subject.trim().to_ascii_lowercase();
        let begins = |marks: &[&str]| marks.iter().any(|mark| subject.starts_with(mark));
        match () {
            () if begins(&["fw:", "fwd:"]) => Self::Forward,
            () if begins(&["re:", "re[", "aw:", "sv:"]) || names_earlier => Self::Reply,
            () => Self::Alone,
        }
    }
}

/// Bytes of `body` that are furniture; in order, disjoint, whole lines without the last line's end.
pub(super) fn furniture(body: &str, standing: Standing) -> Vec<Range<usize>> {
    let lines = lines(body);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut nth = 0;
    while nth < lines.len() {
        nth += introduced_lines(body, &lines[nth..]);
        if nth == lines.len() {
            break;
        }
        let n_lines = furniture_lines(body, &lines[nth..], standing);
        if n_lines == 0 {
            nth += 1;
            continue;
        }
        let range = lines[nth].start..lines[nth + n_lines - 1].end;
        match found.last_mut() {
            // Blank lines between two pieces belong to them.
            Some(last) if body[last.end..range.start].trim().is_empty() => last.end = range.end,
            _ => found.push(range),
        }
        nth += n_lines;
    }
    found
}

/// How many lines from the first on are a quotation with the line that says who wrote it.
fn introduced_lines(body: &str, lines: &[Range<usize>]) -> usize {
    let text_of = |line: &Range<usize>| body[line.clone()].trim();
    let Some((Begins::Introduction, n_intro)) = introduction(body, lines) else { return 0 };
    let n_blank = lines[n_intro..].iter().take_while(|line| text_of(line).is_empty()).count();
    let is_quoted_once = |line: &&Range<usize>| {
        text_of(line).strip_prefix('>').is_some_and(|quoted| !quoted.trim_start().starts_with('>'))
    };
    match lines[n_intro + n_blank..].iter().take_while(is_quoted_once).count() {
        0 => 0,
        n_quoted => n_intro + n_blank + n_quoted,
    }
}

/// What the first line begins, and how many lines say so: long introductions are wrapped onto a second one.
fn introduction(body: &str, lines: &[Range<usize>]) -> Option<(Begins, usize)> {
    let first = body[lines[0].clone()].trim();
    let wrapped = || {
        let second = lines.get(1).filter(|_| first.starts_with("On "))?;
        begins_of_quotation(&format!("{first} {}", body[second.clone()].trim())).map(|begins| (begins, 2))
    };
    begins(first).map(|begins| (begins, 1)).or_else(wrapped)
}

/// How many lines from the first on are furniture together.
fn furniture_lines(body: &str, lines: &[Range<usize>], standing: Standing) -> usize {
    let first = body[lines[0].clone()].trim();
    if first.starts_with('>') && standing != Standing::Forward {
        return 1;
    }
    let Some((begins, n_intro)) = introduction(body, lines) else { return 0 };
    let text_of = |line: &Range<usize>| body[line.clone()].trim().to_owned();
    match begins {
        Begins::Line => 1,
        Begins::Paragraph => lines.iter().take_while(|line| !text_of(line).is_empty()).count(),
        Begins::Signature => {
            let ends =
                |line: &Range<usize>| text_of(line).starts_with('>') || begins_of_quotation(&text_of(line)).is_some();
            1 + lines[1..].iter().take_while(|line| !ends(line)).count()
        }
        Begins::Introduction | Begins::Quotation => {
            quotation(&lines[n_intro..].iter().map(text_of).collect::<Vec<_>>(), first, standing)
                .map_or(0, |n_quoted| n_intro + n_quoted)
        }
    }
}

/// How many of the lines after an introduction are quoted; `None` where that is not sure.
fn quotation(after: &[String], introduction: &str, standing: Standing) -> Option<usize> {
    let first = after.iter().position(|line| !line.is_empty());
    let is_marked = first.is_some_and(|first| after[first].starts_with('>'));
    // A rule across the page is an introduction only where the earlier mail's header follows it.
    let is_rule = introduction.starts_with('_');
    let has_header = first.is_some_and(|first| after[first].starts_with("From:"));
    match standing {
        Standing::Forward => None,
        _ if is_marked => Some(0),
        Standing::Reply if !is_rule || has_header => Some(after.len()),
        Standing::Reply | Standing::Alone => None,
    }
}

fn begins(line: &str) -> Option<Begins> {
    RULES.iter().find(|rule| rule.pattern.is_match(line)).map(|rule| rule.begins)
}

fn begins_of_quotation(line: &str) -> Option<Begins> {
    begins(line).filter(|begins| matches!(begins, Begins::Introduction | Begins::Quotation))
}

fn lines(body: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    body.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            start..start + line.trim_end_matches(['\n', '\r']).len()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Standing::{Alone, Forward, Reply};
    use proptest::prelude::*;

    fn check(body: &str, standing: Standing, expect: &[&str]) {
        let found: Vec<&str> = furniture(body, standing).into_iter().map(|range| &body[range]).collect();
        assert_eq!(found, expect, "{standing:?}: {body:?}");
    }

    #[test]
    fn every_rule_has_an_example_that_no_earlier_rule_takes() {
        for line in include_str!("quoted.rules").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let rule = rule(line).unwrap_or_else(|| panic!("not a rule: {line:?}"));
            let first = RULES.iter().find(|other| other.pattern.is_match(rule.example)).expect("its own at least");
            assert_eq!(first.pattern.as_str(), rule.pattern.as_str(), "example {:?}", rule.example);
        }
    }

    #[test]
    fn marked_lines_are_quoted() {
        check("Yes, on Monday.\n\n> Will you come?\n>\n> Petra\n\nJonas", Alone, &["> Will you come?\n>\n> Petra"]);
        check("On 3 May the committee\nwrote: nothing.", Reply, &[]);
    }

    #[test]
    fn a_quotation_whose_writer_is_named_is_story_and_what_it_quotes_is_not() {
        for standing in [Alone, Reply, Forward] {
            check("Yes.\n\nOn 3 May 2021, Petra Anders wrote:\n> Will you come?\n>\n> Petra\n\nJonas", standing, &[]);
            check(
                "Yes.\n\nOn Thu, 3 Jun 2021 at 10:00, Petra Anders\n<petra@anders.example> wrote:\n\n> Will you come?\n",
                standing,
                &[],
            );
        }
        check(
            "Yes.\n\nOn 3 May 2021, Petra Anders wrote:\n> Come.\n> On 2 May 2021, Jonas Weil wrote:\n> > When?\n>> Where?\n",
            Reply,
            &["> > When?\n>> Where?"],
        );
        check(
            "Yes.\n\nOn 3 May 2021, Petra Anders wrote:\n\nWill you come?\n",
            Reply,
            &["On 3 May 2021, Petra Anders wrote:\n\nWill you come?"],
        );
    }

    #[test]
    fn the_earlier_mail_below_an_answer_is_quoted_and_a_forwarded_one_is_not() {
        let body = "See below.\n\n-----Original Message-----\nFrom: Petra Anders\nThe pump has failed.";
        check(body, Reply, &["-----Original Message-----\nFrom: Petra Anders\nThe pump has failed."]);
        check(body, Forward, &[]);
        check(body, Alone, &[]);
        check("> The pump has failed.", Forward, &[]);
    }

    #[test]
    fn signatures_and_disclaimers_are_furniture() {
        check("Come at ten.\n-- \nJonas Weil\nVarn Water", Alone, &["-- \nJonas Weil\nVarn Water"]);
        check(
            "Come at ten.\n\nThis message is confidential.\nDo not copy it.\n\nPS: bring the memo.",
            Alone,
            &["This message is confidential.\nDo not copy it."],
        );
        check(
            "Come at ten.\n\nTo leave this list write to\nthe desk.",
            Alone,
            &["To leave this list write to\nthe desk."],
        );
        check("Come at ten.\nSent from my phone\nJonas", Alone, &["Sent from my phone"]);
    }

    #[test]
    fn what_a_mail_stands_to_is_told_by_its_subject_and_header() {
        for (subject, names_earlier, expect) in [
            ("Re: pump", false, Reply),
            ("FW: pump", true, Forward),
            ("pump", true, Reply),
            ("Reply to all", false, Alone),
        ] {
            assert_eq!(Standing::of(subject, names_earlier), expect, "{subject}");
        }
    }

    const LINES: &[&str] = &[
        "Come at ten.",
        "",
        "> Will you – come?",
        "On 3 May 2021, Petra Anders wrote:",
        "-----Original Message-----",
        "-- ",
        "Sent from my phone",
        "This message is confidential.",
        "________________________________",
        "From: Petra Anders",
    ];

    proptest! {
        #[test]
        fn furniture_is_whole_lines_in_order(
            places in proptest::collection::vec(0..LINES.len(), 0..20),
            standing in proptest::sample::select(vec![Alone, Reply, Forward]),
            end in proptest::sample::select(vec!["\n", "\r\n"]),
        ) {
            let body: String = places.iter().map(|&nth| format!("{}{end}", LINES[nth])).collect();
            let found = furniture(&body, standing);
            for range in &found {
                prop_assert!(range.start == 0 || body[..range.start].ends_with('\n'));
                prop_assert!(body[range.end..].starts_with(end) || range.end == body.len());
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].end < pair[1].start);
            }
        }
    }
}
