//! Infers a date that is not stated: from a dateline without a year, a footer, a counted birthday, a
//! weekday that fits one year only.
//!
//! A conclusion needs at least one clue for the year besides the weekday, and no other year may fit.
//! A weekday alone is weak: of any two years, every second report would fit one.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::date::{Date, weekday_name};
use crate::dating::birthday::{birthday_step, of_birthday, on_birthday, year_of};
use crate::dating::clues::{Clues, DatelineDate, Told, YearClue, says};
use crate::dating::{Candidate, DayOfYear, Found, Provenance, suggest, told};
use crate::document::Label;

pub(super) fn find(
    clues: &Clues<'_>,
    steps: &mut Vec<String>,
    candidates: &mut Vec<Candidate>,
) -> Option<Found> {
    if clues.chronicle {
        steps.push("The text is a chronicle: each entry has a date of its own.".to_owned());
        return None;
    }
    if let Some(line) = &clues.dateline {
        return of_line(clues, line, Provenance::Dateline, steps, candidates);
    }
    closing(clues, steps)
        .or_else(|| {
            let line = header_without_year(clues)?;
            of_line(clues, &line, Provenance::Masthead, steps, candidates)
        })
        .or_else(|| of_birthday(clues, steps))
        .or_else(|| of_anniversary(clues, steps))
        .or_else(|| of_caption(clues, steps))
        .or_else(|| of_weekday(clues, steps, candidates))
}

/// A date of the masthead that says day and month: it lacks what a dateline lacks.
fn header_without_year(clues: &Clues<'_>) -> Option<DatelineDate> {
    let header = clues.headers.iter().find(|it| {
        it.partial.year.is_none() && it.partial.day.is_some() && it.label != Some(Label::Saved)
    })?;
    let first = clues.told.first().map(|it| it.sentence);
    let first = first.into_iter().chain(clues.weekdays.first().map(|it| it.1)).min();
    Some(DatelineDate { partial: header.partial, span: header.span, sentence: first })
}

/// The day of the dateline, or of such a line of the masthead, that stays without a year.
pub(super) fn without_year(clues: &Clues<'_>) -> Option<DayOfYear> {
    let line = clues.dateline.clone().or_else(|| header_without_year(clues));
    let line = line.filter(|it| it.partial.year.is_none() && !clues.chronicle)?;
    let (month, day) = (line.partial.month?, line.partial.day?);
    let weekday = lead_weekdays(clues, line.sentence).first().copied();
    let yearly = clues.commemorates || says(clues.document, "irthday");
    Some(DayOfYear { month, day, weekday, yearly })
}

/// A dateline, or such a line of the masthead: as it stands, or with the year that the rest of the
/// document gives.
fn of_line(
    clues: &Clues<'_>,
    line: &DatelineDate,
    by: Provenance,
    steps: &mut Vec<String>,
    candidates: &mut Vec<Candidate>,
) -> Option<Found> {
    let found = |date| Found::at(date, by, line.span, &clues.document.content);
    let quote = clues.quote(line.span);
    let name = if by == Provenance::Dateline { "dateline" } else { "header" };
    if let Some(date) = line.partial.year.and_then(|it| line.partial.in_year(it)) {
        steps.push(format!("The {name} says `{quote}`."));
        return Some(found(date));
    }
    steps.push(format!("The {name} says `{quote}`, without a year."));
    let lacking = Lacking { clues, line, weekdays: lead_weekdays(clues, line.sentence) };
    let (day, reasons) = lacking
        .by_page()
        .or_else(|| lacking.by_text())
        .or_else(|| lacking.by_clue())
        .or_else(|| lacking.by_birthday())
        .or_else(|| lacking.by_weekday(candidates))?;
    steps.extend(reasons);
    Some(found(Date::Day(day)))
}

/// A day without a year, and the weekdays that belong to it.
struct Lacking<'a> {
    clues: &'a Clues<'a>,
    line: &'a DatelineDate,
    weekdays: Vec<Weekday>,
}

/// A day, and how it follows.
type Reasoned = (NaiveDate, Vec<String>);

