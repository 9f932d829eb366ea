//! Dates told from another date: `today`, `last week`, `two years ago`, `the following day`.

use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{
    Amount, Clock, DayPart, Lean, Meaning, Origin, Part, Point, Unit, Year,
};

/// The rule of what counts from a happening that the text dates.
pub(super) const FROM_HAPPENING: &str = "relative/from-happening";

pub(super) const RULES: &[&str] = &[
    "relative/today",
    "relative/period",
    "relative/told-period",
    "relative/this-period",
    "relative/the-period",
    "relative/ago",
    "relative/from-now",
    "relative/counted",
    "relative/later",
    "relative/earlier",
    FROM_HAPPENING,
    "relative/year-ago",
    "relative/latest",
    "relative/earlier-this",
    "relative/year-end",
];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    match c.class(at) {
        Class::Today => Some(day(at + 1, 0)),
        Class::Yesterday => Some(day(at + 1, -1)),
        Class::Tomorrow => Some(day(at + 1, 1)),
        Class::Earlier | Class::Later => earlier_this(c, at),
        Class::The => day_but_one(c, at)
            .or_else(|| period_but_one(c, at))
            .or_else(|| told(c, at))
            .or_else(|| the_year_ago(c, at))
            .or_else(|| shifted(c, at))
            .or_else(|| the_period(c, at)),
        Class::Last
        | Class::Past
        | Class::Previous
        | Class::Next
        | Class::Coming
        | Class::This
        | Class::That
        | Class::Same
        | Class::Following
        | Class::Latest
        | Class::Current => period(c, at),
        Class::Unit(_) => {
            day_but_one(c, at).or_else(|| year_ago(c, at)).or_else(|| year_end(c, at))
        }
        Class::Units(_) => bare_shifted(c, at),
        _ => shifted(c, at),
    }
}

/// `years ago`, `hours later`: so many that nobody counts.
fn bare_shifted(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let Class::Units(unit) = c.class(at) else { return None };
    let (rule, back, from) = match c.class(at + 1) {
        Class::Ago => ("relative/ago", true, Origin::Document),
        Class::Later => ("relative/later", false, Origin::Text),
        Class::Earlier => ("relative/earlier", true, Origin::Text),
        _ => return None,
    };
    let lone = !matches!(c.before(at), Class::Mark(b'-') | Class::Trading | Class::Number(..));
    let meaning = Meaning::Shift { amount: Amount::Some, unit, back, from };
    lone.then(|| Found::new(at + 2, rule, meaning))
}

/// `the day before yesterday`, `the day after tomorrow`.
fn day_but_one(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    if !c.is(start, Class::Unit(Unit::Day)) {
        return None;
    }
    match (c.class(start + 1), c.class(start + 2)) {
        (Class::Before, Class::Yesterday) => Some(day(start + 3, -2)),
        (Class::After, Class::Tomorrow) => Some(day(start + 3, 2)),
        _ => None,
    }
}

/// `the week after next`, `the month before last`.
fn period_but_one(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (unit, end) = unit(c, at + 1)?;
    let offset = match (c.class(end), c.class(end + 1)) {
        (Class::After, Class::Next) => 2,
        (Class::Before, Class::Last) => -2,
        _ => return None,
    };
    let noun = match c.class(end + 2) {
        Class::Unit(_) | Class::Month(_) | Class::Weekday(_) => true,
        // "the week after next door opened"
        Class::Other => {
            end + 2 < c.end && !matches!(c.word(end + 2), "he" | "she" | "they" | "we" | "it" | "I")
        }
        _ => false,
    };
    let goes_on = noun || c.capital(end + 2) && c.word(end + 2) != "I" || unit == Unit::Day;
    let meaning = Meaning::Period { unit, offset, from: Origin::Document };
    (!goes_on).then(|| Found::new(end + 2, "relative/period", meaning))
}

/// `three weeks from Sunday`, `two days after Christmas`: counted from a day that is said with it.
fn counted(c: &Cursor<'_>, at: usize, (count, unit): (u32, Unit), joint: usize) -> Option<Found> {
    let back = match c.class(joint) {
        Class::From | Class::After => false,
        Class::Before => true,
        _ => return None,
    };
    // "for two weeks before Christmas" tells how long.
    let long = matches!(c.before(at), Class::For | Class::Over | Class::During | Class::Within);
    let known = matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month);
    if long || !known {
        return None;
    }
    // TIMEX3 takes a length and a date in full apart: "two weeks after May 2".
    let said = |it: &Found| match &it.meaning {
        Meaning::Point(point) => point.weekday.is_some() || it.rule.starts_with("named/"),
        _ => false,
    };
    let day = super::day_expression(c, joint + 1).filter(said)?;
    let meaning = Meaning::Counted { count, unit, back, from: Box::new(day.meaning) };
    Some(Found::new(day.end, "relative/counted", meaning))
}

