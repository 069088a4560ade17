//! One line of a head: what it labels, whom it names, which day it gives.

use super::dates::{Day, Written, written_days};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

const LABELS: &str = include_str!("labels.txt");

/// Words beside its date that a line without a label or byline may have: a publisher, a place, a time zone.
const MOST_WORDS_BESIDE: usize = 5;

/// A line of more bytes than this is the story; some scripts take three bytes a character.
const LONGEST_HEAD_LINE_BYTES: usize = 3 * super::LONGEST_HEAD_LINE;

/// A labelled or signed line's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Title(String),
    Publisher(String),
    Authors(Vec<String>),
    Addressee,
    /// Where an archive or a desk has filed it.
    Filing,
}

/// What a label says of the value beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Published,
    OtherDate,
    Title,
    Publisher,
    Author,
    Addressee,
    Filing,
    Kicker,
    Paper,
    Signature,
    Post,
}

impl Label {
    /// Whether it stands before its value with a colon, or a blank.
    fn has_value(self) -> bool {
        !matches!(self, Self::Signature | Self::Post | Self::Kicker | Self::Paper)
    }
}

/// One line and what it says.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    pub text: &'t str,
    pub field: Option<Field>,
    /// The day that the line calls its publication.
    pub called_published: Option<Day>,
    /// A day that stands by itself, or begins the story as its dateline.
    pub plain_day: Option<Day>,
    /// Whether a date of any kind is what the line is about.
    pub dated: bool,
    /// The agency that a dateline names.
    pub agency: Option<String>,
    /// Whether it begins the story with its dateline.
    pub begins_story: bool,
    /// Whether it gives its day among words of its own ("Interim report, 10 June 2021").
    pub speaks: bool,
    /// Where it stands in the text, in bytes; empty for a line that was read alone.
    pub bytes: Range<usize>,
    /// Whether the next line of the text is not blank.
    pub runs_on: bool,
}

impl<'t> Line<'t> {
    /// A line too long for a head is read for its dateline only, whatever else it begins with.
    pub(super) fn read(text: &'t str) -> Self {
        let text = text.trim();
        if text.len() > LONGEST_HEAD_LINE_BYTES {
            return Self::unlabelled(text);
        }
        match label_and_value(text) {
            Some((label, value)) if !value.is_empty() => Self { text, ..Self::labelled(label, value) },
            Some(_) => Self::bare(text),
            None => Self::unlabelled(text),
        }
    }

    /// The line that gives the value of `label`.
    pub(super) fn labelled(label: Label, value: &'t str) -> Self {
        let field = match label {
            Label::Title => Some(Field::Title(value.to_owned())),
            Label::Publisher => Some(Field::Publisher(value.to_owned())),
            Label::Author => authors_of(&value[signature(value).unwrap_or(0)..]).map(Field::Authors),
            Label::Signature | Label::Post | Label::Kicker | Label::Paper => None,
            Label::Addressee => Some(Field::Addressee),
            Label::Filing => Some(Field::Filing),
            Label::Published | Label::OtherDate => return Self { text: value, ..Self::days(value, Some(label)) },
        };
        Self { field, ..Self::bare(value) }
    }

    fn bare(text: &'t str) -> Self {
        Self {
            text,
            field: None,
            called_published: None,
            plain_day: None,
            dated: false,
            agency: None,
            begins_story: false,
            speaks: false,
            bytes: 0..0,
            runs_on: false,
        }
    }

    fn unlabelled(text: &'t str) -> Self {
        if text.contains("://") {
            return Self::bare(text);
        }
        if let Some(dateline) = dateline(text) {
            let Dateline { day, agency } = dateline;
            return Self { plain_day: Some(day), dated: true, agency, begins_story: true, ..Self::bare(text) };
        }
        if text.len() > LONGEST_HEAD_LINE_BYTES {
            return Self::bare(text);
        }
        let authors = signed(text);
        let mut line = Self::days(text, None);
        if !authors.is_empty() {
            line.field = Some(Field::Authors(authors));
        }
        line
    }

