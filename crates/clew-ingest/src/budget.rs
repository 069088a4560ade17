use crate::Limits;
use std::cell::RefCell;
use std::io::{self, Read};
use std::rc::Rc;

/// What one input has cost so far, counted over everything nested in it.
///
/// Shared by all readers of one walk: a bomb is one whether it is a single huge member, a million small ones or an
/// archive in an archive in an archive.
#[derive(Clone)]
pub(crate) struct Budget(Rc<RefCell<Spent>>);

struct Spent {
    n_members: u64,
    most_members: u64,
    n_bytes: u64,
    most_bytes: u64,
    /// What `most_bytes` comes from, for a reader.
    most_bytes_reason: String,
    over: Option<String>,
}

impl Budget {
    /// For an input of `input_bytes`.
    pub(crate) fn new(limits: &Limits, input_bytes: u64) -> Self {
        let by_ratio = input_bytes.saturating_mul(limits.expansion_ratio);
        let most_bytes = by_ratio.max(limits.expansion_floor).min(limits.total_bytes);
        let most_bytes_reason = match most_bytes == by_ratio {
            true => format!("expands to more than {} times its size", limits.expansion_ratio),
            false => format!("expands to more than {} MB", most_bytes >> 20),
        };
        Self(Rc::new(RefCell::new(Spent {
            n_members: 0,
            most_members: limits.n_members,
            n_bytes: 0,
            most_bytes,
            most_bytes_reason,
            over: None,
        })))
    }

    /// Counts one more document or container; says why where that is one too many.
    pub(crate) fn member(&self) -> Result<(), String> {
        let mut spent = self.0.borrow_mut();
        spent.n_members += 1;
        if spent.n_members > spent.most_members {
            spent.over = Some(format!("holds more than {} members", spent.most_members));
        }
        spent.over.clone().map_or(Ok(()), Err)
    }

    /// Counts bytes that decoding yielded; says why where they are too many.
    pub(crate) fn bytes(&self, n: usize) -> Result<(), String> {
        let mut spent = self.0.borrow_mut();
        spent.n_bytes = spent.n_bytes.saturating_add(n as u64);
        if spent.n_bytes > spent.most_bytes {
            spent.over = Some(spent.most_bytes_reason.clone());
        }
        spent.over.clone().map_or(Ok(()), Err)
    }

    /// Why nothing more may be read, once that is so.
    pub(crate) fn over(&self) -> Option<String> {
        self.0.borrow().over.clone()
    }

    /// `decoder` with every byte it yields counted; fails once they are too many.
    pub(crate) fn meter<R: Read>(&self, decoder: R) -> Metered<R> {
        Metered { decoder, budget: self.clone() }
    }
}

/// A decoder whose output is counted against a budget.
pub(crate) struct Metered<R> {
    decoder: R,
    budget: Budget,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.decoder.read(buffer)?;
        self.budget.bytes(n).map_err(io::Error::other)?;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits { n_members: 3, expansion_ratio: 10, expansion_floor: 50, total_bytes: 3 << 20, ..Limits::default() }
    }

    #[test]
    fn bytes_add_up_over_all_decoders() {
        let budget = Budget::new(&limits(), 20);
        let mut first = Vec::new();
        budget.meter(&[0; 150][..]).read_to_end(&mut first).expect("150 of 200 bytes");
        let mut second = Vec::new();
        let error = budget.meter(&[0; 51][..]).read_to_end(&mut second).expect_err("201 of 200 bytes");
        assert_eq!(error.to_string(), "expands to more than 10 times its size");
        assert_eq!(budget.over().as_deref(), Some("expands to more than 10 times its size"));
        assert!(budget.member().is_err(), "once over, nothing more is begun");
    }

    #[test]
    fn the_floor_and_the_total_hold_too() {
        assert!(Budget::new(&limits(), 1).bytes(50).is_ok());
        assert!(Budget::new(&limits(), 1).bytes(51).is_err());
        assert_eq!(Budget::new(&limits(), 1 << 30).bytes((3 << 20) + 1), Err("expands to more than 3 MB".to_owned()));
    }

    #[test]
    fn members_add_up() {
        let budget = Budget::new(&limits(), 20);
        assert!((0..3).all(|_| budget.member().is_ok()));
        assert_eq!(budget.member(), Err("holds more than 3 members".to_owned()));
    }
}
