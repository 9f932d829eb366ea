//! Lays the items over the events: splits, merges, changes, what is hidden, what is added.
//!
//! Targets are looked up among the events as the rules made them (and as `split` divided them), so
//! the order of items makes no difference.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Located;
use crate::diagnostic::{Diagnostic, Location, Reported, has_errors};
use crate::event::Event;
use crate::overrides::document::{elsewhere, set_twice};
use crate::overrides::merging::Merges;
use crate::overrides::read::{Action, Override, Placed};
use crate::overrides::written::{Set, Target};
use crate::overrides::{Known, Overrides, add, change, find, former, split};

/// What stands around the events while they are edited.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What the author may name.
    pub known: &'a Known,
    /// The reading text of every document, by its id.
    pub documents: &'a BTreeMap<&'a str, &'a str>,
    /// Makes an event's id from its fields, whatever id it has.
    pub id: &'a dyn Fn(&Event) -> String,
    /// Makes an event's title from its fields, whatever title it has.
    pub title: &'a dyn Fn(&Event) -> String,
}

/// The ids that are taken.
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// The id, with a number if it is taken.
    pub(super) fn new_id(&mut self, id: String) -> String {
        let mut unique = id.clone();
        let mut number = 1;
        while !self.0.insert(unique.clone()) {
            number += 1;
            unique = format!("{id}-{number}");
        }
        unique
    }

    /// Makes id and title again where what they are made of has changed.
    pub(super) fn remake(
        &mut self,
        before: &Event,
        after: &mut Event,
        scene: &Scene<'_>,
        keep_title: bool,
    ) {
        let title = (scene.title)(after);
        if !keep_title && title != (scene.title)(before) {
            after.title = title;
        }
        let id = (scene.id)(after);
        if id != (scene.id)(before) && id != after.id {
            let new = self.new_id(id);
            after.former_ids.push(std::mem::replace(&mut after.id, new));
        }
    }
}

/// What the items made of the events.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// The events as they are to be shown.
    pub events: Vec<Event>,
    /// Those that an item leaves out, with what was edited.
    pub hidden: Vec<Event>,
}

/// What is done to one event, beside merging.
struct Act<'a> {
    index: usize,
    item: &'a Located<Override>,
    path: &'a str,
    set: Option<&'a Set>,
    hide: bool,
    pin: bool,
}

/// Lays the items over the events. Every item must hit; what does not is an error with its place.
///
/// Items about documents are not of concern here: see [`Overrides::document`].
#[must_use]
pub fn apply(overrides: &Overrides, events: Vec<Event>, scene: &Scene<'_>) -> Reported<Applied> {
    let misses = |it: &Reported<Applied>| {
        it.diagnostics.iter().any(|it| it.code == "override/unknown-event")
    };
    let first = lay(overrides, events.clone(), scene);
    if !misses(&first) {
        return first;
    }
    // What `relata events` lists are the ids that the overrides give: they name events as well.
    let mut events = events;
    for event in &mut events {
        let after = first.value.all().find(|it| it.former_ids.first() == Some(&event.id));
        event.former_ids.extend(after.map(|it| it.id.clone()));
    }
    let mut last = lay(overrides, events.clone(), scene);
    if misses(&last) {
        let warnings = recall(overrides, &mut events, scene);
        last = lay(overrides, events, scene);
        last.diagnostics.extend(warnings);
    }
    for Event { id, former_ids, .. } in &mut last.value.events {
        former_ids.retain(|it| it != id);
        let mut seen = BTreeSet::new();
        former_ids.retain(|it| seen.insert(it.clone()));
    }
    last
}

/// Gives events the ids back that items name and that no event has any more, where it is plain which
/// event each means.
fn recall(overrides: &Overrides, events: &mut [Event], scene: &Scene<'_>) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for (item, target) in overrides.targets() {
        let Target::Id(id) = &target.target else { continue };
        if events.iter().any(|it| it.id == *id || it.former_ids.contains(id)) {
            continue;
        }
        let Some(meant) = former::meant(events, id, scene) else { continue };
        let at = item.at(&target.path);
        warnings.push(former::warning(id, at, &target.path, &events[meant], (events, scene)));
        events[meant].former_ids.push(id.clone());
    }
    warnings
}

impl Applied {
    fn all(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().chain(&self.hidden)
    }
}

