//! `relata override`: what it adds to overrides.yaml, and that it can be used.

#![allow(clippy::disallowed_methods, reason = "these tests set up folders and look into them")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]

#[path = "support/demo.rs"]
mod demo;
#[path = "support/room.rs"]
mod room;

use std::collections::BTreeSet;

use relata::event::{Event, Participant};
use relata::pipeline::{self, Analysis, Silent};
use relata::source::Source;

use room::Room;

const TALKS: &str = "---\npublished: 2024-05-14\n---\n# Talks: a start\n\nAda Berg met Bo Lind in Oslo on Monday.\n\nThey signed an agreement on rail freight on Tuesday.\n";

fn room() -> Room {
    let room = Room::new();
    room.write("content/site.yaml", "relationship: { sides: [Norway, Sweden] }\n");
    room.write(
        "content/actors.yaml",
        "- { name: Ada Berg, side: Norway }\n- { name: Bo Lind, side: Sweden }\n- { name: Per Holm, side: Sweden }\n",
    );
    room.write("content/documents/talks.md", TALKS);
    let other = "2024-05-16\n\nAda Berg met Bo Lind and Per Holm in Bergen on May 15, 2024.\n";
    room.write("content/documents/wire/bergen.txt", other);
    room
}

/// The lines without the `# ` of those that an author is to take it from.
fn uncommented(lines: &str) -> String {
    lines.lines().map(|it| format!("{}\n", it.strip_prefix("# ").unwrap_or(it))).collect()
}

