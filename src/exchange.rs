//! The shapes of what is given out as JSON and CSV, and which events are given out.
//!
//! What a site publishes as data and what `relata events` prints are one form, written here. The
//! field names are a contract (README.md: "Data"). Offsets count Unicode code points, as the
//! W3C's `TextPositionSelector` does. Nothing here extracts or merges.

mod schema;

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::actor::{ActorId, PlaceId};
use crate::config::lexicon::{Lexicon, Quad};
use crate::config::{Config, Genre, PhaseEntry, Picture, Publish};
use crate::date::{Date, When};
use crate::dating;
use crate::diagnostic::did_you_mean;
use crate::document::{Document, Origin, Run, Zone};
use crate::event::{Event, Evidence, Role, Status};
use crate::source::{CodePoints, Span};
use crate::timeline::Timeline;
use crate::timex::{Timex, TimexType};

pub use schema::schema;

/// The version of the exchange form.
pub const VERSION: u32 = 1;

/// What one document gave: a line of `relata extract`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Extracted {
    /// As given, or the line's own.
    pub id: String,
    /// When the document was published, if that is known.
    pub published: Option<Published>,
    /// How it tells time.
    pub genre: Genre,
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
    /// The range that it begins or ends, if it does: both dates of a range have an entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<When>,
    /// The rule that read it.
    pub rule: String,
    /// The part of the document that it stands in.
    #[serde(rename = "in")]
    pub zone: Zone,
    /// How the value follows, a sentence a step; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Vec<String>>,
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
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Happening {
    /// When; null when it is not known.
    pub date: Option<When>,
    /// Such as `message`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Such as `birthday`.
    pub subtype: Option<String>,
    /// The PLOVER event code of the type or the subtype, such as `CONSULT`; of a plan, that of the intent.
    pub plover: Option<String>,
    /// Verbal or material, cooperation or conflict.
    pub quad: Quad,
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
    #[schemars(range(min = 0.0, max = 1.0))]
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
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Events {
    /// The version of this form: [`VERSION`].
    #[schemars(description = "The version of this form.", extend("const" = VERSION))]
    pub version: u32,
    /// The events, in the order of the timeline.
    pub events: Vec<Merged>,
}

/// A merged event.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Merged {
    /// Its id, as in permalinks.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The id of its series, if it recurs.
    pub series: Option<String>,
    /// The name of the phase of the author's that it lies in.
    pub phase: Option<String>,
    /// Whether the author keeps it in view, as a key event.
    pub key: bool,
    /// Whether its date was counted or guessed: no source gives it in its own words.
    pub date_inferred: bool,
    /// Whether sources differ.
    pub disputed: bool,
    /// Whether the author changed something of it.
    pub edited: bool,
    /// What is told of it.
    #[serde(flatten)]
    pub happening: Happening,
    /// The rule that read the best evidence.
    pub rule: Option<String>,
    /// The words that prove it, the best first.
    pub evidence: Vec<Proof>,
    /// The words that told of it as planned; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Proof>,
    /// A picture of it; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Picture>,
}

/// Words that prove an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Proof {
    /// The document's id.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where the original stands.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// The date that these words alone give.
    pub date: Option<When>,
    /// Code points of the document's reading text before the words.
    pub start: usize,
    /// Code points before their end.
    pub end: usize,
    /// The words; nothing where the author does not publish them.
    pub text: Option<String>,
    /// The rule that read them.
    pub rule: String,
}

/// A document that events cite.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The document.
    pub document: &'a Document,
    /// When it was published.
    pub published: Option<Date>,
    /// Whether that date was inferred rather than stated.
    pub inferred: bool,
    /// How much of it may be given out.
    pub publish: Publish,
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
    /// Nothing that is only planned.
    pub happened_only: bool,
}

impl Happening {
    /// What is told of an event, with the names of the timeline.
    #[must_use]
    pub fn of(event: &Event, timeline: &Timeline, lexicon: &Lexicon) -> Self {
        let actor = |id: &ActorId| {
            timeline.actors.get(id).map_or_else(|| id.to_string(), |it| it.name.clone())
        };
        let place = |id: &PlaceId| {
            timeline.places.get(id).map_or_else(|| id.to_string(), |it| it.name.clone())
        };
        Self::named(event, lexicon, &actor, &place)
    }