fn day(end: usize, offset: i32) -> Found {
    let meaning = Meaning::Period { unit: Unit::Day, offset, from: Origin::Document };
    Found::new(end, "relative/today", meaning)
}

/// A unit in the singular that names a calendar period, with an optional "fiscal" or "calendar".
fn unit(c: &Cursor<'_>, at: usize) -> Option<(Unit, usize)> {
    let start = match c.class(at) {
        Class::Fiscal | Class::Financial => {
            return c.is(at + 1, Class::Unit(Unit::Year)).then_some((Unit::FiscalYear, at + 2));
        }
        Class::Full | Class::Entire | Class::Trading => at + 1,
        _ => at,
    };
    match c.class(start) {
        Class::Unit(Unit::Second | Unit::Minute | Unit::Hour) => None,
        Class::Unit(unit) => Some((unit, start + 1)),
        _ => None,
    }
}

/// `last week`, `next year`, `this month`, `that day`.
fn period(c: &Cursor<'_>, at: usize) -> Option<Found> {
    // "that same day", "this coming weekend"
    let same = matches!(c.class(at), Class::That | Class::This) && c.is(at + 1, Class::Same);
    if same || c.is(at, Class::This) && matches!(c.class(at + 1), Class::Coming | Class::Past) {
        return period(c, at + 1);
    }
    let (unit, end) = unit(c, at + 1)?;
    let found =
        |rule, offset, from| Some(Found::new(end, rule, Meaning::Period { unit, offset, from }));
    match c.class(at) {
        // "the last day of the fair"
        Class::Last if c.before(at) == Class::The && c.is(end, Class::Of) => None,
        Class::Last => found("relative/period", -1, Origin::Document),
        Class::Past | Class::Previous => found("relative/period", -1, Origin::Document),
        Class::Next if unit == Unit::Day => found("relative/told-period", 1, Origin::Text),
        Class::Coming if unit == Unit::Weekend => found("relative/period", 0, Origin::Document),
        Class::Next | Class::Coming => found("relative/period", 1, Origin::Document),
        Class::This | Class::Current => found("relative/this-period", 0, Origin::Document),
        Class::That | Class::Same => found("relative/told-period", 0, Origin::Text),
        Class::Following => found("relative/told-period", 1, Origin::Text),
        _ => None,
    }
}

/// `the following day`, `the next month`, `the same year`, `the past week`, `the current quarter`.
fn told(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let mut found = told_period(c, at)?;
    if c.is(found.end, Class::Or) && c.word(found.end + 1) == "so" {
        found.end += 2;
    }
    Some(found)
}

fn told_period(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if c.is(at + 1, Class::Latest) && c.word(at + 2) == "period" {
        let meaning = Meaning::Period { unit: Unit::Quarter, offset: -1, from: Origin::Text };
        return Some(Found::new(at + 3, "relative/latest", meaning));
    }
    let (unit, end) = unit(c, at + 2)?;
    // "over the next month" tells how long.
    if c.before(at) == Class::Over && matches!(unit, Unit::Day | Unit::Week | Unit::Month) {
        return None;
    }
    let found =
        |rule, offset, from| Some(Found::new(end, rule, Meaning::Period { unit, offset, from }));
    match c.class(at + 1) {
        Class::Following | Class::Next => found("relative/told-period", 1, Origin::Text),
        Class::Previous => found("relative/told-period", -1, Origin::Text),
        Class::Same => found("relative/told-period", 0, Origin::Text),
        Class::Current => found("relative/this-period", 0, Origin::Document),
        // "the last decade" is ten years, "the last year of school" not the year before this one.
        Class::Last if unit == Unit::Decade || c.is(end, Class::Of) => None,
        Class::Last if unit != Unit::Day => found("relative/period", -1, Origin::Document),
        Class::Past if matches!(unit, Unit::Year | Unit::Weekend) => {
            found("relative/period", -1, Origin::Document)
        }
        Class::Coming if unit == Unit::Weekend => found("relative/period", 0, Origin::Document),
        Class::Coming => found("relative/period", 1, Origin::Document),
        Class::Latest if unit == Unit::Quarter => found("relative/latest", -1, Origin::Text),
        _ => None,
    }
}

