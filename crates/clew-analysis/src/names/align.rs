//! Which words of two names belong together, and how well they agree.

use super::letters::typing_errors;
use super::lists::LISTS;
use super::sound::{self, Mode};
use super::word::{Part, Script, Word};

/// Words beyond this many are not compared.
pub(super) const MOST_WORDS: usize = 16;

/// How two words agree, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// The same letters.
    Equal,
    /// Other letters for the same sounds, in another alphabet or the same.
    Writing,
    /// One is a pet name of the other.
    Nickname,
    /// One is the first letter of the other, or the first letters of others.
    Initial,
    /// A typing error apart, or two in a long word.
    Near,
    /// Two typing errors apart: as often another name.
    Far,
    /// Nothing alike.
    Clash,
    /// Only one of the names has it.
    Absent,
}

/// Words of one name and of the other that belong together; bits by their places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matched {
    pub a: u16,
    pub b: u16,
    pub agreement: Agreement,
}

/// Two names side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Alignment {
    matched: [Matched; MOST_WORDS],
    n_matched: usize,
    /// Words without a counterpart.
    pub a_left: u16,
    pub b_left: u16,
}

impl Alignment {
    /// Lays two names' words side by side: the equal first, then the best that are left, then words joined or parted.
    pub fn of(a: &[Word], b: &[Word]) -> Self {
        let (a, b) = (&a[..a.len().min(MOST_WORDS)], &b[..b.len().min(MOST_WORDS)]);
        let none = Matched { a: 0, b: 0, agreement: Agreement::Clash };
        let all = |words: &[Word]| ((1_u32 << words.len()) - 1) as u16;
        let mut alignment = Self { matched: [none; MOST_WORDS], n_matched: 0, a_left: all(a), b_left: all(b) };
        alignment.take_equal(a, b);
        if alignment.a_left != 0 && alignment.b_left != 0 {
            alignment.take_alike(a, b);
        }
        if alignment.a_left != 0 && alignment.b_left != 0 {
            alignment.take_joined(a, b);
        }
        alignment
    }

    /// What belongs together.
    pub fn matched(&self) -> &[Matched] {
        &self.matched[..self.n_matched]
    }

    /// Two names that differ in blanks alone.
    pub fn of_all(a: &[Word], b: &[Word]) -> Self {
        let mut alignment = Self::of(&[], &[]);
        let all = |words: &[Word]| ((1_u32 << words.len().min(MOST_WORDS)) - 1) as u16;
        alignment.take(all(a), all(b), Agreement::Writing);
        alignment
    }

    fn take(&mut self, a: u16, b: u16, agreement: Agreement) {
        self.matched[self.n_matched] = Matched { a, b, agreement };
        self.n_matched += 1;
        self.a_left &= !a;
        self.b_left &= !b;
    }

    fn take_equal(&mut self, a: &[Word], b: &[Word]) {
        for (i, one) in a.iter().enumerate() {
            let equal = |j: &usize| b[*j].hash == one.hash && b[*j].text == one.text;
            if let Some(j) = places(self.b_left).find(equal) {
                self.take(1 << i, 1 << j, Agreement::Equal);
            }
        }
    }

    fn take_alike(&mut self, a: &[Word], b: &[Word]) {
        let mut found = [(Agreement::Absent, 0_u8, 0_u8, 0_u8); 64];
        let mut n_found = 0;
        for i in places(self.a_left) {
            for j in places(self.b_left) {
                let (agreement, distance) = agreement(&a[i], &b[j]);
                if agreement < Agreement::Clash && n_found < found.len() {
                    // Of equals those that stand at like places.
                    let apart = (i.abs_diff(j) as u8).min(15);
                    found[n_found] = (agreement, distance * 16 + apart, i as u8, j as u8);
                    n_found += 1;
                }
            }
        }
        let found = &mut found[..n_found];
        found.sort_unstable();
        for (agreement, _, i, j) in found {
            if self.a_left & 1 << *i != 0 && self.b_left & 1 << *j != 0 {
                self.take(1 << *i, 1 << *j, *agreement);
            }
        }
    }

