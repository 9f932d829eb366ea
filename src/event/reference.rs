//! Who "he", "the two leaders" and "both countries" are.

use std::collections::BTreeMap;

use crate::actor::{ActorId, NameForm};
use crate::config::lexicon::Frame;
use crate::event::extract::Reading;
use crate::event::modality::BE;
use crate::event::sentence::{Group, View};
use crate::event::trigger::Triggers;
use crate::source::Span;
use crate::text::TokenKind;

/// What a document has told so far.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    /// Persons with the sentence in which they were told last, the last one at the end.
    persons: Vec<(usize, ActorId)>,
    /// The person who was last the subject of a sentence.
    subject: Option<ActorId>,
    /// The parties of the treaty that the document speaks of.
    pub(super) parties: Vec<ActorId>,
    /// What the treaty is called that the document speaks of.
    pub(super) treaty: Option<String>,
    /// Sender and recipient of the message that the document tells of.
    pub(super) message: Option<(ActorId, ActorId)>,
    /// The two states that the document names most.
    states: Vec<ActorId>,
    /// The organisation or state that was the subject of a sentence, with that sentence.
    body: Option<(usize, ActorId)>,
    /// The last sentence whose subject was a ship.
    ship: Option<usize>,
    /// Whether it names no third one as often.
    clear: bool,
    /// Two states that a sentence told of together, and which sentence: "Norway and Brazil agreed".
    together: Option<(usize, Vec<ActorId>)>,
    /// Whether the author has set two sides.
    sided: bool,
    /// Whose delegation was told of, with who leads it.
    delegation: Vec<ActorId>,
}

/// The words that may refer back.
const REFERRING: &[&str] = &[
    "he",
    "she",
    "him",
    "his",
    "her",
    "they",
    "them",
    "their",
    "i",
    "me",
    "my",
    "you",
    "your",
    "we",
    "us",
    "our",
    "two",
    "both",
    "top",
    "respective",
    "it",
    "delegation",
];

/// How many sentences back "they" reaches.
const RECENT: usize = 3;

/// Nouns that stand for two persons after "two", "both" or "top".
const PAIRS_OF_PERSONS: &[&str] = &[
    "leaders",
    "presidents",
    "men",
    "ministers",
    "heads",
    "statesmen",
    "women",
    "sides",
    "officials",
];

/// Nouns that stand for two states.
const PAIRS_OF_STATES: &[&str] = &[
    "countries",
    "nations",
    "states",
    "sides",
    "governments",
    "neighbours",
    "neighbors",
    "peoples",
    "parties",
    "allies",
    "capitals",
    "companies",
];

