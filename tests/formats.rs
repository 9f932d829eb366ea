//! What a site gives to other programs, read back: with a library of the format's own field where
//! there is one that leaves the clock alone. tests/browser/formats.test.mjs reads the others.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, one reads docs/FORMATS.md, and one writes a site to be looked at"
)]

#[path = "support/demo.rs"]
mod demo;

use std::collections::{BTreeMap, BTreeSet};

use relata::config::ConfigSources;
use relata::diagnostic::Severity;
use relata::document;
use relata::pipeline::{self, Inputs, Silent};
use relata::source::Source;
use serde_json::Value;

const HOME: &str = "https://example.org/a-b/";

const ACTORS: &str = "\
- { name: Ada Berg, side: Norway }
- { name: Bo Lind, side: Sweden }
";

/// Every date that the formats have to do with, each of an event that the editor adds.
const DATES: [&str; 18] = [
    "-0752",
    "-0043-03-15",
    "0068",
    "18XX",
    "199X",
    "2003-34",
    "2004-22",
    "2005",
    "2006/2007",
    "2008/..",
    "../2009",
    "2010-04",
    "2011-04~",
    "2012-05-06",
    "2013-05-06?",
    "2014-09-12/2014-09-17",
    "2015-02/2015-04",
    "2016-12-31",
];

/// What a careless program would run, follow, tick or take for something else.
const HOSTILE: &str = "=1+1, \"b\"; <i>c</i> & #tag [x](https://bad.example) @who !id 50% \\ done";

const SECRET: &str = "The ministers whispered";

/// The files of a site by their paths.
type Files = BTreeMap<String, String>;

