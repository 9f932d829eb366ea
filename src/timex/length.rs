//! Lengths of time, ages, and what recurs.

use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{
    Amount, DayPart, Meaning, Modifier, Origin, Recurring, Reference, Season, SeasonUnit, Unit,
};

pub(super) const RULES: &[&str] = &[
    "length/amount",
    "length/adjective",
    "length/age",
    "length/past",
    "length/next",
    "length/recent",
    "length/the",
    "length/bare",
    "length/while",
    "length/some-day",
    "recurring/adverb",
    "recurring/every",
    "recurring/each",
    "recurring/weekdays",
];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    match c.class(at) {
        Class::The => age(c, at).or_else(|| stretch(c, at + 1)).or_else(|| the_length(c, at)),
        Class::Last
        | Class::Past
        | Class::Previous
        | Class::Next
        | Class::Coming
        | Class::Following
        | Class::Latest
        | Class::Recent
        | Class::These
        | Class::This => stretch(c, at),
        Class::Frequency(_) if is_adjective(c, at) => None,
        Class::Frequency(unit) => {
            Some(recurring(at + 1, "recurring/adverb", Recurring::Every(Amount::Exact(1), unit)))
        }
        Class::Each | Class::Every => every(c, at),
        Class::Weekday(day) if c.capital(at) && matches!(c.class(at + 1), Class::Parts(_)) => {
            let Class::Parts(part) = c.class(at + 1) else { return None };
            let weekday = super::cursor::weekday(day);
            Some(recurring(at + 2, "recurring/weekdays", Recurring::WeekdayPart(weekday, part)))
        }
        Class::Weekday(_) if c.is(at + 1, Class::Ago) => None,
        Class::Weekday(day) if c.capital(at) && c.word(at).ends_with('s') => {
            let weekday = super::cursor::weekday(day);
            Some(recurring(at + 1, "recurring/weekdays", Recurring::Weekday(weekday)))
        }
        Class::Units(unit) => lasting(c, at, unit).or_else(|| bare_plural(c, at, unit)),
        Class::Unit(unit) => lasting(c, at, unit),
        Class::Lasting(unit) => {
            let meaning = Meaning::Length(Amount::Exact(1), unit);
            Some(Found::new(at + 1, "length/adjective", meaning))
        }
        Class::Cardinal(1) | Class::Some if one_day(c, at) => {
            let future = Meaning::Reference(Reference::Future);
            Some(Found::new(at + 2, "length/some-day", future))
        }
        _ => a_while(c, at).or_else(|| length(c, at)),
    }
}

/// `for a while`, `for some time`, `some time ago`: a length that nobody counts.
fn a_while(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let end = match c.class(at) {
        Class::A if c.is(at + 1, Class::While) => at + 2,
        Class::Some if c.word(at + 1) == "time" => at + 2,
        _ => return None,
    };
    let spent = ["quite", "take", "takes", "took", "taken", "spent", "spend", "after"];
    let introduced = matches!(c.before(at), Class::For | Class::In | Class::After | Class::Within)
        || spent.contains(&c.word(at.wrapping_sub(1)));
    if c.is(end, Class::Ago) {
        let (amount, unit) = (Amount::Some, Unit::While);
        let meaning = Meaning::Shift { amount, unit, back: true, from: Origin::Document };
        return Some(Found::new(end + 1, "relative/ago", meaning));
    }
    let meaning = Meaning::Length(Amount::Some, Unit::While);
    let now_and_then = c.is(at.wrapping_sub(2), Class::Once);
    (introduced && !now_and_then).then(|| Found::new(end, "length/while", meaning))
}

/// "one day" that is meant for no day: the sentence looks forward and does not count.
fn one_day(c: &Cursor<'_>, at: usize) -> bool {
    let counts = matches!(
        c.before(at),
        Class::For
            | Class::In
            | Class::Within
            | Class::After
            | Class::By
            | Class::Than
            | Class::Over
            | Class::At
            | Class::Of
            | Class::The
            | Class::Least
            | Class::About
    ) || matches!(
        c.class(at + 2),
        Class::Before
            | Class::After
            | Class::Ago
            | Class::Later
            | Class::Earlier
            | Class::Of
            | Class::Mark(b'-')
    );
    c.is(at + 1, Class::Unit(Unit::Day)) && !counts && super::reference::is_hoped(c, at, at + 2)
}

/// `week-long`, `hours-long`, `decades-old`: a unit that only measures what follows.
fn lasting(c: &Cursor<'_>, at: usize, unit: Unit) -> Option<Found> {
    if !c.mark(at + 1, b'-') || c.spaced(at + 1) || c.spaced(at + 2) {
        return None;
    }
    let plural = matches!(c.class(at), Class::Units(_));
    let rule = match c.word(at + 2) {
        "long" => "length/adjective",
        "old" if plural => "length/age",
        _ => return None,
    };
    let amount = if plural { Amount::Some } else { Amount::Exact(1) };
    Some(Found::new(at + 3, rule, Meaning::Length(amount, unit)))
}

