//! The spine of time: events under years and months, with the silences between them.
//!
//! A date stands under the finest landmark that it lies in: "2019" under the year and no month,
//! "the 1990s" under a landmark of its own. A silence is counted over all events, also over those
//! that a page does not show.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::config::capitalised;
use crate::date::{Bound, Certainty, Date, Precision, When};
use crate::site::phase::{InPhaseView, PhaseHeadView};
use crate::site::view::EventView;
use crate::site::words::Words;
use crate::timeline::Timeline;

/// The shortest silence that is shown, in days.
const SILENCE: i64 = 183;

/// A year, or a longer period where the date is no finer, with the events that begin in it.
#[derive(Debug, Clone)]
pub(crate) struct Period {
    /// The name of its page: `2024`, `1990s`.
    pub(crate) slug: String,
    /// "2024", "The 1990s".
    pub(crate) label: String,
    /// The year, if it is one.
    pub(crate) year: Option<i32>,
    /// Indexes into [`Timeline::events`].
    pub(crate) events: Vec<usize>,
}

impl Period {
    /// The path of its page.
    pub(crate) fn url(&self) -> String {
        format!("years/{}/index.html", self.slug)
    }
}

/// A period with what is shown of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearView {
    /// The fragment that leads to it.
    pub(crate) anchor: String,
    pub(crate) label: String,
    pub(crate) url: String,
    /// "12 events".
    pub(crate) count: String,
    /// "3 of 12 events", where only some are shown.
    pub(crate) shown: Option<String>,
    /// The silence that comes before it on the page.
    pub(crate) gap: Option<GapView>,
    /// The phase that begins with its first event on the page.
    pub(crate) phase_head: Option<PhaseHeadView>,
    /// The phase that all of it lies in.
    pub(crate) phase: Option<InPhaseView>,
    pub(crate) months: Vec<MonthView>,
}

/// A month with its events, or the events of a year whose month is not known.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MonthView {
    pub(crate) anchor: String,
    pub(crate) label: String,
    /// Whether the month is known.
    pub(crate) known: bool,
    pub(crate) gap: Option<GapView>,
    /// The phase that all of it lies in.
    pub(crate) phase: Option<InPhaseView>,
    pub(crate) rows: Vec<RowView>,
}

/// An event on the spine.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RowView {
    pub(crate) gap: Option<GapView>,
    /// The phase that begins with it, if it is not the first of its year on the page.
    pub(crate) phase_head: Option<PhaseHeadView>,
    pub(crate) event: EventView,
}

/// A silence.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapView {
    /// "2 years and 3 months without a known event".
    pub(crate) label: String,
    /// "3 May 2013 – 2 August 2015".
    pub(crate) between: String,
    /// 1 to 4: how tall it is drawn.
    pub(crate) size: u8,
}

/// The periods that events begin in, in order of time; undated events are in none.
pub(crate) fn periods(timeline: &Timeline, words: &Words) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for (at, entry) in timeline.events.iter().enumerate() {
        let Some(when) = entry.event.dated.when() else { continue };
        let (slug, label, year) = landmark(when, words);
        match periods.iter_mut().rev().find(|it| it.slug == slug) {
            Some(period) => period.events.push(at),
            None => periods.push(Period { slug, label, year, events: vec![at] }),
        }
    }
    periods
}

/// The period that a date begins in: page name, label and year.
fn landmark(when: When, words: &Words) -> (String, String, Option<i32>) {
    let begins = match when {
        When::Date(date, _) => date,
        When::Interval(it) => match (it.start(), it.end()) {
            (Bound::At(date, _), _) | (_, Bound::At(date, _)) => date,
            _ => Date::Year(when.year()),
        },
    };
    match begins {
        Date::Century(_) | Date::Decade(_) => {
            let label = capitalised(&words.date(begins));
            let slug = crate::config::slug(begins.english().trim_start_matches("the "));
            (slug, label, None)
        }
        _ => {
            let year = begins.year().unwrap_or_else(|| when.year());
            (format!("{year:04}"), words.year(year), Some(year))
        }
    }
}

/// From the period of the first date to that of the last: "2011–2025", "The 1990s – 2025".
pub(crate) fn time_span(first: When, last: When, words: &Words) -> String {
    let ((from, label, begins), (to, end, ends)) = (landmark(first, words), landmark(last, words));
    match (begins, ends) {
        _ if from == to => label,
        (Some(_), Some(_)) => words.years(&label, &end),
        _ => words.range(&label, &end),
    }
}

/// The month that a date begins in, where it is known that finely.
pub(crate) fn month(when: When) -> Option<u32> {
    starts(when)?.0.month_of_year()
}

