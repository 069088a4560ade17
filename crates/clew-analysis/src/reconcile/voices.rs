//! The words by which a source's voice is known (words/voices.txt).

use crate::fold;
use crate::stems::stems;
use std::collections::HashSet;
use std::sync::LazyLock;

const VOICES: &str = include_str!("../../words/voices.txt");

static LISTS: LazyLock<Voices> = LazyLock::new(|| Voices::parse(VOICES));

/// Lists of words that tell whose voice a source is.
pub(super) struct Voices {
    speaks: Vec<String>,
    voice: Vec<String>,
    article: Vec<String>,
    cut: Vec<String>,
    wire: Vec<String>,
    nobody: Vec<String>,
    people: Vec<String>,
    notes: HashSet<u32>,
    first: HashSet<u32>,
    report: HashSet<u32>,
}

impl Voices {
    /// The lists that come with clew.
    pub fn get() -> &'static Self {
        &LISTS
    }

    fn parse(lists: &str) -> Self {
        let words = |kind: &str| -> Vec<String> {
            let of_kind = lists.lines().filter_map(|line| line.strip_prefix(kind)?.strip_prefix(' '));
            of_kind.flat_map(|words| words.split(", ")).map(fold).collect()
        };
        Self {
            speaks: words("speaks"),
            voice: words("voice"),
            article: words("article"),
            cut: words("cut"),
            wire: words("wire"),
            nobody: words("nobody"),
            people: words("people"),
            notes: words("notes").iter().flat_map(|word| stems(word)).collect(),
            first: words("first").iter().flat_map(|word| stems(word)).collect(),
            report: words("report").iter().flat_map(|word| stems(word)).collect(),
        }
    }

    /// Whether a stem is a verb of saying.
    pub fn is_report(&self, stem: u32) -> bool {
        self.report.contains(&stem)
    }

    /// Whether these folded words are the people of the body that is speaking: "its inspectors".
    pub fn is_own_people(&self, folded: &str) -> bool {
        let own = folded.strip_prefix("its ").or_else(|| folded.strip_prefix("their "));
        own.is_some_and(|own| self.people.iter().any(|people| own == people || own.ends_with(&format!(" {people}"))))
    }

    /// Whether a verb tells that somebody came to know by his own eyes.
    pub fn is_noting(&self, verb: &str) -> bool {
        stems(verb).iter().any(|stem| self.notes.contains(stem))
    }

    /// Whether a stem says that something was so for the first time.
    pub fn is_first(&self, stem: u32) -> bool {
        self.first.contains(&stem)
    }

    /// Whether a title is that of someone who speaks for a body.
    pub fn speaks(&self, title: &str) -> bool {
        let title = format!(" {} ", fold(title));
        self.speaks.iter().any(|post| title.contains(&format!(" {post} ")))
    }

    /// The words, folded, that name the body for which these words say somebody speaks.
    pub fn body_of(&self, words: &str) -> Option<String> {
        let words = fold(words);
        let post = self.speaks.iter().filter(|post| has_word(&words, post)).max_by_key(|post| post.len())?;
        let (before, after) = words.split_once(post.as_str())?;
        let before = without_article(before.trim());
        if !before.is_empty() && !before.contains([',', '\'']) {
            return Some(before.to_owned());
        }
        let (_, body) = after.rsplit_once(" of ").or_else(|| after.rsplit_once(" for "))?;
        Some(without_article(body.trim()).to_owned())
    }

    /// The words, folded, that name whose voice these words are: the minister of "the minister's office".
    pub fn owner<'w>(&self, folded: &'w str) -> Option<&'w str> {
        let (owner, owned) = folded.split_once("'s ").or_else(|| folded.split_once("s' "))?;
        let is_voice = self.voice.iter().any(|voice| owned == voice || owned.ends_with(&format!(" {voice}")));
        (is_voice && owned.split(' ').count() < 4).then(|| without_article(owner))
    }

    /// Whether these words are a paper's own earlier text, or itself.
    pub fn is_own_article(&self, words: &str) -> bool {
        begins_with_any(&self.article, &fold(words))
    }

    /// The words that name a document, without what is told of it.
    pub fn document<'w>(&self, words: &'w str) -> &'w str {
        let mut end = 0;
        for (nth, word) in words.split_inclusive(' ').enumerate() {
            let bare = word.trim_end_matches([' ', ',']);
            if nth > 0 && self.cut.contains(&fold(bare)) {
                break;
            }
            end += word.len();
            if word.contains(',') {
                break;
            }
        }
        words[..end].trim_end_matches([' ', ','])
    }

    /// Whether these words name no source ("so that nobody could say").
    pub fn is_nobody(&self, words: &str) -> bool {
        begins_with_any(&self.nobody, &fold(words))
    }

    /// Whether a byline is an agency's.
    pub fn is_wire(&self, author: &str) -> bool {
        let author = fold(author);
        self.wire.contains(&author)
    }
}

