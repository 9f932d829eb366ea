//! What every page draws on: the content, where each page stands, and each event as lists show it.
//! It is made once, before the pages, and only read by them.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{ActorId, PlaceId, Side};
use crate::config::Pictures;
use crate::config::lexicon::{Code, Quad};
use crate::date::When;
use crate::event::{Event, Evidence, Role};
use crate::site::group::{Facet, Group, groups};
use crate::site::map::World;
use crate::site::part::Parts;
use crate::site::permalink::{Permalinks, plain};
use crate::site::phase::{Phase, phase_of, phases};
use crate::site::picture::picture;
use crate::site::spine::{Period, periods};
use crate::site::view::{EventView, LinkView, datetime, worded};
use crate::site::words::Words;
use crate::site::{Card, Content};
use crate::timeline::{Acts, Entry};

/// The types that icons.html has a symbol for; others are shown with that of `other`.
const ICONS: &[&str] = &[
    "agreement",
    "aid",
    "clash",
    "meeting",
    "message",
    "military",
    "other",
    "ratification",
    "sanction",
    "statement",
    "trade",
    "visit",
];

/// An event of the timeline or of the plans, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Which {
    /// Of [`crate::timeline::Timeline::events`].
    Event(usize),
    /// Of [`crate::timeline::Timeline::planned`].
    Planned(usize),
}

/// The places of all pages.
#[derive(Debug, Default)]
pub(crate) struct Links {
    pub(crate) events: Permalinks,
    pub(crate) documents: Permalinks,
    pub(crate) actors: Permalinks,
    pub(crate) places: Permalinks,
    pub(crate) types: Permalinks,
    pub(crate) series: Permalinks,
    pub(crate) outlets: Permalinks,
}

/// Everything that pages draw on.
pub(crate) struct Book<'a> {
    pub(crate) content: &'a Content<'a>,
    pub(crate) links: Links,
    /// As lists show them, in the order of the timeline.
    pub(crate) events: Vec<EventView>,
    /// As lists show them, in the order of the plans.
    pub(crate) planned: Vec<EventView>,
    /// Years and longer periods that events begin in, in order of time.
    pub(crate) periods: Vec<Period>,
    /// The author's phases, in order of time.
    pub(crate) phases: Vec<Phase>,
    /// Actors, places, types, series and outlets with their events.
    pub(crate) groups: Vec<Group>,
    /// Those of the events that have a date, by their index, in order of time.
    pub(crate) dated: Vec<usize>,
    /// Those that have none.
    pub(crate) undated: Vec<usize>,
    /// The documents by their date of publication, those without one last.
    pub(crate) by_publication: Vec<usize>,
    /// The icons that events have, and the mark of what the editor pinned.
    pub(crate) icons: BTreeSet<String>,
    /// The pages for what is too long for one.
    pub(crate) parts: Parts,
    /// The evidence in each document, by the document's id: which event, which of its evidence.
    pub(crate) evidence: BTreeMap<&'a str, Vec<(Which, usize)>>,
    /// Former ids that redirect: the old page's path and the new one's.
    pub(crate) redirects: Vec<(String, String)>,
    /// The two sides' names, if there is a relationship.
    pub(crate) sides: Option<[String; 2]>,
    /// The words of the interface.
    pub(crate) words: Words,
    /// Those without a number, as templates are given them.
    pub(crate) t: BTreeMap<String, String>,
    /// The outlines of countries, where there is a place to draw them for.
    pub(crate) map: Option<&'static World>,
    /// The files that may be shown as pictures.
    pub(crate) pictures: Pictures,
    cards: BTreeMap<&'a str, &'a Card<'a>>,
}

