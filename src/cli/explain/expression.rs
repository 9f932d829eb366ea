//! The time expressions of a line or of a whole text, each with how its date follows.

use std::io::{self, Write};

use crate::cli::explain::{field, list, told};
use crate::date::When;
use crate::diagnostic::Diagnostic;
use crate::document::{Input, Places};
use crate::pipeline::Analysed;
use crate::source::Span;
use crate::timex::{Cue, Known, Timex, Toward};

/// A line of a document, and perhaps a column of it; both one-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Line {
    pub(in crate::cli) line: usize,
    pub(in crate::cli) column: Option<usize>,
}

/// What stands before `:LINE` or `:LINE:COLUMN`, and what these say.
pub(in crate::cli) fn split_line(asked: &str) -> Option<(&str, Line)> {
    let (rest, last) = split_number(asked)?;
    Some(match split_number(rest) {
        Some((name, line)) => (name, Line { line, column: Some(last) }),
        None => (rest, Line { line: last, column: None }),
    })
}

fn split_number(text: &str) -> Option<(&str, usize)> {
    let (rest, number) = text.rsplit_once(':')?;
    let digits = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    Some((rest, number.parse().ok().filter(|it| digits && *it > 0)?))
}

/// Explains the expressions of a line, or else all; an error where the line has none.
pub(super) fn explain_line(
    it: &Analysed,
    file: Option<&Input>,
    asked: Option<Line>,
    out: &mut impl Write,
) -> io::Result<Result<(), Diagnostic>> {
    let places = Places::new(&it.document, file);
    let placed: Vec<(&Timex, (usize, usize, usize))> =
        it.timexes.iter().map(|timex| (timex, places.of(timex.span))).collect();
    let stands = |(line, from, to): (usize, usize, usize)| {
        asked.is_none_or(|asked| {
            line == asked.line && asked.column.is_none_or(|it| from <= it && it < to)
        })
    };
    let found: Vec<_> = placed.iter().filter(|it| stands(it.1)).collect();
    if let (Some(asked), true) = (asked, found.is_empty()) {
        let all: Vec<_> = placed.iter().map(|it| it.1).collect();
        return Ok(Err(nothing(it, asked, places.count(), &all)));
    }
    let Analysed { document, published, genre, .. } = it;
    writeln!(out, "{}", document.file)?;
    let date = published.date.map_or("not known".to_owned(), |it| told(When::on(it)));
    let from = published.from().map_or_else(String::new, |it| format!(", from {it}"));
    field(out, "published", &format!("{date}{from}"))?;
    field(out, "tells time as", &format!("{:?}: {}", genre.0, genre.1).to_lowercase())?;
    if !places.of_file() && file.is_some() {
        field(out, "lines", "are those of the text that was read from the file")?;
    }
    for (timex, (line, column, _)) in found {
        writeln!(out)?;
        explain_timex(timex, it, (*line, *column), out)?;
    }
    if placed.is_empty() {
        writeln!(out, "\nNo time expression was found.")?;
    }
    writeln!(out)?;
    Ok(Ok(()))
}

/// One expression, field by field, and its steps.
fn explain_timex(
    timex: &Timex,
    it: &Analysed,
    (line, column): (usize, usize),
    out: &mut impl Write,
) -> io::Result<()> {
    let content = &it.document.content;
    let words = |span: Span| {
        let words: Vec<&str> = span.of(content).split_whitespace().collect();
        format!("“{}”", words.join(" "))
    };
    writeln!(out, "{line}:{column} {}", words(timex.span))?;
    field(out, "rule", timex.rule)?;
    field(out, "TIMEX3", &format!("{:?} {}", timex.kind, timex.value).to_uppercase())?;
    if let Some(when) = timex.when {
        field(out, "date", &told(when))?;
    }
    if let Some(range) = timex.range.and_then(|it| it.when) {
        field(out, "of the range", &told(range))?;
    }
    if let Some(known) = timex.known {
        let known = match known {
            Known::Stated => "all of the date",
            Known::Partly => "a part of the date; the rest is implied",
            Known::Implied => "nothing of the date: it is implied",
        };
        field(out, "words say", known)?;
    }
    let reasoning = &timex.reasoning;
    if let Some(anchor) = reasoning.anchor {
        field(out, "anchor", &told(When::on(anchor.date)))?;
    }
    if let Some(direction) = reasoning.direction {
        let cue = match direction.cue {
            Cue::Tense { word, looks } if looks != direction.toward => {
                format!("although {} looks the other way", words(word))
            }
            Cue::Tense { word, .. } | Cue::Limit(word) => format!("by {}", words(word)),
            Cue::Own | Cue::Owned => "by the expression itself".to_owned(),
            Cue::Story => "as a history goes on".to_owned(),
            Cue::Default => "no cue: as news does".to_owned(),
        };
        let direction = match direction.toward {
            Toward::Back => format!("back, {cue}"),
            Toward::Here => "neither back nor forward".to_owned(),
            Toward::Forward => format!("forward, {cue}"),
        };
        field(out, "direction", &direction)?;
    }
    for lost in &reasoning.lost {
        field(out, "not", &told(lost.when))?;
    }
    list(out, &timex.steps(content, it.published.from()))
}

/// That a line has no expression, and which lines have some.
fn nothing(it: &Analysed, asked: Line, count: usize, all: &[(usize, usize, usize)]) -> Diagnostic {
    let Line { line, column } = asked;
    let here: Vec<String> =
        all.iter().filter(|it| it.0 == line).map(|it| it.1.to_string()).collect();
    let file = &it.document.file;
    let message = match column {
        _ if line > count => format!("{file} has {count} lines"),
        Some(column) => {
            format!("no time expression stands at column {column} of line {line} of {file}")
        }
        None => format!("no time expression stands in line {line} of {file}"),
    };
    let error = Diagnostic::error("explain/no-expression", message);
    if !here.is_empty() {
        return error
            .with_help(format!("those of line {line} begin at column {}", here.join(", ")));
    }
    let mut lines: Vec<usize> = all.iter().map(|it| it.0).collect();
    lines.dedup();
    match lines.is_empty() {
        true => error.with_note("no line of the document has one"),
        false => error.with_help(format!("these lines have some: {}", shortened(&lines))),
    }
}

/// Numbers in order, at most twenty of them.
fn shortened(lines: &[usize]) -> String {
    const SHOWN: usize = 20;
    let shown: Vec<String> = lines.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if lines.len() > SHOWN { " and more" } else { "" };
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_from_what_it_is_of() {
        let line = |line, column| Line { line, column };
        assert_eq!(split_line("a/b.md:12"), Some(("a/b.md", line(12, None))));
        assert_eq!(split_line("a#3:12:4"), Some(("a#3", line(12, Some(4)))));
        assert_eq!(split_line("a:b:0"), None);
        assert_eq!(split_line("2024-10-07-visit"), None);
    }
}