impl Lacking<'_> {
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        self.line.partial.in_year(year).and_then(Date::as_day)
    }

    /// This day in the year of another one, if it lies so many days before that.
    fn before(&self, day: NaiveDate, days: std::ops::RangeInclusive<i64>) -> Option<NaiveDate> {
        [day.year(), day.year() - 1]
            .into_iter()
            .filter_map(|it| self.in_year(it))
            .find(|it| days.contains(&(day - *it).num_days()))
    }

    /// The reason, and that the weekday agrees, if the text says one.
    fn reasoned(&self, day: NaiveDate, reason: String) -> Reasoned {
        let mut steps = vec![reason];
        add_weekday_step(day, &self.weekdays, &mut steps);
        (day, steps)
    }

    /// From a date of the same days elsewhere on the page.
    fn by_page(&self) -> Option<Reasoned> {
        let footer =
            self.clues.closing.iter().find_map(|it| Some((self.before(it.0, -1..=3)?, it.1)));
        if let Some((day, span)) = footer {
            let quote = self.clues.quote(span);
            return Some((day, vec![format!("The footer `{quote}` gives the year.")]));
        }
        let mut beside = self.clues.beside.iter();
        let (day, span) = beside.find_map(|it| Some((self.before(it.0, 0..=7)?, it.1)))?;
        let quote = self.clues.quote(span);
        let fitting = self.weekdays.is_empty() || fits(day, &self.weekdays);
        fitting.then(|| {
            self.reasoned(day, format!("Another date of the page, `{quote}`, gives the year."))
        })
    }

    /// From a whole date that a caption, the notice of copyright, or the text tells.
    fn by_text(&self) -> Option<Reasoned> {
        let (clues, in_year) = (self.clues, |it| self.in_year(it));
        if let Some((day, told)) = told_just_before(clues, &self.weekdays, &in_year) {
            let quote = clues.quote(told.span);
            let reason = format!("The caption tells of `{quote}`, which gives the year.");
            return Some(self.reasoned(day, reason));
        }
        let copyright = clues.copyright.filter(|(year, _)| Some(*year) >= clues.latest_year());
        let copyright = copyright.and_then(|(year, span)| Some((in_year(year)?, span)));
        let fitting = |day| !self.weekdays.is_empty() && fits(day, &self.weekdays);
        if let Some((day, span)) = copyright.filter(|it| fitting(it.0)) {
            let quote = clues.quote(span);
            let reason = format!("The notice of copyright of the agency gives the year {quote}.");
            return Some(self.reasoned(day, reason));
        }
        let (day, told) = told_with_weekday(clues, &in_year)?;
        let quote = clues.quote(told.span);
        Some((day, vec![format!("The text tells of `{quote}`, which gives the year.")]))
    }

    /// From what the text says of years: anniversaries, counted years.
    fn by_clue(&self) -> Option<Reasoned> {
        let fitting = |it: &NaiveDate| fits(*it, &self.weekdays);
        self.clues.years.iter().find_map(|clue| {
            // A date that the text itself tells may be that of the anniversary: the weekday decides.
            let agrees = |it: &NaiveDate| match clue.told {
                Some(year) => {
                    let now = self.in_year(year).is_some_and(|it| fitting(&it));
                    !self.weekdays.is_empty() && fitting(it) && !now
                }
                None => self.weekdays.is_empty() || fitting(it),
            };
            let reason = || format!("The year follows: {}.", clue.reason);
            let near = near_anniversary(clue, &|it| self.in_year(it)).filter(agrees);
            if let Some(day) = near {
                return Some((day, vec![reason()]));
            }
            let agrees = |day: &NaiveDate| match self.weekdays.is_empty() || clue.told.is_some() {
                true => clue.sure,
                false => fitting(day),
            };
            let day = self.in_year(clue.year).filter(agrees)?;
            Some(self.reasoned(day, reason()))
        })
    }

    /// From a counted birthday of a person whose day of birth is known.
    fn by_birthday(&self) -> Option<Reasoned> {
        self.clues.birthdays.iter().find_map(|birthday| {
            let year = birthday.ordinal.and_then(|it| year_of(birthday, it))?;
            let celebrated = on_birthday(birthday.born, year)?;
            let day = self.in_year(year)?;
            let soon = (-3..=10).contains(&(day - celebrated).num_days());
            let fitting = self.weekdays.is_empty() || fits(day, &self.weekdays);
            (soon && fitting).then(|| (day, vec![birthday_step(self.clues, birthday, year)]))
        })
    }

    /// From the weekday alone, if one year fits and something supports it; else the years that fit are
    /// suggested.
    fn by_weekday(&self, candidates: &mut Vec<Candidate>) -> Option<Reasoned> {
        let days: Vec<NaiveDate> = plausible(self.clues)
            .filter_map(|it| self.in_year(it))
            .filter(|it| !self.weekdays.is_empty() && fits(*it, &self.weekdays))
            .collect();
        if let [day] = days.as_slice()
            && is_supported(self.clues, *day)
        {
            let mut steps = Vec::new();
            add_weekday_step(*day, &self.weekdays, &mut steps);
            let (years, year) = (years(self.clues), day.year());
            steps.push(format!("Of the years {years} this fits {year} only."));
            return Some((*day, steps));
        }
        for day in days {
            suggest(candidates, Date::Day(day), "the dateline and the weekday fit this year");
        }
        None
    }
}

