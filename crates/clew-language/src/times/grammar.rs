//! The rules of times, read from the files in `data/` and indexed by the word or class they begin with.
//!
//! The files explain themselves (`data/README.md`). A faulty rule is a fault of the program, so compiling panics on
//! one, and a test compiles them all.

use super::sketch::Sketch;
use std::{collections::HashMap, sync::OnceLock};

/// Number of a word that rules or word lists speak of.
pub(super) type WordId = u16;
/// Number of a class: what the left side of a rule names, or a kind of number.
pub(super) type ClassId = u16;
pub(super) type RuleId = u16;

const RULE_FILES: [(&str, &str); 7] = [
    // First, for of equal matches the earlier rule wins.
    ("exceptions.rules", include_str!("data/exceptions.rules")),
    ("words.rules", include_str!("data/words.rules")),
    ("calendar.rules", include_str!("data/calendar.rules")),
    ("clock.rules", include_str!("data/clock.rules")),
    ("lengths.rules", include_str!("data/lengths.rules")),
    ("relative.rules", include_str!("data/relative.rules")),
    ("ranges.rules", include_str!("data/ranges.rules")),
];
const NUMBERS: &str = include_str!("data/numbers.tsv");
const CUES: &str = include_str!("data/cues.tsv");
/// Words for one happening; read by the tests of `events.rs` too.
pub(super) const KIN: &str = include_str!("data/kin.tsv");

/// Everything that the files in `data/` say.
#[derive(Debug)]
pub(super) struct Grammar {
    words: HashMap<String, WordId>,
    classes: HashMap<String, ClassId>,
    pub rules: Vec<Rule>,
    /// For each level, the rules that can begin with a word or a class. Rules of one level use only classes of lower ones.
    pub levels: Vec<Level>,
    numerals: Vec<Option<Numeral>>,
    cues: Vec<Cues>,
    kin: Vec<Option<KinId>>,
}

/// Number of a line of kin.tsv.
pub(super) type KinId = u16;

#[derive(Debug, Default)]
pub(super) struct Level {
    pub by_word: Vec<Vec<RuleId>>,
    pub by_class: Vec<Vec<RuleId>>,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub head: ClassId,
    pub pattern: Vec<Element>,
    pub fields: Vec<(String, String)>,
    /// How many stretches in braces it has; 0 where the whole match is one expression.
    pub groups: u8,
    /// Text with the expressions in brackets, and their values.
    pub examples: Vec<Example>,
    /// File and line, for messages of tests.
    pub place: String,
}

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

#[derive(Debug, Clone)]
pub(super) enum Matcher {
    Words(Vec<WordId>),
    Class(ClassId),
    /// A word that tells what something is: none of those that cues.tsv calls empty.
    ContentWord,
}

/// "She left in [June]. => 2020-06": the text, and the value of each stretch in brackets.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub text: String,
    pub values: Vec<String>,
    /// Publication date where it is not the usual one; "-" for none.
    pub published: Option<String>,
}

/// A number word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    pub value: f32,
    pub kind: NumeralKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumeralKind {
    Cardinal,
    Ordinal,
    /// "hundred", "thousand", "dozen".
    Multiplier,
    /// "half", "quarter".
    Fraction,
}

/// What a word tells about the tense of its clause, or about the date beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cues {
    pub future: bool,
    pub past: bool,
    /// Present tense, which with a coming weekday speaks of a plan.
    pub present: bool,
    /// A verb of saying: the date beside it is the day of the report, not of what is reported.
    pub reporting: bool,
    /// "could": future, but past where "not" follows ("could not be reached").
    pub able: bool,
    /// "adjourned": future with "until", else past.
    pub deferring: bool,
    /// Says nothing of what an event is, so it identifies none.
    pub empty: bool,
}

/// Classes that `number.rs` gives without a rule; `NUMBER_CLASSES` has the names that rules call them by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum NumberClass {
    Number,
    Integer,
    Nth,
    Day,
    DayOrdinal,
    DayWord,
    MonthDigits,
    YearDigits,
    BareYear,
    TurnYear,
    ShortYear,
    OldShortYear,
    ShortDecade,
    YearWord,
    HourDigits,
    MinuteDigits,
    SecondDigits,
    HourMinuteDigits,
    YearMonthDay,
    Decade,
    HourWord,
}

impl NumberClass {
    /// Its number: these classes are the first.
    pub(super) fn id(self) -> ClassId {
        self as ClassId
    }
}

const NUMBER_CLASSES: [&str; 21] = [
    "number", "integer", "nth", "day", "dayth", "dayword", "mm", "yyyy", "bareyear", "turnyear", "yy", "oldyy",
    "decade2", "yearword", "hh", "mi", "ss", "hhmm", "ymd", "decade4", "hourword",
];
/// Classes that are expressions; their numbers come next.
pub(super) const OUTPUT_CLASSES: [&str; 5] = ["date", "duration", "set", "reference", "nothing"];

impl Grammar {
    /// The number of every word that no rule speaks of.
    pub(super) const UNKNOWN: WordId = 0;

