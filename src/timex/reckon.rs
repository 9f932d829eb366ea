//! Reckons in the calendar: parts of a year, moving feasts, units counted from a date.
//!
//! Nothing here knows what a text says; a date too coarse to count from gives `None`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::date::Date;
use crate::timex::meaning::{Feast, Part, Unit};
use crate::timex::value::{self, Calendar};

/// A day of the month that holds a date, moved by some months.
pub(super) fn day_of_month(origin: Date, months: i64, day: u32) -> Option<Calendar> {
    origin.month_of_year()?;
    let month = add_months(origin.first_day().with_day(1)?, months)?;
    Some(Calendar::Date(Date::day(month.year(), month.month(), day)?))
}

/// The value of a part of an unknown year.
pub(super) fn unspecified(part: Part) -> String {
    match part {
        Part::Month(month) => format!("XXXX-{month:02}"),
        Part::Day(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Part::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Part::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Part::Half(half) => format!("XXXX-H{half}"),
        Part::Season(season) => format!("XXXX-{}", value::season_code(season)),
        Part::LongWinter => "XXXX-WI".to_owned(),
        Part::Week(..) => "XXXX-WXX".to_owned(),
        Part::Feast(_) | Part::Either(..) => "XXXX-XX-XX".to_owned(),
        Part::Whole | Part::Fiscal | Part::ToldQuarter | Part::Decade(_) | Part::Century(_) => {
            "XXXX".to_owned()
        }
    }
}

/// A part of a year in a given year.
pub(super) fn in_year(part: Part, year: i32) -> Option<Calendar> {
    let date = match part {
        Part::Whole | Part::Fiscal | Part::ToldQuarter => Date::Year(year),
        Part::Month(month) => Date::month(year, month)?,
        Part::Day(month, day) => Date::day(year, month, day)?,
        Part::Quarter(quarter) => Date::Quarter(year, quarter),
        Part::Half(half) => return Some(Calendar::Half(year, half)),
        Part::Season(season) => return Some(Calendar::Season(year, season)),
        Part::LongWinter => return Some(Calendar::Winter(year)),
        Part::Week(month, nth) => {
            let days = Date::month(year, month)?;
            // The week that holds the middle of such seven days.
            let middle = match nth {
                5 => add_days(days.last_day(), -3),
                _ => add_days(days.first_day(), i64::from(nth) * 7 - 4),
            };
            return Some(Calendar::week(middle));
        }
        Part::Feast(feast) => Date::Day(feast_day(feast, year)?),
        Part::Decade(decade) => Date::Decade(decade),
        Part::Century(century) if century < 0 => return Some(Calendar::CenturyBefore(-century)),
        Part::Century(century) => Date::Century(century),
        Part::Either(..) | Part::DayOfMonth(_) => return None,
    };
    Some(Calendar::Date(date))
}

fn feast_day(feast: Feast, year: i32) -> Option<NaiveDate> {
    match feast {
        Feast::Easter(days) => Some(add_days(easter(year)?, i64::from(days))),
        Feast::Orthodox(days) => Some(add_days(orthodox_easter(year)?, i64::from(days))),
        Feast::Unknown => None,
        Feast::Nth(5, weekday, month) => (1..=5).rev().find_map(|nth| {
            NaiveDate::from_weekday_of_month_opt(year, u32::from(month), weekday, nth)
        }),
        Feast::Nth(nth, weekday, month) => {
            NaiveDate::from_weekday_of_month_opt(year, u32::from(month), weekday, nth)
        }
    }
}

/// Easter Sunday by the Gregorian reckoning (the anonymous algorithm, Nature, 20 April 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (sum / 31) as u32, (sum % 31 + 1) as u32)
}

/// Easter Sunday of the eastern churches, in the Gregorian calendar (Meeus, Astronomical Algorithms,
/// chapter 8: the Julian reckoning, moved by the days between the calendars).
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    let julian = NaiveDate::from_ymd_opt(year, (sum / 31) as u32, (sum % 31 + 1) as u32)?;
    let apart = year / 100 - year / 400 - 2;
    Some(add_days(julian, i64::from(apart)))
}

pub(super) fn add_days(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    moved.unwrap_or(day)
}

pub(super) fn add_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
}

/// The unit that holds a date, moved by some units; `None` where the date is too coarse for it.
pub(super) fn period_of(origin: Calendar, unit: Unit, offset: i32) -> Option<Calendar> {
    let days = i64::from(offset);
    match (unit, origin) {
        (Unit::Week, Calendar::Week(monday) | Calendar::Weekend(monday)) => {
            Some(Calendar::week(add_days(monday, 7 * days)))
        }
        (Unit::Weekend, Calendar::Weekend(monday)) => {
            Some(Calendar::Weekend(add_days(monday, 7 * days)))
        }
        // Of a week that was told nobody knows the day.
        (Unit::Day, Calendar::Week(_) | Calendar::Weekend(_)) => None,
        _ => moved(origin.date(), days, unit),
    }
}

/// A date some units back or on, as finely as the unit.
pub(super) fn shifted(origin: Date, count: u32, unit: Unit, back: bool) -> Option<Calendar> {
    let count = if back { -i64::from(count) } else { i64::from(count) };
    moved(origin, count, unit)
}

fn moved(origin: Date, count: i64, unit: Unit) -> Option<Calendar> {
    if count.abs() > 4000 {
        return None;
    }
    let year = || origin.year();
    Some(match unit {
        Unit::While | Unit::Second | Unit::Minute | Unit::Hour | Unit::Night => return None,
        Unit::Day => Calendar::day(add_days(origin.as_day()?, count)),
        Unit::Week => Calendar::week(add_days(origin.as_day()?, 7 * count)),
        Unit::Fortnight => Calendar::week(add_days(origin.as_day()?, 14 * count)),
        Unit::Weekend => {
            let monday = origin.as_day()?.week(Weekday::Mon).first_day();
            Calendar::Weekend(add_days(monday, 7 * count))
        }
        Unit::Month => {
            origin.month_of_year()?;
            let day = add_months(origin.first_day(), count)?;
            Calendar::Date(Date::month(day.year(), day.month())?)
        }
        Unit::Quarter => {
            let first = match origin {
                Date::Quarter(..) => origin.first_day(),
                _ => {
                    origin.month_of_year()?;
                    origin.first_day()
                }
            };
            let day = add_months(first.with_day(1)?, 3 * count)?;
            Calendar::Date(Date::Quarter(day.year(), ((day.month() - 1) / 3 + 1) as u8))
        }
        Unit::Year | Unit::FiscalYear | Unit::Season(_) => {
            let moved = year()? + count as i32;
            Calendar::Date(Date::Year(if (-9999..=9999).contains(&moved) {
                moved
            } else {
                return None;
            }))
        }
        Unit::Decade => {
            let decade = match origin {
                Date::Decade(decade) => decade,
                _ => year()? / 10,
            };
            let moved = decade + count as i32;
            Calendar::Date(Date::Decade((0..=999).contains(&moved).then_some(moved)?))
        }
        Unit::Century => {
            let century = match origin {
                Date::Century(century) => century,
                Date::Decade(decade) => decade / 10,
                _ => year()? / 100,
            };
            let moved = century + count as i32;
            Calendar::Date(Date::Century((0..=99).contains(&moved).then_some(moved)?))
        }
    })
}
