//! Reads Markdown with optional YAML front matter.
//!
//! The reading text is the text without its marks. Where it stands in the file is kept run by run,
//! so that evidence can be shown in the file itself. Code blocks and raw HTML are not read.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_yaml::{Mapping, Value};

use crate::config::{Genre, Publish};
use crate::diagnostic::{Diagnostic, Location, Reported, did_you_mean};
use crate::document::draft::Draft;
use crate::document::{Document, Format, Origin, Run, StatedBy};
use crate::source::{Source, Span};

/// The keys of front matter.
const KEYS: [&str; 9] =
    ["title", "outlet", "url", "published", "saved", "sources", "publish", "genre", "lang"];

/// Keys of other programs, and what they are called here.
const OTHER_NAMES: [(&str, &str); 16] = [
    ("date", "published"),
    ("pubdate", "published"),
    ("datepublished", "published"),
    ("source", "outlet"),
    ("sourceurl", "url"),
    ("author", "outlet"),
    ("publisher", "outlet"),
    ("link", "url"),
    ("permalink", "url"),
    ("language", "lang"),
    ("headline", "title"),
    ("scrapedat", "saved"),
    ("retrieved", "saved"),
    ("retrievedat", "saved"),
    ("archivedat", "saved"),
    ("crawledat", "saved"),
];

pub(super) fn read(file: &str, id: &str, text: &str) -> Reported<Document> {
    draft(file, id, text).map(Draft::finish)
}

pub(super) fn draft(file: &str, id: &str, text: &str) -> Reported<Draft> {
    let mut draft = Draft::new(id, file, Format::Markdown);
    let mut diagnostics = Vec::new();
    let start = match front_matter(text) {
        Some((matter, start)) => {
            let source = Source::new(file, text);
            read_front_matter(&source, matter, &mut draft, &mut diagnostics);
            start
        }
        None => {
            diagnostics.extend(unclosed(file, text));
            0
        }
    };
    let body = read_body(text, start);
    draft.title_span = body.title.filter(|_| draft.title.is_none());
    draft.content = body.content;
    draft.blocks = body.blocks;
    draft.origin = Origin::Runs(body.runs);
    Reported { value: draft, diagnostics }
}

/// A warning for what begins as front matter and does not end: its keys would be read as text.
fn unclosed(file: &str, text: &str) -> Option<Diagnostic> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|it| it.trim_end() == "---")?;
    let key = lines.next()?.split_once(':')?.0;
    let span = Span::new(0, first.trim_end().len());
    let message = "this front matter has no end: it is read as text";
    KEYS.contains(&key).then(|| {
        Diagnostic::warning("front-matter/open", message)
            .at(&Source::new(file, text), span)
            .with_help("write a line `---` below its keys")
    })
}

/// The span of the front matter and the offset at which the text after it begins.
fn front_matter(text: &str) -> Option<(Span, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|it| it.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        let next = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Span::new(first.len(), at), next));
        }
        at = next;
    }
    None
}

fn read_front_matter(source: &Source, matter: Span, draft: &mut Draft, all: &mut Vec<Diagnostic>) {
    let text = matter.of(source.text());
    let map = match load(text) {
        Ok(map) => map,
        Err((message, offset)) => {
            let span = Span::new(matter.start + offset, matter.start + offset);
            all.push(Diagnostic::error("front-matter/yaml", message).at(source, span));
            return;
        }
    };
    for (key, value) in map {
        let Some(key) = key.as_str().map(str::to_owned) else {
            let message = "a key of the front matter is not a word";
            all.push(Diagnostic::error("front-matter/unknown-key", message).at(source, matter));
            continue;
        };
        let span = key_span(text, &key, matter.start);
        let meant = other_name(&key).unwrap_or(&key);
        if !KEYS.contains(&meant) {
            // Files of other programs have keys of their own: only a near miss of ours is in doubt.
            let near = did_you_mean(&key, KEYS);
            let message = format!("the front matter key `{key}` is not read");
            let code = "front-matter/unknown-key";
            let it = if near.is_some() {
                Diagnostic::warning(code, message)
            } else {
                Diagnostic::note(code, message)
            };
            let known = format!("the keys are {}", KEYS.join(", "));
            all.push(it.at(source, span).with_help(known).with_help_maybe(near));
        } else if let Err(expected) = set(draft, meant, &value) {
            let message = format!("`{key}` must be {expected}");
            all.push(Diagnostic::error("front-matter/value", message).at(source, span));
        } else if meant == "published" {
            let place = Location::of(source, value_span(source, span));
            draft.stated_at(StatedBy::FrontMatter, &place);
        }
    }
}

