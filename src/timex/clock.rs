//! Times of day: `5 p.m. EST`, `13:45`, `this morning`, `Friday night`, `noon Thursday`.

use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Clock, DayPart, Meaning, Origin, Part, Point, Unit};
use crate::timex::words::ZONE_WORDS;

pub(super) const RULES: &[&str] = &[
    "clock/hour",
    "clock/hour-minute",
    "clock/noon",
    "clock/tonight",
    "clock/day-part",
    "clock/dated",
    "clock/told-part",
    "clock/part-of",
    "clock/twilight",
];

/// A time of day, with the day that stands beside it.
pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if let Some(found) = parts(c, at).or_else(|| part_of(c, at)) {
        return Some(found);
    }
    // "7:30 this morning", "9 tonight"
    let with_part = || time(c, at, true).filter(|(_, end, _)| parts(c, *end).is_some());
    let (clock, end, rule) = time(c, at, false).or_else(with_part)?;
    if let Some(part) = parts(c, end)
        && let Meaning::Time(Clock::Part(part_of_day), day) = part.meaning
    {
        let clock = in_part(clock, part_of_day);
        return Some(Found::new(part.end, "clock/dated", Meaning::Time(clock, day)));
    }
    // The day after the time: "5 p.m. EST, Nov. 6", "noon Thursday", "10 a.m. on Monday".
    let next = c.past(end, b',');
    let next = c.after(next, Class::On);
    let day = super::day_expression(c, next).filter(|it| {
        next == end || !matches!(it.meaning, Meaning::Period { .. }) || c.is(end, Class::On)
    });
    if let Some(day) = day {
        return Some(Found::new(
            day.end,
            "clock/dated",
            Meaning::Time(clock, Some(Box::new(day.meaning))),
        ));
    }
    Some(Found::new(end, rule, Meaning::Time(clock, None)))
}

/// What may follow a day: its part or a time.
pub(super) fn after_day(c: &Cursor<'_>, at: usize) -> Option<(Clock, usize)> {
    match c.class(at) {
        Class::Part(part) if !c.word(at).eq_ignore_ascii_case("overnight") => {
            Some((Clock::Part(part), at + 1))
        }
        Class::Parts(_) => None,
        _ => {
            let next = c.past(at, b',');
            let next = c.after(next, Class::At);
            let (clock, end, _) = time(c, next, true)?;
            Some((clock, end))
        }
    }
}

/// `this morning`, `tonight`, `last night`, `that evening`, `in the morning` not.
fn parts(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let whole = |end, rule, part, meaning| {
        Some(Found::new(end, rule, Meaning::Time(Clock::Part(part), Some(Box::new(meaning)))))
    };
    let day = |offset, from| Meaning::Period { unit: Unit::Day, offset, from };
    if c.is(at, Class::Tonight) {
        return whole(at + 1, "clock/tonight", DayPart::Night, day(0, Origin::Document));
    }
    let (start, the) = if c.is(at, Class::The) { (at + 1, true) } else { (at, false) };
    let offset = match c.class(start) {
        Class::This if !the => (0, Origin::Document),
        Class::Last if !the => (-1, Origin::Document),
        Class::That if !the => (0, Origin::Text),
        Class::Same if the => (0, Origin::Text),
        Class::Next | Class::Following if the => (1, Origin::Text),
        Class::Previous if the => (-1, Origin::Text),
        _ => return None,
    };
    let early = usize::from(matches!(c.class(start + 1), Class::Early | Class::Late));
    let Class::Part(part) = c.class(start + 1 + early) else { return None };
    let rule = if offset.1 == Origin::Text { "clock/told-part" } else { "clock/day-part" };
    whole(start + 2 + early, rule, part, day(offset.0, offset.1))
}

