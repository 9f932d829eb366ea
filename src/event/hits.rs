//! The triggers of a sentence, each with the object that its frame asks for.

use crate::config::lexicon::{EventType, Quad, Trigger};
use crate::event::Status;
use crate::event::extract::Scene;
use crate::event::modality::{Manner, is_reason, manner, nominal_status};
use crate::event::nature::{is_by_nature, is_of_margin};
use crate::event::refuse::Unmet;
use crate::event::sentence::View;
use crate::event::trigger::{Form, Shape, Triggers};

/// A trigger found in a sentence, with what its frame gave.
pub(super) struct Hit<'a> {
    pub(super) at: usize,
    pub(super) form: &'a Form,
    pub(super) manner: Manner,
    pub(super) object: Option<(usize, usize)>,
}

/// The triggers of a sentence. The first type that claims a word keeps it.
pub(super) fn hits<'a>(scene: &Scene<'a>) -> Vec<Hit<'a>> {
    let view = scene.view;
    let mut hits: Vec<Hit<'a>> = Vec::new();
    let mut objects: Vec<(usize, usize)> = Vec::new();
    for nouns in [false, true] {
        for at in view.tokens.clone() {
            let taken = is_name_or_time(view, at)
                || hits.iter().any(|it| it.at == at)
                || objects.iter().any(|it| (it.0..it.1).contains(&at));
            if taken {
                continue;
            }
            if let Some(hit) = hit(scene, at, nouns) {
                objects.extend(hit.object);
                hits.push(hit);
            }
        }
    }
    hits.sort_by_key(|it| it.at);
    hits
}

/// Whether a word belongs to a name or to a time expression: "9 March" names no march.
fn is_name_or_time(view: &View<'_>, at: usize) -> bool {
    view.groups.iter().any(|it| it.tokens.contains(&at)) || view.is_in_time(at)
}

/// What a word triggers, as a noun or as a verb.
fn hit<'a>(scene: &Scene<'a>, at: usize, nouns: bool) -> Option<Hit<'a>> {
    let (triggers, view) = (scene.triggers, scene.view);
    let forms = triggers.of(view.word(at));
    let any = |shape: Shape| forms.iter().any(|it| it.shape == shape);
    // "called on her to visit": a verb.
    let infinitive = at > view.tokens.start && view.word(at - 1) == "to" && any(Shape::Base);
    let as_noun = any(Shape::Noun) && is_noun_here(view, at);
    if nouns && (!as_noun || infinitive || is_commemorated(view, at) || is_of_margin(view, at)) {
        return None;
    }
    forms
        .iter()
        .filter(|it| (it.shape == Shape::Noun) == nouns && !(it.shape == Shape::Gerund && as_noun))
        .find_map(|form| fit(scene, at, form).ok())
}

/// What a form lacks where it stands, in the order in which it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Phrase,
    Unexcepted,
    Manner,
    Act,
    Object,
}

/// A word as what one of its forms triggers.
fn fit<'a>(scene: &Scene<'a>, at: usize, form: &'a Form) -> Result<Hit<'a>, Lack> {
    let (triggers, view) = (scene.triggers, scene.view);
    let trigger = triggers.trigger(form);
    if !view.reads_on(at + 1, &form.then) {
        return Err(Lack::Phrase);
    }
    if is_excepted(trigger, view, at, form) {
        return Err(Lack::Unexcepted);
    }
    let noun = form.shape == Shape::Noun;
    let manner = if noun {
        Manner::of_noun(at, nominal_status(triggers, view, at))
    } else {
        let headline = scene.headline || scene.entry;
        manner(triggers, view, at, form.shape, headline).ok_or(Lack::Manner)?
    };
    if !noun && triggers.is_violent(form) && is_by_nature(scene, at, &manner) {
        return Err(Lack::Act);
    }
    let object = find_object(scene, at, form, &manner, &trigger.objects);
    if object.is_none() && !trigger.objects.is_empty() {
        return Err(Lack::Object);
    }
    Ok(Hit { at, form, manner, object })
}

/// The words that can trigger something and are no hit, each with the condition that it met last of all.
pub(super) fn unfit<'a>(scene: &Scene<'a>, hits: &[Hit<'_>]) -> Vec<(usize, &'a Form, Unmet)> {
    let (triggers, view) = (scene.triggers, scene.view);
    let is_hit = |at: usize| {
        hits.iter().any(|it| it.at == at || it.object.is_some_and(|it| (it.0..it.1).contains(&at)))
    };
    let mut found = Vec::new();
    for at in view.tokens.clone().filter(|it| !is_hit(*it)) {
        let forms = triggers.of(view.word(at)).iter();
        let last = forms.filter_map(|form| Some((unmet(scene, at, form)?, form)));
        if let Some((why, form)) = last.max_by(|a, b| a.0.cmp(&b.0)) {
            found.push((at, form, why));
        }
    }
    found
}