    /// Words that one writes as one and the other as two, initials in one word, and typing errors that moved a blank.
    fn take_joined(&mut self, a: &[Word], b: &[Word]) {
        if let Some((one, two, agreement)) = parted(a, self.a_left, b, self.b_left) {
            self.take(one, two, agreement);
        } else if let Some((one, two, agreement)) = parted(b, self.b_left, a, self.a_left) {
            self.take(two, one, agreement);
        } else if let Some(agreement) = run_together(a, self.a_left, b, self.b_left) {
            self.take(self.a_left, self.b_left, agreement);
        }
    }
}

/// The places of the bits of a mask, from the lowest.
pub(super) fn places(mask: u16) -> impl Iterator<Item = usize> {
    (0..MOST_WORDS).filter(move |place| mask & 1 << place != 0)
}

/// How two words agree, and how far apart they sound.
pub(super) fn agreement(a: &Word, b: &Word) -> (Agreement, u8) {
    if a.part == Part::Number || b.part == Part::Number {
        let same = a.part == b.part && (a.text == b.text || a.number.is_some() && a.number == b.number);
        return (if same { Agreement::Equal } else { Agreement::Clash }, 0);
    }
    if (a.is_initial() || b.is_initial()) && !matches!(a.part, Part::Word | Part::Common) {
        let is_begun = a.first() == b.first() || !a.sounds.is_empty() && a.sounds.first() == b.sounds.first();
        return (if is_begun { Agreement::Initial } else { Agreement::Clash }, 0);
    }
    if a.script == b.script && a.script != Script::Latin {
        return (native(a, b), 0);
    }
    let mode = mode(a.script, b.script);
    if mode == Mode::Plain && (a.mask ^ b.mask).count_ones() > 6 {
        return (nickname(a, b), 0);
    }
    let distance = sound::distance(&a.sounds, &b.sounds, mode, 9);
    let heard = match mode {
        Mode::Plain => plain(a, b, distance),
        Mode::Abjad | Mode::Han => foreign(a, b, distance),
    };
    (heard.min(nickname(a, b)), distance.min(15))
}

fn nickname(a: &Word, b: &Word) -> Agreement {
    let is_given = |word: &Word| matches!(word.part, Part::Given | Part::Middle | Part::Nickname);
    match (is_given(a) || is_given(b)) && LISTS.is_nickname(a.hash, b.hash) {
        true => Agreement::Nickname,
        false => Agreement::Clash,
    }
}

fn mode(a: Script, b: Script) -> Mode {
    match (a, b) {
        _ if a == b => Mode::Plain,
        (Script::Han, _) | (_, Script::Han) => Mode::Han,
        (Script::Abjad, _) | (_, Script::Abjad) => Mode::Abjad,
        _ => Mode::Plain,
    }
}

/// Both in one alphabet that is not ours: letters count, and in Chinese and Korean every one is a syllable.
fn native(a: &Word, b: &Word) -> Agreement {
    if matches!(a.script, Script::Han | Script::Hangul) {
        return Agreement::Clash;
    }
    let n_letters = a.text.chars().count().max(b.text.chars().count());
    let mut letters = ([' '; 32], [' '; 32]);
    let fill =
        |row: &mut [char; 32], word: &Word| row.iter_mut().zip(word.text.chars()).map(|(cell, c)| *cell = c).count();
    let (n, m) = (fill(&mut letters.0, a), fill(&mut letters.1, b));
    match typing_errors(&letters.0[..n], &letters.1[..m], 2) {
        0 | 1 if n_letters >= 4 => Agreement::Near,
        2 if n_letters >= 9 => Agreement::Near,
        0..=2 if n_letters >= 4 => Agreement::Far,
        _ => Agreement::Clash,
    }
}

/// By sounds and by letters, both with vowels.
fn plain(a: &Word, b: &Word, distance: u8) -> Agreement {
    let (shorter, longer) = (a.sounds.len().min(b.sounds.len()), a.latin.len().max(b.latin.len()));
    let n_errors = typing_errors(&a.latin, &b.latin, 2);
    let heard = match distance {
        0 => Agreement::Writing,
        1 if shorter >= 2 => Agreement::Writing,
        2 if shorter >= 4 => Agreement::Writing,
        3 if shorter >= 7 => Agreement::Writing,
        _ if n_errors == 1 && (longer >= 5 || longer >= 4 && distance <= 2) => Agreement::Near,
        _ if n_errors == 2 && longer >= 8 => Agreement::Near,
        // Of two alphabets the letters say less than the sounds.
        0..=4 if shorter >= 4 && (n_errors <= 2 || a.script != b.script) => Agreement::Near,
        5..=6 if shorter >= 8 => Agreement::Near,
        // Short words need to begin alike: most that are two letters apart are two names.
        _ if a.first() != b.first() && longer < 7 => Agreement::Clash,
        _ if n_errors <= 2 && longer >= 4 => Agreement::Far,
        0..=6 if shorter >= 4 => Agreement::Far,
        0..=4 if shorter >= 2 => Agreement::Far,
        _ => Agreement::Clash,
    };
    let is_of_person = !matches!(a.part, Part::Word | Part::Common);
    match is_other_gender(a, b) || heard == Agreement::Near && is_of_person && LISTS.are_known(a.hash, b.hash) {
        true => heard.max(Agreement::Far),
        false => heard,
    }
}

