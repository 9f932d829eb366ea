//! The event of a group of reports, and the sentences that say why it is one.

use crate::date::When;
use crate::event::{Dated, Event, Mention, Participant, Role, Status, TypeId};
use crate::merge::agree::places_agree;
use crate::merge::cluster::Cluster;
use crate::merge::{Reason, World};

/// The sentence that says why a mention was joined to what another began.
pub(super) fn joined(first: &Mention, mention: &Mention, reason: Reason) -> String {
    if first.document == mention.document {
        format!("In {} it is told again ({}): {reason}.", mention.evidence.document, date(mention))
    } else {
        format!("{} and {} tell of one happening: {reason}.", named(first), named(mention))
    }
}

/// The sentence that says that a report had told of a happening as planned.
pub(super) fn fulfilled(plan: &Mention, reason: Reason, later: bool) -> String {
    let told = if later { "speaks of it afterwards" } else { "told of it as planned" };
    format!("{} {told}: {reason}.", named(plan))
}

/// The sentence that says that a report calls off what was planned.
pub(super) fn called_off(denial: &Mention) -> String {
    format!("{} says that it will not be: it is called off.", named(denial))
}

/// A report by its document and date.
pub(super) fn named(mention: &Mention) -> String {
    format!("{} ({})", mention.evidence.document, date(mention))
}

fn date(mention: &Mention) -> String {
    mention.dated.when().map_or_else(|| "no date".to_owned(), When::english)
}

/// The event of a cluster.
pub(super) fn event(cluster: &Cluster<'_>, world: &dyn World) -> Event {
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
    // A whole journey is neither its departure nor its arrival.
    let whole = told.iter().any(|it| it.ends) && told.iter().any(|it| !it.ends);
    let subtype = told
        .iter()
        .filter(|it| it.kind == kind && !(sure && it.weak) && !whole)
        .find_map(|it| it.subtype.clone());
    let dated = match cluster.claim.when {
        Some(when) => Dated::On(when),
        None => told[0].dated.clone(),
    };
    let participants = ordered(&cluster.claim.participants, &told);
    let conflicts = conflicts(&told, cluster.claim.when, world);
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
        apart: cluster.apart.clone(),
        plans: cluster.plans.clone(),
        conflicts,
        confidence: (((1.0 - doubt) * 100.0).round() / 100.0, confidence_reasons(cluster, &told)),
        edits: Vec::new(),
        pinned: false,
        image: None,
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

fn conflicts(told: &[&Mention], when: Option<When>, world: &dyn World) -> Vec<String> {
    let mut found = Vec::new();
    let first = told[0];
    for other in &told[1..] {
        if let (Some(a), Some(b)) = (first.dated.when(), other.dated.when())
            && !(a.covers(b) || b.covers(a))
            // A stay begins on one day and ends on another.
            && !when.is_some_and(|it| it.covers(a) && it.covers(b))
            && !other.weak
            && !(other.document == first.document && other.evidence.of_report)
        {
            found.push(format!(
                "{} says {}, {} says {}.",
                first.evidence.document,
                a.english(),
                other.evidence.document,
                b.english()
            ));
        }
        // Who returned is at home again.
        if first.ends == other.ends
            && places_agree(first.place.as_ref(), other.place.as_ref(), world).is_err()
            && let (Some(a), Some(b)) = (&first.place, &other.place)
        {
            found.push(format!(
                "{} has it in {}, {} in {}.",
                first.evidence.document,
                world.place_name(a),
                other.evidence.document,
                world.place_name(b)
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
