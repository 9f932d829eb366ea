//! Reads the sentences of one document: triggers, who, whom, when and where.

use std::collections::BTreeSet;

use crate::actor::{Actor, ActorId, NameMention, PlaceId, Registry, actor_by_id};
use crate::config::ActorKind;
use crate::date::Date;
use crate::document::Zone;
use crate::event::afterwards::{Afterwards, date_afterwards};
use crate::event::attend::{attend, do_again};
use crate::event::call_off::call_off;
use crate::event::general;
use crate::event::groups::view;
use crate::event::reference::Discourse;
use crate::event::refuse::{Refusal, refusals};
use crate::event::report::{sentence, subtype_of};
use crate::event::sentence::View;
use crate::event::trigger::Triggers;
use crate::event::whereabouts::{Filed, places};
use crate::event::{Evidence, Mention, Participant, Role};
use crate::source::Span;
use crate::text::Text;
use crate::timex::Timex;

/// Everything about one document that its events are read from.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The id of the document.
    pub id: &'a str,
    /// Its sentences.
    pub text: &'a Text<'a>,
    /// The zone of each block of the text.
    pub zones: &'a [Zone],
    /// The names in it.
    pub names: &'a [NameMention],
    /// Whom it introduces and nobody listed, by id.
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

    /// The time expressions of a sentence, each with its index.
    pub(super) fn times_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &Timex)> {
        let first = self.timexes.partition_point(|it| it.span.end <= sentence.start);
        let after = self.timexes.iter().enumerate().skip(first);
        after.take_while(move |(_, it)| it.span.start < sentence.end)
    }

    /// The dateline that an offset stands in or before.
    pub(super) fn dateline_from(&self, offset: usize) -> Option<Span> {
        let first = self.datelines.partition_point(|it| it.end <= offset);
        self.datelines.get(first).copied()
    }

    /// Whether an expression stands in a dateline: it is the date of the report.
    pub(super) fn is_of_dateline(&self, timex: &Timex) -> bool {
        self.dateline_from(timex.span.start).is_some_and(|it| it.overlaps(timex.span))
    }

    pub(super) fn zone(&self, sentence: usize) -> Zone {
        let block = self.text.sentences()[sentence].block;
        self.zones.get(block).copied().unwrap_or(Zone::Body)
    }

    pub(super) fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.registry.actor(id).or_else(|| actor_by_id(self.discovered, id))
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

    /// Whether somebody is a state or acts for it.
    pub(super) fn acts_for(&self, id: &ActorId, state: &ActorId) -> bool {
        id == state || self.state_of(id).as_ref() == Some(state)
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
    read(triggers, reading, None)
}

/// The words of a document that can name a happening and named none, each with why.
#[must_use]
pub fn refused(triggers: &Triggers, reading: &Reading<'_>) -> Vec<Refusal> {
    let mut refused = Vec::new();
    read(triggers, reading, Some(&mut refused));
    refused
}

fn read(
    triggers: &Triggers,
    reading: &Reading<'_>,
    mut refused: Option<&mut Vec<Refusal>>,
) -> Vec<Mention> {
    let mut discourse = Discourse::new(reading);
    let mut told = Told::default();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut besides: Vec<Mention> = Vec::new();
    let mut heading = None;
    let filed = Filed::new(reading);
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
            entry: heading.is_some() || begins_with_date(reading, &view),
            lead: zone == Zone::Body && body < 2,
            dateline: filed.at(span.start),
        };
        told.enter(reading, &view);
        told.timex = heading.or(told.timex);
        let attended = !headline && attend(triggers, reading, &view, &mut mentions, &mut besides);
        let mut found = sentence(&scene, &told, &discourse);
        if attended {
            found.told.clear();
            found.partial.clear();
        }
        told.leave(reading, &view);
        if let Some(refused) = refused.as_deref_mut() {
            refused.extend(refusals(&scene, std::mem::take(&mut found.refused)));
        }
        if general::applies(reading) && !headline {
            besides.extend(found.partial);
            besides.extend(general::clauses(&scene, heading, &discourse));
        }
        heading = general::heading(&scene).filter(|_| !headline);
        for mention in found.told {
            do_again(triggers, reading, &mention, &mut mentions);
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
            discourse.remember(triggers, reading, &view);
        }
    }
    subtypes_from_context(triggers, reading, &mut mentions);
    let afterwards = date_afterwards(triggers, reading, &mut mentions, &mut besides);
    yield_to_told_dates(&mut mentions, &afterwards);
    call_off(triggers, reading, &mut mentions);
    let besides = general::not_told(besides, &mentions);
    mentions.extend(besides);
    mentions.sort_by_key(|it| it.sentence);
    places(triggers, reading, &filed, &mut mentions);
    mentions
}

/// A report that only implies its date yields to one of the same document that tells it: "has sent
/// a message", and later "received the message on December 18".
fn yield_to_told_dates(mentions: &mut [Mention], afterwards: &Afterwards) {
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
    let dated = |it: &&mut Mention| it.dated.when().is_some();
    let told_later = |it: &Mention| afterwards.contains(&(it.sentence, it.evidence.trigger));
    let (tells, implies): (Vec<_>, Vec<_>) = mentions
        .iter_mut()
        .filter(dated)
        .partition(|it| it.evidence.date.is_some() || told_later(it));
    let told: BTreeSet<(&str, BTreeSet<Participant>)> =
        tells.iter().filter(|it| !it.weak).map(|it| (it.kind.as_str(), who(it))).collect();
    for mention in implies {
        mention.weak |= told.contains(&(mention.kind.as_str(), who(mention)));
    }
}

/// "1958: the firm is sold": a date and a mark begin the sentence.
fn begins_with_date(reading: &Reading<'_>, view: &View<'_>) -> bool {
    let first = reading.times_in(view.span()).next();
    first.is_some_and(|(_, it)| {
        it.span.start == view.span().start
            && it.happens().is_some()
            && matches!(view.word(view.text.token_at(it.span.end)), ":" | "-" | "–" | "—")
    })
}

/// The date told last, for narratives and for what follows in the same paragraph.
#[derive(Debug, Default)]
pub(super) struct Told {
    block: Option<usize>,
    pub(super) timex: Option<usize>,
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
        let dates = |it: &Timex| it.when.is_some() && it.anniversary.is_none();
        let here = reading
            .times_in(view.span())
            .find(|(_, it)| dates(it) && !reading.is_of_dateline(it))
            .map(|it| it.0);
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
    /// Whether it is the entry of a date, as chronicles have them: those tell in the present too.
    pub(super) entry: bool,
    pub(super) lead: bool,
    pub(super) dateline: Option<&'a PlaceId>,
}

impl Scene<'_> {
    /// The sentence as evidence of what a token of it names.
    pub(super) fn evidence(&self, trigger: usize) -> Evidence {
        let (view, span) = (self.view, self.view.span());
        Evidence {
            trigger: view.text.tokens()[trigger].span(),
            headline: self.headline,
            ..Evidence::of(self.reading.id, span, view.text.slice(span))
        }
    }
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
            mention.subtype = subtype_of(kind, &|it| !it.near, &view, None);
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
