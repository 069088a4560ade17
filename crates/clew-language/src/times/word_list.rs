//! Lists of words that are no rules: numbers, cues of tense, words for one happening.

use super::rule::{Names, WordId};

const NUMBERS: &str = include_str!("data/numbers.tsv");
const CUES: &str = include_str!("data/cues.tsv");
/// Read by the tests of `events.rs` too.
pub(super) const KIN: &str = include_str!("data/kin.tsv");

/// Number of a line of kin.tsv.
pub(super) type KinId = u16;

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

/// The number words, of `data/numbers.tsv`.
pub(super) fn read_numerals(names: &mut Names) -> Vec<(WordId, Numeral)> {
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
            (names.word(word), Numeral { value, kind })
        })
        .collect()
}

/// Words that tell something of their clause, of `data/cues.tsv`.
pub(super) fn read_cues(names: &mut Names) -> Vec<(WordId, Cues)> {
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
            (names.word(word), cues)
        })
        .collect()
}

/// Words for one happening, of `data/kin.tsv`, with the number of their line.
pub(super) fn read_kin(names: &mut Names) -> Vec<(WordId, KinId)> {
    let mut all = Vec::new();
    for (line, row) in rows(KIN).enumerate() {
        let [words, _example] = row[..] else { panic!("kin.tsv: two columns wanted: {row:?}") };
        all.extend(words.split_whitespace().map(|word| (names.word(word), line as KinId)));
    }
    all
}

impl Cues {
    /// What either tells.
    pub(super) fn add(&mut self, other: &Self) {
        self.future |= other.future;
        self.past |= other.past;
        self.present |= other.present;
        self.reporting |= other.reporting;
        self.able |= other.able;
        self.deferring |= other.deferring;
        self.empty |= other.empty;
    }
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}
