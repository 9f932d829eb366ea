//! Lists of events: those of an actor, a place, a type, a series, an outlet, and what their pages
//! say beside them.

use serde::Serialize;
use tera::Context;

use crate::config::lexicon::{EventType, Quad};
use crate::date::Date;
use crate::site::book::{Book, Which};
use crate::site::career::{career, parts as career_parts, role_in_words};
use crate::site::group::{Facet, Group};
use crate::site::map::map_of_one;
use crate::site::part::{List, PLANNED};
use crate::site::picture::{PictureView, picture};
use crate::site::rhythm::{rhythm, years_in_words};
use crate::site::source_page::{DocumentView, document_view};
use crate::site::spine::{Period, time_span};
use crate::site::strip::QUADS;
use crate::site::view::EventView;

/// The longest list that needs no years as landmarks.
const WITHOUT_YEARS: usize = 12;

/// An entry of an index page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GroupView {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) count: String,
    /// "2011 – 2024".
    pub(crate) span: Option<String>,
    pub(crate) side: Option<String>,
    pub(crate) side_id: Option<&'static str>,
    pub(crate) note: Option<String>,
}

/// A list of events under a year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PartView {
    pub(crate) label: String,
    pub(crate) anchor: String,
    pub(crate) url: Option<String>,
    pub(crate) events: Vec<EventView>,
}

impl GroupView {
    /// An entry that has a name and a number only.
    pub(crate) fn plain(name: String, url: String, count: String) -> Self {
        Self { name, url, count, span: None, side: None, side_id: None, note: None }
    }
}

pub(crate) fn part(label: &str, anchor: &str, events: &[&EventView]) -> PartView {
    PartView {
        label: label.to_owned(),
        anchor: anchor.to_owned(),
        url: None,
        events: events.iter().map(|it| (*it).clone()).collect(),
    }
}

pub(crate) fn part_list(context: &mut Context, heading: &str, about: &str, parts: &[PartView]) {
    context.insert("heading", heading);
    context.insert("about", about);
    context.insert("parts", parts);
    context.insert("by_year", &Vec::<GroupView>::new());
    context.insert("further", &Vec::<GroupView>::new());
}

/// Gives a template the events of a group under their years, undated and planned ones at the end; or
/// where they are too many for one page the times that have pages of their own.
pub(crate) fn group_parts(book: &Book<'_>, group: &Group, context: &mut Context) {
    let by_year = book.parts.views(&group.url, List::Events);
    let parts = if by_year.is_empty() { all_parts(book, group) } else { Vec::new() };
    let count = group.count(&book.words);
    part_list(context, &group.name, &count, &parts);
    context.insert("by_year", &by_year);
}

fn all_parts(book: &Book<'_>, group: &Group) -> Vec<PartView> {
    let mut parts: Vec<PartView> = Vec::new();
    let mut push = |label: &str, anchor: String, url: Option<String>, events: Vec<EventView>| {
        if !events.is_empty() {
            parts.push(PartView { label: label.to_owned(), anchor, url, events });
        }
    };
    let dated = dated(book, group);
    if dated.len() <= WITHOUT_YEARS {
        push("", String::new(), None, dated.iter().map(|it| book.events[*it].clone()).collect());
    } else {
        for period in &book.periods {
            let here = events_in(period, &dated);
            let events = here.iter().map(|it| book.events[*it].clone()).collect();
            push(&period.label, format!("y{}", period.slug), Some(period.url()), events);
        }
    }
    let rest = |planned: bool| -> Vec<EventView> {
        let rest = group.events.iter().filter(|it| matches!(it, Which::Planned(_)) == planned);
        rest.map(|it| book.view(*it)).filter(|it| planned || it.undated).cloned().collect()
    };
    push(book.words.get("date_unknown"), "undated".to_owned(), None, rest(false));
    push(book.words.get("planned"), "planned".to_owned(), Some(PLANNED.to_owned()), rest(true));
    parts
}

/// The periods that a group has events in, by their index, with those events.
pub(crate) fn years_of(book: &Book<'_>, group: &Group) -> Vec<(usize, Vec<usize>)> {
    let dated = dated(book, group);
    let periods = book.periods.iter().enumerate();
    periods.map(|(at, it)| (at, events_in(it, &dated))).filter(|it| !it.1.is_empty()).collect()
}

/// The dated events of a group, planned ones aside, as indexes in order of time.
pub(crate) fn dated(book: &Book<'_>, group: &Group) -> Vec<usize> {
    group.happened().filter(|it| !book.events[*it].undated).collect()
}

pub(crate) fn events_in(period: &Period, dated: &[usize]) -> Vec<usize> {
    period.events.iter().copied().filter(|it| dated.binary_search(it).is_ok()).collect()
}

