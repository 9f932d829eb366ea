//! Labelled lines: "Published: 7 Oct 2025", "Date: 08/10/2024 | Source: A Daily".
//!
//! A label says what the words after it are. The words are not read here.

use crate::document::shape::is_date_line;
use crate::source::Span;

/// What a label says of the words after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// The day of publication.
    Published,
    /// The day of a later change.
    Updated,
    /// The day on which somebody saved the page.
    Saved,
    /// Who published it, or whose facts it tells.
    Source,
    /// The headline.
    Title,
    /// The address of the page.
    Url,
}

/// One labelled value of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// What the label says.
    pub label: Label,
    /// The label with its value.
    pub span: Span,
    /// The value alone, trimmed.
    pub value: Span,
}

/// Labels in lower case; a longer one stands before any that it begins with.
const LABELS: &[(&str, Label)] = &[
    ("date of publication", Label::Published),
    ("publication date", Label::Published),
    ("published_at", Label::Published),
    ("published_time", Label::Published),
    ("publisheddate", Label::Published),
    ("first published", Label::Published),
    ("date published", Label::Published),
    ("date posted", Label::Published),
    ("pubdate", Label::Published),
    ("published", Label::Published),
    ("publish date", Label::Published),
    ("published time", Label::Published),
    ("day of publication", Label::Published),
    ("created", Label::Published),
    ("sent", Label::Published),
    ("filed", Label::Published),
    ("posted", Label::Published),
    ("release date", Label::Published),
    ("released", Label::Published),
    ("issued", Label::Published),
    ("dated", Label::Published),
    ("date of issue", Label::Published),
    ("date", Label::Published),
    ("last updated", Label::Updated),
    ("last modified", Label::Updated),
    ("last edited", Label::Updated),
    ("updated", Label::Updated),
    ("update", Label::Updated),
    ("modified", Label::Updated),
    ("edited time", Label::Updated),
    ("edited", Label::Updated),
    ("load-date", Label::Updated),
    ("revised", Label::Updated),
    ("archived from the original on", Label::Saved),
    ("scraped_at", Label::Saved),
    ("retrieved_at", Label::Saved),
    ("archived_at", Label::Saved),
    ("crawled_at", Label::Saved),
    ("fetched_at", Label::Saved),
    ("saved", Label::Saved),
    ("scraped at", Label::Saved),
    ("scraped", Label::Saved),
    ("retrieved", Label::Saved),
    ("accessed", Label::Saved),
    ("downloaded", Label::Saved),
    ("crawled", Label::Saved),
    ("fetched", Label::Saved),
    ("archived", Label::Saved),
    ("captured", Label::Saved),
    ("printed", Label::Saved),
    ("sources", Label::Source),
    ("source", Label::Source),
    ("outlet", Label::Source),
    ("publisher", Label::Source),
    ("headline", Label::Title),
    ("title", Label::Title),
    ("subject", Label::Title),
    ("canonical", Label::Url),
    ("url", Label::Url),
    ("link", Label::Url),
];

/// The labelled values of a line, in order. Parts are divided by bars or by " - ".
///
/// A label needs a colon after it, unless it is one of dates and a date follows at once.
///
/// ```
/// use relata::document::{Label, headers};
/// let line = "Date: 08/10/2024 | Source: A Daily (En)";
/// let found = headers(line);
/// assert_eq!((found[0].label, found[0].value.of(line)), (Label::Published, "08/10/2024"));
/// assert_eq!((found[1].label, found[1].value.of(line)), (Label::Source, "A Daily (En)"));
/// assert!(headers("Sources say that talks go on.").is_empty());
/// ```
#[must_use]
pub fn headers(line: &str) -> Vec<Header> {
    const LONGEST: usize = 1000;
    let mut found = Vec::new();
    if line.len() > LONGEST {
        return found;
    }
    for part in parts(line) {
        if let Some(header) = header(line, part) {
            found.push(header);
        }
    }
    found
}

