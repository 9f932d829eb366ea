//! Dates with a month's name: `8 Oct. 2024`, `October 8`, `April 2019`, `September 6-9`.

use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Lean, Meaning, Origin, Part, Point, Unit, Year};
use crate::timex::numeric::juche_year;
use crate::timex::range::{date_range, day_range, day_span_first, month_range};

pub(super) const RULES: &[&str] = &[
    "absolute/day-month-year",
    "absolute/month-day-year",
    "absolute/month-year",
    "absolute/day-month",
    "absolute/month-day",
    "absolute/day-of-month",
    "absolute/day-of-list",
    "month/bare",
    "month/lean",
    "range/days",
    "range/months",
    "range/dates",
];

/// Any date with a month's name, with the weekday before it and the year after it.
pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (weekday, after) = match c.weekday(at) {
        Some((weekday, end)) => {
            let next = c.past(end, b',');
            let next = if c.is(next, Class::The) { next + 1 } else { next };
            (Some(weekday), next)
        }
        None => (None, at),
    };
    let lean = lean_of(c, after);
    let (lean, body) = lean.unwrap_or((Lean::Bare, after));
    let mut found = month_first(c, body, lean)
        .or_else(|| day_first(c, body, lean))
        .or_else(|| day_of_month(c, body, weekday.is_some()))
        .or_else(|| day_of_list(c, body))?;
    if let Meaning::Point(point) = &mut found.meaning {
        if weekday.is_some() && !matches!(point.part, Part::Day(..) | Part::DayOfMonth(_)) {
            return None;
        }
        point.weekday = weekday;
    } else if weekday.is_some() {
        return None;
    }
    Some(found)
}

/// "last", "this", "next" before a name.
pub(super) fn lean_of(c: &Cursor<'_>, at: usize) -> Option<(Lean, usize)> {
    let lean = match c.class(at) {
        Class::Last | Class::Past => Lean::Last,
        // "this past Sunday", "this coming Friday"
        Class::This if c.is(at + 1, Class::Past) => return Some((Lean::Last, at + 2)),
        Class::This if c.is(at + 1, Class::Coming) => return Some((Lean::Next, at + 2)),
        Class::This => Lean::This,
        Class::Next | Class::Coming => Lean::Next,
        Class::Following => Lean::After,
        Class::Previous => Lean::Before,
        Class::That | Class::Same => Lean::Same,
        Class::The if c.is(at + 1, Class::The) => return None,
        Class::The => {
            return match lean_of(c, at + 1) {
                Some((Lean::This | Lean::Bare, _)) | None => None,
                Some((Lean::Next, end)) => Some((Lean::After, end)),
                other => other,
            };
        }
        _ => return None,
    };
    Some((lean, at + 1))
}

/// `October 8, 2024`, `October 8`, `October 2024`, `October`.
fn month_first(c: &Cursor<'_>, at: usize, lean: Lean) -> Option<Found> {
    let (month, full, end) = c.month(at)?;
    // "a Long March 5 rocket", "the Long March of 1934"
    if at > 0 && c.is(at - 1, Class::Trading) && c.capital(at - 1) {
        return None;
    }
    match day_after(c, (month, full), end) {
        Some((day, after)) => month_day_year(c, at, (month, day), after, lean),
        None => month_alone(c, at, (month, full), end, lean),
    }
}

/// The day that follows a month's name: `8`, `8th`, `on the 8th`. A day that the month lacks is one only
/// with its year: "in June 31 people came" counts people.
fn day_after(c: &Cursor<'_>, (month, full): (u32, bool), end: usize) -> Option<(u32, usize)> {
    let at = c.after(c.after(end, Class::On), Class::The);
    let at = if matches!(c.class(at), Class::Ordinal(_)) { at } else { end };
    let apart = c.spaced(at) || !full || c.mark(end, b'.');
    let (day, after) = c.day(at).filter(|_| apart)?;
    let exists = valid(month, day) || matches!(year_after(c, after).0, Year::Given(_));
    (exists && !c.digits_go_on(after)).then_some((day, after))
}

