//! Pictures from the author's YAML to the pages and to what is given out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use relata::config::ConfigSources;
use relata::document::Input;
use relata::pipeline::{self, Inputs, Silent};
use relata::source::Source;

const SITE: &str = "title: Norway and Sweden\nbase_url: https://example.org/rail/\nrelationship: { sides: [Norway, Sweden] }\n";
const ACTORS: &str = "- name: Ada Berg\n  side: Norway\n  image: { file: \"ada berg.svg\", alt: \"Ada Berg at a desk\", credit: Press office, url: \"https://example.com/ada\" }\n- { name: Bo Lind, side: Sweden }\n";
const TALKS: &str =
    "# Talks\n\nOSLO, May 14, 2024 -- Ada Berg met Bo Lind in Oslo on May 13, 2024.\n";
const SHOWN: &str = "- at: { document: talks, quote: Ada Berg met Bo Lind }\n  set:\n    image: { file: talks.png, alt: 'Two \"ministers\" & a <map>', credit: \"Bo's <office>\", caption: \"At the table.\" }\n";

/// A PNG as far as its size, and then as many bytes.
fn png(more: usize) -> Vec<u8> {
    let mut bytes =
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06\0\0\0".to_vec();
    bytes.resize(bytes.len() + more, 0);
    bytes
}

fn inputs(overrides: &str, photo: Vec<u8>) -> Inputs {
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 40'/>".to_vec();
    Inputs {
        config: ConfigSources {
            site: Some(Source::new("site.yaml", SITE)),
            actors: Some(Source::new("actors.yaml", ACTORS)),
            ..ConfigSources::default()
        },
        overrides: vec![Source::new("overrides.yaml", overrides)],
        documents: vec![Input {
            path: "talks.md".to_owned(),
            file: "content/documents/talks.md".to_owned(),
            bytes: TALKS.as_bytes().to_vec().into(),
        }],
        templates: Vec::new(),
        assets: vec![
            ("talks.png".to_owned(), photo.into()),
            ("ada berg.svg".to_owned(), drawing.into()),
            ("notes.txt".to_owned(), b"words".to_vec().into()),
        ],
    }
}

/// The files of a site, and what was told on the way: place, message.
fn build(inputs: &Inputs) -> (Vec<(String, String)>, Vec<String>) {
    let mut told = Vec::new();
    let analysis = pipeline::analyse(inputs, &Silent).into_value(&mut told);
    let files = pipeline::render(&analysis, inputs).into_value(&mut told);
    let text = |(path, bytes): (String, Vec<u8>)| Some((path, String::from_utf8(bytes).ok()?));
    let told = told.iter().map(|it| {
        let at = it.location.as_ref().map(|it| format!("{}:{}:{} ", it.file, it.line, it.column));
        format!("{}{}", at.unwrap_or_default(), it.message)
    });
    (files.into_iter().filter_map(text).collect(), told.collect())
}

fn file<'a>(files: &'a [(String, String)], path: &str) -> &'a str {
    &files.iter().find(|it| it.0 == path).unwrap_or_else(|| panic!("no {path}")).1
}

