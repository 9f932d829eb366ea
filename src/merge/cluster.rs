//! Joins agreeing reports to groups, each of which is one happening.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::date::{Precision, When};
use crate::event::{Evidence, Mention, Participant, Role};
use crate::merge::agree::Claim;
use crate::merge::blocks::Blocks;
use crate::merge::retell::retell;
use crate::merge::words::Words;
use crate::merge::{Reason, World, stay, tell, undated};

/// So many days after a message came its coming is reported.
const LATE_DAYS: i64 = 31;

/// How many happenings of its own document are looked at for a message that came before.
const OWN: usize = 24;

/// The reports of one happening, with what they say together.
pub(super) struct Cluster<'a> {
    /// Each with its index among the mentions of its status.
    pub(super) mentions: Vec<(usize, &'a Mention)>,
    pub(super) claim: Claim,
    /// Why each was joined.
    pub(super) reasons: Vec<String>,
    /// Why others, which are like it, are kept apart.
    pub(super) apart: Vec<String>,
    /// Reports that told of it as planned.
    pub(super) plans: Vec<Evidence>,
    /// Whether it has no date and may be one of several that have.
    pub(super) several: bool,
    documents: BTreeSet<usize>,
}

/// How often two claims were compared.
#[derive(Debug, Default)]
pub(super) struct Compared(AtomicUsize);

