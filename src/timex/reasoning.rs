//! Why a time expression has its value, as small values and places in the text.
//!
//! Nothing here is put into words: `english` does that when somebody asks.

use chrono::Weekday;

use crate::date::{Date, When};
use crate::source::Span;
use crate::timex::meaning::{Modifier, Reference, Unit};

/// How a value follows from the words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reasoning {
    /// What the rule read in the words.
    pub sense: Sense,
    /// What the date was counted from; `None` where the words say all, or where that is not known.
    pub anchor: Option<Anchoring>,
    /// Which way from the anchor, where the words leave that open or say it themselves.
    pub direction: Option<Direction>,
    /// What a date would have needed.
    pub missing: Option<Missing>,
    /// What it might have been as well, the likeliest first; empty where there was no choice.
    pub lost: Vec<Lost>,
    /// What else there is to say.
    pub remarks: Vec<Remark>,
}

/// How much of a date stands in its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Nothing of it: "on Monday", "last week".
    Implied,
    /// Some components; the year, or the month too, is implied: "October 8".
    Partly,
    /// Every component: "8 October 2024", "April 2019", "2019".
    Stated,
}

/// What a rule read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sense {
    /// A date that says all itself.
    #[default]
    Stated,
    /// Two numbers either of which may be the month.
    Digits {
        /// Whether the day was taken to stand first.
        day_first: bool,
        /// Why.
        order: Order,
    },
    /// A month, a day, a season or a quarter without its year.
    NoYear,
    /// A day of a month without month and year.
    NoMonth,
    /// A weekday without a date.
    Weekday(Weekday),
    /// A year so many years on (or back), or a part of it.
    OtherYear(i32),
    /// A unit so many units on (or back): "last week".
    Period(Unit, i32),
    /// So many units on (or back): "two weeks ago".
    Count(Unit, i64),
    /// A weekday of a week so many weeks on (or back).
    OfWeek(Weekday, i32),
    /// Units without a number: "some weeks ago".
    Vague,
    /// A length of time that ends, or else begins, with the document.
    Stretch {
        /// Whether it ends with it.
        back: bool,
    },
    /// A length of time.
    Length,
    /// A time that recurs.
    Recurring,
    /// A time of day without a day.
    Hour,
    /// "now", "recently", "soon".
    Reference(Reference),
    /// A birthday or an anniversary.
    Anniversary,
}

/// Why the day, or the month, was taken to stand first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The other dates of the document, or the author, say so.
    Written,
    /// So read it is next to the document's own date.
    Near,
    /// The document names that day in words.
    Named,
    /// Nothing decides: most of the world writes so.
    Custom,
}

/// What a date was counted from, and why from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchoring {
    /// The date that was counted from.
    pub date: Date,
    /// Why from that.
    pub why: Why,
}

/// Why a date is an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is the document's own, and news counts from it.
    News,
    /// It is the document's own, and the words count from the day of writing: "ago", "last month".
    Writing,
    /// It is the document's own, for want of a date told before.
    NothingTold,
    /// These words told it last, and a history counts from what it tells.
    History(Span),
    /// These words told it last, and the expression says that it counts on: "following", "later".
    Said(Span),
    /// The same sentence tells it in full, in these words.
    Beside(Span),
    /// The text tells the same day of the year in full elsewhere, in these words.
    Elsewhere(Span),
    /// The expression itself names it, in these words.
    Named(Span),
    /// The range begins with it, in these words.
    Begins(Span),
    /// It is when the happening took place that the expression names; these words told it with its date.
    Happening(Span),
    /// It is the period that the text reports on.
    Reported,
    /// The day that the period is said to end on, which stands there.
    Ends(Span),
}

/// Which way a date lies from its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Direction {
    /// The way.
    pub toward: Toward,
    /// What decided it.
    pub cue: Cue,
}

/// Back or forward in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// Before the anchor.
    Back,
    /// Neither: the anchor lies in it.
    Here,
    /// After the anchor.
    Forward,
}

/// What decided a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// A word of the sentence that looks one way: "will", "had", "scheduled".
    Tense {
        /// The word.
        word: Span,
        /// The way in which it looks, which need not be that of the date.
        looks: Toward,
    },
    /// A word of limit right before: "by", "until".
    Limit(Span),
    /// A word of the expression: "last", "next", "that".
    Own,
    /// The expression owns what has been: "Monday's ruling".
    Owned,
    /// A history goes on from what it told.
    Story,
    /// No word: news looks back, and takes the nearest date.
    Default,
}

/// A date that the words might have meant as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// The date.
    pub when: When,
    /// Why it was not taken.
    pub why: LostBy,
}

/// Why a date was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostBy {
    /// It lies ahead.
    Ahead,
    /// It lies behind.
    Behind,
    /// It is farther from the anchor.
    Distance,
    /// It puts day and month the other way round.
    Order,
    /// It is of another year than what a history tells.
    Year,
}

/// What a date would have needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A year.
    Year,
    /// The day of the document.
    Day,
    /// A date to count from.
    Origin,
    /// A calendar that has such a day.
    SuchDay,
}

/// What else there is to say of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// The date is not the weekday that is said with it.
    OtherWeekday(Date, Weekday),
    /// Only years fitted in which the day is the weekday that is said with it.
    ByWeekday(Weekday),
    /// No year near has that weekday on that day.
    NoSuchWeekday,
    /// The document's date is only a year.
    YearUnsure,
    /// A day that names a thing, which may be of any year.
    Names,
    /// The beginning of a range is of the year before its end.
    YearBefore,
    /// The words narrow or blur the date.
    Modified(Modifier),
}
