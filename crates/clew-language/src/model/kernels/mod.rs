//! The arithmetic of the model, written once and compiled for each set of instructions that a processor may have.
//!
//! [`Instructions::detect`] finds the best set at run time. Integer sums are exact, hence the same everywhere; float operations
//! are the same in the same order, but that the portable set rounds products before it adds them. What one row becomes depends
//! on that row alone. All `unsafe` of this crate is in `x86_64`: reading memory into wide registers, and calling what was
//! compiled for instructions that were seen to be there.

#![allow(clippy::needless_range_loop)]

mod attention;
mod ceiling;
mod lanes;
mod linear;
mod products;
mod rows;
#[cfg(target_arch = "x86_64")]
mod x86_64;

pub(super) use attention::{HEAD_WIDTH, Head, Workspace, attend};
pub(super) use ceiling::multiply_in_cache;
pub(super) use linear::{Activations, Linear, Output, multiply_int8};
pub(super) use products::{dot, multiply};
pub(super) use rows::{Norm, norm, norm_quantise, quantise};

use lanes::{Portable, Target};

/// A set of instructions to compute with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instructions {
    /// AVX-512 with its dot products of bytes (VNNI): servers, and laptops since 2019 in part.
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// AVX2 with dot products of bytes (AVX-VNNI): most laptops since 2021.
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    /// AVX2 and fused multiplication: nearly every x86 processor since 2013.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// What the compiler makes of plain loops, everywhere.
    Portable,
}

impl Instructions {
    /// The fastest set that this processor has.
    pub fn detect() -> Self {
        *Self::available().first().expect("plain loops run everywhere")
    }

    /// All sets that this processor has, the fastest first.
    pub fn available() -> Vec<Self> {
        let mut available = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            let of_x86 = [Self::Avx512, Self::AvxVnni, Self::Avx2];
            available.extend(of_x86.into_iter().filter(|instructions| x86_64::has(*instructions)));
        }
        available.push(Self::Portable);
        available
    }

    /// How this set wants the operands of a product of bytes.
    fn layout(self) -> Layout {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => Layout::of::<x86_64::Avx512>(),
            #[cfg(target_arch = "x86_64")]
            Self::AvxVnni => Layout::of::<x86_64::AvxVnni>(),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => Layout::of::<x86_64::Avx2>(),
            Self::Portable => Layout::of::<Portable>(),
        }
    }

    /// Does a task with this set.
    fn run<T: Task>(self, task: T) {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 | Self::AvxVnni | Self::Avx2 => x86_64::run(self, task),
            Self::Portable => task.run(Portable),
        }
    }
}

/// A loop over memory that is compiled for every set of instructions.
///
/// It must be inlined whole into its caller, which is compiled for the target's instructions. Hence loops over indices: a closure
/// handed to an iterator is a function of its own, compiled without them, and a call to it costs more than what it does.
trait Task {
    /// Runs to its end.
    fn run<T: Target>(self, target: T);
}

/// How the operands of a product of bytes are laid out for a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Layout {
    /// Columns of weights that lie side by side.
    columns: usize,
    /// Inputs of one column that lie side by side, which fill four bytes of activations.
    depth: usize,
}

impl Layout {
    fn of<T: Target>() -> Self {
        Self { columns: T::COLUMNS, depth: T::DEPTH }
    }
}
