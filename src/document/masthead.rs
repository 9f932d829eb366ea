//! Marks the masthead: what stands before the text proper, with the headline and the outlet in it.

use crate::document::Zone;
use crate::document::boilerplate::is_list_heading;
use crate::document::dateline::dateline;
use crate::document::header::{Header, Label, headers};
use crate::document::shape::{
    ends_sentence, has_lower_majority, is_byline, is_date_line, is_prose, runs, words,
};
use crate::source::Span;

/// Marks the masthead among the blocks that are not boilerplate.
pub(super) fn mark(content: &str, spans: &[Span], zones: &mut [Zone]) {
    let fenced = fenced_lines(content, spans);
    let start = body_start(content, spans, zones, fenced);
    for (at, zone) in zones.iter_mut().enumerate().take(start) {
        let text = spans[at].of(content);
        if at < fenced || *zone == Zone::Body {
            let rule = !text.chars().any(char::is_alphanumeric);
            *zone = if rule { Zone::Boilerplate } else { Zone::Masthead };
        }
    }
    leave_chronicle_in_body(content, spans, zones);
    mark_day_of_visit(content, spans, zones);
    mark_time_of_saving(content, spans, zones);
}

/// Number of blocks of a header between two fences of hyphens at the very start.
fn fenced_lines(content: &str, spans: &[Span]) -> usize {
    let is_fence = |it: &Span| it.of(content) == "---";
    if !spans.first().is_some_and(is_fence) {
        return 0;
    }
    spans.iter().take(60).skip(1).position(is_fence).map_or(0, |it| it + 2)
}

/// A line of so many words that mostly begin small is a paragraph, even if it was cut before its end.
const LONG: usize = 18;

/// The first block of the text proper.
fn body_start(content: &str, spans: &[Span], zones: &[Zone], from: usize) -> usize {
    let body = (from..spans.len()).filter(|at| zones[*at] == Zone::Body);
    let prose = body.clone().find(|at| {
        let text = spans[*at].of(content);
        is_prose(text) && headers(text).is_empty() && !is_date_line(text)
    });
    let long = |at: &usize| {
        let text = spans[*at].of(content);
        words(text) >= LONG && has_lower_majority(text) && headers(text).is_empty()
    };
    let prose = prose.or_else(|| body.clone().find(long));
    // Without prose there is a headline at most, with its date.
    prose.unwrap_or_else(|| {
        let short = body.clone().find(|at| {
            let text = spans[*at].of(content);
            !is_date_line(text) && !is_byline(text) && headers(text).is_empty()
        });
        short.filter(|at| body.clone().any(|later| later > *at)).map_or(from, |it| it + 1)
    })
}

/// In a chronicle each entry has its date; the first one's is not that of the whole.
fn leave_chronicle_in_body(content: &str, spans: &[Span], zones: &mut [Zone]) {
    let is_date = |at: usize| is_date_line(spans[at].of(content));
    let entries = (0..spans.len()).filter(|at| zones[*at] == Zone::Body && is_date(*at)).count();
    if entries < 2 {
        return;
    }
    let first = (0..spans.len()).find(|at| zones[*at] == Zone::Masthead && is_date(*at));
    let Some(first) = first else { return };
    for zone in zones[first..].iter_mut().filter(|it| **it == Zone::Masthead) {
        *zone = Zone::Body;
    }
}

/// A date that a machine wrote, or wrote twice, is the time of saving if another date follows.
fn mark_time_of_saving(content: &str, spans: &[Span], zones: &mut [Zone]) {
    let mut dated = spans
        .iter()
        .enumerate()
        .filter(|(at, it)| zones[*at] == Zone::Masthead && states_date(it.of(content)))
        .map(|(at, _)| at);
    let Some(first) = dated.next() else { return };
    let other = dated.next().is_some()
        || spans.iter().zip(zones.iter()).any(|(it, zone)| {
            *zone == Zone::Body && dateline(it.of(content)).is_some_and(|it| it.dated)
        });
    let machine: Vec<usize> = (0..spans.len())
        .filter(|at| zones[*at] == Zone::Masthead && is_machine_time(spans[*at].of(content)))
        .collect();
    for at in machine {
        if other || at != first {
            zones[at] = Zone::Boilerplate;
        }
    }
}

/// A page that shows the day of the visitor has it beside the weather, or above its latest news.
fn mark_day_of_visit(content: &str, spans: &[Span], zones: &mut [Zone]) {
    let first = (0..spans.len())
        .find(|at| zones[*at] == Zone::Masthead && is_date_line(spans[*at].of(content)));
    let Some(first) = first else { return };
    let is_weather = |at: Option<usize>| {
        at.and_then(|it| spans.get(it)).is_some_and(|it| is_temperature(it.of(content)))
    };
    // The heading of the latest news stands under it, and nothing above it.
    let opens = zones[..first].iter().all(|it| *it == Zone::Boilerplate);
    let below = || (first + 1..spans.len()).take_while(|at| zones[*at] != Zone::Body);
    let is_latest = |at: usize| {
        let text = spans[at].of(content);
        is_list_heading(text)
            && words(text) <= 2
            && text.get(..6).is_some_and(|it| it.eq_ignore_ascii_case("latest"))
    };
    let latest = opens && below().any(is_latest);
    if latest || is_weather(first.checked_sub(1)) || is_weather(Some(first + 1)) {
        zones[first] = Zone::Boilerplate;
    }
}

