//! Chooses among the dates of the masthead.
//!
//! A date labelled as that of publication comes first, then a bare date line, then a date of change.
//! Where two stand and nothing labels them, the dateline and what the body tells decide: one of them
//! is often the time of saving.

use std::borrow::Cow;

use chrono::{Datelike, Days, NaiveDate};

use crate::date::Date;
use crate::dating::clues::{Clues, HeaderDate};
use crate::dating::{Candidate, Found, Numeric, Order, Provenance, suggest, told};
use crate::document::Label;

/// The date that the masthead gives.
pub(super) fn find(
    clues: &Clues<'_>,
    steps: &mut Vec<String>,
    candidates: &mut Vec<Candidate>,
) -> Option<Found> {
    if let Some(found) = days_before_saving(clues, steps) {
        return Some(found);
    }
    let ranks = [
        (Some(Label::Published), false),
        (None, false),
        (Some(Label::Updated), false),
        // A headline may name the day that it is about: then the text tells of later ones.
        (None, true),
    ];
    for (label, in_title) in ranks {
        let latest = clues.latest_year().filter(|_| in_title);
        let later = |it: &HeaderDate| latest.is_some_and(|year| it.partial.year < Some(year));
        let ranked = |it: &&HeaderDate| it.label == label && it.in_title == in_title && !later(it);
        let headers: Vec<&HeaderDate> = clues.headers.iter().filter(ranked).collect();
        if headers.is_empty() {
            continue;
        }
        let days: Vec<Day<'_>> = headers
            .iter()
            .filter_map(|it| {
                let (day, why) = day_of(clues, it)?;
                Some((day, *it, why))
            })
            .collect();
        if days.is_empty() {
            for date in headers.iter().flat_map(|it| it.partial.readings()) {
                suggest(candidates, date, "the header can be read so");
            }
            if headers.iter().any(|it| !it.partial.readings().is_empty()) {
                steps.push("The date of the header can be read day first or month first, and nothing else in the document decides.".to_owned());
            }
            continue;
        }
        let chosen = choose(clues, &days, label, steps)?;
        let (day, header, why) = chosen;
        let quote = clues.quote(header.span);
        steps.push(format!("The header says `{quote}`: {}{why}.", told(Date::Day(day))));
        return Some(Found::at(
            Date::Day(day),
            Provenance::Masthead,
            header.span,
            &clues.document.content,
        ));
    }
    None
}

/// "5 days ago" on a page saved on a day that stands beside it.
fn days_before_saving(clues: &Clues<'_>, steps: &mut Vec<String>) -> Option<Found> {
    let (days, span) = clues.days_ago?;
    let mut saved =
        clues.headers.iter().filter(|it| it.label.is_none() || it.label == Some(Label::Saved));
    let saved = clues.saved.or_else(|| saved.find_map(|it| day_of(clues, it)).map(|it| it.0));
    let beside = clues.beside.iter().filter(|(_, it)| it.start.abs_diff(span.end) < 80);
    let saved = saved.or_else(|| beside.map(|(day, _)| *day).next())?;
    let day = saved.checked_sub_days(Days::new(u64::try_from(days).ok()?))?;
    steps.push(format!(
        "The page says `{}` and was saved on {}, so it is of {}.",
        clues.quote(span),
        told(Date::Day(saved)),
        told(Date::Day(day))
    ));
    Some(Found::at(Date::Day(day), Provenance::Masthead, span, &clues.document.content))
}

/// How the masthead's dates in digits are read, by what the document itself says.
pub(super) fn numeric(clues: &Clues<'_>) -> Numeric {
    let mut numeric = Numeric::Absent;
    for header in clues.headers.iter().filter(|it| it.label != Some(Label::Saved)) {
        let order = match days(header).as_slice() {
            [month_first, day_first] => {
                between(clues, header, *month_first, *day_first).map(|it| it.0)
            }
            _ => shown_order(header.span.of(&clues.document.content)),
        };
        match order {
            Some(order) => return Numeric::Shown(order),
            None if header.partial.ambiguous_day_month => numeric = Numeric::Open,
            None => {}
        }
    }
    numeric
}

/// The order of a date in digits that leaves no choice: `24/08/2011`.
fn shown_order(words: &str) -> Option<Order> {
    let mut numbers = words.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    let end = |it: &str| it.as_ptr() as usize + it.len() - words.as_ptr() as usize;
    let numbers: Vec<&str> = numbers.by_ref().collect();
    numbers.windows(3).find_map(|it| {
        let marks = [it[0], it[1]].map(|it| words.as_bytes().get(end(it)).copied());
        let divided = marks[0] == marks[1] && matches!(marks[0], Some(b'/' | b'.' | b'-'));
        let [first, second] = [it[0], it[1]].map(|it| it.parse::<u32>().unwrap_or_default());
        match (first, second) {
            _ if !divided || it[2].len() != 4 => None,
            (13..=31, 1..=12) => Some(Order::DayFirst),
            (1..=12, 13..=31) => Some(Order::MonthFirst),
            _ => None,
        }
    })
}

fn days(header: &HeaderDate) -> Vec<NaiveDate> {
    header.partial.readings().into_iter().filter_map(Date::as_day).collect()
}

/// The day of a header, with what decided between two readings or gave the year.
fn day_of<'a>(clues: &Clues<'a>, header: &HeaderDate) -> Option<(NaiveDate, Cow<'a, str>)> {
    match days(header).as_slice() {
        [one] => Some((*one, "".into())),
        [month_first, day_first] => {
            let pick = |order| if order == Order::DayFirst { *day_first } else { *month_first };
            if let Some((order, why)) = between(clues, header, *month_first, *day_first) {
                return Some((pick(order), why.into()));
            }
            let (order, why) = clues.order?;
            Some((pick(order), format!(", {why}").into()))
        }
        _ => None,
    }
}

