//! Sentences that name documents by their id, as readers take them: with the title, which leads to the
//! document's page.

use serde::Serialize;

use crate::site::book::Book;
use crate::site::view::LinkView;

/// The most words that an id of a document may have: ids are paths, and paths may have spaces.
const WORDS: usize = 8;

/// A run of a sentence: plain words, or a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PieceView {
    pub(crate) text: String,
    pub(crate) document: Option<LinkView>,
}

/// The sentence, cut where it names a document.
pub(crate) fn cited(book: &Book<'_>, sentence: &str) -> Vec<PieceView> {
    let plain = |text: &str| PieceView { text: text.to_owned(), document: None };
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < sentence.len() {
        match named(sentence, at, &|id| book.document_link(id)) {
            Some((end, link)) => {
                pieces.push(plain(&sentence[from..at]));
                pieces.push(PieceView { text: link.name.clone(), document: Some(link) });
                (from, at) = (end, end);
            }
            None => at = sentence[at..].find(' ').map_or(sentence.len(), |it| at + it + 1),
        }
    }
    pieces.push(plain(&sentence[from..]));
    pieces.retain(|it| !it.text.is_empty());
    pieces
}

/// The document that is named at a place of the sentence, by the longest id, and where the name ends.
fn named<T>(sentence: &str, at: usize, known: &dyn Fn(&str) -> Option<T>) -> Option<(usize, T)> {
    let rest = &sentence[at..];
    let ends = rest.match_indices(' ').map(|it| it.0).chain([rest.len()]).take(WORDS);
    let ends: Vec<usize> = ends.collect();
    ends.into_iter().rev().find_map(|end| {
        let whole = &rest[..end];
        let bare = whole.trim_end_matches([',', '.', ';', ':']);
        [whole, bare].into_iter().find_map(|id| Some((at + id.len(), known(id)?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_found_by_its_longest_id() {
        let known = |id: &str| ["a", "a b/c", "d.e"].contains(&id).then(|| id.to_owned());
        let of = |sentence: &str| named(sentence, 0, &known).map(|it| it.1);
        assert_eq!(of("a b/c (2019) tells of another").as_deref(), Some("a b/c"));
        assert_eq!(of("a says so").as_deref(), Some("a"));
        assert_eq!(of("d.e, or not").as_deref(), Some("d.e"));
        assert_eq!(of("b says so"), None);
    }
}
