//! docs/guide says what the program does: each chapter is run from top to bottom in an empty folder, and what its
//! commands print must be what it shows. Its tables of settings are those of the schemas.
//!
//! With `RELATA_BLESS=1` what is shown is rewritten, to be reviewed as a diff. How a chapter says what is run stands
//! in `guide/chapter.rs`.

#![allow(clippy::disallowed_methods, reason = "this test reads the guide and runs the program")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "guide/chapter.rs"]
mod chapter;
#[path = "guide/tables.rs"]
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use std::thread;

const GUIDE: &str = "docs/guide";

/// Commands that no chapter can run, since they go on until they are stopped. They have tests of their own.
const NOT_RUN: [&str; 1] = ["relata serve"];

/// The names of the chapters in order, and their texts.
fn chapters() -> BTreeMap<String, String> {
    let files =
        fs::read_dir(GUIDE).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let names = files.filter(|it| it != "README.md");
    let all: BTreeMap<String, String> = names
        .map(|it| (it.clone(), fs::read_to_string(format!("{GUIDE}/{it}")).unwrap()))
        .collect();
    assert!(all.len() > 7, "the guide has its chapters");
    all
}

#[test]
fn every_chapter_is_what_it_gives() {
    let chapters = chapters();
    let runs = thread::scope(|scope| {
        let runs: Vec<_> = chapters
            .iter()
            .map(|(name, text)| (name, text, scope.spawn(move || chapter::run(name, text))))
            .collect();
        runs.into_iter()
            .map(|(name, text, run)| (name, text, run.join().unwrap()))
            .collect::<Vec<_>>()
    });
    let mut wrong = Vec::new();
    for (name, text, run) in runs {
        wrong.extend(run.wrong);
        wrong.extend(
            run.not_run
                .into_iter()
                .filter(|it| !NOT_RUN.iter().any(|may| it.starts_with(may)))
                .map(|it| format!("{name}: `{it}` can be run, and must be")),
        );
        if run.text != *text {
            if std::env::var_os("RELATA_BLESS").is_some() {
                fs::write(format!("{GUIDE}/{name}"), &run.text).unwrap();
            } else {
                wrong.push(difference(name, text, &run.text));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n\nRELATA_BLESS=1 cargo nextest run -E 'binary(guide)' rewrites what commands print",
        wrong.join("\n")
    );
}

/// Where what is shown and what is printed part.
fn difference(name: &str, shown: &str, printed: &str) -> String {
    let (shown, printed): (Vec<&str>, Vec<&str>) =
        (shown.lines().collect(), printed.lines().collect());
    let at = (0..).find(|it| shown.get(*it) != printed.get(*it)).unwrap();
    let lines =
        |of: &[&str]| of.iter().skip(at).take(6).map(|it| format!("  {it}\n")).collect::<String>();
    format!(
        "{GUIDE}/{name}:{} shows\n{}and this is what is so:\n{}",
        at + 1,
        lines(&shown),
        lines(&printed)
    )
}

#[test]
fn the_contents_name_every_chapter_in_order() {
    let contents = fs::read_to_string(format!("{GUIDE}/README.md")).unwrap();
    let linked: Vec<&str> = contents
        .split("](")
        .skip(1)
        .map(|it| it.split(')').next().unwrap())
        .filter(|it| it.starts_with(char::is_numeric))
        .collect();
    assert_eq!(linked, chapters().keys().map(String::as_str).collect::<Vec<_>>());
    assert!(fs::read_to_string("README.md").unwrap().contains("](docs/guide/README.md)"));
}

/// The chapters without their blocks, and the contents.
fn prose() -> Vec<(String, String)> {
    let mut all = chapters();
    all.insert("README.md".to_owned(), fs::read_to_string(format!("{GUIDE}/README.md")).unwrap());
    let text = |it: &str| it.split("```").step_by(2).collect::<String>();
    all.iter().map(|(name, it)| (name.clone(), text(it))).collect()
}

/// A command that is only spoken of is one too, with the options that it has.
#[test]
fn every_command_spoken_of_is_one() {
    let help = |of: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_relata")).args(of).output().unwrap();
        String::from_utf8(run.stdout).unwrap()
    };
    let mut told = BTreeSet::new();
    for (name, text) in prose() {
        for spoken in text.split('`').skip(1).step_by(2).filter_map(|it| it.strip_prefix("relata "))
        {
            let command = spoken.split(' ').next().unwrap().to_owned();
            if command == "help" || NOT_RUN.contains(&format!("relata {command}").as_str()) {
                continue;
            }
            let all = help(&[&command, "--help"]);
            assert!(all.contains("Usage: "), "{name}: there is no `relata {command}`");
            for option in spoken.split(' ').filter(|it| it.starts_with("--")) {
                let known = all.split([' ', '\n', ',']).any(|it| it == option);
                assert!(known, "{name}: `relata {command}` has no `{option}`");
            }
            told.insert(command);
        }
    }
    let shown: String = chapters().into_values().collect();
    let listed = help(&["-h"]);
    let lines = listed.lines().skip_while(|it| *it != "Commands:").skip(1);
    // What a command is for may go on in lines that are further in.
    let lines = lines.take_while(|it| it.starts_with(' ')).filter(|it| !it.starts_with("   "));
    let commands = lines.filter_map(|it| it.split_whitespace().next());
    for command in commands.filter(|it| *it != "help") {
        let run = shown.contains(&format!("\n$ relata {command}"));
        assert!(run || told.contains(command), "the guide does not tell of `relata {command}`");
    }
}

/// Links to other files and to headings lead somewhere.
#[test]
fn every_link_leads_somewhere() {
    for (name, text) in prose() {
        for link in text.split("](").skip(1).map(|it| it.split(')').next().unwrap()) {
            if link.contains("://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { name.as_str() } else { file };
            let path = format!("{GUIDE}/{file}");
            let there = fs::read_to_string(&path);
            assert!(there.is_ok(), "{name}: there is no {path}");
            if !anchor.is_empty() {
                let text = there.unwrap();
                let mut headings = text.lines().filter(|it| it.starts_with('#'));
                assert!(
                    headings.any(|it| tables::anchor(it) == anchor),
                    "{name}: there is no {link}"
                );
            }
        }
    }
}

/// What an author may write is in the tables of the guide, whatever file it belongs to.
#[test]
fn no_type_of_a_file_is_left_out() {
    let shown: String = chapters().into_values().collect();
    for (file, name) in tables::all() {
        let marker = format!("<!-- table: {file} {name} -->");
        assert!(shown.contains(&marker), "the guide has no {marker}");
    }
}
