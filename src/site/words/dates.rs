//! Dates as a language writes them: "7 October 2024", "7 октября 2024 г.", "2024년 10월 7일".

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::date::{Bound, Certainty, Date, Interval, Season, When};
use crate::site::words::{Counted, Words, category, fill};

/// The patterns of a language for dates.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    /// The months as they stand beside a day, January first.
    months: Vec<String>,
    /// The months without a day.
    months_alone: Vec<String>,
    seasons: [String; 4],
    ordinals: Counted,
    year: String,
    day: String,
    month: String,
    season: String,
    quarter: String,
    decade: String,
    century: String,
    days: String,
    days_of_year: String,
    months_of_year: String,
    years: String,
    range: String,
    since: String,
    end_unknown: String,
    until: String,
    unknown: String,
    uncertain: String,
    approximate: String,
    both: String,
    bc: String,
    ad: String,
}

impl Words {
    /// A date or an interval, with its doubt said in words.
    pub(crate) fn when(&self, when: When) -> String {
        match when {
            When::Date(date, certainty) => self.qualified(date, certainty),
            When::Interval(it) => self.interval(it),
        }
    }

    /// A date.
    pub(crate) fn date(&self, date: Date) -> String {
        let words = &self.dates;
        match date {
            Date::Century(century) => fill(&words.century, &[("nth", &self.nth(century + 1))]),
            Date::Decade(decade) => fill(&words.decade, &[("y", &format!("{decade}0"))]),
            Date::Year(year) => fill(&words.year, &[("y", &self.year(year))]),
            Date::Season(year, season) => {
                let name = match season {
                    Season::Spring => 0,
                    Season::Summer => 1,
                    Season::Autumn => 2,
                    Season::Winter => 3,
                };
                let parts = [("season", words.seasons[name].as_str()), ("y", &self.year(year))];
                fill(&words.season, &parts)
            }
            Date::Quarter(year, quarter) => {
                let nth = self.nth(i32::from(quarter));
                fill(&words.quarter, &[("nth", &nth), ("y", &self.year(year))])
            }
            Date::Month(year, month) => {
                let month = self.month_alone(u32::from(month));
                fill(&words.month, &[("M", month), ("y", &self.year(year))])
            }
            Date::Day(day) => fill(&words.day, &self.parts(day).borrowed()),
        }
    }

    /// The year as historians count it, without a year 0.
    pub(crate) fn year(&self, year: i32) -> String {
        match year {
            ..=0 => fill(&self.dates.bc, &[("y", &(1 - year).to_string())]),
            1..=99 => fill(&self.dates.ad, &[("y", &year.to_string())]),
            _ => year.to_string(),
        }
    }

    /// A month that stands without a day; nothing where there is no such month.
    pub(crate) fn month_alone(&self, month: u32) -> &str {
        named(&self.dates.months_alone, month)
    }

    /// From one date to another, said of a span of time: "2011–2024".
    pub(crate) fn years(&self, from: &str, to: &str) -> String {
        fill(&self.dates.years, &[("from", from), ("to", to)])
    }

    /// From one date to another that share nothing.
    pub(crate) fn range(&self, from: &str, to: &str) -> String {
        fill(&self.dates.range, &[("from", from), ("to", to)])
    }

    /// "since 2011"
    pub(crate) fn since(&self, from: &str) -> String {
        fill(&self.dates.since, &[("from", from)])
    }

    /// "until 2011"
    pub(crate) fn until(&self, to: &str) -> String {
        fill(&self.dates.until, &[("to", to)])
    }

    fn nth(&self, number: i32) -> String {
        let form = usize::try_from(number).map(|it| category(self.ordinals.as_ref(), it));
        let form = form.map_or(self.dates.ordinals.other.as_str(), |it| self.dates.ordinals.of(it));
        fill(form, &[("n", &number.to_string())])
    }

