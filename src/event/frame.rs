//! Who does what to whom, and where: the parts of a happening, from the groups around its trigger.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{ActorId, NameForm, PlaceId};
use crate::config::lexicon::{Frame, Quad};
use crate::event::extract::{Scene, join};
use crate::event::modality::Manner;
use crate::event::sentence::Group;
use crate::event::trigger::{Form, Shape};
use crate::event::{Participant, Role};
use crate::source::Span;

/// What the frame of a trigger gave.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) participants: Vec<Participant>,
    pub(super) place: Option<PlaceId>,
    pub(super) object: Option<String>,
    pub(super) names: Vec<Span>,
    /// The grammatical subject, for verbs joined by "and".
    pub(super) subject: Vec<ActorId>,
    /// Whether somebody is known only by a pronoun.
    pub(super) by_reference: bool,
}

/// Prepositions under which a name is a place before it is an actor.
const PLACE: &[&str] = &[
    "in", "at", "near", "outside", "into", "inside", "across", "around", "through", "via", "onto",
    "on",
];

/// The other triggers of the sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) verbs: &'a BTreeSet<usize>,
    pub(super) nouns: &'a BTreeSet<usize>,
    /// The subjects of the verbs read so far.
    pub(super) subjects: &'a BTreeMap<usize, Vec<ActorId>>,
}

struct Frames<'a> {
    scene: &'a Scene<'a>,
    at: usize,
    around: Around<'a>,
    parts: Parts,
}

pub(super) fn parts(
    scene: &Scene<'_>,
    at: usize,
    form: &Form,
    manner: &Manner,
    object: Option<(usize, usize)>,
    around: Around<'_>,
) -> Parts {
    let frame = scene.triggers.frame(form);
    let mut it = Frames { scene, at, around, parts: Parts::default() };
    if form.shape == Shape::Noun {
        it.nominal(frame);
    } else {
        it.verbal(frame, manner, object);
    }
    it.place(frame, form.shape == Shape::Noun);
    it.parts.object = object.and_then(|span| it.object_phrase(span));
    it.parts.names.sort();
    it.parts.names.dedup();
    it.parts
}