fn begins_with_any(list: &[String], folded: &str) -> bool {
    let is_begun = |words: &String| {
        folded.strip_prefix(words.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    list.iter().any(is_begun)
}

fn has_word(words: &str, word: &str) -> bool {
    let is_end = |c: Option<char>| c.is_none_or(|c| matches!(c, ' ' | ','));
    words
        .match_indices(word)
        .any(|(at, _)| is_end(words[..at].chars().next_back()) && is_end(words[at + word.len()..].chars().next()))
}

/// Folded words without the article before them.
pub(super) fn without_article(folded: &str) -> &str {
    ["the ", "a ", "an "].iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(folded)
}

/// The agency that a story's beginning credits: "VARN, June 7 (Nordhav) - A bridge".
pub(super) fn credited(opening: &str) -> Option<&str> {
    let (before, rest) = opening.split_once('(')?;
    let (agency, after) = rest.split_once(')')?;
    let is_dash = after.trim_start().starts_with(['-', '–', '—']);
    let is_dateline = before.chars().filter(|c| c.is_alphabetic()).take(3).all(char::is_uppercase);
    (is_dash && is_dateline && before.len() < 120 && !agency.is_empty() && agency.len() < 40).then_some(agency.trim())
}

/// Who signs a letter or a memo at its head: "From: Ada Weil, technician".
pub(super) fn signed(opening: &str) -> Option<&str> {
    let after = opening.split_once("From: ")?.1;
    let ends = [",", " To:", " Date:", " Subject:", " Sent:", " Cc:", " CC:", " Re:", " <", ";", " ("];
    let end = ends.iter().filter_map(|end| after.find(end)).min()?;
    Some(after[..end].trim()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_list_is_found_and_no_counterexample_is() {
        let voices = Voices::get();
        for line in VOICES.lines() {
            let Some((sign, sentence)) = line.split_once(' ').filter(|(sign, _)| matches!(*sign, "+" | "-")) else {
                continue;
            };
            let plain = sentence.replace("[speaks ", "").replace("[voice ", "").replace("[cut ", "");
            let plain = ["[nobody ", "[first ", "[people ", "[notes ", "]"]
                .iter()
                .fold(plain, |plain, mark| plain.replace(mark, ""));
            let folded = fold(&plain);
            let inside = sentence.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(inside, _)| inside);
            let wanted = inside.and_then(|inside| inside.split_once(' '));
            match wanted {
                Some(("speaks", body)) => assert_eq!(voices.body_of(&plain).as_deref(), Some(fold(body).as_str())),
                Some(("voice", owner)) => assert_eq!(voices.owner(&folded), Some(without_article(&fold(owner)))),
                Some(("people", _)) => assert!(voices.is_own_people(&fold(&plain)), "{plain}"),
                Some(("notes", word)) => assert!(voices.is_noting(word), "{word}"),
                Some(("first", word)) => assert!(stems(word).iter().any(|stem| voices.is_first(*stem))),
                Some(("nobody", _)) => assert!(voices.is_nobody(&plain), "{plain}"),
                Some((_, document)) => assert_eq!(voices.document(&plain), document),
                None => {
                    assert_eq!((sign, voices.body_of(&plain), voices.owner(&folded)), ("-", None, None));
                    assert!(!voices.is_nobody(&plain), "{plain}");
                }
            }
        }
    }

    #[test]
    fn a_dateline_credits_an_agency_and_a_bracket_does_not() {
        assert_eq!(credited("VARN, June 7 (Nordhav) - A bridge fell"), Some("Nordhav"));
        assert_eq!(credited("VARN (AP) — A bridge fell"), Some("AP"));
        assert_eq!(credited("The mayor (right) - a baker - spoke"), None);
        assert_eq!(credited("VARN, June 7 - A bridge fell"), None);
    }

    #[test]
    fn a_memo_is_its_writers() {
        assert_eq!(signed("MEMO To: Femi Okoro From: Ada Weil, technician Date: 4 May"), Some("Ada Weil"));
        assert_eq!(signed("Away From: home"), None);
    }
}
