//! Reads corpora: Markdown in which every bullet is a fact, with the answers written into it.
//!
//! A mark is `[words]{answer}`; what the answer says is up to the corpus. A paragraph between the
//! bullets may state the circumstances that hold from there on. A bullet may be wrapped: its
//! further lines begin with two spaces.

use std::fmt::Write;

/// A part of a corpus, with the (one-based) line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A heading, a paragraph or an empty line, as it stands.
    Prose(String),
    /// A fact.
    Bullet(Bullet),
}

/// One fact: its text without the marks, and the marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bullet {
    /// The line on which it begins.
    pub(crate) line: usize,
    /// The text without its marks.
    pub(crate) text: String,
    /// The marks, in order.
    pub(crate) marks: Vec<Mark>,
}

/// Words of a bullet and the answer written to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Byte offset of the first character in the bullet's text.
    pub(crate) start: usize,
    /// Byte offset just past the last one.
    pub(crate) end: usize,
    /// What stands in the braces.
    pub(crate) answer: String,
}

/// Splits a corpus into its parts.
pub(crate) fn parse(source: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = source.lines().enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        let Some(first) = line.strip_prefix("- ") else {
            parts.push(Part::Prose(line.to_owned()));
            continue;
        };
        let mut whole = first.to_owned();
        while let Some((_, more)) = lines.next_if(|(_, it)| it.starts_with("  ")) {
            whole.push(' ');
            whole.push_str(more.trim_start());
        }
        let (text, marks) = unmark(&whole);
        parts.push(Part::Bullet(Bullet { line: index + 1, text, marks }));
    }
    parts
}

/// Takes the marks out of a text. A bracket without braces behind it is a bracket.
pub(crate) fn unmark(whole: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = whole;
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some((words, answer, after)) = mark(rest) else {
            text.push('[');
            rest = &rest[1..];
            continue;
        };
        let start = text.len();
        text.push_str(words);
        marks.push(Mark { start, end: text.len(), answer: answer.to_owned() });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// `[words]{answer}` at the head of a text, and what follows it.
fn mark(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("]{")?;
    let (answer, rest) = rest.split_once('}')?;
    (!words.contains('[')).then_some((words, answer, rest))
}

/// Writes a bullet with these marks, wrapped as the house wraps Markdown.
pub(crate) fn write_bullet(text: &str, marks: &[Mark]) -> String {
    let mut whole = String::new();
    let mut at = 0;
    for mark in marks {
        whole.push_str(&text[at..mark.start]);
        // An answer is not broken across lines.
        let answer = mark.answer.replace(' ', "\u{a0}");
        let _ = write!(whole, "[{}]{{{answer}}}", &text[mark.start..mark.end]);
        at = mark.end;
    }
    whole.push_str(&text[at..]);
    wrap(&whole)
}

fn wrap(whole: &str) -> String {
    const WIDTH: usize = 120;
    let (mut lines, mut line) = (Vec::new(), String::from("-"));
    for word in whole.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, String::from(" ")));
        }
        line.push(' ');
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n").replace('\u{a0}', " ")
}
