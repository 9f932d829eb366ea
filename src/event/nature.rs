//! What nobody does: what nature and chance do, and what is only near a happening.

use crate::event::extract::Scene;
use crate::event::modality::Manner;
use crate::event::sentence::View;

/// Whether nature or chance does what a verb says: "the storm killed", "a flu that killed", "were killed in a
/// train crash".
pub(super) fn is_by_nature(scene: &Scene<'_>, at: usize, manner: &Manner) -> bool {
    if manner.passive { is_done_by_nature(scene, at) } else { nature_acts(scene, manner.start) }
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
