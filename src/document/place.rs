//! Lines and columns of a document, as whoever opens its file counts them.

use crate::document::{Document, Input, Origin, decode, split_extension};
use crate::source::{Source, Span};

/// The lines of a document: of its file or, where the reading text is not a part of one (a saved
/// page, a line of JSON), of the reading text.
#[derive(Debug)]
pub struct Places<'a> {
    document: &'a Document,
    source: Source,
    of_file: bool,
}

impl<'a> Places<'a> {
    /// The lines of a document that was read from a file, or from none.
    #[must_use]
    pub fn new(document: &'a Document, file: Option<&Input>) -> Self {
        let file = file.filter(|it| !split_extension(&it.path).1.eq_ignore_ascii_case("jsonl"));
        let text = match document.origin {
            Origin::Runs(_) => file.and_then(|it| decode(it, false, &mut Vec::new())),
            Origin::Same | Origin::Composed => None,
        };
        let of_file = text.is_some() || (file.is_some() && matches!(document.origin, Origin::Same));
        let text = text.unwrap_or_else(|| document.content.clone());
        Self { document, source: Source::new(document.file.as_str(), text), of_file }
    }

    /// Whether the lines are those of the file.
    #[must_use]
    pub fn of_file(&self) -> bool {
        self.of_file
    }

    /// The one-based line, and the one-based columns in characters of the first character of a span
    /// of the reading text and of the one after it. A span over several lines ends with the first.
    #[must_use]
    pub fn of(&self, span: Span) -> (usize, usize, usize) {
        let (line, column) = self.source.line_column(self.offset(span.start));
        // The last character, since what follows it need not stand next to it in the file.
        let last = span.of(&self.document.content).char_indices().last().map_or(0, |it| it.0);
        let (last_line, last) = self.source.line_column(self.offset(span.start + last));
        (line, column, if last_line == line { last + 1 } else { usize::MAX })
    }

    /// How many lines there are.
    #[must_use]
    pub fn count(&self) -> usize {
        let text = self.source.text().trim_end_matches('\n');
        self.source.line_column(text.len()).0
    }

    fn offset(&self, offset: usize) -> usize {
        if self.of_file { self.document.input_offset(offset).unwrap_or(offset) } else { offset }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::read;

    #[track_caller]
    fn check(path: &str, bytes: &str, words: &str, expected: (usize, usize, usize), of_file: bool) {
        let file = format!("content/documents/{path}");
        let input = Input { path: path.to_owned(), file, bytes: Arc::new(bytes.into()) };
        let documents = read(&input).value;
        let places = Places::new(&documents[0], Some(&input));
        let start = documents[0].content.find(words).unwrap();
        let place = places.of(Span::new(start, start + words.len()));
        assert_eq!((place, places.of_file()), (expected, of_file));
    }

    #[test]
    fn lines_are_those_of_the_file_where_it_has_the_words() {
        check("a.txt", "Head\n\nÉté on Monday.\n", "Monday", (3, 8, 14), true);
        let markdown = "---\ntitle: Talks\n---\n\nThey *met* on **Monday**.\n";
        check("a.md", markdown, "Monday", (5, 17, 23), true);
        let page = "<title>T</title>\n\n\n<article><p>They met on Monday by the sea.</article>";
        check("a.html", page, "Monday", (3, 13, 19), false);
        check("a.jsonl", "{\"text\":\"One.\\nOn Monday.\"}\n", "Monday", (2, 4, 10), false);
    }
}
