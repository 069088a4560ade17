//! Names in any text: in full, and each part of one that stands alone.

use any_ascii::any_ascii;
use clew_analysis::names::{Name, Part};
use clew_model::ThingType;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

const FILE: &str = include_str!("../../words/redaction.txt");

/// Stands for a part of a name that several bear.
pub(super) const WITHHELD: &str = "name withheld";
/// Stands for an address that is made of a name.
const ADDRESS: &str = "address withheld";
/// Shorter parts are only looked for as whole words, even where names are written together.
const SHORTEST_INSIDE: usize = 4;

/// Finds the names of protected people.
#[derive(Debug, Clone, Default)]
pub(super) struct Finder {
    /// The words that stand for whom a part belongs to, by part, folded.
    parts: BTreeMap<String, BTreeSet<String>>,
    /// Names of other people, word by word, by their first word.
    others: HashMap<String, Vec<Vec<String>>>,
    /// Words of other people's names.
    of_others: BTreeSet<String>,
}

/// A word of a text.
struct Token {
    bytes: Range<usize>,
    folded: String,
    /// As a name is written, or in a language without capitals.
    is_capital: bool,
    /// In a file name or an address, where names have no capitals.
    is_in_slug: bool,
    /// Part of another person's name.
    is_others: bool,
}

impl Finder {
    /// Names to be found, and the words that stand for whose they are.
    pub fn protect<'n>(&mut self, label: &str, names: impl Iterator<Item = &'n str>) {
        for part in names.flat_map(telling_parts) {
            self.parts.entry(part).or_default().insert(label.to_owned());
        }
    }

    /// A name of somebody who is not protected: "Aron Weil", where Jonas Weil is. To be called after everybody is protected.
    pub fn leave(&mut self, name: &str) {
        let tokens = tokens(name);
        // "Weil's lawyers" are described by his name: it is nobody else's.
        if tokens.iter().any(|token| !token.is_capital && !lists("particles", &token.folded)) {
            return;
        }
        let words: Vec<String> = tokens.into_iter().map(|token| token.folded).collect();
        let is_theirs = |word: &String| {
            self.parts.contains_key(word) || lists("particles", word) || lists("honorifics", word) || word.len() == 1
        };
        let shares = words.iter().any(|word| self.parts.contains_key(word));
        if !shares || words.iter().all(is_theirs) && !has_other_initial(&words, &self.parts) {
            return;
        }
        self.of_others.extend(words.iter().cloned());
        if let Some(first) = words.first().cloned() {
            self.others.entry(first).or_default().push(words);
        }
    }

    /// Where names stand, in bytes, each with the words that stand for it.
    pub fn find<'s>(&'s self, text: &str) -> Vec<(Range<usize>, &'s str)> {
        self.find_among(text, tokens(text))
    }

    /// The same in words that may have lost their capitals, as what an event is called has.
    pub fn find_in_any_case<'s>(&'s self, text: &str) -> Vec<(Range<usize>, &'s str)> {
        let mut tokens = tokens(text);
        tokens.iter_mut().for_each(|token| token.is_capital |= token.folded.len() >= SHORTEST_INSIDE);
        self.find_among(text, tokens)
    }

    fn find_among<'s>(&'s self, text: &str, mut tokens: Vec<Token>) -> Vec<(Range<usize>, &'s str)> {
        self.mark_others(text, &mut tokens);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            match self.run(text, &tokens, at) {
                Some((from, to)) => {
                    found.push(self.hidden(text, &tokens[from..to]));
                    at = to;
                }
                None => at += 1,
            }
        }
        found
    }

    fn is_hit(&self, token: &Token) -> bool {
        if token.is_others || self.parts.is_empty() {
            return false;
        }
        let is_part = self.parts.contains_key(&token.folded) || self.is_family(&token.folded);
        let holds = |part: &&String| part.len() >= SHORTEST_INSIDE && token.folded.contains(part.as_str());
        match token.is_in_slug {
            true => is_part || self.parts.keys().any(|part| holds(&part)),
            false => is_part && token.is_capital,
        }
    }

    /// "Weils": all of a family.
    fn is_family(&self, folded: &str) -> bool {
        let of_one = folded.strip_suffix("es").into_iter().chain(folded.strip_suffix('s'));
        of_one.filter(|part| part.len() >= SHORTEST_INSIDE).any(|part| self.parts.contains_key(part))
    }

    /// The words of a name that begins, or that is found, at a word: from the first to one past the last.
    fn run(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
        if !self.is_hit(&tokens[at]) {
            return None;
        }
        let is_joined = |left: usize| is_between(&text[tokens[left].bytes.end..tokens[left + 1].bytes.start]);
        let is_initial = |token: &Token| {
            token.folded.len() == 1 && token.is_capital && self.parts.keys().any(|part| part.starts_with(&token.folded))
        };
        let belongs = |token: &Token| {
            let is_letter = token.folded.len() == 1 && token.is_capital;
            !token.is_others && (self.is_hit(token) || is_letter || lists("particles", &token.folded))
        };
        let goes_on = |next: &usize| is_joined(next - 1) && belongs(&tokens[*next]);
        let last = (at + 1..tokens.len()).take_while(goes_on).filter(|next| self.is_hit(&tokens[*next])).last();
        let to = last.unwrap_or(at) + 1;
        let mut from = at;
        while from > 0
            && is_joined(from - 1)
            && (is_initial(&tokens[from - 1])
                || lists("honorifics", &tokens[from - 1].folded)
                || from == at
                    && lists("particles", &tokens[from - 1].folded)
                    && text[tokens[from - 1].bytes.end..].starts_with('-'))
        {
            from -= 1;
        }
        Some((from, to))
    }

    /// A name, with the words that stand for it.
    fn hidden<'s>(&'s self, text: &str, name: &[Token]) -> (Range<usize>, &'s str) {
        let bytes = name[0].bytes.start..name[name.len() - 1].bytes.end;
        if let Some(address) =
            name[0].is_in_slug.then(|| around(text, bytes.clone())).filter(|at| text[at.clone()].contains('@'))
        {
            return (address, ADDRESS);
        }
        let hits: Vec<&Token> = name.iter().filter(|token| self.is_hit(token)).collect();
        let owners = hits.iter().map(|token| self.parts.get(&token.folded).cloned().unwrap_or_default());
        let owners = owners.reduce(|all, of| &all & &of).unwrap_or_default();
        let is_shared = hits.len() == 1 && self.of_others.contains(&hits[0].folded);
        let label = owners.first().filter(|_| owners.len() == 1 && !is_shared);
        // The set is made here, the words in it are the finder's own.
        let own = label.and_then(|label| self.parts.values().flatten().find(|known| *known == label));
        (bytes, own.map_or(WITHHELD, String::as_str))
    }

    fn mark_others(&self, text: &str, tokens: &mut [Token]) {
        for at in 0..tokens.len() {
            for name in self.others.get(&tokens[at].folded).into_iter().flatten() {
                let here = tokens.get(at..at + name.len()).unwrap_or_default();
                let is_joined = |pair: &[Token]| is_between(&text[pair[0].bytes.end..pair[1].bytes.start]);
                let is_it = here.len() == name.len()
                    && here.iter().zip(name).all(|(token, word)| token.folded == *word)
                    && here.windows(2).all(is_joined);
                if is_it {
                    tokens[at..at + name.len()].iter_mut().for_each(|token| token.is_others = true);
                }
            }
        }
    }
}

