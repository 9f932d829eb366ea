//! Histories told whole, labelled by hand: dates must be found and follow the thread of the text.
//!
//! The labels are those of a reader, not of the program, and are never rewritten with what was found.
//! So this test asks for a share of them, and prints the rest.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test reads its texts, tells what it missed, and fails by a panic"
)]

#[path = "support/notation.rs"]
#[allow(dead_code, reason = "only the marks are read here")]
mod notation;

use std::fs;
use std::path::Path;

use relata::config::{Config, ConfigSources};
use relata::exchange::Extracted;
use relata::pipeline::{Reader, extract_one};

use notation::Mark;

/// The share (F1 of values) that must be found: what is left are digressions that only a reader
/// who understands them can tell from the thread.
const SHARE: f64 = 0.97;

/// A text without headings' marks, and its marks.
fn texts() -> Vec<(String, String, Vec<Mark>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/narrative");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let raw = fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = raw.lines().map(|it| it.trim_start_matches(['#', ' '])).collect();
        let (text, marks) = notation::unmark(&lines.join("\n"));
        (path.file_stem().unwrap().to_string_lossy().into_owned(), text, marks)
    };
    files.iter().map(read).collect()
}

fn extract(reader: &Reader, id: &str, text: &str, published: Option<&str>) -> Extracted {
    let line = serde_json::json!({ "id": id, "text": text, "published": published });
    extract_one(reader, 1, &line.to_string(), false).unwrap()
}

/// Counts what is right, found and asked for in all texts; published at some day or at none.
#[track_caller]
fn check(published: Option<&str>) {
    let reader = Reader::new(&Config::read(&ConfigSources::default()).value).value;
    let (mut right, mut found, mut asked) = (0, 0, 0);
    for (id, text, marks) in texts() {
        let it = extract(&reader, &id, &text, published);
        let genre = serde_json::to_value(it.genre).unwrap();
        assert_eq!(genre, "narrative", "{id}, published {published:?}");
        found += it.times.len();
        asked += marks.len();
        for mark in &marks {
            let point = |byte: usize| text[..byte].chars().count();
            let (start, end) = (point(mark.start), point(mark.end));
            let over = it.times.iter().filter(|it| it.start < end && start < it.end);
            let values: Vec<&str> = over.map(|it| it.value.as_str()).collect();
            if values.contains(&mark.answer.as_str()) {
                right += 1;
            } else {
                let words = &text[mark.start..mark.end];
                println!("{id}: {words}: {} is wanted, {values:?} found", mark.answer);
            }
        }
    }
    let share = 2.0 * f64::from(right) / (found + asked) as f64;
    println!("published {published:?}: {right} of {asked} labels, {found} found: {share:.3}");
    assert!(share >= SHARE, "{share:.3} of the values are right");
}

#[test]
fn histories_are_read_along_their_thread() {
    check(None);
}

#[test]
fn a_day_of_publication_long_after_changes_nothing() {
    check(Some("2031-05-05"));
}
