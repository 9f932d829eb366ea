//! Reads the sentences of one document: triggers, who, whom, when and where.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, ActorId, NameForm, NameMention, PlaceId, Registry};
use crate::config::ActorKind;
use crate::config::lexicon::{EventType, Frame, Quad, Subtype};
use crate::date::{Date, When};
use crate::document::Zone;
use crate::event::frame::{Around, Parts, parts};
use crate::event::modality::{Manner, manner, nominal_status};
use crate::event::reference::Discourse;
use crate::event::sentence::{Group, View};
use crate::event::trigger::{Form, Shape, Triggers};
use crate::event::when::{choose, known_of, steps_of, tells_date};
use crate::event::{Dated, Evidence, Mention, Participant, Role, Status, TypeId};
use crate::source::Span;
use crate::text::Text;
use crate::timex::Timex;

/// Everything about one document that its events are read from.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Index of the document among those read.
    pub document: usize,
    /// Its id.
    pub id: &'a str,
    /// Its sentences.
    pub text: &'a Text<'a>,
    /// The zone of each block of the text.
    pub zones: &'a [Zone],
    /// The names in it.
    pub names: &'a [NameMention],
    /// Persons that it introduces and nobody listed.
    pub discovered: &'a [Actor],
    /// Everybody who is known.
    pub registry: &'a Registry,
    /// Its time expressions.
    pub timexes: &'a [Timex],
    /// The same under other publication dates, where it has none: the date and why it is possible.
    pub otherwise: &'a [(String, Vec<Timex>)],
    /// When it was published.
    pub published: Option<Date>,
    /// Where that was found, in English: "its masthead".
    pub published_from: Option<&'a str>,
    /// Whether a date holds until the next one is told.
    pub narrative: bool,
    /// Where the headline stands.
    pub title: Option<Span>,
    /// Where the datelines stand: place, date and agency at the head of a report.
    pub datelines: &'a [Span],
}

impl Reading<'_> {
    pub(super) fn in_body(&self, span: Span) -> bool {
        self.text.sentence_at(span.start).is_some_and(|it| self.zone(it) == Zone::Body)
    }

    fn zone(&self, sentence: usize) -> Zone {
        let block = self.text.sentences()[sentence].block;
        self.zones.get(block).copied().unwrap_or(Zone::Body)
    }

    fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.registry.actor(id).or_else(|| self.discovered.iter().find(|it| it.id == *id))
    }

    pub(super) fn is_person(&self, id: &ActorId) -> bool {
        self.actor(id).is_some_and(|it| it.kind == ActorKind::Person)
    }

    pub(super) fn is_state(&self, id: &ActorId) -> bool {
        self.actor(id).is_some_and(|it| it.kind == ActorKind::State)
    }

    pub(super) fn state_of(&self, id: &ActorId) -> Option<ActorId> {
        self.actor(id)?.state.clone()
    }

    pub(super) fn state_of_place(&self, id: &PlaceId) -> Option<&ActorId> {
        self.registry.place(id)?.state.as_ref()
    }

    pub(super) fn is_country(&self, id: &PlaceId) -> bool {
        self.registry.place(id).is_some_and(|it| it.country)
    }
}