/// The date that something begins with; where that is open, the one that it ends with.
pub(crate) fn starts(when: When) -> Option<(Date, Certainty)> {
    match when {
        When::Date(date, certainty) => Some((date, certainty)),
        When::Interval(it) => match (it.start(), it.end()) {
            (Bound::At(date, certainty), _) | (_, Bound::At(date, certainty)) => {
                Some((date, certainty))
            }
            _ => None,
        },
    }
}

/// The spine for `events` (indexes in order of time), newest first if asked.
pub(crate) fn spine(
    timeline: &Timeline,
    views: &[EventView],
    periods: &[Period],
    shown: &dyn Fn(usize) -> bool,
    newest: bool,
    words: &Words,
) -> Vec<YearView> {
    let silences = silences(timeline, words, SILENCE);
    let longest = |from: usize, to: usize| {
        silences
            .iter()
            .filter(|it| from < it.before && it.before <= to)
            .max_by_key(|it| it.days())
            .map(|it| it.view(words))
    };
    let mut before: Option<usize> = None;
    let mut years = Vec::new();
    let mut order: Vec<&Period> = periods.iter().collect();
    if newest {
        order.reverse();
    }
    for period in order {
        let mut events: Vec<usize> =
            period.events.iter().copied().filter(|it| shown(*it)).collect();
        if events.is_empty() {
            continue;
        }
        if newest {
            events.reverse();
        }
        let total = period.events.len();
        let mut year = YearView {
            anchor: format!("y{}", period.slug),
            label: period.label.clone(),
            url: period.url(),
            count: words.count("events", total),
            shown: (events.len() < total).then(|| {
                let (some, all) = (events.len().to_string(), words.count("events", total));
                words.with("some_of", &[("some", &some), ("all", &all)])
            }),
            gap: None,
            phase_head: None,
            phase: None,
            months: Vec::new(),
        };
        for at in events {
            let gap = before.and_then(|it| longest(it.min(at), it.max(at)));
            before = Some(at);
            let Some(when) = timeline.events[at].event.dated.when() else { continue };
            year.push((when, period), gap, views[at].clone(), words);
        }
        years.push(year);
    }
    years
}

impl YearView {
    /// Puts an event under its month; the silence before it goes above the topmost new landmark.
    fn push(
        &mut self,
        (when, period): (When, &Period),
        gap: Option<GapView>,
        event: EventView,
        words: &Words,
    ) {
        let month = month(when).filter(|_| period.year.is_some());
        let label = match (month, period.year) {
            (Some(month), _) => capitalised(words.month_alone(month)),
            (None, Some(_)) => words.get("month_unknown").to_owned(),
            (None, None) => words.get("year_unknown").to_owned(),
        };
        let mut row = RowView { gap: None, phase_head: None, event };
        if let Some(last) = self.months.last_mut().filter(|it| it.label == label) {
            row.gap = gap;
            last.rows.push(row);
            return;
        }
        // A month can come twice, around a season or a range that begins in it.
        let again = self.months.iter().filter(|it| it.label == label).count();
        let number = month.map_or_else(|| "0".to_owned(), |it| format!("{it:02}"));
        let suffix = if again == 0 { String::new() } else { format!("-{}", again + 1) };
        let first = self.months.is_empty();
        if first {
            self.gap.clone_from(&gap);
        }
        self.months.push(MonthView {
            anchor: format!("{}-{number}{suffix}", self.anchor),
            label,
            known: month.is_some(),
            gap: gap.filter(|_| !first),
            phase: None,
            rows: vec![row],
        });
    }
}

/// Days without an event, and the events on either side. As a date that is not known to the day may
/// be any of its days, it may have been longer.
pub(crate) struct Silence {
    /// The event before it, by its index.
    pub(crate) after: usize,
    /// The event that ends it.
    pub(crate) before: usize,
    last: NaiveDate,
    next: NaiveDate,
    /// Whether both are known to the day; else it may have been longer.
    exact: bool,
    /// The dates on either side as they are known: "2011 – April 2019".
    pub(crate) between: String,
}

impl Silence {
    pub(crate) fn days(&self) -> i64 {
        (self.next - self.last).num_days()
    }

    fn months(&self) -> i64 {
        i64::from(self.next.year() - self.last.year()) * 12 + i64::from(self.next.month())
            - i64::from(self.last.month())
            - i64::from(self.next.day() < self.last.day())
    }

    /// "2 years and 3 months", "17 days", "at least 3 months".
    pub(crate) fn length(&self, words: &Words) -> String {
        let months = self.months();
        let (years, rest) = (months / 12, months % 12);
        let said = |key: &str, number: i64| words.count(key, usize::try_from(number).unwrap_or(0));
        let length = match (years, rest) {
            (0, ..2) => said("days_counted", self.days()),
            (0, _) => said("months_counted", months),
            (_, 0) => said("years_counted", years),
            _ => {
                let (a, b) = (said("years_counted", years), said("months_counted", rest));
                words.with("and", &[("a", &a), ("b", &b)])
            }
        };
        if self.exact { length } else { words.with("at_least", &[("length", &length)]) }
    }

