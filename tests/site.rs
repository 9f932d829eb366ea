//! The site as a reader, a browser and a hostile document meet it: rendered in memory from a
//! timeline made by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and one of them writes the site to be looked at"
)]

use std::collections::{BTreeMap, BTreeSet};

use relata::actor::{Actor, ActorId, Known, Place, PlaceId, Role as Office, Side};
use relata::config::lexicon::{EventType, Quad, Subtype, Titles};
use relata::config::settings::{Layout, Order};
use relata::config::{ActorKind, Config, ConfigSources, Publish};
use relata::date::When;
use relata::document::{Block, Document, Format, Origin, Zone};
use relata::event::{Dated, Edit, Event, Evidence, Participant, Role, Status, TypeId};
use relata::site::{Card, Content, Edition, Page, Site, Templates, render};
use relata::source::Span;
use relata::text::Text;
use relata::timeline::{Acts, Entry, Salience, Series, Timeline};
use relata::timex::{self, Anchor};

const HOSTILE: &str = "<script>alert('x')</script> & \"quotes\" onload=\"x\" style=\"y\"";

/// A world with two sides, a third party, and documents that tell of them.
struct World {
    config: Config,
    timeline: Timeline,
    documents: Vec<Document>,
    publish: BTreeMap<String, Publish>,
}

impl World {
    fn new() -> Self {
        let mut config = Config::read(&ConfigSources::default()).value;
        config.settings.title = "North Korea and Russia".to_owned();
        config.settings.description =
            "What two governments said and did to each other, as reported.".to_owned();
        config.settings.base_url = Some("https://example.org/dprk".to_owned());
        config.settings.relationship.sides = vec!["North Korea".to_owned(), "Russia".to_owned()];
        config.settings.introduction =
            "A chronology read from state media. *Every* date leads to [its source](documents/index.html).".to_owned();
        config.settings.footer = "An example. <b>Raw</b> HTML is shown as text.".to_owned();
        let kind = |id: &str, name: &str, quad| EventType {
            id: id.to_owned(),
            name: name.to_owned(),
            plover: "CONSULT".to_owned(),
            quad,
            tone: 1.0,
            weight: 1.0,
            title: Titles::default(),
            subtypes: vec![Subtype {
                id: "birthday".to_owned(),
                name: "Birthday".to_owned(),
                words: Vec::new(),
                near: false,
                series: None,
                title: Titles::default(),
                plover: None,
                quad: None,
                tone: None,
            }],
            hints: Vec::new(),
            traits: BTreeSet::new(),
            made_at: None,
            triggers: Vec::new(),
        };
        config.lexicon.types = vec![
            kind("meeting", "Meeting", Quad::VerbalCooperation),
            kind("visit", "Visit", Quad::VerbalCooperation),
            kind("message", "Message", Quad::VerbalCooperation),
            kind("agreement", "Agreement", Quad::MaterialCooperation),
            kind("aid", "Aid", Quad::MaterialCooperation),
            kind("statement", "Statement", Quad::VerbalConflict),
            kind("sanction", "Sanction", Quad::MaterialConflict),
        ];
        let actor = |id: &str, name: &str, kind, side| {
            let id = ActorId::new(id);
            let actor = Actor {
                id: id.clone(),
                name: name.to_owned(),
                kind,
                side,
                state: None,
                aliases: vec![format!("{name} (alias)")],
                born: "1984-01-08".parse().ok(),
                roles: vec![Office {
                    title: "general secretary".to_owned(),
                    of: Some("Workers' Party of Korea".to_owned()),
                    from: "2021-01".parse().ok(),
                    until: None,
                }],
                wikidata: Some("Q56226".to_owned()),
                image: None,
                known: Known::Listed,
            };
            (id, actor)
        };
        let place = |id: &str, name: &str, coordinates| {
            let id = PlaceId::new(id);
            let place = Place {
                id: id.clone(),
                name: name.to_owned(),
                aliases: Vec::new(),
                state: Some(ActorId::new("russia")),
                coordinates,
                country: false,
            };
            (id, place)
        };
        let (first, second) = (Some(Side::First), Some(Side::Second));
        let timeline = Timeline {
            sides: Some([ActorId::new("north-korea"), ActorId::new("russia")]),
            actors: BTreeMap::from([
                actor("kim-jong-un", "Kim Jong Un", ActorKind::Person, first),
                actor("choe-son-hui", "Choe Son Hui", ActorKind::Person, first),
                actor("vladimir-putin", "Vladimir Putin", ActorKind::Person, second),
                actor("russia", "Russia", ActorKind::State, second),
                actor("north-korea", "North Korea", ActorKind::State, first),
                actor("china", "China", ActorKind::State, None),
                actor("hostile", HOSTILE, ActorKind::Organisation, None),
            ]),
            places: BTreeMap::from([
                place("vladivostok", "Vladivostok", Some((43.12, 131.89))),
                place("pyongyang", "Pyongyang", Some((39.02, 125.75))),
                place("hostile", HOSTILE, None),
            ]),
            ..Timeline::default()
        };
        Self { config, timeline, documents: Vec::new(), publish: BTreeMap::new() }
    }

    /// An event told by documents that it makes: one for each sentence. In a sentence, `[…]` is
    /// the trigger, `{…}` the date expression, `<…>` a name.
    #[track_caller]
    fn event(
        &mut self,
        date: &str,
        kind: &str,
        who: &str,
        title: &str,
        told: &[&str],
    ) -> &mut Entry {
        let number = self.timeline.events.len() + 1;
        let when: Option<When> = (!date.is_empty()).then(|| date.parse().unwrap());
        let participants = who
            .split_whitespace()
            .map(|it| {
                let (role, actor) = match it.split_at(1) {
                    ("+", id) => (Role::Agent, id),
                    ("-", id) => (Role::Target, id),
                    _ => (Role::Participant, it),
                };
                Participant { actor: ActorId::new(actor), role }
            })
            .collect();
        let evidence = told
            .iter()
            .enumerate()
            .map(|(at, it)| self.told(&format!("news/{number:02}-{at}"), it, when))
            .collect();
        let acts = match (who.contains("+k") || who.contains("+c"), who.contains("+v")) {
            _ if who.contains("+china") => Acts::Neither,
            (true, _) => Acts::One(Side::First),
            (_, true) => Acts::One(Side::Second),
            _ => Acts::Both,
        };
        let event = Event {
            id: format!("{}-{kind}-{number}", if date.is_empty() { "undated" } else { date }),
            former_ids: Vec::new(),
            kind: TypeId::new(kind),
            subtype: None,
            dated: when.map_or_else(
                || {
                    Dated::Undated(vec![(
                        "2019-05".parse().unwrap(),
                        "it was published then".to_owned(),
                    )])
                },
                Dated::On,
            ),
            participants,
            place: None,
            status: Status::Asserted,
            object: None,
            title: title.to_owned(),
            evidence,
            merged: Vec::new(),
            apart: Vec::new(),
            plans: Vec::new(),
            conflicts: Vec::new(),
            confidence: (0.9, vec!["a verb of action with both parties named".to_owned()]),
            edits: Vec::new(),
            pinned: false,
            image: None,
        };
        let salience = Salience { score: number as f64, parts: vec![("outlets".to_owned(), 1.0)] };
        self.timeline.events.push(Entry { event, series: None, salience, acts });
        self.timeline.events.last_mut().unwrap()
    }

    fn told(&mut self, id: &str, sentence: &str, when: Option<When>) -> Evidence {
        let before = "PYONGYANG, October 8 (KCNA) -- ";
        let mut content = before.to_owned();
        let (mut open, mut marks) = (0, Vec::new());
        for it in sentence.chars() {
            match it {
                '[' | '{' | '<' => open = content.len(),
                ']' | '}' | '>' => marks.push((it, Span::new(open, content.len()))),
                _ => content.push(it),
            }
        }
        let span = Span::new(before.len(), content.len());
        let of = |wanted: char| marks.iter().filter(move |it| it.0 == wanted).map(|it| it.1);
        let evidence = Evidence {
            document: id.to_owned(),
            span,
            quote: span.of(&content).to_owned(),
            trigger: of(']').next().unwrap_or(Span::new(span.start, span.start + 1)),
            date: of('}').next(),
            known: of('}').next().and_then(|it| known(it.of(&content))),
            of_report: false,
            names: of('>').collect(),
            when,
            steps: vec![
                "“on Monday” is a weekday without a date.".to_owned(),
                "The document was published on Tuesday, 8 October 2024.".to_owned(),
                "News looks back: the Monday before is 7 October 2024.".to_owned(),
            ],
            rule: "message/send".to_owned(),
            confidence: 0.9,
            headline: false,
        };
        let end = content.len();
        content.push_str("\nMore from KCNA");
        let more = Span::new(end + 1, content.len());
        self.documents.push(Document {
            id: id.to_owned(),
            file: format!("content/documents/{id}.md"),
            format: Format::Markdown,
            title: Some(format!("Report {id}")),
            outlet: Some("KCNA".to_owned()),
            url: Some(format!("https://kcna.example/{id}")),
            sources: Vec::new(),
            publish: None,
            genre: None,
            content,
            origin: Origin::Same,
            blocks: vec![
                Block { span: Span::new(0, end), zone: Zone::Body },
                Block { span: more, zone: Zone::Boilerplate },
            ],
            stated: Vec::new(),
            saved: None,
            title_span: None,
        });
        evidence
    }

