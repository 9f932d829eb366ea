//! Which mentions are one happening.
//!
//! [`merge`] is given mentions with their types, dates, participants and places, and says which
//! tell of the same: it reads no text. Mentions are compared only within blocks of one family of types,
//! one stretch of time and two people, the finest dates first, so that the work grows with their
//! number and not with its square. Every joining and every refusal has a [`Reason`].

mod agree;
mod apart;
mod blocks;
mod cluster;
mod plan;
mod retell;
mod stay;
mod tell;
mod told;
mod undated;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::actor::{ActorId, PlaceId};
use crate::date::When;
use crate::event::{Event, Mention, Status};

use cluster::{Cluster, Compared};

/// What is known of actors and places beyond their names.
pub trait World: Sync {
    /// The state that an actor belongs to; a state belongs to itself.
    fn state_of(&self, actor: &ActorId) -> Option<ActorId>;
    /// The state that a place lies in.
    fn state_of_place(&self, place: &PlaceId) -> Option<ActorId>;
    /// The name of a place.
    fn place_name(&self, place: &PlaceId) -> String {
        place.to_string()
    }
    /// Whether a place is a whole country.
    fn is_country(&self, place: &PlaceId) -> bool;
    /// How much an event type weighs.
    fn weight(&self, kind: &str) -> f64;
    /// What is so of the happenings of an event type.
    fn traits(&self, kind: &str) -> Traits;
    /// The words that reports are compared by.
    fn wording(&self) -> &Wording;
}

/// What words say of whether two reports are of one happening.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Words of grammar and of reporting, which stand in any sentence.
    pub grammar: BTreeSet<String>,
    /// Openings of a sentence that tells of another happening than those before it: meanwhile.
    pub beside: BTreeSet<String>,
    /// Openings of one that may tell of another, or go back to one: earlier.
    pub back: BTreeSet<String>,
    /// Words that a subject begins with: the, she.
    pub subjects: BTreeSet<String>,
    /// Nouns that say what kind of place a name is of: hotel.
    pub place_nouns: BTreeSet<String>,
    /// By type the stems of the words that name any happening of it.
    pub of_types: BTreeMap<String, BTreeSet<String>>,
}

impl Wording {
    /// Takes a word as one that names any happening of a type, in all its regular forms.
    pub fn add(&mut self, kind: &str, word: &str) {
        let stems = self.of_types.entry(kind.to_owned()).or_default();
        let word = word.to_lowercase();
        let silent = word.strip_suffix('e').unwrap_or(&word);
        stems.extend(["s", "ed", "ing"].map(|it| words::stem(&format!("{silent}{it}"))));
        stems.extend([words::stem(&format!("{word}s")), words::stem(&word)]);
    }
}

/// What is so of the happenings of a type, as far as it helps to tell one from another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each stands for itself, as in the lexicon")]
pub struct Traits {
    /// There are some on many days, so that the next day has others.
    pub frequent: bool,
    /// A state may stand for one of its people.
    pub official: bool,
    /// Subtypes are names of one thing.
    pub many_names: bool,
    /// Who does it goes somewhere and comes back.
    pub journey: bool,
    /// It may come days after it was sent, and the same people send others.
    pub sent: bool,
    /// Only the word that names it tells it from others.
    pub plain: bool,
    /// The type of happening at which it is made.
    pub made_at: Option<String>,
}

/// Why two mentions are, or are not, one happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Type, time, participants and place agree.
    Agree,
    /// The same document speaks of it again.
    ToldBefore,
    /// A meeting at which an agreement was made: the same people at the same place.
    MadeAtMeeting,
    /// It gives no date and can mean no other.
    OnlyOne,
    /// One tells how it began and the other, days later, how it ended.
    Stay,
    /// They are of different types.
    Type,
    /// Their times do not agree.
    Time,
    /// Other people take part.
    Participants,
    /// The directions differ: others act, or others are acted upon.
    Direction,
    /// They happened at different places.
    Place,
    /// They are different kinds of the type.
    Subtype,
    /// Too little is told: a single name, or the day after, with nothing else that is alike.
    Little,
    /// Nothing but the day and the people is alike: other words name what happened.
    Word,
    /// One name, or states alone, and a day: and hardly a word of what is told is the same.
    Telling,
    /// The text tells the one as another than the other: "meanwhile".
    Another,
    /// The text counts them as different: "the first", "the second".
    Ordinal,
    /// A coarse date fits several happenings alike.
    Ambiguous,
    /// One has no date.
    Undated,
    /// Without a date it may mean several.
    Several,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Agree => "type, time, participants and place agree",
            Self::ToldBefore => "the same document speaks of it again",
            Self::MadeAtMeeting => "the agreement was made at the meeting: same people, same place",
            Self::OnlyOne => "the report without a date can mean no other",
            Self::Stay => "one tells of the coming and one, a few days later, of the return",
            Self::Type => "they are of different types",
            Self::Time => "their times do not agree",
            Self::Undated => "one has no date, and nothing else shows that they are one",
            Self::Participants => "other people take part",
            Self::Direction => "who acts, or who is acted upon, differs",
            Self::Place => "they happened at different places",
            Self::Subtype => "they are different kinds of the type",
            Self::Little => "too little is told to take them for one",
            Self::Word => "other words name what happened",
            Self::Telling => "hardly a word of what they tell is the same",
            Self::Another => "the text tells of another beside it, “meanwhile”",
            Self::Ordinal => "the text counts them as different",
            Self::Ambiguous => "the coarse date fits several happenings alike",
            Self::Several => "without a date it may be one of several",
        })
    }
}

