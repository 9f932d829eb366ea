//! What nobody does: what nature and chance do, and what is only near a happening.

use std::ops::Range;

use crate::actor::NameForm;
use crate::event::Role;
use crate::event::extract::{Scene, join};
use crate::event::frame::Parts;
use crate::event::modality::Manner;
use crate::event::sentence::View;

/// Whether nature or chance does what a verb says: "the storm killed", "a flu that killed", "were killed in a
/// train crash".
pub(super) fn is_by_nature(scene: &Scene<'_>, at: usize, manner: &Manner) -> bool {
    if manner.passive {
        return is_done_by_nature(scene, at);
    }
    nature_acts(scene, manner.start) || is_caused_before(scene, manner.start)
}

/// Whether a disaster is the subject of the verb that starts at a token.
fn nature_acts(scene: &Scene<'_>, verb: usize) -> bool {
    const NEAR: usize = 10;
    let view = scene.view;
    let low = verb.saturating_sub(NEAR).max(view.tokens.start);
    let Some(head) = (low..verb).rev().find(|&it| is_disaster(scene, it)) else { return false };
    // "the earthquake rebels attacked": between the two stands nothing that could act itself.
    let next = head + 1;
    let passed_over = |it: usize| {
        let word = view.word(it);
        word.ends_with("ly")
            || view.is_in_time(it)
            || view.text.tokens()[it].capital
            || matches!(word, "that" | "which" | "has" | "have" | "had" | "also" | "," | "on")
    };
    let located = matches!(view.word(next), "in" | "at" | "near" | "off" | "across" | "of");
    let named = view.groups.iter().any(|it| {
        (next..verb).contains(&it.tokens.start) && it.preposition.is_none() && !it.actors.is_empty()
    });
    let comma = (next..verb).any(|it| view.word(it) == "," && view.word(it + 1) != "which");
    let joined = located && !comma || (next..verb).all(passed_over);
    joined && !named && !is_under_preposition(scene, head)
}

/// "The ferry sank, killing nine", "A quake struck the coast, killing nine": what the sentence tells before the
/// comma did it, and nobody.
fn is_caused_before(scene: &Scene<'_>, gerund: usize) -> bool {
    let (view, words) = (scene.view, &scene.triggers.words);
    let Some(comma) = gerund.checked_sub(1).filter(|&it| view.word(it) == ",") else {
        return false;
    };
    let first = (view.tokens.start..comma).rev().find(|&it| view.word(it) == ";");
    let told = first.map_or(view.tokens.start, |it| it + 1)..comma;
    let Some(verb) = told.clone().find(|&it| is_past(scene, it)) else { return false };
    let disaster = |it: usize| is_disaster(scene, it) && !is_under_preposition(scene, it);
    !has_actor(scene, told.start..verb)
        && ((told.start..verb).any(disaster)
            || told
                .clone()
                .any(|it| words.mishaps.iter().any(|verb| view.phrase(it, verb).is_some())))
}

/// Whether a verb tells what befell something, with nobody who did it: "The ferry sank off Norway", "Two bombs
/// exploded", "The quake shook Oslo".
pub(super) fn is_mishap(scene: &Scene<'_>, verb: usize) -> bool {
    let (view, words) = (scene.view, &scene.triggers.words);
    let befalls = |verb: usize| {
        let mut verbs = words.mishaps.iter().chain(&words.blasts);
        verbs.any(|it| view.phrase(verb, it).is_some())
    };
    // "killing nine" is of what the sentence told before.
    let clause = view.clause(verb);
    let first = (view.tokens.start..verb).find(|&it| view.clause(it) == clause).unwrap_or(verb);
    let own = || (first..verb).find(|&it| is_past(scene, it)).unwrap_or(verb);
    let gerund = view.word(verb).ends_with("ing");
    let verb = if gerund { own() } else { verb };
    let nature =
        || (first..verb).any(|it| is_disaster(scene, it) && !is_under_preposition(scene, it));
    !has_actor(scene, first..verb) && (befalls(verb) || nature())
}

