//! Years by themselves and from one to another, and the numbers that only look like years.

use crate::text::TokenKind;
use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Point, Unit, Year};
use crate::timex::words::{AMOUNT_OF, REFERENCES};

pub(super) const RULES: &[&str] =
    &["year/bare", "year/the-year", "year/era", "range/years", "range/short-years"];

/// A year or a range of years.
pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if c.is(at, Class::The) && c.is(at + 1, Class::Unit(Unit::Year)) {
        let (year, end) = c.year(at + 2)?;
        return Some(found(end, "year/the-year", year));
    }
    if let Some(found) = of_era(c, at) {
        return Some(found);
    }
    let (year, end) = c.year(at)?;
    if let Some(range) = range(c, at, year, end) {
        return Some(range);
    }
    let fits = match c.class(at) {
        Class::Mark(_) => introduced(c, at) || c.before(at) == Class::Of,
        Class::Cardinal(first) => introduced(c, at) || first == 19 || c.before(at) == Class::Of,
        _ => is_year(c, at, end, year),
    };
    fits.then(|| found(end, "year/bare", year))
}

/// `218–201 BC`, `from 264 to 241 BC`, `AD 68–69`, and `in 410` where the text tells of eras.
fn of_era(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (first, end) = match c.year(at) {
        Some(found) => found,
        None => match c.class(at) {
            Class::Number(value @ 1..1000, 1..=3) => {
                c.lone_number(at)?;
                (value as i32, at + 1)
            }
            _ => return None,
        },
    };
    let named = end > at + 1;
    let joined = match c.class(end) {
        Class::Mark(b'-') => true,
        Class::To | Class::Through => c.before(at) == Class::From,
        Class::And => c.before(at) == Class::Between,
        _ => false,
    };
    if joined && let Some((last, after)) = c.year(end + 1).filter(|(_, it)| *it > end + 2) {
        let first = if last <= 0 && !named { 1 - first } else { first };
        if first < last {
            let (from, to) = ((point(first), end), (point(last), end + 1));
            return Some(Found::range(after, "range/years", from, to));
        }
    }
    if named && !matches!(c.class(at), Class::Mark(_) | Class::Cardinal(_)) {
        let goes_on = c.capital(end) && c.spaced(end) && c.is(end, Class::Other);
        return (!goes_on || c.before(at) == Class::In).then(|| found(end, "year/era", first));
    }
    let short = c.ancient() && (c.before(at) == Class::In || introduced(c, at));
    let ends =
        matches!(c.class(end), Class::Mark(b',' | b'.' | b';' | b')') | Class::The | Class::And)
            || end >= c.end;
    (short
        && !named
        && first < 1000
        && first > 31
        && (ends || c.before(at) == Class::In && !is_plural(c, end) && !is_amount(c, end)))
    .then(|| found(end, "year/era", first))
}

fn point(year: i32) -> Point {
    Point { year: Year::Given(year), ..Point::default() }
}

fn found(end: usize, rule: &'static str, year: i32) -> Found {
    Found::point(end, rule, point(year))
}

/// `2020-2022`, `2020-22`, `from 1914 to 1918`, `between 1958 and 1961`.
fn range(c: &Cursor<'_>, at: usize, from: i32, end: usize) -> Option<Found> {
    let dashed = c.mark(end, b'-');
    let joined = match c.class(end) {
        Class::To | Class::Through => c.before(at) == Class::From,
        Class::And => c.before(at) == Class::Between,
        _ => dashed,
    };
    // "the 2023/24 season"
    let season = c.mark(end, b'/')
        && !c.spaced(end)
        && !c.spaced(end + 1)
        && matches!(c.class(end + 1), Class::Number(to, 2) if to as i32 == (from + 1) % 100)
        && !c.mark(end + 2, b'/');
    if !(joined || season) || !matches!(c.class(at), Class::Number(..)) || is_part(c, at) {
        return None;
    }
    let (to, rule) = match c.class(end + 1) {
        Class::Number(to, 4) => (to as i32, "range/years"),
        Class::Number(to, 2) if (dashed || season) && !c.spaced(end) => {
            let century = if season && to == 0 { from / 100 + 1 } else { from / 100 };
            (century * 100 + to as i32, "range/short-years")
        }
        _ => return None,
    };
    let (first_end, second, end) = (end, end + 1, end + 2);
    let apart = to <= from || to - from > 500;
    if apart || c.digits_go_on(end) || c.mark(end, b'-') || is_amount(c, end) {
        return None;
    }
    Some(Found::range(end, rule, (point(from), first_end), (point(to), second)))
}