/// Given names that differ in a last "a": Daniel and Daniela, Mario and Maria are two people.
fn is_other_gender(a: &Word, b: &Word) -> bool {
    let stem =
        |word: &Word| word.sounds.len() - usize::from(word.sounds.last().is_some_and(|last| b"aeiu".contains(last)));
    let ends = |word: &Word| word.sounds.last() == Some(&b'a');
    let is_given = a.part == Part::Given && b.part == Part::Given;
    is_given && ends(a) != ends(b) && a.sounds[..stem(a)] == b.sounds[..stem(b)]
}

/// One in our letters, the other in an alphabet that leaves vowels out or writes syllables.
fn foreign(a: &Word, b: &Word, distance: u8) -> Agreement {
    let n_bones = |word: &Word| word.sounds.iter().filter(|sound| !b"aeiu".contains(sound)).count();
    match (distance, n_bones(a).min(n_bones(b))) {
        (0, _) | (1, 2..) | (2, 3..) => Agreement::Writing,
        (_, 0..=1) => Agreement::Clash,
        (1..=4, 4..) => Agreement::Near,
        (1..=3, _) | (4, 3) | (5, 3..) => Agreement::Far,
        _ => Agreement::Clash,
    }
}

/// A word of `a` that is two or three neighbours of `b` written as one, or the first letters of them.
fn parted(a: &[Word], a_left: u16, b: &[Word], b_left: u16) -> Option<(u16, u16, Agreement)> {
    for i in places(a_left) {
        for first in places(b_left) {
            for n in 2..=3 {
                let run = (((1_u32 << n) - 1) << first) as u16;
                if run & b_left != run || first + n > b.len() {
                    break;
                }
                let agreement = as_one(&a[i], &b[first..first + n]);
                if agreement < Agreement::Far {
                    return Some((1 << i, run, agreement));
                }
            }
        }
    }
    None
}

fn as_one(one: &Word, parts: &[Word]) -> Agreement {
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    if text == one.text {
        return Agreement::Writing;
    }
    let is_initials = one.latin.len() == parts.len()
        && one.latin.iter().zip(parts).all(|(letter, part)| part.first() == Some(*letter));
    if is_initials && parts[0].part == Part::Given {
        return Agreement::Initial;
    }
    let n_letters: usize = parts.iter().map(|part| part.latin.len()).sum();
    if n_letters.abs_diff(one.latin.len()) > 2 && one.script == parts[0].script || n_letters < 4 {
        return Agreement::Clash;
    }
    let latin = parts.iter().flat_map(|part| part.latin.iter().copied()).collect();
    agreement(one, &Word::with_latin(one.part, text, latin)).0
}

/// What is left of both, written without blanks, one typing error apart, or two where it is long.
fn run_together(a: &[Word], a_left: u16, b: &[Word], b_left: u16) -> Option<Agreement> {
    let (one, other) = (letters(a, a_left), letters(b, b_left));
    let longer = one.len().max(other.len());
    let is_number = |words: &[Word], left| places(left).any(|place| words[place].part == Part::Number);
    if a_left.count_ones() + b_left.count_ones() < 3 || longer < 7 || is_number(a, a_left) || is_number(b, b_left) {
        return None;
    }
    match typing_errors(&one, &other, 2) {
        0 => Some(Agreement::Writing),
        1 => Some(Agreement::Near),
        2 if longer >= 12 => Some(Agreement::Near),
        _ => None,
    }
}

fn letters(words: &[Word], left: u16) -> Vec<u8> {
    places(left).flat_map(|place| words[place].latin.iter().copied()).collect()
}
