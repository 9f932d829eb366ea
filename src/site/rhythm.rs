//! The rhythm of a series: a grid of years by months, with its gaps.
//!
//! What is known to the day or the month stands in its month; what is known to a season or a year
//! stands beside the months, and in none of them.

use serde::Serialize;

use crate::config::capitalised;
use crate::date::{Certainty, Date, When};
use crate::site::book::Book;
use crate::site::group::Group;
use crate::site::listing::years_of;
use crate::site::part::List;
use crate::site::spine::{month, starts};
use crate::site::words::Words;

/// The longest run of empty years that has a row for each.
const EMPTY_ROWS: i32 = 3;
/// The most events of a month that stand in it one by one where a series has pages by year.
const IN_A_CELL: usize = 3;

/// The grid as the page of a series shows it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RhythmView {
    months: Vec<HeadView>,
    /// Whether some event's month is not known.
    coarse: bool,
    /// How many columns stand beside the year's.
    columns: usize,
    rows: Vec<RowView>,
}

/// The head of a column.
#[derive(Debug, Clone, Serialize)]
struct HeadView {
    name: String,
    short: String,
}

/// A year, or years without an event.
#[derive(Debug, Clone, Serialize)]
struct RowView {
    label: String,
    empty: bool,
    coarse: Vec<MarkView>,
    months: Vec<Vec<MarkView>>,
}

/// An event of the grid.
#[derive(Debug, Clone, Serialize)]
struct MarkView {
    url: String,
    /// The date in words.
    label: String,
    /// The day of the month, where it is known.
    shown: String,
    /// `first`, `second`, `both` or `neither`.
    acts: &'static str,
    /// Whether the day is sure.
    sure: bool,
}

/// What a row of the grid stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    Year(i32),
    /// Years without an event, from one to another.
    Empty(i32, i32),
    /// A decade or a century.
    Longer(Date),
}

/// A row of the grid: events by their index.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    time: Time,
    coarse: Vec<usize>,
    months: [Vec<usize>; 12],
}

/// The rhythm of a series; nothing where no event of it has a date.
pub(crate) fn rhythm(book: &Book<'_>, group: &Group) -> Option<RhythmView> {
    let split = !book.parts.of(&group.url, List::Events).is_empty();
    let years = years_of(book, group);
    let events = &book.content.timeline.events;
    let dates: Vec<(usize, When)> = years
        .iter()
        .flat_map(|(_, here)| here.iter().copied())
        .filter_map(|at| Some((at, events[at].event.dated.when()?)))
        .collect();
    let begins = first_month(&dates);
    let rows = rows(&dates, begins);
    rows.first()?;
    let year_of = |it: &Row| match it.time {
        Time::Year(year) => {
            let period = years.iter().find(|(at, _)| book.periods[*at].year == Some(year));
            let (at, _) = period?;
            Some(book.parts.of_time(&group.url, List::Events, *at)?.url.clone())
        }
        _ => None,
    };
    let marks = |row: &Row, here: &[usize]| -> Vec<MarkView> {
        match year_of(row).filter(|_| split && here.len() > IN_A_CELL) {
            Some(url) => vec![MarkView {
                url,
                label: book.words.count("events", here.len()),
                shown: here.len().to_string(),
                acts: book.events[here[0]].acts,
                sure: true,
            }],
            None => here.iter().map(|at| mark(book, *at)).collect(),
        }
    };
    let views = rows.iter().map(|row| RowView {
        label: label(row.time, begins, &book.words),
        empty: matches!(row.time, Time::Empty(..)),
        coarse: marks(row, &row.coarse),
        months: row.months.iter().map(|it| marks(row, it)).collect(),
    });
    let coarse = rows.iter().any(|it| !it.coarse.is_empty());
    Some(RhythmView {
        months: (0..12).map(|at| head((begins + at - 1) % 12 + 1, &book.words)).collect(),
        coarse,
        columns: 12 + usize::from(coarse),
        rows: views.collect(),
    })
}

/// Years that are missing, in words: "2003–2010, 2012".
pub(crate) fn years_in_words(years: &[i32], words: &Words) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for year in years {
        match runs.last_mut().filter(|it| it.1 + 1 == *year) {
            Some(run) => run.1 = *year,
            None => runs.push((*year, *year)),
        }
    }
    let said = |(from, to): &(i32, i32)| match to - from {
        0 => words.year(*from),
        1 => format!("{}, {}", words.year(*from), words.year(*to)),
        _ => words.years(&words.year(*from), &words.year(*to)),
    };
    runs.iter().map(said).collect::<Vec<_>>().join(", ")
}

fn mark(book: &Book<'_>, at: usize) -> MarkView {
    let view = &book.events[at];
    let when = book.content.timeline.events[at].event.dated.when();
    let day = when.and_then(starts).and_then(|(date, doubt)| Some((date.as_day()?, doubt)));
    MarkView {
        url: view.url.clone(),
        label: view.date.clone(),
        shown: day.map_or_else(String::new, |it| it.0.format("%-d").to_string()),
        acts: view.acts,
        sure: day.is_some_and(|it| it.1 == Certainty::Sure),
    }
}