    /// Gives what the site is made of to `then`.
    fn with<T>(&self, then: impl FnOnce(&Content<'_>) -> T) -> T {
        let steps = ["The masthead gives the day; the year follows from the weekday.".to_owned()];
        let mut cards: Vec<Card<'_>> = self
            .documents
            .iter()
            .map(|document| Card {
                document,
                published: "2024-10-08".parse().ok().filter(|_| !document.id.ends_with("-9")),
                published_by: "its masthead",
                inferred: document.id.contains("07"),
                quote: Some("October 8"),
                steps: &steps,
                candidates: Vec::new(),
                edits: &[],
                publish: self.publish.get(&document.id).copied().unwrap_or(Publish::Excerpt),
            })
            .collect();
        cards.sort_by(|a, b| a.document.id.cmp(&b.document.id));
        let assets = [("photo.png".to_owned(), vec![1, 2, 3].into())];
        let content = Content {
            config: &self.config,
            timeline: &self.timeline,
            documents: &cards,
            left_out: &[],
            mentions: 57,
            assets: &assets,
        };
        then(&content)
    }

    fn render_with(&self, templates: &Templates) -> relata::diagnostic::Reported<Site> {
        self.with(|content| render(content, templates))
    }

    #[track_caller]
    fn render(&self) -> Site {
        let rendered = self.render_with(&Templates::new(&[]).unwrap());
        assert_eq!(rendered.diagnostics, []);
        rendered.value
    }
}

/// How much of a date its words say.
fn known(words: &str) -> Option<timex::Known> {
    timex::tag(&Anchor::default(), &Text::new(words)).iter().map(|it| it.known).min().flatten()
}

/// Every kind of event that a page must bear.
fn varied() -> World {
    let mut world = World::new();
    let it = &mut world;
    let kim_to_putin = "+kim-jong-un -vladimir-putin";
    it.event(
        "199X",
        "aid",
        "+vladimir-putin -north-korea",
        "Russia sends grain to North Korea",
        &["In {the 1990s} <Russia> [sent] grain to <North Korea>."],
    );
    let e = it.event(
        "2011",
        "meeting",
        "kim-jong-un vladimir-putin",
        "Officials of North Korea and Russia meet",
        &["They [met] in {2011}."],
    );
    e.event.place = Some(PlaceId::new("vladivostok"));
    it.event(
        "2011-08-24",
        "visit",
        "+kim-jong-un -russia",
        "Kim Jong Il visits Russia",
        &["<Kim Jong Il> [visited] <Russia> on {24 August 2011}."],
    );
    let e = it.event(
        "2019-04",
        "message",
        "+vladimir-putin -kim-jong-un",
        "Vladimir Putin writes to Kim Jong Un",
        &["<Vladimir Putin> [wrote] to <Kim Jong Un> in {April 2019}."],
    );
    e.event.subtype = Some("birthday".to_owned());
    let e = it.event(
        "2019-04-25",
        "meeting",
        "kim-jong-un vladimir-putin",
        "Kim Jong Un and Vladimir Putin meet for the first time",
        &[
            "<Kim Jong Un> and <Vladimir Putin> [met] on {Thursday} in <Vladivostok>.",
            "The two leaders held their first [summit] on {25 April 2019}, the Kremlin said.",
            "The [talks] took place on {April 26}.",
        ],
    );
    e.event.place = Some(PlaceId::new("vladivostok"));
    e.event.former_ids = vec!["2019-04-26-meeting-old".to_owned()];
    e.event.pinned = true;
    e.event.merged = vec![
        "Three reports name the same two persons, the same place, and days that agree within one."
            .to_owned(),
    ];
    e.event.conflicts =
        vec!["The third report gives 26 April; the first two give 25 April.".to_owned()];
    e.event.evidence[2].when = "2019-04-26".parse().ok();
    e.event.edits = vec![Edit {
        what: "date set to 25 April 2019".to_owned(),
        note: Some("The day is given by *both* governments. <i>raw</i>".to_owned()),
        file: "content/overrides.yaml".to_owned(),
        line: 12,
    }];
    it.event(
        "2019-05-02",
        "statement",
        "+choe-son-hui -russia",
        "Choe Son Hui criticises Russia",
        &["<Choe Son Hui> [criticised] <Russia> {on Thursday}."],
    );
    for (number, year) in [2020, 2021, 2023, 2024].into_iter().enumerate() {
        let e = it.event(
            &format!("{year}-10-07"),
            "message",
            kim_to_putin,
            "Kim Jong Un congratulates Vladimir Putin on his birthday",
            &["<Kim Jong Un> [sent a message of greeting] to <Vladimir Putin> {on Monday}."],
        );
        e.series = Some(0);
        e.event.subtype = Some("birthday".to_owned());
        if number == 1 {
            e.event.evidence[0].date = None;
        }
    }
    it.event(
        "2022-03",
        "sanction",
        "+china -north-korea",
        "China sanctions North Korea",
        &["<China> [imposed sanctions] on <North Korea> in {March 2022}."],
    );
    it.event(
        "2022-21",
        "aid",
        "+vladimir-putin -north-korea",
        "Russia sends vaccines",
        &["<Russia> [sent] vaccines {last spring}."],
    );
    let e = it.event(
        "2023-09-12/2023-09-17",
        "visit",
        "+kim-jong-un -russia",
        "Kim Jong Un visits Russia",
        &[
            "<Kim Jong Un> [visited] <Russia> from {12 to 17 September 2023}.",
            "<Kim Jong Un> [arrived] in <Russia> {on Tuesday}.",
        ],
    );
    e.event.place = Some(PlaceId::new("vladivostok"));
    let e = it.event(
        "2024-06-19",
        "agreement",
        "kim-jong-un vladimir-putin",
        "Kim Jong Un and Vladimir Putin sign a treaty on comprehensive strategic partnership",
        &["<Kim Jong Un> and <Vladimir Putin> [signed] the treaty {on Wednesday} in <Pyongyang>."],
    );
    e.event.place = Some(PlaceId::new("pyongyang"));
    e.event.pinned = true;
    it.event("2024-06-20", "statement", "+vladimir-putin -kim-jong-un", HOSTILE, &["He [said] on {20 June 2024}: & \"quotes\" and DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrt."]);
    let e = it.event("2024-06-21~", "meeting", "kim-jong-un hostile", "DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrt meets", &["They [met]."]);
    e.event.place = Some(PlaceId::new("hostile"));
    let e = it.event(
        "2024-10-24",
        "aid",
        "+kim-jong-un -vladimir-putin",
        "Kim Jong Un sends troops to Russia",
        &["<Kim Jong Un> [sent] troops."],
    );
    e.event.evidence[0].date = None;
    for number in 1..=4 {
        it.event(
            &format!("2025-0{number}-1{number}"),
            "meeting",
            "choe-son-hui russia",
            "Choe Son Hui meets Russian officials",
            &["<Choe Son Hui> [met] officials {on Friday}."],
        );
    }
    let e = it.event(
        "2025-05-09",
        "visit",
        "+vladimir-putin -north-korea",
        "Vladimir Putin visits North Korea",
        &[],
    );
    e.event.edits = vec![Edit {
        what: "added".to_owned(),
        note: None,
        file: "content/overrides.yaml".to_owned(),
        line: 30,
    }];
    it.event(
        "",
        "message",
        kim_to_putin,
        "Kim Jong Un sends a message",
        &["<Kim Jong Un> [sent a message] {on Monday}."],
    );
    it.event(
        "",
        "statement",
        "+choe-son-hui -china",
        "Choe Son Hui speaks of China",
        &["<Choe Son Hui> [spoke] of <China>."],
    );
    let planned = it
        .event(
            "2026",
            "visit",
            "+kim-jong-un -russia",
            "Kim Jong Un is to visit Moscow",
            &["<Kim Jong Un> [will visit] <Moscow> in {2026}."],
        )
        .event
        .clone();
    it.timeline.events.pop();
    it.timeline.planned.push(Event { status: Status::Planned, ..planned });
    let series = it.timeline.events.iter().enumerate().filter(|(_, it)| it.series.is_some());
    it.timeline.series.push(Series {
        id: "birthday-messages-kim-jong-un-vladimir-putin".to_owned(),
        title: "Birthday messages from Kim Jong Un to Vladimir Putin".to_owned(),
        events: series.map(|(at, _)| at).collect(),
        gaps: vec![2022],
    });
    let events = &mut it.timeline.events;
    let mut order: Vec<usize> = (0..events.len()).collect();
    let key = |it: &usize| events[*it].event.dated.when().map(When::order);
    order.sort_by_key(|it| (key(it).is_none(), key(it)));
    let sorted: Vec<Entry> = order.iter().map(|it| events[*it].clone()).collect();
    it.timeline.events = sorted;
    it.timeline.series[0].events = (0..it.timeline.events.len())
        .filter(|at| it.timeline.events[*at].series.is_some())
        .collect();
    it.publish.insert("news/05-0".to_owned(), Publish::Full);
    it.publish.insert("news/06-0".to_owned(), Publish::None);
    world
}

/// A topic's timeline, without a relationship.
fn one_sided() -> World {
    let mut world = varied();
    world.timeline.sides = None;
    for entry in &mut world.timeline.events {
        entry.acts = Acts::Neither;
    }
    world
}

/// More events than the home page shows.
fn many(count: i32) -> World {
    let mut world = World::new();
    for number in 0..count {
        let (year, month, day) = (1990 + number * 35 / count, number % 12 + 1, number % 28 + 1);
        world.event(
            &format!("{year}-{month:02}-{day:02}"),
            "meeting",
            "kim-jong-un russia",
            "Officials meet",
            &["They [met]."],
        );
    }
    world.timeline.events.sort_by_key(|it| it.event.dated.when().map(When::order));
    world
}

fn html(site: &Site) -> impl Iterator<Item = (&str, &str)> {
    let pages = site.files.iter().filter(|it| it.path.ends_with(".html"));
    pages.map(|it| (it.path.as_str(), std::str::from_utf8(&it.bytes).unwrap()))
}

#[track_caller]
fn page<'a>(site: &'a Site, path: &str) -> &'a str {
    let found = site.files.iter().find(|it| it.path == path);
    let found = found.unwrap_or_else(|| {
        panic!("no {path} among {:#?}", site.files.iter().map(|it| &it.path).collect::<Vec<_>>())
    });
    std::str::from_utf8(&found.bytes).unwrap()
}

