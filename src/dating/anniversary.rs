//! Years that follow from counted ones: "the 20th anniversary of its founding in 1961", "since 2011,
//! twelve years ago". Counted from a year that the text tells, or from one that the world remembers.

use crate::date::Date;
use crate::dating::clues::{Told, YearClue, zone_at};
use crate::dating::history::{History, counted};
use crate::document::{Document, Zone};
use crate::source::Span;
use crate::text::Text;
use crate::timex::{Amount, Expr, Meaning, Origin, Unit};

/// The years that follow, with their reasons.
pub(super) fn years(text: &Text<'_>, exprs: &[Expr], document: &Document) -> Vec<YearClue> {
    let mut found = Vec::new();
    for expr in exprs {
        if zone_at(document, expr.span) != Zone::Body {
            continue;
        }
        let Some(sentence) = text.sentence_at(expr.span.start) else { continue };
        match expr.meaning {
            Meaning::Anniversary(Some(count)) => {
                let Some(count) = few(count) else { continue };
                if expr.rule != "anniversary/of" {
                    continue;
                }
                let told = year_after(
                    exprs,
                    expr.span,
                    text.sentences()[sentence].span,
                    &document.content,
                );
                if let Some(year) = told {
                    let quote = expr.span.of(&document.content);
                    let reason =
                        format!("the {quote} of what was in {year} is in {}", year + count);
                    found.push(YearClue {
                        year: year + count,
                        day: None,
                        told: None,
                        reason,
                        sure: false,
                    });
                }
            }
            Meaning::Period { unit: Unit::Year, offset, from: Origin::Document } => {
                let Some((year, quote)) = year_named(exprs, expr.span, document) else { continue };
                let year = year.saturating_sub(offset);
                let reason = format!("the text says `{quote}`, so it is of {year}");
                found.push(YearClue { year, day: None, told: None, reason, sure: true });
            }
            Meaning::Shift { amount: Amount::Exact(count), unit: Unit::Year, .. } => {
                let Some(count) = few(count) else { continue };
                let year = last_year_before(exprs, expr.span, document);
                if let Some(year) = year {
                    let quote = expr.span.of(&document.content);
                    let reason = format!("`{quote}` is said of {year}, so it is {}", year + count);
                    found.push(YearClue {
                        year: year + count,
                        day: None,
                        told: None,
                        reason,
                        sure: true,
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// The years that follow from anniversaries of what the world remembers.
pub(super) fn remembered(
    text: &Text<'_>,
    exprs: &[Expr],
    document: &Document,
    history: &History,
    told: &[Told],
) -> Vec<YearClue> {
    const WORD: &str = "anniversary";
    const REACH: usize = 120;
    let content = document.content.as_str();
    let mut found: Vec<YearClue> = Vec::new();
    for (at, _) in content.match_indices(&WORD[1..]) {
        let Some(start) =
            at.checked_sub(1).filter(|it| matches!(content.as_bytes()[*it], b'a' | b'A'))
        else {
            continue;
        };
        let end = start + WORD.len();
        if zone_at(document, Span::new(start, end)) == Zone::Boilerplate {
            continue;
        }
        let Some(number) = text.sentence_at(start) else { continue };
        let sentence = text.sentences()[number].span;
        let Some((ordinal, count)) = ordinal_before(content, sentence, start, exprs) else {
            continue;
        };
        let after = Span::new(end, floor(content, sentence.end.min(end + REACH)).max(end));
        let before = Span::new(sentence.start, ordinal.start);
        let between = Span::new(ordinal.end, start);
        let whens = history.remembered(before.of(content), between.of(content), after.of(content));
        // A whole date told next to it, unless the world remembers another one.
        let near = number.saturating_sub(1)..=number + 1;
        let dates: Vec<Date> = told
            .iter()
            .filter(|it| {
                whens.is_empty() && it.partial.day.is_some() && near.contains(&it.sentence)
            })
            .filter_map(|it| it.partial.in_year(it.partial.year?))
            .collect();
        for (year, day) in whens.iter().chain(&dates).filter_map(|it| counted(*it, count)) {
            let quote = Span::new(ordinal.start, end).of(content);
            let since = year - count;
            let reason = format!("the {quote} of what was in {since} is in {year}");
            if found.iter().all(|it| it.year != year) {
                let day = day.map(|day| (day, Span::new(ordinal.start, end)));
                let told = whens.is_empty().then_some(since);
                found.push(YearClue { year, day, told, reason, sure: false });
            }
        }
    }
    found
}

/// Whether "anniversary" at a span is one of a birth: "her birth anniversary", "the anniversary of the
/// birth of the queen".
pub(super) fn is_of_birth(content: &str, span: Span) -> bool {
    if !span.of(content).eq_ignore_ascii_case("anniversary") {
        return false;
    }
    let before = content[..span.start].trim_end();
    let after = content[span.end..].trim_start();
    let of = after.strip_prefix("of ").and_then(|it| {
        ["the birth of ", "his birth", "her birth", "birth of "]
            .iter()
            .find(|of| it.starts_with(**of))
    });
    before.ends_with(" birth") || of.is_some()
}

/// The ordinal that counts the anniversary at a span.
pub(super) fn ordinal_of(
    text: &Text<'_>,
    exprs: &[Expr],
    sentence: usize,
    span: Span,
) -> Option<u32> {
    let sentence = text.sentences()[sentence].span;
    let found = ordinal_before(text.content(), sentence, span.start, exprs)?;
    u32::try_from(found.1).ok()
}

/// The ordinal at most three words before "anniversary", with its number.
fn ordinal_before(content: &str, sentence: Span, at: usize, exprs: &[Expr]) -> Option<(Span, i32)> {
    const MOST_WORDS: usize = 4;
    let told = exprs[..exprs.partition_point(|it| it.span.start < at)].last();
    if let Some(expr) = told.filter(|it| it.span.end > at)
        && let Meaning::Anniversary(Some(count)) = expr.meaning
    {
        let words = expr.span.of(content);
        let ordinal = words.find([' ', '\u{a0}']).unwrap_or(words.len());
        let span = Span::new(expr.span.start, expr.span.start + ordinal);
        return few(count).map(|it| (span, it));
    }
    let before = content.get(sentence.start..at)?;
    let words = before.split_whitespace().rev().take(MOST_WORDS);
    words.into_iter().find_map(|word| {
        let digits = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        let suffix = matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th");
        let count = digits.parse().ok().filter(|_| suffix).and_then(few)?;
        let start = word.as_ptr() as usize - content.as_ptr() as usize;
        Some((Span::new(start, start + word.len()), count))
    })
}

/// The last place at or before an offset at which a character begins.
fn floor(content: &str, mut at: usize) -> usize {
    while !content.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A number of years that a text of our days can look back over.
fn few(count: u32) -> Option<i32> {
    i32::try_from(count).ok().filter(|it| (1..=1000).contains(it))
}

/// The year told right after an anniversary: "of its founding in 1961".
fn year_after(exprs: &[Expr], at: Span, sentence: Span, content: &str) -> Option<i32> {
    const REACH: usize = 60;
    let rest = Span::new(at.end, sentence.end.min(at.end + REACH).max(at.end));
    let next = exprs.get(exprs.partition_point(|it| it.span.start < rest.start))?;
    let next = Some(next).filter(|it| rest.contains(it.span))?;
    // "The founding of the bank in 1961" was then; "the Bank in 2010" says when it was celebrated.
    let words = Span::new(rest.start, next.span.start).of(content);
    let noun = |it: &str| it.len() > 3 && it.starts_with(char::is_lowercase);
    if !words.split_whitespace().any(noun) {
        return None;
    }
    next.calendar().and_then(|it| it.year)
}

/// The year that stands right beside "this year" or "last year" and names it: "this year 2012", "last
/// year (2011)". With the words of both.
fn year_named<'a>(exprs: &[Expr], at: Span, document: &'a Document) -> Option<(i32, &'a str)> {
    let next = exprs.get(exprs.partition_point(|it| it.span.start < at.end))?;
    let year = next.calendar().filter(|it| it.month.is_none() && it.weekday.is_none())?.year?;
    let gap = document.content.get(at.end..next.span.start)?;
    let words = Span::new(at.start, next.span.end).of(&document.content);
    let own =
        words.starts_with("this ") || words.starts_with("last ") || words.starts_with("next ");
    (own && matches!(gap, " " | " (" | ", ")).then_some((year, words))
}

/// The year told just before, within a few words: "since 2011, twelve years ago".
fn last_year_before(exprs: &[Expr], at: Span, document: &Document) -> Option<i32> {
    const REACH: usize = 12;
    let before = exprs[..exprs.partition_point(|it| it.span.end <= at.start)].last()?;
    let gap = document.content.get(before.span.end..at.start)?;
    let joined = gap.len() <= REACH
        && !gap.contains('.')
        && gap.trim().starts_with([',', '(', '–', '-', '—']);
    before.calendar().and_then(|it| it.year).filter(|_| joined)
}
