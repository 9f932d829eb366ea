//! README.md says what the program does: its tables are those of the sources and of `--help`, and
//! its guide gives what it says.
//!
//! With `RELATA_BLESS=1` the tables and the guide's answer are rewritten, to be reviewed as a diff.

#![allow(clippy::disallowed_methods, reason = "this test reads README.md and runs the program")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use relata::config::{Config, ConfigSources, Settings};
use relata::diagnostic::Severity;
use relata::overrides;
use relata::source::Source;

const SETTINGS: &str = "src/config/settings.rs";
const ENTRIES: &str = "src/config/mod.rs";
const PHASES: &str = "src/config/phase.rs";
const FIGURES: &str = "src/config/figure.rs";
const PICTURES: &str = "src/config/picture.rs";
const HOLIDAYS: &str = "src/config/holiday.rs";
const LEXICON: &str = "src/config/lexicon.rs";

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

/// Holds the part of README.md between `<!-- name -->` and `<!-- /name -->` to what it must be.
#[track_caller]
fn check(name: &str, expected: &str) {
    let readme = readme();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = readme.find(&open).unwrap_or_else(|| panic!("README.md has no {open}"));
    let start = start + open.len();
    let end = start + readme[start..].find(&close).unwrap();
    let expected = format!("\n{}\n\n", expected.trim());
    if std::env::var_os("RELATA_BLESS").is_some() {
        let blessed = format!("{}{expected}{}", &readme[..start], &readme[end..]);
        fs::write("README.md", blessed).unwrap();
        return;
    }
    assert!(
        readme[start..end] == expected,
        "README.md between {} must be:\n{expected}\nRELATA_BLESS=1 cargo test --test readme rewrites it",
        open.trim(),
    );
}

/// A field of a struct, or a variant of an enum, as its source tells it.
struct Member {
    name: String,
    kind: String,
    doc: String,
}

/// The public members of a type, with their doc comments.
fn members(file: &str, name: &str) -> Vec<Member> {
    let source = fs::read_to_string(file).unwrap();
    let opening = [format!("pub struct {name} {{"), format!("pub enum {name} {{")];
    let body = source.lines().skip_while(|it| !opening.contains(&(*it).to_owned())).skip(1);
    let mut members = Vec::new();
    let (mut doc, mut renamed) = (Vec::new(), None);
    for line in body.take_while(|it| *it != "}").map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            doc.push(text.trim());
        } else if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            renamed = name.split('"').next().map(str::to_owned);
        } else if !line.starts_with("#[") {
            let line = line.trim_start_matches("pub ").trim_end_matches(',');
            let (name, kind) = line.split_once(": ").unwrap_or((line, ""));
            let name = renamed.take().unwrap_or_else(|| name.to_owned());
            members.push(Member { name, kind: kind.to_owned(), doc: doc.join(" ") });
            doc.clear();
        }
    }
    assert!(!members.is_empty(), "{file} has no {name}");
    members
}

