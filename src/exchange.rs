//! The shapes of what is given out as JSON, and which events are given out.
//!
//! The field names are a contract (docs: "Commands"). Offsets count Unicode code points, as the
//! W3C's `TextPositionSelector` does. Nothing here extracts or merges.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::actor::{ActorId, PlaceId};
use crate::date::{Date, When};
use crate::dating;
use crate::diagnostic::did_you_mean;
use crate::document::{Document, Origin, Zone};
use crate::event::{Event, Evidence, Role, Status};
use crate::source::{CodePoints, Span};
use crate::timeline::Timeline;
use crate::timex::{Timex, TimexType};

/// The version of the exchange form.
pub const VERSION: u32 = 1;

/// What one document gave: a line of `relata extract`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Extracted {
    /// As given, or the line's own.
    pub id: String,
    /// When the document was published, if that is known.
    pub published: Option<Published>,
    /// Every time expression of the text, in order.
    pub times: Vec<Time>,
    /// What it reports, each happening once.
    pub events: Vec<Reading>,
    /// The reading text that the offsets count in, where it is not the text given: that of a saved
    /// page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A line that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The document's id, if the line has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The one-based number of the line, if it has no id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Why.
    pub error: String,
}

/// A publication date with where it was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Published {
    /// The date, as finely as it is known.
    pub date: Date,
    /// Such as `input`, `masthead`, `inference`.
    pub from: String,
    /// The words that gave it.
    pub quote: Option<String>,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Time {
    /// Code points before it.
    pub start: usize,
    /// Code points before its end.
    pub end: usize,
    /// The expression.
    pub text: String,
    /// Its TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// Its TIMEX3 value.
    pub value: String,
    /// Its date, if it is one.
    pub edtf: Option<When>,
    /// The rule that read it.
    pub rule: String,
    /// The part of the document that it stands in.
    #[serde(rename = "in")]
    pub zone: Zone,
}

/// What one sentence reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// What is reported.
    #[serde(flatten)]
    pub happening: Happening,
    /// The words.
    pub evidence: Words,
    /// The rule that read them.
    pub rule: String,
}

/// What one sentence, or all of them together, say of a happening. Actors and places go by name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Happening {
    /// When; null when it is not known.
    pub date: Option<When>,
    /// Such as `message`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Such as `birthday`.
    pub subtype: Option<String>,
    /// Everybody who takes part.
    pub actors: Vec<String>,
    /// Who did it.
    pub from: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
}

/// Words of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Code points before them.
    pub start: usize,
    /// Code points before their end.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// The merged events.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Events {
    /// [`VERSION`].
    pub version: u32,
    /// The events, in the order of the timeline.
    pub events: Vec<Merged>,
}

/// A merged event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Merged {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The id of its series, if it recurs.
    pub series: Option<String>,
    /// What is told of it.
    #[serde(flatten)]
    pub happening: Happening,
    /// The words that prove it, the best first.
    pub evidence: Vec<Proof>,
}

/// Words that prove an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The document's id.
    pub document: String,
    /// The words, by their place in the document's reading text.
    #[serde(flatten)]
    pub words: Words,
    /// The rule that read them.
    pub rule: String,
}

/// Which events are given out; what is `None` asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The type's id, or `type/subtype`.
    pub kind: Option<String>,
    /// The id, name or alias of somebody who takes part.
    pub actor: Option<String>,
    /// Nothing that ended before.
    pub from: Option<Date>,
    /// Nothing that began after.
    pub until: Option<Date>,
    /// The id, name or alias of the place.
    pub place: Option<String>,
    /// The id of a document among the evidence.
    pub document: Option<String>,
}

impl Extracted {
    /// What a document gave. Offsets count in `given`, the text that it was read from; only those
    /// of a saved page, whose reading text is composed, count in that text.
    #[must_use]
    pub fn of<'a>(
        document: &Document,
        given: &str,
        published: &dating::Published,
        timexes: &[Timex],
        happenings: impl Iterator<Item = (Happening, &'a Evidence)>,
    ) -> Self {
        let content = &document.content;
        let composed = document.origin == Origin::Composed;
        let points = CodePoints::new(if composed { content } else { given });
        let offset = |at: usize| document.input_offset(at).unwrap_or(at);
        // The end of a run is that of its last character, not the start of the next run.
        let place = |span: Span| {
            let last = span.end.saturating_sub(1).max(span.start);
            (points.at(offset(span.start)), points.at(offset(last) + (span.end - last)))
        };
        let zone = |span: Span| {
            let block = document.blocks.iter().find(|it| it.span.contains(span));
            block.map_or(Zone::Body, |it| it.zone)
        };
        let times = timexes.iter().map(|it| {
            let (start, end) = place(it.span);
            Time {
                start,
                end,
                text: it.span.of(content).to_owned(),
                kind: it.kind,
                value: it.value.clone(),
                edtf: it.when,
                rule: it.rule.to_owned(),
                zone: zone(it.span),
            }
        });
        let events = happenings.map(|(happening, evidence)| Reading {
            happening,
            evidence: {
                let (start, end) = place(evidence.span);
                Words { start, end, text: evidence.quote.clone() }
            },
            rule: evidence.rule.clone(),
        });
        Self {
            id: document.id.clone(),
            published: published.date.map(|date| Published {
                date,
                from: published.by.id().to_owned(),
                quote: published.quote.clone(),
            }),
            times: times.collect(),
            events: events.collect(),
            text: composed.then(|| content.clone()),
        }
    }
}