/// "24.3 C", "-3 °C", "61°F"
fn is_temperature(text: &str) -> bool {
    let number = text.trim().trim_end_matches(['C', 'F', '°', 'º', ' ']);
    let mark = text.trim().len() > number.len();
    mark && number.len() <= 5 && number.parse::<f32>().is_ok()
}

fn states_date(text: &str) -> bool {
    is_date_line(text) || headers(text).iter().any(|it| it.label == Label::Published)
}

/// "March 21, 2026Mar 21, 2026", "2024-10-15 10:35:31.706492"
fn is_machine_time(text: &str) -> bool {
    if !is_date_line(text) {
        return false;
    }
    let words: Vec<&str> = runs(text).into_iter().map(|it| it.of(text)).collect();
    let count = |of: &str| words.iter().filter(|it| **it == of).count();
    let twice =
        words.iter().any(|it| it.len() == 4 && it.starts_with(['1', '2']) && count(it) == 2);
    let fraction =
        text.contains('.') && text.contains(':') && words.last().is_some_and(|it| it.len() == 6);
    twice || fraction
}

/// The headline in the masthead.
pub(super) fn title(content: &str, spans: &[Span], zones: &[Zone]) -> Option<Span> {
    if let Some(span) = labelled(content, spans, zones, Label::Title) {
        return Some(span);
    }
    let masthead: Vec<Span> = spans
        .iter()
        .zip(zones)
        .filter(|(_, zone)| **zone == Zone::Masthead)
        .map(|(it, _)| *it)
        .collect();
    let mut best: Option<(u32, Span)> = None;
    for (at, span) in masthead.iter().enumerate() {
        let text = headline(*span, content);
        if !is_headline(text.of(content)) {
            continue;
        }
        // The first of several headlines with the same mark stands for them.
        let mark = span.of(content).chars().next().filter(|it| !it.is_alphanumeric());
        let heads = masthead.get(at + 1).is_none_or(|it| {
            let next = it.of(content);
            is_beside_title(next) || mark.is_some_and(|it| next.starts_with(it))
        });
        let long = words(text.of(content)) >= 5;
        let marked = span.of(content).starts_with('#');
        let opens = u32::from(best.is_none());
        let score = 2 * u32::from(heads) + 2 * u32::from(long) + 2 * u32::from(marked) + opens;
        let enough = score > 1 || words(text.of(content)) > 2;
        if enough && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, text));
        }
    }
    best.map(|(_, span)| span)
}

/// A headline without the marks of a list item or a heading.
fn headline(span: Span, content: &str) -> Span {
    let text = span.of(content);
    let inner = text.trim_start_matches(['#', '*', '-', '•', ' ']);
    // The name of the site follows a bar: "A Headline | World | A Daily".
    let own = inner.find(" | ").filter(|it| words(&inner[..*it]) >= 4).unwrap_or(inner.len());
    let inner_end = inner[..own].trim_end_matches(['*', '#', ' ']);
    let start = span.start + text.len() - inner.len();
    Span::new(start, start + inner_end.len())
}

fn is_headline(text: &str) -> bool {
    let count = words(text);
    (2..=40).contains(&count)
        && !text.ends_with(['.', ':', ','])
        && !is_date_line(text)
        && !is_byline(text)
        && headers(text).is_empty()
        && !text.contains('|')
        && !text.split_whitespace().any(is_domain)
        && !is_reference(text)
        && text.chars().filter(|it| it.is_alphabetic()).count() * 2 > text.chars().count()
}

fn is_beside_title(text: &str) -> bool {
    is_date_line(text) || is_byline(text) || !headers(text).is_empty() || begins_with_date(text)
}

/// "August 4, 2001, The Castle": a date line with a place after it.
fn begins_with_date(text: &str) -> bool {
    words(text) <= 10 && crate::document::header::leading_date(text).is_some()
}

/// "A Wire, Oslo, Thursday 25 April 2019": a few words before a whole date.
fn is_reference(text: &str) -> bool {
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    let date = starts.take(4).find(|at| is_date_line(&text[*at..]));
    date.is_some_and(|at| runs(&text[at..]).iter().any(|it| it.len() == 4))
}

