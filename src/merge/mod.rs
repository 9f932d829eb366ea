//! Which mentions are one happening.
//!
//! [`merge`] is given mentions with their types, dates, participants and places, and says which
//! tell of the same: it reads no text. Mentions are compared only within blocks of one type and
//! one stretch of time, the finest dates first, so that the work grows with their number and not
//! with its square. Every joining and every refusal has a [`Reason`].

mod agree;
mod cluster;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::actor::{ActorId, PlaceId};
use crate::event::{Event, Mention, Status};

pub use cluster::Merged;

/// What is known of actors and places beyond their names.
pub trait World: Sync {
    /// The state that an actor belongs to; a state belongs to itself.
    fn state_of(&self, actor: &ActorId) -> Option<ActorId>;
    /// The state that a place lies in.
    fn state_of_place(&self, place: &PlaceId) -> Option<ActorId>;
    /// Whether a place is a whole country.
    fn is_country(&self, place: &PlaceId) -> bool;
    /// How much an event type weighs.
    fn weight(&self, kind: &str) -> f64;
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
    /// They are of different types.
    Type,
    /// Their times do not agree.
    Time,
    /// Other people take part.
    Participants,
    /// The directions differ: who acted in one is acted upon in the other.
    Direction,
    /// They happened at different places.
    Place,
    /// They are different kinds of the type.
    Subtype,
    /// The text counts them as different: "the first", "the second".
    Ordinal,
    /// A coarse date fits several happenings alike.
    Ambiguous,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Agree => "type, time, participants and place agree",
            Self::ToldBefore => "the same document speaks of it again",
            Self::MadeAtMeeting => "the agreement was made at the meeting: same people, same place",
            Self::Type => "they are of different types",
            Self::Time => "their times do not agree",
            Self::Participants => "other people take part",
            Self::Direction => "who acted in one is acted upon in the other",
            Self::Place => "they happened at different places",
            Self::Subtype => "they are different kinds of the type",
            Self::Ordinal => "the text counts them as different",
            Self::Ambiguous => "the coarse date fits several happenings alike",
        })
    }
}

/// Joins mentions to happenings: first those that happened, then what is planned.
///
/// The order of `mentions` decides nothing but the order of evidence. A plan whose happening is
/// asserted elsewhere goes into it.
#[must_use]
pub fn merge(mentions: &[Mention], world: &dyn World) -> Merged {
    let of = |status: &[Status]| -> Vec<&Mention> {
        mentions.iter().filter(|it| status.contains(&it.status)).collect()
    };
    let mut merged = cluster::clusters(&of(&[Status::Asserted]), world);
    let planned = cluster::clusters(&of(&[Status::Planned]), world);
    merged.planned =
        planned.events.into_iter().filter(|plan| !fulfilled(plan, &merged.events)).collect();
    merged
}

/// Whether a plan is told as happened.
fn fulfilled(plan: &Event, events: &[Event]) -> bool {
    let who = |it: &Event| -> BTreeSet<ActorId> {
        it.participants.iter().map(|it| it.actor.clone()).collect()
    };
    let planned = who(plan);
    events.iter().any(|it| {
        it.kind == plan.kind
            && who(it) == planned
            && match (plan.dated.when(), it.dated.when()) {
                (Some(plan), Some(done)) => plan.covers(done) || done.covers(plan),
                _ => false,
            }
    })
}

/// Gives every event an id of its own: a second of the same id gets `-2`.
pub fn number_ids(events: &mut [Event], id: &dyn Fn(&Event) -> String) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for event in events {
        let base = id(event);
        let count = seen.entry(base.clone()).or_default();
        *count += 1;
        event.id = if *count == 1 { base } else { format!("{base}-{count}") };
    }
}