/// The happenings that a document reports, in the order of its sentences.
#[must_use]
pub fn extract(triggers: &Triggers, reading: &Reading<'_>) -> Vec<Mention> {
    let mut discourse = Discourse::new(reading);
    let mut told = Told::default();
    let mut mentions: Vec<Mention> = Vec::new();
    let dateline = dateline(reading);
    let mut body = 0;
    for index in 0..reading.text.sentences().len() {
        let zone = reading.zone(index);
        let span = reading.text.sentences()[index].span;
        let headline = zone == Zone::Masthead && reading.title.is_some_and(|it| it.overlaps(span));
        if zone != Zone::Body && !headline {
            continue;
        }
        let view = view(triggers, reading, &discourse, index);
        let scene = Scene {
            triggers,
            reading,
            view: &view,
            headline,
            lead: zone == Zone::Body && body < 2,
            dateline: dateline.as_ref(),
        };
        told.enter(reading, &view);
        let found = sentence(&scene, &told, &discourse);
        told.leave(reading, &view);
        for mention in found {
            if mention.kind.as_str() == "message" && !headline {
                let of = |role| mention.participants.iter().find(|it| it.role == role);
                if let (Some(from), Some(to)) = (of(Role::Agent), of(Role::Target)) {
                    let message = (from.actor.clone(), to.actor.clone());
                    discourse.message.get_or_insert(message);
                }
            }
            let named =
                mention.object.as_ref().filter(|it| it.contains(" on ") || it.contains(" of "));
            let treaty = matches!(mention.kind.as_str(), "agreement" | "ratification");
            if let (true, Some(object)) = (treaty, named) {
                discourse.treaty = Some(object.clone());
            }
            if treaty && mention.participants.len() > 1 {
                discourse.parties =
                    mention.participants.iter().map(|it| it.actor.clone()).collect();
            }
            mentions.push(mention);
        }
        if zone == Zone::Body {
            body += 1;
            discourse.remember(reading, &view);
        }
    }
    subtypes_from_context(triggers, reading, &mut mentions);
    yield_to_told_dates(&mut mentions);
    mentions
}

/// A report that only implies its date yields to one of the same document that tells it: "has sent
/// a message", and later "received the message on December 18".
fn yield_to_told_dates(mentions: &mut [Mention]) {
    let who = |it: &Mention| -> BTreeSet<Participant> {
        let agents = it.participants.iter().filter(|it| it.role == Role::Agent);
        let some =
            if agents.clone().next().is_some() { agents.cloned().collect() } else { Vec::new() };
        if some.is_empty() {
            it.participants.iter().cloned().collect()
        } else {
            some.into_iter().collect()
        }
    };
    for index in 0..mentions.len() {
        let implied =
            mentions[index].evidence.date.is_none() && mentions[index].dated.when().is_some();
        let told = |other: &Mention| {
            other.kind == mentions[index].kind
                && !other.weak
                && other.evidence.date.is_some()
                && other.dated.when().is_some()
                && who(other) == who(&mentions[index])
        };
        if implied && mentions.iter().any(told) {
            mentions[index].weak = true;
        }
    }
}

/// The date told last, for narratives and for what follows in the same paragraph.
#[derive(Debug, Default)]
struct Told {
    block: Option<usize>,
    timex: Option<usize>,
}

impl Told {
    /// Begins a sentence. In news a date holds for its paragraph only.
    fn enter(&mut self, reading: &Reading<'_>, view: &View<'_>) {
        let sentence = &reading.text.sentences()[view.index];
        if self.block != Some(sentence.block) {
            self.block = Some(sentence.block);
            if !reading.narrative {
                self.timex = None;
            }
        }
    }

    /// Takes in the dates of a sentence that has been read.
    fn leave(&mut self, reading: &Reading<'_>, view: &View<'_>) {
        let sentence = &reading.text.sentences()[view.index];
        let first = reading.timexes.partition_point(|it| it.span.start < sentence.span.start);
        let here = reading.timexes[first..]
            .iter()
            .enumerate()
            .take_while(|(_, it)| it.span.start < sentence.span.end)
            .filter(|(_, it)| it.when.is_some() && it.anniversary.is_none())
            .filter(|(_, it)| !reading.datelines.iter().any(|head| head.overlaps(it.span)))
            .map(|(offset, _)| first + offset)
            .next();
        if here.is_some() && (reading.narrative || self.timex.is_none()) {
            self.timex = here;
        }
    }
}

/// A sentence in its document.
pub(super) struct Scene<'a> {
    pub(super) triggers: &'a Triggers,
    pub(super) reading: &'a Reading<'a>,
    pub(super) view: &'a View<'a>,
    pub(super) headline: bool,
    lead: bool,
    pub(super) dateline: Option<&'a PlaceId>,
}

/// The place that the text was filed from.
fn dateline(reading: &Reading<'_>) -> Option<PlaceId> {
    let span = *reading.datelines.first()?;
    reading.names.iter().filter(|it| span.contains(it.span)).find_map(|it| it.place.clone())
}

