//! Where a report belongs that only speaks again of something: "the message", "his visit".

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{ActorId, PlaceId};
use crate::date::Precision;
use crate::event::Mention;
use crate::merge::agree::Claim;
use crate::merge::cluster::{Cluster, Compared};
use crate::merge::{Reason, World};

/// How many sentences later a document may speak of a happening again without naming it anew.
const SOON: usize = 6;

/// Among how many happenings one that is only recalled is looked for. Who can mean one of more does
/// not say which.
const POSSIBLE: usize = 32;

/// For so many days others report what happened, without its date; after that, they tell of something
/// else of the kind.
const WEEKS: i64 = 14;

/// What a document tells again goes to what it told before; else to the one happening that it can
/// mean; else it makes no event.
pub(super) fn retell<'a>(
    weak: &[usize],
    mentions: &[&'a Mention],
    clusters: &mut [Cluster<'a>],
    (world, compared): (&dyn World, &Compared),
) {
    let mut told = Told::of(clusters, world);
    for &index in weak {
        let mention = mentions[index];
        // The date of a headline is only that of the report.
        let own = Claim::of(mention);
        let when = own.when.filter(|_| !mention.evidence.headline && !own.implied);
        let claim = Claim { when, recalls: true, ..own };
        let fits = |cluster: &Cluster<'_>, recalls: bool| {
            compared.count();
            let when = claim.when.or(cluster.claim.when);
            let theirs = Claim { when, recalls, ..claim.clone() };
            theirs.agrees(&cluster.claim, world).ok()
        };
        let near = told
            .near(mention)
            .into_iter()
            .filter(|_| is_pointed(mention) || !(claim.is_lone_state(world) || is_another(mention)))
            .filter_map(|it| Some((fits(&clusters[it], true)?.0, it)))
            .max_by_key(|&(score, it)| (score, std::cmp::Reverse(it)));
        let chosen = near.map(|(_, it)| (it, Reason::ToldBefore)).or_else(|| {
            let mut same = told.possible(mention, world).into_iter().filter(|&it| {
                let theirs = &clusters[it].claim;
                let exact = mention.subtype.is_none() || mention.subtype == theirs.subtype;
                let there = mention.place.is_none() || mention.place == theirs.place;
                let days = theirs.when.is_some_and(|it| it.precision() == Precision::Day);
                // One name is no proof that another document means the same; two are, or a person
                // at a place.
                let people = claim.participants.len().min(theirs.participants.len());
                let person = people == 1 && !claim.is_lone_state(world);
                let at = mention.place.as_ref().is_some_and(|it| !world.is_country(it));
                let proof = people > 1 || (person && at);
                let soon = is_pointed(mention) || is_told_soon(mention, theirs);
                soon && proof && exact && there && days && fits(&clusters[it], false).is_some()
            });
            let first = same.next()?;
            same.next().is_none().then_some((first, Reason::Agree))
        });
        if let Some((cluster, reason)) = chosen {
            let joined = &mut clusters[cluster];
            let timeless = Claim { when: joined.claim.when, ..claim };
            joined.join((index, mention), &timeless, reason, world);
            told.add(mention, cluster);
        }
    }
}

/// Whether the words point to what was told: "the message", "his visit"; a headline tells of what
/// its text tells.
fn is_pointed(mention: &Mention) -> bool {
    mention.definite || mention.evidence.headline
}

/// Whether it is rather one more of a series: "then they visited the school".
fn is_another(mention: &Mention) -> bool {
    mention.kind.as_str() == "visit" && mention.place.is_none()
}

/// Whether a document of the weeks after tells of it, where it is nothing that is done every week.
fn is_told_soon(mention: &Mention, happened: &Claim) -> bool {
    let often = happened.comes_often() || mention.kind.as_str() == "message";
    let late = mention
        .reported
        .zip(happened.when)
        .is_some_and(|(told, when)| told.signed_duration_since(when.last_day()).num_days() > WEEKS);
    !often && !late
}

/// Where each happening is told, and which have a kind, a place or a number of their own.
struct Told<'a> {
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
    /// The state of somebody who is named.
    Meant(ActorId),
}

impl<'a> Told<'a> {
    fn of(clusters: &[Cluster<'a>], world: &dyn World) -> Self {
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
                .chain(states.map(Under::Meant));
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

    fn add(&mut self, mention: &Mention, cluster: usize) {
        self.sentences.entry((mention.document, mention.sentence)).or_default().insert(cluster);
    }

    /// What the same document tells close by; for its headline, all that it tells.
    fn near(&self, mention: &Mention) -> BTreeSet<usize> {
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
    fn possible(&self, mention: &'a Mention, world: &dyn World) -> BTreeSet<usize> {
        let says =
            mention.subtype.is_some() || mention.place.is_some() || mention.ordinal.is_some();
        if !says || mention.evidence.headline {
            return BTreeSet::new();
        }
        let filed = |under: Under| self.filed.get(&(mention.kind.as_str(), under));
        let mut choices: Vec<Vec<&Vec<usize>>> = Vec::new();
        if let Some(subtype) = &mention.subtype {
            choices.push(filed(Under::Subtype(subtype.clone())).into_iter().collect());
        }
        if let Some(place) = &mention.place {
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
        let size = |it: &Vec<&Vec<usize>>| it.iter().map(|it| it.len()).sum::<usize>();
        let fewest = choices.into_iter().min_by_key(size).filter(|it| size(it) <= POSSIBLE);
        fewest.into_iter().flatten().flatten().copied().collect()
    }
}