/// The condition of a form that a word does not meet.
fn unmet(scene: &Scene<'_>, at: usize, form: &Form) -> Option<Unmet> {
    let view = scene.view;
    if is_name_or_time(view, at) {
        return Some(Unmet::Name);
    }
    let is_noun =
        || is_noun_here(view, at) && !is_commemorated(view, at) && !is_of_margin(view, at);
    let lack = fit(scene, at, form).err();
    match lack {
        Some(Lack::Phrase) => Some(Unmet::Phrase(form.then.join(" "))),
        Some(Lack::Unexcepted) => Some(Unmet::Excepted),
        _ if form.shape == Shape::Noun && !is_noun() => Some(Unmet::Noun),
        Some(Lack::Manner) => Some(Unmet::Manner),
        Some(Lack::Act) => Some(Unmet::Act),
        Some(Lack::Object) => Some(Unmet::Object(scene.triggers.trigger(form).objects.clone())),
        None => None,
    }
}

/// A type that a word names, without the parties that a frame would ask for.
pub(super) struct Named<'a> {
    pub(super) kind: &'a EventType,
    pub(super) subtype: Option<&'a str>,
    pub(super) rule: String,
}

/// What a word names for itself: "the treaty of 1965", "a statement in February". A verb needs its object
/// nearby. What no trigger names, a hint may.
pub(super) fn named_by<'a>(scene: &Scene<'a>, at: usize) -> Option<Named<'a>> {
    const NEAR: usize = 12;
    let (triggers, view) = (scene.triggers, scene.view);
    if is_name_or_time(view, at) {
        return None;
    }
    let low = at.saturating_sub(NEAR).max(view.tokens.start);
    let near = low..(at + NEAR).min(view.tokens.end);
    let form = triggers.of(view.word(at)).iter().find(|form| {
        let trigger = triggers.trigger(form);
        let object = |it: &String| {
            let phrase = it.to_lowercase();
            near.clone().any(|it| it != at && view.phrase(it, &phrase).is_some())
        };
        let told = !matches!(form.shape, Shape::Base | Shape::Third);
        let by_nature = || {
            let manner = manner(triggers, view, at, form.shape, false);
            triggers.is_violent(form) && manner.is_some_and(|it| is_by_nature(scene, at, &it))
        };
        told && (form.shape != Shape::Noun || is_noun_here(view, at))
            && (form.shape == Shape::Noun || !by_nature())
            && is_told(triggers, view, at, form.shape)
            && view.reads(at + 1, &form.then)
            && !is_excepted(trigger, view, at, form)
            && (trigger.objects.is_empty() || trigger.objects.iter().any(object))
    });
    if let Some(form) = form {
        let (kind, trigger) = (triggers.kind(form), triggers.trigger(form));
        let rule = format!("{}/{}", kind.id, trigger.id);
        return Some(Named { kind, subtype: trigger.subtype.as_deref(), rule });
    }
    let mut hints = triggers.hinted(view.word(at)).filter(|it| view.reads(at + 1, it.1)).peekable();
    // Most words hint at nothing.
    hints.peek()?;
    if !is_told(triggers, view, at, Shape::Noun) {
        return None;
    }
    // "a flu that killed thousands": nobody's act, and so no type's.
    let past = Shape::Past { past: true, participle: true };
    let by_nature =
        || manner(triggers, view, at, past, false).is_some_and(|it| is_by_nature(scene, at, &it));
    let (kind, _) = hints.find(|it| it.0.quad != Quad::MaterialConflict || !by_nature())?;
    Some(Named { kind, subtype: None, rule: format!("{}/hint", kind.id) })
}

/// "struck a blow": the words behind a verb with which it does not count.
fn is_excepted(trigger: &Trigger, view: &View<'_>, at: usize, form: &Form) -> bool {
    let next = at + 1 + form.then.len();
    trigger.unless.iter().any(|it| view.phrase(next, it).is_some())
}

