//! The hash by which words are stored and looked up.

/// FNV-1a, 32 bits (Fowler, Noll and Vo): the same on every machine, as what is stored must be.
pub(crate) fn fnv(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
