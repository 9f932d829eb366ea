//! Charts over years, as numbers for SVG: rows of bars on one scale, and a line.
//!
//! Across, everything is in percent, so that a chart is as wide as its page while its text keeps its
//! size; up and down it is in pixels. A table beside each chart has the same numbers.

use serde::Serialize;

use crate::date::{Date, When};
use crate::site::view::grouped;
use crate::site::words::Words;

/// The most slots that time is divided into; longer times are counted by decade or century.
const MOST_SLOTS: i32 = 120;
/// The most years that are written below a chart.
const MOST_TICKS: usize = 7;
/// How tall the tallest bar is, and how much room stands above it for its number, in pixels.
const BAR: f64 = 56.0;
const ABOVE: f64 = 18.0;
/// The widest bar, in percent.
const WIDEST: f64 = 6.0;
/// How tall a line chart is, in pixels, and how much of that is above and below the scale.
const LINE: f64 = 220.0;
const MARGIN: f64 = 14.0;
/// A value that stands for fewer events than this is drawn as one of few.
const FEW: usize = 3;

/// Time, divided into slots of a year, or where it is long of ten, a hundred or a thousand years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Axis {
    /// The first slot, counted in steps from the year 0.
    first: i32,
    step: i32,
    /// How many slots there are; at least one.
    pub(crate) slots: usize,
}

/// Rows of bars on one scale.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PanelsView {
    panels: Vec<PanelView>,
    ticks: Vec<TickView>,
    /// The heads of the table's columns of numbers.
    heads: Vec<String>,
    rows: Vec<NumbersView>,
}

/// A row of bars.
#[derive(Debug, Clone, Serialize)]
struct PanelView {
    label: String,
    /// The class that colours it.
    class: &'static str,
    total: String,
    bars: Vec<BarView>,
    /// The number above its tallest bar.
    peak: Option<TickView>,
}

#[derive(Debug, Clone, Serialize)]
struct BarView {
    x: String,
    width: String,
    y: String,
    height: String,
}

/// Something written at a place of the chart.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TickView {
    x: String,
    y: String,
    label: String,
    /// `start`, `middle` or `end`: how the text stands to its place.
    anchor: &'static str,
}

/// A line of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NumbersView {
    pub(crate) label: String,
    pub(crate) url: Option<String>,
    pub(crate) cells: Vec<String>,
}

/// What a row of bars shows: a number for each slot.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) class: &'static str,
    pub(crate) counts: Vec<usize>,
}

/// A value of a line, and of how many events it is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) slot: usize,
    pub(crate) value: f64,
    pub(crate) events: usize,
}

/// A line with its scale. It is broken where a slot has no value.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LineView {
    grid: Vec<GridView>,
    segments: Vec<SegmentView>,
    points: Vec<DotView>,
    ticks: Vec<TickView>,
}

#[derive(Debug, Clone, Serialize)]
struct GridView {
    y: String,
    label: String,
    zero: bool,
}

#[derive(Debug, Clone, Serialize)]
struct SegmentView {
    x1: String,
    y1: String,
    x2: String,
    y2: String,
}

#[derive(Debug, Clone, Serialize)]
struct DotView {
    x: String,
    y: String,
    /// Whether it is made of few events.
    few: bool,
}

impl Axis {
    /// The time from one year to another.
    pub(crate) fn new(first: i32, last: i32) -> Self {
        Self::of_at_most(MOST_SLOTS, first, last)
    }

    /// The same in so many slots at most.
    pub(crate) fn of_at_most(most: i32, first: i32, last: i32) -> Self {
        let steps = |it: i32| last.div_euclid(it) - first.div_euclid(it);
        let step = [1, 10, 100].into_iter().find(|it| steps(*it) < most).unwrap_or(1000);
        let slots = usize::try_from(steps(step)).unwrap_or(0) + 1;
        Self { first: first.div_euclid(step), step, slots }
    }

    /// The same in slots of as few years as will do: one, two, five, ten and so on.
    pub(crate) fn stepped(most: i32, first: i32, last: i32) -> Self {
        let slots = |it: i32| last.div_euclid(it) - first.div_euclid(it) + 1;
        let step = round().find(|it| slots(*it) <= most).unwrap_or(1000);
        let slots = usize::try_from(slots(step)).unwrap_or(1);
        Self { first: first.div_euclid(step), step, slots }
    }

    /// The slot of a year of this time.
    pub(crate) fn slot(&self, year: i32) -> usize {
        usize::try_from(year.div_euclid(self.step) - self.first)
            .map_or(0, |it| it.min(self.slots - 1))
    }

    /// The first year of a slot.
    pub(crate) fn year(&self, slot: usize) -> i32 {
        self.counted(slot) * self.step
    }

    /// The last year of a slot.
    pub(crate) fn last_year(&self, slot: usize) -> i32 {
        self.year(slot) + self.step - 1
    }