/// `the quarter`, `the week`, `the weekend`, `the year`: the one that is spoken of.
fn the_period(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (unit, end) = unit(c, at + 1)?;
    if matches!(c.class(end), Class::Of | Class::Before | Class::After | Class::Mark(b'-'))
        || c.is(end, Class::That)
        || matches!(
            c.word(end),
            "when" | "since" | "in" | "which" | "he" | "she" | "they" | "his" | "her"
        ) && !(unit == Unit::Weekend && c.before(at) == Class::At)
    {
        return None;
    }
    let meaning = match unit {
        Unit::Quarter => Meaning::Period { unit, offset: 0, from: Origin::Text },
        Unit::Weekend | Unit::Week => Meaning::Period { unit, offset: 0, from: Origin::Document },
        Unit::Year | Unit::FiscalYear if matches!(c.word(end), "ended" | "ending" | "to") => {
            Meaning::Length(Amount::Exact(1), unit)
        }
        Unit::Year | Unit::FiscalYear | Unit::Month => {
            Meaning::Period { unit, offset: 0, from: Origin::Document }
        }
        _ => return None,
    };
    Some(Found::new(end, "relative/the-period", meaning))
}

/// `two weeks ago`, `ten days from now`, `a year earlier`, `three days later`, `the day before`.
fn shifted(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if let Some((years, end)) = c.quarter_century(at)
        && c.is(end, Class::Ago)
    {
        let (amount, unit) = (Amount::Exact(years), Unit::Year);
        let meaning = Meaning::Shift { amount, unit, back: true, from: Origin::Document };
        return Some(Found::new(end + 1, "relative/ago", meaning));
    }
    let ((amount, after), the) = match c.class(at) {
        Class::The => ((Amount::Exact(1), at + 1), true),
        _ => (c.amount(at)?, false),
    };
    let after = c.after(after, Class::Trading);
    if let Class::Part(part) | Class::Parts(part) = c.class(after) {
        return part_shifted(c, after + 1, (amount, part), the);
    }
    let (unit, end) = match c.class(after) {
        Class::Units(_) if the => return None,
        Class::Unit(unit) | Class::Units(unit) => (unit, after + 1),
        _ => return None,
    };
    let (amount, unit) = whole(amount, unit);
    let found = |end, rule, back, from| {
        Some(Found::new(end, rule, Meaning::Shift { amount, unit, back, from }))
    };
    if let Amount::Exact(count) = amount
        && (!the || unit == Unit::Day)
        && let Some(found) = counted(c, at, (count, unit), end)
    {
        return Some(found);
    }
    match c.class(end) {
        Class::Ago if !the && c.weekday(end + 1).is_some() && unit == Unit::Week => {
            weekday_ago(c, amount, end + 1)
        }
        Class::Ago if !the => found(end + 1, "relative/ago", true, Origin::Document),
        Class::From if !the && (c.is(end + 1, Class::Now) || c.is(end + 1, Class::Today)) => {
            found(end + 2, "relative/from-now", false, Origin::Document)
        }
        Class::Hence if !the => found(end + 1, "relative/from-now", false, Origin::Document),
        Class::Earlier => found(end + 1, "relative/earlier", true, Origin::Text),
        Class::Later if !the => found(end + 1, "relative/later", false, Origin::Text),
        Class::Before if c.clause_ends(end + 1) => {
            found(end + 1, "relative/earlier", true, Origin::Text)
        }
        Class::After if the && c.clause_ends(end + 1) => {
            found(end + 1, "relative/later", false, Origin::Text)
        }
        // "the day after the shooting": whether it is a date is known only when the shooting is.
        Class::Before | Class::After if the && !c.is(end + 1, Class::Unit(Unit::Day)) => {
            from_happening(c, end).then(|| {
                let back = c.is(end, Class::Before);
                found(end, FROM_HAPPENING, back, Origin::Text)
            })?
        }
        _ => None,
    }
}

/// "half a century ago": in a unit of which it is a whole number.
fn whole(amount: Amount, unit: Unit) -> (Amount, Unit) {
    match (amount, unit) {
        (Amount::Tenths(tenths), Unit::Century) => (Amount::Exact(tenths * 10), Unit::Year),
        (Amount::Tenths(tenths), Unit::Decade) => (Amount::Exact(tenths), Unit::Year),
        (Amount::Tenths(5), Unit::Year) => (Amount::Exact(6), Unit::Month),
        other => other,
    }
}

/// `a week ago Tuesday`: after "ago".
fn weekday_ago(c: &Cursor<'_>, amount: Amount, at: usize) -> Option<Found> {
    let Amount::Exact(weeks @ 1..=9) = amount else { return None };
    let (weekday, end) = c.weekday(at)?;
    let meaning = Meaning::WeekdayOf { weekday, weeks: -(weeks as i32) };
    Some(Found::new(end, "weekday/of-week", meaning))
}

