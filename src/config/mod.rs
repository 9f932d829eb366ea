//! What the author sets, and every default: site, actors, places, lexicon, and the built-in world.
//!
//! Nothing is global: a [`Config`] is a value that the stages are given. YAML is read by [`yaml`],
//! which tells file, line and column of every mistake.

mod check;
mod colours;
mod figure;
mod holiday;
pub mod lexicon;
mod patterns;
mod phase;
mod picture;
pub mod schema;
pub mod settings;
pub mod world;
pub mod yaml;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Location, Reported, did_you_mean};
use crate::source::Source;

pub use colours::Colours;
pub use figure::FigureEntry;
pub use holiday::{Holiday, HolidayEntry, Yearly};
pub use lexicon::Lexicon;
pub use phase::PhaseEntry;
pub use picture::{Picture, Pictures, Size};
pub use settings::{Genre, Publish, Settings};
pub use world::{Country, World};

/// Everything that the author configured, on top of what is built in.
#[derive(Debug, Clone)]
pub struct Config {
    /// site.yaml.
    pub settings: Settings,
    /// Where each value of site.yaml stands.
    pub settings_keys: BTreeMap<String, Location>,
    /// actors.yaml, in the author's order.
    pub actors: Vec<Located<ActorEntry>>,
    /// places.yaml, in the author's order.
    pub places: Vec<Located<PlaceEntry>>,
    /// The built-in lexicon with lexicon.yaml on top.
    pub lexicon: Lexicon,
    /// Countries and cities.
    pub world: World,
}

/// The author's YAML files, by their place in the content folder. A missing file is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfigSources {
    /// site.yaml
    pub site: Option<Source>,
    /// actors.yaml
    pub actors: Option<Source>,
    /// places.yaml
    pub places: Option<Source>,
    /// lexicon.yaml
    pub lexicon: Option<Source>,
}

/// A value with the place in the YAML that it came from.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where it begins.
    pub location: Location,
    /// Where each value within it stands, by its path: `set.date`, `roles[0].of`.
    pub keys: BTreeMap<String, Location>,
}

impl<T> Located<T> {
    /// Where the value at a path stands, or the whole when there is none.
    pub fn at(&self, path: &str) -> &Location {
        self.keys.get(path).unwrap_or(&self.location)
    }
}

/// What an actor is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A state.
    State,
    /// A company, ministry, party, club, agency.
    Organisation,
}

impl ActorKind {
    /// As it is written in actors.yaml.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Organisation => "organisation",
        }
    }
}

/// One item of actors.yaml.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// Made from the name when it is not given.
    pub id: Option<String>,
    /// The name as the site shows it.
    pub name: String,
    /// Person, when it is not given.
    #[serde(default = "person")]
    pub kind: ActorKind,
    /// Which side of the relationship: a side's name, id or alias.
    pub side: Option<String>,
    /// Other names in texts.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Birth date of a person.
    pub born: Option<Date>,
    /// Offices held.
    #[serde(default)]
    pub roles: Vec<RoleEntry>,
    /// Wikidata item, such as `Q56226`.
    pub wikidata: Option<String>,
    /// Days with a name that a state keeps.
    #[serde(default)]
    pub holidays: Vec<HolidayEntry>,
    /// A picture for the actor's page.
    pub image: Option<Picture>,
}

/// An office that an actor held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    /// Such as `president`.
    pub title: String,
    /// Of what: a state or an organisation.
    pub of: Option<String>,
    /// Since when.
    pub from: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

/// One item of places.yaml.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// Made from the name when it is not given.
    pub id: Option<String>,
    /// The name as the site shows it.
    pub name: String,
    /// Other names in texts.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The country that it lies in.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

fn person() -> ActorKind {
    ActorKind::Person
}

