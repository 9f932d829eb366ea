//! Holds the house to its plan (docs/ARCHITECTURE.md): who may import whom, and what must be
//! absent where.

#![allow(clippy::disallowed_methods, reason = "this test reads the sources")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/demo.rs"]
mod demo;
#[path = "support/rust.rs"]
mod rust;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use relata::config::ActorKind;
use relata::pipeline::{self, Silent};

/// Every module with those that it may import, ground first. A module may import only what stands
/// above it: there are no cycles.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    // The ground.
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("date", &[]),
    ("config", &["source", "diagnostic", "date"]),
    // What one document says.
    ("document", &["source", "diagnostic", "config"]),
    ("text", &["source"]),
    ("timex", &["source", "date", "text"]),
    ("dating", &["source", "date", "config", "document", "text", "timex"]),
    ("actor", &["source", "diagnostic", "date", "config", "text"]),
    ("event", &["source", "date", "config", "document", "text", "timex", "actor"]),
    // What they say together.
    ("merge", &["date", "actor", "event"]),
    ("overrides", &["source", "diagnostic", "date", "config", "actor", "event"]),
    ("timeline", &["date", "config", "actor", "event"]),
    (
        "exchange",
        &[
            "source",
            "diagnostic",
            "date",
            "config",
            "document",
            "timex",
            "dating",
            "actor",
            "event",
            "timeline",
        ],
    ),
    // What is made of it.
    (
        "site",
        &[
            "source",
            "diagnostic",
            "date",
            "config",
            "document",
            "actor",
            "event",
            "timeline",
            "exchange",
        ],
    ),
    // What an author begins with.
    ("schema", &["config", "overrides"]),
    ("starter", &["config", "document", "schema"]),
    ("import", &["source", "diagnostic", "date", "config", "document"]),
    // The edge.
    ("disk", &["source", "diagnostic", "config", "document", "import"]),
    // The flow, and who starts it.
    (
        "pipeline",
        &[
            "source",
            "diagnostic",
            "date",
            "config",
            "document",
            "text",
            "timex",
            "dating",
            "actor",
            "event",
            "merge",
            "overrides",
            "timeline",
            "exchange",
            "site",
        ],
    ),
    ("serve", &["diagnostic", "overrides", "site", "pipeline"]),
    (
        "cli",
        &[
            "source",
            "diagnostic",
            "date",
            "config",
            "document",
            "timex",
            "dating",
            "event",
            "exchange",
            "disk",
            "schema",
            "starter",
            "import",
            "pipeline",
            "serve",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// What only some modules may touch: a path, the modules, and why.
const BELONGS_TO: &[(&[&str], &[&str], &str)] = &[
    (&["std", "fs"], &["disk"], "files are read and written by disk/ only"),
    (&["walkdir"], &["disk"], "files are listed by disk/ only"),
    (&["tempfile"], &["disk"], "files are written by disk/ only"),
    (&["rustix"], &["disk"], "files are written by disk/ only"),
    (&["std", "env"], &["cli", "main"], "the environment belongs to the shell"),
    (&["std", "process"], &["cli", "main", "serve"], "the process belongs to the shell"),
    (&["std", "time", "Instant"], &["cli", "serve"], "the clock belongs to the shell"),
    // disk/ compares it with the times of files, and has no rule.
    (&["std", "time", "SystemTime"], &["disk"], "no rule knows what day it is today"),
    (&["chrono", "Utc"], &[], "no rule knows what day it is today"),
    (&["chrono", "Local"], &[], "no rule knows what day it is today"),
    (&["std", "net"], &["serve", "cli"], "nothing is fetched; only serve/ listens"),
    (&["axum"], &["serve"], "only serve/ listens"),
    (&["tokio"], &["serve"], "only serve/ listens"),
    (&["notify"], &["serve"], "only serve/ watches files"),
    (
        &["std", "thread"],
        &["serve"],
        "work is shared out with rayon, whose results keep their order",
    ),
    (&["std", "io", "stdin"], &["cli"], "only cli/ talks with the terminal"),
    (&["std", "io", "stdout"], &["cli"], "only cli/ prints"),
    (&["std", "io", "stderr"], &["cli"], "only cli/ prints"),
    (&["anstream"], &["cli"], "only cli/ prints"),
    (&["annotate_snippets"], &["cli"], "only cli/ draws diagnostics"),
    (&["indicatif"], &["cli"], "only cli/ draws progress"),
    (&["clap"], &["cli"], "only cli/ has arguments"),
    (&["clap_complete"], &["cli"], "only cli/ has arguments"),
    (&["clap_mangen"], &["cli"], "only cli/ has arguments"),
    (&["tera"], &["site"], "only site/ renders"),
    (
        &["quick_xml"],
        &["site", "config", "import"],
        "XML is written by site/, read by config/ and import/",
    ),
    (&["rss"], &["import"], "feeds are read by import/"),
    (&["atom_syndication"], &["import"], "feeds are read by import/"),
    (&["csv"], &["exchange", "import"], "CSV is written by exchange and read by import/"),
    (&["saphyr_parser"], &["config"], "YAML is read by config::yaml"),
    (&["dom_query"], &["document"], "saved pages are read by document/"),
    (&["dom_smoothie"], &["document"], "saved pages are read by document/"),
    (&["encoding_rs"], &["document"], "bytes are decoded by document/"),
    (&["chardetng"], &["document"], "bytes are decoded by document/"),
];

/// Macros that print or stop.
const ONLY_CLI_CALLS: &[&str] = &["print", "println", "eprint", "eprintln"];

/// A file of src/.
struct File {
    /// Such as `src/date/edtf.rs`.
    name: String,
    module: String,
    text: String,
    read: rust::File,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<File> = walkdir::WalkDir::new(root.join("src"))
        .into_iter()
        .map(Result::unwrap)
        .filter(|it| it.path().extension().is_some_and(|it| it == "rs"))
        .map(|it| {
            let below = it.path().strip_prefix(root).unwrap();
            let name = below.to_str().unwrap().replace('\\', "/");
            let mut path: Vec<String> =
                name[4..name.len() - 3].split('/').map(str::to_owned).collect();
            let module = path[0].clone();
            path.retain(|it| !matches!(it.as_str(), "mod" | "lib" | "main"));
            let text = fs::read_to_string(it.path()).unwrap();
            let read = rust::read(&text, &path);
            File { name, module, text, read }
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn may_import(module: &str) -> &'static [&'static str] {
    MAY_IMPORT.iter().find(|it| it.0 == module).map_or(&[], |it| it.1)
}

#[track_caller]
fn nothing_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_module_imports_what_it_may() {
    let mut wrong = Vec::new();
    for file in files() {
        let allowed = may_import(&file.module);
        for path in &file.read.paths {
            let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
            let target = match segments[..] {
                ["crate", target, ..] => target,
                ["relata", target, ..] if file.module == "main" => target,
                _ => continue,
            };
            if target != file.module && !allowed.contains(&target) {
                wrong.push(format!(
                    "{}:{}: `{}` may not import `{target}`, only: {}",
                    file.name,
                    path.line,
                    file.module,
                    allowed.join(", "),
                ));
            }
        }
    }
    nothing_wrong(&wrong);
}

#[test]
fn every_module_is_in_the_plan_and_imports_downwards() {
    let files = files();
    let built: BTreeSet<&str> = files.iter().map(|it| it.module.as_str()).collect();
    let planned: BTreeSet<&str> = MAY_IMPORT.iter().map(|it| it.0).collect();
    assert_eq!(built, planned, "the modules of src/ and those of MAY_IMPORT");
    let mut above = BTreeSet::new();
    for (module, imports) in MAY_IMPORT {
        for import in *imports {
            assert!(above.contains(import), "`{module}` stands above `{import}`, which it imports");
        }
        above.insert(*module);
    }
}

#[test]
fn the_plan_allows_nothing_that_nobody_uses() {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files() {
        let targets = file.read.paths.iter().filter_map(|it| it.segments.get(1));
        used.entry(file.module).or_default().extend(targets.cloned());
    }
    let mut wrong = Vec::new();
    for (module, imports) in MAY_IMPORT {
        let used = &used[*module];
        let idle = imports.iter().filter(|it| !used.contains(**it));
        wrong.extend(idle.map(|it| format!("`{module}` does not import `{it}`: strike it out")));
    }
    nothing_wrong(&wrong);
}

/// The imports whose absence is a promise. MAY_IMPORT follows the code; these it must not follow.
#[test]
fn what_the_plan_never_allows() {
    for (module, never, why) in [
        ("date", vec!["text", "document"], "a date does not know where it was read"),
        ("text", vec!["date", "actor", "timex"], "sentences do not know what is in them"),
        ("timex", vec!["actor", "event", "document"], "time expressions know no actors"),
        ("document", vec!["event", "timex", "actor"], "reading does not look for events"),
        ("event", vec!["merge", "timeline"], "extraction does not compare mentions"),
        ("merge", vec!["text", "document", "config"], "merging reads no text and no YAML"),
        ("overrides", vec!["merge", "site"], "corrections stand apart from what they correct"),
        ("timeline", vec!["site"], "the model does not know how it is shown"),
        ("site", vec!["timex", "text", "merge", "disk"], "pages decide no date"),
        ("disk", vec!["event", "timeline", "site"], "files are not known by what is in them"),
        ("pipeline", vec!["disk", "cli"], "the flow touches no file and no terminal"),
    ] {
        for it in may_import(module) {
            assert!(!never.contains(it), "`{module}` never imports `{it}`: {why}");
        }
    }
}

#[test]
fn what_is_absent_stays_absent() {
    let mut wrong = Vec::new();
    for file in files() {
        let name = &file.name;
        for path in &file.read.paths {
            let starts = |it: &[&str]| {
                path.segments.len() >= it.len() && path.segments.iter().zip(it).all(|(a, b)| a == b)
            };
            for (prefix, modules, why) in BELONGS_TO {
                // Tests may set up files of their own.
                if starts(prefix) && !modules.contains(&file.module.as_str()) {
                    wrong.push(format!("{name}:{}: `{}`: {why}", path.line, prefix.join("::")));
                }
            }
            // A prelude is made to be imported whole, and a test knows all of its own file.
            if path.segments.last().is_some_and(|it| it == "*")
                && !path.segments.iter().any(|it| it == "prelude")
                && !is_in_tests(&file.text, path.line)
            {
                wrong.push(format!("{name}:{}: imports are named one by one", path.line));
            }
        }
        for (line, called) in &file.read.macros {
            if ONLY_CLI_CALLS.contains(&called.as_str()) && !is_in_tests(&file.text, *line) {
                wrong
                    .push(format!("{name}:{line}: `{called}!`: results are returned; cli/ writes"));
            }
        }
    }
    nothing_wrong(&wrong);
}

/// Whether a line stands in the tests at the end of a file.
fn is_in_tests(text: &str, line: usize) -> bool {
    text.lines().take(line).any(|it| it == "#[cfg(test)]")
}

#[test]
fn only_the_face_re_exports_across_modules() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|it| it.module != "lib") {
        for path in file.read.paths.iter().filter(|it| it.reexported) {
            if path.segments[0] == "crate" && path.segments[1] != file.module {
                wrong.push(format!(
                    "{}:{}: `{}` is given out by its own module only",
                    file.name,
                    path.line,
                    path.segments.join("::"),
                ));
            }
        }
    }
    nothing_wrong(&wrong);
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = |it: &File| !it.text.starts_with("//! ");
    let wrong: Vec<String> = files()
        .iter()
        .filter(|it| silent(it))
        .map(|it| format!("{}:1: a file begins with `//!` and what it is for", it.name))
        .collect();
    nothing_wrong(&wrong);
}

/// Rules are general: no word of the demo's actors, sides, places and outlets is in the sources.
/// They are not there in small letters either. The built-in names of all countries,
/// cities and holidays stand in files of their own.
#[test]
fn the_sources_do_not_know_the_demo() {
    const WORLD: [&str; 4] = ["countries.yaml", "cities.yaml", "holidays.yaml", "world.json"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let known = words_of_the_demo();
    assert!(known.len() > 50, "the demo has names: {known:?}");
    let mut wrong = Vec::new();
    for entry in walkdir::WalkDir::new(root.join("src")).sort_by_file_name() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_str().unwrap();
        if !entry.file_type().is_file() || WORLD.contains(&name) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let file = entry.path().strip_prefix(root).unwrap().display().to_string();
        for (line, text) in (1..).zip(text.lines()) {
            let text = text.to_lowercase();
            for word in known.iter().filter(|it| has_word(&text, &it.to_lowercase())) {
                wrong.push(format!("{file}:{line}: `{word}` is of the demo: take another example"));
            }
        }
    }
    nothing_wrong(&wrong);
}

fn words_of_the_demo() -> BTreeSet<String> {
    let inputs = demo::inputs();
    let analysis = pipeline::analyse(&inputs, &Silent).value;
    let mut words = BTreeSet::new();
    for actor in &analysis.config.actors {
        let it = &actor.value;
        words.extend(it.aliases.iter().cloned());
        words.insert(it.name.clone());
        if it.kind == ActorKind::Person {
            // A part of the name would give the person away as well: all but those that are words.
            words.extend(
                it.name.split(' ').filter(|it| it.len() > 2 && *it != "Sun").map(str::to_owned),
            );
        }
    }
    for place in &analysis.config.places {
        words.insert(place.value.name.clone());
    }
    let registry = &analysis.registry;
    for side in registry.sides().into_iter().flatten() {
        let actor = registry.actor(side).unwrap();
        words.insert(actor.name.clone());
        words.extend(actor.aliases.iter().cloned());
        for country in analysis.config.world.countries.iter().filter(|it| it.name == actor.name) {
            let named = [&country.demonyms, &country.people, &country.seats, &country.parliament];
            words.extend(named.into_iter().flatten().chain(&country.capital).cloned());
        }
    }
    words.extend(analysis.documents.iter().filter_map(|it| it.document.outlet.clone()));
    words
}

/// Whether a text has a word, or a row of them, that is not a part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        !is_letter(text[..at].chars().next_back())
            && !is_letter(text[at + word.len()..].chars().next())
    })
}

