//! Plans that came true: what was planned and is told as happened is one happening.

use crate::date::When;
use crate::merge::agree::Claim;
use crate::merge::blocks::Blocks;
use crate::merge::cluster::{Cluster, Compared, best};
use crate::merge::told::Told;
use crate::merge::{World, tell, undated};

/// Gives each happening the reports that told of it as planned; leaves the plans that nobody tells
/// as happened.
pub(super) fn absorb<'a>(
    done: &mut [Cluster<'a>],
    planned: Vec<Cluster<'a>>,
    (world, compared): (&dyn World, &Compared),
) -> Vec<Cluster<'a>> {
    let mut blocks = Blocks::default();
    if !planned.is_empty() {
        for (at, cluster) in done.iter().enumerate() {
            blocks.put(&cluster.claim, at, world);
        }
    }
    let told = if planned.iter().any(|it| it.claim.when.is_none()) {
        Told::of(done, world)
    } else {
        Told::default()
    };
    let mut open = Vec::new();
    for plan in planned {
        // A plan is made before its day: that says nothing against it.
        let claim = Claim { reported: None, implied: false, ..plan.claim.clone() };
        let first = plan.mentions[0].1;
        let fits = match claim.when {
            Some(_) => {
                let near = blocks.near(&claim, world);
                best(&claim, first.document, near, done, (world, compared))
            }
            None => undated::planned(first, &claim, &told, done, (world, compared)),
        };
        let Some((at, reason)) = fits else {
            open.push(plan);
            continue;
        };
        let happened = &mut done[at];
        for (_, mention) in &plan.mentions {
            // "Their June summit would bring them closer", written in August, planned nothing.
            let over = happened.claim.when.map(When::last_day);
            let later = mention.reported.zip(over).is_some_and(|(told, over)| told > over);
            happened.reasons.push(tell::fulfilled(mention, reason, later));
            if !later {
                happened.plans.push(mention.evidence.clone());
            }
        }
        happened.plans.extend(plan.plans);
    }
    open
}