/// Whether words for somebody hold a telling part of one of their names.
pub(crate) fn shares_a_word(names: &[String], label: &str) -> bool {
    let parts: BTreeSet<String> = names.iter().flat_map(|name| telling_parts(name)).collect();
    tokens(label).iter().any(|token| parts.contains(&token.folded))
}

/// The words of a name by which its bearer can be known: no title, no particle, no initial.
fn telling_parts(name: &str) -> Vec<String> {
    let parsed = Name::parse(name, ThingType::Person);
    let titles: BTreeSet<String> = parsed
        .parts()
        .filter(|(part, _)| matches!(part, Part::Title | Part::Suffix))
        .map(|(_, word)| fold(word))
        .collect();
    let words = tokens(name).into_iter().filter(|token| token.folded.len() > 1);
    let is_telling = |word: &String| {
        !titles.contains(word)
            && !lists("particles", word)
            && !lists("honorifics", word)
            && word.contains(char::is_alphabetic)
    };
    // "His brother", "the chief engineer": no name is written so, and its words are everybody's.
    words.filter(|token| token.is_capital).map(|token| token.folded).filter(is_telling).collect()
}

/// Whether a name with a protected person's words has an initial that is none of theirs.
fn has_other_initial(words: &[String], parts: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let is_other = |word: &&String| word.len() == 1 && !parts.keys().any(|part| part.starts_with(word.as_str()));
    words.iter().find(is_other).is_some()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(token(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn token(text: &str, bytes: Range<usize>) -> Token {
    let word = &text[bytes.clone()];
    let first = word.chars().next().expect("a token has a letter or digit");
    let chunk = &text[around(text, bytes.clone())];
    Token { folded: fold(word), is_capital: !first.is_lowercase(), is_in_slug: is_slug(chunk), is_others: false, bytes }
}

fn fold(word: &str) -> String {
    any_ascii(word).to_lowercase()
}

/// The stretch without white space around a word.
fn around(text: &str, bytes: Range<usize>) -> Range<usize> {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | '“' | '”' | ',' | ';');
    let start =
        text[..bytes.start].rfind(is_edge).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[bytes.end..].find(is_edge).map_or(text.len(), |at| bytes.end + at);
    start..end
}

/// Whether a stretch is a file name, a path or an address.
fn is_slug(chunk: &str) -> bool {
    let has_ending = chunk.rsplit_once('.').is_some_and(|(before, ending)| {
        !before.is_empty()
            && (2..=5).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    });
    let is_dashed = chunk.contains('-') && !chunk.contains(char::is_uppercase);
    chunk.contains(['/', '\\', '_', '@', '#']) || has_ending || is_dashed
}

/// Whether what stands between two words leaves them one name.
fn is_between(text: &str) -> bool {
    text.chars().count() <= 2 && text.chars().all(|c| c.is_whitespace() || ".,-_'’%+".contains(c))
}

fn lists(kind: &str, wanted: &str) -> bool {
    let line = FILE.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(": "));
    line.is_some_and(|words| words.split(", ").any(|word| word == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(protected: &[(&str, &[&str])], others: &[&str], text: &str, expect: &str) {
        let mut finder = Finder::default();
        protected.iter().for_each(|(label, names)| finder.protect(label, names.iter().copied()));
        others.iter().for_each(|name| finder.leave(name));
        let (mut said, mut at) = (String::new(), 0);
        for (bytes, label) in finder.find(text) {
            said.push_str(&format!("{}[{label}]", &text[at..bytes.start]));
            at = bytes.end;
        }
        assert_eq!(said + &text[at..], expect, "{text:?}");
    }

    const WEIL: (&str, &[&str]) = ("X", &["Jonas Weil", "Dr. Jonas K. Weil"]);

    #[test]
    fn names_are_found_whole_in_part_and_with_possessives() {
        for (text, expect) in [
            ("Jonas Weil denied it.", "[X] denied it."),
            ("It was Weil's call, and Jonas’s alone.", "It was [X]'s call, and [X]’s alone."),
            ("JONAS WEIL, 41", "[X], 41"),
            ("Mr. J. Weil and Weil, Jonas", "[X] and [X]"),
            ("Jonas K. Weil", "[X]"),
            ("Jónas Weil", "[X]"),
            ("Do you know the Weils? The Weils' house", "Do you know the [name withheld]? The [name withheld]' house"),
            ("a while, the jonas-free weil", "a while, the jonas-free weil"),
        ] {
            check(&[WEIL], &[], text, &expect.replace("the jonas-free", "the [X]-free"));
        }
    }

    #[test]
    fn file_names_and_addresses_are_searched_without_capitals() {
        for (text, expect) in [
            ("clips/weil-arrested.html", "clips/[X]-arrested.html"),
            ("write to jonas.weil@example.org today", "write to [address withheld] today"),
            ("write to <jweil@example.org>", "write to <[address withheld]>"),
            ("2021_06_Weil.pdf", "2021_06_[X].pdf"),
            ("More under #JonasWeil, they say.", "More under #[name withheld], they say."),
        ] {
            check(&[WEIL], &[], text, expect);
        }
    }

    #[test]
    fn another_bearer_of_the_name_keeps_theirs() {
        check(&[WEIL], &["Aron Weil"], "Aron Weil met Jonas Weil.", "Aron Weil met [X].");
        check(&[WEIL], &["Aron Weil"], "Weil met Jonas.", "[name withheld] met [X].");
        check(&[WEIL], &["J. Weil"], "J. Weil fled.", "[X] fled.");
        check(&[WEIL], &["R. Weil"], "R. Weil fled.", "R. Weil fled.");
        check(&[WEIL], &["Weil's lawyers"], "Weil's lawyers rejected it.", "[X]'s lawyers rejected it.");
        let brothers: [(&str, &[&str]); 2] = [WEIL, ("Y", &["Aron Weil"])];
        check(&brothers, &[], "Aron Weil and Jonas Weil; Weil", "[Y] and [X]; [name withheld]");
    }

    #[test]
    fn a_firm_named_after_somebody_does_not_name_them() {
        check(&[WEIL], &[], "Weil Marine Fittings", "[X] Marine Fittings");
    }

    #[test]
    fn what_is_no_name_is_nobody_s() {
        check(
            &[("X", &["his brother", "the Chief"])],
            &[],
            "his brother met the brother",
            "his brother met the brother",
        );
    }

    #[test]
    fn lists_do_what_their_examples_say() {
        for example in FILE.lines().filter_map(|line| line.strip_prefix("+ ")) {
            let (text, expect) = example.split_once(" > ").expect("an example says what comes of it");
            check(&[("X", &["Yusuf al-Hadidi"])], &[], text, expect);
        }
    }

    #[test]
    fn words_that_name_somebody_do_not_stand_for_them() {
        let names = ["Jonas Weil".to_owned()];
        assert!(shares_a_word(&names, "Mr Weil") && !shares_a_word(&names, "Witness A"));
    }
}
