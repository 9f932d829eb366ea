//! Reads header dates that pages write in ways no sentence has: "July. 19, 2000",
//! "April 24, 20193:12 AM", "March 21, 2026Mar 21, 2026".
//!
//! Only lines of the masthead in which no whole date was found come here.

use crate::date::MONTHS;
use crate::source::Span;
use crate::timex::Partial;

/// A month's name with a day and a year next to it, or a date in digits.
pub(super) fn find(line: &str) -> Option<(Partial, Span)> {
    named(line).or_else(|| with_signs(line)).or_else(|| in_digits(line))
}

/// "2011年8月24日": the signs for year, month and day, as in Chinese and in Japanese, or the words that
/// Korean has for them.
fn with_signs(line: &str) -> Option<(Partial, Span)> {
    const SIGNS: [[&str; 3]; 2] = [["年", "月", "日"], ["년", "월", "일"]];
    let runs = runs(line);
    runs.windows(6).find_map(|it| {
        let words: Vec<&str> = it.iter().map(|it| it.of(line)).collect();
        let signs = [words[1], words[3], words.get(5)?.get(..3)?];
        let number = |at: usize| words[at].parse::<u32>().ok();
        let (month, day) = (number(2)?, number(4)?);
        let real = (1..=12).contains(&month) && (1..=31).contains(&day);
        let year = words[0].parse().ok().filter(|it| (1900..2100).contains(it))?;
        let partial =
            Partial { year: Some(year), month: Some(month), day: Some(day), ..Partial::default() };
        (SIGNS.contains(&signs) && real)
            .then(|| (partial, Span::new(it[0].start, it[5].start + signs[2].len())))
    })
}

fn named(line: &str) -> Option<(Partial, Span)> {
    let runs = runs(line);
    let at = runs.iter().position(|it| month(it.of(line)).is_some())?;
    let month = month(runs[at].of(line))?;
    let number = |index: Option<usize>| {
        let span = *runs.get(index?)?;
        span.of(line).starts_with(|it: char| it.is_ascii_digit()).then_some(span)
    };
    let day_of = |span: Span| span.of(line).parse().ok().filter(|it| (1..=31).contains(it));
    let before = number(at.checked_sub(1)).and_then(|it| Some((it, day_of(it)?)));
    let after = number(Some(at + 1)).and_then(|it| Some((it, day_of(it)?)));
    let (first, day, year_at) = match (before, after) {
        (_, Some((_, day))) => (runs[at], day, at + 2),
        (Some((span, day)), None) => (span, day, at + 1),
        (None, None) => return None,
    };
    let partial = |year| Partial {
        year: Some(year),
        month: Some(month),
        day: Some(day),
        ..Partial::default()
    };
    let year_of =
        |it: Span| it.of(line).get(..4)?.parse().ok().filter(|it| (1000..2100).contains(it));
    if let Some(span) = number(Some(year_at))
        && let Some(year) = year_of(span)
    {
        return Some((partial(year), Span::new(first.start, span.start + 4)));
    }
    // "Juche 100 (2011), August 24": the year stands before, in brackets.
    let bracketed = runs[..at].iter().find(|it| {
        it.len() == 4 && line[..it.start].ends_with('(') && line[it.end..].starts_with(')')
    });
    let (span, year) = bracketed.and_then(|it| Some((*it, year_of(*it)?)))?;
    let last = runs[year_at - 1];
    Some((partial(year), Span::new(span.start, last.end)))
}

/// "Wire/24/08/2011/09:14": digits that other words are glued to.
fn in_digits(line: &str) -> Option<(Partial, Span)> {
    let runs = runs(line);
    runs.windows(3).find_map(|it| {
        let [first, second, year] = [it[0], it[1], it[2]];
        let mark = line.get(first.end..second.start)?;
        let divided =
            matches!(mark, "/" | "." | "-") && line.get(second.end..year.start) == Some(mark);
        let lengths = first.len() <= 2 && second.len() <= 2 && year.len() == 4;
        let number = |it: Span| it.of(line).parse::<u32>().ok();
        let (one, two) = (number(first)?, number(second)?);
        let (month, day) = if one > 12 { (two, one) } else { (one, two) };
        let real = (1..=12).contains(&month) && (1..=31).contains(&day);
        let year_told = i32::try_from(number(year)?).ok().filter(|it| (1900..2100).contains(it))?;
        let partial = Partial {
            year: Some(year_told),
            month: Some(month),
            day: Some(day),
            ambiguous_day_month: one <= 12 && two <= 12 && one != two,
            ..Partial::default()
        };
        (divided && lengths && real).then(|| (partial, Span::new(first.start, year.end)))
    })
}

/// Runs of letters and of digits, each with its place. "PublishedAug" is two.
fn runs(line: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last = None;
    let mut small = false;
    for (at, it) in line.char_indices() {
        let kind = (it.is_alphabetic(), it.is_ascii_digit());
        let glued = small && it.is_uppercase();
        small = it.is_lowercase();
        match spans.last_mut() {
            Some(span) if last == Some(kind) && kind != (false, false) && !glued => {
                span.end = at + it.len_utf8();
            }
            _ if kind != (false, false) => spans.push(Span::new(at, at + it.len_utf8())),
            _ => {}
        }
        last = Some(kind);
    }
    spans
}

fn month(word: &str) -> Option<u32> {
    let long = word.len() >= 3 && word.is_ascii();
    let index = MONTHS.iter().position(|it| {
        it.eq_ignore_ascii_case(word)
            || it[..3].eq_ignore_ascii_case(word)
            || word == "Sept" && it.starts_with("Sept")
    })?;
    u32::try_from(index + 1).ok().filter(|_| long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_header_dates() {
        for (line, expected) in [
            ("Posted July. 19, 2000 07:52,", Some("2000-07-19")),
            ("April 24, 20193:12 AM ET", Some("2019-04-24")),
            ("March 21, 2026Mar 21, 2026", Some("2026-03-21")),
            ("24Apr2019", Some("2019-04-24")),
            ("PublishedAug 24, 2011", Some("2011-08-24")),
            ("Juche 100 (2011), August 24", Some("2011-08-24")),
            ("Wire/24/08/2011/09:14", Some("2011-08-24")),
            ("2011年8月24日", Some("2011-08-24")),
            ("2011년 8월 24일 09:14", Some("2011-08-24")),
            ("2011年8月", None),
            ("Wire/24/13/2011/09:14", None),
            ("May the 4th", None),
            ("Sept 31, 2019", None),
        ] {
            let date = find(line).and_then(|(it, _)| it.readings().first().copied());
            assert_eq!(date.map(|it| it.to_string()).as_deref(), expected, "{line}");
        }
    }
}
