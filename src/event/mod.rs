//! Who did what to whom, when and where: sentences to mentions, and the nouns of events.
//!
//! A [`Mention`] is one sentence's report of a happening; an [`Event`] is the happening, told by
//! one mention or many. Nothing here compares mentions: that is `merge`.

mod afterwards;
mod aside;
mod attend;
mod call_off;
mod doubt;
mod extract;
mod frame;
mod general;
mod groups;
mod hits;
mod modality;
mod nature;
mod reference;
mod refuse;
mod report;
mod sentence;
mod title;
mod trigger;
mod when;
mod whereabouts;
mod wording;

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::actor::{ActorId, PlaceId};
use crate::config::Picture;
use crate::date::When;
use crate::source::Span;
use crate::timex::Known;

pub use extract::{Reading, extract, refused};
pub use refuse::{Refusal, Unmet};
pub use title::{make_id, make_title};
pub use trigger::Triggers;

/// The id of an event type in the lexicon, such as `meeting`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(Arc<str>);

/// Whether a happening is told as one that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened, the text says.
    Asserted,
    /// It is to happen.
    Planned,
    /// It would happen if something else did, or somebody only claims or considers it.
    Hypothetical,
    /// It did not happen, the text says.
    Denied,
}

/// What part an actor has in a happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Did it.
    Agent,
    /// It was done to, or for, them.
    Target,
    /// Took part, without a direction: both of "A and B met".
    Participant,
}

/// An actor in a role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// In what part.
    pub role: Role,
}

/// When a happening was, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dated {
    /// Then.
    On(When),
    /// Not known; these are possible, each with what would make it so.
    Undated(Vec<(When, String)>),
}

/// The words that prove something, with what they say of the date.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The document's id.
    pub document: String,
    /// The quoted words, in bytes of the document's reading text.
    pub span: Span,
    /// The quoted words.
    pub quote: String,
    /// The word that names the happening.
    pub trigger: Span,
    /// The date expression, if the date stands in the text.
    pub date: Option<Span>,
    /// How much of the date stands in that expression; `None` where there is none.
    pub known: Option<Known>,
    /// Whether the date is only that of its document: nothing in the text gives one.
    pub of_report: bool,
    /// The names of the participants and of the place.
    pub names: Vec<Span>,
    /// The date that this evidence alone gives.
    pub when: Option<When>,
    /// How the date follows, one step a sentence.
    pub steps: Vec<String>,
    /// The rule that read it, such as `message/send`.
    pub rule: String,
    /// How sure this reading is, 0 to 1.
    pub confidence: f64,
    /// Whether it stands in the document's headline.
    pub headline: bool,
}

impl Evidence {
    /// Whether its words say nothing of the date but the day of the week, or less: "on Monday".
    pub(crate) fn is_date_open(&self) -> bool {
        self.known == Some(Known::Implied)
    }

    /// The words at a span of a document, of which nothing is known yet.
    pub(crate) fn of(document: &str, span: Span, quote: &str) -> Self {
        Self {
            document: document.to_owned(),
            span,
            quote: quote.to_owned(),
            trigger: span,
            date: None,
            known: None,
            of_report: false,
            names: Vec::new(),
            when: None,
            steps: Vec::new(),
            rule: String::new(),
            confidence: 1.0,
            headline: false,
        }
    }

    /// Whether its words say the whole date themselves.
    #[must_use]
    pub fn states_date(&self) -> bool {
        self.known == Some(Known::Stated)
    }
}

/// One sentence's report of a happening.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Index of the document among those read; 0 until mentions of several are put together.
    pub document: usize,
    /// Index of the sentence in its document.
    pub sentence: usize,
    /// What kind of happening.
    pub kind: TypeId,
    /// A finer kind, such as `birthday`.
    pub subtype: Option<String>,
    /// When.
    pub dated: Dated,
    /// Who, in which roles, without repetition.
    pub participants: Vec<Participant>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Whether it happened.
    pub status: Status,
    /// "first", "second" when the text counts it.
    pub ordinal: Option<u32>,
    /// What it is about, for the title: "the treaty on comprehensive strategic partnership".
    pub object: Option<String>,
    /// The last day on which the report can have been written, if that is known.
    pub reported: Option<chrono::NaiveDate>,
    /// Whether it only recalls: alone it makes no event, but it may add to one.
    pub weak: bool,
    /// Whether it speaks of something told before: "the message", "his visit".
    pub definite: bool,
    /// Whether it tells how something ended that another report began: a return.
    pub ends: bool,
    /// The words that prove it.
    pub evidence: Evidence,
}

