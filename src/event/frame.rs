//! Who does what to whom, and where: the parts of a happening, from the groups around its trigger.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{ActorId, NameForm, PlaceId};
use crate::config::lexicon::{Frame, Quad};
use crate::event::extract::{Scene, join};
use crate::event::frame::place::Way;
use crate::event::modality::Manner;
use crate::event::sentence::{Group, is_preposition};
use crate::event::trigger::{Form, Shape};
use crate::event::{Participant, Role};
use crate::source::Span;

mod hosted;
mod leader;
mod nominal;
mod object;
mod place;
mod seat;

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
    /// Those who may take part.
    groups: Cow<'a, [Group]>,
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
    let groups = scene.view.groups_at(at);
    let mut it = Frames { scene, at, groups, around, parts: Parts::default() };
    if form.shape == Shape::Noun {
        it.nominal(frame);
    } else {
        it.verbal(frame, manner, object, form.then.last().map(String::as_str));
    }
    it.leaders(frame);
    if scene.triggers.trigger(form).ends {
        it.left();
    }
    let way = match form.then.first().map(String::as_str) {
        _ if scene.triggers.trigger(form).ends => Way::Back,
        Some("for" | "to") => Way::Off,
        _ => Way::There,
    };
    it.place(frame, form.shape == Shape::Noun, way);
    if let (true, Some(object)) = (scene.triggers.trigger(form).hosted, object) {
        it.hosted(object);
    }
    it.parts.object = object.and_then(|span| it.object_phrase(span));
    it.parts.names.sort();
    it.parts.names.dedup();
    it.parts
}

/// Who takes part in what a noun names, where several do so alike: "the treaty between A and B".
pub(super) fn nominal_parts(scene: &Scene<'_>, at: usize) -> Option<Parts> {
    let joint = |it: &&Form| it.shape == Shape::Noun && scene.triggers.frame(it) == Frame::Joint;
    let forms = scene.triggers.of(scene.view.word(at));
    let hint = || scene.triggers.hints_at_joint(scene.view.word(at));
    if !forms.iter().any(|it| joint(&it)) && !hint() {
        return None;
    }
    let mut it = Frames::alone(scene, at);
    it.nominal(Frame::Joint);
    Some(it.parts)
}

/// The parts of a clause whose verb the lexicon does not know: its subject acts on its object.
pub(super) fn general_parts(scene: &Scene<'_>, at: usize, manner: &Manner) -> Parts {
    let mut it = Frames::alone(scene, at);
    it.verbal(Frame::Directed, manner, None, None);
    it.leaders(Frame::Directed);
    it.place(Frame::Directed, false, Way::There);
    it.parts
}

/// The parties of what a noun names: "the treaty between Norway and Chile", "Berg's trip". Nobody where it names
/// none.
pub(super) fn noun_parts(scene: &Scene<'_>, at: usize, frame: Frame) -> Parts {
    let mut it = Frames::alone(scene, at);
    it.nominal(frame);
    if !it.parts.participants.is_empty() {
        it.place(frame, true, Way::There);
    }
    it.parts
}

/// Where somebody went to, told from the word that says so: "their trip to Norway".
pub(super) fn goal(scene: &Scene<'_>, at: usize) -> Option<(PlaceId, Vec<Span>)> {
    let mut it = Frames::alone(scene, at);
    it.place(Frame::Motion, false, Way::There);
    Some((it.parts.place?, it.parts.names))
}

impl<'a> Frames<'a> {
    /// The frame of a word in a sentence without other triggers.
    fn alone(scene: &'a Scene<'a>, at: usize) -> Self {
        static NONE: BTreeSet<usize> = BTreeSet::new();
        static NOBODY: BTreeMap<usize, Vec<ActorId>> = BTreeMap::new();
        let around = Around { verbs: &NONE, nouns: &NONE, subjects: &NOBODY };
        Self { scene, at, groups: scene.view.groups_at(at), around, parts: Parts::default() }
    }
}

