//! Other programs' files to documents: feeds, saved pages, reference managers' exports, tables of events.
//!
//! [`import`] is a conversion from bytes to files below documents/. It looks at no disk: what is there already is left to
//! whoever writes. Every part that is not taken is told with its place and the reason.
//!
//! ```
//! use relata::import::{Given, import};
//! let feed = "<rss version='2.0'><channel><title>Nordic Wire</title><link>https://example.org</link>\
//!             <description>News</description><item><title>Talks in Oslo</title>\
//!             <description>Ada Berg met Bo Lind on Monday.</description>\
//!             <pubDate>Wed, 15 May 2024 09:00:00 +0200</pubDate></item></channel></rss>";
//! let given = Given { below: "wire.xml".into(), name: "wire.xml".into(), bytes: feed.into() };
//! let made = import(&[given]).value;
//! assert_eq!(made.documents[0].path, "nordic-wire/2024-05-15-talks-in-oslo.md");
//! ```

mod csl;
mod feed;
mod page;
mod rows;

use std::collections::BTreeSet;

use crate::config::slug;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Location, Reported};
use crate::document::{decoded, markdown};
use crate::source::{Source, Span};

pub use rows::{Happening, Read, Seen};

/// A file that is to be converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its path below the folder that was named, or its name.
    pub below: String,
    /// The file as the author names it, for diagnostics.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A document that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its path below documents/.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What it was made of.
    pub from: Location,
}

/// What was made of files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The documents.
    pub documents: Vec<Made>,
    /// What the rows of tables claim, each of a document.
    pub happenings: Vec<Happening>,
}

/// What is known of a document before it is written.
#[derive(Debug, Clone, Default)]
struct Entry {
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<Date>,
    /// A date that its file is named by, where it is not that of publication.
    named: Option<Date>,
    saved: Option<Date>,
    sources: Vec<String>,
    paragraphs: Vec<String>,
}

/// Converts files, each by what it is. Documents have paths of their own, none of which stands twice.
#[must_use]
pub fn import(given: &[Given]) -> Reported<Imported> {
    import_beside(given, &|_| None)
}

