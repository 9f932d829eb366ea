//! The overview strip: events over time by kind, as bars that lead to their years.
//!
//! A bar is as wide as a finger needs, so that few fit on a phone: the strip is drawn up to three times,
//! with more years to a bar where the page is narrower, and the style sheet shows the one that fits. What
//! is not known to the year has no bar, and is told of below them. Where there are no two sides, whether
//! something draws together or sets apart has no meaning, and all bars have one colour.

use serde::Serialize;

use crate::config::lexicon::Quad;
use crate::site::book::{Book, quad_id};
use crate::site::chart::{Axis, thousandths};
use crate::site::phase::{LANE, SpanView, named, spans};
use crate::site::spine::Period;

/// The most rows of the table; longer times are counted by decade or century.
const MOST_ROWS: i32 = 60;

/// The most bars on a wide page, on a middling one and on a phone, and the most years that are written
/// below them; see `.from-` and `.to-` in relata.css.
const WIDTHS: [(&str, i32, usize); 3] = [("wide", 40, 13), ("middle", 24, 9), ("narrow", 12, 6)];

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
    charts: Vec<ChartView>,
    rows: Vec<NumbersView>,
    /// The kinds of events; none where all bars have one colour.
    legend: Vec<LegendView>,
    /// Whether any bar has key events.
    key: bool,
    /// "Not in this chart: 2 events of which no year is known."
    left_out: Option<String>,
    /// The decades and centuries that some of those are known to.
    coarse: Vec<CoarseView>,
}

/// The bars for pages of some widths.
#[derive(Debug, Clone, Serialize)]
struct ChartView {
    /// From which width to which it is shown: `from-narrow to-middle`.
    class: String,
    /// "Each bar stands for 5 years."
    each: Option<String>,
    bars: Vec<BarView>,
    /// The phases of the relationship, below the bars.
    phases: Vec<SpanView>,
    /// How high they are, in pixels.
    phases_height: usize,
}

/// A year, or some years, of the strip.
#[derive(Debug, Clone, Serialize)]
struct BarView {
    /// "2011", "2010–2014".
    label: String,
    /// The year that is written below it.
    tick: Option<String>,
    /// "12 events".
    total_label: String,
    /// Where it leads, from the page it stands on; nowhere when it is empty.
    url: Option<String>,
    parts: Vec<PartView>,
    /// How many of its events the editor pinned.
    key: usize,
    /// "2 key events".
    key_label: String,
    /// Where its top is, in hundredths of the strip's height.
    top: String,
}

/// A part of a bar, in hundredths of the strip's height.
#[derive(Debug, Clone, Serialize)]
struct PartView {
    class: &'static str,
    y: String,
    height: String,
}

/// A row of the table.
#[derive(Debug, Clone, Serialize)]
struct NumbersView {
    label: String,
    /// In the order of the legend.
    counts: Vec<usize>,
    total: usize,
    key: usize,
    /// The phases that it has days of.
    phases: String,
}

/// A kind of the legend.
#[derive(Debug, Clone, Serialize)]
struct LegendView {
    class: &'static str,
    name: String,
    total: usize,
}

/// A decade or a century with the events that are known no finer.
#[derive(Debug, Clone, Serialize)]
struct CoarseView {
    label: String,
    url: String,
    count: String,
    /// "1 key event".
    key: Option<String>,
}

/// What is counted in a slot of an axis.
struct Slot<'a> {
    /// By kind.
    counts: Vec<usize>,
    key: usize,
    first: Option<&'a Period>,
}

/// The strip of all dated events; `anchor` says where a year's bar leads,
/// and `phase` where the span of a phase leads, by its number and the page of its first year.
pub(crate) fn strip(
    book: &Book<'_>,
    anchor: &dyn Fn(&str, String) -> String,
    phase: &dyn Fn(usize, String) -> String,
) -> Option<StripView> {
    let years: Vec<i32> = book.periods.iter().filter_map(|it| it.year).collect();
    let time = (*years.iter().min()?, *years.iter().max()?);
    let axis = Axis::of_at_most(MOST_ROWS, time.0, time.1);
    let all = slots(book, &axis);
    let kinds: &[(Quad, &str)] = if book.sides.is_some() { &QUADS } else { &[] };
    let legend = kinds.iter().enumerate().map(|(at, (quad, name))| LegendView {
        class: quad_id(*quad),
        name: book.words.get(name).to_owned(),
        total: all.iter().map(|it| it.counts[at]).sum(),
    });
    let rows = all.iter().enumerate().filter(|it| it.1.first.is_some());
    let rows = rows.map(|(slot, it)| NumbersView {
        label: axis.label(slot, &book.words),
        counts: if kinds.is_empty() { Vec::new() } else { it.counts.clone() },
        total: it.counts.iter().sum(),
        key: it.key,
        phases: named(book, (axis.year(slot), axis.last_year(slot))),
    });
    let (left_out, coarse) = left_out(book, anchor);
    Some(StripView {
        charts: charts(book, time, anchor, phase),
        rows: rows.collect(),
        legend: legend.collect(),
        key: all.iter().any(|it| it.key > 0),
        left_out,
        coarse,
    })
}

