//! What became of plans: what was planned and is told as happened is one happening; what is then denied is
//! called off.

use chrono::Days;

use crate::date::{Date, Precision, When};
use crate::event::{Mention, Status};
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

/// Takes from the plans, in any order, those that another document says will not be: the same people's, of
/// the same type, at the same place and on the same day. A plan that is told again after that stands.
pub(super) fn call_off<'a>(
    planned: &mut Vec<Cluster<'a>>,
    mentions: &[&Mention],
    (world, compared): (&dyn World, &Compared),
) -> Vec<Cluster<'a>> {
    let mut blocks = Blocks::default();
    for (at, plan) in planned.iter().enumerate() {
        blocks.put(&plan.claim, at, world);
    }
    // The day must stand in the text: that of the report is the day of the cancelling.
    let denied = mentions.iter().copied().filter(|it| {
        it.status == Status::Denied && it.evidence.date.is_some() && !it.evidence.of_report
    });
    let mut off = vec![false; planned.len()];
    for denial in denied {
        let claim = Claim { reported: None, ..Claim::of(denial, world) };
        for claim in [next_week(denial, &claim), Some(claim)].into_iter().flatten() {
            for at in blocks.near(&claim, world) {
                let plan = &mut planned[at];
                let again = plan.mentions.iter().filter_map(|it| it.1.reported).max();
                let again = again.zip(denial.reported).is_some_and(|(told, denied)| told > denied);
                let day = claim.when.is_some_and(|it| it.precision() == Precision::Day);
                if again || !day || plan.claim.implied || plan.claim.when != claim.when {
                    continue;
                }
                compared.count();
                if claim.agrees(&plan.claim, world).is_ok() {
                    plan.reasons.push(tell::called_off(denial));
                    off[at] = true;
                }
            }
        }
    }
    let mut off = off.into_iter();
    planned.extract_if(.., |_| off.next().unwrap_or(false)).collect()
}

/// "Her visit on Monday has been cancelled": what is called off lies ahead, though "has" looks back.
fn next_week(denial: &Mention, claim: &Claim) -> Option<Claim> {
    let (when, reported) = claim.when.zip(denial.reported)?;
    let (first, last) = when.bounds();
    let next = first.checked_add_days(Days::new(7))?;
    let ahead = first == last && first <= reported && reported < next;
    let open = denial.evidence.is_date_open() && ahead;
    open.then(|| Claim { when: Some(When::on(Date::Day(next))), ..claim.clone() })
}
