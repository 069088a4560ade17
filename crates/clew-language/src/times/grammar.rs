//! The rules of times, read from the files in `data/` and indexed by the word or class they begin with.
//!
//! The files explain themselves (`data/README.md`). A faulty rule is a fault of the program, so compiling panics on
//! one, and a test compiles them all.

use super::{
    rule::{ClassId, Matcher, Names, Rule, WordId, read_rules},
    word_list::{Cues, KinId, Numeral, read_cues, read_kin, read_numerals},
};
use std::sync::OnceLock;

/// Number of a rule, in the order of the files.
pub(super) type RuleId = u16;

/// The files of rules; each line is a rule with an example, or a further example.
pub(super) const RULE_FILES: [(&str, &str); 7] = [
    // First, for of equal matches the earlier rule wins.
    ("exceptions.rules", include_str!("data/exceptions.rules")),
    ("words.rules", include_str!("data/words.rules")),
    ("calendar.rules", include_str!("data/calendar.rules")),
    ("clock.rules", include_str!("data/clock.rules")),
    ("lengths.rules", include_str!("data/lengths.rules")),
    ("relative.rules", include_str!("data/relative.rules")),
    ("ranges.rules", include_str!("data/ranges.rules")),
];
/// Everything that the files in `data/` say.
#[derive(Debug)]
pub(super) struct Grammar {
    names: Names,
    pub rules: Vec<Rule>,
    /// For each level, the rules by the word or class they can begin with; they use only classes of lower levels.
    pub levels: Vec<Level>,
    numerals: Vec<Option<Numeral>>,
    cues: Vec<Cues>,
    kin: Vec<Option<KinId>>,
}

#[derive(Debug, Default)]
pub(super) struct Level {
    pub by_word: Vec<Vec<RuleId>>,
    pub by_class: Vec<Vec<RuleId>>,
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
        let mut names = Names::default();
        NUMBER_CLASSES.iter().chain(&OUTPUT_CLASSES).for_each(|name| {
            names.class(name);
        });
        let rules = RULE_FILES.iter().flat_map(|(file, text)| read_rules(file, text, &mut names)).collect();
        let (numerals, cues, kin) = (read_numerals(&mut names), read_cues(&mut names), read_kin(&mut names));
        let n_words = names.n_words();
        let mut grammar = Self {
            names,
            rules,
            levels: Vec::new(),
            numerals: vec![None; n_words],
            cues: vec![Cues::default(); n_words],
            kin: vec![None; n_words],
        };
        numerals.into_iter().for_each(|(word, numeral)| grammar.numerals[word as usize] = Some(numeral));
        cues.into_iter().for_each(|(word, cues)| grammar.cues[word as usize].add(&cues));
        kin.into_iter().for_each(|(word, line)| grammar.kin[word as usize] = Some(line));
        grammar.index();
        grammar
    }

    /// The number of a word in lower case.
    pub(super) fn word(&self, lower: &str) -> WordId {
        self.names.known_word(lower).unwrap_or(Self::UNKNOWN)
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

    /// Sorts the rules into levels, and in each by the words and classes they can begin with.
    fn index(&mut self) {
        let levels = self.class_levels();
        let depth = levels.iter().copied().max().unwrap_or(0);
        let (n_words, n_classes) = (self.names.n_words(), self.names.n_classes());
        self.levels = (0..depth)
            .map(|_| Level { by_word: vec![Vec::new(); n_words], by_class: vec![Vec::new(); n_classes] })
            .collect();
        for (id, rule) in self.rules.iter().enumerate() {
            let level = &mut self.levels[levels[rule.head as usize] - 1];
            for element in rule.first_elements() {
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
        let mut levels = vec![0; self.names.n_classes()];
        for round in 0..=self.names.n_classes() {
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
            assert!(round < self.names.n_classes(), "some rule uses, by way of others, the class that it gives");
        }
        levels
    }
}