/// The tags of a page: name and what stands after it.
fn tags(html: &str) -> Vec<(&str, &str)> {
    let mut tags = Vec::new();
    for (at, _) in html.match_indices('<') {
        let Some(end) = html[at..].find('>') else { continue };
        let tag = &html[at + 1..at + end];
        let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if name.starts_with(|it: char| it.is_ascii_alphabetic()) {
            tags.push((name, rest));
        }
    }
    tags
}

/// The attributes of a tag. Built-in templates write all of them in double quotes.
fn attributes(rest: &str) -> Vec<(&str, &str)> {
    let mut attributes = Vec::new();
    let mut rest = rest.trim();
    while let Some((name, after)) = rest.split_once("=\"") {
        let name = name.rsplit(char::is_whitespace).next().unwrap();
        let (value, after) = after.split_once('"').unwrap();
        attributes.push((name, value));
        rest = after;
    }
    attributes
}

fn unescape(html: &str) -> String {
    html.replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The text of a piece of HTML.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for it in html.chars() {
        match it {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(it),
            _ => {}
        }
    }
    unescape(&out)
}

#[test]
fn every_kind_of_page_is_there() {
    let site = varied().render();
    for path in [
        "index.html",
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "atom.xml",
        "events.json",
        "events.csv",
        "assets/relata.css",
        "assets/photo.png",
        "years/index.html",
        "years/2024/index.html",
        "years/1990s/index.html",
        "years/undated/index.html",
        "events/2019-04-25-meeting-5/index.html",
        "events/2026-visit-25/index.html",
        "planned/index.html",
        "documents/index.html",
        "documents/news/05-0/index.html",
        "actors/index.html",
        "actors/kim-jong-un/index.html",
        "places/vladivostok/index.html",
        "types/message/index.html",
        "series/birthday-messages-kim-jong-un-vladimir-putin/index.html",
        "outlets/kcna/index.html",
        "about/index.html",
    ] {
        assert!(site.files.iter().any(|it| it.path == path), "no {path}");
    }
    let paths: Vec<&String> = site.files.iter().map(|it| &it.path).collect();
    assert!(paths.is_sorted(), "the files are in the order of their paths");
    assert_eq!(paths.len(), paths.iter().collect::<BTreeSet<_>>().len());
}

#[test]
fn a_file_by_itself_is_that_of_the_whole() {
    let mut world = varied();
    world.config.settings.relationship.colours = vec!["#1b5e20".to_owned(), "#6a1b9a".to_owned()];
    let templates = Templates::new(&[]).unwrap();
    world.with(|content| {
        let edition = Edition::new(content, &templates).value;
        let whole = edition.whole().value.files;
        for Page { path, bytes } in &whole {
            let alone = edition.file(path).unwrap();
            assert!(alone.value == *bytes && alone.diagnostics.is_empty(), "{path}");
        }
        let pages: Vec<&str> = edition.pages().collect();
        let files = whole.iter().map(|it| it.path.as_str());
        assert_eq!(pages, files.filter(|it| it.ends_with(".html")).collect::<Vec<_>>());
        assert!(edition.file("no/such/page").is_none() && edition.file("assets/none").is_none());
    });
}

#[test]
fn the_colours_of_the_sides_have_a_style_sheet_of_their_own() {
    let mut world = varied();
    let plain = world.render();
    assert!(plain.files.iter().all(|it| it.path != "assets/sides.css"));
    assert!(!page(&plain, "index.html").contains("sides.css"));
    world.config.settings.relationship.colours = vec!["#1b5e20".to_owned(), "#6a1b9a".to_owned()];
    let site = world.render();
    let style = page(&site, "assets/sides.css");
    assert!(style.starts_with(":root { --first: #1b5e20; --first-soft: #"), "{style}");
    assert!(style.contains("--second: #6a1b9a;") && style.contains("prefers-color-scheme: dark"));
    assert!(page(&site, "index.html").contains("href=\"assets/sides.css\""));
    assert!(page(&site, "embed/index.html").contains("href=\"../assets/sides.css\""));
    let event = page(&site, "events/2019-04-25-meeting-5/index.html");
    assert!(event.contains("href=\"../../assets/sides.css\""));
}

#[test]
fn every_page_has_the_policy_and_nothing_that_breaks_it() {
    let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";
    for (path, html) in html(&varied().render()) {
        assert!(html.contains(&format!("content=\"{policy}\"")), "{path}");
        for (name, rest) in tags(html) {
            let attributes = attributes(rest);
            assert_ne!(name, "style", "{path}");
            if name == "script" && attributes != [("type", "application/ld+json")] {
                let root = if path == "404.html" {
                    "/dprk/".to_owned()
                } else {
                    "../".repeat(path.matches('/').count())
                };
                let script = format!("{root}assets/relata.js");
                assert_eq!(attributes, [("src", script.as_str())], "{path}");
                assert!(html.contains(&format!("<{name} {rest}></script>")), "{path}: it is empty");
            }
            for (attribute, _) in attributes {
                assert_ne!(attribute, "style", "{path}: {rest}");
                assert!(!attribute.starts_with("on"), "{path}: {attribute}");
            }
        }
    }
}

#[test]
fn every_link_and_fragment_leads_somewhere() {
    check_links(&varied().render());
    check_links(&many(500).render());
    check_links(&World::new().render());
    check_links(&one_sided().render());
}