/// A whole date of a caption, at most three days before a day without a year, which the weekday fits:
/// reports have pictures of their day. A commemoration tells of the same day long ago.
fn told_just_before<'a>(
    clues: &'a Clues<'_>,
    weekdays: &[Weekday],
    in_year: &impl Fn(i32) -> Option<NaiveDate>,
) -> Option<(NaiveDate, &'a Told)> {
    if weekdays.is_empty() || clues.commemorates {
        return None;
    }
    let latest = clues.latest_year();
    clues.captions.iter().find_map(|it| {
        let year = it.partial.year.filter(|year| Some(*year) >= latest)?;
        let told = it.partial.in_year(year)?.as_day()?;
        let near = |day: &NaiveDate| (0..=3).contains(&(*day - told).num_days());
        let day = [year, year + 1].into_iter().filter_map(in_year).find(near)?;
        fits(day, weekdays).then_some((day, it))
    })
}

/// A whole date of the body, its weekday with it, within a week of a day without a year: news of a
/// day, and no commemoration, names the weekday.
fn told_with_weekday<'a>(
    clues: &'a Clues<'_>,
    in_year: &impl Fn(i32) -> Option<NaiveDate>,
) -> Option<(NaiveDate, &'a Told)> {
    let latest = clues.latest_year()?;
    clues.told.iter().filter(|it| it.partial.weekday.is_some()).find_map(|it| {
        let day = it.partial.in_year(it.partial.year.filter(|it| *it == latest)?)?.as_day()?;
        let years = [day.year(), day.year() + 1, day.year() - 1];
        let near = |it: &NaiveDate| (-7..=7).contains(&(*it - day).num_days());
        Some((years.into_iter().filter_map(in_year).find(near)?, it))
    })
}

/// The day that lies near the anniversary that a clue tells of.
fn near_anniversary(
    clue: &YearClue,
    in_year: &impl Fn(i32) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    let (day, _) = clue.day?;
    let years = [day.year(), day.year() - 1, day.year() + 1];
    years.into_iter().filter_map(in_year).find(|it| (-10..=10).contains(&(*it - day).num_days()))
}

/// An anniversary told as the day itself: "on Monday, the 50th anniversary". One that is marked on a
/// Monday may be of any day of that month.
fn of_anniversary(clues: &Clues<'_>, steps: &mut Vec<String>) -> Option<Found> {
    const BETWEEN: [&str; 7] = ["the", "marked", "marks", "was", "is", "its", "their"];
    clues.years.iter().find_map(|clue| {
        let (day, span) = clue.day?;
        let before = clues.document.content.get(..span.start)?;
        let mut words = before.split_whitespace().rev().skip_while(|it| BETWEEN.contains(it));
        let weekday = words.next()?.trim_end_matches(',').parse::<Weekday>().ok()?;
        if day.weekday() != weekday {
            return None;
        }
        steps.push(format!("The year follows: {}.", clue.reason));
        steps.push(format!("{} is {}.", weekday_name(weekday), told(Date::Day(day))));
        Some(Found::at(Date::Day(day), Provenance::Inferred, span, &clues.document.content))
    })
}

