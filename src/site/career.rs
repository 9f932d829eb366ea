//! An actor's roles over time, beside the events in which it takes part, and its parts in them.

use chrono::NaiveDate;
use serde::Serialize;

use crate::actor::{Actor, Role as Office};
use crate::config::capitalised;
use crate::date::{Date, When};
use crate::event::Role;
use crate::site::book::Book;
use crate::site::chart::{Axis, PanelsView, Row, TickView, panels};
use crate::site::group::Group;
use crate::site::listing::years_of;
use crate::site::relation::{counts, page_of};
use crate::site::words::Words;

/// The fewest dated events whose parts are counted by year.
const FEWEST: usize = 5;
/// The narrowest bar, in percent.
const NARROWEST: f64 = 0.4;
/// How near marks are that are drawn as one, in percent.
const APART: f64 = 0.15;
/// How long an end is that is not known, in percent.
const FADED: f64 = 5.0;
/// The longest time, in days, that is drawn as if it were known to the day.
const FINE: i64 = 31;

/// Roles as bars, and events as marks on the same time.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CareerView {
    roles: Vec<RoleView>,
    marks: Vec<SpanView>,
    /// "12 events".
    events: String,
    ticks: Vec<TickView>,
}

/// A role with its time.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RoleView {
    title: String,
    time: Option<String>,
    /// How many events lie wholly in its time.
    events: String,
    /// Its bar, the ends of which are paler where they are not known.
    spans: Vec<SpanView>,
}

/// From one day to another, in percent of the chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct SpanView {
    x: String,
    width: String,
    /// Whether it is drawn as something that is not quite known.
    open: bool,
}

/// A part of the chart in percent: from where to where, and whether it is not quite known.
type Part = (f64, f64, bool);

/// The time that a chart shows.
#[derive(Debug, Clone, Copy)]
struct Scale {
    start: NaiveDate,
    days: f64,
}

impl Scale {
    fn new(axis: &Axis) -> Self {
        let start = Date::Year(axis.year(0)).first_day();
        let days = (Date::Year(axis.last_year(axis.slots - 1)).last_day() - start).num_days() + 1;
        Self { start, days: count(days) }
    }

    /// From the beginning of a day to the end of another.
    fn part(&self, from: NaiveDate, to: NaiveDate, open: bool) -> Part {
        let at = |days: i64| (count(days) / self.days * 100.0).clamp(0.0, 100.0);
        let x = at((from - self.start).num_days());
        let end = at((to - self.start).num_days() + 1).max(x + NARROWEST);
        let over = (end - 100.0).max(0.0);
        (x - over, end - over, open)
    }
}

fn view((from, to, open): Part) -> SpanView {
    SpanView { x: format!("{from:.2}%"), width: format!("{:.2}%", to - from), open }
}

/// Parts in order, those that touch as one.
fn joined(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by(|a, b| a.2.cmp(&b.2).then(a.0.total_cmp(&b.0)));
    let mut all: Vec<Part> = Vec::new();
    for part in parts {
        match all.last_mut().filter(|it| it.2 == part.2 && part.0 <= it.1 + APART) {
            Some(last) => last.1 = last.1.max(part.1),
            None => all.push(part),
        }
    }
    all
}

/// The bar of a role, with a paler end where its beginning or its end is not known.
fn bar((from, to, _): Part, role: &Office) -> Vec<SpanView> {
    let faded = FADED.min((to - from) / 3.0);
    let head = if role.from.is_none() { from + faded } else { from };
    let tail = if role.until.is_none() { to - faded } else { to };
    let parts = [(from, head, true), (head, tail, false), (tail, to, true)];
    parts.into_iter().filter(|it| it.1 > it.0).map(view).collect()
}

/// What an actor was, in words: title and time.
pub(crate) fn role_in_words(role: &Office, words: &Words) -> (String, Option<String>) {
    let title = match &role.of {
        Some(of) => capitalised(&format!("{}, {of}", role.title)),
        None => capitalised(&role.title),
    };
    let said = |it: Date| words.date(it);
    let time = match (role.from, role.until) {
        (Some(from), Some(until)) => Some(words.range(&said(from), &said(until))),
        (Some(from), None) => Some(words.since(&said(from))),
        (None, Some(until)) => Some(words.until(&said(until))),
        (None, None) => None,
    };
    (title, time)
}