/// `the night of 12/13 August`, `the early hours of 3 July`, `the afternoon of the following day`.
fn part_of(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let start = c.after(at, Class::The);
    let early = matches!(c.class(start), Class::Early | Class::Late);
    let noun = start + usize::from(early);
    let part = match c.class(noun) {
        Class::Part(part) => part,
        Class::Parts(DayPart::Night) => DayPart::Night,
        Class::Units(Unit::Hour) if early => DayPart::Morning,
        _ => return None,
    };
    let overnight = c.word(noun).eq_ignore_ascii_case("overnight");
    if !matches!(c.class(noun + 1), Class::Of | Class::On) || overnight || start == at && !early {
        return None;
    }
    let night = night_between(c, noun + 2).filter(|_| part == DayPart::Night);
    let day = night.or_else(|| super::day_expression(c, noun + 2))?;
    // A month has many mornings, and "the early hours of Friday morning" says it better itself.
    let weekday = matches!(
        day.meaning,
        Meaning::Point(Point { weekday: Some(_), .. }) | Meaning::WeekdayOf { .. }
    );
    let night = part == DayPart::Night && matches!(day.meaning, Meaning::Range(..));
    let meaning = (night || is_day(&day.meaning) && !weekday).then_some(day.meaning)?;
    Some(Found::new(
        day.end,
        "clock/part-of",
        Meaning::Time(Clock::Part(part), Some(Box::new(meaning))),
    ))
}

/// `12/13 August 1943`, `12–13 August`, `August 12–13`: the night that begins on the first.
fn night_between(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let at = c.after(at, Class::The);
    let joint = |it: usize| matches!(c.class(it), Class::Mark(b'/' | b'-') | Class::To);
    let (month, day, next, end) = if let Some((month, _, end)) = c.month(at) {
        let (day, end) = c.day(end)?;
        let (next, after) = joint(end).then(|| c.day(end + 1))??;
        (month, day, next, after)
    } else {
        let (day, end) = c.day(at)?;
        let (next, end) = joint(end).then(|| c.day(end + 1))??;
        let (month, _, end) = c.month(c.after(end, Class::Of))?;
        (month, day, next, end)
    };
    if next != day + 1 {
        return None;
    }
    let (year, end) = super::absolute::year_after(c, end);
    let point = |part| Point { year, part, ..Point::default() };
    let nights = Meaning::Range(point(Part::Day(month, day)), point(Part::Day(month, next)));
    Some(Found::new(end, "absolute/day-month", nights))
}

/// A time by itself; `sure` says that a day stands before it.
fn time(c: &Cursor<'_>, at: usize, sure: bool) -> Option<(Clock, usize, &'static str)> {
    match c.class(at) {
        Class::Hour(hour) => Some((Clock::At(hour, None, None), zone(c, at + 1), "clock/hour")),
        Class::Noon => Some((Clock::At(12, Some(0), None), zone(c, at + 1), "clock/noon")),
        Class::Twilight(part) if sure || is_hour_of_light(c, at) => {
            Some((Clock::Part(part), at + 1, "clock/twilight"))
        }
        Class::Midnight => Some((Clock::At(24, Some(0), None), zone(c, at + 1), "clock/noon")),
        Class::Mid => {
            let next = c.hyphen(at + 1);
            match c.class(next) {
                Class::Part(part) => Some((Clock::Part(part), next + 1, "clock/day-part")),
                _ => None,
            }
        }
        Class::Number(hour, 1..=2) => {
            c.lone_number(at)?;
            let hour = hour as u8;
            if let Some((clock, end)) = glued_meridiem(c, at, hour) {
                return Some((clock, zone(c, end), "clock/hour-minute"));
            }
            if let (Class::Mark(b':'), Class::Number(minute, 2)) =
                (c.class(at + 1), c.class(at + 2))
                && !c.spaced(at + 1)
                && !c.spaced(at + 2)
                && minute < 60
            {
                return minutes(c, at, hour, minute as u8, sure);
            }
            let (pm, end) = meridiem(c, at + 1).or_else(|| oclock(c, at + 1))?;
            let hour = of_24(hour, pm)?;
            Some((Clock::At(hour, None, None), zone(c, end), "clock/hour"))
        }
        Class::Cardinal(hour @ 1..=12) => {
            let hour = hour as u8;
            let told = meridiem(c, at + 1).or_else(|| oclock(c, at + 1));
            let told = told.and_then(|(pm, end)| Some((of_24(hour, pm)?, end)));
            let (hour, end) = told.or_else(|| half_of_day(c, at, hour))?;
            Some((Clock::At(hour, None, None), zone(c, end), "clock/hour"))
        }
        Class::Number(value, 4) if value < 2400 && value % 100 < 60 && zone(c, at + 1) > at + 1 => {
            let clock = Clock::At((value / 100) as u8, Some((value % 100) as u8), None);
            Some((clock, zone(c, at + 1), "clock/hour-minute"))
        }
        Class::Number(..) => {
            let (clock, end) = military(c, at)?;
            Some((clock, end, "clock/hour-minute"))
        }
        _ => None,
    }
}