#[track_caller]
fn check_links(site: &Site) {
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, html) in html(site) {
        let known = ids.entry(path).or_default();
        for (_, rest) in tags(html) {
            for (_, id) in attributes(rest).iter().filter(|it| it.0 == "id") {
                assert!(known.insert(id), "{path} has the id {id} twice");
            }
        }
    }
    let files: BTreeSet<&str> = site.files.iter().map(|it| it.path.as_str()).collect();
    for (path, html) in html(site) {
        for (name, rest) in tags(html) {
            let links = attributes(rest);
            for (_, to) in
                links.iter().filter(|it| (it.0 == "href" || it.0 == "src") && name != "use")
            {
                let within = to.strip_prefix("https://example.org/dprk/");
                let to = within.or_else(|| to.strip_prefix("/dprk/")).map_or_else(
                    || (*to).to_owned(),
                    |it| {
                        if it.is_empty() || it.ends_with('/') {
                            format!("/{it}index.html")
                        } else {
                            format!("/{it}")
                        }
                    },
                );
                if to.starts_with("http") {
                    continue;
                }
                let (file, fragment) = to.split_once('#').unwrap_or((&to, ""));
                let target = if file.is_empty() { path.to_owned() } else { resolve(path, file) };
                assert!(files.contains(target.as_str()), "{path} links to {to}");
                assert!(
                    !target.is_empty() && !file.ends_with('/'),
                    "{path} links to a folder: {to}"
                );
                if !fragment.is_empty() {
                    assert!(ids[target.as_str()].contains(fragment), "{path} links to {to}");
                }
            }
            if name == "use" {
                let icon = links[0].1.trim_start_matches('#');
                assert!(ids[path].contains(icon), "{path} has no symbol {icon}");
            }
        }
    }
}