impl Config {
    /// Reads the author's files. What is wrong is reported; what is right is kept.
    #[must_use]
    pub fn read(sources: &ConfigSources) -> Reported<Self> {
        let mut all = Vec::new();
        let (settings, settings_keys) = match &sources.site {
            Some(source) => {
                (yaml::read_struct::<Settings>(source).into_value(&mut all), yaml::keys(source))
            }
            None => (Settings::default(), BTreeMap::new()),
        };
        let actors: Vec<Located<ActorEntry>> =
            sources.actors.iter().flat_map(|it| yaml::read_list(it).into_value(&mut all)).collect();
        let places: Vec<Located<PlaceEntry>> =
            sources.places.iter().flat_map(|it| yaml::read_list(it).into_value(&mut all)).collect();
        all.extend(twice(&actors, |it| it.id.clone().unwrap_or_else(|| slug(&it.name)), "actor"));
        all.extend(twice(&places, |it| it.id.clone().unwrap_or_else(|| slug(&it.name)), "place"));
        all.extend(wrong_ids(&actors, |it| (it.id.as_deref(), &it.name)));
        all.extend(wrong_ids(&places, |it| (it.id.as_deref(), &it.name)));
        all.extend(actors.iter().filter_map(holidays_of_nobody));
        let world = World::builtin();
        let lexicon = Lexicon::builtin().extended(sources.lexicon.as_ref()).into_value(&mut all);
        let value = Self { settings, settings_keys, actors, places, lexicon, world };
        all.extend(check::check(&value));
        all.extend(colours::check(&value));
        all.extend(phase::check(&value));
        all.extend(figure::check(&value));
        Reported { value, diagnostics: all }
    }

    /// An error for every item of `folders` that holds for none of the documents, by their ids.
    #[must_use]
    pub fn check_folders(&self, documents: &[&str]) -> Vec<Diagnostic> {
        if self.settings.folders.is_empty() {
            return Vec::new();
        }
        let known = settings::folders_above(documents);
        let wrong = self.settings.folders.iter().enumerate().filter(|(_, it)| {
            let path = it.path.trim_matches('/');
            !path.is_empty() && !known.contains(path)
        });
        wrong
            .map(|(index, it)| {
                let at = self.settings_at(&format!("folders[{index}].path"));
                let near = did_you_mean(it.path.trim_matches('/'), known.iter().copied());
                let message = format!("there are no documents below `{}`", it.path);
                Diagnostic::error("config/folder", message)
                    .at_location(at)
                    .with_help("a folder is named by its path below documents/")
                    .with_help_maybe(near)
            })
            .collect()
    }

    /// The colours of the two sides, where the author sets both and both can be read.
    #[must_use]
    pub fn colours(&self) -> Option<[Colours; 2]> {
        colours::of_sides(&self.settings.relationship.colours)
    }

    /// An error for every key figure whose document is none of these, by their ids.
    #[must_use]
    pub fn check_figures(&self, documents: &[&str]) -> Vec<Diagnostic> {
        figure::check_documents(self, documents)
    }

    /// What is wrong with the pictures of actors.yaml.
    #[must_use]
    pub fn check_pictures(&self, pictures: &Pictures) -> Vec<Diagnostic> {
        let shown = self.actors.iter().filter_map(|it| Some((it, it.value.image.as_ref()?)));
        shown
            .flat_map(|(actor, image)| {
                pictures.check(image, &|key| actor.at(&format!("image.{key}")).clone())
            })
            .collect()
    }

    /// Where a setting stands in site.yaml, by its path.
    #[must_use]
    pub fn settings_at(&self, path: &str) -> Location {
        self.settings_keys.get(path).cloned().unwrap_or_else(|| Location::file("site.yaml"))
    }
}

/// Whether a text is the whole address of something on the web.
#[must_use]
pub fn is_web_address(url: &str) -> bool {
    let (scheme, host) = url.split_once("://").unzip();
    let web = |it: &&str| it.eq_ignore_ascii_case("https") || it.eq_ignore_ascii_case("http");
    let host = scheme.filter(web).and(host);
    let named = host.is_some_and(|it| it.starts_with(char::is_alphanumeric) || it.starts_with('['));
    named && !url.contains(char::is_whitespace)
}

/// An error for days that something other than a state is said to keep.
fn holidays_of_nobody(actor: &Located<ActorEntry>) -> Option<Diagnostic> {
    let wrong = !actor.value.holidays.is_empty() && actor.value.kind != ActorKind::State;
    wrong.then(|| {
        let message = format!("`{}` is not a state, and has no holidays", actor.value.name);
        Diagnostic::error("config/holidays", message)
            .at_location(actor.at("holidays").clone())
            .with_help("write `kind: state`, or put the days to their state")
    })
}

