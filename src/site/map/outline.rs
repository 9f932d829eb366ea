//! The outlines of countries, and how a part of the world becomes paths in a plane.
//!
//! The data are world.json beside this file, from Natural Earth (public domain), made by tools/map.
//! Neighbours share their border as one arc, which is thinned as one, so that no crack opens between
//! them. A ring is followed over the antimeridian without a cut, drawn once for each turn of the
//! globe that the view shows, and clipped to it.

use std::f64::consts::PI;
use std::fmt::Write as _;
use std::sync::LazyLock;

use serde::Deserialize;

/// How far beyond its edge a view is drawn, in units, so that no cut can be seen.
const BEYOND: f64 = 8.0;
/// The smallest distance of two points that are both drawn, in units.
const APART: f64 = 2.5;
/// The smallest area that is drawn, in square units.
const SMALLEST: f64 = 6.0;

/// The outlines of all countries.
#[derive(Debug, Deserialize)]
pub(crate) struct World {
    /// Points in a degree.
    unit: f64,
    countries: Vec<Country>,
    /// The first point, then steps, east and north by turns.
    arcs: Vec<Vec<i32>>,
}

#[derive(Debug, Deserialize)]
struct Country {
    /// ISO 3166 alpha-3; empty where there is none.
    code: String,
    /// Polygons of rings of arcs; `!arc` is one that runs backwards.
    polygons: Vec<Vec<Vec<i32>>>,
}

/// A part of the world in a plane: Mercator's projection for a region, Miller's for the world. North
/// is up, and the left edge is at `west`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct View {
    /// Degrees east of its left edge, and how many degrees it is wide.
    west: f64,
    span: f64,
    /// The height of its upper edge on the projection.
    top: f64,
    /// 1 for Mercator's projection, 0.8 for Miller's.
    bend: f64,
    /// Size in units.
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Which degrees of latitude a map can show.
const FARTHEST: f64 = 84.0;

impl View {
    /// The view of places, in degrees north and east, with a margin around them; at least as wide as
    /// `least` degrees are at the equator, and `width` units.
    pub(crate) fn around(places: &[(f64, f64)], least: f64, width: f64) -> Option<Self> {
        let (west, span) = widest_gap(places.iter().map(|it| it.1))?;
        let clamp = |it: f64| it.clamp(-FARTHEST, FARTHEST);
        let south = places.iter().map(|it| clamp(it.0)).fold(f64::INFINITY, f64::min);
        let north = places.iter().map(|it| clamp(it.0)).fold(f64::NEG_INFINITY, f64::max);
        let region = north - south <= 60.0 && span <= 150.0 && north.max(-south) <= 75.0;
        let bend = if region { 1.0 } else { 0.8 };
        let (low, high) = (raised(south, bend), raised(north, bend));
        let (floor, roof) = (raised(-FARTHEST, bend), raised(FARTHEST, bend));
        let radians = |it: f64| it * PI / 180.0;
        // Meridians draw together toward the poles.
        let least = least / radians((south + north) / 2.0).cos().max(0.2);
        let mut wide = radians((span * 1.24).max(least));
        let mut tall = ((high - low) * 1.35).max(wide * 0.46);
        wide = wide.max(tall / 0.62).min(2.0 * PI);
        tall = tall.min(roof - floor).min(wide * 0.62);
        let top = ((low + high + tall) / 2.0).clamp(floor + tall, roof);
        let span = wide * 180.0 / PI;
        let middle = west + widest_gap(places.iter().map(|it| it.1))?.1 / 2.0;
        Some(Self {
            west: middle - span / 2.0,
            span,
            top,
            bend,
            width,
            height: width * tall / wide,
        })
    }

    /// Where a place stands, as parts of the width and of the height.
    pub(crate) fn place(&self, (north, east): (f64, f64)) -> (f64, f64) {
        let east = (east - self.west).rem_euclid(360.0) + self.west;
        let (x, y) = self.project(east, north);
        (x / self.width, y / self.height)
    }

