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

/// The fewest words that a quote should have: a verb alone tells a reader nothing.
const FEWEST: usize = 3;

/// The fewest words of a sentence around its trigger that are enough: of as few, those that begin
/// nearest to the trigger. `None` if not even the whole sentence is.
pub(super) fn shortest(
    text: &str,
    (sentence, trigger): (Span, Span),
    enough: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let words: Vec<Span> = words(text, sentence);
    let first = words.iter().position(|it| it.overlaps(trigger))?;
    let last = words.iter().rposition(|it| it.overlaps(trigger))?;
    let fewest = FEWEST.max(last + 1 - first).min(words.len());
    for count in fewest..=words.len() {
        let earliest = (last + 1).saturating_sub(count);
        for start in (earliest..=first).rev().filter(|it| it + count <= words.len()) {
            let span = words[start].join(words[start + count - 1]);
            let plain = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            let quote = plain.trim_end_matches([',', '.', ';', ':', '?', '!']).to_owned();
            if enough(&quote) {
                return Some(quote);
            }
        }
    }
    None
}

/// The words of a part of a text, with the marks that stand at them.
fn words(text: &str, part: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in part.of(text).char_indices().map(|(at, it)| (part.start + at, it)) {
        match (letter.is_whitespace(), start) {
            (true, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| Span::new(from, part.end)));
    words
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

    #[test]
    fn the_shortest_quote_has_the_trigger_and_begins_near_it() {
        let text = "In May Ada met Bo, and in June Ada met Bo again.";
        let part = |words: &str| {
            let at = text.find(words).unwrap_or_default();
            Span::new(at, at + words.len())
        };
        let sentence = Span::new(0, text.len());
        let once = |it: &str| text.matches(it).count() == 1;
        let near = |trigger: &str| shortest(text, (sentence, part(trigger)), &once);
        assert_eq!(near("met").as_deref(), Some("met Bo, and"));
        assert_eq!(near("again").as_deref(), Some("met Bo again"));
        assert_eq!(shortest(text, (part("Ada met"), part("met")), &|_| false), None);
        assert_eq!(
            shortest(text, (part("Ada met"), part("met")), &|_| true).as_deref(),
            Some("Ada met")
        );
    }
}
