//! Quoted words, cut into segments so that a template can mark the trigger, the date and the names.
//!
//! The segments, joined, are the quoted words: marking adds nothing and drops nothing.

use serde::Serialize;

use crate::event::Evidence;
use crate::source::Span;

/// A run of quoted words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct SegmentView {
    /// The words.
    pub(crate) text: String,
    /// What they are: `date`, `trigger`, `name`, or nothing in particular.
    pub(crate) mark: Option<&'static str>,
}

/// The words of a piece of evidence with its marks. `content` is the document's reading text; when
/// the span does not lie in it, the words are given as they were kept, without marks.
pub(crate) fn segments(evidence: &Evidence, content: Option<&str>) -> Vec<SegmentView> {
    let span = evidence.span;
    let Some(words) = content.and_then(|it| it.get(span.range())) else {
        return vec![SegmentView { text: evidence.quote.clone(), mark: None }];
    };
    let marks: Vec<(Span, &'static str)> = evidence
        .date
        .map(|it| (it, "date"))
        .into_iter()
        .chain([(evidence.trigger, "trigger")])
        .chain(evidence.names.iter().map(|it| (*it, "name")))
        .filter_map(|(mark, class)| clipped(mark, span, words).map(|it| (it, class)))
        .collect();
    cut(words, &marks)
}

/// The part of `mark` inside `span`, counted from the start of `span`.
fn clipped(mark: Span, span: Span, words: &str) -> Option<Span> {
    let start = mark.start.max(span.start) - span.start;
    let end = mark.end.min(span.end).checked_sub(span.start)?;
    (start < end && words.get(start..end).is_some()).then(|| Span::new(start, end))
}

/// Cuts `words` at the ends of marks. Where marks overlap, the one listed first is shown.
fn cut(words: &str, marks: &[(Span, &'static str)]) -> Vec<SegmentView> {
    let mut ends: Vec<usize> =
        marks.iter().flat_map(|(it, _)| [it.start, it.end]).chain([0, words.len()]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut segments: Vec<SegmentView> = Vec::new();
    for pair in ends.windows(2) {
        let run = Span::new(pair[0], pair[1]);
        let mark = marks.iter().find(|(it, _)| it.contains(run)).map(|(_, class)| *class);
        let text = run.of(words);
        match segments.last_mut() {
            Some(last) if last.mark == mark && mark.is_none() => last.text.push_str(text),
            _ => segments.push(SegmentView { text: text.to_owned(), mark }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_segments_joined_are_the_words() {
        let words = "On Monday Ada wrote to Bo.";
        let marks = [
            (Span::new(3, 9), "date"),
            (Span::new(14, 19), "trigger"),
            (Span::new(10, 13), "name"),
        ];
        let cut = cut(words, &marks);
        assert_eq!(cut.iter().map(|it| it.text.as_str()).collect::<String>(), words);
        let marked: Vec<_> =
            cut.iter().filter(|it| it.mark.is_some()).map(|it| it.text.as_str()).collect();
        assert_eq!(marked, ["Monday", "Ada", "wrote"]);
    }

    #[test]
    fn of_two_marks_on_the_same_words_the_first_is_shown() {
        let cut = cut("abc", &[(Span::new(0, 2), "date"), (Span::new(1, 3), "name")]);
        let told: Vec<_> = cut.iter().map(|it| (it.text.as_str(), it.mark)).collect();
        assert_eq!(told, [("a", Some("date")), ("b", Some("date")), ("c", Some("name"))]);
    }
}
