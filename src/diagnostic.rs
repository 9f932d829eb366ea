//! What is wrong, where, and what to do about it.
//!
//! Stages return [`Reported`] values: what they made, with everything that they have to say about
//! it. Nothing here prints or exits; the command line draws a [`Diagnostic`] and decides.

use serde::Serialize;

use crate::source::{Source, Span};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// The rest is built; something was left out or is in doubt.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place in a file that a diagnostic points at, with the line itself so that it can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    /// The file as the author names it.
    pub file: String,
    /// One-based line; 0 when the whole file is meant.
    pub line: usize,
    /// One-based column in characters; 0 when the whole file is meant.
    pub column: usize,
    /// How many characters are meant, at least 1.
    pub length: usize,
    /// The line's text, cut when it is very long.
    #[serde(skip)]
    pub text: String,
}

impl Location {
    const LONGEST_LINE: usize = 200;

    /// The place of `span` in `source`. A span over several lines is cut at the end of its first.
    #[must_use]
    pub fn of(source: &Source, span: Span) -> Self {
        let (line, column) = source.line_column(span.start);
        let (text, start) = source.line_at(span.start);
        let end = span.end.min(start + text.len()).max(span.start);
        let length = source.text().get(span.start..end).map_or(1, |it| it.chars().count()).max(1);
        let text: String = text.chars().take(Self::LONGEST_LINE).collect();
        let length = length.min((text.chars().count() + 2).saturating_sub(column).max(1));
        Self { file: source.name().to_owned(), line, column, length, text }
    }

    /// A file as a whole.
    pub fn file(name: impl Into<String>) -> Self {
        Self { file: name.into(), line: 0, column: 0, length: 0, text: String::new() }
    }
}

/// One thing to tell the author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Error, warning or note.
    pub severity: Severity,
    /// A stable name for this kind of diagnostic, such as `yaml/unknown-key`.
    pub code: &'static str,
    /// What is wrong, in the author's words.
    pub message: String,
    /// Where, if it is in a file.
    pub location: Option<Location>,
    /// What else helps to understand it.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { severity, code, message, location: None, notes: Vec::new(), help: None }
    }

    /// An error: nothing is published until it is mended.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning: the rest is built.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note: worth knowing.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Points at a span of a source.
    #[must_use]
    pub fn at(mut self, source: &Source, span: Span) -> Self {
        self.location = Some(Location::of(source, span));
        self
    }

    /// Points at a place that is already known.
    #[must_use]
    pub fn at_location(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Points at a file as a whole.
    #[must_use]
    pub fn in_file(mut self, name: impl Into<String>) -> Self {
        self.location = Some(Location::file(name));
        self
    }

    /// Adds what helps to understand it.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, if there is something to say.
    #[must_use]
    pub fn with_help_maybe(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// The order in which diagnostics are told: errors first, then by place.
    #[must_use]
    pub fn sort_key(&self) -> (Severity, Option<&Location>, &str, &str) {
        (self.severity, self.location.as_ref(), self.code, &self.message)
    }
}

/// A value with everything that its making had to report.
#[derive(Debug, Clone)]
pub struct Reported<T> {
    /// What was made.
    pub value: T,
    /// What there is to say about it.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// A value with nothing to report.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Moves the diagnostics into `all` and gives the value.
    pub fn into_value(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }

    /// The same diagnostics with another value.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Reported<U> {
        Reported { value: with(self.value), diagnostics: self.diagnostics }
    }
}

/// Whether any of them forbids to publish.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|it| it.severity == Severity::Error)
}

/// "did you mean `…`?" for the candidate nearest to what was written, if one is near.
#[must_use]
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let folded = written.to_lowercase();
    candidates
        .into_iter()
        .map(|it| (strsim::jaro_winkler(&folded, &it.to_lowercase()), it))
        .filter(|(near, _)| *near >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, it)| format!("did you mean `{it}`?"))
}

/// The id of an event that is nearest to one that is written: the only one that begins so, one that is the
/// same on another day, or one with a slip of spelling. What only shares a day is something else.
pub fn near_id<'a>(
    written: &str,
    ids: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
) -> Option<String> {
    const SLIPS: usize = 3;
    let ids = ids.into_iter();
    let what = |id: &'a str| id.trim_start_matches(|it: char| it.is_ascii_digit() || it == '-');
    let rest = written.trim_start_matches(|it: char| it.is_ascii_digit() || it == '-');
    let mut begun = ids.clone().filter(|it| !written.is_empty() && it.starts_with(written));
    let begun = begun.next().filter(|_| begun.next().is_none());
    let moved = || ids.clone().find(|it| !rest.is_empty() && what(it) == rest);
    let spelled = || {
        let near = ids.clone().map(|it| (strsim::osa_distance(written, it), it));
        near.filter(|it| it.0 <= SLIPS).min().map(|it| it.1)
    };
    begun.or_else(moved).or_else(spelled).map(|it| format!("did you mean `{it}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_has_the_line_and_the_length() {
        let source = Source::new("o.yaml", "- a: 1\n- evnt: x\n");
        let it = Location::of(&source, Span::new(9, 13));
        assert_eq!((it.line, it.column, it.length, it.text.as_str()), (2, 3, 4, "- evnt: x"));
    }

    #[test]
    fn an_id_is_near_by_what_it_says_and_not_by_its_day() {
        let ids = ["2012-01-05-visit-cuba", "2012-01-05-other-spain", "2012-02-01-message-cuba"];
        let near = |written: &str| near_id(written, ids);
        let meant = |at: usize| Some(format!("did you mean `{}`?", ids[at]));
        assert_eq!(near("2012-01-05-visit"), meant(0));
        assert_eq!(near("2012-02-03-message-cuba"), meant(2));
        assert_eq!(near("2012-01-05-vist-cuba"), meant(0));
        assert_eq!(near("2012-01-05-meeting-norway"), None);
        assert_eq!(near("2012-01-05"), None);
    }

    #[test]
    fn the_nearest_candidate_is_offered_and_a_far_one_is_not() {
        let keys = ["event", "document", "merge"];
        assert_eq!(did_you_mean("evnt", keys).as_deref(), Some("did you mean `event`?"));
        assert_eq!(did_you_mean("colour", keys), None);
    }
}