/// "at dawn", "until dusk", "before sunset on 6 June"; the dawn of an era and New Dawn are none.
fn is_hour_of_light(c: &Cursor<'_>, at: usize) -> bool {
    let introduced = matches!(
        c.before(at),
        Class::At
            | Class::By
            | Class::Before
            | Class::After
            | Class::Until
            | Class::Since
            | Class::From
            | Class::Between
            | Class::Nearly
            | Class::About
            | Class::To
    );
    introduced && !c.capital(at) && !c.is(at + 1, Class::Of)
}

/// `0600 hours`, `at 1430 hours`.
pub(super) fn military(c: &Cursor<'_>, at: usize) -> Option<(Clock, usize)> {
    let Class::Number(value, 4) = c.class(at) else { return None };
    let fits = value < 2400 && value % 100 < 60 && c.is(at + 1, Class::Units(Unit::Hour));
    let surely = value < 1000
        || matches!(
            c.before(at),
            Class::At | Class::By | Class::Until | Class::From | Class::Since | Class::Before
        );
    let clock = Clock::At((value / 100) as u8, Some((value % 100) as u8), None);
    (fits && surely).then(|| (clock, zone(c, at + 2)))
}

/// The hour that "7:30 tonight" means.
fn in_part(clock: Clock, part: DayPart) -> Clock {
    match (clock, part) {
        // "at one o'clock that night"
        (Clock::At(1..=4, ..), DayPart::Night) => clock,
        // "twelve o'clock that night"
        (Clock::At(12, None | Some(0), second), DayPart::Evening | DayPart::Night) => {
            Clock::At(24, Some(0), second)
        }
        (
            Clock::At(hour @ 1..=11, minute, second),
            DayPart::Afternoon | DayPart::Evening | DayPart::Night,
        ) => Clock::At(hour + 12, minute, second),
        (clock, _) => clock,
    }
}

/// `13:45`, `1:45 p.m.`, `22:29:00`; a score or a verse has no such hour or no sign of time.
fn minutes(
    c: &Cursor<'_>,
    at: usize,
    hour: u8,
    minute: u8,
    sure: bool,
) -> Option<(Clock, usize, &'static str)> {
    let rule = "clock/hour-minute";
    let single = c.word(at).len() == 1;
    let (second, end) = match (c.class(at + 3), c.class(at + 4)) {
        (Class::Mark(b':'), Class::Number(second, 2)) if !c.spaced(at + 3) && second < 60 => {
            (Some(second as u8), at + 5)
        }
        _ => (None, at + 3),
    };
    // "10:35:31.706492": a machine's fraction of a second
    let fraction = second.is_some() && c.digits_go_on(end);
    let end = end + if fraction { 2 } else { 0 };
    if let Some((pm, end)) = meridiem(c, end) {
        return Some((Clock::At(of_24(hour, pm)?, Some(minute), second), zone(c, end), rule));
    }
    let introduced = is_introduced(c, at);
    let zoned = zone(c, end) > end;
    // "10:00-11:00"
    let ranged = c.before(at) == Class::Mark(b'-')
        && c.mark(at.wrapping_sub(3), b':')
        && !c.spaced(at)
        && hour < 24;
    let exists = hour < 24 || hour == 24 && minute == 0 && second.unwrap_or(0) == 0;
    let fits = exists && (ranged || sure || introduced || zoned || second.is_some() && !single);
    fits.then(|| (Clock::At(hour, Some(minute), second), zone(c, end), rule))
}

