//! Everybody and every place of all documents, what merging may ask of them, and what is counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::actor::{Actor, ActorId, Place, PlaceId, Registry};
use crate::config::Config;
use crate::config::lexicon::{EventType, Lexicon, Trait};
use crate::diagnostic::Diagnostic;
use crate::merge::{Traits, Wording, World};
use crate::pipeline::{Analysed, Counts};
use crate::timeline::{Cast, Timeline};

/// Everybody who is known, and everybody whom the documents introduce. The first introduction
/// stands; a later one may add the state.
pub(super) fn cast(registry: &Registry, documents: &[Arc<Analysed>]) -> Cast {
    let mut actors: BTreeMap<ActorId, Actor> =
        registry.actors().map(|it| (it.id.clone(), it.clone())).collect();
    let mut places: BTreeMap<PlaceId, Place> =
        registry.places().map(|it| (it.id.clone(), it.clone())).collect();
    for analysed in documents {
        for actor in &analysed.found.actors {
            let known = actors.entry(actor.id.clone()).or_insert_with(|| actor.clone());
            if known.state.is_none() {
                known.state.clone_from(&actor.state);
                known.side = actor.side;
            }
        }
        for place in &analysed.found.places {
            places.entry(place.id.clone()).or_insert_with(|| place.clone());
        }
    }
    let side_of =
        actors.values().filter_map(|it| Some((it.id.clone(), registry.side_of(it)?))).collect();
    let outlets = documents
        .iter()
        .filter_map(|it| Some((it.document.id.clone(), it.document.outlet.clone()?)))
        .collect();
    let published =
        documents.iter().filter_map(|it| Some((it.document.id.clone(), it.published.date?)));
    let published = published.collect();
    Cast { sides: registry.sides().cloned(), actors, places, side_of, outlets, published }
}

/// A warning that a site has no event, with what is most often the reason.
pub(super) fn nothing_found(mentions: usize, cast: &Cast) -> Diagnostic {
    let found = match mentions {
        0 => "no report of a happening was found".to_owned(),
        1 => "one report of a happening was found, and no event was made of it".to_owned(),
        _ => format!("{mentions} reports of happenings were found, and no event was made of them"),
    };
    let warning = Diagnostic::warning("timeline/empty", format!("the timeline is empty: {found}"))
        .with_note("`relata explain DOCUMENT` shows what was read in a document");
    match &cast.sides {
        Some([first, second]) => warning.with_help(format!(
            "an event needs both {} and {}: list their people in actors.yaml, each with its side",
            cast.actor_name(first),
            cast.actor_name(second)
        )),
        None => warning.with_help("list the people of the documents in actors.yaml"),
    }
}

/// What merging may ask.
pub(super) struct Known<'a> {
    pub(super) cast: &'a Cast,
    pub(super) config: &'a Config,
    pub(super) wording: Wording,
}

impl World for Known<'_> {
    fn state_of(&self, actor: &ActorId) -> Option<ActorId> {
        self.cast.actors.get(actor)?.state.clone()
    }

    fn state_of_place(&self, place: &PlaceId) -> Option<ActorId> {
        self.cast.places.get(place)?.state.clone()
    }

    fn place_name(&self, place: &PlaceId) -> String {
        self.cast.place_name(place)
    }

    fn is_country(&self, place: &PlaceId) -> bool {
        self.cast.places.get(place).is_some_and(|it| it.country)
    }

    fn weight(&self, kind: &str) -> f64 {
        self.config.lexicon.get(kind).map_or(0.0, |it| it.weight)
    }

    fn traits(&self, kind: &str) -> Traits {
        self.config.lexicon.get(kind).map(traits).unwrap_or_default()
    }

    fn wording(&self) -> &Wording {
        &self.wording
    }
}

/// What merging is told of the happenings of a type.
#[must_use]
pub fn traits(kind: &EventType) -> Traits {
    let has = |it: Trait| kind.traits.contains(&it);
    Traits {
        frequent: has(Trait::Frequent),
        official: has(Trait::Official),
        many_names: has(Trait::ManyNames),
        journey: has(Trait::Journey),
        sent: has(Trait::Sent),
        plain: has(Trait::Plain),
        made_at: kind.made_at.clone(),
    }
}

/// What merging is told of words. Those that name any happening of a type tell none from another.
#[must_use]
pub fn wording(lexicon: &Lexicon) -> Wording {
    let words = &lexicon.words;
    let mut wording = Wording {
        grammar: words.grammar.clone(),
        beside: words.beside.clone(),
        back: words.back.clone(),
        subjects: &words.telling.articles | &words.telling.pronouns,
        place_nouns: words.place_nouns.clone(),
        ..Wording::default()
    };
    wording.subjects.extend(["they", "it"].map(str::to_owned));
    for kind in &lexicon.types {
        let triggers = kind.triggers.iter().flat_map(|it| it.verbs.iter().chain(&it.nouns));
        let all = triggers.chain(&kind.hints).flat_map(|it| it.split([' ', '|']));
        for word in all.filter(|it| !it.is_empty()) {
            wording.add(&kind.id, word);
        }
    }
    wording
}

pub(super) fn count(documents: &[Arc<Analysed>], timeline: &Timeline) -> Counts {
    let events = || timeline.events.iter().map(|it| &it.event);
    Counts {
        documents: documents.len(),
        documents_undated: documents.iter().filter(|it| it.published.date.is_none()).count(),
        mentions: documents.iter().map(|it| it.mentions.len()).sum(),
        events: events().count(),
        merged: events().filter(|it| it.evidence.len() > 1).count(),
        undated: events().filter(|it| it.dated.when().is_none()).count(),
        planned: timeline.planned.len(),
        overridden: 0,
    }
}
