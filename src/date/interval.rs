//! Intervals: from one date to another, either of which may be open or unknown.

use chrono::NaiveDate;

use crate::date::{Certainty, Date};

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A date, with its certainty.
    At(Date, Certainty),
    /// `..`: without end.
    Open,
    /// Nothing written: not known.
    Unknown,
}

/// From one date to another. At least one end is a date, and the end is not before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    start: Bound,
    end: Bound,
}

impl Interval {
    /// The interval between two bounds; `None` when neither is a date or they run backwards.
    #[must_use]
    pub fn new(start: Bound, end: Bound) -> Option<Self> {
        match (start.date(), end.date()) {
            (None, None) => None,
            (Some(from), Some(to)) if to.last_day() < from.first_day() => None,
            _ => Some(Self { start, end }),
        }
    }

    /// The interval between two sure dates, put in order.
    #[must_use]
    pub fn closed(start: Date, end: Date) -> Self {
        let backwards = end.last_day() < start.first_day();
        let (start, end) = if backwards { (end, start) } else { (start, end) };
        let at = |date| Bound::At(date, Certainty::Sure);
        Self { start: at(start), end: at(end) }
    }

    /// Where it begins.
    #[must_use]
    pub fn start(self) -> Bound {
        self.start
    }

    /// Where it ends.
    #[must_use]
    pub fn end(self) -> Bound {
        self.end
    }

    /// The dates among its ends.
    pub(super) fn dates(self) -> impl Iterator<Item = Date> {
        [self.start.date(), self.end.date()].into_iter().flatten()
    }

    /// First and last day; an end that is not a date takes the other end's.
    pub(super) fn bounds(self) -> (NaiveDate, NaiveDate) {
        let first = self.dates().map(Date::first_day).min().unwrap_or(NaiveDate::MIN);
        let last = self.dates().map(Date::last_day).max().unwrap_or(NaiveDate::MAX);
        (first, last)
    }
}

impl Bound {
    /// The date, if it is one.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::At(date, _) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}
