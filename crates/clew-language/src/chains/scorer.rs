//! The learned scorer: how well an antecedent fits an anaphor, and how well none does.
//!
//! One hidden layer over one-of-a-few values, so that the part of an anaphor and of an antecedent is added up once and
//! a pair costs a few additions. Trained by `model/clew_model/chains.py`, which writes `scorer.txt`.

use super::features::{ALONE, Alone, BEFORE, Property, TOGETHER, Together};
use std::sync::LazyLock;

const WEIGHTS: &str = include_str!("scorer.txt");

static EMBEDDED: LazyLock<Scorer> = LazyLock::new(|| Scorer::read(WEIGHTS).expect("scorer.txt has every weight"));

/// What the hidden layer holds for one side, its direct share of the score last.
pub(crate) type Partial = Vec<f32>;

#[derive(Debug)]
pub(crate) struct Scorer {
    anaphor: Table,
    antecedent: Table,
    together: Table,
    without: Table,
    before: Table,
    /// What each hidden unit adds to the score of a pair.
    output: Vec<f32>,
    /// What each hidden unit adds to the score of no antecedent.
    output_without: Vec<f32>,
    /// By how much the best pronoun's antecedent must beat none.
    pub pronoun_margin: f32,
    /// By how much the best nominal's antecedent must beat none.
    pub nominal_margin: f32,
}

/// A row of weights for each value of each property.
#[derive(Debug)]
struct Table {
    width: usize,
    /// The first row of each property.
    first: Vec<usize>,
    rows: Vec<f32>,
}

impl Table {
    fn add(&self, values: &[u8], sum: &mut [f32]) {
        for (first, value) in self.first.iter().zip(values) {
            let row = (first + *value as usize) * self.width;
            for (total, weight) in sum.iter_mut().zip(&self.rows[row..row + self.width]) {
                *total += weight;
            }
        }
    }
}

impl Scorer {
    /// The scorer that is compiled in.
    pub(crate) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a file of weights; `None` where one is missing.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let lines: Vec<(&str, Vec<f32>)> = text.lines().filter_map(line).collect();
        let find = |name: &str| lines.binary_search_by(|line| line.0.cmp(name)).ok().map(|at| lines[at].1.clone());
        if !lines.is_sorted_by(|a, b| a.0 < b.0) {
            return None;
        }
        let output = find("output")?;
        let width = output.len() + 1;
        let table = |part: &str, properties: &[Property]| {
            let (mut first, mut rows) = (Vec::new(), Vec::new());
            for (property, values) in properties {
                first.push(rows.len() / width);
                for value in *values {
                    let row = find(&format!("{part} {property} {value}"))?;
                    rows.extend((row.len() == width).then_some(row)?);
                }
            }
            Some(Table { width, first, rows })
        };
        Some(Self {
            anaphor: table("anaphor", &ALONE)?,
            antecedent: table("antecedent", &ALONE)?,
            together: table("together", &TOGETHER)?,
            without: table("without", &ALONE)?,
            before: table("before", &BEFORE)?,
            output_without: find("output without").filter(|row| row.len() + 1 == width)?,
            output,
            pronoun_margin: *find("margin pronoun")?.first()?,
            nominal_margin: *find("margin nominal")?.first()?,
        })
    }

    /// The anaphor's part of a pair.
    pub(crate) fn anaphor(&self, values: &Alone) -> Partial {
        let mut sum = vec![0.; self.anaphor.width];
        self.anaphor.add(values, &mut sum);
        sum
    }

    /// The antecedent's part of a pair.
    pub(crate) fn antecedent(&self, values: &Alone) -> Partial {
        let mut sum = vec![0.; self.antecedent.width];
        self.antecedent.add(values, &mut sum);
        sum
    }

    /// The score of a pair.
    pub(crate) fn pair(&self, anaphor: &Partial, antecedent: &Partial, values: &Together, sum: &mut Partial) -> f32 {
        sum.clear();
        sum.extend(anaphor.iter().zip(antecedent).map(|(one, other)| one + other));
        self.together.add(values, sum);
        score(sum, &self.output)
    }

    /// The score of an anaphor's having no antecedent.
    pub(crate) fn without(&self, anaphor: &Alone, before: &[u8; BEFORE.len()]) -> f32 {
        let mut sum = vec![0.; self.without.width];
        self.without.add(anaphor, &mut sum);
        self.before.add(before, &mut sum);
        score(&sum, &self.output_without)
    }
}

fn score(sum: &[f32], output: &[f32]) -> f32 {
    let direct = sum.last().copied().unwrap_or(0.);
    direct + sum.iter().zip(output).map(|(unit, weight)| unit.max(0.) * weight).sum::<f32>()
}

/// "part property value: weight weight ..."; lines are in the order of what stands before the colon.
fn line(line: &str) -> Option<(&str, Vec<f32>)> {
    let (name, weights) = line.split_once(": ").filter(|_| !line.starts_with('#'))?;
    weights.split(' ').map(|weight| weight.parse().ok()).collect::<Option<_>>().map(|weights| (name, weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_is_compiled_in_has_every_weight() {
        assert!(Scorer::read(WEIGHTS).is_some());
    }

    #[test]
    fn a_file_without_a_weight_is_refused() {
        let cut = WEIGHTS.lines().filter(|line| !line.starts_with("together head equal:")).collect::<Vec<_>>();
        assert!(Scorer::read(&cut.join("\n")).is_none());
    }

    #[test]
    fn units_below_nothing_add_nothing() {
        assert_eq!(score(&[2., -3., 0.5], &[10., 100.]), 20.5);
    }
}
