//! The targets of x86 processors. Every `unsafe` of this crate is here.
//!
//! What makes it sound: values of the target types are made by [`run`] alone, after [`has`] saw that the processor has the
//! instructions, and memory is read and written through references to arrays of the very length, or within slices whose length was
//! checked before.
#![allow(unsafe_code)]

use super::lanes::{LANES, Sums, Target};
use super::{Instructions, Task};
use std::arch::x86_64::*;

/// AVX-512 with VNNI.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx512(());

/// AVX2 with fused multiplication; with AVX-VNNI where `VNNI`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes256<const VNNI: bool>(());

pub(super) type AvxVnni = Lanes256<true>;
pub(super) type Avx2 = Lanes256<false>;

/// Whether the processor and the system can run a set.
pub(super) fn has(instructions: Instructions) -> bool {
    let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    match instructions {
        Instructions::Avx512 => {
            avx2 && is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni")
        }
        Instructions::AvxVnni => avx2 && is_x86_feature_detected!("avxvnni"),
        Instructions::Avx2 => avx2,
        Instructions::Portable => true,
    }
}

/// Does a task with one of the sets of this module.
///
/// # Panics
///
/// Where the processor does not have the instructions.
pub(super) fn run<T: Task>(instructions: Instructions, task: T) {
    #[target_feature(enable = "avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    fn with_avx512<T: Task>(task: T) {
        task.run(Avx512(()));
    }
    #[target_feature(enable = "avx2,fma,avxvnni")]
    fn with_avx_vnni<T: Task>(task: T) {
        task.run(Lanes256::<true>(()));
    }
    #[target_feature(enable = "avx2,fma")]
    fn with_avx2<T: Task>(task: T) {
        task.run(Lanes256::<false>(()));
    }
    assert!(has(instructions), "{instructions:?} was chosen for another processor");
    // SAFETY: the processor has the instructions, as was just asserted.
    unsafe {
        match instructions {
            Instructions::Avx512 => with_avx512(task),
            Instructions::AvxVnni => with_avx_vnni(task),
            Instructions::Avx2 => with_avx2(task),
            Instructions::Portable => task.run(super::Portable),
        }
    }
}

// SAFETY, of all blocks below: an `Avx512` exists only where its instructions do; references to arrays may be read and written.
impl Target for Avx512 {
    type Floats = __m512;
    const REGISTERS: usize = 32;
    const ROWS: usize = 6;
    const COLUMNS: usize = 64;
    const DEPTH: usize = 4;

    #[inline(always)]
    fn splat(self, value: f32) -> __m512 {
        unsafe { _mm512_set1_ps(value) }
    }

    #[inline(always)]
    fn load(self, values: &[f32; LANES]) -> __m512 {
        unsafe { _mm512_loadu_ps(values.as_ptr()) }
    }

    #[inline(always)]
    fn store(self, values: __m512, to: &mut [f32; LANES]) {
        unsafe { _mm512_storeu_ps(to.as_mut_ptr(), values) }
    }

    #[inline(always)]
    fn convert(self, values: &[i32; LANES]) -> __m512 {
        unsafe { _mm512_cvtepi32_ps(_mm512_loadu_si512(values.as_ptr().cast())) }
    }

    #[inline(always)]
    fn add(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_add_ps(a, b) }
    }

    #[inline(always)]
    fn subtract(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_sub_ps(a, b) }
    }

    #[inline(always)]
    fn multiply(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_mul_ps(a, b) }
    }

    #[inline(always)]
    fn multiply_add(self, a: __m512, b: __m512, c: __m512) -> __m512 {
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }

    #[inline(always)]
    fn maximum(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_max_ps(a, b) }
    }

    #[inline(always)]
    fn minimum(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_min_ps(a, b) }
    }

    #[inline(always)]
    fn absolute(self, a: __m512) -> __m512 {
        unsafe { _mm512_abs_ps(a) }
    }

    #[inline(always)]
    fn scale_by_power_of_two(self, a: __m512, n: __m512) -> __m512 {
        unsafe { _mm512_scalef_ps(a, n) }
    }

    #[inline(always)]
    fn store_activations(self, values: __m512, to: &mut [u8]) {
        let to: &mut [u8; LANES] = to.first_chunk_mut().expect("sixteen activations have room");
        unsafe {
            let bytes = _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(values));
            _mm_storeu_si128(to.as_mut_ptr().cast(), _mm_xor_si128(bytes, _mm_set1_epi8(-128)));
        }
    }

    #[inline(always)]
    fn multiply_panel(self, activations: &[u8], row_bytes: usize, panel: &[i8], sums: &mut Sums) {
        const { assert!(Self::ROWS == 6 && Self::COLUMNS == 64) };
        assert!(activations.len() >= 6 * row_bytes && panel.len() >= row_bytes * 64);
        // SAFETY: the operands are as long as the function reads.
        unsafe { multiply_panel_512(activations.as_ptr(), row_bytes, panel.as_ptr(), sums) }
    }
}

