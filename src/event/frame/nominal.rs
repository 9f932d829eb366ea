//! The parts of what a noun names: "the talks between them", "his visit".

use crate::actor::NameForm;
use crate::config::lexicon::Frame;
use crate::event::Role;
use crate::event::frame::Frames;
use crate::event::sentence::Group;

impl Frames<'_> {
    pub(super) fn nominal(&mut self, frame: Frame) {
        let view = self.scene.view;
        let at = self.at;
        let agent = if frame == Frame::Joint { Role::Participant } else { Role::Agent };
        // "Berg's visit", "his first meeting".
        let owner = self
            .groups()
            .iter()
            .rev()
            .find(|it| {
                it.possessive
                    && it.tokens.end <= at
                    && at - it.tokens.end <= 5
                    && !it.actors.is_empty()
            })
            .filter(|it| it.place.is_none() || it.form == NameForm::Name)
            .cloned();
        if let Some(group) = &owner {
            self.take(group, agent);
        }
        // "the Norway-Sweden Oslo summit": names right before it.
        let mut edge = at;
        for group in
            self.groups().iter().rev().filter(|it| it.tokens.end <= at).cloned().collect::<Vec<_>>()
        {
            let between: Vec<&str> = (group.tokens.end..edge).map(|it| view.word(it)).collect();
            let adjacent = between.iter().all(|it| {
                matches!(*it, "-" | "–" | "/" | "and")
                    || self.scene.triggers.words.modifiers.contains(*it)
                    || matches!(*it, "bilateral" | "historic" | "top" | "level" | "high")
            });
            if !adjacent || between.len() > 4 || group.possessive {
                break;
            }
            if group.form == NameForm::Seat && group.place.is_some() {
                edge = group.tokens.start;
                continue;
            }
            if !group.actors.is_empty() && frame == Frame::Joint {
                self.take(&group, Role::Participant);
            }
            edge = group.tokens.start;
        }
        let after: Vec<Group> = self
            .after()
            .into_iter()
            .filter(|it| it.tokens.start < at + 16 && self.acts(it))
            .collect();
        for group in after {
            if self.under(&group, &["with", "between", "together"])
                || frame == Frame::Joint && self.under(&group, &["against"])
            {
                self.take(&group, Role::Participant);
            } else if owner.is_none()
                && (self.under(&group, &["by"])
                    || (self.under(&group, &["of"]) && group.tokens.start < at + 6))
            {
                self.take(&group, agent);
            } else if frame == Frame::Motion && self.under(&group, &["to"]) && group.place.is_none()
            {
                self.take(&group, Role::Target);
            }
        }
        // "Berg held the talks": whoever the sentence is about takes part.
        let lone = self.parts.participants.len() == 1 && frame == Frame::Joint && owner.is_none();
        if (lone || self.parts.participants.is_empty()) && self.is_held() {
            let clause = view.clause(at);
            let subject = self
                .groups()
                .iter()
                .find(|it| {
                    it.tokens.end <= at
                        && it.preposition.is_none()
                        && !it.possessive
                        && self.acts(it)
                        && view.clause(it.tokens.start) == clause
                })
                .cloned();
            if let Some(group) = subject {
                self.take(&group, agent);
            }
        }
    }

    /// "held talks", "attended the summit": a verb whose subject takes part in what the noun names.
    fn is_held(&self) -> bool {
        let low = self.at.saturating_sub(6).max(self.scene.view.tokens.start);
        (low..self.at).any(|it| {
            matches!(
                self.scene.view.word(it),
                "hold"
                    | "holds"
                    | "held"
                    | "holding"
                    | "have"
                    | "has"
                    | "had"
                    | "having"
                    | "attend"
                    | "attends"
                    | "attended"
                    | "join"
                    | "joined"
                    | "hosts"
                    | "hosted"
                    | "host"
                    | "paid"
                    | "pay"
                    | "pays"
                    | "made"
                    | "makes"
                    | "began"
                    | "begins"
                    | "concluded"
                    | "completed"
                    | "opened"
                    | "opens"
                    | "left"
                    | "on"
            )
        })
    }
}
