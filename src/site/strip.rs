//! The overview strip: events over time by kind, as bars that lead to their years.

use serde::Serialize;

use crate::config::lexicon::Quad;
use crate::site::book::{Book, quad_id};
use crate::site::chart::Axis;
use crate::site::phase::{LANE, SpanView, named, spans};

/// The most bars that are drawn; longer times are counted by decade or century.
const MOST_BARS: i32 = 60;

/// The quadrants in the order in which bars are stacked, with the keys of their names.
pub(crate) const QUADS: [(Quad, &str); 4] = [
    (Quad::MaterialCooperation, "material_cooperation"),
    (Quad::VerbalCooperation, "verbal_cooperation"),
    (Quad::VerbalConflict, "verbal_conflict"),
    (Quad::MaterialConflict, "material_conflict"),
];

/// The strip, with the same numbers as a table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StripView {
    pub(crate) bars: Vec<BarView>,
    pub(crate) legend: Vec<LegendView>,
    /// The most events in one bar.
    pub(crate) most: usize,
    /// The phases of the relationship, below the bars.
    pub(crate) phases: Vec<SpanView>,
    /// How high they are, in pixels.
    pub(crate) phases_height: usize,
    /// Whether any bar has key events.
    pub(crate) key: bool,
}

/// One year of the strip.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BarView {
    pub(crate) label: String,
    /// Whether its label is drawn.
    pub(crate) tick: bool,
    pub(crate) total: usize,
    /// "12 events".
    pub(crate) total_label: String,
    /// Where it leads, from the page it stands on; nowhere when the year is empty.
    pub(crate) url: Option<String>,
    pub(crate) parts: Vec<PartView>,
    /// The counts in the order of the legend, for the table.
    pub(crate) counts: Vec<usize>,
    /// The phases that it has days of, for the table.
    pub(crate) phases: String,
    /// How many of its events the editor pinned.
    pub(crate) key: usize,
    /// "2 key events".
    pub(crate) key_label: String,
    /// Where its top is, in hundredths of the strip's height.
    pub(crate) top: String,
}

/// A part of a bar, in hundredths of the strip's height.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PartView {
    pub(crate) quad: &'static str,
    pub(crate) y: String,
    pub(crate) height: String,
}

/// A kind of the legend.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LegendView {
    pub(crate) quad: &'static str,
    pub(crate) name: String,
    pub(crate) total: usize,
}

/// The strip of all dated events; `anchor` says where a year's bar leads,
/// and `phase` where the span of a phase leads, by its number and the page of its first year.
pub(crate) fn strip(
    book: &Book<'_>,
    anchor: &dyn Fn(&str, String) -> String,
    phase: &dyn Fn(usize, String) -> String,
) -> Option<StripView> {
    let years: Vec<i32> = book.periods.iter().filter_map(|it| it.year).collect();
    let (first, last) = (*years.iter().min()?, *years.iter().max()?);
    let axis = Axis::of_at_most(MOST_BARS, first, last);
    let mut bars: Vec<BarView> = Vec::new();
    let labelled = match axis.slots {
        ..=13 => 1,
        14..=31 => 5,
        _ => 10,
    };
    for slot in 0..axis.slots {
        let year = axis.year(slot);
        let periods = || {
            let within = move |it: i32| axis.slot(it) == slot;
            book.periods.iter().filter(move |period| period.year.is_some_and(within))
        };
        let mut counts = vec![0; QUADS.len()];
        let mut key = 0;
        for at in periods().flat_map(|it| it.events.iter().copied()) {
            let event = &book.content.timeline.events[at].event;
            key += usize::from(event.pinned);
            let quad = book.quad(event);
            if let Some(at) = QUADS.iter().position(|(it, _)| *it == quad) {
                counts[at] += 1;
            }
        }
        bars.push(BarView {
            label: if axis.is_yearly() {
                book.words.year(year)
            } else {
                book.words.with("years_from", &[("y", &book.words.year(year))])
            },
            tick: axis.counted(slot).rem_euclid(labelled) == 0 || (labelled > 1 && slot == 0),
            total: counts.iter().sum(),
            total_label: book.words.count("events", counts.iter().sum()),
            url: periods().next().map(|it| anchor(&it.slug, it.url())),
            parts: Vec::new(),
            counts,
            phases: named(book, (year, axis.last_year(slot))),
            key,
            key_label: book.words.count("key_counted", key),
            top: String::new(),
        });
    }
    let most = bars.iter().map(|it| it.total).max().unwrap_or_default().max(1);
    for bar in &mut bars {
        bar.parts = parts(&bar.counts, most);
        bar.top = hundredths(1000 - bar.total * 1000 / most);
    }
    let legend = QUADS
        .iter()
        .enumerate()
        .map(|(at, (quad, name))| LegendView {
            quad: quad_id(*quad),
            name: book.words.get(name).to_owned(),
            total: bars.iter().map(|it| it.counts[at]).sum(),
        })
        .collect();
    let span = (axis.year(0), axis.last_year(axis.slots - 1));
    let phases = spans(book, span, bars.len(), phase);
    let lanes = phases.iter().map(|it| it.lane + 1).max().unwrap_or_default();
    let key = bars.iter().any(|it| it.key > 0);
    Some(StripView { bars, legend, most, phases, phases_height: lanes * LANE, key })
}

/// Heights from the bottom up, in tenths of a percent, so that no rounding adds up.
fn parts(counts: &[usize], most: usize) -> Vec<PartView> {
    let mut below = 0;
    let mut parts = Vec::new();
    let tenths = |count: usize| count * 1000 / most;
    for (count, (quad, _)) in counts.iter().zip(QUADS) {
        if *count == 0 {
            continue;
        }
        let (from, to) = (tenths(below), tenths(below + count));
        below += count;
        let (y, height) = (hundredths(1000 - to), hundredths(to - from));
        parts.push(PartView { quad: quad_id(quad), y, height });
    }
    parts
}

/// Tenths of a percent, in percent.
fn hundredths(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