/// `the age of 12`: so many years, and no date.
fn age(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if !c.is(at + 1, Class::Age) || !c.is(at + 2, Class::Of) {
        return None;
    }
    let (years, end) = match c.class(at + 3) {
        Class::Number(years @ 1..=120, 1..=3) => (years, at + 4),
        _ => c.spelled(at + 3)?,
    };
    let meaning = Meaning::Length(Amount::Exact(years), Unit::Year);
    Some(Found::new(end, "length/age", meaning))
}

fn recurring(end: usize, rule: &'static str, what: Recurring) -> Found {
    Found::new(end, rule, Meaning::Recurring(what))
}

/// "daily bread", "its quarterly dividend": a frequency that only describes a thing.
fn is_adjective(c: &Cursor<'_>, at: usize) -> bool {
    const FUNCTION: &[&str] =
        &["as", "with", "but", "when", "until", "or", "is", "are", "was", "were", "across", "into"];
    let next = at + 1;
    if c.capital(at) && at > c.start || c.before(at) == Class::Mark(b'-') {
        return true;
    }
    let adverb = c.word(at).ends_with("ually") || c.word(at).ends_with("yearly");
    !adverb && c.is(next, Class::Other) && next < c.end && !FUNCTION.contains(&c.word(next))
        || matches!(c.before(at), Class::A | Class::The | Class::Possessive)
}

fn unit_at(c: &Cursor<'_>, at: usize) -> Option<(Unit, bool, usize)> {
    let at = c.after(c.after(at, Class::Full), Class::Trading);
    match c.class(at) {
        Class::Unit(unit) => Some((unit, false, at + 1)),
        Class::Units(unit) => Some((unit, true, at + 1)),
        Class::Parts(DayPart::Night) => Some((Unit::Night, true, at + 1)),
        Class::Season(Season::Summer) => Some((Unit::Season(SeasonUnit::Summer), true, at + 1)),
        Class::Season(Season::Winter) => Some((Unit::Season(SeasonUnit::Winter), true, at + 1)),
        _ => None,
    }
}

/// `Thirty Years' War`, `the Hundred Days`, `the Six-Day War`: the name of a war or a treaty.
fn is_name(c: &Cursor<'_>, at: usize, unit: usize, after: usize) -> bool {
    let owner = c.past(c.after(after, Class::Possessive), b'\'');
    c.capital(unit) && c.capital(at) && c.spaced(owner) && c.capital(owner)
        || c.is(at, Class::Hundred) && c.capital(at)
}

/// `three days`, `a year`, `two to three weeks`, `10-hour`, `45-year-old`, `a year or two`.
fn length(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if super::clock::military(c, at).is_some() {
        return None;
    }
    if let Some((years, end)) = c.quarter_century(at) {
        let meaning = Meaning::Length(Amount::Exact(years), Unit::Year);
        return Some(Found::new(end, "length/amount", meaning));
    }
    let (mut amount, mut end) = c.amount(at)?;
    if matches!(c.class(end), Class::To | Class::Or | Class::Mark(b'-'))
        && !matches!(c.class(at), Class::A)
        && let Some((_, after)) = c.amount(end + 1)
        && unit_at(c, after).is_some()
    {
        let near = c.is(end, Class::Or) || matches!(c.class(at), Class::Cardinal(_));
        amount = if near { amount } else { Amount::Some };
        end = after;
    }
    let more = matches!(c.class(end), Class::More);
    let end = end + usize::from(more);
    let hyphen = c.hyphen(end);
    let (unit, plural, after) = unit_at(c, hyphen)?;
    if is_name(c, at, after - 1, after) {
        return None;
    }
    let aged = c.is(after, Class::Old) || matches!(c.word(after), "older" | "younger");
    if aged || old(c, after).is_some() && unit >= Unit::Year {
        return None;
    }
    // "three-quarters", "a quarter of the shares"
    let fraction = unit == Unit::Quarter && (plural && hyphen > end || c.is(after, Class::Of));
    if fraction || unit == Unit::Second && !plural && !matches!(amount, Amount::Exact(1)) {
        return None;
    }
    // "24 hours a day" is a rate.
    if let (Class::A, Class::Unit(whole)) = (c.class(after), c.class(after + 1))
        && plural
        && unit < whole
    {
        return None;
    }
    if c.is(at, Class::A) {
        return one(c, at, unit, plural, amount, after);
    }
    if matches!(c.class(at), Class::Some | Class::Many) && !plural {
        return None;
    }
    let (rule, after) = if let Some(end) = old(c, after) {
        ("length/age", end)
    } else if hyphen > end || (!plural && !matches!(amount, Amount::Exact(1))) {
        let long = c.mark(after, b'-') && c.word(after + 1).eq_ignore_ascii_case("long");
        ("length/adjective", after + if long { 2 } else { 0 })
    } else {
        ("length/amount", after)
    };
    let (amount, after) = match rule {
        "length/amount" => c.and_a_half((amount, after)),
        _ => (amount, after),
    };
    let mut found = Found::new(after, rule, Meaning::Length(amount, unit));
    if more {
        found.modifier = Some(Modifier::More);
    }
    Some(found)
}

