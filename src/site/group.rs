//! Events by actor, place, type, series and outlet: what the index pages and their entries list.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::book::{Book, Which};
use crate::site::view::grouped;
use crate::site::words::Words;

/// What events are gathered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Facet {
    Actor,
    Place,
    Type,
    Series,
    Outlet,
}

/// All facets, in the order of the navigation.
pub(crate) const FACETS: [Facet; 5] =
    [Facet::Actor, Facet::Place, Facet::Type, Facet::Series, Facet::Outlet];

/// One actor, place, type, series or outlet with its events.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) facet: Facet,
    /// Of the actor, place, type or series; the name of the outlet.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) url: String,
    /// In order of time, the planned ones last.
    pub(crate) events: Vec<Which>,
}

impl Group {
    /// Those of its events that happened, by their index, in order of time.
    pub(crate) fn happened(&self) -> impl Iterator<Item = usize> {
        self.events.iter().filter_map(|it| match it {
            Which::Event(at) => Some(*at),
            Which::Planned(_) => None,
        })
    }

    /// "16 events, 2 planned".
    pub(crate) fn count(&self, words: &Words) -> String {
        let happened = self.happened().count();
        counted(happened, self.events.len() - happened, words)
    }
}

impl Facet {
    /// The folder of its pages.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Actor => "actors",
            Self::Place => "places",
            Self::Type => "types",
            Self::Series => "series",
            Self::Outlet => "outlets",
        }
    }

    /// The title of its index.
    pub(crate) fn title(self, words: &Words) -> &str {
        words.get(self.folder())
    }

    /// What its index lists, in a sentence.
    pub(crate) fn about(self, words: &Words) -> &str {
        words.get(match self {
            Self::Actor => "actors_about",
            Self::Place => "places_about",
            Self::Type => "types_about",
            Self::Series => "series_about",
            Self::Outlet => "outlets_about",
        })
    }

    /// The template of one of its entries.
    pub(crate) fn template(self) -> &'static str {
        match self {
            Self::Actor => "actor.html",
            Self::Place => "place.html",
            Self::Type => "type.html",
            Self::Series => "series.html",
            Self::Outlet => "outlet.html",
        }
    }
}

/// How many events happened and how many are planned: "16 events, 2 planned", "16 events", "2 planned".
pub(crate) fn counted(happened: usize, planned: usize, words: &Words) -> String {
    let events = words.count("events", happened);
    let plans = words.with("planned_link", &[("n", &grouped(planned))]);
    match (happened, planned) {
        (_, 0) => events,
        (0, _) => plans,
        _ => words.with("and_planned", &[("events", &events), ("planned", &plans)]),
    }
}

/// Every group: by facet, then by name.
pub(crate) fn groups(book: &Book<'_>) -> Vec<Group> {
    let mut found: BTreeMap<(Facet, String), BTreeSet<Which>> = BTreeMap::new();
    for which in book.all() {
        let event = book.event(which);
        let mut add = |facet, id: &str| {
            found.entry((facet, id.to_owned())).or_default().insert(which);
        };
        event.participants.iter().for_each(|it| add(Facet::Actor, it.actor.as_str()));
        event.place.iter().for_each(|it| add(Facet::Place, it.as_str()));
        add(Facet::Type, event.kind.as_str());
        for evidence in &event.evidence {
            let outlet = book.card(&evidence.document).and_then(|it| it.document.outlet.as_deref());
            outlet.iter().for_each(|it| add(Facet::Outlet, it));
        }
    }
    for series in &book.content.timeline.series {
        let events = series.events.iter().copied().map(Which::Event).collect();
        found.insert((Facet::Series, series.id.clone()), events);
    }
    for outlet in book.content.documents.iter().filter_map(|it| it.document.outlet.as_deref()) {
        found.entry((Facet::Outlet, outlet.to_owned())).or_default();
    }
    let mut groups: Vec<Group> = found
        .into_iter()
        .map(|((facet, id), events)| {
            let (name, url) = naming(book, facet, &id);
            Group { facet, name, url, events: events.into_iter().collect(), id }
        })
        .collect();
    groups.sort_by(|a, b| {
        let key = |it: &Group| (it.facet, it.name.to_lowercase());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    groups
}

fn naming(book: &Book<'_>, facet: Facet, id: &str) -> (String, String) {
    let links = &book.links;
    let (name, url) = match facet {
        Facet::Actor => (book.actor_name(&crate::actor::ActorId::new(id)), links.actors.get(id)),
        Facet::Place => (book.place_name(&crate::actor::PlaceId::new(id)), links.places.get(id)),
        Facet::Type => (book.type_name(id), links.types.get(id)),
        Facet::Series => {
            let series = book.content.timeline.series.iter().find(|it| it.id == id);
            (series.map_or_else(|| id.to_owned(), |it| it.title.clone()), links.series.get(id))
        }
        Facet::Outlet => (id.to_owned(), links.outlets.get(id)),
    };
    (name, url.unwrap_or_default().to_owned())
}