/// A month and its day, with the year or the second day that follows.
fn month_day_year(
    c: &Cursor<'_>,
    at: usize,
    (month, day): (u32, u32),
    after: usize,
    lean: Lean,
) -> Option<Found> {
    let between = c.before(c.back_over_the(at)) == Class::Between;
    if let Some(found) = day_range(c, (month, day), after, between) {
        return Some(found);
    }
    if c.mark(after, b'-') && matches!(c.class(after + 1), Class::Number(..)) && !c.spaced(after) {
        return None;
    }
    let (year, end) = year_after(c, after);
    let year = if year == Year::Missing { shared_year(c, after) } else { year };
    // "the June 15 Joint Declaration" is a name.
    let named = year == Year::Missing && c.capital(end) && c.spaced(end);
    let of = c.is(end + 1, Class::Of) && c.capital(end + 2);
    if named && (of || c.capital(end + 1)) && c.before(at) == Class::The && c.is(end, Class::Other)
    {
        return None;
    }
    let point = Point { year, part: Part::Day(month, day), weekday: None, lean };
    if let Some(found) = date_range(c, at, point, end) {
        return Some(found);
    }
    let rule = match year {
        Year::Given(_) => "absolute/month-day-year",
        _ => "absolute/month-day",
    };
    Some(Found::point(end, rule, point))
}

/// A month without a day: from one to another, with its year, or alone.
fn month_alone(
    c: &Cursor<'_>,
    at: usize,
    (month, full): (u32, bool),
    end: usize,
    lean: Lean,
) -> Option<Found> {
    if let Some(found) = month_range(c, at, month, end) {
        return Some(found);
    }
    let (year, after) = year_after(c, end);
    let (year, after) =
        if year == Year::Missing { (shared_year(c, end), end) } else { (year, after) };
    let point = Point { year, part: Part::Month(month), weekday: None, lean };
    if year != Year::Missing {
        return Some(Found::point(after, "absolute/month-year", point));
    }
    if !full && !c.mark(end - 1, b'.') && lean == Lean::Bare {
        return None;
    }
    if lean != Lean::Bare {
        return Some(Found::point(end, "month/lean", point));
    }
    bare_month(c, at, month).then(|| Found::point(end, "month/bare", point))
}

/// `8 October 2024`, `the 8th of October`, `8-Oct-24`.
fn day_first(c: &Cursor<'_>, at: usize, lean: Lean) -> Option<Found> {
    let start = c.after(at, Class::The);
    let (day, end) = c.day(start)?;
    if let Some(found) = day_span_first(c, start, day, end) {
        return Some(found);
    }
    let hyphened = c.mark(end, b'-') && !c.spaced(end);
    let next = if hyphened { end + 1 } else { c.after(end, Class::Of) };
    let next =
        if c.is(end, Class::Unit(Unit::Day)) && c.is(end + 1, Class::Of) { end + 2 } else { next };
    let (month, full, after) = c.month(next)?;
    // A day that the month lacks is meant for one where it cannot count: "on 31 June".
    let exists = valid(month, day)
        || matches!(year_after(c, after).0, Year::Given(_))
        || matches!(c.before(start), Class::On | Class::And);
    if !exists || (month == 5 && full && next == end && c.capital(next) && !c.spaced(next)) {
        return None;
    }
    if hyphened && c.mark(after, b'-') {
        let year = match c.class(after + 1) {
            Class::Number(year, 4) => year as i32,
            Class::Number(year, 2) => (crate::timex::cursor::century_of(year) + year) as i32,
            _ => return None,
        };
        let point =
            Point { year: Year::Given(year), part: Part::Day(month, day), weekday: None, lean };
        return Some(Found::point(after + 2, "absolute/day-month-year", point));
    }
    // "the 28th April Spring Festival" is the twenty-eighth of its kind.
    let kind = next == end && matches!(c.class(start), Class::Ordinal(_));
    let titled = c.capital(after) && matches!(c.class(after), Class::Other | Class::Season(_));
    if kind && (titled || c.day(after).is_some()) {
        return None;
    }
    let (year, after) = year_after(c, after);
    let point = Point { year, part: Part::Day(month, day), weekday: None, lean };
    if let Some(found) = date_range(c, at, point, after) {
        return Some(found);
    }
    let rule = match year {
        Year::Given(_) => "absolute/day-month-year",
        _ => "absolute/day-month",
    };
    Some(Found::point(after, rule, point))
}