/// Day first or month first, by what else the document says.
fn between(
    clues: &Clues<'_>,
    header: &HeaderDate,
    month_first: NaiveDate,
    day_first: NaiveDate,
) -> Option<(Order, &'static str)> {
    let pick = |is_day_first: bool, why: &'static str| {
        Some((if is_day_first { Order::DayFirst } else { Order::MonthFirst }, why))
    };
    // The dateline, another header, or the footer is near only one of the two.
    let near = |day: NaiveDate| {
        let line = clues.dateline.as_ref().and_then(|it| it.partial.in_year(day.year()));
        line.and_then(Date::as_day).is_some_and(|it| (day - it).num_days().abs() <= 3)
    };
    match (near(month_first), near(day_first)) {
        (true, false) => return pick(false, ", read month first because of the dateline"),
        (false, true) => return pick(true, ", read day first because of the dateline"),
        _ => {}
    }
    let others = clues
        .headers
        .iter()
        .filter(|it| it.span != header.span && !it.partial.ambiguous_day_month)
        .filter_map(|it| it.partial.readings().first().and_then(|it| it.as_day()))
        .chain(clues.closing.iter().map(|(day, _)| *day));
    for other in others {
        let close = |day: NaiveDate| (day - other).num_days().abs() <= 3;
        match (close(month_first), close(day_first)) {
            (true, false) => return pick(false, ", read month first because of the other date"),
            (false, true) => return pick(true, ", read day first because of the other date"),
            _ => {}
        }
    }
    if let Some(order) = clues.day_first {
        return pick(
            order,
            if order {
                ", read day first as the other dates are"
            } else {
                ", read month first as the other dates are"
            },
        );
    }
    let weekday = header.partial.weekday;
    let on = |day: NaiveDate| weekday == Some(day.weekday());
    match (on(month_first), on(day_first)) {
        (true, false) => return pick(false, ", read month first because of the weekday"),
        (false, true) => return pick(true, ", read day first because of the weekday"),
        _ => {}
    }
    // What a report tells of its own days lies in the weeks before it.
    let fit = |day: NaiveDate| {
        let told = clues
            .told
            .iter()
            .filter_map(|it| it.partial.in_year(it.partial.year.unwrap_or(day.year())));
        told.filter_map(Date::as_day)
            .filter(|it| (-3..=21).contains(&(day - *it).num_days()))
            .count()
    };
    let (month_fits, day_fits) = (fit(month_first), fit(day_first));
    if month_fits != day_fits {
        return pick(day_fits > month_fits, ", read so because of the days that the text tells of");
    }
    // Zones of the United States go with the month first.
    let line = clues.quote(header.span);
    let after: String = clues.document.content[header.span.end..].chars().take(24).collect();
    let american = [" ET", " EST", " EDT", " CT", " CST", " PT", " PST", " PDT"];
    let zone = american
        .iter()
        .any(|it| after.lines().next().is_some_and(|l| l.contains(it)) || line.ends_with(it));
    if zone { pick(false, ", read month first because of the time zone") } else { None }
}

type Day<'a> = (NaiveDate, &'a HeaderDate, Cow<'a, str>);

/// The one that the rest of the document agrees with. `None` if the dateline contradicts all of them
/// and none is labelled.
fn choose<'a>(
    clues: &Clues<'_>,
    days: &[Day<'a>],
    label: Option<Label>,
    steps: &mut Vec<String>,
) -> Option<Day<'a>> {
    if let Some(line) = &clues.dateline {
        let agrees = |day: NaiveDate| {
            let year = line.partial.year.unwrap_or(day.year());
            let same = [year, year - 1].iter().find_map(|it| line.partial.in_year(*it)?.as_day());
            same.is_some_and(|it| (-1..=3).contains(&(day - it).num_days()))
        };
        if let Some(found) = days.iter().find(|it| agrees(it.0)) {
            if days.len() > 1 {
                steps.push("Of the dates in the header, one agrees with the dateline.".to_owned());
            }
            return Some(found.clone());
        }
        if label != Some(Label::Published) {
            steps.push("The date in the header does not agree with the dateline: it is taken for the day on which the page was saved.".to_owned());
            return None;
        }
    }
    let mut best: Option<(i64, &Day<'a>)> = None;
    for (index, day) in days.iter().enumerate() {
        let score = agreement(clues, day.0) * 10 - i64::try_from(index).unwrap_or_default();
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, day));
        }
    }
    let chosen = best?.1.clone();
    if days.iter().any(|it| it.0 != chosen.0) {
        let rest = "Several dates stand in the header: the one that fits what the text tells, and that stands first, is taken.";
        steps.push(rest.to_owned());
    }
    Some(chosen)
}

/// How well a day fits what the body tells: nothing that was may lie after it, and the days told
/// of lie shortly before it.
fn agreement(clues: &Clues<'_>, day: NaiveDate) -> i64 {
    let mut score = 0;
    for told in &clues.told {
        let Some(year) = told.partial.year else {
            let near = [day.year(), day.year() - 1]
                .iter()
                .find_map(|it| told.partial.in_year(*it)?.as_day());
            score += i64::from(near.is_some_and(|it| (0..=10).contains(&(day - it).num_days())));
            continue;
        };
        score += i64::from(year == day.year()) - 2 * i64::from(year > day.year() + 1);
    }
    score
}