/// An error for every id that stands twice in a list.
fn twice<T>(
    items: &[Located<T>],
    id: impl Fn(&T) -> String,
    noun: &'static str,
) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &Location> = BTreeMap::new();
    let mut found = Vec::new();
    for item in items {
        let id = id(&item.value);
        if let Some(first) = seen.get(&id) {
            found.push(
                Diagnostic::error("config/duplicate-id", format!("two {noun}s have the id `{id}`"))
                    .at_location(item.location.clone())
                    .with_note(format!("the first is at {}:{}", first.file, first.line))
                    .with_help("give one of them another `id`, or remove it"),
            );
        } else {
            seen.insert(id, &item.location);
        }
    }
    found
}

/// An error for every id that no address can hold, and for a name that gives none.
fn wrong_ids<T>(
    items: &[Located<T>],
    of: impl for<'a> Fn(&'a T) -> (Option<&'a str>, &'a str),
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for item in items {
        let (id, name) = of(&item.value);
        let made = slug(id.unwrap_or(name));
        let wrong = match id {
            Some(id) if id == made => continue,
            None if !made.is_empty() => continue,
            Some(id) => {
                let better = if made.is_empty() { slug(name) } else { made };
                let help = (!better.is_empty()).then(|| format!("write `{better}`"));
                let message = format!("`{id}` cannot be an id");
                Diagnostic::error("config/id", message)
                    .at_location(item.at("id").clone())
                    .with_help("an id is small letters and digits, in words joined by hyphens")
                    .with_help_maybe(help)
            }
            None => Diagnostic::error("config/id", format!("no id can be made of `{name}`"))
                .at_location(item.at("name").clone())
                .with_help("give it an `id`: small letters and digits, in words joined by hyphens"),
        };
        found.push(wrong);
    }
    found
}

/// Words with a capital at their beginning, the rest as it is.
pub(crate) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// An id made from a name: lower case, ASCII where the letter has an ASCII form, words joined by
/// hyphens.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain = deunicode::deunicode(name);
    let mut id = String::with_capacity(plain.len());
    let mut between = false;
    for it in plain.chars().filter(|it| *it != '\'') {
        if !it.is_ascii_alphanumeric() {
            between = true;
            continue;
        }
        if between && !id.is_empty() {
            id.push('-');
        }
        between = false;
        id.push(it.to_ascii_lowercase());
    }
    id
}

/// An error for a name that should be known and is not, with the nearest that is.
pub fn unknown<'a>(
    code: &'static str,
    noun: &str,
    written: &str,
    location: &Location,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(code, format!("there is no {noun} `{written}`"))
        .at_location(location.clone())
        .with_help_maybe(did_you_mean(written, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_of_states_and_have_a_rule() {
        let yaml = "- { name: Ada Berg, holidays: [{ name: Ada's Day, date: 05-17 }] }\n\
                    - name: Norway\n  kind: state\n  holidays:\n    - { name: Sea Day, date: 30 June }\n";
        let sources = ConfigSources {
            actors: Some(Source::new("actors.yaml", yaml)),
            ..ConfigSources::default()
        };
        let found = Config::read(&sources).diagnostics.into_iter().map(|it| {
            let at = it.location.unwrap();
            format!("{}:{} {}", at.file, at.line, it.message)
        });
        let found: Vec<_> = found.collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("actors.yaml:5 `30 June` is not a date of every year"),
            "{found:?}"
        );
        assert_eq!(found[1], "actors.yaml:1 `Ada Berg` is not a state, and has no holidays");
    }

    #[test]
    fn ids_are_plain_and_readable() {
        assert_eq!(slug("Ada Maria Berg"), "ada-maria-berg");
        assert_eq!(slug("Workers' Party of Norway"), "workers-party-of-norway");
        assert_eq!(slug("Élysée – Palace"), "elysee-palace");
        assert_eq!(slug("Самара"), "samara");
    }
}
