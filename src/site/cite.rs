//! How an event and the whole timeline are cited: Chicago, APA, BibTeX, CSL-JSON.
//!
//! A page has no author but the one that site.yaml names, as written there. It has no date of its own either, since nothing here knows
//! what day it is. APA writes "n.d." then, and Chicago (The Chicago Manual of Style, 14.207) asks for
//! the day of access, which only the reader can fill in. The date of the event is no date of
//! publication: CSL-JSON has `event-date` for it.

use serde::Serialize;
use serde_json::{Value, json};

use crate::date::{Certainty, Date, Season, When};
use crate::site::book::{Book, Which};
use crate::site::event_page::permalink;

/// The id of the whole timeline in CSL-JSON and BibTeX. Those of events begin with their date.
const WHOLE: &str = "timeline";
/// What the reader puts the day of access in the place of.
const ACCESSED: &str = "[date]";

/// The forms of a citation, as a page shows them.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CitationView {
    chicago: String,
    /// What stands before the part that is in italics, that part, and what follows it.
    apa_before: String,
    apa_title: String,
    apa: String,
    bibtex: String,
    csl: String,
}

/// What is cited: a page of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name; 1]>,
    title: String,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container: Option<String>,
    #[serde(rename = "event-date", skip_serializing_if = "Option::is_none")]
    date: Option<Value>,
    #[serde(rename = "event-place", skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(rename = "URL")]
    url: String,
}

/// A name as the author writes it: nobody else knows which of its words is the family's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Name {
    literal: String,
}

/// The citation of an event; nothing where the site has no address.
pub(crate) fn event(book: &Book<'_>, which: Which) -> Option<CitationView> {
    Some(view(&item(book, which)?))
}

/// The citation of the timeline.
pub(crate) fn timeline(book: &Book<'_>) -> Option<CitationView> {
    Some(view(&whole(book)?))
}

/// citations.json: the timeline and every event with a page, as CSL-JSON; nothing where the site has
/// no address.
pub(crate) fn file(book: &Book<'_>) -> Option<String> {
    let events = book.all().into_iter().filter_map(|it| item(book, it));
    let items: Vec<Item> = std::iter::once(whole(book)?).chain(events).collect();
    let mut json = serde_json::to_string_pretty(&items).ok()?;
    json.push('\n');
    Some(json)
}

fn item(book: &Book<'_>, which: Which) -> Option<Item> {
    let (event, view) = (book.event(which), book.view(which));
    Some(Item {
        id: key(&view.url),
        kind: "webpage",
        author: author(book),
        title: event.title.clone(),
        container: Some(book.content.config.settings.title.clone()),
        date: event.dated.when().map(csl_date),
        place: view.place.as_ref().map(|it| it.name.clone()),
        url: permalink(book, &view.url)?,
    })
}

fn author(book: &Book<'_>) -> Option<[Name; 1]> {
    let name = book.content.config.settings.author.trim();
    (!name.is_empty()).then(|| [Name { literal: name.to_owned() }])
}

/// The key of an event: the folder of its page, which no other one has.
fn key(url: &str) -> String {
    let folder = url.trim_start_matches("events/").trim_end_matches("/index.html");
    // No folder has two hyphens in a row.
    folder.replace('/', "--")
}

fn whole(book: &Book<'_>) -> Option<Item> {
    Some(Item {
        id: WHOLE.to_owned(),
        kind: "webpage",
        author: author(book),
        title: book.content.config.settings.title.clone(),
        container: None,
        date: None,
        place: None,
        url: permalink(book, "")?,
    })
}

fn view(item: &Item) -> CitationView {
    let csl = serde_json::to_string(&[item]).unwrap_or_default();
    let site = item.container.as_deref().map(|it| format!("{} ", stopped(it)));
    let site = site.unwrap_or_default();
    let title = match &item.container {
        Some(_) => format!("“{}”", stopped(&quoted(&item.title))),
        None => stopped(&item.title),
    };
    let by = item.author().map(|it| format!("{} ", stopped(it))).unwrap_or_default();
    // APA has the title in the place of an author that is not known, and the date after either.
    let (before, after) = match item.author() {
        Some(_) => (format!("{by}(n.d.). "), stop(&item.title).to_owned()),
        None => (String::new(), format!("{} (n.d.).", stop(&item.title))),
    };
    CitationView {
        chicago: format!("{by}{title} {site}Accessed {ACCESSED}. {}.", item.url),
        apa_before: before,
        apa_title: item.title.clone(),
        apa: format!("{after} {site}{}", item.url),
        bibtex: bibtex(item),
        csl,
    }
}

impl Item {
    fn author(&self) -> Option<&str> {
        self.author.as_ref().map(|[it]| it.literal.as_str())
    }
}