/// The front matter as a map; else what is wrong and where, in bytes of `text`.
fn load(text: &str) -> Result<Mapping, (String, usize)> {
    match serde_yaml::from_str::<Value>(text) {
        Ok(Value::Mapping(map)) => Ok(map),
        Ok(Value::Null) => Ok(Mapping::new()),
        Ok(_) => Err(("front matter must be a list of `key: value` lines".to_owned(), 0)),
        Err(error) => {
            let offset = error.location().map_or(0, |it| it.index().min(text.len()));
            let offset = (0..=offset).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            Err((format!("the front matter is not valid YAML: {reason}"), offset))
        }
    }
}

/// Where a top-level key stands.
fn key_span(text: &str, key: &str, base: usize) -> Span {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let plain = line.trim_start_matches(['"', '\'', '{', ' ']);
        if let Some(rest) = plain.strip_prefix(key)
            && rest.trim_start_matches(['"', '\'', ' ']).starts_with(':')
        {
            let start = base + at + line.len() - plain.len();
            return Span::new(start, start + key.len());
        }
        at += line.len();
    }
    Span::new(base, base)
}

/// The value on the line of a key, or the key itself where it stands on another.
fn value_span(source: &Source, key: Span) -> Span {
    let (line, start) = source.line_at(key.start);
    let after = line.get(key.end - start..).unwrap_or_default();
    let value = after.trim_start_matches(['"', '\'', ' ', ':']);
    let from = start + line.len() - value.len();
    let value = value.trim_end_matches(['"', '\'', ' ', '}']);
    if value.is_empty() { key } else { Span::new(from, from + value.len()) }
}

/// Our name for a key of other programs: `date` is `published`.
fn other_name(key: &str) -> Option<&'static str> {
    let folded: String = key.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect();
    OTHER_NAMES.iter().find(|(name, _)| *name == folded).map(|(_, it)| *it)
}

/// Sets one field; an error says what the value must be.
fn set(draft: &mut Draft, key: &str, value: &Value) -> Result<(), &'static str> {
    if value.is_null() {
        return Ok(());
    }
    match key {
        "title" => draft.title = Some(scalar(value)?),
        "outlet" => draft.outlet = Some(scalar(value)?),
        "url" => draft.url = Some(scalar(value)?),
        "published" => draft.state(StatedBy::FrontMatter, &scalar(value)?),
        "saved" => draft.saved = Some(scalar(value)?),
        "sources" => {
            draft.sources = match value {
                Value::Sequence(list) => list
                    .iter()
                    .map(scalar)
                    .collect::<Result<_, _>>()
                    .map_err(|_| "a text or a list of texts")?,
                one => vec![scalar(one).map_err(|_| "a text or a list of texts")?],
            }
        }
        "publish" => {
            draft.publish = Some(match value.as_str() {
                Some("full") => Publish::Full,
                Some("excerpt") => Publish::Excerpt,
                Some("none") => Publish::None,
                _ => return Err("full, excerpt or none"),
            });
        }
        "genre" => {
            draft.genre = Some(match value.as_str() {
                Some("news") => Genre::News,
                Some("narrative") => Genre::Narrative,
                _ => return Err("news or narrative"),
            });
        }
        _ => {
            scalar(value)?;
        }
    }
    Ok(())
}

fn scalar(value: &Value) -> Result<String, &'static str> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err("a text"),
    }
}

/// The text of a Markdown body while it is put together.
#[derive(Default)]
struct Body {
    content: String,
    blocks: Vec<Span>,
    runs: Vec<Run>,
    title: Option<Span>,
    /// Where the open block begins.
    open: Option<usize>,
}

