//! Coarse dates: years, decades, centuries, seasons, quarters, fiscal years.

use crate::timex::absolute::{lean_of, year_after};
use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Lean, Meaning, Origin, Part, Point, Unit, Year};

pub(super) const RULES: &[&str] = &[
    "year/bare",
    "year/the-year",
    "year/fiscal",
    "decade/digits",
    "decade/name",
    "century/ordinal",
    "season/year",
    "season/lean",
    "season/bare",
    "quarter/of-year",
    "quarter/bare",
    "quarter/year-before",
    "half/of-year",
];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    quarter(c, at)
        .or_else(|| season(c, at))
        .or_else(|| century(c, at))
        .or_else(|| decade(c, at))
        .or_else(|| fiscal(c, at))
        .or_else(|| year(c, at))
}

fn point(year: Year, part: Part, lean: Lean) -> Point {
    Point { year, part, weekday: None, lean }
}

/// A year that stands alone.
fn year(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if c.is(at, Class::The) && c.is(at + 1, Class::Unit(Unit::Year)) {
        let (year, end) = c.year(at + 2)?;
        return Some(Found::point(
            end,
            "year/the-year",
            point(Year::Given(year), Part::Whole, Lean::Bare),
        ));
    }
    let (year, end) = c.year(at)?;
    let quoted = c.mark(at, b'\'');
    let spelled = matches!(c.class(at), Class::Cardinal(_));
    if !plausible_year(c, at, end, year, quoted, spelled) {
        return None;
    }
    Some(Found::point(end, "year/bare", point(Year::Given(year), Part::Whole, Lean::Bare)))
}

/// Whether four digits are a year: not an amount, a reference, a version, a time, a part of one.
fn plausible_year(
    c: &Cursor<'_>,
    at: usize,
    end: usize,
    year: i32,
    quoted: bool,
    spelled: bool,
) -> bool {
    let before = c.before(at);
    let introduced = matches!(
        before,
        Class::In
            | Class::Since
            | Class::Until
            | Class::By
            | Class::During
            | Class::Early
            | Class::Late
            | Class::Mid
            | Class::From
            | Class::Before
            | Class::After
            | Class::Between
            | Class::Through
    );
    if quoted {
        return introduced || matches!(before, Class::Of);
    }
    if !spelled && !(1800..2100).contains(&year) && !introduced {
        return false;
    }
    if spelled {
        return introduced
            || year >= 1900 && c.is(at, Class::Cardinal(19))
            || matches!(before, Class::Of);
    }
    let glued = |it: usize| !c.spaced(it);
    match before {
        Class::Mark(b'$' | b'#' | b'/' | b'+' | b'=' | b'&') if glued(at) => return false,
        Class::Mark(b'-')
            if glued(at)
                && at >= 2
                && c.before(at - 1) != Class::Mid
                && !matches!(c.before(at - 1), Class::Late | Class::Early) =>
        {
            return false;
        }
        Class::Mark(0) if glued(at) => return false,
        _ => {}
    }
    let word_before = c.word(at.wrapping_sub(1));
    if REFERENCES.iter().any(|it| it.eq_ignore_ascii_case(word_before)) {
        return false;
    }
    match c.class(end) {
        Class::Mark(b'%') => return false,
        Class::Mark(b'-' | b'/') if glued(end) && matches!(c.class(end + 1), Class::Number(..)) => {
            return false;
        }
        Class::Mark(b'-') if glued(end) && !c.spaced(end + 1) => return false,
        Class::Units(_) => return false,
        _ => {}
    }
    // "2000 soldiers": a number before a plural in small letters, unless "in 2000 prices fell".
    let next = c.word(end);
    if !introduced && !c.capital(end) && c.spaced(end) && AMOUNT_OF.contains(&next) {
        return false;
    }
    let plural = next.len() > 3
        && next.ends_with('s')
        && !next.ends_with("ss")
        && !next.ends_with("us")
        && !next.ends_with("is");
    introduced || !(plural && !c.capital(end) && matches!(c.class(end), Class::Other))
}

const REFERENCES: &[&str] = &[
    "section",
    "sections",
    "article",
    "no",
    "number",
    "page",
    "pages",
    "paragraph",
    "resolution",
    "rule",
    "room",
    "flight",
    "model",
    "highway",
    "route",
    "suite",
    "box",
    "version",
    "code",
    "form",
    "chapter",
    "title",
    "unit",
    "building",
    "street",
    "point",
    "level",
    "index",
    "boeing",
    "windows",
];