/// `on the 8th`, where nothing follows that it could count.
fn day_of_month(c: &Cursor<'_>, at: usize, after_weekday: bool) -> Option<Found> {
    let at = if after_weekday { c.back_over_the(at) } else { at };
    // "the night of the 19th"
    let of_part = c.before(at) == Class::Of && at >= 2 && matches!(c.class(at - 2), Class::Part(_));
    let introduced = after_weekday
        || of_part
        || matches!(c.before(at), Class::On | Class::By | Class::Until | Class::Since);
    if !introduced || !c.is(at, Class::The) {
        return None;
    }
    let (Class::Ordinal(day @ 1..=31), true) =
        (c.class(at + 1), c.word(at + 1).starts_with(|it: char| it.is_ascii_digit()))
    else {
        return None;
    };
    let ends = matches!(
        c.class(at + 2),
        Class::Mark(b'.' | b',' | b';' | b')')
            | Class::In
            | Class::At
            | Class::The
            | Class::A
            | Class::And
            | Class::For
            | Class::By
            | Class::After
            | Class::Before
            | Class::To
    ) || at + 2 >= c.end
        || of_part
        || matches!(c.word(at + 2), "he" | "she" | "they" | "we" | "it" | "I");
    let point = Point { part: Part::DayOfMonth(day), ..Point::default() };
    ends.then(|| Found::point(at + 2, "absolute/day-of-month", point))
}

/// "on March 3 and 8", "on 3 and 8 March": the day whose month stands with the other one.
fn day_of_list(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (day, end) = c.day(at)?;
    let point = |month, year| Point { year, part: Part::Day(month, day), ..Point::default() };
    if c.is(end, Class::And) && c.before(at) == Class::On {
        let (other, after) = c.day(end + 1)?;
        let (month, _, after) = c.month(after)?;
        let (year, _) = year_after(c, after);
        let list = other > day && valid(month, day);
        return list.then(|| Found::point(end, "absolute/day-of-list", point(month, year)));
    }
    if c.before(at) != Class::And || at < c.start + 3 {
        return None;
    }
    let (other, _) = c.day(at - 2)?;
    // The month stands right before the first day, or with a full stop between them.
    let mut first = (3..=4).filter_map(|back| at.checked_sub(back)).filter(|it| *it >= c.start);
    let (month, _, after) = first.find_map(|it| c.month(it))?;
    let (year, after_year) = year_after(c, end);
    let closes = year != Year::Missing
        || matches!(
            c.class(end),
            Class::Mark(b'.' | b',' | b';' | b')')
                | Class::In
                | Class::At
                | Class::To
                | Class::By
                | Class::For
                | Class::After
        )
        || end >= c.end;
    let list = after == at - 2 && other < day && valid(month, day) && closes;
    list.then(|| Found::point(after_year, "absolute/day-of-list", point(month, year)))
}

/// Whether some year has the day.
pub(super) fn valid(month: u32, day: u32) -> bool {
    chrono::NaiveDate::from_ymd_opt(2000, month, day).is_some()
}