/// What a member is for, with the words that it may have.
fn meaning(file: &str, it: &Member) -> String {
    let kind = it.kind.trim_start_matches("Option<").trim_start_matches("BTreeSet<");
    let choices = match kind.trim_end_matches('>') {
        kind @ ("Publish" | "Genre" | "NumericDates" | "Order" | "Layout") => {
            members(SETTINGS, kind)
        }
        kind @ ("Quad" | "Frame" | "Trait") => members(file, kind),
        kind @ "ActorKind" => members(ENTRIES, kind),
        _ => Vec::new(),
    };
    let mut text = it.doc.trim_end_matches('.').to_owned();
    for (at, choice) in choices.iter().enumerate() {
        let doc = choice.doc.trim_end_matches('.');
        let mut letters = doc.chars();
        let first = letters.next().map(|it| it.to_lowercase().to_string()).unwrap_or_default();
        let before = if at == 0 { ":" } else { "," };
        write!(text, "{before} `{}` ({first}{})", kebab(&choice.name), letters.as_str()).unwrap();
    }
    format!("{text}.").replace('|', "\\|")
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

fn table(heading: &str, rows: impl IntoIterator<Item = String>) -> String {
    let rule = "|---".repeat(heading.matches('|').count() - 1);
    let rows: Vec<String> = rows.into_iter().collect();
    format!("{heading}\n{rule}|\n{}", rows.join("\n"))
}

/// A table of the keys of a type.
fn keys(file: &str, name: &str) -> String {
    let row = |it: Member| format!("| `{}` | {} |", it.name, meaning(file, &it));
    table("| key | meaning |", members(file, name).into_iter().map(row))
}

#[test]
fn the_tables_are_those_of_the_program() {
    check("settings", &settings());
    check("folders", &keys(SETTINGS, "Folder"));
    check("phases", &keys(PHASES, "PhaseEntry"));
    check("figures", &keys(FIGURES, "FigureEntry"));
    check("pictures", &keys(PICTURES, "Picture"));
    check("actors", &keys(ENTRIES, "ActorEntry"));
    check("roles", &keys(ENTRIES, "RoleEntry"));
    check("holidays", &keys(HOLIDAYS, "HolidayEntry"));
    check("places", &keys(ENTRIES, "PlaceEntry"));
    check("types", &keys(LEXICON, "EventType"));
    check("subtypes", &keys(LEXICON, "Subtype"));
    check("triggers", &keys(LEXICON, "Trigger"));
    check("commands", &commands());
    check("options", &options());
    check("guide", &guide());
}

fn settings() -> String {
    let defaults = serde_json::to_value(Settings::default()).unwrap();
    let mut rows = Vec::new();
    let mut row = |name: &str, it: &Member, default: &serde_json::Value| {
        let default = match default {
            serde_json::Value::Null => "–".to_owned(),
            serde_json::Value::String(text) if !text.is_empty() => format!("`{text}`"),
            other => format!("`{other}`"),
        };
        rows.push(format!("| `{name}` | {default} | {} |", meaning(SETTINGS, it)));
    };
    let settings = members(SETTINGS, "Settings");
    assert_eq!(settings.len(), defaults.as_object().unwrap().len());
    for it in &settings {
        if it.name == "relationship" {
            for inner in members(SETTINGS, "Relationship") {
                let name = format!("relationship.{}", inner.name);
                row(&name, &inner, &defaults["relationship"][inner.name.as_str()]);
            }
        } else {
            row(&it.name, it, &defaults[it.name.as_str()]);
        }
    }
    table("| setting | default | meaning |", rows)
}

fn relata(arguments: &[&str], folder: &Path) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_relata"))
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "1000")
        .output()
        .unwrap();
    let told = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success() && told.is_empty(), "relata {}: {told}", arguments.join(" "));
    String::from_utf8(run.stdout).unwrap()
}

/// The lines of a section of `--help`, without their indentation.
fn section(help: &str, heading: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|it| *it != heading).skip(1);
    lines.take_while(|it| it.starts_with(' ')).map(|it| it.trim().to_owned()).collect()
}

/// The commands with what each does.
fn subcommands() -> Vec<(String, String)> {
    let help = relata(&["-h"], Path::new("."));
    let named = section(&help, "Commands:").into_iter().filter_map(|it| {
        let (name, about) = it.split_once("  ")?;
        Some((name.to_owned(), about.trim().to_owned()))
    });
    named.filter(|it| it.0 != "help").collect()
}

fn commands() -> String {
    let rows = subcommands().into_iter().map(|(name, about)| {
        let help = relata(&[&name, "-h"], Path::new("."));
        let usage = help.lines().find_map(|it| it.strip_prefix("Usage: ")).unwrap();
        format!("| `{}` | {about} |", usage.replace(" [OPTIONS]", "").replace('|', "\\|"))
    });
    table("| command | does |", rows)
}

fn options() -> String {
    let mut rows = Vec::new();
    let mut add = |of: &str, lines: Vec<String>| {
        for line in lines {
            let (flag, about) = line.split_once("  ").unwrap();
            if !flag.contains("--help") {
                rows.push(format!("| `{flag}` | {of} | {} |", about.trim()));
            }
        }
    };
    for (name, _) in subcommands() {
        let help = relata(&[&name, "-h"], Path::new("."));
        add(&format!("`{name}`"), section(&help, "Options:"));
    }
    add("all", section(&relata(&["build", "-h"], Path::new(".")), "Common options:"));
    table("| option | of | meaning |", rows)
}