/// What merging gave.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// What happened, in order of time.
    pub events: Vec<Event>,
    /// What is planned and is not told as happened.
    pub planned: Vec<Event>,
    /// What was planned, and is denied in another report.
    pub called_off: Vec<Event>,
    /// How often two reports, or groups of them, were compared: never more than some dozen times a
    /// mention.
    pub compared: usize,
}

/// Joins mentions to happenings: first those that happened, then what is planned.
///
/// The order of `mentions` decides nothing but the order of evidence. A plan whose happening is
/// asserted elsewhere goes into it.
#[must_use]
pub fn merge(mentions: &[Mention], world: &dyn World) -> Merged {
    let mut families: BTreeMap<String, Vec<&Mention>> = BTreeMap::new();
    for it in mentions {
        families.entry(family(it.kind.as_str(), world)).or_default().push(it);
    }
    let families: Vec<Vec<&Mention>> = families.into_values().collect();
    let merged: Vec<Merged> = families.par_iter().map(|it| merge_family(it, world)).collect();
    let mut all = Merged::default();
    for it in merged {
        all.events.extend(it.events);
        all.planned.extend(it.planned);
        all.called_off.extend(it.called_off);
        all.compared += it.compared;
    }
    for events in [&mut all.events, &mut all.planned, &mut all.called_off] {
        sort(events);
    }
    all
}

/// The types among which a report of a type may find its like: a meeting, and what is made at it. Each
/// is named by one of them, and no report is ever compared with one of another family.
#[must_use]
pub fn family(kind: &str, world: &dyn World) -> String {
    world.traits(kind).made_at.unwrap_or_else(|| kind.to_owned())
}

/// The same as [`merge`], for mentions of one [`family`].
#[must_use]
pub fn merge_family(mentions: &[&Mention], world: &dyn World) -> Merged {
    let of = |status: Status| -> Vec<&Mention> {
        mentions.iter().copied().filter(|it| it.status == status).collect()
    };
    let compared = Compared::default();
    let mut done = cluster::clusters(&of(Status::Asserted), world, &compared);
    let planned = cluster::clusters(&of(Status::Planned), world, &compared);
    let mut planned = plan::absorb(&mut done, planned, (world, &compared));
    let called_off = plan::call_off(&mut planned, mentions, (world, &compared));
    apart::tell_apart(&mut done, (world, &compared));
    apart::tell_apart(&mut planned, (world, &compared));
    let events = |of: &[Cluster<'_>]| -> Vec<Event> {
        let mut events: Vec<Event> = of.par_iter().map(|it| tell::event(it, world)).collect();
        sort(&mut events);
        events
    };
    let (events, planned, called_off) = (events(&done), events(&planned), events(&called_off));
    Merged { events, planned, called_off, compared: compared.times() }
}

/// Brings events in order: first what happened, by time, what has no date at the end; then what is
/// planned, likewise.
pub fn sort(events: &mut [Event]) {
    events.sort_by_cached_key(|it| (it.status == Status::Planned, order(it)));
}

/// Dated events by time; undated ones at the end; then by where they are first told.
fn order(event: &Event) -> (bool, Option<(NaiveDate, Reverse<NaiveDate>)>, String, usize) {
    let first = &event.evidence[0];
    let when = event.dated.when().map(When::order);
    (when.is_none(), when, first.document.clone(), first.trigger.start)
}

/// Gives every event an id of its own: a second of the same id gets `-2`.
pub fn number_ids(events: &mut [Event], id: &dyn Fn(&Event) -> String) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for event in events {
        let base = id(event);
        let count = seen.entry(base.clone()).or_default();
        // What is made of other words may end in a number itself.
        event.id = loop {
            *count += 1;
            let id = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
            if taken.insert(id.clone()) {
                break id;
            }
        };
    }
}