/// Reads `6 * row_bytes` activations and `64 * row_bytes` weights.
#[target_feature(enable = "avx512f,avx512vnni")]
unsafe fn multiply_panel_512(activations: *const u8, row_bytes: usize, panel: *const i8, sums: &mut Sums) {
    unsafe {
        let mut own = [[_mm512_setzero_si512(); 4]; 6];
        for (own, sums) in own.iter_mut().zip(&*sums) {
            for (nth, own) in own.iter_mut().enumerate() {
                *own = _mm512_loadu_si512(sums[nth * 16..].as_ptr().cast());
            }
        }
        for depth in 0..row_bytes / 4 {
            let at = panel.add(depth * 256);
            let weights: [__m512i; 4] = std::array::from_fn(|nth| _mm512_loadu_si512(at.add(nth * 64).cast()));
            for (row, own) in own.iter_mut().enumerate() {
                let four = activations.add(row * row_bytes + depth * 4).cast::<i32>().read_unaligned();
                let four = _mm512_set1_epi32(four);
                for (own, weights) in own.iter_mut().zip(weights) {
                    *own = _mm512_dpbusd_epi32(*own, four, weights);
                }
            }
        }
        for (own, sums) in own.iter().zip(sums) {
            for (nth, own) in own.iter().enumerate() {
                _mm512_storeu_si512(sums[nth * 16..].as_mut_ptr().cast(), *own);
            }
        }
    }
}

// SAFETY, of all blocks below: a `Lanes256` exists only where its instructions do; references to arrays may be read and written.
impl<const VNNI: bool> Target for Lanes256<VNNI> {
    type Floats = [__m256; 2];
    const REGISTERS: usize = 16;
    const ROWS: usize = 6;
    const COLUMNS: usize = 16;
    const DEPTH: usize = if VNNI { 4 } else { 2 };

    #[inline(always)]
    fn splat(self, value: f32) -> [__m256; 2] {
        unsafe { [_mm256_set1_ps(value); 2] }
    }

    #[inline(always)]
    fn load(self, values: &[f32; LANES]) -> [__m256; 2] {
        unsafe { [_mm256_loadu_ps(values.as_ptr()), _mm256_loadu_ps(values.as_ptr().add(8))] }
    }

    #[inline(always)]
    fn store(self, values: [__m256; 2], to: &mut [f32; LANES]) {
        unsafe {
            _mm256_storeu_ps(to.as_mut_ptr(), values[0]);
            _mm256_storeu_ps(to.as_mut_ptr().add(8), values[1]);
        }
    }

    #[inline(always)]
    fn convert(self, values: &[i32; LANES]) -> [__m256; 2] {
        let at = values.as_ptr();
        unsafe {
            let first = _mm256_loadu_si256(at.cast());
            let second = _mm256_loadu_si256(at.add(8).cast());
            [_mm256_cvtepi32_ps(first), _mm256_cvtepi32_ps(second)]
        }
    }

