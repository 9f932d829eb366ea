//! Adds an event that no rule found.

use crate::config::Located;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::event::{Dated, Event, Evidence, Role, TypeId};
use crate::overrides::apply::Scene;
use crate::overrides::change::{actor_ids, set_role};
use crate::overrides::find;
use crate::overrides::read::Override;
use crate::overrides::written::Addition;

/// The rule of evidence that an item quotes.
pub(super) const ADDED: &str = "override/add";

/// The event that an item describes. Its id is not made unique here. `None` when something in the
/// item is wrong, which is then reported.
pub(super) fn add(
    item: &Located<Override>,
    addition: &Addition,
    scene: &Scene<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Event> {
    let before = diagnostics.len();
    let Addition { date, kind, subtype, actors, from, to, place, title, object, image, evidence } =
        addition;
    let known = scene.known;
    diagnostics.extend(known.kind(kind, item.at("add.type")).err());
    if let Some(subtype) = subtype {
        diagnostics.extend(known.subtype(kind, subtype, item.at("add.subtype")).err());
    }
    let mut participants = Vec::new();
    for (key, names, role) in [
        ("actors", actors, Role::Participant),
        ("from", from, Role::Agent),
        ("to", to, Role::Target),
    ] {
        let Some(names) = names else { continue };
        let ids = actor_ids(names, &format!("add.{key}"), item, known, diagnostics);
        if !ids.is_empty() {
            set_role(&mut participants, role, ids);
        }
    }
    if participants.is_empty() && diagnostics.len() == before {
        let error = Diagnostic::error("override/nobody", "nobody takes part in this event");
        let help = "add `actors: […]`, or `from` and `to`";
        diagnostics.push(error.at_location(item.at("add").clone()).with_help(help));
    }
    let place = place.as_ref().and_then(|name| {
        known.place(name, item.at("add.place")).map_err(|it| diagnostics.push(it)).ok()
    });
    if let Some(image) = image {
        diagnostics.extend(known.picture(image, item, "add.image"));
    }
    if evidence.is_empty() {
        let error = Diagnostic::error("override/no-evidence", "this event has no evidence");
        let help = "add `evidence: [{ document: …, quote: … }]`: the words that tell it";
        diagnostics.push(error.at_location(item.at("add.evidence").clone()).with_help(help));
    }
    let mut quotes = Vec::new();
    for (index, quoted) in evidence.iter().enumerate() {
        let path = format!("add.evidence[{index}]");
        match find::words(scene.documents, quoted, item, &path) {
            Ok(spans) => quotes.extend(spans.first().map(|span| {
                let content = scene.documents[quoted.document.as_str()];
                let rule = ADDED.to_owned();
                Evidence { rule, ..Evidence::of(&quoted.document, *span, span.of(content)) }
            })),
            Err(error) => diagnostics.push(error),
        }
    }
    if has_errors(&diagnostics[before..]) {
        return None;
    }
    let mut event = Event {
        subtype: subtype.clone(),
        participants,
        place,
        object: object.clone(),
        image: image.clone(),
        evidence: quotes,
        confidence: (1.0, vec!["The editor added this event.".to_owned()]),
        edits: vec![item.edit(vec!["event added".to_owned()])],
        ..Event::of(TypeId::new(kind.as_str()), Dated::On(*date))
    };
    event.title = title.clone().unwrap_or_else(|| (scene.title)(&event));
    event.id = (scene.id)(&event);
    Some(event)
}
