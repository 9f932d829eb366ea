//! Maps of places: the outlines of countries, dots as large as the number of their events, and
//! names that lead to the pages of the places.
//!
//! A map has its names three times, for pages of different widths; the style sheet shows those that
//! fit. Whole countries are no dots, since nothing happened in their middle.

mod labels;
mod outline;

use serde::Serialize;

use crate::actor::{ActorId, PlaceId};
use crate::config::{ActorKind, slug};
use crate::site::book::Book;
use crate::site::chart::number;
use crate::site::group::{Facet, Group};
use crate::site::map::labels::{Label, Spot, place};
use crate::site::map::outline::View;

pub(crate) use outline::World;

/// The most places that are drawn.
const MOST: usize = 250;
/// How wide the map of all places is drawn at least, in degrees of the equator, and that of one place.
const LEAST: f64 = 26.0;
const LEAST_ALONE: f64 = 32.0;
/// From which width to which, in pixels, names have to fit on the map of a wide page, of a narrow one
/// and of one between; as the style sheet shows them.
const WIDE: (f64, f64) = (728.0, 1010.0);
const MIDDLE: (f64, f64) = (494.0, 742.0);
const NARROW: (f64, f64) = (284.0, 508.0);
const ALONE: (f64, f64) = (284.0, 400.0);
/// The radius of the largest and of the smallest dot, in pixels, on a wide page.
const LARGEST: f64 = 15.0;
const LITTLEST: f64 = 3.5;
/// How large dots are on narrower pages, beside that.
const SMALLER: f64 = 0.8;
const SMALLEST: f64 = 0.65;
/// Units in a pixel of a map's paths.
const UNITS: f64 = 2.0;

/// A map as templates show it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MapView {
    width: u32,
    height: u32,
    land: String,
    /// The countries of the two sides, with their names.
    sides: Vec<SideView>,
    /// What is on it where the page is wide, and where it is narrow.
    layers: Vec<LayerView>,
    /// Whether it shows more than one place.
    many: bool,
    /// In which words it is told to who does not see it.
    label: String,
}

/// The country of a side.
#[derive(Debug, Clone, Serialize)]
struct SideView {
    id: &'static str,
    name: String,
    path: String,
}

/// Dots and names for pages of some widths.
#[derive(Debug, Clone, Serialize)]
struct LayerView {
    class: &'static str,
    spots: Vec<SpotView>,
}

/// A dot, perhaps with a name that leads to a page.
#[derive(Debug, Clone, Serialize)]
struct SpotView {
    x: String,
    y: String,
    radius: String,
    url: Option<String>,
    name: String,
    count: String,
    text: Option<TextView>,
}

/// A name beside a dot, in pixels from its middle.
#[derive(Debug, Clone, Serialize)]
struct TextView {
    x: String,
    y: String,
    anchor: &'static str,
    /// Whether a line leads to it, and where that ends.
    line: bool,
    to: String,
    /// The box that is hit.
    left: String,
    top: String,
    width: String,
}

/// What the index of places says below its map.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct UnseenView {
    /// "Norway, China".
    pub(crate) countries: Option<String>,
    pub(crate) unknown: Option<String>,
    /// How many places the map leaves out because there are so many.
    pub(crate) more: Option<String>,
}

/// A place of the map.
struct Dot<'a> {
    group: &'a Group,
    at: (f64, f64),
    events: usize,
}

/// The map of all places, and what is not on it.
pub(crate) fn map_of_all(book: &Book<'_>) -> (Option<MapView>, UnseenView) {
    let places = book.groups.iter().filter(|it| it.facet == Facet::Place);
    let (mut dots, mut countries, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for group in places {
        let known = book.content.timeline.places.get(&PlaceId::new(group.id.as_str()));
        match known.map(|it| (it.country, it.coordinates)) {
            Some((true, _)) => countries.push(group.name.as_str()),
            Some((false, Some(at))) => {
                dots.push(Dot { group, at, events: group.happened().count().max(1) });
            }
            _ => unknown.push(group.name.as_str()),
        }
    }
    dots.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.group.id.cmp(&b.group.id)));
    let more = dots.len().saturating_sub(MOST);
    dots.truncate(MOST);
    let said = |key: &str, names: &[&str]| {
        let names = names.join(", ");
        Some(book.words.with(key, &[("places", &names)])).filter(|_| !names.is_empty())
    };
    let unseen = UnseenView {
        countries: said("map_countries", &countries),
        unknown: said("map_unknown", &unknown),
        more: (more > 0).then(|| book.words.with("map_more", &[("n", &more.to_string())])),
    };
    let label = book.words.get("map_label").to_owned();
    (
        draw(
            book,
            &dots,
            (LEAST, WIDE.1),
            &[("map-wide", WIDE), ("map-middle", MIDDLE), ("map-narrow", NARROW)],
            label,
        ),
        unseen,
    )
}

