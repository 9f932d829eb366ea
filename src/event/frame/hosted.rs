//! Exhibitions, concerts, gatherings: whose they are, and where they are guests.

use crate::actor::{ActorId, NameForm};
use crate::event::extract::join;
use crate::event::frame::Frames;
use crate::event::sentence::{Group, is_preposition};
use crate::event::{Participant, Role};

impl Frames<'_> {
    /// "A Norwegian photo exhibition opened in Santiago": Norway's, and Chile has it in its land.
    pub(super) fn hosted(&mut self, (noun, _): (usize, usize)) {
        let view = self.scene.view;
        let reading = self.scene.reading;
        // "A dahlia exhibition" is not given by the dahlia.
        let known = |it: &ActorId| reading.is_state(it) || reading.state_of(it).is_some();
        let of_the_phrase = |it: &&Group| {
            let plain = |at: usize| {
                let word = view.word(at);
                !is_preposition(word) && !self.scene.triggers.words.is_past(word)
            };
            let adjective = it.form == NameForm::Demonym || it.preposition.is_none();
            // "an anti-Norwegian exhibition" is not Norway's.
            let joined =
                it.tokens.start > view.tokens.start && view.word(it.tokens.start - 1) == "-";
            it.tokens.end <= noun
                && adjective
                && !joined
                && it.actors.iter().any(known)
                && view.clause(it.tokens.start) == view.clause(noun)
                && (it.tokens.end..noun).all(plain)
        };
        let owners: Vec<Group> = self.groups().iter().filter(of_the_phrase).cloned().collect();
        // "given by the ensemble of the northern region of Norway and the Chilean embassy": "of" follows "by".
        let by = (self.at + 1..view.tokens.end).find(|&it| view.word(it) == "by");
        let givers = self.after().into_iter().filter(|it| {
            by.is_some_and(|by| by < it.tokens.start) && self.under(it, &["of"]) && self.acts(it)
        });
        for owner in owners.into_iter().chain(givers.collect::<Vec<_>>()) {
            self.take(&owner, Role::Participant);
        }
        let host = self.parts.place.as_ref().and_then(|it| reading.state_of_place(it)).cloned();
        let Some(host) = host.filter(|_| !self.parts.participants.is_empty()) else { return };
        let own = |it: &Participant| reading.acts_for(&it.actor, &host);
        if !self.parts.participants.iter().any(own) {
            join(&mut self.parts.participants, &host, Role::Participant);
        }
    }
}
