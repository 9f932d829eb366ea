//! What an author is offered to correct an event with.

use std::collections::BTreeMap;

use crate::actor::{ActorId, Side};
use crate::event::Event;
use crate::overrides::{self, Around};
use crate::pipeline::Analysis;

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
    let Analysis { cast, timeline, config, .. } = analysis;
    let happened = timeline.events.iter().map(|it| &it.event);
    let events: Vec<&Event> = happened.chain(&timeline.planned).collect();
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
    overrides::offer(event, &around)
}
