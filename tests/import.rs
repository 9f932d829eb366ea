//! `relata import` as it is run: each format, what it does not take, and that a build reads what it made.

#![allow(clippy::disallowed_methods, reason = "these tests set up folders and look into them")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

struct Room(TempDir);

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Room {
    fn new() -> Self {
        let room = Self(tempfile::tempdir().unwrap());
        let site = "title: Norway and Sweden\nrelationship: { sides: [Norway, Sweden] }\n";
        room.write("content/site.yaml", site.as_bytes());
        room
    }

    fn write(&self, below: &str, bytes: &[u8]) {
        let path = self.0.path().join(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.0.path().join(below)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let run = Command::new(env!("CARGO_BIN_EXE_relata"))
            .args(arguments)
            .current_dir(&self.0)
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        Ran {
            code: run.status.code().unwrap(),
            out: String::from_utf8(run.stdout).unwrap(),
            err: String::from_utf8(run.stderr).unwrap(),
        }
    }

    /// The files below documents/, in order.
    fn documents(&self) -> Vec<String> {
        let root = self.0.path().join("content/documents");
        let all = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().flatten();
        let files = all.filter(|it| it.file_type().is_file());
        files
            .map(|it| it.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned())
            .collect()
    }
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
  <title>Nordic Wire</title>
  <link>https://example.org/</link>
  <description>News of the north</description>
  <item>
    <title>Ministers meet in Oslo</title>
    <link>https://example.org/oslo</link>
    <pubDate>Wed, 15 May 2024 23:30:00 -0500</pubDate>
    <description>In short.</description>
    <content:encoded><![CDATA[<p>Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister <b>Bo Lind</b> in Oslo on Monday.</p><script>x()</script><p>They spoke of _rail_ &amp; ports.</p>]]></content:encoded>
  </item>
  <item>
    <title>A headline &lt;alone&gt;</title>
    <pubDate>last week</pubDate>
  </item>
  <item>
    <link>https://example.org/nothing</link>
    <pubDate>Thu, 16 May 2024 10:00:00 GMT</pubDate>
  </item>
</channel>
</rss>
"#;

#[test]
fn an_rss_feed_becomes_documents_that_a_build_reads() {
    let room = Room::new();
    room.write("wire.xml", RSS.as_bytes());
    let ran = room.run(&["import", "wire.xml", "--dry-run"]);
    assert!(ran.out.ends_with("Would write 2 documents to content/documents\n"), "{}", ran.out);
    assert!(room.documents().is_empty());

    let ran = room.run(&["import", "wire.xml"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("Wrote 2 documents to content/documents\n"), "{}", ran.out);
    let oslo = "nordic-wire/2024-05-15-ministers-meet-in-oslo.md";
    assert_eq!(room.documents(), [oslo, "nordic-wire/a-headline-alone.md"]);
    for (line, told) in [
        (14, "`last week` is not a date"),
        (18, "this item has neither a title nor a text, and is left out"),
    ] {
        assert!(
            ran.err.contains(&format!("warning: {told}\n  --> wire.xml:{line}:")),
            "{}",
            ran.err
        );
    }
    let expected = "\
---
title: \"Ministers meet in Oslo\"
outlet: \"Nordic Wire\"
url: \"https://example.org/oslo\"
published: \"2024-05-15\"
---

Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Oslo on Monday.

They spoke of \\_rail\\_ \\& ports.
";
    assert_eq!(room.read(&format!("content/documents/{oslo}")), expected);
    let events = room.run(&["events"]);
    assert!(
        events.out.starts_with("2024-05-13  meeting  Ada Berg and Bo Lind meet in Oslo\n"),
        "{}",
        events.out
    );
    assert_eq!(room.run(&["build"]).code, 0);

    // Again: what is there stays, also when somebody has changed it.
    room.write(&format!("content/documents/{oslo}"), b"Mine.\n");
    let ran = room.run(&["import", "wire.xml"]);
    let kept =
        "Wrote 0 documents to content/documents\n2 documents there already: stay as they are\n";
    assert_eq!(ran.out, kept);
    assert_eq!(room.read(&format!("content/documents/{oslo}")), "Mine.\n");
}

const ATOM: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Northern Gazette</title>
  <id>urn:x:1</id>
  <updated>2024-10-09T00:00:00Z</updated>
  <entry>
    <title>Lind writes to Berg</title>
    <id>urn:x:2</id>
    <link rel="alternate" href="https://example.org/letter"/>
    <published>2024-10-08T09:00:00+02:00</published>
    <updated>2024-10-09T00:00:00Z</updated>
    <content type="html">&lt;p&gt;Swedish Foreign Minister Bo Lind sent a message of congratulation to Norwegian Foreign Minister Ada Berg on Monday.&lt;/p&gt;</content>
  </entry>
  <entry>
    <title>Lind writes to Berg</title>
    <id>urn:x:3</id>
    <updated>2024-10-09T00:00:00Z</updated>
    <summary>Again.</summary>
  </entry>
</feed>
"#;

#[test]
fn an_atom_feed_is_dated_by_publication_only() {
    let room = Room::new();
    room.write("feed.atom", ATOM.as_bytes());
    let ran = room.run(&["import", "feed.atom", "--to", "content/documents/press"]);
    assert_eq!(ran.code, 0);
    let told = "warning: this entry was updated on 2024-10-09, and does not say when it was published\n  --> feed.atom:14:";
    assert!(ran.err.contains(told), "{}", ran.err);
    assert_eq!(
        room.documents(),
        [
            "press/northern-gazette/2024-10-08-lind-writes-to-berg.md",
            "press/northern-gazette/lind-writes-to-berg.md",
        ]
    );
    let dated =
        room.read("content/documents/press/northern-gazette/2024-10-08-lind-writes-to-berg.md");
    assert!(dated.contains("published: \"2024-10-08\"\n"), "{dated}");
    let undated = room.read("content/documents/press/northern-gazette/lind-writes-to-berg.md");
    assert!(!undated.contains("2024"), "{undated}");
    let events = room.run(&["events", "--type", "message"]);
    assert!(events.out.starts_with("2024-10-07  message"), "{}\n{}", events.out, events.err);
}

#[test]
fn a_feed_in_another_encoding_is_read() {
    let room = Room::new();
    let text = RSS.replace("UTF-8", "ISO-8859-1").replace("in Oslo</title>", "in Tromsø</title>");
    let latin: Vec<u8> = text.chars().map(|it| u8::try_from(u32::from(it)).unwrap()).collect();
    room.write("wire.rss", &latin);
    assert_eq!(room.run(&["import", "wire.rss"]).code, 0);
    let made = room.read("content/documents/nordic-wire/2024-05-15-ministers-meet-in-tromso.md");
    assert!(made.contains("title: \"Ministers meet in Tromsø\""), "{made}");
}

#[test]
fn a_folder_of_saved_pages_is_copied_without_what_belongs_to_them() {
    let room = Room::new();
    let page = b"<html><head><title>Talks</title><meta property='article:published_time' content='2024-05-14'></head><body><p>Ada Berg met Bo Lind in Oslo on Monday.</p></body></html>";
    for below in ["Talks in Oslo – Wire.html", "2024/Talks in Oslo – Wire.htm"] {
        room.write(&format!("saved/{below}"), page);
    }
    room.write("saved/Talks in Oslo – Wire_files/frame.html", b"<p>An advertisement.</p>");
    room.write("saved/Talks in Oslo – Wire_files/style.css", b"p {}");
    room.write("saved/archive.mhtml", b"MIME-Version: 1.0\n");
    room.write("saved/list.pdf", b"%PDF");
    let ran = room.run(&["import", "saved"]);
    assert_eq!(ran.code, 0);
    assert_eq!(room.documents(), ["2024/talks-in-oslo-wire.html", "talks-in-oslo-wire.html"]);
    let made = room.0.path().join("content/documents/talks-in-oslo-wire.html");
    assert_eq!(fs::read(made).unwrap(), page);
    assert!(
        ran.err.contains("web archives in one file (MHTML) are not read\n--> saved/archive.mhtml"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("1 of the files is not imported: list.pdf"), "{}", ran.err);
    assert!(!ran.err.contains("style.css"), "{}", ran.err);
}

const ZOTERO: &str = r#"[
  {
    "id": "berg-rail",
    "type": "article-journal",
    "title": "The rail freight agreement",
    "container-title": "Journal of Northern Studies",
    "DOI": "10.1000/182",
    "abstract": "Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Oslo on 13 May 2024.",
    "author": [{ "family": "Holt", "given": "Mia" }, { "literal": "Rail Institute" }],
    "issued": { "date-parts": [["2024", 6]] },
    "accessed": { "date-parts": [[2024, 7, 1]] }
  },
  {
    "id": "undated",
    "title": "A memoir",
    "issued": { "literal": "n.d." }
  },
  { "id": "empty" }
]
"#;

#[test]
fn a_zotero_export_becomes_documents() {
    let room = Room::new();
    room.write("My Library.json", ZOTERO.as_bytes());
    let ran = room.run(&["import", "My Library.json", "--verbose"]);
    assert_eq!(ran.code, 0);
    let rail = "my-library/2024-06-the-rail-freight-agreement.md";
    assert_eq!(room.documents(), [rail, "my-library/a-memoir.md"]);
    let expected = "\
---
title: \"The rail freight agreement\"
outlet: \"Journal of Northern Studies\"
url: \"https://doi.org/10.1000/182\"
published: \"2024-06\"
saved: \"2024-07-01\"
sources: [\"Mia Holt\", \"Rail Institute\"]
---

Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Oslo on 13 May 2024.
";
    assert_eq!(room.read(&format!("content/documents/{rail}")), expected);
    for (line, told) in [
        (13, "`n.d.` is not a date"),
        (18, "this item does not say when it was issued"),
        (18, "this item has neither a title nor an abstract, and is left out"),
    ] {
        assert!(
            ran.err.contains(&format!("warning: {told}\n  --> My Library.json:{line}:")),
            "{}",
            ran.err
        );
    }
    let events = room.run(&["events"]);
    assert!(events.out.starts_with("2024-05-13  meeting  "), "{}", events.out);
    assert_eq!(room.run(&["build"]).code, 0);
}

const TABLE: &str = "\
date;title;text;type;actors;place;url
2024-05-13;Talks in Oslo;Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Oslo.;;;;https://example.org/oslo
2024-06;A railway of their own;Two states and one track.;agreement;Norway; Sweden;Oslo;
2024-05-14;On the day;Norwegian Foreign Minister Ada Berg wrote to Swedish Foreign Minister Bo Lind on 14 May 2024.;;;;
13.05.2024;Wrong date;Nothing.;;;;
2024-07-01;Nobody;It rained.;;;;
2024-08-01;Somebody;They danced.;dance;Norway;;
2024-09;;;;;;
2023-11-02;Stockholm;Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Stockholm.;;;;
2023-11-03;Again;Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Stockholm on 2 November 2023.;;;;
";

#[test]
fn each_row_of_a_table_is_a_document_and_an_event_that_it_proves() {
    let room = Room::new();
    room.write("events.csv", TABLE.replace("Norway; Sweden", "\"Norway; Sweden\"").as_bytes());
    let dry = room.run(&["import", "events.csv", "--dry-run"]);
    assert!(
        room.documents().is_empty() && dry.out.contains("Would write 4 documents"),
        "{}",
        dry.out
    );
    let ran = room.run(&["import", "events.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("Wrote 3 overrides to content/overrides/events.yaml\n"),
        "{}\n{}",
        ran.out,
        ran.err
    );
    let expected = "\
# What events.csv says and no rule reads, row by row.

- at: { document: \"events/2024-05-13-talks-in-oslo\", quote: \"Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Oslo.\" }
  set: { date: \"2024-05-13\" }

- add:
    date: \"2024-06\"
    type: \"agreement\"
    title: \"A railway of their own\"
    place: \"Oslo\"
    actors: [\"Norway\", \"Sweden\"]
    evidence:
      - { document: \"events/2024-06-a-railway-of-their-own\", quote: \"Two states and one track.\" }

- at: { document: \"events/2023-11-02-stockholm\", quote: \"Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Stockholm.\" }
  set: { date: \"2023-11-02\" }
";
    assert_eq!(room.read("content/overrides/events.yaml"), expected);
    for (line, told) in [
        (5, "`13.05.2024` is not a date: "),
        (
            6,
            "nothing tells who takes part, and no event is made: write names into the column `actors`",
        ),
        (7, "there is no type `dance`: no event is made of this row"),
        (8, "this row has neither a title nor a text"),
        (
            10,
            "this row says 2023-11-03, and is read as an event that another document tells of too, on 2023-11-02",
        ),
    ] {
        let at = ran.err.split("warning: ").find(|it| it.starts_with(told)).unwrap_or_default();
        assert!(at.contains(&format!("--> events.csv:{line}:1")), "{told}\n{}", ran.err);
    }
    assert_eq!(room.run(&["build", "--quiet"]).code, 0);
    let events = room.run(&["events"]);
    let dates = events.out.lines().step_by(2).map(|it| it.split(' ').next().unwrap());
    assert_eq!(
        dates.collect::<Vec<_>>(),
        ["2023-11-02", "2024-05-13", "2024-05-14", "2024-06"],
        "{}",
        events.out
    );

    // A row that is mended comes with the table again, beside what came before.
    let mended = TABLE
        .replace("Norway; Sweden", "\"Norway; Sweden\"")
        .replace("dance;Norway", "agreement;\"Norway; Sweden\"");
    room.write("events.csv", mended.as_bytes());
    let more = room.run(&["import", "events.csv"]);
    assert!(more.out.contains("Wrote 1 document to"), "{}\n{}", more.out, more.err);
    assert!(room.read("content/overrides/events-2.yaml").contains("They danced."));
    assert!(room.run(&["events"]).out.contains("2024-08-01  agreement"));

    // Again: all is there, and nothing is claimed twice.
    let again = room.run(&["import", "events.csv"]);
    assert!(again.out.starts_with("Wrote 0 documents"), "{}\n{}", again.out, again.err);
    assert_eq!(room.read("content/overrides/events.yaml"), expected);
    assert!(!room.run(&["check"]).out.contains("events-3.yaml"));
}

#[test]
fn timelinejs_is_read_as_json_and_as_a_sheet() {
    const SHEET: &str = "\
Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Type
,,,,,,,,,Norway and Sweden,A timeline,,,title
2023,11,,,,,,,,Ministers meet,<p>Norwegian minister Ada Berg met Swedish minister Bo Lind in Stockholm.</p>,https://example.org/a.jpg,Ada Berg,
2024,13,,,,,,,,Never,Nothing.,,,
";
    const JSON: &str = r#"{ "title": { "text": { "headline": "Norway and Sweden" } }, "events": [
  { "start_date": { "year": "2023", "month": "11" }, "text": { "headline": "Ministers meet",
    "text": "<p>Norwegian minister Ada Berg met Swedish minister Bo Lind in Stockholm.</p>" } },
  { "text": { "headline": "Undated" } }
] }"#;
    for (file, text, told) in [
        (
            "sheet.csv",
            SHEET,
            &[
                "`title` is no event\n --> sheet.csv:2:1",
                "the calendar has no `2024-13`\n --> sheet.csv:4:1",
            ][..],
        ),
        ("slides.json", JSON, &["this row has no date\n --> slides.json:4:3"]),
    ] {
        let room = Room::new();
        room.write(file, text.as_bytes());
        let ran = room.run(&["import", file]);
        for it in told {
            assert!(ran.err.replace("  -->", " -->").contains(it), "{}", ran.err);
        }
        assert!(
            ran.out.contains("Wrote 1 document ") && ran.out.contains("Wrote 1 override "),
            "{}",
            ran.out
        );
        assert_eq!(room.run(&["build", "--quiet"]).code, 0);
        let events = room.run(&["events"]).out;
        assert!(
            events.starts_with("2023-11  meeting  Ada Berg and Bo Lind meet in Stockholm\n"),
            "{events}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let room = Room::new();
    room.write(
        "cut.xml",
        RSS.split("</item>").next().unwrap().replace("</pubDate>", "</date>").as_bytes(),
    );
    room.write("page.xml", b"<html><body>x</body></html>");
    room.write("cut.json", ZOTERO.split("\"undated\"").next().unwrap().as_bytes());
    room.write("object.json", b"{}");
    room.write("table.csv", b"who,what\nAda Berg,met\n");
    room.write("table.ods", b"PK");
    room.write("deed.pdf", b"%PDF");
    for (file, code, told) in [
        ("cut.xml", 1, "error: this is not a feed: "),
        ("cut.xml", 1, " --> cut.xml:10:"),
        ("page.xml", 1, "error: this is XML, and neither an RSS nor an Atom feed\n"),
        (
            "cut.json",
            1,
            "the list cannot be read from here on: EOF while parsing a value\n  --> cut.json:13:3",
        ),
        ("object.json", 1, "error: this is not a list of references\n --> object.json:1:1"),
        (
            "table.csv",
            1,
            "error: the first line does not name the columns that are needed\n --> table.csv:1:1",
        ),
        ("table.ods", 0, "warning: spreadsheets are read as CSV\n"),
        ("deed.pdf", 0, "warning: this kind of file is not imported\n"),
        ("nowhere.xml", 1, "error: there is no such file or folder\n"),
    ] {
        let ran = room.run(&["import", file, "--dry-run"]);
        assert!(ran.code == code && ran.err.contains(told), "{file} {}: {}", ran.code, ran.err);
    }
}