const AMOUNT_OF: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "percent",
    "troops",
    "soldiers",
    "tons",
    "tonnes",
    "kilometers",
    "kilometres",
    "km",
    "miles",
    "meters",
    "metres",
    "feet",
    "dollars",
    "won",
    "yen",
    "euros",
    "pounds",
    "police",
    "head",
    "mm",
    "cm",
    "kg",
    "shares",
    "points",
    "units",
    "acres",
    "hectares",
    "households",
    "jobs",
    "workers",
    "volts",
    "sq",
    "square",
    "per",
    "cubic",
    "or",
    "local",
    "lb",
];

/// `the 1990s`, `the nineties`, `'80s`.
fn decade(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let quoted = c.past(start, b'\'');
    let (decade, end) = match c.class(quoted) {
        Class::Decade(decade) => (decade as i32, quoted + 1),
        Class::DecadeName(digit) if start > at => (190 + i32::from(digit), quoted + 1),
        _ => return None,
    };
    let rule =
        if matches!(c.class(quoted), Class::Decade(_)) { "decade/digits" } else { "decade/name" };
    if c.word(at.wrapping_sub(1)).eq_ignore_ascii_case("his")
        || c.word(at.wrapping_sub(1)).eq_ignore_ascii_case("her")
    {
        return None;
    }
    Some(Found::point(end, rule, point(Year::Missing, Part::Decade(decade), Lean::Bare)))
}

/// `the 19th century`.
fn century(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let (ordinal, end) = c.ordinal(start)?;
    let end = c.hyphen(end);
    if !c.is(end, Class::Unit(Unit::Century)) || !(1..=22).contains(&ordinal) {
        return None;
    }
    Some(Found::point(
        end + 1,
        "century/ordinal",
        point(Year::Missing, Part::Century(ordinal as i32 - 1), Lean::Bare),
    ))
}

/// `summer 2011`, `last fall`, `this summer`, `the summer`.
fn season(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let lean = lean_of(c, at);
    let start = lean.map_or_else(|| c.after(at, Class::The), |(_, end)| end);
    let Class::Season(season) = c.class(start) else { return None };
    let part = Part::Season(season);
    let (year, end) = year_after(c, start + 1);
    let dated = year != Year::Missing;
    if dated {
        return Some(Found::point(end, "season/year", point(year, part, Lean::Bare)));
    }
    if let Some((lean, _)) = lean {
        let noun = !c.word(start).eq_ignore_ascii_case("fall") || !c.is(at, Class::That);
        return noun
            .then(|| Found::point(start + 1, "season/lean", point(Year::Missing, part, lean)));
    }
    let fall = c.word(start).eq_ignore_ascii_case("fall");
    let spring = c.word(start).eq_ignore_ascii_case("spring");
    let introduced =
        matches!(c.before(at), Class::In | Class::During | Class::Since | Class::Until | Class::By);
    if (fall || spring) && !introduced
        || c.is(start + 1, Class::Of)
        || c.capital(start) && start == at
    {
        return None;
    }
    let articled = start > at;
    (introduced || articled)
        .then(|| Found::point(start + 1, "season/bare", point(Year::Missing, part, Lean::Bare)))
}

/// `fiscal 1989`, `FY2024`, `the fiscal year 2001`.
fn fiscal(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if let Class::FiscalYear(year) = c.class(at) {
        return Some(Found::point(
            at + 1,
            "year/fiscal",
            point(Year::Given(year as i32), Part::Fiscal, Lean::Bare),
        ));
    }
    let start = c.after(at, Class::The);
    if !matches!(c.class(start), Class::Fiscal | Class::Financial) {
        return None;
    }
    let next = c.after(c.hyphen(start + 1), Class::Unit(Unit::Year));
    let (year, end) = c.year(next)?;
    Some(Found::point(end, "year/fiscal", point(Year::Given(year), Part::Fiscal, Lean::Bare)))
}

/// `the third quarter of 1990`, `third-quarter`, `next year's first quarter`, `the second half`.
fn quarter(c: &Cursor<'_>, at: usize) -> Option<Found> {
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
