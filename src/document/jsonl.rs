//! Reads JSON lines: one document a line.
//!
//! A line that is not valid is told with its number, and the rest goes on.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::config::Genre;
use crate::diagnostic::{Diagnostic, Location, Reported};
use crate::document::draft::Draft;
use crate::document::{Document, Format, StatedBy, html, markdown, text};
use crate::source::{Source, Span};

/// One document as a line of JSON. Fields that are not known are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Line {
    /// The line's own name; a number is read as its digits.
    #[serde(default, deserialize_with = "word")]
    pub id: Option<String>,
    /// The text, in the format given.
    pub text: String,
    /// The headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub outlet: Option<String>,
    /// Where the original stands.
    #[serde(default)]
    pub url: Option<String>,
    /// The document creation time; absent or null: find it.
    #[serde(default, deserialize_with = "word")]
    pub published: Option<String>,
    /// When somebody saved the page: "3 days ago" in it counts from then.
    #[serde(default, deserialize_with = "stamp")]
    pub scraped_at: Option<String>,
    /// The same, as other programs call it.
    #[serde(default, deserialize_with = "stamp")]
    pub retrieved_at: Option<String>,
    /// The same, as archives call it.
    #[serde(default, deserialize_with = "stamp")]
    pub archived_at: Option<String>,
    /// How `text` is to be read; plain text if it is not said.
    #[serde(default)]
    pub format: Option<Format>,
    /// Whose facts these are: a string or a list of them.
    #[serde(default, deserialize_with = "words")]
    pub sources: Option<Vec<String>>,
    /// How it tells time; absent or null: the text decides.
    #[serde(default)]
    pub genre: Option<Genre>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Word {
    Text(String),
    Number(serde_json::Number),
}

impl Word {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Word>::deserialize(deserializer)?.map(Word::text))
}

/// A time as text; what is none is passed over, since it belongs to another program.
fn stamp<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(value.as_str().map(str::to_owned))
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    Ok(Option::<Words>::deserialize(deserializer)?.map(|it| match it {
        Words::One(text) => vec![text],
        Words::Many(list) => list,
    }))
}

/// Reads one line of the exchange.
///
/// # Errors
/// When the line is not a document: its id, where it has one, and what is wrong.
pub fn parse_line(text: &str) -> Result<Line, (Option<String>, String)> {
    match serde_json::from_str::<Line>(text) {
        Ok(line) => Ok(line),
        Err(error) => {
            let value = serde_json::from_str::<Value>(text).ok();
            let id = value.as_ref().and_then(|it| match it.get("id")? {
                Value::String(id) => Some(id.clone()),
                Value::Number(id) => Some(id.to_string()),
                _ => None,
            });
            Err((id, reason(value.as_ref(), &error)))
        }
    }
}

/// What is wrong with a line, in plain words where they are known.
fn reason(value: Option<&Value>, error: &serde_json::Error) -> String {
    let text = error.to_string();
    let told = text.split(" at line ").next().unwrap_or_default();
    match value {
        Some(Value::Object(it)) if !it.contains_key("text") => "it has no `text`".to_owned(),
        Some(Value::Object(_)) => told.to_owned(),
        Some(_) => "it is not a JSON object: write {\"text\": \"…\"}".to_owned(),
        None => format!("it is not JSON ({told}, at column {})", error.column()),
    }
}

/// The document of one line, under the id given.
#[must_use]
pub fn from_line(line: Line, id: String, file: &str) -> Reported<Document> {
    let (mut draft, diagnostics) = match line.format.unwrap_or_default() {
        Format::Text => (text::draft(file, &id, line.text), Vec::new()),
        Format::Markdown => {
            let Reported { value, diagnostics } = markdown::draft(file, &id, &line.text);
            (value, diagnostics)
        }
        Format::Html => (html::draft(file, &id, &line.text), Vec::new()),
    };
    let Draft { title, outlet, url, sources, genre, .. } = &mut draft;
    *genre = line.genre.or(*genre);
    *title = line.title.or_else(|| title.take());
    *outlet = line.outlet.or_else(|| outlet.take());
    *url = line.url.or_else(|| url.take());
    sources.extend(line.sources.unwrap_or_default());
    let saved = [line.scraped_at, line.retrieved_at, line.archived_at].into_iter().flatten().next();
    draft.saved = saved.or_else(|| draft.saved.take());
    if let Some(published) = &line.published {
        draft.state(StatedBy::Input, published);
    }
    Reported { value: draft.finish(), diagnostics }
}

/// All documents of a file, each named `path#line`.
pub(super) fn read(file: &str, path: &str, content: &str) -> Reported<Vec<Document>> {
    let mut documents = Vec::new();
    let mut diagnostics = Vec::new();
    for (index, text) in content.split('\n').enumerate() {
        let text = text.trim_end_matches('\r');
        if text.trim().is_empty() {
            continue;
        }
        let number = index + 1;
        match serde_json::from_str::<Line>(text) {
            Ok(line) if line.text.trim().is_empty() => {
                let message = "this line's document has no text";
                let empty = Diagnostic::warning("document/empty", message);
                diagnostics.push(at(empty, file, text, number, 0));
            }
            Ok(line) => {
                let document = from_line(line, format!("{path}#{number}"), file);
                let mut document = document.into_value(&mut diagnostics);
                let offset = text.find("\"published\"").unwrap_or_default();
                let place = place(file, text, number, offset);
                for it in document.stated.iter_mut().filter(|it| it.by == StatedBy::Input) {
                    it.at = Some(place.clone());
                }
                documents.push(document);
            }
            Err(error) => diagnostics.push(unreadable(&error, file, text, number)),
        }
    }
    Reported { value: documents, diagnostics }
}

fn unreadable(error: &serde_json::Error, file: &str, text: &str, number: usize) -> Diagnostic {
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    let message = format!("this line is not a document: {reason}");
    let offset = error.column().saturating_sub(1).min(text.len());
    at(Diagnostic::warning("document/json", message), file, text, number, offset)
        .with_note("the line is left out")
        .with_help("a line is a JSON object with at least a `text`")
}

/// Points at a byte of one line of the file.
fn at(it: Diagnostic, file: &str, text: &str, number: usize, offset: usize) -> Diagnostic {
    it.at_location(place(file, text, number, offset))
}

/// The place of a byte of one line of the file. A very long line is cut before it is kept.
fn place(file: &str, text: &str, number: usize, offset: usize) -> Location {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    Location::of(&Source::starting_at(file, text, number), Span::new(offset, offset))
}
