//! Words, numbers and marks.

use crate::source::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and combining marks: `Berg`, `don't`, `Oslo's` is
    /// split before its `'s`.
    Word,
    /// Digits only: `19`, `2024`.
    Number,
    /// Digits and letters glued: `19th`, `1990s`, `3pm`, `KN23`.
    Mixed,
    /// One mark: `,` `.` `-` `(`.
    Mark,
}

/// A word, a number or a mark.
///
/// A hyphen is a token of its own, so that `mid-2023` is three tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether white space stands before it (or it is the first of its block).
    pub spaced: bool,
    /// Whether it begins with an upper-case letter.
    pub capital: bool,
}

impl Token {
    /// Its place in the text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

/// Adds the tokens of one block.
///
/// Offsets are kept in 32 bits: a document is at most 4 GiB, far above the size that is read.
pub(super) fn split(content: &str, block: Span, tokens: &mut Vec<Token>) {
    let text = block.of(content);
    let offset = |at: usize| u32::try_from(block.start + at).unwrap_or(u32::MAX);
    let mut at = 0;
    let mut spaced = true;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        if first.is_whitespace() || is_invisible(first) {
            spaced = true;
            continue;
        }
        let kind = if first.is_alphanumeric() {
            let (kind, length) = word(&text[start..]);
            at = start + length;
            kind
        } else if is_apostrophe(first) && is_possessive(&text[start..]) && !spaced {
            at += 1;
            TokenKind::Word
        } else {
            TokenKind::Mark
        };
        let capital = first.is_uppercase();
        tokens.push(Token { start: offset(start), end: offset(at), kind, spaced, capital });
        spaced = false;
    }
}

/// What the word or number that begins a text is made of, and its length in bytes.
fn word(text: &str) -> (TokenKind, usize) {
    let (mut letters, mut digits) = (false, false);
    // Most words are of ASCII only: their bytes need no decoding.
    let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric);
    let mut end = ascii
        .inspect(|it| {
            letters |= it.is_ascii_alphabetic();
            digits |= it.is_ascii_digit();
        })
        .count();
    while let Some(next) = text[end..].chars().next() {
        let after = end + next.len_utf8();
        let inner_apostrophe = is_apostrophe(next)
            && letters
            && !is_possessive(&text[end..])
            && text[after..].chars().next().is_some_and(char::is_alphabetic);
        if !(next.is_alphanumeric() || is_combining(next) || inner_apostrophe) {
            break;
        }
        letters |= next.is_alphabetic();
        digits |= next.is_ascii_digit();
        end = after;
    }
    let kind = match (letters, digits) {
        (true, true) => TokenKind::Mixed,
        (false, true) => TokenKind::Number,
        _ => TokenKind::Word,
    };
    (kind, end)
}

fn is_apostrophe(it: char) -> bool {
    matches!(it, '\'' | '’' | '‘' | 'ʼ')
}

/// Whether a text begins with `'s` that ends there.
fn is_possessive(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_apostrophe)
        && matches!(chars.next(), Some('s' | 'S'))
        && !chars.next().is_some_and(char::is_alphanumeric)
}

fn is_combining(it: char) -> bool {
    matches!(it, '\u{300}'..='\u{36f}')
}

/// Zero-width characters and soft hyphens that saved pages are strewn with.
fn is_invisible(it: char) -> bool {
    matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    #[track_caller]
    fn check(content: &str, expected: &[&str]) {
        let text = Text::new(content);
        let words: Vec<_> = (0..text.tokens().len()).map(|it| text.word(it)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn words_numbers_and_marks() {
        check("mid-2023, the 19th", &["mid", "-", "2023", ",", "the", "19th"]);
        check("Ada's men don't", &["Ada", "'s", "men", "don't"]);
        check("the leaders’ talks", &["the", "leaders", "’", "talks"]);
        check("Oct.7,'24", &["Oct", ".", "7", ",", "'", "24"]);
        check("$10.5bn", &["$", "10", ".", "5bn"]);
        check("Élysée\u{200b} naïve", &["Élysée", "naïve"]);
    }
}
