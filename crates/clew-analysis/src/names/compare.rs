//! Two names weighed against each other.

use super::align::{self, Agreement, Alignment, Matched, places};
use super::weigh::{Aspect, BODY, PERSON, Weights};
use super::word::{Part, Script, Word};
use super::{Basis, Name, Verdict};

/// The most that is noted of a pair.
const MOST_NOTED: usize = 24;
/// From this score on two names are the same, and below the other they are different.
pub(super) const SAME: f32 = 0.7;
pub(super) const DIFFERENT: f32 = 0.3;

/// One thing that speaks for or against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Noted {
    pub aspect: Aspect,
    pub agreement: Agreement,
    /// Which words of each name, by place.
    pub a: u16,
    pub b: u16,
}

/// All that speaks for and against, and what it weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weighed {
    noted: [Noted; MOST_NOTED],
    n_noted: usize,
    bits: f32,
}

impl Weighed {
    pub fn noted(&self) -> &[Noted] {
        &self.noted[..self.n_noted]
    }

    /// How probable it is that both are one thing's.
    pub fn score(&self) -> f32 {
        1.0 / (1.0 + (-self.bits).exp2())
    }

    fn note(&mut self, aspect: Aspect, agreement: Agreement, a: u16, b: u16) {
        if self.n_noted < MOST_NOTED {
            self.noted[self.n_noted] = Noted { aspect, agreement, a, b };
            self.n_noted += 1;
        }
    }

    fn add_up(&mut self, weights: &Weights) {
        self.bits = weights.sum(self.noted().iter().map(|noted| (noted.aspect, noted.agreement)));
    }

    /// What the likeness rests on: the weakest of what agrees, or nothing where something contradicts.
    pub fn basis(&self) -> Basis {
        let of = |noted: &Noted| match noted.agreement {
            Agreement::Equal => Basis::Equal,
            Agreement::Writing => Basis::Writing,
            Agreement::Nickname => Basis::Nickname,
            Agreement::Initial => Basis::Shortened,
            Agreement::Near | Agreement::Far => Basis::Likeness,
            Agreement::Absent if noted.aspect == Aspect::Form => Basis::Equal,
            Agreement::Absent => Basis::Shortened,
            Agreement::Clash if noted.aspect == Aspect::Form => Basis::Writing,
            Agreement::Clash => Basis::Nothing,
        };
        self.noted().iter().map(of).max().unwrap_or(Basis::Nothing)
    }
}

/// Weighs two names of persons, or two of anything else.
pub(super) fn weigh(a: &Name, b: &Name) -> Weighed {
    let none = Noted { aspect: Aspect::Word, agreement: Agreement::Absent, a: 0, b: 0 };
    let mut weighed = Weighed { noted: [none; MOST_NOTED], n_noted: 0, bits: 0.0 };
    if a.words.is_empty() || b.words.is_empty() {
        weighed.bits = BODY.before;
        return weighed;
    }
    if a.is_person() && b.is_person() {
        persons(a, b, &mut weighed);
        weighed.add_up(&PERSON);
    } else {
        bodies(a, b, &mut weighed);
        weighed.add_up(&BODY);
    }
    weighed
}

/// The verdict on a score.
pub(super) fn verdict(score: f32) -> Verdict {
    match score {
        _ if score >= SAME => Verdict::Same,
        _ if score < DIFFERENT => Verdict::Different,
        _ => Verdict::Unsure,
    }
}

fn persons(a: &Name, b: &Name, weighed: &mut Weighed) {
    let alignment = align(a, b);
    for matched in alignment.matched() {
        if matched.a.count_ones() + matched.b.count_ones() > 2 {
            several(a, b, *matched, weighed);
        } else if is_lone(a, b) {
            weighed.note(Aspect::Lone, matched.agreement, matched.a, matched.b);
        } else {
            let aspect = aspect_of(&a.words, matched.a).min_by_rank(aspect_of(&b.words, matched.b));
            weighed.note(aspect, matched.agreement, matched.a, matched.b);
        }
    }
    left_over(a, b, &alignment, weighed);
    order(a, b, &alignment, weighed);
    generation(a, b, weighed);
}

/// Names that differ in blanks alone are one whatever the words look like.
fn align(a: &Name, b: &Name) -> Alignment {
    let is_reparted =
        a.letters == b.letters && a.words.len().max(b.words.len()) > 1 && a.words.len() + b.words.len() < 32;
    let is_equal =
        || a.words.len() == b.words.len() && a.words.iter().zip(&b.words).all(|(one, other)| one.hash == other.hash);
    if is_reparted && !is_equal() { Alignment::of_all(&a.words, &b.words) } else { Alignment::of(&a.words, &b.words) }
}

