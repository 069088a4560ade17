//! The file of weights: a line a feature, under the part of a claim that it speaks of.
//!
//! ```text
//! part core
//! 0.4                                     # the first line of a part: what stands without any feature
//! -1.1 sourceless                         # nobody is given who says so
//! 1.3 predicate Statement & with Agent    # atoms joined by & are multiplied
//! ```

use super::super::word_list::lines;
use super::atom::Atom;
use thiserror::Error;

/// The weights of the models that say how likely a claim's parts are right.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimWeights {
    pub(super) core: Part,
    pub(super) argument: Part,
    pub(super) time: Part,
}

/// What is wrong with a file of weights.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {0:?}: {1}")]
pub struct WeightsError(String, &'static str);

/// A logistic model of one part of claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Part {
    intercept: Option<f32>,
    features: Vec<(Vec<Atom>, f32)>,
}

impl ClaimWeights {
    /// Reads a file of weights.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let mut weights = Self::default();
        let mut part = None;
        for line in lines(text) {
            let wrong = |why| WeightsError(line.to_owned(), why);
            if let Some(name) = line.strip_prefix("part ") {
                part = Some(weights.part(name).ok_or_else(|| wrong("no such part of a claim"))?);
                continue;
            }
            let of = part.as_deref_mut().ok_or_else(|| wrong("it stands under no part"))?;
            of.add(line).map_err(wrong)?;
        }
        let is_misplaced = |part: &Part| part.atoms().any(Atom::is_of_argument);
        if is_misplaced(&weights.core) || is_misplaced(&weights.time) {
            return Err(WeightsError(String::new(), "the core or the time asks of an argument"));
        }
        let is_whole = |part: &Part| part.intercept.is_some();
        if [&weights.core, &weights.argument, &weights.time].into_iter().all(is_whole) {
            Ok(weights)
        } else {
            Err(WeightsError(String::new(), "a part is missing: core, argument and time are needed"))
        }
    }

    fn part(&mut self, name: &str) -> Option<&mut Part> {
        match name {
            "core" => Some(&mut self.core),
            "argument" => Some(&mut self.argument),
            "time" => Some(&mut self.time),
            _ => None,
        }
    }
}

impl Part {
    fn add(&mut self, line: &str) -> Result<(), &'static str> {
        let (weight, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let weight: f32 =
            weight.parse().ok().filter(|weight: &f32| weight.is_finite()).ok_or("it begins with no weight")?;
        match (name.trim(), self.intercept) {
            ("", None) => self.intercept = Some(weight),
            ("", Some(_)) => return Err("no feature is named"),
            (_, None) => return Err("a part begins with a weight alone"),
            (name, Some(_)) => {
                let atoms: Option<Vec<Atom>> = name.split('&').map(|atom| Atom::parse(atom.trim())).collect();
                let atoms = atoms.ok_or("no such feature")?;
                if self.features.iter().any(|(other, _)| *other == atoms) {
                    return Err("the feature stands there twice");
                }
                self.features.push((atoms, weight));
            }
        }
        Ok(())
    }

    /// How likely the part is right, where features have these values.
    pub fn probability(&self, value: impl Fn(&[Atom]) -> f32) -> f32 {
        let sum: f32 = self.features.iter().map(|(atoms, weight)| weight * value(atoms)).sum();
        1.0 / (1.0 + (-sum - self.intercept.unwrap_or_default()).exp())
    }

    /// The value of each feature, in order.
    pub fn values(&self, value: impl Fn(&[Atom]) -> f32) -> Vec<f32> {
        self.features.iter().map(|(atoms, _)| value(atoms)).collect()
    }

    /// Every atom that some feature has.
    pub fn atoms(&self) -> impl Iterator<Item = Atom> + '_ {
        self.features.iter().flat_map(|(atoms, _)| atoms.iter().copied())
    }
}
