//! Reads the dates that metadata states.

use crate::date::{Date, EdtfError, MONTHS, When};
use crate::dating::clues::{Clues, read};
use crate::dating::{Found, Provenance, told};
use crate::document::StatedBy;
use crate::text::Text;
use crate::timex;

/// The most trusted stated date that can be read.
///
/// A less trusted one that says the same more exactly is taken in its place; one that says otherwise
/// is told.
pub(super) fn find(clues: &Clues<'_>, steps: &mut Vec<String>) -> Option<Found> {
    let mut found: Option<(Found, &'static str)> = None;
    for stated in &clues.document.stated {
        let (by, place) = provenance(stated.by);
        let date = match stated.by {
            StatedBy::Url => of_address(&stated.text),
            _ => parse(&stated.text, clues.day_first.or(clues.day_first_elsewhere())),
        };
        let Some(date) = date else {
            steps.push(format!("{place} states `{}`, which is not one date.", stated.text));
            continue;
        };
        let this = Found { date, by, quote: Some(stated.text.clone()), span: None };
        match &found {
            None => {
                steps.push(format!("{place} states {}.", told(date)));
                found = Some((this, place));
            }
            Some((first, _)) if narrows(date, first.date) => {
                steps.push(format!("{place} states {}, which is more exact.", told(date)));
                found = Some((this, place));
            }
            Some((first, trusted)) if differ(date, first.date) => steps.push(format!(
                "{place} states {}, which is another date: {} is trusted more.",
                told(date),
                trusted.replacen("The", "the", 1).replacen("A ", "a ", 1)
            )),
            Some(_) => {}
        }
    }
    found.map(|it| it.0)
}

/// Whether a day or a month lies in a longer span of time.
fn narrows(date: Date, longer: Date) -> bool {
    let (date, longer) = (date.to_string(), longer.to_string());
    date.len() > longer.len() && date.starts_with(&longer) && longer.len() >= 4
}

/// Whether two dates cannot mean the same: zones of time may part them by a day.
fn differ(a: Date, b: Date) -> bool {
    match (a.as_day(), b.as_day()) {
        (Some(a), Some(b)) => (a - b).num_days().abs() > 1,
        _ => {
            !a.to_string().starts_with(&b.to_string()) && !b.to_string().starts_with(&a.to_string())
        }
    }
}

/// The day in an address, however it is divided: "2024/oct/8", "2024-10/08".
fn of_address(text: &str) -> Option<Date> {
    let mut digits = String::new();
    for part in text.split(|it: char| !it.is_ascii_alphanumeric()) {
        let name = MONTHS
            .iter()
            .position(|it| part.get(..3).is_some_and(|part| it[..3].eq_ignore_ascii_case(part)));
        match name {
            Some(index) => digits.push_str(&format!("{:02}", index + 1)),
            None if part.len() == 1 => digits.extend(["0", part]),
            None => digits.push_str(part),
        }
    }
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    Date::day(i32::try_from(number(0..4)?).ok()?, number(4..6)?, number(6..8)?)
}

fn provenance(by: StatedBy) -> (Provenance, &'static str) {
    match by {
        StatedBy::FrontMatter => (Provenance::FrontMatter, "The front matter"),
        StatedBy::Input => (Provenance::Input, "The input"),
        StatedBy::JsonLd => (Provenance::JsonLd, "The page's JSON-LD"),
        StatedBy::Meta => (Provenance::Meta, "A meta element of the page"),
        StatedBy::TimeElement => (Provenance::TimeElement, "A time element of the page"),
        StatedBy::Url => (Provenance::Url, "The address of the page"),
    }
}

/// A timestamp, an EDTF date, or a date in words.
pub(super) fn parse(text: &str, day_first: Option<bool>) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = Date::of_timestamp(text).or_else(|| text.parse().ok().and_then(When::date))
    {
        return Some(date);
    }
    let words = Text::new(text);
    timex::find(&words).iter().find_map(|expr| {
        let partial = expr.calendar().filter(|it| it.year.is_some())?;
        read(&partial, day_first)
    })
}

/// Why a text is no date: not a timestamp, not EDTF, and not a date in words with its year.
#[must_use]
pub fn fault(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || Date::of_timestamp(text).is_some() {
        return None;
    }
    let error = match text.parse::<When>() {
        Ok(_) => return None,
        Err(error) => error,
    };
    let found = timex::find(&Text::new(text));
    // What is digits only is one date or none: `2024-13-01` does not say 2024.
    let digits = !text.contains(char::is_alphabetic);
    let written = found.iter().any(|it| {
        let year = it.calendar().is_some_and(|it| it.year.is_some());
        let date = it.span.of(text);
        year && (!digits || date.len() == text.len() || text[date.len()..].starts_with(' '))
    });
    let impossible = match error {
        EdtfError::Form(_) => timestamp_of_no_day(text),
        EdtfError::Calendar(_) | EdtfError::Backwards(_) => true,
    };
    (!written || impossible).then(|| match error {
        EdtfError::Form(_) => {
            format!("`{text}` is not a date: write `2024-10-07`, `2024-10` or `2024`")
        }
        _ => error.to_string(),
    })
}

/// Whether a text begins as a timestamp does, with a day that no calendar has.
fn timestamp_of_no_day(text: &str) -> bool {
    let day = text.split_once(['T', ' ']).map_or(text, |it| it.0);
    matches!(day.parse::<Date>(), Err(EdtfError::Calendar(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_metadata() {
        for (text, expected) in [
            ("2024-10-08T01:00:00+09:00", Some("2024-10-08")),
            ("2024-10", Some("2024-10")),
            ("2025", Some("2025")),
            ("Tue, 08 Oct 2024 09:30:00 GMT", Some("2024-10-08")),
            ("October 8, 2024", Some("2024-10-08")),
            ("2024/10/08", Some("2024-10-08")),
            ("20241008", Some("2024-10-08")),
            ("08/10/2024", None),
            ("soon", None),
        ] {
            let found = parse(text, None).map(|it| it.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_is_a_date() {
        for text in [
            "2024-10-08T01:00:00+09:00",
            "2024-10-08 09:30",
            "2024-10",
            "2025",
            "2024-06~",
            "2023-09-12/2023-09-17",
            "Tue, 08 Oct 2024 09:30:00 GMT",
            "October 8, 2024",
            "2024/10/08",
            "20241008",
            "08/10/2024",
            "8.10.2024",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
        for text in
            ["2024-13-01", "2024-02-30T10:00:00", "soon", "yesterday", "8 October", "2024-1"]
        {
            assert!(fault(text).is_some(), "{text}");
        }
    }
}
