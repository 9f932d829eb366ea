//! Years that follow from anniversaries: "the 79th anniversary of …", "since 2011, twelve years ago".

use crate::dating::clues::{YearClue, zone_at};
use crate::document::{Document, Zone};
use crate::source::Span;
use crate::text::Text;
use crate::timex::{Amount, Expr, Meaning, Unit};

/// What is often commemorated: words that all stand right after the anniversary, and its year.
///
/// The years are those of any encyclopedia. An event is listed only if its name leaves no doubt.
const COMMEMORATED: &[(&[&[&str]], i32)] = &[
    (&[&["armistice", "end", "victory"], &["korean war", "fatherland liberation war"]], 1953),
    (&[&["liberation"], &["korea"]], 1945),
    (&[&["liberation"], &["japan"]], 1945),
    (&[&["defeat", "surrender"], &["japan"]], 1945),
    (
        &[
            &["founding", "foundation", "establishment"],
            &["dprk", "democratic people's republic of korea", "north korea", "the north"],
        ],
        1948,
    ),
    (
        &[
            &["founding", "foundation", "establishment"],
            &["workers' party of korea", "workers party of korea", "wpk"],
        ],
        1945,
    ),
    (&[&["founding", "foundation", "establishment"], &["people's republic of china", "prc"]], 1949),
    (
        &[
            &["victory", "end", "defeat"],
            &["great patriotic war", "world war ii", "second world war", "nazi", "fascis"],
        ],
        1945,
    ),
    (&[&["october revolution", "bolshevik revolution", "russian revolution"]], 1917),
    (&[&["independence"], &["india", "pakistan"]], 1947),
    (&[&["islamic revolution"], &["iran"]], 1979),
    (&[&["fall"], &["berlin wall"]], 1989),
    (&[&["reunification"], &["german"]], 1990),
    (&[&["founding", "foundation", "establishment"], &["united nations"]], 1945),
    (&[&["founding", "foundation"], &["nato", "atlantic alliance"]], 1949),
];

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
                let words = nearby(text, expr.span, sentence);
                let known = COMMEMORATED
                    .iter()
                    .find(|(all, _)| all.iter().all(|any| any.iter().any(|it| words.contains(it))));
                if expr.rule != "anniversary/of" {
                    continue;
                }
                let told = year_after(exprs, expr.span, text.sentences()[sentence].span);
                let year = known.map(|(_, year)| *year);
                if let Some(year) = year.or(told) {
                    let quote = expr.span.of(&document.content);
                    let reason =
                        format!("the {quote} of what was in {year} is in {}", year + count);
                    found.push(YearClue { year: year + count, reason, sure: known.is_some() });
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

/// The words from an anniversary on, in lower case with plain apostrophes.
fn nearby(text: &Text<'_>, at: Span, sentence: usize) -> String {
    const WORDS: usize = 12;
    let tokens = text.tokens_in(at);
    let sentence = &text.sentences()[sentence];
    let end = (tokens.end + WORDS).min(sentence.tokens.end).max(tokens.start + 1);
    let start = tokens.start.min(end - 1);
    let span = text.tokens()[start].span().join(text.tokens()[end - 1].span());
    text.slice(span).to_lowercase().replace('’', "'")
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
