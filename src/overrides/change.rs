//! Sets fields of an event.

use crate::actor::ActorId;
use crate::config::Located;
use crate::diagnostic::Diagnostic;
use crate::event::{Dated, Event, Participant, Role, Status, TypeId};
use crate::overrides::Known;
use crate::overrides::read::Override;
use crate::overrides::written::{Names, Set};

/// Sets what an item says and tells it in words. What is not known is reported and not set.
pub(super) fn change(
    event: &mut Event,
    item: &Located<Override>,
    set: &Set,
    known: &Known,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut what = Vec::new();
    // Fields of documents do not get here: reading refuses them.
    let Set { date, kind, subtype, title, place, actors, from, to, status, object, image, .. } =
        set;
    let mut check =
        |found: Result<(), Diagnostic>| found.map_err(|it| diagnostics.push(it)).is_ok();
    let fits = kind.as_ref().is_none_or(|it| check(known.kind(it, item.at("set.type"))));
    if let Some(kind) = kind.as_ref().filter(|_| fits) {
        event.kind = TypeId::new(kind.as_str());
        event.subtype = event.subtype.take().filter(|it| known.has_subtype(kind, it));
        what.push(format!("type set to {kind}"));
    }
    match subtype.as_ref().filter(|_| fits) {
        Some(Some(id)) if check(known.subtype(event.kind.as_str(), id, item.at("set.subtype"))) => {
            event.subtype = Some(id.clone());
            what.push(format!("subtype set to {id}"));
        }
        Some(None) => {
            event.subtype = None;
            what.push("subtype removed".to_owned());
        }
        _ => {}
    }
    if let Some(when) = date {
        event.dated = Dated::On(*when);
        what.push(format!("date set to {}", when.english()));
    }
    for (key, names, role) in [
        ("actors", actors, Role::Participant),
        ("from", from, Role::Agent),
        ("to", to, Role::Target),
    ] {
        let Some(names) = names else { continue };
        let ids = actor_ids(names, &format!("set.{key}"), item, known, diagnostics);
        if ids.is_empty() {
            continue;
        }
        let shown: Vec<_> = ids.iter().map(|it| known.actor_name(it)).collect();
        what.push(format!("{key} set to {}", shown.join(", ")));
        set_role(&mut event.participants, role, ids);
    }
    match place {
        Some(Some(name)) => match known.place(name, item.at("set.place")) {
            Ok(id) => {
                what.push(format!("place set to {}", known.place_name(&id)));
                event.place = Some(id);
            }
            Err(error) => diagnostics.push(error),
        },
        Some(None) => {
            event.place = None;
            what.push("place removed".to_owned());
        }
        None => {}
    }
    if let Some(status) = status {
        event.status = status.status();
        let gone = matches!(event.status, Status::Denied | Status::Hypothetical);
        let gone = if gone { ", which leaves it out" } else { "" };
        what.push(format!("status set to {}{gone}", status.word()));
    }
    if let Some(object) = object {
        event.object.clone_from(object);
        what.push(match object {
            Some(object) => format!("object set to “{object}”"),
            None => "object removed".to_owned(),
        });
    }
    match image {
        Some(Some(image)) => {
            diagnostics.extend(known.picture(image, item, "set.image"));
            what.push(format!("image set to {}", image.file));
            event.image = Some(image.clone());
        }
        Some(None) => {
            event.image = None;
            what.push("image removed".to_owned());
        }
        None => {}
    }
    if let Some(title) = title {
        event.title.clone_from(title);
        what.push(format!("title set to “{title}”"));
    }
    what
}

/// The ids of actors; names that nobody has are reported.
pub(super) fn actor_ids(
    names: &Names,
    path: &str,
    item: &Located<Override>,
    known: &Known,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ActorId> {
    let mut ids = Vec::new();
    if names.0.is_empty() {
        let key = path.rsplit('.').next().unwrap_or(path);
        let error = Diagnostic::error("override/nobody", format!("`{key}` names nobody"));
        let help = match key {
            "actors" => "write a name, or remove the key",
            // Who acted upon nobody, and nobody upon them.
            _ => "write a name, or name all who take part with `actors`, without `from` and `to`",
        };
        diagnostics.push(error.at_location(item.at(path).clone()).with_help(help));
    }
    for (index, name) in names.0.iter().enumerate() {
        // One name stands for itself; of several each has its own place.
        let one = format!("{path}[{index}]");
        let at = item.keys.get(&one).unwrap_or_else(|| item.at(path));
        match known.actor(name, at) {
            Ok(id) if ids.contains(&id) => {}
            Ok(id) => ids.push(id),
            Err(error) => diagnostics.push(error),
        }
    }
    ids
}

/// Gives a role to actors, in the place of who had it. Taking part alike replaces everybody.
pub(super) fn set_role(participants: &mut Vec<Participant>, role: Role, ids: Vec<ActorId>) {
    participants
        .retain(|it| role != Role::Participant && it.role != role && !ids.contains(&it.actor));
    let new = ids.into_iter().map(|actor| Participant { actor, role });
    let at = match role {
        Role::Agent => 0,
        _ => participants.iter().take_while(|it| it.role == Role::Agent).count(),
    };
    participants.splice(at..at, new);
}