impl Discourse {
    /// Counts the states of the whole document, so that "both countries" is known from the start.
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        let mut counts: BTreeMap<&ActorId, usize> = BTreeMap::new();
        for name in reading.names.iter().filter(|it| reading.in_body(it.span)) {
            let state = name.actor.as_ref().filter(|it| reading.is_state(it));
            if let Some(id) = state {
                *counts.entry(id).or_default() += 1;
            }
        }
        let sides = reading.registry.sides();
        if let Some(sides) = sides.filter(|it| it.iter().all(|side| counts.contains_key(side))) {
            return Self { states: sides.to_vec(), clear: true, sided: true, ..Self::default() };
        }
        let mut ranked: Vec<_> = counts.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let clear = ranked.len() == 2 || ranked.len() > 2 && ranked[1].1 > ranked[2].1;
        let states = ranked.into_iter().take(2).map(|it| it.0.clone()).collect();
        Self { states, clear, ..Self::default() }
    }

    /// Takes in the names of a sentence that has been read. The "you" of a quotation is not whom
    /// the next "he" means.
    pub(super) fn remember(&mut self, triggers: &Triggers, reading: &Reading<'_>, view: &View<'_>) {
        self.remember_delegation(reading, view);
        self.remember_together(reading, view);
        let mut subject = None;
        self.body = body_of(reading, view).map(|it| (view.index, it));
        let spoken_of = |it: &&Group| !is_of_dialogue(view, it) && !is_source(triggers, view, it);
        for group in view.groups.iter().filter(spoken_of) {
            for id in group.actors.iter().filter(|it| reading.is_person(it)) {
                self.persons.retain(|it| it.1 != *id);
                self.persons.push((view.index, id.clone()));
                if group.preposition.is_none() && !group.possessive && subject.is_none() {
                    subject = Some(id.clone());
                }
            }
        }
        if subject.is_some() {
            self.subject = subject;
            self.ship = None;
        }
        if opens_with_ship(triggers, view) {
            self.ship = Some(view.index);
        }
        // Somebody whom nobody knows is now spoken of: "he" may be that one, and nobody else.
        if opens_with_stranger(view) {
            self.subject = None;
            self.persons.clear();
        }
    }

    /// The noun phrase that refers back, if one begins at a token.
    pub(super) fn refer(
        &self,
        triggers: &Triggers,
        reading: &Reading<'_>,
        view: &View<'_>,
        at: usize,
        before: &[Group],
    ) -> Option<Group> {
        let word = view.word(at);
        if !REFERRING.contains(&word) {
            return None;
        }
        // Only persons are "he"; an organisation or a state is not.
        let persons: Vec<Group> = before
            .iter()
            .filter(|it| it.actors.iter().all(|it| reading.is_person(it)) && !it.actors.is_empty())
            .cloned()
            .collect();
        let before = persons.as_slice();
        // "The ferry left. She sank": no person.
        let ship = self.ship.is_some_and(|it| view.index - it <= RECENT) && before.is_empty();
        let (actors, end, possessive) = match word {
            "she" | "her" if ship => return None,
            "it" => (self.subject_body(triggers, view, at)?, at + 1, false),
            "they" if self.two_persons(view.index, before).is_none() => {
                (self.subject_body(triggers, view, at)?, at + 1, false)
            }
            "he" | "she" => (self.one(before, at)?, at + 1, false),
            "him" => (self.other(before, at)?, at + 1, false),
            "his" | "her" => (self.one(before, at)?, at + 1, true),
            "they" | "them" => (self.two_persons(view.index, before)?, at + 1, false),
            "their" => (self.two_persons(view.index, before)?, at + 1, true),
            "i" | "me" => (vec![self.message.as_ref()?.0.clone()], at + 1, false),
            "my" => (vec![self.message.as_ref()?.0.clone()], at + 1, true),
            "you" => (vec![self.message.as_ref()?.1.clone()], at + 1, false),
            "your" => (vec![self.message.as_ref()?.1.clone()], at + 1, true),
            "we" | "us" => (self.both_of_message()?, at + 1, false),
            "our" => (self.both_of_message()?, at + 1, true),
            "two" | "both" | "top" | "respective" => {
                namesakes(reading, view, at).or_else(|| self.pair(view, at, before))?
            }
            "delegation" => (self.delegation_again(view, at)?, at + 1, false),
            _ => return None,
        };
        let first = if at > view.tokens.start && view.word(at - 1) == "the" { at - 1 } else { at };
        let tokens = view.text.tokens();
        let span: Span = tokens[first].span().join(tokens[end - 1].span());
        Some(Group {
            tokens: first..end,
            span,
            actors,
            place: None,
            form: NameForm::Reference,
            preposition: None,
            possessive,
        })
    }

    fn pair(
        &self,
        view: &View<'_>,
        at: usize,
        before: &[Group],
    ) -> Option<(Vec<ActorId>, usize, bool)> {
        // "the two leaders", "both of the countries", "the top leaders of the two countries".
        // A hyphen and what it joins on count as nothing: "the two sea-faring nations".
        let joined = (at + 1..at + 4).filter(|&it| view.word(it) == "-").count() * 2;
        let end = (at + 1..at + 4 + joined).find(|&it| {
            PAIRS_OF_PERSONS.contains(&view.word(it)) || PAIRS_OF_STATES.contains(&view.word(it))
        })?;
        let noun = view.word(end);
        let persons = PAIRS_OF_PERSONS.contains(&noun) && view.word(at) != "respective";
        let states = PAIRS_OF_STATES.contains(&noun);
        let actors = match (persons, states) {
            (true, false) => self.two_persons(view.index, before)?,
            (false, true) => self.two_states(view.index)?,
            _ => self.two_states(view.index).or_else(|| self.two_persons(view.index, before))?,
        };
        // "the top leaders of the two countries" are the leaders.
        let of = matches!((view.word(end + 1), view.word(end + 2)), ("of", "the" | "both"));
        let owners = (end + 2..end + 6).find(|&it| PAIRS_OF_STATES.contains(&view.word(it)));
        let end = owners.filter(|_| of && persons).unwrap_or(end);
        Some((actors, end + 1, false))
    }

    /// "the delegation", where nothing else says whose it is: the one told last, with who leads it.
    fn delegation_again(&self, view: &View<'_>, at: usize) -> Option<Vec<ActorId>> {
        let the = at > view.tokens.start && view.word(at - 1) == "the";
        let own = matches!(view.word(at + 1), "of" | "from" | "led" | "headed")
            || matches!(view.word(at + 2), "led" | "headed");
        (the && !own && !self.delegation.is_empty()).then(|| self.delegation.clone())
    }

    /// Takes in two states that "and" or a hyphen joins.
    fn remember_together(&mut self, reading: &Reading<'_>, view: &View<'_>) {
        let state = |it: &Group| match it.actors.as_slice() {
            [id] if reading.is_state(id) => Some(id.clone()),
            _ => None,
        };
        for two in view.groups.windows(2) {
            let [one, other] = two else { continue };
            let between = one.tokens.end..other.tokens.start;
            let joined =
                between.len() == 1 && matches!(view.word(between.start), "and" | "-" | "–");
            if let (Some(a), Some(b), true) = (state(one), state(other), joined)
                && a != b
            {
                self.together = Some((view.index, vec![a, b]));
            }
        }
    }

    /// Takes in whose delegation a sentence tells of.
    fn remember_delegation(&mut self, reading: &Reading<'_>, view: &View<'_>) {
        const NEAR: usize = 4;
        const LED: usize = 14;
        let mut told = view.tokens.clone().filter(|&it| view.word(it) == "delegation");
        let Some(at) = told.next().filter(|_| told.next().is_none()) else { return };
        let led = (at..at + LED)
            .find(|&it| matches!(view.word(it), "led" | "headed") && view.word(it + 1) == "by");
        // "the delegation of miners of Norway led by Ada Berg": whatever stands before "led" says whose it is.
        let end = led.unwrap_or(at + NEAR);
        let near = |it: &&Group| {
            let of = it.preposition.as_deref() == Some("of") || view.word(at + 1) == "of";
            it.tokens.contains(&at)
                || it.tokens.end <= at && it.tokens.end + 2 > at
                || it.tokens.start > at && it.tokens.end <= end && of
        };
        let mut actors: Vec<ActorId> =
            view.groups.iter().filter(near).flat_map(|it| it.actors.clone()).collect();
        let person = |it: &&Group| it.actors.iter().any(|it| reading.is_person(it));
        let leader = led.and_then(|led| {
            view.groups
                .iter()
                .filter(|it| it.tokens.start > led + 1 && it.tokens.start < led + 10)
                .find(person)
        });
        actors.extend(leader.into_iter().flat_map(|it| it.actors.clone()));
        actors.dedup();
        if !actors.is_empty() {
            self.delegation = actors;
        }
    }

    /// The person meant by "he": the subject of this sentence so far, else of the ones before.
    fn one(&self, before: &[Group], at: usize) -> Option<Vec<ActorId>> {
        let here = before.iter().find(|it| {
            it.tokens.end <= at
                && it.preposition.is_none()
                && !it.possessive
                && it.form != NameForm::Reference
                && it.actors.len() == 1
                && self.is_known_person(&it.actors[0], it.form)
        });
        let id = here.map(|it| it.actors[0].clone()).or_else(|| self.subject.clone());
        id.or_else(|| self.persons.last().map(|it| it.1.clone())).map(|it| vec![it])
    }

    /// The person meant by "him": not the one who acts, but one named besides.
    fn other(&self, before: &[Group], at: usize) -> Option<Vec<ActorId>> {
        let actor = self.one(before, at)?;
        let besides = before.iter().rev().find(|it| it.actors.len() == 1 && it.actors != actor);
        let told =
            || self.persons.iter().rev().map(|it| vec![it.1.clone()]).find(|it| *it != actor);
        besides.map(|it| it.actors.clone()).or_else(told)
    }

    /// Names and surnames of persons; a state's name is no "he".
    fn is_known_person(&self, id: &ActorId, form: NameForm) -> bool {
        !self.states.contains(id)
            && matches!(form, NameForm::Name | NameForm::Short | NameForm::Office)
    }

    /// The two persons told last, if they were told a moment ago.
    fn two_persons(&self, sentence: usize, before: &[Group]) -> Option<Vec<ActorId>> {
        let mut persons: Vec<ActorId> = self
            .persons
            .iter()
            .filter(|it| sentence - it.0 <= RECENT)
            .map(|it| it.1.clone())
            .collect();
        for group in before.iter().filter(|it| it.form != NameForm::Reference) {
            for id in group.actors.iter().filter(|it| self.is_known_person(it, group.form)) {
                persons.retain(|it| it != id);
                persons.push(id.clone());
            }
        }
        let from = persons.len().checked_sub(2)?;
        Some(persons.split_off(from))
    }

    /// The organisation or state meant by "it" at the head of a sentence: the subject of the one before. "It was
    /// agreed that" means nobody, "it arrived" and "it began" may mean anything.
    fn subject_body(
        &self,
        triggers: &Triggers,
        view: &View<'_>,
        at: usize,
    ) -> Option<Vec<ActorId>> {
        let (sentence, body) = self.body.as_ref()?;
        let verb = view.word(at + 1);
        let vague = BE.contains(&verb)
            || matches!(verb, "came" | "took" | "began" | "started" | "ended" | "followed")
            || triggers.of(verb).iter().any(|it| triggers.frame(it) == Frame::Motion);
        let next = at == view.tokens.start && sentence + 1 == view.index;
        (next && !vague).then(|| vec![body.clone()])
    }

    /// The parties of a treaty or of talks that a sentence names without them: those of the treaty that the
    /// document speaks of, else the two states that it is about.
    pub(super) fn parties_unnamed(&self) -> Vec<ActorId> {
        if self.parties.len() > 1 {
            return self.parties.clone();
        }
        if self.clear && self.states.len() == 2 { self.states.clone() } else { Vec::new() }
    }

    /// The two states told of together a moment ago, else those that the document is about.
    fn two_states(&self, sentence: usize) -> Option<Vec<ActorId>> {
        let recent = self.together.as_ref().filter(|it| sentence - it.0 <= RECENT && !self.sided);
        if let Some((_, states)) = recent {
            return Some(states.clone());
        }
        (self.states.len() == 2).then(|| self.states.clone())
    }

    fn both_of_message(&self) -> Option<Vec<ActorId>> {
        self.message.as_ref().map(|(from, to)| vec![from.clone(), to.clone()])
    }
}

