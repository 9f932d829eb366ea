//! What an author begins with, as the program is run: a new site, completions, the manual, and the common path.

#![allow(clippy::disallowed_methods, reason = "these tests run the program and look into folders")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use relata::config::{Config, ConfigSources, Settings};
use relata::source::Source;

struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in a folder. Nobody is there to be asked.
fn relata(folder: &Path, arguments: &[&str]) -> Ran {
    let run = Command::new(env!("CARGO_BIN_EXE_relata"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "1000")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Ran {
        code: run.status.code().unwrap(),
        out: String::from_utf8(run.stdout).unwrap(),
        err: String::from_utf8(run.stderr).unwrap(),
    }
}

/// A site is made, and builds at once, without a word to say, with an event between the sides.
#[track_caller]
fn builds(arguments: &[&str], listed: usize) {
    let room = tempfile::tempdir().unwrap();
    let mut all = vec!["init", "my site"];
    all.extend(arguments);
    let made = relata(room.path(), &all);
    assert_eq!((made.code, made.err.as_str()), (0, ""), "{arguments:?}");
    assert!(made.out.contains("  cd 'my site'\n  relata build"), "{}", made.out);
    assert_eq!(made.out.matches("is listed in actors.yaml").count(), listed, "{}", made.out);
    let site = room.path().join("my site");
    let built = relata(&site, &["build", "--verbose"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""), "{arguments:?}");
    assert!(built.out.contains("1 event in 1 report"), "{arguments:?}\n{}", built.out);
    assert!(site.join("public/index.html").is_file());
    let events = relata(&site, &["events"]);
    assert!(events.out.starts_with("2024-05-14  meeting  "), "{arguments:?}\n{}", events.out);
    for name in ["site", "actors", "places", "overrides"] {
        let text = fs::read_to_string(site.join(format!("content/{name}.yaml"))).unwrap();
        let first = text.lines().next().unwrap();
        let schema = first.strip_prefix("# yaml-language-server: $schema=").unwrap();
        let schema = fs::read_to_string(site.join("content").join(schema)).unwrap();
        assert_eq!(relata(&site, &["schema", name]).out, schema, "{name}");
    }
}

#[test]
fn a_new_site_builds_at_once_whatever_the_sides_are() {
    builds(&["--side", "Norway", "--side", "Sweden"], 0);
    builds(&["--side", "Ada Berg", "--side", "Bo Lind", "--title", "Berg: \"and\" # Lind"], 2);
    builds(&["--side", "Nordic Rail", "--side", "Northwind Ltd"], 2);
    builds(&["--side", "Norway", "--side", "Northwind"], 1);
    builds(&["--side", "the Harbour Workers' Party", "--side", "Chile"], 1);
    builds(&["--side", "Mia Holt", "--side", "Åsa & Søn AS"], 2);
    builds(&["--no-sides"], 0);
    builds(&[], 0);
}

#[test]
fn pairs_of_countries_build() {
    let world = relata::config::World::builtin();
    let countries: Vec<_> = world.countries.iter().filter(|it| it.until.is_none()).collect();
    let mut wrong = Vec::new();
    for pair in countries.chunks_exact(2).step_by(16) {
        let sides = [pair[0].name.clone(), pair[1].name.clone()];
        let start = relata::starter::Start { title: "X".to_owned(), sides: Some(sides) };
        let files = start.files();
        let text = |name: &str| {
            let file = files.iter().find(|it| it.0 == format!("content/{name}")).unwrap();
            String::from_utf8(file.1.clone()).unwrap()
        };
        let sources = ConfigSources {
            site: Some(Source::new("site.yaml", text("site.yaml"))),
            actors: Some(Source::new("actors.yaml", text("actors.yaml"))),
            ..ConfigSources::default()
        };
        let inputs = relata::pipeline::Inputs {
            config: sources,
            overrides: Vec::new(),
            documents: vec![relata::document::Input {
                path: "example.md".into(),
                file: "example.md".into(),
                bytes: text("documents/example.md").into_bytes().into(),
            }],
            templates: Vec::new(),
            assets: Vec::new(),
        };
        let found = relata::pipeline::analyse(&inputs, &relata::pipeline::Silent);
        if found.value.counts.events != 1 || !found.diagnostics.is_empty() {
            wrong.push(format!("{:?}: {:?}", start.sides, found.diagnostics));
        }
    }
    assert!(countries.len() > 150 && wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_overwritten() {
    let room = tempfile::tempdir().unwrap();
    fs::create_dir_all(room.path().join("site/content")).unwrap();
    fs::write(room.path().join("site/content/actors.yaml"), "- name: Ada Berg\n").unwrap();
    let made = relata(room.path(), &["init", "site", "--no-sides"]);
    let expected = "\
error: this is there already, and nothing is overwritten
--> site/content/actors.yaml
 = help: move it away or rename it, or name another folder

1 error
Nothing was written.
";
    assert_eq!((made.code, made.err.as_str(), made.out.as_str()), (1, expected, ""));
    let there: Vec<_> = fs::read_dir(room.path().join("site")).unwrap().collect();
    assert_eq!(there.len(), 1, "nothing was written");
    // A folder with other things in it is no hindrance.
    fs::remove_file(room.path().join("site/content/actors.yaml")).unwrap();
    fs::write(room.path().join("site/notes.txt"), "mine").unwrap();
    assert_eq!(relata(room.path(), &["init", "site", "--no-sides", "--quiet"]).code, 0);
    assert_eq!(fs::read(room.path().join("site/notes.txt")).unwrap(), b"mine");
    assert_eq!(relata(room.path(), &["init", "site", "--no-sides"]).code, 1);
}

#[test]
fn sides_are_two_and_not_one() {
    let room = tempfile::tempdir().unwrap();
    for (sides, told) in [
        (&["Norway"][..], "there are two sides or none, and one was given"),
        (&["Norway", "Sweden", "Chile"], "there are two sides or none, and more were given"),
        (&["Norway", "norway"], "`Norway` and `norway` are one: a relationship has two sides"),
        (&["Norway", "!"], "`!` cannot be a side: no address can be made of it"),
    ] {
        let mut arguments = vec!["init", "site"];
        arguments.extend(sides.iter().flat_map(|it| ["--side", *it]));
        let ran = relata(room.path(), &arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{sides:?}");
        assert!(ran.err.starts_with(&format!("error: {told}\n")), "{}", ran.err);
    }
    assert!(!room.path().join("site").exists());
}

/// Every setting is in the new site.yaml, most as a comment that is right when its `#` is removed.
#[test]
fn the_new_site_yaml_shows_every_setting() {
    let sides = Some(["Norway".to_owned(), "Sweden".to_owned()]);
    for sides in [sides, None] {
        let start = relata::starter::Start { title: "X".to_owned(), sides };
        let file = start.files().into_iter().find(|it| it.0.ends_with("site.yaml")).unwrap();
        let text = String::from_utf8(file.1).unwrap();
        let lines = text.lines().map(|it| match it.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => setting,
            _ => it,
        });
        let shown = lines.collect::<Vec<_>>().join("\n");
        let source = Source::new("site.yaml", shown.as_str());
        let read = Config::read(&ConfigSources { site: Some(source), ..ConfigSources::default() });
        assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
        let defaults = serde_json::to_value(Settings::default()).unwrap();
        let now = serde_json::to_value(&read.value.settings).unwrap();
        for (key, default) in defaults.as_object().unwrap() {
            let line = shown.lines().any(|it| it.starts_with(&format!("{key}:")));
            assert!(line, "site.yaml does not show `{key}`:\n{shown}");
            // What is shown of a plain setting is its default.
            let free = ["title", "description", "author", "introduction", "footer"]
                .contains(&key.as_str());
            if (default.is_string() || default.is_boolean()) && !free {
                assert_eq!(&now[key], default, "{key}");
            }
        }
    }
}

#[test]
fn alone_it_shows_the_common_path() {
    let room = tempfile::tempdir().unwrap();
    let ran = relata(room.path(), &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.lines().count() < 15, "{}", ran.out);
    let shown = ran.out.lines().filter_map(|it| it.strip_prefix("  relata "));
    let commands: Vec<&str> = shown.filter_map(|it| it.split(' ').next()).collect();
    assert_eq!(commands, ["init", "build", "check", "explain"]);
    for command in commands {
        assert_eq!(relata(room.path(), &[command, "--help"]).code, 0);
    }
    assert_eq!(relata(room.path(), &["biuld"]).code, 2);
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = relata(Path::new("."), &["-h"]).out;
    let listed = help.lines().skip_while(|it| *it != "Commands:").skip(1);
    let named = listed.take_while(|it| it.starts_with(' '));
    let names = named.filter_map(|it| it.split_whitespace().next().map(str::to_owned));
    names.filter(|it| it != "help").collect()
}

#[test]
fn completions_know_every_command_and_option() {
    let commands = commands();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = relata(Path::new("."), &["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for word in commands.iter().map(String::as_str).chain(["no-sides", "content"]) {
            assert!(ran.out.contains(word), "{shell} does not know `{word}`");
        }
    }
    let bash = relata(Path::new("."), &["completions", "bash"]).out;
    // Bash itself says that it is a script, where it is there.
    if let Ok(mut child) = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn() {
        use std::io::Write;
        child.stdin.take().unwrap().write_all(bash.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(relata(Path::new("."), &["completions", "tcsh"]).code, 2);
}

#[test]
fn every_command_has_a_manual_page() {
    let room = tempfile::tempdir().unwrap();
    let whole = relata(room.path(), &["man"]);
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
    assert!(
        whole.out.contains(".TH RELATA 1") || whole.out.contains(".TH relata 1"),
        "{}",
        whole.out
    );
    assert!(relata(room.path(), &["man", "--out", "man1"]).out.contains("relata.1"));
    for name in commands() {
        let page = relata(room.path(), &["man", &name]);
        assert_eq!(page.code, 0, "{}", page.err);
        assert!(
            page.out.contains(".SH SYNOPSIS") && page.out.contains("Example")
                || name == "completions",
            "{}",
            page.out
        );
        let written =
            fs::read_to_string(room.path().join(format!("man1/relata-{name}.1"))).unwrap();
        assert_eq!(written, page.out);
        let listed = whole.out.replace('\\', "");
        assert!(listed.contains(&format!("relata-{name}(1)")), "{name}: {listed}");
    }
    let unknown = relata(room.path(), &["man", "biuld"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `build`?"), "{}", unknown.err);
}
