//! What agreement weighs, and what weights add up to (`names/weights.txt`).

use super::align::Agreement;
use super::lists;
use std::sync::LazyLock;

const WEIGHTS: &str = include_str!("../../names/weights.txt");

pub(super) static PERSON: LazyLock<Weights> = LazyLock::new(|| Weights::read("person"));
pub(super) static BODY: LazyLock<Weights> = LazyLock::new(|| Weights::read("body"));

/// What in two names agrees or does not: a part of a name, or how its parts stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aspect {
    Given,
    Family,
    Lone,
    Patronymic,
    Middle,
    Kunya,
    Suffix,
    Order,
    Word,
    Common,
    Number,
    Form,
    Acronym,
}

const ASPECTS: [&str; 13] = [
    "given",
    "family",
    "lone",
    "patronymic",
    "middle",
    "kunya",
    "suffix",
    "order",
    "word",
    "common",
    "number",
    "form",
    "acronym",
];
const LEVELS: [&str; 8] = ["equal", "writing", "nickname", "initial", "near", "far", "clash", "absent"];

/// The weights of one sort of name, in bits.
pub(super) struct Weights {
    by_level: [[f32; LEVELS.len()]; ASPECTS.len()],
    /// The most that agreement in some aspects may add up to: which, a bit each, and how much.
    most: Vec<(u32, f32)>,
    /// Before anything is compared.
    pub before: f32,
}

impl Weights {
    fn read(section: &str) -> Self {
        let mut weights = Self { by_level: [[0.0; LEVELS.len()]; ASPECTS.len()], most: Vec::new(), before: 0.0 };
        for line in lists::lines(WEIGHTS, section) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let number = |at: usize| words.get(at).and_then(|word| word.parse::<f32>().ok()).unwrap_or(1.0);
            let aspect = |at: usize| ASPECTS.iter().position(|aspect| words.get(at) == Some(aspect));
            match (aspect(0), LEVELS.iter().position(|level| words.get(1) == Some(level))) {
                (Some(aspect), Some(level)) => weights.by_level[aspect][level] = (number(2) / number(3)).log2(),
                _ if words.first() == Some(&"most") => {
                    let aspects = (1..words.len()).filter_map(aspect).fold(0, |mask, aspect| mask | 1 << aspect);
                    weights.most.push((aspects, number(words.len() - 1)));
                }
                _ => weights.before = (number(2) / number(3)).log2(),
            }
        }
        weights
    }

    /// What all that was found adds up to, in bits: agreement in some aspects no further than the table lets it go.
    pub fn sum(&self, found: impl Iterator<Item = (Aspect, Agreement)>) -> f32 {
        let mut pros = [0.0_f32; ASPECTS.len()];
        let mut sum = self.before;
        for (aspect, agreement) in found {
            let weight = self.of(aspect, agreement);
            pros[aspect as usize] += weight.max(0.0);
            sum += weight;
        }
        for (aspects, most) in &self.most {
            let together: f32 =
                (0..ASPECTS.len()).filter(|aspect| aspects & 1 << aspect != 0).map(|aspect| pros[aspect]).sum();
            sum -= (together - most).max(0.0);
        }
        sum
    }

    /// What an agreement of this level weighs, in bits.
    pub fn of(&self, aspect: Aspect, agreement: Agreement) -> f32 {
        self.by_level[aspect as usize][agreement as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in ["person", "body"].into_iter().flat_map(|section| lists::lines(WEIGHTS, section)) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let is_read = match words[0] {
                "odds" => words.len() == 4,
                "most" => words[1..words.len() - 1].iter().all(|aspect| ASPECTS.contains(aspect)),
                aspect => ASPECTS.contains(&aspect) && LEVELS.contains(&words[1]) && words.len() == 4,
            };
            assert!(is_read, "{line}");
        }
        assert_eq!((PERSON.most.len(), BODY.most.len()), (3, 2));
        assert!(PERSON.before < -5.0 && BODY.before < -3.0);
    }

    #[test]
    fn better_agreement_weighs_more() {
        use Agreement::{Absent, Clash, Equal, Far, Near, Writing};
        for (weights, aspect) in [(&PERSON, Aspect::Family), (&PERSON, Aspect::Given), (&BODY, Aspect::Word)] {
            let of = |agreement| weights.of(aspect, agreement);
            assert!(of(Equal) >= of(Writing) && of(Writing) >= of(Near) && of(Near) > of(Far) && of(Far) > of(Clash));
            assert!(of(Absent) < 0.0);
        }
    }
}
