//! How words sound: rules that read Latin letters, and what it costs to take one sound for another (`names/sounds.txt`).

use super::lists;
use std::sync::LazyLock;

pub(super) const SOUNDS: &str = include_str!("../../names/sounds.txt");

/// The longest word that is compared, in sounds; more is cut off.
pub(super) const LONGEST: usize = 24;
/// Letters, S, and one for all else.
const N_SOUNDS: usize = 28;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);
static COSTS: LazyLock<[Costs; 3]> = LazyLock::new(|| ["", " abjad", " han"].map(Costs::read));

/// How the two writings that are compared come to differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Both write their vowels.
    Plain,
    /// One leaves most vowels out, as Arabic and Hebrew do.
    Abjad,
    /// One is in Chinese characters.
    Han,
}

/// The sounds of a word in Latin letters, one byte a sound. Where vowels are not written, two equal letters are two sounds.
pub(super) fn sounds(latin: &[u8], has_vowels: bool) -> Vec<u8> {
    let mut sounds: Vec<u8> = Vec::with_capacity(latin.len());
    let mut at = 0;
    while at < latin.len() {
        let (read, n_letters) = READER.at(latin, at);
        for sound in read {
            if sounds.last() != Some(sound) || !has_vowels {
                sounds.push(*sound);
            }
        }
        at += n_letters;
    }
    sounds.truncate(LONGEST);
    sounds
}

struct Rule {
    letters: &'static [u8],
    first: bool,
    last: bool,
    sounds: &'static [u8],
}

struct Reader {
    /// Rules by the letter they begin with, the longest first.
    rules: [Vec<Rule>; 26],
}

impl Reader {
    fn new() -> Self {
        let mut rules: [Vec<Rule>; 26] = Default::default();
        for rule in lists::lines(SOUNDS, "read").flat_map(|line| line.split(", ")) {
            let Some((letters, sounds)) = rule.split_once(" -> ") else { continue };
            let (first, last) = (letters.starts_with('^'), letters.ends_with('$'));
            let letters = letters.trim_matches(['^', '$']).as_bytes();
            if let Some(of_letter) =
                letters.first().and_then(|letter| rules.get_mut(usize::from(letter.wrapping_sub(b'a'))))
            {
                of_letter.push(Rule { letters, first, last, sounds: sounds.as_bytes() });
            }
        }
        rules
            .iter_mut()
            .for_each(|rules| rules.sort_by_key(|rule| std::cmp::Reverse((rule.letters.len(), rule.first, rule.last))));
        Self { rules }
    }

    /// What the letters of a word from `at` on sound like, and how many they are.
    fn at<'w>(&self, word: &'w [u8], at: usize) -> (&'w [u8], usize) {
        let of_letter = self.rules.get(usize::from(word[at].wrapping_sub(b'a')));
        let fits = |rule: &&Rule| {
            word[at..].starts_with(rule.letters)
                && (!rule.first || at == 0)
                && (!rule.last || at + rule.letters.len() == word.len())
        };
        match of_letter.and_then(|rules| rules.iter().find(fits)) {
            Some(rule) => (rule.sounds, rule.letters.len()),
            None => (&word[at..=at], 1),
        }
    }
}

/// What it costs, in quarters of a typing error, to take one sound for another or to leave one out.
struct Costs {
    swap: [[u8; N_SOUNDS]; N_SOUNDS],
    gap: [u8; N_SOUNDS],
}

impl Costs {
    fn read(mode: &str) -> Self {
        let mut costs = Self { swap: [[4; N_SOUNDS]; N_SOUNDS], gap: [4; N_SOUNDS] };
        for one in b"aeiu" {
            b"aeiu".iter().for_each(|other| costs.swap[index(*one)][index(*other)] = 3);
        }
        let sections = ["costs".to_owned(), format!("costs{mode}")];
        for entry in sections.iter().flat_map(|section| lists::lines(SOUNDS, section)).flat_map(|line| line.split(", "))
        {
            let [one, _, other, _, cost] = entry.trim().as_bytes() else { continue };
            let cost = cost - b'0';
            match other {
                b'-' => costs.gap[index(*one)] = cost,
                _ => {
                    costs.swap[index(*one)][index(*other)] = cost;
                    costs.swap[index(*other)][index(*one)] = cost;
                }
            }
        }
        (0..N_SOUNDS).for_each(|sound| costs.swap[sound][sound] = 0);
        costs
    }
}

fn index(sound: u8) -> usize {
    match sound {
        b'a'..=b'z' => usize::from(sound - b'a'),
        b'S' => 26,
        _ => 27,
    }
}

/// How far apart two words sound, in quarters of a typing error; more than `limit` is not told exactly.
pub(super) fn distance(a: &[u8], b: &[u8], mode: Mode, limit: u8) -> u8 {
    let costs = &COSTS[mode as usize];
    let mut row = [0_u8; LONGEST + 1];
    for (at, sound) in b.iter().enumerate() {
        row[at + 1] = row[at].saturating_add(costs.gap[index(*sound)]);
    }
    for one in a {
        let (swap, gap) = (&costs.swap[index(*one)], costs.gap[index(*one)]);
        let mut diagonal = row[0];
        row[0] = row[0].saturating_add(gap);
        let mut best = row[0];
        for (at, other) in b.iter().enumerate() {
            let other = index(*other);
            let swapped = diagonal.saturating_add(swap[other]);
            diagonal = row[at + 1];
            let left_out = diagonal.saturating_add(gap).min(row[at].saturating_add(costs.gap[other]));
            row[at + 1] = swapped.min(left_out);
            best = best.min(row[at + 1]);
        }
        if best > limit {
            return best;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(word: &str) -> String {
        String::from_utf8(sounds(word.as_bytes(), true)).expect("letters")
    }

    #[test]
    fn the_longest_rule_that_fits_is_read_and_doubles_are_one() {
        for (word, sound) in [
            ("schtschukin", "SSukin"),
            ("bachar", "baSar"),
            ("khalid", "halid"),
            ("mohammed", "muhamed"),
            ("xiao", "Siau"),
            ("alexei", "aleksi"),
        ] {
            let sound: String = sound.replace("SS", "S");
            assert_eq!(heard(word), sound, "{word}");
        }
    }

    #[test]
    fn what_is_left_out_or_taken_for_another_costs_as_the_table_says() {
        let between =
            |a: &str, b: &str, mode| distance(&sounds(a.as_bytes(), true), &sounds(b.as_bytes(), true), mode, 99);
        assert_eq!(between("dahl", "dal", Mode::Plain), 2);
        assert_eq!(between("hasan", "hasen", Mode::Plain), 1);
        assert_eq!(between("karim", "kamil", Mode::Plain), 8);
        assert_eq!(between("karim", "krym", Mode::Abjad), 0);
        assert_eq!(between("orrin", "aolin", Mode::Han), 0);
    }
}
