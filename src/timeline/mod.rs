//! The finished model: events in order, series, salience, and indexes by year, actor, place, type.

mod build;
mod salience;
mod series;

use std::collections::BTreeMap;

use crate::actor::{Actor, ActorId, Place, PlaceId, Side};
use crate::event::Event;

pub use build::{Cast, is_between};

/// What the site renders and the exports hold.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// The names of the two sides, if there is a relationship.
    pub sides: Option<[ActorId; 2]>,
    /// What happened: dated events in order of time, then undated ones by id.
    pub events: Vec<Entry>,
    /// What is planned and was not reported as happened.
    pub planned: Vec<Event>,
    /// Recurring events.
    pub series: Vec<Series>,
    /// Every actor that takes part in an event.
    pub actors: BTreeMap<ActorId, Actor>,
    /// Every place of an event.
    pub places: BTreeMap<PlaceId, Place>,
}

/// An event with its place in the timeline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The event.
    pub event: Event,
    /// Index into [`Timeline::series`].
    pub series: Option<usize>,
    /// How much it stands out, with its parts: "3 outlets" counts 3, and so on.
    pub salience: Salience,
    /// Which sides act in it: an act of one side, or of both.
    pub acts: Acts,
}

/// How much an event stands out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Salience {
    /// The sum.
    pub score: f64,
    /// The parts, named for people.
    pub parts: Vec<(String, f64)>,
}

/// Whose act an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Acts {
    /// One side acted; the other may be its target.
    One(Side),
    /// Both acted together.
    Both,
    /// Neither side is known to act (there is no relationship, or a third party acted).
    Neither,
}

/// Events that recur: the same type, subtype and parties, year after year.
#[derive(Debug, Clone)]
pub struct Series {
    /// Such as `birthday-messages-ada-berg-joao-prado`.
    pub id: String,
    /// Such as "Birthday messages from Ada Berg to Bo Lind".
    pub title: String,
    /// Indexes into [`Timeline::events`], in order of time.
    pub events: Vec<usize>,
    /// Years between the first and the last without one.
    pub gaps: Vec<i32>,
}
