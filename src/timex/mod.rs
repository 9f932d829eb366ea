//! Finds time expressions in a text and says what they mean.
//!
//! Finding needs no calendar: a rule yields an [`Expr`], "the Friday before". Only [`resolve`]
//! turns it into a date, and only against an [`Anchor`]. Nothing here knows who did what, and
//! nothing asks the clock.

mod absolute;
mod clock;
mod cursor;
mod days;
mod english;
mod length;
mod lexicon;
mod meaning;
mod modifier;
mod named;
mod numeric;
mod partial;
mod quarter;
mod range;
mod reasoning;
mod reckon;
mod reference;
mod relative;
mod resolve;
mod tense;
mod value;
mod weekday;
mod words;
mod year;

use serde::Serialize;

use crate::date::{Date, When};
use crate::source::Span;
use crate::text::{Text, TokenKind};
use crate::timex::cursor::{Cursor, Found, classify};
use crate::timex::lexicon::Class;

pub use days::Days;
pub use meaning::{
    Amount, Clock, DayPart, Expr, Feast, Lean, Meaning, Modifier, Origin, Part, Partial, Point,
    Recurring, Reference, Season, SeasonUnit, Unit, Year,
};
pub use reasoning::{
    Anchoring, Cue, Direction, Known, Lost, LostBy, Missing, Order, Reasoning, Remark, Sense,
    Toward, Why,
};
pub use resolve::resolve;

/// The four types of TIMEX3 (ISO 24617-1, TimeML).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar date of any precision.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A time that recurs.
    Set,
}

/// What relative expressions are resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The document creation time, if it is known: a day, a month or a year.
    pub dct: Option<Date>,
    /// Whether dates without a year lean on the date told last (a history) rather than on the
    /// document creation time (news).
    pub narrative: bool,
    /// Whether `08/10/2024` is read day first; `None` lets the other dates of the text decide.
    pub day_first: Option<bool>,
}

/// A time expression with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// Its TIMEX3 type.
    pub kind: TimexType,
    /// Its TIMEX3 value: `2024-10-07`, `P3D`, `XXXX-WXX-1`, `PRESENT_REF`.
    pub value: String,
    /// The calendar date or interval, where it is one and all that it needs is known.
    pub when: Option<When>,
    /// The rule that made it, such as `weekday/bare`.
    pub rule: &'static str,
    /// How much of the date stands in the words; `None` where they say no date.
    pub known: Option<Known>,
    /// Why it has this value; [`Timex::steps`] puts it into words.
    pub reasoning: Reasoning,
    /// A birthday or an anniversary with its ordinal: `70` for "his 70th birthday".
    pub anniversary: Option<u32>,
    /// The range that it begins or ends: TIMEX3 takes the two ends apart, a happening lasts over both.
    pub range: Option<Range>,
}

/// From one date to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Where it stands, both ends and the joint, in bytes of the text.
    pub span: Span,
    /// The interval, where both ends are known.
    pub when: Option<When>,
}

impl Timex {
    /// The time of what it dates: the whole range where it is an end of one.
    #[must_use]
    pub fn happens(&self) -> Option<When> {
        self.range.map_or(self.when, |it| it.when)
    }

    /// The words that say [`Timex::happens`].
    #[must_use]
    pub fn extent(&self) -> Span {
        self.range.map_or(self.span, |it| it.span)
    }
}

/// Every rule that may stand in [`Timex::rule`], family by family.
#[must_use]
pub fn rules() -> Vec<&'static str> {
    [
        absolute::RULES,
        numeric::RULES,
        partial::RULES,
        year::RULES,
        quarter::RULES,
        weekday::RULES,
        relative::RULES,
        length::RULES,
        clock::RULES,
        reference::RULES,
        named::RULES,
        modifier::RULES,
    ]
    .concat()
}

/// The time expressions of a text, in order and without overlap.
#[must_use]
pub fn find(text: &Text<'_>) -> Vec<Expr> {
    find_with(Days::NONE, text)
}

/// The time expressions of a text, with days that are named otherwise in each state.
#[must_use]
pub fn find_with(days: &Days, text: &Text<'_>) -> Vec<Expr> {
    let classes = classify(text);
    let mut found = Vec::new();
    let ancient = tells_eras(text, &classes);
    for sentence in text.sentences() {
        let cursor = Cursor::new(text, &classes, sentence.tokens.start, sentence.tokens.end);
        let cursor = cursor.with(ancient, days);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some(it) = expression(&cursor, at) else {
                at += 1;
                continue;
            };
            let span = |from: usize, to: usize| {
                text.tokens()[from].span().join(text.tokens()[to - 1].span())
            };
            found.push(Expr {
                span: span(at, it.end),
                rule: it.rule,
                meaning: it.meaning,
                modifier: it.modifier,
                ends: it.ends.map(|(first, second)| (span(at, first), span(second, it.end))),
            });
            at = it.end;
        }
    }
    found
}