/// Whether a word stands before that a year may follow.
fn introduced(c: &Cursor<'_>, at: usize) -> bool {
    matches!(
        c.before(at),
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
    ) || c.before(at) == Class::Of
        && matches!(c.before(at - 1), Class::End | Class::Beginning | Class::Middle)
}

/// Whether four digits are a year: not an amount, a reference, a version, a part of a number.
fn is_year(c: &Cursor<'_>, at: usize, end: usize, year: i32) -> bool {
    let introduced = introduced(c, at);
    if !(1800..2100).contains(&year) && !introduced || is_part(c, at) || goes_on(c, end) {
        return false;
    }
    let before = c.word(at.wrapping_sub(1));
    if REFERENCES.iter().any(|it| it.eq_ignore_ascii_case(before)) {
        return false;
    }
    // "World Cup 2018", "Office 2019", "a Peugeot 2008": the last part of a name.
    if at > c.start + 1
        && c.capital(at - 1)
        && c.is(at - 1, Class::Other)
        && c.spaced(at - 1)
        && c.spaced(at)
        && is_named(c, at, end)
    {
        return false;
    }
    if names_place(c, at, end) {
        return false;
    }
    // "her 1987 Volvo": a model.
    let owned = matches!(c.before(at), Class::Possessive | Class::A)
        || ["his", "her", "their", "my", "our"].iter().any(|it| it.eq_ignore_ascii_case(before));
    if owned && c.capital(end) && c.is(end, Class::Other) {
        return false;
    }
    if matches!(c.before(at), Class::In | Class::Since | Class::During) {
        return true;
    }
    !is_amount(c, end) && (introduced || !is_plural(c, end))
}

/// Whether a sentence tells of a name that ends with the year; a line of credits does not.
fn is_named(c: &Cursor<'_>, at: usize, end: usize) -> bool {
    // "Getty Images 2011", "(Reuters 2012)", "Berlin 1991": captions and heads stand alone.
    let goes_on = end < c.end && !matches!(c.class(end), Class::Mark(b')' | b']'));
    let word = c.token(end).is_some_and(|it| it.kind == TokenKind::Word);
    goes_on && (word || at > c.start + 2)
}

/// `the 1904 Olympics hall`: a place that is called after what took place there.
fn names_place(c: &Cursor<'_>, at: usize, end: usize) -> bool {
    const PLACES: &[&str] =
        &["hall", "stadium", "arena", "museum", "park", "pavilion", "plaza", "pool", "velodrome"];
    let names = (end..end + 3).take_while(|it| c.capital(*it)).count();
    names > 0 && c.before(at) == Class::The && PLACES.contains(&c.word(end + names))
}

/// Whether the digits are glued to a mark before them: `$2000`, `A-2000`, `1/2000`.
fn is_part(c: &Cursor<'_>, at: usize) -> bool {
    if c.spaced(at) {
        return false;
    }
    match c.before(at) {
        Class::Mark(b'$' | b'#' | b'/' | b'+' | b'=' | b'&' | 0) => true,
        Class::Mark(b'-') => {
            at >= 2 && !matches!(c.before(at - 1), Class::Mid | Class::Late | Class::Early)
        }
        _ => false,
    }
}

/// Whether the number goes on behind: `2000%`, `2000-3000`, `2000-odd`, `2000 years`.
fn goes_on(c: &Cursor<'_>, end: usize) -> bool {
    let digits = matches!(c.class(end + 1), Class::Number(..));
    match c.class(end) {
        // "1500 or 2000 soldiers"
        Class::And | Class::To | Class::Or => digits && is_amount(c, end + 2),
        Class::Mark(b'%') | Class::Units(_) => true,
        Class::Mark(b'/') => !c.spaced(end) && digits,
        Class::Mark(b'-') => !c.spaced(end) && (digits || !c.spaced(end + 1)),
        _ => false,
    }
}

fn is_amount(c: &Cursor<'_>, end: usize) -> bool {
    !c.capital(end) && c.spaced(end) && AMOUNT_OF.contains(&c.word(end))
}

/// "2000 soldiers": a plural in small letters follows.
fn is_plural(c: &Cursor<'_>, end: usize) -> bool {
    let word = c.word(end);
    let ends = |suffix: &str| word.ends_with(suffix);
    let plural =
        word.len() > 3 && word != "news" && ends("s") && !ends("ss") && !ends("us") && !ends("is");
    plural && !c.capital(end) && c.is(end, Class::Other)
}