    #[inline(always)]
    fn add(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_add_ps(a[0], b[0]), _mm256_add_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn subtract(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_sub_ps(a[0], b[0]), _mm256_sub_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn multiply(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_mul_ps(a[0], b[0]), _mm256_mul_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn multiply_add(self, a: [__m256; 2], b: [__m256; 2], c: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_fmadd_ps(a[0], b[0], c[0]), _mm256_fmadd_ps(a[1], b[1], c[1])] }
    }

    #[inline(always)]
    fn maximum(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_max_ps(a[0], b[0]), _mm256_max_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn minimum(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_min_ps(a[0], b[0]), _mm256_min_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn absolute(self, a: [__m256; 2]) -> [__m256; 2] {
        unsafe {
            let sign = _mm256_set1_ps(-0.0);
            [_mm256_andnot_ps(sign, a[0]), _mm256_andnot_ps(sign, a[1])]
        }
    }

    #[inline(always)]
    fn scale_by_power_of_two(self, a: [__m256; 2], n: [__m256; 2]) -> [__m256; 2] {
        unsafe {
            let bias = _mm256_set1_epi32(127);
            let first = _mm256_slli_epi32::<23>(_mm256_add_epi32(_mm256_cvtps_epi32(n[0]), bias));
            let second = _mm256_slli_epi32::<23>(_mm256_add_epi32(_mm256_cvtps_epi32(n[1]), bias));
            [_mm256_mul_ps(a[0], _mm256_castsi256_ps(first)), _mm256_mul_ps(a[1], _mm256_castsi256_ps(second))]
        }
    }

    #[inline(always)]
    fn store_activations(self, values: [__m256; 2], to: &mut [u8]) {
        unsafe {
            let whole = [_mm256_cvtps_epi32(values[0]), _mm256_cvtps_epi32(values[1])];
            // Packing works on each half of a register: the quarters come out as 0, 2, 1, 3.
            let pairs = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi32(whole[0], whole[1]));
            if VNNI {
                let to: &mut [u8; LANES] = to.first_chunk_mut().expect("sixteen activations have room");
                let bytes = _mm_packs_epi16(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256::<1>(pairs));
                _mm_storeu_si128(to.as_mut_ptr().cast(), _mm_xor_si128(bytes, _mm_set1_epi8(-128)));
            } else {
                let to: &mut [u8; 2 * LANES] = to.first_chunk_mut().expect("sixteen activations have room");
                _mm256_storeu_si256(to.as_mut_ptr().cast(), pairs);
            }
        }
    }

    #[inline(always)]
    fn multiply_panel(self, activations: &[u8], row_bytes: usize, panel: &[i8], sums: &mut Sums) {
        const { assert!(Self::ROWS == 6 && Self::COLUMNS == 16) };
        assert!(activations.len() >= 6 * row_bytes && panel.len() >= row_bytes / 4 * Self::DEPTH * 16);
        // SAFETY: the operands are as long as the functions read.
        unsafe {
            if VNNI {
                multiply_panel_256_vnni(activations.as_ptr(), row_bytes, panel.as_ptr(), sums);
            } else {
                multiply_panel_256(activations.as_ptr(), row_bytes, panel.as_ptr(), sums);
            }
        }
    }
}

/// Reads `6 * row_bytes` activations and `16 * row_bytes` weights.
#[target_feature(enable = "avx2,avxvnni")]
unsafe fn multiply_panel_256_vnni(activations: *const u8, row_bytes: usize, panel: *const i8, sums: &mut Sums) {
    unsafe {
        let mut own = load_sums(sums);
        for depth in 0..row_bytes / 4 {
            let at = panel.add(depth * 64);
            let weights = [_mm256_loadu_si256(at.cast()), _mm256_loadu_si256(at.add(32).cast())];
            for (row, own) in own.iter_mut().enumerate() {
                let four = activations.add(row * row_bytes + depth * 4).cast::<i32>().read_unaligned();
                let four = _mm256_set1_epi32(four);
                *own = [
                    _mm256_dpbusd_avx_epi32(own[0], four, weights[0]),
                    _mm256_dpbusd_avx_epi32(own[1], four, weights[1]),
                ];
            }
        }
        store_sums(own, sums);
    }
}

/// Reads `6 * row_bytes` bytes of 16-bit activations and `8 * row_bytes` weights.
///
/// The products are of 16-bit values: `vpmaddubsw`, which multiplies bytes, saturates where two products are large.
#[target_feature(enable = "avx2")]
unsafe fn multiply_panel_256(activations: *const u8, row_bytes: usize, panel: *const i8, sums: &mut Sums) {
    unsafe {
        let mut own = load_sums(sums);
        for depth in 0..row_bytes / 4 {
            let at = panel.add(depth * 32);
            let widen = |at: *const i8| _mm256_cvtepi8_epi16(_mm_loadu_si128(at.cast()));
            let weights = [widen(at), widen(at.add(16))];
            for (row, own) in own.iter_mut().enumerate() {
                let two = activations.add(row * row_bytes + depth * 4).cast::<i32>().read_unaligned();
                let two = _mm256_set1_epi32(two);
                *own = [
                    _mm256_add_epi32(own[0], _mm256_madd_epi16(two, weights[0])),
                    _mm256_add_epi32(own[1], _mm256_madd_epi16(two, weights[1])),
                ];
            }
        }
        store_sums(own, sums);
    }
}

#[target_feature(enable = "avx2")]
fn load_sums(sums: &Sums) -> [[__m256i; 2]; 6] {
    std::array::from_fn(|row| {
        let half = |first: usize| unsafe { _mm256_loadu_si256(sums[row][first..first + 8].as_ptr().cast()) };
        [half(0), half(8)]
    })
}

#[target_feature(enable = "avx2")]
fn store_sums(own: [[__m256i; 2]; 6], sums: &mut Sums) {
    for (own, sums) in own.iter().zip(sums) {
        let (first, second) = sums.split_at_mut(8);
        unsafe {
            _mm256_storeu_si256(first[..8].as_mut_ptr().cast(), own[0]);
            _mm256_storeu_si256(second[..8].as_mut_ptr().cast(), own[1]);
        }
    }
}
