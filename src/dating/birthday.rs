//! Infers a date from a birthday of a person whose day of birth is known.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::date::{Date, weekday_name};
use crate::dating::clues::{Birthday, Clues};
use crate::dating::infer::{is_supported, plausible, weekday_near, years};
use crate::dating::{Found, Provenance, told};

/// A birthday of a person whose day of birth is known.
pub(super) fn of_birthday(clues: &Clues<'_>, steps: &mut Vec<String>) -> Option<Found> {
    clues.birthdays.iter().find_map(|it| match it.ordinal {
        Some(ordinal) => counted_birthday(clues, it, year_of(it, ordinal)?, steps),
        None => plain_birthday(clues, it, steps),
    })
}

/// "His 70th birthday", with a weekday next to it.
fn counted_birthday(
    clues: &Clues<'_>,
    birthday: &Birthday,
    year: i32,
    steps: &mut Vec<String>,
) -> Option<Found> {
    let day = on_birthday(birthday.born, year)?;
    if clues.latest_year().is_some_and(|it| it > year) {
        return None;
    }
    let found =
        |date| Found::at(date, Provenance::Inferred, birthday.span, &clues.document.content);
    let Some(weekday) = weekday_near(clues, birthday.sentence) else {
        steps.push(birthday_step(clues, birthday, year));
        steps.push("No weekday tells the day, so only the month is taken.".to_owned());
        return Some(found(Date::month(day.year(), day.month())?));
    };
    let near = nearest(day, weekday);
    if !(-1..=1).contains(&(near - day).num_days()) {
        return None;
    }
    steps.push(birthday_step(clues, birthday, year));
    steps.push(format!("{} is {}.", weekday_name(weekday), told(Date::Day(near))));
    Some(found(Date::Day(near)))
}

/// "His birthday", on a weekday on which it falls in one year only.
fn plain_birthday(
    clues: &Clues<'_>,
    birthday: &Birthday,
    steps: &mut Vec<String>,
) -> Option<Found> {
    let weekday = weekday_near(clues, birthday.sentence)?;
    let days: Vec<NaiveDate> = plausible(clues)
        .filter_map(|year| on_birthday(birthday.born, year))
        .filter(|it| it.weekday() == weekday)
        .collect();
    let [day] = days.as_slice() else { return None };
    if !is_supported(clues, *day) {
        return None;
    }
    steps.push(format!(
        "The birthday of a person born on {} is told.",
        told(Date::Day(birthday.born))
    ));
    let (weekday, years) = (weekday_name(weekday), years(clues));
    steps.push(format!("Of the years {years} it falls on a {weekday} in {} only.", day.year()));
    let date = Date::Day(*day);
    Some(Found::at(date, Provenance::Inferred, birthday.span, &clues.document.content))
}

pub(super) fn birthday_step(clues: &Clues<'_>, birthday: &Birthday, year: i32) -> String {
    format!(
        "The `{}` of a person born on {} is in {year}.",
        clues.quote(birthday.span),
        told(Date::Day(birthday.born))
    )
}

pub(super) fn year_of(birthday: &Birthday, ordinal: u32) -> Option<i32> {
    let count = i32::try_from(ordinal).ok().filter(|it| (1..=130).contains(it))?;
    Some(birthday.born.year() + count)
}

pub(super) fn on_birthday(day: NaiveDate, year: i32) -> Option<NaiveDate> {
    // Who was born on 29 February celebrates on the 28th.
    NaiveDate::from_ymd_opt(year, day.month(), day.day())
        .or_else(|| NaiveDate::from_ymd_opt(year, day.month(), day.day().saturating_sub(1)))
}

/// The day of that name nearest to a day, at most three days off.
fn nearest(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    (0..=3_u64)
        .flat_map(|it| [day.checked_sub_days(Days::new(it)), day.checked_add_days(Days::new(it))])
        .flatten()
        .find(|it| it.weekday() == weekday)
        .unwrap_or(day)
}
