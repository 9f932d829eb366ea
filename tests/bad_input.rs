//! Whatever a folder holds, the program says what is wrong and where, leaves the published site as
//! it was when it cannot build, and never panics.

#![allow(clippy::disallowed_methods, reason = "these tests set up folders and look into them")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use relata::config::ConfigSources;
use relata::diagnostic::has_errors;
use relata::document;
use relata::pipeline::{self, Inputs, Silent};
use relata::source::Source;
use tempfile::TempDir;

/// A folder with a site that builds.
struct Room(TempDir);

/// What a run said on standard error, and its exit code.
struct Ran {
    code: i32,
    err: String,
}

impl Room {
    fn new() -> Self {
        let room = Self(tempfile::tempdir().unwrap());
        room.write("content/site.yaml", "title: Berg and Lind\n");
        room.write("content/actors.yaml", "- name: Ada Berg\n- name: Bo Lind\n");
        room.write(
            "content/documents/talks.txt",
            "Talks\n\nGeneva, April 26, 2019 (Wire) -- Ada Berg met Bo Lind in Geneva on 25 April 2019.\n",
        );
        assert_eq!(room.build().code, 0);
        room
    }

    fn write(&self, below: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.path().join(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn build(&self) -> Ran {
        self.run(&["build"])
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_relata"))
            .args(arguments)
            .current_dir(&self.0)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{err}");
        Ran { code: output.status.code().unwrap(), err }
    }

    /// The manifest, which has the hash of every file, and the page that every visitor sees.
    fn published(&self) -> Vec<Vec<u8>> {
        let read = |it: &str| fs::read(self.0.path().join("public").join(it)).unwrap();
        vec![read(".relata-manifest.json"), read("index.html")]
    }

    fn has(&self, below: &str) -> bool {
        self.0.path().join(below).exists()
    }

    /// The build fails with these messages, and what was published before stays.
    #[track_caller]
    fn refused(&self, expected: &str) {
        let before = self.published();
        let ran = self.build();
        assert_eq!(ran.err, format!("{expected}Nothing was published.\n"), "\n{}", ran.err);
        assert_eq!(ran.code, 1);
        assert!(self.published() == before, "public/ was touched");
    }

    /// The build succeeds with these messages.
    #[track_caller]
    fn built(&self, expected: &str) {
        let ran = self.build();
        assert_eq!(ran.err, expected, "\n{}", ran.err);
        assert_eq!(ran.code, 0);
        assert!(self.has("public/index.html"));
    }
}

#[test]
fn yaml_that_is_none() {
    let room = Room::new();
    room.write("content/site.yaml", "title: Berg and Lind\nfooter: \"never closed\nlanguage: en\n");
    room.refused(
        "\
error: this is not YAML: invalid indentation in quoted scalar
 --> content/site.yaml:2:9
  |
2 | footer: \"never closed
  |         ^
  |
  = help: check the indentation, the colons and the quotation marks of this line and the one above

1 error
",
    );
}

#[test]
fn mistakes_of_all_files_are_told_at_once() {
    let room = Room::new();
    room.write("content/site.yaml", "titel: X\nrelationship:\n  sides: [Norway, Brazzil]\n");
    room.write(
        "content/actors.yaml",
        "- name: Ada Berg\n  born: 1961-13-40\n- name: Bo Lind\n  kind: [person]\n- id: ada-berg\n  name: Ada Berg the Younger\n- id: ada-berg\n  name: Another\n",
    );
    room.write(
        "content/overrides.yaml",
        "- add: { date: 2019-04-25, type: meeting, actors: [ada-breg, Bo Lind], evidence: [{ document: talks, quote: met Bo Lind }] }\n- document: talk\n  set: { published: yesterday }\n",
    );
    room.refused(
        "\
error: the calendar has no `1961-13-40`
 --> content/actors.yaml:2:9
  |
2 |   born: 1961-13-40
  |         ^^^^^^^^^^

error: `kind` should be one word, and is a list
 --> content/actors.yaml:4:9
  |
4 |   kind: [person]
  |         ^^^^^^^^

error: two actors have the id `ada-berg`
 --> content/actors.yaml:7:3
  |
7 | - id: ada-berg
  |   ^^^^^^^^^^^^
  |
  = note: the first is at content/actors.yaml:5
  = help: give one of them another `id`, or remove it

error: `yesterday` is not a date: write `2024`, `2024-10`, `2024-10-07`, an interval `2023-09-12/2023-09-17`, or with doubt `2024-06~`
 --> content/overrides.yaml:3:21
  |
3 |   set: { published: yesterday }
  |                     ^^^^^^^^^

error: there is no key `titel` here
 --> content/site.yaml:1:1
  |
1 | titel: X
  | ^^^^^
  |
  = help: did you mean `title`?

error: there is no country or actor `Brazzil`
 --> content/site.yaml:3:19
  |
3 |   sides: [Norway, Brazzil]
  |                   ^^^^^^^
  |
  = help: did you mean `Brazil`? Or list whoever is no country in actors.yaml: `- name: Brazzil`

6 errors
",
    );
}

#[test]
fn a_side_that_nobody_knows() {
    let room = Room::new();
    room.write("content/site.yaml", "relationship:\n  sides: [Norway, Brazzil]\n");
    room.refused(
        "\
error: there is no country or actor `Brazzil`
 --> content/site.yaml:2:19
  |
2 |   sides: [Norway, Brazzil]
  |                   ^^^^^^^
  |
  = help: did you mean `Brazil`? Or list whoever is no country in actors.yaml: `- name: Brazzil`

1 error
",
    );
}

#[test]
fn an_override_that_hits_nothing() {
    let room = Room::new();
    room.write(
        "content/overrides.yaml",
        "- event: 2019-04-25-meetng-ada-berg-bo-lind\n  set: { place: Geneva }\n- at: { document: talks, quote: met Bo Lynd }\n  set: { place: Geneva }\n- document: tolks\n  set: { published: 2019 }\n",
    );
    room.refused(
        "\
error: no event has the id `2019-04-25-meetng-ada-berg-bo-lind`
 --> content/overrides.yaml:1:10
  |
1 | - event: 2019-04-25-meetng-ada-berg-bo-lind
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `2019-04-25-meeting-ada-berg-bo-lind`?

error: `talks` does not have these words
 --> content/overrides.yaml:3:33
  |
3 | - at: { document: talks, quote: met Bo Lynd }
  |                                 ^^^^^^^^^^^
  |
  = note: it has them as far as “met Bo”
  = help: quote word for word; a few words are enough

error: there is no document `tolks`
 --> content/overrides.yaml:5:13
  |
5 | - document: tolks
  |             ^^^^^
  |
  = help: did you mean `talks`?

3 errors
",
    );
}

#[test]
fn documents_that_cannot_be_read_are_left_out() {
    let room = Room::new();
    room.write("content/documents/empty.txt", "");
    room.write("content/documents/blank.md", " \n\n");
    room.write("content/documents/picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let accents = "Zoë, Noël and Chloë met in the café of the Hôtel Élysée. ".repeat(4);
    room.write("content/documents/cut.txt", &accents.as_bytes()[..accents.len() - 4]);
    room.write(
        "content/documents/lines.jsonl",
        "{\"text\": \"Nobody met.\"}\nnot json\n{\"txt\": 1}\n",
    );
    let large = fs::File::create(room.0.path().join("content/documents/large.txt")).unwrap();
    large.set_len(50 << 20).unwrap();
    room.built(
        "\
warning: the file has no text
--> content/documents/blank.md
 = note: the file is left out

warning: some characters are not valid UTF-8 and were replaced
--> content/documents/cut.txt
 = help: save the file as UTF-8

warning: the file has no text
--> content/documents/empty.txt
 = note: the file is left out

warning: this is left out: it is larger than 32 MiB
--> content/documents/large.txt
 = help: split it into smaller files

warning: this line is not a document: expected ident
 --> content/documents/lines.jsonl:2:2
  |
2 | not json
  |  ^
  |
  = note: the line is left out
  = help: a line is a JSON object with at least a `text`

warning: this line is not a document: missing field `text`
 --> content/documents/lines.jsonl:3:10
  |
3 | {\"txt\": 1}
  |          ^
  |
  = note: the line is left out
  = help: a line is a JSON object with at least a `text`

warning: the file is not text
--> content/documents/picture.html
 = note: the file is left out
 = help: save it as text, Markdown or HTML

7 warnings
",
    );
    assert!(room.has("public/documents/talks"));
}

#[test]
fn dates_that_are_none() {
    let room = Room::new();
    room.write(
        "content/documents/lines.jsonl",
        "{\"text\": \"Nobody met.\", \"published\": \"soon\"}\n",
    );
    room.built(
        "\
warning: `soon` is not a date: write `2024-10-07`, `2024-10` or `2024`
 --> content/documents/lines.jsonl:1:25
  |
1 | {\"text\": \"Nobody met.\", \"published\": \"soon\"}
  |                         ^
  |
  = note: the line is read without it

1 warning
",
    );
    room.write("content/documents/lines.jsonl", "{\"text\": \"Nobody met.\"}\n");
    room.write(
        "content/documents/a.md",
        "---\ntitle: A\npublished: 2024-13-01\n---\nNobody met.\n",
    );
    room.write("content/documents/b.md", "---\ndate: 7 October 2024\n---\nNobody met.\n");
    room.refused(
        "\
error: the calendar has no `2024-13-01`
 --> content/documents/a.md:3:12
  |
3 | published: 2024-13-01
  |            ^^^^^^^^^^

1 error
",
    );
}

#[test]
fn settings_that_cannot_work() {
    let room = Room::new();
    for (line, expected) in [
        (
            "base_url: https://a.org/?x\n",
            "error: `https://a.org/?x` is not the address of a site\n --> content/site.yaml:1:11\n  |\n1 | base_url: https://a.org/?x\n  |           ^^^^^^^^^^^^^^^^\n  |\n  = help: it ends with a path, and has no `?`, `#` or quotation marks\n\n1 error\n",
        ),
        (
            "base_url: https://a.org/a#b\n",
            "error: `https://a.org/a#b` is not the address of a site\n --> content/site.yaml:1:11\n  |\n1 | base_url: https://a.org/a#b\n  |           ^^^^^^^^^^^^^^^^^\n  |\n  = help: it ends with a path, and has no `?`, `#` or quotation marks\n\n1 error\n",
        ),
        (
            "language: en_US\n",
            "error: `en_US` is not the tag of a language\n --> content/site.yaml:1:11\n  |\n1 | language: en_US\n  |           ^^^^^\n  |\n  = help: write `en-US`\n\n1 error\n",
        ),
        (
            "language: klingon language\n",
            "error: `klingon language` is not the tag of a language\n --> content/site.yaml:1:11\n  |\n1 | language: klingon language\n  |           ^^^^^^^^^^^^^^^^\n  |\n  = help: write a tag such as `en`, `ko` or `pt-BR`\n\n1 error\n",
        ),
        (
            "title: \"\"\n",
            "error: the site has no title\n --> content/site.yaml:1:8\n  |\n1 | title: \"\"\n  |        ^^\n  |\n  = help: write what the timeline is about, or remove the key\n\n1 error\n",
        ),
    ] {
        room.write("content/site.yaml", line);
        room.refused(expected);
    }
    let colours =
        "relationship:\n  sides: [Norway, Sweden]\n  colours: [\"#1f4f8f\", \"#1F4F8F\"]\n";
    room.write("content/site.yaml", colours);
    let ran = room.build();
    assert!(ran.code == 1 && ran.err.contains("both sides have the same colour"), "{}", ran.err);
    room.write("content/site.yaml", "language: pt-BR\nbase_url: https://a.org/b/\n");
    assert!(!room.build().err.contains("error"), "what works is taken");
}

#[test]
fn places_that_are_not_on_the_earth_and_titles_without_words() {
    let room = Room::new();
    for (place, expected) in [
        ("latitude: 91\n  longitude: 6", "`91` is not a latitude"),
        ("latitude: .nan\n  longitude: 6", "`NaN` is not a latitude"),
        ("latitude: 46\n  longitude: -180.5", "`-180.5` is not a longitude"),
        ("latitude: 46.2", "`Geneva` has a latitude and no longitude"),
        ("longitude: 6.1", "`Geneva` has a longitude and no latitude"),
    ] {
        room.write("content/places.yaml", format!("- name: Geneva\n  {place}\n"));
        let ran = room.build();
        assert_eq!(ran.code, 1, "{place}");
        assert!(
            ran.err.contains(&format!("error: {expected}\n --> content/places.yaml:")),
            "{}",
            ran.err
        );
    }
    room.write("content/places.yaml", "- name: Geneva\n  latitude: 46.2\n  longitude: 6.1\n");
    for item in [
        "- at: { document: talks, quote: met Bo Lind }\n  set: { title: \" \" }\n",
        "- add: { date: 2020, type: meeting, actors: [Ada Berg], title: \"\", evidence: [{ document: talks, quote: met Bo Lind }] }\n",
    ] {
        room.write("content/overrides.yaml", item);
        let ran = room.build();
        assert_eq!(ran.code, 1, "{item}");
        assert!(ran.err.contains("error: `title` has no value"), "{}", ran.err);
    }
}

#[test]
fn an_asset_that_would_take_the_place_of_a_file_of_the_build() {
    let room = Room::new();
    room.write("content/assets/events.js", "1");
    let ran = room.build();
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("this name is taken by a file that the build makes\n--> assets/events.js"),
        "{}",
        ran.err
    );
}

#[test]
fn folders_and_addresses_that_are_none() {
    let room = Room::new();
    room.write("content/documents/letters/a.txt", "Nobody met.");
    room.write("content/site.yaml", "base_url: example.org\nfolders:\n  - path: leters\n");
    room.refused(
        "\
error: `example.org` is not the address of a site
 --> content/site.yaml:1:11
  |
1 | base_url: example.org
  |           ^^^^^^^^^^^
  |
  = help: write it whole, such as `https://example.org/timeline/`

error: there are no documents below `leters`
 --> content/site.yaml:3:11
  |
3 |   - path: leters
  |           ^^^^^^
  |
  = help: did you mean `letters`?

2 errors
",
    );
}

#[test]
fn ids_that_no_address_can_hold() {
    let room = Room::new();
    room.write(
        "content/actors.yaml",
        "- id: Ada Berg\n  name: Ada Berg\n- name: Bo Lind\n- name: \"!\"\n",
    );
    room.write("content/places.yaml", "- id: ../geneva\n  name: Geneva\n");
    room.refused(
        "\
error: `Ada Berg` cannot be an id
 --> content/actors.yaml:1:7
  |
1 | - id: Ada Berg
  |       ^^^^^^^^
  |
  = help: write `ada-berg`

error: no id can be made of `!`
 --> content/actors.yaml:4:9
  |
4 | - name: \"!\"
  |         ^^^
  |
  = help: give it an `id`: small letters and digits, in words joined by hyphens

error: `../geneva` cannot be an id
 --> content/places.yaml:1:7
  |
1 | - id: ../geneva
  |       ^^^^^^^^^
  |
  = help: write `geneva`

3 errors
",
    );
}

#[cfg(unix)]
#[test]
fn links_to_nowhere_and_round_in_circles() {
    use std::os::unix::fs::symlink;
    let room = Room::new();
    let documents = room.0.path().join("content/documents");
    symlink("gone.txt", documents.join("lost.txt")).unwrap();
    symlink(".", documents.join("again")).unwrap();
    symlink("one.txt", documents.join("two.txt")).unwrap();
    symlink("two.txt", documents.join("one.txt")).unwrap();
    room.built(
        "\
warning: this link leads back to `content/documents`, which holds it
--> content/documents/again
 = help: remove the link: the files are read where they stand

warning: this is left out: it is not there any more, or a link leads nowhere
--> content/documents/lost.txt

warning: this is left out: it is a link that leads round in a circle
--> content/documents/one.txt

warning: this is left out: it is a link that leads round in a circle
--> content/documents/two.txt

4 warnings
",
    );
}

#[test]
fn no_documents_at_all() {
    const TOLD: &str = "\
warning: there are no documents: the site is empty
--> content/documents
 = help: put `.md`, `.txt`, `.html` or `.jsonl` files here, in folders of any depth

1 warning
";
    let room = Room::new();
    fs::remove_dir_all(room.0.path().join("content/documents")).unwrap();
    room.built(TOLD);
    fs::create_dir(room.0.path().join("content/documents")).unwrap();
    room.built(TOLD);
    assert!(!room.has("public/documents/talks"));
}

#[test]
fn no_content_folder() {
    let room = Room::new();
    fs::remove_dir_all(room.0.path().join("content")).unwrap();
    room.refused(
        "\
error: there is no folder `content`
 |
 = help: `cd` into the folder of your site, or name the content folder with `--content`; `relata init` makes a new site

1 error
",
    );
}

#[test]
fn files_of_others_where_the_site_should_go() {
    let room = Room::new();
    fs::remove_dir_all(room.0.path().join("public")).unwrap();
    room.write("public/holiday.jpg", "mine");
    let ran = room.build();
    let expected = "\
error: `public` holds files that relata did not publish
 |
 = note: one of them is `holiday.jpg`
 = help: name an empty or new folder with `--out`, or move these files away

1 error
Nothing was published.
";
    assert_eq!((ran.code, ran.err.as_str()), (1, expected));
    assert!(room.has("public/holiday.jpg") && !room.has("public/index.html"));
}

#[test]
fn templates_that_are_broken() {
    let room = Room::new();
    room.write("templates/home.html", "<p>\n{% if %}</p>\n");
    room.refused(
        "\
error: Found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
 --> templates/home.html:2:7
  |
2 | {% if %}</p>
  |       ^^

1 error
",
    );
    room.write("templates/home.html", "<p>\n{{ site.titel }}</p>\n");
    room.refused(
        "\
error: Field `titel` is not defined. Available fields: colours, description, feed, footer, language, layout, nav, order, sides, title
 --> templates/home.html:2:9
  |
2 | {{ site.titel }}</p>
  |         ^^^^^
  |
  = note: while rendering index.html

1 error
",
    );
}

/// A row of numbers that is the same on every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        // Knuth's MMIX constants.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.next(from.len())]
    }
}

const PIECES: &[&str] = &[
    "Ada Berg",
    "Berg",
    "Bo Lind",
    "Norway",
    "Brazilian President",
    "Joao Prado",
    "the two leaders",
    "he",
    "their",
    "his",
    "you",
    " met ",
    " sent ",
    " a message of greeting ",
    " to ",
    " with ",
    " and ",
    ", ",
    ". ",
    ".",
    "\n\n",
    "\n",
    " on Monday",
    " last month",
    " in 2019",
    " on 31 February",
    " April 2019",
    " 0000-00-00",
    " 99/99/9999",
    " on his 70th birthday",
    " on December 4 last year",
    " in the 19th century",
    " at 25:99",
    " between 2019 and 2017",
    " from May 3 to 1",
    " in Geneva",
    "OSLO, May 4 (Wire) -- ",
    "Date: 08/10/2024 | Source: X",
    "More From X",
    "Latest News",
    "signed a treaty",
    "ratification instruments",
    " were exchanged",
    " will ",
    " not ",
    " if ",
    "that ",
    "denied ",
    "“",
    "”",
    "\"",
    "'s",
    "’",
    "-",
    "–",
    "—",
    "(",
    ")",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "\u{301}",
    "中文",
    "\u{200b}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\t",
    "\r\n",
    "---\n",
    "title: x\n",
    "date: [\n",
    "# ",
    "- ",
    "> ",
    "```\n",
    "| a |\n",
    "[x](y)",
    "![](",
    "<div>",
    "</div>",
    "<p>",
    "<h1>",
    "<script>",
    "<!--",
    "<time datetime=\"2024-02-30\">",
    "<meta property=\"article:published_time\" content=\"",
    "&amp;",
    "&#x110000;",
    "{\"text\": \"",
    "\"}",
    "\\u0000",
    "\"published\": \"2024-02-30\"",
    "1952",
    "19",
    "-0-",
    "www.x.org (Juche",
    "99999999999999999999",
    " years ago",
    " 10000 years ago",
    " in the year 10000",
];

const YAML: &[&str] = &[
    "- ",
    "  ",
    "\n",
    ": ",
    "name",
    "name: Ada Berg",
    "id: a",
    "born: ",
    "1961-02-30",
    "9999-99",
    "side: ",
    "Norway",
    "roles:",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!!int ",
    "? ",
    "|",
    ">",
    "%",
    "~",
    "null",
    "true",
    "-1",
    "1e999",
    "é",
    "\u{feff}",
    "\t",
    "---\n",
    "...\n",
    "title: ",
    "relationship:",
    "sides: ",
    "event: x",
    "at: ",
    "document: talks",
    "quote: met",
    "set: ",
    "hide: ",
    "merge: ",
    "split: ",
    "add: ",
    "pin: ",
    "date: ",
    "2019-04",
    "2019-04-25/2018",
    "types:",
    "triggers:",
    "verbs:",
    "frame: ",
    "folders:",
    "publish: ",
    "latitude: ",
    "91",
    "country: ",
    "aliases: ",
    "words:",
    "base_url: ",
    "\\",
];

/// Analysing and rendering come to an end, and what was found stands in its document.
fn check(inputs: &Inputs) {
    let read = pipeline::analyse(inputs, &Silent);
    let texts: std::collections::BTreeMap<&str, &str> =
        read.value.documents.iter().map(|it| it.document.text()).collect();
    for entry in &read.value.timeline.events {
        for it in &entry.event.evidence {
            assert_eq!(&texts[it.document.as_str()][it.span.range()], it.quote);
        }
    }
    // Pages are many, and each is made of the same few templates.
    if !has_errors(&read.diagnostics) && inputs.documents.len() > 1 {
        let site = pipeline::render(&read.value, inputs);
        assert!(!has_errors(&site.diagnostics), "{:?}", site.diagnostics);
    }
}

fn input(path: String, bytes: Vec<u8>) -> document::Input {
    document::Input {
        file: Path::new("content/documents").join(&path).display().to_string(),
        path,
        bytes: bytes.into(),
    }
}

#[test]
fn documents_at_random_never_panic() {
    let source = |name: &str, text: &str| Some(Source::new(name, text));
    let config = ConfigSources {
        site: source("site.yaml", "relationship: { sides: [Norway, Brazil] }\n"),
        actors: source(
            "actors.yaml",
            "- { name: Ada Berg, side: Norway, born: 1961-02-03 }\n- { name: Joao Prado, side: Brazil, born: 1952-02-29 }\n",
        ),
        ..ConfigSources::default()
    };
    let mut numbers = Numbers(1);
    for extension in ["txt", "md", "html", "jsonl"] {
        let mut documents = Vec::new();
        for number in 0..300 {
            let count = numbers.next(60);
            let mut bytes: Vec<u8> =
                (0..count).flat_map(|_| numbers.pick(PIECES).bytes().collect::<Vec<_>>()).collect();
            // Some are damaged below the level of characters.
            for _ in 0..numbers.next(3) * numbers.next(4) {
                if !bytes.is_empty() {
                    let at = numbers.next(bytes.len());
                    bytes[at] = u8::try_from(numbers.next(256)).unwrap();
                }
            }
            documents.push(input(format!("{number}.{extension}"), bytes));
        }
        check(&Inputs { config: config.clone(), documents, ..Inputs::default() });
    }
}

#[test]
fn settings_at_random_never_panic() {
    let mut numbers = Numbers(2);
    let text = "Ada Berg met Bo Lind in Geneva on 25 April 2019.";
    for _ in 0..100 {
        let mut yaml = |name: &str| {
            let count = numbers.next(14);
            let text: String = (0..count).map(|_| numbers.pick(YAML)).collect();
            Source::new(name, text)
        };
        let config = ConfigSources {
            site: Some(yaml("site.yaml")),
            actors: Some(yaml("actors.yaml")),
            places: Some(yaml("places.yaml")),
            lexicon: Some(yaml("lexicon.yaml")),
        };
        let overrides = vec![yaml("overrides.yaml")];
        let documents = vec![input("talks.txt".to_owned(), text.as_bytes().to_vec())];
        check(&Inputs { config, overrides, documents, ..Inputs::default() });
    }
}

#[test]
fn a_site_below_the_content_is_never_read_as_content() {
    let room = Room::new();
    let site = "content/documents/site";
    assert_eq!(room.run(&["build", "--out", site]).code, 0);
    let again = room.run(&["build", "--out", site]);
    assert_eq!((again.code, again.err.as_str()), (0, ""), "its own pages are no documents");
}
