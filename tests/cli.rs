//! The program itself: what it prints, where, and with which exit code.

#![allow(clippy::disallowed_methods, reason = "these tests set up folders and look into them")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A content folder with two documents about two persons.
struct Room(TempDir);

/// What a run printed.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Room {
    fn new() -> Self {
        let room = Self(tempfile::tempdir().unwrap());
        room.write("content/site.yaml", "title: Berg and Lind\n");
        room.write(
            "content/actors.yaml",
            "- { name: Ada Berg, aliases: [Berg] }\n- { name: Bo Lind, aliases: [Lind] }\n",
        );
        room.write(
            "content/documents/talks.md",
            "---\npublished: 2019-05-02\n---\n# Talks\n\nAda Berg met Bo Lind in Geneva on 25 April 2019.\n",
        );
        room
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.0.path().join(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_relata"))
            .args(arguments)
            .current_dir(&self.0)
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[test]
fn a_verbose_build_tells_what_is_left_out_for_want_of_an_address() {
    let room = Room::new();
    let told = "Left out   how to cite the pages";
    let ran = room.run(&["build", "--verbose"]);
    assert!(
        ran.code == 0 && ran.out.contains(told) && ran.out.contains("`base_url`"),
        "{}",
        ran.out
    );
    assert!(!room.run(&["build"]).out.contains(told));
    room.write("content/site.yaml", "title: A\nbase_url: https://example.org/a/\n");
    assert!(!room.run(&["build", "--verbose"]).out.contains(told));
}

#[test]
fn build_publishes_and_sums_up() {
    let room = Room::new();
    let ran = room.run(&["build"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("Read       1 document, 0 of unknown date\n"), "{}", ran.out);
    assert!(ran.out.ends_with("Open public/index.html\n"), "{}", ran.out);
    assert!(room.0.path().join("public/.relata-manifest.json").is_file());
}

#[test]
fn a_mistake_is_drawn_and_leaves_what_was_published() {
    let room = Room::new();
    assert_eq!(room.run(&["build", "--quiet"]).code, 0);
    room.write("content/overrides.yaml", "- evnt: x\n- hide: 2019-04-25-meetng-ada-berg-bo-lind\n");
    let before = fs::read(room.0.path().join("public/.relata-manifest.json")).unwrap();
    let ran = room.run(&["build"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let expected = "\
error: there is no key `evnt` here
 --> content/overrides.yaml:1:3
  |
1 | - evnt: x
  |   ^^^^
  |
  = help: did you mean `event`?

error: no event has the id `2019-04-25-meetng-ada-berg-bo-lind`
 --> content/overrides.yaml:2:9
  |
2 | - hide: 2019-04-25-meetng-ada-berg-bo-lind
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `2019-04-25-meeting-ada-berg-bo-lind`?

2 errors
Nothing was published.
";
    assert_eq!(ran.err, expected);
    assert_eq!(fs::read(room.0.path().join("public/.relata-manifest.json")).unwrap(), before);
}

#[test]
fn check_gives_json_and_fails_on_errors() {
    let room = Room::new();
    let ran = room.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &report["version"]), (0, &1.into()));
    assert_eq!(report["counts"]["documents"], 1);
    room.write("content/site.yaml", "titel: X\n");
    let ran = room.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &report["diagnostics"][0]["code"]), (1, &"yaml/unknown-key".into()));
}

#[test]
fn check_offers_whom_nobody_listed() {
    let room = Room::new();
    let text = "2019-05-03\n\nMs Mia Holt, trade minister of Norway, met Ada Berg on Thursday.\n";
    room.write("content/documents/holt.txt", text);
    room.write("content/site.yaml", "title: X\n");
    let ran = room.run(&["check"]);
    assert!(ran.out.contains("- name: Mia Holt\n  side: Norway\n"), "{}", ran.out);
}

#[test]
fn events_are_printed_filtered_and_explained() {
    let room = Room::new();
    let ran = room.run(&["events", "--format", "json", "--actor", "berg", "--from", "2019-04"]);
    let events: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &events["version"]), (0, &1.into()), "{}", ran.err);
    let event = &events["events"][0];
    assert_eq!(event["date"], "2019-04-25");
    assert_eq!(event["actors"], serde_json::json!(["Ada Berg", "Bo Lind"]));
    assert_eq!(event["evidence"][0]["document"], "talks");
    assert!(event["evidence"][0]["text"].as_str().unwrap().starts_with("Ada Berg met"));

    let none = room.run(&["events", "--format", "csv", "--until", "2018"]);
    assert_eq!(none.out.lines().count(), 1, "{}", none.out);

    for asked in [event["id"].as_str().unwrap(), "talks", "content/documents/talks.md"] {
        let ran = room.run(&["explain", asked]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains("Ada Berg (ada-berg)"), "{}", ran.out);
    }
    let ran = room.run(&["explain", event["id"].as_str().unwrap()]);
    assert!(ran.out.contains("    - 1 outlet: 1.0\n"), "{}", ran.out);
    let ran = room.run(&["explain", "talk"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("did you mean `talks`?"), "{}", ran.err);
}

/// A report whose dates stand in lines 5 and 7 of its file.
const REPORT: &str = "---
published: 2024-10-08
---

The *choir* sang on **Monday**, as it does every year.

It will sing by Friday.
";