/// The files that README.md shows: a line that names one in backquotes and ends in a colon, and
/// the block after it.
fn files() -> Vec<(String, String)> {
    let readme = readme();
    let mut found = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let name = line.strip_suffix("`:").and_then(|it| it.rsplit('`').next());
        let Some(name) = name.filter(|it| it.starts_with("content/")) else { continue };
        let block = lines.by_ref().skip_while(|it| !it.starts_with("```")).skip(1);
        let text: Vec<&str> = block.take_while(|it| !it.starts_with("```")).collect();
        found.push((name.to_owned(), text.join("\n") + "\n"));
    }
    found
}

/// The answer of `relata events` to the guide's files.
fn guide() -> String {
    let room = tempfile::tempdir().unwrap();
    let files = files();
    assert!(files.len() > 3, "the guide shows its files");
    for (name, text) in files {
        let path = room.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    relata(&["build"], room.path());
    format!("```text\n$ relata events\n{}```", relata(&["events"], room.path()))
}

/// The blocks of YAML in README.md that begin with this comment.
fn yaml(first: &str) -> Source {
    let readme = readme();
    let block = readme.split("```yaml\n").skip(1).find(|it| it.starts_with(first));
    let block = block.unwrap_or_else(|| panic!("README.md has no block of YAML with {first}"));
    Source::new(first, block.split("```").next().unwrap())
}

#[test]
fn the_reference_has_no_mistakes() {
    let sources = ConfigSources {
        site: Some(yaml("# site.yaml")),
        actors: Some(yaml("# actors.yaml")),
        places: Some(yaml("# places.yaml")),
        lexicon: Some(yaml("# lexicon.yaml")),
    };
    let read = Config::read(&sources).diagnostics;
    let edits = overrides::read(&[yaml("# overrides.yaml")]).diagnostics;
    let wrong: Vec<_> =
        read.iter().chain(&edits).filter(|it| it.severity != Severity::Note).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every key that an author may write is named.
#[test]
fn no_key_is_left_out() {
    let readme = readme();
    let written = fs::read_to_string("src/overrides/written.rs").unwrap();
    let markdown = fs::read_to_string("src/document/markdown.rs").unwrap();
    let front_matter = markdown.split("const KEYS").nth(1).unwrap().split(';').nth(1).unwrap();
    let mut keys: Vec<&str> = front_matter.split('"').skip(1).step_by(2).collect();
    assert!(keys.contains(&"published"));
    for part in ["struct Item {", "struct Set {", "struct Addition {"] {
        let body = written.split(part).nth(1).unwrap().split("\n}").next().unwrap();
        let fields = body.lines().filter_map(|it| it.trim().strip_prefix("pub(super) "));
        keys.extend(fields.map(|it| it.split(':').next().unwrap()).filter(|it| *it != "kind"));
    }
    for line in members("src/document/jsonl.rs", "Line") {
        assert!(readme.contains(&format!("`{}`", line.name)), "README.md: `{}`", line.name);
    }
    for key in keys {
        assert!(readme.contains(&format!("`{key}`")), "README.md does not tell of `{key}`");
    }
}

#[test]
fn every_command_shown_is_one() {
    let known = subcommands();
    let readme = readme();
    let blocks = readme.split("```").skip(1).step_by(2);
    for line in blocks.flat_map(str::lines) {
        let after = line.trim_start_matches("$ ");
        let command = after.strip_prefix("relata ").or_else(|| after.strip_prefix("cargo run -- "));
        let Some(name) = command.and_then(|it| it.split_whitespace().next()) else { continue };
        assert!(known.iter().any(|it| it.0 == name), "README.md: there is no `relata {name}`");
    }
    for shown in ["cargo run -- build", "./check"] {
        assert!(readme.contains(shown), "README.md tells of `{shown}`");
    }
}
