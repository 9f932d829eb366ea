//! What an author may name in an override: actors, places, types, pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::actor::{Actor, ActorId, Place, PlaceId};
use crate::config::{Lexicon, Located, Picture, Pictures, slug, unknown};
use crate::diagnostic::{Diagnostic, Location};

/// What an author may name: by id, name or alias, in any case of letters.
#[derive(Debug, Clone, Default)]
pub struct Known {
    names: Arc<All>,
    pictures: Pictures,
}

/// The names of everything but pictures.
#[derive(Debug, Default)]
struct All {
    actors: Names<ActorId>,
    places: Names<PlaceId>,
    /// Subtypes by type.
    types: BTreeMap<String, Vec<String>>,
}

/// Names of one kind of thing.
#[derive(Debug, Clone)]
struct Names<Id> {
    /// Ids by lower-case id, name or alias, with the name as it is written.
    ids: BTreeMap<String, (Id, String)>,
    /// Names as the site shows them.
    shown: BTreeMap<Id, String>,
}

impl<Id> Default for Names<Id> {
    fn default() -> Self {
        Self { ids: BTreeMap::new(), shown: BTreeMap::new() }
    }
}

impl<Id: Ord + Clone> Names<Id> {
    /// Adds names that are not taken.
    fn add<'a>(&mut self, id: &Id, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            self.ids.entry(slug(name)).or_insert_with(|| (id.clone(), name.to_owned()));
        }
    }

    fn get(&self, name: &str) -> Option<&Id> {
        self.ids.get(&slug(name)).map(|it| &it.0)
    }

    /// The id for a name, or an error with the nearest name.
    fn find(
        &self,
        (code, noun, file): (&'static str, &str, &str),
        name: &str,
        at: &Location,
    ) -> Result<Id, Diagnostic> {
        self.get(name).cloned().ok_or_else(|| {
            // A name is nearer to what an author writes than the id that is made of it.
            let names = self.ids.iter().map(|(key, (id, written))| {
                let shown = self.shown.get(id).map(String::as_str);
                shown.filter(|it| slug(it) == *key).unwrap_or(written)
            });
            let names: Vec<&str> = names.collect();
            let nearest = unknown(code, noun, name, at, names);
            if nearest.help.is_some() {
                nearest
            } else {
                nearest.with_help(format!("list it in {file}"))
            }
        })
    }

    fn name<'a>(&'a self, id: &Id, otherwise: &'a str) -> &'a str {
        self.shown.get(id).map_or(otherwise, String::as_str)
    }

    /// The name, if it means this and nothing else.
    fn written<'a>(&'a self, id: &Id, otherwise: &'a str) -> &'a str {
        let name = self.shown.get(id).map(String::as_str);
        name.filter(|it| self.get(it) == Some(id)).unwrap_or(otherwise)
    }
}

