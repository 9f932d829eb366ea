//! The page of the relationship: who acted toward whom and how, year by year; its tone; the first
//! and the last of each type; the longest silences.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use crate::event::Event;
use crate::site::book::{Book, Which, quad_id};
use crate::site::chart::{Axis, NumbersView, Point, Row, line, number, panels, signed};
use crate::site::group::Facet;
use crate::site::spine::{silences, time_span};
use crate::site::strip::QUADS;
use crate::site::view::{EventView, LinkView, grouped};
use crate::timeline::Acts;

/// The longest silences that are shown.
const SILENCES: usize = 5;

/// The first and the last event of a type.
#[derive(Debug, Clone, Serialize)]
struct EndsView {
    kind: LinkView,
    first: EventView,
    last: EventView,
    count: String,
}

/// A silence with the events on either side.
#[derive(Debug, Clone, Serialize)]
struct SilenceView {
    length: String,
    between: String,
    after: EventView,
    before: EventView,
}

/// What a type or subtype weighs in the tone.
#[derive(Debug, Clone, Serialize)]
struct WeightView {
    name: String,
    weight: String,
    count: String,
}

/// Who acted toward whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    FirstToSecond,
    Together,
    SecondToFirst,
    /// One side, and not toward the other as far as is known; or neither.
    Undirected,
}

const WAYS: [(Way, &str); 4] = [
    (Way::FirstToSecond, "way-first"),
    (Way::Together, "way-both"),
    (Way::SecondToFirst, "way-second"),
    (Way::Undirected, "way-none"),
];

/// Gives the template everything of the relationship between two sides.
pub(crate) fn relation(book: &Book<'_>, [first, second]: &[String; 2], context: &mut Context) {
    let words = &book.words;
    let dated = by_year(book);
    let undated = book.events.len() - dated.len();
    let with = |key: &str, count| words.with(key, &[("events", &words.count("events", count))]);
    context.insert("lead", &lead(book, &dated, [first, second]));
    context.insert("not_counted", &Some(with("not_by_year", undated)).filter(|_| undated > 0));
    context.insert("ends", &ends(book));
    context.insert("silences", &longest(book));
    let years = dated.iter().map(|it| it.0);
    let Some((from, to)) = years.clone().min().zip(years.max()) else { return };
    let axis = Axis::new(from, to);
    let link = |slot: usize| page_of(book, &axis, slot);
    let toward = |a: &str, b: &str| words.with("acts_toward", &[("a", a), ("b", b)]);
    let names = [
        toward(first, second),
        words.get("acts_together").to_owned(),
        toward(second, first),
        words.get("acts_undirected").to_owned(),
    ];
    let ways = WAYS.iter().zip(names).map(|((way, class), label)| Row {
        label,
        class,
        counts: counts(&axis, &dated, &|at| self::way(book, at) == *way),
    });
    let known = |it: &Row| it.class != "way-none" || it.counts.iter().any(|it| *it > 0);
    let ways: Vec<Row> = ways.filter(known).collect();
    context.insert("ways", &panels(&axis, &ways, words, &link));
    let kinds = QUADS.iter().map(|(quad, name)| Row {
        label: words.get(name).to_owned(),
        class: quad_id(*quad),
        counts: counts(&axis, &dated, &|at| book.quad(event(book, at)) == *quad),
    });
    context.insert("kinds", &panels(&axis, &kinds.collect::<Vec<_>>(), words, &link));
    let tones: Vec<(usize, f64)> =
        dated.iter().map(|(year, at)| (axis.slot(*year), tone(book, *at))).collect();
    let points = means(&tones);
    context.insert("tone", &line(&axis, &points, words));
    let numbers = points.iter().map(|it| NumbersView {
        label: axis.label(it.slot, words),
        url: link(it.slot),
        cells: vec![grouped(it.events), signed(it.value, 1, words)],
    });
    context.insert("tones", &numbers.collect::<Vec<_>>());
    context.insert("weights", &weights(book, &dated));
}

/// The events that have a year: the year and the index, in order of time.
fn by_year(book: &Book<'_>) -> Vec<(i32, usize)> {
    let years = book.periods.iter().filter_map(|it| Some((it.year?, &it.events)));
    years.flat_map(|(year, events)| events.iter().map(move |at| (year, *at))).collect()
}

fn lead(book: &Book<'_>, dated: &[(i32, usize)], [first, second]: [&String; 2]) -> String {
    let words = &book.words;
    let when = |it: Option<&(i32, usize)>| book.content.timeline.events[it?.1].event.dated.when();
    let span = when(dated.first()).zip(when(dated.last()));
    let span = span.map_or_else(String::new, |(a, b)| time_span(a, b, words));
    let events = words.count("events", book.events.len());
    let key = if span.is_empty() { "relationship_none" } else { "relationship_lead" };
    let parts = [("events", events.as_str()), ("a", first), ("b", second), ("span", &span)];
    words.with(key, &parts)
}