/// The small map of one place; nothing where its position is not known, or it is a whole country.
pub(crate) fn map_of_one(book: &Book<'_>, group: &Group) -> Option<MapView> {
    let place = book.content.timeline.places.get(&PlaceId::new(group.id.as_str()))?;
    let at = place.coordinates.filter(|_| !place.country)?;
    let dot = Dot { group, at, events: 1 };
    let label = book.words.with("map_label_one", &[("place", &place.name)]);
    draw(book, &[dot], (LEAST_ALONE, ALONE.1), &[("map-alone", ALONE)], label)
}

fn draw(
    book: &Book<'_>,
    dots: &[Dot<'_>],
    (least, pixels): (f64, f64),
    layers: &[(&'static str, (f64, f64))],
    label: String,
) -> Option<MapView> {
    let world = book.map.as_ref()?;
    let places: Vec<(f64, f64)> = dots.iter().map(|it| it.at).collect();
    let view = View::around(&places, least, pixels * UNITS)?;
    let countries = countries(book);
    let codes: Vec<Option<&str>> = countries.iter().map(|it| Some(it.2)).collect();
    let (land, alone) = world.paths(&view, &codes);
    let sides = countries.into_iter().zip(alone).filter(|it| !it.1.is_empty());
    let layers = layers.iter().map(|(class, widths)| LayerView {
        class,
        spots: spots(book, dots, &view, (class, *widths)),
    });
    Some(MapView {
        width: units(view.width),
        height: units(view.height),
        land,
        sides: sides.map(|((id, name, _), path)| SideView { id, name, path }).collect(),
        layers: layers.collect(),
        many: dots.len() > 1,
        label,
    })
}

fn spots(
    book: &Book<'_>,
    dots: &[Dot<'_>],
    view: &View,
    (class, widths): (&str, (f64, f64)),
) -> Vec<SpotView> {
    let scale = match class {
        "map-narrow" => SMALLEST,
        "map-middle" => SMALLER,
        _ => 1.0,
    };
    let most = dots.iter().map(|it| it.events).max().unwrap_or(1);
    let alone = dots.len() == 1;
    let spots: Vec<Spot> = dots
        .iter()
        .map(|dot| {
            // The area of a dot says how many events it stands for.
            let part = (number(dot.events) / number(most)).sqrt();
            let radius =
                if alone { LITTLEST * 1.6 } else { (LARGEST * part * scale).max(LITTLEST) };
            Spot { at: view.place(dot.at), radius, name: dot.group.name.clone() }
        })
        .collect();
    let labels = place(&spots, widths, view.height / view.width);
    let views = spots.iter().zip(&labels).zip(dots).map(|((spot, label), dot)| SpotView {
        x: format!("{:.2}%", spot.at.0 * 100.0),
        y: format!("{:.2}%", spot.at.1 * 100.0),
        radius: format!("{:.1}", spot.radius),
        url: Some(dot.group.url.clone()).filter(|_| !alone),
        name: spot.name.clone(),
        count: dot.group.count(&book.words),
        text: label.as_ref().map(|it| text(it, spot.radius)),
    });
    views.collect()
}

fn text(label: &Label, radius: f64) -> TextView {
    let (from, to) = match label.end {
        true => (label.x - label.width, label.x),
        false => (label.x, label.x + label.width),
    };
    // A name beside its dot is one with it for who points at either.
    let (from, to) = match label.line {
        true => (from, to),
        false => (from.min(-radius), to.max(radius)),
    };
    TextView {
        x: format!("{:.1}", label.x),
        y: format!("{:.1}", label.y),
        anchor: if label.end { "end" } else { "start" },
        line: label.line,
        to: format!("{:.1}", label.x + if label.end { 3.0 } else { -3.0 }),
        left: format!("{from:.1}"),
        top: format!("{:.1}", label.y - 12.0),
        width: format!("{:.1}", to - from),
    }
}

/// The countries of the two sides: id of the side, name, code.
fn countries<'a>(book: &'a Book<'_>) -> Vec<(&'static str, String, &'a str)> {
    let timeline = book.content.timeline;
    let code = |actor: &ActorId| {
        let actor = timeline.actors.get(actor)?;
        if actor.kind != ActorKind::State {
            return None;
        }
        let is_it = |name: &str| *name == actor.name || slug(name) == actor.id.as_str();
        let known = &book.content.config.world.countries;
        let found = known.iter().find(|it| is_it(&it.name))?;
        Some((actor.name.clone(), found.code.as_str()))
    };
    let sides = timeline.sides.iter().flatten().zip(["first", "second"]);
    sides.filter_map(|(actor, id)| code(actor).map(|(name, code)| (id, name, code))).collect()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a view is some thousand units wide"
)]
fn units(value: f64) -> u32 {
    value.round() as u32
}
