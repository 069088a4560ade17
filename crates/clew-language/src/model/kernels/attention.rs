//! Attention: every piece of a window looks at every piece of it, in each head.

use super::lanes::{LANES, Target, largest, power_of_two, sum};
use super::{Instructions, Task};

/// Values of a query, a key or a value in one head.
pub(in super::super) const HEAD_WIDTH: usize = 32;

/// Queries that are looked up together, so that each key and value is loaded once for all of them.
const QUERIES: usize = 4;

/// Lane groups of a head.
const HALVES: usize = HEAD_WIDTH / LANES;

/// Keys are padded to so many.
const KEYS: usize = 4 * LANES;

/// What one head of one window needs beside its input; kept between calls for its memory.
#[derive(Debug, Default)]
pub(in super::super) struct Workspace {
    /// Keys, one row for each of their values; columns are padded to whole groups.
    keys: Vec<f32>,
    /// Scores of [`QUERIES`] queries.
    scores: Vec<f32>,
}

/// One head of one window: queries, keys and values of `HEAD_WIDTH` floats, row by row.
pub(in super::super) struct Head<'a> {
    pub queries: &'a [f32],
    pub keys: &'a [f32],
    pub values: &'a [f32],
}

/// Writes softmax(query . keys / sqrt(32)) . values for each query, each into a row of `to`, whose rows are `stride` apart.
pub(in super::super) fn attend(
    instructions: Instructions,
    head: Head,
    workspace: &mut Workspace,
    to: &mut [f32],
    stride: usize,
) {
    instructions.run(Attend { head, workspace, to, stride });
}

struct Attend<'a> {
    head: Head<'a>,
    workspace: &'a mut Workspace,
    to: &'a mut [f32],
    stride: usize,
}

impl Task for Attend<'_> {
    #[inline(always)]
    fn run<T: Target>(self, target: T) {
        let (queries, _) = self.head.queries.as_chunks::<HEAD_WIDTH>();
        let length = queries.len();
        let padded = length.next_multiple_of(KEYS);
        self.workspace.turn_keys(self.head.keys, padded);
        self.workspace.scores.resize(QUERIES * padded, 0.0);
        let values = self.head.values.as_chunks::<HEAD_WIDTH>().0;
        for first in (0..length).step_by(QUERIES) {
            // The last group's missing queries are the last one again.
            let last = length - 1;
            let group = [first, first + 1, first + 2, first + 3].map(|nth| &queries[nth.min(last)]);
            match T::REGISTERS {
                32 => score::<T, 4>(target, group, &self.workspace.keys, padded, &mut self.workspace.scores),
                _ => score::<T, 1>(target, group, &self.workspace.keys, padded, &mut self.workspace.scores),
            }
            let mut inverses = [0.0; QUERIES];
            for nth in 0..QUERIES {
                let scores = &mut self.workspace.scores[nth * padded..][..padded];
                inverses[nth] = 1.0 / soften(target, scores, length);
            }
            let mixed = mix(target, &self.workspace.scores, padded, values);
            for nth in 0..QUERIES.min(length - first) {
                let to = self.to[(first + nth) * self.stride..][..HEAD_WIDTH].as_chunks_mut().0;
                let inverse = target.splat(inverses[nth]);
                for half in 0..HALVES {
                    target.store(target.multiply(mixed[nth][half], inverse), &mut to[half]);
                }
            }
        }
    }
}

impl Workspace {
    /// Lays the keys out by their values, `padded` keys side by side; those beyond the last are zero.
    #[inline(always)]
    fn turn_keys(&mut self, keys: &[f32], padded: usize) {
        self.keys.clear();
        self.keys.resize(HEAD_WIDTH * padded, 0.0);
        for (nth, key) in keys.as_chunks::<HEAD_WIDTH>().0.iter().enumerate() {
            for (at, value) in key.iter().enumerate() {
                self.keys[at * padded + nth] = *value;
            }
        }
    }
}

/// Scores all keys for each query, in powers of two; `GROUPS` groups of lanes together.
#[inline(always)]
fn score<T: Target, const GROUPS: usize>(
    target: T,
    queries: [&[f32; HEAD_WIDTH]; QUERIES],
    keys: &[f32],
    padded: usize,
    scores: &mut [f32],
) {
    let scale = target.splat(std::f32::consts::LOG2_E / (HEAD_WIDTH as f32).sqrt());
    for first in (0..padded).step_by(LANES * GROUPS) {
        let mut sums = [[target.splat(0.0); GROUPS]; QUERIES];
        for at in 0..HEAD_WIDTH {
            let (row, _) = keys[at * padded + first..][..LANES * GROUPS].as_chunks();
            let mut keys = [target.splat(0.0); GROUPS];
            for group in 0..GROUPS {
                keys[group] = target.load(&row[group]);
            }
            for nth in 0..QUERIES {
                let query = target.splat(queries[nth][at]);
                for group in 0..GROUPS {
                    sums[nth][group] = target.multiply_add(query, keys[group], sums[nth][group]);
                }
            }
        }
        for nth in 0..QUERIES {
            let (to, _) = scores[nth * padded + first..][..LANES * GROUPS].as_chunks_mut();
            for group in 0..GROUPS {
                target.store(target.multiply(sums[nth][group], scale), &mut to[group]);
            }
        }
    }
}

/// Raises two to each score less the largest, and returns the sum; what is beyond `length` adds nothing to it.
#[inline(always)]
fn soften<T: Target>(target: T, scores: &mut [f32], length: usize) -> f32 {
    scores[length..].fill(f32::MIN);
    let (scores, _) = scores.as_chunks_mut();
    let mut most = target.splat(f32::MIN);
    for scores in &*scores {
        most = target.maximum(most, target.load(scores));
    }
    let most = target.splat(largest(target, most));
    let mut total = target.splat(0.0);
    for scores in scores {
        let powers = power_of_two(target, target.subtract(target.load(scores), most));
        total = target.add(total, powers);
        target.store(powers, scores);
    }
    sum(target, total)
}

/// The values, weighted by each query's scores.
#[inline(always)]
fn mix<T: Target>(
    target: T,
    scores: &[f32],
    padded: usize,
    values: &[[f32; HEAD_WIDTH]],
) -> [[T::Floats; HALVES]; QUERIES] {
    let mut sums = [[target.splat(0.0); HALVES]; QUERIES];
    let scores = [0, 1, 2, 3].map(|nth| &scores[nth * padded..][..values.len()]);
    for at in 0..values.len() {
        let (value, _) = values[at].as_chunks();
        let halves = [target.load(&value[0]), target.load(&value[1])];
        for nth in 0..QUERIES {
            let score = target.splat(scores[nth][at]);
            for half in 0..HALVES {
                sums[nth][half] = target.multiply_add(score, halves[half], sums[nth][half]);
            }
        }
    }
    sums
}