/// The year after a date: `, 2024`, `'24`, `of last year`, `(2024)` no.
pub(super) fn year_after(c: &Cursor<'_>, at: usize) -> (Year, usize) {
    let next = c.past(at, b',');
    if let Some((year, end)) = c.year(next)
        && !matches!(c.class(end), Class::Units(_))
    {
        return (Year::Given(year), end);
    }
    if let Some((year, end)) = juche_year(c, next) {
        return (Year::Given(year), end);
    }
    let next = c.after(at, Class::Of);
    if next > at
        && let Some((year, end)) = c.year(next)
    {
        return (Year::Given(year), end);
    }
    let (shift, end) = match (c.class(next), c.class(next + 1)) {
        (Class::Last, Class::Unit(Unit::Year)) => (-1, next + 2),
        (Class::This, Class::Unit(Unit::Year)) => (0, next + 2),
        (Class::Next, Class::Unit(Unit::Year)) => (1, next + 2),
        (Class::That, Class::Unit(Unit::Year)) => return (Year::Shift(0, Origin::Text), next + 2),
        (Class::The, _) => {
            let shift = match c.class(next + 1) {
                Class::Same => 0,
                Class::Previous => -1,
                Class::Following | Class::Next => 1,
                Class::Current => {
                    return match c.class(next + 2) {
                        Class::Unit(Unit::Year) => (Year::Shift(0, Origin::Document), next + 3),
                        _ => (Year::Missing, at),
                    };
                }
                _ => return (Year::Missing, at),
            };
            return match c.class(next + 2) {
                Class::Unit(Unit::Year) => (Year::Shift(shift, Origin::Text), next + 3),
                _ => (Year::Missing, at),
            };
        }
        _ => return (Year::Missing, at),
    };
    if c.is(end, Class::Possessive) {
        (Year::Missing, at)
    } else {
        (Year::Shift(shift, Origin::Document), end)
    }
}

/// The year of a list, which its last member tells: "in April and May of 2011".
fn shared_year(c: &Cursor<'_>, at: usize) -> Year {
    // Each member looks for the year anew: a list without an end would be read as often as it is long.
    const MEMBERS: usize = 12;
    let mut at = at;
    for _ in 1..MEMBERS {
        let next = match c.class(at) {
            Class::And => at + 1,
            Class::Mark(b',') => c.after(at + 1, Class::And),
            _ => return Year::Missing,
        };
        let Some((_, _, end)) = c.month(next) else { return Year::Missing };
        at = c.day(end).map_or(end, |(_, end)| end);
        let (year, _) = year_after(c, at);
        if year != Year::Missing {
            return year;
        }
    }
    Year::Missing
}

/// Whether a month's name that stands alone is a month: "May" and "March" want a sign of it.
fn bare_month(c: &Cursor<'_>, at: usize, month: u32) -> bool {
    let before = c.before(at);
    let introduced = matches!(
        before,
        Class::In
            | Class::Since
            | Class::Until
            | Class::By
            | Class::During
            | Class::Of
            | Class::From
            | Class::To
            | Class::Through
            | Class::Between
            | Class::Early
            | Class::Late
            | Class::Mid
            | Class::For
            | Class::After
            | Class::Before
            | Class::And
            | Class::Mark(b'-' | b'(')
    );
    // A name: "April Glaspie", "Chancellor June", "the March".
    let named = c.capital(at + 1)
        && c.spaced(at + 1)
        && matches!(c.class(at + 1), Class::Other | Class::Season(_))
        && !introduced;
    // "Chancellor June"
    let surname = at > c.start && c.capital(at - 1) && c.class(at - 1) == Class::Other;
    // "in April and May", "in February, March and April", "from February to March"
    let month_before = |at: usize| c.month(at).is_some() || c.month(at.wrapping_sub(1)).is_some();
    let listed = matches!(before, Class::And | Class::To | Class::Or | Class::Mark(b','))
        && at > c.start + 1
        && month_before(at - 2)
        && (before != Class::Mark(b',') || list_goes_on(c, at + 1));
    // "in the year to March"
    let ends_period = before == Class::To
        && matches!(c.class(at.wrapping_sub(2)), Class::Unit(_) | Class::Units(_));
    let listed = listed || ends_period;
    match month {
        5 | 3 if listed && !c.capital(at + 1) => true,
        5 | 3 => introduced && !matches!(before, Class::And | Class::To),
        _ => introduced || !(named || surname),
    }
}

/// Whether a list of months goes on or closes: in "in April, May resigned" May is no month.
fn list_goes_on(c: &Cursor<'_>, at: usize) -> bool {
    match c.class(at) {
        Class::And | Class::Or => c.month(at + 1).is_some(),
        Class::Mark(b',') => c.month(c.after(at + 1, Class::And)).is_some(),
        Class::Mark(b')' | b'.' | b';') => true,
        _ => at >= c.end,
    }
}
