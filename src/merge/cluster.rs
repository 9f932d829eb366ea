//! Joins agreeing reports and makes one event of each group.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::date::{Precision, When};
use crate::event::{Dated, Event, Mention, Participant, Role, Status, TypeId};
use crate::merge::agree::{Claim, places_agree};
use crate::merge::{Reason, World};

/// What merging gave.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// What happened, in order of time.
    pub events: Vec<Event>,
    /// What is planned.
    pub planned: Vec<Event>,
    /// For every event, which of the mentions given it was made of.
    pub members: Vec<Vec<usize>>,
}

/// How many sentences later a document may speak of a happening again without naming it anew.
const SOON: usize = 6;

struct Cluster<'a> {
    mentions: Vec<(usize, &'a Mention)>,
    claim: Claim,
    reasons: Vec<String>,
}

/// Groups mentions: dated ones finest first, then what a document tells again.
pub(super) fn clusters(mentions: &[&Mention], world: &dyn World) -> Merged {
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
    dated.sort_by_key(|&index| {
        let mention = mentions[index];
        let claim = Claim::of(mention);
        let precision = claim.when.map(When::precision);
        (claim.implied, std::cmp::Reverse(precision), mention.document, mention.sentence, index)
    });
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let mut blocks: BTreeMap<(String, i32, u32), Vec<usize>> = BTreeMap::new();
    for index in dated {
        let mention = mentions[index];
        let claim = Claim::of(mention);
        let best = best_cluster(&claim, mention, &clusters, &blocks, world);
        if let Some((cluster, reason)) = best {
            let told = &mut clusters[cluster];
            told.reasons.push(joined(told, mention, reason));
            told.claim = united(&told.claim, &claim, world);
            told.mentions.push((index, mention));
        } else {
            for key in keys(&claim) {
                blocks.entry(key).or_default().push(clusters.len());
            }
            clusters.push(Cluster { mentions: vec![(index, mention)], claim, reasons: Vec::new() });
        }
    }
    for index in undated {
        let mention = mentions[index];
        let claim = Claim::of(mention);
        clusters.push(Cluster { mentions: vec![(index, mention)], claim, reasons: Vec::new() });
    }
    retell(&weak, mentions, &mut clusters, world);
    let mut made: Vec<(Event, Vec<usize>)> = clusters
        .iter()
        .map(|it| (event(it, world), it.mentions.iter().map(|it| it.0).collect()))
        .collect();
    made.sort_by_key(|a| order(&a.0));
    let (events, members) = made.into_iter().unzip();
    Merged { events, planned: Vec::new(), members }
}

/// Dated events by time; undated ones at the end; then by where they are first told.
fn order(
    event: &Event,
) -> (bool, Option<(chrono::NaiveDate, std::cmp::Reverse<chrono::NaiveDate>)>, String, usize) {
    let first = &event.evidence[0];
    let when = event.dated.when().map(When::order);
    (when.is_none(), when, first.document.clone(), first.trigger.start)
}

/// The blocks of a claim: its type and month, or its type and year when it is coarser.
fn keys(claim: &Claim) -> Vec<(String, i32, u32)> {
    let Some(when) = claim.when else { return Vec::new() };
    let (first, last) = when.bounds();
    let mut keys = Vec::new();
    for kind in kinds(&claim.kind) {
        if when.precision() < Precision::Month || first.year() != last.year() {
            for year in first.year()..=last.year().min(first.year() + 10) {
                keys.push((kind.clone(), year, 0));
            }
        } else {
            for month in first.month()..=last.month() {
                keys.push((kind.clone(), first.year(), month));
            }
            keys.push((kind, first.year(), 13));
        }
    }
    keys
}

/// The blocks in which a claim looks: its months and the one before (for implied dates), coarse
/// reports of its years, and for a coarse claim every month.
fn lookups(claim: &Claim) -> Vec<(String, i32, u32)> {
    let Some(when) = claim.when else { return Vec::new() };
    let (first, last) = when.bounds();
    let mut keys = Vec::new();
    for kind in kinds(&claim.kind) {
        for year in first.year()..=last.year().min(first.year() + 10) {
            keys.push((kind.clone(), year, 0));
            if when.precision() < Precision::Month || first.year() != last.year() {
                keys.push((kind.clone(), year, 13));
            }
        }
        if when.precision() >= Precision::Month && first.year() == last.year() {
            let from = first - chrono::Duration::days(4);
            if from.month() != first.month() {
                keys.push((kind.clone(), from.year(), from.month()));
            }
            for month in first.month()..=last.month() {
                keys.push((kind.clone(), first.year(), month));
            }
        }
    }
    keys
}

/// A meeting and an agreement may be one happening, so each looks among the other.
fn kinds(kind: &str) -> Vec<String> {
    match kind {
        "meeting" | "agreement" => vec!["meeting+agreement".to_owned()],
        _ => vec![kind.to_owned()],
    }
}

