//! EDTF in and out: the one notation in which dates are stored, edited and exchanged.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::date::{Bound, Certainty, Date, Interval, Season, When};

/// Why a text is not an EDTF date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EdtfError {
    /// It does not have the form of one.
    Form(String),
    /// It has the form, but the calendar has no such date.
    Calendar(String),
    /// An interval that ends before it begins.
    Backwards(String),
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(text) => write!(
                f,
                "`{text}` is not a date: write `2024`, `2024-10`, `2024-10-07`, an interval \
                 `2023-09-12/2023-09-17`, or with doubt `2024-06~`"
            ),
            Self::Calendar(text) => write!(f, "the calendar has no `{text}`"),
            Self::Backwards(text) => write!(
                f,
                "the interval `{text}` ends before it begins: write the earlier date first"
            ),
        }
    }
}

impl std::error::Error for EdtfError {}

impl FromStr for When {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let text = text.trim();
        let Some((start, end)) = text.split_once('/') else {
            let (date, certainty) = qualified(text)?;
            return Ok(Self::Date(date, certainty));
        };
        // "13/05/2024" is no interval.
        if end.contains('/') {
            return Err(EdtfError::Form(text.to_owned()));
        }
        let (start, end) = (bound(start)?, bound(end)?);
        match (start.date(), end.date()) {
            (None, None) => Err(EdtfError::Form(text.to_owned())),
            _ => Interval::new(start, end)
                .map(Self::Interval)
                .ok_or_else(|| EdtfError::Backwards(text.to_owned())),
        }
    }
}

impl FromStr for Date {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let form = || EdtfError::Form(text.to_owned());
        let calendar = || EdtfError::Calendar(text.to_owned());
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let mut parts = unsigned.split('-');
        let (year, month, day) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        if parts.next().is_some() || year.len() != 4 || !text.is_ascii() {
            return Err(form());
        }
        let Some(month) = month else {
            if let Some(century) = year.strip_suffix("XX").filter(|_| sign > 0) {
                return digits(century, 2).map(Self::Century).ok_or_else(form);
            }
            if let Some(decade) = year.strip_suffix('X').filter(|_| sign > 0) {
                return digits(decade, 3).map(Self::Decade).ok_or_else(form);
            }
            return digits(year, 4).map(|it| Self::Year(sign * it)).ok_or_else(form);
        };
        let year = sign * digits(year, 4).ok_or_else(form)?;
        let month = match (month, day) {
            ("XX", None | Some("XX")) => return Ok(Self::Year(year)),
            (month, _) => u32::try_from(digits(month, 2).ok_or_else(form)?).map_err(|_| form())?,
        };
        match (month, day) {
            (1..=12, None | Some("XX")) => Self::month(year, month).ok_or_else(calendar),
            (21, None) => Ok(Self::Season(year, Season::Spring)),
            (22, None) => Ok(Self::Season(year, Season::Summer)),
            (23, None) => Ok(Self::Season(year, Season::Autumn)),
            (24, None) => Ok(Self::Season(year, Season::Winter)),
            (33..=36, None) => u8::try_from(month - 32)
                .map(|quarter| Self::Quarter(year, quarter))
                .map_err(|_| form()),
            (_, Some(day)) => {
                let day = digits(day, 2).and_then(|it| u32::try_from(it).ok()).ok_or_else(form)?;
                Self::day(year, month, day).ok_or_else(calendar)
            }
            _ => Err(calendar()),
        }
    }
}

fn digits(text: &str, length: usize) -> Option<i32> {
    let all = text.len() == length && text.bytes().all(|it| it.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

fn qualified(text: &str) -> Result<(Date, Certainty), EdtfError> {
    let (text, certainty) = match text.as_bytes().last() {
        Some(b'?') => (&text[..text.len() - 1], Certainty::Uncertain),
        Some(b'~') => (&text[..text.len() - 1], Certainty::Approximate),
        Some(b'%') => (&text[..text.len() - 1], Certainty::Both),
        _ => (text, Certainty::Sure),
    };
    Ok((text.parse()?, certainty))
}

fn bound(text: &str) -> Result<Bound, EdtfError> {
    Ok(match text.trim() {
        "" => Bound::Unknown,
        ".." => Bound::Open,
        text => {
            let (date, certainty) = qualified(text)?;
            Bound::At(date, certainty)
        }
    })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(century) => write!(f, "{century:02}XX"),
            Self::Decade(decade) => write!(f, "{decade:03}X"),
            Self::Year(year) => write!(f, "{}", Padded(year)),
            Self::Season(year, season) => write!(f, "{}-{}", Padded(year), 21 + season as u8),
            Self::Quarter(year, quarter) => write!(f, "{}-{}", Padded(year), 32 + quarter),
            Self::Month(year, month) => write!(f, "{}-{month:02}", Padded(year)),
            Self::Day(day) => {
                write!(f, "{}-{:02}-{:02}", Padded(day.year()), day.month(), day.day())
            }
        }
    }
}