impl Happening {
    /// What is told of an event, with the names of the timeline.
    #[must_use]
    pub fn of(event: &Event, timeline: &Timeline) -> Self {
        let actor = |id: &ActorId| {
            timeline.actors.get(id).map_or_else(|| id.to_string(), |it| it.name.clone())
        };
        let place = |id: &PlaceId| {
            timeline.places.get(id).map_or_else(|| id.to_string(), |it| it.name.clone())
        };
        Self::named(event, &actor, &place)
    }

    /// What is told of an event, with the names that are looked up.
    #[must_use]
    pub fn named(
        event: &Event,
        actor: &dyn Fn(&ActorId) -> String,
        place: &dyn Fn(&PlaceId) -> String,
    ) -> Self {
        let name = |it: &crate::event::Participant| actor(&it.actor);
        let of_role = |role: Role| event.participants.iter().find(|it| it.role == role).map(name);
        let place = event.place.as_ref().map(place);
        Self {
            date: event.dated.when(),
            kind: event.kind.to_string(),
            subtype: event.subtype.clone(),
            actors: event.participants.iter().map(name).collect(),
            from: of_role(Role::Agent),
            to: of_role(Role::Target),
            place,
            status: event.status,
            confidence: event.confidence.0,
        }
    }
}

impl Events {
    /// The events of a timeline that a filter admits, the planned ones last. `texts` are the
    /// reading texts of the documents, by id.
    #[must_use]
    pub fn of(timeline: &Timeline, texts: &BTreeMap<&str, &str>, filter: &Filter) -> Self {
        let points: BTreeMap<&str, CodePoints<'_>> =
            texts.iter().map(|(id, text)| (*id, CodePoints::new(text))).collect();
        let proof = |it: &Evidence| {
            let points = points.get(it.document.as_str());
            let at = |offset| points.map_or(offset, |it| it.at(offset));
            let (start, end) = (at(it.span.start), at(it.span.end));
            Proof {
                document: it.document.clone(),
                words: Words { start, end, text: it.quote.clone() },
                rule: it.rule.clone(),
            }
        };
        let happened = timeline.events.iter().map(|it| (&it.event, it.series));
        let planned = timeline.planned.iter().map(|it| (it, None));
        let events = happened
            .chain(planned)
            .filter(|(event, _)| filter.admits(event, timeline))
            .map(|(event, series)| Merged {
                id: event.id.clone(),
                title: event.title.clone(),
                series: series.and_then(|it| timeline.series.get(it)).map(|it| it.id.clone()),
                happening: Happening::of(event, timeline),
                evidence: event.evidence.iter().map(proof).collect(),
            })
            .collect();
        Self { version: VERSION, events }
    }
}

impl Filter {
    /// Whether an event is asked for.
    #[must_use]
    pub fn admits(&self, event: &Event, timeline: &Timeline) -> bool {
        let Self { kind, actor, from, until, place, document } = self;
        let kind = kind.as_ref().is_none_or(|kind| match kind.split_once('/') {
            Some((kind, sub)) => {
                event.kind.as_str() == kind && event.subtype.as_deref() == Some(sub)
            }
            None => event.kind.as_str() == kind,
        });
        let actor = actor.as_ref().is_none_or(|asked| {
            event.participants.iter().any(|it| {
                let known = timeline.actors.get(&it.actor);
                let names = known.map(|it| (it.name.as_str(), it.aliases.as_slice()));
                is_named(asked, it.actor.as_str(), names)
            })
        });
        let place = place.as_ref().is_none_or(|asked| {
            event.place.as_ref().is_some_and(|id| {
                let known = timeline.places.get(id);
                let names = known.map(|it| (it.name.as_str(), it.aliases.as_slice()));
                is_named(asked, id.as_str(), names)
            })
        });
        let document = document
            .as_ref()
            .is_none_or(|asked| event.evidence.iter().any(|it| it.document == *asked));
        let dated = match event.dated.when() {
            None => from.is_none() && until.is_none(),
            Some(when) => {
                from.is_none_or(|it| it.first_day() <= when.last_day())
                    && until.is_none_or(|it| when.first_day() <= it.last_day())
            }
        };
        kind && actor && place && document && dated
    }

    /// What is asked for and is nowhere in the timeline: what it is, as written, and the nearest
    /// that is there.
    #[must_use]
    pub fn unknown(&self, timeline: &Timeline) -> Vec<(&'static str, String, Option<String>)> {
        let actors = timeline.actors.values().flat_map(|it| {
            [it.id.as_str(), &it.name].into_iter().chain(it.aliases.iter().map(String::as_str))
        });
        let places = timeline.places.values().flat_map(|it| {
            [it.id.as_str(), &it.name].into_iter().chain(it.aliases.iter().map(String::as_str))
        });
        let mut unknown = Vec::new();
        let mut look_up = |noun, asked: &Option<String>, names: Vec<&str>| {
            if let Some(asked) = asked
                && !names.iter().any(|it| it.to_lowercase() == asked.to_lowercase())
            {
                unknown.push((noun, asked.clone(), did_you_mean(asked, names)));
            }
        };
        look_up("actor", &self.actor, actors.collect());
        look_up("place", &self.place, places.collect());
        unknown
    }
}

/// Whether an id, a name or an alias is what was asked for.
fn is_named(asked: &str, id: &str, names: Option<(&str, &[String])>) -> bool {
    let asked = asked.to_lowercase();
    let same = |it: &str| it.to_lowercase() == asked;
    same(id) || names.is_some_and(|(name, aliases)| same(name) || aliases.iter().any(|it| same(it)))
}
