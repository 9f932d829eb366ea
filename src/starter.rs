//! The files of a new site, with a word on each: what `relata init` writes.
//!
//! Everything here is text. Nothing is written, and nothing is asked.

use crate::config::{Config, ConfigSources, World, slug};
use crate::document::{markdown, quoted};
use crate::schema;

/// Where the schemas stand below the content folder. A folder with a dot is not read.
const SCHEMAS: &str = ".schemas";

/// What an author says of a new site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The name of the site.
    pub title: String,
    /// The two sides, unless every event is kept.
    pub sides: Option<[String; 2]>,
}

impl Start {
    /// Why these cannot be the two sides.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        let [first, second] = self.sides.as_ref()?;
        let named = |it: &str| country(it).map_or_else(|| slug(it), |it| slug(&it));
        if let Some(it) = [first, second].into_iter().find(|it| slug(it).is_empty()) {
            return Some(format!("`{it}` cannot be a side: no address can be made of it"));
        }
        (named(first) == named(second))
            .then(|| format!("`{first}` and `{second}` are one: a relationship has two sides"))
    }

    /// The sides that are no countries, each with whether it looks like a person's name.
    #[must_use]
    pub fn listed(&self) -> Vec<(&str, bool)> {
        let sides = self.sides.iter().flatten().map(String::as_str);
        let listed: Vec<&str> = sides.filter(|it| country(it).is_none()).collect();
        if listed.is_empty() {
            return Vec::new();
        }
        let words = Config::read(&ConfigSources::default()).value.lexicon.words;
        let is_organisation = |name: &str| {
            let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
            let nouns = &words.organisation_nouns;
            nouns.contains(&last) || COMPANIES.contains(&last.trim_end_matches('.'))
        };
        let is_person = |name: &str| {
            let words: Vec<&str> = name.split_whitespace().collect();
            let capital = |it: &&str| it.starts_with(char::is_uppercase);
            (2..=4).contains(&words.len()) && words.iter().all(capital) && !is_organisation(name)
        };
        listed.into_iter().map(|it| (it, is_person(it))).collect()
    }

    /// The files, by their paths below the folder of the site.
    #[must_use]
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let content = |name: &str| format!("content/{name}");
        let mut files = vec![
            ("README.md".to_owned(), self.readme()),
            (content("site.yaml"), self.site()),
            (content("actors.yaml"), self.actors()),
            (content("places.yaml"), [&editor("places"), PLACES].concat()),
            (content("overrides.yaml"), [&editor("overrides"), OVERRIDES].concat()),
            (content("documents/example.md"), self.document()),
        ];
        files.extend(
            schema::FILES
                .map(|it| (content(&format!("{SCHEMAS}/{}", it.schema_name())), it.json())),
        );
        files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
    }

    fn site(&self) -> String {
        let sides = match &self.sides {
            Some([first, second]) => {
                let (first, second) = (quoted(first), quoted(second));
                format!("relationship:\n  sides: [{first}, {second}]\n")
            }
            None => {
                let none = "# Without sides every event is kept.";
                format!("{none}\n#relationship: {{ sides: [Norway, Sweden] }}\n")
            }
        };
        let title = quoted(&self.title);
        format!("{}{SITE}title: {title}\n\n{SIDES}{sides}{SETTINGS}", editor("site"))
    }

    fn actors(&self) -> String {
        let mut text = editor("actors") + ACTORS;
        for (name, is_person) in self.listed() {
            let kind = if is_person { "person" } else { "organisation" };
            text.push_str(&format!(
                "\n- name: {}\n  kind: {kind} # person, organisation or state\n",
                quoted(name),
            ));
        }
        text
    }

    fn document(&self) -> String {
        let (first, second) = match &self.sides {
            Some([first, second]) => (first.as_str(), second.as_str()),
            None => ("Ada Berg", "Bo Lind"),
        };
        let front = [
            ("title", vec!["An example, to be replaced".to_owned()]),
            ("outlet", vec!["relata init".to_owned()]),
            ("published", vec!["2024-05-15".to_owned()]),
        ];
        let paragraphs = [
            format!("{first} met {second} in Geneva on 14 May 2024."),
            "This document is invented. Put your own documents beside it and remove it.".to_owned(),
        ];
        markdown(&front, &paragraphs)
    }

    fn readme(&self) -> String {
        format!("# {}\n{README}", self.title.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The short name of the country that a side is.
fn country(side: &str) -> Option<String> {
    let world = World::builtin();
    let side = side.trim();
    let mut countries = world.countries.into_iter();
    let is = |name: &String| name.eq_ignore_ascii_case(side);
    countries.find(|it| is(&it.name) || it.aliases.iter().any(is)).map(|it| it.name)
}

/// Last words of the names of companies, in small letters.
const COMPANIES: [&str; 14] = [
    "ag", "airlines", "bank", "co", "company", "corp", "gmbh", "group", "holding", "inc", "llc",
    "ltd", "plc", "rail",
];

/// The line by which an editor finds the schema.
fn editor(name: &str) -> String {
    format!("# yaml-language-server: $schema={SCHEMAS}/{name}.schema.json\n")
}

const SITE: &str = "\
# The settings of the site. Remove the `#` before a line to use it.
# An editor that knows YAML completes and checks this file by the line above.

";

const SIDES: &str = "\
# The two sides: countries, or ids, names or aliases from actors.yaml.
";

const SETTINGS: &str = "
# One sentence for search engines and link previews.
#description: Who did what, with the source of every date.

# Where the site will stand, for feeds and permanent links.
#base_url: https://example.org/timeline/

# Who stands as the author in citations.
#author: The editors

# Language of the interface: en, ko, ru, or your own in templates/words/.
#language: en

# How much of a document is published: full, excerpt (the sentences that prove events) or none.
#publish: excerpt

# How 08/10/2024 is read when a document does not show it: undecided, day-first or month-first.
#numeric_dates: undecided

# The newest or the oldest first; cards, or a compact list.
#order: newest
#layout: cards

# Whether planned happenings are published, on a page of their own.
#show_planned: true

# Markdown above the timeline, and at the foot of every page.
#introduction: What this timeline is about.
#footer: Made by the editors.

# Whether Markdown may carry raw HTML through.
#raw_html: false

# Spans of time with a name.
#phases: [{ name: The early years, until: 2010 }]

# Key figures for the home page, each with its source.
#figures: [{ value: 54, label: meetings since 1990, source: The editors }]

# What holds for the documents below a folder of documents/.
#folders: [{ path: histories, genre: narrative }]
";

const ACTORS: &str = "\
# Who matters: people, organisations, states. Countries and those whom documents introduce are known without being
# listed. List others to add spellings, birthdays and offices. `relata check` offers those that it found, to paste here.
#
# - name: Ada Berg
#   side: Norway
#   aliases: [Ada M. Berg]
#   born: 1974-10-07
#   roles:
#     - { title: foreign minister, of: Norway, from: 2021-10 }
";

const PLACES: &str = "\
# Places that are neither countries nor larger cities: those are known. You may remove this file.
#
# - name: Voksenåsen
#   country: Norway
#   latitude: 59.97
#   longitude: 10.65
";

const OVERRIDES: &str = "\
# Your corrections: a list. They are laid over what the documents say. An item that hits nothing is an error.
# `relata events` lists the ids of events, `relata explain ID` tells why an event has its date.
#
# Correct an event, found by words that tell it:
# - at: { document: example, quote: met }
#   set: { date: 2024-05-13 }
#   note: The day before, as both say.
#
# Say when a document was published:
# - document: letters/undated
#   set: { published: 1998 }
#
# Two events are one; leave one out; mark one as a key event:
# - merge: [2024-05-13-meeting-ada-berg-bo-lind, 2024-05-14-meeting-ada-berg-bo-lind]
# - hide: 2024-05-13-meeting-ada-berg-bo-lind
# - pin: 2024-05-13-meeting-ada-berg-bo-lind
";

const README: &str = "
A timeline made by [relata](https://crates.io/crates/relata) from the documents in `content/documents`.

1. Put your documents into `content/documents`, in folders of any depth: `.md`, `.txt`, `.html`, `.jsonl`. Remove
   `example.md`. `relata import` brings in feeds, saved pages, spreadsheets of events and Zotero exports.
2. `relata build` publishes the site in `public`. Open `public/index.html`.
3. `relata check` tells what is undated, in doubt or wrong, and what to do about it.
4. `relata explain ID` shows why an event has its date. Correct it in `content/overrides.yaml`, and build again.

| file | what is in it |
|---|---|
| `content/site.yaml` | title, the two sides, and every other setting |
| `content/actors.yaml` | people, organisations, states |
| `content/places.yaml` | places that are not known by themselves |
| `content/overrides.yaml` | your corrections |
| `content/.schemas` | what editors check these files by; `relata schema --out content/.schemas` writes it anew |

`relata help` lists all commands. Put the folder `public` on any web server.
";