#[test]
fn the_item_has_the_present_values_and_the_events_that_may_be_the_same() {
    let room = room();
    let ran = room.run(&["override", "2024-05-13-meeting-ada-berg-bo-lind", "--print"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        "\
## Ada Berg and Bo Lind meet in Oslo (2024-05-13-meeting-ada-berg-bo-lind)
## To correct it: take the first \"# \" off the line that begins with \"# -\", off \"set:\",
## and off each line that you change, twice where there are two. The other lines can go.
# - at: { document: talks, quote: met Bo Lind }
#   set:
#     date: 2024-05-13
#     type: meeting    # or agreement, aid, clash, message, military, other, ratification, sanction, statement, trade, visit
#     subtype: null    # or summit, telephone, reception, talks
#     title: Ada Berg and Bo Lind meet in Oslo
#     place: Oslo
#     actors: [Ada Berg, Bo Lind]
#     status: asserted    # or planned, hypothetical, denied
#     object: null    # what it is about
#     # image: { file: talks.jpg, alt: What it shows., credit: Whose it is. }    # a file in assets/
#   # note: Why it is so, for the readers.
#   # hide: true    # leaves the event out; then without \"set:\"
#   # pin: true     # marks it as a key event
## To make one event of it and of others: keep those that are the same.
# # - merge:
# #     - { document: talks, quote: met Bo Lind }
# #     - { document: wire/bergen, quote: met Bo Lind }    # 2024-05-15: Ada Berg and Bo Lind meet in Bergen
"
    );
    assert!(!room.has("content/overrides.yaml"), "nothing is written");
}

#[test]
fn lines_are_added_below_what_is_there_and_change_nothing() {
    let room = room();
    let events = |room: &Room| room.run(&["events", "--format", "json"]).out;
    let before = events(&room);
    let asked = ["override", "2024-05-13"];
    let ran = room.run(&asked);
    assert_eq!(
        ran.out,
        "Added lines: content/overrides.yaml:1, for “Ada Berg and Bo Lind meet in Oslo”.\n\
         Take \"# \" off the ones that you change, then `relata build`.\n"
    );
    assert_eq!(events(&room), before);
    let again = room.run(&asked);
    assert!(again.out.starts_with("These lines are there already: content/overrides.yaml:1"));

    // Whatever stands in the file stays, with its line endings.
    for (mine, ending) in [
        ("- pin: 2024-05-13-meeting-ada-berg-bo-lind # mine", "\n"),
        ("# mine\r\n- pin: 2024-05-13-meeting-ada-berg-bo-lind\r\n", "\r\n"),
        ("[]\n", "\n"),
    ] {
        room.write("content/overrides.yaml", mine);
        let before = events(&room);
        let ran = room.run(&["override", "wire/bergen:3"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let after = room.read("content/overrides.yaml");
        assert!(after.starts_with(mine), "{after}");
        assert_eq!(after.contains("\r\n"), ending == "\r\n");
        assert_eq!(
            after.matches("\r\n").count(),
            after.matches('\n').count() * ending.len().saturating_sub(1)
        );
        assert!(
            after[mine.len()..]
                .trim_start()
                .starts_with("## Ada Berg and Bo Lind meet in Bergen (")
        );
        assert_eq!(events(&room), before);
    }
}

#[test]
fn a_line_that_is_edited_corrects_the_event() {
    let room = room();
    let printed = room.run(&["override", "content/documents/talks.md:8", "--print"]).out;
    let mut edited = String::new();
    for line in printed.lines() {
        let line = match line {
            it if it.starts_with("# - at:") || it == "#   set:" => &it[2..],
            it if it.starts_with("#     date:") => "    date: 2024-05-13",
            it => it,
        };
        edited += &format!("{line}\n");
    }
    room.write("content/overrides.yaml", &edited);
    let events = room.run(&["events"]);
    assert_eq!((events.code, events.err.as_str()), (0, ""), "{edited}");
    assert!(events.out.contains("2024-05-13-agreement-ada-berg-bo-lind"), "{}", events.out);
    // The next lines say where it is corrected.
    let again = room.run(&["override", "2024-05-13-agreement", "--print"]).out;
    assert!(again.contains("## Corrected already in content/overrides.yaml:"), "{again}");
    assert!(again.contains(": date set to 13 May 2024\n"), "{again}");
}

/// `relata events` and `relata explain` are what a wrong correction is mended by, and so they answer beside it.
#[test]
fn a_wrong_correction_hides_no_ids() {
    let room = room();
    let wrong = "- hide: 2024-05-13-agreement\n- hide: { document: talks, quote: met Bo Lind }\n";
    room.write("content/overrides.yaml", wrong);
    let events = room.run(&["events"]);
    assert_eq!(events.code, 1);
    assert!(events.err.starts_with("error: no event has the id `2024-05-13-agreement`"));
    assert!(events.err.ends_with("1 error\nThe events without what is wrong:\n"), "{}", events.err);
    assert!(events.out.contains("2024-05-14-agreement-ada-berg-bo-lind"), "{}", events.out);
    assert!(!events.out.contains("2024-05-13-meeting"), "{}", events.out);
    // Other programs would take them for all.
    for format in ["json", "csv"] {
        let ran = room.run(&["events", "--format", format]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    }
    for arguments in [&["explain", "talks"][..], &["explain", "--missing", "agreement on rail"]] {
        let ran = room.run(arguments);
        assert_eq!((ran.code, ran.err.matches("error: ").count()), (1, 1), "{}", ran.err);
        assert!(ran.out.contains("2024-05-14-agreement-ada-berg-bo-lind"), "{}", ran.out);
    }
    let ran = room.run(&["explain", "tolks"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.matches("error: ").count()), (1, "", 2));
    // Where settings are wrong as well, nothing can be said.
    room.write("content/site.yaml", "titel: X\n");
    assert_eq!(room.run(&["events"]).out, "");
    assert_eq!(room.run(&["explain", "talks"]).out, "");
}

#[test]
fn what_is_not_one_event_is_told() {
    let room = room();
    for (asked, told) in [
        ("2024-05", "error: the ids of 3 events begin with `2024-05`\n"),
        ("2024-05-13-meetng-ada-berg", "error: no event has the id `2024-05-13-meetng-ada-berg`\n"),
        ("talks", "name a line of the document that tells the event: `talks:LINE`"),
        ("talks:4", "error: no event is told at `talks:4`\n"),
        ("talks:4", "these lines tell events: 6, 8"),
        ("tolks:4", "error: there is no document `tolks`\n"),
        ("tolks:4", "did you mean `talks`?"),
    ] {
        let ran = room.run(&["override", asked]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{asked}");
        assert!(ran.err.contains(told), "{asked}: {}", ran.err);
    }
    room.write(
        "content/overrides.yaml",
        "- add: { date: 2024-05-12, type: visit, from: Bo Lind, to: Norway, evidence: [{ document: talks, quote: Ada Berg met }] }\n",
    );
    let ran = room.run(&["override", "2024-05-12"]);
    assert!(
        ran.err.contains("correct it where it is added: content/overrides.yaml:1"),
        "{}",
        ran.err
    );
    room.write("content/overrides.yaml", "- evnt: x\n");
    assert_eq!(room.run(&["override", "2024-05-13"]).code, 1);
    assert_eq!(room.read("content/overrides.yaml"), "- evnt: x\n");
}

/// All events of the demo, each as an item that sets everything that is so already.
#[test]
fn what_is_offered_for_any_event_changes_nothing_when_it_is_used() {
    let mut inputs = demo::inputs();
    let before = pipeline::analyse(&inputs, &Silent).value;
    let mut yaml = String::new();
    let mut by_words = 0;
    for event in events(&before).filter(|it| pipeline::added_at(it).is_none()) {
        let lines = uncommented(&pipeline::correction(&before, event));
        by_words += usize::from(lines.contains("\n- at: "));
        yaml += &lines;
    }
    assert!(by_words > 50, "{by_words} events are named by words");
    assert!(!yaml.contains("\n- event: "), "{yaml}");
    inputs.overrides.push(Source::new("all.yaml", yaml));
    let after = pipeline::analyse(&inputs, &Silent);
    let told: Vec<_> =
        after.diagnostics.iter().filter(|it| it.code.starts_with("override/")).collect();
    assert!(told.iter().all(|it| it.code == "override/no-effect"), "{told:#?}");
    let fields = |it: &Event| {
        let who: BTreeSet<Participant> = it.participants.iter().cloned().collect();
        (
            it.id.clone(),
            it.title.clone(),
            it.dated.clone(),
            it.subtype.clone(),
            who,
            it.place.clone(),
            it.status,
            it.object.clone(),
        )
    };
    assert_eq!(
        events(&before).map(fields).collect::<Vec<_>>(),
        events(&after.value).map(fields).collect::<Vec<_>>()
    );
}

fn events(analysis: &Analysis) -> impl Iterator<Item = &Event> {
    analysis.timeline.events.iter().map(|it| &it.event).chain(&analysis.timeline.planned)
}

/// An event of each kind of override, in a site of its own.
const ALL_KINDS: &str = "\
- at: { document: talks, quote: met Bo Lind }
  set: { place: Bergen }
  note: The *talks* were moved.
- hide: { document: wire/bergen, quote: met Bo Lind }
  note: It is told twice.
- event: 2024-05-14-agreement-ada-berg-bo-lind
  pin: true
- document: talks
  set: { outlet: Northern Gazette, sources: [A ministry] }
- document: old
  hide: true
  note: A forgery.
- add: { date: 2024-05-12, type: visit, from: Bo Lind, to: Norway, evidence: [{ document: talks, quote: met Bo Lind }] }
";

#[test]
fn each_override_is_listed_with_its_note() {
    let room = room();
    room.write(
        "content/documents/old.txt",
        "Forged\n\nAda Berg met Bo Lind in Bergen on 3 March 2023.\n",
    );
    room.write("content/overrides.yaml", ALL_KINDS);
    let ran = room.run(&["build", "--verbose"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let listed: Vec<&str> = ran
        .out
        .lines()
        .skip_while(|it| !it.starts_with("Override "))
        .take_while(|it| !it.starts_with("Published"))
        .collect();
    let listed = listed.join("\n");
    for told in [
        "Override   content/overrides.yaml:1\n             2024-05-13-meeting-ada-berg-bo-lind: place set to Bergen\n             note: The *talks* were moved.",
        "2024-05-15-meeting-ada-berg-bo-lind: left out\n             note: It is told twice.",
        "2024-05-14-agreement-ada-berg-bo-lind: pinned",
        "talks: outlet set to Northern Gazette; sources set to A ministry",
        "old: left out\n             note: A forgery.",
        "2024-05-12-visit-bo-lind-norway: event added",
    ] {
        assert!(listed.contains(told), "no `{told}` in\n{}", ran.out);
    }
    let about = room.read("public/about/index.html");
    for told in [
        "Place set to Bergen",
        "<em>talks</em>",
        "An event that it tells is left out",
        "It is told twice.",
        "Pinned",
        "Outlet set to Northern Gazette",
        "old</span><ul><li><span>Left out",
        "A forgery.",
        "Event added",
    ] {
        assert!(about.contains(told), "no `{told}` in about/index.html");
    }
    let events = room.run(&["events"]).out;
    assert!(!events.contains("2023-03-03") && !events.contains("2024-05-15"), "{events}");
}

#[test]
fn a_former_id_goes_on_naming_the_event_and_check_says_what_to_write() {
    let room = room();
    // As if an earlier relata had known the month only, and no date at all.
    let yaml = "- event: 2024-05-meeting-ada-berg-bo-lind\n  set: { place: Bergen }\n- pin: undated-agreement-ada-berg-bo-lind\n";
    room.write("content/documents/wire/bergen.txt", "2024-05-16\n\nIt rained.\n");
    room.write("content/overrides.yaml", yaml);
    let ran = room.run(&["check", "--quiet"]);
    assert_eq!(
        ran.err,
        "\
warning: no event has the id `2024-05-meeting-ada-berg-bo-lind` any more; `2024-05-13-meeting-ada-berg-bo-lind` is taken for it
 --> content/overrides.yaml:1:10
  |
1 | - event: 2024-05-meeting-ada-berg-bo-lind
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: it is the only one of this type, with these people, whose date is the same but finer or coarser
  = help: write `at: { document: talks, quote: met Bo Lind }` in place of `event: …`: it survives a change of the id

warning: no event has the id `undated-agreement-ada-berg-bo-lind` any more; `2024-05-14-agreement-ada-berg-bo-lind` is taken for it
 --> content/overrides.yaml:3:8
  |
3 | - pin: undated-agreement-ada-berg-bo-lind
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: it is the only one of this type, with these people, whose date is the same but finer or coarser
  = help: write `{ document: talks, quote: signed an agreement }` in its place: it survives a change of the id

2 warnings
"
    );
    assert_eq!(ran.code, 0);
    assert_eq!(room.run(&["check", "--quiet", "--strict"]).code, 1);
    assert_eq!(room.run(&["build", "--quiet"]).code, 0);
    // The old address leads to the new one.
    assert!(room.has("public/events/2024-05-meeting-ada-berg-bo-lind/index.html"));
    assert!(
        room.run(&["explain", "undated-agreement-ada-berg-bo-lind"])
            .out
            .contains("pinned         yes")
    );

    // Of two that it may mean it names neither.
    room.write(
        "content/documents/wire/bergen.txt",
        "2024-05-21\n\nAda Berg met Bo Lind in Bergen on May 20, 2024.\n",
    );
    let ran = room.run(&["check", "--quiet"]);
    assert!(
        ran.err.contains("error: no event has the id `2024-05-meeting-ada-berg-bo-lind`\n"),
        "{}",
        ran.err
    );
}

#[test]
fn an_override_without_effect_is_told_of() {
    let room = room();
    let yaml = "- at: { document: talks, quote: met Bo Lind }\n  set: { place: Oslo }\n- document: talks\n  set: { title: \"Talks: a start\" }\n- pin: [2024-05-13-meeting-ada-berg-bo-lind]\n";
    room.write("content/overrides.yaml", yaml);
    let ran = room.run(&["check"]);
    assert_eq!(ran.code, 0);
    let told = "note: this sets nothing of `2024-05-13-meeting-ada-berg-bo-lind` that is not so without it\n --> content/overrides.yaml:1:7\n";
    assert!(ran.err.contains(told), "{}", ran.err);
    assert!(ran.err.contains("note: this sets nothing of `talks` that is not so without it\n --> content/overrides.yaml:4:17\n"), "{}", ran.err);
    assert_eq!(ran.err.matches("that is not so without it").count(), 2);
    assert!(
        !room.run(&["build"]).err.contains("not so without it"),
        "`build` keeps notes to itself"
    );
}