/// The sentence with its noun phrases, references included.
fn view<'a>(
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
    let skip = |word: &str| words.modifiers.iter().chain(&words.offices).any(|it| it == word);
    let body = |word: &str| words.organisation_nouns.iter().any(|it| it == word);
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
            if said_of(&view, name, tokens.start, reading) {
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

/// A trigger found in a sentence, with what its frame gave.
struct Hit<'a> {
    at: usize,
    form: &'a Form,
    manner: Manner,
    object: Option<(usize, usize)>,
}

fn sentence(scene: &Scene<'_>, told: &Told, discourse: &Discourse) -> Vec<Mention> {
    let hits = hits(scene);
    let verbs: BTreeSet<usize> =
        hits.iter().filter(|it| it.form.shape != Shape::Noun).map(|it| it.at).collect();
    let all: BTreeSet<usize> = hits.iter().map(|it| it.at).collect();
    let nouns: BTreeSet<usize> = all.difference(&verbs).copied().collect();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut subjects: BTreeMap<usize, Vec<ActorId>> = BTreeMap::new();
    for hit in &hits {
        let around = Around { verbs: &verbs, nouns: &nouns, subjects: &subjects };
        let parts = parts(scene, hit.at, hit.form, &hit.manner, hit.object, around);
        if hit.form.shape != Shape::Noun {
            subjects.insert(hit.at, parts.subject.clone());
        }
        let Some(mention) = mention(scene, told, discourse, hit, parts, &all) else { continue };
        let same = mentions.iter().any(|it| {
            it.kind == mention.kind
                && it.status == mention.status
                && it.dated == mention.dated
                && mention
                    .participants
                    .iter()
                    .all(|one| it.participants.iter().any(|other| other.actor == one.actor))
        });
        if !same {
            mentions.push(mention);
        }
    }
    mentions
}

/// The triggers of a sentence. The first type that claims a word keeps it.
fn hits<'a>(scene: &Scene<'a>) -> Vec<Hit<'a>> {
    let (triggers, view) = (scene.triggers, scene.view);
    let mut hits: Vec<Hit<'a>> = Vec::new();
    let mut objects: Vec<(usize, usize)> = Vec::new();
    for nouns in [false, true] {
        for at in view.tokens.clone() {
            if view.groups.iter().any(|it| it.tokens.contains(&at)) {
                continue;
            }
            for form in triggers.of(view.word(at)) {
                if (form.shape == Shape::Noun) != nouns || !view.reads(at + 1, &form.then) {
                    continue;
                }
                if nouns && is_commemorated(view, at) {
                    continue;
                }
                let next = view.word(at + 1 + form.then.len());
                if triggers.trigger(form).unless.iter().any(|it| it == next) {
                    continue;
                }
                let covered = objects.iter().any(|it| (it.0..it.1).contains(&at));
                if covered || hits.iter().any(|it| it.at == at) {
                    continue;
                }
                let both = triggers.of(view.word(at)).iter().any(|it| it.shape == Shape::Noun);
                let as_noun = both && is_noun_here(view, at);
                if (nouns && !as_noun) || (form.shape == Shape::Gerund && as_noun) {
                    continue;
                }
                let manner = if nouns {
                    let status = nominal_status(triggers, view, at);
                    Some(Manner {
                        status,
                        passive: false,
                        reduced: false,
                        start: at,
                        perfect: false,
                        progressive: false,
                    })
                } else {
                    manner(triggers, view, at, form.shape, scene.headline)
                };
                let Some(manner) = manner else { continue };
                let required = &triggers.trigger(form).objects;
                let object = find_object(scene, at, form, &manner, required);
                if !required.is_empty() && object.is_none() {
                    continue;
                }
                objects.extend(object);
                hits.push(Hit { at, form, manner, object });
            }
        }
    }
    hits.sort_by_key(|it| it.at);
    hits
}

