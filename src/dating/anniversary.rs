//! Years that follow from counted ones: "the 20th anniversary of its founding in 1961", "since 2011,
//! twelve years ago". Only a year that the text tells is counted from: what was when is not known here.

use crate::dating::clues::{YearClue, zone_at};
use crate::document::{Document, Zone};
use crate::source::Span;
use crate::text::Text;
use crate::timex::{Amount, Expr, Meaning, Unit};

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
                let told = year_after(exprs, expr.span, text.sentences()[sentence].span);
                if let Some(year) = told {
                    let quote = expr.span.of(&document.content);
                    let reason =
                        format!("the {quote} of what was in {year} is in {}", year + count);
                    found.push(YearClue { year: year + count, reason, sure: false });
                }
            }
            Meaning::Shift { amount: Amount::Exact(count), unit: Unit::Year, .. } => {
                let Some(count) = few(count) else { continue };
                let year = last_year_before(exprs, expr.span, document);
                if let Some(year) = year {
                    let quote = expr.span.of(&document.content);
                    let reason = format!("`{quote}` is said of {year}, so it is {}", year + count);
                    found.push(YearClue { year: year + count, reason, sure: true });
                }
            }
            _ => {}
        }
    }
    found
}

/// A number of years that a text of our days can look back over.
fn few(count: u32) -> Option<i32> {
    i32::try_from(count).ok().filter(|it| (1..=1000).contains(it))
}

/// The year told right after an anniversary: "of its founding in 1961".
fn year_after(exprs: &[Expr], at: Span, sentence: Span) -> Option<i32> {
    const REACH: usize = 60;
    let rest = Span::new(at.end, sentence.end.min(at.end + REACH).max(at.end));
    let next = exprs.get(exprs.partition_point(|it| it.span.start < rest.start))?;
    let next = Some(next).filter(|it| rest.contains(it.span))?;
    next.calendar().and_then(|it| it.year)
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