/// Whether what follows "after" or "before" may name a happening: "the shooting", "his arrest".
fn from_happening(c: &Cursor<'_>, joint: usize) -> bool {
    let named =
        c.is(joint + 1, Class::The) || matches!(c.word(joint + 1), "his" | "her" | "its" | "their");
    named && c.is(joint + 2, Class::Other)
}

/// `two nights ago`, `the night before`.
fn part_shifted(
    c: &Cursor<'_>,
    end: usize,
    (amount, part): (Amount, DayPart),
    the: bool,
) -> Option<Found> {
    let (rule, back, from) = match c.class(end) {
        Class::Ago if !the => ("relative/ago", true, Origin::Document),
        Class::Earlier if !the => ("relative/earlier", true, Origin::Text),
        Class::Later if !the => ("relative/later", false, Origin::Text),
        Class::Before if the && c.clause_ends(end + 1) => ("relative/earlier", true, Origin::Text),
        Class::After if the && c.clause_ends(end + 1) => ("relative/later", false, Origin::Text),
        _ => return None,
    };
    let day = Box::new(Meaning::Shift { amount, unit: Unit::Day, back, from });
    Some(Found::new(end + 1, rule, Meaning::Time(Clock::Part(part), Some(day))))
}

/// `year-ago quarter`, `year-earlier period`, `the corresponding period last year`.
fn year_ago(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let before = Year::Shift(-1, Origin::Text);
    if c.is(at, Class::Unit(Unit::Year))
        && c.mark(at + 1, b'-')
        && matches!(c.class(at + 2), Class::Ago | Class::Earlier)
    {
        let end = at + 3;
        if let Some((quarter @ 1..=4, after)) = c.ordinal(end)
            && c.is(c.hyphen(after), Class::Unit(Unit::Quarter))
        {
            let point =
                Point { year: before, part: Part::Quarter(quarter as u8), ..Point::default() };
            return Some(Found::point(c.hyphen(after) + 1, "quarter/year-before", point));
        }
        let end =
            end + usize::from(matches!(c.class(end), Class::Capacity | Class::Unit(Unit::Quarter)));
        let meaning = Meaning::Shift {
            amount: Amount::Exact(1),
            unit: Unit::Year,
            back: true,
            from: Origin::Text,
        };
        return Some(Found::new(end, "relative/year-ago", meaning));
    }
    None
}

/// `the year-ago quarter`; in "the year-ago results" the article belongs to the results.
fn the_year_ago(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let found = year_ago(c, at + 1)?;
    let attribute = matches!(c.class(found.end - 1), Class::Ago | Class::Earlier);
    (!attribute).then_some(found)
}

/// `year end`, `year's end`, `year-end`.
fn year_end(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let Class::Unit(unit @ (Unit::Year | Unit::Month)) = c.class(at) else { return None };
    let next = c.after(c.hyphen(at + 1), Class::Possessive);
    if !c.is(next, Class::End)
        || !matches!(
            c.before(at),
            Class::By | Class::At | Class::Before | Class::Until | Class::Since
        )
    {
        return None;
    }
    if let Some((year, end)) = c.year(next + 1)
        && unit == Unit::Year
    {
        let point = Point { year: Year::Given(year), ..Point::default() };
        return Some(Found::point(end, "relative/year-end", point));
    }
    let meaning = Meaning::Period { unit, offset: 0, from: Origin::Document };
    Some(Found::new(next + 1, "relative/year-end", meaning))
}

/// `earlier this month`, `later that year`, `earlier in the year`, `earlier Sunday`, `later yesterday`.
fn earlier_this(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = at + 1;
    let mut found = match c.class(start) {
        Class::This | Class::That | Class::Last | Class::Next => period(c, start)
            .or_else(|| super::clock::parse(c, start))
            .or_else(|| super::weekday::parse(c, start))
            .or_else(|| super::partial::parse(c, start)),
        Class::In if c.is(start + 1, Class::The) && c.is(start + 2, Class::Unit(Unit::Day)) => {
            let meaning = Meaning::Period { unit: Unit::Day, offset: 0, from: Origin::Text };
            Some(Found::new(start + 3, "relative/earlier-this", meaning))
        }
        Class::In => {
            the_period(c, start + 1).or_else(|| told(c, start + 1)).or_else(|| period(c, start + 1))
        }
        Class::The => told(c, start),
        Class::Today | Class::Yesterday => parse(c, start),
        Class::Weekday(_) => super::weekday::parse(c, start),
        Class::On if matches!(c.class(start + 1), Class::Weekday(_)) => {
            super::weekday::parse(c, start + 1)
        }
        _ => None,
    }?;
    if matches!(found.meaning, Meaning::Point(Point { lean: Lean::Same, .. }))
        && c.is(start, Class::That)
    {
        return None;
    }
    found.rule = "relative/earlier-this";
    Some(found)
}
