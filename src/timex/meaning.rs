//! What a time expression says, before any calendar is asked.

use chrono::{Datelike, Weekday};

use crate::date::Date;
use crate::source::Span;
use crate::timex::reasoning::Known;

/// A time expression as found: where it stands, which rule made it, what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// The rule that made it, such as `weekday/bare`.
    pub rule: &'static str,
    /// What it says.
    pub meaning: Meaning,
    /// "early", "about", "at least": how it is narrowed or blurred.
    pub modifier: Option<Modifier>,
    /// Where the two ends of a range stand.
    pub ends: Option<(Span, Span)>,
}

/// What a time expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A place in the calendar, some of whose components may be missing.
    Point(Point),
    /// From one place in the calendar to another.
    Range(Point, Point),
    /// The unit of time that lies `offset` units from the one that holds the origin: "last week".
    Period {
        /// The unit.
        unit: Unit,
        /// How many units on (or back).
        offset: i32,
        /// Counted from where.
        from: Origin,
    },
    /// A number of units from an origin: "two weeks ago", "a year later".
    Shift {
        /// How many; negative amounts are told by `back`.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// Whether it goes back in time.
        back: bool,
        /// Counted from where.
        from: Origin,
    },
    /// So many units from a day that is said with it: "three weeks from Sunday", "two days after Christmas".
    Counted {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
        /// Whether it goes back in time.
        back: bool,
        /// The day.
        from: Box<Meaning>,
    },
    /// A weekday of a week counted from the document's: "Monday of last week".
    WeekdayOf {
        /// The weekday.
        weekday: Weekday,
        /// How many weeks on (or back).
        weeks: i32,
    },
    /// A length of time.
    Length(Amount, Unit),
    /// A stretch that ends or begins at the document: "the past three years".
    Stretch {
        /// How many units.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// Whether it lies before the document.
        back: bool,
    },
    /// A time that recurs; the value is written at once.
    Recurring(Recurring),
    /// A time of day, on a day that is said with it or not.
    Time(Clock, Option<Box<Meaning>>),
    /// "now", "recently", "soon".
    Reference(Reference),
    /// "70th birthday", "79th anniversary".
    Anniversary(Option<u32>),
}

/// A place in the calendar: what is said of year, part of the year and weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// The year.
    pub year: Year,
    /// The part of the year.
    pub part: Part,
    /// The weekday, if it is said.
    pub weekday: Option<Weekday>,
    /// Which of the many: "last", "next".
    pub lean: Lean,
}

/// How a year is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Year {
    /// Not at all.
    #[default]
    Missing,
    /// In full, or with two digits that leave no doubt.
    Given(i32),
    /// "last year", counted from the origin.
    Shift(i32, Origin),
}

/// Which part of a year is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// None: the year itself, or only a weekday.
    #[default]
    Whole,
    /// A month.
    Month(u32),
    /// A day of a month.
    Day(u32, u32),
    /// Two numbers either of which may be the month: `08/10`.
    Either(u32, u32),
    /// A day of a month that is not named: "on the 8th".
    DayOfMonth(u32),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// The quarter told before, of another year: "the 1988 period".
    ToldQuarter,
    /// A half, 1 or 2.
    Half(u8),
    /// A season.
    Season(Season),
    /// The winter that begins in the year and ends in the next: "the winter of 1956-57".
    LongWinter,
    /// A week of a month, 1 to 4; 5 is the last.
    Week(u32, u8),
    /// A decade by its first three digits, whatever `year` says.
    Decade(i32),
    /// A century by its first two digits; before our era by its ordinal, negative.
    Century(i32),
    /// A feast that moves with the year.
    Feast(Feast),
    /// A fiscal year.
    Fiscal,
}

/// A season, as TIMEX3 abbreviates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// Spring.
    Spring,
    /// Summer.
    Summer,
    /// Autumn, or fall.
    Autumn,
    /// Winter.
    Winter,
}

