//! The noun phrases of a sentence: names where they stand, and what refers to them.

use crate::actor::{NameForm, NameMention};
use crate::event::aside::asides;
use crate::event::extract::Reading;
use crate::event::reference::Discourse;
use crate::event::sentence::{Group, View};
use crate::event::trigger::Triggers;

/// The sentence with its noun phrases, references included.
pub(super) fn view<'a>(
    triggers: &Triggers,
    reading: &Reading<'a>,
    discourse: &Discourse,
    index: usize,
) -> View<'a> {
    let mut view = View::new(reading.text, index);
    let span = reading.text.sentences()[index].span;
    view.times = reading.times_in(span).map(|(_, it)| reading.text.tokens_in(it.span)).collect();
    let first = reading.names.partition_point(|it| it.span.start < span.start);
    let names: Vec<&NameMention> =
        reading.names[first..].iter().take_while(|it| it.span.start < span.end).collect();
    let words = &triggers.words;
    let skip = |word: &str| words.modifiers.contains(word) || words.offices.contains(word);
    let body = |word: &str| words.organisation_nouns.contains(word);
    let mut next = 0;
    let mut at = view.tokens.start;
    while at < view.tokens.end {
        let here = reading.text.tokens()[at].span();
        while next < names.len() && names[next].span.end <= here.start {
            next += 1;
        }
        if let Some(name) = names.get(next).filter(|it| it.span.overlaps(here)) {
            let tokens = reading.text.tokens_in(name.span);
            let end = tokens.end.max(at + 1);
            let filed =
                reading.dateline_from(name.span.start).is_some_and(|it| it.contains(name.span));
            if filed || said_of(&view, name, tokens.start, reading) {
                at = end;
                continue;
            }
            let mut group = Group {
                tokens: at..end,
                span: name.span,
                actors: name.actor.iter().cloned().collect(),
                place: name.place.clone(),
                form: name.form,
                preposition: None,
                possessive: false,
            };
            if let Some(first) = office_before(triggers, reading, &view, &group) {
                take_office(reading, &mut view, &mut group, first);
            }
            let owner = is_owner(&view, &group, reading);
            view.add(group, &skip, &body);
            if let Some(owner) = view.groups.last_mut().filter(|_| owner) {
                owner.preposition = Some("of".to_owned());
            }
            at = end;
        } else if let Some(group) = discourse.refer(triggers, reading, &view, at, &view.groups) {
            let end = group.tokens.end;
            view.add(group, &skip, &body);
            at = end;
        } else {
            at += 1;
        }
    }
    view.asides = asides(words, &view);
    view
}

/// "the Regional Committee of the Labour Party of Norway": the state whose the body is that has just been named
/// does not act beside it.
fn is_owner(view: &View<'_>, state: &Group, reading: &Reading<'_>) -> bool {
    let Some(body) = view.groups.last() else { return false };
    let [owned] = body.actors.as_slice() else { return false };
    let between = body.tokens.end..state.tokens.start;
    let own = reading.state_of(owned).is_some_and(|it| state.actors == [it]);
    own && state.form == NameForm::Name
        && !reading.is_person(owned)
        && !reading.is_state(owned)
        && view.word(between.start) == "of"
        && between
            .into_iter()
            .all(|it| matches!(view.word(it), "of" | "the") || view.text.tokens()[it].capital)
}

/// "Ada Berg, Norwegian ambassador": an office that is said of the person right before it, and
/// the state that the office is "to" or "of", are nobody else.
fn said_of(view: &View<'_>, name: &NameMention, first: usize, reading: &Reading<'_>) -> bool {
    let Some(before) = view.groups.last() else { return false };
    let between: Vec<&str> = (before.tokens.end..first).map(|it| view.word(it)).collect();
    let person = before.actors.first().is_some_and(|it| reading.is_person(it));
    let apposed = name.form == NameForm::Office
        && person
        && between.first() == Some(&",")
        && between.len() <= 4
        && between[1..].iter().all(|it| !matches!(*it, "and" | "," | "with" | "to"));
    let posted = before.form == NameForm::Office
        && name.form == NameForm::Name
        && matches!(between.as_slice(), ["to" | "of"] | ["to" | "of", "the"]);
    apposed || posted
}

/// Where the office begins that a comma parts from its holder: "Kenya's foreign minister, Bo Lind", "the head
/// of Acme, Mia Holt". A list of several is none: "the president, Bo Lind and Ada Berg".
fn office_before(
    triggers: &Triggers,
    reading: &Reading<'_>,
    view: &View<'_>,
    holder: &Group,
) -> Option<usize> {
    let [person] = holder.actors.as_slice() else { return None };
    let words = &triggers.words;
    let office = |it: usize| words.offices.contains(view.word(it));
    let titled = |it: usize| office(it) || words.modifiers.contains(view.word(it));
    let last = view.groups.last()?;
    let name = holder.tokens.start;
    let rank = (last.tokens.end..name).rev().take_while(|&it| titled(it)).last().unwrap_or(name);
    let listed = matches!(view.word(holder.tokens.end), "and" | "or");
    if !reading.is_person(person) || holder.form != NameForm::Name || listed {
        return None;
    }
    // Nobody holds an office of another state than his own.
    let own = reading.state_of(person);
    let of = last.actors.first().and_then(|it| reading.state_of(it));
    if own.is_some() && of.is_some() && own != of {
        return None;
    }
    let (start, end) = (last.tokens.start, last.tokens.end);
    // "Acme chief executive Mia Holt", "Acme's chief executive Mia Holt"
    let beside = end == rank || last.possessive && end + 1 == rank;
    if beside && rank < name && office(name - 1) {
        let body = last.actors.iter().all(|it| !reading.is_person(it) && !reading.is_state(it));
        return (body && last.form == NameForm::Name && !last.actors.is_empty()).then_some(start);
    }
    let comma = rank.checked_sub(1).filter(|it| *it >= end && view.word(*it) == ",")?;
    if last.form == NameForm::Office {
        // "Kenya's ambassador to Uganda, Bo Lind"
        let posted = matches!(view.word(end), "to" | "of") && comma - end <= POST;
        let same = last.actors.iter().all(|it| it == person || !reading.is_person(it));
        return (same && (end == comma || posted)).then_some(start);
    }
    if last.possessive && comma > end + 1 {
        let rank = (end + 1..comma).all(titled) && office(comma - 1);
        return rank.then_some(start);
    }
    let before = start.checked_sub(1)?;
    let of = before.checked_sub(usize::from(view.word(before) == "the"))?;
    if end != comma || view.word(of) != "of" || of <= view.tokens.start || !office(of - 1) {
        return None;
    }
    (view.tokens.start..of).rev().take_while(|&it| titled(it)).last()
}

/// The most words of where an envoy is posted.
const POST: usize = 5;

/// Makes of an office and its holder one phrase. Whose state nobody knows acts beside it.
fn take_office(reading: &Reading<'_>, view: &mut View<'_>, holder: &mut Group, first: usize) {
    let known = holder.actors.first().and_then(|it| reading.actor(it));
    let stateless = known.is_some_and(|it| it.state.is_none() && it.side.is_none());
    while let Some(group) = view.groups.pop_if(|it| it.tokens.start >= first) {
        let states = group.actors.iter().filter(|it| stateless && reading.is_state(it));
        holder.actors.splice(0..0, states.cloned().collect::<Vec<_>>());
    }
    holder.tokens.start = first;
}