/// The bars for all widths: those that would be the same are one.
fn charts(
    book: &Book<'_>,
    (first, last): (i32, i32),
    anchor: &dyn Fn(&str, String) -> String,
    phase: &dyn Fn(usize, String) -> String,
) -> Vec<ChartView> {
    let axis = |most: i32| Axis::stepped(most, first, last);
    let mut charts: Vec<(Axis, &str, &str, usize)> = Vec::new();
    for (width, most, ticks) in WIDTHS {
        match charts.last_mut().filter(|it| it.0 == axis(most)) {
            Some(same) => (same.1, same.3) = (width, ticks),
            None => charts.push((axis(most), width, width, ticks)),
        }
    }
    let view = |(axis, from, to, ticks): &(Axis, &str, &str, usize)| {
        let ends = (axis.year(0), axis.last_year(axis.slots - 1));
        let phases = spans(book, ends, axis.slots, phase);
        let lanes = phases.iter().map(|it| it.lane + 1).max().unwrap_or_default();
        let years = usize::try_from(axis.last_year(0) - axis.year(0) + 1).unwrap_or(1);
        ChartView {
            class: format!("from-{from} to-{to}"),
            each: (years > 1).then(|| book.words.count("each_bar", years)),
            bars: bars(book, axis, *ticks, anchor),
            phases,
            phases_height: lanes * LANE,
        }
    };
    charts.iter().map(view).collect()
}

fn bars(
    book: &Book<'_>,
    axis: &Axis,
    ticks: usize,
    anchor: &dyn Fn(&str, String) -> String,
) -> Vec<BarView> {
    let slots = slots(book, axis);
    let total = |it: &Slot<'_>| it.counts.iter().sum::<usize>();
    let most = slots.iter().map(total).max().unwrap_or_default().max(1);
    let apart = axis.ticks_apart(ticks);
    let bar = |(at, it): (usize, &Slot<'_>)| BarView {
        label: axis.label(at, &book.words),
        tick: (axis.counted(at).rem_euclid(apart) == 0).then(|| book.words.year(axis.year(at))),
        total_label: book.words.count("events", total(it)),
        url: it.first.map(|it| anchor(&it.slug, it.url())),
        parts: parts(&it.counts, most, book.sides.is_some()),
        key: it.key,
        key_label: book.words.count("key_counted", it.key),
        top: thousandths(1000 - total(it) * 1000 / most),
    };
    slots.iter().enumerate().map(bar).collect()
}

/// What happened in each slot, by kind; all of one kind where there are no sides.
fn slots<'a>(book: &'a Book<'_>, axis: &Axis) -> Vec<Slot<'a>> {
    let mut slots: Vec<Slot<'a>> = Vec::new();
    slots.resize_with(axis.slots, || Slot { counts: vec![0; QUADS.len()], key: 0, first: None });
    for period in &book.periods {
        let Some(year) = period.year else { continue };
        let slot = &mut slots[axis.slot(year)];
        slot.first = slot.first.or(Some(period));
        for event in period.events.iter().map(|it| &book.content.timeline.events[*it].event) {
            let kind = QUADS.iter().position(|it| book.sides.is_some() && it.0 == book.quad(event));
            slot.counts[kind.unwrap_or_default()] += 1;
            slot.key += usize::from(event.pinned);
        }
    }
    slots
}

/// What has no bar, since its year is not known: in a sentence, and the pages of what is known.
fn left_out(
    book: &Book<'_>,
    anchor: &dyn Fn(&str, String) -> String,
) -> (Option<String>, Vec<CoarseView>) {
    let coarse = book.periods.iter().filter(|it| it.year.is_none());
    let known: usize = coarse.clone().map(|it| it.events.len()).sum();
    let undated = book.events.iter().filter(|it| it.undated).count();
    let events = book.words.count("events", known + undated);
    let said = book.words.with("not_in_strip", &[("events", &events)]);
    let views = coarse.map(|it| {
        let key = it.events.iter().filter(|it| book.events[**it].pinned).count();
        CoarseView {
            label: it.label.clone(),
            url: anchor(&it.slug, it.url()),
            count: book.words.count("events", it.events.len()),
            key: (key > 0).then(|| book.words.count("key_counted", key)),
        }
    });
    (Some(said).filter(|_| known + undated > 0), views.collect())
}

/// Heights from the bottom up, in tenths of a percent, so that no rounding adds up.
fn parts(counts: &[usize], most: usize, by_kind: bool) -> Vec<PartView> {
    let mut below = 0;
    let mut parts = Vec::new();
    let tenths = |count: usize| count * 1000 / most;
    for (count, (quad, _)) in counts.iter().zip(QUADS) {
        if *count == 0 {
            continue;
        }
        let (from, to) = (tenths(below), tenths(below + count));
        below += count;
        let (y, height) = (thousandths(1000 - to), thousandths(to - from));
        parts.push(PartView { class: if by_kind { quad_id(quad) } else { "any" }, y, height });
    }
    parts
}