/// Parts of a line between bars, and before an "updated" that follows a date.
fn parts(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let lower = line.to_ascii_lowercase();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for mark in ["|", " - ", " – ", " — ", " • ", " · ", "; "] {
        cuts.extend(lower.match_indices(mark).map(|(at, it)| (at, at + it.len())));
    }
    for word in [" updated", "(updated", " last updated", "\nupdated", " modified"] {
        cuts.extend(lower.match_indices(word).map(|(at, _)| (at + 1, at + 1)));
    }
    cuts.sort_unstable();
    for (end, next) in cuts {
        if end >= start {
            spans.push(Span::new(start, end));
            start = next;
        }
    }
    spans.push(Span::new(start, line.len()));
    spans
}

fn header(line: &str, part: Span) -> Option<Header> {
    let text = part.of(line);
    let inner = text.trim_start_matches(|it: char| {
        it.is_whitespace() || matches!(it, '(' | '[' | '*' | '_' | '-' | '#')
    });
    let start = part.start + (text.len() - inner.len());
    let (name, label) = LABELS.iter().find(|(name, _)| {
        inner.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
            && !goes_on(&inner[name.len() - 1..])
    })?;
    let rest = &inner[name.len()..];
    let marks = rest.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, '*' | '_'));
    let of_date = matches!(label, Label::Published | Label::Updated | Label::Saved);
    let value = match marks.strip_prefix([':', '：']) {
        Some(value) => value,
        None if of_date => without_little_word(marks),
        None => return None,
    };
    let value =
        value.trim_matches(|it: char| it.is_whitespace() || matches!(it, '*' | '_' | '"' | '\''));
    let at = value.as_ptr() as usize - line.as_ptr() as usize;
    let span = Span::new(at, at + value.len());
    let colon = marks.starts_with([':', '：']);
    let dated = of_date && leading_date(value).is_some();
    (!value.is_empty() && (dated || colon && !of_date)).then_some(Header {
        label: *label,
        span: Span::new(start, span.end),
        value: span,
    })
}

/// Whether a word goes on after its first letter. Pages glue dates to labels: "PublishedAug 24".
fn goes_on(word: &str) -> bool {
    let mut letters = word.chars();
    let (last, next) = (letters.next(), letters.next());
    let glued = last.is_some_and(char::is_lowercase)
        && next.is_some_and(|it| it.is_uppercase() || it.is_ascii_digit());
    !glued && next.is_some_and(|it| it.is_alphanumeric() || it == '_')
}

fn without_little_word(text: &str) -> &str {
    ["on ", "at ", "in "].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text)
}

/// Length of the date that a text begins with, hours and zones included.
pub(super) fn leading_date(text: &str) -> Option<usize> {
    let mut best = None;
    let ends = text.char_indices().filter(|(_, it)| !it.is_alphanumeric()).map(|(at, _)| at);
    for end in ends.chain([text.len()]).take_while(|it| *it <= 120) {
        let head = &text[..end];
        if is_date_line(head) && head.ends_with(char::is_alphanumeric) {
            best = Some(end);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[(Label, &str)]) {
        let found: Vec<_> = headers(line).iter().map(|it| (it.label, it.value.of(line))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_and_their_values() {
        use Label::{Published, Saved, Source, Title, Updated};
        check("Published: 07 Oct. 2025, 13:49", &[(Published, "07 Oct. 2025, 13:49")]);
        check("Published on 24/08/2011", &[(Published, "24/08/2011")]);
        check("Posted July. 19, 2000", &[(Published, "July. 19, 2000")]);
        check("Posted on Apr 28, 2025 by A Desk", &[(Published, "Apr 28, 2025 by A Desk")]);
        check("updated 8/24/2011 3:14 AM ET", &[(Updated, "8/24/2011 3:14 AM ET")]);
        check("Oct. 22, 2014 - Updated 09:28 UTC+2", &[]);
        check(
            "Published 1 May 2020 Updated 2 May 2020",
            &[(Published, "1 May 2020"), (Updated, "2 May 2020")],
        );
        check("scraped_at: \"2026-03-02T10:33:40\"", &[(Saved, "2026-03-02T10:33:40")]);
        check("title: \"A Headline\"", &[(Title, "A Headline")]);
        check("Source: https://example.org/a", &[(Source, "https://example.org/a")]);
        check("PublishedAug 24, 2011", &[(Published, "Aug 24, 2011")]);
        check("Published24 Aug 2011", &[(Published, "24 Aug 2011")]);
        check("Date night at the palace", &[]);
        check("Published works of the poet", &[]);
        check("Posted soldiers - updated", &[]);
    }
}