fn head(month: u32, words: &Words) -> HeadView {
    let name = capitalised(words.month_alone(month));
    HeadView { short: name.chars().take(3).collect(), name }
}

fn label(time: Time, begins: u32, words: &Words) -> String {
    let year = |it: i32| match begins {
        1 => words.year(it),
        _ => format!("{}/{:02}", words.year(it - 1), it.rem_euclid(100)),
    };
    match time {
        Time::Year(it) => year(it),
        Time::Empty(from, to) if from == to => year(from),
        Time::Empty(from, to) => words.years(&year(from), &year(to)),
        Time::Longer(date) => capitalised(&words.date(date)),
    }
}

/// The month with which the rows begin: January, or July for what comes about New Year, in
/// December or in January, so that a turn of the year stands in one row.
fn first_month(dates: &[(usize, When)]) -> u32 {
    let months: Vec<u32> = dates.iter().filter_map(|it| month(it.1)).collect();
    let winter = months.iter().all(|it| matches!(it, 1 | 12));
    if winter && months.contains(&1) && months.contains(&12) { 7 } else { 1 }
}

/// The rows, in order of time. A row begins with the month `begins` and is named for the year in
/// which it ends.
fn rows(dates: &[(usize, When)], begins: u32) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, when) in dates {
        let month = month(*when);
        let time = match starts(*when) {
            Some((date @ (Date::Decade(_) | Date::Century(_)), _)) => Time::Longer(date),
            Some((date, _)) => {
                let year = date.year().unwrap_or_else(|| when.year());
                let next = begins > 1 && month.is_some_and(|it| it >= begins);
                Time::Year(year + i32::from(next))
            }
            None => continue,
        };
        let row = match rows.iter().position(|it| it.time == time) {
            Some(row) => &mut rows[row],
            None => {
                let before = rows.len();
                rows.push(Row { time, coarse: Vec::new(), months: Default::default() });
                &mut rows[before]
            }
        };
        match month.and_then(|it| usize::try_from((it + 12 - begins) % 12).ok()) {
            Some(month) => row.months[month].push(*at),
            None => row.coarse.push(*at),
        }
    }
    with_gaps(rows)
}

/// Puts rows for the years between that have no event: one for each, or one for a long run.
fn with_gaps(mut rows: Vec<Row>) -> Vec<Row> {
    let first = |it: &Row| match it.time {
        Time::Year(year) | Time::Empty(year, _) => (year, 1),
        Time::Longer(date) => (chrono::Datelike::year(&date.first_day()), 0),
    };
    rows.sort_by_key(first);
    let mut all: Vec<Row> = Vec::new();
    let mut last: Option<i32> = None;
    for row in rows {
        if let Time::Year(year) = row.time {
            let missing = last.map_or(year, |it| it + 1)..year;
            let empty = |time| Row { time, coarse: Vec::new(), months: Default::default() };
            if year - missing.start > EMPTY_ROWS {
                all.push(empty(Time::Empty(missing.start, year - 1)));
            } else {
                all.extend(missing.map(|it| empty(Time::Empty(it, it))));
            }
            last = Some(year);
        }
        all.push(row);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2021: 10=0 | coarse` for each row of such dates.
    fn grid(dates: &[&str]) -> Vec<String> {
        let dates: Vec<(usize, When)> =
            dates.iter().enumerate().map(|(at, it)| (at, it.parse().unwrap())).collect();
        let begins = first_month(&dates);
        let words = Words::new("en", &[]).0;
        let told = |row: &Row| {
            let cells = row.months.iter().enumerate().filter(|it| !it.1.is_empty());
            let cells: Vec<String> = cells.map(|(at, it)| format!(" {at}={it:?}")).collect();
            format!("{}:{} {:?}", label(row.time, begins, &words), cells.concat(), row.coarse)
        };
        rows(&dates, begins).iter().map(told).collect()
    }

    #[test]
    fn years_without_an_event_are_rows_too() {
        let expected = ["2021: 9=[0] []", "2022: []", "2023: 9=[1, 2] []"];
        assert_eq!(grid(&["2021-10-07", "2023-10-01", "2023-10"]), expected);
        let expected = ["2001: 4=[0] []", "2002–2022: []", "2023: 4=[1] []"];
        assert_eq!(grid(&["2001-05-09", "2023-05-09"]), expected);
    }

    #[test]
    fn an_imprecise_date_is_in_no_month() {
        let expected = ["The 1990s: [3]", "2019: 4=[1] [0]", "2020: [2]"];
        assert_eq!(grid(&["2019", "2019-05-09", "2020-21", "199X"]), expected);
    }

    #[test]
    fn a_turn_of_the_year_stands_in_one_row() {
        let expected =
            ["2021/22: 5=[0] []", "2022/23: 6=[1] []", "2023/24: []", "2024/25: 5=[2] []"];
        assert_eq!(grid(&["2021-12-30", "2023-01-02", "2024-12-31"]), expected);
    }

    #[test]
    fn missing_years_are_said_as_runs() {
        let words = Words::new("en", &[]).0;
        let said = years_in_words(&[2001, 2003, 2004, 2006, 2007, 2008], &words);
        assert_eq!(said, "2001, 2003, 2004, 2006–2008");
    }
}
