//! Reads texts that stand alone: lines of the exchange, and what is typed.

use std::sync::Arc;

use crate::actor::{Actor, ActorId, Found, Place, PlaceId, actor_by_id};
use crate::dating;
use crate::document;
use crate::exchange::{Extracted, Happening, Refused};
use crate::merge::{self, Traits, Wording, World};
use crate::pipeline::{Analysed, Reader, traits};
use crate::timeline;

/// Reads one document of the exchange: a line of JSON in, what was found in it out, on request with
/// the reasons of its times.
///
/// # Errors
/// When the line is not a document. The number stands for the line where it gives no id.
pub fn extract_one(
    reader: &Reader,
    number: usize,
    line: &str,
    explain: bool,
) -> Result<Extracted, Refused> {
    let parsed = document::parse_line(line).map_err(|(id, error)| Refused {
        line: id.is_none().then_some(number),
        id,
        error,
    })?;
    let id = parsed.id.clone().unwrap_or_else(|| number.to_string());
    if let Some(fault) = parsed.published.as_deref().and_then(dating::fault) {
        let error = format!("`published`: {fault}");
        return Err(Refused { line: parsed.id.is_none().then_some(number), id: parsed.id, error });
    }
    let given = parsed.text.clone();
    let document = document::from_line(parsed, id.clone(), "stdin").value;
    let it = reader.read(Arc::new(document), None);
    let known = Alone { reader, found: &it.found };
    let merged = merge::merge(&it.mentions, &known);
    let side = |id: &ActorId| known.actor(id).and_then(|it| reader.registry.side_of(it));
    let state = |id: &PlaceId| known.state_of_place(id);
    let sides = reader.registry.sides();
    let events = merged.events.iter().chain(&merged.planned);
    let kept = events.filter(|it| timeline::is_between(it, sides, &side, &state));
    let actor = |id: &ActorId| known.actor(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    let place = |id: &PlaceId| known.place(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    let lexicon = &reader.lexicon;
    let happenings =
        kept.map(|event| (Happening::named(event, lexicon, &actor, &place), &event.evidence[0]));
    let about = (&*it.document, given.as_str());
    let published = (&it.published, it.genre.0);
    Ok(Extracted::of(id, about, published, &it.timexes, happenings, explain))
}

/// Everything that a text alone says, published then.
///
/// # Errors
/// When that is no date: what is wrong with it.
pub fn read_text(
    reader: &Reader,
    text: String,
    published: Option<String>,
) -> Result<Analysed, String> {
    if let Some(fault) = published.as_deref().and_then(dating::fault) {
        return Err(fault);
    }
    let stated = published.clone();
    let line = document::Line { text, published, ..document::Line::default() };
    let document = document::from_line(line, "text".to_owned(), "text").value;
    let read = reader.read(Arc::new(document), None);
    match stated.filter(|_| read.published.date.is_none()) {
        Some(stated) => Err(format!(
            "`{stated}` may be read day first or month first: write the year first, as in 2024-10-07"
        )),
        None => Ok(read),
    }
}

/// What merging the reports of one document may ask.
struct Alone<'a> {
    reader: &'a Reader,
    found: &'a Found,
}

impl Alone<'_> {
    fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.reader.registry.actor(id).or_else(|| actor_by_id(&self.found.actors, id))
    }

    fn place(&self, id: &PlaceId) -> Option<&Place> {
        let found = || self.found.places.iter().find(|it| it.id == *id);
        self.reader.registry.place(id).or_else(found)
    }
}

impl World for Alone<'_> {
    fn state_of(&self, actor: &ActorId) -> Option<ActorId> {
        self.actor(actor)?.state.clone()
    }

    fn state_of_place(&self, place: &PlaceId) -> Option<ActorId> {
        self.place(place)?.state.clone()
    }

    fn place_name(&self, place: &PlaceId) -> String {
        self.place(place).map_or_else(|| place.to_string(), |it| it.name.clone())
    }

    fn is_country(&self, place: &PlaceId) -> bool {
        self.place(place).is_some_and(|it| it.country)
    }

    fn weight(&self, kind: &str) -> f64 {
        self.reader.triggers.weight(kind)
    }

    fn traits(&self, kind: &str) -> Traits {
        self.reader.lexicon.get(kind).map(traits).unwrap_or_default()
    }

    fn wording(&self) -> &Wording {
        &self.reader.wording
    }
}