    /// The grammar, read from its files once.
    pub(super) fn compiled() -> &'static Self {
        static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
        GRAMMAR.get_or_init(Self::compile)
    }

    fn compile() -> Self {
        let mut grammar = Self {
            words: HashMap::from([(String::new(), Self::UNKNOWN)]),
            classes: HashMap::new(),
            rules: Vec::new(),
            levels: Vec::new(),
            numerals: Vec::new(),
            cues: Vec::new(),
            kin: Vec::new(),
        };
        for name in NUMBER_CLASSES.iter().chain(&OUTPUT_CLASSES) {
            grammar.intern_class(name);
        }
        for (file, text) in RULE_FILES {
            grammar.read_rules(file, text);
        }
        let numerals = grammar.read_numerals();
        let cues = grammar.read_cues();
        let kin = grammar.read_kin();
        grammar.kin = vec![None; grammar.words.len()];
        kin.into_iter().for_each(|(word, line)| grammar.kin[word as usize] = Some(line));
        grammar.numerals = numerals.into_iter().fold(vec![None; grammar.words.len()], |mut all, (word, numeral)| {
            all[word as usize] = Some(numeral);
            all
        });
        grammar.cues = vec![Cues::default(); grammar.words.len()];
        for (word, cue) in cues {
            grammar.cues[word as usize].add(&cue);
        }
        grammar.index();
        grammar
    }

    /// The number of a word in lower case.
    pub(super) fn word(&self, lower: &str) -> WordId {
        self.words.get(lower).copied().unwrap_or(Self::UNKNOWN)
    }

    /// The number of the first of [`OUTPUT_CLASSES`].
    pub(super) const FIRST_OUTPUT: ClassId = NUMBER_CLASSES.len() as ClassId;

    pub(super) fn numeral(&self, word: WordId) -> Option<Numeral> {
        self.numerals[word as usize]
    }

    pub(super) fn cues(&self, word: WordId) -> Cues {
        self.cues[word as usize]
    }

    /// The line of kin.tsv that has the word.
    pub(super) fn kin(&self, word: WordId) -> Option<KinId> {
        self.kin[word as usize]
    }

    fn intern_word(&mut self, word: &str) -> WordId {
        let next = self.words.len() as WordId;
        *self.words.entry(word.to_owned()).or_insert(next)
    }

    fn intern_class(&mut self, name: &str) -> ClassId {
        let next = self.classes.len() as ClassId;
        *self.classes.entry(name.to_owned()).or_insert(next)
    }

    fn read_rules(&mut self, file: &str, text: &str) {
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let place = format!("{file}:{}", number + 1);
            if let Some(example) = line.strip_prefix('|') {
                let rule = self.rules.last_mut().unwrap_or_else(|| panic!("{place}: an example without a rule"));
                rule.examples.push(Example::read(example).unwrap_or_else(|| panic!("{place}: no example")));
                continue;
            }
            let rule = self.read_rule(line, &place).unwrap_or_else(|| panic!("{place}: not a rule: {line}"));
            self.rules.push(rule);
        }
    }

    /// "head: pattern -> fields | example".
    fn read_rule(&mut self, line: &str, place: &str) -> Option<Rule> {
        let (rule, example) = match line.split_once(" | ") {
            Some((rule, example)) => (rule, Some(Example::read(example)?)),
            None => (line, None),
        };
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
        let (pattern, groups) = self.read_pattern(pattern);
        let head = self.intern_class(head.trim());
        let examples = example.into_iter().collect();
        known.then(|| Rule { head, pattern, fields, groups, examples, place: place.to_owned() })
    }

    fn read_pattern(&mut self, pattern: &str) -> (Vec<Element>, u8) {
        let (mut elements, mut groups, mut inside) = (Vec::new(), 0, false);
        for word in pattern.split_whitespace() {
            match word {
                "{" => (inside, groups) = (true, groups + 1),
                "}" => inside = false,
                _ => elements.push(self.read_element(word, inside.then(|| groups - 1))),
            }
        }
        (elements, groups)
    }

    /// `~` glued, `^` capital, `!` forbidden, then `<class>` or `word/word`, then `?` optional.
    fn read_element(&mut self, text: &str, group: Option<u8>) -> Element {
        let bare = text.trim_start_matches(['~', '^', '!', '&']);
        let marks = &text[..text.len() - bare.len()];
        let (bare, optional) =
            bare.strip_suffix('?').filter(|rest| !rest.is_empty()).map_or((bare, false), |b| (b, true));
        let matcher = match bare.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            Some("contentword") => Matcher::ContentWord,
            Some(class) => Matcher::Class(self.intern_class(class)),
            None => Matcher::Words(alternatives(bare).into_iter().map(|word| self.intern_word(word)).collect()),
        };
        let has = |mark: char| marks.contains(mark);
        Element { matcher, optional, glued: has('~'), capital: has('^'), forbidden: has('!'), ahead: has('&'), group }
    }

    fn read_numerals(&mut self) -> Vec<(WordId, Numeral)> {
        rows(NUMBERS)
            .map(|row| {
                let [word, kind, value] = row[..] else { panic!("numbers.tsv: three columns wanted: {row:?}") };
                let kind = match kind {
                    "cardinal" => NumeralKind::Cardinal,
                    "ordinal" => NumeralKind::Ordinal,
                    "multiplier" => NumeralKind::Multiplier,
                    "fraction" => NumeralKind::Fraction,
                    _ => panic!("numbers.tsv: no such kind: {kind}"),
                };
                let value = value.parse().unwrap_or_else(|_| panic!("numbers.tsv: not a number: {value}"));
                (self.intern_word(word), Numeral { value, kind })
            })
            .collect()
    }

    fn read_cues(&mut self) -> Vec<(WordId, Cues)> {
        rows(CUES)
            .map(|row| {
                let [word, cue, _example] = row[..] else { panic!("cues.tsv: three columns wanted: {row:?}") };
                let mut cues = Cues::default();
                match cue {
                    "future" => cues.future = true,
                    "past" => cues.past = true,
                    "present" => cues.present = true,
                    "reporting" => (cues.reporting, cues.past) = (true, true),
                    "able" => cues.able = true,
                    "deferring" => cues.deferring = true,
                    "empty" => cues.empty = true,
                    _ => panic!("cues.tsv: no such cue: {cue}"),
                }
                (self.intern_word(word), cues)
            })
            .collect()
    }

    fn read_kin(&mut self) -> Vec<(WordId, KinId)> {
        let mut all = Vec::new();
        for (line, row) in rows(KIN).enumerate() {
            let [words, _example] = row[..] else { panic!("kin.tsv: two columns wanted: {row:?}") };
            all.extend(words.split_whitespace().map(|word| (self.intern_word(word), line as KinId)));
        }
        all
    }

    /// Sorts the rules into levels, and in each by the words and classes they can begin with.
    fn index(&mut self) {
        let levels = self.class_levels();
        let depth = levels.iter().copied().max().unwrap_or(0);
        let (n_words, n_classes) = (self.words.len(), self.classes.len());
        self.levels = (0..depth)
            .map(|_| Level { by_word: vec![Vec::new(); n_words], by_class: vec![Vec::new(); n_classes] })
            .collect();
        for (id, rule) in self.rules.iter().enumerate() {
            let level = &mut self.levels[levels[rule.head as usize] - 1];
            for element in first_elements(&rule.pattern) {
                match &element.matcher {
                    Matcher::Words(words) => {
                        words.iter().for_each(|&word| level.by_word[word as usize].push(id as RuleId))
                    }
                    Matcher::Class(class) => level.by_class[*class as usize].push(id as RuleId),
                    Matcher::ContentWord => panic!("{}: a rule cannot begin with any word", rule.place),
                }
            }
        }
    }

    /// 0 for classes of numbers, and for others one more than the highest class that a rule for them uses.
    fn class_levels(&self) -> Vec<usize> {
        let mut levels = vec![0; self.classes.len()];
        for round in 0..=self.classes.len() {
            let mut changed = false;
            for rule in &self.rules {
                let used = rule.pattern.iter().filter_map(|element| match element.matcher {
                    Matcher::Class(class) => Some(levels[class as usize]),
                    Matcher::Words(_) | Matcher::ContentWord => None,
                });
                let level = used.max().unwrap_or(0) + 1;
                if levels[rule.head as usize] < level {
                    levels[rule.head as usize] = level;
                    changed = true;
                }
            }
            if !changed {
                return levels;
            }
            assert!(round < self.classes.len(), "some rule uses, by way of others, the class that it gives");
        }
        levels
    }
}