/// Whether a word stands before that an hour may follow.
fn is_introduced(c: &Cursor<'_>, at: usize) -> bool {
    matches!(
        c.before(at),
        Class::At
            | Class::By
            | Class::Until
            | Class::From
            | Class::To
            | Class::Before
            | Class::After
            | Class::Since
            | Class::About
            | Class::Between
    )
}

/// `2:51pm`, `7.30pm`, `11.15 p.m.`, `19.30 GMT`: minutes after a point, or with their half of the day.
fn glued_meridiem(c: &Cursor<'_>, at: usize, hour: u8) -> Option<(Clock, usize)> {
    let dotted = c.mark(at + 1, b'.');
    if !(dotted || c.mark(at + 1, b':')) || c.spaced(at + 1) || c.spaced(at + 2) {
        return None;
    }
    let (minute, pm, end) = match c.class(at + 2) {
        Class::Number(minute, 2) if dotted => match meridiem(c, at + 3) {
            Some((pm, end)) => (minute, pm, end),
            // "shares rose 3.30 PT": two letters after a decimal are no zone by themselves.
            None if zone(c, at + 3) > at + 3
                && (c.word(at + 3).len() > 2 || is_introduced(c, at)) =>
            {
                (minute, None, at + 3)
            }
            None => return None,
        },
        _ => {
            let word = c.word(at + 2);
            let (digits, half) = (word.get(..2)?, word.get(2..)?);
            let pm = half.eq_ignore_ascii_case("pm");
            if !pm && !half.eq_ignore_ascii_case("am") {
                return None;
            }
            (digits.parse().ok()?, Some(pm), at + 3)
        }
    };
    let hour = of_24(hour, pm)?;
    (minute < 60 && (hour < 24 || minute == 0))
        .then_some((Clock::At(hour, Some(minute as u8), None), end))
}

fn of_24(hour: u8, pm: Option<bool>) -> Option<u8> {
    match pm {
        None => (hour <= 24).then_some(hour),
        Some(pm) => (1..=12).contains(&hour).then_some(hour % 12 + if pm { 12 } else { 0 }),
    }
}

/// `a.m.`, `pm`: whether it is after noon, and the end, without a full stop that may end the sentence.
fn meridiem(c: &Cursor<'_>, at: usize) -> Option<(Option<bool>, usize)> {
    if let Class::Meridiem(pm) = c.class(at) {
        return Some((Some(pm), at + 1));
    }
    let word = c.word(at);
    let pm = match word {
        "a" | "A" => false,
        "p" | "P" => true,
        _ => return None,
    };
    let dotted = c.mark(at + 1, b'.') && !c.spaced(at + 1);
    let m = at + 1 + usize::from(dotted);
    if !c.word(m).eq_ignore_ascii_case("m") || !dotted {
        return None;
    }
    let end = m + 1;
    Some((Some(pm), end + usize::from(c.mark(end, b'.') && !c.spaced(end))))
}