/// A happening.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Stable, used in permalinks and overrides: `2024-10-07-message-ada-berg-joao-prado`.
    pub id: String,
    /// Ids that it had before the author changed something that the id is made of.
    pub former_ids: Vec<String>,
    /// What kind of happening.
    pub kind: TypeId,
    /// A finer kind.
    pub subtype: Option<String>,
    /// When.
    pub dated: Dated,
    /// Who, in which roles.
    pub participants: Vec<Participant>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Whether it happened.
    pub status: Status,
    /// What it is about.
    pub object: Option<String>,
    /// A line that says it, in the manner of a chronology.
    pub title: String,
    /// The words that prove it; the best first.
    pub evidence: Vec<Evidence>,
    /// Why reports were taken for one happening, one sentence each.
    pub merged: Vec<String>,
    /// Why others that are like it are other happenings, one sentence each.
    pub apart: Vec<String>,
    /// The words that told of it as planned, before it happened.
    pub plans: Vec<Evidence>,
    /// Where sources differ, one sentence each.
    pub conflicts: Vec<String>,
    /// How sure it is, 0 to 1, with the reasons.
    pub confidence: (f64, Vec<String>),
    /// What the author changed.
    pub edits: Vec<Edit>,
    /// Kept in view by the author.
    pub pinned: bool,
    /// A picture that the author gives it.
    pub image: Option<Picture>,
}

/// A change that the author made to an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What was changed, for readers: "date set to 25 April 2019".
    pub what: String,
    /// The editor's note, which is published.
    pub note: Option<String>,
    /// Where it stands in the overrides.
    pub file: String,
    /// One-based line.
    pub line: usize,
}

/// What the author changed of an event that is kept in view, without more.
const PINNED: &str = "pinned";

impl Event {
    /// Whether its date was counted or guessed: no source gives it in its own words, by an expression
    /// that says all of it, or by one that is counted from a publication date that is itself stated.
    /// A date that no source gives at all is the editor's, who need not infer it.
    pub(crate) fn infers_date(&self, states_publication: &dyn Fn(&str) -> bool) -> bool {
        let when = self.dated.when();
        let stated = |it: &Evidence| {
            it.states_date() || (it.date.is_some() && states_publication(&it.document))
        };
        self.evidence.iter().any(|it| it.when.is_some() && it.when == when)
            && !self.evidence.iter().any(stated)
    }

    /// Whether the author changed something of it, more than that it is kept in view.
    pub(crate) fn is_edited(&self) -> bool {
        self.edits.iter().any(|it| it.what != PINNED)
    }

    /// A happening of which only type and date are known.
    pub(crate) fn of(kind: TypeId, dated: Dated) -> Self {
        Self {
            id: String::new(),
            former_ids: Vec::new(),
            kind,
            subtype: None,
            dated,
            participants: Vec::new(),
            place: None,
            status: Status::Asserted,
            object: None,
            title: String::new(),
            evidence: Vec::new(),
            merged: Vec::new(),
            apart: Vec::new(),
            plans: Vec::new(),
            conflicts: Vec::new(),
            confidence: (1.0, Vec::new()),
            edits: Vec::new(),
            pinned: false,
            image: None,
        }
    }
}

impl TypeId {
    /// An id from its text.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TypeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for TypeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Dated {
    /// The date, if it is known.
    #[must_use]
    pub fn when(&self) -> Option<When> {
        match self {
            Self::On(when) => Some(*when),
            Self::Undated(_) => None,
        }
    }
}
