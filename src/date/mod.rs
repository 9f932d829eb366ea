//! *When*, with its precision: EDTF dates and intervals, their order, their English display.
//!
//! "April 2019" is [`Date::Month`], never the first of April. Nothing here sees a text or the
//! clock. The notation is that of the Library of Congress's Extended Date/Time Format (ISO 8601-2),
//! levels 0 and 1, with decades and centuries written `199X` and `19XX`.
//!
//! ```
//! use relata::date::When;
//! let when: When = "2023-09-12/2023-09-17".parse().unwrap();
//! assert_eq!(when.to_string(), "2023-09-12/2023-09-17");
//! assert_eq!(when.english(), "12–17 September 2023");
//! ```

mod edtf;
mod english;
mod interval;
mod schema;

use chrono::{Datelike, NaiveDate};

pub use edtf::EdtfError;
pub use english::{MONTHS, WEEKDAYS, weekday_name};
pub use interval::{Bound, Interval};

/// A calendar date known as finely as the text tells it, in the proleptic Gregorian calendar.
///
/// Values made by [`Date::day`] and its siblings exist in the calendar: there is no 30 February.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Date {
    /// A century by its first two digits: `19` is 1900 to 1999.
    Century(i32),
    /// A decade by its first three digits: `199` is 1990 to 1999.
    Decade(i32),
    /// A year; 0 is 1 BC and -752 is 753 BC, as ISO 8601 counts.
    Year(i32),
    /// A season of a year; a winter is counted with the year in which it ends.
    Season(i32, Season),
    /// A quarter of a year, 1 to 4.
    Quarter(i32, u8),
    /// A month, 1 to 12.
    Month(i32, u8),
    /// A day of a month.
    Day(NaiveDate),
}

/// A season of the northern year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December of the year before to February.
    Winter,
}

/// How finely a date is known, coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A hundred years.
    Century,
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// Three months.
    Quarter,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// How sure a date is: the EDTF qualifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Certainty {
    /// As written.
    #[default]
    Sure,
    /// `?`: the source may be wrong.
    Uncertain,
    /// `~`: about then.
    Approximate,
    /// `%`: both.
    Both,
}

/// When something was: a date or an interval, with its certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// A single date.
    Date(Date, Certainty),
    /// From one date to another, either of which may be open or unknown.
    Interval(Interval),
}

impl Date {
    /// The day, if the calendar has it.
    #[must_use]
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| in_range(year)).map(Self::Day)
    }

    /// The month, if there is one.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let fits = in_range(year) && (1..=12).contains(&month);
        u8::try_from(month).ok().filter(|_| fits).map(|month| Self::Month(year, month))
    }

    /// How finely it is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self {
            Self::Century(_) => Precision::Century,
            Self::Decade(_) => Precision::Decade,
            Self::Year(_) => Precision::Year,
            Self::Season(..) | Self::Quarter(..) => Precision::Quarter,
            Self::Month(..) => Precision::Month,
            Self::Day(_) => Precision::Day,
        }
    }

    /// The year, if it lies in one.
    #[must_use]
    pub fn year(self) -> Option<i32> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            Self::Year(year) | Self::Season(year, _) | Self::Quarter(year, _) => Some(year),
            Self::Month(year, _) => Some(year),
            Self::Day(day) => Some(day.year()),
        }
    }

    /// The month, if it lies in one.
    #[must_use]
    pub fn month_of_year(self) -> Option<u32> {
        match self {
            Self::Month(_, month) => Some(u32::from(month)),
            Self::Day(day) => Some(day.month()),
            _ => None,
        }
    }

    /// The day itself, if it is one.
    #[must_use]
    pub fn as_day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Century(century) => first_of(century * 100, 1),
            Self::Decade(decade) => first_of(decade * 10, 1),
            Self::Year(year) => first_of(year, 1),
            Self::Season(year, Season::Winter) => first_of(year - 1, 12),
            Self::Season(year, season) => first_of(year, season.first_month()),
            Self::Quarter(year, quarter) => first_of(year, u32::from(quarter) * 3 - 2),
            Self::Month(year, month) => first_of(year, u32::from(month)),
            Self::Day(day) => day,
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let (year, month) = match self {
            Self::Century(century) => (century * 100 + 99, 12),
            Self::Decade(decade) => (decade * 10 + 9, 12),
            Self::Year(year) => (year, 12),
            Self::Season(year, Season::Winter) => (year, 2),
            Self::Season(year, season) => (year, season.first_month() + 2),
            Self::Quarter(year, quarter) => (year, u32::from(quarter) * 3),
            Self::Month(year, month) => (year, u32::from(month)),
            Self::Day(day) => return day,
        };
        last_of(year, month)
    }

    /// Whether `other` lies wholly within this date.
    #[must_use]
    pub fn covers(self, other: Date) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }
}