impl<'a> Book<'a> {
    pub(crate) fn new(content: &'a Content<'a>, words: Words) -> Self {
        let mut book = Self {
            content,
            t: words.for_templates(),
            phases: phases(&content.config.settings.phases, &words),
            words,
            links: links(content),
            events: Vec::new(),
            planned: Vec::new(),
            periods: Vec::new(),
            groups: Vec::new(),
            dated: Vec::new(),
            undated: Vec::new(),
            by_publication: by_publication(content.documents),
            icons: BTreeSet::new(),
            parts: Parts::default(),
            evidence: BTreeMap::new(),
            redirects: Vec::new(),
            sides: None,
            map: None,
            pictures: Pictures::of(content.assets),
            cards: content.documents.iter().map(|it| (it.document.id.as_str(), it)).collect(),
        };
        book.sides = book.side_names();
        let timeline = content.timeline;
        book.events = timeline.events.iter().map(|it| book.entry_view(it)).collect();
        if content.config.settings.show_planned {
            book.planned = timeline
                .planned
                .iter()
                .map(|it| EventView { planned: true, ..book.event_view(it, book.acts(it), None) })
                .collect();
        }
        (book.undated, book.dated) =
            (0..book.events.len()).partition(|it| book.events[*it].undated);
        book.icons = icons(book.events.iter().chain(&book.planned));
        book.periods = periods(timeline, &book.words);
        for which in book.all() {
            let event = book.event(which);
            for (at, evidence) in event.evidence.iter().enumerate() {
                book.evidence.entry(&evidence.document).or_default().push((which, at));
            }
        }
        book.groups = groups(&book);
        let drawn = content.timeline.places.values().any(|it| it.coordinates.is_some());
        book.map = if drawn { World::built_in() } else { None };
        book.redirects = book.redirects();
        book.parts = Parts::new(&book);
        book
    }

    /// Every event with a page of its own.
    pub(crate) fn all(&self) -> Vec<Which> {
        let events = (0..self.events.len()).map(Which::Event);
        events.chain((0..self.planned.len()).map(Which::Planned)).collect()
    }