/// Words of one that the other writes as another number of words: each of the parts agrees.
fn several(a: &Name, b: &Name, matched: Matched, weighed: &mut Weighed) {
    let more_in_a = matched.a.count_ones() > matched.b.count_ones();
    let (words, mask) = if more_in_a { (&a.words, matched.a) } else { (&b.words, matched.b) };
    for place in places(mask) {
        let one = 1 << place;
        let (in_a, in_b) = if more_in_a { (one, matched.b) } else { (matched.a, one) };
        weighed.note(aspect_of(words, one), matched.agreement, in_a, in_b);
    }
}

impl Aspect {
    /// Of a word's two parts in two names the one that tells more.
    fn min_by_rank(self, other: Self) -> Self {
        if (self as u8) < other as u8 { self } else { other }
    }
}

/// The most telling part of some words.
fn aspect_of(words: &[Word], mask: u16) -> Aspect {
    let of = |part| match part {
        Part::Given | Part::Nickname => Aspect::Given,
        Part::Family => Aspect::Family,
        Part::Patronymic => Aspect::Patronymic,
        Part::Kunya => Aspect::Kunya,
        Part::Common => Aspect::Common,
        Part::Number => Aspect::Number,
        Part::Word => Aspect::Word,
        _ => Aspect::Middle,
    };
    places(mask).map(|place| of(words[place].part)).min_by_key(|aspect| *aspect as u8).unwrap_or(Aspect::Middle)
}

/// Words without a counterpart: in both names they contradict each other, in one they are what the other leaves out.
fn left_over(a: &Name, b: &Name, alignment: &Alignment, weighed: &mut Weighed) {
    let (mut a_left, mut b_left) = (alignment.a_left, alignment.b_left);
    if let Some((one, other)) = by_aside(a, a_left, b, b_left) {
        weighed.note(Aspect::Given, Agreement::Nickname, one, other);
        (a_left, b_left) = (a_left & !one, b_left & !other);
    } else if let Some((other, one)) = by_aside(b, b_left, a, a_left) {
        weighed.note(Aspect::Given, Agreement::Nickname, one, other);
        (a_left, b_left) = (a_left & !one, b_left & !other);
    }
    let of = |name: &Name, left: u16, aspect: Aspect| {
        places(left).find(|place| aspect_of(&name.words, 1 << place) == aspect).map_or(0, |place| 1_u16 << place)
    };
    for (aspect, n) in [(Aspect::Family, 1), (Aspect::Given, 4), (Aspect::Patronymic, 4), (Aspect::Kunya, 1)] {
        for _ in 0..n {
            let (one, other) = (of(a, a_left, aspect), of(b, b_left, aspect));
            if one == 0 || other == 0 {
                break;
            }
            weighed.note(aspect, Agreement::Clash, one, other);
            (a_left, b_left) = (a_left & !one, b_left & !other);
        }
    }
    while let (Some(one), Some(other)) = (last_but_kunya(a, a_left), last_but_kunya(b, b_left)) {
        let aspect = aspect_of(&a.words, one).max_by_rank(aspect_of(&b.words, other));
        weighed.note(aspect, Agreement::Clash, one, other);
        (a_left, b_left) = (a_left & !one, b_left & !other);
    }
    let lone = is_lone(a, b).then_some(Aspect::Lone);
    for place in places(a_left) {
        let aspect = lone.unwrap_or_else(|| aspect_of(&a.words, 1 << place));
        weighed.note(aspect, Agreement::Absent, 1 << place, 0);
    }
    for place in places(b_left) {
        let aspect = lone.unwrap_or_else(|| aspect_of(&b.words, 1 << place));
        weighed.note(aspect, Agreement::Absent, 0, 1 << place);
    }
}

/// A given name that one gives beside a nickname, and the other's word that is that nickname: "Ilo \"Carl\" Weil", "Carl Weil".
fn by_aside(named: &Name, named_left: u16, nicked: &Name, nicked_left: u16) -> Option<(u16, u16)> {
    let mut asides = named.asides.iter().filter(|word| word.part == Part::Nickname).peekable();
    asides.peek()?;
    let given = places(named_left).find(|place| named.words[*place].part == Part::Given)?;
    let is_aside =
        |place: &usize| asides.any(|aside| align::agreement(aside, &nicked.words[*place]).0 <= Agreement::Writing);
    places(nicked_left).find(is_aside).map(|place| (1 << given, 1 << place))
}

/// One of them is a single name, given or family.
fn is_lone(a: &Name, b: &Name) -> bool {
    a.words.len() == 1 || b.words.len() == 1
}

impl Aspect {
    /// Of a word's two parts in two names the one that tells less.
    fn max_by_rank(self, other: Self) -> Self {
        if (self as u8) < other as u8 { other } else { self }
    }
}

/// A kunya contradicts no name: it is one more.
fn last_but_kunya(name: &Name, left: u16) -> Option<u16> {
    places(left).filter(|place| name.words[*place].part != Part::Kunya).last().map(|place| 1 << place)
}

