//! Days of the week: `on Monday`, `last Friday`, `Tuesday of next week`.

use crate::timex::absolute::lean_of;
use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Lean, Meaning, Point, Unit};
use crate::timex::words::{NAME_BEGINS, NAME_GOES_ON};

pub(super) const RULES: &[&str] = &[
    "weekday/bare",
    "weekday/last",
    "weekday/this",
    "weekday/next",
    "weekday/told",
    "weekday/of-week",
];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if c.is(at, Class::The)
        && let Some(found) = after_next(c, at + 1)
    {
        return Some(found);
    }
    let (lean, start) = lean_of(c, at).unwrap_or((Lean::Bare, at));
    let (weekday, end) = c.weekday(start)?;
    if is_name(c, start, end) || plural(c, start) {
        return None;
    }
    if let Some((weeks, end)) = week_after(c, end) {
        return Some(Found::new(end, "weekday/of-week", Meaning::WeekdayOf { weekday, weeks }));
    }
    let lean = if lean == Lean::Bare && ends_range(c, at) { Lean::After } else { lean };
    let rule = match lean {
        Lean::Bare => "weekday/bare",
        Lean::Last => "weekday/last",
        Lean::This => "weekday/this",
        Lean::Next => "weekday/next",
        Lean::After | Lean::Before | Lean::Same => "weekday/told",
    };
    let point = Point { weekday: Some(weekday), lean, ..Point::default() };
    Some(Found::point(end, rule, point))
}

/// `the Friday after next`: a week after the next one.
fn after_next(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (weekday, end) = c.weekday(at)?;
    let next = end + 1;
    let goes_on = matches!(c.class(next + 1), Class::Unit(_) | Class::Month(_) | Class::Weekday(_));
    if !c.is(end, Class::After) || !c.is(next, Class::Next) || goes_on {
        return None;
    }
    let day = Point { weekday: Some(weekday), lean: Lean::Next, ..Point::default() };
    let from = Box::new(Meaning::Point(day));
    let meaning = Meaning::Counted { count: 1, unit: Unit::Week, back: false, from };
    Some(Found::new(next + 1, "weekday/of-week", meaning))
}

/// "from Monday to Friday", "between Monday and Friday": the second follows the first.
fn ends_range(c: &Cursor<'_>, at: usize) -> bool {
    let first = at.checked_sub(2).filter(|it| matches!(c.class(*it), Class::Weekday(_)));
    first.is_some_and(|first| match c.before(at) {
        Class::To | Class::Through | Class::Until | Class::Mark(b'-') => true,
        Class::And => c.before(first) == Class::Between,
        _ => false,
    })
}

/// `of last week`, `this week`, `last week`.
fn week_after(c: &Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    let start = c.after(at, Class::Of);
    let weeks = match c.class(start) {
        Class::Last => -1,
        Class::This => 0,
        Class::Next => 1,
        _ => return None,
    };
    c.is(start + 1, Class::Unit(Unit::Week)).then_some((weeks, start + 2))
}

/// `Sunday Times`, `Black Friday`, `Ruby Tuesday`, `Bloody Sunday`.
fn is_name(c: &Cursor<'_>, at: usize, end: usize) -> bool {
    // "Saturday Night Live"
    let shown = matches!(c.class(end), Class::Part(_)) && c.capital(end) && c.capital(end + 1);
    let shown = shown && c.is(end + 1, Class::Other);
    let named = shown
        || c.capital(end) && NAME_GOES_ON.iter().any(|it| it.eq_ignore_ascii_case(c.word(end)));
    let before = c.word(at.wrapping_sub(1));
    named
        || (at > c.start
            && c.capital(at - 1)
            && NAME_BEGINS.iter().any(|it| it.eq_ignore_ascii_case(before)))
}

fn plural(c: &Cursor<'_>, at: usize) -> bool {
    c.word(at).ends_with('s')
}
