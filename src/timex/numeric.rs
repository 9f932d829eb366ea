//! Dates in digits: `2024-10-08`, `08/10/2024`, `10-25-1999`, `19980108`, `Juche 113 (2024)`.

use crate::timex::absolute::valid;
use crate::timex::cursor::{Cursor, Found, century_of};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Clock, Meaning, Part, Point, Year};

pub(super) const RULES: &[&str] = &[
    "numeric/iso",
    "numeric/slashed",
    "numeric/dotted",
    "numeric/dashed",
    "numeric/compact",
    "numeric/timestamp",
    "numeric/juche",
];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    match c.class(at) {
        Class::Juche | Class::JucheYear(_) => juche(c, at),
        Class::Number(value, digits) => {
            if c.digits_go_on(at.wrapping_sub(1))
                || (!c.spaced(at) && matches!(c.before(at), Class::Mark(b'$' | b'#' | b'/' | b'.')))
                || is_version(c, at)
            {
                return None;
            }
            three_parts(c, at, value, digits)
                .or_else(|| timestamp(c, at))
                .or_else(|| compact(at, value, digits))
        }
        _ => None,
    }
}

/// "version 2.10.2001": numbers between full stops, of which none is a year in front.
fn is_version(c: &Cursor<'_>, at: usize) -> bool {
    let named = ["version", "release", "build"]
        .iter()
        .any(|it| c.word(at.wrapping_sub(1)).eq_ignore_ascii_case(it));
    named && c.mark(at + 1, b'.') && !matches!(c.class(at), Class::Number(_, 4))
}

fn three_parts(c: &Cursor<'_>, at: usize, first: u32, digits: u8) -> Option<Found> {
    let Class::Mark(mark @ (b'-' | b'/' | b'.')) = c.class(at + 1) else { return None };
    let (Class::Number(second, second_digits), Class::Number(third, third_digits)) =
        (c.class(at + 2), c.class(at + 4))
    else {
        return None;
    };
    let glued = (at + 1..=at + 4).all(|it| !c.spaced(it));
    let goes_on = matches!(c.class(at + 5), Class::Mark(b'-' | b'/' | b'.'))
        && !c.spaced(at + 5)
        && matches!(c.class(at + 6), Class::Number(..))
        && !c.spaced(at + 6);
    if !c.mark(at + 3, mark) || !glued || goes_on || second_digits > 2 {
        return None;
    }
    let rule = match mark {
        b'-' if digits == 4 => "numeric/iso",
        b'-' => "numeric/dashed",
        b'/' => "numeric/slashed",
        _ => "numeric/dotted",
    };
    let (year, part) = match (digits, third_digits) {
        (4, 1 | 2) if valid(second, third) => (first, Part::Day(second, third)),
        (1 | 2, 4) if (1000..2100).contains(&third) => (third, day_and_month(first, second)?),
        (1 | 2, 2) if mark != b'.' => (century_of(third) + third, day_and_month(first, second)?),
        _ => return None,
    };
    let point = Point { year: Year::Given(year as i32), part, ..Point::default() };
    Some(Found::point(at + 5, rule, point))
}

/// `2024-10-08T10:00:00+09:00`.
fn timestamp(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (Class::Number(year, 4), Class::Number(month, 2), Class::DayHour(day, hour)) =
        (c.class(at), c.class(at + 2), c.class(at + 4))
    else {
        return None;
    };
    let part = Part::Day(month, u32::from(day));
    if !c.mark(at + 1, b'-') || !c.mark(at + 3, b'-') || !valid(month, u32::from(day)) {
        return None;
    }
    let glued = |from: usize| (from..from + 2).all(|it| !c.spaced(it));
    let mut end = at + 5;
    let mut parts = [None; 2];
    for part in &mut parts {
        if !c.mark(end, b':') || !glued(end) {
            break;
        }
        // `00Z`, `00.000Z`
        let digits = c.word(end + 1).get(..2).and_then(|it| it.parse::<u8>().ok());
        let Some(value) = digits.filter(|it| *it < 60) else { break };
        *part = Some(value);
        end += 2;
    }
    if c.mark(end, b'.') && glued(end) {
        end += 2;
    }
    if matches!(c.class(end), Class::Mark(b'+' | b'-')) && glued(end) {
        end += if c.mark(end + 2, b':') && glued(end + 2) { 4 } else { 2 };
    }
    let point = Point { year: Year::Given(year as i32), part, ..Point::default() };
    let clock = Clock::At(hour, parts[0], parts[1]);
    let day = Some(Box::new(Meaning::Point(point)));
    Some(Found::new(end, "numeric/timestamp", Meaning::Time(clock, day)))
}

/// Which of two numbers is the month, if that can be said.
fn day_and_month(first: u32, second: u32) -> Option<Part> {
    match (valid(first, second), valid(second, first)) {
        (true, true) if first == second => Some(Part::Day(first, second)),
        (true, true) => Some(Part::Either(first, second)),
        (true, false) => Some(Part::Day(first, second)),
        (false, true) => Some(Part::Day(second, first)),
        (false, false) => None,
    }
}

/// `19980108` and, at the head of a wire's line, `980108`.
fn compact(at: usize, value: u32, digits: u8) -> Option<Found> {
    let (year, rest) = match digits {
        8 => (value / 10000, value % 10000),
        _ => return None,
    };
    let (month, day) = (rest / 100, rest % 100);
    if !(1900..2100).contains(&year) || !valid(month, day) {
        return None;
    }
    let point =
        Point { year: Year::Given(year as i32), part: Part::Day(month, day), ..Point::default() };
    Some(Found::point(at + 1, "numeric/compact", point))
}

/// `Juche 113 (2024)`, `Juche113.10.8.`: the years of that calendar count from 1912.
fn juche(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (year, mut end) = juche_year(c, at)?;
    let mut part = Part::Whole;
    if let (
        Class::Mark(b'.'),
        Class::Number(month, 1 | 2),
        Class::Mark(b'.'),
        Class::Number(day, 1 | 2),
    ) = (c.class(end), c.class(end + 1), c.class(end + 2), c.class(end + 3))
        && valid(month, day)
    {
        part = Part::Day(month, day);
        end += 4;
        end += usize::from(c.mark(end, b'.') && !c.spaced(end));
    }
    let point = Point { year: Year::Given(year), part, ..Point::default() };
    Some(Found::point(end, "numeric/juche", point))
}

/// The year of our era, with the brackets that say it again.
pub(super) fn juche_year(c: &Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    let (year, end) = match (c.class(at), c.class(at + 1)) {
        (Class::JucheYear(year), _) => (year, at + 1),
        (Class::Juche, Class::Number(year, 1..=3)) => (year + 1911, at + 2),
        _ => return None,
    };
    if !(1912..2100).contains(&year) {
        return None;
    }
    let said = c.mark(end, b'(') && c.is(end + 1, Class::Number(year, 4)) && c.mark(end + 2, b')');
    Some((year as i32, end + if said { 3 } else { 0 }))
}