/// `a year`, `a year or two`, `a few days`, `an hour`.
fn one(
    c: &Cursor<'_>,
    at: usize,
    unit: Unit,
    plural: bool,
    amount: Amount,
    end: usize,
) -> Option<Found> {
    let single = matches!(amount, Amount::Exact(1)) && !plural;
    if single && unit == Unit::Second {
        return None;
    }
    // "a years-long feud", "a quarter of the voters"
    let part = unit == Unit::Quarter && c.is(end, Class::Of);
    if single && (c.mark(end, b'-') || part)
        || matches!(c.class(at + 1), Class::Units(_) | Class::Parts(_))
    {
        return None;
    }
    let introduced = matches!(
        c.before(at),
        Class::For
            | Class::In
            | Class::Within
            | Class::About
            | Class::Over
            | Class::Than
            | Class::After
            | Class::Of
            | Class::Nearly
            | Class::During
            | Class::To
            | Class::Least
            | Class::Most
            | Class::From
    );
    if single && matches!(c.word(at.wrapping_sub(1)), "once" | "twice" | "times") {
        let each = Recurring::Every(amount, unit);
        return Some(recurring(end, "recurring/each", each));
    }
    if single && !introduced && is_rate(c, at) {
        return None;
    }
    let (amount, end) = if single { c.and_a_half((amount, end)) } else { (amount, end) };
    let meaning = Meaning::Length(amount, unit);
    if single && c.is(end, Class::Or) {
        if c.is(end + 1, Class::Cardinal(2))
            && c.before(at) == Class::In
            && super::reference::is_hoped(c, at, end + 2)
        {
            let future = Meaning::Reference(Reference::Future);
            return Some(Found::new(end + 2, "length/some-day", future));
        }
        if matches!(c.class(end + 1), Class::Cardinal(2)) {
            return Some(Found::new(end + 2, "length/amount", meaning));
        }
        if c.word(end + 1) == "so" {
            return Some(Found::new(end + 2, "length/amount", meaning));
        }
    }
    Some(Found::new(end, "length/amount", meaning))
}

/// Whether a thing counted stands before: "2,000 tons a year" is a rate and tells no time.
fn is_rate(c: &Cursor<'_>, at: usize) -> bool {
    let word = c.word(at.wrapping_sub(1));
    if word == "as" || matches!(c.class(at + 2), Class::Of | Class::Before | Class::After) {
        return false;
    }
    let before = |back: usize| at.checked_sub(back).map_or(Class::Other, |it| c.class(it));
    let number = |class| match class {
        Class::Number(value, 4) => !(1900..2100).contains(&value),
        Class::Number(..) | Class::Cardinal(_) | Class::Hundred | Class::Thousand => true,
        _ => false,
    };
    let counted = (1..=3).take_while(|it| !matches!(before(*it), Class::Mark(_) | Class::And));
    counted.map(before).any(number)
}

fn old(c: &Cursor<'_>, at: usize) -> Option<usize> {
    let next = c.hyphen(at);
    (c.is(next, Class::Old) && next > at).then_some(next + 1)
}