#[test]
fn the_times_of_a_line_are_explained() {
    let room = Room::new();
    room.write("content/documents/2024/choir.md", REPORT);
    let absolute = room.0.path().join("content/documents/2024/choir.md");
    for asked in [
        "content/documents/2024/choir.md:5",
        "./content/documents/2024/choir.md:5",
        "documents/2024/choir.md:5",
        "2024/choir.md:5",
        "2024/choir:5",
        &format!("{}:5", absolute.display()),
    ] {
        let ran = room.run(&["explain", asked]);
        assert_eq!(ran.code, 0, "{asked}: {}", ran.err);
        for told in [
            "5:23 “Monday”",
            "DATE 2024-10-07",
            "weekday/bare",
            "back, by “sang”",
            "2024-10-14",
            "(from its front matter), as dates in news do",
            "“every year” recurs",
        ] {
            assert!(ran.out.contains(told), "{asked}: no `{told}` in {}", ran.out);
        }
        assert!(!ran.out.contains("Friday"), "{}", ran.out);
    }
    let ran = room.run(&["explain", "2024/choir:5:24"]);
    assert!(ran.out.contains("“Monday”") && !ran.out.contains("every year"), "{}", ran.out);

    let ran = room.run(&["explain", "2024/choir:6"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("no time expression stands in line 6"), "{}", ran.err);
    assert!(ran.err.contains("these lines have some: 5, 7"), "{}", ran.err);
    let ran = room.run(&["explain", "2024/choir:5:1"]);
    assert!(ran.err.contains("those of line 5 begin at column 23, 44"), "{}", ran.err);
    let ran = room.run(&["explain", "2024/choir:70"]);
    assert!(ran.err.contains("has 7 lines"), "{}", ran.err);
    let ran = room.run(&["explain", "2024/chor:5"]);
    assert!(ran.err.contains("did you mean `2024/choir`?"), "{}", ran.err);
}

#[test]
fn the_times_of_any_text_are_explained() {
    let empty = tempfile::tempdir().unwrap();
    let room = Room(empty);
    let asked = ["explain", "--text", "He came on Monday.", "--published", "2024-10-08"];
    let ran = room.run(&asked);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("the last Monday up to then, 7 October 2024."), "{}", ran.out);
    let ran = room.run_with(&["explain", "--text", "-"], b"It rained in May 2011.");
    assert!(ran.out.contains("“May 2011” names a month and its year."), "{}", ran.out);
    let ran = room.run(&["explain", "--text", "x", "--published", "tomorrow"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("`tomorrow` is not a date"), "{}", ran.err);
    assert_eq!(room.run(&["explain"]).code, 2);
    let ran = room.run(&["explain", "--text", "x", "--published", "03/04/2012"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("may be read day first or month first"), "{}", ran.err);
}

#[test]
fn what_cannot_be_explained_is_told_apart() {
    let room = Room::new();
    room.write("letter.txt", "He came on Monday.");
    let ran = room.run(&["explain", "letter.txt:1"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.starts_with("error: `letter.txt` is no document of this content\n"),
        "{}",
        ran.err
    );
    let ran = room.run(&["explain", "lettre.txt:1"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.starts_with("error: no event, no document and no file has the name"),
        "{}",
        ran.err
    );
}

#[test]
fn extract_tells_why_when_asked() {
    let room = Room::new();
    let input = b"{\"text\":\"They met on Monday.\",\"published\":\"2024-10-08\"}\n";
    let ran = room.run_with(&["extract", "--explain"], input);
    let line: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(line["times"][0]["why"][0], "“Monday” is a weekday without a date.");
    let plain = room.run_with(&["extract"], input);
    assert!(!plain.out.contains("why"), "{}", plain.out);
}

#[test]
fn extract_answers_every_line_in_order() {
    let room = Room::new();
    let input = "{\"id\":\"a\",\"text\":\"Ünter: Ada Berg met Bo Lind on 25 April 2019.\"}\nnot json\n\n{\"text\":\"It rained on Monday.\",\"published\":\"2024-05-15\"}\n\u{1}\n";
    let ran = room.run_with(
        &["extract"],
        [input.as_bytes(), b"\xff\n{\"id\":\"z\",\"text\":\"x\"}"].concat().as_slice(),
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let lines: Vec<serde_json::Value> =
        ran.out.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(lines.len(), 6, "{}", ran.out);
    assert_eq!(lines[0]["id"], "a");
    let time = &lines[0]["times"][0];
    assert_eq!((&time["text"], &time["start"]), (&"25 April 2019".into(), &31.into()));
    assert_eq!((&time["type"], &time["in"]), (&"DATE".into(), &"body".into()));
    assert_eq!(lines[0]["events"][0]["type"], "meeting");
    assert_eq!(lines[1]["line"], 2);
    assert_eq!(lines[2]["published"]["date"], "2024-05-15");
    assert_eq!(lines[2]["published"]["from"], "input");
    assert_eq!(lines[4]["error"], "the line is not UTF-8");
    assert_eq!(lines[5]["id"], "z");
}

#[test]
fn help_teaches_and_a_wrong_argument_is_told() {
    let room = Room::new();
    for command in ["build", "check", "explain", "override", "events", "extract"] {
        let ran = room.run(&[command, "--help"]);
        assert!(ran.code == 0 && ran.out.contains("Examples:"), "{command}: {}", ran.out);
    }
    assert_eq!(room.run(&["bild"]).code, 2);
    let ran = room.run(&["build", "--content", "nowhere"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("error: there is no folder `nowhere`"), "{}", ran.err);
    let ran = room.run(&["build", "--out", "content"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("`content` holds files that relata did not publish"), "{}", ran.err);
}