    /// The days of a line that is about days: one that opens with a label, is signed, or has few words beside them.
    fn days(text: &'t str, opening: Option<Label>) -> Self {
        let mut line = Self::bare(text);
        let days = written_days(text);
        line.speaks = opening.is_none() && !is_about_days(text, &days);
        if days.is_empty() || (line.speaks && !dates_a_paper(text, &days)) {
            line.speaks = false;
            return line;
        }
        line.dated = true;
        let mut from = 0;
        let mut label = opening;
        for written in days {
            label = last_label(&text[from..written.bytes.start]).or(label);
            from = written.bytes.end;
            match label {
                Some(Label::OtherDate) => {}
                Some(_) => line.called_published = line.called_published.or(Some(written.day)),
                None => line.plain_day = line.plain_day.or(Some(written.day)),
            }
        }
        line
    }

    /// The label, where the line is nothing else: its value stands in the next one.
    pub(super) fn label_alone(&self) -> Option<Label> {
        label_and_value(self.text).filter(|(_, value)| value.is_empty()).map(|(label, _)| label)
    }

    /// Its beginning: of a story, the dateline.
    pub(super) fn head(&self) -> &'t str {
        &self.text[..self.text.floor_char_boundary(super::LONGEST_HEAD_LINE / 2)]
    }

    /// Whether it can be a headline: words, no label, no date, no full stop.
    pub(super) fn is_plain_words(&self) -> bool {
        !self.text.contains("://")
            && self.field.is_none()
            && !self.dated
            && label_and_value(self.text).is_none()
            && !self.text.ends_with('.')
            && self.text.chars().any(char::is_alphabetic)
            && self.text.chars().count() <= super::LONGEST_HEAD_LINE
    }
}

static LABELED: LazyLock<Vec<(Label, &str, &str)>> = LazyLock::new(|| lines_of_labels().collect());

/// The lines of `labels.txt`: what the value is, the label, an example.
fn labels() -> impl Iterator<Item = (Label, &'static str, &'static str)> {
    LABELED.iter().copied()
}

fn lines_of_labels() -> impl Iterator<Item = (Label, &'static str, &'static str)> {
    LABELS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.splitn(3, '|').map(str::trim);
        let label = match fields.next()? {
            "published" => Label::Published,
            "other-date" => Label::OtherDate,
            "title" => Label::Title,
            "publisher" => Label::Publisher,
            "author" => Label::Author,
            "signature" => Label::Signature,
            "post" => Label::Post,
            "filing" => Label::Filing,
            "kicker" => Label::Kicker,
            "paper" => Label::Paper,
            _ => Label::Addressee,
        };
        Some((label, fields.next()?, fields.next()?))
    })
}

fn label_named(name: &str) -> Option<Label> {
    let name = name.trim().to_lowercase();
    labels().find(|(label, known, _)| *known == name && label.has_value()).map(|(label, ..)| label)
}

/// "Date: June 10, 2021" taken apart. A label of a date can do without its colon where a digit or capital follows:
/// "Published June 10, 2021".
fn label_and_value(line: &str) -> Option<(Label, &str)> {
    let colon = line.find([':', '\t']).filter(|&at| at <= 30);
    if let Some((label, value)) = colon.and_then(|at| Some((label_named(&line[..at])?, line[at + 1..].trim()))) {
        return Some((label, value));
    }
    let of_dates = labels().filter(|(label, ..)| matches!(label, Label::Published | Label::OtherDate));
    let opening = of_dates.filter_map(|(label, name, _)| {
        let rest = line.get(name.len()..).filter(|_| line[..name.len()].eq_ignore_ascii_case(name))?;
        let value = rest.strip_prefix([' ', ',']).filter(|_| name != "date" && name != "re")?.trim();
        let first = written_days(value).into_iter().next()?;
        is_about_days(&value[..first.bytes.end], &[first]).then_some((label, value, name.len()))
    });
    opening.max_by_key(|(.., length)| *length).map(|(label, value, _)| (label, value))
}

/// The last label of a date among the words before it.
fn last_label(words: &str) -> Option<Label> {
    let words = words.to_lowercase();
    let of_dates =
        labels().filter(|(label, name, _)| matches!(label, Label::Published | Label::OtherDate) && *name != "date");
    let found = of_dates.filter_map(|(label, name, _)| {
        let at = words.rfind(name)?;
        let apart =
            !words[..at].ends_with(char::is_alphabetic) && !words[at + name.len()..].starts_with(char::is_alphabetic);
        apart.then_some((at + name.len(), label))
    });
    found.max_by_key(|(end, _)| *end).map(|(_, label)| label)
}

