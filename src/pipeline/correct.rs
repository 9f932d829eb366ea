//! What an author is offered to correct an event with, and what corrections did.

use std::collections::BTreeMap;

use crate::actor::{ActorId, Side};
use crate::event::{Edit, Event};
use crate::overrides::{self, Around, Part};
use crate::pipeline::Analysis;
use crate::site::LeftOut;

/// Where the author added an event, as `file:line`; `None` for one that the documents gave.
#[must_use]
pub fn added_at(event: &Event) -> Option<String> {
    let edit = event.edits.first().filter(|_| overrides::is_added(event))?;
    Some(format!("{}:{}", edit.file, edit.line))
}

/// The lines for overrides.yaml that correct an event: its present values and the events that may
/// be the same, all of it commented out. See [`overrides::offer`].
#[must_use]
pub fn correction(analysis: &Analysis, event: &Event) -> String {
    around(analysis, |it| overrides::offer(event, it))
}

/// The same, as an item for each thing that may be wrong. See [`overrides::parts`].
#[must_use]
pub fn corrections(analysis: &Analysis, event: &Event) -> Vec<Part> {
    around(analysis, |it| overrides::parts(event, it))
}

/// Gives what stands around an event to `then`.
fn around<T>(analysis: &Analysis, then: impl FnOnce(&Around<'_>) -> T) -> T {
    let Analysis { cast, timeline, config, .. } = analysis;
    let events: Vec<&Event> = timeline.told().collect();
    let texts: BTreeMap<&str, &str> =
        analysis.documents.iter().map(|it| it.document.text()).collect();
    let known = overrides::Known::new(cast.actors.values(), cast.places.values(), &config.lexicon);
    let party = |id: &ActorId| -> ActorId {
        let side = cast.side_of.get(id).zip(cast.sides.as_ref()).map(|(side, ids)| match side {
            Side::First => ids[0].clone(),
            Side::Second => ids[1].clone(),
        });
        let state = || cast.actors.get(id)?.state.clone();
        side.or_else(state).unwrap_or_else(|| id.clone())
    };
    let around = Around { events: &events, documents: &texts, known: &known, party: &party };
    then(&around)
}

/// What one item of the overrides did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The file that it stands in.
    pub file: String,
    /// Its one-based line.
    pub line: usize,
    /// What it did to each event or document, by id.
    pub done: Vec<(String, String)>,
    /// The editor's note.
    pub note: Option<String>,
}

/// What each item of the overrides did, in the order of the files.
#[must_use]
pub fn applied(analysis: &Analysis) -> Vec<Applied> {
    let Analysis { documents, documents_left_out, timeline, left_out, .. } = analysis;
    let documents = documents.iter().map(|it| (&it.document.id, &it.edits));
    let documents = documents.chain(documents_left_out.iter().map(|it| (&it.id, &it.edits)));
    let events = timeline.told().chain(left_out).map(|it| (&it.id, &it.edits));
    let mut items: BTreeMap<(&str, usize), Applied> = BTreeMap::new();
    for (id, edits) in documents.chain(events) {
        for Edit { what, note, file, line } in edits {
            let item = items.entry((file.as_str(), *line)).or_insert_with(|| Applied {
                file: file.clone(),
                line: *line,
                done: Vec::new(),
                note: note.clone(),
            });
            item.done.push((id.clone(), what.clone()));
        }
    }
    items.into_values().collect()
}

/// What is left out, as readers are told of it: the documents, and events by the document that tells
/// them. What somebody took out of the timeline is not told again.
pub(super) fn left_out(analysis: &Analysis) -> Vec<LeftOut> {
    let documents = analysis.documents_left_out.iter().map(|it| LeftOut {
        document: None,
        title: it.title.clone(),
        edits: it.edits.clone(),
    });
    let of = |event: &Event| {
        let first = event.evidence.first()?;
        let document = analysis.documents.iter().find(|it| it.document.id == first.document)?;
        let id = document.document.id.clone();
        let title = document.document.title.clone().unwrap_or_else(|| id.clone());
        let edits = event
            .edits
            .iter()
            .map(|it| Edit { what: "an event that it tells is left out".to_owned(), ..it.clone() });
        Some(LeftOut { document: Some(id), title, edits: edits.collect() })
    };
    documents.chain(analysis.left_out.iter().filter_map(of)).collect()
}