impl Frames<'_> {
    fn groups(&self) -> &[Group] {
        &self.scene.view.groups
    }

    /// Whether a group can act: it names somebody, not (only) somewhere, not an adjective.
    fn acts(&self, group: &Group) -> bool {
        // "sanctions on Norway": what one is on is no place, unless it is nothing else.
        let placed = group.place.is_some()
            && group.preposition.as_deref().is_some_and(|it| PLACE.contains(&it))
            && !(self.under(group, &["on"]) && group.form == NameForm::Name);
        !group.actors.is_empty()
            && !placed
            && group.form != NameForm::Demonym
            && !self.names_a_thing(group)
    }

    /// "the Oslo Declaration": a seat that is part of another name.
    fn names_a_thing(&self, group: &Group) -> bool {
        let next = group.tokens.end;
        let token = self.scene.view.text.tokens().get(next);
        group.form == NameForm::Seat
            && group.place.is_some()
            && self.scene.view.tokens.contains(&next)
            && token.is_some_and(|it| it.capital && it.spaced)
            && !self.groups().iter().any(|it| it.tokens.contains(&next))
    }

    fn take(&mut self, group: &Group, role: Role) {
        for actor in &group.actors {
            join(&mut self.parts.participants, actor, role);
        }
        self.parts.names.push(group.span);
        self.parts.by_reference |= group.form == NameForm::Reference;
    }

    fn under(&self, group: &Group, prepositions: &[&str]) -> bool {
        group.preposition.as_deref().is_some_and(|it| prepositions.contains(&it))
    }

    /// The groups after the trigger, up to the end of its reach.
    fn after(&self) -> Vec<Group> {
        let view = self.scene.view;
        let next_verb =
            self.around.verbs.range(self.at + 1..).next().copied().unwrap_or(usize::MAX);
        let clause = view.clause(self.at);
        self.groups()
            .iter()
            .filter(|it| it.tokens.start > self.at && it.tokens.start < self.at + 40)
            // A verb joined by "and" has its own complements.
            // "before his talks with Berg": Berg belongs to the talks.
            .filter(|it| self.around.nouns.range(self.at + 1..it.tokens.start).next().is_none())
            .filter(|it| it.tokens.start < next_verb || view.clause(next_verb) != clause)
            .filter(|it| view.clause(it.tokens.start) == clause)
            .cloned()
            .collect()
    }

    /// The subject of a verb: the nearest group before it that stands under no preposition, with
    /// those that are joined to it.
    fn subject(&self, start: usize) -> (Vec<Group>, Vec<ActorId>) {
        let Around { verbs, subjects, .. } = self.around;
        let view = self.scene.view;
        let clause = view.clause(self.at);
        let joined = start > view.tokens.start
            && matches!(view.word(start - 1), "and" | "then" | ",")
            && verbs.range(..self.at).next_back().is_some_and(|it| view.clause(*it) == clause);
        if joined && let Some(before) = verbs.range(..self.at).next_back() {
            return (Vec::new(), subjects.get(before).cloned().unwrap_or_default());
        }
        let free = |it: &&Group| {
            it.tokens.end <= start
                && it.preposition.is_none()
                && !it.possessive
                && !it.actors.is_empty()
                && it.form != NameForm::Demonym
        };
        let mut chosen = self
            .groups()
            .iter()
            .rposition(|it| free(&it) && view.clause(it.tokens.start) == clause);
        if chosen.is_none() {
            // A relative clause: "Berg, who met …"; "the message, which Lind sent".
            let opener = (view.tokens.start..self.at).rev().find(|&it| view.clause(it) != clause);
            chosen = self.groups().iter().rposition(|it| {
                free(&it) && opener.is_some_and(|opener| it.tokens.start <= opener)
            });
        }
        let Some(mut last) = chosen else { return self.subject_after(start) };
        // "Berg, the Norwegian minister, met": the name, not what is said of it.
        while last > 0 {
            let (name, said) = (&self.groups()[last - 1], &self.groups()[last]);
            let apposed = said.form == NameForm::Office
                && name.tokens.end < said.tokens.start
                && view.word(name.tokens.end) == ","
                && said.tokens.start - name.tokens.end <= 3
                && free(&name);
            if !apposed {
                break;
            }
            last -= 1;
        }
        let mut groups = vec![self.groups()[last].clone()];
        while last > 0 {
            let (a, b) = (&self.groups()[last - 1], &self.groups()[last]);
            let between: Vec<&str> =
                (a.tokens.end..b.tokens.start).map(|it| view.word(it)).collect();
            // "Berg, Prado and Dahl": a comma links what an "and" goes on.
            let comma = groups.len() > 1 && between.contains(&",");
            let linked = between.len() <= 4
                && (comma || between.iter().any(|it| matches!(*it, "and" | "&")))
                && between.iter().all(|it| {
                    matches!(*it, "and" | "&" | "," | "the" | "his" | "her" | "president" | "mr")
                });
            if !(linked && free(&a)) {
                break;
            }
            groups.push(a.clone());
            last -= 1;
        }
        groups.reverse();
        (groups, Vec::new())
    }

    /// "Extending his greetings to him, Berg said": the subject comes after the comma.
    fn subject_after(&self, start: usize) -> (Vec<Group>, Vec<ActorId>) {
        let view = self.scene.view;
        if start > view.tokens.start + 2 {
            return (Vec::new(), Vec::new());
        }
        let comma = (start..view.tokens.end).find(|&it| view.word(it) == ",");
        let group = comma.and_then(|comma| {
            self.groups().iter().find(|it| {
                it.tokens.start > comma
                    && it.tokens.start <= comma + 3
                    && it.preposition.is_none()
                    && self.acts(it)
            })
        });
        (group.cloned().into_iter().collect(), Vec::new())
    }

    fn verbal(&mut self, frame: Frame, manner: &Manner, object: Option<(usize, usize)>) {
        let (groups, inherited) = self.subject(manner.start);
        let after = self.after();
        let mut subject: Vec<ActorId> = inherited;
        subject.extend(groups.iter().flat_map(|it| it.actors.iter().cloned()));
        if manner.passive {
            self.passive(frame, &groups, &after, manner);
            self.own_side(frame);
            self.parts.subject = subject;
            return;
        }
        let role = match frame {
            Frame::Joint => Role::Participant,
            Frame::Received => Role::Target,
            Frame::Directed | Frame::Motion | Frame::Single => Role::Agent,
        };
        for actor in &subject {
            join(&mut self.parts.participants, actor, role);
        }
        let reference = groups.iter().any(|it| it.form == NameForm::Reference);
        self.parts.by_reference |= reference;
        self.parts.names.extend(groups.iter().map(|it| it.span));
        self.parts.subject = subject;
        let limit = object.map_or(self.at + 9, |it| it.0 + 1);
        let direct = after
            .iter()
            .find(|it| {
                it.preposition.is_none()
                    && self.acts(it)
                    && !it.possessive
                    && it.tokens.start < limit.max(self.at + 9)
            })
            .cloned();
        // "threatened to arm Norway" says nothing to Norway.
        let infinitive = frame == Frame::Directed && object.is_none() && self.opens_infinitive();
        let direct = direct.filter(|_| !infinitive);
        for group in &after {
            if !self.acts(group) || infinitive {
                continue;
            }
            match frame {
                Frame::Joint
                    if self.under(group, &["with", "between", "among", "alongside"])
                        && !group.possessive =>
                {
                    self.take(group, Role::Participant);
                }
                Frame::Directed
                    if self.under(group, &["to", "for", "against", "toward", "towards", "on"]) =>
                {
                    // "invited him to Oslo": where to, not whom.
                    let whither = group.place.is_some() && direct.is_some();
                    let theme = whither
                        || self.under(group, &["for", "on"]) && self.parts.participants.len() > 1;
                    if !theme {
                        self.take(group, Role::Target);
                    }
                }
                Frame::Received if self.under(group, &["from"]) => self.take(group, Role::Agent),
                // "severed relations with B", "expelled two diplomats of B", "bought shares of B".
                Frame::Directed if self.completes(group, object) => {
                    self.take(group, Role::Target);
                }
                _ => {}
            }
        }
        if let Some(group) = direct.filter(|it| {
            object.is_none_or(|object| it.tokens.end <= object.0 + 1 || frame == Frame::Directed)
        }) {
            match frame {
                Frame::Joint => self.take(&group, Role::Participant),
                Frame::Directed => self.take(&group, Role::Target),
                Frame::Motion if group.place.is_none() => self.take(&group, Role::Target),
                _ => {}
            }
        }
        if frame == Frame::Directed && !infinitive {
            self.whose_object(&after);
        }
        if matches!(frame, Frame::Joint | Frame::Single) {
            self.parties_of_object(
                object,
                if frame == Frame::Joint { Role::Participant } else { Role::Target },
            );
        }
        self.own_side(frame);
    }

    /// Whether a group says whose the object is, where nobody is known yet to whom it was done.
    fn completes(&self, group: &Group, object: Option<(usize, usize)>) -> bool {
        let near = object.map_or(self.at + 4, |it| it.1 + 2);
        let found = self.parts.participants.iter().any(|it| it.role == Role::Target);
        let with = object.is_some() && self.under(group, &["with"]);
        !found && group.tokens.start <= near && (with || self.under(group, &["of"]))
    }

    /// "rejected a Brazilian proposal", "demanded an answer from Brazil": done to whose it is, where nobody
    /// else is named.
    fn whose_object(&mut self, after: &[Group]) {
        const NEAR: usize = 9;
        let found = self.parts.participants.iter().any(|it| it.role == Role::Target);
        let acting = self.parts.participants.iter().any(|it| it.role == Role::Agent);
        let whose = after.iter().find(|it| {
            let owner = it.possessive || it.form == NameForm::Demonym;
            (owner || self.under(it, &["from"]) && self.acts(it))
                && !it.actors.is_empty()
                && it.tokens.start < self.at + NEAR
        });
        if let Some(group) = whose.filter(|_| acting && !found).cloned() {
            self.take(&group, Role::Target);
        }
    }

    /// "was sent to B by A", "was received by B", "was signed by A and B".
    fn passive(&mut self, frame: Frame, groups: &[Group], after: &[Group], manner: &Manner) {
        let done_to = match frame {
            Frame::Directed | Frame::Motion => Role::Target,
            Frame::Received => Role::Agent,
            Frame::Joint => Role::Participant,
            Frame::Single => Role::Target,
        };
        for group in after.iter().filter(|it| self.acts(it)).cloned().collect::<Vec<_>>() {
            if self.under(&group, &["by"]) {
                let role = match frame {
                    Frame::Joint => Role::Participant,
                    Frame::Received => Role::Target,
                    _ => Role::Agent,
                };
                self.take(&group, role);
            } else if self.under(&group, &["to"]) && frame == Frame::Directed {
                self.take(&group, Role::Target);
            } else if self.under(&group, &["between", "with"]) {
                self.take(&group, Role::Participant);
            }
        }
        if manner.reduced {
            return;
        }
        for group in groups {
            if self.acts(group) {
                self.take(group, done_to);
            }
        }
        // "instruments of ratification of the treaty between A and B were exchanged".
        let start = manner.start;
        let before: Vec<Group> = self
            .groups()
            .iter()
            .filter(|it| {
                it.tokens.end <= start
                    && self.acts(it)
                    && self.under(it, &["between", "of", "from", "to"])
            })
            .cloned()
            .collect();
        for group in before {
            let role = match group.preposition.as_deref() {
                Some("from") => Role::Agent,
                Some("to") if frame == Frame::Directed => Role::Target,
                Some("between") => Role::Participant,
                _ if frame == Frame::Joint => Role::Participant,
                _ => continue,
            };
            self.take(&group, role);
        }
    }

    /// Whether "to" and no name follows the verb: "threatened to …".
    fn opens_infinitive(&self) -> bool {
        let view = self.scene.view;
        let verb = self.at + 2;
        let named = self.groups().iter().any(|it| it.tokens.start == verb);
        let article = matches!(view.word(verb), "the" | "a" | "an" | "his" | "her" | "their");
        // "threatened to attack Norway" does.
        let triggers = self.scene.triggers;
        let hostile = triggers.of(view.word(verb)).iter().any(|it| {
            matches!(triggers.kind(it).quad, Quad::MaterialConflict | Quad::VerbalConflict)
        });
        view.word(self.at + 1) == "to" && !article && !named && !hostile
    }

    /// Nobody acts toward the state that he acts for: "praised Norway's soldiers", said by its king.
    fn own_side(&mut self, frame: Frame) {
        if frame != Frame::Directed {
            return;
        }
        let reading = self.scene.reading;
        let agents = self.parts.participants.iter().filter(|it| it.role == Role::Agent);
        let states: Vec<ActorId> = agents.filter_map(|it| reading.state_of(&it.actor)).collect();
        self.parts.participants.retain(|it| it.role != Role::Target || !states.contains(&it.actor));
    }

    /// "the treaty between Norway and Brazil", "a deal with Norway"; and before the verb, as in "the
    /// treaty between them came into force".
    fn parties_of_object(&mut self, object: Option<(usize, usize)>, role: Role) {
        let (at, verb) = (object.map_or(self.at + 1, |it| it.1), self.at);
        let before = self.groups().iter().filter(|it| it.tokens.end <= verb).cloned();
        let parties = before.chain(self.after()).filter(|it| {
            it.tokens.start >= at
                && self.under(it, &["between", "with"])
                && self.acts(it)
                && !it.possessive
        });
        for group in parties.collect::<Vec<_>>() {
            self.take(&group, role);
        }
    }

    fn nominal(&mut self, frame: Frame) {
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
                    || self.scene.triggers.words.modifiers.iter().any(|word| word == it)
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
            if self.under(&group, &["with", "between", "together"]) {
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

    /// Where it was: a place under a preposition of place, the nearest after the trigger first.
    fn place(&mut self, frame: Frame, noun: bool) {
        let view = self.scene.view;
        let reading = self.scene.reading;
        let clause = view.clause(self.at);
        let motion = frame == Frame::Motion;
        let mut best: Option<(usize, Group)> = None;
        for group in self.groups().iter().filter(|it| it.place.is_some()) {
            let after = group.tokens.start > self.at;
            let distance = if after {
                group.tokens.start - self.at
            } else {
                self.at - group.tokens.start.min(self.at)
            };
            let same = view.clause(group.tokens.start) == clause;
            let preposition = group.preposition.as_deref();
            let fits = match preposition {
                Some("in" | "at" | "near" | "outside" | "inside") => true,
                Some("on") => group.actors.is_empty(),
                Some("to" | "into" | "for" | "around" | "across" | "through") => motion && after,
                Some("from") => false,
                None => {
                    (motion && after && !noun && distance <= 4)
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
            let cost = distance
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

    /// "arrived here": where the text was filed from.
    fn here(&self) -> Option<PlaceId> {
        let view = self.scene.view;
        let near = self.at..(self.at + 12).min(view.tokens.end);
        near.into_iter()
            .any(|it| view.word(it) == "here")
            .then(|| self.scene.dateline.cloned())
            .flatten()
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

    /// The object in words, for titles: "treaty on comprehensive strategic partnership".
    fn object_phrase(&self, (start, end): (usize, usize)) -> Option<String> {
        let view = self.scene.view;
        let is_group = |at: usize| self.groups().iter().any(|it| it.tokens.contains(&at));
        let plain = |at: usize| view.word(at).chars().all(|it| it.is_alphabetic() || it == '-');
        let mut first = start;
        while first > view.tokens.start && start - first < 3 {
            let word = view.word(first - 1);
            let stop = matches!(
                word,
                "the"
                    | "a"
                    | "an"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "of"
                    | "on"
                    | "to"
                    | "and"
                    | "by"
                    | "in"
                    | "with"
                    | "several"
                    | "two"
                    | "three"
                    | "for"
                    | "at"
                    | "from"
                    | "new"
            );
            if stop
                || is_group(first - 1)
                || first - 1 == self.at
                || !plain(first - 1)
                || word.ends_with("ed")
            {
                break;
            }
            first -= 1;
        }
        let is_date = |at: usize| {
            let span = view.text.tokens()[at].span();
            let timexes = self.scene.reading.timexes;
            let next = timexes.partition_point(|it| it.span.end <= span.start);
            timexes.get(next).is_some_and(|it| it.span.overlaps(span))
        };
        let vague = (first..start).any(|it| {
            matches!(
                view.word(it),
                "most"
                    | "such"
                    | "any"
                    | "no"
                    | "another"
                    | "similar"
                    | "same"
                    | "first"
                    | "second"
                    | "last"
            )
        });
        if vague {
            return None;
        }
        let mut last = end;
        let goes_on = last + 1 < view.tokens.end && !is_group(last + 1) && !is_date(last + 1);
        if matches!(view.word(last), "of" | "on") && goes_on {
            let mut at = last + 1;
            while at < view.tokens.end && at < last + 8 {
                let word = view.word(at);
                let stop = matches!(
                    word,
                    "between"
                        | "with"
                        | "in"
                        | "at"
                        | ","
                        | "."
                        | "that"
                        | "which"
                        | "on"
                        | "after"
                        | "to"
                        | "during"
                        | "for"
                        | "from"
                        | "by"
                        | "as"
                        | "was"
                        | "were"
                        | "signed"
                        | "he"
                        | "they"
                );
                if stop || is_group(at) || is_date(at) || !plain(at) {
                    break;
                }
                at += 1;
            }
            while at > last + 1 && matches!(view.word(at - 1), "and" | "the" | "a" | "or") {
                at -= 1;
            }
            if at > last + 1 {
                last = at;
            }
        }
        let tokens = view.text.tokens();
        let span = tokens[first].span().join(tokens[last - 1].span());
        let text = view.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        (text.chars().count() <= 70).then_some(text)
    }
}
