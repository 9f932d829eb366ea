//! Why what is like a happening was not taken for it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use crate::actor::ActorId;
use crate::date::{Precision, When};
use crate::merge::agree::{Claim, IMPLIED_DAYS};
use crate::merge::cluster::{Cluster, Compared};
use crate::merge::{Reason, World, tell};

/// Of how many others it is told why they are kept apart.
const TOLD: usize = 5;

/// How many others are looked at.
const LOOKED_AT: usize = 24;

/// A day, a month without its day, or a year without its month.
type Time = Option<(i32, u32, u32)>;

/// A type, and when somebody took part in something of it.
type Key<'a> = (&'a str, Time, ActorId);

/// Tells each happening the reasons against those of its type, people and time that are others.
pub(super) fn tell_apart(clusters: &mut [Cluster<'_>], (world, compared): (&dyn World, &Compared)) {
    let mut filed: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (at, cluster) in clusters.iter().enumerate() {
        let kind = cluster.mentions[0].1.kind.as_str();
        for time in filed_under(cluster.claim.when) {
            for it in cluster.claim.participants.iter().take(LOOKED_AT) {
                filed.entry((kind, time, it.actor.clone())).or_default().push(at);
            }
        }
    }
    let told: Vec<Vec<String>> = clusters
        .par_iter()
        .enumerate()
        .map(|(at, cluster)| {
            let mut others = BTreeSet::new();
            let kind = cluster.mentions[0].1.kind.as_str();
            'all: for time in asked(cluster.claim.when) {
                for it in cluster.claim.participants.iter().take(LOOKED_AT) {
                    let of = filed.get(&(kind, time, it.actor.clone())).into_iter().flatten();
                    // It stands in its own lists too.
                    for &other in of.take(LOOKED_AT + 1).filter(|it| **it != at) {
                        others.insert(other);
                        if others.len() == LOOKED_AT {
                            break 'all;
                        }
                    }
                }
            }
            let of = |it: usize| shared(&cluster.claim, &clusters[it].claim);
            let mut others: Vec<usize> = others.into_iter().collect();
            others.sort_by_key(|&it| (std::cmp::Reverse(of(it)), it));
            others.truncate(TOLD);
            others
                .into_iter()
                .map(|it| {
                    compared.count();
                    refused(cluster, &clusters[it], world)
                })
                .collect()
        })
        .collect();
    for (cluster, mut told) in clusters.iter_mut().zip(told) {
        // One document may tell of several alike.
        told.dedup();
        cluster.apart = told;
    }
}

/// How many take part in both.
fn shared(a: &Claim, b: &Claim) -> usize {
    let theirs: BTreeSet<&ActorId> = b.participants.iter().map(|it| &it.actor).collect();
    a.participants.iter().filter(|it| theirs.contains(&it.actor)).count()
}

/// The sentence that says why another group is not the same happening.
fn refused(one: &Cluster<'_>, other: &Cluster<'_>, world: &dyn World) -> String {
    let (claim, theirs) = (&one.claim, &other.claim);
    let several = |undated: &Cluster<'_>, when: Option<When>, other: &Claim| {
        let dated = Claim { when, ..undated.claim.clone() };
        undated.several && when.is_some() && dated.agrees(other, world).is_ok()
    };
    let reason = if several(one, theirs.when, theirs) || several(other, claim.when, claim) {
        Reason::Several
    } else {
        claim.agrees(theirs, world).err().unwrap_or(Reason::Ambiguous)
    };
    let undated = claim.when.is_none() || theirs.when.is_none();
    let reason = if reason == Reason::Time && undated { Reason::Undated } else { reason };
    let differ = match reason {
        Reason::Time => match (claim.when, theirs.when) {
            (Some(a), Some(b)) if a != b => Some((a.english(), b.english())),
            _ => None,
        },
        Reason::Place => {
            let name = |it: &Claim| it.place.as_ref().map(|it| world.place_name(it));
            name(claim).zip(name(theirs))
        }
        Reason::Subtype => claim.subtype.clone().zip(theirs.subtype.clone()),
        _ => None,
    };
    let differ = differ.map(|(a, b)| format!(" ({a}; {b})")).unwrap_or_default();
    format!("{} tells of another: {reason}{differ}.", tell::named(other.mentions[0].1))
}

/// Where what has no date is filed; and everything.
const UNDATED: Time = Some((0, 0, 0));
const ANY: Time = None;

fn filed_under(when: Option<When>) -> Vec<Time> {
    let Some(when) = when else { return vec![UNDATED] };
    let first = when.first_day();
    let day = (first == when.last_day()).then(|| day(first));
    let month = (when.precision() >= Precision::Month).then(|| (first.year(), first.month(), 0));
    let times = day.into_iter().chain(month).chain([(first.year(), 0, 0)]);
    times.map(Some).chain([ANY]).collect()
}

/// The times at which what may be taken for it is filed: its own, and the days beside its day.
fn asked(when: Option<When>) -> Vec<Time> {
    let Some(when) = when else { return vec![UNDATED, ANY] };
    let first = when.first_day();
    if first != when.last_day() {
        let own = filed_under(Some(when)).into_iter().take(1);
        return own.chain([UNDATED]).collect();
    }
    let beside = usize::try_from(IMPLIED_DAYS).unwrap_or(0);
    let after = first.iter_days().take(beside + 1);
    let before = std::iter::successors(first.pred_opt(), NaiveDate::pred_opt).take(beside);
    after.chain(before).map(|it| Some(day(it))).chain([UNDATED]).collect()
}

fn day(date: NaiveDate) -> (i32, u32, u32) {
    (date.year(), date.month(), date.day())
}