/// Whether a year stands beside the name of its era somewhere.
fn tells_eras(text: &Text<'_>, classes: &[Class]) -> bool {
    let number = |at: usize| matches!(classes.get(at), Some(Class::Number(_, 1..=4)));
    let era = |(at, class): (usize, &Class)| {
        let upper = || text.word(at).bytes().all(|it| it.is_ascii_uppercase());
        let beside = || number(at + 1) || at.checked_sub(1).is_some_and(number);
        matches!(class, Class::Era(_)) && beside() && upper()
    };
    classes.iter().enumerate().any(era)
}

/// Finds and resolves.
#[must_use]
pub fn tag(anchor: &Anchor, text: &Text<'_>) -> Vec<Timex> {
    resolve(anchor, text, &find(text))
}

/// A family of rules: its longest match that begins at a token.
type Family = fn(&Cursor<'_>, usize) -> Option<Found>;

/// What a day, or a coarser date, is told with. Where two match alike, the first is taken.
const DAYS: [Family; 5] =
    [absolute::parse, numeric::parse, named::parse, weekday::parse, relative::parse];

/// Everything else.
const OTHERS: [Family; 6] =
    [length::parse, partial::parse, year::parse, quarter::parse, reference::parse, clock::parse];

/// The longest expression that begins at a token, with what belongs to it on both sides.
fn expression(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if !may_begin(c, at) {
        return None;
    }
    longer(modifier::parse(c, at), core(c, at)).filter(|it| !is_title(c, at, it))
}

/// Whether an expression may begin at a token. Most tokens begin none, and no family is asked then.
fn may_begin(c: &Cursor<'_>, at: usize) -> bool {
    match c.class(at) {
        Class::The | Class::A => !c.is(at + 1, Class::Other),
        Class::Last => !lasts(c, at),
        Class::Other => c.capital(at) && c.days.begins(c.word(at)),
        class => class.may_begin(),
    }
}

/// Whether "last" is the verb: "will last two days", "to last three weeks", but not "due to last night's
/// fire".
fn lasts(c: &Cursor<'_>, at: usize) -> bool {
    match c.before(at) {
        Class::Will | Class::Modal => true,
        Class::To => matches!(
            c.class(at + 1),
            Class::Number(..)
                | Class::Cardinal(_)
                | Class::A
                | Class::Few
                | Class::Several
                | Class::Many
                | Class::Some
                | Class::Half
                | Class::At
                | Class::For
                | Class::Until
                | Class::Through
                | Class::About
                | Class::Nearly
                | Class::Over
                | Class::More
                | Class::Less
                | Class::Up
        ),
        _ => false,
    }
}

/// Whether it is the name of a programme or a book: “This Week”, “60 Minutes”.
fn is_title(c: &Cursor<'_>, at: usize, found: &Found) -> bool {
    let quoted = at > c.start && matches!(c.word(at - 1), "\"" | "“" | "'" | "‘" | "`" | "«");
    let counted = found.rule.starts_with("relative/") || found.rule.starts_with("length/");
    let small = |at: usize| c.token(at).is_some_and(|it| it.kind == TokenKind::Word && !it.capital);
    quoted && counted && found.end > at + 1 && !(at..found.end).any(small)
}

/// The longest expression without a modifier before it.
fn core(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let day = day_expression(c, at).map(|it| with_time(c, it));
    longest(c, at, day, &OTHERS)
}

/// The longest expression for a day, or coarser, with no time of day.
fn day_expression(c: &Cursor<'_>, at: usize) -> Option<Found> {
    longest(c, at, None, &DAYS)
}

/// A day and the part of it, or the hour, that follows.
fn with_time(c: &Cursor<'_>, day: Found) -> Found {
    if !clock::is_day(&day.meaning) {
        return day;
    }
    match clock::after_day(c, day.end) {
        Some((time, end)) => {
            Found::new(end, "clock/dated", Meaning::Time(time, Some(Box::new(day.meaning))))
        }
        None => day,
    }
}

/// The longest of what was found so far and of what families find.
fn longest(c: &Cursor<'_>, at: usize, found: Option<Found>, families: &[Family]) -> Option<Found> {
    let mut best = found;
    for family in families {
        if let Some(it) = family(c, at)
            && best.as_ref().is_none_or(|best| it.end > best.end)
        {
            best = Some(it);
        }
    }
    best
}

/// The longer of two; the first where they are of one length.
fn longer(first: Option<Found>, second: Option<Found>) -> Option<Found> {
    match (first, second) {
        (Some(a), Some(b)) => Some(if b.end > a.end { b } else { a }),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_shares_its_last_year() {
        let found =
            tag(&Anchor::default(), &Text::new("In March, April, and May of 2011 it rained."));
        let values: Vec<&str> = found.iter().map(|it| it.value.as_str()).collect();
        assert_eq!(values, ["2011-03", "2011-04", "2011-05"]);
    }
}