fn add_weekday_step(day: NaiveDate, weekdays: &[Weekday], steps: &mut Vec<String>) {
    if let Some(weekday) = weekdays.first() {
        steps.push(format!(
            "The report says {}, which fits {}.",
            weekday_name(*weekday),
            told(Date::Day(day))
        ));
    }
}

/// The weekdays that the first sentences tell: a report's first weekday is its own day, or the day
/// before.
fn lead_weekdays(clues: &Clues<'_>, sentence: Option<usize>) -> Vec<Weekday> {
    let first = sentence.unwrap_or_default();
    clues
        .weekdays
        .iter()
        .filter(|(_, at)| (first..first + 3).contains(at))
        .map(|(it, _)| *it)
        .collect()
}

/// Whether a report of this day can say these weekdays of yesterday or of today.
fn fits(day: NaiveDate, weekdays: &[Weekday]) -> bool {
    let yesterday = day.weekday().pred();
    weekdays.iter().take(1).all(|it| *it == day.weekday() || *it == yesterday)
}

/// A whole date at the end: under a letter, or in a footer.
fn closing(clues: &Clues<'_>, steps: &mut Vec<String>) -> Option<Found> {
    let (day, span) = clues.closing.last()?;
    if clues.closing.iter().any(|(it, _)| it != day) {
        return None;
    }
    let blocks = &clues.document.blocks;
    let bodies = || blocks.iter().filter(|it| it.zone == crate::document::Zone::Body);
    let late = bodies().rev().take(3).any(|it| it.span.start <= span.end) || bodies().count() == 0;
    if !late {
        return None;
    }
    steps.push(format!("The document ends with the date `{}`.", clues.quote(*span)));
    Some(Found::at(Date::Day(*day), Provenance::Masthead, *span, &clues.document.content))
}

/// The weekday told in a sentence, just before or just after it.
pub(super) fn weekday_near(clues: &Clues<'_>, sentence: usize) -> Option<Weekday> {
    let near = sentence.saturating_sub(2)..=sentence + 1;
    clues.weekdays.iter().find(|(_, at)| near.contains(at)).map(|(it, _)| *it)
}

/// A weekday, and a caption with the whole date of such a weekday next to it.
fn of_caption(clues: &Clues<'_>, steps: &mut Vec<String>) -> Option<Found> {
    const LEAD: usize = 6;
    if clues.commemorates {
        return None;
    }
    clues.captions.iter().filter(|it| it.sentence <= LEAD).find_map(|it| {
        let day = it.partial.in_year(it.partial.year?)?.as_day()?;
        let latest = clues.latest_year().is_none_or(|it| day.year() >= it);
        let near = it.sentence.saturating_sub(1)..=it.sentence + 2;
        let (weekday, _) = clues.weekdays.iter().find(|(_, at)| near.contains(at))?;
        if !latest || day.weekday() != *weekday {
            return None;
        }
        let (weekday, quote) = (weekday_name(*weekday), clues.quote(it.span));
        steps.push(format!("The text says {weekday}, and the caption `{quote}`, which was one."));
        let (date, content) = (Date::Day(day), &clues.document.content);
        Some(Found::at(date, Provenance::Inferred, it.span, content))
    })
}

