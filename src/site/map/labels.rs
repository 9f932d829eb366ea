//! Where the names on a map stand: beside their dots, or at the end of a line where there is no room,
//! and never over another name or dot. What finds no room has a dot only.
//!
//! A map is as wide as its page, and names keep their size. So a place for a name has to do at all
//! widths from one to another, in pixels: what stands where is a line over the width, and whether
//! two boxes ever meet is four inequalities.

/// How tall the box of a name is, which is also the least that a finger hits.
const TALL: f64 = 24.0;
/// How much room other dots keep from a name.
const ROOM: f64 = 3.0;
/// How far a name stands from its dot.
const BESIDE: f64 = 4.0;

/// A dot with its name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    /// Where it stands, as parts of the width and of the height.
    pub(crate) at: (f64, f64),
    /// In pixels.
    pub(crate) radius: f64,
    pub(crate) name: String,
}

/// Where a name stands, in pixels from the middle of its dot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Label {
    /// Where the text begins, or where it ends if `end`.
    pub(crate) x: f64,
    /// The middle of the line of text.
    pub(crate) y: f64,
    pub(crate) end: bool,
    /// Whether a line leads to it.
    pub(crate) line: bool,
    /// How long the text is, about.
    pub(crate) width: f64,
}

/// Something that takes room: its dot as parts of the map, and the box around that in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Room {
    at: (f64, f64),
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// Where the names of dots stand, those first that come first, on a map from one width to another
/// whose height is `ratio` of its width.
pub(crate) fn place(spots: &[Spot], widths: (f64, f64), ratio: f64) -> Vec<Option<Label>> {
    let dots: Vec<Room> = spots.iter().map(around).collect();
    let mut taken: Vec<Room> = Vec::new();
    let mut labels = Vec::with_capacity(spots.len());
    for (at, spot) in spots.iter().enumerate() {
        let fits = |label: &Label| {
            let room = boxed(spot, label);
            let mut dots = dots.iter().enumerate().filter(|(other, _)| *other != at);
            within(&room, widths, ratio)
                && !taken.iter().any(|other| meet(&room, other, widths, ratio))
                && !dots.any(|(_, other)| meet(&room, other, widths, ratio))
        };
        let found = candidates(spot).into_iter().find(fits);
        taken.extend(found.iter().map(|it| boxed(spot, it)));
        labels.push(found);
    }
    labels
}

/// The places for a name, the best first.
fn candidates(spot: &Spot) -> Vec<Label> {
    let width = length(&spot.name);
    let label = |x: f64, y: f64, end, line| Label { x, y, end, line, width };
    let near = spot.radius + BESIDE;
    let mut all = vec![label(near, 0.0, false, false), label(-near, 0.0, true, false)];
    for away in [22.0, 34.0, 48.0, 64.0, 84.0] {
        for (x, y) in [(0.7, -0.7), (0.7, 0.7), (1.0, 0.0), (0.3, 1.0), (0.3, -1.0)] {
            let (x, y) = (x * away, y * away);
            all.extend([label(x, y, false, true), label(-x, y, true, true)]);
        }
    }
    all
}

/// About how long a name is at 13 pixels, a little too long rather than too short.
pub(crate) fn length(name: &str) -> f64 {
    let wide = |it: char| if it >= '\u{1100}' { 13.5 } else { 8.2 };
    name.chars().map(wide).sum()
}

fn boxed(spot: &Spot, label: &Label) -> Room {
    let left = if label.end { label.x - label.width } else { label.x };
    // A name beside its dot is one with it for who points at either.
    let (from, to) = if label.line { (left, left) } else { (-spot.radius, spot.radius) };
    let (top, bottom) = (label.y - TALL / 2.0, label.y + TALL / 2.0);
    let (left, right) = (left.min(from), (left + label.width).max(to));
    Room { at: spot.at, left, top, right, bottom }
}

fn around(spot: &Spot) -> Room {
    let far = spot.radius + ROOM;
    Room { at: spot.at, left: -far, top: -far, right: far, bottom: far }
}

/// Whether two boxes have room in common at some width.
fn meet(one: &Room, other: &Room, (from, to): (f64, f64), ratio: f64) -> bool {
    let (x, y) = (one.at.0 - other.at.0, (one.at.1 - other.at.1) * ratio);
    let (mut low, mut high) = (from, to);
    for (slope, below) in [
        (x, other.right - one.left),
        (-x, one.right - other.left),
        (y, other.bottom - one.top),
        (-y, one.bottom - other.top),
    ] {
        if slope > 0.0 {
            high = high.min(below / slope);
        } else if slope < 0.0 {
            low = low.max(below / slope);
        } else if below <= 0.0 {
            return false;
        }
    }
    low < high
}

/// Whether a box lies on the map: at all widths if at the least and at the greatest.
fn within(room: &Room, (from, to): (f64, f64), ratio: f64) -> bool {
    [from, to].into_iter().all(|width| {
        let (x, y) = (room.at.0 * width, room.at.1 * width * ratio);
        x + room.left >= 2.0
            && x + room.right <= width - 2.0
            && y + room.top >= 0.0
            && y + room.bottom <= width * ratio
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTHS: (f64, f64) = (300.0, 600.0);

    fn spot(x: f64, y: f64, name: &str) -> Spot {
        Spot { at: (x, y), radius: 5.0, name: name.to_owned() }
    }

    #[test]
    fn a_name_stands_beside_its_dot_or_turns_away_from_the_edge() {
        let spots = [spot(0.5, 0.5, "Geneva"), spot(0.95, 0.2, "Johannesburg")];
        let labels = place(&spots, WIDTHS, 0.5);
        let told: Vec<Option<(bool, bool)>> =
            labels.iter().map(|it| it.map(|it| (it.end, it.line))).collect();
        assert_eq!(told, [Some((false, false)), Some((true, false))]);
    }

    #[test]
    fn names_never_overlap_at_any_width() {
        let spots: Vec<Spot> = (0..40)
            .map(|it| {
                let at = f64::from(it);
                spot(0.4 + (at * 0.37).sin() * 0.1, 0.5 + (at * 0.91).cos() * 0.2, "Somewhere")
            })
            .collect();
        let labels = place(&spots, WIDTHS, 0.5);
        assert!(labels.iter().flatten().count() > 5, "some find room");
        assert!(labels.iter().any(Option::is_none), "and some do not");
        for width in (300..=600).map(f64::from) {
            let placed = spots.iter().zip(&labels);
            let boxes: Vec<[f64; 4]> = placed
                .filter_map(|(spot, label)| Some((spot.at, boxed(spot, label.as_ref()?))))
                .map(|((x, y), it)| {
                    let (x, y) = (x * width, y * width * 0.5);
                    [x + it.left, y + it.top, x + it.right, y + it.bottom]
                })
                .collect();
            for (at, one) in boxes.iter().enumerate() {
                let apart = |other: &[f64; 4]| {
                    one[2] <= other[0] + 0.01
                        || other[2] <= one[0] + 0.01
                        || one[3] <= other[1] + 0.01
                        || other[3] <= one[1] + 0.01
                };
                assert!(boxes[..at].iter().all(apart), "{width}: {one:?}");
            }
        }
    }
}