impl Cues {
    fn add(&mut self, other: &Self) {
        self.future |= other.future;
        self.past |= other.past;
        self.present |= other.present;
        self.reporting |= other.reporting;
        self.able |= other.able;
        self.deferring |= other.deferring;
        self.empty |= other.empty;
    }
}

impl Example {
    /// "@2020-01-02 She left [in June]. => 2019-06 ; ..."; the date is that of publication.
    fn read(text: &str) -> Option<Self> {
        let (text, values) = text.trim().rsplit_once(" => ")?;
        let (published, text) = match text.strip_prefix('@') {
            Some(rest) => rest.split_once(' ').map(|(date, text)| (Some(date.to_owned()), text))?,
            None => (None, text),
        };
        let values = values.split(" ; ").map(|value| value.trim().to_owned()).filter(|v| v != "nothing").collect();
        Some(Self { text: text.to_owned(), values, published })
    }
}

/// The elements that a match can begin with.
fn first_elements(pattern: &[Element]) -> impl Iterator<Item = &Element> {
    let needed = pattern.iter().position(|element| !element.optional && !element.forbidden && !element.ahead);
    let last = needed.expect("a rule has an element that must be there");
    pattern[..=last].iter().filter(|element| !element.forbidden && !element.ahead)
}

/// The words of "last/past"; a slash that stands for itself is alone or doubled at the end ("-//").
fn alternatives(text: &str) -> Vec<&str> {
    match text.strip_suffix('/') {
        Some("") => vec!["/"],
        Some(rest) if rest.ends_with('/') => rest.trim_end_matches('/').split('/').chain(["/"]).collect(),
        _ => text.split('/').collect(),
    }
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}