impl Known {
    /// Everything that may be named. Where two share a name, an id counts before a name, a listed
    /// actor before a built-in one, and a discovered one last.
    pub fn new<'a>(
        actors: impl IntoIterator<Item = &'a Actor>,
        places: impl IntoIterator<Item = &'a Place>,
        lexicon: &Lexicon,
    ) -> Self {
        let mut known = All::default();
        let mut actors: Vec<&Actor> = actors.into_iter().collect();
        actors.sort_by(|a, b| (a.known, &a.id).cmp(&(b.known, &b.id)));
        for actor in &actors {
            known.actors.add(&actor.id, [actor.id.as_str()]);
            known.actors.shown.insert(actor.id.clone(), actor.name.clone());
        }
        for actor in &actors {
            let aliases = actor.aliases.iter().map(String::as_str);
            known.actors.add(&actor.id, std::iter::once(actor.name.as_str()).chain(aliases));
        }
        let places: Vec<&Place> = places.into_iter().collect();
        for place in &places {
            known.places.add(&place.id, [place.id.as_str()]);
            known.places.shown.insert(place.id.clone(), place.name.clone());
        }
        for place in &places {
            let aliases = place.aliases.iter().map(String::as_str);
            known.places.add(&place.id, std::iter::once(place.name.as_str()).chain(aliases));
        }
        let subtypes = |it: &crate::config::lexicon::EventType| {
            it.subtypes.iter().map(|it| it.id.clone()).collect()
        };
        known.types = lexicon.types.iter().map(|it| (it.id.clone(), subtypes(it))).collect();
        Self { names: Arc::new(known), pictures: Pictures::default() }
    }

    /// With pictures that events may show.
    #[must_use]
    pub fn with_pictures(self, pictures: Pictures) -> Self {
        Self { pictures, ..self }
    }

    /// What is wrong with a picture that stands at a path of an item.
    pub(super) fn picture<T>(
        &self,
        picture: &Picture,
        item: &Located<T>,
        path: &str,
    ) -> Vec<Diagnostic> {
        self.pictures.check(picture, &|key| item.at(&format!("{path}.{key}")).clone())
    }

    pub(super) fn actor(&self, name: &str, at: &Location) -> Result<ActorId, Diagnostic> {
        self.names.actors.find(("override/unknown-actor", "actor", "actors.yaml"), name, at)
    }

    pub(super) fn place(&self, name: &str, at: &Location) -> Result<PlaceId, Diagnostic> {
        self.names.places.find(("override/unknown-place", "place", "places.yaml"), name, at)
    }

    pub(super) fn actor_name<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.names.actors.name(id, id.as_str())
    }

    pub(super) fn place_name<'a>(&'a self, id: &'a PlaceId) -> &'a str {
        self.names.places.name(id, id.as_str())
    }

    /// An actor as an item may name it: by its name, if that means no other.
    pub(super) fn actor_written<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.names.actors.written(id, id.as_str())
    }

    /// A place as an item may name it.
    pub(super) fn place_written<'a>(&'a self, id: &'a PlaceId) -> &'a str {
        self.names.places.written(id, id.as_str())
    }

    /// All types.
    pub(super) fn types(&self) -> impl Iterator<Item = &str> {
        self.names.types.keys().map(String::as_str)
    }

    /// The subtypes of a type.
    pub(super) fn subtypes(&self, kind: &str) -> &[String] {
        self.names.types.get(kind).map_or(&[], Vec::as_slice)
    }

    pub(super) fn kind(&self, id: &str, at: &Location) -> Result<(), Diagnostic> {
        if self.names.types.contains_key(id) {
            return Ok(());
        }
        let types = self.names.types.keys().map(String::as_str);
        Err(choose(unknown("override/unknown-type", "type", id, at, types.clone()), types))
    }

    pub(super) fn subtype(&self, kind: &str, id: &str, at: &Location) -> Result<(), Diagnostic> {
        let Some(subtypes) = self.names.types.get(kind).filter(|it| !self.has(it, id)) else {
            return Ok(());
        };
        let names = subtypes.iter().map(String::as_str);
        let mut error = unknown("override/unknown-subtype", "subtype", id, at, names.clone());
        error.message = format!("the type `{kind}` has no subtype `{id}`");
        Err(choose(error, names))
    }

    /// Whether a type has a subtype.
    pub(super) fn has_subtype(&self, kind: &str, id: &str) -> bool {
        self.names.types.get(kind).is_some_and(|it| self.has(it, id))
    }

    fn has(&self, subtypes: &[String], id: &str) -> bool {
        subtypes.iter().any(|it| it == id)
    }
}

/// Where no name is near, all of them are told.
fn choose<'a>(error: Diagnostic, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    if error.help.is_some() {
        return error;
    }
    let names: Vec<_> = names.map(|it| format!("`{it}`")).collect();
    error.with_help(if names.is_empty() {
        "add it in lexicon.yaml".to_owned()
    } else {
        format!("there are {}; lexicon.yaml can add more", names.join(", "))
    })
}
