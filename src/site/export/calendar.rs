//! calendar.ics: the events as a calendar (iCalendar, RFC 5545), each all day.
//!
//! A calendar shows days. An event that is known to the month covers it, and says so; one that is
//! known less finely, or lasts longer, would lie over all others and is left out. The crates for
//! calendars switch on chrono's clock, which relata has none of; what is needed of the form is the
//! escaping and folding below.

use chrono::{Datelike, Days, NaiveDate};

use crate::date::{Bound, Precision, When};
use crate::event::Status;
use crate::site::book::{Book, Which};
use crate::site::event_page::permalink;
use crate::site::export::quotation::quotation;
use crate::site::view::counted;

/// The most days that an event may cover.
const MOST_DAYS: i64 = 31;

/// The longest line, in bytes, without its end.
const LONGEST: usize = 75;

/// What stands in an id where the site has no address.
const NOWHERE: &str = "relata.invalid";

/// A calendar that is being written.
#[derive(Default)]
struct Calendar {
    text: String,
}

pub(super) fn write(book: &Book<'_>) -> String {
    let settings = &book.content.config.settings;
    let all = book.all();
    let shown: Vec<(Which, When)> =
        all.iter().filter_map(|it| Some((*it, fit(book.event(*it).dated.when()?)?))).collect();
    let left_out = all.len() - shown.len();
    let mut about: Vec<String> = Vec::new();
    about.extend(Some(settings.description.clone()).filter(|it| !it.is_empty()));
    if left_out > 0 {
        let count = counted(left_out, "event", "events");
        let why = "without a date, dated less finely than to the month, or longer than a month";
        about.push(format!("{count} left out: {why}."));
    }
    let mut calendar = Calendar::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//relata//Timeline//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.text("NAME", &settings.title);
    calendar.text("X-WR-CALNAME", &settings.title);
    if !about.is_empty() {
        calendar.text("DESCRIPTION", &about.join(" "));
        calendar.text("X-WR-CALDESC", &about.join(" "));
    }
    if let Some(home) = permalink(book, "") {
        calendar.line("URL", &home);
    }
    for (which, when) in shown {
        event(&mut calendar, book, which, when);
    }
    calendar.line("END", "VCALENDAR");
    calendar.text
}

/// The date, if a calendar can show it.
fn fit(when: When) -> Option<When> {
    let known = match when {
        When::Date(..) => true,
        When::Interval(it) => [it.start(), it.end()].iter().all(|it| matches!(it, Bound::At(..))),
    };
    let fine = when.precision() >= Precision::Month && when.days() <= MOST_DAYS;
    // The last day is followed by another one, whose year has four digits too.
    let (first, last) = when.bounds();
    let sayable = first.year() >= 1 && following(last).year() <= 9999;
    (known && fine && sayable).then_some(when)
}

fn event(calendar: &mut Calendar, book: &Book<'_>, which: Which, when: When) {
    let (event, view) = (book.event(which), book.view(which));
    let (first, last) = when.bounds();
    let home = permalink(book, "");
    let home = home.as_deref().and_then(|it| it.split_once("://")).map(|it| it.1);
    let site = home.map_or(NOWHERE, |it| it.trim_end_matches('/'));
    let told = event.evidence.iter().filter_map(|it| book.card(&it.document)?.published);
    let stamp = told.map(|it| it.last_day()).filter(|it| (1..=9999).contains(&it.year())).max();
    calendar.line("BEGIN", "VEVENT");
    calendar.text("UID", &format!("{}@{site}", event.id));
    calendar.line("DTSTAMP", &format!("{}T000000Z", basic(stamp.unwrap_or(first))));
    calendar.line("DTSTART;VALUE=DATE", &basic(first));
    calendar.line("DTEND;VALUE=DATE", &basic(following(last)));
    calendar.text("SUMMARY", &view.title);
    calendar.text("DESCRIPTION", &description(book, which, when));
    calendar.text("CATEGORIES", &view.kind.name);
    if let Some(place) = &event.place {
        calendar.text("LOCATION", &book.place_name(place));
        // A whole country is no point.
        let place = book.content.timeline.places.get(place).filter(|it| !it.country);
        let known = place.and_then(|it| it.coordinates);
        if let Some((latitude, longitude)) = known {
            calendar.line("GEO", &format!("{latitude};{longitude}"));
        }
    }
    if let Some(page) = permalink(book, &view.url) {
        calendar.line("URL", &page);
    }
    calendar
        .line("STATUS", if event.status == Status::Planned { "TENTATIVE" } else { "CONFIRMED" });
    calendar.line("TRANSP", "TRANSPARENT");
    calendar.line("END", "VEVENT");
}

/// How well the date is known, and one source's words.
fn description(book: &Book<'_>, which: Which, when: When) -> String {
    let (event, view) = (book.event(which), book.view(which));
    let mut parts: Vec<String> = Vec::new();
    if event.status == Status::Planned {
        parts.push("Planned, and not reported as having happened.".to_owned());
    }
    parts.push(match when {
        When::Date(..) if when.precision() == Precision::Month => {
            format!("Date: {}. The day is not known.", view.date)
        }
        When::Interval(_) if when.precision() == Precision::Month => {
            format!("Date: {}. The days are not known.", view.date)
        }
        _ => format!("Date: {}.", view.date),
    });
    if let Some(told) = quotation(book, event) {
        parts.extend(told.words.map(|it| format!("“{it}”")));
        parts.push(told.source);
        parts.extend(told.original);
    }
    parts.join("\n")
}

fn following(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

fn basic(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

impl Calendar {
    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for it in value.chars() {
            match it {
                '\\' | ';' | ',' => escaped.extend(['\\', it]),
                '\n' => escaped.push_str("\\n"),
                '\t' => escaped.push(it),
                it if it.is_control() => {}
                _ => escaped.push(it),
            }
        }
        self.line(name, &escaped);
    }

    /// A property, folded so that no line is too long: what follows begins with a space.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for it in format!("{name}:{value}").chars() {
            if length + it.len_utf8() > LONGEST {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(it);
            length += it.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_folded_between_characters() {
        let mut calendar = Calendar::default();
        let value = format!("a,b;c\\d\n\u{7}{}", "é".repeat(60));
        calendar.text("SUMMARY", &value);
        let lines: Vec<&str> = calendar.text.split("\r\n").collect();
        assert!(lines.iter().all(|it| it.len() <= LONGEST), "{lines:?}");
        let unfolded = calendar.text.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:a\\,b\\;c\\\\d\\n{}\r\n", "é".repeat(60)));
    }

    #[test]
    fn only_what_a_month_can_hold_is_in() {
        let fits = |edtf: &str| fit(edtf.parse().unwrap()).is_some();
        for edtf in ["2024-10-07", "2024-10", "2024-12~", "2023-09-12/2023-09-17", "0001-01-01"] {
            assert!(fits(edtf), "{edtf}");
        }
        for edtf in [
            "2024",
            "2022-21",
            "199X",
            "2024-01/2024-02",
            "2024-10-07/..",
            "-0752-04-21",
            "0000-01-01",
            "9999-12",
        ] {
            assert!(!fits(edtf), "{edtf}");
        }
    }
}
