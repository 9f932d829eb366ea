//! Cuts plain text into blocks: paragraphs, headlines, list items, date lines.
//!
//! Blank lines divide always. Within a group of lines there are two habits: prose that was wrapped
//! at a column, whose lines belong together, and scrapes with one paragraph a line. The sign of
//! wrapping is that the next word would not have fitted.

use crate::document::dateline::dateline;
use crate::document::header::{headers, leading_date};
use crate::document::shape::{ends_sentence, is_byline, is_date_line, words};
use crate::source::Span;

/// The blocks of a plain text, trimmed, in order.
pub(super) fn cut(content: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut group = Vec::new();
    for line in lines(content) {
        if line.is_empty() {
            cut_group(content, &group, &mut blocks);
            group.clear();
        } else {
            group.extend(split_header(content, line));
        }
    }
    cut_group(content, &group, &mut blocks);
    blocks
}

/// Lines without the white space around them; any line break of Unicode divides.
fn lines(content: &str) -> impl Iterator<Item = Span> + '_ {
    let is_break = |it: char| {
        matches!(it, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    let mut start = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let rest = &content[start..];
        let (line, next) = match rest.char_indices().find(|(_, it)| is_break(*it)) {
            Some((at, '\r')) if rest[at + 1..].starts_with('\n') => (&rest[..at], at + 2),
            Some((at, it)) => (&rest[..at], at + it.len_utf8()),
            None => {
                done = true;
                (rest, rest.len())
            }
        };
        let span = trimmed(start, line);
        start += next;
        Some(span)
    })
}

fn trimmed(start: usize, line: &str) -> Span {
    let blank = |it: char| it.is_whitespace() || matches!(it, '\u{200b}' | '\u{feff}' | '\u{2060}');
    let inner = line.trim_start_matches(blank);
    let start = start + line.len() - inner.len();
    Span::new(start, start + inner.trim_end_matches(blank).len())
}

/// "date 2025-10-07 A Headline" is a labelled date and a headline.
fn split_header(content: &str, line: Span) -> Vec<Span> {
    let text = line.of(content);
    if let Some(header) = headers(text).first().filter(|it| it.span.start == 0) {
        let value = header.value;
        let glued = !header.span.of(text)[..value.start].contains(':');
        if let Some(length) = leading_date(value.of(text)).filter(|_| glued) {
            let rest = &text[value.start + length..];
            if words(rest) >= 3 && rest.starts_with(char::is_whitespace) {
                let cut = line.start + value.start + length;
                return vec![Span::new(line.start, cut), trimmed(cut, rest)];
            }
        }
    }
    vec![line]
}

fn cut_group(content: &str, group: &[Span], blocks: &mut Vec<Span>) {
    let mut first = 0;
    for at in 1..=group.len() {
        if at == group.len() || divides(group[at - 1].of(content), group[at].of(content)) {
            cut_run(content, &group[first..at], blocks);
            first = at;
        }
    }
}

/// Whether two lines can never belong to one paragraph.
fn divides(line: &str, next: &str) -> bool {
    let alone =
        |it: &str| is_date_line(it) || is_byline(it) || is_mark(it) || !headers(it).is_empty();
    alone(line) || alone(next) || starts_item(next) || dateline(next).is_some_and(|it| it.dated)
}

/// A line of marks only: a rule, a fence, a lone bullet.
fn is_mark(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// Whether a line begins as list items do.
fn starts_item(line: &str) -> bool {
    let bullet = ["- ", "* ", "• ", "· ", "– ", "— ", "▪ ", "● ", "■ ", "# ", "## ", "### "];
    bullet.iter().any(|it| line.starts_with(it))
}

/// Lines that may be one paragraph: wrapped prose becomes one block, others a block a line.
fn cut_run(content: &str, run: &[Span], blocks: &mut Vec<Span>) {
    let wrapped = is_wrapped(content, run);
    let width = run.iter().map(|it| columns(it.of(content))).max().unwrap_or_default();
    let mut joined = false;
    for (index, line) in run.iter().enumerate() {
        if joined && let Some(last) = blocks.last_mut() {
            last.end = line.end;
        } else {
            blocks.push(*line);
        }
        joined = run.get(index + 1).is_some_and(|next| {
            let (line, next) = (line.of(content), next.of(content));
            if wrapped {
                // A short last line ends a paragraph that no blank line divides.
                !(ends_sentence(line) && columns(line) * 4 < width * 3)
            } else {
                runs_on(line, next)
            }
        });
    }
}

/// Whether a sentence visibly goes on in the next line.
fn runs_on(line: &str, next: &str) -> bool {
    columns(line) >= 20 && !ends_sentence(line) && next.starts_with(char::is_lowercase)
}

fn columns(line: &str) -> usize {
    line.chars().count()
}

/// Whether lines were broken at a column.
fn is_wrapped(content: &str, run: &[Span]) -> bool {
    const NARROWEST: usize = 36;
    const WIDEST: usize = 132;
    let width = run.iter().map(|it| columns(it.of(content))).max().unwrap_or_default();
    if run.len() < 2 || !(NARROWEST..=WIDEST).contains(&width) {
        return false;
    }
    let (mut full, mut flowing) = (0, 0);
    for pair in run.windows(2) {
        let (line, next) = (pair[0].of(content), pair[1].of(content));
        let word = next.split_whitespace().next().map_or(0, columns);
        full += usize::from(columns(line) + 1 + word + 2 > width);
        flowing += usize::from(!ends_sentence(line));
    }
    let breaks = run.len() - 1;
    let ends = run.last().is_some_and(|it| ends_sentence(it.of(content)));
    // Lines that are all whole sentences are paragraphs, however even they look.
    full * 10 >= breaks * 7 && flowing * 2 >= breaks && flowing > 0 && (ends || breaks >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(content: &str, expected: &[&str]) {
        let found: Vec<_> = cut(content).into_iter().map(|it| it.of(content)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn wrapped_prose_is_one_block() {
        let prose = "The two foreign ministers met in the old town hall\n\
                     on Friday and spoke for three hours about the new\n\
                     bridge, which is to be opened next year.";
        check(prose, &[prose]);
    }

    #[test]
    fn a_scrape_has_a_paragraph_a_line() {
        let lines = [
            "The two foreign ministers met in the old town hall.",
            "They spoke for three hours about the bridge that is to be opened in the spring.",
            "Then they dined.",
        ];
        check(&lines.join("\n"), &lines);
    }

    #[test]
    fn headers_stand_alone() {
        check(
            "Bridge to Open Next Year\n2024-08-27\nBy A Reporter\nThe bridge is nearly done.",
            &[
                "Bridge to Open Next Year",
                "2024-08-27",
                "By A Reporter",
                "The bridge is nearly done.",
            ],
        );
        check(
            " date 2014-04-19 * Bridge is ready\n* Toll not yet decided\nOSLO, April 19 The bridge between the two\ncountries is ready, the king told.",
            &[
                "date 2014-04-19",
                "* Bridge is ready",
                "* Toll not yet decided",
                "OSLO, April 19 The bridge between the two\ncountries is ready, the king told.",
            ],
        );
    }

    #[test]
    fn any_line_break_divides() {
        check(
            "One line.\r\nTwo lines.\r\rThree\u{2028}\u{2028}Four",
            &["One line.", "Two lines.", "Three", "Four"],
        );
    }
}
