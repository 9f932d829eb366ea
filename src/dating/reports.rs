//! Dates a report by documents of known date that tell of the same happenings.
//!
//! A day without its year fits a year in which others tell, of the very same days, that the same did
//! the same. What is done every year proves nothing, so a weekday has to fit, two happenings have to
//! agree, and no other year may do as well. Anything less is a candidate.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};

use crate::date::Date;
use crate::dating::{DayOfYear, Provenance, Published, suggest, told};

/// What happened and who was in it, as far as two reports can agree in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Happening {
    /// The day.
    pub day: NaiveDate,
    /// The type of the event.
    pub kind: String,
    /// Those who took part, in order.
    pub actors: Vec<String>,
}

/// The happenings that documents of known date tell, with the document that tells each first.
#[derive(Debug, Clone, Default)]
pub struct Reports {
    known: BTreeMap<Happening, String>,
    /// The days of what is known.
    days: BTreeSet<NaiveDate>,
}

impl Reports {
    /// Adds what a document of known date tells. Who acts alone is in too many happenings.
    pub fn add(&mut self, document: &str, happenings: impl Iterator<Item = Happening>) {
        for it in happenings.filter(|it| it.actors.len() > 1) {
            self.days.insert(it.day);
            self.known.entry(it).or_insert_with(|| document.to_owned());
        }
    }

    /// The days that an undated document may be of and shortly before which something is known: each
    /// is a reading of the document.
    #[must_use]
    pub fn possible(&self, published: &Published) -> Vec<NaiveDate> {
        let Some(line) = published.without_year.filter(|_| published.date.is_none()) else {
            return Vec::new();
        };
        let years: BTreeSet<i32> = self.days.iter().map(Datelike::year).collect();
        let days = years.into_iter().filter_map(|it| line.in_year(it));
        days.filter(|day| self.days.range(news_of(*day)).next().is_some()).collect()
    }

    /// What others say of an undated document's day, if they say anything. `tries` are its possible
    /// days, each with what it would tell if it were of that day.
    #[must_use]
    pub fn date(
        &self,
        published: &Published,
        tries: &[(NaiveDate, Vec<Happening>)],
    ) -> Option<Published> {
        const FEWEST: usize = 2;
        let line = published.without_year?;
        let mut agreeing: Vec<(NaiveDate, BTreeSet<&Happening>)> = Vec::new();
        for (day, happenings) in tries {
            let near = |it: &&Happening| news_of(*day).contains(&it.day);
            let same = happenings.iter().filter(near).filter(|it| self.known.contains_key(it));
            let same: BTreeSet<&Happening> = same.collect();
            if !same.is_empty() {
                agreeing.push((*day, same));
            }
        }
        let reason = |same: &BTreeSet<&Happening>| {
            let ids: BTreeSet<&str> =
                same.iter().filter_map(|it| Some(self.known.get(it)?.as_str())).collect();
            let ids: Vec<String> = ids.into_iter().map(|it| format!("`{it}`")).collect();
            ids.join(" and ")
        };
        let mut published = published.clone();
        match agreeing.as_slice() {
            [] => return None,
            [(day, same)] if same.len() >= FEWEST && line.weekday.is_some() && !line.yearly => {
                published.steps.pop();
                published.steps.push(format!(
                    "{} tells of {} happenings that this document tells, which gives the year: {}.",
                    reason(same),
                    same.len(),
                    told(Date::Day(*day))
                ));
                published.date = Some(Date::Day(*day));
                published.by = Provenance::Reports;
                published.candidates.clear();
            }
            all => {
                for (day, same) in all {
                    let reason =
                        format!("{} tells of a happening that this document tells", reason(same));
                    suggest(&mut published.candidates, Date::Day(*day), reason);
                }
            }
        }
        Some(published)
    }
}

/// The days of which a report may tell as of news.
fn news_of(day: NaiveDate) -> RangeInclusive<NaiveDate> {
    const OLDEST: Days = Days::new(3);
    day.checked_sub_days(OLDEST).unwrap_or(day)..=day
}

impl DayOfYear {
    /// The day in a year, if the weekday fits it.
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        let day = NaiveDate::from_ymd_opt(year, self.month, self.day)?;
        let fits = |it| it == day.weekday() || it == day.weekday().pred();
        self.weekday.is_none_or(fits).then_some(day)
    }
}
