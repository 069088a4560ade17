use serde::{Deserialize, Serialize};
use sha2::Digest;
use std::fmt;
use std::io::Read;

/// The SHA-256 of an original (FIPS 180-4); printed and serialised as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// The hash of everything that `reader` still holds; fails where reading does.
    pub fn of_reader(reader: &mut impl Read) -> std::io::Result<Self> {
        let mut hash = sha2::Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(Self(hash.finalize().into())),
                n => hash.update(&buffer[..n]),
            }
        }
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Sha256> for String {
    fn from(hash: Sha256) -> Self {
        hash.to_string()
    }
}

/// A text that is not 64 hexadecimal digits stood where a SHA-256 was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 in hexadecimal: {0:?}")]
pub struct NotASha256(String);

impl TryFrom<String> for Sha256 {
    type Error = NotASha256;

    fn try_from(hex: String) -> Result<Self, NotASha256> {
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return Err(NotASha256(hex));
        }
        for (nth, byte) in bytes.iter_mut().enumerate() {
            match u8::from_str_radix(&hex[2 * nth..2 * nth + 2], 16) {
                Ok(value) => *byte = value,
                Err(_) => return Err(NotASha256(hex)),
            }
        }
        Ok(Self(bytes))
    }
}

/// Hashes the fields that make a thing itself, each with its length before it, so that ("ab", "c") and ("a", "bc") differ.
#[derive(Default)]
pub struct IdentityHash(sha2::Sha256);

impl IdentityHash {
    /// Nothing hashed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one field.
    pub fn field(mut self, field: &[u8]) -> Self {
        self.0.update((field.len() as u64).to_le_bytes());
        self.0.update(field);
        self
    }

    /// The first 60 bits as 12 characters of Crockford's base 32, in lower case: short enough to read out, long enough
    /// that a case of a million things has one chance in two million of a collision.
    pub fn short(self) -> String {
        const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let hash: [u8; 32] = self.0.finalize().into();
        let bits = u64::from_be_bytes(hash[..8].try_into().expect("eight of 32 bytes")) >> 4;
        (0..12).rev().map(|nth| DIGITS[(bits >> (5 * nth)) as usize & 31] as char).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_is_the_standard_one_and_reads_back() {
        let hash = Sha256::of(b"abc");
        assert_eq!(hash.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Sha256::of_reader(&mut &b"abc"[..]).expect("memory does not fail"), hash);
        assert_eq!(Sha256::try_from(hash.to_string()), Ok(hash));
        assert!(Sha256::try_from("ba78".to_owned()).is_err());
        assert!(Sha256::try_from("zz".repeat(32)).is_err());
    }

    #[test]
    fn identity_keeps_fields_apart() {
        let joined = |fields: [&str; 2]| fields.iter().fold(IdentityHash::new(), |h, f| h.field(f.as_bytes())).short();
        assert_ne!(joined(["ab", "c"]), joined(["a", "bc"]));
        assert_eq!(joined(["ab", "c"]).len(), 12);
    }
}