/// The organisation or state that is the subject of a sentence, if nobody acts with it.
fn body_of(reading: &Reading<'_>, view: &View<'_>) -> Option<ActorId> {
    let mut free = view
        .groups
        .iter()
        .filter(|it| it.preposition.is_none() && !it.possessive && it.form != NameForm::Demonym);
    let first = free.next()?;
    let opens = first.tokens.start <= view.tokens.start + 2;
    let joined = matches!(view.word(first.tokens.end), "and" | "or" | "&");
    let [actor] = first.actors.as_slice() else { return None };
    (opens && !joined && !reading.is_person(actor)).then(|| actor.clone())
}

/// Whether the subject of a sentence is a ship: "The ferry Havbris left".
fn opens_with_ship(triggers: &Triggers, view: &View<'_>) -> bool {
    const HEAD: usize = 6;
    let first = view.tokens.start;
    let head = first..(first + HEAD).min(view.tokens.end);
    let ship = |it: &usize| triggers.words.vessels.contains(view.word(*it));
    let person = |at: usize| {
        view.groups.iter().any(|it| {
            it.tokens.start < at
                && !it.possessive
                && it.form == NameForm::Name
                && it.place.is_none()
        })
    };
    matches!(view.word(first), "the" | "a" | "his" | "her" | "its" | "their")
        && head.into_iter().find(ship).is_some_and(|it| !person(it))
}

