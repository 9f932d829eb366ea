//! Who leads a body that takes part: "a delegation of miners, led by Ada Berg, arrived".

use crate::config::lexicon::Frame;
use crate::event::Role;
use crate::event::extract::join;
use crate::event::frame::Frames;
use crate::event::sentence::Group;

/// The nouns of bodies that somebody leads somewhere.
pub(in crate::event) const BODIES: &[&str] =
    &["delegation", "delegations", "mission", "team", "group", "party"];

impl Frames<'_> {
    /// The person right after "led by" behind a group.
    pub(super) fn leader_of(&self, body: &Group) -> Option<&Group> {
        const REACH: usize = 6;
        let end = body.tokens.end;
        let led = (end..end + REACH).find(|&it| self.is_led(it))?;
        self.leader_at(led)
    }

    fn is_led(&self, at: usize) -> bool {
        let view = self.scene.view;
        matches!(view.word(at), "led" | "headed") && view.word(at + 1) == "by"
    }

    /// The first person within a few words of "led by": an office may stand between.
    fn leader_at(&self, led: usize) -> Option<&Group> {
        const REACH: usize = 10;
        let person = |it: &&Group| it.actors.iter().any(|it| self.scene.reading.is_person(it));
        let near = |it: &&Group| it.tokens.start >= led + 2 && it.tokens.start <= led + REACH;
        self.groups().iter().filter(near).find(person)
    }

    /// Whoever leads a body takes part in what the body takes part in, as what it is there; where the body is
    /// nobody's that is named, its leader stands for it.
    pub(super) fn leaders(&mut self, frame: Frame) {
        let view = self.scene.view;
        let leds: Vec<usize> = view.tokens.clone().filter(|&it| self.is_led(it)).collect();
        for led in leds {
            let Some(leader) = self.leader_at(led).cloned() else { continue };
            let Some(body) = self.body_before(led) else { continue };
            let role =
                self.role_of_body(body, led).or_else(|| self.role_of_nobodys(body, led, frame));
            if let Some(role) = role {
                for actor in &leader.actors {
                    join(&mut self.parts.participants, actor, role);
                }
                self.parts.names.push(leader.span);
            }
        }
    }

    /// The noun of a body that "led by" says something of.
    fn body_before(&self, led: usize) -> Option<usize> {
        const REACH: usize = 14;
        let view = self.scene.view;
        let low = led.saturating_sub(REACH).max(view.tokens.start);
        let verb = |it: usize| it != led && self.around.verbs.contains(&it);
        (low..led)
            .rev()
            .take_while(|&it| !verb(it) && !self.is_led(it))
            .find(|&it| BODIES.contains(&view.word(it)))
    }

    /// The role of the state or organisation that the body is of.
    fn role_of_body(&self, body: usize, led: usize) -> Option<Role> {
        const BEFORE: usize = 3;
        let own = self.groups().iter().filter(|it| {
            it.tokens.contains(&body)
                || it.tokens.end <= led && it.tokens.end + BEFORE > body && !it.possessive
        });
        let actors: Vec<_> = own.flat_map(|it| &it.actors).collect();
        let party = self.parts.participants.iter().find(|it| actors.contains(&&it.actor));
        party.map(|it| it.role)
    }

    /// The role of a body that is nobody's: that of the subject, or of the one after the trigger.
    fn role_of_nobodys(&self, body: usize, led: usize, frame: Frame) -> Option<Role> {
        const AFTER: usize = 6;
        let view = self.scene.view;
        let named = self
            .groups()
            .iter()
            .any(|it| it.tokens.contains(&body) || it.tokens.start > body && it.tokens.end <= led);
        if named || view.clause(body) != view.clause(self.at) {
            return None;
        }
        let before = body.checked_sub(2).map_or("", |it| view.word(it));
        match frame {
            _ if body < self.at && matches!(before, "of" | "with" | "by" | "from" | "for") => None,
            Frame::Joint if body < self.at || body <= self.at + AFTER => Some(Role::Participant),
            Frame::Received if body < self.at => Some(Role::Target),
            _ if body < self.at => Some(Role::Agent),
            Frame::Directed if body <= self.at + AFTER => Some(Role::Target),
            _ => None,
        }
    }
}
