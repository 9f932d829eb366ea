//! Mistakes in overrides.yaml, each with exactly what is said of it: tests/mistakes.md.
//!
//! With `RELATA_BLESS=1` what is said is written into the file, to be read as a diff: could somebody
//! who is no programmer mend the file with it?

#![allow(clippy::disallowed_methods, reason = "this test reads and blesses its table")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use rayon::prelude::*;
use relata::config::ConfigSources;
use relata::diagnostic::{Diagnostic, Severity};
use relata::document::Input;
use relata::pipeline::{Inputs, Silent, analyse};
use relata::source::Source;

const TABLE: &str = "tests/mistakes.md";

/// A mistake: its heading with what is said about it, the YAML, and what is told.
struct Case {
    heading: String,
    yaml: String,
    told: String,
}

/// The text before the first case, and the cases.
fn cases(table: &str) -> (String, Vec<Case>) {
    let (preface, rest) = table.split_at(table.find("\n## ").unwrap() + 1);
    let cases = rest.split("\n## ").map(|it| {
        let (heading, blocks) = it.trim_start_matches("## ").split_once("\n\n```yaml\n").unwrap();
        let (yaml, told) = blocks.split_once("```\n").unwrap();
        let told = told.trim_start_matches("\n```text\n").trim_end().trim_end_matches("```");
        Case { heading: heading.to_owned(), yaml: yaml.to_owned(), told: told.to_owned() }
    });
    (preface.to_owned(), cases.collect())
}

/// What is said of the overrides, errors first.
fn told(yaml: &str) -> String {
    let document = |path: &str, text: &str| Input {
        path: path.to_owned(),
        file: format!("content/documents/{path}"),
        bytes: text.as_bytes().to_vec().into(),
    };
    let source = |name: &str, text: &str| Some(Source::new(name, text));
    let inputs = Inputs {
        config: ConfigSources {
            site: source("site.yaml", "relationship: { sides: [Norway, Sweden] }\n"),
            actors: source(
                "actors.yaml",
                "- { name: Ada Berg, side: Norway }\n- { name: Bo Lind, side: Sweden }\n",
            ),
            ..ConfigSources::default()
        },
        overrides: vec![Source::new("overrides.yaml", yaml)],
        documents: vec![
            document(
                "talks.md",
                "---\npublished: 2024-05-14\n---\n# Talks\n\nAda Berg met Bo Lind in Oslo on Monday. It rained all day.\n\nAda Berg signed an agreement on rail freight with Bo Lind and visited Stockholm on Tuesday.\n",
            ),
            document(
                "letters/october.md",
                "---\npublished: 2024-10-08\n---\n# A letter\n\nBo Lind sent a message of congratulation to Ada Berg on Monday.\n",
            ),
            document(
                "letters/old.txt",
                "A visit\n\nAda Berg met Bo Lind in Bergen in March 2023.\n",
            ),
        ],
        ..Inputs::default()
    };
    let mut told = analyse(&inputs, &Silent).diagnostics;
    told.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    told.iter().map(line).collect()
}

fn line(it: &Diagnostic) -> String {
    let severity = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let at = it.location.as_ref().map(|it| format!(" {}:{}", it.line, it.column));
    let mut line = format!("{severity}{}: {}\n", at.unwrap_or_default(), it.message);
    for note in &it.notes {
        writeln!(line, "  note: {note}").unwrap();
    }
    if let Some(help) = &it.help {
        writeln!(line, "  help: {help}").unwrap();
    }
    line
}

#[test]
fn every_mistake_is_told_as_the_table_says() {
    let table = fs::read_to_string(TABLE).unwrap();
    let (preface, cases) = cases(&table);
    let found: Vec<String> = cases.par_iter().map(|it| told(&it.yaml)).collect();
    let mut blessed = preface;
    let mut wrong = Vec::new();
    for (case, found) in cases.iter().zip(found) {
        let Case { heading, yaml, told } = case;
        write!(blessed, "## {heading}\n\n```yaml\n{yaml}```\n\n```text\n{found}```\n\n").unwrap();
        if found != *told {
            wrong.push(format!("## {heading}\n{found}"));
        }
    }
    if std::env::var_os("RELATA_BLESS").is_some() {
        fs::write(TABLE, format!("{}\n", blessed.trim_end())).unwrap();
        return;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_is_long_and_each_mistake_is_told_with_a_cure() {
    let table = fs::read_to_string(TABLE).unwrap();
    let (_, cases) = cases(&table);
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let headings: BTreeSet<&str> = cases.iter().map(|it| it.heading.as_str()).collect();
    assert_eq!(headings.len(), cases.len(), "two cases have one heading");
    for Case { heading, told, .. } in &cases {
        let messages = told.lines().filter(|it| !it.starts_with("  ")).count();
        assert!(messages > 0, "nothing is told of: {heading}");
        // Every message says what to do, in itself or in a help.
        let says = |it: &&str| {
            it.starts_with("  help: ")
                || it.contains(" should be ")
                || it.contains(": write ")
                || it.contains("the calendar has no ")
        };
        assert!(told.lines().filter(says).count() >= messages, "{heading}: {told}");
        let placed = told
            .lines()
            .filter(|it| !it.starts_with("  ") && it.contains(|it: char| it.is_ascii_digit()))
            .count();
        assert_eq!(messages, placed, "{heading}: {told}");
    }
}
