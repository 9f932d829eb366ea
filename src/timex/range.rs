//! From one day or month to another: `September 6-9`, `from 12 to 17 May`, `between April and June`.

use crate::timex::absolute::{valid, year_after};
use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Part, Point, Year};

/// A joint of a range: a dash, "to", "through", "until", or "and" after "between".
fn joint(c: &Cursor<'_>, at: usize, between: bool) -> Option<usize> {
    match c.class(at) {
        Class::Mark(b'-') | Class::To | Class::Through | Class::Until => Some(at + 1),
        Class::And if between => Some(at + 1),
        _ => None,
    }
}

/// `September 6-9`: the second day after the first.
pub(super) fn day_range(
    c: &Cursor<'_>,
    (month, day): (u32, u32),
    after: usize,
    between: bool,
) -> Option<Found> {
    let next = joint(c, after, true)?;
    if c.is(after, Class::And) && matches!(c.class(next), Class::Ordinal(_)) {
        return None;
    }
    let (last, end) = c.day(next)?;
    if last <= day || !valid(month, last) || c.digits_go_on(end) || c.month(end).is_some() {
        return None;
    }
    // "April 24 and 25" is one stretch, "June 5 and 23" two days.
    if c.is(after, Class::And) && last > day + 1 && !between {
        return None;
    }
    if !c.mark(after, b'-')
        && matches!(c.class(end), Class::Units(_) | Class::Other)
        && c.is(after, Class::And)
    {
        return None;
    }
    let (year, end) = year_after(c, end);
    let from = Point { year, part: Part::Day(month, day), ..Point::default() };
    let to = Point { year, part: Part::Day(month, last), ..Point::default() };
    Some(Found::range(end, "range/days", (from, after), (to, next)))
}

/// `6-9 September 2023`, `12 to 17 September`, `30 August to 2 September 2023`.
pub(super) fn day_span_first(
    c: &Cursor<'_>,
    start: usize,
    day: u32,
    after: usize,
) -> Option<Found> {
    let next = joint(c, after, true)?;
    let next = c.after(next, Class::The);
    let second = next;
    let (last, end) = c.day(next)?;
    let (month, _, end) = c.month(c.after(end, Class::Of))?;
    let apart = c.is(after, Class::And)
        && last > day + 1
        && !matches!(c.before(c.back_over_the(start)), Class::Between);
    if last <= day || !valid(month, last) || apart {
        return None;
    }
    let (year, end) = year_after(c, end);
    let from = Point { year, part: Part::Day(month, day), ..Point::default() };
    let to = Point { year, part: Part::Day(month, last), ..Point::default() };
    Some(Found::range(end, "range/days", (from, after), (to, second)))
}

/// `Oct. 30-Nov. 2, 2023`, `from 30 August to 2 September 2023`, `between May 3 and June 9`.
pub(super) fn date_range(c: &Cursor<'_>, at: usize, from: Point, after: usize) -> Option<Found> {
    let next = spelled_joint(c, at, after)?;
    let next = c.after(next, Class::The);
    let (part, end) = month_day(c, next).or_else(|| day_month(c, next))?;
    let (year, end) = year_after(c, end);
    let from = if from.year == Year::Missing { Point { year, ..from } } else { from };
    let to = Point { year, part, ..Point::default() };
    Some(Found::range(end, "range/dates", (from, after), (to, next)))
}

/// A dash, or "to" after "from", or "and" after "between".
fn spelled_joint(c: &Cursor<'_>, at: usize, after: usize) -> Option<usize> {
    let joined = match c.class(after) {
        Class::Mark(b'-') => true,
        Class::To | Class::Through | Class::Until => c.before(c.back_over_the(at)) == Class::From,
        Class::And => c.before(c.back_over_the(at)) == Class::Between,
        _ => false,
    };
    joined.then_some(after + 1)
}

fn month_day(c: &Cursor<'_>, at: usize) -> Option<(Part, usize)> {
    let (month, _, end) = c.month(at)?;
    let (day, end) = c.day(end)?;
    valid(month, day).then_some((Part::Day(month, day), end))
}

fn day_month(c: &Cursor<'_>, at: usize) -> Option<(Part, usize)> {
    let (day, end) = c.day(at)?;
    let (month, _, end) = c.month(end)?;
    valid(month, day).then_some((Part::Day(month, day), end))
}

/// `April-June 2019`, `April to June`, `between April and June`; with a day at the end as well.
pub(super) fn month_range(c: &Cursor<'_>, at: usize, month: u32, after: usize) -> Option<Found> {
    let next = match c.class(after) {
        Class::To | Class::Through => after + 1,
        _ => spelled_joint(c, at, after)?,
    };
    let (last, _, end) = c.month(next)?;
    if last == month {
        return None;
    }
    if c.day(end).is_some() {
        return month_to_day(c, (at, month, after), next);
    }
    let (year, end) = year_after(c, end);
    let from = Point { year, part: Part::Month(month), ..Point::default() };
    let to = Point { year, part: Part::Month(last), ..Point::default() };
    Some(Found::range(end, "range/months", (from, after), (to, next)))
}

/// `from January to December 30 last year`: a month first, a day at the other end.
fn month_to_day(
    c: &Cursor<'_>,
    (at, month, after): (usize, u32, usize),
    next: usize,
) -> Option<Found> {
    spelled_joint(c, at, after)?;
    let (part, end) = month_day(c, next)?;
    let (year, last) = year_after(c, end);
    // "from January to December 30 people came"
    if year == Year::Missing && c.class(end) == Class::Other {
        return None;
    }
    let from = Point { year, part: Part::Month(month), ..Point::default() };
    let to = Point { year, part, ..Point::default() };
    Some(Found::range(last, "range/months", (from, after), (to, next)))
}