/// Whether the line says little beside its days, or is signed.
fn is_about_days(line: &str, days: &[Written]) -> bool {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)\b(?: \d{1,2}[:.]\d{2}(?::\d{2})? \s* (?:[ap]\.?m\.?\b)? | \d{1,2}\s*[ap]\.?m\.?\b
              | (?:mon|tues|wednes|thurs|fri|satur|sun)day | mon|tues?|wed|thu(?:rs?)?|fri|sat|sun
              | gmt|utc|[ecmp][sd]?t|bst|cest|hst | updated|published|posted | at|on|the | min(?:ute)?s? | read | ago | h )\b",
        )
        .expect("a fixed pattern")
    });
    if line.len() > super::LONGEST_HEAD_LINE {
        return false;
    }
    let mut beside = String::new();
    let mut from = 0;
    for day in days {
        beside.push_str(&line[from..day.bytes.start]);
        beside.push_str(" · ");
        from = day.bytes.end;
    }
    beside.push_str(&line[from..]);
    let beside = TIME.replace_all(&beside, " ");
    let n_words = beside.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let ends_a_sentence = n_words > 2 && line.ends_with('.') && !line.ends_with(".m.");
    let few = n_words <= MOST_WORDS_BESIDE && is_set_apart(line, days, n_words);
    !ends_a_sentence && (few || opens_with_day(line, days) || !signed(line).is_empty())
}

/// Whether the day closes a line that names a paper or says who issued it: "Interim report, 10 June 2021 (extract)",
/// "Issued by the Bridge Inspectorate, 10 June 2021".
fn dates_a_paper(line: &str, days: &[Written]) -> bool {
    let Some(Written { bytes, day: Day::Known(_) }) = days.last() else { return false };
    let after = line[bytes.end..].trim();
    let closes = after.is_empty() || (after.starts_with('(') && after.ends_with(')'));
    let Some(before) = line[..bytes.start].trim_end().strip_suffix(',') else { return false };
    let before = before.to_lowercase();
    let names_paper = |word: &str| is_known(Label::Paper, word.trim_end_matches(':'));
    let paper = before.split(' ').take(1).chain(before.rsplit(' ').take(MOST_WORDS_BESIDE)).any(names_paper);
    let issued = before.split_once(" by ").is_some_and(|(verb, _)| is_known(Label::Published, verb));
    closes && (paper || issued) && line.len() <= super::LONGEST_HEAD_LINE
}

/// Whether `words`, in small letters, are a label of this kind.
fn is_known(kind: Label, words: &str) -> bool {
    labels().any(|(label, known, _)| label == kind && known == words)
}

/// A line that only sorts the text: "URGENT", "Comment", "Late Edition".
pub(super) fn is_kicker(line: &str) -> bool {
    line.len() <= super::LONGEST_HEAD_LINE && is_known(Label::Kicker, &line.to_lowercase())
}

/// Whether a line is one that an archive or a desk adds: "LENGTH: 410 words".
pub(super) fn is_filing(line: &str) -> bool {
    line.len() <= LONGEST_HEAD_LINE_BYTES && matches!(label_and_value(line), Some((Label::Filing, _)))
}

/// "05/10/2021 - Published by the press office - Category: Health"
fn opens_with_day(line: &str, days: &[Written]) -> bool {
    let after = days.first().filter(|day| day.bytes.start == 0).map(|day| line[day.bytes.end..].trim_start());
    after.is_some_and(|after| after.starts_with(['|', '•', '·', '-', '–', '—']))
}

/// A date that closes a run of words belongs to them ("collapses on June 7, 2021", "period ended June 30") unless a sign
/// or a name stands before it.
fn is_set_apart(line: &str, days: &[Written], n_words: usize) -> bool {
    days.iter().any(|day| {
        let before = line[..day.bytes.start].trim_end();
        let sign = before.is_empty() || before.ends_with(['|', '•', '·', '-', '–', '—', '/', ',', ':', ';']);
        let last = before.rsplit(' ').next().unwrap_or_default();
        let prose = last.starts_with(char::is_lowercase)
            && !matches!(last, "on" | "at" | "le" | "am" | "el" | "il" | "pm" | "a.m." | "p.m.");
        sign || (n_words <= 3 && !prose)
    })
}

struct Dateline {
    day: Day,
    agency: Option<String>,
}