/// An actor, place, type, series or outlet as its index shows it.
pub(crate) fn group_view(book: &Book<'_>, group: &Group) -> GroupView {
    let dated = || {
        let happened = group.events.iter().filter(|it| matches!(it, Which::Event(_)));
        happened.filter_map(|it| book.event(*it).dated.when())
    };
    let span = dated()
        .next()
        .zip(dated().next_back())
        .map(|(first, last)| time_span(first, last, &book.words));
    let timeline = book.content.timeline;
    let actor = timeline
        .actors
        .values()
        .find(|it| group.facet == Facet::Actor && it.id.as_str() == group.id);
    let side = actor.and_then(|it| it.side).filter(|_| book.sides.is_some());
    GroupView {
        name: group.name.clone(),
        url: group.url.clone(),
        count: group.count(&book.words),
        span,
        side: side.and_then(|it| book.side_name(it)).map(str::to_owned),
        side_id: side.map(|it| match it {
            crate::actor::Side::First => "first",
            crate::actor::Side::Second => "second",
        }),
        note: match group.facet {
            Facet::Actor => actor.map(|it| book.words.get(it.kind.word()).to_owned()),
            Facet::Outlet => {
                let documents = documents_of(book, &group.id).count();
                Some(book.words.count("documents_counted", documents))
            }
            Facet::Place | Facet::Type | Facet::Series => None,
        },
    }
}

fn documents_of<'a>(book: &'a Book<'_>, outlet: &'a str) -> impl Iterator<Item = usize> + 'a {
    let documents = book.content.documents.iter().enumerate();
    documents.filter(move |(_, it)| it.document.outlet.as_deref() == Some(outlet)).map(|(at, _)| at)
}

/// The picture of an actor.
pub(crate) fn picture_of(book: &Book<'_>, group: &Group) -> Option<PictureView> {
    let actors = &book.content.timeline.actors;
    let actor = actors.get(&crate::actor::ActorId::new(group.id.as_str()));
    picture(book, actor.filter(|_| group.facet == Facet::Actor)?.image.as_ref()?)
}

/// What the page of one actor, place, type, series or outlet says beside its events.
pub(crate) fn details(book: &Book<'_>, group: &Group, context: &mut Context) {
    #[derive(Serialize)]
    struct RoleView {
        title: String,
        time: Option<String>,
    }
    let timeline = book.content.timeline;
    let said = |it: Date| book.words.date(it);
    context.insert("group", &group_view(book, group));
    match group.facet {
        Facet::Actor => {
            let actor = timeline.actors.get(&crate::actor::ActorId::new(group.id.as_str()));
            let roles = actor.map(|it| it.roles.as_slice()).unwrap_or_default();
            let roles: Vec<RoleView> = roles
                .iter()
                .map(|it| role_in_words(it, &book.words))
                .map(|(title, time)| RoleView { title, time })
                .collect();
            context.insert("career", &actor.and_then(|it| career(book, group, it)));
            context.insert("taking_part", &career_parts(book, group));
            context.insert("roles", &roles);
            context.insert("born", &actor.and_then(|it| it.born).map(said));
            context.insert("aliases", &actor.map(|it| it.aliases.clone()).unwrap_or_default());
            let wikidata = actor.and_then(|it| it.wikidata.clone());
            let valid =
                |it: &String| it.starts_with('Q') && it[1..].bytes().all(|it| it.is_ascii_digit());
            context.insert("wikidata", &wikidata.filter(valid));
            context.insert("picture", &picture_of(book, group));
        }
        Facet::Place => {
            let place = timeline.places.get(&crate::actor::PlaceId::new(group.id.as_str()));
            let state = place.and_then(|it| it.state.as_ref()).map(|it| book.actor_name(it));
            context.insert("state", &state.filter(|it| *it != group.name));
            context.insert(
                "coordinates",
                &place.and_then(|it| it.coordinates).map(|(lat, lon)| {
                    let side = |key: &str, degrees: f64| {
                        book.words.with(key, &[("n", &format!("{:.2}", degrees.abs()))])
                    };
                    let north = side(if lat < 0.0 { "south" } else { "north" }, lat);
                    format!("{north}, {}", side(if lon < 0.0 { "west" } else { "east" }, lon))
                }),
            );
            context.insert("aliases", &place.map(|it| it.aliases.clone()).unwrap_or_default());
            context.insert("map", &map_of_one(book, group));
        }
        Facet::Type => {
            let kind = book.content.config.lexicon.get(&group.id);
            // A type that is given none counts as words of cooperation in the data; no page claims it.
            let classed = |it: &&EventType| !it.plover.is_empty() || it.quad != Quad::default();
            let quad = kind.filter(|it| book.sides.is_some() && classed(it)).map(|it| it.quad);
            let name = QUADS.iter().find(|(it, _)| Some(*it) == quad).map(|(_, name)| *name);
            context.insert("quad", &name.map(|it| book.words.get(it)));
            let plover = kind.map(|it| it.plover.clone()).filter(|it| !it.is_empty());
            context.insert("plover", &plover);
        }
        Facet::Series => {
            let series = timeline.series.iter().find(|it| it.id == group.id);
            let gaps = series.map(|it| it.gaps.as_slice()).unwrap_or_default();
            let missing = years_in_words(gaps, &book.words);
            let said = book.words.with("not_in", &[("years", &missing)]);
            context.insert("gaps", &Some(said).filter(|_| !gaps.is_empty()));
            context.insert("rhythm", &rhythm(book, group));
        }
        Facet::Outlet => {
            let by_year = book.parts.views(&group.url, List::Documents);
            let all = book.by_publication_of(&group.id).into_iter();
            let shown = all.filter(|_| by_year.is_empty());
            let documents: Vec<DocumentView> = shown.map(|it| document_view(book, it)).collect();
            context.insert("documents", &documents);
            context.insert("documents_by_year", &by_year);
        }
    }
}
