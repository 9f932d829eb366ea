//! `relata check` and `relata explain --missing`: what an author is told to look at, and why a
//! sentence gave no event.

#![allow(clippy::disallowed_methods, reason = "these tests set up folders and look into them")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]

#[path = "support/room.rs"]
mod room;

use room::Room;

const SITE: &str = "\
relationship: { sides: [Norway, Sweden] }
introduction: |
  Of [the talks](events/2024-05-13-meeting-ada-berg-bo-lind/index.html), [a year](years/2024/),
  [nothing](events/none/index.html) and [the web](https://example.org/none).
footer: See [below](below.html) and [about](about/index.html).
";

fn room() -> Room {
    let room = Room::new();
    room.write("content/site.yaml", SITE);
    room.write(
        "content/actors.yaml",
        "- { name: Ada Berg, side: Norway, aliases: [Ada M. Berg] }\n- { name: Bo Lind, side: Sweden, aliases: [B. Lind] }\n",
    );
    room.write(
        "content/documents/talks.md",
        "---\npublished: 2024-05-14\n---\n# Talks\n\nAda Berg met Bo Lind in Oslo on Monday. B. Lind smiled.\n\nSwedish Trade Minister Mia Holt met Ada Berg in Bergen on Tuesday.\n\nAda Berg did not meet Bo Lind in Bergen on Tuesday.\n\nBo Lind met Jon Dahl in Malmo on Tuesday.\n\nBo Lind will visit Norway in June 2024.\n\nThe ministers may sign a treaty.\n",
    );
    room.write("content/documents/rain.txt", "2024-05-15\n\nIt rained all day.\n");
    room.write(
        "content/overrides.yaml",
        "- at: { document: talks, quote: met Bo Lind }\n  set: { place: Oslo }\n  note: As [the talks](documents/talks/index.html) and [others](documents/tolks/index.html) say.\n- hide: { document: talks, quote: will visit }\n",
    );
    room
}

#[test]
fn what_is_in_doubt_is_told_in_groups() {
    let room = room();
    let ran = room.run(&["check"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for told in [
        "1 unlisted actor to paste into actors.yaml (`--fix` does it):\n# in 1 event\n- name: Mia Holt\n  side: Sweden\n",
        "1 alias that no document has:\n  content/actors.yaml:1 Ada M. Berg (of Ada Berg)\n",
        "  rain: no happening was found in it\n",
        "     3 links to nowhere\n",
        "     1 override without effect\n",
    ] {
        assert!(ran.out.contains(told), "no `{told}` in\n{}", ran.out);
    }
    for told in [
        "warning: the link `events/none/index.html` leads to nothing\n --> content/site.yaml:",
        "warning: the link `below.html` leads to nothing\n --> content/site.yaml:5:",
        "warning: the link `documents/tolks/index.html` leads to nothing\n --> content/overrides.yaml:",
    ] {
        assert!(ran.err.contains(told), "no `{told}` in\n{}", ran.err);
    }
    assert_eq!(room.run(&["check", "--strict", "--quiet"]).code, 1);
    assert!(!room.has("public"));
}

#[test]
fn the_groups_are_counted_in_json() {
    let room = room();
    let ran = room.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let groups = report["groups"].as_array().unwrap();
    let named: Vec<&str> = groups.iter().map(|it| it["group"].as_str().unwrap()).collect();
    assert_eq!(
        named,
        [
            "errors",
            "warnings",
            "undated_documents",
            "undated_events",
            "conflicts",
            "unlisted_actors",
            "nearly_merged",
            "former_ids",
            "overrides_without_effect",
            "unused_aliases",
            "dead_links",
            "documents_without_events"
        ]
    );
    // Each list has as many as its group says.
    for it in groups {
        let (group, count) = (it["group"].as_str().unwrap(), it["count"].as_u64().unwrap());
        if let Some(list) = report[group].as_array() {
            assert_eq!(list.len() as u64, count, "{group}");
        }
    }
    assert_eq!(report["unused_aliases"][0]["alias"], "Ada M. Berg");
    assert_eq!(report["documents_without_events"][0]["id"], "rain");
}

#[test]
fn nearly_one_event_and_what_sources_differ_in() {
    let room = room();
    room.write(
        "content/documents/wire.txt",
        "2024-05-16\n\nAda Berg met Bo Lind in Stockholm on May 14, 2024.\n",
    );
    let ran = room.run(&["check"]);
    let told = "1 pair of events that were nearly one: paste what is one into overrides.yaml:\n# Ada Berg and Bo Lind meet in Oslo; Ada Berg and Bo Lind meet in Stockholm\n# apart: ";
    assert!(ran.out.contains(told), "{}", ran.out);
    let line = ran.out.lines().find(|it| it.starts_with("- merge: [")).unwrap();
    // The line can be used.
    room.write("content/overrides.yaml", &format!("{line}\n"));
    let ran = room.run(&["events"]);
    assert_eq!(
        (ran.code, ran.out.matches("Ada Berg and Bo Lind meet").count()),
        (0, 1),
        "{}",
        ran.err
    );
    let ran = room.run(&["check"]);
    assert!(ran.out.contains("1 event of which sources differ:\n"), "{}", ran.out);
    assert!(
        ran.out.contains("Its reports give different dates: 13 May 2024 and 14 May 2024."),
        "{}",
        ran.out
    );
}

#[test]
fn whom_nobody_listed_is_added() {
    let room = room();
    room.write(
        "content/documents/firm.txt",
        "2024-05-15\n\nAda Berg met the Harbour Workers' Party of Sweden in Oslo on May 13, 2024.\n",
    );
    let before = room.read("content/actors.yaml");
    let events = room.run(&["events"]).out;
    let ran = room.run(&["check", "--fix", "--quiet"]);
    assert!(
        ran.out.starts_with("Added to content/actors.yaml from line 4 on:\n  Harbour Workers' Party (as a comment: look whether it is right)\n  Mia Holt\n"),
        "{}",
        ran.out
    );
    let after = room.read("content/actors.yaml");
    let rest = after.strip_prefix(&before).unwrap();
    assert!(rest.contains("\n- name: Mia Holt\n  side: Sweden\n  # roles:"), "{rest}");
    assert_eq!(room.run(&["events"]).out, events, "who is listed is who was found");
    // Nobody is added twice, not even who stands in a comment.
    let ran = room.run(&["check", "--fix", "--quiet"]);
    assert_eq!(ran.out, "Nothing to fix: whoever acts in an event stands in actors.yaml.\n");
    assert_eq!(room.read("content/actors.yaml"), after);
    // A file to whose end nothing can be added stays as it is.
    room.write(
        "content/actors.yaml",
        "[{ name: Ada Berg, side: Norway }, { name: Bo Lind, side: Sweden }]\n",
    );
    let ran = room.run(&["check", "--fix", "--quiet"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains(
            "error: nothing can be added to the end of this file\n--> content/actors.yaml\n"
        ),
        "{}",
        ran.err
    );
}

#[test]
fn what_became_of_a_sentence_is_told() {
    let room = room();
    for (asked, told) in [
        (
            "met Bo Lind in Oslo",
            "    - “met” (meeting/meet): it gave the event `2024-05-13-meeting-ada-berg-bo-lind`.\n",
        ),
        ("did not meet", "no event: it says that this did not happen.\n"),
        (
            "met Jon Dahl",
            "no event: it is not between the sides. Bo Lind, Jon Dahl and nobody of Norway takes part in it.\n",
        ),
        ("will visit Norway", "an override leaves it out: content/overrides.yaml:4.\n"),
        ("It rained", "No word of it is known to name a happening"),
        ("may sign a treaty", "(agreement/sign)"),
    ] {
        let ran = room.run(&["explain", "--missing", asked]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{asked}");
        assert!(ran.out.contains(told), "{asked}: no `{told}` in {}", ran.out);
    }
    let ran = room.run(&["explain", "--missing", "met Bo Lind in Oslo"]);
    assert!(
        ran.out.starts_with(
            "content/documents/talks.md:6\n  “Ada Berg met Bo Lind in Oslo on Monday.”\n"
        ),
        "{}",
        ran.out
    );
    let ran = room.run(&["explain", "--missing", "nobody wrote this"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.starts_with("error: no document has the words “nobody wrote this”\n"),
        "{}",
        ran.err
    );
    // A document says of each report what it gave.
    let ran = room.run(&["explain", "talks"]);
    assert!(
        ran.out.contains("  gave           no event: it says that this did not happen.\n"),
        "{}",
        ran.out
    );
    assert_eq!(room.run(&["explain", "--missing", "x", "talks"]).code, 2);
}