    /// Which slot it is, counted in steps from the year 0: what is round is written.
    pub(crate) fn counted(&self, slot: usize) -> i32 {
        self.first + i32::try_from(slot).unwrap_or(0)
    }

    /// Whether a slot is one year.
    pub(crate) fn is_yearly(&self) -> bool {
        self.step == 1
    }

    /// A slot in words: "2024", "1990–1999".
    pub(crate) fn label(&self, slot: usize, words: &Words) -> String {
        let [first, last] = [self.year(slot), self.last_year(slot)].map(Date::Year);
        match self.step {
            1 => words.year(self.year(slot)),
            _ => words.when(When::between(first, last)),
        }
    }

    /// How many slots the years that are written stand apart, if there is room for so many.
    pub(crate) fn ticks_apart(&self, most: usize) -> i32 {
        let fits = |it: &i32| usize::try_from(*it).is_ok_and(|it| self.slots.div_ceil(it) <= most);
        round().find(fits).unwrap_or(1000)
    }

    /// The middle of a slot, in percent.
    fn middle(&self, slot: usize) -> f64 {
        (number(slot) + 0.5) * self.width()
    }

    fn width(&self) -> f64 {
        100.0 / number(self.slots)
    }

    /// The years that are written below the chart, round ones where there is not room for all.
    pub(crate) fn ticks(&self, y: f64, words: &Words) -> Vec<TickView> {
        let apart = self.ticks_apart(MOST_TICKS);
        let shown = |slot: &usize| self.counted(*slot).rem_euclid(apart) == 0;
        (0..self.slots)
            .filter(shown)
            .map(|slot| tick(self.middle(slot), y, words.year(self.year(slot))))
            .collect()
    }
}

/// Rows of bars, with their table; `link` leads to the page of a slot.
pub(crate) fn panels(
    axis: &Axis,
    rows: &[Row],
    words: &Words,
    link: &dyn Fn(usize) -> Option<String>,
) -> PanelsView {
    let most = rows.iter().flat_map(|it| &it.counts).max().copied().unwrap_or(0).max(1);
    let height = |count: usize| BAR * number(count) / number(most);
    let width = (axis.width() * 0.8).min(WIDEST);
    let panel = |row: &Row| {
        let most = row.counts.iter().max().copied().unwrap_or(0);
        let peak = row.counts.iter().position(|it| *it == most).filter(|_| most > 0);
        let bars = row.counts.iter().enumerate().filter(|it| *it.1 > 0);
        PanelView {
            label: row.label.clone(),
            class: row.class,
            total: words.count("events", row.counts.iter().sum()),
            bars: bars
                .map(|(slot, count)| BarView {
                    x: percent(axis.middle(slot) - width / 2.0),
                    width: percent(width),
                    y: pixels(ABOVE + BAR - height(*count)),
                    height: pixels(height(*count)),
                })
                .collect(),
            peak: peak.map(|slot| {
                let y = ABOVE + BAR - height(most) - 4.0;
                tick(axis.middle(slot), y, grouped(most))
            }),
        }
    };
    let sum = |slot: usize| rows.iter().map(|it| it.counts[slot]).sum::<usize>();
    let numbers = |slot: usize| NumbersView {
        label: axis.label(slot, words),
        url: link(slot),
        cells: rows.iter().map(|it| it.counts[slot]).chain([sum(slot)]).map(grouped).collect(),
    };
    let heads = rows.iter().map(|it| it.label.clone());
    PanelsView {
        panels: rows.iter().map(panel).collect(),
        ticks: axis.ticks(14.0, words),
        heads: heads.chain([words.get("all").to_owned()]).collect(),
        rows: (0..axis.slots).filter(|it| sum(*it) > 0).map(numbers).collect(),
    }
}

/// A line through values, on a scale that has 0 on it.
pub(crate) fn line(axis: &Axis, points: &[Point], words: &Words) -> LineView {
    let values = || points.iter().map(|it| it.value);
    // Whole even numbers, and never so near to each other that a breath looks like a storm.
    let low = (values().fold(-2.0, f64::min) / 2.0).floor() * 2.0;
    let high = (values().fold(2.0, f64::max) / 2.0).ceil() * 2.0;
    let y = |value: f64| MARGIN + (high - value) / (high - low) * (LINE - 2.0 * MARGIN);
    let apart = if high - low > 8.0 { 4.0 } else { 2.0 };
    let mut grid = Vec::new();
    let mut at = (low / apart).ceil() * apart;
    while at <= high {
        grid.push(GridView { y: pixels(y(at)), label: signed(at, 0, words), zero: at == 0.0 });
        at += apart;
    }
    let place = |it: &Point| (percent(axis.middle(it.slot)), pixels(y(it.value)));
    let segments = points.windows(2).filter(|it| it[0].slot + 1 == it[1].slot).map(|it| {
        let ((x1, y1), (x2, y2)) = (place(&it[0]), place(&it[1]));
        SegmentView { x1, y1, x2, y2 }
    });
    let dots = points.iter().map(|it| {
        let (x, y) = place(it);
        DotView { x, y, few: it.events < FEW }
    });
    LineView {
        grid,
        segments: segments.collect(),
        points: dots.collect(),
        ticks: axis.ticks(LINE + 14.0, words),
    }
}

