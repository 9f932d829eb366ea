//! atom.xml: the latest events as an Atom feed (RFC 4287).

use std::io;

use quick_xml::Writer;

use crate::site::book::Book;
use crate::site::event_page::permalink;
use crate::site::export::crawlers::{Xml, allowed, document, text};
use crate::site::export::entry::{Entry, entries, updated};

/// The feed; `None` where the site has no address.
pub(super) fn write(book: &Book<'_>) -> Option<String> {
    let (home, this) = (permalink(book, "")?, permalink(book, "atom.xml")?);
    let entries = entries(book)?;
    let settings = &book.content.config.settings;
    Some(document(|xml| {
        let feed = xml.create_element("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", book.words.tag.as_str()),
        ]);
        feed.write_inner_content(|xml| {
            text(xml, "title", &settings.title)?;
            if !settings.description.is_empty() {
                text(xml, "subtitle", &settings.description)?;
            }
            link(xml, &home, None)?;
            link(xml, &this, Some("self"))?;
            text(xml, "id", &home)?;
            text(xml, "updated", &updated(&entries))?;
            let author = xml.create_element("author");
            author.write_inner_content(|xml| text(xml, "name", &settings.title))?;
            entries.iter().try_for_each(|it| entry(xml, it))
        })
        .map(drop)
    }))
}

fn entry(xml: &mut Xml, it: &Entry<'_>) -> io::Result<()> {
    let language = it.language.map(|it| ("xml:lang", it));
    let element = xml.create_element("entry").with_attributes(language);
    element
        .write_inner_content(|xml| {
            text(xml, "title", &it.title)?;
            link(xml, &it.url, None)?;
            text(xml, "id", &it.url)?;
            text(xml, "updated", &it.updated)?;
            let category = xml.create_element("category");
            let (term, label) = (allowed(it.event.kind.as_str()), allowed(&it.kind));
            let names = [("term", &*term), ("label", &*label)];
            category.with_attributes(names).write_empty()?;
            text(xml, "summary", &it.event.title)
        })
        .map(drop)
}

fn link(xml: &mut Writer<Vec<u8>>, to: &str, rel: Option<&str>) -> io::Result<()> {
    let rel = rel.map(|it| ("rel", it));
    let to = allowed(to);
    let attributes = rel.into_iter().chain([("href", &*to)]);
    xml.create_element("link").with_attributes(attributes).write_empty().map(drop)
}
