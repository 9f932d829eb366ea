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

/// Joins each return to the journey that it ends.
pub(super) fn join<'a>(
    clusters: Vec<Cluster<'a>>,
    (world, compared): (&dyn World, &Compared),
) -> Vec<Cluster<'a>> {
    let (mut began, mut returns) = (Journeys::new(), Journeys::new());
    let mut ended = Vec::new();
    for (at, cluster) in clusters.iter().enumerate().filter(|it| it.1.claim.traits.journey) {
        let Some(day) = cluster.claim.when.and_then(When::date).and_then(Date::as_day) else {
            continue;
        };
        let ends = cluster.mentions.iter().all(|it| it.1.ends);
        if ends {
            ended.push((day, at));
        }
        let journeys = if ends { &mut returns } else { &mut began };
        for who in travellers(&cluster.claim, world) {
            let key = (cluster.claim.kind.clone(), who.clone());
            journeys.entry(key).or_default().insert((day, at));
        }
    }
    ended.sort_unstable();
    let mut joined: BTreeMap<usize, (usize, When)> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (day, at) in ended {
        let found = arrival((at, day), &clusters, (&began, &returns), (world, compared));
        let Some((from, start)) = found else { continue };
        if taken.insert(from) {
            joined.insert(at, (from, When::between(Date::Day(start), Date::Day(day))));
        }
    }
    unite(clusters, &joined)
}

/// The arrival that a return goes with: the first of the visits to one country that lie right before it. An
/// earlier return, and a journey elsewhere, end what was before them. A return that names no country may be
/// that from several, and then is told of none.
fn arrival(
    (end, day): (usize, NaiveDate),
    clusters: &[Cluster<'_>],
    (began, returns): (&Journeys, &Journeys),
    (world, compared): (&dyn World, &Compared),
) -> Option<(usize, NaiveDate)> {
    let claim = &clusters[end].claim;
    let who = travellers(claim, world);
    let key = (claim.kind.clone(), (*who.first()?).clone());
    let earliest = day.checked_sub_signed(Duration::days(DAYS))?;
    let before = returns.get(&key).and_then(|it| it.range((earliest, 0)..(day, 0)).next_back());
    let since = before.and_then(|it| it.0.succ_opt()).unwrap_or(earliest);
    let before: Vec<_> =
        began.get(&key)?.range((since, 0)..(day, 0)).rev().take(BEFORE + 1).collect();
    let &&(_, last) = before.first().filter(|_| before.len() <= BEFORE)?;
    let last = &clusters[last].claim;
    let fits = |&&&(_, it): &&&(NaiveDate, usize)| {
        compared.count();
        let theirs = &clusters[it].claim;
        let same = countries(theirs, world).intersection(&countries(last, world)).count() > 0;
        same && travellers(theirs, world) == who && is_from(claim, theirs, world)
    };
    let stay: Vec<_> = before.iter().take_while(fits).collect();
    let whole = stay.len() == before.len() || !countries(claim, world).is_empty();
    stay.last().filter(|_| whole).map(|&&&(start, first)| (first, start))
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
