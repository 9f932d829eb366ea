//! What lists of events and links are told to templates. Views hold words and addresses, never the
//! model's types; addresses are paths from the site's root.

use chrono::Datelike;
use serde::Serialize;

use crate::config::capitalised;
use crate::date::{Bound, Date, When};
use crate::site::phase::InPhaseView;
use crate::site::picture::PictureView;

/// A link within the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct LinkView {
    /// What it says.
    pub(crate) name: String,
    /// The path of the page from the site's root.
    pub(crate) url: String,
}

/// An event as lists show it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EventView {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) title: String,
    /// "7 October 2024", or "Date not known".
    pub(crate) date: String,
    /// For `<time datetime>`, where HTML has a form for such a date.
    pub(crate) datetime: Option<String>,
    pub(crate) undated: bool,
    pub(crate) kind: LinkView,
    pub(crate) subtype: Option<String>,
    /// The name of an icon of icons.html.
    pub(crate) icon: String,
    /// `verbal-cooperation` and so on.
    pub(crate) quad: &'static str,
    /// `first`, `second`, `both` or `neither`.
    pub(crate) acts: &'static str,
    /// The side or sides that act, in words.
    pub(crate) acts_label: Option<String>,
    /// The side acted toward, in words, when it is the other one.
    pub(crate) toward: Option<String>,
    pub(crate) place: Option<LinkView>,
    /// How many documents tell it.
    pub(crate) sources: usize,
    /// "2 sources".
    pub(crate) sources_label: String,
    pub(crate) series: Option<LinkView>,
    /// Whether it is announced or expected, and not reported as having happened.
    pub(crate) planned: bool,
    pub(crate) inferred: bool,
    /// Whether the editor changed what it says. To pin it says nothing else of it.
    pub(crate) edited: bool,
    pub(crate) disputed: bool,
    pub(crate) pinned: bool,
    pub(crate) phase: Option<InPhaseView>,
    pub(crate) picture: Option<PictureView>,
}

/// "1 event", "3 events": for files that are in English whatever the interface is in.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with thin spaces between thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// What `<time datetime>` may say of a date: a year, a month or a day.
pub(crate) fn datetime(when: When) -> Option<String> {
    // HTML has no form for years before the year 1.
    when.date().filter(|it| it.first_day().year() > 0).and_then(machine)
}

/// First and last day of an interval, or the date itself, as schema.org takes them.
pub(crate) fn machine_ends(when: When) -> (Option<String>, Option<String>) {
    let end = |bound: Bound| bound.date().and_then(machine);
    match when {
        When::Date(date, _) => (machine(date), machine(date)),
        When::Interval(it) => (end(it.start()), end(it.end())),
    }
}

fn machine(date: Date) -> Option<String> {
    match date {
        Date::Year(_) | Date::Month(..) | Date::Day(_) => Some(date.to_string()),
        Date::Century(_) | Date::Decade(_) | Date::Season(..) | Date::Quarter(..) => None,
    }
}

/// An id as words, where nothing knows its name: `new-zealand` is "New zealand".
pub(crate) fn worded(id: &str) -> String {
    capitalised(&id.replace(['-', '_'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_with_their_noun() {
        assert_eq!(grouped(9999), "9999");
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn only_years_months_and_days_are_machine_dates() {
        let of = |edtf: &str| datetime(edtf.parse().unwrap());
        assert_eq!(of("2019-04").as_deref(), Some("2019-04"));
        assert_eq!(of("2019-21"), None);
        assert_eq!(of("-0752"), None);
        assert_eq!(of("0000"), None);
        assert_eq!(of("2019-04/2019-05"), None);
    }
}
