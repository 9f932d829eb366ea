//! Where a report, or a plan, belongs that gives no date: with the one happening that it can mean.

use chrono::Duration;

use crate::date::When;
use crate::event::{Dated, Mention};
use crate::merge::agree::Claim;
use crate::merge::cluster::{Cluster, Compared};
use crate::merge::told::Told;
use crate::merge::{Reason, World};

/// For so many days ahead a plan without a date is made.
const AHEAD_DAYS: i64 = 366;

/// What a report without a date can mean.
enum Fits {
    Nothing,
    One(usize),
    Several,
}

/// Joins each report without a date to the one dated happening that it can mean, else makes it a
/// group of its own.
pub(super) fn file<'a>(
    undated: &[usize],
    mentions: &[&'a Mention],
    clusters: &mut Vec<Cluster<'a>>,
    (world, compared): (&dyn World, &Compared),
) {
    if undated.is_empty() {
        return;
    }
    let told = Told::of(clusters, world);
    for &index in undated {
        let mention = mentions[index];
        let claim = Claim::of(mention, world);
        let any = |_: When| true;
        match fits(
            mention,
            &claim,
            told.possible(mention, world),
            &any,
            clusters,
            (world, compared),
        ) {
            Fits::One(at) => {
                let claim = Claim { when: clusters[at].claim.when, ..claim };
                clusters[at].join((index, mention), &claim, Reason::OnlyOne, world);
            }
            it => {
                let mut own = Cluster::new(index, mention, claim);
                own.several = matches!(it, Fits::Several);
                clusters.push(own);
            }
        }
    }
}

/// The one happening, within a year of the report, that a plan without a date can have meant.
pub(super) fn planned<'a>(
    plan: &'a Mention,
    claim: &Claim,
    told: &Told<'a>,
    done: &[Cluster<'_>],
    (world, compared): (&dyn World, &Compared),
) -> Option<(usize, Reason)> {
    let ahead = |when: When| {
        let day = when.first_day();
        let until = |from| day.signed_duration_since(from) <= Duration::days(AHEAD_DAYS);
        plan.reported.is_none_or(|from| day >= from && until(from))
    };
    let possible = told.possible(plan, world);
    match fits(plan, claim, possible, &ahead, done, (world, compared)) {
        Fits::One(at) => Some((at, Reason::OnlyOne)),
        Fits::Nothing | Fits::Several => None,
    }
}

/// Which of the possible happenings a report without a date can mean. It must say more of the one than
/// who did such a thing: where, which, or that it was told of before.
fn fits(
    mention: &Mention,
    claim: &Claim,
    possible: Vec<usize>,
    allowed: &dyn Fn(When) -> bool,
    clusters: &[Cluster<'_>],
    (world, compared): (&dyn World, &Compared),
) -> Fits {
    let known_place = mention.place.as_ref().is_some_and(|it| !world.is_country(it));
    if mention.evidence.headline || !(known_place || mention.ordinal.is_some() || mention.definite)
    {
        return Fits::Nothing;
    }
    let agrees = |at: &usize| {
        let theirs = &clusters[*at].claim;
        let Some(when) = theirs.when.filter(|it| allowed(*it) && may_be(mention, *it)) else {
            return false;
        };
        compared.count();
        Claim { when: Some(when), ..claim.clone() }.agrees(theirs, world).is_ok()
    };
    let mut agreeing: Vec<usize> = possible.into_iter().filter(agrees).collect();
    // What the text counts is what others count alike.
    let counted = |at: &usize| clusters[*at].claim.ordinal == mention.ordinal;
    if mention.ordinal.is_some() && agreeing.iter().any(counted) {
        agreeing.retain(counted);
    }
    match agreeing.as_slice() {
        [] => Fits::Nothing,
        [only] if is_proved(mention, claim, &clusters[*only].claim, world) => Fits::One(*only),
        [_] => Fits::Nothing,
        _ => Fits::Several,
    }
}

/// Whether a day is one of those that the report may be of, where it is known which these are.
fn may_be(mention: &Mention, when: When) -> bool {
    let Dated::Undated(candidates) = &mention.dated else { return true };
    candidates.is_empty() || candidates.iter().any(|it| it.0.overlaps(when))
}

/// Whether the report says enough to mean this one: two who took part, or a person and the place; and
/// the place, the number or a word that points to it. What happens often must be pointed to.
fn is_proved(mention: &Mention, claim: &Claim, theirs: &Claim, world: &dyn World) -> bool {
    let place = mention.place.is_some() && mention.place == theirs.place;
    let at = place && mention.place.as_ref().is_some_and(|it| !world.is_country(it));
    let number = mention.ordinal.is_some() && mention.ordinal == theirs.ordinal;
    let kind =
        mention.subtype.is_none() || mention.subtype == theirs.subtype || claim.traits.many_names;
    let pointed = mention.definite || (!claim.is_often() && (at || number));
    claim.is_proof(theirs, at, world) && kind && pointed
}
