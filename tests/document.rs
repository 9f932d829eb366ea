//! Reading documents: every format, what is wrong with files, and hostile input.

use relata::config::{Genre, Publish};
use relata::diagnostic::{Diagnostic, Reported, Severity};
use relata::document::{
    Document, Format, Input, LARGEST, Line, Origin, StatedBy, Zone, from_line, read,
};

#[track_caller]
fn input(path: &str, bytes: &[u8]) -> Reported<Vec<Document>> {
    let file = format!("content/documents/{path}");
    read(&Input { path: path.to_owned(), file, bytes: bytes.to_vec().into() })
}

#[track_caller]
fn one(path: &str, text: &str) -> Document {
    let Reported { mut value, diagnostics } = input(path, text.as_bytes());
    assert_eq!(diagnostics, [], "nothing to report");
    assert_eq!(value.len(), 1);
    value.remove(0)
}

/// Each block with its zone's first letter: M, B, or - for boilerplate.
fn zones(document: &Document) -> Vec<String> {
    let line = |zone, text: &str| {
        let letter = match zone {
            Zone::Masthead => 'M',
            Zone::Body => 'B',
            Zone::Boilerplate => '-',
        };
        format!("{letter} {}", text.chars().take(40).collect::<String>())
    };
    document.blocks.iter().map(|it| line(it.zone, it.span.of(&document.content))).collect()
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|it| it.code).collect()
}

#[test]
fn a_wire_report_with_its_page_around_it() {
    let document = one(
        "wire/bridge.txt",
        "Home | World | Business\n\nTwo kings open bridge over the strait\n\nby WIRE |\n\n\
         Oslo, May 4 (WIRE) Two kings opened the new bridge over the strait on Monday, nine years after the first stone was laid.\n\n\
         The bridge is four kilometres long, and the toll is not yet known.\n\n--WIRE\n\n\
         Latest News\nFerry sinks in harbour Mon, May 4, 2020, 02:01 PM\nQueen opens school Mon, May 4, 2020, 01:44 PM\n",
    );
    assert_eq!(document.id, "wire/bridge");
    assert_eq!(document.title.as_deref(), Some("Two kings open bridge over the strait"));
    assert_eq!(document.outlet.as_deref(), Some("WIRE"));
    assert_eq!(document.origin, Origin::Same);
    assert_eq!(
        zones(&document),
        [
            "- Home | World | Business",
            "M Two kings open bridge over the strait",
            "M by WIRE |",
            "B Oslo, May 4 (WIRE) Two kings opened the ",
            "B The bridge is four kilometres long, and ",
            "- --WIRE",
            "- Latest News",
            "- Ferry sinks in harbour Mon, May 4, 2020,",
            "- Queen opens school Mon, May 4, 2020, 01:",
        ]
    );
}

#[test]
fn sources_at_the_end_are_the_documents_sources() {
    let document = one(
        "a.txt",
        "The bridge was opened by the two kings on a cold morning in May.\n\nSources: Harbour Office; https://example.org/bridge\n",
    );
    assert_eq!(document.sources, ["Harbour Office", "https://example.org/bridge"]);
    assert_eq!(document.blocks[1].zone, Zone::Boilerplate);
}

#[test]
fn markdown_with_front_matter() {
    let document = one(
        "a/letter.md",
        "---\ntitle: A Letter\noutlet: The Palace\nurl: https://example.org/letter\npublished: 2020-05-04\n\
         sources: [The Archive, The Palace]\npublish: excerpt\ngenre: narrative\nlang: en\n---\n\
         # Another Heading\n\nDear *friend*, I write to you on the day on which the bridge was opened.\n\n```\nnot read\n```\n",
    );
    assert_eq!(document.id, "a/letter");
    assert_eq!(document.format, Format::Markdown);
    assert_eq!(document.title.as_deref(), Some("A Letter"));
    assert_eq!(document.outlet.as_deref(), Some("The Palace"));
    assert_eq!(document.sources, ["The Archive", "The Palace"]);
    assert_eq!(document.publish, Some(Publish::Excerpt));
    assert_eq!(document.genre, Some(Genre::Narrative));
    assert_eq!(document.stated[0].by, StatedBy::FrontMatter);
    assert_eq!(document.stated[0].text, "2020-05-04");
    assert!(!document.content.contains("not read"));
}

#[test]
fn the_first_heading_is_the_title_without_front_matter() {
    let document = one("a.md", "# Two Kings Meet\n\nThe two kings met on the bridge on Monday.\n");
    assert_eq!(document.title.as_deref(), Some("Two Kings Meet"));
    let span = document.title_span.expect("stands in the text");
    assert_eq!(span.of(&document.content), "Two Kings Meet");
    assert_eq!(zones(&document)[0], "M Two Kings Meet");
}

