//! events.json, its schema, and events.csv, in the form of [`exchange`](crate::exchange).

use crate::exchange::{Cited, Events, Filter, schema};
use crate::site::book::Book;
use crate::site::event_page::permalink;

/// The path of the schema.
const SCHEMA: &str = "events.schema.json";

pub(super) fn files(book: &Book<'_>) -> Vec<(String, Vec<u8>)> {
    let content = book.content;
    let cited = content.documents.iter().map(|it| Cited {
        document: it.document,
        published: it.published,
        inferred: it.inferred,
        publish: it.publish,
    });
    let filter =
        Filter { happened_only: !content.config.settings.show_planned, ..Filter::default() };
    let events = Events::of(content.timeline, content.config, cited, &filter);
    vec![
        ("events.json".to_owned(), events.json().into_bytes()),
        ("events.csv".to_owned(), events.csv().into_bytes()),
        (SCHEMA.to_owned(), schema(permalink(book, SCHEMA).as_deref()).into_bytes()),
    ]
}
