//! Events to a timeline: whose they are, in what order, which recur, and how much they stand out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use crate::actor::{Actor, ActorId, Place, PlaceId, Side};
use crate::config::lexicon::Lexicon;
use crate::event::{Event, Role};
use crate::timeline::{Acts, Entry, Salience, Series, Timeline};

/// Everybody and every place that events may name.
#[derive(Debug, Clone, Default)]
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

/// Outlets, headline, type, length of the evidence and the author's pin.
fn salience(event: &Event, cast: &Cast, lexicon: &Lexicon) -> Salience {
    let mut parts: Vec<(String, f64)> = Vec::new();
    let kind = lexicon.get(event.kind.as_str());
    let (name, weight) = kind.map_or(("other", 1.0), |it| (it.name.as_str(), it.weight));
    parts.push((format!("type: {}", name.to_lowercase()), weight));
    let documents: BTreeSet<&str> = event.evidence.iter().map(|it| it.document.as_str()).collect();
    let outlets: BTreeSet<&str> =
        documents.iter().map(|it| cast.outlets.get(*it).map_or(*it, String::as_str)).collect();
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let noun = if outlets.len() == 1 { "outlet" } else { "outlets" };
    parts.push((format!("{} {noun}", outlets.len()), count(outlets.len())));
    let again = documents.len().saturating_sub(outlets.len());
    if again > 0 {
        parts.push((format!("{again} more documents"), count(again) * 0.3));
    }
    if event.evidence.iter().any(|it| it.headline) {
        parts.push(("in a headline".to_owned(), 1.0));
    }
    if event.pinned {
        parts.push(("pinned by the editor".to_owned(), 10.0));
    }
    let score = parts.iter().map(|it| it.1).sum();
    Salience { score, parts }
}

/// Type, subtype and who: what makes events one series.
type SeriesKey = (String, String, Vec<(Role, ActorId)>);

/// Events of one type, subtype and direction that come back in other years.
fn series(entries: &mut [Entry], cast: &Cast, lexicon: &Lexicon) -> Vec<Series> {
    let mut groups: BTreeMap<SeriesKey, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let event = &entry.event;
        let Some(subtype) = &event.subtype else { continue };
        let recurs = lexicon
            .get(event.kind.as_str())
            .and_then(|it| it.subtype(subtype))
            .is_some_and(|it| it.series.is_some());
        if !recurs || event.dated.when().is_none() {
            continue;
        }
        let mut who: Vec<(Role, ActorId)> =
            event.participants.iter().map(|it| (it.role, it.actor.clone())).collect();
        who.sort();
        let key = (event.kind.as_str().to_owned(), subtype.clone(), who);
        groups.entry(key).or_default().push(index);
    }
    let mut found = Vec::new();
    for ((kind, subtype, who), events) in groups {
        let years: BTreeSet<i32> = events
            .iter()
            .filter_map(|&it| entries[it].event.dated.when())
            .map(|it| it.first_day().year())
            .collect();
        let (Some(&first), Some(&last)) = (years.first(), years.last()) else { continue };
        if years.len() < 2 {
            continue;
        }
        let plural = lexicon
            .get(&kind)
            .and_then(|it| it.subtype(&subtype)?.series.clone())
            .unwrap_or_else(|| subtype.clone());
        let named = |role: Role| -> Vec<String> {
            who.iter().filter(|it| it.0 == role).map(|it| cast.actor_name(&it.1)).collect()
        };
        let (agents, targets) = (named(Role::Agent), named(Role::Target));
        let title = match (agents.as_slice(), targets.as_slice()) {
            ([_, ..], [_, ..]) => {
                format!("{plural} from {} to {}", agents.join(" and "), targets.join(" and "))
            }
            _ => {
                let all: Vec<String> = who.iter().map(|it| cast.actor_name(&it.1)).collect();
                format!("{plural} between {}", all.join(" and "))
            }
        };
        for &event in &events {
            entries[event].series = Some(found.len());
        }
        found.push(Series {
            id: crate::config::slug(&title),
            title,
            events,
            gaps: (first..=last).filter(|it| !years.contains(it)).collect(),
        });
    }
    found
}
