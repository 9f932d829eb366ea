//! Holds the text of one file and turns byte offsets into lines and columns.
//!
//! A [`Source`] is what every diagnostic and every piece of evidence points into. It does not read
//! files: the text comes in as a value, with the name under which the author knows it.
//!
//! ```
//! use relata::source::Source;
//! let source = Source::new("notes.md", "first\nsecond line\n");
//! assert_eq!(source.line_column(8), (2, 3));
//! ```

use std::ops::Range;
use std::sync::Arc;

/// A half-open range of byte offsets into a text, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span never runs backwards");
        Self { start, end }
    }

    /// The span as a range, to slice with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text that the span covers.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// One text with a name: a file of the author's, or a line of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    line_starts: Arc<[usize]>,
    first_line: usize,
}

impl Source {
    /// A source named as the author would name it, with its decoded text.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self::starting_at(name, text, 1)
    }

    /// A part of a file whose first line is line `first_line` of the file (one-based).
    pub fn starting_at(
        name: impl Into<Arc<str>>,
        text: impl Into<Arc<str>>,
        first_line: usize,
    ) -> Self {
        let text = text.into();
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, line_starts, first_line }
    }

    /// The name under which the author knows the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both one-based, the column in characters.
    ///
    /// An offset past the end gives the end.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start <= offset) - 1;
        let start = self.line_starts[line];
        let column = self.text[start..offset].chars().count() + 1;
        (line + self.first_line, column)
    }

    /// The line that holds a byte offset, without its line ending, and the offset of its start.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> (&str, usize) {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start <= offset) - 1;
        let start = self.line_starts[line];
        let rest = &self.text[start..];
        let end = rest.find('\n').unwrap_or(rest.len());
        (rest[..end].trim_end_matches('\r'), start)
    }

    /// Byte offset of a one-based line and one-based column in characters, clamped to the text.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let index = line.saturating_sub(self.first_line).min(self.line_starts.len() - 1);
        let start = self.line_starts[index];
        let (text, _) = self.line_at(start);
        let within =
            text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(i, _)| i);
        start + within
    }
}

/// Byte offsets to Unicode code point offsets, for many lookups in one text.
///
/// The exchange formats count code points, as the W3C's `TextPositionSelector` does.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before every 256th byte.
    marks: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    const STEP: usize = 256;

    /// An index over `text`; costs one pass.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % Self::STEP == 0 {
                marks.push(count);
            }
            count += usize::from(!is_continuation(byte));
        }
        marks.push(count);
        Self { text, marks }
    }

    /// Number of code points before byte `offset`.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let mark = offset / Self::STEP;
        let rest = &self.text.as_bytes()[mark * Self::STEP..offset];
        let before = self.marks.get(mark).copied().unwrap_or_default();
        before + rest.iter().filter(|&&byte| !is_continuation(byte)).count()
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let source = Source::new("a", "één\ntwee\r\n");
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column("éé".len()), (1, 3));
        assert_eq!(source.line_column(source.text().len()), (3, 1));
        assert_eq!(source.line_at(7), ("twee", 6));
        assert_eq!(source.offset(2, 3), 8);
    }

    #[test]
    fn code_points_agree_with_counting() {
        let text = "Élysée – ".repeat(200);
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(offset), count);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
    }
}