/// Thousandths, in percent.
pub(crate) fn thousandths(of: usize) -> String {
    format!("{}.{}", of / 10, of % 10)
}

/// A number with the language's decimal point.
pub(crate) fn decimal(value: f64, digits: usize, words: &Words) -> String {
    format!("{value:.digits$}").replace('.', words.get("decimal_point"))
}

/// A number with its sign, "+3.5", "−2.0", and the language's decimal point.
pub(crate) fn signed(value: f64, digits: usize, words: &Words) -> String {
    let text = decimal(value.abs(), digits, words);
    match text.bytes().all(|it| !matches!(it, b'1'..=b'9')) {
        true => text,
        false if value < 0.0 => format!("−{text}"),
        false => format!("+{text}"),
    }
}

fn tick(x: f64, y: f64, label: String) -> TickView {
    let anchor = match x {
        ..4.0 => "start",
        96.0.. => "end",
        _ => "middle",
    };
    let x = match anchor {
        "start" => 0.0,
        "end" => 100.0,
        _ => x,
    };
    TickView { x: percent(x), y: pixels(y), label, anchor }
}

/// Round numbers: 1, 2, 5, 10, 20 and so on.
fn round() -> impl Iterator<Item = i32> {
    [1, 10, 100].into_iter().flat_map(|it| [1, 2, 5].map(|by| by * it))
}

/// A count to reckon with.
pub(crate) fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn percent(value: f64) -> String {
    format!("{}%", rounded(value, 2))
}

fn pixels(value: f64) -> String {
    rounded(value, 1)
}

/// A number without needless digits: "12.5", "12".
fn rounded(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Words {
        Words::new("en", &[]).0
    }

    fn ticks(first: i32, last: i32) -> Vec<String> {
        Axis::new(first, last).ticks(0.0, &english()).into_iter().map(|it| it.label).collect()
    }

    #[test]
    fn time_is_divided_into_as_many_slots_as_can_be_drawn() {
        let slots = |a, b| (Axis::new(a, b).slots, Axis::new(a, b).label(0, &english()));
        assert_eq!(slots(2024, 2024), (1, "2024".to_owned()));
        assert_eq!(slots(1945, 2027), (83, "1945".to_owned()));
        assert_eq!(slots(1505, 2027), (53, "1500–1509".to_owned()));
        let axis = Axis::new(-30, 14);
        assert_eq!((axis.slot(-30), axis.slot(14), axis.year(44)), (0, 44, 14));
    }

    #[test]
    fn few_years_are_written_and_round_ones() {
        assert_eq!(ticks(2024, 2024), ["2024"]);
        assert_eq!(ticks(2000, 2026), ["2000", "2005", "2010", "2015", "2020", "2025"]);
        assert_eq!(ticks(1945, 2027), ["1960", "1980", "2000", "2020"]);
        assert_eq!(ticks(1505, 2027).len(), 6);
    }

    #[test]
    fn bars_of_all_rows_are_on_one_scale() {
        let axis = Axis::new(2020, 2023);
        let row =
            |counts: [usize; 4]| Row { label: String::new(), class: "", counts: counts.to_vec() };
        let rows = [row([0, 4, 0, 0]), row([1, 2, 0, 0])];
        let view = panels(&axis, &rows, &english(), &|_| None);
        let heights: Vec<Vec<&str>> = view
            .panels
            .iter()
            .map(|it| it.bars.iter().map(|it| it.height.as_str()).collect())
            .collect();
        assert_eq!(heights, [vec!["56"], vec!["14", "28"]]);
        let cells: Vec<(&str, String)> =
            view.rows.iter().map(|it| (it.label.as_str(), it.cells.join(" "))).collect();
        assert_eq!(cells, [("2020", "0 1 1".to_owned()), ("2021", "4 2 6".to_owned())]);
    }

    #[test]
    fn a_line_is_broken_where_nothing_is_known() {
        let axis = Axis::new(2020, 2024);
        let point = |slot, value, events| Point { slot, value, events };
        let points = [point(0, 3.0, 5), point(1, -1.0, 1), point(3, 0.0, 3), point(4, 2.0, 3)];
        let view = line(&axis, &points, &english());
        assert_eq!(view.segments.len(), 2);
        let few: Vec<bool> = view.points.iter().map(|it| it.few).collect();
        assert_eq!(few, [false, true, false, false]);
        let labels: Vec<&str> = view.grid.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["−2", "0", "+2", "+4"]);
    }

    #[test]
    fn numbers_have_their_sign() {
        let of = |it| signed(it, 1, &english());
        assert_eq!([of(3.5), of(-2.0), of(0.0), of(-0.01)], ["+3.5", "−2.0", "0.0", "0.0"]);
    }
}
