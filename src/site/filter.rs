//! The index that the filter of the home page looks into: every event that happened, in short, and
//! what it can be chosen by.
//!
//! It is a script that assigns one global, since of all files browsers let a page on the disk load
//! scripts only. relata.js asks for it when a reader opens the filter, and not before.
//! docs/FORMATS.md says what it holds.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use tera::Context;

use crate::date::{Bound, When};
use crate::site::book::{Book, Which};
use crate::site::group::Facet;
use crate::site::view::EventView;

/// Where it stands.
pub(crate) const PATH: &str = "assets/events.js";
/// What it assigns to.
const GLOBAL: &str = "relataEvents";
/// The last day of what has no end.
const WITHOUT_END: i64 = 99_991_231;

/// What events are chosen by, in the order in which an event has them. The names are those of the
/// form and of the address.
const FACETS: [(Facet, &str); 5] = [
    (Facet::Type, "type"),
    (Facet::Actor, "actor"),
    (Facet::Place, "place"),
    (Facet::Outlet, "outlet"),
    (Facet::Series, "series"),
];

#[derive(Serialize)]
struct Index<'a> {
    version: u8,
    /// The landmarks of time: what they say, and the folder of their page.
    periods: Vec<[&'a str; 2]>,
    /// By facet: for each choice the folder of its page and its name, and for a type its icon.
    choices: BTreeMap<&'static str, Vec<Vec<&'a str>>>,
    /// In order of time, the undated last.
    events: Vec<Row<'a>>,
    /// "1 source", "2 sources": how the numbers of sources that there are are told.
    sources: Vec<&'a str>,
}

/// An event.
#[derive(Serialize)]
struct Row<'a>(
    /// Its title.
    &'a str,
    /// The folder of its page.
    &'a str,
    /// Its date in words.
    &'a str,
    /// The first and the last day that it may have been on, as `20241007`; empty without a date.
    Vec<i64>,
    /// The index of its landmark, or -1.
    i64,
    /// Who acts: `first`, `second`, `both` or `neither`.
    &'static str,
    /// By facet, the indexes of its choices.
    [Vec<usize>; FACETS.len()],
    /// The index of its number of sources.
    usize,
    /// What else a reader should know of it: the sum of the numbers of [`MARKS`] that are so.
    u8,
);

/// What rows tell of an event in a word, each with its number; relata.js has the same.
const MARKS: [(u8, Mark); 5] = [
    (1, |it| it.pinned),
    (2, |it| it.inferred),
    (4, |it| it.disputed),
    (8, |it| it.edited),
    (16, |it| it.toward.is_some()),
];
type Mark = fn(&EventView) -> bool;

/// The index, as the script that it is.
pub(crate) fn file(book: &Book<'_>) -> Option<(String, Vec<u8>)> {
    let json = serde_json::to_string(&index(book)).ok()?;
    Some((PATH.to_owned(), format!("globalThis.{GLOBAL}={json};\n").into_bytes()))
}

fn index<'a>(book: &'a Book<'_>) -> Index<'a> {
    let mut events: Vec<Row<'a>> = (0..book.events.len()).map(|at| row(book, at)).collect();
    for (at, period) in book.periods.iter().enumerate() {
        for event in &period.events {
            events[*event].4 = i64::try_from(at).unwrap_or(-1);
        }
    }
    let mut choices: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    for (column, (facet, name)) in FACETS.into_iter().enumerate() {
        let known = choices.entry(name).or_default();
        for group in book.groups.iter().filter(|it| it.facet == facet) {
            for at in group.happened() {
                events[at].6[column].push(known.len());
            }
            if let Some(first) = group.happened().next() {
                let mut choice = vec![folder(&group.url), group.name.as_str()];
                if facet == Facet::Type {
                    choice.push(&book.events[first].icon);
                }
                known.push(choice);
            }
        }
    }
    let periods = book.periods.iter().map(|it| [it.label.as_str(), it.slug.as_str()]).collect();
    let mut sources = Vec::new();
    for (row, event) in events.iter_mut().zip(&book.events) {
        let said = event.sources_label.as_str();
        row.7 = sources.iter().position(|it| *it == said).unwrap_or_else(|| {
            sources.push(said);
            sources.len() - 1
        });
    }
    Index { version: 2, periods, choices, events, sources }
}

fn row<'a>(book: &'a Book<'_>, at: usize) -> Row<'a> {
    let event: &EventView = &book.events[at];
    let days = book.event(Which::Event(at)).dated.when().map(days);
    Row(
        &event.title,
        folder(&event.url),
        &event.date,
        days.map(Vec::from).unwrap_or_default(),
        -1,
        event.acts,
        Default::default(),
        0,
        MARKS.iter().filter(|(_, is_so)| is_so(event)).map(|(number, _)| number).sum(),
    )
}

/// The first and the last day that a date covers. What is open goes on without end; of an end that
/// is not known nothing is claimed.
fn days(when: When) -> [i64; 2] {
    let (first, last) = when.bounds();
    let (begins, ends) = match when {
        When::Date(..) => (false, false),
        When::Interval(it) => (it.start() == Bound::Open, it.end() == Bound::Open),
    };
    [
        if begins { -WITHOUT_END } else { number(first) },
        if ends { WITHOUT_END } else { number(last) },
    ]
}

/// A day as a number that has the order of days: `20241007`. 753 BC is the year -752.
fn number(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// What a page's path has between the top folder and `index.html`.
fn folder(path: &str) -> &str {
    let below = path.split_once('/').map_or(path, |it| it.1);
    below.strip_suffix("/index.html").unwrap_or(below)
}

/// What filter.html needs besides words: which controls there are, and how the number of what was
/// found is told.
pub(crate) fn fill(book: &Book<'_>, context: &mut Context) {
    #[derive(Serialize)]
    struct FilterView {
        index: &'static str,
        /// "{n} of 212 events".
        found: String,
        has: BTreeMap<&'static str, bool>,
        /// "“{date}” is no date", for the script to say.
        unread: String,
        /// Both sides, as those who act together.
        both: Option<String>,
    }
    let total = book.events.len();
    let has = |facet| {
        let mut groups = book.groups.iter().filter(|it| it.facet == facet);
        groups.any(|it| it.happened().next().is_some())
    };
    let all = book.words.count("events", total);
    let view = FilterView {
        index: PATH,
        found: book.words.with("filter_found", &[("n", "{n}"), ("events", &all)]),
        has: FACETS.into_iter().map(|(facet, name)| (name, has(facet))).collect(),
        unread: book.words.with("filter_unread", &[("date", "{date}")]),
        both: book.sides.as_ref().map(|[a, b]| book.words.with("and", &[("a", a), ("b", b)])),
    };
    context.insert("filter", &Some(view).filter(|_| total > 1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers_in_the_order_of_time() {
        let of = |edtf: &str| days(edtf.parse().unwrap());
        assert_eq!(of("2024-10-07"), [20_241_007, 20_241_007]);
        assert_eq!(of("2019"), [20_190_101, 20_191_231]);
        assert_eq!(of("199X"), [19_900_101, 19_991_231]);
        assert_eq!(of("2019/.."), [20_190_101, WITHOUT_END]);
        assert_eq!(of("2019/"), [20_190_101, 20_191_231]);
        assert!(of("-0752-04-21")[0] < of("-0752-12-01")[0]);
        assert!(of("-0752-12-01")[0] < of("-0751-01-01")[0]);
    }
}
