//! feed.json: the latest events as a JSON Feed, version 1.1 (jsonfeed.org).

use serde::Serialize;

use crate::site::book::Book;
use crate::site::event_page::permalink;
use crate::site::export::entry::{Entry, entries};
use crate::site::export::quotation::{escape, html, quotation};

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item {
    id: String,
    url: String,
    /// The original of the document that is quoted.
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<String>,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    content_html: String,
    summary: String,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    tags: Vec<String>,
}

/// The feed; `None` where the site has no address.
pub(super) fn write(book: &Book<'_>) -> Option<String> {
    let settings = &book.content.config.settings;
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &settings.title,
        home_page_url: permalink(book, "")?,
        feed_url: permalink(book, "feed.json")?,
        description: &settings.description,
        language: &book.words.tag,
        authors: [Author { name: &settings.title }],
        items: entries(book)?.into_iter().map(|it| item(book, it)).collect(),
    };
    let mut json = serde_json::to_string_pretty(&feed).ok()?;
    json.push('\n');
    Some(json)
}

fn item(book: &Book<'_>, entry: Entry<'_>) -> Item {
    let told = quotation(book, entry.event);
    let quoted = told.as_ref().map(html).unwrap_or_default();
    Item {
        id: entry.url.clone(),
        url: entry.url,
        external_url: told.and_then(|it| it.original),
        content_html: format!("<p>{}</p>{quoted}", escape(&entry.title)),
        title: entry.title,
        language: entry.language,
        summary: entry.event.title.clone(),
        date_published: entry.updated,
        image: entry.picture,
        tags: vec![entry.kind],
    }
}
