//! Where a happening was.

use crate::actor::{NameForm, PlaceId};
use crate::config::lexicon::Frame;
use crate::event::extract::join;
use crate::event::frame::Frames;
use crate::event::sentence::{Group, is_preposition, leads_back};
use crate::event::{Participant, Role};

/// What a verb of motion says of the places around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// "reached Oslo": the place is where it leads.
    There,
    /// "returned after a meeting in Oslo": it does not lead to Oslo.
    Back,
    /// "left Oslo for Lima": it begins in Oslo.
    Off,
}

impl Frames<'_> {
    /// Where it was: a place under a preposition of place, the nearest after the trigger first.
    pub(super) fn place(&mut self, frame: Frame, noun: bool, way: Way) {
        let view = self.scene.view;
        let reading = self.scene.reading;
        let clause = view.clause(self.at);
        let motion = frame == Frame::Motion;
        let mut best: Option<(usize, Group)> = None;
        for group in
            self.groups().iter().filter(|it| it.place.is_some() && !self.qualifies_noun(it))
        {
            let after = group.tokens.start > self.at;
            let distance = if after {
                group.tokens.start - self.at
            } else {
                self.at - group.tokens.start.min(self.at)
            };
            let same = view.clause(group.tokens.start) == clause;
            let preposition = group.preposition.as_deref();
            let fits = match preposition {
                Some("in" | "at" | "near" | "outside" | "inside") => {
                    !(way == Way::Back && self.is_behind(group))
                }
                Some("on") => group.actors.is_empty(),
                Some("to" | "into" | "for" | "around" | "across" | "through") => motion && after,
                Some("from") => false,
                None => {
                    (motion && after && !noun && distance <= 4 && way != Way::Off)
                        || (noun && !after && distance <= 4 && group.form == NameForm::Seat)
                        || (noun && !after && distance <= 3 && group.actors.is_empty())
                }
                Some(_) => false,
            };
            // "during China's Victory Day celebrations": the country whose day it is.
            let holder = !fits && group.possessive && after && preposition == Some("during");
            if !(fits || holder) {
                continue;
            }
            let country = group.place.as_ref().is_some_and(|it| reading.is_country(it));
            // "before his talks with Berg in Oslo": Oslo is where the talks were.
            let other =
                after && self.around.nouns.range(self.at + 1..group.tokens.start).next().is_some();
            // "two years after they met in Oslo": the clause has a happening of its own.
            let told = |it: &usize| view.clause(*it) == view.clause(group.tokens.start);
            let other = other || !same && self.around.verbs.iter().any(told);
            let cost = distance
                + if other { 25 } else { 0 }
                + if same { 0 } else { 15 }
                + if after { 0 } else { 6 }
                + if country { 4 } else { 0 };
            if cost < 34 && best.as_ref().is_none_or(|it| cost < it.0) {
                best = Some((cost, group.clone()));
            }
        }
        if let Some((_, group)) = best {
            self.parts.place.clone_from(&group.place);
            self.parts.names.push(group.span);
        } else if let Some(dateline) = self.here() {
            self.parts.place = Some(dateline);
        }
        if motion {
            self.visited_state();
        }
    }

    /// Whether a group stands under what came before: "after a meeting in Oslo".
    fn is_behind(&self, group: &Group) -> bool {
        let between = self.at + 1..group.tokens.start.max(self.at + 1);
        between.into_iter().any(|it| leads_back(self.scene.view.word(it)))
    }

    /// "near U.S. embassies": an abbreviation before a noun says whose that is, and not where.
    fn qualifies_noun(&self, group: &Group) -> bool {
        let view = self.scene.view;
        let letters = || view.text.slice(group.span).chars().filter(|it| it.is_alphanumeric());
        let short = letters().count() < 5 && letters().all(char::is_uppercase);
        let next = group.tokens.end;
        let word = view.word(next);
        short
            && view.tokens.contains(&next)
            && view.is_lower(next)
            && word.len() > 3
            && !is_preposition(word)
            && !view.is_in_time(next)
            && view.clause(next) == view.clause(group.tokens.start)
            && !self.scene.triggers.words.is_past(word)
            && !word.ends_with("ly")
            && !matches!(
                word,
                "last" | "this" | "next" | "when" | "then" | "also" | "will" | "would"
            )
    }

    /// "arrived here": where the text was filed from.
    fn here(&self) -> Option<PlaceId> {
        let view = self.scene.view;
        let near = self.at..(self.at + 12).min(view.tokens.end);
        near.into_iter()
            .any(|it| view.word(it) == "here")
            .then(|| self.scene.dateline.cloned())
            .flatten()
    }

    /// "returned from Norway": what ends a journey is done to where it went.
    pub(super) fn left(&mut self) {
        let reading = self.scene.reading;
        let from = self.after().into_iter().find(|it| {
            it.preposition.as_deref() == Some("from")
                && (it.place.is_some() || !it.actors.is_empty())
        });
        let Some(group) = from.filter(|_| !self.parts.participants.is_empty()) else { return };
        let state = group.place.as_ref().and_then(|it| reading.state_of_place(it)).cloned();
        if let Some(actor) = state.or_else(|| group.actors.first().cloned()) {
            join(&mut self.parts.participants, &actor, Role::Target);
            self.parts.names.push(group.span);
        }
    }

    /// Who goes to a place goes to its state.
    fn visited_state(&mut self) {
        let reading = self.scene.reading;
        let state = self.parts.place.as_ref().and_then(|it| reading.state_of_place(it)).cloned();
        // Nobody visits his own country: "their visit" to Oslo of a king and his guest.
        if let Some(state) = &state {
            let at_home = |it: &Participant| reading.state_of(&it.actor).as_ref() == Some(state);
            let guests =
                self.parts.participants.iter().any(|it| it.role == Role::Agent && !at_home(it));
            for it in self.parts.participants.iter_mut().filter(|it| guests && at_home(it)) {
                it.role = Role::Target;
            }
        }
        if let Some(state) = state.filter(|_| !self.parts.participants.is_empty()) {
            let own = self.parts.participants.iter().any(|it| {
                it.actor == state
                    || reading.registry.actor(&it.actor).and_then(|it| it.state.as_ref())
                        == Some(&state)
            });
            if !own {
                join(&mut self.parts.participants, &state, Role::Target);
            }
        }
    }
}