fn way(book: &Book<'_>, at: usize) -> Way {
    use crate::actor::Side;
    let directed = book.events[at].toward.is_some();
    match book.content.timeline.events[at].acts {
        Acts::One(Side::First) if directed => Way::FirstToSecond,
        Acts::One(Side::Second) if directed => Way::SecondToFirst,
        Acts::Both => Way::Together,
        Acts::One(_) | Acts::Neither => Way::Undirected,
    }
}

fn event<'a>(book: &Book<'a>, at: usize) -> &'a Event {
    book.event(Which::Event(at))
}

fn tone(book: &Book<'_>, at: usize) -> f64 {
    book.code(event(book, at)).tone
}

/// The page of a slot, where it is a year that has one.
pub(crate) fn page_of(book: &Book<'_>, axis: &Axis, slot: usize) -> Option<String> {
    let year = Some(axis.year(slot)).filter(|_| axis.is_yearly());
    book.periods.iter().find(|it| it.year.is_some() && it.year == year).map(|it| it.url())
}

/// How many of the events are so, in each slot of the axis.
pub(crate) fn counts(
    axis: &Axis,
    dated: &[(i32, usize)],
    is_so: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let mut counts = vec![0; axis.slots];
    for (year, at) in dated {
        counts[axis.slot(*year)] += usize::from(is_so(*at));
    }
    counts
}

/// The mean of the values of each slot that has any, in order of time.
fn means(values: &[(usize, f64)]) -> Vec<Point> {
    let mut sums: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for (slot, value) in values {
        let sum = sums.entry(*slot).or_default();
        *sum = (sum.0 + value, sum.1 + 1);
    }
    let mean = |(slot, (sum, events)): (usize, (f64, usize))| Point {
        slot,
        value: sum / number(events),
        events,
    };
    sums.into_iter().map(mean).collect()
}

/// The weights of the types and subtypes that happened, the friendliest first.
fn weights(book: &Book<'_>, dated: &[(i32, usize)]) -> Vec<WeightView> {
    let mut found: BTreeMap<String, (f64, usize)> = BTreeMap::new();
    for (_, at) in dated {
        let view = &book.events[*at];
        let name = match &view.subtype {
            Some(subtype) => format!("{}: {subtype}", view.kind.name),
            None => view.kind.name.clone(),
        };
        found.entry(name).or_insert((tone(book, *at), 0)).1 += 1;
    }
    let mut found: Vec<(String, (f64, usize))> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let view = |(name, (tone, count)): (String, (f64, usize))| WeightView {
        name,
        weight: signed(tone, 1, &book.words),
        count: grouped(count),
    };
    found.into_iter().map(view).collect()
}

/// The first and the last dated event of each type, in order of the first.
fn ends(book: &Book<'_>) -> Vec<EndsView> {
    let types = book.groups.iter().filter(|it| it.facet == Facet::Type);
    let mut ends: Vec<(usize, EndsView)> = types
        .filter_map(|group| {
            let dated = group.happened().filter(|it| !book.events[*it].undated);
            let events: Vec<usize> = dated.collect();
            let (first, last) = (*events.first()?, *events.last()?);
            let view = EndsView {
                kind: LinkView { name: group.name.clone(), url: group.url.clone() },
                first: book.events[first].clone(),
                last: book.events[last].clone(),
                count: book.words.count("events", events.len()),
            };
            Some((first, view))
        })
        .collect();
    ends.sort_by_key(|it| it.0);
    ends.into_iter().map(|it| it.1).collect()
}

/// The longest silences, the longest first.
fn longest(book: &Book<'_>) -> Vec<SilenceView> {
    let mut found = silences(book.content.timeline, &book.words, 1);
    found.sort_by_key(|it| (std::cmp::Reverse(it.days()), it.before));
    let view = |it: &crate::site::spine::Silence| SilenceView {
        length: it.length(&book.words),
        between: it.between.clone(),
        after: book.events[it.after].clone(),
        before: book.events[it.before].clone(),
    };
    found.iter().take(SILENCES).map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_has_the_mean_of_its_values() {
        let points = means(&[(0, 3.5), (2, -4.0), (2, 7.0), (2, 0.0)]);
        let expected =
            [Point { slot: 0, value: 3.5, events: 1 }, Point { slot: 2, value: 1.0, events: 3 }];
        assert_eq!(points, expected);
    }

    #[test]
    fn events_are_counted_in_their_slot() {
        let axis = Axis::new(2020, 2022);
        let dated = [(2020, 0), (2022, 1), (2022, 2), (2022, 3)];
        assert_eq!(counts(&axis, &dated, &|at| at != 2), [1, 0, 2]);
    }
}
