//! Speech that the layout shows and no verb does: "WEIL: We knew." at the head of a line, and a quotation with its speaker
//! behind a dash.

use super::attributions::Speaking;
use super::draft::{Acts, Draft, SourceDraft};
use super::lexicon::{Frame, is_document};
use clew_model::{Act, Mention, Span, ThingType};

/// The longest name of a speaker, in code points.
const LONGEST_NAME: usize = 60;
/// The most words of a speaker's name.
const MOST_WORDS: usize = 6;

impl Speaking<'_> {
    /// What is said in lines that begin with their speaker's name and a colon.
    pub(super) fn spoken_lines(&self) -> Vec<Draft> {
        let mut found: Vec<(Draft, Speaker)> =
            self.lines().into_iter().filter_map(|line| self.spoken_line(line)).collect();
        let n_shouted = found.iter().filter(|(_, speaker)| *speaker == Speaker::Shouted).count();
        found.retain(|(_, speaker)| *speaker == Speaker::Named || n_shouted > 1);
        found.into_iter().map(|(draft, _)| draft).collect()
    }

    fn lines(&self) -> Vec<Span> {
        let mut start = 0;
        let mut found = Vec::new();
        for line in self.points.text().split('\n') {
            let len = line.chars().count() as u32;
            found.push(Span::new(start, start + len));
            start += len + 1;
        }
        found
    }

    fn spoken_line(&self, line: Span) -> Option<(Draft, Speaker)> {
        let words = self.points.slice(line);
        let colon = words.char_indices().take(LONGEST_NAME).find(|(_, c)| *c == ':')?.0;
        let (name, said) = (&words[..colon], &words[colon + 1..]);
        let opening = name.len() - name.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let name = &name[opening..];
        if !said.starts_with(char::is_whitespace) || said.trim().is_empty() {
            return None;
        }
        let speaker = self.speaker(line.start + opening as u32, name)?;
        let at = |bytes: usize| line.start + words[..bytes].chars().count() as u32;
        let source = Span::new(at(opening), at(colon));
        let skipped = said.len() - said.trim_start().len();
        let content = Span::new(at(colon + 1 + skipped), at(words.trim_end().len()));
        let draft = Draft {
            head: Span::new(at(colon), at(colon + 1)),
            cue: [Span::new(at(colon), at(colon + 1))].into(),
            source: Some(SourceDraft {
                span: source,
                head: source,
                is_document: is_document(&name.to_lowercase()),
                is_data: false,
            }),
            content: vec![content],
            acts: Acts::of(&[Act::Said]),
            frame: Frame::Line,
            states: true,
            is_known: false,
            cited_by: None,
        };
        Some((draft, speaker))
    }

    /// What makes what stands before a colon a name.
    fn speaker(&self, from: u32, name: &str) -> Option<Speaker> {
        let mut words = name.split_whitespace();
        if !(1..=MOST_WORDS).contains(&words.clone().count()) || !words.all(|word| word.starts_with(char::is_uppercase))
        {
            return None;
        }
        let first = self.mentions.partition_point(|mention| mention.span.start < from);
        let len = name.chars().count() as u32;
        let is_name = |mention: &Mention| mention.span == Span::new(from, from + len) && can_speak(mention.thing);
        if self.mentions[first..].first().is_some_and(is_name) {
            return Some(Speaker::Named);
        }
        let is_shouted =
            name.chars().filter(|c| c.is_alphabetic()).count() > 2 && !name.chars().any(char::is_lowercase);
        is_shouted.then_some(Speaker::Shouted)
    }

    /// Gives a quotation to the name that follows it behind a dash: "'We knew.' - Jonas Weil".
    pub(super) fn signed(&self, quotation: Span) -> Option<Draft> {
        let after = &self.points.text()[self.points.byte(quotation.end)..];
        let reach = after.char_indices().nth(2 * LONGEST_NAME).map_or(after.len(), |(at, _)| at);
        let line = after[..reach].split('\n').next().expect("a split has one part at least");
        let marks = line.trim_start_matches(|c: char| "\"”’'».".contains(c)).trim_start();
        let dashes = marks.trim_start_matches(['―', '—', '–', '-']);
        let name = dashes.trim().trim_end_matches(['.', ',']);
        let n_words = name.split_whitespace().count();
        if dashes.len() == marks.len() || !(1..=MOST_WORDS).contains(&n_words) || !name.starts_with(char::is_uppercase)
        {
            return None;
        }
        let at = |part: &str| {
            quotation.end + after[..part.as_ptr() as usize - after.as_ptr() as usize].chars().count() as u32
        };
        let dash = Span::new(at(marks), at(dashes));
        let source = Span::new(at(name), at(name) + name.chars().count() as u32);
        Some(Draft {
            head: dash,
            cue: [dash].into(),
            source: Some(SourceDraft {
                span: source,
                head: source,
                is_document: is_document(&name.to_lowercase()),
                is_data: false,
            }),
            content: vec![quotation],
            acts: Acts::of(&[Act::Said]),
            frame: Frame::Line,
            states: true,
            is_known: false,
            cited_by: None,
        })
    }
}