    /// What is told of an event, with the names that are looked up.
    #[must_use]
    pub fn named(
        event: &Event,
        lexicon: &Lexicon,
        actor: &dyn Fn(&ActorId) -> String,
        place: &dyn Fn(&PlaceId) -> String,
    ) -> Self {
        let of_role = |role: Role| {
            event.participants.iter().find(|it| it.role == role).map(|it| actor(&it.actor))
        };
        // One who acts toward nobody is not "from" somebody.
        let to = of_role(Role::Target);
        let mut actors: Vec<String> = Vec::new();
        for participant in &event.participants {
            let name = actor(&participant.actor);
            if !actors.contains(&name) {
                actors.push(name);
            }
        }
        let code = lexicon.code(event.kind.as_str(), event.subtype.as_deref());
        let code = if event.status == Status::Planned { code.intended() } else { code };
        Self {
            date: event.dated.when(),
            kind: event.kind.to_string(),
            subtype: event.subtype.clone(),
            plover: code.plover.map(str::to_owned),
            quad: code.quad,
            actors,
            from: of_role(Role::Agent).filter(|_| to.is_some()),
            to,
            place: event.place.as_ref().map(place),
            status: event.status,
            confidence: event.confidence.0,
        }
    }
}

impl Published {
    /// A publication date as it was found; `None` when it is not known.
    #[must_use]
    pub fn of(found: &dating::Published) -> Option<Self> {
        let from = serde_json::to_value(found.by).ok();
        let from = from.as_ref().and_then(|it| it.as_str()).unwrap_or_default().to_owned();
        found.date.map(|date| Self { date, from, quote: found.quote.clone() })
    }
}

impl Extracted {
    /// What a document gave, with the text as it was given, which offsets are offsets of; on
    /// request with the reasons of its times.
    #[must_use]
    pub fn of<'a>(
        id: String,
        (document, given): (&Document, &str),
        (published, genre): (&dating::Published, Genre),
        timexes: &[Timex],
        happenings: impl Iterator<Item = (Happening, &'a Evidence)>,
        explain: bool,
    ) -> Self {
        let at = Offsets::of(document, given);
        // TIMEX3 has no anniversaries: they count years, and are no time that anything happens at.
        let told = timexes.iter().filter(|it| it.anniversary.is_none());
        let times = told.map(|it| Time {
            start: at.of_span(it.span).0,
            end: at.of_span(it.span).1,
            text: it.span.of(&document.content).to_owned(),
            kind: it.kind,
            value: it.value.clone(),
            edtf: it.when,
            range: it.range.and_then(|it| it.when),
            rule: it.rule.to_owned(),
            zone: zone(document, it.span),
            why: explain.then(|| it.steps(&document.content, published.from())),
        });
        let events = happenings.map(|(happening, evidence)| {
            let (start, end) = at.of_span(evidence.span);
            let text = evidence.quote.clone();
            Reading { happening, evidence: Words { start, end, text }, rule: evidence.rule.clone() }
        });
        let (times, events) = (times.collect(), events.collect());
        let composed = document.origin == Origin::Composed;
        let text = composed.then(|| document.content.clone());
        Self { id, published: Published::of(published), genre, times, events, text }
    }
}

/// The part of a document that a span stands in.
fn zone(document: &Document, span: Span) -> Zone {
    let block = document.blocks.partition_point(|it| it.span.end <= span.start);
    document.blocks.get(block).map_or(Zone::Body, |it| it.zone)
}

/// Places in the reading text to code points of the text as it was given.
struct Offsets<'a> {
    points: CodePoints<'a>,
    runs: &'a [Run],
}

impl<'a> Offsets<'a> {
    fn of(document: &'a Document, given: &'a str) -> Self {
        let (text, runs): (&str, &[Run]) = match &document.origin {
            Origin::Same => (given, &[]),
            Origin::Runs(runs) => (given, runs),
            Origin::Composed => (&document.content, &[]),
        };
        Self { points: CodePoints::new(text), runs }
    }