/// `the past three years`, `the next 12 to 18 months`, `recent weeks`, `the coming days`.
fn stretch(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let (back, rule) = match c.class(at) {
        Class::Last | Class::Past | Class::Previous | Class::Latest => (true, "length/past"),
        Class::Next | Class::Coming | Class::Following => (false, "length/next"),
        Class::Recent => (true, "length/recent"),
        Class::This | Class::These => (true, "length/past"),
        _ => return None,
    };
    let mut next = at + 1;
    if matches!(c.class(at), Class::This | Class::These) {
        if !matches!(c.class(next), Class::Past | Class::Last) {
            return None;
        }
        next += 1;
    }
    let (amount, end) = match c.amount(next) {
        Some((amount, end)) => match (c.class(end), c.amount(end + 1)) {
            (Class::To | Class::Or | Class::Mark(b'-'), Some((_, end))) => (Amount::Some, end),
            _ => (amount, end),
        },
        None => match c.class(next) {
            Class::Units(_) => (Amount::Some, next),
            Class::Unit(
                Unit::Decade
                | Unit::Century
                | Unit::Hour
                | Unit::Week
                | Unit::Day
                | Unit::Month
                | Unit::Minute,
            ) => (Amount::Exact(1), next),
            _ => return None,
        },
    };
    let (unit, _, end) = unit_at(c, c.hyphen(end))?;
    if unit == Unit::Quarter && amount == Amount::Exact(1) {
        return None;
    }
    let end = if c.is(end, Class::Or) && c.word(end + 1) == "so" { end + 2 } else { end };
    // "the last day of the fair", "the last three years of his life": told of the fair, not of today.
    if c.is(at, Class::Last) && c.is(end, Class::Of) && c.before(at) == Class::The {
        let counted = matches!(c.class(next), Class::Number(..) | Class::Cardinal(_));
        let meaning = Meaning::Length(amount, unit);
        return counted.then(|| Found::new(end, "length/the", meaning));
    }
    if matches!(c.class(next), Class::Units(_)) && rule != "length/recent" {
        let side = if back { Reference::Past } else { Reference::Future };
        return Some(Found::new(end, rule, Meaning::Reference(side)));
    }
    Some(Found::new(end, rule, Meaning::Stretch { amount, unit, back }))
}

/// `the nine months`, `the first two years`, `the three-year period`.
fn the_length(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let next = match c.class(at + 1) {
        Class::Ordinal(1) => at + 2,
        _ => at + 1,
    };
    let (amount, end) = c.amount(next).filter(|_| !c.is(next, Class::A))?;
    let (unit, plural, end) = unit_at(c, c.hyphen(end))?;
    if is_name(c, next, end - 1, end) {
        return None;
    }
    if !plural && !matches!(amount, Amount::Exact(1)) {
        return None;
    }
    Some(Found::new(end, "length/the", Meaning::Length(amount, unit)))
}

/// `for weeks`, `in months`, `years of war`: a plural without a number.
fn bare_plural(c: &Cursor<'_>, at: usize, unit: Unit) -> Option<Found> {
    let introduced =
        matches!(c.before(at), Class::For | Class::In | Class::Within | Class::After | Class::Over);
    let after = matches!(c.class(at + 1), Class::Of);
    let million = matches!(c.word(at.wrapping_sub(1)), "million" | "billion");
    let day = unit >= Unit::Day && unit != Unit::Quarter;
    let short = matches!(unit, Unit::Hour | Unit::Minute) && introduced;
    // "Days after the vote", where no number stands before.
    let apart = matches!(c.class(at + 1), Class::After | Class::Before)
        && unit != Unit::Second
        && (at == c.start || matches!(c.before(at), Class::Mark(b',' | b'-') | Class::Other))
        && !c.clause_ends(at + 2);
    let fits = (day || short || apart) && !million;
    (fits && (introduced || apart || after && unit != Unit::Day))
        .then(|| Found::new(at + 1, "length/bare", Meaning::Length(Amount::Some, unit)))
}

/// `every day`, `each July`, `every two weeks`, `every other day`, `every Monday`.
fn every(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let rule = "recurring/every";
    if let Some((day, end)) = c.weekday(at + 1) {
        return Some(recurring(end, rule, Recurring::Weekday(day)));
    }
    if let Some((month, _, end)) = c.month(at + 1) {
        if let Some((day, end)) = c.day(end) {
            return Some(recurring(end, rule, Recurring::Day(month, day)));
        }
        return Some(recurring(end, rule, Recurring::Month(month)));
    }
    match c.class(at + 1) {
        Class::Unit(unit) => {
            Some(recurring(at + 2, rule, Recurring::Every(Amount::Exact(1), unit)))
        }
        Class::Season(season) => Some(recurring(at + 2, rule, Recurring::Season(season))),
        Class::Part(part) => Some(recurring(at + 2, rule, Recurring::DayPart(part))),
        Class::Other2 => match c.class(at + 2) {
            Class::Unit(unit) => {
                Some(recurring(at + 3, rule, Recurring::Every(Amount::Exact(2), unit)))
            }
            _ => None,
        },
        Class::Few => match c.class(at + 2) {
            Class::Units(unit) => {
                Some(recurring(at + 3, rule, Recurring::Every(Amount::Some, unit)))
            }
            _ => None,
        },
        _ => {
            let (amount, end) = c.amount(at + 1)?;
            let (unit, _, end) = unit_at(c, end)?;
            Some(recurring(end, rule, Recurring::Every(amount, unit)))
        }
    }
}