/// How the name before a colon is known to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speaker {
    /// It is a mention of something that can speak.
    Named,
    /// It stands in capitals, as names in transcripts do; so may a single heading.
    Shouted,
}

fn can_speak(thing: ThingType) -> bool {
    matches!(thing, ThingType::Person | ThingType::Organization | ThingType::PublicBody)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{CodePoints, MentionKind};

    /// Looks at a text in which these words, each once, name people.
    fn with_people<T>(text: &str, people: &[&str], look: impl Fn(&Speaking) -> T) -> T {
        let points = CodePoints::new(text);
        let mention = |name: &&str| {
            let start = text.find(name).expect("the name stands there");
            let span = points.span(start..start + name.len());
            Mention { span, thing: ThingType::Person, kind: MentionKind::Name, chain: 0 }
        };
        let mut mentions: Vec<Mention> = people.iter().map(mention).collect();
        mentions.sort_by_key(|mention| mention.span);
        look(&Speaking { points: &points, sentences: &[], quotations: &[], mentions: &mentions, chains: &[] })
    }

    /// A draft as "SOURCE | CUE | CONTENT".
    fn print(text: &str, draft: &Draft) -> String {
        let points = CodePoints::new(text);
        let source = draft.source.as_ref().map_or("", |source| points.slice(source.span));
        format!("{source} | {} | {}", points.slice(draft.cue[0]), points.slice(draft.content[0]))
    }

    #[test]
    fn lines_are_spoken_by_the_names_they_begin_with() {
        for (text, people, expected) in [
            ("Weil: We knew. \nThey left.", &["Weil"][..], &["Weil | : | We knew."][..]),
            ("- Ana Žižek: Não sei.", &["Ana Žižek"], &["Ana Žižek | : | Não sei."]),
            ("Place: Oslo", &[], &[]),
            ("Weil:We knew.", &["Weil"], &[]),
            ("Weil:  \nWe knew.", &["Weil"], &[]),
            ("Weil left: we knew.", &["Weil"], &[]),
            ("", &[], &[]),
        ] {
            let found = with_people(text, people, |speaking| speaking.spoken_lines());
            let found: Vec<String> = found.iter().map(|draft| print(text, draft)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn names_in_capitals_speak_where_there_are_two() {
        let text = "JUDGE: Sit.\nWITNESS: No.";
        let found = with_people(text, &[], |speaking| speaking.spoken_lines());
        let found: Vec<String> = found.iter().map(|draft| print(text, draft)).collect();
        assert_eq!(found, ["JUDGE | : | Sit.", "WITNESS | : | No."]);
        assert_eq!(with_people("WARNING: Sit.\nNo.", &[], |speaking| speaking.spoken_lines().len()), 0);
    }

    #[test]
    fn a_quotation_is_signed_behind_a_dash() {
        for (text, expected) in [
            ("\"We knew.\" - Jonas Weil.", Some("Jonas Weil | - | We knew.")),
            ("“Não.”\u{a0}— Žižek, Oslo\nThey left.", Some("Žižek, Oslo | — | Não.")),
            ("\"We knew.\" Jonas Weil", None),
            ("\"We knew.\" - and they left", None),
            ("\"We knew.\"\n- Jonas Weil", None),
        ] {
            let points = CodePoints::new(text);
            let open = text.chars().next().expect("a quotation is opened").len_utf8();
            let close = open + text[open..].find(['"', '”']).expect("a quotation is closed");
            let signed = with_people(text, &[], |speaking| speaking.signed(points.span(open..close)));
            assert_eq!(signed.map(|draft| print(text, &draft)).as_deref(), expected, "{text}");
        }
    }
}