/// `at six in the morning`, `at eleven at night`, `at twelve at night`: the hour that is meant. Digits
/// may count: "at 4 in the morning session".
fn half_of_day(c: &Cursor<'_>, at: usize, hour: u8) -> Option<(u8, usize)> {
    if !matches!(c.before(at), Class::At | Class::By | Class::Until | Class::About) {
        return None;
    }
    let (part, end) = match (c.class(at + 1), c.class(at + 2), c.class(at + 3)) {
        (Class::In, Class::The, Class::Part(part)) => (part, at + 4),
        (Class::At, Class::Part(part @ DayPart::Night), _) => (part, at + 3),
        _ => return None,
    };
    let hour = match (hour, part) {
        (12, DayPart::Evening | DayPart::Night) => 24,
        (1..=4, DayPart::Night) => hour,
        (_, part) => of_24(hour, Some(part != DayPart::Morning))?,
    };
    Some((hour, end))
}

fn oclock(c: &Cursor<'_>, at: usize) -> Option<(Option<bool>, usize)> {
    c.is(at, Class::OClock).then_some((None, at + 1))
}

/// A time zone after a time: `EST`, `(GMT)`, `UTC+9`, `+03:00`, "local time", "Paris time", "ET/PT".
fn zone(c: &Cursor<'_>, at: usize) -> usize {
    let upper = |at: usize| c.word(at).bytes().all(|it| it.is_ascii_uppercase());
    let named = |at: usize| c.is(at, Class::Zone) && upper(at);
    if named(at) {
        let end = offset(c, at + 1);
        let other = c.mark(end, b'/') && named(end + 1);
        return end + if other { 2 } else { 0 };
    }
    if c.mark(at, b'(') && named(at + 1) {
        let end = offset(c, at + 2);
        return if c.mark(end, b')') { end + 1 } else { at };
    }
    // "10:00+03:00", but "10:00-11:00" is from one hour to another.
    let end = offset(c, at);
    if c.mark(at, b'+') && end == at + 4 {
        return end;
    }
    let time = |at: usize| c.word(at).eq_ignore_ascii_case("time");
    if c.word(at).eq_ignore_ascii_case("local") && time(at + 1) {
        return at + 2;
    }
    // "Paris time", "Eastern Daylight Time", "New York time"
    let end = zone_words(c, at);
    if end > at && time(end) { end + 1 } else { at }
}

/// The token after the words that may name a zone: a state, its people or a city, "Eastern Standard".
fn zone_words(c: &Cursor<'_>, at: usize) -> usize {
    let known = |at: usize| ZONE_WORDS.iter().any(|it| it.eq_ignore_ascii_case(c.word(at)));
    let start = c.days.place_at(c, at).unwrap_or(at);
    start + (start..start + 2).take_while(|it| c.capital(*it) && known(*it)).count()
}

/// `+9`, `-05:00` after a zone or an hour, without a space; "GMT-11:00 GMT" goes on to another hour.
fn offset(c: &Cursor<'_>, at: usize) -> usize {
    let signed = matches!(c.class(at), Class::Mark(b'+' | b'-')) && !c.spaced(at);
    if !signed || c.spaced(at + 1) || !matches!(c.class(at + 1), Class::Number(0..=14, 1..=2)) {
        return at;
    }
    let minutes = c.mark(at + 2, b':') && !c.spaced(at + 2) && !c.spaced(at + 3);
    let end = match c.class(at + 3) {
        // The minutes of the zones of the world.
        Class::Number(0 | 15 | 30 | 45, 2) if minutes => at + 4,
        _ if minutes => return at,
        _ => at + 2,
    };
    let hour = meridiem(c, end).is_some() || c.is(end, Class::Zone) || c.is(end, Class::OClock);
    if hour && c.mark(at, b'-') { at } else { end }
}

/// A point that is a weekday only, for callers that put a part of the day after it.
pub(super) fn is_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point(Point { weekday: Some(_), .. }) | Meaning::WeekdayOf { .. } => true,
        Meaning::Point(Point { part, lean: _, .. }) => {
            matches!(part, Part::Day(..) | Part::Either(..) | Part::Feast(_) | Part::DayOfMonth(_))
        }
        Meaning::Period { unit: Unit::Day, .. } => true,
        _ => false,
    }
}