/// Days that are reckoned for each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feast {
    /// So many days from Easter Sunday of the western churches.
    Easter(i8),
    /// So many days from Easter Sunday of the eastern churches.
    Orthodox(i8),
    /// The n-th such weekday of a month; 5 is the last.
    Nth(u8, Weekday, u8),
    /// Another day in each country, and the country is not known.
    Unknown,
}

/// Which one of those that recur.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lean {
    /// Not said: the sentence decides.
    #[default]
    Bare,
    /// "last".
    Last,
    /// "this".
    This,
    /// "next".
    Next,
    /// "the following", "the next" of what was told.
    After,
    /// "the previous" of what was told.
    Before,
    /// "that", "the same".
    Same,
}

/// Where a relative expression counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The document creation time.
    Document,
    /// The date that the text told last.
    Text,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// A whole number.
    Exact(u32),
    /// Tenths: 15 is one and a half.
    Tenths(u32),
    /// "a few", "several", a bare plural.
    Some,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// No unit at all: "a while", "some time".
    While,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Nights.
    Night,
    /// Saturday and Sunday.
    Weekend,
    /// Weeks, from Monday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Seasons are counted as quarters of a year.
    Season(SeasonUnit),
    /// Years.
    Year,
    /// Fiscal years.
    FiscalYear,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A season as a unit, ordered as [`Unit`] needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeasonUnit {
    /// "three summers".
    Summer,
    /// "two winters".
    Winter,
}

/// What recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurring {
    /// Every so many units.
    Every(Amount, Unit),
    /// A weekday.
    Weekday(Weekday),
    /// A part of a weekday: "Monday nights".
    WeekdayPart(Weekday, DayPart),
    /// A month.
    Month(u32),
    /// A day of the year.
    Day(u32, u32),
    /// A season.
    Season(Season),
    /// A quarter.
    Quarter(u8),
    /// A part of the day.
    DayPart(DayPart),
}

/// References without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// "now".
    Present,
    /// "recently".
    Past,
    /// "soon".
    Future,
    /// "then": the date told last, or, where none was, what lies behind.
    Told,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Hour, minute, second, as far as they are told.
    At(u8, Option<u8>, Option<u8>),
    /// A part of the day.
    Part(DayPart),
}

/// Parts of the day, as TIMEX3 abbreviates them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPart {
    /// Morning.
    Morning,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
    /// Daytime.
    Day,
}

/// How an expression is narrowed or blurred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modifier {
    /// "early", "the beginning of".
    Start,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    End,
    /// "about".
    Approximate,
    /// "more than", "at least".
    More,
    /// "less than", "nearly", "up to".
    Less,
}

/// The components of a calendar date that an expression says itself, without any anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Partial {
    /// The year.
    pub year: Option<i32>,
    /// The month; of an ambiguous date, as read month first.
    pub month: Option<u32>,
    /// The day; of an ambiguous date, as read month first.
    pub day: Option<u32>,
    /// The weekday.
    pub weekday: Option<Weekday>,
    /// Whether month and day may as well be the other way round.
    pub ambiguous_day_month: bool,
}

impl Partial {
    /// The dates that it may be, month first before day first; none without a year.
    #[must_use]
    pub fn readings(&self) -> Vec<Date> {
        let Some(year) = self.year else { return Vec::new() };
        match (self.month, self.day) {
            (None, _) => vec![Date::Year(year)],
            (Some(month), None) => Date::month(year, month).into_iter().collect(),
            (Some(month), Some(day)) => {
                let other =
                    if self.ambiguous_day_month { Date::day(year, day, month) } else { None };
                Date::day(year, month, day).into_iter().chain(other).collect()
            }
        }
    }

    /// Whether a day lacks nothing but its year, and falls on the weekday that is said, in `year`.
    #[must_use]
    pub fn in_year(&self, year: i32) -> Option<Date> {
        let date = Date::day(year, self.month?, self.day?)?;
        let fits = self.weekday.is_none_or(|it| date.as_day().is_some_and(|d| d.weekday() == it));
        fits.then_some(date)
    }
}

impl Expr {
    /// The calendar components that the expression says itself; `None` where it says none.
    #[must_use]
    pub fn calendar(&self) -> Option<Partial> {
        self.meaning.calendar()
    }

