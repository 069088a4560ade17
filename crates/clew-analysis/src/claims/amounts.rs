//! How many, as a text bounds it: "at least nine", "from 200 to 350", "scores". The words are those of words/quantities.txt.

use super::cardinal::cardinal;
use super::word_list::lines;
use std::ops::Range;

const QUANTITIES: &str = include_str!("../../words/quantities.txt");

/// A number in a sentence with its bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    /// The words that say it, bounds included.
    pub words: Range<usize>,
    /// The words of the number itself, of a range those from its first to its second.
    pub number: Range<usize>,
    /// The least and the most it can be; open where `None`.
    pub low: Option<u64>,
    pub high: Option<u64>,
}

/// Forms of bounds and words that are numbers, as the file lists them.
#[derive(Debug)]
pub(crate) struct Amounts {
    bounds: Vec<Bound>,
    numbers: Vec<(Vec<String>, Option<u64>, Option<u64>)>,
}

/// "at least N -> N, -".
#[derive(Debug)]
struct Bound {
    before: Vec<String>,
    after: Vec<String>,
    /// For a range: the words between its two numbers.
    between: Option<Vec<String>>,
    low: End,
    high: End,
}

/// One end of a bound, of the first number or the second.
#[derive(Debug, Clone, Copy)]
enum End {
    Open,
    First { share: f64, more: i64 },
    Second { share: f64 },
}

impl Amounts {
    /// Reads the file that is compiled in.
    pub fn new() -> Self {
        let mut amounts = Self { bounds: Vec::new(), numbers: Vec::new() };
        for line in lines(QUANTITIES) {
            let Some((forms, ends)) = line.split_once("->") else { continue };
            let (low, high) = ends.split_once(',').unwrap_or((ends, "-"));
            if let Some(forms) = forms.strip_prefix("bound ") {
                let made = forms.split(',').filter_map(|form| Bound::of(form.trim(), low.trim(), high.trim()));
                amounts.bounds.extend(made);
            } else if let Some(words) = forms.strip_prefix("number ") {
                let ends = (low.trim().parse().ok(), high.trim().parse().ok());
                let entries = words.split(',').map(|form| (pieces(form.trim()), ends.0, ends.1));
                amounts.numbers.extend(entries.filter(|(_, low, high)| low.is_some() || high.is_some()));
            }
        }
        amounts.bounds.sort_by_key(|bound| std::cmp::Reverse(bound.n_words()));
        amounts.numbers.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
        amounts
    }

    /// Every amount among the lower-case words of a sentence, in order, disjoint.
    pub fn read(&self, words: &[&str]) -> Vec<Amount> {
        let mut found: Vec<Amount> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let amount = self.of_cardinal(words, at).or_else(|| self.of_word(words, at));
            at = amount.as_ref().map_or(at + 1, |amount| amount.words.end);
            if let Some(amount) = amount {
                // The "no" of "no fewer than 14" is no number.
                found.retain(|before| before.words.end <= amount.words.start);
                found.push(amount);
            }
        }
        found
    }

    fn of_cardinal(&self, words: &[&str], at: usize) -> Option<Amount> {
        let (first, used) = cardinal(&words[at..])?;
        let bounded = self.bounds.iter().find_map(|bound| bound.at(words, at, used, first));
        let exact = Amount { words: at..at + used, number: at..at + used, low: Some(first), high: Some(first) };
        Some(bounded.unwrap_or(exact))
    }

    fn of_word(&self, words: &[&str], at: usize) -> Option<Amount> {
        let (form, low, high) = self.numbers.iter().find(|(form, ..)| begins_with(&words[at..], form))?;
        let whole = at..at + form.len();
        let exact = low.filter(|low| Some(*low) == *high);
        let bounded =
            exact.and_then(|value| self.bounds.iter().find_map(|bound| bound.at(words, at, form.len(), value)));
        let stated = Amount { words: whole.clone(), number: whole, low: *low, high: *high };
        Some(bounded.unwrap_or(stated))
    }
}