/// "Example.org" is the name of a site; "Mr.Brown" is not.
fn is_domain(word: &str) -> bool {
    let word = word.trim_matches(|it: char| !it.is_alphanumeric());
    word.rsplit_once('.').is_some_and(|(name, end)| {
        name.len() >= 2
            && (2..=4).contains(&end.len())
            && end.chars().all(|it| it.is_ascii_lowercase())
            && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '.'))
    })
}

/// The value of the first masthead line with a label.
pub(super) fn labelled(
    content: &str,
    spans: &[Span],
    zones: &[Zone],
    label: Label,
) -> Option<Span> {
    spans.iter().zip(zones).filter(|(_, zone)| **zone == Zone::Masthead).find_map(|(span, _)| {
        let found: Vec<Header> = headers(span.of(content));
        let value = found.iter().find(|it| it.label == label)?.value;
        Some(Span::new(span.start + value.start, span.start + value.end))
    })
}

/// The outlet, as the masthead or the dateline names it.
pub(super) fn outlet(
    content: &str,
    spans: &[Span],
    zones: &[Zone],
    list: Option<String>,
) -> Option<String> {
    let labelled =
        labelled(content, spans, zones, Label::Source).map(|it| plain_name(it.of(content)));
    labelled
        .filter(|it| !it.contains("://"))
        .or(list)
        .or_else(|| agency(content, spans, zones))
        .or_else(|| site(content, spans, zones))
        .map(|it| plain_name(&it))
        .filter(|it| !it.is_empty() && it.chars().count() <= 60)
}

/// A name without the language in brackets after it: "A Daily (En)".
fn plain_name(name: &str) -> String {
    let name = name.trim();
    match name.rsplit_once(" (") {
        Some((before, language)) if language.len() <= 4 && language.ends_with(')') => {
            before.trim().to_owned()
        }
        _ => name.to_owned(),
    }
}

fn agency(content: &str, spans: &[Span], zones: &[Zone]) -> Option<String> {
    let first = spans.iter().zip(zones).find(|(_, zone)| **zone == Zone::Body)?.0.of(content);
    let name = dateline(first)?.agency?.of(first);
    let name = name.split(" - ").next().unwrap_or(name).trim();
    (words(name) <= 6).then(|| name.to_owned())
}

/// A line of the masthead that names a site: "Example.org (En)".
fn site(content: &str, spans: &[Span], zones: &[Zone]) -> Option<String> {
    spans.iter().zip(zones).filter(|(_, zone)| **zone == Zone::Masthead).find_map(|(span, _)| {
        let text = span.of(content);
        let word = text.split_whitespace().find(|it| is_domain(it))?;
        (words(text) <= 4 && !ends_sentence(text)).then(|| word.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::boilerplate;

    struct Found {
        title: Option<String>,
        zones: String,
        outlet: Option<String>,
    }

    /// Zones as letters: m masthead, b body, x boilerplate.
    fn found(content: &str) -> Found {
        let spans = crate::document::blocks::cut(content);
        let mut zones = vec![Zone::Body; spans.len()];
        boilerplate::mark(content, &spans, &mut zones);
        mark(content, &spans, &mut zones);
        let letters = zones.iter().map(|it| match it {
            Zone::Masthead => 'm',
            Zone::Body => 'b',
            Zone::Boilerplate => 'x',
        });
        Found {
            title: title(content, &spans, &zones).map(|it| it.of(content).to_owned()),
            zones: letters.collect(),
            outlet: outlet(content, &spans, &zones, None),
        }
    }

    #[test]
    fn a_header_of_a_mirror() {
        let it = found(
            "March 2, 2026Mar 2, 2026\nDaily Daily.example (En)\n\nKing Greets Queen on Birthday\n\n\
             Date: 08/10/2024 | Source: Daily (En) | Read the original\n\n\
             Oslo, October 8 (Daily) -- The king sent a message of greeting to the queen on Monday.",
        );
        assert_eq!(it.zones, "xmmmb");
        assert_eq!(it.title.as_deref(), Some("King Greets Queen on Birthday"));
        assert_eq!(it.outlet.as_deref(), Some("Daily"));
    }

    #[test]
    fn a_chronicle_keeps_its_dates() {
        let it = found(
            "May 1, 2020\nThe bridge opens\nThe bridge was opened on Friday by the two kings, who met on it.\n\
             May 9, 2020\nThe bridge closes\nThe bridge was closed again on Saturday after a storm that nobody saw coming.\n\
             May 20, 2020\nThe bridge falls\nThe bridge fell on Wednesday, as had been feared for more than a week.",
        );
        assert_eq!(it.zones, "bbbbbbbbb");
    }

    #[test]
    fn navigation_is_not_the_headline() {
        let it = found(
            "View settings\n\nOfficial site of the King\n\nNews   /\n\nTalks with the queen of the isles\n\n\
             August 4, 2001, The Castle, Oslo\n\nThe king and the queen spoke alone for an hour and a half.",
        );
        assert_eq!(it.title.as_deref(), Some("Talks with the queen of the isles"));
    }
}