/// The full stop that a title wants, if it has no such sign of its own.
fn stop(text: &str) -> &'static str {
    if text.ends_with(['.', '?', '!', '…']) { "" } else { "." }
}

fn stopped(text: &str) -> String {
    format!("{text}{}", stop(text))
}

/// A text as it stands within quotation marks: its own are single ones.
fn quoted(text: &str) -> String {
    let mut opens = true;
    let signs = text.chars().map(|it| {
        let sign = match it {
            '“' => '‘',
            '”' => '’',
            '"' if opens => '‘',
            '"' => '’',
            other => other,
        };
        opens = it.is_whitespace() || "([".contains(it);
        sign
    });
    signs.collect()
}

/// A `@misc` entry, which old and new styles know. Double braces keep the capitals of names.
fn bibtex(item: &Item) -> String {
    let mut entry = format!("@misc{{{},\n", item.id);
    if let Some(author) = item.author() {
        entry.push_str(&format!("  author = {{{{{}}}}},\n", latex(author)));
    }
    entry.push_str(&format!("  title = {{{{{}}}}},\n", latex(&item.title)));
    if let Some(site) = &item.container {
        entry.push_str(&format!("  howpublished = {{{}}},\n", latex(site)));
    }
    entry.push_str(&format!("  url = {{{}}}\n}}", item.url));
    entry
}

/// A text as LaTeX takes it.
fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', it]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            other => out.push(other),
        }
    }
    out
}

/// A date as CSL-JSON has it: years, months and days and spans of them as numbers, a doubt as
/// `circa`; what it has no numbers for in words.
fn csl_date(when: When) -> Value {
    let (parts, season, circa) = match when {
        When::Date(date, certainty) => {
            let season = match date {
                Date::Season(_, Season::Spring) => Some(1),
                Date::Season(_, Season::Summer) => Some(2),
                Date::Season(_, Season::Autumn) => Some(3),
                Date::Season(_, Season::Winter) => Some(4),
                _ => None,
            };
            (parts(date).map(|it| vec![it]), season, certainty != Certainty::Sure)
        }
        When::Interval(it) => {
            let ends = it.start().date().zip(it.end().date());
            let parts = ends.and_then(|(from, to)| Some(vec![parts(from)?, parts(to)?]));
            // What is doubted of one end cannot be said of that end alone.
            let plain = when.to_string().chars().all(|it| !"?~%".contains(it));
            (parts, None, !plain)
        }
    };
    let Some(parts) = parts else { return json!({ "literal": when.english() }) };
    let mut date = json!({ "date-parts": parts });
    if let Some(season) = season {
        date["season"] = json!(season);
    }
    if circa {
        date["circa"] = json!(true);
    }
    date
}

/// Year, month and day, as far as they are known. CSL-JSON does not say how it counts years before
/// our era.
fn parts(date: Date) -> Option<Vec<i64>> {
    let year = i64::from(date.year()?);
    let month = date.month_of_year().map(i64::from);
    let parts = match date {
        Date::Year(_) | Date::Season(..) => vec![year],
        Date::Month(..) => vec![year, month?],
        Date::Day(day) => {
            vec![year, month?, i64::from(chrono::Datelike::day(&day))]
        }
        Date::Century(_) | Date::Decade(_) | Date::Quarter(..) => return None,
    };
    Some(parts).filter(|_| year > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_fine_as_they_are_known() {
        let of = |edtf: &str| csl_date(edtf.parse().unwrap());
        assert_eq!(of("2024-10-07"), json!({ "date-parts": [[2024, 10, 7]] }));
        assert_eq!(of("2019-04~"), json!({ "date-parts": [[2019, 4]], "circa": true }));
        assert_eq!(of("2022-21"), json!({ "date-parts": [[2022]], "season": 1 }));
        assert_eq!(
            of("2023-09-12/2023-09-17"),
            json!({ "date-parts": [[2023, 9, 12], [2023, 9, 17]] })
        );
        assert_eq!(of("199X"), json!({ "literal": "the 1990s" }));
        assert_eq!(of("-0752"), json!({ "literal": "753 BC" }));
        assert_eq!(of("2019/.."), json!({ "literal": "since 2019" }));
    }

    #[test]
    fn a_title_keeps_its_own_signs() {
        assert_eq!(quoted("He says \"no\" to “peace”"), "He says ‘no’ to ‘peace’");
        assert_eq!(stopped("Who was it?"), "Who was it?");
        assert_eq!(
            latex("R&D {50%} ~ C:\\"),
            "R\\&D \\{50\\%\\} \\textasciitilde{} C:\\textbackslash{}"
        );
    }
}
