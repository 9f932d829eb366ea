//! Quarters and halves of a year, and the comparisons that company news makes between them.

use crate::timex::absolute::year_after;
use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Lean, Meaning, Origin, Part, Unit, Year};
use crate::timex::partial::{fiscal, point};

pub(super) const RULES: &[&str] =
    &["quarter/of-year", "quarter/bare", "quarter/told", "quarter/year-before", "half/of-year"];

/// `the third quarter of 1990`, `third-quarter`, `next year's first quarter`, `the second half`.
pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if let Some(found) = code(c, at) {
        return Some(found);
    }
    let (owner, start) = owning_year(c, at);
    let start = if owner == Year::Missing { c.after(start, Class::The) } else { start };
    let start = if matches!(c.class(start), Class::Fiscal | Class::Financial) {
        c.hyphen(start + 1)
    } else {
        start
    };
    // "the 1988 second quarter"
    let (owner, start) = match c.year(start) {
        Some((year, end)) if owner == Year::Missing && c.ordinal(end).is_some() => {
            (Year::Given(year), end)
        }
        _ => (owner, start),
    };
    if let Some(found) = told_quarter(c, at, owner, start) {
        return Some(found);
    }
    let (number, end) = c.ordinal(start)?;
    // "the third-quarter loss": the article belongs to the loss.
    if c.mark(end, b'-') && c.is(at, Class::The) {
        return None;
    }
    let end = c.hyphen(end);
    let (part, end) = match c.class(end) {
        Class::Unit(Unit::Quarter) if (1..=4).contains(&number) => {
            (Part::Quarter(number as u8), end + 1)
        }
        Class::Half if (1..=2).contains(&number) => (Part::Half(number as u8), end + 1),
        _ => return None,
    };
    let (year, end) = match owner {
        Year::Missing => year_after(c, end),
        year => (year, end),
    };
    let (year, end) = match year {
        Year::Missing => of_the_year(c, end),
        year => (year, end),
    };
    match part {
        Part::Half(_) if year == Year::Missing => None,
        Part::Half(_) => Some(Found::point(end, "half/of-year", point(year, part, Lean::Bare))),
        _ if year != Year::Missing => {
            Some(Found::point(end, "quarter/of-year", point(year, part, Lean::Bare)))
        }
        _ => Some(Found::point(end, "quarter/bare", point(year, part, Lean::Bare))),
    }
}

/// `Q3 2024`, `Q3`, `H1 2025`.
fn code(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let part = match c.class(at) {
        Class::QuarterCode(quarter) => Part::Quarter(quarter),
        Class::HalfCode(half) => Part::Half(half),
        _ => return None,
    };
    let (year, end) = year_after(c, at + 1);
    match (part, year) {
        (Part::Quarter(_), Year::Missing) => {
            Some(Found::point(end, "quarter/bare", point(year, part, Lean::Bare)))
        }
        (Part::Half(_), Year::Missing) => None,
        (Part::Half(_), _) => {
            Some(Found::point(end, "half/of-year", point(year, part, Lean::Bare)))
        }
        _ => Some(Found::point(end, "quarter/of-year", point(year, part, Lean::Bare))),
    }
}

/// `of the year`, `of fiscal 1990`.
fn of_the_year(c: &Cursor<'_>, at: usize) -> (Year, usize) {
    if !c.is(at, Class::Of) {
        return (Year::Missing, at);
    }
    match fiscal(c, at + 1) {
        Some(Found { end, meaning: Meaning::Point(point), .. }) => (point.year, end),
        _ if c.is(at + 1, Class::The) && c.is(at + 2, Class::Unit(Unit::Year)) => {
            (Year::Shift(0, Origin::Document), at + 3)
        }
        _ => (Year::Missing, at),
    }
}

/// `last year's`, `this year's`, `1990's`, `the year-ago`.
fn owning_year(c: &Cursor<'_>, at: usize) -> (Year, usize) {
    let shift = match c.class(at) {
        Class::Last => -1,
        Class::This => 0,
        Class::Next => 1,
        _ => {
            return match c.year(at) {
                Some((year, end)) if c.is(end, Class::Possessive) => (Year::Given(year), end + 1),
                _ => (Year::Missing, at),
            };
        }
    };
    if c.is(at + 1, Class::Unit(Unit::Year)) && c.is(at + 2, Class::Possessive) {
        return (Year::Shift(shift, Origin::Document), at + 3);
    }
    (Year::Missing, at)
}

/// `the 1988 period`, `last year's quarter`, `the corresponding period last year`, `the quarter a
/// year ago`: the same quarter as the one told before, of another year.
fn told_quarter(c: &Cursor<'_>, at: usize, owner: Year, start: usize) -> Option<Found> {
    let start = start + usize::from(matches!(c.class(start), Class::Corresponding | Class::Same));
    let (owner, start) = match c.year(start) {
        Some((year, end)) if owner == Year::Missing && c.is(at, Class::The) => {
            (Year::Given(year), end)
        }
        _ => (owner, start),
    };
    let period = c.word(start) == "period" || c.is(start, Class::Unit(Unit::Quarter));
    if !period || start == at {
        return None;
    }
    let (year, end) = match owner {
        Year::Missing => year_before(c, start + 1)?,
        year => (year, start + 1),
    };
    Some(Found::point(end, "quarter/told", point(year, Part::ToldQuarter, Lean::Bare)))
}

/// `last year`, `of last year`, `a year ago`, `a year earlier`.
fn year_before(c: &Cursor<'_>, at: usize) -> Option<(Year, usize)> {
    let ago = c.is(at, Class::A)
        && c.is(at + 1, Class::Unit(Unit::Year))
        && matches!(c.class(at + 2), Class::Ago | Class::Earlier);
    if ago {
        return Some((Year::Shift(-1, Origin::Document), at + 3));
    }
    match year_after(c, at) {
        (Year::Shift(-1, Origin::Document), end) => Some((Year::Shift(-1, Origin::Document), end)),
        _ => None,
    }
}