impl Frames<'_> {
    fn groups(&self) -> &[Group] {
        &self.groups
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
    fn subject(&self, manner: &Manner) -> (Vec<Group>, Vec<ActorId>) {
        let (Around { verbs, subjects, .. }, start) = (self.around, manner.start);
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
                && (it.form != NameForm::Demonym || self.strikes(it, start))
                && !self.names_a_thing(it)
        };
        let mut chosen = self
            .groups()
            .iter()
            .rposition(|it| free(&it) && view.clause(it.tokens.start) == clause);
        if chosen.is_none() {
            // A relative clause: "Berg, who met …"; "the message, which Lind sent".
            let opener = (view.tokens.start..self.at).rev().find(|&it| view.clause(it) != clause);
            // What is done to a thing may be done by those told of before: "a week after the letter was sent".
            let unnamed = |it| !manner.passive && self.has_unnamed_subject(it + 1, start);
            if opener.is_some_and(unnamed) {
                return (Vec::new(), Vec::new());
            }
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
        groups.extend(self.leader_of(&self.groups()[last]).cloned());
        while last > 0 {
            // "Berg and his guest Prado": "his" stands between.
            let whose = |it: &Group| it.possessive && it.form == NameForm::Reference;
            let before = last - 1 - usize::from(last > 1 && whose(&self.groups()[last - 1]));
            let (a, b) = (&self.groups()[before], &self.groups()[last]);
            let between: Vec<&str> =
                (a.tokens.end..b.tokens.start).map(|it| view.word(it)).collect();
            // "Berg, Prado and Dahl": a comma links what an "and" goes on.
            let comma = groups.len() > 1 && between.contains(&",");
            // "A Norway-Brazil agreement": both.
            let pair = matches!(between.as_slice(), ["-" | "–" | "/"]);
            let linked = pair
                || between.len() <= 4
                    && (comma || between.iter().any(|it| matches!(*it, "and" | "&")))
                    && between.iter().all(|it| {
                        matches!(*it, "and" | "&" | "," | "the" | "his" | "her" | "guest" | "mr")
                            || self.scene.triggers.words.offices.contains(*it)
                    });
            // "Norwegian and Brazilian troops": the adjective is one of two.
            let paired = a.form == NameForm::Demonym
                && between == ["and"]
                && !a.actors.is_empty()
                && !self.names_a_thing(a);
            if !(linked && (free(&a) || paired && a.preposition.is_none())) {
                break;
            }
            groups.push(a.clone());
            last = before;
        }
        groups.reverse();
        (groups, Vec::new())
    }

    /// "Norwegian shelling killed": the arms before a verb act for those whose they are.
    fn strikes(&self, people: &Group, verb: usize) -> bool {
        /// From the adjective to the noun: "Norwegian long-range artillery".
        const NEAR: usize = 5;
        let (view, words) = (self.scene.view, &self.scene.triggers.words);
        let first = people.tokens.end;
        let plain = |it: usize| {
            let word = view.word(it);
            let joins = matches!(word, "-" | "and") || view.is_lower(it);
            joins && !words.is_past(word) && !is_preposition(word)
        };
        let near = first..verb.min(first + NEAR);
        near.take_while(|&it| plain(it)).any(|it| words.arms.contains(view.word(it)))
    }

    /// Whether the clause that a word opens has a subject of its own that names nobody: "after a hard winter
    /// killed", "while rebels held".
    fn has_unnamed_subject(&self, opener: usize, verb: usize) -> bool {
        let view = self.scene.view;
        let first = opener + 1;
        if first >= verb || view.word(opener) == "who" {
            return false;
        }
        // What "which" and "that" refer to may be whose the clause is.
        let relative = matches!(view.word(opener), "which" | "that" | "whose" | "whom");
        let article = !relative
            && matches!(
                view.word(first),
                "a" | "an" | "the" | "some" | "two" | "three" | "several" | "its" | "their"
            );
        let disaster =
            (first..verb).any(|it| self.scene.triggers.words.disasters.contains(view.word(it)));
        let named = self.groups().iter().any(|it| (first..verb).contains(&it.tokens.start));
        let dated = view.is_in_time(first);
        !named && !dated && (article || disaster)
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

    /// `particle` is the last word that belongs to the verb: "invested in", "lost to".
    fn verbal(
        &mut self,
        frame: Frame,
        manner: &Manner,
        object: Option<(usize, usize)>,
        particle: Option<&str>,
    ) {
        let (groups, inherited) = self.subject(manner);
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
        if frame == Frame::Directed {
            self.owner_of_ground(&after, object);
        }
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
                Frame::Joint | Frame::Directed | Frame::Received
                    if particle.is_some_and(|it| self.under(group, &[it])) && !group.possessive =>
                {
                    let other = match frame {
                        Frame::Joint => Role::Participant,
                        Frame::Received => Role::Agent,
                        _ => Role::Target,
                    };
                    self.take(group, other);
                }
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

    /// "raided a village in Norway", "opened an embassy in Oslo": done to whose ground the object stands on.
    fn owner_of_ground(&mut self, after: &[Group], object: Option<(usize, usize)>) {
        const GROUNDS: &[&str] = &[
            "village",
            "villages",
            "town",
            "city",
            "outpost",
            "post",
            "camp",
            "base",
            "port",
            "airfield",
            "farm",
            "market",
            "embassy",
            "consulate",
        ];
        let Some((_, end)) = object else { return };
        if !GROUNDS.contains(&self.scene.view.word(end - 1)) {
            return;
        }
        let ground = after.iter().find(|it| {
            it.tokens.start >= end && it.tokens.start <= end + 3 && self.under(it, &["in"])
        });
        let reading = self.scene.reading;
        let Some(group) = ground else { return };
        let state = group.place.as_ref().and_then(|it| reading.state_of_place(it)).cloned();
        let Some(state) = state else { return };
        let own = |it: &Participant| reading.acts_for(&it.actor, &state);
        if !self.parts.participants.is_empty() && !self.parts.participants.iter().any(own) {
            join(&mut self.parts.participants, &state, Role::Target);
            self.parts.names.push(group.span);
        }
    }

    /// Whether a group says whose the object is, where nobody is known yet to whom it was done.
    fn completes(&self, group: &Group, object: Option<(usize, usize)>) -> bool {
        let near = object.map_or(self.at + 4, |it| it.1 + 2);
        let found = self.parts.participants.iter().any(|it| it.role == Role::Target);
        let with = object.is_some() && self.under(group, &["with"]);
        // "a stake in Acme"
        let within = object.is_some() && group.place.is_none() && self.under(group, &["in"]);
        !found && group.tokens.start <= near && (with || within || self.under(group, &["of"]))
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
        // "sold Lind's portrait to a dealer": to whom it is done is told, and names nobody.
        let view = self.scene.view;
        let told = (self.at + 1..(self.at + NEAR).min(view.tokens.end)).any(|it| {
            let unnamed = matches!(view.word(it + 1), "a" | "an" | "another");
            let named = self.groups().iter().any(|group| {
                group.tokens.start > it && group.tokens.start <= it + 4 && !group.possessive
            });
            view.word(it) == "to" && unnamed && !named
        });
        if let Some(group) = whose.filter(|_| acting && !found && !told).cloned() {
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
}
