//! timelinejs.json: the dated events in the form of Knight Lab's TimelineJS
//! (timeline.knightlab.com/docs/json-format.html).
//!
//! TimelineJS takes its texts for HTML, so that everything is escaped here.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::date::{Certainty, Date, When};
use crate::site::book::{Book, Which};
use crate::site::event_page::permalink;
use crate::site::export::quotation::{escape, html, quotation};
use crate::site::export::{dated, undated};
use crate::site::picture::PictureView;
use crate::site::view::counted;

#[derive(Serialize)]
struct Timeline {
    title: Slide,
    events: Vec<Slide>,
}

/// A slide; that of the title has no date.
#[derive(Serialize)]
struct Slide {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Point>,
    /// What is shown in place of the two, where they say more than is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    unique_id: String,
}

/// A picture beside a slide.
#[derive(Serialize)]
struct Media {
    url: String,
    caption: String,
    credit: String,
    alt: String,
}

#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

/// A date as finely as TimelineJS is told it: what is left out it does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Point {
    /// As ISO 8601 counts: 0 is 1 BC.
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

pub(super) fn write(book: &Book<'_>) -> String {
    let timeline =
        Timeline { title: title(book), events: dated(book).map(|it| slide(book, it)).collect() };
    // A structure of strings and numbers always has a JSON form.
    let mut json = serde_json::to_string_pretty(&timeline).unwrap_or_default();
    json.push('\n');
    json
}

fn title(book: &Book<'_>) -> Slide {
    let settings = &book.content.config.settings;
    let mut text = String::new();
    if !settings.description.is_empty() {
        text.push_str(&format!("<p>{}</p>", escape(&settings.description)));
    }
    let left_out = undated(book);
    if left_out > 0 {
        let count = counted(left_out, "event", "events");
        text.push_str(&format!("<p>{count} without a known date left out.</p>"));
    }
    if let Some(home) = permalink(book, "") {
        let home = escape(&home);
        text.push_str(&format!(
            "<p><a href=\"{home}\">The timeline with all of its sources</a></p>"
        ));
    }
    let headline = escape(&settings.title);
    Slide {
        start_date: None,
        end_date: None,
        display_date: None,
        text: Text { headline, text },
        media: None,
        group: None,
        unique_id: "title".to_owned(),
    }
}

fn slide(book: &Book<'_>, (which, when): (Which, When)) -> Slide {
    let (event, view) = (book.event(which), book.view(which));
    let mut text = quotation(book, event).as_ref().map(html).unwrap_or_default();
    if let Some(page) = permalink(book, &view.url) {
        text.push_str(&format!("<p><a href=\"{}\">How this is known</a></p>", escape(&page)));
    }
    let (start, end, exact) = points(when);
    // TimelineJS shows such a year as that many before our era, which counts a year 0.
    let exact = exact && start.year > 0;
    Slide {
        start_date: Some(start),
        end_date: end,
        display_date: (!exact).then(|| escape(&view.date)),
        text: Text { headline: escape(&view.title), text },
        media: view.picture.as_ref().map(media),
        group: Some(escape(&view.kind.name)),
        unique_id: event.id.clone(),
    }
}

/// The picture, by its address on the web where the site has one. TimelineJS sets the words for those who
/// cannot see it as text, and the others as HTML.
fn media(of: &PictureView) -> Media {
    let credit = escape(&of.credit);
    Media {
        url: of.permalink.clone().unwrap_or_else(|| of.src.clone()),
        caption: of.caption.as_deref().map(escape).unwrap_or_default(),
        credit: match &of.url {
            Some(url) => format!("<a href=\"{}\">{credit}</a>", escape(url)),
            None => credit,
        },
        alt: of.alt.clone(),
    }
}

/// Start and end of a date, and whether they say exactly what is known.
fn points(when: When) -> (Point, Option<Point>, bool) {
    match when {
        When::Date(date, certainty) => {
            let (start, end) = ends(date);
            (start, end, end.is_none() && certainty == Certainty::Sure)
        }
        When::Interval(it) => match (it.start().date(), it.end().date()) {
            (Some(from), Some(to)) => {
                let (start, end) = (ends(from), ends(to));
                let whole = start.1.is_none() && end.1.is_none();
                (start.0, Some(end.1.unwrap_or(end.0)), whole && when == When::between(from, to))
            }
            (Some(date), None) | (None, Some(date)) => (ends(date).0, None, false),
            (None, None) => (whole_day(when.first_day()), None, false),
        },
    }
}

/// The two ends of a date; only one where TimelineJS has a form for such a date.
fn ends(date: Date) -> (Point, Option<Point>) {
    let (first, last) = (date.first_day(), date.last_day());
    let year = |it: NaiveDate| Point { year: it.year(), month: None, day: None };
    let month = |it: NaiveDate| Point { month: Some(it.month()), ..year(it) };
    match date {
        Date::Century(_) | Date::Decade(_) => (year(first), Some(year(last))),
        Date::Year(_) => (year(first), None),
        Date::Season(..) | Date::Quarter(..) => (month(first), Some(month(last))),
        Date::Month(..) => (month(first), None),
        Date::Day(day) => (whole_day(day), None),
    }
}

fn whole_day(day: NaiveDate) -> Point {
    Point { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_fine_as_it_is_known() {
        let point = |parts: &[i32]| Point {
            year: parts[0],
            month: parts.get(1).and_then(|it| u32::try_from(*it).ok()),
            day: parts.get(2).and_then(|it| u32::try_from(*it).ok()),
        };
        for (edtf, start, end, exact) in [
            ("2024-10-07", vec![2024, 10, 7], None, true),
            ("2019-04", vec![2019, 4], None, true),
            ("2019-04~", vec![2019, 4], None, false),
            ("2023", vec![2023], None, true),
            ("199X", vec![1990], Some(vec![1999]), false),
            ("2022-24", vec![2021, 12], Some(vec![2022, 2]), false),
            ("2023-09-12/2023-09-17", vec![2023, 9, 12], Some(vec![2023, 9, 17]), true),
            ("2023-09-12/2023-09-17?", vec![2023, 9, 12], Some(vec![2023, 9, 17]), false),
            ("199X/2004", vec![1990], Some(vec![2004]), false),
            ("2019/..", vec![2019], None, false),
            ("../2019-05", vec![2019, 5], None, false),
            ("-0752", vec![-752], None, true),
        ] {
            let found = points(edtf.parse().unwrap());
            assert_eq!(found, (point(&start), end.map(|it| point(&it)), exact), "{edtf}");
        }
    }
}