/// "VARN, June 10 (Agency) - At least nine": a place, a day, maybe an agency, a dash. After a day with its year a full
/// stop will do: "Varn, 10 June 2021. The company".
fn dateline(line: &str) -> Option<Dateline> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\p{Lu}[\p{L}.'’-]*(?:[ ,/]+(?:\p{Lu}[\p{L}.'’-]*|de|of|la|al|el)){0,5}[,.]?\s+$")
            .expect("a fixed pattern")
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[,.]?\s*(?:\(([^()]{2,40})\)|(\p{Lu}{2,10}))?\s*[-–—]+\s*\S").expect("a fixed pattern")
    });
    let head = &line[..line.floor_char_boundary(160)];
    let written = written_days(head).into_iter().next()?;
    if !PLACE.is_match(&head[..written.bytes.start]) {
        return None;
    }
    static STOP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\.\s+[\p{Lu}\d\x22“]").expect("a fixed pattern"));
    let rest = &head[written.bytes.end..];
    if matches!(written.day, Day::Known(_)) && STOP.is_match(rest) && !opens_a_phrase(head) {
        return Some(Dateline { day: written.day, agency: None });
    }
    let after = AFTER.captures(rest)?;
    let agency = after.get(1).or(after.get(2)).map(|agency| agency.as_str().trim().to_owned());
    Some(Dateline { day: written.day, agency: agency.filter(|agency| !agency.is_empty()) })
}

/// "On Monday, 10 June 2021. Then": no place.
fn opens_a_phrase(line: &str) -> bool {
    const NO_PLACE: &[&str] =
        &["on", "by", "until", "since", "from", "after", "before", "in", "at", "it", "and", "but"];
    let first = line.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    NO_PLACE.contains(&first.as_str()) || first.ends_with("day")
}

/// The authors of "By Jane Roe and Max Orr, Staff Writers | June 10, 2021".
fn signed(line: &str) -> Vec<String> {
    let Some(by) = signature(line) else { return Vec::new() };
    let value = &line[by..];
    let end = written_days(value).first().map_or(value.len(), |day| day.bytes.start);
    names(value[..end].split(['|', '•', '·', '–', '—', '\n']).next().unwrap_or_default())
}

/// The bytes of the words that sign a line: "By ", "Written by ".
pub(super) fn signature(line: &str) -> Option<usize> {
    let words = labels().filter(|(label, ..)| *label == Label::Signature).map(|(_, words, _)| words);
    let opens = |words: &str| {
        line.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words))
            && line[words.len()..].starts_with(' ')
    };
    words.filter(|words| opens(words)).map(|words| words.len() + 1).max()
}

/// The value of an author's label: its persons, or, where it names an office, that.
pub(super) fn authors_of(value: &str) -> Option<Vec<String>> {
    let persons = names(value);
    let office = || ((1..=6).contains(&value.split_whitespace().count())).then(|| vec![value.to_owned()]);
    if persons.is_empty() { office() } else { Some(persons) }
}

