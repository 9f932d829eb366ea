//! Coarse dates: years, decades, centuries, seasons, fiscal years.

use crate::timex::absolute::{lean_of, year_after};
use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Feast, Lean, Part, Point, Season, Unit, Year};

pub(super) const RULES: &[&str] = &[
    "year/fiscal",
    "decade/digits",
    "decade/name",
    "century/ordinal",
    "season/year",
    "season/lean",
    "season/bare",
    "week/of-month",
    "weekday/of-month",
];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    season(c, at)
        .or_else(|| week_of_month(c, at))
        .or_else(|| weekday_of_month(c, at))
        .or_else(|| century(c, at))
        .or_else(|| decade(c, at))
        .or_else(|| fiscal(c, at))
}

pub(super) fn point(year: Year, part: Part, lean: Lean) -> Point {
    Point { year, part, weekday: None, lean }
}

/// `the 1990s`, `the nineties`, `'80s`.
fn decade(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let quoted = c.past(start, b'\'');
    let (decade, end) = match c.class(quoted) {
        Class::Decade(decade) if decade < 100 && !(start > at && c.ancient()) => return None,
        Class::Decade(decade) => (decade as i32, quoted + 1),
        Class::Number(year, 4) if year % 10 == 0 && is_apostrophe_decade(c, start, at) => {
            ((year / 10) as i32, start + 2)
        }
        Class::DecadeName(digit)
            if start > at
                || matches!(c.before(at), Class::Mark(b'-') | Class::Early | Class::Late) =>
        {
            (190 + i32::from(digit), quoted + 1)
        }
        _ => return None,
    };
    let named = matches!(c.class(quoted), Class::DecadeName(_));
    let rule = if named { "decade/name" } else { "decade/digits" };
    // "in his thirties", "in her mid-30s"
    let of_age = |it: &str| ["his", "her", "their", "my", "our", "your"].contains(&it);
    let mut before = at.wrapping_sub(1);
    while matches!(c.class(before), Class::Mark(b'-') | Class::Mid | Class::Early | Class::Late) {
        before = before.wrapping_sub(1);
    }
    if of_age(&c.word(before).to_ascii_lowercase()) {
        return None;
    }
    Some(Found::point(end, rule, point(Year::Missing, Part::Decade(decade), Lean::Bare)))
}

/// "the 1990's", "mid-1990's".
fn is_apostrophe_decade(c: &Cursor<'_>, year: usize, at: usize) -> bool {
    let introduced = year > at
        || matches!(c.before(at), Class::Mid | Class::Early | Class::Late | Class::Mark(b'-'));
    introduced && c.is(year + 1, Class::Possessive)
}

/// `the third week of August`, `the last week of May 1940`.
fn week_of_month(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let (nth, end) = match c.class(start) {
        Class::Last => (5, start + 1),
        _ => c.ordinal(start).filter(|(nth, _)| (1..=4).contains(nth))?,
    };
    if !c.is(end, Class::Unit(Unit::Week)) || !matches!(c.class(end + 1), Class::Of | Class::In) {
        return None;
    }
    let (month, _, end) = c.month(end + 2)?;
    if c.day(end).is_some() {
        return None;
    }
    let (year, end) = year_after(c, end);
    Some(Found::point(end, "week/of-month", point(year, Part::Week(month, nth as u8), Lean::Bare)))
}

/// `the first Sunday in May 1954`, `the last Friday of June`.
fn weekday_of_month(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let (nth, end) = match c.class(start) {
        Class::Last if start > at => (5, start + 1),
        _ => c.ordinal(start).filter(|(nth, _)| (1..=4).contains(nth))?,
    };
    let (weekday, end) = c.weekday(end)?;
    if !matches!(c.class(end), Class::Of | Class::In) {
        return None;
    }
    let (month, _, end) = c.month(end + 1)?;
    if c.day(end).is_some() {
        return None;
    }
    let (year, end) = year_after(c, end);
    let part = Part::Feast(Feast::Nth(nth as u8, weekday, month as u8));
    Some(Found::point(end, "weekday/of-month", point(year, part, Lean::Bare)))
}

/// `the 19th century`.
fn century(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let known = |(ordinal, _): &(u32, usize)| (1..=22).contains(ordinal);
    let (ordinal, end) = c.ordinal(start).filter(known)?;
    let end = c.hyphen(end);
    let centuries = |at| c.is(at, Class::Units(Unit::Century));
    // "the 19th and early 20th centuries"
    let pair = || {
        let next = end + 1;
        let next = next + usize::from(matches!(c.class(next), Class::Early | Class::Late));
        let (_, after) = c.ordinal(next).filter(known)?;
        centuries(after).then_some(())
    };
    if matches!(c.class(end), Class::And | Class::To) && pair().is_some() {
        let part = Part::Century(ordinal as i32 - 1);
        return Some(Found::point(end, "century/ordinal", point(Year::Missing, part, Lean::Bare)));
    }
    let second = centuries(end) && start == at;
    if !(second || c.is(end, Class::Unit(Unit::Century))) {
        return None;
    }
    if let Some((before, end)) = c.era(end + 1) {
        let century = if before { -(ordinal as i32) } else { ordinal as i32 - 1 };
        let part = Part::Century(century);
        return Some(Found::point(end, "century/ordinal", point(Year::Missing, part, Lean::Bare)));
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
    // "the winter of 1956-57" is counted with the year in which it begins, other seasons with the second.
    if let (Year::Given(first), Class::Number(last, 2)) = (year, c.class(end + 1))
        && c.mark(end, b'-')
        && (first + 1) % 100 == last as i32
    {
        let winter = point(year, Part::LongWinter, Lean::Bare);
        let other = point(Year::Given(first + 1), part, Lean::Bare);
        let seasons = if season == Season::Winter { winter } else { other };
        return Some(Found::point(end + 2, "season/year", seasons));
    }
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
pub(super) fn fiscal(c: &Cursor<'_>, at: usize) -> Option<Found> {
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
