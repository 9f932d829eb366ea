//! When a document was created, and how it tells time.
//!
//! What its metadata states comes first, then its own masthead and dateline, then inference from
//! what it tells. The time of saving, lists of other articles, captions and footers are not dates of
//! publication. Unknown stays unknown: then there are candidates, each with its reason, and no date.
//! No event is dated here, and nobody asks what day it is today.

mod anniversary;
mod birthday;
mod closing;
mod clues;
mod genre;
mod habit;
mod heading;
mod history;
mod infer;
mod masthead;
mod reports;
mod stated;
mod twins;
mod written;

use chrono::{NaiveDate, Weekday};
use serde::Serialize;

use crate::date::Date;
use crate::source::Span;

pub use clues::Clues;
pub use genre::genre;
pub use habit::Habits;
pub use history::History;
pub use reports::{Happening, Reports};
pub use stated::fault;
pub use twins::{Copies, Dated};

/// How a publication date is known, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// The author's override.
    Override,
    /// Front matter of a Markdown file.
    FrontMatter,
    /// A field of the JSON line.
    Input,
    /// JSON-LD.
    JsonLd,
    /// A `<meta>` element.
    Meta,
    /// A `<time>` element.
    TimeElement,
    /// The address of the page.
    Url,
    /// A date line or a labelled line of the masthead, or the date line of a footer.
    Masthead,
    /// The dateline of the report.
    Dateline,
    /// It follows from what the document tells.
    Inferred,
    /// Another document with the same text has it.
    Twin,
    /// Documents of known date tell of what it tells.
    Reports,
    /// It is not known.
    Unknown,
}

impl Provenance {
    /// Where the date comes from, in a few words that go on after "from".
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Override => "the editor",
            Self::FrontMatter => "its front matter",
            Self::Input => "the data it came with",
            Self::JsonLd | Self::Meta => "the page's metadata",
            Self::TimeElement => "the page's time element",
            Self::Url => "its address",
            Self::Masthead => "its masthead",
            Self::Dateline => "its dateline",
            Self::Inferred => "what it tells",
            Self::Twin => "another copy of it",
            Self::Reports => "other reports of what it tells",
            Self::Unknown => "nowhere",
        }
    }
}

impl Candidate {
    /// The date and why it is possible, for people.
    #[must_use]
    pub fn english(&self) -> String {
        format!("{}: {}", self.date.english(), self.reason)
    }
}

/// When a document was published, as far as it can be known, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// A day, or a month or a year where no more is stated.
    pub date: Option<Date>,
    /// How it is known.
    pub by: Provenance,
    /// The words that state it.
    pub quote: Option<String>,
    /// Where they stand in the reading text, if they stand there.
    pub span: Option<Span>,
    /// The reasoning, one short sentence a step.
    pub steps: Vec<String>,
    /// Whether the masthead's date in digits tells day and month apart, by what the document says.
    pub numeric: Numeric,
    /// The day that it gives without a year, where the year is unknown.
    pub without_year: Option<DayOfYear>,
    /// What it may have been, where it is unknown.
    pub candidates: Vec<Candidate>,
}

impl Published {
    /// A publication date that the editor gives.
    #[must_use]
    pub fn by_editor(date: Date) -> Self {
        Self {
            date: Some(date),
            by: Provenance::Override,
            quote: None,
            span: None,
            steps: vec![format!("The editor says that it is of {}.", date.english())],
            numeric: Numeric::Absent,
            without_year: None,
            candidates: Vec::new(),
        }
    }

    /// Where the date was found, in English; `None` when it is not known.
    #[must_use]
    pub fn from(&self) -> Option<&'static str> {
        self.date.map(|_| self.by.english())
    }
}

/// A day of a dateline or of the masthead whose year nothing tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOfYear {
    month: u32,
    day: u32,
    /// The weekday that the report tells of this day or of the day before.
    weekday: Option<Weekday>,
    /// Whether the text tells of an anniversary or a birthday: what happens then happens every year.
    yearly: bool,
}

/// How a masthead's date in digits is read: `08/10/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Numeric {
    /// There is none.
    #[default]
    Absent,
    /// The document shows the order.
    Shown(Order),
    /// Nothing in the document decides.
    Open,
}

/// The order of day and month in dates of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// `08/10/2024` is 8 October.
    DayFirst,
    /// `08/10/2024` is 10 August.
    MonthFirst,
}

/// What is known beside a document when it is dated.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The persons with known days of birth who are named in it.
    pub born: &'a [Born],
    /// From which years anniversaries are counted.
    pub history: Option<&'a History>,
    /// How dates in digits are read that the document leaves open, and why: "as the settings say".
    pub order: Option<(Order, &'a str)>,
}

/// A date that a document of unknown date may have, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The date.
    pub date: Date,
    /// Why, as a short sentence.
    pub reason: String,
}

/// A person whose day of birth is known and who is named in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Born {
    /// Where the person is named.
    pub span: Span,
    /// The day of birth.
    pub day: NaiveDate,
}

/// Finds out when a document was published.
#[must_use]
pub fn date(clues: &Clues<'_>) -> Published {
    let numeric = masthead::numeric(clues);
    let mut steps = Vec::new();
    let mut candidates = Vec::new();
    let found = stated::find(clues, &mut steps)
        .or_else(|| masthead::find(clues, &mut steps, &mut candidates))
        .or_else(|| infer::find(clues, &mut steps, &mut candidates));
    match found {
        Some(found) => Published {
            date: Some(found.date),
            by: found.by,
            quote: found.quote,
            span: found.span,
            steps,
            numeric,
            without_year: None,
            candidates: Vec::new(),
        },
        None => {
            let other = if steps.is_empty() { "" } else { "else " };
            steps.push(format!("Nothing {other}in the document tells when it was published."));
            infer::add_candidates(clues, &mut candidates);
            Published {
                date: None,
                by: Provenance::Unknown,
                quote: None,
                span: None,
                steps,
                numeric,
                without_year: infer::without_year(clues),
                candidates,
            }
        }
    }
}

/// A date that was found, before it is told.
struct Found {
    date: Date,
    by: Provenance,
    quote: Option<String>,
    span: Option<Span>,
}

impl Found {
    /// A date whose words stand in the reading text.
    fn at(date: Date, by: Provenance, span: Span, content: &str) -> Self {
        let quote = span.of(content).split_whitespace().collect::<Vec<_>>().join(" ");
        Self { date, by, quote: Some(quote), span: Some(span) }
    }
}

/// Adds a candidate unless the same date is one already.
fn suggest(candidates: &mut Vec<Candidate>, date: Date, reason: impl Into<String>) {
    if candidates.iter().all(|it| it.date != date) {
        candidates.push(Candidate { date, reason: reason.into() });
    }
}

/// A date as steps tell it.
fn told(date: Date) -> String {
    crate::date::When::on(date).english()
}