#[test]
fn the_reader_of_sources_finds_what_is_written() {
    let source = r##"
        //! crate::comment
        use crate::a::{self, b, c::{D, E as F}};
        pub(crate) use crate::g::H;
        fn f() { let _ = ("crate::text", 'x', crate::i::J::<u8>::k()); println!("{}", r#"crate::l"#); }
        mod tests { use super::*; use super::super::m; }
        use self::n::O;
    "##;
    let read = rust::read(source, &["date".to_owned()]);
    let paths: Vec<(usize, String)> =
        read.paths.iter().map(|it| (it.line, it.segments.join("::"))).collect();
    let expected = [
        (3, "crate::a"),
        (3, "crate::a::b"),
        (3, "crate::a::c::D"),
        (3, "crate::a::c::E"),
        (4, "crate::g::H"),
        (5, "crate::i::J"),
        (6, "crate::date::*"),
        (6, "crate::m"),
        (7, "crate::date::n::O"),
    ];
    assert_eq!(paths, expected.map(|(line, path)| (line, path.to_owned())));
    assert_eq!(read.macros, [(5, "println".to_owned())]);
    let given_out: Vec<usize> =
        read.paths.iter().filter(|it| it.reexported).map(|it| it.line).collect();
    assert_eq!(given_out, [4]);
}