fn resolve(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = match to.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.rsplit_once('/').map_or(Vec::new(), |it| it.0.split('/').collect()),
    };
    for part in to.trim_start_matches('/').split('/') {
        match part {
            ".." => drop(parts.pop().expect("no link leaves the site")),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The index of the filter, read as what it is: JSON that a script assigns.
fn filter_index(site: &Site) -> serde_json::Value {
    let script = page(site, "assets/events.js");
    let json = script.strip_prefix("globalThis.relataEvents=").unwrap();
    serde_json::from_str(json.strip_suffix(";\n").unwrap()).unwrap()
}

#[test]
fn the_index_of_the_filter_has_every_event_that_happened() {
    let world = varied();
    let site = world.render();
    let index = filter_index(&site);
    assert_eq!(index["version"], 2);
    let rows = index["events"].as_array().unwrap();
    assert_eq!(rows.len(), world.timeline.events.len());
    let chosen = |row: &serde_json::Value, column: usize, name: &str| -> Vec<String> {
        let at = row[6][column].as_array().unwrap().iter();
        let at = at.map(|it| usize::try_from(it.as_u64().unwrap()).unwrap());
        at.map(|it| index["choices"][name][it][1].as_str().unwrap().to_owned()).collect()
    };
    for (row, entry) in rows.iter().zip(&world.timeline.events) {
        let event = &entry.event;
        assert_eq!(row[0], event.title.as_str());
        let html = page(&site, &format!("events/{}/index.html", row[1].as_str().unwrap()));
        assert!(text(html).contains(row[2].as_str().unwrap()), "{row}");
        let period = row[4].as_i64().unwrap();
        match event.dated.when() {
            Some(when) => {
                let number = |it: chrono::NaiveDate| it.format("%Y%m%d").to_string();
                assert_eq!(row[3][0].to_string(), number(when.first_day()), "{row}");
                assert_eq!(row[3][1].to_string(), number(when.last_day()), "{row}");
                let folder = &index["periods"][usize::try_from(period).unwrap()][1];
                let year = page(&site, &format!("years/{}/index.html", folder.as_str().unwrap()));
                assert!(year.contains(row[1].as_str().unwrap()), "{row}");
            }
            None => assert_eq!((row[3].as_array().unwrap().len(), period), (0, -1)),
        }
        let side = match entry.acts {
            Acts::One(Side::First) => "first",
            Acts::One(Side::Second) => "second",
            Acts::Both => "both",
            Acts::Neither => "neither",
        };
        assert_eq!(row[5], side);
        let actors: BTreeSet<String> = chosen(row, 1, "actor").into_iter().collect();
        let known = event.participants.iter().map(|it| &world.timeline.actors[&it.actor].name);
        assert_eq!(actors, known.cloned().collect());
        assert_eq!(chosen(row, 0, "type").len(), 1);
        assert_eq!(chosen(row, 2, "place").len(), usize::from(event.place.is_some()));
        assert_eq!(chosen(row, 3, "outlet").len(), usize::from(!event.evidence.is_empty()));
        assert_eq!(chosen(row, 4, "series").len(), usize::from(entry.series.is_some()));
        // What its own page says in a word, and in how many sources.
        let head = html.split("</header>").nth(1).unwrap();
        for (number, class) in [(1, "key"), (2, "inferred"), (4, "disputed"), (8, "edited")] {
            let marked = row[8].as_u64().unwrap() & number != 0;
            assert_eq!(marked, head.contains(&format!("tag-{class}\"")), "{class} {row}");
        }
        let documents: BTreeSet<&str> =
            event.evidence.iter().map(|it| it.document.as_str()).collect();
        let told = index["sources"][usize::try_from(row[7].as_u64().unwrap()).unwrap()].as_str();
        let counted = format!("{} source", documents.len());
        assert_eq!(told.unwrap().trim_end_matches('s'), counted, "{row}");
    }
    let marks = |id: &str| rows.iter().find(|it| it[1] == id).unwrap()[8].as_u64().unwrap();
    assert_eq!(marks("2019-04-25-meeting-5"), 1 + 4 + 8, "both together act toward nobody");
    let visit = rows.iter().find(|it| it[1].as_str().unwrap().ends_with("2023-09-17-visit-13"));
    assert_eq!(visit.unwrap()[8].as_u64().unwrap() & 16, 16, "a side visits the other");
}

#[test]
fn the_filter_waits_for_scripts_and_has_what_the_site_has() {
    let site = varied().render();
    let home = page(&site, "index.html");
    let filter = home.split("<search ").nth(1).unwrap().split("</search>").next().unwrap();
    assert!(filter.split('>').next().unwrap().ends_with(" hidden"), "scripts bring it to light");
    let fields = |html: &str| -> Vec<String> {
        let tags = tags(html).into_iter().filter(|it| ["input", "select"].contains(&it.0));
        let named = tags.filter_map(|it| attributes(it.1).into_iter().find(|it| it.0 == "name"));
        named.map(|it| it.1.to_owned()).collect()
    };
    let all = ["words", "type", "side", "actor", "place", "outlet", "series", "from", "to"];
    assert_eq!(fields(filter), all);
    let single = one_sided().render();
    assert!(!fields(page(&single, "index.html")).contains(&"side".to_owned()));
    assert!(!page(&World::new().render(), "index.html").contains("<search "), "nothing to find");
    assert!(!home.contains("events.js\"></script>"), "the index comes when it is asked for");
}

/// What Pagefind reads of a page: for each of its attributes in that form, the names with the values
/// that they point to.
fn pagefind(html: &str, attribute: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for (name, rest) in tags(html) {
        let known: BTreeMap<&str, &str> = attributes(rest).into_iter().collect();
        for part in known.get(attribute).iter().flat_map(|it| it.split(", ")) {
            let value = match part.split_once('[') {
                Some((_, of)) => unescape(known[of.trim_end_matches(']')]),
                None => {
                    let after = html.split(&format!("<{name} {rest}>")).nth(1).unwrap();
                    text(after.split(&format!("</{name}>")).next().unwrap()).trim().to_owned()
                }
            };
            found.insert((part.split('[').next().unwrap().to_owned(), value));
        }
    }
    found
}

#[test]
fn pagefind_finds_what_it_looks_for() {
    let site = varied().render();
    let set = |pairs: &[(&str, &str)]| -> BTreeSet<(String, String)> {
        pairs.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect()
    };
    let html = html_pages(&site).find(|it| it.0.contains("2023-09-17-visit")).unwrap().1;
    assert_eq!(
        pagefind(html, "data-pagefind-filter"),
        set(&[("type", "Visit"), ("side", "North Korea"), ("outlet", "KCNA"), ("year", "2023")])
    );
    assert_eq!(pagefind(html, "data-pagefind-sort"), set(&[("date", "2023-09-12/2023-09-17")]));
    assert_eq!(
        pagefind(html, "data-pagefind-meta"),
        set(&[("date", "12–17 September 2023")]),
        "its first heading is the title that Pagefind shows"
    );
    let html = page(&site, "documents/news/05-0/index.html");
    assert_eq!(
        pagefind(html, "data-pagefind-filter"),
        set(&[("outlet", "KCNA"), ("year", "2024")])
    );
    assert_eq!(pagefind(html, "data-pagefind-sort"), set(&[("date", "2024-10-08")]));
    for (path, page) in html_pages(&site) {
        let content = ["events/", "documents/news"].iter().any(|it| path.starts_with(it));
        assert_eq!(page.matches("data-pagefind-body").count(), usize::from(content), "{path}");
        for navigation in
            ["<header class=\"masthead\"", "<nav class=\"pager\"", "<p class=\"crumb\""]
        {
            let ignored = format!("{navigation} data-pagefind-ignore");
            let inside = content || !navigation.starts_with("<p");
            if inside {
                assert_eq!(
                    page.matches(navigation).count(),
                    page.matches(&ignored).count(),
                    "{path}"
                );
            }
        }
    }
    let undated = html_pages(&site).find(|it| it.0.starts_with("events/undated")).unwrap().1;
    assert_eq!(pagefind(undated, "data-pagefind-sort"), set(&[]), "an undated event has no place");
}

/// The pages that do not only lead on.
fn html_pages(site: &Site) -> impl Iterator<Item = (&str, &str)> {
    html(site).filter(|it| !it.1.contains("http-equiv=\"refresh\""))
}

#[test]
fn text_from_outside_is_escaped() {
    let site = varied().render();
    for (path, html) in html(&site) {
        assert!(!html.contains("<script>alert"), "{path}");
        assert!(!html.contains("<i>raw") && !html.contains("<b>Raw"), "{path}");
    }
    assert!(text(page(&site, "index.html")).contains(HOSTILE));
    let feed = page(&site, "atom.xml");
    assert!(!feed.contains("<script>"), "{feed}");
}

#[test]
fn evidence_is_quoted_word_for_word_with_its_marks() {
    let world = varied();
    let site = world.render();
    let all = world.timeline.events.iter().map(|it| &it.event).chain(&world.timeline.planned);
    for event in all {
        let html = page(
            &site,
            &format!(
                "events/{}/index.html",
                relata::config::slug(&event.id).replace("2023-09-12-2023", "2023-09-12/2023")
            ),
        );
        let quotes: Vec<String> = html
            .split("<blockquote")
            .skip(1)
            .map(|it| text(it.split_once('>').unwrap().1.split("</blockquote>").next().unwrap()))
            .collect();
        let published: Vec<&String> = event
            .evidence
            .iter()
            .filter(|it| world.publish.get(&it.document) != Some(&Publish::None))
            .map(|it| &it.quote)
            .collect();
        assert_eq!(quotes.iter().collect::<Vec<_>>(), published, "{}", event.id);
    }
    let html = page(&site, "events/2019-04-25-meeting-5/index.html");
    for mark in [
        "<mark class=\"mark-trigger\">met</mark>",
        "<mark class=\"mark-date\">Thursday</mark>",
        "<mark class=\"mark-name\">Vladivostok</mark>",
    ] {
        assert!(html.contains(mark), "{mark}");
    }
}

#[test]
fn words_that_may_not_be_published_are_nowhere() {
    let world = varied();
    let secret = "criticised Russia on Thursday";
    for Page { path, bytes } in world.render().files {
        assert!(!text(&String::from_utf8_lossy(&bytes)).contains(secret), "{path}");
    }
}

#[test]
fn a_former_id_leads_to_the_event() {
    let site = varied().render();
    let html = page(&site, "events/2019-04-26-meeting-old/index.html");
    assert!(html.contains("content=\"0; url=../../events/2019-04-25-meeting-5/index.html\""));
}

#[test]
fn structured_data_is_read_back() {
    let site = varied().render();
    let html = page(&site, "events/2019-04-25-meeting-5/index.html");
    let ld = html.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let ld: serde_json::Value =
        serde_json::from_str(ld.split("</script>").next().unwrap()).unwrap();
    assert_eq!(ld["@type"], "Event");
    assert_eq!(ld["startDate"], "2019-04-25");
    assert_eq!(ld["location"]["name"], "Vladivostok");
    let events: serde_json::Value = serde_json::from_str(page(&site, "events.json")).unwrap();
    assert_eq!(events["version"], 1);
    assert_eq!(events["events"].as_array().unwrap().len(), 25);
    assert_eq!(events["events"][1]["date"], "2011");
}

#[test]
fn imprecise_dates_are_shown_as_what_they_are() {
    let site = varied().render();
    let home = page(&site, "index.html");
    for shown in [
        "the 1990s",
        "<time datetime=\"2019-04\">April 2019</time>",
        "12–17 September 2023",
        "spring 2022",
        "about 21 June 2024",
        "Month not known",
        "Date not known",
    ] {
        assert!(home.contains(shown), "{shown}");
    }
    assert!(home.contains("without a known event"), "silences are told");
}

#[test]
fn the_page_of_a_series_shows_its_rhythm() {
    let path = "series/birthday-messages-kim-jong-un-vladimir-putin/index.html";
    let mut world = varied();
    let site = world.render();
    let html = page(&site, path);
    assert!(html.contains("No known event in 2022."));
    assert!(html.contains("<th scope=\"row\">2022</th><td colspan=\"12\"><span>no known event<"));
    let day = "<span aria-hidden=\"true\">7</span><span class=\"hidden\">7 October 2021</span></a>";
    assert_eq!(html.matches(day).count(), 1, "a cell leads to its event");
    assert!(!html.contains("Month not known"));
    // What is known to the year only stands in no month.
    let at = world.timeline.series[0].events[1];
    world.timeline.events[at].event.dated = Dated::On("2021".parse().unwrap());
    let site = world.render();
    let html = page(&site, path);
    let year = "<th scope=\"row\">2021</th><td class=\"coarse\"><a class=\"act-first unsure\"";
    assert!(html.contains(year), "{html}");
    assert!(html.contains("<th scope=\"col\" class=\"coarse\">Month not known</th>"));
}

#[test]
fn the_page_of_the_relationship_counts_by_direction_and_class() {
    let world = varied();
    let site = world.render();
    let html = page(&site, "relationship/index.html");
    let told = text(html);
    let dated = world.timeline.events.iter().filter(|it| it.event.dated.when().is_some()).count();
    // Of the 1990s no year is known, and two events have no date.
    let all = world.timeline.events.len();
    assert_eq!((all, dated), (24, 22));
    assert!(told.contains("Not in the charts: 3 events of which no year is known."), "{told}");
    for label in ["North Korea toward Russia", "Russia toward North Korea", "Together"] {
        assert!(html.contains(&format!("aria-label=\"{label}: ")), "{label}");
    }
    let sums = |table: &str| -> usize {
        let table = html.split(&format!("<caption>{table}</caption>")).nth(1).unwrap();
        let rows = table.split("</table>").next().unwrap().split("<tr>").skip(2);
        let last = |row: &str| text(row.rsplit("<td>").next().unwrap()).trim().parse::<usize>();
        rows.map(|it| last(it).unwrap()).sum()
    };
    assert_eq!(sums("Events by year and direction"), 21);
    assert_eq!(sums("Events by year and class"), 21);
    assert!(told.contains("Goldstein") && told.contains("+1.0"), "the weights are explained");
    assert!(html.contains("<a href=\"../index.html\">"), "it links to the timeline");
    let link = "<a href=\"../relationship/index.html\" aria-current=\"page\">Relationship</a>";
    assert!(html.contains(link), "it is in the navigation");
    // The year 2011 is over at its end, not at its beginning.
    assert!(
        html.contains("<strong>at least 7 years and 3 months</strong><br>2011 – April 2019</span>")
    );
    assert!(page(&site, "sitemap.xml").contains("/relationship/"));
}

#[test]
fn places_are_on_a_map_as_far_as_their_position_is_known() {
    let mut world = varied();
    let site = world.render();
    let html = page(&site, "places/index.html");
    assert!(html.contains("<path class=\"land land-first\"") && html.contains("land-second"));
    // The name of each place on the map leads to its page, once for each of three widths.
    for name in ["vladivostok", "pyongyang"] {
        let link = format!("<a href=\"../places/{name}/index.html\" aria-label=");
        assert_eq!(html.matches(&link).count(), 3, "{name}");
    }
    assert!(text(html).contains(&format!("No position is known for: {HOSTILE}.")));
    assert!(!html.contains("Whole countries"));
    assert!(page(&site, "places/vladivostok/index.html").contains("<svg class=\"map-alone\""));
    assert!(!page(&site, "places/hostile/index.html").contains("<figure class=\"map\""));
    // A whole country is no point.
    for place in world.timeline.places.values_mut() {
        place.country = place.id.as_str() == "pyongyang";
    }
    let site = world.render();
    let html = page(&site, "places/index.html");
    assert!(text(html).contains("Whole countries are not drawn as a point: Pyongyang."));
    assert!(!html.contains("aria-label=\"Pyongyang"));
    for place in world.timeline.places.values_mut() {
        place.coordinates = None;
    }
    let site = world.render();
    assert!(!page(&site, "places/index.html").contains("<figure class=\"map\""));
}

#[test]
fn an_actor_has_its_roles_over_time_and_its_parts() {
    let site = varied().render();
    let html = page(&site, "actors/kim-jong-un/index.html");
    let told = text(html);
    assert!(told.contains("Roles over time") && told.contains("since January 2021 · "), "{told}");
    assert!(html.contains("aria-label=\"Acted: ") && html.contains("Events by year and part"));
    let html = page(&site, "actors/hostile/index.html");
    assert!(!html.contains("Events by year and part"), "it has one event");
}

#[test]
fn there_is_no_page_of_a_relationship_without_sides_and_one_without_events() {
    let site = one_sided().render();
    assert!(site.files.iter().all(|it| !it.path.starts_with("relationship/")));
    assert!(!page(&site, "index.html").contains("relationship/index.html"));
    let site = World::new().render();
    let html = page(&site, "relationship/index.html");
    assert!(
        html.contains("No event with a date was found.") && !html.contains("<svg class=\"line")
    );
}

#[test]
fn home_stays_small() {
    let site = many(1000).render();
    let home = page(&site, "index.html");
    assert!(home.contains("60 events that stand out most"));
    assert!(home.len() < 150_000, "{}", home.len());
}

#[test]
fn a_long_list_is_split_by_year() {
    let site = many(500).render();
    let actor = page(&site, "actors/kim-jong-un/index.html");
    assert!(actor.contains("actors/kim-jong-un/1990/index.html") && actor.len() < 20_000);
    assert!(page(&site, "actors/kim-jong-un/1990/index.html").contains("Officials meet"));
}

/// The most bytes that a page may have, uncompressed: docs/ARCHITECTURE.md says so.
const HEAVIEST: usize = 300_000;

/// Where the links of a page lead to, as paths from the site's root without fragments.
fn leads_to(path: &str, html: &str) -> BTreeSet<String> {
    let links = tags(html).into_iter().flat_map(|it| attributes(it.1));
    let links = links.filter(|it| it.0 == "href" && !it.1.contains(':') && !it.1.starts_with('#'));
    links.map(|it| resolve(path, it.1.split('#').next().unwrap())).collect()
}

/// Ten thousand events of one year in a series, two thousand without a date, five thousand documents, an
/// event that two thousand of them tell.
fn huge() -> World {
    let mut world = World::new();
    let told: Vec<String> =
        (0..2000).map(|it| format!("They [met] for the {it}th time.")).collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let met =
        &mut world.event("2023-05-06", "meeting", "kim-jong-un russia", "They meet", &told).event;
    met.merged = (0..2000).map(|it| format!("The {it}th report names the same day.")).collect();
    for number in 0..10_000 {
        let date = format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
        let place = (number % 2 == 0).then(|| PlaceId::new("pyongyang"));
        let entry = world.event(
            &date,
            "meeting",
            "+kim-jong-un -russia",
            "Officials of both sides meet for talks",
            &[],
        );
        entry.event.place = place;
        entry.event.pinned = number % 7 == 0;
        entry.series = Some(0);
    }
    for _ in 0..2000 {
        world.event("", "visit", "kim-jong-un russia", "An official visits", &["He [came]."]);
    }
    for number in 0..1000 {
        world.told(&format!("more/{number}-9"), "Nobody [met].", None);
    }
    world.config.settings.phases = vec![relata::config::PhaseEntry {
        name: "A thaw".to_owned(),
        from: "2024-03".parse().ok(),
        until: None,
        note: None,
    }];
    let date = |it: &Entry| it.event.dated.when().map(When::order);
    world.timeline.events.sort_by_key(|it| (date(it).is_none(), date(it)));
    let of_series = world.timeline.events.iter().enumerate().filter(|it| it.1.series.is_some());
    world.timeline.series.push(Series {
        id: "talks".to_owned(),
        title: "Talks".to_owned(),
        events: of_series.map(|it| it.0).collect(),
        gaps: Vec::new(),
    });
    world
}

#[test]
fn no_page_grows_without_bound() {
    let world = huge();
    let site = world.render();
    for Page { path, bytes } in site.files.iter().filter(|it| it.path.ends_with(".html")) {
        assert!(bytes.len() <= HEAVIEST, "{path} has {} bytes", bytes.len());
    }
    check_links(&site);
    let below = |folder: &str| -> BTreeSet<String> {
        let pages = html(&site).filter(|it| it.0.starts_with(folder));
        pages.flat_map(|(path, html)| leads_to(path, html)).collect()
    };
    let (by_year, by_series, all) = (below("years/"), below("series/"), below("documents/"));
    let (by_actor, by_outlet) = (below("actors/"), below("outlets/"));
    for entry in &world.timeline.events {
        let page = format!("events/{}/index.html", entry.event.id);
        assert!(by_year.contains(&page), "the years do not lead to {page}");
        assert!(by_actor.contains(&page), "the actors do not lead to {page}");
        assert!(entry.series.is_none() || by_series.contains(&page), "{page}");
    }
    for document in &world.documents {
        let page = format!("documents/{}/index.html", document.id);
        assert!(all.contains(&page), "the documents do not lead to {page}");
        assert!(by_outlet.contains(&page), "the outlet does not lead to {page}");
    }
    let met: String = html(&site)
        .filter(|it| it.0.starts_with("events/2023-05-06"))
        .map(|it| text(it.1))
        .collect();
    for number in 0..2000 {
        assert!(met.contains(&format!("for the {number}th time")), "{number}");
        assert!(met.contains(&format!("The {number}th report names")), "{number}");
    }
    assert!(
        page(&site, "years/2024/index.html")
            .contains("2024/03/index.html\">March, page 1 of 6</a>")
    );
}

#[test]
fn no_page_takes_the_path_of_another_one() {
    let mut world = many(450);
    for (document, number) in world.documents.iter_mut().zip(0..) {
        document.outlet = Some(if number % 9 == 0 { "Foo/1990" } else { "Foo" }.to_owned());
    }
    world.told("1990/index", "Nobody [met].", None);
    world.told("2024", "Nobody [met].", None);
    let site = world.render();
    // The map of the site has a line for every page that was to be made.
    let map = page(&site, "sitemap.xml");
    let named: Vec<&str> =
        map.split("<loc>").skip(1).filter_map(|it| it.split('<').next()).collect();
    assert_eq!(named.len(), named.iter().collect::<BTreeSet<_>>().len(), "a path is taken twice");
    let pages = html(&site).filter(|it| !it.1.contains("name=\"robots\" content=\"noindex\""));
    assert_eq!(named.len(), pages.count());
    assert!(page(&site, "outlets/foo/1990/index.html").contains("<h1>Foo/1990</h1>"));
    assert!(page(&site, "outlets/foo/1990-2/index.html").contains("<h1>Foo: 1990</h1>"));
    assert!(page(&site, "documents/2024/index.html").contains("Report 2024"));
    check_links(&site);
}

#[test]
fn names_turn_nothing_around_them() {
    let mut world = varied();
    let turned = "Ri\u{202e} Su\u{1} \u{2066}Yong\u{8}\u{85}";
    world.timeline.events[0].event.title = turned.to_owned();
    world.documents[0].title = Some(turned.to_owned());
    world.timeline.actors.get_mut(&ActorId::new("china")).unwrap().name = turned.to_owned();
    let site = world.render();
    let unwanted = |it: char| {
        it.is_control() && it != '\n' || ('\u{202a}'..='\u{202e}').contains(&it) || it == '\u{2066}'
    };
    for (path, html) in html(&site) {
        assert!(!html.contains(unwanted), "{path}");
    }
    assert!(page(&site, "actors/china/index.html").contains("<h1>Ri Su Yong</h1>"));
}

#[test]
fn a_plan_is_not_told_as_a_fact() {
    let site = varied().render();
    let html = page(&site, "events/2026-visit-25/index.html");
    assert!(html.contains("\"eventStatus\":\"https://schema.org/EventScheduled\""));
    assert!(!html.contains("\"startDate\"") && !html.contains("\"endDate\""));
}

#[test]
fn links_of_the_author_that_lead_to_nothing_are_told() {
    let mut world = varied();
    world.config.settings.introduction =
        "[Here](years/2024/), [there](nowhere.html), [data](about/#data), [not](about/#dat)."
            .to_owned();
    world.config.settings.footer = "![A ship](https://elsewhere.example/ship.png)".to_owned();
    world.timeline.events[0].event.edits.push(Edit {
        what: "note added".to_owned(),
        note: Some("See ![this](assets/none.png).".to_owned()),
        file: "content/overrides.yaml".to_owned(),
        line: 7,
    });
    let told = world.render_with(&Templates::new(&[]).unwrap()).diagnostics;
    let told: Vec<(&str, String)> = told
        .iter()
        .map(|it| (it.code, format!("{}:{}", it.message, it.location.as_ref().unwrap().line)))
        .collect();
    let expected = [
        ("markdown/dead-link", "the link `nowhere.html` leads to nothing:0"),
        ("markdown/dead-link", "the link `about/#dat` leads to nothing:0"),
        (
            "markdown/remote-picture",
            "the picture `https://elsewhere.example/ship.png` is on another host:0",
        ),
        ("markdown/dead-link", "the picture `assets/none.png` leads to nothing:7"),
    ];
    assert_eq!(told, expected.map(|it| (it.0, it.1.to_owned())));
}

/// The numbers are those of the data, and each leads to the page of its type.
#[test]
fn the_home_page_tells_how_many_events_of_each_type_there_are() {
    let site = varied().render();
    let events: serde_json::Value = serde_json::from_str(page(&site, "events.json")).unwrap();
    let mut expected = BTreeMap::new();
    for it in events["events"].as_array().unwrap().iter().filter(|it| it["status"] != "planned") {
        *expected.entry(it["type"].as_str().unwrap()).or_insert(0) += 1;
    }
    let home = page(&site, "index.html");
    let list = home.split_once("class=\"totals\"").unwrap().1.split_once("</ul>").unwrap().0;
    let items: Vec<&str> = list.split("<li>").skip(1).collect();
    let counts: Vec<usize> = items
        .iter()
        .map(|it| it.split_once("<span>").unwrap().1.split_once("</span>").unwrap().0)
        .map(|it| it.parse().unwrap())
        .collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    let told: BTreeMap<&str, usize> = items
        .iter()
        .map(|it| it.split_once("href=\"types/").unwrap().1.split_once('/').unwrap().0)
        .zip(counts)
        .collect();
    assert!(expected.len() > 1);
    assert_eq!(told, expected);
}

#[test]
fn two_renders_are_one() {
    assert_eq!(varied().render(), varied().render());
}

#[test]
fn oldest_first_turns_the_spine() {
    let mut world = varied();
    let newest = world.render();
    world.config.settings.order = Order::Oldest;
    let oldest = world.render();
    let at =
        |site: &Site, id: &str| page(site, "index.html").find(&format!("id=\"{id}\"")).unwrap();
    assert!(at(&newest, "y2025") < at(&newest, "y2011"));
    assert!(at(&oldest, "y2011") < at(&oldest, "y2025"));
}

#[test]
fn compact_makes_the_spine_a_list() {
    let mut world = varied();
    let cards = world.render();
    world.config.settings.layout = Layout::Compact;
    let compact = world.render();
    for path in ["index.html", "years/2024/index.html", "embed/index.html"] {
        let class = |site: &Site| {
            let tags = tags(page(site, path)).into_iter().map(|it| attributes(it.1));
            let classes = tags.filter_map(|it| it.into_iter().find(|it| it.0 == "class"));
            classes.map(|it| it.1.to_owned()).find(|it| it.starts_with("timeline")).unwrap()
        };
        assert_eq!(class(&cards), "timeline timeline-sides", "{path}");
        assert_eq!(class(&compact), "timeline timeline-compact", "{path}");
    }
    let pressed = "value=\"compact\" aria-pressed=\"true\"";
    assert!(page(&compact, "index.html").contains(pressed));
    assert!(!page(&cards, "index.html").contains(pressed));
}

#[test]
fn a_template_of_the_authors_replaces_the_built_in_one() {
    let own = [("404.html".to_owned(), "<p>{{ site.title }}: lost</p>".to_owned())];
    let site = varied().render_with(&Templates::new(&own).unwrap()).value;
    assert_eq!(page(&site, "404.html"), "<p>North Korea and Russia: lost</p>");
}

#[test]
fn the_interface_speaks_the_language_of_the_site() {
    let mut world = varied();
    let english = world.render();
    world.config.settings.language = "ru".to_owned();
    let site = world.render();
    let home = page(&site, "index.html");
    assert!(home.contains("<html lang=\"ru\">"));
    assert!(text(home).contains("К содержанию") && text(home).contains("Хроника"));
    let same = |it: &&Page| english.files.iter().any(|other| other.path == it.path);
    assert!(site.files.iter().all(|it| same(&it)), "addresses do not hang on the language");
    for (path, html) in html(&site).filter(|it| it.0.starts_with("events/")) {
        if html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        assert!(html.contains("<h1 lang=\"en\">"), "{path}: the title is English");
        let told = text(html);
        for word in ["Skip to", "Date not known", "How we know", "Confidence", "Permanent link"] {
            assert!(!told.contains(word), "{path}: {word}");
        }
    }
    world.config.settings.language = "eo".to_owned();
    let built_in = Templates::new(&[]).unwrap_or_else(|it| panic!("{it:?}"));
    assert_eq!(world.render_with(&built_in).diagnostics.len(), 1, "no words for Esperanto");
    let words = "language: Esperanto\nwords:\n  skip: Al la enhavo\n".to_owned();
    let own = [("words/eo.yaml".to_owned(), words)];
    let own = Templates::new(&own).unwrap_or_else(|it| panic!("{it:?}"));
    let site = world.render_with(&own);
    assert_eq!(site.diagnostics.len(), 0);
    assert!(text(page(&site.value, "index.html")).contains("Al la enhavo"));
}

#[test]
fn a_broken_template_is_told_with_its_place() {
    let own = [
        ("home.html".to_owned(), "<p>\n{% if %}</p>".to_owned()),
        ("404.html".to_owned(), "{{ x | shout }}".to_owned()),
    ];
    let told = Templates::new(&own).map(drop).unwrap_err();
    let places: Vec<String> = told
        .iter()
        .map(|it| {
            it.location
                .as_ref()
                .map(|it| format!("{}:{}:{}", it.file, it.line, it.column))
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(places, ["templates/home.html:2:7", "templates/404.html:1:8"], "{told:#?}");
    assert_eq!(told[0].location.as_ref().unwrap().text, "{% if %}</p>");
}

#[test]
fn a_mistake_found_while_rendering_is_told_once_with_its_place_and_page() {
    let own =
        [("event.html".to_owned(), "<p>{{ event.title }}</p>\n{{ event.colour }}".to_owned())];
    let told = varied().render_with(&Templates::new(&own).unwrap()).diagnostics;
    assert_eq!(told.len(), 1, "{told:#?}");
    let at = told[0].location.as_ref().unwrap();
    assert_eq!((at.file.as_str(), at.line, at.column), ("templates/event.html", 2, 10));
    assert!(told[0].notes[0].starts_with("while rendering events/"), "{told:#?}");
}

/// Writes the fixture's site to the folder named in RELATA_SHOW, to be looked at.
#[test]
fn the_fixture_can_be_looked_at() {
    let Ok(folder) = std::env::var("RELATA_SHOW") else { return };
    for (name, site) in [
        ("varied", varied().render()),
        ("many", many(400).render()),
        ("single", one_sided().render()),
    ] {
        for Page { path, bytes } in site.files {
            let file = std::path::Path::new(&folder).join(name).join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
    }
}

/// The row of a list that leads to an event.
fn row_of<'a>(html: &'a str, event: &str) -> &'a str {
    let rows = html.split("<li class=\"row").skip(1);
    let mut rows = rows.map(|it| it.split("</li>").next().unwrap());
    let link = format!("events/{event}/index.html\"");
    rows.find(|it| it.contains(&link)).unwrap_or_else(|| panic!("no row of {event}"))
}

#[test]
fn rows_of_lists_tell_what_the_timeline_tells() {
    let site = varied().render();
    let row = |path: &str, event: &str| text(row_of(page(&site, path), event));
    let told = row("types/meeting/index.html", "2019-04-25-meeting-5");
    for word in ["Key event", "Sources differ", "Edited", "3 sources", "North Korea and Russia"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    let series = "Birthday messages from Kim Jong Un to Vladimir Putin";
    for path in ["actors/kim-jong-un/index.html", "documents/news/08-0/index.html"] {
        let html = row_of(page(&site, path), "2021-10-07-message-8");
        let told = text(html);
        assert!(told.contains(series) && told.contains("Date inferred"), "{told}");
        let (from, to) = html.split_once("class=\"arrow\"").unwrap();
        assert!(from.contains("North Korea") && to.contains("Russia"), "{html}");
    }
    // A plan is none of the facts.
    let plan = "2026-visit-25";
    let document = row("documents/news/25-0/index.html", plan);
    assert!(document.contains("Planned"), "{document}");
    assert!(!row("documents/news/05-0/index.html", "2019-04-25-meeting-5").contains("Planned"));
}

#[test]
fn plans_are_not_counted_as_events() {
    let world = varied();
    let site = world.render();
    let takes_part =
        |it: &&Entry| it.event.participants.iter().any(|it| it.actor.as_str() == "kim-jong-un");
    let happened = world.timeline.events.iter().filter(takes_part).count();
    let said = format!("{happened} events, 1 planned");
    for path in ["actors/index.html", "actors/kim-jong-un/index.html"] {
        assert!(text(page(&site, path)).contains(&said), "{path}: {said}");
    }
    for path in ["types/index.html", "types/visit/index.html"] {
        assert!(text(page(&site, path)).contains("3 events, 1 planned"), "{path}");
    }
    let documents = page(&site, "documents/index.html");
    let row = documents.split("documents/news/25-0/").nth(1).unwrap().split("</li>").next();
    let row = text(row.unwrap());
    assert!(row.contains("1 planned") && !row.contains("event"), "{row}");
}

#[test]
fn the_strip_tells_what_it_leaves_out_and_fits() {
    let mut world = varied();
    world.timeline.events[0].event.pinned = true;
    let site = world.render();
    let home = page(&site, "index.html");
    let strip = home.split("<figure class=\"strip\">").nth(1).unwrap();
    let strip = strip.split("</figure>").next().unwrap();
    let told = text(strip);
    assert!(told.contains("Not in this chart: 3 events of which no year is known."), "{told}");
    assert!(strip.contains("<a href=\"#y1990s\">The 1990s</a>: 1 event, 1 key event<"), "{strip}");

    // Long times have few bars, and their years are said as the language says years.
    let mut world = World::new();
    for date in ["-0060-05-01", "0014-08-19"] {
        world.event(date, "meeting", "kim-jong-un russia", "Officials meet", &["They [met]."]);
    }
    let site = world.render();
    let home = page(&site, "index.html");
    let charts: Vec<(&str, usize)> = home
        .split("<div class=\"bars-frame ")
        .skip(1)
        .map(|it| {
            let bars = it.split("</ol>").next().unwrap().matches("<li class=\"bar").count();
            (it.split('"').next().unwrap(), bars)
        })
        .collect();
    assert_eq!(
        charts,
        [("from-wide to-wide", 38), ("from-middle to-middle", 15), ("from-narrow to-narrow", 8)]
    );
    assert!(text(home).contains("Each bar stands for 2 years."));
    assert!(home.contains("61\u{2013}57 BC"), "{home}");
    assert!(!home.contains("BCs"));
}

#[test]
fn without_two_sides_no_event_is_cooperation_or_conflict() {
    let site = one_sided().render();
    let home = page(&site, "index.html");
    let strip = home.split("<figure class=\"strip\">").nth(1).unwrap();
    let strip = strip.split("</figure>").next().unwrap();
    assert!(strip.contains("class=\"quad-any\"") && !strip.contains("cooperation"), "{strip}");
    assert!(!text(page(&site, "types/statement/index.html")).contains("conflict"));
    let csv = page(&site, "events.csv");
    assert!(csv.contains("quad") && csv.contains("verbal-conflict"), "the data are as they were");

    // With sides, a type says its class, if it has one.
    let mut world = varied();
    assert!(
        text(page(&world.render(), "types/meeting/index.html")).contains("Words of cooperation")
    );
    for kind in &mut world.config.lexicon.types {
        kind.plover.clear();
    }
    assert!(!text(page(&world.render(), "types/meeting/index.html")).contains("cooperation"));
}

#[test]
fn how_we_know_is_told_with_titles_and_in_words() {
    let mut world = varied();
    let event = &mut world.timeline.events[4].event;
    assert_eq!(event.id, "2019-04-25-meeting-5");
    event.apart = vec![
        "news/01-0 (2011) tells of another: other people take part.".to_owned(),
        "news/05-1 (25 April 2019) tells of another: their times do not agree.".to_owned(),
    ];
    event.merged.push("The editor says that “Talks” is the same event.".to_owned());
    event.edits.clear();
    event.edits.push(Edit {
        what: "pinned".to_owned(),
        note: None,
        file: "content/overrides.yaml".to_owned(),
        line: 7,
    });
    let site = world.render();
    let html = page(&site, "events/2019-04-25-meeting-5/index.html");
    let link = "<a href=\"../../documents/news/01-0/index.html\">Report news/01-0</a>";
    assert!(html.contains(&format!("<li>“{link}” (2011) tells of another")), "{html}");
    assert!(!html.contains("their times do not agree"), "the editor merged it");
    let told = text(html);
    assert!(told.contains("Pinned") && told.contains("line 7"), "what the editor did is listed");
    assert!(!html.contains("tag-edited"), "to pin is not to edit");
    assert!(told.contains("A report counts less where"), "{told}");
    assert!(told.contains("KCNA, Report news/05-0: 0.90"), "{told}");
    assert!(told.contains("Salience: ") && told.contains("How much it stands out"), "{told}");
}

#[test]
fn what_is_english_is_marked_where_the_interface_is_not() {
    let mut world = varied();
    world.config.settings.language = "ru".to_owned();
    let site = world.render();
    let document = page(&site, "documents/news/05-0/index.html");
    assert!(
        document.contains("<h1 lang=\"en\">Report") && document.contains("<blockquote lang=\"en\"")
    );
    assert!(page(&site, "documents/index.html").contains("index.html\" lang=\"en\">Report"));
    let event = page(&site, "events/2019-04-25-meeting-5/index.html");
    assert!(event.contains("<blockquote lang=\"en\""));
    assert!(text(event).contains("content/overrides.yaml, строка 12"));
    let about = page(&site, "about/index.html");
    assert!(about.contains("<span lang=\"en\">Date set to 25 April 2019</span>"));
    assert!(about.contains(">Календарь</a>") && !about.contains(">Calendar</a>"));
    let words = "language: العربية\nwords:\n  skip: إلى المحتوى\n".to_owned();
    let own = Templates::new(&[("words/ar.yaml".to_owned(), words)]).unwrap();
    world.config.settings.language = "ar".to_owned();
    let site = world.render_with(&own).value;
    for path in ["index.html", "embed/index.html"] {
        assert!(page(&site, path).contains("<html lang=\"ar\" dir=\"rtl\">"), "{path}");
    }
}

#[test]
fn plans_of_a_time_that_has_passed_stand_apart() {
    let site = varied().render();
    assert!(!page(&site, "planned/index.html").contains("id=\"past\""));
    let mut world = varied();
    let mut old = world.timeline.planned[0].clone();
    (old.id, old.title) = ("2024-05-visit-27".to_owned(), "Somebody is to come".to_owned());
    old.dated = Dated::On("2024-05".parse().unwrap());
    world.timeline.planned.push(old);
    let site = world.render();
    let (ahead, past) = page(&site, "planned/index.html").split_once("id=\"past\"").unwrap();
    assert!(ahead.contains("is to visit Moscow") && past.contains("Somebody is to come"));
    assert!(text(past).contains("The newest document here is of 8 October 2024."), "{past}");
}

#[test]
fn a_silence_beside_an_imprecise_date_may_have_been_longer() {
    let site = varied().render();
    let told = text(page(&site, "index.html"));
    let day_to_day = "1 year and 5 months without a known event";
    assert!(
        told.contains(day_to_day) && !told.contains(&format!("At least {day_to_day}")),
        "{told}"
    );
}
