//! The noun phrases of a sentence: names where they stand, and what refers to them.

use crate::actor::{NameForm, NameMention};
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
            let filed = reading.datelines.iter().any(|head| head.contains(name.span));
            if filed || said_of(&view, name, tokens.start, reading) {
                at = end;
                continue;
            }
            let group = Group {
                tokens: at..end,
                span: name.span,
                actors: name.actor.iter().cloned().collect(),
                place: name.place.clone(),
                form: name.form,
                preposition: None,
                possessive: false,
            };
            view.add(group, &skip, &body);
            at = end;
        } else if let Some(group) = discourse.refer(reading, &view, at, &view.groups) {
            let end = group.tokens.end;
            view.add(group, &skip, &body);
            at = end;
        } else {
            at += 1;
        }
    }
    view
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