/// Whether a word tells of what happened: not "rumours of a meeting", "ruled out signing", "urged to sign a
/// treaty".
fn is_told(triggers: &Triggers, view: &View<'_>, at: usize, shape: Shape) -> bool {
    const NEAR: usize = 4;
    if shape != Shape::Noun {
        let manner = manner(triggers, view, at, shape, false);
        let told = |it: Manner| it.status == Status::Asserted && !is_reason(view, shape, &it);
        return manner.is_some_and(told);
    }
    let low = at.saturating_sub(NEAR).max(view.tokens.start + 1);
    let infinitive = (low..=at).any(|it| {
        let base = |form: &Form| form.shape == Shape::Base;
        let realised =
            it > view.tokens.start + 1 && triggers.words.realised.contains(view.word(it - 2));
        view.word(it - 1) == "to" && !realised && triggers.of(view.word(it)).iter().any(base)
    });
    !infinitive && nominal_status(triggers, view, at) == Status::Asserted
}

/// "the tenth anniversary of his visit": the visit is remembered, not told.
pub(super) fn is_commemorated(view: &View<'_>, at: usize) -> bool {
    let low = at.saturating_sub(9).max(view.tokens.start);
    (low..at).any(|it| matches!(view.word(it), "anniversary" | "anniversaries" | "jubilee"))
}

/// Whether a word that ends in -ing is the noun: "his first meeting", "talks", but not "before
/// meeting him".
fn is_noun_here(view: &View<'_>, at: usize) -> bool {
    if !view.word(at).ends_with("ing") {
        return true;
    }
    let determined = (at.saturating_sub(4).max(view.tokens.start)..at).rev().take(4).any(|it| {
        let owner = view.groups.iter().any(|group| group.possessive && group.tokens.contains(&it));
        owner
            || matches!(
                view.word(it),
                "the" | "a" | "an" | "this" | "that" | "'s" | "first" | "last" | "each" | "every"
            )
    });
    let object_follows =
        view.groups.iter().any(|it| it.tokens.start == at + 1 && it.place.is_none());
    determined && !object_follows
}

/// The noun that a verb needs: after it, or before it in the passive.
fn find_object(
    scene: &Scene<'_>,
    at: usize,
    form: &Form,
    manner: &Manner,
    required: &[String],
) -> Option<(usize, usize)> {
    let (triggers, view) = (scene.triggers, scene.view);
    let find = |from: usize| {
        required
            .iter()
            .filter_map(|it| view.phrase(from, &it.to_lowercase()))
            .max()
            .map(|end| (from, end))
    };
    if form.shape == Shape::Noun {
        return (at + 1..(at + 7).min(view.tokens.end)).find_map(find);
    }
    if manner.passive {
        let low = view.tokens.start.max(manner.start.saturating_sub(22));
        return (low..manner.start)
            .filter(|&it| view.clause(it) == view.clause(at))
            .rev()
            .find_map(find);
    }
    // "The talks broke down", and not "The driver broke down during the talks".
    if triggers.trigger(form).intransitive {
        let low = view.tokens.start.max(manner.start.saturating_sub(20));
        let before = (low..manner.start).rev().filter(|&it| view.clause(it) == view.clause(at));
        return before.into_iter().find_map(find);
    }
    let after = at + 1 + form.then.len();
    // "signed a treaty and exchanged instruments": the second verb has an object of its own.
    let next_verb = |it: usize| {
        let past = |form: &Form| matches!(form.shape, Shape::Past { past: true, .. });
        let adverb = matches!(view.word(it + 1), "then" | "later" | "afterwards" | "also");
        let forms = triggers.of(view.word(it + 1 + usize::from(adverb)));
        it > at + 1 && view.word(it) == "and" && forms.iter().any(past)
    };
    let stop = |it: usize| {
        let word = view.word(it);
        next_verb(it)
            || matches!(
                word,
                ";" | "that" | "which" | "who" | "when" | "while" | "." | "—" | "after" | "before"
            )
            || (word == "," && it > at + 8)
            || (word == "to"
                && it > at + 1
                && !view
                    .groups
                    .iter()
                    .any(|group| group.tokens.start <= it + 4 && group.tokens.start > it))
    };
    let found =
        (after..(after + 14).min(view.tokens.end)).take_while(|&it| !stop(it)).find_map(find);
    // "had a meeting and talks": both are the object.
    let found = found.map(|(first, mut end)| {
        while view.word(end) == "and" && find(end + 1).is_some() {
            end = find(end + 1).map_or(end, |it| it.1);
        }
        (first, end)
    });
    // An intransitive verb has it before: "the treaty came into force".
    found.or_else(|| {
        let low = view.tokens.start.max(manner.start.saturating_sub(20));
        let ends = !form.then.is_empty() && required.iter().any(|it| it == "treaty");
        (low..manner.start).rev().filter(|_| ends).find_map(find)
    })
}
