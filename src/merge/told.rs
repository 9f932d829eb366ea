//! Where each happening is told, and under what it can be looked for when no date is given.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{ActorId, PlaceId};
use crate::event::{Mention, Participant};
use crate::merge::World;
use crate::merge::cluster::Cluster;

/// How many sentences later a document may speak of a happening again without naming it anew.
const SOON: usize = 6;

/// Among how many happenings one is looked for that has no date. Who can mean one of more does not say
/// which.
pub(super) const POSSIBLE: usize = 32;

/// How many of those who take part are filed as pairs; a list of guests is longer.
const COMPANY: usize = 6;

/// Where each happening is told, and which have a kind, a place or a number of their own.
#[derive(Default)]
pub(super) struct Told<'a> {
    /// By document and sentence.
    sentences: BTreeMap<(usize, usize), BTreeSet<usize>>,
    /// By type and what they are filed under.
    filed: BTreeMap<(&'a str, Under), Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Under {
    Nothing,
    Subtype(String),
    Place(PlaceId),
    Named(ActorId),
    /// Two who are named.
    Pair(ActorId, ActorId),
    /// The state of somebody who is named.
    Meant(ActorId),
}

impl<'a> Told<'a> {
    pub(super) fn of(clusters: &[Cluster<'a>], world: &dyn World) -> Self {
        let mut told = Self { sentences: BTreeMap::new(), filed: BTreeMap::new() };
        for (index, cluster) in clusters.iter().enumerate() {
            for (_, mention) in &cluster.mentions {
                told.add(mention, index);
            }
            let claim = &cluster.claim;
            let named = claim.participants.iter().map(|it| Under::Named(it.actor.clone()));
            let states = claim.participants.iter().filter_map(|it| world.state_of(&it.actor));
            let under = [Under::Nothing]
                .into_iter()
                .chain(claim.subtype.clone().map(Under::Subtype))
                .chain(claim.place.clone().map(Under::Place))
                .chain(named)
                .chain(states.map(Under::Meant))
                .chain(pairs(&claim.participants));
            let kind = cluster.mentions[0].1.kind.as_str();
            for it in under {
                let filed = told.filed.entry((kind, it)).or_default();
                if filed.last() != Some(&index) {
                    filed.push(index);
                }
            }
        }
        told
    }

    pub(super) fn add(&mut self, mention: &Mention, cluster: usize) {
        self.sentences.entry((mention.document, mention.sentence)).or_default().insert(cluster);
    }

    /// What the same document tells close by; for its headline, all that it tells.
    pub(super) fn near(&self, mention: &Mention) -> BTreeSet<usize> {
        let (document, sentence) = (mention.document, mention.sentence);
        let (from, to) = match mention.evidence.headline {
            true => (0, usize::MAX),
            false => (sentence.saturating_sub(SOON), sentence.saturating_add(SOON)),
        };
        let close = self.sentences.range((document, from)..=(document, to));
        close.flat_map(|it| it.1).take(POSSIBLE).copied().collect()
    }

    /// The happenings, in whatever document, that share what the report says of kind, place or
    /// people; none where there are too many.
    pub(super) fn possible(&self, mention: &'a Mention, world: &dyn World) -> Vec<usize> {
        let filed = |under: Under| self.filed.get(&(mention.kind.as_str(), under));
        let mut choices: Vec<Vec<&Vec<usize>>> = Vec::new();
        if let Some(subtype) = &mention.subtype {
            choices.push(filed(Under::Subtype(subtype.clone())).into_iter().collect());
        }
        if let Some(place) = mention.place.as_ref().filter(|it| !world.is_country(it)) {
            choices.push(filed(Under::Place(place.clone())).into_iter().collect());
        }
        if mention.participants.is_empty() {
            choices.push(filed(Under::Nothing).into_iter().collect());
        } else {
            let people = mention.participants.iter().map(|it| &it.actor);
            let under = people.flat_map(|it| {
                let state = world.state_of(it).filter(|state| state != it).map(Under::Named);
                [Under::Named(it.clone()), Under::Meant(it.clone())].into_iter().chain(state)
            });
            choices.push(under.filter_map(filed).collect());
        }
        // A state may stand for many of its people.
        let person = |it: &Participant| world.state_of(&it.actor).as_ref() != Some(&it.actor);
        if let [a, b] = mention.participants.as_slice()
            && person(a)
            && person(b)
        {
            let names = |it: &Participant| -> Vec<ActorId> {
                let state = world.state_of(&it.actor).filter(|state| *state != it.actor);
                [it.actor.clone()].into_iter().chain(state).collect()
            };
            let others = names(b);
            let pairs = names(a).into_iter().flat_map(|one| {
                let of = others.iter().filter(|it| **it != one).cloned().collect::<Vec<_>>();
                of.into_iter().map(move |other| pair(one.clone(), other))
            });
            choices.push(pairs.filter_map(filed).collect());
        }
        let size = |it: &Vec<&Vec<usize>>| it.iter().map(|it| it.len()).sum::<usize>();
        let fewest = choices.into_iter().min_by_key(size).filter(|it| size(it) <= POSSIBLE);
        let fewest: BTreeSet<usize> = fewest.into_iter().flatten().flatten().copied().collect();
        fewest.into_iter().collect()
    }
}

/// Every two of those who take part.
fn pairs(participants: &[Participant]) -> impl Iterator<Item = Under> + '_ {
    let few = &participants[..participants.len().min(COMPANY)];
    few.iter().enumerate().flat_map(move |(at, one)| {
        few[at + 1..].iter().map(|other| pair(one.actor.clone(), other.actor.clone()))
    })
}

fn pair(one: ActorId, other: ActorId) -> Under {
    if one < other { Under::Pair(one, other) } else { Under::Pair(other, one) }
}
