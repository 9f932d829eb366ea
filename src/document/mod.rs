//! Bytes to a document: title, outlet, stated publication dates, and a reading text cut into blocks.
//!
//! Each format has a reader; [`read`] picks it. What is navigation, a "More from" list or a comment
//! box is marked as boilerplate, never deleted, so that offsets stay true. Nothing here looks for
//! events, and no date is decided here: what a document states about itself is collected in
//! [`Document::stated`], and `dating` weighs it.

use serde::{Deserialize, Serialize};

use crate::config::{Genre, Publish};
use crate::source::Span;

/// One file below documents/.
#[derive(Debug, Clone)]
pub struct Input {
    /// Path below documents/, with `/`.
    pub path: String,
    /// The file as the author names it, for diagnostics.
    pub file: String,
    /// Its bytes, in whatever encoding.
    pub bytes: Vec<u8>,
}

/// One document: what it says and what it says about itself.
#[derive(Debug, Clone)]
pub struct Document {
    /// Path below `documents/` without its extension; `path#line` for a line of a JSONL file.
    pub id: String,
    /// The file as the author names it, for diagnostics.
    pub file: String,
    /// What it was read as.
    pub format: Format,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where the original stands.
    pub url: Option<String>,
    /// Whose facts these are, in the author's words (front matter `sources`).
    pub sources: Vec<String>,
    /// How much of it may be published, where the document itself says so.
    pub publish: Option<Publish>,
    /// How its relative dates are anchored, where the author says so.
    pub genre: Option<Genre>,
    /// The reading text: without markup, with its words in order.
    pub content: String,
    /// Where the reading text stands in the input.
    pub origin: Origin,
    /// Blocks (paragraphs, headings, list items) of the reading text, in order.
    pub blocks: Vec<Block>,
    /// Publication dates that metadata states (front matter, input field, meta tags, URL…), the
    /// most trusted first. Dates in the masthead's text are found by `dating`.
    pub stated: Vec<Stated>,
    /// Where the title stands in the reading text, if it stands there.
    pub title_span: Option<Span>,
}

/// A paragraph, a heading, a list item: no sentence runs from one into the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its place in the reading text.
    pub span: Span,
    /// What part of the document it belongs to.
    pub zone: Zone,
}

/// The parts of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// Headline, by-line, date line and the like, before the text proper.
    Masthead,
    /// The text proper.
    Body,
    /// Navigation, "More from" lists, share lines, footers.
    Boilerplate,
}

/// What a document was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown with optional YAML front matter.
    Markdown,
    /// A saved web page.
    Html,
}

/// A publication date that a document's metadata states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Where it was stated.
    pub by: StatedBy,
    /// The words as they stand there.
    pub text: String,
}

/// Where metadata states a publication date, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatedBy {
    /// Front matter of a Markdown file.
    FrontMatter,
    /// A field of the JSON line.
    Input,
    /// JSON-LD (`datePublished`).
    JsonLd,
    /// A `<meta>` element.
    Meta,
    /// A `<time datetime>` element of the article.
    TimeElement,
    /// The address of the page.
    Url,
}

/// Where the reading text stands in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The reading text is the input.
    Same,
    /// Runs of the reading text stand at other offsets of the input, in order.
    Runs(Vec<Run>),
    /// The reading text was composed (a saved page): offsets are those of the reading text.
    Composed,
}

/// A run of characters that stands in the input as it stands in the reading text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Byte offset in the reading text.
    pub content: usize,
    /// Byte offset in the input.
    pub input: usize,
    /// Length in bytes.
    pub length: usize,
}