/// A weekday and a day of a month, told of one happening, that fit one year only.
fn of_weekday(
    clues: &Clues<'_>,
    steps: &mut Vec<String>,
    candidates: &mut Vec<Candidate>,
) -> Option<Found> {
    let (weekday, sentence) = *clues.weekdays.iter().find(|(_, at)| *at <= 3)?;
    let day = clues.told.iter().find(|it| {
        it.partial.year.is_none()
            && it.partial.month.is_some()
            && it.partial.day.is_some()
            && it.sentence <= sentence + 1
            && it.sentence + 1 >= sentence
    })?;
    let days: Vec<NaiveDate> = plausible(clues)
        .filter_map(|year| day.partial.in_year(year)?.as_day())
        .filter(|it| it.weekday() == weekday)
        .collect();
    if let [one] = days.as_slice()
        && is_supported(clues, *one)
    {
        let (weekday, quote) = (weekday_name(weekday), clues.quote(day.span));
        steps.push(format!("The text says {weekday} and `{quote}`."));
        steps.push(format!("Of the years {} this fits {} only.", years(clues), one.year()));
        let date = Date::Day(*one);
        return Some(Found::at(date, Provenance::Inferred, day.span, &clues.document.content));
    }
    for day in days {
        suggest(
            candidates,
            Date::Day(day),
            "the day and the weekday that the text tells fit this year",
        );
    }
    None
}

/// The years that come into question: from the latest one told to when the page was saved, or to
/// the year after.
pub(super) fn plausible(clues: &Clues<'_>) -> std::ops::Range<i32> {
    let Some(latest) = clues.latest_year() else { return 0..0 };
    let saved = clues.saved_by().map(|it| it.year()).filter(|it| *it >= latest);
    latest..saved.unwrap_or(latest + 1) + 1
}

/// Whether something besides the weekday speaks for the year of a day: the page bounds the years, or
/// the text tells of two whole dates in the two months before, or of one in digits, as captions do.
/// One in words may be of long ago, and next to an anniversary they are.
pub(super) fn is_supported(clues: &Clues<'_>, day: NaiveDate) -> bool {
    const MOST_YEARS: i32 = 5;
    const MOST_DAYS: i64 = 60;
    let years = plausible(clues);
    let bounded = clues.saved_by().is_some() && years.end - years.start <= MOST_YEARS;
    let told = |it: &Told| it.partial.year.and_then(|year| it.partial.in_year(year)?.as_day());
    let recent =
        |it: &&Told| told(it).is_some_and(|it| (1..=MOST_DAYS).contains(&(day - it).num_days()));
    let before: Vec<&Told> = clues.told.iter().filter(recent).collect();
    let days: BTreeSet<NaiveDate> = before.iter().filter_map(|it| told(it)).collect();
    let months: BTreeSet<NaiveDate> =
        clues.told.iter().filter_map(|it| month_before(it, day)).collect();
    let in_digits = |it: &&Told| !clues.quote(it.span).contains(char::is_alphabetic);
    bounded
        || before.iter().any(in_digits)
        || (days.len() > 1 || !days.is_empty() && !months.is_empty()) && !clues.commemorates
}

/// The first of a month that a text tells with its year and without a day, if it lies in the three
/// months before a day.
fn month_before(told: &Told, day: NaiveDate) -> Option<NaiveDate> {
    const MOST_DAYS: i64 = 92;
    let (year, month) = (told.partial.year?, told.partial.month?);
    let first = NaiveDate::from_ymd_opt(year, month, 1).filter(|_| told.partial.day.is_none())?;
    (0..=MOST_DAYS).contains(&(day - first).num_days()).then_some(first)
}

/// How steps tell the years that come into question.
pub(super) fn years(clues: &Clues<'_>) -> String {
    let years = plausible(clues);
    format!("from {} to {}", years.start, years.end - 1)
}

/// What the date may be where it could not be found.
pub(super) fn add_candidates(clues: &Clues<'_>, candidates: &mut Vec<Candidate>) {
    if clues.chronicle {
        return;
    }
    if let Some(latest) = clues.latest_year() {
        if clues.last_year {
            let reason = format!("the text tells of {latest} and says `last year`");
            suggest(candidates, Date::Year(latest + 1), reason);
        } else {
            let reason = format!("{latest} is the latest year that the text tells of");
            suggest(candidates, Date::Year(latest), reason);
        }
    }
    for clue in &clues.years {
        suggest(candidates, Date::Year(clue.year), clue.reason.clone());
    }
    if let Some(saved) = clues.saved_by() {
        let reason = format!("other dates of the page go up to {}", told(Date::Day(saved)));
        suggest(candidates, Date::Year(saved.year()), reason);
    }
}
