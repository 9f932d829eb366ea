//! The timeline for other programs, one file a format. docs/FORMATS.md says what each holds and what
//! it leaves out.
//!
//! Each format shows a date as finely as it is known and no finer. What a format cannot say so is
//! left out of it, and it tells how many were.

mod atom;
mod calendar;
mod crawlers;
mod data;
mod entry;
mod json_feed;
mod markwhen;
mod quotation;
mod timelinejs;

use serde::Serialize;

use crate::date::When;
use crate::site::book::{Book, Which};
use crate::site::cite;
use crate::site::event_page::permalink;

/// A format as the page that lists them tells of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FormatView {
    /// The file's path.
    pub(crate) url: &'static str,
    pub(crate) name: String,
    /// What it is good for, and what it leaves out.
    pub(crate) about: String,
}

/// The files of every format.
pub(crate) fn files(book: &Book<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = data::files(book);
    files.extend(crawlers::files(book));
    let texts = [
        ("calendar.ics", Some(calendar::write(book))),
        ("timelinejs.json", Some(timelinejs::write(book))),
        ("timeline.mw", Some(markwhen::write(book))),
        ("citations.json", cite::file(book)),
        ("atom.xml", atom::write(book)),
        ("feed.json", json_feed::write(book)),
    ];
    let written = texts.into_iter().filter_map(|(path, text)| Some((path.to_owned(), text?)));
    files.extend(written.map(|(path, text)| (path, text.into_bytes())));
    files
}

/// The formats that this site has, in the order in which they are told.
pub(crate) fn formats(book: &Book<'_>) -> Vec<FormatView> {
    let format = |url, name: &str, about| {
        let about = book.words.get(about).to_owned();
        FormatView { url, name: String::from(name), about }
    };
    let mut formats = vec![
        format("events.json", "JSON", "format_json"),
        format("events.schema.json", "JSON Schema", "format_schema"),
        format("events.csv", "CSV", "format_csv"),
        format("calendar.ics", book.words.get("format_calendar_name"), "format_calendar"),
        format("timelinejs.json", "TimelineJS", "format_timelinejs"),
        format("timeline.mw", "Markwhen", "format_markwhen"),
    ];
    if has_feeds(book) {
        formats.push(format("citations.json", "CSL-JSON", "format_citations"));
        formats.push(format("atom.xml", "Atom", "format_atom"));
        formats.push(format("feed.json", "JSON Feed", "format_feed"));
    }
    formats
}

/// Whether the site has feeds: their entries need full addresses.
pub(crate) fn has_feeds(book: &Book<'_>) -> bool {
    permalink(book, "").is_some()
}

/// The dated events that happened, in order of time, with their dates.
fn dated<'a>(book: &'a Book<'_>) -> impl DoubleEndedIterator<Item = (Which, When)> + 'a {
    let events = (0..book.events.len()).map(Which::Event);
    events.filter_map(|it| book.event(it).dated.when().map(|when| (it, when)))
}

/// How many of the events that happened have no date.
fn undated(book: &Book<'_>) -> usize {
    book.events.iter().filter(|it| it.undated).count()
}
