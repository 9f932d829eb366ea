//! The phases of the relationship on the pages: which phase an event lies in, where the head of a
//! phase stands on a spine, and the spans of the overview strip.
//!
//! An event lies in one phase at most ([`PhaseEntry::holding`]).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use crate::config::PhaseEntry;
use crate::date::{Date, When};
use crate::site::book::Book;
use crate::site::chart::thousandths;
use crate::site::markdown::html_of;
use crate::site::part::spine_page;
use crate::site::spine::YearView;
use crate::site::words::Words;

/// How many colours there are; phases take them in turn.
const HUES: usize = 3;

/// A phase, as pages know it.
#[derive(Debug, Clone)]
pub(crate) struct Phase {
    /// Which one it is in order of time, from 1.
    number: usize,
    name: String,
    /// "2011 – April 2019", "since 2022".
    dates: String,
    note: Option<String>,
    first: NaiveDate,
    last: NaiveDate,
}

/// The phase that an event lies in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct InPhaseView {
    pub(crate) number: usize,
    /// 1 to [`HUES`].
    pub(crate) hue: usize,
    pub(crate) name: String,
}

/// What stands where a phase begins on a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PhaseHeadView {
    number: usize,
    hue: usize,
    name: String,
    dates: String,
    /// The note as HTML, and whether links may lead here, where the phase stands for the first time.
    note: Option<String>,
    first: bool,
}

/// The span of a phase in the overview strip, in hundredths of its width.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SpanView {
    number: usize,
    hue: usize,
    name: String,
    dates: String,
    x: String,
    width: String,
    /// What stands within the span: its name, or its number where it is too short for that.
    label: String,
    /// Its line, from 0: phases that overlap stand below each other.
    pub(crate) lane: usize,
    y: usize,
    /// Where it leads; nowhere, if no event lies in it.
    url: Option<String>,
}

/// The author's phases in order of time.
pub(crate) fn phases(entries: &[PhaseEntry], words: &Words) -> Vec<Phase> {
    let phase = |(at, it): (usize, &PhaseEntry)| {
        let (first, last) = it.bounds();
        Phase {
            number: at + 1,
            name: it.name.trim().to_owned(),
            dates: dates(it, words),
            note: it.note.clone().filter(|it| !it.trim().is_empty()),
            first,
            last,
        }
    };
    PhaseEntry::in_order(entries).into_iter().enumerate().map(phase).collect()
}

fn dates(it: &PhaseEntry, words: &Words) -> String {
    match (it.from, it.until) {
        (Some(from), Some(until)) if from == until => words.date(from),
        (Some(from), Some(until)) => words.when(When::between(from, until)),
        (Some(from), None) => words.since(&words.date(from)),
        (None, Some(until)) => words.until(&words.date(until)),
        (None, None) => String::new(),
    }
}

/// The phase that a date lies in by its first day.
pub(crate) fn phase_of(phases: &[Phase], when: When) -> Option<InPhaseView> {
    let phase = PhaseEntry::holding(phases, |it| (it.first, it.last), when)?;
    Some(InPhaseView { number: phase.number, hue: phase.hue(), name: phase.name.clone() })
}

impl Phase {
    fn hue(&self) -> usize {
        (self.number - 1) % HUES + 1
    }
}

/// Puts the head of each phase where it begins on the page, and says which headings lie wholly
/// within one.
pub(crate) fn head(years: &mut [YearView], book: &Book<'_>, root: &str) {
    let mut before: Option<usize> = None;
    let mut seen = BTreeSet::new();
    for year in years.iter_mut() {
        let mut at_top = true;
        for row in year.months.iter_mut().flat_map(|it| &mut it.rows) {
            let number = row.event.phase.as_ref().map(|it| it.number);
            let begins = number.filter(|_| number != before);
            before = number;
            let phase = begins.and_then(|it| book.phases.get(it - 1));
            let head = phase.map(|it| head_view(book, it, root, seen.insert(it.number)));
            if std::mem::take(&mut at_top) {
                year.phase_head = head;
            } else {
                row.phase_head = head;
            }
        }
        for month in &mut year.months {
            month.phase = common(month.rows.iter().map(|it| it.event.phase.as_ref()));
        }
        year.phase = common(year.months.iter().map(|it| it.phase.as_ref()));
    }
}

fn head_view(book: &Book<'_>, phase: &Phase, root: &str, first: bool) -> PhaseHeadView {
    let raw = book.content.config.settings.raw_html;
    PhaseHeadView {
        number: phase.number,
        hue: phase.hue(),
        name: phase.name.clone(),
        dates: phase.dates.clone(),
        note: phase.note.as_deref().filter(|_| first).map(|it| html_of(it, root, raw)),
        first,
    }
}

