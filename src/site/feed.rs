//! What machines ask a site for: robots.txt, and with a base address sitemap.xml and atom.xml.

use std::fmt::Write;

use crate::site::book::{Book, Which};
use crate::site::event_page::permalink;
use crate::site::sheet::Sheet;

/// How many events the feed holds.
const ENTRIES: usize = 50;

/// The files of this module.
pub(crate) fn files(book: &Book<'_>) -> Vec<(String, Vec<u8>)> {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    let mut files = Vec::new();
    if let Some(sitemap) = sitemap(book) {
        let address = permalink(book, "sitemap.xml").unwrap_or_default();
        robots.push_str(&format!("\nSitemap: {address}\n"));
        files.push(("sitemap.xml".to_owned(), sitemap.into_bytes()));
    }
    if let Some(feed) = atom(book) {
        files.push(("atom.xml".to_owned(), feed.into_bytes()));
    }
    files.push(("robots.txt".to_owned(), robots.into_bytes()));
    files
}

fn sitemap(book: &Book<'_>) -> Option<String> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut paths: Vec<String> = Sheet::all(book)
        .iter()
        .filter(|it| !matches!(it, Sheet::Redirect(..) | Sheet::NotFound))
        .map(|it| it.path(book))
        .collect();
    paths.sort();
    for path in paths {
        let _ = writeln!(out, "<url><loc>{}</loc></url>", escape(&permalink(book, &path)?));
    }
    out.push_str("</urlset>\n");
    Some(out)
}

/// The newest events. An entry is as new as the newest document that tells it: a timeline has no
/// other clock.
fn atom(book: &Book<'_>) -> Option<String> {
    let home = permalink(book, "")?;
    let settings = &book.content.config.settings;
    let mut entries = String::new();
    let mut latest = "1970-01-01T00:00:00Z".to_owned();
    let dated: Vec<usize> = (0..book.events.len()).filter(|it| !book.events[*it].undated).collect();
    for at in dated.into_iter().rev().take(ENTRIES) {
        let event = book.event(Which::Event(at));
        let view = &book.events[at];
        let published = event.evidence.iter().filter_map(|it| book.card(&it.document)?.published);
        let day = published
            .map(|it| it.last_day())
            .chain(event.dated.when().map(|it| it.first_day()))
            .max()?;
        let updated = format!("{}T00:00:00Z", day.format("%Y-%m-%d"));
        let url = escape(&permalink(book, &view.url)?);
        let _ = writeln!(
            entries,
            "<entry><title>{}: {}</title><link href=\"{url}\"/><id>{url}</id><updated>{updated}</updated><category term=\"{}\"/><summary>{}</summary></entry>",
            escape(&view.date),
            escape(&view.title),
            escape(event.kind.as_str()),
            escape(&event.title),
        );
        latest = latest.max(updated);
    }
    let (title, home) = (escape(&settings.title), escape(&home));
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{title}</title><link href=\"{home}\"/><link rel=\"self\" href=\"{home}atom.xml\"/><id>{home}</id><updated>{latest}</updated><author><name>{title}</name></author>\n{entries}</feed>\n"
    ))
}

/// Text as XML 1.0 takes it: markup escaped, characters that it forbids left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(it),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_has_neither_markup_nor_control_characters() {
        assert_eq!(escape("a<b> & \"c\"\u{8}"), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
