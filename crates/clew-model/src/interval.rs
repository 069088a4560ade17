use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days from `earliest` to `latest`, both included; `None` is an open end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Interval {
    /// The first day it can be.
    pub earliest: Option<Date>,
    /// The last day it can be.
    pub latest: Option<Date>,
}

/// An interval was asked for whose end lies before its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the interval ends on {latest}, before it begins on {earliest}")]
pub struct EmptyInterval {
    /// The beginning that was given.
    pub earliest: Date,
    /// The end that was given.
    pub latest: Date,
}

impl Interval {
    /// Days from `earliest` to `latest`; fails where the end lies before the beginning.
    pub fn new(earliest: Option<Date>, latest: Option<Date>) -> Result<Self, EmptyInterval> {
        match (earliest, latest) {
            (Some(earliest), Some(latest)) if latest < earliest => Err(EmptyInterval { earliest, latest }),
            _ => Ok(Self { earliest, latest }),
        }
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }

    /// Nothing is known of it: both ends open.
    pub fn open() -> Self {
        Self::default()
    }

    /// Whether both ends are open.
    pub fn is_open(self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }

    /// The day it is, where it is a single one.
    pub fn single_day(self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// Whether some day can lie in both.
    pub fn overlaps(self, other: Self) -> bool {
        let starts_before_end = |a: Option<Date>, b: Option<Date>| a.zip(b).is_none_or(|(start, end)| start <= end);
        starts_before_end(self.earliest, other.latest) && starts_before_end(other.earliest, self.latest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn overlap_counts_shared_days_and_open_ends() {
        let june = Interval::new(Some(date(2021, 6, 1)), Some(date(2021, 6, 30))).expect("runs forward");
        assert!(june.overlaps(Interval::day(date(2021, 6, 30))));
        assert!(!june.overlaps(Interval::day(date(2021, 7, 1))));
        assert!(june.overlaps(Interval { earliest: None, latest: Some(date(2021, 6, 1)) }));
        assert!(!june.overlaps(Interval { earliest: Some(date(2021, 7, 1)), latest: None }));
        assert!(june.overlaps(Interval::open()));
    }

    #[test]
    fn an_interval_that_runs_backward_is_refused() {
        let refused = Interval::new(Some(date(2021, 6, 2)), Some(date(2021, 6, 1)));
        assert_eq!(refused, Err(EmptyInterval { earliest: date(2021, 6, 2), latest: date(2021, 6, 1) }));
    }
}