#[test]
fn pictures_stand_where_readers_and_programs_look_for_them() {
    let (files, told) = build(&inputs(SHOWN, png(0)));
    assert_eq!(told, Vec::<String>::new());
    let event = file(&files, "events/2024-05-13-meeting-ada-berg-bo-lind/index.html");
    let shown = "<img src=\"../../assets/talks.png\" width=\"640\" height=\"480\" alt=\"Two &quot;ministers&quot; &amp; a &lt;map&gt;\" loading=\"lazy\" decoding=\"async\">";
    for part in [
        shown,
        "At the table.",
        "Bo&#39;s &lt;office&gt;",
        "<meta property=\"og:image\" content=\"https://example.org/rail/assets/talks.png\">",
        "<meta property=\"og:image:alt\" content=\"Two &quot;ministers&quot;",
        "\"contentUrl\":\"https://example.org/rail/assets/talks.png\"",
    ] {
        assert!(event.contains(part), "{part}: {event}");
    }
    // On the card, without the caption.
    let home = file(&files, "index.html");
    assert!(home.contains("<img src=\"assets/talks.png\"") && !home.contains("At the table."));
    let ada = file(&files, "actors/ada-berg/index.html");
    assert!(ada.contains("<img src=\"../../assets/ada%20berg.svg\" width=\"30\" height=\"40\""));
    assert!(ada.contains("<a href=\"https://example.com/ada\" rel=\"external\">Press office</a>"));
    let data: serde_json::Value = serde_json::from_str(file(&files, "events.json")).unwrap();
    assert_eq!(data["events"][0]["image"]["file"], "talks.png");
    assert_eq!(data["events"][0]["image"]["caption"], "At the table.");
    let slides: serde_json::Value = serde_json::from_str(file(&files, "timelinejs.json")).unwrap();
    let media = &slides["events"][0]["media"];
    assert_eq!(media["url"], "https://example.org/rail/assets/talks.png");
    assert_eq!(media["credit"], "Bo&apos;s &lt;office&gt;");
    let feed: serde_json::Value = serde_json::from_str(file(&files, "feed.json")).unwrap();
    assert_eq!(feed["items"][0]["image"], "https://example.org/rail/assets/talks.png");
}

#[test]
fn a_picture_can_be_taken_away_and_added_with_an_event() {
    let (files, told) = build(&inputs(
        "- at: { document: talks, quote: Ada Berg met Bo Lind }\n  set: { image: null }\n- add:\n    date: 2024-05-12\n    type: visit\n    from: Bo Lind\n    place: Oslo\n    image: { file: talks.png, alt: A train, credit: Bo Lind }\n    evidence: [{ document: talks, quote: in Oslo }]\n",
        png(2_000_000),
    ));
    assert_eq!(
        told,
        [
            "overrides.yaml:1:7 this sets nothing of `2024-05-13-meeting-ada-berg-bo-lind` that is not so without it",
            "overrides.yaml:8:20 `talks.png` has 2.0 MB: readers wait for it",
        ]
    );
    let data: serde_json::Value = serde_json::from_str(file(&files, "events.json")).unwrap();
    let images: Vec<_> =
        data["events"].as_array().unwrap().iter().map(|it| it["image"]["alt"].as_str()).collect();
    assert_eq!(images, [Some("A train"), None]);
}

#[test]
fn what_cannot_be_shown_is_told_where_it_stands() {
    let set = |image: &str| {
        format!(
            "- at: {{ document: talks, quote: Ada Berg met Bo Lind }}\n  set:\n    image: {image}\n"
        )
    };
    for (image, expected) in [
        (
            "{ file: takls.png, alt: Talks, credit: Bo Lind }",
            "overrides.yaml:3:20 there is no picture `takls.png` in assets/",
        ),
        (
            "{ file: notes.txt, alt: Talks, credit: Bo Lind }",
            "overrides.yaml:3:20 `notes.txt` is no picture that can be shown",
        ),
        (
            "{ file: \"https://example.com/a.png\", alt: Talks, credit: Bo Lind }",
            "overrides.yaml:3:20 a page shows no pictures of other sites",
        ),
        (
            "{ file: talks.png, alt: \"\", credit: Bo Lind }",
            "overrides.yaml:3:36 this picture has no alt",
        ),
        ("{ file: talks.png, alt: Talks }", "overrides.yaml:3:12 `credit` is missing"),
        (
            "talks.png",
            "overrides.yaml:3:12 `image` should be a mapping of keys to values, and is the text \"talks.png\"",
        ),
    ] {
        let (_, told) = build(&inputs(&set(image), png(0)));
        assert_eq!(told, [expected], "{image}");
    }
}