fn read_body(text: &str, start: usize) -> Body {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut body = Body::default();
    let mut heading = None;
    let (mut code, mut image) = (0_usize, 0_usize);
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        let range = range.start + start..range.end + start;
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => code += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => code = code.saturating_sub(1),
            Event::Start(Tag::Image { .. }) => image += 1,
            Event::End(TagEnd::Image) => image = image.saturating_sub(1),
            Event::Start(Tag::Heading { level, .. }) => {
                body.close();
                heading = Some(level);
            }
            Event::End(TagEnd::Heading(_)) => {
                let block = body.close();
                if heading.take() == Some(HeadingLevel::H1) {
                    body.title = body.title.or(block);
                }
            }
            Event::Start(it) if is_block(&it) => drop(body.close()),
            Event::End(it) if is_block_end(&it) => drop(body.close()),
            Event::Rule => drop(body.close()),
            Event::Text(it) if code == 0 && image == 0 => body.add(text, &it, range),
            Event::Code(it) => body.add(text, &it, range),
            Event::SoftBreak if image == 0 => body.space(" "),
            Event::HardBreak if image == 0 => body.space("\n"),
            _ => {}
        }
    }
    body.close();
    body
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

fn is_block_end(tag: &TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

impl Body {
    /// Adds words to the open block, or opens one.
    fn add(&mut self, text: &str, words: &str, range: std::ops::Range<usize>) {
        let (words, skipped) = match self.open {
            Some(_) => (words, 0),
            None => {
                let inner = words.trim_start();
                (inner, words.len() - inner.len())
            }
        };
        if words.is_empty() {
            return;
        }
        if self.open.is_none() {
            if !self.content.is_empty() {
                self.content.push_str("\n\n");
            }
            self.open = Some(self.content.len());
        }
        // Inline code stands between its marks; a character reference stands nowhere as it reads.
        let place =
            text.get(range.clone()).and_then(|it| it.get(skipped..)).and_then(|it| it.find(words));
        if let Some(offset) = place {
            let content = self.content.len();
            let input = range.start + skipped + offset;
            self.runs.push(Run { content, input, length: words.len() });
        }
        self.content.push_str(words);
    }

    fn space(&mut self, with: &str) {
        if self.open.is_some() {
            self.content.push_str(with);
        }
    }

    /// Ends the open block and gives it.
    fn close(&mut self) -> Option<Span> {
        let start = self.open.take()?;
        let end = start + self.content[start..].trim_end().len();
        self.content.truncate(end);
        while let Some(run) = self.runs.last_mut() {
            if run.content + run.length <= end {
                break;
            }
            run.length = end.saturating_sub(run.content);
            if run.length == 0 {
                self.runs.pop();
            }
        }
        let block = Span::new(start, end);
        if !block.is_empty() {
            self.blocks.push(block);
        }
        Some(block).filter(|it| !it.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    #[test]
    fn every_run_stands_in_the_file_as_it_reads() {
        let text = "---\ntitle: T\n---\n# A *fine* day\n\nThe king &amp; the `queen`\nmet\\* [here](x).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n";
        let draft = draft("a.md", "a", text).value;
        assert_eq!(
            draft.content,
            "A fine day\n\nThe king & the queen met* here.\n\none\n\ntwo\n\na\n\nb\n\nc\n\nd"
        );
        let Origin::Runs(runs) = &draft.origin else { panic!("runs") };
        for run in runs {
            let read = &draft.content[run.content..run.content + run.length];
            assert_eq!(&text[run.input..run.input + run.length], read);
        }
        assert_eq!(draft.blocks.len(), 8);
    }

    #[test]
    fn a_near_miss_is_a_warning_and_another_programs_key_a_note() {
        let text = "---\ntitle: T\ndate: 2024-10-08\npublishd: full\ntags: [a]\n---\nText.\n";
        let found = draft("a.md", "a", text).diagnostics;
        let told = |at: usize| {
            let line = found[at].location.as_ref().map(|it| (it.line, it.column));
            (found[at].severity, line)
        };
        assert_eq!(found.len(), 2);
        assert_eq!(told(0), (Severity::Warning, Some((4, 1))));
        assert_eq!(told(1), (Severity::Note, Some((5, 1))));
        assert!(found[0].help.as_deref().is_some_and(|it| it.starts_with("did you mean `publish")));
    }

    #[test]
    fn bad_yaml_is_told_with_its_line() {
        let found = draft("a.md", "a", "---\ntitle: [x\n---\nText.\n").diagnostics;
        assert_eq!(found.len(), 1);
        assert!(found[0].location.as_ref().is_some_and(|it| it.line >= 2));
    }
}