/// A year with four digits, and a sign before our era.
struct Padded(i32);

impl fmt::Display for Padded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.0.unsigned_abs())
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sure => "",
            Self::Uncertain => "?",
            Self::Approximate => "~",
            Self::Both => "%",
        })
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(date, certainty) => write!(f, "{date}{certainty}"),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date, certainty) => write!(f, "{date}{certainty}"),
            Self::Interval(it) => write!(f, "{}/{}", it.start(), it.end()),
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads EDTF from a scalar: YAML gives `2025` as a number and `2025-10` as a string.
impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Edtf;
        impl Visitor<'_> for Edtf {
            type Value = When;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as `2024`, `2024-10` or `2024-10-07`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<When, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: serde::de::Error>(self, year: u64) -> Result<When, E> {
                self.visit_str(&format!("{year:04}"))
            }

            fn visit_i64<E: serde::de::Error>(self, year: i64) -> Result<When, E> {
                let sign = if year < 0 { "-" } else { "" };
                self.visit_str(&format!("{sign}{:04}", year.unsigned_abs()))
            }
        }
        deserializer.deserialize_any(Edtf)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match When::deserialize(deserializer)? {
            When::Date(date, Certainty::Sure) => Ok(date),
            other => Err(D::Error::custom(format!(
                "`{other}` is not a single, certain date: write `2024`, `2024-10` or `2024-10-07`"
            ))),
        }
    }
}

/// Reads `2024-10-07` and, from input that carries a time of day, the date part of it.
#[must_use]
pub(super) fn day_of_timestamp(text: &str) -> Option<NaiveDate> {
    let head = text.trim().get(..10)?;
    head.parse::<Date>().ok().and_then(Date::as_day)
}

impl Date {
    /// The day of an ISO 8601 timestamp such as `2024-10-07T09:30:00+09:00`, as written there.
    #[must_use]
    pub fn of_timestamp(text: &str) -> Option<Self> {
        day_of_timestamp(text).map(Self::Day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "2024",
            "2024-10",
            "2024-10-07",
            "199X",
            "19XX",
            "2011-21",
            "2011-24",
            "2024-33",
            "2024-36",
            "2024-06~",
            "2019-04?",
            "1984%",
            "2023-09-12/2023-09-17",
            "2019/..",
            "/2020-05",
            "../2020",
            "2019-04?/2020~",
            "0987",
            "0000",
            "-0752",
            "-0043-03-15",
            "-0217/-0200",
            "-0030~",
        ] {
            assert_eq!(text.parse::<When>().map(|it| it.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn unspecified_parts_are_a_coarser_date() {
        assert_eq!("2024-XX-XX".parse(), Ok(Date::Year(2024)));
        assert_eq!("2024-10-XX".parse(), Ok(Date::Month(2024, 10)));
    }

    #[test]
    fn what_is_not_a_date_is_refused_with_its_reason() {
        use EdtfError::{Backwards, Calendar, Form};
        let own = str::to_owned;
        for (text, error) in [
            ("soon", Form(own("soon"))),
            ("", Form(own(""))),
            ("24-10-07", Form(own("24-10-07"))),
            ("2024-1-7", Form(own("2024-1-7"))),
            ("2024-10-07-01", Form(own("2024-10-07-01"))),
            ("2024-13", Calendar(own("2024-13"))),
            ("2023-02-29", Calendar(own("2023-02-29"))),
            ("２０２４", Form(own("２０２４"))),
            ("../..", Form(own("../.."))),
            ("2024/2023", Backwards(own("2024/2023"))),
        ] {
            assert_eq!(text.parse::<When>(), Err(error));
        }
    }

    #[test]
    fn a_timestamp_gives_its_day() {
        let day = Date::of_timestamp("2024-10-07T23:30:00+09:00").map(|it| it.to_string());
        assert_eq!(day.as_deref(), Some("2024-10-07"));
        assert_eq!(Date::of_timestamp("yesterday at noon"), None);
    }
}