/// The roles of an actor and its events on one scale; nothing without both.
pub(crate) fn career(book: &Book<'_>, group: &Group, actor: &Actor) -> Option<CareerView> {
    let dates: Vec<When> = dated(book, group)
        .iter()
        .filter_map(|(_, at)| book.content.timeline.events[*at].event.dated.when())
        .collect();
    let timed = |it: &&Office| it.from.is_some() || it.until.is_some();
    let timed: Vec<&Office> = actor.roles.iter().filter(timed).collect();
    if timed.is_empty() {
        return None;
    }
    let bounds = dates.iter().map(|it| it.bounds());
    let ends = timed.iter().flat_map(|it| [it.from, it.until]).flatten();
    let all: Vec<(NaiveDate, NaiveDate)> =
        ends.map(|it| (it.first_day(), it.last_day())).chain(bounds.clone()).collect();
    bounds.clone().next()?;
    let from = all.iter().map(|it| it.0).min()?;
    let to = all.iter().map(|it| it.1).max()?;
    let axis = Axis::new(chrono::Datelike::year(&from), chrono::Datelike::year(&to));
    let scale = Scale::new(&axis);
    let marks = bounds
        .map(|(first, last)| scale.part(first, last, (last - first).num_days() > FINE))
        .collect();
    let roles = timed.iter().map(|role| {
        let (title, time) = role_in_words(role, &book.words);
        let held = held(role, from, to);
        RoleView {
            title,
            time,
            events: book.words.count("events", within(&dates, held)),
            spans: bar(scale.part(held.0, held.1, false), role),
        }
    });
    Some(CareerView {
        roles: roles.collect(),
        marks: joined(marks).into_iter().map(view).collect(),
        events: book.words.count("events", dates.len()),
        ticks: axis.ticks(14.0, &book.words),
    })
}

/// From when to when a role was held, as far as a chart of this time shows it.
fn held(role: &Office, from: NaiveDate, to: NaiveDate) -> (NaiveDate, NaiveDate) {
    (role.from.map_or(from, Date::first_day), role.until.map_or(to, Date::last_day))
}

/// How many dates lie wholly between two days.
fn within(dates: &[When], (from, to): (NaiveDate, NaiveDate)) -> usize {
    let inside = |it: &&When| from <= it.first_day() && it.last_day() <= to;
    dates.iter().filter(inside).count()
}

/// In which part an actor takes part, year by year; nothing where it has few events.
pub(crate) fn parts(book: &Book<'_>, group: &Group) -> Option<PanelsView> {
    let dated = dated(book, group);
    if dated.len() < FEWEST {
        return None;
    }
    let years = dated.iter().map(|it| it.0);
    let axis = Axis::new(years.clone().min()?, years.max()?);
    let has = |at: usize, role: Role| {
        let event = &book.content.timeline.events[at].event;
        event.participants.iter().any(|it| it.actor.as_str() == group.id && it.role == role)
    };
    let all =
        [(Role::Agent, "agent"), (Role::Target, "target"), (Role::Participant, "participant")];
    let rows = all.map(|(role, word)| Row {
        label: capitalised(book.words.get(word)),
        class: "way-both",
        counts: counts(&axis, &dated, &|at| has(at, role)),
    });
    Some(panels(&axis, &rows, &book.words, &|slot| page_of(book, &axis, slot)))
}

/// The events of an actor that have a year.
fn dated(book: &Book<'_>, group: &Group) -> Vec<(i32, usize)> {
    let years = years_of(book, group).into_iter();
    let years = years.filter_map(|(period, events)| Some((book.periods[period].year?, events)));
    years.flat_map(|(year, events)| events.into_iter().map(move |at| (year, at))).collect()
}

fn count(days: i64) -> f64 {
    f64::from(i32::try_from(days).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(from: &str, until: &str) -> Office {
        let of = |it: &str| it.parse().ok();
        Office { title: "premier".to_owned(), of: None, from: of(from), until: of(until) }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse::<When>().map_or(NaiveDate::MIN, |it| it.first_day())
    }

    #[test]
    fn a_role_without_an_end_lasts_as_long_as_the_chart() {
        let (from, to) = (day("2010-01-01"), day("2025-12-31"));
        assert_eq!(held(&office("2012-04", ""), from, to), (day("2012-04-01"), to));
        assert_eq!(held(&office("", "2012-04"), from, to), (from, day("2012-04-30")));
    }

    #[test]
    fn what_is_not_wholly_in_a_time_is_not_counted() {
        let dates: Vec<When> = ["2012-03-31", "2012-04", "2012-05-01", "2012"]
            .iter()
            .flat_map(|it| it.parse())
            .collect();
        assert_eq!(dates.len(), 4);
        assert_eq!(within(&dates, (day("2012-04-01"), day("2012-12-31"))), 2);
    }

    #[test]
    fn days_become_percent() {
        let axis = Axis::new(2021, 2024);
        let part = Scale::new(&axis).part(day("2022-01-01"), day("2022-12-31"), false);
        let expected = SpanView { x: "24.98%".to_owned(), width: "24.98%".to_owned(), open: false };
        assert_eq!(view(part), expected);
    }

    #[test]
    fn an_end_that_is_not_known_is_paler() {
        let told = |role: &Office| -> Vec<(String, bool)> {
            let bar = bar((10.0, 40.0, false), role).into_iter();
            bar.map(|it| (format!("{} {}", it.x, it.width), it.open)).collect()
        };
        let known = [("10.00% 30.00%".to_owned(), false)];
        assert_eq!(told(&office("2011", "2012")), known);
        let open = [("10.00% 25.00%".to_owned(), false), ("35.00% 5.00%".to_owned(), true)];
        assert_eq!(told(&office("2011", "")), open);
    }

    #[test]
    fn marks_that_touch_are_one() {
        let marks =
            vec![(50.0, 50.4, false), (10.0, 10.4, false), (10.3, 10.7, false), (10.2, 12.0, true)];
        let expected = [(10.0, 10.7, false), (50.0, 50.4, false), (10.2, 12.0, true)];
        assert_eq!(joined(marks), expected);
    }
}
