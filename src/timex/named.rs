//! Named days, birthdays and anniversaries.

use chrono::Weekday;

use crate::timex::absolute::{lean_of, year_after};
use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Feast, Lean, Meaning, Part, Point, Unit};

pub(super) const RULES: &[&str] = &[
    "named/fixed",
    "named/moving",
    "named/eve",
    "named/of-state",
    "anniversary/birthday",
    "anniversary/of",
];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    anniversary(c, at).or_else(|| day(c, at))
}

/// `70th birthday`, `79th anniversary`, `seventieth birthday`.
fn anniversary(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (count, end) = c.ordinal(at)?;
    let end = c.hyphen(end);
    let rule = match c.class(end) {
        Class::Birthday if c.word(end).to_ascii_lowercase().starts_with("birthday") => {
            "anniversary/birthday"
        }
        Class::Birthday if c.is(end + 1, Class::Anniversary) => {
            return Some(Found::new(end + 2, "anniversary/of", Meaning::Anniversary(Some(count))));
        }
        Class::Anniversary => "anniversary/of",
        _ => return None,
    };
    Some(Found::new(end + 1, rule, Meaning::Anniversary(Some(count))))
}

/// `Christmas`, `New Year's Day 2024`, `last Thanksgiving`.
fn day(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (lean, start) = match lean_of(c, at) {
        Some((lean @ (Lean::Last | Lean::This | Lean::Next), end)) => (lean, end),
        _ => (Lean::Bare, at),
    };
    if !c.capital(start) {
        return None;
    }
    let known = c.days.at(c, start).map(|(part, end)| (part, end, "named/of-state"));
    let (part, end, rule) = match (name(c, start), known) {
        (Some(built), Some(known)) if built.1 > known.1 || is_open(known.0) => built,
        (built, known) => known.or(built)?,
    };
    let (year, end) = year_after(c, end);
    Some(Found::point(end, rule, Point { year, part, weekday: None, lean }))
}

fn is_open(part: Part) -> bool {
    part == Part::Feast(Feast::Unknown)
}

fn name(c: &Cursor<'_>, at: usize) -> Option<(Part, usize, &'static str)> {
    let day = |at| c.is(at, Class::Unit(Unit::Day)) && c.capital(at);
    let owned = |at| c.after(at, Class::Possessive);
    let fixed = |month, date, end| Some((Part::Day(month, date), end, "named/fixed"));
    let moving = |feast, end| Some((Part::Feast(feast), end, "named/moving"));
    let nth = |nth, weekday, month, end| moving(Feast::Nth(nth, weekday, month), end);
    match c.class(at) {
        Class::New if c.is(at + 1, Class::Unit(Unit::Year)) && c.capital(at + 1) => {
            let end = c.past(owned(at + 2), b'\'');
            match c.class(end) {
                Class::Unit(Unit::Day) if c.capital(end) => fixed(1, 1, end + 1),
                Class::Eve if c.capital(end) => Some((Part::Day(12, 31), end + 1, "named/eve")),
                _ => None,
            }
        }
        Class::Christmas => match c.class(at + 1) {
            Class::Eve => Some((Part::Day(12, 24), at + 2, "named/eve")),
            Class::Unit(Unit::Day) => fixed(12, 25, at + 2),
            Class::Other if c.capital(at + 1) && c.spaced(at + 1) => None,
            _ => fixed(12, 25, at + 1),
        },
        Class::Easter => match c.class(at + 1) {
            Class::Weekday(0) => moving(Feast::Easter(1), at + 2),
            Class::Weekday(6) => moving(Feast::Easter(0), at + 2),
            Class::Other if c.capital(at + 1) && c.spaced(at + 1) => None,
            _ => moving(Feast::Easter(0), at + 1),
        },
        Class::Good if c.is(at + 1, Class::Weekday(4)) => moving(Feast::Easter(-2), at + 2),
        Class::Month(5) if day(at + 1) => fixed(5, 1, at + 2),
        Class::Labor if day(at + 1) => nth(1, Weekday::Mon, 9, at + 2),
        Class::Thanksgiving => nth(4, Weekday::Thu, 11, at + 1 + usize::from(day(at + 1))),
        Class::Memorial if day(at + 1) => nth(5, Weekday::Mon, 5, at + 2),
        Class::Columbus if day(at + 1) => nth(2, Weekday::Mon, 10, at + 2),
        Class::Veterans if day(at + 1) || c.mark(at + 1, b'\'') && day(at + 2) => {
            fixed(11, 11, at + 2 + usize::from(c.mark(at + 1, b'\'')))
        }
        Class::Halloween => fixed(10, 31, at + 1),
        Class::Valentine if day(owned(at + 1)) => fixed(2, 14, owned(at + 1) + 1),
        Class::Boxing if day(at + 1) => fixed(12, 26, at + 2),
        _ => None,
    }
}
