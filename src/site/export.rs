//! The timeline as data: events.json and events.csv, in the form of [`exchange`](crate::exchange).

use crate::exchange::{Cited, Events, Filter};
use crate::site::book::Book;

/// The files of the exports.
pub(crate) fn files(book: &Book<'_>) -> Vec<(String, Vec<u8>)> {
    let content = book.content;
    let cited = content.documents.iter().map(|it| Cited {
        document: it.document,
        published: it.published,
        publish: it.publish,
    });
    let filter =
        Filter { happened_only: !content.config.settings.show_planned, ..Filter::default() };
    let events = Events::of(content.timeline, &content.config.lexicon, cited, &filter);
    vec![
        ("events.json".to_owned(), events.json().into_bytes()),
        ("events.csv".to_owned(), events.csv().into_bytes()),
    ]
}