impl Season {
    fn first_month(self) -> u32 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl When {
    /// A sure date.
    #[must_use]
    pub fn on(date: Date) -> Self {
        Self::Date(date, Certainty::Sure)
    }

    /// A sure day, if the calendar has it.
    #[must_use]
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        Date::day(year, month, day).map(Self::on)
    }

    /// The interval from one sure date to another.
    #[must_use]
    pub fn between(start: Date, end: Date) -> Self {
        Self::Interval(Interval::closed(start, end))
    }

    /// The single date, if it is one.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Date(date, _) => Some(date),
            Self::Interval(_) => None,
        }
    }

    /// How finely it is known; an interval as finely as its coarser end.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self {
            Self::Date(date, _) => date.precision(),
            Self::Interval(it) => {
                it.dates().map(Date::precision).min().unwrap_or(Precision::Century)
            }
        }
    }

    /// First and last day of what it may cover. An open end of an interval has the other end's.
    #[must_use]
    pub fn bounds(self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Date(date, _) => (date.first_day(), date.last_day()),
            Self::Interval(it) => it.bounds(),
        }
    }

    /// The first day of what it may cover.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.bounds().0
    }

    /// The last day of what it may cover.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.bounds().1
    }

    /// The year in which it begins.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first_day().year()
    }

    /// Whether `other` lies wholly within this.
    #[must_use]
    pub fn covers(self, other: When) -> bool {
        let ((start, end), (from, to)) = (self.bounds(), other.bounds());
        start <= from && to <= end
    }

    /// Whether the two have at least one day in common.
    #[must_use]
    pub fn overlaps(self, other: When) -> bool {
        let ((start, end), (from, to)) = (self.bounds(), other.bounds());
        start <= to && from <= end
    }

    /// Number of days from the last of the earlier to the first of the later; 0 where they have one in common.
    #[must_use]
    pub fn days_apart(self, other: When) -> i64 {
        let ((start, end), (from, to)) = (self.bounds(), other.bounds());
        (from - end).max(start - to).num_days().max(0)
    }

    /// Number of days from the first to the last, both counted.
    #[must_use]
    pub fn days(self) -> i64 {
        let (first, last) = self.bounds();
        (last - first).num_days() + 1
    }

    /// The key of a timeline's order: by first day, the finer date first, then by last day.
    ///
    /// A month sorts before its days, so that "April 2019" stands at the head of April.
    #[must_use]
    pub fn order(self) -> (NaiveDate, std::cmp::Reverse<NaiveDate>) {
        let (first, last) = self.bounds();
        (first, std::cmp::Reverse(last))
    }
}

fn in_range(year: i32) -> bool {
    (-9999..=9999).contains(&year)
}

/// First of a month. Years are kept within -9999 to 9999 by the constructors, which chrono can hold.
fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN)
}

fn last_of(year: i32, month: u32) -> NaiveDate {
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    first_of(next_year, next_month).pred_opt().unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(edtf: &str) -> When {
        edtf.parse().unwrap()
    }

    #[test]
    fn bounds_follow_precision() {
        for (edtf, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("199X", "1990-01-01", "1999-12-31"),
            ("19XX", "1900-01-01", "1999-12-31"),
            ("2011-22", "2011-06-01", "2011-08-31"),
            ("2011-24", "2010-12-01", "2011-02-28"),
            ("2011-34", "2011-04-01", "2011-06-30"),
            ("2023-09-12/2023-09-17", "2023-09-12", "2023-09-17"),
        ] {
            let (from, to) = when(edtf).bounds();
            assert_eq!(
                (from.to_string().as_str(), to.to_string().as_str()),
                (first, last),
                "{edtf}"
            );
        }
    }

    #[test]
    fn a_month_covers_its_days_and_not_another_month() {
        assert!(when("2019-04").covers(when("2019-04-25")));
        assert!(!when("2019-04").covers(when("2019-05-01")));
        assert!(when("2019").overlaps(when("2018-12/2019-01")));
    }

    #[test]
    fn a_month_stands_at_the_head_of_its_days() {
        let mut dates = ["2019-04-25", "2019-04-01", "2019-05", "2019-04", "2019"].map(when);
        dates.sort_by_key(|it| it.order());
        let order = dates.map(|it| it.to_string());
        assert_eq!(order, ["2019", "2019-04", "2019-04-01", "2019-04-25", "2019-05"]);
    }
}