    fn project(&self, east: f64, north: f64) -> (f64, f64) {
        let scale = self.width / (self.span * PI / 180.0);
        let x = (east - self.west) / self.span * self.width;
        (x, (self.top - raised(north.clamp(-FARTHEST, FARTHEST), self.bend)) * scale)
    }
}

/// The height of a latitude on the projection, in radians of the equator.
fn raised(north: f64, bend: f64) -> f64 {
    (bend * north * PI / 180.0).tan().asinh() / bend
}

/// The shortest arc of the globe that holds all meridians: where it begins and how long it is.
fn widest_gap(east: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let mut east: Vec<f64> = east.map(|it| it.rem_euclid(360.0)).collect();
    east.sort_by(f64::total_cmp);
    let (first, last) = (*east.first()?, *east.last()?);
    let mut best = (first, last - first);
    for pair in east.windows(2) {
        let arc = 360.0 - (pair[1] - pair[0]);
        if arc < best.1 {
            best = (pair[1], arc);
        }
    }
    Some(best)
}

impl World {
    /// The outlines that come with relata.
    pub(crate) fn built_in() -> Option<&'static Self> {
        static WORLD: LazyLock<Option<World>> =
            LazyLock::new(|| serde_json::from_str(include_str!("world.json")).ok());
        WORLD.as_ref()
    }

    /// The paths of a view, in its units: all countries, and for each code that country alone.
    pub(crate) fn paths(&self, view: &View, codes: &[Option<&str>]) -> (String, Vec<String>) {
        let arcs: Vec<Vec<(f64, f64)>> =
            self.arcs.iter().map(|it| self.thinned(it, view)).collect();
        let mut all = String::new();
        let mut alone = vec![String::new(); codes.len()];
        for country in &self.countries {
            let mut path = String::new();
            for ring in country.polygons.iter().flatten() {
                draw(&unrolled(&arcs, ring), view, &mut path);
            }
            for (code, alone) in codes.iter().zip(&mut alone) {
                if *code == Some(country.code.as_str()) {
                    alone.push_str(&path);
                }
            }
            all.push_str(&path);
        }
        (all, alone)
    }

    /// The points of an arc that a view can tell apart, with both its ends, in degrees.
    fn thinned(&self, arc: &[i32], view: &View) -> Vec<(f64, f64)> {
        let scale = view.width / view.span;
        let mut at = (0, 0);
        let points: Vec<(f64, f64)> = arc
            .chunks_exact(2)
            .map(|step| {
                at = (at.0 + step[0], at.1 + step[1]);
                (f64::from(at.0) / self.unit, f64::from(at.1) / self.unit)
            })
            .collect();
        let mut kept: Vec<(f64, f64)> = Vec::new();
        for (index, point) in points.iter().enumerate() {
            let far = kept.last().is_none_or(|last| {
                let (x, y) = (turned(point.0 - last.0), point.1 - last.1);
                let stretch = 1.0 / (point.1 * PI / 180.0).cos().max(0.2);
                (x * scale).hypot(y * scale * stretch) >= APART
            });
            if far || index + 1 == points.len() {
                kept.push(*point);
            }
        }
        kept
    }
}

/// A difference of longitudes, the short way round.
fn turned(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// The points of a ring, its longitudes running on over the antimeridian. A ring around a pole is
/// closed along it.
fn unrolled(arcs: &[Vec<(f64, f64)>], ring: &[i32]) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    let mut push = |point: (f64, f64)| match points.last() {
        Some(last) => {
            let east = last.0 + turned(point.0 - last.0);
            if (east, point.1) != *last {
                points.push((east, point.1));
            }
        }
        None => points.push(point),
    };
    for index in ring {
        let back = *index < 0;
        let at = usize::try_from(if back { !*index } else { *index }).unwrap_or(usize::MAX);
        let Some(arc) = arcs.get(at) else { continue };
        if back {
            arc.iter().rev().for_each(|it| push(*it));
        } else {
            arc.iter().for_each(|it| push(*it));
        }
    }
    if let (Some(first), Some(last)) = (points.first().copied(), points.last().copied())
        && (last.0 - first.0).abs() > 180.0
    {
        let pole = if first.1 < 0.0 { -90.0 } else { 90.0 };
        points.extend([(last.0, pole), (first.0, pole)]);
    }
    points
}

