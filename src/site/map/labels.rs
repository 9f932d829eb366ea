//! Where the names on a map stand: beside their dots, or at the end of a line where there is no room,
//! and never over another name or dot. What finds no room has a dot only.
//!
//! A map is as wide as its page, and names keep their size. So a place for a name has to do at
//! several widths, in pixels.

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

/// Left, top, right and bottom.
type Box = (f64, f64, f64, f64);

/// Where the names of dots stand, those first that come first, on a map of these widths whose height
/// is `ratio` of its width.
pub(crate) fn place(spots: &[Spot], widths: &[f64], ratio: f64) -> Vec<Option<Label>> {
    let centre = |spot: &Spot, width: f64| (spot.at.0 * width, spot.at.1 * width * ratio);
    let mut taken: Vec<Vec<Box>> = vec![Vec::new(); widths.len()];
    let mut labels = Vec::with_capacity(spots.len());
    for (at, spot) in spots.iter().enumerate() {
        let fits = |label: &Label| {
            widths.iter().zip(&taken).all(|(width, taken)| {
                let it = boxed(label, centre(spot, *width));
                let dots = spots.iter().enumerate().filter(|(other, _)| *other != at);
                let mut dots = dots.map(|(_, it)| around(centre(it, *width), it.radius + ROOM));
                within(it, *width, width * ratio)
                    && !taken.iter().any(|other| meet(it, *other))
                    && !dots.any(|other| meet(it, other))
            })
        };
        let found = candidates(spot).into_iter().find(fits);
        if let Some(label) = &found {
            for (width, taken) in widths.iter().zip(&mut taken) {
                let middle = centre(spot, *width);
                taken.push(boxed(label, middle));
            }
        }
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
    let wide = |it: char| if it >= '\u{1100}' { 13.5 } else { 7.6 };
    name.chars().map(wide).sum()
}

fn boxed(label: &Label, (x, y): (f64, f64)) -> Box {
    let from = if label.end { x + label.x - label.width } else { x + label.x };
    (from, y + label.y - TALL / 2.0, from + label.width, y + label.y + TALL / 2.0)
}

fn around((x, y): (f64, f64), radius: f64) -> Box {
    (x - radius, y - radius, x + radius, y + radius)
}

fn meet(one: Box, other: Box) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

fn within(it: Box, width: f64, height: f64) -> bool {
    it.0 >= 2.0 && it.1 >= 0.0 && it.2 <= width - 2.0 && it.3 <= height
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTHS: [f64; 3] = [300.0, 400.0, 600.0];

    fn spot(x: f64, y: f64, name: &str) -> Spot {
        Spot { at: (x, y), radius: 5.0, name: name.to_owned() }
    }

    #[test]
    fn a_name_stands_beside_its_dot_or_turns_away_from_the_edge() {
        let spots = [spot(0.5, 0.5, "Geneva"), spot(0.95, 0.2, "Vladivostok")];
        let labels = place(&spots, &WIDTHS, 0.5);
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
        let labels = place(&spots, &WIDTHS, 0.5);
        assert!(labels.iter().flatten().count() > 5, "some find room");
        assert!(labels.iter().any(Option::is_none), "and some do not");
        for width in WIDTHS {
            let boxes: Vec<Box> = spots
                .iter()
                .zip(&labels)
                .filter_map(|(spot, label)| {
                    let middle = (spot.at.0 * width, spot.at.1 * width * 0.5);
                    label.as_ref().map(|it| boxed(it, middle))
                })
                .collect();
            for (at, one) in boxes.iter().enumerate() {
                assert!(boxes[..at].iter().all(|other| !meet(*one, *other)), "{width}: {one:?}");
            }
        }
    }
}
