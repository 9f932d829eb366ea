//! Events to a timeline: whose they are, in what order, which recur, and how much they stand out.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, ActorId, Place, PlaceId, Side};
use crate::config::lexicon::Lexicon;
use crate::date::Date;
use crate::event::{Event, Role};
use crate::timeline::salience::salience;
use crate::timeline::series::series;
use crate::timeline::{Acts, Entry, Timeline};

/// Everybody and every place that events may name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cast {
    /// The two sides, if there is a relationship.
    pub sides: Option<[ActorId; 2]>,
    /// All actors.
    pub actors: BTreeMap<ActorId, Actor>,
    /// All places.
    pub places: BTreeMap<PlaceId, Place>,
    /// The side that each actor is on.
    pub side_of: BTreeMap<ActorId, Side>,
    /// The outlet of each document.
    pub outlets: BTreeMap<String, String>,
    /// When each document was published, where that is known.
    pub published: BTreeMap<String, Date>,
}

impl Cast {
    /// The name of an actor.
    #[must_use]
    pub fn actor_name(&self, id: &ActorId) -> String {
        self.actors.get(id).map_or_else(|| id.to_string(), |it| it.name.clone())
    }

    /// The name of a place.
    #[must_use]
    pub fn place_name(&self, id: &PlaceId) -> String {
        self.places.get(id).map_or_else(|| id.to_string(), |it| it.name.clone())
    }

    /// Whether an event is between the two sides of the relationship, if there is one.
    #[must_use]
    pub fn is_between(&self, event: &Event) -> bool {
        let state = |id: &PlaceId| self.places.get(id)?.state.clone();
        is_between(event, self.sides.as_ref(), &|it| self.side_of.get(it).copied(), &state)
    }

    fn acts(&self, event: &Event) -> Acts {
        let side = |role: Role| -> BTreeSet<Side> {
            let of = event.participants.iter().filter(|it| it.role == role);
            of.filter_map(|it| self.side_of.get(&it.actor)).copied().collect()
        };
        let mut acting = side(Role::Agent);
        if acting.is_empty() {
            acting = side(Role::Participant);
        }
        let mut acting = acting.into_iter();
        match (acting.next(), acting.next()) {
            (Some(one), None) => Acts::One(one),
            (Some(_), Some(_)) => Acts::Both,
            _ => Acts::Neither,
        }
    }
}

/// Whether an event is between two sides: both take part, or one acts in the other's place.
/// Without sides every event is.
#[must_use]
pub fn is_between(
    event: &Event,
    sides: Option<&[ActorId; 2]>,
    side_of: &dyn Fn(&ActorId) -> Option<Side>,
    state_of: &dyn Fn(&PlaceId) -> Option<ActorId>,
) -> bool {
    let Some(sides) = sides else { return true };
    let mut present: BTreeSet<Side> =
        event.participants.iter().filter_map(|it| side_of(&it.actor)).collect();
    if present.is_empty() {
        return false;
    }
    if let Some(state) = event.place.as_ref().and_then(state_of) {
        for (side, id) in [Side::First, Side::Second].into_iter().zip(sides) {
            if state == *id {
                present.insert(side);
            }
        }
    }
    present.len() == 2
}

impl Timeline {
    /// What happened, then what is planned: every event that has a page.
    pub fn told(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().map(|it| &it.event).chain(&self.planned)
    }

    /// Orders events and finds what recurs. Events come with ids and titles.
    #[must_use]
    pub fn build(events: Vec<Event>, planned: Vec<Event>, cast: &Cast, lexicon: &Lexicon) -> Self {
        let mut entries: Vec<Entry> = events
            .into_iter()
            .map(|event| Entry {
                series: None,
                salience: salience(&event, cast, lexicon),
                acts: cast.acts(&event),
                event,
            })
            .collect();
        entries.sort_by(|a, b| {
            let key = |it: &Entry| {
                let when = it.event.dated.when();
                (when.is_none(), when.map(crate::date::When::order))
            };
            key(a).cmp(&key(b)).then_with(|| a.event.id.cmp(&b.event.id))
        });
        let series = series(&mut entries, cast, lexicon);
        let mut actors = BTreeMap::new();
        let mut places = BTreeMap::new();
        for event in entries.iter().map(|it| &it.event).chain(&planned) {
            for it in &event.participants {
                if let Some(actor) = cast.actors.get(&it.actor) {
                    actors.insert(it.actor.clone(), actor.clone());
                }
            }
            if let Some(place) = event.place.as_ref().and_then(|it| cast.places.get(it)) {
                places.insert(place.id.clone(), place.clone());
            }
        }
        let sides = cast.sides.clone();
        for id in sides.iter().flatten() {
            if let Some(actor) = cast.actors.get(id) {
                actors.insert(id.clone(), actor.clone());
            }
        }
        Self { sides, events: entries, planned, series, actors, places }
    }
}