/// Draws a ring as often as the view shows it.
fn draw(ring: &[(f64, f64)], view: &View, path: &mut String) {
    let from = ring.iter().map(|it| it.0).fold(f64::INFINITY, f64::min);
    let to = ring.iter().map(|it| it.0).fold(f64::NEG_INFINITY, f64::max);
    if !(from.is_finite() && to.is_finite()) {
        return;
    }
    let mut turn = ((view.west - to) / 360.0).ceil() * 360.0;
    while from + turn < view.west + view.span {
        let points: Vec<(f64, f64)> =
            ring.iter().map(|(east, north)| view.project(east + turn, *north)).collect();
        write(&clipped(points, view), path);
        turn += 360.0;
    }
}

/// A ring clipped to the view, edge by edge (Sutherland and Hodgman, 1974).
fn clipped(mut ring: Vec<(f64, f64)>, view: &View) -> Vec<(f64, f64)> {
    type Inside = fn((f64, f64), f64) -> f64;
    let edges: [(Inside, f64); 4] = [
        (|it, at| it.0 - at, -BEYOND),
        (|it, at| at - it.0, view.width + BEYOND),
        (|it, at| it.1 - at, -BEYOND),
        (|it, at| at - it.1, view.height + BEYOND),
    ];
    for (inside, at) in edges {
        let Some(mut last) = ring.last().copied() else { return ring };
        let mut kept = Vec::with_capacity(ring.len());
        for point in ring {
            let (before, now) = (inside(last, at), inside(point, at));
            if (before < 0.0) != (now < 0.0) {
                let part = before / (before - now);
                let between = |a: f64, b: f64| a + (b - a) * part;
                kept.push((between(last.0, point.0), between(last.1, point.1)));
            }
            if now >= 0.0 {
                kept.push(point);
            }
            last = point;
        }
        ring = kept;
    }
    ring
}

/// Adds a ring to a path, in whole units: `M12 34l5-3 2 1z`.
fn write(ring: &[(f64, f64)], path: &mut String) {
    let mut points: Vec<(i64, i64)> = ring.iter().map(|it| (whole(it.0), whole(it.1))).collect();
    points.dedup();
    let next = points.iter().cycle().skip(1);
    let twice: i64 = points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    let (Some(first), true) = (points.first(), twice.abs() as f64 >= SMALLEST * 2.0) else {
        return;
    };
    // Nothing fails that writes to a string.
    let _ = write!(path, "M{} {}l", first.0, first.1);
    let mut begin = true;
    for pair in points.windows(2) {
        let (x, y) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let space = if begin || x < 0 { "" } else { " " };
        let _ = write!(path, "{space}{x}{}{y}", if y < 0 { "" } else { " " });
        begin = false;
    }
    path.push('z');
}