fn render(inputs: &Inputs) -> Files {
    let mut diagnostics = Vec::new();
    let analysis = pipeline::analyse(inputs, &Silent).into_value(&mut diagnostics);
    let files = pipeline::render(&analysis, inputs).into_value(&mut diagnostics);
    let errors: Vec<_> = diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    files.into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

fn demo() -> Files {
    render(&demo::inputs())
}

fn empty() -> Files {
    render(&Inputs::default())
}

fn hard() -> Files {
    render(&hard_inputs(Some(HOME)))
}

/// A site with every kind of date, an undated and a planned event, words that may not be published,
/// and text that means something in one format or the other.
fn hard_inputs(home: Option<&str>) -> Inputs {
    let home = home.map(|it| format!("base_url: {it}\n")).unwrap_or_default();
    let site = format!(
        "title: {}\ndescription: Tom & Jerry, \"as <told>\"; see \\\\\n{home}relationship: {{ sides: [Norway, Sweden] }}\n",
        Value::from(format!("Norway & Sweden: {HOSTILE}"))
    );
    let mut overrides = String::new();
    let mut notes = "---\ntitle: Notes\noutlet: Gazette\npublished: 2020-01-02\n---\n\n".to_owned();
    for (number, date) in DATES.iter().enumerate() {
        let quote = format!("Note {number}, <b>bold</b> & “odd”, tells of talks.");
        // Markdown shows what is escaped as it is.
        notes.push_str(&format!("{}\n\n", quote.replace('<', "\\<")));
        let title =
            if number % 2 == 0 { format!("{HOSTILE} {number}") } else { format!("Talks {number}") };
        overrides.push_str(&format!(
            "- add: {{ date: {}, type: meeting, actors: [Ada Berg, Bo Lind], place: Oslo, title: {}, evidence: [{{ document: notes, quote: {} }}] }}\n",
            Value::from(*date),
            Value::from(title),
            Value::from(quote),
        ));
    }
    overrides.push_str(&format!(
        "- add: {{ date: 2017-03-04, type: meeting, actors: [Ada Berg, Bo Lind], title: A quiet talk, evidence: [{{ document: secret, quote: {} }}] }}\n",
        Value::from(SECRET),
    ));
    let document = |path: &str, text: &str| document::Input {
        path: path.to_owned(),
        file: format!("content/documents/{path}"),
        bytes: text.as_bytes().to_vec().into(),
    };
    let source = |name: &str, text: &str| Source::new(name, text);
    Inputs {
        config: ConfigSources {
            site: Some(source("content/site.yaml", &site)),
            actors: Some(source("content/actors.yaml", ACTORS)),
            ..ConfigSources::default()
        },
        overrides: vec![source("content/overrides.yaml", &overrides)],
        documents: vec![
            document("notes.md", &notes),
            document(
                "secret.md",
                &format!(
                    "---\ntitle: Corner\npublish: none\npublished: 2020-01-03\n---\n\n{SECRET} in a corner.\n"
                ),
            ),
            document("undated.txt", "Ada Berg met Bo Lind in Oslo on Monday.\n"),
            document(
                "plan.md",
                "---\npublished: 2020-02-03\n---\n\nAda Berg will meet Bo Lind in Stockholm on 10 May 2020.\n",
            ),
        ],
        ..Inputs::default()
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn events(files: &Files) -> Vec<Value> {
    json(&files["events.json"])["events"].as_array().unwrap().clone()
}

#[test]
fn the_hard_site_has_what_makes_it_hard() {
    let events = events(&hard());
    let dates: BTreeSet<&str> = events.iter().filter_map(|it| it["date"].as_str()).collect();
    for date in DATES {
        assert!(dates.contains(date), "{date} among {dates:?}");
    }
    assert!(events.iter().any(|it| it["date"].is_null()), "an undated event");
    assert!(events.iter().any(|it| it["status"] == "planned"), "a planned event");
    assert!(
        events.iter().any(|it| it["evidence"][0]["text"].is_null()),
        "words that stay unpublished"
    );
}

/// Whether events.json is what the schema says, and why not.
fn validate(schema: &str, events: &Value) -> Result<(), String> {
    let schema = json(schema);
    let place = schema["$id"].as_str().unwrap_or("https://example.org/schema.json").to_owned();
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource(&place, schema).unwrap();
    let compiled = compiler.compile(&place, &mut schemas).unwrap();
    schemas.validate(events, compiled).map_err(|it| it.to_string())
}

#[test]
fn events_json_is_what_its_schema_says() {
    for (name, files) in [("demo", demo()), ("empty", empty()), ("hard", hard())] {
        let valid = validate(&files["events.schema.json"], &json(&files["events.json"]));
        assert_eq!(valid, Ok(()), "{name}");
    }
    assert_eq!(json(&hard()["events.schema.json"])["$id"], format!("{HOME}events.schema.json"));
    assert!(json(&empty()["events.schema.json"]).get("$id").is_none());
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let files = hard();
    let right = json(&files["events.json"]);
    let first = "/events/0";
    for (pointer, wrong) in [
        ("/version", Value::from(2)),
        ("/events", Value::Null),
        (&format!("{first}/id"), Value::Null),
        (&format!("{first}/date"), Value::from("yesterday")),
        (&format!("{first}/date"), Value::from("2024-1-1")),
        (&format!("{first}/date"), Value::from("2024/2025/2026")),
        (&format!("{first}/quad"), Value::from("friendly")),
        (&format!("{first}/status"), Value::from("certain")),
        (&format!("{first}/confidence"), Value::from(1.5)),
        (&format!("{first}/key"), Value::from("yes")),
        (&format!("{first}/phase"), Value::from(true)),
        (&format!("{first}/actors"), Value::from("Ada Berg")),
        (&format!("{first}/evidence/0/start"), Value::from(-1)),
        (&format!("{first}/evidence/0/published"), Value::from("2020-01-02?")),
    ] {
        let mut changed = right.clone();
        *changed.pointer_mut(pointer).unwrap() = wrong.clone();
        assert!(validate(&files["events.schema.json"], &changed).is_err(), "{pointer} = {wrong}");
    }
    for field in [
        "id",
        "title",
        "series",
        "date",
        "type",
        "plover",
        "actors",
        "rule",
        "evidence",
        "phase",
        "key",
        "date_inferred",
        "disputed",
        "edited",
    ] {
        let mut changed = right.clone();
        changed["events"][0].as_object_mut().unwrap().remove(field).unwrap();
        assert!(validate(&files["events.schema.json"], &changed).is_err(), "without {field}");
    }
}

/// What rows of the filter tell of an event in a word, and the phase of its page, stand in the data.
#[test]
fn the_data_has_the_marks_of_the_pages() {
    let mut seen = BTreeSet::new();
    for files in [demo(), render(&differing_inputs())] {
        marks_agree(&files, &mut seen);
    }
    for mark in ["key", "date_inferred", "disputed", "edited", "phase"] {
        assert!(seen.contains(&(mark, true)), "no event has it: {mark}");
        assert!(seen.contains(&(mark, false)), "every event has it: {mark}");
    }
}

/// Two reports that the editor puts together, and that give different days.
fn differing_inputs() -> Inputs {
    let mut inputs = hard_inputs(Some(HOME));
    let report = |day: &str| document::Input {
        path: format!("day-{day}.md"),
        file: format!("content/documents/day-{day}.md"),
        bytes: format!("Ada Berg met Bo Lind in Oslo on {day} May 2021.\n").into_bytes().into(),
    };
    inputs.documents.extend([report("3"), report("25")]);
    let ids = ["03", "25"].map(|day| format!("2021-05-{day}-meeting-ada-berg-bo-lind"));
    let merge = format!("- merge: [{}]\n", ids.join(", "));
    inputs.overrides.push(Source::new("content/merge.yaml", merge));
    inputs
}

/// Notes which marks were seen as so, and which as not so.
fn marks_agree(files: &Files, seen: &mut BTreeSet<(&'static str, bool)>) {
    let index = files["assets/events.js"].trim_end().trim_end_matches(';');
    let index = json(index.split_once('=').unwrap().1);
    for event in events(files).iter().filter(|it| it["status"] == "asserted") {
        let folder = event["id"].as_str().unwrap();
        let row = index["events"].as_array().unwrap().iter().find(|it| it[1] == folder);
        let marks = row.unwrap().as_array().unwrap().last().unwrap().as_u64().unwrap();
        for (number, mark) in [(1, "key"), (2, "date_inferred"), (4, "disputed"), (8, "edited")] {
            let said = event[mark].as_bool().unwrap();
            assert_eq!(said, marks & number != 0, "{mark} of {folder}");
            seen.insert((mark, said));
        }
        let page = &files[&format!("events/{folder}/index.html")];
        let phase = event["phase"].as_str();
        let told = page.split_once("<dt>Phase</dt><dd>").map(|it| it.1);
        let told = told.and_then(|it| it.split_once("</dd>")).map(|it| it.0);
        assert_eq!(phase.map(|it| it.replace('\'', "&#39;")).as_deref(), told, "{folder}");
        seen.insert(("phase", phase.is_some()));
    }
}

#[test]
fn events_csv_is_read_back() {
    for files in [demo(), empty(), hard()] {
        let text = &files["events.csv"];
        assert!(text.ends_with("\r\n"), "RFC 4180 ends lines with CR LF");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names = reader.headers().unwrap().clone();
        let cell = |row: &csv::StringRecord, name: &str| {
            row[names.iter().position(|it| it == name).unwrap()].to_owned()
        };
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let events = events(&files);
        assert_eq!(rows.len(), events.len());
        for (row, event) in rows.iter().zip(&events) {
            assert_eq!(cell(row, "id"), event["id"].as_str().unwrap());
            assert_eq!(cell(row, "date"), event["date"].as_str().unwrap_or_default());
            let title = event["title"].as_str().unwrap();
            let guard = if title.starts_with('=') { "'" } else { "" };
            assert_eq!(cell(row, "title"), format!("{guard}{title}"));
            assert_eq!(cell(row, "phase"), event["phase"].as_str().unwrap_or_default());
            for mark in ["key", "date_inferred", "disputed", "edited"] {
                assert_eq!(cell(row, mark), event[mark].as_bool().unwrap().to_string());
            }
            for (name, cell) in names.iter().zip(row) {
                let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(!runs || name == "date", "{name}: {cell}");
            }
        }
    }
    assert!(hard()["events.csv"].contains("\"'=1+1, \"\"b\"\"; <i>"), "a guarded title");
}

#[test]
fn the_feeds_are_read_back_and_agree() {
    for files in [demo(), hard()] {
        let atom = atom_syndication::Feed::read_from(files["atom.xml"].as_bytes()).unwrap();
        let feed = json(&files["feed.json"]);
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["title"], atom.title().as_str());
        assert_eq!(feed["home_page_url"], atom.id());
        let link =
            |rel: &str| atom.links().iter().find(|it| it.rel() == rel).unwrap().href().to_owned();
        assert_eq!(link("self"), format!("{}atom.xml", atom.id()));
        assert_eq!(link("alternate"), atom.id());
        let items = feed["items"].as_array().unwrap();
        let dated = events(&files)
            .iter()
            .filter(|it| !it["date"].is_null() && it["status"] == "asserted")
            .count();
        assert_eq!(items.len(), dated.min(50));
        assert_eq!(items.len(), atom.entries().len());
        for (item, entry) in items.iter().zip(atom.entries()) {
            assert_eq!(item["id"], entry.id());
            assert_eq!(item["url"], entry.links()[0].href());
            assert_eq!(item["title"], entry.title().as_str());
            assert_eq!(item["summary"], entry.summary().unwrap().as_str());
            assert_eq!(item["tags"][0], entry.categories()[0].label().unwrap());
            let told = item["date_published"].as_str().unwrap();
            assert_eq!(entry.updated(), &told.parse::<atom_syndication::FixedDateTime>().unwrap());
            assert!(entry.updated() <= atom.updated());
            assert!(!item["content_html"].as_str().unwrap().contains("<b>"), "{item}");
            let page = item["url"].as_str().unwrap().strip_prefix(atom.id()).unwrap();
            assert!(files.contains_key(&format!("{page}index.html")), "{page}");
        }
        let ids: BTreeSet<&str> = atom.entries().iter().map(|it| it.id()).collect();
        assert_eq!(ids.len(), items.len(), "every id is there once");
    }
    assert!(!empty().contains_key("atom.xml") && !empty().contains_key("feed.json"));
}

/// The properties of each event of a calendar, unfolded, after those of the calendar itself.
/// A type with a name and a title that hold what no XML can say.
#[test]
fn the_feed_is_xml_whatever_the_names_hold() {
    let mut inputs = hard_inputs(Some(HOME));
    inputs.config.lexicon = Some(Source::new(
        "lexicon.yaml",
        "types:\n  - { id: meeting, name: \"Ga\\u0008\\u0001la\" }\n",
    ));
    let files = render(&inputs);
    let feed = roxmltree::Document::parse(&files["atom.xml"]).unwrap();
    let mut labels = feed.descendants().filter_map(|it| it.attribute("label"));
    assert!(labels.any(|it| it == "Gala"), "{}", files["atom.xml"]);
}

fn calendar(text: &str) -> Vec<Vec<(String, String)>> {
    assert!(text.split("\r\n").all(|it| it.len() <= 75 && !it.contains(['\n', '\r'])));
    let text = text.replace("\r\n ", "");
    let mut parts = vec![Vec::new()];
    for line in text.lines() {
        let (name, value) = line.split_once(':').unwrap();
        if (name, value) == ("BEGIN", "VEVENT") {
            parts.push(Vec::new());
        }
        parts.last_mut().unwrap().push((name.to_owned(), value.to_owned()));
    }
    parts
}

#[test]
fn the_calendar_has_what_it_can_show_and_says_what_not() {
    let files = hard();
    let parts = calendar(&files["calendar.ics"]);
    let get = |part: &[(String, String)], name: &str| {
        part.iter().find(|it| it.0 == name).map(|it| it.1.clone()).unwrap_or_default()
    };
    let spans: BTreeSet<(String, String)> = parts[1..]
        .iter()
        .map(|it| (get(it, "DTSTART;VALUE=DATE"), get(it, "DTEND;VALUE=DATE")))
        .collect();
    let expected = [
        ("20100401", "20100501"),
        ("20110401", "20110501"),
        ("20120506", "20120507"),
        ("20130506", "20130507"),
        ("20140912", "20140918"),
        ("20161231", "20170101"),
        ("20170304", "20170305"),
        ("20200510", "20200511"),
    ];
    let expected: BTreeSet<(String, String)> =
        expected.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
    assert_eq!(spans, expected);
    let left_out = events(&files).len() - spans.len();
    let about = get(&parts[0], "X-WR-CALDESC");
    assert!(about.contains(&format!("{left_out} events left out")), "{about}");
    let of =
        |start: &str| parts[1..].iter().find(|it| get(it, "DTSTART;VALUE=DATE") == start).unwrap();
    assert!(
        get(of("20100401"), "DESCRIPTION").starts_with("Date: April 2010. The day is not known.")
    );
    assert!(get(of("20110401"), "DESCRIPTION").starts_with("Date: about April 2011."));
    assert_eq!(get(of("20100401"), "LOCATION"), "Oslo");
    assert_eq!(get(of("20100401"), "CATEGORIES"), "Meeting");
    assert_eq!(get(of("20100401"), "DTSTAMP"), "20200102T000000Z");
    assert!(get(of("20100401"), "URL").starts_with(HOME));
    assert_eq!(get(of("20200510"), "STATUS"), "TENTATIVE");
    let ids: BTreeSet<String> = parts[1..].iter().map(|it| get(it, "UID")).collect();
    assert_eq!(ids.len(), parts.len() - 1);
    assert!(ids.iter().all(|it| it.ends_with("@example.org/a-b")), "{ids:?}");
    assert_eq!(calendar(&empty()["calendar.ics"]).len(), 1);
}

#[test]
fn timelinejs_has_dates_as_fine_as_they_are_known() {
    let files = hard();
    let timeline = json(&files["timelinejs.json"]);
    let slides = timeline["events"].as_array().unwrap();
    assert_eq!(slides.len(), DATES.len() + 1, "the dated events that happened");
    let intro = timeline["title"]["text"]["text"].as_str().unwrap();
    assert!(intro.contains("1 event without a known date left out"), "{intro}");
    let ids: BTreeSet<&str> = slides.iter().map(|it| it["unique_id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), slides.len());
    let decade = slides.iter().find(|it| it["start_date"]["year"] == 1990).unwrap();
    assert_eq!(decade["end_date"], serde_json::json!({ "year": 1999 }));
    assert_eq!(decade["display_date"], "the 1990s");
    assert_eq!(decade["group"], "Meeting");
    let day = slides.iter().find(|it| it["start_date"]["year"] == 2012).unwrap();
    assert_eq!(day["start_date"], serde_json::json!({ "year": 2012, "month": 5, "day": 6 }));
    assert!(day.get("end_date").is_none() && day.get("display_date").is_none());
    let text = day["text"]["text"].as_str().unwrap();
    assert!(
        text.contains("&lt;b&gt;bold&lt;/b&gt; &amp; “odd”") && text.contains("Gazette"),
        "{text}"
    );
    for slide in slides {
        assert!(!slide["text"]["headline"].as_str().unwrap().contains('<'), "{slide}");
    }
}

#[test]
fn markwhen_has_a_line_an_event() {
    let files = hard();
    let text = &files["timeline.mw"];
    let lines: Vec<&str> = text.lines().filter(|it| it.ends_with(" #meeting")).collect();
    assert_eq!(lines.len(), DATES.len() + 1);
    assert!(text.contains("// 1 event without a known date left out."));
    assert!(text.contains("# 2012\n\n2012-05-06: Talks 13 #meeting\n"), "{text}");
    assert!(text.contains("1990/1999: "), "{text}");
    assert!(lines.iter().all(|it| !it.contains(" #tag") && !it.contains(" [x]")), "{lines:#?}");
}

#[test]
fn the_site_map_names_every_page_that_is_to_be_found() {
    for (files, home) in [(demo(), None), (hard(), Some(HOME))] {
        let map = roxmltree::Document::parse(&files["sitemap.xml"]).unwrap();
        let space = "http://www.sitemaps.org/schemas/sitemap/0.9";
        let places = map.descendants().filter(|it| it.has_tag_name((space, "loc")));
        let places: Vec<&str> = places.map(|it| it.text().unwrap()).collect();
        let home = home.unwrap_or_else(|| places.iter().min_by_key(|it| it.len()).unwrap());
        let listed: BTreeSet<String> = places
            .iter()
            .map(|it| format!("{}index.html", it.strip_prefix(home).unwrap()))
            .collect();
        assert_eq!(listed.len(), places.len(), "every address is there once");
        let pages = files.iter().filter(|(path, text)| {
            path.ends_with(".html") && !text.contains("name=\"robots\" content=\"noindex\"")
        });
        let pages: BTreeSet<String> = pages.map(|it| it.0.clone()).collect();
        assert_eq!(listed, pages);
        assert!(files["robots.txt"].ends_with(&format!("\nSitemap: {home}sitemap.xml\n")));
    }
    assert!(!empty()["robots.txt"].contains("Sitemap") && !empty().contains_key("sitemap.xml"));
}

#[test]
fn the_author_of_the_site_stands_in_every_citation() {
    let mut inputs = hard_inputs(Some(HOME));
    let site = inputs.config.site.take().unwrap();
    let text = format!("{}author: \" Institute of R&D \"\n", site.text());
    inputs.config.site = Some(Source::new("content/site.yaml", text));
    let files = render(&inputs);
    let items = json(&files["citations.json"]);
    let author = serde_json::json!([{ "literal": "Institute of R&D" }]);
    assert!(items.as_array().unwrap().iter().all(|it| it["author"] == author), "{items:#}");
    let item = items.as_array().unwrap().iter().find(|it| it["title"] == "Talks 1").unwrap();
    let page = item["URL"].as_str().unwrap().strip_prefix(HOME).unwrap();
    for (page, chicago) in [
        (files[&format!("{page}index.html")].as_str(), "Institute of R&amp;D. “Talks 1.” Norway"),
        (files["index.html"].as_str(), "Institute of R&amp;D. Norway"),
    ] {
        assert!(page.contains(&format!("<dd id=\"cite-chicago\">{chicago}")), "{page}");
        let apa = "<dd id=\"cite-apa\">Institute of R&amp;D. (n.d.). <i>";
        assert!(page.contains(apa) && page.matches("(n.d.)").count() == 1, "{page}");
        assert!(page.contains("\n  author = {{Institute of R\\&amp;D}},\n"), "{page}");
    }
    let without = &hard()["citations.json"];
    assert!(!without.contains("\"author\""), "nobody is named where the author names nobody");
}

#[test]
fn every_page_of_an_event_can_be_cited() {
    for files in [demo(), hard()] {
        let items = json(&files["citations.json"]);
        let items = items.as_array().unwrap();
        let events = events(&files);
        assert_eq!(items.len(), events.len() + 1, "the timeline and its events");
        let ids: BTreeSet<&str> = items.iter().map(|it| it["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), items.len(), "every id is there once");
        let home = items[0]["URL"].as_str().unwrap();
        assert!(items[0].get("container-title").is_none());
        for (item, event) in items[1..].iter().zip(&events) {
            assert_eq!(item["type"], "webpage");
            assert_eq!(item["title"], event["title"]);
            assert_eq!(item["container-title"], items[0]["title"]);
            assert_eq!(item.get("event-place"), event.get("place").filter(|it| !it.is_null()));
            assert_eq!(item.get("event-date").is_some(), !event["date"].is_null());
            assert!(item.get("issued").is_none() && item.get("accessed").is_none(), "no clock");
            let url = item["URL"].as_str().unwrap();
            let page = &files[&format!("{}index.html", url.strip_prefix(home).unwrap())];
            assert!(page.contains(&format!("Accessed [date]. {url}.</dd>")), "{url}");
            assert!(page.contains(&format!("  url = {{{url}}}")), "{url}");
        }
        assert!(files["index.html"].contains(&format!("Accessed [date]. {home}.</dd>")));
    }
    let hard = hard();
    let items = json(&hard["citations.json"]);
    let of = |date: &str| {
        let at = events(&hard).iter().position(|it| it["date"] == date).unwrap();
        items[at + 1]["event-date"].clone()
    };
    assert_eq!(of("2012-05-06"), serde_json::json!({ "date-parts": [[2012, 5, 6]] }));
    assert_eq!(of("2010-04"), serde_json::json!({ "date-parts": [[2010, 4]] }));
    assert_eq!(of("2006/2007"), serde_json::json!({ "date-parts": [[2006], [2007]] }));
    assert_eq!(of("199X"), serde_json::json!({ "literal": "the 1990s" }));
    assert!(!empty().contains_key("citations.json"));
    assert!(
        !empty()["index.html"].contains("class=\"cite\""),
        "without an address nothing is permanent"
    );
}

/// Where the links of a page lead.
fn links(html: &str) -> Vec<&str> {
    let parts = html.split(" href=\"").skip(1);
    parts.filter_map(|it| it.split('"').next()).filter(|it| !it.starts_with('#')).collect()
}

#[test]
fn the_page_of_what_is_not_found_works_at_any_depth() {
    let files = hard();
    for link in links(&files["404.html"]) {
        assert!(link.starts_with("/a-b/") || link.starts_with("https://"), "{link}");
    }
    let nowhere = render(&hard_inputs(None));
    assert!(
        links(&nowhere["404.html"]).iter().all(|it| !it.starts_with('/')),
        "it works from a disk"
    );
}

#[test]
fn the_page_for_frames_is_the_spine_alone() {
    for files in [demo(), empty(), hard(), render(&hard_inputs(None))] {
        let page = &files["embed/index.html"];
        assert!(page.contains("<base target=\"_top\">") && page.contains("content=\"noindex\""));
        assert!(page.contains("<h1 class=\"embed-title\"><a href=\"../index.html\">"));
        assert!(!page.contains("class=\"masthead\"") && !page.contains("class=\"colophon\""));
        assert!(!page.contains("frame-ancestors"));
        let cards = page.matches("<article class=\"card").count();
        let dated = events(&files);
        let dated =
            dated.iter().filter(|it| !it["date"].is_null() && it["status"] != "planned").count();
        assert_eq!(cards, dated.min(24));
    }
    let about = &hard()["about/index.html"];
    assert!(about.contains(&format!("&lt;iframe src=\"{HOME}embed/\" title=\"")), "{about}");
}

#[test]
fn every_format_is_told_of_where_readers_look() {
    let told = std::fs::read_to_string("docs/FORMATS.md").unwrap();
    for (files, feeds) in [(hard(), true), (empty(), false)] {
        let formats: Vec<&String> =
            files.keys().filter(|it| !it.contains('/') && !it.ends_with(".html")).collect();
        let about = links(&files["about/index.html"]);
        for format in formats {
            assert!(told.contains(&format!("## {format}")), "docs/FORMATS.md tells of {format}");
            let for_crawlers = ["robots.txt", "sitemap.xml"].contains(&format.as_str());
            assert!(for_crawlers || about.contains(&format!("../{format}").as_str()), "{format}");
        }
        let home = &files["index.html"];
        for (kind, file) in
            [("application/atom+xml", "atom.xml"), ("application/feed+json", "feed.json")]
        {
            assert_eq!(home.contains(&format!("type=\"{kind}\"")), feeds);
            assert_eq!(links(home).contains(&file), feeds);
        }
        assert!(
            links(home).contains(&"calendar.ics") && links(home).contains(&"about/index.html#data")
        );
    }
}

#[test]
fn what_may_not_be_published_is_in_no_format() {
    for (path, text) in hard() {
        assert!(!text.contains(SECRET), "{path}");
    }
}

/// Writes the hard site to the folder named in RELATA_SHOW, for programs that read it.
#[test]
fn the_hard_site_can_be_looked_at() {
    let Ok(folder) = std::env::var("RELATA_SHOW") else { return };
    for (path, text) in hard() {
        let file = std::path::Path::new(&folder).join("hard").join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
}
