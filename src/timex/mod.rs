//! Finds time expressions in a text and says what they mean.
//!
//! Finding needs no calendar: a rule yields an [`Expr`], "the Friday before". Only [`resolve`]
//! turns it into a date, and only against an [`Anchor`]. Nothing here knows who did what, and
//! nothing asks the clock.

use serde::Serialize;

use crate::date::{Date, When};
use crate::source::Span;

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
    /// The reasoning, one step a sentence, for people: which anchor, which direction and why.
    pub steps: Vec<String>,
    /// What the meaning was resolved against; `None` when it says all itself.
    pub anchored: Option<Date>,
    /// A birthday or an anniversary with its ordinal: `70` for "his 70th birthday".
    pub anniversary: Option<u32>,
}
