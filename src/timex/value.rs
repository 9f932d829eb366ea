//! Calendar values as TIMEX3 writes them, and as the dates of a timeline.
//!
//! TIMEX3 (ISO 24617-1) knows weeks, weekends and halves, which EDTF level 1 does not: those become
//! intervals of days or months.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::date::{Date, When};
use crate::timex::meaning::{Amount, Clock, DayPart, Recurring, Season, SeasonUnit, Unit};

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    Date(Date),
    /// By its Monday.
    Week(NaiveDate),
    /// By the Monday of its week.
    Weekend(NaiveDate),
    Half(i32, u8),
    Season(i32, Season),
    /// By the year in which it begins.
    Winter(i32),
    /// A century before our era, by its ordinal.
    CenturyBefore(i32),
}

impl Calendar {
    pub(super) fn day(day: NaiveDate) -> Self {
        Self::Date(Date::Day(day))
    }

    /// The week that holds a day.
    pub(super) fn week(day: NaiveDate) -> Self {
        Self::Week(day.week(Weekday::Mon).first_day())
    }

    /// The TIMEX3 value.
    pub(super) fn timex(self) -> String {
        match self {
            Self::Date(Date::Century(century)) => format!("{century:02}"),
            Self::Date(Date::Decade(decade)) => format!("{decade:03}"),
            Self::Date(Date::Quarter(year, quarter)) => format!("{year:04}-Q{quarter}"),
            Self::Date(date) => before_our_era(date).unwrap_or_else(|| date.to_string()),
            Self::Week(monday) => iso_week(monday),
            Self::Weekend(monday) => format!("{}-WE", iso_week(monday)),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season_code(season)),
            Self::Winter(year) => format!("{year:04}-WI"),
            Self::CenturyBefore(century) => format!("BC{:02}", century - 1),
        }
    }

    /// The date or interval of days that it is.
    pub(super) fn when(self) -> When {
        let days = |from: NaiveDate, first: u64, last: u64| {
            let at = |days| Date::Day(from.checked_add_days(Days::new(days)).unwrap_or(from));
            When::between(at(first), at(last))
        };
        match self {
            Self::Date(date) => When::on(date),
            Self::Week(monday) => days(monday, 0, 6),
            Self::Weekend(monday) => days(monday, 5, 6),
            Self::Half(year, half) => {
                let first = u8::from(half == 2) * 6 + 1;
                When::between(Date::Month(year, first), Date::Month(year, first + 5))
            }
            Self::Season(year, season) => When::on(Date::Season(year, edtf_season(season))),
            // EDTF would name it by the other year than TIMEX3.
            Self::Winter(year) => When::between(Date::Month(year, 12), Date::Month(year + 1, 2)),
            Self::CenturyBefore(century) => {
                let first = Date::Year(1 - century * 100);
                When::between(first, Date::Year(1 - (century * 100 - 99)))
            }
        }
    }

    pub(super) fn first_day(self) -> NaiveDate {
        self.when().first_day()
    }

    pub(super) fn last_day(self) -> NaiveDate {
        self.when().last_day()
    }

    /// The coarsest date that says no more than it: for anchors.
    pub(super) fn date(self) -> Date {
        match self {
            Self::Date(date) => date,
            Self::Week(monday) | Self::Weekend(monday) => Date::Day(monday),
            Self::Half(year, _) => Date::Year(year),
            Self::Season(year, season) => Date::Season(year, edtf_season(season)),
            Self::Winter(year) => Date::Season(year + 1, crate::date::Season::Winter),
            Self::CenturyBefore(century) => Date::Year(1 - century * 100),
        }
    }
}

/// TIMEX3 counts years before our era as historians do: `BC0044-03-15`.
fn before_our_era(date: Date) -> Option<String> {
    let year = date.year().filter(|it| *it <= 0)?;
    let rest = match date {
        Date::Month(_, month) => format!("-{month:02}"),
        Date::Day(day) => format!("-{:02}-{:02}", day.month(), day.day()),
        _ => String::new(),
    };
    Some(format!("BC{:04}{rest}", 1 - year))
}