fn lay(overrides: &Overrides, mut events: Vec<Event>, scene: &Scene<'_>) -> Reported<Applied> {
    let mut diagnostics = Vec::new();
    let mut ids = Ids(events.iter().map(|it| it.id.clone()).collect());
    for item in &overrides.items {
        if let Action::Split { target, evidence } = &item.value.action {
            let done = split::split(&mut events, item, (target, evidence), scene, &mut ids);
            diagnostics.extend(done.err().into_iter().flatten());
        }
    }
    let (merges, acts) = plan(overrides, &events, scene, &mut diagnostics);
    diagnostics.extend(conflicts(&acts, &merges, &events));
    let idle = merges.idle().map(|(item, index)| no_effect(item.at("merge"), &events[index].id));
    diagnostics.extend(idle);

    let mut events = merges.apply(events);
    let before = events.clone();
    let mut hidden = BTreeSet::new();
    let mut titled = BTreeSet::new();
    for act in &acts {
        let Some(event) = &mut events[act.index] else { continue };
        let unchanged = event.clone();
        let mut what = act.set.map_or_else(Vec::new, |set| {
            change::change(event, act.item, set, scene.known, &mut diagnostics)
        });
        if act.set.is_some_and(|it| it.title.is_some()) {
            titled.insert(act.index);
        }
        if act.pin {
            event.pinned = true;
            what.push("pinned".to_owned());
        }
        let sets_nothing = act.set.is_some() && *event == unchanged && !act.hide;
        if sets_nothing && !what.is_empty() {
            diagnostics.push(no_effect(act.item.at(act.path), &unchanged.id));
        }
        if act.hide {
            hidden.insert(act.index);
            what.push("left out".to_owned());
        }
        event.edits.push(act.item.edit(what));
    }
    let changed: BTreeSet<usize> =
        acts.iter().filter(|it| it.set.is_some()).map(|it| it.index).collect();
    for index in changed {
        if let (Some(before), Some(after)) = (&before[index], &mut events[index]) {
            ids.remake(before, after, scene, titled.contains(&index));
        }
    }
    let mut applied = Applied::default();
    for (index, event) in events.into_iter().enumerate() {
        let list = if hidden.contains(&index) { &mut applied.hidden } else { &mut applied.events };
        list.extend(event);
    }
    for item in &overrides.items {
        if let Action::Add(addition) = &item.value.action
            && let Some(mut event) = add::add(item, addition, scene, &mut diagnostics)
        {
            event.id = ids.new_id(event.id);
            applied.events.push(event);
        }
    }
    if has_errors(&diagnostics) {
        // Whether an item has an effect is not known before the others are right.
        diagnostics.retain(|it| it.code != NO_EFFECT);
    }
    Reported { value: applied, diagnostics }
}

/// The note that an item changes nothing.
const NO_EFFECT: &str = "override/no-effect";

/// A note that an item changes nothing: it may be there to stay, or to be forgotten.
fn no_effect(at: &Location, id: &str) -> Diagnostic {
    let message = format!("this sets nothing of `{id}` that is not so without it");
    Diagnostic::note(NO_EFFECT, message)
        .at_location(at.clone())
        .with_help("keep it if it is to hold whatever the rules find; else remove it")
}

/// Looks up every target. Acts are upon the event that a target is merged into.
fn plan<'a>(
    overrides: &'a Overrides,
    events: &[Event],
    scene: &Scene<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Merges<'a>, Vec<Act<'a>>) {
    let mut merges = Merges::default();
    let mut acts: Vec<Act<'a>> = Vec::new();
    for item in &overrides.items {
        let mut look_up = |target: &Placed| {
            find::event(events, scene.documents, item, target)
                .map_err(|it| diagnostics.push(it))
                .ok()
        };
        let mut act = |target: &'a Placed, set: Option<&'a Set>, hide, pin| {
            let path = target.path.as_str();
            acts.extend(look_up(target).map(|index| Act { index, item, path, set, hide, pin }));
        };
        match &item.value.action {
            Action::Change { target, set, hide, pin } => act(target, Some(set), *hide, *pin),
            Action::Hide(targets) => targets.iter().for_each(|it| act(it, None, true, false)),
            Action::Pin(targets) => targets.iter().for_each(|it| act(it, None, false, true)),
            Action::Merge(targets) => {
                let found: Vec<_> = targets.iter().filter_map(look_up).collect();
                if found.len() == targets.len() {
                    diagnostics.extend(merges.add(item, found, events).err());
                }
            }
            Action::Document { .. } | Action::Split { .. } | Action::Add(_) => {}
        }
    }
    for act in &mut acts {
        act.index = merges.root(act.index);
    }
    (merges, acts)
}

/// Items that say opposite things of one event.
fn conflicts(acts: &[Act<'_>], merges: &Merges<'_>, events: &[Event]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut first: BTreeMap<(usize, &str), (String, &Location)> = BTreeMap::new();
    for act in acts {
        for (field, value) in act.set.map(Set::of_event).unwrap_or_default() {
            let here = act.item.at(&format!("set.{field}"));
            match first.get(&(act.index, field)) {
                Some((other, there)) if *other != value => {
                    let id = &events[act.index].id;
                    found.push(set_twice(field, id, &value, here, other, there));
                }
                Some(_) => {}
                None => {
                    first.insert((act.index, field), (value, here));
                }
            }
        }
    }
    let kept = acts
        .iter()
        .filter(|it| !it.hide)
        .map(|it| (it.index, it.item.at(it.path), "changed"))
        .chain(merges.roots().map(|(item, root)| (root, item.at("merge"), "merged")));
    for (index, there, verb) in kept {
        if let Some(hiding) = acts.iter().find(|it| it.hide && it.index == index) {
            let message = format!("`{}` is hidden here and {verb} elsewhere", events[index].id);
            found.push(
                Diagnostic::error("override/conflict", message)
                    .at_location(hiding.item.at(hiding.path).clone())
                    .with_note(elsewhere(there))
                    .with_help("remove one of the two"),
            );
        }
    }
    found
}