#[test]
fn front_matter_faults_have_their_places() {
    let text = "---\ntitle: T\nsorces: x\npublish: maybe\n---\nThe king met the queen.\n";
    let found = input("a.md", text.as_bytes());
    assert_eq!(codes(&found.diagnostics), ["front-matter/unknown-key", "front-matter/value"]);
    let places: Vec<_> = found
        .diagnostics
        .iter()
        .filter_map(|it| it.location.as_ref())
        .map(|it| (it.file.as_str(), it.line, it.column))
        .collect();
    assert_eq!(places, [("content/documents/a.md", 3, 1), ("content/documents/a.md", 4, 1)]);
    assert_eq!(found.diagnostics[0].help.as_deref(), Some("did you mean `sources`?"));
    assert_eq!(found.value.len(), 1);
}

#[test]
fn a_saved_page() {
    let prose = "The two kings opened the bridge on Monday, and many thousands came to see it. ";
    let page = format!(
        "<!doctype html><html><head><title>Kings Open Bridge - A Daily</title>\
         <meta name='pubdate' content='2020-05-04T10:00:00Z'>\
         <link rel='canonical' href='https://daily.example/2020/05/04/bridge'>\
         <style>p {{ color: red }}</style></head><body><nav><a href='/'>Home</a></nav>\
         <article><h1>Kings Open Bridge</h1><p>{0}</p><p>{0}</p><p>{0}</p></article>\
         <aside class='related'><time class='date'>May 1, 2020</time> Ferry sinks</aside>\
         <script>track()</script></body></html>",
        prose.repeat(3)
    );
    let document = one("saved/page.html", &page);
    assert_eq!(document.title.as_deref(), Some("Kings Open Bridge"));
    assert_eq!(document.outlet.as_deref(), Some("A Daily"));
    assert_eq!(document.url.as_deref(), Some("https://daily.example/2020/05/04/bridge"));
    let stated: Vec<_> = document.stated.iter().map(|it| (it.by, it.text.as_str())).collect();
    assert_eq!(stated, [(StatedBy::Meta, "2020-05-04T10:00:00Z"), (StatedBy::Url, "2020/05/04")]);
    for never in ["track", "color", "Home", "May 1"] {
        assert!(!document.content.contains(never), "{never}");
    }
}

#[test]
fn json_lines_go_on_after_a_bad_one() {
    let lines = "{\"text\":\"The king met the queen.\",\"published\":\"2020-05-04\",\"extra\":1}\n\
                 {\"text\": oops}\n\n{\"id\":7,\"text\":\"They met again.\",\"sources\":\"The Court\"}\n";
    let found = input("b/all.jsonl", lines.as_bytes());
    let ids: Vec<_> = found.value.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["b/all#1", "b/all#4"]);
    assert_eq!(found.value[0].stated[0].by, StatedBy::Input);
    assert_eq!(found.value[1].sources, ["The Court"]);
    assert_eq!(codes(&found.diagnostics), ["document/json"]);
    assert_eq!(found.diagnostics[0].location.as_ref().map(|it| it.line), Some(2));
}

#[test]
fn a_line_may_be_markdown_or_html() {
    for (format, text) in [
        (Format::Markdown, "# Kings Meet\n\nThe **kings** met.\n"),
        (Format::Html, "<h1>Kings Meet</h1><p>The <b>kings</b> met.</p>"),
    ] {
        let line = Line { text: text.to_owned(), format: Some(format), ..Line::default() };
        let document = from_line(line, "x".to_owned(), "-").value;
        assert_eq!(document.title.as_deref(), Some("Kings Meet"));
        assert!(document.content.ends_with("The kings met."), "{}", document.content);
    }
}

#[test]
fn what_cannot_be_read_is_left_out_with_a_warning() {
    let large = vec![b'a'; LARGEST + 1];
    for (path, bytes, code) in [
        ("a.txt", &b""[..], "document/empty"),
        ("a.txt", b" \n\t\n", "document/empty"),
        ("a.txt", b"a\x00\x01\x00\x00\x02b", "document/binary"),
        ("a.html", b"%PDF-1.4", "document/binary"),
        ("a.pdf", b"text", "document/unknown-format"),
        ("Makefile", b"text", "document/unknown-format"),
        ("a.txt", &large, "document/too-large"),
    ] {
        let found = input(path, bytes);
        assert!(found.value.is_empty());
        assert_eq!(codes(&found.diagnostics), [code]);
        assert_eq!(found.diagnostics[0].severity, Severity::Warning);
        assert!(found.diagnostics[0].location.is_some());
    }
}

#[test]
fn a_fault_in_the_encoding_is_told() {
    let mut bytes =
        "Zoë, Noël and Chloë met in the café of the Hôtel Élysée in Orléans. ".repeat(4);
    bytes.push('é');
    let bytes = &bytes.as_bytes()[..bytes.len() - 1];
    let found = input("a.txt", bytes);
    assert_eq!(codes(&found.diagnostics), ["document/encoding"]);
    assert_eq!(found.value.len(), 1);
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize
    }
}

