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
    /// The most that agreement in one aspect may add up to.
    pub most: [f32; ASPECTS.len()],
    /// Before anything is compared.
    pub before: f32,
}

impl Weights {
    fn read(section: &str) -> Self {
        let mut weights =
            Self { by_level: [[0.0; LEVELS.len()]; ASPECTS.len()], most: [f32::INFINITY; ASPECTS.len()], before: 0.0 };
        for line in lists::lines(WEIGHTS, section) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let number = |at: usize| words.get(at).and_then(|word| word.parse::<f32>().ok()).unwrap_or(1.0);
            let aspect = |at: usize| ASPECTS.iter().position(|aspect| words.get(at) == Some(aspect));
            match (aspect(0), LEVELS.iter().position(|level| words.get(1) == Some(level))) {
                (Some(aspect), Some(level)) => weights.by_level[aspect][level] = (number(2) / number(3)).log2(),
                _ => match aspect(1) {
                    Some(aspect) => weights.most[aspect] = number(2),
                    None => weights.before = (number(2) / number(3)).log2(),
                },
            }
        }
        weights
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
        for (section, weights) in [("person", &*PERSON), ("body", &*BODY)] {
            let lines =
                lists::lines(WEIGHTS, section).filter(|line| !line.starts_with("most") && !line.starts_with("odds"));
            let n_read = weights.by_level.iter().flatten().filter(|weight| **weight != 0.0).count();
            assert_eq!(lines.count(), n_read + usize::from(section == "body") * 2, "{section}");
        }
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