/// "the two Guineas": the states that share a name, if they are two.
fn namesakes(
    reading: &Reading<'_>,
    view: &View<'_>,
    at: usize,
) -> Option<(Vec<ActorId>, usize, bool)> {
    let last = at + 1;
    let plural = view.tokens.contains(&last) && view.text.tokens()[last].capital;
    let name = view.text.word(last).strip_suffix('s').filter(|_| plural)?;
    let states = reading.registry.namesakes(name)?;
    Some((states.to_vec(), at + 2, false))
}

/// "According to her spokesman, Bo Lind": who is only quoted is not whom the next "they" means.
fn is_source(triggers: &Triggers, view: &View<'_>, group: &Group) -> bool {
    const REACH: usize = 6;
    let start = group.tokens.start;
    let low = start.saturating_sub(REACH).max(view.tokens.start);
    let office = start >= low + 2
        && view.word(start - 1) == ","
        && triggers.words.offices.contains(view.word(start - 2));
    (office || group.preposition.as_deref() == Some("to"))
        && (low..start).any(|it| view.word(it) == "according" && view.word(it + 1) == "to")
}

/// Whether a group is a pronoun of somebody who speaks or is spoken to.
fn is_of_dialogue(view: &View<'_>, group: &Group) -> bool {
    let word = view.word(group.tokens.start);
    group.form == NameForm::Reference
        && matches!(word, "i" | "me" | "my" | "you" | "your" | "we" | "us" | "our")
}

/// Whether a sentence begins with a person's name that is not known: "Viktor Holm arrived", "Mr
/// Holm has".
fn opens_with_stranger(view: &View<'_>) -> bool {
    const FORMS: &[&str] = &["mr", "mrs", "ms", "dr", "sir", "madam"];
    let tokens = view.text.tokens();
    let known = |at: usize| view.groups.iter().any(|it| it.tokens.contains(&at));
    let named = |at: usize| {
        view.tokens.contains(&at)
            && tokens[at].capital
            && tokens[at].kind == TokenKind::Word
            && !known(at)
    };
    let first = view.tokens.start;
    let title = FORMS.contains(&view.word(first));
    let start = if title { first + 1 + usize::from(view.word(first + 1) == ".") } else { first };
    let end = (start..start + 5).take_while(|&it| named(it)).last().map_or(start, |it| it + 1);
    let verb = view.word(end);
    let predicate = verb.ends_with("ed")
        || matches!(
            verb,
            "has"
                | "had"
                | "is"
                | "was"
                | "will"
                | "said"
                | "met"
                | "went"
                | "came"
                | "took"
                | "left"
                | "held"
                | "made"
                | "who"
                | "also"
                | ","
        );
    (title && end > start) || (end >= start + 2 && predicate)
}
