//! timeline.mw: the dated events as Markwhen text (docs.markwhen.com), a line an event under its
//! year.
//!
//! Markwhen reads years, months, days and ranges of them. A date that it has no form for stands as
//! the nearest that it has, and in words at the end of the line.

use chrono::Datelike;

use crate::date::{Bound, Certainty, Date, When};
use crate::site::book::{Book, Which};
use crate::site::event_page::permalink;
use crate::site::export::undated;
use crate::site::view::counted;

pub(super) fn write(book: &Book<'_>) -> String {
    let settings = &book.content.config.settings;
    let mut out = format!("---\ntitle: {}\n", quoted(&settings.title));
    if !settings.description.is_empty() {
        out.push_str(&format!("description: {}\n", quoted(&settings.description)));
    }
    if let Some(home) = permalink(book, "") {
        out.push_str(&format!("source: {}\n", quoted(&home)));
    }
    out.push_str("---\n");
    let left_out = undated(book);
    if left_out > 0 {
        let count = counted(left_out, "event", "events");
        out.push_str(&format!("\n// {count} without a known date left out.\n"));
    }
    for period in &book.periods {
        out.push_str(&format!("\n# {}\n\n", period.label));
        for at in &period.events {
            out.push_str(&line(book, Which::Event(*at)));
        }
    }
    out
}

fn line(book: &Book<'_>, which: Which) -> String {
    let (event, view) = (book.event(which), book.view(which));
    let Some(when) = event.dated.when() else { return String::new() };
    let (range, exact) = range(when);
    let words = if exact { String::new() } else { format!(" ({})", plain(&view.date)) };
    format!("{range}: {}{words} #{}\n", plain(&view.title), tag(event.kind.as_str()))
}

/// A scalar of YAML; a JSON string is one.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A tag: letters, digits and `_`, and not digits only.
fn tag(id: &str) -> String {
    let word = |it: char| if it.is_ascii_alphanumeric() { it } else { '_' };
    let tag: String = id.chars().map(word).collect();
    if tag.chars().all(|it| it.is_ascii_digit()) { format!("type_{tag}") } else { tag }
}

/// What begins something of Markwhen's: a tag, a reference, an id or a picture, a box to tick or a
/// link, the target of a link, an element of HTML, progress.
const SIGNS: [char; 7] = ['#', '@', '!', '[', ']', '<', '%'];

/// Text on one line that Markwhen takes for nothing but text.
///
/// Markwhen has no escape of its own, and a backslash does not keep it from reading on. So a space
/// without width parts a sign from what would make it one.
fn plain(text: &str) -> String {
    let words = text.split(|it: char| it.is_whitespace() || it.is_control());
    let words: Vec<String> = words.filter(|it| !it.is_empty()).map(word).collect();
    words.join(" ")
}

fn word(text: &str) -> String {
    const NOTHING: char = '\u{200b}';
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.chars();
    while let Some(it) = rest.next() {
        out.push(it);
        let next = rest.as_str();
        let sign = match it {
            // An empty box is parted by a blank, and progress ends with one.
            '[' | '%' => true,
            // "Of the event before": its start or its end.
            '.' => next.starts_with("start") || next.starts_with("end"),
            _ => SIGNS.contains(&it) && !next.is_empty(),
        };
        if sign {
            out.push(NOTHING);
        }
    }
    out
}

/// A date as Markwhen reads it, and whether that says exactly what is known.
fn range(when: When) -> (String, bool) {
    match when {
        When::Date(date, certainty) => {
            let (from, to, exact) = ends(date);
            let range = if from == to { from } else { joined(&from, &to) };
            (range, exact && certainty == Certainty::Sure)
        }
        When::Interval(it) => {
            let exact = |bound: Bound| match bound {
                Bound::At(date, Certainty::Sure) => ends(date).2,
                _ => false,
            };
            let exact = exact(it.start()) && exact(it.end());
            match (it.start().date(), it.end().date()) {
                (Some(from), Some(to)) => (joined(&ends(from).0, &ends(to).1), exact),
                (Some(date), None) | (None, Some(date)) => {
                    let (from, to, _) = ends(date);
                    (if from == to { from } else { joined(&from, &to) }, false)
                }
                (None, None) => (when.year().to_string(), false),
            }
        }
    }
}

/// Years before our era are written with a dash between them, all others as in EDTF.
fn joined(from: &str, to: &str) -> String {
    if from.ends_with("BC") {
        let ours = if to.ends_with("BC") { "" } else { " AD" };
        let year = to.split('-').next().unwrap_or(to).trim_start_matches('0');
        return format!("{from} - {}{ours}", if ours.is_empty() { to } else { year });
    }
    format!("{from}/{to}")
}

/// First and last date of what a date covers, in forms that Markwhen has, and whether they say it
/// exactly.
fn ends(date: Date) -> (String, String, bool) {
    let (first, last) = (date.first_day(), date.last_day());
    if first.year() < 1 {
        let year =
            |year: i32| if year < 1 { format!("{} BC", 1 - year) } else { format!("{year:04}") };
        let exact = matches!(date, Date::Year(_));
        return (year(first.year()), year(last.year()), exact);
    }
    match date {
        Date::Year(_) | Date::Month(..) | Date::Day(_) => {
            (date.to_string(), date.to_string(), true)
        }
        Date::Season(..) | Date::Quarter(..) => {
            (first.format("%Y-%m").to_string(), last.format("%Y-%m").to_string(), false)
        }
        Date::Century(_) | Date::Decade(_) => {
            (first.format("%Y").to_string(), last.format("%Y").to_string(), false)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_take_the_form_that_markwhen_has() {
        for (edtf, expected, exact) in [
            ("2024-10-07", "2024-10-07", true),
            ("2019-04", "2019-04", true),
            ("2023", "2023", true),
            ("2024-06~", "2024-06", false),
            ("2022-24", "2021-12/2022-02", false),
            ("199X", "1990/1999", false),
            ("2023-09-12/2023-09-17", "2023-09-12/2023-09-17", true),
            ("2024-04/2024-06?", "2024-04/2024-06", false),
            ("2019/..", "2019", false),
            ("../2019-05", "2019-05", false),
            ("0068", "0068", true),
            ("-0752", "753 BC", true),
            ("-0043-03-15", "44 BC", false),
            ("-0217/-0200", "218 BC - 201 BC", true),
            ("-0030/0014", "31 BC - 14 AD", true),
        ] {
            assert_eq!(range(edtf.parse().unwrap()), (expected.to_owned(), exact), "{edtf}");
        }
    }

    #[test]
    fn text_is_only_text() {
        let written = plain("[x] #tag\n@ada ![a](b) 50% <i>! .end");
        assert_eq!(
            written.replace('\u{200b}', "|"),
            "[|x] #|tag @|ada !|[|a]|(b) 50%| <|i>! .|end"
        );
        assert_eq!(tag("joint-statement"), "joint_statement");
        assert_eq!(tag("2024"), "type_2024");
    }
}
