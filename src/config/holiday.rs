//! Days that have a name and come every year: the rule by which their date follows from the year.

use std::fmt;
use std::str::FromStr;

use chrono::Weekday;
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::date::{Date, MONTHS, WEEKDAYS};

/// A day with a name, as its state keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayEntry {
    /// The name as texts write it.
    pub name: String,
    /// Other names of it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// When it is: `05-09`, `easter-2`, `orthodox easter`, `4th Thursday of November`.
    pub date: Yearly,
}

/// A built-in day with a name.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The name as news writes it.
    pub name: String,
    /// Other names of it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The code of its state.
    pub country: String,
    /// When it is.
    pub date: Yearly,
}

/// How a day follows from the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yearly {
    /// Month and day.
    Fixed(u32, u32),
    /// So many days from Easter Sunday of the western churches.
    Easter(i8),
    /// So many days from Easter Sunday of the eastern churches.
    Orthodox(i8),
    /// The n-th such weekday of a month; 5 is the last.
    Nth(u8, Weekday, u8),
}

const FORMS: &str = "a date of every year, such as `05-09`, `easter-2`, `orthodox easter`, \
                     `4th Thursday of November` or `last Monday of May`";

impl FromStr for Yearly {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not {FORMS}");
        let lower = text.trim().to_ascii_lowercase();
        if let Some(rest) = lower.strip_prefix("orthodox easter") {
            return offset(rest).map(Self::Orthodox).ok_or_else(wrong);
        }
        if let Some(rest) = lower.strip_prefix("easter") {
            return offset(rest).map(Self::Easter).ok_or_else(wrong);
        }
        if let Some((month, day)) = lower.split_once('-') {
            let number = |it: &str| (it.len() == 2).then(|| it.parse::<u32>().ok()).flatten();
            let (month, day) = number(month).zip(number(day)).ok_or_else(wrong)?;
            // A year that has every day.
            Date::day(2000, month, day).ok_or_else(|| {
                format!("the calendar has no day `{text}`: write month, then day")
            })?;
            return Ok(Self::Fixed(month, day));
        }
        let words: Vec<&str> = lower.split_whitespace().collect();
        let [nth, weekday, "of", month] = words.as_slice() else { return Err(wrong()) };
        let nth = match *nth {
            "1st" | "first" => 1,
            "2nd" | "second" => 2,
            "3rd" | "third" => 3,
            "4th" | "fourth" => 4,
            "last" => 5,
            _ => return Err(wrong()),
        };
        let place =
            |list: &[&str], it: &str| list.iter().position(|name| name.eq_ignore_ascii_case(it));
        let weekday = place(&WEEKDAYS, weekday).and_then(|it| Weekday::try_from(it as u8).ok());
        let month = place(&MONTHS, month).map(|it| it as u8 + 1);
        let (weekday, month) = weekday.zip(month).ok_or_else(wrong)?;
        Ok(Self::Nth(nth, weekday, month))
    }
}

/// `-2`, `+49`, or nothing.
fn offset(text: &str) -> Option<i8> {
    let text = text.replace(' ', "");
    if text.is_empty() { Some(0) } else { text.parse().ok().filter(|it| (-70..=70).contains(it)) }
}

impl fmt::Display for Yearly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let easter = |f: &mut fmt::Formatter<'_>, days: i8| match days {
            0 => Ok(()),
            days => write!(f, "{days:+}"),
        };
        match *self {
            Self::Fixed(month, day) => write!(f, "{month:02}-{day:02}"),
            Self::Easter(days) => f.write_str("easter").and_then(|()| easter(f, days)),
            Self::Orthodox(days) => f.write_str("orthodox easter").and_then(|()| easter(f, days)),
            Self::Nth(nth, weekday, month) => {
                let nth = ["1st", "2nd", "3rd", "4th", "last"][usize::from(nth.clamp(1, 5)) - 1];
                let weekday = crate::date::weekday_name(weekday);
                write!(f, "{nth} {weekday} of {}", MONTHS[usize::from(month.clamp(1, 12)) - 1])
            }
        }
    }
}

impl Serialize for Yearly {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Yearly {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_and_written() {
        for text in [
            "05-09",
            "easter",
            "easter-2",
            "orthodox easter+1",
            "4th Thursday of November",
            "last Monday of May",
        ] {
            assert_eq!(text.parse::<Yearly>().map(|it| it.to_string()).as_deref(), Ok(text));
        }
        for text in ["9 May", "13-01", "02-30", "5-9", "easter+99", "6th Monday of May", ""] {
            assert!(text.parse::<Yearly>().is_err(), "{text}");
        }
    }
}
