//! The entries of the feeds, the same in Atom and in JSON Feed.

use chrono::Datelike;

use crate::config::capitalised;
use crate::event::Event;
use crate::site::book::Book;
use crate::site::event_page::permalink;
use crate::site::export::dated;

/// How many events a feed holds.
const ENTRIES: usize = 50;

/// The moment that a feed without entries is as new as: the oldest that its readers know.
pub(super) const EPOCH: &str = "1970-01-01T00:00:00Z";

/// An event in a feed.
pub(super) struct Entry<'a> {
    pub(super) event: &'a Event,
    /// The permanent address of its page, which is also its id.
    pub(super) url: String,
    /// "7 October 2024: A writes to B".
    pub(super) title: String,
    /// The language of the titles, where it is not that of the site.
    pub(super) language: Option<&'static str>,
    /// The name of its type.
    pub(super) kind: String,
    /// RFC 3339, at midnight of the day that the entry is as new as.
    pub(super) updated: String,
    /// The address of its picture.
    pub(super) picture: Option<String>,
}

/// The latest events, the latest first; `None` where the site has no address.
///
/// An entry is as new as the newest document that tells it: a timeline has no other clock.
pub(super) fn entries<'a>(book: &Book<'a>) -> Option<Vec<Entry<'a>>> {
    permalink(book, "")?;
    let language = book.words.is_foreign().then_some("en");
    let latest = dated(book).rev().take(ENTRIES);
    let entries = latest.filter_map(|(which, when)| {
        let (event, view) = (book.event(which), book.view(which));
        let published = event.evidence.iter().filter_map(|it| book.card(&it.document)?.published);
        let told = published.map(|it| it.last_day());
        let day = told.chain([when.first_day()]).max()?;
        Some(Entry {
            event,
            url: permalink(book, &view.url)?,
            // Titles of events are in English; the date beside one is in its language.
            title: match language {
                Some(_) => format!("{}: {}", capitalised(&when.english()), view.title),
                None => format!("{}: {}", view.date, view.title),
            },
            language,
            kind: view.kind.name.clone(),
            picture: view.picture.as_ref().and_then(|it| it.permalink.clone()),
            updated: match day.year() {
                0..=9999 => format!("{}T00:00:00Z", day.format("%Y-%m-%d")),
                _ => EPOCH.to_owned(),
            },
        })
    });
    Some(entries.collect())
}

/// The moment that the whole feed is as new as.
pub(super) fn updated(entries: &[Entry<'_>]) -> String {
    entries.iter().map(|it| it.updated.as_str()).max().unwrap_or(EPOCH).max(EPOCH).to_owned()
}
