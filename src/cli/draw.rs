//! Draws diagnostics: the message, the line with a caret, what else helps, what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};

/// A diagnostic as the terminal shows it, with colours, ending in an empty line.
pub(super) fn draw(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str());
    let mut group = match &diagnostic.location {
        None => Group::with_title(title),
        Some(it) if it.line == 0 => title.element(Origin::path(it.file.as_str())),
        Some(it) => {
            let offset = |column: usize| {
                it.text.char_indices().nth(column).map_or(it.text.len(), |(offset, _)| offset)
            };
            let start = it.column.saturating_sub(1);
            let span = offset(start)..offset(start + it.length);
            title.element(
                Snippet::source(it.text.as_str())
                    .line_start(it.line)
                    .path(it.file.as_str())
                    .annotation(AnnotationKind::Primary.span(span)),
            )
        }
    };
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    format!("{}\n", Renderer::styled().render(&[group]))
}

/// "2 errors, 1 warning, 3 notes": the severities that occur. `None` when there is nothing.
pub(super) fn tally(diagnostics: &[Diagnostic]) -> Option<String> {
    let counts =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")].map(
            |(severity, word)| {
                (diagnostics.iter().filter(|it| it.severity == severity).count(), word)
            },
        );
    let parts: Vec<_> =
        counts.iter().filter(|it| it.0 > 0).map(|(count, word)| counted(*count, word)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "1 page", "2 pages".
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Span};

    #[track_caller]
    fn check(diagnostic: &Diagnostic, expected: &str) {
        let drawn = anstream::adapter::strip_str(&draw(diagnostic)).to_string();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn an_error_shows_the_line_the_caret_and_the_cure() {
        let source = Source::new("content/overrides.yaml", "# mine\n- event: a-meetng\n");
        check(
            &Diagnostic::error("x/y", "no event has the id `a-meetng`")
                .at(&source, Span::new(16, 24))
                .with_note("there is one event")
                .with_help("did you mean `a-meeting`?"),
            "\
error: no event has the id `a-meetng`
 --> content/overrides.yaml:2:10
  |
2 | - event: a-meetng
  |          ^^^^^^^^
  |
  = note: there is one event
  = help: did you mean `a-meeting`?
",
        );
    }

    #[test]
    fn a_file_as_a_whole_and_no_file_at_all() {
        check(
            &Diagnostic::warning("x/y", "this is left out").in_file("a.txt").with_help("mend it"),
            "warning: this is left out\n--> a.txt\n = help: mend it\n",
        );
        check(&Diagnostic::note("x/y", "all is well"), "note: all is well\n");
    }

    #[test]
    fn the_end_of_a_line_and_an_empty_line_can_be_meant() {
        let source = Source::new("a", "é\n\n");
        for at in [0, 2, 3, 4] {
            let drawn = draw(&Diagnostic::error("x", "x").at(&source, Span::new(at, at)));
            assert!(drawn.contains('^'), "{at}: {drawn}");
        }
    }

    #[test]
    fn severities_are_counted() {
        let all =
            [Diagnostic::error("x", ""), Diagnostic::error("x", ""), Diagnostic::note("x", "")];
        assert_eq!(tally(&all).as_deref(), Some("2 errors, 1 note"));
        assert_eq!(tally(&[]), None);
    }
}
