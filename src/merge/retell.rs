//! Where a report belongs that only speaks again of something: "the message", "his visit".

use std::cell::RefCell;

use crate::date::Precision;
use crate::event::Mention;
use crate::merge::agree::Claim;
use crate::merge::cluster::{Cluster, Compared};
use crate::merge::told::Told;
use crate::merge::{Reason, World};

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
        let own = Claim::of(mention, world);
        let when = own.when.filter(|_| !mention.evidence.headline && !own.implied);
        let claim = Claim { when, recalls: true, ..own };
        let asked = RefCell::new(claim.clone());
        let fits = |cluster: &Cluster<'_>, recalls: bool| {
            compared.count();
            let mut asked = asked.borrow_mut();
            asked.when = claim.when.or(cluster.claim.when);
            asked.recalls = recalls;
            asked.agrees(&cluster.claim, world).ok()
        };
        let near = told
            .near(mention)
            .into_iter()
            .filter(|_| is_pointed(mention) || !(claim.is_lone_state(world) || is_another(&claim)))
            // What is only known to the month is seldom what is told without a date.
            .filter(|&it| is_pointed(mention) || !is_coarse(&clusters[it].claim))
            // What one does, is not pointed to, and is told in other words is something else of the kind.
            .filter(|&it| {
                let theirs = &clusters[it].claim;
                let known =
                    is_pointed(mention) || theirs.is_often() || claim.participants.len() > 1;
                known || claim.words.share(&theirs.words, true)
            })
            .filter_map(|it| Some((fits(&clusters[it], true)?.0, it)))
            .max_by_key(|&(score, it)| (score, std::cmp::Reverse(it)));
        let chosen = near.map(|(_, it)| (it, Reason::ToldBefore)).or_else(|| {
            let possible = if says(mention) { told.possible(mention, world) } else { Vec::new() };
            let mut same = possible.into_iter().filter(|&it| {
                let theirs = &clusters[it].claim;
                let exact = mention.subtype.is_none() || mention.subtype == theirs.subtype;
                let there = mention.place.is_none() || mention.place == theirs.place;
                let days = theirs.when.is_some_and(|it| it.precision() == Precision::Day);
                let at = mention.place.as_ref().is_some_and(|it| !world.is_country(it));
                let proof = claim.is_proof(theirs, at, world);
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

/// Whether its day is not known.
fn is_coarse(happened: &Claim) -> bool {
    happened.when.is_some_and(|it| it.precision() < Precision::Day)
}

/// Whether it is rather one more of a series: "then they visited the school".
fn is_another(claim: &Claim) -> bool {
    claim.traits.journey && claim.place.is_none()
}

/// Whether it says of what kind it was, where, or which.
fn says(mention: &Mention) -> bool {
    let says = mention.subtype.is_some() || mention.place.is_some() || mention.ordinal.is_some();
    says && !mention.evidence.headline
}

/// Whether a document of the weeks after tells of it, where it is nothing that is done every week.
fn is_told_soon(mention: &Mention, happened: &Claim) -> bool {
    let late = mention
        .reported
        .zip(happened.when)
        .is_some_and(|(told, when)| told.signed_duration_since(when.last_day()).num_days() > WEEKS);
    !happened.is_often() && !late
}