    fn of_span(&self, span: Span) -> (usize, usize) {
        // The end belongs to the last character before it, whose run may not be the next one's.
        let last = span.end.saturating_sub(1).max(span.start);
        let end = self.given(last) + (span.end - last);
        (self.points.at(self.given(span.start)), self.points.at(end))
    }

    /// The byte of the text as given for a byte of the reading text.
    fn given(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|it| it.content <= offset).checked_sub(1);
        run.map_or(offset, |it| {
            let run = &self.runs[it];
            run.input + (offset - run.content).min(run.length)
        })
    }
}

impl Events {
    /// The events of a timeline that a filter admits, the planned ones last.
    #[must_use]
    pub fn of<'a>(
        timeline: &Timeline,
        config: &Config,
        documents: impl IntoIterator<Item = Cited<'a>>,
        filter: &Filter,
    ) -> Self {
        let cited: BTreeMap<&str, (Cited<'a>, CodePoints<'a>)> = documents
            .into_iter()
            .map(|it| (it.document.id.as_str(), (it, CodePoints::new(&it.document.content))))
            .collect();
        let phases = PhaseEntry::in_order(&config.settings.phases);
        let states =
            |id: &str| cited.get(id).is_some_and(|it| it.0.published.is_some() && !it.0.inferred);
        let happened = timeline.events.iter().map(|it| (&it.event, it.series));
        let planned = timeline.planned.iter().map(|it| (it, None));
        let events = happened
            .chain(planned.filter(|_| !filter.happened_only))
            .filter(|(event, _)| filter.admits(event, timeline))
            .map(|(event, series)| {
                let proofs = |of: &[Evidence]| -> Vec<Proof> {
                    of.iter().map(|it| Proof::of(it, cited.get(it.document.as_str()))).collect()
                };
                let phase = event
                    .dated
                    .when()
                    .and_then(|it| PhaseEntry::holding(&phases, |phase| phase.bounds(), it));
                Merged {
                    id: event.id.clone(),
                    title: event.title.clone(),
                    series: series.and_then(|it| timeline.series.get(it)).map(|it| it.id.clone()),
                    phase: phase.map(|it| it.name.trim().to_owned()),
                    key: event.pinned,
                    date_inferred: event.infers_date(&states),
                    disputed: !event.conflicts.is_empty(),
                    edited: event.is_edited(),
                    happening: Happening::of(event, timeline, &config.lexicon),
                    rule: event.evidence.first().map(|it| it.rule.clone()),
                    evidence: proofs(&event.evidence),
                    plans: proofs(&event.plans),
                    image: event.image.clone(),
                }
            })
            .collect();
        Self { version: VERSION, events }
    }

    /// The events as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // A structure of strings, numbers and lists always has a JSON form.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }

    /// The events as comma-separated values (RFC 4180), a line an event, after a line of names.
    ///
    /// Most who open such a file do so in a spreadsheet, which takes a cell that begins with `=`
    /// for a formula. Words of documents are not to be run: see `guarded`.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut csv =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        // Nothing fails that writes to memory, and every line has as many cells as there are names.
        let _ = csv.write_record(COLUMNS);
        for event in &self.events {
            let cells = event.cells();
            let cells = COLUMNS.iter().zip(&cells).map(|(name, cell)| match *name {
                "date" => Cow::Borrowed(cell.as_str()),
                _ => guarded(cell),
            });
            let _ = csv.write_record(cells.map(|it| it.into_owned().into_bytes()));
        }
        let bytes = csv.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// The columns of the comma-separated form, in order. What a cell has several of is parted by "; ".
const COLUMNS: [&str; 22] = [
    "id",
    "date",
    "title",
    "type",
    "subtype",
    "actors",
    "from",
    "to",
    "place",
    "status",
    "confidence",
    "rule",
    "series",
    "documents",
    "urls",
    "plover",
    "quad",
    "phase",
    "key",
    "date_inferred",
    "disputed",
    "edited",
];

