use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What one input may cost before its parse is stopped; all but the first three add up over everything nested in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Wall clock for one document, seconds resolution on screen.
    pub document_time: Duration,
    /// Bytes of memory the parsing child may hold.
    pub memory_bytes: u64,
    /// Bytes of one document, and of one archive inside another archive.
    pub document_bytes: u64,
    /// Wall clock for one input with all that is in it.
    pub input_time: Duration,
    /// How many containers a document may stand in; a compressed archive is two.
    pub depth: u32,
    /// Documents and containers in one input.
    pub n_members: u64,
    /// Bytes that decoding may yield, for each byte of the input.
    pub expansion_ratio: u64,
    /// Bytes that decoding may yield whatever the ratio, so that a small repetitive file is still read.
    pub expansion_floor: u64,
    /// Bytes that decoding may yield at all.
    pub total_bytes: u64,
    /// Documents of one input that may bring down the parsing child before the rest is given up.
    pub n_crashes: u32,
    /// Inputs after which the parsing child is replaced, so that nothing it holds on to can pile up.
    pub n_inputs_per_child: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_time: Duration::from_secs(30),
            memory_bytes: 512 << 20,
            document_bytes: 100 << 20,
            input_time: Duration::from_secs(60 * 60),
            depth: 8,
            n_members: 200_000,
            expansion_ratio: 200,
            expansion_floor: 64 << 20,
            total_bytes: 64 << 30,
            n_crashes: 20,
            n_inputs_per_child: 1000,
        }
    }
}