/// The same, beside files that are there already: `there` gives what is at a path below documents/. A document
/// that is there, by its address on the web, has the path of that; another has a free one.
#[must_use]
pub fn import_beside(
    given: &[Given],
    there: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Reported<Imported> {
    let mut diagnostics = Vec::new();
    let mut made = Vec::new();
    let mut claims = Vec::new();
    let mut others = Vec::new();
    for it in given.iter().filter(|it| !page::is_asset(&it.below, given)) {
        let extension = it.below.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        match extension.as_str() {
            "html" | "htm" => made.push(page::convert(it)),
            "mht" | "mhtml" => diagnostics.push(
                unread(it, "web archives in one file (MHTML) are not read")
                    .with_help("open it in a browser and save it as `Web page, complete` or as HTML"),
            ),
            "csv" | "tsv" => {
                let rows = converted(it, &|source, _| rows::table(source), &mut diagnostics);
                add_rows(rows, &mut made, &mut claims);
            }
            "xlsx" | "xls" | "ods" => diagnostics.push(
                unread(it, "spreadsheets are read as CSV").with_help("save the sheet as CSV, in UTF-8"),
            ),
            "xml" | "rss" | "atom" | "rdf" => {
                made.extend(converted(it, &feed::convert, &mut diagnostics));
            }
            "json" => {
                let source = decoded(&it.bytes, false).map(|text| Source::new(it.name.as_str(), text));
                match source.as_ref().and_then(rows::timeline) {
                    Some(rows) => {
                        add_rows(rows.into_value(&mut diagnostics), &mut made, &mut claims);
                    }
                    None => made.extend(converted(it, &csl::convert, &mut diagnostics)),
                }
            }
            _ if given.len() == 1 => diagnostics.push(
                unread(it, "this kind of file is not imported").with_help(
                    "what is imported is a feed (.xml, .rss, .atom), a saved page (.html) or a folder of them, a Zotero \
                     export as CSL JSON (.json), and a table of events (.csv, or .json of TimelineJS)",
                ),
            ),
            _ => others.push(it.below.as_str()),
        }
    }
    if !others.is_empty() {
        let named = others.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        let more = if others.len() > 3 { ", …" } else { "" };
        let count = others.len();
        let are = if count == 1 { "is" } else { "are" };
        let message = format!("{count} of the files {are} not imported: {named}{more}");
        diagnostics.push(Diagnostic::warning("import/kind", message));
    }
    let mut taken = BTreeSet::new();
    for it in &mut made {
        it.path = free(it, &taken, there);
        taken.insert(it.path.clone());
    }
    let happenings = claims.into_iter().map(|(index, mut it): (usize, Happening)| {
        it.path = made.get(index).map(|it| it.path.clone()).unwrap_or_default();
        it
    });
    let happenings = happenings.collect();
    Reported { value: Imported { documents: made, happenings }, diagnostics }
}

/// Adds the documents of a table, and what its rows claim with the number of the document.
fn add_rows(
    rows: Vec<(Made, Happening)>,
    made: &mut Vec<Made>,
    claims: &mut Vec<(usize, Happening)>,
) {
    for (document, claim) in rows {
        claims.push((made.len(), claim));
        made.push(document);
    }
}

/// A conversion of a file, as text and as bytes.
type Convert<'a, T> = &'a dyn Fn(&Source, &[u8]) -> Reported<Vec<T>>;

/// What a file of text holds.
fn converted<T>(given: &Given, with: Convert<'_, T>, diagnostics: &mut Vec<Diagnostic>) -> Vec<T> {
    match decoded(&given.bytes, false) {
        Some(text) => {
            let source = Source::new(given.name.as_str(), text);
            with(&source, &given.bytes).into_value(diagnostics)
        }
        None => {
            diagnostics.push(unread(given, "the file is not text"));
            Vec::new()
        }
    }
}

fn unread(given: &Given, message: &str) -> Diagnostic {
    Diagnostic::warning("import/unread", message).in_file(given.name.as_str())
}

/// A path that is not taken: `a.md`, else `a-2.md`.
fn free(made: &Made, taken: &BTreeSet<String>, there: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let (stem, extension) = made.path.rsplit_once('.').unwrap_or((&made.path, ""));
    let mut path = made.path.clone();
    let mut number = 1;
    while taken.contains(&path) || there(&path).is_some_and(|it| !is_of_one(&it, &made.bytes)) {
        number += 1;
        path = format!("{stem}-{number}.{extension}");
    }
    path
}

/// Whether two documents are of one address, or one of them has none.
fn is_of_one(one: &[u8], other: &[u8]) -> bool {
    fn address(bytes: &[u8]) -> Option<&[u8]> {
        let mut lines = bytes.split(|it| *it == b'\n').map(<[u8]>::trim_ascii);
        lines.find(|it| it.starts_with(b"url: "))
    }
    match (address(one), address(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

impl Entry {
    /// The document, in a folder of this name; `None` when nothing is told in it.
    fn made(self, folder: &str, from: Location) -> Option<Made> {
        let Self { title, outlet, url, published, named, saved, sources, mut paragraphs } = self;
        if paragraphs.iter().all(|it| it.trim().is_empty()) {
            paragraphs = vec![title.clone()?];
        }
        let name = title.as_deref().unwrap_or(&paragraphs[0]);
        let path = path(folder, published.or(named), name);
        let one = |it: Option<String>| it.into_iter().collect::<Vec<_>>();
        let date = |it: Option<Date>| it.map(|it| it.to_string()).into_iter().collect();
        let front = [
            ("title", one(title)),
            ("outlet", one(outlet)),
            ("url", one(url)),
            ("published", date(published)),
            ("saved", date(saved)),
            ("sources", sources),
        ];
        Some(Made { path, bytes: markdown(&front, &paragraphs).into_bytes(), from })
    }
}

/// The path of a document: folder, date, and the first words of its title.
fn path(folder: &str, date: Option<Date>, title: &str) -> String {
    const LONGEST: usize = 60;
    let mut name = date.map(|it| it.to_string()).unwrap_or_default();
    for word in slug(title).split('-').filter(|it| !it.is_empty()) {
        if !name.is_empty() && name.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(LONGEST));
    }
    let name = if name.is_empty() { "untitled".to_owned() } else { name };
    let folder = slug(folder);
    if folder.is_empty() { format!("{name}.md") } else { format!("{folder}/{name}.md") }
}

/// A text on one line, if there is any.
fn filled(text: Option<&str>) -> Option<String> {
    let words = text?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// The place of a byte of a file.
fn place(source: &Source, at: usize) -> Location {
    let at = at.min(source.text().len());
    let at = (0..=at).rev().find(|it| source.text().is_char_boundary(*it)).unwrap_or(0);
    Location::of(source, Span::new(at, at))
}

/// A file's name without folder and extension.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_short_plain_and_free() {
        let day = Date::day(2024, 5, 15);
        assert_eq!(
            path("Nordic Wire", day, "Talks: “in” Oslo"),
            "nordic-wire/2024-05-15-talks-in-oslo.md"
        );
        assert_eq!(path("", None, "…"), "untitled.md");
        let long = path("a", None, &"word ".repeat(40));
        assert!(long.len() < 70, "{long}");
        let taken = ["a/b.md", "a/b-2.md"].map(str::to_owned).into_iter().collect();
        let made = |url: &str| Made {
            path: "a/b.md".to_owned(),
            bytes: format!("---\nurl: {url}\n---\n").into_bytes(),
            from: Location::file("wire.xml"),
        };
        assert_eq!(free(&made("https://example.org/1"), &taken, &|_| None), "a/b-3.md");
        // What is there is the same by its address, or another of that day and title.
        let there = |path: &str| {
            let url = if path == "a/b.md" { "https://example.org/1" } else { return None };
            Some(made(url).bytes)
        };
        let none = BTreeSet::new();
        assert_eq!(free(&made("https://example.org/1"), &none, &there), "a/b.md");
        assert_eq!(free(&made("https://example.org/2"), &none, &there), "a/b-2.md");
    }
}