    fn view(&self, words: &Words) -> GapView {
        GapView {
            label: capitalised(&words.with("silence", &[("length", &self.length(words))])),
            between: self.between.clone(),
            size: match self.months() {
                ..12 => 1,
                12..24 => 2,
                24..60 => 3,
                _ => 4,
            },
        }
    }
}

/// The silences between events that last at least so many days.
pub(crate) fn silences(timeline: &Timeline, words: &Words, least: i64) -> Vec<Silence> {
    let mut silences = Vec::new();
    let mut latest: Option<(NaiveDate, String, usize, bool)> = None;
    for (at, entry) in timeline.events.iter().enumerate() {
        let Some(when) = entry.event.dated.when() else { continue };
        // "The 20th century" neither ends a silence nor breaks one; a finer date might, anywhere
        // in it, so none is claimed within.
        if when.precision() == Precision::Century {
            continue;
        }
        let (first, end) = when.bounds();
        let (begins, ends) = ends(when, words);
        let exact = is_exact(when);
        if let Some((last, since, after, sure)) = &latest
            && (first - *last).num_days() >= least
        {
            let between = words.range(since, &begins);
            let (after, last, exact) = (*after, *last, exact.0 && *sure);
            silences.push(Silence { after, before: at, last, next: first, exact, between });
        }
        if latest.as_ref().is_none_or(|(last, ..)| *last < end) {
            latest = Some((end, ends, at, exact.1));
        }
    }
    silences
}

/// Whether it is known to the day when a date begins, and when it ends.
fn is_exact(when: When) -> (bool, bool) {
    let is =
        |date: Date, doubt: Certainty| matches!(date, Date::Day(_)) && doubt == Certainty::Sure;
    let of = |bound: Bound| matches!(bound, Bound::At(date, doubt) if is(date, doubt));
    match when {
        When::Date(date, doubt) => (is(date, doubt), is(date, doubt)),
        When::Interval(it) => (of(it.start()), of(it.end())),
    }
}

/// How a date begins and ends, in words.
fn ends(when: When, words: &Words) -> (String, String) {
    match when {
        When::Date(..) => (words.when(when), words.when(when)),
        When::Interval(it) => {
            let of = |bound: Bound| match bound.date() {
                Some(date) => words.date(date),
                None => words.when(when),
            };
            (of(it.start()), of(it.end()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Words {
        Words::new("en", &[]).0
    }

    #[test]
    fn a_date_stands_under_the_finest_landmark_it_lies_in() {
        let of = |edtf: &str| {
            let when: When = edtf.parse().unwrap();
            (landmark(when, &english()).0, month(when))
        };
        assert_eq!(of("2024-10-07"), ("2024".to_owned(), Some(10)));
        assert_eq!(of("2024"), ("2024".to_owned(), None));
        assert_eq!(of("199X"), ("1990s".to_owned(), None));
        assert_eq!(of("2023-09-12/2023-10-02"), ("2023".to_owned(), Some(9)));
    }

    #[test]
    fn a_span_of_time_is_no_finer_than_its_ends() {
        let of = |a: &str, b: &str| time_span(a.parse().unwrap(), b.parse().unwrap(), &english());
        assert_eq!(of("2011-04-01", "2025"), "2011–2025");
        assert_eq!(of("2011-04-01", "2011-05"), "2011");
        assert_eq!(of("199X", "2025"), "The 1990s – 2025");
    }

    #[test]
    fn a_silence_says_its_length_and_its_ends() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let between = "3 May 2013 – August 2015".to_owned();
        let (last, next) = (day(2013, 5, 3), day(2015, 8, 1));
        let it = Silence { after: 0, before: 1, last, next, exact: true, between };
        let it = it.view(&english());
        assert_eq!(it.label, "2 years and 2 months without a known event");
        assert_eq!(it.size, 3);
        let next = day(2013, 5, 20);
        let between = String::new();
        let mut it = Silence { after: 0, before: 1, last, next, exact: true, between };
        assert_eq!(it.length(&english()), "17 days");
        it.exact = false;
        assert_eq!(it.length(&english()), "at least 17 days");
    }

    #[test]
    fn what_is_known_to_the_day_is_exact() {
        let of = |edtf: &str| is_exact(edtf.parse().unwrap());
        assert_eq!(of("2024-10-07"), (true, true));
        assert_eq!(of("2024-10-07~"), (false, false));
        assert_eq!(of("2024-10"), (false, false));
        assert_eq!(of("2024-09-30/2024-10"), (true, false));
    }
}