fn is_past(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.view.word(at);
    scene.triggers.words.is_past(word) && !matches!(word, "had" | "was" | "were")
}

/// Whether somebody who could act is named in a stretch: not "off Norway", "Norway's", "a Norwegian ferry".
fn has_actor(scene: &Scene<'_>, within: Range<usize>) -> bool {
    scene.view.groups.iter().any(|it| {
        within.contains(&it.tokens.start)
            && !it.actors.is_empty()
            && it.preposition.is_none()
            && !it.possessive
            && it.form != NameForm::Demonym
    })
}

/// Leaves of the parties of a mishap whom it struck: "sank off Norway, killing two Chilean sailors".
pub(super) fn victims(scene: &Scene<'_>, verb: usize, parts: &mut Parts) {
    /// From the verb to whom it struck: "killing at least nine Chilean".
    const NEAR: usize = 8;
    let view = scene.view;
    parts.participants.clear();
    parts.names.clear();
    let harms = |it: &usize| {
        matches!(
            view.word(*it),
            "killing" | "injuring" | "wounding" | "drowning" | "killed" | "injured" | "wounded"
        )
    };
    let Some(harm) = (verb..view.tokens.end).find(harms) else { return };
    let clause = view.clause(harm);
    for group in &view.groups {
        let near = group.tokens.start > harm && group.tokens.start <= harm + NEAR;
        let placed = group.preposition.is_some();
        if near && !placed && !group.possessive && view.clause(group.tokens.start) == clause {
            for actor in &group.actors {
                join(&mut parts.participants, actor, Role::Target);
            }
            parts.names.push(group.span);
        }
    }
}

/// "after the storm": not a subject, unless the preposition opens the clause.
fn is_under_preposition(scene: &Scene<'_>, head: usize) -> bool {
    const NEAR: usize = 4;
    let view = scene.view;
    let opens = |it: usize| it == view.tokens.start || view.clause(it - 1) != view.clause(it);
    let low = head.saturating_sub(NEAR).max(view.tokens.start);
    for it in (low..head).rev() {
        match view.word(it) {
            "after" | "before" | "since" | "until" => return !opens(it),
            "in" | "of" | "by" | "during" | "from" | "to" | "for" | "with" | "following"
            | "amid" | "despite" => return true,
            "," | ";" => return false,
            _ => {}
        }
    }
    false
}

/// Whether what is done to somebody is done by a disaster, or in one.
fn is_done_by_nature(scene: &Scene<'_>, verb: usize) -> bool {
    const NEAR: usize = 10;
    let view = scene.view;
    let high = (verb + NEAR).min(view.tokens.end);
    let clause = |it: &usize| view.clause(*it) == view.clause(verb);
    let Some(head) = (verb + 1..high).take_while(clause).find(|&it| is_disaster(scene, it)) else {
        return false;
    };
    let low = head.saturating_sub(4).max(verb + 1);
    let under = (low..head).rev().find(|&it| {
        matches!(view.word(it), "by" | "in" | "during" | "when" | "after" | "with" | "to")
    });
    let violent = |it: usize| {
        let forms = scene.triggers.of(view.word(it));
        forms.iter().any(|form| scene.triggers.is_violent(form))
    };
    under.is_some_and(|it| matches!(view.word(it), "by" | "in" | "during"))
        && !(verb + 1..head).any(violent)
}

fn is_disaster(scene: &Scene<'_>, at: usize) -> bool {
    scene.triggers.words.disasters.contains(scene.view.word(at))
}

/// "on the sidelines of a summit": the happening was beside it.
pub(super) fn is_of_margin(view: &View<'_>, at: usize) -> bool {
    const NEAR: usize = 6;
    let low = at.saturating_sub(NEAR).max(view.tokens.start);
    (low..at).any(|it| {
        matches!(view.word(it), "sidelines" | "margins" | "sideline" | "fringes")
            && view.word(it + 1) == "of"
    })
}
