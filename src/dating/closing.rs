//! Finds what a document says of its own publication under or within its text: "This article was
//! published on 4 May 2020", "(A Daily, May 4, 2020)", "Posted by Jane at 9:14 on May 4, 2020",
//! "© Wire 2020".
//!
//! Dates of change are not read here: at the foot of a page they are those of the site.

use chrono::NaiveDate;

use crate::dating::clues::whole_day;
use crate::document::{Label, headers};
use crate::source::Span;
use crate::timex::Expr;

/// What a document calls itself.
const SELF_NAMES: [&str; 13] = [
    "article",
    "story",
    "report",
    "piece",
    "post",
    "entry",
    "interview",
    "column",
    "essay",
    "text",
    "page",
    "item",
    "statement",
];

/// How lines begin that say when a document was published, and nothing else.
const OPENINGS: [&str; 8] = [
    "published in",
    "published on",
    "published by",
    "first published",
    "originally published",
    "first posted",
    "originally posted",
    "posted by",
];

/// How notices of a printed edition begin, which go on with its page and its headline.
const PRINTED: [&str; 2] = [
    "a version of this article appears in print on",
    "a version of this article appeared in print on",
];

/// The day that a line states as that of publication, in words, wherever it stands. `start` is where the
/// line begins.
pub(super) fn statement(
    line: &str,
    start: usize,
    exprs: &[Expr],
    day_first: Option<bool>,
) -> Option<(NaiveDate, Span)> {
    const LONGEST: usize = 300;
    const MOST_WORDS: usize = 40;
    if exprs.is_empty() || line.len() > LONGEST || line.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let rest = exprs.last().and_then(|it| lower.get(it.span.end.checked_sub(start)?..))?;
    let lower = lower.trim_start_matches(|it: char| !it.is_alphanumeric());
    let said = SELF_NAMES.iter().find_map(|it| {
        lower.strip_prefix("this ")?.strip_prefix(it)?.trim_start().strip_prefix("was ")
    });
    let said = said.map(|it| it.trim_start_matches("first ").trim_start_matches("originally "));
    let opens = OPENINGS.iter().any(|it| lower.starts_with(it));
    let said = said.is_some_and(|it| it.starts_with("published") || it.starts_with("posted"));
    let printed = PRINTED.iter().any(|it| lower.starts_with(it));
    only_day(exprs, day_first).filter(|_| printed || (opens || said) && ends_statement(rest, said))
}

/// Whether what follows the date of a statement only adds to it: the hour, where it appeared. "Published
/// by a small press on 3 May 2011, the memoir sold well" tells of something else. One that names the
/// document may have other sentences after it.
fn ends_statement(rest: &str, named: bool) -> bool {
    const MOST_WORDS: usize = 6;
    let rest = rest.trim_end().trim_end_matches(['.', ')', ']']);
    let aside = rest.trim_start().starts_with(['|', '(', '·', '•']);
    let (told, clause) = (rest.trim(), rest.trim_start().starts_with(','));
    let filed = ["and is filed ", "and was filed ", "and tagged ", "and was last updated "];
    let over = named && (rest.starts_with('.') || filed.iter().any(|it| told.starts_with(it)));
    let hour = told.starts_with("at ") || told.starts_with(|it: char| it.is_ascii_digit());
    let placed = ["in ", "on page ", "under "].iter().any(|it| told.starts_with(it));
    let short = told.split_whitespace().count() <= MOST_WORDS;
    told.is_empty() || aside || over || !clause && short && (hour || placed)
}

/// The day of a line by itself under the text: a labelled one, one in brackets, one beside a place or
/// a name. `start` is where the line begins.
pub(super) fn signature(
    line: &str,
    start: usize,
    exprs: &[Expr],
    day_first: Option<bool>,
) -> Option<(NaiveDate, Span)> {
    const MOST_WORDS: usize = 8;
    let (day, span) = only_day(exprs, day_first)?;
    let (from, to) = (span.start - start, span.end - start);
    let labelled = headers(line).into_iter().any(|it| {
        let within = it.value.start <= from && to <= it.value.end;
        let ends = line[to..].trim_matches([' ', '.', ')']).is_empty();
        within && (it.label == Label::Published || it.label == Label::Source && ends)
    });
    if labelled {
        return Some((day, span));
    }
    let inner = line.trim();
    let short = inner.split_whitespace().count() <= MOST_WORDS;
    let bracketed = inner.starts_with(['(', '[']) && inner.ends_with([')', ']']);
    let (before, after) = (line[..from].trim(), line[to..].trim());
    let at_end = after.trim_matches([')', ']', '.']).is_empty();
    let divided = after.starts_with([',', '|', '–', '—', '-']) && before.is_empty()
        || at_end && before.ends_with([',', '|', '–', '—', '-']);
    let little = |it: &str| matches!(it, "of" | "the" | "in" | "at" | "and" | "on");
    let name = |it: &str| !it.starts_with(char::is_lowercase) || little(it);
    let named = [before, after].iter().all(|it| it.split_whitespace().all(name));
    (short && named && (bracketed && at_end || divided && !inner.ends_with('.')))
        .then_some((day, span))
}

/// The year of a notice of copyright that names an agency: "© Wire 2020".
pub(super) fn copyright(line: &str, agency: &str) -> Option<(i32, Span)> {
    const LONGEST: usize = 120;
    let lower = line.to_ascii_lowercase();
    let marked = lower.contains('©') || lower.contains("(c)") || lower.contains("copyright");
    let name = agency.split([' ', '-', '/']).next().filter(|it| it.len() >= 2)?;
    let named =
        lower.split(|it: char| !it.is_alphanumeric()).any(|it| name.eq_ignore_ascii_case(it));
    if line.len() > LONGEST || !marked || !named {
        return None;
    }
    let mut years = line.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    let (year, None) = (years.next()?, years.next()) else { return None };
    let number = year.parse().ok().filter(|it| (1900..2100).contains(it))?;
    let at = year.as_ptr() as usize - line.as_ptr() as usize;
    Some((number, Span::new(at, at + year.len())))
}

/// The one whole day that a line tells.
fn only_day(exprs: &[Expr], day_first: Option<bool>) -> Option<(NaiveDate, Span)> {
    let mut days = exprs.iter().filter_map(|it| Some((whole_day(it, day_first)?, it.span)));
    let first = days.next()?;
    days.next().is_none().then_some(first)
}