/// What all of them are, if they are one.
fn common<'a>(mut phases: impl Iterator<Item = Option<&'a InPhaseView>>) -> Option<InPhaseView> {
    let first = phases.next()??;
    phases.all(|it| it == Some(first)).then(|| first.clone())
}

/// The fragments of the phases that have their head among these years.
pub(crate) fn heads(years: &[YearView]) -> BTreeSet<usize> {
    let rows = years.iter().flat_map(|it| &it.months).flat_map(|it| &it.rows);
    let heads = rows.filter_map(|it| it.phase_head.as_ref());
    heads.chain(years.iter().filter_map(|it| it.phase_head.as_ref())).map(|it| it.number).collect()
}

/// The spans of the phases over a time from the first of a year to the last of another one. `bars` is
/// how many bars stand over it.
pub(crate) fn spans(
    book: &Book<'_>,
    (from, until): (i32, i32),
    bars: usize,
    link: &dyn Fn(usize, String) -> String,
) -> Vec<SpanView> {
    let (start, end) = (Date::Year(from).first_day(), Date::Year(until).last_day());
    let days = (end - start).num_days() + 1;
    let mut lanes: Vec<NaiveDate> = Vec::new();
    let mut spans = Vec::new();
    for it in book.phases.iter().filter(|it| it.first <= end && start <= it.last) {
        let (first, last) = (it.first.max(start), it.last.min(end));
        let lane = lanes.iter().position(|taken| *taken < first).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(taken) => *taken = last,
            None => lanes.push(last),
        }
        let tenths = |day: NaiveDate| (day - start).num_days() * 1000 / days;
        let (left, right) = (tenths(first), ((last - start).num_days() + 1) * 1000 / days);
        let said = |it: i64| thousandths(usize::try_from(it).unwrap_or_default());
        let room = i64::try_from(bars).unwrap_or(0) * NARROWEST * (right - left) / 1000;
        let label = if wide(&it.name) <= room { it.name.clone() } else { it.number.to_string() };
        spans.push(SpanView {
            number: it.number,
            hue: it.hue(),
            name: it.name.clone(),
            dates: it.dates.clone(),
            x: said(left),
            width: said(right - left),
            label,
            lane,
            y: lane * LANE,
            url: first_period(book, it.number).map(|url| link(it.number, url)),
        });
    }
    spans
}

/// How high a line of spans is, in pixels.
pub(crate) const LANE: usize = 24;

/// How wide a bar is at least, in pixels: see `.bar` in relata.css.
const NARROWEST: i64 = 24;

/// About how wide a name is with a little room, in pixels.
fn wide(name: &str) -> i64 {
    let letter = |it: char| if it >= '\u{1100}' { 13 } else { 7 };
    name.chars().map(letter).sum::<i64>() + 10
}

/// The page along the spine that has the first event of the phase.
fn first_period(book: &Book<'_>, number: usize) -> Option<String> {
    let within = |at: &usize| book.events[*at].phase.as_ref().is_some_and(|it| it.number == number);
    let (period, event) = book
        .periods
        .iter()
        .find_map(|period| Some((period, *period.events.iter().find(|it| within(it))?)))?;
    Some(spine_page(book, period, event))
}

/// The names of the phases that a time has days of, for a table.
pub(crate) fn named(book: &Book<'_>, (from, until): (i32, i32)) -> String {
    let (start, end) = (Date::Year(from).first_day(), Date::Year(until).last_day());
    let within = book.phases.iter().filter(|it| it.first <= end && start <= it.last);
    within.map(|it| it.name.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, from: &str, until: &str) -> PhaseEntry {
        let date = |it: &str| it.parse().ok();
        PhaseEntry { name: name.to_owned(), from: date(from), until: date(until), note: None }
    }

    #[test]
    fn an_event_lies_in_the_phase_that_began_last() {
        let words = Words::new("en", &[]).0;
        let all = [
            entry("Thaw", "2019-04", ""),
            entry("Before", "", "2019-03"),
            entry("Pandemic", "2020", "2022"),
        ];
        let all = phases(&all, &words);
        let of = |edtf: &str| phase_of(&all, edtf.parse().unwrap()).map(|it| (it.number, it.name));
        assert_eq!(of("1999"), Some((1, "Before".to_owned())));
        // A year stands before its months, and so does its phase.
        assert_eq!(of("2019"), Some((1, "Before".to_owned())));
        assert_eq!(of("2019-04-25"), Some((2, "Thaw".to_owned())));
        assert_eq!(of("2021-05"), Some((3, "Pandemic".to_owned())));
        assert_eq!(of("2023"), Some((2, "Thaw".to_owned())));
        let dates: Vec<&str> = all.iter().map(|it| it.dates.as_str()).collect();
        assert_eq!(dates, ["until March 2019", "since April 2019", "2020–2022"]);
    }
}
