//! What merging made of the reports of each family of types, so that the next run merges only the
//! families of which somebody tells otherwise now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::actor::{ActorId, PlaceId};
use crate::event::{self, Event, Mention};
use crate::merge::{self, World};
use crate::pipeline::Analysed;
use crate::pipeline::cast::Known;
use crate::timeline::Cast;

/// The families of an earlier run.
#[derive(Debug, Default)]
pub(super) struct Happenings {
    cast: Option<Arc<Cast>>,
    families: BTreeMap<String, Family>,
}

/// What the documents tell of one family of types.
#[derive(Debug)]
struct Family {
    /// The documents that tell of it, in their order.
    told: Vec<Arc<Analysed>>,
    made: Arc<Made>,
}

/// What happened and what is planned, with ids but without titles, and what was called off.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) events: Vec<Event>,
    pub(super) called_off: Vec<Event>,
}

impl Happenings {
    /// Merges what all documents tell.
    pub(super) fn of(
        &mut self,
        documents: &[Arc<Analysed>],
        (cast, world): (&Arc<Cast>, &Known<'_>),
    ) -> Vec<Arc<Made>> {
        let others = self.cast.as_ref().filter(|it| !Arc::ptr_eq(it, cast));
        if let Some(before) = others {
            let changed = Changed::between(before, cast);
            let families = std::mem::take(&mut self.families).into_par_iter();
            let same = families.filter(|(family, it)| !changed.concerns(family, &it.told, world));
            self.families = same.collect();
        }
        self.cast = Some(Arc::clone(cast));
        let mut before = std::mem::take(&mut self.families);
        let told = by_family(documents, world);
        let told: Vec<(String, Vec<usize>, Option<Family>)> = told
            .into_iter()
            .map(|(family, told)| {
                let known = before.remove(&family);
                (family, told, known)
            })
            .collect();
        let families: Vec<(String, Family)> = told
            .into_par_iter()
            .map(|(family, told, known)| {
                let here: Vec<&Arc<Analysed>> = told.iter().map(|it| &documents[*it]).collect();
                if let Some(known) = known {
                    if is_told_alike(&known.told, &here, &family, world) {
                        let told = here.iter().map(|it| Arc::clone(it)).collect();
                        return (family, Family { told, ..known });
                    }
                    // To give back its memory takes as long as to merge.
                    rayon::spawn(move || drop(known));
                }
                let tells = told.iter().map(|it| (*it, &documents[*it]));
                let made = Family::of(&family, tells.collect(), world);
                (family, made)
            })
            .collect();
        self.families = families.into_iter().collect();
        self.families.values().map(|it| Arc::clone(&it.made)).collect()
    }
}

impl Family {
    fn of(family: &str, told: Vec<(usize, &Arc<Analysed>)>, world: &Known<'_>) -> Self {
        let mentions: Vec<Mention> = told
            .iter()
            .flat_map(|(document, it)| {
                let tells = of_family(it, family, world);
                tells.map(|it| Mention { document: *document, ..it.clone() })
            })
            .collect();
        let all: Vec<&Mention> = mentions.iter().collect();
        let mut merged = merge::merge_family(&all, world);
        merged.events.append(&mut merged.planned);
        merge::number_ids(&mut merged.events, &event::make_id);
        Self {
            told: told.iter().map(|it| Arc::clone(it.1)).collect(),
            made: Arc::new(Made { events: merged.events, called_off: merged.called_off }),
        }
    }
}

/// The events of all families that are between the sides: what happened, then what is planned, each in
/// order of time; and what was called off.
pub(super) fn between(made: &[Arc<Made>], cast: &Cast) -> (Vec<Event>, Vec<Event>) {
    let of = |events: &dyn Fn(&Made) -> &[Event]| -> Vec<Event> {
        let all = made.iter().flat_map(|it| events(it).iter().filter(|it| cast.is_between(it)));
        let mut all: Vec<Event> = all.cloned().collect();
        merge::sort(&mut all);
        all
    };
    let (mut events, called_off) = (of(&|it| &it.events), of(&|it| &it.called_off));
    // Ids differ within a family. That of another may be the same by the words that it is made of.
    merge::number_ids(&mut events, &|it| it.id.clone());
    (events, called_off)
}

/// Which documents tell of each family of types, by their index.
fn by_family(documents: &[Arc<Analysed>], world: &Known<'_>) -> BTreeMap<String, Vec<usize>> {
    let mut families: Vec<(String, Vec<usize>)> = Vec::new();
    let mut of_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for (document, it) in documents.iter().enumerate() {
        for mention in &it.mentions {
            let kind = mention.kind.as_str();
            let at = *of_kind.entry(kind).or_insert_with(|| {
                let family = merge::family(kind, world);
                families.iter().position(|it| it.0 == family).unwrap_or_else(|| {
                    families.push((family, Vec::new()));
                    families.len() - 1
                })
            });
            let told = &mut families[at].1;
            if told.last() != Some(&document) {
                told.push(document);
            }
        }
    }
    families.into_iter().collect()
}

/// What a document tells of a family of types.
fn of_family<'a>(
    document: &'a Analysed,
    family: &'a str,
    world: &'a Known<'_>,
) -> impl Iterator<Item = &'a Mention> {
    document.mentions.iter().filter(move |it| merge::family(it.kind.as_str(), world) == family)
}

/// Whether documents tell of a family what others told, in the same order.
fn is_told_alike(
    before: &[Arc<Analysed>],
    now: &[&Arc<Analysed>],
    family: &str,
    world: &Known<'_>,
) -> bool {
    before.len() == now.len()
        && before.iter().zip(now).all(|(one, other)| {
            Arc::ptr_eq(one, other)
                || of_family(one, family, world).eq(of_family(other, family, world))
        })
}

/// Those of whom merging is told otherwise with another cast. It asks for the states of those who take
/// part and of the places where they do, and for no others.
struct Changed<'a> {
    actors: BTreeSet<&'a ActorId>,
    places: BTreeSet<&'a PlaceId>,
}

impl<'a> Changed<'a> {
    fn between(before: &'a Cast, after: &'a Cast) -> Self {
        let state = |cast: &'a Cast, id| cast.actors.get(id).and_then(|it| it.state.as_ref());
        let actors = before.actors.keys().chain(after.actors.keys());
        let actors = actors.filter(|id| state(before, id) != state(after, id)).collect();
        let places = before.places.keys().chain(after.places.keys());
        let differ = |id: &&PlaceId| before.places.get(*id) != after.places.get(*id);
        Self { actors, places: places.filter(differ).collect() }
    }

    /// Whether one of them is named in what documents tell of a family.
    fn concerns(&self, family: &str, told: &[Arc<Analysed>], world: &Known<'_>) -> bool {
        if self.actors.is_empty() && self.places.is_empty() {
            return false;
        }
        let state = |it: &ActorId| world.state_of(it).is_some_and(|it| self.actors.contains(&it));
        let actor = |it: &ActorId| self.actors.contains(it) || state(it);
        told.iter().flat_map(|it| of_family(it, family, world)).any(|it| {
            it.participants.iter().any(|it| actor(&it.actor))
                || it.place.as_ref().is_some_and(|it| self.places.contains(it))
        })
    }
}