    pub(crate) fn event(&self, which: Which) -> &'a Event {
        match which {
            Which::Event(at) => &self.content.timeline.events[at].event,
            Which::Planned(at) => &self.content.timeline.planned[at],
        }
    }

    pub(crate) fn view(&self, which: Which) -> &EventView {
        match which {
            Which::Event(at) => &self.events[at],
            Which::Planned(at) => &self.planned[at],
        }
    }

    /// The groups of a facet, by their index, in order of their names.
    pub(crate) fn groups_of(&self, facet: Facet) -> Vec<usize> {
        (0..self.groups.len()).filter(|it| self.groups[*it].facet == facet).collect()
    }

    /// The documents of an outlet by their date of publication, those without one last.
    pub(crate) fn by_publication_of(&self, outlet: &str) -> Vec<usize> {
        let all = self.by_publication.iter().copied();
        let of = |it: &usize| self.content.documents[*it].document.outlet.as_deref();
        all.filter(|it| of(it) == Some(outlet)).collect()
    }

    pub(crate) fn card(&self, document: &str) -> Option<&'a Card<'a>> {
        self.cards.get(document).copied()
    }

    /// The reading text that evidence points into.
    pub(crate) fn content_of(&self, evidence: &Evidence) -> Option<&'a str> {
        self.card(&evidence.document).map(|it| it.document.content.as_str())
    }

    pub(crate) fn document_link(&self, document: &str) -> Option<LinkView> {
        let card = self.card(document)?;
        let url = self.links.documents.get(document)?.to_owned();
        Some(LinkView { name: title_of(card), url })
    }

    pub(crate) fn actor_name(&self, id: &ActorId) -> String {
        match self.content.timeline.actors.get(id) {
            Some(actor) => actor.name.clone(),
            None => worded(id.as_str()),
        }
    }

    pub(crate) fn actor_link(&self, id: &ActorId) -> LinkView {
        let url = self.links.actors.get(id.as_str()).unwrap_or_default().to_owned();
        LinkView { name: self.actor_name(id), url }
    }

    pub(crate) fn place_name(&self, id: &PlaceId) -> String {
        match self.content.timeline.places.get(id) {
            Some(place) => place.name.clone(),
            None => worded(id.as_str()),
        }
    }

    pub(crate) fn place_link(&self, id: &PlaceId) -> LinkView {
        let url = self.links.places.get(id.as_str()).unwrap_or_default().to_owned();
        LinkView { name: self.place_name(id), url }
    }

    pub(crate) fn type_name(&self, id: &str) -> String {
        if let Some(name) = self.words.type_name(id, None) {
            return name.to_owned();
        }
        match self.content.config.lexicon.get(id) {
            Some(kind) if !kind.name.is_empty() => kind.name.clone(),
            _ => worded(id),
        }
    }

    /// The name of a side, if there is a relationship.
    pub(crate) fn side_name(&self, side: Side) -> Option<&str> {
        let [first, second] = self.sides.as_ref()?;
        Some(match side {
            Side::First => first,
            Side::Second => second,
        })
    }

    /// How event data codes an event.
    pub(crate) fn code(&self, event: &Event) -> Code<'_> {
        self.content.config.lexicon.code(event.kind.as_str(), event.subtype.as_deref())
    }

    pub(crate) fn quad(&self, event: &Event) -> Quad {
        self.code(event).quad
    }

    /// Which sides act in an event that the timeline did not weigh: a planned one.
    fn acts(&self, event: &Event) -> Acts {
        let acting: BTreeSet<Side> = event
            .participants
            .iter()
            .filter(|it| it.role != Role::Target)
            .filter_map(|it| self.side_of(&it.actor))
            .collect();
        match (acting.contains(&Side::First), acting.contains(&Side::Second)) {
            (true, true) => Acts::Both,
            (true, false) => Acts::One(Side::First),
            (false, true) => Acts::One(Side::Second),
            (false, false) => Acts::Neither,
        }
    }

    fn side_of(&self, actor: &ActorId) -> Option<Side> {
        self.content.timeline.actors.get(actor).and_then(|it| it.side)
    }

    fn side_names(&self) -> Option<[String; 2]> {
        let sides = self.content.timeline.sides.as_ref()?;
        let written = &self.content.config.settings.relationship.sides;
        let name = |at: usize| match self.content.timeline.actors.get(&sides[at]) {
            Some(actor) => actor.name.clone(),
            None => written.get(at).cloned().unwrap_or_else(|| worded(sides[at].as_str())),
        };
        Some([name(0), name(1)])
    }

    fn entry_view(&self, entry: &Entry) -> EventView {
        let series = entry.series.and_then(|at| self.content.timeline.series.get(at)).map(|it| {
            let url = self.links.series.get(&it.id).unwrap_or_default().to_owned();
            LinkView { name: it.title.clone(), url }
        });
        self.event_view(&entry.event, entry.acts, series)
    }

    fn event_view(&self, event: &Event, acts: Acts, series: Option<LinkView>) -> EventView {
        let id = event.kind.as_str();
        let when = event.dated.when();
        let subtype = event.subtype.as_deref().map(|subtype| {
            if let Some(name) = self.words.type_name(id, Some(subtype)) {
                return name.to_owned();
            }
            let known = self.content.config.lexicon.get(id).and_then(|it| it.subtype(subtype));
            known
                .filter(|it| !it.name.is_empty())
                .map_or_else(|| worded(subtype), |it| it.name.clone())
        });
        let toward = match acts {
            Acts::One(side) => {
                let other = if side == Side::First { Side::Second } else { Side::First };
                let targeted = event
                    .participants
                    .iter()
                    .any(|it| it.role == Role::Target && self.side_of(&it.actor) == Some(other));
                if targeted { self.side_name(other).map(str::to_owned) } else { None }
            }
            Acts::Both | Acts::Neither => None,
        };
        let sources = event.evidence.iter().map(|it| &it.document).collect::<BTreeSet<_>>().len();
        EventView {
            id: event.id.clone(),
            url: self.links.events.get(&event.id).unwrap_or_default().to_owned(),
            title: event.title.clone(),
            date: when.map_or_else(
                || self.words.get("date_unknown").to_owned(),
                |it| self.words.when(it),
            ),
            datetime: when.and_then(datetime),
            undated: when.is_none(),
            kind: LinkView {
                name: self.type_name(id),
                url: self.links.types.get(id).unwrap_or_default().to_owned(),
            },
            subtype,
            icon: ICONS.iter().find(|it| **it == id).copied().unwrap_or("other").to_owned(),
            quad: quad_id(self.quad(event)),
            acts: acts_id(acts),
            acts_label: match acts {
                Acts::One(side) => self.side_name(side).map(str::to_owned),
                Acts::Both => {
                    self.sides.as_ref().map(|[a, b]| self.words.with("and", &[("a", a), ("b", b)]))
                }
                Acts::Neither => None,
            },
            toward,
            place: event.place.as_ref().map(|it| self.place_link(it)),
            sources_label: self.words.count("sources", sources),
            sources,
            series,
            inferred: event.infers_date(&|id| self.card(id).is_some_and(Card::states_publication)),
            planned: false,
            edited: event.is_edited(),
            disputed: !event.conflicts.is_empty(),
            pinned: event.pinned,
            phase: when.and_then(|it| phase_of(&self.phases, it)),
            picture: event.image.as_ref().and_then(|it| picture(self, it)),
        }
    }

    fn redirects(&self) -> Vec<(String, String)> {
        let mut redirects = BTreeMap::new();
        for which in self.all() {
            let to = &self.view(which).url;
            for former in &self.event(which).former_ids {
                let from = format!("events/{}/index.html", plain(former));
                if !self.links.events.holds(&from) {
                    redirects.entry(from).or_insert_with(|| to.clone());
                }
            }
        }
        redirects.into_iter().collect()
    }
}

