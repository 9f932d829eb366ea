//! The timeline as data: events.json and events.csv.
//!
//! The records are those of `relata events`, so that what a site publishes and what the command
//! prints are one format.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::Publish;
use crate::event::{Event, Role};
use crate::site::book::{Book, title_of};
use crate::site::{Card, Content};

/// The documents by id.
type Cards<'a> = BTreeMap<&'a str, &'a Card<'a>>;

/// events.json.
#[derive(Debug, Clone, Serialize)]
pub struct EventsFile {
    /// The version of the format.
    pub version: u32,
    /// Dated events in order of time, then undated ones, then planned ones.
    pub events: Vec<EventRecord>,
}

/// An event as data.
#[derive(Debug, Clone, Serialize)]
pub struct EventRecord {
    /// Stable, as in permalinks.
    pub id: String,
    /// The line that says it.
    pub title: String,
    /// EDTF, or nothing when the date is not known.
    pub date: Option<String>,
    /// The kind of happening.
    #[serde(rename = "type")]
    pub kind: String,
    /// A finer kind.
    pub subtype: Option<String>,
    /// The names of all who take part.
    pub actors: Vec<String>,
    /// Who acted, where one acted toward another.
    pub from: Option<String>,
    /// Toward whom.
    pub to: Option<String>,
    /// The name of the place.
    pub place: Option<String>,
    /// `asserted`, `planned` and so on.
    pub status: crate::event::Status,
    /// 0 to 1.
    pub confidence: f64,
    /// The rule that read the best evidence.
    pub rule: Option<String>,
    /// The id of its series.
    pub series: Option<String>,
    /// The words that prove it.
    pub evidence: Vec<EvidenceRecord>,
}

/// A piece of evidence as data.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceRecord {
    /// The document's id.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The original's address.
    pub url: Option<String>,
    /// When it was published, in EDTF.
    pub published: Option<String>,
    /// The quoted words; nothing where the author does not publish them.
    pub text: Option<String>,
    /// The date that this evidence alone gives, in EDTF.
    pub date: Option<String>,
    /// The rule that read it.
    pub rule: String,
}

/// The events of a timeline as data.
#[must_use]
pub fn events_file(content: &Content<'_>) -> EventsFile {
    let timeline = content.timeline;
    let cards: Cards<'_> =
        content.documents.iter().map(|it| (it.document.id.as_str(), it)).collect();
    let series =
        |at: Option<usize>| at.and_then(|it| timeline.series.get(it)).map(|it| it.id.clone());
    let mut events: Vec<EventRecord> = timeline
        .events
        .iter()
        .map(|it| record(content, &cards, &it.event, series(it.series)))
        .collect();
    if content.config.settings.show_planned {
        events.extend(timeline.planned.iter().map(|it| record(content, &cards, it, None)));
    }
    EventsFile { version: 1, events }
}

/// The events as comma-separated values (RFC 4180), a line an event, after a line of names.
#[must_use]
pub fn events_csv(file: &EventsFile) -> String {
    let mut out = String::from(
        "id,date,title,type,subtype,actors,from,to,place,status,confidence,rule,series,documents,urls\r\n",
    );
    for it in &file.events {
        let documents: Vec<&str> = it.evidence.iter().map(|it| it.document.as_str()).collect();
        let urls: Vec<&str> = it.evidence.iter().filter_map(|it| it.url.as_deref()).collect();
        let status = serde_json::to_value(it.status).ok();
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        let row = [
            it.id.clone(),
            text(&it.date),
            it.title.clone(),
            it.kind.clone(),
            text(&it.subtype),
            it.actors.join("; "),
            text(&it.from),
            text(&it.to),
            text(&it.place),
            status.as_ref().and_then(|it| it.as_str()).unwrap_or_default().to_owned(),
            it.confidence.to_string(),
            text(&it.rule),
            text(&it.series),
            documents.join("; "),
            urls.join("; "),
        ];
        out.push_str(&row.map(|it| cell(&it)).join(","));
        out.push_str("\r\n");
    }
    out
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn record(
    content: &Content<'_>,
    cards: &Cards<'_>,
    event: &Event,
    series: Option<String>,
) -> EventRecord {
    let name = |id: &crate::actor::ActorId| match content.timeline.actors.get(id) {
        Some(actor) => actor.name.clone(),
        None => id.to_string(),
    };
    let only = |role: Role| {
        let mut found = event.participants.iter().filter(|it| it.role == role);
        found.next().map(|it| name(&it.actor))
    };
    let directed = event.participants.iter().any(|it| it.role == Role::Target);
    let mut actors: Vec<String> = Vec::new();
    for participant in &event.participants {
        let name = name(&participant.actor);
        if !actors.contains(&name) {
            actors.push(name);
        }
    }
    EventRecord {
        id: event.id.clone(),
        title: event.title.clone(),
        date: event.dated.when().map(|it| it.to_string()),
        kind: event.kind.to_string(),
        subtype: event.subtype.clone(),
        actors,
        from: only(Role::Agent).filter(|_| directed),
        to: only(Role::Target),
        place: event.place.as_ref().map(|it| match content.timeline.places.get(it) {
            Some(place) => place.name.clone(),
            None => it.to_string(),
        }),
        status: event.status,
        confidence: event.confidence.0,
        rule: event.evidence.first().map(|it| it.rule.clone()),
        series,
        evidence: event
            .evidence
            .iter()
            .map(|evidence| {
                let card = cards.get(evidence.document.as_str());
                EvidenceRecord {
                    document: evidence.document.clone(),
                    title: card.map(|it| title_of(it)),
                    outlet: card.and_then(|it| it.document.outlet.clone()),
                    url: card.and_then(|it| it.document.url.clone()),
                    published: card.and_then(|it| it.published).map(|it| it.to_string()),
                    text: card
                        .is_none_or(|it| it.publish != Publish::None)
                        .then(|| evidence.quote.clone()),
                    date: evidence.when.map(|it| it.to_string()),
                    rule: evidence.rule.clone(),
                }
            })
            .collect(),
    }
}

/// The files of the exports.
pub(crate) fn files(book: &Book<'_>) -> Vec<(String, Vec<u8>)> {
    let file = events_file(book.content);
    let mut json = serde_json::to_vec_pretty(&file).unwrap_or_default();
    json.push(b'\n');
    vec![
        ("events.json".to_owned(), json),
        ("events.csv".to_owned(), events_csv(&file).into_bytes()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_only_where_it_must_be() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
