//! The phases that an author divides the relationship into: spans of time with a name.

use std::cmp::Reverse;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::date::{Date, When};
use crate::diagnostic::Diagnostic;

/// One item of `phases` in site.yaml.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PhaseEntry {
    /// What the phase is called.
    pub name: String,
    /// When it began; without it, it has been since before the first event.
    pub from: Option<Date>,
    /// When it ended, this date included; without it, it goes on.
    pub until: Option<Date>,
    /// Markdown that says what the phase is.
    pub note: Option<String>,
}

impl PhaseEntry {
    /// First and last day; an open end is as far away as the calendar goes.
    #[must_use]
    pub fn bounds(&self) -> (NaiveDate, NaiveDate) {
        let first = self.from.map_or(NaiveDate::MIN, Date::first_day);
        (first, self.until.map_or(NaiveDate::MAX, Date::last_day))
    }

    /// Phases in order of time: as they began, the longer before the shorter.
    #[must_use]
    pub fn in_order(entries: &[Self]) -> Vec<&Self> {
        let mut order: Vec<&Self> = entries.iter().collect();
        order.sort_by_key(|it| (it.bounds().0, Reverse(it.bounds().1)));
        order
    }

    /// The one of phases in order of time that a date lies in: of those that hold its first day, the
    /// one that began last. So a phase may stand within another one.
    pub(crate) fn holding<T>(
        order: &[T],
        bounds: impl Fn(&T) -> (NaiveDate, NaiveDate),
        when: When,
    ) -> Option<&T> {
        let day = when.first_day();
        order.iter().rev().find(|it| {
            let (first, last) = bounds(it);
            first <= day && day <= last
        })
    }
}

/// An error for each phase without a name or a date, and for each that ends before it begins.
pub(super) fn check(config: &Config) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, it) in config.settings.phases.iter().enumerate() {
        let path = |key: &str| format!("phases[{index}].{key}");
        let written = |key: &str| config.settings_keys.contains_key(&path(key));
        let wrong = |key: &str, message: String| {
            let whole = || format!("phases[{index}]");
            let place = if written(key) { path(key) } else { whole() };
            let place = config.settings_at(&place);
            Diagnostic::error("config/phase", message).at_location(place)
        };
        if it.name.trim().is_empty() {
            found.push(
                wrong("name", "this phase has no name".to_owned())
                    .with_help("say in a few words what sets this time apart"),
            );
        }
        let (first, last) = it.bounds();
        match (it.from, it.until) {
            // A date that could not be read has been told of already.
            (None, None) if !written("from") && !written("until") => {
                found.push(
                    wrong("name", format!("`{}` neither begins nor ends", it.name))
                        .with_help("add `from`, `until` or both, such as `from: 2019-04`"),
                );
            }
            (Some(from), Some(until)) if last < first => found.push(
                wrong("until", format!("`{}` ends before it begins", it.name))
                    .with_note(format!("it begins with {from} and ends with {until}"))
                    .with_help("put the two the other way round, or correct one of them"),
            ),
            _ => {}
        }
    }
    found
}
