//! Exports of reference managers as CSL-JSON (Zotero: "CSL JSON"): an item is a document.

use serde_json::{Deserializer, Value};

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Reported};
use crate::document::paragraphs;
use crate::import::{Entry, Made, filled, place, stem};
use crate::source::Source;

/// The documents of an export.
pub(super) fn convert(source: &Source, _: &[u8]) -> Reported<Vec<Made>> {
    let text = source.text();
    let mut diagnostics = Vec::new();
    let is_object = text.trim_start().starts_with('{');
    let Some(open) = text.trim_start().starts_with('[').then(|| text.find('[')).flatten() else {
        let help = if is_object {
            "of JSON, the export of Zotero as `CSL JSON` and the timeline of TimelineJS, with its `events`, are read"
        } else {
            "export from Zotero as `CSL JSON`: the file begins with `[`"
        };
        let wrong = Diagnostic::error("import/csl", "this is not a list of references")
            .at_location(place(source, 0))
            .with_help(help);
        return Reported { value: Vec::new(), diagnostics: vec![wrong] };
    };
    let (items, broken) = items(text, open + 1);
    if let Some((at, reason)) = broken {
        diagnostics.push(
            Diagnostic::error(
                "import/csl",
                format!("the list cannot be read from here on: {reason}"),
            )
            .at_location(place(source, at))
            .with_help("export it again"),
        );
    }
    let mut made = Vec::new();
    for (at, item) in items {
        let from = place(source, at);
        let told =
            |message: String| Diagnostic::warning("import/item", message).at_location(from.clone());
        let published = date(&item["issued"]);
        if published.is_none() {
            let message = match item.get("issued") {
                Some(it) => format!("`{}` is not a date", raw(it)),
                None => "this item does not say when it was issued".to_owned(),
            };
            diagnostics.push(told(message).with_help(
                "its document is made without `published`: write it there if you know it",
            ));
        }
        match entry(&item, published).made(stem(source.name()), from.clone()) {
            Some(it) => made.push(it),
            None => diagnostics.push(told(
                "this item has neither a title nor an abstract, and is left out".to_owned(),
            )),
        }
    }
    Reported { value: made, diagnostics }
}

/// Where a file cannot be read any further, and why.
type Broken = (usize, String);

/// The items with where each begins, and where the list ends being JSON, with the reason.
pub(super) fn items(text: &str, mut at: usize) -> (Vec<(usize, Value)>, Option<Broken>) {
    let mut found = Vec::new();
    loop {
        let rest = text[at..].trim_start_matches(|it: char| it.is_whitespace() || it == ',');
        at = text.len() - rest.len();
        if rest.starts_with(']') {
            return (found, None);
        }
        let mut stream = Deserializer::from_str(rest).into_iter::<Value>();
        match stream.next() {
            Some(Ok(item)) => {
                found.push((at, item));
                at += stream.byte_offset();
            }
            Some(Err(error)) => {
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or_default();
                return (found, Some((at, reason.to_owned())));
            }
            None => return (found, Some((at, "it has no end".to_owned()))),
        }
    }
}

fn entry(item: &Value, published: Option<Date>) -> Entry {
    let text = |key: &str| filled(item[key].as_str());
    let doi = text("DOI").map(|it| format!("https://doi.org/{it}"));
    Entry {
        title: text("title"),
        outlet: text("container-title").or_else(|| text("publisher")),
        url: text("URL").or(doi),
        published,
        saved: date(&item["accessed"]),
        sources: item["author"].as_array().into_iter().flatten().filter_map(author).collect(),
        paragraphs: paragraphs(item["abstract"].as_str().unwrap_or_default()),
        ..Entry::default()
    }
}

/// The name of an author.
fn author(it: &Value) -> Option<String> {
    let part = |key: &str| filled(it[key].as_str());
    let parts = ["given", "non-dropping-particle", "family"].map(part);
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    part("literal").or_else(|| filled(Some(&name)))
}

/// A date of CSL: year, month and day as far as they are there. A span of time is none.
fn date(it: &Value) -> Option<Date> {
    let parts = match it["date-parts"].as_array().map(Vec::as_slice) {
        Some([one]) => one.as_array()?,
        Some(_) => return None,
        None => return it["raw"].as_str().or(it["literal"].as_str())?.trim().parse().ok(),
    };
    // Some programs write numbers as texts.
    let number = |it: &Value| it.as_i64().or_else(|| it.as_str()?.trim().parse().ok());
    let parts: Option<Vec<i64>> = parts.iter().map(number).collect();
    let part = |it: i64| u32::try_from(it).ok();
    match *parts?.as_slice() {
        [year] => i32::try_from(year).ok().map(Date::Year),
        [year, month] => Date::month(i32::try_from(year).ok()?, part(month)?),
        [year, month, day] => Date::day(i32::try_from(year).ok()?, part(month)?, part(day)?),
        _ => None,
    }
}

/// What was written for a date, as short as it goes.
fn raw(it: &Value) -> String {
    let text = it["raw"].as_str().or(it["literal"].as_str()).map(str::to_owned);
    text.unwrap_or_else(|| it.get("date-parts").unwrap_or(it).to_string())
}
