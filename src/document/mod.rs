//! Bytes to a document: title, outlet, stated publication dates, and a reading text cut into blocks.
//!
//! Each format has a reader; [`read`] picks it. What is navigation, a "More from" list or a comment
//! box is marked as boilerplate, never deleted, so that offsets stay true. Nothing here looks for
//! events, and no date is decided here: what a document states about itself is collected in
//! [`Document::stated`], and `dating` weighs it.
//!
//! ```
//! use relata::document::{Input, Zone, read};
//! let input = Input {
//!     path: "2019/talks.txt".into(),
//!     file: "content/documents/2019/talks.txt".into(),
//!     bytes: b"Leaders Meet by the Sea\n\nThe two leaders met on Thursday for the first time.".to_vec().into(),
//! };
//! let documents = read(&input).value;
//! assert_eq!(documents[0].id, "2019/talks");
//! assert_eq!(documents[0].title.as_deref(), Some("Leaders Meet by the Sea"));
//! assert_eq!(documents[0].blocks[1].zone, Zone::Body);
//! ```

mod address;
mod blocks;
mod boilerplate;
mod dateline;
mod draft;
mod encoding;
mod header;
mod html;
mod jsonl;
mod markdown;
mod masthead;
mod nesting;
mod page_date;
mod place;
mod shape;
mod text;
mod write;

use serde::{Deserialize, Serialize};

use std::sync::Arc;

use crate::config::{Genre, Publish};
use crate::diagnostic::{Diagnostic, Location, Reported};
use crate::source::Span;

pub use dateline::{Dateline, dateline, opening_date};
pub use header::{Header, Label, headers};
pub use html::paragraphs;
pub use jsonl::{Line, from_line, parse_line};
pub use place::Places;
pub use shape::is_date_line;
pub use write::{markdown, quoted};

/// A file of documents/ as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its path below `documents/`, divided by `/`.
    pub path: String,
    /// The file as the author names it, for diagnostics: `content/documents/a/b.txt`.
    pub file: String,
    /// What it holds.
    pub bytes: Arc<Vec<u8>>,
}

/// The largest file that is read, in bytes. Longer ones are archives or mistakes, not documents.
pub const LARGEST: usize = 32 * 1024 * 1024;

/// The extensions that [`read`] knows, in lower case.
pub const EXTENSIONS: [&str; 6] = ["md", "markdown", "txt", "html", "htm", "jsonl"];

/// Reads a file by its extension: one document, or one a line for JSON lines.
///
/// What cannot be read is left out with a warning. A file of another kind gives a warning too.
#[must_use]
pub fn read(input: &Input) -> Reported<Vec<Document>> {
    let (stem, extension) = split_extension(&input.path);
    let extension = extension.to_ascii_lowercase();
    let mut diagnostics = Vec::new();
    if !EXTENSIONS.contains(&extension.as_str()) {
        let help = format!("relata reads {}", EXTENSIONS.map(|it| format!(".{it}")).join(", "));
        let message = "this kind of file is not read as a document";
        diagnostics.push(skipped("document/unknown-format", input, message).with_help(help));
        return Reported { value: Vec::new(), diagnostics };
    }
    let is_html = matches!(extension.as_str(), "html" | "htm");
    let Some(text) = decode(input, is_html, &mut diagnostics) else {
        return Reported { value: Vec::new(), diagnostics };
    };
    let read = match extension.as_str() {
        "md" | "markdown" => markdown::read(&input.file, stem, &text).map(|it| vec![it]),
        "html" | "htm" => html::read(&input.file, stem, &text).map(|it| vec![it]),
        "jsonl" => jsonl::read(&input.file, stem, &text),
        _ => text::read(&input.file, stem, text).map(|it| vec![it]),
    };
    let value = read.into_value(&mut diagnostics);
    Reported { value, diagnostics }
}

/// The text of a file, or `None` with the reason among the diagnostics.
fn decode(input: &Input, is_html: bool, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    if input.bytes.len() > LARGEST {
        let message = format!("the file is larger than {} MiB", LARGEST / 1024 / 1024);
        let help = "divide it into one file a document";
        diagnostics.push(skipped("document/too-large", input, message).with_help(help));
        return None;
    }
    let Some(decoded) = encoding::decode(&input.bytes, is_html) else {
        let message = "the file is not text";
        let help = "save it as text, Markdown or HTML";
        diagnostics.push(skipped("document/binary", input, message).with_help(help));
        return None;
    };
    if decoded.text.trim().is_empty() {
        diagnostics.push(skipped("document/empty", input, "the file has no text"));
        return None;
    }
    if decoded.lossy {
        let message = format!("some characters are not valid {} and were replaced", decoded.name);
        let warning = Diagnostic::warning("document/encoding", message).in_file(&input.file);
        diagnostics.push(warning.with_help("save the file as UTF-8"));
    }
    Some(decoded.text)
}

/// The text of a file's bytes, whatever their encoding; `None` if they are none.
#[must_use]
pub fn decoded(bytes: &[u8], is_html: bool) -> Option<String> {
    encoding::decode(bytes, is_html).map(|it| it.text)
}

fn skipped(code: &'static str, input: &Input, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, message).in_file(&input.file).with_note("the file is left out")
}

/// A path and its extension, which only the last part of the path can have.
fn split_extension(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(0, |it| it + 1);
    match path[name..].rfind('.') {
        Some(dot) if dot > 0 => (&path[..name + dot], &path[name + dot + 1..]),
        _ => (path, ""),
    }
}

/// One document: what it says and what it says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// When somebody saved the page, as it was written beside it: never a publication date, but
    /// "3 days ago" counts from it.
    pub saved: Option<String>,
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
    /// Where an author wrote them; `None` for what a page says of itself.
    pub at: Option<Location>,
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

/// The order of documents by id: lines of a JSONL file by their number.
#[must_use]
pub fn order(a: &str, b: &str) -> std::cmp::Ordering {
    split(a).cmp(&split(b)).then_with(|| a.cmp(b))
}

/// The path of a document's id, and the number of its line.
fn split(id: &str) -> (&str, usize) {
    let (path, line) = id.rsplit_once('#').unwrap_or((id, "0"));
    (path, line.parse().unwrap_or(0))
}

/// Where the datelines of a document's paragraphs stand in its reading text.
#[must_use]
pub fn datelines(document: &Document) -> Vec<Span> {
    let body = document.blocks.iter().filter(|it| it.zone == Zone::Body);
    body.filter_map(|it| {
        let line = dateline(it.span.of(&document.content))?;
        Some(Span::new(it.span.start + line.span.start, it.span.start + line.span.end))
    })
    .collect()
}

impl Document {
    /// The document's id with its reading text.
    #[must_use]
    pub fn text(&self) -> (&str, &str) {
        (&self.id, &self.content)
    }

    /// Where an offset of the reading text stands in the input; `None` when the text was composed.
    #[must_use]
    pub fn input_offset(&self, offset: usize) -> Option<usize> {
        match &self.origin {
            Origin::Same => Some(offset),
            Origin::Composed => None,
            Origin::Runs(runs) => {
                let after = runs.partition_point(|it| it.content <= offset);
                let run = runs.get(after.checked_sub(1)?)?;
                Some(run.input + (offset - run.content).min(run.length))
            }
        }
    }
}
