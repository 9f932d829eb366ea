//! Sentences and tokens of a text, each with its offsets.
//!
//! One pass makes them and everything later reads them: nothing else in relata splits words. A
//! [`Text`] borrows the reading text of a document and knows nothing of dates or actors.
//!
//! ```
//! use relata::text::Text;
//! let text = Text::new("He met Mr. Brown on Oct. 7. They talked.");
//! assert_eq!(text.sentences().len(), 2);
//! ```

mod sentence;
mod token;

use std::ops::Range;

use crate::source::Span;

pub use token::{Token, TokenKind};

/// One sentence: its span and its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its tokens, as a range into [`Text::tokens`]; never empty.
    pub tokens: Range<usize>,
    /// The block (paragraph) that it stands in, as an index into the blocks given.
    pub block: usize,
}

/// A text with its tokens and sentences.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    content: &'a str,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
}

impl<'a> Text<'a> {
    /// Splits a text whose paragraphs are divided by blank lines.
    #[must_use]
    pub fn new(content: &'a str) -> Self {
        Self::with_blocks(content, &sentence::paragraphs(content))
    }

    /// Splits a text whose blocks are known. Blocks are in order, do not overlap, and no sentence
    /// runs from one into the next; what lies outside of them has no tokens.
    #[must_use]
    pub fn with_blocks(content: &'a str, blocks: &[Span]) -> Self {
        let mut tokens = Vec::with_capacity(content.len() / 5);
        let mut sentences = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let first = tokens.len();
            token::split(content, *block, &mut tokens);
            sentence::split(content, &tokens, first, index, &mut sentences);
        }
        Self { content, tokens, sentences }
    }

    /// The text itself.
    #[must_use]
    pub fn content(&self) -> &'a str {
        self.content
    }

    /// All tokens in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The characters of a token.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |it| it.span().of(self.content))
    }

    /// The characters under a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &'a str {
        span.of(self.content)
    }

    /// The sentence that holds a byte offset.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|it| it.span.start <= offset);
        let index = after.checked_sub(1)?;
        (offset < self.sentences[index].span.end).then_some(index)
    }

    /// The token that holds a byte offset, or the first after it.
    #[must_use]
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|it| it.span().end <= offset)
    }

    /// The tokens that a span covers, wholly or in part.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.token_at(span.start);
        let last = self.tokens.partition_point(|it| it.span().start < span.end);
        first..last.max(first)
    }
}
