use crate::Sha256;
use sha2::Digest;
use std::fmt;
use std::str::FromStr;

/// The hash of one entry of a log (RFC 9162, section 2.1.1).
pub fn leaf_hash(entry: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash of a log with these leaves: the Merkle tree hash of RFC 9162, section 2.1.1.
pub fn tree_hash(leaves: &[Sha256]) -> Sha256 {
    match leaves {
        [] => Sha256::of(b""),
        [only] => *only,
        _ => {
            // The left half is the largest full tree that leaves something for the right.
            let left = leaves.len().next_power_of_two() / 2;
            let (left, right) = (tree_hash(&leaves[..left]), tree_hash(&leaves[left..]));
            Sha256(sha2::Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
        }
    }
}

/// How a log stood at one moment: whoever keeps it elsewhere can tell later whether what was in the log then is still there.
///
/// Printed as `SIZE:HASH`, the hash in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many entries it had.
    pub size: u32,
    /// Their tree hash.
    pub hash: Sha256,
}

impl Checkpoint {
    /// That of a log with these leaves.
    pub fn of(leaves: &[Sha256]) -> Self {
        Self { size: leaves.len() as u32, hash: tree_hash(leaves) }
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.size, self.hash)
    }
}

/// A text that is not `SIZE:HASH` stood where a checkpoint was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a checkpoint, which reads like 12:3b9a…: {0:?}")]
pub struct NotACheckpoint(String);

impl FromStr for Checkpoint {
    type Err = NotACheckpoint;

    fn from_str(text: &str) -> Result<Self, NotACheckpoint> {
        let parts = text.trim().split_once(':');
        let read = parts.and_then(|(size, hash)| {
            Some(Self { size: size.parse().ok()?, hash: Sha256::try_from(hash.to_owned()).ok()? })
        });
        read.ok_or_else(|| NotACheckpoint(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries and tree hashes of Certificate Transparency's reference tests.
    const ENTRIES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const HASHES: [(usize, &str); 5] = [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];

    #[test]
    fn hashes_are_those_of_the_reference() {
        let bytes = |hex: &str| -> Vec<u8> {
            (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect()
        };
        let leaves: Vec<Sha256> = ENTRIES.iter().map(|entry| leaf_hash(&bytes(entry))).collect();
        for (n, hash) in HASHES {
            assert_eq!(tree_hash(&leaves[..n]).to_string(), hash, "of the first {n}");
        }
    }

    #[test]
    fn a_checkpoint_reads_back_and_nothing_else_is_one() {
        let checkpoint = Checkpoint::of(&[leaf_hash(b"one"), leaf_hash(b"two")]);
        assert_eq!(checkpoint.to_string().parse(), Ok(checkpoint));
        for text in ["", "2", "2:", "2:abc", "x:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"] {
            assert!(text.parse::<Checkpoint>().is_err(), "{text}");
        }
    }
}