    fn parts(&self, day: NaiveDate) -> Parts<'_> {
        Parts {
            day: day.day().to_string(),
            month: named(&self.dates.months, day.month()),
            year: self.year(day.year()),
        }
    }

    fn qualified(&self, date: Date, certainty: Certainty) -> String {
        let date = self.date(date);
        let pattern = match certainty {
            Certainty::Sure => return date,
            Certainty::Uncertain => &self.dates.uncertain,
            Certainty::Approximate => &self.dates.approximate,
            Certainty::Both => &self.dates.both,
        };
        fill(pattern, &[("date", &date)])
    }

    fn interval(&self, it: Interval) -> String {
        let words = &self.dates;
        match (it.start(), it.end()) {
            (Bound::At(from, Certainty::Sure), Bound::At(to, Certainty::Sure)) => {
                self.closed(from, to)
            }
            (Bound::At(from, doubt), Bound::At(to, also)) => {
                self.range(&self.qualified(from, doubt), &self.qualified(to, also))
            }
            (Bound::At(from, doubt), Bound::Open) => self.since(&self.qualified(from, doubt)),
            (Bound::At(from, doubt), Bound::Unknown) => {
                fill(&words.end_unknown, &[("from", &self.qualified(from, doubt))])
            }
            (_, Bound::At(to, doubt)) => self.until(&self.qualified(to, doubt)),
            (_, _) => words.unknown.clone(),
        }
    }

    /// A closed interval, without saying twice what both ends share.
    fn closed(&self, from: Date, to: Date) -> String {
        let words = &self.dates;
        match (from, to) {
            (Date::Day(a), Date::Day(b)) if a.year() == b.year() => {
                let (first, last) = (self.parts(a), self.parts(b));
                let pattern =
                    if a.month() == b.month() { &words.days } else { &words.days_of_year };
                let mut parts = first.borrowed().to_vec();
                parts.extend([("e", last.day.as_str()), ("n", last.month)]);
                fill(pattern, &parts)
            }
            (Date::Month(year, a), Date::Month(same, b)) if year == same => {
                let month = |it: u8| self.month_alone(u32::from(it));
                let parts = [("M", month(a)), ("N", month(b)), ("y", &self.year(year))];
                fill(&words.months_of_year, &parts)
            }
            (Date::Year(a), Date::Year(b)) if b <= 0 => {
                self.years(&(1 - a).to_string(), &self.year(b))
            }
            (Date::Year(a), Date::Year(b)) => self.years(&self.year(a), &self.year(b)),
            _ => self.range(&self.date(from), &self.date(to)),
        }
    }
}

/// A day in words.
struct Parts<'a> {
    day: String,
    month: &'a str,
    year: String,
}

impl Parts<'_> {
    fn borrowed(&self) -> [(&str, &str); 3] {
        [("d", &self.day), ("m", self.month), ("y", &self.year)]
    }
}

fn named(months: &[String], month: u32) -> &str {
    let at = usize::try_from(month).ok().and_then(|it| it.checked_sub(1));
    at.and_then(|it| months.get(it)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(tag: &str, edtf: &str) -> String {
        Words::new(tag, &[]).0.when(edtf.parse().unwrap())
    }

    #[test]
    fn the_english_of_the_site_is_that_of_the_program() {
        for edtf in [
            "2024-10-07",
            "2019-04",
            "2023",
            "199X",
            "19XX",
            "20XX",
            "2011-22",
            "2024-33",
            "2024-34",
            "2024-06~",
            "2019-04?",
            "2019-04%",
            "2023-09-12/2023-09-17",
            "2023-08-30/2023-09-02",
            "2023-12-30/2024-01-02",
            "2024-04/2024-06",
            "2020/2022",
            "2019/..",
            "2019/",
            "../2019",
            "-0752",
            "-0043-03-15",
            "-0217/-0200",
            "0068",
            "-0030/0014",
            "2019~/2020",
        ] {
            let when: When = edtf.parse().unwrap();
            assert_eq!(said("en", edtf), when.english(), "{edtf}");
        }
    }

    #[test]
    fn other_languages_have_their_own_order() {
        assert_eq!(said("ru", "2024-10-07"), "7 октября 2024 г.");
        assert_eq!(said("ru", "2019-04"), "апрель 2019 г.");
        assert_eq!(said("ru", "2023-09-12/2023-09-17"), "12–17 сентября 2023 г.");
        assert_eq!(said("ko", "2024-10-07"), "2024년 10월 7일");
        assert_eq!(said("ko", "2023-08-30/2023-09-02"), "2023년 8월 30일~9월 2일");
        assert_eq!(said("ko", "2023"), "2023년");
    }
}
