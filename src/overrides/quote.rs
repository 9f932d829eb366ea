//! Finds an author's words in a document, however the spaces and quotation marks are set.

use crate::source::Span;

/// A text with its spaces run together and its punctuation made plain, and the way back.
struct Plain {
    text: String,
    /// For each byte of the plain text, the byte of the original that it came from.
    origin: Vec<usize>,
    length: usize,
}

impl Plain {
    fn of(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        let mut origin = Vec::with_capacity(text.len());
        for (at, letter) in text.char_indices() {
            let before = plain.len();
            match letter {
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
                '“' | '”' | '„' | '‟' | '«' | '»' | '″' => plain.push('"'),
                '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '`' => plain.push('\''),
                '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => plain.push('-'),
                '…' => plain.push_str("..."),
                _ if letter.is_whitespace() && plain.ends_with(' ') => {}
                _ if letter.is_whitespace() => plain.push(' '),
                _ => plain.push(letter),
            }
            origin.extend(std::iter::repeat_n(at, plain.len() - before));
        }
        Self { text: plain, origin, length: text.len() }
    }

    fn span(&self, start: usize, length: usize) -> Span {
        let end = self.origin.get(start + length).copied().unwrap_or(self.length);
        let start = self.origin.get(start).copied().unwrap_or(self.length);
        Span::new(start, end.max(start))
    }
}

/// Every place where the words stand in the text, in order.
pub(super) fn find(text: &str, words: &str) -> Vec<Span> {
    let (text, words) = (Plain::of(text), Plain::of(words));
    let words = words.text.trim();
    if words.is_empty() {
        return Vec::new();
    }
    text.text.match_indices(words).map(|(at, _)| text.span(at, words.len())).collect()
}

/// As many of the first words as stand in the text, if that is at least two.
pub(super) fn beginning(text: &str, words: &str) -> Option<String> {
    let (text, words) = (Plain::of(text).text, Plain::of(words).text);
    let words: Vec<&str> = words.split_whitespace().collect();
    let joined = |count: usize| words[..count].join(" ");
    (2..words.len()).rev().map(joined).find(|it| text.contains(it.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str, expected: &[&str]) {
        let found: Vec<_> = find(text, words).into_iter().map(|it| it.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn spaces_and_marks_do_not_matter() {
        check("They met  on\nMonday – he said “yes”.", "met on Monday", &["met  on\nMonday"]);
        check("he said “yes”, then left", "said \"yes\"", &["said “yes”"]);
        check("the leader's Xi’s visit", "Xi's visit", &["Xi’s visit"]);
        check("1990–1995 and so on…", "1990-1995 and so on...", &["1990–1995 and so on…"]);
        check("a b, a b", " a b ", &["a b", "a b"]);
        check("anything", "", &[]);
        check("anything", "  ", &[]);
        check("Ünïcode ends with é", "é", &["é"]);
    }

    #[test]
    fn the_beginning_that_stands_there_is_told() {
        let text = "Berg sent a message of greeting to Lind";
        let found = beginning(text, "sent a message of congratulation");
        assert_eq!(found.as_deref(), Some("sent a message of"));
        assert_eq!(beginning(text, "nothing alike"), None);
    }
}