fn best_cluster(
    claim: &Claim,
    mention: &Mention,
    clusters: &[Cluster<'_>],
    blocks: &BTreeMap<(String, i32, u32), Vec<usize>>,
    world: &dyn World,
) -> Option<(usize, Reason)> {
    let mut candidates: Vec<usize> =
        lookups(claim).iter().filter_map(|it| blocks.get(it)).flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    let mut agreeing: Vec<(u32, usize, Reason)> = candidates
        .into_iter()
        .filter_map(|it| {
            let (score, reason) = claim.agrees(&clusters[it].claim, world).ok()?;
            let same_document =
                clusters[it].mentions.iter().any(|(_, it)| it.document == mention.document);
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

/// What a document tells again ("the message", "his visit") goes to what it told before; else to
/// the one happening that it can mean; else it makes no event.
fn retell<'a>(
    weak: &[usize],
    mentions: &[&'a Mention],
    clusters: &mut [Cluster<'a>],
    world: &dyn World,
) {
    let mut by_document: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_kind: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, cluster) in clusters.iter().enumerate() {
        for (_, mention) in &cluster.mentions {
            let of = by_document.entry(mention.document).or_default();
            if of.last() != Some(&index) {
                of.push(index);
            }
        }
        by_kind.entry(cluster.mentions[0].1.kind.as_str()).or_default().push(index);
    }
    for &index in weak {
        let mention = mentions[index];
        // The date of a headline is only that of the report.
        let told = Claim::of(mention);
        let when = told.when.filter(|_| !mention.evidence.headline && !told.implied);
        let claim = Claim { when, recalls: true, ..told };
        let fits = |cluster: &Cluster<'_>, recalls: bool| {
            let when = claim.when.or(cluster.claim.when);
            let theirs = Claim { when, recalls, ..claim.clone() };
            theirs.agrees(&cluster.claim, world).ok()
        };
        let own = by_document.get(&mention.document).into_iter().flatten();
        let near = own
            .filter(|&&it| {
                clusters[it].mentions.iter().any(|(_, other)| {
                    other.document == mention.document
                        && (mention.evidence.headline
                            || mention.sentence.abs_diff(other.sentence) <= SOON)
                })
            })
            .filter_map(|&it| Some((fits(&clusters[it], true)?.0, it)))
            .max_by_key(|&(score, it)| (score, std::cmp::Reverse(it)));
        let chosen = near.map(|(_, it)| (it, Reason::ToldBefore)).or_else(|| {
            let told =
                mention.subtype.is_some() || mention.place.is_some() || mention.ordinal.is_some();
            let mut same = by_kind
                .get(mention.kind.as_str())
                .into_iter()
                .flatten()
                .filter(|_| told && !mention.evidence.headline)
                .filter(|&&it| {
                    let theirs = &clusters[it].claim;
                    let exact = mention.subtype.is_none() || mention.subtype == theirs.subtype;
                    let there = mention.place.is_none() || mention.place == theirs.place;
                    let days = theirs.when.is_some_and(|it| it.precision() == Precision::Day);
                    exact && there && days && fits(&clusters[it], false).is_some()
                });
            let first = same.next()?;
            same.next().is_none().then_some((*first, Reason::Agree))
        });
        if let Some((cluster, reason)) = chosen {
            let told = &mut clusters[cluster];
            told.reasons.push(joined(told, mention, reason));
            let timeless = Claim { when: told.claim.when, ..claim };
            told.claim = united(&told.claim, &timeless, world);
            told.mentions.push((index, mention));
        }
    }
}

/// The sentence that says why a mention was joined.
fn joined(cluster: &Cluster<'_>, mention: &Mention, reason: Reason) -> String {
    let first = cluster.mentions[0].1;
    let date = |it: &Mention| match it.dated.when() {
        Some(when) => when.english(),
        None => "no date".to_owned(),
    };
    if first.document == mention.document {
        format!("In {} it is told again ({}): {reason}.", mention.evidence.document, date(mention))
    } else {
        format!(
            "{} ({}) and {} ({}) tell of one happening: {reason}.",
            first.evidence.document,
            date(first),
            mention.evidence.document,
            date(mention)
        )
    }
}

/// What two agreeing claims say together: the finer date and place, all who take part.
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
        subtype: a.subtype.clone().or_else(|| b.subtype.clone()),
        when,
        implied: a.implied && b.implied,
        participants: without_stand_ins(participants, world),
        place: finer_place,
        ordinal: a.ordinal.or(b.ordinal),
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

/// The event of a cluster.
fn event(cluster: &Cluster<'_>, world: &dyn World) -> Event {
    let mut told: Vec<&Mention> = cluster.mentions.iter().map(|it| it.1).collect();
    // The weightiest type names the event; the surest report comes first.
    let kind = told
        .iter()
        .map(|it| &it.kind)
        .max_by(|a, b| {
            world.weight(a.as_str()).total_cmp(&world.weight(b.as_str())).then_with(|| b.cmp(a))
        })
        .cloned()
        .unwrap_or_else(|| TypeId::new("other"));
    told.sort_by(|a, b| {
        let rank = |it: &Mention| {
            let precision = it.dated.when().map(When::precision);
            (it.kind != kind, it.weak, it.evidence.headline, std::cmp::Reverse(precision))
        };
        rank(a)
            .cmp(&rank(b))
            .then_with(|| b.evidence.confidence.total_cmp(&a.evidence.confidence))
            .then_with(|| (a.document, a.sentence).cmp(&(b.document, b.sentence)))
    });
    // What only recalls does not say of what kind it was, where others report it.
    let sure = told.iter().any(|it| !it.weak);
    let subtype = told
        .iter()
        .filter(|it| it.kind == kind && !(sure && it.weak))
        .find_map(|it| it.subtype.clone());
    let dated = match cluster.claim.when {
        Some(when) => Dated::On(when),
        None => told[0].dated.clone(),
    };
    let participants = ordered(&cluster.claim.participants, &told);
    let doubt: f64 = told.iter().map(|it| 1.0 - it.evidence.confidence.min(0.95)).product();
    let evidence = told.iter().map(|it| it.evidence.clone()).collect();
    Event {
        id: String::new(),
        former_ids: Vec::new(),
        kind: kind.clone(),
        subtype,
        dated,
        participants,
        place: cluster.claim.place.clone(),
        status: told.first().map_or(Status::Asserted, |it| it.status),
        object: told.iter().filter(|it| it.kind == kind).find_map(|it| it.object.clone()),
        title: String::new(),
        evidence,
        merged: cluster.reasons.clone(),
        conflicts: conflicts(&told, world),
        confidence: (((1.0 - doubt) * 100.0).round() / 100.0, confidence_reasons(cluster, &told)),
        edits: Vec::new(),
        pinned: false,
    }
}

/// Agents, then targets, then the others; those whom the best report names first, first. Those whom
/// it does not name stay in the order in which they were told: no name decides who comes first.
fn ordered(participants: &[Participant], told: &[&Mention]) -> Vec<Participant> {
    // The best report that names them all knows their order best.
    let names_all = |it: &&&Mention| {
        participants.iter().all(|one| it.participants.iter().any(|other| other.actor == one.actor))
    };
    let best = told.iter().find(names_all).unwrap_or(&told[0]);
    let rank = |it: &Participant| {
        let named = best.participants.iter().position(|one| one.actor == it.actor);
        (it.role, named.unwrap_or(usize::MAX))
    };
    let mut all: Vec<Participant> = participants.to_vec();
    // One report may know a direction that another does not: then all take part alike, or the
    // direction stands where an agent and a target are known.
    let directed =
        all.iter().any(|it| it.role == Role::Agent) && all.iter().any(|it| it.role == Role::Target);
    if !directed && all.iter().any(|it| it.role == Role::Participant) {
        for it in &mut all {
            it.role = Role::Participant;
        }
    }
    all.sort_by_key(rank);
    all
}

fn conflicts(told: &[&Mention], world: &dyn World) -> Vec<String> {
    let mut found = Vec::new();
    let first = told[0];
    for other in &told[1..] {
        if let (Some(a), Some(b)) = (first.dated.when(), other.dated.when())
            && !(a.covers(b) || b.covers(a))
            && !other.weak
        {
            found.push(format!(
                "{} says {}, {} says {}.",
                first.evidence.document,
                a.english(),
                other.evidence.document,
                b.english()
            ));
        }
        if places_agree(first.place.as_ref(), other.place.as_ref(), world).is_err()
            && let (Some(a), Some(b)) = (&first.place, &other.place)
        {
            found.push(format!(
                "{} has it in {a}, {} in {b}.",
                first.evidence.document, other.evidence.document
            ));
        }
    }
    found
}

fn confidence_reasons(cluster: &Cluster<'_>, told: &[&Mention]) -> Vec<String> {
    let mut documents: Vec<usize> = told.iter().map(|it| it.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let mut reasons = Vec::new();
    reasons.push(match documents.len() {
        1 => "one document tells of it".to_owned(),
        count => format!("{count} documents tell of it"),
    });
    if cluster.claim.implied {
        reasons.push("the date is only implied by that of the report".to_owned());
    } else if told.iter().any(|it| it.evidence.date.is_some()) {
        reasons.push("the date stands in the text".to_owned());
    }
    if told.iter().all(|it| it.weak) {
        reasons.push("it is only recalled".to_owned());
    }
    reasons
}