#[allow(clippy::cast_possible_truncation, reason = "a clipped point lies in the view")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKYO: (f64, f64) = (35.68, 139.69);
    const ANCHORAGE: (f64, f64) = (61.22, -149.9);
    const LONDON: (f64, f64) = (51.5, -0.13);
    const PARIS: (f64, f64) = (48.86, 2.35);

    fn view(places: &[(f64, f64)]) -> View {
        View::around(places, 24.0, 2000.0).unwrap()
    }

    /// Whether some ring of a path holds a point more times from one side than from the other.
    fn holds(path: &str, (x, y): (f64, f64)) -> bool {
        let mut inside = false;
        for ring in path.split('M').skip(1) {
            let (start, rest) = ring.split_once('l').unwrap();
            let numbers = |it: &str| -> Vec<f64> {
                let spaced = it.replace('-', " -").replace('z', "");
                spaced.split_whitespace().map(|it| it.parse().unwrap()).collect()
            };
            let start = numbers(start);
            let mut points = vec![(start[0], start[1])];
            for step in numbers(rest).chunks_exact(2) {
                let last = *points.last().unwrap();
                points.push((last.0 + step[0], last.1 + step[1]));
            }
            let ends = points.iter().cycle().skip(1);
            for (a, b) in points.iter().zip(ends) {
                if (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0 {
                    inside = !inside;
                }
            }
        }
        inside
    }

    fn on_land(view: &View, place: (f64, f64)) -> bool {
        let (path, _) = World::built_in().unwrap().paths(view, &[]);
        let (x, y) = view.place(place);
        holds(&path, (x * view.width, y * view.height))
    }

    #[test]
    fn a_view_holds_its_places_with_a_margin() {
        for places in [
            vec![TOKYO],
            vec![LONDON, PARIS],
            vec![TOKYO, ANCHORAGE],
            vec![TOKYO, LONDON, ANCHORAGE, (-33.9, 18.4), (-41.3, 174.8)],
            vec![(-77.85, 166.67), (78.22, 15.65)],
        ] {
            let view = view(&places);
            for place in places {
                let (x, y) = view.place(place);
                assert!(
                    (0.03..=0.97).contains(&x) && (0.02..=0.98).contains(&y),
                    "{place:?} {x} {y}"
                );
            }
            assert!((0.4..0.75).contains(&(view.height / view.width)), "{view:?}");
        }
    }

    #[test]
    fn the_short_way_is_over_the_antimeridian() {
        let view = view(&[TOKYO, ANCHORAGE, (68.0, -163.0)]);
        assert!(view.span < 130.0, "{view:?}");
        let (west, east) = (view.place(TOKYO).0, view.place(ANCHORAGE).0);
        assert!(west < 0.3 && east > 0.7, "Tokyo is in the west of it: {west} {east}");
        let chukotka = (66.0, -173.0);
        assert!(on_land(&view, chukotka), "Asia east of 180° is drawn");
        assert!(on_land(&view, (61.0, -155.0)) && on_land(&view, (62.0, 150.0)));
        assert!(!on_land(&view, (45.0, 180.0)), "the Pacific is not");
    }

    #[test]
    fn land_is_land_and_sea_is_sea() {
        let europe = view(&[LONDON, PARIS]);
        assert!(on_land(&europe, PARIS) && on_land(&europe, (52.2, -1.0)));
        assert!(!on_land(&europe, (56.0, 3.0)), "the North Sea");
        let world = view(&[TOKYO, LONDON, ANCHORAGE, (-33.9, 18.4), (-41.3, 174.8), (-77.0, 0.0)]);
        assert!(on_land(&world, (-76.0, 100.0)), "Antarctica goes around the pole");
        assert!(!on_land(&world, (-50.0, 80.0)) && on_land(&world, (-25.0, 135.0)));
    }

    #[test]
    fn a_country_can_be_drawn_alone() {
        let view = view(&[LONDON, PARIS]);
        let (all, alone) =
            World::built_in().unwrap().paths(&view, &[Some("FRA"), None, Some("XXX")]);
        let at = |it| (view.place(it).0 * view.width, view.place(it).1 * view.height);
        assert!(holds(&alone[0], at(PARIS)) && !holds(&alone[0], at((52.2, -1.0))));
        assert!(alone[1].is_empty() && alone[2].is_empty());
        assert!(all.len() < 60_000, "{} bytes", all.len());
    }

    #[test]
    fn a_ring_is_clipped_at_the_edges() {
        let view = view(&[PARIS]);
        let far = view.width * 9.0;
        let ring = clipped(vec![(-far, -far), (far, -far), (far, far), (-far, far)], &view);
        assert_eq!(ring.len(), 4);
        assert!(ring.iter().all(|it| it.0 >= -BEYOND && it.0 <= view.width + BEYOND));
    }
}