/// The persons of a list: "Ann Lee; Max Orr", "Ann Lee, Max Orr and Eva Ito, Staff Writers". Empty where it names none.
fn names(list: &str) -> Vec<String> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*(?:;|,|\band\b|&|\bwith\b)\s*|\s+(?:for|in|at|of|on)(?:\s.*)?$|\s+-\s.*$")
            .expect("a fixed pattern")
    });
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"<[^>]*>|\([^)]*\)|\S+@\S+").expect("a fixed pattern"));
    let list = ADDRESS.replace_all(list, " ");
    let mut names = Vec::new();
    for part in BETWEEN.split(list.trim().trim_end_matches('.')).map(first_sentence).filter(|part| !part.is_empty()) {
        if !is_name(part) || is_post(part) || (!names.is_empty() && is_degree(part)) {
            break;
        }
        names.push(part.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    names
}

/// "Ann Lee. Norden Press" up to its full stop; those of "Ann E. Lee" and "Prof. Lee" end no sentence.
fn first_sentence(words: &str) -> &str {
    const TITLES: &[&str] = &["Mrs", "Rev", "Gen", "Col", "Capt", "Prof", "Sgt", "Hon", "Sen"];
    let last_word = |at: usize| words[..at].split(' ').next_back().unwrap_or_default();
    let ends = words.match_indices(". ").find(|(at, _)| last_word(*at).len() > 2 && !TITLES.contains(&last_word(*at)));
    ends.map_or(words, |(at, _)| &words[..at]).trim()
}

/// One to five words, the first and last capitalised.
pub(super) fn is_name(words: &str) -> bool {
    let capital = |word: &str| {
        word.trim_start_matches(['"', '“', '\''])
            .starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
    };
    let all: Vec<&str> = words.split_whitespace().collect();
    let plain = words.chars().all(|c| c.is_alphabetic() || " .'’-\"“”".contains(c));
    plain && (1..=5).contains(&all.len()) && capital(all[0]) && capital(all[all.len() - 1])
}

/// What somebody does, or when it was done, not who it is.
fn is_post(words: &str) -> bool {
    words.split([' ', '-']).any(|word| {
        let word = word.to_lowercase();
        labels().any(|(label, post, _)| label == Label::Post && post == word)
    })
}

/// Letters after a name: "MS", "RDN", "PhD".
fn is_degree(words: &str) -> bool {
    words.len() <= 4 && words.chars().filter(|c| c.is_uppercase()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_reads_its_example() {
        for (_, words, example) in labels().filter(|(label, ..)| *label == Label::Signature) {
            assert_eq!(signature(example), Some(words.len() + 1), "{example}");
            assert_eq!(Line::read(example).field, Some(Field::Authors(vec!["Ann Lee".to_owned()])), "{example}");
        }
        for (_, post, example) in labels().filter(|(label, ..)| *label == Label::Post) {
            let both = &["Ann Lee", "Max Orr"][..];
            let expected = if example.contains("Max Orr") { both } else { &both[..1] };
            assert!(example.to_lowercase().ends_with(post), "{example}");
            assert_eq!(signed(example), expected, "{example}");
        }
        for (_, kicker, example) in labels().filter(|(label, ..)| *label == Label::Kicker) {
            assert!(is_kicker(example) && example.to_lowercase() == kicker, "{example}");
        }
        for (_, paper, example) in labels().filter(|(label, ..)| *label == Label::Paper) {
            let line = Line::read(example);
            assert!(example.to_lowercase().contains(paper), "{example}");
            assert!(line.speaks && line.plain_day.is_some(), "{example}");
        }
        for (label, name, example) in labels().filter(|(label, ..)| label.has_value()) {
            let (found, value) = label_and_value(example).unwrap_or_else(|| panic!("{example}"));
            assert_eq!(found, label, "{name}");
            assert!(!value.is_empty() && example.to_lowercase().starts_with(name), "{example}");
            let line = Line::read(example);
            match label {
                Label::Published => assert!(line.called_published.is_some(), "{example}"),
                Label::OtherDate => {
                    assert!(line.dated && line.called_published.or(line.plain_day).is_none(), "{example}")
                }
                _ => assert!(line.field.is_some(), "{example}"),
            }
        }
    }

    #[test]
    fn a_line_may_say_by_whom_it_was_issued_and_when() {
        let issued = "Issued by the Bridge Inspectorate at the wish of the city council of Varn, 10 June 2021";
        assert!(Line::read(issued).speaks && Line::read(issued).called_published.is_some());
        for prose in [
            "The report of the Bridge Inspectorate reached the city council on 10 June 2021",
            "A report that nobody in the city council of Varn had wished for, 10 June 2021.",
            "Stopped by the police on the bridge with a lamp and no boots, 10 June 2021",
        ] {
            assert!(!Line::read(prose).dated, "{prose}");
        }
    }

    #[test]
    fn names_end_where_posts_and_places_begin() {
        for (list, expected) in [
            ("Ann Lee", &["Ann Lee"][..]),
            ("Ann Lee, Max Orr and Eva Ito, Staff Writers", &["Ann Lee", "Max Orr", "Eva Ito"]),
            ("Ann Lee in Varn", &["Ann Lee"]),
            ("Ann Lee <ann.lee@example.org>", &["Ann Lee"]),
            ("Ann Lee on Monday", &["Ann Lee"]),
            ("Ann E. Lee. Norden Press", &["Ann E. Lee"]),
            ("Ann Lee, MS, RDN", &["Ann Lee"]),
            ("Ann Lee, Varn Editor-at-large", &["Ann Lee"]),
            ("the people of Varn", &[]),
        ] {
            assert_eq!(names(list), expected, "{list}");
        }
    }

    #[test]
    fn a_sentence_that_begins_with_by_is_not_signed() {
        assert!(signed("By Saturday, nine people were known to have died.").is_empty());
        assert!(signed("By the time the police came, the bridge had fallen.").is_empty());
    }
}
