//! One rule of the files in `data/`, as it is written there (`data/README.md`).

use super::sketch::Sketch;
use std::collections::HashMap;

/// Number of a word that rules or word lists speak of.
pub(super) type WordId = u16;
/// Number of a class: what the left side of a rule names, or a kind of number.
pub(super) type ClassId = u16;

/// Words and classes by their numbers, in the order in which the files first name them.
#[derive(Debug)]
pub(super) struct Names {
    words: HashMap<String, WordId>,
    classes: HashMap<String, ClassId>,
}

impl Default for Names {
    /// Number 0 is kept for words that no file names.
    fn default() -> Self {
        Self { words: HashMap::from([(String::new(), 0)]), classes: HashMap::new() }
    }
}

impl Names {
    /// The number of a word, a new one where it is not known yet.
    pub(super) fn word(&mut self, word: &str) -> WordId {
        let next = self.words.len() as WordId;
        *self.words.entry(word.to_owned()).or_insert(next)
    }

    /// The number of a class, a new one where it is not known yet.
    pub(super) fn class(&mut self, name: &str) -> ClassId {
        let next = self.classes.len() as ClassId;
        *self.classes.entry(name.to_owned()).or_insert(next)
    }

    pub(super) fn known_word(&self, lower: &str) -> Option<WordId> {
        self.words.get(lower).copied()
    }

    pub(super) fn n_words(&self) -> usize {
        self.words.len()
    }

    pub(super) fn n_classes(&self) -> usize {
        self.classes.len()
    }
}

/// What makes a piece, or expressions, of a row of tokens.
#[derive(Debug)]
pub(super) struct Rule {
    pub head: ClassId,
    pub pattern: Vec<Element>,
    pub fields: Vec<(String, String)>,
    /// How many stretches in braces it has; 0 where the whole match is one expression.
    pub groups: u8,
    /// File and line, for messages of tests.
    pub place: String,
}

/// One place in a pattern.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub matcher: Matcher,
    pub optional: bool,
    /// No white space before it.
    pub glued: bool,
    /// Begins with a capital.
    pub capital: bool,
    /// Must not stand here; takes up nothing.
    pub forbidden: bool,
    /// Must stand here; takes up nothing.
    pub ahead: bool,
    /// In which stretch in braces it stands, from 0.
    pub group: Option<u8>,
}

/// What can stand at a place.
#[derive(Debug, Clone)]
pub(super) enum Matcher {
    /// One of these words.
    Words(Vec<WordId>),
    /// A piece of this class.
    Class(ClassId),
    /// A word that tells what something is: none of those that cues.tsv calls empty.
    ContentWord,
}

/// The rules of one file, in its order; panics on what is none.
pub(super) fn read_rules(file: &str, text: &str, names: &mut Names) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (number, line) in text.lines().enumerate() {
        // What stands after the bar is an example, for the tests.
        let rule = line.split('|').next().unwrap_or_default();
        if !rule.trim().is_empty() && !rule.starts_with('#') {
            let place = format!("{file}:{}", number + 1);
            rules.push(Rule::read(rule, &place, names).unwrap_or_else(|| panic!("{place}: not a rule: {line}")));
        }
    }
    rules
}

impl Rule {
    /// "head: pattern -> fields".
    fn read(rule: &str, place: &str, names: &mut Names) -> Option<Self> {
        let (head, body) = rule.split_once(": ")?;
        let (pattern, fields) = match body.split_once("->") {
            Some((pattern, fields)) => (pattern, fields),
            None => (body, ""),
        };
        let fields: Vec<(String, String)> = fields
            .split_whitespace()
            .map(|field| field.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())))
            .collect::<Option<_>>()?;
        let known = fields.iter().all(|(name, value)| Sketch::default().assign(name, value));
        let (pattern, groups) = read_pattern(pattern, names);
        let head = names.class(head.trim());
        known.then(|| Self { head, pattern, fields, groups, place: place.to_owned() })
    }

    /// The elements that a match can begin with.
    pub(super) fn first_elements(&self) -> impl Iterator<Item = &Element> {
        let needed = self.pattern.iter().position(|element| !element.optional && !element.forbidden && !element.ahead);
        let last = needed.expect("a rule has an element that must be there");
        self.pattern[..=last].iter().filter(|element| !element.forbidden && !element.ahead)
    }
}

fn read_pattern(pattern: &str, names: &mut Names) -> (Vec<Element>, u8) {
    let (mut elements, mut groups, mut inside) = (Vec::new(), 0, false);
    for word in pattern.split_whitespace() {
        match word {
            "{" => (inside, groups) = (true, groups + 1),
            "}" => inside = false,
            _ => elements.push(read_element(word, inside.then(|| groups - 1), names)),
        }
    }
    (elements, groups)
}

/// `~` glued, `^` capital, `!` forbidden, then `<class>` or `word/word`, then `?` optional.
fn read_element(text: &str, group: Option<u8>, names: &mut Names) -> Element {
    let bare = text.trim_start_matches(['~', '^', '!', '&']);
    let marks = &text[..text.len() - bare.len()];
    let (bare, optional) = bare.strip_suffix('?').filter(|rest| !rest.is_empty()).map_or((bare, false), |b| (b, true));
    let matcher = match bare.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        Some("contentword") => Matcher::ContentWord,
        Some(class) => Matcher::Class(names.class(class)),
        None => Matcher::Words(alternatives(bare).into_iter().map(|word| names.word(word)).collect()),
    };
    let has = |mark: char| marks.contains(mark);
    Element { matcher, optional, glued: has('~'), capital: has('^'), forbidden: has('!'), ahead: has('&'), group }
}

/// The words of "last/past"; a slash that stands for itself is alone or doubled at the end ("-//").
fn alternatives(text: &str) -> Vec<&str> {
    match text.strip_suffix('/') {
        Some("") => vec!["/"],
        Some(rest) if rest.ends_with('/') => rest.trim_end_matches('/').split('/').chain(["/"]).collect(),
        _ => text.split('/').collect(),
    }
}
