//! What event an id means that no event has any more: better rules, or corrections, gave it another.
//!
//! An id says a date, a type and who took part. The event that it means is the one of that type and
//! of those people whose date is the same but finer or coarser, or not known: if there is one such
//! event and no other. What an id does not say is not asked for, so that the same content always
//! gives the same events.

use crate::config::slug;
use crate::diagnostic::{Diagnostic, Location};
use crate::event::{Dated, Event};
use crate::overrides::apply::Scene;
use crate::overrides::offer;

/// The date in the id of an event that has none.
const UNDATED: &str = "undated";

/// The index of the event that a former id means.
pub(super) fn meant(events: &[Event], id: &str, scene: &Scene<'_>) -> Option<usize> {
    let mut fits = events.iter().enumerate().filter(|(_, it)| is_meant(it, id, scene));
    let found = fits.next()?.0;
    fits.next().is_none().then_some(found)
}

/// Whether an id says of an event what is so, but for how fine its date is.
fn is_meant(event: &Event, id: &str, scene: &Scene<'_>) -> bool {
    let now = (scene.id)(event);
    let date = match &event.dated {
        Dated::On(when) => slug(&when.to_string().replace("..", "open")),
        Dated::Undated(_) => UNDATED.to_owned(),
    };
    let Some(rest) = now.strip_prefix(date.as_str()) else { return false };
    let bare = id.rsplit_once('-').filter(|it| it.1.parse::<usize>().is_ok_and(|it| it < 100));
    let date_of = |id: &str| id.strip_suffix(rest).map(str::to_owned);
    // A number tells it from another of the same day: that one is not it.
    let numbered = || date_of(bare?.0).filter(|it| *it != date);
    let former = date_of(id).or_else(numbered);
    former.is_some_and(|former| is_finer(&former, &date) || is_finer(&date, &former))
}

/// Whether a date is another, said more exactly.
fn is_finer(fine: &str, coarse: &str) -> bool {
    coarse == UNDATED
        || fine.strip_prefix(coarse).is_some_and(|it| it.is_empty() || it.starts_with('-'))
}

/// The warning that an id is taken for an event, with what to write in its place.
pub(super) fn warning(
    id: &str,
    at: &Location,
    path: &str,
    event: &Event,
    (events, scene): (&[Event], &Scene<'_>),
) -> Diagnostic {
    let message = format!("no event has the id `{id}` any more; `{}` is taken for it", event.id);
    let all: Vec<&Event> = events.iter().collect();
    let help = match offer::words_of(event, &all, scene.documents) {
        Some(words) if path == "event" => {
            format!("write `at: {words}` in place of `event: …`: it survives a change of the id")
        }
        Some(words) => format!("write `{words}` in its place: it survives a change of the id"),
        None => format!("write `{}`", event.id),
    };
    Diagnostic::warning("override/former-id", message)
        .at_location(at.clone())
        .with_note("it is the only one of this type, with these people, whose date is the same but finer or coarser")
        .with_help(help)
}