fn iso_week(monday: NaiveDate) -> String {
    let week = monday.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn edtf_season(season: Season) -> crate::date::Season {
    match season {
        Season::Spring => crate::date::Season::Spring,
        Season::Summer => crate::date::Season::Summer,
        Season::Autumn => crate::date::Season::Autumn,
        Season::Winter => crate::date::Season::Winter,
    }
}

pub(super) fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Day => "DT",
    }
}

/// `T17:00`, `TMO`.
pub(super) fn clock(clock: Clock) -> String {
    match clock {
        Clock::At(hour, minute, None) => format!("T{hour:02}:{:02}", minute.unwrap_or_default()),
        Clock::At(hour, minute, Some(second)) => {
            format!("T{hour:02}:{:02}:{second:02}", minute.unwrap_or_default())
        }
        Clock::Part(part) => format!("T{}", part_code(part)),
    }
}

/// `P3D`, `PT2H`, `PXY`, `P1.5Y`.
pub(super) fn duration(amount: Amount, unit: Unit) -> String {
    let (prefix, code, factor) = match unit {
        Unit::While => ("P", "X", 1),
        Unit::Second => ("PT", "S", 1),
        Unit::Minute => ("PT", "M", 1),
        Unit::Hour => ("PT", "H", 1),
        Unit::Day => ("P", "D", 1),
        Unit::Night => ("P", "NI", 1),
        Unit::Weekend => ("P", "WE", 1),
        Unit::Week => ("P", "W", 1),
        Unit::Fortnight => ("P", "W", 2),
        Unit::Month => ("P", "M", 1),
        Unit::Quarter => ("P", "Q", 1),
        Unit::Season(SeasonUnit::Summer) => ("P", "SU", 1),
        Unit::Season(SeasonUnit::Winter) => ("P", "WI", 1),
        Unit::Year | Unit::FiscalYear => ("P", "Y", 1),
        Unit::Decade => ("P", "Y", 10),
        Unit::Century => ("P", "Y", 100),
    };
    match amount {
        Amount::Some if unit == Unit::Decade => "PXDE".to_owned(),
        Amount::Some if unit == Unit::Century => "PXCE".to_owned(),
        Amount::Some => format!("{prefix}X{code}"),
        Amount::Exact(count) => format!("{prefix}{}{code}", u64::from(count) * factor),
        Amount::Tenths(tenths) if factor > 1 => {
            format!("{prefix}{}{code}", u64::from(tenths) * factor / 10)
        }
        Amount::Tenths(tenths) => tenths_of(tenths, unit)
            .unwrap_or_else(|| format!("{prefix}{}.{}{code}", tenths / 10, tenths % 10)),
    }
}

/// Half an hour is 30 minutes, half a year six months.
fn tenths_of(tenths: u32, unit: Unit) -> Option<String> {
    match (tenths, unit) {
        (5, Unit::Hour) => Some("PT30M".to_owned()),
        (5, Unit::Year) => Some("P6M".to_owned()),
        _ => None,
    }
}

/// The value of what recurs.
pub(super) fn recurring(what: Recurring) -> String {
    match what {
        Recurring::Every(amount, unit) => duration(amount, unit),
        Recurring::Weekday(day) => format!("XXXX-WXX-{}", day.number_from_monday()),
        Recurring::WeekdayPart(day, part) => {
            format!("XXXX-WXX-{}T{}", day.number_from_monday(), part_code(part))
        }
        Recurring::Month(month) => format!("XXXX-{month:02}"),
        Recurring::Day(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Recurring::Season(season) => format!("XXXX-{}", season_code(season)),
        Recurring::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Recurring::DayPart(part) => format!("XXXX-XX-XXT{}", part_code(part)),
    }
}