/// Whatever comes in, blocks are in order, on character boundaries, and inside of the text.
#[track_caller]
fn check_whole(found: &Reported<Vec<Document>>) {
    for document in &found.value {
        let mut last = 0;
        for block in &document.blocks {
            assert!(last <= block.span.start && block.span.start < block.span.end);
            assert!(document.content.get(block.span.range()).is_some());
            last = block.span.end;
        }
        if let Some(span) = document.title_span {
            assert!(document.content.get(span.range()).is_some());
        }
    }
}

const PATHS: [&str; 4] = ["a.txt", "a.md", "a.html", "a.jsonl"];

#[test]
fn bytes_at_random_never_panic() {
    let mut numbers = Numbers(42);
    for round in 0..200 {
        let length = numbers.next() % 400;
        let bytes: Vec<u8> = (0..length)
            .map(|_| match round % 3 {
                0 => numbers.next() as u8,
                1 => [0xff, 0xfe, 0x00, b'a', b'\n', 0xc3, 0xed, 0xa0][numbers.next() % 8],
                _ => (numbers.next() % 95 + 32) as u8,
            })
            .collect();
        for path in PATHS {
            check_whole(&input(path, &bytes));
        }
    }
}

#[test]
fn pieces_of_documents_at_random_never_panic() {
    const PIECES: &[&str] = &[
        "\n",
        "\n\n",
        "---\n",
        "title: x\n",
        "# ",
        "- ",
        "* ",
        "| a | b |\n|---|---|\n",
        "```\n",
        "Date: 08/10/2024 | Source: A (En)",
        "OSLO, May 4 (",
        "Wire) --",
        "March 21, 2026Mar 21, 2026",
        "5 days ago",
        "More From ",
        "Latest News",
        "-0-",
        "www.x.org (",
        "é",
        "。",
        "\u{2028}",
        "\u{feff}",
        "<div>",
        "</p>",
        "<table><tr>",
        "<script>",
        "<!--",
        "<meta charset=utf-16>",
        "<time datetime=",
        "{\"text\":",
        "\"a\"}",
        "[[",
        "&amp;",
        "\\",
        "(/",
        "/(",
        "The king met the queen on Monday. ",
        "Juche 113 (",
        "Published: ",
        " updated ",
        "@",
        "a@b.c",
        "\r",
        "\t",
        "…",
        "“",
        "'s",
        "{",
        ": :",
    ];
    let mut numbers = Numbers(7);
    for _ in 0..600 {
        let count = numbers.next() % 24;
        let text: String = (0..count).map(|_| PIECES[numbers.next() % PIECES.len()]).collect();
        for path in PATHS {
            check_whole(&input(path, text.as_bytes()));
        }
    }
}

#[test]
fn a_huge_line_and_unclosed_tags_are_read() {
    let line = "The king met the queen and ".repeat(40_000);
    let tags = "<div><p><b><table>".repeat(3_000);
    let deep = "<div>".repeat(50_000);
    for path in PATHS {
        check_whole(&input(path, line.as_bytes()));
        check_whole(&input(path, tags.as_bytes()));
        check_whole(&input(path, deep.as_bytes()));
    }
}

#[test]
fn a_line_that_is_refused_keeps_its_id() {
    for (line, id, error) in [
        ("{\"id\": \"a\"}", Some("a"), "it has no `text`"),
        ("[1]", None, "it is not a JSON object: write {\"text\": \"…\"}"),
        ("nope", None, "it is not JSON (expected ident, at column 2)"),
    ] {
        let refused = relata::document::parse_line(line).expect_err("is refused");
        assert_eq!((refused.0.as_deref(), refused.1.as_str()), (id, error));
    }
}

#[test]
fn a_title_is_cut_where_it_is_no_title_any_more() {
    let text = format!("---\ntitle: \"{}\u{202e}end\"\n---\nText.\n", "word ".repeat(200));
    let input = Input { path: "a.md".into(), file: "a.md".into(), bytes: text.into_bytes().into() };
    let title = read(&input).value[0].title.clone().unwrap();
    assert!(title.chars().count() <= 301 && title.ends_with("word…"), "{title}");
}

#[test]
fn front_matter_without_an_end_is_told() {
    let found = input("a.md", b"---\ntitle: Talks\n\nAda Berg met Bo Lind.\n");
    let told: Vec<_> = found.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(told, ["this front matter has no end: it is read as text"]);
    // A line that only parts two sections is none.
    assert_eq!(input("a.md", b"---\n\nAda Berg: a life.\n").diagnostics, []);
    assert_eq!(input("a.md", b"---\nNote: this is a draft.\n").diagnostics, []);
}