impl Compared {
    pub(super) fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn times(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl<'a> Cluster<'a> {
    pub(super) fn new(index: usize, mention: &'a Mention, claim: Claim) -> Self {
        Self {
            mentions: vec![(index, mention)],
            claim,
            reasons: Vec::new(),
            apart: Vec::new(),
            plans: Vec::new(),
            several: false,
            documents: BTreeSet::from([mention.document]),
        }
    }

    /// Takes in how it ended.
    pub(super) fn end(&mut self, end: Cluster<'a>, when: When) {
        let Self { mentions, reasons, plans, documents, .. } = end;
        self.reasons.push(tell::joined(self.mentions[0].1, mentions[0].1, Reason::Stay));
        self.reasons.extend(reasons);
        self.claim.when = Some(when);
        self.mentions.extend(mentions);
        self.plans.extend(plans);
        self.documents.extend(documents);
    }

    /// Takes a report in, with what it claims.
    pub(super) fn join(
        &mut self,
        (index, mention): (usize, &'a Mention),
        claim: &Claim,
        reason: Reason,
        world: &dyn World,
    ) {
        self.reasons.push(tell::joined(self.mentions[0].1, mention, reason));
        // Taken out, so that it need not be copied.
        let mut words = std::mem::take(&mut self.claim.words);
        words.take_in(&claim.words);
        self.claim = Claim { words, ..united(&self.claim, claim, world) };
        self.mentions.push((index, mention));
        self.documents.insert(mention.document);
    }
}

/// Groups mentions: dated ones finest first, then what a document tells again.
pub(super) fn clusters<'a>(
    mentions: &[&'a Mention],
    world: &dyn World,
    compared: &Compared,
) -> Vec<Cluster<'a>> {
    let mut dated: Vec<usize> = Vec::new();
    let mut undated: Vec<usize> = Vec::new();
    let mut weak: Vec<usize> = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        match (mention.weak, mention.dated.when()) {
            (true, _) => weak.push(index),
            (false, Some(_)) => dated.push(index),
            (false, None) => undated.push(index),
        }
    }
    // Told dates before implied ones, days before months, then by document and sentence.
    dated.sort_by_cached_key(|&index| {
        let mention = mentions[index];
        let precision = mention.dated.when().map(When::precision);
        let implied = mention.evidence.of_report;
        (implied, std::cmp::Reverse(precision), mention.document, mention.sentence, index)
    });
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let mut blocks = Blocks::default();
    let mut of_document: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let claims: Vec<Claim> =
        dated.par_iter().map(|index| Claim::of(mentions[*index], world)).collect();
    for (index, claim) in dated.into_iter().zip(claims) {
        let mention = mentions[index];
        let near = blocks.near(&claim, world);
        let own = of_document.entry(mention.document).or_default();
        let found = best(&claim, mention.document, near, &clusters, (world, compared))
            .or_else(|| told_there(&claim, own, &clusters, (world, compared)));
        match found {
            Some((at, reason)) => {
                own.insert(at);
                let told = &mut clusters[at];
                let before = (told.claim.when, told.claim.participants.clone());
                told.join((index, mention), &claim, reason, world);
                if (told.claim.when, &told.claim.participants) != (before.0, &before.1) {
                    blocks.put(&told.claim, at, world);
                }
            }
            None => {
                blocks.put(&claim, clusters.len(), world);
                own.insert(clusters.len());
                clusters.push(Cluster::new(index, mention, claim));
            }
        }
    }
    undated::file(&undated, mentions, &mut clusters, (world, compared));
    retell(&weak, mentions, &mut clusters, (world, compared));
    stay::join(clusters, (world, compared))
}

/// The message that a document told with its day, where the day of the document is all that a report
/// of it has: it is told on the 25th that it came on the 18th.
fn told_there(
    claim: &Claim,
    own: &BTreeSet<usize>,
    clusters: &[Cluster<'_>],
    (world, compared): (&dyn World, &Compared),
) -> Option<(usize, Reason)> {
    if !(claim.implied && claim.traits.sent && claim.participants.len() > 1) {
        return None;
    }
    let reported = claim.when?.first_day();
    own.iter().take(OWN).find_map(|&at| {
        let told = &clusters[at].claim;
        let when = told.when.filter(|_| !told.implied)?;
        let days = reported.signed_duration_since(when.first_day()).num_days();
        let theirs = Claim { when: told.when, ..claim.clone() };
        compared.count();
        let agrees = (0..=LATE_DAYS).contains(&days) && theirs.agrees(told, world).is_ok();
        agrees.then_some((at, Reason::ToldBefore))
    })
}

/// The group that agrees best with a claim; none where a coarse date fits two alike.
pub(super) fn best(
    claim: &Claim,
    document: usize,
    near: BTreeSet<usize>,
    clusters: &[Cluster<'_>],
    (world, compared): (&dyn World, &Compared),
) -> Option<(usize, Reason)> {
    let mut agreeing: Vec<(u32, usize, Reason)> = near
        .into_iter()
        .filter_map(|it| {
            compared.count();
            let (score, reason) = claim.agrees(&clusters[it].claim, world).ok()?;
            let same_document = clusters[it].documents.contains(&document);
            Some((score * 2 + u32::from(same_document), it, reason))
        })
        .collect();
    agreeing.sort_by_key(|&(score, index, _)| (std::cmp::Reverse(score), index));
    match agreeing.as_slice() {
        [] => None,
        [only] => Some((only.1, only.2)),
        [first, second, ..] => {
            // A coarse date that fits two happenings alike tells of neither for certain.
            let coarse = claim.when.is_some_and(|it| it.precision() < Precision::Day);
            let tied = first.0 == second.0 && coarse;
            (!tied).then_some((first.1, first.2))
        }
    }
}

/// What two agreeing claims say together, but for their words: the finer date and place, all who take part.
fn united(a: &Claim, b: &Claim, world: &dyn World) -> Claim {
    let finer_place = match (&a.place, &b.place) {
        (Some(one), Some(_)) if !world.is_country(one) => a.place.clone(),
        (Some(_), Some(_)) => b.place.clone(),
        (one, other) => one.clone().or_else(|| other.clone()),
    };
    let when = match (a.when, b.when) {
        (Some(one), Some(other)) if a.implied == b.implied && other.days() < one.days() => {
            Some(other)
        }
        (one, other) => one.or(other),
    };
    let mut participants = a.participants.clone();
    for it in &b.participants {
        if !participants.iter().any(|known| known.actor == it.actor) {
            participants.push(it.clone());
        }
    }
    Claim {
        kind: a.kind.clone(),
        traits: a.traits.clone(),
        subtype: a.subtype.clone().or_else(|| b.subtype.clone()),
        when,
        implied: a.implied && b.implied,
        participants: without_stand_ins(participants, world),
        place: finer_place,
        ordinal: a.ordinal.or(b.ordinal),
        word: a.word.clone().or_else(|| b.word.clone()),
        words: Words::default(),
        recalls: false,
        reported: a.reported.min(b.reported).or(a.reported).or(b.reported),
    }
}

/// A state that only stands for somebody who is named goes; the state that is visited stays.
fn without_stand_ins(participants: Vec<Participant>, world: &dyn World) -> Vec<Participant> {
    let stands_in = |it: &Participant| {
        participants.iter().any(|other| {
            other.actor != it.actor
                && world.state_of(&other.actor).as_ref() == Some(&it.actor)
                && (other.role == it.role
                    || it.role == Role::Participant
                    || other.role == Role::Participant)
        })
    };
    let kept: Vec<bool> = participants.iter().map(|it| !stands_in(it)).collect();
    participants.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(it, _)| it).collect()
}
