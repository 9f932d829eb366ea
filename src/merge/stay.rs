//! One journey that is told by its beginning and by its end: who arrived on the 3rd and returned on the
//! 5th was there from the 3rd to the 5th.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};

use crate::actor::ActorId;
use crate::date::{Date, When};
use crate::merge::World;
use crate::merge::agree::{Claim, places_agree};
use crate::merge::cluster::{Cluster, Compared};

/// How many days after the arrival a return is looked for.
const DAYS: i64 = 10;

/// How many journeys before a return are looked at.
const BEFORE: usize = 8;

/// The journeys of a type, by who made them and on which day.
type Journeys = BTreeMap<(String, ActorId), BTreeSet<(NaiveDate, usize)>>;

/// Joins each return to the arrival before it, if it has none but that one.
pub(super) fn join<'a>(
    clusters: Vec<Cluster<'a>>,
    (world, compared): (&dyn World, &Compared),
) -> Vec<Cluster<'a>> {
    let mut began = Journeys::new();
    let mut ended = Vec::new();
    for (at, cluster) in clusters.iter().enumerate().filter(|it| it.1.claim.traits.journey) {
        let Some(day) = cluster.claim.when.and_then(When::date).and_then(Date::as_day) else {
            continue;
        };
        if cluster.mentions.iter().all(|it| it.1.ends) {
            ended.push((day, at));
        } else {
            for who in travellers(&cluster.claim, world) {
                let key = (cluster.claim.kind.clone(), who.clone());
                began.entry(key).or_default().insert((day, at));
            }
        }
    }
    ended.sort_unstable();
    let mut joined: BTreeMap<usize, (usize, When)> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (day, at) in ended {
        let Some((from, start)) = arrival(at, day, &clusters, &began, (world, compared)) else {
            continue;
        };
        if taken.insert(from) {
            joined.insert(at, (from, When::between(Date::Day(start), Date::Day(day))));
        }
    }
    unite(clusters, &joined)
}

/// The arrival that a return goes with. All journeys that began in the days before it must be of the
/// one country that it is from: a journey elsewhere lies between two stays.
fn arrival(
    end: usize,
    day: NaiveDate,
    clusters: &[Cluster<'_>],
    began: &Journeys,
    (world, compared): (&dyn World, &Compared),
) -> Option<(usize, NaiveDate)> {
    let claim = &clusters[end].claim;
    let who = travellers(claim, world);
    let key = (claim.kind.clone(), (*who.first()?).clone());
    let since = day.checked_sub_signed(Duration::days(DAYS))?;
    let before: Vec<_> =
        began.get(&key)?.range((since, 0)..(day, 0)).rev().take(BEFORE + 1).collect();
    let &&(start, first) = before.last().filter(|_| before.len() <= BEFORE)?;
    let one_country = before.iter().all(|&&(_, it)| {
        compared.count();
        let (theirs, first) = (&clusters[it].claim, &clusters[first].claim);
        let same = countries(theirs, world).intersection(&countries(first, world)).count() > 0;
        same && travellers(theirs, world) == who && is_from(claim, theirs, world)
    });
    one_country.then_some((first, start))
}

/// Those who go: all but the states that they go to or come from. A state that is alone may stand for
/// any of its people.
fn travellers<'c>(claim: &'c Claim, world: &dyn World) -> Vec<&'c ActorId> {
    let people = claim.participants.iter().map(|it| &it.actor);
    let mut people: Vec<_> = people.filter(|it| world.state_of(it).as_ref() != Some(it)).collect();
    people.sort_unstable();
    people
}

/// The countries of a journey that are not the travellers' own.
fn countries(claim: &Claim, world: &dyn World) -> BTreeSet<ActorId> {
    let own: BTreeSet<ActorId> =
        travellers(claim, world).into_iter().filter_map(|it| world.state_of(it)).collect();
    let named = claim.participants.iter().map(|it| it.actor.clone());
    let states = named.filter(|it| world.state_of(it).as_ref() == Some(it));
    let there = claim.place.as_ref().and_then(|it| world.state_of_place(it));
    states.chain(there).filter(|it| !own.contains(it)).collect()
}

/// Whether a return may be from where a journey went: it names no other country, and no other place.
fn is_from(end: &Claim, journey: &Claim, world: &dyn World) -> bool {
    let from = countries(end, world);
    let went = countries(journey, world);
    let home = end.place.as_ref().and_then(|it| world.state_of_place(it));
    let own = |state: &ActorId| {
        travellers(end, world).into_iter().any(|it| world.state_of(it).as_ref() == Some(state))
    };
    let place = home.as_ref().is_some_and(own)
        || places_agree(end.place.as_ref(), journey.place.as_ref(), world).is_ok();
    !went.is_empty() && from.is_subset(&went) && place
}

/// Lays each return into its arrival.
fn unite<'a>(
    clusters: Vec<Cluster<'a>>,
    joined: &BTreeMap<usize, (usize, When)>,
) -> Vec<Cluster<'a>> {
    let mut all: Vec<Option<Cluster<'a>>> = clusters.into_iter().map(Some).collect();
    for (&end, &(from, when)) in joined {
        let Some(end) = all[end].take() else { continue };
        if let Some(journey) = &mut all[from] {
            journey.end(end, when);
        }
    }
    all.into_iter().flatten().collect()
}