impl Bound {
    fn of(form: &str, low: &str, high: &str) -> Option<Self> {
        let pieces = pieces(form);
        let first = pieces.iter().position(|piece| piece == "N")?;
        let second = pieces.iter().position(|piece| piece == "M");
        if second.is_some_and(|second| second < first) {
            return None;
        }
        let between = second.map(|second| pieces[first + 1..second].to_vec());
        let after = pieces[second.unwrap_or(first) + 1..].to_vec();
        Some(Self { before: pieces[..first].to_vec(), after, between, low: end(low), high: end(high) })
    }

    fn n_words(&self) -> usize {
        self.before.len() + self.after.len() + self.between.as_ref().map_or(0, |words| 2 + words.len())
    }

    /// The amount that this form makes of the number at `at`, where its words stand around it.
    fn at(&self, words: &[&str], at: usize, used: usize, first: u64) -> Option<Amount> {
        let start = at.checked_sub(self.before.len()).filter(|start| begins_with(&words[*start..at], &self.before))?;
        let mut end = at + used;
        let mut second = None;
        if let Some(between) = &self.between {
            let rest = words.get(end..)?;
            if !begins_with(rest, between) {
                return None;
            }
            let (value, used) = cardinal(&words[end + between.len()..])?;
            // "2 to 350 thousand" apart, a range goes up.
            if value <= first {
                return None;
            }
            second = Some(value);
            end += between.len() + used;
        }
        let number = at..end;
        if !begins_with(words.get(end..)?, &self.after) {
            return None;
        }
        let value = |side: End| side.value(first, second);
        Some(Amount { words: start..end + self.after.len(), number, low: value(self.low), high: value(self.high) })
    }
}

impl End {
    fn value(self, first: u64, second: Option<u64>) -> Option<u64> {
        let scaled = |value: u64, share: f64| (value as f64 * share).round() as u64;
        match self {
            Self::Open => None,
            Self::First { share, more } => scaled(first, share).checked_add_signed(more),
            Self::Second { share } => Some(scaled(second?, share)),
        }
    }
}

/// "N+1", "0.9N", "M", "*" (as it stands), "-" (open).
fn end(text: &str) -> End {
    let share = |letter: char| text.split(letter).next().and_then(|share| share.parse().ok()).unwrap_or(1.0);
    if text == "*" || text.contains('N') {
        let more = text.split('N').nth(1).and_then(|more| more.parse().ok()).unwrap_or(0);
        return End::First { share: share('N'), more };
    }
    if text.contains('M') { End::Second { share: share('M') } } else { End::Open }
}

/// A form in words, parted as sentences are: "N-M" is three.
fn pieces(form: &str) -> Vec<String> {
    let parted = form.replace('-', " - ");
    let lower = |piece: &str| if matches!(piece, "N" | "M") { piece.to_owned() } else { piece.to_lowercase() };
    parted.split_whitespace().map(lower).collect()
}

fn begins_with(words: &[&str], form: &[String]) -> bool {
    words.len() >= form.len() && words.iter().zip(form).all(|(word, piece)| word == piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_bounds_that_their_words_set() {
        let amounts = Amounts::new();
        for (text, said, low, high) in [
            ("two more patients died", "two more", Some(2), Some(2)),
            ("questioned five others", "five others", Some(5), Some(5)),
            ("at least nine people died", "at least nine", Some(9), None),
            ("no fewer than 14 were hurt", "no fewer than 14", Some(14), None),
            ("from 200 to 350 people fell ill", "from 200 to 350", Some(200), Some(350)),
            ("200 to 350 people", "200 to 350", Some(200), Some(350)),
            ("upwards of 60 have sued", "upwards of 60", Some(60), None),
            ("at least a dozen people", "at least a dozen", Some(12), None),
            ("scores were ill", "scores", Some(40), None),
            ("a further eight had been admitted", "a further eight", Some(8), Some(8)),
            ("no more than two of them", "no more than two", None, Some(2)),
            ("more than 1,000 left", "more than 1,000", Some(1000), None),
            ("twelve men came", "twelve", Some(12), Some(12)),
            ("nobody was killed", "nobody", Some(0), Some(0)),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let found = amounts.read(&words);
            let [amount] = &found[..] else { panic!("{text}: {found:?}") };
            assert_eq!(words[amount.words.clone()].join(" "), said, "{text}");
            assert_eq!((amount.low, amount.high), (low, high), "{text}");
        }
    }
}