/// The order of what agrees: as it is, or with the family name moved from one end to the other.
fn order(a: &Name, b: &Name, alignment: &Alignment, weighed: &mut Weighed) {
    let mut pairs: [(u32, u32); 16] = [(0, 0); 16];
    let n_pairs = alignment.matched().len();
    for (pair, matched) in pairs.iter_mut().zip(alignment.matched()) {
        *pair = (matched.a.trailing_zeros(), matched.b.trailing_zeros());
    }
    let pairs = &mut pairs[..n_pairs];
    pairs.sort_unstable();
    let n_falls = (0..n_pairs).filter(|at| pairs[*at].1 > pairs[(at + 1) % n_pairs].1).count();
    let (a_left, b_left) = (alignment.a_left, alignment.b_left);
    if n_pairs > 2 && n_falls > 1 {
        let both_fathers = a.has_fathers && b.has_fathers;
        weighed.note(Aspect::Order, if both_fathers { Agreement::Clash } else { Agreement::Far }, 0, 0);
    } else if is_son(a, b, a_left, b_left) || is_son(b, a, b_left, a_left) {
        weighed.note(Aspect::Order, Agreement::Absent, 0, 0);
    }
}

/// Whether the longer name has all of the shorter one's words and a further one first, as a son's name has his father's after his own.
fn is_son(shorter: &Name, longer: &Name, shorter_left: u16, longer_left: u16) -> bool {
    let is_further = shorter_left == 0 && longer_left & 1 != 0;
    is_further && shorter.words.len() > 2 && shorter.has_fathers && longer.has_fathers
}

fn generation(a: &Name, b: &Name, weighed: &mut Weighed) {
    let of =
        |name: &Name| name.asides.iter().find(|word| word.part == Part::Suffix).map(|word| word.text.chars().next());
    match (of(a), of(b)) {
        (Some(one), Some(other)) if one != other => weighed.note(Aspect::Suffix, Agreement::Clash, 0, 0),
        (Some(_), None) | (None, Some(_)) => weighed.note(Aspect::Suffix, Agreement::Absent, 0, 0),
        _ => {}
    }
}

fn bodies(a: &Name, b: &Name, weighed: &mut Weighed) {
    if let Some(agreement) = acronym(a, b).or_else(|| acronym(b, a)) {
        return weighed.note(Aspect::Acronym, agreement, 0, 0);
    }
    let alignment = align(a, b);
    for matched in alignment.matched() {
        if matched.a.count_ones() + matched.b.count_ones() > 2 {
            several(a, b, *matched, weighed);
        } else {
            let aspect = aspect_of(&a.words, matched.a).min_by_rank(aspect_of(&b.words, matched.b));
            weighed.note(aspect, matched.agreement, matched.a, matched.b);
        }
    }
    let (mut a_left, mut b_left) = (alignment.a_left, alignment.b_left);
    while let (Some(i), Some(j)) = (places(a_left).last(), places(b_left).last()) {
        let aspect = aspect_of(&a.words, 1 << i).max_by_rank(aspect_of(&b.words, 1 << j));
        weighed.note(aspect, Agreement::Clash, 1 << i, 1 << j);
        (a_left, b_left) = (a_left & !(1 << i), b_left & !(1 << j));
    }
    places(a_left).for_each(|i| weighed.note(aspect_of(&a.words, 1 << i), Agreement::Absent, 1 << i, 0));
    places(b_left).for_each(|j| weighed.note(aspect_of(&b.words, 1 << j), Agreement::Absent, 0, 1 << j));
    forms(a, b, weighed);
}

/// A lone word in capitals, and the first letters of the other name's words.
fn acronym(short: &Name, long: &Name) -> Option<Agreement> {
    let [word] = short.words.as_slice() else { return None };
    if !short.is_acronym || long.words.len() < 2 || word.script == Script::Abjad {
        return None;
    }
    let firsts = long.words.iter().map(|word| word.first());
    let is_spelt = word.latin.len() == long.words.len() && word.latin.iter().map(|letter| Some(*letter)).eq(firsts);
    is_spelt.then_some(if word.latin.len() > 2 { Agreement::Equal } else { Agreement::Near })
}

fn forms(a: &Name, b: &Name, weighed: &mut Weighed) {
    let of = |name: &Name| name.asides.iter().find(|word| word.part == Part::Form).map(|word| word.text.clone());
    match (of(a), of(b)) {
        (Some(one), Some(other)) if one == other => weighed.note(Aspect::Form, Agreement::Equal, 0, 0),
        (Some(one), Some(other)) if super::body::kind(&one) == super::body::kind(&other) => {
            weighed.note(Aspect::Form, Agreement::Writing, 0, 0);
        }
        (Some(_), Some(_)) => weighed.note(Aspect::Form, Agreement::Clash, 0, 0),
        (None, None) => {}
        _ => weighed.note(Aspect::Form, Agreement::Absent, 0, 0),
    }
}
