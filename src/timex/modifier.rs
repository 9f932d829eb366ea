//! Words that narrow or blur what follows: `early June`, `the end of the month`, `about two years ago`.

use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Amount, Meaning, Modifier, Part, Point, Unit, Year};

pub(super) const RULES: &[&str] = &["modifier/early-late", "modifier/edge-of"];

/// An expression with its modifier before it.
pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    narrow(c, at).or_else(|| edge(c, at)).or_else(|| circa(c, at)).or_else(|| blur(c, at))
}

/// `c. 1200`, `ca. 600`.
fn circa(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let next = c.past(at + 1, b'.');
    if !c.is(at, Class::Circa)
        || c.capital(at) && at > c.start
        || !matches!(c.class(next), Class::Number(..) | Class::Era(_))
    {
        return None;
    }
    let short = || match c.class(next) {
        Class::Number(year @ 100..2100, 3..=4) if next > at + 1 => {
            let point = Point { year: Year::Given(year as i32), ..Point::default() };
            Some(Found::point(next + 1, "year/bare", point))
        }
        _ => None,
    };
    let found = super::core(c, next).or_else(short)?;
    let dated = matches!(found.meaning, Meaning::Point(_) | Meaning::Range(..));
    dated.then(|| with(found, Modifier::Approximate, None))
}

fn with(mut found: Found, modifier: Modifier, rule: Option<&'static str>) -> Found {
    found.modifier = Some(modifier);
    if let Some(rule) = rule {
        found.rule = rule;
    }
    found
}

/// `early June`, `late last week`, `mid-2023`, `the early 1990s`, `early in the week`.
fn narrow(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let modifier = match c.class(start) {
        Class::Early => Modifier::Start,
        Class::Mid => Modifier::Mid,
        Class::Late => Modifier::End,
        _ => return None,
    };
    let second = c.hyphen(start + 1);
    let second = match c.class(second) {
        Class::To if c.mark(second + 1, b'-') => c.hyphen(c.after(second + 2, Class::Mid)),
        _ => second,
    };
    let next = match c.class(second) {
        Class::In | Class::On => second + 1,
        _ => second,
    };
    let found = super::core(c, next)
        .or_else(|| lone_month(c, next))
        .or_else(|| middle_of_unit(c, start, next))?;
    let fits = matches!(
        found.meaning,
        Meaning::Point(_)
            | Meaning::Period { .. }
            | Meaning::WeekdayOf { .. }
            | Meaning::Range(..)
            | Meaning::Time(_, Some(_))
    );
    if !fits || (start > at && !matches!(found.meaning, Meaning::Point(_))) {
        return None;
    }
    Some(with(found, modifier, Some("modifier/early-late")))
}

/// `mid-week`, `mid-year`, `mid-century`: of the one that is spoken of.
fn middle_of_unit(c: &Cursor<'_>, at: usize, next: usize) -> Option<Found> {
    let Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Century)) = c.class(next)
    else {
        return None;
    };
    let introduced =
        matches!(c.before(at), Class::By | Class::In | Class::Until | Class::Since | Class::At);
    let alone = introduced || !matches!(c.class(next + 1), Class::Other | Class::Mark(b'-'));
    let hyphened = c.is(at, Class::Mid) && next == at + 2 && alone;
    let meaning = Meaning::Period { unit, offset: 0, from: super::meaning::Origin::Document };
    hyphened.then(|| Found::new(next + 1, "relative/the-period", meaning))
}

/// A month or season that is only sure after a modifier: "early May", "late summer".
fn lone_month(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if let Class::Season(season) = c.class(at) {
        let point = Point { part: Part::Season(season), ..Point::default() };
        return Some(Found::point(at + 1, "season/bare", point));
    }
    let (month, _, end) = c.month(at)?;
    Some(Found::point(end, "month/bare", Point { part: Part::Month(month), ..Point::default() }))
}

/// `the end of the month`, `the beginning of 2024`, `the middle of next week`, `end of March`.
fn edge(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let modifier = match c.class(start) {
        Class::Beginning => Modifier::Start,
        Class::Middle => Modifier::Mid,
        Class::End => Modifier::End,
        _ => return None,
    };
    if !c.is(start + 1, Class::Of) {
        return None;
    }
    let found = super::core(c, start + 2)
        .or_else(|| lone_month(c, start + 2))
        .or_else(|| the_unit(c, start + 2))?;
    matches!(found.meaning, Meaning::Point(_) | Meaning::Period { .. })
        .then(|| with(found, modifier, Some("modifier/edge-of")))
}

/// `the day`, `the decade` after "the end of".
fn the_unit(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let Class::Unit(unit @ (Unit::Day | Unit::Decade | Unit::Century)) =
        c.class(c.after(at, Class::The))
    else {
        return None;
    };
    let meaning = Meaning::Period { unit, offset: 0, from: super::meaning::Origin::Document };
    Some(Found::new(at + 2, "relative/the-period", meaning))
}

/// `about`, `nearly`, `more than`, `at least`, `up to`.
fn blur(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (modifier, next) = match (c.class(at), c.class(at + 1), c.class(at + 2)) {
        (Class::About, ..) => (Modifier::Approximate, at + 1),
        (Class::Some, Class::Number(..) | Class::Cardinal(_), _) => (Modifier::Approximate, at + 1),
        (Class::Nearly, ..) => (Modifier::Less, at + 1),
        (Class::Over, ..) => (Modifier::More, at + 1),
        (Class::More | Class::Less, Class::Than, _) => {
            (if c.is(at, Class::More) { Modifier::More } else { Modifier::Less }, at + 2)
        }
        (Class::At, Class::Least, _) => (Modifier::More, at + 2),
        (Class::At, Class::Most, _) => (Modifier::Less, at + 2),
        (Class::Up, Class::To, _) => (Modifier::Less, at + 2),
        (Class::Within, ..) => (Modifier::Less, at + 1),
        _ => return None,
    };
    let found = super::core(c, next)?;
    let length = matches!(found.meaning, Meaning::Length(..) | Meaning::Shift { .. });
    let fits = match c.class(at) {
        Class::About => {
            let dated = |it: &Point| it.part != Part::Whole || it.year != Year::Missing;
            length
                || matches!(found.meaning, Meaning::Time(_, None))
                || matches!(&found.meaning, Meaning::Point(point) if dated(point))
        }
        Class::Over => length && !matches!(found.meaning, Meaning::Length(Amount::Some, _)),
        Class::Within => false,
        _ => length,
    };
    fits.then(|| with(found, modifier, None))
}
