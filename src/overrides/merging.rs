//! Makes one event of several, as the author says.

use std::collections::BTreeMap;

use crate::config::Located;
use crate::diagnostic::{Diagnostic, Location};
use crate::event::{Dated, Event};
use crate::overrides::document::elsewhere;
use crate::overrides::read::Override;

/// Which events go into which, by index.
#[derive(Default)]
pub(super) struct Merges<'a> {
    into: BTreeMap<usize, (usize, &'a Location)>,
    /// Each item with the events that it names.
    items: Vec<(&'a Located<Override>, Vec<usize>)>,
}

impl<'a> Merges<'a> {
    /// Adds an item that merges all its targets into the first of them.
    pub(super) fn add(
        &mut self,
        item: &'a Located<Override>,
        targets: Vec<usize>,
        events: &[Event],
    ) -> Result<(), Diagnostic> {
        let Some((&first, others)) = targets.split_first() else { return Ok(()) };
        for (at, other) in others.iter().enumerate().filter(|(_, it)| **it != first) {
            let here = item.at(&format!("merge[{}]", at + 1));
            let conflict = |message: String, there: &Location| {
                Diagnostic::error("override/conflict", message)
                    .at_location(here.clone())
                    .with_note(elsewhere(there))
            };
            if let Some((elsewhere, there)) = self.into.get(other).filter(|it| it.0 != first) {
                let (id, one, two) =
                    (&events[*other].id, &events[first].id, &events[*elsewhere].id);
                let message =
                    format!("`{id}` is merged into `{one}` here and into `{two}` elsewhere");
                return Err(conflict(message, there).with_help("name all of them in one item"));
            }
            if self.root(first) == *other {
                let message = format!(
                    "`{}` is merged into `{}` here and the other way round elsewhere",
                    events[*other].id, events[first].id
                );
                let there = self.into.get(&first).map_or(here, |it| it.1);
                return Err(conflict(message, there).with_help("remove one of the two"));
            }
            self.into.insert(*other, (first, here));
        }
        self.items.push((item, targets));
        Ok(())
    }

    /// The event that an event ends up in.
    pub(super) fn root(&self, index: usize) -> usize {
        let mut at = index;
        while let Some((next, _)) = self.into.get(&at) {
            at = *next;
        }
        at
    }

    /// The items all of whose targets are one event without them.
    pub(super) fn idle(&self) -> impl Iterator<Item = (&'a Located<Override>, usize)> {
        let idle = self.items.iter().filter(|(_, of)| of.iter().all(|it| *it == of[0]));
        idle.map(|(item, targets)| (*item, targets[0]))
    }

    /// The items with the event that each of them makes.
    pub(super) fn roots(&self) -> impl Iterator<Item = (&'a Located<Override>, usize)> {
        self.items.iter().map(|(item, targets)| (*item, self.root(targets[0])))
    }

    /// Merges. An event that went into another is `None` after it.
    pub(super) fn apply(&self, events: Vec<Event>) -> Vec<Option<Event>> {
        let mut events: Vec<Option<Event>> = events.into_iter().map(Some).collect();
        for (item, targets) in &self.items {
            let root = self.root(targets[0]);
            let mut what = Vec::new();
            for target in targets.iter().filter(|it| **it != root) {
                let Some(other) = events[*target].take() else { continue };
                what.push(format!("merged with “{}”", other.title));
                if let Some(keep) = &mut events[root] {
                    fold(keep, other);
                }
            }
            if let Some(keep) = &mut events[root] {
                if what.is_empty() {
                    what.push("confirmed as one event".to_owned());
                }
                keep.edits.push(item.edit(what));
            }
        }
        events
    }
}

/// Lays one event into another: the first keeps its fields and takes what it does not have.
fn fold(keep: &mut Event, other: Event) {
    let Event {
        id,
        former_ids,
        kind,
        subtype,
        dated,
        participants,
        place,
        status: _,
        object,
        title,
        evidence,
        merged,
        // The editor says otherwise.
        apart: _,
        plans,
        conflicts,
        confidence: _,
        edits,
        pinned,
        image,
    } = other;
    keep.former_ids.push(id);
    keep.former_ids.extend(former_ids);
    if keep.kind == kind {
        keep.subtype = keep.subtype.take().or(subtype);
    }
    keep.merged.push(format!("The editor says that “{title}” is the same event."));
    keep.merged.extend(merged);
    keep.plans.extend(plans);
    keep.conflicts.extend(conflicts);
    match (&keep.dated, dated) {
        (Dated::Undated(_), dated @ Dated::On(_)) => keep.dated = dated,
        (Dated::On(mine), Dated::On(theirs)) if !mine.overlaps(theirs) => {
            let (mine, theirs) = (mine.english(), theirs.english());
            keep.conflicts.push(format!("Its reports give different dates: {mine} and {theirs}."));
        }
        (Dated::On(mine), Dated::On(theirs)) if theirs.days() < mine.days() => {
            keep.dated = Dated::On(theirs);
        }
        (Dated::On(_), _) => {}
        (Dated::Undated(mine), Dated::Undated(theirs)) => {
            let mut candidates = mine.clone();
            candidates.extend(theirs.into_iter().filter(|it| !mine.contains(it)));
            keep.dated = Dated::Undated(candidates);
        }
    }
    for participant in participants {
        if !keep.participants.iter().any(|it| it.actor == participant.actor) {
            keep.participants.push(participant);
        }
    }
    keep.place = keep.place.take().or(place);
    keep.object = keep.object.take().or(object);
    for found in evidence {
        let same =
            |it: &crate::event::Evidence| it.document == found.document && it.span == found.span;
        if !keep.evidence.iter().any(same) {
            keep.evidence.push(found);
        }
    }
    keep.edits.extend(edits);
    keep.pinned |= pinned;
    keep.image = keep.image.take().or(image);
}