impl Merged {
    /// The event's cell in each of [`COLUMNS`].
    fn cells(&self) -> [String; COLUMNS.len()] {
        let Self {
            id,
            title,
            series,
            phase,
            key,
            date_inferred,
            disputed,
            edited,
            happening,
            rule,
            evidence,
            plans: _,
            image: _,
        } = self;
        let Happening {
            date,
            kind,
            subtype,
            plover,
            quad,
            actors,
            from,
            to,
            place,
            status,
            confidence,
        } = happening;
        let or_none = |it: &Option<String>| it.clone().unwrap_or_default();
        let quad = serde_json::to_value(quad).ok();
        let status = serde_json::to_value(status).ok();
        let documents: Vec<&str> = evidence.iter().map(|it| it.document.as_str()).collect();
        let urls: Vec<&str> = evidence.iter().filter_map(|it| it.url.as_deref()).collect();
        [
            id.clone(),
            date.map(|it| it.to_string()).unwrap_or_default(),
            title.clone(),
            kind.clone(),
            or_none(subtype),
            actors.join("; "),
            or_none(from),
            or_none(to),
            or_none(place),
            status.as_ref().and_then(|it| it.as_str()).unwrap_or_default().to_owned(),
            confidence.to_string(),
            or_none(rule),
            or_none(series),
            documents.join("; "),
            urls.join("; "),
            or_none(plover),
            quad.as_ref().and_then(|it| it.as_str()).unwrap_or_default().to_owned(),
            or_none(phase),
            key.to_string(),
            date_inferred.to_string(),
            disputed.to_string(),
            edited.to_string(),
        ]
    }
}

/// A cell that no spreadsheet runs: one that begins as a formula does gets an apostrophe before it,
/// as OWASP advises ("CSV injection"). A date is left as it is: -0752 is a year and a number.
fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

impl Proof {
    fn of(evidence: &Evidence, cited: Option<&(Cited<'_>, CodePoints<'_>)>) -> Self {
        let document = cited.map(|it| it.0.document);
        let at = |offset| cited.map_or(offset, |it| it.1.at(offset));
        let hidden = cited.is_some_and(|it| it.0.publish == Publish::None);
        Self {
            document: evidence.document.clone(),
            title: document.and_then(|it| it.title.clone()),
            outlet: document.and_then(|it| it.outlet.clone()),
            url: document.and_then(|it| it.url.clone()),
            published: cited.and_then(|it| it.0.published),
            date: evidence.when,
            start: at(evidence.span.start),
            end: at(evidence.span.end),
            text: (!hidden).then(|| evidence.quote.clone()),
            rule: evidence.rule.clone(),
        }
    }
}

impl Filter {
    /// Whether an event is asked for.
    #[must_use]
    pub fn admits(&self, event: &Event, timeline: &Timeline) -> bool {
        let Self { kind, actor, from, until, place, document, happened_only: _ } = self;
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
        let kinds: Vec<String> = timeline
            .told()
            .flat_map(|it| {
                let fine = it.subtype.as_ref().map(|subtype| format!("{}/{subtype}", it.kind));
                std::iter::once(it.kind.to_string()).chain(fine)
            })
            .collect();
        look_up("type", &self.kind, kinds.iter().map(String::as_str).collect());
        let documents =
            timeline.told().flat_map(|it| it.evidence.iter().map(|it| it.document.as_str()));
        look_up("document", &self.document, documents.collect());
        unknown
    }
}

/// Whether an id, a name or an alias is what was asked for.
fn is_named(asked: &str, id: &str, names: Option<(&str, &[String])>) -> bool {
    let asked = asked.to_lowercase();
    let same = |it: &str| it.to_lowercase() == asked;
    same(id) || names.is_some_and(|(name, aliases)| same(name) || aliases.iter().any(|it| same(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_begins_as_a_formula_does_is_no_formula() {
        for formula in ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        assert_eq!(guarded("a=b"), "a=b");
        assert_eq!(guarded(""), "");
    }
}
