//! Who and where: finds actors and places by name, and persons that nobody listed.
//!
//! A [`Registry`] is made once from the configuration and the built-in world; [`Registry::find`]
//! gives the names in one text. An actor that is not listed is only made where the text introduces
//! it ("the Norwegian foreign minister, Ada Berg"): never without evidence.

mod acronym;
mod acting;
mod appose;
mod discover;
mod find;
mod introduce;
mod landmark;
mod office;
mod registry;
mod spelling;
mod touched;

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::config::{ActorKind, Picture};
use crate::date::Date;
use crate::source::Span;

pub use find::Found;
pub use registry::Registry;
pub use touched::Touched;

/// The actor with an id, among actors in the order of their ids.
#[must_use]
pub fn actor_by_id<'a>(actors: &'a [Actor], id: &ActorId) -> Option<&'a Actor> {
    actors.get(actors.binary_search_by(|it| it.id.cmp(id)).ok()?)
}

/// The id of an actor, such as `ada-berg`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(Arc<str>);

/// The id of a place, such as `geneva`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(Arc<str>);

/// One of the two sides of the relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The side that site.yaml names first.
    First,
    /// The side that site.yaml names second.
    Second,
}

/// A person, a state or an organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Stable, used in permalinks and overrides.
    pub id: ActorId,
    /// As the site shows it.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its side of the relationship, if it has one.
    pub side: Option<Side>,
    /// The id of the state that it belongs to (its own, for a state), if that is known.
    pub state: Option<ActorId>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Birth date.
    pub born: Option<Date>,
    /// Offices with the time that they were held.
    pub roles: Vec<Role>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// A picture, if the author gives one.
    pub image: Option<Picture>,
    /// Where the actor is known from.
    pub known: Known,
}

impl Actor {
    /// Whether the name has more words than one that are no initials.
    #[must_use]
    pub fn has_full_name(&self) -> bool {
        self.name.split(' ').filter(|it| it.chars().count() > 1).count() > 1
    }

    /// Whether only a document introduces the actor.
    #[must_use]
    pub fn is_unlisted(&self) -> bool {
        self.known == Known::Discovered
    }
}

/// Where an actor is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Known {
    /// actors.yaml.
    Listed,
    /// The built-in list of states.
    World,
    /// A document introduced it.
    Discovered,
}

/// An office with the time that it was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Such as `president`.
    pub title: String,
    /// Of what.
    pub of: Option<String>,
    /// Since when.
    pub from: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Stable, used in permalinks and overrides.
    pub id: PlaceId,
    /// As the site shows it.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The state that it lies in.
    pub state: Option<ActorId>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// Whether it is a whole country.
    pub country: bool,
}

/// A name in a text: it may stand for an actor, for a place, or for either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// Where it stands.
    pub span: Span,
    /// The actor that it may mean.
    pub actor: Option<ActorId>,
    /// The place that it may mean.
    pub place: Option<PlaceId>,
    /// How it names.
    pub form: NameForm,
}

/// How a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameForm {
    /// By name or alias.
    Name,
    /// By a surname or a short name after the full one.
    Short,
    /// By the adjective or the singular noun of a people.
    Demonym,
    /// By what stands for it: its capital, the seat of its government, its people.
    Seat,
    /// By an office ("the Finnish president").
    Office,
    /// By a pronoun or a common noun that stands for somebody named before.
    Reference,
}

impl ActorId {
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

impl PlaceId {
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

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for ActorId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Serialize for PlaceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
