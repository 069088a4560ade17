//! Sixteen floats at a time: what every target must be able to do, and the functions that are made of it.

/// Number of floats that are computed on together; sums over a row are made of so many partial sums on every target.
pub(super) const LANES: usize = 16;

/// The most rows of activations that are multiplied together on any target.
pub(super) const MOST_ROWS: usize = 6;

/// The most columns of weights that are multiplied together on any target.
pub(super) const MOST_COLUMNS: usize = 64;

/// Sums of products of bytes: a row of columns for each row of activations.
pub(super) type Sums = [[i32; MOST_COLUMNS]; MOST_ROWS];

/// A set of instructions, held by a value that proves that they are there.
pub(super) trait Target: Copy {
    /// Sixteen floats.
    type Floats: Copy;
    /// Registers of its widest kind.
    const REGISTERS: usize;
    /// Rows of activations that are multiplied together; at most [`MOST_ROWS`].
    const ROWS: usize;
    /// Columns of weights that are multiplied together; at most [`MOST_COLUMNS`].
    const COLUMNS: usize;
    /// Inputs that are multiplied together: 4 where activations are bytes from 1 to 255 (128 more than their values), 2 where they are 16-bit values.
    const DEPTH: usize;

    fn splat(self, value: f32) -> Self::Floats;
    fn load(self, values: &[f32; LANES]) -> Self::Floats;
    fn store(self, values: Self::Floats, to: &mut [f32; LANES]);
    /// Integers as floats.
    fn convert(self, values: &[i32; LANES]) -> Self::Floats;
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn subtract(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn multiply(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// `a * b + c`.
    fn multiply_add(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats;
    fn maximum(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn minimum(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn absolute(self, a: Self::Floats) -> Self::Floats;
    /// `a` times two to the power of `n`, which is whole and from -126 to 127.
    fn scale_by_power_of_two(self, a: Self::Floats, n: Self::Floats) -> Self::Floats;
    /// Rounds values from -127 to 127 to whole ones, ties to even, and writes them as activations: 16 bytes or 32.
    fn store_activations(self, values: Self::Floats, to: &mut [u8]);

    /// Multiplies `ROWS` rows of activations of `row_bytes` bytes with one panel of weights, and adds the products to `sums`.
    fn multiply_panel(self, activations: &[u8], row_bytes: usize, panel: &[i8], sums: &mut Sums);
}

/// Rounds to whole numbers, ties to even, what lies between -2^22 and 2^22: beyond 1.5 * 2^23 a float has no fraction.
#[inline(always)]
fn round<T: Target>(target: T, x: T::Floats) -> T::Floats {
    let whole = target.splat(12_582_912.0);
    target.subtract(target.add(x, whole), whole)
}

/// Two to the power of x, x from -126 to 127; relative error under 3e-7.
///
/// The whole part goes into the exponent; for the rest a polynomial that is closest to it in the largest relative error.
#[inline(always)]
pub(super) fn power_of_two<T: Target>(target: T, x: T::Floats) -> T::Floats {
    const COEFFICIENTS: [f32; 6] =
        [0.001_326_697_1, 0.009_675_46, 0.055_507_425, 0.240_221_22, 0.693_146_94, 1.000_000_1];
    let x = target.maximum(x, target.splat(-126.0));
    let whole = round(target, x);
    let fraction = target.subtract(x, whole);
    target.scale_by_power_of_two(polynomial(target, &COEFFICIENTS, fraction), whole)
}

/// GELU by the normal distribution itself, x * P(X <= x); absolute error under 1e-5 for |x| up to 8.
///
/// P(X <= x) - 1/2 is odd: x times a polynomial in x^2, which is closest to it up to |x| = 5 and stays as it is beyond.
#[inline(always)]
pub(super) fn gelu<T: Target>(target: T, x: T::Floats) -> T::Floats {
    const LIMIT: f32 = 5.0;
    let near = target.minimum(target.maximum(x, target.splat(-LIMIT)), target.splat(LIMIT));
    let square = target.multiply(near, near);
    // The square, brought to -1..1: there the polynomial's coefficients are small and nothing cancels.
    let centred = target.multiply_add(square, target.splat(2.0 / (LIMIT * LIMIT)), target.splat(-1.0));
    let slope = polynomial(target, &GELU, centred);
    target.multiply(x, target.multiply_add(near, slope, target.splat(0.5)))
}

const GELU: [f32; 12] = [
    -0.001_110_216_4,
    0.003_211_897,
    -0.003_863_896,
    0.005_080_763,
    -0.010_176_851,
    0.016_930_643,
    -0.023_623_642,
    0.031_351_66,
    -0.040_391_78,
    0.051_525_813,
    -0.070_298_254,
    0.141_363_74,
];

/// A polynomial by Horner's rule, highest power first.
#[inline(always)]
fn polynomial<T: Target, const N: usize>(target: T, coefficients: &[f32; N], x: T::Floats) -> T::Floats {
    let mut value = target.splat(coefficients[0]);
    for &coefficient in &coefficients[1..] {
        value = target.multiply_add(value, x, target.splat(coefficient));
    }
    value
}

/// The sum of the sixteen.
#[inline(always)]
pub(super) fn sum<T: Target>(target: T, values: T::Floats) -> f32 {
    halve(target, values, |a, b| a + b)
}

/// The largest of the sixteen.
#[inline(always)]
pub(super) fn largest<T: Target>(target: T, values: T::Floats) -> f32 {
    halve(target, values, f32::max)
}

/// Combines the upper half with the lower until one is left: the same order on every target.
#[inline(always)]
fn halve<T: Target>(target: T, values: T::Floats, combine: impl Fn(f32, f32) -> f32) -> f32 {
    let mut left = [0.0; LANES];
    target.store(values, &mut left);
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            left[lane] = combine(left[lane], left[lane + half]);
        }
    }
    left[0]
}

/// Plain loops over arrays.
#[derive(Debug, Clone, Copy)]
pub(super) struct Portable;

/// Whether products may be fused with sums without a call: part of every 64-bit Arm processor.
const FUSED: bool = cfg!(target_arch = "aarch64");

#[inline(always)]
fn each(value: impl Fn(usize) -> f32) -> [f32; LANES] {
    std::array::from_fn(value)
}

impl Target for Portable {
    type Floats = [f32; LANES];
    const REGISTERS: usize = 16;
    const ROWS: usize = 4;
    const COLUMNS: usize = 16;
    const DEPTH: usize = 2;

    #[inline(always)]
    fn splat(self, value: f32) -> Self::Floats {
        [value; LANES]
    }

    #[inline(always)]
    fn load(self, values: &[f32; LANES]) -> Self::Floats {
        *values
    }

    #[inline(always)]
    fn store(self, values: Self::Floats, to: &mut [f32; LANES]) {
        *to = values;
    }

    #[inline(always)]
    fn convert(self, values: &[i32; LANES]) -> Self::Floats {
        each(|lane| values[lane] as f32)
    }

    #[inline(always)]
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(|lane| a[lane] + b[lane])
    }

    #[inline(always)]
    fn subtract(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(|lane| a[lane] - b[lane])
    }

    #[inline(always)]
    fn multiply(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(|lane| a[lane] * b[lane])
    }

    #[inline(always)]
    fn multiply_add(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats {
        each(|lane| if FUSED { a[lane].mul_add(b[lane], c[lane]) } else { a[lane] * b[lane] + c[lane] })
    }

    #[inline(always)]
    fn maximum(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(|lane| if a[lane] > b[lane] { a[lane] } else { b[lane] })
    }

    #[inline(always)]
    fn minimum(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(|lane| if a[lane] < b[lane] { a[lane] } else { b[lane] })
    }

    #[inline(always)]
    fn absolute(self, a: Self::Floats) -> Self::Floats {
        each(|lane| a[lane].abs())
    }

    #[inline(always)]
    fn scale_by_power_of_two(self, a: Self::Floats, n: Self::Floats) -> Self::Floats {
        // A whole number beyond 1.5 * 2^23 stands in the last bits of a float.
        each(|lane| a[lane] * f32::from_bits(((n[lane] + 12_583_039.0).to_bits()) << 23))
    }

    #[inline(always)]
    fn store_activations(self, values: Self::Floats, to: &mut [u8]) {
        for (value, to) in values.iter().zip(to.as_chunks_mut().0) {
            *to = ((value + 12_582_912.0).to_bits() as i16).to_le_bytes();
        }
    }

    #[inline(always)]
    fn multiply_panel(self, activations: &[u8], row_bytes: usize, panel: &[i8], sums: &mut Sums) {
        for (row, sums) in activations.chunks_exact(row_bytes).zip(sums) {
            let mut own = [0; Self::COLUMNS];
            own.copy_from_slice(&sums[..Self::COLUMNS]);
            for (pair, weights) in row.as_chunks::<4>().0.iter().zip(panel.as_chunks::<{ 2 * Portable::COLUMNS }>().0) {
                let pair =
                    [i16::from_le_bytes([pair[0], pair[1]]), i16::from_le_bytes([pair[2], pair[3]])].map(i32::from);
                for (sum, weight) in own.iter_mut().zip(weights.as_chunks::<2>().0) {
                    *sum += pair[0] * i32::from(weight[0]) + pair[1] * i32::from(weight[1]);
                }
            }
            sums[..Self::COLUMNS].copy_from_slice(&own);
        }
    }
}