/// "the tenth anniversary of his visit": the visit is remembered, not told.
fn is_commemorated(view: &View<'_>, at: usize) -> bool {
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
    let after = at + 1 + form.then.len();
    // "signed a treaty and exchanged instruments": the second verb has an object of its own.
    let next_verb = |it: usize| {
        let past = |form: &Form| matches!(form.shape, Shape::Past { past: true, .. });
        let forms = triggers.of(view.word(it + 1));
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

/// The mention of a hit, if it reports a happening at all.
fn mention(
    scene: &Scene<'_>,
    told: &Told,
    discourse: &Discourse,
    hit: &Hit<'_>,
    parts: Parts,
    all: &BTreeSet<usize>,
) -> Option<Mention> {
    let (triggers, reading, view) = (scene.triggers, scene.reading, scene.view);
    let kind = triggers.kind(hit.form);
    let trigger = triggers.trigger(hit.form);
    let noun = hit.form.shape == Shape::Noun;
    let mut parts = sent_before(scene, discourse, hit, parts);
    if trigger.parties {
        other_party(scene.reading, discourse, &mut parts.participants);
        // "ratified it", "signed the law on ratification": what is meant is the treaty.
        let short =
            parts.object.as_ref().is_none_or(|it| !it.contains(' ') || it.contains("ratif"));
        if short {
            parts.object.clone_from(&discourse.treaty);
        }
    }
    let enough = match triggers.frame(hit.form) {
        Frame::Single => !parts.participants.is_empty(),
        Frame::Motion => {
            !parts.participants.is_empty()
                && (parts.place.is_some() || parts.participants.len() > 1)
        }
        _ => parts.participants.len() > 1 || (trigger.alone && !parts.participants.is_empty()),
    };
    if !enough {
        return None;
    }
    let is_saying = |word: &str| triggers.words.saying.iter().any(|it| it == word);
    let choice = choose(reading, view, hit.at, all, &is_saying);
    let mut status = hit.manner.status;
    let mut weak = scene.headline;
    let mut steps = Vec::new();
    let mut date_span = None;
    let mut known = None;
    let mut confidence: f64 = 0.9;
    let dated = if let Some(choice) = &choice {
        let timex = &reading.timexes[choice.timex];
        date_span = Some(timex.extent());
        let words = view.text.slice(timex.extent());
        steps.push(format!("“{words}” dates it: {}.", choice.reason));
        known = known_of(reading, choice.timex);
        steps.extend(steps_of(reading, choice.timex));
        dated(reading, choice.timex)
    } else if view.first_or_second_person() && scene.reading.published.is_none() {
        return None;
    } else {
        implied(scene, told, hit, noun, &mut steps, &mut date_span, &mut weak, &mut confidence)
    };
    // "Berg praised his patience", of the message that she sent: its wording is no event.
    if choice.is_none() && !scene.headline && is_wording(scene, discourse, kind, &parts) {
        return None;
    }
    // What a message wishes or a speaker recalls is an event only with a date of its own.
    if choice.is_none() && view.first_or_second_person() && !scene.headline {
        return None;
    }
    if let (Some(when), Some(published)) = (dated.when(), reading.published)
        && when.first_day() > published.last_day()
        && status == Status::Asserted
    {
        status = Status::Planned;
        steps.push("The date lies after that of the document: it is planned.".to_owned());
    }
    if parts.by_reference {
        confidence -= 0.1;
    }
    if noun {
        confidence -= 0.05;
    }
    let subtype = trigger.subtype.clone().or_else(|| {
        subtype_of(kind, &|it| it.near, view).or_else(|| subtype_of(kind, &|it| !it.near, view))
    });
    let span = reading.text.sentences()[view.index].span;
    let quote = view.text.slice(span).to_owned();
    Some(Mention {
        document: reading.document,
        sentence: view.index,
        kind: TypeId::new(kind.id.as_str()),
        subtype,
        dated,
        participants: parts.participants,
        place: parts.place,
        status,
        ordinal: ordinal(view, hit.at),
        object: parts.object,
        reported: reading.published.map(Date::last_day),
        weak,
        definite: definite(view, hit),
        evidence: Evidence {
            document: reading.id.to_owned(),
            span,
            quote,
            trigger: view.text.tokens()[hit.at].span(),
            date: date_span,
            known,
            names: parts.names,
            when: None,
            steps,
            rule: format!("{}/{}", kind.id, trigger.id),
            confidence: confidence.clamp(0.1, 1.0),
            headline: scene.headline,
        },
    })
    .map(|mut it| {
        it.evidence.when = it.dated.when();
        it
    })
}

/// Whether a statement without a date is what the message says that the document tells of: who sent
/// it speaks, of the recipient or of the recipient's state.
fn is_wording(scene: &Scene<'_>, discourse: &Discourse, kind: &EventType, parts: &Parts) -> bool {
    let Some((from, to)) = &discourse.message else { return false };
    let state = |id: &ActorId| scene.reading.actor(id).and_then(|it| it.state.clone());
    let same = |a: &ActorId, b: &ActorId| a == b || (state(a).is_some() && state(a) == state(b));
    let party = |role, of: &ActorId| {
        let mut all = parts.participants.iter().filter(|it| it.role == role);
        all.any(|it| same(&it.actor, of))
    };
    kind.quad == Quad::VerbalCooperation
        && kind.id == "statement"
        && party(Role::Agent, from)
        && party(Role::Target, to)
}

/// "received the message": it came from the sender of the message told of before.
fn sent_before(scene: &Scene<'_>, discourse: &Discourse, hit: &Hit<'_>, mut parts: Parts) -> Parts {
    let frame = scene.triggers.frame(hit.form);
    let received = frame == Frame::Received || (frame == Frame::Directed && hit.manner.passive);
    if let (true, Some((from, to))) = (received && definite(scene.view, hit), &discourse.message) {
        let lone = parts.participants.len() == 1 && parts.participants[0].actor == *to;
        if lone {
            parts.participants.insert(0, Participant { actor: from.clone(), role: Role::Agent });
        }
    }
    parts
}

/// Who ratifies a treaty does so toward its other party, even where the sentence does not name it.
fn other_party(reading: &Reading<'_>, discourse: &Discourse, participants: &mut Vec<Participant>) {
    let state = |id: &ActorId| reading.actor(id).and_then(|it| it.state.clone());
    let own: BTreeSet<ActorId> = participants.iter().filter_map(|it| state(&it.actor)).collect();
    let party = own.len() == 1
        && discourse.parties.iter().any(|it| own.contains(&state(it).unwrap_or(it.clone())));
    if !party {
        return;
    }
    for other in discourse.parties.iter().filter_map(state).filter(|it| !own.contains(it)) {
        join(participants, &other, Role::Target);
    }
}

/// The date of a timex, or what it would be under each possible publication date.
fn dated(reading: &Reading<'_>, timex: usize) -> Dated {
    if let Some(when) = reading.timexes[timex].happens() {
        return Dated::On(when);
    }
    let mut candidates: Vec<(When, String)> = Vec::new();
    for (reason, timexes) in reading.otherwise {
        if let Some(when) = timexes.get(timex).and_then(Timex::happens)
            && !candidates.iter().any(|it| it.0 == when)
        {
            candidates.push((when, reason.clone()));
        }
    }
    Dated::Undated(candidates)
}

/// The date of a happening whose sentence has none of its own.
#[allow(clippy::too_many_arguments, reason = "it fills in what the mention is made of")]
fn implied(
    scene: &Scene<'_>,
    told: &Told,
    hit: &Hit<'_>,
    noun: bool,
    steps: &mut Vec<String>,
    date_span: &mut Option<Span>,
    weak: &mut bool,
    confidence: &mut f64,
) -> Dated {
    let reading = scene.reading;
    // "is investigating" tells of the day of the report, as the past does.
    let goes_on = hit.form.shape == Shape::Gerund && hit.manner.progressive;
    let past = matches!(hit.form.shape, Shape::Past { .. } | Shape::Third) || goes_on;
    // A sentence whose dates are those of other happenings does not take one from before.
    let own = tells_date(reading, scene.view);
    let holds = told
        .timex
        .filter(|_| !scene.headline && !own && !hit.manner.reduced)
        .filter(|_| reading.narrative || (past && !hit.manner.perfect));
    if let Some(timex) = holds {
        let words = scene.view.text.slice(reading.timexes[timex].extent());
        steps.push(format!("The sentence has no date; “{words}” was told before it."));
        steps.extend(steps_of(reading, timex));
        *date_span = None;
        *confidence -= 0.2;
        *weak |= noun;
        return dated(reading, timex);
    }
    let finite = past && !noun && !hit.manner.reduced && !subordinate(scene.view, hit.at);
    if let Some(published) = reading.published.filter(|_| (scene.lead && finite) || scene.headline)
    {
        steps.push(format!(
            "The report gives no date; it is of {}, and news reports what has just happened.",
            published.english()
        ));
        *confidence -= 0.3;
        *weak |= hit.manner.perfect && !scene.lead;
        return Dated::On(When::on(published));
    }
    // The news of a report whose day is not known is kept, without a date.
    *weak = !(scene.lead && finite && reading.published.is_none());
    Dated::Undated(Vec::new())
}

/// Whether a verb stands in a relative clause or in what somebody said: it may be of any day.
fn subordinate(view: &View<'_>, at: usize) -> bool {
    let clause = view.clause(at);
    let first = (view.tokens.start..=at).find(|&it| view.clause(it) == clause).unwrap_or(at);
    matches!(
        view.word(first),
        "which"
            | "who"
            | "whom"
            | "whose"
            | "that"
            | "where"
            | "when"
            | "after"
            | "before"
            | "since"
            | "until"
    )
}

/// "first", "second" right before the trigger or its object.
fn ordinal(view: &View<'_>, at: usize) -> Option<u32> {
    let near = at.saturating_sub(3).max(view.tokens.start)..(at + 4).min(view.tokens.end);
    near.filter_map(|it| match view.word(it) {
        "first" => Some(1),
        "second" => Some(2),
        "third" => Some(3),
        _ => None,
    })
    .next()
}

/// "the message", "his visit", "the talks": told of before.
fn definite(view: &View<'_>, hit: &Hit<'_>) -> bool {
    let noun = hit.object.map_or(hit.at, |it| it.0);
    let article = |it: usize| {
        matches!(view.word(it), "the" | "this" | "that" | "his" | "her" | "their" | "its")
    };
    (noun.saturating_sub(3).max(view.tokens.start)..noun).any(article)
}

fn subtype_of(
    kind: &EventType,
    which: &dyn Fn(&Subtype) -> bool,
    view: &View<'_>,
) -> Option<String> {
    kind.subtypes
        .iter()
        .filter(|it| which(it))
        .find(|it| it.words.iter().any(|words| view.has(&words.to_lowercase())))
        .map(|it| it.id.clone())
}

/// A message's occasion may stand in the sentences after it: "on his 70th birthday".
fn subtypes_from_context(triggers: &Triggers, reading: &Reading<'_>, mentions: &mut [Mention]) {
    const AHEAD: usize = 4;
    for mention in mentions.iter_mut().filter(|it| it.subtype.is_none()) {
        let Some(kind) = triggers.named(mention.kind.as_str()) else { continue };
        let after = mention.sentence + 1..reading.text.sentences().len();
        let title = reading.title.and_then(|it| reading.text.sentence_at(it.start));
        let near =
            title.into_iter().chain(after.filter(|&it| reading.zone(it) == Zone::Body).take(AHEAD));
        for sentence in near {
            let view = View::new(reading.text, sentence);
            mention.subtype = subtype_of(kind, &|it| !it.near, &view);
            if mention.subtype.is_some() {
                break;
            }
        }
    }
}

/// Adds an actor in a role, unless it has one already.
pub(super) fn join(participants: &mut Vec<Participant>, actor: &ActorId, role: Role) {
    if !participants.iter().any(|it| it.actor == *actor) {
        participants.push(Participant { actor: actor.clone(), role });
    }
}
