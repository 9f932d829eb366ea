//! What search engines ask a site for: robots.txt, and with a base address sitemap.xml. And how the
//! XML of the site is written.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::site::book::Book;
use crate::site::event_page::permalink;
use crate::site::sheet::Sheet;

/// The most addresses that a site map may hold (sitemaps.org); more are shared out over several.
const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A writer of XML to memory, which never fails.
pub(super) type Xml = Writer<Vec<u8>>;

pub(super) fn files(book: &Book<'_>) -> Vec<(String, Vec<u8>)> {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    let mut files = Vec::new();
    if let Some(address) = permalink(book, "sitemap.xml") {
        robots.push_str(&format!("\nSitemap: {address}\n"));
        let mut paths: Vec<String> =
            Sheet::all(book).iter().filter(|it| it.is_found()).map(|it| it.path(book)).collect();
        paths.sort();
        let pages: Vec<String> = paths.iter().filter_map(|it| permalink(book, it)).collect();
        let maps = site_maps(&pages, MOST, &|name| permalink(book, name).unwrap_or_default());
        files.extend(maps.into_iter().map(|(name, text)| (name, text.into_bytes())));
    }
    files.push(("robots.txt".to_owned(), robots.into_bytes()));
    files
}

/// sitemap.xml with all pages, or where these are more than `most` an index of maps that share them.
fn site_maps(
    pages: &[String],
    most: usize,
    address: &dyn Fn(&str) -> String,
) -> Vec<(String, String)> {
    if pages.len() <= most {
        return vec![("sitemap.xml".to_owned(), list("urlset", "url", pages))];
    }
    let parts = pages.chunks(most).zip(1..);
    let mut maps: Vec<(String, String)> = parts
        .map(|(part, number)| (format!("sitemap-{number}.xml"), list("urlset", "url", part)))
        .collect();
    let addresses: Vec<String> = maps.iter().map(|it| address(&it.0)).collect();
    maps.push(("sitemap.xml".to_owned(), list("sitemapindex", "sitemap", &addresses)));
    maps
}

/// Addresses, each in an element of its own.
fn list(outer: &str, inner: &str, addresses: &[String]) -> String {
    document(|xml| {
        let outer = xml.create_element(outer).with_attribute(("xmlns", NAMESPACE));
        outer
            .write_inner_content(|xml| {
                addresses.iter().try_for_each(|it| {
                    let inner = xml.create_element(inner);
                    inner.write_inner_content(|xml| text(xml, "loc", it)).map(drop)
                })
            })
            .map(drop)
    })
}

/// An XML document in UTF-8.
pub(super) fn document(content: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let head = BytesDecl::new("1.0", Some("UTF-8"), None);
    // Nothing fails that writes to memory, and what was written is UTF-8.
    let _ = xml.write_event(Event::Decl(head)).and_then(|()| content(&mut xml));
    let mut text = String::from_utf8(xml.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

/// An element with text.
pub(super) fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let text = allowed(text);
    xml.create_element(name).write_text_content(BytesText::new(&text)).map(drop)
}

/// Text without the characters that XML 1.0 forbids, which no escape can say.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let forbidden = |it: char| matches!(it, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(forbidden) { text.replace(forbidden, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_has_neither_markup_nor_control_characters() {
        let written = document(|xml| text(xml, "a", "a<b> & \"c\"\u{8}"));
        let read = roxmltree::Document::parse(&written).unwrap();
        assert_eq!(read.root_element().text(), Some("a<b> & \"c\""));
    }

    #[test]
    fn too_many_pages_are_shared_out() {
        let pages = ["https://a/1", "https://a/2", "https://a/3"].map(str::to_owned);
        let maps = site_maps(&pages, 2, &|it| format!("https://a/{it}"));
        let told: Vec<(&str, Vec<String>)> = maps
            .iter()
            .map(|(name, text)| {
                let read = roxmltree::Document::parse(text).unwrap();
                let of = |it: roxmltree::Node<'_, '_>| it.text().map(str::to_owned);
                let addresses = read
                    .descendants()
                    .filter(|it| it.has_tag_name((NAMESPACE, "loc")))
                    .filter_map(of);
                (name.as_str(), addresses.collect())
            })
            .collect();
        let expected = [
            ("sitemap-1.xml", vec!["https://a/1".to_owned(), "https://a/2".to_owned()]),
            ("sitemap-2.xml", vec!["https://a/3".to_owned()]),
            (
                "sitemap.xml",
                vec!["https://a/sitemap-1.xml".to_owned(), "https://a/sitemap-2.xml".to_owned()],
            ),
        ];
        assert_eq!(told, expected);
    }
}
