//! What is said of a text that is no YAML: where its reader stopped, and what to mend there.

use saphyr_parser::ScanError;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// The mistake that the reader of nodes met.
pub(super) fn scan_error(source: &Source, error: &ScanError) -> Diagnostic {
    let at = source.offset(error.marker().line(), error.marker().col() + 1);
    mistake(source, at, error.info())
}

/// A mistake at an offset, with what to mend there or in the line above.
pub(super) fn mistake(source: &Source, at: usize, message: &str) -> Diagnostic {
    let (line, start) = source.line_at(at);
    let above = source.text()[..start].lines().rev().find(|it| !it.trim().is_empty());
    let help = cure(line).or_else(|| indented(above?, line));
    syntax(message).at(source, Span::new(at, at)).with_help_maybe(help)
}

fn syntax(message: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("yaml/syntax", format!("this is not YAML: {message}"));
    let tab = message.contains("tab") || message.contains("\\t");
    diagnostic.with_help(if tab {
        "indent with spaces, never with tabs"
    } else {
        "check the indentation, the colons and the quotation marks of this line and the one above"
    })
}

/// What is wrong with the beginning of a line, or of the one above, where it shows.
fn indented(above: &str, line: &str) -> Option<String> {
    let begun = above.trim_start_matches([' ', '-']);
    let key = begun.split_once(':').filter(|it| !it.0.contains([' ', '{', '[']))?;
    if above.trim_start().starts_with('-') && !above.trim_start().starts_with("- ") {
        return Some("put a space after the hyphen of the line above".to_owned());
    }
    if !key.1.is_empty() && !key.1.starts_with(' ') {
        return Some("put a space after the colon of the line above".to_owned());
    }
    let (column, here) = (above.len() - begun.len(), line.len() - line.trim_start().len());
    (here != column && here > 0 && !key.1.trim().is_empty())
        .then(|| format!("begin this line below `{}`: with {column} spaces before it", key.0))
}

/// What the text of a line that is no YAML lacks, where it shows.
fn cure(line: &str) -> Option<String> {
    if line.contains('\t') {
        return Some("use spaces, never tabs".to_owned());
    }
    let begun = line.trim_start_matches([' ', '-']);
    let (key, value) = begun.split_once(": ")?;
    let value = value.trim();
    if key.contains(['"', '\'', '{', '[']) {
        return None;
    }
    let first = value.chars().next()?;
    if "@`%!&*".contains(first) {
        return Some(format!("put the text in quotation marks: it cannot begin with “{first}”"));
    }
    let marked = matches!(first, '"' | '\'');
    if marked && value[1..].trim_end_matches(' ').find(first).is_some_and(|it| it + 2 < value.len())
    {
        return Some(
            "the quotation marks end before the text does: put all of it in them".to_owned(),
        );
    }
    let plain = !marked && !"[{|>".contains(first);
    (plain && value.contains(": ")).then(|| {
        "put the text in quotation marks: a colon with a space after it begins a value".to_owned()
    })
}