fn by_publication(cards: &[Card<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by_cached_key(|it| {
        let published = cards[*it].published.map(|it| When::on(it).order());
        (published.is_none(), published, cards[*it].document.id.as_str())
    });
    order
}

/// The icons of events; any of them may stand beside the mark of what the editor pinned.
pub(crate) fn icons<'a>(events: impl Iterator<Item = &'a EventView>) -> BTreeSet<String> {
    let mut icons = BTreeSet::new();
    for event in events {
        icons.insert(event.icon.clone());
        if event.pinned {
            icons.insert("key".to_owned());
        }
    }
    icons
}

/// The headline of a document, or its id where it has none.
pub(crate) fn title_of(card: &Card<'_>) -> String {
    card.document.title.clone().unwrap_or_else(|| card.document.id.clone())
}

pub(crate) fn quad_id(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "verbal-cooperation",
        Quad::MaterialCooperation => "material-cooperation",
        Quad::VerbalConflict => "verbal-conflict",
        Quad::MaterialConflict => "material-conflict",
    }
}

pub(crate) fn acts_id(acts: Acts) -> &'static str {
    match acts {
        Acts::One(Side::First) => "first",
        Acts::One(Side::Second) => "second",
        Acts::Both => "both",
        Acts::Neither => "neither",
    }
}

fn links(content: &Content<'_>) -> Links {
    let timeline = content.timeline;
    let planned =
        if content.config.settings.show_planned { timeline.planned.as_slice() } else { &[] };
    let events = || timeline.events.iter().map(|it| &it.event).chain(planned);
    let actors = events().flat_map(|it| it.participants.iter().map(|it| it.actor.as_str()));
    let places = events().filter_map(|it| it.place.as_ref().map(PlaceId::as_str));
    let outlets = content.documents.iter().filter_map(|it| it.document.outlet.as_deref());
    Links {
        events: Permalinks::new("events", events().map(|it| it.id.as_str())),
        documents: Permalinks::new(
            "documents",
            content.documents.iter().map(|it| it.document.id.as_str()),
        ),
        actors: Permalinks::new("actors", actors),
        places: Permalinks::new("places", places),
        types: Permalinks::new("types", events().map(|it| it.kind.as_str())),
        series: Permalinks::new("series", timeline.series.iter().map(|it| it.id.as_str())),
        outlets: Permalinks::new("outlets", outlets),
    }
}