    /// The time of day that it says.
    #[must_use]
    pub fn clock(&self) -> Option<Clock> {
        match self.meaning {
            Meaning::Time(clock, _) => Some(clock),
            _ => None,
        }
    }
}

impl Meaning {
    /// How much of a date stands in the words; `None` where they say no date.
    pub(super) fn known(&self) -> Option<Known> {
        match self {
            Self::Point(point) | Self::Range(_, point) => Some(point.known()),
            Self::Time(_, Some(day)) => day.known(),
            Self::Period { .. }
            | Self::Shift { .. }
            | Self::WeekdayOf { .. }
            | Self::Counted { .. }
            | Self::Stretch { .. }
            | Self::Time(_, None) => Some(Known::Implied),
            Self::Length(..) | Self::Recurring(_) | Self::Reference(_) | Self::Anniversary(_) => {
                None
            }
        }
    }

    fn calendar(&self) -> Option<Partial> {
        match self {
            Self::Point(point) => point.calendar(),
            Self::Time(_, Some(day)) => day.calendar(),
            _ => None,
        }
    }
}

impl Point {
    /// How much of the date stands in the words.
    pub(super) fn known(&self) -> Known {
        match (self.year, self.part) {
            (_, Part::Decade(_) | Part::Century(_)) => Known::Stated,
            (Year::Given(_), Part::ToldQuarter) => Known::Partly,
            (Year::Given(_), _) => Known::Stated,
            (_, Part::Whole | Part::ToldQuarter) => Known::Implied,
            _ => Known::Partly,
        }
    }

    fn calendar(&self) -> Option<Partial> {
        let year = match self.year {
            Year::Given(year) => Some(year),
            Year::Missing => None,
            Year::Shift(..) => return None,
        };
        if self.lean != Lean::Bare {
            return None;
        }
        let mut partial = Partial { year, weekday: self.weekday, ..Partial::default() };
        match self.part {
            Part::Whole => {}
            Part::Month(month) => partial.month = Some(month),
            Part::Day(month, day) => (partial.month, partial.day) = (Some(month), Some(day)),
            Part::Either(month, day) => {
                (partial.month, partial.day) = (Some(month), Some(day));
                partial.ambiguous_day_month = month != day;
            }
            Part::DayOfMonth(day) => partial.day = Some(day),
            _ => return None,
        }
        (partial != Partial::default()).then_some(partial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::timex::find;

    #[track_caller]
    fn check(content: &str, expected: Partial, readings: &[&str]) {
        let found = find(&Text::new(content));
        let partial = found.first().and_then(Expr::calendar).unwrap_or_default();
        assert_eq!(partial, expected, "{content}");
        let dates: Vec<_> = partial.readings().iter().map(ToString::to_string).collect();
        assert_eq!(dates, readings, "{content}");
    }

    #[test]
    fn components_are_read_without_an_anchor() {
        let none = Partial::default();
        let date = |year, month, day| Partial {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..Partial::default()
        };
        check("8 October 2024", date(2024, 10, 8), &["2024-10-08"]);
        check("25/10/2024", date(2024, 10, 25), &["2024-10-25"]);
        let either = Partial { ambiguous_day_month: true, ..date(2024, 8, 10) };
        check("08/10/2024", either, &["2024-08-10", "2024-10-08"]);
        check("April 2019", Partial { day: None, ..date(2019, 4, 1) }, &["2019-04"]);
        check("It was 2024-10-08T10:00", date(2024, 10, 8), &["2024-10-08"]);
        let friday = Partial { weekday: Some(Weekday::Fri), ..none };
        check("They met on Friday.", friday, &[]);
        check("They met last week.", none, &[]);
    }

    #[test]
    fn a_weekday_picks_the_year() {
        let found = find(&Text::new("Tuesday, October 8"));
        let partial = found[0].calendar().unwrap();
        let fits: Vec<_> = (2020..2030).filter(|it| partial.in_year(*it).is_some()).collect();
        assert_eq!(fits, [2024]);
    }
}
