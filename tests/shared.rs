//! Checks on documents that belong to others and are not part of this repository. They run where
//! those documents lie beside it, and say so where they do not.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test reads files of its own accord, tells what it skips, and fails by a panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

use relata::config::ConfigSources;
use relata::document::Input;
use relata::event::Dated;
use relata::pipeline::{Inputs, Silent, analyse};
use relata::source::Source;

const SITE: &str = "relationship:\n  sides: [North Korea, Russia]\n";

const ACTORS: &str = "\
- { name: Kim Jong Un, side: North Korea, born: 1984-01-08 }
- { name: Vladimir Putin, side: Russia, born: 1952-10-07, aliases: [Vladimir Vladimirovich Putin] }
";

/// Date, type, and the first three letters of each document that tells of it.
const EXPECTED: &[(&str, &str, &str)] = &[
    ("2019-04", "meeting", "001 003"),
    ("2022-10-07", "message", "001"),
    ("2023-09", "visit", "003"),
    ("2024-06-19", "agreement", "000 003"),
    ("2024-10-07", "message", "000"),
    ("2025-09", "meeting", "002"),
    ("2025-10-07", "message", "002"),
    ("2025-12-18", "message", "004"),
    ("2024-12-04 or 2025-12-04", "ratification", "003"),
];

/// The folder of real documents beside the repository, if it is there.
fn beside(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

#[test]
fn the_real_documents_tell_of_these_events_and_no_others() {
    let Some(folder) = beside("seeds") else { return };
    let mut names: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    names.sort();
    let documents = names.iter().map(|path| Input {
        path: path.file_name().unwrap().to_string_lossy().into_owned(),
        file: path.display().to_string(),
        bytes: fs::read(path).unwrap().into(),
    });
    let config = ConfigSources {
        site: Some(Source::new("site.yaml", SITE)),
        actors: Some(Source::new("actors.yaml", ACTORS)),
        ..ConfigSources::default()
    };
    let inputs = Inputs { config, documents: documents.collect(), ..Inputs::default() };
    let analysis = analyse(&inputs, &Silent);
    assert!(analysis.diagnostics.is_empty(), "{:#?}", analysis.diagnostics);
    let found: Vec<(String, String, String)> = analysis
        .value
        .timeline
        .events
        .iter()
        .map(|it| {
            let date = match &it.event.dated {
                Dated::On(when) => when.to_string(),
                Dated::Undated(all) => {
                    all.iter().map(|it| it.0.to_string()).collect::<Vec<_>>().join(" or ")
                }
            };
            let mut told: Vec<&str> =
                it.event.evidence.iter().map(|it| &it.document[..3]).collect();
            told.sort_unstable();
            told.dedup();
            (date, it.event.kind.to_string(), told.join(" "))
        })
        .collect();
    let expected: Vec<(String, String, String)> =
        EXPECTED.iter().map(|it| (it.0.into(), it.1.into(), it.2.into())).collect();
    assert_eq!(found, expected);
}
