//! Dates as an English chronology writes them: "7 October 2024", "12–17 September 2023".

use chrono::{Datelike, Weekday};

use crate::date::{Bound, Certainty, Date, Interval, Season, When};

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The English name of a day of the week.
#[must_use]
pub fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

impl Date {
    /// The date in English, day first: "7 October 2024", "April 2019", "the 1990s".
    #[must_use]
    pub fn english(self) -> String {
        match self {
            Self::Century(century) => format!("the {} century", ordinal(century + 1)),
            Self::Decade(decade) => format!("the {}0s", decade),
            Self::Year(year) => year_name(year),
            Self::Season(year, season) => format!("{} {}", season.english(), year_name(year)),
            Self::Quarter(year, quarter) => {
                format!("the {} quarter of {}", ordinal(i32::from(quarter)), year_name(year))
            }
            Self::Month(year, month) => {
                format!("{} {}", month_name(u32::from(month)), year_name(year))
            }
            Self::Day(day) => {
                format!("{} {} {}", day.day(), month_name(day.month()), year_name(day.year()))
            }
        }
    }
}

impl When {
    /// The date or interval in English, day first, with its doubt said in words.
    #[must_use]
    pub fn english(self) -> String {
        match self {
            Self::Date(date, certainty) => qualify(date.english(), certainty),
            Self::Interval(it) => interval(it),
        }
    }
}

/// The year as historians count it, without a year 0: "44 BC", "AD 68", "1066".
fn year_name(year: i32) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - year),
        1..=99 => format!("AD {year}"),
        _ => year.to_string(),
    }
}

impl Season {
    fn english(self) -> &'static str {
        match self {
            Self::Spring => "spring",
            Self::Summer => "summer",
            Self::Autumn => "autumn",
            Self::Winter => "winter",
        }
    }
}

fn month_name(month: u32) -> &'static str {
    usize::try_from(month).ok().and_then(|it| MONTHS.get(it - 1)).copied().unwrap_or_default()
}

fn ordinal(number: i32) -> String {
    let suffix = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

fn qualify(text: String, certainty: Certainty) -> String {
    match certainty {
        Certainty::Sure => text,
        Certainty::Uncertain => format!("{text} (uncertain)"),
        Certainty::Approximate => format!("about {text}"),
        Certainty::Both => format!("about {text} (uncertain)"),
    }
}

fn interval(it: Interval) -> String {
    match (it.start(), it.end()) {
        (Bound::At(from, Certainty::Sure), Bound::At(to, Certainty::Sure)) => closed(from, to),
        (Bound::At(from, doubt), Bound::At(to, also)) => {
            format!("{} – {}", qualify(from.english(), doubt), qualify(to.english(), also))
        }
        (Bound::At(from, doubt), Bound::Open) => {
            format!("since {}", qualify(from.english(), doubt))
        }
        (Bound::At(from, doubt), Bound::Unknown) => {
            format!("from {}, end unknown", qualify(from.english(), doubt))
        }
        (_, Bound::At(to, doubt)) => format!("until {}", qualify(to.english(), doubt)),
        (_, _) => "unknown".to_owned(),
    }
}

/// A closed interval, without saying twice what both ends share.
fn closed(from: Date, to: Date) -> String {
    match (from, to) {
        (Date::Day(a), Date::Day(b)) if a.year() == b.year() && a.month() == b.month() => {
            let year = year_name(a.year());
            format!("{}–{} {} {year}", a.day(), b.day(), month_name(a.month()))
        }
        (Date::Day(a), Date::Day(b)) if a.year() == b.year() => {
            format!("{} {} – {}", a.day(), month_name(a.month()), to.english())
        }
        (Date::Month(year, a), Date::Month(same, _)) if year == same => {
            format!("{} – {}", month_name(u32::from(a)), to.english())
        }
        (Date::Year(a), Date::Year(b)) if b <= 0 => format!("{}–{}", 1 - a, year_name(b)),
        (Date::Year(a), Date::Year(b)) if a >= 100 => format!("{a}–{b}"),
        (Date::Year(a), Date::Year(b)) => format!("{}–{}", year_name(a), year_name(b)),
        _ => format!("{} – {}", from.english(), to.english()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_a_chronology_writes_them() {
        for (edtf, english) in [
            ("2024-10-07", "7 October 2024"),
            ("2019-04", "April 2019"),
            ("2023", "2023"),
            ("199X", "the 1990s"),
            ("19XX", "the 20th century"),
            ("2011-22", "summer 2011"),
            ("2024-34", "the 2nd quarter of 2024"),
            ("2024-06~", "about June 2024"),
            ("2019-04?", "April 2019 (uncertain)"),
            ("2023-09-12/2023-09-17", "12–17 September 2023"),
            ("2023-08-30/2023-09-02", "30 August – 2 September 2023"),
            ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
            ("2024-04/2024-06", "April – June 2024"),
            ("2020/2022", "2020–2022"),
            ("2019/..", "since 2019"),
            ("-0752", "753 BC"),
            ("-0043-03-15", "15 March 44 BC"),
            ("-0217/-0200", "218–201 BC"),
            ("0068", "AD 68"),
            ("-0030/0014", "31 BC–AD 14"),
        ] {
            assert_eq!(edtf.parse::<When>().unwrap().english(), english);
        }
    }
}
